"""Garbage of Python's, collected on the GUI thread only."""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

INTERVAL: Final = 1000  # milliseconds


class GarbageCollector(QObject):
    """Keeps Python's collector of reference cycles on the thread that owns this object.

    Left alone, Python collects on whichever thread happens to make the next object. Should that be a lane, and the
    garbage a widget, Qt would take the widget apart on the wrong thread, and the process would crash (described at
    https://tschoenfelder.de/blog/pyqt_gc). Collecting once a second also keeps the pause out of the answers to a
    moving pen.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        self._timer = QTimer(self)
        self._timer.setObjectName("garbage")
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self._collect)

    def start(self) -> None:
        """Take the collector over."""
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer.start()

    def freeze(self) -> None:
        """Never look again at what exists now: torch's hundred thousands of objects stay until the end anyway.

        Without a last look: it takes 60 ms, just when the network is there and the person wants to draw.
        """
        gc.freeze()

    def stop(self) -> None:
        """Give the collector back to Python."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_enabled:
            gc.enable()

    def _collect(self) -> None:
        """What Python would have done by itself: the oldest generation that has become large enough."""
        for generation, (count, threshold) in reversed(
            list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
        ):
            if threshold and count > threshold:
                gc.collect(generation)
                return
