from __future__ import annotations

import gzip
import os
from pathlib import Path

import numpy as np
import pytest

from cnnviz.data import pen_digits
from cnnviz.data.digits import Ink, place
from cnnviz.data.drawing import Drawing, Stroke
from cnnviz.data.pen_hand import Hand, write
from cnnviz.data.pen_skeletons import skeletons

STILL = Hand(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (0.8, 0.8), 0.1, 0, (0.1, 0.1))


def test_the_same_seed_gives_the_same_digits():
    first, labels = pen_digits.batch(60, 4)
    again, again_labels = pen_digits.batch(60, 4)
    assert np.array_equal(first, again)
    assert np.array_equal(labels, again_labels)
    other, _ = pen_digits.batch(60, 5)
    assert not np.array_equal(first, other)
    assert pen_digits.strokes(7, 3) == pen_digits.strokes(7, 3)
    assert pen_digits.strokes(7, 3) != pen_digits.strokes(7, 4)


def test_a_batch_is_what_the_network_takes():
    pixels, labels = pen_digits.batch(40, 1, labels=np.arange(40) % 10)
    assert pixels.shape == (40, 28, 28)
    assert pixels.dtype == np.uint8
    assert labels.dtype == np.int64
    assert labels.tolist() == list(range(10)) * 4
    assert (pixels.reshape(40, -1).max(axis=1) == 255).all()
    everything, drawn = pen_digits.batch(400, 2)
    assert set(drawn.tolist()) == set(range(10))
    assert len(np.unique(everything.reshape(400, -1), axis=0)) == 400
    with pytest.raises(ValueError, match="as many labels"):
        pen_digits.batch(3, 1, labels=np.zeros(2, dtype=np.int64))


@pytest.mark.parametrize("label", range(10))
def test_a_digit_lies_on_the_canvas_and_becomes_pixels_as_every_drawing_does(label):
    for seed in range(12):
        drawing = pen_digits.strokes(label, seed)
        points = np.concatenate([stroke.points for stroke in drawing.strokes])
        assert np.isfinite(points).all()
        assert points[:, :2].min() >= -1
        assert points[:, :2].max() <= drawing.size + 1
        assert (np.diff(points[:, 3]) >= 0).all()
        canvas = place(Ink.of(drawing), "boxed").pixels
        quick = pen_digits.pixels_of(drawing, "boxed") / 255.0
        assert np.abs(canvas - quick).mean() < 0.04
        assert np.corrcoef(canvas.ravel(), quick.ravel())[0, 1] > 0.9


def test_only_digits_have_strokes():
    for label in (-1, 10):
        with pytest.raises(ValueError, match="0 to 9"):
            pen_digits.strokes(label, 1)


def test_places_sizes_and_pens_vary():
    drawings = [pen_digits.strokes(3, seed) for seed in range(100)]
    lows = np.array([drawing.strokes[0].points[:, :2].min(axis=0) for drawing in drawings])
    assert lows.std(axis=0).min() > 30
    widths = np.array([drawing.strokes[0].width for drawing in drawings])
    assert widths.max() / widths.min() > 4


def test_each_digit_has_several_ways_to_write_it():
    wanted = {
        0: ("slashed",), 1: ("plain", "flag", "flag and foot"), 2: ("looped", "like a Z"), 3: ("round", "flat top"),
        4: ("open", "closed", "one stroke"), 5: ("one stroke", "detached cap"), 6: ("curled top",),
        7: ("plain", "bar", "serif"), 8: ("as an S, left open", "two circles"), 9: ("hooked", "straight stem"),
    }  # fmt: skip
    for label, names in wanted.items():
        written = [skeleton.name for skeleton in skeletons(label)]
        assert len(written) == len(set(written)) >= 6
        assert set(names) <= set(written)


