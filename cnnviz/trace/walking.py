"""Moves through a recorded pass, forwards and backwards, and tells what held at each position.

A position is the place of the step that runs next, 0 … len(trace.steps); at the last one the pass is over. What a line
does to its names is done once the line is over, that is from the position `step.end` on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from cnnviz.trace.records import Trace
from cnnviz.trace.steps import Change, Frame, Step, Value
from cnnviz.trace.tensors import TensorRecord


def locals_at(trace: Trace, frame: int, position: int) -> dict[str, Value]:
    """What the names of a frame stand for at a position: its arguments, and what its lines did until then."""
    names: dict[str, Value] = dict(trace.frames[frame].arguments)
    for change in _changes(trace, trace.frames[frame], position):
        if change.after is None:
            names.pop(change.name, None)
        else:
            names[change.name] = change.after
    return names


def frame_at(trace: Trace, position: int) -> int | None:
    """The frame whose line runs next, or in which the module or op is called that runs next; None outside of all."""
    return trace.steps[position].frame if 0 <= position < len(trace.steps) else None


def stack_at(trace: Trace, position: int) -> tuple[int, ...]:
    """The frames that are active at a position, the outermost first."""
    stack: list[int] = []
    frame = frame_at(trace, position)
    while frame is not None:
        stack.append(frame)
        frame = trace.frames[frame].parent
    return tuple(reversed(stack))


def just_ran(trace: Trace, position: int) -> Step | None:
    """The line of the current frame that was over last, or None where none was."""
    frame = frame_at(trace, position)
    lines = trace.frames[frame].lines if frame is not None else (step.index for step in trace.steps if step.depth <= 1)
    last = None
    for index in lines:
        step = trace.steps[index]
        if step.kind == "line" and step.end <= position:
            last = step
    return last


def into(trace: Trace, position: int) -> int:
    """The next step of all: into the module or function that runs next, if one does."""
    return min(position + 1, len(trace.steps))


def over(trace: Trace, position: int) -> int:
    """Past the step that runs next and all that runs inside it."""
    return trace.steps[position].end if position < len(trace.steps) else position


def back(trace: Trace, position: int) -> int:
    """Where `over` came from: the step before on the same level, or else the one that both lie inside."""
    if position <= 0:
        return 0
    parent = trace.steps[position].parent if position < len(trace.steps) else None
    before = position - 1
    while before != parent and trace.steps[before].parent != parent:
        outer = trace.steps[before].parent
        if outer is None:
            break
        before = outer
    return before


def next_line(trace: Trace, position: int) -> int:
    """The next line of the frame, or where it has none left, of one that called it (pdb's `next`)."""
    callers = _callers(trace, position)
    for step in trace.steps[over(trace, position) :]:
        if step.kind == "line" and (not callers or step.frame in callers):
            return step.index
    return len(trace.steps)


def previous_line(trace: Trace, position: int) -> int:
    """The line before in the frame, or where it has none, the one that called it."""
    callers = _callers(trace, position)
    for index in range(min(position, len(trace.steps)) - 1, -1, -1):
        step = trace.steps[index]
        if step.kind == "line" and (step.frame in callers or (not callers and step.depth <= 1)):
            return index
    return 0


def to_return(trace: Trace, position: int) -> int:
    """Where the current frame has returned."""
    frame = frame_at(trace, position)
    if frame is None:
        return len(trace.steps)
    outer = trace.frames[frame].step
    return len(trace.steps) if outer is None else trace.steps[outer].end


def find(trace: Trace, position: int, wanted: Callable[[int], bool], *, backwards: bool = False) -> int | None:
    """The nearest position after (or before) this one for which `wanted` holds, or None."""
    places = range(position - 1, -1, -1) if backwards else range(position + 1, len(trace.steps) + 1)
    return next((place for place in places if wanted(place)), None)


def outputs_of(trace: Trace, step: Step) -> tuple[TensorRecord, ...]:
    """The tensors that a step put out.

    What a module or an op returned, what a line's names newly stand for, the gradients that the way back hands on and
    those of the parameters, the weights after an update.
    """
    if step.kind == "call":
        return trace.calls[step.item].outputs
    if step.kind == "op":
        return trace.ops[step.item].outputs
    if step.kind == "backward":
        back = trace.backwards[step.item]
        return tuple(dict.fromkeys((*back.outgoing, *(gradient for _, gradient in back.learned))))
    if step.kind == "update":
        return (trace.updates[step.item].after,)
    return tuple(change.after for change in step.changes if isinstance(change.after, TensorRecord))


def step_name(trace: Trace, step: Step) -> str:
    """What a step that is no line is called: `layer1.0 Conv2d`, `reshape()`, autograd's node, the changed parameter.

    The way back through a module or an op is called as they are.
    """
    call, op = (step.item, None) if step.kind == "call" else (None, step.item)
    if step.kind == "update":
        return trace.updates[step.item].name or trace.updates[step.item].algorithm
    if step.kind == "backward":
        back = trace.backwards[step.item]
        if back.name:
            return back.name
        call, op = back.call, back.op
    if call is not None:
        return f"{trace.calls[call].path} {trace.calls[call].type_name}".strip()
    return f"{trace.ops[op].name}()" if op is not None else ""


def shape_changes(trace: Trace) -> Iterator[tuple[int, TensorRecord]]:
    """Positions where a tensor with another shape than its op was given appears, for the ticks of the slider."""
    for op in trace.ops:
        if op.outputs and not any(operand.shape == op.outputs[0].shape for operand in op.inputs):
            yield trace.steps[op.step].end, op.outputs[0]


def _changes(trace: Trace, frame: Frame, position: int) -> Iterator[Change]:
    for index in frame.lines:
        step = trace.steps[index]
        if step.end > position:
            return
        yield from step.changes


def _callers(trace: Trace, position: int) -> Mapping[int, None]:
    """The current frame and those that called it."""
    return dict.fromkeys(stack_at(trace, position))
