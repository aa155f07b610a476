"""The table of networks that come with cnnviz. Importing it does not import torch."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cnnviz.models import arguments
from cnnviz.models.arguments import Argument
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem

DEFAULT = "class-convnet-bn"

_DIGITS = tuple("0123456789")
_CLOTHES = ("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot")
_THINGS = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """One row of the table: how a network is built, what it takes and what it answers.

    Attributes:
        name: what people type and what the weights file is called.
        factory: `module:class`; the class is called with `shape`, `outputs` and its arguments where the network
            adapts, else without anything.
        input_shape: channels, height and width of one picture; where the network adapts, of the usual one.
        mean: subtracted from the pixels (0 … 1, ink = 1), one number a channel.
        std: what the difference is divided by, one number a channel.
        classes: what the outputs stand for, in their order.
        description: one line in English, marked for translation under `Models`.
        weights: the bundled weights file below `resources/models`; "" where the network has to be trained first.
        arguments: what else it can be built with.
        adapts: whether it takes pictures of other shapes, and other numbers of classes.
        one_output: whether it tells two classes apart by one score, that of the second class.
    """

    name: str
    factory: str
    input_shape: tuple[int, int, int]
    mean: tuple[float, ...]
    std: tuple[float, ...]
    classes: tuple[str, ...]
    description: str
    weights: str = ""
    arguments: tuple[Argument, ...] = ()
    adapts: bool = False
    one_output: bool = False

    def outputs(self, classes: int) -> int:
        """How many scores it gives for so many classes.

        Raises:
            Problem: it cannot tell so many apart.
        """
        if self.one_output and classes != 2:
            raise Problem(
                QT_TRANSLATE_NOOP(
                    "Problem",
                    "“{model}” has one output, which tells two classes apart, but the data have {classes}. "
                    "Take another network, or data of two classes.",
                ),
                model=self.name,
                classes=classes,
            )
        return 1 if self.one_output else classes


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
    ModelSpec(
        name="ann",
        factory="cnnviz.models.ann:ANN",
        input_shape=(1, 28, 28),
        mean=(0.0,),
        std=(1.0,),
        classes=_DIGITS,
        description=QT_TRANSLATE_NOOP("Models", "Dense layers alone"),
        arguments=(arguments.width(512), arguments.activation()),
        adapts=True,
    ),
    ModelSpec(
        name="dropout-dnn",
        factory="cnnviz.models.dropout_dnn:DNN",
        input_shape=(1, 28, 28),
        mean=(0.0,),
        std=(1.0,),
        classes=_CLOTHES,
        description=QT_TRANSLATE_NOOP("Models", "Dense layers with dropout of 0.4 and 0.25"),
        arguments=(
            arguments.width(256),
            arguments.activation(),
            arguments.dropout("dropout1", 0.4),
            arguments.dropout("dropout2", 0.25),
        ),
        adapts=True,
    ),
    ModelSpec(
        name="dropout-cnn",
        factory="cnnviz.models.dropout_cnn:DropoutCNN",
        input_shape=(1, 28, 28),
        mean=(0.0,),
        std=(1.0,),
        classes=_DIGITS,
        description=QT_TRANSLATE_NOOP("Models", "Two convolutions without padding, dropout, two dense layers"),
        arguments=(
            arguments.kernel(3, odd=False),
            arguments.activation(),
            arguments.dropout("dropout1", 0.25),
            arguments.dropout("dropout2", 0.5),
        ),
        adapts=True,
    ),
    ModelSpec(
        name="tuned-cnn",
        factory="cnnviz.models.tuned_cnn:TunedCNN",
        input_shape=(1, 28, 28),
        mean=(0.0,),
        std=(1.0,),
        classes=_DIGITS,
        description=QT_TRANSLATE_NOOP("Models", "Four convolutions in fewer than 30,000 numbers, quick to learn"),
        arguments=(arguments.kernel(3), arguments.activation()),
        adapts=True,
    ),
    ModelSpec(
        name="fashion-cnn",
        factory="cnnviz.models.fashion_cnn:FashionCNN",
        input_shape=(1, 28, 28),
        mean=(0.0,),
        std=(1.0,),
        classes=_CLOTHES,
        description=QT_TRANSLATE_NOOP("Models", "Three convolutions with batch normalisation and dropout"),
        arguments=(
            arguments.kernel(3),
            arguments.width(32),
            arguments.activation(),
            arguments.batch_norm(True),
            arguments.dropout("dropout", 0.3),
        ),
        adapts=True,
    ),
    ModelSpec(
        name="small-cnn",
        factory="cnnviz.models.small_cnn:SmallCNN",
        input_shape=(3, 32, 32),
        mean=(0.0, 0.0, 0.0),
        std=(1.0, 1.0, 1.0),
        classes=_THINGS,
        description=QT_TRANSLATE_NOOP("Models", "Two convolutions and two dense layers for colour pictures"),
        arguments=(arguments.kernel(3), arguments.width(32), arguments.activation()),
        adapts=True,
    ),
    ModelSpec(
        name="deep-cnn",
        factory="cnnviz.models.deep_cnn:DeepCNN",
        input_shape=(3, 32, 32),
        mean=(0.0, 0.0, 0.0),
        std=(1.0, 1.0, 1.0),
        classes=_THINGS,
        description=QT_TRANSLATE_NOOP("Models", "Six convolutions with batch normalisation for colour pictures"),
        arguments=(
            arguments.kernel(3),
            arguments.width(32),
            arguments.activation(),
            arguments.batch_norm(True),
            arguments.dropout("dropout", 0.2),
        ),
        adapts=True,
    ),
    ModelSpec(
        name="two-class-cnn",
        factory="cnnviz.models.two_class_cnn:TwoClassCNN",
        input_shape=(3, 64, 64),
        mean=(0.0, 0.0, 0.0),
        std=(1.0, 1.0, 1.0),
        classes=("cats", "dogs"),
        description=QT_TRANSLATE_NOOP("Models", "Three convolutions and one output that tells two classes apart"),
        arguments=(
            arguments.kernel(3),
            arguments.width(16),
            arguments.activation(),
            arguments.batch_norm(True),
            arguments.dropout("dropout", 0.3),
        ),
        adapts=True,
        one_output=True,
    ),
)


def names() -> tuple[str, ...]:
    """Those that come with weights and can answer at once, in the order in which a menu shows them."""
    return tuple(name for name, row in _SPECS.items() if row.weights)


def architectures() -> tuple[str, ...]:
    """All names: those of `names()` first, then those that have to be trained."""
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
