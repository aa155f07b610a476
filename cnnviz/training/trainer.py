"""One process that trains in a run's directory: takes the run up, follows commands, keeps what must not be lost."""

from __future__ import annotations

import logging
import os
import platform
import shlex
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from importlib import metadata
from typing import Any, Literal

import torch
from torch import distributed

from cnnviz import __version__
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.training import checkpoints, config, loop
from cnnviz.training.checkpoints import Snapshots
from cnnviz.training.events import Control, End, Epoch, Event, EventWriter, Notice, Start, Test
from cnnviz.training.journal import Journal
from cnnviz.training.notices import Watch, about_data
from cnnviz.training.run_dir import RunDirectory, live_value, unwritable
from cnnviz.training.workbench import Learned, Workbench

Outcome = Literal["finished", "stopped"]

_POLL = 0.05  # seconds between looks for commands
_BEAT = 1.0  # seconds between signs of life
_COST = 50  # a checkpoint waits so many times as long as the last one took

_log = logging.getLogger(__name__)


def conduct(
    run: RunDirectory,
    *,
    changes: Mapping[str, object] | None = None,
    listen: Callable[[Event], None] | None = None,
    rank: int = 0,
    world: int = 1,
) -> Outcome:
    """Train what the directory says, from where it stands, to the end or until somebody stops it.

    Args:
        run: a directory with a configuration; with a checkpoint, the training goes on from there.
        changes: fields that get other values from here on, by path; for a run that has begun, only those that `FIELDS`
            marks as `resumed`.
        listen: gets every event.
        rank: which of several processes this is; the first writes the directory.
        world: how many there are.

    Returns:
        How it ended; `stopped` can be taken up again.

    Raises:
        Problem: what makes it impossible to go on. All that was saved before is kept.
    """
    if rank:
        return _Follower(run, rank, world).train()
    with ExitStack() as stack:
        try:
            lock = run.lock()
            stack.callback(lock.release)
            stack.enter_context(_heartbeat(run))
            writer = EventWriter(run.events)
            stack.callback(writer.close)
            return _Trainer(run, writer, dict(changes or {}), listen, world).train()
        except OSError as error:
            raise unwritable(run.path, error) from error


class _Follower:
    """One of the other processes: does as the first one says."""

    def __init__(self, run: RunDirectory, rank: int, world: int) -> None:
        distributed.barrier()  # the first process has written what has changed
        self._bench = Workbench(run.config, rank, world)
        if run.last.exists():
            self._bench.restore(checkpoints.load_last(run))

    def train(self) -> Outcome:
        try:
            done = loop.train(self._bench.config, _ignore, self._should_stop, self._bench)
        finally:
            self._bench.close()
        return "finished" if done else "stopped"

    def _should_stop(self) -> bool:
        stop, changes = _agreed(False, [])
        for path, value in changes:
            self._bench.change(path, value)
        return stop


