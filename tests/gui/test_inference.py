from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from cnnviz.gui.services.answers import TracedAnswer, softmax
from cnnviz.gui.services.inference import Inference, open_network
from cnnviz.models import registry
from cnnviz.problems import Problem

Pixels = NDArray[np.float32]
SECONDS = 5.0


def picture(value: float) -> Pixels:
    return np.full((28, 28), value, np.float32)


class FakeRunner:
    """A network whose answer says which network it was and which picture it saw."""

    def __init__(self, name: str, before_answer: Callable[[], object]) -> None:
        self.card: Any = SimpleNamespace(name=name)
        self._before_answer = before_answer

    def answer(self, pixels: Pixels) -> TracedAnswer:
        self._before_answer()
        if pixels[0, 0] < 0:
            raise ArithmeticError("a fault of ours")
        trace: Any = SimpleNamespace(model=self.card.name, value=float(pixels[0, 0]))
        return TracedAnswer.of(trace, np.arange(10.0), 1.0, pixels)


class Fake:
    """Opens fake networks; keeps the lane standing where the test says so."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.threads: set[int] = set()
        self.standing = threading.Event()
        self._may_answer = threading.Event()
        self._may_answer.set()

    def stop(self) -> None:
        self.standing.clear()
        self._may_answer.clear()

    def go_on(self) -> None:
        self._may_answer.set()

    def open_model(self, name: str) -> FakeRunner:
        self.threads.add(threading.get_ident())
        self.opened.append(name)
        if name == "missing":
            raise Problem("there is no {name}", name=name)
        return FakeRunner(name, self._wait)

    def _wait(self) -> None:
        self.standing.set()
        assert self._may_answer.wait(SECONDS)


class Heard:
    def __init__(self, inference: Inference) -> None:
        self.events: list[tuple[str, object]] = []
        inference.ready.connect(lambda: self.events.append(("ready", None)))
        inference.model_loaded.connect(lambda card: self.events.append(("loaded", card.name)))
        inference.model_failed.connect(lambda error: self.events.append(("failed to load", str(error))))
        inference.failed.connect(lambda error: self.events.append(("failed", type(error))))
        inference.traced.connect(
            lambda answer: self.events.append(("traced", (answer.trace.model, answer.trace.value)))
        )

    def take(self) -> list[tuple[str, object]]:
        taken, self.events = self.events, []
        return taken


@pytest.fixture
def fake() -> Iterator[Fake]:
    fake = Fake()
    yield fake
    fake.go_on()


@pytest.fixture
def inference(fake: Fake, qapp: object) -> Iterator[Inference]:
    inference = Inference(open_model=fake.open_model)
    yield inference
    fake.go_on()
    assert inference.shutdown(SECONDS)


@pytest.fixture
def heard(inference: Inference) -> Heard:
    return Heard(inference)


def test_a_picture_drawn_before_the_network_is_there_is_answered_when_it_is(
    inference: Inference, heard: Heard, fake: Fake, qtbot: QtBot
) -> None:
    inference.infer(picture(0.25))
    inference.start("first")
    qtbot.waitUntil(lambda: ("traced", ("first", 0.25)) in heard.events)
    assert heard.events[:2] == [("loaded", "first"), ("ready", None)]
    assert threading.get_ident() not in fake.threads
    assert inference.card is not None


def test_ready_is_said_once(inference: Inference, heard: Heard, qtbot: QtBot) -> None:
    inference.start("first")
    inference.load("second")
    qtbot.waitUntil(lambda: ("loaded", "second") in heard.events)
    assert heard.take() == [("loaded", "first"), ("ready", None), ("loaded", "second")]


def test_no_answer_of_the_old_network_comes_after_the_change(
    inference: Inference, heard: Heard, fake: Fake, qtbot: QtBot
) -> None:
    inference.start("old")
    qtbot.waitUntil(lambda: ("ready", None) in heard.events)
    heard.take()
    fake.stop()
    inference.infer(picture(0.25))  # the old network stands in the middle of this one
    assert fake.standing.wait(SECONDS)
    inference.load("new")
    inference.infer(picture(0.5))
    fake.go_on()
    qtbot.waitUntil(lambda: ("traced", ("new", 0.5)) in heard.events)
    events = [event for event in heard.take() if event != ("traced", ("old", 0.25))]
    assert events[0] == ("loaded", "new")
    assert set(events[1:]) == {("traced", ("new", 0.5))}


def test_the_newest_picture_is_answered_again_by_a_new_network(
    inference: Inference, heard: Heard, qtbot: QtBot
) -> None:
    inference.start("old")
    inference.infer(picture(0.75))
    qtbot.waitUntil(lambda: ("traced", ("old", 0.75)) in heard.events)
    inference.load("new")
    qtbot.waitUntil(lambda: ("traced", ("new", 0.75)) in heard.events)


def test_a_network_that_cannot_be_loaded_leaves_the_old_one(inference: Inference, heard: Heard, qtbot: QtBot) -> None:
    inference.start("old")
    qtbot.waitUntil(lambda: ("ready", None) in heard.events)
    inference.load("missing")
    qtbot.waitUntil(lambda: ("failed to load", "there is no missing") in heard.events)
    heard.take()
    inference.infer(picture(1))
    qtbot.waitUntil(lambda: bool(heard.events))
    assert heard.take() == [("traced", ("old", 1.0))]


def test_a_first_network_that_has_gone_gives_way_to_the_default(
    inference: Inference, heard: Heard, fake: Fake, qtbot: QtBot
) -> None:
    inference.start("missing")
    qtbot.waitUntil(lambda: ("ready", None) in heard.events)
    assert heard.take()[:2] == [("failed to load", "there is no missing"), ("loaded", registry.DEFAULT)]
    assert fake.opened == ["missing", registry.DEFAULT]


def test_after_clear_no_answer_comes(inference: Inference, heard: Heard, fake: Fake, qtbot: QtBot) -> None:
    inference.start("network")
    qtbot.waitUntil(lambda: ("ready", None) in heard.events)
    heard.take()
    fake.stop()
    inference.infer(picture(0.25))
    assert fake.standing.wait(SECONDS)
    inference.infer(picture(0.5))
    inference.clear()
    fake.go_on()
    inference.load("other")  # comes after them in the lane
    qtbot.waitUntil(lambda: ("loaded", "other") in heard.events)
    assert heard.take() == [("loaded", "other")]


def test_a_fault_while_answering_is_told_and_the_next_picture_is_answered(
    inference: Inference, heard: Heard, qtbot: QtBot
) -> None:
    inference.start("network")
    inference.infer(picture(-1))
    qtbot.waitUntil(lambda: ("failed", ArithmeticError) in heard.events)
    inference.infer(picture(1))
    qtbot.waitUntil(lambda: ("traced", ("network", 1.0)) in heard.events)


def test_softmax_is_what_it_should_be() -> None:
    logits = np.array([1.0, 2.0, 3.0])
    assert softmax(logits) == pytest.approx([0.09003057, 0.24472847, 0.66524096])
    assert softmax(logits + 1e6) == pytest.approx(softmax(logits))
    assert softmax(np.array([0.0, -1e9])) == pytest.approx([1.0, 0.0])
    assert np.isnan(softmax(np.array([0.0, np.nan]))).all()
    assert np.isnan(softmax(np.array([0.0, np.inf]))).all()


def test_the_window_does_not_import_torch() -> None:
    script = (
        "import sys; import cnnviz.gui.services.inference; print(sorted(sys.modules.keys() & {'torch', 'torchvision'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, env={**os.environ}
    )
    assert done.stdout == "[]\n", done.stderr


def test_a_torch_that_cannot_be_imported_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "cnnviz.gui.services.network_runner", raising=False)
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(Problem, match="PyTorch cannot be loaded"):
        open_network("class-convnet")


@pytest.mark.parametrize("name", registry.names())
def test_a_real_network_answers_what_torch_answers(name: str, qtbot: QtBot) -> None:
    import torch

    from cnnviz.models import loading

    pixels = np.random.default_rng(3).random((28, 28), dtype=np.float32)
    answers: list[TracedAnswer] = []
    problems: list[object] = []
    inference = Inference()
    inference.traced.connect(answers.append)
    inference.model_failed.connect(problems.append)
    inference.start(name)
    inference.infer(pixels)
    qtbot.waitUntil(lambda: bool(answers or problems), timeout=60_000)
    assert inference.shutdown(SECONDS)
    assert problems == []
    answer, card = answers[0], inference.card
    assert card is not None
    assert card.name == name
    with torch.no_grad():
        images = (torch.from_numpy(pixels)[None, None] - card.mean[0]) / card.std[0]
        logits = loading.load(name).model(images)[0]
        assert answer.logits == pytest.approx(logits.numpy(), abs=1e-5)
        assert answer.probabilities == pytest.approx(torch.softmax(logits.double(), 0).numpy(), abs=1e-6)
    assert answer.pixels is pixels
    assert 0 < answer.milliseconds < 1000
    assert [layer.output.shape for layer in answer.trace.layers][:2] == [(1, 1, 28, 28), (1, 16, 28, 28)]
    assert answer.trace.layers[-1].output.shape == (1, 10)


def test_the_runner_uses_one_thread_of_torchs() -> None:
    import torch

    from cnnviz.gui.services.network_runner import NetworkRunner

    counts: list[int] = []

    def run() -> None:
        NetworkRunner(registry.DEFAULT)
        counts.append(torch.get_num_threads())

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert counts == [1]


def test_a_window_that_closes_as_the_network_arrives_asks_nothing_more(
    inference: Inference, heard: Heard, qtbot: QtBot
) -> None:
    inference.infer(picture(1.0))
    inference.ready.connect(inference.shutdown)
    with qtbot.waitSignal(inference.ready):
        inference.start("one")
    assert heard.take() == [("loaded", "one"), ("ready", None)]


def test_a_network_of_one_output_answers_with_two_probabilities(tmp_path: Path) -> None:
    import json

    import torch
    from safetensors.torch import save_file

    from cnnviz.gui.services.network_runner import NetworkRunner
    from cnnviz.models import loading
    from cnnviz.models.saved import SavedCard

    model = loading.build("two-class-cnn", shape=(1, 28, 28), classes=2).eval()
    card = SavedCard("two-class-cnn", {}, (1, 28, 28), ("even", "odd"), {"kind": "unit", "mean": [0.0], "std": [1.0]})
    save_file(model.state_dict(), tmp_path / "mine.safetensors")
    (tmp_path / "mine.json").write_text(json.dumps(card.as_dict()), encoding="utf-8")
    pixels = np.random.default_rng(3).random((28, 28), dtype=np.float32)
    answer = NetworkRunner(str(tmp_path / "mine.safetensors")).answer(pixels)
    with torch.no_grad():
        second = torch.sigmoid(model(torch.from_numpy(pixels)[None, None]))[0, 0].item()
    assert answer.probabilities == pytest.approx([1 - second, second], abs=1e-6)
