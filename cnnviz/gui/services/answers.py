"""What a network answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from cnnviz.trace.records import Trace


@dataclass(frozen=True, eq=False)
class TracedAnswer:
    """One recorded pass and what it says.

    Attributes:
        trace: the pass, layer by layer.
        logits: (classes,) float64, as the last layer gave them.
        probabilities: (classes,) float64, their softmax; not a number where a logit is none.
        milliseconds: from the pixels to the recorded pass.
        pixels: (28, 28) in 0…1, the picture that was answered. By now the workspace may hold a newer one.
    """

    trace: Trace
    logits: NDArray[np.float64]
    probabilities: NDArray[np.float64]
    milliseconds: float
    pixels: NDArray[np.float32]

    @classmethod
    def of(
        cls, trace: Trace, logits: NDArray[np.float64], milliseconds: float, pixels: NDArray[np.float32]
    ) -> TracedAnswer:
        """The answer with the softmax worked out."""
        return cls(trace, logits, softmax(logits), milliseconds, pixels)


@dataclass(frozen=True, eq=False)
class RecordedPass:
    """One pass recorded in full, for the stepper.

    Attributes:
        trace: the pass, with its lines and ops; its `failure` says why where it did not come to an end.
        milliseconds: how long that took.
        pixels: (28, 28) in 0…1, the picture that was put in; (N, 28, 28) of a batch.
    """

    trace: Trace
    milliseconds: float
    pixels: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class FilmPart:
    """What a run's network said of one picture at some of its moments.

    Attributes:
        run: the run's directory.
        steps: of the moments.
        shares: (moments, classes), the probabilities.
    """

    run: Path
    steps: tuple[int, ...]
    shares: NDArray[np.float32]


def softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities of `logits` (classes,): exp(z) / Σ exp(z), shifted by the largest so that nothing overflows."""
    if not np.isfinite(logits).all():
        return np.full_like(logits, np.nan)
    powers = np.exp(logits - logits.max())
    shares: NDArray[np.float64] = powers / powers.sum()
    return shares
