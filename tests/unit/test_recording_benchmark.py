from __future__ import annotations

import json

from tests.benchmarks import recording
from tests.benchmarks.report import as_json


def test_the_benchmark_of_recording_runs() -> None:
    figures = recording.measure(small=True)
    assert {"resnet18: bare forward", "resnet18: modules / bare", "resnet18: full / bare"} <= {
        figure.name for figure in figures
    }
    assert all(figure.value > 0 for figure in figures)
    assert json.loads(as_json("recording", figures))["benchmark"] == "recording"


def test_the_sweep_compares_bits() -> None:
    (figure,) = recording.sweep(small=True)
    assert figure.held
