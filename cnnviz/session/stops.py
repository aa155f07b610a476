"""Why a walk stops: marked lines, and conditions that are looked for in the whole pass."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from cnnviz.trace import stops, walking
from cnnviz.trace.tensors import TensorRecord

if TYPE_CHECKING:
    from cnnviz.trace.records import Trace
    from cnnviz.trace.steps import Step

Mark = tuple[int, int]
"""A marked line: the place of its file in `Trace.sources`, and its number."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A reason to stop other than a line.

    Attributes:
        kind: `shape` stops after a step that changes a shape, `not_finite` where a NaN or an infinity appears, `name`
            after a line that changes what a name stands for, `expression` where an expression becomes true.
        text: the name or the expression; "" for the other two.
    """

    kind: Literal["shape", "not_finite", "name", "expression"]
    text: str = ""

    @property
    def is_searched(self) -> bool:
        """Whether its places take long enough to find that somebody else must look for them."""
        return self.kind in ("not_finite", "expression")


@dataclass(frozen=True, eq=False)
class Reason:
    """Why a walk stopped where it did.

    Attributes:
        kind: `line` for a marked line, that of a condition, or `end` where there was nothing further to stop for.
        text: the name or the expression.
        line: the number of the marked line; 0 for others.
        record: the tensor of another shape, or the one with a NaN or an infinity.
        before: the tensor that it was made of, where the shape changed.
    """

    kind: Literal["line", "shape", "not_finite", "name", "expression", "end"]
    text: str = ""
    line: int = 0
    record: TensorRecord | None = None
    before: TensorRecord | None = None


class Stops:
    """Where one walks no further without being asked, in one pass; a value for given marks and conditions.

    Args:
        trace: the pass.
        marks: the marked lines.
        conditions: the other reasons.
        found: the places of those conditions that are searched, as far as they are known.
    """

    def __init__(
        self,
        trace: Trace | None,
        marks: frozenset[Mark],
        conditions: tuple[Condition, ...],
        found: dict[Condition, tuple[int, ...]],
    ) -> None:
        self._trace = trace
        self._marks = marks
        self._conditions = conditions
        self._found = found

    def after(self, position: int) -> int | None:
        """The next place after a position, or None."""
        place = bisect_right(self.positions, position)
        return self.positions[place] if place < len(self.positions) else None

    def here(self, position: int) -> bool:
        """Whether a position is one of the places."""
        place = bisect_right(self.positions, position)
        return place > 0 and self.positions[place - 1] == position

    @cached_property
    def positions(self) -> tuple[int, ...]:
        """All places, in order."""
        found = {position for places in self._places.values() for position in places}
        return tuple(sorted(found | set(self._marked)))

    def reasons(self, position: int) -> tuple[Reason, ...]:
        """Why a position is one of the places: the line first, then the conditions in their order."""
        trace = self._trace
        if trace is None:
            return ()
        said = [Reason("line", line=trace.steps[position].line)] if position in self._marked else []
        for condition in self._conditions:
            if position in self._places[condition]:
                said.append(self._reason(trace, condition, position))
        return tuple(said)

    def _reason(self, trace: Trace, condition: Condition, position: int) -> Reason:
        if condition.kind == "shape":
            op = next(
                op for op in trace.ops if trace.steps[op.step].end == position and _changes_shape(op.inputs, op.outputs)
            )
            return Reason("shape", record=op.outputs[0], before=op.inputs[0] if op.inputs else None)
        if condition.kind == "not_finite":
            finder = stops.NotFinite(trace)
            made = (finder.made_by(step) for step in trace.steps if step.end == position)
            return Reason("not_finite", record=next((record for record in made if record is not None), None))
        return Reason(condition.kind, condition.text)

    @cached_property
    def _marked(self) -> frozenset[int]:
        trace = self._trace
        if trace is None or not self._marks:
            return frozenset()
        return frozenset(step.index for step in trace.steps if self._is_marked(trace, step))

    def _is_marked(self, trace: Trace, step: Step) -> bool:
        if step.kind != "line" or step.frame is None:
            return False
        return (trace.frames[step.frame].source, step.line) in self._marks

    @cached_property
    def _places(self) -> dict[Condition, frozenset[int]]:
        return {condition: frozenset(self._places_of(condition)) for condition in self._conditions}

    def _places_of(self, condition: Condition) -> Iterable[int]:
        if self._trace is None:
            return ()
        if condition.kind == "shape":
            return (position for position, _ in walking.shape_changes(self._trace))
        if condition.kind == "name":
            return stops.name_changes(self._trace, condition.text)
        return self._found.get(condition, ())


def _changes_shape(given: tuple[TensorRecord, ...], made: tuple[TensorRecord, ...]) -> bool:
    return bool(made) and not any(operand.shape == made[0].shape for operand in given)
