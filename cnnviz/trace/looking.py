"""What there is to look at when the stepper stands somewhere in a pass: the names, what changed, one tensor."""

from __future__ import annotations

from dataclasses import dataclass

from cnnviz.trace import walking
from cnnviz.trace.records import Trace
from cnnviz.trace.steps import Change, Step, Value
from cnnviz.trace.tensors import TensorRecord


@dataclass(frozen=True, eq=False)
class Looked:
    """One tensor that is looked at.

    Attributes:
        name: how it is called there: a local's name, the path of the module or the name of the op that made it.
        record: the tensor.
    """

    name: str
    record: TensorRecord


def shown_frame(trace: Trace, position: int, frame: int | None = None) -> int | None:
    """The frame whose names are shown: the one asked for, else the running one.

    Before the first line and after the last one no frame runs; then it is the outermost, whose arguments are what the
    pass begins with, and whose names are what is left of it. None where the pass has no frames.
    """
    if frame is not None and 0 <= frame < len(trace.frames):
        return frame
    running = walking.frame_at(trace, position)
    if running is not None:
        return running
    return 0 if trace.frames else None


def last_line(trace: Trace, frame: int, position: int) -> Step | None:
    """The line of the frame that was over last, None where none was."""
    last = None
    for index in trace.frames[frame].lines:
        step = trace.steps[index]
        if step.end > position:
            break
        last = step
    return last


def last_changes(trace: Trace, frame: int, position: int) -> dict[str, Change]:
    """What the last line of the frame did to its names."""
    line = last_line(trace, frame, position)
    return {} if line is None else {change.name: change for change in line.changes}


def looked_at(trace: Trace, position: int, frame: int | None = None, name: str = "") -> Looked | None:
    """The tensor at a position: the local called `name` where it is a tensor, else what was made last.

    Args:
        trace: a recorded pass.
        position: where the stepper stands.
        frame: the frame whose names are looked at.
        name: the chosen local; "" follows the walk.
    """
    shown = shown_frame(trace, position, frame)
    names = {} if shown is None else walking.locals_at(trace, shown, position)
    if name:
        chosen = names.get(name)
        if isinstance(chosen, TensorRecord):
            return Looked(name, chosen)
    running = walking.frame_at(trace, position)
    if shown is not None and running is not None and shown != running:  # somebody went up the stack: what it holds
        return _of_names(trace, shown, position, names)
    made = made_last(trace, position) or _first_tensor(names) or Looked("input", trace.input)
    # by the name that the function has for it, where it has one
    return next((Looked(each, made.record) for each, value in names.items() if value is made.record), made)


def made_last(trace: Trace, position: int) -> Looked | None:
    """The newest tensor that a step made until a position, by the outermost step that is over with it.

    None where nothing was made yet.
    """
    for index in range(min(position, len(trace.steps)) - 1, -1, -1):
        step, found = trace.steps[index], None
        while step.end <= position:  # what failed made nothing, so the outermost that made something
            found = _made_by(trace, step) or found
            if step.parent is None:
                break
            step = trace.steps[step.parent]
        if found is not None:
            return found
    return None


def _made_by(trace: Trace, step: Step) -> Looked | None:
    if step.kind == "line":
        for change in reversed(step.changes):
            if isinstance(change.after, TensorRecord):
                return Looked(change.name, change.after)
        return None
    if step.kind == "call":
        call = trace.calls[step.item]
        return Looked(call.path or call.type_name, call.outputs[0]) if call.outputs else None
    op = trace.ops[step.item]
    return Looked(op.name, op.outputs[0]) if op.outputs else None


def _of_names(trace: Trace, frame: int, position: int, names: dict[str, Value]) -> Looked | None:
    """The tensor that the frame's own lines changed last, or its first one."""
    for index in reversed(trace.frames[frame].lines):
        step = trace.steps[index]
        if step.end <= position:
            found = _made_by(trace, step)
            if found is not None:
                return found
    return _first_tensor(names)


def _first_tensor(names: dict[str, Value]) -> Looked | None:
    return next((Looked(name, value) for name, value in names.items() if isinstance(value, TensorRecord)), None)
