"""Why a pass failed. The truth is PyTorch: it fails as written, and runs once the remedy is taken."""

from __future__ import annotations

import ast
import string
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from torch import Tensor, nn  # noqa: E402

from cnnviz.trace import failures, layer_faults, op_faults  # noqa: E402
from cnnviz.trace.failures import ModelFailed  # noqa: E402
from cnnviz.trace.recorder import record  # noqa: E402
from cnnviz.trace.steps import Failure  # noqa: E402


class Net(nn.Module):
    """Layers and a forward function that a test puts together."""

    def __init__(self, forward: Callable[[Any, Tensor], Tensor], **layers: nn.Module) -> None:
        super().__init__()
        self.function = forward
        for name, layer in layers.items():
            self.add_module(name, layer)

    def forward(self, x: Tensor) -> Tensor:
        return self.function(self, x)


def _flat(linear: nn.Linear, flatten: Callable[[Tensor], Tensor]) -> Net:
    def forward(net: Any, x: Tensor) -> Tensor:
        out = net.conv(x)
        out = flatten(out)
        return net.fc(out)

    return Net(forward, conv=nn.Conv2d(1, 32, 1), fc=linear)


def _pair(left: nn.Module, right: nn.Module, join: Callable[[Tensor, Tensor], Tensor]) -> Net:
    def forward(net: Any, x: Tensor) -> Tensor:
        first, second = net.left(x), net.right(x)
        return join(first, second)

    return Net(forward, left=left, right=right)


def _own(forward: Callable[[Tensor], Tensor]) -> Net:
    return Net(lambda net, x: forward(x))


def _failure(model: nn.Module, x: Tensor, detail: Any = "full") -> Failure:
    with pytest.raises(ModelFailed) as caught:
        record(model, x, detail=detail)
    trace = caught.value.trace
    assert trace is not None
    assert trace.failure is not None
    assert str(caught.value) == str(trace.failure.reason)
    return trace.failure


MAPS = (1, 1, 7, 7)

