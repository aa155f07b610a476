"""What holds for every test: anything unexpected fails, and nothing of this person's own is read or written."""

from __future__ import annotations

import gc
import itertools
import logging
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cnnviz.gui import lost_references
from tests.expected_logs import ExpectedLogs, LogKeeper

# nothing above imports torch, numpy or Qt, which look at these once
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for _variable in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

lost_references.hold()

_GUI_FIXTURES = {"qtbot", "qapp", "qtmodeltester"}
_THREAD_SECONDS = 2.0
_numbers = itertools.count()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if "/tests/unit/" in item.path.as_posix() and fixtures & _GUI_FIXTURES:
            raise pytest.UsageError(f"{item.nodeid}: a unit test has no QApplication; it belongs in tests/gui")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, downloads, caches and logs of a test go into folders of its own, made when something is written."""
    base = tmp_path_factory.getbasetemp() / "own"
    number = next(_numbers)
    for name in ("CACHE", "CONFIG", "DATA", "LOG"):
        monkeypatch.setenv(f"CNNVIZ_{name}_DIR", str(base / f"{number}-{name.lower()}"))


@pytest.fixture(autouse=True)
def expected_logs() -> Iterator[ExpectedLogs]:
    """Fails a test that logs at WARNING or above, unless it takes the records."""
    handler = LogKeeper()
    root = logging.getLogger()
    root.addHandler(handler)
    yield ExpectedLogs(handler)
    root.removeHandler(handler)
    left = [f"{record.name}: {record.getMessage()}" for record in handler.records]
    assert not left, f"unexpected log records: {left}"


@pytest.fixture(autouse=True)
def _no_threads_left() -> Iterator[None]:
    """Fails a test that leaves a thread behind."""
    before = set(threading.enumerate())
    yield
    until = time.monotonic() + _THREAD_SECONDS
    left = [thread for thread in threading.enumerate() if thread not in before]
    for thread in left:
        thread.join(max(until - time.monotonic(), 0.0))
    left = [thread for thread in left if thread.is_alive()]
    assert not left, f"threads left behind: {left}"


@pytest.fixture
def cnnviz_data() -> Path:
    """The folder of real data sets; skips where `CNNVIZ_DATA` names none."""
    text = os.environ.get("CNNVIZ_DATA", "")
    if not text:
        pytest.skip("CNNVIZ_DATA names no folder of data sets")
    folder = Path(text)
    if not folder.is_dir():
        pytest.skip(f"CNNVIZ_DATA names {folder}, which is no folder")
    return folder


@pytest.fixture
def collected() -> Iterator[None]:
    """Collects garbage before and after, for tests that look at weak references."""
    gc.collect()
    yield
    gc.collect()
