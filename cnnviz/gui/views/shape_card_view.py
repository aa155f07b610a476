"""The shape card: the column of shapes of the pass, each a click away, to be copied in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from cnnviz.gui.widgets import numbers
from cnnviz.gui.widgets.buttons import IconButton
from cnnviz.gui.widgets.panel import Panel
from cnnviz.gui.widgets.shape_column import ShapeColumn, ShapeItem
from cnnviz.trace import shape_card
from cnnviz.trace.shape_card import CardRow

if TYPE_CHECKING:
    from cnnviz.session.stepping import Stepping
    from cnnviz.session.workspace import Workspace


class ShapeCardView(Panel):
    """Shows the shapes of the pass, and moves the stepper to where one of them is made.

    Args:
        workspace: the session's state.
        stepping: where the stepper stands.
        parent: the owner.
    """

    def __init__(self, workspace: Workspace, stepping: Stepping, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._stepping = stepping
        self._rows: tuple[CardRow, ...] = ()
        self._copied = ""
        self.column = ShapeColumn()
        self.copy_text = IconButton("copy", kind="plain", size=26, icon_size=15)
        self.copy_markdown = IconButton("markdown", kind="plain", size=26, icon_size=16)
        self.add_title_widget(self.copy_text)
        self.add_title_widget(self.copy_markdown)
        self.content_layout().addWidget(self.column, 1)
        self._retranslate()
        self.column.chosen.connect(self._on_chosen)
        self.copy_text.clicked.connect(self._copy_as_text)
        self.copy_markdown.clicked.connect(self._copy_as_markdown)
        stepping.trace_changed.connect(self._show_trace)
        stepping.changed.connect(self._show_position)

    @property
    def rows(self) -> tuple[CardRow, ...]:
        """The card."""
        return self._rows

    def _show_trace(self) -> None:
        trace = self._stepping.trace
        self._rows = () if trace is None else shape_card.rows_of(trace)
        self.column.set_items(
            [ShapeItem(row.name, numbers.shape_product(row.shape) or "1", self._tip(row)) for row in self._rows]
        )
        for button in (self.copy_text, self.copy_markdown):
            button.setEnabled(bool(self._rows))
        self._show_position()
        self.set_empty("" if self._rows else self.tr("Record a pass: its shapes are listed here, ready to be copied."))

    def _show_position(self) -> None:
        self.column.set_current(shape_card.current_row(self._rows, self._stepping.position))
        if self._copied:
            self._copied = ""
            self._show_line()

    def _on_chosen(self, place: int) -> None:
        self._stepping.go(self._rows[place].position)

    def _copy_as_text(self) -> None:
        QGuiApplication.clipboard().setText(shape_card.as_text(self._rows))
        self._copied = "text"
        self._show_line()

    def _copy_as_markdown(self) -> None:
        heads = (self.tr("layer"), self.tr("shape"))
        QGuiApplication.clipboard().setText(shape_card.as_markdown(self._rows, heads))
        self._copied = "markdown"
        self._show_line()

    def _tip(self, row: CardRow) -> str:
        name = " ".join(filter(None, (row.name, row.type_name)))
        return self.tr("{name}: {shape}, {count} numbers").format(
            name=name, shape=numbers.shape_list(row.shape), count=numbers.thousands(row.record.size)
        )

    def _show_line(self) -> None:
        lines = {
            "text": self.tr("Copied as text."),
            "markdown": self.tr("Copied as a Markdown table."),
        }
        self.set_line(lines.get(self._copied, self.tr("All shapes of this pass; click one.")))

    def _retranslate(self) -> None:
        self.set_title(self.tr("Shape card"))
        self.set_info(
            self.tr(
                "<p>What is written on the board in class: the shape of the tensor after each part of the network. "
                "What the stepper has passed is dark, where it stands is marked, what comes is grey.</p><p>The first "
                "number is the batch: it never changes. Then come the channels, the height and the width, until "
                "flattening puts them into one row.</p><p>Click a shape to go there. The buttons copy the card as text "
                "or as a Markdown table.</p>"
            )
        )
        self.copy_text.set_help(self.tr("Copy the shapes as text"))
        self.copy_markdown.set_help(self.tr("Copy the shapes as a Markdown table"))
        self.column.setAccessibleName(self.tr("The shapes of this pass"))
        self._show_line()
        self._show_trace()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
