"""How the canvas looks: paper, ink or picture, the box and centre over it, and the pen's ring."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen, QRegion
from PySide6.QtWidgets import QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting
from cnnviz.gui.widgets.device_pixels import PixelImage, screen_pixels
from cnnviz.gui.widgets.ink_layer import InkLayer

_RADIUS: Final = 4
_LINE: Final = 1.5
_CROSS: Final = 9
_DASHES: Final = (5.0, 4.0)
_HINT_WIDTH: Final = 240


class CanvasPainter:
    """Paints a canvas, and knows which part of it a change touches.

    Attributes:
        hint: what to say on empty paper.
        pointer: where the pen is in the widget; None where it is not over the paper.
        picture: (H, W) that is shown in place of the ink; None for none.
    """

    def __init__(self) -> None:
        self.hint = ""
        self.pointer: QPointF | None = None
        self.picture: NDArray[np.float32] | None = None
        self._box: tuple[float, float, float, float] | None = None
        self._centre: tuple[float, float] | None = None
        self._pixels: PixelImage | None = None

    def set_picture(self, picture: NDArray[np.float32] | None) -> None:
        """Show a picture, (H, W) in 0–1; None shows the ink.

        Raises:
            ValueError: where it is not two-dimensional or has no pixels.
        """
        if picture is not None:
            picture = np.asarray(picture, dtype=np.float32)
            if picture.ndim != 2 or not picture.size:
                raise ValueError(f"a picture is (height, width), not {picture.shape}")
        self.picture = picture
        self._pixels = None

    def set_overlay(self, box: tuple[float, float, float, float] | None, centre: tuple[float, float] | None) -> bool:
        """Show a box and a cross, in fractions of the paper; what is not finite is not shown. True where it changed."""
        box = box if box is not None and all(map(math.isfinite, box)) else None
        centre = centre if centre is not None and all(map(math.isfinite, centre)) else None
        changed = (box, centre) != (self._box, self._centre)
        self._box, self._centre = box, centre
        return changed

    def refresh(self) -> None:
        """Forget colours of another theme."""
        self._pixels = None

    def overlay_region(self, paper: QRect) -> QRegion:
        """The part of the widget that box and cross take."""
        region = QRegion()
        if self._box is not None:
            outer = self._box_rect(paper, self._box).toAlignedRect().adjusted(-2, -2, 2, 2)
            region += QRegion(outer) - QRegion(outer.adjusted(5, 5, -5, -5))
        if self._centre is not None:
            reach = theme.px(_CROSS) + 2
            spot = self._spot(paper, self._centre).toPoint()
            region += QRect(spot.x() - reach, spot.y() - reach, 2 * reach + 1, 2 * reach + 1)
        return region

    def ring_rect(self, width: float, paper: QRect) -> QRect:
        """The part of the widget that the pen's ring takes; `width` in fractions of the paper."""
        if self.pointer is None:
            return QRect()
        reach = math.ceil(width * paper.width() / 2) + 4
        spot = self.pointer.toPoint()
        return QRect(spot.x() - reach, spot.y() - reach, 2 * reach + 1, 2 * reach + 1)

    def paint(self, widget: QWidget, part: QRect, paper: QRect, layer: InkLayer, width: float, *, empty: bool) -> None:
        """Paint everything that lies in `part` of the widget."""
        t = theme.tokens()
        painter = QPainter(widget)
        # No clip of its own: Qt paints no more than what is due anyway, and to combine both costs more than the rest.
        if not paper.contains(part):
            painter.fillRect(part, t.panel)
        if paper.isEmpty():
            painter.end()
            return
        with screen_pixels(painter) as ratio:
            side = round(paper.width() * ratio)
            if self.picture is not None:
                painter.fillRect(0, 0, side, side, t.paper)
                self._paint_picture(painter, side)
            elif layer.side == side:
                painter.drawImage(0, 0, layer.image)
            else:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(QRect(0, 0, side, side), layer.image)
        if empty and self.picture is None:
            self._paint_hint(painter, paper)
        self._paint_overlay(painter, paper)
        if not paper.adjusted(_RADIUS, _RADIUS, -_RADIUS, -_RADIUS).contains(part):
            self._paint_frame(painter, paper)
        self._paint_ring(painter, paper, width)
        painter.end()

    def _paint_picture(self, painter: QPainter, side: int) -> None:
        """The picture in the middle: sharp where it is magnified, smooth where it is too large."""
        if self.picture is None:
            return
        if self._pixels is None:
            shares = np.clip(np.nan_to_num(self.picture), 0.0, 1.0)
            self._pixels = PixelImage.of(theme.packed_table("grey")[np.rint(shares * 255).astype(np.uint8)])
        height, width = self.picture.shape
        scale = side / max(height, width)
        scale = math.floor(scale) if scale >= 1 else scale
        wide, high = max(round(width * scale), 1), max(round(height * scale), 1)
        target = QRect((side - wide) // 2, (side - high) // 2, wide, high)
        image: QImage = self._pixels.image
        if scale < 1:
            mode = Qt.TransformationMode.SmoothTransformation
            image = image.scaled(wide, high, Qt.AspectRatioMode.IgnoreAspectRatio, mode)
        painter.drawImage(target, image)

    def _paint_hint(self, painter: QPainter, paper: QRect) -> None:
        painter.setFont(theme.font("body"))
        painter.setPen(theme.tokens().text3)
        room = min(theme.px(_HINT_WIDTH), paper.width() - theme.px(16))
        box = QRect(paper.center().x() - room // 2, paper.top(), room, paper.height())
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(box, int(flags), painting.keep_words(self.hint))

    def _paint_overlay(self, painter: QPainter, paper: QRect) -> None:
        t = theme.tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._box is not None:
            pen = QPen(t.accent, _LINE)
            pen.setDashPattern([dash / _LINE for dash in _DASHES])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawRect(self._box_rect(paper, self._box))
        if self._centre is not None:
            spot, reach = self._spot(paper, self._centre), theme.px(_CROSS)
            pen = QPen(t.accent, _LINE)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(QPointF(spot.x() - reach, spot.y()), QPointF(spot.x() + reach, spot.y()))
            painter.drawLine(QPointF(spot.x(), spot.y() - reach), QPointF(spot.x(), spot.y() + reach))

    def _paint_frame(self, painter: QPainter, paper: QRect) -> None:
        """The outline, and the panel's colour in the four corners that it cuts off."""
        t = theme.tokens()
        radius = _RADIUS
        corners = QPainterPath()
        corners.addRect(QRectF(paper))
        corners.addRoundedRect(QRectF(paper), radius, radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(corners, t.panel)
        painting.rounded(painter, paper, radius, outline=t.ctl)

    def _paint_ring(self, painter: QPainter, paper: QRect, width: float) -> None:
        """A circle just outside the line that the pen would draw, seen on ink and on paper."""
        if self.pointer is None:
            return
        t = theme.tokens()
        radius = width * paper.width() / 2
        inside = paper.adjusted(1, 1, -1, -1)
        if not inside.contains(self.ring_rect(width, paper)):
            painter.setClipRect(inside)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(t.grip, 1.25))
        painter.drawEllipse(self.pointer, radius + 2, radius + 2)

    def _box_rect(self, paper: QRect, box: tuple[float, float, float, float]) -> QRectF:
        """The box in the widget's pixels, never outside the paper by more than its line."""
        x0, y0, x1, y1 = (_place(value, paper) for value in box)
        return QRectF(QPointF(x0, y0), QPointF(x1, y1))

    def _spot(self, paper: QRect, centre: tuple[float, float]) -> QPointF:
        return QPointF(_place(centre[0], paper), _place(centre[1], paper))


def _place(share: float, paper: QRect) -> float:
    """A place on the paper where a line of 1.5 pixels fills one pixel wholly: between two it would look faint."""
    return round(min(max(share, 0.0), 1.0) * paper.width()) + 0.25
