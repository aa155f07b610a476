"""How a table of names is painted: columns by the width that there is, sparklines, small pictures."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from cnnviz.gui import theme
from cnnviz.gui.widgets import cell_colours, painting
from cnnviz.gui.widgets.device_pixels import PixelImage, frame, packed, screen_pixels
from cnnviz.imaging.mosaic import MosaicLayout

if TYPE_CHECKING:
    from cnnviz.gui.widgets.locals_table import LocalRow

SIDE: Final = 16
PICTURE: Final = 36
_SPARK: Final = (64, 28)
_GAP: Final = 8
_NAME: Final = (44, 116)
_FIGURES: Final = 66
_SPARKS: Final = 460  # the width from which on there is room for the sparklines
_TYPES: Final = 540  # that from which on the number type has a column
_LINE: Final = 19


@dataclass(frozen=True, slots=True)
class Columns:
    """Left edges and widths, in pixels of now; a column without room is None."""

    name: tuple[int, int]
    shape: tuple[int, int]
    dtype: tuple[int, int] | None
    figures: tuple[int, int]
    more: tuple[int, int]
    values: tuple[int, int] | None
    picture: tuple[int, int]


class LocalsPainter:
    """Paints heads and rows, and keeps the small pictures until the rows change."""

    def __init__(self) -> None:
        self.heads: tuple[str, ...] = ("",) * 6
        self._names: tuple[str, ...] = ()
        self._pictures: dict[tuple[int, float], PixelImage] = {}
        self._columns: dict[int, Columns] = {}

    def forget(self) -> None:
        """The rows or the theme changed."""
        self._pictures.clear()
        self._columns.clear()

    def columns(self, width: int) -> Columns:
        """Where the columns lie in so much width.

        Narrow tables leave out the values; only wide ones have a column for the type, in others it stands under the
        shape.
        """
        px = theme.px
        if width not in self._columns:
            least = px(_NAME[0])
            right = width - px(SIDE)
            picture = (right - px(PICTURE), px(PICTURE))
            wide = width >= px(_TYPES)
            edge = picture[0] - px(_GAP)
            values = dtype = None
            if width >= px(_SPARKS):
                values = (edge - px(_SPARK[0]), px(_SPARK[0]))
                edge = values[0] - px(_GAP)
            room = px(_FIGURES + (12 if wide else 6))
            more = (edge - room, room)
            edge = more[0] - px(4)
            figures = (edge - px(_FIGURES), px(_FIGURES))
            edge = figures[0] - px(4)
            if wide:
                room = px(58)
                dtype = (edge - room, room)
                edge = dtype[0] - px(4)
            shape_left = px(SIDE) + least
            self._columns = {
                width: Columns(
                    (px(SIDE), least - px(4)),
                    (shape_left, edge - shape_left),
                    dtype,
                    figures,
                    more,
                    values,
                    picture,
                )
            }
        return self._columns[width]

    def paint_heads(self, painter: QPainter, rect: QRect, columns: Columns) -> None:
        """The names of the columns, over what scrolls below them."""
        t = theme.tokens()
        painter.fillRect(rect, t.panel)
        places = (columns.name, columns.shape, columns.dtype, columns.figures, columns.more, columns.values)
        for text, place in zip(self.heads, places, strict=False):
            if place is not None:
                cell = QRectF(place[0], rect.top(), place[1] + theme.px(6), rect.height() - theme.px(4))
                painting.draw_text(painter, cell, text, theme.shared_font("body"), t.text3)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), t.line)

    def paint_row(
        self, painter: QPainter, row: LocalRow, rect: QRect, columns: Columns, *, hovered: bool, last: bool
    ) -> None:
        """One name."""
        t = theme.tokens()
        if row.changed:
            painter.fillRect(rect, t.tint)
        elif hovered:
            painter.fillRect(rect, t.hover)
        if not last:
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), t.line)
        body = QRectF(rect)
        name_font = theme.shared_font("code700" if row.changed or row.chosen else "code")
        left, width = columns.name
        name_width = min(max(painting.text_width(row.name, name_font), width), columns.shape[1] // 2 + width)
        ink = t.text if row.is_tensor else t.text2
        painting.draw_text(painter, QRectF(left, body.top(), name_width, body.height()), row.name, name_font, ink)
        begin = max(columns.shape[0], left + name_width + theme.px(8))
        if not row.is_tensor:
            text = QRectF(begin, body.top(), rect.width() - theme.px(SIDE) - begin, body.height())
            colour = t.accent if row.changed else t.text2
            painting.draw_text(painter, text, row.text, theme.shared_font("body"), colour)
            return
        room = QRectF(begin, body.top(), sum(columns.shape) - begin, body.height())
        self._paint_shape(painter, row, room, dtype=row.dtype if columns.dtype is None else "")
        if columns.dtype is not None:
            cell = QRectF(columns.dtype[0], body.top(), columns.dtype[1], body.height())
            painting.draw_text(painter, cell, row.dtype, theme.shared_font("body"), t.text)
        if row.text:
            left = columns.figures[0]
            cell = QRectF(left, body.top(), rect.width() - theme.px(SIDE) - left, body.height())
            painting.draw_text(painter, cell, row.text, theme.shared_font("body"), t.text3)
            return
        for place, figures in ((columns.figures, row.figures), (columns.more, row.more)):
            self._paint_two(painter, QRectF(place[0], body.top(), place[1], body.height()), figures)
        if columns.values is not None:
            self._paint_spark(painter, row, QRect(columns.values[0], rect.top(), columns.values[1], rect.height()))
        self._paint_picture(painter, row, QRect(columns.picture[0], rect.top(), columns.picture[1], rect.height()))

    def _paint_shape(self, painter: QPainter, row: LocalRow, rect: QRectF, *, dtype: str) -> None:
        """The size, and the type below; where the size changed, the old one struck through above the new one."""
        t = theme.tokens()
        line = theme.px(_LINE)
        top = rect.center().y() - line
        font = theme.shared_font("body")
        if not row.before:
            bold = theme.shared_font("body600") if row.changed else font
            size = QRectF(rect.left(), top, rect.width(), line) if dtype else rect
            painting.draw_text(painter, size, row.shape, bold, t.accent if row.changed else t.text)
            if dtype:
                painting.draw_text(painter, size.translated(0, line), dtype, font, t.text3)
            return
        old = QRectF(rect.left(), top, rect.width() - theme.px(18), line)
        painting.draw_text(painter, old, row.before, font, t.text2)
        width = min(painting.text_width(row.before, font), old.width())
        painter.setPen(QPen(t.text2, theme.px(1)))
        middle = round(old.center().y()) + 0.5
        painter.drawLine(
            QRectF(old.left(), middle, width, 0).topLeft(), QRectF(old.left() + width, middle, 0, 0).topLeft()
        )
        arrow = QRectF(old.left() + width + theme.px(5), top, theme.px(16), line)
        painting.draw_text(painter, arrow, "→", theme.shared_font("body600"), t.accent)
        new = QRectF(rect.left(), top + line, rect.width(), line)
        painting.draw_text(painter, new, row.shape, theme.shared_font("body600"), t.accent)
        new.setLeft(new.left() + painting.text_width(row.shape, theme.shared_font("body600")) + theme.px(8))
        if dtype and painting.text_width(dtype, font) <= new.width():
            painting.draw_text(painter, new, dtype, font, t.text3)

    def _paint_two(self, painter: QPainter, rect: QRectF, figures: tuple[str, ...]) -> None:
        """One figure above the other."""
        line = theme.px(_LINE)
        top = rect.center().y() - line * len(figures) / 2
        for place, text in enumerate(figures):
            cell = QRectF(rect.left(), top + place * line, rect.width(), line)
            painting.draw_text(painter, cell, text, theme.shared_font("body"), theme.tokens().text)

    def _paint_spark(self, painter: QPainter, row: LocalRow, rect: QRect) -> None:
        """The histogram; the bars' heights are logarithms, so that a thousand zeros leave room for the rest."""
        if not row.counts:
            return
        t = theme.tokens()
        most = math.log1p(max(row.counts))
        with screen_pixels(painter) as ratio:
            high = round(theme.px(_SPARK[1]) * ratio)
            bottom = round((rect.center().y() + 0.5) * ratio) + high // 2
            left, wide = round(rect.left() * ratio), round(rect.width() * ratio)
            pitch = wide / len(row.counts)
            colour = t.accent if row.changed else t.bar2
            for place, count in enumerate(row.counts):
                begin, end = round(place * pitch), round((place + 1) * pitch)
                gap = max(1, round(0.7 * ratio)) if end - begin > 1 else 0
                tall = max(round(high * math.log1p(count) / most), 1) if count else 0
                painter.fillRect(left + begin, bottom - tall, end - begin - gap, tall, colour)
            painter.fillRect(left, bottom, wide, max(1, round(ratio)), t.ctl)

    def _paint_picture(self, painter: QPainter, row: LocalRow, rect: QRect) -> None:
        """The picture, sharp, in the middle of its column; the one that is looked at wears the ring."""
        values = row.picture
        if values is None:
            return
        t = theme.tokens()
        with screen_pixels(painter) as ratio:
            side = round(theme.px(PICTURE - 6) * ratio)
            height, width = values.shape
            zoom = max(1, min(side // height, side // width))
            shrink = max(1, math.ceil(height / side), math.ceil(width / side))
            layout = MosaicLayout(1, height, width, 1, 1, zoom, shrink, 0)
            key = (id(row), ratio)
            if key not in self._pictures:
                ground = packed(t.tint if row.changed else t.panel)
                pixels = cell_colours.compose(values[np.newaxis], row.scale, row.palette, layout, ground, ratio)
                self._pictures[key] = PixelImage.of(pixels)
            middle_x = round((rect.left() + rect.width() / 2) * ratio)
            middle_y = round((rect.top() + rect.height() / 2) * ratio)
            left, top = middle_x - layout.width // 2, middle_y - layout.height // 2
            painter.drawImage(left, top, self._pictures[key].image)
            inner = QRect(left, top, layout.width, layout.height)
            thin = max(1, round(ratio))
            frame(painter, inner, thin, t.ctl)
            if row.chosen:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(t.accent, 2 * ratio))
                out = 3 * ratio
                painter.drawRoundedRect(QRectF(inner).adjusted(-out, -out, out, out), 3 * ratio, 3 * ratio)
