"""Networks judged off the GUI thread, on a lane of their own. Importing this brings no torch."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from cnnviz.data.data_set import Cancelled
from cnnviz.gui.services.latest_only import Answer, Failure, LatestOnly

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cnnviz.session.examined import Judge, Material, Result
    from cnnviz.training.examination import Plane

_LOOK: Final = 50  # milliseconds between two looks at how far it is


@dataclass(eq=False)
class Job:
    """How far something is; written on the lane, read by the window."""

    done: int = 0
    total: int = 0
    stopping: threading.Event = field(default_factory=threading.Event)

    def progress(self, done: int, total: int) -> None:
        """Take note."""
        self.done, self.total = done, total


@dataclass(frozen=True, eq=False)
class Curve:
    """How often the network is right when pictures are changed."""

    change: str
    strengths: NDArray[np.float64]
    accuracies: NDArray[np.float64]
    samples: int


@dataclass(frozen=True, eq=False)
class Examples:
    """A few pictures after a change.

    Attributes:
        change, strength: what was done to them.
        rows: of the examination, (n,).
        images: (n, C, H, W), 0 … 1.
        answers: the classes that the network gives now, (n,).
    """

    change: str
    strength: float
    rows: NDArray[np.int64]
    images: NDArray[np.float32]
    answers: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class ResultPlane:
    """Where the pictures of a result lie on the two main directions of their features."""

    result: Result
    plane: Plane


@dataclass(frozen=True, eq=False)
class Neighbours:
    """The pictures whose features lie nearest to those of a drawn one."""

    pixels: NDArray[np.float32]
    feature: NDArray[np.float32]
    rows: NDArray[np.int64]
    distances: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Attack:
    """One picture after a step against the network."""

    row: int
    epsilon: float
    image: NDArray[np.float32]
    shares: NDArray[np.float64]


class _Bench:
    """The lane's own: what is open. The worker behind it imports torch when something is asked for the first time."""

    def __init__(self) -> None:
        self._worker: Any = None

    @property
    def worker(self) -> Any:
        if self._worker is None:
            # on the lane, when somebody evaluates: the window opens without torch
            from cnnviz.gui.services.evaluating_worker import EvaluatingWorker  # noqa: PLC0415

            self._worker = EvaluatingWorker()
        return self._worker

    def evaluate(self, judge: Judge, material: Material, folder: Path | None, job: Job) -> Result:
        result: Result = self.worker.evaluate(judge, material, folder, job)
        return result

    def curve(self, result: Result, change: str, job: Job) -> Curve:
        curve: Curve = self.worker.curve(result, change, job)
        return curve

    def plane(self, result: Result) -> ResultPlane:
        return ResultPlane(result, result.examination.plane())

    def neighbours(self, result: Result, pixels: NDArray[np.float32], count: int) -> Neighbours:
        found: Neighbours = self.worker.neighbours(result, pixels, count)
        return found

    def examples(self, result: Result, change: str, strength: float, rows: NDArray[np.int64]) -> Examples:
        found: Examples = self.worker.examples(result, change, strength, rows)
        return found

    def attack(self, result: Result, row: int, epsilon: float) -> Attack:
        found: Attack = self.worker.attack(result, row, epsilon)
        return found


