"""From the start of the process to the first window, and to an answering network, beside the bare imports."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

from tests.benchmarks.report import Figure, run

# Each child prints seconds since the parent started it; time.time() is one clock for both.
_WINDOW = """
import sys, time
from cnnviz import app
began = float(sys.argv[1])
application = app.make_application()
program = app.Program(application)
def painted():
    assert "torch" not in sys.modules
    print("painted", time.time() - began, flush=True)
def ready():
    print("ready", time.time() - began, flush=True)
    program.window.close()
    application.quit()
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
        environment = {**os.environ, "CNNVIZ_CONFIG_DIR": folder, "CNNVIZ_LOG_DIR": folder}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        for turn in range(2 if small else 8):
            for script in (_WINDOW, _BARE):
                command = [sys.executable, "-c", script, str(time.time())]
                done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=120)
                for line in done.stdout.splitlines():
                    name, seconds = line.split()
                    if turn:  # the first turn fills the disk's cache
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
