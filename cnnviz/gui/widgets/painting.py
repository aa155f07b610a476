"""The few strokes that all controls are painted with."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from cnnviz.gui import theme


def rounded(
    painter: QPainter,
    rect: QRect | QRectF,
    radius: float,
    *,
    fill: QColor | None = None,
    outline: QColor | None = None,
    width: float = 1.0,
) -> None:
    """A rectangle with round corners whose outline lies wholly inside `rect`, crisp at any density.

    Args:
        painter: its antialiasing is turned on and left so.
        rect: the outer edge.
        radius: of the outer corners, in the painter's pixels.
        fill: inside colour; None leaves what is there.
        outline: line colour; None draws no line.
        width: of the line.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if outline is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(rect), radius, radius)
        return
    painter.setPen(QPen(outline, width))
    inner = QRectF(rect).adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.drawRoundedRect(inner, max(radius - width / 2, 0), max(radius - width / 2, 0))


def shadow(painter: QPainter, rect: QRectF, radius: float) -> None:
    """The one shadow of the house, 0 2 8, around a rectangle that is painted afterwards."""
    reach = theme.px(8)
    drop = theme.px(2)
    full = theme.tokens().shadow
    layer = QColor(full)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    whole = (reach + 1) * (reach + 2) / 2
    for grow in range(reach, -1, -1):
        layer.setAlphaF(full.alphaF() * (reach + 1 - grow) / whole)  # darker by more towards the sheet: no outer edge
        painter.setBrush(layer)
        painter.drawRoundedRect(rect.adjusted(-grow, -grow + drop, grow, grow + drop), radius + grow, radius + grow)


def ground_of_bar(bar: QWidget, exposed: QRect) -> None:
    """The ground of a bar across the window, and the line below it."""
    t = theme.tokens()
    painter = QPainter(bar)
    painter.fillRect(exposed, t.panel)
    painter.fillRect(0, bar.height() - 1, bar.width(), 1, t.line)
    painter.end()


def text_width(text: str, font: QFont) -> int:
    """How many pixels a single line of text takes, rounded up."""
    return int(theme.width_of(text, font) + 0.999)


def draw_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """One line of text in the vertical middle of `rect`, cut with an ellipsis where it does not fit.

    The line is placed by the font's capital height, so that a label and an icon beside it share their middle
    whichever fallback face a language brings.
    """
    if not text:
        return
    width = theme.width_of(text, font)
    if width > rect.width() + 0.5:
        text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 0.5)
        width = theme.width_of(text, font)
    left = rect.left()
    if align == Qt.AlignmentFlag.AlignHCenter:
        left = rect.center().x() - width / 2
    elif align == Qt.AlignmentFlag.AlignRight:
        left = rect.right() - width
    ratio = painter.device().devicePixelRatio()
    baseline = round((rect.center().y() + theme.cap_height(font) / 2) * ratio) / ratio
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(QPointF(left, baseline), text)


_HANGUL = re.compile("(?<=[\uac00-\ud7a3])(?=[\uac00-\ud7a3.,!?%)”’])")


def keep_words(text: str) -> str:
    """The text so that Korean wraps between words only: Qt would break between any two syllables."""
    return _HANGUL.sub("\u2060", text)


def plain(text: str) -> str:
    """The words of a button's text without the marks of a shortcut letter: "&Open" gives "Open", "A && B" "A & B"."""
    return re.sub("&(.)", r"\1", text)


def mix(one: QColor, other: QColor, share: float) -> QColor:
    """A colour on the way from `one` (share 0) to `other` (share 1)."""
    share = min(max(share, 0.0), 1.0)
    rest = 1.0 - share
    return QColor.fromRgbF(
        one.redF() * rest + other.redF() * share,
        one.greenF() * rest + other.greenF() * share,
        one.blueF() * rest + other.blueF() * share,
        one.alphaF() * rest + other.alphaF() * share,
    )
