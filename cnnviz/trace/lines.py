"""Follows the lines of the Python functions that belong to a model, and what each line does to their names."""

from __future__ import annotations

import dis
import linecache
import sys
import sysconfig
from collections.abc import Callable, Iterable
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import torch
from torch.nn.modules import module as torch_modules

from cnnviz import models
from cnnviz.trace.names import NameReader, Read, Seen
from cnnviz.trace.steps import Source
from cnnviz.trace.walk import OpenStep, Walk

# Until 3.12 every line of every function slows down while a trace function is set, so it is not while we are at work;
# since then setting one is slow, and functions that nobody follows are fast.
_PAUSES = sys.version_info < (3, 12)

_INSTALLED = ("site-packages", "dist-packages")

# Where a frame that hands None to its caller stands; an exception that goes through it leaves it elsewhere.
_RETURNING = frozenset(
    code for name, code in dis.opmap.items() if name in ("RETURN_VALUE", "RETURN_CONST", "YIELD_VALUE")
)


class OpenFrame:
    """An activation of a function while the pass runs."""

    __slots__ = ("arguments", "call", "code", "depth", "index", "line_step", "lines", "parent", "returned", "seen",
                 "source", "step", "tracer")  # fmt: skip

    def __init__(self, tracer: LineTracer, index: int, parent: OpenFrame | None, code: CodeType, source: int) -> None:
        self.tracer = tracer
        self.index = index
        self.parent = parent
        self.depth: int = 0 if parent is None else parent.depth + 1
        self.code = code
        self.source = source
        self.call: int | None = None
        self.step: int | None = None
        self.lines: list[int] = []
        self.line_step: OpenStep | None = None
        self.seen: dict[str, Seen] = {}
        self.arguments: list[tuple[str, Read]] = []
        self.returned: Read | None = None

    def follow(self, frame: FrameType, event: str, argument: Any) -> Any:
        """Python's trace function for this frame alone."""
        self.tracer.on_event(self, frame, event, argument)
        return self.follow


