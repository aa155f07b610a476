"""A square of counts, rows against columns, in greys with figures; one cell can be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting
from cnnviz.gui.widgets.device_pixels import frame
from cnnviz.gui.widgets.focus_ring import FocusRing
from cnnviz.gui.widgets.numbers import fixed, percent_figure, thousands

_AXIS: Final = 20
_NAMES: Final = 24
_LONGEST: Final = 84  # pixels that a name may take
_FOOT: Final = 40
_LEGEND: Final = 96
_LARGEST: Final = 66  # side of a cell
_LARGEST_OF_FEW: Final = 120
_FEW: Final = 5  # classes
_WIDER: Final = 1.3  # how much wider than high a cell may be, for the sake of its figure
_SMALLEST_NAMED: Final = 14
_RING: Final = 3
_ZERO, _LEAST, _MOST = 0.015, 0.06, 0.80  # grey of no picture, of the fewest, of the most


class ConfusionMatrix(QWidget):
    """Counts of pictures by their class (row) and by what they were taken for (column).

    A click or Return chooses a cell; the arrow keys go from cell to cell.

    Args:
        parent: the owner.
    """

    cell_chosen = Signal(object)
    """(row, column) of the cell that the person chose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._counts: NDArray[np.int64] = np.zeros((0, 0), np.int64)
        self._shares = False
        self._without_diagonal = True
        self._chosen: tuple[int, int] | None = None
        self._at = (0, 0)
        self._words = ("", "")
        self._tip = ""
        self._foot: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.focus_ring = FocusRing(self, 4, lambda: self._grid().toAlignedRect())

    # What is shown

    def set_counts(self, names: Sequence[str], counts: NDArray[Any]) -> None:
        """Show other counts.

        Args:
            names: of the classes, already translated.
            counts: (C, C) whole numbers.
        """
        other = tuple(names) != self._names
        self._names, self._counts = tuple(names), np.asarray(counts, np.int64)
        if other:
            self._chosen, self._at = None, (0, 0)
            self.updateGeometry()
        self._describe()
        self._arrange()
        self.update()

    def set_words(self, row: str, column: str, tip: str) -> None:
        """Name the axes.

        Args:
            row: what rows are.
            column: what columns are.
            tip: of a cell, with `{row}`, `{column}`, `{count}` and `{share}` in it.
        """
        self._words, self._tip = (row, column), tip
        self._describe()
        self.update()

    def set_shares(self, shares: bool) -> None:
        """Show each cell as its share of the row, or as a count."""
        self._shares = shares
        self.update()

    def set_without_diagonal(self, without: bool) -> None:
        """Leave the diagonal out of the colour scale: it would leave no grey for the rest."""
        self._without_diagonal = without
        self.update()

    def set_chosen(self, cell: tuple[int, int] | None) -> None:
        """Ring a cell, or none; silently."""
        if cell != self._chosen:
            self._chosen = cell
            self._at = cell or self._at
            self._describe()
            self.update()

    def set_foot_widget(self, widget: QWidget) -> None:
        """Put a control beside the legend."""
        widget.setParent(self)
        self._foot = widget
        self._arrange()

    @property
    def chosen(self) -> tuple[int, int] | None:
        """The cell with the ring."""
        return self._chosen

    @property
    def at(self) -> tuple[int, int]:
        """The cell on which the keyboard is."""
        return self._at

    def figure(self, row: int, column: int) -> str:
        """What stands in a cell; nothing where there is no picture."""
        count = int(self._counts[row, column])
        if not count:
            return ""
        return percent_figure(self._values()[row, column]) if self._shares else thousands(count).replace(",", "")

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Where a cell is, in this widget's coordinates."""
        grid, (wide, high) = self._grid(), self._cell()
        return QRectF(grid.left() + column * wide, grid.top() + row * high, wide, high)

    @property
    def greatest(self) -> float:
        """The value at the dark end of the colour scale: a count, or a share."""
        values = self._values()
        if self._without_diagonal and len(values) > 1:
            values = values[~np.eye(len(values), dtype=bool)]
        return float(values.max()) if values.size else 0.0

    def grey(self, row: int, column: int) -> float:
        """How dark a cell is, 0 … 1."""
        greatest = self.greatest
        value = float(self._values()[row, column])
        if value <= 0 or greatest <= 0:
            return _ZERO
        least = 0.0 if self._shares else 1.0
        room = greatest - least
        return _LEAST + (_MOST - _LEAST) * (min(max((value - least) / room, 0.0), 1.0) if room > 0 else 1.0)

    def _values(self) -> NDArray[np.float64]:
        values = self._counts.astype(np.float64)
        if self._shares:
            values = values / np.maximum(values.sum(axis=1, keepdims=True), 1)
        return values

    # Where things are

    def _turned(self) -> bool:
        """Whether the names of columns stand upright because they are wider than a cell would be."""
        font = theme.font("body")
        widest = max((painting.text_width(name, font) for name in self._names), default=0)
        return widest + theme.px(4) > (self.width() - self._left()) / max(len(self._names), 1)

    def _left(self) -> float:
        font = theme.font("body600")
        widest = max((painting.text_width(name, font) for name in self._names), default=0)
        return theme.px(_AXIS) + min(widest, theme.px(_LONGEST)) + theme.px(8)

    def _top(self) -> float:
        if self._turned():
            return self._left()
        return float(theme.px(_AXIS + _NAMES))

    def _cell(self) -> tuple[int, int]:
        """Width and height of a cell: a square, or a little wider in a low window."""
        count = max(len(self._names), 1)
        wide, high = self.width() - self._left() - 1, self.height() - self._top() - theme.px(_FOOT) - 1
        largest = theme.px(_LARGEST_OF_FEW if count <= _FEW else _LARGEST)
        down = max(min(int(high // count), int(wide // count), largest), 2)
        return max(min(int(wide // count), int(down * _WIDER), max(theme.px(47), down)), 2), down

    def _grid(self) -> QRectF:
        count, (wide, high) = max(len(self._names), 1), self._cell()
        return QRectF(self._left(), self._top(), wide * count, high * count)

    def _cell_at(self, place: QPointF) -> tuple[int, int] | None:
        grid, (wide, high) = self._grid(), self._cell()
        if not self._names or not grid.contains(place):
            return None
        last = len(self._names) - 1
        row, column = int((place.y() - grid.top()) // high), int((place.x() - grid.left()) // wide)
        return min(row, last), min(column, last)

    def _arrange(self) -> None:
        if self._foot is None:
            return
        size, grid = self._foot.sizeHint(), self._grid()
        left = int(grid.left()) + theme.px(_LEGEND + 62)
        width = min(size.width(), max(self.width() - left, 1))
        right = min(max(int(grid.right()), left + width), self.width())
        self._foot.setGeometry(right - width, int(grid.bottom()) + theme.px(6), width, size.height())

    # Painting

    def sizeHint(self) -> QSize:
        """Ten cells as the design has them."""
        side = 47 * max(min(len(self._names), 12), 2)
        return QSize(theme.px(side) + int(self._left()), theme.px(side + _AXIS + _NAMES + _FOOT))

    def minimumSizeHint(self) -> QSize:
        """The least that can still be read."""
        return QSize(theme.px(260), theme.px(240))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        painter = QPainter(self)
        if self._names:
            self._paint_names(painter)
            self._paint_cells(painter)
            self._paint_legend(painter)
        painter.end()

    def _paint_names(self, painter: QPainter) -> None:
        t, grid, (wide, high) = theme.tokens(), self._grid(), self._cell()
        centre, right = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight
        axis, body, bold = theme.px(_AXIS), theme.font("body"), theme.font("body600")
        painting.draw_text(painter, QRectF(grid.left(), 0, grid.width(), axis), self._words[1], body, t.text2, centre)
        painter.save()
        painter.translate(0, grid.bottom())
        painter.rotate(-90)
        painting.draw_text(painter, QRectF(0, 0, grid.height(), axis), self._words[0], body, t.text2, centre)
        painter.restore()
        if high < theme.px(_SMALLEST_NAMED):
            return
        turned = self._turned()
        for place, name in enumerate(self._names):
            rows = self._chosen is not None and self._chosen[0] == place
            columns = self._chosen is not None and self._chosen[1] == place
            spot = QRectF(axis, grid.top() + place * high, grid.left() - axis - theme.px(6), high)
            painting.draw_text(painter, spot, name, bold if rows else body, t.accent if rows else t.text2, right)
            font, colour = (bold, t.accent) if columns else (body, t.text2)
            if turned:
                painter.save()
                painter.translate(grid.left() + place * wide, grid.top() - theme.px(6))
                painter.rotate(-90)
                painting.draw_text(painter, QRectF(0, 0, grid.top() - axis - theme.px(6), wide), name, font, colour)
                painter.restore()
            else:
                spot = QRectF(grid.left() + place * wide, axis, wide, grid.top() - axis)
                painting.draw_text(painter, spot, name, font, colour, centre)

    def _paint_cells(self, painter: QPainter) -> None:
        t, (wide, high), count = theme.tokens(), self._cell(), len(self._names)
        body, bold = theme.font("body"), theme.font("body600")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        gap = 1 if high >= 8 else 0
        grid = self._grid()
        painter.fillRect(grid.adjusted(0, 0, 1, 1), t.line)
        for row in range(count):
            for column in range(count):
                spot = self.cell_rect(row, column).adjusted(gap, gap, 0, 0)
                diagonal = row == column and self._without_diagonal
                fill = t.well if diagonal else painting.mix(t.paper, t.ink, self.grey(row, column))
                painter.fillRect(spot, fill)
                text = self.figure(row, column)
                font = body if row == column else bold
                if text and painting.text_width(text, font) <= wide - 2 and high >= theme.px(18):
                    colour = t.text2 if diagonal else _readable(fill)
                    painting.draw_text(painter, spot, text, font, colour, Qt.AlignmentFlag.AlignHCenter)
                    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if self.hasFocus() and self._at != self._chosen:
            self._frame(painter, self.cell_rect(*self._at), t.text2, 1)
        if self._chosen is not None:
            self._frame(painter, self.cell_rect(*self._chosen), t.accent, theme.px(_RING))

    def _frame(self, painter: QPainter, cell: QRectF, colour: QColor, width: int) -> None:
        out = width - width // 2
        inner = cell.toAlignedRect().adjusted(out, out, 1 - out, 1 - out)
        frame(painter, inner, width, colour)

    def _paint_legend(self, painter: QPainter) -> None:
        """The greys from the fewest to the most, with both ends in figures."""
        t, grid, font = theme.tokens(), self._grid(), theme.font("body")
        top = grid.bottom() + theme.px(6)
        line = QRectF(grid.left(), top, grid.width(), theme.px(32))
        low, greatest = "0", self.greatest
        painting.draw_text(painter, line, low, font, t.text2)
        bar = QRectF(
            line.left() + painting.text_width(low, font) + theme.px(10),
            line.center().y() - theme.px(6),
            theme.px(_LEGEND),
            theme.px(12),
        )
        ramp = QLinearGradient(bar.topLeft(), bar.topRight())
        ramp.setColorAt(0, painting.mix(t.paper, t.ink, _LEAST))
        ramp.setColorAt(1, painting.mix(t.paper, t.ink, _MOST))
        painter.fillRect(bar, ramp)
        high = f"{percent_figure(greatest)} %" if self._shares else thousands(round(greatest))
        rest = QRectF(bar.right() + theme.px(10), line.top(), theme.px(72), line.height())
        painting.draw_text(painter, rest, high, font, t.text2)

    # What the person does

    def _choose(self, cell: tuple[int, int]) -> None:
        self._at = cell
        self.set_chosen(cell)
        self.cell_chosen.emit(cell)

    def _tip_of(self, cell: tuple[int, int]) -> str:
        row, column = cell
        count = int(self._counts[row, column])
        share = count / max(int(self._counts[row].sum()), 1)
        return self._tip.format(
            row=self._names[row], column=self._names[column], count=thousands(count), share=f"{fixed(100 * share, 1)} %"
        )

    def _describe(self) -> None:
        told = self._tip_of(self._at) if self._names and self._tip else ""
        self.setAccessibleDescription(told)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell."""
        cell = self._cell_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self._choose(cell)
            event.accept()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Work by keys alone."""
        row, column = self._at
        last = len(self._names) - 1
        key = event.key()
        moves = {
            Qt.Key.Key_Left: (row, column - 1),
            Qt.Key.Key_Right: (row, column + 1),
            Qt.Key.Key_Up: (row - 1, column),
            Qt.Key.Key_Down: (row + 1, column),
            Qt.Key.Key_Home: (row, 0),
            Qt.Key.Key_End: (row, last),
        }
        if last < 0 or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in moves:
            down, across = moves[Qt.Key(key)]
            self._at = min(max(down, 0), last), min(max(across, 0), last)
            self._describe()
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self._at)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """The tooltip of the cell under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            cell = self._cell_at(QPointF(event.pos()))
            if cell is not None:
                QToolTip.showText(event.globalPos(), self._tip_of(cell), self)
                return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self._arrange()
            self.update()
        super().changeEvent(event)


def _readable(fill: QColor) -> QColor:
    """Whichever of the theme's ink and paper stands out more."""
    t = theme.tokens()
    return t.paper if _contrast(fill, t.paper) > _contrast(fill, t.ink) else t.ink


def _contrast(one: QColor, other: QColor) -> float:
    lights = sorted((_light(one), _light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(colour: QColor) -> float:
    """Relative luminance, as WCAG has it."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
