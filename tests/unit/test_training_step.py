"""A recorded step of training. The truth is the same step without recording, and hooks that the test itself puts."""

from __future__ import annotations

import copy
import json
import math
import random
import sys
import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch")

import torch.nn.functional as F  # noqa: E402, N812
from torch import Tensor, nn  # noqa: E402
from torch.autograd.graph import Node  # noqa: E402
from torch.nn.modules import module as torch_modules  # noqa: E402
from torch.optim import optimizer as torch_optimizer  # noqa: E402

from cnnviz import torchvision_compat  # noqa: E402
from cnnviz.models import class_convnet_bn, loading  # noqa: E402
from cnnviz.problems import Problem  # noqa: E402
from cnnviz.trace import archive, derive, flow, gradient_sums, walking  # noqa: E402
from cnnviz.trace.failures import ModelFailed  # noqa: E402
from cnnviz.trace.recorder import RecordingStopped, record, record_function  # noqa: E402
from cnnviz.trace.records import Trace  # noqa: E402
from cnnviz.trace.steps import BackwardCall, ModuleValue, Plain  # noqa: E402
from cnnviz.trace.tensors import TensorRecord  # noqa: E402
from cnnviz.training import loop, walked  # noqa: E402


@pytest.fixture(autouse=True)
def nothing_stays_installed() -> Iterator[None]:
    before = sys.gettrace()
    yield
    assert sys.gettrace() is before
    assert not torch_modules._global_forward_hooks
    assert not torch_modules._global_forward_pre_hooks
    assert not torch_optimizer._global_optimizer_pre_hooks
    assert not torch_optimizer._global_optimizer_post_hooks
    assert torch._C._len_torch_function_stack() == 0
    assert torch._C._is_torch_function_enabled()
    assert torch.is_grad_enabled()


def _numbers(record: TensorRecord) -> Tensor:
    assert record.values is not None
    return torch.from_numpy(record.values.copy())


def _same(record: TensorRecord, truth: Tensor) -> bool:
    ours = _numbers(record)
    return ours.dtype == truth.dtype and ours.shape == truth.shape and torch.equal(ours, truth.detach())


def _resnet() -> nn.Module:
    torchvision_compat.ensure()
    import torchvision

    torch.manual_seed(0)
    model: nn.Module = torchvision.models.resnet18(weights=None)
    return model


class Tied(nn.Module):
    """One layer twice, so that its gradients are added, and a frozen one."""

    def __init__(self) -> None:
        super().__init__()
        self.frozen = nn.Linear(6, 6).requires_grad_(False)
        self.tied = nn.Linear(6, 6)

    def forward(self, x: Tensor) -> Tensor:
        x = self.tied(self.frozen(x))
        x = F.relu(x, inplace=True)
        x = x + 1
        x += 1
        return self.tied(x) + x


class Own(nn.Module):
    """Parameters of its own and no module inside; a part of the result that nothing leads back from."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(6, 6))
        self.unused = nn.Parameter(torch.randn(3))

    def forward(self, x: Tensor) -> Tensor:
        x = x @ self.weight
        first, _second = x.split(3, 1)
        return torch.cat([first.sigmoid(), x.detach()], 1)


class Doubled(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        return x * 2

    @staticmethod
    def backward(ctx: Any, *given: Tensor) -> Tensor:
        (gradient,) = given
        doubled = gradient * 2
        return doubled  # noqa: RET504 - a line of its own is what is looked at


class Attending(nn.Module):
    """A layer that works unseen, and a function of somebody's own."""

    def __init__(self) -> None:
        super().__init__()
        self.attention = nn.MultiheadAttention(6, 2, batch_first=True)
        self.layer = nn.Linear(6, 6)

    def forward(self, x: Tensor) -> Tensor:
        x = x[:, None]
        x, _ = self.attention(x, x, x)
        x = Doubled.apply(x)
        return self.layer(x[:, 0])


AWKWARD: dict[str, Callable[[], nn.Module]] = {"tied": Tied, "own": Own, "attending": Attending}


def _case(name: str) -> tuple[nn.Module, Tensor, Tensor]:
    torch.manual_seed(3)
    if name == "class":
        return class_convnet_bn.ConvNet(), torch.rand(100, 1, 28, 28), torch.randint(0, 10, (100,))
    if name == "resnet":
        return _resnet(), torch.rand(2, 3, 64, 64), torch.randint(0, 1000, (2,))
    return AWKWARD[name](), torch.randn(4, 6), torch.randint(0, 6, (4,))


