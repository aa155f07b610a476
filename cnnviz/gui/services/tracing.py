"""Records the pass that the stepper walks through: in full, of the model and the input of now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from cnnviz.gui.services.answers import RecordedPass
    from cnnviz.gui.services.inference import Inference
    from cnnviz.models.cards import ModelCard
    from cnnviz.session.stepping import Stepping
    from cnnviz.session.workspace import Workspace


class Tracing(QObject):
    """Keeps the stepper's pass up to date while somebody looks at it, and rests while nobody does.

    It records on the lane that owns the network, where nothing else runs meanwhile. While one pass is being recorded
    only the newest input waits. A pass that was opened from a file is shown as it is, and nothing is recorded.

    Args:
        workspace: the model and the input, or the pass that was opened.
        inference: the network's lane.
        stepping: gets the pass.
        parent: the owner.
    """

    recorded = Signal(object)
    """The `RecordedPass` that the stepper has now."""
    failed = Signal(object)
    """The exception that came instead of a pass."""

    def __init__(
        self, workspace: Workspace, inference: Inference, stepping: Stepping, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._inference = inference
        self._stepping = stepping
        self._active = False
        self._running: tuple[NDArray[np.float32], ModelCard] | None = None
        self._shown: tuple[NDArray[np.float32], ModelCard] | None = None  # what the stepper's pass is of
        workspace.input_changed.connect(self._refresh)
        workspace.model_changed.connect(self._refresh)
        inference.recorded.connect(self._on_recorded)
        inference.record_failed.connect(self._on_failed)

    @property
    def active(self) -> bool:
        """Whether somebody looks at the stepper."""
        return self._active

    def set_active(self, active: bool) -> None:
        """Say whether somebody looks; a pass that is out of date is then recorded anew."""
        self._active = active
        if active:
            self._refresh()
        else:
            self._stepping.pause()

    def _refresh(self) -> None:
        """Ask for a pass where the stepper's is not of what is the input now.

        While nobody looks, the stepper keeps its pass and its place: it may be the same one again.
        """
        workspace, stepping = self._workspace, self._stepping
        if workspace.input.is_empty and self._shown is not None:
            self._shown = None
            stepping.trace = None
        if not self._active:
            return
        if workspace.opened is not None and workspace.shows_opened:
            self._shown = None
            stepping.trace = workspace.opened.trace
            return
        pixels, model = workspace.input.pixels, workspace.model
        if self._shown is None or self._shown[1] is not model:  # nothing yet, the opened pass, or another network's
            self._shown = None
            stepping.trace = None
        if workspace.input.is_empty or model is None or self._running is not None:
            return
        if self._shown is None or self._shown[0] is not pixels:
            self._running = pixels, model
            self._inference.record(pixels)

    def _on_recorded(self, answer: RecordedPass | None) -> None:
        asked, self._running = self._running, None
        wanted = self._active and asked is not None and asked[1] is self._workspace.model
        if answer is not None and wanted and not self._workspace.input.is_empty:
            self._shown = asked
            self._stepping.trace = answer.trace
            self.recorded.emit(answer)
        self._refresh()

    def _on_failed(self, error: object) -> None:
        self._shown, self._running = self._running, None  # the same again would fail again
        self.failed.emit(error)
        self._refresh()
