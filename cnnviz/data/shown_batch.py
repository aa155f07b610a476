"""One batch as people can look at it: the pictures that the network is given, with their labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnviz.data.batches import Batches
from cnnviz.data.data_set import DataSet


@dataclass(frozen=True, eq=False)
class ShownBatch:
    """Pictures of one batch, after augmentation and before standardising.

    Attributes:
        pictures: (n, C, H, W), 0 … 1.
        inputs: the numbers that the network gets for them, (n, C, H, W).
        labels: (n,), places in the set's classes.
        names: their classes, n names.
        places: which pictures of the set they are, (n,).
        files: the files they come from, as paths inside the set's folder; n empty texts where it has none.
    """

    pictures: NDArray[np.float32]
    inputs: NDArray[np.float32]
    labels: NDArray[np.int64]
    names: tuple[str, ...]
    places: NDArray[np.int64]
    files: tuple[str, ...]


def shown_batch(data: DataSet, batches: Batches, *, epoch: int = 0, batch: int = 0) -> ShownBatch:
    """What the network is given as batch number `batch` of an epoch: the very pictures that it learns from.

    Args:
        data: the set.
        batches: of a split of it.
        epoch: 0 or more.
        batch: 0 or more.

    Raises:
        IndexError: the epoch has no such batch.
    """
    if not 0 <= batch < len(batches):
        raise IndexError(f"batch {batch} of {len(batches)}")
    inputs, labels = next(batches.epoch(epoch, batch))
    pictures = batches.preprocessing.undone(inputs).cpu().numpy()
    places = batches.places(epoch, batch)
    numbers = labels.cpu().numpy()
    return ShownBatch(
        pictures,
        inputs.cpu().numpy(),
        numbers,
        tuple(data.classes[label] for label in numbers.tolist()),
        places,
        tuple(data.files[place] if data.files else "" for place in places.tolist()),
    )
