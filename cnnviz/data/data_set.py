"""A set of labelled pictures to learn from: one array of pictures, their labels, and the parts in which it came."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray

from cnnviz.data import pixel_statistics
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem

Part = Literal["train", "validation", "test"]


class Cancelled(Exception):
    """The person stopped what was under way: no fault, and nothing to tell."""


@dataclass(frozen=True)
class LeftOut:
    """A file of a data set that could not be used.

    Attributes:
        file: its path inside the data set's folder.
        reason: why, as a sentence.
    """

    file: str
    reason: Problem


@dataclass(frozen=True, eq=False)
class DataSet:
    """Pictures of one shape with a label each. Nothing of it changes once it is open.

    Attributes:
        name: what the program calls it.
        title: what the person reads, in English; marked for translation under `Samples`.
        classes: what the labels stand for, in their order.
        images: all pictures, (N, C, H, W) of 0 … 255; an array in memory, or a file seen as one (`numpy.memmap`).
        labels: their classes, (N,), each 0 … len(classes) − 1.
        parts: the split in which the set came, as places in `images`, in ascending order; empty where it came whole.
        files: the file of each picture, as a path inside the set's folder; empty where the pictures had none.
        left_out: the files that could not be read.
    """

    name: str
    title: str
    classes: tuple[str, ...]
    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    parts: Mapping[Part, NDArray[np.int64]] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def __post_init__(self) -> None:
        if self.images.ndim != 4 or self.images.dtype != np.uint8:
            raise ValueError(f"pictures are uint8 (N, C, H, W), not {self.images.dtype} {self.images.shape}")
        if self.labels.shape != self.images.shape[:1]:
            raise ValueError(f"{len(self.images)} pictures have {self.labels.shape} labels")
        if self.labels.size and not 0 <= int(self.labels.min()) <= int(self.labels.max()) < len(self.classes):
            raise ValueError(f"labels reach from {self.labels.min()} to {self.labels.max()}, for {self.classes}")

    @classmethod
    def of(
        cls,
        images: NDArray[np.uint8],
        labels: Sequence[str] | Sequence[int] | NDArray[np.generic],
        *,
        name: str = "pictures",
        title: str = "",
        classes: Sequence[str] | None = None,
    ) -> Self:
        """A data set of a person's own arrays.

        Args:
            images: (N, H, W) or (N, C, H, W) of 0 … 255.
            labels: one each: the class's name, or its number. Names become numbers in their natural order.
            name: what the program calls the set.
            title: what the person reads; the name where left out.
            classes: names of all classes in the order of their numbers; those that appear among the labels where left
                out.

        Raises:
            Problem: there are no pictures, not as many labels, or a label that `classes` does not have.
        """
        pictures = images[:, None] if images.ndim == 3 else images
        values = list(labels.tolist() if isinstance(labels, np.ndarray) else labels)
        if not len(pictures):
            raise Problem(
                QT_TRANSLATE_NOOP(
                    "Problem", "There are no pictures in “{name}”. Add some, or choose another data set."
                ),
                name=name,
            )
        if len(values) != len(pictures):
            raise Problem(
                QT_TRANSLATE_NOOP(
                    "Problem", "“{name}” has {images} pictures and {labels} labels. Each picture needs one."
                ),
                name=name,
                images=len(pictures),
                labels=len(values),
            )
        if classes is None and not all(isinstance(value, str) for value in values):
            classes = [str(number) for number in range(max(int(value) for value in values) + 1)]
        names = tuple(classes) if classes is not None else tuple(sorted(set(map(str, values)), key=natural_order))
        places = {each: place for place, each in enumerate(names)}
        numbers = [places.get(value, -1) if isinstance(value, str) else int(value) for value in values]
        for number, value in zip(numbers, values, strict=True):
            if not 0 <= number < len(names):
                raise Problem(
                    QT_TRANSLATE_NOOP(
                        "Problem", "“{name}” has a picture with the label “{label}”, which is none of its classes."
                    ),
                    name=name,
                    label=value,
                )
        return cls(name, title or name, names, pictures, np.array(numbers, dtype=np.int64))

    @property
    def shape(self) -> tuple[int, int, int]:
        """Channels, height and width of every picture."""
        channels, height, width = self.images.shape[1:]
        return channels, height, width

    @property
    def counts(self) -> tuple[int, ...]:
        """How many pictures each class has, in the order of `classes`."""
        return tuple(np.bincount(self.labels, minlength=len(self.classes)).tolist())

    @property
    def mean(self) -> tuple[float, ...]:
        """The mean of each channel over the training part (all pictures where there is none), 0 … 1."""
        return self._mean_and_std[0]

    @property
    def std(self) -> tuple[float, ...]:
        """The standard deviation of each channel over the same pictures, 0 … 0.5."""
        return self._mean_and_std[1]

    @cached_property
    def _mean_and_std(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        return pixel_statistics.mean_and_std(pixel_statistics.histogram(self.images, self.parts.get("train")))


def natural_order(name: str) -> list[tuple[int, int, str]]:
    """The key that puts names into the order people expect: “2” before “10”, capitals beside small letters."""
    pieces = re.split(r"([0-9]+)", name.casefold())
    return [(0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces if piece] + [(2, 0, name)]
