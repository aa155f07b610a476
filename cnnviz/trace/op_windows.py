"""How the window of a functional convolution or pooling slides: `F.conv2d`, `F.max_pool2d` in a model's own lines."""

from __future__ import annotations

from cnnviz.trace.derive import Window, sliding
from cnnviz.trace.steps import OpCall, Simple

_CONVOLUTIONS = {"conv1d": 1, "conv2d": 2, "conv3d": 3}
_POOLS = {"max_pool1d": 1, "max_pool2d": 2, "max_pool3d": 3, "avg_pool1d": 1, "avg_pool2d": 2, "avg_pool3d": 3}

_CONVOLUTION_NAMES = ("stride", "padding", "dilation", "groups")
_MAXIMUM_NAMES = ("kernel_size", "stride", "padding", "dilation", "ceil_mode")
_MEAN_NAMES = ("kernel_size", "stride", "padding", "ceil_mode")


def windows_of(op: OpCall) -> tuple[Window, ...]:
    """How the op's window slides along each axis of the picture, from the outermost; empty where it has none."""
    axes = _CONVOLUTIONS.get(op.name) or _POOLS.get(op.name)
    if not axes or not op.operands or len(op.operands[0].shape) <= axes:
        return ()
    sizes = op.operands[0].shape[-axes:]
    if op.name in _CONVOLUTIONS:
        if len(op.operands) < 2:
            return ()
        values = _named(op, _CONVOLUTION_NAMES)
        kernel = op.operands[1].shape[-axes:]
    else:
        values = _named(op, _MAXIMUM_NAMES if op.name.startswith("max") else _MEAN_NAMES)
        kernel = _per_axis(values.get("kernel_size"), axes, 1)
    by_kernel = op.name in _POOLS and not values.get("stride")
    stride = kernel if by_kernel else _per_axis(values.get("stride"), axes, 1)
    dilation = _per_axis(values.get("dilation"), axes, 1)
    return sliding(sizes, kernel, stride, values.get("padding") or 0, dilation, ceil=bool(values.get("ceil_mode")))


def _named(op: OpCall, names: tuple[str, ...]) -> dict[str, Simple]:
    """The op's arguments by name; a bias that is None stands before those of a convolution."""
    positional = [value for key, value in op.arguments if not key]
    if op.name in _CONVOLUTIONS and positional and positional[0] is None:
        positional = positional[1:]
    values: dict[str, Simple] = dict(zip(names, positional, strict=False))
    values.update((key, value) for key, value in op.arguments if key)
    return values


def _per_axis(value: Simple, axes: int, default: int) -> tuple[int, ...]:
    if isinstance(value, tuple) and value:
        numbers = tuple(int(each) for each in value if isinstance(each, int))
        return numbers if len(numbers) == axes else (numbers[0],) * axes
    return (value if isinstance(value, int) else default,) * axes
