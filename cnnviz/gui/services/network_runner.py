"""One network on the lane's side of the wall: this module imports torch, so the window never imports it itself."""

from __future__ import annotations

import copy
import time
from typing import TYPE_CHECKING

import numpy as np
import torch

from cnnviz.gui.services.answers import FilmPart, RecordedPass, TracedAnswer, softmax
from cnnviz.models import loading
from cnnviz.trace import recorder
from cnnviz.trace.failures import ModelFailed
from cnnviz.trace.recorder import RecordingStopped

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from torch import Tensor

    from cnnviz.gui.services.run_network import RunNetwork
    from cnnviz.models.cards import ModelCard
    from cnnviz.session.runs import Moment
    from cnnviz.session.walked import Batch, Walk
    from cnnviz.trace.records import Trace

_THREADS = 1  # a 28 × 28 picture is too little work to share: more threads cost more than they save
_WARM_UP = 3  # passes; the first one pays for what torch prepares


class NetworkRunner:
    """A loaded network that answers pictures; made and called on one thread only.

    Args:
        name_or_path: a registered name, or the path of a weights file.

    Raises:
        Problem: where there is no such network, or the file does not fit.
    """

    def __init__(self, name_or_path: str) -> None:
        torch.set_num_threads(_THREADS)
        self._loaded = loading.load(name_or_path)
        self._loaded.check_takes_digits()
        self._run: RunNetwork | None = None
        for _ in range(_WARM_UP):
            self.answer(np.zeros(self.card.input_shape[1:], np.float32))

    @property
    def card(self) -> ModelCard:
        """What the window knows of the network."""
        return self._loaded.card

    def stand_at(self, moment: Moment) -> None:
        """Take the weights of a saved moment of a run: everything that is asked from now on is asked of them.

        Raises:
            FileNotFoundError: the moment is gone, or the run has not begun; the network stays as it was.
            Problem: the snapshot does not fit its run.
        """
        self._run = self._run_of(moment)
        self._loaded = self._run.at(moment)

    def film(self, moments: tuple[Moment, ...], pixels: NDArray[np.float32]) -> FilmPart:
        """What the network says of `pixels` at each of some moments; it stays where it stands."""
        run = self._run_of(moments[0])
        steps, rows = [], []
        for moment in moments:
            try:
                loaded = run.at(moment)
            except FileNotFoundError:
                continue
            with torch.no_grad():
                logits = loaded.scores(loaded.prepare(pixels))[0].to(torch.float64).numpy()
            steps.append(moment.step)
            rows.append(softmax(logits).astype(np.float32))
        return FilmPart(moments[0].run, tuple(steps), np.stack(rows) if rows else np.empty((0, 0), np.float32))

    def _run_of(self, moment: Moment) -> RunNetwork:
        from cnnviz.gui.services.run_network import RunNetwork  # noqa: PLC0415 - drawing does not wait for it

        return self._run if self._run is not None and self._run.run == moment.run else RunNetwork(moment.run)

    def answer(self, pixels: NDArray[np.float32]) -> TracedAnswer:
        """Record one forward pass of `pixels`, (H, W) in 0…1 with ink = 1."""
        started = time.perf_counter()
        images = self._loaded.prepare(pixels)  # (1, 1, 28, 28)
        with torch.no_grad():
            trace = recorder.record(self._loaded.model, images, name=self.card.title)
        milliseconds = (time.perf_counter() - started) * 1000.0
        values = trace.output.values
        if values is None:
            raise ValueError("the recorder kept no values of the output")
        logits = np.asarray(values[0], np.float64)
        if logits.shape == (1,) and len(self.card.classes) == 2:
            logits = np.append(0.0, logits)  # one output z: the softmax of (0, z) is its sigmoid
        return TracedAnswer.of(trace, logits, milliseconds, pixels)

    def record(self, pixels: NDArray[np.float32]) -> RecordedPass:
        """Record the same pass in full, with its lines and ops; a pass that fails is one too."""
        started = time.perf_counter()
        images = self._loaded.prepare(pixels)  # (1, 1, 28, 28)
        try:
            with torch.no_grad():
                trace = recorder.record(self._loaded.model, images, name=self.card.title, detail="full")
        except ModelFailed as failed:
            if failed.trace is None:
                raise
            trace = failed.trace
        return RecordedPass(trace, (time.perf_counter() - started) * 1000.0, pixels)

    def walk(self, walk: Walk, batches: tuple[Batch, ...], should_stop: Callable[[], bool]) -> RecordedPass:
        """Record a forward pass or a training step of batches in full.

        Args:
            walk: which of the two; the optimiser and the learning rate of a step.
            batches: one for a forward pass; one to learn from and one to be judged by for a step.
            should_stop: asked as it goes on; the trace then ends where it is.
        """
        started = time.perf_counter()
        prepared = [(self._loaded.prepare(each.images), torch.from_numpy(each.labels)) for each in batches]
        try:
            trace = self._walked(walk, prepared, should_stop)
        except (ModelFailed, RecordingStopped) as ended:
            if ended.trace is None:
                raise
            trace = ended.trace
        return RecordedPass(trace, (time.perf_counter() - started) * 1000.0, batches[0].images)

    def _walked(self, walk: Walk, batches: list[tuple[Tensor, Tensor]], should_stop: Callable[[], bool]) -> Trace:
        from cnnviz.training import forward_pass, walked  # noqa: PLC0415 - drawing does not wait for it

        model, name = self._loaded.model, self.card.title
        if walk.kind == "training":
            model = copy.deepcopy(model).requires_grad_(True)  # the network that answers never learns
            return walked.record_training_step(
                model,
                iter(batches),
                optimiser=walk.optimiser,
                learning_rate=walk.learning_rate,
                name=name,
                should_stop=should_stop,
            )
        images, _labels = batches[0]  # (N, 1, 28, 28)
        return recorder.record_function(
            forward_pass.classify,
            (model, images),
            model=model,
            also=(forward_pass.classify,),
            name=name,
            should_stop=should_stop,
        )
