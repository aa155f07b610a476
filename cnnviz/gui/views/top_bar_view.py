"""The bar on top: which network, which input, how long an answer takes, language, theme, presenting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from cnnviz.gui import theme
from cnnviz.gui.actions import text, tooltip
from cnnviz.gui.widgets.buttons import IconButton, MenuButton, TextButton
from cnnviz.gui.widgets.label import Label
from cnnviz.gui.widgets.numbers import significant, thousands
from cnnviz.gui.widgets.painting import ground_of_bar
from cnnviz.gui.widgets.segmented import Segment, Segmented
from cnnviz.models import registry
from cnnviz.trace.derive import kept_bytes

if TYPE_CHECKING:
    from cnnviz.gui.services.answers import TracedAnswer
    from cnnviz.session.workspace import Workspace
    from cnnviz.trace.records import Trace

INPUT_MENU = (
    ("samples", "next_sample", "random_sample"),
    ("open_picture", "paste"),
    ("open_drawing", "save_drawing", "replay"),
    ("open_pass", "save_pass", "switch_pass"),
    ("download_mnist", "choose_data"),
)
HEIGHT = 56
_NARROW = 1200  # pixels of bar below which words give way to values
_CALM = 250  # milliseconds between two readings of the clock, so that the figure can be read


class TopBarView(QWidget):
    """Shows and changes what is looked at, and how.

    Args:
        workspace: the session's state.
        actions: the program's actions by their ids.
        parent: the owner.
    """

    model_chosen = Signal(object)
    """The registered name of the network that the person chose."""
    language_chosen = Signal(object)
    """`ko` or `en`."""

    def __init__(self, workspace: Workspace, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._actions = actions
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._since_reading = QElapsedTimer()
        self._presenting = False
        self._milliseconds: float | None = None
        self._recorded: tuple[str, str] | None = None  # steps and megabytes of the pass that is walked through
        self._model = MenuButton()
        self._input = MenuButton()
        self._meta = Label("body", "text2")
        self._language = Segmented()
        self._theme = IconButton("moon", size=36)
        self._present = TextButton(icon="present")
        self._model_menu = QMenu(self)
        self._input_menu = QMenu(self)
        self._model_group = QActionGroup(self)
        self._build_menus()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        row.addWidget(self._model)
        row.addWidget(self._input)
        row.addSpacing(8)
        row.addWidget(self._meta, 1000)
        row.addStretch(1)  # takes over where the line between is hidden
        row.addWidget(self._language)
        row.addWidget(self._theme)
        row.addWidget(self._present)
        self._meta.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._language.set_segments([Segment("ko", "한국어"), Segment("en", "EN")])
        self._retranslate()
        self._language.chosen.connect(self.language_chosen)
        self._theme.clicked.connect(actions["theme"].trigger)
        self._present.clicked.connect(actions["present"].trigger)
        workspace.model_changed.connect(self._show)
        workspace.input_changed.connect(self._show)
        workspace.opened_changed.connect(self._show)
        self._show()

    def _build_menus(self) -> None:
        for name in registry.names():
            action = self._model_menu.addAction(name)
            action.setCheckable(True)
            action.setData(name)
            self._model_group.addAction(action)
        self._model_group.triggered.connect(lambda action: self.model_chosen.emit(action.data()))
        self._model_menu.addSeparator()
        self._model_menu.addAction(self._actions["open_weights"])
        self._model.set_menu(self._model_menu)
        for group in INPUT_MENU:
            for name in group:
                self._input_menu.addAction(self._actions[name])
            self._input_menu.addSeparator()
        self._input.set_menu(self._input_menu)

    def show_answer(self, answer: TracedAnswer) -> None:
        """Say how long the answer took, at a pace that can be read."""
        if self._since_reading.isValid() and self._since_reading.elapsed() < _CALM:
            return
        self._since_reading.restart()
        self._milliseconds = answer.milliseconds
        self._show_meta()

    def show_pass(self, trace: Trace | None) -> None:
        """Say how much was recorded of the pass that is walked through; None where none is."""
        self._recorded = None if trace is None else (thousands(len(trace.steps)), _megabytes(kept_bytes(trace)))
        self._show_meta()

    def show_language(self, code: str) -> None:
        """Mark the language that is on."""
        self._language.set_chosen(code)

    @property
    def input_button(self) -> QWidget:
        """Beside this the chooser of samples opens."""
        return self._input

    def set_presenting(self, presenting: bool) -> None:
        """Hide what distracts a class."""
        self._presenting = presenting
        self._show_for_width(self.width())

    def _show(self) -> None:
        workspace = self._workspace
        model, shown, opened = workspace.model, workspace.input, workspace.opened
        self._model.set_value(model.title if model is not None else self.tr("loading …"))
        for action in self._model_group.actions():
            action.setChecked(model is not None and not model.source and action.data() == model.name)
        self._actions["switch_pass"].setEnabled(opened is not None)
        if opened is not None and workspace.shows_opened:
            self._input.set_value(opened.title)
        elif shown.kind in ("empty", "drawing"):
            self._input.set_value(self.tr("Drawing"))
        elif shown.kind == "sample":
            self._input.set_value(QCoreApplication.translate("Samples", shown.title))
        else:
            self._input.set_value(shown.title or self.tr("Picture"))
        self._show_meta()

    def _show_meta(self) -> None:
        if self._recorded is not None:
            steps, size = self._recorded
            self._meta.setText(self.tr("{count} steps recorded, {size} MB").format(count=steps, size=size))
        elif self._workspace.model is None:
            self._meta.setText(self.tr("PyTorch is being loaded; you can draw already."))
        elif self._milliseconds is None or self._workspace.input.is_empty:
            self._meta.setText("")
        else:
            self._meta.setText(
                self.tr("Answer in {milliseconds} ms on CPU").format(milliseconds=f"{self._milliseconds:.1f}")
            )

    def _retranslate(self) -> None:
        self._model.set_prefix(self.tr("Model"))
        self._input.set_prefix(self.tr("Input"))
        self._language.setAccessibleName(self.tr("Language"))
        self._theme.setToolTip(tooltip("theme"))
        self._theme.setAccessibleName(text("theme"))
        self._present.setText(self.tr("Present"))
        self._present.setToolTip(tooltip("present"))
        for action in self._model_group.actions():
            description = registry.spec(action.data()).description
            action.setText(f"{action.data()}\t{QCoreApplication.translate('Models', description)}")
        self._show_theme()
        self._show()

    def _show_for_width(self, width: int) -> None:
        """The words that there is room for."""
        narrow = width < theme.px(_NARROW)
        self._meta.setVisible(not narrow and not self._presenting)
        self._model.set_prefix_hidden(narrow)
        self._input.set_prefix_hidden(narrow)

    def _show_theme(self) -> None:
        self._theme.set_icon("sun" if theme.tokens().dark else "moon")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way to values where the bar is narrow."""
        super().resizeEvent(event)
        self._show_for_width(event.size().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and the line below."""
        ground_of_bar(self, event.rect())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self._show_theme()
            self._show_for_width(self.width())  # lengths may count for more pixels now


def _megabytes(count: int) -> str:
    """Bytes as millions of them: one decimal, more where that would say nothing."""
    return f"{count / 1e6:,.1f}" if count >= 1e5 else significant(count / 1e6, 1)
