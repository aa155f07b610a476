from __future__ import annotations

import gc
import threading
import warnings
import weakref
from collections import namedtuple
from dataclasses import dataclass

import numpy as np
import pytest

torch = pytest.importorskip("torch")

import torch.nn.functional as F  # noqa: E402, N812
from torch import Tensor, nn  # noqa: E402
from torch.nn.modules import module as torch_modules  # noqa: E402

from cnnviz.models import class_convnet, class_convnet_bn  # noqa: E402
from cnnviz.problems import Problem  # noqa: E402
from cnnviz.trace.failures import ModelFailed  # noqa: E402
from cnnviz.trace.recorder import record  # noqa: E402
from cnnviz.trace.records import TensorRecord, Trace  # noqa: E402


@pytest.fixture(autouse=True)
def nothing_stays_installed() -> object:
    """After every test: no hook anywhere, no function mode, gradients on."""
    yield
    assert not torch_modules._global_forward_hooks
    assert not torch_modules._global_forward_pre_hooks
    assert not torch_modules._global_forward_hooks_with_kwargs
    assert torch._C._len_torch_function_stack() == 0
    assert torch.is_grad_enabled()
    calls: list[str] = []

    class Watch(torch.overrides.TorchFunctionMode):
        def __torch_function__(self, func: object, types: object, args: object = (), kwargs: object = None) -> object:
            calls.append("seen")
            return func(*args, **(kwargs or {}))  # type: ignore[operator, misc]

    with Watch():
        torch.add(torch.ones(1), 1)
    assert calls, "torch functions are still switched off"


def _keys(trace: Trace) -> list[str]:
    return [layer.key for layer in trace.layers]


def _layer_values(trace: Trace, key: str) -> np.ndarray:
    layer = trace.layer(key)
    assert layer is not None
    assert layer.output.values is not None
    return layer.output.values


def _plain(model: nn.Module, *inputs: Tensor) -> object:
    with torch.no_grad():
        return model(*inputs)


def _seeded(model: nn.Module) -> nn.Module:
    generator = torch.Generator().manual_seed(11)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(torch.randn(parameter.shape, generator=generator) * 0.2)
    return model.eval()


def test_the_class_network_layer_by_layer() -> None:
    model = _seeded(class_convnet.ConvNet())
    x = torch.rand(1, 1, 28, 28)
    with torch.no_grad():
        trace = record(model, x)
    assert trace.model_name == "ConvNet"
    assert trace.parameter_count == 28_938
    assert [(layer.key, layer.type_name, layer.output.shape, layer.parameters) for layer in trace.layers] == [
        ("input", "Input", (1, 1, 28, 28), 0),
        ("layer1.0", "Conv2d", (1, 16, 28, 28), 416),
        ("layer1.1", "ReLU", (1, 16, 28, 28), 0),
        ("layer1.2", "MaxPool2d", (1, 16, 14, 14), 0),
        ("layer2.0", "Conv2d", (1, 32, 14, 14), 12_832),
        ("layer2.1", "ReLU", (1, 32, 14, 14), 0),
        ("layer2.2", "MaxPool2d", (1, 32, 7, 7), 0),
        ("reshape", "Flatten", (1, 1568), 0),
        ("fc", "Linear", (1, 10), 15_690),
    ]
    # The truth: the same functions called by hand.
    with torch.no_grad():
        conv1 = F.conv2d(x, model.layer1[0].weight, model.layer1[0].bias, padding=2)
        pool1 = F.max_pool2d(F.relu(conv1), 2)
        conv2 = F.conv2d(pool1, model.layer2[0].weight, model.layer2[0].bias, padding=2)
        flat = F.max_pool2d(F.relu(conv2), 2).flatten(1)
        scores = F.linear(flat, model.fc.weight, model.fc.bias)
    for key, expected in {
        "input": x, "layer1.0": conv1, "layer1.1": F.relu(conv1), "layer1.2": pool1, "layer2.0": conv2,
        "reshape": flat, "fc": scores,
    }.items():  # fmt: skip
        assert np.array_equal(_layer_values(trace, key), expected.numpy()), key
    assert trace.output.values is not None
    assert np.array_equal(trace.output.values, scores.numpy())


