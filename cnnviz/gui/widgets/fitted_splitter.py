"""A splitter whose parts have the sizes of the design until somebody drags them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QChildEvent, QEvent, Qt
from PySide6.QtGui import QResizeEvent

from cnnviz.gui.widgets.splitter import Splitter


class FittedSplitter(Splitter):
    """Parts as large as the design says for this window.

    Args:
        orientation: horizontal puts parts side by side.
        sizes: gives the parts' sizes for the whole one.
    """

    def __init__(self, orientation: Qt.Orientation, sizes: Callable[[int], list[int]]) -> None:
        super().__init__(orientation)
        self._sizes = sizes
        self._chosen = False
        self.splitterMoved.connect(self._on_moved)

    def fit(self) -> None:
        """Take the sizes of the design."""
        if not self._chosen:
            across = self.orientation() == Qt.Orientation.Horizontal
            self.setSizes(self._sizes(self.width() if across else self.height()))

    def _on_moved(self) -> None:
        self._chosen = True

    def restoreState(self, state: QByteArray | bytes | bytearray | memoryview) -> bool:
        """As somebody left them."""
        self._chosen = super().restoreState(state)
        return self._chosen

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sizes for the new whole."""
        super().resizeEvent(event)
        self.fit()

    def childEvent(self, event: QChildEvent) -> None:
        """Parts that come and go."""
        super().childEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme: presenting makes everything larger."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_sizes"):
            self.fit()
