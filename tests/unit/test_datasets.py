from __future__ import annotations

import gzip
import struct
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from cnnviz.data import datasets
from cnnviz.data.datasets import Mnist, PenDigits, find_mnist, read_idx
from cnnviz.problems import Problem

NAMES = (
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
)


def idx(values: NDArray[np.uint8]) -> bytes:
    """The bytes of an IDX file, as the format's page tells."""
    return struct.pack(f">HBB{values.ndim}I", 0, 8, values.ndim, *values.shape) + values.tobytes()


def pictures(count: int) -> NDArray[np.uint8]:
    return np.random.default_rng(count).integers(0, 256, (count, 28, 28), dtype=np.uint8)


def write_set(folder: Path, *, train: int = 30, test: int = 20, suffix: str = ".gz") -> Path:
    """A small set in MNIST's files; sample i shows digit i·7 mod 10."""
    folder.mkdir(parents=True)
    for name, count in zip(NAMES, (train, train, test, test), strict=True):
        values = pictures(count) if "images" in name else (np.arange(count) * 7 % 10).astype(np.uint8)
        content = idx(values)
        (folder / f"{name}{suffix}").write_bytes(gzip.compress(content) if suffix == ".gz" else content)
    return folder


@pytest.fixture(autouse=True)
def _no_data_of_this_machine(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    if "cnnviz_data" not in request.fixturenames:
        monkeypatch.delenv("CNNVIZ_DATA", raising=False)


def test_the_real_mnist_is_read_as_published(cnnviz_data: Path) -> None:
    test = Mnist(cnnviz_data, "test")
    assert test.count() == 10_000
    # the first labels, and how often each digit occurs, as published
    assert [test.sample(index)[1] for index in range(10)] == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]
    assert [test.count(digit) for digit in range(10)] == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
    assert test.pictures.mean() / 255 == pytest.approx(0.1325, abs=1e-4)
    train = Mnist(cnnviz_data / "MNIST" / "raw", "train")
    assert train.pictures.shape == (60_000, 28, 28)
    assert train.pictures.mean() / 255 == pytest.approx(0.1307, abs=1e-4)  # the mean that every tutorial quotes
    assert train.pictures.std() / 255 == pytest.approx(0.3081, abs=1e-4)
    assert train.labels[:5].tolist() == [5, 0, 4, 1, 9]
    assert find_mnist() == cnnviz_data / "MNIST" / "raw"


@pytest.mark.parametrize("suffix", [".gz", ""])
def test_samples_are_what_the_file_holds(tmp_path: Path, suffix: str) -> None:
    folder = write_set(tmp_path / "MNIST" / "raw", suffix=suffix)
    samples = Mnist(folder, "test")
    pixels, label, index = samples.sample(3)
    assert (label, index) == (1, 3)
    assert pixels.dtype == np.float32
    assert np.array_equal(np.rint(pixels * 255), pictures(20)[3])
    assert not pixels.flags.writeable
    pixels, label, index = samples.sample(1, 1)  # the second 1: samples 3 and 13
    assert (label, index) == (1, 13)
    assert np.array_equal(np.rint(pixels * 255), pictures(20)[13])
    assert [samples.count(digit) for digit in range(10)] == [2] * 10
    assert Mnist(folder, "train").count() == 30


@pytest.mark.parametrize("index", [-1, 20])
def test_there_is_no_sample_beyond_the_ends(tmp_path: Path, index: int) -> None:
    samples = Mnist(write_set(tmp_path / "raw"), "test")
    with pytest.raises(IndexError):
        samples.sample(index)
    with pytest.raises(IndexError):
        PenDigits(1).sample(10_000)
    with pytest.raises(IndexError):
        PenDigits(1).sample(1_000, 3)


@pytest.mark.parametrize("below", ["", "raw", "MNIST/raw"])
def test_the_files_are_found_in_the_usual_places(tmp_path: Path, below: str) -> None:
    raw = write_set(tmp_path / "data" / below)
    assert find_mnist(tmp_path / "data") == raw
    assert Mnist(tmp_path / "data", "test").count() == 20


def test_files_named_with_a_dot_are_found_too(tmp_path: Path) -> None:
    raw = write_set(tmp_path / "raw", suffix="")
    for name in NAMES:
        (raw / name).rename(raw / name.replace("-idx", ".idx"))
    assert find_mnist(raw) == raw
    assert Mnist(raw, "train").count() == 30


def test_the_environment_goes_before_the_chosen_folder_and_that_before_downloads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    downloads, chosen, ordered = (tmp_path / name for name in ("downloads", "chosen", "ordered"))
    monkeypatch.setenv("CNNVIZ_DATA_DIR", str(downloads))
    assert find_mnist(chosen) is None
    write_set(downloads / "MNIST" / "raw")
    assert find_mnist(chosen) == find_mnist() == downloads / "MNIST" / "raw"
    write_set(chosen / "MNIST" / "raw")
    assert find_mnist(chosen) == chosen / "MNIST" / "raw"
    monkeypatch.setenv("CNNVIZ_DATA", str(ordered))  # named, but empty
    assert find_mnist(chosen) == chosen / "MNIST" / "raw"
    write_set(ordered / "MNIST" / "raw")
    assert find_mnist(chosen) == ordered / "MNIST" / "raw"


def test_a_set_with_a_file_missing_is_not_found(tmp_path: Path) -> None:
    raw = write_set(tmp_path / "raw")
    (raw / f"{NAMES[3]}.gz").unlink()
    assert find_mnist(raw) is None
    with pytest.raises(Problem, match=r"MNIST is not in"):
        Mnist(raw, "train")


