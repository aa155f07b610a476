"""A run's directory while it is trained: resumed to the bit, steered from outside, and whole whatever goes wrong."""

from __future__ import annotations

import errno
import json
import math
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from cnnviz.models import loading
from cnnviz.problems import Problem
from cnnviz.training import checkpoints, materials, trainer
from cnnviz.training.config import RunConfig
from cnnviz.training.events import Batch, Control, End, Epoch, Event, Notice
from cnnviz.training.history import History
from cnnviz.training.notices import NO_NUMBER, NOTICES, Watch
from cnnviz.training.run_dir import RunDirectory
from tests.unit import small_runs


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_runs.write_pictures(tmp_path_factory.mktemp("pictures"))


@pytest.fixture(scope="module")
def whole(pictures: Path, tmp_path_factory: pytest.TempPathFactory) -> RunDirectory:
    run = small_runs.new_run(tmp_path_factory.mktemp("whole") / "run", pictures)
    assert trainer.conduct(run) == "finished"
    return run


def history(run: RunDirectory) -> History:
    found = History(run.events)
    found.read()
    return found


def same(one: RunDirectory, other: RunDirectory) -> None:
    """Every weight of every moment, to the bit, and every figure of the log."""
    first, second = torch.load(one.last, weights_only=True), torch.load(other.last, weights_only=True)
    for part in ("network", "best"):
        assert first[part].keys() == second[part].keys()
        assert all(torch.equal(first[part][name], second[part][name]) for name in first[part])
    assert one.best.read_bytes() == other.best.read_bytes()
    assert [step for step, _ in one.snapshots()] == [step for step, _ in other.snapshots()]
    for (_, path), (_, twin) in zip(one.snapshots(), other.snapshots(), strict=True):
        assert path.read_bytes() == twin.read_bytes()
    left, right = history(one), history(other)
    assert left.loss == right.loss and left.accuracy == right.accuracy and left.gradient_norm == right.gradient_norm
    for epoch, again in zip(left.epochs, right.epochs, strict=True):
        assert (epoch.train_loss, epoch.train_accuracy) == (again.train_loss, again.train_accuracy)
        assert (epoch.validation_loss, epoch.best_epoch) == (again.validation_loss, again.best_epoch)
    assert left.test is not None and right.test is not None
    assert (left.test.loss, left.test.per_class) == (right.test.loss, right.test.per_class)


def test_a_run_leaves_all_that_can_be_seen_of_it(whole: RunDirectory) -> None:
    told = history(whole)
    assert whole.status().state == "finished"
    assert told.step == 15 and len(told.epochs) == 3
    assert told.start is not None
    assert told.start.counts == {"train": 40, "validation": 12, "test": 8}
    assert (told.start.batches, told.start.epochs, tuple(told.start.shape)) == (5, 3, (1, 12, 12))
    assert [step for step, _ in whole.snapshots()] == list(range(16))
    assert json.loads(whole.environment_file.read_text())["torch"] == torch.__version__
    assert told.loss[-1] < told.loss[0]
    best = min(told.epochs, key=lambda epoch: epoch.validation_loss or math.inf)
    assert told.best == best
    snapshot = load_file(whole.snapshot(best.step))
    assert all(torch.equal(value, snapshot[name]) for name, value in load_file(whole.best).items())


def test_the_best_weights_answer_elsewhere(whole: RunDirectory) -> None:
    loaded = loading.load(whole.path)
    assert loaded.card.classes == small_runs.CLASSES
    assert loaded.card.input_shape == (1, 12, 12)
    assert tuple(loaded.model(torch.zeros(1, 1, 12, 12)).shape) == (1, 3)


@pytest.mark.parametrize("stop_at", [1, 5, 7, 14])
def test_stopped_and_resumed_is_never_stopped(
    pictures: Path, whole: RunDirectory, tmp_path: Path, stop_at: int
) -> None:
    run = small_runs.new_run(tmp_path / "run", pictures, run__checkpoint_seconds=0.0)
    assert trainer.conduct(run, listen=stopping(run, stop_at)) == "stopped"
    assert run.status().state == "stopped"
    assert trainer.conduct(run) == "finished"
    same(run, whole)


def stopping(run: RunDirectory, step: int) -> Callable[[Event], None]:
    """Stops the run at a step, as a person's command does once it is found."""

    def listen(event: Event) -> None:
        if isinstance(event, Batch) and event.step <= step < event.step + len(event.loss):
            run.command("stop")

    return listen


@pytest.fixture(autouse=True)
def _commands_are_found_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trainer, "_POLL", 0.0)
    monkeypatch.setattr("cnnviz.training.journal._PATIENCE", 0.0)