CASES = ("class", "resnet", *AWKWARD)


def _optimizer(model: nn.Module, name: str = "Adam") -> Any:
    return walked.OPTIMISERS[name]([each for each in model.parameters() if each.requires_grad], lr=0.01)


def _learned(model: nn.Module, images: Tensor, labels: Tensor, **options: Any) -> Trace:
    arguments = model, images, labels, nn.CrossEntropyLoss(), _optimizer(model)
    return record_function(loop.learn, arguments, model=model, **options)


class Hooks:
    """The truth: every node of a graph as it runs, with copies of what it takes and gives."""

    def __init__(self, loss: Tensor) -> None:
        self.nodes: list[tuple[str, list[Tensor], list[Tensor]]] = []
        seen: set[Node] = set()
        waiting = [loss.grad_fn]
        while waiting:
            node = waiting.pop()
            if node is None or node in seen:
                continue
            seen.add(node)
            self._put(node)
            waiting += [following for following, _ in node.next_functions]

    def _put(self, node: Node) -> None:
        def ran(outgoing: tuple[Tensor | None, ...], incoming: tuple[Tensor | None, ...]) -> None:
            self.nodes.append(
                (
                    node.name().rpartition("::")[2],
                    [each.clone() for each in incoming if each is not None],
                    [each.clone() for each in outgoing if each is not None],
                )
            )

        node.register_hook(ran)


@pytest.mark.parametrize("name", CASES)
def test_gradients_weights_and_loss_are_those_of_an_unrecorded_step(name: str) -> None:
    model, images, labels = _case(name)
    twin = copy.deepcopy(model)
    learning = [each for each in twin.parameters() if each.requires_grad]
    again = copy.deepcopy(twin)
    loss = nn.CrossEntropyLoss()(again(images), labels)
    asked = [each for each in again.parameters() if each.requires_grad]
    truth = torch.autograd.grad(loss, asked, allow_unused=True)
    _outputs, bare_loss = loop.learn(twin, images, labels, nn.CrossEntropyLoss(), _optimizer(twin))

    trace = _learned(model, images, labels)
    assert _same(walking.locals_at(trace, 0, len(trace.steps))["loss"], bare_loss)  # type: ignore[arg-type]
    names = [key for key, each in twin.named_parameters() if each.requires_grad]
    by_name = {update.name: update for update in trace.updates}
    finished = [pair for back in trace.backwards if back.name for pair in back.learned]
    assert len(finished) == len({key for key, _ in finished})
    for key, gradient, bare, mine in zip(
        names, truth, learning, (each for each in model.parameters() if each.requires_grad), strict=True
    ):
        assert torch.equal(bare, mine), key
        if gradient is None:
            assert key not in by_name
            continue
        assert _same(by_name[key].gradient, gradient), key
        assert _same(dict(finished)[key], gradient), key
        assert _same(by_name[key].after, bare), key
    assert len(by_name) == sum(each is not None for each in truth)


@pytest.mark.parametrize("name", CASES)
def test_nodes_run_in_autograds_order_with_its_numbers(name: str) -> None:
    model, images, labels = _case(name)
    twin = copy.deepcopy(model)
    loss = nn.CrossEntropyLoss()(twin(images), labels)
    hooks = Hooks(loss)
    loss.backward()
    trace = _learned(model, images, labels)
    nodes = [back for back in trace.backwards if back.name]
    assert [back.name for back in nodes] == [each for each, _, _ in hooks.nodes]
    for back, (_, incoming, outgoing) in zip(nodes, hooks.nodes, strict=True):
        assert len(back.incoming) == len(incoming)
        assert all(map(_same, back.incoming, incoming)), back.name
        assert len(back.outgoing) == len(outgoing)
        assert all(map(_same, back.outgoing, outgoing)), back.name


def _group_name(trace: Trace, back: BackwardCall) -> str:
    if back.call is not None:
        return trace.calls[back.call].path or trace.calls[back.call].type_name
    return "" if back.op is None else trace.ops[back.op].name


def _groups(trace: Trace) -> list[BackwardCall]:
    return [back for back in trace.backwards if not back.name]


