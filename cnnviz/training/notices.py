"""What a training can suffer from: the sentence for each, and the rule by which it is noticed. Standard library only.

A rule looks at figures that are measured anyway; each speaks once and again only after things were well in between.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from cnnviz.problems import QT_TRANSLATE_NOOP

VANISHED: Final = 1e-6
EXPLODED: Final = 1e3
OUTLYING: Final = 100.0
RUN_OF_STEPS: Final = 20
DEAD: Final = 0.5
STILL_EPOCHS: Final = 5
STILL: Final = 1e-3
OVERFIT_EPOCHS: Final = 3
UNEVEN: Final = 1.5

NOTICES: Final[Mapping[str, str]] = {
    "nan-loss": QT_TRANSLATE_NOOP(
        "Notices",
        "The loss is no number any more since step {step}. The weights of before are kept; a smaller learning rate "
        "often helps.",
    ),
    "exploding-gradients": QT_TRANSLATE_NOOP(
        "Notices",
        "The gradients became very large at step {step} (length {norm}). Lower the learning rate or clip them.",
    ),
    "vanishing-gradients": QT_TRANSLATE_NOOP(
        "Notices", "The gradients are nearly zero since step {step} (length {norm}): the network hardly learns."
    ),
    "dead-relus": QT_TRANSLATE_NOOP(
        "Notices",
        "In “{layer}”, {dead} of {total} channels after ReLU are zero for all images looked at: they no longer learn.",
    ),
    "plateau": QT_TRANSLATE_NOOP(
        "Notices", "The training loss has hardly changed for {epochs} epochs. A smaller learning rate may go further."
    ),
    "overfitting": QT_TRANSLATE_NOOP(
        "Notices",
        "For {epochs} epochs the validation loss has risen while the training loss fell: the network learns its "
        "training images by heart. The weights of epoch {best} are kept.",
    ),
    "left-out": QT_TRANSLATE_NOOP("Notices", "Files that cannot be read as pictures are left out ({count}): {files}"),
    "imbalance": QT_TRANSLATE_NOOP(
        "Notices",
        "The classes are uneven: to learn from, “{largest}” has {most} images and “{smallest}” has {least}. "
        "data.balance = weights or sampler makes up for it.",
    ),
}
"""Name to sentence; the values of a notice fill it.

`nan-loss`             the loss of a batch is NaN or infinite; training stops.
`exploding-gradients`  the length of the gradient is above 1,000 and above 100 times its running mean (over the last
                       ~100 steps), or infinite while the loss is not.
`vanishing-gradients`  the length of the gradient is below 10⁻⁶ in 20 steps running while accuracy is below 1.
`dead-relus`           at the end of an epoch, at least half of a ReLU's channels are zero everywhere in one batch of
                       validation images.
`plateau`              over five epochs the training loss stays within 0.1 % of its value, and accuracy is below 1.
`overfitting`          three epochs running, the validation loss rises while the training loss falls.
`left-out`             at the beginning: files of the data that could not be read; `all` holds their names.
`imbalance`            at the beginning: the largest class has more than one and a half times the images of the
                       smallest, and nothing was asked to make up for it.
