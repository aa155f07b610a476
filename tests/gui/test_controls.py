"""Controls under real clicks and keys: what they say, what they show, and that the theme reaches them."""

from __future__ import annotations

import gc
import re
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QEnterEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cnnviz.gui import theme
from cnnviz.gui.widgets import icons, painting
from cnnviz.gui.widgets.buttons import IconButton, MenuButton, TextButton
from cnnviz.gui.widgets.check_box import CheckBox
from cnnviz.gui.widgets.panel import Panel
from cnnviz.gui.widgets.segmented import Segment, Segmented
from cnnviz.gui.widgets.splitter import Splitter
from cnnviz.resources import resource

ICONS = re.findall(
    r"\S+",
    """
    logo app draw eraser undo redo trash plus minus chevron-down chevron-right moon sun present info help settings
    copy close open save paste image shuffle previous next play stop check warning download folder step keyboard
    language
    """,
)
MODES = [Segment("raw", "Raw"), Segment("boxed", "Boxed"), Segment("centred", "Centred", "By the centre of mass")]


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, dark=False)
    yield
    theme.apply(qapp, dark=False)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    widget.resize(640, 480)
    QVBoxLayout(widget)
    qtbot.addWidget(widget)
    return widget


def put(qtbot: QtBot, window: QWidget, *widgets: QWidget) -> None:
    """Show `widgets` one above the other and wait until they are on screen and active."""
    layout = window.layout()
    assert layout is not None
    for widget in widgets:
        layout.addWidget(widget)
    with qtbot.waitActive(window):
        window.show()


def colours(widget: QWidget) -> set[str]:
    """All colours that are painted."""
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


# Icons


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_is_there_and_takes_a_colour(qapp: QApplication, name: str) -> None:
    image = icons.icon(name, QColor("#00FF00"), 24).pixmap(24, 24).toImage()
    assert any(image.pixelColor(x, y).alpha() > 200 for x in range(24) for y in range(24))
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in text
    if name not in ("logo", "app"):
        assert set(re.findall(r'(?:stroke|fill)="([^"]+)"', text)) <= {"currentColor", "none"}
        assert 'stroke-width="1.6"' in text
        assert 'stroke-linecap="round"' in text


def test_an_icon_is_rendered_for_the_density_it_is_shown_at(qapp: QApplication) -> None:
    icon = icons.icon("check", size=18)
    assert icon.pixmap(icon.availableSizes()[0], 2.0).toImage().width() >= 36


def test_a_missing_icon_is_named(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError, match="unicorn"):
        icons.icon("unicorn")


def test_the_window_icon_has_several_sizes(qapp: QApplication) -> None:
    assert {size.width() for size in icons.app_icon().availableSizes()} >= {16, 32, 256}


# Buttons