def test_calls_form_a_tree_and_share_their_tensors() -> None:
    with torch.no_grad():
        trace = record(_seeded(class_convnet_bn.ConvNet()), torch.rand(2, 1, 28, 28), name="class-convnet-bn")
    assert trace.model_name == "class-convnet-bn"
    assert [(call.path, call.type_name, call.parent, call.depth, call.is_leaf) for call in trace.calls[:4]] == [
        ("", "ConvNet", None, 0, False),
        ("layer1", "Sequential", 0, 1, False),
        ("layer1.0", "Conv2d", 1, 2, True),
        ("layer1.1", "BatchNorm2d", 1, 2, True),
    ]
    assert [call.index for call in trace.calls] == list(range(len(trace.calls)))
    conv, norm = trace.calls[2], trace.calls[3]
    assert norm.inputs[0] is conv.outputs[0]
    assert trace.calls[0].inputs[0] is conv.inputs[0] is trace.input is trace.layers[0].output
    assert conv.hyper["kernel_size"] == (5, 5)
    assert conv.hyper["padding"] == (2, 2)
    assert conv.hyper["bias"] is True
    assert dict(conv.parameter_shapes) == {"weight": (16, 1, 5, 5), "bias": (16,)}
    assert norm.hyper["num_features"] == 16
    assert not norm.training


def test_a_batch_and_train_mode_stay_as_they_are() -> None:
    model, twin = class_convnet_bn.ConvNet(), class_convnet_bn.ConvNet()
    twin.load_state_dict(model.state_dict())
    model.train()
    twin.train()
    twin.layer2.eval()
    model.layer2.eval()
    x = torch.rand(7, 1, 28, 28)
    output = twin(x)
    trace = record(model, x)
    assert trace.output.values is not None
    assert np.array_equal(trace.output.values, output.detach().numpy())
    for (name, ours), (_, theirs) in zip(model.named_buffers(), twin.named_buffers(), strict=True):
        assert torch.equal(ours, theirs), name
    assert [module.training for module in model.modules()] == [module.training for module in twin.modules()]
    assert {call.path: call.training for call in trace.calls}["layer2.1"] is False
    assert {call.path: call.training for call in trace.calls}["layer1.1"] is True


