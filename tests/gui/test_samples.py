from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from cnnviz.data import datasets
from cnnviz.gui.services.samples import PEN_DIGITS, Choice, Samples, find_sets
from cnnviz.problems import Problem
from cnnviz.session.inputs import NetworkInput
from cnnviz.session.walked import Batch

SECONDS = 5.0


class FakeSet:
    """Five pictures whose pixels say their number; two of them show 7, none shows 9."""

    name = title = "fake"
    classes = tuple("0123456789")
    labels = (3, 7, 1, 7, 0)

    def __init__(self, shift: float = 0.0) -> None:
        self._shift = shift

    def _places(self, label: int | None) -> list[int]:
        return [place for place, shown in enumerate(self.labels) if label is None or shown == label]

    def count(self, label: int | None = None) -> int:
        return len(self._places(label))

    def sample(self, index: int, label: int | None = None) -> tuple[NDArray[np.float32], int, int]:
        place = self._places(label)[index]
        return np.full((28, 28), place / 10 + self._shift, np.float32), self.labels[place], place


class Fake:
    def __init__(self) -> None:
        self.folders: list[Path | None] = []
        self.opened: list[str] = []
        self.threads: set[int] = set()
        self.with_mnist = True

    def find(self, folder: Path | None) -> dict[str, tuple[str, Callable[[], FakeSet]]]:
        self.folders.append(folder)
        self.threads.add(threading.get_ident())
        found: dict[str, tuple[str, Callable[[], FakeSet]]] = {PEN_DIGITS: ("Pen digits", lambda: self._open("pen"))}
        if self.with_mnist:
            found["mnist-test"] = ("MNIST test", lambda: self._open("mnist"))
        return found

    def _open(self, name: str) -> FakeSet:
        self.opened.append(name)
        return FakeSet(0.05 if name == "mnist" else 0.0)


class Heard:
    def __init__(self, samples: Samples) -> None:
        self.inputs: list[NetworkInput] = []
        self.sets: list[tuple[Choice, ...]] = []
        self.errors: list[BaseException] = []
        samples.sample_ready.connect(self.inputs.append)
        samples.sets_changed.connect(self.sets.append)
        samples.failed.connect(self.errors.append)

    @property
    def shown(self) -> float | None:
        """Which picture is on show, in tenths; pictures of MNIST end in 0.05."""
        return round(float(self.inputs[-1].pixels[0, 0]), 2) if self.inputs else None


@pytest.fixture
def fake() -> Fake:
    return Fake()


@pytest.fixture
def samples(fake: Fake, qapp: object) -> Iterator[Samples]:
    samples = Samples(find=fake.find)
    yield samples
    assert samples.shutdown(SECONDS)


@pytest.fixture
def heard(samples: Samples) -> Heard:
    return Heard(samples)


def test_the_sets_that_are_there_are_told(
    samples: Samples, heard: Heard, fake: Fake, qtbot: QtBot, tmp_path: Path
) -> None:
    samples.look_for_sets(tmp_path)
    qtbot.waitUntil(lambda: bool(heard.sets))
    assert heard.sets == [(Choice(PEN_DIGITS, "Pen digits"), Choice("mnist-test", "MNIST test"))] == [samples.choices]
    assert fake.folders == [tmp_path]
    assert threading.get_ident() not in fake.threads
    assert fake.opened == []  # nothing is read before it is wanted


def test_samples_follow_one_another_in_both_directions_and_round_the_ends(
    samples: Samples, heard: Heard, qtbot: QtBot
) -> None:
    for step, expected in (
        (samples.show_next, 0.0),
        (samples.show_next, 0.1),
        (samples.show_previous, 0.0),
        (samples.show_previous, 0.4),
        (samples.show_next, 0.0),
    ):
        step()
        qtbot.waitUntil(lambda expected=expected: heard.shown == expected)
    assert heard.inputs[0].kind == "sample"
    assert (heard.inputs[0].title, heard.inputs[0].label) == ("Pen digits", 3)


def test_keys_pressed_faster_than_samples_come_still_count(samples: Samples, heard: Heard, qtbot: QtBot) -> None:
    for _ in range(4):
        samples.show_next()
    qtbot.waitUntil(lambda: heard.shown == 0.3)


def test_one_digit_only(samples: Samples, heard: Heard, qtbot: QtBot) -> None:
    samples.choose_label(7)
    qtbot.waitUntil(lambda: heard.shown == 0.1)
    samples.show_next()
    qtbot.waitUntil(lambda: heard.shown == 0.3)
    samples.show_next()
    qtbot.waitUntil(lambda: heard.shown == 0.1)
    assert {shown.label for shown in heard.inputs} == {7}
    assert samples.label == 7


