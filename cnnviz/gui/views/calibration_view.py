"""Whether the network is as right as it is sure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cnnviz.gui.widgets.figure_panel import FigurePanel
from cnnviz.gui.widgets.figure_plot import FigurePlot, percents
from cnnviz.gui.widgets.label import Label
from cnnviz.gui.widgets.numbers import fixed, percent, thousands

if TYPE_CHECKING:
    from cnnviz.session.examined import Examined
    from cnnviz.training.figures import Calibration

_BINS: Final = 10


class CalibrationView(FigurePanel):
    """Shows accuracy against probability, in ten bins.

    Args:
        examined: what is shown.
        parent: the owner.
    """

    def __init__(self, examined: Examined, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._examined = examined
        self._calibration: Calibration | None = None
        self.plot = FigurePlot()
        self.error = Label("figure", "text")
        self._error_name = Label("body", "text2")
        self.hint = Label("body", "text2")
        self.hint.setWordWrap(True)
        side = QVBoxLayout()
        side.setSpacing(2)
        for part in (self.error, self._error_name):
            side.addWidget(part)
        side.addSpacing(8)
        side.addWidget(self.hint)
        side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self.plot, 3)
        row.addLayout(side, 2)
        self.content_layout().addLayout(row, 1)
        self.plot.hovered.connect(self._on_hovered)
        examined.figures_changed.connect(self._show)
        self._retranslate()

    @property
    def calibration(self) -> Calibration | None:
        """What is shown."""
        return self._calibration

    @property
    def figure(self) -> QWidget:
        """What can be saved."""
        return self.plot

    def rows(self) -> list[list[object]]:
        """The numbers behind it, with their names."""
        found: list[list[object]] = [["from", "to", "answers", "mean probability", "right"]]
        each = self._calibration
        if each is not None:
            columns = each.edges[:-1], each.edges[1:], each.counts, each.confidence, each.accuracy
            found.extend(list(row) for row in zip(*(column.tolist() for column in columns), strict=True))
        return found

    def _show(self) -> None:
        result = self._examined.result
        if result is None:
            self._calibration = None
            self.set_empty(self.tr("As soon as the network is evaluated, its sureness is compared with its success."))
            return
        self.set_empty("")
        found = self._calibration = result.examination.figures.calibration(_BINS)
        self.plot.set_bars(found.edges, found.accuracy)
        diagonal = np.array([0.0, 1.0])
        self.plot.set_line("right", diagonal, diagonal, "quiet")
        known = found.counts > 0
        self.plot.set_line("found", found.confidence[known], found.accuracy[known], "validation")
        self.plot.set_points("found", found.confidence[known], found.accuracy[known], colour="accent", size=7)
        self.error.setText(f"{fixed(100 * found.error, 2)} %")
        self._on_hovered(None)

    def _on_hovered(self, place: tuple[float, float] | None) -> None:
        found = self._calibration
        if found is None:
            return
        number = -1 if place is None else int(np.clip(np.searchsorted(found.edges, place[0]) - 1, 0, _BINS - 1))
        if number < 0:
            figures = self._examined.figures
            sure = 0.0 if figures is None else float(figures.probabilities.max(axis=1).mean())
            right = 0.0 if figures is None else figures.accuracy
            self.hint.setText(
                self.tr("On average it is {sure} sure and {right} right.").format(
                    sure=percent(sure), right=percent(right)
                )
            )
        elif not found.counts[number]:
            self.hint.setText(self.tr("No answer is that sure."))
        else:
            self.hint.setText(
                self.tr("{count} answers that are {sure} sure on average: {right} of them are right.").format(
                    count=thousands(int(found.counts[number])),
                    sure=percent(float(found.confidence[number])),
                    right=percent(float(found.accuracy[number])),
                )
            )

    def _retranslate(self) -> None:
        self.set_title(self.tr("Calibration"))
        self.set_line(self.tr("Of the answers given with 80 %, are 80 % right?"))
        self.set_info(
            self.tr(
                "<p>All answers are sorted into ten bins by their probability. The height of a bar is the share of "
                "right ones. On the thin diagonal a probability can be taken at its word; bars below it: the network "
                "is surer than it is right.</p><p>The <b>expected calibration error</b> is the mean distance from the "
                "diagonal, each bin weighted with its answers.</p>"
            )
        )
        self.plot.setAccessibleName(self.tr("Calibration"))
        self.plot.set_axes(
            self.tr("probability of the answer"), self.tr("right"), x_figures=percents, y_figures=percents
        )
        self._error_name.setText(self.tr("calibration error"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
