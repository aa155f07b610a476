"""What the person is told: sheets at the lower edge of the page, newest lowest, that go away by a click."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPropertyAnimation, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGraphicsOpacityEffect, QVBoxLayout, QWidget

from cnnviz.gui import theme
from cnnviz.gui.notices import Notice
from cnnviz.gui.widgets.notice_sheet import NoticeSheet

_MOST: Final = 3
_WIDTH: Final = 520
_EDGE: Final = 8  # the sheets' own shadows take 8 more
_FADE: Final = 120
_LOOK_AGAIN: Final = 60  # milliseconds between two looks whether the pen was lifted


class NoticeBar(QWidget):
    """Shows notices over the page, at most three; the oldest one that does not matter makes room.

    It is as large as its sheets, so that what lies beside them can be used. While a mouse button is down nothing
    appears: a sheet must not come up under a pen that draws.

    Args:
        page: over this widget it lies, at its lower edge.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._sheets: list[NoticeSheet] = []
        self._waiting: list[Notice] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._look_again = QTimer(self)
        self._look_again.setInterval(_LOOK_AGAIN)
        self._look_again.timeout.connect(self._show_waiting)
        page.installEventFilter(self)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Show a notice; one with the same key gives its place to it."""
        if notice.key:
            self._waiting = [other for other in self._waiting if other.key != notice.key]
        self._waiting.append(notice)
        self._show_waiting()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is on show or waits for the pen to be lifted, oldest first."""
        return tuple(sheet.notice for sheet in self._sheets) + tuple(self._waiting)

    @property
    def sheets(self) -> tuple[NoticeSheet, ...]:
        """The sheets on show, oldest first."""
        return tuple(self._sheets)

    def close_newest(self) -> bool:
        """Take the newest notice away; False where there is none."""
        if not self._sheets:
            return False
        self._remove(self._sheets[-1])
        return True

    def _show_waiting(self) -> None:
        """Show what waits, unless a button is down."""
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            if not self._look_again.isActive():
                self._look_again.start()
            return
        self._look_again.stop()
        waiting, self._waiting = self._waiting, []
        for notice in waiting:
            self._show_now(notice)

    def _show_now(self, notice: Notice) -> None:
        for sheet in self._sheets:
            if notice.key and sheet.notice.key == notice.key:
                sheet.set_notice(notice)
                self._place()
                return
        while len(self._sheets) >= _MOST:
            self._remove(min(self._sheets, key=lambda sheet: sheet.notice.level != "info"))
        sheet = NoticeSheet(notice, self)
        sheet.closed.connect(self._remove)
        self._sheets.append(sheet)
        self._column.addWidget(sheet)
        sheet.show()
        self._place()
        self._fade_in(sheet)

    def _remove(self, sheet: NoticeSheet) -> None:
        if sheet in self._sheets:
            self._sheets.remove(sheet)
            self._column.removeWidget(sheet)
            sheet.hide()
            sheet.deleteLater()
            self._place()

    def _fade_in(self, sheet: NoticeSheet) -> None:
        duration = theme.motion(_FADE)
        if not duration:
            return
        effect = QGraphicsOpacityEffect(sheet)
        effect.setOpacity(0.0)
        sheet.setGraphicsEffect(effect)
        fade = QPropertyAnimation(effect, b"opacity", effect)
        fade.setDuration(duration)
        fade.setEndValue(1.0)
        # An effect that stays would have every later repaint of the sheet go through a picture.
        fade.finished.connect(effect.deleteLater)
        fade.start()

    def _place(self) -> None:
        """Lie at the page's lower edge, in the middle."""
        if not self._sheets:
            self.hide()
            return
        edge = theme.px(_EDGE)
        width = max(min(theme.px(_WIDTH), self._page.width() - 2 * edge), 1)
        height = 0
        for sheet in self._sheets:
            sheet.setFixedSize(width, sheet.heightForWidth(width))
            height += sheet.height()
        self.setGeometry((self._page.width() - width) // 2, self._page.height() - height - edge, width, height)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the page's lower edge."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language: words may need another height."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LanguageChange):
            self._place()
