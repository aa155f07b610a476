"""What a layer's output and weights look like as stacks of pictures: one per channel, one per kernel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnnviz.trace.records import Layer, Trace

Picture = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Channels:
    """A layer's output for one image as C pictures of H × W cells.

    Attributes:
        values: (C, H, W).
        kind: "picture" for the network's input, "maps" for feature maps, "unfolded" for a flattened stack of maps
            (one picture whose row c is channel c), "vector" for numbers without a place (one 1 × 1 picture each).
    """

    values: Picture
    kind: Literal["picture", "maps", "unfolded", "vector"]


@dataclass(frozen=True, eq=False)
class Kernels:
    """The weights that made a layer's channels.

    Attributes:
        name: the parameter's name in the state dict, such as `layer1.0.weight`.
        layer: key of the layer that holds them.
        weights: (C_out, C_in / groups, k_h, k_w) of a convolution, (C_out, C_in) of a Linear layer.
        bias: (C_out,) or None.
        folded: a Linear layer's weights put back into the shape of the maps it reads, (C_out, C, H, W), where it reads
            flattened maps; None elsewhere.
    """

    name: str
    layer: str
    weights: Picture
    bias: Picture | None
    folded: Picture | None

    @property
    def maps(self) -> Picture:
        """(C_out, C_in, H, W): kernels as they slide, a Linear layer's weights folded where they can be, else 1 × 1."""
        if self.folded is not None:
            return self.folded
        return self.weights if self.is_convolution else self.weights[:, :, np.newaxis, np.newaxis]

    @property
    def is_convolution(self) -> bool:
        """Whether these are kernels that slide, rather than a weight matrix."""
        return self.weights.ndim == 4


def channels(trace: Trace, key: str, image: int = 0) -> Channels | None:
    """The output of the layer `key` for one image, or None where there is no such image or its values were not kept.

    Args:
        trace: a recorded pass.
        key: a layer of `trace.layers`.
        image: which image of the batch.
    """
    position = index_of(trace, key)
    values = trace.layers[position].output.values
    if values is None or values.ndim < 2 or image >= len(values):
        return None
    one = values[image]
    if one.ndim == 3:
        return Channels(one, "picture" if position == 0 else "maps")
    if one.ndim != 1:
        return Channels(one.reshape(-1, *one.shape[-2:]), "maps")
    maps = _flattened_maps(trace, position)
    if maps is not None:
        return Channels(one.reshape(1, maps[0], maps[1] * maps[2]), "unfolded")
    return Channels(one.reshape(-1, 1, 1), "vector")


def kernels(trace: Trace, parameters: Mapping[str, Picture], key: str) -> Kernels | None:
    """The weights that made the channels of layer `key`: its own, or those of the nearest layer before it.

    ReLU, batch norm and pooling keep channel c where the convolution before them put it, so its kernels explain them
    too. The input and a flattened stack have none.

    Args:
        trace: a recorded pass.
        parameters: the model's parameters by their names in the state dict.
        key: a layer of `trace.layers`.
    """
    position = index_of(trace, key)
    shape = trace.layers[position].output.shape
    if len(shape) < 2:  # no axis of channels
        return None
    for before in range(position, 0, -1):
        layer = trace.layers[before]
        if len(layer.output.shape) != len(shape) or layer.output.shape[1] != shape[1]:
            return None
        name = f"{layer.path}.weight"
        weights = parameters.get(name) if layer.call is not None else None
        if weights is not None and weights.ndim in (2, 4):
            bias = parameters.get(f"{layer.path}.bias")
            return Kernels(name, layer.key, weights, bias, _folded(trace, before, weights))
    return None


def index_of(trace: Trace, key: str) -> int:
    """The position of layer `key` in `trace.layers`; 0, the input, where the trace has no such layer."""
    for position, layer in enumerate(trace.layers):
        if layer.key == key:
            return position
    return 0


def _flattened_maps(trace: Trace, position: int) -> tuple[int, int, int] | None:
    """Shape (C, H, W) of the maps that the layer at `position` only rearranged into a row, else None."""
    layer: Layer = trace.layers[position]
    before = trace.layers[position - 1].output.shape
    if len(before) != 4 or len(layer.output.shape) != 2 or layer.type_name not in ("Flatten", "Reshape"):
        return None
    return (before[1], before[2], before[3]) if before[1] * before[2] * before[3] == layer.output.shape[1] else None


def _folded(trace: Trace, position: int, weights: Picture) -> Picture | None:
    if weights.ndim != 2 or position < 2:
        return None
    maps = _flattened_maps(trace, position - 1)
    if maps is None or maps[0] * maps[1] * maps[2] != weights.shape[1]:
        return None
    return weights.reshape(weights.shape[0], *maps)
