"""What the window holds in memory while a person draws."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from tests.benchmarks.report import Figure, run

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
        environment = {**os.environ, "CNNVIZ_CONFIG_DIR": folder, "CNNVIZ_LOG_DIR": folder}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        command = [sys.executable, "-c", _SCRIPT]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=120)
    return [Figure("resident memory with a drawn digit", float(done.stdout.split()[0]), "MB", 450.0)]


if __name__ == "__main__":
    run(measure, "memory")
