"""The network that the class builds: two convolutions and one linear layer."""

from __future__ import annotations

from torch import Tensor, nn


class ConvNet(nn.Module):
    """Scores for the ten digits from pictures of 28 × 28 numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.layer1 = nn.Sequential(
            nn.Conv2d(1, 16, 5, padding=2),
            nn.ReLU(),
            nn.MaxPool2d(2),
        )
        self.layer2 = nn.Sequential(
            nn.Conv2d(16, 32, 5, padding=2),
            nn.ReLU(),
            nn.MaxPool2d(2),
        )
        self.fc = nn.Linear(32 * 7 * 7, 10)

    def forward(self, x: Tensor) -> Tensor:  # (N, 1, 28, 28)
        """One score a digit, shape (N, 10)."""
        out = self.layer1(x)  # (N, 16, 14, 14)
        out = self.layer2(out)  # (N, 32, 7, 7)
        out = out.reshape(out.size(0), -1)  # (N, 1568)
        out = self.fc(out)  # (N, 10)
        return out
