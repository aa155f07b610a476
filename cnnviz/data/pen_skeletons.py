"""How people of several countries write the ten digits: skeletons of strokes as tables of control points."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

_SAMPLES = 7  # points that a smooth curve gets from one control point to the next
_SAMPLES_STRAIGHT = 5  # the same for a stroke between two corners


@dataclass(frozen=True, eq=False)
class SkeletonStroke:
    """One stroke of a skeleton.

    Args:
        controls: (k, 2): x, y of control points, in a box of about 1 × 1 with y down.
        basis: (n, k): turns control points into points along a smooth curve through them (uniform Catmull-Rom, broken
            at corners), so that noise on the control points gives a curve as smooth as the skeleton's.
    """

    controls: Matrix
    basis: Matrix


@dataclass(frozen=True, eq=False)
class Skeleton:
    """One way to write a digit: its name, how common it is beside the digit's other ways, and its strokes."""

    name: str
    weight: float
    strokes: tuple[SkeletonStroke, ...]


@cache
def skeletons(label: int) -> tuple[Skeleton, ...]:
    """All the ways to write one digit, 0–9."""
    return tuple(
        Skeleton(name, weight, tuple(_stroke(text) for text in strokes.split("|")))
        for name, weight, strokes in _TABLE[label]
    )


def _stroke(text: str) -> SkeletonStroke:
    """A stroke from "x,y x,y! …" in hundredths of the box; "!" marks a corner."""
    words = text.split()
    controls = np.array([[float(number) for number in word.rstrip("!").split(",")] for word in words]) / 100.0
    inner = [index for index, word in enumerate(words) if word.endswith("!") and 0 < index < len(words) - 1]
    knots = [0, *inner, len(words) - 1]
    blocks = [np.eye(len(words))[:1]]
    for first, last in pairwise(knots):
        block = np.zeros(((last - first) * _samples(last - first), len(words)))
        block[:, first : last + 1] = _catmull_rom(last - first)
        blocks.append(block)
    return SkeletonStroke(controls, np.concatenate(blocks))


def _samples(spans: int) -> int:
    return _SAMPLES if spans > 1 else _SAMPLES_STRAIGHT


def _catmull_rom(spans: int) -> Matrix:
    """Weights of `spans` + 1 control points for points along the curve through them, without its first point.

    Hermite cubics whose tangents are half the difference of the neighbours (Catmull and Rom, 1974); at the ends the
    tangent makes the first and last span a parabola.
    """
    tangents = np.zeros((spans + 1, spans + 1))
    for index in range(1, spans):
        tangents[index, index - 1], tangents[index, index + 1] = -0.5, 0.5
    unit = np.eye(spans + 1)
    tangents[0] = 2 * (unit[1] - unit[0]) - tangents[1] if spans > 1 else unit[1] - unit[0]
    tangents[-1] = 2 * (unit[-1] - unit[-2]) - tangents[-2] if spans > 1 else unit[1] - unit[0]
    t = np.arange(1, _samples(spans) + 1)[:, None] / _samples(spans)
    squared, cubed = t * t, t * t * t
    rows = [
        (2 * cubed - 3 * squared + 1) * unit[index]
        + (3 * squared - 2 * cubed) * unit[index + 1]
        + (cubed - 2 * squared + t) * tangents[index]
        + (cubed - squared) * tangents[index + 1]
        for index in range(spans)
    ]
    return np.concatenate(rows)


