"""Who learns, who judges and who tests: places in a data set, drawn from a seed, never twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnviz.data.apportioning import apportion
from cnnviz.data.data_set import DataSet, Part
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem

Amount = int | float
"""How many pictures (a whole number, 0 or more) or which share of them (a float, 0.0 … 1.0)."""

FIFTH = 0.2
"""What is split off for validation, and for the test, where nothing is asked and the set brings no such part."""

_STREAM = 0x5B117  # keeps these draws apart from those of batches with the same seed


@dataclass(frozen=True, eq=False)
class Splits:
    """Places in a data set, each in ascending order; no place is in two of them.

    Attributes:
        train: what the network learns from.
        validation: what chooses the best weights and stops the training.
        test: what is looked at once, at the end.
    """

    train: NDArray[np.int64]
    validation: NDArray[np.int64]
    test: NDArray[np.int64]

    def without(self, places: Iterable[int]) -> Splits:
        """The same splits without some places, as if those pictures did not exist; the others stay where they are."""
        gone = np.fromiter(places, dtype=np.int64)
        return Splits(*(part[~np.isin(part, gone)] for part in (self.train, self.validation, self.test)))


def split(
    labels: NDArray[np.int64],
    *,
    train: Amount | None = None,
    validation: Amount = FIFTH,
    test: Amount = FIFTH,
    seed: int = 0,
    stratified: bool = False,
) -> Splits:
    """A set divided at random; the same arguments give the same split.

    Args:
        labels: (N,), each 0 or more.
        train: how many; all the rest where left out.
        validation: how many.
        test: how many.
        seed: 0 or more.
        stratified: each class's number of pictures in each part is its exact proportion, rounded up or down.

    Raises:
        Problem: the parts need more pictures than there are, or nothing is left to learn from.
    """
    sizes = _sizes(len(labels), train, validation, test)
    return Splits(*_drawn(labels, sizes, seed, stratified=stratified))


def of_set(
    data: DataSet,
    *,
    train: Amount | None = None,
    validation: Amount | None = None,
    test: Amount | None = None,
    seed: int = 0,
    stratified: bool = False,
    leave_out: Iterable[int] = (),
) -> Splits:
    """The splits of a data set that may have come with parts of its own.

    A part of its own is kept where nothing else is asked, and is where a whole number of pictures is taken from, if it
    holds as many. A share, or a larger number, is drawn from what is otherwise for training: for the test, from the
    whole set, whose parts are then given up. Where nothing is asked and the set has no such part, it is a fifth.

    Args:
        data: the set.
        train: pictures to learn from; all that the other parts leave where left out.
        validation: pictures to choose the best weights by; 0 for none.
        test: pictures for the one test at the end; 0 for none.
        seed: 0 or more.
        stratified: see `split`.
        leave_out: places that no part gets; the others are split as if these were there.

    Raises:
        Problem: the parts need more pictures than there are, nothing is left to learn from, there is one class alone,
            or a class has no picture to learn from.
    """
    own = dict(data.parts)
    if test is not None and "test" in own and (isinstance(test, float) or test > len(own["test"])):
        own = {}
    pool = own.get("train")
    if pool is None:
        pool = np.setdiff1d(np.arange(len(data.labels)), np.concatenate([np.empty(0, np.int64), *own.values()]))
    held: dict[str, NDArray[np.int64]] = {}
    asked: tuple[tuple[Part, Amount | None], ...] = (("validation", validation), ("test", test))
    for part, amount in asked:
        there = own.get(part)
        if there is None:
            continue
        if amount is None:
            held[part] = there
        elif isinstance(amount, int) and amount <= len(there):
            held[part] = there[_drawn(data.labels[there], (amount, 0, 0), seed, stratified=stratified)[0]]
    drawn = split(
        data.labels[pool],
        train=train,
        validation=0 if "validation" in held else FIFTH if validation is None else validation,
        test=0 if "test" in held else FIFTH if test is None else test,
        seed=seed,
        stratified=stratified,
    )
    found = Splits(
        pool[drawn.train], held.get("validation", pool[drawn.validation]), held.get("test", pool[drawn.test])
    ).without(leave_out)
    _check(data, found.train)
    return found


def _sizes(count: int, *amounts: Amount | None) -> tuple[int, int, int]:
    """Numbers of pictures; shares together are never rounded to more than there are."""
    share, used = 0.0, 0
    sizes: list[int | None] = []
    for amount in amounts:
        if amount is None:
            sizes.append(None)
            continue
        if isinstance(amount, bool) or not amount >= 0 or (isinstance(amount, float) and amount > 1):
            raise Problem(
                QT_TRANSLATE_NOOP(
                    "Problem",
                    "A part of the data cannot be {amount}. Give a number of pictures such as 10000, or a share from "
                    "0.0 to 1.0.",
                ),
                amount=amount,
            )
        if isinstance(amount, float):
            share += amount
            sizes.append(round(share * count) - used)
            used += sizes[-1] or 0
        else:
            sizes.append(amount)
    asked = sum(size or 0 for size in sizes)
    train, validation, test = (count - asked if size is None else size for size in sizes)
    if train < 0 or asked > count:
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem",
                "The parts of the data need {asked:,} pictures together, and there are {count:,}. Ask for fewer.",
            ),
            asked=asked,
            count=count,
        )
    if train == 0:
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem",
                "Of {count:,} pictures, none is left to learn from. Take fewer for validation and test.",
            ),
            count=count,
        )
    return train, validation, test


def _drawn(
    labels: NDArray[np.int64], sizes: tuple[int, int, int], seed: int, *, stratified: bool
) -> list[NDArray[np.int64]]:
    """Three parts of these sizes, in ascending order."""
    count = len(labels)
    shuffled = np.random.default_rng([seed, _STREAM]).permutation(count)
    if not stratified:
        ends = np.cumsum(sizes).tolist()
        return [np.sort(shuffled[end - size : end]) for size, end in zip(sizes, ends, strict=True)]
    classes = [shuffled[labels[shuffled] == label] for label in range(int(labels.max(initial=-1)) + 1)]
    shares = apportion([len(places) for places in classes], [*sizes, count - sum(sizes)])
    drawn = []
    for part in range(3):
        pieces = [
            places[sum(share[:part]) : sum(share[: part + 1])] for places, share in zip(classes, shares, strict=True)
        ]
        drawn.append(np.sort(np.concatenate([np.empty(0, np.int64), *pieces])))
    return drawn


def _check(data: DataSet, train: NDArray[np.int64]) -> None:
    """Refuse what nothing can be learnt from.

    Raises:
        Problem: there is one class alone, or a class of which nothing is left to learn from.
    """
    if len(data.classes) < 2:
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem",
                "“{name}” has a single class, “{label}”. A network learns to tell classes apart: add pictures of "
                "another one.",
            ),
            name=data.title,
            label="".join(data.classes),
        )
    if not len(train):
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem",
                "Of {count:,} pictures, none is left to learn from. Take fewer for validation and test.",
            ),
            count=len(data.labels),
        )
    counts = np.bincount(data.labels[train], minlength=len(data.classes))
    missing = [label for label, count in zip(data.classes, counts.tolist(), strict=True) if not count]
    if missing:
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem",
                "“{name}” has no picture to learn from for {labels}. Add some, remove the class, or divide the data "
                "so that each class is in every part (stratified).",
            ),
            name=data.title,
            labels=", ".join(f"“{label}”" for label in missing[:5]) + (" …" if len(missing) > 5 else ""),
        )
