from __future__ import annotations

import math

import pytest

from cnnviz.gui.widgets import numbers


@pytest.mark.parametrize(
    ("value", "decimals", "plus", "text"),
    [
        (-0.466, 2, False, "\u22120.47"),
        (0.42, 2, False, "0.42"),
        (4.55, 2, True, "+4.55"),
        (-0.001, 2, False, "0.00"),
        (0.001, 2, True, "0.00"),
        (12830.4, 0, False, "12,830"),
        (-1234567.0, 1, False, "\u22121,234,567.0"),
        (math.nan, 2, True, "NaN"),
        (math.inf, 2, False, "\u221e"),
        (math.inf, 2, True, "+\u221e"),
        (-math.inf, 2, True, "\u2212\u221e"),
    ],
)
def test_fixed(value: float, decimals: int, plus: bool, text: str) -> None:
    assert numbers.fixed(value, decimals, plus=plus) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2.055, "2.055"),
        (6.96, "6.960"),
        (0, "0"),
        (-0.012343, "\u22120.01234"),
        (0.00099999, "0.001000"),
        (9.9999, "10.00"),
        (12345.6, "12,346"),
        (1.2343e-7, "1.234e\u22127"),
        (-2.5e12, "\u22122.500e12"),
        (math.nan, "NaN"),
        (-math.inf, "\u2212\u221e"),
    ],
)
def test_significant(value: float, text: str) -> None:
    assert numbers.significant(value) == text


@pytest.mark.parametrize(
    ("values", "decimals"),
    [
        ((-4.55, 4.55), 2),
        ((0.0, 45.5), 1),
        ((0.0, 455.0), 0),
        ((0.0, 0.0821), 4),
        ((0.0, 0.0), 2),
        ((), 2),
        ((math.nan, math.inf, 3.0), 2),
        ((9.999,), 1),
        ((1e-30,), 6),
    ],
)
def test_shared_decimals(values: tuple[float, ...], decimals: int) -> None:
    assert numbers.shared_decimals(values) == decimals


@pytest.mark.parametrize(
    ("fraction", "text"),
    [(0.919, "91.9"), (0.08, "8.0"), (0.001, "0.1"), (0.0004, "0"), (0.0, "0"), (1.0, "100"), (0.99996, "100")],
)
def test_percent(fraction: float, text: str) -> None:
    assert numbers.percent_figure(fraction) == text
    assert numbers.percent(fraction) == f"{text}\u00a0%"


def test_whole_numbers_and_shapes() -> None:
    assert numbers.thousands(28938) == "28,938"
    assert numbers.thousands(-1000) == "\u22121,000"
    assert numbers.shape_list((1, 16, 28, 28)) == "[1, 16, 28, 28]"
    assert numbers.shape_product((16, 28, 28)) == "16\u00d728\u00d728"
