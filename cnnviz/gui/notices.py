"""The one channel for what the person is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal

Level = Literal["info", "attention", "error"]


@dataclass(frozen=True)
class NoticeAction:
    """A button on a notice: its text, already translated, and what it does."""

    text: str
    run: Callable[[], object]


@dataclass(frozen=True)
class Notice:
    """One thing that the person is told.

    Attributes:
        text: one or two sentences, already translated.
        level: how much it matters.
        details: what *Copy details* copies; empty where there is no such button.
        actions: further buttons.
        key: notices of the same non-empty key are one notice, of which the newest is shown.
        count: how often it has happened; worth showing from 2.
    """

    text: str
    level: Level = "info"
    details: str = ""
    actions: tuple[NoticeAction, ...] = ()
    key: str = ""
    count: int = 1


class Notices(QObject):
    """Passes notices from whoever has something to say to whoever shows it.

    Lives on the GUI thread, and is called from there only; work elsewhere reports through its own signals.
    """

    posted = Signal(object)
    """A `Notice`. Where one with the same non-empty key is on show, it takes its place."""

    def post(
        self,
        text: str,
        *,
        level: Level = "info",
        details: str = "",
        actions: Iterable[NoticeAction] = (),
        key: str = "",
        count: int = 1,
    ) -> Notice:
        """Tell the person something, and return the notice."""
        notice = Notice(text, level, details, tuple(actions), key, count)
        self.posted.emit(notice)
        return notice
