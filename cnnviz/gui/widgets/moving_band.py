"""The band of colour that moves from the line that ran to the one that runs next."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEasingCurve, QElapsedTimer, QObject, QVariantAnimation, Signal

from cnnviz.gui import theme

MOTION: Final = 150
"""Milliseconds that the band takes."""
_FAST: Final = 250  # milliseconds: steps that follow one another faster are shown at once


class MovingBand(QObject):
    """Where the band is while it moves; it never moves where steps follow one another fast.

    Args:
        parent: the owner.
    """

    moved = Signal(object, object)
    """Where the band was, and where it is: lines from 1, with fractions."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._line = 0
        self._at = 0.0
        self._since = QElapsedTimer()
        self._motion = QVariantAnimation(self)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._on_value)
        self._motion.finished.connect(self._on_finished)

    @property
    def at(self) -> float | None:
        """The line that the band has reached, with a fraction; None while it rests."""
        return self._at if self._motion.state() == QVariantAnimation.State.Running else None

    def rest_at(self, line: int) -> None:
        """Be at a line at once; 0 for none."""
        self._since.restart()
        self._line = line
        if self.at is not None:
            self._motion.stop()
            self.moved.emit(self._at, float(line))

    def move_to(self, line: int) -> None:
        """Move to a line, or be there at once where the last step was just now, or less motion is wanted."""
        if line == self._line:
            return
        fast = self._since.isValid() and self._since.elapsed() < _FAST
        before, duration = self._line, theme.motion(MOTION)
        self.rest_at(line)
        if fast or not before or not line or not duration:
            return
        self._at = float(before)
        self._motion.setStartValue(float(before))
        self._motion.setEndValue(float(line))
        self._motion.setDuration(duration)
        self._motion.start()

    def _on_value(self, value: float) -> None:
        before, self._at = self._at, value
        self.moved.emit(before, value)

    def _on_finished(self) -> None:
        self.moved.emit(self._at, float(self._line))
