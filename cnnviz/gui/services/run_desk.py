"""What a person does with runs: begins them, steers them, opens them, keeps their setup; and the film of a run."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from cnnviz.gui.services.answers import FilmPart
from cnnviz.gui.services.inference import Inference
from cnnviz.gui.services.trainer_process import TrainerProcess, runs_folder
from cnnviz.gui.widgets import file_dialogs
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.resources import resource
from cnnviz.session.preferences import Preferences
from cnnviz.session.runs import Run, Runs
from cnnviz.session.workspace import Workspace
from cnnviz.training import config as configuration
from cnnviz.training.config import RunConfig

_PART: Final = 6  # moments filmed at a time: what takes about as long as a few strokes of the pen
_PAUSE: Final = 250  # milliseconds that the drawing has to rest before it is filmed


class RunDesk(QObject):
    """Puts what the page asks for into effect; what goes wrong is said by `failed`.

    Args:
        runs: the run that is watched.
        preferences: remembers folders, and the run that was watched last.
        window: the parent of dialogs, and the owner.
        trainer: starts processes.
    """

    failed = Signal(object)
    """A `Problem`."""
    told = Signal(object)
    """A sentence (str): something has been done."""
    starting_changed = Signal(bool)
    """Whether a trainer has been called and has not yet answered."""

    def __init__(
        self, runs: Runs, preferences: Preferences, window: QWidget, *, trainer: TrainerProcess | None = None
    ) -> None:
        super().__init__(window)
        self._runs = runs
        self._preferences = preferences
        self._window = window
        self.trainer = trainer or TrainerProcess(self)
        self.trainer.ended.connect(self._on_ended)

    # Beginning and steering

    def start(self, config: RunConfig) -> None:
        """Begin a run, and watch it."""
        folder = self._preferences.current.data_folder
        if folder and not config.data.folder and config.data.set not in ("pen-digits", "folder"):
            config = config.changed("data.folder", folder)
        self._try(lambda: self.watch(self.trainer.start(config)))

    def resume(self) -> None:
        """Go on with the run that is watched."""
        run = self._runs.current
        if run is not None:
            self._try(lambda: self._resume(run))

    def command(self, name: str, field: str = "", value: Any = None) -> None:
        """Ask the trainer of the run that is watched for something."""
        run = self._runs.current
        if run is not None:
            self._try(lambda: self.trainer.command(run.path, name, field, value))
            run.look()

    def watch(self, path: Path) -> None:
        """Watch a run, and remember it for the next start.

        Raises:
            Problem: this is no directory of a run.
        """
        self._runs.open(path)
        self._preferences.change(last_run=str(path))
        self.starting_changed.emit(self.trainer.is_starting(path))

    def leave(self) -> None:
        """Watch no run."""
        self._runs.close()
        self._preferences.change(last_run="")

    def open(self) -> None:
        """Ask for a run's directory, and watch it."""
        start = self._preferences.current.last_run or str(runs_folder())
        path = file_dialogs.ask_folder(self._window, self.tr("Open a run: choose its folder"), start)
        if path is not None:
            self._try(lambda: self.watch(path))

    def compare(self) -> None:
        """Ask for another run's directory, and show it beside the one that is watched."""
        start = str(self._runs.current.path.parent) if self._runs.current is not None else str(runs_folder())
        path = file_dialogs.ask_folder(self._window, self.tr("Compare with a run: choose its folder"), start)
        if path is not None:
            self._try(lambda: self._runs.compare(path))

    def ask_pictures(self) -> Path | None:
        """Ask for a folder of pictures to learn from."""
        start = self._preferences.current.last_folder
        return file_dialogs.ask_folder(self._window, self.tr("A folder with one sub-folder for each class"), start)

    def _resume(self, run: Run) -> None:
        self.trainer.resume(run.path)
        self.starting_changed.emit(True)
        run.follow()

    def _on_ended(self, _ended: object) -> None:
        self.starting_changed.emit(False)
        if self._runs.current is not None:
            self._runs.current.look()

    def _try(self, action: Callable[[], object]) -> None:
        try:
            action()
        except Problem as problem:
            self.failed.emit(problem)

    # The setup as a file

    def copy(self, config: RunConfig) -> None:
        """Put the setup into the clipboard."""
        QGuiApplication.clipboard().setText(config.as_toml() or "# as recommended\n")
        self.told.emit(self.tr("The setup is in the clipboard. Saved as a file, it trains by: cnnviz train FILE.toml"))

    def save(self, config: RunConfig) -> None:
        """Ask where to, and write the setup there."""
        suggested = str(Path(self._preferences.current.last_folder) / f"{config.run.name or 'run'}.toml")
        kinds = self.tr("Setups (*.toml)")
        path = file_dialogs.ask_save(self._window, self.tr("Save the setup"), kinds, suggested, ".toml")
        if path is None:
            return
        try:
            path.write_text(config.as_toml(everything=True), encoding="utf-8")
        except OSError as error:
            self.failed.emit(
                Problem(
                    QT_TRANSLATE_NOOP("Problem", "“{file}” cannot be written: {reason}."),
                    file=path.name,
                    reason=error.strerror or str(error),
                )
            )
        else:
            self.told.emit(self.tr("Saved: {file}").format(file=path.name))

    def ask_film(self) -> Path | None:
        """Ask where the film of the run goes."""
        run = self._runs.current
        name = f"{run.name if run is not None else 'film'}.gif"
        suggested = str(Path(self._preferences.current.last_folder) / name)
        return file_dialogs.ask_save(
            self._window, self.tr("Save the film"), self.tr("Films (*.gif)"), suggested, ".gif"
        )

    def recipe(self, name: str) -> RunConfig | None:
        """A recipe's setup, or what the course recommends for an empty name; None where it cannot be read."""
        try:
            return configuration.read(recipes()[name]) if name else RunConfig()
        except (Problem, KeyError) as error:
            self.failed.emit(error)
            return None

    def shutdown(self) -> bool:
        """Let trainers go on, and watch no more."""
        for run in (self._runs.current, *self._runs.others):
            if run is not None:
                run.stop()
        return self.trainer.shutdown()


