"""The source as it ran: the call stack, the code with where it stands, pinned values, and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolTip, QVBoxLayout, QWidget

from cnnviz.gui import actions, theme
from cnnviz.gui.services import stop_words
from cnnviz.gui.widgets.buttons import TextButton
from cnnviz.gui.widgets.chip_row import Chip, ChipRow
from cnnviz.gui.widgets.code_pane import CodePane, Place
from cnnviz.gui.widgets.crumb_bar import Crumb, CrumbBar
from cnnviz.gui.widgets.key_strip import KeyStrip
from cnnviz.gui.widgets.label import Line
from cnnviz.gui.widgets.numbers import shape_list, significant, thousands
from cnnviz.gui.widgets.panel import PADDING, Panel
from cnnviz.trace import walking
from cnnviz.trace.steps import Collection, ModuleValue, Plain
from cnnviz.trace.tensors import TensorRecord

if TYPE_CHECKING:
    from cnnviz.session.stepping import Pin, Stepping
    from cnnviz.session.workspace import Workspace
    from cnnviz.trace.records import Trace
    from cnnviz.trace.steps import Frame, Step, Value

_LONGEST = 60  # characters of a value that is no tensor


class SourceView(Panel):
    """Shows where the stepper stands in the model's own source, and moves it.

    Args:
        workspace: the session's state.
        stepping: the position in the recorded pass.
        parent: the owner.
    """

    marked = Signal(object)
    """The line whose mark the person toggled."""
    comparison_asked = Signal()
    """The person wants to see two pinned values side by side."""

    def __init__(self, workspace: Workspace, stepping: Stepping, parent: QWidget | None = None) -> None:
        super().__init__(parent, wide=True)
        self._workspace = workspace
        self._stepping = stepping
        self._recording: Literal["idle", "recording", "nothing"] = "idle"
        self.stack_bar = CrumbBar()
        self.code = CodePane()
        self.pins = ChipRow()
        self.compare = TextButton(kind="link")
        self.keys = KeyStrip()
        self.why = Line("body600", "accent")
        self._presenting = False
        self._inset: list[QHBoxLayout] = []
        body = self.content_layout()
        self._add_inset(body, self.stack_bar)
        body.addSpacing(8)
        body.addWidget(self.code, 1)
        self._add_inset(body, self.pins, self.compare)
        self._add_inset(body, self.keys)
        self._add_inset(body, self.why)
        self.why.hide()
        self.stack_bar.clicked.connect(stepping.look_at)
        self.code.gutter_clicked.connect(self._mark)
        self.code.name_hovered.connect(self._tell_value)
        self.code.name_clicked.connect(stepping.pin)
        self.pins.clicked.connect(lambda pin: stepping.go(pin.position))
        self.pins.closed.connect(stepping.unpin)
        self.compare.clicked.connect(self.comparison_asked)
        stepping.trace_changed.connect(self._show)
        stepping.changed.connect(self._show)
        stepping.marks_changed.connect(self._show_marks)
        stepping.pins_changed.connect(self._show_pins)
        workspace.emptied.connect(self._show)
        self._retranslate()

    def set_presenting(self, presenting: bool) -> None:
        """Leave out what a class need not read."""
        self._presenting = presenting
        self._show_why()

    def set_recording(self, state: Literal["idle", "recording", "nothing"]) -> None:
        """Say whether a pass is on its way, or whether none came: an empty panel says so."""
        self._recording = state
        self._show()

    def toggle_mark_here(self) -> None:
        """Mark the line that runs next, or take its mark away."""
        frame = self._stepping.frame
        line = None if frame is None else self._stepping.current_line(frame)
        if line is not None:
            self._mark(line.line)

    def _add_inset(self, body: QVBoxLayout, *widgets: QWidget) -> None:
        """Put parts between the panel's paddings; the code alone reaches both sides."""
        row = QHBoxLayout()
        for widget in widgets:
            row.addWidget(widget)
        self._inset.append(row)
        body.addLayout(row)
        self._measure_inset()

    def _measure_inset(self) -> None:
        for row in getattr(self, "_inset", ()):
            row.setContentsMargins(theme.px(PADDING), 0, theme.px(PADDING), 0)

    # What is shown

    def _show(self) -> None:
        trace, frame_index = self._stepping.trace, self._stepping.frame
        self._show_why()
        if trace is None or frame_index is None:
            self.set_subject("")
            self.set_empty(self._empty_text())
            return
        self.set_empty("")
        frame = trace.frames[frame_index]
        source = trace.sources[frame.source]
        self.set_subject(source.name)
        self._show_stack(trace)
        code = self.code
        code.set_source(source.text)
        code.set_function(frame.first_line, frame.last_line)
        places = self._places(trace, frame)
        code.set_known_names(frozenset(self._stepping.locals()))
        code.set_shapes(self._shapes(trace, frame))
        code.set_places(places)
        self._show_marks()
        now = [line for line, place in places.items() if place != "ran"] or list(places)
        if now:
            code.show_lines(frame.first_line, frame.last_line, now[0])

    def _show_why(self) -> None:
        """Why the walk stopped here, where something stopped it; the keys come back with the next step."""
        text = " ".join(stop_words.sentence(reason) for reason in self._stepping.reasons)
        self.why.set_line(text)
        self.why.setFixedHeight(self.keys.height())  # the code stays where it is
        self.why.setVisible(bool(text))
        self.keys.setVisible(not text and not self._presenting)

    def _empty_text(self) -> str:
        trace = self._stepping.trace
        if trace is not None and not trace.steps:
            return self.tr(
                'This pass was recorded with detail="modules": its layers without lines. Record it with '
                'detail="full" to walk through it line by line.'
            )
        if trace is not None:
            return self.tr("The source of this network cannot be read, so there are no lines to walk through.")
        if self._recording == "nothing":
            return self.tr("Nothing was recorded. “A” tries once more, and above something else can be chosen.")
        if self._workspace.input.is_empty and self._recording == "idle":
            return self.tr(
                "Draw a digit on the Draw page, take a sample from the input menu, or choose the images of a data set "
                "above."
            )
        return self.tr("The pass is being recorded.")

    def _show_stack(self, trace: Trace) -> None:
        stepping = self._stepping
        crumbs = []
        for index in stepping.stack:
            frame, line = trace.frames[index], stepping.current_line(index)
            number = frame.first_line if line is None else line.line
            crumbs.append(Crumb(index, f"{_short(frame.function)}:{number}"))
        step = stepping.next_step
        inside = [*stepping.open_steps(), *([step] if step is not None else [])]
        for each in inside[self._innermost_line(inside) + 1 :]:
            if each.kind == "line" or each.parent is None:
                continue
            if each.kind == "op" and inside[-1].kind == "backward":  # its groups say so too
                continue
            crumbs.append(Crumb(None, self._step_text(trace, each)))
        self.stack_bar.set_crumbs(crumbs, stepping.frame)

    @staticmethod
    def _innermost_line(steps: list[Step]) -> int:
        return max((place for place, step in enumerate(steps) if step.kind == "line"), default=-1)

    def _step_text(self, trace: Trace, step: Step) -> str:
        """A step that is no line, such as `layer1.0 Conv2d`, `reshape()` or `backward: layer1.0 Conv2d`."""
        name = walking.step_name(trace, step)
        if step.kind == "backward" and not trace.backwards[step.item].name:
            return self.tr("backward: {name}").format(name=name)
        if step.kind == "update":
            return self.tr("update: {name}").format(name=name)
        return name

    def _places(self, trace: Trace, frame: Frame) -> dict[int, Place]:
        """What is to be said of which line."""
        stepping = self._stepping
        places: dict[int, Place] = {}
        finished, current = stepping.finished_line(frame.index), stepping.current_line(frame.index)
        if finished is not None:
            places[finished.line] = "ran"
        if current is not None:
            failed = trace.failure is not None and trace.failure.step == stepping.position
            runs_next = current.index >= stepping.position
            places[current.line] = "failed" if failed else "next" if runs_next else "running"
        return places

    def _shapes(self, trace: Trace, frame: Frame) -> dict[int, str]:
        """The newest shape that each line of the frame made until now; the arguments' at the function's head."""
        shapes: dict[int, str] = {}
        head = next((value for value in frame.arguments.values() if isinstance(value, TensorRecord)), None)
        if head is not None:
            shapes[_head_line(trace, frame)] = shape_list(head.shape)
        for index in frame.lines:
            step = trace.steps[index]
            if step.end > self._stepping.position:
                break
            made = [change.after for change in step.changes if isinstance(change.after, TensorRecord)]
            if made:
                shapes[step.line] = shape_list(made[-1].shape)
        return shapes

    def _show_marks(self) -> None:
        trace, frame = self._stepping.trace, self._stepping.frame
        if trace is not None and frame is not None:
            file = trace.frames[frame].source
            self.code.set_marks(frozenset(line for marked, line in self._stepping.marks if marked == file))

    def _show_pins(self) -> None:
        self.pins.set_chips([Chip(pin, pin.name, self._pin_text(pin)) for pin in self._stepping.pins])
        self.compare.setVisible(len(self._stepping.pins) > 1)

    def _pin_text(self, pin: Pin) -> str:
        when = self.tr("step {step}").format(step=thousands(pin.position))
        statistics = ", ".join(self._statistics(pin.value))
        return "  ".join(filter(None, (when, self._value_text(pin.value), statistics)))

    def _mark(self, line: int) -> None:
        trace, frame = self._stepping.trace, self._stepping.frame
        if trace is not None and frame is not None:
            self._stepping.toggle_mark(trace.frames[frame].source, line)
            self.marked.emit(line)

    def _tell_value(self, name: str, place: QPoint) -> None:
        value = self._stepping.locals().get(name)
        if value is None:
            return
        lines = [f"{name}  {self._value_text(value)}", *self._statistics(value)]
        lines.append(self.tr("A click pins it, to be compared with another moment."))
        QToolTip.showText(place, "\n".join(lines), self.code)

    def _value_text(self, value: Value) -> str:
        if isinstance(value, TensorRecord):
            return f"{shape_list(value.shape)} {value.dtype}"
        if isinstance(value, ModuleValue):
            return self.tr("{type}, {count} parameters").format(type=value.type_name, count=thousands(value.parameters))
        if isinstance(value, Collection):
            return self.tr("{type} of {count}").format(type=value.type_name, count=thousands(value.length))
        assert isinstance(value, Plain)
        return value.text if len(value.text) <= _LONGEST else value.text[: _LONGEST - 1] + "…"

    def _statistics(self, value: Value) -> list[str]:
        statistics = value.statistics if isinstance(value, TensorRecord) else None
        if statistics is None:
            return []
        return [
            self.tr("{low} to {high}, mean {mean}").format(
                low=significant(statistics.minimum),
                high=significant(statistics.maximum),
                mean=significant(statistics.mean),
            )
        ]

    def _retranslate(self) -> None:
        self.set_title(self.tr("Source"))
        self.set_line(self.tr("The pass as it ran: one line, one step, forward or back."))
        self.set_info(
            self.tr(
                "<p>This is the network’s own Python, and the pass that it made with the input of now. "
                "<b>Runs next</b> is the line that would run if you pressed <b>n</b>; <b>just ran</b> is the one "
                "before it. At the end of a line stands the shape that it made.</p>"
                "<p><b>s</b> goes into the layer that the line calls, <b>b</b> goes back: nothing is computed again, "
                "the pass was recorded.</p>"
                "<p>Click beside a line number for a mark, where <b>c</b> stops; the flag below has other reasons to "
                "stop. Point at a name for its value; a click on it pins the value.</p>"
            )
        )
        self.stack_bar.set_label(self.tr("Call stack"))
        self.code.setAccessibleName(self.tr("Source code"))
        self.pins.setAccessibleName(self.tr("Pinned values"))
        self.pins.set_close_text(self.tr("Unpin"))
        self.compare.setText(self.tr("Compare"))
        self.compare.setToolTip(actions.tooltip("step_compare"))
        self.code.set_tags(
            {
                "ran": self.tr("just ran"),
                "next": self.tr("runs next"),
                "running": self.tr("running"),
                "failed": self.tr("failed"),
            }
        )
        self.keys.set_rows(
            [
                (_caps("step_forward"), self.tr("next", "key strip")),
                (_caps("step_back"), self.tr("back", "key strip")),
                (_caps("step_into"), self.tr("into", "key strip")),
                (_caps("step_return"), self.tr("return", "key strip")),
                (_caps("step_up") + _caps("step_down"), self.tr("stack", "key strip")),
                (_caps("step_to_mark"), self.tr("mark", "key strip")),
                (_caps("step_here"), self.tr("here", "key strip")),
            ]
        )
        self._show()
        self._show_pins()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self._measure_inset()


def _short(function: str) -> str:
    """A function's qualified name without the functions that it was written in."""
    return function.rpartition("<locals>.")[2]


def _head_line(trace: Trace, frame: Frame) -> int:
    """The line with `def`, below the decorators."""
    lines = trace.sources[frame.source].text.splitlines()
    for number in range(frame.first_line, min(frame.last_line, len(lines)) + 1):
        if lines[number - 1].lstrip().startswith(("def ", "async def ")):
            return number
    return frame.first_line


def _caps(action: str) -> tuple[str, ...]:
    """A key as pdb writes it: in small letters."""
    return (actions.key_text(action).lower(),)
