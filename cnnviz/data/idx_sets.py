"""MNIST and Fashion-MNIST as sets to learn from, read from their four files."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from cnnviz.data.data_set import DataSet
from cnnviz.data.datasets import FILES, present, read_idx
from cnnviz.data.published import Published
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem


def read(published: Published, folder: Path) -> DataSet:
    """The set whose four files are in `folder`: its 60,000 training pictures first, then its 10,000 test pictures.

    Raises:
        Problem: a file cannot be read, is damaged, or is not this set's.
    """
    pictures, labels = [], []
    for of_pictures, of_labels in FILES.values():
        pictures.append(read_idx(_file(folder, of_pictures), published.title))
        labels.append(read_idx(_file(folder, of_labels), published.title))
        right = pictures[-1].ndim == 3 and labels[-1].shape == pictures[-1].shape[:1]
        if not right or int(labels[-1].max(initial=0)) >= len(published.classes):
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "The files in “{folder}” are not those of {set}. Download it again."),
                folder=str(folder),
                set=published.title,
            )
    count, end = len(labels[0]), len(labels[0]) + len(labels[1])
    return DataSet(
        published.name,
        published.title,
        published.classes,
        np.concatenate(pictures)[:, None],
        np.concatenate(labels).astype(np.int64),
        {"train": np.arange(count), "test": np.arange(count, end)},
    )


def is_there(folder: Path) -> bool:
    """Whether all four files are in `folder`."""
    return all(present(folder, name) is not None for pair in FILES.values() for name in pair)


def _file(folder: Path, name: str) -> Path:
    return present(folder, name) or folder / f"{name}.gz"  # reading it says what is wrong
