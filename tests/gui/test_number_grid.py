from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cnnviz.gui import theme
from cnnviz.gui.widgets.number_grid import NumberGrid, _wordings
from cnnviz.imaging.normalise import ColourScale
from tests.gui.picture_checks import SIGNED_LIGHT, close, colour_of, grab, rgb

SCALE = ColourScale(-1.0, 1.0, True)


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)


@pytest.fixture
def values() -> np.ndarray:
    return np.random.default_rng(7).uniform(-1, 1, (5, 5)).astype(np.float32)


@pytest.fixture
def grid(qtbot: QtBot, values: np.ndarray) -> NumberGrid:
    """Cells of 56 × 24."""
    widget = NumberGrid()
    qtbot.addWidget(widget)
    widget.resize(288, 128)
    widget.set_values(values, SCALE)
    return widget


def contrast(one: np.ndarray, other: np.ndarray) -> float:
    def luminance(colour: np.ndarray) -> float:
        parts = [part / 255 for part in colour]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return float(np.dot([0.2126, 0.7152, 0.0722], linear))

    lights = sorted((luminance(one), luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def test_each_number_is_written_on_its_colour_in_the_better_ink(grid: NumberGrid, values: np.ndarray) -> None:
    assert grid.shows_numbers()
    pixels = grab(grid)
    dark, white = rgb("111214"), rgb("FFFFFF")
    for row in range(5):
        for column in range(5):
            cell = pixels[4 + row * 24 : 28 + row * 24, 4 + column * 56 : 60 + column * 56]
            ground = colour_of(values[row, column], 1.0, SIGNED_LIGHT)
            assert close(cell[1, 1], ground), (row, column)
            assert close(cell[22, 54], ground), (row, column)
            better = dark if contrast(ground, dark) >= contrast(ground, white) else white
            inked = cell.reshape(-1, 3)
            farthest = inked[np.abs(inked - cell[1, 1]).sum(axis=1).argmax()]
            assert close(farthest, better, 60), (row, column)


@pytest.mark.parametrize("shape", [(1, 1), (3, 3), (5, 5)])
def test_common_kernels_have_room_for_numbers(grid: NumberGrid, shape: tuple[int, int]) -> None:
    grid.set_values(np.full(shape, -0.47, dtype=np.float32), SCALE)
    assert grid.shows_numbers()


def test_cells_too_small_for_numbers_show_colours_alone(grid: NumberGrid, qtbot: QtBot) -> None:
    values = np.random.default_rng(1).uniform(-1, 1, (11, 11)).astype(np.float32)
    grid.set_values(values, SCALE)
    assert not grid.shows_numbers()
    pixels = grab(grid)
    side = 120 // 11
    for row, column in ((0, 0), (10, 10), (4, 7)):
        cell = pixels[4 + row * side : 4 + (row + 1) * side, 4 + column * side : 4 + (column + 1) * side]
        assert (cell == cell[0, 0]).all()
        assert close(cell[0, 0], colour_of(values[row, column], 1.0, SIGNED_LIGHT))


def test_the_wordings_get_shorter_and_stay_alike() -> None:
    assert list(_wordings(np.array([-0.123, 0.5, 0.0]))) == [
        ("\u22120.12", "0.50", "0.00"),
        ("\u2212.12", ".50", ".00"),
        ("\u22120.1", "0.5", "0.0"),
        ("\u2212.1", ".5", ".0"),
        ("0", "0", "0"),
    ]
    assert next(iter(_wordings(np.array([0.0471, -0.02])))) == ("0.047", "\u22120.020")
    assert next(iter(_wordings(np.array([123.4, -20.0])))) == ("123", "\u221220")


def test_hover_click_and_keys(grid: NumberGrid, values: np.ndarray, qtbot: QtBot) -> None:
    grid.show()
    qtbot.waitExposed(grid)
    qtbot.mouseMove(grid, QPoint(1, 1))
    said: list[object] = []
    chosen: list[object] = []
    grid.cell_hovered.connect(said.append)
    grid.cell_clicked.connect(chosen.append)
    at = QPoint(4 + 3 * 56 + 5, 4 + 2 * 24 + 5)
    qtbot.mouseMove(grid, at)
    qtbot.mouseMove(grid, QPoint(2, 2))
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=at)
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert said == [(2, 3, float(values[2, 3])), None]
    assert chosen == [(2, 3, float(values[2, 3])), (3, 3, float(values[3, 3]))]


def test_numbers_that_are_not_finite_are_written(grid: NumberGrid, values: np.ndarray) -> None:
    broken = values.copy()
    broken[0, 0], broken[1, 1] = math.nan, math.inf
    grid.set_values(broken, SCALE)
    pixels = grab(grid)
    assert close(pixels[5, 5], rgb("FFFFFF"), 0)
    assert (pixels[4:28, 4:60] < 0x60).all(axis=-1).any()


def test_present_mode_keeps_numbers_in_their_cells(grid: NumberGrid, qapp: QApplication) -> None:
    theme.apply(qapp, dark=True, scale=1.5)
    grid.resize(432, 192)
    assert grid.shows_numbers()
    grab(grid, 2.0)
