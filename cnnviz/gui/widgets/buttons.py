"""Buttons: a bare icon, a line of text, and the one that opens a menu."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import icons, painting
from cnnviz.gui.widgets.focus_ring import FocusRing

Kind = Literal["bare", "plain", "primary", "link"]

HEIGHT: Final = 36
_RADIUS: Final = 6
_PADDING: Final = 14
_GAP: Final = 8


class _Button(QPushButton):
    """What all our buttons share: they paint themselves and follow the theme."""

    def __init__(self, parent: QWidget | None, kind: Kind) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.focus_ring = FocusRing(self, _RADIUS)

    def set_help(self, text: str, key: str | QKeySequence | QKeySequence.StandardKey = "") -> None:
        """Say what the button does.

        The tooltip names the key beside it, and screen readers get the text: as the
        name of a button without words, as the description of one with words.
        """
        sequence = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{text} ({sequence})" if sequence else text)
        if self.text():
            self.setAccessibleDescription(text)
        else:
            self.setAccessibleName(text)

    def _paint_ground(self, painter: QPainter, rect: QRect) -> None:
        """Fill and outline for the state that the button is in."""
        t = theme.tokens()
        hovered = self.underMouse() and self.isEnabled()
        fill: QColor | None = None
        outline: QColor | None = None
        width = 1.0
        if self._kind == "primary":
            fill = t.bar if not self.isEnabled() else t.accent_hover if hovered else t.accent
        elif self.isChecked():
            fill, outline = t.tint, t.accent
        elif self._kind == "plain":
            fill, outline = (t.hover if hovered else t.raised), t.ctl
            if t.dark and hovered:
                fill = t.chosen
        elif self._kind == "bare" and hovered:
            fill = t.hover
        if self.isDown() and self.isEnabled() and self._kind != "link":
            outline, width = t.accent_hover if self._kind != "primary" else t.on_accent, 2.0
        if fill is not None or outline is not None:
            painting.rounded(painter, rect, theme.px(_RADIUS), fill=fill, outline=outline, width=width)

    def _ink(self) -> QColor:
        """The colour of text and icon for the state that the button is in."""
        t = theme.tokens()
        if not self.isEnabled():
            return t.disabled
        if self._kind == "primary":
            return t.on_accent
        if self._kind == "link":
            return t.accent_hover if self.underMouse() else t.accent
        if self.isChecked():
            return t.accent
        return t.text2 if self._kind == "bare" else t.text

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()
            self.update()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """The least that can still be read."""
        return self.sizeHint()


class IconButton(_Button):
    """A square button with one icon.

    Args:
        icon: a name of resources/icons.
        parent: Qt parent.
        kind: `bare` shows its ground only when hovered or chosen; `plain` has an outline; `primary` is filled.
        size: side at scale 1.
        icon_size: side of the icon at scale 1.
        checkable: stays down, as a tool does; it then shows the accent.
    """

    def __init__(
        self,
        icon: str,
        parent: QWidget | None = None,
        *,
        kind: Kind = "bare",
        size: int = HEIGHT,
        icon_size: int = 18,
        checkable: bool = False,
    ) -> None:
        super().__init__(parent, kind)
        self._icon_name = icon
        self._size = size
        self._icon_size = icon_size
        self.setCheckable(checkable)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        if name != self._icon_name:
            self._icon_name = name
            self.update()

    def sizeHint(self) -> QSize:
        """As large as the words and the padding of now need."""
        return QSize(theme.px(self._size), theme.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        painter = QPainter(self)
        self._paint_ground(painter, self.rect())
        side = theme.px(self._icon_size)
        spot = QRectF(0, 0, side, side)
        spot.moveCenter(QRectF(self.rect()).center())
        icons.draw(painter, self._icon_name, spot, self._ink())
        painter.end()


class TextButton(_Button):
    """A button with a line of text and, where it helps, an icon before or after it.

    Args:
        text: already translated.
        parent: Qt parent.
        kind: `plain` with an outline, `primary` filled with the accent (one a page at most), or `link`: words alone.
        icon: a name of resources/icons, before the text; empty for none.
        icon_after: the same, after the text.
        height: at scale 1.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        kind: Kind = "plain",
        icon: str = "",
        icon_after: str = "",
        height: int = HEIGHT,
    ) -> None:
        super().__init__(parent, kind)
        self._icon_name = icon
        self._icon_after = icon_after
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if kind == "link":
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.focus_ring = FocusRing(self, 4)
        self.setText(text)

    def set_icon(self, name: str) -> None:
        """Show another icon before the text."""
        if name != self._icon_name:
            self._icon_name = name
            self.update()

    def _padding(self) -> int:
        return 0 if self._kind == "link" else theme.px(_PADDING)

    def _font(self) -> QFont:
        return theme.font("body600" if self._kind == "primary" else "body500")

    def sizeHint(self) -> QSize:
        """As large as the words and the padding of now need."""
        width = 2 * self._padding() + painting.text_width(painting.plain(self.text()), self._font())
        for name in (self._icon_name, self._icon_after):
            if name:
                width += theme.px(18 + _GAP)
        height = theme.px(24 if self._kind == "link" else self._height)
        return QSize(width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        painter = QPainter(self)
        self._paint_ground(painter, self.rect())
        ink = self._ink()
        side, gap = theme.px(18), theme.px(_GAP)
        rest = QRectF(self.rect()).adjusted(self._padding(), 0, -self._padding(), 0)
        middle = rest.center().y() - side / 2
        if self._icon_name:
            icons.draw(painter, self._icon_name, QRectF(rest.left(), middle, side, side), ink)
            rest.setLeft(rest.left() + side + gap)
        if self._icon_after:
            icons.draw(painter, self._icon_after, QRectF(rest.right() - side, middle, side, side), ink)
            rest.setRight(rest.right() - side - gap)
        painting.draw_text(painter, rest, painting.plain(self.text()), self._font(), ink, Qt.AlignmentFlag.AlignHCenter)
        painter.end()


class MenuButton(_Button):
    """A button that names a choice, shows what is chosen, and opens a menu: "Model **class-convnet** ⌄".

    Args:
        parent: Qt parent.
        height: at scale 1; 36 in the top bar, 32 among fields.
        maximum: width at scale 1 beyond which the value is cut with an ellipsis.
    """

    def __init__(self, parent: QWidget | None = None, *, height: int = HEIGHT, maximum: int = 360) -> None:
        super().__init__(parent, "plain")
        self._prefix = ""
        self._value = ""
        self._height = height
        self._maximum = maximum
        self._prefix_hidden = False
        self._has_help = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_prefix(self, text: str) -> None:
        """Name the choice, such as "Model"."""
        self._prefix = text
        self._changed()

    def set_value(self, text: str) -> None:
        """Show what is chosen."""
        if text != self._value:
            self._value = text
            self._changed()

    def set_prefix_hidden(self, hidden: bool) -> None:
        """Leave the choice's name out where the window is narrow; screen readers still get it."""
        self._prefix_hidden = hidden
        self._changed()

    def set_help(self, text: str, key: str | QKeySequence | QKeySequence.StandardKey = "") -> None:
        """Say what the choice is for; without it the tooltip repeats what is chosen, in full."""
        super().set_help(text, key)
        self._has_help = True
        self.setAccessibleDescription(text)
        self._changed()

    def set_menu(self, menu: QMenu) -> None:
        """What a click, Space or the down key opens."""
        self.setMenu(menu)

    @property
    def value(self) -> str:
        """What is shown as chosen."""
        return self._value

    def _changed(self) -> None:
        self.setAccessibleName(f"{self._prefix} {self._value}".strip())
        if not self._has_help:
            self.setToolTip(self.accessibleName())
        self.updateGeometry()
        self.update()

    def _shown_prefix(self) -> str:
        return "" if self._prefix_hidden else self._prefix

    def sizeHint(self) -> QSize:
        """As large as the words and the padding of now need."""
        width = 2 * theme.px(_PADDING) + painting.text_width(self._value, theme.font("body500")) + theme.px(16 + 10)
        if self._shown_prefix():
            width += painting.text_width(self._prefix, theme.font("body")) + theme.px(_GAP)
        return QSize(min(width, theme.px(self._maximum)), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        """The least that can still be read."""
        return QSize(min(self.sizeHint().width(), theme.px(96)), theme.px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        t = theme.tokens()
        painter = QPainter(self)
        if self.isEnabled():
            self._paint_ground(painter, self.rect())
        else:  # a locked field is still read
            painting.rounded(painter, self.rect(), theme.px(_RADIUS), fill=t.well)
        rest = QRectF(self.rect()).adjusted(theme.px(_PADDING), 0, -theme.px(_PADDING), 0)
        side = theme.px(16)
        chevron = QRectF(rest.right() - side + theme.px(2), rest.center().y() - side / 2, side, side)
        icons.draw(painter, "chevron-down", chevron, t.text2 if self.isEnabled() else t.disabled)
        rest.setRight(rest.right() - side - theme.px(8))
        prefix = self._shown_prefix()
        if prefix:
            grey = t.text3 if self.isEnabled() else t.disabled
            painting.draw_text(painter, rest, prefix, theme.font("body"), grey)
            rest.setLeft(rest.left() + painting.text_width(prefix, theme.font("body")) + theme.px(_GAP))
        ink = self._ink() if self.isEnabled() else t.text2
        painting.draw_text(painter, rest, self._value, theme.font("body500"), ink)
        painter.end()
