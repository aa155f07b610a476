"""What the stepper walks through: a forward pass or a training step, of which images, with which optimiser."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Kind = Literal["forward", "training"]

INPUT: Final = ""
"""The source that stands for what is the input now: the drawn digit."""
LARGEST: Final = 100
"""Images in one batch at most: as many as in class."""
FIRST_SET: Final = "pen-digits"
"""The data set that is always there."""
OPTIMISERS: Final = ("SGD", "Momentum", "Nesterov", "Adagrad", "RMSprop", "Adam", "AdamW")
"""Algorithms that change the weights, from the plainest on."""
RATES: Final = (1.0, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003, 0.0001)
"""Learning rates to choose from."""


@dataclass(frozen=True, slots=True)
class Walk:
    """One thing that can be walked through.

    Attributes:
        kind: `forward` for a forward pass, `training` for a training step.
        source: the name of the data set that the images come from, or `INPUT`.
        count: images in the batch, 1 … `LARGEST`; the input of now is one.
        number: which batch of the data set, from 0.
        optimiser: which algorithm changes the weights; of a training step only.
        learning_rate: how far it goes; of a training step only.
    """

    kind: Kind = "forward"
    source: str = INPUT
    count: int = LARGEST
    number: int = 0
    optimiser: str = "Adam"
    learning_rate: float = 0.001

    @property
    def recorded_as(self) -> tuple[object, ...]:
        """What two walks share that record the same thing."""
        images = (self.source,) if self.source == INPUT else (self.source, self.count, self.number)
        step = (self.optimiser, self.learning_rate) if self.kind == "training" else ()
        return (self.kind, *images, *step)


@dataclass(frozen=True, eq=False)
class Batch:
    """Images of a data set that go through the network together.

    Attributes:
        images: (N, 28, 28) in 0…1 with ink = 1.
        labels: (N,) int64, what each of them shows.
        source: the name of the data set.
    """

    images: NDArray[np.float32]
    labels: NDArray[np.int64]
    source: str


class Walked(QObject):
    """The person's choice of what is walked through.

    Each kind remembers where its images come from: a training step needs labels, which a drawing has not.

    Args:
        parent: the owner.
    """

    changed = Signal(object)
    """The `Walk` that is chosen now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._walk = Walk()
        self._sources: dict[Kind, str] = {"forward": INPUT, "training": FIRST_SET}

    @property
    def walk(self) -> Walk:
        """What is chosen."""
        return self._walk

    def choose_kind(self, kind: Kind) -> None:
        """Walk through a forward pass, or through a training step."""
        self._take(replace(self._walk, kind=kind, source=self._sources[kind]))

    def choose_source(self, source: str) -> None:
        """Take the images from a data set, or walk through the input of now, which has no label to learn from.

        Raises:
            ValueError: for a training step with the input of now.
        """
        if source == INPUT and self._walk.kind == "training":
            raise ValueError("a training step needs labels, which the input has not")
        self._sources[self._walk.kind] = source
        if source != INPUT and self._sources["training"] == FIRST_SET:
            self._sources["training"] = source  # the first data set that somebody chose is that of both
        self._take(replace(self._walk, source=source, number=0))

    def choose_count(self, count: int) -> None:
        """Take so many images.

        Raises:
            ValueError: for a batch that is empty or larger than `LARGEST`.
        """
        if not 1 <= count <= LARGEST:
            raise ValueError(f"a batch has 1 to {LARGEST} images, not {count}")
        self._take(replace(self._walk, count=count, number=0))

    def choose_optimiser(self, optimiser: str) -> None:
        """Change the weights by this algorithm."""
        self._take(replace(self._walk, optimiser=optimiser))

    def choose_learning_rate(self, rate: float) -> None:
        """Go so far against the gradient.

        Raises:
            ValueError: for a rate that is not above 0.
        """
        if not rate > 0:
            raise ValueError(f"a learning rate is above 0, not {rate}")
        self._take(replace(self._walk, learning_rate=rate))

    def next_batch(self) -> None:
        """Take the images that come next in the data set."""
        self._take(replace(self._walk, number=self._walk.number + 1))

    def forget_sources(self, known: frozenset[str]) -> None:
        """Let go of data sets that are not there any more."""
        for kind, source in self._sources.items():
            if source not in known | {INPUT}:
                self._sources[kind] = FIRST_SET
        self._take(replace(self._walk, source=self._sources[self._walk.kind]))

    def _take(self, walk: Walk) -> None:
        if walk != self._walk:
            self._walk = walk
            self.changed.emit(walk)
