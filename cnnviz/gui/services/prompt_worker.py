"""Answers what a person asks of recorded values, with real torch tensors: this module imports torch."""

from __future__ import annotations

import ast
import builtins
import io
import math
import pprint
import traceback
from collections.abc import Iterator, Mapping
from types import CodeType
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from cnnviz.gui.services.prompt_questions import Question, Reply
from cnnviz.trace.steps import Collection, ModuleValue, Plain, Value
from cnnviz.trace.tensors import TensorRecord

MOST_LINES: Final = 60
LONGEST_LINE: Final = 2_000
NARROWEST: Final = 40  # characters; below it torch writes one number a line
_WAITING: Final = ("input", "breakpoint", "help")
_BUFFERS: Final = frozenset({"running_mean", "running_var", "num_batches_tracked"})


class Asked:
    """Answers questions one after the other and remembers the names that the person made up."""

    def __init__(self) -> None:
        self._own: dict[str, Any] = {}
        self._about: object = None

    def answer(self, question: Question) -> Reply:
        """Work out what was asked; what goes wrong is an answer too."""
        if question.about != self._about:  # another moment: what it calls x is its own x again
            self._about = question.about
            self._own = {name: value for name, value in self._own.items() if name not in question.names}
        printed = io.StringIO()
        left_out: list[str] = []
        torch.set_printoptions(linewidth=max(question.width, NARROWEST))  # type: ignore[no-untyped-call]
        try:
            text = self._evaluate(question, printed, left_out)
        except BaseException as error:  # exit() too: nothing that is typed here may end anything
            lines = traceback.format_exception_only(type(error), error)
            text = f"*** {lines[-1].strip()}" if not isinstance(error, SyntaxError) else "*** " + _syntax(error)
            return _reply(printed.getvalue() + text, failed=True, left_out=left_out)
        return _reply(printed.getvalue() + text, failed=False, left_out=left_out)

    def _evaluate(self, question: Question, printed: io.StringIO, left_out: list[str]) -> str:
        tree = _parsed(question.text)
        expression = isinstance(tree, ast.Expression)
        code = compile(tree, "<prompt>", "eval" if expression else "exec")
        space = self._names(question, names_in(code), printed, left_out)
        known = set(space)
        if not expression:
            exec(code, space)
            changed = {name for name in names_in(code) if name in space and name not in known}
            stored = {
                node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
            }
            self._own.update({name: space[name] for name in changed | stored if name in space})
            return ""
        return _worded(question.how, question.width, eval(code, space))

    def _names(
        self, question: Question, wanted: frozenset[str], printed: io.StringIO, left_out: list[str]
    ) -> dict[str, Any]:
        """Everything that the words of the question can stand for; tensors are copied, and only those asked for."""
        space = given_names(printed)
        for name in wanted:
            if name in question.names:
                known = Known(question.parameters, question.gradients)
                space[name] = live(question.names[name], known, name, left_out)
        space.update(self._own)
        return space


def given_names(printed: io.StringIO) -> dict[str, Any]:
    """What every expression may name: torch, its usual short names, and Python's own; `print` writes to `printed`."""
    return {
        "torch": torch,
        "nn": torch.nn,
        "F": functional,
        "np": np,
        "numpy": np,
        "math": math,
        "Tensor": Tensor,
        "__builtins__": _builtins(printed),
    }


class Known:
    """The model's learned numbers and their gradients, by their names in the state dict, as far as they are known."""

    def __init__(self, parameters: Mapping[str, Any], gradients: Mapping[str, Any] | None = None) -> None:
        self.parameters = parameters
        self._gradients = gradients or {}

    def tensor(self, name: str) -> Tensor:
        """A copy of one of them, with its gradient where there is one."""
        made = torch.tensor(np.array(self.parameters[name]))
        if name in self._gradients:
            made.grad = torch.tensor(np.array(self._gradients[name]))
        return made


