from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from cnnviz.data import splits
from cnnviz.data.apportioning import apportion
from cnnviz.data.data_set import DataSet, Part
from cnnviz.problems import Problem

LABELS = st.lists(st.integers(0, 5), min_size=3, max_size=80).map(lambda each: np.array(each, dtype=np.int64))


def data_set(labels: NDArray[np.int64], classes: int, parts: dict[Part, NDArray[np.int64]] | None = None) -> DataSet:
    images = np.zeros((len(labels), 1, 1, 1), np.uint8)
    return DataSet("own", "Own", tuple(f"class {k}" for k in range(classes)), images, labels, parts or {})


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=8), st.integers(1, 5), st.data())
def test_a_table_of_proportions_is_rounded_up_or_down_with_its_sums(
    rows: list[int], width: int, data: st.DataObject
) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, sum(rows)), min_size=width - 1, max_size=width - 1)))
    columns = [end - begin for begin, end in zip([0, *cuts], [*cuts, sum(rows)], strict=True)]
    table = apportion(rows, columns)
    assert [sum(row) for row in table] == rows
    assert [sum(row[j] for row in table) for j in range(width)] == columns
    for row, of_row in zip(table, rows, strict=True):
        for entry, of_column in zip(row, columns, strict=True):
            exact = Fraction(of_row * of_column, max(sum(rows), 1))
            assert abs(entry - exact) < 1


@settings(max_examples=150, deadline=None)
@given(LABELS, st.integers(0, 1000), st.booleans(), st.data())
def test_parts_never_overlap_and_have_the_sizes_asked_for(
    labels: NDArray[np.int64], seed: int, stratified: bool, data: st.DataObject
) -> None:
    count = len(labels)
    validation = data.draw(st.integers(0, count - 1))
    test = data.draw(st.integers(0, count - 1 - validation))
    train = data.draw(st.none() | st.integers(1, count - validation - test))
    found = splits.split(labels, train=train, validation=validation, test=test, seed=seed, stratified=stratified)
    parts = (found.train, found.validation, found.test)
    assert [len(part) for part in parts] == [train or count - validation - test, validation, test]
    together = np.concatenate(parts)
    assert len(np.unique(together)) == len(together)
    assert together.min() >= 0
    assert together.max() < count
    for part in parts:
        assert part.dtype == np.int64
        assert (np.diff(part) > 0).all()
        if stratified:
            for label in range(6):
                exact = Fraction(len(part) * int((labels == label).sum()), count)
                assert abs(int((labels[part] == label).sum()) - exact) < 1
    again = splits.split(labels, train=train, validation=validation, test=test, seed=seed, stratified=stratified)
    assert all((a == b).all() for a, b in zip(parts, (again.train, again.validation, again.test), strict=True))


@settings(max_examples=60, deadline=None)
@given(st.integers(5, 400), st.floats(0, 0.5), st.floats(0, 0.4))
def test_shares_are_rounded_and_never_need_too_many(count: int, validation: float, test: float) -> None:
    labels = np.zeros(count, np.int64)
    found = splits.split(labels, train=1.0 - validation - test, validation=validation, test=test)
    for part, share in ((found.train, 1 - validation - test), (found.validation, validation), (found.test, test)):
        assert abs(len(part) - share * count) <= 1.01
    assert len(found.train) + len(found.validation) + len(found.test) == count


def test_another_seed_is_another_split() -> None:
    labels = np.arange(100) % 10
    assert set(splits.split(labels, seed=1).test) != set(splits.split(labels, seed=2).test)


def test_the_split_of_the_class() -> None:
    labels = np.arange(60_000) % 10
    found = splits.split(labels, train=40_000, validation=10_000, test=10_000, stratified=True)
    for part, each in ((found.train, 4000), (found.validation, 1000), (found.test, 1000)):
        assert np.bincount(labels[part]).tolist() == [each] * 10


