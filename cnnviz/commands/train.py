"""`cnnviz train`: a training from a TOML file to a run's directory, told line by line."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from cnnviz.data import sets
from cnnviz.data.published import PUBLISHED
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.terminal import Terminal
from cnnviz.training import config as configuration
from cnnviz.training import materials, run_dir
from cnnviz.training.config import DataConfig, RunConfig
from cnnviz.training.events import Control, End, Epoch, Event, Notice, Start, Test
from cnnviz.training.notices import NOTICES
from cnnviz.training.run_dir import RunDirectory
from cnnviz.training.trainer import conduct

_RUNS = Path("runs")
_SILENCE = 2.0  # seconds that a person is left without a word


def run(
    config: str | None,
    *,
    folder: str | None,
    resume: str | None,
    settings: Sequence[str],
    terminal: Terminal,
    prepare: bool = False,
) -> None:
    """Train, and tell the person each epoch.

    Args:
        config: a TOML or JSON file; the course's own training where None.
        folder: where the run is kept; a new folder below `runs` where None.
        resume: the directory of a run to go on with, instead of the two.
        settings: `field=value`, each.
        terminal: what to speak to.
        prepare: make the run's directory, fetch the data, and begin nothing.

    Raises:
        Problem: what is wrong with the request, or what made the training impossible to go on with.
    """
    changes = dict(configuration.assigned(text) for text in settings)
    if resume is not None:
        others = [config, folder and "--run-dir", "--prepare" if prepare else None]
        other = next((word for word in others if word), None)
        if other is not None:
            raise Problem(
                QT_TRANSLATE_NOOP(
                    "Problem", "--resume goes on with a run that has its own configuration: leave {other} out."
                ),
                other=other,
            )
        directory = RunDirectory(Path(resume).expanduser())
        if not changes and directory.config and directory.status().state == "finished":
            raise Problem(
                QT_TRANSLATE_NOOP(
                    "Problem",
                    "The run in “{folder}” is finished. To train on, give it more epochs, such as “--set {setting}”.",
                ),
                folder=str(directory.path),
                setting=f"run.epochs={2 * directory.config.run.epochs}",
            )
        _fetch(directory.config.data, terminal)
    else:
        chosen = configuration.read(Path(config).expanduser()) if config is not None else RunConfig()
        chosen, changes = chosen.changed_by(changes), {}
        _fetch(chosen.data, terminal)
        place = Path(folder).expanduser() if folder is not None else run_dir.new_folder(chosen, _RUNS)
        directory = run_dir.create(chosen, place)
    terminal.print(terminal.say(QT_TRANSLATE_NOOP("cli", "Run: {folder}")).format(folder=directory.path))
    if prepare:
        return
    conduct(directory, changes=changes, listen=_Teller(terminal).tell)


def _fetch(data: DataConfig, terminal: Terminal) -> None:
    """Get what takes its time: a set that has to be downloaded, pictures that have to be decoded."""
    folder = Path(data.folder).expanduser() if data.folder else None
    if data.set in PUBLISHED and sets.find(data.set, folder) is None:
        published = PUBLISHED[data.set]
        text = terminal.say(QT_TRANSLATE_NOOP("cli", "{set} is not on this computer: downloading it."))
        terminal.print(text.format(set=terminal.say(published.title, "Samples")))
        text = terminal.say(QT_TRANSLATE_NOOP("cli", "{done:.1f} of {total:.1f} MB"))
        sets.open_set(data.set, folder=folder, download=True, progress=_Progress(terminal, text, 1e6))
    elif data.set == "folder":  # opened again by the trainer, which finds the pictures decoded
        text = terminal.say(QT_TRANSLATE_NOOP("cli", "{done:,.0f} of {total:,.0f} pictures are read"))
        materials.opened(data, progress=_Progress(terminal, text))


class _Progress:
    """Tells how far something has come that takes its time: a line every few seconds, none where it is quick.

    Args:
        terminal: where.
        text: with the fields `done` and `total`.
        unit: what counts as one.
    """

    def __init__(self, terminal: Terminal, text: str, unit: float = 1) -> None:
        self._terminal, self._text, self._unit = terminal, text, unit
        self._said = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        """So much is done, of so much."""
        now = time.monotonic()
        if now - self._said >= _SILENCE:
            self._said = now
            self._terminal.print(self._text.format(done=done / self._unit, total=total / self._unit))


class _Teller:
    """Tells a person in a terminal what the log is told."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._epochs = 0

    def tell(self, event: Event) -> None:
        """One line, or none."""
        line = self._line(event)
        if line:
            self._terminal.print(line)

    def _line(self, event: Event) -> str:
        say = self._terminal.say
        match event:
            case Start():
                self._epochs = event.epochs
                text = say(
                    QT_TRANSLATE_NOOP(
                        "cli",
                        "{train:,} images to learn from, {validation:,} to validate, {test:,} to test; {parameters:,} "
                        "numbers learn on {device}; step {step:,} of {steps:,}",
                    )
                )
                steps = event.batches * event.epochs
                return text.format(
                    **event.counts, parameters=event.parameters, device=event.device, step=event.step, steps=steps
                )
            case Epoch():
                return self._epoch(event)
            case Test():
                text = say(
                    QT_TRANSLATE_NOOP("cli", "test with the weights of epoch {epoch}: loss {loss:.4f}, {accuracy:.2%}")
                )
                return text.format(epoch=event.epoch, loss=event.loss, accuracy=event.accuracy)
            case Notice() if event.name != "nan-loss":  # that one ends the run, and is its last word anyway
                return say(NOTICES[event.name], "Notices").format(**event.values)
            case Control(command="set", refused=""):
                return f"{event.field} = {event.value}"
            case End(outcome="stopped"):
                return say(QT_TRANSLATE_NOOP("cli", "stopped; everything is kept, and --resume goes on"))
            case End(early=True):
                return say(QT_TRANSLATE_NOOP("cli", "stopped early: no improvement any more"))
        return ""

    def _epoch(self, epoch: Epoch) -> str:
        say = self._terminal.say
        text = say(
            QT_TRANSLATE_NOOP(
                "cli", "epoch {epoch}/{epochs}  training: loss {loss:.4f}, {accuracy:.2%}  {seconds:.1f} s"
            )
        )
        line = text.format(
            epoch=epoch.epoch,
            epochs=self._epochs,
            loss=epoch.train_loss,
            accuracy=epoch.train_accuracy,
            seconds=epoch.seconds,
        )
        if epoch.validation_loss is not None:
            text = say(QT_TRANSLATE_NOOP("cli", "validation: loss {loss:.4f}, {accuracy:.2%}"))
            line += "  " + text.format(loss=epoch.validation_loss, accuracy=epoch.validation_accuracy)
            line += "  " + say(QT_TRANSLATE_NOOP("cli", "best so far")) if epoch.best else ""
        return line
