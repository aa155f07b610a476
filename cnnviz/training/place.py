"""Where a training stands: between two batches, to the last bit."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from cnnviz.training.schedules import Plateau


@dataclass(slots=True)
class Place:
    """What has been done so far; a checkpoint holds it.

    Attributes:
        epoch: whole epochs.
        batch: batches of the epoch that is under way.
        step: updates of the weights.
        loss_sum: of the images of this epoch.
        correct: right answers in this epoch.
        seen: images of this epoch.
        seconds: spent in this epoch.
        best_loss: the lowest validation loss, or training loss without validation images.
        best_accuracy: that went with it.
        best_epoch: which epoch that was; 0 before the first.
        best_step: updates until then.
        metric: the best figure for early stopping.
        waiting: epochs since then.
        plateau: what the schedule of that name counts.
    """

    epoch: int = 0
    batch: int = 0
    step: int = 0
    loss_sum: float = 0.0
    correct: int = 0
    seen: int = 0
    seconds: float = 0.0
    best_loss: float = math.inf
    best_accuracy: float = 0.0
    best_epoch: int = 0
    best_step: int = 0
    metric: float = math.inf
    waiting: int = 0
    plateau: Plateau = field(default_factory=Plateau)

    def as_dict(self) -> dict[str, Any]:
        """Names and numbers."""
        numbers = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "plateau"}
        return {**numbers, "plateau": [self.plateau.best, self.plateau.waiting, self.plateau.drops]}

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Place:
        """What `as_dict` gave."""
        return cls(**{**stored, "plateau": Plateau(*stored["plateau"])})
