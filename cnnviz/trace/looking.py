"""What there is to look at when the stepper stands somewhere in a pass: the names, what changed, one tensor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from cnnviz.trace import walking
from cnnviz.trace.records import Trace
from cnnviz.trace.steps import BackwardCall, Change, Step, Update, Value
from cnnviz.trace.tensors import TensorRecord

LookedKind = Literal["value", "gradient", "update"]

OUTPUT, INPUT = "output", "input"
_NO_PARTS: Mapping[LookedKind, str] = MappingProxyType({})
BEFORE, AFTER, DIFFERENCE, GRADIENT = "before", "after", "difference", "gradient"


@dataclass(frozen=True, eq=False)
class Part:
    """One of several tensors that belong to a step of the way back or to an update.

    Attributes:
        key: which one: of a gradient `output`, `input` or the parameter's own name such as `weight`; of an update
            `before`, `after`, `difference` or `gradient`.
        record: the tensor.
        learned: it has the axes of the model's own numbers, not those of a batch.
    """

    key: str
    record: TensorRecord
    learned: bool = False


@dataclass(frozen=True, eq=False)
class Looked:
    """One tensor that is looked at.

    Attributes:
        name: how it is called there: a local's name, the path of the module, the name of the op that made it, or of
            the parameter that was changed.
        record: the tensor.
        kind: `value` for what the pass computed, `gradient` for what came back from the loss, `update` for weights
            that an optimizer changed.
        parts: of a gradient or an update, all tensors of that step; `record` is one of them.
        key: which of them.
        update: what changed the weights; None elsewhere.
    """

    name: str
    record: TensorRecord
    kind: LookedKind = "value"
    parts: tuple[Part, ...] = ()
    key: str = ""
    update: Update | None = None

    @property
    def part(self) -> Part | None:
        """The part that is looked at; None of a value."""
        return next((part for part in self.parts if part.key == self.key), None)

    def with_part(self, key: str) -> Looked:
        """The same step, with another of its parts looked at, where it has that one."""
        wanted = next((part for part in self.parts if part.key == key), None)
        return self if wanted is None else replace(self, record=wanted.record, key=key)


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


def looked_at(
    trace: Trace, position: int, frame: int | None = None, name: str = "", parts: Mapping[LookedKind, str] = _NO_PARTS
) -> Looked | None:
    """The tensor at a position: the local called `name` where it is a tensor, else what was made last.

    Args:
        trace: a recorded pass.
        position: where the stepper stands.
        frame: the frame whose names are looked at.
        name: the chosen local; "" follows the walk.
        parts: which part of a gradient and of an update is wanted.
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
    if made.parts:
        return made.with_part(parts.get(made.kind, ""))
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
    if step.kind == "backward":
        return _gradient(trace, trace.backwards[step.item])
    if step.kind == "update":
        return _changed(trace.updates[step.item])
    op = trace.ops[step.item]
    return Looked(op.name, op.outputs[0]) if op.outputs else None


def name_of_backward(trace: Trace, back: BackwardCall) -> str:
    """What a step of the way back is called: the path of the module or the op that it undoes, or autograd's node."""
    if back.name:
        return back.name
    if back.call is not None:
        call = trace.calls[back.call]
        return call.path or call.type_name
    return trace.ops[back.op].name if back.op is not None else ""


def _gradient(trace: Trace, back: BackwardCall) -> Looked | None:
    """What a step of the way back worked out: what it hands on, the gradients of its weights, what it was given."""
    parts = [Part(OUTPUT, record) for record in back.incoming[:1]]
    parts += (Part(INPUT, record) for record in back.outgoing[:1])
    parts += (Part(name.rpartition(".")[2], record, learned=True) for name, record in back.learned)
    if not parts:
        return None
    newest = next((part for part in parts if part.key == INPUT), parts[-1])
    return Looked(name_of_backward(trace, back), newest.record, "gradient", tuple(parts), newest.key)


@lru_cache(maxsize=4)
def _changed(update: Update) -> Looked:
    """The weights before and after an update, and what lies between."""
    before, after = update.before, update.after
    parts = [Part(BEFORE, before, learned=True), Part(AFTER, after, learned=True)]
    if before.values is not None and after.values is not None:
        difference = after.values - before.values
        difference.setflags(write=False)
        parts.append(Part(DIFFERENCE, TensorRecord(after.shape, after.dtype, difference), learned=True))
    parts.append(Part(GRADIENT, update.gradient, learned=True))
    shown = next((part for part in parts if part.key == DIFFERENCE), parts[1])
    return Looked(update.name or update.algorithm, shown.record, "update", tuple(parts), shown.key, update)


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
