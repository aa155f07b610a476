"""How each class fares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from cnnviz.gui.services.class_words import class_name
from cnnviz.gui.widgets.numbers import fixed, thousands
from cnnviz.gui.widgets.panel import Panel
from cnnviz.gui.widgets.sorted_table import Column, Row, SortedTable

if TYPE_CHECKING:
    from cnnviz.session.examined import Examined

_WRONG = 5  # the column by which the table is sorted at first


class ClassTableView(Panel):
    """Shows precision, recall and F1 of each class, and how many mistakes; a click shows only its pictures.

    Args:
        examined: what is shown.
        parent: the owner.
    """

    def __init__(self, examined: Examined, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._examined = examined
        self.table = SortedTable()
        self.table.sort_by(_WRONG, falling=True)
        self.content_layout().addWidget(self.table, 1)
        self.table.chosen.connect(self._on_chosen)
        examined.figures_changed.connect(self._show)
        examined.gallery_changed.connect(self._mark)
        self._retranslate()

    @property
    def figure(self) -> QWidget:
        """What can be saved."""
        return self.table

    def rows(self) -> list[list[object]]:
        """The numbers behind it, with their names."""
        figures = self._examined.figures
        found: list[list[object]] = [["class", "images", "predicted", "precision", "recall", "f1"]]
        for each in figures.per_class if figures is not None else ():
            found.append([each.name, each.samples, each.predicted, each.precision, each.recall, each.f1])
        return found

    def _show(self) -> None:
        figures = self._examined.figures
        if figures is None:
            self.table.set_rows([])
            self.set_empty(self.tr("As soon as the network is evaluated, the classes stand here."))
            return
        self.set_empty("")
        rows = []
        for number, each in enumerate(figures.per_class):
            wrong = each.samples - int(figures.confusion[number, number])
            shares = (each.recall, each.precision, each.f1)
            rows.append(
                Row(
                    (class_name(each.name), *map(_percent, shares), thousands(each.samples), thousands(wrong)),
                    (float(number), *shares, float(each.samples), float(wrong)),
                )
            )
        self.table.set_rows(rows)
        self._mark()

    def _mark(self) -> None:
        cell = self._examined.cell
        self.table.set_current(cell[0] if cell is not None else self._examined.shown_class)

    def _on_chosen(self, row: int) -> None:
        """A click on the class whose pictures are shown shows all again."""
        again = self._examined.shown_class == row and self._examined.cell is None
        self._examined.show_class(None if again else row)
        self._mark()

    def _retranslate(self) -> None:
        self.set_title(self.tr("Classes"))
        self.set_line(self.tr("Found is recall, right is precision."))
        self.set_info(
            self.tr(
                "<p><b>Found</b> (recall): of the pictures of this class, the share that was recognised.</p>"
                "<p><b>Right</b> (precision): of the pictures that were taken for it, the share that is of it.</p>"
                "<p><b>F1</b>: the harmonic mean of both: high only where both are.</p>"
                "<p>A click on a head sorts; a click on a row shows only its pictures.</p>"
            )
        )
        self.table.setAccessibleName(self.tr("Classes"))
        self.table.set_columns(
            [
                Column(self.tr("Class"), self.tr("What the pictures show. Sorts in the order of the data set.")),
                Column(self.tr("Found %"), self.tr("Recall: the share of its pictures that was recognised.")),
                Column(self.tr("Right %"), self.tr("Precision: the share of the answers “this class” that is right.")),
                Column(self.tr("F1 %"), self.tr("The harmonic mean of recall and precision."), spare=True),
                Column(self.tr("Images"), self.tr("How many pictures of this class there are."), spare=True),
                Column(self.tr("Wrong"), self.tr("How many of them were taken for something else.")),
            ]
        )
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()


def _percent(share: float | None) -> str:
    return "–" if share is None else fixed(100 * share, 1)