def test_an_icon_button_names_itself_and_its_key(qtbot: QtBot, window: QWidget) -> None:
    button = IconButton("draw", checkable=True)
    button.set_help("Pen", "P")
    put(qtbot, window, button)
    assert button.accessibleName() == "Pen"
    assert button.toolTip() == "Pen (P)"
    with qtbot.waitSignal(button.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.isChecked()
    assert theme.tokens().accent.name() in colours(button)


def test_a_disabled_button_neither_acts_nor_looks_as_if(qtbot: QtBot, window: QWidget) -> None:
    button = TextButton("Export", icon="copy")
    put(qtbot, window, button)
    usual = colours(button)
    button.setEnabled(False)
    with qtbot.assertNotEmitted(button.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert theme.tokens().text.name() in usual
    assert theme.tokens().text.name() not in colours(button)


def test_a_text_button_is_as_wide_as_its_words(qtbot: QtBot) -> None:
    button = TextButton("Go")
    qtbot.addWidget(button)
    short = button.sizeHint().width()
    button.setText("Go much further than that")
    assert button.sizeHint().width() > short + 100
    assert button.sizeHint().height() == 36
    button.set_help("Runs to the end", "Ctrl+R")
    assert "Ctrl+R" in button.toolTip() or "⌘" in button.toolTip()
    assert button.accessibleDescription() == "Runs to the end"


@pytest.mark.parametrize(("written", "read"), [("Open", "Open"), ("&Open", "Open"), ("Train && test", "Train & test")])
def test_marks_of_shortcut_letters_are_not_shown(written: str, read: str) -> None:
    assert painting.plain(written) == read


def test_a_menu_button_shows_what_is_chosen(qtbot: QtBot, window: QWidget) -> None:
    button = MenuButton()
    button.set_prefix("Model")
    button.set_value("class-convnet")
    put(qtbot, window, button)
    assert button.accessibleName() == "Model class-convnet"
    with_prefix = button.sizeHint().width()
    button.set_prefix_hidden(True)
    assert button.sizeHint().width() < with_prefix
    assert button.accessibleName() == "Model class-convnet"
    button.set_value("a name so long that it could never be shown as a whole in any top bar of any window at all")
    assert button.sizeHint().width() <= 360


def test_a_menu_button_opens_its_menu_by_key(qtbot: QtBot, window: QWidget) -> None:
    button = MenuButton()
    menu = QMenu(button)
    menu.addAction("class-convnet-bn")
    button.set_menu(menu)
    put(qtbot, window, button)
    menu.aboutToShow.connect(lambda: menu.setProperty("opened", True))
    QTimer.singleShot(0, menu.close)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert menu.property("opened") is True


# The segmented switch


@pytest.fixture
def modes(qtbot: QtBot, window: QWidget) -> Segmented:
    switch = Segmented()
    switch.set_segments(MODES)
    put(qtbot, window, switch)
    return switch


def test_a_click_chooses(qtbot: QtBot, modes: Segmented) -> None:
    with qtbot.waitSignal(modes.chosen) as told:
        QTest.mouseClick(modes, Qt.MouseButton.LeftButton, pos=modes.segment_rect("boxed").center())
    assert told.args == ["boxed"]
    assert modes.key == "boxed"
    assert modes.accessibleDescription() == "Boxed"


def test_choosing_what_is_chosen_says_nothing(qtbot: QtBot, modes: Segmented) -> None:
    with qtbot.assertNotEmitted(modes.chosen):
        QTest.mouseClick(modes, Qt.MouseButton.LeftButton, pos=modes.segment_rect("raw").center())
        modes.set_chosen("centred")
    assert modes.key == "centred"


def test_a_press_dragged_away_chooses_nothing(qtbot: QtBot, modes: Segmented) -> None:
    with qtbot.assertNotEmitted(modes.chosen):
        QTest.mousePress(modes, Qt.MouseButton.LeftButton, pos=modes.segment_rect("boxed").center())
        QTest.mouseRelease(modes, Qt.MouseButton.LeftButton, pos=modes.segment_rect("centred").center())
    assert modes.key == "raw"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ([Qt.Key.Key_Right], "boxed"),
        ([Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right], "centred"),
        ([Qt.Key.Key_End, Qt.Key.Key_Left], "boxed"),
        ([Qt.Key.Key_End, Qt.Key.Key_Home], "raw"),
        ([Qt.Key.Key_Left], "raw"),
        ([Qt.Key.Key_Down], "boxed"),
    ],
)
def test_keys_choose(modes: Segmented, keys: list[Qt.Key], expected: str) -> None:
    for key in keys:
        QTest.keyClick(modes, key)
    assert modes.key == expected


def test_another_language_keeps_the_choice(qtbot: QtBot, modes: Segmented) -> None:
    modes.set_chosen("centred")
    width = modes.sizeHint().width()
    with qtbot.assertNotEmitted(modes.chosen):
        modes.set_segments([Segment("raw", "그대로"), Segment("boxed", "상자"), Segment("centred", "무게 중심")])
    assert modes.key == "centred"
    assert modes.accessibleDescription() == "무게 중심"
    assert modes.sizeHint().width() != width


def test_nothing_moves_when_the_choice_does(modes: Segmented) -> None:
    before = [modes.segment_rect(key) for key in modes.keys]
    modes.set_chosen("centred")
    assert [modes.segment_rect(key) for key in modes.keys] == before


def test_wrong_keys_are_refused(modes: Segmented) -> None:
    with pytest.raises(ValueError, match="sideways"):
        modes.set_chosen("sideways")
    with pytest.raises(ValueError, match="differ"):
        modes.set_segments([Segment("raw", "A"), Segment("raw", "B")])


def test_a_stretched_switch_fills_its_width(qtbot: QtBot, window: QWidget) -> None:
    switch = Segmented(stretch=True)
    switch.set_segments(MODES)
    put(qtbot, window, switch)
    assert switch.width() > switch.sizeHint().width()
    assert switch.segment_rect("raw").left() == 0
    assert switch.segment_rect("centred").right() == switch.width() - 1


