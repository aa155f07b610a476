"""How the whole window starts, remembers, survives and ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.expected_logs import ExpectedLogs
from tests.gui.person import ONE, SEVEN, Person
from tests.gui.reference_network import probabilities

SECONDS = 60


def run(code: str, tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter with settings, data and logs of its own."""
    folders = {f"CNNVIZ_{name}_DIR": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "LOG")}
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(code)],
        env={**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen", **environment},
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )


def test_the_window_is_painted_before_torch_is_imported(tmp_path: Path) -> None:
    done = run(
        """
        import sys
        from PySide6.QtCore import Qt
        from cnnviz.app import Program, make_application
        application = make_application()
        program = Program(application)
        loaded = []
        start = program.inference.start
        def start_and_look(name):
            loaded.append((program.window._painted, "torch" in sys.modules))
            start(name)
        program.inference.start = start_and_look
        program.inference.ready.connect(program.window.close, Qt.ConnectionType.QueuedConnection)
        program.show()
        application.exec()
        print(loaded, "torch" in sys.modules, program.window.isVisible())
        """,
        tmp_path,
    )
    assert done.stdout == "[(True, False)] True False\n", done.stderr
    assert done.returncode == 0
    assert done.stderr == ""


def test_a_window_that_is_closed_while_torch_is_still_imported_ends_well(tmp_path: Path) -> None:
    done = run(
        """
        from PySide6.QtCore import QTimer
        from cnnviz import app
        show = app.Program.show
        def show_and_close(program):
            program.window.first_painted.connect(lambda: QTimer.singleShot(30, program.window.close))
            show(program)
        app.Program.show = show_and_close
        raise SystemExit(app.main())
        """,
        tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


def test_drawing_begins_before_the_network_is_there(tmp_path: Path) -> None:
    done = run(
        """
        from PySide6.QtCore import QPoint, Qt
        from PySide6.QtTest import QTest
        from cnnviz.app import Program, make_application
        application = make_application()
        program = Program(application)
        def draw():
            canvas = program.drawing.canvas
            QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(150, 60))
            for step in range(20):
                QTest.mouseMove(canvas, QPoint(150, 60 + 10 * step))
            QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(150, 250))
            assert program.workspace.input.kind == "drawing" and program.workspace.trace is None
        def answered(answer):
            if answer.pixels.any():
                print(int(answer.probabilities.argmax()))
                program.window.close()
        program.window.first_painted.connect(draw)
        program.inference.traced.connect(answered)
        program.show()
        application.exec()
        """,
        tmp_path,
    )
    assert done.stdout == "1\n", done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the library is one of Linux")
def test_a_missing_platform_plugin_is_a_sentence_and_exit_status_2(tmp_path: Path) -> None:
    done = run(
        "import sys; from cnnviz.cli import main; sys.exit(main([]))",
        tmp_path,
        QT_QPA_PLATFORM="xcb",
        DISPLAY="",
        WAYLAND_DISPLAY="",
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert "sudo apt install libxcb-cursor0" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_choices_are_remembered(open_window: Callable[..., Person]) -> None:
    first = open_window()
    window = first.program.window
    first.press("M")
    first.press("C")
    first.press("]")
    first.press("B")
    first.press("Z")  # a panel that is away for a moment is not forgotten
    window.close()
    second = open_window()
    chosen = second.program.preferences.current
    assert second.program.workspace.mode == "raw"
    assert second.program.workspace.colour_range == "network"
    assert second.program.drawing.canvas.pen_width() == 34
    assert not chosen.show_box
    assert second.program.filters.height() > 100
    second.draw(SEVEN)
    assert second.trace()


@pytest.mark.parametrize("presenting", [False, True])
def test_the_place_of_the_window_and_its_panels_is_remembered_also_where_it_was_closed_presenting(
    tmp_path: Path, presenting: bool
) -> None:
    screen = {"name": "large", "x": 0, "y": 0, "width": 1920, "height": 1200}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    (tmp_path / "screens.json").write_text(json.dumps({"screens": [screen]}))
    code = """
        import sys
        from cnnviz.app import Program, make_application
        application = make_application()
        def opened():
            program = Program(application)
            program.show()
            application.processEvents()
            return program
        program = opened()
        program.window.setGeometry(60, 50, 1500, 950)
        application.processEvents()
        program.window.splitters()["draw"].setSizes([800, 600])
        sizes = program.window.splitters()["draw"].sizes()
        program.window.close()
        if %r:
            program = opened()
            program.actions["present"].trigger()
            application.processEvents()
            assert program.window.isFullScreen()
            program.window.close()
        program = opened()
        print(program.window.geometry().getRect(), program.window.isFullScreen())
        print(program.window.splitters()["draw"].sizes() == sizes, sizes[0] > sizes[1] + 150)
        program.window.close()
    """
    platform = f"offscreen:configfile={tmp_path / 'screens.json'}"
    done = run(code % presenting, tmp_path, QT_QPA_PLATFORM=platform)
    assert done.stdout == "(60, 50, 1500, 950) False\nTrue True\n", done.stderr


@pytest.mark.parametrize("content", ["{", '{"language": "klingon", "unknown": 1}', ""])
def test_a_damaged_settings_file_is_set_aside_with_a_notice(
    open_window: Callable[..., Person], tmp_path: Path, content: str
) -> None:
    folder = tmp_path / "settings"
    folder.mkdir()
    (folder / "settings.json").write_text(content)
    person = open_window()
    (notice,) = person.program.window.notice_bar.notices
    assert notice.level == "attention"
    assert "set" in notice.text
    (aside,) = folder.glob("settings.json.damaged-*")
    assert aside.read_text() == content
    assert str(aside) in notice.text
    person.program.preferences.change(language="en")
    person.draw(ONE)
    assert person.trace()
    assert json.loads((folder / "settings.json").read_text())["mode"] == "centred"


def test_an_error_inside_is_a_notice_with_details_to_copy_and_the_window_lives(
    person: Person, monkeypatch: pytest.MonkeyPatch, expected_logs: ExpectedLogs
) -> None:
    def fail(*_arguments: object) -> None:
        raise ZeroDivisionError("a slot fails")

    with monkeypatch.context() as patch:
        patch.setattr(person.program.workspace, "step_layer", fail)
        person.press(".")
    (told,) = person.take_notices()
    assert "a slot fails" in told
    assert len(expected_logs.take()) == 1
    bar = person.program.window.notice_bar
    person.wait(lambda: bool(bar.sheets))  # it shows no sheet under a pressed button, and looks again a little later
    (sheet,) = bar.sheets
    person.click(person.button(sheet, "Copy details"))
    copied = QGuiApplication.clipboard().text()
    for part in ("Traceback", "ZeroDivisionError: a slot fails", "cnnviz", "Python", "PySide6"):
        assert part in copied
    log = person.program.crash.log_file
    assert log is not None
    assert "ZeroDivisionError: a slot fails" in log.read_text(encoding="utf-8")
    assert str(log) in copied
    person.click(sheet.close_button)
    assert bar.sheets == ()
    person.draw(SEVEN)
    expected = probabilities(person.pixels())
    assert int(person.trace().output.values.argmax()) == int(expected.argmax()) == 7
    person.press(".")
    assert person.program.workspace.cursor.layer == "layer1.1"
    QGuiApplication.clipboard().clear()


def test_a_network_that_raises_is_told_and_the_next_one_answers(
    person: Person, expected_logs: ExpectedLogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    networks = person.program.inference._networks
    broken = networks._runner

    class Broken:
        card = broken.card

        def answer(self, pixels: object) -> object:
            raise RuntimeError("the network fails")

    networks._runner = Broken()
    person.draw(ONE)
    assert "the network fails" in person.take_notices()[0]
    expected_logs.take()
    networks._runner = broken
    person.draw((((0.3, 0.5), (0.7, 0.5)),))
    assert person.trace()
    person.told.clear()
    expected_logs.take()


def test_escape_goes_back_one_step_at_a_time(person: Person) -> None:
    person.draw(SEVEN)
    person.trace()
    program = person.program
    person.press("F5")
    person.wait(program.window.isFullScreen)
    person.press("Z")
    program.workspace.move(cell=(3, 4))
    person.press("Ctrl+V")
    assert len(person.take_notices()) == 1
    states = []
    for _ in range(4):
        states.append(
            (
                len(program.window.notice_bar.notices),
                program.filters.isVisible(),
                program.workspace.cursor.cell,
                program.window.isFullScreen(),
            )
        )
        person.press("Esc")
    person.wait(lambda: not program.window.isFullScreen())
    assert states == [
        (1, False, (3, 4), True),
        (0, False, (3, 4), True),
        (0, True, (3, 4), True),
        (0, True, None, True),
    ]


@pytest.mark.parametrize("doing", ["drawing", "replaying"])
def test_a_window_closed_in_the_middle_of_a_stroke_ends_without_an_error(
    open_window: Callable[..., Person], doing: str
) -> None:
    person = open_window()
    person.draw(SEVEN, lift=doing != "drawing")
    if doing == "replaying":
        person.press("R")
    errors: list[object] = []
    with pytest.MonkeyPatch.context() as patch:
        person.program.crash.uninstall()
        patch.setattr(sys, "excepthook", lambda *error: errors.append(error))
        person.program.window.close()
    assert errors == []
    assert person.told == []
    elsewhere = QWindow()  # the button comes up, or Qt takes it for pressed in every test that follows
    elsewhere.resize(20, 20)
    elsewhere.show()
    QTest.mouseRelease(elsewhere, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(1, 1))
    elsewhere.close()
    assert QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton


def test_ctrl_q_closes_the_window_and_all_that_runs_beside_it(person: Person) -> None:
    person.draw(ONE)
    person.press("Ctrl+Q")
    assert not person.program.window.isVisible()
    assert not person.program.left_busy
    assert QApplication.activePopupWidget() is None
