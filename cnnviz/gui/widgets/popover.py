"""A small sheet that explains, over the window and beside what it explains."""

from __future__ import annotations

from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting

_WIDTH: Final = 360
_PADDING: Final = 16
_SHADOW: Final = 12
_RADIUS: Final = 8


class Popover(QWidget):
    """Rich text on a sheet; Escape, a click elsewhere or leaving it by Tab closes it.

    It is a child of the window, not a window of its own: it needs no compositor for its round corners and its shadow,
    and it is in every picture of the window.

    Args:
        window: where it appears.

    Attributes:
        closed: it is gone from the screen.
    """

    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._anchor: QWidget | None = None
        self._before: QWidget | None = None
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._label.setOpenExternalLinks(False)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._label)
        self._scroll.viewport().setAutoFillBackground(False)
        self._label.setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.addWidget(self._scroll)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def open_beside(self, anchor: QWidget, title: str, text: str) -> None:
        """Show `text` (rich text, translated) below `anchor`, or above it where there is no room."""
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._anchor = anchor
        heading = f'<p style="font-weight:600; margin:0 0 6px 0">{title}</p>' if title else ""
        self._label.setText(painting.keep_words(heading + text))
        self._dress()
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self.setGeometry(self._place(anchor))
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # a widget needs an application

    def close_popover(self) -> None:
        """Take the sheet away, and give the focus back to whoever had it, so that Tab goes on from there."""
        if not self.isVisible():
            return
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        before, self._before = self._before, None
        had_focus = self.hasFocus()
        self.hide()
        if had_focus and before is not None and shiboken6.isValid(before):
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def _dress(self) -> None:
        """Fonts, colours and margins of now."""
        edge = theme.px(_PADDING) + theme.px(_SHADOW)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(edge, edge, edge, edge)
        palette = self._label.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.tokens().text)
        self._label.setPalette(palette)
        self._label.setFont(theme.font("body"))

    def _place(self, anchor: QWidget) -> QRect:
        """Where the sheet goes: its right edge at the anchor's, inside the window, not over the anchor."""
        window = self._window.rect()
        edge = 2 * (theme.px(_PADDING) + theme.px(_SHADOW))
        width = min(theme.px(_WIDTH), window.width() - edge)
        height = self._label.heightForWidth(width)
        height = min(height, window.height() - edge)
        size = QSize(width + edge, height + edge)
        spot = QRect(anchor.mapTo(self._window, QPoint(0, 0)), anchor.size())
        shadow, gap = theme.px(_SHADOW), theme.px(6)
        left = spot.right() + 1 - size.width() + shadow
        left = min(max(left, window.left()), window.right() + 1 - size.width())
        top = spot.bottom() + 1 + gap - shadow
        if top + size.height() > window.bottom() + 1:
            above = spot.top() - gap + shadow - size.height()
            top = above if above >= window.top() else max(window.bottom() + 1 - size.height(), window.top())
        return QRect(QPoint(left, top), size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        t = theme.tokens()
        painter = QPainter(self)
        edge = theme.px(_SHADOW)
        sheet = self.rect().adjusted(edge, edge, -edge, -edge)
        painting.shadow(painter, sheet.toRectF(), theme.px(_RADIUS))
        painting.rounded(painter, sheet, theme.px(_RADIUS), fill=t.raised, outline=t.ctl)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Work by keys alone."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.close_popover()
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Follow the focus."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.close_popover()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click."""
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch what this depends on."""
        # Only while the sheet is open, so the filter costs nothing while a person draws.
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            spot = event.globalPosition().toPoint()
            edge = theme.px(_SHADOW)
            sheet = self.rect().adjusted(edge, edge, -edge, -edge)
            # A click on the anchor is left to the anchor: it closes what it opened.
            on_anchor = self._anchor is not None and self._anchor.rect().contains(self._anchor.mapFromGlobal(spot))
            if not on_anchor and not sheet.contains(self.mapFromGlobal(spot)):
                self.close_popover()
        elif event.type() == QEvent.Type.Resize and watched is self._window:
            self.close_popover()
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
            self.update()
        super().changeEvent(event)
