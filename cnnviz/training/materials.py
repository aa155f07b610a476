"""What a configuration asks for, found and built: data, splits, batches, the network with its first weights."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from cnnviz.data import preprocessing as scalings
from cnnviz.data import sets
from cnnviz.data.augmentation import Augmentation
from cnnviz.data.batches import Batches
from cnnviz.data.data_set import DataSet
from cnnviz.data.imbalance import class_weights as balancing_weights
from cnnviz.data.preprocessing import Preprocessing
from cnnviz.data.splits import FIFTH, Splits, of_set
from cnnviz.models import loading, weights_file
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.training.config import DataConfig, LossConfig, ModelConfig, RunConfig

_LARGEST_JUDGED = 500  # images at once where nothing has to be kept for the way back


def opened(config: DataConfig, progress: sets.Progress | None = None) -> DataSet:
    """The data set, from the disk.

    Args:
        config: which one.
        progress: told how many pictures of a folder are read, and how many there are.

    Raises:
        Problem: it is not there, or cannot be read.
    """
    return sets.open_set(
        config.set,
        folder=Path(config.folder).expanduser() if config.folder else None,
        size=(config.size, config.size) if config.size else None,
        channels=config.channels or None,
        progress=progress,
    )


def divided(data: DataSet, config: DataConfig) -> Splits:
    """Who learns, who judges, who tests.

    Raises:
        Problem: there are not enough images, or not two classes.
    """
    return of_set(
        data,
        train=config.train or None,
        # a fifth is what is held back where nobody says anything, and a part of the set's own comes before it
        validation=None if config.validation == FIFTH else config.validation,
        test=config.test or None,
        seed=config.seed,
        stratified=config.stratified,
        leave_out=config.leave_out,
    )


def preprocessing(data: DataSet, splits: Splits, config: DataConfig) -> Preprocessing:
    """How pixels become numbers, fitted on the training split alone."""
    return scalings.fit(data.images, cast(scalings.Kind, config.scaling), splits.train)


@dataclass(frozen=True)
class BatchMaker:
    """Batches of a run's splits."""

    data: DataSet
    preprocessing: Preprocessing
    config: RunConfig
    device: torch.device
    rank: int
    world: int

    def learning(self, places: NDArray[np.int64]) -> Batches:
        """Batches in an order of their own each epoch, changed as the configuration says."""
        config = self.config
        return Batches(
            self.data.images,
            self.data.labels,
            places,
            self.preprocessing,
            batch=config.run.batch,
            seed=config.run.seed,
            order="balanced" if config.data.balance == "sampler" else "shuffled",
            augmentation=Augmentation(**dataclasses.asdict(config.augmentation)),
            device=self.device,
            rank=self.rank,
            world=self.world,
            budget=self.config.data.budget_mb << 20,
            workers=self.config.data.workers,
        )

    def judging(self, places: NDArray[np.int64]) -> Batches:
        """Batches as the split is."""
        return Batches(
            self.data.images,
            self.data.labels,
            places,
            self.preprocessing,
            batch=max(self.config.run.batch, _LARGEST_JUDGED),
            device=self.device,
            rank=self.rank,
            world=self.world,
            budget=self.config.data.budget_mb << 20,
            workers=self.config.data.workers,
        )


def class_counts(data: DataSet, splits: Splits) -> list[int]:
    """How many training images each class has."""
    return [int(count) for count in np.bincount(data.labels[splits.train], minlength=len(data.classes))]


def class_weights(counts: list[int], balance: str, device: torch.device) -> Tensor | None:
    """What a mistake costs in each class, so that rare classes count as much as others, (classes,); or None."""
    if balance != "weights":
        return None
    return torch.tensor(balancing_weights(counts), dtype=torch.float32, device=device)


def plain(loss: LossConfig, two_scores: bool) -> LossConfig:
    """The loss by which networks are judged: without label smoothing; class weights and L1 do not count there either.

    For `two_scores` (0, z) made of one output z, cross-entropy is bce of z by another name.
    """
    return dataclasses.replace(loss, name="cross-entropy" if two_scores else loss.name, smoothing=0.0)


def network(config: ModelConfig, data: DataSet) -> nn.Module:
    """The network with the weights that it begins with; the random numbers of others are left as they are.

    Raises:
        Problem: there is no such network, it does not take such images, or the weights file does not fit.
    """
    with torch.random.fork_rng(devices=[]):
        torch.default_generator.manual_seed(config.seed)
        model = loading.build(config.name, config.arguments, shape=data.shape, classes=len(data.classes))
    if config.weights:
        path = Path(config.weights).expanduser()
        tensors = weights_file.read(path)
        try:
            model.load_state_dict(tensors)
        except RuntimeError as error:
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "The weights in “{file}” do not fit the network “{model}”."),
                file=path.name,
                model=config.name,
            ) from error
    return model


def has_one_output(model: nn.Module, data: DataSet, device: torch.device) -> bool:
    """Whether the network answers with one number: yes or no."""
    return _outputs(model, data, device).shape[-1] == 1


def check_network(model: nn.Module, config: RunConfig, data: DataSet, device: torch.device) -> None:
    """Raise where the network does not take the images, or answers something else than a score for each class.

    Raises:
        Problem: what does not fit.
    """
    try:
        outputs = _outputs(model, data, device)
        found = tuple(outputs.shape)
    except (RuntimeError, ValueError, TypeError, AttributeError) as error:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "The network “{model}” cannot take images of {shape}: {reason}."),
            model=config.model.name,
            shape="×".join(map(str, data.shape)),
            reason=str(error).strip().splitlines()[0].rstrip(".") or type(error).__name__,
        ) from error
    classes = len(data.classes)
    if found == (2, 1) and classes == 2:
        if config.loss.name == "bce":
            return
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "A network of one output learns yes or no: set “loss.name” to “bce”.")
        )
    if found != (2, classes):
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem",
                "The network “{model}” answers with {found} for each image, but the data has {classes} classes: it "
                "needs as many outputs.",
            ),
            model=config.model.name,
            found="×".join(map(str, found[1:])) if found[1:] else "one number",
            classes=classes,
        )


@torch.no_grad()
def _outputs(model: nn.Module, data: DataSet, device: torch.device) -> Tensor:
    """What the network answers to two blank images."""
    learning = model.training
    model.eval()
    try:
        outputs: Tensor = model(torch.zeros(2, *data.shape, device=device))
        return outputs
    finally:
        model.train(learning)
