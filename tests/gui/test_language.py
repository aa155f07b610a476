from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from cnnviz.gui import actions
from cnnviz.gui.services import language as module
from cnnviz.gui.services.language import Language, translate_problem
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem


@pytest.fixture
def language(qapp: object) -> Iterator[Language]:
    language = Language()
    yield language
    language.close()


class Window(QWidget):
    """Counts how often it is told to set its text anew."""

    def __init__(self) -> None:
        super().__init__()
        self.told = 0
        self.heard = ""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.told += 1
            self.heard = actions.text("eraser")
        super().changeEvent(event)


def test_a_window_is_told_once_and_finds_the_new_texts(language: Language, qtbot: QtBot) -> None:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    heard: list[str] = []
    language.changed.connect(heard.append)
    for code, text in (("ko", "지우개"), ("en", "Eraser"), ("ko", "지우개")):
        told = window.told
        language.set(code)
        qtbot.waitUntil(lambda text=text: window.heard == text)
        assert window.told == told + 1
        language.set(code)
    assert heard == ["ko", "en", "ko"]
    assert language.current == language.chosen == "ko"


def test_qts_own_buttons_speak_korean_too(language: Language, qtbot: QtBot) -> None:
    def label() -> str:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        qtbot.addWidget(box)
        return box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "")

    assert label() == "Cancel"
    language.set("ko")
    assert label() == "취소"
    language.set("en")
    assert label() == "Cancel"


def test_closing_leaves_no_catalogue_behind(qapp: object) -> None:
    language = Language()
    language.set("ko")
    assert actions.text("eraser") == "지우개"
    language.close()
    assert actions.text("eraser") == "Eraser"


@pytest.mark.parametrize(
    ("system", "spoken"),
    [
        (["ko-KR", "ko", "en-US"], "ko"),
        (["ko_KR"], "ko"),
        (["en-GB", "ko-KR"], "en"),
        (["de-DE", "fr"], "en"),
        (["de-DE", "ko-KR"], "ko"),
        (["kok-IN"], "en"),  # Konkani
        ([], "en"),
    ],
)
def test_the_first_start_follows_the_system(
    language: Language, monkeypatch: pytest.MonkeyPatch, system: list[str], spoken: str
) -> None:
    class System:
        @staticmethod
        def system() -> System:
            return System()

        def uiLanguages(self) -> list[str]:
            return system

    monkeypatch.setattr(module, "QLocale", System)
    language.set("system")
    assert language.chosen == "system"
    assert language.current == spoken


def test_the_systems_language_is_one_that_the_program_speaks() -> None:
    assert module.of_system() in module.LANGUAGES
    assert QLocale.system().uiLanguages()


def test_another_language_is_refused(language: Language) -> None:
    with pytest.raises(ValueError, match="fr"):
        language.set("fr")
    assert language.current == "en"


def test_a_problem_is_told_in_the_chosen_language_with_its_values(language: Language) -> None:
    template = "There is no model named “{name}”. The models are {names}."
    problem = Problem(template, name="vgg", names="class-convnet")
    assert translate_problem(problem) == "There is no model named “vgg”. The models are class-convnet."
    language.set("ko")
    korean = translate_problem(problem)
    assert "vgg" in korean
    assert "class-convnet" in korean
    assert korean != str(problem)
    unknown = Problem(QT_TRANSLATE_NOOP("Test", "Nobody translated this, {reason}"), reason=problem)
    assert translate_problem(unknown) == f"Nobody translated this, {korean}"


def test_without_an_application_a_problem_is_english() -> None:
    assert QCoreApplication.translate("Problem", "never heard of") == "never heard of"
