"""Runs a network once and keeps what every module took in and put out."""

from __future__ import annotations

import math
import threading
from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from types import MappingProxyType, TracebackType
from typing import Any, Literal, Self

import torch
from torch import Tensor, nn
from torch.nn.modules import module as torch_modules
from torch.nn.modules.module import register_module_forward_hook, register_module_forward_pre_hook
from torch.overrides import TorchFunctionMode
from torch.utils.hooks import RemovableHandle

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.trace import failures
from cnnviz.trace.module_facts import hyper_parameters, learned_by, type_name
from cnnviz.trace.moments import Moment, Moments, tensors_in, written_by
from cnnviz.trace.products import multiply_adds_of
from cnnviz.trace.records import HyperValue, Layer, ModuleCall, Shape, TensorRecord, Trace, input_layer

Detail = Literal["modules"]

DEFAULT_BUDGET = 2 << 30  # bytes; ResNet-152 at batch 1 takes 0.4 GB

# These classes take another path (with other last digits) where they see a torch function mode: it is suspended inside.
_FUSED = (nn.MultiheadAttention, nn.TransformerEncoderLayer, nn.TransformerEncoder)

_NOTHING: Mapping[str, HyperValue] = MappingProxyType({})


def record(
    model: nn.Module,
    inputs: object,
    *,
    detail: Detail = "modules",
    budget: int | None = DEFAULT_BUDGET,
    name: str = "",
) -> Trace:
    """One forward pass of `model` as a Trace; the model computes the same, to the last bit, as without recording.

    The model runs as it is: its train/eval flags and the grad mode decide as ever, and both are put back should the
    model change them. What modules take and give is what their `forward` sees, before hooks of somebody else. Other
    threads may run other models meanwhile; the same model only one at a time.

    Args:
        model: any module.
        inputs: what it is called with: a tensor, a tuple (several arguments) or a mapping (keyword arguments).
        detail: "modules" keeps every module's inputs and outputs.
        budget: bytes of numbers to keep; beyond it, statistics only, but for the model's own inputs and outputs.
            None keeps all.
        name: what to call the model; its class where empty.

    Raises:
        ModelFailed: the model raised an exception; it carries the Trace up to there.
        Problem: the model takes or returns no tensor.
        ValueError: an unknown detail.
    """
    if detail != "modules":
        raise ValueError(f"record() knows no detail {detail!r}")
    name = name or type(model).__name__
    args, kwargs = _arguments(inputs)
    recording = _Recording(model, tuple(tensors_in((args, kwargs))), budget)
    if not recording.given:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "The model was given no tensor, so there is nothing to follow."))
    try:
        with recording:
            output = model(*args, **kwargs)
    except Exception as error:
        trace, failing = recording.finish(name)
        problem = failures.explain(failing, error)
        problem.trace, problem.call = trace, failing
        raise problem from error
    if next(tensors_in(output), None) is None:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{model}” returned no tensor, so there is nothing to show."), model=name
        )
    return recording.finish(name)[0]


class _Call:
    """A module call while the pass runs."""

    __slots__ = (
        "depth",
        "index",
        "inputs",
        "is_leaf",
        "module",
        "outputs",
        "parent",
        "products",
        "suspension",
        "training",
    )

    def __init__(self, index: int, parent: _Call | None, module: nn.Module, inputs: list[Moment]) -> None:
        self.index = index
        self.parent = parent
        self.depth: int = 0 if parent is None else parent.depth + 1
        self.module = module
        self.inputs = inputs
        self.outputs: list[Moment] = []
        self.training = module.training
        self.is_leaf = True
        self.products = 0
        self.suspension: Any = None


