"""A run's directory: whole or torn, followed while it grows, and told alive from dead."""

from __future__ import annotations

import dataclasses
import json
import random
import subprocess
import sys
from array import array
from itertools import pairwise
from pathlib import Path
from typing import IO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.problems import Problem
from cnnviz.training import events, run_dir, snapshot_plan
from cnnviz.training.config import RunConfig
from cnnviz.training.events import Batch, Control, End, Epoch, Event, EventReader, EventWriter, Notice, Start
from cnnviz.training.history import History
from cnnviz.training.run_dir import RunDirectory
from tests.unit.test_contracts import brought_along

NAN, INFINITE = float("nan"), float("inf")


def start(step: int = 0, epoch: int = 0) -> Start:
    return Start(
        step, epoch, 2, 5, 8, {"train": 40, "validation": 0, "test": 0}, ("a", "b"), (20, 20), (1, 4, 4), 9, {}, "cpu"
    )


def batch(step: int, count: int = 1, epoch: int = 1) -> Batch:
    losses = [float(step + place) for place in range(count)]
    return Batch(step, epoch, losses, [0.5] * count, [0.1] * count, [1.0] * count, 100.0, 1.0)


def epoch(number: int, step: int) -> Epoch:
    return Epoch(step, number, 1.0, 0.5, None, None, 0.1, 1.0, True, number, 1.0)


ALL: tuple[Event, ...] = (
    start(),
    batch(1, 3),
    epoch(1, 3),
    events.Test(3, 1, 10, 0.5, 0.9, [1.0, None], 1.0),
    Notice(3, 1, "plateau", {"epochs": 5}, 1.0),
    Control(3, 1, "set", "optimiser.learning_rate", 0.1, 0.2, "", 1.0),
    End(3, 1, "finished", True, "", {}, 1.0),
)


def test_a_long_log_is_read_to_the_last_digit(tmp_path: Path) -> None:
    rng = random.Random(4)
    said: list[Event] = [start()]
    while len(said) < 400:
        step, count = 1 + sum(len(each.loss) for each in said if isinstance(each, Batch)), rng.randrange(1, 20)
        one, two, three, four = ([float(f"{rng.random() ** 9:.7g}") for _ in range(count)] for _ in range(4))
        said.append(Batch(step, 1, one, two, three, four, float(f"{rng.random() * 1e4:.7g}"), 1.0))
    path = written(tmp_path / "events.jsonl", *said)
    history = History(path)
    history.read()
    batches = [each for each in said if isinstance(each, Batch)]
    for name in ("loss", "accuracy", "learning_rate", "gradient_norm"):
        assert getattr(history, name) == array("f", [value for each in batches for value in getattr(each, name)])
    speeds = [each.samples_per_second for each in batches for _ in each.loss]
    assert history.samples_per_second == array("f", speeds)
    lines = path.read_bytes().split(b"\n")
    lines[200] = lines[200].replace(b'"loss":[', b'"loss":[,')  # damaged: what follows it would be a curve with a hole
    path.write_bytes(b"\n".join(lines))
    damaged = History(path)
    damaged.read()
    assert damaged.loss == array("f", [value for each in batches[:199] for value in each.loss])


def test_a_run_that_begins_anew_says_things_anew(tmp_path: Path) -> None:
    told = Notice(0, 0, "imbalance", {}, 1.0)
    history = History(written(tmp_path / "events.jsonl", start(), told, start(), told, batch(1), start(1)))
    history.read()
    assert history.notices == [told]


def written(path: Path, *said: Event) -> Path:
    writer = EventWriter(path)
    for event in said:
        writer.write(event)
    writer.close()
    return path


def test_the_engine_of_runs_is_standard_library_only() -> None:
    names = [f"cnnviz.training.{name}" for name in ("config", "events", "history", "run_dir", "notices", "schedules")]
    assert brought_along(names, ("torch", "numpy", "PySide6", "PIL", "safetensors", "platformdirs")) == []


