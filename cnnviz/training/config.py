"""What a run is made of: frozen, read from TOML or JSON, every key checked. Standard library only."""

from __future__ import annotations

import dataclasses
import difflib
import json
import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.training.field import Field
from cnnviz.training.fields import FIELDS

_LARGEST_FILE = 16 << 20  # bytes; ten million places to leave out


@dataclass(frozen=True, slots=True)
class DataConfig:
    """What is learned from, and how it is split; each field's meaning is in `fields.FIELDS`, as for all sections."""

    set: str = "mnist"
    folder: str = ""
    size: int = 0
    channels: int = 0
    train: int | float = 0
    validation: int | float = 0.2
    test: int | float = 0
    stratified: bool = False
    seed: int = 0
    scaling: str = "unit"
    balance: str = "none"
    budget_mb: int = 2048
    workers: int = 0
    leave_out: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AugmentationConfig:
    """How training images are varied; all 0 leaves them as they are."""

    rotation: float = 0.0
    shift: float = 0.0
    zoom: float = 0.0
    shear: float = 0.0
    stretch: float = 0.0
    flip_horizontal: float = 0.0
    flip_vertical: float = 0.0
    brightness: float = 0.0
    contrast: float = 0.0
    crop: int = 0
    erase: float = 0.0
    noise: float = 0.0


@dataclass(frozen=True, slots=True)
class ModelConfig:
    """The network and the weights that it begins with."""

    name: str = "class-convnet"
    arguments: Mapping[str, Any] = field(default_factory=dict)
    weights: str = ""
    seed: int = 0


@dataclass(frozen=True, slots=True)
class LossConfig:
    """How wrong an answer is."""

    name: str = "cross-entropy"
    smoothing: float = 0.0


@dataclass(frozen=True, slots=True)
class OptimiserConfig:
    """How gradients change weights."""

    name: str = "adam"
    learning_rate: float = 0.001
    momentum: float = 0.9
    beta1: float = 0.9
    beta2: float = 0.999
    alpha: float = 0.99
    epsilon: float = 1e-8
    weight_decay: float = 0.0
    l1: float = 0.0
    clip: float = 0.0


@dataclass(frozen=True, slots=True)
class ScheduleConfig:
    """How the learning rate changes with time."""

    name: str = "none"
    warmup: float = 0.0
    every: int = 5
    factor: float = 0.1
    patience: int = 2
    floor: float = 0.0
    rise: float = 0.3


@dataclass(frozen=True, slots=True)
class ProcessConfig:
    """How long, where and how exactly; the section `run`."""

    name: str = ""
    batch: int = 100
    epochs: int = 5
    device: str = "auto"
    precision: str = "fp32"
    threads: int = 0
    compile: bool = False
    seed: int = 0
    patience: int = 0
    metric: str = "loss"
    min_delta: float = 0.0
    snapshots: int = 200
    snapshots_mb: int = 512
    checkpoint_seconds: float = 10.0


