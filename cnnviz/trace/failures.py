"""Why a pass failed, in a sentence that names the layer and both sizes."""

from __future__ import annotations

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.trace.records import ModuleCall, Trace

_CONVOLUTIONS = {
    "Conv1d": 1, "Conv2d": 2, "Conv3d": 3, "ConvTranspose1d": 1, "ConvTranspose2d": 2, "ConvTranspose3d": 3,
}  # fmt: skip
_BATCH_NORMS = {"BatchNorm1d": (2, 3), "BatchNorm2d": (4,), "BatchNorm3d": (5,)}


class ModelFailed(Problem):
    """The model raised an exception; the original is this one's `__cause__`.

    Attributes:
        trace: the pass up to the failure; calls that did not return have no outputs.
        call: the innermost call that did not return, or None where the model was not even called.
    """

    trace: Trace | None = None
    call: ModuleCall | None = None


def explain(call: ModuleCall | None, error: Exception) -> ModelFailed:
    """The sentence for an exception that was raised inside `call`."""
    message = _first_line(error)
    if call is None:
        return ModelFailed(QT_TRANSLATE_NOOP("Problem", "The model could not be called: {message}"), message=message)
    shape = call.inputs[0].shape if call.inputs else None
    if shape is None or not call.is_leaf:
        return ModelFailed(
            QT_TRANSLATE_NOOP("Problem", "{layer} failed in its own forward(): {message}"),
            layer=name_of(call),
            message=message,
        )
    return _wrong_size(call, shape) or ModelFailed(
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


def _wrong_size(call: ModuleCall, shape: tuple[int, ...]) -> ModelFailed | None:
    """The sentence where a layer expects another number of features, channels or axes."""
    hyper = call.hyper
    if call.type_name == "Linear" and shape and hyper.get("in_features") != shape[-1]:
        return ModelFailed(
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
        return ModelFailed(
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
            return ModelFailed(
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
