"""Why a loss cannot be computed from scores and labels, and why there is no way back from it."""

from __future__ import annotations

import re

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.trace.faults import Case, Fault, size_text
from cnnviz.trace.tensors import Shape

_LOSSES = frozenset({"cross_entropy", "nll_loss"})
_WAYS_BACK = frozenset({"backward", "grad"})
_LABEL_TYPES = frozenset({"int64", "uint8"})

_LABEL = re.compile(r"Target (-?\d+) is out of bounds")
_CHANGED = re.compile(r"\[[\w.]+ (\[[\d, ]*\])\], which is output \d+ of (\w+?)(?:Backward\d*)?,")


def labels(case: Case) -> Fault | None:
    """Labels of another number type, of classes that there are not, of another size or count than the scores."""
    op = case.op
    if op is None or op.name not in _LOSSES or len(op.operands) < 2:
        return None
    scores, given = op.operands[:2]
    outside = _LABEL.search(case.message)
    if outside and len(scores.shape) > 1:
        return _outside(case, int(outside[1]), scores.shape[1])
    if given.dtype not in _LABEL_TYPES and given.shape != scores.shape:
        return (
            Problem(
                QT_TRANSLATE_NOOP("Problem", "{place} needs labels that are whole numbers (int64); these are {given}."),
                place=case.where, given=given.dtype,
            ),
            Problem(QT_TRANSLATE_NOOP("Problem", "Convert the labels: labels = labels.long()")),
        )  # fmt: skip
    if scores.shape and given.shape and scores.shape[0] != given.shape[0]:
        return _counts(case, scores.shape[0], given.shape[0])
    if len(scores.shape) == 2 and len(given.shape) > 1 and given.shape != scores.shape:
        return _too_many_axes(case, given.shape)
    return None


def way_back(case: Case) -> Fault | None:
    """A loss that nothing leads back from, or whose graph is gone or was written over."""
    op = case.op
    if op is None or op.name not in _WAYS_BACK:
        return None
    if "second time" in case.message:
        return (
            Problem(
                QT_TRANSLATE_NOOP(
                    "Problem", "backward() went this way before, and PyTorch has freed what was kept for it."
                )
            ),
            Problem(
                QT_TRANSLATE_NOOP(
                    "Problem",
                    "Run the model again before backward(), or write loss.backward(retain_graph=True) the first time",
                )
            ),
        )
    if "does not require grad" in case.message:
        return (
            Problem(
                QT_TRANSLATE_NOOP(
                    "Problem",
                    "No way leads back from the loss: it was computed under no_grad(), or from frozen weights alone.",
                )
            ),
            Problem(
                QT_TRANSLATE_NOOP(
                    "Problem",
                    "Compute it outside of torch.no_grad(), and let the weights learn: model.requires_grad_(True)",
                )
            ),
        )
    if "scalar outputs" in case.message and op.operands:
        return (
            Problem(
                QT_TRANSLATE_NOOP("Problem", "backward() begins at one number, but this has the size {size}."),
                size=size_text(op.operands[0].shape),
            ),
            Problem(QT_TRANSLATE_NOOP("Problem", "Make one number of it first: loss.mean().backward()")),
        )
    changed = _CHANGED.search(case.message)
    if changed:
        return _written_over(changed[1], changed[2])
    return None


def _outside(case: Case, label: int, classes: int) -> Fault:
    reason = Problem(
        QT_TRANSLATE_NOOP(
            "Problem", "{place} was given the label {label}, but scores of {classes} classes, 0 to {last}."
        ),
        place=case.where, label=label, classes=classes, last=classes - 1,
    )  # fmt: skip
    if label < classes:  # below 0
        return reason, Problem(
            QT_TRANSLATE_NOOP("Problem", "Number the classes from 0 on, or leave these out: ignore_index={label}"),
            label=label,
        )
    return reason, Problem(
        QT_TRANSLATE_NOOP(
            "Problem", "Number the classes from 0 on, or let the last layer put out more scores: out_features={needed}"
        ),
        needed=label + 1,
    )


def _counts(case: Case, scores: int, labels_given: int) -> Fault:
    return (
        Problem(
            QT_TRANSLATE_NOOP("Problem", "{place} was given the scores of {scores} images, but {labels} labels."),
            place=case.where, scores=scores, labels=labels_given,
        ),
        Problem(QT_TRANSLATE_NOOP("Problem", "Take images and labels of the same batch, one label for each image")),
    )  # fmt: skip


def _too_many_axes(case: Case, shape: Shape) -> Fault:
    alone = shape[1:] == (1,) * (len(shape) - 1)
    return (
        Problem(
            QT_TRANSLATE_NOOP(
                "Problem", "{place} needs one label for each image, of size {wanted}, but the labels have {size}."
            ),
            place=case.where, wanted=size_text(shape[:1]), size=size_text(shape),
        ),
        Problem(QT_TRANSLATE_NOOP("Problem", "Take the extra axis away: labels = labels.flatten()")) if alone else None,
    )  # fmt: skip


def _written_over(size: str, maker: str) -> Fault:
    return (
        Problem(
            QT_TRANSLATE_NOOP(
                "Problem",
                "backward() needs the tensor of size {size} that {maker} made, but something wrote into it afterwards.",
            ),
            size=size, maker=maker.removesuffix("Backward0"),
        ),
        Problem(
            QT_TRANSLATE_NOOP("Problem", "Make a new tensor instead: y = y + x rather than y += x, and no inplace=True")
        ),
    )  # fmt: skip
