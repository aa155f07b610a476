"""Ink on paper from the colours of a picture: a scan, a screenshot, or a photograph of a sheet in uneven light."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_BORDER = 0.04  # of a side: where paper is looked for
_FLAT = 8.0 / 255.0  # paper of a drawn or scanned picture differs by no more
_FLAT_SHARE = 0.85  # of the border, where paper is one colour
_SURFACE = 64  # cells along each side of the estimate of uneven paper
_FAINT = 0.06  # contrast below which a picture shows nothing but paper
_SMALL = 56  # pixels; smaller pictures are somebody's data set and stay as they are


def ink(rgb: NDArray[np.uint8]) -> NDArray[np.float32]:
    """How much ink covers each pixel, 0 … 1, from a picture (H, W, 3) of dark on light or light on dark.

    What the border shows is paper; what differs from it is ink, in the colour channel in which it differs most. Paper
    of one colour is taken as it is, so that a digit of a data set keeps its values. Otherwise (a photograph) the
    paper's brightness is estimated everywhere, and noise and specks are taken away.
    """
    values = rgb.astype(np.float32) / np.float32(255.0)
    border = _border(values)
    paper = np.median(border, axis=0)
    light = _is_light(values, border)
    distance = np.abs(border - paper).max(axis=1)
    if float(np.mean(distance <= _FLAT)) >= _FLAT_SHARE:
        return _of_flat_paper(values, paper, light)
    return _of_uneven_paper(values, light)


def _border(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """The colours of a frame along all four sides, shape (pixels, 3)."""
    height, width = values.shape[:2]
    across, down = max(1, round(width * _BORDER)), max(1, round(height * _BORDER))
    parts = (values[:down], values[-down:], values[:, :across], values[:, -across:])
    return np.concatenate([part.reshape(-1, 3) for part in parts])


def _is_light(values: NDArray[np.float32], border: NDArray[np.float32]) -> bool:
    """Whether the border is nearer to the picture's lightest than to its darkest colours."""
    weights = np.array([0.299, 0.587, 0.114], dtype=np.float32)
    low, high = np.percentile(values @ weights, (0.5, 99.5))
    middle = float(np.median(border @ weights))
    return bool(high - middle <= middle - low)


def _contrast(values: NDArray[np.float32], paper: NDArray[np.float32], light: bool) -> NDArray[np.float32]:
    """How far each pixel is from its paper towards black (or white), 0 … 1, in the channel where that is farthest."""
    room = np.maximum(paper if light else 1.0 - paper, 0.1)
    share = (paper - values if light else values - paper) / room
    contrast: NDArray[np.float32] = np.clip(share.max(axis=2), 0.0, 1.0).astype(np.float32)
    return contrast


def _of_flat_paper(values: NDArray[np.float32], paper: NDArray[np.float32], light: bool) -> NDArray[np.float32]:
    contrast = _contrast(values, paper, light)
    if max(contrast.shape) > _SMALL:
        contrast = np.where(contrast > _FLAT, contrast, np.float32(0.0))  # JPEG's ripples
    peak = float(contrast.max())
    if peak < _FAINT:
        return np.zeros_like(contrast)
    return contrast / np.float32(peak) if peak < 0.9 else contrast


def _of_uneven_paper(values: NDArray[np.float32], light: bool) -> NDArray[np.float32]:
    height, width = values.shape[:2]
    blurred = _blurred(values, max(1, round(max(height, width) / 300)))
    paper = _paper(blurred, light)
    contrast = _contrast(blurred, paper, light)
    threshold = _otsu(contrast)
    strong = contrast > threshold
    full = float(np.median(contrast[strong])) if strong.any() else 0.0
    if full < _FAINT:
        return np.zeros((height, width), dtype=np.float32)
    low = 0.5 * threshold
    sharp = np.clip((contrast - low) / (full - low), 0.0, 1.0).astype(np.float32)
    return sharp * _without_specks(sharp)