def test_every_event_comes_back(tmp_path: Path) -> None:
    read = EventReader(written(tmp_path / "log", *ALL)).read()
    assert [event.kind for event in read] == [event.kind for event in ALL]
    for sooner, later in zip(ALL[1:], read[1:], strict=True):
        assert later == sooner
    for line in (tmp_path / "log").read_text().splitlines():
        assert line.startswith('{"kind":')
        json.loads(line, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))


def test_numbers_that_json_does_not_know() -> None:
    line = events.line(Batch(1, 1, [NAN, INFINITE, -INFINITE], [0.0] * 3, [0.1] * 3, [NAN] * 3))
    back = events.parsed(line)
    assert isinstance(back, Batch)
    assert str(list(back.loss)) == "[nan, inf, -inf]"
    assert str(events.parsed(events.line(Epoch(1, 1, NAN, 0.0, INFINITE, 0.1, 0.1, 1.0, False, 0)))).count("nan") == 1


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 5000), st.lists(st.integers(1, 300), max_size=8))
def test_a_log_cut_anywhere_gives_what_was_whole_and_goes_on(
    tmp_path_factory: pytest.TempPathFactory, cut: int, reads: list[int]
) -> None:
    path = tmp_path_factory.mktemp("torn") / "log"
    written(path, start(), *(batch(step) for step in range(1, 20)))
    whole = path.read_bytes()
    torn = whole[: min(cut, len(whole))]
    path.write_bytes(torn)
    expected = torn.count(b"\n")
    reader = EventReader(path)
    assert len(reader.read()) == expected
    assert reader.offset == torn.rfind(b"\n") + 1

    written(path, batch(100))  # a resumed process ends the torn line and goes on
    assert [event.step for event in reader.read()][-1:] == [100]
    again, seen = EventReader(path), 0
    for size in reads:
        seen += len(again.read(size))
    assert seen + len(again.read()) == len(EventReader(path).read())


def test_a_line_is_left_until_it_is_whole(tmp_path: Path) -> None:
    line = events.line(batch(1))
    path = tmp_path / "log"
    reader = EventReader(path)
    assert reader.read() == []
    path.write_bytes(line[:20])
    assert reader.read() == []
    path.write_bytes(line)
    assert reader.read() == [batch(1)]
    assert reader.read() == []


@pytest.mark.parametrize("line", [b"", b"[]", b"3", b'{"kind": "tea"}', b'{"kind":"batch","step":1}', b"{" * 5000])
def test_lines_that_say_nothing_are_passed_over(line: bytes) -> None:
    assert events.parsed(line) is None


def test_what_a_crash_undid_never_happened(tmp_path: Path) -> None:
    path = written(
        tmp_path / "log",
        start(),
        batch(1, 5),
        epoch(1, 5),
        batch(6, 3),
        Notice(8, 1, "plateau"),
        Control(8, 1, "pause"),
    )
    history = History(path)
    assert history.read()
    assert history.step == 8
    written(path, start(6, 1), batch(7, 4), epoch(2, 10), End(10, 2, "finished"))
    assert history.read()
    assert not history.read()
    assert list(history.loss) == [float(step) for step in range(1, 11)]
    assert [each.epoch for each in history.epochs] == [1, 2]
    assert history.notices == []
    assert len(history.controls) == 1
    assert history.end is not None

    written(path, start(5, 0))  # resumed before the first epoch was counted
    history.read()
    assert history.epochs == [] and history.step == 5 and history.end is None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["", "nan", "torn", "hole", "again", "notice"])), max_size=12)
)
def test_many_lines_at_once_say_what_each_says(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[int, str]]
) -> None:
    path, step = tmp_path_factory.mktemp("lines") / "log", 1
    with path.open("wb") as file:
        for count, oddity in said:
            event = batch(step, count)
            if oddity == "nan":
                event = dataclasses.replace(event, loss=[NAN] * count)
            if oddity == "hole":
                event = dataclasses.replace(event, step=step + 1)
            if oddity == "again" and step > 2:
                event = dataclasses.replace(event, step=step - 2)
            file.write(events.line(event)[: -5 if oddity == "torn" else None])
            file.write(b"\n" if oddity == "torn" else b"")
            if oddity == "notice":
                file.write(events.line(Notice(step, 0, "plateau")))
            expected = reference(path.parent / "log", file)
            step = len(expected) + 1
    history = History(path)
    history.read()
    assert str(list(history.loss)) == str(reference(path))
    assert len(history.loss) == len(history.samples_per_second) == len(history.gradient_norm)


