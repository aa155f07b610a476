"""Why a pass failed, in a sentence that names the layer and both sizes."""

from __future__ import annotations

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.trace.records import ModuleCall, Trace
from cnnviz.trace.steps import Failure

_CONVOLUTIONS = {
    "Conv1d": 1, "Conv2d": 2, "Conv3d": 3, "ConvTranspose1d": 1, "ConvTranspose2d": 2, "ConvTranspose3d": 3,
}  # fmt: skip
_BATCH_NORMS = {"BatchNorm1d": (2, 3), "BatchNorm2d": (4,), "BatchNorm3d": (5,)}


class ModelFailed(Problem):
    """The model raised an exception; the original is this one's `__cause__`.

    Attributes:
        trace: the pass up to the failure, and in its `failure` why; calls that did not return have no outputs.
        call: the innermost call that did not return, or None where the model was not even called.
    """

    trace: Trace | None = None
    call: ModuleCall | None = None

    @classmethod
    def of(cls, trace: Trace) -> ModelFailed:
        """The exception for a pass that failed."""
        failure = trace.failure
        if failure is None:
            raise ValueError("this pass did not fail")
        problem = cls(failure.reason.template, **failure.reason.values)
        problem.trace = trace
        problem.call = None if failure.call is None else trace.calls[failure.call]
        return problem


def explain(
    trace: Trace, error: Exception, *, call: int | None = None, op: int | None = None, step: int | None = None
) -> Failure:
    """Why `error` ended the pass.

    Args:
        trace: the pass up to there.
        error: what was raised.
        call: the innermost module call that did not return.
        op: the op that raised it.
        step: the innermost step that did not end.
    """
    reason = _reason(None if call is None else trace.calls[call], error)
    return Failure(type(error).__name__, str(error), reason, step=step, op=op, call=call)


def _reason(call: ModuleCall | None, error: Exception) -> Problem:
    message = _first_line(error)
    if call is None:
        return Problem(QT_TRANSLATE_NOOP("Problem", "The model could not be called: {message}"), message=message)
    shape = call.inputs[0].shape if call.inputs else None
    if shape is None or not call.is_leaf:
        return Problem(
            QT_TRANSLATE_NOOP("Problem", "{layer} failed in its own forward(): {message}"),
            layer=name_of(call),
            message=message,
        )
    return _wrong_size(call, shape) or Problem(
        QT_TRANSLATE_NOOP("Problem", "{layer} cannot take an input of size {size}: {message}"),
        layer=name_of(call),
        size=size_text(shape),
        message=message,
    )


def name_of(call: ModuleCall) -> str:
    """A call as a sentence names it: its path and class."""
    return f"“{call.path}” ({call.type_name})" if call.path else f"“{call.type_name}”"


def size_text(shape: tuple[int, ...]) -> str:
    """A size as PyTorch prints it: `[1, 16, 28, 28]`."""
    return f"[{', '.join(map(str, shape))}]"


def _wrong_size(call: ModuleCall, shape: tuple[int, ...]) -> Problem | None:
    """The sentence where a layer expects another number of features, channels or axes."""
    hyper = call.hyper
    if call.type_name == "Linear" and shape and hyper.get("in_features") != shape[-1]:
        return Problem(
            QT_TRANSLATE_NOOP(
                "Problem", "{layer} expects {expected} features, but its input has {found}: its size is {size}."
            ),
            layer=name_of(call),
            expected=hyper.get("in_features"),
            found=shape[-1],
            size=size_text(shape),
        )
    axes, channels = _expected_axes(call)
    if axes and len(shape) not in axes:
        return Problem(
            QT_TRANSLATE_NOOP(
                "Problem",
                "{layer} expects an input with {expected} axes, but the input has {found}: its size is {size}.",
            ),
            layer=name_of(call),
            expected=" / ".join(map(str, axes)),
            found=len(shape),
            size=size_text(shape),
        )
    if axes and channels is not None:
        unbatched = call.type_name in _CONVOLUTIONS and len(shape) == axes[0]
        found = shape[0 if unbatched else 1]
        if found != channels:
            return Problem(
                QT_TRANSLATE_NOOP(
                    "Problem", "{layer} expects {expected} channels, but its input has {found}: its size is {size}."
                ),
                layer=name_of(call),
                expected=channels,
                found=found,
                size=size_text(shape),
            )
    return None


def _expected_axes(call: ModuleCall) -> tuple[tuple[int, ...], object]:
    """How many axes the call's input may have, and how many channels it must have."""
    spatial = _CONVOLUTIONS.get(call.type_name)
    if spatial is not None:
        return (spatial + 1, spatial + 2), call.hyper.get("in_channels")
    if call.type_name in _BATCH_NORMS:
        return _BATCH_NORMS[call.type_name], call.hyper.get("num_features")
    return (), None


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") + "." if lines else type(error).__name__ + "."
