"""`cnnviz.view` from scripts and notebooks: the window really opens, in a process of its own, on what was given."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
import types
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from torch import nn  # noqa: E402

import cnnviz  # noqa: E402
from cnnviz.problems import Problem  # noqa: E402
from cnnviz.trace import archive  # noqa: E402

# Python runs this in the window's process: it waits for the window, writes down what is in it, and closes it.
_VISITOR = """
import gc, json, os, sys, threading, time

def visit():
    while "cnnviz.app" not in sys.modules or not hasattr(sys.modules["cnnviz.app"], "main"):
        time.sleep(0.05)
    from PySide6.QtCore import QMetaObject, Qt
    Program = sys.modules["cnnviz.app"].Program
    found = []
    while not found:
        time.sleep(0.05)
        found = [each for each in gc.get_objects() if isinstance(each, Program) and hasattr(each, "settings")]
    program = found[0]
    while not program.window.isVisible() or program.step_page is None or program.step_page.stepping.trace is None:
        time.sleep(0.05)
    page, path = program.step_page, sys.argv[-1]
    said = {
        "pid": os.getpid(), "page": program.rail.current, "model": program.top_bar._model.value,
        "input": program.top_bar._input.value, "meta": program.top_bar._meta.text(), "steps": page.stepping.count,
        "position": page.stepping.position, "failed": not page.failure.isHidden(), "torch": "torch" in sys.modules,
        "file": path, "file is there": os.path.exists(path), "folder is there": os.path.exists(os.path.dirname(path)),
    }
    with open(os.environ["VISITED"], "w") as file:
        json.dump(said, file)
    QMetaObject.invokeMethod(program.window, "close", Qt.ConnectionType.QueuedConnection)

if os.environ.get("VISITED") and "cnnviz" in sys.orig_argv:
    threading.Thread(target=visit, daemon=True).start()
"""


@pytest.fixture
def visited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the visitor of the window writes what was in it."""
    (tmp_path / "visitor").mkdir()
    (tmp_path / "visitor" / "sitecustomize.py").write_text(_VISITOR, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path / "visitor"))
    monkeypatch.setenv("VISITED", str(tmp_path / "visited.json"))
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    return tmp_path / "visited.json"


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    """As IPython and notebooks look from inside."""
    monkeypatch.setitem(sys.modules, "IPython", types.SimpleNamespace(get_ipython=lambda: object()))


def read(visited: Path) -> dict[str, Any]:
    return dict(json.loads(visited.read_text(encoding="utf-8")))


def network() -> nn.Module:
    return nn.Sequential(nn.Conv2d(1, 4, 3), nn.ReLU(), nn.Flatten(), nn.Linear(4 * 6 * 6, 10))


def test_from_a_script_it_waits_until_the_window_is_closed(visited: Path) -> None:
    assert cnnviz.view(network(), torch.rand(2, 1, 8, 8), name="small") is None
    seen = read(visited)
    assert (seen["page"], seen["model"], seen["input"]) == ("step", "small", "2×1×8×8")
    steps = len(cnnviz.trace(network(), torch.rand(2, 1, 8, 8)).steps)
    assert seen["steps"] == steps
    assert seen["meta"].startswith(f"{steps} steps recorded, 0.0")
    assert not seen["torch"]
    assert not seen["failed"]
    assert seen["pid"] != os.getpid()
    assert (seen["file is there"], seen["folder is there"]) == (False, False)


def test_from_a_notebook_it_returns_at_once_and_a_network_that_fails_is_opened_at_the_failure(
    visited: Path, notebook: None
) -> None:
    model, x = nn.Sequential(nn.Flatten(), nn.Linear(5, 2)), torch.rand(1, 2, 3)
    cnnviz.trace(model, x)  # what is imported once is no matter of this
    began = time.perf_counter()
    cnnviz.view(model, x)
    assert time.perf_counter() - began < 0.5
    assert not visited.exists()
    thread = waiting()
    assert thread.daemon
    thread.join(60)
    seen = read(visited)
    assert seen["model"] == "Sequential"
    assert seen["failed"]
    assert 0 < seen["position"] < seen["steps"]
    assert not Path(seen["file"]).parent.exists()


