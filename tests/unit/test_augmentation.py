from __future__ import annotations

from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from torch import Tensor  # noqa: E402

from cnnviz import torchvision_compat  # noqa: E402
from cnnviz.data.augmentation import LIMITS, Augmentation, changed, variants  # noqa: E402
from cnnviz.problems import Problem  # noqa: E402

ALL = Augmentation(
    rotation=20, shift=0.1, zoom=0.2, shear=10, stretch=0.1, flip_horizontal=0.5, flip_vertical=0.5, crop=2,
    brightness=0.3, contrast=0.3, noise=0.05, erase=0.5,
)  # fmt: skip
KEY = (7, 3, 5)


@pytest.fixture(scope="module")
def v2() -> Any:
    torchvision_compat.ensure()
    from torchvision.transforms.v2 import functional

    return functional


@pytest.fixture(params=[(1, 9, 14), (3, 12, 8)], ids=["grey", "colour"])
def batch(request: pytest.FixtureRequest) -> Tensor:
    return torch.rand((12, *request.param), generator=torch.Generator().manual_seed(1))


def both(batch: Tensor, augmentation: Augmentation) -> tuple[Tensor, dict[str, Any]]:
    height, width = batch.shape[2:]
    return augmentation.apply(batch.clone(), KEY), augmentation.draw(len(batch), KEY, (height, width))


@pytest.mark.parametrize(
    "augmentation",
    [
        Augmentation(rotation=180),
        Augmentation(shift=0.3),
        Augmentation(zoom=0.5),
        Augmentation(shear=40),
        Augmentation(rotation=30, shift=0.2, zoom=0.3, shear=20),
    ],
)
def test_each_picture_moves_as_torchvisions_affine_moves_it(v2: Any, batch: Tensor, augmentation: Augmentation) -> None:
    height, width = batch.shape[2:]
    moved, drawn = both(batch, augmentation)
    for i, image in enumerate(batch):
        shift = drawn.get("shift", np.zeros((12, 2)))[i] * (width, height)
        expected = v2.affine(
            image,
            angle=float(drawn.get("rotation", np.zeros(12))[i]),
            translate=shift.tolist(),
            scale=float(drawn.get("zoom", np.ones(12))[i]),
            shear=[float(drawn.get("shear", np.zeros(12))[i]), 0.0],
            interpolation=v2.InterpolationMode.BILINEAR,
        )
        torch.testing.assert_close(moved[i], expected, atol=2e-4, rtol=0)


def test_stretching_is_resizing_about_the_centre(v2: Any) -> None:
    image = torch.rand((1, 1, 40, 40), generator=torch.Generator().manual_seed(2))
    wide = changed(image.clone(), {"stretch": np.array([2.0])})
    expected = v2.resize(image, [20, 80], antialias=False)  # twice as wide, half as high, and its middle
    torch.testing.assert_close(wide[0, 0, 11:29, 1:39], expected[0, 0, 1:19, 21:59], atol=1e-5, rtol=0)
    assert wide[0, 0, :9].abs().max() == 0  # black comes in above and below


def test_flips_and_brightness_and_contrast_are_torchvisions(v2: Any, batch: Tensor) -> None:
    one = Augmentation(flip_horizontal=0.5, flip_vertical=0.5, brightness=0.8, contrast=0.8)
    result, drawn = both(batch, one)
    assert 0 < drawn["flip_horizontal"].sum() < 12
    for i, image in enumerate(batch):
        expected = v2.horizontal_flip(image) if drawn["flip_horizontal"][i] else image
        expected = v2.vertical_flip(expected) if drawn["flip_vertical"][i] else expected
        expected = v2.adjust_brightness(expected, float(drawn["brightness"][i]))
        expected = v2.adjust_contrast(expected, float(drawn["contrast"][i]))
        torch.testing.assert_close(result[i], expected, atol=1e-5, rtol=0)


def test_crops_are_windows_of_the_padded_picture(v2: Any, batch: Tensor) -> None:
    result, drawn = both(batch, Augmentation(crop=3))
    assert set(drawn["crop"].ravel().tolist()) == set(range(-3, 4))
    height, width = batch.shape[2:]
    for i, image in enumerate(batch):
        right, down = drawn["crop"][i].tolist()
        expected = v2.crop(v2.pad(image, [3]), top=3 + down, left=3 + right, height=height, width=width)
        assert torch.equal(result[i], expected)


def test_erasing_makes_a_rectangle_black(v2: Any, batch: Tensor) -> None:
    result, drawn = both(batch, Augmentation(erase=0.6))
    assert 0 < (drawn["erase"][:, 2] > 0).sum() < 12
    for i, image in enumerate(batch):
        top, left, height, width = drawn["erase"][i].tolist()
        assert torch.equal(result[i], v2.erase(image, top, left, height, width, torch.zeros(1)))


