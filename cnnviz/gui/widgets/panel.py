"""A flat panel: title, one plain line that says what it shows, an *i* that explains it, and what it shows."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QToolTip, QVBoxLayout, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting
from cnnviz.gui.widgets.info_button import InfoButton

PADDING: Final = 16
_TITLE: Final = 22
_LINE: Final = 20
_BLOCK: Final = 44
_BELOW: Final = 8
_LEAST_LINE: Final = 72
_LOW_TOP: Final = 11  # space above and below the title of a low panel
_LOW_BELOW: Final = 5
_BETWEEN: Final = 8  # title and subject, subject and what stands at the end

Ground = Literal["panel", "shell"]


class Panel(QWidget):
    """A titled area. Put what it shows into `content_layout()`.

    Args:
        parent: Qt parent.
        ground: `panel`, or `shell` as the network strip has it.
        inline: title and line share one row, as in the network strip.
        top: space above the title at scale 1.
        bleed: how far the content reaches into the padding, in pixels: pictures keep that much room around themselves
            for rings, and their cells, not their rings, line up with the title.
        wide: the content reaches both sides and the lower edge of the panel, as a table does whose rows are
            tinted from edge to edge.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        ground: Ground = "panel",
        inline: bool = False,
        top: int = PADDING,
        bleed: int = 0,
        wide: bool = False,
    ) -> None:
        super().__init__(parent)
        self._ground = ground
        self._wide = wide
        self._bleed = bleed
        # It fills all of itself, so nothing below it need be painted while its pictures follow a pen.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._header = _Header(self, inline=inline, top=top, below=_BELOW - bleed)
        self._content = QWidget()
        self._empty = _Empty()
        self._body = QVBoxLayout(self._content)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._stack = QStackedLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._header)
        self._column.addLayout(self._stack, 1)
        # Only now: a stack that has no widget yet would show its first one as a window, and take the keyboard away.
        self._stack.addWidget(self._content)
        self._stack.addWidget(self._empty)
        self._measure()

    def set_title(self, text: str) -> None:
        """The heading; also the panel's accessible name."""
        self._header.title = text
        self.setAccessibleName(text)
        self._header.refresh()

    def set_subject(self, text: str) -> None:
        """What the panel is about just now, in the code face after the title, such as `layer1.0 Conv2d`."""
        if text != self._header.subject:
            self._header.subject = text
            self._header.refresh()

    def set_line(self, text: str) -> None:
        """One plain sentence: what is to be seen here."""
        if text != self._header.line:
            self._header.line = text
            self.setAccessibleDescription(text)
            self._header.update()  # the line asks for no room of its own

    def set_info(self, text: str) -> None:
        """The student's explanation (rich text) behind the *i*; empty takes the *i* away."""
        self._header.info.set_info(self._header.title, text)
        self._header.refresh()

    def set_inline(self, inline: bool) -> None:
        """Put title and line into one row with little space around it, where the panel is low."""
        if self._header.set_inline(inline):
            # Qt (6.11, X11) leaves what the content covered before it moved as it was; so once more, when it has moved.
            QTimer.singleShot(0, self, self.update)

    def set_empty(self, text: str) -> None:
        """Show `text`, which says what to do, in place of the content; empty shows the content again."""
        if text != self._empty.accessibleName():
            self._empty.set_text(text)
        self._stack.setCurrentWidget(self._empty if text else self._content)

    def add_title_widget(self, widget: QWidget) -> None:
        """Put a control at the end of the title row, before the *i*; the first one added stands leftmost."""
        self._header.add_trailing(widget)

    @property
    def is_empty(self) -> bool:
        """Whether the empty text is shown."""
        return self._stack.currentWidget() is self._empty

    @property
    def info_button(self) -> InfoButton:
        """The *i*."""
        return self._header.info

    def content_layout(self) -> QVBoxLayout:
        """The layout of the content area; the panel sets its margins."""
        return self._body

    def _measure(self) -> None:
        """Margins of the content for the scale of now."""
        below = theme.px(PADDING) - self._bleed
        side = 0 if self._wide else below
        self._body.setContentsMargins(side, 0, side, 0 if self._wide else below)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        t = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(event.rect(), t.shell if self._ground == "shell" else t.panel)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._measure()
            self.update()
        super().changeEvent(event)


