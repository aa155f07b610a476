"""What the fields of a run are called where people read, and their help, units and values in the language of now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from cnnviz.problems import QT_TRANSLATE_NOOP
from cnnviz.training.config import field_at, recommended
from cnnviz.training.field import Field

LABELS: Final[Mapping[str, str]] = {
    "data.set": QT_TRANSLATE_NOOP("Fields", "Data set"),
    "data.folder": QT_TRANSLATE_NOOP("Fields", "Folder"),
    "data.train": QT_TRANSLATE_NOOP("Fields", "Training images"),
    "data.validation": QT_TRANSLATE_NOOP("Fields", "Validation"),
    "data.test": QT_TRANSLATE_NOOP("Fields", "Test images"),
    "data.stratified": QT_TRANSLATE_NOOP("Fields", "Same mixture"),
    "data.seed": QT_TRANSLATE_NOOP("Fields", "Seed of the splits"),
    "data.scaling": QT_TRANSLATE_NOOP("Fields", "Scaling"),
    "data.balance": QT_TRANSLATE_NOOP("Fields", "Balance"),
    "data.budget_mb": QT_TRANSLATE_NOOP("Fields", "Kept in memory"),
    "data.workers": QT_TRANSLATE_NOOP("Fields", "Readers"),
    "data.leave_out": QT_TRANSLATE_NOOP("Fields", "Left out"),
    "augmentation.rotation": QT_TRANSLATE_NOOP("Fields", "Rotation"),
    "augmentation.shift": QT_TRANSLATE_NOOP("Fields", "Shift"),
    "augmentation.zoom": QT_TRANSLATE_NOOP("Fields", "Zoom"),
    "augmentation.shear": QT_TRANSLATE_NOOP("Fields", "Shear"),
    "augmentation.stretch": QT_TRANSLATE_NOOP("Fields", "Stretch"),
    "augmentation.flip_horizontal": QT_TRANSLATE_NOOP("Fields", "Flip sideways"),
    "augmentation.flip_vertical": QT_TRANSLATE_NOOP("Fields", "Flip upside down"),
    "augmentation.brightness": QT_TRANSLATE_NOOP("Fields", "Brightness"),
    "augmentation.contrast": QT_TRANSLATE_NOOP("Fields", "Contrast"),
    "augmentation.crop": QT_TRANSLATE_NOOP("Fields", "Random crop"),
    "augmentation.erase": QT_TRANSLATE_NOOP("Fields", "Erasing"),
    "augmentation.noise": QT_TRANSLATE_NOOP("Fields", "Noise"),
    "model.name": QT_TRANSLATE_NOOP("Fields", "Model"),
    "model.arguments": QT_TRANSLATE_NOOP("Fields", "Built with"),
    "model.weights": QT_TRANSLATE_NOOP("Fields", "Start weights"),
    "model.seed": QT_TRANSLATE_NOOP("Fields", "Start seed"),
    "loss.name": QT_TRANSLATE_NOOP("Fields", "Loss"),
    "loss.smoothing": QT_TRANSLATE_NOOP("Fields", "Label smoothing"),
    "optimiser.name": QT_TRANSLATE_NOOP("Fields", "Optimiser"),
    "optimiser.learning_rate": QT_TRANSLATE_NOOP("Fields", "Learning rate"),
    "optimiser.momentum": QT_TRANSLATE_NOOP("Fields", "Momentum"),
    "optimiser.beta1": QT_TRANSLATE_NOOP("Fields", "β₁"),
    "optimiser.beta2": QT_TRANSLATE_NOOP("Fields", "β₂"),
    "optimiser.alpha": QT_TRANSLATE_NOOP("Fields", "α"),
    "optimiser.epsilon": QT_TRANSLATE_NOOP("Fields", "ε"),
    "optimiser.weight_decay": QT_TRANSLATE_NOOP("Fields", "Weight decay"),
    "optimiser.l1": QT_TRANSLATE_NOOP("Fields", "L1"),
    "optimiser.clip": QT_TRANSLATE_NOOP("Fields", "Clip gradients"),
    "schedule.name": QT_TRANSLATE_NOOP("Fields", "Schedule"),
    "schedule.warmup": QT_TRANSLATE_NOOP("Fields", "Warm-up"),
    "schedule.every": QT_TRANSLATE_NOOP("Fields", "Drop every"),
    "schedule.factor": QT_TRANSLATE_NOOP("Fields", "Drop to"),
    "schedule.patience": QT_TRANSLATE_NOOP("Fields", "Wait for"),
    "schedule.floor": QT_TRANSLATE_NOOP("Fields", "Not below"),
    "schedule.rise": QT_TRANSLATE_NOOP("Fields", "Rise"),
    "run.name": QT_TRANSLATE_NOOP("Fields", "Name"),
    "run.batch": QT_TRANSLATE_NOOP("Fields", "Batch size"),
    "run.epochs": QT_TRANSLATE_NOOP("Fields", "Epochs"),
    "run.device": QT_TRANSLATE_NOOP("Fields", "Device"),
    "run.precision": QT_TRANSLATE_NOOP("Fields", "Precision"),
    "run.threads": QT_TRANSLATE_NOOP("Fields", "Threads"),
    "run.compile": QT_TRANSLATE_NOOP("Fields", "Compile"),
    "run.seed": QT_TRANSLATE_NOOP("Fields", "Seed of the order"),
    "run.patience": QT_TRANSLATE_NOOP("Fields", "Early stop after"),
    "run.metric": QT_TRANSLATE_NOOP("Fields", "Early stop by"),
    "run.min_delta": QT_TRANSLATE_NOOP("Fields", "Least gain"),
    "run.snapshots": QT_TRANSLATE_NOOP("Fields", "Saved moments"),
    "run.snapshots_mb": QT_TRANSLATE_NOOP("Fields", "Their size"),
    "run.checkpoint_seconds": QT_TRANSLATE_NOOP("Fields", "Checkpoint every"),
}

SECTIONS: Final[Mapping[str, str]] = {
    "data": QT_TRANSLATE_NOOP("Fields", "Data"),
    "augmentation": QT_TRANSLATE_NOOP("Fields", "Augmentation"),
    "model": QT_TRANSLATE_NOOP("Fields", "Network"),
    "loss": QT_TRANSLATE_NOOP("Fields", "Loss"),
    "optimiser": QT_TRANSLATE_NOOP("Fields", "Optimiser"),
    "schedule": QT_TRANSLATE_NOOP("Fields", "Schedule"),
    "run": QT_TRANSLATE_NOOP("Fields", "Run"),
}

VALUES: Final[Mapping[str, str]] = {
    "mnist": "MNIST",
    "fashion-mnist": "Fashion-MNIST",
    "cifar-10": "CIFAR-10",
    "pen-digits": QT_TRANSLATE_NOOP("Fields", "Pen digits"),
    "folder": QT_TRANSLATE_NOOP("Fields", "Folder of pictures"),
    "sgd": "SGD",
    "momentum": "Momentum",
    "nesterov": "Nesterov",
    "adagrad": "Adagrad",
    "rmsprop": "RMSprop",
    "adam": "Adam",
    "adamw": "AdamW",
}


RECIPES: Final[Mapping[str, str]] = {
    "mnist-class": QT_TRANSLATE_NOOP("Fields", "MNIST as in class"),
    "mnist-tuned": QT_TRANSLATE_NOOP("Fields", "MNIST, tuned and small"),
    "mnist-ann": QT_TRANSLATE_NOOP("Fields", "MNIST, dense layers alone"),
    "mnist-dropout-cnn": QT_TRANSLATE_NOOP("Fields", "MNIST, CNN with dropout"),
    "fashion-dnn": QT_TRANSLATE_NOOP("Fields", "Fashion-MNIST, dense with dropout"),
    "fashion-cnn": QT_TRANSLATE_NOOP("Fields", "Fashion-MNIST, CNN"),
    "cifar-plain": QT_TRANSLATE_NOOP("Fields", "CIFAR-10, plain CNN"),
    "cifar-deep": QT_TRANSLATE_NOOP("Fields", "CIFAR-10, deep CNN with augmentation"),
    "cats-and-dogs": QT_TRANSLATE_NOOP("Fields", "Cats and dogs, one output"),
}


def recipe_title(name: str) -> str:
    """What a recipe is called; its file's name where it has no other name yet."""
    return QCoreApplication.translate("Fields", RECIPES[name]) if name in RECIPES else name.replace("-", " ")


