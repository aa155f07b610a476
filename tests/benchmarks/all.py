"""Runs every benchmark in turn: `python -m tests.benchmarks.all [--small] [--json FOLDER]`."""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path

from tests.benchmarks.report import as_json

NAMES = (
    "pen_to_repaint",
    "start_up",
    "mosaic",
    "memory",
    "recording",
    "stepping",
    "training_step",
    "curves",
    "scrubbing",
    "training",
    "survival",
)


def main() -> None:
    """Print every figure, and write one JSON file for each benchmark where a folder is given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--json", type=Path, help="folder for the figures")
    options = parser.parse_args()
    for name in NAMES:
        figures = importlib.import_module(f"tests.benchmarks.{name}").measure(small=options.small)
        for figure in figures:
            print(figure, flush=True)
        if options.json:
            options.json.mkdir(parents=True, exist_ok=True)
            (options.json / f"{name}.json").write_text(as_json(name, figures), encoding="utf-8")


if __name__ == "__main__":
    main()
