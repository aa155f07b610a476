from __future__ import annotations

from typing import Any

import pytest

torch = pytest.importorskip("torch")

from torch import Tensor, nn  # noqa: E402

from cnnviz import torchvision_compat  # noqa: E402
from cnnviz.trace.flow import Flow, flow_of  # noqa: E402
from cnnviz.trace.recorder import record  # noqa: E402
from cnnviz.trace.records import ModuleCall, Trace  # noqa: E402
from cnnviz.trace.steps import OpCall  # noqa: E402
from tests.unit.awkward_models import AWKWARD, InPlace, Scripted  # noqa: E402


def _name(node: Any) -> str:
    if node is None:
        return "outside"
    return node.name if isinstance(node, OpCall) else node.path or node.type_name


def _edges(trace: Trace) -> list[tuple[str, str]]:
    return [(_name(source), _name(target)) for source, target, _ in flow_of(trace).edges()]


class Residual(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(2, 2, 3, padding=1)
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x: Tensor) -> Tensor:
        identity = x
        out = self.conv(x)
        out = self.relu(out)
        out += identity
        return torch.cat([out, x, out.mean((2, 3), keepdim=True).expand_as(x)], 1)


def test_sums_and_joints_of_branches() -> None:
    with torch.no_grad():
        trace = record(Residual(), torch.rand(1, 2, 5, 5), detail="full")
    assert _edges(trace) == [
        ("outside", "conv2d"), ("conv2d", "relu"), ("relu", "add_"), ("outside", "add_"), ("add_", "mean"),
        ("mean", "expand_as"), ("outside", "expand_as"), ("add_", "cat"), ("outside", "cat"), ("expand_as", "cat"),
    ]  # fmt: skip
    flow = flow_of(trace)
    assert [_name(node) for node in flow.consumers_of(trace.input)] == ["conv2d", "add_", "expand_as", "cat"]
    producer = flow.producer(trace.output)
    assert isinstance(producer, OpCall)
    assert producer.name == "cat"
    assert flow.producer(trace.input) is None


def test_what_is_written_over_is_another_tensor_from_then_on() -> None:
    """Even where it is written through a view of it, or past its version counter."""
    with torch.no_grad():
        trace = record(InPlace(), torch.rand(2, 6), detail="full")
    chain: list[str] = []
    node: Any = flow_of(trace).producer(trace.output)
    while node is not None:
        chain.append(_name(node))
        node = flow_of(trace).producer(node.inputs[0])
    assert chain == [
        "add_", "data", "setitem", "view", "mul", "setitem", "leaky_relu", "add_", "linear", "relu", "linear",
    ]  # fmt: skip


def test_a_compiled_child_is_a_node() -> None:
    trace = record(Scripted(), torch.rand(2, 6), detail="full")
    assert _edges(trace) == [("outside", "linear"), ("linear", "inner")]


def test_what_a_fused_layer_does_unseen_is_its_own() -> None:
    layer = nn.TransformerEncoderLayer(6, 2, 8, batch_first=True)
    trace = record(layer, torch.rand(2, 4, 6), detail="full")
    producer = flow_of(trace).producer(trace.output)
    assert isinstance(producer, ModuleCall)


def test_modules_alone_make_a_graph_too() -> None:
    trace = record(nn.Sequential(nn.Linear(3, 3), nn.Identity(), nn.ReLU()), torch.rand(1, 3))
    assert _edges(trace) == [("outside", "0"), ("0", "1"), ("0", "2")]  # nn.Identity gives what it got
    assert all(isinstance(node, ModuleCall) for node in flow_of(trace).nodes)


def _reaches_the_input(flow: Flow, trace: Trace) -> bool:
    waiting, seen = [trace.output], set()
    while waiting:
        one = waiting.pop()
        if one is trace.input:
            return True
        node = flow.producer(one)
        if node is not None and one.index not in seen:
            seen.add(one.index)
            waiting += node.inputs
    return False


@pytest.mark.parametrize("name", AWKWARD)
def test_the_output_comes_from_the_input(name: str) -> None:
    with torch.no_grad():
        trace = record(AWKWARD[name]().eval(), torch.rand(4, 6), detail="full")
    assert _reaches_the_input(flow_of(trace), trace)


def test_residual_sums_and_concatenations_of_torchvision() -> None:
    torchvision_compat.ensure()
    torchvision = pytest.importorskip("torchvision")
    x = torch.rand(1, 3, 32, 32)
    with torch.no_grad():
        residual = record(torchvision.models.resnet18().eval(), x, detail="full")
        dense = record(torchvision.models.densenet121().eval(), x, detail="full")
    sums = [node for node in flow_of(residual).nodes if _name(node) == "add_"]
    assert len(sums) == 8
    for node in sums:
        assert len(node.inputs) == 2
        assert all(flow_of(residual).producer(each) is not None for each in node.inputs)
    joints = [len(node.inputs) for node in flow_of(dense).nodes if _name(node) == "cat"]
    assert max(joints) == 25  # the last block joins what it was given and its 24 layers
    for trace in (residual, dense):
        assert _reaches_the_input(flow_of(trace), trace)
