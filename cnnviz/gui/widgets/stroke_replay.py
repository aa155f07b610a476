"""A drawing drawn again, at the speed at which it was drawn."""

from __future__ import annotations

from typing import Final

import numpy as np
from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from cnnviz.data.drawing import Drawing, Stroke

TICK: Final = 16
"""Milliseconds between two pictures."""

LONGEST_PAUSE: Final = 0.5
"""Seconds; who thought longer between two points is not waited for."""


class StrokeReplay(QObject):
    """Tells a drawing stroke by stroke, as a pen would.

    Args:
        parent: Qt parent.

    Attributes:
        stroke_begun: a stroke starts; what follows extends it.
        stroke_grew: (stroke so far, index of its first new point).
        stroke_done: the stroke as it is in the drawing.
        finished: all was told, or `stop` was called.
    """

    stroke_begun = Signal(object)
    stroke_grew = Signal(object)
    stroke_done = Signal(object)
    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._strokes: tuple[Stroke, ...] = ()
        self._times: list[np.ndarray[tuple[int], np.dtype[np.float64]]] = []
        self._stroke = 0
        self._told = 0
        self._speed = 1.0
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._advance)

    @property
    def is_running(self) -> bool:
        """Whether a drawing is being told."""
        return self._timer.isActive()

    def start(self, drawing: Drawing, speed: float) -> None:
        """Begin; the first point comes with the first tick.

        Args:
            drawing: what to tell.
            speed: 2 is twice as fast as it was drawn.

        Raises:
            ValueError: for a speed that is not positive and finite.
        """
        if not (speed > 0 and np.isfinite(speed)):
            raise ValueError(f"the speed of a replay is positive, not {speed}")
        self._timer.stop()
        self._strokes = tuple(stroke for stroke in drawing.strokes if len(stroke.points))
        self._times = _times(self._strokes)
        self._stroke = self._told = 0
        self._speed = speed
        self._clock.start()
        self._timer.start()

    def stop(self) -> None:
        """End now; says `finished` where something was running."""
        if self._timer.isActive():
            self._timer.stop()
            self._strokes = ()
            self._times = []
            self.finished.emit()

    def _advance(self) -> None:
        """Tell all that is due."""
        now = self._clock.elapsed() / 1000 * self._speed
        while self._stroke < len(self._strokes):
            stroke, times = self._strokes[self._stroke], self._times[self._stroke]
            due = int(np.searchsorted(times, now, side="right"))
            if due > self._told:
                so_far = Stroke(stroke.points[:due], stroke.width, stroke.tool)
                start, self._told = self._told, due
                if start == 0:
                    self.stroke_begun.emit(so_far)
                self.stroke_grew.emit((so_far, start))
            # Whoever listens may have stopped the replay, and then there are no strokes any more.
            if not self._strokes or due < len(times):
                return
            self._stroke, self._told = self._stroke + 1, 0
            self.stroke_done.emit(stroke)
        self.stop()


def _times(strokes: tuple[Stroke, ...]) -> list[np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """When each point of each stroke is due, in seconds from 0: pauses cut short, time never running backwards."""
    if not strokes:
        return []
    recorded = np.concatenate([stroke.points[:, 3] for stroke in strokes]).astype(np.float64)
    steps = np.diff(recorded, prepend=recorded[:1])
    steps = np.clip(np.nan_to_num(steps, nan=0.0, posinf=LONGEST_PAUSE, neginf=0.0), 0.0, LONGEST_PAUSE)
    due = np.cumsum(steps)
    ends = np.cumsum([len(stroke.points) for stroke in strokes])
    return np.split(due, ends[:-1])
