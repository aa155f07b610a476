"""Key caps in a row with what they do, for the keys that a page is worked with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting

_HEIGHT: Final = 38
_CAP: Final = 22
_GAP: Final = 4
_BETWEEN: Final = 8


class KeyStrip(QWidget):
    """Keys and words; those for which there is no room are left out from the end.

    Args:
        parent: the owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[tuple[str, ...], str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: Sequence[tuple[tuple[str, ...], str]]) -> None:
        """Keys as they are written on their caps, and what they do."""
        self._rows = tuple(rows)
        self.setAccessibleName("; ".join(f"{' '.join(keys)}: {text}" for keys, text in rows))
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the caps need."""
        return QSize(theme.px(320), theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """As high, and narrow."""
        return QSize(theme.px(80), theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Caps and words."""
        t = theme.tokens()
        painter = QPainter(self)
        body, code = theme.shared_font("body"), theme.shared_font("code")
        cap, gap = theme.px(_CAP), theme.px(_GAP)
        top = (self.height() - cap) / 2
        x = 0.0
        for keys, text in self._rows:
            widths = [max(cap, painting.text_width(key, code) + theme.px(12)) for key in keys]
            words = painting.text_width(text, body)
            if x + sum(widths) + gap * len(keys) + words > self.width() + 1:
                break
            for key, width in zip(keys, widths, strict=True):
                spot = QRectF(x, top, width, cap)
                painting.rounded(painter, spot, theme.px(4), fill=t.raised, outline=t.ctl)
                inner = QRectF(x, top, width, cap)
                inner.moveLeft(x + (width - painting.text_width(key, code)) / 2)
                painting.draw_text(painter, inner, key, code, t.text)
                x += width + gap
            painting.draw_text(painter, QRectF(x, 0, words + 1, self.height()), text, body, t.text2)
            x += words + theme.px(_BETWEEN)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()
        super().changeEvent(event)
