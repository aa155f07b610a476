"""Runs a network once and keeps what every module took in and put out, and in full also every line and op."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from torch import nn

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.trace import failures
from cnnviz.trace.moments import tensors_in
from cnnviz.trace.recording import Recording, Stop
from cnnviz.trace.records import Trace

Detail = Literal["modules", "full"]

DEFAULT_BUDGET = 2 << 30  # bytes; ResNet-152 at batch 1 takes 0.4 GB


class RecordingStopped(Problem):
    """Somebody asked to stop; `trace` is the pass up to there.

    Attributes:
        trace: what was recorded until then.
    """

    trace: Trace | None = None


def record(
    model: nn.Module,
    inputs: object,
    *,
    detail: Detail = "modules",
    budget: int | None = DEFAULT_BUDGET,
    name: str = "",
    internals: bool = False,
    should_stop: Callable[[], bool] | None = None,
) -> Trace:
    """One forward pass of `model` as a Trace; the model computes the same, to the last bit, as without recording.

    The model runs as it is: its train/eval flags and the grad mode decide as ever. Both are put back should the model
    change them, and so are the states of PyTorch's random number generators and, in full, those of Python and numpy,
    and Python's trace function. What modules take and give is what their `forward` sees, before hooks of somebody
    else. Other threads may run other models meanwhile; the same model only one at a time.

    Args:
        model: any module.
        inputs: what it is called with: a tensor, a tuple (several arguments) or a mapping (keyword arguments).
        detail: "modules" keeps every module's inputs and outputs; "full" also follows the lines of the functions that
            belong to the model, with what their names stand for, and every torch function that is called.
        budget: bytes of numbers to keep; beyond it, statistics only, but for the model's own inputs and outputs.
            None keeps all.
        name: what to call the model; its class where empty.
        internals: in full, follow the functions of PyTorch's own layers too.
        should_stop: asked at every module, line and op; the pass ends where it says so.

    Raises:
        ModelFailed: the model raised an exception; it carries the Trace up to there, whose `failure` says why.
        RecordingStopped: `should_stop` said so; it carries the Trace up to there.
        Problem: the model takes or returns no tensor.
        ValueError: an unknown detail.
    """
    if detail not in ("modules", "full"):
        raise ValueError(f"record() knows no detail {detail!r}")
    name = name or type(model).__name__
    args, kwargs = _arguments(inputs)
    recording = Recording(model, tuple(tensors_in((args, kwargs))), budget, should_stop)
    if not recording.given:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "The model was given no tensor, so there is nothing to follow."))
    if detail == "full":
        recording.follow(internals=internals)
    output = _run(recording, name, lambda: model(*args, **kwargs))
    if next(tensors_in(output), None) is None:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{model}” returned no tensor, so there is nothing to show."), model=name
        )
    return recording.finish(name)


def record_function(
    function: Callable[..., object],
    arguments: tuple[Any, ...],
    *,
    model: nn.Module,
    also: Iterable[Callable[..., object]] = (),
    budget: int | None = DEFAULT_BUDGET,
    name: str = "",
    internals: bool = False,
    should_stop: Callable[[], bool] | None = None,
) -> Trace:
    """One call of a function that uses `model` as a Trace in full; its frame is the outermost one.

    Besides lines, modules and ops, it holds the way back from a loss, in the order in which autograd runs it, and what
    an optimizer does to each learned tensor. The function computes the same, to the last bit, as without recording, and
    what it does to the model's numbers stays done. The train/eval flags, the grad mode, the states of the random number
    generators and Python's trace function are put back. A tensor that the function leaves somewhere else than in its
    arguments, the model, its gradients or an optimizer is not to be written to afterwards.

    Args:
        function: any Python function.
        arguments: what it is called with.
        model: the module whose names the parameters get, and whose first call `input`, `output` and `layers` show.
        also: functions whose files are followed line by line too, whatever package they are part of.
        budget: bytes of numbers to keep; beyond it, statistics only, but for the function's own arguments and what the
            model puts out. None keeps all.
        name: what to call the model; its class where empty.
        internals: follow the functions of PyTorch's own layers too.
        should_stop: asked at every module, line, op and node of the way back; the recording ends where it says so.

    Raises:
        ModelFailed: the function raised an exception; it carries the Trace up to there, whose `failure` says why.
        RecordingStopped: `should_stop` said so; it carries the Trace up to there.
    """
    name = name or type(model).__name__
    files = [inspect.unwrap(each).__code__.co_filename for each in (function, *also)]
    recording = Recording(model, tuple(tensors_in(arguments)), budget, should_stop, is_called=False)
    recording.follow(internals=internals, files=files, is_training=True)
    _run(recording, name, lambda: function(*arguments))
    return recording.finish(name)


def _run(recording: Recording, name: str, run: Callable[[], object]) -> object:
    """What `run` returns.

    Raises:
        ModelFailed: it raised an exception.
        RecordingStopped: somebody asked to stop.
    """
    try:
        with recording:
            return run()
    except Stop:
        stopped = RecordingStopped(QT_TRANSLATE_NOOP("Problem", "The recording was stopped before the model was done."))
        stopped.trace = recording.finish(name, stopped=True)
        raise stopped from None
    except Exception as error:
        trace = recording.finish(name, error=error)
        raise failures.ModelFailed.of(trace) from error


def _arguments(inputs: object) -> tuple[tuple[Any, ...], dict[str, Any]]:
    if isinstance(inputs, tuple):
        return inputs, {}
    if isinstance(inputs, Mapping):
        return (), dict(inputs)
    return (inputs,), {}
