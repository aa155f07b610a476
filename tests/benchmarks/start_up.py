"""From the start of the process to the first window, and to an answering network, beside the bare imports."""

from __future__ import annotations

import statistics
import tempfile
import time

from tests.benchmarks.report import Figure, child_environment, run, run_child

_TURNS = 8
# Each child prints seconds since the parent started it; time.time() is one clock for both.
_WINDOW = """
import sys, time
from cnnviz import app
from PySide6.QtCore import QTimer
began = float(sys.argv[1])
application = app.make_application()
program = app.Program(application)
def painted():
    assert "torch" not in sys.modules
    print("painted", time.time() - began, flush=True)
def ready():
    print("ready", time.time() - began, flush=True)
    QTimer.singleShot(0, program.window.close)
    QTimer.singleShot(0, application.quit)
program.window.first_painted.connect(painted)
program.inference.ready.connect(ready)
program.show()
application.exec()
program.close()
"""
_BARE = "import sys, time; import torch, PySide6.QtWidgets; print('bare', time.time() - float(sys.argv[1]))"


def measure(*, small: bool = False) -> list[Figure]:
    """Starts fresh processes, the window and the bare imports in turn."""
    found: dict[str, list[float]] = {"painted": [], "ready": [], "bare": []}
    with tempfile.TemporaryDirectory() as folder:
        environment = child_environment(folder)
        for turn in range(1 if small else 1 + _TURNS):
            for script in (_WINDOW, _BARE):
                for line in run_child(script, environment, str(time.time())).splitlines():
                    name, seconds = line.split()
                    if turn or small:  # the first turn compiles the modules and fills the disk's cache
                        found[name].append(float(seconds))
    painted, ready, bare = (statistics.median(found[name]) for name in ("painted", "ready", "bare"))
    return [
        Figure("first window painted, torch not imported", painted, "s", 0.5),
        Figure("ready to draw", ready, "s"),
        Figure("bare import torch, PySide6.QtWidgets", bare, "s"),
        Figure("ready to draw / bare imports", ready / bare, "×", 1.25),
    ]


if __name__ == "__main__":
    run(measure, "start_up")
