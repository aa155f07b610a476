"""Training as the class writes it: each epoch learns with backward and judges without; the best weights are tested."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from cnnviz.training.config import RunConfig
from cnnviz.training.workbench import Workbench

Criterion = Callable[[Tensor, Tensor], Tensor]


def learn(
    model: nn.Module, images: Tensor, labels: Tensor, criterion: Criterion, optimizer: Optimizer
) -> tuple[Tensor, Tensor]:
    """One step of training: the scores (N, classes) and the loss (), both from before the weights changed."""
    outputs = model(images)  # forward: (N, classes)
    loss = criterion(outputs, labels)  # ()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return outputs, loss


@torch.no_grad()
def judge(model: nn.Module, images: Tensor, labels: Tensor, criterion: Criterion) -> tuple[Tensor, int]:
    """The loss () on a batch and how many of its answers are right; the weights stay as they are."""
    outputs = model(images)  # (N, classes)
    loss = criterion(outputs, labels)  # ()
    values, predicted = torch.max(outputs.data, 1)  # (N,), (N,)
    correct = (predicted == labels).sum().item()
    return loss, int(correct)


def train(
    config: RunConfig, emit: Callable[[Any], None], should_stop: Callable[[], bool], bench: Workbench | None = None
) -> bool:
    """A network that has learned, in `bench.network`; whoever watches gets every step and every epoch.

    Args:
        config: what is trained.
        emit: takes a `Learned` after each step, then the events `Epoch` and, at the end, `Test`.
        should_stop: asked after each step and each epoch; True leaves everything as it is at that moment.
        bench: built from the configuration, perhaps in the middle of a training; a new one where left out.

    Returns:
        Whether the training came to its end.
    """
    bench = bench or Workbench(config)
    while not bench.is_over:
        bench.model.train()
        for images, labels in bench.training.epoch(bench.place.epoch, start=bench.place.batch):
            bench.begin_step()
            outputs, loss = learn(bench.model, images, labels, bench.criterion, bench.optimizer)
            emit(bench.learned(outputs, loss, labels))
            if should_stop():
                return False
        bench.model.eval()
        bench.share_buffers()
        for images, labels in bench.validation.epoch(0):
            loss, correct = judge(bench.answering, images, labels, bench.judging)
            bench.judged(loss, correct, labels)
        emit(bench.finish_epoch())  # keeps the weights where the validation loss is the lowest so far
        if should_stop():
            return False
    bench.take_best()
    emit(bench.tested())  # the test split is looked at once
    return True
