"""Trainers in processes of their own: killed at any moment, and several that learn together."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch

from cnnviz.training import trainer
from cnnviz.training.history import History
from cnnviz.training.run_dir import RunDirectory
from tests.unit import small_runs
from tests.unit.test_trainer import same

WORKER = (sys.executable, "-m", "cnnviz.training.worker")


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_runs.write_pictures(tmp_path_factory.mktemp("pictures"))


FORKS = """
import os, sys
from cnnviz.training import worker
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        os._exit(worker.main([line.rstrip()]))
    print(child, flush=True)
    os.waitpid(child, 0)
    print("over", flush=True)
"""  # torch is imported once for all trainers


@pytest.mark.skipif(not hasattr(os, "fork"), reason="trainers are forked")
def test_killed_at_any_moment_and_resumed_is_never_killed(pictures: Path, tmp_path: Path) -> None:
    changes: dict[str, object] = {"run__epochs": 6, "run__checkpoint_seconds": 0.0}
    whole = small_runs.new_run(tmp_path / "whole", pictures, **changes)
    began = time.monotonic()
    trainer.conduct(whole)
    length = time.monotonic() - began
    run = small_runs.new_run(tmp_path / "run", pictures, **changes)
    rng = random.Random(5)
    killed = 0
    with subprocess.Popen(
        [sys.executable, "-c", FORKS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as parent:
        assert parent.stdin is not None and parent.stdout is not None
        while killed < 4 and run.status().state != "finished":
            parent.stdin.write(f"{run.path}\n")
            child = int(parent.stdout.readline())
            time.sleep(rng.uniform(0.1, 0.5) * length)
            os.kill(child, signal.SIGKILL)
            assert parent.stdout.readline() == "over\n"
            killed += run.status().state == "killed"
            History(run.events).read()
        parent.stdin.close()
    assert killed
    if run.status().state != "finished":
        trainer.conduct(run)
    same(run, whole)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_polite_kill_stops_after_the_batch(pictures: Path, tmp_path: Path) -> None:
    run = small_runs.new_run(tmp_path / "run", pictures, run__epochs=10_000, run__snapshots=0)
    with subprocess.Popen([*WORKER, str(run.path)], stderr=subprocess.PIPE) as child:
        history = History(run.events)
        while child.poll() is None and history.step < 3:
            history.read()
            time.sleep(0.01)
        child.send_signal(signal.SIGTERM)
        _, errors = child.communicate(timeout=60)
    assert (child.returncode, errors) == (0, b"")
    assert run.status().state == "stopped"
    history.read()
    assert torch.load(run.last, weights_only=True)["place"]["step"] == history.step


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def together(run: RunDirectory, processes: int) -> None:
    port = str(free_port())
    children = [
        subprocess.Popen(
            [*WORKER, str(run.path)],
            env={
                **os.environ,
                "RANK": str(rank),
                "LOCAL_RANK": str(rank),
                "WORLD_SIZE": str(processes),
                "MASTER_ADDR": "127.0.0.1",
                "MASTER_PORT": port,
            },
            stderr=subprocess.PIPE,
        )
        for rank in range(processes)
    ]
    told = [child.communicate(timeout=100)[1] for child in children]
    assert [child.returncode for child in children] == [0] * processes, told


@pytest.mark.skipif(not torch.distributed.is_available(), reason="PyTorch without its process groups")
def test_two_processes_learn_what_one_learns(pictures: Path, tmp_path: Path) -> None:
    # the last batch holds one picture, as the test does: one of the processes has nothing to do there
    changes: dict[str, object] = {
        "run__epochs": 2, "run__batch": 7, "data__train": 36, "data__test": 1, "data__balance": "weights",
        "optimiser__l1": 0.001,
    }  # fmt: skip
    alone = small_runs.new_run(tmp_path / "alone", pictures, **changes)
    trainer.conduct(alone)
    pair = small_runs.new_run(tmp_path / "pair", pictures, **changes)
    together(pair, 2)
    one, two = History(alone.events), History(pair.events)
    one.read()
    two.read()
    assert two.start is not None and two.start.processes == 2
    assert two.step == one.step == 12
    assert list(two.loss) == pytest.approx(list(one.loss), rel=1e-4)
    assert list(two.accuracy) == list(one.accuracy)
    assert list(two.gradient_norm) == pytest.approx(list(one.gradient_norm), rel=1e-3)
    for left, right in zip(one.epochs, two.epochs, strict=True):
        assert right.validation_loss == pytest.approx(left.validation_loss, rel=1e-4)
        assert right.validation_accuracy == left.validation_accuracy
    assert one.test is not None and two.test is not None
    assert two.test.per_class == one.test.per_class
