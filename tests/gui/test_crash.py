from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer, qCritical, qWarning
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cnnviz.gui.notices import Notice
from cnnviz.gui.services import crash
from cnnviz.gui.services.crash import CrashReporter
from cnnviz.problems import Problem
from tests.expected_logs import ExpectedLogs
from tests.gui.recorded_notices import RecordedNotices


@pytest.fixture
def reporter(notices: RecordedNotices, tmp_path: Path) -> Iterator[CrashReporter]:
    reporter = crash.install(notices, tmp_path / "log")
    yield reporter
    reporter.uninstall()


def told(notices: RecordedNotices, qtbot: QtBot, count: int = 1) -> list[Notice]:
    qtbot.waitUntil(lambda: notices.waiting >= count)
    return notices.take()


def test_a_click_whose_slot_raises_is_one_notice_with_details_and_the_window_lives(
    reporter: CrashReporter, notices: RecordedNotices, qtbot: QtBot, expected_logs: ExpectedLogs
) -> None:
    clicks: list[int] = []

    def on_clicked() -> None:
        clicks.append(len(clicks))
        if len(clicks) == 1:
            raise ValueError("the first click fails")

    button = QPushButton("press")
    qtbot.addWidget(button)
    button.clicked.connect(on_clicked)
    with qtbot.waitExposed(button):
        button.show()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    (notice,) = told(notices, qtbot)
    assert notice.level == "error"
    assert "the first click fails" in notice.text
    for part in ("Traceback", "on_clicked", "ValueError: the first click fails", "cnnviz 0.", "Python 3.", "numpy"):
        assert part in notice.details
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert clicks == [0, 1]
    assert button.isVisible()
    assert notices.take() == []
    assert reporter.log_file is not None
    log = reporter.log_file.read_text(encoding="utf-8")
    assert "ValueError: the first click fails" in log
    assert str(reporter.log_file) in notice.details
    assert len(expected_logs.take()) == 1


def test_an_error_in_every_paint_event_is_counted_and_floods_nothing(
    reporter: CrashReporter, notices: RecordedNotices, qtbot: QtBot, expected_logs: ExpectedLogs
) -> None:
    class Broken(QWidget):
        painted = 0

        def paintEvent(self, event: QPaintEvent) -> None:
            self.painted += 1
            raise RuntimeError(f"painted {self.painted}")

    broken = Broken()
    qtbot.addWidget(broken)
    timer = QTimer(broken, interval=0)
    timer.timeout.connect(broken.update)
    timer.start()
    broken.show()
    qtbot.waitUntil(lambda: broken.painted >= 100)
    timer.stop()
    shown = told(notices, qtbot, broken.painted.bit_length())  # the 1st, 2nd, 4th, 8th … time
    assert len(shown) == broken.painted.bit_length()
    assert [notice.count for notice in shown] == sorted(notice.count for notice in shown)
    assert shown[-1].count >= 64
    assert len({notice.key for notice in shown}) == 1
    assert reporter.log_file is not None
    assert reporter.log_file.read_text(encoding="utf-8").count("Traceback") == 1
    assert len(expected_logs.take()) == len(shown)


def test_errors_of_different_places_are_different_notices(
    reporter: CrashReporter, notices: RecordedNotices, qtbot: QtBot, expected_logs: ExpectedLogs
) -> None:
    def one() -> None:
        raise ValueError("same words")

    def other() -> None:
        raise ValueError("same words")

    button = QPushButton()
    qtbot.addWidget(button)
    button.clicked.connect(one)
    button.clicked.connect(other)
    button.click()
    assert len({notice.key for notice in told(notices, qtbot, 2)}) == 2
    assert len(expected_logs.take()) == 2


def test_an_error_of_another_thread_is_told_on_this_one(
    reporter: CrashReporter, notices: RecordedNotices, qtbot: QtBot, expected_logs: ExpectedLogs
) -> None:
    threads: list[int] = []
    notices.posted.connect(lambda _: threads.append(threading.get_ident()))

    def fails() -> None:
        raise LookupError("in the lane")

    thread = threading.Thread(target=fails)
    thread.start()
    thread.join()
    assert notices.take() == []  # not before the event loop runs
    (notice,) = told(notices, qtbot)
    assert "in the lane" in notice.details
    assert threads == [threading.get_ident()]
    quiet = threading.Thread(target=sys.exit)
    quiet.start()
    quiet.join()
    assert len(expected_logs.take()) == 1


