"""The round button that stands over one end of a row that scrolls."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting


class EndButton(QAbstractButton):
    """A round button with an arrow. It takes no focus: the keyboard has Home and End instead.

    Args:
        parent: the row, on which the button is placed by its owner.
        direction: -1 points to the left, 1 to the right.
    """

    def __init__(self, parent: QWidget, direction: int) -> None:
        super().__init__(parent)
        self._direction = direction
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the circle and the arrow."""
        painter = QPainter(self)
        tokens = theme.tokens()
        rect = QRectF(self.rect())
        fill = tokens.hover if self.underMouse() else tokens.raised
        painting.rounded(painter, rect, rect.height() / 2, fill=fill, outline=tokens.ctl)
        pen = QPen(tokens.text2, 1.6 * tokens.scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        reach = rect.height() / 7
        tip = rect.center() + QPointF(reach / 2 * self._direction, 0)
        back = reach * self._direction
        painter.drawPolyline(QPolygonF([tip + QPointF(-back, -1.2 * reach), tip, tip + QPointF(-back, 1.2 * reach)]))
