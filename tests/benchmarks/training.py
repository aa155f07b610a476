"""How quickly the class's network learns beside a bare loop over the same tensors, and beside the textbook's.

`python -m tests.benchmarks.training [--small] [--json FILE]`. The ways take turns, epoch by epoch, on the same pictures
and in batches of 100; the best epoch of each counts, which other programs disturbed least. Ratios are times, so a bar
of 1/0.97 holds throughput to at least 0.97 of the bare loop's. Processor time is told besides: it means the same on a
busy machine.

What was tried for the class's two networks on a busy machine of two cores, and what it gave (time of a step beside the
bare one): channels_last 0.61–0.87 with batch normalisation and 0.87–1.01 without; fused Adam 0.79–1.01; both together
0.55–0.84: both are what `cnnviz train` does. foreach Adam 0.77–1.09: no better than fused. Loss and gradient norm of
some steps are read at once, ten times a second: nothing to gain on a processor, but a GPU is not waited for. Measuring,
writing and looking for commands cost 0.2 ms a step, a snapshot 1–3 ms, of steps of 10–30 ms. `torch.compile` took
longer than the whole recipe runs (over a minute), so it is a field of its own (`run.compile`), off where nothing is
said.
"""

from __future__ import annotations

import gzip
import os
import struct
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from tests.benchmarks.report import Figure, run

_BATCH = 100


def measure(*, small: bool = False) -> list[Figure]:
    """Times of one epoch, in turn."""
    import torch

    images = 200 if small else 12_000
    figures = []
    with tempfile.TemporaryDirectory() as folder, patch.dict(os.environ, CNNVIZ_DATA=folder):
        root = Path(folder)
        _write_mnist(root, images)
        for name in ("class-convnet",) if small else ("class-convnet", "class-convnet-bn"):
            torch.manual_seed(0)
            ways = {
                "cnnviz": _ours(root, name, images),
                "bare": _bare(root, name, like_ours=True),
                "bare, as PyTorch comes": _bare(root, name, like_ours=False),
                "textbook": _textbook(root, name),
            }
            times = _in_turn(ways, rounds=1 if small else 4)
            walls, works = ({way: min(pair[kind] for pair in times[way]) for way in times} for kind in (0, 1))
            figures.append(Figure(f"{name}: cnnviz", walls["cnnviz"] / (images / 1000), "s per 1,000 images"))
            for way, bar in (("bare", 1 / 0.97), ("bare, as PyTorch comes", None), ("textbook", 1 / 1.2)):
                figures.append(Figure(f"{name}: cnnviz / {way}", walls["cnnviz"] / walls[way], "×", bar))
                work = works["cnnviz"] / works[way]
                figures.append(Figure(f"{name}: cnnviz / {way}, processor time", work, "×"))
    return figures


Times = tuple[float, float]  # seconds on the clock, and of all processor cores together


def _now() -> Times:
    return time.perf_counter(), time.process_time()


def _since(began: Times) -> Times:
    now = _now()
    return now[0] - began[0], now[1] - began[1]


def _in_turn(ways: dict[str, Callable[[], Times]], rounds: int) -> dict[str, list[Times]]:
    """Seconds of an epoch of each way; the first round warms up."""
    times: dict[str, list[Times]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, way in ways.items():
            taken = way()
            if number:
                times[name].append(taken)
    return times


def _ours(root: Path, name: str, images: int) -> Callable[[], Times]:
    """An epoch of `cnnviz train`, with all that it writes; what it takes to build and to test is not counted.

    Snapshots are as many to a step as in the course's training: 200 in 3,000.
    """
    from cnnviz.training import run_dir, trainer
    from cnnviz.training.config import RunConfig
    from cnnviz.training.events import Epoch, Start

    config = RunConfig().changed_by(
        {
            "data.folder": str(root), "data.train": images, "data.validation": 0, "data.test": 100, "run.epochs": 1,
            "run.batch": _BATCH, "run.snapshots": max(images // _BATCH * 200 // 3_000, 1),
            "model.name": name, "run.device": "cpu",
        }
    )  # fmt: skip
    numbers = iter(range(1_000_000))

    def epoch() -> Times:
        run = run_dir.create(config, root / f"{name}-{next(numbers)}")
        moments: list[Times] = []
        trainer.conduct(run, listen=lambda event: moments.append(_now()) if isinstance(event, Start | Epoch) else None)
        return moments[1][0] - moments[0][0], moments[1][1] - moments[0][1]

    return epoch


def _bare(root: Path, name: str, *, like_ours: bool) -> Callable[[], Times]:
    """A loop over tensors in memory, which reads the loss of each step, as one does to see it."""
    import torch
    from torch import nn, optim

    from cnnviz.data import sets
    from cnnviz.models import loading

    data = sets.open_set("mnist", folder=root)
    places = torch.from_numpy(np.asarray(data.parts["train"]))
    images, labels = torch.from_numpy(data.images)[places], torch.from_numpy(data.labels)[places]
    model = loading.build(name)
    if like_ours:
        model.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    optimizer = optim.Adam(model.parameters(), lr=1e-3, fused=like_ours or None)
    criterion = nn.CrossEntropyLoss()

    def epoch() -> Times:
        began = _now()
        model.train()
        for chosen in torch.randperm(len(images)).split(_BATCH):
            pictures = images[chosen].float().div_(255)
            wanted = labels[chosen]
            outputs = model(pictures)
            loss = criterion(outputs, wanted)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            loss.item()
        return _since(began)

    return epoch


def _textbook(root: Path, name: str) -> Callable[[], Times]:
    """torchvision's MNIST with ToTensor and a DataLoader, as every tutorial has it."""
    from torch import nn, optim
    from torch.utils.data import DataLoader

    from cnnviz import torchvision_compat
    from cnnviz.models import loading

    torchvision_compat.ensure()
    from torchvision import datasets, transforms

    pictures = datasets.MNIST(str(root), train=True, transform=transforms.ToTensor())
    loader: Any = DataLoader(pictures, batch_size=_BATCH, shuffle=True)
    model = loading.build(name)
    optimizer = optim.Adam(model.parameters(), lr=1e-3)
    criterion = nn.CrossEntropyLoss()

    def epoch() -> Times:
        began = _now()
        model.train()
        for images, labels in loader:
            outputs = model(images)
            loss = criterion(outputs, labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            loss.item()
        return _since(began)

    return epoch


def _write_mnist(root: Path, images: int) -> None:
    """Files as MNIST's, with pen digits in them (a loop does not care what it learns)."""
    from cnnviz.data import pen_digits

    drawn, labels = pen_digits.batch(min(images, 200), 1)
    folder = root / "MNIST" / "raw"
    folder.mkdir(parents=True)
    for part, count in (("train", images), ("t10k", 200)):
        places = np.arange(count) % len(drawn)
        for suffix, content in (
            ("images-idx3-ubyte", struct.pack(">4i", 0x803, count, 28, 28) + drawn[places].tobytes()),
            ("labels-idx1-ubyte", struct.pack(">2i", 0x801, count) + labels[places].astype(np.uint8).tobytes()),
        ):
            (folder / f"{part}-{suffix}").write_bytes(content)
            with gzip.open(folder / f"{part}-{suffix}.gz", "wb", compresslevel=1) as file:
                file.write(content)


if __name__ == "__main__":
    run(measure, "training")