def test_a_digit_that_the_set_lacks_is_a_sentence(samples: Samples, heard: Heard, qtbot: QtBot) -> None:
    samples.choose_label(9)
    qtbot.waitUntil(lambda: bool(heard.errors))
    assert str(heard.errors[0]) == "This data set has no digit 9."
    samples.choose_label(None)
    qtbot.waitUntil(lambda: heard.shown == 0.0)


def test_random_samples_reach_all_of_them_and_next_goes_on_from_there(
    samples: Samples, heard: Heard, qtbot: QtBot
) -> None:
    seen: set[float | None] = set()
    while len(seen) < 5 and len(heard.inputs) < 200:
        count = len(heard.inputs)
        samples.show_random()
        qtbot.waitUntil(lambda count=count: len(heard.inputs) > count)
        seen.add(heard.shown)
    assert seen == {0.0, 0.1, 0.2, 0.3, 0.4}
    here = heard.shown
    assert here is not None
    samples.show_next()
    qtbot.waitUntil(lambda: heard.shown == round((here + 0.1) % 0.5, 2))


def test_another_set_is_read_when_it_is_chosen(samples: Samples, heard: Heard, fake: Fake, qtbot: QtBot) -> None:
    samples.show_next()
    samples.choose("mnist-test")
    qtbot.waitUntil(lambda: heard.shown == 0.05)
    assert samples.chosen == "mnist-test"
    assert heard.inputs[-1].title == "MNIST test"
    assert fake.opened[-1] == "mnist"


def test_a_chosen_set_that_has_gone_gives_way_to_pen_digits(
    samples: Samples, heard: Heard, fake: Fake, qtbot: QtBot
) -> None:
    samples.choose("mnist-test")
    qtbot.waitUntil(lambda: heard.shown == 0.05)
    fake.with_mnist = False
    samples.look_for_sets()
    qtbot.waitUntil(lambda: bool(heard.sets))
    assert samples.chosen == PEN_DIGITS
    samples.show_next()
    qtbot.waitUntil(lambda: heard.shown == 0.0)


def test_without_any_file_there_are_pen_digits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.delenv("CNNVIZ_DATA", raising=False)
    assert list(find_sets(tmp_path)) == [PEN_DIGITS]
    samples = Samples()
    heard = Heard(samples)
    samples.choose_label(4)
    qtbot.waitUntil(lambda: bool(heard.inputs or heard.errors))
    assert samples.shutdown(SECONDS)
    assert heard.errors == []
    assert heard.inputs[0].label == 4
    assert heard.inputs[0].pixels.max() > 0.5


def test_mnist_is_found_and_shown_as_its_files_have_it(cnnviz_data: Path, qtbot: QtBot) -> None:
    samples = Samples()
    heard = Heard(samples)
    samples.look_for_sets()
    samples.choose("mnist-test")
    qtbot.waitUntil(lambda: bool(heard.inputs or heard.errors), timeout=20_000)
    assert samples.shutdown(SECONDS)
    assert heard.errors == []
    assert [choice.name for choice in samples.choices] == [PEN_DIGITS, "mnist-test", "mnist-train"]
    raw = datasets.find_mnist()
    assert raw is not None
    file = next(raw.glob("t10k-images*"))
    content = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    first = np.frombuffer(content[16 : 16 + 784], np.uint8).reshape(28, 28)
    assert np.array_equal(heard.inputs[0].pixels, first.astype(np.float32) / 255)
    assert heard.inputs[0].label == 7  # the first test digit of MNIST


def test_batches_follow_one_another_and_begin_anew_at_the_end(samples: Samples, heard: Heard, qtbot: QtBot) -> None:
    found: list[tuple[Batch, ...]] = []
    samples.batches_ready.connect(found.append)
    samples.take_batches("mnist-test", 2, 1, 2)
    qtbot.waitUntil(lambda: bool(found))
    ((first, second),) = found
    assert first.images.shape == (2, 28, 28)
    assert first.images[:, 0, 0].round(2).tolist() == pytest.approx([0.25, 0.35])
    assert first.labels.tolist() == [1, 7]
    assert second.labels.tolist() == [0, 3]  # five pictures: the last one, and the first again
    assert (first.source, first.labels.dtype) == ("mnist-test", np.int64)
    assert not heard.inputs


def test_a_batch_of_a_set_that_is_not_there_is_said(samples: Samples, heard: Heard, qtbot: QtBot) -> None:
    errors: list[BaseException] = []
    samples.batches_failed.connect(errors.append)
    samples.take_batches("lost", 2, 0, 1)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], Problem) and "lost" in str(errors[0])
    assert not heard.errors
