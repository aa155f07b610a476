"""From strokes to the 28×28 picture that a digit network sees.

`Ink` is the canvas as numbers: a square mask that strokes are drawn into while the pen moves. `place` turns it into
the network's input in one of three ways. Nothing here knows a screen: what is painted for the eye is another matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cnnviz.data.drawing import Drawing, Stroke, pressure_factor

Mode = Literal["raw", "boxed", "centred"]

MODES: tuple[Mode, ...] = ("raw", "boxed", "centred")
RESOLUTION = 336  # 12 mask cells for each pixel of the input
SIDE = 28  # of the network's input
BOX = 20  # side of the square that MNIST scaled its digits into

# Points fall on eighths of a mask cell, radii on 64ths: invisible, and 100,000 crowded points become few.
_SNAP = np.array([8.0, 8.0, 64.0])
_FAR = 1000  # canvases away: a pen further off is taken to be here
_CHUNK = 2048  # pieces looked through at once
_CELLS = 500_000  # cells worked on at once


class Ink:
    """The canvas as a mask of ink, drawn into piece by piece.

    A line is the union of round-ended pieces from each point to the next, so it has no gaps at any speed and the
    mask is the same whether it was drawn in one go or point by point. Edges are smooth: a cell that the line covers
    in part is grey. An eraser takes one cell more than its width on each side, so that going over a line again with
    an eraser of equal width leaves nothing of it.

    Args:
        resolution: cells along each side of the mask. Fewer than `RESOLUTION` are faster, and as good where the
            drawing fills the canvas.
    """

    def __init__(self, resolution: int = RESOLUTION) -> None:
        self._mask: NDArray[np.uint8] = np.zeros((resolution, resolution), dtype=np.uint8)

    @classmethod
    def of(cls, drawing: Drawing, resolution: int = RESOLUTION) -> Ink:
        """The ink of a whole drawing."""
        ink = cls(resolution)
        for stroke in drawing.strokes:
            ink.extend(stroke, 0, drawing.size)
        return ink

    @property
    def mask(self) -> NDArray[np.uint8]:
        """How much of each cell is ink, 0–255, (side, side), y down: a read-only view that stays up to date."""
        view = self._mask.view()
        view.setflags(write=False)
        return view

    @property
    def is_empty(self) -> bool:
        """Whether no ink is on the canvas, be it that nothing was drawn or that all was erased."""
        return not self._mask.any()

    def clear(self) -> None:
        """Take all ink away."""
        self._mask[:] = 0

    def extend(self, stroke: Stroke, start: int, size: float) -> None:
        """Draw the points of a stroke from index `start` on, joined to the one before; costs what the new ones cost.

        Args:
            stroke: the stroke as it is now; points that are not finite are left out.
            start: how many of its points were drawn before; 0 draws all.
            size: side of the canvas in the stroke's units.
        """
        erase = stroke.tool == "eraser"
        starts, ends = _pieces(stroke, start, size, len(self._mask), 1.0 if erase else 0.0)
        for first in range(0, len(starts), _CHUNK):
            self._draw(starts[first : first + _CHUNK], ends[first : first + _CHUNK], erase)

    def _draw(self, starts: NDArray[np.float32], ends: NDArray[np.float32], erase: bool) -> None:
        """Draw pieces: (n, 3) each, x, y and radius in cells."""
        side = len(self._mask)
        reach = np.maximum(starts[:, 2:], ends[:, 2:]) + np.float32(0.5)
        low = np.floor(np.minimum(starts[:, :2], ends[:, :2]) - reach).astype(np.int32)  # (n, 2)
        high = np.ceil(np.maximum(starts[:, :2], ends[:, :2]) + reach).astype(np.int32)
        inside = (high > 0).all(axis=1) & (low < side).all(axis=1)
        if len(low) > 64:  # worth looking first for pieces that would change nothing
            inside &= ~self._settled(low, high, erase)
        if not inside.all():
            starts, ends, low, high = starts[inside], ends[inside], low[inside], high[inside]
        if not len(low):
            return
        extent = int((high - low).max())
        count = max(_CELLS // (extent * extent), 1)
        for first in range(0, len(low), count):
            part = slice(first, first + count)
            covered = _coverage(starts[part], ends[part], low[part], extent)
            self._combine(covered, low[part], high[part], erase)

    def _combine(
        self, covered: NDArray[np.uint8], low: NDArray[np.int32], high: NDArray[np.int32], erase: bool
    ) -> None:
        """Bring what pieces cover into the mask, (n, extent, extent) with corners at `low`."""
        combine = np.minimum if erase else np.maximum
        if erase:
            np.subtract(255, covered, out=covered)
        left, top = np.maximum(low, 0).T.tolist()
        right, bottom = np.minimum(high, len(self._mask)).T.tolist()
        for tile, x0, y0, x1, y1, (x, y) in zip(covered, left, top, right, bottom, low.tolist(), strict=True):
            part = self._mask[y0:y1, x0:x1]
            combine(part, tile[y0 - y : y1 - y, x0 - x : x1 - x], out=part)

    def _settled(self, low: NDArray[np.int32], high: NDArray[np.int32], erase: bool) -> NDArray[np.bool_]:
        """Which rectangles of the mask are wholly ink (or, for an eraser, wholly paper) already, (n,)."""
        side = len(self._mask)
        counts = np.zeros((side + 1, side + 1), dtype=np.int32)
        np.cumsum(np.cumsum(self._mask == (0 if erase else 255), axis=0, dtype=np.int32), axis=1, out=counts[1:, 1:])
        (x0, y0), (x1, y1) = np.clip(low, 0, side).T, np.clip(high, 0, side).T
        return counts[y1, x1] - counts[y0, x1] - counts[y1, x0] + counts[y0, x0] == (x1 - x0) * (y1 - y0)


@dataclass(frozen=True, eq=False)
class Placed:
    """The network's input, and where its ink came from.

    Args:
        pixels: (28, 28) float32 in 0–1, ink = 1, read-only.
        box: x0, y0, x1, y1 of the ink's bounding box in fractions of the canvas; None without ink.
        centre: x, y of the ink's centre of mass in fractions of the canvas; None without ink.
        mode: how it was placed.
    """

    pixels: NDArray[np.float32]
    box: tuple[float, float, float, float] | None
    centre: tuple[float, float] | None
    mode: Mode


def place(ink: Ink, mode: Mode) -> Placed:
    """The 28×28 input for the ink on a canvas.

    - raw: the whole canvas, each pixel the mean of its part of the canvas.
    - boxed: the ink's bounding box scaled, aspect kept, into 20×20 and put in the middle.
    - centred: scaled the same, then moved by whole pixels until the centre of mass lies in pixel (14, 14), as in MNIST
      (http://yann.lecun.com/exdb/mnist/); never so far that ink would leave the picture.

    Boxed and centred pictures are stretched so that the darkest pixel is 1: a hair line would be faint otherwise.
    """
    return _place(ink.mask, np.float32(1 / 255), mode)


def place_picture(ink_values: NDArray[np.float32], mode: Mode) -> Placed:
    """The 28×28 input for a picture of a digit, in the same three ways as `place`.

    A picture that is not square is put in the middle of a square first. For boxed and centred, what is no darker than
    most of the picture's border is taken for paper. Nearly every MNIST digit placed as centred stays as it is.

    Args:
        ink_values: (height, width) in 0–1 with ink = 1.
        mode: one of `MODES`.
    """
    values = np.clip(np.nan_to_num(np.asarray(ink_values, dtype=np.float32)), 0.0, 1.0)
    height, width = values.shape
    side = max(height, width)
    if height != width:
        square = np.zeros((side, side), dtype=np.float32)
        top, left = (side - height) // 2, (side - width) // 2
        square[top : top + height, left : left + width] = values
    else:
        square = values
    if mode != "raw" and values.size:
        border = np.concatenate([values[0], values[-1], values[:, 0], values[:, -1]])
        paper, peak = np.float32(min(0.5, 1.25 * float(np.percentile(border, 95)))), values.max()
        if 0 < paper < peak:
            square = np.clip((square - paper) / (peak - paper), 0.0, 1.0)
    return _place(square, np.float32(1), mode)


def _place(mask: NDArray[np.uint8] | NDArray[np.float32], unit: np.float32, mode: Mode) -> Placed:
    """Place a square mask whose full ink is 1 / `unit`."""
    if mode not in MODES:
        raise ValueError(f"mode is one of {', '.join(MODES)}, not {mode!r}")
    side = len(mask)
    columns, rows = np.flatnonzero(mask.any(axis=0)), np.flatnonzero(mask.any(axis=1))
    if not len(columns):
        return Placed(_read_only(np.zeros((SIDE, SIDE), dtype=np.float32)), None, None, mode)
    x0, x1, y0, y1 = int(columns[0]), int(columns[-1]) + 1, int(rows[0]), int(rows[-1]) + 1
    crop = mask[y0:y1, x0:x1].astype(np.float32) * unit
    centre_x, centre_y = x0 + _middle(crop.sum(axis=0)), y0 + _middle(crop.sum(axis=1))

    # A point x of the mask lies at scale * x + offset in the input.
    if mode == "raw":
        scale, offset_x, offset_y = SIDE / side, 0.0, 0.0
    else:
        scale = BOX / max(x1 - x0, y1 - y0)
        offset_x = _offset(x0, x1, centre_x, scale, mode)
        offset_y = _offset(y0, y1, centre_y, scale, mode)
    across = _shares(x1 - x0, scale, offset_x + scale * x0)  # (28, width)
    down = _shares(y1 - y0, scale, offset_y + scale * y0)  # (28, height)
    pixels = down @ crop @ across.T
    if mode != "raw":
        pixels /= pixels.max()
    return Placed(
        _read_only(np.clip(pixels, 0.0, 1.0, out=pixels)),
        (x0 / side, y0 / side, x1 / side, y1 / side),
        (centre_x / side, centre_y / side),
        mode,
    )


def _middle(masses: NDArray[np.float32]) -> float:
    """The centre of mass of cells along one axis, from the first one's edge."""
    return float(masses @ (np.arange(len(masses), dtype=np.float32) + np.float32(0.5))) / float(masses.sum())


def _offset(low: int, high: int, centre: float, scale: float, mode: Mode) -> float:
    """Where the canvas's zero lies in the input along one axis, for ink from `low` to `high` with this centre."""
    extent = scale * (high - low)
    if mode == "boxed":
        edge = (SIDE - extent) / 2
    else:
        # Whole pixels, rounded as MNIST's were: all of its digits have their centre of mass in 14 ≤ x < 15.
        edge = min(max(np.ceil(SIDE / 2 - scale * (centre - low) - 1e-4), 0.0), np.floor(SIDE - extent + 1e-9))
    return float(edge) - scale * low


def _shares(count: int, scale: float, offset: float) -> NDArray[np.float32]:
    """How much of each of 28 pixels each of `count` cells fills along one axis, (28, count): averaging by area."""
    edges = offset + scale * np.arange(count + 1)
    pixels = np.arange(SIDE)[:, None]
    covered = np.minimum(edges[1:], pixels + 1) - np.maximum(edges[:-1], pixels)
    return np.maximum(covered, 0.0).astype(np.float32)


def _read_only(values: NDArray[np.float32]) -> NDArray[np.float32]:
    values.setflags(write=False)
    return values


def _pieces(
    stroke: Stroke, start: int, size: float, side: int, extra: float
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The stroke's new part as short round-ended pieces: where they start and end, (n, 3): x, y, radius in cells."""
    points = stroke.points[max(start - 1, 0) :]
    finite = np.isfinite(points)
    if not finite.all():
        points = points[finite.all(axis=1)]
    if not len(points) or start >= len(stroke.points):
        empty = np.empty((0, 3), dtype=np.float32)
        return empty, empty
    scale = side / size
    knots = np.empty((len(points), 3), dtype=np.float64)
    knots[:, :2] = points[:, :2]
    knots[:, 2] = pressure_factor(points[:, 2]) * (0.5 * stroke.width)
    knots *= scale
    np.maximum(np.minimum(knots, _FAR * side, out=knots), -_FAR * side, out=knots)
    knots *= _SNAP
    np.rint(knots, out=knots)
    knots /= _SNAP
    knots[:, 2] = np.minimum(np.maximum(knots[:, 2], 0.5), 2 * side) + extra
    starts, ends = (knots[:-1], knots[1:]) if len(knots) > 1 else (knots, knots)
    if len(starts) > 64:
        moved = (starts != ends).any(axis=1)
        moved[0] = True
        starts, ends = starts[moved], ends[moved]
    starts, ends = _within(starts, ends, side)
    return _split(starts, ends)


def _within(
    starts: NDArray[np.float64], ends: NDArray[np.float64], side: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The parts of pieces that can be seen: a pen that went far off the canvas costs nothing there."""
    if min(starts[:, :2].min(), ends[:, :2].min()) >= 0 and max(starts[:, :2].max(), ends[:, :2].max()) <= side:
        return starts, ends
    margin = np.maximum(starts[:, 2], ends[:, 2])[:, None] + 2
    low, high = -margin, side + margin
    step = ends - starts
    with np.errstate(divide="ignore", invalid="ignore"):
        one, other = (low - starts[:, :2]) / step[:, :2], (high - starts[:, :2]) / step[:, :2]
    still = step[:, :2] == 0
    seen = (starts[:, :2] >= low) & (starts[:, :2] <= high)
    enter = np.where(still, np.where(seen, 0.0, 2.0), np.minimum(one, other)).max(axis=1).clip(min=0.0)
    leave = np.where(still, 1.0, np.maximum(one, other)).min(axis=1).clip(max=1.0)
    kept = enter <= leave
    starts, step = starts[kept], step[kept]
    return starts + enter[kept, None] * step, starts + leave[kept, None] * step


def _split(starts: NDArray[np.float64], ends: NDArray[np.float64]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Cut long pieces, so that the square around each is small; each is cut alike whoever its neighbours are."""
    step = ends - starts
    length = np.hypot(step[:, 0], step[:, 1])
    longest = np.maximum(6.0, 2.0 * np.minimum(starts[:, 2], ends[:, 2]))
    parts = np.maximum(np.ceil(length / longest), 1).astype(np.int64)
    if (parts == 1).all():
        return starts.astype(np.float32), ends.astype(np.float32)
    which = np.repeat(np.arange(len(parts)), parts)
    number = np.arange(len(which)) - np.repeat(np.cumsum(parts) - parts, parts)
    begin = (number / parts[which])[:, None]
    finish = ((number + 1) / parts[which])[:, None]
    starts, step = starts[which], step[which]
    return (starts + begin * step).astype(np.float32), (starts + finish * step).astype(np.float32)


def _coverage(
    starts: NDArray[np.float32], ends: NDArray[np.float32], low: NDArray[np.int32], side: int
) -> NDArray[np.uint8]:
    """How much of each cell of a side×side square at `low` each piece covers, 0–255, (n, side, side)."""
    across = np.arange(side, dtype=np.float32) + np.float32(0.5)
    corner = low.astype(np.float32) - starts[:, :2]
    x = (across + corner[:, :1])[:, None, :]  # (n, 1, side), from the start
    y = (across + corner[:, 1:])[:, :, None]  # (n, side, 1)
    step_x, step_y, widening = (ends - starts).T[:, :, None, None]  # (n, 1, 1) each
    length = step_x * step_x + step_y * step_y
    inverse = np.float32(1) / np.maximum(length, np.float32(1e-12))
    along = x * (step_x * inverse) + y * (step_y * inverse)  # (n, side, side): 0 at the start, 1 at the end
    np.maximum(np.minimum(along, np.float32(1), out=along), np.float32(0), out=along)
    away = np.square(x - along * step_x)
    away += np.square(y - along * step_y)
    np.sqrt(away, out=away)
    np.subtract(starts[:, 2, None, None] + np.float32(0.5), away, out=away)
    if widening.any():
        away += along * widening
    np.maximum(np.minimum(away, np.float32(1), out=away), np.float32(0), out=away)
    away *= np.float32(255)
    away += np.float32(0.5)
    return away.astype(np.uint8)
