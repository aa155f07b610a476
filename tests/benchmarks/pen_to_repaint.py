"""From a move of the pen to everything repainted: prediction, network strip, 28 × 28 picture, the open layer's maps."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from tests.benchmarks.report import Figure, percentile, run


def measure(*, small: bool = False) -> list[Figure]:
    """Draws a digit with mouse events in the whole window, on the default network."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
    from PySide6.QtTest import QTest

    from cnnviz.app import Program, make_application
    from cnnviz.gui.services.answers import TracedAnswer
    from cnnviz.session.preferences import Preferences
    from cnnviz.snapshot import scripted_drawing

    application = make_application()
    times: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        program = Program(application, Preferences(Path(folder)))
        try:
            program.window.resize(1440, 900)
            program.show()
            while program.workspace.trace is None:
                application.processEvents()
            loop = QEventLoop()

            def painted() -> None:
                application.sendPostedEvents()  # the repaints that the answer asked for
                loop.quit()

            def answered(answer: TracedAnswer) -> None:
                if answer.pixels is program.workspace.input.pixels:
                    QTimer.singleShot(0, painted)

            program.inference.traced.connect(answered)
            canvas = program.drawing.canvas
            paper = canvas.paper_rect()
            drawing = scripted_drawing()
            places = [
                QPoint(round(x / drawing.size * paper.width()), round(y / drawing.size * paper.height()))
                for x, y in drawing.strokes[0].points[:, :2].tolist()
            ]
            for _ in range(1 if small else 4):
                canvas.clear()
                QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=places[0])
                for place in places[1:]:
                    if small and len(times) >= 10:
                        break
                    # A pen sends a point every 8 ms or so; the one before is wholly done by then.
                    QTest.qWait(8)
                    began = time.perf_counter()
                    QTest.mouseMove(canvas, place)
                    loop.exec()  # as the program itself waits: asleep, so that the network can work
                    times.append((time.perf_counter() - began) * 1000)
                QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=places[-1])
        finally:
            program.window.close()
            program.close()
    return [
        Figure("pen moved to everything repainted, median", percentile(times, 0.5), "ms", 8.0),
        Figure("pen moved to everything repainted, 95th percentile", percentile(times, 0.95), "ms", 16.7),
        Figure("pen moves measured", len(times), "moves"),
    ]


if __name__ == "__main__":
    run(measure, "pen_to_repaint")
