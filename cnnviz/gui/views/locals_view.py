"""The names of the function that is looked at: what they stand for, and what the last line changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from cnnviz.gui.widgets import numbers
from cnnviz.gui.widgets.locals_table import LocalRow, LocalsTable
from cnnviz.gui.widgets.panel import Panel
from cnnviz.trace import looking, pictures
from cnnviz.trace.steps import Change, Collection, ModuleValue, Value
from cnnviz.trace.tensors import TensorRecord

if TYPE_CHECKING:
    from cnnviz.gui.services.summaries import Summaries
    from cnnviz.session.looked_at import LookedAt
    from cnnviz.session.stepping import Stepping
    from cnnviz.session.workspace import Workspace
    from cnnviz.trace.records import Trace

FEW_ITEMS = 3
"""So many items of a list are named; more are counted."""


class LocalsView(Panel):
    """Shows the locals of the stepper's frame, and chooses the tensor that is looked at.

    Args:
        workspace: the session's state.
        stepping: where the stepper stands.
        looked_at: the tensor that the picture shows.
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
        super().__init__(parent, wide=True)
        self._workspace = workspace
        self._stepping = stepping
        self._looked_at = looked_at
        self._summaries = summaries
        self._shown_at: tuple[Trace | None, int | None, int] = (None, None, -1)
        self.table = LocalsTable()
        self.content_layout().addWidget(self.table)
        self._retranslate()
        self.table.chosen.connect(self._on_chosen)
        stepping.changed.connect(self._on_moved)
        stepping.trace_changed.connect(self._show)
        looked_at.changed.connect(self._show)
        summaries.ready.connect(self._show)

    def _on_moved(self) -> None:
        """Another tensor that is looked at has brought the new rows already."""
        if self._shown_at != (self._stepping.trace, self._stepping.frame, self._stepping.position):
            self._show()

    def _show(self) -> None:
        trace, frame = self._stepping.trace, self._stepping.frame
        self._shown_at = trace, frame, self._stepping.position
        if trace is None or frame is None:
            self.set_empty(self._empty_text(trace))
            return
        self.set_empty("")
        names = self._stepping.locals()
        changes = looking.last_changes(trace, frame, self._stepping.position)
        tensors = [(name, value) for name, value in names.items() if isinstance(value, TensorRecord)]
        others = [(name, value) for name, value in names.items() if not isinstance(value, TensorRecord)]
        others.sort(key=lambda pair: isinstance(pair[1], ModuleValue))  # self last: it never changes
        # the newest name first: that is where the eye looks after a step
        rows = [self._tensor_row(trace, name, value, changes.get(name)) for name, value in reversed(tensors)]
        rows += [LocalRow(name, text=self._said(value), changed=name in changes) for name, value in others]
        self._summaries.want(value for _, value in tensors)
        self.table.set_rows(rows)

    def _tensor_row(self, trace: Trace, name: str, record: TensorRecord, change: Change | None) -> LocalRow:
        before = change.before if change is not None else None
        old = before.shape if isinstance(before, TensorRecord) and before.shape != record.shape else None
        looked = self._looked_at.looked
        row = LocalRow(
            name,
            numbers.shape_list(record.shape),
            numbers.shape_list(old) if old is not None else "",
            record.dtype,
            changed=change is not None,
            chosen=looked is not None and looked.record is record and looked.name == name,
        )
        image, channel = self._looked_at.wanted_image, self._looked_at.wanted_channel
        picture = pictures.thumbnail_of(record, image, channel)
        if picture is not None:
            palette, scale = pictures.colours_of(trace, record, picture)
            row = replace(row, picture=picture, palette=palette, scale=scale)
        return self._with_figures(row, record)

    def _with_figures(self, row: LocalRow, record: TensorRecord) -> LocalRow:
        """The row with range, mean and histogram, or why there are none."""
        if record.overwritten:
            return replace(row, text=self.tr("overwritten"))
        if not self._summaries.have(record):
            return replace(row, figures=("…", "…"), more=("…", "…"))
        statistics, histogram = record.statistics, record.histogram
        if statistics is None:
            return replace(row, text=self.tr("not kept"))
        return replace(
            row,
            figures=_figures((statistics.minimum, statistics.maximum), record.dtype),
            more=_figures((statistics.mean, statistics.std)),
            counts=() if histogram is None else histogram.counts,
        )

    def _said(self, value: Value) -> str:
        if isinstance(value, ModuleValue):
            return self.tr("{type}, {count} parameters").format(
                type=value.type_name, count=numbers.thousands(value.parameters)
            )
        if isinstance(value, Collection):
            items = [self._said(each) for _, each in value.items[:FEW_ITEMS]]
            more = ["…"] if value.length > len(items) else []
            return self.tr("{type} of {count}: {items}").format(
                type=value.type_name, count=value.length, items=", ".join(items + more)
            )
        if isinstance(value, TensorRecord):
            return numbers.shape_list(value.shape)
        return value.text

    def _on_chosen(self, name: str) -> None:
        # the name that is chosen already is let go, and the walk is followed again
        self._looked_at.choose("" if name == self._looked_at.name else name)

    def _empty_text(self, trace: Trace | None) -> str:
        if trace is None:
            return self.tr("Record a pass, and the names of forward() appear here with their shapes.")
        return self.tr("This network is a ready-made chain of modules: it has no lines of its own, and so no names.")

    def _retranslate(self) -> None:
        self.set_title(self.tr("Locals"))
        self.set_line(self.tr("Names in this function; what the last line changed is marked."))
        self.set_info(
            self.tr(
                "<p>What the names of the function stand for at this step: the <b>shape</b> of each tensor, its number "
                "type, its smallest and largest number, how its numbers are spread, and a small picture of the chosen "
                "image and channel.</p><p>What the last line changed is tinted. Where the shape changed, the old one "
                "is struck through.</p><p>The bars count how many numbers lie in each part of the range; they grow "
                "with the logarithm, so that many zeros leave room for the rest.</p><p>Click a tensor to keep it in "
                "the picture below; click it again to follow the walk.</p>"
            )
        )
        self.table.set_heads(
            (
                self.tr("name"),
                self.tr("shape"),
                self.tr("type"),
                self.tr("min, max"),
                self.tr("mean, std"),
                self.tr("values"),
            )
        )
        self.table.setAccessibleName(self.tr("The names of this function"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()


def _figures(values: tuple[float, float], dtype: str = "float32") -> tuple[str, ...]:
    """Two numbers of a narrow column: two decimals where they say enough."""
    if not dtype.startswith(("float", "bfloat", "complex")):
        return tuple(
            numbers.thousands(int(value)) if float(value).is_integer() else numbers.significant(value)
            for value in values
        )
    largest = max(abs(value) for value in values)
    if largest == 0 or 0.05 <= largest < 10_000:
        return tuple(numbers.fixed(value, 2) for value in values)
    return tuple(numbers.significant(value, 2) for value in values)
