"""A sheet of square paper to draw a digit on."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cnnviz.data.drawing import DEFAULT_PEN_WIDTH, DEFAULT_SIZE, Drawing, Stroke, Tool
from cnnviz.gui import theme
from cnnviz.gui.widgets.canvas_painter import CanvasPainter
from cnnviz.gui.widgets.focus_ring import FocusRing
from cnnviz.gui.widgets.ink_layer import InkLayer
from cnnviz.gui.widgets.live_stroke import LiveStroke
from cnnviz.gui.widgets.pen_input import PEN_EVENTS, PenInput
from cnnviz.gui.widgets.stroke_history import StrokeHistory
from cnnviz.gui.widgets.stroke_replay import StrokeReplay

Box = tuple[float, float, float, float]
Point = tuple[float, float]

WIDTHS: Final = (6.0, 10.0, 14.0, 18.0, 22.0, 28.0, 34.0, 42.0, 52.0, 64.0)
"""The pen widths that [ and ] step through, in canvas units."""

EVERY: Final = 0.004
"""Seconds: a mouse that reports a thousand times a second is passed on at most this often; no point is lost."""

UNIT: Final = 28
"""The paper's side is a multiple of this many pixels, so that a 28×28 picture fills it with whole pixels."""

_LARGE: Final = 3000  # points; a drawing with more is not drawn anew at every step of a resize
_SETTLED: Final = 80  # milliseconds after the last step of a resize
_PAUSE: Final = 0.5  # seconds between an opened drawing and the first stroke added to it


