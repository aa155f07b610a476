"""Pictures changed a little and at random, so that a network learns what does not matter.

torchvision.transforms.v2 draws one set of parameters for a whole batch. Here each picture of a batch has draws of its
own, and the batch is still changed as one tensor: the formulas are those of torchvision.transforms.v2.functional, which
is called where it can do the work (flips, padding), with one parameter a picture elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib import import_module
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from cnnviz import torchvision_compat
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem

LIMITS: Final[Mapping[str, tuple[float, float]]] = {
    "rotation": (0, 180),
    "shift": (0, 1),
    "zoom": (0, 0.95),
    "shear": (0, 80),
    "stretch": (0, 0.95),
    "flip_horizontal": (0, 1),
    "flip_vertical": (0, 1),
    "brightness": (0, 1),
    "contrast": (0, 1),
    "crop": (0, 1024),
    "erase": (0, 1),
    "noise": (0, 1),
}
"""Lowest and highest value of each field of `Augmentation`."""

ERASED_AREA: Final = (0.02, 0.33)
"""Share of a picture that erasing covers, and below height by width: as torchvision's `RandomErasing` has them."""
ERASED_RATIO: Final = (0.3, 3.3)

_GREY = (0.2989, 0.587, 0.114)  # red, green and blue in torchvision's grey, which is ITU-R 601
_NOISE = 0x2015E  # keeps the draws of noise apart

Drawn = dict[str, NDArray[Any]]
"""What was drawn for each picture of a batch: name to (n,) or (n, k)."""
Parameters = dict[str, float | bool | tuple[float, ...]]
"""What was drawn for one picture."""


@dataclass(frozen=True)
class Augmentation:
    """How much a picture may change. All zero changes nothing; the order below is the order in which it happens.

    Attributes:
        rotation: to either side by up to this many degrees.
        shift: to each of the four sides by up to this share of the picture's width and height.
        zoom: larger or smaller by up to this share, 0.1 for 90 % … 110 %.
        shear: leaning to either side by up to this many degrees.
        stretch: wider and lower, or narrower and higher, by up to this share.
        flip_horizontal: probability that left and right change places.
        flip_vertical: probability that top and bottom change places.
        crop: padded with black by this many pixels on each side and cut to its size again at a random place.
        brightness: brighter or darker by up to this share.
        contrast: more or less contrast by up to this share.
        noise: standard deviation of normal noise on each value, on the scale 0 … 1.
        erase: probability that a rectangle of 2 % … 33 % of the picture becomes black.
    """

    rotation: float = 0
    shift: float = 0
    zoom: float = 0
    shear: float = 0
    stretch: float = 0
    flip_horizontal: float = 0
    flip_vertical: float = 0
    crop: int = 0
    brightness: float = 0
    contrast: float = 0
    noise: float = 0
    erase: float = 0

    def __post_init__(self) -> None:
        for name, (low, high) in LIMITS.items():
            value = getattr(self, name)
            if isinstance(value, bool) or not low <= value <= high or (name == "crop" and value != int(value)):
                raise Problem(
                    QT_TRANSLATE_NOOP(
                        "Problem", "The augmentation “{name}” cannot be {value}. It is a number from {low} to {high}."
                    ),
                    name=name,
                    value=value,
                    low=low,
                    high=high,
                )

    @property
    def changes_anything(self) -> bool:
        """Whether any picture can come out changed."""
        return any(getattr(self, each.name) for each in fields(self))

    def draw(self, count: int, key: Sequence[int], shape: tuple[int, int]) -> Drawn:
        """What happens to each of `count` pictures of (H, W); only what is switched on is in it.

        Args:
            count: pictures.
            key: not negative; the same key gives the same draws.
            shape: height and width.
        """
        rng = np.random.default_rng(key)
        height, width = shape
        drawn: Drawn = {}
        if self.rotation:
            drawn["rotation"] = rng.uniform(-self.rotation, self.rotation, count)
        if self.shift:
            drawn["shift"] = rng.uniform(-self.shift, self.shift, (count, 2))
        if self.zoom:
            drawn["zoom"] = rng.uniform(1 - self.zoom, 1 + self.zoom, count)
        if self.shear:
            drawn["shear"] = rng.uniform(-self.shear, self.shear, count)
        if self.stretch:
            drawn["stretch"] = rng.uniform(1 - self.stretch, 1 + self.stretch, count)
        if self.flip_horizontal:
            drawn["flip_horizontal"] = rng.random(count) < self.flip_horizontal
        if self.flip_vertical:
            drawn["flip_vertical"] = rng.random(count) < self.flip_vertical
        if self.crop:
            drawn["crop"] = rng.integers(-int(self.crop), int(self.crop) + 1, (count, 2))
        if self.brightness:
            drawn["brightness"] = rng.uniform(1 - self.brightness, 1 + self.brightness, count)
        if self.contrast:
            drawn["contrast"] = rng.uniform(1 - self.contrast, 1 + self.contrast, count)
        if self.noise:
            drawn["noise"] = np.full(count, self.noise)
        if self.erase:
            drawn["erase"] = _rectangles(rng, count, height, width)
            drawn["erase"][rng.random(count) >= self.erase] = 0
        return drawn

    def apply(self, batch: Tensor, key: Sequence[int], *, first: int = 0, whole: int | None = None) -> Tensor:
        """A changed batch, (n, C, H, W) float32 of 0 … 1; `batch` may be written over.

        Args:
            batch: (n, C, H, W) float32 of 0 … 1, on any device.
            key: not negative; the same key gives the same changes.
            first: where these pictures stand in the batch that several processes share.
            whole: how many pictures that batch has; these alone where left out.
        """
        count = len(batch)
        whole = count if whole is None else whole
        drawn = self.draw(whole, key, (batch.shape[2], batch.shape[3]))
        mine = {name: values[first : first + count] for name, values in drawn.items()}
        noise = None
        if self.noise:
            seed = int(np.random.SeedSequence([*key, _NOISE]).generate_state(1, np.uint64)[0] >> np.uint64(1))
            generator = torch.Generator(batch.device).manual_seed(seed)
            noise = torch.randn((whole, *batch.shape[1:]), generator=generator, device=batch.device)
            noise = noise[first : first + count]
        return changed(batch, mine, noise)


