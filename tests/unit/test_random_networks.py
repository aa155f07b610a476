"""Networks put together at random from the layers of torch.nn; the truth is what PyTorch computes and counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch")

import torch.nn.functional as F  # noqa: E402, N812
from torch import Tensor, nn  # noqa: E402
from torch.utils.flop_counter import FlopCounterMode  # noqa: E402

from cnnviz.trace import derive  # noqa: E402
from cnnviz.trace.op_windows import windows_of  # noqa: E402
from cnnviz.trace.receptive import receptive_fields  # noqa: E402
from cnnviz.trace.recorder import record  # noqa: E402
from cnnviz.trace.records import Trace  # noqa: E402

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _pick(draw: Any, *values: Any) -> Any:
    return draw(st.sampled_from(values))


def _conv(draw: Any, channels: int) -> nn.Module:
    groups = _pick(draw, 1, channels)
    return nn.Conv2d(
        channels, groups * draw(st.integers(1, 4)), _pick(draw, 1, 2, 3, (1, 3)), _pick(draw, 1, 2, (2, 1)),
        _pick(draw, 0, 1, (1, 0)), _pick(draw, 1, 2), groups, bias=draw(st.booleans()),
        padding_mode=_pick(draw, "zeros", "zeros", "reflect", "replicate"),
    )  # fmt: skip


def _transposed(draw: Any, channels: int) -> nn.Module:
    stride = _pick(draw, 2, 3)
    return nn.ConvTranspose2d(
        channels, draw(st.integers(1, 4)), _pick(draw, 2, 3, 4), stride, _pick(draw, 0, 1),
        output_padding=_pick(draw, 0, 1), dilation=_pick(draw, 1, 2), bias=draw(st.booleans()),
    )  # fmt: skip


PICTURE: list[Callable[[Any, int], nn.Module]] = [
    _conv,
    _conv,
    _transposed,
    lambda draw, c: nn.MaxPool2d(_pick(draw, 2, 3), _pick(draw, 1, 2, None), _pick(draw, 0, 1), 1,
                                 ceil_mode=draw(st.booleans())),
    lambda draw, c: nn.AvgPool2d(_pick(draw, 2, 3), _pick(draw, 1, 2), ceil_mode=draw(st.booleans())),
    lambda draw, c: nn.LPPool2d(2, _pick(draw, 2, 3), _pick(draw, None, 2), ceil_mode=draw(st.booleans())),
    lambda draw, c: nn.BatchNorm2d(c, affine=draw(st.booleans())),
    lambda draw, c: nn.GroupNorm(1, c),
    lambda draw, c: nn.InstanceNorm2d(c, affine=True),
    lambda draw, c: nn.PReLU(_pick(draw, 1, c)),
    lambda draw, c: _pick(draw, nn.ReLU, nn.GELU, nn.Sigmoid, nn.Hardswish)(),
    lambda draw, c: nn.ReLU(inplace=True),
    lambda draw, c: nn.Dropout(0.3, inplace=draw(st.booleans())),
    lambda draw, c: nn.ZeroPad2d(draw(st.integers(0, 2))),
    lambda draw, c: nn.Upsample(scale_factor=2),
    lambda draw, c: nn.AdaptiveAvgPool2d(_pick(draw, 1, 3)),
    lambda draw, c: nn.LocalResponseNorm(2),
]  # fmt: skip

ROW: list[Callable[[Any, int], nn.Module]] = [
    lambda draw, n: nn.Linear(n, draw(st.integers(1, 9)), bias=draw(st.booleans())),
    lambda draw, n: nn.LayerNorm(n, elementwise_affine=draw(st.booleans())),
    lambda draw, n: nn.BatchNorm1d(n),
    lambda draw, n: nn.RMSNorm(n),
    lambda draw, n: nn.LogSoftmax(1),
    lambda draw, n: nn.Tanh(),
]


@st.composite
def networks(draw: Any) -> tuple[nn.Sequential, Tensor]:
    """A stack of layers in which each can take what the one before gives, and an input for it."""
    torch.manual_seed(draw(st.integers(0, 999)))
    x = torch.rand(draw(st.integers(1, 3)), draw(st.integers(1, 3)), draw(st.integers(6, 14)), draw(st.integers(6, 14)))
    layers: list[nn.Module] = []
    out = x
    for _ in range(draw(st.integers(1, 7))):
        layer = _pick(draw, *PICTURE)(draw, out.shape[1]).eval()
        try:
            with torch.no_grad():
                after = layer(out.clone())
        except (RuntimeError, ValueError):
            continue  # a kernel that is larger than what is left, a norm of a single number
        if after.numel() == 0 or after.numel() > 60_000:
            continue
        layers.append(layer)
        out = after
    if draw(st.booleans()):
        layers.append(nn.Flatten())
        out = out.flatten(1)
        for _ in range(draw(st.integers(1, 3))):
            layer = _pick(draw, *ROW)(draw, out.shape[1]).eval()
            layers.append(layer)
            with torch.no_grad():
                out = layer(out)
    return nn.Sequential(*layers).eval(), x


def _value_of(text: str) -> int:
    """What a spelt-out sum gives when somebody works it out, checked against the result that it claims."""
    terms, result = text.rsplit(" = ", 1)
    plain = re.sub(r"[⌊⌈](\(.*\))/(\d+)[⌋⌉]", r"round_(\1, \2)", terms.replace("·", "*").replace("−", "-"))
    rounding = {"⌊": lambda top, bottom: top // bottom, "⌈": lambda top, bottom: -(-top // bottom)}
    value = eval(plain, {"round_": rounding.get(terms[0], lambda top, bottom: top / bottom)})
    assert value == int(result.replace(",", "")), text
    return int(value)


@pytest.mark.filterwarnings("ignore:Using padding='same'")
@SLOW
@given(networks(), st.sampled_from(["modules", "full"]))
def test_shapes_sizes_parameters_and_products_are_pytorchs(made: tuple[nn.Sequential, Tensor], detail: Any) -> None:
    model, x = made
    truth, out = [], x.clone()
    with torch.no_grad():
        for layer in model:
            out = layer(out)
            truth.append((tuple(out.shape), out.clone()))
        trace = record(model, x.clone(), detail=detail)
        with FlopCounterMode(display=False) as counter:
            model(x.clone())
    calls = trace.calls[1:]
    assert [call.outputs[0].shape for call in calls] == [shape for shape, _ in truth]
    for call, layer, (shape, values) in zip(calls, model, truth, strict=True):
        recorded = call.outputs[0].values
        assert recorded is not None
        assert np.array_equal(recorded, values.numpy(), equal_nan=True), call.type_name
        text = derive.output_size_text(call)
        if text:
            sizes = [_value_of(line) for line in text.splitlines()]
            assert sizes in ([shape[2], shape[3]], [shape[2]]), text
            assert len(sizes) == 2 or shape[2] == shape[3]
        count = sum(parameter.numel() for parameter in layer.parameters())
        assert call.parameters == count
        text = derive.parameter_text(call)
        assert (_value_of(text) if text else 0) == count, text
    assert 2 * sum(map(derive.multiply_adds, derive.table(trace))) == counter.get_total_flops()


LEARNING: list[tuple[nn.Module, tuple[Tensor, ...]]] = [
    (nn.Bilinear(3, 4, 5), (torch.rand(2, 3), torch.rand(2, 4))),
    (nn.Embedding(7, 3), (torch.tensor([[1, 2]]),)),
    (nn.EmbeddingBag(7, 3), (torch.tensor([[1, 2]]),)),
    (nn.LSTM(3, 4, num_layers=2, bidirectional=True), (torch.rand(5, 2, 3),)),
    (nn.GRU(3, 4, bias=False), (torch.rand(5, 2, 3),)),
    (nn.RNN(3, 4), (torch.rand(5, 2, 3),)),
    (nn.LSTMCell(3, 4), (torch.rand(2, 3),)),
    (nn.GRUCell(3, 4), (torch.rand(2, 3),)),
    (nn.RNNCell(3, 4), (torch.rand(2, 3),)),
    (nn.MultiheadAttention(6, 2, kdim=3, vdim=4), (torch.rand(5, 2, 6), torch.rand(4, 2, 3), torch.rand(4, 2, 4))),
    (nn.TransformerDecoderLayer(6, 2, 8), (torch.rand(5, 2, 6), torch.rand(4, 2, 6))),
    (nn.Transformer(6, 2, 1, 1, 8, batch_first=True), (torch.rand(2, 5, 6), torch.rand(2, 4, 6))),
    (nn.Conv1d(2, 3, 3), (torch.rand(1, 2, 9),)),
    (nn.Conv3d(2, 3, (1, 2, 3)), (torch.rand(1, 2, 5, 5, 5),)),
    (nn.ConvTranspose1d(2, 4, 3, groups=2), (torch.rand(1, 2, 9),)),
    (nn.ConvTranspose3d(2, 3, 2), (torch.rand(1, 2, 3, 3, 3),)),
    (nn.BatchNorm3d(2), (torch.rand(1, 2, 3, 3, 3),)),
    (nn.LayerNorm((2, 3)), (torch.rand(4, 2, 3),)),
]


@pytest.mark.parametrize(("model", "inputs"), LEARNING, ids=[type(model).__name__ for model, _ in LEARNING])
def test_parameters_of_every_layer_that_learns(model: nn.Module, inputs: tuple[Tensor, ...]) -> None:
    trace = record(model, inputs)
    texts = [derive.parameter_text(row) for row in derive.table(trace)]
    assert sum(_value_of(text) for text in texts if text) == sum(each.numel() for each in model.parameters())


def test_a_single_number_is_a_parameter_too() -> None:
    class Scales(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.by = nn.Parameter(torch.tensor(2.0))
            self.shift = nn.Parameter(torch.zeros(3))

        def forward(self, x: Tensor) -> Tensor:
            return x * self.by + self.shift

    assert derive.parameter_text(record(Scales(), torch.rand(2, 3)).layers[1]) == "1 + 3 = 4"


def test_a_transposed_convolution_is_spelt_out() -> None:
    layer = record(nn.ConvTranspose2d(1, 1, 3, 2, 1, 1), torch.rand(1, 1, 14, 14)).layers[1]
    assert derive.output_size_text(layer) == "(14 − 1)·2 − 2·1 + (3 − 1) + 1 + 1 = 28"


@SLOW
@given(
    name=st.sampled_from(["conv2d", "max_pool2d", "avg_pool2d"]),
    kernel=st.sampled_from([2, 3, (1, 3)]),
    stride=st.sampled_from([None, 1, 2, (2, 1)]),
    padding=st.sampled_from([0, 1]),
    dilation=st.sampled_from([1, 2]),
    ceil=st.booleans(),
    keywords=st.booleans(),
    bias=st.booleans(),
)
def test_windows_of_functions_are_pytorchs(
    name: str, kernel: Any, stride: Any, padding: int, dilation: int, ceil: bool, keywords: bool, bias: bool
) -> None:
    class Functional(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            sizes = kernel if isinstance(kernel, tuple) else (kernel, kernel)
            self.weight = nn.Parameter(torch.rand(2, 1, *sizes))
            self.bias = nn.Parameter(torch.rand(2)) if bias else None

        def forward(self, x: Tensor) -> Tensor:
            if name == "conv2d":
                if keywords:
                    return F.conv2d(x, self.weight, self.bias, padding=padding, stride=stride or 1, dilation=dilation)
                return F.conv2d(x, self.weight, self.bias, stride or 1, padding, dilation)
            pad = padding if kernel != (1, 3) else 0
            if name == "max_pool2d":
                if keywords:
                    return F.max_pool2d(x, kernel, stride=stride, padding=pad, dilation=dilation, ceil_mode=ceil)
                return F.max_pool2d(x, kernel, stride, pad, dilation, ceil)
            if keywords:
                return F.avg_pool2d(x, kernel, stride=stride, padding=pad, ceil_mode=ceil)
            return F.avg_pool2d(x, kernel, stride, pad, ceil)

    trace = record(Functional(), torch.rand(1, 1, 11, 8), detail="full")
    op = next(op for op in trace.ops if op.name == name)
    assert tuple(window.places for window in windows_of(op)) == trace.output.shape[2:]


class Branches(nn.Module):
    """Two branches of other depth, joined by a sum or side by side."""

    def __init__(self, join: str, kernel: int, stride: int) -> None:
        super().__init__()
        self.deep = nn.Sequential(
            nn.Conv2d(2, 2, kernel, stride, kernel // 2), nn.ReLU(), nn.AvgPool2d(3, 1, 1), nn.Conv2d(2, 2, 1)
        )
        self.short = nn.Conv2d(2, 2, 1, stride)
        self.join = join

    def forward(self, x: Tensor) -> Tensor:
        deep, short = self.deep(x), self.short(x)
        return deep + short if self.join == "sum" else torch.cat([deep, short], 1)


class Gate(nn.Module):
    """A map that is weighted by what the whole picture says."""

    def __init__(self) -> None:
        super().__init__()
        self.squeeze = nn.AdaptiveAvgPool2d(1)
        self.conv = nn.Conv2d(2, 2, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv(x)
        return x * self.squeeze(x)


def _seen_by(model: nn.Module, x: Tensor, row: int, column: int) -> tuple[set[int], set[int]]:
    """The truth: rows and columns of the input on which the numbers of one output cell depend."""
    for parameter in model.parameters():
        nn.init.uniform_(parameter, 0.1, 1.0)  # positive, so that nothing cancels and no ReLU is off
    x = x.clone().requires_grad_()
    output = model(x)
    (output[0, :, row, column].sum() if output.dim() == 4 else output[0].sum()).backward()
    where = x.grad.abs().sum((0, 1)) > 0
    return set(where.any(1).nonzero().flatten().tolist()), set(where.any(0).nonzero().flatten().tolist())


def _assert_sees(model: nn.Module, trace: Trace, x: Tensor, detail: str) -> None:
    field = receptive_fields(trace)[trace.output.index]
    rows, columns = trace.output.shape[2:] if len(trace.output.shape) == 4 else (1, 1)
    for row, column in {(0, 0), (rows // 2, columns // 2), (rows - 1, columns - 1)}:
        truth = _seen_by(model, x, row, column)
        ours = set(field.cells(0, row)), set(field.cells(1, column))
        assert ours == truth, detail


@SLOW
@given(st.data())
def test_receptive_fields_of_stacks_are_those_of_the_gradient(data: Any) -> None:
    x = torch.rand(1, 2, 17, 13) + 0.1
    layers: list[nn.Module] = []
    out = x
    for _ in range(data.draw(st.integers(1, 5))):
        kernel = data.draw(st.sampled_from([1, 2, 3, (1, 3)]))
        paddings = [0, 1] if kernel in (2, 3) else [0]  # no window stands in the padding alone
        layer = data.draw(
            st.sampled_from(
                [
                    nn.Conv2d(2, 2, kernel, data.draw(st.sampled_from([1, 2])), data.draw(st.sampled_from(paddings))),
                    nn.Conv2d(2, 2, kernel, dilation=2),
                    nn.AvgPool2d(kernel, 1),
                    nn.ReLU(),
                    nn.BatchNorm2d(2),
                ]
            )
        ).eval()
        if min(out.shape[2:]) < 6:
            break
        layers.append(layer)
        out = layer(out)
    model = nn.Sequential(*layers)
    if not layers or data.draw(st.booleans()):
        model.append(nn.Conv2d(2, 2, 1))
    # A stride past the end of a kernel leaves cells out, which a range cannot say.
    if any(isinstance(layer, nn.Conv2d) and layer.stride[0] > min(layer.kernel_size) for layer in model):
        return
    if any(isinstance(layer, nn.Conv2d) and layer.dilation[0] > 1 for layer in model):
        return
    for detail in ("modules", "full"):
        _assert_sees(model, record(model, x, detail=detail), x, detail)


def test_what_a_stride_left_out_nobody_has_seen() -> None:
    model, x = nn.Sequential(nn.Conv2d(2, 2, 2, 2), nn.Conv2d(2, 2, 3, padding=1)), torch.rand(1, 2, 17, 13)
    trace = record(model, x)
    _assert_sees(model, trace, x, "modules")
    assert receptive_fields(trace)[trace.output.index].cells(0, 7) == range(12, 16)  # of 0 … 16


@pytest.mark.parametrize("join", ["sum", "side by side"])
@pytest.mark.parametrize(("kernel", "stride"), [(3, 1), (5, 1), (3, 2)])
def test_receptive_fields_of_branches(join: str, kernel: int, stride: int) -> None:
    model, x = Branches(join, kernel, stride), torch.rand(1, 2, 16, 12)
    _assert_sees(model, record(model, x, detail="full"), x, join)


def test_receptive_fields_that_see_everything() -> None:
    x = torch.rand(1, 2, 9, 7)
    for model in (Gate(), nn.Sequential(nn.Conv2d(2, 2, 3), nn.Flatten(), nn.Linear(70, 4))):
        _assert_sees(model, record(model, x, detail="full"), x, "full")
    trace = record(nn.Sequential(nn.Conv2d(2, 2, 3), nn.Flatten()), x, detail="full")
    assert trace.output.index not in receptive_fields(trace)
    row = record(nn.Linear(3, 2), torch.rand(2, 3), detail="full")
    assert receptive_fields(row) == {}


def test_memory() -> None:
    model = nn.Sequential(nn.Conv2d(1, 4, 3), nn.ReLU(inplace=True), nn.Flatten(), nn.Linear(144, 2)).double()
    x = torch.rand(2, 1, 8, 8).double()
    with torch.no_grad():
        trace = record(model, x, detail="full")
    maps = 2 * 4 * 6 * 6 * 8
    assert derive.bytes_of(trace.calls[1].outputs[0]) == maps
    assert derive.output_bytes(trace) == maps + maps + 2 * 2 * 8  # the ReLU writes over its input
    # The input, the maps before and after the ReLU (flattened without a copy), the result.
    assert derive.kept_bytes(trace) == 2 * 64 * 8 + 2 * maps + 2 * 2 * 8
    assert derive.kept_bytes(record(model, x, detail="full", budget=0)) == 2 * 64 * 8 + 2 * 2 * 8
