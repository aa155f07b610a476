"""Why a layer cannot take its input, and the constructor argument that would mend it."""

from __future__ import annotations

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.trace.derive import CONVOLUTIONS, TRANSPOSED, windows
from cnnviz.trace.faults import Case, Fault, count_of, product_text, size_text, whole
from cnnviz.trace.records import ModuleCall, Shape

_CONVOLUTIONS = {**CONVOLUTIONS, **TRANSPOSED}
_BATCH_NORMS = {"BatchNorm1d": (2, 3), "BatchNorm2d": (4,), "BatchNorm3d": (5,)}


def linear(case: Case) -> Fault | None:
    """Another number of features: often a flatten that was counted wrong, forgotten, or that took the batch along."""
    layer = case.layer
    expected = whole(layer.hyper, "in_features") if layer is not None else None
    if layer is None or expected is None or layer.type_name not in ("Linear", "LazyLinear"):
        return None
    shape = layer.inputs[0].shape
    if not shape or shape[-1] == expected:
        return None
    found, out = shape[-1], layer.hyper.get("out_features")
    origin = case.origin(layer.inputs[0])
    if origin is None:
        return _linear_without_flatten(case, shape, expected, out)
    name, before = origin[0], origin[1].shape
    if len(shape) == 1 and len(before) > 1 and count_of(before[1:]) == expected:
        return (
            Problem(
                QT_TRANSLATE_NOOP(
                    "Problem",
                    "{layer} expects {expected} features, {source} gives {found} = {product}: the batch of {batch} was "
                    "flattened too.",
                ),
                layer=case.where, expected=expected, source=name, found=found, product=product_text(before),
                batch=before[0],
            ),
            Problem(QT_TRANSLATE_NOOP("Problem", "Keep the batch axis: x = torch.flatten(x, 1)")),
        )  # fmt: skip
    if count_of(before) == expected and len(shape) == 2:
        return (
            Problem(
                QT_TRANSLATE_NOOP(
                    "Problem",
                    "{layer} expects {expected} features, {source} gives {found} = {product}: the size {size} has no "
                    "batch axis, so its first axis was taken for one.",
                ),
                layer=case.where, expected=expected, source=name, found=found, product=product_text(before[1:]),
                size=size_text(before),
            ),
            Problem(QT_TRANSLATE_NOOP("Problem", "Give the model a batch of one: x = x.unsqueeze(0)")),
        )  # fmt: skip
    return (
        Problem(
            QT_TRANSLATE_NOOP("Problem", "{layer} expects {expected} features, {source} gives {found} = {product}."),
            layer=case.where, expected=expected, source=name, found=found,
            product=product_text(before[1:] if len(shape) > 1 else before),
        ),
        _other_features(found, out),
    )  # fmt: skip


def _linear_without_flatten(case: Case, shape: Shape, expected: int, out: object) -> Fault:
    total = count_of(shape[1:])
    if len(shape) > 2 and total == expected:
        return (
            Problem(
                QT_TRANSLATE_NOOP(
                    "Problem", "{layer} expects {expected} features in a row, but gets maps of size {size}: {product}."
                ),
                layer=case.where, expected=expected, size=size_text(shape), product=product_text(shape[1:]),
            ),
            Problem(QT_TRANSLATE_NOOP("Problem", "Flatten them first: x = torch.flatten(x, 1)")),
        )  # fmt: skip
    reason = Problem(
        QT_TRANSLATE_NOOP(
            "Problem", "{layer} expects {expected} features, but its input has {found}: its size is {size}."
        ),
        layer=case.where, expected=expected, found=shape[-1], size=size_text(shape),
    )  # fmt: skip
    if len(shape) == 4:
        return (
            reason,
            Problem(
                QT_TRANSLATE_NOOP(
                    "Problem", "Flatten the maps first, x = torch.flatten(x, 1), and write nn.Linear({found}, {out})"
                ),
                found=total, out=out,
            ),
        )  # fmt: skip
    return reason, _other_features(shape[-1], out)


def _other_features(found: int, out: object) -> Problem:
    return Problem(
        QT_TRANSLATE_NOOP("Problem", "Write in_features={found}: nn.Linear({found}, {out})"), found=found, out=out
    )


