"""The sets that a network can learn from, by name."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cnnviz.data import idx_sets
from cnnviz.data.data_set import DataSet as DataSet
from cnnviz.data.published import PUBLISHED, Published, places
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem

NAMES: Final = ("mnist", "fashion-mnist", "cifar-10", "pen-digits", "folder")


def names() -> tuple[str, ...]:
    """All names that `open_set` knows."""
    return NAMES


def open_set(name: str, *, folder: Path | None = None) -> DataSet:
    """A set, from the disk.

    Args:
        name: one of `names()`.
        folder: for `folder`, the pictures; otherwise a folder in which to look for the set besides the usual ones.

    Raises:
        Problem: there is no such set, it is not on the disk, or it cannot be read.
    """
    if name in ("mnist", "fashion-mnist"):
        published = PUBLISHED[name]
        found = find(published, folder)
        if found is not None:
            return idx_sets.read(published, found)
    raise Problem(QT_TRANSLATE_NOOP("Problem", "There is no data set named “{name}”."), name=name)


def find(published: Published, folder: Path | None = None) -> Path | None:
    """The folder with a set's files, or None where it is not on the disk."""
    leaf = Path(published.place)
    for place in places(folder):
        for candidate in (place / leaf, place / leaf.name, place):
            if idx_sets.is_there(candidate):
                return candidate
    return None
