"""Digits to look at and to learn from: MNIST from its files, pen digits without any."""

from __future__ import annotations

import gzip
import math
import zlib
from pathlib import Path
from typing import BinaryIO, Final, Literal, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from cnnviz.data import pen_digits, published
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem

Split = Literal["train", "test"]
Sample = tuple[NDArray[np.float32], int, int]
"""Pixels (28, 28) in 0–1 with ink = 1, read-only; the digit; the sample's place in the whole set."""

SIDE: Final = 28
DIGITS: Final = tuple("0123456789")
PEN_DIGITS_COUNT: Final = 10_000

FILES: Final[dict[Split, tuple[str, str]]] = {
    "train": ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"),
    "test": ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"),
}
"""The names under which MNIST was published, pictures first; a file may be gzipped and then ends in `.gz`."""

_UBYTE = 0x08  # the only type of number in MNIST's files
_MOST_AXES = 8
_MOST_NUMBERS = 1 << 30  # MNIST's largest file holds 47 million


class SampleSet(Protocol):
    """Digits with their labels, one at a time."""

    @property
    def name(self) -> str:
        """What the program calls the set."""

    @property
    def title(self) -> str:
        """What the person reads, in English; marked for translation under `Samples`."""

    @property
    def classes(self) -> tuple[str, ...]:
        """What the labels stand for, in their order."""

    def count(self, label: int | None = None) -> int:
        """How many samples there are, or how many of them show this digit."""

    def sample(self, index: int, label: int | None = None) -> Sample:
        """One sample by its place in the set, or among those that show this digit.

        Raises:
            IndexError: no such place.
        """


class PenDigits:
    """Digits as people draw them with a pen, made when asked for: no file, no network, about 2 ms each.

    Each ten in a row are the ten digits in some order.

    Args:
        seed: the same seed gives the same set; not negative.
    """

    name = "pen-digits"
    title = QT_TRANSLATE_NOOP("Samples", "Pen digits")
    classes = DIGITS

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def count(self, label: int | None = None) -> int:
        """10,000, or how many of them show this digit: 1,000 each."""
        return PEN_DIGITS_COUNT if label is None else PEN_DIGITS_COUNT // 10

    def sample(self, index: int, label: int | None = None) -> Sample:
        """One digit; see `SampleSet.sample`."""
        _check(index, self.count(label))
        block, place = divmod(index, 10) if label is None else (index, None)
        order = np.random.default_rng([self._seed, block]).permutation(10).tolist()
        if place is None:
            place = order.index(label)
        digit = int(order[place])
        number = 10 * block + place
        labels = np.array([digit], dtype=np.int64)
        pixels, _ = pen_digits.batch(1, self._seed * PEN_DIGITS_COUNT + number, labels=labels)
        return _as_input(pixels[0]), digit, number


class Mnist:
    """The handwritten digits of MNIST, read from its four files as they were published.

    Args:
        folder: the one that holds the files, or one with `MNIST/raw` or `raw` in it.
        split: `train` (60,000 digits) or `test` (10,000 digits of other writers).

    Raises:
        Problem: files are missing, cannot be read, or are not MNIST's.
    """

    classes = DIGITS

    def __init__(self, folder: Path, split: Split) -> None:
        raw = _raw_folder(folder)
        pictures, labels = (present(raw, name) if raw is not None else None for name in FILES[split])
        if pictures is None or labels is None:
            raise Problem(
                QT_TRANSLATE_NOOP(
                    "Problem", "MNIST is not in “{folder}”. Choose the folder with its four files, or download it."
                ),
                folder=str(folder),
            )
        self._split = split
        self._pictures = read_idx(pictures)
        self._labels = read_idx(labels)
        if self._pictures.shape[1:] != (SIDE, SIDE):
            raise _not_of_set(pictures, "MNIST")
        if self._labels.shape != self._pictures.shape[:1] or not self._labels.size or self._labels.max() > 9:
            raise _not_of_set(labels, "MNIST")
        self._places = [np.flatnonzero(self._labels == digit) for digit in range(10)]

    @property
    def name(self) -> str:
        """`mnist-train` or `mnist-test`."""
        return f"mnist-{self._split}"

    @property
    def title(self) -> str:
        """What the person reads, in English; marked for translation under `Samples`."""
        if self._split == "train":
            return QT_TRANSLATE_NOOP("Samples", "MNIST train")
        return QT_TRANSLATE_NOOP("Samples", "MNIST test")

    @property
    def pictures(self) -> NDArray[np.uint8]:
        """All digits as they are in the file, (count, 28, 28) with ink = 255, read-only."""
        return self._pictures

    @property
    def labels(self) -> NDArray[np.uint8]:
        """What each of them shows, (count,), read-only."""
        return self._labels

    def count(self, label: int | None = None) -> int:
        """How many digits there are, or how many of them show this one."""
        return len(self._labels) if label is None else len(self._places[label])

    def sample(self, index: int, label: int | None = None) -> Sample:
        """One digit; see `SampleSet.sample`."""
        _check(index, self.count(label))
        number = index if label is None else int(self._places[label][index])
        return _as_input(self._pictures[number]), int(self._labels[number]), number