# The check box


def test_a_check_box_turns_by_click_and_key(qtbot: QtBot, window: QWidget) -> None:
    box = CheckBox("Box and centre on drawing")
    put(qtbot, window, box)
    with qtbot.waitSignal(box.toggled):
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.sizeHint().width() - 4, box.height() // 2))
    assert box.isChecked()
    # whether the pointer is over it is up to the screen: the click alone does not move it
    assert colours(box) & {theme.tokens().accent.name(), theme.tokens().accent_hover.name()}
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert not box.isChecked()


# The panel and its explanation


def test_a_panel_tells_readers_what_it_is(qtbot: QtBot) -> None:
    panel = Panel()
    qtbot.addWidget(panel)
    panel.set_title("Feature maps")
    panel.set_line("One picture per filter.")
    panel.set_info("<p>Each picture is what one filter found.</p>")
    assert panel.accessibleName() == "Feature maps"
    assert panel.accessibleDescription() == "One picture per filter."
    assert "Feature maps" in panel.info_button.accessibleName()


def test_an_empty_panel_says_what_to_do(qtbot: QtBot, window: QWidget) -> None:
    panel = Panel()
    inside = TextButton("inside")
    panel.content_layout().addWidget(inside)
    put(qtbot, window, panel)
    assert inside.isVisible()
    panel.set_empty("Draw a digit.")
    assert panel.is_empty
    assert not inside.isVisible()
    assert theme.tokens().text3.name() in colours(panel)
    panel.set_empty("")
    assert inside.isVisible()


def test_the_content_starts_below_the_title_block(qtbot: QtBot, window: QWidget) -> None:
    panel = Panel()
    panel.set_title("Drawing")
    inside = QWidget()
    panel.content_layout().addWidget(inside)
    put(qtbot, window, panel)
    corner = inside.mapTo(panel, QPoint(0, 0))
    assert (corner.x(), corner.y()) == (16, 16 + 44 + 8)


def test_a_control_in_the_title_row_ends_before_the_i(qtbot: QtBot, window: QWidget) -> None:
    panel = Panel()
    panel.set_title("Probabilities")
    panel.set_info("x")
    switch = Segmented()
    switch.set_segments(MODES[:2])
    panel.add_title_widget(switch)
    put(qtbot, window, panel)
    assert switch.isVisible()
    circle = panel.info_button
    assert panel.width() - 16 == circle.mapTo(panel, QPoint(circle.width(), 0)).x()
    assert switch.mapTo(panel, QPoint(switch.width(), 0)).x() <= panel.width() - 16 - 20 - 8


@pytest.fixture
def explained(qtbot: QtBot, window: QWidget) -> Panel:
    panel = Panel()
    panel.set_title("Filters")
    panel.set_info("<p>The weights that slide over the input.</p>")
    put(qtbot, window, panel)
    return panel


def test_the_i_opens_and_closes(explained: Panel) -> None:
    button = explained.info_button
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.popover is not None
    assert button.popover.isVisible()
    assert button.window().rect().contains(button.popover.geometry())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.popover.isVisible()


def test_escape_closes_the_explanation_and_gives_the_focus_back(explained: Panel) -> None:
    button = explained.info_button
    others = [QPushButton(name, explained.window()) for name in "abc"]
    for other in others:
        other.show()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert button.popover is not None
    assert button.popover.hasFocus()
    QTest.keyClick(button.popover, Qt.Key.Key_Escape)
    assert not button.popover.isVisible()
    assert button.hasFocus()


def test_an_explanation_opened_by_mouse_gives_the_focus_back_too(explained: Panel) -> None:
    drawing = QPushButton("draw", explained.window())
    for name in ("another", "a third"):
        QPushButton(name, explained.window()).show()
    drawing.show()
    drawing.setFocus()
    QTest.mouseClick(explained.info_button, Qt.MouseButton.LeftButton)
    assert explained.info_button.popover is not None
    QTest.keyClick(explained.info_button.popover, Qt.Key.Key_Escape)
    assert drawing.hasFocus()


def test_a_click_elsewhere_closes_the_explanation(explained: Panel) -> None:
    button = explained.info_button
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.popover is not None
    QTest.mouseClick(explained, Qt.MouseButton.LeftButton, pos=QPoint(20, explained.height() - 10))
    assert not button.popover.isVisible()


