"""The command that trains the bundled weights: pictures, a teacher, the network, its card.

    python -m cnnviz.training.bundled NAME… --mnist DIR [--pen-strokes FILE] --seed S --out DIR

A network of 29,000 parameters learns more from the answers of a larger one than from labels alone (Hinton, Vinyals
and Dean, 2015, https://arxiv.org/abs/1503.02531), so a teacher is trained first, on the same pictures: MNIST's
training digits bent in several ways, pen digits, and real pen strokes written anew with other pens.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import shlex
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional

from cnnviz.data import pen_digits
from cnnviz.data.datasets import Mnist, Split
from cnnviz.models import loading, registry
from cnnviz.training.handwriting import Labelled, Mixture, Writing, gathered, read_pen_strokes, replayed

_HELD_OUT_DIGITS = 5_000  # the last of MNIST's training digits
_HELD_OUT_WRITERS = frozenset(str(number) for number in range(1, 31, 3))
_TEMPERATURE = 3.0

_log = logging.getLogger(__name__)


_STUDY = Mixture(mnist_copies=6, drawn=120_000, stroke_copies=16, bend=1.0, bend_drawn=0.6)
_POLISH = Mixture(mnist_copies=4, drawn=40_000, stroke_copies=8, bend=0.5, bend_drawn=0.0)


@dataclass(frozen=True)
class Recipe:
    """What the networks learn from, how often they see it, and how fast they change.

    A network first follows its teacher on strongly bent pictures; then it learns from labels alone on gentler ones,
    nearer to what it will be asked.
    """

    study: Mixture = _STUDY
    polish: Mixture = _POLISH
    teacher_epochs: float = 1.3
    study_epochs: float = 8.0
    polish_epochs: float = 4.0
    teacher_rate: float = 3e-3
    study_rate: float = 5e-3
    polish_rate: float = 2e-3
    plain_share: float = 0.4  # of the rates, for a network without batch normalisation
    decay: float = 1e-2
    batch: int = 128
    from_teacher: float = 0.7
    judged: int = 10_000


SMALL = Recipe(
    study=Mixture(mnist_copies=2, drawn=300, stroke_copies=1, bend=1.0, bend_drawn=0.6),
    polish=Mixture(mnist_copies=1, drawn=100, stroke_copies=1, bend=0.5, bend_drawn=0.0),
    teacher_epochs=0.6,
    study_epochs=1.0,
    judged=100,
)


def make_teacher() -> nn.Sequential:
    """A network of ten times the student's arithmetic; it is not kept."""

    def convolution(inputs: int, outputs: int, side: int) -> list[nn.Module]:
        return [nn.Conv2d(inputs, outputs, side, padding=side // 2), nn.BatchNorm2d(outputs), nn.ReLU()]

    return nn.Sequential(
        *convolution(1, 32, 5),
        nn.MaxPool2d(2),
        *convolution(32, 64, 3),
        *convolution(64, 64, 3),
        nn.MaxPool2d(2),
        *convolution(64, 128, 3),
        nn.Flatten(),
        nn.Dropout(0.3),
        nn.Linear(128 * 7 * 7, 10),
    )


@dataclass(frozen=True)
class Scaling:
    """Turns stored pictures into what a network takes: 0–1, standardised as the registry says."""

    mean: float
    std: float

    def __call__(self, pictures: Tensor) -> Tensor:  # (N, 28, 28) uint8
        """(N, 1, 28, 28) float32."""
        scaled = pictures.float().div(255).sub(self.mean).div(self.std)[:, None]
        return scaled.contiguous(memory_format=torch.channels_last)


def logits_of(model: nn.Module, scaling: Scaling, pictures: Tensor) -> Tensor:
    """The model's answers in evaluation mode, (N, 10)."""
    model.eval()
    answers = torch.empty(len(pictures), 10)
    with torch.inference_mode():
        for start in range(0, len(pictures), 1000):  # into one tensor: many small ones left gigabytes of gaps
            answers[start : start + 1000] = model(scaling(pictures[start : start + 1000]))
    return answers


def accuracy(model: nn.Module, scaling: Scaling, test: Labelled) -> float:
    """The share of pictures that the model answers rightly."""
    pictures, labels = test
    answers = logits_of(model, scaling, torch.from_numpy(pictures.copy())).argmax(1).numpy()
    return float((answers == labels).mean())


def fit(
    model: nn.Module,
    scaling: Scaling,
    pool: tuple[Tensor, Tensor],
    *,
    epochs: float,
    rate: float,
    recipe: Recipe,
    teacher: Tensor | None = None,
) -> None:
    """Train with AdamW and one cycle of the learning rate; with the teacher's logits (N, 10) where there are any."""
    pictures, labels = pool
    model.to(memory_format=torch.channels_last).train()  # type: ignore[call-overload]
    steps = int(epochs * len(pictures)) // recipe.batch
    optimiser = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=recipe.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=0.15)
    order = torch.empty(0, dtype=torch.int64)
    began = time.monotonic()
    for step in range(steps):
        if len(order) < recipe.batch:
            order = torch.randperm(len(pictures))
        chosen, order = order[: recipe.batch], order[recipe.batch :]
        answers = model(scaling(pictures[chosen]))
        loss = functional.cross_entropy(answers, labels[chosen], label_smoothing=0.02)
        if teacher is not None:
            likeness = functional.kl_div(
                functional.log_softmax(answers / _TEMPERATURE, 1),
                functional.log_softmax(teacher[chosen] / _TEMPERATURE, 1),
                reduction="batchmean",
                log_target=True,
            )
            loss = torch.lerp(loss, likeness * _TEMPERATURE**2, recipe.from_teacher)
        optimiser.zero_grad()
        torch.autograd.backward(loss)
        optimiser.step()
        schedule.step()
        if step % 1000 == 999:
            _log.info("step %d of %d, loss %.4f, %.0f s", step + 1, steps, loss.item(), time.monotonic() - began)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and measure each network, and write its NAME.safetensors and NAME.json."""
    parser = argparse.ArgumentParser(
        prog="python -m cnnviz.training.bundled", description="Trains the bundled weights."
    )
    parser.add_argument("names", nargs="+", choices=registry.names(), metavar="NAME")
    parser.add_argument("--mnist", type=Path, required=True, help="folder of MNIST's gzipped IDX files")
    parser.add_argument("--pen-strokes", type=Path, help="recorded digits: gzipped JSON lines")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True, help="folder for the weights and their cards")
    parser.add_argument("--hold-out", action="store_true", help="keep digits and writers apart, and measure on them")
    parser.add_argument("--small", action="store_true", help="few pictures: tries the command, trains nothing of use")
    options = parser.parse_args(arguments)
    options.command = sys.argv[1:] if arguments is None else list(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)  # the same sums in the same order on every machine of a kind
    recipe = SMALL if options.small else Recipe()

    pictures, labels = _mnist(options.mnist, "train")
    if options.small:
        pictures, labels = pictures[-_HELD_OUT_DIGITS - 200 :], labels[-_HELD_OUT_DIGITS - 200 :]
    writings = read_pen_strokes(options.pen_strokes) if options.pen_strokes else []
    if options.small:
        writings = writings[::40]
    others = [writing for writing in writings if options.hold_out and writing.writer in _HELD_OUT_WRITERS]
    mine = [writing for writing in writings if not options.hold_out or writing.writer not in _HELD_OUT_WRITERS]
    kept = len(pictures) - (_HELD_OUT_DIGITS if options.hold_out else 0)
    real = (pictures[:kept], labels[:kept])
    study = _pool(recipe.study, real, mine, options.seed)
    tests = {
        "MNIST test": _mnist(options.mnist, "test"),
        "pen digits of another seed": pen_digits.batch(recipe.judged, options.seed + 1000),
    }
    if options.hold_out:
        tests["MNIST validation"] = (pictures[kept:], labels[kept:])
    if others:
        tests["writers held out"] = replayed(others, 2, options.seed + 1000, quick=False)

    spec = registry.spec(options.names[0])
    scaling = Scaling(spec.mean[0], spec.std[0])
    teacher = make_teacher()
    fit(teacher, scaling, study, epochs=recipe.teacher_epochs, rate=recipe.teacher_rate, recipe=recipe)
    apart = {title: test for title, test in tests.items() if title in ("MNIST validation", "writers held out")}
    _log.info("teacher %s", {title: accuracy(teacher, scaling, test) for title, test in apart.items()})
    answers = logits_of(teacher, scaling, study[0])
    torch.manual_seed(options.seed)
    polish = _pool(recipe.polish, real, mine, options.seed + 100)
    for name in options.names:
        torch.manual_seed(options.seed)
        model = loading.build(name)
        share = 1.0 if any(isinstance(layer, nn.BatchNorm2d) for layer in model.modules()) else recipe.plain_share
        rate = share * recipe.study_rate
        fit(model, scaling, study, epochs=recipe.study_epochs, rate=rate, recipe=recipe, teacher=answers)
        _log.info("before the polish %s", {title: accuracy(model, scaling, test) for title, test in apart.items()})
        torch.manual_seed(options.seed)
        fit(model, scaling, polish, epochs=recipe.polish_epochs, rate=share * recipe.polish_rate, recipe=recipe)
        _save(options, name, model, {title: accuracy(model, scaling, test) for title, test in tests.items()})


def _pool(mixture: Mixture, real: Labelled, writings: Sequence[Writing], seed: int) -> tuple[Tensor, Tensor]:
    parts = gathered(mixture, real, writings, seed)
    _log.info("pictures: %s", ", ".join(f"{len(part):,}" for part, _ in parts))
    return (
        torch.from_numpy(np.concatenate([part for part, _ in parts])),
        torch.from_numpy(np.concatenate([part for _, part in parts])),
    )


def _mnist(folder: Path, split: Split) -> Labelled:
    digits = Mnist(folder, split)
    return digits.pictures, digits.labels.astype(np.int64)


def _save(options: argparse.Namespace, name: str, model: nn.Module, measured: dict[str, float]) -> None:
    _log.info("%s %s", name, measured)
    options.out.mkdir(parents=True, exist_ok=True)
    weights = options.out / f"{name}.safetensors"
    save_file({key: value.contiguous() for key, value in model.state_dict().items()}, weights)
    weights.chmod(0o644)  # safetensors writes for the owner alone; a wheel would carry that along
    spec = registry.spec(name)
    card = {
        "name": name,
        "architecture": spec.factory,
        "parameters": sum(parameter.numel() for parameter in model.parameters()),
        "input": {"shape": list(spec.input_shape), "ink": 1, "mean": list(spec.mean), "std": list(spec.std)},
        "command": shlex.join(["python", "-m", "cnnviz.training.bundled", *options.command]),
        "seed": options.seed,
        "date": datetime.now(UTC).date().isoformat(),
        "torch": torch.__version__,
        "data": _SOURCES if options.pen_strokes else _SOURCES[:2],
        "held_out": _HELD_OUT if options.hold_out else "nothing but MNIST's test digits",
        "accuracy": {title: round(value, 5) for title, value in measured.items()},
        "sha256": hashlib.sha256(weights.read_bytes()).hexdigest(),
    }
    text = json.dumps(card, indent=2, ensure_ascii=False) + "\n"
    (options.out / f"{name}.json").write_text(text, encoding="utf-8")


_HELD_OUT = "MNIST's test digits, the last 5,000 of its training digits, and 10 of the 30 writers (1, 4, 7, … 28)"
_SOURCES = [
    {"name": "MNIST training digits", "licence": "CC BY-SA 3.0", "by": "Y. LeCun, C. Cortes, C. J. C. Burges"},
    {"name": "pen digits", "licence": "made by cnnviz.data.pen_digits"},
    {
        "name": "Pen-Based Recognition of Handwritten Digits, original trajectories of 30 writers",
        "licence": "CC BY 4.0",
        "by": "E. Alpaydin, F. Alimoglu; UCI Machine Learning Repository, https://doi.org/10.24432/C5MG6K",
    },
]


if __name__ == "__main__":
    main()