def test_the_way_back_goes_layer_by_layer() -> None:
    trace = _learned(*_case("class"))
    groups = _groups(trace)
    assert [_group_name(trace, back) for back in groups] == [
        "CrossEntropyLoss", "fc", "reshape", "layer2.3", "layer2.2", "layer2.1", "layer2.0",
        "layer1.3", "layer1.2", "layer1.1", "layer1.0",
    ]  # fmt: skip
    for back in groups:
        step = trace.steps[back.step]
        assert step.kind == "backward"
        assert step.item == back.index
        line = trace.steps[trace.steps[step.parent or 0].parent or 0]
        assert (line.kind, trace.frames[line.frame or 0].function) == ("line", "learn")
        inside = trace.steps[step.index + 1 : step.end]
        assert inside
        assert all(trace.backwards[each.item].name for each in inside)
    by_name = {_group_name(trace, back): back for back in groups}
    calls = {call.path: call for call in reversed(trace.calls)}  # the first call of each
    for path in ("fc", "layer2.3", "layer2.2", "layer2.1", "layer2.0", "layer1.3", "layer1.0"):
        back, call = by_name[path], calls[path]
        assert [each.shape for each in back.incoming] == [each.shape for each in call.outputs]
        if path != "layer1.0":
            assert [each.shape for each in back.outgoing] == [each.shape for each in call.inputs]
        assert {key.rpartition(".")[2]: each.shape for key, each in back.learned} == dict(call.parameter_shapes)
    assert by_name["layer1.0"].outgoing == ()  # nobody asked how the pixels should change
    for earlier, later in pairwise(groups):  # one hands on what the next one takes
        assert earlier.outgoing == later.incoming


def test_branches_that_meet_are_added() -> None:
    trace = _learned(*_case("resnet"))
    groups = _groups(trace)
    names = [_group_name(trace, back) for back in groups]
    assert names[:3] == ["CrossEntropyLoss", "fc", "flatten"]
    assert names[-4:] == ["maxpool", "relu", "bn1", "conv1"]
    assert names.count("add_") == 8  # one residual sum for each block
    into = groups[names.index("maxpool")].incoming
    found = [back.outgoing[0] for back, name in zip(groups, names, strict=True) if name in ("layer1.0.conv1", "add_")]
    assert len(into) == 1
    assert torch.equal(_numbers(into[0]), _numbers(found[-1]) + _numbers(found[-2]))


def test_a_tied_layer_adds_its_gradients_and_the_frozen_one_has_none() -> None:
    trace = _learned(*_case("tied"))
    names = [_group_name(trace, back) for back in _groups(trace)]
    assert names.count("tied") == 2
    assert "frozen" not in names
    finished = [{key for key, _ in back.learned} for back in _groups(trace) if _group_name(trace, back) == "tied"]
    assert finished == [set(), {"tied.bias", "tied.weight"}]


def test_a_network_without_layers_goes_back_op_by_op() -> None:
    trace = _learned(*_case("own"))
    assert [_group_name(trace, back) for back in _groups(trace)] == [
        "CrossEntropyLoss", "cat", "sigmoid", "split", "matmul",
    ]  # fmt: skip
    assert [update.name for update in trace.updates] == ["weight"]


def test_lines_of_somebodys_own_way_back_are_followed() -> None:
    trace = _learned(*_case("attending"), also=(Doubled.backward,))
    frame = next(frame for frame in trace.frames if frame.function == "Doubled.backward")
    assert frame.step is not None
    assert trace.backwards[trace.steps[frame.step].item].name == "DoubledBackward"
    assert {"gradient", "doubled"} <= walking.locals_at(trace, frame.index, len(trace.steps)).keys()
    assert "attention" in [_group_name(trace, back) for back in _groups(trace)]


def test_gradients_that_pile_up_are_told_as_they_were() -> None:
    torch.manual_seed(2)
    model = nn.Linear(3, 2)
    x = torch.randn(4, 3)

    def twice(model: nn.Module, x: Tensor) -> Tensor:
        model(x).exp().sum().backward()
        model(x * 2).exp().sum().backward()
        return x

    truth = []
    twin = copy.deepcopy(model)
    for scale in (1, 2):
        twin(x * scale).exp().sum().backward()
        assert twin.weight.grad is not None
        truth.append(twin.weight.grad.clone())
    trace = record_function(twice, (model, x), model=model)
    found = [each for back in trace.backwards if not back.name for key, each in back.learned if key == "weight"]
    assert [_same(each, wanted) for each, wanted in zip(found, truth, strict=True)] == [True, True]
    assert model.weight.grad is not None
    model.weight.grad.zero_()  # it lives on, and what was recorded stays
    assert _same(found[1], truth[1])


