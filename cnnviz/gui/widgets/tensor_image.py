"""One channel as a picture: every number a sharp square, one of them marked."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import cell_colours, marks, numbers
from cnnviz.gui.widgets.device_pixels import PixelImage, frame, packed, screen_pixels
from cnnviz.gui.widgets.focus_ring import FocusRing
from cnnviz.imaging.mosaic import MosaicLayout
from cnnviz.imaging.normalise import ColourScale

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class TensorImage(QWidget):
    """A 2-D array of numbers drawn sharp, at the largest whole zoom that fits.

    Mouse and arrow keys look at single cells. The widget keeps `marks.MARGIN` free on every
    side, as `MosaicView` does, so that the two stand level.

    Args:
        parent: the owner.
        framed: draw a thin outline around the picture.
        alignment: where the picture lies in the widget.

    Signals:
        cell_hovered: (row, column, value) under the mouse, or None; again when the value under a resting mouse changes.
        cell_clicked: (row, column, value) that a click or an arrow key chose.
    """

    cell_hovered = Signal(object)
    cell_clicked = Signal(object)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        framed: bool = True,
        alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignCenter,
    ) -> None:
        super().__init__(parent)
        self._framed = framed
        self._alignment = alignment
        self._values: NDArray[Any] | None = None
        self._scale = ColourScale(0.0, 1.0, False)
        self._palette: cell_colours.Palette = "grey"
        self._cell: tuple[int, int] | None = None
        self._hovered: tuple[int, int] | None = None
        self._version = 0
        self._cache: tuple[object, PixelImage] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._focus_ring = FocusRing(self, 2, self._framed_rect)

    def set_values(
        self, values: NDArray[Any] | None, scale: ColourScale | None = None, table: cell_colours.Palette = "grey"
    ) -> None:
        """Show other numbers.

        Args:
            values: (H, W), which must not change afterwards; None for nothing at all.
            scale: the range of the colours; None keeps 0 … 1.
            table: the colour map, by name (follows the theme) or as 256 packed colours.

        Raises:
            ValueError: the array does not have two axes.
        """
        if values is not None and values.ndim != 2:
            raise ValueError(f"a picture needs two axes, not the shape {values.shape}")
        self._values = values if values is not None and values.size else None
        self._scale = scale or ColourScale(0.0, 1.0, False)
        self._palette = table
        self._version += 1
        if self._cell is not None and not self._has(*self._cell):
            self._cell = None
        if self._hovered is not None:
            if not self._has(*self._hovered):
                self._hovered = None
            self.cell_hovered.emit(self._said(self._hovered))
        self.update()

    def set_cell(self, row: int | None, column: int | None) -> None:
        """Mark a cell, or none; one outside the array counts as none. Emits nothing."""
        cell = None if row is None or column is None or not self._has(row, column) else (row, column)
        if cell != self._cell:
            self._cell = cell
            self.update()

    @property
    def cell(self) -> tuple[int, int] | None:
        """Row and column of the marked cell."""
        return self._cell

    def picture_rect(self) -> QRectF:
        """Where the picture lies in the widget, in logical pixels; empty where there is none."""
        ratio = self.devicePixelRatioF()
        picture = self._picture(ratio)
        if picture is None:
            return QRectF()
        rect = picture[1]
        return QRectF(rect.left() / ratio, rect.top() / ratio, rect.width() / ratio, rect.height() / ratio)

    def _framed_rect(self) -> QRect:
        """Where the picture and its frame lie; the whole widget where there is no picture."""
        rect = self.picture_rect().toAlignedRect()
        out = int(self._framed)
        return rect.adjusted(-out, -out, out, out) if rect.isValid() else self.rect()

    def _has(self, row: int, column: int) -> bool:
        values = self._values
        return values is not None and 0 <= row < values.shape[0] and 0 <= column < values.shape[1]

    def _said(self, cell: tuple[int, int] | None) -> tuple[int, int, float] | None:
        if cell is None or self._values is None:
            return None
        return (*cell, float(self._values[cell]))

    def _picture(self, ratio: float) -> tuple[MosaicLayout, QRect] | None:
        """The picture's layout and its place, in screen pixels."""
        if self._values is None:
            return None
        height, width = self._values.shape
        margin = round((marks.MARGIN + self._framed) * ratio)
        room = QRect(0, 0, int(self.width() * ratio), int(self.height() * ratio)).adjusted(
            margin, margin, -margin, -margin
        )
        zoom = max(1, min(room.width() // width, room.height() // height))
        shrink = max(1, math.ceil(width / max(1, room.width())), math.ceil(height / max(1, room.height())))
        layout = MosaicLayout(1, height, width, 1, 1, zoom, shrink, 0)
        left, top = room.left(), room.top()
        spare_x, spare_y = room.width() - layout.width, room.height() - layout.height
        if self._alignment & Qt.AlignmentFlag.AlignRight:
            left += spare_x
        elif not self._alignment & Qt.AlignmentFlag.AlignLeft:
            left += spare_x // 2
        if self._alignment & Qt.AlignmentFlag.AlignBottom:
            top += spare_y
        elif not self._alignment & Qt.AlignmentFlag.AlignTop:
            top += spare_y // 2
        return layout, QRect(left, top, layout.width, layout.height)

    def _cell_at(self, position: QPointF) -> tuple[int, int] | None:
        ratio = self.devicePixelRatioF()
        picture = self._picture(ratio)
        if picture is None:
            return None
        layout, rect = picture
        found = layout.cell_at(position.x() * ratio - rect.left(), position.y() * ratio - rect.top())
        return None if found is None else found[1:]

    def _image(self, layout: MosaicLayout, values: NDArray[Any], ratio: float) -> PixelImage:
        key = (self._version, layout, theme.tokens(), theme.signed_palette(), ratio)
        if self._cache is None or self._cache[0] != key:
            pixels = cell_colours.compose(
                values[np.newaxis], self._scale, self._palette, layout, packed(theme.tokens().panel), ratio
            )
            self._cache = (key, PixelImage.of(pixels))
        return self._cache[1]

    def _hover(self, cell: tuple[int, int] | None) -> None:
        if cell != self._hovered:
            self._hovered = cell
            self.cell_hovered.emit(self._said(cell))

    def _choose(self, row: int, column: int) -> None:
        self.set_cell(row, column)
        self.setAccessibleDescription(self._sentence((row, column)))
        self.cell_clicked.emit(self._said((row, column)))

    def _sentence(self, cell: tuple[int, int]) -> str:
        said = self._said(cell)
        if said is None:
            return ""
        return self.tr("row {row}, column {column}: {value}").format(
            row=said[0], column=said[1], value=numbers.significant(said[2])
        )

    def sizeHint(self) -> QSize:
        """Room for 28 × 28 cells at eight times."""
        return QSize(theme.px(234), theme.px(234))

    def minimumSizeHint(self) -> QSize:
        """Room for 28 × 28 cells at twice."""
        return QSize(theme.px(66), theme.px(66))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, its frame and the marked cell."""
        painter = QPainter(self)
        with screen_pixels(painter) as ratio:
            picture = self._picture(ratio)
            if picture is not None and self._values is not None:
                layout, rect = picture
                painter.drawImage(rect.topLeft(), self._image(layout, self._values, ratio).image)
                if self._framed:
                    frame(painter, rect, max(1, round(ratio)), theme.tokens().ctl)
                if self._cell is not None:
                    left, top, wide, high = layout.cell_rect(0, *self._cell)
                    cell = QRect(rect.left() + left, rect.top() + top, wide, high)
                    marks.paint_crosshair(painter, rect, cell, ratio)
                    marks.paint_cell_mark(painter, cell, ratio)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which cell is under the mouse."""
        self._hover(self._cell_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Say that no cell is under the mouse."""
        self._hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the mouse."""
        cell = self._cell_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self._choose(*cell)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep the end of a click from the panel below."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the marked cell with the arrow keys, starting in the middle."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or self._values is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        height, width = self._values.shape
        row, column = self._cell or (height // 2, width // 2)
        if self._cell is not None:
            row, column = min(max(row + step[0], 0), height - 1), min(max(column + step[1], 0), width - 1)
        self._choose(row, column)

    def event(self, event: QEvent) -> bool:
        """Say the number under the mouse in a tooltip too."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            cell = self._cell_at(QPointF(event.pos()))
            if cell is not None:
                QToolTip.showText(event.globalPos(), self._sentence(cell), self)
                return True
        return super().event(event)
