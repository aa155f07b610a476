"""What people bring to the window: pictures, drawings and files that are neither."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from cnnviz.data import drawing as drawing_file
from cnnviz.data.digits import Ink, place
from cnnviz.data.drawing import Drawing, Stroke
from tests.gui.person import ONE, SEVEN, ZERO, Person, of_file
from tests.gui.reference_network import probabilities


def seven(side: int = 280) -> NDArray[np.uint8]:
    """A 7 in dark ink on light paper."""
    picture = np.full((side, side), 245, np.uint8)
    picture[side // 5 : side // 5 + side // 12, side // 4 : 3 * side // 4] = 20
    for step in range(side // 2):
        row, column = side // 5 + step + side // 20, 3 * side // 4 - side // 12 - step // 2
        picture[row, column - side // 40 : column + side // 12] = 20
    return picture


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the person chooses in the dialog for opening a file, one after the other."""
    names: list[str] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (names.pop(0), ""))
    return names


def answered_as(person: Person, kind: str) -> int:
    """The digit that is answered once the input is of this kind, checked against torch."""
    person.wait(lambda: person.program.workspace.input.kind == kind)
    trace = person.trace()
    expected = probabilities(person.pixels())
    assert trace.output.values is not None
    assert int(trace.output.values[0].argmax()) == int(expected.argmax())
    return int(expected.argmax())


def test_a_picture_is_opened_by_its_key(person: Person, chosen: list[str], tmp_path: Path) -> None:
    path = tmp_path / "my 7.png"
    Image.fromarray(seven()).save(path)
    chosen.append(str(path))
    person.press("Ctrl+O")
    assert answered_as(person, "picture") == 7
    assert person.line(person.program.drawing) == "my 7.png. Draw to start your own."
    assert person.program.preferences.current.last_folder == str(tmp_path)
    person.draw(ONE)  # whoever draws starts anew
    assert answered_as(person, "drawing") == 1
    assert len(person.program.drawing.canvas.drawing().strokes) == 1


def test_a_picture_moves_with_the_mode_as_a_drawing_does(person: Person, tmp_path: Path) -> None:
    wide = np.full((200, 300), 255, np.uint8)
    wide[20:120, 30:45] = 0
    Image.fromarray(wide).save(tmp_path / "corner.png")
    person.drop(of_file(tmp_path / "corner.png"))
    answered_as(person, "picture")
    centred = person.pixels()
    person.press("M")
    raw = person.pixels()
    assert person.program.workspace.mode == "raw"
    assert abs(np.argwhere(centred)[:, 1].mean() - 14) < 2
    assert np.argwhere(raw)[:, 1].mean() < 8


@pytest.mark.parametrize("polarity", [0, 255])
def test_a_picture_of_either_polarity_is_pasted(person: Person, polarity: int) -> None:
    values = seven() ^ np.uint8(polarity)
    image = QImage(values.tobytes(), 280, 280, 280, QImage.Format.Format_Grayscale8).copy()
    QGuiApplication.clipboard().setImage(image)
    person.press("Ctrl+V")
    assert answered_as(person, "picture") == 7
    assert person.line(person.program.drawing) == "A picture. Draw to start your own."
    QGuiApplication.clipboard().clear()


def test_a_copied_file_is_pasted(person: Person, tmp_path: Path) -> None:
    Image.fromarray(seven()).save(tmp_path / "copied.jpg")
    QGuiApplication.clipboard().setMimeData(of_file(tmp_path / "copied.jpg"))
    person.press("Ctrl+V")
    assert answered_as(person, "picture") == 7
    QGuiApplication.clipboard().clear()


def test_an_empty_clipboard_is_told(person: Person) -> None:
    QGuiApplication.clipboard().clear()
    person.press("Ctrl+V")
    (notice,) = person.take_notices()
    assert notice == "There is no picture on the clipboard. Copy one and paste again."


def test_pictures_and_drawings_are_dropped(person: Person, tmp_path: Path) -> None:
    Image.fromarray(seven()).convert("RGB").save(tmp_path / "7.webp")
    assert person.drop(of_file(tmp_path / "7.webp"))
    assert answered_as(person, "picture") == 7
    points = np.array([[224, 60, 0.5, 0], [224, 220, 0.5, 0.2], [224, 390, 0.5, 0.4]], np.float32)
    one = Drawing(448, (Stroke(points, 28.0),))
    drawing_file.save(one, tmp_path / "one.json")
    assert person.drop(of_file(tmp_path / "one.json"))
    assert answered_as(person, "drawing") == 1
    assert person.program.drawing.canvas.drawing() == one
    assert np.array_equal(person.pixels(), place(Ink.of(one), "centred").pixels)
    words = QMimeData()
    words.setText("no file")
    assert not person.drop(words)