class _Header(QWidget):
    """Title, subject, line, the controls at the end, and the *i*. It reaches over the panel's padding."""

    def __init__(self, parent: QWidget, *, inline: bool, top: int, below: int) -> None:
        super().__init__(parent)
        self.title = ""
        self.subject = ""
        self.line = ""
        self._inline = inline
        self._room = top, below  # above and below the words
        self._top, self._below = top, below
        self._trailing: list[QWidget] = []
        self._cut = False
        self.info = InfoButton(self)
        self.info.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def add_trailing(self, widget: QWidget) -> None:
        """Adopt one control."""
        widget.setParent(self)
        self._trailing.append(widget)
        widget.installEventFilter(self)
        # The *i* comes last for the Tab key too.
        QWidget.setTabOrder(widget, self.info)
        widget.show()
        self.refresh()

    def set_inline(self, inline: bool) -> bool:
        """Title and line share one row, or not; whether that is new."""
        changed = inline != self._inline
        if changed:
            self._inline = inline
            self._top, self._below = self._room
            if inline:
                self._top, self._below = min(self._top, _LOW_TOP), min(self._below, _LOW_BELOW)
            self.refresh()
        return changed

    def refresh(self) -> None:
        """Lay out and paint again."""
        self.updateGeometry()
        self._arrange()
        self.update()

    def _arrange(self) -> int:
        """Put the controls in place; returns where the room for words ends."""
        right = self.width() - theme.px(PADDING)
        middle = theme.px(self._top) + theme.px(_TITLE) // 2
        if not self.info.isHidden():
            size = self.info.sizeHint()
            self.info.setGeometry(right - size.width(), middle - size.height() // 2, size.width(), size.height())
            right -= theme.px(20) + theme.px(_BETWEEN)
        for widget in reversed(self._trailing):
            if widget.isHidden():
                continue
            size = widget.sizeHint()
            # High controls start with the panel's padding, low ones share the title's middle.
            high = size.height() > theme.px(_TITLE) + 4 and not self._inline
            top = theme.px(self._top) if high else middle - size.height() // 2
            widget.setGeometry(right - size.width(), top, size.width(), size.height())
            right -= size.width() + theme.px(_BETWEEN)
        return right

    def _needed(self) -> int:
        """The width of the controls at the end."""
        shown = [widget.sizeHint().width() for widget in self._trailing if not widget.isHidden()]
        width = sum(shown) + theme.px(_BETWEEN) * len(shown)
        return width + (0 if self.info.isHidden() else theme.px(20 + _BETWEEN))

    def sizeHint(self) -> QSize:
        """As large as the words and the padding of now need."""
        words = painting.text_width(self.title, theme.shared_font("title"))
        if self.subject:
            words += theme.px(_BETWEEN) + painting.text_width(self.subject, theme.shared_font("code"))
        return QSize(2 * theme.px(PADDING) + words + self._needed(), self._height())

    def minimumSizeHint(self) -> QSize:
        """The least that can still be read."""
        return QSize(2 * theme.px(PADDING) + theme.px(64) + self._needed(), self._height())

    def _height(self) -> int:
        block = _TITLE if self._inline else _BLOCK
        return theme.px(self._top) + theme.px(block) + theme.px(self._below)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        t = theme.tokens()
        painter = QPainter(self)
        left, right = float(theme.px(PADDING)), float(self._arrange())
        row = QRectF(left, theme.px(self._top), right - left, theme.px(_TITLE))
        self._cut = self._words(painter, row, self.title, "title", t.text)
        gap = theme.px(_BETWEEN)
        if self.subject:
            row.setLeft(row.left() + painting.text_width(self.title, theme.shared_font("title")) + gap)
            self._cut |= self._words(painter, row, self.subject, "code", t.text2)
        if self.line:
            if self._inline:
                before = self.subject or self.title
                role = "code" if self.subject else "title"
                row.setLeft(row.left() + painting.text_width(before, theme.shared_font(role)) + gap)
            else:
                row = QRectF(left, theme.px(self._top) + theme.px(_TITLE), right - left, theme.px(_LINE))
                if not any(self._is_high(widget) for widget in self._trailing):
                    row.setRight(self.width() - theme.px(PADDING))
            if self._inline and row.width() < theme.px(_LEAST_LINE):
                self._cut = True  # a word and a half say nothing
            else:
                self._cut |= self._words(painter, row, self.line, "body", t.text2)
        painter.end()

    def _is_high(self, widget: QWidget) -> bool:
        """Whether a control reaches down into the row of the line."""
        return not widget.isHidden() and widget.height() > theme.px(_TITLE) + 4

    def _words(self, painter: QPainter, row: QRectF, text: str, role: str, colour: QColor) -> bool:
        """Paint one run of words; true where it had to be cut."""
        font = theme.shared_font(role)
        if row.width() > 8:
            painting.draw_text(painter, row, text, font, colour)
        return painting.text_width(text, font) > row.width() + 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        self._arrange()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show the tooltip of the part under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._cut:
            words = " ".join(filter(None, (self.title, self.subject)))
            QToolTip.showText(event.globalPos(), f"{words}\n{self.line}" if self.line else words, self)
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch what this depends on."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest):
            self._arrange()
            self.update()
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self.refresh()
        super().changeEvent(event)


class _Empty(QWidget):
    """A sentence in the middle of an empty panel."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""

    def set_text(self, text: str) -> None:
        """Say what to do."""
        self._text = text
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        painter = QPainter(self)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.tokens().text3)
        side = theme.px(PADDING)
        room = self.rect().adjusted(side, 0, -side, -side)
        width = min(room.width(), theme.px(360))
        box = QRect(room.center().x() - width // 2, room.top(), width, room.height())
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(box, int(flags), painting.keep_words(self._text))
        painter.end()
