"""A panel that is one of several in the same place, with the switch between them in its title row."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cnnviz.gui.widgets.panel import Panel
from cnnviz.gui.widgets.segmented import Segmented


class FigurePanel(Panel):
    """A panel with a switch; what is chosen in it is somebody else's matter.

    Args:
        parent: the owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
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
