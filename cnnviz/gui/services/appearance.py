"""How the window looks: light or dark, its colours of values, and larger while it is presented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from cnnviz.gui import theme

if TYPE_CHECKING:
    from cnnviz.gui.services.language import Language
    from cnnviz.session.preferences import Preferences

PRESENT_SCALE: Final = 1.5
LEAST_ROOM: Final = (1280, 720)
"""Logical pixels that the pages need when they are presented."""


class Appearance(QObject):
    """Keeps the theme as the person and the system want it.

    Args:
        application: takes the theme.
        preferences: what the person chose.
        language: decides the fonts.
        parent: the owner.
    """

    def __init__(
        self, application: QApplication, preferences: Preferences, language: Language, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._application = application
        self._preferences = preferences
        self._language = language
        self._presented: QWidget | None = None
        preferences.changed.connect(self._on_preferences_changed)
        language.changed.connect(self.apply)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self.apply()

    def present(self, window: QWidget | None) -> None:
        """Make the type larger, as far as the screen of `window` has the room; None ends that."""
        self._presented = window
        self.apply()

    def apply(self) -> None:
        """Give the application its theme anew."""
        settings = self._preferences.current
        dark = theme.system_is_dark() if settings.theme == "system" else settings.theme == "dark"
        theme.set_palette(settings.palette)
        theme.apply(self._application, dark=dark, scale=self._scale(), language=self._language.current)

    def close(self) -> None:
        """Follow the system no more."""
        QGuiApplication.styleHints().colorSchemeChanged.disconnect(self._on_system_changed)

    def _scale(self) -> float:
        """How much larger the type is: half as large again where the screen has the room, never smaller."""
        if self._presented is None:
            return 1.0
        screen = self._presented.screen().size()
        room = min(screen.width() / LEAST_ROOM[0], screen.height() / LEAST_ROOM[1])
        return min(max(room, 1.0), PRESENT_SCALE)

    def _on_preferences_changed(self, names: frozenset[str]) -> None:
        if names & {"theme", "palette"}:
            self.apply()

    def _on_system_changed(self) -> None:
        if self._preferences.current.theme == "system":
            self.apply()
