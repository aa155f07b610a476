from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from cnnviz.gui import theme
from cnnviz.gui.widgets.mosaic_view import MosaicView
from cnnviz.imaging.normalise import ColourScale
from tests.gui.picture_checks import SIGNED_DARK, SIGNED_LIGHT, close, colour_of, grab, rgb

SCALE = ColourScale(-4.0, 4.0, True)


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)


@pytest.fixture
def values() -> np.ndarray:
    return np.random.default_rng(1).normal(0, 2, (16, 28, 28)).astype(np.float32)


@pytest.fixture
def view(qtbot: QtBot, values: np.ndarray) -> MosaicView:
    widget = MosaicView()
    qtbot.addWidget(widget)
    widget.resize(356, 356)  # four tiles of 28 × 3 and three gaps of 4, and the margins
    widget.set_values(values, SCALE)
    widget.show()
    qtbot.waitExposed(widget)
    qtbot.mouseMove(widget.viewport(), QPoint(1, 1))  # where the test before left it, a move might not be one
    return widget


def spot(channel: int, row: int, column: int) -> QPoint:
    """The middle of a cell in the fixture's mosaic: zoom 3, gap 4, margin 4, four columns."""
    return QPoint(4 + channel % 4 * 88 + column * 3 + 1, 4 + channel // 4 * 88 + row * 3 + 1)


@pytest.mark.parametrize("ratio", [1, 2])
def test_every_cell_of_every_channel_is_a_square_of_its_colour(
    view: MosaicView, values: np.ndarray, ratio: int
) -> None:
    pixels = grab(view, ratio)
    zoom = 3 * ratio
    for channel in range(16):
        left, top = (4 + channel % 4 * 88) * ratio, (4 + channel // 4 * 88) * ratio
        tile = pixels[top : top + 28 * zoom, left : left + 28 * zoom]
        blocks = tile.reshape(28, zoom, 28, zoom, 3)
        assert (blocks == blocks[:, :1, :, :1]).all()
        for row, column in ((0, 0), (27, 27), (3, 19), (14, 14)):
            assert close(blocks[row, 0, column, 0], colour_of(values[channel, row, column], 4.0, SIGNED_LIGHT))
    assert close(pixels[4 * ratio, 4 * ratio + 28 * zoom], rgb("FFFFFF"), 0)  # a gap is panel


def test_one_range_per_channel(view: MosaicView, values: np.ndarray) -> None:
    view.set_values(values, [ColourScale(-1.0 - channel, 1.0 + channel, True) for channel in range(16)])
    pixels = grab(view)
    for channel in (0, 3, 15):
        at = spot(channel, 9, 5)
        assert close(pixels[at.y(), at.x()], colour_of(values[channel, 9, 5], 1.0 + channel, SIGNED_LIGHT))
    mixed = [ColourScale(0.0, 3.0, False) if channel % 2 else SCALE for channel in range(16)]
    view.set_values(np.abs(values), mixed)
    pixels = grab(view)
    for channel, high in ((1, 3.0), (2, 4.0)):
        at, value = spot(channel, 9, 5), abs(values[channel, 9, 5])
        signed = mixed[channel].signed
        assert close(pixels[at.y(), at.x()], colour_of(value, high, SIGNED_LIGHT, signed=signed))


def test_the_theme_changes_a_named_map(view: MosaicView, values: np.ndarray, qapp: QApplication) -> None:
    grab(view)
    theme.apply(qapp, dark=True)
    at = spot(5, 10, 10)
    assert close(grab(view)[at.y(), at.x()], colour_of(values[5, 10, 10], 4.0, SIGNED_DARK))


def test_the_ring_lies_outside_the_tile_and_over_its_neighbours(view: MosaicView, values: np.ndarray) -> None:
    view.set_selected(6)
    pixels = grab(view)
    left, top, side = 4 + 2 * 88, 4 + 88, 84
    accent = rgb("6B3FC9")
    for away, colour in ((1, rgb("FFFFFF")), (2, accent), (3, accent)):
        assert close(pixels[top + 40, left - away], colour, 0), away
        assert close(pixels[top + 40, left + side - 1 + away], colour, 0), away
        assert close(pixels[top - away, left + 40], colour, 0), away
    assert close(pixels[top, left], colour_of(values[6, 0, 0], 4.0, SIGNED_LIGHT))
    assert close(pixels[top + 40, left - 4], rgb("FFFFFF"), 0)
    view.set_selected(None)
    assert not (grab(view) == accent).all(axis=-1).any()


def test_the_cell_is_marked_on_the_selected_tile_alone(view: MosaicView) -> None:
    view.set_cell(10, 12)
    view.set_selected(6)
    pixels = grab(view)
    ink = np.argwhere((pixels == rgb("111214")).all(axis=-1))
    at = spot(6, 10, 12)
    assert len(ink) == 7 * 7 - 3 * 3
    assert tuple(ink.mean(axis=0)) == (at.y(), at.x())


def test_hover_click_and_leaving(view: MosaicView, values: np.ndarray, qtbot: QtBot) -> None:
    said: list[object] = []
    chosen: list[object] = []
    view.tile_hovered.connect(said.append)
    view.tile_clicked.connect(chosen.append)
    qtbot.mouseMove(view.viewport(), spot(9, 20, 3))
    qtbot.mouseMove(view.viewport(), QPoint(4 + 86, 30))  # in a gap
    qtbot.mouseMove(view.viewport(), spot(10, 0, 27))
    QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.Leave))
    assert said == [(9, 20, 3, float(values[9, 20, 3])), None, (10, 0, 27, float(values[10, 0, 27])), None]
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot(13, 5, 5))
    assert chosen == [13]
    assert view.selected == 13
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(4 + 86, 30))
    assert chosen == [13]


