"""The line above a plot: what it shows, and each curve's name and value beside a piece of its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting
from cnnviz.gui.widgets.curve_look import Look, pen_of

_HEIGHT: Final = 22
_SAMPLE: Final = 18
_GAP: Final = 6
_BETWEEN: Final = 18


@dataclass(frozen=True, slots=True)
class Entry:
    """One curve: how it is drawn, what it is called, and its value where one is looked at."""

    look: Look
    name: str
    value: str = ""


class CurveLegend(QWidget):
    """A title on the left, the entries on the right; where they have no room, the names of the first go.

    Args:
        parent: the owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self._entries: tuple[Entry, ...] = ()
        self._left = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_aligned_left(self) -> None:
        """Begin with the first entry, as a heading does, and cut the last where there is no room."""
        self._left = True
        self.update()

    def set_title(self, title: str) -> None:
        """What the plot below shows, with its unit."""
        self._title = title
        self.setAccessibleName(title)
        self.update()

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """The curves."""
        if tuple(entries) != self._entries:
            self._entries = tuple(entries)
            self.setAccessibleDescription(", ".join(f"{each.name} {each.value}".strip() for each in entries))
            self.update()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is shown."""
        return self._entries

    def _width(self, entry: Entry) -> int:
        width = theme.px(_SAMPLE + _GAP) + painting.text_width(entry.name, theme.font("body"))
        if entry.value:
            width += theme.px(_GAP) + painting.text_width(entry.value, theme.font("body600"))
        return width + 1

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(theme.px(320), theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """One narrow line."""
        return QSize(theme.px(120), theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        t = theme.tokens()
        painter = QPainter(self)
        whole = QRectF(self.rect())
        title_width = painting.text_width(self._title, theme.font("body600"))
        painting.draw_text(painter, whole, self._title, theme.font("body600"), t.text)
        right = whole.right()
        for entry in reversed(self._entries):
            width = self._width(entry)
            left = right - width
            if self._left:
                left = 0.0
            elif left < title_width + theme.px(_BETWEEN):
                break
            painter.setPen(pen_of(entry.look))
            middle = whole.center().y()
            painter.drawLine(QPointF(left, middle), QPointF(left + theme.px(_SAMPLE), middle))
            begin = left + theme.px(_SAMPLE + _GAP)
            words = QRectF(begin, 0, min(width, whole.right() - begin), whole.height())
            painting.draw_text(painter, words, entry.name, theme.font("body"), t.text2)
            if entry.value:
                value = QRectF(left, 0, width, whole.height())
                end = Qt.AlignmentFlag.AlignRight
                painting.draw_text(painter, value, entry.value, theme.font("body600"), t.text, end)
            right = left - theme.px(_BETWEEN)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()
        super().changeEvent(event)
