"""What an optimizer did to one weight, as sums with their own numbers: `w − lr·g`, and Adam's terms."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from cnnviz.trace.derive import MINUS
from cnnviz.trace.steps import Update
from cnnviz.trace.sums import Kind, SumLine
from cnnviz.trace.tensors import TensorRecord

DIGITS = 6  # significant ones; a step of training often changes but the third

SYMBOLS: Mapping[Kind, str] = MappingProxyType(
    {
        "gradient": "g", "decay": "w′", "momentum": "b", "look_ahead": "g′", "mean": "m", "square": "v",
        "largest": "v max", "deviation": "σ²", "mean_hat": "m\N{COMBINING CIRCUMFLEX ACCENT}",
        "square_hat": "v\N{COMBINING CIRCUMFLEX ACCENT}", "rate": "lr", "weight": "w",
    }
)  # fmt: skip
"""What the result of each line is called in formulas."""

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

Index = int | tuple[int, ...]


def update_sum(update: Update, index: Index) -> tuple[SumLine, ...]:
    """How one weight came to its new number, line by line; the last line is about the weight itself.

    The formulas are those of `torch.optim`, whose documentation gives their sources. Results are the recorded ones
    where the optimizer keeps them, and the weight's is PyTorch's own. An algorithm that is not known here gets one line
    with the difference. Empty where numbers were not kept, and for complex ones.

    Args:
        update: of one learned tensor.
        index: which weight: its place along each axis, or counted through all of them.
    """
    states = (*update.state_before.values(), *update.state_after.values())
    known = [record.values for record in (update.before, update.after, update.gradient, *states)]
    if any(values is None or values.dtype.kind == "c" for values in known):
        return ()
    weight = _Weight(update, index)
    return tuple(_LINES.get(update.algorithm, _difference)(weight))


def telling_index(update: Update) -> tuple[int, ...]:
    """The weight that changed most, as its place along each axis; the first one where numbers were not kept."""
    before, after = update.before.values, update.after.values
    if before is None or after is None or not after.size:
        return (0,) * len(update.after.shape)
    change = np.nan_to_num(np.abs(after - before))
    return tuple(int(place) for place in np.unravel_index(int(np.argmax(change)), change.shape))


@dataclass(frozen=True)
class _Weight:
    """One weight of an update."""

    update: Update
    index: Index

    def number(self, name: str) -> float:
        """A number of the optimizer's for all weights; 0 where it has none of that name."""
        return float(self.update.hyper.get(name, 0.0))

    def flag(self, name: str) -> bool:
        return bool(self.update.hyper.get(name, False))

    def before(self, name: str) -> float | None:
        """What was remembered before the step; None where nothing was."""
        return self._of(self.update.state_before.get(name))

    def after(self, name: str) -> float | None:
        """What is remembered after the step."""
        return self._of(self.update.state_after.get(name))

    @property
    def steps(self) -> int:
        """How many steps it has learned, this one included."""
        return round(self.after("step") or 1)

    @property
    def old(self) -> float:
        return self._of(self.update.before) or 0.0

    @property
    def new(self) -> float:
        return self._of(self.update.after) or 0.0

    @property
    def gradient(self) -> float:
        return self._of(self.update.gradient) or 0.0

    def _of(self, record: TensorRecord | None) -> float | None:
        if record is None or record.values is None:
            return None
        values = record.values
        if values.ndim == 0:
            return float(values)
        if isinstance(self.index, tuple):
            return float(values[self.index])
        return float(values.reshape(-1)[self.index])


def _followed(weight: _Weight) -> tuple[float, list[SumLine]]:
    """The gradient that is followed: uphill where the loss is to grow, and with the decay of the weights in it."""
    gradient, decay = weight.gradient, weight.number("weight_decay")
    terms = _number(gradient)
    if weight.flag("maximize"):
        gradient = -gradient
        terms = f"{MINUS}{_factor(-gradient)}"
    if decay and not weight.flag("decoupled_weight_decay"):
        terms = f"{terms} + {_number(decay)}·{_factor(weight.old)}"
        gradient += decay * weight.old
    elif not weight.flag("maximize"):
        return gradient, []
    return gradient, [SumLine("gradient", terms, _number(gradient))]


def _sgd(weight: _Weight) -> Iterator[SumLine]:
    gradient, lines = _followed(weight)
    yield from lines
    momentum = weight.number("momentum")
    direction = gradient
    if momentum:
        before, after = weight.before("momentum_buffer"), weight.after("momentum_buffer")
        dampening = weight.number("dampening")
        if before is None:
            after = gradient if after is None else after
            yield SumLine("momentum", _number(gradient), _number(after))
        else:
            part = f"(1 {MINUS} {_number(dampening)})·{_factor(gradient)}" if dampening else _factor(gradient)
            after = momentum * before + (1 - dampening) * gradient if after is None else after
            yield SumLine("momentum", f"{_number(momentum)}·{_factor(before)} + {part}", _number(after))
        direction = after
        if weight.flag("nesterov"):
            direction = gradient + momentum * after
            terms = f"{_number(gradient)} + {_number(momentum)}·{_factor(after)}"
            yield SumLine("look_ahead", terms, _number(direction))
    yield _moved(weight, weight.old, weight.number("lr"), _factor(direction))


