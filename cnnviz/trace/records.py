"""What one recorded pass through a network is: a frozen value of strings, numbers and arrays. No torch, no Qt."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from cnnviz.trace.steps import BackwardCall, Failure, Frame, OpCall, Source, Step, Update
from cnnviz.trace.tensors import Shape, Statistics, TensorRecord, statistics_of

__all__ = [
    "HyperValue",
    "Layer",
    "ModuleCall",
    "Shape",
    "Statistics",
    "TensorRecord",
    "Trace",
    "input_layer",
    "statistics_of",
]

HyperValue = str | int | float | bool | tuple[int | float | bool | str, ...]

_NO_HYPER: Mapping[str, HyperValue] = MappingProxyType({})
_NO_SHAPES: Mapping[str, Shape] = MappingProxyType({})


@dataclass(frozen=True, eq=False)
class ModuleCall:
    """One call of one module.

    Attributes:
        index: its place among all calls, in the order in which they began.
        parent: the call that made it, or None for the model itself.
        depth: 0 for the model, 1 for what it calls.
        path: the module's name within the model, such as `layer1.0`; "" for the model itself and for a module that is
            made while the model runs.
        type_name: the module's class, such as `Conv2d`.
        hyper: what it was constructed with, as far as it keeps that: `kernel_size`, `stride`, …
        inputs: all tensors given to it, nested ones in order.
        outputs: all tensors that it returned; empty where it failed.
        parameter_shapes: shapes of its learned numbers by name, with those of modules in it that it never calls.
        training: whether it was in train mode (drops, uses the batch's statistics).
        is_leaf: it called no other module.
        products: multiply-adds of the torch functions that its own forward called.
    """

    index: int
    parent: int | None
    depth: int
    path: str
    type_name: str
    hyper: Mapping[str, HyperValue]
    inputs: tuple[TensorRecord, ...]
    outputs: tuple[TensorRecord, ...]
    parameter_shapes: Mapping[str, Shape]
    training: bool
    is_leaf: bool
    products: int = 0

    @property
    def parameters(self) -> int:
        """How many learned numbers it has."""
        return sum(math.prod(shape) for shape in self.parameter_shapes.values())


@dataclass(frozen=True, eq=False)
class Layer:
    """One block of the network strip: the input, a leaf call, or a change of shape between two of them.

    Attributes:
        key: unique within the Trace: `input`, the path, `path#2` for the second call of the same module, `reshape`.
        path: the module's name within the model; "" for the input and for a change of shape.
        type_name: the module's class, or `Input`, `Flatten`, `Reshape`.
        hyper: what the module was constructed with.
        output: the (first) tensor that it puts out.
        parameters: how many learned numbers it has.
        call: the place of its ModuleCall in `Trace.calls`, or None.
        inputs: what it takes in.
        parameter_shapes: shapes of its learned numbers by name.
        products: multiply-adds of the torch functions that the module's own forward called.
    """

    key: str
    path: str
    type_name: str
    hyper: Mapping[str, HyperValue]
    output: TensorRecord
    parameters: int
    call: int | None
    inputs: tuple[TensorRecord, ...] = ()
    parameter_shapes: Mapping[str, Shape] = field(default_factory=lambda: _NO_SHAPES)
    products: int = 0


@dataclass(frozen=True, eq=False, repr=False)
class Trace:
    """One recorded pass.

    Attributes:
        model_name: what the model is called; its class where nobody named it.
        calls: all module calls in the order in which they began.
        input: the first tensor given to the model.
        output: the first tensor that it returned; of a pass that failed, the last one recorded.
        layers: what the network strip shows of one call of the model, in order; the first one is the input.
        parameter_count: learned numbers of the whole model, shared ones counted once, unused ones included.
        tensors: every tensor at every moment that was recorded, each at the place of its `index`.
        steps: what the stepper stands on, in order; empty, as all that follows, where only modules were recorded.
        frames: activations of Python functions, in the order in which they began.
        ops: calls of torch functions, in the order in which they began.
        backwards: the way back from a loss, in the order in which autograd ran it; empty for a forward pass.
        updates: what an optimizer did to each learned tensor; empty for a forward pass.
        sources: the files of the frames.
        failure: why the pass ended early; None where it did not fail.
        stopped: somebody asked to stop before the end.
        model_call: the place of the first call of the model itself, of which `input`, `output` and `layers` tell; other
            than 0 only where a function ran that called other modules before.
    """

    model_name: str
    calls: tuple[ModuleCall, ...]
    input: TensorRecord
    output: TensorRecord
    layers: tuple[Layer, ...]
    parameter_count: int = 0
    tensors: tuple[TensorRecord, ...] = ()
    steps: tuple[Step, ...] = ()
    frames: tuple[Frame, ...] = ()
    ops: tuple[OpCall, ...] = ()
    sources: tuple[Source, ...] = ()
    failure: Failure | None = None
    stopped: bool = False
    backwards: tuple[BackwardCall, ...] = ()
    updates: tuple[Update, ...] = ()
    model_call: int = 0

    def __repr__(self) -> str:
        end = f", failed: {self.failure.reason}" if self.failure else ", stopped" if self.stopped else ""
        sizes = f"{list(self.input.shape)} → {list(self.output.shape)}"
        return f"Trace({self.model_name}, {sizes}, {len(self.calls)} calls, {len(self.steps)} steps{end})"

    def layer(self, key: str) -> Layer | None:
        """The layer called `key`, or None."""
        return self._layers_by_key.get(key)

    @cached_property
    def _layers_by_key(self) -> Mapping[str, Layer]:
        return {layer.key: layer for layer in self.layers}


def input_layer(record: TensorRecord) -> Layer:
    """The strip's first block."""
    return Layer("input", "", "Input", _NO_HYPER, record, 0, None)
