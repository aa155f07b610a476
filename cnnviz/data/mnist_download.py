"""Fetches the MNIST files, checks them and puts them where `datasets.find_mnist` looks."""

from __future__ import annotations

import errno
import hashlib
import http.client
import os
import queue
import shutil
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from cnnviz import __version__
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One file as it was published.

    Attributes:
        name: its name, on the servers and on the disk.
        size: its length in bytes.
        md5: of its content.
    """

    name: str
    size: int
    md5: str


# Names, checksums and addresses are those that torchvision publishes (torchvision/datasets/mnist.py).
FILES: Final = (
    PublishedFile("train-images-idx3-ubyte.gz", 9_912_422, "f68b3c2dcbeaaa9fbdd348bbdeb94873"),
    PublishedFile("train-labels-idx1-ubyte.gz", 28_881, "d53e105ee54ea40749a09fcbcd1e9432"),
    PublishedFile("t10k-images-idx3-ubyte.gz", 1_648_877, "9fb629c4189551a2d022fa330f9573f3"),
    PublishedFile("t10k-labels-idx1-ubyte.gz", 4_542, "ec29112dd5afa0611ce80d1b7f02629c"),
)
MIRRORS: Final = ("https://ossci-datasets.s3.amazonaws.com/mnist/", "http://yann.lecun.com/exdb/mnist/")
TIMEOUT: Final = 20.0

_CHUNK = 1 << 16
_POLL = 0.1  # seconds within which a cancelled download stops, whatever the server does


def download(
    folder: Path,
    *,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
    mirrors: Sequence[str] = MIRRORS,
    files: Sequence[PublishedFile] = FILES,
    timeout: float = TIMEOUT,
) -> Path | None:
    """The folder with MNIST's four files, fetched as far as they are not there yet; None where it was cancelled.

    A file gets its name only when it is whole and its checksum right, so a download can be broken off at any moment;
    the next one goes on with the files that are missing.

    Args:
        folder: for data sets; the files go into `MNIST/raw` below it.
        progress: told how many bytes are there and how many there will be. Goes back to where a file began when
            another mirror must be tried for it.
        cancelled: asked about ten times a second.
        mirrors: addresses that end in `/`, tried in this order for each file.
        files: what to fetch.
        timeout: seconds for which a server may be silent.

    Raises:
        Problem: no network, no server that has the files and answers in time, a wrong checksum, a folder that cannot
            be written, a full disk. Where several mirrors fail, it tells of the first.
    """
    raw = folder / "MNIST" / "raw"
    with _disk(raw):
        raw.mkdir(parents=True, exist_ok=True)
        missing = [file for file in files if not _is_there(raw / file.name, file)]
    total, needed = (sum(file.size for file in some) for some in (files, missing))
    with _disk(raw):
        if shutil.disk_usage(raw).free < needed:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    job = _Job(raw, tuple(mirrors), timeout, cancelled, progress, total, done=total - needed)
    progress(job.done, total)
    try:
        for file in missing:
            job.fetch(file)
    except _CancelledError:
        return None
    return raw


class _CancelledError(Exception):
    """The person stopped the download."""


class _MirrorFailedError(Exception):
    """One server did not give the file; another may."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass
class _Job:
    """One download: what all of its files have in common, and how many bytes are there."""

    raw: Path
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
        part = self.raw / f"{file.name}.{os.getpid()}.part"
        try:
            with _disk(self.raw):
                part.touch()  # before anything is fetched: perhaps it may not be written here
            self._receive(address, file, part)
            with _disk(self.raw):
                part.replace(self.raw / file.name)
        finally:
            with _disk(self.raw):
                part.unlink(missing_ok=True)

    def _receive(self, address: str, file: PublishedFile, part: Path) -> None:
        """Write what the address gives into `part`, and check it."""
        digest = hashlib.md5(usedforsecurity=False)
        received = 0
        self.progress(self.done, self.total)
        with (
            _Fetcher(address, file.size + 1, self.timeout) as fetcher,
            _disk(self.raw),  # outside of the file: closing it writes what is left
            part.open("wb") as output,
        ):
            while chunk := self._next(fetcher):
                digest.update(chunk)
                output.write(chunk)
                received += len(chunk)
                self.progress(self.done + min(received, file.size), self.total)
        if received != file.size or digest.hexdigest() != file.md5:
            raise _MirrorFailedError(
                Problem(
                    QT_TRANSLATE_NOOP(
                        "Problem",
                        "The file “{name}” did not arrive whole: its checksum is wrong. Try again; in some networks "
                        "one must first sign in with the browser.",
                    ),
                    name=file.name,
                )
            )

    def _next(self, fetcher: _Fetcher) -> bytes:
        while not self.cancelled():
            try:
                return fetcher.take(_POLL)
            except queue.Empty:
                continue
        raise _CancelledError