class InPlace(nn.Module):
    """Writes over its tensors in every way that networks use."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv2d(1, 4, 3, padding=1)
        self.relu = nn.ReLU(inplace=True)
        self.second = nn.Conv2d(4, 4, 3, padding=1)
        self.third = nn.Conv2d(4, 4, 1)
        self.last = nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        first = self.relu(self.first(x))
        second = self.second(first)
        second += first
        second = F.leaky_relu(second, 0.1, inplace=True)
        third = self.third(second)
        third[:, 0] = 7.0
        torch.mul(third, 2.0, out=third)
        third.view(-1)[0] = -1.0
        return self.last(third)


def test_what_is_written_over_was_copied_before() -> None:
    model = _seeded(InPlace())
    x = torch.randn(1, 1, 6, 6)
    with torch.no_grad():
        first = model.first(x).clone()
        second = model.second(F.relu(first)).clone()
        third = model.third(F.leaky_relu(second + F.relu(first), 0.1)).clone()
        result = model(x.clone())
        trace = record(model, x)
    assert np.array_equal(_layer_values(trace, "first"), first.numpy())
    assert np.array_equal(_layer_values(trace, "relu"), F.relu(first).numpy())
    assert np.array_equal(_layer_values(trace, "second"), second.numpy())
    assert np.array_equal(_layer_values(trace, "third"), third.numpy())
    assert np.array_equal(_layer_values(trace, "last"), result.numpy())
    third_call = next(call for call in trace.calls if call.path == "third")
    assert third_call.inputs[0].values is not None
    assert np.array_equal(third_call.inputs[0].values, F.leaky_relu(second + F.relu(first), 0.1).numpy())


def test_nothing_is_copied_where_nothing_is_written_over() -> None:
    kept: list[Tensor] = []

    class Keeper(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.conv = nn.Conv2d(1, 2, 3)

        def forward(self, x: Tensor) -> Tensor:
            kept.append(self.conv(x))
            return kept[0] + 1

    with torch.no_grad():
        trace = record(Keeper(), torch.rand(1, 1, 5, 5))
    assert np.shares_memory(_layer_values(trace, "conv"), kept[0].numpy())


def test_the_trace_is_read_only_and_outlives_changes_to_inputs_and_weights() -> None:
    class Gives(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.weight = nn.Parameter(torch.ones(3))
            self.register_buffer("count", torch.zeros(3))
            self.inner = nn.Identity()

        def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
            return self.inner(self.weight[:2]), self.inner(self.count), x

    model, x = Gives(), torch.ones(4)
    with torch.no_grad():
        trace = record(model, x)
        x.fill_(9)
        model.weight.fill_(9)
        model.count.fill_(9)
    for moment, expected in zip(trace.calls[0].outputs, ([1, 1], [0, 0, 0], [1, 1, 1, 1]), strict=True):
        assert moment.values is not None
        assert moment.values.tolist() == expected
        with pytest.raises(ValueError, match="read-only"):
            moment.values[0] = 5


def test_an_unseen_write_is_told_and_never_shown_wrong() -> None:
    class Hidden(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.first = nn.Identity()
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                self.scripted = torch.jit.script(nn.ReLU(inplace=True))

        def forward(self, x: Tensor) -> Tensor:
            return self.scripted(self.first(x * 1))

    with torch.no_grad():
        trace = record(Hidden(), torch.tensor([[-1.0, 2.0]]))
    lost = trace.layer("first")
    assert lost is not None
    assert lost.output.overwritten
    assert lost.output.values is None
    assert lost.output.statistics is None
    assert _layer_values(trace, "scripted").tolist() == [[0.0, 2.0]]
    assert trace.layer("scripted").type_name == "ReLU"  # type: ignore[union-attr]


def test_a_shared_module_gets_a_row_for_every_call() -> None:
    class Shared(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.block = nn.Linear(3, 3)
            self.again = self.block

        def forward(self, x: Tensor) -> Tensor:
            return self.again(self.block(self.block(x)))

    model = _seeded(Shared())
    with torch.no_grad():
        trace = record(model, torch.rand(2, 3))
    assert _keys(trace) == ["input", "block", "block#2", "block#3"]
    assert trace.parameter_count == 12
    assert np.array_equal(_layer_values(trace, "block#3"), _plain(model, torch.tensor(trace.input.values)).numpy())


def test_recursion() -> None:
    class Recursive(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.fc = nn.Linear(2, 2)

        def forward(self, x: Tensor, depth: int = 2) -> Tensor:
            return self.fc(x) if depth == 0 else self(self.fc(x), depth - 1)

    with torch.no_grad():
        trace = record(Recursive(), torch.rand(1, 2))
    assert [call.depth for call in trace.calls] == [0, 1, 1, 2, 2, 3]
    assert _keys(trace) == ["input", "fc", "fc#2", "fc#3"]


def test_names_that_collide_stay_unique() -> None:
    class Names(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.input = nn.Identity()
            self.reshape = nn.Identity()

        def forward(self, x: Tensor) -> Tensor:
            return self.reshape(self.input(x).reshape(2, 2))

    trace = record(Names(), torch.rand(4))
    assert _keys(trace) == ["input", "input#2", "reshape", "reshape#2"]
    assert trace.layers[2].type_name == "Reshape"


Pair = namedtuple("Pair", ["left", "right"])


@dataclass
class Answer:
    scores: Tensor
    note: str = ""


@pytest.mark.parametrize(
    "wrap",
    [
        lambda a, b: (a, b),
        lambda a, b: [a, [b]],
        lambda a, b: {"a": a, "b": {"deep": b}},
        lambda a, b: Pair(a, b),
        lambda a, b: (Answer(a), None, "text", b),
    ],
)
def test_outputs_in_tuples_mappings_and_data_classes(wrap: object) -> None:
    class Two(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.left = nn.Linear(2, 3)
            self.right = nn.Linear(2, 4)

        def forward(self, x: Tensor) -> object:
            return wrap(self.left(x), self.right(x))  # type: ignore[operator]

    with torch.no_grad():
        trace = record(Two(), torch.rand(1, 2))
    assert [moment.shape for moment in trace.calls[0].outputs] == [(1, 3), (1, 4)]
    assert trace.output.shape == (1, 3)


def test_several_arguments_and_keywords() -> None:
    class Keywords(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.add = Add()

        def forward(self, x: Tensor, y: Tensor) -> Tensor:
            return self.add(x, other=y)

    class Add(nn.Module):
        def forward(self, x: Tensor, other: Tensor) -> Tensor:
            return x + other

    x, y = torch.ones(1, 2), torch.full((1, 2), 3.0)
    for trace in (record(Keywords(), (x, y)), record(Keywords(), {"x": x, "y": y})):
        assert [moment.shape for moment in trace.calls[0].inputs] == [(1, 2), (1, 2)]
        assert [moment.index for moment in trace.calls[1].inputs] == [0, 1]
        assert trace.output.values is not None
        assert trace.output.values.tolist() == [[4.0, 4.0]]


def test_what_is_given_by_keyword_is_as_it_was_before_it_was_written_over() -> None:
    class Halves(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            return x.mul_(0.5)

    class Keywords(nn.Module):
        def __init__(self, part: nn.Module) -> None:
            super().__init__()
            self.part = part

        def forward(self, x: Tensor) -> Tensor:
            return self.part(**{"x" if isinstance(self.part, Halves) else "input": x + 1})

    for detail in ("modules", "full"):
        given = record(Keywords(Halves()), torch.ones(2), detail=detail).calls[1].inputs  # type: ignore[arg-type]
        assert [each.values.tolist() for each in given if each.values is not None] == [[2.0, 2.0]]
        with pytest.raises(ModelFailed, match=r"“part” \(Linear\) expects 3 features, but its input has 4"):
            record(Keywords(nn.Linear(3, 1)), torch.ones(2, 4), detail=detail)  # type: ignore[arg-type]


def test_modules_made_while_the_model_runs_and_models_without_parameters() -> None:
    class Fresh(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            return nn.ReLU()(nn.Flatten()(x))

    trace = record(Fresh(), torch.rand(1, 2, 2))
    assert _keys(trace) == ["input", "Flatten", "ReLU"]
    assert trace.parameter_count == 0


def test_a_model_that_is_one_layer() -> None:
    trace = record(nn.ReLU(), torch.tensor([[-1.0, 1.0]]))
    assert [(layer.key, layer.path, layer.type_name) for layer in trace.layers[1:]] == [("ReLU", "", "ReLU")]


def test_a_module_that_flattens_is_no_second_flatten() -> None:
    model = nn.Sequential(nn.Conv2d(1, 2, 3), nn.Flatten(), nn.Dropout(), nn.Linear(18, 2)).eval()
    assert _keys(record(model, torch.rand(1, 1, 5, 5))) == ["input", "0", "1", "2", "3"]


def test_a_picture_flattened_at_the_start_inside_a_block() -> None:
    class Perceptron(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.body = nn.Sequential(nn.Linear(4, 3), nn.ReLU())

        def forward(self, x: Tensor) -> Tensor:
            return self.body(x.view(x.size(0), -1))

    trace = record(Perceptron(), torch.rand(1, 1, 2, 2))
    assert [(layer.key, layer.type_name) for layer in trace.layers] == [
        ("input", "Input"), ("reshape", "Flatten"), ("body.0", "Linear"), ("body.1", "ReLU"),
    ]  # fmt: skip
    assert trace.layers[1].inputs == (trace.input,)


def test_a_part_of_a_tensor_is_no_reshape() -> None:
    class First(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.one = nn.Identity()
            self.two = nn.Identity()

        def forward(self, x: Tensor) -> Tensor:
            return self.two(self.one(x)[:, 0])

    assert _keys(record(First(), torch.rand(2, 3))) == ["input", "one", "two"]


class Fails(nn.Module):
    """Changes what it should not, then fails in a layer of a layer."""

    def __init__(self) -> None:
        super().__init__()
        self.before = nn.Linear(4, 4)
        self.body = nn.Sequential(nn.ReLU(), nn.Linear(5, 2))
        self.drop = nn.Dropout()

    def forward(self, x: Tensor) -> Tensor:
        torch.set_grad_enabled(False)
        self.drop.train()
        self.body.eval()
        return self.body(self.before(x))


def test_everything_is_put_back_after_a_failure_and_the_layer_is_named() -> None:
    model = Fails()
    model.drop.eval()
    flags = [module.training for module in model.modules()]
    with pytest.raises(ModelFailed) as caught:
        record(model, torch.rand(3, 4))
    assert str(caught.value) == "“body.1” (Linear) expects 5 features, but its input has 4: its size is [3, 4]."
    assert isinstance(caught.value.__cause__, RuntimeError)
    assert torch.is_grad_enabled()
    assert [module.training for module in model.modules()] == flags
    assert caught.value.call is not None
    assert caught.value.call.path == "body.1"
    trace = caught.value.trace
    assert trace is not None
    assert _keys(trace) == ["input", "before", "body.0"]
    assert trace.output.shape == (3, 4)


def test_everything_is_put_back_after_success() -> None:
    class Changes(Fails):
        def forward(self, x: Tensor) -> Tensor:
            torch.set_grad_enabled(False)
            self.drop.train()
            return self.before(x)

    model = Changes().eval()
    record(model, torch.rand(3, 4))
    assert torch.is_grad_enabled()
    assert not any(module.training for module in model.modules())


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_everything_is_put_back_after_a_stop(stop: type[BaseException]) -> None:
    class Stops(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            torch.set_grad_enabled(False)
            raise stop

    with pytest.raises(stop):
        record(nn.Sequential(Stops()), torch.rand(3))
    assert torch.is_grad_enabled()


def test_a_caught_failure_inside_does_not_confuse_the_tree() -> None:
    class Tries(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.wrong = nn.Sequential(nn.Linear(9, 9))
            self.right = nn.Linear(2, 2)

        def forward(self, x: Tensor) -> Tensor:
            try:
                return self.wrong(x)
            except RuntimeError:
                return self.right(x)

    with torch.no_grad():
        trace = record(Tries(), torch.rand(1, 2))
    assert _keys(trace) == ["input", "right"]
    calls = {call.path: call for call in trace.calls}
    assert calls["wrong.0"].outputs == ()
    assert calls["right"].outputs[0] is trace.output


@pytest.mark.parametrize(
    ("model", "size", "sentence"),
    [
        (nn.Sequential(nn.Conv2d(3, 4, 3)), (1, 1, 8, 8),
         "“0” (Conv2d) expects 3 channels, but its input has 1: its size is [1, 1, 8, 8]."),
        (nn.Sequential(nn.Conv2d(3, 4, 3)), (8, 8),
         "“0” (Conv2d) expects an input with 3 / 4 axes, but the input has 2: its size is [8, 8]."),
        (nn.BatchNorm2d(3), (1, 4, 8, 8),
         "“BatchNorm2d” expects 3 channels, but its input has 4: its size is [1, 4, 8, 8]."),
        (nn.BatchNorm1d(3), (2, 4), "“BatchNorm1d” expects 3 channels, but its input has 4: its size is [2, 4]."),
        (nn.Sequential(nn.MaxPool2d(9)), (1, 1, 8, 8),
         "The kernel of “0” (MaxPool2d) covers 9 cells, but its input of size [1, 1, 8, 8] has 8, with its padding"),
        (nn.Sequential(nn.Conv2d(1, 1, 9)), (1, 1, 8, 8),
         "The kernel of “0” (Conv2d) covers 9 cells, but its input of size [1, 1, 8, 8] has 8, with its padding"),
    ],
)  # fmt: skip
def test_failures_are_told_with_both_sizes(model: nn.Module, size: tuple[int, ...], sentence: str) -> None:
    with pytest.raises(ModelFailed) as caught:
        record(model, torch.rand(size))
    assert str(caught.value).startswith(sentence)
    assert "\n" not in str(caught.value)


def test_a_failure_in_the_models_own_lines() -> None:
    class Wrong(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = nn.Identity()

        def forward(self, x: Tensor) -> Tensor:
            return self.inner(x).reshape(5, 5)

    with pytest.raises(ModelFailed, match=r"“Wrong” failed in its own forward\(\): shape '\[5, 5\]' is invalid"):
        record(Wrong(), torch.rand(3))
    with pytest.raises(ModelFailed, match="unexpected keyword argument 'y'"):
        record(Wrong(), {"y": torch.rand(3)})


def test_no_tensor_in_or_out() -> None:
    class Numbers(nn.Module):
        def forward(self, x: object) -> int:
            return 3

    with pytest.raises(Problem, match="given no tensor"):
        record(Numbers(), (1, 2))
    with pytest.raises(Problem, match="“Numbers” returned no tensor"):
        record(Numbers(), torch.rand(2))
    with pytest.raises(ValueError, match="no detail 'most'"):
        record(Numbers(), torch.rand(2), detail="most")  # type: ignore[arg-type]


def test_fused_attention_gives_the_same_bits() -> None:
    torch.manual_seed(2)
    layer = nn.TransformerEncoderLayer(60, 4, batch_first=True)
    x = torch.randn(2, 17, 60)
    for model in (layer.eval(), nn.TransformerEncoder(layer, 2).eval(), nn.Sequential(layer, layer)):
        with torch.no_grad():
            expected = model(x)
            trace = record(model, x)
        assert trace.output.values is not None
        assert np.array_equal(trace.output.values, expected.numpy())


def test_random_layers_draw_the_same_numbers() -> None:
    model = nn.Sequential(nn.Dropout(0.5), nn.Dropout2d(0.3)).train()
    x = torch.ones(2, 5, 4, 4)
    torch.manual_seed(5)
    expected = model(x)
    torch.manual_seed(5)
    trace = record(model, x)
    assert trace.output.values is not None
    assert np.array_equal(trace.output.values, expected.numpy())


def test_inference_mode_where_pytorch_counts_no_versions() -> None:
    with torch.inference_mode():
        trace = record(nn.Sequential(nn.Identity(), nn.ReLU(inplace=True)), torch.tensor([[-1.0, 1.0]]))
    assert _layer_values(trace, "0").tolist() == [[-1.0, 1.0]]
    assert _layer_values(trace, "1").tolist() == [[0.0, 1.0]]


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_in_inference_mode_a_tensor_at_one_moment_is_one_record_too(dtype: torch.dtype) -> None:
    model = _seeded(nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU(), Rows(), nn.Linear(72, 2))).to(dtype)
    x = torch.rand(1, 1, 8, 8, dtype=dtype)
    with torch.no_grad():
        usual = record(model, x, detail="full")
    with torch.inference_mode():
        trace = record(model, x, detail="full")
    assert [each.output.index for each in trace.layers] == [each.output.index for each in usual.layers]
    assert [each.index for call in trace.calls for each in (*call.inputs, *call.outputs)] == [
        each.index for call in usual.calls for each in (*call.inputs, *call.outputs)
    ]
    for ours, theirs in zip(trace.tensors, usual.tensors, strict=True):
        assert np.array_equal(ours.values, theirs.values)  # type: ignore[arg-type]


class Rows(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x.reshape(x.size(0), -1)


@pytest.mark.parametrize(
    "dtype", [torch.float64, torch.float16, torch.bfloat16, torch.int64, torch.bool, torch.complex64]
)
def test_number_types(dtype: torch.dtype) -> None:
    trace = record(nn.Identity(), torch.ones(2, 3).to(dtype))
    assert trace.output.dtype == str(dtype).removeprefix("torch.")
    assert trace.output.values is not None
    assert trace.output.values.tolist() == [[1, 1, 1], [1, 1, 1]]


def test_tensors_without_readable_numbers_have_shapes_all_the_same() -> None:
    trace = record(nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU()).to("meta"), torch.empty(1, 1, 5, 5, device="meta"))
    assert [layer.output.shape for layer in trace.layers] == [(1, 1, 5, 5), (1, 2, 3, 3), (1, 2, 3, 3)]
    assert all(layer.output.values is None and not layer.output.overwritten for layer in trace.layers)
    sparse = record(nn.Identity(), torch.eye(3).to_sparse())
    assert sparse.output.shape == (3, 3)
    assert sparse.output.values is None
    for layout in (torch.strided, torch.jagged):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # PyTorch's own, of nested tensors
            nested = torch.nested.nested_tensor([torch.ones(2, 3), torch.ones(4, 3)], layout=layout)
        for detail in ("modules", "full"):
            assert record(nn.Identity(), nested, detail=detail).output.shape == (2, 4, 3)  # type: ignore[arg-type]


def test_an_encoder_that_leaves_padding_out_nests_its_tensors() -> None:
    layer = nn.TransformerEncoderLayer(8, 2, 16, batch_first=True)
    model, x = nn.TransformerEncoder(layer, 2).eval(), torch.rand(2, 3, 8)
    padding = torch.tensor([[False, False, True], [False, False, False]])
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PyTorch's own, of nested tensors
        expected = model(x, src_key_padding_mask=padding)
        trace = record(model, {"src": x, "src_key_padding_mask": padding}, detail="full")
    assert trace.output.values is not None
    assert np.array_equal(trace.output.values, expected.numpy())
    assert trace.calls[1].inputs[0].shape == (2, 3, 8)


@pytest.mark.filterwarnings("ignore:ComplexHalf support is experimental")
def test_complex_numbers_of_sixteen_bits_keep_both_parts() -> None:
    trace = record(nn.Identity(), torch.full((2,), 1 + 2j, dtype=torch.complex32))
    assert trace.output.values is not None
    assert trace.output.values.tolist() == [1 + 2j, 1 + 2j]


def test_beyond_the_budget_there_are_shapes_and_statistics() -> None:
    model = _seeded(nn.Sequential(nn.Conv2d(1, 4, 3), nn.Conv2d(4, 4, 3), nn.Flatten(), nn.Linear(1600, 2)))
    x = torch.rand(1, 1, 24, 24)
    with torch.no_grad():
        full, tight = record(model, x), record(model, x, budget=4 * 22 * 22 * 4)
    assert [layer.output.values is not None for layer in tight.layers] == [True, True, False, False, True]
    for ours, theirs in zip(tight.layers, full.layers, strict=True):
        assert (ours.key, ours.output.shape) == (theirs.key, theirs.output.shape)
        assert ours.output.statistics == theirs.output.statistics
        assert not ours.output.overwritten
    assert np.array_equal(_layer_values(tight, "3"), _layer_values(full, "3"))


@pytest.mark.parametrize("budget", [None, 0])
def test_what_was_written_past_the_version_counter_is_another_moment(budget: int | None) -> None:
    class Past(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            y = x + 1
            y.data.add_(5)
            return y * 2

    last = record(Past(), torch.ones(2), detail="full", budget=budget).ops[-1]
    assert [each.statistics.mean for each in last.inputs if each.statistics] == [7.0]


def test_another_thread_may_run_another_model_meanwhile() -> None:
    started, go_on = threading.Event(), threading.Event()
    other, results = nn.Linear(2, 2), []

    class Waits(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            started.set()
            assert go_on.wait(30)
            return x + 1

    def run_other() -> None:
        assert started.wait(30)
        results.append(other(torch.rand(1, 2)).shape)
        go_on.set()

    thread = threading.Thread(target=run_other)
    thread.start()
    trace = record(nn.Sequential(Waits()), torch.rand(1))
    thread.join(30)
    assert results == [(1, 2)]
    assert [call.type_name for call in trace.calls] == ["Sequential", "Waits"]


def test_recording_keeps_neither_model_nor_tensors_alive() -> None:
    model = class_convnet.ConvNet()
    with torch.no_grad():
        trace = record(model, torch.rand(1, 1, 28, 28))
    gone = weakref.ref(model)
    del model
    gc.collect()
    assert gone() is None
    assert not any(isinstance(value, (Tensor, nn.Module)) for call in trace.calls for value in vars(call).values())


def test_statistics_match_numpy_and_are_computed_once() -> None:
    values = np.array([[0.0, -2.0, np.nan], [np.inf, 4.0, 0.0]], dtype=np.float32)
    statistics = TensorRecord((2, 3), "float32", values).statistics
    assert statistics is not None
    assert (statistics.minimum, statistics.maximum) == (-2.0, 4.0)
    assert statistics.mean == pytest.approx(0.5)
    assert statistics.std == pytest.approx(np.std([0.0, -2.0, 4.0, 0.0]))
    assert statistics.zeros == pytest.approx(2 / 6)
    assert (statistics.nan, statistics.inf) == (1, 1)
    moment = TensorRecord((2, 3), "float32", values)
    assert moment.statistics is moment.statistics
    nothing = TensorRecord((0,), "float32", np.zeros(0)).statistics
    assert nothing is not None
    assert np.isnan(nothing.mean)
    only_nan = TensorRecord((1,), "float32", np.array([np.nan])).statistics
    assert only_nan is not None
    assert (only_nan.nan, only_nan.zeros) == (1, 0.0)
    assert TensorRecord((1,), "float32", None).statistics is None
