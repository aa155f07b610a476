from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from cnnviz.trace import comparing
from cnnviz.trace.tensors import TensorRecord

NAN, INF = math.nan, math.inf


def _record(values: object, dtype: str = "float32") -> TensorRecord:
    array = np.asarray(values, dtype=dtype)
    return TensorRecord(array.shape, dtype, array)


def test_a_difference_by_hand() -> None:
    gap = comparing.difference(_record([[1.0, 2.0], [3.0, 4.0]]), _record([[1.0, 5.0], [3.0, 3.0]]))
    assert gap == comparing.Difference(changed=0.5, largest=3.0, mean=0.5)


def test_what_is_no_number_counts_as_changed_only_where_it_came_or_went() -> None:
    gap = comparing.difference(_record([NAN, INF, 1.0, 2.0]), _record([NAN, INF, NAN, 4.0]))
    assert gap == comparing.Difference(changed=0.5, largest=2.0, mean=2.0)
    gap = comparing.difference(_record([NAN]), _record([1.0]))
    assert gap is not None and gap.changed == 1.0 and math.isnan(gap.largest) and math.isnan(gap.mean)
    values = comparing.later_minus_earlier(np.array([INF, 1.0, NAN]), np.array([INF, 3.0, 0.0]))
    assert np.array_equal(values, [NAN, 2.0, NAN], equal_nan=True)


@pytest.mark.parametrize("dtype", ["bool", "uint8", "int64", "float16", "float32", "complex64"])
def test_every_number_type_is_subtracted_without_an_overflow(dtype: str) -> None:
    gap = comparing.difference(_record([1, 0, 1], dtype), _record([0, 1, 1], dtype))
    assert gap == comparing.Difference(pytest.approx(2 / 3), 1.0, 0.0)


def test_other_shapes_and_what_was_not_kept_have_no_difference() -> None:
    assert comparing.difference(_record([1.0]), _record([[1.0]])) is None
    assert comparing.difference(_record([1.0]), TensorRecord((1,), "float32", None)) is None
    assert comparing.difference(_record([]), _record([])) is None
    with pytest.raises(ValueError):
        comparing.later_minus_earlier(np.zeros(2), np.zeros(3))


@given(st.data())
def test_pieces_add_up(data: st.DataObject) -> None:
    shape = hnp.array_shapes(max_dims=4, max_side=5)
    one = data.draw(hnp.arrays(np.float32, shape, elements=st.floats(-100, 100, width=32)))
    other = data.draw(hnp.arrays(np.float32, one.shape, elements=st.floats(-100, 100, width=32)))
    before, comparing._AT_ONCE = comparing._AT_ONCE, 3
    try:
        gap = comparing.difference(_record(one), _record(other))
    finally:
        comparing._AT_ONCE = before
    truth = other.astype(np.float64) - one
    assert gap is not None
    assert gap.changed == pytest.approx((truth != 0).mean())
    assert gap.largest == pytest.approx(np.abs(truth).max())
    assert gap.mean == pytest.approx(truth.mean(), abs=1e-9)
