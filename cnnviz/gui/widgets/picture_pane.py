"""One array as it is best looked at: maps side by side, numbers with their colours, or words where there is none."""

from __future__ import annotations

from typing import Any, Final

from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from cnnviz.gui.widgets.cell_colours import Palette
from cnnviz.gui.widgets.label import Label
from cnnviz.gui.widgets.marks import MARGIN
from cnnviz.gui.widgets.mosaic_view import MosaicView
from cnnviz.gui.widgets.number_grid import NumberGrid
from cnnviz.imaging.normalise import ColourScale

_TOP_LEFT: Final = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class PicturePane(QStackedWidget):
    """Shows pictures, numbers or words in the same place.

    Args:
        parent: the owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.maps = MosaicView()
        self.numbers = NumberGrid()
        self.words = Label("body", "text2")
        self.words.setWordWrap(True)
        self.words.setAlignment(_TOP_LEFT)
        self.words.setMargin(MARGIN)
        for widget in (self.maps, self.numbers, self.words):
            self.addWidget(widget)

    def show_maps(self, values: NDArray[Any], scale: ColourScale, palette: Palette) -> None:
        """Show (C, H, W) as pictures, or (H, W) as one."""
        self.maps.set_values(values if values.ndim == 3 else values[None], scale, palette)
        self.setCurrentWidget(self.maps)

    def show_numbers(self, values: NDArray[Any], scale: ColourScale, palette: Palette) -> None:
        """Show (H, W) as written numbers."""
        self.numbers.set_values(values, scale, palette)
        self.setCurrentWidget(self.numbers)

    def say(self, text: str, *, code: bool = False) -> None:
        """Show words, already translated; `code` for a value as Python writes it."""
        self.words.set_role("code" if code else "body")
        self.words.setText(text)
        self.setCurrentWidget(self.words)

    @property
    def said(self) -> str:
        """The words, where there are words."""
        return self.words.text() if self.currentWidget() is self.words else ""
