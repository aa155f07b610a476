"""What follows from a recorded pass: output sizes, parameters and multiply-adds, as numbers and spelt out."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cnnviz.trace.records import Layer, ModuleCall, Shape, TensorRecord, Trace
from cnnviz.trace.strip import layer_of

MINUS = "\N{MINUS SIGN}"

CONVOLUTIONS = {"Conv1d": 1, "Conv2d": 2, "Conv3d": 3}
"""Axes of the picture by a layer's class; so are the next ones."""
TRANSPOSED = {"ConvTranspose1d": 1, "ConvTranspose2d": 2, "ConvTranspose3d": 3}
_POOLS = {
    "MaxPool1d": 1, "MaxPool2d": 2, "MaxPool3d": 3, "AvgPool1d": 1, "AvgPool2d": 2, "AvgPool3d": 3,
    "LPPool1d": 1, "LPPool2d": 2, "LPPool3d": 3,
}  # fmt: skip
_LINEAR = frozenset({"Linear", "NonDynamicallyQuantizableLinear"})


@dataclass(frozen=True, slots=True)
class Spread:
    """How a transposed convolution spreads cells along one axis.

    Attributes:
        size: cells before.
        kernel: cells that one cell is spread over.
        stride: cells from where one cell is spread to where the next one is.
        padding: cells cut off at each end.
        extra: cells added at the far end.
        dilation: cells from one cell of the kernel to the next.
    """

    size: int
    kernel: int
    stride: int
    padding: int
    extra: int
    dilation: int

    @property
    def places(self) -> int:
        """The size of the output.

        PyTorch's rule: (size − 1)·stride − 2·padding + dilation·(kernel − 1) + extra + 1.
        """
        spread = (self.size - 1) * self.stride - 2 * self.padding
        return spread + self.dilation * (self.kernel - 1) + self.extra + 1

    def spelt(self) -> str:
        """The sum with its numbers: `(14 − 1)·2 + (2 − 1) + 1 = 28`."""
        text = f"({self.size} {MINUS} 1)·{self.stride}"
        if self.padding:
            text += f" {MINUS} 2·{self.padding}"
        text += (
            f" + {self.dilation}·({self.kernel} {MINUS} 1)" if self.dilation > 1 else f" + ({self.kernel} {MINUS} 1)"
        )
        text += f" + {self.extra}" if self.extra else ""
        return f"{text} + 1 = {self.places}"


