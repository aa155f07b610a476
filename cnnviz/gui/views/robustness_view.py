"""How the network fares on changed pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from cnnviz.gui.services.class_words import class_name
from cnnviz.gui.services.evaluating import Curve, Evaluating, Examples
from cnnviz.gui.widgets.buttons import MenuButton, TextButton
from cnnviz.gui.widgets.figure_panel import FigurePanel
from cnnviz.gui.widgets.figure_plot import FigurePlot, percents
from cnnviz.gui.widgets.label import Label
from cnnviz.gui.widgets.numbers import fixed, percent, thousands
from cnnviz.gui.widgets.picture_gallery import Caption, PictureGallery
from cnnviz.gui.widgets.progress_bar import ProgressBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from cnnviz.session.examined import Examined, Result

KINDS: Final = ("rotate", "shift", "zoom", "blur", "noise", "contrast", "invert")
_EXAMPLES: Final = 12
_REST: Final = 60  # milliseconds that the cursor has to rest before pictures are changed
_SHORT: Final = 2  # letters of names that have room in one line
_NEUTRAL: Final = {"zoom": 1.0, "contrast": 1.0}


class RobustnessView(FigurePanel):
    """Shows accuracy against the strength of a change, measured when somebody looks.

    Args:
        examined: what is shown.
        evaluating: the lane that measures.
        parent: the owner.
    """

    measured = Signal()
    """A curve is there."""

    def __init__(self, examined: Examined, evaluating: Evaluating, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._examined, self._evaluating = examined, evaluating
        self._kind = "rotate"
        self._curves: dict[str, Curve] = {}
        self._of: Result | None = None
        self._asked = ""
        self._active = False
        self.plot = FigurePlot()
        self.kind = MenuButton(height=32)
        self.accuracy = Label("figure", "text")
        self.words = Label("body", "text2")
        self.words.setWordWrap(True)
        self.examples = PictureGallery(side=56, cell=64)
        self._examples: Examples | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._ask_examples)
        self.bar = ProgressBar()
        self.stop = TextButton(kind="link", icon="stop")
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.kind)
        top.addWidget(self.accuracy, 1)
        side = QVBoxLayout()
        side.setSpacing(4)
        side.addLayout(top)
        side.addWidget(self.words)
        side.addWidget(self.bar)
        side.addWidget(self.stop)
        side.addWidget(self.examples, 1)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self.plot, 3)
        row.addLayout(side, 2)
        self.content_layout().addLayout(row, 1)
        self.plot.cursor_moved.connect(self._tell)
        self.stop.clicked.connect(evaluating.stop_curve)
        evaluating.curve_found.connect(self._on_found)
        evaluating.curve_progressed.connect(self._on_progressed)
        evaluating.examples_found.connect(self._on_examples_found)
        self.examples.chosen.connect(self._on_chosen)
        evaluating.curve_ended.connect(self._on_ended)
        examined.result_changed.connect(self._on_result_changed)
        self._on_ended()
        self._retranslate()

    def set_active(self, active: bool) -> None:
        """Say whether somebody looks: only then something is measured."""
        self._active = active
        if active:
            self._ask()
            self._tell()
            return
        self._rest.stop()
        if self._asked:
            self._evaluating.stop_curve()

    def choose(self, kind: str) -> None:
        """Look at another change."""
        self._kind = kind
        self._retranslate()
        self._ask()

    @property
    def curve(self) -> Curve | None:
        """What is shown."""
        return self._curves.get(self._kind)

    @property
    def figure(self) -> QWidget:
        """What can be saved."""
        return self.plot

    def rows(self) -> list[list[object]]:
        """The numbers behind it, with their names."""
        found: list[list[object]] = [["change", "strength", "accuracy", "images"]]
        each = self.curve
        if each is not None:
            pairs = zip(each.strengths.tolist(), each.accuracies.tolist(), strict=True)
            found.extend([each.change, strength, accuracy, each.samples] for strength, accuracy in pairs)
        return found

    def _ask(self) -> None:
        result = self._examined.result
        if self._active and result is not None and self._kind not in self._curves and self._asked != self._kind:
            self._asked = self._kind
            self._on_progressed(0, 0)
            self._evaluating.find_curve(result, self._kind)

    def _on_result_changed(self) -> None:
        if self._examined.result is not self._of:
            self._of = self._examined.result
            self._curves.clear()
            self._asked = ""
            self._examples = None
            self.examples.set_pictures(0, (1, 1), self._picture, self._caption)
            self._evaluating.stop_curve()
        self._show()
        self._ask()

    def _on_found(self, curve: Curve) -> None:
        if self._examined.result is self._of:
            self._curves[curve.change] = curve
            self._show()
            self.measured.emit()

    def _on_progressed(self, done: int, total: int) -> None:
        self.bar.setVisible(True)
        self.stop.setVisible(True)
        self.bar.set_share(done / total if total else 0.0)

    def _on_ended(self) -> None:
        self._asked = ""
        self.bar.setVisible(False)
        self.stop.setVisible(False)
        self._show()

    def _show(self) -> None:
        if self._examined.result is None:
            self.set_empty(self.tr("As soon as the network is evaluated, its pictures can be turned and blurred here."))
            return
        self.set_empty("")
        curve = self.curve
        if curve is None:
            self.plot.clear()
            self.accuracy.setText("–")
            self.words.setText(
                self.tr("The pictures are being changed and judged.")
                if self._asked
                else self.tr("Nothing is measured yet: choose a change.")
            )
            return
        low, high = float(curve.strengths[0]), float(curve.strengths[-1])
        self.plot.set_ranges((low, high), (0.0, 1.0))
        self.plot.set_line("accuracy", curve.strengths, curve.accuracies, "validation")
        self.plot.set_points("accuracy", curve.strengths, curve.accuracies, colour="accent", size=6)
        if self.plot.cursor_x is None or not low <= self.plot.cursor_x <= high:
            start = _NEUTRAL.get(self._kind, 0.0)
            self.plot.set_cursor(start + (high - start) / 2, float(curve.strengths[1] - curve.strengths[0]))
        self._tell()

    def _tell(self, _x: object = None) -> None:
        curve, x = self.curve, self.plot.cursor_x
        if curve is None or x is None:
            return
        accuracy = float(np.interp(x, curve.strengths, curve.accuracies))
        self.plot.set_rings([(x, accuracy)])
        self.accuracy.setText(percent(accuracy))
        self.words.setText(
            self.tr("right of {count} images at {strength}").format(
                count=thousands(curve.samples), strength=self._strength_text(x)
            )
        )
        if self._active:
            self._rest.start()

    # A few pictures at the strength of the cursor

    def _ask_examples(self) -> None:
        result, x = self._examined.result, self.plot.cursor_x
        if result is not None and x is not None and self._active:
            self._evaluating.find_examples(
                result, self._kind, x, np.arange(min(_EXAMPLES, len(result.examination.images)))
            )

    def _on_examples_found(self, found: Examples) -> None:
        result = self._examined.result
        if result is None or found.change != self._kind or len(result.examination.images) <= int(found.rows.max()):
            return
        self._examples = found
        height, width = found.images.shape[2:]
        names = result.examination.figures.classes
        lines = 1 if max(len(class_name(name)) for name in names) <= _SHORT else 2
        self.examples.set_pictures(len(found.rows), (width, height), self._picture, self._caption, lines=lines)

    def _picture(self, place: int) -> NDArray[np.uint8]:
        assert self._examples is not None
        shades: NDArray[np.uint8] = (self._examples.images[place] * 255 + 0.5).astype(np.uint8)
        return shades

    def _caption(self, place: int) -> Caption:
        found, figures = self._examples, self._examined.figures
        assert found is not None
        assert figures is not None
        truth = class_name(figures.classes[int(figures.labels[int(found.rows[place])])])
        answer = class_name(figures.classes[int(found.answers[place])])
        return Caption(f"{truth} → ", answer, "", f"{truth} → {answer}")

    def _on_chosen(self, place: int) -> None:
        if self._examples is not None:
            self._examined.choose(int(self._examples.rows[place]))

    # Words

    def _kind_text(self, kind: str) -> str:
        return {
            "rotate": self.tr("Rotate"),
            "shift": self.tr("Shift"),
            "zoom": self.tr("Zoom"),
            "blur": self.tr("Blur"),
            "noise": self.tr("Noise"),
            "contrast": self.tr("Contrast"),
            "invert": self.tr("Invert"),
        }[kind]

    def _unit(self) -> str:
        return {
            "rotate": self.tr("angle to the left"),
            "shift": self.tr("share of the width, to the right"),
            "zoom": self.tr("factor"),
            "blur": self.tr("pixels"),
            "noise": self.tr("standard deviation"),
            "contrast": self.tr("factor"),
            "invert": self.tr("share of the way to the negative"),
        }[self._kind]

    def _strength_text(self, value: float) -> str:
        if self._kind == "rotate":
            return f"{fixed(value, 0)}°"
        if self._kind in ("shift", "invert"):
            return f"{fixed(100 * value, 0)} %"
        return f"× {fixed(value, 2)}" if self._kind in ("zoom", "contrast") else fixed(value, 2)

    def _figures(self, values: Sequence[float]) -> list[str]:
        return [self._strength_text(value) for value in values]

    def _retranslate(self) -> None:
        self.set_title(self.tr("Robustness"))
        self.set_line(self.tr("Accuracy when all pictures are changed: drag the line."))
        self.set_info(
            self.tr(
                "<p>A thousand pictures are changed by each strength, and judged again. Where the curve falls early, "
                "the network has never seen such pictures: augmentation in training shows them to it.</p>"
            )
        )
        menu = self.kind.menu() or QMenu(self.kind)
        menu.clear()
        for old in menu.findChildren(QActionGroup):
            old.deleteLater()  # with its actions
        group = QActionGroup(menu)
        for kind in KINDS:
            action = QAction(self._kind_text(kind), group)
            action.setCheckable(True)
            action.setChecked(kind == self._kind)
            action.triggered.connect(lambda _checked=False, kind=kind: self.choose(kind))
            menu.addAction(action)
        self.kind.set_menu(menu)
        self.kind.set_value(self._kind_text(self._kind))
        self.kind.set_help(self.tr("What is done to the pictures."))
        self.stop.setText(self.tr("Stop"))
        self.stop.set_help(self.tr("Measure no further."))
        self.plot.setAccessibleName(self.tr("Accuracy against strength"))
        self.plot.set_axes(self._unit(), self.tr("right"), x_figures=self._figures, y_figures=percents)
        self.plot.set_cursor(None)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
