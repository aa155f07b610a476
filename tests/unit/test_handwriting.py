from __future__ import annotations

import gzip
import hashlib
import json
import struct
from dataclasses import replace

import numpy as np
import pytest

from cnnviz.data import pen_digits
from cnnviz.training import bundled
from cnnviz.training.handwriting import Mixture, bent, gathered, read_pen_strokes, replayed


@pytest.fixture
def recorded(tmp_path):
    """A file of two writers' digits, y points up: an L-shaped 1 each time."""
    path = tmp_path / "strokes.jsonl.gz"
    strokes = [[[100, 300], [100, 200], [100, 100], [180, 100]]]
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for number in range(80):
            file.write(json.dumps({"label": 1, "writer": str(1 + number % 2), "strokes": strokes}) + "\n")
    return path


@pytest.fixture
def mnist(tmp_path):
    """Pen digits in MNIST's format."""
    folder = tmp_path / "raw"
    folder.mkdir()
    for name, count in (("train", 300), ("t10k", 60)):
        pictures, labels = pen_digits.batch(count, count)
        for kind, values in (("images-idx3", pictures), ("labels-idx1", labels.astype(np.uint8))):
            head = struct.pack(f">HBB{values.ndim}I", 0, 8, values.ndim, *values.shape)
            (folder / f"{name}-{kind}-ubyte.gz").write_bytes(gzip.compress(head + values.tobytes()))
    return folder


def test_recorded_strokes_are_turned_upright(recorded):
    writing = read_pen_strokes(recorded)[1]
    assert (writing.label, writing.writer) == (1, "2")
    np.testing.assert_array_equal(writing.lines[0], [[100, -300], [100, -200], [100, -100], [180, -100]])


@pytest.mark.parametrize("quick", [True, False])
def test_replays_differ_and_come_back_with_their_seed(recorded, quick):
    writings = read_pen_strokes(recorded)[:4]
    pictures, labels = replayed(writings, 3, 5, quick=quick)
    assert pictures.shape == (12, 28, 28)
    assert labels.tolist() == [1] * 12
    assert np.array_equal(pictures, replayed(writings, 3, 5, quick=quick)[0])
    assert len(np.unique(pictures.reshape(12, -1), axis=0)) == 12
    foot = pictures[:, 14:].sum(axis=(1, 2)) > pictures[:, :14].sum(axis=(1, 2))
    assert foot.sum() >= 10  # the L stands on its foot


def test_bent_digits_are_near_what_they_were():
    import torch

    torch.manual_seed(1)
    pictures, _ = pen_digits.batch(200, 1)
    assert np.abs(bent(pictures, 0.0).astype(int) - pictures).max() <= 1
    twisted = bent(pictures, 1.0)
    assert twisted.shape == pictures.shape
    assert twisted.dtype == np.uint8
    likeness = [np.corrcoef(one.ravel(), other.ravel())[0, 1] for one, other in zip(pictures, twisted, strict=True)]
    assert 0.4 < np.mean(likeness) < 0.97


def test_everything_to_learn_from_has_its_label(recorded):
    real = pen_digits.batch(20, 3)
    mixture = Mixture(mnist_copies=3, drawn=11, stroke_copies=2, bend=1.0, bend_drawn=0.5)
    parts = gathered(mixture, real, read_pen_strokes(recorded), 2)
    assert [len(pictures) for pictures, _ in parts] == [20, 20, 20, 6, 5, 80, 80]
    assert all(len(pictures) == len(labels) for pictures, labels in parts)
    drawn, labels = pen_digits.batch(11, 2)
    assert np.array_equal(parts[3][0], drawn[::2])
    assert np.array_equal(parts[4][1], labels[1::2])
    whole = gathered(replace(mixture, bend_drawn=0.0), real, [], 2)
    assert [len(pictures) for pictures, _ in whole] == [20, 20, 20, 11]


def test_the_command_writes_weights_and_their_card(recorded, mnist, tmp_path, caplog):
    import torch

    threads = torch.get_num_threads()
    out = tmp_path / "out"
    words = f"class-convnet-bn class-convnet --mnist {mnist} --pen-strokes {recorded} --seed 3 --out {out} --small"
    try:
        bundled.main(words.split())
    finally:
        torch.set_num_threads(threads)
    for name in ("class-convnet-bn", "class-convnet"):
        card = json.loads((out / f"{name}.json").read_text(encoding="utf-8"))
        assert card["sha256"] == hashlib.sha256((out / f"{name}.safetensors").read_bytes()).hexdigest()
        assert card["command"] == f"python -m cnnviz.training.bundled {words}"
        assert set(card["accuracy"]) == {"MNIST test", "pen digits of another seed"}
        assert len(card["data"]) == 3
