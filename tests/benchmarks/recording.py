"""What recording costs beside a bare forward pass, and beside torchinfo and torchlens where they are installed.

`python -m tests.benchmarks.recording [--small] [--json FILE]`; `--all` instead runs every classification network of
torchvision and compares the bits of its output with and without recording.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.benchmarks.report import Figure, as_json

MODELS = ("resnet18", "resnet152", "vgg16")
BARS = {"modules": 1.25, "full": 2.0}
_SIDES = {"inception_v3": 299}


def measure(*, small: bool = False) -> list[Figure]:
    """Runs the ways in turn, again and again; the best of each counts, which other programs disturbed least."""
    import torch

    figures = []
    for name in MODELS[:1] if small else MODELS:
        model = _model(name)
        x = torch.rand(1, 3, 32 if small else 224, 32 if small else 224)
        with torch.no_grad():
            times = _in_turn(_ways(model, x), rounds=2 if small else 11)
        bare = min(times.pop("bare"))
        figures.append(Figure(f"{name}: bare forward", bare * 1000, "ms"))
        for way, taken in times.items():
            figures.append(Figure(f"{name}: {way} / bare", min(taken) / bare, "×", BARS.get(way)))
        del model
        if find_spec("torchlens") and not small:
            figures.append(Figure(f"{name}: torchlens / bare", _torchlens(name), "×"))
    return figures


def sweep(*, small: bool = False) -> list[Figure]:
    """Whether every classification network of torchvision gives the same bits, random weights, batch 1."""
    import torch

    from cnnviz.trace.recorder import record

    names = _names()
    different = []
    for name in names[:1] if small else names:
        model = _model(name)
        side = _SIDES.get(name, 224)
        x = torch.rand(1, 3, side, side)
        with torch.no_grad():
            expected = model(x)
            for detail in ("modules", "full"):
                values = record(model, x, detail=detail).output.values  # type: ignore[arg-type]
                if values is None or not torch.equal(torch.from_numpy(values.copy()), expected):
                    different.append((name, detail))
                    print("DIFFERENT", name, detail, flush=True)
        print(name, flush=True)
    return [Figure("networks of torchvision with other bits", float(len(different)), f"of {len(names)}", 0.0)]


def _in_turn(ways: dict[str, Callable[[], Any]], rounds: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {way: [] for way in ways}
    for way in ways.values():
        way()
    for _ in range(rounds):
        for way, run in ways.items():
            began = time.perf_counter()
            result = run()
            times[way].append(time.perf_counter() - began)
            del result
    return times


def _ways(model: Any, x: Any) -> dict[str, Callable[[], Any]]:
    from cnnviz.trace.recorder import record

    ways = {
        "bare": lambda: model(x),
        "modules": lambda: record(model, x),
        "full": lambda: record(model, x, detail="full"),
    }
    if find_spec("torchinfo"):
        import torchinfo

        ways["torchinfo"] = lambda: torchinfo.summary(model, input_data=x, verbose=0)
    return ways


_LENS = """
import contextlib, io, sys, torch, torchlens
from tests.benchmarks.recording import _in_turn, _model
model, x = _model(sys.argv[1]), torch.rand(1, 3, 224, 224)
def traced():
    with contextlib.redirect_stdout(io.StringIO()):
        return torchlens.trace(model, x)
with torch.no_grad():
    bare = min(_in_turn({"bare": lambda: model(x)}, 3)["bare"])
    print(min(_in_turn({"traced": traced}, 3)["traced"]) / bare)
"""


def _torchlens(name: str) -> float:
    """In a process of its own, because it puts wrappers of its own into PyTorch for good."""
    command = [sys.executable, "-c", _LENS, name]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[-1])


def _model(name: str) -> Any:
    import torch

    from cnnviz import torchvision_compat

    torchvision_compat.ensure()
    import torchvision

    torch.manual_seed(0)
    options = {"init_weights": False} if name in ("googlenet", "inception_v3") else {}
    return torchvision.models.get_model(name, weights=None, **options).eval()


def _names() -> list[str]:
    from cnnviz import torchvision_compat

    torchvision_compat.ensure()
    import torchvision

    return sorted(torchvision.models.list_models(module=torchvision.models))


def main() -> None:
    """Print the figures, and write them as JSON where a file is given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--all", action="store_true", help="compare the bits of all networks of torchvision")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    options = parser.parse_args()
    figures = (sweep if options.all else measure)(small=options.small)
    for figure in figures:
        print(figure)
    if options.json:
        options.json.write_text(as_json("recording", figures), encoding="utf-8")
    sys.exit(0 if all(figure.held for figure in figures) else 1)


if __name__ == "__main__":
    main()