def test_a_drawing_is_saved_and_opened_again(
    person: Person,
    chosen: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person.draw(ZERO)
    zero, before = person.program.drawing.canvas.drawing(), person.pixels()
    person.program.preferences.change(last_folder=str(tmp_path))

    def type_a_name() -> None:
        (dialog,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog))
        edit = dialog.findChild(QLineEdit)
        assert edit.text() == "digit.json"
        edit.setText("")
        QTest.keyClicks(edit, "my zero")
        dialog.accept()

    monkeypatch.setattr(QFileDialog, "exec", _not_native(QFileDialog.exec, type_a_name))
    person.press("Ctrl+S")
    person.program.window.activateWindow()  # without a window manager nobody else does
    person.wait(person.program.window.isActiveWindow)
    path = tmp_path / "my zero.json"
    assert person.take_notices() == ["Saved as “my zero.json”."]
    assert drawing_file.load(path).strokes[0].points.shape == zero.strokes[0].points.shape
    person.press("Del")
    assert person.program.workspace.input.is_empty
    chosen.append(str(path))
    person.press("Ctrl+Shift+O")
    person.wait(lambda: person.program.workspace.input.kind == "drawing")
    assert np.allclose(person.pixels(), before, atol=0.02)  # a file keeps three decimals
    reopened = person.program.drawing.canvas.drawing()
    assert np.allclose(reopened.strokes[0].points, zero.strokes[0].points, atol=0.01)


def _not_native(execute: Callable[[QFileDialog], int], then: Callable[[], object]) -> Callable[[QFileDialog], int]:
    def run(dialog: QFileDialog) -> int:
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        QTimer.singleShot(0, dialog, then)
        return execute(dialog)

    return run


def test_an_empty_canvas_is_not_saved(person: Person) -> None:
    person.press("Ctrl+S")
    assert person.take_notices() == ["There is nothing to save yet: draw a digit first."]


def test_a_replay_draws_the_same_again_and_the_answer_follows(person: Person) -> None:
    canvas = person.program.drawing.canvas
    points = np.array([[150 + 10 * step, 120, 0.5, step / 40] for step in range(12)], np.float32)
    points = np.concatenate([points, [[260 - 6 * step, 120 + 20 * step, 0.5, 0.3 + step / 40] for step in range(12)]])
    person.program.opening.drawing_opened.emit(Drawing(448, (Stroke(points.astype(np.float32), 28.0),)))
    whole = person.pixels()
    seen: list[float] = []
    person.program.inference.traced.connect(lambda answer: seen.append(float(answer.pixels.sum())))
    person.press("R")
    assert canvas.is_replaying
    assert person.program.workspace.input.is_empty
    person.wait(lambda: not canvas.is_replaying)
    assert np.array_equal(person.pixels(), whole)
    assert len({round(each, 3) for each in seen}) > 4  # the answer came at many moments


def test_a_sample_that_was_asked_for_during_a_replay_stays(person: Person) -> None:
    person.draw(SEVEN)
    person.press("R")
    person.press("N")
    person.wait(lambda: person.program.workspace.input.kind == "sample")
    assert not person.program.drawing.canvas.is_replaying
    person.trace()
    assert person.program.workspace.input.kind == "sample"


def test_what_was_asked_for_before_the_pen_came_down_does_not_cover_the_drawing(person: Person, tmp_path: Path) -> None:
    Image.fromarray(seven(1200)).save(tmp_path / "slow.png")
    heard: list[object] = []
    person.program.opening.picture_opened.connect(heard.append)
    person.program.samples.sample_ready.connect(heard.append)
    person.drop(of_file(tmp_path / "slow.png"))
    person.press("N")
    person.draw(ONE)
    person.program.samples.look_for_sets()  # answered after whatever the lane was at
    with person.patience(person.program.samples.sets_changed):
        pass
    person.program.opening.open_path(tmp_path / "missing.png")
    assert "missing.png" in person.take_notices()[0]
    assert heard == []
    assert answered_as(person, "drawing") == 1


