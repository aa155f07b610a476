"""Recorded passes as files: opened by menu, drop and command line, saved, and in front of the live network."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from torch import nn, rand

import cnnviz
from cnnviz.app import Program
from cnnviz.gui.services.opening import PASSES
from cnnviz.gui.widgets import file_dialogs
from cnnviz.session.preferences import Preferences
from cnnviz.trace import archive
from cnnviz.trace.records import Trace
from tests.gui.person import ONE, SEVEN, Person, of_file


def network() -> nn.Module:
    return nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), nn.Flatten(), nn.Linear(4 * 6 * 6, 5))


@pytest.fixture(scope="module")
def somebodys() -> Trace:
    """A pass of a network that the window does not know."""
    return cnnviz.trace(network().eval(), rand(2, 3, 8, 8), name="Somebody's")


@pytest.fixture
def lesson(tmp_path: Path, somebodys: Trace) -> Path:
    """The pass as a file."""
    archive.save(somebodys, tmp_path / "lesson.trace")
    return tmp_path / "lesson.trace"


@pytest.fixture
def alone(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Callable[[Path], Person]]:
    """Opens a window with a file, as the command line does."""
    opened: list[Person] = []

    def open_one(file: Path) -> Person:
        preferences = Preferences(tmp_path / "settings")
        preferences.change(language="en", theme="light")
        person = Person(Program(qapp, preferences, file), qtbot)
        opened.append(person)
        person.program.show()
        person.wait(person.program.window.isVisible)
        return person

    yield open_one
    for person in opened:
        person.program.window.close()
        person.program.close()
        person.program.window.deleteLater()
        person.program.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not [notice for person in opened for notice in person.told if notice.level != "info"]


def walked(person: Person) -> Trace | None:
    page = person.program.step_page
    return None if page is None else page.stepping.trace


def shown(person: Person) -> tuple[str, str]:
    """Network and input as the top bar names them."""
    bar = person.program.top_bar
    return bar._model.value, bar._input.value


def blocks(person: Person) -> list[str]:
    return [block.shape_text for block in person.program.strip._strip._blocks]


def test_a_dropped_pass_is_walked_through_and_the_drawing_is_still_there(
    person: Person, lesson: Path, somebodys: Trace
) -> None:
    person.draw(SEVEN)
    drawn, pixels = shown(person), person.pixels()
    assert person.drop(of_file(lesson))
    person.wait(lambda: walked(person) is not None)
    trace = walked(person)
    assert trace is not None
    assert [step.kind for step in trace.steps] == [step.kind for step in somebodys.steps]
    assert person.program.rail.current == "step"
    assert shown(person) == ("Somebody's", "lesson")
    assert blocks(person) == ["[2, 3, 8, 8]", *["[2, 4, 6, 6]"] * 3, "[2, 144]", "[2, 5]"]
    numbers = 2 * 3 * 8 * 8 + 3 * (2 * 4 * 6 * 6) + 2 * 5  # flattening makes no new ones
    assert 4 * numbers == 5032
    assert person.program.top_bar._meta.text() == f"{len(trace.steps)} steps recorded, 0.005 MB"
    for _ in range(3):
        person.press("S")
    place = person.program.step_page.stepping.position
    person.press("Ctrl+1")
    assert shown(person) == drawn
    assert person.program.top_bar._meta.text().startswith("Answer in")
    person.wait(lambda: len(blocks(person)) == 11)
    assert np.array_equal(person.pixels(), pixels)
    person.press("Ctrl+2")
    assert walked(person) is trace
    assert person.program.step_page.stepping.position == place
    assert shown(person) == ("Somebody's", "lesson")


def test_drawing_leads_back_to_the_live_network_and_a_key_to_the_opened_pass(person: Person, lesson: Path) -> None:
    person.drop(of_file(lesson))
    person.wait(lambda: shown(person)[1] == "lesson")
    person.press("Ctrl+1")
    person.draw(ONE)
    pixels = person.pixels()
    person.press("Ctrl+2")
    person.wait(lambda: walked(person) is not None and walked(person).model_name == "class-convnet-bn")
    assert np.array_equal(walked(person).input.values[0, 0], pixels)
    person.press("Ctrl+B")
    assert shown(person) == ("Somebody's", "lesson")
    person.press("Ctrl+B")
    person.wait(lambda: walked(person) is not None and walked(person).model_name == "class-convnet-bn")
    assert shown(person) == ("class-convnet-bn", "Drawing")


def test_the_bar_says_that_an_opened_pass_is_walked_and_a_click_leads_to_a_live_one(
    person: Person, lesson: Path
) -> None:
    person.draw(SEVEN)
    person.press("Ctrl+2")
    person.wait(lambda: walked(person) is not None)
    bar = person.program.step_page.walked_view
    said = "“lesson” was opened from a file: nothing is recorded."
    for kind in ("forward", "training"):
        person.drop(of_file(lesson))
        person.wait(lambda: shown(person) == ("Somebody's", "lesson"))
        assert bar.kinds.key == ""
        assert [each.isVisible() for each in (bar.source, bar.count, bar.optimiser, bar.rate, bar.again)] == [False] * 5
        assert said in person.texts(bar)
        person.click(bar.kinds, bar.kinds.segment_rect(kind).center())
        person.wait(lambda: walked(person) is not None and walked(person).model_name == "class-convnet-bn")
        assert bar.kinds.key == kind
        assert bar.source.isVisible()
        assert bar.again.isVisible()
        assert said not in person.texts(bar)


def test_a_saved_pass_is_the_pass(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person.draw(SEVEN)
    person.trace()
    assert not person.program.actions["save_pass"].isEnabled()
    person.press("Ctrl+2")
    person.wait(lambda: walked(person) is not None)
    suggested = []

    def ask_save(_window: object, _title: str, kinds: str, name: str, suffix: str) -> Path:
        suggested.append((kinds, Path(name).name, suffix))
        return tmp_path / "seven.trace"

    monkeypatch.setattr(file_dialogs, "ask_save", ask_save)
    person.press("Ctrl+S")
    assert person.take_notices() == ["Saved as “seven.trace”."]
    assert suggested == [("Recorded passes (*.trace)", "class-convnet-bn.trace", ".trace")]
    again, trace = archive.load(tmp_path / "seven.trace"), walked(person)
    assert trace is not None
    assert [record.shape for record in again.tensors] == [record.shape for record in trace.tensors]
    assert np.array_equal(again.output.values, trace.output.values)
    monkeypatch.setattr(file_dialogs, "ask_open", lambda *_: tmp_path / "seven.trace")
    person.press("Ctrl+Shift+O")
    person.wait(lambda: shown(person) == ("class-convnet-bn", "seven"))
    assert Path(person.program.preferences.current.last_folder) == tmp_path


def test_a_pass_that_cannot_be_written_is_told(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lesson: Path
) -> None:
    person.drop(of_file(lesson))
    person.wait(lambda: walked(person) is not None)
    monkeypatch.setattr(file_dialogs, "ask_save", lambda *_: tmp_path / "no folder" / "a.trace")
    person.press("Ctrl+S")
    assert person.take_notices()[0].startswith("“a.trace” cannot be written: ")


def cut(path: Path, lesson: Path) -> None:
    path.write_bytes(lesson.read_bytes()[:-500])


def other_zip(path: Path, _lesson: Path) -> None:
    with zipfile.ZipFile(path, "w") as stored:
        stored.writestr("else", "x")


def newer(path: Path, lesson: Path) -> None:
    with zipfile.ZipFile(lesson) as stored, zipfile.ZipFile(path, "w") as written:
        for name in stored.namelist():
            content = stored.read(name)
            if name == "trace.json":
                content = json.dumps({**json.loads(content), "version": 99}).encode()
            written.writestr(name, content)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path, _: path.write_bytes(b""), "“bad.trace” is no recorded pass."),
        (cut, "“bad.trace” is no recorded pass."),
        (other_zip, "“bad.trace” is no recorded pass."),
        (newer, "“bad.trace” was written by a newer version of this program. Update it first."),
    ],
    ids=["empty", "cut off", "another zip", "newer"],
)
def test_a_bad_file_is_told_and_what_was_open_stays(
    alone: Callable[[Path], Person], tmp_path: Path, lesson: Path, make: Callable[[Path, Path], object], sentence: str
) -> None:
    person = alone(lesson)
    person.wait(lambda: walked(person) is not None)
    trace = walked(person)
    make(tmp_path / "bad.trace", lesson)
    person.drop(of_file(tmp_path / "bad.trace"))
    assert person.take_notices() == [sentence]
    assert walked(person) is trace
    assert shown(person) == ("Somebody's", "lesson")


def test_a_file_on_the_command_line_is_there_at_first_sight_and_no_network_is_loaded(
    alone: Callable[[Path], Person], lesson: Path
) -> None:
    person = alone(lesson)
    program = person.program
    assert program.rail.current == "step"
    assert walked(person) is not None
    assert not program.inference._lane._lane.ordered
    assert program.inference.card is None
    assert program.workspace.model is program.workspace.opened.card
    person.wait(program.window.isActiveWindow)
    person.press("S")
    person.press("N")
    assert blocks(person)[1] == "[2, 4, 6, 6]"
    assert program.step_page.stepping.position == 3  # past the whole pass's beginning, the layer and its op
    with person.patience(program.inference.ready):
        person.press("Ctrl+1")  # drawing needs it
    assert shown(person) == ("class-convnet-bn", "Drawing")


def test_a_bad_file_on_the_command_line_leaves_a_window_to_draw_in(
    alone: Callable[[Path], Person], tmp_path: Path
) -> None:
    (tmp_path / "bad.trace").write_bytes(b"")
    person = alone(tmp_path / "bad.trace")
    assert person.take_notices() == ["“bad.trace” is no recorded pass."]
    person.wait(lambda: person.program.inference.card is not None, timeout=60_000)
    person.draw(SEVEN)
    assert int(np.argmax(person.trace().output.values)) == 7


def test_a_pass_without_lines_is_shown_too(alone: Callable[[Path], Person], tmp_path: Path) -> None:
    trace = cnnviz.trace(network().eval(), rand(2, 3, 8, 8), detail="modules")
    archive.save(trace, tmp_path / "layers.trace")
    person = alone(tmp_path / "layers.trace")
    person.wait(lambda: len(blocks(person)) == 6)
    assert person.program.top_bar._meta.text().startswith("0 steps recorded, ")
    source = person.program.step_page.source
    assert source.is_empty
    said = [each.accessibleName() for each in source.findChildren(QWidget) if each.isVisible()]
    assert (
        'This pass was recorded with detail="modules": its layers without lines. Record it with detail="full" to walk '
        "through it line by line."
    ) in said


def test_the_ending_is_that_of_the_archive() -> None:
    assert PASSES == (archive.SUFFIX,)
