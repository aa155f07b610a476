"""Training as the class writes it: learn from a batch with backward, judge a batch without."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

Criterion = Callable[[Tensor, Tensor], Tensor]


def learn(
    model: nn.Module, images: Tensor, labels: Tensor, criterion: Criterion, optimizer: Optimizer
) -> tuple[Tensor, Tensor]:
    """One step of training: the scores (N, classes) and the loss (), both from before the weights changed."""
    outputs = model(images)  # forward: (N, classes)
    loss = criterion(outputs, labels)  # ()
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    optimizer.step()
    return outputs, loss


@torch.no_grad()
def judge(model: nn.Module, images: Tensor, labels: Tensor, criterion: Criterion) -> tuple[Tensor, int]:
    """The loss () on a batch and how many of its answers are right; the weights stay as they are."""
    outputs = model(images)  # (N, classes)
    loss = criterion(outputs, labels)  # ()
    _values, predicted = torch.max(outputs.data, 1)  # (N,), (N,)
    correct = (predicted == labels).sum().item()
    return loss, int(correct)
