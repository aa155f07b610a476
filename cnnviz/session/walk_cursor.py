"""Joins the stepper and the cursor: the walk selects the layer that it has reached, and goes to one that is chosen."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from cnnviz.session.cursor import Cursor
    from cnnviz.session.stepping import Stepping
    from cnnviz.session.workspace import Workspace
    from cnnviz.trace.records import Trace


class WalkCursor(QObject):
    """Keeps the cursor's layer and the stepper's position together while the stepper is looked at.

    Args:
        workspace: has the cursor.
        stepping: has the position.
        parent: the owner.
    """

    def __init__(self, workspace: Workspace, stepping: Stepping, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._stepping = stepping
        self._active = False
        self._moving = False
        self._made: list[tuple[int, str]] = []  # where each layer's output is just made, in order
        stepping.trace_changed.connect(self._on_trace_changed)
        stepping.changed.connect(self._follow_walk)
        workspace.cursor_changed.connect(self._follow_cursor)
        workspace.trace_changed.connect(self._follow_walk)
        self._on_trace_changed()

    def set_active(self, active: bool) -> None:
        """Whether the stepper is looked at."""
        self._active = active
        self._follow_walk()

    @property
    def reached(self) -> str:
        """The key of the layer whose output was made last; "" while there is no pass."""
        place = bisect_right(self._made, (self._stepping.position, "\U0010ffff"))
        return self._made[place - 1][1] if place else ""

    def _on_trace_changed(self) -> None:
        trace = self._stepping.trace
        self._made = [] if trace is None else _made(trace)

    def _follow_walk(self) -> None:
        key, trace = self.reached, self._workspace.trace
        if not self._active or self._moving or not key or trace is None or trace.layer(key) is None:
            return
        self._moving = True
        try:
            self._workspace.move(layer=key)
        finally:
            self._moving = False

    def _follow_cursor(self, cursor: Cursor) -> None:
        if not self._active or self._moving or cursor.layer == self.reached:
            return
        position = next((place for place, key in self._made if key == cursor.layer), None)
        if position is None:
            return
        self._moving = True
        try:
            self._stepping.pause()
            self._stepping.go(position)
        finally:
            self._moving = False


def _made(trace: Trace) -> list[tuple[int, str]]:
    """Positions where the layers' outputs are just made."""
    ends = {step.item: step.end for step in trace.steps if step.kind == "call"}
    reshaped = {output.index: trace.steps[op.step].end for op in trace.ops for output in op.outputs}
    found = []
    for layer in trace.layers:
        if layer.key == "input":
            found.append((0, layer.key))
        elif layer.call is not None and layer.call in ends:
            found.append((ends[layer.call], layer.key))
        elif layer.call is None and layer.output.index in reshaped:
            found.append((reshaped[layer.output.index], layer.key))
    return sorted(found, key=lambda each: each[0])
