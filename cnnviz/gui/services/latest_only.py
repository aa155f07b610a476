"""One lane of slow work, in which only the newest request counts."""

from __future__ import annotations

import itertools
import threading
import weakref
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from cnnviz.gui.services.bell import bell


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


class _Lane:
    """The lane's queue and its outcomes, shared by both threads; knows nothing of windows."""

    def __init__(self) -> None:
        self.lock = threading.Condition()
        self.tickets = itertools.count(1)
        self.ordered: deque[_Request] = deque()
        self.latest: _Request | None = None
        self.outcomes: deque[tuple[_Request, Answer | Failure]] = deque()
        self.forgotten = 0  # tickets up to this one, of the kind that may be dropped, are not answered any more
        self.closing = False

    def put(self, function: Callable[..., Any], arguments: tuple[Any, ...], *, ordered: bool) -> int:
        with self.lock:
            if self.closing:
                raise RuntimeError("this lane is shut down")
            request = _Request(next(self.tickets), function, arguments, ordered)
            if ordered:
                self.ordered.append(request)
            else:
                self.latest = request
            self.lock.notify()
        return request.ticket

    def forget(self) -> None:
        with self.lock:
            self.latest = None
            self.forgotten = next(self.tickets)

    def close(self) -> None:
        with self.lock:
            self.closing = True
            self.ordered.clear()
            self.latest = None
            self.outcomes.clear()
            self.lock.notify()

    def take_outcomes(self) -> list[tuple[_Request, Answer | Failure]]:
        with self.lock:
            outcomes = list(self.outcomes)
            self.outcomes.clear()
        return outcomes

    def is_stale(self, request: _Request, newest: int) -> bool:
        return not request.ordered and (request.ticket < newest or request.ticket <= self.forgotten)

    # On the lane's own thread

    def run(self, ring: Callable[[], object]) -> None:
        while (request := self._next()) is not None:
            outcome: Answer | Failure
            try:
                outcome = Answer(request.ticket, request.function(*request.arguments))
            except BaseException as error:  # even SystemExit: a lane that ends in silence would never answer again
                outcome = Failure(request.ticket, error)
            with self.lock:
                if self.closing:
                    return
                self.outcomes.append((request, outcome))
            ring()
            del request, outcome  # what they hold must not live until the next request comes

    def _next(self) -> _Request | None:
        with self.lock:
            while not (self.closing or self.ordered or self.latest):
                self.lock.wait()
            if self.closing:
                return None
            if self.ordered:
                return self.ordered.popleft()
            request, self.latest = self.latest, None
            return request


class LatestOnly(QObject):
    """Runs requests one at a time on a thread of its own, and answers on the thread that owns this object.

    Of the requests made with `submit`, one waits at most: a newer one takes its place. Those made with `submit_ordered`
    all run, in their order, before the one that waits.

    An answer is stale, and dropped, once a newer request of the same kind has been answered, or after `forget()`. That
    a newer request *waits* does not make it stale: a pen that moves faster than the network answers would otherwise
    never show an answer at all.

    What is submitted must not be a method of a QObject: the thread may be the last to let go of it.
    """

    answered = Signal(object)
    """An `Answer`."""
    failed = Signal(object)
    """A `Failure`."""

    def __init__(self, name: str = "lane", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._lane = _Lane()
        bell().rung.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread: threading.Thread | None = None
        weakref.finalize(self, self._lane.close)  # nobody shut it down: the thread must not wait for ever

    def submit(self, function: Callable[..., Any], *arguments: Any) -> int:
        """Ask for `function(*arguments)` in place of the request that waits, and return the ticket of its answer."""
        return self._submit(function, arguments, ordered=False)

    def submit_ordered(self, function: Callable[..., Any], *arguments: Any) -> int:
        """Ask for `function(*arguments)` after all other ordered requests, and return the ticket of its answer."""
        return self._submit(function, arguments, ordered=True)

    def forget(self) -> None:
        """Drop the request that waits, and the answers of those that run or have run; ordered ones stay."""
        self._lane.forget()

    def shutdown(self, seconds: float = 2.0) -> bool:
        """Let go of everything that waits, and wait for the request that runs.

        No answer is delivered any more. A request cannot be broken off: where it takes longer than `seconds`, its
        thread is left behind as a daemon.

        Returns:
            Whether the thread has ended.
        """
        self._lane.close()
        if self._thread is None:
            return True
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _submit(self, function: Callable[..., Any], arguments: tuple[Any, ...], *, ordered: bool) -> int:
        ticket = self._lane.put(function, arguments, ordered=ordered)
        if self._thread is None:
            self._thread = threading.Thread(
                target=self._lane.run, args=(bell().rung.emit,), name=f"cnnviz-{self._name}", daemon=True
            )
            self._thread.start()
        return ticket

    @Slot()
    def _deliver(self) -> None:
        """Hand out what the lane has finished; runs on the thread that owns this object."""
        outcomes = self._lane.take_outcomes()  # none where the bell rang for somebody else
        newest = max((request.ticket for request, _ in outcomes if not request.ordered), default=0)
        for request, outcome in outcomes:
            if self._lane.closing:  # by a slot of the answer before
                return
            if self._lane.is_stale(request, newest):
                continue
            if isinstance(outcome, Answer):
                self.answered.emit(outcome)
            else:
                self.failed.emit(outcome)
