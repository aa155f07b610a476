"""What is known of an op or a layer that failed, and how its sizes are said."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from cnnviz.problems import Problem
from cnnviz.trace.records import HyperValue, ModuleCall, Trace
from cnnviz.trace.steps import Learned, OpCall
from cnnviz.trace.tensors import Shape, TensorRecord

_RESHAPING = frozenset({"flatten", "reshape", "view", "unflatten", "ravel", "squeeze", "unsqueeze"})

Fault = tuple[Problem, Problem | None]  # why, and what would mend it


@dataclass(frozen=True)
class Case:
    """A pass that failed.

    Attributes:
        trace: the pass up to there.
        message: the first line of what PyTorch said.
        call: the innermost module call that did not return, or None.
        op: the op that failed, or None where none was seen.
    """

    trace: Trace
    message: str
    call: ModuleCall | None
    op: OpCall | None

    @cached_property
    def layer(self) -> ModuleCall | None:
        """The call, where it is a layer rather than a module that calls others."""
        return self.call if self.call is not None and self.call.is_leaf and self.call.inputs else None

    @property
    def operands(self) -> tuple[TensorRecord | Learned, ...]:
        """What met: the op's operands, or else what the layer was given."""
        if self.op is not None:
            return self.op.operands
        return () if self.layer is None else self.layer.inputs

    @property
    def where(self) -> str:
        """The failing thing as a sentence names it."""
        if self.op is not None and (self.layer is None or self.in_own_lines):
            return f"{self.op.name}()"
        return "" if self.call is None else name_of(self.call)

    @cached_property
    def in_own_lines(self) -> bool:
        """Whether the failing call's `forward` is the model's own code, as far as lines were recorded."""
        return self.call is not None and any(frame.call == self.call.index for frame in self.trace.frames)

    def origin(self, record: TensorRecord) -> tuple[str, TensorRecord] | None:
        """What gave a tensor its shape, and the tensor that it was before; None where nothing only reshaped it."""
        for op in reversed(self.trace.ops):
            if op.name in _RESHAPING and record in op.outputs and op.inputs:
                call = None if op.call is None else self.trace.calls[op.call]
                in_layer = call is not None and call.type_name == "Flatten"
                return ("Flatten" if in_layer else op.name), op.inputs[0]
        for call in reversed(self.trace.calls):
            if call.type_name == "Flatten" and record in call.outputs and call.inputs:
                return "Flatten", call.inputs[0]
        for layer in reversed(self.trace.layers):
            if layer.output is record and layer.call is None and layer.inputs:
                return layer.type_name, layer.inputs[0]
        return None


def name_of(call: ModuleCall) -> str:
    """A call as a sentence names it: its path and class."""
    return f"“{call.path}” ({call.type_name})" if call.path else f"“{call.type_name}”"


def size_text(shape: Shape) -> str:
    """A size as PyTorch prints it: `[1, 16, 28, 28]`."""
    return f"[{', '.join(map(str, shape))}]"


def product_text(shape: Shape) -> str:
    """A product as the class writes it: `32 × 7 × 7`."""
    return " × ".join(map(str, shape))


def whole(hyper: Mapping[str, HyperValue], key: str) -> int | None:
    """A hyper-parameter that is a whole number, or None."""
    value = hyper.get(key)
    return value if isinstance(value, int) else None


def count_of(shape: Shape) -> int:
    """How many numbers a shape holds."""
    return math.prod(shape)
