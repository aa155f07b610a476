"""Where the stepper stands in a recorded pass: forwards, backwards, up and down the stack, to marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from cnnviz.session.stops import Condition, Mark, Reason, Stops
from cnnviz.trace import walking
from cnnviz.trace.steps import Step, Value
from cnnviz.trace.tensors import TensorRecord

if TYPE_CHECKING:
    from cnnviz.trace.records import Trace

FASTEST = 60.0  # steps a second: more than a screen shows


@dataclass(frozen=True, eq=False)
class Pin:
    """A value that is kept in sight to be compared with a later one.

    Attributes:
        name: what it was called.
        position: where the stepper stood.
        value: what the name stood for there.
    """

    name: str
    position: int
    value: Value


class Stepping(QObject):
    """A position in a recorded pass, and everything that can be asked about it.

    A position is the place in `Trace.steps` of the step that runs next: 0 before anything ran, `len(steps)` when the
    pass is over. So it is also how many steps have begun. What is shown at a position depends on nothing else: how
    one got there makes no difference.

    Args:
        parent: the owner.
    """

    changed = Signal(object)
    """The position (an int), where it or the looked-at frame is another one now."""
    trace_changed = Signal(object)
    """The `Trace` in full, or None. `changed` follows."""
    marks_changed = Signal()
    """Marked lines, conditions, or where conditions hold."""
    pins_changed = Signal()
    """The pins."""
    playing_changed = Signal(bool)
    """Whether the pass plays by itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._trace: Trace | None = None
        self._position = 0
        self._frame: int | None = None
        self._stack: tuple[int, ...] = ()
        self._came_from: list[tuple[int, int]] = []  # (from, to) of single steps forwards, so that back is exact
        self._marks: frozenset[Mark] = frozenset()
        self._conditions: tuple[Condition, ...] = ()
        self._found: dict[Condition, tuple[int, ...]] = {}
        self._stops = Stops(None, frozenset(), (), {})
        self._reasons: tuple[Reason, ...] = ()
        self._runs_on = False  # somebody wants the next stop, and not all stops are known yet
        self._pins: tuple[Pin, ...] = ()
        self._line_ends: dict[int, list[int]] = {}
        self._shape_changes: tuple[tuple[int, TensorRecord], ...] | None = None
        self._timer = QTimer(self)
        self._timer.setObjectName("playing")
        self._timer.timeout.connect(self._play_on)

    # What is walked

    @property
    def trace(self) -> Trace | None:
        """The pass that is walked; None while there is none."""
        return self._trace

    @trace.setter
    def trace(self, trace: Trace | None) -> None:
        if trace is self._trace:
            return
        before = self._trace
        self.pause()
        self._trace = trace
        self._came_from.clear()
        self._line_ends.clear()
        self._shape_changes = None
        self._reasons, self._runs_on = (), False
        pins, self._pins = self._pins, ()
        if before is None or trace is None or _files(before) != _files(trace):
            self._marks = frozenset()
        self._found = {}
        self._renew_stops()
        self._settle(self._opening_position(before))
        self.trace_changed.emit(trace)
        if pins:
            self.pins_changed.emit()
        self.marks_changed.emit()
        self.changed.emit(self._position)

    def _opening_position(self, before: Trace | None) -> int:
        """The failing step; the same place in another pass of the same model; else its first line."""
        trace = self._trace
        if trace is None:
            return 0
        if trace.failure is not None and trace.failure.step is not None:
            return trace.failure.step
        if before is not None and before.failure is None and _outline(before) == _outline(trace):
            return self._position
        return next((step.index for step in trace.steps if step.kind == "line"), 0)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the pass, in order; empty while there is none."""
        return () if self._trace is None else self._trace.steps

    @property
    def count(self) -> int:
        """How many steps there are, which is the last position."""
        return len(self.steps)

    # Where it stands

    @property
    def position(self) -> int:
        """The place of the step that runs next; `count` when the pass is over."""
        return self._position

    @property
    def next_step(self) -> Step | None:
        """The step that runs next, or None when the pass is over."""
        return self.steps[self._position] if self._position < self.count else None

    @property
    def stack(self) -> tuple[int, ...]:
        """The frames that are active, the outermost first; before and after the pass, its first frame."""
        return self._stack

    @property
    def frame(self) -> int | None:
        """The frame that is looked at: the innermost one, until `up` and `down` move it. None where none was seen."""
        return self._frame

    def current_line(self, frame: int) -> Step | None:
        """The line that a frame stands on: it runs next, or is not yet over; None after the frame's last one."""
        if self._trace is None:
            return None
        lines = self._trace.frames[frame].lines
        place = bisect_right(self._ends(frame), self._position)
        return self._trace.steps[lines[place]] if place < len(lines) else None

    def finished_line(self, frame: int) -> Step | None:
        """The line of a frame that was over last (it *just ran*), or None where none is over yet."""
        if self._trace is None:
            return None
        place = bisect_right(self._ends(frame), self._position)
        return self._trace.steps[self._trace.frames[frame].lines[place - 1]] if place else None

    def finished_step(self) -> Step | None:
        """The outermost step that was over last: its outputs are the newest; None before anything was."""
        before = self._position - 1
        found = None
        while before >= 0 and self.steps[before].end <= self._position:
            found = self.steps[before]
            parent = found.parent
            if parent is None:
                break
            before = parent
        return found

    def open_steps(self) -> tuple[Step, ...]:
        """The steps that have begun and are not over, the outermost first: what the next one lies inside."""
        step = self.next_step
        found: list[Step] = []
        while step is not None and step.parent is not None:
            step = self.steps[step.parent]
            found.append(step)
        return tuple(reversed(found))

    def locals(self) -> dict[str, Value]:
        """What the names of the looked-at frame stand for."""
        if self._trace is None or self._frame is None:
            return {}
        return walking.locals_at(self._trace, self._frame, self._position)

    def shape_changes(self) -> tuple[tuple[int, TensorRecord], ...]:
        """Positions after which a tensor has another shape than what it was made of, with that tensor."""
        if self._shape_changes is None:
            self._shape_changes = () if self._trace is None else tuple(walking.shape_changes(self._trace))
        return self._shape_changes

    # Moving

    def go(self, position: int) -> None:
        """Stand at a position, the nearest one that there is."""
        self._came_from.clear()
        self._move(position)

    def first(self) -> None:
        """Stand before the pass."""
        self.go(0)

    def last(self) -> None:
        """Stand after the pass, or before the step that failed."""
        failure = None if self._trace is None else self._trace.failure
        self.go(self.count if failure is None or failure.step is None else failure.step)

    def forward(self) -> None:
        """Past the step that runs next and all that it calls (pdb's n); the pass itself is entered."""
        step = self.next_step
        if step is not None:
            self._step_to(step.index + 1 if step.parent is None and step.kind == "call" else step.end)

    def into(self) -> None:
        """Into the function or module that runs next, if it has steps, and past it where it has none (pdb's s)."""
        if self._position < self.count:
            self._step_to(self._position + 1)

    def back(self) -> None:
        """Undo `forward` and `into`, exactly; where something else led here, to the step before on this level."""
        if self._trace is None:
            return
        if self._came_from and self._came_from[-1][1] == self._position:
            self._move(self._came_from.pop()[0])
        else:
            self.go(self._before())

    def leave(self) -> None:
        """Where the looked-at frame has returned (pdb's r)."""
        if self._trace is None or self._frame is None:
            return
        caller = self._trace.frames[self._frame].step
        self.go(self.count if caller is None else self._trace.steps[caller].end)

    def to_mark(self) -> bool:
        """On to where a mark or a condition stops next, or to the end (pdb's c); whether something will stop it.

        While it is not known yet where all conditions hold, it goes there as soon as that is known.
        """
        if self._trace is None:
            return False
        if self.waiting:
            self._runs_on = True
            return True
        found = self._stops.after(self._position)
        if found is None:
            self.last()
            self._say_reasons((Reason("end"),))
            return False
        self._came_from.clear()
        self._move(found, self._stops.reasons(found))
        return True

    def up(self) -> None:
        """Look at the frame that called the looked-at one; the position stays."""
        self._look(-1)

    def down(self) -> None:
        """Look at the frame that the looked-at one called; the position stays."""
        self._look(1)

    def look_at(self, frame: int) -> None:
        """Look at one frame of the stack; another is left out."""
        if frame in self._stack and frame != self._frame:
            self._frame = frame
            self.changed.emit(self._position)

    def here(self) -> None:
        """Look at the innermost frame again, and have it shown again (pdb's l)."""
        self._frame = self._stack[-1] if self._stack else None
        self.changed.emit(self._position)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why `to_mark` or playing stopped here; empty once one went on."""
        return self._reasons

    # Playing

    @property
    def is_playing(self) -> bool:
        """Whether the pass plays by itself."""
        return self._timer.isActive()

    def play(self, speed: float) -> None:
        """Go on step by step, `speed` steps a second, into everything; from the end, begin anew.

        Raises:
            ValueError: for a speed that is not above 0.
        """
        if not speed > 0:
            raise ValueError("a speed is above 0 steps a second")
        if not self.count:
            return
        was_playing = self.is_playing
        if not was_playing and self._position >= self.count:
            self.first()
        self._timer.start(round(1000 / min(speed, FASTEST)))
        if not was_playing:
            self.playing_changed.emit(True)

    def pause(self) -> None:
        """Stay where it is."""
        if self.is_playing:
            self._timer.stop()
            self.playing_changed.emit(False)

    def _play_on(self) -> None:
        if self.waiting:
            return  # it might play past a place that is not known yet
        before = self._position
        self.into()
        stops = self._stops.here(self._position)
        if stops and self._position != before:
            self._say_reasons(self._stops.reasons(self._position))
        if stops or self._position == before or self._position >= self.count:
            self.pause()

    # Marks and pins

    @property
    def marks(self) -> frozenset[Mark]:
        """Marked lines."""
        return self._marks

    def toggle_mark(self, file: int, line: int) -> None:
        """Mark a line, or take its mark away."""
        self._marks ^= {(file, line)}
        self._renew_stops()
        self.marks_changed.emit()

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Other reasons to stop."""
        return self._conditions

    def set_conditions(self, conditions: Iterable[Condition]) -> None:
        """Stop for these reasons, besides the marked lines."""
        conditions = tuple(dict.fromkeys(conditions))
        if conditions != self._conditions:
            self._conditions = conditions
            self._found = {each: places for each, places in self._found.items() if each in conditions}
            self._renew_stops()
            self.marks_changed.emit()
            self._run_on()

    @property
    def waiting(self) -> tuple[Condition, ...]:
        """Conditions of which nobody has said yet where they hold in this pass."""
        if self._trace is None:
            return ()
        return tuple(each for each in self._conditions if each.is_searched and each not in self._found)

    def set_found(self, condition: Condition, positions: Iterable[int]) -> None:
        """Say where a condition that is searched holds in this pass; one that is not asked for is left out."""
        if condition in self._conditions:
            self._found[condition] = tuple(positions)
            self._renew_stops()
            self.marks_changed.emit()
            self._run_on()

    def mark_positions(self) -> tuple[int, ...]:
        """Where a run stops, in order, for the slider."""
        return self._stops.positions

    @property
    def pins(self) -> tuple[Pin, ...]:
        """Values that are kept in sight."""
        return self._pins

    def pin(self, name: str) -> None:
        """Keep what a name of the looked-at frame stands for now; nothing, and the same again, is left out."""
        value = self.locals().get(name)
        again = any((each.name, each.position) == (name, self._position) for each in self._pins if each.value is value)
        if value is not None and not again:
            self._pins = (*self._pins, Pin(name, self._position, value))
            self.pins_changed.emit()

    def unpin(self, pin: Pin) -> None:
        """Let a pin go."""
        if any(each is pin for each in self._pins):
            self._pins = tuple(each for each in self._pins if each is not pin)
            self.pins_changed.emit()

    # Behind it

    def _renew_stops(self) -> None:
        self._stops = Stops(self._trace, self._marks, self._conditions, self._found)

    def _run_on(self) -> None:
        """Do what `to_mark` could not do yet."""
        if self._runs_on and not self.waiting:
            self._runs_on = False
            self.to_mark()

    def _say_reasons(self, reasons: tuple[Reason, ...]) -> None:
        """Say why it stopped where it stands already."""
        self._reasons = reasons
        self.changed.emit(self._position)

    def _before(self) -> int:
        """From where `forward` leads here: the outermost step that is over with this position, or that it lies in."""
        step = self.steps[self._position - 1] if self._position else None
        while step is not None and step.parent is not None:
            parent = self.steps[step.parent]
            if parent.end > self._position or parent.parent is None:  # the pass itself is entered, never passed over
                return step.index
            step = parent
        return 0

    def _step_to(self, position: int) -> None:
        self._came_from.append((self._position, min(position, self.count)))
        self._move(position)

    def _move(self, position: int, reasons: tuple[Reason, ...] = ()) -> None:
        before = self._position, self._frame
        self._reasons, self._runs_on = reasons, False
        self._settle(position)
        if (self._position, self._frame) != before:
            self.changed.emit(self._position)

    def _settle(self, position: int) -> None:
        self._position = min(max(position, 0), self.count)
        stack = () if self._trace is None else walking.stack_at(self._trace, self._position)
        if not stack and self._trace is not None and self._trace.frames:
            stack = (0,)
        self._stack = stack
        self._frame = stack[-1] if stack else None

    def _look(self, by: int) -> None:
        if self._frame is None:
            return
        place = self._stack.index(self._frame) + by
        if 0 <= place < len(self._stack):
            self.look_at(self._stack[place])

    def _ends(self, frame: int) -> list[int]:
        """Where each line of a frame is over, in order: lines of one frame never overlap."""
        found = self._line_ends.get(frame)
        if found is None and self._trace is not None:
            found = [self._trace.steps[index].end for index in self._trace.frames[frame].lines]
            self._line_ends[frame] = found
        return found or []


def _files(trace: Trace) -> tuple[str, ...]:
    return tuple(source.path or source.name for source in trace.sources)


def _outline(trace: Trace) -> tuple[object, ...]:
    """What two passes share where a place in one means the same in the other."""
    return trace.model_name, [(step.kind, step.frame, step.line, step.end) for step in trace.steps]
