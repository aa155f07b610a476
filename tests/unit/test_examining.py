"""Answers with what is behind them, held against arithmetic by hand."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest
import torch
from torch import nn

from cnnviz.data.data_set import Cancelled, DataSet
from cnnviz.models.cards import ModelCard
from cnnviz.models.loading import LoadedModel
from cnnviz.session.examined import Examined, Judge, Material, Result
from cnnviz.session.wrong_labels import WrongLabels
from cnnviz.training import examining
from cnnviz.training.examination import Examination, softmax_at
from cnnviz.training.figures import Evaluation

CLASSES = ("a", "b", "c")


class Small(nn.Module):
    """A hidden layer of four and as many outputs as asked for."""

    def __init__(self, outputs: int = 3) -> None:
        super().__init__()
        self.hidden = nn.Linear(4, 4)
        self.last = nn.Linear(4, outputs)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        result: torch.Tensor = self.last(torch.relu(self.hidden(x.flatten(1))))
        return result


def loaded(outputs: int = 3) -> LoadedModel:
    torch.manual_seed(3)
    classes = CLASSES if outputs == 3 else ("no", "yes")
    card = ModelCard("small", "small", "", (1, 2, 2), (0.5,), (0.25,), classes, MappingProxyType({}), 35)
    return LoadedModel(Small(outputs).eval(), card)


@pytest.fixture
def data() -> DataSet:
    random = np.random.default_rng(5)
    images = random.integers(0, 256, (30, 1, 2, 2)).astype(np.uint8)
    return DataSet("made", "made", CLASSES, images, random.integers(0, 3, 30))


def by_hand(model: LoadedModel, images: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Features and logits in numpy."""
    net = model.model
    x = (images.reshape(len(images), 4) / 255 - 0.5) / 0.25
    weights = [each.detach().numpy().astype(np.float64) for each in net.parameters()]
    features = np.maximum(x @ weights[0].T + weights[1], 0)
    return features, features @ weights[2].T + weights[3]


def test_logits_features_and_figures_are_those_of_the_arithmetic(data: DataSet) -> None:
    model, places = loaded(), np.array([4, 9, 2, 17, 25])
    told: list[tuple[int, int]] = []
    found = examining.examine(model, data, places, progress=lambda done, total: told.append((done, total)))
    features, logits = by_hand(model, data.images[places])
    assert found.features is not None
    np.testing.assert_allclose(found.features, features, atol=1e-5)
    np.testing.assert_allclose(found.logits, logits, atol=1e-5)
    powers = np.exp(logits)
    np.testing.assert_allclose(found.figures.probabilities, powers / powers.sum(1, keepdims=True), atol=1e-6)
    assert found.figures.labels.tolist() == data.labels[places].tolist()
    assert (found.images == data.images[places]).all()
    assert told[-1] == (5, 5)
    assert not any(module._forward_pre_hooks for module in model.model.modules())


def test_one_output_becomes_two_scores_and_a_stop_leaves_no_hook(data: DataSet) -> None:
    model = loaded(1)
    two = DataSet("made", "made", ("no", "yes"), data.images, data.labels % 2)
    found = examining.examine(model, two, np.arange(30))
    _features, scores = by_hand(model, data.images)
    np.testing.assert_allclose(found.logits, np.concatenate([0 * scores, scores], 1), atol=1e-5)
    assert found.one_output
    with pytest.raises(Cancelled):
        examining.examine(model, two, np.arange(30), should_stop=lambda: True)
    assert not any(module._forward_pre_hooks for module in model.model.modules())


def test_the_nearest_are_those_of_all_distances() -> None:
    features = np.random.default_rng(1).normal(size=(200, 7)).astype(np.float32)
    figures = Evaluation.of(CLASSES, np.zeros(200, np.int64), np.full((200, 3), 1 / 3))
    found = Examination(figures, np.zeros((200, 3), np.float32), features, np.zeros((200, 1, 2, 2), np.uint8))
    wanted = features[11] + np.float32(0.01)
    rows, distances = found.nearest(wanted, 6)
    apart = np.linalg.norm(features.astype(np.float64) - wanted, axis=1)
    assert rows.tolist() == np.argsort(apart)[:6].tolist()
    np.testing.assert_allclose(distances, np.sort(apart)[:6], rtol=1e-4)


