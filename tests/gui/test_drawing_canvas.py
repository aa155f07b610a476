"""The canvas under a mouse, a pen and a finger; what the eye sees against what the network sees."""

from __future__ import annotations

import gc
import itertools
import math
import weakref
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QInputDevice,
    QMouseEvent,
    QPainter,
    QPen,
    QPointingDevice,
    QPolygonF,
    QTabletEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cnnviz.data.digits import Ink, place
from cnnviz.data.drawing import Drawing, Stroke
from cnnviz.gui import theme
from cnnviz.gui.widgets.drawing_canvas import WIDTHS, DrawingCanvas
from cnnviz.gui.widgets.pen_width_control import PenWidthControl

LEFT, RIGHT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.NoButton
SEVEN = [(80, 80), (160, 84), (250, 80), (220, 150), (180, 220), (150, 280)]


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, dark=False)
    yield
    theme.apply(qapp, dark=False)


@pytest.fixture
def canvas(qtbot: QtBot) -> DrawingCanvas:
    widget = DrawingCanvas()
    widget.resize(336, 336)
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
    widget.setFocus()
    return widget


def draw(canvas: DrawingCanvas, points: Sequence[tuple[int, int]], button: Qt.MouseButton = LEFT) -> None:
    """Press, move through the points, release."""
    first, *rest = (QPoint(*point) for point in points)
    QTest.mousePress(canvas, button, pos=first)
    for point in rest:
        move(canvas, QPointF(point), button)
    QTest.mouseRelease(canvas, button, pos=rest[-1] if rest else first)


def move(canvas: DrawingCanvas, position: QPointF, buttons: Qt.MouseButton = LEFT) -> None:
    mouse(canvas, QEvent.Type.MouseMove, position, NO_BUTTON, buttons)


def mouse(
    canvas: DrawingCanvas,
    kind: QEvent.Type,
    position: QPointF,
    button: Qt.MouseButton,
    buttons: Qt.MouseButton,
    source: Qt.MouseEventSource = Qt.MouseEventSource.MouseEventNotSynthesized,
) -> None:
    spot = canvas.mapToGlobal(position)
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(canvas, QMouseEvent(kind, position, position, spot, button, buttons, none, source))


def ink(canvas: DrawingCanvas) -> NDArray[np.float64]:
    """What is painted, as the share of ink of each pixel of the paper, with nothing over it."""
    canvas.pen_hovered(None)
    image = canvas.grab(canvas.paper_rect()).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    height, width = image.height(), image.width()
    flat = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(height, image.bytesPerLine())[:, :width]
    paper, full = theme.tokens().paper.lightnessF() * 255, theme.tokens().ink.lightnessF() * 255
    inner = flat[3:-3, 3:-3]  # without the frame
    return np.asarray((inner - paper) / (full - paper), dtype=np.float64)


# What is kept


def test_a_stroke_is_kept_in_canvas_units(canvas: DrawingCanvas) -> None:
    draw(canvas, SEVEN)
    (stroke,) = canvas.drawing().strokes
    assert canvas.drawing().size == 448
    np.testing.assert_allclose(stroke.points[:, :2], np.array(SEVEN) * 448 / 336, atol=1e-3)
    assert (stroke.points[:, 2] == 0.5).all()
    assert (np.diff(stroke.points[:, 3]) >= 0).all()
    assert stroke.points[0, 3] == pytest.approx(0.0, abs=0.05)
    assert stroke.width == 28
    assert stroke.tool == "pen"


def test_time_goes_on_from_stroke_to_stroke(canvas: DrawingCanvas) -> None:
    draw(canvas, SEVEN)
    draw(canvas, [(90, 200), (200, 200)])
    first, second = canvas.drawing().strokes
    assert second.points[0, 3] >= first.points[-1, 3]


def test_a_click_is_a_dot(canvas: DrawingCanvas) -> None:
    draw(canvas, [(168, 168)])
    (stroke,) = canvas.drawing().strokes
    assert len(stroke.points) == 1
    area = ink(canvas).sum()
    assert area == pytest.approx(math.pi * (14 * 336 / 448) ** 2, rel=0.03)


