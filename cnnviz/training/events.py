"""The log of a run, `events.jsonl`: what each line says, written so that a crash spoils the last line at most.

One JSON object a line, `kind` first, only ever appended to. Numbers that JSON does not know are the texts `"nan"`,
`"inf"` and `"-inf"`. Steps count updates of the weights from 1, epochs count from 1. The kinds, with their fields:

`start`    a process takes the run up, at `step` (0 at the very beginning) with `epoch` epochs behind it. Where it
           resumes after a crash, what earlier lines say of later steps never happened: readers drop it.
`batch`    one or more consecutive steps, in columns: `step` is the first; `loss`, `accuracy`, `learning_rate` and
           `gradient_norm` hold one number a step; `samples_per_second` is that of all of them. A few steps a line
           keep a day's log small and quick to read; lines are written ten times a second, later three times.
`epoch`    losses and accuracies of a whole epoch, learned and validated, and which epoch is the best so far.
`test`     the test split, looked at once with the best weights: loss, accuracy, and the accuracy of each class.
`notice`   something that went astray; `name` is one of `notices.NOTICES`.
`control`  a command from outside and what it did.
`end`      the process lets go of the run: `outcome` is finished, stopped or failed, and why.

Standard library only: the window opens runs without torch.
"""

from __future__ import annotations

import dataclasses
import itertools
import json
import math
import os
import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, ClassVar, Final

_CHUNK = 1 << 20
_LONGEST_LINE = 64 << 20


@dataclass(frozen=True, slots=True)
class Start:
    """A process takes the run up.

    Attributes:
        step: updates that are behind it.
        epoch: whole epochs that are behind it.
        batches: steps in one epoch.
        counts: images in the splits `train`, `validation` and `test`.
        class_counts: training images of each class.
        shape: channels, height and width of one picture.
        parameters: how many numbers learn.
        preprocessing: how pixels become numbers, as it was fitted on the training split.
        changes: fields that were given other values on resuming, with those values.
    """

    kind: ClassVar[str] = "start"
    step: int
    epoch: int
    epochs: int
    batches: int
    batch: int
    counts: Mapping[str, int]
    classes: Sequence[str]
    class_counts: Sequence[int]
    shape: Sequence[int]
    parameters: int
    preprocessing: Mapping[str, Any]
    device: str
    processes: int = 1
    changes: Mapping[str, Any] = field(default_factory=dict)
    time: float = 0.0


@dataclass(frozen=True, slots=True)
class Batch:
    """Consecutive steps in columns of equal length; `step` is the first, `epoch` the one that they belong to.

    `loss` and `accuracy` (0–1) are those of the batch before its update, `gradient_norm` is the length of the
    gradient of all weights before clipping.
    """

    kind: ClassVar[str] = "batch"
    step: int
    epoch: int
    loss: Sequence[float]
    accuracy: Sequence[float]
    learning_rate: Sequence[float]
    gradient_norm: Sequence[float]
    samples_per_second: float = 0.0
    time: float = 0.0


@dataclass(frozen=True, slots=True)
class Epoch:
    """A whole epoch: means over all images; the validation figures are None without validation images.

    Attributes:
        best: whether these weights are the best so far.
        best_epoch: the epoch of the best weights so far.
    """

    kind: ClassVar[str] = "epoch"
    step: int
    epoch: int
    train_loss: float
    train_accuracy: float
    validation_loss: float | None
    validation_accuracy: float | None
    learning_rate: float
    seconds: float
    best: bool
    best_epoch: int
    time: float = 0.0


