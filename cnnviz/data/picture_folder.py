"""A person's folder of pictures as a set to learn from: one sub-folder a class."""

from __future__ import annotations

import os
import statistics
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from cnnviz.data import picture_cache, pictures
from cnnviz.data.data_set import Cancelled, DataSet, LeftOut, Part, natural_order
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem

PART_NAMES: Final[dict[str, Part]] = {
    "train": "train",
    "training": "train",
    "val": "validation",
    "valid": "validation",
    "validation": "validation",
    "test": "test",
    "testing": "test",
}
"""What people call the folders of a set that is divided already, in small letters."""

SIDES: Final = (32, 64, 96, 128, 160, 224)
"""Sizes that are chosen among where the pictures have several."""

_NO_PICTURES = {"thumbs.db", "desktop.ini", "icon\r"}  # what systems put into folders of pictures
_LOOKED_AT_ONCE = 256


@dataclass(frozen=True)
class _Found:
    """A file that is taken for a picture: its path, its class and its part."""

    path: Path
    label: str
    part: Part | None


def read(
    folder: Path,
    *,
    size: tuple[int, int] | None = None,
    channels: int | None = None,
    classes: Sequence[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> DataSet:
    """The pictures of a folder, all of one size; each file is decoded once, later openings are quick.

    Folders: `CLASS/…` or `train/CLASS/…` with `val`, `valid` or `validation` and `test` beside it; pictures may lie
    deeper. Files: see `pictures.read`. What cannot be read is listed in `left_out`.

    Args:
        folder: the pictures.
        size: height and width; where left out, those that all pictures have (up to 224), or the largest square of
            `SIDES` that at least half of the pictures fill.
        channels: 1 for grey, 3 for colour; where left out, 1 if all pictures are grey.
        classes: the classes of a model, which the folder's must be among; the folder's own, in their natural order,
            where left out.
        progress: told how many pictures are there, and how many there will be.
        should_stop: asked now and then.

    Raises:
        Problem: there is no such folder, there are no pictures in sub-folders, or none of them can be read.
        Cancelled: `should_stop()` said so.
    """
    try:
        root = _root(folder)
        found, names = _scan(root, should_stop)
    except OSError as error:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "The folder of pictures “{folder}” cannot be read: {reason}."),
            folder=str(folder),
            reason=error.strerror or str(error),
        ) from error
    if classes is not None and not names <= set(classes):
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem", "The folder “{folder}” has the class “{label}”, which the model does not know: {classes}."
            ),
            folder=str(folder),
            label=sorted(names - set(classes), key=natural_order)[0],
            classes=", ".join(classes),
        )
    if not found:
        raise _no_pictures(folder, root)
    order = tuple(classes) if classes is not None else tuple(sorted(names, key=natural_order))
    if size is None or channels is None:
        size, channels = _chosen(found, size, channels, should_stop)
    files = [picture_cache.source(root, each.path) for each in found]
    images, kept, reasons = picture_cache.decoded(
        root, files, (channels, *size), progress=progress, should_stop=should_stop
    )
    left_out = tuple(LeftOut(files[place].name, reason) for place, reason in reasons.items())
    if not len(kept):
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem",
                "None of the {count} files in “{folder}” can be read as a picture, such as “{file}”. Use PNG, JPEG, "
                "BMP or WebP.",
            ),
            count=len(found),
            folder=str(folder),
            file=left_out[0].file,
        )
    places = {label: number for number, label in enumerate(order)}
    labels = np.array([places[found[place].label] for place in kept.tolist()], dtype=np.int64)
    parts = np.array([found[place].part or "" for place in kept.tolist()])
    own: dict[Part, np.ndarray[tuple[int], np.dtype[np.int64]]] = {}
    for part in ("train", "validation", "test"):
        if (parts == part).any():
            own[part] = np.flatnonzero(parts == part)
    title = unicodedata.normalize("NFC", folder.resolve().name) or str(folder)
    return DataSet(
        "folder", title, order, images, labels, own, tuple(files[place].name for place in kept.tolist()), left_out
    )


