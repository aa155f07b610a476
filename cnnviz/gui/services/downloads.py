"""Downloads, one at a time, with progress and a way to stop."""

from __future__ import annotations

import threading
import weakref
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot

from cnnviz.gui.services.bell import bell


class Fetch(Protocol):
    """Fetches files into a folder; called on a thread of its own."""

    def __call__(
        self, folder: Path, *, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> Path | None:
        """The folder of the files; None where `cancelled()` said to stop. Tells bytes done and bytes in all."""


def fetch_mnist(folder: Path, *, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> Path | None:
    """Download MNIST, as `mnist_download.download` does."""
    # now, and not with this module: the window opens without http and ssl
    from cnnviz.data import mnist_download  # noqa: PLC0415

    return mnist_download.download(folder, progress=progress, cancelled=cancelled)


@dataclass(frozen=True, eq=False)
class _Message:
    """What the thread has to say: progress, the folder, why it failed, or, without any of these, that it stopped."""

    progress: tuple[int, int] | None = None
    folder: Path | None = None
    error: BaseException | None = None


class _Mailbox:
    """What the thread has to say, in its order, and the bell that says that something is there; nothing of Qt's."""

    def __init__(self, ring: Callable[[], object]) -> None:
        self._ring = ring
        self._messages: deque[_Message] = deque()  # appending and taking are atomic

    def put(self, message: _Message) -> None:
        self._messages.append(message)
        self._ring()

    def take(self) -> _Message | None:
        return self._messages.popleft() if self._messages else None


def _run(fetch: Fetch, folder: Path, stop: threading.Event, mailbox: _Mailbox) -> None:
    """The thread's work; its last message is its end."""

    def progress(done: int, total: int) -> None:
        mailbox.put(_Message(progress=(done, total)))

    try:
        got = fetch(folder, progress=progress, cancelled=stop.is_set)
    except BaseException as error:  # told to the person, whatever it is
        mailbox.put(_Message(error=error))
    else:
        mailbox.put(_Message(folder=got))


class Downloads(QObject):
    """Downloads MNIST. Every start has exactly one outcome: finished, failed or cancelled.

    All signals arrive on the GUI thread.

    Args:
        fetch: what does the work.
    """

    progressed = Signal(object)
    """(done, total) in bytes."""
    finished = Signal(object)
    """The `Path` of the folder that now holds every file."""
    failed = Signal(object)
    """The `Problem`, or another exception where the fault is ours."""
    cancelled = Signal()
    """The person stopped it; no half file is left behind under a real name."""

    def __init__(self, parent: QObject | None = None, *, fetch: Fetch = fetch_mnist) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._mailbox = _Mailbox(bell().rung.emit)
        bell().rung.connect(self._read_mail, Qt.ConnectionType.QueuedConnection)
        self._shut_down = False

    @property
    def running(self) -> bool:
        """Whether a download is under way."""
        return self._thread is not None

    def start(self, folder: Path) -> None:
        """Begin to download into `folder`; does nothing while a download is under way."""
        if self._thread is not None or self._shut_down:
            return
        self._stop = threading.Event()
        self._thread = threading.Thread(
            target=_run, args=(self._fetch, folder, self._stop, self._mailbox), name="cnnviz-download", daemon=True
        )
        weakref.finalize(self, self._stop.set)  # nobody shut it down: the thread must not go on for nobody
        self._thread.start()

    def cancel(self) -> None:
        """Ask the download to stop; `cancelled` says when it has."""
        self._stop.set()

    def shutdown(self, seconds: float = 2.0) -> bool:
        """Stop the download, say nothing more, and wait; False where it was still busy after `seconds`."""
        self._shut_down = True
        self._stop.set()
        if self._thread is None:
            return True
        self._thread.join(seconds)
        return not self._thread.is_alive()

    @Slot()
    def _read_mail(self) -> None:
        while not self._shut_down and (message := self._mailbox.take()) is not None:
            if message.progress is None:
                self._end(message)
            elif not self._stop.is_set():
                self.progressed.emit(message.progress)

    def _end(self, message: _Message) -> None:
        if self._thread is not None:
            self._thread.join()
        self._thread = None
        if message.folder is not None:
            self.finished.emit(message.folder)
        elif message.error is None or self._stop.is_set():  # whatever went wrong then came of breaking it off
            self.cancelled.emit()
        else:
            self.failed.emit(message.error)
