"""A run as TensorBoard shows it: curves by step and by epoch, notices as texts."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.training.events import Batch, Control, End, Epoch, Event, EventReader, Notice, Start, Test
from cnnviz.training.notices import NOTICES
from cnnviz.training.run_dir import RunDirectory, unwritable

FOLDER = "tensorboard"
"""Where in a run's directory the files go."""


def export(run: RunDirectory, folder: Path | None = None) -> Path:
    """Write a run for TensorBoard; an export from before is replaced.

    Args:
        run: a run, finished or not.
        folder: where the files go; `tensorboard` in the run's directory where left out.

    Returns:
        The folder to give to `tensorboard --logdir`.

    Raises:
        Problem: TensorBoard is not installed, this is no run, nothing has happened in it, or the folder cannot be
            written.
    """
    writer_of, summary_of = _tensorboard()
    configuration = run.config
    told = _happened(EventReader(run.events).read())
    if not any(isinstance(event, Batch | Epoch) for event in told):
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "Nothing has been trained in “{folder}” yet, so there is nothing to export."),
            folder=str(run.path),
        )
    place = folder or run.path / FOLDER
    try:
        place.mkdir(parents=True, exist_ok=True)
        for old in place.glob("events.out.tfevents.*"):
            old.unlink()
        writer = writer_of(str(place))
        try:
            writer.add_summary(summary_of("config", _as_markdown(configuration.as_toml(everything=True))), 0)
            for event in told:
                _write(writer, event, summary_of)
        finally:
            writer.close()
    except OSError as error:
        raise unwritable(place, error) from error
    return place


def _happened(events: list[Event]) -> list[Event]:
    """What really took place: a process that takes a run up after a crash repeats what comes after its checkpoint."""
    kept: list[Event] = []
    for event in events:
        if isinstance(event, Start):
            kept = [_cut(each, event.step) for each in kept if each.step <= event.step]
        kept.append(event)
    return kept


def _cut(event: Event, step: int) -> Event:
    """The event without columns beyond a step."""
    if not isinstance(event, Batch):
        return event
    count = max(step - event.step + 1, 0)
    return replace(
        event,
        loss=event.loss[:count],
        accuracy=event.accuracy[:count],
        learning_rate=event.learning_rate[:count],
        gradient_norm=event.gradient_norm[:count],
    )


def _write(writer: Any, event: Event, text: Any) -> None:
    def scalar(tag: str, value: float | None, step: int) -> None:
        if value is not None:
            writer.add_summary(_scalar(tag, value), step, event.time or None)

    match event:
        case Batch():
            for place in range(len(event.loss)):
                step = event.step + place
                scalar("batch/loss", event.loss[place], step)
                scalar("batch/accuracy", event.accuracy[place], step)
                scalar("batch/learning_rate", event.learning_rate[place], step)
                scalar("batch/gradient_norm", event.gradient_norm[place], step)
            scalar("batch/samples_per_second", event.samples_per_second, event.step)
        case Epoch():
            for name in ("train_loss", "train_accuracy", "validation_loss", "validation_accuracy", "seconds"):
                scalar(f"epoch/{name}", getattr(event, name), event.epoch)
        case Test():
            scalar("test/loss", event.loss, event.epoch)
            scalar("test/accuracy", event.accuracy, event.epoch)
        case Notice():
            sentence = NOTICES.get(event.name, event.name)
            writer.add_summary(text("notices", _filled(sentence, dict(event.values))), event.step, event.time or None)
        case Control():
            words = " ".join(part for part in (event.command, event.field, _shown(event.value)) if part)
            writer.add_summary(text("control", words), event.step, event.time or None)
        case End():
            writer.add_summary(text("end", event.outcome), event.step, event.time or None)


def _shown(value: object) -> str:
    return "" if value is None else f"= {value}"


def _filled(sentence: str, values: dict[str, Any]) -> str:
    try:
        return sentence.format(**values)
    except (KeyError, ValueError, IndexError):
        return sentence


def _as_markdown(toml: str) -> str:
    return re.sub("^", "    ", toml, flags=re.MULTILINE)


def _scalar(tag: str, value: float) -> Any:
    from tensorboard.compat.proto.summary_pb2 import Summary  # noqa: PLC0415 - an extra

    return Summary(value=[Summary.Value(tag=tag, simple_value=float(value))])


def _tensorboard() -> tuple[Any, Any]:
    """TensorBoard's writer, and what makes a text for it."""
    try:
        from tensorboard.compat.proto.summary_pb2 import Summary  # noqa: F401, PLC0415
        from tensorboard.plugins.text.summary_v2 import text_pb  # noqa: PLC0415
        from torch.utils.tensorboard.writer import FileWriter  # noqa: PLC0415
    except ImportError as error:
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem", "The export needs TensorBoard, which is not installed. Run “pip install {package}”."
            ),
            package='"cnnviz[tensorboard]"',
        ) from error
    return FileWriter, text_pb
