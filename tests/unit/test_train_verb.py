"""`cnnviz train` as a person types it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cnnviz import cli
from cnnviz.commands import train
from cnnviz.data import sets
from cnnviz.training import worker
from cnnviz.training.run_dir import RunDirectory
from tests.unit import small_runs


@pytest.fixture
def recipe(tmp_path: Path) -> Path:
    pictures = small_runs.write_pictures(tmp_path / "pictures")
    file = tmp_path / "recipe.toml"
    file.write_text(small_runs.config(pictures).as_toml(), encoding="utf-8")
    return file


def test_trained_and_trained_on(recipe: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "run"
    words = ["train", str(recipe), "--run-dir", str(folder), "--set", "run.epochs=1", "--language", "en"]
    assert cli.main(words) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == f"Run: {folder}"
    assert "40 images to learn from, 12 to validate, 8 to test" in told[1]
    assert told[2].startswith("The classes are uneven: to learn from, “right” has 17 images and “top” has 11.")
    assert told[3].startswith("epoch 1/1") and told[3].endswith("best so far")
    assert told[4].startswith("test with the weights of epoch 1")
    assert RunDirectory(folder).config.run.epochs == 1

    assert cli.main([*words[:4], "--language", "en"]) == 2
    assert "holds a run already" in capsys.readouterr().err
    assert cli.main(["train", "--resume", str(folder), "--language", "en"]) == 2
    assert "--set run.epochs=2" in capsys.readouterr().err
    assert cli.main(["train", "--resume", str(folder), "--set", "run.epochs=2", "--language", "en"]) == 0
    assert "epoch 2/2" in capsys.readouterr().out
    assert RunDirectory(folder).status().step == 10


def test_prepared_and_begun_by_a_worker(recipe: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    assert cli.main(["train", str(recipe), "--run-dir", str(folder), "--set", "run.epochs=1", "--prepare"]) == 0
    assert RunDirectory(folder).status().state == "new"
    assert worker.main([str(folder)]) == 0
    assert RunDirectory(folder).status().state == "finished"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nothing.toml"], "There is no file"),
        (["--set", "run.epoch=3"], "Did you mean “run.epochs”?"),
        (["--set", "optimiser.learning_rate=1e9"], "at most 100"),
        (["--resume", "nowhere"], "no directory of a run"),
        (["a.toml", "--resume", "nowhere"], "leave a.toml out"),
        (["--resume", "nowhere", "--run-dir", "b"], "leave --run-dir out"),
        (["--resume", "nowhere", "--prepare"], "leave --prepare out"),
        (["--set"], "needs a value"),
    ],
)
def test_what_is_wrong_is_a_sentence_and_a_status(
    words: list[str], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["train", *words, "--language", "en"]) == 2
    assert sentence in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_without_a_place_the_run_goes_below_runs(
    recipe: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = ["--set", "run.epochs=1", "--set", "run.name=Über 7/8"]
    assert cli.main(["train", str(recipe), *settings, "--language", "en"]) == 0
    (run,) = (tmp_path / "runs").iterdir()
    assert run.name.startswith("Über-7-8-")
    capsys.readouterr()


def test_what_takes_long_says_how_far_it_is(
    recipe: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(train, "_SILENCE", 0.0)
    assert cli.main(["train", str(recipe), "--run-dir", str(tmp_path / "run"), "--prepare", "--language", "en"]) == 0
    assert "60 of 60 pictures are read" in capsys.readouterr().out.splitlines()

    def downloaded(_name: str, *, progress: Callable[[int, int], None], **_others: object) -> None:
        progress(1_500_000, 11_600_000)

    monkeypatch.setattr(sets, "find", lambda *_others: None)
    monkeypatch.setattr(sets, "open_set", downloaded)
    words = ["train", "--run-dir", str(tmp_path / "other"), "--prepare", "--language", "en"]
    assert cli.main(words) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[:2] == ["MNIST is not on this computer: downloading it.", "1.5 of 11.6 MB"]
