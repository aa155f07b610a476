"""Trainers as processes of their own: they outlive the window, obey its commands, and their last words are read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cnnviz.gui.services.trainer_process import Ended, TrainerProcess, last_words, latest_runs
from cnnviz.problems import Problem
from cnnviz.training.config import RunConfig
from cnnviz.training.run_dir import RunDirectory


@pytest.fixture
def trainer(qtbot: QtBot) -> Iterator[TrainerProcess]:
    trainer = TrainerProcess(module="tests.gui.idle_trainer")
    yield trainer
    trainer.shutdown()
    trainer.deleteLater()


def started(qtbot: QtBot, trainer: TrainerProcess, folder: Path) -> RunDirectory:
    run = RunDirectory(trainer.start(RunConfig(), folder))
    qtbot.waitUntil(lambda: run.status().state == "running", timeout=20_000)
    return run


def test_a_trainer_runs_where_it_was_put_and_stops_when_it_is_told_to(
    qtbot: QtBot, trainer: TrainerProcess, tmp_path: Path
) -> None:
    run = started(qtbot, trainer, tmp_path)
    assert run.path.parent == tmp_path
    assert run.config == RunConfig()
    assert trainer.is_starting(run.path)
    with pytest.raises(Problem, match="being trained already"):
        trainer.resume(run.path)
    with qtbot.waitSignal(trainer.ended, timeout=20_000) as ended:
        trainer.command(run.path, "stop")
    assert ended.args == [Ended(run.path, 0)]
    assert run.status().state == "stopped"
    assert latest_runs(tmp_path) == [run.path]
    trainer.resume(run.path)
    qtbot.waitUntil(lambda: run.status().state == "running", timeout=20_000)
    with qtbot.waitSignal(trainer.ended, timeout=20_000):
        trainer.command(run.path, "stop")


def test_a_trainer_outlives_the_window_that_started_it(qtbot: QtBot, trainer: TrainerProcess, tmp_path: Path) -> None:
    run = started(qtbot, trainer, tmp_path)
    assert trainer.shutdown()
    gc.collect()  # a forgotten child would be warned about here
    assert run.status().state == "running"
    assert run.is_running()
    TrainerProcess().command(run.path, "stop")  # another window's
    qtbot.waitUntil(lambda: not run.is_running(), timeout=20_000)
    assert run.status().state == "stopped"


def test_the_last_words_of_a_trainer_that_fails_are_kept(qtbot: QtBot, trainer: TrainerProcess, tmp_path: Path) -> None:
    with qtbot.waitSignal(trainer.ended, timeout=20_000) as ended:
        folder = trainer.start(RunConfig().changed("run.name", "broken"), tmp_path)
    assert ended.args == [Ended(folder, 1)]
    assert last_words(folder) == "the images are gone"
    assert last_words(tmp_path / "nowhere") == ""


def test_a_folder_that_cannot_be_made_is_a_sentence(trainer: TrainerProcess, tmp_path: Path) -> None:
    (tmp_path / "runs").write_text("a file")
    with pytest.raises(Problem):
        trainer.start(RunConfig(), tmp_path / "runs")