def changed(batch: Tensor, drawn: Drawn, noise: Tensor | None = None) -> Tensor:
    """Pictures changed by what was drawn.

    Args:
        batch: (n, C, H, W) float32 of 0 … 1; may be written over.
        drawn: as `Augmentation.draw` gives it.
        noise: (n, C, H, W) of standard deviation 1, where `drawn` has `noise`.
    """
    if not len(batch):
        return batch
    if drawn.keys() & {"rotation", "shift", "zoom", "shear", "stretch"}:
        batch = _moved(batch, drawn)
    for name, flip in (("flip_horizontal", "horizontal_flip"), ("flip_vertical", "vertical_flip")):
        if name in drawn and drawn[name].any():
            chosen = torch.from_numpy(np.flatnonzero(drawn[name])).to(batch.device)
            batch[chosen] = getattr(_v2(), flip)(batch[chosen])
    if "crop" in drawn:
        batch = _cropped(batch, drawn["crop"])
    if "brightness" in drawn:
        batch = batch.mul_(_column(drawn["brightness"], batch)).clamp_(0, 1)
    if "contrast" in drawn:
        batch = _contrasted(batch, _column(drawn["contrast"], batch))
    if noise is not None and "noise" in drawn:
        batch = batch.addcmul_(noise, _column(drawn["noise"], batch)).clamp_(0, 1)
    if "erase" in drawn:
        batch = _erased(batch, drawn["erase"])
    return batch


def variants(
    image: NDArray[np.uint8] | NDArray[np.float32], n: int, seed: int, augmentation: Augmentation
) -> list[tuple[NDArray[np.float32], Parameters]]:
    """One picture changed n times, each with what was drawn for it: what a network sees instead of always the same.

    Args:
        image: (C, H, W) or (H, W), uint8 of 0 … 255 or float of 0 … 1.
        n: how many.
        seed: 0 or more; the same seed gives the same variants.
        augmentation: how much may change.

    Returns:
        Pictures (C, H, W) of 0 … 1, and name to value: degrees, shares (of the width and the height), factors, pixels
        (to the right and down; top, left, height and width of what is erased), or whether it was flipped.
    """
    pixels = np.asarray(image)
    unit = pixels.astype(np.float32) / np.float32(255) if pixels.dtype == np.uint8 else pixels.astype(np.float32)
    unit = unit[None] if unit.ndim == 2 else unit
    batch = torch.from_numpy(np.repeat(unit[None], n, axis=0))
    drawn = augmentation.draw(n, (seed,), (unit.shape[1], unit.shape[2]))
    pictures = augmentation.apply(batch, (seed,)).numpy()
    return [(pictures[i], {name: _plain(values[i]) for name, values in drawn.items()}) for i in range(n)]


def _plain(value: Any) -> float | bool | tuple[float, ...]:
    plain = value.tolist()
    return tuple(plain) if isinstance(plain, list) else plain


@cache
def _v2() -> Any:
    """`torchvision.transforms.v2.functional`; its import takes about a second, so it waits until somebody asks."""
    torchvision_compat.ensure()
    return import_module("torchvision.transforms.v2.functional")


def _column(values: NDArray[Any], like: Tensor) -> Tensor:
    return torch.from_numpy(values.astype(np.float32)).to(like.device).view(-1, 1, 1, 1)