@pytest.mark.parametrize("samples", [50, 5])
def test_the_plane_is_that_of_the_two_largest_singular_values(samples: int) -> None:
    features = np.random.default_rng(2).normal(size=(samples, 9)).astype(np.float32) * np.arange(1, 10)
    figures = Evaluation.of(CLASSES, np.zeros(samples, np.int64), np.full((samples, 3), 1 / 3))
    images = np.zeros((samples, 1, 2, 2), np.uint8)
    plane = Examination(figures, np.zeros((samples, 3), np.float32), features.astype(np.float32), images).plane()
    centred = features - features.mean(0)
    sides, values, _ = np.linalg.svd(centred, full_matrices=False)
    np.testing.assert_allclose(np.abs(plane.places), np.abs(sides[:, :2] * values[:2]), rtol=1e-3, atol=1e-2)
    np.testing.assert_allclose(plane.shares, values[:2] ** 2 / (values**2).sum(), rtol=1e-3)
    np.testing.assert_allclose(plane.place(features[3].astype(np.float32)), plane.places[3], rtol=1e-3, atol=1e-2)


def test_softmax_is_shown_as_it_is_computed() -> None:
    powers, shares = softmax_at(np.array([3.0, 7.0, 9.0]), 1.0)
    np.testing.assert_allclose(powers, [20.0855, 1096.633, 8103.084], rtol=1e-5)
    np.testing.assert_allclose(shares, powers / powers.sum())
    np.testing.assert_allclose(softmax_at(np.array([3.0, 7.0, 9.0]), 2.0)[0], [4.4817, 33.1155, 90.0171], rtol=1e-4)
    assert softmax_at(np.array([0.0, 2000.0]), 1.0)[1].tolist() == [0.0, 1.0]  # the power is infinite, the share is not


def test_pictures_change_as_they_are_asked_to() -> None:
    image = np.zeros((1, 1, 5, 5), np.uint8)
    image[0, 0, 2, 4] = 255  # a point at the right
    lit = {
        ("rotate", 90.0): (0, 2),  # to the left: it goes up
        ("rotate", -90.0): (4, 2),
        ("shift", -0.4): (2, 2),
        ("zoom", 0.5): (2, 3),
    }
    for (change, strength), place in lit.items():
        after = examining.changed(image, change, strength)[0, 0]  # type: ignore[arg-type]
        assert np.unravel_index(after.argmax(), after.shape) == place, change
    for change, neutral in {
        "rotate": 0.0,
        "shift": 0.0,
        "zoom": 1.0,
        "blur": 0.0,
        "noise": 0.0,
        "contrast": 1.0,
    }.items():
        np.testing.assert_allclose(examining.changed(image, change, neutral), image / 255, atol=1e-6)  # type: ignore[arg-type]
    np.testing.assert_allclose(examining.changed(image, "invert", 1.0), 1 - image / 255, atol=1e-6)
    np.testing.assert_allclose(
        examining.changed(image, "contrast", 0.0), np.full_like(image, 0, np.float32) + 1 / 25, atol=1e-6
    )
    blurred = examining.changed(np.full((1, 1, 5, 5), 51, np.uint8), "blur", 1.0)
    np.testing.assert_allclose(blurred, 0.2, atol=1e-6)


def test_accuracy_against_strength_counts_right_answers(data: DataSet) -> None:
    model = loaded()
    found = examining.accuracy_against_strength(model, data.images, data.labels, "invert", np.array([0.0, 1.0]))
    right = [
        (by_hand(model, images)[1].argmax(1) == data.labels).mean()
        for images in (data.images, 255 - data.images.astype(int))
    ]
    np.testing.assert_allclose(found, right)


