"""Networks in the whole window: another one chosen, other weights opened, wrong files told and left."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from safetensors.torch import save_file

from cnnviz.gui.widgets.buttons import MenuButton
from cnnviz.gui.widgets.strip import NetworkStripWidget
from tests.gui.person import ONE, SEVEN, Person, of_file
from tests.gui.reference_network import probabilities, weights


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the person chooses in the dialog for opening a file, one after the other."""
    names: list[str] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (names.pop(0), ""))
    return names


def model_button(person: Person) -> MenuButton:
    return next(
        each for each in person.program.top_bar.findChildren(MenuButton) if each.accessibleName().startswith("Model")
    )


def open_menu(person: Person, button: MenuButton) -> QMenu:
    QTest.keyClick(button, Qt.Key.Key_Space)
    person.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(menu: QMenu, wanted: Callable[[QAction], bool]) -> None:
    action = next(each for each in menu.actions() if wanted(each))
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)


def shares(person: Person) -> np.ndarray:
    values = person.trace().output.values
    assert values is not None
    powers = np.exp(values[0].astype(np.float64) - values[0].max())
    return powers / powers.sum()


def test_the_other_network_is_chosen_from_the_menu_and_answers_at_once(person: Person) -> None:
    person.draw(SEVEN)
    assert np.allclose(shares(person), probabilities(person.pixels()), atol=1e-5)
    menu = open_menu(person, model_button(person))
    marked = [action.text().split("\t")[0] for action in menu.actions() if action.isChecked()]
    assert marked == ["class-convnet-bn"]
    with person.patience(person.program.inference.model_loaded):
        choose(menu, lambda action: action.data() == "class-convnet")
    expected = probabilities(person.pixels(), weights("class-convnet"))
    assert np.allclose(shares(person), expected, atol=1e-5)
    keys = [block.key for block in person.find(person.program.strip, NetworkStripWidget)._blocks]
    assert keys == [
        "input", "layer1.0", "layer1.1", "layer1.2", "layer2.0", "layer2.1", "layer2.2", "reshape", "fc",
    ]  # fmt: skip
    assert "class-convnet" in model_button(person).value
    assert person.program.preferences.current.model == "class-convnet"
    menu = open_menu(person, model_button(person))
    assert [action.data() for action in menu.actions() if action.isChecked()] == ["class-convnet"]
    menu.close()


WRITERS: dict[str, Callable[[dict[str, torch.Tensor], Path], object]] = {
    "mine.safetensors": save_file,
    "mine.pt": torch.save,
    "mine.pth": lambda state, path: torch.save({"state_dict": state, "epoch": 3}, path),
}


@pytest.mark.parametrize("name", WRITERS)
def test_other_weights_are_opened(person: Person, chosen: list[str], tmp_path: Path, name: str) -> None:
    state = {key: value.clone() for key, value in weights("class-convnet").items()}
    state["fc.bias"][4] += 30  # sees fours everywhere
    WRITERS[name](state, tmp_path / name)
    person.draw(SEVEN)
    person.trace()
    chosen.append(str(tmp_path / name))
    with person.patience(person.program.inference.model_loaded):
        person.press("Ctrl+M")
    assert int(shares(person).argmax()) == 4
    assert np.allclose(shares(person), probabilities(person.pixels(), state), atol=1e-5)
    assert name in model_button(person).value
    menu = open_menu(person, model_button(person))
    assert not any(action.isChecked() for action in menu.actions())  # none of the bundled ones
    menu.close()
    assert person.program.preferences.current.model == str(tmp_path / name)


def test_weights_are_dropped_onto_the_window(person: Person, tmp_path: Path) -> None:
    save_file(weights("class-convnet"), tmp_path / "dropped.safetensors")
    with person.patience(person.program.inference.model_loaded):
        person.drop(of_file(tmp_path / "dropped.safetensors"))
    assert "dropped.safetensors" in model_button(person).value


class Trap:
    """Writes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return _spring, (str(self._path),)


def _spring(path: str) -> None:
    Path(path).touch()


def _with_code(path: Path) -> None:
    torch.save({"fc.weight": torch.zeros(1), "trap": Trap(path.parent / "ran")}, path)


def _pickled(path: Path) -> None:
    path.write_bytes(pickle.dumps({"trap": Trap(path.parent / "ran")}))


def _without(name: str) -> Callable[[Path], object]:
    return lambda path: save_file({key: value for key, value in weights().items() if key != name}, path)


def _reshaped(path: Path) -> None:
    save_file({**weights(), "fc.weight": torch.zeros(10, 100)}, path)


def _of_another(path: Path) -> None:
    torch.save(
        torch.nn.Sequential(torch.nn.Linear(784, 30), torch.nn.ReLU(), torch.nn.Linear(30, 10)).state_dict(), path
    )


WRONG: dict[str, tuple[Callable[[Path], object], tuple[str, ...]]] = {
    "page.pt": (
        lambda path: path.write_text("<!DOCTYPE html><html><body>404 Not Found</body></html>"),
        ("“page.pt” is a web page, not weights",),
    ),
    "picture.pth": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 50), ("is not a weights file",)),
    "empty.safetensors": (lambda path: path.write_bytes(b""), ("“empty.safetensors” is empty",)),
    "gone.pt": (lambda path: None, ("There is no file",)),
    "cut.safetensors": (
        lambda path: (save_file(weights(), path), path.write_bytes(path.read_bytes()[:5000])),
        ("“cut.safetensors” is cut off or damaged",),
    ),
    "code.pt": (_with_code, ("holds program code", "nothing in it was run")),
    "code.pth": (_pickled, ("holds program code", "nothing in it was run")),
    "less.safetensors": (_without("layer2.0.bias"), ("is not complete", "layer2.0.bias")),
    "shape.safetensors": (_reshaped, ("“fc.weight” should have the shape [10, 1568], but has [10, 100]",)),
    "other.pt": (_of_another, ("weights of another network", "Missing entries", "layer1.0.weight", "0.weight")),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_told_and_the_old_network_stays(
    person: Person, chosen: list[str], tmp_path: Path, name: str
) -> None:
    make, words = WRONG[name]
    make(tmp_path / name)
    person.draw(ONE)
    before = shares(person)
    card = person.program.workspace.model
    chosen.append(str(tmp_path / name))
    person.press("Ctrl+M")
    (told,) = person.take_notices()
    for word in words:
        assert word in told
    assert not (tmp_path / "ran").exists()
    assert person.program.workspace.model is card
    assert "class-convnet-bn" in model_button(person).value
    assert person.program.preferences.current.model == "class-convnet-bn"
    assert np.array_equal(shares(person), before)
    person.draw((((0.3, 0.5), (0.7, 0.5)),))
    assert np.allclose(shares(person), probabilities(person.pixels()), atol=1e-5)


def test_the_same_network_is_there_at_the_next_start_and_the_default_where_its_file_has_gone(
    open_window: Callable[..., Person], tmp_path: Path
) -> None:
    path = tmp_path / "mine.safetensors"
    save_file(weights("class-convnet"), path)
    first = open_window(model=str(path))
    assert first.program.workspace.model.source == str(path)
    first.program.window.close()
    second = open_window()
    assert second.program.workspace.model.source == str(path)
    second.program.window.close()
    path.unlink()
    third = open_window()
    (told,) = third.take_notices()
    assert str(path) in told
    assert third.program.workspace.model.name == "class-convnet-bn"
    third.draw(SEVEN)
    assert np.allclose(shares(third), probabilities(third.pixels()), atol=1e-5)
