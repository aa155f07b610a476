"""Networks built with arguments and for other data, and what a trained one leaves beside its weights."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from safetensors.torch import save_file  # noqa: E402
from torch import nn  # noqa: E402

from cnnviz.models import arguments, loading, registry  # noqa: E402
from cnnviz.models.activations import ACTIVATIONS  # noqa: E402
from cnnviz.models.saved import SavedCard  # noqa: E402
from cnnviz.problems import Problem  # noqa: E402

ADAPTING = [name for name in registry.architectures() if registry.spec(name).adapts]


def test_the_names_of_activations_are_the_same_with_and_without_torch() -> None:
    assert tuple(ACTIVATIONS) == arguments.ACTIVATIONS


@pytest.mark.parametrize("name", ADAPTING)
@pytest.mark.parametrize("shape", [(1, 28, 28), (3, 32, 32), (3, 17, 40)])
def test_a_network_adapts_to_its_data(name: str, shape: tuple[int, int, int]) -> None:
    classes = 2 if registry.spec(name).one_output else 7
    with torch.no_grad():
        output = loading.build(name, shape=shape, classes=classes)(torch.zeros(2, *shape))
    assert output.shape == (2, registry.spec(name).outputs(classes))


@pytest.mark.parametrize("name", ADAPTING)
def test_every_argument_reaches_the_class(name: str) -> None:
    spec = registry.spec(name)
    usual = str(loading.build(name))
    for argument in spec.arguments:
        other: Any = {
            "activation": "tanh",
            "kernel": 5,
            "width": 24,
            "batch_norm": False,
        }.get(argument.name, 0.125)
        assert str(loading.build(name, {argument.name: other})) != usual, argument.name
        assert str(loading.build(name, {argument.name: argument.default})) == usual


def test_batch_normalisation_is_the_only_difference_of_a_pair_from_the_same_seed() -> None:
    torch.manual_seed(3)
    without = loading.build("deep-cnn", {"batch_norm": False})
    torch.manual_seed(3)
    with_norm = loading.build("deep-cnn")
    weights = with_norm.state_dict()
    for name, value in without.state_dict().items():
        assert torch.equal(weights[name], value), name
    assert sum(isinstance(module, nn.BatchNorm2d) for module in with_norm.modules()) == 6


def test_building_for_other_data_takes_no_random_number() -> None:
    torch.manual_seed(5)
    direct = registry.spec("ann")
    first = loading.build("ann", shape=(3, 32, 32), classes=4)
    torch.manual_seed(5)
    from cnnviz.models.ann import ANN

    assert direct.adapts
    assert all(
        torch.equal(mine, theirs)
        for mine, theirs in zip(first.parameters(), ANN((3, 32, 32), 4).parameters(), strict=True)
    )


@pytest.mark.parametrize(
    ("name", "given", "sentence"),
    [
        ("class-convnet", {"kernel": 3}, "takes no arguments"),
        ("tuned-cnn", {"kernal": 3}, "Did you mean “kernel”"),
        ("tuned-cnn", {"zzzz": 3}, "It has kernel, activation"),
        ("tuned-cnn", {"kernel": 4}, "an odd number"),
        ("tuned-cnn", {"kernel": 3.0}, "a whole number from 1 to 11"),
        ("tuned-cnn", {"kernel": True}, "a whole number from 1 to 11"),
        ("tuned-cnn", {"activation": "softplus"}, "one of: relu, leaky-relu"),
        ("deep-cnn", {"batch_norm": 1}, "true or false"),
        ("deep-cnn", {"dropout": 1}, "a number from 0 to 0.95"),
        ("dropout-cnn", {"kernel": 11}, "too small for “dropout-cnn”"),
    ],
)
def test_a_wrong_argument_is_a_sentence(name: str, given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Problem) as caught:
        loading.build(name, given)
    assert sentence in str(caught.value)


@pytest.mark.parametrize(
    ("name", "shape", "classes", "sentence"),
    [
        ("class-convnet", (3, 32, 32), 10, "takes pictures of 1×28×28"),
        ("class-convnet", None, 3, "tells 10 classes apart"),
        ("two-class-cnn", None, 3, "has one output"),
        ("dropout-cnn", (1, 9, 9), 10, "Pictures of 1×9×9 are too small"),
        ("fashion-cnn", (1, 5, 28), 10, "too small"),
    ],
)
def test_data_that_do_not_fit_are_a_sentence(
    name: str, shape: tuple[int, int, int] | None, classes: int | None, sentence: str
) -> None:
    with pytest.raises(Problem) as caught:
        loading.build(name, shape=shape, classes=classes)
    assert sentence in str(caught.value)


def _saved(folder: Path) -> tuple[Path, nn.Module]:
    model = loading.build("fashion-cnn", {"width": 4, "kernel": 5}, shape=(3, 16, 24), classes=3)
    card = SavedCard(
        "fashion-cnn",
        {"width": 4, "kernel": 5},
        (3, 16, 24),
        ("고양이", "dog", "fish"),
        {"kind": "standard", "mean": [0.25, 0.5, 0.75], "std": [0.5, 0.25, 0.125]},
    )
    (folder / "checkpoints").mkdir()
    path = folder / "checkpoints" / "best.safetensors"
    save_file(model.state_dict(), path)
    path.with_suffix(".json").write_text(json.dumps(card.as_dict() | {"epoch": 3}), encoding="utf-8")
    return path, model


@pytest.mark.parametrize("what", ["directory", "file"])
def test_a_trained_network_is_built_again(what: str, tmp_path: Path) -> None:
    path, model = _saved(tmp_path)
    loaded = loading.load(tmp_path if what == "directory" else path)
    assert loaded.card.name == "fashion-cnn"
    assert loaded.card.input_shape == (3, 16, 24)
    assert loaded.card.classes == ("고양이", "dog", "fish")
    assert loaded.card.title == (tmp_path.name if what == "directory" else "best.safetensors")
    pixels = np.random.default_rng(1).random((2, 3, 16, 24)).astype(np.float32)
    mean, std = np.array([0.25, 0.5, 0.75]), np.array([0.5, 0.25, 0.125])
    expected = (pixels - mean[:, None, None]) / std[:, None, None]
    assert np.allclose(loaded.prepare(pixels).numpy(), expected, atol=1e-6)
    with torch.no_grad():
        assert torch.equal(loaded.model(loaded.prepare(pixels)), model.eval()(loaded.prepare(pixels)))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"version": 2}, "later version"),
        ({"classes": []}, "does not say how"),
        ({"input_shape": [3, 16]}, "does not say how"),
        ({"preprocessing": {"kind": "standard", "mean": [0, 0, 0], "std": [1, 0, 1]}}, "does not say how"),
        ({"architecture": "fashion-cnm"}, "Did you mean “fashion-cnn”"),
        ({"arguments": {"width": 8, "kernel": 5}}, "should have the shape"),
    ],
)
def test_a_damaged_card_is_a_sentence(change: dict[str, Any], sentence: str, tmp_path: Path) -> None:
    path, _ = _saved(tmp_path)
    card = path.with_suffix(".json")
    card.write_text(json.dumps(json.loads(card.read_text(encoding="utf-8")) | change), encoding="utf-8")
    with pytest.raises(Problem) as caught:
        loading.load(tmp_path)
    assert sentence in str(caught.value)


def test_a_folder_without_a_trained_network_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="holds no trained network"):
        loading.load(tmp_path)


def test_a_network_without_weights_says_that_it_is_untrained() -> None:
    with pytest.raises(Problem, match="comes untrained"):
        loading.load("ann")


def test_weights_without_a_card_are_matched_with_all_networks(tmp_path: Path) -> None:
    save_file(loading.build("ann").state_dict(), tmp_path / "mine.safetensors")
    assert loading.load(tmp_path / "mine.safetensors").card.name == "ann"


def test_a_drawing_is_not_shown_to_a_network_of_other_pictures(tmp_path: Path) -> None:
    _saved(tmp_path)
    with pytest.raises(Problem, match="takes pictures of 3×16×24, but a drawing has 1×28×28"):
        loading.load(tmp_path).check_takes_digits()
    loading.load("class-convnet").check_takes_digits()


def test_one_output_is_a_score_for_each_of_two_classes() -> None:
    model = loading.build("two-class-cnn", shape=(1, 28, 28), classes=2).eval()
    card = SavedCard("two-class-cnn", {}, (1, 28, 28), ("a", "b"), {"kind": "unit", "mean": [0.0], "std": [1.0]})
    loaded = loading.load_with(card, model.state_dict(), "mine")
    batch = torch.rand(3, 1, 28, 28)
    with torch.no_grad():
        assert torch.equal(loaded.scores(batch)[:, 1:], model(batch))
        assert loaded.scores(batch)[:, 0].tolist() == [0, 0, 0]
        expected = torch.sigmoid(model(batch))[:, 0]
        assert torch.allclose(torch.softmax(loaded.scores(batch), 1)[:, 1], expected)
