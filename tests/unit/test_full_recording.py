from __future__ import annotations

import contextlib
import copy
import dataclasses
import gc
import random
import sys
import weakref
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from torch import Tensor, nn  # noqa: E402
from torch.nn.modules import module as torch_modules  # noqa: E402
from torch.overrides import TorchFunctionMode  # noqa: E402

from cnnviz import torchvision_compat  # noqa: E402
from cnnviz.models import class_convnet_bn  # noqa: E402
from cnnviz.trace import walking  # noqa: E402
from cnnviz.trace.failures import ModelFailed  # noqa: E402
from cnnviz.trace.recorder import RecordingStopped, record  # noqa: E402
from cnnviz.trace.records import Trace  # noqa: E402
from cnnviz.trace.steps import Collection, Learned, ModuleValue, Plain, Value  # noqa: E402
from cnnviz.trace.tensors import TensorRecord  # noqa: E402
from tests.unit.awkward_models import AWKWARD, InPlace, Loop, NoParameters, Recursive, Scripted, Tries  # noqa: E402

THIS = (__file__, sys.modules[InPlace.__module__].__file__)


@pytest.fixture(autouse=True)
def nothing_stays_installed() -> Iterator[None]:
    """After every test: the same trace function, no hook anywhere, no function mode, gradients on."""
    before = sys.gettrace()
    yield
    assert sys.gettrace() is before
    assert not torch_modules._global_forward_hooks
    assert not torch_modules._global_forward_pre_hooks
    assert not torch_modules._global_forward_hooks_with_kwargs
    assert torch._C._len_torch_function_stack() == 0
    assert torch._C._is_torch_function_enabled()
    assert torch.is_grad_enabled()


def _input(rows: int = 4) -> Tensor:
    return torch.randn(rows, 6, generator=torch.Generator().manual_seed(3))


def _model(name: str) -> nn.Module:
    torch.manual_seed(1)
    return AWKWARD[name]()


def _clone(value: Any) -> Any:
    if isinstance(value, Tensor):
        return value.detach().clone()
    if isinstance(value, (list, tuple)):
        return [_clone(each) for each in value]
    return value if isinstance(value, (int, float, str)) else None


class Naive:
    """The truth: every line of the files of these tests, with a copy of every local after it."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, int]] = []
        self.after: list[dict[str, Any]] = []
        self._waiting: dict[FrameType, int] = {}

    def _on_call(self, frame: FrameType, event: str, argument: Any) -> Any:
        return self._on_event if frame.f_code.co_filename in THIS else None

    def _on_event(self, frame: FrameType, event: str, argument: Any) -> Any:
        if event in ("line", "return") and frame in self._waiting:
            self.after[self._waiting.pop(frame)] = {name: _clone(each) for name, each in frame.f_locals.items()}
        if event == "line":
            self._waiting[frame] = len(self.lines)
            self.lines.append((frame.f_code.co_qualname, frame.f_lineno))
            self.after.append({})
        return self._on_event

    def run(self, model: nn.Module, x: Tensor) -> Any:
        before = sys.gettrace()
        sys.settrace(self._on_call)
        try:
            return model(x)
        finally:
            sys.settrace(before)


def _same(value: Value, truth: Any) -> bool:
    if isinstance(truth, Tensor):
        return (
            isinstance(value, TensorRecord)
            and value.values is not None
            and np.array_equal(value.values, truth.numpy(), equal_nan=True)
        )
    if isinstance(truth, list):
        if isinstance(value, Plain):
            return isinstance(value.value, tuple) and list(value.value) == truth
        return (
            isinstance(value, Collection)
            and value.length == len(truth)
            and all(_same(ours, theirs) for (_, ours), theirs in zip(value.items, truth, strict=True))
        )
    return truth is None or (isinstance(value, Plain) and value.value == truth)


@pytest.mark.parametrize("training", [False, True])
@pytest.mark.parametrize("name", AWKWARD)
def test_lines_and_locals_are_those_of_a_naive_trace_function(name: str, training: bool) -> None:
    model = _model(name).train(training)
    twin = copy.deepcopy(model)
    x = _input()
    naive = Naive()
    with torch.no_grad():
        torch.manual_seed(7)
        naive.run(twin, x.clone())
        torch.manual_seed(7)
        trace = record(model, x, detail="full")
    lines = [step for step in trace.steps if step.kind == "line"]
    assert [(trace.frames[step.frame or 0].function, step.line) for step in lines] == naive.lines
    for step, truth in zip(lines, naive.after, strict=True):
        assert step.frame is not None
        ours = walking.locals_at(trace, step.frame, step.end)
        truth = {key: value for key, value in truth.items() if not key.startswith(".")}
        assert ours.keys() == truth.keys()
        for key, value in truth.items():
            assert _same(ours[key], value), (step.line, key)


class NaiveOps(TorchFunctionMode):
    """The truth: copies of what every torch function takes and gives."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, list[Tensor], list[Tensor]]] = []

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        given = list(_tensors((args, list((kwargs or {}).values()))))
        before = _clone(given)
        result = func(*args, **(kwargs or {}))
        gave = list(_tensors(result))
        if func.__name__ == "__setitem__":
            gave = given[:1]
        if gave:
            self.seen.append((func.__name__, before, _clone(gave)))
        return result


