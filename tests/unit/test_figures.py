"""Figures of an evaluation against counting by hand."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.training.figures import Evaluation, thresholds

# six pictures of three classes; each row is the answer to one
LABELS = np.array([0, 0, 1, 1, 2, 2])
ANSWERS = np.array(
    [
        [0.7, 0.2, 0.1],  # right
        [0.3, 0.6, 0.1],  # a 0 taken for 1
        [0.1, 0.8, 0.1],  # right
        [0.05, 0.9, 0.05],  # right
        [0.1, 0.5, 0.4],  # a 2 taken for 1, second is right
        [0.25, 0.25, 0.5],  # right
    ]
)


@pytest.fixture
def evaluation() -> Evaluation:
    return Evaluation.of(("a", "b", "c"), LABELS, ANSWERS)


def test_what_is_counted_by_hand(evaluation: Evaluation) -> None:
    assert evaluation.samples == 6
    assert evaluation.accuracy == pytest.approx(4 / 6)
    assert evaluation.loss == pytest.approx(-(math.log(0.7 * 0.3 * 0.8 * 0.9 * 0.4 * 0.5)) / 6)
    assert evaluation.confusion.tolist() == [[1, 1, 0], [0, 2, 0], [0, 1, 1]]
    assert evaluation.top(1) == pytest.approx(4 / 6)
    assert evaluation.top(2) == 1
    a, b, c = evaluation.per_class
    assert (a.precision, a.recall, a.f1) == (1, 0.5, pytest.approx(2 / 3))
    assert (b.precision, b.recall, b.f1) == (0.5, 1, pytest.approx(2 / 3))
    assert (c.samples, c.predicted, c.precision, c.recall) == (2, 1, 1, 0.5)


def test_wrong_answers_come_surest_first_with_both_probabilities(evaluation: Evaluation) -> None:
    first, second = evaluation.wrong()
    assert (first.place, first.label, first.predicted) == (1, 0, 1)
    assert (first.probability, first.probability_of_label) == (0.6, 0.3)
    assert (second.place, second.label, second.predicted) == (4, 2, 1)
    assert (second.probability, second.probability_of_label) == (0.5, 0.4)


def test_calibration_by_hand(evaluation: Evaluation) -> None:
    found = evaluation.calibration(5)
    # (0.4, 0.6]: 0.6 wrong, 0.5 wrong, 0.5 right; (0.6, 0.8]: 0.7 and 0.8 right; (0.8, 1]: 0.9 right
    assert found.counts.tolist() == [0, 0, 3, 2, 1]
    assert found.confidence[2:] == pytest.approx([1.6 / 3, 0.75, 0.9])
    assert found.accuracy[2:] == pytest.approx([1 / 3, 1, 1])
    assert found.error == pytest.approx((3 * abs(1 / 3 - 1.6 / 3) + 2 * 0.25 + 0.1) / 6)
    assert math.isnan(found.accuracy[0])


def test_classes_without_pictures_or_answers_have_no_figures() -> None:
    evaluation = Evaluation.of(("a", "b", "c"), np.array([0, 0]), np.array([[0.9, 0.1, 0.0], [0.2, 0.8, 0.0]]))
    a, b, c = evaluation.per_class
    assert (a.recall, a.precision) == (0.5, 1)
    assert (b.samples, b.recall, b.precision, b.f1) == (0, None, 0, 0)
    assert (c.recall, c.precision, c.f1) == (None, None, None)


def test_a_probability_of_nothing_is_a_finite_loss() -> None:
    assert math.isfinite(Evaluation.of(("a", "b"), np.array([1]), np.array([[1.0, 0.0]])).loss)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_top_k_is_what_sorting_says(data: st.DataObject) -> None:
    count = data.draw(st.integers(2, 6))
    rows = data.draw(st.lists(st.lists(st.integers(0, 4), min_size=count, max_size=count), min_size=1, max_size=8))
    labels = data.draw(st.lists(st.integers(0, count - 1), min_size=len(rows), max_size=len(rows)))
    evaluation = Evaluation.of([str(i) for i in range(count)], np.array(labels), np.array(rows, dtype=float) + 0.1)
    for k in range(1, count + 1):
        ranked = [sorted(range(count), key=lambda i, row=row: (-row[i], i))[:k] for row in rows]
        assert evaluation.top(k) == pytest.approx(
            sum(label in best for label, best in zip(labels, ranked, strict=True)) / len(rows)
        )
    assert evaluation.top(1) == pytest.approx(evaluation.accuracy)


SCORES = [0.1, 0.4, 0.35, 0.8]  # the example of scikit-learn's roc_auc_score and average_precision_score
YES = [False, False, True, True]


def test_thresholds_give_the_published_example() -> None:
    found = thresholds(np.array(YES), np.array(SCORES))
    assert found.area_under_roc == pytest.approx(0.75)
    assert found.average_precision == pytest.approx(0.8333333333)
    assert found.thresholds.tolist() == [math.inf, 0.8, 0.4, 0.35, 0.1]
    assert found.true_positive_rate.tolist() == [0, 0.5, 0.5, 1, 1]
    assert found.false_positive_rate.tolist() == [0, 0, 0.5, 0.5, 1]
    assert found.thresholds[found.best_f1] == 0.35
    assert found.thresholds[found.best_balance] == 0.8


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), min_size=1, max_size=20), st.integers(-1, 7))
@settings(max_examples=100, deadline=None)
def test_each_threshold_is_what_counting_says(pictures: list[tuple[bool, int]], asked: int) -> None:
    positive = np.array([yes for yes, _ in pictures])
    score = np.array([value / 5 for _, value in pictures])
    found = thresholds(positive, score)
    for place, threshold in enumerate(found.thresholds):
        said = score >= threshold
        right, wrong = int((said & positive).sum()), int((said & ~positive).sum())
        assert (found.true_positives[place], found.false_positives[place]) == (right, wrong)
        assert found.accuracy[place] == pytest.approx((said == positive).mean())
        assert found.precision[place] == pytest.approx(right / said.sum() if said.any() else 1)
    at = found.at(asked / 5)
    assert (found.true_positives[at] + found.false_positives[at]) == (score >= asked / 5).sum()
    yes, no = score[positive], score[~positive]
    if len(yes) and len(no):  # Mann–Whitney: pairs in the right order, halves for equal ones
        pairs = [Fraction(int(a > b) * 2 + int(a == b), 2) for a in yes for b in no]
        assert found.area_under_roc == pytest.approx(float(sum(pairs) / len(pairs)))


def test_three_classes_have_no_threshold(evaluation: Evaluation) -> None:
    with pytest.raises(ValueError, match="two classes"):
        evaluation.thresholds()
