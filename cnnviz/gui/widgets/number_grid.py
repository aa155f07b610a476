"""A kernel in numbers: each weight written on its own colour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import cell_colours, marks, numbers, painting
from cnnviz.gui.widgets.cell_picture import CellPicture
from cnnviz.gui.widgets.device_pixels import PixelImage, Pixels, packed, screen_pixels
from cnnviz.imaging.mosaic import MosaicLayout

_DARK, _LIGHT = QColor("#111214"), QColor("#FFFFFF")
_WIDEST_CELL, _TALLEST_CELL = 112, 40
_PADDING = 4


@dataclass(frozen=True)
class _Grid:
    """Where the cells lie, in screen pixels, and what is written on them (nothing where there is no room)."""

    left: int
    top: int
    cell_width: int
    cell_height: int
    texts: tuple[str, ...]


class NumberGrid(CellPicture):
    """A small 2-D array in numbers on coloured cells; colours alone where the numbers would not fit.

    Mouse and arrow keys look at single cells. The widget keeps `marks.MARGIN` free on every side, as `MosaicView`
    does; the cells start in the upper left corner.

    Args:
        parent: the owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._arranged_for: tuple[object, _Grid] | None = None
        self._cache: tuple[object, PixelImage] | None = None

    def shows_numbers(self) -> bool:
        """Whether the cells have room for numbers now."""
        grid = self._grid(self.devicePixelRatioF())
        return grid is not None and bool(grid.texts)

    def _ringed_rect(self) -> QRect:
        ratio = self.devicePixelRatioF()
        grid = self._grid(ratio)
        if grid is None or self._values is None:
            return self.rect()
        rows, columns = self._values.shape
        size = (columns * grid.cell_width / ratio, rows * grid.cell_height / ratio)
        return QRectF(grid.left / ratio, grid.top / ratio, *size).toAlignedRect()

    def _grid(self, ratio: float) -> _Grid | None:
        """Where the cells lie; worked out once per size, array and theme."""
        if self._values is None:
            return None
        key = (self._version, self.size(), ratio, theme.tokens())
        if self._arranged_for is None or self._arranged_for[0] != key:
            self._arranged_for = (key, self._arranged(self._values, ratio))
        return self._arranged_for[1]

    def _arranged(self, values: NDArray[Any], ratio: float) -> _Grid:
        rows, columns = values.shape
        margin = round(marks.MARGIN * ratio)
        room_x, room_y = (int(side * ratio) - 2 * margin for side in (self.width(), self.height()))
        wide = max(1, min(room_x // columns, round(theme.px(_WIDEST_CELL) * ratio)))
        high = max(1, min(room_y // rows, round(theme.px(_TALLEST_CELL) * ratio)))
        metrics = QFontMetricsF(theme.font("body"))
        if high / ratio >= metrics.capHeight() + _PADDING:
            for texts in _wordings(values.ravel()):
                if max(metrics.horizontalAdvance(text) for text in texts) + _PADDING <= wide / ratio:
                    return _Grid(margin, margin, wide, high, texts)
        side = min(wide, high)
        return _Grid(margin, margin, side, side, ())

    def _cell_at(self, position: QPointF) -> tuple[int, int] | None:
        ratio = self.devicePixelRatioF()
        grid = self._grid(ratio)
        if grid is None:
            return None
        row = int(position.y() * ratio - grid.top) // grid.cell_height
        column = int(position.x() * ratio - grid.left) // grid.cell_width
        inside = position.x() * ratio >= grid.left and position.y() * ratio >= grid.top
        return (row, column) if inside and self._has(row, column) else None

    def _image(self, values: NDArray[Any], grid: _Grid, ratio: float) -> PixelImage:
        key = (self._version, grid, theme.tokens(), theme.signed_palette(), ratio)
        if self._cache is None or self._cache[0] != key:
            if grid.texts:
                cells = cell_colours.colours(values[np.newaxis], self._scale, self._palette)[0]
                pixels = cells.repeat(grid.cell_height, axis=0).repeat(grid.cell_width, axis=1)
            else:
                rows, columns = values.shape
                layout = MosaicLayout(1, rows, columns, 1, 1, grid.cell_width, 1, 0)
                ground = packed(theme.tokens().panel)
                pixels = cell_colours.compose(values[np.newaxis], self._scale, self._palette, layout, ground, ratio)
            self._cache = (key, PixelImage.of(pixels))
        return self._cache[1]

    def _paint_numbers(self, painter: QPainter, values: NDArray[Any], grid: _Grid, ratio: float) -> None:
        cells = cell_colours.colours(values[np.newaxis], self._scale, self._palette)[0]
        dark = _reads_better_dark(cells).ravel()
        columns = values.shape[1]
        font = theme.font("body")
        wide, high = grid.cell_width / ratio, grid.cell_height / ratio
        for place, text in enumerate(grid.texts):
            row, column = divmod(place, columns)
            rect = QRectF(grid.left / ratio + column * wide, grid.top / ratio + row * high, wide, high)
            colour = _DARK if dark[place] else _LIGHT
            painting.draw_text(painter, rect, text, font, colour, Qt.AlignmentFlag.AlignHCenter)

    def sizeHint(self) -> QSize:
        """Room for a kernel of 5 × 5 as in the design: cells of 56 × 24."""
        return QSize(theme.px(280) + 2 * marks.MARGIN, theme.px(120) + 2 * marks.MARGIN)

    def minimumSizeHint(self) -> QSize:
        """Room for colours alone."""
        return QSize(theme.px(64), theme.px(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the colours, the numbers and the marked cell."""
        if self._values is None:
            return
        painter = QPainter(self)
        with screen_pixels(painter) as ratio:
            grid = self._grid(ratio)
            if grid is None:
                return
            painter.drawImage(grid.left, grid.top, self._image(self._values, grid, ratio).image)
        self._paint_numbers(painter, self._values, grid, ratio)
        if self._cell is not None:
            with screen_pixels(painter):
                row, column = self._cell
                left, top = grid.left + column * grid.cell_width, grid.top + row * grid.cell_height
                marks.paint_cell_mark(painter, QRect(left, top, grid.cell_width, grid.cell_height), ratio)


def _wordings(values: NDArray[Any]) -> Iterator[tuple[str, ...]]:
    """All numbers with equally many decimals, from the most exact wording to the shortest."""
    everything = [float(value) for value in values]
    most = min(numbers.shared_decimals(everything, 3), max(2, numbers.shared_decimals(everything, 2)))
    for decimals in range(most, -1, -1):
        texts = tuple(numbers.fixed(value, decimals) for value in everything)
        yield texts
        # “−.12” before “−0.1”: the zero says less than the second decimal.
        if decimals:
            yield tuple(
                text.replace("0.", ".", 1) if text.lstrip(numbers.MINUS).startswith("0.") else text for text in texts
            )


def _reads_better_dark(cells: Pixels) -> NDArray[np.bool_]:
    """Where dark letters have more contrast than white ones, by the luminance of WCAG 2.2."""
    parts = [(cells >> np.uint32(shift) & np.uint32(0xFF)) / 255.0 for shift in (16, 8, 0)]
    linear = [np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4) for part in parts]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    darkest = 0.0060  # of #111214
    better: NDArray[np.bool_] = (light + 0.05) / (darkest + 0.05) >= 1.05 / (light + 0.05)
    return better
