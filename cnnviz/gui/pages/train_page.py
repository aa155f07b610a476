"""The Train page: set a run up, watch it learn, steer it, and take the whole window back to any moment of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cnnviz.gui import actions as table
from cnnviz.gui import theme
from cnnviz.gui.services import run_words
from cnnviz.gui.services.film_export import FilmExport
from cnnviz.gui.services.run_desk import Film, RunDesk, recipes
from cnnviz.gui.views.comparison_table_view import ComparisonTableView
from cnnviz.gui.views.curves_view import CurvesView
from cnnviz.gui.views.moment_view import MomentView
from cnnviz.gui.views.run_control_view import RunControlView
from cnnviz.gui.views.run_preview_view import RunPreviewView
from cnnviz.gui.views.run_setup_view import RunSetupView
from cnnviz.gui.views.scrubber_view import ScrubberView
from cnnviz.gui.widgets.fitted_splitter import FittedSplitter
from cnnviz.gui.widgets.splitter import Splitter
from cnnviz.models import registry
from cnnviz.problems import Problem
from cnnviz.session.runs import Run, Runs
from cnnviz.training.run_dir import RunDirectory

if TYPE_CHECKING:
    from cnnviz.gui.services.inference import Inference
    from cnnviz.session.preferences import Preferences
    from cnnviz.session.runs import Moment
    from cnnviz.session.workspace import Workspace

# The page's width, and the widths of setup, centre and moment there.
_COLUMNS: Final = ((1200, (352, 536, 312)), (1360, (372, 644, 344)), (1840, (380, 1020, 440)))
_SCRUBBER: Final = 176
_TABLE: Final = 190


class TrainPage(QWidget):
    """Arranges setup, control, curves, scrubber and the network of the moment, and owns what they share.

    Args:
        workspace: the session's state.
        inference: the lane of the network, on which moments are shown.
        preferences: remembers the run that is watched.
        parent: the owner.
    """

    failed = Signal(object)
    """A `Problem`, or another exception where the fault is ours."""
    told = Signal(object)
    """A sentence (str): something has been done."""

    def __init__(
        self, workspace: Workspace, inference: Inference, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._actions: Mapping[str, QAction] = {}
        self._inference = inference
        self._recipe = ""
        self.runs = Runs(self)
        self.desk = RunDesk(self.runs, preferences, self)
        self.film = Film(workspace, self.runs, inference, self)
        self.setup = RunSetupView(registry.architectures())
        self.control = RunControlView(self.runs)
        self.curves = CurvesView(self.runs)
        self.scrubber = ScrubberView(self.runs)
        self.comparison = ComparisonTableView(self.runs)
        self.preview = RunPreviewView()
        self.moment = MomentView(workspace, self.runs)
        self.film_export = FilmExport(workspace, self.runs, self, self)
        self.splitters: dict[str, Splitter] = {}
        self._arrange()
        self._connect()
        self.setup.set_recipes(self._recipe_titles())
        self.setup.set_recipe("")
        self._on_setup_changed()

    def _arrange(self) -> None:
        watched = FittedSplitter(Qt.Orientation.Vertical, self._heights)
        watched.setObjectName("train-curves")
        watched.addWidget(self.curves)
        watched.addWidget(self.scrubber)
        watched.addWidget(self.comparison)
        self.comparison.hide()
        self._centre = QStackedWidget()
        self._centre.addWidget(self.preview)
        self._centre.addWidget(watched)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.control)
        column.addWidget(self._centre, 1)
        whole = FittedSplitter(Qt.Orientation.Horizontal, _widths)
        whole.setObjectName("train")
        for part in (self.setup, middle, self.moment):
            whole.addWidget(part)
        self.splitters = {"train": whole, "train-curves": watched}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(whole)

    def _connect(self) -> None:
        setup, control, desk = self.setup, self.control, self.desk
        setup.changed.connect(self._on_setup_changed)
        setup.live_changed.connect(lambda pair: desk.command("set", *pair))
        setup.folder_asked.connect(self._on_folder_asked)
        setup.recipe_chosen.connect(self._on_recipe_chosen)
        setup.copy_asked.connect(lambda: desk.copy(setup.config))
        setup.save_asked.connect(lambda: desk.save(setup.config))
        setup.open_asked.connect(desk.open)
        control.start_asked.connect(lambda: desk.start(setup.config))
        control.resume_asked.connect(desk.resume)
        control.command_asked.connect(desk.command)
        control.close_asked.connect(desk.leave)
        desk.failed.connect(self.failed)
        desk.told.connect(self.told)
        desk.starting_changed.connect(control.set_starting)
        self.preview.measured.connect(self.setup.set_summary)
        self.preview.failed.connect(self.failed)
        self.scrubber.export_asked.connect(self._on_export_asked)
        self.scrubber.export_stopped.connect(self.film_export.stop)
        self.film_export.progressed.connect(lambda pair: self.scrubber.set_exporting(*pair))
        self.film_export.failed.connect(self.failed)
        self.film_export.finished.connect(lambda path: self.told.emit(self.tr("Saved: {file}").format(file=path.name)))
        self.curves.compare_asked.connect(desk.compare)
        self.comparison.drop_asked.connect(self.runs.drop)
        self.runs.others_changed.connect(self._on_others_changed)
        self.curves.range_changed.connect(self.scrubber.set_range)
        self.film.changed.connect(lambda: self.scrubber.bar.set_film(*self.film.frames()))
        self.runs.current_changed.connect(self._on_current_changed)
        self.runs.moment_changed.connect(self._on_moment_changed)

    # What the window asks for

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions of this page do."""
        return {
            "train_go": self.control.main.click,
            "train_batch": self.control.batch.click,
            "train_epoch": self.control.epoch.click,
            "train_back": lambda: self.scrubber.bar.step(-1),
            "train_on": lambda: self.scrubber.bar.step(1),
            "train_live": self.scrubber.live.click,
            "train_play": self.scrubber.play.click,
        }

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Give the actions that were built from `handlers`."""
        self._actions = actions

    def set_active(self, active: bool) -> None:
        """Say whether the page is in front."""
        self.film.set_active(active)
        self.preview.set_active(active and self.runs.current is None)
        if active:
            first = self.control.main if self.runs.current is None else self.scrubber.bar
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_presenting(self, presenting: bool) -> None:
        """Leave out what a class need not read."""
        self.setup.setVisible(not presenting)

    def watch(self, path: Path) -> None:
        """Watch a run; what is wrong with it is said by `failed`."""
        try:
            self.desk.watch(path)
        except Problem as problem:
            self.failed.emit(problem)

    def set_up(self, run: Path | None, values: Mapping[str, object]) -> None:
        """Leave the run that is watched, and show a setup: that of a run or the one of now, with some fields changed.

        What is wrong with it is said by `failed`.
        """
        try:
            config = RunDirectory(run).config if run is not None else self.setup.config
            config = config.changed_by(values)
        except Problem as problem:
            self.failed.emit(problem)
            return
        if self.runs.current is not None:
            self.desk.leave()
        self.setup.set_config(config)
        self._on_setup_changed()

    def leave_moment(self) -> None:
        """The window shows another network now; the slider brings the run's back."""
        self.runs.leave_moment()

    def shutdown(self) -> bool:
        """End what runs beside the window; trainers go on. False where something is still busy and left behind."""
        self.scrubber.stop()
        self.film.set_active(False)
        ended = [self.film_export.shutdown(), self.desk.shutdown(), self.preview.shutdown()]
        return all(ended)

    # What happens

    def _on_setup_changed(self) -> None:
        self.control.set_obstacle(self.setup.obstacle)
        if not self.setup.obstacle and self.runs.current is None:
            self.preview.set_config(self.setup.config)

    def _on_folder_asked(self) -> None:
        folder = self.desk.ask_pictures()
        if folder is not None:
            self.setup.set_config(self.setup.config.changed_by({"data.set": "folder", "data.folder": str(folder)}))
            self._on_setup_changed()

    def _on_recipe_chosen(self, name: str) -> None:
        config = self.desk.recipe(name)
        if config is not None:
            self.setup.set_config(config)
            self._recipe = name
            self.setup.set_recipe(name)
            self._on_setup_changed()

    def _on_current_changed(self, run: Run | None) -> None:
        self._centre.setCurrentIndex(0 if run is None else 1)
        self.preview.set_active(run is None and self.isVisible())
        if run is None:
            self.setup.set_locked(False, alive=False)
            self._on_setup_changed()
            return
        run.status_changed.connect(self._on_run_changed)
        run.changed.connect(self._on_run_changed)
        self.setup.set_config(run.config)
        self._on_run_changed()

    def _on_run_changed(self, _what: object = None) -> None:
        run = self.runs.current
        if run is None:
            return
        self.setup.set_locked(True, alive=run.is_alive)
        config = run.config_now
        if config != self.setup.config and not self.setup.is_edited:
            self.setup.set_config(config)
        self.setup.set_summary(*self.preview.summary_of(run))

    def _on_others_changed(self) -> None:
        self.comparison.setVisible(bool(self.runs.others))
        splitter = self.splitters["train-curves"]
        splitter.setSizes(self._heights(splitter.height()))

    def _heights(self, height: int) -> list[int]:
        """Curves, scrubber and comparison: the curves take what the others leave."""
        low = min(theme.px(_SCRUBBER), height // 3)
        table = min(theme.px(_TABLE), height // 3) if self.runs.others else 0
        return [max(height - low - table, 1), low, table]

    def _on_export_asked(self) -> None:
        path = self.desk.ask_film()
        if path is not None:
            self.film_export.start(path)

    def _on_moment_changed(self, moment: Moment | None) -> None:
        run = self.runs.current
        if moment is not None and run is not None and run.takes_digits:
            self._inference.show(moment)

    def _recipe_titles(self) -> dict[str, str]:
        return {name: run_words.recipe_title(name) for name in recipes()}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, End and Space, where no control wanted them."""
        action = table.gentle_action(self._actions, "train", event.keyCombination())
        if action is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat() or action.autoRepeat():
            action.trigger()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "splitters"):
            self.setup.set_recipes(self._recipe_titles())
            self.setup.set_recipe(self._recipe)


def _widths(width: int) -> list[int]:
    """Setup, centre and moment: between the design's windows, between their widths."""
    at = width / theme.tokens().scale
    (low, before), (high, after) = _COLUMNS[:2] if at <= _COLUMNS[1][0] else _COLUMNS[1:]
    share = min(max((at - low) / (high - low), 0.0), 1.0)
    sizes = [one + share * (other - one) for one, other in zip(before, after, strict=True)]
    return [round(size * width / sum(sizes)) for size in sizes]
