"""Curves that grow: what a picture of them is given, compared with the points themselves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnviz.imaging.series import Series, TrailingMean


def filled(y: np.ndarray, limit: int = 1 << 20) -> Series:
    series = Series(limit)
    for start in range(0, len(y), 777):
        part = y[start : start + 777]
        series.extend(np.arange(start, start + len(part)), part)
    return series


def test_few_points_come_as_they_are_with_one_beyond_either_end() -> None:
    y = np.arange(100, dtype=np.float32)
    x, shown = filled(y).window(10.5, 20.5, 400)
    assert x.tolist() == list(range(10, 22))
    assert shown.tolist() == list(range(10, 22))


def test_every_column_keeps_its_lowest_and_its_highest_point() -> None:
    random = np.random.default_rng(3)
    y = random.standard_normal(100_000).astype(np.float32)
    y[41_234], y[77_777] = 50, -50
    x, shown = filled(y).window(0, 99_999, 500)
    assert len(x) == len(shown) <= 2 * 502
    assert shown.max() == 50
    assert shown.min() == -50
    edges = np.unique(x)
    for left, right in zip(edges, [*edges[1:], 100_000], strict=True):
        column = y[int(left) : int(right)]
        assert sorted(shown[x == left]) == [column.min(), column.max()]


def test_a_smooth_curve_takes_the_mean_of_each_column() -> None:
    y = np.random.default_rng(4).standard_normal(50_000).astype(np.float32)
    y[123] = np.nan
    x, shown = filled(y).means(0, 49_999, 300)
    assert len(x) <= 302
    for place, mean, end in zip(x, shown, [*x[1:], 50_000], strict=True):
        assert mean == pytest.approx(np.nanmean(y[int(place) : int(end)]), rel=1e-4, abs=1e-5)


def test_a_value_that_is_none_does_not_swallow_its_column() -> None:
    y = np.ones(10_000, np.float32)
    y[5000], y[5001] = np.nan, 7
    _, shown = filled(y).window(0, 9999, 100)
    assert np.nanmax(shown) == 7
    assert np.isfinite(shown).all()


@given(st.integers(8, 200), st.integers(0, 3000))
def test_the_limit_holds_and_the_extremes_stay(limit: int, count: int) -> None:
    y = np.sin(np.arange(count) * 12.9898).astype(np.float32) * 43758 % 1
    series = filled(y, limit)
    assert len(series) <= limit
    assert (np.diff(series.x) >= 0).all()
    if count:
        assert series.y.min() == y.min()
        assert series.y.max() == y.max()


def test_the_value_at_a_place_is_that_of_the_last_point_before_it() -> None:
    series = filled(np.asarray([3, 1, 4], np.float32))
    assert [series.at(x) for x in (0, 0.9, 1, 2, 99)] == [3, 3, 1, 4, 4]
    assert np.isnan(series.at(-0.1))
    assert series.bounds(0, 1) == (1, 3)
    assert series.bounds(5, 9) is None


@given(st.lists(st.floats(-1e6, 1e6, width=32), max_size=60), st.integers(1, 9), st.integers(1, 11))
def test_the_trailing_mean_is_numpys_mean_however_the_values_come(values: list[float], width: int, chunk: int) -> None:
    mean = TrailingMean(width)
    got = [m for start in range(0, len(values), chunk) for m in mean.extend(np.asarray(values[start : start + chunk]))]
    wanted = [np.mean(values[max(0, end - width) : end]) for end in range(1, len(values) + 1)]
    assert got == pytest.approx(wanted, rel=1e-5, abs=1e-3)


def test_a_loss_that_is_not_a_number_leaves_the_mean_of_the_others() -> None:
    got = TrailingMean(3).extend(np.asarray([1.0, np.nan, 3.0, np.inf, np.nan, np.nan, np.nan]))
    assert got[:4].tolist() == [1, 1, 2, 3]
    assert np.isnan(got[-1])
