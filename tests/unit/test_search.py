"""Searches: what a table may say, and real ones over a tiny set."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

pytest.importorskip("torch")
pytest.importorskip("optuna", reason="searches need the extra “search”")

from cnnviz import cli
from cnnviz.problems import Problem
from cnnviz.training import search_plan
from cnnviz.training.run_dir import RunDirectory
from cnnviz.training.search import Trial, search
from cnnviz.training.search_plan import Range

TINY = """
[data]
set = "folder"
folder = "pictures to search"
validation = 30
test = 30
[model]
name = "ann"
arguments = { width = 16 }
[run]
batch = 20
epochs = 2
device = "cpu"
threads = 1
snapshots = 0
"""


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three classes of 40 pictures of 8 × 8, told apart by the place of a light square."""
    folder = tmp_path_factory.mktemp("pictures to search", numbered=False)
    rng = np.random.default_rng(5)
    for place in range(3):
        (folder / f"place {place}").mkdir()
        for number in range(40):
            pixels = rng.integers(0, 120, (8, 8), dtype=np.uint8)
            pixels[2 * place : 2 * place + 3, 2 * place : 2 * place + 3] += 100
            Image.fromarray(pixels).save(folder / f"place {place}" / f"{number}.png")
    return folder


@pytest.fixture(autouse=True)
def _in_the_folder(pictures: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pictures.parent)


def _plan(tmp_path: Path, table: str, base: str = TINY) -> search_plan.SearchPlan:
    path = tmp_path / "plan.toml"
    path.write_text(base + table, encoding="utf-8")
    return search_plan.read(path)


def test_a_grid_tries_every_combination_once_and_goes_on_where_it_was(tmp_path: Path) -> None:
    plan = _plan(
        tmp_path,
        "[search]\nprune = false\n"
        '[search.values]\n"optimiser.name" = ["sgd", "adam"]\n"optimiser.learning_rate" = [1e-6, 0.01]\n',
    )
    assert (plan.kind, plan.trials) == ("grid", 4)
    told: list[Trial] = []
    trials = search(plan, tmp_path / "runs", name="grid", listen=told.append)
    tried = {(trial.values["optimiser.name"], trial.values["optimiser.learning_rate"]) for trial in trials}
    assert tried == {("sgd", 1e-6), ("sgd", 0.01), ("adam", 1e-6), ("adam", 0.01)}
    assert [trial.score for trial in trials] == sorted(trial.score or 0 for trial in trials)
    assert trials[0].values["optimiser.learning_rate"] == 0.01
    assert len(told) == 4
    for trial in trials:
        run = RunDirectory(Path(trial.folder))
        assert run.status().state == "finished"
        assert run.config.optimiser.name == trial.values["optimiser.name"]
        assert run.config.optimiser.learning_rate == trial.values["optimiser.learning_rate"]
        assert trial.accuracy is not None
    again = search(plan, tmp_path / "runs", name="grid", listen=told.append)
    assert len(told) == 4  # nothing was left to do
    assert [trial.number for trial in again] == [trial.number for trial in trials]


def test_samples_stay_in_their_range_and_hopeless_ones_are_given_up(tmp_path: Path) -> None:
    plan = _plan(
        tmp_path,
        "[search]\ntrials = 8\nseed = 3\n[search.values]\n"
        '"optimiser.learning_rate" = { low = 1e-7, high = 1e-1, log = true }\n'
        '"model.arguments.width" = { low = 4, high = 16, step = 4 }\n',
        TINY.replace("epochs = 2", "epochs = 6"),
    )
    assert (plan.kind, plan.trials) == ("sampled", 8)
    trials = search(plan, tmp_path / "runs", name="samples")
    assert len(trials) == 8
    assert all(1e-7 <= trial.values["optimiser.learning_rate"] <= 1e-1 for trial in trials)
    assert {trial.values["model.arguments.width"] for trial in trials} <= {4, 8, 12, 16}
    pruned = [trial for trial in trials if trial.state == "pruned"]
    assert pruned
    assert all(trial.epochs < 6 and trial.accuracy is None for trial in pruned)
    assert all(RunDirectory(Path(trial.folder)).status().state == "stopped" for trial in pruned)
    assert trials[0].state == "complete"
    assert trials[-1].state == "pruned"


