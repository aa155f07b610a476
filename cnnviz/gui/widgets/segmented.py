"""One of a few: a switch whose choices all lie open, painted as one control."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting
from cnnviz.gui.widgets.focus_ring import FocusRing

HEIGHT: Final = 32
_RADIUS: Final = 6
_PADDING: Final = 14
_MINIMUM_WIDTH: Final = 44
_FORWARD: Final = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BACK: Final = (Qt.Key.Key_Left, Qt.Key.Key_Up)


@dataclass(frozen=True, slots=True)
class Segment:
    """One choice: what the program calls it, what a person reads, and what its tooltip says."""

    key: str
    text: str
    tip: str = ""


class Segmented(QWidget):
    """A switch between a few choices. One is always chosen.

    A click or the arrow keys choose; Home and End go to the ends.

    Args:
        parent: Qt parent.
        stretch: share the width that the layout gives equally, instead of being as wide as the words.

    Attributes:
        chosen: the person chose another one; its key. Not sent by `set_chosen`.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, stretch: bool = False) -> None:
        super().__init__(parent)
        self._segments: tuple[Segment, ...] = ()
        self._index = 0
        self._hovered = -1
        self._pressed = -1
        self._stretch = stretch
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        horizontal = QSizePolicy.Policy.Expanding if stretch else QSizePolicy.Policy.Fixed
        self.setSizePolicy(horizontal, QSizePolicy.Policy.Fixed)
        self.focus_ring = FocusRing(self, _RADIUS)

    def set_segments(self, segments: Sequence[Segment]) -> None:
        """Give the choices, or the same ones in another language: the chosen key stays where it still exists.

        Raises:
            ValueError: for two equal keys.
        """
        keys = [segment.key for segment in segments]
        if len(set(keys)) != len(keys):
            raise ValueError(f"keys of segments must differ: {keys}")
        kept = self.key
        none = bool(self._segments) and not kept
        self._segments = tuple(segments)
        self._index = keys.index(kept) if kept in keys else -1 if none else 0
        self._hovered = self._pressed = -1
        self._tell_readers()
        self.updateGeometry()
        self.update()

    def set_chosen(self, key: str) -> None:
        """Show `key` as chosen, silently; an empty one shows none of the choices as chosen.

        Raises:
            ValueError: where there is no such choice.
        """
        keys = [segment.key for segment in self._segments]
        if key and key not in keys:
            raise ValueError(f"no segment {key!r} among {keys}")
        if self.key != key:
            self._index = keys.index(key) if key else -1
            self._tell_readers()
            self.update()

    @property
    def key(self) -> str:
        """What is chosen; empty while there are no choices, or none of them is."""
        return self._segments[self._index].key if self._segments and self._index >= 0 else ""

    @property
    def keys(self) -> tuple[str, ...]:
        """All choices in order."""
        return tuple(segment.key for segment in self._segments)

    def segment_rect(self, key: str) -> QRect:
        """Where one choice is, in this widget's coordinates."""
        return self._rects()[self.keys.index(key)]

    def _choose(self, index: int) -> None:
        """What a click or a key does."""
        index = min(max(index, 0), len(self._segments) - 1)
        if index < 0 or index == self._index:
            return
        self._index = index
        self._tell_readers()
        self.update()
        self.chosen.emit(self.key)

    def _tell_readers(self) -> None:
        """Screen readers hear the chosen word as this control's description."""
        text = self._segments[self._index].text if self.key else ""
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _widths(self) -> list[int]:
        """As wide as the words need when chosen (bold), so that nothing moves when the choice does."""
        font = theme.font("body600")
        least, padding = theme.px(_MINIMUM_WIDTH), theme.px(_PADDING)
        return [max(painting.text_width(segment.text, font) + 2 * padding, least) for segment in self._segments]

    def _rects(self) -> list[QRect]:
        """Where the choices are."""
        widths = self._widths()
        if not widths:
            return []
        if self._stretch or sum(widths) > self.width():
            spare = self.width() - sum(widths)
            share = self.width() / len(widths)
            if spare >= 0 and max(widths) <= share:
                edges = [round(share * number) for number in range(len(widths) + 1)]
            else:
                factor = self.width() / sum(widths)
                edges = [round(factor * sum(widths[:number])) for number in range(len(widths) + 1)]
        else:
            edges = [sum(widths[:number]) for number in range(len(widths) + 1)]
        return [QRect(left, 0, right - left, self.height()) for left, right in pairwise(edges)]

    def _at(self, position: QPoint) -> int:
        """Which choice lies under a point; -1 for none."""
        return next((index for index, rect in enumerate(self._rects()) if rect.contains(position)), -1)

    def _segment_font(self, index: int) -> QFont:
        return theme.font("body600" if index == self._index else "body500")

    def sizeHint(self) -> QSize:
        """As large as the words and the padding of now need."""
        return QSize(sum(self._widths()), theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """The least that can still be read."""
        if not self._stretch:
            return self.sizeHint()
        slack = 2 * (theme.px(_PADDING) - theme.px(6)) * len(self._segments)
        return QSize(max(sum(self._widths()) - slack, 0), theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        t = theme.tokens()
        painter = QPainter(self)
        painting.rounded(painter, self.rect(), theme.px(_RADIUS), fill=t.well)
        for index, (segment, rect) in enumerate(zip(self._segments, self._rects(), strict=True)):
            here = index == self._index
            if here:
                inner = QRectF(rect).adjusted(1, 1, -1, -1)
                painting.rounded(painter, inner, theme.px(5), fill=t.chosen, outline=None if t.dark else t.ctl)
            elif index == self._hovered and self.isEnabled():
                painting.rounded(painter, QRectF(rect).adjusted(1, 1, -1, -1), theme.px(5), fill=t.hover)
            colour = t.disabled if not self.isEnabled() else t.text if here else t.text2
            room = QRectF(rect).adjusted(theme.px(4), 0, -theme.px(4), 0)
            font = self._segment_font(index)
            painting.draw_text(painter, room, segment.text, font, colour, Qt.AlignmentFlag.AlignHCenter)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._at(event.position().toPoint())
            event.accept()
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a click."""
        if event.button() == Qt.MouseButton.LeftButton:
            index = self._at(event.position().toPoint())
            if index >= 0 and index == self._pressed:
                self._choose(index)
            self._pressed = -1
            event.accept()
        else:
            super().mouseReleaseEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        hovered = self._at(event.position().toPoint())
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        self._hovered = -1
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Work by keys alone."""
        key = event.key()
        if key in _FORWARD:
            self._choose(self._index + 1)
        elif key in _BACK:
            self._choose(self._index - 1)
        elif key == Qt.Key.Key_Home:
            self._choose(0)
        elif key == Qt.Key.Key_End:
            self._choose(len(self._segments) - 1)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.EnabledChange):
            self.updateGeometry()
            self.update()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show the tooltip of the part under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self._at(event.pos())
            tip = self._segments[index].tip if index >= 0 else ""
            if tip:
                QToolTip.showText(event.globalPos(), tip, self)
                return True
        return super().event(event)