"""

NO_NUMBER: Final = QT_TRANSLATE_NOOP(
    "Problem",
    "The loss is no number any more since step {step}. The weights of before are kept; a smaller learning rate often "
    "helps.",
)
"""What ends a run, in the words of its notice `nan-loss`."""

_NAMED = 5  # files that a sentence names
_LISTED = 1000  # and the log


def about_data(
    left_out: Sequence[str], classes: Sequence[str], counts: Sequence[int], balance: str
) -> list[tuple[str, dict[str, Any]]]:
    """Names and values of what there is to say before the first step.

    Args:
        left_out: the files that could not be read.
        classes: their names.
        counts: images to learn from, of each class.
        balance: what is done about uneven classes: none, weights or sampler.
    """
    said: list[tuple[str, dict[str, Any]]] = []
    if left_out:
        files = ", ".join(left_out[:_NAMED]) + (", …" if len(left_out) > _NAMED else "")
        said.append(("left-out", {"count": len(left_out), "files": files, "all": list(left_out[:_LISTED])}))
    if balance == "none" and max(counts) > UNEVEN * min(counts):
        most, least = max(counts), min(counts)
        largest, smallest = classes[counts.index(most)], classes[counts.index(least)]
        said.append(("imbalance", {"largest": largest, "most": most, "smallest": smallest, "least": least}))
    return said


@dataclass(slots=True)
class Watch:
    """Notices what the rules tell; all that it remembers goes into a checkpoint and comes back.

    Attributes:
        mean_norm: the running mean of the gradient's length; 0 at first.
        tiny: steps running with a vanished gradient.
        told: what has been told and has not been well since.
        losses: (training, validation) of each epoch.
    """

    mean_norm: float = 0.0
    tiny: int = 0
    told: list[str] = field(default_factory=list)
    losses: list[tuple[float, float | None]] = field(default_factory=list)

    def after_step(self, step: int, loss: float, accuracy: float, norm: float) -> list[tuple[str, dict[str, Any]]]:
        """Names and values of what there is to say after a step."""
        said: list[tuple[str, dict[str, Any]]] = []
        if not math.isfinite(loss):
            self._say(said, "nan-loss", True, step=step)
            return said
        usual = self.mean_norm
        huge = not math.isfinite(norm) or (norm > EXPLODED and usual > 0 and norm > OUTLYING * usual)
        if not huge:
            self.mean_norm = norm if usual == 0 else 0.99 * usual + 0.01 * norm
        self._say(said, "exploding-gradients", huge, step=step, norm=f"{norm:.3g}")
        self.tiny = self.tiny + 1 if norm < VANISHED and accuracy < 1 else 0
        vanished = self.tiny >= RUN_OF_STEPS
        self._say(said, "vanishing-gradients", vanished, step=step - RUN_OF_STEPS + 1, norm=f"{norm:.1g}")
        return said

    def after_epoch(
        self,
        train: float,
        validation: float | None,
        accuracy: float,
        best_epoch: int,
        dead: Mapping[str, tuple[int, int]],
    ) -> list[tuple[str, dict[str, Any]]]:
        """Names and values of what there is to say after an epoch.

        Args:
            train: mean loss of the epoch.
            validation: mean loss on the validation images, or None.
            accuracy: on the training images, 0–1.
            best_epoch: the epoch whose weights are kept.
            dead: for each ReLU, how many of its channels are zero everywhere, and of how many.
        """
        said: list[tuple[str, dict[str, Any]]] = []
        self.losses.append((train, validation))
        recent = [each for each, _ in self.losses[-STILL_EPOCHS - 1 :]]
        still = len(recent) > STILL_EPOCHS and max(recent) - min(recent) <= STILL * abs(recent[-1]) and accuracy < 1
        self._say(said, "plateau", still, epochs=STILL_EPOCHS)
        pairs = self.losses[-OVERFIT_EPOCHS - 1 :]
        overfit = len(pairs) > OVERFIT_EPOCHS and all(
            later[0] < sooner[0] and later[1] is not None and sooner[1] is not None and later[1] > sooner[1]
            for sooner, later in pairwise(pairs)
        )
        self._say(said, "overfitting", overfit, epochs=OVERFIT_EPOCHS, best=best_epoch)
        for layer, (count, total) in dead.items():
            if count >= DEAD * total and count:
                if f"dead-relus {layer}" not in self.told:
                    self.told.append(f"dead-relus {layer}")
                    said.append(("dead-relus", {"layer": layer, "dead": count, "total": total}))
            elif f"dead-relus {layer}" in self.told:
                self.told.remove(f"dead-relus {layer}")
        return said

    def _say(self, said: list[tuple[str, dict[str, Any]]], name: str, true: bool, **values: Any) -> None:
        if true and name not in self.told:
            self.told.append(name)
            said.append((name, values))
        elif not true and name in self.told:
            self.told.remove(name)

    def as_dict(self) -> dict[str, Any]:
        """What it remembers, as lists and numbers."""
        return {
            "mean_norm": self.mean_norm,
            "tiny": self.tiny,
            "told": list(self.told),
            "losses": [list(pair) for pair in self.losses[-10:]],
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Watch:
        """What `as_dict` gave."""
        losses = [(train, validation) for train, validation in stored["losses"]]
        return cls(stored["mean_norm"], stored["tiny"], list(stored["told"]), losses)
