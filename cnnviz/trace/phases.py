"""The stretches of a training step: forward, loss, backward, the optimizer's step, evaluation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from cnnviz.trace.records import Trace
from cnnviz.trace.steps import Step

PhaseKind = Literal["forward", "loss", "backward", "update", "evaluation"]


@dataclass(frozen=True, slots=True)
class Phase:
    """One stretch: positions from `start` on, up to `end`."""

    kind: PhaseKind
    start: int
    end: int


def phases_of(trace: Trace) -> tuple[Phase, ...]:
    """The stretches in the order in which they ran; none for a forward pass.

    Each begins with a line of the function that trains: the one that calls the model, the one after it, the one in
    which autograd runs, the one in which weights change. What comes after that is evaluation.
    """
    if not trace.backwards:
        return ()
    back = _line_around(trace, trace.backwards[0].step)
    called = [step for step in trace.steps[: back.index] if step.kind == "call" and trace.calls[step.item].depth == 0]
    found: list[Phase] = []
    if called:
        forward = _line_around(trace, called[0].index)
        found.append(Phase("forward", forward.index, forward.end))
        if forward.end < back.index:
            found.append(Phase("loss", forward.end, back.index))
    found.append(Phase("backward", back.index, back.end))
    end = back.end
    if trace.updates:
        change = _line_around(trace, trace.updates[0].step)
        found.append(Phase("update", change.index, change.end))
        end = change.end
    judged = next((_outermost(trace, step) for step in trace.steps[end:] if _is_model(trace, step)), None)
    if judged is not None:
        found.append(Phase("evaluation", max(judged.index, end), len(trace.steps)))
    return tuple(found)


def phase_at(phases: Sequence[Phase], position: int) -> Phase | None:
    """The stretch that a position lies in, its end not included; None between them."""
    return next((phase for phase in phases if phase.start <= position < phase.end), None)


def _is_model(trace: Trace, step: Step) -> bool:
    return step.kind == "call" and trace.calls[step.item].depth == 0


def _line_around(trace: Trace, index: int) -> Step:
    """The innermost line that a step lies in; the step itself where it lies in none."""
    return _climb(trace, trace.steps[index], lambda step: step.kind == "line")


def _outermost(trace: Trace, step: Step) -> Step:
    """The line of the outermost function that a step lies in."""
    found = step
    while step.parent is not None:
        step = trace.steps[step.parent]
        if step.kind == "line":
            found = step
    return found


def _climb(trace: Trace, step: Step, wanted: Callable[[Step], bool]) -> Step:
    first = step
    while not wanted(step):
        if step.parent is None:
            return first
        step = trace.steps[step.parent]
    return step
