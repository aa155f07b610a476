"""Fetches published data sets, checks them and puts them where they are looked for."""

from __future__ import annotations

import errno
import hashlib
import http.client
import os
import queue
import secrets
import shutil
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from cnnviz import __version__
from cnnviz.data.published import Published, PublishedFile
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem

TIMEOUT: Final = 20.0

_CHUNK = 1 << 16
_POLL = 0.1  # seconds within which a cancelled download stops, whatever the server does
_ABANDONED = 300.0  # seconds without a byte, far beyond any timeout: whoever wrote this part is gone


def download(
    published: Published,
    folder: Path,
    *,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
    mirrors: Sequence[str] | None = None,
    timeout: float = TIMEOUT,
) -> Path | None:
    """The folder with all files of a set, fetched as far as they are not there yet; None where it was cancelled.

    A file gets its name only when it is whole and its checksum right, so a download can be broken off at any moment.
    What has arrived of a file is kept under a name that ends in `.part`, and the next download goes on from there.

    Args:
        published: the set.
        folder: for data sets; the files go into the set's own place below it.
        progress: told how many bytes are there and how many there will be. Goes back where a part turns out to be
            worthless.
        cancelled: asked about ten times a second.
        mirrors: addresses that end in `/`, tried in this order for each file; the published ones where left out.
        timeout: seconds for which a server may be silent.

    Raises:
        Problem: no network, no server that has the files and answers in time, a wrong checksum, a folder that cannot
            be written, a full disk. Where several mirrors fail, it tells of the first.
    """
    place = folder / published.place
    with _disk(place, published.title):
        place.mkdir(parents=True, exist_ok=True)
        missing = [file for file in published.files if not _is_there(place / file.name, file)]
    total, needed = (sum(file.size for file in some) for some in (published.files, missing))
    with _disk(place, published.title):
        if shutil.disk_usage(place).free < needed - sum(_arrived(place, file) for file in missing):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    servers = published.mirrors if mirrors is None else tuple(mirrors)
    job = _Job(published.title, place, servers, timeout, cancelled, progress, total, done=total - needed)
    progress(job.done, total)
    try:
        for file in missing:
            job.fetch(file)
    except _CancelledError:
        return None
    return place


class _CancelledError(Exception):
    """The person stopped the download."""