def waiting() -> threading.Thread:
    (thread,) = (each for each in threading.enumerate() if each.name == "cnnviz-view")
    return thread


def test_a_saved_pass_is_opened_and_stays_where_it_is(tmp_path: Path, started: list[Any]) -> None:
    path = tmp_path / "lesson 1.trace"
    archive.save(cnnviz.trace(network(), torch.rand(2, 1, 8, 8)), path)
    cnnviz.view(path)
    assert started[0].command[-3:] == ["cnnviz", "window", str(path)]
    assert path.exists()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ((nn.ReLU(),), "The network needs an input too: cnnviz.view(model, x)."),
        (([1, 2], torch.rand(2)), "cnnviz.view shows a PyTorch module or a recorded pass, not “list”."),
        ((nn.ReLU(), "x"), "The model was given no tensor, so there is nothing to follow."),
        (("nowhere.trace",), "There is no file “nowhere.trace”."),
        (("nowhere.trace", torch.rand(2)), "A recorded pass has its input in it: leave the second one out."),
    ],
)
def test_what_cannot_be_shown_is_told(given: tuple[Any, ...], sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    with pytest.raises(Problem) as told:
        cnnviz.view(*given)
    assert str(told.value) == sentence


def test_a_trace_takes_no_second_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    trace = cnnviz.trace(nn.ReLU(), torch.rand(2))
    with pytest.raises(Problem, match="leave the second one out"):
        cnnviz.view(trace, torch.rand(2))


def test_a_window_that_does_not_open_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.trace"
    path.write_bytes(b"")
    monkeypatch.setenv("QT_QPA_PLATFORM", "nothing")
    cnnviz.view(path, block=False)
    waiting().join(60)
    assert capfd.readouterr().err.startswith("The window did not open. cnnviz cannot open a window: ")


def test_a_script_hears_why_the_window_did_not_open(started: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Started, "returncode", 2)
    with pytest.raises(Problem) as told:
        cnnviz.view(nn.ReLU(), torch.rand(2))
    assert str(told.value) == "The window did not open. Why it did not."
    assert not Path(started[0].command[-1]).parent.exists()


def test_ctrl_c_ends_the_window_too(started: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_process: object) -> None:
        monkeypatch.undo()
        raise KeyboardInterrupt

    monkeypatch.setattr(Started, "communicate", interrupted)
    with pytest.raises(KeyboardInterrupt):
        cnnviz.view(nn.ReLU(), torch.rand(2))
    assert started[0].ended
    assert not Path(started[0].command[-1]).parent.exists()


class Started:
    """A process that is none."""

    returncode = 0

    def __init__(self, command: list[str], **options: Any) -> None:
        self.command, self.options, self.ended = command, options, False

    def communicate(self) -> tuple[str, str]:
        return "", "a warning\ncnnviz: Why it did not.\n"

    def terminate(self) -> None:
        self.ended = True


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Started]:
    """What would have been started."""
    processes: list[Started] = []

    def popen(command: list[str], **options: Any) -> Started:
        processes.append(Started(command, **options))
        return processes[-1]

    monkeypatch.setattr(subprocess, "Popen", popen)
    return processes


def test_the_qt_of_opencv_is_kept_out(started: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM_PLUGIN_PATH", "/lib/python/site-packages/cv2/qt/plugins")
    monkeypatch.setenv("QT_QPA_FONTDIR", "/my/fonts")
    cnnviz.view(nn.ReLU(), torch.rand(2))
    environment = started[0].options["env"]
    assert "QT_QPA_PLATFORM_PLUGIN_PATH" not in environment
    assert environment["QT_QPA_FONTDIR"] == "/my/fonts"


@pytest.mark.parametrize(("block", "detached"), [(None, False), (True, False), (False, True)])
def test_an_interrupt_reaches_the_window_only_where_somebody_waits(
    started: list[Any], block: bool | None, detached: bool
) -> None:
    cnnviz.view(nn.ReLU(), torch.rand(2), block=block)
    assert started[0].options["start_new_session"] is detached


def test_the_function_comes_without_torch_and_qt() -> None:
    script = """
import sys
import cnnviz
assert callable(cnnviz.view) and cnnviz.view is cnnviz.view
print(sorted({"torch", "numpy", "PySide6"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
