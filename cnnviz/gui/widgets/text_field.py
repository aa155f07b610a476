"""A field for a number or a word, in the colours of the theme, that shows when what is typed cannot be."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting
from cnnviz.gui.widgets.focus_ring import FocusRing

HEIGHT: Final = 32
_WIDTH: Final = 112
_PADDING: Final = 14
_INNER: Final = 13  # what Qt keeps free of itself, and more on the left than the margin says


class TextField(QLineEdit):
    """One line. Return, or leaving the field, means it; Escape takes back what was typed.

    Args:
        parent: the owner.
    """

    meant = Signal(object)
    """The text (str), when Return is pressed or the field is left with another text than before."""
    entered = Signal()
    """The keyboard or the mouse has come into the field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settled = ""
        self._wrong = False
        self.setFrame(False)
        self.setTextMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.focus_ring = FocusRing(self, 6)
        self.editingFinished.connect(self._mean)
        self._restyle()

    def set_value(self, text: str) -> None:
        """Show a text, silently; it is what Escape goes back to."""
        self._settled = text
        if text != self.text():
            self.setText(text)
        self.set_wrong("")

    def set_wrong(self, reason: str) -> None:
        """Show that the text cannot be; empty: it can."""
        self._wrong = bool(reason)
        self.setToolTip(reason)
        self.update()

    @property
    def is_wrong(self) -> bool:
        """Whether the text cannot be."""
        return self._wrong

    def _mean(self) -> None:
        if self.text() != self._settled:
            self.meant.emit(self.text())

    def _restyle(self) -> None:
        t = theme.tokens()
        self.setFont(theme.font("body500"))
        palette = self.palette()
        for role, colour in (
            (QPalette.ColorRole.Base, Qt.GlobalColor.transparent),
            (QPalette.ColorRole.Text, t.text if self.isEnabled() else t.text2),
        ):
            palette.setColor(role, colour)
        palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text, t.text2)
        self.setPalette(palette)
        margin = theme.px(_PADDING)
        self.setTextMargins(max(margin - _INNER, 0), 0, max(margin - _INNER, 0), 0)

    def sizeHint(self) -> QSize:
        """As large as the design says."""
        return QSize(theme.px(_WIDTH), theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Room for a few figures."""
        return QSize(theme.px(56), theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground in the colours of now, then Qt's text and cursor."""
        t = theme.tokens()
        painter = QPainter(self)
        if not self.isEnabled():
            painting.rounded(painter, self.rect(), theme.px(6), fill=t.well)
        else:
            outline, width = (t.grip if self.underMouse() else t.ctl), 1.0
            if self.hasFocus():
                outline, width = t.accent, 2.0
            if self._wrong:
                outline, width = t.attention, 2.0
            painting.rounded(painter, self.rect(), theme.px(6), fill=t.raised, outline=outline, width=width)
        painter.end()
        super().paintEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say so."""
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes back what was typed."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self._settled:
            self.set_value(self._settled)
            event.accept()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep letters and figures from the shortcuts of the page."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
            if plain and ((event.text().isprintable() and event.text()) or event.key() == Qt.Key.Key_Escape):
                event.accept()
                return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.EnabledChange):
            self._restyle()
            self.updateGeometry()
            self.update()
