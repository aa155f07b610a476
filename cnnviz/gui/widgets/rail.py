"""The rail on the left: one item for each page, and the program's own buttons below."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import icons, painting
from cnnviz.gui.widgets.buttons import IconButton
from cnnviz.gui.widgets.focus_ring import FocusRing

WIDTH: Final = 80
_ITEM: Final = (68, 64)
_COMPACT_ITEM: Final = 48
_BETWEEN: Final = 4
_ICON: Final = 22
_LOGO: Final = 28
_LOGO_BLOCK: Final = 56
_RADIUS: Final = 8


class Rail(QWidget):
    """Lists the pages, top down; a click, the arrow keys within it or the page's own key bring one to the front.

    Args:
        parent: the owner.

    Attributes:
        page_chosen: the name of the page whose item the person chose.
    """

    page_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: dict[str, _RailItem] = {}
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._on_clicked)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._pages = QVBoxLayout()
        self._bottom = QVBoxLayout()
        self._column.addLayout(self._pages)
        self._column.addStretch(1)
        self._column.addLayout(self._bottom)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._measure()

    def add_page(self, name: str, icon: str) -> None:
        """Add an item below the others; its label comes with `set_label`.

        Raises:
            ValueError: where there is a page of this name.
        """
        if name in self._items:
            raise ValueError(f"the rail has a page {name!r}")
        item = _RailItem(name, icon, self)
        self._items[name] = item
        self._group.addButton(item)
        self._pages.addWidget(item, 0, Qt.AlignmentFlag.AlignHCenter)
        if len(self._items) == 1:
            item.setChecked(True)

    def add_bottom(self, button: IconButton) -> None:
        """Add one of the program's own buttons at the lower end."""
        self._bottom.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)

    def set_label(self, name: str, text: str, tooltip: str) -> None:
        """Write a page's name under its icon."""
        self._items[name].set_label(text)
        self._items[name].setToolTip(tooltip)

    def set_current(self, name: str) -> None:
        """Mark the page that is in front, silently."""
        self._items[name].setChecked(True)

    @property
    def current(self) -> str:
        """The page that is marked; empty while there is none."""
        return next((name for name, item in self._items.items() if item.isChecked()), "")

    def set_compact(self, compact: bool) -> None:
        """Leave the labels out, as on a projector; the tooltips still say them."""
        for item in self._items.values():
            item.set_compact(compact)

    def _on_clicked(self, item: QPushButton) -> None:
        if isinstance(item, _RailItem):
            self.page_chosen.emit(item.name)

    def _measure(self) -> None:
        """Distances for the scale of now."""
        self._column.setContentsMargins(0, theme.px(_LOGO_BLOCK), 0, theme.px(12))
        self._pages.setSpacing(theme.px(_BETWEEN))
        self._bottom.setSpacing(theme.px(_BETWEEN))

    def sizeHint(self) -> QSize:
        """As wide as the design says."""
        return QSize(theme.px(WIDTH), theme.px(400))

    def minimumSizeHint(self) -> QSize:
        """As wide, and as high as its items need."""
        return QSize(theme.px(WIDTH), self._column.minimumSize().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, the line on the right, and the logo."""
        t = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(event.rect(), t.shell)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), t.line)
        side = theme.px(_LOGO)
        spot = QRectF((self.width() - side) / 2, (theme.px(_LOGO_BLOCK) - side) / 2, side, side)
        icons.draw(painter, "logo", spot, t.text)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._measure()
            self.updateGeometry()
            self.update()
        super().changeEvent(event)


class _RailItem(QPushButton):
    """An icon with a name below it."""

    def __init__(self, name: str, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = name
        self._icon_name = icon
        self._compact = False
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.focus_ring = FocusRing(self, _RADIUS)

    def set_label(self, text: str) -> None:
        """The page's name."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def set_compact(self, compact: bool) -> None:
        """Show the icon alone."""
        self._compact = compact
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Its size in the design."""
        return QSize(theme.px(_ITEM[0]), theme.px(_COMPACT_ITEM if self._compact else _ITEM[1]))

    def minimumSizeHint(self) -> QSize:
        """It never shrinks."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        t = theme.tokens()
        painter = QPainter(self)
        here, hovered = self.isChecked(), self.underMouse()
        if here or hovered:
            painting.rounded(painter, self.rect(), theme.px(_RADIUS), fill=t.tint if here else t.hover)
        ink = t.accent if here else t.text if hovered else t.text2
        side = theme.px(_ICON)
        top = (self.height() - side) / 2 if self._compact else theme.px(10)
        icons.draw(painter, self._icon_name, QRectF((self.width() - side) / 2, top, side, side), ink)
        if not self._compact:
            row = QRectF(2, theme.px(35), self.width() - 4, theme.px(20))
            font = theme.font("body600" if here else "body500")
            painting.draw_text(painter, row, self.accessibleName(), font, ink, Qt.AlignmentFlag.AlignHCenter)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()
        super().changeEvent(event)
