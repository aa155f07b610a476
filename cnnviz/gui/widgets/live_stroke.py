"""The stroke that is being drawn."""

from __future__ import annotations

import numpy as np

from cnnviz.data.drawing import Stroke, Tool

_START = 256


class LiveStroke:
    """A stroke that grows point by point; a point costs the same however many there are.

    Args:
        width: in canvas units.
        tool: what it does.
    """

    def __init__(self, width: float, tool: Tool) -> None:
        self._width = width
        self._tool = tool
        self._points = np.empty((_START, 4), dtype=np.float32)
        self._count = 0
        self._told = 0

    def append(self, x: float, y: float, pressure: float, seconds: float) -> None:
        """One point more, in canvas units; the same place and pressure again are left out."""
        if self._count:
            last = self._points[self._count - 1]
            if (last[0], last[1], last[2]) == (np.float32(x), np.float32(y), np.float32(pressure)):
                return
        if self._count == len(self._points):
            # Strokes that were handed out keep looking into the old array, which no longer changes.
            grown = np.empty((2 * self._count, 4), dtype=np.float32)
            grown[: self._count] = self._points
            self._points = grown
        self._points[self._count] = (x, y, pressure, seconds)
        self._count += 1

    @property
    def so_far(self) -> Stroke:
        """The stroke as it is now: a view that later points do not change."""
        return Stroke(self._points[: self._count], self._width, self._tool)

    @property
    def done(self) -> Stroke:
        """The stroke with an array of its own."""
        return Stroke(self._points[: self._count].copy(), self._width, self._tool)

    def take_new(self) -> int | None:
        """The index of the first point that nobody was told of; None where all were told. It counts as told then."""
        if self._told == self._count:
            return None
        first, self._told = self._told, self._count
        return first
