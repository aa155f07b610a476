"""How good answers are: accuracy, confusion, precision and recall, calibration, thresholds. numpy alone.

Everything is computed from two arrays: what is right, and the probability that the network gave to each class.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

_LEAST = 1e-300  # probability whose logarithm is still a number


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """How one class fares.

    Attributes:
        name: of the class.
        samples: pictures of it.
        predicted: pictures that were taken for it.
        precision: share of those that are of it; None where nothing was taken for it.
        recall: share of its pictures that were recognised; None where there are none.
        f1: harmonic mean of the two, 2·right / (samples + predicted); None where both are 0.
    """

    name: str
    samples: int
    predicted: int
    precision: float | None
    recall: float | None
    f1: float | None


@dataclass(frozen=True, slots=True)
class Wrong:
    """One picture with a wrong answer.

    Attributes:
        place: in the data set.
        label: its class.
        predicted: what was answered.
        probability: that was given to the answer.
        probability_of_label: that was given to its class.
    """

    place: int
    label: int
    predicted: int
    probability: float
    probability_of_label: float


@dataclass(frozen=True, eq=False)
class Calibration:
    """Whether answers that are given with 80 % are right in 80 % of the cases.

    Attributes:
        edges: of the bins of the answer's probability, (bins + 1,); a bin holds its upper edge, the first both.
        counts: answers in each bin, (bins,).
        confidence: their mean probability, NaN for an empty bin.
        accuracy: the share of them that is right, NaN for an empty bin.
        error: the expected calibration error: mean of |accuracy − confidence|, weighted with the counts, 0 … 1
            (Naeini et al. 2015; Guo et al. 2017).
    """

    edges: NDArray[np.float64]
    counts: NDArray[np.int64]
    confidence: NDArray[np.float64]
    accuracy: NDArray[np.float64]
    error: float


@dataclass(frozen=True, eq=False)
class Thresholds:
    """What each threshold on the probability of the second class would give: “yes” from the threshold on.

    Attributes:
        thresholds: falling, from above all probabilities to the lowest; each probability that occurs is one.
        true_positives: right answers “yes” at each.
        false_positives: wrong answers “yes” at each.
        positives: pictures of the second class.
        negatives: pictures of the first.
    """

    thresholds: NDArray[np.float64]
    true_positives: NDArray[np.int64]
    false_positives: NDArray[np.int64]
    positives: int
    negatives: int

    @property
    def true_positive_rate(self) -> NDArray[np.float64]:
        """Recall: share of the second class that is found; NaN where there is none of it."""
        return _share(self.true_positives, self.positives)

    @property
    def false_positive_rate(self) -> NDArray[np.float64]:
        """Share of the first class that is taken for the second."""
        return _share(self.false_positives, self.negatives)

    @property
    def precision(self) -> NDArray[np.float64]:
        """Share of the answers “yes” that are right; 1 where there is no such answer, as scikit-learn has it."""
        answers = self.true_positives + self.false_positives
        return np.where(answers > 0, self.true_positives / np.maximum(answers, 1), 1.0)

    @property
    def accuracy(self) -> NDArray[np.float64]:
        """Share of right answers, yes and no."""
        right = self.true_positives + (self.negatives - self.false_positives)
        return _share(right, self.positives + self.negatives)

    @property
    def f1(self) -> NDArray[np.float64]:
        """Harmonic mean of precision and recall, 2·TP / (positives + answers “yes”)."""
        whole = self.positives + self.true_positives + self.false_positives
        return np.where(whole > 0, 2 * self.true_positives / np.maximum(whole, 1), 0.0)

    @property
    def area_under_roc(self) -> float:
        """Area below recall over the false positive rate: how often a “yes” picture scores above a “no”."""
        heights = (self.true_positive_rate[1:] + self.true_positive_rate[:-1]) / 2
        return float((np.diff(self.false_positive_rate) * heights).sum())

    @property
    def average_precision(self) -> float:
        """Precision weighted with the gain in recall at each threshold: area below the precision–recall curve."""
        return float((np.diff(self.true_positive_rate) * self.precision[1:]).sum())

    def at(self, threshold: float) -> int:
        """The place of the lowest threshold that is at least this one: it gives the same answers."""
        return int(np.searchsorted(-self.thresholds, -threshold, side="right")) - 1 if len(self.thresholds) else 0

    @property
    def best_f1(self) -> int:
        """The place with the highest F1; the highest threshold of equal ones."""
        return int(self.f1.argmax())

    @property
    def best_balance(self) -> int:
        """The place where true positive rate − false positive rate is largest (Youden's index)."""
        return int((self.true_positive_rate - self.false_positive_rate).argmax())


@dataclass(frozen=True, eq=False)
class Evaluation:
    """The answers of a network to labelled pictures, and every figure that can be had from them.

    Attributes:
        classes: names, in the order of the labels.
        labels: what is right, (N,) int64.
        probabilities: of each class, (N, C) float64, rows sum to 1.
        losses: −log of the probability of the right class, from the scores themselves, (N,) float64.
        places: of the pictures in their data set, (N,).
        answers: the classes that are answered, (N,), where that is not simply the most probable one.
    """

    classes: tuple[str, ...]
    labels: NDArray[np.int64]
    probabilities: NDArray[np.float64]
    losses: NDArray[np.float64]
    places: NDArray[np.int64]
    answers: NDArray[np.int64] | None = None

    @classmethod
    def of(cls, classes: Sequence[str], labels: NDArray[np.int64], probabilities: NDArray[np.float64]) -> Evaluation:
        """An evaluation from probabilities alone; the loss comes from their logarithms."""
        losses = -np.log(np.maximum(probabilities[np.arange(len(labels)), labels], _LEAST))
        return cls(tuple(classes), labels, probabilities, losses, np.arange(len(labels)))

    @property
    def samples(self) -> int:
        """Pictures."""
        return len(self.labels)

    @cached_property
    def predicted(self) -> NDArray[np.int64]:
        """What is answered: the class with the highest probability, the first of equal ones, (N,)."""
        return self.probabilities.argmax(axis=1) if self.answers is None else self.answers

    def at(self, threshold: float) -> Evaluation:
        """The same pictures where the second of two classes is answered from a probability on.

        Raises:
            ValueError: there are more than two classes.
        """
        if len(self.classes) != 2:
            raise ValueError(f"a threshold tells two classes apart, not {len(self.classes)}")
        return replace(self, answers=(self.probabilities[:, 1] >= threshold).astype(np.int64))

    @property
    def loss(self) -> float:
        """The mean cross-entropy, in nats; for one output the same as binary cross-entropy."""
        return float(self.losses.mean())

    @property
    def accuracy(self) -> float:
        """Share of right answers, 0 … 1."""
        return float((self.predicted == self.labels).mean())

    def top(self, k: int) -> float:
        """Share of pictures whose class is among the k most probable ones."""
        own = self.probabilities[np.arange(self.samples), self.labels][:, None]
        before = np.arange(self.probabilities.shape[1]) < self.labels[:, None]  # of equal ones the first wins
        ahead = (self.probabilities > own) | ((self.probabilities == own) & before)
        return float((ahead.sum(axis=1) < k).mean())

    @cached_property
    def confusion(self) -> NDArray[np.int64]:
        """How many pictures of a class (row) were taken for a class (column), (C, C)."""
        count = len(self.classes)
        return np.bincount(self.labels * count + self.predicted, minlength=count * count).reshape(count, count)

    @property
    def per_class(self) -> tuple[ClassFigures, ...]:
        """Precision, recall and F1 of each class."""
        rows = []
        for place, name in enumerate(self.classes):
            right = int(self.confusion[place, place])
            samples, predicted = int(self.confusion[place].sum()), int(self.confusion[:, place].sum())
            rows.append(
                ClassFigures(
                    name,
                    samples,
                    predicted,
                    right / predicted if predicted else None,
                    right / samples if samples else None,
                    2 * right / (samples + predicted) if samples + predicted else None,
                )
            )
        return tuple(rows)

    def calibration(self, bins: int = 15) -> Calibration:
        """How far probabilities can be believed, in bins of equal width."""
        confidence = self.probabilities[np.arange(self.samples), self.predicted]
        right = (self.predicted == self.labels).astype(np.float64)
        edges = np.linspace(0, 1, bins + 1)
        where = np.clip(np.searchsorted(edges, confidence, side="left") - 1, 0, bins - 1)
        counts = np.bincount(where, minlength=bins)
        with np.errstate(invalid="ignore"):
            mean = np.bincount(where, confidence, bins) / counts
            share = np.bincount(where, right, bins) / counts
        filled = counts > 0
        error = float((np.abs(share - mean)[filled] * counts[filled]).sum() / max(self.samples, 1))
        return Calibration(edges, counts, mean, share, error)

    def wrong(self) -> list[Wrong]:
        """Every picture with a wrong answer, the surest mistakes first."""
        places = np.flatnonzero(self.predicted != self.labels)
        sure = self.probabilities[places, self.predicted[places]]
        return [
            Wrong(
                int(self.places[place]),
                int(self.labels[place]),
                int(self.predicted[place]),
                float(self.probabilities[place, self.predicted[place]]),
                float(self.probabilities[place, self.labels[place]]),
            )
            for place in places[np.argsort(-sure, kind="stable")].tolist()
        ]

    def thresholds(self) -> Thresholds:
        """What each threshold would give; for two classes.

        Raises:
            ValueError: there are more than two classes.
        """
        if len(self.classes) != 2:
            raise ValueError(f"a threshold tells two classes apart, not {len(self.classes)}")
        return thresholds(self.labels == 1, self.probabilities[:, 1])


def thresholds(positive: NDArray[np.bool_], probability: NDArray[np.float64]) -> Thresholds:
    """What each threshold on a probability would give.

    Args:
        positive: which pictures are of the second class, (N,).
        probability: that they are, (N,).
    """
    order = np.argsort(-probability, kind="stable")
    falling, right = probability[order], positive[order]
    last = np.append(np.flatnonzero(np.diff(falling)), len(falling) - 1) if len(falling) else np.zeros(0, np.int64)
    found = np.cumsum(right)[last]
    answers = last + 1
    start = np.inf if len(falling) else 0.0
    return Thresholds(
        np.concatenate([[start], falling[last]]),
        np.concatenate([[0], found]).astype(np.int64),
        np.concatenate([[0], answers - found]).astype(np.int64),
        int(positive.sum()),
        int((~positive).sum()),
    )


def _share(part: NDArray[np.int64], whole: int) -> NDArray[np.float64]:
    return part / whole if whole else np.full(part.shape, np.nan)