def _tensors(value: Any) -> Iterator[Tensor]:
    if isinstance(value, Tensor):
        yield value
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _tensors(each)


@pytest.mark.parametrize("name", [name for name in AWKWARD if name != "attention"])
def test_ops_are_those_of_a_naive_function_mode(name: str) -> None:
    model, x = _model(name).eval(), _input()
    with torch.no_grad():
        torch.manual_seed(7)
        twin = x.clone()
        with NaiveOps() as naive:
            model(twin)
        torch.manual_seed(7)
        trace = record(model, x, detail="full")
    done = [op for op in trace.ops if op.outputs]
    assert len(done) == len(naive.seen)
    for op, (name_, given, gave) in zip(done, naive.seen, strict=True):
        assert op.name in name_ or name_ == "__get__"
        assert len(op.operands) == len(given)
        for ours, theirs in zip(op.operands, given, strict=True):
            assert ours.shape == tuple(theirs.shape)
            if isinstance(ours, TensorRecord):
                assert ours.values is not None
                assert np.array_equal(ours.values, theirs.numpy())
            else:
                assert isinstance(ours, Learned)
                assert ours.name in model.state_dict()
        for ours, theirs in zip(op.outputs, gave, strict=True):
            assert ours.values is not None
            assert np.array_equal(ours.values, theirs.numpy()), op.name


@pytest.mark.parametrize("name", AWKWARD)
def test_modules_and_strip_are_the_same_in_both_details(name: str) -> None:
    model, x = _model(name).eval(), _input()
    with torch.no_grad():
        torch.manual_seed(7)
        plain = record(copy.deepcopy(model), x)
        torch.manual_seed(7)
        full = record(model, x, detail="full")
    _assert_same_modules(plain, full)


def _assert_same_modules(plain: Trace, full: Trace) -> None:
    assert len(plain.calls) == len(full.calls)
    for ours, theirs in zip(full.calls, plain.calls, strict=True):
        assert (ours.path, ours.parent, ours.depth, ours.products) == (
            theirs.path, theirs.parent, theirs.depth, theirs.products,
        )  # fmt: skip
        _assert_same_values(ours.inputs + ours.outputs, theirs.inputs + theirs.outputs)
    assert [(layer.key, layer.type_name) for layer in full.layers] == [
        (layer.key, layer.type_name) for layer in plain.layers
    ]
    _assert_same_values([layer.output for layer in full.layers], [layer.output for layer in plain.layers])


def _assert_same_values(ours: Any, theirs: Any) -> None:
    for mine, other in zip(ours, theirs, strict=True):
        assert mine.shape == other.shape
        assert (mine.values is None) == (other.values is None)
        if mine.values is not None:
            assert np.array_equal(mine.values, other.values, equal_nan=True)


