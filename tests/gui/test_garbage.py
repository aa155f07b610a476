from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from cnnviz.gui.services.garbage import GarbageCollector


class Cycle(QObject):
    """A QObject that only the collector of cycles can free; says on which thread it went."""

    def __init__(self, gone_on: list[int]) -> None:
        super().__init__()
        self._itself = self
        self._gone_on = gone_on

    def __del__(self) -> None:
        self._gone_on.append(threading.get_ident())


@pytest.fixture
def collector(qapp: object) -> Iterator[GarbageCollector]:
    collector = GarbageCollector()
    collector.start()
    yield collector
    collector.stop()


def make_garbage_on_another_thread() -> None:
    thread = threading.Thread(target=lambda: [[number] for number in range(200_000)])
    thread.start()
    thread.join()


def test_python_alone_takes_objects_of_qt_apart_on_the_wrong_thread(qapp: object) -> None:
    # the reason for the collector; a plain object, so that the test itself does not crash
    class Plain:
        def __init__(self, gone_on: list[int]) -> None:
            self._itself, self._gone_on = self, gone_on

        __del__ = Cycle.__del__

    gone_on: list[int] = []
    gc.collect()
    Plain(gone_on)
    make_garbage_on_another_thread()
    assert gone_on
    assert gone_on != [threading.get_ident()]


def test_cycles_go_on_the_gui_thread_though_another_makes_the_garbage(
    collector: GarbageCollector, qtbot: QtBot
) -> None:
    gone_on: list[int] = []
    Cycle(gone_on)
    make_garbage_on_another_thread()
    assert gone_on == []
    keep = [[number] for number in range(5_000)]  # as much as a program makes in a while
    qtbot.waitUntil(lambda: bool(gone_on))
    assert gone_on == [threading.get_ident()]
    assert len(keep) == 5_000


def test_freezing_makes_the_pause_short_and_stopping_gives_everything_back(collector: GarbageCollector) -> None:
    collector.freeze()
    assert gc.get_freeze_count() > 10_000
    assert not gc.isenabled()
    collector.stop()
    assert gc.get_freeze_count() == 0
    assert gc.isenabled()
