"""Shapes one below the other, joined by a line: what is past, what is now, what comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting
from cnnviz.gui.widgets.focus_ring import FocusRing

ROW: Final = 36
_DOT: Final = 16  # from the left edge to the middle of the dots
_NAME: Final = 31
_RIGHT: Final = 12


@dataclass(frozen=True, slots=True)
class ShapeItem:
    """One row: a name, its shape as text, and what its tooltip says."""

    name: str
    shape: str
    tip: str = ""


class ShapeColumn(QAbstractScrollArea):
    """A column of shapes; a click or the arrow keys choose one.

    Args:
        parent: the owner.

    Signals:
        chosen: the place (int) of the row that the person chose. Not sent by `set_current`.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[ShapeItem, ...] = ()
        self._current = -1
        self._hovered = -1
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self._focus_ring = FocusRing(self, 8, self._ringed)

    def set_items(self, items: Sequence[ShapeItem]) -> None:
        """Show other rows."""
        if tuple(items) != self._items:
            self._items = tuple(items)
            self._current = min(self._current, len(self._items) - 1)
            self._arrange()
            self.updateGeometry()
            self.viewport().update()

    def set_current(self, place: int) -> None:
        """Mark the row that is now, and bring it into sight; −1 for none. What is below it is still to come."""
        place = min(max(place, -1), len(self._items) - 1)
        if place == self._current:
            return
        self._current = place
        if place >= 0:
            item = self._items[place]
            self.setAccessibleDescription(f"{item.name} {item.shape}")
            self._bring_into_sight(place)
        self.viewport().update()
        if self._focus_ring.is_shown:
            self._focus_ring.show_ring()

    @property
    def current(self) -> int:
        """The row that is now."""
        return self._current

    def row_rect(self, place: int) -> QRect:
        """Where a row lies in the viewport."""
        row = theme.px(ROW)
        return QRect(0, place * row - self.verticalScrollBar().value(), self.viewport().width(), row)

    def _ringed(self) -> QRect:
        rect = self.row_rect(max(self._current, 0)) if self._items else self.viewport().rect()
        return rect.intersected(self.viewport().rect()).adjusted(4, 4, -4, -4)

    def _arrange(self) -> None:
        high = len(self._items) * theme.px(ROW)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, high - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(theme.px(ROW))

    def _bring_into_sight(self, place: int) -> None:
        """One row more than the current one, so that it shows that there is a next."""
        row, bar = theme.px(ROW), self.verticalScrollBar()
        if place * row < bar.value() + row:
            bar.setValue(max(0, (place - 1) * row))
        elif (place + 2) * row > bar.value() + self.viewport().height():
            bar.setValue((place + 2) * row - self.viewport().height())

    def _at(self, point: QPoint) -> int:
        place = (point.y() + self.verticalScrollBar().value()) // theme.px(ROW)
        return place if 0 <= place < len(self._items) and 0 <= point.x() < self.viewport().width() else -1

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(theme.px(260), len(self._items) * theme.px(ROW))

    def minimumSizeHint(self) -> QSize:
        """Two rows."""
        return QSize(theme.px(160), theme.px(2 * ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in sight."""
        painter = QPainter(self.viewport())
        for place in range(len(self._items)):
            rect = self.row_rect(place)
            if rect.bottom() >= 0 and rect.top() <= self.viewport().height():
                self._paint_row(painter, place, QRectF(rect))
        painter.end()

    def _paint_row(self, painter: QPainter, place: int, rect: QRectF) -> None:
        t = theme.tokens()
        item, now, later = self._items[place], place == self._current, place > self._current
        if now:
            painting.rounded(painter, rect, theme.px(8), fill=t.tint)
        elif place == self._hovered:
            painting.rounded(painter, rect, theme.px(8), fill=t.hover)
        self._paint_thread(painter, place, rect)
        right = rect.right() - theme.px(_RIGHT)
        shape_font = theme.shared_font("shape700" if now else "shape")
        width = painting.text_width(item.shape, shape_font)
        left = rect.left() + theme.px(_NAME)
        shape = QRectF(max(right - width, left), rect.top(), min(width, right - left), rect.height())
        colour = t.accent if now else t.text3 if later else t.text
        painting.draw_text(painter, shape, item.shape, shape_font, colour, Qt.AlignmentFlag.AlignRight)
        room = shape.left() - theme.px(12) - left
        if room > theme.px(12):
            font = theme.shared_font("body600" if now else "body")
            name = QRectF(left, rect.top(), room, rect.height())
            painting.draw_text(painter, name, item.name, font, t.text if now else t.text3 if later else t.text2)

    def _paint_thread(self, painter: QPainter, place: int, rect: QRectF) -> None:
        """The dot of a row and the line to its neighbours."""
        t = theme.tokens()
        now, later = place == self._current, place > self._current
        middle = QPointF(rect.left() + theme.px(_DOT), rect.center().y())
        radius = (4.5 if now else 4.0) * t.scale
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(t.bar2, 1.25 * t.scale))
        if place:
            painter.drawLine(QPointF(middle.x(), rect.top()), QPointF(middle.x(), middle.y() - radius - 2 * t.scale))
        if place < len(self._items) - 1:
            painter.drawLine(QPointF(middle.x(), middle.y() + radius + 2 * t.scale), QPointF(middle.x(), rect.bottom()))
        painter.setPen(QPen(t.grip, 1.5 * t.scale) if later else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if later else t.accent if now else t.grip)
        painter.drawEllipse(middle, radius, radius)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scroll anew."""
        super().resizeEvent(event)
        self._arrange()
        if self._current >= 0:
            self._bring_into_sight(self._current)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the pointer."""
        place = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self.chosen.emit(place)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        self._hover(self._at(event.position().toPoint()))

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if place >= 0 else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Work by keys alone."""
        key = Qt.Key
        steps = {key.Key_Up: -1, key.Key_Down: 1, key.Key_Home: -len(self._items), key.Key_End: len(self._items)}
        step = steps.get(key(event.key()))
        if step is None or not self._items:
            super().keyPressEvent(event)
            return
        place = min(max(self._current + step, 0), len(self._items) - 1)
        if place != self._current:
            self.chosen.emit(place)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Say the tooltip of the row under the pointer, and forget the pointer when it leaves."""
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._at(event.pos())
            if place >= 0 and self._items[place].tip:
                QToolTip.showText(event.globalPos(), self._items[place].tip, self)
                return True
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_focus_ring"):
            self._arrange()
            self.updateGeometry()
            self.viewport().update()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys from the shortcuts of the page."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            steering = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
            if event.key() in steering and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                event.accept()
                return True
        return super().event(event)
