from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch")

import torch.nn.functional as F  # noqa: E402, N812
from torch import Tensor, nn  # noqa: E402
from torch.utils.flop_counter import FlopCounterMode  # noqa: E402

from cnnviz.models import class_convnet, class_convnet_bn  # noqa: E402
from cnnviz.trace import derive  # noqa: E402
from cnnviz.trace.recorder import record  # noqa: E402
from cnnviz.trace.records import Layer, TensorRecord, Trace  # noqa: E402


def _trace(model: nn.Module, *size: int) -> Trace:
    with torch.no_grad():
        return record(model, torch.rand(size))


def _layer(trace: Trace, key: str) -> Layer:
    layer = trace.layer(key)
    assert layer is not None
    return layer


def _flops(model: nn.Module, *size: int) -> int:
    """PyTorch's own count: two operations a multiply-add."""
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        model(torch.rand(size))
    return int(counter.get_total_flops())


def _total(trace: Trace) -> int:
    return sum(map(derive.multiply_adds, derive.table(trace)))


def test_the_sums_of_the_class() -> None:
    trace = _trace(class_convnet.ConvNet(), 1, 1, 28, 28)
    assert derive.output_size_text(_layer(trace, "layer1.0")) == "(28 + 2·2 − 5)/1 + 1 = 28"
    assert derive.output_size_text(_layer(trace, "layer1.2")) == "(28 − 2)/2 + 1 = 14"
    assert derive.output_size_text(_layer(trace, "layer2.0")) == "(14 + 2·2 − 5)/1 + 1 = 14"
    assert derive.output_size_text(_layer(trace, "layer2.2")) == "(14 − 2)/2 + 1 = 7"
    assert derive.output_size_text(_layer(trace, "fc")) == ""
    assert derive.parameter_text(_layer(trace, "layer1.0")) == "5·5·1·16 + 16 = 416"
    assert derive.parameter_text(_layer(trace, "layer2.0")) == "5·5·16·32 + 32 = 12,832"
    assert derive.parameter_text(_layer(trace, "fc")) == "1568·10 + 10 = 15,690"
    assert derive.parameter_text(_layer(trace, "layer1.1")) == ""
    assert {key: derive.multiply_adds(_layer(trace, key)) for key in ("layer1.0", "layer2.0", "fc", "layer1.1")} == {
        "layer1.0": 313_600, "layer2.0": 2_508_800, "fc": 15_680, "layer1.1": 0,
    }  # fmt: skip


def test_batch_norm_learns_two_numbers_a_channel() -> None:
    trace = _trace(class_convnet_bn.ConvNet().eval(), 1, 1, 28, 28)
    assert derive.parameter_text(_layer(trace, "layer2.1")) == "2·32 = 64"
    assert sum(row.parameters for row in derive.table(trace)) == 29_034


@pytest.mark.parametrize("batch", [1, 100])
def test_the_class_networks_agree_with_pytorchs_counter(batch: int) -> None:
    for model in (class_convnet.ConvNet().eval(), class_convnet_bn.ConvNet().eval()):
        trace = _trace(model, batch, 1, 28, 28)
        assert 2 * _total(trace) == _flops(model, batch, 1, 28, 28) == 2 * batch * (313_600 + 2_508_800 + 15_680)


class Functional(nn.Module):
    """Multiplies matrices in its own lines, in every common way."""

    def __init__(self) -> None:
        super().__init__()
        self.inner = nn.Conv2d(3, 4, 3)
        self.unused = nn.Linear(7, 7)
        self.kernel = nn.Parameter(torch.rand(5, 4, 2, 2))

    def forward(self, x: Tensor) -> Tensor:
        x = F.conv2d(self.inner(x), self.kernel, stride=2)  # (N, 5, h, w)
        x = x.flatten(2)
        x = x @ x.transpose(1, 2)
        x = torch.matmul(x, x) + torch.bmm(x, x)
        x = torch.einsum("nij, nkj -> nik", x, x)
        return F.linear(x, torch.ones(6, 5))


