"""The curves of the run that is watched: loss and accuracy over epochs, and what drives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets.buttons import TextButton
from cnnviz.gui.widgets.curve_legend import CurveLegend, Entry
from cnnviz.gui.widgets.curve_look import OTHERS, Mark
from cnnviz.gui.widgets.curve_plot import CurvePlot
from cnnviz.gui.widgets.numbers import percent, significant
from cnnviz.gui.widgets.panel import Panel
from cnnviz.gui.widgets.segmented import Segment, Segmented

if TYPE_CHECKING:
    from cnnviz.gui.widgets.curve_look import Look
    from cnnviz.imaging.series import Series
    from cnnviz.session.runs import Run, Runs

HIGH: Final = 560
"""From this height on there is room for a third plot."""

PAUSE: Final = 200
"""Milliseconds between two drawings of growing curves."""


class CurvesView(Panel):
    """Shows the curves, and lets a click choose the moment that the window shows.

    Args:
        runs: the run that is watched.
        parent: the owner.
    """

    compare_asked = Signal()
    """Another run is to be shown beside this one."""
    range_changed = Signal(object)
    """(low, high): the epochs at the two ends of the plots."""

    def __init__(self, runs: Runs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self._run: Run | None = None
        self._pointer: float | None = None
        self.compare = TextButton(icon="plus", height=32)
        self._scale = Segmented()
        self._driver = Segmented()
        self.loss, self.accuracy, self.drive = CurvePlot(), CurvePlot(), CurvePlot(axis=True)
        self.plots = (self.loss, self.accuracy, self.drive)
        self.legends = {plot: CurveLegend() for plot in self.plots}
        self._third = QWidget()
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(PAUSE)
        self._waiting.timeout.connect(self._show)
        self._build()
        self._retranslate()
        self._scale.set_chosen("log")
        self.loss.set_log(True)
        self._scale.chosen.connect(lambda key: self.loss.set_log(key == "log"))
        self._driver.chosen.connect(self._show_driver)
        for plot in self.plots:
            plot.range_changed.connect(self._on_range_changed)
            plot.cursor_moved.connect(self._on_cursor_moved)
            plot.pointed.connect(self._on_pointed)
        self.compare.clicked.connect(self.compare_asked)
        runs.current_changed.connect(self._on_current_changed)
        runs.others_changed.connect(self._show_others)
        runs.moment_changed.connect(self._on_moment_changed)
        self._on_current_changed(runs.current)

    def _build(self) -> None:
        self._scale.set_segments([Segment("linear", ""), Segment("log", "")])
        self._driver.set_segments([Segment("learning_rate", ""), Segment("gradient_norm", "")])
        self.add_title_widget(self.compare)
        self.add_title_widget(self._driver)
        self.add_title_widget(self._scale)
        body = self.content_layout()
        for plot, share in ((self.loss, 5), (self.accuracy, 4)):
            body.addWidget(self.legends[plot])
            body.addWidget(plot, share)
            body.addSpacing(4)
        third = QVBoxLayout(self._third)
        third.setContentsMargins(0, 0, 0, 0)
        third.setSpacing(0)
        third.addWidget(self.legends[self.drive])
        third.addWidget(self.drive, 1)
        body.addWidget(self._third, 4)

    @property
    def shown_range(self) -> tuple[float, float]:
        """The epochs at the two ends of the plots."""
        return self.loss.shown_range

    # What the run says

    def _on_current_changed(self, run: Run | None) -> None:
        if self._run is not None and self._run is not run:
            self._run.changed.disconnect(self._on_run_changed)
        for plot in self.plots:
            for name in plot.curve_names:
                plot.remove_curve(name)
            plot.show_range(None)
        self._run = run
        if run is None:
            return
        run.changed.connect(self._on_run_changed)
        curves = run.curves
        self.loss.set_curve("batch", curves.loss, "raw")
        self.loss.set_curve("train", curves.mean_loss, "train")
        self.loss.set_curve("validation", curves.validation_loss, "validation", dots=True)
        self.loss.set_curve("ahead", curves.ahead_loss, "raw")
        self.loss.set_curve("validation ahead", curves.ahead_validation_loss, "validation")
        self.accuracy.set_curve("ahead", curves.ahead_accuracy, "raw")
        self.accuracy.set_curve("validation ahead", curves.ahead_validation_accuracy, "validation")
        self.accuracy.set_curve("batch", curves.accuracy, "raw")
        self.accuracy.set_curve("train", curves.mean_accuracy, "train")
        self.accuracy.set_curve("validation", curves.validation_accuracy, "validation", dots=True)
        self._show_driver(self._driver.key)
        self._show()

    def _show_others(self) -> None:
        """The validation curves of the runs beside this one, each with a dash of its own."""
        for plot in (self.loss, self.accuracy):
            for look in OTHERS:
                plot.remove_curve(look)
        for look, other in zip(OTHERS, self._runs.others, strict=False):
            self.loss.set_curve(look, other.curves.validation_loss, look)
            self.accuracy.set_curve(look, other.curves.validation_accuracy, look)
            other.changed.connect(self._on_run_changed)
        self.compare.setEnabled(len(self._runs.others) < len(OTHERS))
        if self._run is not None:
            self._show()

    def _on_run_changed(self) -> None:
        """A trainer tells ten times a second: to draw that often would take the processor from it."""
        if not self._waiting.isActive():
            self._waiting.start()

    def _show_driver(self, key: str) -> None:
        """Put the learning rate or the length of the gradient into the third plot."""
        for name in self.drive.curve_names:
            self.drive.remove_curve(name)
        if self._run is not None:
            series: Series = getattr(self._run.curves, key)
            look: Look = "train" if key == "learning_rate" else "raw"
            self.drive.set_curve(key, series, look)
        self.drive.set_log(key == "gradient_norm")
        self._show_values()

    def _show(self) -> None:
        run = self._run
        if run is None:
            return
        whole = max(float(run.epochs), run.reach / run.batches, 1e-6)
        whole = max(whole, *(other.step / other.batches for other in self._runs.others), 0.0)
        for plot in self.plots:
            plot.set_whole(0.0, whole)
        self._show_marks(run)
        self._show_values()
        self.range_changed.emit(self.shown_range)

    def _show_marks(self, run: Run) -> None:
        best, end = run.history.best, run.history.end
        loss: list[Mark] = []
        accuracy: list[Mark] = []
        if best is not None and best.validation_loss is not None:
            x = best.step / run.batches
            text = self.tr("best {loss}").format(loss=significant(best.validation_loss, 3))
            loss.append(Mark(x, text))
            accuracy.append(Mark(x, "", self.tr("epoch {epoch}").format(epoch=best.epoch)))
        if end is not None and end.early:
            loss.append(Mark(end.step / run.batches, "", self.tr("stopped early")))
        self.loss.set_marks(loss)
        self.accuracy.set_marks(accuracy)

    def _on_moment_changed(self, _moment: object) -> None:
        moment, run = self._runs.moment, self._run
        x = moment.step / run.batches if moment is not None and run is not None else None
        for plot in self.plots:
            plot.set_cursor(x)
        self._show_values()

    def _show_values(self) -> None:
        """Each curve's value at the pointer, else at the cursor, else the newest."""
        run = self._run
        if run is None:
            return
        x = self._pointer if self._pointer is not None else self.loss.cursor_x
        if x is None or (self._pointer is None and self._runs.is_live):
            x = run.step / run.batches
        looks: dict[str, Look] = {"batch": "raw", "validation": "validation", "gradient_norm": "raw"}
        names: dict[str, str] = {
            "batch": self.tr("batch"),
            "train": self.tr("training"),
            "validation": self.tr("validation"),
        }
        names |= {look: other.name for look, other in zip(OTHERS, self._runs.others, strict=False)}
        looks |= {look: look for look in OTHERS}
        names |= {"learning_rate": self.tr("learning rate"), "gradient_norm": self.tr("length of the gradient")}
        for plot, legend in self.legends.items():
            entries = []
            for name, value in plot.values_at(x).items():
                if name not in names:
                    continue
                known = value == value  # not NaN
                text = (percent(value) if plot is self.accuracy else significant(value, 3)) if known else ""
                shown = "" if name == "batch" and self._pointer is None else text
                entries.append(Entry(looks.get(name, "train"), names[name], shown))
            legend.set_entries(entries)

    # What the person does

    def _on_range_changed(self, shown: tuple[float, float] | None) -> None:
        for plot in self.plots:
            if plot is not self.sender():
                plot.show_range(shown)
        self.range_changed.emit(self.shown_range)

    def _on_cursor_moved(self, x: float) -> None:
        moment = None if self._run is None else self._run.moment_at(x * self._run.batches)
        if moment is None or moment == self._runs.moment:
            self._on_moment_changed(None)  # the line goes back to where it can be
        if moment is not None:
            self._runs.scrub_to(moment)

    def _on_pointed(self, x: float | None) -> None:
        self._pointer = x
        for plot in self.plots:
            if plot is not self.sender():
                plot.set_pointer(x)
        self._show_values()

    def _retranslate(self) -> None:
        self.set_title(self.tr("Curves"))
        self.set_line(self.tr("Lower loss, higher accuracy: validation is what counts."))
        self.set_info(
            self.tr(
                "<p><b>Training</b> is measured on the images that the network learns from, <b>validation</b> on "
                "images that it never learns from. Where the loss of training goes on falling and that of validation "
                "rises, the network learns its images by heart: it <b>overfits</b>. The weights with the lowest "
                "validation loss are kept.</p><p>The pale curve is the loss of each single batch, the strong one the "
                "mean of the last tenth of an epoch.</p><p>Turn the wheel to zoom, drag to pan, double-click for "
                "everything. Click to see the network as it was there.</p>"
            )
        )
        self._scale.set_segments(
            [
                Segment("linear", self.tr("Linear"), self.tr("Equal distances are equal differences of the loss")),
                Segment("log", self.tr("Log"), self.tr("Equal distances are equal factors: small losses stay visible")),
            ]
        )
        self._scale.setAccessibleName(self.tr("Scale of the loss"))
        self._driver.set_segments(
            [Segment("learning_rate", self.tr("Learning rate")), Segment("gradient_norm", self.tr("Gradient"))]
        )
        self.compare.setText(self.tr("Compare"))
        self.compare.set_help(self.tr("Show another run beside this one"))
        self._driver.setAccessibleName(self.tr("What the third plot shows"))
        self.legends[self.loss].set_title(self.tr("Loss"))
        self.legends[self.accuracy].set_title(self.tr("Accuracy"))
        self.legends[self.drive].set_title(self.tr("What drives it"))
        for plot, name in ((self.loss, "loss"), (self.accuracy, "accuracy"), (self.drive, "drive")):
            plot.setObjectName(f"curves-{name}")
            plot.setAccessibleName(self.legends[plot].accessibleName())
        epoch = self.tr("epoch")
        self.loss.set_axes(epoch)
        self.accuracy.set_axes(epoch, percent=True, ceiling=1.0)
        self.drive.set_axes(epoch)
        self._show()

    def _fit(self) -> None:
        """The third plot where there is room for it; the lowest one has the figures of the axis."""
        high = self.height() >= theme.px(HIGH)
        self._third.setVisible(high)
        self._driver.setVisible(high)
        self.accuracy.set_axis_shown(not high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.StyleChange and hasattr(self, "_third"):
            self._fit()
