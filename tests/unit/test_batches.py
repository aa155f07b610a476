from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402
from torch import Tensor  # noqa: E402

from cnnviz.data import imbalance, preprocessing  # noqa: E402
from cnnviz.data.augmentation import Augmentation  # noqa: E402
from cnnviz.data.batches import Batches, balanced_order  # noqa: E402
from cnnviz.data.data_set import DataSet  # noqa: E402
from cnnviz.data.shown_batch import shown_batch  # noqa: E402

RNG = np.random.default_rng(0)
IMAGES = RNG.integers(0, 256, (57, 2, 6, 5), dtype=np.uint8)
LABELS = np.arange(57, dtype=np.int64) % 4
PLACES = np.sort(RNG.permutation(57)[:43])
CHANGES = Augmentation(rotation=30, flip_horizontal=0.5, noise=0.1, erase=0.3, crop=1)


def batches(images: np.ndarray = IMAGES, **options: object) -> Batches:  # type: ignore[type-arg]
    standard = preprocessing.fit(IMAGES, "standard", PLACES)
    arguments: dict[str, object] = {"batch": 10, "seed": 5, "order": "shuffled", **options}
    return Batches(images, LABELS, PLACES, standard, **arguments)  # type: ignore[arg-type]


def all_of(some: Batches, epoch: int, start: int = 0) -> list[tuple[Tensor, Tensor]]:
    return list(some.epoch(epoch, start))


def same(one: list[tuple[Tensor, Tensor]], other: list[tuple[Tensor, Tensor]]) -> bool:
    return len(one) == len(other) and all(
        torch.equal(a, c) and torch.equal(b, d) for (a, b), (c, d) in zip(one, other, strict=True)
    )


def test_each_picture_comes_once_in_an_epoch_with_its_label() -> None:
    some = batches()
    assert (len(some), some.samples) == (5, 43)
    got = all_of(some, 0)
    assert [len(labels) for _, labels in got] == [10, 10, 10, 10, 3] == [some.size(b) for b in range(5)]
    order = some.places(0)
    assert sorted(order.tolist()) == PLACES.tolist()
    expected = preprocessing.fit(IMAGES, "standard", PLACES).apply(torch.from_numpy(IMAGES[order]))
    assert torch.equal(torch.cat([images for images, _ in got]), expected)
    assert torch.cat([labels for _, labels in got]).tolist() == LABELS[order].tolist()
    assert got[0][0].dtype == torch.float32
    assert got[0][1].dtype == torch.int64


def test_as_is_keeps_the_order_of_the_split() -> None:
    assert batches(order="as-is").places(3).tolist() == PLACES.tolist()


@pytest.mark.parametrize("order", ["shuffled", "balanced"])
def test_epochs_and_seeds_differ_and_repeat(order: str) -> None:
    one, same_seed, other = batches(order=order), batches(order=order), batches(order=order, seed=6)
    assert one.places(0).tolist() != one.places(1).tolist()
    assert one.places(1).tolist() == same_seed.places(1).tolist()
    assert one.places(1).tolist() != other.places(1).tolist()


@pytest.mark.parametrize("augmentation", [None, CHANGES], ids=["plain", "changed"])
def test_an_epoch_that_goes_on_in_the_middle_has_the_same_batches(augmentation: Augmentation | None) -> None:
    whole = all_of(batches(augmentation=augmentation), 2)
    torch.manual_seed(99)  # nothing depends on the generators that all share
    np.random.seed(99)
    for start in range(6):
        assert same(all_of(batches(augmentation=augmentation), 2, start), whole[start:])


def test_changed_pictures_differ_from_epoch_to_epoch_and_keep_their_labels() -> None:
    some = batches(augmentation=CHANGES, order="as-is")
    first, second = all_of(some, 0), all_of(some, 1)
    assert not torch.equal(first[0][0], second[0][0])
    assert torch.equal(first[0][1], second[0][1])
    assert (np.random.default_rng(0).integers(0, 256, IMAGES.shape, dtype=np.uint8) == IMAGES).all()


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 50), st.integers(1, 5))
def test_processes_share_each_batch_without_overlap(batch: int, world: int) -> None:
    whole = all_of(batches(batch=batch), 1)
    shares = [all_of(batches(batch=batch, rank=rank, world=world), 1) for rank in range(world)]
    for index, (images, labels) in enumerate(whole):
        assert torch.equal(torch.cat([share[index][0] for share in shares]), images)
        assert torch.equal(torch.cat([share[index][1] for share in shares]), labels)
        sizes = [len(share[index][1]) for share in shares]
        assert max(sizes) - min(sizes) <= 1


