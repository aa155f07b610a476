"""Why a pass failed, in a sentence that names the layer and both sizes, and what would mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.trace import layer_faults, loss_faults, op_faults
from cnnviz.trace.faults import Case, Fault, name_of, size_text
from cnnviz.trace.records import ModuleCall, Shape, Trace
from cnnviz.trace.steps import Failure, Learned
from cnnviz.trace.walking import locals_at

_RULES: tuple[Callable[[Case], Fault | None], ...] = (
    op_faults.device,
    loss_faults.labels,
    loss_faults.way_back,
    op_faults.number_type,
    layer_faults.linear,
    layer_faults.convolution,
    layer_faults.normalisation,
    layer_faults.embedding,
    layer_faults.window,
    op_faults.joining,
    op_faults.concatenation,
    op_faults.matrices,
    op_faults.reshaping,
)


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
    case = Case(
        trace, _first_line(error), None if call is None else trace.calls[call], None if op is None else trace.ops[op]
    )
    fault = next((fault for rule in _RULES if (fault := rule(case)) is not None), None)
    reason, remedy = fault if fault is not None else (_unexplained(case, step), None)
    return Failure(
        type(error).__name__, str(error), reason, remedy, tuple(_operands(case)), step=step, op=op, call=call
    )


def _unexplained(case: Case, step: int | None) -> Problem:
    trace = case.trace
    frame = None if step is None else trace.steps[step].frame
    if case.call is None and step is not None and frame is not None:
        return Problem(
            QT_TRANSLATE_NOOP("Problem", "{function}() failed in line {line}: {message}"),
            function=trace.frames[frame].function,
            line=trace.steps[step].line,
            message=case.message,
        )
    if case.call is None:
        return Problem(QT_TRANSLATE_NOOP("Problem", "The model could not be called: {message}"), message=case.message)
    if case.layer is None or case.in_own_lines:
        return Problem(
            QT_TRANSLATE_NOOP("Problem", "{layer} failed in its own forward(): {message}"),
            layer=name_of(case.call),
            message=case.message,
        )
    return Problem(
        QT_TRANSLATE_NOOP("Problem", "{layer} cannot take an input of size {size}: {message}"),
        layer=name_of(case.layer),
        size=size_text(case.layer.inputs[0].shape),
        message=case.message,
    )


def _operands(case: Case) -> Iterator[tuple[str, Shape]]:
    """The sizes that met, each by the name that the failing line knows it by, as far as it has one."""
    names: dict[int, str] = {}
    op = case.op
    if op is not None and op.frame is not None:
        for name, value in locals_at(case.trace, op.frame, op.step).items():
            names.setdefault(id(value), name)
    for operand in case.operands:
        yield operand.name if isinstance(operand, Learned) else names.get(id(operand), ""), operand.shape


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") + "." if lines else type(error).__name__ + "."
