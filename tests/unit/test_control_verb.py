"""`cnnviz control` beside a run that is under way."""

from __future__ import annotations

from pathlib import Path

import pytest

from cnnviz import cli
from cnnviz.commands import control
from cnnviz.training import trainer
from cnnviz.training.events import Batch, Event
from cnnviz.training.history import History
from tests.unit import small_runs


def test_a_run_is_asked_while_it_trains(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(trainer, "_POLL", 0.0)
    monkeypatch.setattr("cnnviz.training.journal._PATIENCE", 0.0)
    monkeypatch.setattr(control, "_PATIENCE", 0.0)  # the trainer is this process: it obeys once the command has ended
    run = small_runs.new_run(tmp_path / "run", small_runs.write_pictures(tmp_path / "pictures"))
    english = ("--language", "en")
    words = ["control", str(run.path)]

    def listen(event: Event) -> None:
        if isinstance(event, Batch) and event.step == 7:
            assert cli.main([*words, "optimiser.learning_rate=0.5", "stop", *english]) == 0

    assert cli.main([*words, *english]) == 0
    assert capsys.readouterr().out == "not begun: step 0 of 0, epoch 0 of 3\n"
    assert trainer.conduct(run, listen=listen) == "stopped"
    assert capsys.readouterr().out == "running: step 7 of 15, epoch 2 of 3\n"
    told = History(run.events)
    told.read()
    assert [(each.command, each.field, each.value, each.step) for each in told.controls] == [
        ("set", "optimiser.learning_rate", 0.5, 7),
        ("stop", "", None, 7),
    ]
    assert cli.main([*words, *english]) == 0
    assert capsys.readouterr().out == "stopped: step 7 of 15, epoch 1 of 3\n"
    assert cli.main([*words, "pause", *english]) == 2
    assert "Nobody trains in" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("dance", "The commands are pause, resume, batch, epoch, stop, FIELD=VALUE"),
        ("set", "The commands are"),
        ("run.batsh=3", "Did you mean “run.batch”?"),
    ],
)
def test_what_a_run_cannot_do_is_a_sentence(
    word: str, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = small_runs.new_run(tmp_path / "run", tmp_path / "nowhere")
    assert cli.main(["control", str(run.path), word, "--language", "en"]) == 2
    assert sentence in capsys.readouterr().err
    assert cli.main(["control", str(tmp_path), "--language", "en"]) == 2
    assert "no directory of a run" in capsys.readouterr().err