# The model, its input's size, why, the remedy, and the model (or input) with the remedy taken, which must run.
Made = Callable[[], nn.Module]
LAYERS: dict[str, tuple[Made, tuple[int, ...], str, str, Made | tuple[int, ...]]] = {
    "flatten counted wrong": (
        lambda: _flat(nn.Linear(2560, 10), lambda x: x.reshape(x.size(0), -1)), MAPS,
        "“fc” (Linear) expects 2560 features, {reshape} gives 1568 = 32 × 7 × 7.",
        "Write in_features=1568: nn.Linear(1568, 10)",
        lambda: _flat(nn.Linear(1568, 10), lambda x: x.reshape(x.size(0), -1)),
    ),
    "flatten layer counted wrong": (
        lambda: nn.Sequential(nn.Conv2d(1, 32, 1), nn.Flatten(), nn.Linear(2560, 10)), MAPS,
        "“2” (Linear) expects 2560 features, Flatten gives 1568 = 32 × 7 × 7.",
        "Write in_features=1568: nn.Linear(1568, 10)",
        lambda: nn.Sequential(nn.Conv2d(1, 32, 1), nn.Flatten(), nn.Linear(1568, 10)),
    ),
    "flatten takes the batch along": (
        lambda: _flat(nn.Linear(1568, 10), lambda x: x.reshape(-1)), (4, 1, 7, 7),
        "“fc” (Linear) expects 1568 features, {Reshape} gives 6272 = 4 × 32 × 7 × 7: the batch of 4 was flattened too.",
        "Keep the batch axis: x = torch.flatten(x, 1)",
        lambda: _flat(nn.Linear(1568, 10), lambda x: torch.flatten(x, 1)),
    ),
    "flatten forgotten": (
        lambda: _flat(nn.Linear(1568, 10), lambda x: x), MAPS,
        "“fc” (Linear) expects 1568 features in a row, but gets maps of size [1, 32, 7, 7]: 32 × 7 × 7.",
        "Flatten them first: x = torch.flatten(x, 1)",
        lambda: _flat(nn.Linear(1568, 10), lambda x: torch.flatten(x, 1)),
    ),
    "flatten forgotten and counted wrong": (
        lambda: _flat(nn.Linear(100, 10), lambda x: x), MAPS,
        "“fc” (Linear) expects 100 features, but its input has 7: its size is [1, 32, 7, 7].",
        "Flatten the maps first, x = torch.flatten(x, 1), and write nn.Linear(1568, 10)",
        lambda: _flat(nn.Linear(1568, 10), lambda x: torch.flatten(x, 1)),
    ),
    "no batch axis before a flatten": (
        lambda: _flat(nn.Linear(1568, 10), lambda x: torch.flatten(x, 1)), (1, 7, 7),
        "“fc” (Linear) expects 1568 features, {flatten} gives 49 = 7 × 7: the size [32, 7, 7] has no batch axis, so "
        "its first axis was taken for one.",
        "Give the model a batch of one: x = x.unsqueeze(0)",
        (1, 1, 7, 7),
    ),
    "features": (
        lambda: nn.Sequential(nn.Linear(6, 5), nn.Linear(4, 2)), (3, 6),
        "“1” (Linear) expects 4 features, but its input has 5: its size is [3, 5].",
        "Write in_features=5: nn.Linear(5, 2)",
        lambda: nn.Sequential(nn.Linear(6, 5), nn.Linear(5, 2)),
    ),
    "channels of the picture": (
        lambda: nn.Sequential(nn.Conv2d(3, 8, 3)), (1, 1, 8, 8),
        "“0” (Conv2d) expects 3 channels, but its input has 1: its size is [1, 1, 8, 8].",
        "Write in_channels=1 in “0” (Conv2d), or repeat the one channel: x = x.repeat(1, 3, 1, 1)",
        lambda: nn.Sequential(nn.Conv2d(1, 8, 3)),
    ),
    "channels between layers": (
        lambda: nn.Sequential(nn.Conv2d(1, 16, 3), nn.Conv2d(32, 8, 3)), (1, 1, 8, 8),
        "“1” (Conv2d) expects 32 channels, but its input has 16: its size is [1, 16, 6, 6].",
        "Write in_channels=16: nn.Conv2d(16, 8, …)",
        lambda: nn.Sequential(nn.Conv2d(1, 16, 3), nn.Conv2d(16, 8, 3)),
    ),
    "channels last": (
        lambda: nn.Conv2d(3, 8, 3), (1, 8, 8, 3),
        "“Conv2d” expects 3 channels, but its input has 8: its size is [1, 8, 8, 3].",
        "The channels come last here; put them second: x = x.permute(0, 3, 1, 2)",
        lambda: Net(lambda net, x: net.conv(x.permute(0, 3, 1, 2)), conv=nn.Conv2d(3, 8, 3)),
    ),
    "no axis of channels": (
        lambda: nn.Conv2d(1, 8, 3), (5, 8, 8),
        "“Conv2d” expects 1 channels, but its input has 5: its size is [5, 8, 8].",
        "Give every picture its one channel: x = x.unsqueeze(1)",
        (5, 1, 8, 8),
    ),
    "a bare picture": (
        lambda: nn.Conv2d(1, 8, 3), (8, 8),
        "“Conv2d” expects an input with 3 / 4 axes, but the input has 2: its size is [8, 8].",
        "Add the axes of batch and channels: x = x[None, None]",
        (1, 1, 8, 8),
    ),
    "kernel larger than the picture": (
        lambda: nn.Sequential(nn.Conv2d(1, 2, 9)), (1, 1, 8, 8),
        "The kernel of “0” (Conv2d) covers 9 cells, but its input of size [1, 1, 8, 8] has 8, with its padding: there "
        "is no place for it.",
        "Write kernel_size=8 or less, or padding=1, or shrink less before it",
        lambda: nn.Sequential(nn.Conv2d(1, 2, 9, padding=1)),
    ),
    "dilated kernel larger than the picture": (
        lambda: nn.Conv2d(1, 2, 3, dilation=4), (1, 1, 8, 8),
        "The kernel of “Conv2d” covers 9 cells, but its input of size [1, 1, 8, 8] has 8, with its padding: there is "
        "no place for it.",
        "Write kernel_size=2 or less, or padding=1, or shrink less before it",
        lambda: nn.Conv2d(1, 2, 2, dilation=4),
    ),
    "pool larger than the picture": (
        lambda: nn.Sequential(nn.MaxPool2d(2), nn.MaxPool2d(5)), (1, 1, 8, 8),
        "The kernel of “1” (MaxPool2d) covers 5 cells, but its input of size [1, 1, 4, 4] has 4, with its padding: "
        "there is no place for it.",
        "Write kernel_size=4 or less, or padding=1, or shrink less before it",
        lambda: nn.Sequential(nn.MaxPool2d(2), nn.MaxPool2d(4)),
    ),
    "batch norm's channels": (
        lambda: nn.Sequential(nn.Conv2d(1, 16, 3), nn.BatchNorm2d(32)), (1, 1, 8, 8),
        "“1” (BatchNorm2d) expects 32 channels, but its input has 16: its size is [1, 16, 6, 6].",
        "Write num_features=16: nn.BatchNorm2d(16)",
        lambda: nn.Sequential(nn.Conv2d(1, 16, 3), nn.BatchNorm2d(16)),
    ),
    "batch norm without a batch": (
        lambda: nn.Sequential(nn.Conv2d(1, 16, 3), nn.BatchNorm2d(16)), (1, 8, 8),
        "“1” (BatchNorm2d) expects an input with 4 axes, but the input has 3: its size is [16, 6, 6].",
        "Add the missing batch axis: x = x.unsqueeze(0)",
        (1, 1, 8, 8),
    ),
    "batch norm of another kind": (
        lambda: nn.BatchNorm2d(5), (3, 5),
        "“BatchNorm2d” expects an input with 4 axes, but the input has 2: its size is [3, 5].",
        "For this size write nn.BatchNorm1d(5)",
        lambda: nn.BatchNorm1d(5),
    ),
    "batch of one in train mode": (
        lambda: nn.BatchNorm1d(5), (1, 5),
        "“BatchNorm1d” is in train mode and normalises by the batch, but size [1, 5] has one number a channel.",
        "Call model.eval() first, or give it two pictures or more",
        lambda: nn.BatchNorm1d(5).eval(),
    ),
    "layer norm": (
        lambda: nn.LayerNorm(5), (2, 6),
        "“LayerNorm” normalises the last axes [5], but its input has size [2, 6].",
        "Write normalized_shape=6",
        lambda: nn.LayerNorm(6),
    ),
}  # fmt: skip