def test_a_gradient_that_is_clipped_is_the_one_that_was_followed() -> None:
    model, images, labels = _case("class")
    optimizer = _optimizer(model, "SGD")

    def clip(*_: Any) -> None:
        nn.utils.clip_grad_norm_(model.parameters(), 0.01)

    optimizer.register_step_pre_hook(clip)
    before = model.fc.weight.detach().clone()  # type: ignore[union-attr]
    arguments = model, images, labels, nn.CrossEntropyLoss(), optimizer
    trace = record_function(loop.learn, arguments, model=model)
    update = next(each for each in trace.updates if each.name == "fc.weight")
    whole = next(each for back in trace.backwards for key, each in back.learned if key == "fc.weight")
    assert 0 < _numbers(update.gradient).norm() < 0.011 < _numbers(whole).norm()
    assert torch.equal(_numbers(update.after), before.add(_numbers(update.gradient), alpha=-0.01))


@pytest.mark.parametrize("name", list(walked.OPTIMISERS))
def test_two_steps_leave_what_the_optimizer_leaves(name: str) -> None:
    torch.manual_seed(1)
    model = nn.Sequential(nn.Linear(6, 4), nn.Tanh(), nn.Linear(4, 3))
    twin = copy.deepcopy(model)
    x, labels = torch.randn(5, 6), torch.randint(0, 3, (5,))
    bare, ours = _optimizer(twin, name), _optimizer(model, name)
    criterion = nn.CrossEntropyLoss()

    def twice(model: nn.Module, optimizer: Any) -> None:
        for _ in range(2):
            loop.learn(model, x, labels, criterion, optimizer)

    states: list[dict[str, Tensor]] = []
    for _ in range(2):
        loop.learn(twin, x, labels, criterion, bare)
        states.append(
            {key: torch.as_tensor(each).clone() for key, each in bare.state[twin[0].weight].items() if each is not None}
        )
    trace = record_function(twice, (model, ours), model=model)
    first, second = (each for each in trace.updates if each.name == "0.weight")
    for update, state in zip((first, second), states, strict=True):
        assert update.state_after.keys() == state.keys()
        assert all(_same(update.state_after[key], each) for key, each in state.items())
    assert second.before is first.after
    assert second.state_before == first.state_after
    assert _same(second.after, twin[0].weight)
    assert second.algorithm == type(bare).__name__
    assert second.hyper["lr"] == 0.01
    with torch.no_grad():
        for each in (model[0].weight, *ours.state[model[0].weight].values()):
            if isinstance(each, Tensor):
                each.zero_()
    assert _same(second.after, twin[0].weight)  # what lives on may be written to
    assert all(_same(second.state_after[key], each) for key, each in states[1].items())


def _batches(count: int = 8) -> list[tuple[Tensor, Tensor]]:
    torch.manual_seed(5)
    return [(torch.rand(count, 1, 28, 28), torch.randint(0, 10, (count,))) for _ in range(2)]


