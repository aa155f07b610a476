"""`cnnviz evaluate` and `cnnviz export` with the directory of a real, small run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

torch = pytest.importorskip("torch")

from cnnviz import cli  # noqa: E402
from cnnviz.training import config as configuration  # noqa: E402
from cnnviz.training import run_dir  # noqa: E402
from cnnviz.training.events import Batch, EventReader, EventWriter, Start  # noqa: E402
from cnnviz.training.history import History  # noqa: E402
from cnnviz.training.run_dir import RunDirectory  # noqa: E402
from cnnviz.training.trainer import conduct  # noqa: E402


def _make_pictures(folder: Path, seed: int) -> Path:
    """Two classes, 30 pictures of 12 × 12 each: light on the left, light on the right, much noise."""
    rng = np.random.default_rng(seed)
    for place, name in enumerate(("왼쪽", "right")):
        (folder / name).mkdir(parents=True)
        for number in range(30):
            pixels = rng.integers(0, 180, (12, 12), dtype=np.uint8)
            pixels[:, 6 * place : 6 * place + 6] += 30
            Image.fromarray(pixels).save(folder / name / f"{number}.png")
    return folder


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> RunDirectory:
    root = tmp_path_factory.mktemp("evaluated")
    config = configuration.from_dict(
        {
            "data": {"set": "folder", "folder": str(_make_pictures(root / "pictures", 1)), "test": 20},
            "model": {"name": "two-class-cnn", "arguments": {"width": 4}},
            "loss": {"name": "bce"},
            "optimiser": {"learning_rate": 0.01},
            "run": {"batch": 8, "epochs": 3, "device": "cpu", "threads": 1, "snapshots": 0},
        }
    )
    made = run_dir.create(config, root / "run")
    assert conduct(made) == "finished"
    return made


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert cli.main(["evaluate", *arguments, "--json", "--language", "en"]) == 0
    return dict(json.loads(capsys.readouterr().out))


def test_a_run_is_judged_by_its_own_test_split(run: RunDirectory, capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, str(run.path))
    assert list(found) == ["model", "data", "samples", "loss", "accuracy", "per_class", "confusion"]
    (test,) = (event for event in EventReader(run.events).read() if event.kind == "test")
    assert found["samples"] == test.samples == 20
    assert found["accuracy"] == pytest.approx(test.accuracy)
    assert found["loss"] == pytest.approx(test.loss, abs=1e-5)
    confusion = np.array(found["confusion"])
    assert confusion.sum() == 20
    assert np.trace(confusion) / 20 == pytest.approx(found["accuracy"])
    assert [row["class"] for row in found["per_class"]] == ["right", "왼쪽"]
    for place, row in enumerate(found["per_class"]):
        assert row["samples"] == confusion[place].sum()
        assert row["recall"] == pytest.approx(confusion[place, place] / confusion[place].sum())


def test_parts_and_other_data(run: RunDirectory, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counts = {part: _json(capsys, str(run.path), "--part", part)["samples"] for part in ("train", "validation", "all")}
    assert counts == {"train": 28, "validation": 12, "all": 60}
    others = _make_pictures(tmp_path / "others", 2)
    assert _json(capsys, str(run.path), "--data", str(others))["samples"] == 60
    assert _json(capsys, str(run.best), "--data", str(others))["samples"] == 60


def test_details_have_calibration_mistakes_and_thresholds(
    run: RunDirectory, capsys: pytest.CaptureFixture[str]
) -> None:
    found = _json(capsys, str(run.path), "--part", "all", "--details")
    assert len(found["wrong"]) == round(60 * (1 - found["accuracy"]))
    assert all(row["probability"] >= row["probability_of_class"] for row in found["wrong"])
    assert sum(row["count"] for row in found["calibration"]["bins"]) == 60
    rows = found["thresholds"]["rows"]
    assert rows[-1]["true_positive_rate"] == rows[-1]["false_positive_rate"] == 1
    at_half = [row for row in rows if row["threshold"] >= 0.5][-1]
    assert at_half["accuracy"] == pytest.approx(found["accuracy"])


def test_a_table_for_people(run: RunDirectory, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["evaluate", str(run.path), "--details", "--language", "en"]) == 0
    shown = capsys.readouterr().out
    assert "20 pictures" in shown
    assert "Area under ROC" in shown
    assert "highest F1" in shown


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["class-convnet"], "Say what the network is judged by"),
        (["class-convnet", "--data", "mnisd"], "mnist"),
        (["ann", "--data", "pen-digits"], "comes untrained"),
        (["nothing.pt", "--data", "pen-digits"], "nothing.pt"),
    ],
)
def test_what_cannot_be_judged_is_a_sentence(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["evaluate", *arguments, "--language", "en"]) == cli.FAILED
    told = capsys.readouterr().err
    assert sentence in told
    assert told.count("\n") == 1


def test_pictures_of_other_classes_are_a_sentence(
    run: RunDirectory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    others = _make_pictures(tmp_path / "others", 2)
    (others / "right").rename(others / "up")
    assert cli.main(["evaluate", str(run.path), "--data", str(others), "--language", "en"]) == cli.FAILED
    assert "up" in capsys.readouterr().err


def _read_back(folder: Path) -> Any:
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    read = EventAccumulator(str(folder), size_guidance={"scalars": 0, "tensors": 0})
    read.Reload()
    return read


@pytest.fixture
def _tensorboard() -> None:
    pytest.importorskip("tensorboard", reason="the export needs the extra “tensorboard”")


@pytest.mark.usefixtures("_tensorboard")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_run_opens_in_tensorboard(run: RunDirectory, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):  # the second one replaces the first
        assert cli.main(["export", "tensorboard", str(run.path), "--to", str(tmp_path / "board")]) == 0
    assert str(tmp_path / "board") in capsys.readouterr().out
    read, told = _read_back(tmp_path / "board"), History(run.events)
    told.read()
    batches = [event for event in EventReader(run.events).read() if isinstance(event, Batch)]
    losses = [loss for event in batches for loss in event.loss]
    curve = read.Scalars("batch/loss")
    assert [point.step for point in curve] == list(range(1, 13))  # 28 pictures, 8 at once, 3 epochs
    assert [point.value for point in curve] == pytest.approx(losses, rel=1e-6)
    assert [point.step for point in read.Scalars("epoch/validation_accuracy")] == [1, 2, 3]
    assert len(read.Scalars("test/accuracy")) == 1


@pytest.mark.usefixtures("_tensorboard")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_steps_that_a_crash_undid_are_not_exported(tmp_path: Path) -> None:
    from cnnviz.training.tensorboard import export

    run = run_dir.create(configuration.RunConfig(), tmp_path / "run")
    start = {
        "epochs": 1, "batches": 9, "batch": 1, "counts": {}, "classes": [], "class_counts": [], "shape": [1, 2, 2],
        "parameters": 1, "preprocessing": {}, "device": "cpu",
    }  # fmt: skip
    writer = EventWriter(run.events)
    writer.write(Start(step=0, epoch=0, **start))
    writer.write(Batch(1, 0, [1.0, 2.0, 3.0], [0.0] * 3, [0.1] * 3, [1.0] * 3))
    writer.write(Batch(4, 0, [4.0], [0.0], [0.1], [1.0]))
    writer.write(Start(step=2, epoch=0, **start))
    writer.write(Batch(3, 0, [30.0, 40.0], [0.0] * 2, [0.1] * 2, [1.0] * 2))
    writer.close()
    curve = _read_back(export(run)).Scalars("batch/loss")
    assert [(point.step, point.value) for point in curve] == [(1, 1), (2, 2), (3, 30), (4, 40)]


def test_an_export_of_nothing_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("tensorboard", reason="the export needs the extra “tensorboard”")
    assert cli.main(["export", "tensorboard", str(tmp_path), "--language", "en"]) == cli.FAILED
    assert "no directory of a run" in capsys.readouterr().err
    run_dir.create(configuration.RunConfig(), tmp_path / "run")
    assert cli.main(["export", "tensorboard", str(tmp_path / "run"), "--language", "en"]) == cli.FAILED
    assert "Nothing has been trained" in capsys.readouterr().err