def _root(folder: Path) -> Path:
    """The folder that holds the classes or the parts: this one, or the only one in it, as archives unpack."""
    if not folder.is_dir():
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "There is no folder “{folder}”. Choose one with a sub-folder for each class."),
            folder=str(folder),
        )
    while True:
        inner = _folders(folder)
        if len(inner) != 1 or _files(folder) or not _folders(inner[0]) or _files(inner[0]):
            return folder
        folder = inner[0]


def _scan(root: Path, should_stop: Callable[[], bool] | None) -> tuple[list[_Found], set[str]]:
    """All files in the order of their paths, and the names of all classes, empty ones too."""
    divided = {each: PART_NAMES[each.name.lower()] for each in _folders(root) if each.name.lower() in PART_NAMES}
    # a class may be called “train”: a part is a folder of folders
    if "train" in divided.values() and all(_folders(each) and not _files(each) for each in divided):
        groups: list[tuple[Path, Part | None]] = list(divided.items())
    else:
        groups = [(root, None)]
    found, names = [], set()
    for group, part in groups:
        for folder in _folders(group):
            label = unicodedata.normalize("NFC", folder.name)  # macOS stores 가 as two letters
            names.add(label)
            for where, inner, files in os.walk(folder):
                if should_stop is not None and should_stop():  # somebody may have chosen the whole disk
                    raise Cancelled
                inner[:] = sorted(each for each in inner if not each.startswith("."))
                found += [_Found(Path(where, each), label, part) for each in sorted(files) if _may_be_picture(each)]
    return found, names


def _chosen(
    found: Sequence[_Found],
    size: tuple[int, int] | None,
    channels: int | None,
    should_stop: Callable[[], bool] | None,
) -> tuple[tuple[int, int], int]:
    """The size and the channels that suit the pictures, from the first bytes of each file."""
    looks: list[tuple[int, int, bool]] = []
    for start in range(0, len(found), _LOOKED_AT_ONCE):
        if should_stop is not None and should_stop():
            raise Cancelled
        with pictures.quiet():
            for each in found[start : start + _LOOKED_AT_ONCE]:
                try:
                    looks.append(pictures.look(each.path))
                except Problem:
                    continue  # decoding says why
    if size is None:
        sizes = {look[:2] for look in looks}
        size = next(iter(sizes)) if len(sizes) == 1 else None
        if size is None or max(size) > SIDES[-1]:
            middle = statistics.median(min(look[:2]) for look in looks) if looks else SIDES[0]
            side = max((side for side in SIDES if side <= middle), default=SIDES[0])
            size = (side, side)
    if channels is None:
        channels = 1 if looks and all(look[2] for look in looks) else 3
    return size, channels


def _folders(folder: Path) -> list[Path]:
    return sorted((each for each in folder.iterdir() if each.is_dir() and not each.name.startswith(".")), key=_order)


def _files(folder: Path) -> list[Path]:
    return [each for each in folder.iterdir() if each.is_file() and _may_be_picture(each.name)]


def _order(path: Path) -> list[tuple[int, int, str]]:
    return natural_order(path.name)


def _may_be_picture(name: str) -> bool:
    return not name.startswith(".") and name.lower() not in _NO_PICTURES


def _no_pictures(folder: Path, root: Path) -> Problem:
    if _files(root):
        return Problem(
            QT_TRANSLATE_NOOP(
                "Problem",
                "The pictures in “{folder}” are not sorted into classes. Make one sub-folder for each class, and move "
                "them there.",
            ),
            folder=str(folder),
        )
    return Problem(
        QT_TRANSLATE_NOOP(
            "Problem", "There are no pictures in “{folder}”. Put them into one sub-folder for each class."
        ),
        folder=str(folder),
    )
