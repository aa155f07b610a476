"""The whole window in Korean and English, light and dark, presented, and with its keys on show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QWidget

from cnnviz.gui import actions, theme
from cnnviz.gui.widgets.keys_overlay import KeysOverlay
from cnnviz.gui.widgets.panel import Panel
from cnnviz.gui.widgets.segmented import Segmented
from cnnviz.gui.widgets.strip import NetworkStripWidget
from tests.gui.person import SEVEN, Person
from tests.gui.picture_checks import grab

NAMES = {
    *("cnnviz", "class-convnet", "class-convnet-bn", "MNIST", "PyTorch", "CNN", "CPU", "MB", "ms", "EN", "English"),
    *("Conv2d", "BatchNorm2d", "BatchNorm", "ReLU", "MaxPool2d", "MaxPool", "Flatten", "Linear", "reshape", "Cividis"),
    *(
        "weight",
        "bias",
        "F1",
        "F5",
        "Esc",
        "Ctrl",
        "Shift",
        "Alt",
        "Del",
        "Backspace",
        "Left",
        "Right",
        "Up",
        "Down",
        "Home",
        "End",
        "Space",
    ),
}
"""What is called the same in every language: products, PyTorch's own words, keys."""


def words(widget: QWidget) -> Iterator[str]:
    """Everything that a person can read or hear of a widget."""
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, Segmented):
        for segment in widget._segments:
            yield from (segment.text, segment.tip)
    if isinstance(widget, Panel):
        header = widget._header
        yield from (header.title, header.subject, header.line, header.info._text)
    if isinstance(widget, NetworkStripWidget):
        yield from (block.type_name for block in widget._blocks)
    if isinstance(widget, QMenu):
        yield from (action.text() for action in widget.actions())


def everything(person: Person) -> dict[str, str]:
    """All words of the window, of its menus and of the chooser of samples, by where they stand."""
    window = person.program.window
    found = {}
    for number, widget in enumerate((window, *window.findChildren(QWidget))):
        on_show = widget.isVisible() or widget.window() is not window
        for place, text in enumerate(words(widget)):
            if text and on_show:
                found[f"{number} {type(widget).__name__} {place}"] = text
    for name, action in person.program.actions.items():
        found[f"action {name}"] = action.text()
        found[f"tooltip {name}"] = action.toolTip()
    return found


def english(text: str) -> list[str]:
    """Words of a text that are English and no names."""
    plain = re.sub(r"<[^>]+>|\blayer\d\.\d(\.weight|\.bias)?|\bfc(\.weight|\.bias)?\b", " ", text)
    found = re.findall(r"[A-Za-z][A-Za-z0-9-]+", plain)
    return [word for word in found if word not in NAMES]


def speak(person: Person, code: str) -> None:
    """Choose a language on top of the window, and wait until Qt has told every widget."""
    person.choose(person.switch(person.program.top_bar, "ko", "en"), code)
    person.wait(lambda: bool(english(person.program.probabilities.accessibleName())) == (code == "en"))


def reach(person: Person, state: str) -> None:
    """Bring the window into a state whose words are to be read."""
    if state == "empty":
        return
    person.draw(SEVEN)
    person.trace()
    strip = person.find(person.program.strip, NetworkStripWidget)
    if state in ("input", "layer1.0", "layer2.3", "reshape", "fc"):
        person.click(strip, strip.block_rect(state).center())
    if state == "unfolded":
        person.click(strip, strip.block_rect("layer2.0").center())
        person.choose(person.switch(person.program.filters, "one", "all"), "all")
    if state == "sample":
        with person.patience(person.program.samples.sample_ready):
            person.press("N")
        person.trace()
    if state == "undone":
        person.press("Ctrl+Z")


STATES = ("empty", "drawn", "input", "layer1.0", "layer2.3", "reshape", "fc", "unfolded", "sample", "undone")


@pytest.mark.parametrize("state", STATES)
def test_no_english_is_left_in_korean_and_no_korean_in_english(person: Person, state: str) -> None:
    reach(person, state)
    before = everything(person)
    speak(person, "ko")
    assert person.program.language.current == "ko"
    after = everything(person)
    left = {place: text for place, text in after.items() if english(text)}
    assert left == {}
    assert len(after) == len(before)
    same = {place: text for place, text in after.items() if text == before[place] and english(before[place])}
    assert same == {}
    speak(person, "en")
    assert everything(person) == before
    hangul = {text for text in before.values() if re.search("[가-힣]", text)}
    assert hangul <= {"한국어"}


def test_the_language_is_switched_by_key_and_kept(open_window: Callable[..., Person]) -> None:
    first = open_window()
    first.press("Ctrl+L")
    assert first.program.preferences.current.language == "ko"
    first.program.window.close()
    second = open_window()
    assert second.program.language.current == "ko"
    assert second.find(second.program.top_bar, Segmented).key == "ko"
    second.press("Ctrl+L")
    assert second.program.language.current == "en"


def test_a_notice_and_the_overlay_of_keys_follow_the_language(person: Person) -> None:
    person.press("?")
    overlay = person.program.window.keys_overlay
    assert overlay.accessibleName() == "Keys of this page"
    person.program.preferences.change(language="ko")
    assert overlay.isVisible()
    assert not english(overlay.accessibleName())
    assert not english(overlay.accessibleDescription())
    overlay.close_overlay()
    person.press("Ctrl+V")
    QApplication.clipboard().clear()
    (told,) = person.take_notices()
    assert not english(told)


