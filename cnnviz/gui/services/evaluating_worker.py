"""Networks, data sets and what is worked out of both; imports torch, so the window never imports it itself."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import numpy as np

from cnnviz.data import sets, splits
from cnnviz.data.data_set import DataSet
from cnnviz.gui.services.evaluating import Attack, Curve, Examples, Neighbours
from cnnviz.gui.services.run_network import RunNetwork
from cnnviz.models import loading
from cnnviz.models.loading import LoadedModel
from cnnviz.session.examined import Best, Judge, Material, Result
from cnnviz.training import examining, materials
from cnnviz.training.events import EventReader, Start
from cnnviz.training.run_dir import RunDirectory

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cnnviz.gui.services.evaluating import Job

_HEAD: Final = 1 << 16  # bytes of the log within which a run has told what it trains
_CURVE_SAMPLES: Final = 1000
STRENGTHS: Final[dict[str, NDArray[np.float64]]] = {
    "rotate": np.arange(-60.0, 61.0, 10.0),
    "shift": np.arange(-5.0, 6.0) / 20,
    "zoom": np.arange(4.0, 17.0) / 10,
    "blur": np.arange(0.0, 11.0) / 4,
    "noise": np.arange(0.0, 11.0) / 20,
    "contrast": np.arange(0.0, 11.0) / 5,
    "invert": np.arange(0.0, 11.0) / 10,
}
"""How far each change goes."""


class EvaluatingWorker:
    """Evaluates, and keeps what it opened: the next question is often about the same. Called on one thread only."""

    def __init__(self) -> None:
        self._data: tuple[object, DataSet] | None = None
        self._loaded: tuple[Judge, LoadedModel] | None = None

    def evaluate(self, judge: Judge, material: Material, folder: Path | None, job: Job) -> Result:
        """A network's answers to a part of a data set.

        Raises:
            Problem: the network or the data cannot be read, or do not fit.
            Cancelled: the job was stopped.
        """
        self._loaded = (judge, _network(judge))  # anew: a file or a run's best weights may have changed
        began = time.perf_counter()
        data, places, key = self._pictures(material, folder, job)
        examination = examining.examine(
            self._loaded[1], data, places, progress=job.progress, should_stop=job.stopping.is_set
        )
        seconds = time.perf_counter() - began
        return Result(judge, material, examination, key, data.title, _best(judge.run), seconds)

    def curve(self, result: Result, change: str, job: Job) -> Curve:
        """How often the network is right when pictures are changed, the first thousand of them.

        Raises:
            Cancelled: the job was stopped.
        """
        images, labels = result.examination.images, result.examination.figures.labels
        chosen = np.random.default_rng(0).permutation(len(images))[:_CURVE_SAMPLES]
        strengths = STRENGTHS[change]
        accuracies = examining.accuracy_against_strength(
            self._network_of(result.judge),
            images[chosen],
            labels[chosen],
            cast(examining.Change, change),
            strengths,
            progress=job.progress,
            should_stop=job.stopping.is_set,
        )
        return Curve(change, strengths, accuracies, len(chosen))

    def neighbours(self, result: Result, pixels: NDArray[np.float32], count: int) -> Neighbours:
        """The pictures whose features lie nearest to those of a drawn one."""
        feature = examining.feature(self._network_of(result.judge), pixels)
        rows, distances = result.examination.nearest(feature, count)
        return Neighbours(pixels, feature, rows, distances)

    def examples(self, result: Result, change: str, strength: float, rows: NDArray[np.int64]) -> Examples:
        """A few pictures after a change, and what the network takes them for."""
        images = examining.changed(result.examination.images[rows], cast(examining.Change, change), strength)
        answers = examining.answers(self._network_of(result.judge), images)
        return Examples(change, strength, rows, images, answers)

    def attack(self, result: Result, row: int, epsilon: float) -> Attack:
        """One picture after a step against the network."""
        pixels = result.examination.images[row].astype(np.float32) / np.float32(255)
        label = int(result.examination.figures.labels[row])
        image, shares = examining.fast_gradient_sign(self._network_of(result.judge), pixels, label, epsilon)
        return Attack(row, epsilon, image, shares)

    def _network_of(self, judge: Judge) -> LoadedModel:
        if self._loaded is None or self._loaded[0] != judge:
            self._loaded = (judge, _network(judge))
        return self._loaded[1]

    def _pictures(self, material: Material, folder: Path | None, job: Job) -> tuple[DataSet, NDArray[np.int64], str]:
        """The data set, the places in it that are judged, and what it is called in files."""
        if material.run is not None:
            config = RunDirectory(material.run).config.data
            key = config.set if config.set != "folder" else str(Path(config.folder).expanduser())
            data = self._opened((key, config.size, config.channels), lambda: materials.opened(config))
            found = materials.divided(data, config)
        else:
            key = material.name
            making = job.progress if key == "pen-digits" else None  # others are read, and count bytes
            data = self._opened(
                (key, folder),
                lambda: sets.open_set(key, folder=folder, progress=making, should_stop=job.stopping.is_set),
            )
            found = splits.of_set(data)
        places: NDArray[np.int64] = getattr(found, material.part)
        return data, places, key

    def _opened(self, key: object, open_data: Callable[[], DataSet]) -> DataSet:
        if self._data is None or self._data[0] != key:
            self._data = None  # two sets at once may be more than there is memory for
            self._data = (key, open_data())
        return self._data[1]


def _network(judge: Judge) -> LoadedModel:
    return RunNetwork(judge.moment.run).at(judge.moment) if judge.moment is not None else loading.load(judge.source)


def _best(run: Path | None) -> Best | None:
    """What the card of a run's best weights says; None where there is no such thing."""
    if run is None:
        return None
    try:
        card = json.loads(RunDirectory(run).best_card.read_bytes())
        events = EventReader(RunDirectory(run).events).read(_HEAD)
        counts = [event.counts for event in events if isinstance(event, Start)]
        samples = int(counts[0].get("validation", 0)) if counts else 0
        return Best(int(card["epoch"]), float(card["loss"]), float(card["accuracy"]), samples)
    except (OSError, ValueError, KeyError, TypeError):
        return None
