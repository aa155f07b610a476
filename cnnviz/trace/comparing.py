"""What two recorded tensors share and in what they differ. No torch, no Qt."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.trace.tensors import TensorRecord

_AT_ONCE = 4_000_000  # numbers; more are compared piece by piece, so that their doubles need no memory of their own


@dataclass(frozen=True, slots=True)
class Difference:
    """How far one tensor is from another of the same shape, as far as their finite numbers tell.

    Attributes:
        changed: the fraction of places with another number, 0 … 1; a NaN in both is no change.
        largest: the largest magnitude of later − earlier; NaN where no place is finite in both. So is `mean`.
        mean: the mean of later − earlier.
    """

    changed: float
    largest: float
    mean: float


def difference(earlier: TensorRecord, later: TensorRecord) -> Difference | None:
    """How far `later` is from `earlier`; None where their shapes differ, they are empty or one was not kept."""
    one, other = earlier.values, later.values
    if one is None or other is None or one.shape != other.shape or not one.size:
        return None
    changed = count = 0
    largest = total = 0.0
    for before, after in _pieces(one, other):
        both_nan = np.isnan(before) & np.isnan(after)
        changed += int(np.count_nonzero((before != after) & ~both_nan))
        with np.errstate(invalid="ignore", over="ignore"):
            gap = after - before
        gap = gap[np.isfinite(gap)]
        if gap.size:
            largest = max(largest, float(np.abs(gap).max()))
            total += float(gap.sum().real)
            count += int(gap.size)
    if not count:
        return Difference(changed / one.size, math.nan, math.nan)
    return Difference(changed / one.size, largest, total / count)


def later_minus_earlier(earlier: NDArray[Any], later: NDArray[Any]) -> NDArray[Any]:
    """Place by place, as float32; what is not finite in one of them is NaN.

    Raises:
        ValueError: the shapes differ.
    """
    if earlier.shape != later.shape:
        raise ValueError(f"the shapes {earlier.shape} and {later.shape} differ")
    with np.errstate(invalid="ignore", over="ignore"):
        gap: NDArray[Any] = _wide(later) - _wide(earlier)
    if gap.dtype.kind == "c":
        gap = np.abs(gap)
    gap[~np.isfinite(gap)] = np.nan
    return gap.astype(np.float32)


def _pieces(one: NDArray[Any], other: NDArray[Any]) -> Iterator[tuple[NDArray[Any], NDArray[Any]]]:
    flat, other_flat = one.reshape(-1), other.reshape(-1)
    for start in range(0, flat.size, _AT_ONCE):
        yield _wide(flat[start : start + _AT_ONCE]), _wide(other_flat[start : start + _AT_ONCE])


def _wide(values: NDArray[Any]) -> NDArray[Any]:
    """As doubles, whose difference no number type of a network overflows."""
    return values.astype(np.complex128 if values.dtype.kind == "c" else np.float64)
