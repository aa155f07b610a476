"""Numbers as a person reads them: a true minus, steady decimals, thousands apart, percent with a space.

No Qt in here, so that any widget, model or test can use it. Numbers are written the same way in every language of the
interface (a point for decimals, a comma for thousands), because the code and the papers beside them do so too.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

MINUS = "\u2212"
INFINITY = "\u221e"
NO_BREAK_SPACE = "\u00a0"
TIMES = "\u00d7"


def fixed(value: float, decimals: int, *, plus: bool = False) -> str:
    """Give a number with exactly `decimals` digits after the point, such as “−0.47”.

    A value that rounds to zero has no sign. Values that are not finite become “NaN”, “∞” or “−∞”.

    Args:
        value: any number.
        decimals: digits after the point, 0 or more.
        plus: write “+” before positive numbers.
    """
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return (MINUS if value < 0 else "+" if plus else "") + INFINITY
    text = f"{abs(value):,.{decimals}f}"
    if not text.strip("0.,"):
        return text
    return (MINUS if value < 0 else "+" if plus else "") + text


def significant(value: float, digits: int = 4, *, plus: bool = False) -> str:
    """Give a number with `digits` significant digits, such as “2.055”, “0.01234” or “12,346”.

    Very large and very small numbers take the form “1.234e−7”. Zero is “0”.

    Args:
        value: any number.
        digits: significant digits, 1 or more; whole numbers keep all of theirs below 10,000,000.
        plus: write “+” before positive numbers.
    """
    if value == 0:
        return "0"
    if not math.isfinite(value):
        return fixed(value, 0, plus=plus)
    mantissa, _, power = f"{abs(value):.{digits - 1}e}".partition("e")
    exponent = int(power)
    if -4 <= exponent < 7:
        return fixed(value, max(0, digits - 1 - exponent), plus=plus)
    sign = MINUS if value < 0 else "+" if plus else ""
    return f"{sign}{mantissa}e{MINUS if exponent < 0 else ''}{abs(exponent)}"


def shared_decimals(values: Iterable[float], digits: int = 3) -> int:
    """Say how many decimals a group of numbers needs to look alike and to tell its largest one to `digits` digits.

    Args:
        values: the numbers of the group; those that are not finite do not count.
        digits: significant digits for the largest magnitude.

    Returns:
        0 to 6 decimals; 2 for a group of zeros.
    """
    largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    if largest == 0:
        return 2
    exponent = int(f"{largest:.{digits - 1}e}".partition("e")[2])
    return min(6, max(0, digits - 1 - exponent))


def percent_figure(fraction: float) -> str:
    """Give a fraction as the figure before the percent sign: “91.9”, “8.0”, “0” below 0.05 %, “100” from 99.95 %."""
    if not math.isfinite(fraction):
        return fixed(fraction, 0)
    share = 100 * fraction
    if abs(share) < 0.05:
        return "0"
    return "100" if 99.95 <= share < 100.05 else fixed(share, 1)


def percent(fraction: float) -> str:
    """Give a fraction of 0 to 1 as “91.9 %”, with a space that does not break."""
    return f"{percent_figure(fraction)}{NO_BREAK_SPACE}%"


def thousands(count: int) -> str:
    """Give a whole number with its thousands apart: “28,938”."""
    return f"{MINUS if count < 0 else ''}{abs(count):,}"


def shape_list(shape: Iterable[int]) -> str:
    """Give a shape as PyTorch prints it: “[1, 16, 28, 28]”."""
    return "[" + ", ".join(str(size) for size in shape) + "]"


def shape_product(shape: Iterable[int]) -> str:
    """Give a shape as a product: “16×28×28”."""
    return TIMES.join(str(size) for size in shape)
