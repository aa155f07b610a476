"""Two convolutions without padding, pooling, dropout and dense layers: the network of many first notebooks."""

from __future__ import annotations

from torch import Tensor, nn

from cnnviz.models.activations import ACTIVATIONS


class DropoutCNN(nn.Module):
    """Scores for each class; without padding, a convolution of 3 × 3 takes a pixel from each side."""

    def __init__(
        self,
        shape: tuple[int, int, int] = (1, 28, 28),
        outputs: int = 10,
        kernel: int = 3,
        activation: str = "relu",
        dropout1: float = 0.25,
        dropout2: float = 0.5,
    ) -> None:
        super().__init__()
        channels, height, width = shape
        self.conv1 = nn.Conv2d(channels, 32, kernel)
        self.act1 = ACTIVATIONS[activation]()
        self.pool1 = nn.MaxPool2d(2)
        self.conv2 = nn.Conv2d(32, 64, kernel)
        self.act2 = ACTIVATIONS[activation]()
        self.pool2 = nn.MaxPool2d(2)
        rows, columns = (((side - kernel + 1) // 2 - kernel + 1) // 2 for side in (height, width))
        self.drop1 = nn.Dropout(dropout1)
        self.fc1 = nn.Linear(64 * rows * columns, 128)
        self.act3 = ACTIVATIONS[activation]()
        self.drop2 = nn.Dropout(dropout2)
        self.fc2 = nn.Linear(128, outputs)

    def forward(self, x: Tensor) -> Tensor:  # (N, 1, 28, 28)
        """One score a class, shape (N, classes)."""
        out = self.act1(self.conv1(x))  # (N, 32, 26, 26)
        out = self.pool1(out)  # (N, 32, 13, 13)
        out = self.act2(self.conv2(out))  # (N, 64, 11, 11)
        out = self.pool2(out)  # (N, 64, 5, 5)
        out = self.drop1(out.reshape(out.size(0), -1))  # (N, 1600)
        out = self.drop2(self.act3(self.fc1(out)))  # (N, 128)
        out = self.fc2(out)  # (N, 10)
        return out
