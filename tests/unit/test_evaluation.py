"""Networks judged on pictures: what comes out is what torch alone computes."""

from __future__ import annotations

import math
from types import MappingProxyType

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from torch import nn  # noqa: E402

from cnnviz.data.data_set import DataSet  # noqa: E402
from cnnviz.models import loading  # noqa: E402
from cnnviz.models.cards import ModelCard  # noqa: E402
from cnnviz.problems import Problem  # noqa: E402
from cnnviz.training.evaluation import evaluate, judged  # noqa: E402


def _loaded(name: str, shape: tuple[int, int, int], classes: tuple[str, ...]) -> loading.LoadedModel:
    torch.manual_seed(2)
    model = loading.build(name, shape=shape, classes=len(classes)).eval().requires_grad_(False)
    card = ModelCard(name, name, "", shape, (0.25,) * shape[0], (0.5,) * shape[0], classes, MappingProxyType({}), 1)
    return loading.LoadedModel(model, card)


def _pictures(shape: tuple[int, int, int], classes: tuple[str, ...], count: int = 1100) -> DataSet:
    rng = np.random.default_rng(4)
    images = rng.integers(0, 256, (count, *shape), dtype=np.uint8)
    return DataSet("mine", "Mine", classes, images, rng.integers(0, len(classes), count))


def test_loss_and_accuracy_are_torchs() -> None:
    classes = ("a", "b", "c")
    loaded, data = _loaded("ann", (1, 8, 8), classes), _pictures((1, 8, 8), classes)
    places = np.arange(3, 1100, 2)
    told: list[tuple[int, int]] = []
    found = evaluate(loaded, data, places, progress=lambda done, total: told.append((done, total)))
    inputs = (torch.tensor(data.images[places]) / 255 - 0.25) / 0.5
    labels = torch.tensor(data.labels[places])
    with torch.no_grad():
        outputs = loaded.model(inputs)
    assert found.loss == pytest.approx(nn.functional.cross_entropy(outputs, labels).item(), abs=1e-6)
    assert found.accuracy == pytest.approx((outputs.argmax(1) == labels).float().mean().item())
    assert found.probabilities == pytest.approx(torch.softmax(outputs, 1).numpy(), abs=1e-6)
    assert all(wrong.place in set(places.tolist()) for wrong in found.wrong())
    assert len(found.wrong()) == round((1 - found.accuracy) * len(places))
    assert told == [(500, 549), (549, 549)]


def test_one_output_is_two_probabilities_and_its_loss_is_binary_cross_entropy() -> None:
    classes = ("cats", "dogs")
    loaded, data = _loaded("two-class-cnn", (3, 8, 8), classes), _pictures((3, 8, 8), classes, 40)
    found = evaluate(loaded, data)
    with torch.no_grad():
        scores = loaded.model((torch.tensor(data.images) / 255 - 0.25) / 0.5)[:, 0]
    wanted = torch.tensor(data.labels, dtype=torch.float32)
    expected = nn.functional.binary_cross_entropy_with_logits(scores, wanted).item()
    assert found.loss == pytest.approx(expected, abs=1e-6)
    assert found.probabilities[:, 1] == pytest.approx(torch.sigmoid(scores).numpy(), abs=1e-6)
    assert (found.thresholds().positives, found.thresholds().negatives) == (data.labels.sum(), 40 - data.labels.sum())


def test_huge_scores_still_give_a_finite_loss() -> None:
    scores = torch.tensor([[0.0, 1e6]], dtype=torch.float64)
    assert judged(("a", "b"), np.array([0]), scores, np.arange(1)).loss == pytest.approx(1e6)


@pytest.mark.parametrize(
    ("shape", "classes", "places", "sentence"),
    [
        ((3, 8, 8), ("a", "b", "c"), None, "takes pictures of 1×8×8, but those of “Mine” have 3×8×8"),
        ((1, 8, 8), ("a", "b"), None, "tells 3 classes apart, but “Mine” has 2"),
        ((1, 8, 8), ("a", "b", "c"), np.zeros(0, np.int64), "no picture to judge by"),
    ],
)
def test_what_does_not_fit_is_a_sentence(
    shape: tuple[int, int, int], classes: tuple[str, ...], places: np.ndarray | None, sentence: str
) -> None:
    with pytest.raises(Problem) as caught:
        evaluate(_loaded("ann", (1, 8, 8), ("a", "b", "c")), _pictures(shape, classes, 20), places)
    assert sentence in str(caught.value)


def test_weights_that_are_no_numbers_are_a_sentence() -> None:
    loaded = _loaded("ann", (1, 8, 8), ("a", "b", "c"))
    with torch.no_grad():
        next(iter(loaded.model.parameters())).fill_(math.nan)
    with pytest.raises(Problem, match="its weights are bad"):
        evaluate(loaded, _pictures((1, 8, 8), ("a", "b", "c"), 20))
