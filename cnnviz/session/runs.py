"""Runs as they are watched: each follows its directory, which a trainer may be writing at this moment."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from cnnviz.imaging.series import Series, TrailingMean
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.session.log_overview import Glance, glance
from cnnviz.training.history import History
from cnnviz.training.run_dir import RunDirectory, Status

if TYPE_CHECKING:
    from array import array

    from cnnviz.training.config import RunConfig

DIGIT: Final = (1, 28, 28)
"""Channels, height and width of what is drawn, as a network gets it."""
MOST_OTHERS: Final = 3
ALIVE: Final = ("running", "paused")
"""States in which a process has the run."""

_TICK: Final = 50  # milliseconds; a trainer writes ten lines a second
_CATCHING_UP: Final = 15  # the same while there is much to read
_BYTES: Final = 1 << 17  # read at a time
_READING: Final = 0.015  # seconds that reading may take before the window has its turn
_STATUS_TICKS: Final = 4
_QUIET_TICKS: Final = 20  # a run in which nothing happens is looked at once a second
_SMOOTHING: Final = 10  # of an epoch: the share over which the training curves are averaged
_RECENT: Final = 200  # steps from which the speed is worked out


@dataclass(frozen=True, slots=True)
class Moment:
    """The weights after some step of a run.

    Attributes:
        run: the run's directory.
        step: how many updates had been made; 0 is the beginning.
        file: the snapshot.
    """

    run: Path
    step: int
    file: Path


class Curves:
    """The curves of one run over epochs, grown from its history; thinned beyond a million points.

    Attributes:
        loss, accuracy, learning_rate, gradient_norm: of each step.
        mean_loss, mean_accuracy: of the last tenth of an epoch of steps.
        validation_loss, validation_accuracy: of each epoch.
        ahead_loss, ahead_accuracy, ahead_validation_loss, ahead_validation_accuracy: of some of the steps and epochs
            that have not been read yet.
    """

    def __init__(self) -> None:
        self.loss, self.mean_loss = Series(), Series()
        self.accuracy, self.mean_accuracy = Series(), Series()
        self.learning_rate, self.gradient_norm = Series(), Series()
        self.validation_loss, self.validation_accuracy = Series(), Series()
        self.ahead_loss, self.ahead_accuracy = Series(), Series()
        self.ahead_validation_loss, self.ahead_validation_accuracy = Series(), Series()
        self.smoothed = 1
        self._all = (
            self.loss, self.mean_loss, self.accuracy, self.mean_accuracy, self.learning_rate, self.gradient_norm,
            self.validation_loss, self.validation_accuracy,
        )  # fmt: skip
        self._steps = 0
        self._epochs = 0
        self._key: object = None
        self._means = TrailingMean(1), TrailingMean(1)

    def take(self, history: History, batches: int) -> None:
        """Add what the history has more than before; begin anew where a crash undid a part of it."""
        key = (batches, None if history.start is None else (history.start.step, history.start.time))
        if key != self._key or history.step < self._steps or len(history.epochs) < self._epochs:
            self._key, self._steps, self._epochs = key, 0, 0
            for series in self._all:
                series.clear()
            self.smoothed = max(batches // _SMOOTHING, 1)
            self._means = TrailingMean(self.smoothed), TrailingMean(self.smoothed)
        first, last = self._steps, history.step
        if last > first:
            x = np.arange(first + 1, last + 1) / max(batches, 1)
            loss, accuracy = _part(history.loss, first), _part(history.accuracy, first)
            self.loss.extend(x, loss)
            self.mean_loss.extend(x, self._means[0].extend(loss))
            self.accuracy.extend(x, accuracy)
            self.mean_accuracy.extend(x, self._means[1].extend(accuracy))
            self.learning_rate.extend(x, _part(history.learning_rate, first))
            self.gradient_norm.extend(x, _part(history.gradient_norm, first))
            self._steps = last
        for epoch in history.epochs[self._epochs :]:
            x = np.asarray([epoch.step / max(batches, 1)])
            if epoch.validation_loss is not None and epoch.validation_accuracy is not None:
                self.validation_loss.extend(x, np.asarray([epoch.validation_loss]))
                self.validation_accuracy.extend(x, np.asarray([epoch.validation_accuracy]))
        self._epochs = len(history.epochs)

    def look_ahead(self, found: Glance | None, step: int, batches: int) -> None:
        """Keep of a glance what lies beyond a step; nothing without one."""
        ahead = self.ahead_loss, self.ahead_accuracy, self.ahead_validation_loss, self.ahead_validation_accuracy
        for series in ahead:
            series.clear()
        if found is None:
            return
        beyond = found.steps > step
        self.ahead_loss.extend(found.steps[beyond] / batches, found.loss[beyond])
        self.ahead_accuracy.extend(found.steps[beyond] / batches, found.accuracy[beyond])
        epochs = [each for each in found.epochs if each.step > step and each.validation_loss is not None]
        x = np.asarray([each.step / batches for each in epochs])
        self.ahead_validation_loss.extend(x, np.asarray([each.validation_loss for each in epochs], np.float64))
        self.ahead_validation_accuracy.extend(x, np.asarray([each.validation_accuracy for each in epochs], np.float64))


class Run(QObject):
    """One run, followed while it is written. Nothing is read before `follow`.

    Args:
        path: the run's directory; it need not have begun.
        parent: the owner.
    """

    changed = Signal()
    """There is more in the history, or less where a crash undid it; `curves` have it already."""
    status_changed = Signal(object)
    """The new `Status`."""
    snapshots_changed = Signal()
    """Other moments can be looked at."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.directory = RunDirectory(path)
        self.history = History(self.directory.events)
        self.curves = Curves()
        self._config: RunConfig | None = None
        self._now: tuple[object, RunConfig] | None = None
        self._status = self.directory.status()
        self._moments: tuple[Moment, ...] = ()
        self._caught_up = False
        self._glance: Glance | None = None
        self._quiet = 0
        self._ticks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self._tick)

    # What it is

    @property
    def path(self) -> Path:
        """Its directory."""
        return self.directory.path

    @property
    def name(self) -> str:
        """Its directory's name."""
        return self.directory.path.name

    @property
    def config(self) -> RunConfig:
        """What is trained.

        Raises:
            Problem: this is no directory of a run, or its configuration cannot be read.
        """
        if self._config is None:
            self._config = self.directory.config
        return self._config

    @property
    def status(self) -> Status:
        """What becomes of it."""
        return self._status

    @property
    def is_alive(self) -> bool:
        """Whether a process has it, running or paused."""
        return self._status.state in ALIVE

    @property
    def is_caught_up(self) -> bool:
        """Whether all that has been written is here."""
        return self._caught_up

    @property
    def batches(self) -> int:
        """Steps in an epoch; 1 while nobody knows."""
        return max(self.history.start.batches, 1) if self.history.start is not None else 1

    @property
    def epochs(self) -> int:
        """How many epochs it is to have, with what was changed while it ran."""
        return self.config_now.run.epochs

    @property
    def config_now(self) -> RunConfig:
        """The configuration with everything that was changed while it ran or when it was resumed.

        Raises:
            Problem: as `config`.
        """
        changed: dict[str, object] = dict(self.history.start.changes) if self.history.start is not None else {}
        started = self.history.start.time if self.history.start is not None else 0.0
        for each in self.history.controls:
            if each.command == "set" and not each.refused and each.time >= started:
                changed[each.field] = each.value
        key = tuple(sorted((path, str(value)) for path, value in changed.items()))
        if self._now is None or self._now[0] != key:
            try:
                self._now = key, self.config.changed_by(changed)
            except Problem:
                self._now = key, self.config
        return self._now[1]

    @property
    def step(self) -> int:
        """Updates so far."""
        return self.history.step

    @property
    def takes_digits(self) -> bool:
        """Whether its network takes what is drawn: one channel of 28 × 28."""
        return self.history.start is not None and tuple(self.history.start.shape) == DIGIT

    @property
    def reach(self) -> int:
        """The last step that is known of; while a long log is being read, that is more than `step`."""
        return max(self.step, self._glance.step if self._glance is not None else 0)

    @property
    def shows_all(self) -> bool:
        """Whether the curves reach from the beginning to the end of the log, if not with every step."""
        return self.history.start is not None and (self._caught_up or self._glance is not None)

    @property
    def learning_rate(self) -> float:
        """The newest; that of the configuration before the first step."""
        return self.history.learning_rate[-1] if self.history.step else self.config.optimiser.learning_rate

    @property
    def samples_per_second(self) -> float:
        """The mean of the last steps; 0 before there are any."""
        recent = self.history.samples_per_second[-_RECENT:]
        return sum(recent) / len(recent) if recent else 0.0

    @property
    def seconds_left(self) -> float | None:
        """How long it will take at the speed of now; None where nobody can say."""
        start, speed = self.history.start, self.samples_per_second
        if start is None or speed <= 0 or not self.is_alive:
            return None
        left = max(self.epochs * self.batches - self.step, 0) * start.batch
        # an epoch also validates: what the finished ones took longer than their steps
        done = self.history.epochs[-1] if self.history.epochs else None
        seconds = left / speed
        if done is not None and done.seconds > 0:
            return max(self.epochs - self.step / self.batches, 0.0) * max(
                done.seconds, self.batches * start.batch / speed
            )
        return seconds

    @property
    def moments(self) -> tuple[Moment, ...]:
        """What can be looked at, in the order of their steps."""
        return self._moments

    def moment_at(self, step: float) -> Moment | None:
        """The saved moment that is nearest to a step."""
        return min(self._moments, key=lambda moment: abs(moment.step - step), default=None)

    # Following

    def follow(self) -> None:
        """Read what is there, and go on reading while it grows; a long log is glanced over first."""
        if not self._caught_up and self._glance is None:
            self._glance = glance(self.directory.events)
        if not self._timer.isActive():
            self._timer.start()
        self._tick()

    def stop(self) -> None:
        """Read no more."""
        self._timer.stop()

    @property
    def is_followed(self) -> bool:
        """Whether it is read while it grows."""
        return self._timer.isActive()

    def look(self) -> None:
        """Look at the status and the snapshots now, such as after a command."""
        self._quiet = self._ticks = 0
        self._look()

    def _tick(self) -> None:
        self._ticks += 1
        if self._quiet > _QUIET_TICKS and not self.is_alive and self._ticks % _QUIET_TICKS:
            return
        try:
            self._read()
        except OSError:
            self._quiet += 1  # a disk or a share that is away comes back, or it does not: there is nothing to say

    def _read(self) -> None:
        before, until = self.history.version, time.perf_counter() + _READING
        read = False
        while self.history.read(_BYTES):
            read = True
            if time.perf_counter() > until:
                break
        self._timer.setInterval(_CATCHING_UP if read and not self._caught_up else _TICK)
        self._quiet = 0 if read else self._quiet + 1
        caught_up, self._caught_up = self._caught_up, not read or self._caught_up
        if self.history.version != before or caught_up != self._caught_up:
            self.curves.take(self.history, self.batches)
            if self._caught_up:
                self._glance = None
            self.curves.look_ahead(self._glance, self.step, self.batches)
            self.changed.emit()
        # Five moments a second are a film; to show more would take the processor from the training.
        if self._ticks % _STATUS_TICKS == 1:
            self._look()

    def _look(self) -> None:
        status = self.directory.status()
        if status != self._status:
            before, self._status = self._status, status
            if (before.state, before.reason, before.pid) != (status.state, status.reason, status.pid):
                self.status_changed.emit(status)
        files = self.directory.snapshots()
        if [(moment.step, moment.file) for moment in self._moments] != files:
            self._moments = tuple(Moment(self.path, step, file) for step, file in files)
            self.snapshots_changed.emit()


