"""One lane of slow work, in which only the newest request counts."""

from __future__ import annotations

import itertools
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot


@dataclass(frozen=True, eq=False)
class Answer:
    """What a request returned."""

    ticket: int
    value: Any


@dataclass(frozen=True, eq=False)
class Failure:
    """What a request raised."""

    ticket: int
    error: BaseException


@dataclass(frozen=True, eq=False)
class _Request:
    """Everything that the work needs, so that it never looks back at the window."""

    ticket: int
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    ordered: bool


class LatestOnly(QObject):
    """Runs requests one at a time on a thread of its own, and answers on the thread that owns this object.

    Of the requests made with `submit`, one waits at most: a newer one takes its place. Those made with `submit_ordered`
    all run, in their order, before the one that waits.

    An answer is stale, and dropped, once a newer request of the same kind has been answered, or after `forget()`. That
    a newer request *waits* does not make it stale: a pen that moves faster than the network answers would otherwise
    never show an answer at all.
    """

    answered = Signal(object)
    """An `Answer`."""
    failed = Signal(object)
    """A `Failure`."""
    _finished = Signal()

    def __init__(self, name: str = "lane", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._tickets = itertools.count(1)
        self._lock = threading.Condition()
        self._ordered: deque[_Request] = deque()
        self._latest: _Request | None = None
        self._outcomes: deque[tuple[_Request, Answer | Failure]] = deque()
        self._thread: threading.Thread | None = None
        self._closing = False
        self._forgotten = 0  # tickets up to this one, of the kind that may be dropped, are not answered any more
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit(self, function: Callable[..., Any], *arguments: Any) -> int:
        """Ask for `function(*arguments)` in place of the request that waits, and return the ticket of its answer."""
        return self._submit(function, arguments, ordered=False)

    def submit_ordered(self, function: Callable[..., Any], *arguments: Any) -> int:
        """Ask for `function(*arguments)` after all other ordered requests, and return the ticket of its answer."""
        return self._submit(function, arguments, ordered=True)

    def forget(self) -> None:
        """Drop the request that waits, and the answers of those that run or have run; ordered ones stay."""
        with self._lock:
            self._latest = None
            self._forgotten = next(self._tickets)

    def shutdown(self, seconds: float = 2.0) -> bool:
        """Let go of everything that waits, and wait for the request that runs.

        No answer is delivered any more. A request cannot be broken off: where it takes longer than `seconds`, its
        thread is left behind as a daemon.

        Returns:
            Whether the thread has ended.
        """
        with self._lock:
            self._closing = True
            self._ordered.clear()
            self._latest = None
            self._outcomes.clear()
            self._lock.notify()
        if self._thread is None:
            return True
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _submit(self, function: Callable[..., Any], arguments: tuple[Any, ...], *, ordered: bool) -> int:
        with self._lock:
            if self._closing:
                raise RuntimeError("this lane is shut down")
            request = _Request(next(self._tickets), function, arguments, ordered)
            if ordered:
                self._ordered.append(request)
            else:
                self._latest = request
            self._lock.notify()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=f"cnnviz-{self._name}", daemon=True)
            self._thread.start()
        return request.ticket

    @Slot()
    def _deliver(self) -> None:
        """Hand out what the lane has finished; runs on the thread that owns this object."""
        with self._lock:
            outcomes = list(self._outcomes)
            self._outcomes.clear()
        newest = max((request.ticket for request, _ in outcomes if not request.ordered), default=0)
        for request, outcome in outcomes:
            if self._closing:  # by a slot of the answer before
                return
            if not request.ordered and (request.ticket < newest or request.ticket <= self._forgotten):
                continue
            if isinstance(outcome, Answer):
                self.answered.emit(outcome)
            else:
                self.failed.emit(outcome)

    # On the lane's own thread

    def _run(self) -> None:
        while (request := self._next()) is not None:
            outcome: Answer | Failure
            try:
                outcome = Answer(request.ticket, request.function(*request.arguments))
            except BaseException as error:  # even SystemExit: a lane that ends in silence would never answer again
                outcome = Failure(request.ticket, error)
            with self._lock:
                if self._closing:
                    return
                self._outcomes.append((request, outcome))
            try:
                self._finished.emit()
            except RuntimeError:  # the window is gone, and this object's C++ half with it
                return
            del request, outcome  # what they hold must not live until the next request comes

    def _next(self) -> _Request | None:
        with self._lock:
            while not (self._closing or self._ordered or self._latest):
                self._lock.wait()
            if self._closing:
                return None
            if self._ordered:
                return self._ordered.popleft()
            request, self._latest = self._latest, None
            return request
