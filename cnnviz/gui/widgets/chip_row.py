"""Chips in rows: a name, what it is, and a cross that takes it away. Without chips there is nothing to see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import icons, painting
from cnnviz.gui.widgets.focus_ring import FocusRing

_HIGH: Final = 28
_GAP: Final = 6
_INSIDE: Final = 9
_CROSS: Final = 14
_MOST_ROWS: Final = 3


@dataclass(frozen=True, eq=False)
class Chip:
    """One chip: what the program calls it, and its two runs of words."""

    key: object
    name: str
    text: str


class ChipRow(QWidget):
    """Chips that wrap; the newest ones are kept in sight.

    By keyboard, the arrows choose a chip, Enter and Space do what a click does, Del and Backspace what its cross does.

    Args:
        parent: the owner.
    """

    clicked = Signal(object)
    """The key of the chip that was clicked."""
    closed = Signal(object)
    """The key of the chip whose cross was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: tuple[Chip, ...] = ()
        self._spots: tuple[tuple[Chip, QRectF], ...] = ()
        self._close_text = ""
        self._current = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.focus_ring = FocusRing(self, 4, self._current_rect)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def set_chips(self, chips: Sequence[Chip]) -> None:
        """Show these."""
        self._chips = tuple(chips)
        self._current = min(self._current, max(len(chips) - 1, 0))
        self.setAccessibleDescription("; ".join(f"{chip.name} {chip.text}" for chip in chips))
        self.setVisible(bool(chips))
        self._arrange()
        self.updateGeometry()
        self.update()

    def set_close_text(self, text: str) -> None:
        """What the cross does."""
        self._close_text = text

    @property
    def chips(self) -> tuple[Chip, ...]:
        """All chips."""
        return self._chips

    def spot_of(self, key: object) -> QRectF:
        """Where a chip is; null where there is no room for it."""
        return next((spot for chip, spot in self._spots if chip.key is key), QRectF())

    def cross_of(self, key: object) -> QRectF:
        """Where a chip's cross is."""
        spot = self.spot_of(key)
        return QRectF(spot.right() - theme.px(_INSIDE + _CROSS), spot.top(), theme.px(_INSIDE + _CROSS), spot.height())

    def _width(self, chip: Chip) -> float:
        words = painting.text_width(chip.name, theme.shared_font("code700")) + painting.text_width(
            chip.text, theme.shared_font("body")
        )
        return float(words + theme.px(2 * _INSIDE + _CROSS + 2 * _GAP))

    def _arrange(self) -> None:
        rows: list[list[tuple[Chip, float, float]]] = [[]]
        x, gap = 0.0, theme.px(_GAP)
        for chip in self._chips:
            width = min(self._width(chip), float(max(self.width(), 1)))
            if rows[-1] and x + width > self.width():
                rows.append([])
                x = 0.0
            rows[-1].append((chip, x, width))
            x += width + gap
        height = theme.px(_HIGH)
        self._spots = tuple(
            (chip, QRectF(x, row * (height + gap), width, height))
            for row, chips in enumerate(rows[-_MOST_ROWS:])
            for chip, x, width in chips
        )
        needed = min(len(rows), _MOST_ROWS) * (height + gap)
        if needed != self.minimumHeight():
            self.setFixedHeight(needed)

    def sizeHint(self) -> QSize:
        """As high as the rows need."""
        return QSize(theme.px(200), max(self.minimumHeight(), theme.px(_HIGH)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chips."""
        t = theme.tokens()
        painter = QPainter(self)
        code, body = theme.shared_font("code700"), theme.shared_font("body")
        for chip, spot in self._spots:
            painting.rounded(painter, spot, theme.px(4), fill=t.tint)
            inner = spot.adjusted(theme.px(_INSIDE), 0, -theme.px(_INSIDE + _CROSS + _GAP), 0)
            painting.draw_text(painter, inner, chip.name, code, t.accent)
            inner.setLeft(inner.left() + painting.text_width(chip.name, code) + theme.px(_GAP))
            painting.draw_text(painter, inner, chip.text, body, t.text)
            side = theme.px(_CROSS)
            cross = QRectF(spot.right() - theme.px(_INSIDE) - side, spot.center().y() - side / 2, side, side)
            icons.draw(painter, "close", cross, t.text2)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._arrange()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what the cross does."""
        chip = self._at(event.position())
        over_cross = chip is not None and self.cross_of(chip.key).contains(event.position())
        self.setToolTip(self._close_text if over_cross else "")
        self.setCursor(Qt.CursorShape.PointingHandCursor if chip is not None else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the chip's moment, or take it away."""
        chip = self._at(event.position())
        if chip is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if self.cross_of(chip.key).contains(event.position()):
            self.closed.emit(chip.key)
        else:
            self.clicked.emit(chip.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a chip, go to it, take it away."""
        key, last = event.key(), len(self._chips) - 1
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        if key in steps and self._chips:
            self._current = min(max(self._current + steps[Qt.Key(key)], 0), last)
            if self.focus_ring.is_shown:
                self.focus_ring.show_ring()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._chips:
            self.clicked.emit(self._chips[self._current].key)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._chips:
            self.closed.emit(self._chips[self._current].key)
            if self.focus_ring.is_shown:
                self.focus_ring.show_ring()
        else:
            super().keyPressEvent(event)

    def _current_rect(self) -> QRect:
        """Where the chip is that the keyboard is on."""
        spot = self.spot_of(self._chips[self._current].key) if self._chips else QRectF()
        return spot.toAlignedRect() if spot.isValid() else self.rect()

    def _at(self, place: QPointF) -> Chip | None:
        return next((chip for chip, spot in self._spots if spot.contains(place)), None)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()
            self.update()
        super().changeEvent(event)
