from __future__ import annotations

import math
import os
import subprocess
import sys

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from cnnviz.gui import theme
from cnnviz.gui.widgets.tensor_image import TensorImage
from cnnviz.imaging.normalise import ColourScale
from tests.gui.picture_checks import SIGNED_DARK, SIGNED_LIGHT, close, colour_of, grab, rgb

SCALE = ColourScale(-4.0, 4.0, True)
MARGIN = 4


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)


@pytest.fixture
def values() -> np.ndarray:
    return np.random.default_rng(5).uniform(-5, 5, (6, 9)).astype(np.float32)


@pytest.fixture
def picture(qtbot: QtBot, values: np.ndarray) -> TensorImage:
    widget = TensorImage(framed=False, alignment=Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    qtbot.addWidget(widget)
    widget.resize(9 * 13 + 2 * MARGIN + 5, 6 * 13 + 2 * MARGIN)
    widget.set_values(values, SCALE, "signed")
    widget.show()
    qtbot.waitExposed(widget)
    qtbot.mouseMove(widget, QPoint(1, 1))  # where the test before left it, a move might not be one
    return widget


def middle(picture: TensorImage, row: int, column: int) -> QPoint:
    rect = picture.picture_rect()
    return QPoint(int(rect.left() + (column + 0.5) * 13), int(rect.top() + (row + 0.5) * 13))


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_every_cell_is_a_sharp_square_of_its_colour(picture: TensorImage, values: np.ndarray, ratio: float) -> None:
    pixels = grab(picture, ratio)
    zoom = int((picture.height() * ratio - 2 * round(MARGIN * ratio)) // 6)
    corner = round(MARGIN * ratio)
    assert zoom >= math.floor(13 * ratio)
    for row in range(6):
        for column in range(9):
            top, left = corner + row * zoom, corner + column * zoom
            block = pixels[top : top + zoom, left : left + zoom].reshape(-1, 3)
            assert (block == block[0]).all(), (row, column)
            assert close(block[0], colour_of(values[row, column], 4.0, SIGNED_LIGHT)), (row, column)


def test_a_named_map_follows_the_theme_and_an_array_does_not(
    picture: TensorImage, values: np.ndarray, qapp: QApplication
) -> None:
    fixed = theme.packed_table("signed")
    theme.apply(qapp, dark=True)
    spot = middle(picture, 2, 3)
    value = values[2, 3]
    assert close(grab(picture)[spot.y(), spot.x()], colour_of(value, 4.0, SIGNED_DARK))
    picture.set_values(values, SCALE, fixed)
    assert close(grab(picture)[spot.y(), spot.x()], colour_of(value, 4.0, SIGNED_LIGHT))


def test_the_frame_lies_outside_the_picture(qtbot: QtBot) -> None:
    widget = TensorImage(framed=True)
    qtbot.addWidget(widget)
    widget.resize(4 * 20 + 10, 4 * 20 + 10)
    widget.set_values(np.zeros((4, 4), dtype=np.float32), ColourScale(0, 1, False), "grey")
    pixels = grab(widget)
    assert close(pixels[4, 40], rgb("C4C7CD"), 0)
    assert close(pixels[85, 40], rgb("C4C7CD"), 0)
    assert close(pixels[5, 40], rgb("FFFFFF"), 0)
    assert widget.picture_rect().getRect() == (5, 5, 80, 80)


def test_the_mark_is_ink_around_the_cell_and_paper_around_ink(picture: TensorImage, values: np.ndarray) -> None:
    picture.set_cell(2, 3)
    pixels = grab(picture)
    left, top = MARGIN + 3 * 13, MARGIN + 2 * 13
    for away, colour in ((1, "111214"), (2, "111214"), (3, "FFFFFF"), (4, "FFFFFF")):
        assert close(pixels[top + 3, left - away], rgb(colour), 0)
        assert close(pixels[top + 13 - 1 + away, left + 3], rgb(colour), 0)
    assert close(pixels[top + 6, left + 6], colour_of(values[2, 3], 4.0, SIGNED_LIGHT))
    picture.set_cell(None, None)
    assert close(grab(picture)[top + 3, left - 1], colour_of(values[2, 2], 4.0, SIGNED_LIGHT))


def test_the_crosshair_is_dotted_through_the_middle(picture: TensorImage, values: np.ndarray) -> None:
    bare = grab(picture)
    picture.set_cell(2, 3)
    pixels = grab(picture)
    row = MARGIN + 2 * 13 + 6
    changed = (pixels[row, MARGIN : MARGIN + 3 * 13 - 6] != bare[row, MARGIN : MARGIN + 3 * 13 - 6]).any(axis=-1)
    assert 0.3 < changed.mean() < 0.5  # two dots in five
    assert not (pixels[row + 2, MARGIN:38] != bare[row + 2, MARGIN:38]).any()


def test_hover_says_row_column_and_value(picture: TensorImage, values: np.ndarray, qtbot: QtBot) -> None:
    said: list[object] = []
    picture.cell_hovered.connect(said.append)
    qtbot.mouseMove(picture, middle(picture, 4, 7))
    qtbot.mouseMove(picture, middle(picture, 4, 7) + QPoint(1, 1))
    qtbot.mouseMove(picture, QPoint(1, 1))
    assert said == [(4, 7, float(values[4, 7])), None]


def test_a_resting_mouse_hears_of_new_values(picture: TensorImage, values: np.ndarray, qtbot: QtBot) -> None:
    said: list[object] = []
    picture.cell_hovered.connect(said.append)
    qtbot.mouseMove(picture, middle(picture, 4, 7))
    picture.set_values(values * 2, SCALE, "signed")
    picture.set_values(values[:2], SCALE, "signed")
    assert said == [(4, 7, float(values[4, 7])), (4, 7, float(values[4, 7] * 2)), None]


def test_click_and_arrow_keys_choose_a_cell(picture: TensorImage, values: np.ndarray, qtbot: QtBot) -> None:
    chosen: list[object] = []
    picture.cell_clicked.connect(chosen.append)
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=middle(picture, 0, 7))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left):
        qtbot.keyClick(picture, key)
    cells = [(0, 7), (0, 8), (0, 8), (0, 8), (1, 8), (1, 7)]
    assert chosen == [(*cell, float(values[cell])) for cell in cells]
    assert picture.cell == (1, 7)


