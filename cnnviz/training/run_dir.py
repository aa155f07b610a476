"""The directory of one run, the only thing between training and whoever watches it. Standard library only.

```
config.json                what is trained; there before the first step
environment.json           versions, device and command of the latest process
events.jsonl               everything that happened; see `events`
state.json                 running, paused, finished, stopped or failed, as last told by the trainer
trainer.json, trainer.lock who trains; the lock is held, and the file is touched each second, while the process lives
control/*.json             commands that wait; each is removed when it is obeyed
snapshots/STEP.safetensors the weights at some steps, 0 for those it began with
checkpoints/last.pt        everything that is needed to go on from there, to the last bit
checkpoints/best.safetensors, best.json   the weights with the lowest validation loss, and what they need elsewhere
trainer.log                what the trainer wrote to its terminal, where the window started it
```

Every file but the log is written under another name, flushed to the disk and renamed: a crash leaves the old one.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.training import config as configuration
from cnnviz.training.config import RunConfig
from cnnviz.training.fields import FIELDS
from cnnviz.training.file_lock import FileLock, is_held

COMMANDS: Final = ("pause", "resume", "batch", "epoch", "stop", "set")

_SILENCE = 30.0  # seconds after which a trainer on another machine is taken for dead
_STATES = ("running", "paused", "finished", "stopped", "failed")


@dataclass(frozen=True, slots=True)
class Status:
    """What became of a run.

    Attributes:
        state: `new`, `running`, `paused`, `finished`, `stopped`, `failed`, or `killed` where the process that
            trained ended without a word.
        reason: the sentence for a failure, as in `Problem`, with its values.
        pid: of the process that trains or trained last; 0 where unknown.
        host: its machine.
    """

    state: str
    reason: str = ""
    values: Mapping[str, Any] | None = None
    step: int = 0
    pid: int = 0
    host: str = ""


class RunDirectory:
    """Paths and files of a run.

    Args:
        path: of the directory; nothing is read or made yet.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.config_file = path / "config.json"
        self.environment_file = path / "environment.json"
        self.events = path / "events.jsonl"
        self.snapshot_folder = path / "snapshots"
        self.last = path / "checkpoints" / "last.pt"
        self.best = path / "checkpoints" / "best.safetensors"
        self.best_card = path / "checkpoints" / "best.json"
        self.log = path / "trainer.log"
        self._state = path / "state.json"
        self._trainer = path / "trainer.json"
        self._lock = path / "trainer.lock"
        self._control = path / "control"

    @property
    def config(self) -> RunConfig:
        """What is trained.

        Raises:
            Problem: this is no directory of a run, or its configuration cannot be read.
        """
        if not self.config_file.is_file():
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "“{folder}” is no directory of a run: it has no config.json."),
                folder=str(self.path),
            )
        return configuration.read(self.config_file)

    def write_config(self, config: RunConfig) -> None:
        """Replace `config.json`."""
        write(self.config_file, config.as_json().encode())

    def write_environment(self, environment: Mapping[str, Any]) -> None:
        """Replace `environment.json`."""
        write(self.environment_file, _json(environment))

    def snapshots(self) -> list[tuple[int, Path]]:
        """Steps whose weights were kept, in their order, with their files."""
        try:
            with os.scandir(self.snapshot_folder) as entries:
                found = [(entry.name.removesuffix(".safetensors"), entry.path) for entry in entries]
        except FileNotFoundError:
            return []
        return sorted((int(stem), Path(path)) for stem, path in found if stem.isdecimal())

    def snapshot(self, step: int) -> Path:
        """The file for the weights after so many steps."""
        return self.snapshot_folder / f"{step:09d}.safetensors"

    def command(self, name: str, field: str = "", value: object = None) -> None:
        """Ask whoever trains here for something; it is obeyed within a batch, or within 0.1 s while paused.

        Args:
            name: one of `COMMANDS`.
            field: for `set`, the path of a live field, such as `optimiser.learning_rate`.
            value: for `set`, its new value.

        Raises:
            Problem: there is no such command or field, or the folder cannot be written.
        """
        if name not in COMMANDS:
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "A run knows no command “{name}”. The commands are {names}."),
                name=name,
                names=", ".join(COMMANDS),
            )
        if name == "set":
            value = live_value(field, value)
        try:
            self._control.mkdir(exist_ok=True)
            file = f"{time.time_ns():020d}-{secrets.token_hex(4)}.json"
            write(self._control / file, _json({"command": name, "field": field, "value": value}))
        except OSError as error:
            raise unwritable(self.path, error) from error

    def taken_commands(self) -> list[dict[str, Any]]:
        """The commands that wait, in their order; they wait no more."""
        taken = []
        for name in self._waiting():
            path = self._control / name
            try:
                content = json.loads(path.read_bytes())
                path.unlink()
            except (OSError, ValueError):
                continue
            if isinstance(content, dict) and content.get("command") in COMMANDS:
                taken.append({"field": "", "value": None, **content})
        return taken

    def _waiting(self) -> list[str]:
        try:
            with os.scandir(self._control) as entries:
                return sorted(entry.name for entry in entries if entry.name.endswith(".json"))
        except FileNotFoundError:
            return []

    def tidy(self) -> None:
        """Drop what a process that is gone left half done: commands that were meant for it, and files in the making."""
        for name in self._waiting():
            (self._control / name).unlink(missing_ok=True)
        for folder in (self.path, self.snapshot_folder, self.last.parent, self._control):
            for part in folder.glob(".*.part"):
                part.unlink(missing_ok=True)

    def write_state(self, state: str, step: int, reason: str = "", values: Mapping[str, Any] | None = None) -> None:
        """Tell what the trainer is doing."""
        content = {"state": state, "step": step, "reason": reason, "values": dict(values or {}), "time": time.time()}
        write(self._state, _json(content))

    def status(self) -> Status:
        """What becomes of the run, or became of it; reads two small files."""
        told, trainer = _read_json(self._state), _read_json(self._trainer)
        state = told.get("state")
        if state not in _STATES:
            state = "running" if trainer else "new"
        if state in ("running", "paused") and not self.is_running():
            state = "killed"
        return Status(
            state,
            str(told.get("reason", "")),
            told.get("values"),
            int(told.get("step", 0)),
            int(trainer.get("pid", 0)),
            str(trainer.get("host", "")),
        )

    def is_running(self) -> bool:
        """Whether a process trains here at this moment, on this machine or, by its last sign of life, on another."""
        trainer = _read_json(self._trainer)
        if not trainer:
            return False
        if trainer.get("host") == socket.gethostname():
            return is_held(self._lock)
        try:
            return time.time() - self._trainer.stat().st_mtime < _SILENCE
        except OSError:
            return False

    def lock(self) -> FileLock:
        """The right to train here, taken.

        Raises:
            Problem: another process has it.
        """
        lock = FileLock(self._lock)
        for _ in range(20):
            if lock.take():
                write(self._trainer, _json({"pid": os.getpid(), "host": socket.gethostname(), "started": time.time()}))
                return lock
            time.sleep(0.02)  # somebody may just be asking whether the lock is held
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{folder}” is being trained already, by process {pid} on {host}."),
            folder=str(self.path),
            pid=_read_json(self._trainer).get("pid", "?"),
            host=_read_json(self._trainer).get("host", "?"),
        )

    def touch(self) -> None:
        """A sign of life, for watchers on other machines."""
        os.utime(self._trainer)


