"""Which cells of the input one cell of a feature map has seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cnnviz.trace.derive import Window, windows
from cnnviz.trace.op_windows import windows_of
from cnnviz.trace.records import ModuleCall, Trace
from cnnviz.trace.steps import OpCall
from cnnviz.trace.tensors import Shape, TensorRecord

# These leave every cell where it is.
_SAME_LAYERS = frozenset(
    (
        "Identity", "ReLU", "ReLU6", "LeakyReLU", "PReLU", "RReLU", "ELU", "SELU", "CELU", "GELU", "SiLU", "Mish",
        "Sigmoid", "LogSigmoid", "Tanh", "Hardtanh", "Hardswish", "Hardsigmoid", "Hardshrink", "Softplus", "Softsign",
        "Softshrink", "Tanhshrink", "Threshold", "Dropout", "Dropout1d", "Dropout2d", "Dropout3d", "AlphaDropout",
        "FeatureAlphaDropout", "BatchNorm1d", "BatchNorm2d", "BatchNorm3d", "ChannelShuffle", "StochasticDepth",
        "FrozenBatchNorm2d", "LocalResponseNorm",
    )
)  # fmt: skip
_SAME_OPS = frozenset(
    (
        "relu", "relu_", "relu6", "leaky_relu", "elu", "gelu", "silu", "mish", "sigmoid", "tanh", "hardtanh",
        "hardswish", "hardsigmoid", "softplus", "dropout", "dropout2d", "batch_norm", "add", "add_", "sub", "sub_",
        "mul", "mul_", "div", "div_", "neg", "abs", "exp", "log", "sqrt", "pow", "square", "clamp", "clamp_",
        "maximum", "minimum", "clone", "contiguous", "detach", "float", "half", "double", "to", "type_as", "radd",
        "rsub", "rmul", "rdiv", "where", "lerp",
    )
)  # fmt: skip
_JOINS = frozenset({"cat", "concat", "concatenate"})


@dataclass(frozen=True, slots=True)
class ReceptiveField:
    """What one cell has seen, along each axis of the picture.

    Cell c of the map has seen the input's cells `offset + c·stride` up to, not including, `offset + c·stride + size`;
    those below 0 and from `end` on are padding. A window that stands in the padding alone counts as seeing the edge.

    Attributes:
        size: cells seen.
        stride: cells of the input from what one cell sees to what the next one sees; 0 where every cell sees all.
        offset: where the first cell begins to see; negative in the padding.
        end: up to where, not including, the cells together have seen: less than the picture where a stride left its
            last cells out.
    """

    size: tuple[int, ...]
    stride: tuple[int, ...]
    offset: tuple[int, ...]
    end: tuple[int, ...]

    def cells(self, axis: int, place: int) -> range:
        """The input's cells along one axis that the cell at `place` has seen."""
        begin = self.offset[axis] + place * self.stride[axis]
        return range(max(begin, 0), min(begin + self.size[axis], self.end[axis]))


_Known = dict[int, ReceptiveField | None]  # by the tensor's index; None: it depends on the input, nobody knows how


def receptive_fields(trace: Trace) -> dict[int, ReceptiveField]:
    """What a cell of each tensor has seen of the input, by the tensor's index, as far as it can be told.

    Convolutions and poolings widen it, sums and joints of branches take what both have seen, a Linear layer and a mean
    over the whole map see everything. Where only modules were recorded, nothing is known behind a sum of branches.
    """
    shape = trace.input.shape
    axes = len(shape) - 2
    if axes < 1:
        return {}
    known: _Known = {trace.input.index: ReceptiveField((1,) * axes, (1,) * axes, (0,) * axes, tuple(shape[2:]))}
    inside: set[int] = set()  # layers that are told as a whole, so their ops are not looked at
    events: list[tuple[int, ModuleCall | OpCall]] = []
    for order, call in enumerate(trace.calls):
        if call.is_leaf and call.outputs and (not trace.ops or _is_told(call)):
            inside.add(call.index)
            events.append((order, call))
    if trace.ops:
        places = {step.item: step.index for step in trace.steps if step.kind == "call"}
        events = [(places[event.index], event) for _, event in events]
        events += ((op.step, op) for op in trace.ops if op.outputs and op.call not in inside)
    for _, event in sorted(events, key=lambda pair: pair[0]):
        _follow(event, known, shape)
    return {index: field for index, field in known.items() if field is not None}


