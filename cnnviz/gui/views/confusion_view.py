"""The confusion matrix of what is evaluated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from cnnviz.gui.services.class_words import class_name
from cnnviz.gui.widgets.check_box import CheckBox
from cnnviz.gui.widgets.confusion_matrix import ConfusionMatrix
from cnnviz.gui.widgets.panel import Panel
from cnnviz.gui.widgets.segmented import Segment, Segmented

if TYPE_CHECKING:
    from cnnviz.session.examined import Examined


class ConfusionView(Panel):
    """Shows how often each class was taken for each; a click on a cell shows its pictures.

    Args:
        examined: what is shown.
        parent: the owner.
    """

    def __init__(self, examined: Examined, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._examined = examined
        self.matrix = ConfusionMatrix()
        self.unit = Segmented()
        self.without = CheckBox()
        self.without.setChecked(True)
        self.matrix.set_foot_widget(self.without)
        self.unit.set_segments([Segment("counts", ""), Segment("shares", "")])
        self.add_title_widget(self.unit)
        self.content_layout().addWidget(self.matrix, 1)
        self.unit.chosen.connect(lambda key: self.matrix.set_shares(key == "shares"))
        self.without.toggled.connect(self.matrix.set_without_diagonal)
        self.matrix.cell_chosen.connect(lambda cell: examined.show_cell(*cell))
        examined.figures_changed.connect(self._show)
        examined.gallery_changed.connect(lambda: self.matrix.set_chosen(examined.cell))
        self._retranslate()

    @property
    def figure(self) -> QWidget:
        """What can be saved."""
        return self.matrix

    def rows(self) -> list[list[object]]:
        """The numbers behind it, with their names."""
        figures = self._examined.figures
        if figures is None:
            return []
        counts = [[name, *row] for name, row in zip(figures.classes, figures.confusion.tolist(), strict=True)]
        return [["class", *figures.classes], *counts]

    def _show(self) -> None:
        figures = self._examined.figures
        if figures is None:
            self.set_empty(self.tr("As soon as the network is evaluated, every answer is counted here."))
            return
        self.set_empty("")
        self.matrix.set_counts([class_name(name) for name in figures.classes], figures.confusion)
        self.matrix.set_chosen(self._examined.cell)

    def _retranslate(self) -> None:
        self.set_title(self.tr("Confusion matrix"))
        self.set_line(self.tr("Row: the truth. Column: the answer."))
        self.set_info(
            self.tr(
                "<p>Each picture is counted once: in the row of what it is, in the column of what the network takes it "
                "for. Right answers lie on the diagonal; everything beside it is a mistake, and shows what is taken "
                "for what.</p><p>On the diagonal there are so many that no grey would be left for the mistakes: "
                "therefore the colours leave it out, unless you want it in.</p>"
            )
        )
        self.unit.setAccessibleName(self.tr("What stands in the cells"))
        self.unit.set_segments(
            [
                Segment("counts", self.tr("Counts"), self.tr("How many pictures.")),
                Segment("shares", self.tr("Shares"), self.tr("Percent of the pictures of that class: of the row.")),
            ]
        )
        self.without.setText(self.tr("Colour leaves out the diagonal"))
        self.without.setToolTip(self.tr("Right answers are many: with them in the scale, mistakes would look alike."))
        self.matrix.setAccessibleName(self.tr("Confusion matrix"))
        self.matrix.setToolTip(self.tr("Arrow keys go from cell to cell, Return shows the pictures."))
        self.matrix.set_words(
            self.tr("truth"), self.tr("answer"), self.tr("{row} taken for {column}: {count} images, {share} of {row}")
        )
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
