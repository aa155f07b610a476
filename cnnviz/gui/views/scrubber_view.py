"""The scrubber: every saved moment of the run on one slider, and a film of what the network said of the drawn digit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from cnnviz.gui.widgets.buttons import IconButton, TextButton
from cnnviz.gui.widgets.curve_plot import LEFT, RIGHT
from cnnviz.gui.widgets.numbers import thousands
from cnnviz.gui.widgets.panel import Panel
from cnnviz.gui.widgets.scrub_bar import ScrubBar

if TYPE_CHECKING:
    from cnnviz.session.runs import Run, Runs

FRAME: Final = 100
"""Milliseconds that each moment is shown while the film plays."""


class ScrubberView(Panel):
    """Moves the whole window through the saved moments of the run.

    Args:
        runs: the run that is watched.
        parent: the owner.
    """

    export_asked = Signal()
    """The film as a file."""
    export_stopped = Signal()
    """No film after all."""

    def __init__(self, runs: Runs, parent: QWidget | None = None) -> None:
        super().__init__(parent, inline=True, top=12)
        self._runs = runs
        self._run: Run | None = None
        self._exporting = (0, 0)
        self.bar = ScrubBar(LEFT, RIGHT)
        self.play = IconButton("play", size=32)
        self.export = IconButton("download", size=32)
        self.live = TextButton(height=32)
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME)
        self._timer.timeout.connect(self._next)
        self.add_title_widget(self.play)
        self.add_title_widget(self.export)
        self.add_title_widget(self.live)
        self.content_layout().addWidget(self.bar, 1)
        self.bar.moved.connect(self._on_moved)
        self.play.clicked.connect(self.toggle_play)
        self.export.clicked.connect(self._on_export)
        self.live.clicked.connect(self._go_live)
        runs.current_changed.connect(self._on_current_changed)
        runs.moment_changed.connect(self._show)
        self._retranslate()
        self._on_current_changed(runs.current)

    @property
    def is_playing(self) -> bool:
        """Whether the film runs."""
        return self._timer.isActive()

    def set_exporting(self, done: int, total: int) -> None:
        """How far the film that is being written has come; 0 of 0 where none is."""
        self._exporting = (done, total)
        self.export.set_icon("close" if total else "download")
        self._say_export()
        self._show()

    def _say_export(self) -> None:
        if self._exporting[1]:
            self.export.set_help(self.tr("Stop writing the film"))
        else:
            self.export.set_help(self.tr("Save the film as a GIF"))

    def _on_export(self) -> None:
        self.stop()
        if self._exporting[1]:
            self.export_stopped.emit()
        else:
            self.export_asked.emit()

    def set_range(self, shown: tuple[float, float]) -> None:
        """Share the axis of the plots: the epochs at the two ends."""
        self.bar.set_range(*shown)

    def toggle_play(self) -> None:
        """Play from here, from the beginning where this is the end, or stop."""
        if self._timer.isActive():
            self.stop()
        elif self.bar.count:
            if self.bar.place is None or self.bar.place >= self.bar.count - 1:
                self.bar.step(-self.bar.count)
            self._timer.start()
            self.play.set_icon("pause")
            self._retranslate()

    def stop(self) -> None:
        """Stop the film."""
        self._timer.stop()
        self.play.set_icon("play")
        self._retranslate()

    def _next(self) -> None:
        place = self.bar.place
        if place is None or place >= self.bar.count - 1:
            self.stop()
        else:
            self.bar.step(1)

    def _on_current_changed(self, run: Run | None) -> None:
        if self._run is not None and self._run is not run:
            self._run.changed.disconnect(self._show)
            self._run.snapshots_changed.disconnect(self._show_stops)
            self._run.status_changed.disconnect(self._show)
        self._run = run
        self.stop()
        if run is not None:
            run.changed.connect(self._show)
            run.snapshots_changed.connect(self._show_stops)
            run.status_changed.connect(self._show)
        self.bar.set_place(None)
        self._show_stops()

    def _show_stops(self) -> None:
        run = self._run
        self.bar.set_stops([] if run is None else [moment.step / run.batches for moment in run.moments])
        self._show()

    def _show(self, _what: object = None) -> None:
        run, moment = self._run, self._runs.moment
        self.live.setEnabled(run is not None and not self._runs.is_live and bool(run.moments))
        several = run is not None and len(run.moments) > 1
        self.play.setEnabled(several and not self._exporting[1])
        self.export.setEnabled(several and run is not None and run.takes_digits)
        if run is None:
            self.set_line("")
            return
        alive = run.is_alive
        self.bar.set_end(run.step / run.batches if run.step else None, self.tr("live") if alive else self.tr("end"))
        self.live.setText(self.tr("Back to live") if alive else self.tr("To the end"))
        if moment is None:
            self.bar.set_place(None)
            self.set_line(self.tr("The first weights are saved as soon as the training begins."))
            return
        places = {each.step: place for place, each in enumerate(run.moments)}
        self.bar.set_place(places.get(moment.step))
        if self._exporting[1]:
            self.set_line(
                self.tr("The film is being written: frame {done} of {total}").format(
                    done=self._exporting[0], total=self._exporting[1]
                )
            )
            return
        text = self.tr("Step {step} of {steps}, one of {count} saved moments")
        self.set_line(
            text.format(step=thousands(moment.step), steps=thousands(run.step), count=thousands(len(run.moments)))
        )

    def _on_moved(self, place: int) -> None:
        if self._run is not None and place < len(self._run.moments):
            self._runs.scrub_to(self._run.moments[place])

    def _go_live(self) -> None:
        self.stop()
        self._runs.go_live()
        self._show()

    def _retranslate(self) -> None:
        self.set_title(self.tr("Scrubber"))
        self.set_info(
            self.tr(
                "<p>While it learns, the weights are saved again and again: closely at the beginning, where much "
                "happens, and less often later. Move the slider, and the whole window shows the network of that "
                "moment: filters, feature maps, probabilities, also on the other pages.</p><p>Each row of the film is "
                "a class, each column a saved moment: dark where the network took what is drawn for that class.</p>"
            )
        )
        self.bar.setAccessibleName(self.tr("Saved moments"))
        self.play.set_help(self.tr("Stop the film") if self.is_playing else self.tr("Play the training as a film"))
        self._say_export()
        self.live.set_help(self.tr("Show the newest moment, and go on with the training"))
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks at the film."""
        super().hideEvent(event)
        self.stop()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
