"""The sums behind the sizes and the parameters of the layers that ran so far, with their own numbers."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from cnnviz.gui.widgets.panel import Panel
from cnnviz.gui.widgets.sums_list import Sum, SumBlock, SumsList
from cnnviz.trace import sums
from cnnviz.trace.sums import LayerSums

if TYPE_CHECKING:
    from cnnviz.session.stepping import Stepping
    from cnnviz.session.workspace import Workspace


class ArithmeticView(Panel):
    """Shows the sums of the layers that ran, the current part of the network tinted.

    Args:
        workspace: the session's state.
        stepping: where the stepper stands.
        parent: the owner.
    """

    def __init__(self, workspace: Workspace, stepping: Stepping, parent: QWidget | None = None) -> None:
        super().__init__(parent, wide=True)
        self._workspace = workspace
        self._stepping = stepping
        self._layers: tuple[LayerSums, ...] = ()
        self._ends: list[int] = []
        self.list = SumsList()
        self.content_layout().addWidget(self.list, 1)
        self._retranslate()
        self.list.chosen.connect(self._on_chosen)
        stepping.trace_changed.connect(self._show_trace)
        stepping.changed.connect(self._show_position)

    def _show_trace(self) -> None:
        trace = self._stepping.trace
        self._layers = () if trace is None else tuple(sorted(sums.sums_of(trace), key=lambda layer: layer.position))
        self._ends = [layer.position for layer in self._layers]
        labels = {"size": self.tr("size"), "parameters": self.tr("params"), "products": self.tr("MACs")}
        self.list.set_blocks(
            [
                SumBlock(
                    layer.path,
                    layer.title,
                    layer.group,
                    tuple(Sum(labels[line.kind], line.terms, line.result) for line in layer.lines),
                )
                for layer in self._layers
            ]
        )
        self._show_position()

    def _show_position(self) -> None:
        count = bisect_right(self._ends, self._stepping.position)
        group = self._layers[count - 1].group if count else ""
        self.list.show_first(count, group)
        self.set_empty("" if count else self._empty_text())

    def _on_chosen(self, place: int) -> None:
        self._stepping.go(self._layers[place].position)

    def _empty_text(self) -> str:
        if self._stepping.trace is None:
            return self.tr("Record a pass: the sums of each layer appear here as it runs.")
        if not self._layers:
            return self.tr("No layer of this network has a size or a parameter to work out.")
        return self.tr("Step on: the sums of each layer appear here once it has run.")

    def _retranslate(self) -> None:
        self.set_title(self.tr("Arithmetic"))
        self.set_line(self.tr("(in + 2·padding − kernel) / stride + 1"))
        self.set_info(
            self.tr(
                "<p><b>Size</b>: a kernel of k cells, moved in steps of the stride over an input with padding on both "
                "sides, fits into (in + 2·padding − k) / stride + 1 places. Where that is no whole number, ⌊ ⌋ rounds "
                "it down.</p><p><b>Parameters</b>: one weight for each cell of the kernel, each input channel and each "
                "output channel, and one bias for each output channel.</p><p><b>MACs</b> (multiply-adds): how often "
                "a weight is multiplied and added for this batch: cells of the output times weights for each cell.</p>"
                "<p>Click a layer to go to the step at which it has run.</p>"
            )
        )
        self.list.setAccessibleName(self.tr("The sums of the layers that ran"))
        self._show_trace()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
