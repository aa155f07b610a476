"""Records what the stepper walks through, in full: the input of now, a batch, or a training step with one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cnnviz.session.walked import INPUT

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from cnnviz.gui.services.answers import RecordedPass
    from cnnviz.gui.services.inference import Inference
    from cnnviz.gui.services.samples import Samples
    from cnnviz.models.cards import ModelCard
    from cnnviz.session.stepping import Stepping
    from cnnviz.session.walked import Batch, Walk, Walked
    from cnnviz.session.workspace import Workspace

_BATCHES = {"forward": 1, "training": 2}  # a training step learns from one batch, and is judged by the next


@dataclass(frozen=True, eq=False)
class _Wanted:
    """What a recording is of."""

    walk: Walk
    model: ModelCard
    pixels: NDArray[np.float32] | None

    def is_same(self, other: _Wanted | None) -> bool:
        return (
            other is not None
            and other.model is self.model
            and other.pixels is self.pixels
            and other.walk.recorded_as == self.walk.recorded_as
        )


class Tracing(QObject):
    """Keeps the stepper's pass up to date while somebody looks at it, and rests while nobody does.

    It records on the lane that owns the network, where nothing else runs meanwhile. While one pass is being recorded
    only what is wanted last waits. A pass that was opened from a file is in front of all that: then nothing is
    recorded.

    Args:
        workspace: the model and the input, or the pass that was opened.
        inference: the network's lane.
        samples: gives the images of data sets.
        walked: what is walked through.
        stepping: gets the pass.
        parent: the owner.
    """

    started = Signal()
    """Something is being recorded."""
    recorded = Signal(object)
    """The `RecordedPass` that the stepper has now."""
    failed = Signal(object)
    """The exception that came instead of a pass."""
    stopped = Signal()
    """Somebody stopped the recording; the stepper keeps what it had."""

    def __init__(
        self,
        workspace: Workspace,
        inference: Inference,
        samples: Samples,
        walked: Walked,
        stepping: Stepping,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._inference = inference
        self._samples = samples
        self._walked = walked
        self._stepping = stepping
        self._active = False
        self._stopping = False
        self._running: _Wanted | None = None
        self._shown: _Wanted | None = None  # what the stepper's pass is of, or what would only fail again
        workspace.input_changed.connect(self._refresh)
        workspace.model_changed.connect(self._refresh)
        walked.changed.connect(self._refresh)
        inference.recorded.connect(self._on_recorded)
        inference.record_failed.connect(self._on_failed)
        samples.batches_ready.connect(self._on_batches)
        samples.batches_failed.connect(self._on_failed)

    @property
    def active(self) -> bool:
        """Whether somebody looks at the stepper."""
        return self._active

    @property
    def is_recording(self) -> bool:
        """Whether something is being recorded."""
        return self._running is not None

    def set_active(self, active: bool) -> None:
        """Say whether somebody looks; a pass that is out of date is then recorded anew."""
        self._active = active
        if active:
            self._refresh()
        else:
            self._stepping.pause()

    def again(self) -> None:
        """Record once more: the same input, or the next batch of the data set."""
        if self._walked.walk.source == INPUT:
            self._shown = None
            self._refresh(keep=True)
        else:
            self._walked.next_batch()

    def prepare(self) -> None:
        """Let the lane import meanwhile what the first training step needs; the pass that is shown is there already."""
        if self._active and self._shown is not None and self._running is None:
            self._inference.prepare_training()

    def stop(self) -> None:
        """Record no further."""
        if self._running is not None:
            self._stopping = True
            self._inference.stop_walk()

    def _refresh(self, _changed: object = None, *, keep: bool = False) -> None:
        """Ask for a pass where the stepper's is not of what is wanted now.

        While nobody looks, the stepper keeps its pass and its place: it may be the same one again.
        """
        workspace, stepping, walk = self._workspace, self._stepping, self._walked.walk
        of_input = walk.source == INPUT
        if of_input and workspace.input.is_empty and self._shown is not None:
            self._shown = None
            stepping.trace = None
        if not self._active:
            return
        if workspace.opened is not None and workspace.shows_opened:
            self._shown = None
            stepping.trace = workspace.opened.trace
            return
        model = workspace.model
        if not keep and (self._shown is None or self._shown.model is not model):
            # nothing yet, the opened pass, or another network's
            self._shown = None
            stepping.trace = None
        if (of_input and workspace.input.is_empty) or model is None or self._running is not None:
            return
        wanted = _Wanted(walk, model, workspace.input.pixels if of_input else None)
        if wanted.is_same(self._shown):
            return
        self._running, self._stopping = wanted, False
        if wanted.pixels is not None:
            self._inference.record(wanted.pixels)
        else:
            self._samples.take_batches(walk.source, walk.count, walk.number, _BATCHES[walk.kind])
        self.started.emit()

    def _on_batches(self, batches: tuple[Batch, ...]) -> None:
        if self._running is None:
            return
        if self._stopping:
            self._end(stopped=True)
        else:
            self._inference.walk(self._running.walk, batches)

    def _on_recorded(self, answer: RecordedPass | None) -> None:
        if answer is None or answer.trace.stopped:
            self._end(stopped=answer is not None)
            return
        asked, self._running = self._running, None
        wanted = asked is not None and self._active and asked.model is self._workspace.model
        if wanted and asked is not None and not (asked.pixels is not None and self._workspace.input.is_empty):
            self._shown = asked
            self._stepping.trace = answer.trace
            self.recorded.emit(answer)
        self._refresh()

    def _end(self, *, stopped: bool) -> None:
        """Nothing came; what was stopped is not begun again by itself."""
        asked, self._running = self._running, None
        if stopped:
            self._shown = asked
            self.stopped.emit()
        self._refresh(keep=True)

    def _on_failed(self, error: object) -> None:
        self._shown, self._running = self._running, None  # the same again would fail again
        self.failed.emit(error)
        self._refresh()
