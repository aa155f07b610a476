"""The filters of the selected layer: its kernels or its weight matrix, and one of them in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from cnnviz.gui.widgets.marks import MARGIN
from cnnviz.gui.widgets.mosaic_view import MosaicView
from cnnviz.gui.widgets.number_grid import NumberGrid
from cnnviz.gui.widgets.numbers import significant
from cnnviz.gui.widgets.panel import Panel
from cnnviz.gui.widgets.segmented import Segment, Segmented
from cnnviz.gui.widgets.tensor_image import TensorImage
from cnnviz.imaging.normalise import ColourScale, scale_of
from cnnviz.trace.channels import Kernels, index_of, kernels

if TYPE_CHECKING:
    from cnnviz.session.workspace import Workspace

MATRIX_ZOOM = 6
"""Pixels a weight of the matrix: ten rows of 1,568 stay readable, and scroll sideways."""


class FiltersView(Panel):
    """Shows the weights behind the cursor's layer, and moves the cursor's channel and input channel.

    Args:
        workspace: the session's state.
        parent: the owner.
    """

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent, bleed=MARGIN)
        self._workspace = workspace
        self._shown: Kernels | None = None
        self._shown_key: tuple[object, ...] = ()
        self._spread = Segmented()
        self._unfolded = False
        self._mosaic = MosaicView()
        self._matrix = TensorImage(alignment=Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._matrix_scroll = QScrollArea()
        self._pictures = QStackedWidget()
        self._numbers = NumberGrid()
        self._build()
        self._retranslate()
        self._spread.chosen.connect(self._on_spread_chosen)
        self._mosaic.tile_clicked.connect(self._on_tile_clicked)
        self._mosaic.tile_hovered.connect(self._on_tile_hovered)
        self._matrix.cell_hovered.connect(self._on_matrix_hovered)
        self._matrix.cell_clicked.connect(self._on_matrix_clicked)
        self._numbers.cell_hovered.connect(self._on_number_hovered)
        workspace.model_changed.connect(self._show)
        workspace.trace_changed.connect(self._show)
        workspace.cursor_changed.connect(self._show)
        self._show()

    def _build(self) -> None:
        self._matrix_scroll.setWidget(self._matrix)
        self._matrix_scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pictures.addWidget(self._mosaic)
        self._pictures.addWidget(self._matrix_scroll)
        self.add_title_widget(self._spread)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(14)
        body.addWidget(self._pictures, 356)
        body.addWidget(self._numbers, 290)
        self.content_layout().addLayout(body)

    # What the workspace says

    def _show(self) -> None:
        if self._workspace.shows_opened:
            return  # this page shows the live network, and comes to the front with it
        workspace = self._workspace
        trace, model, cursor = workspace.trace, workspace.model, workspace.cursor
        found = None if trace is None or model is None else kernels(trace, model.parameters, cursor.layer)
        key = (id(model), found.name if found else cursor.layer, cursor, self._unfolded)
        if key == self._shown_key:
            return  # the pen moves, the weights do not
        self._shown_key = key
        self._shown = found
        if found is None:
            self.set_subject("")
            self.set_line(self.tr("What this layer has learned."))
            self._spread.setVisible(False)
            self.set_empty(self._empty_text())
            return
        self.set_empty("")
        self.set_subject(found.name)
        # One picture per filter needs no folding where each filter reads a single channel.
        self._spread.setVisible(found.maps.shape[1] > 1)
        self._spread.set_segments(self._spread_segments(found))
        self._spread.set_chosen("all" if self._unfolded else "one")
        self.set_line(self._line_for(found))
        self._show_pictures(found)
        self._show_numbers(found)

    def _show_pictures(self, found: Kernels) -> None:
        scale = scale_of(found.weights, signed=True)
        cursor = self._workspace.cursor
        outputs, inputs, height, width = found.maps.shape
        if self._unfolded and not found.is_convolution and inputs > 1:
            self._matrix.set_values(found.weights, scale, "signed")
            edges = 2 * (MARGIN + 1)
            self._matrix.setFixedSize(found.weights.shape[1] * MATRIX_ZOOM + edges, outputs * MATRIX_ZOOM + edges)
            self._matrix.set_cell(None, None)
            self._pictures.setCurrentWidget(self._matrix_scroll)
            return
        self._pictures.setCurrentWidget(self._mosaic)
        self._mosaic.set_columns(inputs if self._unfolded and inputs > 1 else None)  # a row for each filter
        if inputs == 1:
            self._mosaic.set_values(found.maps[:, 0], scale)
            self._mosaic.set_selected(min(cursor.channel, outputs - 1))
        elif self._unfolded:
            self._mosaic.set_values(found.maps.reshape(-1, height, width), scale)
            self._mosaic.set_selected(min(cursor.channel, outputs - 1) * inputs + min(cursor.input_channel, inputs - 1))
        else:
            self._mosaic.set_values(found.maps[min(cursor.channel, outputs - 1)], scale)
            self._mosaic.set_selected(min(cursor.input_channel, inputs - 1))

    def _show_numbers(self, found: Kernels) -> None:
        scale: ColourScale = scale_of(found.weights, signed=True)
        output, input_channel = self._chosen(found)
        self._numbers.set_values(found.maps[output, input_channel], scale)

    def _chosen(self, found: Kernels) -> tuple[int, int]:
        cursor, (outputs, inputs) = self._workspace.cursor, found.maps.shape[:2]
        return min(cursor.channel, outputs - 1), min(cursor.input_channel, inputs - 1)

    # What the person does

    def _on_spread_chosen(self, key: str) -> None:
        self._unfolded = key == "all"
        self._show()

    def _on_tile_clicked(self, tile: int) -> None:
        found = self._shown
        if found is None:
            return
        inputs = found.maps.shape[1]
        if inputs == 1:
            self._workspace.move(channel=tile)
        elif self._unfolded:
            self._workspace.move(channel=tile // inputs, input_channel=tile % inputs)
        else:
            self._workspace.move(input_channel=tile)

    def _on_tile_hovered(self, cell: tuple[int, int, int, float] | None) -> None:
        if self._shown is None or cell is None:
            self._show_line()
            return
        tile, row, column, value = cell
        inputs = self._shown.maps.shape[1]
        if self._unfolded and inputs > 1:
            text = self.tr("filter {output}, kernel {tile}, row {row}, column {column}: {value}")
            output, tile = divmod(tile, inputs)
        else:
            text, output = self.tr("kernel {tile}, row {row}, column {column}: {value}"), tile
        self.set_line(
            text.format(output=output, tile=tile, row=row, column=column, value=significant(value, plus=True))
        )

    def _on_matrix_hovered(self, cell: tuple[int, int, float] | None) -> None:
        self._show_cell(self.tr("output {row}, input {column}: {value}"), cell)

    def _on_matrix_clicked(self, cell: tuple[int, int]) -> None:
        found = self._shown
        if found is not None and found.folded is not None:
            height, width = found.folded.shape[2:]
            self._workspace.move(channel=cell[0], input_channel=cell[1] // (height * width))
        else:
            self._workspace.move(channel=cell[0])

    def _on_number_hovered(self, cell: tuple[int, int, float] | None) -> None:
        self._show_cell(self.tr("row {row}, column {column}: {value}"), cell)

    def _show_cell(self, text: str, cell: tuple[int, int, float] | None) -> None:
        """Say one weight in place of the plain line, for as long as it is pointed at."""
        if cell is None:
            self._show_line()
        else:
            self.set_line(text.format(row=cell[0], column=cell[1], value=significant(cell[2], plus=True)))

    def _show_line(self) -> None:
        if self._shown is not None:
            self.set_line(self._line_for(self._shown))

    # Words

    def _spread_segments(self, found: Kernels) -> list[Segment]:
        output = self._chosen(found)[0]
        if found.is_convolution:
            one, every = self.tr("Channel {index}").format(index=output), self.tr("All filters")
        else:
            one, every = self.tr("Class {index}").format(index=output), self.tr("Matrix")
        return [Segment("one", one), Segment("all", every)]

    def _line_for(self, found: Kernels) -> str:
        what = self._what_text(found)
        if found.bias is None:
            return what
        bias = significant(float(found.bias[self._chosen(found)[0]]), plus=True)
        return self.tr("{what} Bias {bias}.").format(what=what, bias=bias)

    def _what_text(self, found: Kernels) -> str:
        outputs, inputs, height, width = found.maps.shape
        if found.is_convolution and inputs == 1:
            return self.tr("The {height} × {width} weights that slide over the input.").format(
                height=height, width=width
            )
        if found.is_convolution and self._unfolded:
            return self.tr("{outputs} filters, one a row, of {inputs} kernels each.").format(
                outputs=outputs, inputs=inputs
            )
        if found.is_convolution:
            return self.tr("{inputs} kernels of {height} × {width}, one per input channel.").format(
                inputs=inputs, height=height, width=width
            )
        if self._unfolded:
            return self.tr("One row per class, one column per input: {inputs}.").format(
                inputs=f"{found.weights.shape[1]:,}"
            )
        if found.folded is not None:
            return self.tr("Folded back onto the {inputs} maps that it reads.").format(inputs=inputs)
        return self.tr("One weight per input.")

    def _empty_text(self) -> str:
        trace = self._workspace.trace
        if trace is None:
            return self.tr("The network is being loaded.")
        if index_of(trace, self._workspace.cursor.layer) == 0:
            return self.tr("The input has no weights. Choose a convolution in the network strip below.")
        return self.tr("This layer only rearranges numbers: it has no weights. Choose another in the network strip.")

    def _retranslate(self) -> None:
        self.set_title(self.tr("Filters"))
        self.set_info(
            self.tr(
                "<p>A filter is a small table of weights. A convolution lays it on every place of its input, "
                "multiplies cell by cell, adds up, and adds the bias: that sum is one cell of a feature "
                "map.</p><p>Orange weights are positive, blue ones negative. A filter that reads several channels has "
                "one kernel for each of them, and their sums are added.</p><p>Nobody chose these numbers: training "
                "found them. ReLU, pooling and batch norm keep the channels of the convolution before them, so its "
                "filters are shown for them too.</p>"
            )
        )
        self._spread.setAccessibleName(self.tr("Which weights to show"))
        self._mosaic.setAccessibleName(self.tr("Kernels"))
        self._matrix.setAccessibleName(self.tr("Weight matrix"))
        self._numbers.setAccessibleName(self.tr("The chosen kernel in numbers"))
        self._shown_key = ()
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
