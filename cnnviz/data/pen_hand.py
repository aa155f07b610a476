"""Another hand: the same strokes as someone else would write them, with another pen, elsewhere on the canvas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnviz.data.drawing import DEFAULT_SIZE, Drawing, Stroke

Line = NDArray[np.float64]
"""(n, 2): x, y of one movement of the pen, y down."""


@dataclass(frozen=True)
class Hand:
    """How much one hand differs from another. Lengths are in parts of the digit's larger side.

    Args:
        bend: strength of the smooth warp of the whole digit.
        aspect: spread of the logarithm of width / height.
        narrow: mean of the logarithm of height / width.
        slant: spread of the shear.
        lean: mean of the shear; to the right is positive.
        turn: spread of the rotation, radians.
        apart: how far each stroke strays from its place.
        shake: size of the tremor.
        hurry: how far fast movement cuts corners, at most.
        ends: how much a stroke may end early or run on.
        hook: how often a stroke begins or ends with a small hook.
        lift: how often the pen is lifted too late and joins two strokes.
        sizes: range of the digit's larger side, in parts of the canvas.
        pen: median of the pen's width.
        pens: spread of the logarithm of the pen's width.
        pen_range: thinnest and thickest pen.
    """

    bend: float = 0.07
    aspect: float = 0.2
    narrow: float = 0.0
    slant: float = 0.17
    lean: float = 0.0
    turn: float = 0.09
    apart: float = 0.02
    shake: float = 0.006
    hurry: float = 0.06
    ends: float = 0.05
    hook: float = 0.06
    lift: float = 0.02
    sizes: tuple[float, float] = (0.3, 0.92)
    pen: float = 0.11
    pens: float = 0.5
    pen_range: tuple[float, float] = (0.012, 0.3)


def write(lines: Sequence[Line], rng: np.random.Generator, hand: Hand) -> Drawing:
    """The lines as this hand writes them, on a canvas of the usual size.

    Args:
        lines: at least one, in any units.
        rng: decides everything that varies.
        hand: by how much.
    """
    count = len(lines)
    lengths = [len(line) for line in lines]
    ends = np.cumsum(lengths)
    points = np.concatenate(lines)
    points = _normalised(points)
    points = _bent(points, rng, hand)
    parts = [points[end - length : end] for end, length in zip(ends, lengths, strict=True)]
    if count > 1:
        parts = _joined(parts, rng, hand)
    stray = rng.normal(0.0, hand.apart, (len(parts), 2)) if len(parts) > 1 else np.zeros((1, 2))
    hurry = hand.hurry * rng.random() ** 2
    step = rng.uniform(0.035, 0.11)
    parts = [_moved(part + shift, hurry, step, rng, hand) for part, shift in zip(parts, stray, strict=True)]
    return _on_canvas(parts, rng, hand)


def _normalised(points: Line) -> Line:
    """Moved and scaled so that the larger side runs from -0.5 to 0.5."""
    low, high = points.min(axis=0), points.max(axis=0)
    side = float((high - low).max())
    return (points - (low + high) / 2) / (side if side > 0 else 1.0)


def _bent(points: Line, rng: np.random.Generator, hand: Hand) -> Line:
    """Warped smoothly, slanted, turned and stretched as a whole."""
    x, y = points[:, 0], points[:, 1]
    terms = np.stack([x * x, x * y, y * y, x * x * y, x * y * y, y * y * y], axis=1) * 4.0  # (n, 6)
    points = points + terms @ (hand.bend * rng.normal(0.0, 1.0, (6, 2)) * _TERM_SIZES)
    frequency = rng.uniform(3.0, 9.0, 2)
    phase = rng.uniform(0.0, 2 * np.pi, 2)
    points = points + hand.bend * rng.normal(0.0, 0.25, 2) * np.sin(points[:, ::-1] * frequency + phase)
    wide, shear, angle = rng.normal(0.0, 1.0, 3) * (hand.aspect, hand.slant, hand.turn) + (-hand.narrow, hand.lean, 0.0)
    stretch = wide / 2
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    form = np.array([[np.exp(stretch), -shear], [0.0, np.exp(-stretch)]])
    return points @ (turn @ form).T


_TERM_SIZES = np.array([[0.25], [0.4], [0.25], [0.5], [0.5], [0.4]])


def _joined(parts: list[Line], rng: np.random.Generator, hand: Hand) -> list[Line]:
    """Now and then two strokes in one, where the pen was lifted too late."""
    result = [parts[0]]
    for part in parts[1:]:
        if rng.random() < hand.lift:
            result[-1] = np.concatenate([result[-1], part])
        else:
            result.append(part)
    return result


def _moved(line: Line, hurry: float, step: float, rng: np.random.Generator, hand: Hand) -> Line:
    """One stroke with its corners cut, its ends early or late, sampled as a device would, and shaken."""
    if len(line) < 2:
        return line
    gaps = np.hypot(*np.diff(line, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(gaps)])
    length = float(along[-1])
    if length <= 1e-6:
        return line
    early = np.minimum(hand.ends * rng.normal(0.0, 0.5, 2), 0.2 * length)  # negative: runs on
    count = max(int(np.ceil(length / step)), 2)
    fine = 3 if hurry > 0.004 else 1
    at = np.linspace(max(early[0], 0.0), length - max(early[1], 0.0), count * fine + 1)
    if fine == 1 and count > 4:
        at[1:-1] += rng.uniform(-0.35, 0.35, len(at) - 2) * (at[1] - at[0])
    line = np.stack([np.interp(at, along, line[:, 0]), np.interp(at, along, line[:, 1])], axis=1)
    if fine > 1:
        line = _cut(line, hurry, float(at[1] - at[0]))[::fine]
    line = line + rng.normal(0.0, hand.shake * rng.random(), line.shape)
    for end, run_on in ((0, -early[0]), (-1, -early[1])):
        if run_on > 0:
            line = _run_on(line, end, run_on)
        if rng.random() < hand.hook:
            away = rng.normal(0.0, 0.06, 2)
            hook = line[end] + away
            line = np.concatenate([hook[None], line] if end == 0 else [line, hook[None]])
    return line


def _cut(line: Line, hurry: float, spacing: float) -> Line:
    """Smoothed along its length by about `hurry`, its ends kept."""
    reach = min(int(np.ceil(2 * hurry / spacing)), len(line) - 1)
    if reach < 1:
        return line
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) * spacing / hurry) ** 2)
    kernel /= kernel.sum()
    padded = np.concatenate([2 * line[0] - line[reach:0:-1], line, 2 * line[-1] - line[-2 : -reach - 2 : -1]])
    return np.stack([np.convolve(padded[:, axis], kernel, mode="valid") for axis in (0, 1)], axis=1)


def _run_on(line: Line, end: int, distance: float) -> Line:
    """Longer by `distance` in the direction in which it begins (end 0) or ends (end -1)."""
    inner = line[1] if end == 0 else line[-2]
    away = line[end] - inner
    size = float(np.hypot(away[0], away[1]))
    if size < 1e-6:
        return line
    tip = (line[end] + away / size * distance)[None]
    return np.concatenate([tip, line] if end == 0 else [line, tip])


def _on_canvas(parts: list[Line], rng: np.random.Generator, hand: Hand) -> Drawing:
    """Strokes with a size, a place, a pen, pressure and time."""
    points = np.concatenate(parts)
    low, high = points.min(axis=0), points.max(axis=0)
    side = max(float((high - low).max()), 1e-3)
    size = DEFAULT_SIZE * rng.uniform(*hand.sizes)
    pen = size * float(np.clip(hand.pen * np.exp(hand.pens * rng.normal()), *hand.pen_range))
    scale = max(size - pen, 0.3 * size) / side
    room = np.maximum(DEFAULT_SIZE - pen - scale * (high - low), 0.0)
    corner = pen / 2 + room * rng.uniform(0.0, 1.0, 2)
    whole = rng.random() < 0.5  # a mouse gives whole pixels
    firmness = rng.uniform(0.35, 0.65) if rng.random() < 0.5 else 0.5
    waver = 0.0 if firmness == 0.5 else rng.uniform(0.0, 0.4)
    strokes = []
    clock = 0.0
    for part in parts:
        placed = corner + scale * (part - low)
        rows = np.empty((len(part), 4), dtype=np.float32)
        rows[:, :2] = np.rint(placed) if whole else placed
        rows[:, 2] = firmness
        if waver:
            phase = rng.uniform(0.0, 6.3)
            rows[:, 2] += waver * np.sin(np.linspace(phase, phase + rng.uniform(1.0, 6.0), len(part)))
            np.clip(rows[:, 2], 0.0, 1.0, out=rows[:, 2])
        rows[:, 3] = clock + 0.02 * np.arange(len(part))
        clock = float(rows[-1, 3]) + 0.15
        strokes.append(Stroke(rows, pen))
    return Drawing(DEFAULT_SIZE, tuple(strokes))
