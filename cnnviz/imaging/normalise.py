"""From numbers to colours: which range a picture shows, and which of the 256 colours each number gets."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.imaging.palettes import SIGNED_ZERO

# What NaN and ±Inf are painted with: a grey that no signed map contains. A widget may hatch them with `not_finite`.
NOT_FINITE_COLOUR = 0xFF8B8E96

# Numbers converted at a time: what fits the processor's cache (64 × 1024 float32 = 256 KiB).
_CHUNK = 65_536
_FEW = 4096  # of numbers: what is done to them costs less than the call that does it


@dataclass(frozen=True, slots=True)
class ColourScale:
    """The range of numbers that a colour map spans.

    Attributes:
        low: the number at the map's first colour; −high where signed.
        high: the number at the map's last colour; always above `low`.
        signed: zero stands in the middle of the map.
    """

    low: float
    high: float
    signed: bool


def scale_of(values: NDArray[Any], *, signed: bool | None = None) -> ColourScale:
    """The range that shows all of `values`: symmetric around zero, or from zero up.

    NaN and Inf are left out. Where nothing but zeros is left, the range is −1 … 1 or 0 … 1.

    Args:
        values: numbers of any shape and type.
        signed: symmetric −max|v| … max|v| (True) or 0 … max (False: what is below zero looks like zero); None
            decides by whether any number is below zero.
    """
    low, high = extent(values)
    if signed is None:
        signed = low < 0
    top = max(-low, high) if signed else high
    if top <= 0:
        top = 1.0
    return ColourScale(-top if signed else 0.0, top, signed)


def extent(values: NDArray[Any]) -> tuple[float, float]:
    """The smallest and the largest finite number; (0, 0) where there is none."""
    if not values.size:
        return 0.0, 0.0
    low, high = float(values.min()), float(values.max())
    if math.isfinite(low) and math.isfinite(high):
        return low, high
    finite = values[np.isfinite(values)]
    return (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)


def merge(scales: Iterable[ColourScale]) -> ColourScale:
    """The range that shows what each of `scales` shows; signed where any of them is.

    Raises:
        ValueError: no scale at all.
    """
    all_scales = tuple(scales)
    if not all_scales:
        raise ValueError("merge() needs at least one scale")
    signed = any(scale.signed for scale in all_scales)
    high = max(scale.high for scale in all_scales)
    low = -high if signed else min(scale.low for scale in all_scales)
    return ColourScale(low, high, signed)


def not_finite(values: NDArray[Any]) -> NDArray[np.bool_]:
    """True where a number is NaN or ±Inf, in the shape of `values`."""
    if values.dtype.kind != "f":
        return np.zeros(values.shape, dtype=np.bool_)
    mask: NDArray[np.bool_] = ~np.isfinite(values)
    return mask


def indices(values: NDArray[Any], scale: ColourScale) -> NDArray[np.uint8]:
    """The colour's place in the map, 0 … 255, for every number, in the shape of `values`.

    Signed: zero is exactly `SIGNED_ZERO` (128), −high is 1, +high is 255. Otherwise low is 0 and high is 255. What is
    beyond the range gets the end's colour; NaN gets zero's place (ask `not_finite` where they are).
    """
    flat = np.ascontiguousarray(values).reshape(-1)
    result = np.empty(flat.size, dtype=np.uint8)
    for start in range(0, flat.size, _CHUNK):
        _indices_into(flat[start : start + _CHUNK], scale, result[start : start + _CHUNK])
    return result.reshape(values.shape)


def colourise(
    values: NDArray[Any],
    scale: ColourScale,
    packed_table: NDArray[np.uint32],
    *,
    not_finite_colour: int = NOT_FINITE_COLOUR,
) -> NDArray[np.uint32]:
    """The colour of every number as 0xAARRGGBB, in the shape of `values`.

    Args:
        values: numbers of any shape and type.
        scale: the range that the map spans.
        packed_table: 256 colours, as `palettes.packed` gives them.
        not_finite_colour: what NaN and ±Inf are painted with.
    """
    flat = np.ascontiguousarray(values).reshape(-1)
    if flat.size <= _FEW:  # many such pictures are made at each move of a pen: no more calls than needed
        place = np.empty(flat.size, dtype=np.uint8)
        all_finite = not flat.size or _indices_into(flat, scale, place)
        whole: NDArray[np.uint32] = packed_table.take(place, mode="clip")
        if not all_finite:
            whole[~np.isfinite(flat)] = np.uint32(not_finite_colour)
        return whole.reshape(values.shape)
    result = np.empty(flat.size, dtype=np.uint32)
    place = np.empty(min(_CHUNK, flat.size), dtype=np.uint8)
    for start in range(0, flat.size, _CHUNK):
        chunk, colours = flat[start : start + _CHUNK], result[start : start + _CHUNK]
        all_finite = _indices_into(chunk, scale, place[: chunk.size])
        np.take(packed_table, place[: chunk.size], out=colours, mode="clip")
        if not all_finite:
            colours[~np.isfinite(chunk)] = np.uint32(not_finite_colour)
    return result.reshape(values.shape)


def _indices_into(chunk: NDArray[Any], scale: ColourScale, out: NDArray[np.uint8]) -> bool:
    """Fill `out` with the places of `chunk`; answer whether all its numbers were finite."""
    exact = chunk.dtype == np.float64 or scale.high < 1e-30 or scale.high > 1e30
    work: Any = chunk.astype(np.float64 if exact else np.float32)
    finite = chunk.dtype.kind != "f" or _all_finite(work)
    with np.errstate(invalid="ignore", over="ignore", under="ignore"):
        if scale.signed:
            work /= scale.high
            work *= 127.0
            work += SIGNED_ZERO + 0.5
            _clip(work, 1.0)
        else:
            work -= scale.low
            work /= scale.high - scale.low
            work *= 255.0
            work += 0.5
            _clip(work, 0.0)
        if not finite:
            zero = SIGNED_ZERO if scale.signed else 0
            np.copyto(work, zero, where=np.isnan(work))
        np.copyto(out, work, casting="unsafe")
    return finite


def _all_finite(work: NDArray[Any]) -> bool:
    """Whether no number is NaN or Inf: each way is the faster one for its size."""
    if work.size <= _FEW:
        return bool(np.isfinite(work).all())
    return math.isfinite(float(work.max()) - float(work.min()))


def _clip(work: NDArray[Any], low: float) -> None:
    """Bring numbers into `low` … 255, in place; for few of them `np.clip` costs more than the two halves of it."""
    if work.size <= _FEW:
        np.minimum(np.maximum(work, low, out=work), 255.0, out=work)
    else:
        np.clip(work, low, 255.0, out=work)
