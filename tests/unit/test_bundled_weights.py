"""The weights that come with the program, judged by digits that they never saw."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from pathlib import Path

import numpy as np
import pytest

from cnnviz.data.datasets import Mnist
from cnnviz.data.digits import Ink, place
from cnnviz.data.drawing import Drawing, Stroke
from cnnviz.models import registry
from cnnviz.resources import resource


def _data() -> Path:
    folder = os.environ.get("CNNVIZ_DATA")
    if not folder:
        pytest.skip("CNNVIZ_DATA does not say where MNIST and pen-strokes are")
    return Path(folder)


def _answers(name: str, pictures: np.ndarray) -> np.ndarray:
    import torch

    from cnnviz.models import loading

    loaded = loading.load(name)
    with torch.inference_mode():
        parts = np.array_split(pictures, len(pictures) // 500)
        return torch.cat([loaded.model(loaded.prepare(part)).argmax(1) for part in parts]).numpy()


def _card(name: str) -> dict:
    return json.loads(resource("models", f"{name}.json").read_text(encoding="utf-8"))


def _replayed(strokes: list[list[list[float]]], rng: np.random.Generator) -> np.ndarray:
    """What the network gets when somebody draws these strokes with a mouse, at any size and place, with any pen."""
    canvas = 448.0
    size = canvas * rng.uniform(0.15, 0.95)
    pen = float(np.clip(canvas * np.exp(rng.uniform(np.log(1 / 100), np.log(1 / 8))), canvas / 100, size / 5))
    every = int(rng.integers(1, 5))
    angle = rng.normal(0, 0.06)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * [rng.uniform(0.9, 1.1), 1]
    lines = [np.array(stroke, dtype=float) * [1, -1] @ turn.T for stroke in strokes]
    lines = [np.concatenate([line[:-1:every], line[-1:]]) for line in lines]
    low = np.min([line.min(axis=0) for line in lines], axis=0)
    extent = np.max([line.max(axis=0) for line in lines], axis=0) - low
    scale = (size - pen) / extent.max()
    corner = pen / 2 + rng.uniform(0, 1, 2) * (canvas - pen - scale * extent)
    drawn = []
    for line in lines:
        points = np.full((len(line), 4), 0.5, dtype=np.float32)
        points[:, :2] = np.rint(corner + scale * (line - low) + rng.normal(0, 0.005 * size, line.shape))
        drawn.append(Stroke(points, pen))
    return place(Ink.of(Drawing(canvas, tuple(drawn))), "centred").pixels


@pytest.mark.parametrize("name", registry.names())
def test_the_card_belongs_to_the_weights(name):
    card = _card(name)
    weights = resource("models", registry.spec(name).weights)
    assert card["name"] == name
    assert card["sha256"] == hashlib.sha256(weights.read_bytes()).hexdigest()
    assert card["command"].startswith("python -m cnnviz.training.bundled ")
    assert name in card["command"].split()
    assert all(source["licence"] for source in card["data"])
    spec = registry.spec(name)
    assert card["input"]["mean"] == list(spec.mean)
    assert card["input"]["std"] == list(spec.std)


@pytest.mark.parametrize(("name", "bar"), [("class-convnet-bn", 0.994), ("class-convnet", 0.992)])
def test_mnist_is_read_as_the_card_says(name, bar):
    digits = Mnist(_data() / "MNIST" / "raw", "test")
    share = (_answers(name, digits.pictures / np.float32(255)) == digits.labels).mean()
    assert share >= bar
    assert share == pytest.approx(_card(name)["accuracy"]["MNIST test"], abs=0.0003)


@pytest.mark.parametrize(("name", "bar"), [("class-convnet-bn", 0.98), ("class-convnet", 0.97)])
def test_digits_of_strangers_are_read_at_all_sizes_places_and_pen_widths(name, bar):
    with gzip.open(_data() / "pen-strokes" / "pendigits-30-writers.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    strangers = [record for record in records if int(record["writer"]) % 3 == 1]  # the ten that the card holds out
    rng = np.random.default_rng(11)
    pictures = np.stack([_replayed(record["strokes"], rng) for record in strangers])
    labels = np.array([record["label"] for record in strangers])
    share = (_answers(name, pictures) == labels).mean()
    print(f"{name}: {share:.2%} of {len(labels)} replayed digits")
    assert share >= bar
