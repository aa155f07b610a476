"""Sees what an optimizer does: each learned tensor, and what is remembered of it, before and after a step."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self

import torch
from torch import Tensor
from torch.optim import Optimizer
from torch.optim.optimizer import register_optimizer_step_post_hook, register_optimizer_step_pre_hook

from cnnviz.trace.lines import LineTracer
from cnnviz.trace.moments import Moment, Moments
from cnnviz.trace.walk import OpenStep, Walk

_HOW = frozenset({"foreach", "fused", "capturable", "differentiable"})  # how it is computed, not what


class OpenUpdate:
    """An update of one learned tensor while the pass runs."""

    __slots__ = ("after", "algorithm", "before", "gradient", "hyper", "index", "name", "state_after", "state_before",
                 "step")  # fmt: skip

    def __init__(self, index: int, name: str, algorithm: str, hyper: dict[str, float | bool], step: OpenStep) -> None:
        self.index = index
        self.name = name
        self.algorithm = algorithm
        self.hyper = hyper
        self.step = step
        self.gradient: Moment
        self.before: Moment
        self.after: Moment
        self.state_before: dict[str, Moment] = {}
        self.state_after: dict[str, Moment] = {}


class UpdateWatch:
    """Sees the steps of every optimizer while it is entered.

    Inside the step of one of PyTorch's own optimizers torch functions are not followed: its updates say what it did.

    Args:
        moments: all moments of the pass.
        walk: where the steps go.
        tracer: knows the line that runs.
        learned: the model's parameters by identity, with their names.
    """

    def __init__(self, moments: Moments, walk: Walk, tracer: LineTracer, learned: Mapping[int, str]) -> None:
        self.updates: list[OpenUpdate] = []
        self.remembered: dict[int, Tensor] = {}  # what optimizers remember, which lives on
        self._moments = moments
        self._walk = walk
        self._tracer = tracer
        self._learned = learned
        self._thread = threading.get_ident()
        self._before: dict[int, tuple[Moment, dict[str, Moment]]] = {}
        self._suspension: Any = None
        self._undo = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            stack.callback(self._unsuspend)
            stack.callback(register_optimizer_step_pre_hook(self._on_begin).remove)
            stack.callback(register_optimizer_step_post_hook(self._on_end).remove)
            self._undo = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._undo.__exit__(kind, error, traceback)

    def _on_begin(self, optimizer: Optimizer, args: Any, kwargs: Any) -> None:
        if threading.get_ident() != self._thread:
            return
        self._unsuspend()  # where an earlier step failed
        self._tracer.pause()
        with torch._C.DisableTorchFunction():
            self._before.clear()
            writable: list[Tensor] = []
            for parameter, _ in _parameters(optimizer):
                state = self._state(optimizer, parameter)
                self._before[id(parameter)] = self._moments.of(parameter), state
                writable.append(parameter)
                writable += (each for each in optimizer.state.get(parameter, {}).values() if isinstance(each, Tensor))
                if parameter.grad is not None and optimizer._optimizer_step_pre_hooks:  # which may clip it
                    writable.append(parameter.grad)
            self._moments.before_writing(writable)
        asks_again = len(args) > 1 or kwargs.get("closure") is not None
        if type(optimizer).__module__.startswith("torch.optim") and not asks_again:
            self._suspension = torch._C.DisableTorchFunction()
            self._suspension.__enter__()
        self._tracer.resume()

    def _on_end(self, optimizer: Optimizer, args: Any, kwargs: Any) -> None:
        if threading.get_ident() != self._thread:
            return
        self._unsuspend()
        self._tracer.pause()
        with torch._C.DisableTorchFunction():
            for parameter, group in _parameters(optimizer):
                if parameter.grad is not None and id(parameter) in self._before:
                    self._note(optimizer, parameter, group)
        self._before.clear()
        self._tracer.resume()

    def _note(self, optimizer: Optimizer, parameter: Tensor, group: Mapping[str, Any]) -> None:
        step = self._walk.begin("update", len(self.updates), *self._tracer.place)
        name = self._learned.get(id(parameter), "")
        update = OpenUpdate(len(self.updates), name, type(optimizer).__name__, _hyper(group), step)
        update.gradient = self._moments.of(parameter.grad)  # type: ignore[arg-type]  # asked before
        update.before, update.state_before = self._before[id(parameter)]
        update.after = self._moments.of(parameter)
        update.state_after = self._state(optimizer, parameter)
        self.updates.append(update)
        self.remembered[id(parameter)] = parameter
        self._walk.end(step)

    def _state(self, optimizer: Optimizer, parameter: Tensor) -> dict[str, Moment]:
        found = {}
        for key, value in optimizer.state.get(parameter, {}).items():
            if isinstance(value, Tensor):
                self.remembered[id(value)] = value
                found[str(key)] = self._moments.of(value)
            elif isinstance(value, (int, float)):
                found[str(key)] = self._moments.of(torch.tensor(value))
        return found

    def _unsuspend(self) -> None:
        if self._suspension is not None:
            self._suspension.__exit__(None, None, None)
            self._suspension = None


def _parameters(optimizer: Optimizer) -> Iterator[tuple[Tensor, Mapping[str, Any]]]:
    for group in optimizer.param_groups:
        for parameter in group["params"]:
            yield parameter, group


def _hyper(group: Mapping[str, Any]) -> dict[str, float | bool]:
    """The numbers of a group of parameters, those of a pair such as `betas` one by one: `beta1`, `beta2`."""
    found: dict[str, float | bool] = {}
    for key, value in group.items():
        if key in _HOW or key == "params":
            continue
        if isinstance(value, (int, float)):
            found[key] = value
        elif isinstance(value, Tensor) and value.numel() == 1:
            found[key] = value.item()
        elif isinstance(value, tuple) and all(isinstance(each, (int, float)) for each in value):
            found.update((f"{key.removesuffix('s')}{place}", each) for place, each in enumerate(value, 1))
    return found
