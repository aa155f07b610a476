"""What the colours of a picture mean in numbers."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import cell_colours, numbers
from cnnviz.gui.widgets.device_pixels import PixelImage, Pixels, frame, screen_pixels
from cnnviz.imaging import normalise
from cnnviz.imaging.normalise import ColourScale

_BAR, _GAP, _LINE = 10, 4, 20


def labels(scale: ColourScale) -> tuple[str, str, str]:
    """Give the texts for the low end, the middle and the high end of a range, with equally many decimals."""
    middle = (scale.low + scale.high) / 2
    decimals = numbers.shared_decimals((scale.low, scale.high))
    low, high = (numbers.fixed(value, decimals, plus=scale.signed) for value in (scale.low, scale.high))
    return low, "0" if scale.signed and middle == 0 else numbers.fixed(middle, decimals), high


class Legend(QWidget):
    """A bar with the colours of a range, both its ends and its middle in numbers.

    Args:
        orientation: horizontal (low end left) or vertical (low end below).
        parent: the owner.
    """

    def __init__(self, orientation: Qt.Orientation = Qt.Orientation.Horizontal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._horizontal = orientation == Qt.Orientation.Horizontal
        self._scale: ColourScale | None = None
        self._palette: cell_colours.Palette = "signed"
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(*((free, fixed) if self._horizontal else (fixed, free)))

    def set_scale(self, scale: ColourScale | None, table: cell_colours.Palette = "signed") -> None:
        """Show another range, or nothing.

        Args:
            scale: the range.
            table: the colour map, by name (follows the theme) or as 256 packed colours.
        """
        if scale == self._scale and table is self._palette:
            return
        self._scale, self._palette = scale, table
        self.setAccessibleDescription("" if scale is None else " … ".join(labels(scale)))
        self.updateGeometry()
        self.update()

    def _pixels(self, scale: ColourScale, length: int, thickness: int) -> Pixels:
        ramp = np.linspace(scale.low, scale.high, length)
        line = normalise.colourise(ramp, scale, cell_colours.resolve(self._palette))
        if self._horizontal:
            return np.broadcast_to(line, (thickness, length))
        return np.broadcast_to(line[::-1, np.newaxis], (length, thickness))

    def sizeHint(self) -> QSize:
        """As thick as bar and numbers are."""
        if self._horizontal:
            return QSize(theme.px(280), theme.px(_BAR + _GAP + _LINE) + 2)
        metrics = QFontMetricsF(theme.font("body"))
        texts = labels(self._scale) if self._scale else ("+0.00",)
        widest = max(metrics.horizontalAdvance(text) for text in texts)
        return QSize(theme.px(_BAR + _GAP + 4) + 2 + int(widest + 1), theme.px(200))

    def minimumSizeHint(self) -> QSize:
        """Short, but as thick as it always is."""
        hint = self.sizeHint()
        return QSize(theme.px(80), hint.height()) if self._horizontal else QSize(hint.width(), theme.px(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar and its numbers."""
        scale = self._scale
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.tokens().panel)
        if scale is None:
            return
        bar = theme.px(_BAR)
        with screen_pixels(painter) as ratio:
            line = max(1, round(ratio))
            length = int((self.width() if self._horizontal else self.height()) * ratio) - 2 * line
            thickness = round(bar * ratio)
            if length > 0:
                kept = PixelImage.of(self._pixels(scale, length, thickness))
                painter.drawImage(line, line, kept.image)
                size = (length, thickness) if self._horizontal else (thickness, length)
                frame(painter, QRect(line, line, *size), line, theme.tokens().ctl)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.tokens().text)
        self._paint_labels(painter, labels(scale), bar + 2 + theme.px(_GAP))

    def _paint_labels(self, painter: QPainter, texts: tuple[str, str, str], beyond: int) -> None:
        """Draw the numbers; the middle one only where it stays clear of the others."""
        flag = Qt.AlignmentFlag
        advance = QFontMetricsF(painter.font()).horizontalAdvance
        low, middle, high = texts
        if self._horizontal:
            line = QRectF(1, beyond, self.width() - 2, self.height() - beyond)
            places = (flag.AlignLeft, flag.AlignHCenter, flag.AlignRight)
            side = max(advance(low), advance(high))
            room = line.width() - 2 * side - advance(middle) >= 2 * theme.px(8)
            for text, place in zip(texts, places, strict=True):
                if room or place != flag.AlignHCenter:
                    painter.drawText(line, place | flag.AlignVCenter, text)
            return
        high_line = QFontMetricsF(painter.font()).height()
        column = QRectF(beyond + theme.px(4), 0, self.width() - beyond - theme.px(4), self.height())
        for text, place in ((high, flag.AlignTop), (middle, flag.AlignVCenter), (low, flag.AlignBottom)):
            if place != flag.AlignVCenter or self.height() > 3 * high_line:
                painter.drawText(column, flag.AlignLeft | place, text)
