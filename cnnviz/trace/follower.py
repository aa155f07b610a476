"""Follows a pass line by line and op by op, the way back and the updates too, and turns what it saw into steps."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self

from torch import Tensor, nn

from cnnviz.trace.lines import LineTracer, OpenFrame, last_line
from cnnviz.trace.moments import Moment, Moments, final
from cnnviz.trace.names import NameReader, Read, final_value
from cnnviz.trace.ops import OpenOp, OpWatch
from cnnviz.trace.optimising import OpenUpdate, UpdateWatch
from cnnviz.trace.steps import BackwardCall, Change, Frame, OpCall, Step, Update, Value
from cnnviz.trace.walk import OpenStep, Walk
from cnnviz.trace.way_back import OpenBackward, WayBack


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
        files: follow the functions of these files, whatever they belong to.
        is_whole: where the way back from a loss and optimizers are followed: whether the way back through a module call
            is one step, whatever ops it called.
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
        files: Iterable[str] = (),
        is_whole: Callable[[int], bool] | None = None,
    ) -> None:
        learned = {id(each): name for name, each in model.named_parameters()}
        learned.update((id(each), name) for name, each in model.named_buffers())
        packages = frozenset(type(module).__module__.partition(".")[0] for module in model.modules())
        self._undo = ExitStack()
        self._moments = moments
        self._walk = Walk()
        self.lines = LineTracer(
            self._walk, NameReader(moments, paths), open_call, packages=packages, internals=internals, files=files,
            check=check,
        )  # fmt: skip
        self._way_back: WayBack | None = None
        self._updates: UpdateWatch | None = None
        if is_whole is not None:
            self._way_back = WayBack(moments, self._walk, self.lines, is_whole, learned, check)
            self._updates = UpdateWatch(moments, self._walk, self.lines, learned)
        self.ops = OpWatch(moments, self._walk, self.lines, open_call, learned, multiplied, check, self._way_back)

    def __enter__(self) -> Self:
        # What the collector finalises in the middle of a line would look like a part of the model.
        with ExitStack() as stack:
            if gc.isenabled():
                gc.disable()
                stack.callback(gc.enable)
            if self._updates is not None:
                stack.enter_context(self._updates)
            stack.callback(self.lines.stop)
            self._undo = stack.pop_all()
        self.lines.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._undo.__exit__(kind, error, traceback)

    def begin_call(self, call: int) -> OpenStep:
        """A module call begins."""
        return self._walk.begin("call", call, *self.lines.place)

    def end_call(self, step: OpenStep | None, call: int, output: object) -> None:
        """A module call returned."""
        if self._way_back is not None:
            self._way_back.claim(output, call, None)
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

    def remembered(self) -> Iterable[Tensor]:
        """What lives on after the pass in optimizers."""
        return () if self._updates is None else self._updates.remembered.values()

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
            "backwards": tuple(map(_backward, self._way_back.calls)) if self._way_back else (),
            "updates": tuple(map(_update, self._updates.updates)) if self._updates else (),
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


def _backward(opened: OpenBackward) -> BackwardCall:
    return BackwardCall(
        index=opened.index,
        name=opened.name,
        call=opened.call,
        op=opened.op,
        incoming=tuple(map(final, opened.incoming)),
        outgoing=tuple(map(final, opened.outgoing)),
        learned=tuple((name, final(moment)) for name, moment in opened.learned),
        step=opened.step.index,
    )


def _update(update: OpenUpdate) -> Update:
    return Update(
        index=update.index,
        name=update.name,
        algorithm=update.algorithm,
        hyper=update.hyper,
        gradient=final(update.gradient),
        before=final(update.before),
        after=final(update.after),
        state_before={key: final(moment) for key, moment in update.state_before.items()},
        state_after={key: final(moment) for key, moment in update.state_after.items()},
        step=update.step.index,
    )


def _value(read: Read | None) -> Value | None:
    return None if read is None else final_value(read)
