"""An unlimited source of digits drawn with a pen, for training, for lessons and as examples, without any download.

Each digit is one of several skeletons (`pen_skeletons`), bent and written by a random hand (`pen_hand`), and
becomes pixels the way every drawing does (`digits`). The same seed gives the same digits.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from cnnviz.data.digits import RESOLUTION, Ink, Mode, place
from cnnviz.data.drawing import Drawing
from cnnviz.data.pen_hand import Hand, write
from cnnviz.data.pen_skeletons import skeletons

HAND = Hand(narrow=0.12, aspect=0.28, slant=0.24, lean=0.12)
_CONTROL_NOISE = 0.045  # spread of each control point, in parts of the digit's height
_CELLS = 100  # a digit's larger side on the mask: finer than the 20 pixels it becomes, and quick


def strokes(label: int, seed: int) -> Drawing:
    """One digit as a person draws it on the canvas: its size, place, pen and style vary with the seed.

    Raises:
        ValueError: where the label is not 0–9.
    """
    if label not in range(10):
        raise ValueError(f"a digit is 0 to 9, not {label}")
    return _drawn(label, np.random.default_rng([seed, label]))


def batch(
    count: int, seed: int, *, mode: Mode = "centred", labels: NDArray[np.int64] | None = None
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Many digits as the network sees them, about 1,000 a second on one core.

    Args:
        count: how many.
        seed: the same seed gives the same digits.
        mode: how they are placed (see `digits.place`).
        labels: which digits, (count,); random where left out.

    Returns:
        (count, 28, 28) with ink = 255, and (count,) labels.
    """
    rng = np.random.default_rng([seed, 10])
    chosen = rng.integers(0, 10, count) if labels is None else np.asarray(labels, dtype=np.int64)
    if chosen.shape != (count,):
        raise ValueError(f"{count} digits need as many labels, not {chosen.shape}")
    pixels = np.empty((count, 28, 28), dtype=np.uint8)
    for index, label in enumerate(chosen.tolist()):
        pixels[index] = pixels_of(_drawn(label, rng), mode)
    return pixels, chosen


def pixels_of(drawing: Drawing, mode: Mode = "centred", *, cells: int = _CELLS) -> NDArray[np.uint8]:
    """A drawing as the network sees it, (28, 28) with ink = 255.

    Args:
        drawing: not without ink.
        mode: how it is placed.
        cells: the mask is as fine as it takes to have this many cells along the digit's larger side: quicker than the
            canvas's own mask for large digits; few cells look like a small drawing.
    """
    points = np.concatenate([stroke.points[:, :2] for stroke in drawing.strokes])
    side = float((points.max(axis=0) - points.min(axis=0)).max()) + max(stroke.width for stroke in drawing.strokes)
    resolution = int(np.clip(cells * drawing.size / side, 28, RESOLUTION))
    return np.rint(place(Ink.of(drawing, resolution), mode).pixels * np.float32(255)).astype(np.uint8)


@cache
def _shares(label: int) -> NDArray[np.float64]:
    """Cumulative shares of a digit's skeletons."""
    weights = np.array([skeleton.weight for skeleton in skeletons(label)])
    return np.asarray(np.cumsum(weights) / weights.sum())


def _drawn(label: int, rng: np.random.Generator) -> Drawing:
    skeleton = skeletons(label)[int(np.searchsorted(_shares(label), rng.random()))]
    noise = _CONTROL_NOISE * rng.uniform(0.4, 1.4)
    lines = [
        stroke.basis @ (stroke.controls + rng.normal(0.0, noise, stroke.controls.shape)) for stroke in skeleton.strokes
    ]
    return write(lines, rng, HAND)
