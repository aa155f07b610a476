"""An icon that stands before words; nothing to press."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import icons


class IconMark(QWidget):
    """One icon in a colour of the theme.

    Args:
        icon: a name of resources/icons.
        colour: the name of a colour of `theme.Tokens`.
        parent: the owner.
    """

    def __init__(self, icon: str, colour: str = "text2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._colour = icon, colour
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As large as a line of text is high."""
        return QSize(theme.px(18), theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        painter = QPainter(self)
        icons.draw(painter, self._icon, QRectF(self.rect()), getattr(theme.tokens(), self._colour))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()
        super().changeEvent(event)
