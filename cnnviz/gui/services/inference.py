"""The network's answers, worked out off the GUI thread. Importing this does not import torch."""

from __future__ import annotations

import contextlib
import importlib
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

import numpy as np
from PySide6.QtCore import QObject, Signal

from cnnviz.gui.services.answers import FilmPart, RecordedPass, TracedAnswer
from cnnviz.gui.services.latest_only import Answer, Failure, LatestOnly
from cnnviz.models import registry
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cnnviz.models.cards import ModelCard
    from cnnviz.session.runs import Moment
    from cnnviz.session.walked import Batch, Walk


class Runner(Protocol):
    """A loaded network; made and called on the lane only."""

    @property
    def card(self) -> ModelCard:
        """What the window knows of the network."""

    def answer(self, pixels: NDArray[np.float32]) -> TracedAnswer:
        """Record one forward pass of `pixels`, (28, 28) in 0…1 with ink = 1."""

    def record(self, pixels: NDArray[np.float32]) -> RecordedPass:
        """Record the same pass in full, line by line."""

    def stand_at(self, moment: Moment) -> None:
        """Take the weights of a saved moment of a run."""

    def film(self, moments: tuple[Moment, ...], pixels: NDArray[np.float32]) -> FilmPart:
        """What the run's network says of `pixels` at each of some moments."""

    def walk(self, walk: Walk, batches: tuple[Batch, ...], should_stop: Callable[[], bool]) -> RecordedPass:
        """Record a forward pass or a training step of batches in full; its trace is `stopped` where it was."""


def open_network(name_or_path: str) -> Runner:
    """Load a network; the first call imports torch.

    Raises:
        Problem: where torch or the network cannot be loaded.
    """
    try:
        # on the lane, after the window is on screen: torch takes longer to import than the window may take to open
        from cnnviz.gui.services.network_runner import NetworkRunner  # noqa: PLC0415
    except (ImportError, OSError) as error:
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem", "PyTorch cannot be loaded, so no network can answer ({reason}). Install PyTorch again."
            ),
            reason=str(error).splitlines()[0] if str(error) else type(error).__name__,
        ) from error
    return NetworkRunner(name_or_path)


def _import_optimisers() -> None:
    """Import what PyTorch (2.x) imports when a process makes its first optimiser: a second's work."""
    with contextlib.suppress(ImportError):
        importlib.import_module("torch._dynamo")


class _Networks:
    """The network that answers; made and called on the lane only, and nothing of Qt's."""

    def __init__(self, open_model: Callable[[str], Runner]) -> None:
        self._open_model = open_model
        self._runner: Runner | None = None
        self._stands_at: Moment | None = None
        self.wanted: Moment | None = None  # set by the GUI thread, read on the lane: the newest counts, whoever asks

    def load(self, name_or_path: str) -> ModelCard:
        self._runner = self._open_model(name_or_path)
        self._stands_at = None
        return self._runner.card

    def answer(self, pixels: NDArray[np.float32]) -> tuple[ModelCard, TracedAnswer] | None:
        self._turn()
        return None if self._runner is None else (self._runner.card, self._runner.answer(pixels))

    def record(self, pixels: NDArray[np.float32]) -> RecordedPass | None:
        self._turn()
        return None if self._runner is None else self._runner.record(pixels)

    def film(self, moments: tuple[Moment, ...], pixels: NDArray[np.float32]) -> FilmPart | None:
        return None if self._runner is None else self._runner.film(moments, pixels)

    def _turn(self) -> None:
        """Stand at the moment that is wanted; one that is gone meanwhile is passed over."""
        wanted = self.wanted
        if self._runner is None or wanted is None or wanted == self._stands_at:
            return
        self._stands_at = wanted  # also where it fails: that is said once, not at every stroke
        with contextlib.suppress(FileNotFoundError):
            self._runner.stand_at(wanted)

    def walk(self, walk: Walk, batches: tuple[Batch, ...], should_stop: Callable[[], bool]) -> RecordedPass | None:
        self._turn()
        return None if self._runner is None else self._runner.walk(walk, batches, should_stop)