def test_the_whole_step_as_in_class() -> None:
    model = loading.load("class-convnet-bn").model
    kept = copy.deepcopy(model.state_dict())
    flags = [(module.training, [each.requires_grad for each in module.parameters()]) for module in model.modules()]
    batches = _batches(100)
    states = torch.get_rng_state(), random.getstate(), np.random.get_state()[1].tolist()  # type: ignore[union-attr]
    with torch.no_grad():
        trace = walked.record_training_step(model, iter(batches), optimiser="SGD", learning_rate=0.1)
        assert not torch.is_grad_enabled()
    assert torch.equal(torch.get_rng_state(), states[0])
    assert (random.getstate(), np.random.get_state()[1].tolist()) == states[1:]  # type: ignore[union-attr]
    assert all(torch.equal(each, kept[key]) for key, each in model.state_dict().items())
    assert flags == [
        (module.training, [each.requires_grad for each in module.parameters()]) for module in model.modules()
    ]
    twin = copy.deepcopy(model).requires_grad_(True).train()
    loss = F.cross_entropy(twin(batches[0][0]), batches[0][1])
    loss.backward()
    with torch.no_grad():
        for each in twin.parameters():
            each.add_(each.grad, alpha=-0.1)  # type: ignore[arg-type]
        scores = twin.eval()(batches[1][0])
    right = int((scores.argmax(1) == batches[1][1]).sum())

    assert [frame.function for frame in trace.frames if frame.parent in (None, 0)] == ["one_step", "learn", "judge"]
    assert [source.name for source in trace.sources] == ["walked.py", "loop.py", "class_convnet_bn.py"]
    end = len(trace.steps)
    names = {frame.function: walking.locals_at(trace, frame.index, end) for frame in trace.frames}
    assert _same(names["one_step"]["loss"], loss)  # type: ignore[arg-type]
    assert names["judge"]["correct"] == Plain("int", str(right), right)
    assert _same(names["judge"]["outputs"], scores)  # type: ignore[arg-type]
    assert _same(names["judge"]["values"], scores.max(1).values)  # type: ignore[arg-type]
    assert _same(names["judge"]["predicted"], scores.max(1).indices)  # type: ignore[arg-type]
    assert names["learn"]["images"].shape == (100, 1, 28, 28)  # type: ignore[union-attr]
    assert names["learn"]["labels"].shape == (100,)  # type: ignore[union-attr]
    assert names["learn"]["model"] == ModuleValue("ConvNet", "", 29034)
    assert names["learn"]["criterion"] == ModuleValue("CrossEntropyLoss", None, 0)
    assert names["learn"]["optimizer"] == Plain("SGD", "SGD(lr=0.1)")
    assert trace.frames[0].returned is not None
    assert trace.failure is None
    # what the strip shows is one pass of the network
    assert [layer.key for layer in trace.layers] == [
        "input", *(f"layer{place}.{part}" for place in (1, 2) for part in range(4)), "reshape", "fc",
    ]  # fmt: skip
    assert (trace.input.shape, trace.output.shape) == ((100, 1, 28, 28), (100, 10))
    changes = [(trace.steps[position - 1], found.shape) for position, found in walking.shape_changes(trace)]
    assert {step.kind for step, _ in changes} == {"op"}


def test_the_table_of_layers_is_that_of_one_pass() -> None:
    model, images, labels = _case("resnet")
    with torch.no_grad():
        alone = record(model, images, detail="full")
    trace = walked.record_training_step(model, [(images, labels)])
    rows = [(row.path, row.output.shape, row.parameters) for row in derive.table(alone)]
    assert [(row.path, row.output.shape, row.parameters) for row in derive.table(trace)] == rows
    assert derive.output_bytes(trace) == derive.output_bytes(alone)


def _size(text: str) -> tuple[int, ...]:
    return tuple(int(each) for each in text.split("×"))


def test_a_linear_layers_gradients_are_products_of_these_sizes() -> None:
    trace = _learned(*_case("class"))
    back = next(each for each in _groups(trace) if _group_name(trace, each) == "fc")
    lines = {line.kind: line for line in gradient_sums.gradient_sum(trace, back)}
    call = trace.calls[back.call or 0]
    above, taken = _numbers(back.incoming[0]), _numbers(call.inputs[0])
    weights = _numbers(next(each for each in trace.updates if each.name == "fc.weight").before)
    learned = dict(back.learned)
    for kind, left, right, gradient in (
        ("weight_gradient", above.T, taken, learned["fc.weight"]),
        ("bias_gradient", torch.ones(1, 100), above, learned["fc.bias"]),
        ("input_gradient", above, weights, back.outgoing[0]),
    ):
        first, second = lines[kind].terms.split(" · ")
        assert (_size(first), _size(second)) == (left.shape, right.shape)
        assert _size(lines[kind].result) == gradient.shape
        assert torch.allclose((left @ right).reshape(gradient.shape), _numbers(gradient), atol=1e-6)


@pytest.mark.parametrize(
    "layer",
    [nn.Conv2d(2, 3, 3), nn.Conv2d(2, 3, 3, stride=2), nn.Conv1d(2, 3, 2), nn.Conv3d(2, 3, 2)],
    ids=["plain", "stride", "1d", "3d"],
)
def test_how_many_places_a_weights_gradient_adds_up(layer: nn.Module) -> None:
    axes = len(layer.kernel_size)  # type: ignore[arg-type]
    model = nn.Sequential(layer)

    def learn(model: nn.Module, x: Tensor) -> None:
        model(x).sum().backward()

    trace = record_function(learn, (model, torch.ones(4, 2, *(9, 8, 7)[:axes])), model=model)
    back = next(each for each in _groups(trace) if _group_name(trace, each) == "0")
    (line,) = gradient_sums.gradient_sum(trace, back)
    assert line.kind == "added"
    for _, gradient in back.learned:  # ones times ones: the sum is their number
        assert set(_numbers(gradient).flatten().tolist()) == {float(line.result.replace(",", ""))}
    assert math.prod(map(int, line.terms.split("·"))) == int(line.result.replace(",", ""))


