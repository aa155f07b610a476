"""What every benchmark does with its figures: print them beside their bars, and write them as JSON."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

_PATIENCE = 120  # seconds for a child


@dataclass(frozen=True)
class Figure:
    """One measured number and the bar it is held against (at most `bar`)."""

    name: str
    value: float
    unit: str
    bar: float | None = None

    @property
    def held(self) -> bool:
        return self.bar is None or self.value <= self.bar

    def __str__(self) -> str:
        text = f"{self.name:<58} {self.value:9.3f} {self.unit}"
        if self.bar is not None:
            text += f"   bar {self.bar:g} {'held' if self.held else 'MISSED'}"
        return text


def percentile(values: list[float], share: float) -> float:
    """The smallest value that is at least as large as `share` of all."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def child_environment(folder: str) -> dict[str, str]:
    """The environment of a program that runs as it does once installed: compiled, with settings of its own."""
    environment = {**os.environ, "CNNVIZ_CONFIG_DIR": folder, "CNNVIZ_LOG_DIR": folder}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def run_child(script: str, environment: dict[str, str], *arguments: str) -> str:
    """What a script prints in a fresh process.

    Raises:
        RuntimeError: it failed, wrote to standard error, or printed nothing; the message says what it wrote.
    """
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=_PATIENCE)
    if done.returncode or done.stderr.strip() or not done.stdout.strip():
        raise RuntimeError(f"exit status {done.returncode}, printed {done.stdout!r}, and on error:\n{done.stderr}")
    return done.stdout


def run(measure: Callable[..., list[Figure]], name: str) -> None:
    """Run one benchmark from the command line: `--small` for a quick try, `--json FILE` to keep the figures."""
    parser = argparse.ArgumentParser(description=measure.__doc__)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    options = parser.parse_args()
    figures = measure(small=options.small)
    for figure in figures:
        print(figure)
    if options.json:
        options.json.write_text(as_json(name, figures), encoding="utf-8")


def as_json(name: str, figures: list[Figure]) -> str:
    """The figures with what they were measured on."""
    machine = {"python": sys.version.split()[0], "system": platform.platform(), "processor": platform.processor()}
    return json.dumps({"benchmark": name, "machine": machine, "figures": [asdict(each) for each in figures]}, indent=2)
