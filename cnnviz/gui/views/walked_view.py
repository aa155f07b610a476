"""What is walked through: a forward pass or a training step, of which images, with which optimiser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QActionGroup, QEnterEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from cnnviz.gui import actions, theme
from cnnviz.gui.widgets.buttons import MenuButton, TextButton
from cnnviz.gui.widgets.index_field import IndexField
from cnnviz.gui.widgets.label import Label
from cnnviz.gui.widgets.painting import ground_of_bar
from cnnviz.gui.widgets.segmented import Segment, Segmented
from cnnviz.session.walked import FIRST_SET, INPUT, LARGEST, OPTIMISERS, RATES

if TYPE_CHECKING:
    from cnnviz.gui.services.answers import RecordedPass
    from cnnviz.gui.services.samples import Samples
    from cnnviz.gui.services.tracing import Tracing
    from cnnviz.session.stepping import Stepping
    from cnnviz.session.walked import Walked
    from cnnviz.session.workspace import Workspace
    from cnnviz.trace.records import Trace

HEIGHT: Final = 48
_FIELD: Final = 32
_TYPING: Final = 600  # ms without a digit after which a number is whole: 1, 10 and 100 are not three recordings
_NARROW: Final = 1060  # pixels below which names of choices give way to what is chosen
_WIDE: Final = 1330  # pixels from which on there is room to say what was recorded


class WalkedView(QWidget):
    """Chooses what the stepper walks through, records it again, and stops a recording.

    Args:
        workspace: the session's state.
        stepping: has what was recorded.
        walked: the choice.
        tracing: records it.
        samples: knows the data sets.
        parent: the owner.
    """

    live_wanted = Signal()
    """The person chose something to record, and does not look at an opened pass any more."""

    def __init__(
        self,
        workspace: Workspace,
        stepping: Stepping,
        walked: Walked,
        tracing: Tracing,
        samples: Samples,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._stepping = stepping
        self._walked = walked
        self._tracing = tracing
        self._samples = samples
        self._said = ""
        self._pass: RecordedPass | None = None
        self.kinds = Segmented()
        self.source = MenuButton(height=_FIELD, maximum=260)
        self.count = IndexField(first=1, rest=_TYPING)
        self.optimiser = MenuButton(height=_FIELD)
        self.rate = MenuButton(height=_FIELD)
        self.again = TextButton(icon="again", height=_FIELD)
        self._meta = Label("body", "text2")
        self._sources_menu = QMenu(self)
        self._optimisers_menu = QMenu(self)
        self._rates_menu = QMenu(self)
        self._sources = QActionGroup(self)
        self._optimisers = QActionGroup(self)
        self._rates = QActionGroup(self)
        self._row = QHBoxLayout(self)
        self._build()
        self._retranslate()
        self._connect()

    def _build(self) -> None:
        self.count.set_count(LARGEST)
        for optimiser in OPTIMISERS:
            self._add(self._optimisers_menu, self._optimisers, optimiser, optimiser)
        for rate in RATES:
            self._add(self._rates_menu, self._rates, f"{rate:g}", rate)
        self.source.set_menu(self._sources_menu)
        self.optimiser.set_menu(self._optimisers_menu)
        self.rate.set_menu(self._rates_menu)
        row = self._row
        row.addWidget(self.kinds)
        row.addSpacing(4)
        for widget in (self.source, self.count, self.optimiser, self.rate, self.again):
            row.addWidget(widget)
        row.addSpacing(4)
        row.addWidget(self._meta, 1)
        row.addStretch(0)
        for control in (self.kinds, self.source, self.optimiser, self.rate, self.again):
            control.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a click the arrows still walk
        self._meta.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._meta.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._measure()

    def _connect(self) -> None:
        walked, tracing = self._walked, self._tracing
        self.kinds.chosen.connect(self._on_kind)
        self._sources.triggered.connect(lambda action: self._choose(walked.choose_source, action.data()))
        self._optimisers.triggered.connect(lambda action: self._choose(walked.choose_optimiser, action.data()))
        self._rates.triggered.connect(lambda action: self._choose(walked.choose_learning_rate, action.data()))
        self.count.chosen.connect(lambda count: self._choose(walked.choose_count, count))
        self.again.clicked.connect(self.record_again)
        walked.changed.connect(self._show)
        tracing.started.connect(self._on_started)
        tracing.recorded.connect(self._on_recorded)
        tracing.stopped.connect(lambda: self._say("stopped"))
        tracing.failed.connect(lambda _error: self._say("failed"))
        self._samples.sets_changed.connect(self._on_sets)
        self._stepping.trace_changed.connect(self._on_trace)
        self._workspace.emptied.connect(self._show_state)
        self._workspace.opened_changed.connect(self._show)

    def record_again(self) -> None:
        """Record the next batch, or the input once more; while something is being recorded, stop that."""
        if self._tracing.is_recording:
            self._tracing.stop()
        else:
            self.live_wanted.emit()
            self._tracing.again()

    # What the person does

    def _choose(self, setter: object, value: object) -> None:
        assert callable(setter)
        self.live_wanted.emit()
        setter(value)

    def _on_kind(self, kind: str) -> None:
        self._choose(self._walked.choose_kind, kind)

    # What is shown

    def _on_started(self) -> None:
        self._say("recording")

    def _on_recorded(self, recorded: RecordedPass) -> None:
        self._pass = recorded
        self._say("recorded")

    def _on_trace(self, trace: Trace | None) -> None:
        """What was recorded is gone, with the input or the network."""
        if trace is None and self._said == "recorded":
            self._say("")

    def _say(self, what: str) -> None:
        self._said = what
        self._show_state()

    def _on_sets(self) -> None:
        self._walked.forget_sources(frozenset(choice.name for choice in self._samples.choices))
        self._show_sources()

    def _show(self) -> None:
        """The choices; while an opened pass is in front none of them says what is shown."""
        walk = self._walked.walk
        live = not self._workspace.shows_opened
        training = live and walk.kind == "training"
        self.kinds.set_chosen(walk.kind if live else "")
        for widget in (self.source, self.again):
            widget.setVisible(live)
        self.optimiser.setVisible(training)
        self.rate.setVisible(training)
        self.count.setVisible(live and walk.source != INPUT)
        self.count.set_value(walk.count)
        self.optimiser.set_value(walk.optimiser)
        self.rate.set_value(f"{walk.learning_rate:g}")
        for group, chosen in ((self._optimisers, walk.optimiser), (self._rates, walk.learning_rate)):
            for action in group.actions():
                action.setChecked(action.data() == chosen)
        self._show_sources()
        self._show_state()
        self._show_for_width(self.width())

    def _show_sources(self) -> None:
        """The data sets that are there; what is the input now has no label, so no step learns from it."""
        walk = self._walked.walk
        names = [choice.name for choice in self._samples.choices] or [FIRST_SET]
        if walk.kind == "forward":
            names.insert(0, INPUT)
        if names != [action.data() for action in self._sources.actions()]:
            for action in self._sources.actions():
                self._sources.removeAction(action)
                self._sources_menu.removeAction(action)
                action.deleteLater()
            for name in names:
                self._add(self._sources_menu, self._sources, "", name)
        for action in self._sources.actions():
            action.setText(self._source_text(action.data()))
            action.setChecked(action.data() == walk.source)
        self.source.set_value(self._source_text(walk.source))

    def _source_text(self, name: str) -> str:
        if name == INPUT:
            return self.tr("the drawn digit")
        title = next((choice.title for choice in self._samples.choices if choice.name == name), "Pen digits")
        return QCoreApplication.translate("Samples", title)

    def _show_state(self) -> None:
        """What the button does now, and how the last recording went."""
        recording = self._tracing.is_recording and self._said == "recording"
        of_input = self._walked.walk.source == INPUT
        # a drawing that is not there cannot be recorded
        self.again.setEnabled(recording or not (of_input and self._workspace.input.is_empty))
        if recording:
            self.again.set_icon("stop")
            self.again.setText(self.tr("Stop"))
            self.again.setToolTip(self.tr("Stop the recording; what was recorded before stays."))
        else:
            self.again.set_icon("again")
            self.again.setText(self.tr("Record again") if of_input else self.tr("Next batch"))
            self.again.setToolTip(actions.tooltip("step_again"))
        texts = {
            "recording": self.tr("Recording …"),
            "stopped": self.tr("Stopped."),
            "failed": self.tr("Nothing was recorded."),
            "recorded": self._recorded_text(),
        }
        opened = self._workspace.opened if self._workspace.shows_opened else None
        if opened is None:
            self._meta.setText(texts.get(self._said, ""))
        else:
            told = self.tr("“{title}” was opened from a file: nothing is recorded.")
            self._meta.setText(told.format(title=opened.title))
        self._meta.setToolTip(self._meta.text())

    def _recorded_text(self) -> str:
        if self._pass is None:
            return ""
        return self.tr("Recorded in {seconds} s").format(seconds=f"{self._pass.milliseconds / 1000:.2f}")

    def _add(self, menu: QMenu, group: QActionGroup, text: str, data: object) -> None:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setData(data)
        group.addAction(action)

    def _measure(self) -> None:
        self._row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        self._row.setSpacing(theme.px(8))
        self.setFixedHeight(theme.px(HEIGHT))

    def _show_for_width(self, width: int) -> None:
        """The words that there is room for."""
        narrow = width < theme.px(_NARROW)
        for button in (self.source, self.optimiser, self.rate):
            button.set_prefix_hidden(narrow)
        self._meta.setVisible(width >= theme.px(_WIDE) or self._workspace.shows_opened)

    def _retranslate(self) -> None:
        self.kinds.set_segments(
            [
                Segment(
                    "forward",
                    self.tr("Forward pass"),
                    self.tr("Images go through the network, and nothing changes in it."),
                ),
                Segment(
                    "training",
                    self.tr("Training step"),
                    self.tr(
                        "A copy of the network learns from one batch: forward, loss, backward, step; then it is judged."
                    ),
                ),
            ]
        )
        self.kinds.setAccessibleName(self.tr("What is walked through"))
        self.source.set_prefix(self.tr("Images"))
        self.source.set_help(self.tr("Where the images come from"))
        self.count.set_label("N")
        self.count.setAccessibleName(self.tr("Images in the batch"))
        self.count.setToolTip(self.tr("How many images go through together: 1 to 100 (arrow keys, or type a number)"))
        self.optimiser.set_prefix(self.tr("Optimiser"))
        self.optimiser.set_help(self.tr("The algorithm that changes the weights"))
        self.rate.set_prefix(self.tr("Learning rate"))
        self.rate.set_help(self.tr("How far the weights go against the gradient"))
        self._show()

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer comes to choose: a training step may be next."""
        super().enterEvent(event)
        self._tracing.prepare()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names give way where the window is narrow."""
        super().resizeEvent(event)
        self._show_for_width(event.size().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, and the line below it."""
        ground_of_bar(self, event.rect())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self._measure()
            self._show_for_width(self.width())
