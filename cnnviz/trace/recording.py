"""What is installed for one pass and undone on every path, and what it saw: modules, and in full every line and op."""

from __future__ import annotations

import random
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import replace
from types import TracebackType
from typing import Any, Self

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.modules.module import register_module_forward_hook, register_module_forward_pre_hook
from torch.overrides import TorchFunctionMode

from cnnviz.trace import failures, freed_memory, strip
from cnnviz.trace.follower import Follower
from cnnviz.trace.module_facts import hyper_parameters, learned_by, type_name
from cnnviz.trace.moments import Moment, Moments, final, tensors_in, written_by
from cnnviz.trace.products import multiply_adds_of
from cnnviz.trace.records import ModuleCall, Trace
from cnnviz.trace.walk import OpenStep

# These classes take another path (with other last digits) where they see a torch function mode: it is suspended inside.
_FUSED = (nn.MultiheadAttention, nn.TransformerEncoderLayer, nn.TransformerEncoder)


class Stop(BaseException):
    """Goes through the model's own `except Exception`."""


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


class Recording:
    """Everything that is installed for one pass, undone on every path, and what it saw.

    Args:
        model: what will run.
        given: the tensors that it will be called with.
        budget: bytes of numbers to keep.
        should_stop: asked as the pass goes on.
        is_called: the pass is one call of the model; otherwise a function runs that calls it in its own way.
    """

    def __init__(
        self,
        model: nn.Module,
        given: tuple[Tensor, ...],
        budget: int | None,
        should_stop: Callable[[], bool] | None,
        *,
        is_called: bool = True,
    ) -> None:
        self.given = given
        self._model = model
        self._is_called = is_called
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

    def follow(self, *, internals: bool, files: Iterable[str] = (), is_training: bool = False) -> None:
        """Record lines and ops too.

        Args:
            internals: follow the functions of PyTorch's own layers.
            files: follow the functions of these files, whatever they belong to.
            is_training: record the way back from a loss and what an optimizer does.
        """
        self._follower = Follower(
            self._model,
            self._moments,
            self._paths,
            open_call=self._open_call,
            multiplied=self._multiplied,
            check=self._check,
            internals=internals,
            files=files,
            is_whole=self._is_whole if is_training else None,
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
            stack.callback(register_module_forward_hook(self._on_leave).remove)
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
        model_call = next((call for call in self._calls if call.module is self._model), None)
        given = self._taken_by(model_call)
        learned = self._learned.values()
        gradients = (each.grad for each in learned if each.grad is not None) if not self._is_called else ()
        remembered = self._follower.remembered() if self._follower else ()
        tensors = self._moments.finish((*self.given, *learned, *self._buffers, *gradients, *remembered))
        called = {id(call.module) for call in self._calls}
        calls = tuple(self._call_record(call, called) for call in self._calls)
        layers = strip.layers_of(
            final(given),
            (
                (final(each[0]), final(each[1])) if isinstance(each, tuple) else calls[each.index]
                for each in self._events_of(model_call)
            ),
        )
        output = final(model_call.outputs[0]) if model_call and model_call.outputs else layers[-1].output
        count = sum(parameter.numel() for parameter in self._learned.values())
        failing = self._open[-1].index if error is not None and self._open else None
        step, op = self._follower.failing(error) if error is not None and self._follower else (None, None)
        followed = self._follower.finish() if self._follower else {}
        self._follower = None  # it holds us, and we all moments
        trace = Trace(
            name, calls, layers[0].output, output, layers, count, tensors,
            stopped=stopped, model_call=model_call.index if model_call else 0, **followed,
        )  # fmt: skip
        if error is None:
            return trace
        return replace(trace, failure=failures.explain(trace, error, call=failing, op=op, step=step))

    def _taken_by(self, model_call: _Call | None) -> Moment:
        """What the model was given first; where a function failed before it called the model, what that was given."""
        if not self._is_called and model_call is not None and model_call.inputs:
            return model_call.inputs[0]
        return self._given_moments[0] if self._given_moments else self._moments.first()

    def _events_of(self, model_call: _Call | None) -> list[_Call | tuple[Moment, Moment]]:
        """What happened in one call of the model."""
        if model_call is None:
            return []
        begin = self._events.index(model_call)
        end = begin + 1
        while end < len(self._events):
            event = self._events[end]
            if isinstance(event, _Call) and event.depth <= model_call.depth:
                break
            end += 1
        return self._events[begin:end]

    def _is_whole(self, call: int) -> bool:
        """Whether a module that called no other one is looked at as a whole; the model itself is not."""
        return self._calls[call].is_leaf and self._calls[call].module is not self._model

    def _check(self) -> None:
        if self._should_stop is not None and self._should_stop():
            raise Stop

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
        # WORKAROUND: https://github.com/pytorch/pytorch/pull/137403 lets global hooks have keyword arguments, but only
        # those after `forward`, which may have written over them by then. Their caller has them.
        kwargs = sys._getframe(1).f_locals.get("kwargs")
        with torch._C.DisableTorchFunction():  # or the watch would be called for all that is read here
            call = self._enter(module, (*args, *kwargs.values()) if kwargs else args)
        if follower:
            call.step = follower.begin_call(call.index)
        if isinstance(module, _FUSED):
            call.suspension = suspension = torch._C.DisableTorchFunction()
            suspension.__enter__()
        if follower:
            follower.lines.resume()

    def _enter(self, module: nn.Module, given: object) -> _Call:
        inputs = []
        for tensor in tensors_in(given):
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

    def _on_leave(self, module: nn.Module, args: Any, output: Any) -> None:
        if threading.get_ident() != self._thread:
            return
        follower = self._follower
        if follower:
            follower.lines.pause()
        call = self._close(module)
        with torch._C.DisableTorchFunction():
            always = call.module is self._model and (call.index == 0 or not self._is_called)
            call.outputs = [self._seen(tensor, always=always) for tensor in tensors_in(output)]
        if follower:
            follower.end_call(call.step, call.index, output)
            follower.lines.resume()

    def _close(self, module: nn.Module) -> _Call:
        """The call that ends; those inside it that never returned end with it (it caught their exception)."""
        while True:
            call = self._open.pop()
            if call.suspension is not None:
                call.suspension.__exit__(None, None, None)
            if call.module is module:
                return call

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
