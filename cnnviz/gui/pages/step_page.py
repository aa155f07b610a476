"""The Step page: walk through the pass line by line, forwards and backwards, with the shape of everything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cnnviz.gui import actions as table
from cnnviz.gui import theme
from cnnviz.gui.services.prompt import Prompt
from cnnviz.gui.services.stop_search import StopSearch
from cnnviz.gui.services.summaries import Summaries
from cnnviz.gui.services.tracing import Tracing
from cnnviz.gui.views.arithmetic_view import ArithmeticView
from cnnviz.gui.views.comparison_view import ComparisonView
from cnnviz.gui.views.failure_view import FailureView
from cnnviz.gui.views.locals_view import LocalsView
from cnnviz.gui.views.prompt_view import PromptView
from cnnviz.gui.views.shape_card_view import ShapeCardView
from cnnviz.gui.views.source_view import SourceView
from cnnviz.gui.views.stops_view import StopsView
from cnnviz.gui.views.tensor_picture_view import TensorPictureView
from cnnviz.gui.views.transport_view import HEIGHT as TRANSPORT_HEIGHT
from cnnviz.gui.views.transport_view import TransportView
from cnnviz.gui.views.walked_view import HEIGHT as WALKED_HEIGHT
from cnnviz.gui.views.walked_view import WalkedView
from cnnviz.gui.widgets.fitted_splitter import FittedSplitter
from cnnviz.session.looked_at import LookedAt
from cnnviz.session.stepping import Stepping
from cnnviz.session.walk_cursor import WalkCursor
from cnnviz.session.walked import Walked

if TYPE_CHECKING:
    from cnnviz.gui.services.inference import Inference
    from cnnviz.gui.services.samples import Samples
    from cnnviz.session.workspace import Workspace

# The page's width, and the widths of source, values and sums there.
_COLUMNS: Final = ((1200, (452, 412, 336)), (1360, (552, 472, 336)), (1840, (760, 600, 480)))

_LOCALS: Final = 232
_PICTURE: Final = 236
_PROMPT: Final = 150
_CARD: Final = 264
_LOW_CARD: Final = 160
_FAILURE: Final = 300
_LOW: Final = 600  # the height of the columns below which titles and lines share a row
_LOW_LOCALS: Final = 208  # three names, one of which got another shape
_LOW_PROMPT: Final = 120  # a question, its answer, and the line for the next


class StepPage(QWidget):
    """Arranges source, values and sums over the transport, and owns what they share.

    Args:
        workspace: the session's state.
        inference: the lane of the network, on which passes are recorded.
        samples: the data sets, whose batches can be walked through.
        parent: the owner.
    """

    left = Signal()
    """The person wants to leave the stepper."""

    def __init__(
        self, workspace: Workspace, inference: Inference, samples: Samples, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._actions: Mapping[str, QAction] = {}
        self.stepping = Stepping(self)
        self.looked_at = LookedAt(self.stepping, self)
        self.summaries = Summaries(self)
        self.prompt = Prompt(self)
        self.stop_search = StopSearch(workspace, self.stepping, self)
        self.walked = Walked(self)
        self.tracing = Tracing(workspace, inference, samples, self.walked, self.stepping, self)
        self.walk_cursor = WalkCursor(workspace, self.stepping, self)
        shared = workspace, self.stepping
        self.walked_view = WalkedView(workspace, self.stepping, self.walked, self.tracing, samples)
        self.source = SourceView(*shared)
        self.failure = FailureView(*shared)
        self.locals = LocalsView(*shared, self.looked_at, self.summaries)
        self.picture = TensorPictureView(*shared, self.looked_at, self.summaries)
        self.prompt_view = PromptView(*shared, self.prompt)
        self.shape_card = ShapeCardView(*shared)
        self.arithmetic = ArithmeticView(*shared, self.looked_at)
        self.comparison = ComparisonView(self.stepping, self)
        self.stops = StopsView(self.stepping, self.stop_search)
        self.stops.hide()
        self.transport = TransportView(*shared)
        self.splitters: dict[str, FittedSplitter] = {}
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        values = self._splitter("step-values", down, _values, self.locals, self.picture, self.prompt_view)
        sums = self._splitter("step-sums", down, self._sums_sizes, self.failure, self.shape_card, self.arithmetic)
        columns = self._splitter("step", across, _widths, self.source, values, sums)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.walked_view)
        layout.addWidget(columns, 1)
        layout.addWidget(self.stops)
        layout.addWidget(self.transport)
        self.setFocusProxy(self.source.code)
        self.prompt_view.left.connect(self.left)
        self.tracing.started.connect(lambda: self.source.set_recording("recording"))
        self.tracing.recorded.connect(lambda: self.source.set_recording("idle"))
        self.tracing.failed.connect(lambda: self.source.set_recording("nothing"))
        self.tracing.stopped.connect(lambda: self.source.set_recording("nothing"))
        self.source.comparison_asked.connect(self._compare)
        self.stops.closed.connect(self.toggle_stops)
        self.stepping.trace_changed.connect(sums.fit)  # a failure comes and goes

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions of this page do."""
        stepping = self.stepping
        moves: dict[str, Callable[[], object]] = {
            "step_forward": stepping.forward,
            "step_back": stepping.back,
            "step_into": stepping.into,
            "step_return": stepping.leave,
            "step_up": stepping.up,
            "step_down": stepping.down,
            "step_to_mark": stepping.to_mark,
            "step_here": stepping.here,
            "step_first": stepping.first,
            "step_last": stepping.last,
        }
        handlers: dict[str, Callable[[], object]] = {name: partial(self._walk, move) for name, move in moves.items()}
        handlers["step_play"] = self.transport.toggle_play
        handlers["step_stops"] = self.toggle_stops
        handlers["step_pin"] = self._pin
        handlers["step_compare"] = self._compare
        handlers["step_mark"] = self.source.toggle_mark_here
        handlers["step_prompt"] = self.prompt_view.pane.line.setFocus
        handlers["step_again"] = self.walked_view.record_again
        handlers["step_leave"] = self.left.emit
        return handlers

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Give the actions that were built from `handlers`."""
        self._actions = actions
        self.transport.set_actions(actions)

    def set_active(self, active: bool) -> None:
        """Say whether the page is in front: only then passes are recorded and the cursor follows."""
        self.tracing.set_active(active)
        self.walk_cursor.set_active(active)
        if active:
            self.source.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_presenting(self, presenting: bool) -> None:
        """Leave out what a class need not read."""
        self.source.set_presenting(presenting)

    def toggle_stops(self) -> None:
        """Open the bar with the reasons to stop, or close it; they hold either way."""
        opened = self.stops.isHidden()
        self.stops.setVisible(opened)
        self.transport.set_stops_open(opened)
        if opened:
            self.stops.begin()
        else:
            self.source.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pin(self) -> None:
        """Keep what the picture shows, where a name of the function stands for it."""
        looked = self.looked_at.looked
        if looked is not None:
            self.stepping.pin(looked.name)

    def _compare(self) -> None:
        self.stepping.pause()
        self.comparison.open_over(self.window())

    def shutdown(self) -> bool:
        """End what runs beside the window; False where something is still busy and left behind."""
        self.stepping.pause()
        return all([self.prompt.shutdown(), self.summaries.shutdown(), self.stop_search.shutdown()])

    def _walk(self, move: Callable[[], object]) -> None:
        """Whoever takes a step takes the film out of the player's hands."""
        self.stepping.pause()
        move()

    def _sums_sizes(self, height: int) -> list[int]:
        """The failure where there is one, the shape card, and the arithmetic, which takes what is left."""
        failed = not self.failure.isHidden()
        failure, card = (theme.px(_FAILURE), theme.px(_LOW_CARD)) if failed else (0, theme.px(_CARD))
        if failed and height < theme.px(_LOW):  # why it failed comes first
            card = height // 4
            failure = min(failure, height - 2 * card)
        return [failure, card, max(height - failure - card, 1)]

    def _splitter(
        self, name: str, orientation: Qt.Orientation, sizes: Callable[[int], list[int]], *parts: QWidget
    ) -> FittedSplitter:
        splitter = FittedSplitter(orientation, sizes)
        splitter.setObjectName(name)
        for part in parts:
            splitter.addWidget(part)
        self.splitters[name] = splitter
        return splitter

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the titles take one row."""
        super().resizeEvent(event)
        rows = theme.px(WALKED_HEIGHT + TRANSPORT_HEIGHT)
        low = event.size().height() - rows < theme.px(_LOW)
        values = self.locals, self.picture, self.prompt_view
        for panel in (self.source, *values, self.failure, self.shape_card, self.arithmetic):
            panel.set_inline(low)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home, End and Space, where no control wanted them."""
        action = table.gentle_action(self._actions, "step", event.keyCombination())
        if action is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat() or action.autoRepeat():
            action.trigger()


def _widths(width: int) -> list[int]:
    """Source, values and sums: between the design's windows, between their widths."""
    at = width / theme.tokens().scale
    (low, before), (high, after) = _COLUMNS[:2] if at <= _COLUMNS[1][0] else _COLUMNS[1:]
    share = min(max((at - low) / (high - low), 0.0), 1.0)
    sizes = [one + share * (other - one) for one, other in zip(before, after, strict=True)]
    return [round(size * width / sum(sizes)) for size in sizes]


def _values(height: int) -> list[int]:
    """Locals, picture and prompt, which takes what is left; in a high window the picture grows too.

    In a low one the picture comes first: it keeps what the others can do without.
    """
    if height < theme.px(_LOW):
        locals_, prompt = (
            min(theme.px(most), round(share * height)) for most, share in ((_LOW_LOCALS, 0.41), (_LOW_PROMPT, 0.23))
        )
        return [locals_, max(height - locals_ - prompt, 1), prompt]
    spare = max(height - theme.px(_LOCALS + _PICTURE + _PROMPT), 0)
    locals_, picture = theme.px(_LOCALS) + spare // 6, theme.px(_PICTURE) + spare * 3 // 5
    return [locals_, picture, max(height - locals_ - picture, 1)]
