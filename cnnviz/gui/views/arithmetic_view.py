"""The sums behind the sizes and the parameters of the layers that ran so far, with their own numbers."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from cnnviz.gui.widgets import numbers
from cnnviz.gui.widgets.panel import Panel
from cnnviz.gui.widgets.sums_list import Sum, SumBlock, SumsList
from cnnviz.trace import gradient_sums, looking, sums, update_sums
from cnnviz.trace.sums import LayerSums

if TYPE_CHECKING:
    from cnnviz.session.looked_at import LookedAt
    from cnnviz.session.stepping import Stepping
    from cnnviz.session.workspace import Workspace
    from cnnviz.trace.records import Trace
    from cnnviz.trace.steps import BackwardCall, Update

# What a linear layer multiplies on the way back: G the gradient of what it gave, X what it took, W its weights.
_PRODUCTS: Final = {"weight_gradient": "Gᵀ·X", "bias_gradient": "1·G", "input_gradient": "G·W"}


@dataclass(frozen=True, eq=False)
class _Entry:
    """One block of the list: where it is done, and what it is about."""

    position: int
    block: SumBlock
    about: Literal["layer", "gradient", "update"]


class ArithmeticView(Panel):
    """Shows the sums of the layers that ran, of the way back and of the updates; the current part is tinted.

    Args:
        workspace: the session's state.
        stepping: where the stepper stands.
        looked_at: which weight of an update is looked at.
        parent: the owner.
    """

    def __init__(
        self, workspace: Workspace, stepping: Stepping, looked_at: LookedAt, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, wide=True)
        self._workspace = workspace
        self._stepping = stepping
        self._looked_at = looked_at
        self._entries: tuple[_Entry, ...] = ()
        self._ends: list[int] = []
        self._weights: tuple[int, ...] = ()
        self.list = SumsList()
        self.content_layout().addWidget(self.list, 1)
        self._retranslate()
        self.list.chosen.connect(self._on_chosen)
        stepping.trace_changed.connect(self._show_trace)
        stepping.changed.connect(self._show_position)
        looked_at.changed.connect(self._show_weight)

    def _show_trace(self) -> None:
        trace = self._stepping.trace
        found: list[_Entry] = []
        if trace is not None:
            found += (_Entry(each.position, self._layer_block(each), "layer") for each in sums.sums_of(trace))
            found += (
                _Entry(trace.steps[back.step].end, self._gradient_block(trace, back), "gradient")
                for back in trace.backwards
                if not back.name
            )
            found += (
                _Entry(trace.steps[update.step].end, self._update_block(update), "update") for update in trace.updates
            )
        self._entries = tuple(sorted(found, key=lambda entry: entry.position))
        self._ends = [entry.position for entry in self._entries]
        self._weights = self._chosen_weights()
        self.list.set_blocks([entry.block for entry in self._entries])
        self._show_position()

    def _layer_block(self, layer: LayerSums) -> SumBlock:
        labels = {"size": self.tr("size"), "parameters": self.tr("params"), "products": self.tr("MACs")}
        lines = tuple(Sum(labels.get(line.kind, ""), line.terms, line.result) for line in layer.lines)
        return SumBlock(layer.path, layer.title, layer.group, lines)

    def _gradient_block(self, trace: Trace, back: BackwardCall) -> SumBlock:
        """How large the gradients of one layer are, each as large as what it belongs to, and what they are sums of."""
        words = {"output": self.tr("∂ output"), "input": self.tr("∂ input")}
        gradients = [(words["output"], record) for record in back.incoming[:1]]
        gradients += ((f"∂ {name.rpartition('.')[2]}", record) for name, record in back.learned)
        gradients += ((words["input"], record) for record in back.outgoing[:1])
        lines = tuple(
            Sum(label, "·".join(map(str, record.shape)), numbers.thousands(record.size))
            if len(record.shape) > 1
            else Sum(label, "", numbers.thousands(record.size))
            for label, record in gradients
        )
        lines += tuple(
            Sum(_PRODUCTS.get(line.kind, self.tr("added")), line.terms, line.result)
            for line in gradient_sums.gradient_sum(trace, back)
        )
        name = looking.name_of_backward(trace, back)
        kind = trace.calls[back.call].type_name if back.call is not None else ""
        kind = kind if kind != name else ""
        title = self.tr("{layer}, backward").format(layer=kind) if kind else self.tr("backward")
        return SumBlock(name, title, f"backward {back.index}", lines)

    def _update_block(self, update: Update) -> SumBlock:
        """How one weight came to its new number."""
        weight = self._looked_at.weight_of(update)
        place = ", ".join(str(int(axis)) for axis in np.unravel_index(weight, update.after.shape))
        lines = tuple(
            Sum(update_sums.SYMBOLS.get(line.kind, ""), line.terms, line.result)
            for line in update_sums.update_sum(update, weight)
        )
        return SumBlock(f"{update.name}[{place}]", update.algorithm, f"update {update.index}", lines)

    def _chosen_weights(self) -> tuple[int, ...]:
        trace = self._stepping.trace
        return () if trace is None else tuple(self._looked_at.weight_of(update) for update in trace.updates)

    def _show_weight(self) -> None:
        """Write out the sum of another weight."""
        if self._looked_at.update is not None and self._chosen_weights() != self._weights:
            self._show_trace()

    def _show_position(self) -> None:
        count = bisect_right(self._ends, self._stepping.position)
        last = self._entries[count - 1] if count else None
        self.list.show_first(count, "" if last is None else last.block.group)
        self.set_empty("" if count else self._empty_text())
        lines = {
            "layer": self.tr("(in + 2·padding − kernel) / stride + 1"),
            "gradient": self.tr("A gradient has the size of what it belongs to."),
            "update": self.tr("One weight, with its own numbers; click the picture for another."),
        }
        self.set_line(lines["layer" if last is None else last.about])

    def _on_chosen(self, place: int) -> None:
        self._stepping.go(self._entries[place].position)

    def _empty_text(self) -> str:
        if self._stepping.trace is None:
            return self.tr("Record a pass: the sums of each layer appear here as it runs.")
        if not self._entries:
            return self.tr("No layer of this network has a size or a parameter to work out.")
        return self.tr("Step on: the sums of each layer appear here once it has run.")

    def _retranslate(self) -> None:
        self.set_title(self.tr("Arithmetic"))
        self.set_info(
            self.tr(
                "<p><b>Size</b>: a kernel of k cells, moved in steps of the stride over an input with padding on both "
                "sides, fits into (in + 2·padding − k) / stride + 1 places. Where that is no whole number, ⌊ ⌋ rounds "
                "it down.</p><p><b>Parameters</b>: one weight for each cell of the kernel, each input channel and each "
                "output channel, and one bias for each output channel.</p><p><b>MACs</b> (multiply-adds): how often "
                "a weight is multiplied and added for this batch: cells of the output times weights for each cell.</p>"
                "<p><b>∂</b> is a gradient: how much the loss grows with each number. There is one for each number, so "
                "it has the same size. A linear layer gets them as products of <b>G</b>, the gradient of what it gave, "
                "with <b>X</b>, what it took in, and <b>W</b>, its weights. A convolution uses each weight at many "
                "places: <b>added</b> says how many gradients are added up in one.</p><p><b>Updates</b> show one "
                "weight: <b>w</b> the weight, <b>g</b> its gradient, "
                "<b>m</b> and <b>v</b> the running averages of the gradient and of its square.</p>"
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