@dataclass(frozen=True, slots=True)
class Test:
    """The test split with the weights of `epoch`; `per_class` is the accuracy of each class, None for an empty one."""

    kind: ClassVar[str] = "test"
    step: int
    epoch: int
    samples: int
    loss: float
    accuracy: float
    per_class: Sequence[float | None]
    time: float = 0.0


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a person should know; `values` fill the sentence that `notices.NOTICES` has for `name`."""

    kind: ClassVar[str] = "notice"
    step: int
    epoch: int
    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    time: float = 0.0


@dataclass(frozen=True, slots=True)
class Control:
    """A command from outside; for `set` with the field, its value and the one before; `refused` says why not."""

    kind: ClassVar[str] = "control"
    step: int
    epoch: int
    command: str
    field: str = ""
    value: Any = None
    before: Any = None
    refused: str = ""
    time: float = 0.0


@dataclass(frozen=True, slots=True)
class End:
    """The process lets go of the run: finished, stopped (by a person) or failed; `early`: it stopped improving."""

    kind: ClassVar[str] = "end"
    step: int
    epoch: int
    outcome: str
    early: bool = False
    reason: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    time: float = 0.0


Event = Start | Batch | Epoch | Test | Notice | Control | End

_KINDS: Final[dict[str, type[Event]]] = {kind.kind: kind for kind in (Start, Batch, Epoch, Test, Notice, Control, End)}
_FIELDS: Final = {kind: frozenset(each.name for each in dataclasses.fields(kind)) for kind in _KINDS.values()}
_COLUMNS: Final = ("loss", "accuracy", "learning_rate", "gradient_norm")
_BATCH_HEAD: Final = b'{"kind":"batch",'
_BATCH_LINE: Final = re.compile(
    rb'^\{"kind":"batch","step":(\d+),"epoch":\d+,"loss":\[([-+.\de,]+)\],"accuracy":\[([-+.\de,]+)\],'
    rb'"learning_rate":\[([-+.\de,]+)\],"gradient_norm":\[([-+.\de,]+)\],"samples_per_second":([-+.\de]+),'
    rb'"time":[-+.\de]+\}$',
    re.MULTILINE,
)
_NUMBERS: Final[dict[type[Event], tuple[str, ...]]] = {
    Epoch: ("train_loss", "train_accuracy", "validation_loss", "validation_accuracy", "learning_rate", "seconds"),
    Test: ("loss", "accuracy"),
}


def line(event: Event) -> bytes:
    """The event as a line of the log, with its line break; its time is now where it has none."""
    content = {"kind": event.kind} | {name.name: getattr(event, name.name) for name in dataclasses.fields(event)}
    content["time"] = content["time"] or round(time.time(), 3)
    try:
        text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except ValueError:
        text = json.dumps(_spelled(content), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "replace") + b"\n"


def parsed(text: bytes) -> Event | None:
    """The event that a line tells of; None for a torn line, another kind, or one that lacks what it should say.

    Fields of later versions are passed over.
    """
    try:
        content = json.loads(text)
        kind = _KINDS[content["kind"]]
        known = _FIELDS[kind]
        event = kind(**{name: value for name, value in content.items() if name in known})
        return _columns(event) if isinstance(event, Batch) else _numbers(event)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


class EventWriter:
    """Appends to a log; one process at a time. A line that a crash tore off is ended first, and stays unreadable.

    Args:
        path: the log; made where it is missing.

    Raises:
        OSError: it cannot be opened, from here and from all methods.
    """

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = path.open("ab")
        if self._file.tell():
            with path.open("rb") as file:
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":
                    self._file.write(b"\n")

    def write(self, event: Event) -> None:
        """Append one line; other processes see it at once."""
        self._file.write(line(event))
        self._file.flush()

    def sync(self) -> None:
        """Return when the disk has all that was written."""
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Write nothing more; safe to call twice."""
        self._file.close()


