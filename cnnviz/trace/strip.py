"""The blocks of the network strip, from what happened during a pass."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from cnnviz.trace.records import HyperValue, Layer, ModuleCall, Shape, TensorRecord, input_layer

_NOTHING: Mapping[str, HyperValue] = MappingProxyType({})

Reshaped = tuple[TensorRecord, TensorRecord]


def layers_of(given: TensorRecord, events: Iterable[ModuleCall | Reshaped]) -> tuple[Layer, ...]:
    """The input, every leaf call that returned, and the changes of shape between them.

    Args:
        given: what the model was given.
        events: calls in the order in which they began and, where a module was given an earlier tensor in another
            shape, that tensor as it was and with its new shape.
    """
    layers = [input_layer(given)]
    used: Counter[str] = Counter(("input",))

    def unique(key: str) -> str:
        used[key] += 1
        return key if used[key] == 1 else f"{key}#{used[key]}"

    for event in events:
        if isinstance(event, tuple):
            before, now = event
            kind = _reshaping(before.shape, now.shape)
            if kind:
                layers.append(Layer(unique("reshape"), "", kind, _NOTHING, now, 0, None, (before,)))
        elif event.is_leaf and event.outputs:
            layers.append(layer_of(event, unique(event.path or event.type_name)))
    return tuple(layers)


def layer_of(call: ModuleCall, key: str) -> Layer:
    """A call that returned, as a block called `key`."""
    return Layer(
        key, call.path, call.type_name, call.hyper, call.outputs[0], call.parameters, call.index, call.inputs,
        call.parameter_shapes, call.products,
    )  # fmt: skip


def _reshaping(before: Shape, now: Shape) -> str:
    """What the strip calls the step from one shape to the other; "" where it is not the same numbers."""
    if math.prod(before) != math.prod(now):
        return ""
    return "Flatten" if len(now) == 2 and len(before) > 2 and before[0] == now[0] else "Reshape"
