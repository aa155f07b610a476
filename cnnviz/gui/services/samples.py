"""Samples of data sets as inputs: found, read and picked off the GUI thread."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from cnnviz.data import datasets
from cnnviz.gui.services.latest_only import Answer, Failure, LatestOnly
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.session.inputs import NetworkInput
from cnnviz.session.walked import Batch

if TYPE_CHECKING:
    from cnnviz.data.datasets import SampleSet

PEN_DIGITS = "pen-digits"
_SEED = 1


@dataclass(frozen=True)
class Choice:
    """A data set that can be chosen.

    Attributes:
        name: what the program calls it.
        title: what the person reads, in English; marked for translation under `Samples`.
    """

    name: str
    title: str


@dataclass(frozen=True, eq=False)
class _Picked:
    """One sample as the lane found it."""

    network_input: NetworkInput
    index: int


Openers = Mapping[str, tuple[str, Callable[[], "SampleSet"]]]
"""By name: the title, and what reads the set."""


def find_sets(folder: Path | None) -> Openers:
    """The data sets that are there: pen digits always, MNIST where its files are found.

    Args:
        folder: where the person keeps data sets; the usual places where None.
    """
    found: dict[str, tuple[str, Callable[[], SampleSet]]] = {
        PEN_DIGITS: (QT_TRANSLATE_NOOP("Samples", "Pen digits"), lambda: datasets.PenDigits(_SEED))
    }
    place = datasets.find_mnist(folder)
    if place is not None:
        found["mnist-test"] = (QT_TRANSLATE_NOOP("Samples", "MNIST test"), lambda: datasets.Mnist(place, "test"))
        found["mnist-train"] = (QT_TRANSLATE_NOOP("Samples", "MNIST train"), lambda: datasets.Mnist(place, "train"))
    return found


class _Shelf:
    """The data sets; used on the lane only, and nothing of Qt's."""

    def __init__(self, find: Callable[[Path | None], Openers]) -> None:
        self._find = find
        self._openers: Openers = {}
        self._opened: dict[str, SampleSet] = {}

    def search(self, folder: Path | None) -> tuple[Choice, ...]:
        self._openers = self._find(folder)
        self._opened.clear()
        return tuple(Choice(name, title) for name, (title, _) in self._openers.items())

    def pick(self, name: str, label: int | None, index: int | None) -> _Picked:
        title, samples = self._open(name)
        count = samples.count(label)
        if count == 0:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "This data set has no digit {digit}."), digit=label)
        place = random.randrange(count) if index is None else index % count
        pixels, shown, _ = samples.sample(place, label)
        return _Picked(NetworkInput(pixels, "sample", title, shown), place)

    def batches(self, name: str, count: int, number: int, batches: int) -> tuple[Batch, ...]:
        _, samples = self._open(name)
        total = samples.count()
        found = []
        for first in range(number * count, (number + batches) * count, count):
            picked = [samples.sample((first + place) % total) for place in range(count)]
            images = np.stack([pixels for pixels, _, _ in picked])  # (N, 28, 28)
            found.append(Batch(images, np.array([label for _, label, _ in picked], np.int64), name))
        return tuple(found)

    def _open(self, name: str) -> tuple[str, SampleSet]:
        if not self._openers:
            self._openers = self._find(None)
        if name not in self._openers:
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "The data set “{name}” is not there any more. Choose another one."),
                name=name,
            )
        title, opener = self._openers[name]
        if name not in self._opened:
            self._opened = {name: opener()}  # one set at a time: MNIST's training half is 47 MB
        return title, self._opened[name]


class Samples(QObject):
    """Picks samples of the chosen data set, one by one, at random, or of one digit only.

    Args:
        find: what looks for data sets; called on the lane.
    """

    sets_changed = Signal(object)
    """A tuple of `Choice`: what can be chosen now."""
    sample_ready = Signal(object)
    """A `NetworkInput` of the kind `sample`."""
    batches_ready = Signal(object)
    """A tuple of `Batch`: what `take_batches` asked for."""
    batches_failed = Signal(object)
    """The `Problem`, or another exception, that came instead."""
    failed = Signal(object)
    """The `Problem`, or another exception where the fault is ours."""

    def __init__(self, parent: QObject | None = None, *, find: Callable[[Path | None], Openers] = find_sets) -> None:
        super().__init__(parent)
        self._shelf = _Shelf(find)
        self._choices: tuple[Choice, ...] = ()
        self._chosen = PEN_DIGITS
        self._label: int | None = None
        self._index = -1  # wanted; may run past the ends, the lane brings it back
        self._searches: set[int] = set()
        self._batches: set[int] = set()
        self._lane = LatestOnly("samples", self)
        self._lane.answered.connect(self._on_answered)
        self._lane.failed.connect(self._on_failed)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The data sets that were found."""
        return self._choices

    @property
    def chosen(self) -> str:
        """The name of the data set that samples come from."""
        return self._chosen

    @property
    def label(self) -> int | None:
        """The digit that samples must show; None for any."""
        return self._label

    def look_for_sets(self, folder: Path | None = None) -> None:
        """Look for data sets again: at the start, after a download, after another folder was chosen."""
        self._searches.add(self._lane.submit_ordered(self._shelf.search, folder))

    def choose(self, name: str) -> None:
        """Take samples from this data set from now on, and show its first."""
        self._chosen = name
        self._index = -1
        self.show_next()

    def choose_label(self, label: int | None) -> None:
        """Show only samples of this digit from now on, and the first of them; None for any."""
        self._label = label
        self._index = -1
        self.show_next()

    def show_next(self) -> None:
        """Show the sample after the one that is shown; after the last comes the first."""
        self.show(self._index + 1)

    def show_previous(self) -> None:
        """Show the sample before the one that is shown; before the first comes the last."""
        self.show(self._index - 1)

    def show(self, index: int) -> None:
        """Show a sample by its place among those that show the chosen digit."""
        self._index = index
        self._lane.submit(self._shelf.pick, self._chosen, self._label, index)

    def show_random(self) -> None:
        """Show any of the samples that show the chosen digit."""
        self._lane.submit(self._shelf.pick, self._chosen, self._label, None)

    def take_batches(self, name: str, count: int, number: int, batches: int) -> None:
        """Take batches of `count` images that follow one another in a data set, and begin anew at its end.

        Args:
            name: the data set.
            count: images in each batch.
            number: how many such batches lie before the first one.
            batches: how many are taken.
        """
        self._batches.add(self._lane.submit_ordered(self._shelf.batches, name, count, number, batches))

    def forget(self) -> None:
        """Drop the sample that is being picked: the person has begun something else."""
        self._lane.forget()

    def shutdown(self, seconds: float = 2.0) -> bool:
        """Stop reading; False where the lane was still busy after `seconds`."""
        return self._lane.shutdown(seconds)

    def _on_answered(self, answer: Answer) -> None:
        if answer.ticket in self._searches:
            self._searches.discard(answer.ticket)
            self._choices = answer.value
            if all(choice.name != self._chosen for choice in self._choices):
                self._chosen, self._index = PEN_DIGITS, -1
            self.sets_changed.emit(self._choices)
        elif answer.ticket in self._batches:
            self._batches.discard(answer.ticket)
            self.batches_ready.emit(answer.value)
        else:
            picked: _Picked = answer.value
            self._index = picked.index
            self.sample_ready.emit(picked.network_input)

    def _on_failed(self, failure: Failure) -> None:
        self._searches.discard(failure.ticket)
        if failure.ticket in self._batches:
            self._batches.discard(failure.ticket)
            self.batches_failed.emit(failure.error)
        else:
            self.failed.emit(failure.error)
