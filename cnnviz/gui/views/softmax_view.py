"""How the probabilities of the chosen picture come from its logits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cnnviz.gui.services.class_words import class_name
from cnnviz.gui.widgets.figure_panel import FigurePanel
from cnnviz.gui.widgets.softmax_sum import SoftmaxSum
from cnnviz.gui.widgets.value_slider import ValueSlider
from cnnviz.training.examination import softmax_at

if TYPE_CHECKING:
    from cnnviz.session.examined import Examined


class SoftmaxView(FigurePanel):
    """Shows the softmax of one picture written out, with a temperature.

    Args:
        examined: what is shown; the first picture of the gallery where none is chosen.
        parent: the owner.
    """

    def __init__(self, examined: Examined, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._examined = examined
        self.sum = SoftmaxSum()
        self.temperature = ValueSlider(0.1, 5.0, 0.1, 1.0)
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        row.addWidget(self.temperature)
        self.content_layout().addWidget(self.sum, 1)
        self.content_layout().addLayout(row)
        self.temperature.moved.connect(self._show)
        for signal in (examined.picture_changed, examined.gallery_changed):
            signal.connect(self._show)
        self._retranslate()

    @property
    def figure(self) -> QWidget:
        """What can be saved."""
        return self.sum

    def rows(self) -> list[list[object]]:
        """The numbers behind it, with their names."""
        result, row = self._examined.result, self._row
        found: list[list[object]] = [["class", "score", "temperature", "power", "share"]]
        if result is None or row is None:
            return found
        temperature = round(self.temperature.value, 1)
        logits = result.examination.logits[row]
        powers, shares = softmax_at(logits, temperature)
        for place, name in enumerate(result.examination.figures.classes):
            found.append([name, float(logits[place]), temperature, float(powers[place]), float(shares[place])])
        return found

    @property
    def _row(self) -> int | None:
        """The chosen picture, else the first of the gallery."""
        row = self._examined.row
        return int(self._examined.rows[0]) if row is None and len(self._examined.rows) else row

    def _show(self, _value: object = None) -> None:
        result = self._examined.result
        row = self._row
        if result is None or row is None:
            self.set_empty(self.tr("Choose a picture: here its scores become probabilities."))
            return
        self.set_empty("")
        figures, logits = result.examination.figures, result.examination.logits[row]
        temperature = round(self.temperature.value, 1)
        powers, shares = softmax_at(logits, temperature)
        names = [class_name(name) for name in figures.classes]
        answer = int(logits.argmax())
        self.sum.set_values(names, logits, powers, shares, temperature=temperature, of=answer)
        truth = names[int(figures.labels[row])]
        self.set_subject(f"{truth} → {names[answer]}")

    def _retranslate(self) -> None:
        self.set_title(self.tr("Softmax"))
        self.set_line(self.tr("Each score becomes a power of e; its share of the sum is the probability."))
        self.set_info(
            self.tr(
                "<p>The last layer gives one score for each class: any number. Softmax takes e to the power of each "
                "and divides by the sum: all become positive and add up to 1, and the order stays.</p>"
                "<p><b>Temperature</b> divides the scores first. Above 1 the probabilities draw nearer to one another, "
                "below 1 the leader takes all. The answer never changes, but how sure it sounds does.</p>"
            )
        )
        self.temperature.set_name(self.tr("Temperature"))
        self.temperature.setToolTip(self.tr("Scores are divided by it first. A double click sets it to 1."))
        self.sum.setAccessibleName(self.tr("Softmax"))
        self.sum.set_heads(self.tr("score z"), self.tr("z / T"), self.tr("power eᶻ"), self.tr("share"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
