"""`cnnviz control`: how a run stands that trains elsewhere, and what it is asked for."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.terminal import Terminal
from cnnviz.training import config as configuration
from cnnviz.training.history import History
from cnnviz.training.run_dir import COMMANDS, RunDirectory

_PATIENCE = 5.0  # seconds until a command is obeyed: a batch may take so long
_LOOK = 0.05

_STATES: Final = {
    "new": QT_TRANSLATE_NOOP("cli", "not begun"),
    "running": QT_TRANSLATE_NOOP("cli", "running"),
    "paused": QT_TRANSLATE_NOOP("cli", "paused"),
    "finished": QT_TRANSLATE_NOOP("cli", "finished"),
    "stopped": QT_TRANSLATE_NOOP("cli", "stopped"),
    "failed": QT_TRANSLATE_NOOP("cli", "failed"),
    "killed": QT_TRANSLATE_NOOP("cli", "killed"),
}


def run(directory: str, *, words: Sequence[str], terminal: Terminal) -> None:
    """Ask the process that trains in a directory for something, and say how the run stands then.

    Args:
        directory: of the run.
        words: `pause`, `resume`, `batch`, `epoch`, `stop` or `field=value`, in their order; none to ask for nothing.
        terminal: what to speak to.

    Raises:
        Problem: this is no run, nobody trains there, there is no such command, or it was refused.
    """
    run = RunDirectory(Path(directory).expanduser())
    configured = run.config
    history = History(run.events)
    history.read()
    asked = [_asked(word) for word in words]
    if asked and not run.is_running():
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "Nobody trains in “{folder}” now. “cnnviz train --resume” goes on with it."),
            folder=str(run.path),
        )
    for name, field, value in asked:
        run.command(name, field, value)
    known, until = len(history.controls), time.monotonic() + _PATIENCE
    while asked and len(history.controls) < known + len(asked) and time.monotonic() < until and run.is_running():
        time.sleep(_LOOK)
        history.read()
    state, start = run.status().state, history.start
    text = terminal.say(QT_TRANSLATE_NOOP("cli", "{state}: step {step:,} of {steps:,}, epoch {epoch} of {epochs}"))
    terminal.print(
        text.format(
            state=terminal.say(_STATES[state]),
            step=history.step,
            steps=(start.batches if start else 0) * configured.run.epochs,
            epoch=len(history.epochs) + (state in ("running", "paused")),
            epochs=configured.run.epochs,
        )
    )


def _asked(word: str) -> tuple[str, str, object]:
    """Command, field and value of a word."""
    if "=" in word:
        return ("set", *configuration.assigned(word))
    if word not in COMMANDS or word == "set":
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "A run knows no command “{name}”. The commands are {names}."),
            name=word,
            names=", ".join(each if each != "set" else "FIELD=VALUE" for each in COMMANDS),
        )
    return word, "", None