def test_a_pair_of_variants_starts_from_the_same_weights(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    torch = pytest.importorskip("torch")
    from safetensors.torch import load_file

    path = tmp_path / "pair.toml"
    path.write_text(
        TINY.replace("snapshots = 0", "snapshots = 5")
        + '[[search.variants]]\nname = "SGD"\n"optimiser.name" = "sgd"\n'
        + '[[search.variants]]\nname = "Adam"\n"optimiser.name" = "adam"\n',
        encoding="utf-8",
    )
    assert cli.main(["search", str(path), "--runs", str(tmp_path / "runs"), "--language", "en"]) == 0
    shown = capsys.readouterr().out
    assert re.search(r"^ *\d +Adam +\d\.\d{4} +[\d.]+% +2$", shown, re.MULTILINE)
    assert re.search(r"^ *\d +SGD +\d\.\d{4} +[\d.]+% +2$", shown, re.MULTILINE)
    runs = [RunDirectory(tmp_path / "runs" / f"trial-{number:04d}") for number in (0, 1)]
    assert {run.config.optimiser.name for run in runs} == {"sgd", "adam"}
    first, second = (load_file(run.snapshots()[0][1]) for run in runs)
    assert [run.snapshots()[0][0] for run in runs] == [0, 0]
    assert all(torch.equal(first[name], second[name]) for name in first)


def test_a_trial_that_fails_does_not_end_the_search(tmp_path: Path) -> None:
    plan = _plan(
        tmp_path, '[[search.variants]]\nname = "a"\n[[search.variants]]\nname = "b"\n"model.name" = "resnet"\n'
    )
    trials = search(plan, tmp_path / "runs", name="failing")
    assert [trial.state for trial in trials] == ["complete", "failed"]
    assert "resnet" in trials[1].reason


def test_a_search_in_which_all_fails_is_a_sentence(tmp_path: Path) -> None:
    plan = _plan(tmp_path, '[search.values]\n"model.name" = ["resnet"]\n')
    with pytest.raises(Problem, match="All 1 trials failed"):
        search(plan, tmp_path / "runs", name="failing")


def test_a_database_that_is_none_is_a_sentence(tmp_path: Path) -> None:
    plan = _plan(tmp_path, '[search.values]\n"optimiser.name" = ["sgd"]\n')
    with pytest.raises(Problem, match="The database “nonsense” cannot be used"):
        search(plan, tmp_path / "runs", name="x", storage="nonsense")


def test_two_machines_share_one_study_by_a_database(tmp_path: Path) -> None:
    plan = _plan(tmp_path, '[search.values]\n"run.seed" = [0, 1]\n', TINY.replace("epochs = 2", "epochs = 1"))
    storage = f"sqlite:///{tmp_path / 'shared.db'}"

    def leave(trial: Trial) -> None:
        raise KeyboardInterrupt  # the first machine is switched off after one trial

    with pytest.raises(KeyboardInterrupt):
        search(plan, tmp_path / "one", name="shared", storage=storage, listen=leave)
    trials = search(plan, tmp_path / "two", name="shared", storage=storage)
    assert sorted(trial.values["run.seed"] for trial in trials) == [0, 1]
    assert {Path(trial.folder).parent.name for trial in trials} == {"one", "two"}


def test_ranges_are_read(tmp_path: Path) -> None:
    plan = _plan(
        tmp_path,
        '[search.values]\n"optimiser.learning_rate" = { low = 1e-4, high = 1, log = true }\n'
        '"run.batch" = { low = 10, high = 50, step = 10 }\n',
    )
    assert plan.values["optimiser.learning_rate"] == Range(1e-4, 1, True, None, False)
    assert plan.values["run.batch"] == Range(10, 50, False, 10, True)
    assert plan.trials == 20


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("", "has no table"),
        ("[search]\n", "either"),
        ('[search.values]\n"run.batch" = [10]\n[[search.variants]]\nname = "a"\n', "not both"),
        ('[search]\ntrails = 3\n[search.values]\n"run.batch" = [10]\n', "no key “trails”"),
        ('[search]\ntrials = 0\n[search.values]\n"run.batch" = [10]\n', "“trials” of"),
        ('[search]\nkind = "random"\n[search.values]\n"run.batch" = [10]\n', "“kind” of"),
        ('[search]\nprune = 1\n[search.values]\n"run.batch" = [10]\n', "“prune” of"),
        ('[search.values]\n"run.bach" = [10]\n', "Did you mean “run.batch”"),
        ('[search.values]\n"run.batch" = 10\n', "needs a list of values"),
        ('[search.values]\n"run.batch" = []\n', "needs a list of values"),
        ('[search.values]\n"run.batch" = [10, 0]\n', "cannot be 0"),
        ('[search.values]\n"run.batch" = { low = 50, high = 10 }\n', "a low number and a higher one"),
        ('[search.values]\n"optimiser.l1" = { low = 0, high = 1, log = true }\n', "both above 0"),
        ('[search.values]\n"optimiser.l1" = { low = 0, high = 1000 }\n', "“optimiser.l1” cannot be 1000"),
        ('[search]\nkind = "grid"\n[search.values]\n"optimiser.l1" = { low = 0, high = 1 }\n', "A grid needs a list"),
        ('[[search.variants]]\n"run.batch" = 10\n', "needs a name"),
        ('[[search.variants]]\nname = "a"\n[[search.variants]]\nname = "a"\n', "a name of its own"),
        ('[[search.variants]]\nname = "a"\n"run.batch" = "x"\n', "run.batch"),
    ],
)
def test_what_a_table_may_not_say_is_a_sentence(table: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        _plan(tmp_path, table)
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)
