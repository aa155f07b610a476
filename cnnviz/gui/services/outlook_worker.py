"""Looks at a setup's data and network; imports torch, so the window never imports it itself."""

from __future__ import annotations

import dataclasses
import time
from typing import Literal

import numpy as np
import torch
from torch import nn

from cnnviz.data.augmentation import Augmentation, variants
from cnnviz.data.batches import Batches
from cnnviz.data.data_set import DataSet
from cnnviz.gui.services.outlook import Outlook, Variant
from cnnviz.training import materials
from cnnviz.training.config import RunConfig

_SHOWN = 40  # images of a batch
_VARIANTS = 12
_TIMED = 3  # steps, after one that warms up
_LARGEST_TIMED = 128  # images a step; longer batches take as much longer
_PYTORCH = 250.0  # megabytes that the trainer takes before it has read an image


def look(config: RunConfig, bench: list[object]) -> Outlook:
    """What the setup amounts to.

    Args:
        config: the setup.
        bench: keeps the data set from one call to the next.

    Raises:
        Problem: data, network and setup do not go together.
    """
    data = _data(config, bench)
    splits = materials.divided(data, config.data)
    preprocessing = materials.preprocessing(data, splits, config.data)
    model = materials.network(config.model, data)
    augmentation = Augmentation(**dataclasses.asdict(config.augmentation))
    order: Literal["shuffled", "balanced"] = "balanced" if config.data.balance == "sampler" else "shuffled"
    batches = Batches(
        data.images, data.labels, splits.train, preprocessing, batch=config.run.batch, seed=config.run.seed,
        order=order, augmentation=augmentation,
    )  # fmt: skip
    images, labels = next(iter(batches.epoch(1)))
    place = int(batches.places(1)[0])
    original = data.images[place].astype(np.float32) / np.float32(255)
    changed = augmentation != Augmentation()
    drawn = variants(data.images[place], _VARIANTS, config.run.seed, augmentation) if changed else []
    seconds = _seconds(model, images[:_LARGEST_TIMED]) / min(len(images), _LARGEST_TIMED) * len(splits.train)
    parameters = sum(each.numel() for each in model.parameters() if each.requires_grad)
    return Outlook(
        config=config,
        classes=data.classes,
        counts=tuple(materials.class_counts(data, splits)),
        train=len(splits.train),
        validation=len(splits.validation),
        test=len(splits.test),
        steps=len(batches),
        parameters=parameters,
        images=preprocessing.undone(images[:_SHOWN]).numpy(),
        labels=labels[:_SHOWN].numpy(),
        original=original,
        variants=tuple(Variant(image, used(values, config)) for image, values in drawn),
        seconds=seconds,
        megabytes=_PYTORCH + (data.images.nbytes + 16 * parameters + _activations(model, images)) / 1e6,
    )


def used(
    drawn: dict[str, float | bool | tuple[float, ...]], config: RunConfig
) -> dict[str, float | bool | tuple[float, ...]]:
    """What was drawn for the kinds of change that the setup asks for."""
    return {name: value for name, value in drawn.items() if getattr(config.augmentation, name, 0)}


def _data(config: RunConfig, bench: list[object]) -> DataSet:
    key = (config.data.set, config.data.folder, getattr(config.data, "size", 0), getattr(config.data, "channels", 0))
    if not bench or bench[0] != key:
        bench[:] = [key, materials.opened(config.data)]
    data = bench[1]
    assert isinstance(data, DataSet)
    return data


def _seconds(model: nn.Module, images: torch.Tensor) -> float:
    """How long a step of training takes, with a loss and an update as plain as can be."""
    optimiser = torch.optim.SGD(model.parameters(), lr=0.0)
    model.train()
    times = []
    for _ in range(1 + _TIMED):
        began = time.perf_counter()
        loss = model(images).float().square().mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        times.append(time.perf_counter() - began)
    return min(times[1:])


def _activations(model: nn.Module, images: torch.Tensor) -> float:
    """Bytes that the outputs of all layers take for one batch, and their gradients as much again."""
    total = [0]

    def count(_module: nn.Module, _inputs: object, output: object) -> None:
        if isinstance(output, torch.Tensor):
            total[0] += output.numel() * output.element_size()

    leaves = [module for module in model.modules() if not list(module.children())]
    hooks = [module.register_forward_hook(count) for module in leaves]
    try:
        with torch.no_grad():
            model.eval()(images[:2])
    finally:
        for hook in hooks:
            hook.remove()
    return total[0] / min(len(images), 2) * len(images) * 2.0