def create(config: RunConfig, folder: Path) -> RunDirectory:
    """A directory for a new run, with its configuration in it.

    Args:
        config: what will be trained.
        folder: made where it is missing; an existing one has to be empty.

    Raises:
        Problem: the folder holds something already, or cannot be written.
    """
    run = RunDirectory(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if run.config_file.exists():
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "“{folder}” holds a run already. Resume it, or choose another folder."),
                folder=str(folder),
            )
        if any(not path.name.startswith((".", "trainer.log")) for path in folder.iterdir()):
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "“{folder}” holds other files. Choose a new folder for the run."),
                folder=str(folder),
            )
        for part in (run.snapshot_folder, run.last.parent, folder / "control"):
            part.mkdir(exist_ok=True)
        run.write_config(config)
    except OSError as error:
        raise unwritable(folder, error) from error
    return run


def new_folder(config: RunConfig, parent: Path) -> Path:
    """A folder for a run that nobody has given a place, named for the run and the time; not made yet."""
    name = config.run.name or f"{config.model.name} {config.data.set}"
    stem = "".join(letter if letter.isalnum() else "-" for letter in name).strip("-") or "run"
    stem = f"{stem}-{time.strftime('%Y%m%d-%H%M%S')}"
    folder, number = parent / stem, 2
    while folder.exists():
        folder, number = parent / f"{stem}-{number}", number + 1
    return folder


def live_value(path: str, value: object) -> object:
    """The value for a field that may change while the run goes on.

    Raises:
        Problem: there is no such field, it may not change, or cannot have this value.
    """
    row = configuration.field_at(path)
    if not row.live:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{field}” cannot change while a run goes on. These can: {fields}."),
            field=path,
            fields=", ".join(each.path for each in FIELDS if each.live),
        )
    return configuration.checked(row, value)


def unwritable(folder: Path, error: OSError) -> Problem:
    """The sentence for a folder that cannot be written."""
    return Problem(
        QT_TRANSLATE_NOOP(
            "Problem", "“{folder}” cannot be written: {reason}. What was saved before is kept and can be resumed."
        ),
        folder=str(folder),
        reason=error.strerror or str(error),
    )


def write(path: Path, content: bytes, *, sync: bool = True) -> None:
    """Put a whole file in place of the one that is there, or of none; a crash leaves one of the two.

    Args:
        path: of the file.
        content: what it will hold.
        sync: also where the power fails; without, it costs no wait for the disk.

    Raises:
        OSError: it cannot be written; the old file is still there.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            if sync:
                os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    if sync:
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Return when the disk knows the names in the folder; systems that cannot say so are believed."""
    if hasattr(os, "O_DIRECTORY"):
        try:
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except OSError:
            return
        try:
            os.fsync(handle)
        except OSError:
            pass
        finally:
            os.close(handle)


def _json(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _read_json(path: Path) -> dict[str, Any]:
    """What a small file says; nothing where it is missing or damaged."""
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