def test_erased_shares_and_shapes_are_those_of_random_erasing() -> None:
    drawn = Augmentation(erase=1).draw(2000, KEY, (100, 100))["erase"]
    area, ratio = drawn[:, 2] * drawn[:, 3] / 1e4, drawn[:, 2] / drawn[:, 3]
    assert 0.015 < area.min() < 0.03
    assert 0.3 < area.max() < 0.34
    assert 0.28 < ratio.min() < 0.4
    assert 2.5 < ratio.max() < 3.5
    assert (drawn[:, :2] >= 0).all()
    assert (drawn[:, :2] + drawn[:, 2:] <= 100).all()


def test_noise_has_the_deviation_asked_for() -> None:
    grey = torch.full((40, 1, 20, 20), 0.5)
    noisy = Augmentation(noise=0.1).apply(grey.clone(), KEY)
    assert abs(float((noisy - 0.5).std()) - 0.1) < 0.003
    assert abs(float((noisy - 0.5).mean())) < 0.003
    assert len(np.unique(noisy[:, 0, 0, 0].numpy())) == 40


def test_draws_fill_their_ranges_and_no_more() -> None:
    drawn = ALL.draw(4000, KEY, (28, 28))
    for name, low, high in (
        ("rotation", -20, 20), ("shift", -0.1, 0.1), ("zoom", 0.8, 1.2), ("shear", -10, 10), ("stretch", 0.9, 1.1),
        ("brightness", 0.7, 1.3), ("contrast", 0.7, 1.3), ("crop", -2, 2),
    ):  # fmt: skip
        span = high - low
        assert low <= drawn[name].min() < low + 0.02 * span
        assert high - 0.02 * span < drawn[name].max() <= high
    for name in ("flip_horizontal", "flip_vertical"):
        assert abs(drawn[name].mean() - 0.5) < 0.03


def test_the_same_key_gives_the_same_pictures_and_others_differ(batch: Tensor) -> None:
    first = ALL.apply(batch.clone(), KEY)
    assert torch.equal(first, ALL.apply(batch.clone(), KEY))
    assert not torch.equal(first, ALL.apply(batch.clone(), (7, 3, 6)))
    assert first.min() >= 0
    assert first.max() <= 1


def test_processes_that_share_a_batch_make_the_pictures_of_one(batch: Tensor) -> None:
    whole = ALL.apply(batch.clone(), KEY)
    shares = [
        ALL.apply(batch[first:last].clone(), KEY, first=first, whole=12) for first, last in ((0, 5), (5, 5), (5, 12))
    ]
    torch.testing.assert_close(torch.cat(shares), whole, atol=1e-6, rtol=0)


def test_nothing_asked_changes_nothing(batch: Tensor) -> None:
    assert not Augmentation().changes_anything
    assert torch.equal(Augmentation().apply(batch.clone(), KEY), batch)
    assert ALL.changes_anything


@pytest.mark.parametrize("name", LIMITS)
def test_what_is_out_of_range_is_refused(name: str) -> None:
    low, high = LIMITS[name]
    for value in (low - 0.5, high + 0.5, float("nan")):
        with pytest.raises(Problem, match=f"“{name}” cannot be"):
            Augmentation(**{name: value})
    with pytest.raises(Problem, match=r"“crop” cannot be 1\.5"):
        Augmentation(crop=1.5)  # type: ignore[arg-type]


def test_variants_come_with_what_was_drawn() -> None:
    image = np.random.default_rng(0).integers(0, 256, (10, 12), dtype=np.uint8)
    found = variants(image, 6, 4, ALL)
    assert len(found) == 6
    for pixels, parameters in found:
        assert pixels.shape == (1, 10, 12)
        assert pixels.dtype == np.float32
        assert set(parameters) == set(LIMITS)
        assert isinstance(parameters["rotation"], float)
        assert isinstance(parameters["flip_horizontal"], bool)
        assert isinstance(parameters["erase"], tuple)
        assert len(parameters["erase"]) == 4
    assert len({parameters["rotation"] for _, parameters in found}) == 6
    again = variants(image, 6, 4, ALL)
    assert all((a[0] == b[0]).all() and a[1] == b[1] for a, b in zip(found, again, strict=True))
    # what was drawn makes the picture: without noise it can be made again from the parameters
    flips = Augmentation(flip_horizontal=0.5, rotation=10)
    for pixels, parameters in variants(image, 4, 1, flips):
        drawn = {name: np.array([value]) for name, value in parameters.items()}
        made = changed(torch.from_numpy(image[None, None] / np.float32(255)), drawn)
        np.testing.assert_allclose(made[0].numpy(), pixels, atol=1e-6)