def test_more_epochs_later_are_more_epochs_at_once(pictures: Path, whole: RunDirectory, tmp_path: Path) -> None:
    run = small_runs.new_run(tmp_path / "run", pictures, run__epochs=2)
    trainer.conduct(run)
    trainer.conduct(run, changes={"run.epochs": 3})
    assert run.config.run.epochs == 3
    one, other = history(run), history(whole)
    assert one.loss == other.loss
    assert run.best.read_bytes() == whole.best.read_bytes()
    with pytest.raises(Problem, match="cannot change in a run that has begun"):
        trainer.conduct(run, changes={"run.batch": 3})


def test_dropout_augmentation_batch_norm_and_schedules_resume_to_the_bit(pictures: Path, tmp_path: Path) -> None:
    changes: dict[str, object] = {
        "model__name": "fashion-cnn", "model__arguments": {"width": 4}, "augmentation__rotation": 20.0,
        "augmentation__noise": 0.1, "optimiser__name": "momentum", "schedule__name": "plateau", "run__patience": 9,
        "schedule__patience": 0, "data__balance": "sampler", "loss__smoothing": 0.1, "run__checkpoint_seconds": 0.0,
    }  # fmt: skip
    one = small_runs.new_run(tmp_path / "one", pictures, **changes)
    trainer.conduct(one)
    other = small_runs.new_run(tmp_path / "other", pictures, **changes)
    for step in (3, 9):
        assert trainer.conduct(other, listen=stopping(other, step)) == "stopped"
    trainer.conduct(other)
    same(one, other)


def test_the_learning_rate_changes_while_it_runs_and_stays_changed(pictures: Path, tmp_path: Path) -> None:
    run = small_runs.new_run(tmp_path / "run", pictures, run__checkpoint_seconds=0.0)

    def listen(event: Event) -> None:
        if isinstance(event, Batch) and event.step == 4:
            run.command("set", "optimiser.learning_rate", 0.5)
            run.command("set", "run.epochs", 2)
            run.command("stop")

    assert trainer.conduct(run, listen=listen) == "stopped"
    assert trainer.conduct(run) == "finished"
    told = history(run)
    assert [round(rate, 4) for rate in told.learning_rate] == [0.001] * 4 + [0.5] * 6
    control = next(each for each in told.controls if each.command == "set")
    assert (control.field, control.before, control.value, control.step) == ("optimiser.learning_rate", 0.001, 0.5, 4)
    assert run.config.optimiser.learning_rate == 0.5


def test_one_batch_one_epoch_pause_and_resume(
    pictures: Path, whole: RunDirectory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = small_runs.new_run(tmp_path / "run", pictures)
    commands = iter(("batch", "batch", "epoch", "epoch", "resume"))
    stood: list[int] = []

    def paused(_seconds: float) -> None:
        assert run.status().state == "paused"
        stood.append(run.status().step)
        run.command(next(commands))

    monkeypatch.setattr("cnnviz.training.trainer.time.sleep", paused)
    run_to_pause: list[str] = ["pause"]

    def listen(event: Event) -> None:
        if isinstance(event, Batch) and run_to_pause:
            run.command(run_to_pause.pop())

    assert trainer.conduct(run, listen=listen) == "finished"
    assert stood == [1, 2, 3, 5, 10]
    same(run, whole)


def test_early_stopping_keeps_the_best(pictures: Path, tmp_path: Path) -> None:
    run = small_runs.new_run(
        tmp_path / "run", pictures, run__epochs=40, run__patience=2, optimiser__learning_rate=0.05, run__snapshots=5
    )
    trainer.conduct(run)
    told = history(run)
    losses = [epoch.validation_loss or 0.0 for epoch in told.epochs]
    assert told.end is not None and told.end.early
    assert len(losses) - 1 - losses.index(min(losses)) == 2
    assert told.test is not None and told.test.epoch == losses.index(min(losses)) + 1
    assert len(run.snapshots()) <= 5


def failed(run: RunDirectory) -> str:
    with pytest.raises(Problem) as caught:
        trainer.conduct(run)
    return str(caught.value)


def test_a_loss_that_is_no_number_ends_the_run_and_spoils_nothing(pictures: Path, tmp_path: Path) -> None:
    run = small_runs.new_run(
        tmp_path / "run", pictures, optimiser__name="sgd", optimiser__learning_rate=100.0, loss__name="mse"
    )
    assert "no number any more" in failed(run)
    assert run.status().state == "failed"
    told = history(run)
    assert [notice.name for notice in told.notices][-1] == "nan-loss"
    assert told.end is not None and told.end.reason == NO_NUMBER == NOTICES["nan-loss"]
    kept = checkpoints.load_last(run)
    assert all(value.isfinite().all() for value in kept["network"].values())
    assert trainer.conduct(run, changes={"optimiser.learning_rate": 1e-4}) == "finished"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"model__name": "class-convnet", "model__arguments": {}}, "class-convnet"),
        ({"model__name": "no-such"}, "no-such"),
        ({"loss__name": "bce", "model__name": "two-class-cnn", "model__arguments": {}}, "two classes"),
        ({"data__train": 1000}, "pictures"),
        ({"data__folder": "/nowhere/at/all"}, "/nowhere/at/all"),
        ({"model__weights": "/nowhere.pt"}, "nowhere.pt"),
    ],
)
def test_what_cannot_be_trained_says_so(
    pictures: Path, tmp_path: Path, changes: dict[str, object], sentence: str
) -> None:
    run = small_runs.new_run(tmp_path / "run", pictures, **changes)
    assert sentence in failed(run)
    assert run.status().state == "failed"
    assert isinstance(history(run).end, End)


