"""A plain network for colour pictures: two convolutions, two dense layers, nothing against overfitting."""

from __future__ import annotations

from torch import Tensor, nn

from cnnviz.models.activations import ACTIVATIONS


class SmallCNN(nn.Module):
    """Scores for each class from pictures whose sides are at least 4 pixels."""

    def __init__(
        self,
        shape: tuple[int, int, int] = (3, 32, 32),
        outputs: int = 10,
        kernel: int = 3,
        width: int = 32,
        activation: str = "relu",
    ) -> None:
        super().__init__()
        channels, height, side = shape
        self.conv1 = nn.Conv2d(channels, width, kernel, padding=kernel // 2)
        self.act1 = ACTIVATIONS[activation]()
        self.pool1 = nn.MaxPool2d(2)
        self.conv2 = nn.Conv2d(width, 2 * width, kernel, padding=kernel // 2)
        self.act2 = ACTIVATIONS[activation]()
        self.pool2 = nn.MaxPool2d(2)
        self.fc1 = nn.Linear(2 * width * (height // 4) * (side // 4), 128)
        self.act3 = ACTIVATIONS[activation]()
        self.fc2 = nn.Linear(128, outputs)

    def forward(self, x: Tensor) -> Tensor:  # (N, 3, 32, 32)
        """One score a class, shape (N, classes)."""
        out = self.pool1(self.act1(self.conv1(x)))  # (N, 32, 16, 16)
        out = self.pool2(self.act2(self.conv2(out)))  # (N, 64, 8, 8)
        out = out.reshape(out.size(0), -1)  # (N, 4096)
        out = self.act3(self.fc1(out))  # (N, 128)
        out = self.fc2(out)  # (N, 10)
        return out
