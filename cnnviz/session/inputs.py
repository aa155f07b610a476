"""What is put into the network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from cnnviz.data.digits import SIDE, Placed

if TYPE_CHECKING:
    from numpy.typing import NDArray

Kind = Literal["empty", "drawing", "picture", "sample"]


@dataclass(frozen=True, eq=False)
class NetworkInput:
    """One picture as the network sees it, before normalisation.

    Two inputs are equal only where they are the same object: comparing pictures is not what a setter should cost.

    Attributes:
        pixels: (28, 28) float32 in 0…1, ink = 1. Kept as a read-only copy.
        kind: where it comes from.
        title: the name of the picture file or of the data set; empty for a drawing.
        label: the digit that it is known to be, or None.
        placed: how the ink was moved into the 28 × 28 cells, with its box and centre; None for a
            sample that is used as it is.
    """

    pixels: NDArray[np.float32]
    kind: Kind = "empty"
    title: str = ""
    label: int | None = None
    placed: Placed | None = None

    def __post_init__(self) -> None:
        pixels = np.array(self.pixels, dtype=np.float32)
        if pixels.shape != (SIDE, SIDE):
            raise ValueError(f"the input must be {SIDE} × {SIDE}, not {pixels.shape}")
        pixels.setflags(write=False)
        object.__setattr__(self, "pixels", pixels)

    @classmethod
    def empty(cls) -> NetworkInput:
        """An input without ink: an empty canvas."""
        return cls(np.zeros((SIDE, SIDE), np.float32))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to predict."""
        return self.kind == "empty"