def _assert_well_formed(trace: Trace) -> None:
    """The steps are one tree in order of beginning; what they point at points back."""
    assert [step.index for step in trace.steps] == list(range(len(trace.steps)))
    assert [record.index for record in trace.tensors] == list(range(len(trace.tensors)))
    for step in trace.steps:
        assert step.index < step.end <= len(trace.steps)
        if step.parent is None:
            assert step.depth == 0
        else:
            parent = trace.steps[step.parent]
            assert parent.index < step.index < parent.end
            assert step.end <= parent.end
            assert step.depth == parent.depth + 1
        if step.kind == "op":
            assert trace.ops[step.item].step == step.index
        if step.kind == "line":
            assert step.frame is not None
            frame = trace.frames[step.frame]
            assert step.index in frame.lines
            assert frame.first_line <= step.line <= frame.last_line
            assert trace.sources[frame.source].text.splitlines()[step.line - 1].strip()
    assert [step.item for step in trace.steps if step.kind == "call"] == [call.index for call in trace.calls]
    assert [step.item for step in trace.steps if step.kind == "op"] == [op.index for op in trace.ops]
    for op in trace.ops:
        inside = trace.steps[op.step].parent
        while inside is not None and trace.steps[inside].kind != "call":
            inside = trace.steps[inside].parent
        assert (None if inside is None else trace.steps[inside].item) == op.call
    for frame in trace.frames:
        assert all(trace.steps[index].frame == frame.index for index in frame.lines)


@pytest.mark.parametrize("name", AWKWARD)
def test_steps_are_one_tree(name: str) -> None:
    with torch.no_grad():
        _assert_well_formed(record(_model(name), _input(), detail="full"))


def test_the_class_network_as_the_class_walks_it() -> None:
    with torch.no_grad():
        trace = record(class_convnet_bn.ConvNet().eval(), torch.rand(100, 1, 28, 28), detail="full")
    _assert_well_formed(trace)
    (frame,) = trace.frames
    assert frame.function == "ConvNet.forward"
    assert trace.sources[frame.source].name == "class_convnet_bn.py"
    shown = []
    for index in frame.lines:
        names = walking.locals_at(trace, 0, trace.steps[index].end)
        shown.append(names["out"].shape if isinstance(names["out"], TensorRecord) else None)
    assert shown == [(100, 16, 14, 14), (100, 32, 7, 7), (100, 1568), (100, 10), (100, 10)]
    assert frame.returned is trace.output
    own = frame.arguments["self"]
    assert isinstance(own, ModuleValue)
    assert (own.type_name, own.path, own.parameters) == ("ConvNet", "", 29_034)
    assert [op.name for op in trace.ops] == [
        "conv2d", "batch_norm", "relu", "max_pool2d", "conv2d", "batch_norm", "relu", "max_pool2d", "reshape", "linear",
    ]  # fmt: skip
    reshape = trace.ops[8]
    assert (reshape.line, reshape.call, reshape.arguments) == (
        trace.steps[frame.lines[2]].line,
        0,
        (("", 100), ("", -1)),
    )


def test_a_scripted_child_is_one_step() -> None:
    trace = record(Scripted(), _input(), detail="full")
    call = next(call for call in trace.calls if call.path == "inner")
    step = next(step for step in trace.steps if step.kind == "call" and step.item == call.index)
    assert step.end == step.index + 1
    assert call.outputs[0].values is not None


def test_functions_that_the_model_calls_have_frames_of_their_own() -> None:
    trace = record(NoParameters(), _input(), detail="full")
    outer, inner = trace.frames
    assert (outer.function, inner.function) == ("NoParameters.forward", "scale")
    assert (inner.parent, inner.depth, inner.call) == (0, 1, 0)
    assert inner.step is not None
    assert trace.steps[inner.step].kind == "line"
    assert inner.arguments["by"] == Plain("float", "3.0", 3.0)
    assert inner.returned is trace.ops[0].outputs[0]


