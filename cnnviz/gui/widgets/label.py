"""A line of text whose type and colour come from the theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting


class Label(QLabel):
    """A QLabel that follows the theme live.

    Args:
        role: the type role, as `theme.font` takes it.
        colour: the name of a colour of `theme.Tokens`.
        parent: the owner.
    """

    def __init__(self, role: str = "body", colour: str = "text2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._colour = colour
        self._applied: object = None
        # A text that changes must never push panels about: it takes the room that there is.
        self.setMinimumWidth(1)
        self._apply()

    def set_role(self, role: str) -> None:
        """Take another type role."""
        if role != self._role:
            self._role = role
            self._applied = None
            self._apply()

    def set_colour(self, colour: str) -> None:
        """Take another colour of the theme."""
        self._colour = colour
        self._applied = None
        self._apply()

    def _apply(self) -> None:
        tokens = theme.tokens()
        if self._applied is tokens:
            return
        # Setting font and palette comes back here as events: the guard above ends that.
        self._applied = tokens
        self.setFont(theme.font(self._role))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, getattr(tokens, self._colour))
        self.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._apply()


class Line(Label):
    """A single line; what it has no room for is cut with an ellipsis, and the tooltip has all of it."""

    def set_line(self, text: str) -> None:
        """Say something, already translated."""
        self.setText(text)
        self.setToolTip(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        painter = QPainter(self)
        painting.draw_text(
            painter, QRectF(self.rect()), self.text(), self.font(), getattr(theme.tokens(), self._colour)
        )
        painter.end()
