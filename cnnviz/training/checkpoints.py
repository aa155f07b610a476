"""What is kept of a training on the disk: the point to go on from, the best weights, and moments to look back at."""

from __future__ import annotations

import io
import json
from typing import Any, Final

import torch
from safetensors.torch import save
from torch import Tensor

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.training import snapshot_plan
from cnnviz.training.notices import Watch
from cnnviz.training.run_dir import RunDirectory, write
from cnnviz.training.workbench import Workbench

_VERSION: Final = 1
_MB: Final = 1 << 20


def save_last(run: RunDirectory, bench: Workbench, watch: Watch) -> None:
    """Keep everything that is needed to go on from here; a crash meanwhile leaves the checkpoint before.

    Raises:
        OSError: it cannot be written.
    """
    content = {"version": _VERSION, "watch": watch.as_dict(), **bench.state()}
    buffer = io.BytesIO()
    torch.save(content, buffer)
    write(run.last, buffer.getvalue())


def load_last(run: RunDirectory) -> dict[str, Any]:
    """What `save_last` kept; nothing in the file is run.

    Raises:
        Problem: it cannot be read, or is of a later version.
    """
    try:
        content: dict[str, Any] = torch.load(run.last, map_location="cpu", weights_only=True)
        version = content["version"]
    except Exception as error:  # torch.load has no closed set of errors for damaged files
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "The checkpoint “{file}” is damaged, so the run cannot go on from it."),
            file=str(run.last),
        ) from error
    if version > _VERSION:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{file}” was written by a later version of cnnviz. Install that."),
            file=str(run.last),
        )
    return content


def save_best(run: RunDirectory, bench: Workbench) -> None:
    """Keep the best weights with the card that builds their network elsewhere.

    Raises:
        OSError: they cannot be written.
    """
    place = bench.place
    card = {
        **bench.card().as_dict(),
        "set": bench.config.data.set,
        "epoch": place.best_epoch,
        "step": place.best_step,
        "loss": place.best_loss,
        "accuracy": place.best_accuracy,
        "validated": bench.validation.samples,
    }
    text = json.dumps(card, indent=2, ensure_ascii=False) + "\n"
    write(run.best, save(bench.best))
    write(run.best_card, text.encode())


class Snapshots:
    """Keeps weights at some steps, as many and as large as the configuration allows.

    Args:
        run: where.
        bench: whose weights.
    """

    def __init__(self, run: RunDirectory, bench: Workbench) -> None:
        self._run = run
        self._bench = bench
        self._kept: list[int] = []
        self._plan: frozenset[int] = frozenset()
        self.plan()

    def plan(self) -> None:
        """Begin, or begin anew where the number of epochs has changed or the run is resumed: later ones go."""
        bench = self._bench
        place = bench.place.step
        for step, path in self._run.snapshots():
            if step > place:
                path.unlink(missing_ok=True)
        self._kept = [step for step, _ in self._run.snapshots()]
        size = sum(tensor.nbytes for tensor in bench.network.state_dict().values())
        config = bench.config.run
        self._most = min(config.snapshots, config.snapshots_mb * _MB // max(size, 1))
        self._plan = snapshot_plan.steps(bench.epochs * len(bench.training), self._most)

    def take(self, weights: dict[str, Tensor] | None = None) -> None:
        """Keep the weights where the plan says so.

        Raises:
            OSError: they cannot be written.
        """
        step = self._bench.place.step
        if step not in self._plan or (self._kept and self._kept[-1] == step):
            return
        write(self._run.snapshot(step), save(weights or self._bench.weights()), sync=False)
        self._kept.append(step)
        if len(self._kept) > self._most:
            for gone in snapshot_plan.superfluous(self._kept, self._plan, self._most):
                self._run.snapshot(gone).unlink(missing_ok=True)
                self._kept.remove(gone)