def test_what_the_new_steps_put_out() -> None:
    trace = _learned(*_case("class"))
    fc = next(back for back in _groups(trace) if _group_name(trace, back) == "fc")
    assert [each.shape for each in walking.outputs_of(trace, trace.steps[fc.step])] == [(100, 1568), (10,), (10, 1568)]
    update = trace.updates[0]
    assert walking.outputs_of(trace, trace.steps[update.step]) == (update.after,)
    assert flow.flow_of(trace).producer(trace.output) is not None


def test_beyond_the_budget_the_gradients_are_the_same() -> None:
    model, images, labels = _case("class")
    twin = copy.deepcopy(model)
    trace = _learned(model, images, labels, budget=2 << 20)
    loop.learn(twin, images, labels, nn.CrossEntropyLoss(), _optimizer(twin))
    assert all(map(torch.equal, model.parameters(), twin.parameters()))
    poor = [each for back in trace.backwards for each in back.incoming if each.values is None]
    assert poor
    assert all(each.statistics is not None and not each.overwritten for each in poor)


@pytest.mark.parametrize("place", range(0, 68, 4))
def test_stopped_anywhere_everything_is_taken_away(place: int) -> None:
    model, images, labels = _case("class")
    asked = iter(range(place))
    with pytest.raises(RecordingStopped) as stopped:
        _learned(model, images[:2], labels[:2], should_stop=lambda: next(asked, None) is None)
    trace = stopped.value.trace
    assert trace is not None
    assert trace.stopped
    assert all(step.end <= len(trace.steps) for step in trace.steps)


def test_no_hook_stays_on_a_graph_that_lives_on() -> None:
    model = nn.Linear(3, 2)
    kept: list[Tensor] = []

    def keeps(model: nn.Module, x: Tensor) -> None:
        loss = model(x).sum()
        loss.backward(retain_graph=True)
        kept.append(loss)

    trace = record_function(keeps, (model, torch.rand(4, 3)), model=model)
    count = len(trace.backwards)
    assert count
    kept[0].backward()
    assert len(trace.backwards) == count
    assert model.bias.grad is not None
    assert model.bias.grad.tolist() == [8.0, 8.0]
    waiting = [kept[0].grad_fn]
    while waiting:
        node = waiting.pop()
        if node is not None:
            handle = node.register_hook(lambda *_: None)
            assert list(handle.hooks_dict_ref()) == [handle.id]
            waiting += [following for following, _ in node.next_functions]


def _fails(labels: Tensor, images: Tensor | None = None) -> tuple[Trace, str, str]:
    with pytest.raises(ModelFailed) as failed:
        images = torch.rand(4, 1, 28, 28) if images is None else images
        walked.record_training_step(class_convnet_bn.ConvNet(), [(images, labels)])
    trace = failed.value.trace
    assert trace is not None
    assert trace.failure is not None
    return trace, str(trace.failure.reason), str(trace.failure.remedy)


@pytest.mark.parametrize(
    ("labels", "reason", "remedy"),
    [
        (torch.zeros(4), "needs labels that are whole numbers (int64); these are float32", "labels.long()"),
        (torch.tensor([1, 2, 12, 3]), "the label 12, but scores of 10 classes, 0 to 9", "out_features=13"),
        (torch.tensor([1, 2, -1, 3]), "the label -1, but scores of 10 classes", "ignore_index=-1"),
        (torch.tensor([1, 2, 3]), "the scores of 4 images, but 3 labels", "same batch"),
        (torch.zeros(4, 1).long(), "one label for each image, of size [4], but", "labels.flatten()"),
    ],
)  # fmt: skip
def test_wrong_labels_are_explained(labels: Tensor, reason: str, remedy: str) -> None:
    trace, said, mends = _fails(labels)
    assert reason in said
    assert said.startswith("“CrossEntropyLoss” ")
    assert remedy in mends
    assert trace.failure is not None
    assert trace.failure.step is not None
    assert trace.ops[trace.steps[trace.failure.step].item].name == "cross_entropy"
    assert [name for name, _ in trace.failure.operands] == ["outputs", "labels"]
    assert walking.locals_at(trace, 1, trace.failure.step)["outputs"].shape == (4, 10)  # type: ignore[union-attr]


def test_a_layer_that_fails_in_training_is_explained() -> None:
    _, said, mends = _fails(torch.zeros(4, dtype=torch.long), torch.rand(4, 3, 28, 28))
    assert "“layer1.0” (Conv2d) expects 1 channels" in said
    assert "in_channels=3" in mends