def reference(path: Path, file: IO[bytes] | None = None) -> list[float]:
    """The losses of a log, read one line after the other."""
    if file is not None:
        file.flush()
    losses: list[float] = []
    for line in path.read_bytes().splitlines():
        event = events.parsed(line)
        if isinstance(event, Batch) and event.step <= len(losses) + 1:
            losses[event.step - 1 :] = event.loss
    return losses


def test_a_day_long_log_is_small_and_quick(tmp_path: Path) -> None:
    path = written(tmp_path / "log", *(batch(step, 10) for step in range(1, 20_001, 10)))
    history = History(path)
    history.read()
    assert history.step == 20_000
    assert path.stat().st_size < 20_000 * 60


def test_commands_wait_and_are_taken_once_in_their_order(tmp_path: Path) -> None:
    run = run_dir.create(RunConfig(), tmp_path / "run")
    run.command("pause")
    run.command("set", "optimiser.learning_rate", 0.5)
    (run.path / "control" / "0.json").write_text("{")  # damaged, and first in line
    taken = run.taken_commands()
    assert [(each["command"], each["value"]) for each in taken] == [("pause", None), ("set", 0.5)]
    assert run.taken_commands() == []
    for wrong in (("dance",), ("set", "run.batch", 3), ("set", "optimiser.learning_rate", -1)):
        with pytest.raises(Problem):
            run.command(*wrong)


def test_a_folder_that_is_taken(tmp_path: Path) -> None:
    run_dir.create(RunConfig(), tmp_path / "run")
    with pytest.raises(Problem, match="holds a run already"):
        run_dir.create(RunConfig(), tmp_path / "run")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.txt").write_text("")
    with pytest.raises(Problem, match="holds other files"):
        run_dir.create(RunConfig(), tmp_path / "other")
    (tmp_path / "file").write_text("")
    with pytest.raises(Problem, match="cannot be written"):
        run_dir.create(RunConfig(), tmp_path / "file")
    with pytest.raises(Problem, match="no directory of a run"):
        _ = RunDirectory(tmp_path / "other").config


def test_alive_and_dead_are_told_apart(tmp_path: Path) -> None:
    run = run_dir.create(RunConfig(), tmp_path / "run")
    assert run.status().state == "new"
    script = (
        "import sys, pathlib; from cnnviz.training.run_dir import RunDirectory\n"
        "run = RunDirectory(pathlib.Path(sys.argv[1])); lock = run.lock(); run.write_state('running', 7)\n"
        "print('ready', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(run.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == b"ready"
        status = run.status()
        assert (status.state, status.step, status.pid) == ("running", 7, child.pid)
        with pytest.raises(Problem, match=str(child.pid)):
            run.lock()
        child.kill()
    assert run.status().state == "killed"
    lock = run.lock()
    assert run.is_running()
    with pytest.raises(Problem):
        run.lock()
    lock.release()
    assert not run.is_running()


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 100_000), st.integers(0, 400))
def test_snapshots_are_dense_then_sparse_and_bounded(total: int, most: int) -> None:
    steps = sorted(snapshot_plan.steps(total, most))
    assert len(steps) <= most
    if most:
        assert steps[-1] == total
    if most >= 200 and total >= 200:
        assert steps[:51] == list(range(51))
        gaps = [later - sooner for sooner, later in pairwise(steps)]
        assert max(gaps) < total
        assert len(steps) > min(most, total) * 0.5
    gone = snapshot_plan.superfluous(steps, snapshot_plan.steps(2 * total, most), max(most // 2, 1))
    left = [step for step in steps if step not in gone]
    assert len(left) <= max(most // 2, 2)
    assert not steps or (left[0], left[-1]) == (steps[0], steps[-1])