class Evaluating(QObject):
    """Evaluates networks, and answers what is asked about a result. All signals arrive on the GUI thread.

    Args:
        parent: the owner.
    """

    busy_changed = Signal(bool)
    """Whether an evaluation runs."""
    progressed = Signal(int, int)
    """How many pictures are judged, and how many there are; (0, 0) while things are being opened."""
    evaluated = Signal(object)
    """A `Result`."""
    failed = Signal(object)
    """The `Problem`, or another exception where the fault is ours."""
    curve_progressed = Signal(int, int)
    """The same for a curve."""
    curve_found = Signal(object)
    """A `Curve`."""
    curve_ended = Signal()
    """No curve is being worked out any more."""
    plane_found = Signal(object)
    """A `ResultPlane`."""
    neighbours_found = Signal(object)
    """The `Neighbours`."""
    examples_found = Signal(object)
    """The `Examples`."""
    attacked = Signal(object)
    """An `Attack`."""
    attack_failed = Signal()
    """None comes: why is said by `failed`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = _Bench()
        self._jobs: dict[int, tuple[str, Job]] = {}
        self._lane = LatestOnly("evaluating", self)
        self._lane.answered.connect(self._on_answered)
        self._lane.failed.connect(self._on_failed)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK)
        self._look.timeout.connect(self._tell)

    @property
    def is_busy(self) -> bool:
        """Whether an evaluation runs or waits."""
        return any(kind == "evaluate" for kind, _ in self._jobs.values())

    def evaluate(self, judge: Judge, material: Material, folder: Path | None = None) -> None:
        """Evaluate a network; one that is being evaluated is given up.

        Args:
            judge: the network.
            material: the pictures.
            folder: where this person keeps data sets.
        """
        self._stop(None)
        self._submit("evaluate", self._bench.evaluate, judge, material, folder)
        self.busy_changed.emit(True)

    def stop(self) -> None:
        """Give up what is being evaluated; the result before stays."""
        self._stop("evaluate")
        self.busy_changed.emit(False)

    def find_curve(self, result: Result, change: str) -> None:
        """Ask how often the network is right when pictures are changed."""
        self._stop("curve")
        self._submit("curve", self._bench.curve, result, change)

    def stop_curve(self) -> None:
        """Give the curve up that is being worked out."""
        if self._stop("curve"):
            self.curve_ended.emit()

    def find_plane(self, result: Result) -> None:
        """Ask where the pictures lie on the main directions of their features."""
        self._submit("plane", self._bench.plane, result, job=False)

    def find_neighbours(self, result: Result, pixels: NDArray[np.float32], count: int) -> None:
        """Ask for the pictures nearest to a drawn one; of several that wait, the newest counts."""
        self._submit_newest("neighbours", self._bench.neighbours, result, pixels, count)

    def find_examples(self, result: Result, change: str, strength: float, rows: NDArray[np.int64]) -> None:
        """Ask for a few pictures after a change; of several that wait, the newest counts."""
        self._submit_newest("examples", self._bench.examples, result, change, strength, rows)

    def attack(self, result: Result, row: int, epsilon: float) -> None:
        """Ask for one picture after a step against the network."""
        self._submit("attack", self._bench.attack, result, row, epsilon, job=False)

    def shutdown(self) -> bool:
        """Stop; False where the lane was still busy and is left behind."""
        self._look.stop()
        self._stop(None)
        return self._lane.shutdown()

    def _submit(self, kind: str, function: Callable[..., Any], *arguments: Any, job: bool = True) -> None:
        new = Job()
        extra = (new,) if job else ()
        self._jobs[self._lane.submit_ordered(function, *arguments, *extra)] = (kind, new)
        if job:
            self._look.start()

    def _submit_newest(self, kind: str, function: Callable[..., Any], *arguments: Any) -> None:
        """Ask for something that a newer wish replaces: those that waited are never answered."""
        for ticket in [each for each, (known, _job) in self._jobs.items() if known in ("neighbours", "examples")]:
            del self._jobs[ticket]
        self._jobs[self._lane.submit(function, *arguments)] = (kind, Job())

    def _stop(self, kind: str | None) -> bool:
        """Stop what takes long, of a kind or all of it; whether there was anything to stop."""
        stopped = False
        for ticket, (each, job) in list(self._jobs.items()):
            if each in ("evaluate", "curve") and kind in (None, each):
                job.stopping.set()
                self._jobs[ticket] = ("", job)
                stopped = True
        return stopped

    def _tell(self) -> None:
        running = False
        for kind, job in self._jobs.values():
            if kind == "evaluate":
                self.progressed.emit(job.done, job.total)
            elif kind == "curve":
                self.curve_progressed.emit(job.done, job.total)
            running = running or kind in ("evaluate", "curve")
        if not running:
            self._look.stop()

    def _on_answered(self, answer: Answer) -> None:
        kind, _job = self._jobs.pop(answer.ticket, ("", None))
        if kind == "evaluate":
            self.evaluated.emit(answer.value)
            self.busy_changed.emit(self.is_busy)
        elif kind == "curve":
            self.curve_found.emit(answer.value)
            self.curve_ended.emit()
        elif kind == "plane":
            self.plane_found.emit(answer.value)
        elif kind == "neighbours":
            self.neighbours_found.emit(answer.value)
        elif kind == "examples":
            self.examples_found.emit(answer.value)
        elif kind == "attack":
            self.attacked.emit(answer.value)
        self._tell()

    def _on_failed(self, failure: Failure) -> None:
        kind, _job = self._jobs.pop(failure.ticket, ("", None))
        if kind and not isinstance(failure.error, Cancelled):
            self.failed.emit(failure.error)
        if kind == "evaluate":
            self.busy_changed.emit(self.is_busy)
        elif kind == "curve":
            self.curve_ended.emit()
        elif kind == "attack":
            self.attack_failed.emit()
        self._tell()
