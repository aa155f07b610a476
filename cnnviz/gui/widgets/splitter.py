"""Panels parted by one line that can be dragged."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from cnnviz.gui import theme

_GRAB: Final = 3  # pixels on either side of the line that can be grabbed too: 7 in all


class Splitter(QSplitter):
    """A splitter whose handles are lines of one pixel with seven pixels to grab; no panel can be dragged away.

    Args:
        orientation: horizontal puts panels side by side.
        parent: Qt parent.
    """

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        """The line between two panels."""
        return _Handle(self.orientation(), self)


class _Handle(QSplitterHandle):
    """The line; QSplitter lays a handle out by its contents and lets the margins overlap the neighbours."""

    def __init__(self, orientation: Qt.Orientation, parent: QSplitter) -> None:
        super().__init__(orientation, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._set_margins()

    def _set_margins(self) -> None:
        if self.orientation() == Qt.Orientation.Horizontal:
            self.setContentsMargins(_GRAB, 0, _GRAB, 0)
        else:
            self.setContentsMargins(0, _GRAB, 0, _GRAB)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        # Not QSplitterHandle's: it would set its own, narrower margins and a mask.
        self._set_margins()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        t = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.contentsRect(), t.grip if self.underMouse() else t.line)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self.update()
        super().changeEvent(event)
