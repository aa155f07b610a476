"""The run's control: start, pause, one batch, one epoch, resume, stop; how far it is, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cnnviz.gui import theme
from cnnviz.gui.services.trainer_process import last_words
from cnnviz.gui.widgets.buttons import TextButton
from cnnviz.gui.widgets.icon_mark import IconMark
from cnnviz.gui.widgets.label import Label
from cnnviz.gui.widgets.numbers import percent, significant, thousands
from cnnviz.gui.widgets.progress_bar import ProgressBar
from cnnviz.training.notices import NOTICES

if TYPE_CHECKING:
    from cnnviz.session.runs import Run, Runs
    from cnnviz.training.events import Notice
    from cnnviz.training.run_dir import Status

RESUMABLE: Final = ("stopped", "failed", "killed")
_LINES: Final = 3  # of the trainer's last words


class RunControlView(QWidget):
    """Says how the run goes, and what a person can do with it now.

    Args:
        runs: the run that is watched.
        parent: the owner.
    """

    start_asked = Signal()
    """Begin a run with what the setup says."""
    resume_asked = Signal()
    """Go on with a run whose trainer has gone."""
    command_asked = Signal(object)
    """The name (str) of a command for the trainer."""
    close_asked = Signal()
    """Leave this run, to set up another."""

    def __init__(self, runs: Runs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self._run: Run | None = None
        self._starting = False
        self._may_start = True
        self._obstacle = ""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.main = TextButton(kind="primary", icon="play")
        self.batch = TextButton(icon="forward")
        self.epoch = TextButton(icon="last")
        self.stop = TextButton(icon="stop")
        self.new = TextButton(icon="plus")
        self.progress = ProgressBar()
        self._left = Label("body600", "text")
        self._state = Label("body", "text2")
        self._words = Label("code", "text2")
        self._warned = QWidget(self)
        self._warning = Label("body", "attention")
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._build()
        self.main.clicked.connect(self._on_main)
        self.batch.clicked.connect(lambda: self.command_asked.emit("batch"))
        self.epoch.clicked.connect(lambda: self.command_asked.emit("epoch"))
        self.stop.clicked.connect(lambda: self.command_asked.emit("stop"))
        self.new.clicked.connect(self.close_asked)
        runs.current_changed.connect(self._on_current_changed)
        self._on_current_changed(runs.current)
        self._retranslate()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.main, self.batch, self.epoch, self.stop, self.new):
            row.addWidget(button)
        row.addStretch(1)
        told = QHBoxLayout()
        told.setSpacing(16)
        told.addWidget(self._state, 1)
        told.addWidget(self._left)
        self._left.setMinimumWidth(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.progress)
        column.addLayout(told)
        column.addWidget(self._words)
        warned = QHBoxLayout(self._warned)
        warned.setContentsMargins(0, 0, 0, 0)
        warned.setSpacing(8)
        warned.addWidget(IconMark("warning", "attention"), 0, Qt.AlignmentFlag.AlignTop)
        warned.addWidget(self._warning, 1)
        self._warning.setWordWrap(True)
        column.addWidget(self._warned)

    def set_starting(self, starting: bool) -> None:
        """Whether a trainer has been called that has not yet answered."""
        self._starting = starting
        self._show()

    def set_obstacle(self, reason: str) -> None:
        """Why no run can be started with the setup of now; empty where one can."""
        self._obstacle = reason
        self._show()

    @property
    def state(self) -> str:
        """What the buttons go by: none, starting, or the state of the run."""
        if self._run is None:
            return "none"
        state = self._run.status.state
        if self._starting and state not in ("running", "paused", "finished"):
            return "starting"
        return state

    @property
    def warning(self) -> str:
        """What the training suffers from, by the newest notice; empty where nothing was noticed."""
        return self._warning.text()

    @property
    def sentence(self) -> str:
        """The line below the bar."""
        return self._state.text()

    def _on_current_changed(self, run: Run | None) -> None:
        if self._run is not None and self._run is not run:
            self._run.changed.disconnect(self._show)
            self._run.status_changed.disconnect(self._on_status_changed)
        self._run = run
        if run is not None:
            run.changed.connect(self._show)
            run.status_changed.connect(self._on_status_changed)
        self._show()

    def _on_status_changed(self, status: Status) -> None:
        if status.state not in ("new", "killed"):
            self._starting = False
        self._show()

    def _on_main(self) -> None:
        match self.state:
            case "none":
                self.start_asked.emit()
            case "running":
                self.command_asked.emit("pause")
            case "paused":
                self.command_asked.emit("resume")
            case "starting" | "new" | "finished":
                pass
            case _:
                self.resume_asked.emit()

    # What is shown

    def _show(self, _what: object = None) -> None:
        state, run = self.state, self._run
        alive = state in ("running", "paused")
        self.main.set_icon("pause" if state == "running" else "play")
        self.main.setText(self._main_text(state))
        self.main.setVisible(state != "finished")
        self.main.setEnabled(state in ("running", "paused", *RESUMABLE) or (state == "none" and not self._obstacle))
        self.main.setToolTip(self._obstacle if state == "none" else "")
        for button in (self.batch, self.epoch, self.stop):
            button.setVisible(alive)
        for button in (self.batch, self.epoch):
            button.setEnabled(state == "paused")
        self.new.setVisible(state in ("finished", *RESUMABLE) or (state == "new" and not self._starting))
        self.progress.setVisible(run is not None)
        self._words.setVisible(False)
        self._show_warning(run)
        if run is None:
            self._left.setText("")
            self._state.setText(self._obstacle or self.tr("Nothing is being trained. Start with what the setup says."))
            return
        done = run.step / max(run.epochs * run.batches, 1)
        self.progress.set_share(1.0 if state == "finished" else done)
        self._left.setText(self._left_text(run, state))
        self._state.setText(self._state_text(run, state))
        if state in ("failed", "killed"):
            words = last_words(run.path).splitlines()[-_LINES:]
            self._words.setText("\n".join(words))
            self._words.setVisible(bool(words))

    def _show_warning(self, run: Run | None) -> None:
        """The newest of what the trainer has noticed; the others in the tooltip."""
        sentences = [] if run is None else [notice_text(notice) for notice in run.history.notices]
        self._warned.setVisible(bool(sentences))
        if sentences:
            self._warning.setText(sentences[-1])
            self._warning.setToolTip("\n".join(sentences))
        else:
            self._warning.setText("")

    def _main_text(self, state: str) -> str:
        match state:
            case "none":
                return self.tr("Start training")
            case "running":
                return self.tr("Pause")
            case "starting" | "new":
                return self.tr("Starting …")
            case _:
                return self.tr("Resume")

    def _left_text(self, run: Run, state: str) -> str:
        seconds = run.seconds_left
        if state == "paused":
            return self.tr("paused")
        if state != "running" or seconds is None:
            return ""
        return self.tr("{time} left").format(time=duration(seconds))

    def _state_text(self, run: Run, state: str) -> str:
        match state:
            case "starting" | "new":
                return self.tr("The trainer is being called: PyTorch is loaded and the images are read.")
            case "killed":
                return self.tr(
                    "The trainer ended without a word, at step {step}. Resume goes on from its last checkpoint."
                ).format(step=thousands(run.step))
            case "failed":
                return self.tr("Training failed: {reason}").format(reason=problem_text(run.status))
            case "finished":
                return self._finished_text(run)
        epoch, place = divmod(run.step, run.batches)
        text = self.tr("Epoch {epoch} of {epochs}   Batch {batch} of {batches}   {speed} images a second")
        if run.step and not place and state != "running":
            epoch, place = epoch - 1, run.batches
        told = text.format(
            epoch=min(epoch + 1, max(run.epochs, 1)),
            epochs=run.epochs,
            batch=thousands(place),
            batches=thousands(run.batches),
            speed=thousands(round(run.samples_per_second)),
        )
        return self.tr("Stopped. {told}").format(told=told) if state == "stopped" else told

    def _finished_text(self, run: Run) -> str:
        test, best = run.history.test, run.history.best
        if test is not None:
            return self.tr("Finished. {share} of {count} test images are right (epoch {epoch}).").format(
                count=thousands(test.samples), share=percent(test.accuracy), epoch=test.epoch
            )
        if best is not None and best.validation_loss is not None:
            return self.tr("Finished. The best validation loss is {loss}, of epoch {epoch}.").format(
                loss=significant(best.validation_loss, 3), epoch=best.epoch
            )
        return self.tr("Finished after {count} steps.").format(count=thousands(run.step))

    def _retranslate(self) -> None:
        self.batch.setText(self.tr("One batch"))
        self.epoch.setText(self.tr("One epoch"))
        self.stop.setText(self.tr("Stop, keep result"))
        self.new.setText(self.tr("New run"))
        self.batch.set_help(self.tr("Learn from one batch, and pause again"))
        self.epoch.set_help(self.tr("Go on to the end of the epoch, and pause again"))
        self.stop.set_help(self.tr("End the training; everything so far is kept, and it can be resumed"))
        self.new.set_help(self.tr("Leave this run as it is, and set up another"))
        self.progress.setAccessibleName(self.tr("How far the training is"))
        self._show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground in the colours of now."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.tokens().panel)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()


def duration(seconds: float) -> str:
    """A time as a person says it: “21 s”, “3 min 5 s”, “2 h 10 min”."""
    whole = max(round(seconds), 1)
    if whole < 60:
        return QCoreApplication.translate("Duration", "{seconds} s").format(seconds=whole)
    if whole < 3600:
        text = QCoreApplication.translate("Duration", "{minutes} min {seconds} s")
        return text.format(minutes=whole // 60, seconds=whole % 60)
    text = QCoreApplication.translate("Duration", "{hours} h {minutes} min")
    return text.format(hours=whole // 3600, minutes=whole % 3600 // 60)


def notice_text(notice: Notice) -> str:
    """What the trainer has noticed, in the language of now; its name where this version has no sentence for it."""
    values = {"step": notice.step, "epoch": notice.epoch, **notice.values}
    try:
        return QCoreApplication.translate("Notices", NOTICES[notice.name]).format(**values)
    except (KeyError, IndexError, ValueError):
        return notice.name


def problem_text(status: Status) -> str:
    """Why a run failed, in the language of now."""
    values: dict[str, Any] = dict(status.values or {})
    try:
        return QCoreApplication.translate("Problem", status.reason).format(**values)
    except (KeyError, IndexError, ValueError):
        return status.reason