def test_an_error_in_a_destructor_is_told(
    reporter: CrashReporter, notices: RecordedNotices, qtbot: QtBot, expected_logs: ExpectedLogs
) -> None:
    class Fails:
        def __del__(self) -> None:
            raise OSError("while going away")

    Fails()
    (notice,) = told(notices, qtbot)
    assert "while going away" in notice.details
    assert len(expected_logs.take()) == 1


@pytest.mark.no_qt_log
def test_qts_messages_go_to_the_log_and_not_to_the_person(
    reporter: CrashReporter, notices: RecordedNotices, expected_logs: ExpectedLogs
) -> None:
    qWarning("a warning of Qt")
    qCritical("a critical message of Qt")
    assert notices.take() == []
    assert expected_logs.take() == ["default: a warning of Qt", "default: a critical message of Qt"]
    assert reporter.log_file is not None
    assert "WARNING cnnviz.qt: default: a warning of Qt" in reporter.log_file.read_text(encoding="utf-8")


def test_a_problem_is_told_as_its_sentence_and_not_as_a_crash(
    reporter: CrashReporter, notices: RecordedNotices
) -> None:
    reporter.report(Problem("“{name}” is no picture.", name="a.png"))
    (notice,) = notices.take()
    assert (notice.text, notice.level, notice.details) == ("“a.png” is no picture.", "attention", "")


def test_what_somebody_caught_and_cannot_mend_is_told_like_the_rest(
    reporter: CrashReporter, notices: RecordedNotices, qtbot: QtBot, expected_logs: ExpectedLogs
) -> None:
    try:
        raise ZeroDivisionError("caught")
    except ZeroDivisionError as error:
        reporter.report(error)
    (notice,) = told(notices, qtbot)
    assert "test_what_somebody_caught" in notice.details
    reporter.report(KeyError("never raised"))
    (notice,) = told(notices, qtbot)
    assert "never raised" in notice.text
    assert len(expected_logs.take()) == 2


def test_uninstalling_puts_everything_back(notices: RecordedNotices, tmp_path: Path) -> None:
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook, list(logging.getLogger().handlers))
    level = logging.getLogger("cnnviz").level
    reporter = crash.install(notices, tmp_path)
    assert sys.excepthook != before[0]
    reporter.uninstall()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook, list(logging.getLogger().handlers)) == before
    assert logging.getLogger("cnnviz").level == level


def test_a_log_that_cannot_be_written_is_no_reason_not_to_start(
    notices: RecordedNotices, tmp_path: Path, qtbot: QtBot, expected_logs: ExpectedLogs
) -> None:
    (tmp_path / "file").write_text("no folder")
    reporter = crash.install(notices, tmp_path / "file" / "log")
    assert reporter.log_file is None
    reporter.report(ValueError("told all the same"))
    (notice,) = told(notices, qtbot)
    assert "told all the same" in notice.details
    reporter.uninstall()
    expected_logs.take()


def test_the_log_does_not_grow_for_ever(reporter: CrashReporter, tmp_path: Path) -> None:
    log = logging.getLogger("cnnviz.test")
    for _ in range(400):
        log.info("x" * 10_000)
    files = sorted((tmp_path / "log").iterdir())
    assert len(files) == 3
    assert sum(path.stat().st_size for path in files) < 3_100_000


def test_a_keyboard_interrupt_in_the_terminal_ends_the_program(tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from cnnviz.gui.notices import Notices
from cnnviz.gui.services import crash
app = QApplication([])
reporter = crash.install(Notices(), Path(sys.argv[1]))
def interrupt():
    raise KeyboardInterrupt
QTimer.singleShot(0, interrupt)
status = app.exec()
reporter.uninstall()
print("ended", status)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, timeout=60, env={**os.environ}
    )
    assert done.stdout == "ended 0\n", done.stderr
    assert done.stderr == ""
