"""The column of shapes that the class writes on the board: 100×1×28×28 → 100×16×14×14 → …"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cnnviz.trace.records import ModuleCall, Shape, Trace
from cnnviz.trace.steps import OpCall
from cnnviz.trace.tensors import TensorRecord

TIMES = "\N{MULTIPLICATION SIGN}"


@dataclass(frozen=True, eq=False)
class CardRow:
    """One shape of the card.

    Attributes:
        name: the module's path or the op's name; for the input, the name of the model's argument.
        type_name: the module's class; "" for the input and for an op.
        record: the tensor.
        position: where the stepper stands when the tensor is just made.
        path: the module's path; "" for the input and for an op.
    """

    name: str
    type_name: str
    record: TensorRecord
    position: int
    path: str = ""

    @property
    def shape(self) -> Shape:
        """The tensor's size."""
        return self.record.shape


def rows_of(trace: Trace) -> tuple[CardRow, ...]:
    """The input, what each module that the model itself calls puts out, and each change of shape between them.

    A model that only wraps another one is looked through. Where the pass is that of a function which uses the model,
    the tensors that the function's own lines make stand around them: `images`, `labels`, `outputs`, `loss`, …
    """
    if not trace.steps:
        return ()
    rows = _rows_of_model(trace)
    if not trace.frames or trace.frames[0].call is not None:
        return rows
    around = _rows_of_function(trace)
    begin = trace.steps[_step_of(trace, trace.model_call)]
    inside = [row for row in rows[1:] if begin.index < row.position <= begin.end]
    return tuple(sorted((*inside, *around), key=lambda row: row.position))


def _rows_of_function(trace: Trace) -> list[CardRow]:
    """What the lines around the model give a name to, each tensor once; what begins with `_` nobody looks at."""
    rows: list[CardRow] = []
    seen: set[int] = set()
    frames = {frame.index for frame in trace.frames if frame.call is None}
    first = trace.frames[0]
    given = [(name, value, first.lines[0] if first.lines else 0) for name, value in first.arguments.items()]
    made = [
        (change.name, change.after, step.end)
        for step in sorted(trace.steps, key=lambda step: step.end)
        if step.kind == "line" and step.frame in frames
        for change in step.changes
    ]
    for name, value, position in given + made:
        if isinstance(value, TensorRecord) and value.index not in seen and name.strip("_"):
            seen.add(value.index)
            rows.append(CardRow(name.strip("_"), "", value, position))
    return rows


def _step_of(trace: Trace, call: int) -> int:
    return next((step.index for step in trace.steps if step.kind == "call" and step.item == call), 0)


def _rows_of_model(trace: Trace) -> tuple[CardRow, ...]:
    call_steps = {step.item: step for step in trace.steps if step.kind == "call"}
    whole = _unwrapped(trace)
    begin = call_steps[whole].index if whole in call_steps else 0
    rows = [CardRow(_input_name(trace, whole), "", _input_of(trace, whole), min(begin + 1, len(trace.steps)))]
    made: list[tuple[int, CardRow]] = []
    for call in trace.calls:
        if call.parent == whole and call.outputs and call.index in call_steps:
            step = call_steps[call.index]
            name = call.path or call.type_name
            made.append((step.index, CardRow(name, call.type_name, call.outputs[0], step.end, call.path)))
    for op in trace.ops:
        if op.call == whole and _changes_shape(op):
            made.append((op.step, CardRow(op.name, "", op.outputs[0], trace.steps[op.step].end)))
    rows += (row for _, row in sorted(made, key=lambda pair: pair[0]))
    return tuple(rows)


def current_row(rows: Sequence[CardRow], position: int) -> int:
    """The place of the newest shape at a position; −1 where not even the input is there."""
    current = -1
    for place, row in enumerate(rows):
        if row.position <= position and (current < 0 or row.position >= rows[current].position):
            current = place
    return current


def as_text(rows: Sequence[CardRow]) -> str:
    """The card for a text file: names in one column, shapes in the other."""
    width = max((len(row.name) for row in rows), default=0)
    return "\n".join(f"{row.name:<{width}}  {_product(row.shape)}" for row in rows)


def as_markdown(rows: Sequence[CardRow], heads: tuple[str, str]) -> str:
    """The card as a table in Markdown.

    Args:
        rows: of the card.
        heads: what stands above names and shapes.
    """
    lines = [f"| {heads[0]} | {heads[1]} |", "| --- | ---: |"]
    lines += (f"| `{row.name}` | {_product(row.shape)} |" for row in rows)
    return "\n".join(lines)


def _product(shape: Shape) -> str:
    return TIMES.join(map(str, shape)) or "1"


def _unwrapped(trace: Trace) -> int:
    """The call whose own modules and ops make the card: the model, or what it wraps."""
    whole = trace.model_call
    while True:
        children = [call for call in trace.calls if call.parent == whole]
        changes = any(op.call == whole and _changes_shape(op) for op in trace.ops)
        if len(children) != 1 or changes or not _has_children(trace, children[0]):
            return whole
        whole = children[0].index


def _has_children(trace: Trace, call: ModuleCall) -> bool:
    return any(each.parent == call.index for each in trace.calls)


def _changes_shape(op: OpCall) -> bool:
    if not op.outputs or not op.inputs:
        return False
    return all(operand.shape != op.outputs[0].shape for operand in op.inputs)


def _input_of(trace: Trace, call: int) -> TensorRecord:
    inputs = trace.calls[call].inputs if call < len(trace.calls) else ()
    return inputs[0] if inputs else trace.input


def _input_name(trace: Trace, call: int) -> str:
    """What the model's own lines call their input."""
    given = _input_of(trace, call)
    for frame in trace.frames:
        if frame.call == call:
            return next((name for name, value in frame.arguments.items() if value is given), "input")
    return "input"