@dataclass(frozen=True, slots=True)
class RunConfig:
    """Everything that decides how a training goes: the same one on the same machine gives the same weights.

    The values that come where nothing is written are those that the course recommends.
    """

    data: DataConfig = field(default_factory=DataConfig)
    augmentation: AugmentationConfig = field(default_factory=AugmentationConfig)
    model: ModelConfig = field(default_factory=ModelConfig)
    loss: LossConfig = field(default_factory=LossConfig)
    optimiser: OptimiserConfig = field(default_factory=OptimiserConfig)
    schedule: ScheduleConfig = field(default_factory=ScheduleConfig)
    run: ProcessConfig = field(default_factory=ProcessConfig)

    def value(self, path: str) -> Any:
        """The value of a field by its path, such as `run.batch`.

        Raises:
            Problem: there is no such field.
        """
        row = field_at(path)
        return getattr(getattr(self, row.section), row.name)

    def changed(self, path: str, value: object) -> RunConfig:
        """This configuration with one field changed.

        Args:
            path: `section.name`, or `model.arguments.NAME` for one argument of the network.
            value: of the field's type.

        Raises:
            Problem: there is no such field, or it cannot have this value.
        """
        return self.changed_by({path: value})

    def changed_by(self, values: Mapping[str, object]) -> RunConfig:
        """This configuration with several fields changed at once; see `changed`."""
        sections: dict[str, dict[str, object]] = {}
        for path, value in values.items():
            section, _, name = path.partition(".")
            name, _, argument = name.partition(".")
            row = field_at(f"{section}.{name}")
            if argument and row.kind == "table":
                value = {**self.value(row.path), **sections.get(section, {}).get(name, {}), argument: value}  # type: ignore[dict-item]
            elif argument:
                field_at(path)  # raises
            sections.setdefault(section, {})[name] = checked(row, value)
        parts = {name: dataclasses.replace(getattr(self, name), **part) for name, part in sections.items()}
        return _consistent(dataclasses.replace(self, **parts))

    def differences(self, other: RunConfig) -> dict[str, tuple[Any, Any]]:
        """Each field's path for which the two differ, with both values."""
        pairs = {row.path: (self.value(row.path), other.value(row.path)) for row in FIELDS}
        return {path: pair for path, pair in pairs.items() if pair[0] != pair[1]}

    def as_dict(self) -> dict[str, dict[str, Any]]:
        """Sections with their fields, as JSON and TOML know them; `from_dict` reads them back."""
        return {
            section.name: {row.name: _plain(self.value(row.path)) for row in FIELDS if row.section == section.name}
            for section in dataclasses.fields(self)
        }

    def as_json(self) -> str:
        """JSON, every field written out."""
        return json.dumps(self.as_dict(), indent=2, ensure_ascii=False, allow_nan=False) + "\n"

    def as_toml(self, *, everything: bool = False) -> str:
        """TOML that `cnnviz train` takes.

        Args:
            everything: write all fields, not only those that differ from what comes without being written.
        """
        usual = RunConfig()
        tables = []
        for section, values in self.as_dict().items():
            lines = [
                f"{name} = {_toml(value)}"
                for name, value in values.items()
                if everything or self.value(f"{section}.{name}") != usual.value(f"{section}.{name}")
            ]
            if lines:
                tables.append("\n".join([f"[{section}]", *lines]) + "\n")
        return "\n".join(tables)


SECTIONS: Final = tuple(section.name for section in dataclasses.fields(RunConfig))
_ROWS: Final = {row.path: row for row in FIELDS}


def recommended(row: Field) -> Any:
    """What the field is where nothing is written: the value that the course recommends."""
    return RunConfig().value(row.path)


def field_at(path: str) -> Field:
    """The field's row by its path.

    Raises:
        Problem: there is no such field; the sentence names the closest one.
    """
    found = _ROWS.get(path)
    if found is not None:
        return found
    section, _, name = path.partition(".")
    elsewhere = [row.path for row in FIELDS if row.name == name or (row.name == section and not name)]
    sections = difflib.get_close_matches(section, SECTIONS, n=1, cutoff=0.6)
    if not elsewhere and section not in SECTIONS and sections:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "A run has no section “{section}”. Did you mean “{close}”?"),
            section=section,
            close=sections[0],
        )
    close = elsewhere or difflib.get_close_matches(path, _ROWS, n=1, cutoff=0.6)
    if close:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "A run has no field “{field}”. Did you mean “{close}”?"),
            field=path,
            close=close[0],
        )
    if section not in SECTIONS:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "A run has no section “{section}”. Its sections are {sections}."),
            section=section,
            sections=", ".join(SECTIONS),
        )
    raise Problem(
        QT_TRANSLATE_NOOP("Problem", "A run has no field “{field}”. In “{section}” there are {fields}."),
        field=path,
        section=section,
        fields=", ".join(row.name for row in FIELDS if row.section == section),
    )


