"""The arrows, rings and tags at the two ends of a line of code."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting

Place = Literal["ran", "next", "running", "failed"]

TAGS: Final = 88
"""How wide the column of tags is."""
_MARK: Final = 43
_TAG: Final = 20


def paint_marker(painter: QPainter, row: QRectF, place: Place | None, *, marked: bool, pointed: bool) -> None:
    """The arrow of a line that the stepper knows, and the ring of a mark.

    Args:
        painter: its antialiasing is turned on.
        row: the line's row, from its left end.
        place: what is to be said of the line.
        marked: it has a mark.
        pointed: the pointer is where a click sets one.
    """
    t = theme.tokens()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = QPointF(theme.px(_MARK), row.center().y())
    if place is None:
        if marked or pointed:
            radius = theme.px(4)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(t.accent if marked else t.grip, theme.px(2) if marked else 1))
            painter.drawEllipse(middle, radius, radius)
        return
    high, wide = theme.px(4.5), theme.px(8)
    left = middle.x() - wide / 2
    arrow = QPolygonF(
        [QPointF(left, middle.y() - high), QPointF(left + wide, middle.y()), QPointF(left, middle.y() + high)]
    )
    if marked:  # the ring lies around the arrow
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(t.accent, 1.5))
        painter.drawEllipse(middle, theme.px(8), theme.px(8))
    colour = {"ran": t.text, "failed": t.attention}.get(place, t.accent)
    painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush if place in ("ran", "running") else colour)
    painter.drawPolygon(arrow)


def paint_tag(painter: QPainter, row: QRectF, place: Place, text: str, right: float) -> None:
    """What is to be said of a line in words, ending at `right`."""
    t, font = theme.tokens(), theme.shared_font("body600")
    width = min(painting.text_width(text, font) + theme.px(12), theme.px(TAGS - 4))
    height = theme.px(_TAG)
    spot = QRectF(right - width, row.center().y() - height / 2, width, height)
    fill, outline, ink = {
        "ran": (t.raised, t.grip, t.text),
        "next": (t.accent, None, t.on_accent),
        "running": (t.panel, t.accent, t.accent),
        "failed": (t.panel, t.attention, t.attention),
    }[place]
    painting.rounded(painter, spot, theme.px(4), fill=fill, outline=outline)
    painting.draw_text(painter, spot.adjusted(3, 0, -3, 0), text, font, ink, Qt.AlignmentFlag.AlignHCenter)
