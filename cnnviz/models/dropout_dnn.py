"""A deep network of dense layers that forgets at random while it learns, so that no neuron relies on another."""

from __future__ import annotations

from torch import Tensor, nn

from cnnviz.models.activations import ACTIVATIONS


class DNN(nn.Module):
    """Scores for each class from pictures of any one size."""

    def __init__(
        self,
        shape: tuple[int, int, int] = (1, 28, 28),
        outputs: int = 10,
        width: int = 256,
        activation: str = "relu",
        dropout1: float = 0.4,
        dropout2: float = 0.25,
    ) -> None:
        super().__init__()
        channels, height, side = shape
        self.fc1 = nn.Linear(channels * height * side, width)
        self.act1 = ACTIVATIONS[activation]()
        self.drop1 = nn.Dropout(dropout1)
        self.fc2 = nn.Linear(width, width // 2)
        self.act2 = ACTIVATIONS[activation]()
        self.drop2 = nn.Dropout(dropout2)
        self.fc3 = nn.Linear(width // 2, outputs)

    def forward(self, x: Tensor) -> Tensor:  # (N, 1, 28, 28)
        """One score a class, shape (N, classes)."""
        out = x.reshape(x.size(0), -1)  # (N, 784)
        out = self.drop1(self.act1(self.fc1(out)))  # (N, 256)
        out = self.drop2(self.act2(self.fc2(out)))  # (N, 128)
        out = self.fc3(out)  # (N, 10)
        return out
