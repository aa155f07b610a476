"""Where a split's pixels come from: the device's memory, or a file that other processes read ahead."""

from __future__ import annotations

import mmap
import shutil
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

BUDGET: Final = 2 << 30
"""Bytes of pixels that are kept in memory where nothing else is asked: MNIST needs 47 MB."""

_AHEAD = 4  # batches that each process has ready


class PictureSource(Protocol):
    """Gives the pixels of a split, batch by batch."""

    def batches(self, chosen: Sequence[Tensor]) -> Iterator[Tensor]:
        """The pixels of each batch, (n, C, H, W) uint8 on the device.

        Args:
            chosen: for each batch, places in the split, (n,) int64.
        """

    def close(self) -> None:
        """End what reads ahead and remove what was written for it."""


def source_of(
    images: NDArray[np.uint8], places: NDArray[np.int64], device: torch.device, *, budget: int, workers: int
) -> PictureSource:
    """The quickest source that fits.

    Args:
        images: of the whole set, (N, C, H, W).
        places: the split, (n,).
        device: where the pixels are wanted.
        budget: bytes that the split's pixels may need in the device's memory.
        workers: processes that read a file ahead; 0 to read in this one.
    """
    if len(places) * int(np.prod(images.shape[1:])) <= budget:
        return _InMemory(images, places, device)
    return _InFile(images, places, device, workers)


class _InMemory:
    """The pixels as one tensor."""

    def __init__(self, images: NDArray[np.uint8], places: NDArray[np.int64], device: torch.device) -> None:
        self._device = device
        if device.type == "cpu" and not isinstance(images, np.memmap):
            # the set's own memory serves all its splits
            self._pixels = torch.from_numpy(np.require(images, requirements="W"))  # PyTorch takes writable arrays alone
            self._places = torch.from_numpy(places)
        else:
            self._pixels = torch.from_numpy(np.ascontiguousarray(images[places])).to(device)
            self._places = torch.arange(len(places))

    def batches(self, chosen: Sequence[Tensor]) -> Iterator[Tensor]:
        for rows in chosen:
            yield self._pixels.index_select(0, self._places[rows].to(self._device))

    def close(self) -> None:
        self._pixels = self._pixels[:0]


class _InFile:
    """The pixels in a file, read by a DataLoader.

    What changes them at random happens elsewhere, so nothing depends on which process reads what.
    """

    def __init__(
        self, images: NDArray[np.uint8], places: NDArray[np.int64], device: torch.device, workers: int
    ) -> None:
        self._device = device
        self._places = torch.from_numpy(places)
        self._folder: Path | None = None
        if isinstance(images, np.memmap) and isinstance(images.base, mmap.mmap) and images.filename is not None:
            rows = _Rows(Path(images.filename), images.offset, images.shape)
        else:
            self._folder = Path(tempfile.mkdtemp(prefix="cnnviz-pixels-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
            with (self._folder / "pixels").open("wb") as file:
                np.ascontiguousarray(images).tofile(file)
            rows = _Rows(self._folder / "pixels", 0, images.shape)
        self._order: list[NDArray[np.int64]] = []
        # `spawn`: a forked process would inherit the locks of threads that it does not have, and CUDA
        self._loader: DataLoader[Tensor] | None = DataLoader(
            rows,
            batch_size=None,
            sampler=self._order,
            num_workers=workers,
            persistent_workers=workers > 0,
            prefetch_factor=_AHEAD if workers else None,
            multiprocessing_context="spawn" if workers else None,
            generator=torch.Generator(),  # otherwise each epoch takes a number from the one that dropout draws from
            pin_memory=device.type == "cuda",
        )

    def batches(self, chosen: Sequence[Tensor]) -> Iterator[Tensor]:
        if self._loader is None:
            raise ValueError("this source is closed")
        self._order[:] = [self._places[rows].numpy() for rows in chosen]
        for pixels in self._loader:
            yield pixels.to(self._device, non_blocking=True)

    def close(self) -> None:
        self._loader = None  # its processes end with it
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


class _Rows(Dataset[Tensor]):
    """Rows of a file of bytes; opened by each process for itself."""

    def __init__(self, path: Path, offset: int, shape: tuple[int, ...]) -> None:
        self._path, self._offset, self._shape = path, offset, shape
        self._rows: NDArray[np.uint8] | None = None

    def __getitem__(self, rows: NDArray[np.int64]) -> Tensor:
        """The pixels of the rows, (n, C, H, W)."""
        if self._rows is None:
            self._rows = np.memmap(self._path, np.uint8, "r", self._offset, self._shape)
        return torch.from_numpy(self._rows[rows])

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "_rows": None}
