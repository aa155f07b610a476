"""The network at the moment that the window shows: what it says of the drawn digit, filters, feature maps, weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cnnviz.gui import theme
from cnnviz.gui.services.answers import softmax
from cnnviz.gui.widgets.answer_figure import AnswerFigure
from cnnviz.gui.widgets.class_bars import ClassBars
from cnnviz.gui.widgets.label import Label
from cnnviz.gui.widgets.marks import MARGIN
from cnnviz.gui.widgets.mosaic_view import MosaicView
from cnnviz.gui.widgets.numbers import percent, shape_product, thousands
from cnnviz.gui.widgets.panel import Panel
from cnnviz.gui.widgets.tensor_image import TensorImage
from cnnviz.gui.widgets.weight_histogram import WeightHistogram
from cnnviz.imaging.normalise import ColourScale, scale_of
from cnnviz.trace.channels import channels, kernels

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cnnviz.session.runs import Run, Runs
    from cnnviz.session.workspace import Workspace
    from cnnviz.trace.channels import Kernels

_PICTURE: Final = 84
_FILTERS: Final = 84
_LOW: Final = 680
"""Below this height the weights' histogram goes."""


class MomentView(Panel):
    """Shows the workspace's network while it is that of a moment of the run.

    Args:
        workspace: the session's state.
        runs: the run that is watched, and which moment of it is shown.
        parent: the owner.
    """

    def __init__(self, workspace: Workspace, runs: Runs, parent: QWidget | None = None) -> None:
        super().__init__(parent, bleed=MARGIN)
        self._workspace = workspace
        self._runs = runs
        self._first: dict[str, NDArray[np.float32]] = {}  # the weights of the run's first moment
        self.picture = TensorImage()
        self.answer = AnswerFigure()
        self.bars = ClassBars()
        self.filters, self.maps = MosaicView(), MosaicView()
        self.weights = WeightHistogram()
        self._titles = {
            key: (Label("body600", "text"), Label("body", "text2")) for key in ("filters", "maps", "weights")
        }
        self._weights_row = QWidget()
        self._shown_filters: tuple[object, ...] = ()
        self._build()
        self.filters.tile_clicked.connect(self._on_filter_clicked)
        self.maps.tile_clicked.connect(lambda channel: workspace.move(channel=channel))
        for signal in (workspace.trace_changed, workspace.cursor_changed, workspace.model_changed):
            signal.connect(self._show)
        workspace.emptied.connect(self._show)
        runs.moment_changed.connect(self._show)
        runs.current_changed.connect(self._on_current_changed)
        self._retranslate()

    def _build(self) -> None:
        column = self.content_layout()
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, MARGIN, 0)
        head.setSpacing(12)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.picture)
        left.addWidget(self.answer)
        left.addStretch(1)
        head.addLayout(left)
        head.addWidget(self.bars, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for key, view, share in (("filters", self.filters, 0), ("maps", self.maps, 1)):
            column.addSpacing(4)
            column.addWidget(self._heading(key))
            column.addWidget(view, share)
        self.maps.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        below = QVBoxLayout(self._weights_row)
        below.setContentsMargins(0, 4, 0, 0)
        below.setSpacing(2)
        below.addWidget(self._heading("weights"))
        row = QHBoxLayout()
        row.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        row.addWidget(self.weights)
        below.addLayout(row)
        column.addWidget(self._weights_row)
        self._measure_parts()

    def _heading(self, key: str) -> QWidget:
        title, subject = self._titles[key]
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(subject)
        title.setMinimumWidth(0)
        subject.setMinimumWidth(0)
        return line

    def _measure_parts(self) -> None:
        side = theme.px(_PICTURE) + 2 * (MARGIN + 1)
        self.picture.setFixedSize(side, side)
        self.filters.setFixedHeight(theme.px(_FILTERS))

    @property
    def line(self) -> str:
        """The sentence below the title."""
        return self.accessibleDescription()

    def _on_current_changed(self, run: Run | None) -> None:
        self._first = {}
        del run
        self._show()

    # What the workspace says

    def _show(self, _what: object = None) -> None:
        run, moment, workspace = self._runs.current, self._runs.moment, self._workspace
        model, trace = workspace.model, workspace.trace
        self.set_title(
            self.tr("The network at step {step}").format(step=thousands(moment.step)) if moment else self.tr("Network")
        )
        if run is not None and run.history.start is not None and not run.takes_digits:
            shape = shape_product(run.history.start.shape)
            self.set_line(self.tr("Its curves are beside this panel."))
            self.set_empty(
                self.tr("This network takes pictures of {shape}: what is drawn cannot be shown to it.").format(
                    shape=shape
                )
            )
            return
        if run is None or moment is None or model is None or trace is None:
            self.set_line(self.tr("It is seen here while it learns."))
            self.set_empty(self.tr("Start a run, or open one: what the network sees and answers then appears here."))
            return
        self.set_empty("")
        self.set_line(self._line_text(run, moment.step))
        if moment.step == 0 and model.title == run.name and not self._first:
            self._first = dict(model.parameters)
        self._show_answer()
        self._show_filters()
        self._show_maps()

    def _line_text(self, run: Run, step: int) -> str:
        epoch, batch = divmod(step, run.batches)
        if not step:
            return self.tr("Before the first update: random weights.")
        if not batch:
            return self.tr("End of epoch {epoch}.").format(epoch=epoch)
        return self.tr("Epoch {epoch}, after batch {batch}.").format(epoch=epoch + 1, batch=thousands(batch))

    def _show_answer(self) -> None:
        workspace = self._workspace
        model, trace = workspace.model, workspace.trace
        pixels = workspace.input.pixels
        self.picture.set_values(pixels, ColourScale(0.0, 1.0, signed=False), "grey")
        logits = None if trace is None else trace.output.values
        if model is None or logits is None or not workspace.is_answered:
            names = model.classes if model is not None else ()
            self.bars.set_rows(names, None, [])
            self.answer.set_empty(self.tr("Draw a digit on the Draw page."))
            return
        shares = softmax(logits[0].astype(np.float64))
        self.bars.set_rows(model.classes, shares, [percent(float(share)) for share in shares])
        best = int(np.argmax(shares))
        self.answer.set_answer(model.classes[best], percent(float(shares[best])), "")

    def _show_filters(self) -> None:
        found = self._found()
        key = (id(self._workspace.model), found.name if found else "", self._workspace.cursor)
        if key == self._shown_filters:
            return
        self._shown_filters = key
        self._titles["filters"][1].setText(found.name if found else "")
        self.filters.setVisible(found is not None)
        self._weights_row.setVisible(found is not None and self.height() >= theme.px(_LOW))
        if found is None:
            return
        scale = scale_of(found.weights, signed=True)
        outputs, inputs = found.maps.shape[:2]
        cursor = self._workspace.cursor
        if inputs == 1:
            self.filters.set_values(found.maps[:, 0], scale)
            self.filters.set_selected(min(cursor.channel, outputs - 1))
        else:
            self.filters.set_values(found.maps[min(cursor.channel, outputs - 1)], scale)
            self.filters.set_selected(min(cursor.input_channel, inputs - 1))
        before = self._first.get(found.name)
        self.weights.set_values(found.weights, before)
        self._titles["weights"][1].setText(self.tr("grey line: at the start") if before is not None else "")

    def _show_maps(self) -> None:
        workspace = self._workspace
        trace, cursor = workspace.trace, workspace.cursor
        shown = channels(trace, cursor.layer) if trace is not None and workspace.is_answered else None
        layer = workspace.layer
        self.maps.setVisible(shown is not None)
        self._titles["maps"][1].setText(f"{layer.path} {layer.type_name}".strip() if layer is not None else "")
        if shown is None:
            return
        if shown.kind == "picture":
            low, high = float(shown.values.min()), float(max(shown.values.max(), 1e-6))
            self.maps.set_values(shown.values, ColourScale(low, high, signed=False), "grey")
        else:
            scale = scale_of(shown.values)
            self.maps.set_values(shown.values, scale, "signed" if scale.signed else "magnitude")
        dead = ~np.any(shown.values, axis=(1, 2)) if shown.kind == "maps" else None
        self.maps.set_dead(dead, self.tr("off"))
        self.maps.set_selected(min(cursor.channel, len(shown.values) - 1))

    def _found(self) -> Kernels | None:
        trace, model = self._workspace.trace, self._workspace.model
        if trace is None or model is None:
            return None
        return kernels(trace, model.parameters, self._workspace.cursor.layer)

    def _on_filter_clicked(self, tile: int) -> None:
        found = self._found()
        if found is not None and found.maps.shape[1] == 1:
            self._workspace.move(channel=tile)
        elif found is not None:
            self._workspace.move(input_channel=tile)

    def _retranslate(self) -> None:
        self.set_info(
            self.tr(
                "<p>The whole window shows the network as it was at this step of its training, not only this panel: "
                "draw on the Draw page, and this network answers.</p><p>Watch the filters: at the start they are "
                "noise, and within some tens of steps they take the form of strokes and edges.</p><p>Choose another "
                "layer in the network strip below.</p>"
            )
        )
        for key, text in (
            ("filters", self.tr("Filters")),
            ("maps", self.tr("Feature maps")),
            ("weights", self.tr("Weights")),
        ):
            self._titles[key][0].setText(text)
        self.filters.setAccessibleName(self.tr("Filters"))
        self.maps.setAccessibleName(self.tr("Feature maps"))
        self.weights.setAccessibleName(self.tr("How many weights have which value"))
        self.picture.setAccessibleName(self.tr("The network's input"))
        self.bars.setAccessibleName(self.tr("How likely each class is"))
        self._shown_filters = ()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the histogram out where pictures need its room."""
        super().resizeEvent(event)
        self._weights_row.setVisible(self._found() is not None and event.size().height() >= theme.px(_LOW))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.StyleChange and hasattr(self, "_titles"):
            self._measure_parts()
