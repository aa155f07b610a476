"""How wrong answers are, for learning and for judging."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor, distributed, nn
from torch.nn import functional

from cnnviz.training.config import LossConfig


class Criterion:
    """The mean loss of a batch.

    cross-entropy and bce take scores before softmax or sigmoid; mse compares them with 1 for the right class and 0 for
    the others. bce with one output takes class 1 for yes.

    Args:
        loss: which one, and its label smoothing.
        classes: how many there are.
        weights: what a mistake in each class costs, (classes,); all alike where left out.
        l1: how much of the sum of absolute kernels (parameters of two or more dimensions) is added.
        parameters: the network's.
        world: how many processes learn together. Then each returns its share of the loss of the whole batch, times
            `world`, so that DistributedDataParallel's mean over the processes is exact for unequal shares, too.
    """

    def __init__(
        self,
        loss: LossConfig,
        classes: int,
        *,
        weights: Tensor | None = None,
        l1: float = 0.0,
        parameters: Iterable[nn.Parameter] = (),
        world: int = 1,
    ) -> None:
        self.l1 = l1
        self._loss = loss
        self._classes = classes
        self._weights = weights
        self._kernels = [each for each in parameters if each.dim() > 1]
        self._world = world

    def __call__(self, outputs: Tensor, labels: Tensor) -> Tensor:  # (N, classes) or (N, 1); (N,)
        """The loss, ()."""
        loss = self._mean(outputs, labels) if self._world == 1 else self._share(outputs, labels)
        if self.l1:
            loss = loss + self.l1 * torch.stack([kernel.abs().sum() for kernel in self._kernels]).sum()
        return loss

    def _mean(self, outputs: Tensor, labels: Tensor) -> Tensor:
        if self._loss.name == "cross-entropy":
            return functional.cross_entropy(outputs, labels, weight=self._weights, label_smoothing=self._loss.smoothing)
        each = self._each(outputs, labels)  # (N,)
        if self._weights is None:
            return each.mean()
        weights = self._weights[labels]  # (N,)
        return (each * weights).sum() / weights.sum()

    def _share(self, outputs: Tensor, labels: Tensor) -> Tensor:
        """This process's part of the loss of the whole batch, times the number of processes."""
        weights = outputs.new_ones(len(labels)) if self._weights is None else self._weights[labels]
        whole = weights.detach().sum()
        distributed.all_reduce(whole)
        if self._loss.name == "cross-entropy":
            summed = functional.cross_entropy(
                outputs, labels, weight=self._weights, label_smoothing=self._loss.smoothing, reduction="sum"
            )
        else:
            summed = (self._each(outputs, labels) * weights).sum()
        return summed * (self._world / whole)

    def _each(self, outputs: Tensor, labels: Tensor) -> Tensor:
        """The loss of each image by bce or mse, (N,)."""
        if outputs.size(1) == 1:
            scores = outputs[:, 0]  # (N,)
            wanted = labels.to(scores.dtype) * (1 - self._loss.smoothing) + self._loss.smoothing / 2
            return functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none")
        wanted = functional.one_hot(labels, self._classes).to(outputs.dtype)  # (N, classes)
        if self._loss.name == "mse":
            return functional.mse_loss(outputs, wanted, reduction="none").mean(1)
        wanted = wanted * (1 - self._loss.smoothing) + self._loss.smoothing / self._classes
        return functional.binary_cross_entropy_with_logits(outputs, wanted, reduction="none").mean(1)


class TwoScores(nn.Module):
    """A network of one output as one of two: (0, z), whose softmax is the sigmoid of z, so that the larger one wins.

    Args:
        network: from (N, C, H, W) to (N, 1).
    """

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, images: Tensor) -> Tensor:
        """Scores for no and yes, (N, 2)."""
        scores: Tensor = self.network(images)  # (N, 1)
        return torch.cat([torch.zeros_like(scores), scores], 1)


class Spared(nn.Module):
    """A network for one of several processes: where its share of a batch is empty, it computes a blank picture.

    Networks take no empty batches, and DistributedDataParallel waits for every process. The blank one counts nothing:
    its answer is dropped, its gradients are zero, and batch normalisation does not see it, but where it normalises all
    processes together (SyncBatchNorm).

    Args:
        network: from (N, C, H, W) to (N, …).
    """

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, images: Tensor) -> Tensor:
        """What the network answers, (N, …), also for N = 0."""
        if len(images):
            answers: Tensor = self.network(images)
            return answers
        learning = self.network.training
        together = any(isinstance(module, nn.SyncBatchNorm) for module in self.network.modules())
        self.network.train(learning and together)
        try:
            answers = self.network(images.new_zeros(1, *images.shape[1:]))
            return answers[:0]
        finally:
            self.network.train(learning)
