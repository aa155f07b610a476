"""A run followed while it is written: curves, epochs, moments, states; what a crash undid; a log of a million steps."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from cnnviz.problems import Problem
from cnnviz.session.runs import Run, Runs
from cnnviz.training import run_dir
from cnnviz.training.config import RunConfig
from cnnviz.training.events import Batch, EventWriter, Start
from tests.gui.written_run import BATCHES, WrittenRun


@pytest.fixture
def runs(qtbot: QtBot) -> Iterator[Runs]:
    runs = Runs()
    yield runs
    runs.close()
    runs.deleteLater()


@pytest.fixture
def written(tmp_path: Path) -> Iterator[WrittenRun]:
    run = WrittenRun(tmp_path / "run")
    yield run
    run.close()


def caught_up(qtbot: QtBot, runs: Runs, steps: int) -> Run:
    def there() -> bool:
        return runs.current is not None and runs.current.step == steps and runs.current.is_caught_up

    qtbot.waitUntil(there, timeout=5000)
    assert runs.current is not None
    return runs.current


def test_curves_are_the_numbers_that_were_written(qtbot: QtBot, runs: Runs, written: WrittenRun) -> None:
    written.start()
    written.learn(7)
    runs.open(written.path)
    run = caught_up(qtbot, runs, 7)
    with qtbot.waitSignal(run.changed, timeout=5000):
        written.learn(8)
        written.finish_epoch(0.4)
    caught_up(qtbot, runs, 15)
    curves = run.curves
    assert curves.loss.x == pytest.approx(np.arange(1, 16) / BATCHES)
    assert curves.loss.y == pytest.approx(written.losses)
    assert curves.accuracy.y == pytest.approx([1 - loss / 2 for loss in written.losses])
    assert curves.validation_loss.y == pytest.approx([0.4])
    assert curves.validation_loss.x == pytest.approx([1.5])
    assert (run.epochs, run.batches, run.samples_per_second) == (3, BATCHES, 5000.0)


def test_what_a_crash_undid_is_drawn_once(qtbot: QtBot, runs: Runs, written: WrittenRun) -> None:
    written.start()
    written.learn(9)
    runs.open(written.path)
    run = caught_up(qtbot, runs, 9)
    written.step = 4  # the checkpoint
    written.losses = written.losses[:4]
    written.start()
    written.learn(8)
    caught_up(qtbot, runs, 12)
    assert run.curves.loss.y == pytest.approx([2 / (1 + step) for step in range(1, 13)])
    assert len(run.curves.loss) == len(run.curves.mean_loss) == 12


def test_the_newest_moment_is_shown_until_somebody_goes_back(qtbot: QtBot, runs: Runs, written: WrittenRun) -> None:
    written.start()
    written.snapshot(0)
    written.snapshot(3)
    written.learn(5)
    runs.open(written.path)
    caught_up(qtbot, runs, 5)
    qtbot.waitUntil(lambda: runs.moment is not None and runs.moment.step == 3, timeout=5000)
    written.snapshot(5)
    qtbot.waitUntil(lambda: runs.moment is not None and runs.moment.step == 5, timeout=5000)
    assert runs.current is not None
    runs.scrub_to(runs.current.moments[0])
    written.snapshot(6)
    qtbot.waitUntil(lambda: runs.current is not None and len(runs.current.moments) == 4, timeout=5000)
    assert (runs.moment.step, runs.is_live) == (0, False)
    runs.go_live()
    assert runs.moment.step == 6
    assert runs.current.moment_at(2).step == 3


@pytest.mark.parametrize("state", ["finished", "stopped", "failed"])
def test_what_the_trainer_says_of_itself_is_told(qtbot: QtBot, runs: Runs, written: WrittenRun, state: str) -> None:
    written.start()
    runs.open(written.path)
    run = caught_up(qtbot, runs, 0)
    written.state(state)
    qtbot.waitUntil(lambda: run.status.state == state, timeout=5000)
    assert not run.is_alive


def test_a_trainer_that_holds_the_lock_is_alive_and_without_it_was_killed(
    qtbot: QtBot, runs: Runs, written: WrittenRun
) -> None:
    written.start()
    written.learn(3)
    with_lock = written.directory.lock()
    written.state("paused")
    runs.open(written.path)
    run = caught_up(qtbot, runs, 3)
    qtbot.waitUntil(lambda: run.status.state == "paused", timeout=5000)
    assert run.is_alive
    with_lock.release()
    with qtbot.waitSignal(run.status_changed, timeout=5000):
        pass
    assert run.status.state == "killed"


def test_changes_while_it_ran_are_part_of_its_setup(qtbot: QtBot, runs: Runs, written: WrittenRun) -> None:
    from cnnviz.training.events import Control

    written.start()
    runs.open(written.path)
    run = caught_up(qtbot, runs, 0)
    written._writer.write(Control(1, 1, "set", "optimiser.learning_rate", 0.05, 0.001))
    written._writer.write(Control(1, 1, "set", "run.epochs", 9, 3))
    written._writer.write(Control(1, 1, "set", "run.patience", 5, 0, refused="no"))
    qtbot.waitUntil(lambda: run.epochs == 9, timeout=5000)
    assert run.config_now.optimiser.learning_rate == 0.05
    assert run.config_now.run.patience == 0
    assert run.config.run.epochs == 3


def test_a_folder_that_is_no_run_is_a_sentence(runs: Runs, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="no directory of a run"):
        runs.open(tmp_path)
    assert runs.current is None


def test_a_long_log_is_read_in_pieces_that_leave_the_window_its_turn(qtbot: QtBot, runs: Runs, tmp_path: Path) -> None:
    steps, part = 60_000, 20
    directory = run_dir.create(RunConfig(), tmp_path / "long")
    writer = EventWriter(directory.events)
    writer.write(Start(0, 0, 100, 600, 100, {}, list("ab"), [1, 1], [1, 28, 28], 1, {}, "cpu"))
    numbers = np.random.default_rng(2).random((4, steps)).round(5)
    for first in range(0, steps, part):
        columns = [row[first : first + part].tolist() for row in numbers]
        writer.write(Batch(first + 1, first // 600 + 1, *columns))
    writer.close()
    began = time.perf_counter()
    runs.open(directory.path)
    assert time.perf_counter() - began < 0.5
    run = caught_up(qtbot, runs, steps)
    assert np.array_equal(run.curves.loss.y, numbers[0].astype(np.float32))


def test_a_long_log_is_glanced_over_before_it_has_been_read(qtbot: QtBot, runs: Runs, tmp_path: Path) -> None:
    steps, part = 60_000, 20
    directory = run_dir.create(RunConfig(), tmp_path / "long")
    writer = EventWriter(directory.events)
    writer.write(Start(0, 0, 100, 600, 100, {}, list("ab"), [1, 1], [1, 28, 28], 1, {}, "cpu"))
    numbers = np.random.default_rng(2).random((4, steps)).round(5)
    for first in range(0, steps, part):
        writer.write(Batch(first + 1, first // 600 + 1, *(row[first : first + part].tolist() for row in numbers)))
    writer.close()
    run = runs.open(directory.path)
    assert run.step < steps
    assert run.shows_all
    assert run.reach == steps
    ahead = run.curves.ahead_loss
    assert len(ahead) > 500
    assert ahead.x[0] * 600 > run.step
    assert np.allclose(ahead.y, numbers[0][np.round(ahead.x * 600).astype(int) - 1])
    caught_up(qtbot, runs, steps)
    assert len(run.curves.ahead_loss) == 0
