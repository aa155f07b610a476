"""Why a torch function cannot join what it was given: sizes, number types, devices."""

from __future__ import annotations

import re

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.trace.faults import Case, Fault, count_of, product_text, size_text
from cnnviz.trace.steps import Learned, OpCall
from cnnviz.trace.tensors import Shape

_MATRICES = frozenset({"matmul", "mm", "bmm", "mv", "addmm", "rmatmul", "linear"})
_RESHAPES = frozenset({"reshape", "view", "unflatten"})
_ADDS = frozenset({"add", "add_", "radd", "iadd", "sub", "sub_", "rsub", "isub"})
_JOINS = _ADDS | frozenset(
    (
        "mul", "mul_", "rmul", "div", "div_", "rdiv", "true_divide", "pow", "maximum", "minimum", "where", "eq", "ne",
        "lt", "le", "gt", "ge", "__eq__", "addcmul", "addcdiv", "lerp", "logical_and", "logical_or", "copy_",
        "bitwise_and",
    )
)  # fmt: skip

_DEVICES = re.compile(r"\b(cpu|meta|mps|xpu|cuda(?::\d+)?)\b")
_TYPES = re.compile(r"dtype|scalar type|Input type|data type|torch\.\w+Tensor", re.IGNORECASE)
_CASTS = {"float32": "float()", "float64": "double()", "float16": "half()", "int64": "long()"}
_SAID = {
    "float": "float32", "double": "float64", "half": "float16", "long": "int64", "long int": "int64", "int": "int32",
    "bool": "bool", "byte": "uint8", "unsigned char": "uint8", "char": "int8", "short": "int16", "bfloat16": "bfloat16",
    "c10::bfloat16": "bfloat16", "c10::half": "float16",
}  # fmt: skip


def device(case: Case) -> Fault | None:
    """Numbers that lie in different memories."""
    if "device" not in case.message and "cuda" not in case.message.lower():
        return None
    found = list(dict.fromkeys(_DEVICES.findall(case.message)))
    if len(found) < 2:
        return None
    return (
        Problem(
            QT_TRANSLATE_NOOP("Problem", "{place} was given numbers on two devices: {first} and {second}."),
            place=case.where, first=found[0], second=found[1],
        ),
        Problem(
            QT_TRANSLATE_NOOP(
                "Problem", "Move the model and its input to the same one: model.to(device) and x = x.to(device)"
            )
        ),
    )  # fmt: skip


def number_type(case: Case) -> Fault | None:
    """Numbers of different types, such as bytes of a picture for weights of floats."""
    if not _TYPES.search(case.message):
        return None
    given = next((each.dtype for each in case.operands if not isinstance(each, Learned)), None)
    wanted = next((each.dtype for each in case.operands if isinstance(each, Learned)), None)
    if case.layer is not None and case.layer.type_name in ("Embedding", "EmbeddingBag"):
        wanted = "int64"
    if wanted is None or wanted == given:
        types = list(dict.fromkeys(each.dtype for each in case.operands))
        said = [
            _SAID[each] for each in re.findall(r"[A-Za-z0-9:]+(?: int| char)?", case.message.lower()) if each in _SAID
        ]
        others = [each for each in (*types, *said) if each != given]
        wanted = others[0] if others else None
    if given is None or wanted is None:
        return None
    return (
        Problem(
            QT_TRANSLATE_NOOP("Problem", "{place} works with {wanted}, but its input is {given}."),
            place=case.where, wanted=wanted, given=given,
        ),
        Problem(
            QT_TRANSLATE_NOOP("Problem", "Convert the input: x = x.{cast}"),
            cast=_CASTS.get(wanted, f"to(torch.{wanted})"),
        ),
    )  # fmt: skip


def joining(case: Case) -> Fault | None:
    """Two sizes that cannot be added, multiplied or compared, number by number."""
    op = case.op
    if op is None or op.name not in _JOINS or len(op.operands) < 2:
        return None
    left, right = op.operands[0].shape, op.operands[1].shape
    axis = _clash(left, right)
    if axis is None:
        return None
    first, second = left[axis], right[axis]
    if op.name in _ADDS:
        template = QT_TRANSLATE_NOOP(
            "Problem", "Sizes {left} and {right} cannot be added: {first} and {second} differ in axis {axis}."
        )
    else:
        template = QT_TRANSLATE_NOOP(
            "Problem",
            "{place} cannot join the sizes {left} and {right}: {first} and {second} differ in axis {axis}.",
        )
    reason = Problem(
        template, place=case.where, left=size_text(left), right=size_text(right), first=first, second=second,
        axis=axis % max(len(left), len(right)),
    )  # fmt: skip
    return reason, _shortcut(left, right)


def _clash(left: Shape, right: Shape) -> int | None:
    """The axis, counted from the end, where two sizes differ and neither is 1; None where they fit."""
    clashes = [
        -place
        for place in range(1, min(len(left), len(right)) + 1)
        if left[-place] != right[-place] and 1 not in (left[-place], right[-place])
    ]
    return clashes[0] if clashes else None


