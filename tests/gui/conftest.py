"""What holds for every test with a window: it leaves no window and no timer behind, and no error untold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cnnviz.app import Program
from cnnviz.gui import theme
from cnnviz.session.preferences import Preferences
from tests.gui.person import Person
from tests.gui.recorded_notices import RecordedNotices


@pytest.fixture
def notices() -> Iterator[RecordedNotices]:
    """The channel of notices, recorded."""
    recorded = RecordedNotices()
    yield recorded
    left = [notice for notice in recorded.take() if notice.level != "info"]
    assert not left, f"notices that the test did not expect: {left}"


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., Person]]:
    """Opens whole windows and waits until they can be drawn in; notices that nobody takes fail the test.

    English and light unless told otherwise; every window of a test reads the settings of the one before.
    """
    opened: list[Person] = []

    def open_one(**choices: object) -> Person:
        preferences = Preferences(tmp_path / "settings")
        if not opened and not preferences.path.exists():
            preferences.change(**{"language": "en", "theme": "light", **choices})
        program = Program(qapp, preferences)
        person = Person(program, qtbot)
        opened.append(person)
        with qtbot.waitSignal(program.inference.ready, timeout=60_000), qtbot.waitActive(program.window):
            program.show()
        # Blank paper has gone through the network, and the panels that follow a pass have their words.
        qtbot.waitUntil(lambda: program.workspace.trace is not None, timeout=10_000)
        return person

    yield open_one
    for person in opened:
        person.program.window.close()
        person.program.close()
        person.program.window.deleteLater()
        person.program.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme.set_palette("signed")
    theme.apply(qapp, dark=False)
    left = [notice for person in opened for notice in person.told if notice.level != "info"]
    assert not left, f"notices that the test did not expect: {left}"


@pytest.fixture
def person(open_window: Callable[..., Person]) -> Person:
    """Somebody in front of the window, which is ready to draw."""
    return open_window()


@pytest.fixture(autouse=True)
def _no_windows_left(qapp: QApplication) -> Iterator[None]:
    """Fails a test that leaves a visible window behind."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [widget for widget in QApplication.topLevelWidgets() if shiboken6.isValid(widget) and widget.isVisible()]
    described = [_described(widget) for widget in left]
    for widget in left:
        widget.close()
        widget.deleteLater()
    assert not left, f"windows left behind: {described}"


@pytest.fixture(autouse=True)
def _no_timers_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fails a test that leaves a timer running."""
    started: list[QTimer] = []
    start = QTimer.start

    def recorded_start(timer: QTimer, *arguments: object) -> None:
        started.append(timer)
        start(timer, *arguments)  # type: ignore[call-overload]

    monkeypatch.setattr(QTimer, "start", recorded_start)
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [timer for timer in started if shiboken6.isValid(timer) and timer.isActive()]
    for timer in left:
        timer.stop()
    assert not left, f"timers left running: {[timer.objectName() or timer.parent() for timer in left]}"


def _described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()!r} {widget.windowTitle()!r}"
