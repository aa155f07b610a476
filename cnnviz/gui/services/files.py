"""What a person opens and saves by the menus: the dialogs, and what follows from the answer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cnnviz.data import drawing as drawing_file
from cnnviz.data.drawing import Drawing
from cnnviz.gui.notices import Notices
from cnnviz.gui.services.language import translate_problem
from cnnviz.gui.services.opening import PASSES, Opening
from cnnviz.gui.widgets import file_dialogs
from cnnviz.problems import Problem
from cnnviz.session.preferences import Preferences

if TYPE_CHECKING:
    from cnnviz.trace.records import Trace


class Files(QObject):
    """Asks for files, starting in the folder where the person last found one.

    Args:
        window: the dialogs' parent, and the owner.
        preferences: remembers the folder.
        notices: says what was saved, or why not.
        opening: reads what was chosen.
    """

    def __init__(self, window: QWidget, preferences: Preferences, notices: Notices, opening: Opening) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self._notices = notices
        self._opening = opening
        opening.pass_saved.connect(self._on_saved)

    def open_weights(self) -> None:
        """Ask for weights, and load them."""
        path = self._ask(self.tr("Open weights"), self.tr("Weights (*.safetensors *.pt *.pth)"))
        if path is not None:
            self._opening.weights_chosen.emit(path)  # whatever its name: the loader says what is wrong with it

    def open_picture(self) -> None:
        """Ask for a picture, and make it the input."""
        kinds = self.tr("Pictures (*.png *.jpg *.jpeg *.bmp *.webp *.gif *.tif *.tiff)")
        self._open(self._ask(self.tr("Open a picture"), kinds))

    def open_drawing(self) -> None:
        """Ask for a saved drawing, and put it on the canvas."""
        self._open(self._ask(self.tr("Open a drawing"), self.tr("Drawings (*.json)")))

    def save_drawing(self, drawing: Drawing) -> None:
        """Ask where to, and write the drawing there."""
        if drawing.is_empty:
            self._notices.post(self.tr("There is nothing to save yet: draw a digit first."))
            return
        suggested = str(Path(self._preferences.current.last_folder) / self.tr("digit.json"))
        kinds = self.tr("Drawings (*.json)")
        path = file_dialogs.ask_save(self._window, self.tr("Save the drawing"), kinds, suggested, ".json")
        if path is None:
            return
        try:
            drawing_file.save(drawing, path)
        except Problem as problem:
            self._notices.post(translate_problem(problem), level="attention")
        else:
            self._on_saved(path)

    def open_pass(self) -> None:
        """Ask for a recorded pass, and show it."""
        path = self._ask(self.tr("Open a recorded pass"), self.tr("Recorded passes (*.trace)"))
        if path is not None:
            self._opening.open_pass(path)  # whatever its name: the reader says what is wrong with it

    def save_pass(self, trace: Trace | None) -> None:
        """Ask where to, and have the pass written there."""
        if trace is None:
            self._notices.post(self.tr("There is no pass to save yet: draw a digit first."))
            return
        name = re.sub(r"[^\w.-]+", "-", trace.model_name).strip("-.") or self.tr("pass")
        suggested = str(Path(self._preferences.current.last_folder) / f"{name}{PASSES[0]}")
        kinds = self.tr("Recorded passes (*.trace)")
        path = file_dialogs.ask_save(self._window, self.tr("Save the recorded pass"), kinds, suggested, PASSES[0])
        if path is not None:
            self._opening.save_pass(trace, path)

    def choose_data_folder(self) -> Path | None:
        """Ask where data sets lie, and remember it; None where the person thought better of it."""
        folder = file_dialogs.ask_folder(
            self._window, self.tr("Folder of data sets"), self._preferences.current.data_folder
        )
        if folder is not None:
            self._preferences.change(data_folder=str(folder))
        return folder

    def _ask(self, title: str, kinds: str) -> Path | None:
        path = file_dialogs.ask_open(self._window, title, kinds, self._preferences.current.last_folder)
        if path is not None:
            self._preferences.change(last_folder=str(path.parent))
        return path

    def _on_saved(self, path: Path) -> None:
        self._preferences.change(last_folder=str(path.parent))
        self._notices.post(self.tr("Saved as “{name}”.").format(name=path.name))

    def _open(self, path: Path | None) -> None:
        if path is not None:
            self._opening.open_path(path)
