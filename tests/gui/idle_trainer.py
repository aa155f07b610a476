"""Stands in for the trainer: holds the run, says that it runs, and stops when it is told to. No torch."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from cnnviz.training.run_dir import RunDirectory

if __name__ == "__main__":
    run = RunDirectory(Path(sys.argv[1]))
    if run.config.run.name == "broken":
        sys.exit("the images are gone")
    lock = run.lock()
    run.write_state("running", 0)
    until = time.monotonic() + 60
    while time.monotonic() < until and "stop" not in [each["command"] for each in run.taken_commands()]:
        time.sleep(0.02)
    run.write_state("stopped", 0)
    lock.release()
