"""One row for each class: its name, a bar and a figure; the leader in the accent. For narrow panels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting

_ROW: Final = 20
_BAR: Final = 10
_STUB: Final = 2


class ClassBars(QWidget):
    """Shares of classes in their fixed order.

    Args:
        parent: the owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._shares: NDArray[Any] | None = None
        self._figures: tuple[str, ...] = ()
        self._leads = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(
        self, names: Sequence[str], shares: NDArray[Any] | None, figures: Sequence[str], *, leader: bool = True
    ) -> None:
        """Show the classes.

        Args:
            names: of the classes.
            shares: (classes,) lengths of the bars, 0 … 1; None for no bars.
            figures: the text after each bar.
            leader: whether the largest stands out.
        """
        other = len(names) != len(self._names)
        self._names, self._shares, self._figures, self._leads = tuple(names), shares, tuple(figures), leader
        told = ", ".join(f"{name} {figure}" for name, figure in zip(names, figures, strict=False))
        self.setAccessibleDescription(told)
        if other:
            self.updateGeometry()
        self.update()

    @property
    def figures(self) -> tuple[str, ...]:
        """The texts after the bars."""
        return self._figures

    def sizeHint(self) -> QSize:
        """A row for each class."""
        return QSize(theme.px(200), theme.px(_ROW) * max(len(self._names), 1))

    def minimumSizeHint(self) -> QSize:
        """As high, and narrow."""
        return QSize(theme.px(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        t = theme.tokens()
        painter = QPainter(self)
        body, bold = theme.font("body"), theme.font("body600")
        row, gap = theme.px(_ROW), theme.px(8)
        wide = max((painting.text_width(name, bold) for name in self._names), default=0)
        wide = min(wide, self.width() // 3)
        figures = max((painting.text_width(figure, bold) for figure in (*self._figures, "58.4 %")), default=0)
        room = max(self.width() - wide - figures - 2 * gap, 0)
        known = self._shares is not None and bool(np.isfinite(self._shares).all())
        leader = int(np.argmax(self._shares)) if known and self._shares is not None and self._leads else -1
        for place, name in enumerate(self._names):
            top = place * row
            here = place == leader
            font = bold if here else body
            painting.draw_text(painter, QRectF(0, top, wide + 1, row), name, font, t.text if here else t.text2)
            bar = QRectF(wide + gap, top + (row - theme.px(_BAR)) / 2, room, theme.px(_BAR))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.fillRect(bar, t.well)
            if self._shares is not None and known:
                bar.setWidth(max(round(room * float(self._shares[place])), _STUB))
                painter.fillRect(bar, t.accent if here else t.bar2)
            if place < len(self._figures):
                spot = QRectF(self.width() - figures - 1, top, figures + 1, row)
                end = Qt.AlignmentFlag.AlignRight
                painting.draw_text(painter, spot, self._figures[place], font, t.text if here else t.text2, end)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()
        super().changeEvent(event)
