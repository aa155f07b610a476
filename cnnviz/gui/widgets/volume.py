"""A layer's output as the volume that it is: one channel in front, the others as slabs behind it."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from cnnviz.gui import theme
from cnnviz.gui.widgets import cell_colours
from cnnviz.gui.widgets.device_pixels import PixelImage, Pixels, packed, screen_pixels
from cnnviz.imaging import normalise
from cnnviz.imaging.mosaic import MosaicLayout
from cnnviz.imaging.normalise import ColourScale

Kind = Literal["picture", "volume", "column", "bars"]

FULL_HEIGHT, COMPACT_HEIGHT = 68, 48
"""What the tallest volume takes in either size of strip, in logical pixels."""

_MOST_SLABS = 64
_MOST_BARS = 24
_FULL_FACE, _COMPACT_FACE = 112, 56  # a face of s cells is drawn at zoom log2(this / s): 28 at 2, 14 at 3, 7 at 4
_COLUMN_WIDTH = 10
_BREATH = 6  # what columns and bars stay below the height of volumes
_STRONGEST_TINT = 0.8  # how far out in the colour map the slab with the strongest mean lies


class VolumeImage:
    """What the strip draws for one layer. Its pixels are made when they are first painted, and then kept.

    Build it with `of`.
    """

    def __init__(
        self, kind: Kind, values: NDArray[Any], channel: int, scale: ColourScale, table: cell_colours.Palette
    ) -> None:
        self.kind = kind
        self._values = values
        self._channel = channel
        self._scale = scale
        self._palette = table
        self._made: tuple[object, PixelImage] | None = None

    @classmethod
    def of(
        cls,
        array: NDArray[Any],
        channel: int,
        scale: ColourScale,
        table: cell_colours.Palette,
        *,
        kind: Kind | None = None,
    ) -> VolumeImage:
        """Take a layer's output for one image.

        Args:
            array: (C, H, W), (H, W) or (N,); must not change afterwards.
            channel: the channel in front; of a vector it means nothing.
            scale: the range of the colours.
            table: the colour map, by name (follows the theme) or as 256 packed colours.
            kind: how to draw it; None decides by the shape: a framed picture for one channel, a volume for several,
                bars for up to 24 numbers, a column of block maxima for more.

        Raises:
            ValueError: no cells, or more than three axes.
            IndexError: there is no such channel.
        """
        if array.ndim == 2:
            array = array[np.newaxis]
        if array.ndim not in (1, 3) or not array.size:
            raise ValueError(f"no volume of shape {array.shape}")
        if array.ndim == 3 and not 0 <= channel < array.shape[0]:
            raise IndexError(f"channel {channel} of {array.shape[0]}")
        if kind is None and array.ndim == 3:
            kind = "picture" if array.shape[0] == 1 else "volume"
        elif kind is None:
            kind = "bars" if array.size <= _MOST_BARS else "column"
        return cls(kind, array, channel, scale, table)

    def width(self, *, compact: bool = False) -> int:
        """How wide it is drawn in a strip of normal height, in logical pixels."""
        match self.kind:
            case "bars":
                return 2 * theme.px(_reach(compact)) + 1
            case "column":
                return theme.px(_COLUMN_WIDTH) + 2
            case _:
                face, depth = self._plan(theme.px(COMPACT_HEIGHT if compact else FULL_HEIGHT), 1, 1.0, compact)
                return face.width + 2 + depth

    def image(self, height: int, ratio: float, *, compact: bool) -> PixelImage:
        """The finished picture, no taller than `height` screen pixels."""
        key = (height, ratio, compact, theme.tokens(), theme.signed_palette())
        if self._made is None or self._made[0] != key:
            self._made = (key, self._make(height, ratio, compact))
        return self._made[1]

    def draw(self, painter: QPainter, rect: QRectF, ratio: float, *, compact: bool) -> None:
        """Draw it in the middle of `rect` (logical pixels) with a painter that counts in screen pixels."""
        made = self.image(int(rect.height() * ratio), ratio, compact=compact)
        height, width = made.pixels.shape
        middle = rect.center()
        painter.drawImage(round(middle.x() * ratio - width / 2), round(middle.y() * ratio - height / 2), made.image)

    def _make(self, height: int, ratio: float, compact: bool) -> PixelImage:
        unit = max(1, round(ratio))
        match self.kind:
            case "bars":
                pixels = self._bars(height, unit, ratio, compact)
            case "column":
                pixels = self._column(height, unit, ratio)
            case _:
                pixels = self._volume(height, unit, ratio, compact)
        return PixelImage.of(pixels, transparent=True)

    def _volume(self, height: int, unit: int, ratio: float, compact: bool) -> Pixels:
        """The front face, framed, and the slabs behind it."""
        layout, depth = self._plan(height, unit, ratio, compact)
        front = self._values[self._channel : self._channel + 1]
        face = cell_colours.compose(front, self._scale, self._palette, layout, 0, ratio)
        template = _template(layout.height, layout.width, depth, unit)
        lookup = np.empty(depth + 2, dtype=np.uint32)
        lookup[0], lookup[1] = 0, packed(theme.tokens().grip)
        if depth:
            lookup[2:] = self._tints(depth)
        pixels = lookup.take(template, mode="clip")
        top = template.shape[0] - layout.height - unit
        pixels[top : top + layout.height, unit : unit + layout.width] = face
        return pixels

    def _plan(self, height: int, unit: int, ratio: float, compact: bool) -> tuple[MosaicLayout, int]:
        """The front face, and how many slabs stand behind it."""
        channels = 1 if self.kind == "picture" else self._values.shape[0]
        return _plan(channels, self._values.shape[1:], height, unit, ratio, compact, theme.tokens().scale)

    def _tints(self, depth: int) -> Pixels:
        """The colours of the slabs: the means of the channels behind the front one, strongest last but one step."""
        values = self._values
        with np.errstate(invalid="ignore", over="ignore"):
            means = values.reshape(len(values), -1).mean(axis=1)[_behind(len(values), depth, self._channel)]
        strongest = normalise.scale_of(means, signed=self._scale.signed)
        scale = ColourScale(strongest.low / _STRONGEST_TINT, strongest.high / _STRONGEST_TINT, strongest.signed)
        table = cell_colours.resolve(self._palette)
        return normalise.colourise(means, scale, table, not_finite_colour=packed(theme.tokens().text3))

    def _column(self, height: int, unit: int, ratio: float) -> Pixels:
        """A long vector as one column: each line the value of its block that is farthest from zero."""
        values = self._values.reshape(-1)
        lines = max(1, min(values.size, height // unit - _BREATH))
        starts = np.linspace(0, values.size, lines, endpoint=False).astype(int)
        high, low = np.maximum.reduceat(values, starts), np.minimum.reduceat(values, starts)
        farthest = np.where(np.abs(low) > np.abs(high), low, high) if self._scale.signed else high
        table = cell_colours.resolve(self._palette)
        colours = normalise.colourise(farthest, self._scale, table, not_finite_colour=packed(theme.tokens().text3))
        wide = round(theme.px(_COLUMN_WIDTH) * ratio)
        pixels = np.full((lines * unit + 2 * unit, wide + 2 * unit), packed(theme.tokens().grip), dtype=np.uint32)
        pixels[unit:-unit, unit:-unit] = colours.repeat(unit)[:, np.newaxis]
        return pixels

    def _bars(self, height: int, unit: int, ratio: float, compact: bool) -> Pixels:
        """A short vector as bars to either side of a zero line, the largest number in accent."""
        tokens = theme.tokens()
        values = np.nan_to_num(self._values.reshape(-1).astype(np.float64), nan=0.0, posinf=0.0, neginf=0.0)
        reach = round(theme.px(_reach(compact)) * ratio)
        high = height - _BREATH * unit
        pitch = high / values.size
        gap = unit if pitch >= 3 * unit else 0
        longest = float(np.abs(values).max()) or 1.0
        pixels = np.zeros((high, 2 * reach + unit), dtype=np.uint32)
        leader = int(values.argmax())
        for place, value in enumerate(values):
            top, bottom = round(place * pitch), max(round(place * pitch) + 1, round((place + 1) * pitch) - gap)
            length = round(abs(value) / longest * reach)
            left = reach + unit if value > 0 else reach - length
            colour = packed(tokens.accent if place == leader else tokens.bar2)
            pixels[top:bottom, left : left + length] = colour
        pixels[:, reach : reach + unit] = packed(tokens.grip)
        return pixels


def paint_volume(painter: QPainter, rect: QRectF, volume: VolumeImage, *, compact: bool = False) -> None:
    """Draw a volume in the middle of `rect`, on whole screen pixels.

    Args:
        painter: of the widget.
        rect: the place, in logical pixels; its height bounds the volume.
        volume: what to draw.
        compact: the small form: smaller zoom, one slab for two channels.
    """
    with screen_pixels(painter) as ratio:
        volume.draw(painter, rect, ratio, compact=compact)


def _reach(compact: bool) -> int:
    """How far the longest bar reaches from the zero line."""
    return 18 if compact else 24


@lru_cache(maxsize=128)
def _plan(
    channels: int, cells: tuple[int, int], height: int, unit: int, ratio: float, compact: bool, scale: float
) -> tuple[MosaicLayout, int]:
    """The front face of a volume that is at most `height` high, and how many slabs stand behind it."""
    depth = min(channels, _MOST_SLABS) - 1
    if compact:
        depth = (depth + 1) // 2
    return _face(*cells, max(unit, height - (2 + depth // 2) * unit), ratio, compact, scale), depth


def _face(rows: int, columns: int, room: int, ratio: float, compact: bool, scale: float) -> MosaicLayout:
    """The front face at the largest whole zoom that design and room allow; shrunk where it is larger than that."""
    side = max(rows, columns)
    base = (_COMPACT_FACE if compact else _FULL_FACE) * scale
    widest = int(base / 2 * ratio)
    wanted = int(max(1, round(math.log2(base / side))) * ratio)
    zoom = max(1, min(wanted, room // rows, widest * 4 // 3 // side))
    shrink = max(math.ceil(side / widest), math.ceil(rows / room)) if zoom == 1 else 1
    return MosaicLayout(1, rows, columns, 1, 1, zoom, shrink, 0)


@lru_cache(maxsize=128)
def _behind(channels: int, depth: int, front: int) -> NDArray[np.intp]:
    """Which channels the slabs are, evenly apart among all but the one in front."""
    others = np.linspace(0, channels - 2, depth).astype(np.intp)
    return others + (others >= front)


@lru_cache(maxsize=128)
def _template(face_height: int, face_width: int, depth: int, unit: int) -> NDArray[np.intp]:
    """Which colour each pixel of a volume takes: 0 nothing, 1 outline, 2 + k the slab k + 1 steps behind the face.

    Slab k lies k units to the right and k // 2 units up. Outlined are the whole shape and the face.
    """
    rise = depth // 2 * unit
    high, wide = face_height + 2 * unit, face_width + 2 * unit
    template = np.zeros((high + rise, wide + depth * unit), dtype=np.intp)
    for step in range(depth, -1, -1):
        left, top = step * unit, rise - step // 2 * unit
        template[top : top + high, left : left + wide] = step + 1
    inside = template > 0
    padded = np.pad(inside, unit)
    core = inside.copy()
    for down, right in ((0, 1), (2, 1), (1, 0), (1, 2)):
        y, x = down * unit, right * unit
        core &= padded[y : y + inside.shape[0], x : x + inside.shape[1]]
    template[inside & ~core] = 1
    # The front face is written over 1 afterwards; its frame stays.
    template[rise : rise + high, :wide] = 1
    template.flags.writeable = False
    return template
