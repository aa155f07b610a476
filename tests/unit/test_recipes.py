"""Recipes are read, their networks are built, and their headers say what was measured."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

pytest.importorskip("torch")

from cnnviz.models import loading
from cnnviz.resources import resource
from cnnviz.training import config as configuration
from cnnviz.training import search_plan
from cnnviz.training.config import RunConfig
from tests.benchmarks import recipes as benchmark

RECIPES = sorted(path.stem for path in resource("recipes").glob("*.toml"))
PAIRS = [name for name in RECIPES if name.startswith("pair-")]
SHAPES = {"mnist": (1, 28, 28), "fashion-mnist": (1, 28, 28), "folder": (3, 32, 32)}
MEASURED = re.compile(
    r"Measured \d{4}-\d\d-\d\d on \d+ CPU cores?[^:]*: .*?(?P<accuracy>\d+\.\d\d?) % of the test images.*?\d+ s\b.*"
    r"Command: cnnviz (?P<verb>train|search) resources/recipes/(?P<name>[\w-]+)\.toml"
)


def _path(name: str) -> Path:
    return resource("recipes", f"{name}.toml")


def _configs(name: str) -> list[RunConfig]:
    if name not in PAIRS:
        return [configuration.read(_path(name))]
    plan = search_plan.read(_path(name))
    return [plan.base.changed_by(changes) for changes in plan.variants.values()]


def test_every_row_of_the_course_has_its_recipe() -> None:
    assert set(benchmark.NAMES) | {"pair-batch-norm", "pair-augmentation", "pair-optimiser"} == set(RECIPES)


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_is_read_and_its_network_is_built(name: str) -> None:
    for config in _configs(name):
        classes = 2 if name == "cats-and-dogs" else 10
        model = loading.build(config.model.name, config.model.arguments, shape=SHAPES[config.data.set], classes=classes)
        if name == "mnist-tuned":
            assert sum(parameter.numel() for parameter in model.parameters()) <= 30_000
            assert config.run.epochs <= 10


def test_the_class_recipe_is_that_of_the_class() -> None:
    (config,) = _configs("mnist-class")
    assert (config.run.batch, config.run.epochs, config.optimiser.name) == (100, 5, "adam")
    assert config.data.validation > 0


@pytest.mark.parametrize("name", RECIPES)
def test_a_header_says_what_was_measured(name: str) -> None:
    text = _path(name).read_text(encoding="utf-8")
    header = [line.removeprefix("#").strip() for line in text.splitlines() if line.startswith("#")]
    found = MEASURED.search(" ".join(header))
    assert found is not None
    assert found["name"] == name
    assert found["verb"] == ("search" if name in PAIRS else "train")
    assert float(found["accuracy"]) / 100 >= benchmark.BARS.get(name, 0)


@pytest.mark.parametrize("name", PAIRS)
def test_a_pair_differs_in_one_thing_and_starts_from_the_same_weights(name: str) -> None:
    first, second = _configs(name)
    changed = set(first.differences(second))
    expected = {
        "pair-batch-norm": {"model.name"},
        "pair-augmentation": {"augmentation.rotation", "augmentation.shift", "augmentation.zoom"},
        "pair-optimiser": {"optimiser.name", "optimiser.learning_rate"},
    }
    assert changed == expected[name]
    assert first.model.seed == second.model.seed


def test_bars_are_held_against_what_was_measured() -> None:
    def result(name: str, accuracy: float, reached: float | None = None, took: float = 90.0) -> benchmark.Result:
        return benchmark.Result(name, accuracy, took, took, reached, 20_000)

    def missed(*results: benchmark.Result) -> list[str]:
        found = benchmark.verdicts({each.name: each for each in results})
        return [text.partition(":")[0] for text, held in found if not held]

    assert missed(result("mnist-class", 0.99), result("mnist-tuned", 0.994, reached=30.0)) == []
    assert missed(result("mnist-class", 0.9899)) == ["mnist-class"]
    assert missed(result("mnist-class", 0.99, reached=60.0), result("mnist-tuned", 0.994, reached=30.0)) == [
        "mnist-tuned"
    ]
    assert missed(result("mnist-class", 0.99), result("mnist-tuned", 0.994)) == ["mnist-tuned"]
    assert missed(result("cifar-plain", 0.40), result("cifar-deep", 0.449)) == ["cifar-deep"]
    assert missed(result("cifar-plain", 0.40), result("cifar-deep", 0.451)) == []


def test_a_recipe_runs(tmp_path: Path) -> None:
    if not Path(os.environ.get("CNNVIZ_DATA", ""), "cats-and-dogs").is_dir():
        pytest.skip("CNNVIZ_DATA names no folder with cats-and-dogs")
    result = benchmark.measured("cats-and-dogs", tmp_path, ["run.epochs=1", "run.threads=1"])
    assert 0 < result.accuracy < 1
    assert len(result.epochs) == 1
    assert result.parameters == 23_873
