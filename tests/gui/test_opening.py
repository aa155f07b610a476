"""Files that people bring, told apart and read beside the GUI thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from cnnviz.data import drawing, pictures
from cnnviz.data.drawing import Drawing, Stroke
from cnnviz.data.pictures import Picture
from cnnviz.gui.services import opening as opening_module
from cnnviz.gui.services.opening import Opening, accepts
from cnnviz.problems import Problem


@pytest.fixture
def opening(qapp: object) -> Iterator[Opening]:
    service = Opening()
    yield service
    assert service.shutdown()


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    values = np.full((60, 80), 255, np.uint8)
    values[20:40, 30:50] = 0
    Image.fromarray(values).save(tmp_path / "square.png")
    return tmp_path / "square.png"


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_a_picture_is_read_on_another_thread(
    opening: Opening, picture: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[int] = []
    read = pictures.read

    def noted(*arguments: object) -> Picture:
        threads.append(threading.get_ident())
        return read(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(opening_module.pictures, "read", noted)
    with qtbot.waitSignal(opening.picture_opened) as heard:
        opening.open_path(picture)
    (found,) = heard.args
    assert found.name == "square.png"
    assert found.grey.shape == (60, 80)
    assert found.grey[30, 40] > 0.9
    assert threads != [threading.get_ident()]


@pytest.mark.parametrize("name", ["d.json", "D.JSON"])
def test_a_drawing_is_known_by_its_ending(opening: Opening, tmp_path: Path, qtbot: QtBot, name: str) -> None:
    made = Drawing(448, (Stroke(np.array([[1, 2, 0.5, 0], [3, 4, 0.5, 0.1]], np.float32), 28.0),))
    drawing.save(made, tmp_path / name)
    with qtbot.waitSignal(opening.drawing_opened) as heard:
        opening.open_path(tmp_path / name)
    assert heard.args == [made]


@pytest.mark.parametrize("name", ["a.safetensors", "b.pt", "c.PTH"])
def test_weights_are_left_to_the_loader(opening: Opening, tmp_path: Path, qtbot: QtBot, name: str) -> None:
    with qtbot.waitSignal(opening.weights_chosen) as heard:
        opening.open_path(tmp_path / name)
    assert heard.args == [tmp_path / name]


def test_what_cannot_be_read_is_a_problem(opening: Opening, tmp_path: Path, qtbot: QtBot) -> None:
    for path in (tmp_path / "none.png", tmp_path / "none.json", tmp_path):
        with qtbot.waitSignal(opening.failed) as heard:
            opening.open_path(path)
        assert isinstance(heard.args[0], Problem)


def test_a_pasted_image_has_no_name_and_its_own_pixels(opening: Opening, qtbot: QtBot) -> None:
    values = np.full((40, 48), 250, np.uint8)
    values[10:30, 20:26] = 5
    data = QMimeData()
    data.setImageData(QImage(values.tobytes(), 48, 40, 48, QImage.Format.Format_Grayscale8).copy())
    with qtbot.waitSignal(opening.picture_opened) as heard:
        opening.paste(data)
    (found,) = heard.args
    assert found.name == ""
    assert np.array_equal(found.rgb[:, :, 0], values)


def test_a_file_counts_more_than_its_preview(opening: Opening, picture: Path, qtbot: QtBot) -> None:
    data = files(picture, picture.with_name("second.png"))
    data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    with qtbot.waitSignal(opening.picture_opened) as heard:
        assert opening.open_mime(data)
    assert heard.args[0].name == "square.png"


@pytest.mark.parametrize("data", [None, QMimeData()])
def test_nothing_to_paste_is_said(opening: Opening, qtbot: QtBot, data: QMimeData | None) -> None:
    with qtbot.waitSignal(opening.failed) as heard:
        opening.paste(data)
    assert isinstance(heard.args[0], Problem)


def test_files_and_pictures_are_accepted_and_nothing_else(picture: Path) -> None:
    image, words, page = QMimeData(), QMimeData(), QMimeData()
    image.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    words.setText("a picture")
    page.setUrls([QUrl("https://example.org/a.png")])
    assert accepts(files(picture))
    assert accepts(image)
    assert not accepts(words)
    assert not accepts(page)


def test_of_two_files_the_newer_one_wins(
    opening: Opening, picture: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, read = threading.Event(), pictures.read

    def slow(path: Path) -> Picture:
        go_on.wait(10)
        return read(path)

    monkeypatch.setattr(opening_module.pictures, "read", slow)
    names: list[str] = []
    opening.picture_opened.connect(lambda found: names.append(found.name))
    newest = picture.with_name("newest.png")
    newest.write_bytes(picture.read_bytes())
    opening.open_path(picture)
    opening.open_path(picture)
    opening.open_path(newest)
    go_on.set()
    qtbot.waitUntil(lambda: "newest.png" in names)
    assert names[-1] == "newest.png"
    assert len(names) <= 2


def test_what_was_forgotten_is_not_opened(
    opening: Opening, picture: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, read = threading.Event(), threading.Event(), pictures.read

    def slow(path: Path) -> Picture:
        begun.set()
        go_on.wait(10)
        return read(path)

    monkeypatch.setattr(opening_module.pictures, "read", slow)
    heard: list[Picture] = []
    opening.picture_opened.connect(heard.append)
    opening.open_path(picture)
    assert begun.wait(10)
    opening.forget()
    go_on.set()
    with qtbot.waitSignal(opening.failed):
        opening.open_path(picture.with_name("none.json"))
    assert heard == []