def _paper(values: NDArray[np.float32], light: bool) -> NDArray[np.float32]:
    """The paper's colour everywhere, shape (H, W, 3): ink is closed over, and what remains is smoothed.

    Works on a small picture: light changes slowly. The window is wider than any stroke of a digit that fills the
    picture (a third of a side).
    """
    height, width = values.shape[:2]
    rows = np.linspace(0, height - 1, min(_SURFACE, height)).round().astype(int)
    columns = np.linspace(0, width - 1, min(_SURFACE, width)).round().astype(int)
    small = values[np.ix_(rows, columns)]
    if not light:
        small = 1.0 - small
    reach = max(1, max(small.shape[:2]) // 6)
    closed = -_largest_around(-_largest_around(small, reach), reach)
    smooth = _blurred(_blurred(closed, reach), max(1, reach // 2))
    paper = _stretched(_stretched(smooth, height, 0), width, 1)
    return paper if light else np.float32(1.0) - paper


def _largest_around(values: NDArray[np.float32], reach: int) -> NDArray[np.float32]:
    """The largest value within `reach` cells along each of the first two axes."""
    for axis in (0, 1):
        padding = [(0, 0)] * values.ndim
        padding[axis] = (reach, reach)
        padded = np.pad(values, padding, mode="edge")
        values = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1, axis=axis).max(axis=-1)
    return values


def _blurred(values: NDArray[np.float32], reach: int) -> NDArray[np.float32]:
    """The mean within `reach` cells along each of the first two axes."""
    for axis in (0, 1):
        padding = [(0, 0)] * values.ndim
        padding[axis] = (reach + 1, reach)
        sums = np.cumsum(np.pad(values, padding, mode="edge"), axis=axis, dtype=np.float64)
        size = values.shape[axis]
        ahead = np.take(sums, np.arange(2 * reach + 1, 2 * reach + 1 + size), axis=axis)
        behind = np.take(sums, np.arange(size), axis=axis)
        values = ((ahead - behind) / (2 * reach + 1)).astype(np.float32)
    return values


def _stretched(values: NDArray[np.float32], size: int, axis: int) -> NDArray[np.float32]:
    """Linear interpolation along an axis to `size` cells."""
    place = np.linspace(0.0, values.shape[axis] - 1.0, size)
    below = np.minimum(place.astype(int), max(0, values.shape[axis] - 2))
    share = (place - below).astype(np.float32)
    share = share.reshape([-1 if each == axis else 1 for each in range(values.ndim)])
    near = np.take(values, below, axis=axis)
    far = np.take(values, np.minimum(below + 1, values.shape[axis] - 1), axis=axis)
    return near + (far - near) * share


def _otsu(values: NDArray[np.float32]) -> float:
    """The threshold that best parts values of 0 … 1 into two groups (Otsu, IEEE Trans. SMC 9, 1979)."""
    counts, edges = np.histogram(values, bins=256, range=(0.0, 1.0))
    middles = (edges[:-1] + edges[1:]) / 2
    below, above = np.cumsum(counts), values.size - np.cumsum(counts)
    sums = np.cumsum(counts * middles)
    with np.errstate(divide="ignore", invalid="ignore"):
        between = below * above * (sums / below - (sums[-1] - sums) / above) ** 2
    return float(edges[1 + int(np.nanargmax(np.where(np.isfinite(between), between, -1.0)))])


def _without_specks(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """1 on what belongs to the writing and around it, 0 on specks of less than 3 % of the largest part."""
    height, width = values.shape
    step = max(1, -(-max(height, width) // 128))
    padded = np.pad(values, ((0, -height % step), (0, -width % step)))
    blocks = padded.reshape(padded.shape[0] // step, step, padded.shape[1] // step, step)
    part = _parts(blocks.max(axis=(1, 3)) > 0.3)
    masses = np.bincount(part.ravel(), weights=blocks.mean(axis=(1, 3)).ravel())
    masses[0] = 0.0
    keep = masses >= 0.03 * masses.max()
    keep[0] = False
    wanted = _largest_around(keep[part].astype(np.float32), 1)
    return np.repeat(np.repeat(wanted, step, axis=0), step, axis=1)[:height, :width]


def _parts(mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Numbers from 1 for connected groups (also over corners), 0 elsewhere."""
    label = np.where(mask, np.arange(1, mask.size + 1).reshape(mask.shape), 0)
    while True:
        padded = np.pad(label, 1)
        spread = np.lib.stride_tricks.sliding_window_view(padded, (3, 3)).max(axis=(2, 3))
        spread = np.where(mask, spread, 0)
        if np.array_equal(spread, label):
            _, numbers = np.unique(np.append(label.ravel(), 0), return_inverse=True)
            return numbers[:-1].reshape(mask.shape)
        label = spread
