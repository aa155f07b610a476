"""Turns what the loop emits into the run's log, and tells what went astray."""

from __future__ import annotations

import time
from collections.abc import Callable

import torch
from torch import Tensor, nn

from cnnviz.problems import Problem
from cnnviz.training.events import Batch, Epoch, Event, EventWriter, Notice, Test
from cnnviz.training.notices import NO_NUMBER, Watch
from cnnviz.training.workbench import Learned, Workbench

_PATIENCE = 0.1  # seconds until a step is in the log
_LATER = 0.3  # the same after some minutes: the log of a day stays quick to open
_YOUNG = 300.0
_MOST = 256  # steps in a line
_LOOKED_AT = 200  # images by which dead ReLUs are found


class Journal:
    """Writes the log. Figures are read from the device a few steps at a time, so that it need not wait at each.

    Args:
        writer: the log.
        bench: what is trained.
        watch: what notices remember.
        listen: gets every event too.
    """

    def __init__(
        self, writer: EventWriter, bench: Workbench, watch: Watch, listen: Callable[[Event], None] | None = None
    ) -> None:
        self.watch = watch
        self._writer = writer
        self._bench = bench
        self._listen = listen
        self._rows: list[Learned] = []
        self._since = self._born = time.monotonic()

    def emit(self, figures: Learned | Epoch | Test) -> None:
        """Take in what the loop tells.

        Raises:
            Problem: the loss is no number any more.
            OSError: the log cannot be written.
        """
        if isinstance(figures, Learned):
            self._rows.append(figures)
            now = time.monotonic()
            patience = _PATIENCE if now - self._born < _YOUNG else _LATER
            if now - self._since >= patience or len(self._rows) >= _MOST:
                self.flush()
            return
        self.flush()
        self.write(figures)
        if isinstance(figures, Epoch):
            dead = dead_channels(self._bench)
            for name, values in self.watch.after_epoch(
                figures.train_loss, figures.validation_loss, figures.train_accuracy, figures.best_epoch, dead
            ):
                self.write(Notice(figures.step, figures.epoch, name, values))
        self.restart()

    def write(self, event: Event) -> None:
        """Put one event into the log."""
        self._writer.write(event)
        if self._listen is not None:
            self._listen(event)

    def flush(self) -> None:
        """Put the steps that wait into the log; see `emit` for errors."""
        rows, self._rows = self._rows, []
        if not rows:
            return
        now = time.monotonic()
        elapsed, self._since = max(now - self._since, 1e-9), now
        losses, norms = _read([row.loss for row in rows]), _read([row.gradient_norm for row in rows])
        hits = _read([row.correct for row in rows])
        accuracies = [_short(hit / row.samples) for hit, row in zip(hits, rows, strict=True)]
        self.write(
            Batch(
                rows[0].step,
                rows[0].epoch,
                [_short(each) for each in losses],
                accuracies,
                [_short(row.learning_rate) for row in rows],
                [_short(each) for each in norms],
                _short(sum(row.samples for row in rows) / elapsed),
            )
        )
        for row, loss, accuracy, norm in zip(rows, losses, accuracies, norms, strict=True):
            for name, values in self.watch.after_step(row.step, loss, accuracy, norm):
                self.write(Notice(row.step, row.epoch - 1, name, values))
                if name == "nan-loss":
                    raise Problem(NO_NUMBER, **values)

    def restart(self) -> None:
        """Count images per second from now: what lies behind was no training."""
        self._since = time.monotonic()


def _read(tensors: list[Tensor]) -> list[float]:
    return [float(each) for each in torch.stack(tensors).tolist()]


def _short(value: float) -> float:
    """The number with the digits that float32 has."""
    return float(f"{value:.7g}")


@torch.no_grad()
def dead_channels(bench: Workbench) -> dict[str, tuple[int, int]]:
    """For each ReLU: how many of its channels are zero for all of some validation images, and of how many.

    Nothing where there are no validation images. A ReLU that is called several times is judged by its last call.
    """
    found: dict[str, tuple[int, int]] = {}

    def looked_at(name: str) -> Callable[[nn.Module, tuple[Tensor, ...], Tensor], None]:
        def hook(_module: nn.Module, _inputs: tuple[Tensor, ...], output: Tensor) -> None:
            if output.dim() > 1 and output.size(0):
                alive = (output > 0).transpose(0, 1).flatten(1).any(1)  # (C,)
                found[name] = (int((~alive).sum()), alive.numel())

        return hook

    batch = next(iter(bench.validation.epoch(0)), None) if bench.validation.samples else None
    if batch is None or not len(batch[0]):
        return found
    modes = {module: module.training for module in bench.network.modules()}
    handles = [
        module.register_forward_hook(looked_at(name))
        for name, module in bench.network.named_modules()
        if isinstance(module, nn.ReLU)
    ]
    try:
        if handles:
            bench.network.eval()
            bench.network(batch[0][:_LOOKED_AT])
    finally:
        for handle in handles:
            handle.remove()
        for module, mode in modes.items():
            module.training = mode
    return found