def _moved(batch: Tensor, drawn: Drawn) -> Tensor:
    """Turned, shifted, zoomed, sheared and stretched in one go, by bilinear interpolation; black comes in from outside.

    A point x of the picture, seen from its centre with y down, goes to t + R(rotation) · S(shear) · D · x with
    S = (1, −tan; 0, 1) and D = diag(zoom · stretch, zoom / stretch): without stretch, what
    `torchvision.transforms.functional._get_inverse_affine_matrix` undoes.
    """
    count, _, height, width = batch.shape
    turn = np.deg2rad(drawn.get("rotation", np.zeros(count)))
    lean = np.tan(np.deg2rad(drawn.get("shear", np.zeros(count))))
    zoom, stretch = drawn.get("zoom", np.ones(count)), drawn.get("stretch", np.ones(count))
    shift = drawn.get("shift", np.zeros((count, 2))) * (width, height)
    cos, sin = np.cos(turn), np.sin(turn)
    # D⁻¹ · S⁻¹ · R⁻¹: where each point comes from
    across, down = 1 / (zoom * stretch), stretch / zoom
    back = np.empty((count, 2, 2))
    back[:, 0, 0] = across * (cos - lean * sin)
    back[:, 0, 1] = across * (sin + lean * cos)
    back[:, 1, 0] = down * -sin
    back[:, 1, 1] = down * cos
    # on affine_grid's scale, where the picture reaches from −1 to 1 in both directions
    scale = np.array([width / 2, height / 2])
    theta = np.empty((count, 2, 3), dtype=np.float32)
    theta[:, :, :2] = back * scale / scale[:, None]
    theta[:, :, 2] = -np.einsum("nij,nj->ni", back, shift) / scale
    grid = _grid(torch.from_numpy(theta).to(batch.device), height, width)
    return functional.grid_sample(batch, grid, mode="bilinear", padding_mode="zeros", align_corners=False)


def _grid(theta: Tensor, height: int, width: int) -> Tensor:
    """What `affine_grid(theta, …, align_corners=False)` gives, (n, H, W, 2), several times faster."""
    across = (2 * torch.arange(width, device=theta.device) + 1) / width - 1  # (W,)
    down = (2 * torch.arange(height, device=theta.device) + 1) / height - 1  # (H,)
    grid = theta.new_empty((len(theta), height, width, 2))
    for axis in range(2):
        along = theta[:, axis, 0, None] * across  # (n, W)
        beside = theta[:, axis, 1, None] * down + theta[:, axis, 2, None]  # (n, H)
        torch.add(along[:, None, :], beside[:, :, None], out=grid[..., axis])
    return grid


def _cropped(batch: Tensor, offsets: NDArray[np.int64]) -> Tensor:
    """The window of each picture, padded with black, that lies `offsets` (n, 2) to the right and down of it."""
    height, width = batch.shape[2:]
    margin = int(np.abs(offsets).max(initial=0))
    padded = _v2().pad(batch, [margin] * 4)  # (n, C, H + 2 · margin, W + 2 · margin)
    starts = torch.from_numpy(offsets + margin).to(batch.device)
    windows = padded.unfold(2, height, 1).unfold(3, width, 1)  # (n, C, 2 · margin + 1, 2 · margin + 1, H, W), a view
    return windows[torch.arange(len(batch), device=batch.device), :, starts[:, 1], starts[:, 0]]


def _contrasted(batch: Tensor, factor: Tensor) -> Tensor:
    """Each picture blended with the mean of its grey (as `adjust_contrast` does), (n, C, H, W)."""
    weights = _GREY if batch.shape[1] == 3 else (1 / batch.shape[1],) * batch.shape[1]
    mean = (batch.mean(dim=(2, 3)) * batch.new_tensor(weights)).sum(dim=1).view(-1, 1, 1, 1)
    return batch.mul_(factor).add_((1 - factor) * mean).clamp_(0, 1)


def _rectangles(rng: np.random.Generator, count: int, height: int, width: int) -> NDArray[np.int64]:
    """Top, left, height and width, (count, 4); each fits into the picture."""
    area = rng.uniform(*ERASED_AREA, count) * height * width
    ratio = np.exp(rng.uniform(math.log(ERASED_RATIO[0]), math.log(ERASED_RATIO[1]), count))
    tall = np.clip(np.rint(np.sqrt(area * ratio)), 1, height).astype(np.int64)
    wide = np.clip(np.rint(np.sqrt(area / ratio)), 1, width).astype(np.int64)
    return np.stack([rng.integers(0, height - tall + 1), rng.integers(0, width - wide + 1), tall, wide], axis=1)


def _erased(batch: Tensor, rectangles: NDArray[np.int64]) -> Tensor:
    top, left, tall, wide = torch.from_numpy(rectangles).to(batch.device).unbind(1)
    rows = torch.arange(batch.shape[2], device=batch.device)
    columns = torch.arange(batch.shape[3], device=batch.device)
    inside_rows = (rows >= top[:, None]) & (rows < (top + tall)[:, None])  # (n, H)
    inside_columns = (columns >= left[:, None]) & (columns < (left + wide)[:, None])  # (n, W)
    kept = ~(inside_rows[:, :, None] & inside_columns[:, None, :])  # (n, H, W)
    return batch.mul_(kept[:, None].to(batch.dtype))
