from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from cnnviz.models import registry
from cnnviz.problems import Problem


def test_the_table_names_the_class_networks_and_the_default() -> None:
    assert registry.names() == ("class-convnet", "class-convnet-bn")
    assert registry.DEFAULT in registry.names()
    assert registry.architectures()[:2] == registry.names()  # what a menu offers can answer at once


@pytest.mark.parametrize("name", registry.architectures())
def test_every_row_can_be_built_and_answers_what_it_says(name: str) -> None:
    torch = pytest.importorskip("torch")
    spec = registry.spec(name)
    module_name, class_name = spec.factory.split(":")
    model = getattr(importlib.import_module(module_name), class_name)().eval()
    with torch.no_grad():
        output = model(torch.zeros(3, *spec.input_shape))
    assert output.shape == (3, spec.outputs(len(spec.classes)))
    assert spec.one_output == (name == "two-class-cnn")
    assert len(spec.mean) == len(spec.std) == spec.input_shape[0]
    assert spec.weights == (f"{name}.safetensors" if name in registry.names() else "")
    assert spec.description


@pytest.mark.parametrize(
    ("name", "learned"),
    [
        ("class-convnet", 28_938),
        ("class-convnet-bn", 29_034),
        ("ann", 785 * 512 + 513 * 256 + 257 * 10),
        ("dropout-dnn", 785 * 256 + 257 * 128 + 129 * 10),
        ("dropout-cnn", 10 * 32 + (9 * 32 + 1) * 64 + 1601 * 128 + 129 * 10),
        ("tuned-cnn", 16 * 25 + 9 * 32 * (16 + 32 + 32) + 2 * (16 + 3 * 32) + 289 * 10),
    ],
)
def test_the_numbers_to_learn_are_those_of_the_class(name: str, learned: int) -> None:
    pytest.importorskip("torch")
    module_name, class_name = registry.spec(name).factory.split(":")
    model = getattr(importlib.import_module(module_name), class_name)()
    assert sum(parameter.numel() for parameter in model.parameters()) == learned


@pytest.mark.parametrize("name", registry.architectures())
def test_a_student_can_read_the_network_whole(name: str) -> None:
    module = importlib.import_module(registry.spec(name).factory.split(":")[0])
    assert module.__file__ is not None
    assert len(Path(module.__file__).read_text(encoding="utf-8").splitlines()) <= (
        40 if name in registry.names() else 60
    )


def test_an_unknown_name_is_answered_with_close_ones() -> None:
    with pytest.raises(Problem, match="class-convnet-bn") as caught:
        registry.spec("class-convnet-bm")
    assert "Did you mean" in caught.value.template
    with pytest.raises(Problem, match="The models are class-convnet, class-convnet-bn, ann, "):
        registry.spec("zzz")


def test_the_table_is_read_without_torch() -> None:
    code = (
        "import sys, cnnviz.models.registry, cnnviz.models.cards;"
        "sys.exit(any(name in sys.modules for name in ('torch', 'torchvision', 'PySide6')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