def test_the_overlay_shows_every_key_of_the_page_and_any_key_closes_it(person: Person) -> None:
    person.press("?")
    overlay = person.find(person.program.window, KeysOverlay)
    said = overlay.accessibleDescription()
    for spec in actions.of_page("draw"):
        if spec.keys:
            assert actions.text(spec.id).removesuffix(" …") in said, spec.id
            assert actions.key_texts(spec.id)[0] in said, spec.id
    assert overlay.rect().contains(overlay.sheet_rect())
    person.press("Esc")
    assert not overlay.isVisible()
    assert person.program.drawing.canvas.hasFocus()
    person.click(person.button(person.program.rail, "Keys of this page"))
    assert overlay.isVisible()
    person.click(overlay)
    assert not overlay.isVisible()


def ground(widget: QWidget) -> QColor:
    red, green, blue = (int(part) for part in grab(widget)[2, 2])
    return QColor(red, green, blue)


def test_light_and_dark_are_switched_live_and_kept(open_window: Callable[..., Person]) -> None:
    person = open_window()
    person.draw(SEVEN)
    person.trace()
    light = ground(person.program.feature_maps)
    assert light == theme.tokens().panel
    assert light.lightness() > 200
    person.press("Ctrl+T")
    assert theme.tokens().dark
    dark = ground(person.program.feature_maps)
    assert dark == theme.tokens().panel
    assert dark.lightness() < 60
    for part in (person.program.drawing, person.program.filters, person.program.strip, person.program.top_bar):
        assert ground(part).lightness() < 60
    person.program.window.close()
    assert open_window().program.preferences.current.theme == "dark"
    assert theme.tokens().dark


def test_the_theme_follows_the_system_until_one_is_chosen(
    open_window: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    system = {"dark": False}
    monkeypatch.setattr(theme, "system_is_dark", lambda: system["dark"])
    person = open_window(theme="system")
    assert not theme.tokens().dark
    system["dark"] = True
    QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.tokens().dark
    person.press("Ctrl+T")
    assert not theme.tokens().dark
    QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert not theme.tokens().dark


def menu_item(menu: QMenu, text: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == text)


def test_the_settings_menu_chooses_language_theme_and_colours(person: Person) -> None:
    def opened() -> QMenu:
        person.press("Ctrl+,")
        person.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    def choose(title: str, text: str) -> None:
        menu = opened()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(menu_item(menu, title)).center())
        submenu = menu_item(menu, title).menu()
        person.wait(submenu.isVisible)
        item = menu_item(submenu, text)
        QTest.mouseClick(submenu, Qt.MouseButton.LeftButton, pos=submenu.actionGeometry(item).center())
        person.wait(lambda: QApplication.activePopupWidget() is None)

    choose("Colours of values", "Cividis")
    assert theme.signed_palette() == "cividis"
    choose("Theme", "Dark")
    assert theme.tokens().dark
    choose("Language", "한국어")
    assert person.program.language.current == "ko"
    menu = opened()
    assert {"언어", "테마"} <= {action.text() for action in menu.actions()}
    assert not any(english(action.text()) for action in menu.actions())
    menu.close()
    chosen = person.program.preferences.current
    assert (chosen.palette, chosen.theme, chosen.language) == ("cividis", "dark", "ko")
    place = person.button(person.program.rail, actions.text("settings"))
    person.click(place, QPoint(5, 5))
    person.wait(lambda: QApplication.activePopupWidget() is not None)
    QApplication.activePopupWidget().close()


class Screen:
    """A screen of any size; the one of these tests is small."""

    def __init__(self, width: int, height: int) -> None:
        self._size = QSize(width, height)

    def size(self) -> QSize:
        return self._size


def test_presenting_fills_the_screen_with_large_type_and_hides_what_distracts(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(person.program.window, "screen", lambda: Screen(1920, 1080))
    window, program = person.program.window, person.program
    person.draw(SEVEN)
    before = person.trace()
    size, scale = theme.font("body").pointSizeF(), theme.tokens().scale
    geometry = window.geometry()
    shown = set(person.texts(program.strip)) | set(person.texts(program.top_bar))
    person.press("F5")
    person.wait(window.isFullScreen)
    assert theme.tokens().scale == 1.5 * scale
    assert theme.font("body").pointSizeF() == pytest.approx(1.5 * size, abs=0.3)
    presented = set(person.texts(program.strip)) | set(person.texts(program.top_bar))
    assert len(presented) < len(shown)
    assert person.program.workspace.trace is before
    person.press("Esc")
    person.wait(lambda: not window.isFullScreen())
    assert theme.tokens().scale == scale
    assert theme.font("body").pointSizeF() == size
    person.wait(lambda: window.geometry() == geometry)  # the screen gives the size back in its own time
    person.wait(lambda: set(person.texts(program.strip)) | set(person.texts(program.top_bar)) == shown)
    person.click(person.button(program.top_bar, "Present"))
    person.wait(window.isFullScreen)
    person.press("F5")
    person.wait(lambda: not window.isFullScreen())


@pytest.mark.parametrize(("width", "height", "scale"), [(1920, 1080, 1.5), (1280, 720, 1.0), (1024, 600, 1.0)])
def test_type_is_half_as_large_again_where_the_screen_has_room(
    person: Person, monkeypatch: pytest.MonkeyPatch, width: int, height: int, scale: float
) -> None:
    monkeypatch.setattr(person.program.window, "screen", lambda: Screen(width, height))
    person.program.appearance.present(person.program.window)
    assert theme.tokens().scale == scale
