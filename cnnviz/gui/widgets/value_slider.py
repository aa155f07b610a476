"""A slider for a number, with its name at the left and the number at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting
from cnnviz.gui.widgets.focus_ring import FocusRing
from cnnviz.gui.widgets.numbers import fixed

_LINE: Final = 22
_HEIGHT: Final = 46
_KNOB: Final = 8
_THICK: Final = 4


class ValueSlider(QWidget):
    """Name and figure above a track with a knob.

    The arrow keys move by a step, Page Up and Page Down by ten; Home and End go to the ends, a double click goes home.

    Args:
        low: the least value.
        high: the greatest.
        step: by which an arrow key moves; values are multiples of it.
        home: where it stands at first, and from where the filled part of the track begins.
        figure: makes the text of a value; two decimals by default.
        parent: the owner.
    """

    moved = Signal(object)
    """The value (float) that the person chose; not sent by `set_value`."""

    def __init__(
        self,
        low: float,
        high: float,
        step: float,
        home: float,
        figure: Callable[[float], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._low, self._high, self._step, self._home = low, high, step, home
        self._figure = figure or (lambda value: fixed(value, 2))
        self._value = home
        self._name = ""
        self._dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.focus_ring = FocusRing(self, 6)

    def set_name(self, text: str) -> None:
        """What the number is, already translated."""
        self._name = text
        self.setAccessibleName(text)
        self._changed()

    def set_range(self, low: float, high: float, step: float, home: float) -> None:
        """Another range; the value goes home."""
        self._low, self._high, self._step, self._home = low, high, step, home
        self._value = home
        self._changed()

    def set_figure(self, figure: Callable[[float], str]) -> None:
        """Write the number in another way."""
        self._figure = figure
        self._changed()

    def set_value(self, value: float) -> None:
        """Show another value, silently."""
        value = min(max(value, self._low), self._high)
        if value != self._value:
            self._value = value
            self._changed()

    @property
    def value(self) -> float:
        """Where it stands."""
        return self._value

    def x_of(self, value: float) -> float:
        """Where a value lies, in this widget's coordinates."""
        side = theme.px(_KNOB)
        return side + (value - self._low) / (self._high - self._low) * (self.width() - 2 * side)

    def _value_at(self, x: float) -> float:
        side = theme.px(_KNOB)
        share = (x - side) / max(self.width() - 2 * side, 1)
        return self._low + share * (self._high - self._low)

    def _move(self, value: float) -> None:
        steps = round((min(max(value, self._low), self._high) - self._low) / self._step)
        value = min(self._low + steps * self._step, self._high)
        if abs(value - self._value) > 1e-12:
            self._value = value
            self._changed()
            self.moved.emit(value)

    def _changed(self) -> None:
        self.setAccessibleDescription(self._figure(self._value))
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the design says."""
        return QSize(theme.px(240), theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """As high, and narrow."""
        return QSize(theme.px(120), theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Name, figure, track, knob."""
        t = theme.tokens()
        painter = QPainter(self)
        line = QRectF(0, 0, self.width(), theme.px(_LINE))
        figure, bold = self._figure(self._value), theme.font("body600")
        room = line.adjusted(0, 0, -painting.text_width(figure, bold) - theme.px(8), 0)
        painting.draw_text(painter, room, self._name, theme.font("body"), t.text2)
        painting.draw_text(painter, line, figure, bold, t.text, Qt.AlignmentFlag.AlignRight)
        middle, thick = theme.px(_LINE) + (self.height() - theme.px(_LINE)) / 2, theme.px(_THICK)
        side = theme.px(_KNOB)
        track = QRectF(side, middle - thick / 2, self.width() - 2 * side, thick)
        painting.rounded(painter, track, thick / 2, fill=t.bar2)
        home, knob = self.x_of(self._home), self.x_of(self._value)
        filled = QRectF(min(home, knob), track.top(), abs(knob - home), thick)
        painting.rounded(painter, filled, thick / 2, fill=t.accent)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.panel)
        painter.drawEllipse(QPointF(knob, middle), side + 2, side + 2)
        painter.setBrush(t.accent_hover if self._dragging else t.accent)
        painter.drawEllipse(QPointF(knob, middle), side, side)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragging = True
            self._move(self._value_at(event.position().x()))
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the drag."""
        if self._dragging:
            self._move(self._value_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag."""
        self._dragging = False
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go home."""
        self._move(self._home)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A notch is a step."""
        self._move(self._value + event.angleDelta().y() / 120 * self._step)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Work by keys alone."""
        ways = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: 1,
            Qt.Key.Key_PageDown: -10,
            Qt.Key.Key_PageUp: 10,
        }
        key = event.key()
        if key in ways:
            self._move(self._value + ways[Qt.Key(key)] * self._step)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._move(self._low if key == Qt.Key.Key_Home else self._high)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()
        super().changeEvent(event)
