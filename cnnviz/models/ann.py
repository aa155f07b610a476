"""A network of dense layers alone: every pixel is multiplied with a number of its own."""

from __future__ import annotations

from torch import Tensor, nn

from cnnviz.models.activations import ACTIVATIONS


class ANN(nn.Module):
    """Scores for each class from pictures of any one size."""

    def __init__(
        self,
        shape: tuple[int, int, int] = (1, 28, 28),
        outputs: int = 10,
        width: int = 512,
        activation: str = "relu",
    ) -> None:
        super().__init__()
        channels, height, side = shape
        self.fc1 = nn.Linear(channels * height * side, width)
        self.act1 = ACTIVATIONS[activation]()
        self.fc2 = nn.Linear(width, width // 2)
        self.act2 = ACTIVATIONS[activation]()
        self.fc3 = nn.Linear(width // 2, outputs)

    def forward(self, x: Tensor) -> Tensor:  # (N, 1, 28, 28)
        """One score a class, shape (N, classes)."""
        out = x.reshape(x.size(0), -1)  # (N, 784)
        out = self.act1(self.fc1(out))  # (N, 512)
        out = self.act2(self.fc2(out))  # (N, 256)
        out = self.fc3(out)  # (N, 10)
        return out
