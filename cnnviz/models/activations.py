"""The activation functions that a network can be built with, by the names that people write."""

from __future__ import annotations

from typing import Final

from torch import nn

ACTIVATIONS: Final[dict[str, type[nn.Module]]] = {
    "relu": nn.ReLU,
    "leaky-relu": nn.LeakyReLU,
    "elu": nn.ELU,
    "gelu": nn.GELU,
    "sigmoid": nn.Sigmoid,
    "tanh": nn.Tanh,
}
"""Name to layer; `arguments.ACTIVATIONS` has the same names without torch."""
