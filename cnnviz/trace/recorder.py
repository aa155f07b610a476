"""Runs a network once and keeps what every module took in and put out, and in full also every line and op."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from types import TracebackType
from typing import Any, Literal, Self

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.modules import module as torch_modules
from torch.nn.modules.module import register_module_forward_hook, register_module_forward_pre_hook
from torch.overrides import TorchFunctionMode
from torch.utils.hooks import RemovableHandle

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.trace import failures, freed_memory, strip
from cnnviz.trace.follower import Follower
from cnnviz.trace.module_facts import hyper_parameters, learned_by, type_name
from cnnviz.trace.moments import Moment, Moments, final, tensors_in, written_by
from cnnviz.trace.products import multiply_adds_of
from cnnviz.trace.records import ModuleCall, Trace
from cnnviz.trace.walk import OpenStep

Detail = Literal["modules", "full"]

DEFAULT_BUDGET = 2 << 30  # bytes; ResNet-152 at batch 1 takes 0.4 GB

# These classes take another path (with other last digits) where they see a torch function mode: it is suspended inside.
_FUSED = (nn.MultiheadAttention, nn.TransformerEncoderLayer, nn.TransformerEncoder)


class RecordingStopped(Problem):
    """Somebody asked to stop; `trace` is the pass up to there.

    Attributes:
        trace: what was recorded until then.
    """

    trace: Trace | None = None


class _Stop(BaseException):
    """Goes through the model's own `except Exception`."""


