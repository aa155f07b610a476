"""What one tensor was at one moment: a frozen value of numbers. No torch, no Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Shape = tuple[int, ...]

_PIECE = 1 << 15  # numbers that are sorted into bars in one go: they stay in the processor's cache
BINS = 24  # a histogram is drawn as a sparkline, a few pixels a bar


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a tensor's numbers are like.

    Attributes:
        minimum: the smallest finite number; NaN where there is none. So are `maximum`, `mean` and `std`.
        maximum: the largest finite number.
        mean: the mean of the finite numbers.
        std: their population standard deviation (divided by n).
        zeros: the fraction of all numbers that are exactly zero, 0 … 1.
        nan: how many are not a number.
        inf: how many are infinite.
    """

    minimum: float
    maximum: float
    mean: float
    std: float
    zeros: float
    nan: int
    inf: int


@dataclass(frozen=True, slots=True)
class Histogram:
    """How a tensor's finite numbers are spread.

    Attributes:
        low: where the first bar begins: the smallest number.
        high: where the last bar ends: the largest number.
        counts: numbers in each bar; the bars are equally wide. Empty where there are no finite numbers.
    """

    low: float
    high: float
    counts: tuple[int, ...]


@dataclass(frozen=True, eq=False, repr=False)
class TensorRecord:
    """One tensor at one moment of the pass.

    The same moment of the same tensor is one record, wherever it appears: what one layer puts out *is* what the next
    one takes in, unless something wrote into the tensor in between.

    Attributes:
        shape: its size, such as (1, 16, 28, 28).
        dtype: its number type by PyTorch's name, such as `float32`.
        values: its numbers, read-only; None where they were not kept. bfloat16 is given as float32.
        index: its number within the Trace, in the order of recording.
        overwritten: something wrote over the numbers before they could be kept, so nothing is known of them.
        known_statistics: statistics taken while the model ran, where the numbers were not kept.
        known_histogram: the histogram taken while the model ran, where the numbers were not kept.
    """

    shape: Shape
    dtype: str
    values: NDArray[Any] | None
    index: int = -1
    overwritten: bool = False
    known_statistics: Statistics | None = None
    known_histogram: Histogram | None = None

    def __repr__(self) -> str:
        return f"TensorRecord(#{self.index}, {list(self.shape)}, {self.dtype})"

    @cached_property
    def statistics(self) -> Statistics | None:
        """Smallest, largest, mean and so on, computed when first asked; None where nothing was kept."""
        return self.known_statistics if self.values is None else statistics_of(self.values)

    @cached_property
    def histogram(self) -> Histogram | None:
        """How the numbers are spread, computed when first asked; None where nothing was kept."""
        return self.known_histogram if self.values is None else histogram_of(self.values)

    @property
    def size(self) -> int:
        """How many numbers it holds."""
        return math.prod(self.shape)


def statistics_of(values: NDArray[Any]) -> Statistics:
    """The statistics of an array of numbers, of any shape and type."""
    if not values.size:
        return Statistics(math.nan, math.nan, math.nan, math.nan, 0.0, 0, 0)
    zeros = 1.0 - int(np.count_nonzero(values)) / values.size
    numbers, nan, inf = values, 0, 0
    if values.dtype.kind == "f":
        low, high = float(values.min()), float(values.max())
        if not (math.isfinite(low) and math.isfinite(high)):
            nan = int(np.count_nonzero(np.isnan(values)))
            inf = int(np.count_nonzero(np.isinf(values)))
            numbers = values[np.isfinite(values)]
            if not numbers.size:
                return Statistics(math.nan, math.nan, math.nan, math.nan, zeros, nan, inf)
    elif values.dtype.kind == "c":
        numbers = np.abs(values)
    mean = float(numbers.mean(dtype=np.float64))
    std = _std(numbers, mean)
    return Statistics(float(numbers.min()), float(numbers.max()), mean, std, zeros, nan, inf)


def _std(numbers: NDArray[Any], mean: float) -> float:
    """The population standard deviation, piece by piece: a copy of a large array in doubles costs more than the sum."""
    if numbers.size <= _PIECE:
        return float(numbers.std(dtype=np.float64))
    flat, squares = numbers.ravel(), 0.0
    for first in range(0, flat.size, _PIECE):
        distances = flat[first : first + _PIECE].astype(np.float64) - mean
        squares += float(np.dot(distances, distances))
    return math.sqrt(squares / flat.size)


def histogram_of(values: NDArray[Any]) -> Histogram:
    """How an array's finite numbers are spread over `BINS` equal bars; of complex numbers, their magnitudes."""
    numbers = np.abs(values) if values.dtype.kind == "c" else values
    if numbers.dtype.kind == "b":
        numbers = numbers.astype(np.uint8)
    elif numbers.dtype.kind == "f":
        finite = np.isfinite(numbers)
        if not finite.all():
            numbers = numbers[finite]
        if numbers.dtype.itemsize < 4:  # a half's largest number minus its smallest one is no half
            numbers = numbers.astype(np.float32)
    if not numbers.size:
        return Histogram(math.nan, math.nan, ())
    low, high = float(numbers.min()), float(numbers.max())
    if low == high:
        return Histogram(low, high, (int(numbers.size),))
    scale = BINS / (high - low)
    if not math.isfinite(scale):  # numbers that differ by next to nothing, or by more than a float can say
        return Histogram(low, high, (int(numbers.size),))
    counts = np.zeros(BINS, np.int64)
    flat = numbers.ravel()
    for first in range(0, flat.size, _PIECE):  # one at a time lets other threads have their turn
        places = ((flat[first : first + _PIECE].astype(np.float64) - low) * scale).astype(np.int64)
        np.minimum(places, BINS - 1, out=places)
        counts += np.bincount(places, minlength=BINS)
    return Histogram(low, high, tuple(counts.tolist()))
