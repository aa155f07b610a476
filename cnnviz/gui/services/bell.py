"""How a thread of ours wakes the GUI thread."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, Signal


class Bell(QObject):
    """One for the whole program, rung on any thread and heard on the GUI thread by all who are connected.

    It is the only object of Qt's that our threads touch, and it is never taken apart while the program runs. A thread
    that let go of the last reference to any other QObject would take it apart in the middle of its events, on the wrong
    thread, and the process would crash.
    """

    rung = Signal()


@cache
def bell() -> Bell:
    """The bell; asked for on the GUI thread before a thread begins."""
    return Bell()