def test_what_the_garbage_collector_runs_is_no_part_of_the_model() -> None:
    class Last:
        def __del__(self) -> None:
            gone.append(1)

    class Litters(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            for _ in range(gc.get_threshold()[0] * 2):
                litter.append([])
            return x + 1

    gone: list[int] = []
    litter: list[list[int]] = []
    cycle: list[Any] = [Last()]
    cycle.append(cycle)
    del cycle
    trace = record(Litters(), _input(), detail="full")
    assert [frame.function.rpartition(".")[2] for frame in trace.frames] == ["forward"]
    assert gc.isenabled()


def test_installed_packages_are_followed_where_the_model_is_made_of_them() -> None:
    from packaging.version import Version

    class Asks(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            return x + len(str(Version("1.2").release))

    trace = record(Asks(), _input(), detail="full")
    assert len(trace.frames) == 1
    assert {source.name for source in trace.sources} == {"test_full_recording.py"}


def test_internals_only_when_asked() -> None:
    model = nn.Sequential(nn.Linear(6, 6), nn.ReLU())
    assert record(model, _input(), detail="full").frames == ()
    trace = record(model, _input(), detail="full", internals=True)
    _assert_well_formed(trace)
    functions = [frame.function for frame in trace.frames]
    assert {"Sequential.forward", "Linear.forward", "ReLU.forward"} <= set(functions)
    assert not any("trace" in source.path.split("cnnviz/")[-1] for source in trace.sources if "cnnviz/" in source.path)


@pytest.mark.parametrize("rows", [1, 2, 100])
def test_batches(rows: int) -> None:
    x = torch.rand(rows, 1, 28, 28)
    model = class_convnet_bn.ConvNet().eval()
    with torch.no_grad():
        expected = model(x)
        trace = record(model, x, detail="full")
    assert trace.output.values is not None
    assert np.array_equal(trace.output.values, expected.numpy())


# Small inputs; random weights. What is compared is the bits of the output, with and without recording.
_ZOO = {
    "alexnet": 64, "resnet18": 64, "squeezenet1_1": 64, "densenet121": 32, "googlenet": 64, "mobilenet_v2": 32,
    "mobilenet_v3_small": 32, "shufflenet_v2_x0_5": 32, "mnasnet0_5": 32, "efficientnet_b0": 32, "regnet_y_400mf": 32,
    "convnext_tiny": 32, "swin_t": 64, "vision transformer": 32,
}  # fmt: skip


def _from_torchvision(name: str) -> nn.Module:
    torchvision_compat.ensure()
    torchvision = pytest.importorskip("torchvision")
    torch.manual_seed(0)
    if name == "vision transformer":  # the smallest that torchvision names takes ten seconds to make
        model: nn.Module = torchvision.models.VisionTransformer(32, 8, 3, 4, 48, 96)
    elif name == "alexnet":  # so does this one, which owns 61 million numbers
        with torch.device("meta"):
            model = torchvision.models.alexnet()
        model.to_empty(device="cpu")
        for parameter in model.parameters():
            nn.init.uniform_(parameter, -0.03, 0.03)
    elif name == "googlenet":
        model = torchvision.models.googlenet(init_weights=False)
    else:
        model = torchvision.models.get_model(name)
    return model.eval()


@pytest.mark.parametrize("name", _ZOO)
def test_torchvision_gives_the_same_bits(name: str) -> None:
    model = _from_torchvision(name)
    x = torch.rand(1, 3, _ZOO[name], _ZOO[name])
    with torch.no_grad():
        expected = model(x)
        trace = record(model, x, detail="full")
        plain = record(model, x)
        again = model(x)
    assert trace.output.values is not None
    assert np.array_equal(trace.output.values, expected.numpy())
    assert torch.equal(expected, again)
    _assert_well_formed(trace)
    _assert_same_modules(plain, trace)
    # Every tensor that an op or a module takes was put out by another one, was given, or belongs to the model.
    known = {trace.input.index}
    for step in trace.steps:
        if step.kind == "op":
            op = trace.ops[step.item]
            assert {each.index for each in op.inputs} <= known, (name, op.name)
            known |= {each.index for each in op.outputs}
        elif step.kind == "call" and step.end == step.index + 1:
            known |= {each.index for each in trace.calls[step.item].outputs}


def test_the_model_learns_the_same_after_a_recording() -> None:
    model = class_convnet_bn.ConvNet()
    twin = copy.deepcopy(model)
    x = torch.rand(2, 1, 28, 28)
    record(model, x, detail="full")
    assert all(parameter.grad is None for parameter in model.parameters())
    twin(x)
    for each in (model, twin):
        each(x).sum().backward()
    for ours, theirs in zip(model.parameters(), twin.parameters(), strict=True):
        assert torch.equal(ours.grad, theirs.grad)


class Changes(nn.Module):
    """Changes what it should not, draws random numbers, and may fail or not."""

    def __init__(self, then: Callable[[], None]) -> None:
        super().__init__()
        self.drop = nn.Dropout()
        self.then = then

    def forward(self, x: Tensor) -> Tensor:
        torch.set_grad_enabled(False)
        self.drop.train()
        x = x + random.random() + float(np.random.rand()) + torch.rand(1)
        self.then()
        return self.drop(x)


def _nothing() -> None:
    pass


def _fail() -> None:
    raise RuntimeError("no more")


def _interrupt() -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("then", "ends"),
    [(_nothing, None), (_fail, ModelFailed), (_interrupt, KeyboardInterrupt), ("stop", RecordingStopped)],
)
def test_everything_is_put_back(then: Any, ends: type[BaseException] | None) -> None:
    asked = []

    def should_stop() -> bool:
        asked.append(1)
        return then == "stop" and len(asked) > 5

    def previous(frame: FrameType, event: str, argument: Any) -> Any:
        return None

    model = Changes(_nothing if then == "stop" else then).eval()
    before = torch.get_rng_state(), random.getstate(), np.random.get_state()[1].copy()
    outer = sys.gettrace()
    sys.settrace(previous)
    try:
        if ends is None:
            record(model, _input(), detail="full", should_stop=should_stop)
        else:
            with pytest.raises(ends):
                record(model, _input(), detail="full", should_stop=should_stop)
        assert sys.gettrace() is previous
    finally:
        sys.settrace(outer)
    assert not model.drop.training
    assert torch.equal(torch.get_rng_state(), before[0])
    assert random.getstate() == before[1]
    assert np.array_equal(np.random.get_state()[1], before[2])


@pytest.mark.parametrize("detail", ["modules", "full"])
def test_a_stop_keeps_what_there_is(detail: Any) -> None:
    model = nn.Sequential(*(nn.Linear(6, 6) for _ in range(9)))
    asked = []
    with pytest.raises(RecordingStopped) as caught:
        record(model, _input(), detail=detail, should_stop=lambda: bool(asked.append(1)) or len(asked) > 6)
    trace = caught.value.trace
    assert trace is not None
    assert trace.stopped
    assert trace.failure is None
    assert 2 < len(trace.layers) < 9
    if detail == "full":
        _assert_well_formed(trace)


def test_a_model_that_catches_everything_is_stopped_all_the_same() -> None:
    class Stubborn(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            for _ in range(3):
                with contextlib.suppress(BaseException):
                    x = x + 1
            return x

    with pytest.raises(RecordingStopped):
        record(Stubborn(), _input(), detail="full", should_stop=lambda: True)


def test_a_failure_names_the_step_and_the_op() -> None:
    model = nn.Sequential(nn.Linear(6, 5), nn.Sequential(nn.ReLU(), nn.Linear(4, 2)))
    with pytest.raises(ModelFailed) as caught:
        record(model, _input(), detail="full")
    trace = caught.value.trace
    assert trace is not None
    _assert_well_formed(trace)
    failure = trace.failure
    assert failure is not None
    assert failure.op is not None
    assert failure.call is not None
    assert trace.ops[failure.op].name == "linear"
    assert trace.ops[failure.op].outputs == ()
    assert trace.ops[failure.op].step == failure.step == len(trace.steps) - 1
    assert trace.calls[failure.call].path == "1.1"
    assert failure.error == "RuntimeError"


def test_a_failure_in_a_line_names_the_line() -> None:
    class Wrong(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            missing = {"a": x}
            return missing["b"]

    with pytest.raises(ModelFailed) as caught:
        record(Wrong(), _input(), detail="full")
    trace = caught.value.trace
    assert trace is not None
    assert trace.failure is not None
    assert trace.failure.step is not None
    step = trace.steps[trace.failure.step]
    assert 'missing["b"]' in trace.sources[0].text.splitlines()[step.line - 1]


def test_a_caught_failure_is_no_failure() -> None:
    trace = record(Tries().eval(), _input(), detail="full")
    assert trace.failure is None
    assert [op.name for op in trace.ops if not op.outputs] == ["linear"]


def test_a_function_that_gave_nothing_back_did_return_after_a_caught_failure() -> None:
    class Catches(nn.Module):
        def looks(self, x: Tensor) -> None:
            with contextlib.suppress(ValueError):
                self.fails(x)

        def fails(self, x: Tensor) -> None:
            try:
                raise ValueError(x)
            finally:
                x = x + 1

        def forward(self, x: Tensor) -> Tensor:
            self.looks(x)
            self.looks(x)
            return x

    trace = record(Catches(), torch.ones(2), detail="full")
    names = [(frame.function.rpartition(".")[2], frame.returned) for frame in trace.frames]
    nothing = Plain("None", "None")
    assert names[1:] == [("looks", nothing), ("fails", None)] * 2


def test_another_number_type_is_an_op_and_its_name_is_none() -> None:
    class Types(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            return x.type(torch.float64) if x.type() == "torch.FloatTensor" else x

    trace = record(Types(), torch.ones(2), detail="full")
    assert [(op.name, [each.dtype for each in op.outputs]) for op in trace.ops] == [("type", ["float64"])]


def test_beyond_the_budget_there_are_shapes_statistics_and_histograms() -> None:
    model, x = Loop(), _input(100)
    with torch.no_grad():
        full, tight = record(model, x, detail="full"), record(model, x, detail="full", budget=3 * 2400)
    dropped = [ours.values is None for ours in tight.tensors]
    assert any(dropped)
    assert not all(dropped)
    for ours, theirs in zip(tight.tensors, full.tensors, strict=True):
        assert ours.shape == theirs.shape
        assert ours.statistics == theirs.statistics
        assert ours.histogram == theirs.histogram
        assert not ours.overwritten
    assert tight.output.values is not None


def test_nothing_is_copied_where_nothing_is_written_over() -> None:
    kept: list[Tensor] = []

    class Keeper(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            y = x + 1
            kept.append(y)
            return y * 2

    with torch.no_grad():
        trace = record(Keeper(), _input(), detail="full")
    values = trace.ops[0].outputs[0].values
    assert values is not None
    assert np.shares_memory(values, kept[0].numpy())


def test_a_tensor_at_one_moment_is_one_record() -> None:
    trace = record(Recursive(), _input(), detail="full")
    assert len({id(each) for each in trace.tensors}) == len(trace.tensors) == 4  # the input and three layers
    inner = trace.frames[2]
    assert trace.calls[4].inputs[0] is inner.arguments["x"] is trace.ops[1].outputs[0]


def test_recording_keeps_nothing_alive_even_before_garbage_is_collected(collected: None) -> None:
    seen: list[weakref.ref[Tensor]] = []

    class Notes(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            y = x * 2
            seen.append(weakref.ref(y))
            return y + 1

    gc.disable()
    try:
        model = Notes()
        with torch.no_grad():
            trace = record(model, _input(), detail="full")
        gone = weakref.ref(model)
        del model
        assert seen[0]() is None
        assert gone() is None
        assert trace.output.values is not None
    finally:
        gc.enable()


def test_a_trace_holds_neither_tensors_nor_modules() -> None:
    with torch.no_grad():
        trace = record(_model("in place").eval(), _input(), detail="full")
    found: set[str] = set()

    def look(value: Any) -> None:
        if dataclasses.is_dataclass(value):
            for part in dataclasses.fields(value):
                look(getattr(value, part.name))
        elif isinstance(value, dict):
            for each in value.values():
                look(each)
        elif isinstance(value, (list, tuple)):
            for each in value:
                look(each)
        else:
            found.add(type(value).__name__)

    look(trace)
    assert found <= {"str", "int", "float", "bool", "NoneType", "ndarray", "mappingproxy"}


def test_histogram_counts_what_numpy_counts() -> None:
    values = np.array([[0.0, -2.0, np.nan], [np.inf, 4.0, 0.5]], dtype=np.float32)
    histogram = TensorRecord((2, 3), "float32", values).histogram
    assert histogram is not None
    assert (histogram.low, histogram.high) == (-2.0, 4.0)
    counts, _ = np.histogram([0.0, -2.0, 4.0, 0.5], bins=24)
    assert histogram.counts == tuple(counts.tolist())
    assert TensorRecord((2,), "bool", np.array([True, False])).histogram is not None
    one = TensorRecord((2,), "int64", np.array([5, 5])).histogram
    assert one is not None
    assert one.counts == (2,)
    nothing = TensorRecord((1,), "float32", np.array([np.nan])).histogram
    assert nothing is not None
    assert nothing.counts == ()
    halves = TensorRecord((2,), "float16", np.array([-65504, 65504], dtype=np.float16)).histogram
    assert halves is not None
    assert (sum(halves.counts), len(halves.counts)) == (2, 24)
