"""A prompt as pdb's: it answers what is asked of the recorded values, and walks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from textwrap import dedent
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from cnnviz.gui.services import stop_words
from cnnviz.gui.services.prompt_questions import How, Question, Reply
from cnnviz.gui.widgets import numbers
from cnnviz.gui.widgets.panel import Panel
from cnnviz.gui.widgets.prompt_pane import PromptPane, Said
from cnnviz.trace import walking
from cnnviz.trace.learned import gradients_at, parameters_at
from cnnviz.trace.steps import ModuleValue, Plain
from cnnviz.trace.tensors import TensorRecord

if TYPE_CHECKING:
    from cnnviz.gui.services.latest_only import Answer
    from cnnviz.gui.services.prompt import Prompt
    from cnnviz.session.stepping import Stepping
    from cnnviz.session.workspace import Workspace

AROUND: Final = 5
"""So many lines before and after the current one are listed by `l`."""

_ASKING: Final[dict[str, How]] = {"p": "p", "pp": "pp", "whatis": "whatis"}
_WORDS: Final = {
    "n": "n", "next": "n", "s": "s", "step": "s", "b": "b", "back": "b", "u": "u", "up": "u", "d": "d", "down": "d",
    "r": "r", "return": "r", "c": "c", "cont": "c", "continue": "c", "l": "l", "list": "l", "q": "q", "quit": "q",
    "h": "h", "help": "h", "?": "h", "w": "w", "where": "w", "bt": "w", "a": "a", "args": "a", "clear": "clear",
}  # fmt: skip
_WALKING: Final = frozenset("nsbudrc")
_MARKING: Final = {"b": True, "break": True, "cl": False, "clear": False}
"""With the number of a line behind it: mark it, or take its mark away."""


class PromptView(Panel):
    """Asks and walks by words, as pdb does.

    Args:
        workspace: the session's state; the parameters of its model answer `self.fc.weight`.
        stepping: where the stepper stands.
        prompt: answers questions.
        parent: the owner.
    """

    left = Signal()
    """The person typed `q`."""

    def __init__(self, workspace: Workspace, stepping: Stepping, prompt: Prompt, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._stepping = stepping
        self._prompt = prompt
        self._waiting: dict[int, None] = {}
        self._last = ""
        self.pane = PromptPane()
        self.content_layout().addWidget(self.pane, 1)
        self._retranslate()
        self.pane.asked.connect(self._on_asked)
        self.pane.left.connect(self.pane.line.clearFocus)
        prompt.replied.connect(self._on_replied)
        stepping.trace_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        empty = self._stepping.trace is None
        self.set_empty(self.tr("Record a pass, then ask for x.size() or step with n.") if empty else "")

    # What the person types

    def _on_asked(self, text: str) -> None:
        if not text:  # as in pdb, Enter alone walks once more
            if self._last not in _WALKING:
                return
            text = self._last
        self.pane.say(Said("question", text))
        word, _, rest = text.partition(" ")
        command = _WORDS.get(text) if not rest else None
        self._last = command or ""
        if command is not None:
            self._do(command)
        elif word in _MARKING and rest.strip().isdecimal():
            self._mark(int(rest), marked=_MARKING[word])
        elif word in _ASKING and rest.strip() and not rest.lstrip().startswith("="):
            self._ask(rest.strip(), _ASKING[word])
        else:
            self._ask(text.removeprefix("!").strip(), "")

    def _do(self, command: str) -> None:
        stepping = self._stepping
        doing: dict[str, Callable[[], object]] = {
            "n": stepping.forward,
            "s": stepping.into,
            "b": stepping.back,
            "u": stepping.up,
            "d": stepping.down,
            "r": stepping.leave,
            "c": stepping.to_mark,
        }
        if command in doing:
            before = stepping.position, stepping.frame
            doing[command]()
            if command == "c" and stepping.waiting:
                self.pane.say(Said("note", self.tr("It goes there as soon as the places are found where to stop.")))
                return
            for reason in stepping.reasons if command == "c" else ():
                self.pane.say(Said("note", stop_words.sentence(reason)))
            self._say_where(moved=before != (stepping.position, stepping.frame))
        elif command == "l":
            self._list()
        elif command == "w":
            self._say_stack()
        elif command == "a":
            self._say_arguments()
        elif command == "clear":
            self.pane.clear()
        elif command == "q":
            self.pane.line.clearFocus()
            self.left.emit()
        else:
            self.pane.say(Said("note", self._help_text()))

    def _mark(self, line: int, *, marked: bool) -> None:
        """Mark a line of the looked-at function's file, or take its mark away, as pdb's b and cl do."""
        stepping = self._stepping
        trace, frame = stepping.trace, stepping.frame
        if trace is None or frame is None:
            self.pane.say(Said("note", self.tr("There are no lines here.")))
            return
        file = trace.frames[frame].source
        ran = any(step.line == line and step.frame is not None and trace.frames[step.frame].source == file
                  for step in trace.steps if step.kind == "line")  # fmt: skip
        if marked and not ran:
            self.pane.say(Said("note", self.tr("Line {line} never runs in this pass.").format(line=line)))
            return
        if ((file, line) in stepping.marks) != marked:
            stepping.toggle_mark(file, line)
        text = self.tr("Marked: line {line}; c stops there.") if marked else self.tr("No mark on line {line}.")
        self.pane.say(Said("note", text.format(line=line)))

    def _ask(self, text: str, how: How) -> None:
        stepping, model = self._stepping, self._workspace.model
        trace = stepping.trace
        known = model is not None and trace is not None and trace.model_name == model.title
        parameters = model.parameters if known and model is not None else {}
        gradients: Mapping[str, Any] = {}
        if trace is not None:
            parameters = parameters_at(trace, stepping.position, parameters)
            gradients = gradients_at(trace, stepping.position)
        about = (id(trace), stepping.position, stepping.frame)
        question = Question(text, how, stepping.locals(), parameters, about, self.pane.columns, gradients)
        ticket = self._prompt.ask(question)
        self._waiting[ticket] = None

    def _on_replied(self, answer: Answer) -> None:
        if answer.ticket not in self._waiting:
            return
        del self._waiting[answer.ticket]
        reply: Reply = answer.value
        if reply.text:
            self.pane.say(Said("error" if reply.failed else "answer", reply.text))
        if reply.more:
            self.pane.say(Said("note", self.tr("… lines left out: {count}").format(count=reply.more)))
        if reply.left_out:
            names = ", ".join(f"“{name}”" for name in reply.left_out)
            self.pane.say(
                Said("note", self.tr("Not everything of {names} was kept; its shape is right.").format(names=names))
            )

    # Where it stands

    def _say_where(self, *, moved: bool) -> None:
        stepping = self._stepping
        place = self._place()
        if stepping.position >= stepping.count:
            self.pane.say(Said("note", self._end_text()))
        elif not moved:
            self.pane.say(Said("note", self.tr("There is nothing further.")))
        elif place is not None:
            line, text = place
            self.pane.say(Said("answer", f"{line}  {text}" + self._inside()))
        else:
            self.pane.say(Said("answer", self._step_name() or "--"))

    def _end_text(self) -> str:
        trace = self._stepping.trace
        if trace is not None and trace.failure is not None:
            return self.tr("The pass failed here: {error}.").format(error=trace.failure.error)
        return self.tr("The pass is over.")

    def _inside(self) -> str:
        """The module or op that runs next, where the walk stands within a line."""
        step = self._stepping.next_step
        return "" if step is None or step.kind == "line" else f"  → {self._step_name()}"

    def _step_name(self) -> str:
        step, trace = self._stepping.next_step, self._stepping.trace
        if step is None or trace is None or step.kind == "line":
            return ""
        name = walking.step_name(trace, step)
        if step.kind == "backward" and not trace.backwards[step.item].name:
            return self.tr("backward: {name}").format(name=name)
        return self.tr("update: {name}").format(name=name) if step.kind == "update" else name

    def _place(self) -> tuple[int, str] | None:
        """The number and the text of the line that the looked-at frame stands on."""
        stepping = self._stepping
        trace, frame = stepping.trace, stepping.frame
        if trace is None or frame is None:
            return None
        step = stepping.current_line(frame) or stepping.finished_line(frame)
        if step is None:
            return None
        lines = trace.sources[trace.frames[frame].source].text.splitlines()
        text = lines[step.line - 1].strip() if 0 < step.line <= len(lines) else ""
        return step.line, text

    def _list(self) -> None:
        stepping, place = self._stepping, self._place()
        trace, frame = stepping.trace, stepping.frame
        if trace is None or frame is None or place is None:
            self.pane.say(Said("note", self.tr("There are no lines here.")))
            return
        lines = trace.sources[trace.frames[frame].source].text.splitlines()
        first = max(place[0] - AROUND, 1)
        shown = range(first, min(place[0] + AROUND, len(lines)) + 1)
        code = dedent("\n".join(lines[n - 1] for n in shown)).split("\n")  # the pane is narrow
        listed = (f"{n:4} {'->' if n == place[0] else '  '} {line}" for n, line in zip(shown, code, strict=True))
        self.pane.say(Said("answer", "\n".join(line.rstrip() for line in listed)))

    def _say_stack(self) -> None:
        stepping = self._stepping
        trace = stepping.trace
        if trace is None or not stepping.stack:
            self.pane.say(Said("note", self.tr("There are no lines here.")))
            return
        lines = []
        for index in stepping.stack:
            step = stepping.current_line(index)
            number = f":{step.line}" if step is not None else ""
            lines.append(f"{'>' if index == stepping.frame else ' '} {trace.frames[index].function}{number}")
        self.pane.say(Said("answer", "\n".join(lines)))

    def _say_arguments(self) -> None:
        trace, frame = self._stepping.trace, self._stepping.frame
        names = () if trace is None or frame is None else tuple(trace.frames[frame].arguments)
        here = self._stepping.locals()
        said = []
        for name in names:
            value = here.get(name)
            if isinstance(value, TensorRecord):
                said.append(f"{name} = {value.dtype} {numbers.shape_list(value.shape)}")
            elif isinstance(value, ModuleValue):
                said.append(f"{name} = {value.type_name}")
            elif isinstance(value, Plain):
                said.append(f"{name} = {value.text}")
            elif value is not None:
                said.append(f"{name} = {value.type_name}")
        self.pane.say(Said("answer", "\n".join(said)) if said else Said("note", self.tr("There are no lines here.")))

    def _help_text(self) -> str:
        lines = (
            "n   " + self.tr("next line"),
            "b   " + self.tr("one step back"),
            "s   " + self.tr("into what runs next"),
            "r   " + self.tr("until this function returns"),
            "c   " + self.tr("on to the next mark"),
            "b 12, cl 12 " + self.tr("mark line 12, take its mark away"),
            "u d " + self.tr("up and down the call stack"),
            "l   " + self.tr("list the lines around this one"),
            "w   " + self.tr("the call stack"),
            "p   " + self.tr("print an expression: p x.shape; pp prints it in lines"),
            "whatis " + self.tr("the class of an expression"),
            "q   " + self.tr("leave"),
            self.tr("Anything else is Python, worked out with copies of the recorded values."),
        )
        return "\n".join(lines)

    # Words

    def _retranslate(self) -> None:
        self.set_title(self.tr("Prompt"))
        self.set_line(self.tr("Ask as in pdb; answers come from the recorded values."))
        self.set_info(
            self.tr(
                "<p>Type what you would type in pdb: <b>x.size()</b>, <b>out.shape</b>, <b>out[0].max()</b>, "
                "<b>torch.max(out, 1)</b>. The names stand for what they stood for at this step, as real PyTorch "
                "tensors made of copies: whatever you do to them, the recording stays as it is.</p><p><b>n</b> goes to "
                "the next line, <b>b</b> back, <b>s</b> into, <b>r</b> until the function returns, <b>u</b> and "
                "<b>d</b> move up and down the stack, <b>c</b> goes on to the next mark, <b>b 12</b> marks line 12, "
                "<b>l</b> lists the lines, "
                "<b>q</b> leaves, <b>h</b> lists all words. Enter alone walks once more.</p><p>The keys up and down "
                "bring earlier questions back.</p>"
            )
        )
        self.pane.line.setAccessibleName(self.tr("A question, as at pdb's prompt"))
        self.pane.line.setToolTip(self.tr("A question or a pdb command (Enter asks, ↑ and ↓ bring back earlier ones)"))
        self.pane.talk.setAccessibleName(self.tr("What was asked and answered"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
