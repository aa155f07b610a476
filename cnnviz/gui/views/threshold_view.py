"""From which probability on the answer is yes: for two classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cnnviz.gui.services.class_words import class_name
from cnnviz.gui.widgets.buttons import TextButton
from cnnviz.gui.widgets.figure_panel import FigurePanel
from cnnviz.gui.widgets.figure_plot import FigurePlot, percents
from cnnviz.gui.widgets.label import Label
from cnnviz.gui.widgets.numbers import fixed, percent
from cnnviz.gui.widgets.value_slider import ValueSlider

if TYPE_CHECKING:
    from cnnviz.session.examined import Examined
    from cnnviz.training.figures import Thresholds


class ThresholdView(FigurePanel):
    """Shows the ROC and the precision–recall curve, and moves the threshold: matrix, table and pictures follow.

    Args:
        examined: what is shown.
        parent: the owner.
    """

    def __init__(self, examined: Examined, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._examined = examined
        self._thresholds: Thresholds | None = None
        self.roc, self.precision = FigurePlot(square=True), FigurePlot(square=True)
        self.slider = ValueSlider(0.0, 1.0, 0.01, 0.5)
        self.best = TextButton(kind="link")
        self.words = Label("body", "text2")
        self.words.setWordWrap(True)
        side = QVBoxLayout()
        side.setSpacing(8)
        side.addWidget(self.slider)
        side.addWidget(self.words)
        side.addWidget(self.best)
        side.addStretch(1)
        self._figure = QWidget()
        plots = QHBoxLayout(self._figure)
        plots.setContentsMargins(0, 0, 0, 0)
        plots.addWidget(self.roc)
        plots.addWidget(self.precision)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._figure, 4)
        row.addLayout(side, 3)
        self.content_layout().addLayout(row, 1)
        self.slider.moved.connect(self._on_moved)
        self.best.clicked.connect(self._go_to_best)
        examined.result_changed.connect(self._on_result_changed)
        examined.figures_changed.connect(self._show)
        self._retranslate()

    @property
    def figure(self) -> QWidget:
        """What can be saved."""
        return self._figure

    def rows(self) -> list[list[object]]:
        """The numbers behind it, with their names."""
        found: list[list[object]] = [["threshold", "found", "taken by mistake", "right", "f1", "accuracy"]]
        each = self._thresholds
        if each is not None:
            rates = each.true_positive_rate, each.false_positive_rate, each.precision, each.f1, each.accuracy
            columns = each.thresholds, *rates
            found.extend(list(row) for row in zip(*(column.tolist() for column in columns), strict=True))
        return found

    def _on_result_changed(self) -> None:
        result = self._examined.result
        two = result is not None and len(result.examination.figures.classes) == 2
        self._thresholds = result.examination.figures.thresholds() if two and result is not None else None
        for plot in (self.roc, self.precision):
            plot.clear()
        curve = self._thresholds
        if curve is None:
            return
        diagonal = np.array([0.0, 1.0])
        self.roc.set_line("chance", diagonal, diagonal, "quiet")
        self.roc.set_line("roc", curve.false_positive_rate, curve.true_positive_rate, "train")
        self.precision.set_line("precision", curve.true_positive_rate, curve.precision, "train")

    def _show(self) -> None:
        curve, figures = self._thresholds, self._examined.figures
        if curve is None or figures is None:
            self.set_empty(self.tr("A threshold tells two classes apart; this network tells more."))
            return
        self.set_empty("")
        threshold = self._examined.threshold
        self.slider.set_value(threshold)
        place = curve.at(threshold)
        found, false = float(curve.true_positive_rate[place]), float(curve.false_positive_rate[place])
        precision = float(curve.precision[place])
        self.roc.set_rings([(false, found)])
        self.precision.set_rings([(found, precision)])
        self.words.setText(
            self.tr(
                "From {threshold} on the answer is “{name}”. {found} of them are found, {false} of the others are "
                "taken for it by mistake; {precision} of the answers “{name}” are right."
            ).format(
                threshold=fixed(threshold, 2),
                name=class_name(figures.classes[1]),
                found=percent(found),
                false=percent(false),
                precision=percent(precision),
            )
        )
        self.roc.setToolTip(self.tr("Area below the curve: {area}").format(area=fixed(curve.area_under_roc, 3)))
        self.precision.setToolTip(self.tr("Average precision: {value}").format(value=fixed(curve.average_precision, 3)))
        self.set_subject(f"AUC {fixed(curve.area_under_roc, 3)}")

    def _on_moved(self, value: float) -> None:
        self._examined.threshold = round(value, 4)

    def _go_to_best(self) -> None:
        if self._thresholds is not None:
            best = float(self._thresholds.thresholds[self._thresholds.best_f1])
            self._examined.threshold = best if np.isfinite(best) else 1.0

    def _retranslate(self) -> None:
        self.set_title(self.tr("Threshold"))
        self.set_line(self.tr("What each threshold finds, and what it takes for it by mistake."))
        self.set_info(
            self.tr(
                "<p>A network of two classes gives one probability. Usually the answer is yes from 0.5 on; a lower "
                "threshold finds more, and takes more by mistake.</p><p><b>ROC</b>: what is found against what is "
                "taken by mistake, for every threshold. <b>Precision and recall</b>: how many of the answers are "
                "right against how many are found.</p>"
            )
        )
        self.slider.set_name(self.tr("Threshold"))
        self.slider.setToolTip(self.tr("The probability from which the second class is answered."))
        self.best.setText(self.tr("Highest F1"))
        self.best.set_help(self.tr("Go to the threshold with the highest F1."))
        self.roc.setAccessibleName(self.tr("ROC curve"))
        self.precision.setAccessibleName(self.tr("Precision and recall"))
        self.roc.set_axes(self.tr("taken by mistake"), self.tr("found"), x_figures=percents, y_figures=percents)
        self.precision.set_axes(self.tr("found"), self.tr("right"), x_figures=percents, y_figures=percents)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
