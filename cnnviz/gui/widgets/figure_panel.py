"""A panel that is one of several in the same place, with the switch between them in its title row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from cnnviz.gui.widgets.panel import Panel
from cnnviz.gui.widgets.segmented import Segment, Segmented


class FigurePanel(Panel):
    """A panel with a switch; what is chosen in it is somebody else's matter.

    Args:
        parent: the owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.switch = Segmented()
        self.add_title_widget(self.switch)

    def set_choices(self, segments: Sequence[Segment], chosen: str) -> None:
        """Offer the panels, and show that this one is in front."""
        self.switch.set_segments(segments)
        self.switch.set_chosen(chosen)
