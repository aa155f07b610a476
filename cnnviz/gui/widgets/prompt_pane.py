"""Questions and answers below one another, and a line to type the next question into."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QStyle, QTextEdit, QVBoxLayout, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting

SIGN: Final = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
LINE: Final = 22
_MOST: Final = 500  # lines of talk that are kept

Kind = Literal["question", "answer", "error", "note"]


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said: what it is, and the words."""

    kind: Kind
    text: str


class PromptPane(QWidget):
    """What was asked and answered, newest at the bottom, and the line for the next question.

    Enter asks, the keys up and down walk through earlier questions, Escape empties the line and then leaves it.

    Args:
        parent: the owner.

    Signals:
        asked: what the person typed (str).
        left: Escape in an empty line.
    """

    asked = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said: list[Said] = []
        self._history: list[str] = []
        self._place = 0
        self._draft = ""
        self.talk = _Talk()
        self.line = _Line(self)
        self._sign = _Sign()
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self._sign)
        below.addWidget(self.line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.talk, 1)
        column.addLayout(below)
        column.addStretch(0)  # the line follows the talk, as in a terminal, until that fills the pane
        self.setFocusProxy(self.line)
        self.line.returnPressed.connect(self._on_return)

    def say(self, said: Said) -> None:
        """Add something at the end."""
        self._said.append(said)
        del self._said[:-_MOST]
        self.talk.show_all(self._said)

    def clear(self) -> None:
        """Forget what was said; the questions stay in the history."""
        self._said.clear()
        self.talk.show_all(self._said)

    @property
    def said(self) -> Sequence[Said]:
        """Everything that was said."""
        return tuple(self._said)

    @property
    def columns(self) -> int:
        """How many characters a line has room for."""
        room = self.width() - self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        return max(int(room / QFontMetricsF(theme.shared_font("code")).horizontalAdvance("0")), 1)

    def walk(self, by: int) -> None:
        """Put the question `by` places later (earlier, below 0) into the line; behind the last one, what was typed."""
        if self._place == len(self._history):
            self._draft = self.line.text()
        place = min(max(self._place + by, 0), len(self._history))
        if place != self._place:
            self._place = place
            self.line.setText(self._draft if place == len(self._history) else self._history[place])

    def leave(self) -> None:
        """Empty the line; where it is empty, say that somebody wants to leave it."""
        if self.line.text():
            self.line.clear()
            self._place = len(self._history)
        else:
            self.left.emit()

    def _on_return(self) -> None:
        text = self.line.text().strip()
        self.line.clear()
        if text and (not self._history or self._history[-1] != text):
            self._history.append(text)
        self._place = len(self._history)
        self._draft = ""
        self.asked.emit(text)

    def sizeHint(self) -> QSize:
        """Room for eight lines."""
        return QSize(theme.px(440), theme.px(8 * LINE))

    def minimumSizeHint(self) -> QSize:
        """Room for three."""
        return QSize(theme.px(200), theme.px(3 * LINE))


class _Talk(QTextEdit):
    """What was said; it can be selected and copied."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Said, ...] = ()
        self._applied: object = None
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._apply()
        self._fit()

    def show_all(self, said: Sequence[Said]) -> None:
        """Show all of it, the newest in sight."""
        old, new = self._shown, tuple(said)
        self._shown = new
        if old and new[: len(old)] == old:
            for each in new[len(old) :]:
                self._append(each)
        else:
            self._rebuild()
        self._to_end()

    def _rebuild(self) -> None:
        self.clear()
        for each in self._shown:
            self._append(each)
        self._fit()

    def _append(self, said: Said) -> None:
        t = theme.tokens()
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        spacing = QTextBlockFormat()
        spacing.setLineHeight(theme.px(LINE), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        if not self.document().isEmpty():
            cursor.insertBlock()
        cursor.setBlockFormat(spacing)
        if said.kind == "question":
            cursor.insertText(f"{SIGN} ", _format(t.accent))
        colours = {"question": t.text, "answer": t.text2, "error": t.attention, "note": t.text3}
        for place, line in enumerate(said.text.split("\n")):
            if place:
                cursor.insertBlock(spacing)
            cursor.insertText(line, _format(colours[said.kind]))

    def _fit(self) -> None:
        """No higher than what was said."""
        self.setMaximumHeight(math.ceil(self.document().size().height()) if self._shown else 0)

    def _to_end(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _apply(self) -> None:
        """Take the type and the colours of now."""
        tokens = theme.tokens()
        if self._applied is tokens:
            return
        self._applied = tokens
        self.setFont(theme.shared_font("code"))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        palette.setColor(QPalette.ColorRole.Text, tokens.text2)
        self.setPalette(palette)
        self._rebuild()
        self._to_end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the newest in sight, and short talk at the bottom."""
        super().resizeEvent(event)
        self._to_end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange) and hasattr(self, "_applied"):
            self._apply()


class _Sign(QWidget):
    """The sign before the line, in the accent while the line has the keyboard."""

    def sizeHint(self) -> QSize:
        return QSize(painting.text_width(f"{SIGN} ", theme.shared_font("code")), theme.px(LINE + 6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.draw_text(painter, QRectF(self.rect()), SIGN, theme.shared_font("code"), theme.tokens().accent)
        painter.end()


class _Line(QLineEdit):
    """The line to type into; a plain one, as in a terminal."""

    def __init__(self, pane: PromptPane) -> None:
        super().__init__()
        self._pane = pane
        self._applied: object = None
        # the global sheet gives every field an outline
        self.setStyleSheet("QLineEdit, QLineEdit:focus { border: none; background: transparent; padding: 0; }")
        self.setFrame(False)
        self.setTextMargins(-2, 0, 0, 0)  # Qt's own margin, which the talk above does not have
        self._apply()

    def _apply(self) -> None:
        tokens = theme.tokens()
        if self._applied is tokens:
            return
        self._applied = tokens
        self.setFont(theme.shared_font("code"))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(LINE + 6))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through earlier questions; leave."""
        if event.key() == Qt.Key.Key_Up:
            self._pane.walk(-1)
        elif event.key() == Qt.Key.Key_Down:
            self._pane.walk(1)
        elif event.key() == Qt.Key.Key_Escape:
            self._pane.leave()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Every key is the line's own, none a shortcut of the page, but for those with Ctrl that it does not know."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
            if not held and event.key() not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                event.accept()
                return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange) and hasattr(self, "_applied"):
            self._apply()


def _format(colour: QColor) -> QTextCharFormat:
    result = QTextCharFormat()
    result.setForeground(colour)
    return result
