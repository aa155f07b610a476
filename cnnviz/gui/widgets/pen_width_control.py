"""Thicker, thinner, and between the two a dot as large as the pen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import icons, painting
from cnnviz.gui.widgets.focus_ring import FocusRing

_WIDE: Final = 36
_HIGH: Final = 72
_ICON: Final = 14
_LARGEST_DOT: Final = 26
_USUAL_PAPER: Final = 336  # pixels; the dot has the size of the pen on paper of this side


class PenWidthControl(QWidget):
    """Two buttons in one well; the wheel and the arrow keys work too.

    Args:
        parent: Qt parent.

    Attributes:
        thicker_clicked: the person wants a thicker line.
        thinner_clicked: the person wants a thinner line.
    """

    thicker_clicked = Signal()
    thinner_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width = 28 / 448
        self._hints = ("", "")
        self._hovered = 0  # 1 above, -1 below
        self._pressed = 0
        self._wheel = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.focus_ring = FocusRing(self, 6)

    def set_width(self, width: float) -> None:
        """Show the pen's width, given in fractions of the paper's side."""
        if width != self._width:
            self._width = width
            self.update()

    def set_hints(self, thicker: str, thinner: str) -> None:
        """What the two halves do; their keys, ] and [, are added to the tooltips."""
        self._hints = (thicker, thinner)
        self.setAccessibleName(f"{thicker}, {thinner}")

    def _half(self, position: QPoint) -> int:
        """1 for the upper half, -1 for the lower."""
        if not self.rect().contains(position):
            return 0
        return 1 if position.y() < self.height() // 2 else -1

    def _ask(self, way: int) -> None:
        if way > 0:
            self.thicker_clicked.emit()
        elif way < 0:
            self.thinner_clicked.emit()

    def sizeHint(self) -> QSize:
        """Two hit areas, one above the other."""
        return QSize(theme.px(_WIDE), theme.px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """It never shrinks."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The well, plus, dot and minus."""
        t = theme.tokens()
        painter = QPainter(self)
        painting.rounded(painter, self.rect(), theme.px(6), fill=t.well)
        half = self.height() / 2
        if self._hovered and self.isEnabled():
            top = 0.0 if self._hovered > 0 else half
            painting.rounded(painter, QRectF(0, top, self.width(), half), theme.px(6), fill=t.hover)
        side = theme.px(_ICON)
        for way, name, middle in ((1, "plus", 12), (-1, "minus", _HIGH - 12)):
            spot = QRectF(0, 0, side, side)
            spot.moveCenter(QRectF(0, 0, self.width(), 2 * theme.px(middle)).center())
            ink = t.disabled if not self.isEnabled() else t.text if self._hovered == way else t.text2
            icons.draw(painter, name, spot, ink)
        dot = min(max(self._width * _USUAL_PAPER, 2.0), _LARGEST_DOT) * t.scale
        spot = QRectF(0, 0, dot, dot)
        spot.moveCenter(QRectF(self.rect()).center())
        painting.rounded(painter, spot, dot / 2, fill=t.ink if self.isEnabled() else t.disabled)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._half(event.position().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A quick second click counts like the first."""
        self.mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a click."""
        if event.button() == Qt.MouseButton.LeftButton:
            half, self._pressed = self._pressed, 0
            if half and half == self._half(event.position().toPoint()):
                self._ask(half)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        half = self._half(event.position().toPoint())
        if half != self._hovered:
            self._hovered = half
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        self._hovered = 0
        self.update()
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A notch is a step."""
        self._wheel += event.angleDelta().y()
        steps = int(self._wheel / 120)
        self._wheel -= 120 * steps
        for _step in range(abs(steps)):
            self._ask(1 if steps > 0 else -1)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down, plus and minus."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._ask(1)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Minus):
            self._ask(-1)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.EnabledChange):
            self.updateGeometry()
            self.update()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show the tooltip of the half under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            half = self._half(event.pos())
            if half:
                key = QKeySequence("]" if half > 0 else "[").toString(QKeySequence.SequenceFormat.NativeText)
                text = f"{self._hints[0 if half > 0 else 1]} ({key})"
                QToolTip.showText(event.globalPos(), text, self, QRect(self.rect()))
                return True
        return super().event(event)
