"""CIFAR-10 as a set to learn from, from its archive or from the folder that the archive unpacks to."""

from __future__ import annotations

import io
import pickle
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.data.data_set import DataSet
from cnnviz.data.published import CIFAR_10
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem

FOLDER: Final = "cifar-10-batches-py"
ARCHIVE: Final = CIFAR_10.files[0].name
_TRAIN: Final = tuple(f"data_batch_{number}" for number in range(1, 6))
_TEST: Final = "test_batch"
_SHAPE: Final = (3, 32, 32)


def is_there(folder: Path) -> bool:
    """Whether `folder` holds the archive, or the folder that it unpacks to."""
    return (folder / ARCHIVE).is_file() or all((folder / FOLDER / name).is_file() for name in (*_TRAIN, _TEST))


def read(folder: Path) -> DataSet:
    """The set in `folder`: the 50,000 training pictures first, then the 10,000 test pictures.

    Each file is a Python pickle of a dictionary: `data` (n, 3072) uint8, the red plane of 32 rows, then the green, then
    the blue; `labels`, n numbers 0 … 9 (https://www.cs.toronto.edu/~kriz/cifar.html). Nothing but arrays of numbers,
    lists and strings is unpickled, so a file from a stranger cannot run code.

    Raises:
        Problem: a file cannot be read, is damaged, or is not CIFAR-10's.
    """
    images, labels = [], []
    with _sentences(folder), _opener(folder) as open_file:
        for name in (*_TRAIN, _TEST):
            with open_file(name) as file:
                content = _Unpickler(file, encoding="bytes").load()
            if b"data" not in content:  # somebody wrote it anew with Python 3
                content = {str(key).encode(): value for key, value in content.items()}
            pixels, numbers = content[b"data"], np.array(content[b"labels"], dtype=np.int64)
            right = isinstance(pixels, np.ndarray) and pixels.dtype == np.uint8 and pixels.shape == (len(numbers), 3072)
            if not right or not 0 <= int(numbers.min()) <= int(numbers.max()) < len(CIFAR_10.classes):
                raise ValueError(name)
            images.append(pixels.reshape(-1, *_SHAPE))
            labels.append(numbers)
    end = sum(map(len, labels))
    count = end - len(labels[-1])
    return DataSet(
        CIFAR_10.name,
        CIFAR_10.title,
        CIFAR_10.classes,
        np.concatenate(images),
        np.concatenate(labels),
        {"train": np.arange(count), "test": np.arange(count, end)},
    )


class _Unpickler(pickle.Unpickler):
    """Reads arrays of numbers and refuses everything else that a pickle can ask for."""

    def find_class(self, module: str, name: str) -> Any:
        if module in ("numpy.core.multiarray", "numpy._core.multiarray") and name == "_reconstruct":
            return _reconstruct
        if (module, name) in (("numpy", "ndarray"), ("numpy", "dtype")):
            return getattr(np, name)
        if (module, name) == ("_codecs", "encode"):  # how Python 3 writes bytes in old pickles
            return _encode
        raise pickle.UnpicklingError(f"{module}.{name} is no part of CIFAR-10")


def _reconstruct(kind: type, shape: tuple[int, ...], _: bytes) -> NDArray[Any]:
    """An empty array that the pickle fills: what numpy's own `_reconstruct` gives, for plain arrays alone."""
    if kind is not np.ndarray:
        raise pickle.UnpicklingError(f"{kind} is no part of CIFAR-10")
    return np.ndarray(shape, np.uint8)


def _encode(text: str, encoding: str) -> bytes:
    if encoding != "latin1":
        raise pickle.UnpicklingError(f"{encoding} is no part of CIFAR-10")
    return text.encode("latin1")


@contextmanager
def _opener(folder: Path) -> Iterator[Callable[[str], IO[bytes]]]:
    """Opens the set's files by their names, from the folder or, where that is not whole, from the archive."""
    unpacked = folder / FOLDER
    if all((unpacked / name).is_file() for name in (*_TRAIN, _TEST)):
        yield lambda name: (unpacked / name).open("rb")
        return
    with tarfile.open(folder / ARCHIVE, "r:gz") as archive:
        files = {Path(member.name).name: archive.extractfile(member) for member in archive if member.isfile()}
        contents = {name: file.read() for name, file in files.items() if file is not None and name in (*_TRAIN, _TEST)}
        yield lambda name: io.BytesIO(contents[name])


@contextmanager
def _sentences(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "{set} in “{folder}” cannot be read: {reason}."),
            set=CIFAR_10.title,
            folder=str(folder),
            reason=error.strerror or str(error),
        ) from error
    except (
        pickle.UnpicklingError, tarfile.TarError, zlib.error, EOFError, KeyError, ValueError, TypeError, IndexError,
        AttributeError, ImportError, MemoryError,
    ) as error:  # fmt: skip
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem", "The files of {set} in “{folder}” are damaged or not what they should be. Download it again."
            ),
            set=CIFAR_10.title,
            folder=str(folder),
        ) from error