def _twice(model: nn.Module, x: Tensor) -> None:
    loss = model(x).exp().sum()
    loss.backward()
    loss.backward()


def _frozen(model: nn.Module, x: Tensor) -> None:
    with torch.no_grad():
        loss = model(x).sum()
    loss.backward()


def _many(model: nn.Module, x: Tensor) -> None:
    model(x).backward()


def _written(model: nn.Module, x: Tensor) -> None:
    y = model(x).exp()
    y += 1
    y.sum().backward()


@pytest.mark.parametrize(
    ("function", "reason", "remedy"),
    [
        (_twice, "went this way before", "retain_graph=True"),
        (_frozen, "No way leads back from the loss", "requires_grad_(True)"),
        (_many, "begins at one number, but this has the size [4, 2]", "loss.mean().backward()"),
        (_written, "needs the tensor of size [4, 2] that Exp made", "y = y + x"),
    ],
)
def test_a_way_back_that_fails_is_explained(function: Callable[..., None], reason: str, remedy: str) -> None:
    model = nn.Linear(3, 2)
    with pytest.raises(ModelFailed) as failed:
        record_function(function, (model, torch.rand(4, 3)), model=model)
    trace = failed.value.trace
    assert trace is not None
    assert trace.failure is not None
    assert reason in str(trace.failure.reason)
    assert remedy in str(trace.failure.remedy)
    assert trace.failure.op is not None
    assert trace.ops[trace.failure.op].name == "backward"


def test_a_function_that_fails_before_the_model_is_called() -> None:
    def fails(model: nn.Module) -> None:
        raise ValueError("no data")

    with pytest.raises(ModelFailed, match=r"fails\(\) failed in line \d+: no data") as failed:
        record_function(fails, (nn.Linear(2, 2),), model=nn.Linear(2, 2))
    assert failed.value.trace is not None
    assert [layer.key for layer in failed.value.trace.layers] == ["input"]


def test_two_classes_by_one_score() -> None:
    torch.manual_seed(4)
    model = nn.Sequential(nn.Flatten(), nn.Linear(784, 1))
    batches = [(images, labels % 2) for images, labels in _batches()]
    twin = copy.deepcopy(model)
    optimizer = _optimizer(twin, "SGD")
    loss = F.binary_cross_entropy_with_logits(twin(batches[0][0])[:, 0], batches[0][1].float())
    loss.backward()
    optimizer.step()
    trace = walked.record_training_step(model, batches, optimiser="SGD", learning_rate=0.01, one_output=True)
    assert [layer.key for layer in trace.layers] == ["input", "0", "1"]
    assert trace.output.shape == (8, 1)
    assert [(update.name, update.after.shape) for update in trace.updates] == [("1.weight", (1, 784)), ("1.bias", (1,))]
    assert torch.allclose(_numbers(trace.updates[0].after), twin[1].weight, atol=1e-6)
    right = int(((twin(batches[1][0])[:, 0] > 0) == batches[1][1].bool()).sum())
    judged = next(frame for frame in trace.frames if frame.function == "judge")
    assert walking.locals_at(trace, judged.index, len(trace.steps))["correct"] == Plain("int", str(right), right)


def test_what_cannot_be_trained_is_said() -> None:
    with pytest.raises(Problem, match="no number that it could learn"):
        walked.record_training_step(nn.Flatten(), _batches())
    with pytest.raises(Problem, match="no batch"):
        walked.record_training_step(class_convnet_bn.ConvNet(), [])
    with pytest.raises(ValueError, match="no optimiser"):
        walked.record_training_step(class_convnet_bn.ConvNet(), _batches(), optimiser="Best")
    with pytest.raises(ValueError, match="above 0"):
        walked.record_training_step(class_convnet_bn.ConvNet(), _batches(), learning_rate=0)