class Film(QObject):
    """What the network said of the drawn digit at each saved moment, filmed bit by bit while nobody draws.

    Args:
        workspace: the drawn digit.
        runs: the run that is watched.
        inference: the lane of the network.
        parent: the owner.
    """

    changed = Signal()
    """More of the film is known, or it begins anew."""

    def __init__(self, workspace: Workspace, runs: Runs, inference: Inference, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._runs, self._inference = workspace, runs, inference
        self._known: dict[int, NDArray[np.float32]] = {}
        self._pixels: NDArray[np.float32] | None = None
        self._asked = False
        self._active = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_PAUSE)
        self._rest.timeout.connect(self._go_on)
        workspace.input_changed.connect(self._begin_anew)
        runs.current_changed.connect(self._begin_anew)
        runs.moment_changed.connect(self._wait)
        inference.filmed.connect(self._on_filmed)

    def set_active(self, active: bool) -> None:
        """Film only while somebody may look."""
        self._active = active
        if active:
            self._wait()
        else:
            self._rest.stop()

    def frames(self) -> tuple[NDArray[np.float32] | None, tuple[str, ...]]:
        """(moments, classes) probabilities, not numbers where they are not known yet; and the names of the classes."""
        run = self._runs.current
        if run is None or run.history.start is None or not run.moments or not self._known:
            return None, ()
        names = tuple(run.history.start.classes)
        film = np.full((len(run.moments), len(names)), np.nan, np.float32)
        row: NDArray[np.float32] | None = None
        for place, moment in enumerate(run.moments):
            row = self._known.get(moment.step, row)  # where it is not known yet, the one before stands for it
            if row is not None and len(row) == len(names):
                film[place] = row
        return film, names

    def _begin_anew(self, _what: object = None) -> None:
        self._known.clear()
        self.changed.emit()
        self._wait()

    def _wait(self, _what: object = None) -> None:
        if self._active:
            self._rest.start()

    def _go_on(self) -> None:
        run = self._runs.current
        if run is None or self._asked or not self._active or not run.takes_digits or self._workspace.input.is_empty:
            return
        missing = tuple(moment for moment in run.moments if moment.step not in self._known)
        if missing:
            self._asked = True
            self._pixels = self._workspace.input.pixels
            # spread over the whole run first: a coarse film at once, the rest between
            spread = missing[:: max(len(missing) // _PART, 1)][:_PART]
            self._inference.film(spread, self._pixels)

    def _on_filmed(self, part: FilmPart) -> None:
        self._asked = False
        run = self._runs.current
        if run is None or part.run != run.path or self._pixels is not self._workspace.input.pixels:
            self._wait()
            return
        self._known.update(zip(part.steps, part.shares, strict=True))
        self.changed.emit()
        if part.steps:  # where none of them was there any more, the next snapshot brings us back
            self._go_on()


def recipes() -> Mapping[str, Path]:
    """The setups of single runs that come with cnnviz, by name."""
    try:
        folder = resource("recipes")
    except FileNotFoundError:
        return {}
    return {path.stem: path for path in sorted(folder.glob("*.toml")) if not _is_search(path)}


def _is_search(path: Path) -> bool:
    """Whether the file describes several runs: those are started from the command line."""
    try:
        return "search" in tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return True