def test_a_folder_that_is_divided_already_stays_so(tmp_path: Path) -> None:
    for part, each in (("train", 8), ("val", 4), ("test", 2)):
        small_runs.write_pictures(tmp_path / "pictures" / part, each=each)
    run = small_runs.new_run(tmp_path / "run", tmp_path / "pictures", data__validation=0.2, data__test=0, run__epochs=1)
    trainer.conduct(run)
    start = history(run).start
    assert start is not None and start.counts == {"train": 24, "validation": 12, "test": 6}
    config = small_runs.config(tmp_path / "pictures", data__validation=0.25, data__test=0).data
    splits = materials.divided(materials.opened(config), config)
    assert [len(part) for part in (splits.train, splits.validation, splits.test)] == [18, 6, 6]


def test_unreadable_files_and_uneven_classes_are_told_once(tmp_path: Path) -> None:
    folder = small_runs.write_pictures(tmp_path / "pictures")
    for number in range(15):
        (folder / "top" / f"{number}.png").write_bytes(b"no picture")
    run = small_runs.new_run(tmp_path / "run", folder, data__validation=5, data__test=5, data__stratified=True)
    told: list[Event] = []
    trainer.conduct(run, listen=told.append)
    trainer.conduct(run, changes={"run.epochs": 4})
    notices = [each for each in history(run).notices if each.step == 0]
    assert [each.name for each in notices] == ["left-out", "imbalance"]
    assert notices[0].values["count"] == 15
    assert sorted(notices[0].values["all"]) == sorted(f"top/{number}.png" for number in range(15))
    assert [NOTICES[each.name].format(**each.values) for each in notices] == [
        "Files that cannot be read as pictures are left out (15): top/0.png, top/1.png, top/10.png, top/11.png, "
        "top/12.png, …",
        "The classes are uneven: to learn from, “left” has 16 images and “top” has 3. data.balance = weights or "
        "sampler makes up for it.",
    ]
    balanced = small_runs.new_run(tmp_path / "balanced", folder, data__balance="weights", run__epochs=1)
    trainer.conduct(balanced)
    assert "imbalance" not in [each.name for each in history(balanced).notices]


def test_one_class_is_refused(tmp_path: Path) -> None:
    folder = small_runs.write_pictures(tmp_path / "pictures", each=30, classes=("left",))
    assert "single class" in failed(small_runs.new_run(tmp_path / "run", folder))


def test_a_wrong_number_of_outputs_is_refused(pictures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(144, 5))
    monkeypatch.setattr("cnnviz.training.materials.network", lambda _config, _data: wrong)
    assert "answers with 5" in failed(small_runs.new_run(tmp_path / "run", pictures))


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the system")
def test_a_full_disk_ends_the_run_with_a_sentence_and_what_was_saved_goes_on(
    pictures: Path, whole: RunDirectory, tmp_path: Path
) -> None:
    run = small_runs.new_run(tmp_path / "run", pictures, run__checkpoint_seconds=0.0)
    script = (
        "import resource, signal, sys; from cnnviz.training import worker\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))\n"
        "sys.exit(worker.main(sys.argv[1:]))"
    )
    done = subprocess.run([sys.executable, "-c", script, str(run.path)], capture_output=True, text=True, timeout=100)
    assert done.returncode == 2
    assert "cannot be written: File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(run.path.rglob("*.part"))
    assert trainer.conduct(run) == "finished"
    same(run, whole)


