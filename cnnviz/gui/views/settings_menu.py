"""What can be chosen for the whole program: language, theme, colours, folders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QUrl
from PySide6.QtGui import QAction, QActionGroup, QDesktopServices
from PySide6.QtWidgets import QMenu, QWidget

from cnnviz.session.folders import log_folder

if TYPE_CHECKING:
    from cnnviz.session.preferences import Preferences


class SettingsMenu(QMenu):
    """A menu that is filled anew each time it opens, so that it always says what is.

    Args:
        preferences: what it shows and changes.
        actions: further actions of the program, below the choices.
        parent: the window.
    """

    def __init__(self, preferences: Preferences, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._own_actions = tuple(actions)

    def popup_beside(self, anchor: QWidget) -> None:
        """Open to the right of `anchor`, their lower edges level."""
        self._fill()
        corner = anchor.mapToGlobal(QPoint(anchor.width() + 4, anchor.height()))
        self.popup(QPoint(corner.x(), corner.y() - self.sizeHint().height()))

    def _fill(self) -> None:
        self.clear()
        for menu in self.findChildren(QMenu):
            menu.deleteLater()  # clearing forgets the actions, not the menus behind them
        system = self.tr("As the system")
        self._add_choice("language", self.tr("Language"), [("system", system), ("ko", "한국어"), ("en", "English")])
        self._add_choice(
            "theme",
            self.tr("Theme"),
            [("system", system), ("light", self.tr("Light")), ("dark", self.tr("Dark"))],
        )
        self._add_choice(
            "palette",
            self.tr("Colours of values"),
            [("signed", self.tr("Blue and orange")), ("cividis", self.tr("Cividis"))],
        )
        self.addSeparator()
        self.addActions(self._own_actions)
        logs = self.addAction(self.tr("Open the folder of log files"))
        logs.triggered.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_folder()))))

    def _add_choice(self, name: str, title: str, items: Sequence[tuple[str, str]]) -> None:
        submenu = self.addMenu(title)
        group = QActionGroup(submenu)
        for value, text in items:
            action = submenu.addAction(text)
            action.setCheckable(True)
            action.setChecked(getattr(self._preferences.current, name) == value)
            action.setData(value)
            group.addAction(action)
        group.triggered.connect(lambda action: self._preferences.change(**{name: action.data()}))
