"""A run's directory written by hand, as a trainer writes it: every number in it is known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file

from cnnviz.models import loading
from cnnviz.training import run_dir
from cnnviz.training.config import RunConfig
from cnnviz.training.events import Batch, Epoch, EventWriter, Start
from cnnviz.training.run_dir import RunDirectory

BATCHES = 10
CONFIG = RunConfig().changed_by({"data.set": "pen-digits", "run.epochs": 3, "run.batch": 100})


class WrittenRun:
    """Plays the trainer.

    Args:
        folder: where the run goes; it must not exist.
        config: what it says is trained.
    """

    def __init__(self, folder: Path, config: RunConfig = CONFIG) -> None:
        self.directory: RunDirectory = run_dir.create(config, folder)
        self.path = folder
        self.config = config
        self.step = 0
        self.losses: list[float] = []
        self._writer = EventWriter(self.directory.events)

    def start(self, *, shape: tuple[int, int, int] = (1, 28, 28)) -> None:
        self._writer.write(
            Start(
                step=self.step, epoch=self.step // BATCHES, epochs=self.config.run.epochs, batches=BATCHES, batch=100,
                counts={"train": 1000, "validation": 200, "test": 200}, classes=[str(digit) for digit in range(10)],
                class_counts=[100] * 10, shape=shape, parameters=28_938,
                preprocessing={"kind": "unit", "mean": [0.0], "std": [1.0]}, device="cpu",
            )
        )  # fmt: skip

    def learn(self, steps: int) -> None:
        """Write steps whose loss is 2 / (1 + step) and whose accuracy is 1 − that half."""
        first = self.step + 1
        loss = [2.0 / (1 + step) for step in range(first, first + steps)]
        self.losses += loss
        self._writer.write(
            Batch(first, (first - 1) // BATCHES + 1, loss, [1 - each / 2 for each in loss], [0.001] * steps,
                  [0.5] * steps, 5000.0)
        )  # fmt: skip
        self.step += steps

    def finish_epoch(self, validation_loss: float, *, best: bool = True, seconds: float = 2.0) -> None:
        epoch = self.step // BATCHES
        self._writer.write(
            Epoch(self.step, epoch, 0.5, 0.9, validation_loss, 0.95, 0.001, seconds, best, epoch if best else epoch - 1)
        )

    def snapshot(self, step: int) -> dict[str, torch.Tensor]:
        """Save weights that belong to the step alone, and return them."""
        torch.manual_seed(step)
        tensors = {
            name: torch.randn(tensor.shape) * 0.1
            for name, tensor in loading.build(self.config.model.name).state_dict().items()
        }
        part = self.directory.snapshot_folder / f".{step}.part"
        save_file(tensors, str(part))
        part.rename(self.directory.snapshot(step))
        return tensors

    def state(self, state: str, reason: str = "") -> None:
        self.directory.write_state(state, self.step, reason)

    def close(self) -> None:
        self._writer.close()


def logits_of(tensors: dict[str, torch.Tensor], pixels: np.ndarray) -> np.ndarray:
    """What the class's network says with these weights, by PyTorch's functions alone."""
    x = torch.tensor(pixels, dtype=torch.float32).reshape(1, 1, 28, 28)
    for layer in ("layer1", "layer2"):
        x = torch.nn.functional.conv2d(x, tensors[f"{layer}.0.weight"], tensors[f"{layer}.0.bias"], padding=2)
        x = torch.nn.functional.max_pool2d(torch.relu(x), 2)
    return (x.reshape(1, -1) @ tensors["fc.weight"].T + tensors["fc.bias"])[0].numpy()