@dataclass(frozen=True, slots=True)
class Window:
    """How a window slides along one axis.

    Attributes:
        size: cells before.
        kernel: cells that the window looks at.
        stride: cells from one place to the next.
        before: cells of padding at the near end.
        after: cells of padding at the far end.
        dilation: cells from one looked-at cell to the next.
        ceil: a place that only partly fits counts too.
    """

    size: int
    kernel: int
    stride: int
    before: int
    after: int
    dilation: int
    ceil: bool

    @property
    def span(self) -> int:
        """Cells from the first to just behind the last one that the window looks at."""
        return self.dilation * (self.kernel - 1) + 1

    @property
    def places(self) -> int:
        """Where the window can stand: the size of the output.

        PyTorch's rule for convolution and pooling: ⌊(size + padding − dilation·(kernel − 1) − 1) / stride⌋ + 1; in
        ceil mode ⌈…⌉, but a window must not begin in the far padding.
        """
        return self._rounded + 1 - self._begins_in_padding

    @property
    def _room(self) -> int:
        return self.size + self.before + self.after - self.span

    @property
    def _rounded(self) -> int:
        return -(-self._room // self.stride) if self.ceil else self._room // self.stride

    @property
    def _begins_in_padding(self) -> bool:
        return self.ceil and self._rounded * self.stride >= self.size + self.before

    def spelt(self) -> str:
        """The sum with its numbers: `(28 + 2·2 − 5)/1 + 1 = 28`, with ⌊ ⌋ or ⌈ ⌉ where it rounds.

        A last ` − 1` is the window that ceil mode would begin in the far padding.
        """
        terms = str(self.size)
        if self.before == self.after:
            terms += f" + 2·{self.before}" if self.before else ""
        else:
            terms += f" + {self.before} + {self.after}"
        if self.dilation == 1:
            terms += f" {MINUS} {self.kernel}"
        else:
            terms += f" {MINUS} {self.dilation}·({self.kernel} {MINUS} 1) {MINUS} 1"
        quotient = f"({terms})/{self.stride}"
        if self._room % self.stride:
            quotient = f"⌈{quotient}⌉" if self.ceil else f"⌊{quotient}⌋"
        dropped = f" {MINUS} 1" if self._begins_in_padding else ""
        return f"{quotient} + 1{dropped} = {self.places}"


def windows(item: Layer | ModuleCall) -> tuple[Window, ...]:
    """How the layer's window slides along each axis of the picture, from the outermost; empty where it has none.

    Raises:
        KeyError: the record lacks a hyper-parameter of its own type.
    """
    axes = CONVOLUTIONS.get(item.type_name) or _POOLS.get(item.type_name)
    if not axes or not item.inputs or len(item.inputs[0].shape) < axes:
        return ()
    hyper = item.hyper
    kernel = _per_axis(hyper["kernel_size"], axes)
    stride = _per_axis(hyper.get("stride") or hyper["kernel_size"], axes)
    dilation = _per_axis(hyper.get("dilation", 1), axes)
    ceil = bool(hyper.get("ceil_mode", False))
    return sliding(item.inputs[0].shape[-axes:], kernel, stride, hyper.get("padding", 0), dilation, ceil=ceil)


def sliding(
    sizes: Shape, kernel: Shape, stride: Shape, padding: object, dilation: Shape, *, ceil: bool
) -> tuple[Window, ...]:
    """A window along several axes.

    Args:
        sizes: cells of each axis.
        kernel: cells that the window looks at, of each axis.
        stride: cells from one place to the next, of each axis.
        padding: cells at each end, one number or one for each axis; or `same`, which puts the odd cell at the far end,
            or `valid`.
        dilation: cells from one looked-at cell to the next, of each axis.
        ceil: a place that only partly fits counts too.
    """
    before, after = _padding(padding, kernel, dilation)
    return tuple(
        Window(sizes[axis], kernel[axis], stride[axis], before[axis], after[axis], dilation[axis], ceil)
        for axis in range(len(sizes))
    )


def spreads(item: Layer | ModuleCall) -> tuple[Spread, ...]:
    """How a transposed convolution spreads its input along each axis; empty for other layers.

    What the layer was given as `output_size` is not kept; the recorded output tells how many cells were added.

    Raises:
        KeyError: the record lacks a hyper-parameter of its own type.
    """
    axes, output = TRANSPOSED.get(item.type_name), _output(item)
    if not axes or not item.inputs or len(item.inputs[0].shape) < axes or output is None:
        return ()
    hyper = item.hyper
    kernel, stride, padding, dilation = (
        _per_axis(hyper[key], axes) for key in ("kernel_size", "stride", "padding", "dilation")
    )
    found = []
    for axis in range(axes):
        plain = Spread(item.inputs[0].shape[axis - axes], kernel[axis], stride[axis], padding[axis], 0, dilation[axis])
        found.append(replace(plain, extra=output.shape[axis - axes] - plain.places))
    return tuple(found)


def output_size_text(item: Layer | ModuleCall) -> str:
    """The arithmetic of the output's size, one line an axis, one line alone where all axes agree; "" where none is due.

    For example `(28 + 2·2 − 5)/1 + 1 = 28`.
    """
    return size_text_of(windows(item) or spreads(item))


def size_text_of(axes: Sequence[Window | Spread]) -> str:
    """The arithmetic of each axis on a line, one line alone where all axes agree."""
    lines = [axis.spelt() for axis in axes]
    return "\n".join(lines if len(set(lines)) > 1 else lines[:1])


def parameter_text(item: Layer | ModuleCall) -> str:
    """The arithmetic of the learned numbers, such as `5·5·1·16 + 16 = 416`; "" where there are none."""
    shapes = list(item.parameter_shapes.values())
    if not shapes:
        return ""
    total = sum(math.prod(shape) for shape in item.parameter_shapes.values())
    products = [_product(shape) for shape in shapes]
    equal = len(products) > 1 and len(set(products)) == 1
    terms = f"{len(products)}·{products[0]}" if equal else " + ".join(products)
    return f"{terms} = {total:,}"


def multiply_adds(item: Layer | ModuleCall) -> int:
    """Multiplications, each with its addition, that the layer needs for this input; the whole batch counts.

    Convolutions, linear layers, attention and matrix products in a module's own lines count; what adds a bias,
    normalises, pools or activates does not (so does `torch.utils.flop_counter`, which counts a multiply-add as two).
    """
    output = _output(item)
    if output is None or not item.inputs:
        return 0
    hyper: Any = item.hyper
    if item.type_name in CONVOLUTIONS:
        kernel = math.prod(_per_axis(hyper["kernel_size"], CONVOLUTIONS[item.type_name]))
        return int(output.size * hyper["in_channels"] // hyper["groups"] * kernel)
    if item.type_name in TRANSPOSED:
        kernel = math.prod(_per_axis(hyper["kernel_size"], TRANSPOSED[item.type_name]))
        return int(item.inputs[0].size * hyper["out_channels"] // hyper["groups"] * kernel)
    if item.type_name in _LINEAR:
        return int(output.size * hyper["in_features"])
    if item.type_name == "MultiheadAttention":
        return _attention(item, hyper)
    return item.products


def bytes_of(record: TensorRecord) -> int:
    """The memory that a tensor's numbers take, in bytes."""
    bits = re.search(r"\d+", record.dtype)  # none where the name is `bool`; what has fewer than 8 takes a byte too
    return record.size * max(int(bits[0]) // 8 if bits else 0, 1)


def output_bytes(trace: Trace) -> int:
    """The memory that everything takes that the layers put out: what training must keep for the way back.

    A layer that writes over its input takes none.
    """
    seen = {record.index: record for call in _one_pass(trace) if call.is_leaf for record in call.outputs}
    overwriting = {op.outputs[0].index for op in trace.ops if op.in_place and op.outputs}
    return sum(bytes_of(record) for index, record in seen.items() if index not in overwriting)


def kept_bytes(trace: Trace) -> int:
    """The memory that the Trace itself takes; tensors that share their numbers are counted once."""
    kept: dict[int, int] = {}
    for record in trace.tensors:
        if record.values is not None:
            place = record.values.__array_interface__["data"][0]
            kept[place] = max(kept.get(place, 0), record.values.nbytes)
    return sum(kept.values())


def table(trace: Trace) -> Iterator[Layer]:
    """The rows of a layer table: all layers but the input, and modules that own or multiply numbers themselves.

    The parameters of a module that is called more than once are those of its first row alone, so that the rows add up.
    """
    seen: set[str] = set()
    by_call = {layer.call: layer for layer in trace.layers if layer.call is not None}
    rows: list[tuple[float, Layer]] = []
    place = -1.0
    for layer in trace.layers[1:]:
        place = float(layer.call) if layer.call is not None else place + 0.5
        rows.append((place, layer))
    for call in _one_pass(trace):
        if call.index not in by_call and (call.parameter_shapes or call.products) and call.outputs:
            rows.append((float(call.index), layer_of(call, call.path)))
    for _, layer in sorted(rows, key=lambda row: row[0]):
        first = layer.path not in seen or layer.call is None
        seen.add(layer.path)
        yield layer if first else _without_parameters(layer)


def _one_pass(trace: Trace) -> Iterator[ModuleCall]:
    """The calls of the model's first pass: a function that trains it makes more than one."""
    for call in trace.calls[trace.model_call :]:
        if call.index != trace.model_call and call.depth <= trace.calls[trace.model_call].depth:
            return
        yield call


def _without_parameters(layer: Layer) -> Layer:
    return replace(layer, parameters=0, parameter_shapes={})


def _output(item: Layer | ModuleCall) -> TensorRecord | None:
    if isinstance(item, Layer):
        return item.output
    return item.outputs[0] if item.outputs else None


def _attention(item: Layer | ModuleCall, hyper: Any) -> int:
    """Projections of query, key and value, scores, weighted sum, and the projection of the result."""
    shapes = [record.shape for record in item.inputs[:3]]
    if len(shapes) < 3:  # the same tensor given three times is one record each, so this is somebody's own subclass
        return 0
    query, key = shapes[:2]
    width = int(hyper["embed_dim"])
    axis = 1 if hyper.get("batch_first") and len(query) == 3 else 0
    projections = sum(math.prod(shape) * width for shape in shapes) + math.prod(query[:-1]) * width * width
    batch = math.prod(query[:-1]) // max(query[axis], 1)
    return projections + 2 * batch * query[axis] * key[axis] * width


def _per_axis(value: object, axes: int) -> tuple[int, ...]:
    """One number an axis, from a number for all axes or a tuple."""
    if isinstance(value, tuple):
        return tuple(int(each) for each in value) if len(value) == axes else (int(value[0]),) * axes
    return (int(str(value)),) * axes


def _padding(value: object, kernel: Shape, dilation: Shape) -> tuple[Shape, Shape]:
    """Padding at the near and at the far end of each axis; `same` puts the odd cell at the far end."""
    if value == "same":
        total = tuple(gap * (cells - 1) for gap, cells in zip(dilation, kernel, strict=True))
        return tuple(each // 2 for each in total), tuple(each - each // 2 for each in total)
    padding = (0,) * len(kernel) if value == "valid" else _per_axis(value, len(kernel))
    return padding, padding


def _product(shape: Shape) -> str:
    """A weight's shape as it is said in class: the window first, then channels in, then channels out."""
    return "·".join(map(str, (*shape[2:], *reversed(shape[:2])))) or "1"
