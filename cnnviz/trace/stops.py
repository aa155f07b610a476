"""Where a walk through a recorded pass may stop: what changes, what appears, when an expression is asked anew."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from cnnviz.trace.records import Trace
from cnnviz.trace.steps import Step, Value
from cnnviz.trace.tensors import TensorRecord

GIVEN_NAMES = frozenset({"torch", "nn", "F", "np", "numpy", "math", "Tensor"})
"""What an expression may name besides the locals and what Python has anyway."""


@dataclass(frozen=True, eq=False)
class Moment:
    """A moment of one frame at which some of its names newly stand for something.

    Attributes:
        position: where the stepper stands then: the frame's first line runs next, or one of its lines is just over.
        frame: the frame.
        names: what the asked-for names stand for, those that there are.
        begins: it is the frame's first moment.
    """

    position: int
    frame: int
    names: Mapping[str, Value]
    begins: bool


def free_names(expression: str) -> frozenset[str]:
    """The names that an expression looks up, without those that its own comprehensions and lambdas bind.

    Raises:
        SyntaxError: it is no Python expression.
        ValueError: it holds what no source can, such as a null character.
    """
    tree = ast.parse(expression.strip(), "<expression>", "eval")
    read = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    bound = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    bound |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    return frozenset(read - bound)


def known_names(trace: Trace) -> frozenset[str]:
    """Every name that a function of the pass has at some moment."""
    found = {name for frame in trace.frames for name in frame.arguments}
    found |= {change.name for step in trace.steps for change in step.changes}
    return frozenset(found)


def unknown_names(expression: str, trace: Trace | None) -> list[str]:
    """The names of an expression for which nothing can stand in this pass, in the order of the alphabet.

    Raises:
        SyntaxError: it is no Python expression.
        ValueError: it holds what no source can.
    """
    known = GIVEN_NAMES | set(vars(builtins)) | (frozenset() if trace is None else known_names(trace))
    return sorted(free_names(expression) - known)


def name_changes(trace: Trace, name: str) -> tuple[int, ...]:
    """Positions at which a line is over that changed what `name` stands for, in any function."""
    return tuple(sorted({step.end for step in trace.steps if any(change.name == name for change in step.changes)}))


def moments(trace: Trace, names: frozenset[str]) -> Iterator[Moment]:
    """When an expression of these names may have another value than before, frame by frame.

    A frame begins with a moment; then comes one after each of its lines that changed one of the names.
    """
    for frame in trace.frames:
        if not frame.lines:
            continue
        here = {name: value for name, value in frame.arguments.items() if name in names}
        yield Moment(frame.lines[0], frame.index, dict(here), begins=True)
        for index in frame.lines:
            step = trace.steps[index]
            changed = [change for change in step.changes if change.name in names]
            for change in changed:
                if change.after is None:
                    here.pop(change.name, None)
                else:
                    here[change.name] = change.after
            if changed:
                yield Moment(step.end, frame.index, dict(here), begins=False)


def moment_count(trace: Trace, names: frozenset[str]) -> int:
    """How many moments `moments` gives."""
    lines = (index for frame in trace.frames for index in frame.lines)
    changed = sum(any(change.name in names for change in trace.steps[index].changes) for index in lines)
    return changed + sum(bool(frame.lines) for frame in trace.frames)


class NotFinite:
    """Tells where a NaN or an infinity appears: what made it was given none.

    Args:
        trace: the pass. Tensors whose numbers are not known count as finite.
    """

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._finite: dict[int, bool] = {}
        self._records: list[TensorRecord] = []  # keeps them alive, so that their ids stay theirs

    def made_by(self, step: Step) -> TensorRecord | None:
        """The tensor with the first such numbers of a step and all that it is made from, or None."""
        given, made = self._ends(step)
        if not made or not all(map(self._is_finite, given)):
            return None
        return next((record for record in made if not self._is_finite(record)), None)

    def _ends(self, step: Step) -> tuple[tuple[TensorRecord, ...], tuple[TensorRecord, ...]]:
        """What a step was given and what it made; nothing for one whose inner steps tell more exactly."""
        trace, alone = self._trace, step.end == step.index + 1
        if step.kind == "op":
            op = trace.ops[step.item]
            return op.inputs, op.outputs
        if step.kind == "update":
            update = trace.updates[step.item]
            return (update.gradient, update.before), (update.after,)
        if not alone:
            return (), ()
        if step.kind == "call":
            call = trace.calls[step.item]
            return call.inputs, call.outputs
        if step.kind == "backward":
            back = trace.backwards[step.item]
            return back.incoming, (*back.outgoing, *(record for _, record in back.learned))
        made = [change.after for change in step.changes if isinstance(change.after, TensorRecord)]
        return (), tuple(record for record in made if id(record) not in self._finite)

    def _is_finite(self, record: TensorRecord) -> bool:
        found = self._finite.get(id(record))
        if found is None:
            self._records.append(record)
            found = self._finite[id(record)] = is_finite(record)
        return found


def is_finite(record: TensorRecord) -> bool:
    """Whether nothing is known of a NaN or an infinity in a tensor; quicker than its statistics."""
    values = record.values
    if values is None:
        known = record.known_statistics
        return known is None or not (known.nan or known.inf)
    if values.dtype.kind not in "fc" or not values.size:
        return True
    with np.errstate(over="ignore", invalid="ignore"):
        if values.dtype.itemsize > 2 and np.isfinite(values.sum()):
            return True  # the sum is finite only where all numbers are; it may overflow where they are too
    return bool(np.isfinite(values).all())


def counts_not_finite(record: TensorRecord) -> tuple[int, int]:
    """How many NaN and how many infinite numbers a tensor has, as far as is known."""
    if record.values is None:
        known = record.known_statistics
        return (0, 0) if known is None else (known.nan, known.inf)
    if record.values.dtype.kind not in "fc":
        return 0, 0
    return int(np.count_nonzero(np.isnan(record.values))), int(np.count_nonzero(np.isinf(record.values)))