class EventReader:
    """Reads a log that may be growing, each line once.

    Args:
        path: the log; it need not exist yet.
        offset: the byte to begin at: that of an earlier reader.
    """

    def __init__(self, path: Path, offset: int = 0) -> None:
        self.path = path
        self.offset = offset

    def read(self, most: int = 1 << 62) -> list[Event]:
        """The events that were written since the last call, about `most` bytes of them at most.

        A last line without its line break is left for later; lines that cannot be read are passed over. A log that
        became shorter is another one: it is read from its beginning.
        """
        events = (parsed(text) for lines in self.lines(most) for text in lines)
        return [event for event in events if event is not None]

    def lines(self, most: int = 1 << 62) -> Iterator[list[bytes]]:
        """As `read`, whole lines as they stand in the log, about a megabyte of them at a time."""
        try:
            file = self.path.open("rb")
        except FileNotFoundError:
            return
        with file:
            size = file.seek(0, os.SEEK_END)
            if size < self.offset:
                self.offset = 0
            file.seek(self.offset)
            end = min(size, self.offset + most)
            rest = b""
            while file.tell() < end and len(rest) <= _LONGEST_LINE:
                chunk = rest + file.read(_CHUNK)
                lines = chunk.split(b"\n")
                rest = lines.pop()
                self.offset += len(chunk) - len(rest)
                yield lines


@dataclass(frozen=True, slots=True)
class Columns:
    """What many lines of the kind `batch` say together, for reading a day's log at once; see `columns_of`."""

    step: int
    loss: list[float]
    accuracy: list[float]
    learning_rate: list[float]
    gradient_norm: list[float]
    samples_per_second: Iterable[float]


def is_batch(text: bytes) -> bool:
    """Whether a line is of the kind `batch`, as `line` writes it."""
    return text.startswith(_BATCH_HEAD)


def columns_of(lines: Sequence[bytes]) -> Columns | None:
    """What lines of the kind `batch` say; None where one has another form than `line` gives it, or steps are missing.

    More than ten times as quick as `parsed` line by line.

    Args:
        lines: for each of which `is_batch` holds; at least one.
    """
    found = _BATCH_LINE.findall(b"\n".join(lines))
    if len(found) != len(lines):
        return None
    steps, losses, accuracies, rates, norms, speeds = zip(*found, strict=True)
    counts = [text.count(b",") + 1 for text in losses]
    try:
        loss, norm = (json.loads(b"[" + b",".join(each) + b"]") for each in (losses, norms))
        numbers = _Numbers()  # a batch has few accuracies, and learning rates are often one
        accuracy = list(map(numbers.__getitem__, b",".join(accuracies).split(b",")))
        columns = _NumberColumns()
        rate = list(itertools.chain.from_iterable(map(columns.__getitem__, rates)))
        speed = itertools.chain.from_iterable(map(itertools.repeat, list(map(float, speeds)), counts))
    except ValueError:
        return None
    first = int(steps[0])
    following = list(itertools.accumulate(counts[:-1], initial=first))
    if len({len(loss), len(accuracy), len(rate), len(norm)}) != 1 or following != list(map(int, steps)):
        return None
    return Columns(first, loss, accuracy, rate, norm, speed)


class _Numbers(dict[bytes, float]):
    """Texts of numbers that were read before: looking one up is quicker than reading it again."""

    def __missing__(self, text: bytes) -> float:
        self[text] = value = float(text)
        return value


class _NumberColumns(dict[bytes, list[float]]):
    """The same for a whole column of a line."""

    def __missing__(self, text: bytes) -> list[float]:
        self[text] = values = [float(each) for each in text.split(b",")]
        return values


def _columns(event: Batch) -> Batch | None:
    """The event with its columns as floats; None where they are of different length."""
    columns: dict[str, Any] = {}
    for name in _COLUMNS:
        column = getattr(event, name)
        columns[name] = [float(each) for each in column] if isinstance(column, list) else [float(column)]
    if len({len(column) for column in columns.values()}) != 1 or event.step < 1:
        return None
    return dataclasses.replace(event, **columns)


def _numbers(event: Event) -> Event:
    """The event with numbers in place of the texts that stand for those that JSON does not know."""
    values: dict[str, Any] = {}
    for name in _NUMBERS.get(type(event), ()):
        if getattr(event, name) is not None:
            values[name] = float(getattr(event, name))
    return dataclasses.replace(event, **values) if values else event


def _spelled(value: Any) -> Any:
    """The value with texts for the numbers that JSON does not know."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, Mapping):
        return {name: _spelled(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_spelled(each) for each in value]
    return value
