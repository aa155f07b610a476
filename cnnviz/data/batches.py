"""Batches to learn from, in an order that depends on the seed, the epoch and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from cnnviz.data.augmentation import Augmentation
from cnnviz.data.picture_source import BUDGET, source_of
from cnnviz.data.preprocessing import Preprocessing

Order = Literal["as-is", "shuffled", "balanced"]

_ORDER, _AUGMENTATION = 0x0DE5, 0xA06  # keep the draws of one seed apart


class Batches:
    """Batches of a split: pictures (n, C, H, W) float32 as the network takes them, labels (n,) int64, on the device.

    Batch b of epoch e depends on (seed, e, b) alone: a run that goes on in the middle of an epoch gets the same
    batches to the last bit as one that was never broken off.

    Args:
        images: of the whole set, (N, C, H, W) uint8.
        labels: of the whole set, (N,).
        places: the split.
        preprocessing: what the network takes.
        batch: pictures in a batch, all processes together; the last batch of an epoch may hold fewer.
        seed: 0 or more.
        order: as the split is (`as-is`), `shuffled` anew in each epoch, or `balanced`: shuffled, with each class as
            often as every other (see `balanced_order`).
        augmentation: applied to each picture with draws of its own; none where left out.
        device: where the pictures are kept, changed and delivered.
        rank: which of the processes this is: it gets its share of each batch.
        world: how many processes learn together. Together their shares are the batches of one process, to the bit.
        budget: bytes of pixels that may be kept in the device's memory. What needs more stays in a file, which
            `workers` processes read ahead; the batches are the same to the bit.
        workers: processes that read; 0 to read in this one.
    """

    def __init__(
        self,
        images: NDArray[np.uint8],
        labels: NDArray[np.int64],
        places: NDArray[np.int64],
        preprocessing: Preprocessing,
        *,
        batch: int,
        seed: int = 0,
        order: Order = "as-is",
        augmentation: Augmentation | None = None,
        device: torch.device | str = "cpu",
        rank: int = 0,
        world: int = 1,
        budget: int = BUDGET,
        workers: int = 2,
    ) -> None:
        if batch < 1 or not 0 <= rank < world:
            raise ValueError(f"batch {batch}, rank {rank} of {world}")
        self.batch = batch
        self._places = places
        self._own_labels = labels[places]
        self.preprocessing = preprocessing
        self._seed = seed
        self._order = order
        self._augmentation = augmentation if augmentation is not None and augmentation.changes_anything else None
        self._device = torch.device(device)
        self._rank, self._world = rank, world
        self._labels = torch.from_numpy(self._own_labels).to(self._device)
        self._source = source_of(images, places, self._device, budget=budget, workers=workers)

    def __len__(self) -> int:
        """How many batches an epoch has."""
        return -(-len(self._places) // self.batch)

    @property
    def samples(self) -> int:
        """How many pictures an epoch has, all processes together."""
        return len(self._places)

    def size(self, batch: int) -> int:
        """How many pictures batch number `batch` of an epoch holds, all processes together."""
        return min(self.batch, len(self._places) - batch * self.batch)

    def places(self, epoch: int, batch: int | None = None) -> NDArray[np.int64]:
        """The pictures of an epoch in their order, as places in the whole set, (samples,).

        Args:
            epoch: 0 or more.
            batch: this process's share of this batch alone, (n,).
        """
        sequence = self._sequence(epoch)
        return self._places[sequence if batch is None else sequence[slice(*self._share(batch))]]

    def epoch(self, number: int, start: int = 0) -> Iterator[tuple[Tensor, Tensor]]:
        """The batches of an epoch.

        Args:
            number: of the epoch, 0 or more.
            start: the first batch to deliver.
        """
        sequence = torch.from_numpy(self._sequence(number))
        shares = [self._share(index) for index in range(start, len(self))]
        chosen = [sequence[first:last] for first, last in shares]
        for index, rows, pixels in zip(range(start, len(self)), chosen, self._source.batches(chosen), strict=True):
            labels = self._labels.index_select(0, rows.to(self._device))  # (n,)
            yield self._made(pixels, number, index), labels

    def close(self) -> None:
        """End what reads ahead; there are no batches afterwards."""
        self._source.close()

    def _made(self, pixels: Tensor, epoch: int, index: int) -> Tensor:
        if self._augmentation is None:
            return self.preprocessing.apply(pixels)
        unit = self.preprocessing.unit(pixels)
        first = self._share(index)[0] - index * self.batch
        key = (self._seed, _AUGMENTATION, epoch, index)
        return self.preprocessing.scaled(self._augmentation.apply(unit, key, first=first, whole=self.size(index)))

    def _share(self, index: int) -> tuple[int, int]:
        """Where this process's share of a batch begins and ends in the order of the epoch."""
        count, begin = self.size(index), index * self.batch
        return begin + count * self._rank // self._world, begin + count * (self._rank + 1) // self._world

    def _sequence(self, epoch: int) -> NDArray[np.int64]:
        """The order of an epoch, as places in the split, (samples,)."""
        if self._order == "as-is":
            return np.arange(len(self._places))
        rng = np.random.default_rng([self._seed, _ORDER, epoch])
        if self._order == "balanced":
            return balanced_order(self._own_labels, rng)
        return rng.permutation(len(self._places))


def balanced_order(labels: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.int64]:
    """An order for one epoch in which each class that has pictures appears as often as every other, give or take one.

    A class of few pictures is gone through several times, each time in a new order, so that its pictures differ by one
    appearance at most; of a class of many, a part appears. The epoch is as long as without.

    Args:
        labels: (N,).
        rng: the draws.

    Returns:
        (N,) places in `labels`.
    """
    classes = np.unique(labels)
    share, more = divmod(len(labels), max(len(classes), 1))
    favoured = set(rng.permutation(len(classes))[:more].tolist())
    pieces = [np.empty(0, np.int64)]
    for number, label in enumerate(classes.tolist()):
        own = np.flatnonzero(labels == label)
        wanted = share + (number in favoured)
        rounds = [rng.permutation(own) for _ in range(-(-wanted // len(own)))]
        pieces.append(np.concatenate([np.empty(0, np.int64), *rounds])[:wanted])
    return rng.permutation(np.concatenate(pieces))
