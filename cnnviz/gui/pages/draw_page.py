"""The Draw page: draw a digit, and watch the network answer while the pen moves."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cnnviz.gui import theme
from cnnviz.gui.views.drawing_view import DrawingView
from cnnviz.gui.views.feature_maps_view import FeatureMapsView
from cnnviz.gui.views.filters_view import FiltersView
from cnnviz.gui.views.network_input_view import NetworkInputView
from cnnviz.gui.views.probabilities_view import ProbabilitiesView
from cnnviz.gui.widgets.splitter import Splitter

FILTERS_HEIGHT = 200


class DrawPage(QWidget):
    """Arranges the panels: what goes in and what comes out on the left, what happens between on the right.

    Args:
        drawing: the canvas.
        network_input: what the network sees.
        probabilities: what it answers.
        feature_maps: what the chosen layer puts out.
        filters: what the chosen layer has learned.
    """

    def __init__(
        self,
        drawing: DrawingView,
        network_input: NetworkInputView,
        probabilities: ProbabilitiesView,
        feature_maps: FeatureMapsView,
        filters: FiltersView,
    ) -> None:
        super().__init__()
        self.drawing = drawing
        self.network_input = network_input
        self.splitters: dict[str, Splitter] = {}
        row = self._splitter("draw-input", Qt.Orientation.Horizontal, (drawing, 414), (network_input, 259))
        left = self._splitter("draw-left", Qt.Orientation.Vertical, (row, 424), (probabilities, 248))
        right = self._splitter("draw-right", Qt.Orientation.Vertical, (feature_maps, 472), (filters, FILTERS_HEIGHT))
        right.setStretchFactor(1, 0)  # kernels in numbers need the same height in any window
        whole = self._splitter("draw", Qt.Orientation.Horizontal, (left, 673), (right, 687))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(whole)
        network_input.overlay_toggled.connect(drawing.set_overlay_shown)
        feature_maps.enlarged.connect(filters.setHidden)  # in its own panel a channel is as high as it was before

    def fit_filters(self) -> None:
        """Give the filters the height of the design at the scale of now: what kernels in numbers need."""
        right, height = self.splitters["draw-right"], theme.px(FILTERS_HEIGHT)
        right.setSizes([max(right.height() - height, 1), height])

    def _splitter(self, name: str, orientation: Qt.Orientation, *parts: tuple[QWidget, int]) -> Splitter:
        """A splitter whose parts have the proportions of the design until somebody drags it."""
        splitter = Splitter(orientation)
        splitter.setObjectName(name)
        for position, (part, size) in enumerate(parts):
            splitter.addWidget(part)
            splitter.setStretchFactor(position, size)
        splitter.setSizes([size for _part, size in parts])
        self.splitters[name] = splitter
        return splitter
