"""The parts that stand around every page: rail, notices, progress, and the overlay of keys."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cnnviz.gui import theme
from cnnviz.gui.notices import Notice, NoticeAction, Notices
from cnnviz.gui.widgets import notice_sheet
from cnnviz.gui.widgets.buttons import IconButton
from cnnviz.gui.widgets.keys_overlay import KeyRow, KeysOverlay
from cnnviz.gui.widgets.notice_bar import NoticeBar
from cnnviz.gui.widgets.progress_row import ProgressRow
from cnnviz.gui.widgets.rail import Rail

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, dark=False)
    yield
    theme.apply(qapp, dark=False)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    widget.resize(900, 640)
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
    return widget


# The rail


@pytest.fixture
def rail(qtbot: QtBot, window: QWidget) -> Rail:
    made = Rail(window)
    for name, icon, text in (("draw", "draw", "Draw"), ("step", "step", "Step")):
        made.add_page(name, icon)
        made.set_label(name, text, f"{text} (Ctrl+1)")
    made.add_bottom(IconButton("help"))
    made.setGeometry(0, 0, made.sizeHint().width(), 640)
    made.show()
    return made


def item(rail: Rail, text: str) -> QPushButton:
    return next(button for button in rail.findChildren(QPushButton) if button.accessibleName() == text)


def test_the_first_page_is_marked_and_a_click_chooses_another(qtbot: QtBot, rail: Rail) -> None:
    assert rail.current == "draw"
    with qtbot.waitSignal(rail.page_chosen) as told:
        QTest.mouseClick(item(rail, "Step"), LEFT)
    assert told.args == ["step"]
    assert rail.current == "step"


def test_marking_a_page_is_silent(qtbot: QtBot, rail: Rail) -> None:
    with qtbot.assertNotEmitted(rail.page_chosen):
        rail.set_current("step")
    assert rail.current == "step"
    assert not item(rail, "Draw").isChecked()


def test_arrow_keys_walk_the_pages(rail: Rail) -> None:
    item(rail, "Draw").setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(item(rail, "Draw"), Qt.Key.Key_Down)
    assert item(rail, "Step").hasFocus()


def test_items_have_the_size_of_the_design(rail: Rail) -> None:
    assert rail.width() == 80
    assert (item(rail, "Draw").width(), item(rail, "Draw").height()) == (68, 64)
    rail.set_compact(True)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert item(rail, "Draw").height() == 48


def test_two_pages_of_one_name_are_refused(rail: Rail) -> None:
    with pytest.raises(ValueError, match="draw"):
        rail.add_page("draw", "draw")


# Notices


@pytest.fixture
def bar(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> NoticeBar:
    # Qt remembers for all windows a button that was down when some window of an earlier test went.
    monkeypatch.setattr(QGuiApplication, "mouseButtons", lambda: Qt.MouseButton.NoButton)
    return NoticeBar(window)


def sheets(bar: NoticeBar) -> tuple[notice_sheet.NoticeSheet, ...]:
    assert all(sheet.isVisible() for sheet in bar.sheets)
    return bar.sheets


def test_a_notice_lies_over_the_lower_edge_of_the_page(window: QWidget, bar: NoticeBar) -> None:
    bar.show_notice(Notice("Saved."))
    assert bar.isVisible()
    assert window.rect().contains(bar.geometry())
    assert window.height() - bar.geometry().bottom() <= 16
    window.resize(500, 400)
    assert window.rect().contains(bar.geometry())


def test_notices_arrive_by_their_channel(bar: NoticeBar) -> None:
    channel = Notices()
    channel.posted.connect(bar.show_notice)
    channel.post("Something went wrong.", level="error", details="Traceback …")
    assert [notice.text for notice in bar.notices] == ["Something went wrong."]


def test_details_are_copied(bar: NoticeBar) -> None:
    bar.show_notice(Notice("Something went wrong.", level="error", details="Traceback …"))
    (sheet,) = sheets(bar)
    QTest.mouseClick(sheet.buttons[-1], LEFT)
    assert QGuiApplication.clipboard().text() == "Traceback …"
    assert bar.notices


def test_an_action_runs_once_and_closes(bar: NoticeBar) -> None:
    done: list[str] = []
    action = NoticeAction("Open another file", lambda: done.append("opened"))
    bar.show_notice(Notice("That is a web page.", level="attention", actions=(action,)))
    (sheet,) = sheets(bar)
    QTest.mouseClick(sheet.buttons[0], LEFT)
    assert done == ["opened"]
    assert not bar.notices
    assert not bar.isVisible()


@pytest.mark.parametrize("way", ["cross", "escape", "newest"])
def test_a_notice_can_be_closed(bar: NoticeBar, way: str) -> None:
    bar.show_notice(Notice("One", level="error"))
    bar.show_notice(Notice("Two", level="error"))
    newest = sheets(bar)[-1]
    if way == "cross":
        QTest.mouseClick(newest.close_button, LEFT)
    elif way == "escape":
        QTest.keyClick(newest.close_button, Qt.Key.Key_Escape)
    else:
        assert bar.close_newest()
    assert [notice.text for notice in bar.notices] == ["One"]


def test_nothing_to_close_is_said(bar: NoticeBar) -> None:
    assert not bar.close_newest()


def test_the_same_key_takes_the_same_place(bar: NoticeBar) -> None:
    bar.show_notice(Notice("Failed", level="error", key="same"))
    bar.show_notice(Notice("Other"))
    bar.show_notice(Notice("Failed", level="error", key="same", count=2))
    assert [notice.count for notice in bar.notices] == [2, 1]
    assert "2" in sheets(bar)[0].accessibleName()


def test_at_most_three_and_what_matters_stays(bar: NoticeBar) -> None:
    bar.show_notice(Notice("An error", level="error"))
    for number in range(5):
        bar.show_notice(Notice(f"Info {number}"))
    assert [notice.text for notice in bar.notices] == ["An error", "Info 3", "Info 4"]


def test_what_asks_for_nothing_goes_by_itself(qtbot: QtBot, bar: NoticeBar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notice_sheet, "SECONDS", 0.02)
    bar.show_notice(Notice("An error", level="error"))
    bar.show_notice(Notice("Saved."))
    bar.show_notice(Notice("With a way to mend it", actions=(NoticeAction("Mend", lambda: None),)))
    qtbot.waitUntil(lambda: len(bar.notices) == 2)
    assert [notice.text for notice in bar.notices] == ["An error", "With a way to mend it"]


def test_whoever_reads_is_not_hurried(qtbot: QtBot, bar: NoticeBar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notice_sheet, "SECONDS", 0.05)
    bar.show_notice(Notice("Saved."))
    (sheet,) = sheets(bar)
    QApplication.sendEvent(sheet, QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))
    with qtbot.assertNotEmitted(sheet.closed, wait=150):
        pass
    QApplication.sendEvent(sheet, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: not bar.notices)


def test_nothing_comes_up_under_a_pen_that_draws(qtbot: QtBot, bar: NoticeBar, monkeypatch: pytest.MonkeyPatch) -> None:
    down = [True]
    monkeypatch.setattr(
        QGuiApplication, "mouseButtons", lambda: LEFT if down[0] else Qt.MouseButton.NoButton, raising=True
    )
    bar.show_notice(Notice("Saved.", level="attention"))
    assert not bar.isVisible()
    assert len(bar.notices) == 1
    down[0] = False
    qtbot.waitUntil(bar.isVisible)
    assert len(bar.notices) == 1


def test_long_words_fit_their_sheet(window: QWidget, bar: NoticeBar) -> None:
    bar.show_notice(Notice("word " * 120, level="attention", details="x"))
    (sheet,) = sheets(bar)
    assert sheet.rect().contains(sheet.buttons[0].geometry())
    assert sheet.rect().contains(sheet.close_button.geometry())
    assert window.rect().contains(bar.geometry())


# Progress


def test_progress_is_told_in_percent_and_megabytes(qtbot: QtBot, window: QWidget) -> None:
    row = ProgressRow(window)
    row.set_text("Downloading MNIST")
    row.resize(500, 40)
    row.show()
    assert row.share == 0
    row.set_progress(5_800_000, 11_600_000)
    assert row.share == pytest.approx(0.5)
    assert "50 %" in row.amount_text
    assert "5.8" in row.amount_text
    assert "11.6" in row.amount_text
    image = row.grab().toImage()
    bar = [image.pixelColor(x, 31).name() for x in range(image.width())]
    filled, empty = bar.count(theme.tokens().accent.name()), bar.count(theme.tokens().well.name())
    assert filled == pytest.approx(empty, abs=8)
    with qtbot.waitSignal(row.cancelled):
        QTest.mouseClick(row.findChild(QPushButton), LEFT)


@pytest.mark.parametrize(("done", "total"), [(5, 0), (-3, 10), (20, 10), (2**40, 2**41)])
def test_odd_amounts_do_no_harm(qtbot: QtBot, done: int, total: int) -> None:
    row = ProgressRow()
    qtbot.addWidget(row)
    row.set_progress(done, total)
    assert 0 <= row.share <= 1
    row.grab()


# The overlay of keys

ROWS = [
    KeyRow(("P",), "Pen"),
    KeyRow(("Ctrl+Shift+Z", "Ctrl+Y"), "Redo"),
    KeyRow((), "Looking"),
    KeyRow(("?",), "Keys"),
]


@pytest.fixture
def overlay(window: QWidget) -> KeysOverlay:
    return KeysOverlay(window)


def test_the_overlay_covers_the_window_and_tells_readers(window: QWidget, overlay: KeysOverlay) -> None:
    overlay.open_with("Keys of this page", ROWS)
    assert overlay.geometry() == window.rect()
    assert overlay.accessibleName() == "Keys of this page"
    assert "Ctrl+Shift+Z Ctrl+Y: Redo" in overlay.accessibleDescription()
    window.resize(700, 500)
    assert overlay.geometry() == window.rect()


@pytest.mark.parametrize(
    "close",
    [
        lambda overlay: QTest.keyClick(overlay, Qt.Key.Key_Escape),
        lambda overlay: QTest.keyClick(overlay, Qt.Key.Key_P),
        lambda overlay: QTest.mouseClick(overlay, LEFT, pos=QPoint(3, 3)),
    ],
)
def test_any_key_or_click_closes_it_and_gives_the_focus_back(
    qtbot: QtBot, window: QWidget, overlay: KeysOverlay, close: Callable[[KeysOverlay], None]
) -> None:
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    overlay.open_with("Keys", ROWS)
    assert overlay.hasFocus()
    with qtbot.waitSignal(overlay.closed):
        close(overlay)
    assert not overlay.isVisible()
    assert field.hasFocus()
    assert field.text() == ""


def test_a_key_that_closes_does_nothing_else(qtbot: QtBot, window: QWidget, overlay: KeysOverlay) -> None:
    fired: list[str] = []
    shortcut = QShortcut(QKeySequence("P"), window)
    shortcut.activated.connect(lambda: fired.append("P"))
    QTest.keyClick(window, Qt.Key.Key_P)
    assert fired == ["P"]
    overlay.open_with("Keys", ROWS)
    QTest.keyClick(overlay, Qt.Key.Key_P)
    assert fired == ["P"]
    assert not overlay.isVisible()


def test_a_modifier_alone_leaves_it_open(overlay: KeysOverlay) -> None:
    overlay.open_with("Keys", ROWS)
    QTest.keyPress(overlay, Qt.Key.Key_Shift)
    assert overlay.isVisible()


@pytest.mark.parametrize("size", [(900, 640), (1440, 900), (620, 420)])
@pytest.mark.parametrize("count", [1, 9, 40])
def test_all_rows_fit_the_sheet(window: QWidget, overlay: KeysOverlay, size: tuple[int, int], count: int) -> None:
    window.resize(*size)
    overlay.open_with("Keys", [KeyRow(("Ctrl+Shift+Z",), f"Action {number}") for number in range(count)])
    overlay.grab()
    sheet = overlay.sheet_rect()
    assert overlay.rect().contains(sheet)
    spread = overlay._spread()
    assert spread.rows * len(spread.widths) >= count


# What holds for all


@pytest.mark.parametrize("make", [Rail, ProgressRow, lambda: NoticeBar(QWidget()), lambda: KeysOverlay(QWidget())])
def test_a_dropped_part_is_garbage(qapp: QApplication, make: Callable[[], QWidget]) -> None:
    part: QWidget | None = make()
    assert part is not None
    if isinstance(part, Rail):
        part.add_page("draw", "draw")
    if isinstance(part, NoticeBar):
        part.show_notice(Notice("Saved.", level="error"))
    watched = weakref.ref(part)
    part = None
    gc.collect()
    assert watched() is None


def test_parts_follow_theme_and_scale(qtbot: QtBot, window: QWidget, qapp: QApplication, rail: Rail) -> None:
    row = ProgressRow()
    row.set_text("Downloading")
    QVBoxLayout(window).addWidget(row)
    row.show()
    for part in (rail, row):
        light, height = part.grab().toImage(), part.sizeHint().height()
        theme.apply(qapp, dark=True)
        assert part.grab().toImage() != light
        theme.apply(qapp, dark=False, scale=1.5)
        assert part.sizeHint().height() > height
        theme.apply(qapp, dark=False)
