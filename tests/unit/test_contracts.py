"""What import-linter cannot see: what importing really brings along, and the habits that a syntax tree can show."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "cnnviz"
PATHS = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
ENGINE = ("imaging", "data", "models", "trace", "training", "resources", "problems", "torchvision_compat")
WITHOUT_TORCH = (
    *(
        name
        for name in PATHS
        if re.match(r"cnnviz\.(session|gui\.(pages|views|widgets|theme|notices|actions))\b", name)
    ),
    "cnnviz.gui.main_window",
    "cnnviz.gui.services.inference",
    "cnnviz.models.cards",
    "cnnviz.models.registry",
    "cnnviz.trace.records",
)


def is_inside(name: str, packages: Iterable[str]) -> bool:
    return any(re.match(rf"cnnviz\.{package}\b", name) for package in packages)


def brought_along(names: Iterable[str], suspects: Iterable[str]) -> list[str]:
    """Which of `suspects` a fresh interpreter has after importing `names`."""
    script = (
        "import importlib, json, sys\n"
        f"for name in {list(names)!r}: importlib.import_module(name)\n"
        f"print(json.dumps([name for name in {list(suspects)!r} if name in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout.splitlines()[-1]))


@cache
def tree_of(name: str) -> ast.Module:
    return ast.parse(PATHS[name].read_text(encoding="utf-8"))


def imported(name: str) -> set[str]:
    """All modules that `name` names in its imports, wherever they stand."""
    found: set[str] = set()
    for node in ast.walk(tree_of(name)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_the_window_comes_without_torch() -> None:
    assert brought_along(WITHOUT_TORCH, ("torch", "torchvision")) == []


def test_drawing_does_not_wait_for_what_training_needs() -> None:
    suspects = ("cnnviz.training", "cnnviz.session.runs", "cnnviz.gui.pages.step_page", "pyqtgraph", "optuna")
    assert brought_along(["cnnviz.app", "cnnviz.gui.services.network_runner"], suspects) == []


def test_the_engine_comes_without_a_window() -> None:
    names = [name for name in PATHS if is_inside(name, ENGINE)]
    assert brought_along(names, ("PySide6", "pyqtgraph", "shiboken6")) == []


def test_the_session_comes_with_qt_core_alone() -> None:
    names = [name for name in PATHS if is_inside(name, ("session",))]
    assert brought_along(names, ("PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtNetwork", "torch", "pyqtgraph")) == []


def test_this_file_would_see_torch() -> None:
    assert brought_along(["cnnviz.models.class_convnet"], ("torch", "PySide6")) == ["torch"]


# `cnnviz.trace(model, x)` is for people's own scripts; the two packages on the way to it hold what that takes.
CALLED_BY_SCRIPTS = {"cnnviz": "__getattr__", "cnnviz.trace": "_CallablePackage"}


@pytest.mark.parametrize("name", [name for name, path in PATHS.items() if path.name == "__init__.py"])
def test_a_packages_own_file_holds_a_docstring_only(name: str) -> None:
    body = tree_of(name).body
    assert ast.get_docstring(tree_of(name))
    rest = body[1:]
    if name in CALLED_BY_SCRIPTS:
        defined = [node.name for node in rest if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        assert defined == [CALLED_BY_SCRIPTS[name]]
    else:
        assert rest == []


@pytest.mark.parametrize("name", PATHS)
def test_a_module_keeps_the_habits_of_the_house(name: str) -> None:
    text = PATHS[name].read_text(encoding="utf-8")
    tree = tree_of(name)
    assert ast.get_docstring(tree), "every module says what it is for"
    assert len(text.splitlines()) <= 500
    assert not set(name.split(".")) & {"utils", "util", "common", "helpers", "core", "misc"}
    if PATHS[name].name != "__init__.py":
        assert "from __future__ import annotations" in text
    assert not re.search(r"\b(TODO|FIXME|XXX)\b", text)
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not {call for call in called if call.endswith("processEvents")}
    if is_inside(name, ("gui", "session")):
        assert not called & {"time.sleep", "sleep", "QThread.msleep", "QThread.sleep"}


@pytest.mark.parametrize("name", [name for name in PATHS if is_inside(name, ("gui", "session"))])
def test_python_values_travel_as_objects(name: str) -> None:
    # Signal(dict) delivers {} for int keys, Signal(int) turns 2**40 into 0
    for node in ast.walk(tree_of(name)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Signal":
            assert {ast.unparse(argument) for argument in node.args} <= {"object", "str", "bool", "float"} or all(
                ast.unparse(argument) == "int" for argument in node.args
            ), ast.unparse(node)


COLOURS_OF_THEIR_OWN = {
    "cnnviz.gui.widgets.icons": "the colours in the files, which are replaced by the theme's",
    "cnnviz.gui.widgets.number_grid": "black or white on a cell, whichever reads better, in both themes",
}


@pytest.mark.parametrize("name", [name for name in PATHS if re.match(r"cnnviz\.gui\.(pages|views|widgets)\b", name)])
def test_colours_and_sizes_of_type_come_from_the_theme(name: str) -> None:
    text = PATHS[name].read_text(encoding="utf-8")
    if name not in COLOURS_OF_THEIR_OWN:
        assert not re.findall(r"""["']#[0-9A-Fa-f]{6}["']""", text)
    assert not {"QFont.setPointSize", "setPointSize", "setPixelSize"} & set(re.findall(r"\w+", text))


def test_a_view_never_knows_another_view() -> None:
    views = [name for name in PATHS if name.startswith("cnnviz.gui.views.")]
    for name in views:
        assert not {other for other in imported(name) if other.startswith("cnnviz.gui.views.")} - {name}, name
