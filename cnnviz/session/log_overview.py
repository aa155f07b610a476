"""A long log at a glance: lines from places evenly spread over it, while it is read from its beginning."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.training.events import Batch, Epoch, parsed

LONG: Final = 2 << 20
"""Bytes from which on a log is worth a glance."""
_PLACES: Final = 500
_LINE: Final = 1 << 14  # bytes within which a line of steps ends


@dataclass(frozen=True, eq=False)
class Glance:
    """What a few lines of a log say.

    Attributes:
        steps: (n,), ascending.
        loss: (n,) of these steps.
        accuracy: (n,), 0 … 1.
        epochs: some of the epochs, in their order.
    """

    steps: NDArray[np.float64]
    loss: NDArray[np.float64]
    accuracy: NDArray[np.float64]
    epochs: tuple[Epoch, ...]

    @property
    def step(self) -> int:
        """The last step that it knows of."""
        return int(self.steps[-1]) if len(self.steps) else 0


def glance(log: Path) -> Glance | None:
    """What a long log is about, in a fraction of a second; None for one that is short or cannot be read."""
    try:
        size = log.stat().st_size
        if size < LONG:
            return None
        found: dict[int, tuple[float, float]] = {}
        epochs: dict[int, Epoch] = {}
        with log.open("rb") as file:
            for place in np.linspace(0, size, _PLACES, endpoint=False).astype(int).tolist():
                file.seek(place)
                for text in file.read(_LINE).split(b"\n")[1:3]:
                    event = parsed(text)
                    if isinstance(event, Batch):
                        values = zip(event.loss, event.accuracy, strict=True)
                        found.update((event.step + index, pair) for index, pair in enumerate(values))
                    elif isinstance(event, Epoch):
                        epochs[event.epoch] = event
            file.seek(max(size - _LINE, 0))
            for text in file.read(_LINE).split(b"\n")[1:]:
                event = parsed(text)
                if isinstance(event, Batch):
                    values = zip(event.loss, event.accuracy, strict=True)
                    found.update((event.step + index, pair) for index, pair in enumerate(values))
    except OSError:
        return None
    steps = np.asarray(sorted(found), np.float64)
    pairs = np.asarray([found[int(step)] for step in steps], np.float64).reshape(-1, 2)
    return Glance(steps, pairs[:, 0], pairs[:, 1], tuple(epochs[epoch] for epoch in sorted(epochs)))