class RecordedModule:
    """Stands for a module of the pass: it knows its class, its path and its learned numbers, but cannot run again."""

    def __init__(self, value: ModuleValue, known: Known) -> None:
        self._value = value
        self._known = known
        self._parameters = known.parameters

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name == "parameters":
            return self._own_parameters
        path = f"{self._value.path}.{name}" if self._value.path else name
        if self._value.path is not None:
            if path in self._parameters:
                return self._known.tensor(path)
            below = [key for key in self._parameters if key.startswith(f"{path}.")]
            if below:
                count = sum(int(np.asarray(self._parameters[key]).size) for key in below)
                return RecordedModule(ModuleValue("Module", path, count), self._known)
        if not self._parameters:
            raise AttributeError(f"the modules of this pass were not kept, so there is no “{name}” to ask for")
        raise AttributeError(f"the recorded “{self._value.type_name}” keeps its learned numbers only, not “{name}”")

    def _own_parameters(self) -> Iterator[Tensor]:
        prefix = f"{self._value.path}." if self._value.path else ""
        for key in self._parameters:
            if key.startswith(prefix) and key.rpartition(".")[2] not in _BUFFERS:
                yield self._known.tensor(key)

    def __getitem__(self, place: int) -> Any:
        return getattr(self, str(place))

    def __call__(self, *given: Any, **named: Any) -> Any:
        """Say that it cannot.

        Raises:
            TypeError: always.
        """
        raise TypeError("a recorded module does not run again: step to the line that calls it and look at its result")

    def __repr__(self) -> str:
        where = f"{self._value.path}: " if self._value.path else ""
        return f"<{where}{self._value.type_name}, {self._value.parameters:,} parameters, as recorded>"


class RecordedObject:
    """Stands for an object that was not kept: all that is left of it is how it was shown."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text


def live(value: Value, known: Known, name: str, left_out: list[str]) -> Any:
    """A recorded value as the real thing, made of copies.

    Args:
        value: what was recorded.
        known: the model's learned numbers.
        name: what the value is called.
        left_out: gets `name` where numbers or items were not kept.
    """
    if isinstance(value, TensorRecord):
        return _tensor(value, name, left_out)
    if isinstance(value, ModuleValue):
        return RecordedModule(value, known)
    if isinstance(value, Collection):
        if value.length > len(value.items):
            left_out.append(name)
        items = {key: live(each, known, name, left_out) for key, each in value.items}
        if value.type_name == "list":
            return list(items.values())
        return tuple(items.values()) if value.type_name == "tuple" else items
    return _simple(value)


def _tensor(record: TensorRecord, name: str, left_out: list[str]) -> Tensor:
    dtype = getattr(torch, record.dtype, torch.float32)
    if record.values is None:
        left_out.append(name)
        return torch.empty(record.shape, dtype=dtype, device="meta")
    copied = torch.from_numpy(np.array(record.values))
    return copied if copied.dtype == dtype else copied.to(dtype)


def _simple(value: Plain) -> Any:
    if value.type_name == "torch.Size" and isinstance(value.value, tuple):
        return torch.Size(int(str(size)) for size in value.value)
    if value.type_name == "torch.dtype":
        return getattr(torch, value.text.removeprefix("torch."), RecordedObject(value.text))
    if value.type_name == "torch.device" or (value.value is None and value.type_name != "None"):
        return RecordedObject(value.text)
    return value.value


def names_in(code: CodeType) -> frozenset[str]:
    """All names that a piece of code looks up, those in its lambdas and comprehensions too."""
    found = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            found |= names_in(constant)
    return frozenset(found)


def _parsed(text: str) -> ast.Expression | ast.Module:
    try:
        return ast.parse(text, "<prompt>", "eval")
    except SyntaxError:
        return ast.parse(text, "<prompt>", "exec")


def _worded(how: str, width: int, value: Any) -> str:
    if how == "whatis":
        return str(type(value)) if not isinstance(value, RecordedModule) else f"<class '{value._value.type_name}'>"
    if how == "pp":
        return pprint.pformat(value, width=width)
    if value is None and not how:
        return ""
    return repr(value)


def _builtins(printed: io.StringIO) -> dict[str, Any]:
    """Python's own names; what would wait for a keyboard says so, and `print` writes into the answer."""
    names = dict(vars(builtins))

    def told(
        *values: Any, sep: str | None = " ", end: str | None = "\n", file: Any = None, flush: bool = False
    ) -> None:
        print(*values, sep=sep, end=end, file=printed if file is None else file, flush=flush)

    def waits(*_: Any, **__: Any) -> None:
        raise RuntimeError("nothing can be typed in answer to a question here")

    names["print"] = told
    names.update(dict.fromkeys(_WAITING, waits))
    return names


def _syntax(error: SyntaxError) -> str:
    return f"SyntaxError: {error.msg}"


def _reply(text: str, *, failed: bool, left_out: list[str]) -> Reply:
    """The answer, shortened where it is long."""
    lines = [_shortened(line) for line in text.rstrip("\n").split("\n")]
    more = max(len(lines) - MOST_LINES, 0)
    return Reply("\n".join(lines[:MOST_LINES]), failed, more, tuple(dict.fromkeys(left_out)))


def _shortened(line: str) -> str:
    return line if len(line) <= LONGEST_LINE else line[:LONGEST_LINE] + "…"
