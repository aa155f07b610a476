"""A few large figures side by side, each over what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting

_FIGURE: Final = 32
_LINE: Final = 20
_GAP: Final = 20


@dataclass(frozen=True, slots=True)
class Headline:
    """One figure: the number, what it is, and whether it stands back behind the others."""

    figure: str
    caption: str
    quiet: bool = False


class HeadlineFigures(QWidget):
    """The figures, with thin lines between; those for which there is no room are left out, the last ones first.

    Args:
        parent: the owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: tuple[Headline, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_figures(self, figures: Sequence[Headline]) -> None:
        """Show other figures, already translated."""
        self._figures = tuple(figures)
        self.setAccessibleDescription(", ".join(f"{each.caption} {each.figure}" for each in self._figures))
        self.updateGeometry()
        self.update()

    @property
    def figures(self) -> tuple[Headline, ...]:
        """What is shown."""
        return self._figures

    def _widths(self) -> list[int]:
        figure, body = theme.font("figure"), theme.font("body")
        return [
            max(painting.text_width(each.figure, figure), painting.text_width(each.caption, body))
            for each in self._figures
        ]

    def sizeHint(self) -> QSize:
        """Room for all of them."""
        widths = self._widths()
        gaps = 2 * theme.px(_GAP) * max(len(widths) - 1, 0)
        return QSize(sum(widths) + gaps, theme.px(_FIGURE + _LINE))

    def minimumSizeHint(self) -> QSize:
        """Room for the first."""
        return QSize((self._widths() or [theme.px(64)])[0], theme.px(_FIGURE + _LINE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        t, gap = theme.tokens(), theme.px(_GAP)
        painter = QPainter(self)
        high, line, left = theme.px(_FIGURE), theme.px(_LINE), 0
        for each, width in zip(self._figures, self._widths(), strict=True):
            if left + width > self.width() + 1 and left:
                break
            if left:
                painter.fillRect(QRectF(left - gap, 2, 1, self.height() - 4), t.line)
            colour = t.text3 if each.quiet else t.text
            painting.draw_text(
                painter, QRectF(left, 0, self.width() - left, high), each.figure, theme.font("figure"), colour
            )
            painting.draw_text(
                painter, QRectF(left, high, self.width() - left, line), each.caption, theme.font("body"), t.text2
            )
            left += width + 2 * gap
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()
        super().changeEvent(event)
