"""A small table whose columns sort: a click on a head, or the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting
from cnnviz.gui.widgets.focus_ring import FocusRing

_ROW: Final = 27
_HEAD: Final = 28
_SIDE: Final = 8
_GAP: Final = 16
_ARROW: Final = 14


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, what its tooltip says, and whether it may go where there is no room."""

    head: str
    tip: str = ""
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: what stands in it, and by what each cell is sorted; None comes last."""

    texts: tuple[str, ...]
    keys: tuple[float | None, ...]


class SortedTable(QAbstractScrollArea):
    """Rows below heads that stay. The first column is names, the others are figures.

    Up and Down go through the rows, Return chooses one; Left and Right choose the column to sort by, Space turns it
    round.

    Args:
        parent: the owner.
    """

    chosen = Signal(object)
    """The row (int, as they were given) that the person chose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[Column, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self._order: list[int] = []
        self._by = 0
        self._falling = False
        self._current: int | None = None
        self._at = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self.focus_ring = FocusRing(self, 4, lambda: self.viewport().rect().adjusted(2, 2, -2, -2))

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Name the columns, already translated."""
        self._columns = tuple(columns)
        self.viewport().update()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, sorted as before."""
        self._rows = tuple(rows)
        self._sort()

    def sort_by(self, column: int, *, falling: bool) -> None:
        """Sort by a column."""
        self._by, self._falling = column, falling
        self._sort()

    def set_current(self, row: int | None) -> None:
        """Tint a row, or none; silently."""
        if row != self._current:
            self._current = row
            self.viewport().update()

    @property
    def order(self) -> list[int]:
        """The rows from top to bottom."""
        return list(self._order)

    @property
    def sorted_by(self) -> tuple[int, bool]:
        """The column, and whether the greatest stands at the top."""
        return self._by, self._falling

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows

    def head_rect(self, column: int) -> QRectF:
        """Where the head of a column is, in the viewport's coordinates; empty where there is no room for it."""
        left, width = self._spots().get(column, (0.0, 0.0))
        return QRectF(left, 0, width, theme.px(_HEAD))

    def row_rect(self, place: int) -> QRectF:
        """Where a row is, counted from the top, in the viewport's coordinates."""
        top = theme.px(_HEAD) + place * theme.px(_ROW) - self.verticalScrollBar().value()
        return QRectF(0, top, self.viewport().width(), theme.px(_ROW))

    def _sort(self) -> None:
        def key(number: int) -> tuple[bool, float, int]:
            value = self._rows[number].keys[self._by] if self._by < len(self._rows[number].keys) else None
            return value is None, (-1 if self._falling else 1) * (value or 0.0), number

        self._order = sorted(range(len(self._rows)), key=key)
        self._at = min(self._at, max(len(self._rows) - 1, 0))
        self._measure()
        self._describe()
        self.viewport().update()

    def _measure(self) -> None:
        bar = self.verticalScrollBar()
        whole = theme.px(_HEAD) + len(self._rows) * theme.px(_ROW)
        bar.setRange(0, max(whole - self.viewport().height(), 0))
        bar.setPageStep(max(self.viewport().height(), 1))
        bar.setSingleStep(theme.px(_ROW))

    def _spots(self) -> dict[int, tuple[float, float]]:
        """Left edge and width of each column that has room: names take what figures leave."""
        body, bold = theme.shared_font("body"), theme.shared_font("body600")
        widths: dict[int, int] = {}
        for number, column in enumerate(self._columns):
            texts = [row.texts[number] for row in self._rows if number < len(row.texts)]
            widest = max((painting.text_width(text, bold) for text in texts[:200]), default=0)
            widths[number] = max(painting.text_width(column.head, body) + theme.px(_ARROW), widest)
        room = self.viewport().width() - 2 * theme.px(_SIDE)
        gap = theme.px(_GAP)
        if sum(widths.values()) + gap * (len(widths) - 1) > room:
            gap = theme.px(_GAP) // 2
        shown = list(widths)
        for number in reversed(range(len(self._columns))):
            needed = sum(widths[each] for each in shown) + gap * (len(shown) - 1)
            if needed > room and self._columns[number].spare:
                shown.remove(number)
        if not shown:
            return {}
        figures = shown[1:]
        spare = room - sum(widths[each] for each in shown) - gap * len(figures)
        extra = max(spare, 0) / max(len(figures), 1)
        left = float(theme.px(_SIDE))
        first = min(widths[0], room - sum(widths[each] for each in figures) - gap * len(figures))
        spots = {shown[0]: (left, float(max(first, theme.px(24))))}
        left += spots[shown[0]][1]
        for number in figures:
            width = widths[number] + extra + gap
            spots[number] = (left, width)
            left += width
        return spots

    def sizeHint(self) -> QSize:
        """Ten rows."""
        return QSize(theme.px(330), theme.px(_HEAD + 10 * _ROW))

    def minimumSizeHint(self) -> QSize:
        """Three rows."""
        return QSize(theme.px(180), theme.px(_HEAD + 3 * _ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        t = theme.tokens()
        painter = QPainter(self.viewport())
        body, bold = theme.shared_font("body"), theme.shared_font("body600")
        right = Qt.AlignmentFlag.AlignRight
        spots, head = self._spots(), theme.px(_HEAD)
        for place, number in enumerate(self._order):
            rect = self.row_rect(place)
            if rect.bottom() < head or rect.top() > self.viewport().height():
                continue
            painter.setClipRect(QRectF(0, head, self.viewport().width(), self.viewport().height()))
            if number == self._current:
                painter.fillRect(rect, t.tint)
            elif place == self._at and self.hasFocus():
                painter.fillRect(rect, t.hover)
            painter.fillRect(QRectF(0, rect.bottom() - 1, rect.width(), 1), t.line)
            for column, (left, width) in spots.items():
                spot = QRectF(left, rect.top(), width, rect.height())
                text = self._rows[number].texts[column]
                strong = column in (0, self._by)
                font, colour = (bold, t.text) if strong else (body, t.text2 if self._columns[column].spare else t.text)
                if column == 0:
                    painting.draw_text(painter, spot, text, font, colour)
                else:
                    painting.draw_text(painter, spot, text, font, colour, right)
        painter.setClipping(False)
        for column, (left, width) in spots.items():
            self._paint_head(painter, column, QRectF(left, 0, width, head))
        painter.fillRect(QRectF(0, head - 1, self.viewport().width(), 1), t.line)
        painter.end()

    def _paint_head(self, painter: QPainter, column: int, spot: QRectF) -> None:
        t, here = theme.tokens(), column == self._by
        font = theme.shared_font("body600" if here else "body")
        colour = t.text if here else t.text3
        arrow = theme.px(_ARROW) if here else 0
        words = self._columns[column].head
        if column:
            painting.draw_text(
                painter, spot.adjusted(0, 0, -arrow, 0), words, font, colour, Qt.AlignmentFlag.AlignRight
            )
            end = spot.right()
        else:
            painting.draw_text(painter, spot, words, font, colour)
            end = spot.left() + painting.text_width(words, font) + arrow
        if here:
            middle, half = spot.center().y(), theme.px(4)
            tip = half * 0.8 * (1 if self._falling else -1)
            corners = [(end - 2 * half, -tip / 2), (end, -tip / 2), (end - half, tip)]
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPolygon(QPolygonF([QPointF(x, middle + y) for x, y in corners]))

    # What the person does

    def _column_at(self, point: QPointF) -> int | None:
        if point.y() > theme.px(_HEAD):
            return None
        found = [column for column, (left, width) in self._spots().items() if left <= point.x() <= left + width]
        return found[0] if found else None

    def _row_at(self, point: QPointF) -> int | None:
        if point.y() <= theme.px(_HEAD):
            return None
        place = int((point.y() - theme.px(_HEAD) + self.verticalScrollBar().value()) // theme.px(_ROW))
        return place if place < len(self._order) else None

    def _turn(self, column: int) -> None:
        """Sort by a column; by the same one, the other way round. Figures begin with the greatest."""
        falling = not self._falling if column == self._by else column > 0
        self.sort_by(column, falling=falling)

    def _choose(self, place: int) -> None:
        self._at = place
        self.set_current(self._order[place])
        self.chosen.emit(self._order[place])
        self._describe()
        self.viewport().update()

    def _describe(self) -> None:
        told = ""
        if self._order and self._columns:
            row = self._rows[self._order[self._at]]
            told = ", ".join(f"{column.head} {text}" for column, text in zip(self._columns, row.texts, strict=False))
        self.setAccessibleDescription(told)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Sort, or choose a row."""
        column, place = self._column_at(event.position()), self._row_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if column is not None:
            self._turn(column)
        elif place is not None:
            self._choose(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Work by keys alone."""
        key, shown = event.key(), list(self._spots())
        ways = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Home: -len(self._rows),
            Qt.Key.Key_End: len(self._rows),
        }
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self._order:
            super().keyPressEvent(event)
        elif key in ways:
            self._at = min(max(self._at + ways[Qt.Key(key)], 0), len(self._order) - 1)
            self.verticalScrollBar().setValue(
                min(
                    max(
                        self.verticalScrollBar().value(),
                        theme.px(_HEAD) + (self._at + 1) * theme.px(_ROW) - self.viewport().height(),
                    ),
                    self._at * theme.px(_ROW),
                )
            )
            self._describe()
            self.viewport().update()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._by in shown:
            place = shown.index(self._by) + (1 if key == Qt.Key.Key_Right else -1)
            if 0 <= place < len(shown):
                self._turn(shown[place])
        elif key == Qt.Key.Key_Space:
            self._turn(self._by)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._at)
        else:
            event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        """The tooltip of the head under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            column = self._column_at(QPointF(event.pos()))
            if column is not None and self._columns[column].tip:
                QToolTip.showText(event.globalPos(), self._columns[column].tip, self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()
            self.viewport().update()
