"""One pen, whatever the hand holds: mouse, tablet pen or finger."""

from __future__ import annotations

import math
from typing import Final, Protocol

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEventPoint, QInputDevice, QMouseEvent, QPointingDevice, QTabletEvent, QTouchEvent

from cnnviz.data.drawing import EVEN_PRESSURE

PEN_EVENTS: Final = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletRelease,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TouchEnd,
        QEvent.Type.TouchCancel,
    }
)
"""The events to hand to `PenInput.handle`."""

_FURTHEST: Final = 1e5  # pixels; a device that reports more than this is out of order


class PenTarget(Protocol):
    """What is drawn on. Positions are in its widget's logical pixels, pressures in 0–1."""

    def pen_down(self, position: QPointF, pressure: float, *, erase: bool) -> bool:
        """A stroke begins; false where there is nothing to draw on."""

    def pen_moved(self, position: QPointF, pressure: float) -> None:
        """The stroke goes on."""

    def pen_up(self) -> None:
        """The stroke is done."""

    def pen_cancelled(self) -> None:
        """The stroke never was: the system took the touch away."""

    def pen_hovered(self, position: QPointF | None) -> None:
        """The pointer is above this place without touching, or no longer there."""


class PenInput:
    """Turns Qt's mouse, tablet and touch events into one pen's.

    The first pointer that touches draws; others are ignored until it is lifted. The right mouse button, a pen's
    barrel button and a pen's eraser end erase. Mouse events that Qt or the system make up from a touch or a pen are
    ignored, so that no stroke is drawn twice; so are touch pads, which move the mouse.

    Args:
        target: what is drawn on.
    """

    def __init__(self, target: PenTarget) -> None:
        self._target = target
        self._pointer: tuple[str, int] | None = None

    @property
    def is_down(self) -> bool:
        """Whether a stroke is being drawn."""
        return self._pointer is not None

    def handle(self, event: QEvent) -> bool:
        """Take one of the widget's `PEN_EVENTS`; true where nobody else is to have it."""
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        if isinstance(event, QTabletEvent):
            return self._tablet(event)
        return isinstance(event, QTouchEvent) and self._touch(event)

    def lift(self) -> None:
        """End the stroke: the widget goes away, or its drawing is replaced."""
        if self._pointer is not None:
            self._pointer = None
            self._target.pen_up()

    def _mouse(self, event: QMouseEvent) -> bool:
        event.accept()
        if event.source() != Qt.MouseEventSource.MouseEventNotSynthesized:
            return True
        position, kind = event.position(), event.type()
        if kind == QEvent.Type.MouseMove:
            if self._pointer is None or self._pointer[0] != "mouse":
                self._target.pen_hovered(position)
            elif not event.buttons():
                self.lift()  # the release went to another window
                self._target.pen_hovered(position)
            else:
                self._move(position, EVEN_PRESSURE)
        elif kind == QEvent.Type.MouseButtonRelease:
            if self._pointer == ("mouse", event.button().value):
                self._move(position, EVEN_PRESSURE)
                self.lift()
        elif event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            # A quick second press arrives as a double click.
            erase = event.button() == Qt.MouseButton.RightButton
            self._press(("mouse", event.button().value), position, EVEN_PRESSURE, erase)
        return True

    def _tablet(self, event: QTabletEvent) -> bool:
        event.accept()  # or Qt would make a mouse event of it
        position, kind = event.position(), event.type()
        me = ("tablet", event.pointingDevice().systemId())
        if kind == QEvent.Type.TabletPress:
            end = event.pointerType() == QPointingDevice.PointerType.Eraser
            self._press(me, position, event.pressure(), end or event.button() == Qt.MouseButton.RightButton)
        elif kind == QEvent.Type.TabletMove:
            if self._pointer == me:
                # With the tip just above the surface some tablets report no pressure in the last event of a stroke.
                self._move(position, event.pressure())
            elif self._pointer is None:
                self._target.pen_hovered(position)
        elif self._pointer == me:
            self.lift()
        return True

    def _touch(self, event: QTouchEvent) -> bool:
        device = event.pointingDevice()
        if device is not None and device.type() == QInputDevice.DeviceType.TouchPad:
            event.ignore()
            return False
        event.accept()
        if event.type() == QEvent.Type.TouchCancel:
            if self._pointer is not None and self._pointer[0] == "touch":
                self._pointer = None
                self._target.pen_cancelled()
            return True
        for point in event.points():
            me = ("touch", point.id())
            if point.state() == QEventPoint.State.Pressed:
                self._target.pen_hovered(None)
                self._press(me, point.position(), EVEN_PRESSURE, False)
            elif self._pointer == me:
                self._move(point.position(), EVEN_PRESSURE)
                if point.state() == QEventPoint.State.Released:
                    self.lift()
        return True

    def _press(self, pointer: tuple[str, int], position: QPointF, pressure: float, erase: bool) -> None:
        if self._pointer is None and _sound(position):
            self._pointer = pointer
            if not self._target.pen_down(position, _within(pressure), erase=erase):
                self._pointer = None

    def _move(self, position: QPointF, pressure: float) -> None:
        if _sound(position):
            self._target.pen_moved(position, _within(pressure))


def _sound(position: QPointF) -> bool:
    """Whether a position can be meant; NaN is not."""
    return abs(position.x()) < _FURTHEST and abs(position.y()) < _FURTHEST


def _within(pressure: float) -> float:
    """A pressure in 0–1, even where the device reports nonsense."""
    return min(max(pressure, 0.0), 1.0) if math.isfinite(pressure) else EVEN_PRESSURE
