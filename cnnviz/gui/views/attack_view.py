"""A small step against the network: one picture, changed so that its loss grows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cnnviz.gui.services.class_words import class_name
from cnnviz.gui.services.evaluating import Attack, Evaluating
from cnnviz.gui.widgets.class_bars import ClassBars
from cnnviz.gui.widgets.figure_panel import FigurePanel
from cnnviz.gui.widgets.label import Label
from cnnviz.gui.widgets.numbers import percent
from cnnviz.gui.widgets.picture_gallery import Caption, PictureGallery
from cnnviz.gui.widgets.value_slider import ValueSlider

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cnnviz.session.examined import Examined, Result

_SHOWN: Final = 5  # classes with a bar


class AttackView(FigurePanel):
    """Shows a picture, the step, and the picture after it, with what the network says then.

    Args:
        examined: what is shown; the first picture of the gallery where none is chosen.
        evaluating: the lane that asks the network.
        parent: the owner.
    """

    def __init__(self, examined: Examined, evaluating: Evaluating, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._examined, self._evaluating = examined, evaluating
        self._active = False
        self._waits = False
        self._asked: tuple[Result, int, float] | None = None
        self._attack: Attack | None = None
        self.pictures = PictureGallery(side=84, cell=84)
        self.epsilon = ValueSlider(0.0, 0.5, 0.01, 0.1)
        self.epsilon.set_value(0.1)
        self.bars = ClassBars()
        self.words = Label("body", "text2")
        self.words.setWordWrap(True)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.pictures, 1)
        left.addWidget(self.epsilon)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.bars)
        right.addWidget(self.words)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(left, 5)
        row.addLayout(right, 4)
        self.content_layout().addLayout(row, 1)
        self.epsilon.moved.connect(self._ask)
        evaluating.attacked.connect(self._on_attacked)
        evaluating.attack_failed.connect(self._on_failed)
        for signal in (examined.picture_changed, examined.gallery_changed, examined.result_changed):
            signal.connect(self._ask)
        self._retranslate()

    @property
    def figure(self) -> QWidget:
        """What can be saved."""
        return self.pictures

    def rows(self) -> list[list[object]]:
        """The numbers behind it, with their names."""
        found: list[list[object]] = [["class", "probability before", "probability after", "epsilon"]]
        attack, figures = self._attack, self._examined.figures
        if attack is None or figures is None:
            return found
        before = figures.probabilities[attack.row]
        for name, one, other in zip(figures.classes, before.tolist(), attack.shares.tolist(), strict=True):
            found.append([name, one, other, attack.epsilon])
        return found

    def set_active(self, active: bool) -> None:
        """Say whether somebody looks: only then something is worked out."""
        self._active = active
        if active:
            self._ask()

    @property
    def attack(self) -> Attack | None:
        """What is shown."""
        return self._attack

    def _row(self) -> int | None:
        row = self._examined.row
        return int(self._examined.rows[0]) if row is None and len(self._examined.rows) else row

    def _ask(self, _what: object = None) -> None:
        """Ask for the newest wish, once the one before is answered."""
        result, row = self._examined.result, self._row()
        if result is None or row is None:
            self._attack = None
            self._show()
            return
        wanted = (result, row, round(self.epsilon.value, 2))
        if self._active and not self._waits and wanted != self._asked:
            self._asked, self._waits = wanted, True
            self._evaluating.attack(*wanted)

    def _on_attacked(self, attack: Attack) -> None:
        self._waits = False
        asked = self._asked
        if asked is not None and asked[0] is self._examined.result:
            self._attack = attack
            self._show()
        self._ask()

    def _on_failed(self) -> None:
        self._waits = False

    def _show(self) -> None:
        attack, figures = self._attack, self._examined.figures
        if attack is None or figures is None or self._examined.result is None:
            self.set_empty(self.tr("Choose a picture: here a small step turns the network against it."))
            return
        self.set_empty("")
        height, width = attack.image.shape[1:]
        lines = 1
        self.pictures.set_pictures(3, (width, height), self._picture, self._caption, lines=lines)
        names = [class_name(name) for name in figures.classes]
        order = np.sort(np.argsort(-attack.shares, kind="stable")[:_SHOWN])
        shown = attack.shares[order]
        self.bars.set_rows([names[each] for each in order], shown, [percent(float(share)) for share in shown])
        before, after = int(figures.probabilities[attack.row].argmax()), int(attack.shares.argmax())
        self.words.setText(
            self.tr("Before {before}, after {after}; it is {truth}.").format(
                before=names[before], after=names[after], truth=names[int(figures.labels[attack.row])]
            )
        )

    def _picture(self, place: int) -> NDArray[np.uint8]:
        attack, result = self._attack, self._examined.result
        assert attack is not None
        assert result is not None
        original = result.examination.images[attack.row]
        if place == 0:
            return original
        values = attack.image
        if place == 1:  # the step, from −ε to ε, with grey for no change
            change = values - original.astype(np.float32) / np.float32(255)
            values = 0.5 + change / max(2 * attack.epsilon, 1e-6)
        shades: NDArray[np.uint8] = (np.clip(values, 0, 1) * 255 + 0.5).astype(np.uint8)
        return shades

    def _caption(self, place: int) -> Caption:
        text = (self.tr("before"), self.tr("the step"), self.tr("after"))[place]
        return Caption(text, "", "", text)

    def _retranslate(self) -> None:
        self.set_title(self.tr("Attack"))
        self.set_line(self.tr("Each pixel goes a little where the loss grows: hardly seen, and yet misread."))
        self.set_info(
            self.tr(
                "<p>The gradient of the loss tells for each pixel whether the answer gets worse when it gets lighter "
                "or darker. The <b>fast gradient sign method</b> moves every pixel by ε in that direction: "
                "x + ε · sign(∂loss/∂x).</p><p>In the middle picture grey is no change, light and dark are a step "
                "towards either side.</p>"
            )
        )
        self.epsilon.set_name(self.tr("step ε, on a scale of 0 to 1"))
        self.epsilon.setToolTip(self.tr("How far each pixel may go."))
        self.pictures.setAccessibleName(self.tr("Attack"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
