"""What the window knows of a loaded network: a value of strings, numbers and arrays, without torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class ModelCard:
    """A network's name, what it takes and answers, and all its learned numbers.

    Attributes:
        name: the registry's name of the architecture.
        title: what a menu shows: the name, or the weights file's name where the weights are somebody's own.
        source: where the weights came from: a path, or "" for the bundled ones.
        input_shape: channels, height and width of one picture.
        mean: subtracted from the pixels (0 … 1, ink = 1), one number a channel.
        std: what the difference is divided by, one number a channel.
        classes: what the outputs stand for, in their order.
        parameters: read-only float32 arrays by their path, such as `layer1.0.weight` with shape (16, 1, 5, 5); running
            statistics of batch normalisation are included, counters of batches are not.
        parameter_count: how many numbers training may change.
    """

    name: str
    title: str
    source: str
    input_shape: tuple[int, int, int]
    mean: tuple[float, ...]
    std: tuple[float, ...]
    classes: tuple[str, ...]
    parameters: Mapping[str, NDArray[np.float32]]
    parameter_count: int
