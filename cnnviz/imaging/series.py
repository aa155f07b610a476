"""Curves that grow: a million points kept within a limit, and what of them a picture of a few hundred columns needs."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

LIMIT = 1 << 20
"""Points that a curve keeps; beyond them every four neighbours become two, the lowest and the highest."""
_FIRST = 1024


class Series:
    """One growing curve, its x never falling.

    Args:
        limit: points that are kept at most, 8 or more.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        if limit < 8:
            raise ValueError("a curve keeps at least 8 points")
        self._limit = limit
        self._x = np.empty(_FIRST, np.float32)
        self._y = np.empty(_FIRST, np.float32)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def x(self) -> NDArray[np.float32]:
        """(n,), ascending; a view that later points do not change."""
        return self._x[: self._count]

    @property
    def y(self) -> NDArray[np.float32]:
        """(n,); not finite where the training was not."""
        return self._y[: self._count]

    def clear(self) -> None:
        """Forget all points."""
        self._x = np.empty(_FIRST, np.float32)
        self._y = np.empty(_FIRST, np.float32)
        self._count = 0

    def extend(self, x: NDArray[Any], y: NDArray[Any]) -> None:
        """Add points behind the last one.

        Args:
            x: (n,), ascending, none before the last one that is there.
            y: (n,).

        Raises:
            ValueError: the two differ in length.
        """
        if x.shape != y.shape or x.ndim != 1:
            raise ValueError(f"x {x.shape} and y {y.shape} should be two rows of equal length")
        start = 0
        while start < len(x):
            if self._count + (len(x) - start) > self._limit and self._count > self._limit // 2:
                self._thin()
            taken = min(len(x) - start, self._limit - self._count)
            self._make_room(self._count + taken)
            self._x[self._count : self._count + taken] = x[start : start + taken]
            self._y[self._count : self._count + taken] = y[start : start + taken]
            self._count += taken
            start += taken

    def window(self, low: float, high: float, columns: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """What a picture of x from `low` to `high` needs.

        Where there are many points to a column, each column gives two: its lowest and its highest. One point beyond
        either end is kept, so that the line leaves the picture instead of ending in it.

        Args:
            low: left edge.
            high: right edge.
            columns: of the picture, in pixels.

        Returns:
            x and y, of equal length, at most 2 · (`columns` + 2) points.
        """
        x, y = self.x, self.y
        first, last = self._within(low, high)
        if last - first <= 2 * max(columns, 1):
            return x[first:last], y[first:last]
        starts = self._starts(first, last, low, high, columns)
        part = y[first:last]
        lowest, highest = (
            np.fmin.reduceat(part, starts - first),
            np.fmax.reduceat(part, starts - first),
        )
        across = np.repeat(x[starts], 2)
        pairs = np.empty(2 * len(starts), np.float32)
        # the one that is nearer to where the column before ended comes first: less ink, and the same peaks
        pairs[0::2], pairs[1::2] = highest, lowest
        pairs[2::4], pairs[3::4] = lowest[1::2], highest[1::2]
        return across, pairs

    def means(self, low: float, high: float, columns: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The same with one point to a column, the mean of its points: enough for a curve that is smooth already."""
        x, y = self.x, self.y
        first, last = self._within(low, high)
        if last - first <= max(columns, 1):
            return x[first:last], y[first:last]
        starts = self._starts(first, last, low, high, columns)
        part = y[first:last]
        finite = np.isfinite(part)
        sums = np.add.reduceat(np.where(finite, part, 0), starts - first, dtype=np.float64)
        counts = np.add.reduceat(finite, starts - first, dtype=np.int64)
        means = np.full(len(starts), np.nan, np.float32)
        np.divide(sums, counts, out=means, where=counts > 0, casting="unsafe")
        return x[starts], means

    def _within(self, low: float, high: float) -> tuple[int, int]:
        """The places from `low` to `high`, with one beyond either end."""
        first = max(int(np.searchsorted(self.x, np.float32(low), "left")) - 1, 0)
        return first, min(int(np.searchsorted(self.x, np.float32(high), "right")) + 1, self._count)

    def _starts(self, first: int, last: int, low: float, high: float, columns: int) -> NDArray[np.int64]:
        """Where each column begins: equal shares of the width, not of the points, for an event log may have gaps."""
        edges = np.linspace(low, high, max(columns, 1) + 1, dtype=np.float32)[:-1]
        starts = np.unique(np.concatenate(([first], first + np.searchsorted(self.x[first:last], edges, "left"))))
        within: NDArray[np.int64] = starts[starts < last]
        return within

    def at(self, x: float) -> float:
        """The y of the last point that is not beyond `x`; not a number where there is none."""
        place = int(np.searchsorted(self.x, np.float32(x), "right")) - 1
        return float(self._y[place]) if place >= 0 else float("nan")

    def bounds(self, low: float, high: float) -> tuple[float, float] | None:
        """The lowest and the highest finite y between two x; None where there is none."""
        first, last = (int(place) for place in np.searchsorted(self.x, np.asarray([low, high], np.float32)))
        part = self.y[first : last + 1]
        part = part[np.isfinite(part)]
        return (float(part.min()), float(part.max())) if part.size else None

    def _make_room(self, needed: int) -> None:
        if needed > len(self._x):
            size = min(max(2 * len(self._x), needed), self._limit)
            self._x, self._y = (np.concatenate((old, np.empty(size - len(old), np.float32))) for old in self._pair())

    def _pair(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        return self._x, self._y

    def _thin(self) -> None:
        """Halve the points: of four neighbours the lowest and the highest stay, in their order."""
        whole = self._count // 4 * 4
        fours = self._y[:whole].reshape(-1, 4)
        filled = np.where(np.isnan(fours), np.inf, fours)
        lowest = filled.argmin(axis=1)
        highest = np.where(np.isnan(fours), -np.inf, fours).argmax(axis=1)
        highest = np.where(highest == lowest, (lowest + 3) % 4, highest)  # four equal ones: still two points
        base = np.arange(0, whole, 4)
        kept = np.stack((base + np.minimum(lowest, highest), base + np.maximum(lowest, highest)), axis=1).reshape(-1)
        rest = np.arange(whole, self._count)
        places = np.concatenate((kept, rest))
        self._x[: len(places)] = self._x[places]
        self._y[: len(places)] = self._y[places]
        self._count = len(places)


class TrailingMean:
    """The mean of the last values, while they come in; values that are not finite do not count.

    Args:
        width: of how many values, 1 or more.
    """

    def __init__(self, width: int) -> None:
        self._width = max(width, 1)
        self._tail = np.empty(0, np.float64)

    @property
    def width(self) -> int:
        """Of how many values the mean is."""
        return self._width

    def extend(self, values: NDArray[Any]) -> NDArray[np.float32]:
        """(n,) means for (n,) further values: of as many as have come where that is fewer than `width`."""
        every = np.concatenate((self._tail, values.astype(np.float64)))
        finite = np.isfinite(every)
        sums = np.concatenate(([0.0], np.cumsum(np.where(finite, every, 0.0))))
        counts = np.concatenate(([0], np.cumsum(finite)))
        ends = np.arange(len(self._tail) + 1, len(every) + 1)
        starts = np.maximum(ends - self._width, 0)
        number = counts[ends] - counts[starts]
        means = np.full(len(values), np.nan)
        np.divide(sums[ends] - sums[starts], number, out=means, where=number > 0)
        self._tail = every[-(self._width - 1) :] if self._width > 1 else every[:0]
        return means.astype(np.float32)