class Runs(QObject):
    """The run that is watched, and the moment of it that the window shows.

    Args:
        parent: the owner.
    """

    current_changed = Signal(object)
    """The `Run` that is watched now, or None."""
    others_changed = Signal()
    """Other runs are compared with the one that is watched."""
    moment_changed = Signal(object)
    """The `Moment` that the window is to show, or None where there is none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._current: Run | None = None
        self._others: tuple[Run, ...] = ()
        self._moment: Moment | None = None
        self._live = True

    @property
    def current(self) -> Run | None:
        """The run that is watched."""
        return self._current

    @property
    def moment(self) -> Moment | None:
        """What the window is to show."""
        return self._moment

    @property
    def is_live(self) -> bool:
        """Whether the newest moment is shown, and goes on with the training."""
        return self._live

    def open(self, path: Path) -> Run:
        """Watch another run, from its newest moment.

        Raises:
            Problem: this is no directory of a run.
        """
        run = Run(path, self)
        run.config  # noqa: B018 - raises where there is none
        self.close()
        self._current, self._live = run, True
        run.snapshots_changed.connect(self._on_snapshots_changed)
        self.current_changed.emit(run)
        run.follow()
        return run

    def close(self) -> None:
        """Watch no run."""
        for other in self._others:
            self.drop(other)
        run, self._current = self._current, None
        if run is not None:
            run.stop()
            run.deleteLater()
            self._show(None)
            self.current_changed.emit(None)

    @property
    def others(self) -> tuple[Run, ...]:
        """What the watched run is compared with."""
        return self._others

    def compare(self, path: Path) -> None:
        """Follow a run beside the one that is watched.

        Raises:
            Problem: this is no directory of a run, it is there already, or there are as many as can be told apart.
        """
        run = Run(path, self)
        run.config  # noqa: B018 - raises where there is none
        if self._current is None or path in [each.path for each in (self._current, *self._others)]:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "“{name}” is shown already."), name=run.name)
        if len(self._others) >= MOST_OTHERS:
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "{count} runs beside the first are as many as can be told apart."),
                count=MOST_OTHERS,
            )
        self._others = (*self._others, run)
        self.others_changed.emit()
        run.follow()

    def drop(self, run: Run) -> None:
        """Compare with a run no more."""
        self._others = tuple(each for each in self._others if each is not run)
        self.others_changed.emit()
        run.stop()
        run.deleteLater()

    def scrub_to(self, moment: Moment) -> None:
        """Show a moment, and stay there."""
        self._live = False
        self._show(moment)

    def leave_moment(self) -> None:
        """The window shows another network: no moment any more, until somebody asks for one."""
        self._live = False
        self._show(None)

    def go_live(self) -> None:
        """Show the newest moment, and go on with the training."""
        self._live = True
        self._on_snapshots_changed()

    def _on_snapshots_changed(self) -> None:
        if self._live and self._current is not None and self._current.moments:
            self._show(self._current.moments[-1])

    def _show(self, moment: Moment | None) -> None:
        if moment != self._moment:
            self._moment = moment
            self.moment_changed.emit(moment)


def _part(column: array[float], first: int) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """The column from a place on, as numbers of their own: while numpy looked at it, it could not grow."""
    return np.asarray(column[first:], np.float32)
