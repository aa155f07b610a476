"""Fifty kills at random moments, each followed by a resume: whether the weights are those of an undisturbed run.

`python -m tests.benchmarks.survival [--small] [--json FILE]`. Each trainer is a process that SIGKILL ends in the middle
of whatever it does: a batch, an epoch's end, or the writing of a checkpoint (one follows each step here).
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.report import Figure, run
from tests.unit import small_runs
from tests.unit.test_trainer_processes import FORKS


def measure(*, small: bool = False) -> list[Figure]:
    """Kills a run until it has been killed fifty times, and lets it come to its end."""
    import torch

    from cnnviz.training import trainer
    from cnnviz.training.history import History

    kills, epochs = (2, 4) if small else (50, 60)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        pictures = small_runs.write_pictures(root / "pictures")
        changes: dict[str, object] = {"run__epochs": epochs, "run__checkpoint_seconds": 0.0}
        whole = small_runs.new_run(root / "whole", pictures, **changes)
        began = time.perf_counter()
        trainer.conduct(whole)
        length = time.perf_counter() - began
        run = small_runs.new_run(root / "run", pictures, **changes)
        rng = random.Random(7)
        killed = unreadable = 0
        with subprocess.Popen(
            [sys.executable, "-c", FORKS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        ) as parent:
            assert parent.stdin is not None and parent.stdout is not None
            while killed < kills and run.status().state != "finished":
                parent.stdin.write(f"{run.path}\n")
                child = int(parent.stdout.readline())
                time.sleep(rng.uniform(0.0, 2.0) * length / kills + 0.05)
                os.kill(child, signal.SIGKILL)
                parent.stdout.readline()
                killed += run.status().state == "killed"
                try:
                    History(run.events).read()
                    if run.last.exists():
                        torch.load(run.last, weights_only=True)
                except Exception as error:
                    print("unreadable:", error)
                    unreadable += 1
            parent.stdin.close()
        if run.status().state != "finished":
            trainer.conduct(run)
        ours, theirs = (torch.load(each.last, weights_only=True)["network"] for each in (run, whole))
        different = sum(not torch.equal(ours[name], theirs[name]) for name in theirs)
        different += run.best.read_bytes() != whole.best.read_bytes()
        one, other = History(run.events), History(whole.events)
        one.read()
        other.read()
        steps = sum(left != right for left, right in zip(one.loss, other.loss, strict=True))
    return [
        Figure("kills", float(killed), f"of {kills} asked for"),
        Figure("directories that could not be read", float(unreadable), "", 0.0),
        Figure("weights that differ from the undisturbed run's", float(different), "", 0.0),
        Figure("steps whose loss differs", float(steps), f"of {len(other.loss)}", 0.0),
    ]


if __name__ == "__main__":
    run(measure, "survival")
