"""Curves over a growing axis: zoom, pan, a crosshair, a cursor that can be dragged, and marks.

pyqtgraph lays out the axes and draws the lines; it gets no mouse event, so that all of a plot's manners are in here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final, Literal

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import numbers
from cnnviz.gui.widgets.axis_figures import decimals_of, mantissa, powers, steps
from cnnviz.gui.widgets.curve_look import Look, Mark, pen_of
from cnnviz.gui.widgets.curve_overlay import TOP, CurveOverlay
from cnnviz.gui.widgets.focus_ring import FocusRing
from cnnviz.imaging.series import Series

LEFT: Final = 56
RIGHT: Final = 16
"""What every plot of a page keeps free on either side: one x lies at one place in all of them."""
_BOTTOM: Final = 24
_NOTCH: Final = 1.25
_SLACK: Final = 4  # pixels that a click may move
_GRAB: Final = 6  # pixels beside the cursor line from which it is dragged
_LEAST_SPAN: Final = 1e-3  # of the whole
_ROOM: Final = 0.06  # above and below the curves, as a share of their height


class CurvePlot(QWidget):
    """Curves over one x axis.

    A click puts the cursor; dragging it moves it; dragging elsewhere pans, the wheel zooms at the pointer, a double
    click shows everything again. Left, Right, + and − and Home do the same from the keyboard.

    Args:
        parent: the owner.
        axis: whether the x axis has its figures here: of several plots one above the other, the lowest has.
    """

    pointed = Signal(object)
    """The x (float) under the pointer, or None."""
    cursor_moved = Signal(object)
    """The x (float) that the person moved the cursor to; not sent by `set_cursor`."""
    range_changed = Signal(object)
    """(low, high): what the person zoomed or panned to; not sent by `show_range`."""

    def __init__(self, parent: QWidget | None = None, *, axis: bool = False) -> None:
        super().__init__(parent)
        self._axis = axis
        self._x_name = ""
        self._percent = False
        self._log = False
        self._ceiling: float | None = None
        self._whole = (0.0, 1.0)
        self._shown: tuple[float, float] | None = None  # where the person zoomed in
        self._y_range = (0.0, 1.0)
        self._curves: dict[str, tuple[Look, Series, Any]] = {}
        self._dots: set[str] = set()
        self._marks: tuple[Mark, ...] = ()
        self._cursor: float | None = None
        self._pointer: float | None = None
        self._pressed: QPointF | None = None
        self._drag: Literal["", "pan", "cursor"] = ""
        self._pan_from = (0.0, 1.0)
        self._build()
        self._over = CurveOverlay(self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.focus_ring = FocusRing(self, 4, lambda: self.plot_rect().toAlignedRect())
        self._restyle()

    def _build(self) -> None:
        # Not its own QWidget layout: the scene is all that this widget shows, over its whole area.
        self._view = pg.GraphicsView(self, useOpenGL=False)
        self._view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setAntialiasing(False)
        self._plot = pg.PlotItem(enableMenu=False)
        self._plot.hideButtons()
        self._plot.setMouseEnabled(False, False)
        self._box = self._plot.getViewBox()
        self._box.disableAutoRange()
        self._box.setDefaultPadding(0)
        self._plot.layout.setContentsMargins(0, 0, 0, 0)
        self._plot.showAxis("bottom", True)
        self._axes = {side: self._plot.getAxis(side) for side in ("left", "bottom")}
        for axis in self._axes.values():
            axis.setStyle(tickLength=0, maxTickLevel=0, showValues=False)  # figures are painted over it
            axis.setStyle(autoExpandTextSpace=False, autoReduceTextSpace=False)
            axis.setGrid(255)
            axis.setZValue(-1000)  # the grid lies under the curves
            axis.enableAutoSIPrefix(False)
            axis.showLabel(False)
        self._axes["left"].tickValues = lambda *_: [(1.0, self._y_values())]
        self._axes["bottom"].tickValues = lambda *_: [(1.0, self._x_values())]
        self._view.setCentralItem(self._plot)

    # What is shown

    def set_axes(self, x_name: str, *, percent: bool = False, ceiling: float | None = None) -> None:
        """Name the x axis, and say what y is.

        Args:
            x_name: already translated; stands before the first figure.
            percent: y is a share of 0 … 1, its figures are percent.
            ceiling: no y lies above it, so nothing is shown of what does.
        """
        self._x_name, self._percent, self._ceiling = x_name, percent, ceiling
        self.setAccessibleDescription(x_name)
        self.refresh()

    def set_axis_shown(self, shown: bool) -> None:
        """Whether the x axis has its figures here."""
        if shown != self._axis:
            self._axis = shown
            self._restyle()
            self.refresh()

    def set_curve(self, name: str, series: Series, look: Look, *, dots: bool = False) -> None:
        """Show a curve, or the one of this name with other points; `refresh` follows it as it grows.

        Args:
            name: of the curve in the program.
            series: its points.
            look: how it is drawn; each differs from the others in more than its colour.
            dots: put a dot on every point, while they are few.
        """
        self.remove_curve(name)
        item = pg.PlotCurveItem(skipFiniteCheck=False, connect="finite")
        item.setZValue({"raw": 0, "quiet": 1, "train": 2, "validation": 4}.get(look, 3))
        self._plot.addItem(item, ignoreBounds=True)
        self._curves[name] = (look, series, item)
        if dots:
            self._dots.add(name)
        self._style_curve(look, item)

    def remove_curve(self, name: str) -> None:
        """Take a curve away, where there is one."""
        found = self._curves.pop(name, None)
        self._dots.discard(name)
        if found is not None:
            self._plot.removeItem(found[2])

    def set_whole(self, low: float, high: float) -> None:
        """What is shown while nobody has zoomed in."""
        self._whole = (low, max(high, low + 1e-9))
        self.refresh()

    def show_range(self, shown: tuple[float, float] | None) -> None:
        """Zoom to a part, or show the whole again; silently."""
        self._shown = shown
        self.refresh()

    def set_log(self, log: bool) -> None:
        """Draw y by its logarithm; points at or below zero are not drawn then."""
        self._log = log
        self.refresh()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Put dashed lines with words."""
        if tuple(marks) != self._marks:
            self._marks = tuple(marks)
            self._over.update()

    def set_cursor(self, x: float | None) -> None:
        """Put the cursor line, or take it away; silently."""
        if x != self._cursor:
            self._over.update_line(self._cursor)
            self._cursor = x
            self._over.update_line(x)

    def set_pointer(self, x: float | None) -> None:
        """Show the crosshair at an x that is pointed at elsewhere."""
        if x != self._pointer:
            self._over.update_line(self._pointer)
            self._pointer = x
            self._over.update_line(x)

    @property
    def cursor_x(self) -> float | None:
        """Where the cursor line is."""
        return self._cursor

    @property
    def pointer_x(self) -> float | None:
        """Where the crosshair is."""
        return self._pointer

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The dashed lines."""
        return self._marks

    @property
    def x_name(self) -> str:
        """What stands before the figures of the x axis; empty where another plot has them."""
        return self._x_name if self._axis else ""

    @property
    def shown_y(self) -> tuple[float, float]:
        """The y at the bottom and at the top: their logarithms where the scale is."""
        return self._y_range

    def dotted(self) -> list[Series]:
        """The curves with a dot on every point."""
        return [self._curves[name][1] for name in self._dots]

    @property
    def shown_range(self) -> tuple[float, float]:
        """The x at the left and at the right edge."""
        return self._shown or self._whole

    @property
    def is_zoomed(self) -> bool:
        """Whether less than the whole is shown."""
        return self._shown is not None

    @property
    def curve_names(self) -> tuple[str, ...]:
        """What is drawn."""
        return tuple(self._curves)

    def drawn(self, name: str) -> tuple[Any, Any]:
        """The x and y (logarithms where the scale is) that a curve is drawn with just now."""
        x, y = self._curves[name][2].getData()
        return x, y

    def values_at(self, x: float) -> dict[str, float]:
        """What each curve says at an x."""
        return {name: series.at(x) for name, (_look, series, _item) in self._curves.items()}

    def plot_rect(self) -> QRectF:
        """Where curves are drawn, in this widget's coordinates."""
        foot = theme.px(_BOTTOM) if self._axis else 1
        left, top = theme.px(LEFT), theme.px(TOP)
        return QRectF(left, top, max(self.width() - left - theme.px(RIGHT), 1), max(self.height() - top - foot, 1))

    def x_at(self, pixel: float) -> float:
        """The x at a place of this widget."""
        rect, (low, high) = self.plot_rect(), self.shown_range
        return low + (pixel - rect.left()) / rect.width() * (high - low)

    def pixel_of(self, x: float) -> float:
        """The place of an x in this widget."""
        rect, (low, high) = self.plot_rect(), self.shown_range
        return rect.left() + (x - low) / (high - low) * rect.width()

    def pixel_of_y(self, y: float) -> float | None:
        """The place of a y in this widget; None where the scale has none."""
        value = y
        if self._log:
            value = math.log10(y) if y > 0 else math.nan
        rect, (low, high) = self.plot_rect(), self._y_range
        return None if not math.isfinite(value) else rect.bottom() - (value - low) / (high - low) * rect.height()

    def refresh(self) -> None:
        """Draw the curves as they are now."""
        if not hasattr(self, "_over"):
            return
        low, high = self.shown_range
        columns = max(int(self.plot_rect().width() * self.devicePixelRatioF()), 1)
        spans = []
        for look, series, item in self._curves.values():
            x, y = series.window(low, high, columns) if look == "raw" else series.means(low, high, columns // 2)
            if self._log:
                y = np.log10(y, out=np.full(len(y), np.nan, np.float32), where=y > 0)
            item.setData(x, y)
            finite = y[np.isfinite(y)]
            if finite.size:
                spans.append(self._span(look, finite))
        self._y_range = self._fitted(spans)
        self._box.setRange(xRange=(low, high), yRange=self._y_range, padding=0, disableAutoRange=True)
        self._over.update()

    def _span(self, look: Look, y: Any) -> tuple[float, float]:
        """How far a curve reaches; of single batches the outermost do not count, they would flatten all others."""
        if look == "raw" and len(y) > 20:
            low, high = np.quantile(y, (0.02, 0.98))
            return float(low), float(high)
        return float(y.min()), float(y.max())

    def _fitted(self, spans: list[tuple[float, float]]) -> tuple[float, float]:
        """The y from the bottom to the top, with some room."""
        if not spans:
            return (-1.0, 0.0) if self._log else (0.0, 1.0)
        low, high = min(low for low, _ in spans), max(high for _, high in spans)
        ceiling = self._ceiling
        if ceiling is not None and self._log:
            ceiling = math.log10(ceiling)
        if high - low < 1e-12:
            low, high = (
                (low - 0.5, high + 0.5) if self._log else (low - abs(low) / 2 - 1e-3, high + abs(high) / 2 + 1e-3)
            )
        room = _ROOM * (high - low)
        low, high = low - room, high + room
        if not self._log and low < 0 <= low + 2 * room:
            low = 0.0
        return (low, high) if ceiling is None else (min(low, ceiling - 1e-6), min(high, ceiling))

    # Figures of the axes

    def _y_values(self) -> list[float]:
        """Where figures stand: 1, 2 or 5 times a power of ten apart; on a logarithmic scale the powers themselves."""
        low, high = self._y_range
        most = max(int(self.plot_rect().height() / theme.px(30)), 2)
        return powers(low, high, most) if self._log else steps(low, high, most)

    def _x_values(self) -> list[float]:
        low, high = self.shown_range
        return steps(low, high, max(int(self.plot_rect().width() / theme.px(64)), 2))

    def y_figures(self) -> list[tuple[float, str]]:
        """The y of each figure beside the plot (its logarithm where the scale is), and the figure."""
        values = self._y_values()
        if self._log:
            digits = 1 if all(abs(mantissa(value) - round(mantissa(value))) < 1e-6 for value in values) else 2
            return [(value, numbers.significant(10**value, digits)) for value in values]
        factor = 100 if self._percent else 1
        decimals = decimals_of([value * factor for value in values])
        texts = [numbers.fixed(value * factor, decimals) for value in values]
        if not self._percent and (decimals > 4 or max(map(abs, values), default=0) >= 1e5):
            texts = [numbers.significant(value, 2) for value in values]
        return list(zip(values, [f"{text} %" for text in texts] if self._percent else texts, strict=True))

    def x_figures(self) -> list[tuple[float, str]]:
        """The x of each figure below the plot, and the figure; none where another plot has them."""
        values = self._x_values() if self._axis else []
        decimals = decimals_of(values)
        return [(value, numbers.fixed(value, decimals) if value else "0") for value in values]

    def _restyle(self) -> None:
        """Colours, type and sizes of now."""
        t = theme.tokens()
        self._view.setBackground(t.panel)
        for axis in self._axes.values():
            axis.setPen(pg.mkPen(t.grip, width=1))
            axis.setTickPen(pg.mkPen(t.grid, width=1))
        self._axes["left"].setWidth(theme.px(LEFT))
        self._axes["left"].setPen(pg.mkPen(None))
        self._axes["bottom"].setHeight(theme.px(_BOTTOM) if self._axis else 1)
        self._plot.setContentsMargins(0, theme.px(TOP), theme.px(RIGHT), 0)
        for look, _series, item in self._curves.values():
            self._style_curve(look, item)

    def _style_curve(self, look: Look, item: Any) -> None:
        item.setPen(pen_of(look))
        item.opts["antialias"] = look != "raw"

    # What the person does

    def _zoom(self, factor: float, around: float) -> None:
        low, high = self.shown_range
        span = (high - low) / factor
        whole = self._whole[1] - self._whole[0]
        if span >= whole:
            self._go(None)
            return
        span = max(span, _LEAST_SPAN * whole)
        share = (around - low) / (high - low)
        self._go((around - share * span, around + (1 - share) * span))

    def _pan(self, start: tuple[float, float], by: float) -> None:
        self._go((start[0] + by, start[1] + by))

    def _go(self, shown: tuple[float, float] | None) -> None:
        """Show a part, kept within the whole, and say so."""
        if shown is not None:
            span, (low, high) = shown[1] - shown[0], self._whole
            left = min(max(shown[0], low), max(high - span, low))
            shown = (left, left + span)
        if shown != self._shown:
            self.show_range(shown)
            self.range_changed.emit(self.shown_range if shown is not None else None)

    def _put_cursor(self, pixel: float) -> None:
        low, high = self._whole
        x = min(max(self.x_at(pixel), low), high)
        self.set_cursor(x)
        self.cursor_moved.emit(x)

    def _over_cursor(self, place: QPointF) -> bool:
        return self._cursor is not None and abs(self.pixel_of(self._cursor) - place.x()) <= theme.px(_GRAB)

    def sizeHint(self) -> QSize:
        """As large as the design says."""
        return QSize(theme.px(560), theme.px(150))

    def minimumSizeHint(self) -> QSize:
        """The least that can still be read."""
        return QSize(theme.px(240), theme.px(84))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._view.setGeometry(self.rect())
        self._over.setGeometry(self.rect())
        self.refresh()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click, a pan or a drag of the cursor."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
            self._drag = "cursor" if self._over_cursor(event.position()) else ""
            self._pan_from = self.shown_range
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan, drag the cursor, or say what is pointed at."""
        place = event.position()
        if self._pressed is None:
            inside = self.plot_rect().adjusted(0, -theme.px(TOP), 0, 0).contains(place)
            near = Qt.CursorShape.SizeHorCursor if self._over_cursor(place) else Qt.CursorShape.CrossCursor
            self.setCursor(near if inside else Qt.CursorShape.ArrowCursor)
            pointer = self.x_at(place.x()) if inside else None
            if pointer != self._pointer:
                self.set_pointer(pointer)
                self.pointed.emit(pointer)
            return
        moved = place.x() - self._pressed.x()
        if not self._drag and abs(moved) > _SLACK:
            self._drag = "pan"
        if self._drag == "cursor":
            self._put_cursor(place.x())
        elif self._drag == "pan" and self._shown is not None:
            span = self._pan_from[1] - self._pan_from[0]
            self._pan(self._pan_from, -moved / self.plot_rect().width() * span)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click puts the cursor."""
        if event.button() == Qt.MouseButton.LeftButton and self._pressed is not None:
            if not self._drag:
                self._put_cursor(event.position().x())
            self._pressed, self._drag = None, ""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show everything again."""
        self._go(None)
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; sideways, or with Shift, pan."""
        delta = event.angleDelta()
        sideways = delta.x() or (delta.y() if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0)
        low, high = self.shown_range
        if sideways:
            self._pan((low, high), -sideways / 1200 * (high - low))
        elif delta.y():
            self._zoom(_NOTCH ** (delta.y() / 120), self.x_at(event.position().x()))
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        super().leaveEvent(event)
        self.set_pointer(None)
        self.pointed.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Work by keys alone."""
        key, (low, high) = event.key(), self.shown_range
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            around = self._cursor if self._cursor is not None and low <= self._cursor <= high else (low + high) / 2
            self._zoom(1 / _NOTCH if key == Qt.Key.Key_Minus else _NOTCH, around)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._shown is not None:
            self._pan((low, high), (high - low) / 10 * (1 if key == Qt.Key.Key_Right else -1))
        elif key == Qt.Key.Key_Home and self._shown is not None:
            self._go(None)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_over"):
            self._restyle()
            self.refresh()
        super().changeEvent(event)
