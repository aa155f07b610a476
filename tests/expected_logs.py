"""What a test logs at WARNING or above, and the way to expect it."""

from __future__ import annotations

import logging

_OFFSCREEN = "This plugin does not support "  # Qt's, where there is no screen; pytest-qt ignores it too


class LogKeeper(logging.Handler):
    """Keeps what is logged at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        if _OFFSCREEN not in record.getMessage():
            self.records.append(record)


class ExpectedLogs:
    """The log records of a test that expects some; `take()` accepts those so far."""

    def __init__(self, handler: LogKeeper) -> None:
        self._handler = handler

    def take(self) -> list[str]:
        """The messages since the last call; they do not fail the test."""
        messages = [record.getMessage() for record in self._handler.records]
        self._handler.records.clear()
        return messages
