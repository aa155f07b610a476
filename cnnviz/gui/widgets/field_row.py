"""One field of a form: label, control, advice; and while it is in use, a sentence that explains it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting
from cnnviz.gui.widgets.label import Label

_LABEL: Final = 104
_CONTROL: Final = 112
_NARROW: Final = 340
"""Below this width the control gives the advice some of its room."""
_LESS: Final = 16
_INSET: Final = 8


class FieldRow(QWidget):
    """A row of a form. Its help opens while the control has the focus, or while something is wrong with it.

    Args:
        control: what is set; it is adopted.
        wide: the control takes the room of the advice too.
        parent: the owner.
    """

    def __init__(self, control: QWidget, *, wide: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self._wide = wide
        self._wrong = ""
        self._help = ""
        self._label = Label("body", "text2")
        self._advice = Label("body", "text3")
        self._sentence = Label("body", "text2")
        self._sentence.setWordWrap(True)
        self._sentence.hide()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._label)
        row.addWidget(control, 1 if wide else 0)
        row.addWidget(self._advice, 0 if wide else 1)
        if wide:
            self._advice.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(_INSET, 3, _INSET, 3)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._sentence)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        control.installEventFilter(self)
        self._measure()

    def set_words(self, label: str, help_text: str) -> None:
        """What the field is called, and the sentence that explains it."""
        self._help = help_text
        self._label.setText(label)
        self.control.setAccessibleName(label)
        self.control.setAccessibleDescription(help_text)
        self._label.setToolTip(help_text)
        self._show_sentence()

    def set_advice(self, text: str) -> None:
        """What stands after the control."""
        self._advice.setText(text)

    def set_wrong(self, reason: str) -> None:
        """Why the value cannot be; empty: it can."""
        if reason != self._wrong:
            self._wrong = reason
            self._show_sentence()

    @property
    def advice(self) -> str:
        """What stands after the control."""
        return self._advice.text()

    @property
    def sentence(self) -> str:
        """What is explained just now; empty where nothing is."""
        return self._sentence.text() if not self._sentence.isHidden() else ""

    @property
    def is_open(self) -> bool:
        """Whether the sentence is shown."""
        return not self._sentence.isHidden()

    def _show_sentence(self) -> None:
        focused = self.control.hasFocus()
        self._sentence.set_colour("attention" if self._wrong else "text2")
        self._sentence.setText(self._wrong or self._help)
        self._sentence.setVisible(bool(self._wrong) or (focused and bool(self._help)))
        self.update()

    def _measure(self) -> None:
        less = _LESS if self.width() < theme.px(_NARROW) else 0
        self._label.setFixedWidth(theme.px(_LABEL))
        if not self._wide:
            self.control.setFixedWidth(theme.px(_CONTROL - less))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._measure()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open with the focus, close without it."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._show_sentence()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """A tinted block while it is explained."""
        if self.is_open:
            painter = QPainter(self)
            painting.rounded(painter, QRectF(self.rect()), theme.px(8), fill=theme.tokens().tint)
            painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_sentence"):
            self._measure()
            self.update()
