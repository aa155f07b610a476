"""A slider over saved moments that shares its axis with the plots above, and a film of what was answered at each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting
from cnnviz.gui.widgets.focus_ring import FocusRing

_TRACK: Final = 14  # the middle of the track from the top
_THICK: Final = 4
_KNOB: Final = 8
_TICKS: Final = (26, 32)
_FILM: Final = 38
_LEAST_ROW: Final = 5
_LABELLED: Final = 2  # rows of the film that are named, those with the largest answers


class ScrubBar(QWidget):
    """A slider whose stops are saved moments. Only stops can be chosen.

    A click or a drag goes to the nearest; so do the wheel, the arrows, Page Up, Page Down, Home and End.

    Args:
        left: what is kept free on the left, as in the plots above, at scale 1.
        right: the same on the right.
        parent: the owner.
    """

    moved = Signal(object)
    """The place (int) of the stop that the person chose; not sent by `set_place`."""

    def __init__(self, left: int, right: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left, self._right = left, right
        self._stops: NDArray[np.float64] = np.empty(0)
        self._place: int | None = None
        self._range = (0.0, 1.0)
        self._end: float | None = None
        self._end_text = ""
        self._film: NDArray[np.float32] | None = None  # (stops, classes), NaN where not known yet
        self._names: tuple[str, ...] = ()
        self._image: QImage | None = None
        self._dragging = False
        self._wheel = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.focus_ring = FocusRing(self, 8, lambda: self._knob().toAlignedRect())

    def set_stops(self, stops: Sequence[float]) -> None:
        """Where moments were saved, ascending, on the axis of `set_range`."""
        self._stops = np.asarray(stops, np.float64)
        if self._place is not None and self._place >= len(stops):
            self._place = None
        self._forget()

    def set_place(self, place: int | None) -> None:
        """Stand at a stop, silently."""
        if place != self._place:
            self._place = place
            self.setAccessibleDescription("" if place is None else f"{place + 1} / {len(self._stops)}")
            self.update()

    def set_range(self, low: float, high: float) -> None:
        """What lies at the two ends of the axis."""
        if (low, high) != self._range:
            self._range = (low, high)
            self._forget()

    def set_end(self, end: float | None, text: str) -> None:
        """How far the training has come, and a word for that."""
        if (end, text) != (self._end, self._end_text):
            self._end, self._end_text = end, text
            self.update()

    def set_film(self, film: NDArray[np.float32] | None, names: Sequence[str]) -> None:
        """Show a row for each class and a column for each stop.

        Args:
            film: (stops, classes) shares 0 … 1, not a number where none is known; None for no film.
            names: of the classes.
        """
        self._film, self._names = film, tuple(names)
        self._forget()

    @property
    def place(self) -> int | None:
        """The stop that it stands at."""
        return self._place

    @property
    def count(self) -> int:
        """How many stops there are."""
        return len(self._stops)

    @property
    def film(self) -> NDArray[np.float32] | None:
        """What `set_film` gave."""
        return self._film

    def x_of(self, value: float) -> float:
        """Where a value of the axis lies in this widget."""
        left, room = self._room()
        low, high = self._range
        return left + (value - low) / max(high - low, 1e-12) * room

    def nearest(self, x: float) -> int | None:
        """The stop nearest to a place of this widget."""
        if not len(self._stops):
            return None
        left, room = self._room()
        low, high = self._range
        value = low + (x - left) / room * (high - low)
        return int(np.abs(self._stops - value).argmin())

    def step(self, by: int) -> None:
        """Go so many stops on, and stay at the ends; from nowhere, to the end that lies that way."""
        if len(self._stops):
            here = self._place if self._place is not None else (len(self._stops) if by < 0 else -1)
            self._move(min(max(here + by, 0), len(self._stops) - 1))

    def _room(self) -> tuple[float, float]:
        left = float(theme.px(self._left))
        return left, max(self.width() - left - theme.px(self._right), 1.0)

    def _knob(self) -> QRectF:
        radius = theme.px(_KNOB)
        spot = QRectF(0, 0, 2 * radius, 2 * radius)
        value = self._stops[self._place] if self._place is not None else self._range[0]
        spot.moveCenter(QPointF(self.x_of(float(value)), theme.px(_TRACK)))
        return spot

    def _move(self, place: int | None) -> None:
        if place is not None and place != self._place:
            self.set_place(place)
            self.moved.emit(place)

    def _forget(self) -> None:
        self._image = None
        self.update()

    def sizeHint(self) -> QSize:
        """As large as the design says."""
        return QSize(theme.px(560), theme.px(_FILM + 70))

    def minimumSizeHint(self) -> QSize:
        """The slider alone."""
        return QSize(theme.px(200), theme.px(_FILM))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Film, ticks, track, knob."""
        t = theme.tokens()
        painter = QPainter(self)
        left, room = self._room()
        middle, thick = theme.px(_TRACK), theme.px(_THICK)
        end = left + room if self._end is None else min(max(self.x_of(self._end), left), left + room)
        self._paint_film(painter)
        painting.rounded(painter, QRectF(left, middle - thick / 2, room, thick), thick / 2, fill=t.bar2)
        if self._end is not None:
            painting.rounded(
                painter, QRectF(left, middle - thick / 2, end - left, thick), thick / 2, fill=t.accent_soft
            )
            painter.fillRect(QRectF(round(end) - 1, middle - theme.px(7), 2, theme.px(14)), t.text)
            width = painting.text_width(self._end_text, theme.font("body")) + 1
            x = end + theme.px(8 + _KNOB)
            room_for_word = QRectF(x, middle - theme.px(9), width, theme.px(18))
            if x + width <= self.width():
                painter.fillRect(room_for_word.adjusted(-theme.px(4), 0, theme.px(4), 0), t.panel)
                painting.draw_text(painter, room_for_word, self._end_text, theme.font("body"), t.text)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(t.grip, 1))
        low, high = self._range
        places = np.unique(np.round(left + (self._stops - low) / max(high - low, 1e-12) * room))
        places = places[(places >= left - 1) & (places <= left + room + 1)]
        top, bottom = theme.px(_TICKS[0]), theme.px(_TICKS[1])
        painter.drawLines([QLineF(x, top, x, bottom) for x in places[:: 2 if len(places) > room / 2 else 1].tolist()])
        if self._place is not None:
            knob = self._knob()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(t.accent, 1.5 * t.scale))
            if self._film is not None:
                painter.drawLine(QPointF(knob.center().x(), knob.bottom()), QPointF(knob.center().x(), self.height()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.panel)
            painter.drawEllipse(knob.adjusted(-3, -3, 3, 3))
            painter.setBrush(t.accent_hover if self._dragging else t.accent)
            painter.drawEllipse(knob)
        painter.end()

    def _paint_film(self, painter: QPainter) -> None:
        t, top = theme.tokens(), theme.px(_FILM)
        if self._film is None or not len(self._film):
            return
        classes = self._film.shape[1]
        row = (self.height() - top) / classes
        if row < _LEAST_ROW:
            return
        image = self._film_image(painter.device().devicePixelRatio())
        left, room = self._room()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        painter.drawImage(QRectF(left, top, room, row * classes), image)
        known = np.nan_to_num(self._film)
        shown = known[self._place] if self._place is not None and self._place < len(known) else known.mean(axis=0)
        middles: list[float] = []
        for place in np.argsort(shown)[::-1][:_LABELLED]:
            middle = top + (int(place) + 0.5) * row
            if shown[place] > 0.02 and all(abs(middle - other) >= theme.px(16) for other in middles):
                middles.append(middle)
                room_for_name = QRectF(0, middle - theme.px(10), left - theme.px(8), theme.px(20))
                name = self._names[int(place)] if int(place) < len(self._names) else str(place)
                right = Qt.AlignmentFlag.AlignRight
                painting.draw_text(painter, room_for_name, name, theme.font("body600"), t.text, right)

    def _film_image(self, ratio: float) -> QImage:
        """One pixel a class high, as wide as the axis: each place shows the moment that was saved last before it."""
        _left, room = self._room()
        width = max(round(room * ratio), 1)
        if self._image is None or self._image.width() != width:
            assert self._film is not None
            low, high = self._range
            values = low + (np.arange(width) + 0.5) / width * (high - low)
            places = np.searchsorted(self._stops, values, "right") - 1
            beyond = (places < 0) | (values > (self._end if self._end is not None else high) + 1e-9)
            columns = self._film[np.clip(places, 0, len(self._film) - 1)]  # (width, classes)
            columns = np.where(beyond[:, None], np.nan, columns)
            table = theme.packed_table("grey")
            shades = np.nan_to_num(columns * 255).clip(0, 255).astype(np.uint8)
            pixels = np.where(np.isnan(columns), np.uint32(theme.tokens().panel.rgba()), table[shades]).T
            data = np.ascontiguousarray(pixels.astype(np.uint32))
            self._image = QImage(data.data, width, data.shape[0], 4 * width, QImage.Format.Format_RGB32).copy()
        return self._image

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragging = True
            self._move(self.nearest(event.position().x()))
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the drag."""
        if self._dragging:
            self._move(self.nearest(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag."""
        self._dragging = False
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A notch is a stop."""
        self._wheel += event.angleDelta().y()
        steps = int(self._wheel / 120)
        self._wheel -= 120 * steps
        if steps:
            self.step(-steps)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Work by keys alone."""
        tenth = max(len(self._stops) // 10, 1)
        ways = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -tenth, Qt.Key.Key_PageDown: tenth,
            Qt.Key.Key_Home: -len(self._stops), Qt.Key.Key_End: len(self._stops),
        }  # fmt: skip
        way = ways.get(Qt.Key(event.key()))
        if way is None or event.modifiers():
            super().keyPressEvent(event)
            return
        self.step(way)
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self._forget()
        super().changeEvent(event)
