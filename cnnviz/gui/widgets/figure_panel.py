"""A panel that is one of several in the same place, with the switch between them in its title row."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting
from cnnviz.gui.widgets.panel import PADDING, Panel
from cnnviz.gui.widgets.segmented import Segmented

_INFO = 36  # pixels that the *i* takes beside the switch, at scale 1


class FigurePanel(Panel):
    """A panel with a switch; what is chosen in it is somebody else's matter.

    Args:
        parent: the owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        self._line = ""
        super().__init__(parent)
        self.switch = Segmented()
        self.add_title_widget(self.switch)

    @property
    def figure(self) -> QWidget:
        """What can be saved."""
        return self

    def rows(self) -> list[list[object]]:
        """The numbers behind it, the first row their names."""
        return []

    def set_line(self, text: str) -> None:
        """One plain sentence, shown where there is room for the whole of it beside the switch."""
        self._line = text
        self._fit_line()

    def _fit_line(self) -> None:
        taken = self.switch.sizeHint().width() + 2 * theme.px(PADDING) + theme.px(_INFO)
        room = self.width() - taken
        fits = painting.text_width(self._line, theme.font("body")) <= room
        super().set_line(self._line if fits else "")
        self.setAccessibleDescription(self._line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be room for the line now, or none any more."""
        super().resizeEvent(event)
        self._fit_line()

    def showEvent(self, event: QShowEvent) -> None:
        """The switch may have other words by now."""
        super().showEvent(event)
        self._fit_line()