OPS: dict[str, tuple[Callable[[], nn.Module], tuple[int, ...], str, str]] = {
    "sum of other sizes": (
        lambda: _pair(nn.Conv2d(1, 4, 3, padding=1, stride=2), nn.Conv2d(1, 4, 1), lambda a, b: a + b), (1, 1, 28, 28),
        "Sizes [1, 4, 14, 14] and [1, 4, 28, 28] cannot be added: 14 and 28 differ in axis 3.",
        "Bring the larger one to the smaller: nn.Conv2d(4, 4, kernel_size=1, stride=2)",
    ),
    "sum of other channels": (
        lambda: _pair(nn.Conv2d(1, 4, 1), nn.Conv2d(1, 6, 1), lambda a, b: a + b), (1, 1, 8, 8),
        "Sizes [1, 4, 8, 8] and [1, 6, 8, 8] cannot be added: 4 and 6 differ in axis 1.",
        "Bring the second to the first one's channels: nn.Conv2d(6, 4, kernel_size=1)",
    ),
    "sum of other padding": (
        lambda: _pair(nn.Conv2d(1, 4, 3), nn.Conv2d(1, 4, 3, padding=1), lambda a, b: a - b), (1, 1, 28, 28),
        "Sizes [1, 4, 26, 26] and [1, 4, 28, 28] cannot be added: 26 and 28 differ in axis 3.",
        "Give both branches the same padding and stride, so that their maps agree",
    ),
    "product": (
        lambda: _own(lambda x: x * torch.ones(3)), (2, 4),
        "mul() cannot join the sizes [2, 4] and [3]: 4 and 3 differ in axis 1.",
        "Make the two sizes equal in that axis, or 1 in one of them",
    ),
    "put together": (
        lambda: _pair(nn.Conv2d(1, 4, 3), nn.Conv2d(1, 6, 1), lambda a, b: torch.cat([a, b], 1)), (1, 1, 8, 8),
        "Sizes [1, 4, 6, 6] and [1, 6, 8, 8] cannot be put together along axis 1: 6 and 8 differ in axis 2.",
        "All but axis 1 must agree: use the same padding and stride",
    ),
    "put together along the wrong axis": (
        lambda: _own(lambda x: torch.cat((x, torch.ones(2, 5)), dim=0)), (2, 4),
        "Sizes [2, 4] and [2, 5] cannot be put together along axis 0: 4 and 5 differ in axis 1.",
        "All but axis 0 must agree: use the same padding and stride, or dim=1",
    ),
    "put together with other axes": (
        lambda: _own(lambda x: torch.cat((x, x[0]), dim=0)), (2, 4),
        "Sizes [2, 4] and [4] cannot be put together: they have 2 and 1 axes.",
        "Flatten or reshape them to the same number of axes first",
    ),
    "matrices": (
        lambda: _own(lambda x: x @ torch.ones(5, 4)), (2, 4),
        "Matrices of sizes [2, 4] and [5, 4] cannot be multiplied: 4 columns meet 5 rows.",
        "Transpose the second one: b.transpose(-2, -1)",
    ),
    "matrices that no transpose mends": (
        lambda: _own(lambda x: torch.matmul(x, torch.ones(5, 7))), (2, 4),
        "Matrices of sizes [2, 4] and [5, 7] cannot be multiplied: 4 columns meet 5 rows.",
        "The second one needs 4 rows, as the first has columns",
    ),
    "reshape": (
        lambda: _own(lambda x: x.reshape(-1, 2560)), (1, 32, 7, 7),
        "1568 = 1 × 32 × 7 × 7 numbers cannot be arranged as [-1, 2560].",
        "Let PyTorch count, and keep the batch axis: x = x.reshape(x.size(0), -1)",
    ),
    "view of a transpose": (
        lambda: _own(lambda x: x.transpose(0, 1).view(-1)), (2, 4),
        "view() needs numbers that lie side by side in memory; these, of size [4, 2], do not.",
        "Write reshape() instead of view()",
    ),
    "device": (
        lambda: _own(lambda x: x + torch.ones(4, device="meta")), (2, 4),
        "add() was given numbers on two devices: meta and cpu.",
        "Move the model and its input to the same one: model.to(device) and x = x.to(device)",
    ),
}  # fmt: skip


