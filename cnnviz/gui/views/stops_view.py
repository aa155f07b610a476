"""The bar with reasons to stop: a changed shape, a NaN, a changed name, an expression that becomes true."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets.buttons import IconButton, TextButton
from cnnviz.gui.widgets.check_box import CheckBox
from cnnviz.gui.widgets.chip_row import Chip, ChipRow
from cnnviz.gui.widgets.label import Label
from cnnviz.gui.widgets.numbers import thousands
from cnnviz.session.stops import Condition
from cnnviz.trace import stops

if TYPE_CHECKING:
    from cnnviz.gui.services.stop_search import StopSearch
    from cnnviz.session.stepping import Stepping

_SHAPE: Final = Condition("shape")
_NOT_FINITE: Final = Condition("not_finite")
_PATIENCE: Final = 300  # milliseconds; a shorter search says nothing of itself
_NAME_WIDTH: Final = 104
_FEW_NAMES: Final = 6


class StopsView(QWidget):
    """Chooses where a run stops, besides the marked lines.

    Args:
        stepping: has the conditions.
        search: finds where they hold.
        parent: the owner.
    """

    closed = Signal()
    """The person is done with it."""

    def __init__(self, stepping: Stepping, search: StopSearch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stepping = stepping
        self._search = search
        self._shown_chips: tuple[object, ...] = ()
        self._insists = False  # somebody pressed Enter, so that what is typed is meant to be whole
        self._slow = QTimer(self)
        self._slow.setObjectName("a search that takes long")
        self._slow.setSingleShot(True)
        self._slow.setInterval(_PATIENCE)
        self.title = Label("body600", "text")
        self.shape_box = CheckBox()
        self.not_finite_box = CheckBox()
        self.name_label = Label("body", "text2")
        self.name_field = QLineEdit()
        self.expression_label = Label("body", "text2")
        self.expression_field = QLineEdit()
        self.add_button = TextButton(height=32)
        self.close_button = IconButton("close", size=28, icon_size=16)
        self.chips = ChipRow()
        self.message = Label("body", "text2")
        self.cancel_button = TextButton(kind="link")
        self._build()
        self.shape_box.toggled.connect(self._on_shape_toggled)
        self.not_finite_box.toggled.connect(self._on_not_finite_toggled)
        for field in (self.name_field, self.expression_field):
            field.textChanged.connect(self._on_typed)
            field.returnPressed.connect(self._add)
        self.add_button.clicked.connect(self._add)
        self.close_button.clicked.connect(self.closed)
        self.cancel_button.clicked.connect(self._cancel)
        self.chips.closed.connect(self._remove)
        self.chips.clicked.connect(self._bring_back)
        self._slow.timeout.connect(self._show_message)
        stepping.marks_changed.connect(self._show)
        stepping.trace_changed.connect(self._show)
        search.changed.connect(self._on_search_changed)
        search.progressed.connect(self._show_message)
        self._measure()
        self._retranslate()

    def _build(self) -> None:
        row = self._row = QHBoxLayout()
        for widget in (self.title, self.shape_box, self.not_finite_box, self.name_label, self.name_field):
            row.addWidget(widget)
        row.addWidget(self.expression_label)
        row.addWidget(self.expression_field, 1)
        row.addWidget(self.add_button)
        row.addWidget(self.close_button)
        self._told = QWidget()  # takes no room while nothing is said
        told = QHBoxLayout(self._told)
        told.setContentsMargins(0, 0, 0, 0)
        told.addWidget(self.message, 1)
        told.addWidget(self.cancel_button)
        column = self._column = QVBoxLayout(self)
        column.addLayout(row)
        column.addWidget(self.chips)
        column.addWidget(self._told)
        self.message.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def begin(self) -> None:
        """Take the keyboard."""
        self.shape_box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def message_text(self) -> str:
        """What stands below the fields."""
        return "" if self.message.isHidden() else self.message.text()

    # Conditions

    def _on_shape_toggled(self, on: bool) -> None:
        self._switch(_SHAPE, on)

    def _on_not_finite_toggled(self, on: bool) -> None:
        self._switch(_NOT_FINITE, on)

    def _switch(self, condition: Condition, on: bool) -> None:
        others = [each for each in self._stepping.conditions if each != condition]
        self._stepping.set_conditions([condition, *others] if on else others)

    def _add(self) -> None:
        """Take what stands in the fields, where it can be a condition."""
        self._insists = True
        added = []
        for field, kind in ((self.name_field, "name"), (self.expression_field, "expression")):
            text = field.text().strip()
            if text and not self._complaint(kind, text):
                added.append(Condition("name" if kind == "name" else "expression", text))
                field.clear()
        if added:
            self._stepping.set_conditions([*self._stepping.conditions, *added])
        self._show_message()

    def _on_typed(self) -> None:
        self._insists = False
        self._show_message()

    def _remove(self, condition: Condition) -> None:
        self._stepping.set_conditions(each for each in self._stepping.conditions if each != condition)

    def _bring_back(self, condition: Condition) -> None:
        """Put a condition into its field again, to be changed."""
        self._remove(condition)
        field = self.name_field if condition.kind == "name" else self.expression_field
        field.setText(condition.text)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cancel(self) -> None:
        given_up = self._search.cancel()
        if given_up is not None and given_up.kind == "expression" and not self.expression_field.text():
            self.expression_field.setText(given_up.text)

    def _complaint(self, kind: str, text: str) -> str:
        """Why a text is no condition, in a sentence; "" where it is one."""
        if kind == "name" and not text.isidentifier():
            return self.tr("“{text}” is not a name of Python: letters, digits and _, no digit first.").format(text=text)
        try:
            unknown = stops.unknown_names(text, self._stepping.trace)
        except SyntaxError as error:
            if _assigns(text):
                return self.tr("One = gives a name its value. To ask whether two things are equal, write ==.")
            return self.tr("Python cannot read this: {error}.").format(error=error.msg)
        except ValueError as error:
            return self.tr("Python cannot read this: {error}.").format(error=error)
        trace = self._stepping.trace
        if not unknown or trace is None:
            return ""
        known = sorted(stops.known_names(trace) - {"self"})
        if not self._insists and any(name.startswith(unknown[0]) for name in known):
            return ""  # it is still being typed
        near = difflib.get_close_matches(unknown[0], known, 1)
        if near:
            return self.tr("Nothing is called “{name}” in this pass. Did you mean “{near}”?").format(
                name=unknown[0], near=near[0]
            )
        return self.tr("Nothing is called “{name}” in this pass; there is {known}.").format(
            name=unknown[0], known=", ".join([*known[:_FEW_NAMES], *(["…"] if len(known) > _FEW_NAMES else [])])
        )

    # What is shown

    def _show(self) -> None:
        conditions = self._stepping.conditions
        for box, condition in ((self.shape_box, _SHAPE), (self.not_finite_box, _NOT_FINITE)):
            box.blockSignals(True)
            box.setChecked(condition in conditions)
            box.blockSignals(False)
        chips = [
            Chip(each, each.text, self._chip_text(each)) for each in conditions if each.kind in ("name", "expression")
        ]
        shown = tuple((chip.key, chip.text) for chip in chips)
        if shown != self._shown_chips:
            self._shown_chips = shown
            self.chips.set_chips(chips)
        self._show_message()

    def _chip_text(self, condition: Condition) -> str:
        if condition.kind == "name":
            return self.tr("changes")
        outcome = self._search.outcome(condition)
        if outcome is None:
            return self.tr("becomes true")
        if outcome.error:
            return self.tr("has no answer anywhere: {error}").format(error=outcome.error)
        if not outcome.count:
            return self.tr("is nowhere true")
        return self.tr("becomes true, places: {count}").format(count=thousands(outcome.count))

    def _on_search_changed(self) -> None:
        if self._search.running is None:
            self._slow.stop()
        elif not self._slow.isActive():
            self._slow.start()
        self._show()

    def _show_message(self, progress: object = None) -> None:
        """The complaint about what is typed, or how far a long search is."""
        text, colour = "", "text2"
        for field, kind in ((self.name_field, "name"), (self.expression_field, "expression")):
            typed = field.text().strip()
            complaint = self._complaint(kind, typed) if typed else ""
            if complaint:
                text, colour = complaint, "attention" if self._insists else "text2"
        running = self._search.running
        searching = running is not None and not self._slow.isActive()
        if not text and running is not None and searching:
            text = self._progress_text(running, progress)
        self.cancel_button.setVisible(searching)
        self.message.setVisible(bool(text))
        self._told.setVisible(bool(text) or searching)
        self.message.set_colour(colour)
        self.message.setText(text)
        self.setAccessibleDescription(text)

    def _progress_text(self, condition: Condition, progress: object) -> str:
        what = condition.text or self.not_finite_box.text()
        done, total = getattr(progress, "done", 0), getattr(progress, "total", 0)
        if not total:
            return self.tr("Looking for the places: {what} …").format(what=what)
        return self.tr("Looking for the places: {what}, {percent} % of the pass …").format(
            what=what, percent=int(100 * done / total)
        )

    def _measure(self) -> None:
        side = theme.px(16)
        self._column.setContentsMargins(side, theme.px(8), side, theme.px(8))
        self._column.setSpacing(theme.px(6))
        self._row.setSpacing(theme.px(10))
        self.name_field.setFixedWidth(theme.px(_NAME_WIDTH))
        self.expression_field.setMinimumWidth(theme.px(120))
        for field in (self.name_field, self.expression_field):
            field.setFont(theme.font("code"))

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Where to stop"))
        self.title.setText(self.tr("Stop where"))
        self.shape_box.setText(self.tr("a shape changes"))
        self.shape_box.setToolTip(self.tr("After each operation whose result has another shape than what it was given"))
        self.not_finite_box.setText(self.tr("NaN or Inf appears"))
        self.not_finite_box.setToolTip(
            self.tr("After the operation that makes the first number that is none, not after all that follow")
        )
        self.name_label.setText(self.tr("changes:"))
        self.name_field.setPlaceholderText("out")
        self.name_field.setAccessibleName(self.tr("A name that changes"))
        self.name_field.setToolTip(
            self.tr("A name of a function, such as out: stop after a line that changes it (Enter)")
        )
        self.expression_label.setText(self.tr("is true:"))
        self.expression_field.setPlaceholderText("out.shape[1] > 16")
        self.expression_field.setAccessibleName(self.tr("An expression that becomes true"))
        self.expression_field.setToolTip(
            self.tr("Any Python that has an answer, such as out.shape[1] > 16: stop where it becomes true (Enter)")
        )
        self.add_button.setText(self.tr("Add"))
        self.add_button.setToolTip(self.tr("Stop for what stands in the fields, too (Enter)"))
        self.close_button.set_help(self.tr("Close; the conditions stay"), "Esc")
        self.chips.setAccessibleName(self.tr("Conditions"))
        self.chips.set_close_text(self.tr("Do not stop for this"))
        self.cancel_button.setText(self.tr("Cancel"))
        self._shown_chips = ()
        self._show()

    def event(self, event: QEvent) -> bool:
        """Escape is the bar's own while the keyboard is in it."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes; what else nobody wanted is the page's, but for what a field leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif not (self.name_field.hasFocus() or self.expression_field.hasFocus()):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, and the line above it."""
        t = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(event.rect(), t.panel)
        painter.fillRect(0, 0, self.width(), 1, t.line)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self._measure()


def _assigns(text: str) -> bool:
    """Whether somebody wrote = for ==."""
    bare = text
    for sign in ("==", "!=", "<=", ">=", ":="):
        bare = bare.replace(sign, "")
    return "=" in bare and "(" not in bare.partition("=")[0]
