"""All keys of the page over the window: what `?` shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting

_ROW: Final = 32
_TIGHT_ROW: Final = 26
_CAP: Final = 22
_CAP_PADDING: Final = 7
_BETWEEN_CAPS: Final = 4
_AFTER_CAPS: Final = 12
_BETWEEN_COLUMNS: Final = 40
_PADDING: Final = 32
_TITLE: Final = 44
_EDGE: Final = 24
_VEIL: Final = 0.45
_MODIFIERS: Final = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


@dataclass(frozen=True)
class KeyRow:
    """What one action's keys are, in the system's writing, and what they do. Without keys it is a heading."""

    keys: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class _Columns:
    """How the rows are spread: rows in a column, height of a row, width of each column's caps and words."""

    rows: int
    row: int
    widths: tuple[tuple[int, int], ...]


class KeysOverlay(QWidget):
    """A sheet of key caps over a veil; any key or click takes it away, and does nothing else.

    Args:
        window: what it covers.

    Attributes:
        closed: it is gone from the screen.
    """

    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._title = ""
        self._rows: tuple[KeyRow, ...] = ()
        self._before: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        window.installEventFilter(self)
        self.hide()

    def open_with(self, title: str, rows: Sequence[KeyRow]) -> None:
        """Show these keys."""
        self._title, self._rows = title, tuple(rows)
        self.setAccessibleName(title)
        self.setAccessibleDescription("; ".join(f"{' '.join(row.keys)}: {row.text}" for row in rows if row.keys))
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_overlay(self) -> None:
        """Take it away and give the focus back to whoever had it."""
        if not self.isVisible():
            return
        before, self._before = self._before, None
        had_focus = self.hasFocus()
        self.hide()
        if had_focus and before is not None and shiboken6.isValid(before):
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def _spread(self) -> _Columns:
        """As few columns as the window's height allows, but two where there are more than a few rows."""
        least = theme.px(_TIGHT_ROW)
        room = max(self.height() - 2 * theme.px(_PADDING + _EDGE) - theme.px(_TITLE), least)
        wide = self.width() - 2 * theme.px(_PADDING + _EDGE)
        for columns in range(1 if len(self._rows) <= 8 else 2, max(len(self._rows), 1) + 1):
            count = -(-len(self._rows) // columns)
            row = min(theme.px(_ROW), room // max(count, 1))
            widths = tuple(self._measure(self._rows[at : at + count]) for at in range(0, len(self._rows), count or 1))
            taken = sum(caps + words for caps, words in widths) + theme.px(_BETWEEN_COLUMNS) * (len(widths) - 1)
            if row >= least or taken + theme.px(200) > wide:
                break
        return _Columns(count, max(row, least), widths)

    def _measure(self, rows: Sequence[KeyRow]) -> tuple[int, int]:
        """How wide a column's caps and words are."""
        caps = max((self._caps_width(row) for row in rows), default=0)
        # Hangul is not wider when it is bolder, so each text is measured in the weight that it is painted in.
        words = max(
            (painting.text_width(row.text, theme.font("body" if row.keys else "body600")) + 1 for row in rows),
            default=0,
        )
        return caps, words

    def _caps_width(self, row: KeyRow) -> int:
        widths = [self._cap_width(key) for key in row.keys]
        return sum(widths) + theme.px(_BETWEEN_CAPS) * len(widths) + (theme.px(_AFTER_CAPS) if widths else 0)

    def _cap_width(self, key: str) -> int:
        return max(painting.text_width(key, theme.font("body500")) + 2 * theme.px(_CAP_PADDING), theme.px(_CAP))

    def sheet_rect(self) -> QRect:
        """Where the sheet is, in this widget's coordinates."""
        return self._sheet(self._spread())

    def _sheet(self, spread: _Columns) -> QRect:
        padding = theme.px(_PADDING)
        wide = sum(caps + words for caps, words in spread.widths)
        wide += theme.px(_BETWEEN_COLUMNS) * max(len(spread.widths) - 1, 0)
        wide = max(wide, painting.text_width(self._title, theme.font("title")))
        sheet = QRect(0, 0, wide + 2 * padding, spread.rows * spread.row + theme.px(_TITLE) + 2 * padding)
        sheet.moveCenter(self.rect().center())
        return sheet.intersected(self.rect().adjusted(4, 4, -4, -4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Veil, sheet, title, and a line for each action."""
        t = theme.tokens()
        painter = QPainter(self)
        veil = QColor(0, 0, 0)
        veil.setAlphaF(_VEIL)
        painter.fillRect(self.rect(), veil)
        spread = self._spread()
        sheet, padding = self._sheet(spread), theme.px(_PADDING)
        painting.rounded(painter, sheet, theme.px(8), fill=t.panel, outline=t.ctl)
        head = QRectF(sheet.left() + padding, sheet.top() + padding, sheet.width() - 2 * padding, theme.px(22))
        painting.draw_text(painter, head, self._title, theme.font("title"), t.text)
        left = float(sheet.left() + padding)
        for column, (caps, words) in enumerate(spread.widths):
            top = sheet.top() + padding + theme.px(_TITLE)
            for entry in self._rows[column * spread.rows : (column + 1) * spread.rows]:
                self._paint_row(painter, QRectF(left, top, caps + words, spread.row), caps, entry)
                top += spread.row
            left += caps + words + theme.px(_BETWEEN_COLUMNS)
        painter.end()

    def _paint_row(self, painter: QPainter, room: QRectF, caps: int, entry: KeyRow) -> None:
        """The keys as caps, and what they do."""
        t = theme.tokens()
        if not entry.keys:
            painting.draw_text(painter, room, entry.text, theme.font("body600"), t.text)
            return
        left, high = room.left(), theme.px(_CAP)
        for key in entry.keys:
            cap = QRectF(left, room.center().y() - high / 2, self._cap_width(key), high)
            painting.rounded(painter, cap, theme.px(4), fill=t.raised, outline=t.ctl)
            painting.draw_text(painter, cap, key, theme.font("body500"), t.text, Qt.AlignmentFlag.AlignHCenter)
            left += cap.width() + theme.px(_BETWEEN_CAPS)
        words = room.adjusted(caps, 0, 0, 0)
        painting.draw_text(painter, words, entry.text, theme.font("body"), t.text2)

    def event(self, event: QEvent) -> bool:
        """Have every key, also those that mean something to the window."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key closes; a modifier alone does not."""
        event.accept()
        if event.key() not in _MODIFIERS:
            self.close_overlay()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Any click closes."""
        event.accept()
        self.close_overlay()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving closes."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.close_overlay()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the whole window, also when that changes."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme; words of another language are not at hand, so it closes."""
        if event.type() == QEvent.Type.LanguageChange:
            self.close_overlay()
        elif event.type() == QEvent.Type.StyleChange:
            self.update()
        super().changeEvent(event)