def test_a_stroke_is_a_catmull_rom_curve_broken_at_corners():
    # As published: the curve from b to c between neighbours a and d, at the fraction t.
    def published(a, b, c, d, t):
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)

    stroke = next(skeleton for skeleton in skeletons(5) if skeleton.name == "one stroke").strokes[0]
    points, controls = stroke.basis @ stroke.controls, stroke.controls
    np.testing.assert_allclose(stroke.basis.sum(axis=1), 1)
    np.testing.assert_allclose(points[0], controls[0])
    np.testing.assert_allclose(points[-1], controls[-1])
    for control in controls:
        assert np.abs(points - control).sum(axis=1).min() < 1e-12
    np.testing.assert_allclose(points[5 + 5 + 7 + 3], published(*controls[2:6], 3 / 7))
    straight = points[:6] - points[0]
    np.testing.assert_allclose(straight[:, 0] * straight[-1, 1], straight[:, 1] * straight[-1, 0], atol=1e-12)


def test_a_hand_that_changes_nothing_writes_what_it_was_given():
    line = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 20.0]])
    drawing = write([line], np.random.default_rng(1), STILL)
    points = drawing.strokes[0].points[:, :2]
    size = points.max(axis=0) - points.min(axis=0)
    assert size[1] == pytest.approx(0.8 * 448 - drawing.strokes[0].width, abs=1.5)
    assert size[0] == pytest.approx(size[1] / 2, abs=1.5)
    fast = write([line], np.random.default_rng(1), Hand(turn=0, slant=0, bend=0, hurry=0.0))
    assert len(fast.strokes[0].points) < 40


@pytest.mark.parametrize("points", [[(3.0, 3.0)], [(3.0, 3.0)] * 4, [(0.0, 0.0), (1e-9, 0.0)]])
def test_dots_can_be_written(points):
    for seed in range(20):
        drawing = write([np.array(points), np.array(points)], np.random.default_rng(seed), Hand())
        assert place(Ink.of(drawing), "centred").pixels.max() == 1


def test_an_erased_or_pressed_pen_digit_is_a_drawing_like_any_other():
    drawing = pen_digits.strokes(0, 1)
    erased = drawing
    for stroke in drawing.strokes:
        erased = erased.appended(Stroke(stroke.points, stroke.width, "eraser"))
    assert Ink.of(erased).is_empty
    assert isinstance(erased, Drawing)


@pytest.mark.timeout(400)
def test_a_network_that_saw_pen_digits_alone_reads_mnist():
    data = os.environ.get("CNNVIZ_DATA")
    if not data:
        pytest.skip("CNNVIZ_DATA does not say where MNIST is")
    folder = Path(data) / "MNIST" / "raw"
    raw = gzip.decompress((folder / "t10k-images-idx3-ubyte.gz").read_bytes())
    truth = gzip.decompress((folder / "t10k-labels-idx1-ubyte.gz").read_bytes())
    import torch
    from torch import nn

    from cnnviz.models.class_convnet_bn import ConvNet

    torch.manual_seed(0)
    pixels, labels = pen_digits.batch(12_000, 0)
    pictures = (torch.from_numpy(pixels).float() / 255)[:, None].contiguous(memory_format=torch.channels_last)
    answers = torch.from_numpy(labels)
    model = ConvNet().to(memory_format=torch.channels_last)
    epochs, size = 4, 100
    steps = epochs * len(labels) // size
    optimiser = torch.optim.AdamW(model.parameters(), lr=6e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 6e-3, total_steps=steps, pct_start=0.2)
    for _ in range(epochs):
        for chosen in torch.randperm(len(labels)).split(size):
            loss = nn.functional.cross_entropy(model(pictures[chosen]), answers[chosen], label_smoothing=0.05)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    model.eval()
    images = torch.frombuffer(bytearray(raw[16:]), dtype=torch.uint8).reshape(-1, 1, 28, 28).float() / 255
    with torch.inference_mode():
        right = torch.cat([model(part).argmax(1) for part in images.split(1000)])
    share = float((right.numpy() == np.frombuffer(truth, np.uint8, offset=8)).mean())
    print(f"MNIST test digits read: {share:.2%}")
    assert share >= 0.93