def _is_told(call: ModuleCall) -> bool:
    return call.type_name in _SAME_LAYERS or call.type_name == "Linear" or bool(windows(call))


def _follow(event: ModuleCall | OpCall, known: _Known, shape: Shape) -> None:
    depending = [record for record in event.inputs if record.index in known]
    if not depending:
        return  # it does not depend on the input
    field = _field_after(event, depending, [known[record.index] for record in depending], shape)
    for output in event.outputs:
        if output.index not in known:
            known[output.index] = field


def _field_after(
    event: ModuleCall | OpCall, given: list[TensorRecord], seen: list[ReceptiveField | None], shape: Shape
) -> ReceptiveField | None:
    output, axes = event.outputs[0], len(shape) - 2
    if _sees_all(event, output):
        return ReceptiveField(tuple(shape[2:]), (0,) * axes, (0,) * axes, tuple(shape[2:]))
    if any(field is None for field in seen) or len(output.shape) != len(shape):
        return None
    fields = [field for field in seen if field is not None]
    sliding = windows_of(event) if isinstance(event, OpCall) else windows(event)
    if sliding:
        return _widened(fields[0], sliding) if len(sliding) == axes else None
    if isinstance(event, ModuleCall):
        same = event.type_name in _SAME_LAYERS
    else:
        same = event.name in _SAME_OPS or (event.name in _JOINS and _joins_channels(event))
    return _union(fields) if same and _in_step(output, given, seen) else None


def _in_step(output: TensorRecord, given: list[TensorRecord], seen: list[ReceptiveField | None]) -> bool:
    """Whether no branch is repeated over cells that it did not have, unless it has seen everything anyway."""
    return all(
        field is None or 0 in field.stride or record.shape[2:] == output.shape[2:]
        for record, field in zip(given, seen, strict=True)
    )


def _sees_all(event: ModuleCall | OpCall, output: TensorRecord) -> bool:
    given = event.inputs[0].shape
    if isinstance(event, ModuleCall):
        return (event.type_name == "Linear" and len(given) == 2) or (
            event.type_name.startswith("Adaptive") and set(output.shape[2:]) == {1}
        )
    if event.name in ("linear", "addmm"):
        return len(given) == 2
    if event.name.startswith("adaptive_"):
        return set(output.shape[2:]) == {1}
    return event.name in ("mean", "amax", "sum") and len(given) > 2 and len(output.shape) == 2


def _joins_channels(op: OpCall) -> bool:
    return any(value == 1 for key, value in op.arguments if key in ("", "dim", "axis"))


def _widened(field: ReceptiveField, sliding: tuple[Window, ...]) -> ReceptiveField:
    """What a cell sees through a window: more cells, in larger strides, beginning in the padding."""
    axes = range(len(sliding))
    size = tuple(field.size[axis] + (sliding[axis].span - 1) * field.stride[axis] for axis in axes)
    stride = tuple(field.stride[axis] * sliding[axis].stride for axis in axes)
    offset = tuple(field.offset[axis] - sliding[axis].before * field.stride[axis] for axis in axes)
    last = tuple(offset[axis] + (sliding[axis].places - 1) * stride[axis] + size[axis] for axis in axes)
    return ReceptiveField(size, stride, offset, tuple(map(min, field.end, last)))


def _union(fields: Iterable[ReceptiveField]) -> ReceptiveField | None:
    """What several branches have seen together; None where their cells do not march in step."""
    first, *others = fields
    for other in others:
        if 0 in first.stride or 0 in other.stride:  # one of them has seen everything
            first = first if 0 in first.stride else other
            continue
        if other.stride != first.stride:
            return None
        offset = tuple(map(min, first.offset, other.offset))
        ends = tuple(
            max(a + b, c + d) for a, b, c, d in zip(first.offset, first.size, other.offset, other.size, strict=True)
        )
        size = tuple(end - begin for end, begin in zip(ends, offset, strict=True))
        first = ReceptiveField(size, first.stride, offset, tuple(map(max, first.end, other.end)))
    return first
