"""Joins the stepper and the cursor: the walk selects the layer that it has reached, and goes to one that is chosen."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cnnviz.trace.phases import Phase, phase_at, phases_of

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
        self._phases: tuple[Phase, ...] = ()
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

    def _nearest(self, key: str) -> int | None:
        """Where a layer is made in the stretch that the walk is in: its way back while the walk goes back."""
        places = [place for place, each in self._made if each == key]
        # the stretch that made what is looked at: its last tensor is there when it is over
        phase = phase_at(self._phases, self._stepping.position - 1)
        if phase is not None:
            here = [place for place in places if phase.start < place <= phase.end]
            places = here or places
        return places[0] if places else None

    def _on_trace_changed(self) -> None:
        trace = self._stepping.trace
        self._made = [] if trace is None else _made(trace)
        self._phases = () if trace is None else phases_of(trace)

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
        position = self._nearest(cursor.layer)
        if position is None:
            return
        self._moving = True
        try:
            self._stepping.pause()
            self._stepping.go(position)
        finally:
            self._moving = False


def _made(trace: Trace) -> list[tuple[int, str]]:
    """Positions where the layers' outputs, or the gradients of what they took in, are just made.

    The keys are those of one pass through the model: in a trace that runs it several times, each run has them all.
    """
    ends = {step.item: step.end for step in trace.steps if step.kind == "call"}
    reshaped = {output.index: trace.steps[op.step].end for op in trace.ops for output in op.outputs}
    keys = _keys(trace)
    folds: dict[int, str] = {}  # keys of changes of shape, by the tensor that they make
    found = [(0, "input"), *((ends[call], key) for call, key in keys.items() if call in ends)]
    for layer in trace.layers:
        if layer.call is None and layer.key != "input" and layer.output.index in reshaped:
            folds[layer.output.index] = layer.key
            found.append((reshaped[layer.output.index], layer.key))
    for back in trace.backwards:
        key = "" if back.call is None else keys.get(back.call, "")
        if back.op is not None:
            key = next((folds[output.index] for output in trace.ops[back.op].outputs if output.index in folds), "")
        if key and not back.name:
            found.append((trace.steps[back.step].end, key))
    for update in trace.updates:
        path = update.name.rpartition(".")[0]
        if path in keys.values():
            found.append((trace.steps[update.step].end, path))
    return sorted(found, key=lambda each: each[0])


def _keys(trace: Trace) -> dict[int, str]:
    """The key of each leaf call within its own run of the model: `path`, or `path#2` where it is called again."""
    keys: dict[int, str] = {}
    counts: dict[tuple[int, str], int] = {}
    model = trace.calls[trace.model_call].type_name if trace.calls else ""
    for call in trace.calls:
        if not (call.is_leaf and call.outputs):
            continue
        root = call
        while root.parent is not None:
            root = trace.calls[root.parent]
        if root.type_name != model:  # a loss that is a module is no layer of the model
            continue
        name = call.path or call.type_name
        count = counts[root.index, name] = counts.get((root.index, name), 0) + 1
        keys[call.index] = name if count == 1 else f"{name}#{count}"
    return keys
