"""A small field that holds one whole number: which image, which channel, how many images."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting
from cnnviz.gui.widgets.focus_ring import FocusRing

HEIGHT: Final = 30
_WIDTH: Final = 56
_ARROWS: Final = 24
_MOST_DIGITS: Final = 7


class IndexField(QWidget):
    """A number between 0 and the count of what there is to choose from.

    Its two arrows, the wheel, and the keys up, down, page up, page down, Home and End change it; digits set it.

    Args:
        parent: the owner.
        first: where it begins to count; the numbers are `first` … `first + count - 1`.
        rest: ms without another digit after which a typed number is chosen; Enter and leaving the field choose it at
            once. With 0 each digit chooses.

    Signals:
        chosen: the number (int) that the person chose. Not sent by `set_value`.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, first: int = 0, rest: int = 0) -> None:
        super().__init__(parent)
        self._label = ""
        self._count = 1
        self._first = first
        self._value = first
        self._typed = ""
        self._wheel = 0
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(rest)
        self._resting.timeout.connect(self._choose_typed)
        self.setEnabled(False)  # of one there is nothing to choose
        self._tell()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.focus_ring = FocusRing(self, 6, self._field)

    def set_label(self, text: str) -> None:
        """The letter of the axis, before the field."""
        if text != self._label:
            self._label = text
            self.updateGeometry()
            self.update()

    def set_count(self, count: int) -> None:
        """How many there are to choose from; a number beyond them becomes the last one."""
        if max(count, 1) != self._count:
            self._count = max(count, 1)
            self._value = min(self._value, self._last)
            self.setEnabled(self._count > 1)
            self._tell()

    def set_value(self, value: int) -> None:
        """Show a number, silently; where it is another one, what was being typed is forgotten."""
        value = min(max(value, self._first), self._last)
        if value != self._value:
            self._forget_typed()
            self._value = value
            self._tell()

    @property
    def _last(self) -> int:
        return self._first + self._count - 1

    @property
    def value(self) -> int:
        """The number."""
        return self._value

    def arrow_rect(self, *, up: bool) -> QRect:
        """Where the arrow up or down is, in this widget's coordinates."""
        field = self._field()
        half = field.height() // 2
        left = field.right() - theme.px(_ARROWS)
        return QRect(left, field.top() if up else field.top() + half, theme.px(_ARROWS), half)

    def _tell(self) -> None:
        self.setAccessibleDescription(str(self._value))
        self.update()

    def _choose(self, value: int) -> None:
        value = min(max(value, self._first), self._last)
        if value != self._value:
            self._value = value
            self._tell()
            self.chosen.emit(value)

    def _choose_typed(self) -> None:
        """What was typed is the number; the next digit still goes on with it."""
        self._resting.stop()
        if self._typed:
            self._choose(int(self._typed))

    def _forget_typed(self) -> None:
        self._resting.stop()
        self._typed = ""

    def _before(self) -> int:
        return painting.text_width(self._label, theme.shared_font("code")) + theme.px(8) if self._label else 0

    def _field(self) -> QRect:
        return self.rect().adjusted(self._before(), 0, 0, 0)

    def sizeHint(self) -> QSize:
        """The letter, and room for as many digits as are needed."""
        digits = painting.text_width("0" * len(str(self._last)), theme.shared_font("body500"))
        field = max(theme.px(_WIDTH), digits + theme.px(10 + _ARROWS + 4))
        return QSize(self._before() + field, theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        t = theme.tokens()
        painter = QPainter(self)
        whole = QRectF(self.rect())
        painting.draw_text(painter, whole, self._label, theme.shared_font("code"), t.text2)
        field = QRectF(self._field())
        fill = t.raised if self.isEnabled() else t.well
        hovered = self.underMouse() and self.isEnabled()
        outline = (t.grip if hovered else t.ctl) if self.isEnabled() else t.well
        painting.rounded(painter, field, theme.px(6), fill=fill, outline=outline)
        words = field.adjusted(theme.px(10), 0, -theme.px(_ARROWS), 0)
        ink = t.text if self.isEnabled() else t.text3
        painting.draw_text(painter, words, self._typed or str(self._value), theme.shared_font("body500"), ink)
        if self.isEnabled():
            for up in (True, False):
                self._paint_arrow(painter, QRectF(self.arrow_rect(up=up)), up=up)
        painter.end()

    def _paint_arrow(self, painter: QPainter, rect: QRectF, *, up: bool) -> None:
        t = theme.tokens()
        ends = self._value == (self._last if up else self._first)
        painter.setPen(QPen(t.ctl if ends else t.text2, 1.4 * t.scale, c=Qt.PenCapStyle.RoundCap))
        wide, high = 3.5 * t.scale, 1.75 * t.scale * (1 if up else -1)
        middle = QPointF(rect.center().x(), rect.center().y() + (1.5 if up else -1.5) * t.scale)
        corners = [QPointF(-wide, high), QPointF(0, -high), QPointF(wide, high)]
        painter.drawPolyline(QPolygonF([middle + corner for corner in corners]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go one on or back."""
        if event.button() == Qt.MouseButton.LeftButton and self.isEnabled():
            for up in (True, False):
                if self.arrow_rect(up=up).contains(event.position().toPoint()):
                    self._choose(self._value + (1 if up else -1))
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Go on or back by the notches of the wheel."""
        self._wheel += event.angleDelta().y()
        notches = int(self._wheel / 120)
        self._wheel -= 120 * notches
        self._choose(self._value + notches)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Work by keys alone."""
        key = Qt.Key
        steps = {key.Key_Up: 1, key.Key_Down: -1, key.Key_PageUp: 10, key.Key_PageDown: -10}
        steps |= {key.Key_Home: -self._count, key.Key_End: self._count}
        step = steps.get(key(event.key()))
        text = event.text()
        if step is not None:
            self._forget_typed()
            self._choose(self._value + step)
        elif text.isascii() and text.isdigit():
            self._typed = (self._typed + text)[-_MOST_DIGITS:]
            if int(self._typed) > self._last:  # no such one: what was typed last begins anew
                self._typed = text if int(text) <= self._last else ""
            if self._resting.interval():
                self._resting.start()
            else:
                self._choose_typed()
        elif event.key() in (key.Key_Return, key.Key_Enter, key.Key_Backspace) and self._typed:
            if event.key() != key.Key_Backspace:
                self._choose_typed()
            self._forget_typed()
        else:
            super().keyPressEvent(event)
            return
        self.update()
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What is typed next begins a new number."""
        self._choose_typed()
        self._forget_typed()
        self.update()
        super().focusOutEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.EnabledChange):
            self.updateGeometry()
            self.update()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep digits from the shortcuts of the page."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            steering = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
            if event.text().isdigit() or event.key() in steering:
                event.accept()
                return True
        return super().event(event)
