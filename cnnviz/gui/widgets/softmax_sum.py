"""Softmax written out: the scores, their powers of e, and each one's share of the sum."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting
from cnnviz.gui.widgets.numbers import fixed, percent, significant

_FORMULA: Final = 30
_LINE: Final = 22
_ROOM_FOR_THREE: Final = 72  # pixels of a column; below, powers have two significant digits instead of three
_LEAST_BAR: Final = 22
_LEAST_COLUMN: Final = 58
_RAISED: Final = 6  # pixels by which a power stands higher


class SoftmaxSum(QWidget):
    """One column for each class, and above them the fraction that gives the share of one.

    Args:
        parent: the owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._scores: NDArray[np.float64] = np.zeros(0)
        self._powers: NDArray[np.float64] = np.zeros(0)
        self._shares: NDArray[np.float64] = np.zeros(0)
        self._temperature = 1.0
        self._of = 0
        self._heads: tuple[str, ...] = ("", "", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_heads(self, score: str, divided: str, power: str, share: str) -> None:
        """Name the lines, already translated."""
        self._heads = (score, divided, power, share)
        self.update()

    def set_values(
        self,
        names: Sequence[str],
        scores: NDArray[Any],
        powers: NDArray[Any],
        shares: NDArray[Any],
        *,
        temperature: float,
        of: int,
    ) -> None:
        """Show other scores.

        Args:
            names: of the classes.
            scores: before softmax, (C,).
            powers: e to the score divided by the temperature, (C,).
            shares: of their sum, (C,).
            temperature: by which scores are divided first.
            of: the class whose fraction is written out.
        """
        self._names, self._temperature, self._of = tuple(names), temperature, of
        self._scores, self._powers, self._shares = (np.asarray(each, np.float64) for each in (scores, powers, shares))
        told = ", ".join(f"{name} {percent(float(share))}" for name, share in zip(names, shares, strict=True))
        self.setAccessibleDescription(f"{self.formula()}: {told}")
        self.update()

    def formula(self) -> str:
        """The fraction in one line of text: e^9.1 / (e^3.0 + e^7.2 + e^9.1) = 88.9 %."""
        if not self._names:
            return ""
        terms = " + ".join(f"e^{text}" for text in self._exponents())
        own = self._exponent(self._of)
        return f"e^{own} / ({terms}) = {percent(float(self._shares[self._of]))}"

    def columns(self) -> list[int]:
        """The classes that have room, in their order: where they are many, the most probable ones."""
        room = max((self.width() - self._head_width()) // theme.px(_LEAST_COLUMN), 1)
        if len(self._names) <= room:
            return list(range(len(self._names)))
        return sorted(np.argsort(-self._shares, kind="stable")[:room].tolist())

    def _exponent(self, place: int) -> str:
        return fixed(float(self._scores[place] / self._temperature), 1)

    def _exponents(self) -> list[str]:
        return [self._exponent(place) for place in range(len(self._names))]

    def _head_width(self) -> int:
        return max(painting.text_width(head, theme.font("body")) for head in self._heads) + theme.px(12)

    def sizeHint(self) -> QSize:
        """Formula, lines and bars."""
        return QSize(theme.px(560), theme.px(_FORMULA + 5 * _LINE + _LEAST_BAR))

    def minimumSizeHint(self) -> QSize:
        """The least that can still be read."""
        return QSize(theme.px(240), theme.px(_FORMULA + 4 * _LINE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        if not self._names:
            return
        t = theme.tokens()
        painter = QPainter(self)
        self._paint_formula(painter)
        heads, shown = self._head_width(), self.columns()
        divided = self._temperature != 1
        line, top = theme.px(_LINE), float(theme.px(_FORMULA))
        wide = min((self.width() - heads) / max(len(shown), 1), theme.px(110))
        leader = int(np.argmax(self._shares))
        right, centre = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter
        body, bold = theme.font("body"), theme.font("body600")
        kinds = [0, 1, 2, 3] if divided else [0, 2, 3]
        for number, kind in enumerate(kinds):
            spot = QRectF(0, top + (number + 1) * line, heads - theme.px(12), line)
            painting.draw_text(painter, spot, self._heads[kind], body, t.text3)
        lowest = top + (len(kinds) + 1) * line
        for number, place in enumerate(shown):
            left = heads + number * wide
            here = place == leader
            font, colour = (bold, t.text) if here else (body, t.text2)
            name = QRectF(left + 2, top, wide - 4, line)
            if here:
                painting.rounded(painter, QRectF(left, top, wide, lowest - top), theme.px(4), fill=t.tint)
            painting.draw_text(painter, name, self._names[place], bold, t.accent if here else t.text, centre)
            texts = (
                fixed(float(self._scores[place]), 2),
                fixed(float(self._scores[place] / self._temperature), 2),
                significant(float(self._powers[place]), 2 if wide < theme.px(_ROOM_FOR_THREE) else 3),
                percent(float(self._shares[place])),
            )
            for row, kind in enumerate(kinds):
                spot = QRectF(left, top + (row + 1) * line, wide - theme.px(6), line)
                painting.draw_text(painter, spot, texts[kind], font, colour, right)
            self._paint_bar(painter, QRectF(left, lowest, wide, self.height() - lowest), place, here=here)
        painter.end()

    def _paint_bar(self, painter: QPainter, room: QRectF, place: int, *, here: bool) -> None:
        if room.height() < theme.px(_LEAST_BAR):
            return
        t = theme.tokens()
        bar = room.adjusted(room.width() * 0.25, theme.px(6), -room.width() * 0.25, -1)
        high = max(bar.height() * float(self._shares[place]), 2.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.fillRect(
            QRectF(bar.left(), bar.bottom() - high, bar.width(), high).toAlignedRect(), t.accent if here else t.bar2
        )

    def _paint_formula(self, painter: QPainter) -> None:
        """e⁹ / (e³ + e⁷ + e⁹) = 88.9 %; of very many terms the last ones are left out."""
        t, font = theme.tokens(), theme.font("body")
        strong = theme.font("body600")
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.82)
        result = f" = {percent(float(self._shares[self._of]))}"
        room = self.width() - painting.text_width(result, strong) - theme.px(8)
        x = self._power(painter, 0.0, self._exponent(self._of), small, t.text)
        x = self._word(painter, x, " / (", font, t.text2)
        exponents = self._exponents()
        for place, exponent in enumerate(exponents):
            needed = painting.text_width("e", font) + painting.text_width(exponent, small)
            if x + needed + painting.text_width(" + …)", font) > room and place < len(exponents) - 1:
                x = self._word(painter, x, "…", font, t.text2)
                break
            x = self._power(painter, x, exponent, small, t.text if place == self._of else t.text2)
            if place < len(exponents) - 1:
                x = self._word(painter, x, " + ", font, t.text2)
        x = self._word(painter, x, ")", font, t.text2)
        self._word(painter, x, result, strong, t.text)

    def _word(self, painter: QPainter, x: float, text: str, font: QFont, colour: QColor) -> float:
        width = painting.text_width(text, font)
        painting.draw_text(painter, QRectF(x, theme.px(2), width + 1, theme.px(_LINE)), text, font, colour)
        return x + theme.width_of(text, font)

    def _power(self, painter: QPainter, x: float, exponent: str, small: QFont, colour: QColor) -> float:
        x = self._word(painter, x, "e", theme.font("body"), colour)
        width = painting.text_width(exponent, small)
        spot = QRectF(x + 1, theme.px(2 - _RAISED), width + 1, theme.px(_LINE))
        painting.draw_text(painter, spot, exponent, small, colour)
        return x + 1 + theme.width_of(exponent, small)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()
        super().changeEvent(event)