@pytest.mark.parametrize(
    ("amounts", "sentence"),
    [
        ({"train": 60, "validation": 30, "test": 20}, "need 110 pictures together, and there are 100"),
        ({"train": 0.8, "validation": 0.3, "test": 0}, "need 110 pictures"),
        ({"validation": 70, "test": 40}, "need 110 pictures"),
        ({"validation": 60, "test": 40}, "none is left to learn from"),
        ({"train": 0}, "none is left to learn from"),
        ({"validation": -1}, "cannot be -1"),
        ({"validation": 1.5}, "cannot be 1.5"),
        ({"test": float("nan")}, "cannot be nan"),
        ({"test": True}, "cannot be True"),
    ],
)
def test_parts_that_cannot_be_are_refused(amounts: dict[str, float], sentence: str) -> None:
    with pytest.raises(Problem, match=sentence):
        splits.split(np.arange(100) % 10, **amounts)


OWN_TEST: dict[Part, NDArray[np.int64]] = {"train": np.arange(80), "test": np.arange(80, 100)}


def of(parts: dict[Part, NDArray[np.int64]], **asked: float) -> tuple[set[int], set[int], set[int]]:
    found = splits.of_set(data_set(np.arange(100) % 5, 5, parts), **asked)  # type: ignore[arg-type]
    return set(found.train.tolist()), set(found.validation.tolist()), set(found.test.tolist())


def test_a_test_part_of_its_own_stays_the_test() -> None:
    train, validation, test = of(OWN_TEST)
    assert test == set(range(80, 100))
    assert len(validation) == 16
    assert train | validation == set(range(80))
    train, validation, test = of(OWN_TEST, train=50, validation=10, test=20)
    assert (len(train), len(validation), test) == (50, 10, set(range(80, 100)))
    train, validation, test = of(OWN_TEST, test=5)
    assert len(test) == 5
    assert test < set(range(80, 100))
    assert of(OWN_TEST, test=0)[2] == set()


def test_a_share_for_the_test_divides_the_whole_anew() -> None:
    train, validation, test = of(OWN_TEST, train=0.6, validation=0.2, test=0.2)
    assert (len(train), len(validation), len(test)) == (60, 20, 20)
    assert train | validation | test == set(range(100))
    assert test != set(range(80, 100))
    assert len(of(OWN_TEST, test=30)[2]) == 30


def test_parts_for_validation_and_test_are_both_kept() -> None:
    parts: dict[Part, NDArray[np.int64]] = {**OWN_TEST, "train": np.arange(60), "validation": np.arange(60, 80)}
    assert of(parts) == (set(range(60)), set(range(60, 80)), set(range(80, 100)))
    train, validation, _ = of(parts, validation=0.5)  # drawn from what is for training
    assert len(validation) == 30
    assert validation | train == set(range(60))


def test_what_is_left_out_changes_no_other_place() -> None:
    data = data_set(np.arange(100) % 5, 5)
    whole, less = splits.of_set(data, seed=3), splits.of_set(data, seed=3, leave_out=(4, 17, 50))
    for before, after in zip(
        (whole.train, whole.validation, whole.test), (less.train, less.validation, less.test), strict=True
    ):
        assert set(after.tolist()) == set(before.tolist()) - {4, 17, 50}


def test_what_cannot_be_learnt_is_refused() -> None:
    with pytest.raises(Problem, match=r"single class, “class 0”"):
        splits.of_set(data_set(np.zeros(10, np.int64), 1))
    with pytest.raises(Problem, match=r"no picture to learn from for “class 2”"):
        splits.of_set(data_set(np.arange(20) % 2, 3))
    with pytest.raises(Problem, match="no picture to learn from"):  # one picture of two classes
        splits.of_set(data_set(np.zeros(1, np.int64), 2), validation=0, test=0)
    with pytest.raises(Problem, match="none is left to learn from"):
        splits.of_set(data_set(np.empty(0, np.int64), 2))
    with pytest.raises(Problem, match="none is left to learn from"):
        splits.of_set(data_set(np.arange(4) % 2, 2), validation=0, test=0, leave_out=range(4))
