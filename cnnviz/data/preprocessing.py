"""What is done to a picture before a network sees it: fitted on the training split alone, kept with the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, Self, get_args

import numpy as np
from numpy.typing import NDArray

from cnnviz.data import pixel_statistics
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem

if TYPE_CHECKING:
    from torch import Tensor

Kind = Literal["none", "unit", "min-max", "standard"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


@dataclass(frozen=True)
class Preprocessing:
    """How pixel values become the numbers that a network takes: (p − mean) / std, with p in 0 … 1.

    | kind | makes | mean | std |
    | --- | --- | --- | --- |
    | none | 0 … 255 as in the file | 0 | 1/255 |
    | unit | 0 … 1 | 0 | 1 |
    | min-max | lowest pixel of the training split 0, highest 1 | lowest | highest − lowest |
    | standard | each channel of the training split with mean 0 and standard deviation 1 | its mean | its deviation |

    Attributes:
        kind: one of `KINDS`.
        mean: one for each channel.
        std: one for each channel, above 0.
    """

    kind: Kind
    mean: tuple[float, ...]
    std: tuple[float, ...]

    def unit(self, batch: Tensor) -> Tensor:  # (N, C, H, W) uint8, or float32 of 0 … 1
        """The same pictures as float32 of 0 … 1, exactly as torchvision's `ToTensor` has them."""
        return batch.float() if batch.is_floating_point() else batch.float().div_(255)

    def scaled(self, batch: Tensor) -> Tensor:  # (N, C, H, W) float32 of 0 … 1, which is written over
        """What the network takes."""
        if self.kind == "unit":
            return batch
        if self.kind == "none":
            return batch.mul_(255)
        if len(self.mean) == 1:
            return batch.sub_(self.mean[0]).div_(self.std[0])
        return batch.sub_(self._column(self.mean, batch)).div_(self._column(self.std, batch))

    def apply(self, batch: Tensor) -> Tensor:  # (N, C, H, W)
        """Pictures as the network takes them, (N, C, H, W) float32; `batch` itself stays as it is.

        Args:
            batch: uint8 of 0 … 255, or float of 0 … 1, as a drawing is.
        """
        if self.kind == "none" and not batch.is_floating_point():
            return batch.float()
        unit = self.unit(batch)
        return self.scaled(unit.clone() if unit is batch else unit)

    def undone(self, batch: Tensor) -> Tensor:  # (N, C, H, W)
        """What the network took as pictures again: float32 of 0 … 1, for showing."""
        return batch.mul(self._column(self.std, batch)).add_(self._column(self.mean, batch)).clamp_(0, 1)

    def as_dict(self) -> dict[str, object]:
        """For JSON: `{"kind": …, "mean": […], "std": […]}`; `from_dict` gives the same numbers back to the last bit."""
        return {"kind": self.kind, "mean": list(self.mean), "std": list(self.std)}

    @classmethod
    def from_dict(cls, stored: Mapping[str, object]) -> Self:
        """What `as_dict` stored.

        Raises:
            Problem: it is damaged, or of a kind that this version does not know.
        """
        kind, mean, std = (stored.get(key) for key in ("kind", "mean", "std"))
        if kind in KINDS and isinstance(mean, list) and isinstance(std, list) and len(mean) == len(std) > 0:
            numbers = [value for value in (*mean, *std) if isinstance(value, int | float) and np.isfinite(value)]
            if len(numbers) == 2 * len(mean) and all(value > 0 for value in numbers[len(mean) :]):
                middle, spread = numbers[: len(mean)], numbers[len(mean) :]
                return cls(kind, tuple(map(float, middle)), tuple(map(float, spread)))
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem", "What was stored about the preprocessing of pictures cannot be used. Train the model again."
            )
        )

    @staticmethod
    def _column(values: tuple[float, ...], batch: Tensor) -> Tensor:
        return batch.new_tensor(values).view(-1, 1, 1)  # (C, 1, 1)


def fit(images: NDArray[np.uint8], kind: Kind, places: NDArray[np.int64] | None = None) -> Preprocessing:
    """The preprocessing of a kind, with its numbers taken from the training split.

    Args:
        images: (N, C, H, W) of 0 … 255.
        kind: one of `KINDS`.
        places: the training split as places in `images`, (n,); all of them where left out.

    Raises:
        ValueError: there is no such kind.
    """
    if kind not in KINDS:
        raise ValueError(f"preprocessing is one of {', '.join(KINDS)}, not {kind}")
    channels = images.shape[1]
    if kind == "none":
        return Preprocessing(kind, (0.0,) * channels, (1 / 255,) * channels)
    if kind == "unit":
        return Preprocessing(kind, (0.0,) * channels, (1.0,) * channels)
    counts = pixel_statistics.histogram(images, places)
    if kind == "min-max":
        low, high = pixel_statistics.lowest_and_highest(counts)
        return Preprocessing(kind, (low / 255,) * channels, (max(high - low, 1) / 255,) * channels)
    mean, std = pixel_statistics.mean_and_std(counts)
    return Preprocessing(kind, mean, tuple(each or 1.0 for each in std))  # pictures of one value stay at 0