def test_the_step_against_the_network_goes_along_the_sign_of_the_gradient(data: DataSet) -> None:
    model = loaded()
    pixels = np.full((1, 2, 2), 0.5, np.float32)
    image, shares = examining.fast_gradient_sign(model, pixels, 1, 0.125)

    def loss(values: np.ndarray) -> float:
        _features, logits = by_hand(model, values[None] * 255)
        return float(np.log(np.exp(logits[0]).sum()) - logits[0, 1])

    for row, column in np.ndindex(2, 2):
        nudge = np.zeros((1, 2, 2))
        nudge[0, row, column] = 1e-4
        slope = np.sign(loss(pixels + nudge) - loss(pixels - nudge))
        assert image[0, row, column] == pytest.approx(0.5 + 0.125 * slope)
    logits = by_hand(model, image[None] * 255)[1][0]
    np.testing.assert_allclose(shares, np.exp(logits) / np.exp(logits).sum(), atol=1e-5)
    assert all(parameter.grad is None for parameter in model.model.parameters())


# What is looked at


def result(probabilities: np.ndarray, labels: list[int], classes: tuple[str, ...] = CLASSES) -> Result:
    figures = Evaluation.of(classes, np.array(labels), probabilities)
    images = np.zeros((len(labels), 1, 2, 2), np.uint8)
    examination = Examination(figures, np.log(probabilities).astype(np.float32), None, images)
    return Result(Judge("x", "x"), Material("made"), examination, "made", "made", None, 0.0)


def test_galleries_stand_in_their_orders() -> None:
    probabilities = np.array([[0.9, 0.05, 0.05], [0.3, 0.6, 0.1], [0.2, 0.1, 0.7], [0.1, 0.8, 0.1], [0.4, 0.3, 0.3]])
    examined = Examined()
    examined.show(result(probabilities, [1, 1, 0, 0, 0]))
    assert examined.rows.tolist() == [0, 3, 2]  # wrong with 0.9, 0.8, 0.7
    examined.show_gallery("unsure")
    assert examined.rows.tolist() == [4, 1]
    examined.show_gallery("right")
    assert examined.rows.tolist() == [1, 4]
    examined.show_cell(0, 2)
    assert (examined.rows.tolist(), examined.cell) == ([2], (0, 2))
    examined.show_class(0)
    assert (examined.rows.tolist(), examined.cell) == ([3, 2], None)
    examined.set_marked(frozenset({4}))
    examined.show_class(None)
    examined.show_gallery("marked")
    assert examined.rows.tolist() == [4]


def test_a_threshold_moves_answers_and_figures() -> None:
    probabilities = np.array([[0.9, 0.1], [0.6, 0.4], [0.3, 0.7], [0.2, 0.8]])
    examined = Examined()
    examined.show(result(probabilities, [0, 1, 0, 1], ("no", "yes")))
    assert examined.figures is not None
    assert examined.figures.confusion.tolist() == [[1, 1], [1, 1]]
    examined.threshold = 0.4
    assert examined.figures.confusion.tolist() == [[1, 1], [0, 2]]
    assert examined.rows.tolist() == [2]
    examined.threshold = 0.75
    assert examined.figures.confusion.tolist() == [[2, 0], [1, 1]]


def test_wrong_labels_are_remembered_and_a_damaged_file_holds_none(tmp_path: Path) -> None:
    kept = WrongLabels(tmp_path)
    kept.keep("mnist", {7, 3})
    kept.keep("/somewhere/pictures of mine", {1})
    kept.keep("/elsewhere/pictures of mine", {2})
    assert WrongLabels(tmp_path).of("mnist") == {3, 7}
    assert WrongLabels(tmp_path).of("/somewhere/pictures of mine") == {1}
    assert WrongLabels(tmp_path).of("cifar-10") == frozenset()
    (tmp_path / "mnist.json").write_text("{not json")
    assert WrongLabels(tmp_path).of("mnist") == frozenset()
