"""One channel as a picture: every number a sharp square, one of them marked."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import cell_colours, marks
from cnnviz.gui.widgets.cell_picture import CellPicture
from cnnviz.gui.widgets.device_pixels import PixelImage, frame, packed, screen_pixels
from cnnviz.imaging.mosaic import MosaicLayout


class TensorImage(CellPicture):
    """A 2-D array of numbers drawn sharp, at the largest whole zoom that fits.

    Mouse and arrow keys look at single cells. The widget keeps `marks.MARGIN` free on every side, as `MosaicView`
    does, so that the two stand level.

    Args:
        parent: the owner.
        framed: draw a thin outline around the picture.
        alignment: where the picture lies in the widget.
    """

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
        self._cache: tuple[object, PixelImage] | None = None
        # Fills all of itself, so that what lies below is not painted at every move of a pen.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def picture_rect(self) -> QRectF:
        """Where the picture lies in the widget, in logical pixels; empty where there is none."""
        ratio = self.devicePixelRatioF()
        picture = self._picture(ratio)
        if picture is None:
            return QRectF()
        rect = picture[1]
        return QRectF(rect.left() / ratio, rect.top() / ratio, rect.width() / ratio, rect.height() / ratio)

    def _ringed_rect(self) -> QRect:
        """Where the picture and its frame lie; the whole widget where there is no picture."""
        rect = self.picture_rect().toAlignedRect()
        out = int(self._framed)
        return rect.adjusted(-out, -out, out, out) if rect.isValid() else self.rect()

    def _picture(self, ratio: float) -> tuple[MosaicLayout, QRect] | None:
        """The picture's layout and its place, in screen pixels."""
        if self._values is None:
            return None
        height, width = self._values.shape
        margin = round((marks.MARGIN + self._framed) * ratio)
        whole = QRect(0, 0, int(self.width() * ratio), int(self.height() * ratio))
        room = whole.adjusted(margin, margin, -margin, -margin)
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

    def sizeHint(self) -> QSize:
        """Room for 28 × 28 cells at eight times."""
        return QSize(theme.px(234), theme.px(234))

    def minimumSizeHint(self) -> QSize:
        """Room for 28 × 28 cells at twice."""
        return QSize(theme.px(66), theme.px(66))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, its frame and the marked cell."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.tokens().panel)
        with screen_pixels(painter) as ratio:
            picture = self._picture(ratio)
            if picture is None or self._values is None:
                return
            layout, rect = picture
            painter.drawImage(rect.topLeft(), self._image(layout, self._values, ratio).image)
            if self._framed:
                frame(painter, rect, max(1, round(ratio)), theme.tokens().ctl)
            if self._cell is not None:
                left, top, wide, high = layout.cell_rect(0, *self._cell)
                cell = QRect(rect.left() + left, rect.top() + top, wide, high)
                marks.paint_crosshair(painter, rect, cell, ratio)
                marks.paint_cell_mark(painter, cell, ratio)
