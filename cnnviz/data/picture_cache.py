"""Pictures decoded once: kept in one file of bytes, and used again as long as nothing about them has changed.

In the cache folder, `pictures/KEY/` belongs to one folder of pictures and one shape. `STATE.json` there lists every
file with its time and length, the row that its pixels have in the file of bytes that it names, and each row's checksum.
Both are written under other names first, the list last, so that a reader finds a whole cache or none, whoever else
writes.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.data import pictures
from cnnviz.data.data_set import Cancelled
from cnnviz.data.published import cache_folder
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem

VERSION: Final = 1
"""Of the format, and of what `pictures.fitted` makes of a file."""

_IN_MEMORY = 1 << 30  # bytes that a set may need where no file can be written
_CHECKED = 1 << 30  # bytes whose checksums are looked at; of a larger cache, those of some rows
_SOME_ROWS = 256
_AT_ONCE = 64  # pictures; between two such rounds others may read pictures, and a person may stop
_FORGOTTEN = 3600.0  # seconds after which a file that no list names is one of a writer that died

Progress = Callable[[int, int], None]
ShouldStop = Callable[[], bool]


@dataclass(frozen=True)
class Source:
    """A picture file as it was when the folder was looked through.

    Attributes:
        path: where it is.
        name: its path inside the folder, with `/`.
        time: when it was last written, nanoseconds.
        length: bytes.
    """

    path: Path
    name: str
    time: int
    length: int


@dataclass(frozen=True)
class _Stored:
    """A cache that was found whole: the rows of its pictures, and why others have none."""

    rows: NDArray[np.uint8]
    row_of: dict[tuple[str, int, int], int]
    reasons: dict[tuple[str, int, int], Problem]
    checksums: list[int]


def source(folder: Path, path: Path) -> Source:
    """What the cache must know about a file to see that it is still the same."""
    try:
        status = path.stat()
        written, length = status.st_mtime_ns, status.st_size
    except OSError:  # reading it will say why
        written, length = -1, -1
    return Source(path, path.relative_to(folder).as_posix(), written, length)


def decoded(
    folder: Path,
    files: Sequence[Source],
    shape: tuple[int, int, int],
    *,
    progress: Progress | None = None,
    should_stop: ShouldStop | None = None,
) -> tuple[NDArray[np.uint8], NDArray[np.int64], dict[int, Problem]]:
    """The pixels of all files that can be read.

    Args:
        folder: the pictures' folder, which names the cache.
        files: in the order that the rows shall have.
        shape: C, H, W.
        progress: told how many files are done, and how many there are.
        should_stop: asked between rounds of pictures.

    Returns:
        (n, C, H, W), as a rule a file seen as an array; the places in `files` of those rows, (n,); why the other files
        have none, by place.

    Raises:
        Problem: the pictures are too many for the memory, and no file can be written.
        Cancelled: `should_stop()` said so.
    """
    home = cache_folder() / "pictures" / _digest(str(folder.resolve()), shape, VERSION)
    state = _digest([(each.name, each.time, each.length) for each in files])
    stored = _load(home / f"{state}.json", shape)
    # a file that was locked or forbidden may be open now, with the same time and length
    if stored is None or any(reason.template == pictures.UNREACHABLE for reason in stored.reasons.values()):
        older = _newest(home, shape)
        job = _Job(files, shape, older, progress, should_stop)
        try:
            stored = _write(home, state, job)
        except OSError as error:
            if len(files) * int(np.prod(shape)) > _IN_MEMORY:
                raise Problem(
                    QT_TRANSLATE_NOOP(
                        "Problem",
                        "The decoded pictures need {size:.1f} GB in “{folder}”, which cannot be written: {reason}. "
                        "Free some space, or take a smaller size.",
                    ),
                    size=len(files) * int(np.prod(shape)) / 1e9,
                    folder=str(home),
                    reason=error.strerror or str(error),
                ) from error
            stored = job.in_memory()
    elif progress is not None:
        progress(len(files), len(files))
    keys = [_key(each) for each in files]
    places = [place for place, key in enumerate(keys) if key in stored.row_of]
    reasons = {place: stored.reasons[key] for place, key in enumerate(keys) if key in stored.reasons}
    return stored.rows, np.array(places, dtype=np.int64), reasons


@dataclass(frozen=True)
class _Job:
    """Decoding the files of one folder, with what an older cache has already."""

    files: Sequence[Source]
    shape: tuple[int, int, int]
    older: _Stored | None
    progress: Progress | None
    should_stop: ShouldStop | None

    def results(self) -> Iterator[NDArray[np.uint8] | Problem]:
        """The pixels of each file, in order, or why there are none."""
        with ThreadPoolExecutor(max_workers=min(8, os.cpu_count() or 1), thread_name_prefix="cnnviz-decode") as pool:
            for start in range(0, len(self.files), _AT_ONCE):
                if self.should_stop is not None and self.should_stop():
                    raise Cancelled
                with pictures.quiet():
                    some = list(pool.map(self._one, self.files[start : start + _AT_ONCE]))
                yield from some
                if self.progress is not None:
                    self.progress(min(start + _AT_ONCE, len(self.files)), len(self.files))

    def _one(self, file: Source) -> NDArray[np.uint8] | Problem:
        key = _key(file)
        if self.older is not None and key in self.older.row_of:
            row = self.older.row_of[key]
            pixels = self.older.rows[row]
            if zlib.crc32(pixels.data) == self.older.checksums[row]:
                return pixels
        try:
            return pictures.fitted(file.path, self.shape)
        except Problem as problem:
            return problem

    def in_memory(self) -> _Stored:
        """All of them without any file."""
        rows: list[NDArray[np.uint8]] = []
        row_of: dict[tuple[str, int, int], int] = {}
        reasons: dict[tuple[str, int, int], Problem] = {}
        for file, result in zip(self.files, self.results(), strict=True):
            if isinstance(result, Problem):
                reasons[_key(file)] = result
            else:
                row_of[_key(file)] = len(rows)
                rows.append(result)
        pixels = np.stack(rows) if rows else np.empty((0, *self.shape), np.uint8)
        return _Stored(pixels, row_of, reasons, [])


def _write(home: Path, state: str, job: _Job) -> _Stored:
    """Decode into a new file, make it the cache, and open it."""
    home.mkdir(parents=True, exist_ok=True)
    _tidy(home)
    name = f"{state}-{os.getpid()}-{secrets.token_hex(4)}"
    part, pixels = home / f"{name}.part", home / f"{name}.u8"
    entries: list[list[Any]] = []
    checksums: list[int] = []
    try:
        with part.open("wb") as output:  # written, not mapped: a full disk is then an error and no crash
            for file, result in zip(job.files, job.results(), strict=True):
                if isinstance(result, Problem):
                    why = [result.template, {name: _jsonable(value) for name, value in result.values.items()}]
                    entries.append([file.name, file.time, file.length, None, why])
                    continue
                content = np.ascontiguousarray(result)
                entries.append([file.name, file.time, file.length, len(checksums), None])
                checksums.append(zlib.crc32(content.data))
                output.write(content.data)
            _flush(output)
        part.replace(pixels)
        listing = {
            "version": VERSION, "shape": list(job.shape), "pixels": pixels.name,
            "files": entries, "checksums": checksums,
        }  # fmt: skip
        with part.open("w", encoding="utf-8") as output:
            json.dump(listing, output, ensure_ascii=False)
            _flush(output)
        part.replace(home / f"{state}.json")
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    stored = _load(home / f"{state}.json", job.shape)
    if stored is None:
        raise OSError("the cache was changed by somebody else")
    for other in home.glob("*.json"):  # of how the folder was before
        if other.stem != state:
            with suppress(OSError, ValueError, KeyError, TypeError):
                gone = Path(json.loads(other.read_text(encoding="utf-8"))["pixels"]).name
                other.unlink()
                if gone != pixels.name:
                    (home / gone).unlink(missing_ok=True)  # whoever has it open keeps it
    return stored


def _load(listing: Path, shape: tuple[int, int, int]) -> _Stored | None:
    """A whole cache, or None where there is none or it is damaged."""
    try:
        content = json.loads(listing.read_text(encoding="utf-8"))
        if content["version"] != VERSION or content["shape"] != list(shape):
            return None
        checksums = [int(each) for each in content["checksums"]]
        row_of: dict[tuple[str, int, int], int] = {}
        reasons: dict[tuple[str, int, int], Problem] = {}
        for name, written, length, row, why in content["files"]:
            key = (str(name), int(written), int(length))
            if row is None:
                reasons[key] = Problem(str(why[0]), **why[1])
            else:
                row_of[key] = int(row)
        rows: NDArray[np.uint8] = np.empty((0, *shape), np.uint8)
        if checksums:
            path = listing.parent / Path(content["pixels"]).name
            if path.stat().st_size != len(checksums) * int(np.prod(shape)):
                return None
            # copy on write: nobody may change the cache, but PyTorch takes writable arrays alone
            rows = np.memmap(path, np.uint8, "c", shape=(len(checksums), *shape))
        if sorted(row_of.values()) != list(range(len(checksums))) or not _whole(rows, checksums):
            return None
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None
    return _Stored(rows, row_of, reasons, checksums)


def _whole(rows: NDArray[np.uint8], checksums: list[int]) -> bool:
    step = 1 if rows.nbytes <= _CHECKED else max(1, len(rows) // _SOME_ROWS)
    return all(zlib.crc32(rows[row].data) == checksums[row] for row in range(0, len(rows), step))


def _newest(home: Path, shape: tuple[int, int, int]) -> _Stored | None:
    """What is known of the folder as it was before."""
    with suppress(OSError):
        for listing in sorted(home.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True):
            stored = _load(listing, shape)
            if stored is not None:
                return stored
    return None


def _tidy(home: Path) -> None:
    """Remove what no list names and nobody writes any more."""
    named = set()
    for listing in home.glob("*.json"):
        with suppress(OSError, ValueError, KeyError, TypeError):
            named.add(json.loads(listing.read_text(encoding="utf-8"))["pixels"])
    for path in home.iterdir():
        with suppress(OSError):  # another process may have it open, or remove it too
            left = path.suffix in {".u8", ".part"} and path.name not in named
            if left and time.time() - path.stat().st_mtime > _FORGOTTEN:
                path.unlink()


def _flush(file: IO[Any]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _jsonable(value: object) -> object:
    return value if isinstance(value, str | int | float) else str(value)


def _key(file: Source) -> tuple[str, int, int]:
    return file.name, file.time, file.length


def _digest(*values: object) -> str:
    return hashlib.sha256(json.dumps(values, ensure_ascii=True).encode()).hexdigest()[:24]
