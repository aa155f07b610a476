"""How far something has come, in a row: what it is, a bar, megabytes, and a way to cancel."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting
from cnnviz.gui.widgets.buttons import TextButton

_BAR: Final = 6
_LINE: Final = 24
_GAP: Final = 8
_MEGA: Final = 1_000_000


class ProgressRow(QWidget):
    """Words and megabytes above a bar, Cancel at the end.

    Args:
        parent: Qt parent.

    Attributes:
        cancelled: the person wants it to stop.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._done = 0
        self._total = 0
        self._cancel = TextButton(kind="link", parent=self)
        self._cancel.clicked.connect(self.cancelled)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._retranslate()

    def set_text(self, text: str) -> None:
        """Say what is going on."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_progress(self, done: int, total: int) -> None:
        """Show how far it is.

        Args:
            done: bytes so far.
            total: bytes in all; 0 where nobody knows, then the bar stays empty.
        """
        self._done, self._total = max(done, 0), max(total, 0)
        self.setAccessibleDescription(self.amount_text)
        self.update()

    @property
    def share(self) -> float:
        """The filled part of the bar, 0–1."""
        return min(self._done / self._total, 1.0) if self._total else 0.0

    @property
    def amount_text(self) -> str:
        """The figures that are shown, such as "45 %, 5.2 of 11.6 MB"."""
        done = f"{self._done / _MEGA:.1f}"
        if not self._total:
            return self.tr("{done} MB").format(done=done)
        return self.tr("{percent} %, {done} of {total} MB").format(
            percent=int(100 * self.share), done=done, total=f"{self._total / _MEGA:.1f}"
        )

    def _retranslate(self) -> None:
        self._cancel.setText(self.tr("Cancel"))
        self.setAccessibleDescription(self.amount_text)
        self._arrange()

    def _arrange(self) -> None:
        """Cancel stands at the right, beside words and bar."""
        size = self._cancel.sizeHint()
        self._cancel.setGeometry(
            self.width() - size.width(), (self.height() - size.height()) // 2, size.width(), size.height()
        )

    def sizeHint(self) -> QSize:
        """Room for the words and the longest figures."""
        words = painting.text_width(self._text, theme.font("body"))
        figures = painting.text_width("100 %, 100.0 of 100.0 MB", theme.font("body"))
        width = words + figures + self._cancel.sizeHint().width() + theme.px(5 * _GAP)
        return QSize(width, theme.px(_LINE + _GAP // 2 + _BAR))

    def minimumSizeHint(self) -> QSize:
        """Words are cut before the figures are."""
        figures = painting.text_width("100 %, 100.0 of 100.0 MB", theme.font("body"))
        return QSize(figures + self._cancel.sizeHint().width() + theme.px(64), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        t = theme.tokens()
        painter = QPainter(self)
        right = self._cancel.x() - theme.px(2 * _GAP)
        line = QRectF(0, 0, right, theme.px(_LINE))
        figures = self.amount_text
        font = theme.font("body")
        width = painting.text_width(figures, font)
        painting.draw_text(painter, line.adjusted(right - width - 1, 0, 0, 0), figures, font, t.text2)
        painting.draw_text(painter, line.adjusted(0, 0, -width - theme.px(_GAP), 0), self._text, font, t.text)
        bar = QRectF(0, theme.px(_LINE + _GAP // 2), right, theme.px(_BAR))
        painting.rounded(painter, bar, bar.height() / 2, fill=t.well)
        if self.share > 0:
            bar.setWidth(max(bar.width() * self.share, bar.height()))
            painting.rounded(painter, bar, bar.height() / 2, fill=t.accent)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        self._arrange()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self._arrange()
            self.update()
        super().changeEvent(event)
