"""The steps of a pass while it runs, in the order in which they begin, each knowing when it is over."""

from __future__ import annotations

from cnnviz.trace.names import Read
from cnnviz.trace.steps import StepKind


class OpenStep:
    """A step while the pass runs."""

    __slots__ = ("changes", "depth", "end", "frame", "index", "item", "kind", "line", "parent")

    def __init__(self, index: int, kind: StepKind, depth: int, parent: int | None) -> None:
        self.index = index
        self.kind: StepKind = kind
        self.depth = depth
        self.parent = parent
        self.end = -1
        self.frame: int | None = None
        self.line = 0
        self.item = -1
        self.changes: list[tuple[str, Read | None, Read | None]] = []


class Walk:
    """All steps of one pass."""

    def __init__(self) -> None:
        self.steps: list[OpenStep] = []
        self._open: list[OpenStep] = []

    def begin(self, kind: StepKind, item: int, frame: int | None, line: int) -> OpenStep:
        """A new step inside the one that is open."""
        opened = self._open
        step = OpenStep(len(self.steps), kind, len(opened), opened[-1].index if opened else None)
        step.item, step.frame, step.line = item, frame, line
        self.steps.append(step)
        opened.append(step)
        return step

    def end(self, step: OpenStep) -> None:
        """The step is over; those inside it that never ended (an exception went through them) end with it."""
        opened = self._open
        if step.end >= 0:
            return
        count = len(self.steps)
        while opened:
            inner = opened.pop()
            inner.end = count
            if inner is step:
                return

    def forget(self, step: OpenStep) -> None:
        """The step was none: nothing worth a step happened. Only the latest one can be forgotten."""
        if self.steps[-1] is step:
            self.steps.pop()
            self._open.pop()
        else:
            self.end(step)

    @property
    def innermost(self) -> OpenStep | None:
        """The step that is open and holds no open one."""
        return self._open[-1] if self._open else None

    def end_all(self) -> None:
        """The pass is over."""
        if self._open:
            self.end(self._open[0])