@pytest.mark.parametrize("last_write", [1, 2, 3, 6, 11, 24])
def test_a_disk_that_is_full_at_any_write(
    pictures: Path, whole: RunDirectory, tmp_path: Path, last_write: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = small_runs.new_run(tmp_path / "run", pictures, run__checkpoint_seconds=0.0)
    real, left = os.fsync, [last_write]

    def full(handle: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    assert "No space left" in failed(run)
    monkeypatch.setattr(os, "fsync", real)
    assert trainer.conduct(run) == "finished"
    same(run, whole)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(pictures: Path, tmp_path: Path) -> None:
    run = small_runs.new_run(tmp_path / "run", pictures)
    run.path.chmod(0o500)
    try:
        assert "cannot be written" in failed(run)
    finally:
        run.path.chmod(0o700)


def test_a_damaged_checkpoint_is_named(pictures: Path, tmp_path: Path) -> None:
    run = small_runs.new_run(tmp_path / "run", pictures, run__epochs=1)
    left_behind = run.snapshot_folder / ".000000003.safetensors.part"
    left_behind.write_bytes(b"half")
    run.command("stop")  # meant for a process that is gone
    assert trainer.conduct(run) == "finished"
    assert not left_behind.exists()
    run.last.write_bytes(run.last.read_bytes()[:1000])
    assert "damaged" in failed(run)


def watched(*steps: tuple[float, float, float]) -> list[str]:
    watch = Watch()
    return [name for number, step in enumerate(steps, 1) for name, _ in watch.after_step(number, *step)]


def test_notices_speak_once_and_by_their_rules() -> None:
    usual = (1.0, 0.5, 20.0)
    assert watched(*[usual] * 100) == []
    assert watched(usual, (math.nan, 0, 1.0)) == ["nan-loss"]
    assert watched(*[usual] * 5, (1.0, 0.5, 5000.0), (1.0, 0.5, 5000.0)) == ["exploding-gradients"]
    assert watched(*[usual] * 5, (1.0, 0.5, 5000.0), usual, (1.0, 0.5, 5000.0)) == 2 * ["exploding-gradients"]
    assert watched(usual, *[(1.0, 0.5, 1e-8)] * 19) == []
    assert watched(usual, *[(1.0, 0.5, 1e-8)] * 40) == ["vanishing-gradients"]
    assert watched(*[(0.0, 1.0, 1e-8)] * 40) == []  # all is learned


def epochs(*pairs: tuple[float, float], accuracy: float = 0.5) -> list[str]:
    watch = Watch()
    return [name for train, held in pairs for name, _ in watch.after_epoch(train, held, accuracy, 1, {})]


def test_notices_of_epochs() -> None:
    assert epochs(*[(3.0 - step / 10, 2.0 + step / 10) for step in range(8)]) == ["overfitting"]
    assert epochs(*[(3.0 - step / 10, 2.0 - step / 10) for step in range(8)]) == []
    assert epochs(*[(3.0, 2.0)] * 8) == ["plateau"]
    assert epochs(*[(3.0, 2.0)] * 8, accuracy=1.0) == []
    watch = Watch()
    dead = {"act1": (4, 8), "act2": (1, 8)}
    said = watch.after_epoch(1.0, 1.0, 0.5, 1, dead)
    assert said == [("dead-relus", {"layer": "act1", "dead": 4, "total": 8})]
    assert Watch.from_dict(json.loads(json.dumps(watch.as_dict()))).after_epoch(1.0, 1.0, 0.5, 1, dead) == []
    for name, values in said:
        assert NOTICES[name].format(**values)


def test_dead_relus_are_found_in_a_network_that_has_them(
    pictures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = materials.network

    def killed(*arguments: object) -> torch.nn.Module:
        network = usual(*arguments)  # type: ignore[arg-type]
        with torch.no_grad():
            dict(network.named_parameters())["conv1.bias"][:3] = -100.0
        return network

    monkeypatch.setattr(materials, "network", killed)
    run = small_runs.new_run(tmp_path / "run", pictures, run__epochs=2)
    trainer.conduct(run)
    found = [each for each in history(run).notices if each.name == "dead-relus"]
    assert found[0].values == {"layer": "act1", "dead": 3, "total": 4}
    assert len({each.values["layer"] for each in found}) == len(found)


def test_the_course_is_what_is_recommended() -> None:
    config = RunConfig()
    assert (config.run.batch, config.optimiser.name, config.optimiser.learning_rate) == (100, "adam", 0.001)
    assert {Notice.kind, Epoch.kind, Control.kind} == {"notice", "epoch", "control"}