class _MirrorFailedError(Exception):
    """One server did not give the file; another may."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class _WrongContentError(Exception):
    """What arrived is not the file; nothing of it is worth keeping."""


@dataclass
class _Job:
    """One download: what all of its files have in common, and how many bytes are there."""

    title: str
    place: Path
    mirrors: tuple[str, ...]
    timeout: float
    cancelled: Callable[[], bool]
    progress: Callable[[int, int], None]
    total: int
    done: int

    def fetch(self, file: PublishedFile) -> None:
        """Put one file into the folder, from the first mirror that gives it."""
        first: _MirrorFailedError | None = None
        for mirror in self.mirrors:
            try:
                self._fetch_from(mirror + file.name, file)
            except _MirrorFailedError as failure:
                first = first or failure
            else:
                self.done += file.size
                return
        if first is None:
            raise ValueError("there is no mirror to download from")
        raise first.problem from first

    def _fetch_from(self, address: str, file: PublishedFile) -> None:
        part = self.place / f"{file.name}.{os.getpid()}-{secrets.token_hex(4)}.part"
        keep = False
        try:
            with self._disk():
                _take_over(self.place, file, part)
                part.touch()  # before anything is fetched: perhaps it may not be written here
                resumed = part.stat().st_size > 0
            try:
                self._receive(address, file, part)
            except _WrongContentError:
                if not resumed:
                    raise
                with self._disk():
                    part.unlink()
                    part.touch()
                self._receive(address, file, part)
            with self._disk():
                part.replace(self.place / file.name)
                (self.place / f"{file.name}.part").unlink(missing_ok=True)  # one that was longer than the file
        except _WrongContentError as error:
            raise _MirrorFailedError(
                Problem(
                    QT_TRANSLATE_NOOP(
                        "Problem",
                        "The file “{name}” did not arrive whole: its checksum is wrong. Try again; in some networks "
                        "one must first sign in with the browser.",
                    ),
                    name=file.name,
                )
            ) from error
        except (_CancelledError, _MirrorFailedError):
            keep = True
            raise
        finally:
            with self._disk():
                _leave(part, self.place / f"{file.name}.part" if keep else None)

    def _receive(self, address: str, file: PublishedFile, part: Path) -> None:
        """Write what is missing in `part`, and check the whole.

        Raises:
            _WrongContentError: another checksum or length.
            _MirrorFailedError: the server gave less, or nothing.
        """
        digest = hashlib.md5(usedforsecurity=False)
        with self._disk():
            received = part.stat().st_size
            if received:
                with part.open("rb") as content:
                    while piece := content.read(_CHUNK):
                        digest.update(piece)
        self.progress(self.done + min(received, file.size), self.total)
        if received < file.size:
            with (
                _Fetcher(self.title, address, received, file.size, self.timeout) as fetcher,
                self._disk(),  # outside of the file: closing it writes what is left
                part.open("ab") as output,
            ):
                if received and self._next(fetcher.take) != received:  # the server begins anew
                    output.truncate(0)
                    digest, received = hashlib.md5(usedforsecurity=False), 0
                elif not received:
                    self._next(fetcher.take)
                while chunk := self._next(fetcher.take):
                    if not isinstance(chunk, bytes):
                        raise AssertionError("a beginning comes once")
                    digest.update(chunk)
                    output.write(chunk)
                    received += len(chunk)
                    self.progress(self.done + min(received, file.size), self.total)
        if received < file.size:
            raise _MirrorFailedError(
                Problem(
                    QT_TRANSLATE_NOOP(
                        "Problem",
                        "The file “{name}” did not arrive whole: the connection ended. Try again; what has arrived "
                        "is kept.",
                    ),
                    name=file.name,
                )
            )
        if received != file.size or digest.hexdigest() != file.md5:
            raise _WrongContentError

    def _next(self, take: Callable[[float], bytes | int]) -> bytes | int:
        while not self.cancelled():
            try:
                return take(_POLL)
            except queue.Empty:
                continue
        raise _CancelledError

    def _disk(self) -> AbstractContextManager[None]:
        return _disk(self.place, self.title)


class _Fetcher:
    """What an address gives, piece by piece, fetched on a thread of its own.

    A read from a silent server cannot be broken off, but whoever waits for it here need not stay: the thread is told
    that nobody wants its pieces, and ends with its next piece or its timeout.

    Args:
        title: of the data set.
        address: http or https.
        start: the first byte that is wanted.
        size: of the whole file; one byte more is read, no further.
        timeout: seconds for which the server may be silent.
    """

    def __init__(self, title: str, address: str, start: int, size: int, timeout: float) -> None:
        self._title = title
        self._address = address
        self._start = start
        self._size = size
        self._timeout = timeout
        self._pieces: queue.SimpleQueue[bytes | int | BaseException] = queue.SimpleQueue()
        self._unwanted = threading.Event()
        self._thread = threading.Thread(target=self._run, name="cnnviz-fetch", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._unwanted.set()

    def take(self, seconds: float) -> bytes | int:
        """First the place in the file where the pieces begin, then the pieces; an empty one at the end.

        Raises:
            queue.Empty: none came within `seconds`.
            _WrongContentError: the server has something else under this name.
            _MirrorFailedError: no more will come.
        """
        piece = self._pieces.get(timeout=seconds)
        if isinstance(piece, bytes | int):
            return piece
        if isinstance(piece, urllib.error.HTTPError) and piece.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
            piece.close()
            raise _WrongContentError from piece
        if isinstance(piece, (OSError, http.client.HTTPException)):
            server = urllib.parse.urlsplit(self._address).netloc
            raise _MirrorFailedError(_explained(piece, server, self._title)) from piece
        raise piece

    def _run(self) -> None:
        try:
            with self._answer() as response:
                start = _beginning(response) if response.status == http.client.PARTIAL_CONTENT else 0
                length = response.length
                if start not in (0, self._start) or (length is not None and start + length != self._size):
                    raise _WrongContentError
                self._pieces.put(start)
                left = self._size + 1 - start
                while left > 0 and not self._unwanted.is_set():
                    piece = response.read1(min(_CHUNK, left))
                    if not piece:
                        break
                    left -= len(piece)
                    self._pieces.put(piece)
            self._pieces.put(b"")
        except BaseException as error:  # raised again where the pieces are taken
            self._pieces.put(error)

    def _answer(self) -> http.client.HTTPResponse:
        headers = {"User-Agent": f"cnnviz/{__version__}", "Accept-Encoding": "identity"}
        if self._start:
            headers["Range"] = f"bytes={self._start}-"
        request = urllib.request.Request(self._address, headers=headers)
        response: http.client.HTTPResponse = urllib.request.urlopen(request, timeout=self._timeout)
        return response


def _beginning(response: http.client.HTTPResponse) -> int:
    """The first byte of a partial answer, from `Content-Range: bytes FIRST-LAST/WHOLE` (RFC 9110, 14.4)."""
    unit, _, interval = response.headers.get("Content-Range", "").partition(" ")
    first = interval.partition("-")[0]
    if unit != "bytes" or not first.isdecimal():
        raise _WrongContentError
    return int(first)


def _is_there(path: Path, file: PublishedFile) -> bool:
    if not path.is_file() or path.stat().st_size != file.size:
        return False
    with path.open("rb") as content:
        return hashlib.file_digest(content, "md5").hexdigest() == file.md5


def _parts(place: Path, file: PublishedFile) -> list[Path]:
    """What earlier downloads of a file left, the longest first; not what another one is writing now."""
    found = [place / f"{file.name}.part"]
    for path in place.glob(f"{file.name}.*.part"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _ABANDONED:
                found.append(path)
    there = [(path.stat().st_size, path) for path in found if path.is_file()]
    return [path for size, path in sorted(there, reverse=True) if size <= file.size]


def _arrived(place: Path, file: PublishedFile) -> int:
    return max((path.stat().st_size for path in _parts(place, file)), default=0)


def _take_over(place: Path, file: PublishedFile, part: Path) -> None:
    """Make the longest of what earlier downloads left one's own, by a rename, which succeeds once only."""
    for path in _parts(place, file):
        with suppress(FileNotFoundError):
            path.rename(part)
            part.touch()
            return


