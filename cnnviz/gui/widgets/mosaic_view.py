"""All channels of a layer side by side in one sharp picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QStyle, QToolTip, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import cell_colours, marks, numbers
from cnnviz.gui.widgets.device_pixels import PixelImage, packed, screen_pixels
from cnnviz.gui.widgets.focus_ring import FocusRing
from cnnviz.imaging import mosaic
from cnnviz.imaging.mosaic import MosaicLayout
from cnnviz.imaging.normalise import ColourScale

_MAX_ZOOM = 16
_NARROW_GAPS = (2, 1)
_LEGIBLE_TILE = 24


@dataclass(frozen=True)
class _Shown:
    """What is on screen of a mosaic, in screen pixels: its layout, its upper left corner and the rows in sight."""

    layout: MosaicLayout
    left: int
    top: int
    first_row: int
    last_row: int

    def tile(self, channel: int) -> QRect:
        left, top, width, height = self.layout.tile_rect(channel)
        return QRect(self.left + left, self.top + top, width, height)

    @property
    def channels(self) -> range:
        columns = self.layout.columns
        return range(self.first_row * columns, min(self.layout.count, (self.last_row + 1) * columns))


class MosaicView(QAbstractScrollArea):
    """All channels of an array in one mosaic, as large as whole zoom and the given space allow.

    Where even single pixels do not fit, it scrolls up and down. It keeps `marks.MARGIN` free on every side: there the
    rings of outer tiles are drawn.

    Args:
        parent: the owner.
        gap: logical pixels between tiles; None chooses by the size of a tile.
        max_zoom: logical pixels per cell at most.

    Signals:
        tile_hovered: (channel, row, column, value) under the mouse, or None; again when that value changes.
        tile_clicked: the channel (int) that a click or a key chose.
        cell_clicked: (channel, row, column) under a click, after `tile_clicked`.
    """

    tile_hovered = Signal(object)
    tile_clicked = Signal(object)
    cell_clicked = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, gap: int | None = None, max_zoom: int = _MAX_ZOOM) -> None:
        super().__init__(parent)
        self._gap = gap
        self._columns: int | None = None
        self._max_zoom = max_zoom
        self._values: NDArray[Any] = np.empty((0, 1, 1), dtype=np.float32)
        self._scales: cell_colours.Scales = ColourScale(-1.0, 1.0, True)
        self._palette: cell_colours.Palette = "signed"
        self._dead: NDArray[np.bool_] | None = None
        self._dead_word = ""
        self._selected: int | None = None
        self._cell: tuple[int, int] | None = None
        self._hovered: tuple[int, int, int] | None = None
        self._version = 0
        self._cache: tuple[object, PixelImage] | None = None
        self._layouts: dict[object, MosaicLayout] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._focus_ring = FocusRing(self, 2, self._ringed_rect)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # nothing below it is painted with it

    def set_values(
        self, values: NDArray[Any], scales: cell_colours.Scales, table: cell_colours.Palette = "signed"
    ) -> None:
        """Show other channels.

        The selection stays where the new array has that channel, and so does the cell.

        Args:
            values: (C, H, W), which must not change afterwards.
            scales: one range for all channels, or C of them.
            table: the colour map, by name (follows the theme) or as 256 packed colours.

        Raises:
            ValueError: the array does not have three axes, or the number of ranges is not C.
        """
        if values.ndim != 3:
            raise ValueError(f"a mosaic needs three axes, not the shape {values.shape}")
        if not isinstance(scales, ColourScale) and len(scales) != values.shape[0]:
            raise ValueError(f"{len(scales)} ranges for {values.shape[0]} channels")
        if not values.size:
            values = np.empty((0, 1, 1), dtype=np.float32)
        other_shape = values.shape != self._values.shape
        self._values, self._scales, self._palette = values, scales, table
        self._version += 1
        if other_shape:
            self._dead = None
            if self._selected is not None and self._selected >= values.shape[0]:
                self._selected = None
            if self._cell is not None and not self._has(*self._cell):
                self._cell = None
            self._arrange()
        if self._hovered is not None:
            if self._hovered[0] >= values.shape[0] or not self._has(*self._hovered[1:]):
                self._hovered = None
            self.tile_hovered.emit(self._said(self._hovered))
        self.viewport().update()

    def set_columns(self, columns: int | None) -> None:
        """Lay the channels out in rows of so many, scrolling where they do not fit; None chooses what fits best."""
        if columns != self._columns:
            self._columns = columns
            self._layouts = {}
            self._arrange()
            self.viewport().update()

    def set_dead(self, mask: NDArray[np.bool_] | None, word: str = "") -> None:
        """Hatch some channels and write `word` on them where it fits.

        Args:
            mask: (C,), True for the channels to hatch; None for none.
            word: one short word, already in the person's language.

        Raises:
            ValueError: the mask does not have one place per channel.
        """
        if mask is not None and mask.shape != self._values.shape[:1]:
            raise ValueError(f"a mask of {mask.shape} for {self._values.shape[0]} channels")
        if word == self._dead_word and (
            (mask is None and self._dead is None)
            or (mask is not None and self._dead is not None and np.array_equal(mask, self._dead))
        ):
            return
        self._dead = None if mask is None else mask.copy()
        self._dead_word = word
        self._version += 1
        self.viewport().update()

    def set_selected(self, channel: int | None) -> None:
        """Put the ring around a channel and bring it into sight; None takes the ring away. Emits nothing."""
        if channel is not None and not 0 <= channel < self._values.shape[0]:
            channel = None
        if channel == self._selected:
            return
        self._selected = channel
        if channel is not None:
            self._bring_into_sight(channel)
        self.viewport().update()

    def set_cell(self, row: int | None, column: int | None) -> None:
        """Mark a cell of the selected channel, or none; one outside the array counts as none. Emits nothing."""
        cell = None if row is None or column is None or not self._has(row, column) else (row, column)
        if cell != self._cell:
            self._cell = cell
            self.viewport().update()

    @property
    def selected(self) -> int | None:
        """The channel with the ring."""
        return self._selected

    def mosaic_rect(self) -> QRectF:
        """Where the mosaic lies in the widget, in logical pixels, with what is scrolled out of sight."""
        ratio = self.devicePixelRatioF()
        shown = self._shown(ratio)
        layout = shown.layout
        return QRectF(shown.left / ratio, shown.top / ratio, layout.width / ratio, layout.height / ratio)

    def tile_rect(self, channel: int) -> QRectF:
        """Where one channel lies in the widget, in logical pixels.

        Raises:
            IndexError: there is no such channel.
        """
        ratio = self.devicePixelRatioF()
        tile = self._shown(ratio).tile(channel)
        return QRectF(tile.left() / ratio, tile.top() / ratio, tile.width() / ratio, tile.height() / ratio)

    def _ringed_rect(self) -> QRect:
        """What of the mosaic is in sight, with the rings of its outer tiles."""
        rect = self.mosaic_rect().toAlignedRect().adjusted(-3, -3, 3, 3)
        return rect.intersected(self.viewport().rect()) if self._values.shape[0] else self.rect()

    def _has(self, row: int, column: int) -> bool:
        return 0 <= row < self._values.shape[1] and 0 <= column < self._values.shape[2]

    def _said(self, cell: tuple[int, int, int] | None) -> tuple[int, int, int, float] | None:
        return None if cell is None else (*cell, float(self._values[cell]))

    def _layout_at(self, ratio: float) -> MosaicLayout:
        """The layout for screens with this many pixels per logical pixel; worked out once per size and shape."""
        space = self.maximumViewportSize()
        key = (ratio, space, self._values.shape, theme.tokens().scale)
        if key not in self._layouts:
            self._layouts = {key: self._fit(ratio, space)}
        return self._layouts[key]

    def _fit(self, ratio: float, space: QSize) -> MosaicLayout:
        count, tile_height, tile_width = self._values.shape
        margins = 2 * round(marks.MARGIN * ratio)
        width, height = int(space.width() * ratio) - margins, int(space.height() * ratio) - margins
        wanted = self._gap if self._gap is not None else _gap_for(min(tile_height, tile_width))
        zoom = max(1, round(self._max_zoom * ratio))
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self.verticalScrollBar())
        if self._columns:
            gap = round(theme.px(2) * ratio)
            room = (width - round(bar * ratio) + gap) // self._columns - gap
            zoom = max(1, min(zoom, room // tile_width))
            rows = -(-count // self._columns)
            return MosaicLayout(count, tile_height, tile_width, self._columns, rows, zoom, 1, gap)
        # Narrower gaps before scrolling: two thousand tiles of 7 × 7 are an overview, or nothing.
        for gap in (wanted, *(narrow for narrow in _NARROW_GAPS if narrow < wanted)):
            layout = mosaic.fit(
                count, tile_height, tile_width, width, height, gap=round(theme.px(gap) * ratio), max_zoom=zoom
            )
            side = min(layout.drawn_height, layout.drawn_width)
            if layout.height <= height and (layout.zoom >= int(ratio) or side >= _LEGIBLE_TILE * ratio):
                return layout
        return _scrolling(self._values.shape, width - round(bar * ratio), round(theme.px(wanted) * ratio), ratio)

    def _shown(self, ratio: float) -> _Shown:
        layout = self._layout_at(ratio)
        margin = round(marks.MARGIN * ratio)
        height = round(self.viewport().height() * ratio)
        # Painted for a denser screen than its own (a snapshot), the mosaic can be shorter than the scroll bar knows.
        hidden = max(0, layout.height + 2 * margin - height)
        top = margin - min(hidden, round(self.verticalScrollBar().value() * ratio))
        pitch = layout.drawn_height + layout.gap
        last = (height - top) // pitch
        return _Shown(layout, margin, top, max(0, -top // pitch), min(layout.rows - 1, last))

    def _arrange(self) -> None:
        """Give the scroll bar its range."""
        ratio = self.devicePixelRatioF()
        layout = self._layout_at(ratio)
        needed = layout.height / ratio + 2 * marks.MARGIN
        space = self.maximumViewportSize().height()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, int(needed - space + 0.999)))
        bar.setPageStep(space)
        bar.setSingleStep(max(16, int((layout.drawn_height + layout.gap) / ratio)))
        if self._focus_ring.is_shown:
            self._focus_ring.show_ring()

    def _bring_into_sight(self, channel: int) -> None:
        tile = self.tile_rect(channel)
        bar = self.verticalScrollBar()
        if tile.top() < marks.MARGIN:
            bar.setValue(bar.value() + int(tile.top()) - marks.MARGIN)
        elif tile.bottom() > self.viewport().height() - marks.MARGIN:
            bar.setValue(bar.value() + int(tile.bottom() + 0.999) + marks.MARGIN - self.viewport().height())

    def _cell_at(self, position: QPointF) -> tuple[int, int, int] | None:
        ratio = self.devicePixelRatioF()
        shown = self._shown(ratio)
        return shown.layout.cell_at(position.x() * ratio - shown.left, position.y() * ratio - shown.top)

    def _hover(self, cell: tuple[int, int, int] | None) -> None:
        if cell == self._hovered:
            return
        before, self._hovered = self._hovered, cell
        if (before and before[0]) != (cell and cell[0]) or (before is None) != (cell is None):
            self.viewport().update()
        self.tile_hovered.emit(self._said(cell))

    def _choose(self, channel: int) -> None:
        self.set_selected(channel)
        self.setAccessibleDescription(self.tr("channel {channel}").format(channel=channel))
        self.tile_clicked.emit(channel)

    def _rows_image(self, shown: _Shown, ratio: float) -> PixelImage:
        """The picture of the rows in sight, without marks; made anew only when it would differ."""
        tokens = theme.tokens()
        layout = shown.layout
        channels = shown.channels
        key = (self._version, layout, channels, tokens, theme.signed_palette(), ratio)
        if self._cache is None or self._cache[0] != key:
            part = slice(channels.start, channels.stop)
            scales = self._scales if isinstance(self._scales, ColourScale) else self._scales[part]
            rows = replace(layout, count=len(channels), rows=shown.last_row - shown.first_row + 1)
            pixels = cell_colours.compose(self._values[part], scales, self._palette, rows, packed(tokens.panel), ratio)
            if self._dead is not None:
                for place in np.flatnonzero(self._dead[part]):
                    left, top, wide, high = rows.tile_rect(int(place))
                    cell_colours.hatch_dead(pixels[top : top + high, left : left + wide], ratio)
            self._cache = (key, PixelImage.of(pixels))
        return self._cache[1]

    def _paint_dead_words(self, painter: QPainter, shown: _Shown, ratio: float) -> None:
        """Write the word on the hatched tiles in sight that have room for it."""
        if self._dead is None or not self._dead_word:
            return
        font = theme.font("body")
        metrics = QFontMetricsF(font)
        size = metrics.size(0, self._dead_word)
        width, height = shown.layout.drawn_width / ratio, shown.layout.drawn_height / ratio
        if size.width() + 12 > width or size.height() + 4 > height:
            return
        tokens = theme.tokens()
        painter.setFont(font)
        for channel in shown.channels:
            if self._dead[channel]:
                tile = shown.tile(channel)
                middle = QPointF(tile.left() + tile.width() / 2, tile.top() + tile.height() / 2) / ratio
                chip = QRectF(0, 0, size.width() + 8, size.height())
                chip.moveCenter(middle)
                painter.fillRect(chip, tokens.panel)
                painter.setPen(tokens.text2)
                painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, self._dead_word)

    def sizeHint(self) -> QSize:
        """Room for four by four maps of 28 × 28 at three times."""
        return QSize(theme.px(356), theme.px(356))

    def minimumSizeHint(self) -> QSize:
        """Room for a few tiles."""
        return QSize(theme.px(72), theme.px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows in sight, then hatching, rings and marks over them."""
        painter = QPainter(self.viewport())
        tokens = theme.tokens()
        painter.fillRect(event.rect(), tokens.panel)
        if self._values.shape[0]:
            with screen_pixels(painter) as ratio:
                shown = self._shown(ratio)
                layout = shown.layout
                if shown.channels:
                    top = shown.top + shown.first_row * (layout.drawn_height + layout.gap)
                    painter.drawImage(shown.left, top, self._rows_image(shown, ratio).image)
            self._paint_dead_words(painter, shown, ratio)
            with screen_pixels(painter):
                if self._hovered is not None and self._hovered[0] != self._selected:
                    marks.paint_hover_ring(painter, shown.tile(self._hovered[0]), ratio)
                if self._selected is not None:
                    tile = shown.tile(self._selected)
                    marks.paint_tile_ring(painter, tile, ratio, tokens.panel)
                    if self._cell is not None:
                        left, top, wide, high = layout.cell_rect(self._selected, *self._cell)
                        cell = QRect(shown.left + left, shown.top + top, wide, high)
                        marks.paint_cell_mark(painter, cell, ratio)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the mosaic anew and keep the selected channel in sight."""
        super().resizeEvent(event)
        self._arrange()
        if self._selected is not None:
            self._bring_into_sight(self._selected)

    def changeEvent(self, event: QEvent) -> None:
        """Fit anew when the theme changes lengths."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_focus_ring"):
            self._arrange()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which cell is under the mouse."""
        self._hover(self._cell_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the channel under the mouse."""
        cell = self._cell_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self._choose(cell[0])
            self.cell_clicked.emit(cell)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep the end of a click from the panel below."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the selection: arrows, Home, End, page up and down."""
        count = self._values.shape[0]
        layout = self._layout_at(self.devicePixelRatioF())
        page = max(
            1, self.viewport().height() * layout.rows // max(1, self.verticalScrollBar().maximum() + self.height())
        )
        key = Qt.Key
        step = {
            key.Key_Left: -1,
            key.Key_Right: 1,
            key.Key_Up: -layout.columns,
            key.Key_Down: layout.columns,
            key.Key_Home: -count,
            key.Key_End: count,
            key.Key_PageUp: -layout.columns * page,
            key.Key_PageDown: layout.columns * page,
        }.get(Qt.Key(event.key()))
        if step is None or not count or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif self._selected is None:
            self._choose(0)
        elif self._selected // layout.columns == _row_of_edge(layout, event.key()):
            event.accept()
        else:
            self._choose(min(max(self._selected + step, 0), count - 1))

    def viewportEvent(self, event: QEvent) -> bool:
        """Say the number under the mouse in a tooltip, and that nothing is under it when it leaves."""
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            said = self._said(self._cell_at(QPointF(event.pos())))
            if said is not None:
                text = self.tr("channel {channel}, row {row}, column {column}: {value}").format(
                    channel=said[0], row=said[1], column=said[2], value=numbers.significant(said[3])
                )
                QToolTip.showText(event.globalPos(), text, self)
                return True
        return super().viewportEvent(event)


def _gap_for(side: int) -> int:
    """The logical pixels between tiles of this many cells: enough to part them, no more."""
    if side >= 20 or side <= 5:  # maps of 28 × 28; kernels, whose few large cells would run together
        return 4
    return 2 if side >= 10 else 3


def _scrolling(shape: tuple[int, ...], width: int, gap: int, ratio: float) -> MosaicLayout:
    """The layout of a mosaic that scrolls in any case: full rows of tiles large enough to be told apart."""
    count, tile_height, tile_width = shape
    zoom = max(1, min(round(_LEGIBLE_TILE * ratio) // max(tile_height, tile_width), width // tile_width))
    if zoom == 1:
        return mosaic.fit(count, tile_height, tile_width, width, 1, gap=gap, max_zoom=1)
    columns = max(1, min(count, (width + gap) // (tile_width * zoom + gap)))
    return MosaicLayout(count, tile_height, tile_width, columns, -(-count // columns), zoom, 1, gap)


def _row_of_edge(layout: MosaicLayout, key: int) -> int | None:
    """The row of tiles from which the arrow key up or down leads nowhere; None for other keys."""
    return {Qt.Key.Key_Up: 0, Qt.Key.Key_Down: layout.rows - 1}.get(Qt.Key(key))
