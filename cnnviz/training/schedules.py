"""The learning rate of every step, as a part of the one that is set. Standard library only.

The curves are those of `torch.optim.lr_scheduler`: StepLR by epoch, CosineAnnealingLR and OneCycleLR by step (without
its cycle of the momentum), ReduceLROnPlateau by epoch with its usual threshold.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from cnnviz.training.config import ScheduleConfig

_DIVISION = 25.0  # OneCycleLR's: a cycle begins at this part of its height
_LAST_DIVISION = 1e4  # and ends at this part of its beginning
_THRESHOLD = 1e-4  # ReduceLROnPlateau's: a smaller gain, relatively, is none


def factor(schedule: ScheduleConfig, step: int, batches: int, epochs: int, drops: int = 0) -> float:
    """What the learning rate is multiplied by.

    Args:
        schedule: which curve.
        step: updates so far, 0 for the first one.
        batches: steps in an epoch.
        epochs: of the whole training.
        drops: how often the validation loss has stood still; see `Plateau`.
    """
    warm = round(schedule.warmup * batches)
    if step < warm:
        return (step + 1) / warm
    step, total = step - warm, max(epochs * batches - warm, 1)
    match schedule.name:
        case "step":
            return schedule.factor ** (step // batches // schedule.every)
        case "cosine":
            return schedule.floor + (1 - schedule.floor) * (1 + math.cos(math.pi * min(step / total, 1))) / 2
        case "one-cycle":
            return _one_cycle(step, total, schedule.rise)
        case "plateau":
            return max(schedule.factor**drops, schedule.floor)
    return 1.0


def _one_cycle(step: int, total: int, rise: float) -> float:
    top, last = rise * total - 1, total - 1
    if step <= top:
        return _along(1 / _DIVISION, 1.0, step / top if top > 0 else 1.0)
    return _along(1.0, 1 / _DIVISION / _LAST_DIVISION, min((step - top) / (last - top), 1.0) if last > top else 1.0)


def _along(start: float, end: float, part: float) -> float:
    """On a half cosine wave from `start` to `end`."""
    return end + (start - end) / 2 * (1 + math.cos(math.pi * part))


@dataclass(slots=True)
class Plateau:
    """Counts epochs without a better validation loss, and how often there were too many.

    Attributes:
        best: the lowest loss.
        waiting: epochs since then.
        drops: how often the learning rate has dropped.
    """

    best: float = math.inf
    waiting: int = 0
    drops: int = 0

    def after_epoch(self, loss: float, patience: int) -> None:
        """Take in the loss of an epoch."""
        if loss < self.best * (1 - _THRESHOLD):
            self.best, self.waiting = loss, 0
        else:
            self.waiting += 1
        if self.waiting > patience:
            self.waiting = 0
            self.drops += 1
