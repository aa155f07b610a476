"""Looks for the places where conditions hold, beside the window, a slice at a time. Importing this imports no torch."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from cnnviz.gui.services.latest_only import Answer, Failure, LatestOnly
from cnnviz.trace import stops
from cnnviz.trace.learned import parameters_at

if TYPE_CHECKING:
    from cnnviz.session.stepping import Stepping
    from cnnviz.session.stops import Condition
    from cnnviz.session.workspace import Workspace
    from cnnviz.trace.records import Trace

SLICE: Final = 0.04
"""Seconds after which a search says how far it is, and may be stopped."""


@dataclass(frozen=True)
class Outcome:
    """What a search found.

    Attributes:
        count: in how many places the condition holds.
        error: what Python said where the expression never had an answer; "" where it had.
    """

    count: int
    error: str = ""


@dataclass(frozen=True)
class Progress:
    """How far the search for a condition is: moments asked, and all of them."""

    condition: Condition
    done: int
    total: int


class _Job:
    """One search; made on the GUI thread, worked on the lane only until it is over."""

    def __init__(self, trace: Trace, condition: Condition, parameters: Mapping[str, Any]) -> None:
        self.condition = condition
        self._trace = trace
        self._parameters = parameters
        self._search: Any = None
        self._places: Iterator[int | None] | None = None
        self.found: list[int] = []
        self.done = self.total = 0
        self.over = False

    def work(self) -> _Job:
        """Go on for a slice."""
        if self._places is None:
            self._places = self._begin()
        until = time.perf_counter() + SLICE
        for place in self._places:
            self.done += 1
            if place is not None:
                self.found.append(place)
            if time.perf_counter() > until:
                return self
        self.over = True
        return self

    @property
    def error(self) -> str:
        """What Python said where the expression never had an answer."""
        search = self._search
        return "" if search is None or search.answered else str(search.error)

    def _begin(self) -> Iterator[int | None]:
        if self.condition.kind == "not_finite":
            self.total = len(self._trace.steps)
            finder = stops.NotFinite(self._trace)
            return (step.end if finder.made_by(step) is not None else None for step in self._trace.steps)
        # on the lane: the window must not wait for torch
        from cnnviz.gui.services.stop_worker import ExpressionSearch  # noqa: PLC0415

        search = self._search = ExpressionSearch(self._trace, self.condition.text, self._parameters)
        self.total = search.total
        return search.places()


class StopSearch(QObject):
    """Tells the stepper where the conditions hold that it cannot find at a glance, one after the other.

    Args:
        workspace: the parameters of its model answer `self.fc.weight`.
        stepping: has the conditions, and gets the places.
        parent: the owner.
    """

    progressed = Signal(object)
    """A `Progress`."""
    changed = Signal()
    """A search has begun, is over or was given up."""

    def __init__(self, workspace: Workspace, stepping: Stepping, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._stepping = stepping
        self._job: _Job | None = None
        self._outcomes: dict[Condition, Outcome] = {}
        self._left: list[LatestOnly] = []
        self._lane = self._new_lane()
        stepping.trace_changed.connect(self._on_trace_changed)
        stepping.marks_changed.connect(self._go_on)

    @property
    def running(self) -> Condition | None:
        """What is being looked for."""
        return None if self._job is None else self._job.condition

    def outcome(self, condition: Condition) -> Outcome | None:
        """What was found of a condition in the pass of now; None while it is not known."""
        return self._outcomes.get(condition)

    def cancel(self) -> Condition | None:
        """Give up the search that runs, and take its condition away; returns that condition."""
        job = self._job
        if job is None:
            return None
        self._drop()
        self._stepping.set_conditions(each for each in self._stepping.conditions if each != job.condition)
        self.changed.emit()
        return job.condition

    def shutdown(self, seconds: float = 2.0) -> bool:
        """Look for nothing any more; False where an expression still ran after `seconds` and is left behind."""
        ended = [lane.shutdown(seconds) for lane in (self._lane, *self._left)]
        return all(ended)

    def _new_lane(self) -> LatestOnly:
        lane = LatestOnly("stops", self)
        lane.answered.connect(self._on_answered)
        lane.failed.connect(self._on_failed)
        return lane

    def _on_trace_changed(self) -> None:
        self._drop()
        self._outcomes.clear()
        self._go_on()

    def _drop(self) -> None:
        """Forget the search that runs. An expression cannot be broken off, so those that follow get another lane."""
        if self._job is not None:
            self._job = None
            busy = []
            for lane in (*self._left, self._lane):
                if lane.shutdown(0):
                    lane.deleteLater()
                else:
                    busy.append(lane)
            self._left, self._lane = busy, self._new_lane()

    def _go_on(self) -> None:
        """Look for the first condition that nobody knows the places of."""
        waiting, trace = self._stepping.waiting, self._stepping.trace
        if self._job is not None:
            if self._job.condition in waiting:
                return
            self._drop()
        self._outcomes = {each: said for each, said in self._outcomes.items() if each in self._stepping.conditions}
        if waiting and trace is not None:
            model = self._workspace.model
            known = model is not None and model.title == trace.model_name
            parameters = model.parameters if known and model is not None else {}
            self._job = _Job(trace, waiting[0], parameters_at(trace, 0, parameters))
            self._lane.submit(self._job.work)
            self.changed.emit()

    def _on_answered(self, answer: Answer) -> None:
        job: _Job = answer.value
        if job is not self._job:
            return
        if not job.over:
            self._lane.submit(job.work)
            self.progressed.emit(Progress(job.condition, job.done, job.total))
            return
        self._end(job, Outcome(len(set(job.found)), job.error))

    def _on_failed(self, failure: Failure) -> None:
        if self._job is not None:
            error = failure.error
            self._end(self._job, Outcome(0, f"{type(error).__name__}: {error}"))

    def _end(self, job: _Job, outcome: Outcome) -> None:
        self._job = None
        self._outcomes[job.condition] = outcome
        self._stepping.set_found(job.condition, job.found)  # this goes on with the next one
        self.changed.emit()