def _shortcut(left: Shape, right: Shape) -> Problem:
    """How a shortcut of a block is brought to the size of the block's other branch."""
    if len(left) == len(right) == 4 and left[0] == right[0]:
        small, large = (left, right) if left[3] <= right[3] else (right, left)
        stride = -(-large[3] // small[3])
        if stride > 1 and -(-large[3] // stride) == small[3]:
            return Problem(
                QT_TRANSLATE_NOOP(
                    "Problem",
                    "Bring the larger one to the smaller: nn.Conv2d({channels}, {out}, kernel_size=1, stride={stride})",
                ),
                channels=large[1], out=small[1], stride=stride,
            )  # fmt: skip
        if left[2:] == right[2:]:
            return Problem(
                QT_TRANSLATE_NOOP(
                    "Problem",
                    "Bring the second to the first one's channels: nn.Conv2d({channels}, {out}, kernel_size=1)",
                ),
                channels=right[1], out=left[1],
            )  # fmt: skip
    if len(left) == 4 and len(right) == 4 and left[1] == right[1]:
        return Problem(
            QT_TRANSLATE_NOOP("Problem", "Give both branches the same padding and stride, so that their maps agree")
        )
    return Problem(QT_TRANSLATE_NOOP("Problem", "Make the two sizes equal in that axis, or 1 in one of them"))


def concatenation(case: Case) -> Fault | None:
    """Tensors that differ in another axis than the one along which they are put together."""
    op = case.op
    if op is None or op.name not in ("cat", "concat", "concatenate", "stack", "hstack", "vstack") or not op.operands:
        return None
    axis = next((value for key, value in op.arguments if key in ("dim", "axis", "") and isinstance(value, int)), 0)
    first = op.operands[0].shape
    for other in op.operands[1:]:
        shape = other.shape
        if len(shape) != len(first):
            return (
                Problem(
                    QT_TRANSLATE_NOOP(
                        "Problem",
                        "Sizes {left} and {right} cannot be put together: they have {first} and {second} axes.",
                    ),
                    left=size_text(first), right=size_text(shape), first=len(first), second=len(shape),
                ),
                Problem(QT_TRANSLATE_NOOP("Problem", "Flatten or reshape them to the same number of axes first")),
            )  # fmt: skip
        joined = axis % len(first) if first and op.name.startswith("c") else None
        sizes = [each.shape for each in op.operands]
        others = {place for place, here in enumerate(zip(*sizes, strict=False)) if len(set(here)) > 1}
        for place, (ours, theirs) in enumerate(zip(first, shape, strict=True)):
            if ours != theirs and place != joined:
                return (
                    Problem(
                        QT_TRANSLATE_NOOP(
                            "Problem",
                            "Sizes {left} and {right} cannot be put together along axis {joined}: {first} and {second} "
                            "differ in axis {axis}.",
                        ),
                        left=size_text(first), right=size_text(shape), joined=axis, first=ours, second=theirs,
                        axis=place,
                    ),
                    Problem(
                        QT_TRANSLATE_NOOP(
                            "Problem",
                            "All but axis {joined} must agree: use the same padding and stride, or dim={axis}",
                        ),
                        joined=axis, axis=place,
                    )
                    if others == {place} and joined is not None  # along that axis they would fit
                    else Problem(
                        QT_TRANSLATE_NOOP(
                            "Problem", "All but axis {joined} must agree: use the same padding and stride"
                        ),
                        joined=axis,
                    ),
                )  # fmt: skip
    return None


def matrices(case: Case) -> Fault | None:
    """Rows and columns that do not meet."""
    op = case.op
    if op is None or op.name not in _MATRICES or len(op.operands) < 2:
        return None
    left, right = (each.shape for each in op.operands[-2:]) if op.name == "addmm" else _pair(op)
    if not left or not right:
        return None
    columns, rows = left[-1], right[-2] if len(right) > 1 else right[0]
    if columns == rows:
        return None
    fits = len(right) > 1 and right[-1] == columns
    return (
        Problem(
            QT_TRANSLATE_NOOP(
                "Problem",
                "Matrices of sizes {left} and {right} cannot be multiplied: {columns} columns meet {rows} rows.",
            ),
            left=size_text(left), right=size_text(right), columns=columns, rows=rows,
        ),
        Problem(QT_TRANSLATE_NOOP("Problem", "Transpose the second one: b.transpose(-2, -1)"))
        if fits
        else Problem(
            QT_TRANSLATE_NOOP("Problem", "The second one needs {columns} rows, as the first has columns"),
            columns=columns,
        ),
    )  # fmt: skip


def _pair(op: OpCall) -> tuple[Shape, Shape]:
    first, second = op.operands[0].shape, op.operands[1].shape
    if op.name == "linear":  # multiplies by the transpose
        return first, tuple(reversed(second))
    return (second, first) if op.name == "rmatmul" else (first, second)


def reshaping(case: Case) -> Fault | None:
    """Numbers that do not fill the size that they are to have."""
    op = case.op
    if op is None or op.name not in _RESHAPES or not op.inputs:
        return None
    before = op.inputs[0].shape
    if "size is not compatible" in case.message:
        return (
            Problem(
                QT_TRANSLATE_NOOP(
                    "Problem", "view() needs numbers that lie side by side in memory; these, of size {size}, do not."
                ),
                size=size_text(before),
            ),
            Problem(QT_TRANSLATE_NOOP("Problem", "Write reshape() instead of view()")),
        )  # fmt: skip
    wanted = _wanted(op)
    if not wanted:
        return None
    return (
        Problem(
            QT_TRANSLATE_NOOP("Problem", "{count} = {product} numbers cannot be arranged as {wanted}."),
            count=count_of(before), product=product_text(before), wanted=size_text(wanted),
        ),
        Problem(
            QT_TRANSLATE_NOOP("Problem", "Let PyTorch count, and keep the batch axis: x = x.{op}(x.size(0), -1)"),
            op=op.name,
        ),
    )  # fmt: skip


def _wanted(op: OpCall) -> Shape:
    """The size that a reshape was asked for."""
    found: list[int] = []
    for _, value in op.arguments:
        parts = value if isinstance(value, tuple) else (value,)
        found += (each for each in parts if isinstance(each, int))
    return tuple(found)