def find_mnist(folder: Path | None = None) -> Path | None:
    """The folder that holds MNIST's four files, or None.

    Looks in the folder that the environment variable `CNNVIZ_DATA` names, then in `folder`, then where downloads go
    (`CNNVIZ_DATA_DIR`, or this person's data folder); in each for the files, for `raw` and for `MNIST/raw`.
    """
    return next((raw for place in published.places(folder) if (raw := _raw_folder(place)) is not None), None)


def read_idx(path: Path, title: str = "MNIST") -> NDArray[np.uint8]:
    """The numbers of an IDX file of unsigned bytes, gzipped or plain, in the file's own shape, read-only.

    The format (http://yann.lecun.com/exdb/mnist/): two zero bytes, the type of the numbers, the number of axes, the
    length of each axis in 4 bytes with the highest first, the numbers with the last axis changing fastest.

    Args:
        path: the file.
        title: of the data set that it should belong to.

    Raises:
        Problem: the file cannot be read, is no such file, or holds fewer or more numbers than it says.
    """
    try:
        with path.open("rb") as file:
            zipped = file.read(2) == b"\x1f\x8b"
            file.seek(0)
            return _read(cast(BinaryIO, gzip.GzipFile(fileobj=file)) if zipped else file, path, title)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise _damaged(path, title) from error
    except OSError as error:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "The data file “{name}” cannot be read: {reason}."),
            name=path.name,
            reason=error.strerror or str(error),
        ) from error


def _read(file: BinaryIO, path: Path, title: str) -> NDArray[np.uint8]:
    head = file.read(4)
    if len(head) < 4 or head[:3] != bytes((0, 0, _UBYTE)) or not 1 <= head[3] <= _MOST_AXES:
        raise _not_of_set(path, title)
    lengths = file.read(4 * head[3])
    if len(lengths) < 4 * head[3]:
        raise _damaged(path, title)
    shape = tuple(np.frombuffer(lengths, dtype=">u4").tolist())
    count = math.prod(shape)
    if count > _MOST_NUMBERS:
        raise _not_of_set(path, title)
    content = file.read(count + 1)
    if len(content) != count:
        raise _damaged(path, title)
    return np.frombuffer(content, dtype=np.uint8).reshape(shape)


def _raw_folder(folder: Path) -> Path | None:
    """Where below `folder` all four files are, or None."""
    names = [name for pair in FILES.values() for name in pair]
    for place in (folder / "MNIST" / "raw", folder / "raw", folder):
        if not published.is_of_another_mnist(place) and all(present(place, name) is not None for name in names):
            return place
    return None


def present(folder: Path, name: str) -> Path | None:
    """The file called `name`, gzipped or not, under the usual names; None where there is none.

    The gzipped one goes first: it is what a download brings, so that downloading again mends a damaged set.
    """
    for spelt in (f"{name}.gz", name, name.replace("-idx", ".idx")):
        try:
            if (folder / spelt).is_file():
                return folder / spelt
        except OSError:  # a folder that may not be looked into
            return None
    return None


def _as_input(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    values = pixels.astype(np.float32) / np.float32(255)
    values.setflags(write=False)
    return values


def _check(index: int, count: int) -> None:
    if not 0 <= index < count:
        raise IndexError(f"sample {index} of {count}")


def _damaged(path: Path, title: str) -> Problem:
    return Problem(
        QT_TRANSLATE_NOOP(
            "Problem", "The data file “{name}” is damaged: its length is not what it says. Download {set} again."
        ),
        name=path.name,
        set=title,
    )


def _not_of_set(path: Path, title: str) -> Problem:
    return Problem(
        QT_TRANSLATE_NOOP(
            "Problem", "“{name}” is not one of the files of {set}. Choose the folder with its files, or download it."
        ),
        name=path.name,
        set=title,
    )