def test_the_keyboard_starts_in_the_middle(picture: TensorImage, qtbot: QtBot) -> None:
    qtbot.keyClick(picture, Qt.Key.Key_Right)
    assert picture.cell == (3, 4)


def test_numbers_that_are_not_finite_are_hatched_and_said(
    picture: TensorImage, values: np.ndarray, qtbot: QtBot
) -> None:
    broken = values.copy()
    broken[1, 1], broken[3, 3] = math.nan, -math.inf
    picture.set_values(broken, SCALE, "signed")
    pixels = grab(picture)
    for cell in ((1, 1), (3, 3)):
        spot = middle(picture, *cell)
        block = pixels[spot.y() - 6 : spot.y() + 6, spot.x() - 6 : spot.x() + 6].reshape(-1, 3)
        assert {tuple(pixel) for pixel in block} == {tuple(rgb("FFFFFF")), tuple(rgb("111214"))}
    spot = middle(picture, 1, 2)
    assert close(pixels[spot.y(), spot.x()], colour_of(values[1, 2], 4.0, SIGNED_LIGHT))
    said: list[tuple[int, int, float]] = []
    picture.cell_hovered.connect(said.append)
    qtbot.mouseMove(picture, middle(picture, 1, 1))
    assert math.isnan(said[0][2])
    QApplication.sendEvent(
        picture,
        QHelpEvent(QEvent.Type.ToolTip, middle(picture, 3, 3), picture.mapToGlobal(middle(picture, 3, 3))),
    )
    assert QToolTip.text() == "row 3, column 3: \u2212\u221e"


def test_a_picture_wider_than_its_place_shrinks(qtbot: QtBot) -> None:
    widget = TensorImage(framed=False)
    qtbot.addWidget(widget)
    widget.resize(108, 108)
    widget.set_values(np.zeros((50, 450), dtype=np.float32), ColourScale(0, 1, False))
    rect = widget.picture_rect()
    assert (rect.width(), rect.height()) == (90, 10)
    assert widget._cell_at(QPointF(rect.left() + 89.5, rect.top() + 0.5)) == (0, 445)


def test_nothing_to_show_and_wrong_shapes(picture: TensorImage, qtbot: QtBot) -> None:
    picture.set_cell(1, 1)
    picture.set_values(None)
    assert picture.cell is None
    assert picture.picture_rect().isEmpty()
    assert len(np.unique(grab(picture).reshape(-1, 3), axis=0)) == 1
    qtbot.keyClick(picture, Qt.Key.Key_Right)
    assert picture.cell is None
    with pytest.raises(ValueError, match="two axes"):
        picture.set_values(np.zeros((1, 2, 3)))


def test_a_screen_of_double_density_shows_whole_pixels_and_hears_the_mouse() -> None:
    script = """
import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from cnnviz.gui import theme
from cnnviz.gui.widgets.tensor_image import TensorImage
from cnnviz.imaging.normalise import ColourScale

app = QApplication([])
theme.apply(app, dark=False)
widget = TensorImage(framed=False)
values = np.arange(12, dtype=np.float32).reshape(3, 4)
widget.set_values(values, ColourScale(0, 11, False), "grey")
widget.resize(4 * 10 + 8 + 3, 3 * 10 + 8 + 3)  # room for 21 screen pixels per cell
widget.show()
assert widget.devicePixelRatioF() == 2.0
image = widget.grab().toImage()
rect = widget.picture_rect()
assert rect.width() * 2 == 84, rect
left, top = int(rect.left() * 2), int(rect.top() * 2)
for row in range(3):
    for column in range(4):
        colours = {image.pixel(left + column * 21 + x, top + row * 21 + y) for x in (0, 10, 20) for y in (0, 10, 20)}
        assert len(colours) == 1, (row, column, colours)
chosen = []
widget.cell_clicked.connect(chosen.append)
spot = QPoint(int(rect.left() + 3.5 * 10.5), int(rect.top() + 1.5 * 10.5))
QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
assert chosen == [(1, 3, 7.0)], chosen
"""
    environment = {**os.environ, "QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