def convolution(case: Case) -> Fault | None:
    """Other channels, other axes, or a kernel that finds no place."""
    layer = case.layer
    if layer is None or layer.type_name not in _CONVOLUTIONS:
        return None
    axes, shape = _CONVOLUTIONS[layer.type_name], layer.inputs[0].shape
    if len(shape) not in (axes + 1, axes + 2):
        return _axes(case, layer, (axes + 1, axes + 2))
    expected = whole(layer.hyper, "in_channels")
    found = shape[-axes - 1]
    if expected is not None and found != expected:
        reason = _channels(case, expected, found, shape)
        if len(shape) == axes + 2 and shape[-1] == expected:
            order = ", ".join(map(str, (0, axes + 1, *range(1, axes + 1))))
            return reason, Problem(
                QT_TRANSLATE_NOOP("Problem", "The channels come last here; put them second: x = x.permute({order})"),
                order=order,
            )
        if len(shape) == axes + 1 and expected == 1:
            return reason, Problem(
                QT_TRANSLATE_NOOP("Problem", "Give every picture its one channel: x = x.unsqueeze(1)")
            )
        if found == 1 and layer.inputs[0] is case.trace.input:
            return reason, Problem(
                QT_TRANSLATE_NOOP(
                    "Problem",
                    "Write in_channels=1 in {layer}, or repeat the one channel: x = x.repeat({repeats})",
                ),
                layer=case.where, repeats=", ".join(["1", str(expected), *["1"] * axes]),
            )  # fmt: skip
        return reason, Problem(
            QT_TRANSLATE_NOOP("Problem", "Write in_channels={found}: nn.{type}({found}, {out}, …)"),
            found=found, type=layer.type_name, out=layer.hyper.get("out_channels"),
        )  # fmt: skip
    return window(case)


