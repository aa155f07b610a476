"""Many equal tiles in one picture: where each lies, what is under the mouse, and the picture itself."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MAX_ZOOM = 32


@dataclass(frozen=True, slots=True)
class MosaicLayout:
    """Where the tiles of a mosaic lie, in drawn pixels from its upper left corner.

    Attributes:
        count: how many tiles.
        tile_height: cells of a tile from top to bottom.
        tile_width: cells of a tile from left to right.
        columns: tiles in a full row.
        rows: rows of tiles.
        zoom: drawn pixels per cell, at least 1.
        shrink: cells per drawn pixel, at least 1; more than 1 only where `zoom` is 1.
        gap: drawn pixels between tiles.
    """

    count: int
    tile_height: int
    tile_width: int
    columns: int
    rows: int
    zoom: int
    shrink: int
    gap: int

    @property
    def drawn_height(self) -> int:
        """Drawn pixels of one tile from top to bottom."""
        return -(-self.tile_height // self.shrink) * self.zoom

    @property
    def drawn_width(self) -> int:
        """Drawn pixels of one tile from left to right."""
        return -(-self.tile_width // self.shrink) * self.zoom

    @property
    def height(self) -> int:
        """Drawn pixels of the whole mosaic from top to bottom."""
        return max(0, self.rows * (self.drawn_height + self.gap) - self.gap)

    @property
    def width(self) -> int:
        """Drawn pixels of the whole mosaic from left to right."""
        return max(0, self.columns * (self.drawn_width + self.gap) - self.gap)

    def tile_rect(self, tile: int) -> tuple[int, int, int, int]:
        """Left, top, width and height of a tile.

        Raises:
            IndexError: there is no such tile.
        """
        if not 0 <= tile < self.count:
            raise IndexError(f"tile {tile} of {self.count}")
        row, column = divmod(tile, self.columns)
        left, top = column * (self.drawn_width + self.gap), row * (self.drawn_height + self.gap)
        return left, top, self.drawn_width, self.drawn_height

    def cell_at(self, x: float, y: float) -> tuple[int, int, int] | None:
        """Tile, row and column of the cell that is drawn at (x, y); None in a gap or outside.

        Where several cells share a drawn pixel (`shrink` above 1) it is the upper left one of them.
        """
        if not (0 <= x < self.width and 0 <= y < self.height):
            return None
        tile_column, left = divmod(int(x), self.drawn_width + self.gap)
        tile_row, top = divmod(int(y), self.drawn_height + self.gap)
        tile = tile_row * self.columns + tile_column
        if tile >= self.count or left >= self.drawn_width or top >= self.drawn_height:
            return None
        return tile, top // self.zoom * self.shrink, left // self.zoom * self.shrink

    def cell_rect(self, tile: int, row: int, column: int) -> tuple[int, int, int, int]:
        """Left, top, width and height of the drawn pixels of one cell.

        Raises:
            IndexError: there is no such tile or cell.
        """
        if not (0 <= row < self.tile_height and 0 <= column < self.tile_width):
            raise IndexError(f"cell {row}, {column} of a tile of {self.tile_height} × {self.tile_width}")
        left, top, _, _ = self.tile_rect(tile)
        return left + column // self.shrink * self.zoom, top + row // self.shrink * self.zoom, self.zoom, self.zoom


def fit(
    count: int, tile_height: int, tile_width: int, width: int, height: int, *, gap: int, max_zoom: int = MAX_ZOOM
) -> MosaicLayout:
    """The layout with the largest whole zoom that fits into width × height.

    Among the numbers of columns that fit, the one that leaves the fewest places empty, then the largest. Where even
    zoom 1 does not fit, the mosaic becomes taller than `height` (a view scrolls); where a single tile is wider than
    `width`, tiles shrink by a whole factor.

    Args:
        count: how many tiles; none gives an empty layout.
        tile_height: cells of a tile from top to bottom, at least 1.
        tile_width: cells of a tile from left to right, at least 1.
        width: drawn pixels to use from left to right; below 1 counts as 1.
        height: drawn pixels to use from top to bottom.
        gap: drawn pixels between tiles.
        max_zoom: the largest zoom to use.

    Raises:
        ValueError: a tile without cells, or a negative count, gap or zoom.
    """
    if count < 0 or tile_height < 1 or tile_width < 1 or gap < 0 or max_zoom < 1:
        raise ValueError(f"no mosaic of {count} tiles of {tile_height} × {tile_width}, gap {gap}, zoom {max_zoom}")
    width = max(1, width)
    if count == 0:
        return MosaicLayout(0, tile_height, tile_width, 0, 0, 1, 1, gap)
    largest = max(1, min(max_zoom, width // tile_width, max(1, height) // tile_height))
    for zoom in range(largest, 0, -1):
        columns = _columns(count, tile_height * zoom, tile_width * zoom, width, height, gap)
        if columns:
            return MosaicLayout(count, tile_height, tile_width, columns, -(-count // columns), zoom, 1, gap)
    shrink = max(1, math.ceil(tile_width / width))
    drawn = -(-tile_width // shrink)
    columns = max(1, min(count, (width + gap) // (drawn + gap)))
    return MosaicLayout(count, tile_height, tile_width, columns, -(-count // columns), 1, shrink, gap)


def compose(pixels: NDArray[np.uint32], layout: MosaicLayout, background: int) -> NDArray[np.uint32]:
    """The mosaic as one picture, shape (layout.height, layout.width), contiguous.

    Args:
        pixels: colours of all tiles, shape (layout.count, layout.tile_height, layout.tile_width).
        layout: where they go.
        background: the colour of gaps and of the places that the last row leaves empty.

    Raises:
        ValueError: `pixels` does not have the layout's shape.
    """
    expected = (layout.count, layout.tile_height, layout.tile_width)
    if pixels.shape != expected:
        raise ValueError(f"a mosaic of {expected} cannot be made of {pixels.shape}")
    picture = np.full((layout.height, layout.width), background, dtype=np.uint32)
    if not layout.count:
        return picture
    if layout.shrink > 1:
        pixels = _shrunk(pixels, layout.shrink)
    if layout.zoom > 1:
        pixels = np.repeat(pixels, layout.zoom, axis=2)
    full_rows, rest = divmod(layout.count, layout.columns)
    if full_rows:
        _place(pixels[: full_rows * layout.columns], picture, layout, full_rows, layout.columns)
    if rest:
        top = full_rows * (layout.drawn_height + layout.gap)
        _place(pixels[full_rows * layout.columns :], picture[top:], layout, 1, rest)
    return picture


def _place(
    pixels: NDArray[np.uint32], picture: NDArray[np.uint32], layout: MosaicLayout, rows: int, columns: int
) -> None:
    """Write rows × columns tiles, already as wide as they are drawn, into the upper left of `picture`."""
    down, across = picture.strides
    view = np.lib.stride_tricks.as_strided(
        picture,
        shape=(rows, layout.drawn_height // layout.zoom, layout.zoom, columns, layout.drawn_width),
        strides=(
            (layout.drawn_height + layout.gap) * down,
            layout.zoom * down,
            down,
            (layout.drawn_width + layout.gap) * across,
            across,
        ),
    )
    tiles = pixels.reshape(rows, columns, pixels.shape[1], pixels.shape[2])
    view[...] = tiles.transpose(0, 2, 1, 3)[:, :, np.newaxis]


def _columns(count: int, drawn_height: int, drawn_width: int, width: int, height: int, gap: int) -> int:
    """The best number of columns whose grid fits into width × height; 0 where none does."""
    most = min(count, (width + gap) // (drawn_width + gap))
    rows_at_most = (height + gap) // (drawn_height + gap)
    if most < 1 or rows_at_most < 1:
        return 0
    fewest = -(-count // rows_at_most)
    if fewest > most:
        return 0
    return max(range(fewest, most + 1), key=lambda columns: (-(-count % columns), columns))


def _shrunk(pixels: NDArray[np.uint32], factor: int) -> NDArray[np.uint32]:
    """Tiles whose every pixel is the mean colour of factor × factor cells; the far edges are repeated to fill up."""
    count, height, width = pixels.shape
    padded = np.pad(pixels, ((0, 0), (0, -height % factor), (0, -width % factor)), mode="edge")
    channels = padded.view(np.uint8).reshape(count, padded.shape[1], padded.shape[2], 4)
    total = np.zeros((count, channels.shape[1] // factor, channels.shape[2] // factor, 4), dtype=np.uint32)
    for down in range(factor):
        for across in range(factor):
            total += channels[:, down::factor, across::factor]
    cells = np.uint32(factor * factor)
    mean = ((total + cells // np.uint32(2)) // cells).astype(np.uint8)
    return mean.view(np.uint32).reshape(total.shape[:3])