def test_a_resting_mouse_hears_of_new_values(view: MosaicView, values: np.ndarray, qtbot: QtBot) -> None:
    said: list[object] = []
    qtbot.mouseMove(view.viewport(), spot(9, 20, 3))
    view.tile_hovered.connect(said.append)
    view.set_values(values + 1, SCALE)
    view.set_values(values[:5], SCALE)
    assert said == [(9, 20, 3, float((values + 1)[9, 20, 3])), None]


def test_keys_move_the_selection(view: MosaicView, qtbot: QtBot) -> None:
    chosen: list[object] = []
    view.tile_clicked.connect(chosen.append)
    key = Qt.Key
    for pressed in (key.Key_Right, key.Key_Right, key.Key_Down, key.Key_Left, key.Key_Left, key.Key_Up, key.Key_Up):
        qtbot.keyClick(view, pressed)
    assert chosen == [0, 1, 5, 4, 3]  # up from the first row leads nowhere
    qtbot.keyClick(view, key.Key_End)
    qtbot.keyClick(view, key.Key_Down)
    qtbot.keyClick(view, key.Key_Right)
    qtbot.keyClick(view, key.Key_Home)
    assert chosen[5:] == [15, 15, 0]


def test_dead_channels_are_hatched_and_named_where_the_word_fits(view: MosaicView, values: np.ndarray) -> None:
    quiet = values.copy()
    quiet[[2, 7]] = 0
    view.set_values(quiet, SCALE)
    view.set_dead(np.isin(np.arange(16), (2, 7)), "dead")
    pixels = grab(view)
    zero, line = rgb("F7F7F7"), rgb("C4C7CD")
    for channel in (2, 7):
        left, top = 4 + channel % 4 * 88, 4 + channel // 4 * 88
        edge = {tuple(pixel) for pixel in pixels[top : top + 20, left : left + 84].reshape(-1, 3)}
        assert edge == {tuple(zero), tuple(line)}
        middle = pixels[top + 34 : top + 50, left + 24 : left + 60].reshape(-1, 3)
        assert (middle.min(axis=1) < 0x70).any(), "the word is written in dark letters"
    left, top = 4 + 3 * 88, 4
    assert not (pixels[top : top + 84, left : left + 84] == line).all(axis=-1).any()
    view.set_dead(None)
    assert not (grab(view)[4:88, 4 + 2 * 88 : 88 + 2 * 88] == line).all(axis=-1).any()
    with pytest.raises(ValueError, match="mask"):
        view.set_dead(np.zeros(3, dtype=bool))


def test_a_word_too_long_for_its_tile_is_left_out(qtbot: QtBot) -> None:
    view = MosaicView()
    qtbot.addWidget(view)
    view.resize(60, 60)
    view.set_values(np.zeros((4, 7, 7), dtype=np.float32), SCALE)
    view.set_dead(np.ones(4, dtype=bool), "an unusually long word")
    assert {tuple(pixel) for pixel in grab(view)[6:20, 6:20].reshape(-1, 3)} == {
        tuple(rgb("F7F7F7")),
        tuple(rgb("C4C7CD")),
    }


