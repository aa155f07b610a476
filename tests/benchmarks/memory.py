"""What the window holds in memory while a person draws."""

from __future__ import annotations

import tempfile

from tests.benchmarks.report import Figure, child_environment, run, run_child

_SCRIPT = """
import psutil
from PySide6.QtCore import QTimer
from cnnviz import app
from cnnviz.snapshot import scripted_drawing
application = app.make_application()
program = app.Program(application)
def drawn(answer):
    if answer.pixels.any():
        print(psutil.Process().memory_info().rss / 2**20)
        QTimer.singleShot(0, program.window.close)
        QTimer.singleShot(0, application.quit)
program.inference.ready.connect(lambda: program.drawing.open_drawing(scripted_drawing()))
program.inference.traced.connect(drawn)
program.show()
application.exec()
program.close()
"""


def measure(*, small: bool = False) -> list[Figure]:
    """Opens the window in a process of its own and draws a digit."""
    del small
    with tempfile.TemporaryDirectory() as folder:
        printed = run_child(_SCRIPT, child_environment(folder))
    return [Figure("resident memory with a drawn digit", float(printed.split()[0]), "MB", 450.0)]


if __name__ == "__main__":
    run(measure, "memory")
