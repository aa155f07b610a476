"""One notice: an icon, words, what can be done about it, and a way to close it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from cnnviz.gui import theme
from cnnviz.gui.notices import Notice, NoticeAction
from cnnviz.gui.widgets import icons, painting
from cnnviz.gui.widgets.buttons import IconButton, TextButton

SECONDS: Final = 7
"""How long a notice that asks for nothing stays; one that matters stays until it is closed."""

_SHADOW: Final = 8
_PADDING: Final = 12
_ICON: Final = 20
_GAP: Final = 10
_CLOSE: Final = 28
_BETWEEN: Final = 20  # two actions


class NoticeSheet(QWidget):
    """Shows one notice. A pointer above it keeps it there.

    Args:
        notice: what to say.
        parent: Qt parent.

    Attributes:
        closed: it has done its work; the sheet itself.
    """

    closed = Signal(object)

    def __init__(self, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = notice
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._actions: list[TextButton] = []
        self._copy: TextButton | None = None
        self._close = IconButton("close", self, size=_CLOSE, icon_size=16)
        self._close.clicked.connect(self._finish)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SECONDS * 1000)
        self._timer.timeout.connect(self._finish)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_notice(notice)

    def set_notice(self, notice: Notice) -> None:
        """Show another notice in the same place."""
        self.notice = notice
        for button in self._actions:
            button.hide()
            button.deleteLater()
        self._actions = [self._button(action) for action in notice.actions]
        self._copy = None
        if notice.details:
            self._copy = TextButton(parent=self, kind="link", icon="copy")
            self._copy.clicked.connect(self._copy_details)
            self._actions.append(self._copy)
        for button in self._actions:
            button.show()
        self._retranslate()
        self._dress()
        self._wait()

    @property
    def buttons(self) -> tuple[TextButton, ...]:
        """What can be done, in order; *Copy details* last."""
        return tuple(self._actions)

    @property
    def close_button(self) -> IconButton:
        """The cross."""
        return self._close

    def _button(self, action: NoticeAction) -> TextButton:
        button = TextButton(action.text, self, kind="link")
        button.clicked.connect(lambda: self._run(action))
        return button

    def _finish(self) -> None:
        """Ask to be taken away."""
        self._timer.stop()
        self.closed.emit(self)

    def _run(self, action: NoticeAction) -> None:
        """Close first: what the action does may delete the window."""
        self._finish()
        action.run()

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self.notice.details)
        if self._copy is not None:
            self._copy.setText(self.tr("Copied"))
            self._arrange()

    def _wait(self) -> None:
        """Go away after a while, unless it matters or asks for something."""
        if self.notice.level == "info" and not self._actions and not self.underMouse():
            self._timer.start()
        else:
            self._timer.stop()

    def _dress(self) -> None:
        """Fonts and colours of now."""
        self._words.setFont(theme.font("body"))
        palette = self._words.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.tokens().text)
        self._words.setPalette(palette)
        self._arrange()

    def _retranslate(self) -> None:
        text = self.notice.text
        if self.notice.count > 1:
            text = self.tr("{text} ({count} times)").format(text=text, count=self.notice.count)
        self._words.setText(painting.keep_words(text))
        self.setAccessibleName(text)
        self._close.set_help(self.tr("Close this notice"))
        if self._copy is not None:
            self._copy.setText(self.tr("Copy details"))
        self._arrange()

    def _words_width(self, width: int) -> int:
        """The room for words on a sheet of `width`."""
        taken = 2 * theme.px(_SHADOW) + theme.px(_PADDING + 4 + _ICON + _GAP + _GAP + _CLOSE + 6)
        return max(width - taken, theme.px(80))

    def _arrange(self) -> None:
        """Words beside the icon, actions below the words, the cross in the corner."""
        edge = theme.px(_SHADOW)
        left, top = edge + theme.px(_PADDING + 4 + _ICON + _GAP), edge + theme.px(_PADDING)
        width = self._words_width(self.width())
        self._words.setGeometry(left, top, width, self._words.heightForWidth(width))
        side = theme.px(_CLOSE)
        self._close.setGeometry(self.width() - edge - theme.px(6) - side, edge + theme.px(8), side, side)
        top = self._words.geometry().bottom() + 1 + theme.px(4)
        for button in self._actions:
            size = button.sizeHint()
            button.setGeometry(left, top, size.width(), size.height())
            left += size.width() + theme.px(_BETWEEN)

    def heightForWidth(self, width: int) -> int:
        """As high as the words need."""
        height = self._words.heightForWidth(self._words_width(width)) + 2 * theme.px(_PADDING)
        if self._actions:
            height += theme.px(4 + 24)
        return max(height, theme.px(_CLOSE + 16)) + 2 * theme.px(_SHADOW)

    def sizeHint(self) -> QSize:
        """The bar decides the width."""
        return QSize(theme.px(520), self.heightForWidth(theme.px(520)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        t = theme.tokens()
        painter = QPainter(self)
        edge = theme.px(_SHADOW)
        sheet = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painting.shadow(painter, sheet, theme.px(8))
        painting.rounded(painter, sheet, theme.px(8), fill=t.raised, outline=t.ctl)
        side = theme.px(_ICON)
        loud = self.notice.level != "info"
        corner = QPointF(sheet.left() + theme.px(_PADDING + 4), sheet.top() + theme.px(_PADDING))
        spot = QRectF(corner.x(), corner.y(), side, side)
        icons.draw(painter, "warning" if loud else "info", spot, t.attention if loud else t.text2)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        self._arrange()
        super().resizeEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Whoever reads is not hurried."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go on waiting."""
        if self.notice.level == "info" and not self._actions:
            self._timer.start()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape on one of its buttons closes it."""
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self._finish()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
            self.update()
        elif event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)