@pytest.mark.parametrize("name", ["FashionMNIST", "fashion_mnist", "KMNIST"])
def test_other_sets_with_the_same_file_names_are_not_taken_for_mnist(tmp_path: Path, name: str) -> None:
    raw = write_set(tmp_path / name / "raw")
    assert find_mnist(raw) is find_mnist(tmp_path / name) is None


def test_the_gzipped_file_goes_first_so_that_a_download_mends_a_damaged_set(tmp_path: Path) -> None:
    raw = write_set(tmp_path / "raw")
    (raw / NAMES[2]).write_bytes(b"")
    assert Mnist(raw, "test").count() == 20


GOOD = idx(pictures(3))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"", "is not one of", id="zero bytes"),
        pytest.param(b"<!DOCTYPE html><html>", "is not one of", id="a web page"),
        pytest.param(b"\0\0\x0d\1" + GOOD[4:], "is not one of", id="floats"),
        pytest.param(b"\0\0\x08\0", "is not one of", id="no axes"),
        pytest.param(GOOD[:10], "is damaged", id="cut in the sizes"),
        pytest.param(GOOD[:-1], "is damaged", id="one byte short"),
        pytest.param(GOOD + b"\0", "is damaged", id="one byte too many"),
        pytest.param(b"\0\0\x08\1\x20\0\0\0" + GOOD, "is damaged", id="half a gigabyte promised"),
        pytest.param(b"\0\0\x08\3" + b"\xff" * 12, "is not one of", id="sizes beyond all measure"),
        pytest.param(gzip.compress(GOOD)[:-20], "is damaged", id="gzip cut short"),
        pytest.param(gzip.compress(GOOD)[:-8] + b"\0" * 8, "is damaged", id="gzip checksum"),
        pytest.param(gzip.compress(GOOD)[:10] + b"\xff" * 40, "is damaged", id="gzip overwritten"),
        pytest.param(b"\x1f\x8b", "is damaged", id="gzip head alone"),
    ],
)
def test_a_bad_file_is_refused_in_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "train-images-idx3-ubyte.gz"
    path.write_bytes(content)
    with pytest.raises(Problem) as caught:
        read_idx(path)
    assert sentence in str(caught.value)
    assert path.name in str(caught.value)


def test_a_missing_file_and_a_folder_are_refused_in_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "gone", tmp_path):
        with pytest.raises(Problem, match="cannot be read"):
            read_idx(path)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        pytest.param(NAMES[2], np.zeros((20, 28, 27), np.uint8), id="pictures of another size"),
        pytest.param(NAMES[2], np.zeros((20,), np.uint8), id="labels as pictures"),
        pytest.param(NAMES[3], np.zeros((19,), np.uint8), id="too few labels"),
        pytest.param(NAMES[3], np.zeros((20, 1), np.uint8), id="labels of another shape"),
        pytest.param(NAMES[3], np.full((20,), 10, np.uint8), id="a label that is no digit"),
    ],
)
def test_files_that_do_not_fit_together_are_refused(tmp_path: Path, name: str, values: NDArray[np.uint8]) -> None:
    raw = write_set(tmp_path / "raw")
    (raw / f"{name}.gz").write_bytes(gzip.compress(idx(values)))
    with pytest.raises(Problem, match="is not one of the files of MNIST"):
        Mnist(raw, "test")
    assert Mnist(raw, "train").count() == 30


def test_pen_digits_are_the_same_for_the_same_seed_and_others_for_another() -> None:
    one, again, other = PenDigits(5), PenDigits(5), PenDigits(6)
    for index in (0, 17, 9_999):
        assert np.array_equal(one.sample(index)[0], again.sample(index)[0])
        assert one.sample(index)[1:] == again.sample(index)[1:]
    alike = [index for index in range(60) if one.sample(index)[1] == other.sample(index)[1]]
    assert 0 < len(alike) < 30  # the digits come in another order
    assert all(not np.array_equal(one.sample(index)[0], other.sample(index)[0]) for index in alike)


def test_pen_digits_come_in_tens_and_by_label() -> None:
    samples = PenDigits(1)
    assert samples.count() == 10_000
    labels = [samples.sample(index)[1] for index in range(40)]
    assert all(sorted(ten) == list(range(10)) for ten in (labels[start : start + 10] for start in range(0, 40, 10)))
    assert labels[:10] != labels[10:20]
    for label in (0, 7):
        assert samples.count(label) == 1_000
        pixels, shown, index = samples.sample(3, label)
        assert shown == label
        assert 30 <= index < 40
        assert np.array_equal(pixels, samples.sample(index)[0])
        assert samples.sample(999, label)[1] == label


def test_pen_digits_look_like_the_networks_input() -> None:
    samples = PenDigits(1)
    for index in range(20):
        pixels, _, _ = samples.sample(index)
        assert pixels.shape == (28, 28)
        assert pixels.dtype == np.float32
        assert not pixels.flags.writeable
        assert pixels.min() == 0
        assert pixels.max() == 1
        assert 0.02 < pixels.mean() < 0.35
        rows, columns = np.nonzero(pixels)
        assert max(np.ptp(rows), np.ptp(columns)) + 1 == 20  # the square that MNIST's digits were scaled into


def test_every_set_tells_its_name() -> None:
    assert (PenDigits(1).name, PenDigits(1).title, PenDigits(1).classes) == (
        "pen-digits",
        "Pen digits",
        datasets.DIGITS,
    )
