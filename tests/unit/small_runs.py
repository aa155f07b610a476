"""Trainings that take a tenth of a second: sixty pictures of 12 × 12 in three classes, and a small network."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from cnnviz.training import run_dir
from cnnviz.training.config import RunConfig
from cnnviz.training.run_dir import RunDirectory

CLASSES = ("left", "right", "top")


def write_pictures(folder: Path, each: int = 20, classes: tuple[str, ...] = CLASSES) -> Path:
    """A folder of pictures, one sub-folder a class: noise with a bright half."""
    rng = np.random.default_rng(3)
    for name in classes:
        (folder / name).mkdir(parents=True)
        for number in range(each):
            pixels = rng.integers(0, 120, (12, 12), dtype=np.uint8)
            half = {"left": np.s_[:, :6], "right": np.s_[:, 6:], "top": np.s_[:6, :]}[name]
            pixels[half] += 90
            Image.fromarray(pixels).save(folder / name / f"{number}.png")
    return folder


def config(pictures: Path, **changes: object) -> RunConfig:
    """Three epochs of five batches with Adam; `run__epochs=1` changes a field."""
    usual: dict[str, object] = {
        "data.folder": str(pictures),
        "data.set": "folder",
        "data.size": 12,
        "data.channels": 1,
        "data.validation": 12,
        "data.test": 8,
        "model.name": "small-cnn",
        "model.arguments": {"width": 4},
        "run.batch": 8,
        "run.epochs": 3,
        "run.threads": 1,
        "run.device": "cpu",
    }
    return RunConfig().changed_by(usual | {name.replace("__", "."): value for name, value in changes.items()})


def new_run(folder: Path, pictures: Path, **changes: object) -> RunDirectory:
    """A run's directory that nobody has trained in yet."""
    return run_dir.create(config(pictures, **changes), folder)
