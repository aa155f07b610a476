"""A slider over many steps: labelled ticks where something happens, short ticks for the rest, rings for marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting
from cnnviz.gui.widgets.focus_ring import FocusRing

_HEIGHT: Final = 56
_TRACK: Final = 36  # the middle of the track from the top
_THICK: Final = 4
_KNOB: Final = 9
_SIDE: Final = 10
_LONG: Final = 8
_SHORT: Final = (7, 11)
_BETWEEN_TICKS: Final = 5  # short ticks that would stand closer are left out
_LEAST_BETWEEN_LONG: Final = 3
_BETWEEN_MARKS: Final = 3  # rings that would stand closer are left out: a thousand look like a band anyway
_BETWEEN_LABELS: Final = 8


class TickSlider(QWidget):
    """A slider from 0 to `count`. A click or a drag anywhere goes there; so do the wheel, Page Up and Page Down.

    Args:
        parent: the owner.
    """

    moved = Signal(object)
    """The value (an int) that the person moved to; not sent by `set_value`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._value = 0
        self._ticks: tuple[tuple[int, str], ...] = ()
        self._stretches: tuple[tuple[int, int, str], ...] = ()
        self._marks: tuple[int, ...] = ()
        self._labels: list[tuple[int, str, float]] | None = None
        self._scale = QPixmap()  # labels and ticks, which stay while the knob moves
        self._dragging = False
        self._wheel = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.focus_ring = FocusRing(self, 6, lambda: self._knob().toAlignedRect())

    def set_steps(self, count: int, ticks: Iterable[tuple[int, str]]) -> None:
        """How many steps there are, and the long ticks: value and label."""
        self._count = max(count, 0)
        self._ticks = tuple(ticks)
        self._forget()
        self._value = min(self._value, self._count)
        self.update()

    def set_stretches(self, stretches: Iterable[tuple[int, int, str]]) -> None:
        """Name stretches: from, to, name. Their names take the place of the labels of the ticks."""
        stretches = tuple(stretches)
        if stretches != self._stretches:
            self._stretches = stretches
            self._forget()
            self.update()

    @property
    def stretches(self) -> tuple[tuple[int, int, str], ...]:
        """The named stretches."""
        return self._stretches

    def set_value(self, value: int) -> None:
        """Stand at a value, silently."""
        value = min(max(value, 0), self._count)
        if value != self._value:
            self._value = value
            self.update()

    def set_marks(self, marks: Sequence[int]) -> None:
        """Put rings at values."""
        if tuple(marks) != self._marks:
            self._marks = tuple(marks)
            self.update()

    @property
    def value(self) -> int:
        """Where it stands."""
        return self._value

    @property
    def count(self) -> int:
        """The largest value."""
        return self._count

    @property
    def marks(self) -> tuple[int, ...]:
        """Values with a ring."""
        return self._marks

    def x_of(self, value: int) -> float:
        """Where a value lies, in this widget's coordinates."""
        side = theme.px(_SIDE)
        return side + (self.width() - 2 * side) * (value / self._count if self._count else 0.0)

    def value_at(self, x: float) -> int:
        """The value nearest to a place."""
        side = theme.px(_SIDE)
        room = max(self.width() - 2 * side, 1)
        return min(max(round((x - side) / room * self._count), 0), self._count)

    def shown_labels(self) -> list[tuple[int, str, float]]:
        """The labels that have room: value, text, left edge. Of two that would touch, the later one is kept."""
        if self._labels is None:
            self._labels = self._fitting_labels()
        return self._labels

    def _fitting_labels(self) -> list[tuple[int, str, float]]:
        font = theme.shared_font("body")
        if self._stretches:
            return self._fitting_names(font)
        shown: list[tuple[int, str, float]] = []
        free = float(self.width())
        for value, text in sorted(self._ticks, key=lambda tick: tick[0], reverse=True):
            width = painting.text_width(text, font)
            left = min(max(self.x_of(value) - width / 2, 0.0), self.width() - width)
            if text and left >= 0 and left + width <= free:
                shown.append((value, text, left))
                free = left - theme.px(_BETWEEN_LABELS)
        return shown[::-1]

    def _fitting_names(self, font: QFont) -> list[tuple[int, str, float]]:
        """The names of the stretches in the middle of each; the longer stretch keeps its name where two would touch."""
        shown: list[tuple[int, str, float]] = []
        taken: list[tuple[float, float]] = []
        for start, end, name in sorted(self._stretches, key=lambda each: each[0] - each[1]):
            width, gap = painting.text_width(name, font), theme.px(_BETWEEN_LABELS)
            middle = (self.x_of(start) + self.x_of(end)) / 2
            left = min(max(middle - width / 2, 0.0), self.width() - width)
            if all(left >= right + gap or left + width + gap <= other for other, right in taken):
                shown.append((start, name, left))
                taken.append((left, left + width))
        return sorted(shown)

    def _forget(self) -> None:
        """What depends on the size, the ticks or the theme is worked out anew."""
        self._labels = None
        self._scale = QPixmap()

    def _knob(self) -> QRectF:
        radius = theme.px(_KNOB)
        spot = QRectF(0, 0, 2 * radius, 2 * radius)
        spot.moveCenter(QPointF(self.x_of(self._value), theme.px(_TRACK)))
        return spot

    def _move(self, value: int) -> None:
        value = min(max(value, 0), self._count)
        if value != self._value:
            self.set_value(value)
            self.moved.emit(value)

    def sizeHint(self) -> QSize:
        """As high as the design says."""
        return QSize(theme.px(480), theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """As high, and narrow."""
        return QSize(theme.px(120), theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Labels, track, ticks, marks, knob."""
        t = theme.tokens()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._painted_scale())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, thick = theme.px(_TRACK), theme.px(_THICK)
        if self._count:
            done = QRectF(theme.px(_SIDE), middle - thick / 2, self.x_of(self._value) - theme.px(_SIDE), thick)
            painting.rounded(painter, done, thick / 2, fill=t.accent)
            self._paint_long_ticks(painter, middle, upto=self._value)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme.px(4.5)
        painter.setPen(QPen(t.accent, 2))
        painter.setBrush(t.panel)
        last = float(-radius)
        for mark in self._marks:
            x = self.x_of(mark)
            if x - last >= _BETWEEN_MARKS:
                painter.drawEllipse(QPointF(x, middle), radius, radius)
                last = x
        if self._count:
            knob = self._knob()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.panel)
            painter.drawEllipse(knob.adjusted(-3, -3, 3, 3))
            painter.setBrush(t.accent_hover if self._dragging else t.accent)
            painter.drawEllipse(knob)
        painter.end()

    def _painted_scale(self) -> QPixmap:
        """Labels, track and ticks as one picture for the size and the theme of now."""
        ratio = self.devicePixelRatio()
        size = self.size() * ratio
        if self._scale.size() != size:
            t = theme.tokens()
            scale = QPixmap(size)
            scale.setDevicePixelRatio(ratio)
            scale.fill(Qt.GlobalColor.transparent)
            painter = QPainter(scale)
            font = theme.shared_font("body")
            for _value, text, left in self.shown_labels():
                room = QRectF(left, 0, painting.text_width(text, font) + 1, theme.px(20))
                painting.draw_text(painter, room, text, font, t.text2)
            side, middle, thick = theme.px(_SIDE), theme.px(_TRACK), theme.px(_THICK)
            track = QRectF(side, middle - thick / 2, self.width() - 2 * side, thick)
            painting.rounded(painter, track, thick / 2, fill=t.bar)
            if self._count:
                self._paint_stretches(painter, middle)
                self._paint_short_ticks(painter, middle)
                self._paint_long_ticks(painter, middle, upto=self._count)
            painter.end()
            self._scale = scale
        return self._scale

    def _paint_stretches(self, painter: QPainter, middle: int) -> None:
        """A thin bracket over each stretch."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(theme.tokens().grip, 1))
        top, inset = middle - theme.px(_LONG + 5), theme.px(2)
        for start, end, _name in self._stretches:
            left, right = round(self.x_of(start)) + inset, round(self.x_of(end)) - inset
            if right > left:
                painter.drawLine(left, top, right, top)

    def _paint_short_ticks(self, painter: QPainter, middle: int) -> None:
        """One for each step, where they do not run together."""
        room = (self.width() - 2 * theme.px(_SIDE)) / self._count
        if room < theme.px(_BETWEEN_TICKS):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(theme.tokens().grip, 1))
        top, bottom = middle + theme.px(_SHORT[0]), middle + theme.px(_SHORT[1])
        for value in range(self._count + 1):
            x = round(self.x_of(value))
            painter.drawLine(x, top, x, bottom)

    def _paint_long_ticks(self, painter: QPainter, middle: int, *, upto: int) -> None:
        """Those of the labels, as far as a value."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(theme.tokens().text2, max(theme.px(1.5), 1)))
        long, last = theme.px(_LONG), -10
        for value, _text in self._ticks:
            x = round(self.x_of(value))
            if value <= upto and x - last >= _LEAST_BETWEEN_LONG:
                painter.drawLine(x, middle - long, x, middle + long)
                last = x

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._forget()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragging = True
            self._move(self.value_at(event.position().x()))
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the drag."""
        if self._dragging:
            self._move(self.value_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag."""
        self._dragging = False
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A notch is a step."""
        self._wheel += event.angleDelta().y()
        steps = int(self._wheel / 120)
        self._wheel -= 120 * steps
        if steps:
            self._move(self._value - steps)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down take a tenth; the arrows, Home and End are the page's."""
        way = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()), 0)
        if way:
            self._move(self._value + way * max(self._count // 10, 1))
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._forget()
            self.updateGeometry()
            self.update()
        super().changeEvent(event)
