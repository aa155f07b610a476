"""The feature maps of the selected layer: every channel at once, one of them large, and what the colours mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets.label import Label
from cnnviz.gui.widgets.legend import Legend
from cnnviz.gui.widgets.marks import MARGIN
from cnnviz.gui.widgets.mosaic_view import MosaicView
from cnnviz.gui.widgets.number_grid import NumberGrid
from cnnviz.gui.widgets.numbers import significant
from cnnviz.gui.widgets.panel import Panel
from cnnviz.gui.widgets.segmented import Segment, Segmented
from cnnviz.gui.widgets.tensor_image import TensorImage
from cnnviz.imaging.normalise import ColourScale, merge, scale_of
from cnnviz.trace.channels import Channels, channels, index_of

if TYPE_CHECKING:
    from cnnviz.session.display import ColourRange, ColourZero
    from cnnviz.session.workspace import Workspace
    from cnnviz.trace.records import Layer, Trace

NARROW = 560
"""Below this width the switch of the colour range stands without its label."""
MOST_NUMBERS = 40
"""Up to so many outputs of a Linear layer are written as numbers; more are cells to point at."""


class FeatureMapsView(Panel):
    """Shows the workspace's trace at the cursor's layer, and moves the cursor's channel and cell.

    Args:
        workspace: the session's state.
        parent: the owner.
    """

    enlarged = Signal(bool)
    """Whether the chosen channel has the whole panel; who arranges the page may give the panel more room."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent, bleed=MARGIN)
        self._workspace = workspace
        self._shown: Channels | None = None
        self._scales: tuple[ColourScale, ...] = ()
        self._left = QWidget()
        self._mosaic = MosaicView()
        self._numbers = NumberGrid()
        self._all = QStackedWidget()
        self._one = TensorImage()
        self._legend = Legend()
        self._range = Segmented(stretch=True)
        self._zero = Segmented()
        self._range_label = Label("body", "text2")
        self._channel = Label("body600", "text")
        self._count = Label("body", "text2")
        self._cell = Label("body", "text2")
        self._value = Label("shape", "text")
        self._build()
        self._retranslate()
        self._mosaic.tile_clicked.connect(self._on_tile_clicked)
        self._mosaic.tile_hovered.connect(self._on_tile_hovered)
        self._numbers.cell_clicked.connect(self._on_number_clicked)
        self._one.cell_hovered.connect(self._on_cell_hovered)
        self._one.cell_clicked.connect(self._on_cell_clicked)
        self._range.chosen.connect(self._on_range_chosen)
        self._zero.chosen.connect(self._on_zero_chosen)
        workspace.trace_changed.connect(self._show_trace)
        workspace.emptied.connect(self._show_trace)
        workspace.cursor_changed.connect(self._show_trace)
        workspace.display_changed.connect(self._show_trace)
        self._show_trace()

    def _build(self) -> None:
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(4)
        self._all.addWidget(self._mosaic)
        self._all.addWidget(self._numbers)
        left.addWidget(self._all, 1)
        scale_row = QHBoxLayout()
        scale_row.setContentsMargins(MARGIN, 0, 0, 0)
        scale_row.setSpacing(8)
        scale_row.addWidget(self._range_label)
        self._range_label.setMinimumWidth(0)  # this one is never cut
        scale_row.addWidget(self._range)
        left.addLayout(scale_row)
        right = QVBoxLayout()
        right.setSpacing(4)
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, MARGIN, MARGIN, 0)
        head.addWidget(self._channel)
        head.addStretch(1)
        head.addWidget(self._count)
        right.addLayout(head)
        right.addWidget(self._one, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(MARGIN, 0, MARGIN, 0)
        foot.addWidget(self._cell)
        foot.addStretch(1)
        foot.addWidget(self._value)
        right.addLayout(foot)
        legend = QHBoxLayout()
        legend.setContentsMargins(MARGIN, 0, MARGIN, 0)
        legend.addWidget(self._legend)
        right.addLayout(legend)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(14)
        body.addWidget(self._left, 356)
        body.addLayout(right, 290)
        self.content_layout().addLayout(body)
        self.add_title_widget(self._zero)
        self._mosaic.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    # What the workspace says

    def _show_trace(self) -> None:
        if self._workspace.shows_opened:
            return  # this page shows the live network, and comes to the front with it
        workspace = self._workspace
        self._range.set_chosen(workspace.colour_range)
        self._zero.set_chosen(workspace.colour_zero)
        trace, cursor = workspace.trace, workspace.cursor
        self._shown = channels(trace, cursor.layer) if trace is not None and workspace.is_answered else None
        if trace is None or self._shown is None:
            self.set_subject(cursor.layer if trace is not None else "")
            self.set_line(self.tr("One picture per channel: what this layer puts out."))
            self.set_empty(self._empty_text())
            return
        self.set_empty("")
        layer = trace.layers[index_of(trace, cursor.layer)]
        self._name(layer, self._shown)
        self._scales = self._scales_for(trace, self._shown)
        self._show_mosaic(self._shown)
        self._show_channel()

    def _show_mosaic(self, shown: Channels) -> None:
        if shown.kind == "vector" and len(shown.values) <= MOST_NUMBERS:
            rows = shown.values.reshape(-1, _number_columns(len(shown.values)))
            self._numbers.set_values(rows, self._scales[0], self._palette())
            self._numbers.set_cell(*divmod(self._clamped_channel(), rows.shape[1]))
            self._all.setCurrentWidget(self._numbers)
            return
        self._all.setCurrentWidget(self._mosaic)
        scales = self._scales if len(self._scales) == len(shown.values) else self._scales[0]
        self._mosaic.set_values(shown.values, scales, self._palette())
        dead = ~np.any(shown.values, axis=(1, 2)) if shown.kind == "maps" else np.zeros(len(shown.values), dtype=bool)
        self._mosaic.set_dead(dead, self.tr("off"))
        self._mosaic.set_selected(self._clamped_channel())

    def _show_channel(self) -> None:
        shown, cursor = self._shown, self._workspace.cursor
        if shown is None:
            return
        channel = self._clamped_channel()
        plane = shown.values[channel]
        scale = self._scales[channel if len(self._scales) > 1 else 0]
        self._one.set_values(plane, scale, self._palette())
        self._one.set_cell(cursor.row, cursor.column)
        self._legend.set_scale(scale, self._palette())
        self._channel.setText(self._channel_text(channel))
        alone = shown.kind in ("picture", "unfolded")
        self._count.setText("" if alone else self.tr("of {count}").format(count=f"{len(shown.values):,}"))
        if shown.kind == "vector":
            self._cell.setText(self.tr("logit"))
            self._value.setText(significant(float(plane[0, 0])))
        elif cursor.row is not None and cursor.column is not None:
            self._say_cell(channel, cursor.row, cursor.column)
        else:
            self._cell.setText(self.tr("Point at a cell for its value."))
            self._value.setText("")

    def _say_cell(self, channel: int, row: int, column: int) -> None:
        shown = self._shown
        if shown is None or channel >= len(shown.values):
            return
        height, width = shown.values.shape[1:]
        if row >= height or column >= width:
            return
        where = self.tr("row {row}, column {column}").format(row=row, column=column)
        if channel != self._clamped_channel():
            where = self.tr("channel {channel}, row {row}, column {column}").format(
                channel=channel, row=row, column=column
            )
        self._cell.setText(where)
        self._value.setText(significant(float(shown.values[channel, row, column])))

    def _scales_for(self, trace: Trace, shown: Channels) -> tuple[ColourScale, ...]:
        """One scale a channel for "this map", else a single one."""
        if shown.kind == "picture":
            return (ColourScale(float(shown.values.min()), float(max(shown.values.max(), 1e-6)), signed=False),)
        signed = self._signed(shown.values)
        match self._workspace.colour_range:
            case "map":
                return tuple(scale_of(plane, signed=signed) for plane in shown.values)
            case "network":
                everything = [layer.output.values for layer in trace.layers[1:]]
                # one answer for all layers: a colour that stands for another number in the next layer compares nothing
                zero = None if self._workspace.colour_zero == "auto" else signed
                return (merge([scale_of(values, signed=zero) for values in everything if values is not None]),)
            case _:
                return (scale_of(shown.values, signed=signed),)

    def _signed(self, values: NDArray[np.float32]) -> bool:
        zero = self._workspace.colour_zero
        return bool((values < 0).any()) if zero == "auto" else zero == "centred"

    def _palette(self) -> str:
        if self._shown is not None and self._shown.kind == "picture":
            return "grey"
        return "signed" if self._scales and self._scales[0].signed else "magnitude"

    def _clamped_channel(self) -> int:
        count = 0 if self._shown is None else len(self._shown.values)
        return max(0, min(self._workspace.cursor.channel, count - 1))

    # What the person does

    def toggle_enlarged(self) -> None:
        """Give the chosen channel the whole panel, or the mosaic its place back."""
        enlarged = not self._left.isHidden()
        self._left.setVisible(not enlarged)
        self.enlarged.emit(enlarged)

    def leave_enlarged(self) -> bool:
        """Bring the mosaic back; False where it was there."""
        if not self._left.isHidden():
            return False
        self.toggle_enlarged()
        return True

    def _on_range_chosen(self, key: ColourRange) -> None:
        self._workspace.colour_range = key

    def _on_zero_chosen(self, key: ColourZero) -> None:
        self._workspace.colour_zero = key

    def _on_tile_clicked(self, channel: int) -> None:
        self._workspace.move(channel=channel)

    def _on_number_clicked(self, cell: tuple[int, int, float]) -> None:
        shown = self._shown
        if shown is not None:
            columns = _number_columns(len(shown.values))
            self._workspace.move(channel=cell[0] * columns + cell[1])

    def _on_tile_hovered(self, cell: tuple[int, int, int, float] | None) -> None:
        if cell is None:
            self._show_channel()
        else:
            self._say_cell(*cell[:3])

    def _on_cell_hovered(self, cell: tuple[int, int, float] | None) -> None:
        if cell is None:
            self._show_channel()
        else:
            self._say_cell(self._clamped_channel(), *cell[:2])

    def _on_cell_clicked(self, cell: tuple[int, int]) -> None:
        self._workspace.move(cell=(cell[0], cell[1]))

    # Words

    def _name(self, layer: Layer, shown: Channels) -> None:
        name = self.tr("Input") if shown.kind == "picture" else layer.type_name
        self.set_subject(f"{layer.path} {name}".strip())
        self.set_line(self._line_for(layer, shown))

    def _line_for(self, layer: Layer, shown: Channels) -> str:
        if shown.kind == "picture":
            return self.tr("The picture as the network gets it.")
        if shown.kind == "unfolded":
            return self.tr("{count} numbers in one row; here a line for each channel.").format(
                count=f"{shown.values.size:,}"
            )
        if shown.kind == "vector":
            return self.tr("The logits: one number for each class, before softmax.")
        lines = {
            "Conv2d": self.tr("One picture per filter: orange where it responds, blue against it."),
            "BatchNorm2d": self.tr("Each channel, shifted and stretched to a common range."),
            "ReLU": self.tr("What was negative is zero now: the blue is gone."),
            "MaxPool2d": self.tr("Of each small block only the largest value stays."),
        }
        return lines.get(layer.type_name, self.tr("One picture per channel: what this layer puts out."))

    def _channel_text(self, channel: int) -> str:
        shown = self._shown
        if shown is not None and shown.kind == "picture":
            return self.tr("The picture")
        if shown is not None and shown.kind == "unfolded":
            return self.tr("All channels")
        if shown is not None and shown.kind == "vector":
            return self.tr("Output {index}").format(index=channel)
        return self.tr("Channel {index}").format(index=channel)

    def _empty_text(self) -> str:
        if self._workspace.trace is None:
            return self.tr("The network is being loaded.")
        if not self._workspace.is_answered:
            return self.tr("Draw a digit: the feature maps of every layer appear here while you draw.")
        return self.tr("The values of this layer were not kept.")

    def _retranslate(self) -> None:
        self.set_title(self.tr("Feature maps"))
        self.set_info(
            self.tr(
                "<p>A convolution slides each of its filters over its input. Where the patch under the filter looks "
                "like the filter, the sum of products is large: the cell is orange. Where it looks like the opposite, "
                "the sum is negative: the cell is blue. Zero has the colour of the paper.</p><p><b>Colours</b>: "
                "<i>This map</i> stretches the colours for each channel alone and makes weak channels look strong. "
                "<i>This layer</i> lets you compare channels. <i>Whole network</i> lets you compare layers.</p><p>A "
                "channel that is zero everywhere is marked as off: with this input it adds nothing.</p><p>Click a "
                "channel to enlarge it, click a cell to mark it. Comma and full stop change the layer and keep the "
                "channel.</p>"
            )
        )
        self._range_label.setText(self.tr("Scale"))
        self._range.set_segments(
            [
                Segment("map", self.tr("This map"), self.tr("Each channel uses the whole range of colours")),
                Segment("layer", self.tr("This layer"), self.tr("Equal colours mean equal values in this layer")),
                Segment("network", self.tr("Whole network"), self.tr("Equal colours mean equal values everywhere")),
            ]
        )
        self._range.setAccessibleName(self.tr("Range of the colour scale"))
        self._zero.set_segments(
            [
                Segment(
                    "auto",
                    self.tr("Auto"),
                    self.tr("Zero in the middle where a layer has negative values, at the start where it has none"),
                ),
                Segment("centred", self.tr("±"), self.tr("Zero in the middle: blue below, orange above")),
                Segment("from-zero", self.tr("0 →"), self.tr("Zero at the start; negative values look like zero")),
            ]
        )
        self._zero.setAccessibleName(self.tr("Where zero lies in the colour scale"))
        self._mosaic.setAccessibleName(self.tr("All channels of this layer"))
        self._one.setAccessibleName(self.tr("The chosen channel, enlarged"))
        self._show_trace()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave a word out where pictures need its room."""
        super().resizeEvent(event)
        self._range_label.setVisible(event.size().width() >= theme.px(NARROW))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self._range_label.setVisible(self.width() >= theme.px(NARROW))


def _number_columns(count: int) -> int:
    """How many numbers stand side by side where `count` of them are written out."""
    return 2 if count % 2 == 0 else 1