def _huge_png(path: Path) -> None:
    """A PNG that says it has 30,000 × 30,000 pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\0" * 10_000)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b""))


def _truncated(path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (100, 100), np.uint8)
    Image.fromarray(noise).save(path)
    path.write_bytes(path.read_bytes()[:4000])


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty.png": (lambda path: path.write_bytes(b""), "“empty.png” is empty"),
    "cut.png": (_truncated, "“cut.png” is cut off or damaged"),
    "text.png": (lambda path: path.write_text("not a picture"), "“text.png” is not a picture"),
    "huge.png": (_huge_png, "“huge.png” is too large to open: 30,000 × 30,000"),
    "folder": (lambda path: path.mkdir(), "“folder” is a folder"),
    "missing.png": (lambda path: None, "There is no file “"),
    "zero.json": (lambda path: path.write_bytes(b""), "“zero.json” is not a drawing"),
    "nan.json": (
        lambda path: path.write_text('{"format":"cnnviz-drawing","version":1,"canvas":448,"strokes":[[[1,NaN]]]}'),
        "The drawing “nan.json” is damaged",
    ),
    "future.json": (
        lambda path: path.write_text('{"format":"cnnviz-drawing","version":99,"canvas":448,"strokes":[]}'),
        "“future.json” was saved by a newer version",
    ),
    "other.json": (lambda path: path.write_text('{"a": 1}'), "“other.json” does not hold a drawing"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_opened_is_a_sentence_and_the_drawing_stays(
    person: Person, tmp_path: Path, name: str
) -> None:
    make, sentence = BAD[name]
    make(tmp_path / name)
    person.draw(ONE)
    before = person.pixels()
    person.drop(of_file(tmp_path / name))
    (told,) = person.take_notices()
    assert told.startswith(sentence)
    assert told in [notice.text for notice in person.program.window.notice_bar.notices]
    assert np.array_equal(person.pixels(), before)
    person.press("Esc")
    assert person.program.window.notice_bar.notices == ()


def _save_cmyk(path: Path) -> None:
    Image.fromarray(seven()).convert("CMYK").save(path)


GOOD: dict[str, Callable[[Path], object]] = {
    "cmyk.jpg": _save_cmyk,
    "sixteen.png": lambda path: Image.fromarray(seven().astype(np.uint16) * 257).save(path),
    "moving.gif": lambda path: Image.fromarray(seven()).save(
        path, save_all=True, append_images=[Image.new("L", (280, 280), 128)]
    ),
    "clear.png": lambda path: Image.fromarray(
        np.dstack([np.zeros((280, 280, 3), np.uint8), 255 - seven()]), "RGBA"
    ).save(path),
    "wrong-ending.bmp": lambda path: Image.fromarray(seven()).save(path, "PNG"),
}


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.filterwarnings("ignore:'mode' parameter is deprecated:DeprecationWarning")
def test_unusual_pictures_are_opened_all_the_same(person: Person, tmp_path: Path, name: str) -> None:
    GOOD[name](tmp_path / name)
    person.drop(of_file(tmp_path / name))
    assert answered_as(person, "picture") == 7


def scribble(strokes: int, points: int) -> str:
    """Strokes that wander about, as JSON."""
    steps = np.random.default_rng(1).normal(0, 3, (strokes, points, 2))
    return json.dumps(np.clip(224 + np.cumsum(steps, axis=1), 0, 448).round(1).tolist())


@pytest.mark.parametrize(
    ("strokes", "kind"),
    [
        ("[]", "empty"),
        ("[[[224, 224]]]", "drawing"),
        (scribble(1, 100_000), "drawing"),
        (scribble(500, 200), "drawing"),
    ],
    ids=["no strokes", "one point", "100,000 points", "500 strokes"],
)
def test_unusual_drawings_are_opened(person: Person, tmp_path: Path, strokes: str, kind: str) -> None:
    person.draw(ZERO)
    path = tmp_path / "odd.json"
    path.write_text(f'{{"format":"cnnviz-drawing","version":1,"canvas":448,"strokes":{strokes}}}')
    with person.patience(person.program.opening.drawing_opened):
        person.drop(of_file(path))
    assert person.program.workspace.input.kind == kind
    assert np.array_equal(person.pixels(), place(Ink.of(drawing_file.load(path)), "centred").pixels)
    person.press("Del")
    person.draw(ONE)
    assert answered_as(person, "drawing") == 1