def _adam(weight: _Weight) -> Iterator[SumLine]:
    rate, decay, old = weight.number("lr"), weight.number("weight_decay"), weight.old
    gradient, lines = _followed(weight)
    yield from lines
    if decay and weight.flag("decoupled_weight_decay"):
        kept = old * (1 - rate * decay)
        yield SumLine("decay", f"{_number(old)}·(1 {MINUS} {_number(rate)}·{_number(decay)})", _number(kept))
        old = kept
    first, second = weight.number("beta1"), weight.number("beta2")
    mean, square = weight.after("exp_avg") or 0.0, weight.after("exp_avg_sq") or 0.0
    yield SumLine("mean", _averaged(first, weight.before("exp_avg"), _factor(gradient)), _number(mean))
    yield SumLine("square", _averaged(second, weight.before("exp_avg_sq"), f"{_factor(gradient)}²"), _number(square))
    if weight.flag("amsgrad"):
        largest = weight.after("max_exp_avg_sq") or 0.0
        before = weight.before("max_exp_avg_sq") or 0.0
        yield SumLine("largest", f"max({_number(before)}, {_number(square)})", _number(largest))
        square = largest
    power = str(weight.steps).translate(_SUPERSCRIPTS)
    mean_hat = mean / (1 - first**weight.steps)
    square_hat = square / (1 - second**weight.steps)
    yield SumLine("mean_hat", f"{_factor(mean)}/(1 {MINUS} {_number(first)}{power})", _number(mean_hat))
    yield SumLine("square_hat", f"{_factor(square)}/(1 {MINUS} {_number(second)}{power})", _number(square_hat))
    yield _moved(weight, old, rate, f"{_factor(mean_hat)}/{_root(square_hat, weight.number('eps'))}")


def _rmsprop(weight: _Weight) -> Iterator[SumLine]:
    gradient, lines = _followed(weight)
    yield from lines
    rate, share, eps, momentum = (weight.number(name) for name in ("lr", "alpha", "eps", "momentum"))
    square = weight.after("square_avg") or 0.0
    yield SumLine("square", _averaged(share, weight.before("square_avg"), f"{_factor(gradient)}²"), _number(square))
    if weight.flag("centered"):
        mean = weight.after("grad_avg") or 0.0
        yield SumLine("mean", _averaged(share, weight.before("grad_avg"), _factor(gradient)), _number(mean))
        centred = square - mean * mean
        yield SumLine("deviation", f"{_number(square)} {MINUS} {_factor(mean)}²", _number(centred))
        square = centred
    direction = f"{_factor(gradient)}/{_root(square, eps)}"
    if momentum:
        before, after = weight.before("momentum_buffer") or 0.0, weight.after("momentum_buffer") or 0.0
        yield SumLine("momentum", f"{_number(momentum)}·{_factor(before)} + {direction}", _number(after))
        direction = _factor(after)
    yield _moved(weight, weight.old, rate, direction)


def _adagrad(weight: _Weight) -> Iterator[SumLine]:
    gradient, lines = _followed(weight)
    yield from lines
    before, after = weight.before("sum") or 0.0, weight.after("sum") or 0.0
    yield SumLine("square", f"{_number(before)} + {_factor(gradient)}²", _number(after))
    rate, slower = weight.number("lr"), weight.number("lr_decay")
    if slower:
        slowed = rate / (1 + (weight.steps - 1) * slower)
        yield SumLine("rate", f"{_number(rate)}/(1 + ({weight.steps} {MINUS} 1)·{_number(slower)})", _number(slowed))
        rate = slowed
    yield _moved(weight, weight.old, rate, f"{_factor(gradient)}/{_root(after, weight.number('eps'))}")


def _difference(weight: _Weight) -> Iterator[SumLine]:
    yield SumLine("weight", f"{_number(weight.old)} + {_factor(weight.new - weight.old)}", _number(weight.new))


def _moved(weight: _Weight, old: float, rate: float, direction: str) -> SumLine:
    return SumLine("weight", f"{_number(old)} {MINUS} {_number(rate)}·{direction}", _number(weight.new))


def _averaged(share: float, before: float | None, newest: str) -> str:
    """A running average: `0.9·m + (1 − 0.9)·g`."""
    return f"{_number(share)}·{_factor(before or 0.0)} + (1 {MINUS} {_number(share)})·{newest}"


def _root(square: float, eps: float) -> str:
    return f"(√{_number(square)} + {_number(eps)})"


def _factor(value: float) -> str:
    """A number that may stand behind a sign: a negative one in parentheses."""
    return f"({_number(value)})" if math.copysign(1.0, value) < 0 else _number(value)


def _number(value: float) -> str:
    """A number with `DIGITS` digits that count, its minus typographic, its exponent without zeros in front."""
    digits, _, exponent = f"{value:.{DIGITS}g}".partition("e")
    text = f"{digits}e{int(exponent)}" if exponent else digits
    return text.replace("-", MINUS)


_LINES: Mapping[str, Callable[[_Weight], Iterator[SumLine]]] = MappingProxyType(
    {"SGD": _sgd, "Adam": _adam, "AdamW": _adam, "RMSprop": _rmsprop, "Adagrad": _adagrad}
)
