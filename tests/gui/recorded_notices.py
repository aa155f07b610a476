"""The test's double of the channel of notices."""

from __future__ import annotations

from cnnviz.gui.notices import Notice, Notices


class RecordedNotices(Notices):
    """Notices that are kept for the test; those at attention or error level must be taken, or the test fails."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: list[Notice] = []
        self.posted.connect(self._kept.append)

    def take(self) -> list[Notice]:
        """All notices since the last call."""
        taken = self._kept[:]
        self._kept.clear()
        return taken

    @property
    def waiting(self) -> int:
        """How many have not been taken."""
        return len(self._kept)