def from_dict(content: object) -> RunConfig:
    """A configuration from what JSON or TOML gave; what is not written is as recommended.

    Raises:
        Problem: an unknown key (with the closest one), a value of the wrong type or out of its range.
    """
    if not isinstance(content, Mapping):
        raise Problem(QT_TRANSLATE_NOOP("Problem", "A run is described by sections such as [data] and [model]."))
    values: dict[str, object] = {}
    for section, part in content.items():
        if section not in SECTIONS:
            field_at(str(section))  # raises: a field outside its section gets its full name
        if not isinstance(part, Mapping):
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "“{section}” is a section: its fields go below [{section}]."),
                section=section,
            )
        values |= {f"{section}.{name}": value for name, value in part.items()}
    for path in values:
        field_at(path)
    return RunConfig().changed_by(values)


def read(path: Path) -> RunConfig:
    """A configuration from a TOML file, or from a JSON file where the name ends in `.json`.

    Raises:
        Problem: the file is missing, cannot be read, is not TOML or JSON, or says something wrong.
    """
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "“{file}” is too large to describe a run."), file=path.name)
        text = path.read_text(encoding="utf-8-sig")
        return from_dict(json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text))
    except FileNotFoundError:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "There is no file “{file}”."), file=str(path)) from None
    except OSError as error:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{file}” cannot be read: {reason}."),
            file=path.name,
            reason=error.strerror or str(error),
        ) from error
    except (
        ValueError,
        RecursionError,
    ) as error:  # UnicodeDecodeError, JSONDecodeError, TOMLDecodeError are ValueErrors
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{file}” is not written as a run has to be: {reason}."),
            file=path.name,
            reason=str(error).rstrip("."),
        ) from error


def assigned(text: str) -> tuple[str, object]:
    """Path and value of `section.name=value`, as `--set` takes it; the value is not checked yet.

    Raises:
        Problem: there is no `=`, or no such field.
    """
    path, equals, written = (part.strip() for part in text.partition("="))
    if not equals:
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem",
                "“{text}” sets nothing. Write a field, “=” and a value, such as optimiser.learning_rate=0.01.",
            ),
            text=text,
        )
    row = field_at(".".join(path.split(".")[:2]) if path.startswith("model.arguments.") else path)
    if row.kind in ("text", "choice"):
        return path, written.strip("\"'")
    try:
        return path, tomllib.loads(f"value = {written}")["value"]
    except tomllib.TOMLDecodeError:
        return path, _number(written)


def checked(row: Field, value: object) -> object:
    """The value as the field keeps it.

    Raises:
        Problem: it has the wrong type, or is out of the field's range.
    """
    match row.kind:
        case "text" if isinstance(value, str):
            return value
        case "choice" if isinstance(value, str):
            if value not in row.choices:
                raise _no_choice(row, value)
            return value
        case "flag" if isinstance(value, bool):
            return value
        case "whole" if _is_whole(value):
            return _in_range(row, int(value))  # type: ignore[call-overload]
        case "number" if isinstance(value, int | float) and not isinstance(value, bool):
            return _in_range(row, float(value))
        case "share" if isinstance(value, int | float) and not isinstance(value, bool):
            return _in_range(row, value if isinstance(value, float) and value < 1 else _whole(row, value))
        case "list" if isinstance(value, list | tuple) and all(_is_whole(each) for each in value):
            return tuple(_in_range(row, int(each)) for each in value)
        case "table" if isinstance(value, Mapping) and _is_plain(value):
            return dict(value)
    raise _wrong_kind(row, value)


def _whole(row: Field, value: float) -> int:
    if not math.isfinite(value) or value != int(value):
        raise _wrong_kind(row, value)
    return int(value)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_plain(value: object) -> bool:
    """Whether JSON and TOML can both hold it."""
    if isinstance(value, Mapping):
        return all(isinstance(name, str) and _is_plain(each) for name, each in value.items())
    if isinstance(value, list | tuple):
        return all(map(_is_plain, value))
    return isinstance(value, bool | str | int) or (isinstance(value, float) and math.isfinite(value))


