"""Labels and their figures, one pair a line, or all in one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting

LINE: Final = 22


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: what it is, and how much; `code` sets both in the code face, `warns` in the colour of notices."""

    label: str
    value: str
    code: bool = False
    warns: bool = False


class FigureRows(QWidget):
    """Paints labels on the left and figures on the right; what there is no room for is left out.

    In one line they stand side by side, each label before its figure.

    Args:
        parent: the owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Figure, ...] = ()
        self._least = 0
        self._in_one_line = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def set_rows(self, rows: Sequence[Figure], least: int = 0) -> None:
        """Show other lines.

        Args:
            rows: the lines, the most important first.
            least: for how many of them there must be room.
        """
        before, shown = (len(self._rows), self._least), tuple(rows)
        if (shown, least) == (self._rows, self._least):
            return
        self._rows, self._least = shown, least
        self.setAccessibleDescription(", ".join(f"{row.label} {row.value}" for row in self._rows))
        if (len(shown), least) != before and not self._in_one_line:
            self.updateGeometry()
        self.update()

    def set_in_one_line(self, in_one_line: bool) -> None:
        """Put all pairs into one line, or one pair into each line."""
        if in_one_line != self._in_one_line:
            self._in_one_line = in_one_line
            vertical = QSizePolicy.Policy.Fixed if in_one_line else QSizePolicy.Policy.Preferred
            self.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)
            self.updateGeometry()
            self.update()

    @property
    def rows(self) -> tuple[Figure, ...]:
        """What is shown."""
        return self._rows

    def sizeHint(self) -> QSize:
        """As high as all lines."""
        if self._in_one_line:
            return QSize(theme.px(164), theme.px(LINE))
        return QSize(theme.px(164), theme.px(LINE) * len(self._rows))

    def minimumSizeHint(self) -> QSize:
        """As high as the lines that must be there."""
        if self._in_one_line:
            return QSize(theme.px(120), theme.px(LINE))
        return QSize(theme.px(120), theme.px(LINE) * min(self._least, len(self._rows)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines that have room."""
        painter = QPainter(self)
        if self._in_one_line:
            self._paint_line(painter)
        else:
            self._paint_rows(painter)
        painter.end()

    def _paint_line(self, painter: QPainter) -> None:
        """The pairs that have room, side by side."""
        t = theme.tokens()
        face, strong = theme.shared_font("body"), theme.shared_font("body500")
        left = 0.0
        for row in self._rows:
            label, value = painting.text_width(row.label, face), painting.text_width(row.value, strong)
            gap = theme.px(5)
            if left + label + gap + value > self.width() + 1:
                break
            rect = QRectF(left, 0, label + gap + value + 1, self.height())
            painting.draw_text(painter, rect, row.label, face, t.attention if row.warns else t.text2)
            rect.setLeft(left + label + gap)
            painting.draw_text(painter, rect, row.value, strong, t.attention if row.warns else t.text)
            left += label + gap + value + theme.px(12)

    def _paint_rows(self, painter: QPainter) -> None:
        """The pairs that have room, below one another."""
        t = theme.tokens()
        line = theme.px(LINE)
        for place, row in enumerate(self._rows):
            rect = QRectF(0, place * line, self.width(), line)
            if rect.bottom() > self.height() + 1:
                break
            face = theme.font("code" if row.code else "body")
            strong = theme.font("code700" if row.code else "body500")
            width = painting.text_width(row.value, strong)
            label = rect.adjusted(0, 0, -min(width + theme.px(8), rect.width()), 0)
            if label.width() > theme.px(16):
                painting.draw_text(painter, label, row.label, face, t.attention if row.warns else t.text2)
            colour = t.attention if row.warns else t.text
            painting.draw_text(painter, rect, row.value, strong, colour, Qt.AlignmentFlag.AlignRight)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()
        super().changeEvent(event)
