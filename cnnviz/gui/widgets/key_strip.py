"""Key caps in a row with what they do, for the keys that a page is worked with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting

_HEIGHT: Final = 38
_CAP: Final = 22
_GAP: Final = 4
_BETWEEN: Final = 8
_FURTHER: Final = 28  # the height of each further row


class KeyStrip(QWidget):
    """Keys and words, in as many rows as the width asks for.

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
        self._fit()
        self.update()

    def _caps(self, keys: tuple[str, ...]) -> list[int]:
        """The widths of key caps."""
        code = theme.shared_font("code")
        return [max(theme.px(_CAP), painting.text_width(key, code) + theme.px(12)) for key in keys]

    def _wide(self, keys: tuple[str, ...], text: str) -> int:
        """The width of keys and their words together."""
        words = painting.text_width(text, theme.shared_font("body"))
        return sum(self._caps(keys)) + theme.px(_GAP) * len(keys) + words

    def _lines(self) -> list[list[tuple[tuple[str, ...], str]]]:
        """What stands in each row."""
        lines: list[list[tuple[tuple[str, ...], str]]] = [[]]
        room = 0
        for keys, text in self._rows:
            wide = self._wide(keys, text)
            if lines[-1] and room + wide > self.width() + 1:
                lines.append([])
                room = 0
            lines[-1].append((keys, text))
            room += wide + theme.px(_BETWEEN)
        return lines

    def _fit(self) -> None:
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        """As high as the rows of caps need at the width of now."""
        return QSize(theme.px(320), theme.px(_HEIGHT + _FURTHER * (len(self._lines()) - 1)))

    def minimumSizeHint(self) -> QSize:
        """As high, and narrow."""
        return QSize(theme.px(80), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Caps and words."""
        t = theme.tokens()
        painter = QPainter(self)
        body, code = theme.shared_font("body"), theme.shared_font("code")
        cap, gap = theme.px(_CAP), theme.px(_GAP)
        for place, line in enumerate(self._lines()):
            top = theme.px(_HEIGHT - _CAP) / 2 + place * theme.px(_FURTHER)
            x = 0.0
            for keys, text in line:
                for key, width in zip(keys, self._caps(keys), strict=True):
                    spot = QRectF(x, top, width, cap)
                    painting.rounded(painter, spot, theme.px(4), fill=t.raised, outline=t.ctl)
                    inner = QRectF(x, top, width, cap)
                    inner.moveLeft(x + (width - painting.text_width(key, code)) / 2)
                    painting.draw_text(painter, inner, key, code, t.text)
                    x += width + gap
                words = painting.text_width(text, body)
                painting.draw_text(painter, QRectF(x, top, words + 1, cap), text, body, t.text2)
                x += words + theme.px(_BETWEEN)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows by the width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
            self.update()
        super().changeEvent(event)
