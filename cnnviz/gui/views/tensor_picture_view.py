"""The tensor at the cursor: its picture, image and channel to choose, and what its numbers are like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import numbers, painting
from cnnviz.gui.widgets.figure_rows import Figure, FigureRows
from cnnviz.gui.widgets.index_field import IndexField
from cnnviz.gui.widgets.label import Label
from cnnviz.gui.widgets.marks import MARGIN
from cnnviz.gui.widgets.mosaic_view import MosaicView
from cnnviz.gui.widgets.number_grid import NumberGrid
from cnnviz.gui.widgets.panel import Panel
from cnnviz.gui.widgets.segmented import Segment, Segmented
from cnnviz.gui.widgets.tensor_image import TensorImage
from cnnviz.trace import looking, pictures
from cnnviz.trace.pictures import MOST_NUMBERS, TensorPicture

if TYPE_CHECKING:
    from cnnviz.gui.services.summaries import Summaries
    from cnnviz.session.looked_at import LookedAt
    from cnnviz.session.stepping import Stepping
    from cnnviz.session.workspace import Workspace
    from cnnviz.trace.looking import Looked
    from cnnviz.trace.tensors import TensorRecord

NARROW = 440
"""Below this width the picture takes all of it: fields and statistics go below."""
_TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class TensorPictureView(Panel):
    """Shows the tensor that is looked at, and chooses its image and channel.

    Of a gradient and of an update there are several tensors to choose from; a click on a weight that was updated has
    its sum written out.

    Args:
        workspace: the session's state.
        stepping: where the stepper stands.
        looked_at: the tensor, the image and the channel.
        summaries: works out the statistics of large tensors.
        parent: the owner.
    """

    def __init__(
        self,
        workspace: Workspace,
        stepping: Stepping,
        looked_at: LookedAt,
        summaries: Summaries,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, bleed=MARGIN)
        self._workspace = workspace
        self._stepping = stepping
        self._looked_at = looked_at
        self._summaries = summaries
        self._shown: TensorPicture | None = None
        self._painted: tuple[object, ...] = ()
        self.maps = MosaicView()
        self.matrix = TensorImage(alignment=_TOP_LEFT)
        self.numbers = NumberGrid()
        self._figure = Label("figure", "text")
        self._missing = Label("body", "text3")
        self._pictures = QStackedWidget()
        self._beside = QWidget()
        self._narrow: bool | None = None
        self.parts = Segmented()
        self.image_field = IndexField()
        self.channel_field = IndexField()
        self.figures = FigureRows()
        self._build()
        self._retranslate()
        self.maps.tile_clicked.connect(self._on_tile_clicked)
        self.maps.tile_hovered.connect(self._on_tile_hovered)
        self.matrix.cell_hovered.connect(self._on_cell_hovered)
        self.numbers.cell_hovered.connect(self._on_cell_hovered)
        self.image_field.chosen.connect(self._on_image_chosen)
        self.channel_field.chosen.connect(self._on_channel_chosen)
        self.parts.chosen.connect(looked_at.choose_part)
        self.maps.cell_clicked.connect(self._on_map_cell_clicked)
        self.matrix.cell_clicked.connect(self._on_cell_clicked)
        self.numbers.cell_clicked.connect(self._on_cell_clicked)
        looked_at.changed.connect(self._show)
        summaries.ready.connect(self._show_figures)

    def _build(self) -> None:
        self._missing.setWordWrap(True)
        self._missing.setAlignment(_TOP_LEFT)
        self._missing.setMargin(MARGIN)
        self._figure.setAlignment(_TOP_LEFT)
        self._figure.setMargin(MARGIN)
        for widget in (self.maps, self.matrix, self.numbers, self._figure, self._missing):
            self._pictures.addWidget(widget)
        self._fields = QHBoxLayout()
        self._fields.setContentsMargins(0, 0, 0, 0)
        self._fields.setSpacing(12)
        self._column = QVBoxLayout(self._beside)
        self._column.setSpacing(6)
        self._column.addLayout(self._fields)
        self._chosen = QVBoxLayout()
        self._chosen.setContentsMargins(MARGIN, 0, 0, 0)
        self._chosen.addWidget(self.parts)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(2)
        left.addLayout(self._chosen)
        left.addWidget(self._pictures, 1)
        self._below = QHBoxLayout()
        self._below.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self._below.setSpacing(8)
        left.addLayout(self._below)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(14)
        body.addLayout(left, 1)
        body.addWidget(self._beside)
        self.content_layout().addLayout(body)
        self._pictures.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.parts.hide()
        self._arrange()

    def _arrange(self) -> None:
        """Put fields and statistics beside the picture, or around it where that leaves it too little room."""
        narrow = self.width() < theme.px(NARROW)
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.figures.set_in_one_line(narrow)
        self._beside.setVisible(not narrow)
        for row in (self._fields, self._below):
            while row.count():
                row.takeAt(0)
        if narrow:
            self._below.addWidget(self.figures, 1)
            self._below.addWidget(self.image_field)
            self._below.addWidget(self.channel_field)
        else:
            self._fields.addWidget(self.image_field)
            self._fields.addStretch(1)
            self._fields.addWidget(self.channel_field)
            self._column.setContentsMargins(0, MARGIN, MARGIN, 0)
            self._column.addWidget(self.figures, 1)
        if self._looked_at.looked is not None:
            self._show_fields(self._looked_at.looked)

    # What the session says

    def _show(self) -> None:
        looked, trace = self._looked_at.looked, self._stepping.trace
        if looked is None or trace is None:
            self._shown, self._painted = None, ()
            self.set_subject("")
            self.set_line(self.tr("The tensor that was made last, or the one that you choose."))
            self.set_empty(self.tr("Record a pass: each step shows the tensor that it made here."))
            return
        self.set_empty("")
        self.set_subject(self._subject(looked))
        record = looked.record
        image = self._looked_at.image
        if self._painted != (record, image, looked.kind):
            lines = pictures.folded_from(trace, record) if len(record.shape) == 2 else None
            self._shown = pictures.picture_of(record, image, lines)
            self._painted = (record, image, looked.kind)
            self._paint(looked)
        self.set_line(self._line_for(looked))
        self._show_parts(looked)
        self._show_fields(looked)
        self.maps.set_selected(self._looked_at.channel)
        self._mark_weight(looked)
        self._show_figures()

    def _paint(self, looked: Looked) -> None:
        """Hand the numbers to the widget that suits them; gradients and weights have zero in the middle."""
        record, shown, trace = looked.record, self._shown, self._stepping.trace
        if shown is None or trace is None:
            self._missing.setText(painting.keep_words(self._missing_text(record)))
            self._pictures.setCurrentWidget(self._missing)
            return
        signed = None if looked.kind == "value" else True
        palette, scale = pictures.colours_of(trace, record, shown.values, signed=signed)
        if shown.kind == "maps":
            self.maps.set_values(shown.values, scale, palette)
            self._pictures.setCurrentWidget(self.maps)
        elif shown.kind == "number":
            self._figure.setText(numbers.significant(float(shown.values[0, 0]), 5))
            self._pictures.setCurrentWidget(self._figure)
        elif shown.kind == "vector" and shown.count <= MOST_NUMBERS:
            self.numbers.set_values(shown.values, scale, palette)
            self._pictures.setCurrentWidget(self.numbers)
        else:
            self.matrix.set_values(shown.values, scale, palette)
            self._pictures.setCurrentWidget(self.matrix)

    def _show_parts(self, looked: Looked) -> None:
        """The tensors of this step that there are to choose from."""
        self.parts.setVisible(len(looked.parts) > 1)
        if len(looked.parts) > 1:
            keys = tuple(part.key for part in looked.parts)
            words = self._part_words()
            self.parts.set_segments([Segment(key, words.get(key, key)) for key in keys])
            self.parts.set_chosen(looked.key)

    def _mark_weight(self, looked: Looked) -> None:
        """Mark the weight of an update whose sum is written out; a picture of something else has no mark."""
        shown, update = self._shown, looked.update
        row = column = None
        if shown is not None and update is not None:
            place = np.unravel_index(self._looked_at.weight_of(update), update.after.shape)
            if shown.kind == "maps":
                row, column = int(place[-2]), int(place[-1])
            elif shown.kind == "vector":
                row, column = divmod(int(place[-1]), shown.values.shape[1])
        self.maps.set_cell(row, column)
        self.matrix.set_cell(row, column)
        self.numbers.set_cell(row, column)

    def _show_fields(self, looked: Looked) -> None:
        record, part = looked.record, looked.part
        names = pictures.axis_names(record.shape, learned=part is not None and part.learned)
        images, channels = pictures.image_count(record.shape), pictures.channel_count(record.shape)
        # below a narrow picture a field without a choice takes room from the statistics
        self.image_field.setVisible(len(record.shape) > 1 and (images > 1 or not self._narrow))
        self.channel_field.setVisible(len(record.shape) >= 4 and (channels > 1 or not self._narrow))
        self.image_field.set_label(names[0] if names else "")
        self.channel_field.set_label(names[1] if len(names) > 1 else "")
        self.image_field.set_count(images)
        self.image_field.set_value(self._looked_at.image)
        self.channel_field.set_count(channels)
        self.channel_field.set_value(self._looked_at.channel)

    def _show_figures(self) -> None:
        looked = self._looked_at.looked
        if looked is None:
            return
        record = looked.record
        self._summaries.want((record,))
        statistics = record.statistics if self._summaries.have(record) else None
        rows: list[Figure] = []
        if statistics is not None:
            broken = ((self.tr("not a number"), statistics.nan), (self.tr("infinite"), statistics.inf))
            rows += (Figure(label, numbers.thousands(count), warns=True) for label, count in broken if count)
            spread = Figure(self.tr("std. dev."), _short(statistics.std))
            zeros = Figure(self.tr("zeros"), numbers.percent(statistics.zeros))
            # in one line the shorter one is likelier to have room
            rows += (
                Figure(self.tr("mean"), _short(statistics.mean)),
                *((zeros, spread) if self._narrow else (spread, zeros)),
            )
        elif not self._summaries.have(record):
            rows += (Figure(label, "…") for label in (self.tr("mean"), self.tr("std. dev."), self.tr("zeros")))
        rows.append(Figure(self.tr("memory"), pictures.memory_text(record)))
        if statistics is not None:
            rows.append(Figure(self.tr("smallest"), _end(statistics.minimum, record.dtype)))
            rows.append(Figure(self.tr("largest"), _end(statistics.maximum, record.dtype)))
        self.figures.set_rows(rows)

    # What the person does

    def _on_tile_clicked(self, channel: int) -> None:
        self._looked_at.show(channel=channel)

    def _on_image_chosen(self, image: int) -> None:
        self._looked_at.show(image=image)

    def _on_channel_chosen(self, channel: int) -> None:
        self._looked_at.show(channel=channel)

    def _on_map_cell_clicked(self, cell: tuple[int, int, int]) -> None:
        update = self._looked_at.update
        if update is not None and len(update.after.shape) == 4:
            place = (self._looked_at.image, *cell)
            self._looked_at.choose_weight(int(np.ravel_multi_index(place, update.after.shape)))

    def _on_cell_clicked(self, cell: tuple[int, int, float]) -> None:
        update, shown = self._looked_at.update, self._shown
        if update is None or shown is None or shown.kind != "vector":
            return
        place = cell[0] * shown.values.shape[1] + cell[1]
        if place < shown.count:
            self._looked_at.choose_weight(self._looked_at.image * shown.count + place)

    def _on_tile_hovered(self, cell: tuple[int, int, int, float] | None) -> None:
        looked = self._looked_at.looked
        if looked is None:
            return
        if cell is None:
            self.set_line(self._line_for(looked))
            return
        self.set_line(
            self.tr("channel {channel}, row {row}, column {column}: {value}").format(
                channel=cell[0], row=cell[1], column=cell[2], value=numbers.significant(cell[3])
            )
        )

    def _on_cell_hovered(self, cell: tuple[int, int, float] | None) -> None:
        looked, shown = self._looked_at.looked, self._shown
        if looked is None or shown is None:
            return
        if cell is None:
            self.set_line(self._line_for(looked))
            return
        row, column, value = cell[0], cell[1], numbers.significant(cell[2])
        if shown.kind == "vector":
            place = row * shown.values.shape[1] + column
            text = self.tr("number {place}: {value}").format(place=numbers.thousands(place), value=value)
            if shown.by_channel:
                text = self.tr("number {place}, of channel {channel}: {value}").format(
                    place=numbers.thousands(place), channel=row, value=value
                )
        else:
            text = self.tr("row {row}, column {column}: {value}").format(row=row, column=column, value=value)
        self.set_line(text)

    # Words

    def _part_words(self) -> dict[str, str]:
        return {
            looking.OUTPUT: self.tr("output"),
            looking.INPUT: self.tr("input"),
            looking.BEFORE: self.tr("before"),
            looking.AFTER: self.tr("after"),
            looking.DIFFERENCE: self.tr("difference"),
            looking.GRADIENT: self.tr("gradient"),
        }

    def _subject(self, looked: Looked) -> str:
        """What the picture is of, such as `out`, or `gradient of layer2.0, output`."""
        if looked.kind == "value":
            return looked.name
        if looked.kind == "gradient":
            word = self._part_words().get(looked.key)
            if word is None:  # one of the model's own numbers
                return self.tr("gradient of {name}").format(name=f"{looked.name}.{looked.key}")
            return self.tr("gradient of {name}").format(name=f"{looked.name}, {word}")
        return f"{looked.name}, {self._part_words().get(looked.key, looked.key)}"

    def _line_for(self, looked: Looked) -> str:
        if looked.part is not None and looked.part.learned:
            return self._line_for_learned(looked)
        return self._line_for_value(looked.record)

    def _line_for_learned(self, looked: Looked) -> str:
        """Of the model's own numbers: which of them, and what a click does."""
        shape = looked.record.shape
        if looked.update is not None and len(shape) in (1, 2, 4):
            return self.tr("Click a weight: its own sum is written on the right.")
        if len(shape) == 4:
            return self.tr("Filter {filter} of {filters}: for each of {channels} channels {height} × {width}.").format(
                filter=self._looked_at.image, filters=shape[0], channels=shape[1], height=shape[2], width=shape[3]
            )
        if len(shape) == 2:
            return self.tr("Row {row} of {rows}: {count} weights.").format(
                row=self._looked_at.image, rows=shape[0], count=numbers.thousands(shape[1])
            )
        return self._line_for_value(looked.record)

    def _line_for_value(self, record: TensorRecord) -> str:
        shape = record.shape
        if not shape:
            return self.tr("A single number, without axes.")
        if len(shape) == 1:
            return self.tr("{count} numbers in a row.").format(count=numbers.thousands(shape[0]))
        images = numbers.thousands(shape[0])
        if len(shape) == 2:
            shown = self._shown
            if shown is not None and shown.by_channel:
                return self.tr("Entry N of {images}: {count} numbers, a line for each of {channels} channels.").format(
                    images=images, count=numbers.thousands(shape[1]), channels=shown.values.shape[0]
                )
            return self.tr("Entry N of {images}: {count} numbers in a row.").format(
                images=images, count=numbers.thousands(shape[1])
            )
        if len(shape) == 3:
            return self.tr("Entry N of {images}: {rows} rows of {columns} numbers.").format(
                images=images, rows=numbers.thousands(shape[1]), columns=numbers.thousands(shape[2])
            )
        if len(shape) > 4:
            return self.tr("Entry N of {images}, its planes of {height} × {width} side by side.").format(
                images=images, height=shape[-2], width=shape[-1]
            )
        if shape[1] == 1:
            return self.tr("Image N of {images}, one channel C, H × W = {height} × {width}.").format(
                images=images, height=shape[2], width=shape[3]
            )
        return self.tr("Image N of {images}, its {channels} channels C, each H × W = {height} × {width}.").format(
            images=images, channels=shape[1], height=shape[2], width=shape[3]
        )

    def _missing_text(self, record: TensorRecord) -> str:
        if not record.size:
            return self.tr("This tensor is empty: one of its axes is 0.")
        if record.overwritten:
            return self.tr("Something wrote over these numbers before they could be kept; only the shape is known.")
        if record.known_statistics is None:
            return self.tr("Only the shape of this tensor was recorded, not its numbers.")
        return self.tr(
            "The numbers of this tensor were not kept: the memory set aside for the pass was full. "
            "Their statistics are beside."
        )

    def _retranslate(self) -> None:
        self.set_title(self.tr("Picture of"))
        self.set_info(
            self.tr(
                "<p>A tensor of four axes is a batch of images: <b>[N, C, H, W]</b>. <b>N</b> is the image in the "
                "batch, <b>C</b> the channel, <b>H</b> and <b>W</b> are the rows and columns of each channel. Choose N "
                "and C in the fields, or click a channel.</p><p>Orange is above zero, blue below, and zero has the "
                "colour of the paper. All channels share one scale.</p><p>A tensor of two axes is a row of numbers for "
                "each image: it is folded into lines, and where it was flattened from maps, each line is one "
                "channel.</p><p>On the way back the picture is a <b>gradient</b>: how much the loss grows with each "
                "number. After an update it shows the weights before and after, and the difference; click one weight, "
                "and its sum is written out.</p>"
            )
        )
        self.image_field.setAccessibleName(self.tr("Image N of the batch"))
        self.image_field.setToolTip(self.tr("Which image of the batch (arrow keys, or type its number)"))
        self.channel_field.setAccessibleName(self.tr("Channel C"))
        self.channel_field.setToolTip(self.tr("Which channel (arrow keys, or type its number)"))
        self.maps.setAccessibleName(self.tr("The channels of the tensor"))
        self.matrix.setAccessibleName(self.tr("The numbers of the tensor as a picture"))
        self.numbers.setAccessibleName(self.tr("The numbers of the tensor"))
        self.figures.setAccessibleName(self.tr("Statistics"))
        self.parts.setAccessibleName(self.tr("Which tensor of this step"))
        self._painted = ()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the room of now."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()


def _short(value: float) -> str:
    """Three decimals where they say something: gradients are often smaller."""
    return numbers.fixed(value, 3) if value == 0 or abs(value) >= 0.01 else numbers.significant(value, 2)


def _end(value: float, dtype: str) -> str:
    """One end of the range: whole numbers without decimals."""
    whole = "float" not in dtype and "complex" not in dtype and value.is_integer()
    return numbers.thousands(int(value)) if whole else numbers.significant(value)