def test_every_point_is_told_exactly_once_and_in_order(qtbot: QtBot, canvas: DrawingCanvas) -> None:
    told: list[tuple[Stroke, int]] = []
    begun: list[Stroke] = []
    done: list[Drawing] = []
    canvas.stroke_started.connect(begun.append)
    canvas.stroke_extended.connect(told.append)
    canvas.drawing_changed.connect(done.append)
    draw(canvas, [(40 + 2 * number, 40 + number) for number in range(120)])
    assert len(begun) == 1
    assert len(begun[0].points) == 1
    starts = [start for _stroke, start in told]
    ends = [len(stroke.points) for stroke, _start in told]
    assert starts[0] == 0
    assert starts[1:] == ends[:-1]
    assert ends[-1] == 120
    (drawing,) = done
    np.testing.assert_array_equal(drawing.strokes[0].points[:, 0], told[-1][0].points[:, 0])


def test_what_was_told_earlier_does_not_change(canvas: DrawingCanvas) -> None:
    told: list[tuple[Stroke, int]] = []
    canvas.stroke_extended.connect(told.append)
    draw(canvas, [(40, 40)] + [(40 + number % 250, 40 + number // 3) for number in range(1, 700)])
    whole = canvas.drawing().strokes[0].points
    for stroke, _start in told:
        np.testing.assert_array_equal(stroke.points, whole[: len(stroke.points)])


def test_a_very_fast_mouse_loses_no_point(qtbot: QtBot, canvas: DrawingCanvas) -> None:
    told: list[object] = []
    canvas.stroke_extended.connect(told.append)
    points = [(30 + number % 270, 30 + (number * 7) % 270) for number in range(2000)]
    draw(canvas, points)
    assert len(canvas.drawing().strokes[0].points) == 2000
    assert len(told) < 2000


# What the eye sees


def test_the_eye_sees_what_the_network_sees(canvas: DrawingCanvas) -> None:
    draw(canvas, SEVEN)
    draw(canvas, [(100, 200), (260, 190)])
    canvas.pen_hovered(None)
    image = canvas.grab(canvas.paper_rect()).toImage()
    shares = np.array([[1 - image.pixelColor(x, y).lightnessF() for x in range(336)] for y in range(336)])
    shares[:2], shares[-2:], shares[:, :2], shares[:, -2:] = 0, 0, 0, 0  # the frame
    seen = shares.reshape(28, 12, 28, 12).mean(axis=(1, 3)) / (1 - theme.tokens().ink.lightnessF())
    network = place(Ink.of(canvas.drawing()), "raw").pixels
    assert network.max() > 0.9
    assert np.abs(seen - network).max() < 0.03


def test_lines_are_as_wide_as_qt_draws_them(canvas: DrawingCanvas) -> None:
    draw(canvas, SEVEN)
    image = QImage(336, 336, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor("black"), 28 * 336 / 448)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline(QPolygonF([QPointF(*point) for point in SEVEN]))
    painter.end()
    flat = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(336, 336)
    expected = 1 - flat[3:-3, 3:-3] / 255
    found = ink(canvas)
    assert found.sum() == pytest.approx(expected.sum(), rel=0.01)
    assert np.abs(found - expected).mean() < 0.003
    assert np.abs(found - expected).max() < 0.5


def test_there_is_no_gap_at_any_speed(canvas: DrawingCanvas) -> None:
    draw(canvas, [(20, 20), (310, 300), (20, 300)])
    seen = ink(canvas)
    for share in np.linspace(0, 1, 300):
        x, y = 20 + 290 * share - 3, 20 + 280 * share - 3
        assert seen[int(y), int(x)] > 0.99


def test_drawing_bit_by_bit_and_at_once_look_alike(canvas: DrawingCanvas) -> None:
    draw(canvas, SEVEN)
    draw(canvas, [(60, 300), (300, 60)], RIGHT)
    grown = ink(canvas)
    drawing = canvas.drawing()
    canvas.clear()
    assert ink(canvas).max() == pytest.approx(0, abs=0.01)
    canvas.set_drawing(Drawing(448, tuple(Stroke(s.points.copy(), s.width, s.tool) for s in drawing.strokes)))
    np.testing.assert_allclose(ink(canvas), grown, atol=1e-6)


@pytest.mark.parametrize("size", [(420, 500), (700, 280), (61, 90)])
def test_a_resize_keeps_the_drawing(qtbot: QtBot, canvas: DrawingCanvas, size: tuple[int, int]) -> None:
    draw(canvas, SEVEN)
    before = canvas.drawing()
    canvas.resize(*size)
    paper = canvas.paper_rect()
    assert paper.width() == paper.height() <= min(size)
    assert min(size) - paper.width() < 28
    assert canvas.drawing() == before
    image = canvas.grab().toImage()
    x, y = round(160 / 336 * paper.width()), round(84 / 336 * paper.width())
    assert image.pixelColor(x, y) == theme.tokens().ink
    draw(canvas, [(x, y), (x, y + 10)])
    assert canvas.drawing().strokes[1].points[0, 0] == pytest.approx(x * 448 / paper.width(), abs=0.01)


def test_the_theme_changes_ink_and_paper(qapp: QApplication, canvas: DrawingCanvas) -> None:
    draw(canvas, SEVEN)
    shares = ink(canvas)
    theme.apply(qapp, dark=True)
    assert canvas.grab().toImage().pixelColor(160, 84) == theme.tokens().ink
    assert canvas.grab().toImage().pixelColor(20, 300) == theme.tokens().paper
    np.testing.assert_allclose(ink(canvas), shares, atol=0.02)


def test_empty_paper_says_what_to_do(canvas: DrawingCanvas) -> None:
    canvas.set_hint("Draw a digit here")
    assert ink(canvas).max() > 0.3
    draw(canvas, [(20, 20), (30, 20)])
    middle = ink(canvas)[100:230, 60:280]
    assert middle.max() == pytest.approx(0, abs=0.01)
    canvas.undo()
    assert ink(canvas)[100:230, 60:280].max() > 0.3


def test_box_and_centre_lie_over_the_drawing(canvas: DrawingCanvas) -> None:
    draw(canvas, SEVEN)
    accent = theme.tokens().accent
    plain = canvas.grab().toImage()
    canvas.set_overlay((0.25, 0.25, 0.75, 0.75), (0.5, 0.5))
    image = canvas.grab().toImage()

    def near_accent(x: int, y: int) -> bool:
        colour = image.pixelColor(x, y)
        return abs(colour.red() - accent.red()) + abs(colour.blue() - accent.blue()) < 60

    assert any(near_accent(84, y) for y in range(90, 110))
    assert near_accent(168, 162)
    assert canvas.drawing().strokes
    canvas.set_overlay(None, None)
    assert canvas.grab().toImage() == plain
    canvas.set_overlay((math.nan, 0, 1, 1), (math.inf, 0.5))
    assert canvas.grab().toImage() == plain


def test_a_picture_is_drawn_sharp(canvas: DrawingCanvas) -> None:
    pixels = np.zeros((28, 28), dtype=np.float32)
    pixels[3, 5] = 1
    canvas.set_picture(pixels)
    image = canvas.grab().toImage()
    t = theme.tokens()
    for x, y, colour in ((60, 36, t.ink), (71, 47, t.ink), (59, 40, t.paper), (72, 40, t.paper), (65, 48, t.paper)):
        assert image.pixelColor(x, y) == colour


@pytest.mark.parametrize("shape", [(1, 1), (10, 200), (900, 300)])
def test_pictures_of_any_shape_are_shown(canvas: DrawingCanvas, shape: tuple[int, int]) -> None:
    canvas.set_picture(np.ones(shape, dtype=np.float32))
    assert canvas.grab().toImage().pixelColor(168, 168) == theme.tokens().ink


def test_a_picture_of_a_wrong_shape_is_refused(canvas: DrawingCanvas) -> None:
    with pytest.raises(ValueError, match="height, width"):
        canvas.set_picture(np.ones((1, 28, 28), dtype=np.float32))


def test_who_draws_over_a_picture_starts_anew_and_can_go_back(canvas: DrawingCanvas) -> None:
    draw(canvas, SEVEN)
    mine = canvas.drawing()
    canvas.set_picture(np.ones((28, 28), dtype=np.float32))
    told: list[Drawing] = []
    canvas.drawing_changed.connect(told.append)
    draw(canvas, [(50, 50), (60, 60)])
    assert [len(drawing.strokes) for drawing in told] == [0, 1]
    assert canvas.grab().toImage().pixelColor(160, 160) == theme.tokens().paper
    canvas.undo()
    canvas.undo()
    assert canvas.drawing() == mine


def test_undo_over_a_picture_returns_to_the_drawing(canvas: DrawingCanvas) -> None:
    draw(canvas, SEVEN)
    canvas.set_picture(np.zeros((28, 28), dtype=np.float32))
    assert canvas.can_undo()
    canvas.undo()
    assert len(canvas.drawing().strokes) == 1
    assert canvas.grab().toImage().pixelColor(160, 84) == theme.tokens().ink


# Undo, redo, clear


def test_undo_redo_and_clear(canvas: DrawingCanvas) -> None:
    states = [ink(canvas)]
    drawings = [canvas.drawing()]
    for line in (SEVEN, [(100, 200), (260, 190)], [(40, 300), (300, 310)]):
        draw(canvas, line)
        states.append(ink(canvas))
        drawings.append(canvas.drawing())
    canvas.clear()
    assert canvas.drawing().is_empty
    for number in (3, 2, 1, 0):
        assert canvas.can_undo()
        canvas.undo()
        assert canvas.drawing() == drawings[number]
        np.testing.assert_allclose(ink(canvas), states[number], atol=1e-6)
    assert not canvas.can_undo()
    for number in (1, 2, 3):
        assert canvas.can_redo()
        canvas.redo()
        assert canvas.drawing() == drawings[number]
        np.testing.assert_allclose(ink(canvas), states[number], atol=1e-6)
    canvas.redo()
    assert canvas.drawing().is_empty
    assert not canvas.can_redo()


def test_many_undos_reach_beyond_the_snapshots(canvas: DrawingCanvas) -> None:
    states = []
    for number in range(20):
        states.append(ink(canvas))
        draw(canvas, [(20 + 14 * number, 40), (20 + 14 * number, 250)])
    for expected in reversed(states):
        canvas.undo()
        np.testing.assert_allclose(ink(canvas), expected, atol=1e-6)


def test_snapshots_of_other_strokes_are_not_mistaken(canvas: DrawingCanvas) -> None:
    draw(canvas, [(50, 50), (50, 290)])
    draw(canvas, [(290, 50), (290, 290)])
    canvas.undo()
    canvas.undo()
    draw(canvas, [(50, 168), (290, 168)])
    only = ink(canvas)
    draw(canvas, [(168, 50), (168, 290)])
    canvas.undo()
    np.testing.assert_allclose(ink(canvas), only, atol=1e-6)


def test_undo_and_redo_do_not_draw_all_anew(canvas: DrawingCanvas, monkeypatch: pytest.MonkeyPatch) -> None:
    draw(canvas, SEVEN)
    draw(canvas, [(40, 300), (300, 310)])
    drawn: list[int] = []
    extend = Ink.extend

    def counted(self: Ink, stroke: Stroke, start: int, size: float) -> None:
        drawn.append(len(stroke.points))
        extend(self, stroke, start, size)

    monkeypatch.setattr(Ink, "extend", counted)
    canvas.undo()
    canvas.redo()
    assert drawn == []


def test_a_new_stroke_ends_what_could_be_redone(canvas: DrawingCanvas) -> None:
    draw(canvas, SEVEN)
    canvas.undo()
    draw(canvas, [(40, 40), (50, 50)])
    assert not canvas.can_redo()


def test_undo_in_the_middle_of_a_stroke_takes_that_stroke(canvas: DrawingCanvas) -> None:
    QTest.mousePress(canvas, LEFT, pos=QPoint(50, 50))
    move(canvas, QPointF(90, 90))
    canvas.undo()
    assert canvas.drawing().is_empty
    assert canvas.can_redo()
    move(canvas, QPointF(120, 120))
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(120, 120))
    assert canvas.drawing().is_empty


def test_set_drawing_is_silent_and_the_same_again_keeps_undo(qtbot: QtBot, canvas: DrawingCanvas) -> None:
    draw(canvas, SEVEN)
    with qtbot.assertNotEmitted(canvas.drawing_changed):
        canvas.set_drawing(canvas.drawing())
        assert canvas.can_undo()
        canvas.set_drawing(Drawing())
    assert canvas.drawing().is_empty
    assert not canvas.can_undo()


def test_a_drawing_of_another_size_fits(canvas: DrawingCanvas) -> None:
    points = np.array([[20, 50, 0.5, 0], [80, 50, 0.5, 1]], dtype=np.float32)
    canvas.set_drawing(Drawing(100, (Stroke(points, 10),)))
    (stroke,) = canvas.drawing().strokes
    assert canvas.drawing().size == 448
    np.testing.assert_allclose(stroke.points[:, 0], [89.6, 358.4], atol=0.01)
    assert stroke.width == pytest.approx(44.8)
    seen = ink(canvas)
    assert seen[165, 165] > 0.99
    assert seen[165 + 22, 165] < 0.01


def test_a_stroke_added_to_an_opened_drawing_comes_later(canvas: DrawingCanvas) -> None:
    points = np.array([[20, 50, 0.5, 0], [80, 50, 0.5, 7.5]], dtype=np.float32)
    canvas.set_drawing(Drawing(448, (Stroke(points, 10),)))
    draw(canvas, SEVEN)
    assert canvas.drawing().strokes[1].points[0, 3] == pytest.approx(8.0, abs=0.2)


# Tools and keys


def test_the_eraser_takes_ink_away(canvas: DrawingCanvas) -> None:
    draw(canvas, [(50, 168), (290, 168)])
    canvas.set_tool("eraser")
    draw(canvas, [(168, 100), (168, 240)])
    seen = ink(canvas)
    assert seen[165, 60] > 0.99
    assert seen[165, 165] < 0.01
    assert [stroke.tool for stroke in canvas.drawing().strokes] == ["pen", "eraser"]


def test_the_right_button_erases(canvas: DrawingCanvas) -> None:
    draw(canvas, [(50, 168), (290, 168)])
    draw(canvas, [(50, 168), (290, 168)], RIGHT)
    assert ink(canvas).max() < 0.01
    assert canvas.tool() == "pen"
    assert canvas.drawing().strokes[1].tool == "eraser"


def test_every_key_does_what_it_says(qtbot: QtBot, canvas: DrawingCanvas) -> None:
    with qtbot.waitSignal(canvas.tool_changed) as told:
        QTest.keyClick(canvas, Qt.Key.Key_E)
    assert told.args == ["eraser"]
    QTest.keyClick(canvas, Qt.Key.Key_P)
    assert canvas.tool() == "pen"
    with qtbot.waitSignal(canvas.pen_width_changed) as told:
        QTest.keyClick(canvas, Qt.Key.Key_BracketRight)
    assert told.args == [34.0]
    QTest.keyClick(canvas, Qt.Key.Key_BracketLeft)
    QTest.keyClick(canvas, Qt.Key.Key_BracketLeft)
    assert canvas.pen_width() == 22
    draw(canvas, SEVEN)
    assert canvas.drawing().strokes[0].width == 22
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(canvas, Qt.Key.Key_Z, control)
    assert canvas.drawing().is_empty
    QTest.keyClick(canvas, Qt.Key.Key_Z, control | shift)
    assert len(canvas.drawing().strokes) == 1
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert canvas.drawing().is_empty
    QTest.keyClick(canvas, Qt.Key.Key_Z, control)
    assert len(canvas.drawing().strokes) == 1


def test_the_width_stays_within_its_limits(canvas: DrawingCanvas) -> None:
    for _step in range(30):
        canvas.thicker()
    assert canvas.pen_width() == WIDTHS[-1]
    for _step in range(30):
        canvas.thinner()
    assert canvas.pen_width() == WIDTHS[0]
    canvas.set_pen_width(math.nan)
    assert canvas.pen_width() == WIDTHS[0]
    canvas.set_pen_width(1e9)
    assert canvas.pen_width() == WIDTHS[-1]


def test_an_unknown_tool_is_refused(canvas: DrawingCanvas) -> None:
    with pytest.raises(ValueError, match="brush"):
        canvas.set_tool("brush")  # type: ignore[arg-type]


def test_the_pens_size_is_seen_under_the_pointer(canvas: DrawingCanvas) -> None:
    plain = canvas.grab().toImage()
    move(canvas, QPointF(168, 168), NO_BUTTON)
    assert canvas.cursor().shape() == Qt.CursorShape.BlankCursor
    image = canvas.grab().toImage()
    changed = [x for x in range(336) if image.pixelColor(x, 168) != plain.pixelColor(x, 168)]
    width = 28 * 336 / 448
    assert changed[-1] - changed[0] == pytest.approx(width + 4, abs=2)
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    assert canvas.grab().toImage() == plain


# Other pens


def pen_device(kind: QPointingDevice.PointerType, number: int) -> QPointingDevice:
    return QPointingDevice(
        "stylus",
        number,
        QInputDevice.DeviceType.Stylus,
        kind,
        QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
        1,
        2,
    )


def tablet(
    canvas: DrawingCanvas, device: QPointingDevice, kind: QEvent.Type, x: float, y: float, pressure: float
) -> bool:
    down = kind != QEvent.Type.TabletRelease
    button = NO_BUTTON if kind == QEvent.Type.TabletMove else LEFT
    position = QPointF(x, y)
    event = QTabletEvent(
        kind,
        device,
        position,
        QPointF(canvas.mapToGlobal(position)),
        pressure,
        0,
        0,
        0,
        0,
        0,
        Qt.KeyboardModifier.NoModifier,
        button,
        LEFT if down else NO_BUTTON,
    )
    QApplication.sendEvent(canvas, event)
    return event.isAccepted()


def test_a_tablets_pressure_is_kept_and_seen(canvas: DrawingCanvas) -> None:
    pen = pen_device(QPointingDevice.PointerType.Pen, 7)
    assert tablet(canvas, pen, QEvent.Type.TabletPress, 60, 100, 0.1)
    for step in range(1, 11):
        assert tablet(canvas, pen, QEvent.Type.TabletMove, 60 + 20 * step, 100, 0.1 + 0.09 * step)
    assert tablet(canvas, pen, QEvent.Type.TabletRelease, 260, 100, 0)
    (stroke,) = canvas.drawing().strokes
    np.testing.assert_allclose(stroke.points[:, 2], 0.1 + 0.09 * np.arange(11), atol=1e-6)
    seen = ink(canvas)
    assert seen[:, 80].sum() + 2 < seen[:, 240].sum()


def test_the_eraser_end_of_a_pen_erases(canvas: DrawingCanvas) -> None:
    draw(canvas, [(50, 168), (290, 168)])
    end = pen_device(QPointingDevice.PointerType.Eraser, 8)
    tablet(canvas, end, QEvent.Type.TabletPress, 168, 100, 1)
    tablet(canvas, end, QEvent.Type.TabletMove, 168, 240, 1)
    tablet(canvas, end, QEvent.Type.TabletRelease, 168, 240, 0)
    assert canvas.drawing().strokes[1].tool == "eraser"
    assert ink(canvas)[165, 165] < 0.01


@pytest.mark.parametrize("pressure", [math.nan, -3.0, 7.0])
def test_nonsense_from_a_tablet_does_no_harm(canvas: DrawingCanvas, pressure: float) -> None:
    pen = pen_device(QPointingDevice.PointerType.Pen, 9)
    tablet(canvas, pen, QEvent.Type.TabletPress, 60, 100, pressure)
    tablet(canvas, pen, QEvent.Type.TabletMove, math.nan, 1e300, pressure)
    tablet(canvas, pen, QEvent.Type.TabletRelease, 80, 100, 0)
    (stroke,) = canvas.drawing().strokes
    assert np.isfinite(stroke.points).all()
    assert (stroke.points[:, 2] >= 0).all()
    assert (stroke.points[:, 2] <= 1).all()


def test_a_finger_draws_one_stroke_and_a_second_finger_nothing(qapp: QApplication, canvas: DrawingCanvas) -> None:
    device = QTest.createTouchDevice()
    sequence = QTest.touchEvent(canvas, device, False)
    sequence.press(0, QPoint(60, 60), canvas).commit()
    sequence.move(0, QPoint(100, 100), canvas).commit()
    sequence.stationary(0).press(1, QPoint(300, 300), canvas).commit()
    sequence.move(0, QPoint(140, 140), canvas).move(1, QPoint(200, 300), canvas).commit()
    sequence.release(0, QPoint(140, 140), canvas).stationary(1).commit()
    sequence.release(1, QPoint(200, 300), canvas).commit()
    (stroke,) = canvas.drawing().strokes
    np.testing.assert_allclose(stroke.points[:, 0] * 336 / 448, [60, 100, 140], atol=0.5)


def test_mouse_events_made_up_from_a_touch_draw_nothing(canvas: DrawingCanvas) -> None:
    for source in (
        Qt.MouseEventSource.MouseEventSynthesizedBySystem,
        Qt.MouseEventSource.MouseEventSynthesizedByQt,
    ):
        mouse(canvas, QEvent.Type.MouseButtonPress, QPointF(60, 60), LEFT, LEFT, source)
        mouse(canvas, QEvent.Type.MouseMove, QPointF(90, 90), NO_BUTTON, LEFT, source)
        mouse(canvas, QEvent.Type.MouseButtonRelease, QPointF(90, 90), LEFT, NO_BUTTON, source)
    assert canvas.drawing().is_empty


def test_a_quick_second_stroke_is_a_stroke(canvas: DrawingCanvas) -> None:
    mouse(canvas, QEvent.Type.MouseButtonDblClick, QPointF(60, 60), LEFT, LEFT)
    move(canvas, QPointF(90, 90))
    mouse(canvas, QEvent.Type.MouseButtonRelease, QPointF(90, 90), LEFT, NO_BUTTON)
    assert len(canvas.drawing().strokes) == 1


def test_another_button_does_not_disturb_a_stroke(canvas: DrawingCanvas) -> None:
    mouse(canvas, QEvent.Type.MouseButtonPress, QPointF(60, 60), LEFT, LEFT)
    mouse(canvas, QEvent.Type.MouseButtonPress, QPointF(60, 60), RIGHT, LEFT | RIGHT)
    move(canvas, QPointF(90, 90))
    mouse(canvas, QEvent.Type.MouseButtonRelease, QPointF(90, 90), RIGHT, LEFT)
    move(canvas, QPointF(120, 120))
    mouse(canvas, QEvent.Type.MouseButtonRelease, QPointF(120, 120), LEFT, NO_BUTTON)
    (stroke,) = canvas.drawing().strokes
    assert stroke.tool == "pen"
    assert len(stroke.points) == 3


def test_a_lost_release_ends_the_stroke(canvas: DrawingCanvas) -> None:
    mouse(canvas, QEvent.Type.MouseButtonPress, QPointF(60, 60), LEFT, LEFT)
    move(canvas, QPointF(90, 90))
    move(canvas, QPointF(200, 200), NO_BUTTON)
    move(canvas, QPointF(250, 250), NO_BUTTON)
    (stroke,) = canvas.drawing().strokes
    assert len(stroke.points) == 2


def test_a_press_beside_the_paper_draws_nothing(canvas: DrawingCanvas) -> None:
    canvas.resize(500, 336)
    draw(canvas, [(450, 100), (100, 100)])
    assert canvas.drawing().is_empty
    draw(canvas, [(100, 100), (450, 100)])
    assert len(canvas.drawing().strokes) == 1


@pytest.mark.parametrize(
    "points",
    [
        [[math.nan, 1, 0.5, 0], [50, 50, 0.5, 1]],
        [[1e30, -1e30, 0.5, 0], [50, 50, 0.5, 1]],
        [[math.inf, 0, math.nan, math.nan]],
        [],
    ],
)
def test_no_coordinate_crashes(canvas: DrawingCanvas, points: list[list[float]]) -> None:
    stroke = Stroke(np.array(points, dtype=np.float32).reshape(-1, 4), 28)
    canvas.set_drawing(Drawing(448, (stroke,)))
    canvas.grab()
    draw(canvas, SEVEN)
    canvas.undo()
    canvas.resize(200, 200)
    canvas.grab()
    assert len(canvas.drawing().strokes) == 1


def test_positions_that_are_not_finite_are_left_out(canvas: DrawingCanvas) -> None:
    mouse(canvas, QEvent.Type.MouseButtonPress, QPointF(60, 60), LEFT, LEFT)
    for x, y in ((math.nan, 5.0), (math.inf, 5.0), (1e300, 5.0), (-1e9, 1e9), (80.0, 80.0)):
        move(canvas, QPointF(x, y))
    mouse(canvas, QEvent.Type.MouseButtonRelease, QPointF(80, 80), LEFT, NO_BUTTON)
    (stroke,) = canvas.drawing().strokes
    assert len(stroke.points) == 2


def test_a_hundred_thousand_points_are_drawn(canvas: DrawingCanvas) -> None:
    turn = np.linspace(0, 60, 100_000)
    points = np.stack(
        [224 + 3 * turn * np.cos(turn), 224 + 3 * turn * np.sin(turn), np.full_like(turn, 0.5), turn], axis=1
    )
    canvas.set_drawing(Drawing(448, (Stroke(points.astype(np.float32), 8),)))
    canvas.grab()
    canvas.resize(420, 420)
    canvas.grab()  # stretched for now
    canvas.hide()
    assert canvas.drawing().strokes[0].points.shape == (100_000, 4)


# Replay


@pytest.fixture
def recorded(canvas: DrawingCanvas) -> Callable[[], Drawing]:
    def make(pause: float = 0.02) -> Drawing:
        first = np.array([[60, 60, 0.5, 0], [200, 60, 0.5, 0.02], [200, 200, 0.5, 0.04]], dtype=np.float32)
        second = np.array([[100, 300, 0.5, 0], [300, 300, 0.5, 0.02]], dtype=np.float32)
        second[:, 3] += 0.04 + pause
        drawing = Drawing(448, (Stroke(first, 28), Stroke(second, 28)))
        canvas.set_drawing(drawing)
        return drawing

    return make


def test_a_replay_draws_the_same_with_the_same_signals(
    qtbot: QtBot, canvas: DrawingCanvas, recorded: Callable[[], Drawing]
) -> None:
    drawing = recorded()
    before = ink(canvas)
    begun: list[Stroke] = []
    told: list[tuple[Stroke, int]] = []
    changed: list[Drawing] = []
    canvas.stroke_started.connect(begun.append)
    canvas.stroke_extended.connect(told.append)
    canvas.drawing_changed.connect(changed.append)
    with qtbot.waitSignal(canvas.replay_finished, timeout=5000):
        canvas.replay()
        assert canvas.is_replaying
        assert canvas.drawing().is_empty
    assert len(begun) == 2
    for number, stroke in enumerate(drawing.strokes):
        mine = [(s, start) for s, start in told if np.array_equal(s.points, stroke.points[: len(s.points)])]
        ends = [0] + [len(s.points) for s, _start in mine]
        assert [start for _s, start in mine] == ends[:-1], number
        assert ends[-1] == len(stroke.points)
    assert [len(now.strokes) for now in changed] == [0, 1, 2]
    assert changed[-1] == drawing == canvas.drawing()
    np.testing.assert_allclose(ink(canvas), before, atol=1e-6)


def test_a_long_pause_is_cut_short(qtbot: QtBot, canvas: DrawingCanvas, recorded: Callable[[float], Drawing]) -> None:
    recorded(3600.0)
    with qtbot.waitSignal(canvas.replay_finished, timeout=5000):
        canvas.replay(speed=4)


@pytest.mark.parametrize("how", ["press", "key", "undo", "hide", "stop"])
def test_any_input_ends_a_replay_and_shows_the_whole(
    qtbot: QtBot, canvas: DrawingCanvas, recorded: Callable[[], Drawing], how: str
) -> None:
    drawing = recorded()
    with qtbot.waitSignal(canvas.stroke_extended, timeout=5000):
        canvas.replay(speed=0.001)
    with qtbot.waitSignal(canvas.replay_finished, timeout=5000):
        if how == "press":
            QTest.mouseClick(canvas, LEFT, pos=QPoint(30, 30))
        elif how == "key":
            QTest.keyClick(canvas, Qt.Key.Key_Escape)
        elif how == "undo":
            canvas.undo()
        elif how == "hide":
            canvas.hide()
        else:
            canvas.stop_replay()
    assert not canvas.is_replaying
    strokes = canvas.drawing().strokes
    assert strokes[:2] == drawing.strokes
    assert len(strokes) == (3 if how == "press" else 2)


def test_a_replay_of_nothing_ends_at_once(qtbot: QtBot, canvas: DrawingCanvas) -> None:
    with qtbot.waitSignal(canvas.replay_finished, timeout=5000):
        canvas.replay()


@pytest.mark.parametrize("speed", [0.0, -1.0, math.nan, math.inf])
def test_a_replay_needs_a_speed(canvas: DrawingCanvas, speed: float) -> None:
    with pytest.raises(ValueError, match="speed"):
        canvas.replay(speed)
    assert not canvas.is_replaying


# The rest


def test_the_keyboards_focus_is_seen(qtbot: QtBot, canvas: DrawingCanvas) -> None:
    canvas.clearFocus()
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    assert canvas.hasFocus()


def test_a_dropped_canvas_is_garbage(qapp: QApplication) -> None:
    canvas: DrawingCanvas | None = DrawingCanvas()
    assert canvas is not None
    canvas.resize(200, 200)
    canvas.set_drawing(Drawing(448, (Stroke(np.ones((3, 4), dtype=np.float32), 28),)))
    canvas.grab()
    watched = weakref.ref(canvas)
    canvas = None
    gc.collect()
    assert watched() is None


def test_the_width_control_asks_by_click_key_and_wheel(qtbot: QtBot) -> None:
    control = PenWidthControl()
    qtbot.addWidget(control)
    control.set_hints("Thicker line", "Thinner line")
    with qtbot.waitActive(control):
        control.show()
    told: list[str] = []
    control.thicker_clicked.connect(lambda: told.append("thicker"))
    control.thinner_clicked.connect(lambda: told.append("thinner"))
    QTest.mouseClick(control, LEFT, pos=QPoint(18, 8))
    QTest.mouseClick(control, LEFT, pos=QPoint(18, control.height() - 8))
    QTest.keyClick(control, Qt.Key.Key_Up)
    QTest.keyClick(control, Qt.Key.Key_Minus)
    assert told == ["thicker", "thinner", "thicker", "thinner"]
    assert "Thicker line" in control.accessibleName()
    small = control.grab().toImage()
    control.set_width(WIDTHS[-1] / 448)
    assert control.grab().toImage() != small
    assert len(set(itertools.chain(WIDTHS))) == len(WIDTHS)
