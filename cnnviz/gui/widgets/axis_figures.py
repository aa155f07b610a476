"""Where the figures of an axis stand, and with how many decimals. No Qt in here."""

from __future__ import annotations

import math
from collections.abc import Sequence


def steps(low: float, high: float, most: int) -> list[float]:
    """At most about so many values, nice ones, from `low` to `high`."""
    step = nice_step((high - low) / most)
    return [step * place for place in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]


def decimals_of(values: Sequence[float]) -> int:
    """How many decimals tell the values apart and none too many."""
    for decimals in range(7):
        if all(abs(value - round(value, decimals)) < 1e-9 + 1e-6 * abs(value) for value in values):
            return decimals
    return 7


def mantissa(power: float) -> float:
    """The number before the power of ten of 10**power, 1 … 10."""
    return float(10 ** (power - math.floor(power + 1e-9)))


def nice_step(least: float) -> float:
    """The smallest of 1, 2 and 5 times a power of ten that is not below `least`."""
    if not least > 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= least * (1 - 1e-9))


def powers(low: float, high: float, most: int) -> list[float]:
    """Where figures stand on a logarithmic scale from 10**low to 10**high: at the powers of ten, and between few."""
    first, last = math.ceil(low - 1e-9), math.floor(high + 1e-9)
    whole = [float(each) for each in range(first, last + 1, max(-(-(last - first + 1) // most), 1))]
    for parts in ((1, 2, 5), (1, 3), (1,)):
        fine = [each + math.log10(part) for each in range(first - 1, last + 1) for part in parts]
        within = [each for each in fine if low <= each <= high]
        if len(whole) < 3 and 2 <= len(within) <= most:
            return within
    return whole if len(whole) >= 2 else [low + (high - low) * share for share in (0.1, 0.9)]
