"""Curves by mouse and keys: zoom where the pointer is, pan, the cursor, the crosshair, figures of the axes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cnnviz.gui.widgets.axis_figures import decimals_of, nice_step, powers, steps
from cnnviz.gui.widgets.curve_look import Mark
from cnnviz.gui.widgets.curve_plot import CurvePlot
from cnnviz.imaging.series import Series

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def plot(qtbot: QtBot) -> Iterator[CurvePlot]:
    plot = CurvePlot(axis=True)
    plot.resize(500, 200)
    series = Series()
    series.extend(np.arange(1001) / 100, np.abs(np.sin(np.arange(1001) / 50)) + 0.01)
    plot.set_curve("wave", series, "raw")
    plot.set_axes("epoch")
    plot.set_whole(0, 10)
    plot.show()
    qtbot.waitExposed(plot)
    yield plot
    plot.close()
    plot.deleteLater()


def place(plot: CurvePlot, x: float) -> QPoint:
    return QPoint(round(plot.pixel_of(x)), round(plot.plot_rect().center().y()))


def turn(plot: CurvePlot, x: float, notches: int) -> None:
    at = QPointF(place(plot, x))
    event = QWheelEvent(
        at, plot.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(plot, event)


def test_the_wheel_zooms_at_the_pointer_and_a_double_click_shows_everything(plot: CurvePlot, qtbot: QtBot) -> None:
    with qtbot.waitSignal(plot.range_changed):
        turn(plot, 2.0, 3)
    low, high = plot.shown_range
    assert high - low == pytest.approx(10 / 1.25**3)
    assert plot.pixel_of(2.0) == pytest.approx(place(plot, 2.0).x(), abs=1.5)
    before = plot.pixel_of(2.0)
    turn(plot, 2.0, 2)
    assert plot.pixel_of(2.0) == pytest.approx(before, abs=2)
    QTest.mouseDClick(plot, LEFT, pos=place(plot, 2.0))
    assert plot.shown_range == (0, 10)
    turn(plot, 5.0, -4)
    assert plot.shown_range == (0, 10)  # never beyond the whole


def test_a_drag_pans_as_far_as_the_whole_reaches(plot: CurvePlot) -> None:
    plot.show_range((4.0, 6.0))
    start = place(plot, 5.0)
    QTest.mousePress(plot, LEFT, pos=start)
    QTest.mouseMove(plot, start + QPoint(round(plot.plot_rect().width() / 4), 0))
    QTest.mouseRelease(plot, LEFT, pos=start)
    assert plot.shown_range == pytest.approx((3.5, 5.5), abs=0.02)
    assert plot.cursor_x is None  # a drag is no click
    for _ in range(30):
        QTest.keyClick(plot, Qt.Key.Key_Left)
    assert plot.shown_range[0] == 0
    QTest.keyClick(plot, Qt.Key.Key_Plus)
    assert plot.shown_range[1] - plot.shown_range[0] == pytest.approx(2 / 1.25)
    QTest.keyClick(plot, Qt.Key.Key_Home)
    assert not plot.is_zoomed


def test_a_click_puts_the_cursor_and_the_cursor_can_be_dragged(plot: CurvePlot) -> None:
    moved: list[float] = []
    plot.cursor_moved.connect(moved.append)
    QTest.mouseClick(plot, LEFT, pos=place(plot, 3.0))
    assert moved == [pytest.approx(3.0, abs=0.03)]
    QTest.mousePress(plot, LEFT, pos=place(plot, 3.0) + QPoint(2, 0))
    QTest.mouseMove(plot, place(plot, 7.0))
    QTest.mouseRelease(plot, LEFT, pos=place(plot, 7.0))
    assert plot.cursor_x == pytest.approx(7.0, abs=0.03)
    assert not plot.is_zoomed


def test_the_crosshair_says_where_it_is_and_what_the_curves_say_there(plot: CurvePlot) -> None:
    pointed: list[float | None] = []
    plot.pointed.connect(pointed.append)
    QTest.mouseMove(plot, place(plot, 6.28))
    assert pointed[-1] == pytest.approx(6.28, abs=0.03)
    assert plot.values_at(3.0)["wave"] == pytest.approx(abs(np.sin(6.0)) + 0.01, rel=1e-4)


def test_a_logarithmic_scale_leaves_out_what_has_no_logarithm(plot: CurvePlot) -> None:
    series = Series()
    series.extend(np.arange(4.0), np.asarray([1.0, 0.0, -1.0, 10.0]))
    plot.set_curve("some", series, "raw")
    plot.set_log(True)
    _, y = plot.drawn("some")
    assert np.isnan(y).tolist() == [False, True, True, False]
    assert (y[0], y[3]) == (0, 1)
    assert plot.pixel_of_y(0.0) is None


def test_the_figures_stand_where_their_values_are(plot: CurvePlot) -> None:
    assert [text for _, text in plot.x_figures()] == ["0", "2", "4", "6", "8", "10"]
    plot.set_axes("epoch", percent=True, ceiling=1.0)
    assert all(text.endswith(" %") for _, text in plot.y_figures())
    values = [value for value, _ in plot.y_figures()]
    low, high = plot.shown_y
    assert all(low <= value <= high for value in values)
    assert high <= 1.0
    plot.set_marks([Mark(7.0, "best")])
    assert not plot.grab().isNull()


@pytest.mark.parametrize(
    ("least", "step"), [(0.9, 1), (1.1, 2), (2.1, 5), (5.1, 10), (0.011, 0.02), (300, 500), (0, 1)]
)
def test_steps_are_one_two_or_five(least: float, step: float) -> None:
    assert nice_step(least) == pytest.approx(step)


def test_figures_have_the_decimals_that_they_need() -> None:
    assert steps(0.05, 1.0, 4) == pytest.approx([0.5, 1.0])
    assert decimals_of([0.5, 1.0]) == 1
    assert decimals_of([1, 20]) == 0
    assert [round(10**value, 6) for value in powers(-3.2, 0.5, 6)] == [0.001, 0.01, 0.1, 1.0]
    assert [round(10**value, 6) for value in powers(-0.9, 0.1, 6)] == [0.2, 0.5, 1.0]
