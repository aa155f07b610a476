"""The sets that a network can learn from, by name: found on the disk, downloaded, or made."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from cnnviz.data import cifar, downloads, idx_sets, pen_digits_set, picture_folder
from cnnviz.data.data_set import Cancelled as Cancelled
from cnnviz.data.data_set import DataSet as DataSet
from cnnviz.data.published import PUBLISHED, Published, bare, downloads_folder, is_of_another_mnist, places
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem

NAMES: Final = ("mnist", "fashion-mnist", "cifar-10", "pen-digits", "folder")

Progress = Callable[[int, int], None]
ShouldStop = Callable[[], bool]


def names() -> tuple[str, ...]:
    """All names that `open_set` knows."""
    return NAMES


def open_set(
    name: str,
    *,
    folder: Path | None = None,
    size: tuple[int, int] | None = None,
    channels: int | None = None,
    classes: Sequence[str] | None = None,
    download: bool = False,
    progress: Progress | None = None,
    should_stop: ShouldStop | None = None,
) -> DataSet:
    """A set to learn from.

    Args:
        name: one of `names()`.
        folder: for `folder`, the pictures; otherwise a folder in which to look for the set besides what `CNNVIZ_DATA`
            names and where downloads go.
        size: height and width of the pictures of a folder; see `picture_folder.read`.
        channels: 1 or 3, of the pictures of a folder.
        classes: those of a model, for a folder that is to be judged by it.
        download: whether a set that is not on the disk may be downloaded, to where downloads go.
        progress: told how much is done and how much there is, in bytes or in pictures.
        should_stop: asked now and then.

    Raises:
        Problem: there is no such set, it is not on the disk and may not or cannot be downloaded, or it cannot be read.
        Cancelled: `should_stop()` said so.
    """
    if name == "folder":
        if folder is None:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "Which pictures? Give the folder that holds them."))
        return picture_folder.read(
            folder, size=size, channels=channels, classes=classes, progress=progress, should_stop=should_stop
        )
    if name == "pen-digits":
        return pen_digits_set.read(progress=progress, should_stop=should_stop)
    if name not in PUBLISHED:
        raise _unknown(name)
    published = PUBLISHED[name]
    place = find(name, folder)
    if place is None and download:
        place = downloads.download(
            published,
            downloads_folder(),
            progress=progress or _nothing,
            cancelled=should_stop or _never,
        )
        if place is None:
            raise Cancelled
    if place is None:
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem", "{set} is not on this computer. Download it, or choose the folder that holds its files."
            ),
            set=published.title,
        )
    return cifar.read(place) if name == "cifar-10" else idx_sets.read(published, place)


def find(name: str, folder: Path | None = None) -> Path | None:
    """The folder with the files of a published set, or None where it is not on the disk.

    Looks in the folder that the environment variable `CNNVIZ_DATA` names, then in `folder`, then where downloads go; in
    each as torchvision lays its downloads out (`MNIST/raw`), in `raw`, and in the folder itself.
    """
    published = PUBLISHED[name]
    for place in places(folder):
        for candidate in _candidates(published, place):
            try:
                if cifar.is_there(candidate) if name == "cifar-10" else idx_sets.is_there(candidate):
                    return candidate
            except OSError:  # a folder that may not be looked into
                continue
    return None


def _candidates(published: Published, place: Path) -> list[Path]:
    if not published.place:  # CIFAR-10: the folder that holds the archive, or the unpacked one itself
        return [place, place.parent] if place.name == cifar.FOLDER else [place]
    own = Path(published.place)  # MNIST/raw
    # Fashion-MNIST took over MNIST's file names, so bare files belong to the set after which their folder is called;
    # MNIST's may lie in any other folder too
    inside = [place / "raw", place]
    if bare(own.parent.name) not in bare(place.name) and published.name != "mnist":
        inside = []
    if published.name == "mnist":
        inside = [each for each in inside if not is_of_another_mnist(each)]
    return [place / own, place / own.parent, *inside]


def _unknown(name: str) -> Problem:
    close = difflib.get_close_matches(name.lower().replace("_", "-"), NAMES, n=1, cutoff=0.5)
    if close:
        return Problem(
            QT_TRANSLATE_NOOP("Problem", "There is no data set named “{name}”. Did you mean “{close}”?"),
            name=name,
            close=close[0],
        )
    return Problem(
        QT_TRANSLATE_NOOP("Problem", "There is no data set named “{name}”. It is one of: {names}."),
        name=name,
        names=", ".join(NAMES),
    )


def _nothing(done: int, total: int) -> None:
    """Progress that nobody follows."""


def _never() -> bool:
    return False