def _in_range(row: Field, value: float) -> float:
    too_small = row.minimum is not None and (value <= row.minimum if row.above else value < row.minimum)
    too_large = row.maximum is not None and value > row.maximum
    if not too_small and not too_large and math.isfinite(value):
        return value
    values: dict[str, object] = {"field": row.path, "value": f"{value:g}"}
    if row.maximum is None:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{field}” cannot be {value}: it is at least {minimum}."),
            minimum=f"{row.minimum:g}",
            **values,
        )
    if row.above:
        template = QT_TRANSLATE_NOOP(
            "Problem", "“{field}” cannot be {value}: it is more than {minimum} and at most {maximum}."
        )
    else:
        template = QT_TRANSLATE_NOOP("Problem", "“{field}” cannot be {value}: it is from {minimum} to {maximum}.")
    raise Problem(template, minimum=f"{row.minimum:g}", maximum=f"{row.maximum:g}", **values)


def _no_choice(row: Field, value: str) -> Problem:
    close = difflib.get_close_matches(value, row.choices, n=1, cutoff=0.6)
    if close:
        return Problem(
            QT_TRANSLATE_NOOP("Problem", "“{field}” cannot be “{value}”. Did you mean “{close}”?"),
            field=row.path,
            value=value,
            close=close[0],
        )
    return Problem(
        QT_TRANSLATE_NOOP("Problem", "“{field}” cannot be “{value}”. It is one of: {choices}."),
        field=row.path,
        value=value,
        choices=", ".join(row.choices),
    )


def _wrong_kind(row: Field, value: object) -> Problem:
    templates = {
        "text": QT_TRANSLATE_NOOP("Problem", "“{field}” is a text, not {value}."),
        "choice": QT_TRANSLATE_NOOP("Problem", "“{field}” is a name, not {value}."),
        "flag": QT_TRANSLATE_NOOP("Problem", "“{field}” is true or false, not {value}."),
        "whole": QT_TRANSLATE_NOOP("Problem", "“{field}” is a whole number, not {value}."),
        "number": QT_TRANSLATE_NOOP("Problem", "“{field}” is a number, not {value}."),
        "share": QT_TRANSLATE_NOOP("Problem", "“{field}” is a whole number or a part below 1, not {value}."),
        "list": QT_TRANSLATE_NOOP("Problem", "“{field}” is a list of whole numbers, not {value}."),
        "table": QT_TRANSLATE_NOOP("Problem", "“{field}” is a table of names and values, not {value}."),
    }
    return Problem(templates[row.kind], field=row.path, value=f"“{value}”" if isinstance(value, str) else str(value))


def _consistent(config: RunConfig) -> RunConfig:
    """The configuration, where its fields do not contradict each other."""
    if config.data.set == "folder" and not config.data.folder:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "“data.folder” is missing: say which folder holds the pictures."))
    if config.data.channels == 2:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "“data.channels” is 1 for grey or 3 for colour, or 0."))
    if config.loss.smoothing and config.loss.name == "mse":
        raise Problem(QT_TRANSLATE_NOOP("Problem", "“loss.smoothing” needs cross-entropy or bce as the loss."))
    if config.run.patience and config.data.validation == 0:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "Early stopping needs validation images: set “data.validation” above 0.")
        )
    if not re.fullmatch(r"auto|cpu|mps|cuda(:\d{1,3})?", config.run.device):
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“run.device” cannot be “{device}”. It is auto, cpu, cuda, cuda:1 … or mps."),
            device=config.run.device,
        )
    return config


def _number(text: str) -> object:
    """The number that the text is, such as .5, which TOML does not know; else the text."""
    try:
        return float(text)
    except ValueError:
        return text


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # TOML's basic strings are JSON's, but for DEL and what JSON leaves to surrogates
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_toml(str(name))} = {_toml(each)}" for name, each in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return repr(value)
