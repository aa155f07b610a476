"""The setup of a run, laid out for a beginner: data, network, training, and everything else behind "More"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from cnnviz.gui.services import run_words
from cnnviz.gui.services.language import translate_problem
from cnnviz.gui.widgets.buttons import IconButton, MenuButton, TextButton
from cnnviz.gui.widgets.check_box import CheckBox
from cnnviz.gui.widgets.field_row import FieldRow
from cnnviz.gui.widgets.label import Label
from cnnviz.gui.widgets.panel import Panel
from cnnviz.gui.widgets.text_field import TextField
from cnnviz.problems import Problem
from cnnviz.training.config import RunConfig, field_at, recommended
from cnnviz.training.fields import FIELDS

if TYPE_CHECKING:
    from cnnviz.training.field import Field

FIRST: Final[Mapping[str, tuple[str, ...]]] = {
    "data": ("data.set", "data.validation", "run.batch"),
    "model": ("model.name", "model.seed"),
    "training": ("optimiser.name", "optimiser.learning_rate", "run.epochs"),
}
"""What a beginner sets; all other fields are behind "More"."""
_SHOWN_FIRST: Final = tuple(path for paths in FIRST.values() for path in paths)
_NO_ADVICE: Final = ("data.set", "data.folder", "model.name", "model.weights", "model.arguments", "run.name")
_WIDE: Final = ("data.set", "data.folder", "model.name", "model.weights", "model.arguments", "run.name")


class RunSetupView(Panel):
    """Edits a `RunConfig`, field by field; each is checked while it is typed.

    Args:
        models: the names of networks that can be chosen.
        parent: the owner.
    """

    changed = Signal()
    """`config` is another one, or whether something is wrong."""
    live_changed = Signal(object)
    """(path, value): a field that may change while the run goes on."""
    folder_asked = Signal()
    """The person wants a folder of pictures as the data set."""
    recipe_chosen = Signal(object)
    """The name (str) of a recipe; empty for what the course recommends."""
    copy_asked = Signal()
    save_asked = Signal()
    open_asked = Signal()

    def __init__(self, models: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent, wide=True)
        self._models = models
        self._config = RunConfig()
        self._rows: dict[str, FieldRow] = {}
        self._wrong: dict[str, str] = {}
        self._locked = False
        self._alive = False
        self._headings: dict[str, Label] = {}
        self.recipe = MenuButton(height=32, maximum=280)
        self._recipes: dict[str, str] = {}
        self.more = TextButton(kind="link", icon_after="chevron-down")
        self._more_line = Label("body", "text2")
        self._rest = QWidget()
        self._rest_column = QVBoxLayout(self._rest)
        self._summary = Label("body600", "text")
        self._estimate = Label("body", "text2")
        self.copy = TextButton(icon="copy")
        self.save = IconButton("save", kind="plain")
        self.open = TextButton(kind="link")
        self._build()
        self._retranslate()
        self._show()
        self.more.clicked.connect(self._toggle_more)
        self.copy.clicked.connect(self.copy_asked)
        self.save.clicked.connect(self.save_asked)
        self.open.clicked.connect(self.open_asked)

    def _build(self) -> None:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(8, 0, 0, 8)
        column.setSpacing(0)
        menu_row = QHBoxLayout()
        menu_row.setContentsMargins(8, 0, 8, 4)
        menu_row.addWidget(self.recipe)
        menu_row.addStretch(1)
        column.addLayout(menu_row)
        for section, paths in FIRST.items():
            column.addWidget(self._heading(section))
            for path in paths:
                column.addWidget(self._row(field_at(path)))
        more_row = QHBoxLayout()
        more_row.setContentsMargins(8, 12, 8, 4)
        more_row.addWidget(self.more)
        more_row.addStretch(1)
        column.addLayout(more_row)
        self._more_line.setContentsMargins(8, 0, 8, 0)
        column.addWidget(self._more_line)
        self._rest_column.setContentsMargins(0, 0, 0, 0)
        self._rest_column.setSpacing(0)
        self._rest.hide()
        column.addWidget(self._rest)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(form)
        scroll.viewport().setAutoFillBackground(False)
        form.setAutoFillBackground(False)
        self._scroll = scroll
        body = self.content_layout()
        body.addWidget(scroll, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 16)
        foot.setSpacing(2)
        foot.addWidget(self._summary)
        foot.addWidget(self._estimate)
        foot.addSpacing(8)
        self._estimate.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.copy, self.save):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.open)
        foot.addLayout(buttons)
        body.addLayout(foot)

    def _heading(self, section: str) -> Label:
        label = self._headings[section] = Label("body600", "text")
        label.setContentsMargins(8, 10, 8, 4)
        return label

    def _row(self, row: Field) -> FieldRow:
        """The control that suits the field's kind."""
        control: QWidget
        if row.path == "model.name" or row.kind == "choice":
            button = MenuButton(height=32, maximum=220)
            menu = QMenu(button)
            menu.aboutToShow.connect(partial(self._fill_menu, row, menu))
            button.set_menu(menu)
            button.setSizePolicy(button.sizePolicy().horizontalPolicy().Preferred, button.sizePolicy().verticalPolicy())
            control = button
        elif row.kind == "flag":
            box = CheckBox()
            box.toggled.connect(partial(self._set, row.path))
            control = box
        else:
            field = TextField()
            field.textEdited.connect(partial(self._on_typed, row))
            field.meant.connect(partial(self._on_meant, row))
            control = field
        made = FieldRow(control, wide=row.path in _WIDE)
        made.setObjectName(row.path)
        self._rows[row.path] = made
        return made

    # What is set

    @property
    def config(self) -> RunConfig:
        """What the form says, as far as it can be."""
        return self._config

    @property
    def obstacle(self) -> str:
        """What is wrong with a field, in the language of now; empty where nothing is."""
        return next(iter(self._wrong.values()), "")

    @property
    def is_edited(self) -> bool:
        """Whether somebody is typing into a field at this moment."""
        return any(isinstance(made.control, TextField) and made.control.hasFocus() for made in self._rows.values())

    def set_config(self, config: RunConfig) -> None:
        """Show another configuration, silently."""
        self._config = config
        self._wrong.clear()
        self._show()

    def set_locked(self, locked: bool, *, alive: bool) -> None:
        """Show a run's configuration: nothing can be changed but, while it is alive, its live fields."""
        if (locked, alive) != (self._locked, self._alive):
            self._locked, self._alive = locked, alive
            self._show()

    def set_recipes(self, recipes: Mapping[str, str]) -> None:
        """What can be chosen at the top: names with their titles."""
        self._recipes = dict(recipes)
        menu = QMenu(self.recipe)
        for name, title in {"": self.tr("As recommended"), **recipes}.items():
            action = QAction(title, menu)
            action.triggered.connect(partial(self.recipe_chosen.emit, name))
            menu.addAction(action)
        self.recipe.set_menu(menu)

    def set_recipe(self, name: str) -> None:
        """Show which recipe was chosen last."""
        self.recipe.set_value(self._recipes.get(name, self.tr("As recommended")))

    def set_summary(self, summary: str, estimate: str) -> None:
        """What the configuration amounts to: steps an epoch; time, memory and parameters."""
        self._summary.setText(summary)
        self._estimate.setText(estimate)

    @property
    def summary(self) -> str:
        """The two lines at the bottom."""
        return f"{self._summary.text()}\n{self._estimate.text()}"

    def row(self, path: str) -> FieldRow:
        """The row of a field; those behind "More" are there once it was opened.

        Raises:
            KeyError: it is not there.
        """
        return self._rows[path]

    # What the person does

    def _toggle_more(self) -> None:
        if not self._rest_column.count():
            self._make_rest()
        self._rest.setVisible(self._rest.isHidden())
        self._retranslate()

    def _make_rest(self) -> None:
        """The other fields, below the names of their sections; made when somebody wants them."""
        section = ""
        for row in FIELDS:
            if row.path in _SHOWN_FIRST:
                continue
            if row.section != section:
                section = row.section
                self._rest_column.addWidget(self._heading(f"more-{section}"))
            self._rest_column.addWidget(self._row(row))
        self._show()

    def _fill_menu(self, row: Field, menu: QMenu) -> None:
        menu.clear()
        names = self._models if row.path == "model.name" else row.choices
        for name in names:
            action = QAction(run_words.value_name(name), menu)
            action.setCheckable(True)
            action.setChecked(name == self._config.value(row.path))
            action.triggered.connect(partial(self._choose, row.path, name))
            menu.addAction(action)

    def _choose(self, path: str, name: str, _checked: bool = False) -> None:
        if path == "data.set" and name == "folder":
            self.folder_asked.emit()
        else:
            self._set(path, name)

    def _on_typed(self, row: Field, text: str) -> None:
        """Check what is typed; while a run goes on it counts only when it is meant."""
        if self._locked:
            self._checked(row.path, run_words.meant(row, text))
        else:
            self._set(row.path, run_words.meant(row, text))

    def _on_meant(self, row: Field, text: str) -> None:
        if not self._locked:
            self._show()  # as the program writes it
            return
        value = run_words.meant(row, text)
        if self._checked(row.path, value) is not None:
            self.live_changed.emit((row.path, value))

    def _checked(self, path: str, value: object) -> RunConfig | None:
        """The configuration with a field changed, or None where it cannot be; the row says why."""
        try:
            config = self._config.changed(path, value)
        except Problem as problem:
            self._wrong[path] = translate_problem(problem)
            self._say_wrong(path)
            return None
        self._wrong.pop(path, None)
        self._say_wrong(path)
        return config

    def _set(self, path: str, value: object) -> None:
        if self._locked:
            if value != self._config.value(path) and self._checked(path, value) is not None:
                self.live_changed.emit((path, value))
            return
        config = self._checked(path, value)
        if config is not None and config != self._config:
            self._config = config
            self._show_row(path, typed=True)
        self.changed.emit()

    # What is shown

    def _show(self) -> None:
        for path in self._rows:
            self._show_row(path)

    def _show_row(self, path: str, *, typed: bool = False) -> None:
        made, row, value = self._rows[path], field_at(path), self._config.value(path)
        control = made.control
        control.setEnabled(not self._locked or (self._alive and row.live))
        if isinstance(control, MenuButton):
            control.set_value(run_words.value_name(str(value)))
        elif isinstance(control, CheckBox):
            control.blockSignals(True)
            control.setChecked(bool(value))
            control.blockSignals(False)
        elif isinstance(control, TextField) and not (typed and control.hasFocus()):
            control.set_value(run_words.written(row, value))
        if path not in _NO_ADVICE:
            made.set_advice(self._advice(row, value))
        if not typed:
            self._say_wrong(path)

    def _advice(self, row: Field, value: object) -> str:
        advised = recommended(row)
        if value == advised:
            return self.tr("✓ advised")
        if isinstance(advised, bool):
            return self.tr("advised: on") if advised else self.tr("advised: off")
        return self.tr("advised {value}").format(value=run_words.value_name(run_words.written(row, advised)))

    def _say_wrong(self, path: str) -> None:
        made = self._rows.get(path)
        if made is not None:
            reason = self._wrong.get(path, "")
            made.set_wrong(reason)
            if isinstance(made.control, TextField):
                made.control.set_wrong(reason)

    def _retranslate(self) -> None:
        self.set_title(self.tr("Setup"))
        self.set_line(self.tr("What to learn, with what, and how."))
        self.set_info(
            self.tr(
                "<p>Every field holds what the course recommends until you change it. Go into a field, and a sentence "
                "says what it does.</p><p>One update of the weights is a <b>step</b>; it takes one <b>batch</b> of "
                "images. When all training images have been seen once, that is an <b>epoch</b>.</p><p>The same setup "
                "as a file trains without a window: <code>cnnviz train FILE.toml</code>.</p>"
            )
        )
        names = {"data": self.tr("Data"), "model": self.tr("Network"), "training": self.tr("Training")}
        for key, label in self._headings.items():
            label.setText(names[key] if key in names else run_words.section(key.removeprefix("more-")))
        for path, made in self._rows.items():
            made.set_words(run_words.label(path), run_words.help_text(path))
        hidden = self._rest.isHidden()
        self.more.setText(self.tr("More") if hidden else self.tr("Less"))
        self._more_line.setText(self.tr("Augmentation, weight decay, early stop …"))
        self._more_line.setVisible(hidden)
        self.more.set_help(
            self.tr("Show every field of a run") if hidden else self.tr("Show the most important fields")
        )
        self.recipe.set_prefix(self.tr("Recipe"))
        self.recipe.set_help(self.tr("Begin with a setup that is known to work"))
        self.copy.setText(self.tr("Copy TOML"))
        self.copy.set_help(self.tr("Copy this setup as a file that cnnviz train takes"))
        self.save.set_help(self.tr("Save this setup as a TOML file"))
        self.open.setText(self.tr("Open run"))
        self.open.set_help(self.tr("Watch a run that is there already, also one that is being trained elsewhere"))
        self.set_recipes(self._recipes)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
