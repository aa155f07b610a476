"""Many pictures in rows that scroll, with words below each; one of them can be chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import icons, painting
from cnnviz.gui.widgets.device_pixels import frame
from cnnviz.gui.widgets.focus_ring import FocusRing

_SIDE: Final = 112  # pixels that a picture is to take across, about
_COLUMNS: Final = 3  # at least so many where they can be had at a smaller whole scale
_GAP: Final = 12
_CELL: Final = 100  # pixels that the words below a picture need across
_LINE: Final = 20
_BELOW: Final = 10
_EDGE: Final = 4  # room for the ring


@dataclass(frozen=True, slots=True)
class Caption:
    """The words below a picture.

    Attributes:
        left: at its left edge, such as “9 → ”.
        strong: after that, in bold.
        right: at its right edge, in bold.
        tip: its tooltip.
        marked: shows a flag.
    """

    left: str
    strong: str
    right: str
    tip: str = ""
    marked: bool = False


class PictureGallery(QAbstractScrollArea):
    """As many pictures as somebody likes; only those in sight are asked for.

    A click or Return chooses a picture, arrow keys go from one to the next.

    Args:
        side: pixels that a picture is to take across, about, at scale 1.
        cell: pixels that the words below it need across, at scale 1.
        parent: the owner.
    """

    chosen = Signal(object)
    """The place (int) of the picture that the person chose."""

    def __init__(self, side: int = _SIDE, cell: int = _CELL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side, self._cell = side, cell
        self._count = 0
        self._lines = 1
        self._size = (1, 1)
        self._picture: Callable[[int], NDArray[Any]] = lambda place: np.zeros((1, 1, 1), np.uint8)
        self._caption: Callable[[int], Caption] = lambda place: Caption("", "", "")
        self._images: dict[int, QImage] = {}
        self._current: int | None = None
        self._at = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setMouseTracking(True)
        self.focus_ring = FocusRing(self, 4, lambda: self.viewport().rect().adjusted(2, 2, -2, -2))

    def set_pictures(
        self,
        count: int,
        size: tuple[int, int],
        picture: Callable[[int], NDArray[Any]],
        caption: Callable[[int], Caption],
        *,
        lines: int = 1,
    ) -> None:
        """Show other pictures, from the first one on.

        Args:
            count: how many.
            size: width and height of each.
            picture: gives one, (C, H, W) uint8: one channel is drawn as ink, three in colour.
            caption: gives its words.
            lines: of words below each; of two, the second is for the figure.
        """
        self._lines = lines
        self._count, self._size, self._picture, self._caption = count, size, picture, caption
        self._images.clear()
        self._current, self._at = None, 0
        self._measure()
        self.verticalScrollBar().setValue(0)
        self._describe()
        self.viewport().update()

    def refresh(self) -> None:
        """The words may have changed."""
        self._describe()
        self.viewport().update()

    def set_current(self, place: int | None) -> None:
        """Ring a picture, or none; silently."""
        if place != self._current:
            self._current = place
            if place is not None:
                self._at = place
                self._show_row(place)
            self._describe()
            self.viewport().update()

    @property
    def count(self) -> int:
        """How many pictures there are."""
        return self._count

    @property
    def current(self) -> int | None:
        """The picture with the ring."""
        return self._current

    def caption_of(self, place: int) -> Caption:
        """The words below a picture."""
        return self._caption(place)

    def picture_rect(self, place: int) -> QRect:
        """Where a picture is, in the viewport's coordinates."""
        columns, wide, high, pitch, line = self._layout()
        left = theme.px(_EDGE) + round(place % columns * pitch)
        top = theme.px(_EDGE) + place // columns * line - self.verticalScrollBar().value()
        return QRect(left, top, wide, high)

    def _layout(self) -> tuple[int, int, int, float, int]:
        """Columns; width and height of a picture; from one to the next across, and down."""
        width, height = self._size
        room = max(self.viewport().width() - 2 * theme.px(_EDGE), 1)
        gap = theme.px(_GAP)
        zoom = max(theme.px(self._side) // width, 1)
        least = theme.px(self._cell)
        while zoom > 1 and (room + gap) // (max(width * zoom, least) + gap) < _COLUMNS:
            zoom -= 1
        scale = min(zoom, theme.px(self._side) / width) if zoom == 1 else zoom
        wide, high = round(width * scale), round(height * scale)
        cell = max(wide, least)
        columns = max(int((room + gap) // (cell + gap)), 1)
        pitch = (room - cell) / (columns - 1) if columns > 1 and self._count >= columns else cell + gap
        pitch = min(pitch, cell + 3 * gap)
        return columns, wide, high, pitch, high + theme.px(self._lines * _LINE + _BELOW + 2)

    def _measure(self) -> None:
        """How far the pictures reach below the edge."""
        columns, _wide, _high, _pitch, line = self._layout()
        rows = -(-self._count // columns)
        bar = self.verticalScrollBar()
        whole = rows * line - theme.px(_BELOW) + 2 * theme.px(_EDGE)
        bar.setRange(0, max(whole - self.viewport().height(), 0))
        bar.setPageStep(max(self.viewport().height(), 1))
        bar.setSingleStep(line // 2)

    def _image(self, place: int) -> QImage:
        image = self._images.get(place)
        if image is None:
            if len(self._images) > 400:
                self._images.clear()
            image = self._images[place] = image_of(self._picture(place))
        return image

    def _at_point(self, point: QPointF) -> int | None:
        columns, wide, high, pitch, line = self._layout()
        down = point.y() - theme.px(_EDGE) + self.verticalScrollBar().value()
        across = point.x() - theme.px(_EDGE)
        column, row = int(across // pitch), int(down // line)
        place = row * columns + column
        inside = across - column * pitch <= wide and down - row * line <= high + theme.px(self._lines * _LINE)
        return place if across >= 0 <= down and column < columns and place < self._count and inside else None

    def _show_row(self, place: int) -> None:
        """Scroll so that a picture is in sight."""
        rect, bar = self.picture_rect(place), self.verticalScrollBar()
        line = self._layout()[4]
        if rect.top() < theme.px(_EDGE):
            bar.setValue(bar.value() + rect.top() - theme.px(_EDGE))
        elif rect.top() + line - theme.px(_BELOW) > self.viewport().height():
            bar.setValue(bar.value() + rect.top() + line - theme.px(_BELOW) - self.viewport().height())

    def _choose(self, place: int) -> None:
        self.set_current(place)
        self.chosen.emit(place)

    def _describe(self) -> None:
        if self._count:
            words = self._caption(self._at)
            self.setAccessibleDescription(words.tip or f"{words.left}{words.strong} {words.right}")
        else:
            self.setAccessibleDescription("")

    # Qt

    def sizeHint(self) -> QSize:
        """Three columns, two rows."""
        return QSize(theme.px(392), theme.px(300))

    def minimumSizeHint(self) -> QSize:
        """One row of small ones."""
        return QSize(theme.px(200), theme.px(min(self._side + _LINE, 96)))

    def viewportEvent(self, event: QEvent) -> bool:
        """The tooltip of the picture under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._at_point(QPointF(event.pos()))
            if place is not None:
                QToolTip.showText(event.globalPos(), self._caption(place).tip, self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint those in sight."""
        t = theme.tokens()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        columns, _wide, _high, _pitch, line = self._layout()
        offset = self.verticalScrollBar().value()
        first = max(offset // line, 0) * columns
        last = min((offset + self.viewport().height()) // line * columns + columns, self._count)
        for place in range(first, last):
            rect = self.picture_rect(place)
            shrunk = rect.width() < self._size[0]
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=shrunk)
            painter.drawImage(rect, self._image(place))
            here = place == self._current
            frame(painter, rect, 1, t.ctl)
            if here:
                frame(painter, rect.adjusted(-1, -1, 1, 1), theme.px(2), t.accent)
            elif place == self._at and self.hasFocus():
                frame(painter, rect.adjusted(-1, -1, 1, 1), 1, t.text2)
            words = self._caption(place)
            wide = max(rect.width(), theme.px(self._cell))
            self._paint_words(painter, QRectF(rect.left(), rect.bottom() + theme.px(4), wide, theme.px(_LINE)), words)
            if words.marked:
                flag = QRectF(rect.right() - theme.px(21), rect.top() + theme.px(3), theme.px(18), theme.px(18))
                painting.rounded(painter, flag.adjusted(-1, -1, 1, 1), theme.px(4), fill=t.panel)
                icons.draw(painter, "flag", flag, t.attention)
        painter.end()

    def _paint_words(self, painter: QPainter, spot: QRectF, words: Caption) -> None:
        """Truth and answer at the left, the figure at the right; long names give way, each by half."""
        t = theme.tokens()
        body, bold = theme.shared_font("body"), theme.shared_font("body600")
        figures = painting.text_width(words.right, bold)
        room = spot.width() - (figures + theme.px(6) if self._lines == 1 else 0)
        first, second = painting.text_width(words.left, body), painting.text_width(words.strong, bold)
        if first + second > room:
            first = min(first, round(max(room / 2, room - second)))
        painting.draw_text(
            painter, QRectF(spot.left(), spot.top(), first + 1, spot.height()), words.left, body, t.text2
        )
        rest = QRectF(spot.left() + first, spot.top(), max(room - first, 0), spot.height())
        if rest.width() > theme.px(6):
            painting.draw_text(painter, rest, words.strong, bold, t.text)
        if self._lines == 1:
            painting.draw_text(painter, spot, words.right, bold, t.text, Qt.AlignmentFlag.AlignRight)
        else:
            painting.draw_text(painter, spot.translated(0, spot.height()), words.right, bold, t.text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._measure()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the picture."""
        place = self._at_point(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self._choose(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what can be clicked."""
        over = self._at_point(event.position()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Work by keys alone."""
        columns = self._layout()[0]
        rows = max(self.viewport().height() // self._layout()[4], 1)
        moves = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -columns,
            Qt.Key.Key_Down: columns,
            Qt.Key.Key_PageUp: -columns * rows,
            Qt.Key.Key_PageDown: columns * rows,
            Qt.Key.Key_Home: -self._count,
            Qt.Key.Key_End: self._count,
        }
        key = event.key()
        if not self._count or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in moves:
            self._at = min(max(self._at + moves[Qt.Key(key)], 0), self._count - 1)
            self._show_row(self._at)
            self._describe()
            self.viewport().update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self._at)
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._images.clear()
            self._measure()
            self.viewport().update()


def image_of(values: NDArray[Any]) -> QImage:
    """A picture (C, H, W) of uint8: one channel as ink on the theme's paper, three in their colours."""
    if values.shape[0] == 1:
        pixels = np.ascontiguousarray(theme.packed_table("grey")[values[0]], np.uint32)
        height, width = pixels.shape
        return QImage(pixels.data.cast("B"), width, height, 4 * width, QImage.Format.Format_RGB32).copy()
    planes = np.ascontiguousarray(values[:3].transpose(1, 2, 0))
    height, width = planes.shape[:2]
    return QImage(planes.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