class _Trainer:
    """The first or only process: writes the directory."""

    def __init__(
        self,
        run: RunDirectory,
        writer: EventWriter,
        changes: dict[str, object],
        listen: Callable[[Event], None] | None,
        world: int,
    ) -> None:
        self._run = run
        self._writer = writer
        self._listen = listen
        self._world = world
        self._resumed = run.last.exists()
        self._changes = changes
        self._config = self._changed_config()
        self._asked_to_stop = False
        self._paused = False
        self._pause_after = ""  # batch, epoch
        self._epoch_is_done = False
        self._last_poll = 0.0
        self._new_values: list[tuple[str, object]] = []
        self._built: Workbench | None = None
        if world > 1:
            distributed.barrier()

    def _changed_config(self) -> config.RunConfig:
        before = self._run.config
        after = before.changed_by(self._changes)
        if self._resumed:
            for path in before.differences(after):
                if not config.field_at(path).resumed:
                    raise Problem(
                        QT_TRANSLATE_NOOP(
                            "Problem", "“{field}” cannot change in a run that has begun. Start a new run with it."
                        ),
                        field=path,
                    )
        if after != before:
            self._run.write_config(after)
        return after

    def train(self) -> Outcome:
        """Begin, train, and tell how it ended."""
        self._step, self._epoch = 0, 0
        with _stopped_by_signals(self._ask_to_stop):
            try:
                self._begin()
                done = loop.train(self._config, self._emit, self._should_stop, self._bench)
                self._finish("finished" if done else "stopped")
                return "finished" if done else "stopped"
            except Problem as problem:
                self._fail(problem)
                raise
            except OSError as error:
                failure = unwritable(self._run.path, error)
                self._fail(failure)
                raise failure from error
            except (RuntimeError, ValueError, MemoryError) as error:
                failure = _reason(error, self._step + 1)
                self._fail(failure)
                raise failure from error
            finally:
                if self._built is not None:
                    self._built.close()

    def _begin(self) -> None:
        run = self._run
        run.tidy()
        run.write_state("running", 0)
        self._bench = self._built = bench = Workbench(self._config, 0, self._world)
        watch = Watch()
        if self._resumed:
            stored = checkpoints.load_last(run)
            bench.restore(stored)
            watch = Watch.from_dict(stored["watch"])
        self._journal = Journal(self._writer, bench, watch, self._listen)
        run.write_environment(_environment(bench))
        self._journal.write(self._start())
        if not self._resumed:
            left_out = [each.file for each in bench.data.left_out]
            for name, values in about_data(left_out, bench.data.classes, bench.class_counts, self._config.data.balance):
                self._journal.write(Notice(0, 0, name, values))
        run.write_state("running", bench.place.step)
        self._snapshots = Snapshots(run, bench)
        self._snapshots.take()
        self._exported = 0
        self._save()

    def _ask_to_stop(self) -> None:
        self._asked_to_stop = True

    def _start(self) -> Start:
        bench = self._bench
        splits = bench.splits
        return Start(
            step=bench.place.step,
            epoch=bench.place.epoch,
            epochs=bench.epochs,
            batches=len(bench.training),
            batch=bench.config.run.batch,
            counts={"train": len(splits.train), "validation": len(splits.validation), "test": len(splits.test)},
            classes=bench.data.classes,
            class_counts=bench.class_counts,
            shape=bench.data.shape,
            parameters=sum(each.numel() for each in bench.network.parameters() if each.requires_grad),
            preprocessing=bench.preprocessing.as_dict(),
            device=str(bench.device),
            processes=self._world,
            changes=self._changes,
        )

    def _emit(self, figures: Learned | Epoch | Test) -> None:
        self._journal.emit(figures)
        self._step, self._epoch = self._bench.place.step, self._bench.place.epoch
        self._epoch_is_done = isinstance(figures, Epoch)

    def _should_stop(self) -> bool:
        self._snapshots.take()
        if self._pause_after == "batch" or (self._pause_after == "epoch" and self._epoch_is_done):
            self._pause(True)
        now = time.monotonic()
        if self._epoch_is_done or now - self._last_poll >= _POLL:
            self._last_poll = now
            self._obey_all()
        if self._paused:
            self._wait()
        elif self._is_due(now):
            self._save()
        stop, changes = self._asked_to_stop, self._new_values
        if self._world > 1:
            stop, _ = _agreed(stop, changes)
        self._new_values = []
        if stop:
            self._save()
        return stop

    def _is_due(self, now: float) -> bool:
        if self._epoch_is_done and self._bench.is_over:
            return True  # what follows is the test, with the best weights in the network
        waited, cost = now - self._saved, _COST * self._save_seconds
        wanted = self._config.run.checkpoint_seconds
        return not wanted or waited >= max(wanted, cost) or (self._epoch_is_done and waited >= cost)

    def _wait(self) -> None:
        """While paused: everything is saved, and commands are looked for."""
        self._save()
        while self._paused and not self._asked_to_stop:
            time.sleep(_POLL)
            self._obey_all()
        self._journal.restart()
        self._bench.skip_time()

    def _save(self) -> None:
        """Keep everything; what is in the log is on the disk before the checkpoint that relies on it."""
        began = time.monotonic()
        self._journal.flush()
        self._writer.sync()
        place = self._bench.place
        if place.best_epoch != self._exported:
            checkpoints.save_best(self._run, self._bench)
            self._exported = place.best_epoch
        checkpoints.save_last(self._run, self._bench, self._journal.watch)
        self._saved = time.monotonic()
        self._save_seconds = self._saved - began

    def _obey_all(self) -> None:
        for command in self._run.taken_commands():
            self._obey(str(command["command"]), str(command["field"]), command["value"])

    def _obey(self, name: str, path: str, value: object) -> None:
        place = self._bench.place
        self._journal.flush()
        before, refused = None, ""
        match name:
            case "set":
                try:
                    before = self._bench.config.value(path)
                    value = live_value(path, value)
                    self._bench.change(path, value)
                    self._config = self._bench.config
                    self._new_values.append((path, value))
                except Problem as problem:
                    refused = str(problem)
            case "stop":
                self._asked_to_stop = True
            case "batch" | "epoch":
                self._pause_after = name
        self._journal.write(Control(place.step, place.epoch, name, path, value, before, refused))
        if name == "set" and not refused:
            self._run.write_config(self._config)
            self._snapshots.plan()
            self._save()
        elif name in ("pause", "resume", "batch", "epoch"):
            self._pause(name == "pause")

    def _pause(self, paused: bool) -> None:
        if paused != self._paused:
            self._paused = paused
            if paused:
                self._pause_after = ""
            self._run.write_state("paused" if paused else "running", self._bench.place.step)

    def _finish(self, outcome: Outcome) -> None:
        self._journal.flush()
        early = outcome == "finished" and self._epoch < self._bench.epochs
        self._tell(End(self._step, self._epoch, outcome, early))
        self._writer.sync()
        self._run.write_state(outcome, self._step)

    def _fail(self, problem: Problem) -> None:
        """Tell the directory why; where even that cannot be written, the caller still hears it."""
        values = {name: str(value) for name, value in problem.values.items()}
        try:
            self._tell(End(self._step, self._epoch, "failed", False, problem.template, values))
            self._run.write_state("failed", self._step, problem.template, values)
        except OSError as error:
            _log.info("the failure could not be written: %s", error)

    def _tell(self, event: Event) -> None:
        self._writer.write(event)
        if self._listen is not None:
            self._listen(event)


