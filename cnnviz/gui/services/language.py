"""The language of the interface, switched while the window is open."""

from __future__ import annotations

import logging
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from cnnviz.problems import Problem
from cnnviz.resources import resource

LANGUAGES: Final = ("ko", "en")
_log = logging.getLogger(__name__)


class Language(QObject):
    """Installs the catalogues of the chosen language; Qt tells every widget to set its text anew.

    Korean needs two: the program's own, and Qt's for its dialogs and menus. English is what the sources are written
    in; its catalogue holds plurals alone ("1 image", "2 images").
    """

    changed = Signal(str)
    """The language that is spoken from now on, `ko` or `en`. Qt tells the widgets itself, once for all catalogues."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chosen = "en"
        self._current = "en"
        self._installed: list[QTranslator] = []
        self._install("en")

    @property
    def current(self) -> str:
        """The language that is spoken: `ko` or `en`."""
        return self._current

    @property
    def chosen(self) -> str:
        """What was asked for: `system`, `ko` or `en`."""
        return self._chosen

    def set(self, code: str) -> None:
        """Speak `ko`, `en`, or what the system speaks (`system`).

        Raises:
            ValueError: for another language.
        """
        if code not in ("system", *LANGUAGES):
            raise ValueError(f"{code!r} is no language of cnnviz")
        self._chosen = code
        language = of_system() if code == "system" else code
        if language == self._current:
            return
        self._current = language
        self._remove()
        self._install(language)
        self.changed.emit(language)

    def close(self) -> None:
        """Take the catalogues away again."""
        self._remove()

    def _remove(self) -> None:
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._installed.clear()

    def _install(self, language: str) -> None:
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        catalogues = [(f"cnnviz_{language}.qm", str(resource("translations")))]
        if language != "en":
            catalogues.insert(0, (f"qtbase_{language}.qm", folder))
        for name, place in catalogues:
            translator = QTranslator(self)
            if translator.load(name, place):
                QCoreApplication.installTranslator(translator)
                self._installed.append(translator)
            else:  # some distributions ship Qt without its translations: its dialogs stay English then
                level = logging.INFO if name.startswith("qt") else logging.WARNING
                _log.log(level, "No catalogue %s in %s", name, place)


def of_system() -> str:
    """The first language of the system's settings that the program speaks; English where it speaks none of them."""
    for name in QLocale.system().uiLanguages():
        code = name.replace("_", "-").partition("-")[0].lower()
        if code in LANGUAGES:
            return code
    return "en"


def translate_problem(problem: Problem) -> str:
    """The sentence of `problem` in the language of the interface, with its values filled in."""
    sentence = QCoreApplication.translate("Problem", problem.template)
    values = {
        name: translate_problem(value) if isinstance(value, Problem) else value
        for name, value in problem.values.items()
    }
    return sentence.format(**values)
