"""A table of names: each with its shape, its range, how its numbers are spread, and a small picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets.focus_ring import FocusRing
from cnnviz.gui.widgets.locals_painter import Columns, LocalsPainter
from cnnviz.imaging.normalise import ColourScale

HEAD: Final = 28
ROW: Final = 44
CHANGED: Final = 54
PLAIN: Final = 36


@dataclass(frozen=True, eq=False)
class LocalRow:
    """One name.

    Attributes:
        name: as in the source.
        shape: its size as text; "" for what is no tensor.
        before: the size that it had before the last line, where it had another one.
        dtype: its number type.
        figures: smallest and largest number as texts; empty where they are not known.
        more: mean and standard deviation as texts.
        counts: numbers in each bar of its histogram.
        picture: (H, W), a small picture of it; None for none.
        scale: the range of the picture's colours.
        palette: the picture's colour map.
        text: what it is, for a name that is no tensor; for a tensor, what there is to say instead of its numbers.
        changed: the last line did this.
        chosen: it is the one that is looked at.
    """

    name: str
    shape: str = ""
    before: str = ""
    dtype: str = ""
    figures: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    picture: NDArray[Any] | None = None
    scale: ColourScale = field(default_factory=lambda: ColourScale(0.0, 1.0, False))
    palette: str = "grey"
    text: str = ""
    changed: bool = False
    chosen: bool = False

    @property
    def is_tensor(self) -> bool:
        """Whether it can be looked at."""
        return bool(self.shape)


class LocalsTable(QAbstractScrollArea):
    """Paints rows of names; a click or the arrow keys choose a tensor.

    Args:
        parent: the owner.

    Signals:
        chosen: the name (str) that the person chose.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[LocalRow, ...] = ()
        self._tops: list[int] = [0]
        self._hovered = -1
        self._painter = LocalsPainter()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self._focus_ring = FocusRing(self, 4, self._ringed)

    def set_heads(self, heads: Sequence[str]) -> None:
        """What stands above the columns: name, shape, type, min and max, mean and std. dev., values."""
        self._painter.heads = tuple(heads)
        self.viewport().update()

    def set_rows(self, rows: Sequence[LocalRow]) -> None:
        """Show other rows."""
        self._rows = tuple(rows)
        self._painter.forget()
        self._arrange()
        chosen = next((row for row in self._rows if row.chosen), None)
        self.setAccessibleDescription("" if chosen is None else f"{chosen.name} {chosen.shape}")
        self._bring_into_sight()
        self.viewport().update()

    @property
    def rows(self) -> tuple[LocalRow, ...]:
        """What is shown."""
        return self._rows

    @property
    def columns(self) -> Columns:
        """Where the columns lie at the width of now."""
        return self._painter.columns(self.viewport().width())

    def row_rect(self, place: int) -> QRect:
        """Where a row lies in the viewport."""
        top = theme.px(HEAD) + self._tops[place] - self.verticalScrollBar().value()
        return QRect(0, top, self.viewport().width(), self._tops[place + 1] - self._tops[place])

    def _height_of(self, row: LocalRow) -> int:
        if not row.is_tensor:
            return theme.px(PLAIN)
        return theme.px(CHANGED if row.before else ROW)

    def _arrange(self) -> None:
        tops = [0]
        for row in self._rows:
            tops.append(tops[-1] + self._height_of(row))
        self._tops = tops
        room = self.viewport().height() - theme.px(HEAD)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, tops[-1] - room))
        bar.setPageStep(max(room, 1))
        bar.setSingleStep(theme.px(ROW))

    def _bring_into_sight(self) -> None:
        """The row that changed, else the one that is looked at."""
        places = [place for place, row in enumerate(self._rows) if row.changed]
        places = places or [place for place, row in enumerate(self._rows) if row.chosen]
        if not places:
            return
        bar = self.verticalScrollBar()
        room = self.viewport().height() - theme.px(HEAD)
        top, bottom = self._tops[places[0]], self._tops[places[0] + 1]
        if top < bar.value() or bottom > bar.value() + room:
            bar.setValue(min(top, max(bottom - room, 0)) if bottom > bar.value() + room else top)

    def _ringed(self) -> QRect:
        place = next((place for place, row in enumerate(self._rows) if row.chosen), None)
        rect = self.viewport().rect() if place is None else self.row_rect(place)
        return rect.intersected(self.viewport().rect()).adjusted(5, 4, -5, -4)

    def _at(self, point: QPoint) -> int:
        if point.y() < theme.px(HEAD):
            return -1
        return next((place for place in range(len(self._rows)) if self.row_rect(place).contains(point)), -1)

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(theme.px(472), theme.px(HEAD) + self._tops[-1])

    def minimumSizeHint(self) -> QSize:
        """The heads and a row."""
        return QSize(theme.px(240), theme.px(HEAD + ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in sight under their heads."""
        painter = QPainter(self.viewport())
        columns = self.columns
        for place, row in enumerate(self._rows):
            rect = self.row_rect(place)
            if rect.bottom() > theme.px(HEAD) and rect.top() < self.viewport().height():
                hovered = place == self._hovered and row.is_tensor
                last = place == len(self._rows) - 1
                self._painter.paint_row(painter, row, rect, columns, hovered=hovered, last=last)
        head = QRect(0, 0, self.viewport().width(), theme.px(HEAD))
        self._painter.paint_heads(painter, head, columns)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scroll anew."""
        super().resizeEvent(event)
        self._arrange()
        self._bring_into_sight()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the tensor under the pointer."""
        place = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0 and self._rows[place].is_tensor:
            self.chosen.emit(self._rows[place].name)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        self._hover(self._at(event.position().toPoint()))

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            clickable = place >= 0 and place < len(self._rows) and self._rows[place].is_tensor
            shape = Qt.CursorShape.PointingHandCursor if clickable else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Work by keys alone."""
        key = Qt.Key
        tensors = [row for row in self._rows if row.is_tensor]
        steps = {key.Key_Up: -1, key.Key_Down: 1, key.Key_Home: -math.inf, key.Key_End: math.inf}
        step = steps.get(key(event.key()))
        if step is None or not tensors:
            super().keyPressEvent(event)
            return
        now = next((place for place, row in enumerate(tensors) if row.chosen), -1 if step > 0 else len(tensors))
        place = int(min(max(now + step, 0), len(tensors) - 1))
        if place != now:
            self.chosen.emit(tensors[place].name)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Say in full what the row under the pointer has no room for."""
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._at(event.pos())
            if place >= 0:
                row = self._rows[place]
                parts = (row.name, row.shape, row.dtype, row.text)
                QToolTip.showText(event.globalPos(), "  ".join(filter(None, parts)), self)
                return True
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_focus_ring"):
            self._painter.forget()
            self._arrange()
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
