"""Pen digits as a set to learn from: made once, without any download, and kept in the cache."""

from __future__ import annotations

import os
import secrets
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.data import pen_digits
from cnnviz.data.data_set import Cancelled, DataSet
from cnnviz.data.published import cache_folder
from cnnviz.problems import QT_TRANSLATE_NOOP

TRAIN: Final = 10_000
TEST: Final = 2_000
VERSION: Final = 1
"""Of the hand that writes the digits; see `pen_digits`."""

_AT_ONCE = 100


def read(
    *,
    train: int = TRAIN,
    test: int = TEST,
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> DataSet:
    """Digits drawn with a pen, (1, 28, 28) each; about 1,000 a second where they are not there yet.

    Args:
        train: how many to learn from; each ten in a row are the ten digits.
        test: how many more, to test with.
        seed: 0 or more; the same seed gives the same digits.
        progress: told how many digits are there, and how many there will be.
        should_stop: asked now and then.

    Raises:
        Cancelled: `should_stop()` said so.
    """
    total = train + test
    path = cache_folder() / "pen-digits" / f"{VERSION}-{train}-{test}-{seed}.npz"
    found = _load(path, total)
    if found is None:
        pieces = []
        for start in range(0, total, _AT_ONCE):
            if should_stop is not None and should_stop():
                raise Cancelled
            count = min(_AT_ONCE, total - start)
            labels = np.arange(start, start + count, dtype=np.int64) % 10
            pieces.append(pen_digits.batch(count, seed * 1_000_003 + start, labels=labels)[0])
            if progress is not None:
                progress(start + count, total)
        found = np.concatenate(pieces) if pieces else np.empty((0, 28, 28), np.uint8)
        with suppress(OSError):  # without a cache, they are made again
            _save(path, found)
    return DataSet(
        "pen-digits",
        QT_TRANSLATE_NOOP("Samples", "Pen digits"),
        tuple("0123456789"),
        found[:, None],
        np.arange(total, dtype=np.int64) % 10,
        {"train": np.arange(train), "test": np.arange(train, total)},
    )


def _load(path: Path, count: int) -> NDArray[np.uint8] | None:
    try:
        with np.load(path, allow_pickle=False) as content:  # a zip, which checks its contents
            pixels: NDArray[np.uint8] = content["pixels"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    return pixels if pixels.shape == (count, 28, 28) and pixels.dtype == np.uint8 else None


def _save(path: Path, pixels: NDArray[np.uint8]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.stem}-{os.getpid()}-{secrets.token_hex(4)}.part")
    try:
        with part.open("wb") as file:
            np.savez_compressed(file, pixels=pixels)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
