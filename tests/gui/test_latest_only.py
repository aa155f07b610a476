from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Iterator

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from cnnviz.gui.services.latest_only import Answer, Failure, LatestOnly

SECONDS = 5.0


class Gate:
    """A job that stands still until the test opens it."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self._opened = threading.Event()

    def open(self) -> None:
        self._opened.set()

    def job(self, value: object) -> object:
        self.entered.set()
        assert self._opened.wait(SECONDS)
        return value


class Listener:
    def __init__(self, lane: LatestOnly) -> None:
        self.values: list[object] = []
        self.tickets: list[int] = []
        self.errors: list[BaseException] = []
        self.threads: set[int] = set()
        lane.answered.connect(self._on_answered)
        lane.failed.connect(self._on_failed)

    def _on_answered(self, answer: Answer) -> None:
        self.threads.add(threading.get_ident())
        self.tickets.append(answer.ticket)
        self.values.append(answer.value)

    def _on_failed(self, failure: Failure) -> None:
        self.tickets.append(failure.ticket)
        self.errors.append(failure.error)


@pytest.fixture
def lane(qapp: object) -> Iterator[LatestOnly]:
    lane = LatestOnly("test")
    yield lane
    assert lane.shutdown(SECONDS)


def test_of_a_hundred_requests_during_a_slow_one_only_the_first_and_the_last_run(
    lane: LatestOnly, qtbot: QtBot
) -> None:
    gate, listener, ran = Gate(), Listener(lane), []

    def job(number: int) -> int:
        ran.append(number)
        return number

    first = lane.submit(gate.job, -1)
    assert gate.entered.wait(SECONDS)
    tickets = [lane.submit(job, number) for number in range(100)]
    gate.open()
    qtbot.waitUntil(lambda: 99 in listener.values, timeout=5000)
    assert ran == [99]
    assert listener.values in ([-1, 99], [99])  # the first may have been answered before the last was finished, or not
    assert listener.tickets[-1] == tickets[-1] > first


def test_answers_arrive_on_the_thread_that_owns_the_lane(lane: LatestOnly, qtbot: QtBot) -> None:
    listener, worker = Listener(lane), []
    lane.submit(lambda: worker.append(threading.get_ident()))
    qtbot.waitUntil(lambda: len(listener.values) == 1)
    assert listener.threads == {threading.get_ident()}
    assert worker != [threading.get_ident()]


def test_while_the_pen_never_rests_answers_still_arrive(lane: LatestOnly, qtbot: QtBot) -> None:
    # each answer makes the next two requests at once, so a newer request waits whenever an answer arrives
    listener = Listener(lane)

    def ask_again(answer: Answer) -> None:
        if answer.value < 20:
            lane.submit(lambda: -1)
            lane.submit(lambda: answer.value + 1)

    lane.answered.connect(ask_again)
    lane.submit(lambda: 0)
    qtbot.waitUntil(lambda: 20 in listener.values)
    assert listener.values == sorted(listener.values)


def test_of_two_answers_that_wait_together_only_the_newer_is_delivered(lane: LatestOnly, qtbot: QtBot) -> None:
    listener, gate, last = Listener(lane), Gate(), threading.Event()
    lane.submit(gate.job, "old")
    assert gate.entered.wait(SECONDS)
    lane.submit(lambda: "new")
    gate.open()
    while lane._lane.latest is not None:  # the event loop must not run, or the first is delivered in time
        last.wait(0.001)
    lane.submit_ordered(last.set)
    assert last.wait(SECONDS)  # the lane has gone on to the next request, so both answers are there
    qtbot.waitUntil(lambda: len(listener.values) == 2)
    assert listener.values == ["new", None]


def test_forget_drops_what_waits_and_the_answer_of_what_runs(lane: LatestOnly, qtbot: QtBot) -> None:
    gate, listener, ran = Gate(), Listener(lane), []
    lane.submit(gate.job, "stale")
    assert gate.entered.wait(SECONDS)
    lane.submit(ran.append, "waiting")
    lane.forget()
    gate.open()
    lane.submit_ordered(lambda: "kept")
    qtbot.waitUntil(lambda: bool(listener.values))
    assert listener.values == ["kept"]
    assert ran == []


def test_ordered_requests_all_run_in_order_and_before_the_one_that_waits(lane: LatestOnly, qtbot: QtBot) -> None:
    gate, listener = Gate(), Listener(lane)
    lane.submit_ordered(gate.job, "first")
    assert gate.entered.wait(SECONDS)
    lane.submit(lambda: "newest")
    for number in range(5):
        lane.submit_ordered(lambda number=number: number)
    gate.open()
    qtbot.waitUntil(lambda: "newest" in listener.values)
    assert listener.values == ["first", 0, 1, 2, 3, 4, "newest"]


def test_an_exception_becomes_failed_and_the_lane_goes_on(lane: LatestOnly, qtbot: QtBot) -> None:
    listener = Listener(lane)

    def raises(error: BaseException) -> None:
        raise error

    for error in (ValueError("wrong"), SystemExit(3)):
        ticket = lane.submit(raises, error)
        qtbot.waitUntil(lambda ticket=ticket: ticket in listener.tickets)
        assert listener.errors[-1] is error
    lane.submit(lambda: "alive")
    qtbot.waitUntil(lambda: listener.values == ["alive"])
    listener.errors.clear()


def test_shutdown_returns_though_a_job_hangs_and_delivers_nothing(qtbot: QtBot) -> None:
    lane, gate = LatestOnly("hanging"), Gate()
    listener = Listener(lane)
    lane.submit(gate.job, "too late")
    assert gate.entered.wait(SECONDS)
    started = time.monotonic()
    assert not lane.shutdown(0.1)
    assert time.monotonic() - started < 2.0
    with pytest.raises(RuntimeError):
        lane.submit(lambda: None)
    gate.open()
    assert lane.shutdown(SECONDS)
    qtbot.wait(0)
    assert listener.values == []


def test_a_lane_that_is_taken_apart_before_its_job_is_done_does_not_disturb_the_thread(qtbot: QtBot) -> None:
    lane, gate = LatestOnly("taken-apart"), Gate()
    lane.submit(gate.job, "nobody listens")
    assert gate.entered.wait(SECONDS)
    thread = lane._thread
    assert thread is not None
    shiboken6.delete(lane)
    del lane
    gate.open()
    thread.join(SECONDS)
    assert not thread.is_alive()


def test_a_lane_that_nobody_holds_any_more_goes_away_though_its_thread_works(qtbot: QtBot) -> None:
    for _ in range(50):  # were it taken apart on its own thread, the process would crash sooner or later
        lane, gate = LatestOnly("dropped"), Gate()
        listener = Listener(lane)
        lane.submit(gate.job, "nobody listens")
        assert gate.entered.wait(SECONDS)
        thread, gone = lane._thread, weakref.ref(lane)
        assert thread is not None
        gate.open()
        del lane
        assert gone() is None
        qtbot.wait(0)
        thread.join(SECONDS)
        assert not thread.is_alive()
        assert listener.values == []


def test_shutdown_of_a_lane_that_never_ran() -> None:
    assert LatestOnly("idle").shutdown()
