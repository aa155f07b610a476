"""A check box with its label."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting
from cnnviz.gui.widgets.focus_ring import FocusRing

_BOX: Final = 18
_GAP: Final = 8
_HEIGHT: Final = 32
_MARK: Final = ((0.26, 0.53), (0.43, 0.70), (0.75, 0.33))  # the tick, in fractions of the box


class CheckBox(QCheckBox):
    """On or off; the whole label can be clicked.

    Args:
        text: already translated.
        parent: Qt parent.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.focus_ring = FocusRing(self, 4, self._box)

    def _box(self) -> QRect:
        side = theme.px(_BOX)
        return QRect(0, (self.height() - side) // 2, side, side)

    def sizeHint(self) -> QSize:
        """As large as the words and the padding of now need."""
        width = theme.px(_BOX)
        if self.text():
            width += theme.px(_GAP) + painting.text_width(painting.plain(self.text()), theme.font("body"))
        return QSize(width, theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """The least that can still be read."""
        return QSize(min(self.sizeHint().width(), theme.px(64)), theme.px(_HEIGHT))

    def hitButton(self, position: QPoint) -> bool:
        """The whole label counts."""
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        t = theme.tokens()
        painter = QPainter(self)
        box = QRectF(self._box())
        usable = self.isEnabled()
        if self.isChecked():
            fill = (t.accent_hover if self.underMouse() else t.accent) if usable else t.bar
            painting.rounded(painter, box, theme.px(4), fill=fill)
            painter.setPen(
                QPen(
                    t.on_accent,
                    1.8 * t.scale,
                    Qt.PenStyle.SolidLine,
                    Qt.PenCapStyle.RoundCap,
                    Qt.PenJoinStyle.RoundJoin,
                )
            )
            side = box.width()
            painter.drawPolyline(QPolygonF([QPointF(box.left() + x * side, box.top() + y * side) for x, y in _MARK]))
        else:
            outline = t.text2 if usable and self.underMouse() else t.grip if usable else t.ctl
            painting.rounded(painter, box, theme.px(4), fill=t.raised, outline=outline, width=1.5)
        rest = QRectF(self.rect())
        rest.setLeft(box.right() + theme.px(_GAP))
        painting.draw_text(
            painter, rest, painting.plain(self.text()), theme.font("body"), t.text if usable else t.disabled
        )
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()
            self.update()
        super().changeEvent(event)
