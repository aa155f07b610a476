"""What a model's learned numbers and their gradients were at a position of a recorded training step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from numpy.typing import NDArray

from cnnviz.trace.records import Trace

_CHANGED_UNSEEN = ("running_mean", "running_var", "num_batches_tracked")
"""Buffers that a model in training changes by itself, which no step records."""


def parameters_at(trace: Trace, position: int, known: Mapping[str, NDArray[Any]]) -> Mapping[str, NDArray[Any]]:
    """The learned numbers by their names in the state dict, as far as they are known.

    Args:
        trace: a recorded pass or training step.
        position: where the stepper stands.
        known: the model's numbers as they were when the recording began; a pass leaves them as they are.
    """
    if not trace.updates:
        return known
    found = {name: values for name, values in known.items() if name.rpartition(".")[2] not in _CHANGED_UNSEEN}
    for update in reversed(trace.updates):  # the first one that is not over tells what was there before it
        if trace.steps[update.step].end > position and update.before.values is not None:
            found[update.name] = update.before.values
    for update in trace.updates:
        if trace.steps[update.step].end <= position and update.after.values is not None:
            found[update.name] = update.after.values
    return found


def gradients_at(trace: Trace, position: int) -> Mapping[str, NDArray[Any]]:
    """The gradients of learned numbers by their names, of those ways back that are over."""
    found: dict[str, NDArray[Any]] = {}
    for back in trace.backwards:
        if trace.steps[back.step].end <= position:
            found.update({name: record.values for name, record in back.learned if record.values is not None})
    return found
