"""The composition root of the window: the one file that knows everything."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from cnnviz.gui import quick_imports  # noqa: F401 - before all that follows, which it makes faster

# isort: split
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from cnnviz.data.datasets import find_mnist
from cnnviz.data.pictures import Picture
from cnnviz.gui import actions, theme
from cnnviz.gui.main_window import MainWindow
from cnnviz.gui.notices import Notices
from cnnviz.gui.pages.draw_page import DrawPage
from cnnviz.gui.pages.later_pages import LaterPages
from cnnviz.gui.services import crash
from cnnviz.gui.services.answers import TracedAnswer
from cnnviz.gui.services.appearance import Appearance
from cnnviz.gui.services.application import make_application as make_application
from cnnviz.gui.services.downloads import Downloads
from cnnviz.gui.services.files import Files
from cnnviz.gui.services.garbage import GarbageCollector
from cnnviz.gui.services.inference import Inference
from cnnviz.gui.services.language import Language, translate_problem
from cnnviz.gui.services.opening import PASSES, Opening
from cnnviz.gui.services.samples import Samples
from cnnviz.gui.views.drawing_view import DrawingView
from cnnviz.gui.views.feature_maps_view import FeatureMapsView
from cnnviz.gui.views.filters_view import FiltersView
from cnnviz.gui.views.network_input_view import NetworkInputView
from cnnviz.gui.views.network_strip_view import NetworkStripView
from cnnviz.gui.views.probabilities_view import ProbabilitiesView
from cnnviz.gui.views.sample_chooser_view import SampleChooserView
from cnnviz.gui.views.settings_menu import SettingsMenu
from cnnviz.gui.views.top_bar_view import TopBarView
from cnnviz.gui.widgets.buttons import IconButton
from cnnviz.gui.widgets.keys_overlay import KeyRow
from cnnviz.gui.widgets.rail import Rail
from cnnviz.models import registry
from cnnviz.problems import Problem
from cnnviz.session.display import ColourRange, Mode
from cnnviz.session.drawing_input import DrawingInput
from cnnviz.session.folders import data_folder, log_folder
from cnnviz.session.inputs import NetworkInput
from cnnviz.session.opened_pass import OpenedPass, PassChoice
from cnnviz.session.preferences import Preferences
from cnnviz.session.workspace import Workspace

if TYPE_CHECKING:
    from cnnviz.gui.pages.step_page import StepPage
    from cnnviz.gui.pages.train_page import TrainPage
    from cnnviz.trace.records import Trace

PAGES = ("draw", "step", "train", "evaluate")
"""The pages in the rail's order; each has an icon of its name."""
PAGES_OF_PASSES = ("step",)
"""The pages that show a pass without the network that made it; the others go on with the live one."""


