"""Scrubbing: from a place on the slider to the whole window repainted with the weights of that moment."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from tests.benchmarks.report import Figure, percentile, run

_SIZE = (1440, 900)
_PATIENCE = 60.0  # seconds


def measure(*, small: bool = False) -> list[Figure]:
    """Goes through the saved moments of a run of the class's network, and opens a long log."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("CONFIG", "DATA", "LOG"):
            os.environ[f"CNNVIZ_{name}_DIR"] = str(Path(folder) / name.lower())
        return [*_scrub(Path(folder), 12 if small else 200), *_open(Path(folder), 20_000 if small else 1_000_000)]


def _scrub(folder: Path, count: int) -> list[Figure]:
    from PySide6.QtTest import QTest

    from cnnviz.app import Program, make_application
    from cnnviz.data import pen_digits
    from tests.gui.written_run import WrittenRun

    written = WrittenRun(folder / "run")
    written.start()
    for step in range(count):
        written.snapshot(step)
    written.learn(count)
    written.close()
    application = make_application()
    program = Program(application)
    program.window.resize(*_SIZE)
    program.show()
    _until(lambda: program.workspace.trace is not None)
    program.drawing_input.replace(pen_digits.strokes(3, 5))
    program.window.show_page("train")
    page = program.train_page
    assert page is not None
    page.watch(written.path)
    _until(lambda: page.runs.current is not None and len(page.runs.current.moments) == count)
    _until(lambda: len(page.film._known) == count)
    QTest.qWait(300)
    answers: list[object] = []
    program.inference.traced.connect(answers.append)
    times = []
    run = page.runs.current
    assert run is not None
    for moment in run.moments[:-1]:
        answers.clear()
        began = time.perf_counter()
        page.runs.scrub_to(moment)
        while not answers:
            application.processEvents()
        application.processEvents()
        times.append((time.perf_counter() - began) * 1000)
    program.window.close()
    program.close()
    return [
        Figure("slider moved to whole window repainted, class ConvNet, median", percentile(times, 0.5), "ms", 33.0),
        Figure("the same, 95th percentile", percentile(times, 0.95), "ms"),
    ]


def _open(folder: Path, steps: int) -> list[Figure]:
    import numpy as np

    from cnnviz.session.runs import Runs
    from cnnviz.training import run_dir
    from cnnviz.training.config import RunConfig
    from cnnviz.training.events import Batch, EventWriter, Start

    directory = run_dir.create(RunConfig(), folder / "long")
    writer = EventWriter(directory.events)
    batches = 600
    writer.write(Start(0, 0, -(-steps // batches), batches, 100, {}, list("ab"), [1, 1], [1, 28, 28], 1, {}, "cpu"))
    numbers = np.random.default_rng(2).random((4, 20)).round(6).tolist()
    for first in range(1, steps, 20):
        writer.write(Batch(first, first // batches + 1, *numbers, 7000.0))
    writer.close()
    runs = Runs()
    began = time.perf_counter()
    current = runs.open(directory.path)
    longest = opened = time.perf_counter() - began
    _until(lambda: current.shows_all)
    shown = time.perf_counter() - began
    _until(lambda: current.is_caught_up)
    whole = time.perf_counter() - began
    runs.close()
    return [
        Figure(f"a log of {steps:,} steps opened, until the window has its turn", longest, "s", 1.0),
        Figure("the same, until its curves are there from end to end", max(shown, opened), "s", 1.0),
        Figure("the same, until every step has been read", whole, "s"),
    ]


def _until(condition: object) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    end = time.monotonic() + _PATIENCE
    while not condition():  # type: ignore[operator]
        if time.monotonic() > end:
            raise RuntimeError("what was waited for did not come")
        loop = QEventLoop()  # not QTest's: that would keep Python from all other threads
        QTimer.singleShot(5, loop.quit)
        loop.exec()


if __name__ == "__main__":
    run(measure, "scrubbing")
