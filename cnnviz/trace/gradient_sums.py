"""Where the sizes of a layer's gradients come from, and how many products are added up in them."""

from __future__ import annotations

import math

from cnnviz.trace.derive import CONVOLUTIONS
from cnnviz.trace.records import ModuleCall, Trace
from cnnviz.trace.steps import BackwardCall
from cnnviz.trace.sums import SumLine
from cnnviz.trace.tensors import Shape

_NORMALISATIONS = frozenset({"BatchNorm1d", "BatchNorm2d", "BatchNorm3d"})


def gradient_sum(trace: Trace, back: BackwardCall) -> tuple[SumLine, ...]:
    """What the way back through a layer works out, with the numbers of its shapes; empty for other layers.

    With G the gradient of what a linear layer put out, X what it took in and W its weights, each row one example, the
    gradients are Gᵀ·X for W, 1·G for the bias and G·W for X. In a convolution each weight is used at every place of
    the output and for every image, and its gradient adds all of these up; so do the two numbers of a channel in a batch
    normalisation.

    Args:
        trace: the pass.
        back: a step of the way back.
    """
    call = None if back.call is None or back.name else trace.calls[back.call]
    if call is None or not call.inputs or not call.outputs or not back.incoming:
        return ()
    learned = {name.rpartition(".")[2] for name, _ in back.learned}
    if call.type_name == "Linear" and len(call.inputs[0].shape) > 1:
        return _linear(call, learned, asked=bool(back.outgoing))
    if call.type_name in CONVOLUTIONS:
        return _added(call.outputs[0].shape, CONVOLUTIONS[call.type_name], learned)
    if call.type_name in _NORMALISATIONS:
        return _added(call.outputs[0].shape, len(call.outputs[0].shape) - 2, learned)
    return ()


def _linear(call: ModuleCall, learned: set[str], *, asked: bool) -> tuple[SumLine, ...]:
    taken, given = call.inputs[0].shape, call.outputs[0].shape
    rows, before, after = math.prod(taken[:-1]), taken[-1], given[-1]
    lines = []
    if "weight" in learned:
        lines.append(SumLine("weight_gradient", f"{after}×{rows} · {rows}×{before}", f"{after}×{before}"))
    if "bias" in learned:
        lines.append(SumLine("bias_gradient", f"1×{rows} · {rows}×{after}", f"{after}"))
    if asked:
        lines.append(SumLine("input_gradient", f"{rows}×{after} · {after}×{before}", f"{rows}×{before}"))
    return tuple(lines)


def _added(given: Shape, axes: int, learned: set[str]) -> tuple[SumLine, ...]:
    """How many places of how many images are added up in one number's gradient."""
    places = (*given[: max(len(given) - axes - 1, 0)], *given[len(given) - axes :])
    if not learned or not places:
        return ()
    return (SumLine("added", "·".join(map(str, places)), f"{math.prod(places):,}"),)