def test_without_an_explanation_there_is_no_i(explained: Panel) -> None:
    explained.set_info("")
    assert not explained.info_button.isVisible()


# The ring of the keyboard's focus


def test_the_ring_is_for_the_keyboard_alone(qtbot: QtBot, window: QWidget) -> None:
    one, other = TextButton("one"), TextButton("other")
    put(qtbot, window, one, other)
    QTest.mouseClick(one, Qt.MouseButton.LeftButton)
    assert not one.focus_ring.is_shown
    QTest.keyClick(one, Qt.Key.Key_Tab)
    assert other.hasFocus()
    assert other.focus_ring.is_shown
    ring = window.grab().toImage()
    spot = other.mapTo(window, QPoint(other.width() // 2, -3))
    assert ring.pixelColor(spot).name() == theme.tokens().accent.name()
    QTest.keyClick(other, Qt.Key.Key_Backtab)
    assert not other.focus_ring.is_shown
    assert one.focus_ring.is_shown


def test_the_ring_goes_where_its_control_goes(qtbot: QtBot, window: QWidget) -> None:
    first, button = TextButton("first"), TextButton("one")
    put(qtbot, window, first, button)
    QTest.keyClick(first, Qt.Key.Key_Tab)
    button.move(200, 100)
    image = window.grab().toImage()
    assert image.pixelColor(200 + button.width() // 2, 97).name() == theme.tokens().accent.name()
    button.hide()
    assert not button.focus_ring.is_shown


# The splitter


def test_a_splitters_line_is_one_pixel_with_seven_to_grab(qtbot: QtBot, window: QWidget) -> None:
    splitter = Splitter(Qt.Orientation.Horizontal)
    left, right = Panel(), Panel()
    splitter.addWidget(left)
    splitter.addWidget(right)
    put(qtbot, window, splitter)
    handle = splitter.handle(1)
    assert splitter.handleWidth() == 1
    assert handle.width() == 7
    image = splitter.grab().toImage()
    row = [image.pixelColor(x, 300).name() for x in range(image.width())]
    assert row.count(theme.tokens().line.name()) == 1
    before = left.width()
    start = QPoint(0, 100)  # the outermost of the pixels that can be grabbed
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(handle, start + QPoint(40, 0))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=start)
    assert left.width() != before


# What holds for all


def every_control() -> list[QWidget]:
    switch = Segmented()
    switch.set_segments(MODES)
    menu = MenuButton()
    menu.set_value("class-convnet")
    panel = Panel()
    panel.set_title("Drawing")
    panel.set_line("Draw one digit.")
    panel.set_info("x")
    return [IconButton("draw"), TextButton("Go"), TextButton("Go", kind="link"), menu, switch, CheckBox("On"), panel]


@pytest.mark.parametrize("number", range(7))
def test_every_control_follows_the_theme_while_shown(
    qtbot: QtBot, window: QWidget, qapp: QApplication, number: int
) -> None:
    control = every_control()[number]
    put(qtbot, window, control)
    size = control.sizeHint()
    light = control.grab().toImage()
    theme.apply(qapp, dark=True)
    assert control.grab().toImage() != light
    theme.apply(qapp, dark=False, scale=1.5)
    assert control.sizeHint().height() > size.height()
    theme.apply(qapp, dark=False)
    assert control.sizeHint() == size
    qtbot.waitUntil(lambda: control.grab().toImage() == light)


@pytest.mark.parametrize("number", range(7))
def test_a_dropped_control_is_garbage(qapp: QApplication, number: int) -> None:
    control: QWidget | None = every_control()[number]
    assert control is not None
    watched = weakref.ref(control)
    children = [weakref.ref(child) for child in control.findChildren(QWidget)]
    control = None
    gc.collect()
    assert watched() is None
    assert all(child() is None for child in children)


def test_hovering_is_seen(qtbot: QtBot, window: QWidget) -> None:
    button = IconButton("draw")
    put(qtbot, window, button)
    still = button.grab().toImage()
    QApplication.sendEvent(button, QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    assert isinstance(still, QImage)
    assert button.grab().toImage() != still


def test_korean_wraps_between_words_only() -> None:
    text = "숫자를 하나 그리면, 획을"
    joined = painting.keep_words(text)
    assert joined.replace("\u2060", "") == text
    assert joined.split(" ")[0] == "숫\u2060자\u2060를"
    assert painting.keep_words("Draw one digit") == "Draw one digit"