def test_it_is_archived(tmp_path: Path) -> None:
    trace = walked.record_training_step(class_convnet_bn.ConvNet(), _batches(), optimiser="Adam")
    archive.save(trace, tmp_path / "a.trace")
    again = archive.load(tmp_path / "a.trace")
    assert len(again.backwards) == len(trace.backwards)
    for ours, theirs in zip(again.backwards, trace.backwards, strict=True):
        assert (ours.name, ours.call, ours.op, ours.step) == (theirs.name, theirs.call, theirs.op, theirs.step)
        assert [each.index for each in ours.outgoing] == [each.index for each in theirs.outgoing]
        assert [(key, each.index) for key, each in ours.learned] == [(key, each.index) for key, each in theirs.learned]
    for mine, other in zip(again.updates, trace.updates, strict=True):
        assert mine.hyper == other.hyper
        assert mine.state_after.keys() == other.state_after.keys()
        assert np.array_equal(mine.after.values, other.after.values)  # type: ignore[arg-type]
        assert np.array_equal(mine.state_after["exp_avg"].values, other.state_after["exp_avg"].values)  # type: ignore[arg-type]
    assert [step.kind for step in again.steps] == [step.kind for step in trace.steps]


def test_an_archive_from_before_there_were_training_steps_opens(tmp_path: Path) -> None:
    with torch.no_grad():
        trace = record(class_convnet_bn.ConvNet().eval(), torch.rand(1, 1, 28, 28), detail="full")
    archive.save(trace, tmp_path / "new.trace")
    with zipfile.ZipFile(tmp_path / "new.trace") as new, zipfile.ZipFile(tmp_path / "old.trace", "w") as old:
        for name in new.namelist():
            content = new.read(name)
            if name == "trace.json":
                head = json.loads(content)
                head["version"] = 1
                for key in ("backwards", "updates", "model_call"):
                    del head[key]
                content = json.dumps(head).encode()
            old.writestr(name, content)
    again = archive.load(tmp_path / "old.trace")
    assert (again.backwards, again.updates, again.model_call) == ((), (), 0)
    assert len(again.steps) == len(trace.steps)
    assert np.array_equal(again.output.values, trace.output.values)  # type: ignore[arg-type]


FILES = tuple(sys.modules[each].__file__ for each in (walked.__name__, loop.__name__, class_convnet_bn.__name__))


class Snapshots:
    """Copies of the tensors that names stand for at every line, taken in a fresh step of training."""

    def __init__(self, run: Callable[[], object]) -> None:
        self.lines: list[dict[str, Tensor]] = []
        before = sys.gettrace()
        sys.settrace(self._on_call)
        try:
            run()
        finally:
            sys.settrace(before)

    def _on_call(self, frame: FrameType, event: str, argument: Any) -> Any:
        followed = frame.f_code.co_filename in FILES and frame.f_code.co_name != "record_training_step"
        return self._on_event if followed else None

    def _on_event(self, frame: FrameType, event: str, argument: Any) -> Any:
        if event == "line":
            self.lines.append(
                {name: each.detach().clone() for name, each in frame.f_locals.items() if isinstance(each, Tensor)}
            )
        return self._on_event


def _fresh() -> tuple[Trace, list[dict[str, Tensor]]]:
    model = class_convnet_bn.ConvNet()
    trace = walked.record_training_step(model, _batches(), optimiser="Adam", learning_rate=0.01)
    batches = iter(_batches())
    optimizer = _optimizer(model)
    return trace, Snapshots(lambda: walked.one_step(model, batches, nn.CrossEntropyLoss(), optimizer)).lines


@pytest.fixture(scope="module")
def fresh() -> tuple[Trace, list[dict[str, Tensor]]]:
    torch.manual_seed(9)
    return _fresh()


@settings(max_examples=40, deadline=None)
@given(moves=st.lists(st.sampled_from("sbnpor"), min_size=1, max_size=30), data=st.data())
def test_any_walk_shows_what_a_fresh_step_shows(
    fresh: tuple[Trace, list[dict[str, Tensor]]], moves: list[str], data: Any
) -> None:
    trace, truth = fresh
    lines = [step.index for step in trace.steps if step.kind == "line"]
    assert len(lines) == len(truth)
    keys: dict[str, Any] = {
        "s": walking.into, "b": walking.back, "n": walking.next_line, "p": walking.previous_line, "o": walking.over,
        "r": walking.to_return,
    }  # fmt: skip
    position = data.draw(st.integers(0, len(trace.steps)))
    for move in moves:
        position = keys[move](trace, position)
        assert 0 <= position <= len(trace.steps)
        if position == len(trace.steps):
            continue
        step = trace.steps[position]
        if step.kind != "line" or step.frame is None:
            assert walking.frame_at(trace, position) is not None
            continue
        names = walking.locals_at(trace, step.frame, position)
        wanted = truth[lines.index(position)]
        assert {key for key, each in names.items() if isinstance(each, TensorRecord)} == wanted.keys()
        assert all(_same(names[key], each) for key, each in wanted.items())  # type: ignore[arg-type]
