"""What a network can be built with besides its input: names, defaults, ranges. Importing it does not import torch."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem

Value = bool | int | float | str

ACTIVATIONS: Final = ("relu", "leaky-relu", "elu", "gelu", "sigmoid", "tanh")


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a network's class.

    Attributes:
        name: as the class calls it.
        default: what it is where nothing is said; its type is the argument's type.
        help: one sentence in English, marked for translation under `Models`.
        minimum: the least number.
        maximum: the greatest number.
        choices: what a text may be.
        odd: whether a number has to be odd: kernels with a middle keep the size of a map.
    """

    name: str
    default: Value
    help: str
    minimum: float = 0
    maximum: float = 0
    choices: tuple[str, ...] = ()
    odd: bool = False


def activation() -> Argument:
    """Which function follows each layer."""
    return Argument(
        "activation",
        "relu",
        QT_TRANSLATE_NOOP("Models", "The function after each layer but the last."),
        choices=ACTIVATIONS,
    )


def kernel(default: int, *, odd: bool = True) -> Argument:
    """The side of the convolutions' kernels."""
    return Argument("kernel", default, QT_TRANSLATE_NOOP("Models", "Rows and columns of each kernel."), 1, 11, odd=odd)


def dropout(name: str, default: float) -> Argument:
    """How many values are left out while learning."""
    return Argument(
        name,
        default,
        QT_TRANSLATE_NOOP("Models", "The share of values that are set to 0 at random while the network learns."),
        0,
        0.95,
    )


def batch_norm(default: bool) -> Argument:
    """Whether batch normalisation follows each convolution."""
    return Argument(
        "batch_norm", default, QT_TRANSLATE_NOOP("Models", "Whether batch normalisation follows each convolution.")
    )


def width(default: int) -> Argument:
    """How wide the first layer is."""
    return Argument(
        "width",
        default,
        QT_TRANSLATE_NOOP("Models", "Feature maps, or neurons, of the first layer; later layers follow it."),
        1,
        4096,
    )


def checked(model: str, known: Sequence[Argument], given: Mapping[str, Any]) -> dict[str, Value]:
    """All arguments of a network: those given, and the defaults of the others.

    Args:
        model: the network's name, for the sentence.
        known: its arguments.
        given: names to values.

    Raises:
        Problem: a name that the network does not have, or a value that the argument cannot take.
    """
    rows = {each.name: each for each in known}
    for name in given:
        if name not in rows:
            raise _unknown(model, tuple(rows), name)
    return {name: _checked(model, row, given.get(name, row.default)) for name, row in rows.items()}


def _checked(model: str, row: Argument, value: Any) -> Value:
    values = {"model": model, "argument": row.name, "value": value}
    if row.choices:
        if value in row.choices:
            return str(value)
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{argument}” of “{model}” cannot be “{value}”. It is one of: {choices}."),
            choices=", ".join(row.choices),
            **values,
        )
    if isinstance(row.default, bool):
        if isinstance(value, bool):
            return value
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{argument}” of “{model}” cannot be “{value}”. It is true or false."),
            **values,
        )
    kinds = int if isinstance(row.default, int) else int | float
    if isinstance(value, kinds) and not isinstance(value, bool) and row.minimum <= value <= row.maximum:
        if not row.odd:
            return type(row.default)(value)
        if value % 2:
            return int(value)
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{argument}” of “{model}” cannot be {value}: it is an odd number."), **values
        )
    if isinstance(row.default, int):
        template = QT_TRANSLATE_NOOP(
            "Problem",
            "“{argument}” of “{model}” cannot be “{value}”. It is a whole number from {minimum} to {maximum}.",
        )
    else:
        template = QT_TRANSLATE_NOOP(
            "Problem", "“{argument}” of “{model}” cannot be “{value}”. It is a number from {minimum} to {maximum}."
        )
    raise Problem(template, minimum=f"{row.minimum:g}", maximum=f"{row.maximum:g}", **values)


def _unknown(model: str, names: tuple[str, ...], name: str) -> Problem:
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    if close:
        return Problem(
            QT_TRANSLATE_NOOP("Problem", "“{model}” has no argument “{argument}”. Did you mean “{close}”?"),
            model=model,
            argument=name,
            close=close[0],
        )
    if names:
        return Problem(
            QT_TRANSLATE_NOOP("Problem", "“{model}” has no argument “{argument}”. It has {names}."),
            model=model,
            argument=name,
            names=", ".join(names),
        )
    return Problem(
        QT_TRANSLATE_NOOP("Problem", "“{model}” takes no arguments, so “{argument}” cannot be set."),
        model=model,
        argument=name,
    )