def _says(sentence: str, detail: str) -> list[str]:
    """In full, the function that reshaped is named; where only modules were recorded, the kind of change."""
    before, brace, rest = sentence.partition("{")
    if not brace:
        return [sentence]
    name, _, after = rest.partition("}")
    names = (name.lower(),) if detail == "full" else ("Flatten", "Reshape")
    return [before + each + after for each in names]


@pytest.mark.parametrize("detail", ["full", "modules"])
@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_says_why_and_what_would_mend_it(name: str, detail: str) -> None:
    make, size, reason, remedy, mended = LAYERS[name]
    failure = _failure(make(), torch.rand(size), detail)
    assert str(failure.reason) in _says(reason, detail)
    assert str(failure.remedy) == remedy
    if callable(mended):
        mended()(torch.rand(size))
    else:
        make()(torch.rand(mended))


@pytest.mark.parametrize("name", OPS)
def test_an_op_says_why_and_what_would_mend_it(name: str) -> None:
    make, size, reason, remedy = OPS[name]
    failure = _failure(make(), torch.rand(size))
    assert str(failure.reason) == reason
    assert str(failure.remedy) == remedy
    assert failure.op is not None


@pytest.mark.parametrize("detail", ["full", "modules"])
@pytest.mark.parametrize(
    ("model", "x", "reason", "remedy"),
    [
        (nn.Linear(4, 2), torch.ones(1, 4, dtype=torch.int64),
         "“Linear” works with float32, but its input is int64.", "Convert the input: x = x.float()"),
        (nn.Conv2d(1, 2, 3), torch.ones(1, 1, 5, 5, dtype=torch.float64),
         "“Conv2d” works with float32, but its input is float64.", "Convert the input: x = x.float()"),
        (nn.Conv2d(1, 2, 3), torch.ones(1, 1, 5, 5, dtype=torch.uint8),
         "“Conv2d” works with float32, but its input is uint8.", "Convert the input: x = x.float()"),
        (nn.Linear(4, 2).double(), torch.ones(1, 4),
         "“Linear” works with float64, but its input is float32.", "Convert the input: x = x.double()"),
        (nn.Embedding(4, 2), torch.ones(1, 4),
         "“Embedding” works with int64, but its input is float32.", "Convert the input: x = x.long()"),
        (nn.Embedding(4, 2), torch.tensor([[1, 7]]),
         "“Embedding” has rows 0 to 3, but its input asks for row 7.", "Write num_embeddings=8 or more"),
    ],
)  # fmt: skip
def test_number_types(model: nn.Module, x: Tensor, reason: str, remedy: str, detail: str) -> None:
    failure = _failure(model, x, detail)
    assert (str(failure.reason), str(failure.remedy)) == (reason, remedy)


def test_operands_are_named_as_the_line_names_them() -> None:
    def forward(net: Any, x: Tensor) -> Tensor:
        rows = x * 2
        return rows @ net.weights

    net = Net(forward)
    net.weights = nn.Parameter(torch.ones(5, 7))
    failure = _failure(net, torch.rand(2, 4))
    assert failure.operands == (("rows", (2, 4)), ("weights", (5, 7)))


def test_what_nobody_can_explain_keeps_pytorchs_words() -> None:
    def forward(x: Tensor) -> Tensor:
        raise ValueError("the moon is full")

    failure = _failure(_own(forward), torch.rand(2))
    assert str(failure.reason) == "“Net” failed in its own forward(): the moon is full."
    assert (failure.remedy, failure.error, failure.message) == (None, "ValueError", "the moon is full")


@pytest.mark.parametrize("module", [failures, layer_faults, op_faults])
def test_every_sentence_can_be_filled_in(module: Any) -> None:
    """Each template's fields are among the values that stand beside it."""
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    checked = 0
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem"):
            continue
        marker = node.args[0]
        if not isinstance(marker, ast.Call):
            continue
        text = ast.literal_eval(marker.args[1])
        fields = {field for _, field, _, _ in string.Formatter().parse(text) if field}
        assert fields == {keyword.arg for keyword in node.keywords}, text
        checked += 1
    assert checked
