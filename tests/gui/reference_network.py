"""The class's networks worked out with torch's functions alone: what every number in the window is checked against."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - everybody's name for it

from cnnviz.resources import resource


def weights(name: str = "class-convnet-bn") -> dict[str, Tensor]:
    """The bundled weights by their names."""
    return load_file(resource("models", f"{name}.safetensors"))


def outputs(pixels: NDArray[np.float32], state: Mapping[str, Tensor] | None = None) -> dict[str, NDArray[np.float32]]:
    """What each layer puts out for one picture, by the layer's key in the network strip."""
    state = weights() if state is None else state
    found = {"input": torch.tensor(np.array(pixels)).reshape(1, 1, 28, 28)}
    values = found["input"]
    for block in ("layer1", "layer2"):
        place = 0

        def keep(values: Tensor, block: str = block) -> Tensor:
            nonlocal place
            found[f"{block}.{place}"] = values
            place += 1
            return values

        values = keep(F.conv2d(values, state[f"{block}.0.weight"], state[f"{block}.0.bias"], padding=2))
        if f"{block}.1.running_mean" in state:
            norm = [state[f"{block}.1.{part}"] for part in ("running_mean", "running_var", "weight", "bias")]
            values = keep(F.batch_norm(values, *norm, training=False, eps=1e-5))
        values = keep(F.relu(values))
        values = keep(F.max_pool2d(values, 2))
    found["reshape"] = values.reshape(1, -1)
    found["fc"] = F.linear(found["reshape"], state["fc.weight"], state["fc.bias"])
    return {key: tensor.numpy() for key, tensor in found.items()}


def probabilities(pixels: NDArray[np.float32], state: Mapping[str, Tensor] | None = None) -> NDArray[np.float64]:
    """The softmax of the last layer, (10,)."""
    shares = F.softmax(torch.tensor(outputs(pixels, state)["fc"], dtype=torch.float64), dim=1)
    return shares[0].numpy()
