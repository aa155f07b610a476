from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

torch = pytest.importorskip("torch")

from cnnviz import torchvision_compat  # noqa: E402
from cnnviz.data import pixel_statistics, preprocessing, sets  # noqa: E402
from cnnviz.data.data_set import DataSet  # noqa: E402
from cnnviz.data.preprocessing import Preprocessing  # noqa: E402
from cnnviz.problems import Problem  # noqa: E402

RNG = np.random.default_rng(0)
IMAGES = RNG.integers(20, 200, (30, 3, 5, 4), dtype=np.uint8)


@settings(max_examples=60, deadline=None)
@given(arrays.arrays(np.uint8, arrays.array_shapes(min_dims=4, max_dims=4, max_side=5)))
def test_mean_and_deviation_are_numpys(images: NDArray[np.uint8]) -> None:
    mean, std = pixel_statistics.mean_and_std(pixel_statistics.histogram(images))
    unit = images.astype(np.float64) / 255
    np.testing.assert_allclose(mean, unit.mean(axis=(0, 2, 3)), atol=1e-12)
    np.testing.assert_allclose(std, unit.std(axis=(0, 2, 3)), atol=1e-12)


def test_sets_larger_than_the_memory_are_counted_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pixel_statistics.histogram(IMAGES)
    monkeypatch.setattr(pixel_statistics, "_AT_ONCE", 100)
    assert (pixel_statistics.histogram(IMAGES) == whole).all()
    places = np.array([3, 7, 29])
    assert (pixel_statistics.histogram(IMAGES, places) == pixel_statistics.histogram(IMAGES[places])).all()


@pytest.mark.parametrize(("name", "mean", "std"), [("mnist", 0.1307, 0.3081), ("fashion-mnist", 0.2860, 0.3530)])
def test_the_published_means_of_both_sets(cnnviz_data: Path, name: str, mean: float, std: float) -> None:
    data = sets.open_set(name, folder=cnnviz_data)
    assert (round(data.mean[0], 4), round(data.std[0], 4)) == (mean, std)


def test_standardising_is_torchvisions_normalize_to_the_bit() -> None:
    torchvision_compat.ensure()
    from torchvision.transforms import Compose, Normalize, ToTensor

    fitted = preprocessing.fit(IMAGES, "standard")
    textbook = Compose([ToTensor(), Normalize(fitted.mean, fitted.std)])
    expected = torch.stack([textbook(image.transpose(1, 2, 0)) for image in IMAGES])
    assert torch.equal(fitted.apply(torch.from_numpy(IMAGES)), expected)
    values = expected.double()
    assert values.mean(dim=(0, 2, 3)).abs().max() < 1e-6
    assert (values.std(dim=(0, 2, 3), correction=0) - 1).abs().max() < 1e-6


def test_each_kind_has_its_range() -> None:
    batch = torch.from_numpy(IMAGES)
    assert torch.equal(preprocessing.fit(IMAGES, "none").apply(batch), batch.float())
    assert torch.equal(preprocessing.fit(IMAGES, "unit").apply(batch), batch.float() / 255)
    scaled = preprocessing.fit(IMAGES, "min-max").apply(batch)
    np.testing.assert_allclose(scaled.numpy(), (IMAGES - IMAGES.min()) / np.ptp(IMAGES), atol=1e-6)
    with pytest.raises(ValueError, match="preprocessing is one of"):
        preprocessing.fit(IMAGES, "whitened")  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", preprocessing.KINDS)
def test_a_drawing_goes_through_the_same(kind: preprocessing.Kind) -> None:
    stored = json.loads(json.dumps(preprocessing.fit(IMAGES, kind).as_dict()))
    kept = Preprocessing.from_dict(stored)
    assert kept == preprocessing.fit(IMAGES, kind)
    batch = torch.from_numpy(IMAGES)
    drawing = batch.float() / 255
    before = drawing.clone()
    torch.testing.assert_close(kept.apply(drawing), kept.apply(batch))
    assert torch.equal(drawing, before)
    torch.testing.assert_close(kept.undone(kept.apply(batch)), drawing, atol=1e-5, rtol=0)


def test_it_is_fitted_on_the_training_split_alone() -> None:
    train = np.arange(10)
    others = IMAGES.copy()
    others[10:] = 255
    for kind in preprocessing.KINDS:
        assert preprocessing.fit(IMAGES, kind, train) == preprocessing.fit(others, kind, train)
    assert preprocessing.fit(others, "standard", train) != preprocessing.fit(others, "standard")


def test_pictures_of_one_colour_do_not_divide_by_zero() -> None:
    flat = np.full((3, 1, 2, 2), 7, np.uint8)
    for kind in preprocessing.KINDS:
        assert torch.isfinite(preprocessing.fit(flat, kind).apply(torch.from_numpy(flat))).all()
    assert preprocessing.fit(flat, "standard").apply(torch.from_numpy(flat)).abs().max() < 1e-6


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"kind": "other", "mean": [0.0], "std": [1.0]},
        {"kind": "unit", "mean": [0.0], "std": []},
        {"kind": "unit", "mean": [], "std": []},
        {"kind": "unit", "mean": [0.0], "std": [0.0]},
        {"kind": "unit", "mean": [float("nan")], "std": [1.0]},
        {"kind": "unit", "mean": ["0"], "std": [1.0]},
        {"kind": ["unit"], "mean": [0.0], "std": [1.0]},
    ],
)
def test_what_is_damaged_is_refused(stored: dict[str, object]) -> None:
    with pytest.raises(Problem, match="cannot be used"):
        Preprocessing.from_dict(stored)


def test_a_set_tells_what_it_holds() -> None:
    data = DataSet.of(IMAGES, ["b", "a", "c10", "c9", "a"] * 6, name="own")
    assert data.classes == ("a", "b", "c9", "c10")
    assert data.labels[:5].tolist() == [1, 0, 3, 2, 0]
    assert data.counts == (12, 6, 6, 6)
    assert data.shape == (3, 5, 4)
    np.testing.assert_allclose(data.mean, IMAGES.mean(axis=(0, 2, 3)) / 255)
    np.testing.assert_allclose(data.std, IMAGES.std(axis=(0, 2, 3)) / 255)
    assert DataSet.of(IMAGES[:, 0], np.arange(30) % 3).classes == ("0", "1", "2")


@pytest.mark.parametrize(
    ("images", "labels", "options", "sentence"),
    [
        (IMAGES[:0], [], {}, "There are no pictures in “pictures”"),
        (IMAGES, ["a"], {}, "30 pictures and 1 labels"),
        (IMAGES, ["a"] * 29 + ["x"], {"classes": ["a", "b"]}, "label “x”, which is none of its classes"),
        (IMAGES, [0] * 29 + [2], {"classes": ["a", "b"]}, "label “2”"),
        (IMAGES, [0] * 29 + [-1], {}, "label “-1”"),
    ],
)
def test_arrays_that_are_no_set_are_refused(
    images: NDArray[np.uint8], labels: list[str], options: dict[str, list[str]], sentence: str
) -> None:
    with pytest.raises(Problem, match=sentence):
        DataSet.of(images, labels, **options)  # type: ignore[arg-type]
