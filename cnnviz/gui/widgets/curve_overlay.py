"""What lies over the curves of a plot: figures of the axes, cursor, crosshair, dots and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting

if TYPE_CHECKING:
    from cnnviz.gui.widgets.curve_plot import CurvePlot

TOP: Final = 6
"""Pixels above the curves, at scale 1."""
_MOST_DOTS: Final = 60


class CurveOverlay(QWidget):
    """Cursor, crosshair, dots, marks and the axis' name, over the curves; the mouse goes through it."""

    def __init__(self, plot: CurvePlot) -> None:
        super().__init__(plot)
        self._plot = plot
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)

    def update_line(self, x: float | None) -> None:
        """Paint again where a line at an x is or was, and no more: what lies below is painted with it."""
        if x is not None:
            self.update(round(self._plot.pixel_of(x)) - 4, 0, 9, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        t, plot = theme.tokens(), self._plot
        rect = plot.plot_rect()
        painter = QPainter(self)
        if plot.x_name:
            foot = QRectF(0, rect.bottom() + theme.px(3), rect.left() - theme.px(8), theme.px(18))
            painting.draw_text(painter, foot, plot.x_name, theme.font("body"), t.text2, Qt.AlignmentFlag.AlignRight)
        self._paint_figures(painter, rect)
        painter.setClipRect(rect.adjusted(-theme.px(8), -theme.px(TOP), theme.px(8), theme.px(1)))
        self._paint_marks(painter, rect)
        if plot.pointer_x is not None:
            faint = QColor(t.ink)
            faint.setAlphaF(0.55)
            pen = QPen(faint, 1)
            pen.setDashPattern([2, 3])
            painter.setPen(pen)
            x = round(plot.pixel_of(plot.pointer_x)) + 0.5
            painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))
        if plot.cursor_x is not None:
            x = round(plot.pixel_of(plot.cursor_x))
            painter.setPen(QPen(t.ink, 1.5 * t.scale))
            painter.drawLine(QPointF(x, 0), QPointF(x, rect.bottom()))
        self._paint_dots(painter)
        painter.end()

    def _paint_figures(self, painter: QPainter, rect: QRectF) -> None:
        """The figures of both axes; those at the ends stand beside their lines, not on them."""
        t, plot, font = theme.tokens(), self._plot, theme.font("body")
        line, (low, high) = theme.px(18), plot.shown_y
        for value, text in plot.y_figures():
            y = rect.bottom() - (value - low) / (high - low) * rect.height()
            top = min(max(y - line / 2, 0.0), rect.bottom() - line + theme.px(4))
            spot = QRectF(0, top, rect.left() - theme.px(7), line)
            painting.draw_text(painter, spot, text, font, t.text2, Qt.AlignmentFlag.AlignRight)
        for value, text in plot.x_figures():
            width = painting.text_width(text, font) + 1
            left = min(max(plot.pixel_of(value) - width / 2, 0.0), self.width() - width)
            if value == 0 and plot.x_name:
                left = max(left, rect.left() - theme.px(2))
            painting.draw_text(painter, QRectF(left, rect.bottom() + theme.px(3), width, line), text, font, t.text2)

    def _paint_marks(self, painter: QPainter, rect: QRectF) -> None:
        t, plot = theme.tokens(), self._plot
        font, line = theme.font("body600"), theme.px(20)
        for mark in plot.marks:
            x = plot.pixel_of(mark.x)
            if not rect.left() - 1 <= x <= rect.right() + 1:
                continue
            pen = QPen(t.accent, 1.5 * t.scale)
            pen.setDashPattern([3, 3])
            painter.setPen(pen)
            painter.drawLine(QPointF(round(x), rect.top()), QPointF(round(x), rect.bottom()))
            for text, top in ((mark.text, rect.top()), (mark.foot, rect.bottom() - 2 * line)):
                width = painting.text_width(text, font)
                left = x + theme.px(8)
                if left + width > rect.right():
                    left = x - theme.px(8) - width
                painting.draw_text(painter, QRectF(left, top, width + 1, line), text, font, t.accent)

    def _paint_dots(self, painter: QPainter) -> None:
        """A dot on every point of the curves that have them, a ring where the cursor stands."""
        t, plot = theme.tokens(), self._plot
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        low, high = plot.shown_range
        radius = theme.px(3.5)
        for series in plot.dotted():
            x, y = series.window(low, high, _MOST_DOTS)
            if len(x) > _MOST_DOTS:
                continue
            painter.setPen(QPen(t.panel, 1.5))
            painter.setBrush(t.accent)
            for place, value in zip(x, y, strict=True):
                height = plot.pixel_of_y(float(value))
                if height is not None:
                    painter.drawEllipse(QPointF(plot.pixel_of(float(place)), height), radius, radius)
