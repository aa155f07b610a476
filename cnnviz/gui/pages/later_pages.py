"""The pages that are made when somebody opens them: the first window does not wait for what they bring."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from cnnviz.gui import actions as table

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from cnnviz.gui.pages.step_page import StepPage
    from cnnviz.gui.pages.train_page import TrainPage
    from cnnviz.gui.services.inference import Inference
    from cnnviz.gui.services.samples import Samples
    from cnnviz.session.preferences import Preferences
    from cnnviz.session.workspace import Workspace


class PageHost(Protocol):
    """Where pages go: the main window."""

    def add_page_later(self, name: str, make: Callable[[], Any]) -> None:
        """Put a page behind its item of the rail that is made when somebody opens it."""

    def show_page(self, name: str) -> None:
        """Bring a page to the front."""


class LaterPages(QObject):
    """Makes the Step and the Train page with their actions, and tells them when they are in front.

    Args:
        host: where they go.
        window: the owner, in which their keys work.
        actions: all actions of the window, to which theirs are added.
        workspace: the session's state.
        inference: the lane of the network.
        samples: the data sets to draw batches from.
        preferences: what the person chose.
    """

    failed = Signal(object)
    """A `Problem`, or another exception where the fault is ours."""
    told = Signal(object)
    """A sentence (str)."""
    live_wanted = Signal()
    """The stepper is to show the live network, not an opened pass."""
    pass_changed = Signal()
    """Another pass is walked."""

    def __init__(
        self,
        host: PageHost,
        window: QWidget,
        actions: dict[str, QAction],
        workspace: Workspace,
        inference: Inference,
        samples: Samples,
        preferences: Preferences,
    ) -> None:
        super().__init__(window)
        self._host = host
        self._window = window
        self._actions = actions
        self._workspace, self._inference = workspace, inference
        self._samples, self._preferences = samples, preferences
        self._presenting = False
        self.step: StepPage | None = None
        self.train: TrainPage | None = None
        host.add_page_later("step", self._make_step)
        host.add_page_later("train", self._make_train)
        inference.model_loaded.connect(self._on_model_loaded)

    def watch_run(self, path: Path) -> None:
        """Show the Train page with a run."""
        self._host.show_page("train")
        if self.train is not None:
            self.train.watch(path)

    def show(self, name: str) -> None:
        """Say which page is in front."""
        for own, page in (("step", self.step), ("train", self.train)):
            if page is not None:
                page.set_active(own == name)

    def rest(self, name: str) -> None:
        """Say which page is about to come to the front: the others leave it before anything changes under them."""
        if self.step is not None and name != "step":
            self.step.set_active(False)
        if self.train is not None and name != "train":
            self.train.set_active(False)

    def set_presenting(self, presenting: bool) -> None:
        """Leave out what a class need not read, also on pages that are made later."""
        self._presenting = presenting
        for page in (self.step, self.train):
            if page is not None:
                page.set_presenting(presenting)

    def shutdown(self) -> bool:
        """End what the pages run beside the window; False where something is still busy and left behind."""
        pages = [page for page in (self.step, self.train) if page is not None]
        ended = [page.shutdown() for page in pages]  # all of them, whatever the first one says
        return all(ended)

    def _make_step(self) -> StepPage:
        # only when somebody wants it
        from cnnviz.gui.pages.step_page import StepPage  # noqa: PLC0415

        page = self.step = StepPage(self._workspace, self._inference, self._samples)
        self._equip(page)
        page.left.connect(self._actions["page_draw"].trigger)
        page.tracing.failed.connect(self.failed)
        page.walked_view.live_wanted.connect(self.live_wanted)
        page.stepping.trace_changed.connect(self.pass_changed)
        return page

    def _make_train(self) -> TrainPage:
        # the same; it also brings pyqtgraph
        from cnnviz.gui.pages.train_page import TrainPage  # noqa: PLC0415

        page = self.train = TrainPage(self._workspace, self._inference, self._preferences)
        self._equip(page)
        page.failed.connect(self.failed)
        page.told.connect(self.told)
        return page

    def _equip(self, page: StepPage | TrainPage) -> None:
        self._actions.update(table.build(self._window, page.handlers()))
        page.set_actions(self._actions)
        page.set_presenting(self._presenting)

    def _on_model_loaded(self, _card: object) -> None:
        if self.train is not None:
            self.train.leave_moment()