# name, weight, strokes: control points in hundredths, "!" after a corner, "|" between strokes.
_TABLE: dict[int, tuple[tuple[str, float, str], ...]] = {
    0: (
        ("from the top", 4, "55,1 25,10 10,48 24,88 50,99 77,86 89,48 74,10 48,1"),
        ("from the top, run over", 2, "45,2 18,18 8,52 24,90 52,99 80,84 89,46 72,10 44,2 26,14"),
        ("left open at the top", 2, "62,8 34,3 12,30 10,65 32,96 66,94 88,64 86,28 70,8"),
        ("clockwise", 1.5, "40,3 70,6 90,40 82,80 52,99 20,86 9,48 22,12 46,1"),
        ("from the right", 1, "86,26 62,2 28,8 9,44 22,88 54,99 84,78 90,40 80,14"),
        ("with a curl inside", 1, "70,14 44,1 16,18 8,56 28,94 62,96 88,66 84,26 58,4 40,14 50,26"),
        ("slashed", 0.6, "55,1 25,10 10,48 24,88 50,99 77,86 89,48 74,10 48,1 | 88,2 12,98"),
        ("slashed inside", 0.4, "55,1 25,10 10,48 24,88 50,99 77,86 89,48 74,10 48,1 | 72,20 28,80"),
        ("slashed in one stroke", 0.2, "60,2 28,8 10,46 24,90 54,99 82,80 88,40 70,6! 20,94"),
    ),
    1: (
        ("plain", 5, "50,0 50,50 50,100"),
        ("plain, bowed", 1, "54,0 47,48 48,100"),
        ("flag", 2, "30,22 54,0! 53,100"),
        ("long flag", 1.3, "14,44 58,0! 58,100"),
        ("small flag", 1.3, "42,12 53,0! 52,100"),
        ("flag and foot", 1.4, "28,22 52,0! 52,99 | 22,100 84,100"),
        ("small flag and foot", 0.7, "40,12 52,0! 52,99 | 26,99 80,100"),
        ("foot without flag", 0.5, "50,0 50,99 | 25,100 76,100"),
        ("flag and foot in one stroke", 0.3, "28,22 52,0! 52,98! 24,100! 82,98"),
        ("curled flag", 0.4, "28,26 42,18 54,0! 52,50 53,100"),
        ("peak", 1.2, "14,60 54,0! 60,100"),
        ("bowed flag", 0.6, "20,34 40,22 58,0! 56,100"),
        ("small foot", 0.5, "50,0 50,99 | 36,100 66,100"),
        ("long flag, narrow", 1, "30,40 52,0! 50,100"),
    ),
    2: (
        ("angled foot", 3, "10,24 34,3 70,6 82,28 58,62 10,98! 92,98"),
        ("wide arch", 2, "8,30 22,6 58,1 82,20 72,48 42,74 8,98! 94,96"),
        ("looped", 2.5, "12,22 38,2 72,8 78,34 54,68 24,94 8,90 18,76 46,86 94,97"),
        ("small loop", 1.5, "14,22 40,2 72,10 76,34 52,70 22,97 12,90 28,86 60,96 95,90"),
        ("wavy foot", 1, "12,24 36,3 70,8 80,30 54,64 10,94! 36,86 66,98 96,90"),
        ("curled start", 0.8, "26,30 12,28 18,8 46,1 78,12 76,38 48,70 10,98! 92,97"),
        ("like a Z", 0.8, "12,8 84,5! 10,97! 92,97"),
        ("round foot", 1, "14,18 42,1 76,12 76,38 46,64 18,84 22,97 58,97 94,92"),
        ("straight neck", 1, "14,22 40,2 74,14 70,36! 8,97! 92,94"),
        ("big loop", 2.5, "10,24 34,2 68,4 76,28 56,62 22,96 4,84 16,64 46,76 74,97 98,84"),
        ("big loop, steep", 1.8, "20,30 16,10 46,0 72,20 56,62 24,95 6,82 22,66 56,82 96,93"),
        ("loop on the line", 1.5, "14,18 46,1 72,18 54,56 14,92 8,76 36,74 64,86 96,84"),
        ("narrow, long foot", 0.8, "24,16 44,0 62,14 56,40 20,96! 98,92"),
        ("big round loop", 1.5, "12,26 30,4 62,2 74,22 58,54 32,88 8,96 0,78 16,62 44,70 66,92 96,84"),
        ("loop, foot rising", 1, "20,20 46,0 72,16 58,54 28,90 6,92 10,72 38,72 68,84 98,72"),
        ("loop, flat", 0.8, "8,20 40,2 78,10 74,40 44,80 12,96 4,82 28,74 60,90 94,94"),
        ("loop, tall", 0.8, "20,22 44,0 66,18 50,60 22,94 12,80 30,72 56,90 90,92"),
    ),
    3: (
        ("round", 4, "12,14 44,1 78,14 70,38 38,47! 74,54 88,76 60,98 10,92"),
        ("round, middle smooth", 2, "14,12 48,1 78,16 66,38 44,48 64,52 88,70 66,97 12,94"),
        ("looped middle", 1.2, "14,12 48,1 76,16 64,38 42,50 34,45 48,42 84,58 82,88 48,100 10,90"),
        ("flat top", 2, "14,3 84,3! 42,40! 74,46 88,70 64,98 10,92"),
        ("flat top, sharp", 0.7, "14,5 82,3! 44,42! 82,58 84,84 50,99 12,90"),
        ("small upper half", 1, "22,10 48,1 70,12 62,30 38,40! 78,46 90,72 62,99 8,92"),
        ("wide open", 1, "8,8 46,1 84,18 60,44 36,48! 70,52 86,76 54,97 4,96"),
        ("curled ends", 0.7, "16,22 20,6 54,0 80,16 66,40 40,47! 76,54 88,78 58,100 20,96 14,82"),
        ("sharp, narrow", 1, "20,4 76,2! 44,38! 70,50 74,78 46,99 14,92"),
        ("narrow", 1, "30,12 52,0 68,16 58,38 40,46! 64,54 70,80 48,99 22,90"),
    ),
    4: (
        ("open", 3, "26,2 10,56! 88,54 | 68,26 64,100"),
        ("open, tall", 3, "18,4 14,52! 84,50 | 80,0 72,100"),
        ("open, round", 2, "20,3 12,36 22,54 50,54 84,46 | 84,0 76,50 72,100"),
        ("closed", 1.6, "62,0 8,66! 94,66 | 64,0 64,100"),
        ("closed, stem across", 1, "58,2 8,62! 92,62 | 66,22 62,100"),
        ("closed in one stroke", 1, "62,100 64,0! 8,66! 94,66"),
        ("one stroke", 1.6, "20,4 14,46! 48,52 78,44! 86,2! 70,100"),
        ("one stroke, round", 1.2, "24,2 12,34 24,52 56,48 84,8! 80,50 72,100"),
        ("low stem", 1.6, "38,0 10,60! 90,58 | 64,40 60,100"),
        ("pointed, one stroke", 0.8, "70,2 12,56! 84,54! 74,4! 62,100"),
        ("pointed, down from the top", 0.7, "66,0 10,62! 90,62! 66,2! 64,100"),
        ("rising bar", 1, "30,0 14,52! 42,58 84,40 | 76,18 60,100"),
        ("deep cup", 0.8, "22,0 16,40 26,60 58,58 78,36 | 82,0 72,50 66,100"),
        ("narrow, one stroke", 1, "30,6 22,40 36,54 60,46 70,8! 66,56 64,100"),
        ("narrow, closed above", 1, "66,4 36,30 24,50 40,54 66,40 70,6! 62,100"),
        ("low bar, short stem", 1.2, "34,0 12,66! 84,62 | 58,46 54,100"),
    ),
    5: (
        ("one stroke", 3, "86,3 26,3! 18,44! 52,36 86,56 80,88 44,100 8,90"),
        ("detached cap", 2, "26,4 18,44! 52,36 86,56 80,88 44,100 8,90 | 26,4 90,3"),
        ("cap apart", 1.2, "28,10 20,46! 52,38 86,58 80,88 44,100 8,92 | 34,2 92,0"),
        ("like an S", 2, "86,4 46,3 24,18 30,40 64,52 82,72 66,96 34,100 8,92"),
        ("angular", 1, "82,2 22,2! 16,44! 68,44 86,68 70,96 10,98"),
        ("small bowl", 1, "90,2 40,5! 30,44! 56,42 72,62 64,90 34,100 6,94"),
        ("bowl without a corner", 1.5, "88,4 38,6! 24,40 50,44 78,60 74,88 42,100 8,92"),
        ("slanting cap", 0.8, "34,12 24,46! 56,42 78,62 70,90 38,100 6,90 | 34,12 94,2"),
        ("narrow, wide cap", 0.6, "30,4 26,40! 56,40 76,60 70,90 36,99 14,92 | 30,5 98,4"),
        ("rising cap", 1.4, "48,14 30,46! 58,52 64,76 36,99 4,92 | 48,14 98,0"),
        ("flowing into the cap", 1, "4,92 38,98 68,78 56,52 30,46! 46,10! 94,2"),
        ("narrow", 1, "66,4 40,6 32,40! 52,40 66,64 58,92 34,99 20,92"),
    ),
    6: (
        ("bowed", 3, "72,2 34,24 12,62 24,95 58,98 80,78 66,56 36,58 14,80"),
        ("straight back", 2, "62,0 24,46 10,76 28,98 64,97 80,74 60,54 30,62 14,82"),
        ("curled top", 1, "82,14 62,1 30,20 10,58 24,94 58,99 82,76 62,52 28,58 12,76"),
        ("small loop", 1.6, "58,0 28,40 14,80 34,100 62,92 60,70 38,68 18,84"),
        ("curl inside the loop", 1, "66,2 30,30 12,66 28,97 62,96 78,72 54,56 30,66 36,80"),
        ("loop left open", 1, "68,2 32,26 12,64 26,97 60,97 82,74 66,56 48,58"),
        ("upright", 1, "28,0 14,44 16,82 44,100 76,86 74,60 46,54 18,74"),
        ("flat", 0.8, "52,2 18,40 8,76 40,98 84,88 86,66 54,60 14,82"),
        ("loop from outside", 0.6, "64,2 30,32 12,70 28,98 62,96 78,74 58,58 32,62 8,84"),
        ("wide loop", 1.5, "60,0 20,34 5,70 25,98 70,98 94,76 76,56 42,64 30,84"),
        ("slim", 1.5, "62,0 40,38 28,78 44,100 64,86 56,68 34,78"),
        ("round loop, short neck", 1, "54,0 18,34 6,70 28,99 72,96 92,68 66,44 26,52 10,74"),
        ("closed, curl inside", 1.5, "56,0 16,36 4,74 30,100 76,92 88,64 62,50 40,66 46,84"),
        ("closed far up", 1, "62,2 24,26 6,66 26,98 68,96 86,66 66,40 34,44 14,64"),
    ),
    7: (
        ("plain", 3, "8,4 90,3! 44,100"),
        ("bowed stem", 2.5, "8,6 90,3! 62,44 46,100"),
        ("bar", 2.5, "8,4 90,3! 44,100 | 26,54 82,50"),
        ("bowed stem and bar", 1.2, "8,6 90,3! 62,44 46,100 | 28,52 84,50"),
        ("serif", 1, "10,22 10,4! 90,3! 44,100"),
        ("serif and bar", 0.6, "10,22 10,4! 90,3! 44,100 | 28,54 80,50"),
        ("wavy top", 1.2, "6,18 18,4 50,10 90,2! 58,48 46,100"),
        ("wavy top and bar", 0.5, "6,18 18,4 50,10 90,2! 56,50 44,100 | 26,54 82,50"),
        ("round corner", 1.6, "8,12 42,2 82,6 78,36 52,100"),
        ("steep", 1, "18,8 82,4! 72,40 64,100"),
        ("long serif, steep", 0.8, "12,40 14,6! 86,5! 80,46 68,100"),
        ("hanging", 0.8, "10,30 16,8 52,10 86,2! 66,50 56,100"),
        ("slim", 1.2, "24,12 32,6 74,4! 66,50 62,100"),
        ("short top", 1, "24,18 34,6 70,3! 52,50 34,100"),
        ("low bar", 0.6, "10,8 80,3! 48,54 34,100 | 14,60 78,52"),
        ("like a 1, serif", 0.6, "22,22 26,6! 74,4! 58,50 44,100"),
        ("long bow", 0.8, "6,14 30,2 70,4 88,14 70,48 58,76 54,100"),
        ("long bar, leaning", 1.2, "14,6 84,3! 30,100 | 16,52 86,46"),
        ("wavy top, long bar", 0.8, "12,20 22,4 52,8 86,2! 60,46 40,100 | 22,54 84,48"),
    ),
    8: (
        ("as an S, closed", 4, "74,16 48,1 24,16 36,40 68,58 82,82 50,100 20,82 38,54 66,36 76,14"),
        ("as an S, left open", 2, "80,12 50,1 22,18 36,42 70,60 78,84 48,100 20,84 40,56 74,32"),
        ("as an S, run over", 1, "70,14 46,1 24,18 40,42 70,62 76,86 46,100 20,82 42,52 72,30 84,4"),
        ("two circles", 1.5, "52,1 28,8 26,32 50,44 74,32 72,8 50,1 | 50,44 20,56 16,84 50,100 84,84 80,56 52,44"),
        ("from the middle", 1.2, "50,48 26,28 34,4 64,3 74,26 50,48 18,76 36,99 68,98 82,74 52,50"),
        ("clockwise", 1.2, "26,16 52,1 76,16 62,40 30,58 18,82 50,100 82,82 60,54 32,36 24,14"),
        ("narrow below", 1.5, "76,14 46,2 22,20 44,42 62,64 56,96 34,98 32,72 54,44 80,16"),
        ("narrow above", 0.8, "62,10 48,2 38,14 48,34 76,56 84,84 48,100 14,84 26,56 50,34 62,14"),
        ("open S with a straight back", 1, "84,8 48,2 26,20 44,42 68,62 66,90 38,98 24,82! 86,10"),
        ("closed by a straight line", 1.5, "80,6 44,2 24,20 50,46 70,66 56,96 28,96 26,74 86,2"),
        ("wide above", 0.8, "88,20 60,1 22,8 18,30 50,46 66,66 54,98 32,96 36,66 84,22"),
        ("slim", 1.2, "64,12 48,0 36,14 46,40 62,66 58,96 40,98 34,74 50,46 68,16"),
        ("wide below", 1, "66,10 44,2 32,18 50,42 88,66 84,94 44,100 12,84 34,56 62,34 70,12"),
        ("left open at the right", 0.8, "84,18 62,2 34,6 26,26 48,44 72,64 64,94 36,98 22,80 40,54 70,34"),
    ),
    9: (
        ("straight stem", 2.5, "76,18 50,1 20,14 20,40 50,48 76,20! 74,100"),
        ("bowed stem", 2, "78,16 50,1 18,18 24,44 54,46 78,16! 76,60 62,100"),
        ("hooked", 2.5, "78,20 52,1 20,14 20,42 52,50 78,22! 80,68 62,98 18,92"),
        ("leaning stem", 1.5, "74,14 44,1 16,22 26,46 58,40 76,12! 52,100"),
        ("no corner", 1.5, "80,20 54,1 20,12 18,40 48,50 80,26 82,12 78,56 68,100"),
        ("loop left open", 1, "66,6 36,4 14,28 32,50 68,38 80,8! 72,100"),
        ("circle and stem", 1, "74,14 48,2 20,14 20,40 50,50 76,34 74,12 | 78,4 72,100"),
        ("hook curled", 0.6, "76,20 50,2 20,16 22,42 54,48 78,20! 80,66 58,98 28,96 24,84"),
        ("small loop", 1, "72,12 50,1 30,10 32,30 54,34 72,12! 72,56 62,100"),
        ("from the right, round", 0.8, "84,26 70,2 34,4 16,30 40,50 76,40 84,22 74,64 44,100"),
        ("slim", 1.2, "70,10 44,1 22,22 38,42 66,24 72,8! 72,56 68,100"),
        ("long hook", 2.5, "78,10 48,0 24,14 34,36 66,34 80,12! 80,60 56,98 10,90"),
        ("loop open, hooked", 1.5, "74,4 42,2 24,18 40,36 74,26! 76,64 50,98 8,94"),
        ("wide loop, short stem", 1, "84,22 58,1 18,10 8,40 34,56 72,42 86,18! 78,64 70,100"),
        ("low loop", 0.8, "76,30 54,4 24,20 16,52 40,60 74,34 80,14! 72,66 66,100"),
        ("hooked, flat loop", 1, "74,6 46,2 26,16 34,30 60,28 76,14! 78,62 52,96 14,92"),
    ),
}