def _ignore(_figures: object) -> None:
    """The other processes tell nobody."""


def _agreed(stop: bool, changes: list[tuple[str, object]]) -> tuple[bool, list[tuple[str, object]]]:
    """What the first process has decided, in all of them."""
    first = distributed.get_rank() == 0
    decision = torch.tensor([int(stop), int(bool(changes))]) if first else torch.zeros(2, dtype=torch.int64)
    if distributed.get_backend() == "nccl":
        decision = decision.cuda()
    distributed.broadcast(decision, 0)
    stop, changed = bool(decision[0]), bool(decision[1])
    if changed:
        carried: list[Any] = [changes if first else None]
        distributed.broadcast_object_list(carried, 0)
        changes = carried[0]
    return stop, changes


def _reason(error: Exception, step: int) -> Problem:
    """The sentence for what PyTorch raises in the middle of a training."""
    text = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if isinstance(error, MemoryError | torch.OutOfMemoryError) or "out of memory" in text or "can't allocate" in text:
        return Problem(
            QT_TRANSLATE_NOOP("Problem", "The memory is not enough for step {step}. Take a smaller batch."), step=step
        )
    return Problem(
        QT_TRANSLATE_NOOP("Problem", "The training cannot go on at step {step}: {reason}."),
        step=step,
        reason=text.rstrip("."),
    )


def _environment(bench: Workbench) -> dict[str, Any]:
    """Versions, device and command: what else than the configuration decides how a training goes."""
    names = ("torch", "torchvision", "numpy", "safetensors")
    gpu = torch.cuda.get_device_name(bench.device) if bench.device.type == "cuda" else ""
    return {
        "cnnviz": __version__,
        "python": platform.python_version(),
        **{name: metadata.version(name) for name in names},
        "system": platform.platform(),
        "host": socket.gethostname(),
        "device": str(bench.device),
        "gpu": gpu,
        "threads": torch.get_num_threads(),
        "processes": bench.world,
        "command": shlex.join(sys.argv),
        "folder": os.getcwd(),  # noqa: PTH109 - a text
        "time": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
    }


@contextmanager
def _heartbeat(run: RunDirectory) -> Iterator[None]:
    """Gives a sign of life each second, from a thread of its own: a step may take longer."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(_BEAT):
            try:
                run.touch()
            except OSError as error:
                _log.info("no sign of life: %s", error)

    thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@contextmanager
def _stopped_by_signals(stop: Callable[[], None]) -> Iterator[None]:
    """Ctrl+C and a polite kill end the run after the batch that is under way; a second Ctrl+C at once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = [signal.SIGINT, signal.SIGTERM]
    before = {name: signal.getsignal(name) for name in names}

    def handler(number: int, _frame: object) -> None:
        stop()
        signal.signal(number, before[signal.Signals(number)])

    for name in names:
        signal.signal(name, handler)
    try:
        yield
    finally:
        for name in names:
            signal.signal(name, before[name])
