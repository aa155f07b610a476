"""What the network answers: the leading class, and a bar for each class in its fixed place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cnnviz.gui.services.answers import softmax
from cnnviz.gui.widgets.answer_figure import AnswerFigure
from cnnviz.gui.widgets.numbers import percent
from cnnviz.gui.widgets.panel import Panel
from cnnviz.gui.widgets.probability_bars import ProbabilityBars
from cnnviz.gui.widgets.segmented import Segment, Segmented

if TYPE_CHECKING:
    from cnnviz.session.workspace import Workspace

SMALLEST_SHARE = 0.001
"""Below this a probability would read as 0 %, which it never is."""


class ProbabilitiesView(Panel):
    """Shows the output of the workspace's trace as probabilities or as logits.

    Args:
        workspace: the session's state.
        parent: the owner.
    """

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._answer = AnswerFigure()
        self._bars = ProbabilityBars()
        self._mode = Segmented()
        self.add_title_widget(self._mode)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(16)
        body.addWidget(self._answer)
        body.addWidget(self._bars, 1)
        self.content_layout().addLayout(body)
        self._retranslate()
        self._mode.chosen.connect(self._bars.set_mode)
        workspace.trace_changed.connect(self._show)
        workspace.emptied.connect(self._show)
        workspace.model_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        if self._workspace.shows_opened:
            return  # this page shows the live network, and comes to the front with it
        model, trace = self._workspace.model, self._workspace.trace
        if model is not None:
            self._bars.set_classes(model.classes)
        logits = None if trace is None else trace.output.values
        if model is None or logits is None or not self._workspace.is_answered:
            self._bars.set_values(None, None)
            self._answer.set_empty(self._empty_text())
            return
        probabilities = softmax(logits[0].astype(np.float64))
        self._bars.set_values(probabilities, logits[0])
        first, second = (int(index) for index in np.argsort(probabilities)[::-1][:2])
        self._answer.set_answer(
            model.classes[first],
            percent(float(probabilities[first])),
            self._runner_up_text(model.classes[second], float(probabilities[second])),
        )

    def _runner_up_text(self, name: str, share: float) -> str:
        if share < SMALLEST_SHARE:
            return self.tr("then {name}: < 0.1 %").format(name=name)
        return self.tr("then {name}: {share}").format(name=name, share=percent(share))

    def _empty_text(self) -> str:
        if self._workspace.model is None:
            return self.tr("The network is being loaded.")
        return self.tr("Draw a digit.")

    def _retranslate(self) -> None:
        self.set_title(self.tr("Probabilities"))
        self.set_line(self.tr("How likely each digit is; the ten add up to 100 %."))
        self.set_info(
            self.tr(
                "<p>The last layer gives one number for each class, a <b>logit</b>. Softmax turns logits into "
                "probabilities: e to the power of each logit, divided by the sum of all ten.</p>"
                "<p>The network always answers, also when what it sees is no digit: the probabilities only say which "
                "class fits better than the others. Draw a cat and look.</p>"
                "<p>Point at a bar for its logit.</p>"
            )
        )
        self._mode.set_segments([Segment("probability", self.tr("Probability")), Segment("logit", self.tr("Logit"))])
        self._mode.setAccessibleName(self.tr("What the bars show"))
        self._bars.setAccessibleName(self.tr("One bar for each class"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