class LineTracer:
    """Python's trace function for one pass; whatever was set before is set again afterwards.

    Args:
        walk: where the steps go.
        reader: turns what names stand for into values.
        open_call: tells the innermost open module call.
        packages: installed packages that the model's classes come from; other installed ones are not followed.
        internals: follow the functions of PyTorch's own layers too.
        files: follow the functions of these files, whatever they belong to.
        check: called at every line; raises to stop.
    """

    def __init__(
        self,
        walk: Walk,
        reader: NameReader,
        open_call: Callable[[], int | None],
        *,
        packages: frozenset[str],
        internals: bool,
        files: Iterable[str],
        check: Callable[[], None],
    ) -> None:
        self.frames: list[OpenFrame] = []
        self.current: OpenFrame | None = None
        self.raised: tuple[BaseException, int] | None = None  # the latest exception, and the line where it appeared
        self._walk = walk
        self._reader = reader
        self._open_call = open_call
        self._check = check
        self._packages = packages
        self._internals = internals
        self._followed: dict[str, bool] = dict.fromkeys(files, True)
        self._sources: dict[str, int] = {}
        self._previous: Any = None

    def start(self) -> None:
        """Follow what this thread calls from now on."""
        self._previous = sys.gettrace()
        sys.settrace(self._on_call)

    def stop(self) -> None:
        """Put the previous trace function back."""
        sys.settrace(self._previous)
        self._previous = None

    def forget(self) -> None:
        """Let go of all that was seen: frames hold the tracer, which holds them."""
        self.frames.clear()
        self.current = self.raised = None

    @property
    def place(self) -> tuple[int | None, int]:
        """The running frame and its line; None and 0 outside of all."""
        frame = self.current
        if frame is None:
            return None, 0
        return frame.index, 0 if frame.line_step is None else frame.line_step.line

    def pause(self) -> None:
        """Follow nothing for a moment, where that makes Python faster."""
        if _PAUSES:
            sys.settrace(None)

    def resume(self) -> None:
        """Go on after `pause`."""
        if _PAUSES:
            sys.settrace(self._on_call)

    def sources(self) -> tuple[Source, ...]:
        """The files of all frames as they are now."""
        return tuple(Source(Path(name).name, name, "".join(linecache.getlines(name))) for name in self._sources)

    def _on_call(self, frame: FrameType, event: str, argument: Any) -> Any:
        code = frame.f_code
        followed = self._followed.get(code.co_filename)
        if followed is None:
            followed = self._followed[code.co_filename] = self._belongs(frame)
        if not followed:
            return None
        source = self._sources.setdefault(code.co_filename, len(self._sources))
        opened = OpenFrame(self, len(self.frames), self.current, code, source)
        innermost = self._walk.innermost
        opened.step = None if innermost is None else innermost.index
        opened.call = self._open_call()
        self.frames.append(opened)
        self.current = opened
        with torch._C.DisableTorchFunction():
            changes = self._reader.changes(frame.f_locals, opened.seen)
        opened.arguments = [(name, after) for name, _, after in changes if after is not None]
        return opened.follow

    def on_event(self, opened: OpenFrame, frame: FrameType, event: str, argument: Any) -> None:
        """A line of the frame is about to run, or it returns, or an exception goes through it."""
        if event == "line":
            self._check()
            self._finish_line(opened, frame)
            step = opened.line_step = self._walk.begin("line", -1, opened.index, frame.f_lineno)
            opened.lines.append(step.index)
        elif event == "return":
            self._finish_line(opened, frame)
            if argument is not None or opened.code.co_code[frame.f_lasti] in _RETURNING:
                with torch._C.DisableTorchFunction():
                    opened.returned = self._reader.read(argument)
            self.current = opened.parent
            opened.seen = {}
        elif event == "exception" and opened.line_step is not None:
            error = argument[1]
            if self.raised is None or self.raised[0] is not error:
                self.raised = (error, opened.line_step.index)

    def _belongs(self, frame: FrameType) -> bool:
        """Whether a file is the model's: no part of PyTorch, of Python or of us, and its text can be read."""
        name = frame.f_code.co_filename
        if name.startswith(_OURS) and not name.startswith(_MODELS):
            return False
        if name.startswith(_TORCH):
            return self._internals and name.startswith(_LAYERS) and name != _CALLING
        package = _installed_package(name)
        if package:
            return package in self._packages
        return not name.startswith(_PYTHON) and bool(linecache.getlines(name, frame.f_globals))

    def _finish_line(self, opened: OpenFrame, frame: FrameType) -> None:
        step = opened.line_step
        if step is None:
            return
        with torch._C.DisableTorchFunction():
            step.changes = self._reader.changes(frame.f_locals, opened.seen)
        self._walk.end(step)
        opened.line_step = None


def last_line(code: CodeType) -> int:
    """Where a function ends."""
    last = code.co_firstlineno
    for _, _, line in code.co_lines():
        last = max(last, line or 0)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            last = max(last, last_line(constant))
    return last


def _installed_package(name: str) -> str:
    """The top-level package that an installed file is part of; "" for a file that is not installed."""
    parts = Path(name).parts
    for place, part in enumerate(parts[:-1]):
        if part in _INSTALLED:
            return parts[place + 1].removesuffix(".py")
    return ""


def _folder(file: str | None) -> str:
    return str(Path(file or "-").parent) + ("\\" if sys.platform == "win32" else "/")


_PROGRAM = _folder(str(Path(__file__).parent))
_OURS = (_PROGRAM, "<frozen ")
_MODELS = _folder(models.__file__)
_TORCH = _folder(torch.__file__)
_LAYERS = _folder(torch_modules.__file__)
_CALLING = torch_modules.__file__  # a module's call begins and ends in the middle of these lines
_PYTHON = tuple({str(Path(sysconfig.get_path(key))) for key in ("stdlib", "platstdlib")})
