"""Pictures side by side with a word below each: images of a batch, or variants of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting

_GAP: Final = 8
_LINE: Final = 18
_LEAST: Final = 48  # pixels that a picture and its words take across, at scale 1
_SIDE: Final = 56  # pixels that a picture is to have across, about: a whole number for each of its own


class PictureGrid(QWidget):
    """As many whole pictures as there is room for, drawn sharp.

    Args:
        lines: of words below each.
        parent: the owner.
    """

    def __init__(self, lines: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._pictures: list[QImage] = []
        self._words: tuple[str, ...] = ()
        self._tips: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_pictures(self, images: Sequence[NDArray[Any]], words: Sequence[str], tips: Sequence[str] = ()) -> None:
        """Show other pictures.

        Args:
            images: each (C, H, W) of 0 … 1 with one or three channels.
            words: below each; lines parted by line breaks.
            tips: the tooltip of each.
        """
        self._pictures = [_image(each) for each in images]
        self._words, self._tips = tuple(words), tuple(tips)
        self.setAccessibleDescription(", ".join(words))
        self.update()

    @property
    def words(self) -> tuple[str, ...]:
        """What stands below the pictures."""
        return self._words

    def _cells(self) -> list[QRectF]:
        """Where pictures stand; those without room are left out."""
        if not self._pictures:
            return []
        width, height = self._pictures[0].width(), self._pictures[0].height()
        zoom = max(round(theme.px(_SIDE) / max(width, 1)), 1)
        side = max(width * zoom, 1)
        scale = side / width if side <= self.width() else self.width() / width
        wide, high = width * scale, height * scale
        pitch = max(wide, theme.px(_LEAST)) + theme.px(_GAP)
        columns = max(int((self.width() + theme.px(_GAP)) // pitch), 1)
        line = high + theme.px(_LINE * self._lines + _GAP)
        cells = []
        for place in range(len(self._pictures)):
            top = place // columns * line
            if top + high + theme.px(_LINE * self._lines) > self.height() + 1:
                break
            cells.append(QRectF(place % columns * pitch, top, wide, high))
        return cells

    def shown(self) -> int:
        """How many pictures have room."""
        return len(self._cells())

    def sizeHint(self) -> QSize:
        """A few rows."""
        return QSize(theme.px(480), theme.px(200))

    def minimumSizeHint(self) -> QSize:
        """One row."""
        return QSize(theme.px(120), theme.px(_LEAST + _LINE * self._lines + _GAP))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        t = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        font = theme.font("body")
        for place, cell in enumerate(self._cells()):
            painter.drawImage(cell, self._pictures[place])
            painter.setPen(QPen(t.ctl, 1))
            painter.drawRect(cell.adjusted(-0.5, -0.5, 0.5, 0.5))
            lines = self._words[place].split("\n")[: self._lines] if place < len(self._words) else []
            for number, text in enumerate(lines):
                width = max(cell.width(), theme.px(_LEAST))
                spot = QRectF(cell.left(), cell.bottom() + 1 + number * theme.px(_LINE), width, theme.px(_LINE))
                painting.draw_text(painter, spot, text, font, t.text2)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """The tooltip of the picture under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._at(event.pos())
            if place is not None and place < len(self._tips):
                QToolTip.showText(event.globalPos(), self._tips[place], self)
                return True
        return super().event(event)

    def _at(self, point: QPoint) -> int | None:
        return next((place for place, cell in enumerate(self._cells()) if cell.contains(point.toPointF())), None)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()
        super().changeEvent(event)


def _image(values: NDArray[Any]) -> QImage:
    """Pixels of 0 … 1 as a picture: grey as it is in the file, or in colour."""
    shades = (np.clip(values, 0, 1) * 255 + 0.5).astype(np.uint8)
    planes = np.repeat(shades, 3, axis=0) if shades.shape[0] == 1 else shades[:3]
    pixels = np.ascontiguousarray(planes.transpose(1, 2, 0))
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
