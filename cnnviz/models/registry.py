"""The table of networks that come with cnnviz. Importing it does not import torch."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem

DEFAULT = "class-convnet-bn"

_DIGITS = tuple("0123456789")


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """One row of the table: how a network is built, what it takes and what it answers.

    Attributes:
        name: what people type and what the weights file is called.
        factory: `module:class`; the class is called without arguments.
        input_shape: channels, height and width of one picture.
        mean: subtracted from the pixels (0 … 1, ink = 1), one number a channel.
        std: what the difference is divided by, one number a channel.
        classes: what the outputs stand for, in their order.
        description: one line in English, marked for translation under `Models`.
        weights: the bundled weights file below `resources/models`.
    """

    name: str
    factory: str
    input_shape: tuple[int, int, int]
    mean: tuple[float, ...]
    std: tuple[float, ...]
    classes: tuple[str, ...]
    description: str
    weights: str


def _table(*rows: ModelSpec) -> Mapping[str, ModelSpec]:
    return MappingProxyType({row.name: row for row in rows})


_SPECS = _table(
    ModelSpec(
        name="class-convnet",
        factory="cnnviz.models.class_convnet:ConvNet",
        input_shape=(1, 28, 28),
        mean=(0.0,),
        std=(1.0,),
        classes=_DIGITS,
        description=QT_TRANSLATE_NOOP("Models", "The class's network: two convolutions and one linear layer"),
        weights="class-convnet.safetensors",
    ),
    ModelSpec(
        name="class-convnet-bn",
        factory="cnnviz.models.class_convnet_bn:ConvNet",
        input_shape=(1, 28, 28),
        mean=(0.0,),
        std=(1.0,),
        classes=_DIGITS,
        description=QT_TRANSLATE_NOOP("Models", "The class's network with batch normalisation after each convolution"),
        weights="class-convnet-bn.safetensors",
    ),
)


def names() -> tuple[str, ...]:
    """All names, in the order in which a menu shows them."""
    return tuple(_SPECS)


def spec(name: str) -> ModelSpec:
    """The row called `name`.

    Raises:
        Problem: where there is no such row; it names the closest ones.
    """
    found = _SPECS.get(name)
    if found is not None:
        return found
    close = difflib.get_close_matches(name, _SPECS, n=2, cutoff=0.5)
    if close:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "There is no model named “{name}”. Did you mean {close}?"),
            name=name,
            close=" / ".join(f"“{other}”" for other in close),
        )
    raise Problem(
        QT_TRANSLATE_NOOP("Problem", "There is no model named “{name}”. The models are {names}."),
        name=name,
        names=", ".join(_SPECS),
    )
