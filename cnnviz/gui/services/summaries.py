"""Statistics and histograms of large tensors, worked out off the GUI thread and kept in their records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from cnnviz.gui.services.latest_only import Answer, LatestOnly

if TYPE_CHECKING:
    from cnnviz.trace.tensors import TensorRecord

AT_ONCE = 100_000
"""Up to so many numbers a tensor is summed up at once: it takes less than a millisecond or two."""

PAUSE: Final = 40
"""Milliseconds for which nobody has taken a step, after which statistics are worked out.

A lane that reads millions of numbers takes the memory's and Python's time from the step that is being painted; whoever
holds a key down sees the statistics where they stop.
"""
_SAME_STEP: Final = 12  # milliseconds between two views that ask for the same step


def _sum_up(records: tuple[TensorRecord, ...]) -> None:
    for record in records:
        _ = record.statistics, record.histogram  # each record works them out once and keeps them


class Summaries(QObject):
    """Says whether a tensor's statistics are there, and works them out where they are not."""

    ready = Signal()
    """Statistics that were asked for are there now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._missing: tuple[TensorRecord, ...] = ()
        self._pause = QTimer(self)
        self._pause.setObjectName("summaries")
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._begin)
        self._lane = LatestOnly("summaries", self)
        self._lane.answered.connect(self._on_answered)

    def have(self, record: TensorRecord) -> bool:
        """Whether asking the record now costs next to nothing."""
        if record.values is None or record.size <= AT_ONCE:
            return True
        return "statistics" in vars(record) and "histogram" in vars(record)

    def want(self, records: Iterable[TensorRecord]) -> None:
        """Work out what these lack; what was wanted before and is not worked out yet is dropped."""
        missing = {id(record): record for record in records if not self.have(record)}
        if missing:
            # the table of names and the picture ask one after the other, for the same step
            same_step = self._pause.isActive() and self._pause.remainingTime() > PAUSE - _SAME_STEP
            waiting = {id(record): record for record in self._missing} if same_step else {}
            self._missing = tuple((waiting | missing).values())
            self._pause.start()

    def _begin(self) -> None:
        self._lane.submit(_sum_up, self._missing)
        self._missing = ()

    def shutdown(self, seconds: float = 2.0) -> bool:
        """Work out nothing any more; False where a tensor took longer than `seconds`."""
        self._pause.stop()
        return self._lane.shutdown(seconds)

    def _on_answered(self, _answer: Answer) -> None:
        self.ready.emit()