class Inference(QObject):
    """Answers the newest picture with the newest network.

    All signals arrive on the GUI thread. After `model_loaded` no answer of an older network arrives, and the newest
    picture is answered again by the new one without being asked.

    Args:
        open_model: makes a `Runner` from a name or a path; called on the lane.
    """

    ready = Signal()
    """The first network is loaded: from now on pictures are answered."""
    model_loaded = Signal(object)
    """The `ModelCard` of the network that answers from now on."""
    model_failed = Signal(object)
    """Why a network could not be loaded: a `Problem`, or another exception where it is our fault. The old one stays."""
    moment_loaded = Signal(object)
    """The `ModelCard` of the run's moment that answers from now on."""
    filmed = Signal(object)
    """The `FilmPart` that `film` asked for."""
    traced = Signal(object)
    """A `TracedAnswer`."""
    failed = Signal(object)
    """The exception that a network raised instead of answering."""
    recorded = Signal(object)
    """The `RecordedPass` that `record` or `walk` asked for; None where no network is there yet."""
    record_failed = Signal(object)
    """The exception that came instead."""

    def __init__(self, parent: QObject | None = None, *, open_model: Callable[[str], Runner] = open_network) -> None:
        super().__init__(parent)
        self._networks = _Networks(open_model)
        self._loads: dict[int, str] = {}  # what each ticket of a load asked for
        self._records: set[int] = set()  # tickets of passes in full
        self._films: set[int] = set()
        self._pixels: NDArray[np.float32] | None = None
        self._card: ModelCard | None = None
        self._closed = False
        self._prepared = False
        self._stopping = threading.Event()  # of the walk that was asked for last
        self._lane = LatestOnly("inference", self)
        self._lane.answered.connect(self._on_answered)
        self._lane.failed.connect(self._on_failed)

    @property
    def card(self) -> ModelCard | None:
        """The network that answers; None until the first is loaded."""
        return self._card

    @property
    def moment(self) -> Moment | None:
        """The moment of a run whose weights answer; None for a network as it was loaded."""
        return self._networks.wanted

    def start(self, name_or_path: str = registry.DEFAULT) -> None:
        """Begin with this network, and with the default one where this one cannot be loaded."""
        self.load(name_or_path or registry.DEFAULT)

    def load(self, name_or_path: str) -> None:
        """Change to another network: a registered name, or the path of a weights file."""
        self._networks.wanted = None
        self._loads[self._lane.submit_ordered(self._networks.load, name_or_path)] = name_or_path

    def infer(self, pixels: NDArray[np.float32]) -> None:
        """Ask for an answer to `pixels`, (28, 28) in 0…1 with ink = 1; they must not change afterwards."""
        self._pixels = pixels
        self._lane.submit(self._networks.answer, pixels)

    def show(self, moment: Moment) -> None:
        """Let the network of a run answer with the weights of one of its moments, until another network is loaded.

        Of moments that are asked for faster than they can be shown, the newest counts.
        """
        self._networks.wanted = moment
        if self._pixels is not None:
            self._lane.submit(self._networks.answer, self._pixels)

    def film(self, moments: tuple[Moment, ...], pixels: NDArray[np.float32]) -> None:
        """Ask what the run's network says of `pixels` at each of some moments; a few at a time keep the lane free."""
        if moments:
            self._films.add(self._lane.submit_ordered(self._networks.film, moments, pixels))

    def record(self, pixels: NDArray[np.float32]) -> None:
        """Ask for the pass of `pixels` in full, after what was asked before; on the lane that owns the network."""
        self._records.add(self._lane.submit_ordered(self._networks.record, pixels))

    def walk(self, walk: Walk, batches: tuple[Batch, ...]) -> None:
        """Ask for a forward pass or a training step of batches in full, on the lane that owns the network.

        A training step trains a copy: the network that answers stays as it is.
        """
        self._stopping = threading.Event()
        self._records.add(self._lane.submit_ordered(self._networks.walk, walk, batches, self._stopping.is_set))

    def prepare_training(self) -> None:
        """A training step may be asked for soon: let the lane import what the first one needs, if it is free."""
        if not self._prepared and self._card is not None and not self._closed:
            self._prepared = True
            self._lane.submit_ordered(_import_optimisers)

    def stop_walk(self) -> None:
        """Let the walk that is being recorded end where it is; it arrives as far as it came."""
        self._stopping.set()

    def clear(self) -> None:
        """There is no picture any more: no answer arrives until the next `infer`."""
        self._pixels = None
        self._lane.forget()

    def shutdown(self, seconds: float = 2.0) -> bool:
        """Stop answering; False where the lane was still busy after `seconds` and is left behind."""
        self._stopping.set()
        self._closed = True  # a slot of `ready` may have closed the window
        return self._lane.shutdown(seconds)

    def _on_answered(self, answer: Answer) -> None:
        if answer.ticket in self._records:
            self._records.discard(answer.ticket)
            self.recorded.emit(answer.value)
            return
        if answer.ticket in self._films:
            self._films.discard(answer.ticket)
            if answer.value is not None:
                self.filmed.emit(answer.value)
            return
        if answer.ticket not in self._loads:
            if answer.value is not None:
                card, traced = answer.value
                other, self._card = card is not self._card, card
                self.traced.emit(traced)  # whoever takes it asks for the card with it: one change, not two
                if other:
                    self.moment_loaded.emit(card)
            return
        del self._loads[answer.ticket]
        first = self._card is None
        self._card = answer.value
        self.model_loaded.emit(answer.value)
        if first:
            self.ready.emit()
        if self._pixels is not None and not self._closed:
            self.infer(self._pixels)

    def _on_failed(self, failure: Failure) -> None:
        if failure.ticket in self._records:
            self._records.discard(failure.ticket)
            self.record_failed.emit(failure.error)
            return
        self._films.discard(failure.ticket)
        if failure.ticket not in self._loads:
            self.failed.emit(failure.error)
            return
        name = self._loads.pop(failure.ticket)
        self.model_failed.emit(failure.error)
        if self._card is None and not self._loads and name != registry.DEFAULT:
            self.load(registry.DEFAULT)  # a weights file of the last time has gone: a window without a network is none
