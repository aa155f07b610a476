"""The pictures that the bundled weights learn from: MNIST bent in several ways, pen digits, and real strokes anew."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from cnnviz.data import pen_digits
from cnnviz.data.digits import Ink, place
from cnnviz.data.pen_hand import Hand, Line, write

Pictures = NDArray[np.uint8]
"""(N, 28, 28), ink = 255."""
Labels = NDArray[np.int64]
"""(N,)."""
Labelled = tuple[Pictures, Labels]

REPLAY = Hand(
    bend=0.05, aspect=0.15, slant=0.15, turn=0.08, apart=0.01, shake=0.008, hurry=0.05, ends=0.03, hook=0.02, lift=0.0,
    sizes=(0.15, 0.95), pen=0.09, pens=0.75, pen_range=(0.0105, 0.28),
)  # fmt: skip
"""How strokes of real people are written anew: gently bent, at all sizes, with all pens."""


@dataclass(frozen=True)
class Writing:
    """One recorded digit: strokes as lines with y down, and who wrote it."""

    label: int
    writer: str
    lines: tuple[Line, ...]


def read_pen_strokes(path: Path) -> list[Writing]:
    """Recorded digits, one JSON object a line: label, writer, strokes of [x, y] with y up."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    up = np.array([1.0, -1.0])
    return [
        Writing(
            record["label"], record["writer"], tuple(np.array(stroke, dtype=float) * up for stroke in record["strokes"])
        )
        for record in records
    ]


def replayed(writings: Sequence[Writing], copies: int, seed: int, *, quick: bool) -> tuple[Pictures, Labels]:
    """Recorded digits as the network sees them when they are drawn anew on the canvas, `copies` times each.

    Args:
        writings: the digits.
        copies: how often each is drawn, otherwise every time.
        seed: decides how.
        quick: on masks just fine enough, for training; otherwise exactly as the window's canvas does.
    """
    rng = np.random.default_rng(seed)
    pictures = np.empty((copies * len(writings), 28, 28), dtype=np.uint8)
    for index in range(len(pictures)):
        drawing = write(writings[index % len(writings)].lines, rng, REPLAY)
        if quick:
            pictures[index] = pen_digits.pixels_of(drawing, cells=int(rng.integers(45, 130)))
        else:
            pictures[index] = np.rint(place(Ink.of(drawing), "centred").pixels * 255)
    return pictures, np.tile(np.array([writing.label for writing in writings], dtype=np.int64), copies)


def bent(pictures: Pictures, strength: float) -> Pictures:
    """Each picture turned, scaled, slanted, shifted, warped and with thicker or thinner strokes, at random."""
    return np.concatenate([_bent(pictures[start : start + 1000], strength) for start in range(0, len(pictures), 1000)])


def _bent(pictures: Pictures, strength: float) -> Pictures:
    count = len(pictures)
    images = torch.from_numpy(pictures.copy()).float().div(255)[:, None]  # (N, 1, 28, 28)
    thicker = functional.max_pool2d(images, 3, 1, 1)
    thinner = -functional.max_pool2d(-images, 3, 1, 1)
    amount = (torch.randn(count, 1, 1, 1) * 0.25 * strength).clamp(-0.5, 0.7)
    images = torch.lerp(images, torch.where(amount > 0, thicker, thinner), amount.abs())
    angle, slant = torch.randn(2, count) * torch.tensor([[0.12], [0.15]]) * strength
    scale = torch.exp(torch.randn(count, 2) * 0.08 * strength)
    shift = torch.randn(count, 2) * 0.06 * strength
    turn = torch.stack([torch.stack([angle.cos(), -angle.sin()], 1), torch.stack([angle.sin(), angle.cos()], 1)], 1)
    form = torch.stack([torch.stack([scale[:, 0], slant], 1), torch.stack([torch.zeros(count), scale[:, 1]], 1)], 1)
    grid = functional.affine_grid(
        torch.cat([turn @ form, shift[:, :, None]], 2), [count, 1, 28, 28], align_corners=False
    )
    warp = functional.interpolate(
        torch.randn(count, 2, 5, 5) * 0.05 * strength, size=28, mode="bicubic", align_corners=True
    )
    images = functional.grid_sample(images, grid + warp.permute(0, 2, 3, 1), align_corners=False)
    return images[:, 0].mul(255).round().clamp(0, 255).to(torch.uint8).numpy()


@dataclass(frozen=True)
class Mixture:
    """How many pictures of each source there are to learn from, and how much they are bent.

    Args:
        mnist_copies: how often each real digit is there; the first copy stays as it is, the others are bent.
        drawn: how many pen digits there are.
        stroke_copies: how often each recorded digit is there, each time written otherwise.
        bend: how much real digits are bent.
        bend_drawn: how much every other drawn digit is bent.
    """

    mnist_copies: int
    drawn: int
    stroke_copies: int
    bend: float
    bend_drawn: float


def gathered(mixture: Mixture, mnist: Labelled, writings: Sequence[Writing], seed: int) -> list[Labelled]:
    """All pictures to learn from, in parts of one kind each. Draws on torch's random numbers and on the seed."""
    pictures, labels = mnist
    parts = [mnist]
    parts += [(bent(pictures, mixture.bend), labels) for _ in range(mixture.mnist_copies - 1)]
    sources = [pen_digits.batch(mixture.drawn, seed)]
    if writings:
        sources.append(replayed(writings, mixture.stroke_copies, seed, quick=True))
    for pictures, labels in sources:
        if mixture.bend_drawn:
            parts += [(pictures[::2], labels[::2]), (bent(pictures[1::2], mixture.bend_drawn), labels[1::2])]
        else:
            parts.append((pictures, labels))
    return parts
