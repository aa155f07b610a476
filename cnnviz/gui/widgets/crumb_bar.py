"""A row of crumbs in a well: where something is, from the outermost to the innermost, each a click away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import icons, painting

_HEIGHT: Final = 32
_LEAST: Final = 88
_PADDING: Final = 12
_INSIDE: Final = 9
_ARROW: Final = 14


@dataclass(frozen=True, slots=True)
class Crumb:
    """One place: what the program calls it (None where a click does nothing), and what a person reads."""

    key: object
    text: str


class CrumbBar(QWidget):
    """Crumbs with arrows between them; where there is no room for all, those in the middle and the outermost go first.

    Args:
        parent: the owner.
    """

    clicked = Signal(object)
    """The key of the crumb that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = ""
        self._crumbs: tuple[Crumb, ...] = ()
        self._chosen: object = None
        self._hovered = -1
        self._spots: tuple[tuple[int, QRectF], ...] = ()
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_label(self, text: str) -> None:
        """What the crumbs are."""
        self._label = text
        self._tell()

    def set_crumbs(self, crumbs: Sequence[Crumb], chosen: object) -> None:
        """The places, the outermost first, and the key of the one that is looked at."""
        if (tuple(crumbs), chosen) != (self._crumbs, self._chosen):
            self._crumbs, self._chosen = tuple(crumbs), chosen
            self._hovered = -1
            self._tell()

    @property
    def crumbs(self) -> tuple[Crumb, ...]:
        """The places."""
        return self._crumbs

    @property
    def chosen(self) -> object:
        """The key of the place that is looked at."""
        return self._chosen

    def spot_of(self, key: object) -> QRectF:
        """Where a crumb is; null where there is no room for it."""
        return next((spot for place, spot in self._spots if self._crumbs[place].key == key), QRectF())

    def _tell(self) -> None:
        self.setAccessibleName(self._label)
        self.setAccessibleDescription(" › ".join(crumb.text for crumb in self._crumbs))
        self._arrange()
        self.update()

    def _font_of(self, crumb: Crumb) -> str:
        return "code700" if crumb.key is not None and crumb.key == self._chosen else "code"

    def _arrange(self) -> None:
        """Put the crumbs in place, as many of the innermost as there is room for."""
        left = theme.px(_PADDING) + painting.text_width(self._label, theme.shared_font("body")) + theme.px(_INSIDE)
        room = self.width() - left - theme.px(4)
        widths = [
            painting.text_width(crumb.text, theme.shared_font(self._font_of(crumb))) + 2 * theme.px(_INSIDE)
            for crumb in self._crumbs
        ]
        arrow = theme.px(_ARROW)
        shown = list(range(len(widths)))
        while len(shown) > 1 and (over := sum(widths[place] + arrow for place in shown) - room) > 0:
            left_out = self._dispensable(shown)
            if left_out == shown[-1] and widths[left_out] - over >= theme.px(_LEAST):
                break  # the innermost is cut
            shown.remove(left_out)
        spots, x, inset = [], float(left), theme.px(2)
        for place in shown:
            x += arrow if place else 0
            width = min(float(widths[place]), max(self.width() - theme.px(4) - x, 0.0))
            spots.append((place, QRectF(x, inset, width, self.height() - 2 * inset)))
            x += width
        self._spots = tuple(spots)

    def _dispensable(self, shown: list[int]) -> int:
        """What to leave out next: what is no place to go to, but for the innermost; then the outermost places."""
        steps = [place for place in shown[:-1] if self._crumbs[place].key is None]
        places = [place for place in shown[:-1] if self._crumbs[place].key != self._chosen]
        return (steps or places or shown[-1:])[0]

    def _at(self, place: QPointF) -> int:
        return next((crumb for crumb, spot in self._spots if spot.contains(place)), -1)

    def sizeHint(self) -> QSize:
        """As high as the design says."""
        return QSize(theme.px(320), theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """As high, and narrow."""
        return QSize(theme.px(120), theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The well, the label, the crumbs."""
        t = theme.tokens()
        painter = QPainter(self)
        painting.rounded(painter, self.rect(), theme.px(6), fill=t.well)
        body = theme.shared_font("body")
        room = QRectF(theme.px(_PADDING), 0, painting.text_width(self._label, body) + 1, self.height())
        painting.draw_text(painter, room, self._label, body, t.text3)
        side = theme.px(_ARROW)
        for place, spot in self._spots:
            crumb = self._crumbs[place]
            chosen = crumb.key is not None and crumb.key == self._chosen
            if place:
                arrow = QRectF(spot.left() - side, self.height() / 2 - side / 2, side, side)
                icons.draw(painter, "chevron-right", arrow, t.text3)
            if chosen:
                painting.rounded(painter, spot, theme.px(5), fill=t.chosen, outline=t.ctl)
            elif place == self._hovered and crumb.key is not None:
                painting.rounded(painter, spot, theme.px(5), fill=t.hover)
            ink = t.text if chosen or crumb.key is not None else t.text2
            inner = spot.adjusted(theme.px(_INSIDE), 0, -theme.px(_INSIDE), 0)
            painting.draw_text(painter, inner, crumb.text, theme.shared_font(self._font_of(crumb)), ink)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._arrange()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Look at the crumb's place."""
        place = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0 and self._crumbs[place].key is not None:
            self.clicked.emit(self._crumbs[place].key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        place = self._at(event.position())
        if place != self._hovered:
            self._hovered = place
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        self._hovered = -1
        self.update()
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        """The whole way as a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.accessibleDescription(), self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()
            self.updateGeometry()
            self.update()
        super().changeEvent(event)
