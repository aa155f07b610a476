"""A trained network judged on labelled pictures it has not learned from."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from cnnviz.data.data_set import DataSet
from cnnviz.models.loading import LoadedModel
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.training.figures import Evaluation

_BATCH = 500  # pictures at once


def evaluate(
    loaded: LoadedModel,
    data: DataSet,
    places: NDArray[np.int64] | None = None,
    *,
    device: torch.device | str = "cpu",
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Evaluation:
    """All figures of a network on pictures of a data set.

    Args:
        loaded: the network; with one output, that is the score of the second class. It comes back to the processor.
        data: pictures of the shape that the network takes, with its classes in its order.
        places: which pictures, (n,); all where left out.
        device: where to compute.
        progress: told how many pictures are judged, and how many there are.

    Raises:
        Problem: shapes or classes do not fit, there is no picture, or the network answers with NaN.
    """
    places = np.arange(len(data.labels)) if places is None else places
    check(loaded, data, len(places))
    model = loaded.model.to(device).eval()
    scores: list[Tensor] = []
    with torch.inference_mode():
        for start in range(0, len(places), _BATCH):
            chosen = np.asarray(data.images[places[start : start + _BATCH]])  # (n, C, H, W) uint8
            batch = loaded.prepare(chosen.astype(np.float32) / np.float32(255))
            scores.append(two_dimensional(loaded.scores(batch.to(device))).double().cpu())
            progress(min(start + _BATCH, len(places)), len(places))
    model.to("cpu")
    return judged(data.classes, data.labels[places], torch.cat(scores), places)


def judged(
    classes: tuple[str, ...], labels: NDArray[np.int64], scores: Tensor, places: NDArray[np.int64]
) -> Evaluation:
    """All figures from scores before softmax, (N, C), or before sigmoid, (N, 1).

    Raises:
        Problem: there is a NaN among the scores.
    """
    if scores.shape[1] == 1:
        scores = torch.cat([torch.zeros_like(scores), scores], dim=1)  # softmax of (0, z) is (1 − sigmoid z, sigmoid z)
    if torch.isnan(scores).any():
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem", "The network answers with something that is not a number; its weights are bad."
            )
        )
    logs = torch.log_softmax(scores.double(), dim=1)  # (N, C)
    losses = nn.functional.nll_loss(logs, torch.from_numpy(labels), reduction="none")  # (N,)
    return Evaluation(classes, labels, logs.exp().numpy(), losses.numpy(), places)


def two_dimensional(outputs: object) -> Tensor:
    """The outputs, (N, C), where they are that.

    Raises:
        Problem: they are something else.
    """
    if not isinstance(outputs, Tensor) or outputs.dim() != 2:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "The network does not answer with one row of scores a picture."))
    return outputs


def check(loaded: LoadedModel, data: DataSet, count: int) -> None:
    """Raise where the network cannot judge `count` pictures of the data set.

    Raises:
        Problem: shapes or classes do not fit, or there is no picture.
    """
    card = loaded.card
    if not count:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "There is no picture to judge by in “{data}”. Choose another part of it."),
            data=data.title,
        )
    if data.shape != card.input_shape:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{model}” takes pictures of {wanted}, but those of “{data}” have {found}."),
            model=card.title,
            wanted="×".join(map(str, card.input_shape)),
            data=data.title,
            found="×".join(map(str, data.shape)),
        )
    if len(data.classes) != len(card.classes):
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{model}” tells {wanted} classes apart, but “{data}” has {found}."),
            model=card.title,
            wanted=len(card.classes),
            data=data.title,
            found=len(data.classes),
        )