def _leave(part: Path, name: Path | None) -> None:
    """Give up a part: under `name` for the next download, or altogether."""
    with suppress(FileNotFoundError):
        if name is not None and part.stat().st_size:
            part.replace(name)
    part.unlink(missing_ok=True)


@contextmanager
def _disk(folder: Path, title: str) -> Iterator[None]:
    """Says in a sentence what is wrong with the disk."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Problem(
                QT_TRANSLATE_NOOP(
                    "Problem", "There is no room for {set} in “{folder}”. Free some space, or choose another folder."
                ),
                set=title,
                folder=str(folder),
            ) from error
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem", "{set} cannot be saved in “{folder}”: {reason}. Choose another folder for data sets."
            ),
            set=title,
            folder=str(folder),
            reason=error.strerror or str(error),
        ) from error


def _explained(error: OSError | http.client.HTTPException, server: str, title: str) -> Problem:
    """Why a server did not give a file."""
    if isinstance(error, urllib.error.HTTPError):
        error.close()
        return Problem(
            QT_TRANSLATE_NOOP(
                "Problem", "{set} cannot be downloaded: “{server}” answers with the error {status}. Try again later."
            ),
            set=title,
            server=server,
            status=error.code,
        )
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, TimeoutError):
        return Problem(
            QT_TRANSLATE_NOOP(
                "Problem", "{set} cannot be downloaded: “{server}” is silent. Check the network, or try again later."
            ),
            set=title,
            server=server,
        )
    return Problem(
        QT_TRANSLATE_NOOP(
            "Problem",
            "{set} cannot be downloaded: there is no connection to “{server}” ({reason}). "
            "Check the network, and try again.",
        ),
        set=title,
        server=server,
        reason=getattr(reason, "strerror", None) or str(reason) or type(reason).__name__,
    )