class Program(QObject):
    """The window and everything behind it, put together.

    Args:
        application: the running QApplication.
        preferences: what the person chose before; the system's own file where None.
        file: what is opened first: a recorded pass, a picture, a drawing or weights.
    """

    def __init__(
        self, application: QApplication, preferences: Preferences | None = None, file: Path | None = None
    ) -> None:
        super().__init__()
        self._presenting = False
        self._was_maximised = False
        self._closed = False
        self._file = file
        self._has_network = False
        self.left_busy = False
        """After `close`: a thread could not be stopped, such as one that is still importing torch."""
        self.preferences = preferences or Preferences(parent=self)
        self.notices = Notices(self)
        self.crash = crash.install(self.notices, log_folder(), self)
        self.language = Language(self)
        self.language.set(self.preferences.current.language)
        self.appearance = Appearance(application, self.preferences, self.language, self)
        self.workspace = Workspace(self)
        self.passes = PassChoice(self.workspace, PAGES_OF_PASSES, self)
        self.garbage = GarbageCollector(self)
        self.inference = Inference(self)
        self.opening = Opening(self)
        self.samples = Samples(self)
        self.downloads = Downloads(self)
        self.drawing_input = DrawingInput(self.workspace, self)
        self._compose()
        self._connect()
        self._restore()

    @property
    def step_page(self) -> StepPage | None:
        """The stepper; None before somebody opens it."""
        return self.later.step

    @property
    def train_page(self) -> TrainPage | None:
        """Training; None before somebody opens it."""
        return self.later.train

    # Putting together

    def _compose(self) -> None:
        workspace = self.workspace
        self.window = MainWindow()
        self.files = Files(self.window, self.preferences, self.notices, self.opening)
        self.drawing = DrawingView(workspace, self.drawing_input)
        self.network_input = NetworkInputView(workspace)
        self.feature_maps = FeatureMapsView(workspace)
        self.probabilities = ProbabilitiesView(workspace)
        self.filters = FiltersView(workspace)
        self.strip = NetworkStripView(workspace)
        self.actions = actions.build(self.window, self._handlers())
        self.strip.set_link(self.actions["page_step"])
        self.top_bar = TopBarView(workspace, self.actions)
        self.rail = Rail()
        for page in PAGES:
            self.rail.add_page(page, page)
        self._keys_button = IconButton("help")
        self._settings_button = IconButton("settings")
        for button, action in ((self._keys_button, "keys"), (self._settings_button, "settings")):
            button.clicked.connect(self.actions[action].trigger)
            self.rail.add_bottom(button)
        self.window.compose(self.rail, self.top_bar, self.strip)
        self.draw_page = DrawPage(self.drawing, self.network_input, self.probabilities, self.feature_maps, self.filters)
        self.window.add_page("draw", self.draw_page)
        shared = workspace, self.inference, self.samples, self.preferences, self.notices
        self.later = LaterPages(self.window, self.window, self.actions, *shared)
        self.chooser = SampleChooserView(self.samples, self.downloads, self.window)
        own = [self.actions[name] for name in ("choose_data", "download_mnist")]
        self.settings = SettingsMenu(self.preferences, own, self.window)
        self._retranslate()

    def _handlers(self) -> dict[str, Callable[[], object]]:
        canvas, workspace = self.drawing.canvas, self.workspace
        return {
            "pen": lambda: canvas.set_tool("pen"),
            "eraser": lambda: canvas.set_tool("eraser"),
            "thinner": canvas.thinner,
            "thicker": canvas.thicker,
            "undo": canvas.undo,
            "redo": canvas.redo,
            "clear": canvas.clear,
            "replay": canvas.replay,
            "save_drawing": self._save_drawing,
            "open_drawing": self.files.open_drawing,
            "open_pass": self.files.open_pass,
            "save_pass": lambda: self.files.save_pass(self._walked_pass()),
            "switch_pass": self._switch_pass,
            "mode": self._next_mode,
            "show_box": self.network_input.toggle_overlay,
            "open_picture": self.files.open_picture,
            "paste": lambda: self.opening.paste(QGuiApplication.clipboard().mimeData()),
            "samples": lambda: self.chooser.open_beside(self.top_bar.input_button),
            "download_mnist": self._download_mnist,
            "choose_data": self._choose_data,
            "next_sample": self.samples.show_next,
            "previous_sample": self.samples.show_previous,
            "random_sample": self.samples.show_random,
            "previous_layer": lambda: workspace.step_layer(-1),
            "next_layer": lambda: workspace.step_layer(1),
            "previous_channel": lambda: workspace.step_channel(-1),
            "next_channel": lambda: workspace.step_channel(1),
            "enlarge": self.feature_maps.toggle_enlarged,
            "back": self._back,
            "colour_range": self._next_colour_range,
            "open_weights": self.files.open_weights,
            "language": lambda: self.preferences.change(language="en" if self.language.current == "ko" else "ko"),
            "theme": lambda: self.preferences.change(theme="light" if theme.tokens().dark else "dark"),
            "present": self._toggle_present,
            "keys": self._show_keys,
            "settings": lambda: self.settings.popup_beside(self._settings_button),
            "quit": self.window.close,
            **{f"page_{page}": partial(self.window.show_page, page) for page in PAGES},
        }

    def _connect(self) -> None:
        workspace, inference = self.workspace, self.inference
        workspace.input_changed.connect(self._on_input_changed)
        inference.ready.connect(self.garbage.freeze)
        inference.model_loaded.connect(self._on_model_loaded)
        inference.model_failed.connect(self._tell)
        inference.failed.connect(self._tell)
        inference.traced.connect(self._on_traced)
        self.opening.picture_opened.connect(self._on_picture_opened)
        self.opening.drawing_opened.connect(self.drawing.open_drawing)
        self.opening.pass_opened.connect(self._on_pass_opened)
        self.opening.weights_chosen.connect(lambda path: inference.load(str(path)))
        self.opening.failed.connect(self._on_open_failed)
        self.passes.live_wanted.connect(self._start_network)
        self.samples.sample_ready.connect(self._on_sample_ready)
        self.samples.failed.connect(self._tell)
        self.chooser.download_asked.connect(self._download_mnist)
        self.downloads.finished.connect(self._on_downloaded)
        self.downloads.failed.connect(self._tell)
        self.top_bar.model_chosen.connect(self._choose_model)
        self.top_bar.language_chosen.connect(lambda code: self.preferences.change(language=code))
        self.notices.posted.connect(self.window.notice_bar.show_notice)
        self.preferences.changed.connect(self._on_preferences_changed)
        self.preferences.failed.connect(self._tell)
        self.later.failed.connect(self._tell)
        self.later.live_wanted.connect(self.passes.prefer_live)
        self.later.pass_changed.connect(self._show_pass)
        self.later.sample_chosen.connect(self._on_sample_ready)
        self.language.changed.connect(self._on_language_changed)
        workspace.mode_changed.connect(lambda mode: self.preferences.change(mode=mode))
        workspace.display_changed.connect(self._on_display_changed)
        self.drawing.canvas.stroke_started.connect(self._on_stroke_started)
        self.drawing.canvas.pen_width_changed.connect(lambda width: self.preferences.change(pen_width=width))
        self.network_input.overlay_toggled.connect(lambda shown: self.preferences.change(show_box=shown))
        self.window.page_shown.connect(self._on_page_shown)
        self.window.dropped.connect(self.opening.open_mime)
        self.window.closing.connect(self._on_closing)
        # Queued: the rest of the window is painted first, and nothing competes with it for the processor.
        self.window.first_painted.connect(self._on_first_painted, Qt.ConnectionType.QueuedConnection)

    def _restore(self) -> None:
        """Everything as the person left it."""
        settings = self.preferences.current
        self.workspace.mode = settings.mode
        self.workspace.colour_range = settings.colour_range
        self.workspace.colour_zero = settings.colour_zero
        self.drawing.canvas.set_pen_width(settings.pen_width)
        self.drawing.set_overlay_shown(settings.show_box)
        self.network_input.set_overlay(settings.show_box)
        self.top_bar.show_language(self.language.current)
        self.window.restore(settings.geometry, settings.splitters)
        self._show_pass()
        for problem in self.preferences.problems:
            self._tell(problem)

    # What happens

    def _on_first_painted(self) -> None:
        if self._closed:
            return
        self.drawing.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.samples.look_for_sets(self._data_folder())
        self.passes.set_page(self.rail.current)  # and with it the network, but for a pass that needs none

    def _start_network(self) -> None:
        """Load the network, once it is needed: importing torch takes longer than the window may take to appear."""
        if not self._has_network and not self._closed:
            self._has_network = True
            self.inference.start(self.preferences.current.model or registry.DEFAULT)

    def _on_input_changed(self, shown: NetworkInput) -> None:
        if not self._closed:  # a stroke or a replay that ends because the window closes
            self.inference.infer(shown.pixels)

    def _on_model_loaded(self, card: object) -> None:
        self.workspace.model = self.inference.card
        self.inference.infer(self.workspace.input.pixels)
        name = self.inference.card.source or self.inference.card.name if self.inference.card else ""
        self.preferences.change(model=name)

    def _on_traced(self, answer: TracedAnswer) -> None:
        self.workspace.take(self.inference.card, answer.trace)
        self.top_bar.show_answer(answer)

    def _on_page_shown(self, name: str) -> None:
        actions.bring_to_front(self.actions, name)
        self.later.rest(name)  # before the live network is in front: the stepper keeps the opened pass
        self.passes.set_page(name)
        self.later.show(name)
        self.strip.set_walked(name == "step")
        self._show_pass()
        if name == "draw":
            self.drawing.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_picture_opened(self, picture: Picture) -> None:
        self.drawing.canvas.stop_replay()
        self.drawing_input.show_picture(picture.grey, picture.name)

    def _on_pass_opened(self, opened: OpenedPass) -> None:
        try:
            self.passes.open(opened)
            self.window.show_page("step")
        finally:
            self._show_first()  # whatever happens: a program without a window could not be ended

    def _on_open_failed(self, error: object) -> None:
        self._show_first()
        self._tell(error)

    def _walked_pass(self) -> Trace | None:
        """The pass on the Step page, while it is in front."""
        return self.step_page.stepping.trace if self.step_page is not None and self.rail.current == "step" else None

    def _show_pass(self) -> None:
        trace = self._walked_pass()
        self.top_bar.show_pass(trace)
        self.actions["save_pass"].setEnabled(trace is not None)

    def _switch_pass(self) -> None:
        self.passes.switch()
        self.window.show_page("step")

    def _on_sample_ready(self, sample: NetworkInput) -> None:
        self.drawing.canvas.stop_replay()
        self.drawing_input.show_sample(sample)

    def _on_stroke_started(self) -> None:
        """Whoever draws no longer waits for what they asked for before."""
        if not self.drawing.canvas.is_replaying:
            self.opening.forget()
            self.samples.forget()

    def _on_downloaded(self, _folder: object) -> None:
        self.notices.post(self.tr("MNIST is here: 60,000 digits to learn from and 10,000 to test with."))
        self.samples.look_for_sets(self._data_folder())

    def _on_preferences_changed(self, names: frozenset[str]) -> None:
        if "language" in names:
            self.language.set(self.preferences.current.language)

    def _on_language_changed(self) -> None:
        actions.retranslate(self.actions)
        self._retranslate()
        if self.window.keys_overlay.isVisible():
            self._show_keys()

    def _on_display_changed(self) -> None:
        self.preferences.change(colour_range=self.workspace.colour_range, colour_zero=self.workspace.colour_zero)

    def _on_closing(self) -> None:
        window = self.window
        window.show_page("draw")  # where the next start begins, with the network strip as high as it is there
        self.feature_maps.leave_enlarged()  # the splitters must not remember a panel that is away
        if not self._presenting:
            self.preferences.change(geometry=window.geometry_text(), splitters=window.splitter_states())
        self.close()

    def show(self) -> None:
        """Bring the window on screen; one that is to show a recorded pass, as soon as it is read."""
        self.garbage.start()  # before the lanes begin: they must not collect widgets
        file, self._file = self._file, None
        if file is not None:
            self.opening.open_path(file)
        if file is None or file.suffix.lower() not in PASSES:
            self._show_first()

    def _show_first(self) -> None:
        """Show the window, where it is not shown yet."""
        if self.window.isVisible() or self._closed:
            return
        self.window.show()
        if not self.preferences.current.splitters:
            self.window.fit_strip()

    def close(self) -> None:
        """End everything that runs beside the window; safe to call twice."""
        if self._closed:
            return
        self._closed = True
        self.appearance.close()
        services = (self.later, self.downloads, self.samples, self.opening, self.inference)
        ended = [service.shutdown() for service in services]
        self.left_busy = not all(ended)
        self.language.close()
        self.garbage.stop()
        self.crash.uninstall()

    def _tell(self, error: object) -> None:
        """A problem becomes a notice; anything else is our fault, and reported with details."""
        if isinstance(error, Problem):
            self.notices.post(translate_problem(error), level="attention")
        elif isinstance(error, BaseException):
            self.crash.report(error)

    # What the person asks for

    def _choose_model(self, name: str) -> None:
        self._has_network = True
        self.inference.load(name)
        self.passes.prefer_live()

    def _save_drawing(self) -> None:
        self.drawing.canvas.stop_replay()  # the whole drawing, not as far as it was told
        self.files.save_drawing(self.drawing.canvas.drawing())

    def _data_folder(self) -> Path | None:
        chosen = self.preferences.current.data_folder
        return Path(chosen) if chosen else None

    def _download_mnist(self) -> None:
        self.chooser.open_beside(self.top_bar.input_button)
        self.downloads.start(self._data_folder() or data_folder())

    def _choose_data(self) -> None:
        folder = self.files.choose_data_folder()
        if folder is not None:
            self.samples.look_for_sets(folder)
            if find_mnist(folder) is None:
                text = self.tr("MNIST is not in “{folder}”; it can be downloaded there from the input menu.")
                self.notices.post(text.format(folder=folder))

    def _next_mode(self) -> None:
        if self.workspace.input.kind != "sample":
            modes: tuple[Mode, ...] = get_args(Mode)
            self.workspace.mode = modes[(modes.index(self.workspace.mode) + 1) % len(modes)]

    def _next_colour_range(self) -> None:
        ranges: tuple[ColourRange, ...] = get_args(ColourRange)
        self.workspace.colour_range = ranges[(ranges.index(self.workspace.colour_range) + 1) % len(ranges)]

    def _back(self) -> None:
        """Exactly one step: the newest of what lies over the page, the enlarged channel, the cell, presenting."""
        if self.window.notice_bar.close_newest() or self.feature_maps.leave_enlarged():
            return
        if self.workspace.cursor.cell is not None:
            self.workspace.leave_cell()
        elif self._presenting:
            self._toggle_present()

    def _toggle_present(self) -> None:
        self._presenting = not self._presenting
        self.rail.set_compact(self._presenting)
        self.top_bar.set_presenting(self._presenting)
        self.strip.set_presenting(self._presenting)
        self.later.set_presenting(self._presenting)
        if self._presenting:
            self._was_maximised = self.window.isMaximized()
            self.window.showFullScreen()
        elif self._was_maximised:
            self.window.showMaximized()
        else:
            self.window.showNormal()
        self.appearance.present(self.window if self._presenting else None)
        self.window.fit_strip()
        self.draw_page.fit_filters()

    def _show_keys(self) -> None:
        rows = [
            KeyRow(tuple(actions.key_texts(spec.id)), actions.text(spec.id).removesuffix(" …"))
            for spec in actions.of_page(self.rail.current)
            if spec.all_keys
        ]
        self.window.keys_overlay.open_with(self.tr("Keys of this page"), rows)

    def _retranslate(self) -> None:
        for page in PAGES:
            self.rail.set_label(page, actions.text(f"page_{page}"), actions.tooltip(f"page_{page}"))
        for button, action in ((self._keys_button, "keys"), (self._settings_button, "settings")):
            button.setToolTip(actions.tooltip(action))
            button.setAccessibleName(actions.text(action))
        self.top_bar.show_language(self.language.current)


def main(file: Path | None = None, *, scratch: bool = False) -> int:
    """Open the window, and return the exit status when it is closed.

    Args:
        file: what is opened in it, if anything.
        scratch: remove the file, and its folder where it holds nothing else, once it is read.
    """
    application = make_application()
    program = Program(application, file=file)
    if file is not None and scratch:
        for read in (program.opening.pass_opened, program.opening.failed):
            read.connect(lambda _answer: _remove_scratch(file))
    program.show()
    try:
        status = application.exec()
    finally:
        program.close()
    if program.left_busy:
        # Python would tear the thread apart in the middle of torch's C++ code, and that aborts with a core dump.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    return status


def _remove_scratch(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)
        file.parent.rmdir()
