"""Mean, spread and range of very many pictures, exactly, from counts of their pixel values."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_AT_ONCE = 1 << 24  # pixels; a set may be larger than the memory


def histogram(images: NDArray[np.uint8], places: NDArray[np.int64] | None = None) -> NDArray[np.int64]:
    """How often each value 0 … 255 occurs in each channel.

    Args:
        images: (N, C, H, W).
        places: those pictures alone, (n,); all where left out.

    Returns:
        (C, 256).
    """
    channels = images.shape[1]
    count = len(images) if places is None else len(places)
    step = max(1, _AT_ONCE // max(1, int(np.prod(images.shape[1:]))))
    found = np.zeros((channels, 256), dtype=np.int64)
    for start in range(0, count, step):
        some = images[start : start + step] if places is None else images[places[start : start + step]]
        for channel in range(channels):
            found[channel] += np.bincount(some[:, channel].reshape(-1), minlength=256)
    return found


def mean_and_std(counts: NDArray[np.int64]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Mean and (population) standard deviation of each channel on the scale 0 … 1, from its `histogram`.

    Integers until the last division, so there is no rounding to gather. Of no pixels: 0 and 0.
    """
    means, deviations = [], []
    for channel in counts.tolist():
        pixels = sum(channel)
        total = sum(value * times for value, times in enumerate(channel))
        squares = sum(value * value * times for value, times in enumerate(channel))
        means.append(total / pixels / 255 if pixels else 0.0)
        deviations.append((pixels * squares - total * total) ** 0.5 / pixels / 255 if pixels else 0.0)
    return tuple(means), tuple(deviations)


def lowest_and_highest(counts: NDArray[np.int64]) -> tuple[int, int]:
    """The lowest and the highest value that occur in any channel; 0 and 255 of no pixels."""
    present = np.flatnonzero(counts.sum(axis=0))
    return (int(present[0]), int(present[-1])) if present.size else (0, 255)