def window(case: Case) -> Fault | None:
    """A kernel that is larger than what it slides over."""
    layer = case.layer
    if layer is None:
        return None
    try:
        found = windows(layer)
    except (KeyError, ValueError):
        return None
    for each in found:
        room = each.size + each.before + each.after
        if each.span > room:
            missing = each.span - room
            return (
                Problem(
                    QT_TRANSLATE_NOOP(
                        "Problem",
                        "The kernel of {layer} covers {span} cells, but its input of size {size} has {room}, with its "
                        "padding: there is no place for it.",
                    ),
                    layer=case.where, span=each.span, size=size_text(layer.inputs[0].shape), room=room,
                ),
                Problem(
                    QT_TRANSLATE_NOOP(
                        "Problem", "Write kernel_size={kernel} or less, or padding={padding}, or shrink less before it"
                    ),
                    kernel=max((room - 1) // each.dilation + 1, 1), padding=each.before + (missing + 1) // 2,
                ),
            )  # fmt: skip
    if "too small" in case.message or "should be at least" in case.message:
        return (
            Problem(
                QT_TRANSLATE_NOOP("Problem", "{layer} would leave nothing of an input of size {size}."),
                layer=case.where, size=size_text(layer.inputs[0].shape),
            ),
            Problem(QT_TRANSLATE_NOOP("Problem", "Give the model larger pictures, or shrink them less before it")),
        )  # fmt: skip
    return None


def normalisation(case: Case) -> Fault | None:
    """Other channels, other axes, or a batch of one in train mode."""
    layer = case.layer
    if layer is None or layer.type_name not in _BATCH_NORMS:
        return _layer_norm(case)
    shape, expected = layer.inputs[0].shape, whole(layer.hyper, "num_features")
    if len(shape) not in _BATCH_NORMS[layer.type_name]:
        return _axes(case, layer, _BATCH_NORMS[layer.type_name])
    if expected is not None and shape[1] != expected:
        return (
            _channels(case, expected, shape[1], shape),
            Problem(
                QT_TRANSLATE_NOOP("Problem", "Write num_features={found}: nn.{type}({found})"),
                found=shape[1], type=layer.type_name,
            ),
        )  # fmt: skip
    if layer.training and shape[0] * count_of(shape[2:]) == 1:
        return (
            Problem(
                QT_TRANSLATE_NOOP(
                    "Problem",
                    "{layer} is in train mode and normalises by the batch, but size {size} has one number a channel.",
                ),
                layer=case.where, size=size_text(shape),
            ),
            Problem(QT_TRANSLATE_NOOP("Problem", "Call model.eval() first, or give it two pictures or more")),
        )  # fmt: skip
    return None


def _layer_norm(case: Case) -> Fault | None:
    layer = case.layer
    wanted = layer.hyper.get("normalized_shape") if layer is not None and layer.type_name == "LayerNorm" else None
    if layer is None or not isinstance(wanted, tuple):
        return None
    shape = layer.inputs[0].shape
    found = shape[-len(wanted) :]
    if found == wanted:
        return None
    return (
        Problem(
            QT_TRANSLATE_NOOP("Problem", "{layer} normalises the last axes {expected}, but its input has size {size}."),
            layer=case.where, expected=size_text(tuple(int(each) for each in wanted)), size=size_text(shape),
        ),
        Problem(
            QT_TRANSLATE_NOOP("Problem", "Write normalized_shape={found}"),
            found=size_text(found) if len(found) > 1 else found[0] if found else 1,
        ),
    )  # fmt: skip


def embedding(case: Case) -> Fault | None:
    """A row of the table that does not exist."""
    layer = case.layer
    rows = whole(layer.hyper, "num_embeddings") if layer is not None and layer.type_name == "Embedding" else None
    statistics = layer.inputs[0].statistics if layer is not None and rows is not None else None
    if statistics is None or rows is None or (statistics.minimum >= 0 and statistics.maximum < rows):
        return None
    wrong = int(statistics.maximum if statistics.maximum >= rows else statistics.minimum)
    return (
        Problem(
            QT_TRANSLATE_NOOP("Problem", "{layer} has rows 0 to {last}, but its input asks for row {wrong}."),
            layer=case.where, last=rows - 1, wrong=wrong,
        ),
        Problem(QT_TRANSLATE_NOOP("Problem", "Write num_embeddings={rows} or more"), rows=wrong + 1)
        if wrong >= rows
        else None,
    )  # fmt: skip


def _channels(case: Case, expected: int, found: int, shape: Shape) -> Problem:
    return Problem(
        QT_TRANSLATE_NOOP(
            "Problem", "{layer} expects {expected} channels, but its input has {found}: its size is {size}."
        ),
        layer=case.where, expected=expected, found=found, size=size_text(shape),
    )  # fmt: skip


def _axes(case: Case, layer: ModuleCall, allowed: tuple[int, ...]) -> Fault:
    shape = layer.inputs[0].shape
    reason = Problem(
        QT_TRANSLATE_NOOP(
            "Problem", "{layer} expects an input with {expected} axes, but the input has {found}: its size is {size}."
        ),
        layer=case.where, expected=" / ".join(map(str, allowed)), found=len(shape), size=size_text(shape),
    )  # fmt: skip
    missing = allowed[-1] - len(shape)
    channels = whole(layer.hyper, "in_channels") or whole(layer.hyper, "num_features")
    if missing == 1 and shape and shape[0] == channels:
        return reason, Problem(QT_TRANSLATE_NOOP("Problem", "Add the missing batch axis: x = x.unsqueeze(0)"))
    if missing == 1:
        return reason, Problem(QT_TRANSLATE_NOOP("Problem", "Add the missing axis of channels: x = x.unsqueeze(1)"))
    if missing == 2 and layer.type_name in _CONVOLUTIONS:
        return reason, Problem(QT_TRANSLATE_NOOP("Problem", "Add the axes of batch and channels: x = x[None, None]"))
    other = next((name for name, axes in _BATCH_NORMS.items() if len(shape) in axes), None)
    if other is not None and layer.type_name in _BATCH_NORMS and len(shape) > 1:
        return reason, Problem(
            QT_TRANSLATE_NOOP("Problem", "For this size write nn.{type}({found})"), type=other, found=shape[1]
        )
    return reason, None
