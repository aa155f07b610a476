"""What was drawn, and the way back: undo and redo of strokes and of clearing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cnnviz.data.drawing import Drawing, Stroke


@dataclass(frozen=True, slots=True)
class _Change:
    """What was taken from the end of the drawing, and what was put there instead."""

    removed: tuple[Stroke, ...]
    added: tuple[Stroke, ...]


class StrokeHistory:
    """The strokes on a canvas in order, with undo and redo. A change costs what it changes, not what was drawn."""

    def __init__(self) -> None:
        self._strokes: list[Stroke] = []
        self._past: list[_Change] = []
        self._future: list[_Change] = []

    @property
    def strokes(self) -> Sequence[Stroke]:
        """What is on the canvas now."""
        return self._strokes

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether a change was taken back that can be made again."""
        return bool(self._future)

    def add(self, stroke: Stroke) -> None:
        """One stroke more."""
        self._make(_Change((), (stroke,)))

    def clear(self) -> bool:
        """Take all strokes away; false where there are none."""
        if not self._strokes:
            return False
        self._make(_Change(tuple(self._strokes), ()))
        return True

    def undo(self) -> bool:
        """Take the last change back; false where there is none."""
        if not self._past:
            return False
        change = self._past.pop()
        self._apply(change.added, change.removed)
        self._future.append(change)
        return True

    def redo(self) -> bool:
        """Make the change again that was taken back last; false where there is none."""
        if not self._future:
            return False
        change = self._future.pop()
        self._apply(change.removed, change.added)
        self._past.append(change)
        return True

    def start_over(self, drawing: Drawing, size: float) -> None:
        """Begin with a drawing, in the units of a canvas of `size`; nothing before can be undone."""
        self._strokes = _scaled(drawing, size)
        self._past.clear()
        self._future.clear()

    def _make(self, change: _Change) -> None:
        self._apply(change.removed, change.added)
        self._past.append(change)
        self._future.clear()

    def _apply(self, removed: tuple[Stroke, ...], added: tuple[Stroke, ...]) -> None:
        if removed:
            del self._strokes[-len(removed) :]
        self._strokes.extend(added)


def _scaled(drawing: Drawing, size: float) -> list[Stroke]:
    """The strokes of a drawing in the units of a canvas of `size`."""
    if drawing.size == size:
        return list(drawing.strokes)
    factor = size / drawing.size
    factors = np.array([factor, factor, 1, 1], dtype=np.float32)
    return [Stroke(stroke.points * factors, stroke.width * factor, stroke.tool) for stroke in drawing.strokes]
