"""One step of training on its own, to be walked through: learn from a batch, then judge the next one."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from types import MappingProxyType

import torch
from torch import Tensor, nn
from torch.optim import SGD, Adagrad, Adam, AdamW, Optimizer, RMSprop

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.trace.recorder import DEFAULT_BUDGET, record_function
from cnnviz.trace.records import Trace
from cnnviz.training.criteria import TwoScores
from cnnviz.training.loop import Criterion, judge, learn

Batch = tuple[Tensor, Tensor]


def one_step(
    model: nn.Module, batches: Iterator[Batch], criterion: Criterion, optimizer: Optimizer
) -> tuple[float, float]:
    """Learn from one batch, then judge the next: the loss on the first, and how much of the second is right, 0 … 1."""
    model.train()
    images, labels = next(batches)  # (N, C, H, W), (N,)
    _outputs, loss = learn(model, images, labels, criterion, optimizer)

    model.eval()
    images, labels = next(batches)
    _loss, correct = judge(model, images, labels, criterion)
    return loss.item(), correct / labels.size(0)


OPTIMISERS: Mapping[str, Callable[..., Optimizer]] = MappingProxyType(
    {
        "SGD": SGD,
        "Momentum": partial(SGD, momentum=0.9),
        "Nesterov": partial(SGD, momentum=0.9, nesterov=True),
        "Adagrad": Adagrad,
        "RMSprop": RMSprop,
        "Adam": Adam,
        "AdamW": AdamW,
    }
)
"""What can change the weights, by name: called with the parameters and `lr`."""


def record_training_step(
    model: nn.Module,
    batches: Iterable[Batch],
    *,
    optimiser: str = "Adam",
    learning_rate: float = 1e-3,
    one_output: bool = False,
    name: str = "",
    budget: int | None = DEFAULT_BUDGET,
    should_stop: Callable[[], bool] | None = None,
) -> Trace:
    """`one_step` as a Trace in full, with the way back and the updates; it runs on a copy, so `model` stays as it is.

    Args:
        model: what learns: a network that gives scores (N, classes). Frozen layers stay frozen, unless all are.
        batches: the batch to learn from and the one to judge, each images (N, C, H, W) and labels (N,), int64; where
            there is one alone, it is judged too.
        optimiser: one of `OPTIMISERS`.
        learning_rate: above 0.
        one_output: the network tells two classes apart by one score, (N, 1), that of class 1.
        name: what to call the model; its class where empty.
        budget: bytes of numbers to keep; beyond it, statistics only. None keeps all.
        should_stop: asked as the step goes on.

    Raises:
        ModelFailed: the step failed; it carries the Trace up to there, whose `failure` says why.
        RecordingStopped: `should_stop` said so; it carries the Trace up to there.
        Problem: there is no batch, or the model has nothing to learn.
        ValueError: there is no such optimiser, or the learning rate is not above 0.
    """
    if optimiser not in OPTIMISERS:
        raise ValueError(f"there is no optimiser {optimiser!r}")
    if not learning_rate > 0:
        raise ValueError("a learning rate is above 0")
    taken = [(images.clone(), labels.clone()) for images, labels in islice(batches, 2)]
    if not taken:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "There is no batch to learn from."))
    with torch.inference_mode(mode=False), torch.enable_grad():
        learner = copy.deepcopy(model)
        learned = list(learner.parameters())
        if not learned:
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "“{model}” has no number that it could learn, so it cannot be trained."),
                model=name or type(model).__name__,
            )
        if not any(each.requires_grad for each in learned):  # it was loaded to answer, not to learn
            learner.requires_grad_(True)
        optimizer = OPTIMISERS[optimiser](learned, lr=learning_rate)
        answering = TwoScores(learner) if one_output else learner
        arguments = answering, iter((taken * 2)[:2]), nn.CrossEntropyLoss(), optimizer
        return record_function(
            one_step, arguments, model=learner, also=(learn,), budget=budget, name=name, should_stop=should_stop
        )
