"""A trained network looked at closely: its answers with logits and features, how it fares on changed pictures."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final, Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from cnnviz.data.data_set import Cancelled, DataSet
from cnnviz.models.loading import LoadedModel
from cnnviz.training.evaluation import check, judged, two_dimensional
from cnnviz.training.examination import Examination

_BATCH: Final = 250  # pictures at once: a stop is heard within a fraction of a second
_MOST_FEATURES: Final = 24_000_000  # numbers, 96 MB

Change = Literal["rotate", "shift", "zoom", "blur", "noise", "contrast", "invert"]
Progress = Callable[[int, int], None]


def examine(
    loaded: LoadedModel,
    data: DataSet,
    places: NDArray[np.int64],
    *,
    progress: Progress = lambda done, total: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Examination:
    """A network's answers to pictures of a data set, with its logits and what its last layer is given.

    Args:
        loaded: the network; it stays as it is.
        data: pictures of the shape that the network takes, with its classes in its order.
        places: which pictures, (N,).
        progress: told how many pictures are judged, and how many there are.
        should_stop: asked between batches.

    Raises:
        Problem: shapes or classes do not fit, there is no picture, or the network answers with NaN.
        Cancelled: `should_stop()` said so.
    """
    check(loaded, data, len(places))
    images = np.asarray(data.images[places])  # (N, C, H, W) uint8
    scores: list[Tensor] = []
    features: list[NDArray[np.float32]] | None = []
    with torch.inference_mode(), _LastInput(loaded.model) as last:
        for start in range(0, len(places), _BATCH):
            if should_stop():
                raise Cancelled
            scores.append(two_dimensional(loaded.model(_prepared(loaded, images[start : start + _BATCH]))))
            if features is not None and last.value is not None:
                features.append(last.value.flatten(1).float().numpy().copy())  # (n, F)
                if features[0].shape[1] * len(places) > _MOST_FEATURES:
                    features = None
            progress(min(start + _BATCH, len(places)), len(places))
    logits = torch.cat(scores).double()  # (N, C)
    figures = judged(data.classes, data.labels[places], logits, places)
    one_output = logits.shape[1] == 1
    if one_output:
        logits = torch.cat([torch.zeros_like(logits), logits], dim=1)
    kept = np.concatenate(features) if features else None
    return Examination(figures, logits.float().numpy(), kept, images, one_output)


def feature(loaded: LoadedModel, pixels: NDArray[np.float32]) -> NDArray[np.float32]:
    """What the last layer with weights is given for one picture, (F,).

    Args:
        loaded: the network.
        pixels: (C, H, W) or, of one channel, (H, W), in 0 … 1.
    """
    with torch.inference_mode(), _LastInput(loaded.model) as last:
        loaded.model(loaded.prepare(pixels))
        assert last.value is not None
        values: NDArray[np.float32] = last.value.flatten(1)[0].float().numpy().copy()
    return values


def accuracy_against_strength(
    loaded: LoadedModel,
    images: NDArray[np.uint8],
    labels: NDArray[np.int64],
    change: Change,
    strengths: NDArray[np.float64],
    *,
    progress: Progress = lambda done, total: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> NDArray[np.float64]:
    """The share of right answers when all pictures are changed by each of some strengths, (strengths,).

    Raises:
        Cancelled: `should_stop()` said so.
    """
    found = np.zeros(len(strengths))
    total = len(strengths) * len(images)
    for place, strength in enumerate(strengths.tolist()):
        right = 0
        for start in range(0, len(images), _BATCH):
            if should_stop():
                raise Cancelled
            batch = changed(images[start : start + _BATCH], change, strength)
            right += int((answers(loaded, batch) == labels[start : start + _BATCH]).sum())
            progress(place * len(images) + min(start + _BATCH, len(images)), total)
        found[place] = right / max(len(images), 1)
    return found


def answers(loaded: LoadedModel, pictures: NDArray[np.float32]) -> NDArray[np.int64]:
    """What the network takes pictures for, (N,).

    Args:
        loaded: the network.
        pictures: (N, C, H, W), 0 … 1.
    """
    with torch.inference_mode():
        outputs = two_dimensional(loaded.model(loaded.prepare(pictures)))
    found = (outputs[:, 0] > 0).long() if outputs.shape[1] == 1 else outputs.argmax(dim=1)
    classes: NDArray[np.int64] = found.numpy()
    return classes


def changed(images: NDArray[np.uint8], change: Change, strength: float) -> NDArray[np.float32]:
    """Pictures changed by a strength, (N, C, H, W) of 0 … 1.

    Args:
        images: (N, C, H, W) uint8.
        change: what is done.
        strength: degrees to the left for `rotate`; the share of the width for `shift`, to the right; the factor for
            `zoom`; pixels (standard deviation) for `blur`; the standard deviation for `noise`; the factor for
            `contrast`, around the mean of each picture; the share of the way to the negative for `invert`.
    """
    pictures = torch.from_numpy(images.astype(np.float32) / np.float32(255))
    width = pictures.shape[3]
    if change == "rotate" and strength:
        pictures = _moved(pictures, angle=strength)
    elif change == "shift" and strength:
        pictures = _moved(pictures, shift=strength * width)
    elif change == "zoom" and strength != 1:
        pictures = _moved(pictures, scale=strength)
    elif change == "blur" and strength > 0:
        pictures = _blurred(pictures, strength)
    elif change == "noise" and strength > 0:
        noise = torch.randn(pictures.shape, generator=torch.Generator().manual_seed(0))
        pictures = (pictures + strength * noise).clamp(0, 1)
    elif change == "contrast":
        mean = pictures.mean(dim=(1, 2, 3), keepdim=True)
        pictures = (mean + strength * (pictures - mean)).clamp(0, 1)
    elif change == "invert" and strength > 0:
        pictures = pictures + strength * (1 - 2 * pictures)
    values: NDArray[np.float32] = pictures.numpy()
    return values


def fast_gradient_sign(
    loaded: LoadedModel, pixels: NDArray[np.float32], label: int, epsilon: float
) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """One picture changed by a small step against the network: x + ε · sign(∂loss/∂x) (Goodfellow et al. 2015).

    Args:
        loaded: the network; it stays as it is.
        pixels: (C, H, W), 0 … 1.
        label: the right class; the step makes its loss larger.
        epsilon: how far each pixel goes, on the scale of 0 … 1.

    Returns:
        The changed picture, (C, H, W) of 0 … 1, and the probabilities of the classes for it, (classes,).
    """
    with torch.enable_grad():
        picture = torch.from_numpy(np.ascontiguousarray(pixels, np.float32)).requires_grad_(True)
        mean = torch.tensor(loaded.card.mean).reshape(-1, 1, 1)
        std = torch.tensor(loaded.card.std).reshape(-1, 1, 1)
        scores = _two_scores(loaded.model(((picture - mean) / std).unsqueeze(0)))
        loss = nn.functional.cross_entropy(scores, torch.tensor([label]))
        (gradient,) = torch.autograd.grad(loss, picture)
    with torch.inference_mode():
        moved = (picture.detach() + epsilon * gradient.sign()).clamp(0, 1)
        shares = torch.softmax(_two_scores(loaded.model(((moved - mean) / std).unsqueeze(0)))[0].double(), dim=0)
    return moved.numpy(), shares.numpy()


class _LastInput:
    """Keeps what the layer with weights that ran last was given; its hooks are gone afterwards."""

    def __init__(self, model: nn.Module) -> None:
        self._model = model
        self._hooks: list[torch.utils.hooks.RemovableHandle] = []
        self.value: Tensor | None = None

    def __enter__(self) -> _LastInput:
        for module in self._model.modules():
            if not list(module.children()) and list(module.parameters(recurse=False)):
                self._hooks.append(module.register_forward_pre_hook(self._keep))
        return self

    def _keep(self, _module: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        self.value = inputs[0]

    def __exit__(self, *_: object) -> None:
        for hook in self._hooks:
            hook.remove()


def _prepared(loaded: LoadedModel, images: NDArray[np.uint8]) -> Tensor:
    return loaded.prepare(images.astype(np.float32) / np.float32(255))


def _moved(pictures: Tensor, *, angle: float = 0.0, shift: float = 0.0, scale: float = 1.0) -> Tensor:
    """Turned to the left by degrees, moved to the right by pixels, made larger; what comes in is 0."""
    height, width = pictures.shape[2:]
    turn, ratio = math.radians(angle), height / width
    cosine, sine = math.cos(turn) / scale, math.sin(turn) / scale
    # from a place in the result (−1 … 1 across and down) to the place it is taken from
    matrix = torch.tensor([[cosine, -sine * ratio, -2 * shift / width], [sine / ratio, cosine, 0.0]])
    grid = functional.affine_grid(matrix.expand(len(pictures), 2, 3), list(pictures.shape), align_corners=False)
    return functional.grid_sample(pictures, grid, align_corners=False).clamp(0, 1)


def _blurred(pictures: Tensor, deviation: float) -> Tensor:
    """Each channel under a Gaussian, first across, then down."""
    reach = math.ceil(3 * deviation)
    kernel = torch.exp(-0.5 * (torch.arange(-reach, reach + 1) / deviation) ** 2)
    kernel = kernel / kernel.sum()
    channels = pictures.shape[1]
    across = kernel.reshape(1, 1, 1, -1).expand(channels, 1, 1, -1)
    padded = functional.pad(pictures, (reach,) * 4, mode="replicate")
    down = across.transpose(2, 3)
    return functional.conv2d(functional.conv2d(padded, across, groups=channels), down, groups=channels)


def _two_scores(outputs: Tensor) -> Tensor:
    """(N, C); one score z becomes (0, z)."""
    return torch.cat([torch.zeros_like(outputs), outputs], dim=1) if outputs.shape[1] == 1 else outputs
