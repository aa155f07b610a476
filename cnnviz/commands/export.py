"""`cnnviz export`: a run for other programs."""

from __future__ import annotations

from pathlib import Path

from cnnviz.problems import QT_TRANSLATE_NOOP
from cnnviz.terminal import Terminal
from cnnviz.training import tensorboard
from cnnviz.training.run_dir import RunDirectory


def run(directory: str, *, folder: str | None, terminal: Terminal) -> None:
    """Write a run for TensorBoard and say how it is opened.

    Args:
        directory: of the run.
        folder: where the files go; in the run's directory where None.
        terminal: what to speak to.

    Raises:
        Problem: this is no run, nothing is in it, or TensorBoard is not installed.
    """
    written = tensorboard.export(
        RunDirectory(Path(directory).expanduser()), None if folder is None else Path(folder).expanduser()
    )
    text = terminal.say(QT_TRANSLATE_NOOP("cli", "Open it with: tensorboard --logdir {folder}"))
    terminal.print(text.format(folder=written))
