from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cnnviz.gui.services.downloads import Downloads
from cnnviz.problems import Problem

SECONDS = 5.0


class FakeFetch:
    """A download that goes on step by step, as the test lets it."""

    def __init__(self, steps: int = 3, error: BaseException | None = None) -> None:
        self.folders: list[Path] = []
        self.steps = steps
        self.error = error
        self.entered = threading.Event()
        self.go_on = threading.Event()
        self.was_cancelled = False

    def __call__(
        self, folder: Path, *, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> Path | None:
        self.folders.append(folder)
        progress(0, self.steps)
        self.entered.set()
        assert self.go_on.wait(SECONDS)
        for step in range(self.steps):
            if cancelled():
                self.was_cancelled = True
                return None
            progress(step + 1, self.steps)
        if self.error is not None:
            raise self.error
        return folder / "files"


class Heard:
    def __init__(self, downloads: Downloads) -> None:
        self.progress: list[tuple[int, int]] = []
        self.outcomes: list[object] = []
        self.threads: set[int] = set()
        downloads.progressed.connect(self._on_progressed)
        downloads.finished.connect(lambda folder: self.outcomes.append(("finished", folder)))
        downloads.failed.connect(lambda error: self.outcomes.append(("failed", error)))
        downloads.cancelled.connect(lambda: self.outcomes.append("cancelled"))

    def _on_progressed(self, progress: tuple[int, int]) -> None:
        self.threads.add(threading.get_ident())
        self.progress.append(progress)


def started(fetch: FakeFetch, folder: Path) -> tuple[Downloads, Heard]:
    downloads = Downloads(fetch=fetch)
    heard = Heard(downloads)
    downloads.start(folder)
    assert fetch.entered.wait(SECONDS)
    return downloads, heard


@pytest.fixture
def fetch() -> Iterator[FakeFetch]:
    fetch = FakeFetch()
    yield fetch
    fetch.go_on.set()


def test_a_download_tells_its_progress_and_then_that_it_is_finished(
    fetch: FakeFetch, tmp_path: Path, qtbot: QtBot
) -> None:
    downloads, heard = started(fetch, tmp_path)
    assert downloads.running
    downloads.start(tmp_path / "other")  # one at a time
    fetch.go_on.set()
    qtbot.waitUntil(lambda: bool(heard.outcomes))
    assert heard.progress == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert heard.outcomes == [("finished", tmp_path / "files")]
    assert heard.threads == {threading.get_ident()}
    assert fetch.folders == [tmp_path]
    assert not downloads.running


def test_a_cancelled_download_is_cancelled_and_another_can_begin(
    fetch: FakeFetch, tmp_path: Path, qtbot: QtBot
) -> None:
    downloads, heard = started(fetch, tmp_path)
    downloads.cancel()
    fetch.go_on.set()
    qtbot.waitUntil(lambda: bool(heard.outcomes))
    assert heard.outcomes == ["cancelled"]
    assert fetch.was_cancelled
    downloads.start(tmp_path)
    qtbot.waitUntil(lambda: len(heard.outcomes) == 2)
    assert heard.outcomes[1] == ("finished", tmp_path / "files")


@pytest.mark.parametrize("error", [Problem("no network"), OSError("disk full")])
def test_a_failed_download_says_why(tmp_path: Path, qtbot: QtBot, error: Exception) -> None:
    fetch = FakeFetch(error=error)
    downloads, heard = started(fetch, tmp_path)
    fetch.go_on.set()
    qtbot.waitUntil(lambda: bool(heard.outcomes))
    assert heard.outcomes == [("failed", error)]
    assert not downloads.running


def test_a_cancel_that_comes_too_late_is_no_cancel(tmp_path: Path, qtbot: QtBot) -> None:
    fetch = FakeFetch(steps=0)
    downloads, heard = started(fetch, tmp_path)
    downloads.cancel()
    fetch.go_on.set()
    qtbot.waitUntil(lambda: bool(heard.outcomes))
    assert heard.outcomes == [("finished", tmp_path / "files")]


def test_an_error_that_comes_of_cancelling_is_cancelled(tmp_path: Path, qtbot: QtBot) -> None:
    fetch = FakeFetch(steps=0, error=ConnectionAbortedError("closed"))
    downloads, heard = started(fetch, tmp_path)
    downloads.cancel()
    fetch.go_on.set()
    qtbot.waitUntil(lambda: bool(heard.outcomes))
    assert heard.outcomes == ["cancelled"]


def test_shutting_down_stops_it_and_says_nothing_more(fetch: FakeFetch, tmp_path: Path, qtbot: QtBot) -> None:
    downloads, heard = started(fetch, tmp_path)
    assert not downloads.shutdown(0.05)  # it hangs, and is left behind
    fetch.go_on.set()
    assert downloads.shutdown()
    qtbot.wait(0)
    assert heard.outcomes == heard.progress == []
    assert Downloads(fetch=fetch).shutdown()


def test_one_that_nobody_holds_any_more_stops_and_goes_away(tmp_path: Path, qtbot: QtBot) -> None:
    for _ in range(50):  # were it taken apart on its own thread, the process would crash sooner or later
        fetch = FakeFetch()
        downloads, heard = started(fetch, tmp_path)
        thread, gone = downloads._thread, weakref.ref(downloads)
        assert thread is not None
        fetch.go_on.set()
        del downloads
        assert gone() is None
        qtbot.wait(0)
        thread.join(SECONDS)
        assert not thread.is_alive()
        assert heard.outcomes == []
