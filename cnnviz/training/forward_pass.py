"""A batch through the network, as the class writes it to look at the shapes."""

from __future__ import annotations

import torch
from torch import Tensor, nn


@torch.no_grad()
def classify(model: nn.Module, images: Tensor) -> Tensor:
    """The class that the network finds likeliest for each image, shape (N,)."""
    outputs = model(images)  # (N, classes)
    values, predicted = torch.max(outputs.data, 1)  # (N,), (N,)
    return predicted
