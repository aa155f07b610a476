"""Follows a pass line by line and op by op, and turns what it saw into steps."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self

from torch import nn

from cnnviz.trace.lines import LineTracer, OpenFrame, last_line
from cnnviz.trace.moments import Moment, Moments, final
from cnnviz.trace.names import NameReader, Read, final_value
from cnnviz.trace.ops import OpenOp, OpWatch
from cnnviz.trace.steps import Change, Frame, OpCall, Step, Value
from cnnviz.trace.walk import OpenStep, Walk


class Follower:
    """The line tracer and the op watch of one pass, which write into one walk.

    Args:
        model: what will run.
        moments: all moments of the pass.
        paths: each module's name within the model by its identity.
        open_call: tells the innermost open module call.
        multiplied: told of every op's multiply-adds.
        check: called at every line and op; raises to stop.
        internals: follow the functions of PyTorch's own layers too.
    """

    def __init__(
        self,
        model: nn.Module,
        moments: Moments,
        paths: Mapping[int, str],
        *,
        open_call: Callable[[], int | None],
        multiplied: Callable[[int], None],
        check: Callable[[], None],
        internals: bool,
    ) -> None:
        learned = {id(each): name for name, each in model.named_parameters()}
        learned.update((id(each), name) for name, each in model.named_buffers())
        packages = frozenset(type(module).__module__.partition(".")[0] for module in model.modules())
        self._collected = False
        self._moments = moments
        self._walk = Walk()
        self.lines = LineTracer(
            self._walk, NameReader(moments, paths), open_call, packages=packages, internals=internals, check=check
        )
        self.ops = OpWatch(moments, self._walk, self.lines, open_call, learned, multiplied, check)

    def __enter__(self) -> Self:
        # What the collector finalises in the middle of a line would look like a part of the model.
        self._collected = gc.isenabled()
        gc.disable()
        self.lines.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.lines.stop()
        if self._collected:
            gc.enable()

    def begin_call(self, call: int) -> OpenStep:
        """A module call begins."""
        frame = self.lines.current
        if frame is None:
            return self._walk.begin("call", call)
        return self._walk.begin("call", call, frame.index, 0 if frame.line_step is None else frame.line_step.line)

    def end_call(self, step: OpenStep | None) -> None:
        """A module call returned."""
        if step is not None:
            self._walk.end(step)

    def failing(self, error: BaseException) -> tuple[int | None, int | None]:
        """The innermost step and the op where an exception appeared, as far as one was seen."""
        op = self.ops.raised[1] if self.ops.raised is not None and self.ops.raised[0] is error else None
        if op is not None:
            return op.step, op.index
        if self.lines.raised is not None and self.lines.raised[0] is error:
            return self.lines.raised[1], None
        return None, None

    def finish(self) -> dict[str, Any]:
        """What a Trace holds of it: steps, frames, ops, sources."""
        self._walk.end_all()
        for writer, moment in self._moments.aliases:
            if isinstance(writer, OpenOp) and moment not in writer.outputs:
                writer.aliases.append(moment)
        found = {
            "steps": tuple(map(_step, self._walk.steps)),
            "frames": tuple(map(_frame, self.lines.frames)),
            "ops": tuple(map(_op, self.ops.ops)),
            "sources": self.lines.sources(),
        }
        self.lines.forget()
        return found


def _step(step: OpenStep) -> Step:
    changes = tuple(Change(name, _value(before), _value(after)) for name, before, after in step.changes)
    return Step(step.index, step.kind, step.depth, step.parent, step.end, step.frame, step.line, step.item, changes)


def _frame(frame: OpenFrame) -> Frame:
    return Frame(
        index=frame.index,
        parent=None if frame.parent is None else frame.parent.index,
        depth=frame.depth,
        function=frame.code.co_qualname,
        source=frame.source,
        first_line=frame.code.co_firstlineno,
        last_line=last_line(frame.code),
        call=frame.call,
        step=frame.step,
        lines=tuple(frame.lines),
        arguments={name: final_value(read) for name, read in frame.arguments},
        returned=_value(frame.returned),
    )


def _op(op: OpenOp) -> OpCall:
    return OpCall(
        index=op.index,
        name=op.name,
        operands=tuple(final(each) if isinstance(each, Moment) else each for each in op.operands),
        arguments=tuple(op.arguments),
        outputs=tuple(map(final, op.outputs)),
        call=op.call,
        frame=op.frame,
        line=op.line,
        step=op.step,
        in_place=op.in_place,
        products=op.products,
        aliases=tuple(map(final, op.aliases)),
    )


def _value(read: Read | None) -> Value | None:
    return None if read is None else final_value(read)
