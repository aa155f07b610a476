"""The ring around the control that the keyboard is on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting

WIDTH = 2
AWAY = 2
_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_FOLLOWED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.ZOrderChange)
_GONE = (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.ParentAboutToChange)


class FocusRing(QObject):
    """Shows a ring, two pixels away from a control, while the keyboard (not a click) has brought the focus there.

    A widget cannot paint outside itself, so the ring is a widget of its own that lies over the neighbourhood, lets
    every event through, and goes with the control when that moves, scrolls, hides or loses the focus.

    Args:
        control: the widget; it owns this object.
        radius: of the control's own corners, at scale 1.
        area: what to ring, in the control's coordinates; all of it by default.
    """

    # A ring whose control is being collected still filters events, when its own attributes are gone.
    _ring: _Ring | None = None

    def __init__(self, control: QWidget, radius: float = 6, area: Callable[[], QRect] | None = None) -> None:
        super().__init__(control)
        self._control = control
        self._radius = radius
        self._area = area
        self._between: list[QWidget] = []
        control.installEventFilter(self)

    @property
    def is_shown(self) -> bool:
        """Whether the ring is on screen."""
        return self._ring is not None

    def show_ring(self) -> None:
        """Show the ring, or put it where the control is now."""
        control = self._control
        area = self._area() if self._area is not None else control.rect()
        reach = theme.px(WIDTH + AWAY)
        area = area.adjusted(-reach, -reach, reach, reach)
        host, between = self._host(area)
        if host is None:
            return
        if self._ring is not None and self._ring.parentWidget() is not host:
            self.hide_ring()
        if self._ring is None:
            self._ring = _Ring(host, self._radius)
            self._between = between
            for widget in between:
                widget.installEventFilter(self)
        self._ring.setGeometry(QRect(control.mapTo(host, area.topLeft()), area.size()))
        self._ring.raise_()
        self._ring.show()

    def hide_ring(self) -> None:
        """Take the ring away."""
        for widget in self._between:
            widget.removeEventFilter(self)
        self._between = []
        if self._ring is not None:
            self._ring.hide()
            self._ring.deleteLater()
            self._ring = None

    def _host(self, area: QRect) -> tuple[QWidget | None, list[QWidget]]:
        """The nearest ancestor with room for the ring, and the widgets on the way to it, whose moves matter too."""
        between: list[QWidget] = []
        parent = self._control.parentWidget()
        while parent is not None:
            spot = QRect(self._control.mapTo(parent, QPoint(area.topLeft())), area.size())
            grandparent = parent.parentWidget()
            if parent.isWindow() or grandparent is None or parent.rect().contains(spot):
                break
            if isinstance(grandparent, QAbstractScrollArea):
                break
            between.append(parent)
            parent = grandparent
        return parent, between

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch what this depends on."""
        kind = event.type()
        if kind == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            if event.reason() in _BY_KEYBOARD:
                self.show_ring()
        elif self._ring is not None:
            if kind in _GONE and (watched is self._control or kind != QEvent.Type.FocusOut):
                self.hide_ring()
            elif kind in _FOLLOWED:
                self.show_ring()
        return False


class _Ring(QWidget):
    """The line itself."""

    def __init__(self, host: QWidget, radius: float) -> None:
        super().__init__(host)
        self._radius = radius
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        painter = QPainter(self)
        radius = theme.px(self._radius + WIDTH + AWAY)
        painting.rounded(painter, self.rect(), radius, outline=theme.tokens().accent, width=theme.px(WIDTH))
        painter.end()