def label(path: str) -> str:
    """What a field is called; its path where it has no other name yet."""
    return QCoreApplication.translate("Fields", LABELS[path]) if path in LABELS else path


def section(name: str) -> str:
    """What a section is called."""
    return QCoreApplication.translate("Fields", SECTIONS[name]) if name in SECTIONS else name


def value_name(value: str) -> str:
    """What one of a field's choices is called."""
    return QCoreApplication.translate("Fields", VALUES[value]) if value in VALUES else value


def help_text(path: str) -> str:
    """The field's sentence of help, with its unit."""
    row = field_at(path)
    sentence = QCoreApplication.translate("Config", row.help)
    return f"{sentence} ({QCoreApplication.translate('Config', row.unit)})" if row.unit else sentence


def written(row: Field, value: Any) -> str:
    """A value as it stands in its field."""
    if row.kind == "list":
        return ", ".join(map(str, value))
    if row.kind == "table":
        return ", ".join(f"{name}={each}" for name, each in value.items())
    if row.kind == "share" and isinstance(value, float) and 0 < value < 1:
        return f"{100 * value:.10g} %"
    if isinstance(value, float):
        return f"{value:.10g}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) and value >= 10_000 else str(value)


def meant(row: Field, text: str) -> Any:
    """The value that a typed text stands for; the text itself where it is none, so that checking it says why."""
    plain = text.strip()
    if row.kind in ("text", "choice"):
        return plain
    try:
        if row.kind == "list":
            return [int(each) for each in plain.split(",") if each.strip()]
        if row.kind == "table":
            pairs = (each.split("=", 1) for each in plain.split(",") if each.strip())
            return {name.strip(): _plain(value.strip()) for name, value in pairs}
        number = plain.replace(",", "").removesuffix("%").strip()
        if plain.endswith("%"):
            return float(number) / 100
        return _plain(number)
    except ValueError:
        return text


def is_recommended(path: str, value: Any) -> bool:
    """Whether the value is the one that the course recommends."""
    return bool(recommended(field_at(path)) == value)


def _plain(text: str) -> int | float | str | bool:
    """The number or the truth that a word stands for, or the word."""
    if text in ("true", "false"):
        return text == "true"
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text
