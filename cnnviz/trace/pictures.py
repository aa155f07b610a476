"""What a tensor of any shape looks like: maps side by side, one picture, or numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from cnnviz.imaging.normalise import ColourScale, extent, scale_of
from cnnviz.trace.derive import bytes_of
from cnnviz.trace.records import Trace
from cnnviz.trace.tensors import Shape, TensorRecord

MOST_NUMBERS = 40
"""Up to so many numbers of a vector are written; more are cells to point at."""

_LONGEST = 6  # a picture wider than so many times its height shows nothing
_FOLDING = frozenset({"reshape", "view", "flatten", "squeeze"})

Kind = Literal["maps", "matrix", "vector", "number"]


@dataclass(frozen=True, eq=False)
class TensorPicture:
    """One tensor, or one entry of its batch, ready to be painted.

    Attributes:
        kind: "maps" for pictures side by side, "matrix" for one with rows and columns, "vector" for numbers in one row
            that is folded into lines, "number" for a single one.
        values: (C, H, W) of maps, else (H, W); NaN where a folded vector has no number left for its last line.
        count: how many numbers it shows.
        by_channel: a vector's lines are the channels that it was folded from.
    """

    kind: Kind
    values: NDArray[Any]
    count: int
    by_channel: bool = False


def axis_names(shape: Shape, *, learned: bool = False) -> tuple[str, ...]:
    """What PyTorch's documentation calls the axes: N images, C channels, H × W cells; rows and columns elsewhere.

    Args:
        shape: of the tensor.
        learned: it is one of the model's own, whose first axes are what it puts out and what it takes in.
    """
    if learned and len(shape) > 1:
        return ("out", "in", *("D", "H", "W")[5 - len(shape) :])[: len(shape)]
    return {
        5: ("N", "C", "D", "H", "W"),
        4: ("N", "C", "H", "W"),
        3: ("N", "L", "F"),
        2: ("N", "F"),
        1: ("N",),
    }.get(len(shape), tuple(f"{axis}" for axis in range(len(shape))))


def image_count(shape: Shape) -> int:
    """Between how many images a person can choose: axis 0 where there are more axes, else one."""
    return max(shape[0], 1) if len(shape) > 1 else 1


def channel_count(shape: Shape) -> int:
    """Between how many pictures of one image a person can choose: the channels of (N, C, H, W)."""
    return max(shape[1], 1) if len(shape) >= 4 else 1


def picture_of(record: TensorRecord, image: int = 0, lines: int | None = None) -> TensorPicture | None:
    """The tensor as a picture, or None where its values were not kept or it has none.

    Args:
        record: the tensor.
        image: which entry of axis 0, where it has more than one axis.
        lines: into how many lines a vector is folded; None for about a square.
    """
    values = record.values
    if values is None or not values.size:
        return None
    if values.dtype.kind == "c":
        values = np.abs(values)
    if values.dtype.kind == "b":
        values = values.astype(np.uint8)
    if values.dtype == np.float16:
        values = values.astype(np.float32)
    if values.ndim == 0:
        return TensorPicture("number", values.reshape(1, 1), 1)
    if values.ndim == 1:
        return _vector(values, None)
    one = values[min(image, len(values) - 1)]
    if one.ndim == 1:
        return _vector(one, lines)
    if one.ndim == 2:
        return TensorPicture("matrix", one, one.size)
    return TensorPicture("maps", one.reshape(-1, *one.shape[-2:]), one.size)


def folded_from(trace: Trace, record: TensorRecord) -> int | None:
    """Of how many channels a flattened tensor was made, None where it is no flattened stack of maps."""
    if len(record.shape) != 2:
        return None
    for op in trace.ops:
        if op.name in _FOLDING and op.inputs and any(output is record for output in op.outputs):
            before = op.inputs[0].shape
            fits = len(before) == 4 and before[0] == record.shape[0] and math.prod(before[1:]) == record.shape[1]
            return before[1] if fits and before[2] * before[3] > 1 else None
    return None


def thumbnail_of(record: TensorRecord, image: int, channel: int) -> NDArray[Any] | None:
    """One small picture (H, W) that stands for the tensor; None where its values were not kept."""
    picture = picture_of(record, image)
    if picture is None:
        return None
    if picture.kind == "maps":
        return picture.values[min(channel, len(picture.values) - 1)]
    return picture.values


def colours_of(
    trace: Trace, record: TensorRecord, values: NDArray[Any], *, signed: bool | None = None
) -> tuple[str, ColourScale]:
    """The colour map and the range for a picture of a tensor.

    What the model was given is ink on paper; elsewhere zero is paper, and what is below it has its own colour.

    Args:
        trace: the pass.
        record: the tensor.
        values: those of its numbers that are painted.
        signed: zero in the middle of the scale, or at its end; None for whichever suits the numbers.
    """
    if signed is not None:
        return ("signed" if signed else "magnitude"), scale_of(values, signed=signed)
    low, high = extent(values)
    if record.dtype == "bool" or (record is trace.input and low >= 0):
        return "grey", ColourScale(min(low, 0.0), high if high > low else low + 1.0, False)
    scale = scale_of(values)
    return ("signed" if scale.signed else "magnitude"), scale


def memory_text(record: TensorRecord) -> str:
    """How much memory the tensor's numbers take: `612.5 KiB`."""
    size = float(bytes_of(record))
    for unit in ("B", "KiB", "MiB"):
        if size < 1024:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1024
    return f"{size:.1f} GiB"


def _line_length(count: int) -> int:
    """Into lines of how many numbers so many are folded: about twice as wide as high, and no last line half empty."""
    wanted = math.sqrt(2 * count)
    whole = [each for each in range(math.ceil(wanted / 2), int(wanted * 2) + 1) if count % each == 0]
    return min(whole, key=lambda each: abs(each - wanted)) if whole else math.ceil(wanted)


def _vector(values: NDArray[Any], lines: int | None) -> TensorPicture:
    """Numbers in one row, folded into lines of equal length."""
    count = len(values)
    if lines and count % lines == 0 and count <= _LONGEST * lines * lines:
        return TensorPicture("vector", values.reshape(lines, -1), count, by_channel=True)
    columns = min(count, 5) if count <= MOST_NUMBERS else _line_length(count)
    rows = -(-count // columns)
    if rows * columns != count:
        padded = np.full(rows * columns, np.nan, dtype=np.float64 if values.dtype.itemsize > 4 else np.float32)
        padded[:count] = values
        values = padded
    return TensorPicture("vector", values.reshape(rows, columns), count)
