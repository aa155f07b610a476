"""The sums behind the sizes and the parameters of the layers that a pass ran, with their own numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cnnviz.trace import derive
from cnnviz.trace.op_windows import windows_of
from cnnviz.trace.records import HyperValue, ModuleCall, Trace
from cnnviz.trace.steps import OpCall

Kind = Literal[
    "size", "parameters", "products",
    # what the way back works out, see gradient_sums
    "weight_gradient", "bias_gradient", "input_gradient", "added",
    # what happens to one weight, see update_sums
    "gradient", "decay", "momentum", "look_ahead", "mean", "square", "largest", "deviation", "mean_hat", "square_hat",
    "rate", "weight",
]  # fmt: skip

_FOLDS = frozenset({"reshape", "view", "flatten"})


@dataclass(frozen=True, slots=True)
class SumLine:
    """One sum: what it is about, the sum itself, and its result."""

    kind: Kind
    terms: str
    result: str


@dataclass(frozen=True, eq=False)
class LayerSums:
    """The sums of one layer.

    Attributes:
        path: the module's path; the op's name where it is none.
        title: its class with the numbers that matter: `Conv2d 1→16, 5×5`.
        group: the part of the model that it lies in, such as `layer2`.
        position: where the stepper stands when it has just run.
        lines: its sums.
    """

    path: str
    title: str
    group: str
    position: int
    lines: tuple[SumLine, ...]


def sums_of(trace: Trace) -> tuple[LayerSums, ...]:
    """The layers with a sum of their own, in the order in which they ran."""
    ends = {step.item: (step.index, step.end) for step in trace.steps if step.kind == "call"}
    found: list[tuple[int, LayerSums]] = []
    for call in trace.calls:
        if call.index not in ends or not call.outputs:
            continue
        lines = _lines_of(call)
        if lines:
            begin, end = ends[call.index]
            path = call.path or call.type_name
            found.append((begin, LayerSums(path, _title(call), _group(path), end, lines)))
    for op in trace.ops:
        op_lines = _lines_of_op(op)
        if op_lines and _is_own(trace, op):
            owner = None if op.call is None else trace.calls[op.call]
            path = owner.path if owner is not None and owner.type_name == "Flatten" and owner.path else op.name
            group = op.name if owner is None else _group(owner.path) or op.name
            found.append((op.step, LayerSums(path, _change(op), group, trace.steps[op.step].end, op_lines)))
    return tuple(each for _, each in sorted(found, key=lambda pair: pair[0]))


def _lines_of(call: ModuleCall) -> tuple[SumLine, ...]:
    lines: list[SumLine] = []
    size = derive.output_size_text(call)
    if call.is_leaf and size:
        lines += (SumLine("size", *_split(line)) for line in size.split("\n"))
    if call.is_leaf or _owns(call):
        parameters = derive.parameter_text(call)
        if parameters:
            lines.append(SumLine("parameters", *_split(parameters)))
        products = derive.multiply_adds(call)
        if products:
            lines.append(SumLine("products", *_products(call, products)))
    return tuple(lines)


def _owns(call: ModuleCall) -> bool:
    """Whether a module with modules in it has numbers or products of its own."""
    return bool(call.parameter_shapes) or call.products > 0


def _products(call: ModuleCall, products: int) -> tuple[str, str]:
    """Multiply-adds: what one output cell needs, times the cells of one image, times the batch."""
    output = call.outputs[0]
    if not output.size or products % output.size:
        return "", f"{products:,}"
    cells = [str(size) for size in output.shape if size != 1] or ["1"]
    weight = call.parameter_shapes.get("weight", ())
    per_cell = products // output.size
    spelt = (
        "·".join(map(str, (*weight[2:], weight[1]))) if math.prod(weight[1:]) == per_cell and weight else f"{per_cell}"
    )
    return f"{'·'.join(cells)} · {spelt}", f"{products:,}"


def _lines_of_op(op: OpCall) -> tuple[SumLine, ...]:
    """The sums of a function that the model's own lines call: `F.max_pool2d`, `reshape`."""
    if not op.outputs:
        return ()
    fold = _fold(op)
    if fold is not None:
        return (fold,)
    size = derive.size_text_of(windows_of(op))
    return tuple(SumLine("size", *_split(line)) for line in size.split("\n")) if size else ()


def _fold(op: OpCall) -> SumLine | None:
    """How the axes of a reshaped tensor were multiplied: `32·7·7 = 1,568`; None for other ops."""
    if op.name not in _FOLDS or not op.inputs or not op.outputs:
        return None
    before, after = op.inputs[0].shape, op.outputs[0].shape
    kept = 0
    while kept < min(len(before), len(after)) and before[kept] == after[kept]:
        kept += 1
    old, new = before[kept:], after[kept:]
    if len(new) != 1 or len(old) < 2 or math.prod(old) != new[0]:
        return None
    return SumLine("size", "·".join(map(str, old)), f"{new[0]:,}")


def _is_own(trace: Trace, op: OpCall) -> bool:
    """Whether the model's own lines call the op, or the module that is there for nothing else."""
    if op.frame is not None and trace.frames[op.frame].call == op.call:
        return True
    return op.call is not None and trace.calls[op.call].type_name == "Flatten"


def _change(op: OpCall) -> str:
    return f"{_product(op.inputs[0].shape)} → {_product(op.outputs[0].shape)}"


def _product(shape: tuple[int, ...]) -> str:
    return "×".join(map(str, shape))


def _split(line: str) -> tuple[str, str]:
    """Terms and result of `a + b = c`."""
    terms, _, result = line.rpartition(" = ")
    return terms, result


def _group(path: str) -> str:
    """The first part of a module's path: what the model itself calls."""
    return path.partition(".")[0]


def _title(call: ModuleCall) -> str:
    """The class and the numbers that a person reads first."""
    hyper = call.hyper
    parts: list[str] = []
    for given, taken in (("in_channels", "out_channels"), ("in_features", "out_features")):
        if given in hyper and taken in hyper:
            parts.append(f"{_number(hyper[given])}→{_number(hyper[taken])}")
    if "num_features" in hyper:
        parts.append(_number(hyper["num_features"]))
    kernel = _window(hyper)
    if kernel:
        parts.append(kernel)
    return " ".join(filter(None, (call.type_name, ", ".join(parts))))


def _window(hyper: Mapping[str, HyperValue]) -> str:
    kernel = hyper.get("kernel_size")
    if kernel is None:
        return ""
    if isinstance(kernel, tuple):
        return "×".join(map(str, kernel))
    return f"{kernel}×{kernel}"


def _number(value: HyperValue) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
