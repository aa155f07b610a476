"""The loop beside a bare one of PyTorch, schedules beside PyTorch's, losses beside their formulas."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn, optim
from torch.optim import lr_scheduler

from cnnviz.training import loop, schedules
from cnnviz.training.config import LossConfig, RunConfig, ScheduleConfig
from cnnviz.training.criteria import Criterion, TwoScores
from cnnviz.training.schedules import Plateau
from cnnviz.training.workbench import Learned, Workbench
from tests.unit import small_runs


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_runs.write_pictures(tmp_path_factory.mktemp("pictures"))


def losses_of(config: RunConfig, bench: Workbench) -> tuple[list[float], list[Any]]:
    said: list[Any] = []
    assert loop.train(config, said.append, lambda: False, bench)
    return [float(each.loss) for each in said if isinstance(each, Learned)], said


OPTIMISERS: dict[str, Callable[[Any], optim.Optimizer]] = {
    "sgd": lambda p: optim.SGD(p, lr=0.05, fused=True),
    "momentum": lambda p: optim.SGD(p, lr=0.05, momentum=0.9, fused=True),
    "nesterov": lambda p: optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True, fused=True),
    "adagrad": lambda p: optim.Adagrad(p, lr=0.05, eps=1e-8),
    "rmsprop": lambda p: optim.RMSprop(p, lr=0.05),
    "adam": lambda p: optim.Adam(p, lr=0.05, fused=True),
    "adamw": lambda p: optim.AdamW(p, lr=0.05, weight_decay=0.01, fused=True),
}


@pytest.mark.parametrize("name", OPTIMISERS)
def test_a_bare_loop_gives_the_same_bits(pictures: Path, name: str) -> None:
    decay = 0.01 if name == "adamw" else 0.0
    config = small_runs.config(
        pictures, optimiser__name=name, optimiser__learning_rate=0.05, optimiser__weight_decay=decay, run__epochs=2
    )
    bench = Workbench(config)
    bare = Workbench(config)
    losses, said = losses_of(config, bench)

    model, optimizer = bare.network, OPTIMISERS[name](bare.network.parameters())
    expected, best, lowest = [], {}, math.inf
    for epoch in range(2):
        model.train()
        for images, labels in bare.training.epoch(epoch):
            loss = nn.functional.cross_entropy(model(images), labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            expected.append(loss.item())
        model.eval()
        with torch.no_grad():
            total = sum(
                nn.functional.cross_entropy(model(images), labels).item() * len(labels)
                for images, labels in bare.validation.epoch(0)
            )
        if total < lowest:
            lowest, best = total, {name: value.clone() for name, value in model.state_dict().items()}
    assert losses == expected
    assert all(torch.equal(value, best[name]) for name, value in bench.network.state_dict().items())
    assert said[-1].kind == "test"
    assert bench.place.best_loss == pytest.approx(lowest / 12, rel=1e-12)


def test_same_seed_same_run_and_another_seed_another(pictures: Path) -> None:
    runs = [losses_of(config, Workbench(config))[0] for config in 2 * [small_runs.config(pictures, run__epochs=1)]]
    other = small_runs.config(pictures, run__epochs=1, run__seed=1)
    assert runs[0] == runs[1] != losses_of(other, Workbench(other))[0]


def test_clipping_l1_and_the_length_of_the_gradient(pictures: Path) -> None:
    config = small_runs.config(pictures, run__epochs=1, optimiser__name="sgd", optimiser__clip=0.01)
    bench = Workbench(config)
    before = bench.weights()
    images, labels = next(bench.training.epoch(0))
    bench.begin_step()
    outputs, loss = loop.learn(bench.model, images, labels, bench.criterion, bench.optimizer)
    told = bench.learned(outputs, loss, labels)
    moved = torch.cat([(before[name] - value).flatten() for name, value in bench.network.state_dict().items()])
    assert float(told.gradient_norm) > 0.01
    assert float(moved.norm()) == pytest.approx(0.01 * config.optimiser.learning_rate, rel=1e-3)

    penalised = Criterion(LossConfig(), 3, l1=0.5, parameters=bench.network.parameters())
    kernels = sum(float(each.detach().abs().sum()) for each in bench.network.parameters() if each.dim() > 1)
    outputs = torch.zeros(2, 3)
    assert float(penalised(outputs, torch.tensor([0, 1])).detach()) == pytest.approx(
        math.log(3) + 0.5 * kernels, rel=1e-5
    )


def test_the_loop_is_short_enough_to_show_in_class() -> None:
    assert len(inspect.getsource(loop).splitlines()) <= 100
    source = inspect.getsource(loop.train)
    assert "learn(" in source and "judge(" in source


BATCHES, EPOCHS = 7, 6


@pytest.mark.parametrize(
    ("schedule", "make"),
    [
        (ScheduleConfig("step", every=2, factor=0.3), lambda o: lr_scheduler.StepLR(o, 2 * BATCHES, 0.3)),
        (
            ScheduleConfig("cosine", floor=0.1),
            lambda o: lr_scheduler.CosineAnnealingLR(o, BATCHES * EPOCHS, eta_min=0.01),
        ),
        (
            ScheduleConfig("one-cycle", rise=0.4),
            lambda o: lr_scheduler.OneCycleLR(
                o, 0.1, total_steps=BATCHES * EPOCHS, pct_start=0.4, cycle_momentum=False
            ),
        ),
        (ScheduleConfig("none", warmup=2), lambda o: lr_scheduler.LinearLR(o, 1 / 14, 1.0, 13)),
    ],
    ids=["step", "cosine", "one-cycle", "warm-up"],
)
def test_schedules_are_pytorchs(schedule: ScheduleConfig, make: Callable[[optim.Optimizer], Any]) -> None:
    optimizer = optim.SGD([nn.Parameter(torch.zeros(1))], lr=0.1)
    scheduler = make(optimizer)
    for step in range(BATCHES * EPOCHS):
        expected = optimizer.param_groups[0]["lr"]
        assert 0.1 * schedules.factor(schedule, step, BATCHES, EPOCHS) == pytest.approx(expected, rel=1e-6, abs=1e-12)
        optimizer.step()
        scheduler.step()


def test_a_plateau_is_pytorchs() -> None:
    optimizer = optim.SGD([nn.Parameter(torch.zeros(1))], lr=1.0)
    scheduler = lr_scheduler.ReduceLROnPlateau(optimizer, factor=0.5, patience=2)
    plateau, schedule = Plateau(), ScheduleConfig("plateau", factor=0.5)
    losses = [3, 2, 2, 1.99999, 2, 2, 2, 2.5, 1, 1, 1, 1, 1, 1, 1, 0.5]
    for loss in losses:
        plateau.after_epoch(loss, 2)
        scheduler.step(loss)
        assert schedules.factor(schedule, 0, 1, 1, plateau.drops) == optimizer.param_groups[0]["lr"]


@pytest.mark.parametrize("smoothing", [0.0, 0.2])
def test_losses_are_their_formulas(smoothing: float) -> None:
    torch.manual_seed(0)
    outputs, labels = torch.randn(6, 3), torch.tensor([0, 1, 2, 2, 1, 0])
    weights = torch.tensor([1.0, 2.0, 0.5])
    hot = nn.functional.one_hot(labels, 3).float()
    soft = hot * (1 - smoothing) + smoothing / 3
    for given in (None, weights):
        crossed = Criterion(LossConfig("cross-entropy", smoothing), 3, weights=given)(outputs, labels)
        assert torch.equal(crossed, nn.CrossEntropyLoss(given, label_smoothing=smoothing)(outputs, labels))
        share = torch.ones(6) if given is None else given[labels]
        each = nn.functional.binary_cross_entropy_with_logits(outputs, soft, reduction="none").mean(1)
        found = Criterion(LossConfig("bce", smoothing), 3, weights=given)(outputs, labels)
        assert float(found) == pytest.approx(float((each * share).sum() / share.sum()), rel=1e-6)
    squared = Criterion(LossConfig("mse"), 3)(outputs, labels)
    assert float(squared) == pytest.approx(float(((outputs - hot) ** 2).mean()), rel=1e-6)


def test_one_output_is_two_scores_said_otherwise() -> None:
    network = nn.Linear(4, 1).requires_grad_(False)
    images, labels = torch.randn(9, 4), torch.randint(0, 2, (9,))
    two = TwoScores(network)(images)
    assert torch.allclose(two.softmax(1)[:, 1], network(images)[:, 0].sigmoid())
    yes = Criterion(LossConfig("bce"), 2)(network(images), labels)
    assert float(yes) == pytest.approx(float(Criterion(LossConfig(), 2)(two, labels)), rel=1e-6)


@pytest.mark.parametrize("precision", ["bf16", "fp16"])
def test_shorter_numbers_learn_too(pictures: Path, precision: str) -> None:
    changes: dict[str, object] = {"run__epochs": 4, "optimiser__learning_rate": 0.01}
    whole = small_runs.config(pictures, **changes)
    short = small_runs.config(pictures, run__precision=precision, **changes)
    exact, rough = losses_of(whole, Workbench(whole))[0], losses_of(short, Workbench(short))[0]
    assert exact != rough
    assert rough == pytest.approx(exact, rel=0.1, abs=0.05)
