"""Records the pass that the stepper walks through: in full, of the model and the input of now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from cnnviz.gui.services.answers import RecordedPass
    from cnnviz.gui.services.inference import Inference
    from cnnviz.session.stepping import Stepping
    from cnnviz.session.workspace import Workspace


class Tracing(QObject):
    """Keeps the stepper's pass up to date while somebody looks at it, and rests while nobody does.

    It records on the lane that owns the network, where nothing else runs meanwhile. While one pass is being recorded
    only the newest input waits.

    Args:
        workspace: the model and the input.
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
        self._running: NDArray[np.float32] | None = None
        self._shown: object = None  # the pixels and the model that the stepper's pass is of
        self._model_then: object = None
        workspace.input_changed.connect(self._refresh)
        workspace.model_changed.connect(self._on_model_changed)
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

    def _on_model_changed(self) -> None:
        self._stepping.trace = None
        self._shown = None
        self._refresh()

    def _refresh(self) -> None:
        """Ask for a pass where the stepper's is not of what is the input now."""
        if self._workspace.input.is_empty:
            self._stepping.trace = None
            self._shown = None
            return
        if not self._active or self._workspace.model is None or self._running is not None:
            return
        pixels = self._workspace.input.pixels
        if pixels is self._shown:
            return
        self._running, self._model_then = pixels, self._workspace.model
        self._inference.record(pixels)

    def _on_recorded(self, answer: RecordedPass | None) -> None:
        pixels, self._running = self._running, None
        model = self._workspace.model
        if answer is not None and model is self._model_then and not self._workspace.input.is_empty:
            self._shown = pixels
            self._stepping.trace = answer.trace
            self.recorded.emit(answer)
        self._refresh()

    def _on_failed(self, error: object) -> None:
        self._shown, self._running = self._running, None  # the same again would fail again
        self.failed.emit(error)
        self._refresh()
