"""The round *i* that explains a panel to a student."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting
from cnnviz.gui.widgets.focus_ring import FocusRing
from cnnviz.gui.widgets.popover import Popover

_CIRCLE: Final = 20
_HIT: Final = 32


class InfoButton(QPushButton):
    """A circle of 20 pixels with an *i*, in a hit area of 32, that opens an explanation and closes it again.

    The circle sits at the right edge of the hit area, so that it lines up with what is below it.

    Args:
        parent: Qt parent.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self._text = ""
        self._popover: Popover | None = None
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # A click leaves the focus where it is: with the sheet while that is open, so that the click can close it.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.focus_ring = FocusRing(self, _CIRCLE / 2, self._circle)
        self.clicked.connect(self._toggle)
        self._retranslate()

    def set_info(self, title: str, text: str) -> None:
        """The explanation: a heading and rich text, both translated. Without text the button hides."""
        self._title = title
        self._text = text
        self.setVisible(bool(text))
        self._retranslate()
        if self._popover is not None and self._popover.isVisible():
            self._popover.open_beside(self, title, text)

    @property
    def popover(self) -> Popover | None:
        """The sheet, once it has been opened."""
        return self._popover

    def _toggle(self) -> None:
        """Open the explanation, or close it where it is open."""
        if self._popover is not None and self._popover.parentWidget() is not self.window():
            self._drop_popover()
        if self._popover is None:
            self._popover = Popover(self.window())
            self._popover.closed.connect(self._on_closed)
            self.destroyed.connect(self._popover.deleteLater)
        if self._popover.isVisible():
            self._popover.close_popover()
        else:
            self._popover.open_beside(self, self._title, self._text)
        self.update()

    def _drop_popover(self) -> None:
        """Forget a sheet that belongs to a window in which this button no longer is."""
        if self._popover is not None:
            self.destroyed.disconnect(self._popover.deleteLater)
            self._popover.deleteLater()
            self._popover = None

    def _on_closed(self) -> None:
        """Show that nothing is open any more."""
        self.update()

    def _circle(self) -> QRect:
        side = theme.px(_CIRCLE)
        return QRect(self.width() - side, (self.height() - side) // 2, side, side)

    def _retranslate(self) -> None:
        self.setToolTip(self.tr("What is this?"))
        if self._title:
            self.setAccessibleName(self.tr("Explain “{title}”").format(title=self._title))
        else:
            self.setAccessibleName(self.tr("Explain"))

    def sizeHint(self) -> QSize:
        """As large as the words and the padding of now need."""
        return QSize(theme.px(_HIT), theme.px(_HIT))

    def minimumSizeHint(self) -> QSize:
        """The least that can still be read."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        t = theme.tokens()
        painter = QPainter(self)
        opened = self._popover is not None and self._popover.isVisible()
        active = opened or self.underMouse()
        circle = QRectF(self._circle())
        fill = t.tint if opened else t.hover if active else None
        painting.rounded(
            painter, circle, circle.width() / 2, fill=fill, outline=t.accent if opened else t.grip if active else t.ctl
        )
        ink = t.accent if opened else t.text if active else t.text2
        scale = t.scale
        middle = circle.center()
        for top, height, width in ((-5.0, 1.9, 1.9), (-1.8, 6.4, 1.7)):  # the dot and the stem of the letter
            part = QRectF(middle.x() - width * scale / 2, middle.y() + top * scale, width * scale, height * scale)
            painting.rounded(painter, part, width * scale / 2, fill=ink)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()
        super().changeEvent(event)
