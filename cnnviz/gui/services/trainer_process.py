"""The trainer: a process of its own that outlives the window, started and spoken to through its run directory."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.session.folders import data_folder
from cnnviz.training import run_dir
from cnnviz.training.config import RunConfig
from cnnviz.training.run_dir import RunDirectory

WORKER: Final = "cnnviz.training.worker"
_POLL: Final = 200  # milliseconds
_LAST_WORDS: Final = 4000  # characters of the trainer's log


@dataclass(frozen=True, slots=True)
class Ended:
    """A trainer that this window started has ended.

    Attributes:
        run: its directory.
        status: its exit status; negative for a signal.
    """

    run: Path
    status: int


class TrainerProcess(QObject):
    """Starts trainers and gives them commands. What becomes of them is in their directories, for whoever watches.

    Args:
        parent: the owner.
        module: what Python runs as the trainer; it gets the run's directory as its argument.
    """

    ended = Signal(object)
    """An `Ended`. A trainer that was started by another window ends without this."""

    def __init__(self, parent: QObject | None = None, *, module: str = WORKER) -> None:
        super().__init__(parent)
        self._module = module
        self._children: dict[Path, subprocess.Popen[bytes]] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL)
        self._timer.timeout.connect(self._poll)

    def start(self, config: RunConfig, parent_folder: Path | None = None) -> Path:
        """Begin a new run, and return its directory at once; the trainer takes seconds to come up.

        Raises:
            Problem: the folder cannot be made, or no process can be started.
        """
        folder = run_dir.new_folder(config, parent_folder or runs_folder())
        run_dir.create(config, folder)
        self._launch(folder)
        return folder

    def resume(self, run: Path) -> None:
        """Go on with a run whose trainer has gone, from its last checkpoint.

        Raises:
            Problem: somebody trains there already, or no process can be started.
        """
        directory = RunDirectory(run)
        self._poll()  # the one that has just ended is not in the way
        if run in self._children or directory.is_running():
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "“{name}” is being trained already; the window follows it."), name=run.name
            )
        self._launch(run)

    def command(self, run: Path, name: str, field: str = "", value: Any = None) -> None:
        """Ask the trainer of a run for something; see `RunDirectory.command`.

        Raises:
            Problem: it cannot be asked for that, or the folder cannot be written.
        """
        RunDirectory(run).command(name, field, value)

    def is_starting(self, run: Path) -> bool:
        """Whether a process that this window started for the run is there, also before it has said anything."""
        return run in self._children

    def shutdown(self) -> bool:
        """Let the trainers go on without this window."""
        self._timer.stop()
        for child in self._children.values():
            # Not ours to wait for any more; without a status Python would warn that a child was forgotten.
            child.returncode = child.poll() or 0
        self._children.clear()
        return True

    def _launch(self, run: Path) -> None:
        log = RunDirectory(run).log
        options: dict[str, Any] = {"start_new_session": True}  # a Ctrl+C at the window's terminal is not for it
        if sys.platform == "win32":
            options = {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}
        try:
            with log.open("ab") as out:
                child = subprocess.Popen(
                    [sys.executable, "-m", self._module, str(run)],
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=subprocess.STDOUT,
                    **options,
                )
        except OSError as error:
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "The trainer cannot be started: {reason}."),
                reason=error.strerror or str(error),
            ) from error
        self._children[run] = child
        self._timer.start()

    def _poll(self) -> None:
        for run, child in list(self._children.items()):
            status = child.poll()
            if status is not None:
                del self._children[run]
                self.ended.emit(Ended(run, status))
        if not self._children:
            self._timer.stop()


def runs_folder() -> Path:
    """Where runs are put that nobody has given a place."""
    return data_folder() / "runs"


def last_words(run: Path) -> str:
    """What the trainer of a run wrote last; empty where it wrote nothing."""
    try:
        with RunDirectory(run).log.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(size - _LAST_WORDS, 0))
            return file.read().decode("utf-8", "replace").strip()
    except OSError:
        return ""


def latest_runs(folder: Path | None = None) -> list[Path]:
    """Runs in a folder, the newest first."""
    folder = folder or runs_folder()
    try:
        found = [path for path in folder.iterdir() if (path / "config.json").is_file()]
        return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)
    except OSError:
        return []
