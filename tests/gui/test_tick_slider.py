from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting
from cnnviz.gui.widgets.tick_slider import TickSlider

LEFT = Qt.MouseButton.LeftButton
TICKS = [(0, "1×28×28"), (5, "16×28×28"), (11, "16×14×14"), (21, "32×7×7"), (23, "1568"), (26, "10")]


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, dark=False)
    yield
    theme.apply(qapp, dark=False)


@pytest.fixture
def slider(qtbot: QtBot) -> TickSlider:
    made = TickSlider()
    qtbot.addWidget(made)
    made.resize(800, made.sizeHint().height())
    made.set_steps(27, TICKS)
    with qtbot.waitExposed(made):
        made.show()
    return made


def moves(slider: TickSlider) -> list[object]:
    found: list[object] = []
    slider.moved.connect(found.append)
    return found


def place(slider: TickSlider, value: int) -> QPoint:
    return QPoint(round(slider.x_of(value)), slider.height() // 2)


def test_every_value_has_a_place_of_its_own_and_comes_back_from_it(slider: TickSlider) -> None:
    assert [slider.value_at(slider.x_of(value)) for value in range(28)] == list(range(28))
    assert slider.value_at(-50) == 0
    assert slider.value_at(5000) == 27


def test_a_click_and_a_drag_go_where_the_pointer_is(slider: TickSlider) -> None:
    moved = moves(slider)
    QTest.mouseClick(slider, LEFT, pos=place(slider, 11))
    assert moved == [11]
    QTest.mousePress(slider, LEFT, pos=place(slider, 12))
    for value in (13, 13, 20, 27):
        QTest.mouseMove(slider, place(slider, value))
    QTest.mouseMove(slider, QPoint(5000, 5))
    QTest.mouseRelease(slider, LEFT, pos=place(slider, 27))
    QTest.mouseMove(slider, place(slider, 3))
    assert moved == [11, 12, 13, 20, 27]
    assert slider.value == 27


def test_what_the_program_sets_is_not_said_to_be_moved(slider: TickSlider) -> None:
    moved = moves(slider)
    slider.set_value(9)
    slider.set_value(99)
    assert slider.value == 27
    assert moved == []


def test_wheel_and_page_keys_move_and_the_pages_own_keys_are_left_to_it(slider: TickSlider) -> None:
    moved = moves(slider)
    slider.set_value(10)
    centre = QPointF(slider.rect().center())
    for delta in (-120, -60, -60, 120):
        event = QWheelEvent(
            centre, slider.mapToGlobal(centre), QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(slider, event)
    assert moved == [11, 12, 11]
    QTest.keyClick(slider, Qt.Key.Key_PageDown)
    QTest.keyClick(slider, Qt.Key.Key_PageUp)
    assert moved == [11, 12, 11, 13, 11]
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space):
        QTest.keyClick(slider, key)
    assert len(moved) == 5


@pytest.mark.parametrize("width", [150, 260, 420, 800, 1600])
def test_labels_never_touch_and_of_two_the_later_one_stays(slider: TickSlider, width: int) -> None:
    slider.resize(width, slider.height())
    shown = slider.shown_labels()
    font = theme.font("body")
    assert shown[-1][1] == "10"
    for (_, text, left), (_, _, next_left) in pairwise(shown):
        assert left + painting.text_width(text, font) < next_left
    assert all(0 <= left <= width - painting.text_width(text, font) for _, text, left in shown)
    if width >= 1600:
        assert [text for _, text, _ in shown] == [text for _, text in TICKS]


def test_marks_are_rings_on_the_track(slider: TickSlider) -> None:
    def accents() -> int:
        image = slider.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        ratio = image.devicePixelRatio()
        x = slider.x_of(20)
        area = [(i, j) for i in range(round((x - 6) * ratio), round((x + 6) * ratio)) for j in range(image.height())]
        return sum(QColor(image.pixel(*each)) == theme.tokens().accent for each in area)

    slider.set_value(3)
    assert accents() == 0
    slider.set_marks((20,))
    assert accents() > 4
    assert slider.marks == (20,)


def test_thousands_of_steps_are_painted_within_a_frame(slider: TickSlider) -> None:
    slider.resize(1600, slider.height())
    slider.set_steps(6000, [(value, f"{value}×7×7") for value in range(0, 6000, 40)])
    times = []
    for value in range(0, 6000, 300):
        slider.set_value(value)
        started = time.perf_counter()
        slider.repaint()
        times.append(time.perf_counter() - started)
    assert sorted(times)[len(times) // 2] < 1 / 60


def test_without_steps_it_takes_no_click(slider: TickSlider) -> None:
    slider.set_steps(0, ())
    moved = moves(slider)
    QTest.mouseClick(slider, LEFT, pos=QPoint(300, 30))
    assert moved == []
    assert slider.value == 0


def test_names_of_stretches_take_the_place_of_labels_where_they_fit(slider: TickSlider) -> None:
    slider.set_stretches(iter([(0, 12, "forward"), (12, 13, "loss"), (13, 27, "backward")]))
    names = [name for _, name, _ in slider.shown_labels()]
    assert [name for name in names if name != "loss"] == ["forward", "backward"]
    font = theme.font("body")
    for (_, one, left), (_, _, right) in pairwise(slider.shown_labels()):
        assert left + painting.text_width(one, font) < right
    place = {name: (left, painting.text_width(name, font)) for _, name, left in slider.shown_labels()}
    left, width = place["forward"]
    assert abs(left + width / 2 - (slider.x_of(0) + slider.x_of(12)) / 2) <= 1
    slider.resize(160, slider.height())
    assert "backward" in [name for _, name, _ in slider.shown_labels()]  # the longest stretch keeps its name
    slider.set_stretches(())
    assert slider.shown_labels()[-1][1] == TICKS[-1][1]
