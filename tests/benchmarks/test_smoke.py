"""Each benchmark runs with small sizes and writes its figures; how large they are is no matter of tests."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks import all as everything


@pytest.mark.parametrize("name", everything.NAMES)
def test_a_benchmark_runs_and_writes_its_figures(name: str, tmp_path: Path) -> None:
    written = tmp_path / "figures.json"
    command = [sys.executable, "-m", f"tests.benchmarks.{name}", "--small", "--json", str(written)]

    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)

    assert written.exists(), done.stderr
    content = json.loads(written.read_text(encoding="utf-8"))
    assert content["benchmark"] == name
    assert content["figures"]
    for figure in content["figures"]:
        assert math.isfinite(figure["value"])
        assert figure["value"] > 0 or figure["bar"] == 0
        assert figure["name"] in done.stdout
