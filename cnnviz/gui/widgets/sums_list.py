"""Sums below one another, each under the name of what it belongs to; one group of them is tinted."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting
from cnnviz.gui.widgets.focus_ring import FocusRing

LINE: Final = 22
_BETWEEN: Final = 12
_SIDE: Final = 16
_INSET: Final = 4  # from the edge of the widget to the tinted block
_ABOVE: Final = 7  # from the edge of the block to its first line
_GAP: Final = 6
_RIGHT: Final = 8


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum: what it is, its terms, its result."""

    label: str
    terms: str
    result: str


@dataclass(frozen=True, slots=True)
class SumBlock:
    """The sums of one thing.

    Attributes:
        name: what it is called, in grey.
        title: what it is, in bold.
        group: blocks of one group are tinted together.
        sums: its sums.
    """

    name: str
    title: str
    group: str
    sums: tuple[Sum, ...]


class SumsList(QAbstractScrollArea):
    """A list that grows at its end: what was worked out last is in sight.

    Args:
        parent: the owner.

    Signals:
        chosen: the place (int) of the block that the person clicked.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocks: tuple[SumBlock, ...] = ()
        self._count = 0
        self._group = ""
        self._tops: list[int] = [0]
        self._measured: object = None
        self._labels = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self._focus_ring = FocusRing(self, 8, lambda: self.viewport().rect().adjusted(5, 4, -5, -4))

    def set_blocks(self, blocks: Sequence[SumBlock]) -> None:
        """Give all blocks that there will be; `show_first` says how many there are by now."""
        self._blocks = tuple(blocks)
        self._count = min(self._count, len(self._blocks))
        self._measured = None
        self._arrange()

    def show_first(self, count: int, group: str) -> None:
        """Show the first `count` blocks, tint those of `group` at their end, and bring them into sight."""
        count = min(max(count, 0), len(self._blocks))
        if (count, group) != (self._count, self._group):
            self._count, self._group = count, group
            if count:
                block = self._blocks[count - 1]
                sums = "; ".join(f"{each.label} {each.terms} = {each.result}" for each in block.sums)
                self.setAccessibleDescription(f"{block.name} {block.title}: {sums}")
            self._arrange()

    @property
    def count(self) -> int:
        """How many blocks are shown."""
        return self._count

    @property
    def blocks(self) -> tuple[SumBlock, ...]:
        """All blocks, those too that are not shown yet."""
        return self._blocks

    def tinted(self) -> range:
        """The places of the blocks that are tinted: those of the group at the end of what is shown."""
        first = self._count
        while first and self._blocks[first - 1].group == self._group:
            first -= 1
        return range(first, self._count)

    def block_rect(self, place: int) -> QRect:
        """Where a block lies in the viewport."""
        self._measure()
        top = theme.px(_ABOVE) + self._tops[place] - self.verticalScrollBar().value()
        high = self._tops[place + 1] - self._tops[place] - theme.px(_BETWEEN)
        return QRect(0, top, self.viewport().width(), high)

    def _room(self) -> int:
        return self.viewport().width() - theme.px(_SIDE) - theme.px(_RIGHT)

    def _fonts(self) -> tuple[QFont, QFont]:
        return theme.shared_font("code"), theme.shared_font("code700")

    def _measure(self) -> None:
        """Heights of all blocks at the width and in the type of now."""
        key = (self._blocks, self._room(), theme.tokens())
        if self._measured is not None and self._measured == key:
            return
        self._measured = key
        body = theme.shared_font("body")
        words = {each.label for block in self._blocks for each in block.sums}
        self._labels = max((painting.text_width(word, body) for word in words), default=0) + theme.px(_GAP)
        tops = [0]
        for block in self._blocks:
            lines = 1 + sum(len(self._wrapped(each)) for each in block.sums)
            tops.append(tops[-1] + lines * theme.px(LINE) + theme.px(_BETWEEN))
        self._tops = tops

    def _wrapped(self, each: Sum) -> list[tuple[str, str]]:
        """Terms and result in one line where they fit, else below one another."""
        plain, bold = self._fonts()
        whole = f"{each.terms} = " if each.terms else ""
        width = painting.text_width(whole, plain) + painting.text_width(each.result, bold)
        room = self._room() - self._labels
        if not each.terms or width <= room:
            return [(whole, each.result)]
        return [*((line, "") for line in _broken(each.terms, plain, room)), ("= ", each.result)]

    def _arrange(self) -> None:
        """Give the scroll bar its range, and go to the end."""
        self._measure()
        room = self.viewport().height()
        needed = self._tops[self._count] - theme.px(_BETWEEN) + 2 * theme.px(_ABOVE) if self._count else 0
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, needed - room))
        bar.setPageStep(max(room, 1))
        bar.setSingleStep(theme.px(LINE))
        bar.setValue(bar.maximum())
        self.viewport().update()

    def _at(self, point: QPoint) -> int:
        return next((place for place in range(self._count) if self.block_rect(place).contains(point)), -1)

    def sizeHint(self) -> QSize:
        """Room for three layers."""
        return QSize(theme.px(320), theme.px(10 * LINE))

    def minimumSizeHint(self) -> QSize:
        """Room for one."""
        return QSize(theme.px(200), theme.px(4 * LINE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the blocks in sight."""
        self._measure()
        painter = QPainter(self.viewport())
        tinted = self.tinted()
        if len(tinted):
            top = self.block_rect(tinted.start).top() - theme.px(_ABOVE)
            bottom = self.block_rect(tinted[-1]).bottom() + theme.px(_ABOVE)
            inset = theme.px(_INSET)
            block = QRectF(inset, top, self.viewport().width() - 2 * inset, bottom - top)
            painting.rounded(painter, block, theme.px(8), fill=theme.tokens().tint)
        offset = self.verticalScrollBar().value()
        first = max(bisect_left(self._tops, offset) - 1, 0)
        for place in range(first, self._count):
            rect = self.block_rect(place)
            if rect.top() > self.viewport().height():
                break
            self._paint_block(painter, self._blocks[place], rect)
        painter.end()

    def _paint_block(self, painter: QPainter, block: SumBlock, rect: QRect) -> None:
        t = theme.tokens()
        plain, bold = self._fonts()
        line, left = theme.px(LINE), theme.px(_SIDE)
        row = QRectF(left, rect.top(), self._room(), line)
        body, title = theme.shared_font("body"), theme.shared_font("body600")
        needed = painting.text_width(block.title, title) + theme.px(_GAP)
        name = QRectF(row.left(), row.top(), max(row.width() - needed, theme.px(40)), line)
        painting.draw_text(painter, name, block.name, body, t.text2)
        width = min(painting.text_width(block.name, body), name.width())
        painting.draw_text(painter, row.adjusted(width + theme.px(_GAP), 0, 0, 0), block.title, title, t.text)
        for each in block.sums:
            for place, (terms, result) in enumerate(self._wrapped(each)):
                row.translate(0, line)
                if not place:
                    painting.draw_text(painter, row, each.label, body, t.text2)
                terms_row = row.adjusted(self._labels, 0, 0, 0)
                painting.draw_text(painter, terms_row, terms, plain, t.text)
                result_row = terms_row.adjusted(painting.text_width(terms, plain), 0, 0, 0)
                painting.draw_text(painter, result_row, result, bold, t.text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._arrange()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the block under the pointer."""
        place = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self.chosen.emit(place)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Say in full what a narrow panel cuts."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._at(event.pos())
            if place >= 0:
                block = self._blocks[place]
                sums = [f"{each.label}: {each.terms} = {each.result}" for each in block.sums]
                QToolTip.showText(event.globalPos(), "\n".join((f"{block.name}  {block.title}", *sums)), self)
                return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by keys."""
        bar, key = self.verticalScrollBar(), event.key()
        pages = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        lines = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if Qt.Key(key) in pages:
            bar.setValue(bar.value() + pages[Qt.Key(key)] * bar.pageStep())
        elif Qt.Key(key) in lines:
            bar.setValue(bar.value() + lines[Qt.Key(key)] * bar.singleStep())
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_focus_ring"):
            self._arrange()
        super().changeEvent(event)


def _broken(terms: str, font: QFont, room: int) -> list[str]:
    """Terms in as many lines as they need, parted where a sign or a factor begins."""
    lines = [""]
    for piece in re.split(r"(?<=[·/])(?=\()| ", terms):
        between = "" if not lines[-1] or lines[-1][-1] in "·/" else " "
        longer = f"{lines[-1]}{between}{piece}"
        if lines[-1] and painting.text_width(longer, font) > room:
            lines.append(piece)
        else:
            lines[-1] = longer
    return lines