def test_what_does_not_fit_scrolls_and_the_selection_stays_in_sight(qtbot: QtBot) -> None:
    values = np.random.default_rng(2).normal(0, 2, (64, 112, 112)).astype(np.float32)
    view = MosaicView()
    qtbot.addWidget(view)
    view.resize(260, 300)
    view.set_values(values, SCALE)
    view.show()
    qtbot.waitExposed(view)
    bar = view.verticalScrollBar()
    assert bar.isVisible()
    assert bar.maximum() == 32 * 116 - 4 + 8 - 300
    view.set_selected(63)
    tile = view.tile_rect(63)
    assert tile.top() > 0
    assert tile.bottom() <= 296
    pixels = grab(view)
    assert close(pixels[int(tile.top()), int(tile.left())], colour_of(values[63, 0, 0], 4.0, SIGNED_LIGHT))
    view.set_selected(0)
    assert view.tile_rect(0).top() == 4
    said: list[object] = []
    view.tile_hovered.connect(said.append)
    bar.setValue(116)
    qtbot.mouseMove(view.viewport(), QPoint(5, 5))
    assert said == [(2, 1, 1, float(values[2, 1, 1]))]


def test_a_gap_narrows_before_the_mosaic_scrolls(qtbot: QtBot) -> None:
    view = MosaicView()
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.set_values(np.zeros((2048, 7, 7), dtype=np.float32), SCALE)
    view.show()
    qtbot.waitExposed(view)
    assert view.verticalScrollBar().maximum() == 0
    assert view.mosaic_rect().height() <= 492
    view.resize(200, 200)
    assert view.verticalScrollBar().maximum() > 0
    assert view.tile_rect(0).width() == 21, "tiles that scroll anyway are large enough to be told apart"


@pytest.mark.parametrize(("shape", "zoom"), [((2048, 7, 7), 2), ((64, 224, 224), 1)])
def test_large_layers_show_the_rows_in_sight(shape: tuple[int, int, int], zoom: int, qtbot: QtBot) -> None:
    values = np.random.default_rng(3).normal(0, 2, shape).astype(np.float32)
    view = MosaicView()
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.set_values(values, SCALE)
    pixels = grab(view)
    for channel in (0, 1, 5):
        tile = view.tile_rect(channel)
        assert tile.width() == shape[2] * zoom
        x, y = int(tile.left()) + 3 * zoom, int(tile.top()) + 2 * zoom
        if y < 700:
            assert close(pixels[y, x], colour_of(values[channel, 2, 3], 4.0, SIGNED_LIGHT))


def test_numbers_that_are_not_finite_are_hatched_and_said(view: MosaicView, values: np.ndarray) -> None:
    broken = values.copy()
    broken[4, 5:8, 5:8] = math.nan
    view.set_values(broken, SCALE)
    at = spot(4, 6, 6)
    block = grab(view)[at.y() - 4 : at.y() + 5, at.x() - 4 : at.x() + 5].reshape(-1, 3)
    assert {tuple(pixel) for pixel in block} == {tuple(rgb("FFFFFF")), tuple(rgb("111214"))}
    port = view.viewport()
    QApplication.sendEvent(port, QHelpEvent(QEvent.Type.ToolTip, at, port.mapToGlobal(at)))
    assert QToolTip.text() == "channel 4, row 6, column 6: NaN"


def test_the_selection_survives_where_the_channel_exists(view: MosaicView, values: np.ndarray) -> None:
    view.set_selected(12)
    view.set_cell(20, 20)
    view.set_values(values[:, :14, :14], SCALE)
    assert view.selected == 12
    view.set_values(values[:8], SCALE)
    assert view.selected is None


def test_nothing_to_show_and_wrong_shapes(view: MosaicView, values: np.ndarray, qtbot: QtBot) -> None:
    view.set_values(np.empty((0, 28, 28), dtype=np.float32), SCALE)
    assert len(np.unique(grab(view).reshape(-1, 3), axis=0)) == 1
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.selected is None
    assert view._cell_at(QPointF(10, 10)) is None
    with pytest.raises(ValueError, match="three axes"):
        view.set_values(values[0], SCALE)
    with pytest.raises(ValueError, match="ranges"):
        view.set_values(values, [SCALE])