class Attention(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.attention = nn.MultiheadAttention(12, 3, batch_first=True)
        self.transposed = nn.ConvTranspose1d(7, 4, 3, stride=2)

    def forward(self, x: Tensor) -> Tensor:
        attended = self.attention(x, x[:, :4], x[:, :4], need_weights=True)[0]
        return self.transposed(attended)


def test_memory_of_every_number_type_of_pytorch() -> None:
    for dtype in {value for value in vars(torch).values() if isinstance(value, torch.dtype)}:
        moment = TensorRecord((3, 2), str(dtype).removeprefix("torch."), None)
        assert derive.bytes_of(moment) == 6 * dtype.itemsize, dtype


def test_attention_to_nothing_multiplies_nothing() -> None:
    class Sequence(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.attention = nn.MultiheadAttention(8, 2)

        def forward(self, x: Tensor) -> Tensor:  # (L, N, 8)
            return self.attention(x, x, x)[0]

    trace = record(Sequence().eval(), torch.rand(0, 2, 8))
    assert [derive.multiply_adds(call) for call in trace.calls] == [0, 0]


class Unfolded(nn.Module):
    """Uses a part's weights without calling it."""

    def __init__(self) -> None:
        super().__init__()
        self.block = Unfolded.Block()

    class Block(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.scale = nn.Parameter(torch.ones(4))
            self.project = nn.Linear(4, 8)
            self.activation = nn.ReLU()

        def forward(self, x: Tensor) -> Tensor:
            return self.activation(F.linear(x * self.scale, self.project.weight, self.project.bias))

    def forward(self, x: Tensor) -> Tensor:
        return self.block(x)


@pytest.mark.parametrize(
    ("model", "size"),
    [(Functional(), (2, 3, 12, 12)), (Attention().eval(), (2, 7, 12)), (Unfolded(), (3, 4)),
     (nn.Sequential(nn.Conv2d(4, 8, 3, groups=4, dilation=2, padding="same"), nn.ConvTranspose2d(8, 6, 2, groups=2)),
      (2, 4, 9, 8)),
     (nn.Sequential(nn.Conv1d(2, 3, 5), nn.Linear(6, 4)), (2, 2, 10)),
     (nn.Sequential(nn.Conv3d(2, 3, (1, 2, 3), stride=(1, 2, 1))), (1, 2, 4, 5, 6))],
)  # fmt: skip
def test_awkward_modules_agree_with_pytorchs_counter(model: nn.Module, size: tuple[int, ...]) -> None:
    assert 2 * _total(_trace(model, *size)) == _flops(model, *size)


def test_rows_own_what_they_use_and_add_up() -> None:
    rows = list(derive.table(_trace(Unfolded(), 3, 4)))
    assert [(row.path, row.type_name, row.parameters) for row in rows] == [
        ("block", "Block", 4 + 40), ("block.activation", "ReLU", 0),
    ]  # fmt: skip
    trace = _trace(Functional(), 1, 3, 12, 12)
    assert [(row.path, row.parameters) for row in derive.table(trace)] == [("", 80), ("inner", 112)]
    assert trace.parameter_count == 80 + 112 + 56


def test_a_module_called_twice_counts_its_numbers_once_and_its_work_twice() -> None:
    shared = nn.Linear(3, 3)
    trace = _trace(nn.Sequential(shared, nn.ReLU(), shared), 1, 3)
    rows = list(derive.table(trace))
    assert [(row.path, row.parameters) for row in rows] == [("0", 12), ("1", 0), ("0", 0)]
    assert _total(trace) == 18
    assert trace.layers[3].parameters == 12


def _numbers(text: str) -> int:
    """What the spelt-out sum gives when somebody works it out with a pocket calculator."""
    sum_text, result = text.split(" = ")
    plain = re.sub(r"[⌊⌈](\(.*\))/(\d+)[⌋⌉]", r"round_(\1, \2)", sum_text.replace("·", "*").replace("−", "-"))
    rounding = {"⌊": lambda top, bottom: top // bottom, "⌈": lambda top, bottom: -(-top // bottom)}
    value = eval(plain, {"round_": rounding.get(sum_text[0], lambda top, bottom: top / bottom)})
    assert value == int(result), text
    return int(result)


@pytest.mark.filterwarnings("ignore:Using padding='same'")
@settings(max_examples=250, deadline=None)
@given(
    kind=st.sampled_from(["conv", "max", "avg", "same"]),
    size=st.tuples(st.integers(1, 20), st.integers(1, 20)),
    kernel=st.tuples(st.integers(1, 5), st.integers(1, 5)),
    stride=st.tuples(st.integers(1, 4), st.integers(1, 4)),
    padding=st.integers(0, 2),
    dilation=st.integers(1, 3),
    ceil=st.booleans(),
)
def test_sizes_agree_with_pytorch(
    kind: str, size: tuple[int, int], kernel: tuple[int, int], stride: tuple[int, int], padding: int, dilation: int,
    ceil: bool,
) -> None:  # fmt: skip
    if kind == "conv":
        layer: nn.Module = nn.Conv2d(1, 2, kernel, stride, padding, dilation)
    elif kind == "same":
        layer = nn.Conv2d(1, 2, kernel, padding="same", dilation=dilation)
    elif kind == "max":
        assume(padding <= min(kernel) // 2)
        layer = nn.MaxPool2d(kernel, stride, padding, dilation, ceil_mode=ceil)
    else:
        assume(padding <= min(kernel) // 2)
        layer = nn.AvgPool2d(kernel, stride, padding, ceil_mode=ceil)
    picture = torch.rand(1, 1, *size)
    try:
        truth = tuple(layer(picture).shape[2:])
    except RuntimeError:
        assume(False)
    trace = _trace(layer, 1, 1, *size)
    item = trace.layers[1]
    assert tuple(window.places for window in derive.windows(item)) == truth
    assert derive.windows(trace.calls[0]) == derive.windows(item)
    lines = derive.output_size_text(item).splitlines()
    assert [_numbers(line) for line in lines] in ([truth[0], truth[1]], [truth[0]])


@pytest.mark.filterwarnings("ignore:Using padding='same'")
def test_rounding_dilation_and_uneven_padding_are_shown() -> None:
    pool = _trace(nn.MaxPool2d(3, 2), 1, 1, 28, 28).layers[1]
    assert derive.output_size_text(pool) == "⌊(28 − 3)/2⌋ + 1 = 13"
    ceil = _trace(nn.MaxPool2d(3, 2, ceil_mode=True), 1, 1, 28, 28).layers[1]
    assert derive.output_size_text(ceil) == "⌈(28 − 3)/2⌉ + 1 = 14"
    wide = _trace(nn.Conv2d(1, 1, 3, padding=2, dilation=2), 1, 1, 9, 9).layers[1]
    assert derive.output_size_text(wide) == "(9 + 2·2 − 2·(3 − 1) − 1)/1 + 1 = 9"
    even = _trace(nn.Conv2d(1, 1, 4, padding="same"), 1, 1, 9, 9).layers[1]
    assert derive.output_size_text(even) == "(9 + 1 + 2 − 4)/1 + 1 = 9"
    oblong = _trace(nn.MaxPool2d(2), 1, 1, 8, 6).layers[1]
    assert derive.output_size_text(oblong) == "(8 − 2)/2 + 1 = 4\n(6 − 2)/2 + 1 = 3"


def test_a_network_without_numbers_has_the_same_table() -> None:
    model = class_convnet_bn.ConvNet().eval()
    real = _trace(model, 1, 1, 28, 28)
    with torch.no_grad():
        outline = record(model.to("meta"), torch.empty(100, 1, 28, 28, device="meta"), budget=1000)
    assert [(row.key, row.type_name, row.parameters, row.output.shape[1:]) for row in derive.table(outline)] == [
        (row.key, row.type_name, row.parameters, row.output.shape[1:]) for row in derive.table(real)
    ]
    assert "reshape" in [row.key for row in derive.table(outline)]
    assert _total(outline) == 100 * _total(real)