def test_processes_share_the_draws_too() -> None:
    whole = all_of(batches(augmentation=CHANGES), 1)
    shares = [all_of(batches(augmentation=CHANGES, rank=rank, world=3), 1) for rank in range(3)]
    for index, (images, _) in enumerate(whole):
        torch.testing.assert_close(torch.cat([share[index][0] for share in shares]), images, atol=1e-5, rtol=0)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=60), st.integers(0, 9))
def test_a_balanced_epoch_has_each_class_as_often(labels: list[int], seed: int) -> None:
    numbers = np.array(labels, dtype=np.int64)
    order = balanced_order(numbers, np.random.default_rng(seed))
    assert len(order) == len(labels)
    counts = [int((numbers[order] == label).sum()) for label in set(labels)]
    assert max(counts) - min(counts) <= 1
    for label in set(labels):
        seen = np.bincount(order[numbers[order] == label], minlength=len(labels))[numbers == label]
        assert seen.max() - seen.min() <= 1


@pytest.mark.parametrize("mapped", [True, False])
def test_what_is_larger_than_the_budget_is_read_by_other_processes_and_the_same(tmp_path: Path, mapped: bool) -> None:
    images = IMAGES
    if mapped:
        (tmp_path / "rows").write_bytes(IMAGES.tobytes())
        images = np.memmap(tmp_path / "rows", np.uint8, "c", shape=IMAGES.shape)
    inside, outside = (
        batches(augmentation=CHANGES),
        batches(images, augmentation=CHANGES, budget=100, workers=int(mapped)),
    )
    before = torch.random.get_rng_state()
    assert same(all_of(inside, 0), all_of(outside, 0))
    broken_off = outside.epoch(0)
    next(broken_off)
    broken_off.close()
    assert same(all_of(inside, 1, 2), all_of(outside, 1, 2))
    assert torch.equal(torch.random.get_rng_state(), before)  # dropout's draws stay as they were
    outside.close()
    with pytest.raises(ValueError, match="closed"):
        all_of(outside, 0)


def test_a_mapped_file_within_the_budget_is_kept_in_memory(tmp_path: Path) -> None:
    (tmp_path / "rows").write_bytes(IMAGES.tobytes())
    mapped = np.memmap(tmp_path / "rows", np.uint8, "c", shape=IMAGES.shape)
    assert same(all_of(batches(mapped), 0), all_of(batches(), 0))


def test_pictures_that_may_not_be_written_are_taken_too() -> None:
    locked = IMAGES.copy()
    locked.setflags(write=False)
    assert same(all_of(batches(locked), 0), all_of(batches(), 0))


def test_what_makes_no_sense_is_refused() -> None:
    for options in ({"batch": 0}, {"rank": 1}, {"rank": -1, "world": 2}):
        with pytest.raises(ValueError, match="batch"):
            batches(**options)


def test_a_batch_can_be_looked_at_as_the_network_is_given_it() -> None:
    data = DataSet.of(IMAGES, LABELS, classes=["a", "b", "c", "d"], name="own")
    some = batches(augmentation=CHANGES, rank=1, world=2)
    shown = shown_batch(data, some, epoch=2, batch=3)
    images, labels = all_of(some, 2)[3]
    assert (shown.inputs == images.numpy()).all()
    assert shown.labels.tolist() == labels.tolist() == LABELS[shown.places].tolist()
    assert shown.names == tuple("abcd"[label] for label in labels.tolist())
    assert shown.files == ("",) * 5
    plain = shown_batch(data, batches(), epoch=2, batch=3)
    np.testing.assert_allclose(plain.pictures, IMAGES[plain.places] / np.float32(255), atol=1e-6)
    assert plain.places[5:].tolist() == shown.places.tolist()
    assert (shown.pictures.min() >= 0, shown.pictures.max() <= 1) == (True, True)
    with pytest.raises(IndexError):
        shown_batch(data, some, batch=5)


def test_weights_make_classes_count_alike() -> None:
    assert imbalance.class_weights((50, 30, 20)) == pytest.approx((100 / 150, 100 / 90, 100 / 60))
    assert imbalance.class_weights((10, 0, 30)) == pytest.approx((2, 0, 2 / 3))
    labels = np.array([0] * 8 + [1] * 2)
    found = imbalance.balance(("cat", "dog"), labels)
    assert (found.counts, found.total, found.ratio, found.guess, found.uneven) == ((8, 2), 10, 4, 0.8, True)
    assert found.shares == (0.8, 0.2)
    assert sum(weight * count for weight, count in zip(found.weights, found.counts, strict=True)) == pytest.approx(10)
    only = imbalance.balance(("cat", "dog"), labels, np.arange(8))
    assert (only.counts, only.ratio) == ((8, 0), float("inf"))
