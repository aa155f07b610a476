"""A plot of few things on fixed axes: lines, bars, points, a ring and a cursor.

pyqtgraph draws what is plotted; it gets no mouse event, and the axes' figures are painted over it in the theme's type.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting
from cnnviz.gui.widgets.axis_figures import decimals_of, steps
from cnnviz.gui.widgets.curve_look import Look, pen_of
from cnnviz.gui.widgets.focus_ring import FocusRing
from cnnviz.gui.widgets.numbers import fixed

_LEFT: Final = 58
_BOTTOM: Final = 40
_TOP: Final = 24
_TOP_BARE: Final = 8  # where no name stands above
_RIGHT: Final = 14
_ROOM: Final = 0.03  # beyond both ends, as a share of the axis
_FEW: Final = 500  # points that are painted one by one, as a drawing keeps them sharp
_THUMBNAIL: Final = 84
_GRAB: Final = 8  # pixels beside the cursor from which it is dragged


def plain(values: Sequence[float]) -> list[str]:
    """The figures of an axis with as many decimals as they need."""
    decimals = decimals_of(values)
    return [fixed(value, decimals) if value else "0" for value in values]


def percents(values: Sequence[float]) -> list[str]:
    """The figures of an axis of shares."""
    return [f"{text} %" for text in plain([100 * value for value in values])]


def _wider(ends: tuple[float, float]) -> tuple[float, float]:
    room = _ROOM * (ends[1] - ends[0])
    return ends[0] - room, ends[1] + room


class FigurePlot(QWidget):
    """Lines, bars and points over two axes that stay as they are set.

    Args:
        parent: the owner.
        square: keep both axes equally long.
    """

    cursor_moved = Signal(object)
    """The x (float) to which the person moved the cursor."""
    hovered = Signal(object)
    """(x, y) under the pointer, or None."""
    clicked = Signal(object)
    """(x, y) that the person clicked, where there is no cursor to be moved."""

    def __init__(self, parent: QWidget | None = None, *, square: bool = False) -> None:
        super().__init__(parent)
        self._square = square
        self._ranges = (_wider((0.0, 1.0)), _wider((0.0, 1.0)))
        self._names = ("", "")
        self._figures: tuple[Callable[[Sequence[float]], list[str]], Callable[[Sequence[float]], list[str]]]
        self._figures = (plain, plain)
        self._shows_figures = True
        self._lines: dict[str, tuple[Look, Any]] = {}
        self._points: dict[str, tuple[str, float, Any]] = {}
        self._dots: dict[str, list[tuple[float, float]]] = {}
        self._labels: tuple[tuple[float, float, str], ...] = ()
        self._thumbnail: tuple[float, float, QImage, str] | None = None
        self._bars: Any = None
        self._cursor: float | None = None
        self._step = 0.0
        self._rings: tuple[tuple[float, float], ...] = ()
        self._dragging = False
        self._build()
        self._over = _Overlay(self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.focus_ring = FocusRing(self, 4, lambda: self.plot_rect().toAlignedRect())
        self._restyle()

    def _build(self) -> None:
        self._view = pg.GraphicsView(self, useOpenGL=False)
        self._view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._box = pg.ViewBox(enableMenu=False, enableMouse=False)
        self._box.disableAutoRange()
        self._box.setDefaultPadding(0)
        self._view.setCentralItem(self._box)

    # What is shown

    def set_axes(
        self,
        x_name: str,
        y_name: str,
        *,
        x_figures: Callable[[Sequence[float]], list[str]] = plain,
        y_figures: Callable[[Sequence[float]], list[str]] = plain,
        figures: bool = True,
    ) -> None:
        """Name both axes, already translated, and say how their figures are written, or that there are none."""
        self._names, self._figures, self._shows_figures = (x_name, y_name), (x_figures, y_figures), figures
        self.setAccessibleDescription(f"{x_name}, {y_name}")
        self._lay_out()

    def set_ranges(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        """What lies near the ends of both axes; there is some room for what is drawn on them."""
        self._ranges = (_wider(x), _wider(y))
        self._lay_out()

    def set_line(self, name: str, x: NDArray[Any], y: NDArray[Any], look: Look) -> None:
        """Draw a line, or the one of this name otherwise."""
        found = self._lines.get(name)
        if found is None:
            item = pg.PlotCurveItem(antialias=True, connect="finite")
            self._box.addItem(item, ignoreBounds=True)
            found = self._lines[name] = (look, item)
        found[1].setPen(pen_of(look))
        found[1].setData(np.asarray(x, np.float64), np.asarray(y, np.float64))
        self._over.update()

    def set_points(self, name: str, x: NDArray[Any], y: NDArray[Any], *, colour: str, size: float = 4) -> None:
        """Draw points, or those of this name otherwise.

        Args:
            name: of the points in the program.
            x: (N,).
            y: (N,).
            colour: a name of the theme's colours.
            size: in pixels at scale 1.
        """
        found = self._points.get(name)
        if found is None:
            item = pg.ScatterPlotItem(pxMode=True, antialias=True)
            self._box.addItem(item, ignoreBounds=True)
        else:
            item = found[2]
        self._points[name] = (colour, size, item)
        few = len(x) <= _FEW
        self._dots[name] = [(float(a), float(b)) for a, b in zip(x, y, strict=True)] if few else []
        item.setData(x=[] if few else np.asarray(x, np.float64), y=[] if few else np.asarray(y, np.float64))
        self._style_points(colour, size, item)
        self._over.update()

    def remove_points(self, name: str) -> None:
        """Take points away, where there are any of this name."""
        found = self._points.pop(name, None)
        self._dots.pop(name, None)
        if found is not None:
            self._box.removeItem(found[2])
            self._over.update()

    def set_labels(self, labels: Sequence[tuple[float, float, str]]) -> None:
        """Write words at places."""
        self._labels = tuple(labels)
        self._over.update()

    def set_thumbnail(self, thumbnail: tuple[float, float, QImage, str] | None) -> None:
        """Show a picture with words at a place, or none."""
        self._thumbnail = thumbnail
        self._over.update()

    def set_bars(self, edges: NDArray[Any], heights: NDArray[Any]) -> None:
        """Draw bars from 0 between edges, (B + 1,) and (B,)."""
        if self._bars is not None:
            self._box.removeItem(self._bars)
        t = theme.tokens()
        known = np.isfinite(heights)
        self._bars = pg.BarGraphItem(
            x0=edges[:-1][known], x1=edges[1:][known], y0=0, y1=heights[known], brush=t.bar, pen=pg.mkPen(t.panel)
        )
        self._bars.setZValue(-1)
        self._box.addItem(self._bars, ignoreBounds=True)

    def clear(self) -> None:
        """Draw nothing."""
        for _look, item in self._lines.values():
            self._box.removeItem(item)
        for _colour, _size, item in self._points.values():
            self._box.removeItem(item)
        if self._bars is not None:
            self._box.removeItem(self._bars)
        self._lines.clear()
        self._points.clear()
        self._dots.clear()
        self._labels, self._thumbnail = (), None
        self._bars, self._rings, self._cursor = None, (), None
        self._over.update()

    def set_cursor(self, x: float | None, step: float = 0.0) -> None:
        """Put a line that can be dragged and moved by the arrow keys, silently.

        Args:
            x: where; None takes it away.
            step: by which an arrow key moves it.
        """
        self._cursor, self._step = x, step
        self._over.update()

    def set_rings(self, rings: Sequence[tuple[float, float]]) -> None:
        """Ring places."""
        self._rings = tuple(rings)
        self._over.update()

    @property
    def cursor_x(self) -> float | None:
        """Where the cursor is."""
        return self._cursor

    @property
    def dots(self) -> list[tuple[str, float, list[tuple[float, float]]]]:
        """Colour, size and places of the few points that are painted one by one."""
        return [(self._points[name][0], self._points[name][1], places) for name, places in self._dots.items()]

    @property
    def labels(self) -> tuple[tuple[float, float, str], ...]:
        """The words at places."""
        return self._labels

    @property
    def thumbnail(self) -> tuple[float, float, QImage, str] | None:
        """The picture at a place."""
        return self._thumbnail

    @property
    def rings(self) -> tuple[tuple[float, float], ...]:
        """The places with a ring."""
        return self._rings

    @property
    def ranges(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The ends of both axes."""
        return self._ranges

    def drawn(self, name: str) -> tuple[Any, Any]:
        """The x and y of a line."""
        x, y = self._lines[name][1].getData()
        return x, y

    @property
    def names(self) -> tuple[str, str]:
        """What the axes are called."""
        return self._names

    # Where things are

    def plot_rect(self) -> QRectF:
        """Where things are drawn, in this widget's coordinates."""
        left = theme.px(_LEFT if self._shows_figures else 8)
        bottom = theme.px(_BOTTOM if self._shows_figures else 22)
        top = theme.px(_TOP if self._shows_figures else _TOP_BARE)
        wide = max(self.width() - left - theme.px(_RIGHT), 1)
        high = max(self.height() - top - bottom, 1)
        if self._square:
            wide = high = min(wide, high)
        return QRectF(left, top, wide, high)

    def place_of(self, x: float, y: float) -> QPointF:
        """Where (x, y) is, in this widget's coordinates."""
        rect, ((x0, x1), (y0, y1)) = self.plot_rect(), self._ranges
        return QPointF(
            rect.left() + (x - x0) / (x1 - x0) * rect.width(), rect.bottom() - (y - y0) / (y1 - y0) * rect.height()
        )

    def _values_at(self, place: QPointF) -> tuple[float, float]:
        rect, ((x0, x1), (y0, y1)) = self.plot_rect(), self._ranges
        return (
            x0 + (place.x() - rect.left()) / rect.width() * (x1 - x0),
            y0 + (rect.bottom() - place.y()) / rect.height() * (y1 - y0),
        )

    def ticks(self) -> tuple[list[float], list[float]]:
        """Where figures stand on both axes."""
        rect, (x, y) = self.plot_rect(), self._ranges
        across = steps(*x, max(int(rect.width() / theme.px(72)), 2))
        return across, steps(*y, max(int(rect.height() / theme.px(34)), 2))

    def figures_of(self) -> tuple[list[str], list[str]]:
        """The figures at `ticks`."""
        if not self._shows_figures:
            return [], []
        across, up = self.ticks()
        return self._figures[0](across), self._figures[1](up)

    def _lay_out(self) -> None:
        if not hasattr(self, "_over"):
            return
        self._view.setGeometry(self.plot_rect().toAlignedRect())
        (x, y) = self._ranges
        self._box.setRange(xRange=x, yRange=y, padding=0, disableAutoRange=True)
        self._over.setGeometry(self.rect())
        self._over.update()
        self.update()

    def _restyle(self) -> None:
        t = theme.tokens()
        self._view.setBackground(t.panel)
        for look, item in self._lines.values():
            item.setPen(pen_of(look))
        for colour, size, item in self._points.values():
            self._style_points(colour, size, item)
        if self._bars is not None:
            self._bars.setOpts(brush=t.bar, pen=pg.mkPen(t.panel))

    def _style_points(self, colour: str, size: float, item: Any) -> None:
        fill = QColor(getattr(theme.tokens(), colour))
        item.setSize(theme.px(size))
        item.setPen(pg.mkPen(None))
        item.setBrush(pg.mkBrush(fill))

    # What the person does

    def _move(self, x: float) -> None:
        low, high = self._ranges[0]
        room = _ROOM / (1 + 2 * _ROOM) * (high - low)
        x = min(max(x, low + room), high - room)
        if x != self._cursor:
            self.set_cursor(x, self._step)
            self.cursor_moved.emit(x)

    def sizeHint(self) -> QSize:
        """Room for a curve."""
        return QSize(theme.px(240 if self._square else 420), theme.px(200))

    def minimumSizeHint(self) -> QSize:
        """The least that can still be read."""
        return QSize(theme.px(140), theme.px(96))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The grid's figures are the overlay's; here is only the ground."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.tokens().panel)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._lay_out()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Move the cursor, or say where the click was."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._cursor is not None:
            self._dragging = True
            self._move(self._values_at(event.position())[0])
        elif self.plot_rect().contains(event.position()):
            self.clicked.emit(self._values_at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the cursor, or say what is pointed at."""
        place = event.position()
        if self._dragging:
            self._move(self._values_at(place)[0])
            return
        over = self._cursor is not None and abs(self.place_of(self._cursor, 0).x() - place.x()) <= theme.px(_GRAB)
        self.setCursor(Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.ArrowCursor)
        self.hovered.emit(self._values_at(place) if self.plot_rect().contains(place) else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag."""
        self._dragging = False

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        super().leaveEvent(event)
        self.hovered.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys move the cursor."""
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if self._cursor is not None and way and self._step:
            self._move(round(self._cursor / self._step + way) * self._step)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_over"):
            self._restyle()
            self._lay_out()
        super().changeEvent(event)


class _Overlay(QWidget):
    """Grid, figures, names, cursor and rings; the mouse goes through it."""

    def __init__(self, plot: FigurePlot) -> None:
        super().__init__(plot)
        self._plot = plot
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        painter = QPainter(self)
        rect = self._plot.plot_rect()
        self._paint_axes(painter, rect)
        self._paint_marks(painter, rect)
        painter.end()

    def _paint_axes(self, painter: QPainter, rect: QRectF) -> None:
        t, plot = theme.tokens(), self._plot
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        (x0, _x1), (y0, _y1) = plot.ranges
        painter.setPen(QPen(t.ctl, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topLeft(), rect.bottomLeft())
        body, line = theme.font("body"), theme.px(18)
        right = Qt.AlignmentFlag.AlignRight
        (across, up), (below, beside) = plot.ticks(), plot.figures_of()
        for value, text in zip(across, below, strict=False):
            place = plot.place_of(value, y0)
            painter.setPen(QPen(t.grip, 1))
            painter.drawLine(place, QPointF(place.x(), place.y() + 3))
            width = painting.text_width(text, body) + 1
            left = min(max(place.x() - width / 2, 0.0), self.width() - width)
            spot = QRectF(left, rect.bottom() + theme.px(3), width, line)
            painting.draw_text(painter, spot, text, body, t.text2)
        for value, text in zip(up, beside, strict=False):
            place = plot.place_of(x0, value)
            painter.setPen(QPen(t.grip, 1))
            painter.drawLine(place, QPointF(place.x() - 3, place.y()))
            top = min(max(place.y() - line / 2, 0.0), rect.bottom() - line + theme.px(6))
            spot = QRectF(0, top, rect.left() - theme.px(7), line)
            painting.draw_text(painter, spot, text, body, t.text2, right)
        x_name, y_name = plot.names
        foot = rect.bottom() + theme.px(3 + (19 if below else 0))
        start = min(rect.left(), rect.right() - painting.text_width(x_name, body) - 1)
        painting.draw_text(painter, QRectF(start, foot, rect.right() - start, line), x_name, body, t.text3, right)
        if beside:
            above = QRectF(rect.left(), rect.top() - line - theme.px(5), self.width() - rect.left(), line)
            painting.draw_text(painter, above, y_name, body, t.text3)

    def _paint_marks(self, painter: QPainter, rect: QRectF) -> None:
        t, plot = theme.tokens(), self._plot
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if plot.cursor_x is not None:
            x = plot.place_of(plot.cursor_x, 0).x()
            painter.setPen(QPen(t.ink, 1.5 * t.scale))
            painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, size, places in plot.dots:
            painter.setBrush(getattr(t, colour))
            for each in places:
                painter.drawEllipse(plot.place_of(*each), theme.px(size) / 2, theme.px(size) / 2)
        self._paint_labels(painter)
        for place in plot.rings:
            painter.setPen(QPen(t.accent, 2 * t.scale))
            painter.setBrush(t.panel)
            painter.drawEllipse(plot.place_of(*place), theme.px(5), theme.px(5))
        self._paint_thumbnail(painter, rect)

    def _paint_labels(self, painter: QPainter) -> None:
        """Words on small plates of the ground, so that they are read among points."""
        t, font = theme.tokens(), theme.font("body600")
        for x, y, text in self._plot.labels:
            width = painting.text_width(text, font) + theme.px(8)
            spot = QRectF(0, 0, width, theme.px(20))
            spot.moveCenter(self._plot.place_of(x, y))
            painting.rounded(painter, spot, theme.px(4), fill=t.panel, outline=t.ctl)
            painting.draw_text(painter, spot, text, font, t.text, Qt.AlignmentFlag.AlignHCenter)

    def _paint_thumbnail(self, painter: QPainter, rect: QRectF) -> None:
        """The picture beside its place, inside the plot."""
        if self._plot.thumbnail is None:
            return
        t = theme.tokens()
        x, y, image, text = self._plot.thumbnail
        zoom = max(theme.px(_THUMBNAIL) // max(image.width(), 1), 1)
        wide, high = image.width() * zoom, image.height() * zoom
        place = self._plot.place_of(x, y)
        box = QRectF(place.x() + theme.px(10), place.y() - high - theme.px(30), wide + 8, high + theme.px(28))
        if box.right() > self.width():
            box.moveRight(place.x() - theme.px(10))
        box.moveTop(max(box.top(), rect.top()))
        painting.rounded(painter, box, theme.px(4), fill=t.panel, outline=t.ctl)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        painter.drawImage(QRectF(box.left() + 4, box.top() + 4, wide, high), image)
        words = QRectF(box.left() + 4, box.top() + high + 4, wide, theme.px(22))
        painting.draw_text(painter, words, text, theme.font("body"), t.text)
        painter.setPen(QPen(t.accent, 2 * t.scale))
        painter.setBrush(t.panel)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawEllipse(place, theme.px(4), theme.px(4))