def record(
    model: nn.Module,
    inputs: object,
    *,
    detail: Detail = "modules",
    budget: int | None = DEFAULT_BUDGET,
    name: str = "",
    internals: bool = False,
    should_stop: Callable[[], bool] | None = None,
) -> Trace:
    """One forward pass of `model` as a Trace; the model computes the same, to the last bit, as without recording.

    The model runs as it is: its train/eval flags and the grad mode decide as ever. Both are put back should the model
    change them, and so are the states of PyTorch's random number generators and, in full, those of Python and numpy,
    and Python's trace function. What modules take and give is what their `forward` sees, before hooks of somebody
    else. Other threads may run other models meanwhile; the same model only one at a time.

    Args:
        model: any module.
        inputs: what it is called with: a tensor, a tuple (several arguments) or a mapping (keyword arguments).
        detail: "modules" keeps every module's inputs and outputs; "full" also follows the lines of the functions that
            belong to the model, with what their names stand for, and every torch function that is called.
        budget: bytes of numbers to keep; beyond it, statistics only, but for the model's own inputs and outputs.
            None keeps all.
        name: what to call the model; its class where empty.
        internals: in full, follow the functions of PyTorch's own layers too.
        should_stop: asked at every module, line and op; the pass ends where it says so.

    Raises:
        ModelFailed: the model raised an exception; it carries the Trace up to there, whose `failure` says why.
        RecordingStopped: `should_stop` said so; it carries the Trace up to there.
        Problem: the model takes or returns no tensor.
        ValueError: an unknown detail.
    """
    if detail not in ("modules", "full"):
        raise ValueError(f"record() knows no detail {detail!r}")
    name = name or type(model).__name__
    args, kwargs = _arguments(inputs)
    recording = _Recording(model, tuple(tensors_in((args, kwargs))), budget, should_stop)
    if not recording.given:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "The model was given no tensor, so there is nothing to follow."))
    if detail == "full":
        recording.follow(internals=internals)
    try:
        with recording:
            output = model(*args, **kwargs)
    except _Stop:
        stopped = RecordingStopped(QT_TRANSLATE_NOOP("Problem", "The recording was stopped before the model was done."))
        stopped.trace = recording.finish(name, stopped=True)
        raise stopped from None
    except Exception as error:
        trace = recording.finish(name, error=error)
        raise failures.ModelFailed.of(trace) from error
    if next(tensors_in(output), None) is None:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{model}” returned no tensor, so there is nothing to show."), model=name
        )
    return recording.finish(name)


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
        "step",
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
        self.step: OpenStep | None = None
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
        should_stop: asked as the pass goes on.
    """

    def __init__(
        self,
        model: nn.Module,
        given: tuple[Tensor, ...],
        budget: int | None,
        should_stop: Callable[[], bool] | None,
    ) -> None:
        self.given = given
        self._model = model
        self._should_stop = should_stop
        self._follower: Follower | None = None
        self._moments = Moments(budget)
        self._given_moments = [self._seen(tensor, always=True) for tensor in given]
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

    def follow(self, *, internals: bool) -> None:
        """Record lines and ops too."""
        self._follower = Follower(
            self._model,
            self._moments,
            self._paths,
            open_call=self._open_call,
            multiplied=self._multiplied,
            check=self._check,
            internals=internals,
        )

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            stack.callback(self._restore_flags)
            stack.callback(torch.set_grad_enabled, torch.is_grad_enabled())
            stack.callback(_random_states(everywhere=self._follower is not None))
            watch = self._follower.ops if self._follower else _FunctionWatch(self._moments, self._open)
            stack.enter_context(watch)
            stack.callback(self._end_suspensions)
            # Global hooks, because nn.TransformerEncoderLayer takes another path where its modules have their own;
            # they also see modules that are made while the model runs.
            stack.callback(register_module_forward_pre_hook(self._on_enter).remove)
            stack.callback(_remove, register_module_forward_hook(self._on_leave, with_kwargs=True))
            if self._follower:
                stack.enter_context(self._follower)
            self._undo = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._undo.__exit__(kind, error, traceback)

    def finish(self, name: str, *, error: Exception | None = None, stopped: bool = False) -> Trace:
        """The pass as a value."""
        if self._moments.kept_bytes >= freed_memory.WORTHWHILE:
            freed_memory.keep()
        tensors = self._moments.finish((*self.given, *self._learned.values(), *self._buffers))
        called = {id(call.module) for call in self._calls}
        calls = tuple(self._call_record(call, called) for call in self._calls)
        layers = strip.layers_of(
            final(self._given_moments[0]),
            (
                (final(each[0]), final(each[1])) if isinstance(each, tuple) else calls[each.index]
                for each in self._events
            ),
        )
        output = calls[0].outputs[0] if calls and calls[0].outputs else layers[-1].output
        count = sum(parameter.numel() for parameter in self._learned.values())
        failing = self._open[-1].index if error is not None and self._open else None
        step, op = self._follower.failing(error) if error is not None and self._follower else (None, None)
        followed = self._follower.finish() if self._follower else {}
        self._follower = None  # it holds us, and we all moments
        trace = Trace(name, calls, layers[0].output, output, layers, count, tensors, stopped=stopped, **followed)
        if error is None:
            return trace
        return replace(trace, failure=failures.explain(trace, error, call=failing, op=op, step=step))

    def _check(self) -> None:
        if self._should_stop is not None and self._should_stop():
            raise _Stop

    def _open_call(self) -> int | None:
        return self._open[-1].index if self._open else None

    def _multiplied(self, count: int) -> None:
        if self._open:
            self._open[-1].products += count

    def _seen(self, tensor: Tensor, *, always: bool = False) -> Moment:
        """The tensor as a module takes it in or puts it out."""
        moment = self._moments.of(tensor, always=always)
        moment.by_module = True
        return moment

    def _on_enter(self, module: nn.Module, args: Any) -> None:
        if threading.get_ident() != self._thread:
            return
        follower = self._follower
        if follower:
            follower.lines.pause()
        if self._should_stop is not None:
            self._check()
        with torch._C.DisableTorchFunction():  # or the watch would be called for all that is read here
            call = self._enter(module, args)
        if follower:
            call.step = follower.begin_call(call.index)
        if isinstance(module, _FUSED):
            call.suspension = suspension = torch._C.DisableTorchFunction()
            suspension.__enter__()
        if follower:
            follower.lines.resume()

    def _enter(self, module: nn.Module, args: Any) -> _Call:
        inputs = []
        for tensor in tensors_in(args):
            before = self._moments.shaped_from(tensor)
            now = self._seen(tensor)
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
        return call

    def _on_leave(self, module: nn.Module, args: Any, kwargs: Mapping[str, Any], output: Any) -> None:
        if threading.get_ident() != self._thread:
            return
        follower = self._follower
        if follower:
            follower.lines.pause()
        call = self._close(module)
        with torch._C.DisableTorchFunction():
            self._leave(call, kwargs, output)
        if follower:
            follower.end_call(call.step)
            follower.lines.resume()

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
            call.inputs += self._given_moments if call.index == 0 else map(self._seen, tensors_in(kwargs))
        call.outputs = [self._seen(tensor, always=call.index == 0) for tensor in tensors_in(output)]

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
            inputs=tuple(map(final, call.inputs)),
            outputs=tuple(map(final, call.outputs)),
            parameter_shapes={
                key: tuple(value.shape) for key, value in learned_by(module, called, inside=call.depth > 0)
            },
            training=call.training,
            is_leaf=call.is_leaf,
            products=call.products,
        )


def _remove(handle: RemovableHandle) -> None:
    """Take a global hook with keyword arguments away, and all that is remembered of it."""
    handle.remove()
    # WORKAROUND: https://github.com/pytorch/pytorch/pull/137403 lets global hooks have keyword arguments, but the
    # handle leaves its entry in this table, which would grow with every move of the pen.
    torch_modules._global_forward_hooks_with_kwargs.pop(handle.id, None)


def _random_states(*, everywhere: bool) -> Callable[[], None]:
    """Puts PyTorch's random number generators back to where they are now; `everywhere`, Python's and numpy's too."""
    cpu = torch.get_rng_state()
    cuda = torch.cuda.get_rng_state_all() if torch.cuda.is_initialized() else []  # type: ignore[no-untyped-call]
    others = (random.getstate(), np.random.get_state()) if everywhere else None  # slow, for a moving pen

    def restore() -> None:
        torch.set_rng_state(cpu)
        if cuda:
            torch.cuda.set_rng_state_all(cuda)
        if others is not None:
            random.setstate(others[0])
            np.random.set_state(others[1])

    return restore


def _arguments(inputs: object) -> tuple[tuple[Any, ...], dict[str, Any]]:
    if isinstance(inputs, tuple):
        return inputs, {}
    if isinstance(inputs, Mapping):
        return (), dict(inputs)
    return (inputs,), {}
