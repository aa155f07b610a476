"""How unevenly a set's classes are filled, and weights that make up for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Balance:
    """How many pictures each class has.

    Attributes:
        classes: their names.
        counts: pictures of each.
    """

    classes: tuple[str, ...]
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """Pictures of all classes."""
        return sum(self.counts)

    @property
    def shares(self) -> tuple[float, ...]:
        """Of each class in the whole, 0 … 1."""
        return tuple(count / max(self.total, 1) for count in self.counts)

    @property
    def ratio(self) -> float:
        """The largest class by the smallest: 1 where all are equal, infinite where one is empty."""
        least = min(self.counts, default=0)
        return max(self.counts) / least if least else float("inf")

    @property
    def guess(self) -> float:
        """The accuracy of always answering the largest class: what any network must beat, 0 … 1."""
        return max(self.shares, default=0.0)

    @property
    def uneven(self) -> bool:
        """Whether the largest class has more than one and a half times the pictures of the smallest."""
        return self.ratio > 1.5

    @property
    def weights(self) -> tuple[float, ...]:
        """See `class_weights`."""
        return class_weights(self.counts)


def balance(classes: Sequence[str], labels: NDArray[np.int64], places: NDArray[np.int64] | None = None) -> Balance:
    """How many pictures of each class a set, or a split of it, has.

    Args:
        classes: names.
        labels: of the whole set, (N,).
        places: the split, (n,); all where left out.
    """
    counted = labels if places is None else labels[places]
    return Balance(tuple(classes), tuple(np.bincount(counted, minlength=len(classes)).tolist()))


def class_weights(counts: Sequence[int]) -> tuple[float, ...]:
    """Weights for the loss with which each class counts alike: N / (K · n) for n pictures, 0 for an empty class.

    N are all pictures and K the classes that have some, so the weight of a picture is 1 in the mean (King and Zeng,
    “Logistic regression in rare events data”, Political Analysis 9, 2001; scikit-learn's `balanced`).

    Args:
        counts: pictures of each class, of the training split.
    """
    present = sum(count > 0 for count in counts)
    return tuple(sum(counts) / (present * count) if count else 0.0 for count in counts)
