"""WORKAROUND: PySide6 6.12.0 drops a reference to None at every call without a result, and to True at every emit.

Before Python 3.12, where such objects are not immortal, the interpreter aborts after some thousand calls. The package
refuses that release, but an environment made by other means may still hold it.
"""

from __future__ import annotations

import ctypes
import sys

import PySide6

_SPARE = 1 << 40


def hold() -> None:
    """Give None, True and False more references than a session could ever lose; nothing where the fault is absent."""
    if sys.version_info < (3, 12) and PySide6.__version__ == "6.12.0":
        for constant in (None, True, False):
            ctypes.c_ssize_t.from_address(id(constant)).value += _SPARE
