"""What one recorded pass through a network is: a frozen value of strings, numbers and arrays. No torch, no Qt."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

Shape = tuple[int, ...]
HyperValue = str | int | float | bool | tuple[int | float | bool | str, ...]

_NO_HYPER: Mapping[str, HyperValue] = MappingProxyType({})
_NO_SHAPES: Mapping[str, Shape] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a tensor's numbers are like.

    Attributes:
        minimum: the smallest finite number; NaN where there is none. So are `maximum`, `mean` and `std`.
        maximum: the largest finite number.
        mean: the mean of the finite numbers.
        std: their population standard deviation (divided by n).
        zeros: the fraction of all numbers that are exactly zero, 0 … 1.
        nan: how many are not a number.
        inf: how many are infinite.
    """

    minimum: float
    maximum: float
    mean: float
    std: float
    zeros: float
    nan: int
    inf: int


@dataclass(frozen=True, eq=False)
class TensorRecord:
    """One tensor at one moment of the pass.

    The same moment of the same tensor is one record, wherever it appears: what one layer puts out *is* what the next
    one takes in, unless something wrote into the tensor in between.

    Attributes:
        shape: its size, such as (1, 16, 28, 28).
        dtype: its number type by PyTorch's name, such as `float32`.
        values: its numbers, read-only; None where they were not kept. bfloat16 is given as float32.
        index: its number within the Trace, in the order of recording.
        overwritten: something wrote over the numbers before they could be kept, so nothing is known of them.
        known_statistics: statistics taken while the model ran, where the numbers were not kept.
    """

    shape: Shape
    dtype: str
    values: NDArray[Any] | None
    index: int = -1
    overwritten: bool = False
    known_statistics: Statistics | None = None

    @cached_property
    def statistics(self) -> Statistics | None:
        """Smallest, largest, mean and so on, computed when first asked; None where nothing was kept."""
        return self.known_statistics if self.values is None else statistics_of(self.values)

    @property
    def size(self) -> int:
        """How many numbers it holds."""
        return math.prod(self.shape)


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


@dataclass(frozen=True, eq=False)
class Trace:
    """One recorded pass.

    Attributes:
        model_name: what the model is called; its class where nobody named it.
        calls: all module calls in the order in which they began.
        input: the first tensor given to the model.
        output: the first tensor that it returned; of a pass that failed, the last one recorded.
        layers: what the network strip shows, in order; the first one is the input.
        parameter_count: learned numbers of the whole model, shared ones counted once, unused ones included.
    """

    model_name: str
    calls: tuple[ModuleCall, ...]
    input: TensorRecord
    output: TensorRecord
    layers: tuple[Layer, ...]
    parameter_count: int = 0

    def layer(self, key: str) -> Layer | None:
        """The layer called `key`, or None."""
        return self._layers_by_key.get(key)

    @cached_property
    def _layers_by_key(self) -> Mapping[str, Layer]:
        return {layer.key: layer for layer in self.layers}


def input_layer(record: TensorRecord) -> Layer:
    """The strip's first block."""
    return Layer("input", "", "Input", _NO_HYPER, record, 0, None)


def statistics_of(values: NDArray[Any]) -> Statistics:
    """The statistics of an array of numbers, of any shape and type."""
    if not values.size:
        return Statistics(math.nan, math.nan, math.nan, math.nan, 0.0, 0, 0)
    zeros = 1.0 - int(np.count_nonzero(values)) / values.size
    numbers, nan, inf = values, 0, 0
    if values.dtype.kind == "f":
        low, high = float(values.min()), float(values.max())
        if not (math.isfinite(low) and math.isfinite(high)):
            nan = int(np.count_nonzero(np.isnan(values)))
            inf = int(np.count_nonzero(np.isinf(values)))
            numbers = values[np.isfinite(values)]
            if not numbers.size:
                return Statistics(math.nan, math.nan, math.nan, math.nan, zeros, nan, inf)
    elif values.dtype.kind == "c":
        numbers = np.abs(values)
    mean = float(numbers.mean(dtype=np.float64))
    std = float(numbers.std(dtype=np.float64))
    return Statistics(float(numbers.min()), float(numbers.max()), mean, std, zeros, nan, inf)
