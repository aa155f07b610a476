"""What recording a step of training costs beside the same step alone.

`python -m tests.benchmarks.training_step [--small] [--json FILE]`
"""

from __future__ import annotations

import argparse
import copy
from pathlib import Path
from typing import Any

from tests.benchmarks.recording import _in_turn, _model
from tests.benchmarks.report import Figure, as_json


def measure(*, small: bool = False) -> list[Figure]:
    """The class network with a batch of 100 and ResNet-18 with a batch of 2, Adam; the best of each way counts."""
    import torch

    from cnnviz.models import class_convnet_bn

    torch.manual_seed(0)
    side = 64 if small else 224
    cases: dict[str, tuple[Any, tuple[int, ...]]] = {
        "class-convnet-bn, batch 100": (class_convnet_bn.ConvNet(), (100, 1, 28, 28)),
        "resnet18, batch 2": (_model("resnet18"), (2, 3, side, side)),
    }
    figures = []
    for name, (model, size) in cases.items():
        batches = [(torch.rand(size), torch.randint(0, 10, size[:1])) for _ in range(2)]
        times = _in_turn(_ways(model, batches), rounds=2 if small else 9)
        bare = min(times["bare"])
        figures.append(Figure(f"{name}: step", bare * 1000, "ms"))
        figures.append(Figure(f"{name}: recorded / bare", min(times["recorded"]) / bare, "×", 2.0))
    return figures


def _ways(model: Any, batches: list[Any]) -> dict[str, Any]:
    from torch import nn
    from torch.optim import Adam

    from cnnviz.training import walked

    def bare() -> Any:
        learner = copy.deepcopy(model)
        return walked.one_step(learner, iter(batches), nn.CrossEntropyLoss(), Adam(learner.parameters(), lr=0.001))

    return {"bare": bare, "recorded": lambda: walked.record_training_step(model, batches)}


def main() -> None:
    """Print the figures, and write them as JSON where a file is given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    options = parser.parse_args()
    figures = measure(small=options.small)
    for figure in figures:
        print(figure)
    if options.json:
        options.json.write_text(as_json("training_step", figures), encoding="utf-8")


if __name__ == "__main__":
    main()
