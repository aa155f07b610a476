from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from cnnviz.imaging import normalise, palettes
from cnnviz.imaging.normalise import ColourScale

ANY_FLOATS = arrays.arrays(
    np.float32, arrays.array_shapes(max_dims=3, max_side=6), elements=st.floats(width=32, allow_nan=True)
)


def test_signed_range_is_symmetric_around_zero() -> None:
    assert normalise.scale_of(np.array([-3.0, 1.0])) == ColourScale(-3.0, 3.0, True)
    assert normalise.scale_of(np.array([-1.0, 4.0])) == ColourScale(-4.0, 4.0, True)


def test_numbers_without_a_sign_start_at_zero() -> None:
    assert normalise.scale_of(np.array([2.0, 5.0])) == ColourScale(0.0, 5.0, False)
    assert normalise.scale_of(np.array([2.0, 5.0]), signed=True) == ColourScale(-5.0, 5.0, True)
    assert normalise.scale_of(np.array([-2.0, 5.0]), signed=False) == ColourScale(0.0, 5.0, False)


@pytest.mark.parametrize("values", [[0.0, 0.0], [], [math.nan], [math.inf, -math.inf]])
def test_nothing_but_zeros_gets_a_usable_range(values: list[float]) -> None:
    assert normalise.scale_of(np.array(values, dtype=np.float32)) == ColourScale(0.0, 1.0, False)
    assert normalise.scale_of(np.array(values, dtype=np.float32), signed=True) == ColourScale(-1.0, 1.0, True)


def test_not_finite_numbers_do_not_stretch_the_range() -> None:
    values = np.array([math.nan, -1.0, 2.0, math.inf, -math.inf], dtype=np.float32)
    assert normalise.scale_of(values) == ColourScale(-2.0, 2.0, True)
    assert normalise.not_finite(values).tolist() == [True, False, False, True, True]


def test_integers_and_booleans_are_numbers_too() -> None:
    assert normalise.scale_of(np.array([0, 7], dtype=np.uint8)) == ColourScale(0.0, 7.0, False)
    assert normalise.scale_of(np.array([False, True])) == ColourScale(0.0, 1.0, False)
    assert normalise.indices(np.array([False, True]), ColourScale(0, 1, False)).tolist() == [0, 255]
    assert not normalise.not_finite(np.array([1, 2])).any()


def test_merge_covers_every_range() -> None:
    merged = normalise.merge([ColourScale(0, 5, False), ColourScale(-2, 2, True)])
    assert merged == ColourScale(-5, 5, True)
    assert normalise.merge([ColourScale(0, 5, False), ColourScale(0, 9, False)]) == ColourScale(0, 9, False)
    with pytest.raises(ValueError, match="at least one"):
        normalise.merge([])


def test_places_of_a_signed_range() -> None:
    values = np.array([-2.0, -1.0, 0.0, 1.0, 2.0, -9.0, 9.0], dtype=np.float32)
    assert normalise.indices(values, ColourScale(-2, 2, True)).tolist() == [1, 65, 128, 192, 255, 1, 255]


def test_places_of_a_range_from_zero() -> None:
    values = np.array([0.0, 1.0, 2.0, 4.0, -1.0, 9.0], dtype=np.float32)
    assert normalise.indices(values, ColourScale(0, 4, False)).tolist() == [0, 64, 128, 255, 0, 255]


@given(ANY_FLOATS, st.sampled_from([True, False, None]))
def test_places_agree_with_plain_arithmetic(values: np.ndarray, signed: bool | None) -> None:
    scale = normalise.scale_of(values, signed=signed)
    places = normalise.indices(values, scale)
    assert places.shape == values.shape
    for value, place in zip(values.reshape(-1).tolist(), places.reshape(-1).tolist(), strict=True):
        if math.isnan(value):
            assert place == (128 if scale.signed else 0)
        elif scale.signed:
            exact = 128 + 127 * max(-1.0, min(1.0, value / scale.high))
            assert abs(place - exact) <= 0.5001
        else:
            exact = 255 * max(0.0, min(1.0, value / scale.high))
            assert abs(place - exact) <= 0.5001


@given(ANY_FLOATS)
def test_every_number_gets_its_places_colour(values: np.ndarray) -> None:
    table = palettes.packed("signed", dark=False)
    scale = normalise.scale_of(values, signed=True)
    colours = normalise.colourise(values, scale, table)
    expected = np.where(np.isfinite(values), table[normalise.indices(values, scale)], normalise.NOT_FINITE_COLOUR)
    assert colours.dtype == np.uint32
    assert np.array_equal(colours, expected)


def test_tiny_and_huge_numbers_keep_their_order() -> None:
    for top in (5e-324, 1e-310, 1e-40, 1e300, np.finfo(np.float64).max):
        values = np.array([-top, 0.0, top])
        assert normalise.indices(values, normalise.scale_of(values)).tolist() == [1, 128, 255]
    values32 = np.array([0.0, 1e-45, np.finfo(np.float32).max], dtype=np.float32)
    assert normalise.indices(values32, normalise.scale_of(values32)).tolist() == [0, 0, 255]


def test_a_picture_longer_than_a_chunk_and_not_contiguous() -> None:
    values = np.random.default_rng(3).normal(size=(300, 260)).astype(np.float32).T
    values[0, 0] = np.nan
    table = palettes.packed("signed", dark=True)
    scale = normalise.scale_of(values)
    colours = normalise.colourise(values, scale, table)
    assert colours.shape == values.shape
    assert colours[0, 0] == normalise.NOT_FINITE_COLOUR
    for row, column in ((0, 1), (17, 200), (259, 299)):
        alone = normalise.indices(values[row, column].reshape(1), scale)[0]
        assert colours[row, column] == table[alone]


def test_the_numbers_themselves_stay_as_they_were() -> None:
    values = np.array([1.0, -2.0, np.nan], dtype=np.float32)
    before = values.copy()
    values.flags.writeable = False
    normalise.colourise(values, normalise.scale_of(values), palettes.packed("signed", dark=False))
    assert np.array_equal(values, before, equal_nan=True)