class _FunctionWatch(TorchFunctionMode):
    """Tells the moments before a torch function writes into memory, and the open call what its functions multiply."""

    def __init__(self, moments: Moments, opened: list[_Call]) -> None:
        super().__init__()
        self._moments = moments
        self._open = opened

    def __torch_function__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        """Let the function run, after its target was saved."""
        if kwargs is None:
            kwargs = {}
        target = written_by(func, args, kwargs)
        if target is not None:
            self._moments.before_writing(target)
        result = func(*args, **kwargs)
        count = multiply_adds_of(func)
        if count is not None and self._open:
            self._open[-1].products += count(args, kwargs, result)
        return result


class _Recording:
    """Everything that is installed for one pass, undone on every path, and what it saw.

    Args:
        model: what will run.
        given: the tensors that it will be called with.
        budget: bytes of numbers to keep.
    """

    def __init__(self, model: nn.Module, given: tuple[Tensor, ...], budget: int | None) -> None:
        self.given = given
        self._model = model
        self._moments = Moments(budget)
        self._given_moments = [self._moments.of(tensor, always=True) for tensor in given]
        self._thread = threading.get_ident()
        self._calls: list[_Call] = []
        self._open: list[_Call] = []
        self._events: list[_Call | tuple[Moment, Moment]] = []  # calls, and (as it was, with its new shape)
        self._undo = ExitStack()
        self._paths: dict[int, str] = {}
        self._flags: list[tuple[nn.Module, bool]] = []
        self._learned: dict[int, Tensor] = {}
        self._buffers: list[Tensor] = []
        for path, module in model.named_modules():
            self._paths[id(module)] = path
            self._flags.append((module, module.training))
            # Not parameters() and buffers(), which walk the whole tree again: a small network is walked for every
            # move of the pen.
            self._learned.update((id(each), each) for each in module._parameters.values() if each is not None)
            self._buffers += (each for each in module._buffers.values() if each is not None)

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            stack.callback(self._restore_flags)
            stack.callback(torch.set_grad_enabled, torch.is_grad_enabled())
            stack.enter_context(_FunctionWatch(self._moments, self._open))
            stack.callback(self._end_suspensions)
            # Global hooks, because nn.TransformerEncoderLayer takes another path where its modules have their own;
            # they also see modules that are made while the model runs.
            stack.callback(register_module_forward_pre_hook(self._on_enter).remove)
            stack.callback(_remove, register_module_forward_hook(self._on_leave, with_kwargs=True))
            self._undo = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._undo.__exit__(kind, error, traceback)

    def finish(self, name: str) -> tuple[Trace, ModuleCall | None]:
        """The pass as a value, and the innermost call that did not return, if one did not."""
        self._moments.finish((*self.given, *self._learned.values(), *self._buffers))
        called = {id(call.module) for call in self._calls}
        calls = tuple(self._call_record(call, called) for call in self._calls)
        layers = self._layers(calls)
        output = calls[0].outputs[0] if calls and calls[0].outputs else layers[-1].output
        count = sum(parameter.numel() for parameter in self._learned.values())
        trace = Trace(name, calls, layers[0].output, output, layers, count)
        return trace, calls[self._open[-1].index] if self._open else None

    def _on_enter(self, module: nn.Module, args: Any) -> None:
        if threading.get_ident() == self._thread:
            with torch._C.DisableTorchFunction():  # or the watch would be called for all that is read here
                self._enter(module, args)
            if isinstance(module, _FUSED):
                self._open[-1].suspension = suspension = torch._C.DisableTorchFunction()
                suspension.__enter__()

    def _enter(self, module: nn.Module, args: Any) -> None:
        inputs = []
        for tensor in tensors_in(args):
            before = self._moments.shaped_from(tensor)
            now = self._moments.of(tensor)
            if before is not None and before.shape != now.shape:
                self._events.append((before, now))
            inputs.append(now)
        parent = self._open[-1] if self._open else None
        if parent is not None:
            parent.is_leaf = False
        call = _Call(len(self._calls), parent, module, inputs)
        self._calls.append(call)
        self._events.append(call)
        self._open.append(call)

    def _on_leave(self, module: nn.Module, args: Any, kwargs: Mapping[str, Any], output: Any) -> None:
        if threading.get_ident() == self._thread:
            call = self._close(module)
            with torch._C.DisableTorchFunction():
                self._leave(call, kwargs, output)

    def _close(self, module: nn.Module) -> _Call:
        """The call that ends; those inside it that never returned end with it (it caught their exception)."""
        while True:
            call = self._open.pop()
            if call.suspension is not None:
                call.suspension.__exit__(None, None, None)
            if call.module is module:
                return call

    def _leave(self, call: _Call, kwargs: Mapping[str, Any], output: Any) -> None:
        if kwargs:
            call.inputs += self._given_moments if call.index == 0 else map(self._moments.of, tensors_in(kwargs))
        call.outputs = [self._moments.of(tensor, always=call.index == 0) for tensor in tensors_in(output)]

    def _end_suspensions(self) -> None:
        for call in reversed(self._open):
            if call.suspension is not None:
                call.suspension.__exit__(None, None, None)

    def _restore_flags(self) -> None:
        for module, training in self._flags:
            if module.training is not training:
                module.training = training

    def _call_record(self, call: _Call, called: set[int]) -> ModuleCall:
        module = call.module
        return ModuleCall(
            index=call.index,
            parent=None if call.parent is None else call.parent.index,
            depth=call.depth,
            path=self._paths.get(id(module), ""),
            type_name=type_name(module),
            hyper=hyper_parameters(module),
            inputs=tuple(map(_final, call.inputs)),
            outputs=tuple(map(_final, call.outputs)),
            parameter_shapes={
                key: tuple(value.shape) for key, value in learned_by(module, called, inside=call.depth > 0)
            },
            training=call.training,
            is_leaf=call.is_leaf,
            products=call.products,
        )

    def _layers(self, calls: tuple[ModuleCall, ...]) -> tuple[Layer, ...]:
        layers = [input_layer(_final(self._given_moments[0]))]
        used: Counter[str] = Counter(("input",))

        def unique(key: str) -> str:
            used[key] += 1
            return key if used[key] == 1 else f"{key}#{used[key]}"

        for event in self._events:
            if isinstance(event, tuple):
                before, now = map(_final, event)
                kind = _reshaping(before.shape, now.shape)
                if kind:
                    layers.append(Layer(unique("reshape"), "", kind, _NOTHING, now, 0, None, (before,)))
            elif event.is_leaf and event.outputs:
                call = calls[event.index]
                layers.append(
                    Layer(
                        unique(call.path or call.type_name),
                        call.path,
                        call.type_name,
                        call.hyper,
                        call.outputs[0],
                        call.parameters,
                        call.index,
                        call.inputs,
                        call.parameter_shapes,
                        call.products,
                    )
                )
        return tuple(layers)


def _remove(handle: RemovableHandle) -> None:
    """Take a global hook with keyword arguments away, and all that is remembered of it."""
    handle.remove()
    # WORKAROUND: https://github.com/pytorch/pytorch/pull/137403 lets global hooks have keyword arguments, but the
    # handle leaves its entry in this table, which would grow with every move of the pen.
    torch_modules._global_forward_hooks_with_kwargs.pop(handle.id, None)


def _arguments(inputs: object) -> tuple[tuple[Any, ...], dict[str, Any]]:
    if isinstance(inputs, tuple):
        return inputs, {}
    if isinstance(inputs, Mapping):
        return (), dict(inputs)
    return (inputs,), {}


def _final(moment: Moment) -> TensorRecord:
    if moment.record is None:
        raise RuntimeError("a moment was read before the pass was over")
    return moment.record


def _reshaping(before: Shape, now: Shape) -> str:
    """What the strip calls the step from one shape to the other; "" where it is not the same numbers."""
    if math.prod(before) != math.prod(now):
        return ""
    return "Flatten" if len(now) == 2 and len(before) > 2 and before[0] == now[0] else "Reshape"
