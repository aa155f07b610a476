"""Marks that say “here”: the ring around a tile, the two-tone frame of one cell and its crosshair."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from cnnviz.gui import theme
from cnnviz.gui.widgets.device_pixels import frame

MARGIN = 4
"""What a picture leaves free around itself, in logical pixels: room for the rings of its outer tiles."""

_RING_OFFSET = 3
_CROSSHAIR_DOT, _CROSSHAIR_GAP = 2, 3
_CROSSHAIR_OPACITY = 0.55


def paint_tile_ring(painter: QPainter, tile: QRect, ratio: float, ground: QColor) -> None:
    """Paint the ring of the selected tile: outside it, one pixel of `ground` and then 2 px of accent.

    Args:
        painter: counts in screen pixels (`screen_pixels`).
        tile: the tile, in screen pixels.
        ratio: screen pixels per logical pixel.
        ground: what lies between tile and ring.
    """
    width = max(1, round(2 * ratio))
    offset = max(width + 1, round(_RING_OFFSET * ratio))
    frame(painter, tile, offset - width, ground)
    half = offset - width / 2
    _rounded(painter, QRectF(tile).adjusted(-half, -half, half, half), 3 * ratio, QPen(theme.tokens().accent, width))


def paint_hover_ring(painter: QPainter, tile: QRect, ratio: float) -> None:
    """Paint the thin grey ring of the tile under the mouse, outside it. Counts as `paint_tile_ring` does."""
    width = max(1, round(ratio))
    half = max(1, round(ratio)) + width / 2
    _rounded(painter, QRectF(tile).adjusted(-half, -half, half, half), 2 * ratio, QPen(theme.tokens().grip, width))


def paint_cell_mark(painter: QPainter, cell: QRect, ratio: float) -> None:
    """Frame one cell in ink on paper, so that it shows on every colour.

    The ink lies just outside the cell, paper on either side of it; inside a small cell there is no room for paper.
    Counts as `paint_tile_ring` does.
    """
    tokens = theme.tokens()
    ink, paper = max(1, round(2 * ratio)), max(1, round(1.5 * ratio))
    frame(painter, cell.adjusted(-ink, -ink, ink, ink), paper, tokens.paper)
    frame(painter, cell, ink, tokens.ink)
    inside = round(ratio)
    if cell.width() >= 8 * inside and cell.height() >= 8 * inside:
        frame(painter, cell.adjusted(inside, inside, -inside, -inside), inside, tokens.paper)


def paint_crosshair(painter: QPainter, picture: QRect, cell: QRect, ratio: float) -> None:
    """Paint dotted lines through the middle of `cell` to the edges of `picture`. Counts as `paint_tile_ring` does."""
    colour = QColor(theme.tokens().ink)
    colour.setAlphaF(_CROSSHAIR_OPACITY)
    width = max(1, round(ratio))
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([_CROSSHAIR_DOT * ratio / width, _CROSSHAIR_GAP * ratio / width])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(pen)
    # Half a pixel in, so that a line of odd width covers whole pixels.
    middle_x = cell.left() + cell.width() // 2 + (width % 2) / 2
    middle_y = cell.top() + cell.height() // 2 + (width % 2) / 2
    left, top = picture.left(), picture.top()
    right, bottom = left + picture.width(), top + picture.height()
    reach = round(4 * ratio)
    for start, end in (
        (QPointF(middle_x, cell.top() - reach), QPointF(middle_x, top)),
        (QPointF(middle_x, cell.top() + cell.height() + reach), QPointF(middle_x, bottom)),
        (QPointF(cell.left() - reach, middle_y), QPointF(left, middle_y)),
        (QPointF(cell.left() + cell.width() + reach, middle_y), QPointF(right, middle_y)),
    ):
        # A line that would start beyond the edge would run back over the mark.
        if (end.y() - start.y()) * (start.y() - cell.center().y()) + (end.x() - start.x()) * (
            start.x() - cell.center().x()
        ) > 0:
            painter.drawLine(start, end)
    painter.restore()


def _rounded(painter: QPainter, rect: QRectF, radius: float, pen: QPen) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, radius, radius)
    painter.restore()