class DrawingCanvas(QWidget):
    """Square paper, a pen and an eraser. What is drawn is kept as strokes in canvas units, whatever the size on screen.

    Keys while it has the focus: P pen, E eraser, [ and ] width, Ctrl+Z, Ctrl+Shift+Z, Del. The right mouse button, a
    tablet pen's barrel button and its eraser end erase.

    Args:
        parent: Qt parent.

    Attributes:
        stroke_started: the stroke with its first point; `stroke_extended` follows at once.
        stroke_extended: (stroke so far, index of its first new point).
        drawing_changed: the whole drawing after a stroke, undo, redo or clear; not after `set_drawing`.
        tool_changed: "pen" or "eraser".
        pen_width_changed: in canvas units.
        replay_finished: all was drawn again, or something stopped it; the whole drawing is shown.
    """

    stroke_started = Signal(object)
    stroke_extended = Signal(object)
    drawing_changed = Signal(object)
    tool_changed = Signal(object)
    pen_width_changed = Signal(object)
    replay_finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = DEFAULT_SIZE
        self._tool: Tool = "pen"
        self._pen_width = DEFAULT_PEN_WIDTH
        self._history = StrokeHistory()
        self._layer = InkLayer()
        self._look = CanvasPainter()
        self._live: LiveStroke | None = None
        self._pen = PenInput(self)
        self._epoch: float | None = None  # time.perf_counter() at t = 0 of the drawing
        self._last_told = 0.0
        self._tell_timer = QTimer(self)
        self._tell_timer.setSingleShot(True)
        self._tell_timer.timeout.connect(self._tell)
        self._settle_timer = QTimer(self)
        self._settle_timer.setSingleShot(True)
        self._settle_timer.setInterval(_SETTLED)
        self._settle_timer.timeout.connect(self._settle)
        self._shown: list[Stroke] | None = None  # strokes that a replay has finished
        self._replayed: Stroke | None = None  # the one it is at
        self._replay = StrokeReplay(self)
        self._replay.stroke_begun.connect(self._on_replay_begun)
        self._replay.stroke_grew.connect(self._on_replay_grew)
        self._replay.stroke_done.connect(self._on_replay_done)
        self._replay.finished.connect(self._on_replay_finished)
        self.setMouseTracking(True)
        self.setTabletTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.focus_ring = FocusRing(self, 4, self.paper_rect)

    # What is drawn

    def drawing(self) -> Drawing:
        """What is on the paper, without a stroke that is not finished; while it is replayed, what was shown so far."""
        strokes = self._history.strokes if self._shown is None else self._shown
        return Drawing(self._size, tuple(strokes))

    def set_drawing(self, drawing: Drawing) -> None:
        """Show another drawing, silently; nothing before it can be undone. The same one again changes nothing."""
        self._finish_anything()
        if drawing == self.drawing() and self._look.picture is None:
            return
        self._history.start_over(drawing, self._size)
        self._look.set_picture(None)
        self._epoch = None
        self._show_all()

    def undo(self) -> None:
        """Take back the last stroke or clearing; over a picture, return to the drawing."""
        self._finish_anything()
        self._layer.keep(self._history.strokes)  # so that redo is immediate too
        if self._look.picture is not None or self._history.undo():
            self._drawing_replaced()

    def redo(self) -> None:
        """Draw again what was taken back last."""
        self._finish_anything()
        if self._history.redo():
            self._drawing_replaced()

    def clear(self) -> None:
        """Take everything off the paper; `undo` brings it back."""
        self._finish_anything()
        if self._history.clear() or self._look.picture is not None:
            self._drawing_replaced()

    def can_undo(self) -> bool:
        """Whether `undo` would change anything."""
        return self._history.can_undo or (self._look.picture is not None and bool(self._history.strokes))

    def can_redo(self) -> bool:
        """Whether `redo` would change anything."""
        return self._history.can_redo

    def replay(self, speed: float = 1.0) -> None:
        """Draw the drawing again at its own speed, with the same signals; a press or a key ends it.

        Args:
            speed: 2 is twice as fast. Pauses longer than half a second are cut short.

        Raises:
            ValueError: for a speed that is not positive.
        """
        self._finish_anything()
        self._replay.start(self.drawing(), speed)
        self._look.set_picture(None)
        self._shown = []
        self._show_all()
        self.drawing_changed.emit(self.drawing())

    def stop_replay(self) -> None:
        """End a replay and show the whole drawing; nothing where none runs."""
        self._replay.stop()

    @property
    def is_replaying(self) -> bool:
        """Whether a replay runs."""
        return self._shown is not None

    # Tools

    def tool(self) -> Tool:
        """What the left button does: "pen" or "eraser"."""
        return self._tool

    def set_tool(self, tool: Tool) -> None:
        """Choose what the left button does.

        Raises:
            ValueError: for a tool that there is not.
        """
        if tool not in ("pen", "eraser"):
            raise ValueError(f"no tool {tool!r}; there are pen and eraser")
        if tool != self._tool:
            self._tool = tool
            self.tool_changed.emit(tool)
            self._update_ring()

    def pen_width(self) -> float:
        """The width of pen and eraser at even pressure, in canvas units (the paper's side is 448)."""
        return self._pen_width

    def set_pen_width(self, width: float) -> None:
        """Choose the width; what lies beyond the smallest and largest of `WIDTHS` is brought back to them."""
        width = min(max(float(width), WIDTHS[0]), WIDTHS[-1]) if width == width else self._pen_width
        if width != self._pen_width:
            self._update_ring()
            self._pen_width = width
            self.pen_width_changed.emit(width)
            self._update_ring()

    def thinner(self) -> None:
        """The next smaller width."""
        self.set_pen_width(max((width for width in WIDTHS if width < self._pen_width), default=WIDTHS[0]))

    def thicker(self) -> None:
        """The next larger width."""
        self.set_pen_width(min((width for width in WIDTHS if width > self._pen_width), default=WIDTHS[-1]))

    # What lies over and under the ink

    def set_overlay(self, box: Box | None, centre: Point | None) -> None:
        """Show the ink's box (x0, y0, x1, y1) and centre (x, y), in fractions of the paper; None takes one away."""
        paper = self.paper_rect()
        before = self._look.overlay_region(paper)
        if self._look.set_overlay(box, centre):
            self.update(before + self._look.overlay_region(paper))

    def set_picture(self, pixels: NDArray[np.float32] | None) -> None:
        """Show a picture in place of the drawing, until somebody draws; None shows the drawing again.

        Args:
            pixels: (H, W) in 0–1 with ink = 1; drawn sharp, at a whole scale where it is smaller than the paper.
        """
        self._look.set_picture(pixels)
        self.update()

    def set_hint(self, text: str) -> None:
        """What to say on empty paper."""
        self._look.hint = text
        self.update()

    def paper_rect(self) -> QRect:
        """Where the paper is in the widget, in logical pixels: as large as fits, at the top left."""
        side = min(self.width(), self.height())
        if side >= 5 * UNIT:
            side -= side % UNIT
        return QRect(0, 0, side, side)

    # The pen (`PenInput` calls these)

    def pen_down(self, position: QPointF, pressure: float, *, erase: bool) -> bool:
        """Begin a stroke at a place in the widget; false beside the paper."""
        self.stop_replay()
        if not QRectF(self.paper_rect()).contains(position):
            return False
        if not self.hasFocus():
            self.setFocus(Qt.FocusReason.MouseFocusReason)  # a finger does not bring it, as a click does
        if self._look.picture is not None:
            # Whoever draws over a picture starts a drawing of their own.
            self._look.set_picture(None)
            self._history.clear()
            self._show_all()
            self.drawing_changed.emit(self.drawing())
        self._layer.keep(self._history.strokes)
        if not self._history.strokes:
            self._epoch = time.perf_counter()
            self.update()  # the hint goes
        elif self._epoch is None:
            last = max(
                (float(stroke.points[-1, 3]) for stroke in self._history.strokes if len(stroke.points)), default=0
            )
            self._epoch = time.perf_counter() - last - _PAUSE
        self._live = LiveStroke(self._pen_width, "eraser" if erase else self._tool)
        self._append(position, pressure)
        self._move_ring(position)
        self.stroke_started.emit(self._live.so_far)
        self._tell()
        return True

    def pen_moved(self, position: QPointF, pressure: float) -> None:
        """Go on with the stroke."""
        if self._live is None:
            return
        self._append(position, pressure)
        self._move_ring(position)
        if time.perf_counter() - self._last_told >= EVERY:
            self._tell()
        elif not self._tell_timer.isActive():
            self._tell_timer.start(int(EVERY * 1000))

    def pen_up(self) -> None:
        """Finish the stroke."""
        if self._live is None:
            return
        self._tell()
        stroke, self._live = self._live.done, None
        self._history.add(stroke)
        self.drawing_changed.emit(self.drawing())

    def pen_cancelled(self) -> None:
        """Forget the stroke."""
        if self._live is not None:
            self._tell_timer.stop()
            self._live = None
            self._drawing_replaced()

    def pen_hovered(self, position: QPointF | None) -> None:
        """Show the pen's size where it would draw."""
        over = position is not None and QRectF(self.paper_rect()).contains(position)
        self._move_ring(position if over else None)
        wanted = Qt.CursorShape.BlankCursor if over else Qt.CursorShape.ArrowCursor
        if self.cursor().shape() != wanted:
            self.setCursor(wanted)

    def _append(self, position: QPointF, pressure: float) -> None:
        """One point of the stroke, from the widget's pixels to canvas units."""
        side = self.paper_rect().width()
        if self._live is None or side <= 0:
            return
        scale = self._size / side
        seconds = time.perf_counter() - (self._epoch or 0.0)
        self._live.append(position.x() * scale, position.y() * scale, pressure, seconds)

    def _tell(self) -> None:
        """Draw and pass on the points that are new."""
        self._tell_timer.stop()
        if self._live is None:
            return
        start = self._live.take_new()
        if start is None:
            return
        self._last_told = time.perf_counter()
        self._extend(self._live.so_far, start)

    def _extend(self, stroke: Stroke, start: int) -> None:
        """Draw the new points of a stroke, and say so."""
        dirty = self._layer.extend(stroke, start, self._size)
        self._update_pixels(dirty)
        self.stroke_extended.emit((stroke, start))

    # Painting

    def _strokes_now(self) -> Sequence[Stroke]:
        """All that is to be seen."""
        if self._shown is not None:
            return self._shown if self._replayed is None else [*self._shown, self._replayed]
        return self._history.strokes if self._live is None else [*self._history.strokes, self._live.so_far]

    def _show_all(self) -> None:
        """Draw everything anew."""
        if self._layer.side:
            self._layer.replace(self._strokes_now(), self._size)
        self.update()

    def _drawing_replaced(self) -> None:
        """After undo, redo and clear: show it and say so."""
        self._look.set_picture(None)
        self._show_all()
        self.drawing_changed.emit(self.drawing())

    def _update_pixels(self, dirty: QRect) -> None:
        """Ask for a repaint of some of the layer's pixels."""
        if dirty.isEmpty():
            return
        ratio = self.paper_rect().width() / max(self._layer.side, 1)
        spot = QRectF(dirty.left() * ratio, dirty.top() * ratio, dirty.width() * ratio, dirty.height() * ratio)
        self.update(spot.toAlignedRect().adjusted(-1, -1, 1, 1))

    def _ring_rect(self) -> QRect:
        return self._look.ring_rect(self._pen_width / self._size, self.paper_rect())

    def _update_ring(self) -> None:
        """Repaint around the pointer."""
        self.update(self._ring_rect())

    def _move_ring(self, position: QPointF | None) -> None:
        """Show the pen's size at another place."""
        if position != self._look.pointer:
            self._update_ring()
            self._look.pointer = position
            self._update_ring()

    def _settle(self) -> None:
        """After a resize: draw a large drawing anew, sharp."""
        side = round(self.paper_rect().width() * self.devicePixelRatioF())
        self._layer.resize(side, self._strokes_now(), self._size)
        self.update()

    def _fit_layer(self) -> None:
        """Have as many pixels as the paper has on screen; a large drawing is stretched until the resize is over."""
        side = round(self.paper_rect().width() * self.devicePixelRatioF())
        if side == self._layer.side or side <= 0:
            return
        strokes = self._strokes_now()
        if self._layer.side and sum(len(stroke.points) for stroke in strokes) > _LARGE:
            self._settle_timer.start()
        else:
            self._layer.resize(side, strokes, self._size)

    # Replay

    def _on_replay_begun(self, stroke: Stroke) -> None:
        self._replayed = stroke
        self.stroke_started.emit(stroke)

    def _on_replay_grew(self, grown: tuple[Stroke, int]) -> None:
        self._replayed, start = grown
        self._extend(self._replayed, start)

    def _on_replay_done(self, stroke: Stroke) -> None:
        if self._shown is not None:
            self._shown.append(stroke)
            self._replayed = None
            self.drawing_changed.emit(self.drawing())

    def _on_replay_finished(self) -> None:
        if self._shown is None:
            return
        complete = len(self._shown) == len(self._history.strokes)
        self._shown = self._replayed = None
        if not complete:
            self._drawing_replaced()
        self.replay_finished.emit()

    def _finish_anything(self) -> None:
        """No half stroke and no replay while the drawing is changed from elsewhere."""
        self._pen.lift()
        self.stop_replay()

    # Qt calls these

    def sizeHint(self) -> QSize:
        """Twelve pixels for each of the network's."""
        side = theme.px(12 * UNIT)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Five pixels for each of the network's."""
        side = theme.px(5 * UNIT)
        return QSize(side, side)

    def event(self, event: QEvent) -> bool:
        """Draw with whatever points; the rest is as in any widget."""
        # The type is asked first: a canvas that is being collected still gets events, when its attributes are gone.
        if event.type() in PEN_EVENTS and self.isEnabled() and self._pen.handle(event):
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper, ink or picture, what lies over it, and the pen's ring."""
        self._fit_layer()
        empty = self._live is None and self._replayed is None and not self._strokes_now()
        self._look.paint(self, event.rect(), self.paper_rect(), self._layer, self._pen_width / self._size, empty=empty)

    def leaveEvent(self, event: QEvent) -> None:
        """The pen is no longer above the paper."""
        self._move_ring(None)
        super().leaveEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing goes on unseen."""
        self._finish_anything()
        self._settle_timer.stop()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tools, width, undo, redo, clear; any key ends a replay."""
        running = self.is_replaying
        self.stop_replay()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo) or (
            control and event.key() == Qt.Key.Key_Z and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self.redo()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not control:
            self.clear()
        elif event.key() == Qt.Key.Key_P and not control:
            self.set_tool("pen")
        elif event.key() == Qt.Key.Key_E and not control:
            self.set_tool("eraser")
        elif event.key() == Qt.Key.Key_BracketLeft:
            self.thinner()
        elif event.key() == Qt.Key.Key_BracketRight:
            self.thicker()
        elif not (running and event.key() == Qt.Key.Key_Escape):
            super().keyPressEvent(event)
            return
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._layer.refresh()
            self._look.refresh()
            self.updateGeometry()
            self.update()
        super().changeEvent(event)
