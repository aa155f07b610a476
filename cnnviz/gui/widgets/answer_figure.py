"""What the network answers, in one figure: the leading class in large type."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting


class AnswerFigure(QWidget):
    """The leading class in large type, how likely it is, and what comes next; a dash where there is no answer.

    Args:
        parent: the owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._share = ""
        self._next = ""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def set_answer(self, name: str, share: str, runner_up: str) -> None:
        """Show an answer.

        Args:
            name: the leading class, best one character; longer names are set smaller.
            share: its probability as text, such as “91.9 %”.
            runner_up: the line below, such as “then 8: 8.0 %”.
        """
        if (name, share, runner_up) != (self._name, self._share, self._next):
            self._name, self._share, self._next = name, share, runner_up
            self.setAccessibleDescription(", ".join(part for part in (name, share, runner_up) if part))
            self.update()

    def set_empty(self, text: str = "") -> None:
        """Show a dash, and below it what to do."""
        self.set_answer("", "", text)

    def sizeHint(self) -> QSize:
        """Room for one digit and the two lines below it."""
        return QSize(theme.px(112), theme.px(108))

    def minimumSizeHint(self) -> QSize:
        """No smaller than it wants to be."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines, standing on the lower edge."""
        painter = QPainter(self)
        tokens = theme.tokens()
        painter.fillRect(event.rect(), tokens.panel)
        line, high, width = theme.px(20), theme.px(64), self.width()
        if not self._name:
            below = QRectF(0, self.height() - 2 * line - theme.px(4), width, 2 * line + theme.px(4))
            painter.setFont(theme.font("body"))
            painter.setPen(tokens.text2)
            painter.drawText(below, int(Qt.TextFlag.TextWordWrap), self._next)
            dash = QRectF(0, below.top() - high, width, high)
            painting.draw_text(painter, dash, "–", theme.font("answer"), tokens.bar2)
            return
        rect = QRectF(0, self.height() - line - theme.px(4), width, line)
        painting.draw_text(painter, rect, self._next, theme.font("body"), tokens.text2)
        rect.translate(0, -line)
        painting.draw_text(painter, rect, self._share, theme.font("body600"), tokens.text)
        for role in ("answer", "answer_small", "figure", "title"):
            font = theme.font(role)
            if painting.text_width(self._name, font) <= width:
                break
        name = QRectF(0, rect.top() - high - theme.px(8), width, high)
        painting.draw_text(painter, name, self._name, font, tokens.text)
