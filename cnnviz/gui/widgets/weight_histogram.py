"""How many weights have which value, in the colours of the values, with the outline of another moment over it."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from cnnviz.gui import theme

BINS: Final = 33


class WeightHistogram(QWidget):
    """Bars over the values from −max to +max.

    Args:
        parent: the owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: NDArray[np.int64] = np.zeros(BINS, np.int64)
        self._before: NDArray[np.int64] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_values(self, values: NDArray[Any], before: NDArray[Any] | None = None) -> None:
        """Show the weights of now, and those of another moment as an outline."""
        largest = float(np.abs(values).max()) if values.size else 0.0
        if before is not None and before.size:
            largest = max(largest, float(np.abs(before).max()))
        edges = np.linspace(-largest or -1.0, largest or 1.0, BINS + 1)
        self._counts = np.histogram(values, edges)[0]
        self._before = None if before is None else np.histogram(before, edges)[0]
        self.update()

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many weights each bar stands for."""
        return self._counts

    def sizeHint(self) -> QSize:
        """As high as the design says."""
        return QSize(theme.px(200), theme.px(40))

    def minimumSizeHint(self) -> QSize:
        """Never lower."""
        return QSize(theme.px(80), theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        t = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        foot = self.height() - 1
        most = max(int(self._counts.max()), 0 if self._before is None else int(self._before.max()), 1)
        edges = [round(place * self.width() / BINS) for place in range(BINS + 1)]
        table = theme.packed_table("signed")
        for place, count in enumerate(self._counts):
            if count:
                high = max(round(int(count) / most * (foot - 1)), 1)
                colour = QColor(int(table[round(place / (BINS - 1) * 255)]))
                bar = QRectF(edges[place], foot - high, edges[place + 1] - edges[place] - 1, high)
                painter.fillRect(bar, colour)
        if self._before is not None:
            corners = []
            for place, count in enumerate(self._before):
                top = foot - int(count) / most * (foot - 1)
                corners += [QPointF(edges[place], top), QPointF(edges[place + 1], top)]
            painter.setPen(QPen(t.train, 1))
            painter.drawPolyline(QPolygonF(corners))
        painter.setPen(QPen(t.grip, 1))
        painter.drawLine(0, foot, self.width(), foot)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()
        super().changeEvent(event)