class _Fetcher:
    """What an address gives, piece by piece, fetched on a thread of its own.

    A read from a silent server cannot be broken off, but whoever waits for it here need not stay: the thread is told
    that nobody wants its pieces, and ends with its next piece or its timeout.

    Args:
        address: http or https.
        limit: bytes after which no more is read.
        timeout: seconds for which the server may be silent.
    """

    def __init__(self, address: str, limit: int, timeout: float) -> None:
        self._address = address
        self._limit = limit
        self._timeout = timeout
        self._pieces: queue.SimpleQueue[bytes | BaseException] = queue.SimpleQueue()
        self._unwanted = threading.Event()
        self._thread = threading.Thread(target=self._run, name="cnnviz-fetch", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._unwanted.set()

    def take(self, seconds: float) -> bytes:
        """The next piece; empty at the end.

        Raises:
            queue.Empty: none came within `seconds`.
            _MirrorFailedError: none will come.
        """
        piece = self._pieces.get(timeout=seconds)
        if isinstance(piece, bytes):
            return piece
        if isinstance(piece, (OSError, http.client.HTTPException)):
            server = urllib.parse.urlsplit(self._address).netloc
            raise _MirrorFailedError(_explained(piece, server)) from piece
        raise piece

    def _run(self) -> None:
        try:
            request = urllib.request.Request(self._address, headers={"User-Agent": f"cnnviz/{__version__}"})
            with urllib.request.urlopen(request, timeout=self._timeout) as response:
                left = self._limit
                while left > 0 and not self._unwanted.is_set():
                    piece = response.read1(min(_CHUNK, left))
                    if not piece:
                        break
                    left -= len(piece)
                    self._pieces.put(piece)
            self._pieces.put(b"")
        except BaseException as error:  # raised again where the pieces are taken
            self._pieces.put(error)


def _is_there(path: Path, file: PublishedFile) -> bool:
    if not path.is_file() or path.stat().st_size != file.size:
        return False
    with path.open("rb") as content:
        return hashlib.file_digest(content, "md5").hexdigest() == file.md5


@contextmanager
def _disk(folder: Path) -> Iterator[None]:
    """Says in a sentence what is wrong with the disk."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Problem(
                QT_TRANSLATE_NOOP(
                    "Problem", "There is no room for MNIST in “{folder}”. Free some space, or choose another folder."
                ),
                folder=str(folder),
            ) from error
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem", "MNIST cannot be saved in “{folder}”: {reason}. Choose another folder for data sets."
            ),
            folder=str(folder),
            reason=error.strerror or str(error),
        ) from error


def _explained(error: OSError | http.client.HTTPException, server: str) -> Problem:
    """Why a server did not give a file."""
    if isinstance(error, urllib.error.HTTPError):
        error.close()
        return Problem(
            QT_TRANSLATE_NOOP(
                "Problem", "MNIST cannot be downloaded: “{server}” answers with the error {status}. Try again later."
            ),
            server=server,
            status=error.code,
        )
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, TimeoutError):
        return Problem(
            QT_TRANSLATE_NOOP(
                "Problem", "MNIST cannot be downloaded: “{server}” is silent. Check the network, or try again later."
            ),
            server=server,
        )
    return Problem(
        QT_TRANSLATE_NOOP(
            "Problem",
            "MNIST cannot be downloaded: there is no connection to “{server}” ({reason}). "
            "Check the network, and try again.",
        ),
        server=server,
        reason=getattr(reason, "strerror", None) or str(reason) or type(reason).__name__,
    )
