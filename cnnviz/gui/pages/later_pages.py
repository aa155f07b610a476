"""The pages that are made when somebody opens them: the first window does not wait for what they bring."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from cnnviz.gui import actions as table
from cnnviz.gui.notices import NoticeAction
from cnnviz.gui.widgets.numbers import thousands

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from cnnviz.gui.notices import Notices
    from cnnviz.gui.pages.evaluate_page import EvaluatePage
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
    """Makes the Step, the Train and the Evaluate page with their actions, and tells them when they are in front.

    Args:
        host: where they go.
        window: the owner, in which their keys work.
        actions: all actions of the window, to which theirs are added.
        workspace: the session's state.
        inference: the lane of the network.
        samples: the data sets to draw batches from.
        preferences: what the person chose.
        notices: what the person is told.
    """

    failed = Signal(object)
    """A `Problem`, or another exception where the fault is ours."""
    live_wanted = Signal()
    """The stepper is to show the live network, not an opened pass."""
    pass_changed = Signal()
    """Another pass is walked."""
    sample_chosen = Signal(object)
    """The `NetworkInput` that every page is to show."""

    def __init__(
        self,
        host: PageHost,
        window: QWidget,
        actions: dict[str, QAction],
        workspace: Workspace,
        inference: Inference,
        samples: Samples,
        preferences: Preferences,
        notices: Notices,
    ) -> None:
        super().__init__(window)
        self._host = host
        self._window = window
        self._actions = actions
        self._workspace, self._inference = workspace, inference
        self._samples, self._preferences, self._notices = samples, preferences, notices
        self._presenting = False
        self.step: StepPage | None = None
        self.train: TrainPage | None = None
        self.evaluate: EvaluatePage | None = None
        host.add_page_later("step", self._make_step)
        host.add_page_later("train", self._make_train)
        host.add_page_later("evaluate", self._make_evaluate)
        inference.model_loaded.connect(self._on_model_loaded)
        inference.ready.connect(self._offer_run)

    def watch_run(self, path: Path) -> None:
        """Show the Train page with a run."""
        self._host.show_page("train")
        if self.train is not None:
            self.train.watch(path)

    def show(self, name: str) -> None:
        """Say which page is in front."""
        for own, page in (("step", self.step), ("train", self.train), ("evaluate", self.evaluate)):
            if page is not None:
                page.set_active(own == name)

    def rest(self, name: str) -> None:
        """Say which page is about to come to the front: the others leave it before anything changes under them."""
        if self.step is not None and name != "step":
            self.step.set_active(False)
        if self.train is not None and name != "train":
            self.train.set_active(False)
        if self.evaluate is not None and name != "evaluate":
            self.evaluate.set_active(False)

    def set_presenting(self, presenting: bool) -> None:
        """Leave out what a class need not read, also on pages that are made later."""
        self._presenting = presenting
        for page in (self.step, self.train, self.evaluate):
            if page is not None:
                page.set_presenting(presenting)

    def shutdown(self) -> bool:
        """End what the pages run beside the window; False where something is still busy and left behind."""
        pages = [page for page in (self.step, self.train, self.evaluate) if page is not None]
        ended = [page.shutdown() for page in pages]  # all of them, whatever the first one says
        return all(ended)

    def _offer_run(self) -> None:
        """Say so where the run that was watched last still goes on, or was cut off."""
        path = Path(self._preferences.current.last_run)
        if not self._preferences.current.last_run or self.train is not None:
            return
        # only where a run was watched: the first window does not wait for it
        from cnnviz.session.runs import ALIVE  # noqa: PLC0415
        from cnnviz.training.run_dir import RunDirectory  # noqa: PLC0415

        status = RunDirectory(path).status()
        if status.state in ALIVE:
            text = self.tr("“{name}” is being trained.").format(name=path.name)
            button = self.tr("Follow it")
        elif status.state == "killed":
            text = self.tr("The training of “{name}” was cut off at step {step}; it can go on from there.").format(
                name=path.name, step=thousands(status.step)
            )
            button = self.tr("Show it")
        else:
            return
        self._notices.post(text, actions=[NoticeAction(button, partial(self.watch_run, path))], key="last run")

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
        page.told.connect(self._notices.post)
        return page

    def _make_evaluate(self) -> EvaluatePage:
        # the same
        from cnnviz.gui.pages.evaluate_page import EvaluatePage  # noqa: PLC0415

        page = self.evaluate = EvaluatePage(self._workspace, self._inference, self._preferences, self._watched_run)
        self._equip(page)
        page.failed.connect(self.failed)
        page.told.connect(self._notices.post)
        page.sample_chosen.connect(self.sample_chosen)
        page.step_asked.connect(lambda: self._host.show_page("step"))
        page.next_run_asked.connect(self._set_up_run)
        return page

    def _watched_run(self) -> Path | None:
        """The run on the Train page; before that was opened, the one that was watched last."""
        if self.train is not None:
            return self.train.runs.current.path if self.train.runs.current is not None else None
        last = self._preferences.current.last_run
        return Path(last) if last else None

    def _set_up_run(self, wanted: tuple[Path | None, dict[str, object]]) -> None:
        """Show the Train page with a setup that begins from another run, and differs from it."""
        self._host.show_page("train")
        if self.train is not None:
            self.train.set_up(*wanted)

    def _equip(self, page: StepPage | TrainPage | EvaluatePage) -> None:
        self._actions.update(table.build(self._window, page.handlers()))
        page.set_actions(self._actions)
        page.set_presenting(self._presenting)

    def _on_model_loaded(self, _card: object) -> None:
        if self.train is not None:
            self.train.leave_moment()
