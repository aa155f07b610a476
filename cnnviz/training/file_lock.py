"""A lock on a file that ends with the process that holds it, however that ends. Standard library only."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    _ask = _lock
else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        # lockf, not flock: the lock does not go over to processes that are forked to read data
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _ask(file: BinaryIO) -> None:
        fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)  # those who ask do not disturb one another


_held: set[Path] = set()  # by this process: the system would let it have them twice


class FileLock:
    """Held from `take` until `release` or the end of the process.

    Args:
        path: a file of its own, made where it is missing and never removed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path.resolve()
        self._file: BinaryIO | None = None

    def take(self) -> bool:
        """Whether the lock is ours now; False where somebody else has it.

        Raises:
            OSError: the file cannot be made.
        """
        if self._path in _held:
            return False
        file = self._path.open("ab")
        try:
            _lock(file)
        except OSError:
            file.close()
            return False
        self._file = file
        _held.add(self._path)
        return True

    def release(self) -> None:
        """Let go of it; safe to call twice."""
        if self._file is not None:
            self._file.close()
            self._file = None
            _held.discard(self._path)


def is_held(path: Path) -> bool:
    """Whether some process of this machine has the lock."""
    if path.resolve() in _held:
        return True
    try:
        with path.open("rb") as file:
            _ask(file)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False
