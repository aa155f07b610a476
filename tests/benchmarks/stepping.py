"""From a step forward, back or along the slider to everything repainted, and how soon a pass opens in the stepper."""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.report import Figure, percentile, run

if TYPE_CHECKING:
    from cnnviz.app import Program
    from cnnviz.trace.records import Trace

FRAME = 16.7
"""Milliseconds of one frame at 60 a second."""
_SETTLE = 30  # milliseconds between two steps that are measured: a hand is slower


@dataclass(frozen=True)
class _Walked:
    """A pass and what it took to record it."""

    name: str
    trace: Trace
    seconds: float


def measure(*, small: bool = False) -> list[Figure]:
    """Walks through passes in the whole window with its own keys and slider, the window's size as it first opens."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    figures: list[Figure] = []
    with _window() as program:
        for walked in _passes(small=small):
            figures += _walk(program, walked, count=12 if small else 150)
    return figures


def _passes(*, small: bool) -> Iterator[_Walked]:
    """The passes, one after the other: each of the large ones needs half a gigabyte."""
    import torch

    from cnnviz import torchvision_compat
    from cnnviz.models.loading import load

    torchvision_compat.ensure()
    import torchvision

    torch.manual_seed(0)
    digits = load("class-convnet-bn").model
    yield _recorded("class ConvNet", digits, torch.rand(1, 1, 28, 28))
    if not small:
        yield _recorded("class ConvNet, 100 digits", digits, torch.rand(100, 1, 28, 28))
        for name in ("resnet152", "densenet201"):
            model = torchvision.models.get_model(name, weights=None).eval()
            yield _recorded(name, model, torch.rand(1, 3, 224, 224))
            del model


def _recorded(name: str, model: Any, x: Any) -> _Walked:
    """The pass; its time is the best of two, as the first one pays for what PyTorch prepares."""
    import torch

    from cnnviz.trace.recorder import record

    times, trace = [], None
    for _ in range(2):
        trace = None
        began = time.perf_counter()
        with torch.no_grad():
            trace = record(model, x, detail="full", name=name)
        times.append(time.perf_counter() - began)
    assert trace is not None
    return _Walked(name, trace, min(times))


def _walk(program: Program, walked: _Walked, count: int) -> list[Figure]:
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    from cnnviz.session.opened_pass import OpenedPass

    page, name = program.step_page, walked.name
    assert page is not None
    stepping, slider, steps = page.stepping, page.transport.slider, len(walked.trace.steps)
    program.passes.prefer_live()
    _painted()
    began = time.perf_counter()
    program.passes.open(OpenedPass.of(walked.trace, name))
    _painted()
    opened = time.perf_counter() - began
    chance = random.Random(1)

    def times_of(act: Callable[[], object], settle: int = _SETTLE) -> list[tuple[float, float]]:
        """Milliseconds by the clock and of the processor, of each step."""
        times = []
        for _ in range(count):
            if stepping.position in (0, steps):  # from an end there is one way only
                stepping.go(steps // 2)
            QTest.qWait(settle)
            began, worked = time.perf_counter(), time.thread_time()
            act()
            _painted()
            times.append(((time.perf_counter() - began) * 1000, (time.thread_time() - worked) * 1000))
        return times

    def key(key: Qt.Key) -> Callable[[], None]:
        return lambda: QTest.keyClick(page.source.code, key)

    middle = slider.rect().center()
    width = slider.width()
    ways = {}
    ways["step forward"] = times_of(key(Qt.Key.Key_S))
    ways["step back"] = times_of(key(Qt.Key.Key_B))
    ways["jump along the slider"] = times_of(lambda: stepping.go(chance.randrange(steps + 1)))
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(16, middle.y()))
    # back and forth by a few pixels, as a hand drags, without a rest between
    places = iter([QPoint(16 + (turn * 7) % (width - 32), middle.y()) for turn in range(10 * count)])
    ways["frame while the slider is dragged"] = times_of(lambda: QTest.mouseMove(slider, next(places)), settle=0)
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=middle)
    figures = [
        Figure(f"{name}: {steps} steps, opened in the stepper", opened * 1000, "ms"),
        Figure(f"{name}: opened / record()", opened / walked.seconds, "×", 1.5 if steps > 1000 else None),
    ]
    for way, taken in ways.items():
        times, work = [clock for clock, _ in taken], [processor for _, processor in taken]
        figures.append(Figure(f"{name}: {way}, median", percentile(times, 0.5), "ms"))
        figures.append(Figure(f"{name}: {way}, 95th percentile", percentile(times, 0.95), "ms", FRAME))
        # what it would take where no other program runs
        figures.append(Figure(f"{name}: {way}, processor, 95th percentile", percentile(work, 0.95), "ms"))
    program.passes.prefer_live()
    program.workspace.opened = None
    return figures


def _painted() -> None:
    """Whatever was asked for has been done, laid out and painted."""
    from PySide6.QtCore import QCoreApplication

    for _ in range(2):  # what is laid out anew asks for its painting
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()


@contextmanager
def _window() -> Iterator[Program]:
    """The whole window with the Step page in front."""
    from cnnviz.app import Program, make_application
    from cnnviz.gui import theme
    from cnnviz.session.preferences import Preferences

    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        preferences = Preferences(Path(folder))
        preferences.change(language="en", theme="light")
        program = Program(application, preferences)
        try:
            program.show()
            while program.workspace.trace is None:
                application.processEvents()
            program.window.show_page("step")
            yield program
        finally:
            program.window.close()
            program.close()
            theme.set_palette("signed")


if __name__ == "__main__":
    run(measure, "stepping")
