"""Three convolutions with batch normalisation and dropout, for pictures of clothes."""

from __future__ import annotations

from torch import Tensor, nn

from cnnviz.models.activations import ACTIVATIONS


class FashionCNN(nn.Module):
    """Scores for each class; pooling comes before normalisation, which then has a quarter of the values to do."""

    def __init__(
        self,
        shape: tuple[int, int, int] = (1, 28, 28),
        outputs: int = 10,
        kernel: int = 3,
        width: int = 32,
        activation: str = "relu",
        batch_norm: bool = True,
        dropout: float = 0.3,
    ) -> None:
        super().__init__()
        channels, height, side = shape

        def block(inputs: int, maps: int) -> nn.Sequential:
            norm = nn.BatchNorm2d(maps) if batch_norm else nn.Identity()
            conv = nn.Conv2d(inputs, maps, kernel, padding=kernel // 2)
            return nn.Sequential(conv, nn.MaxPool2d(2), norm, ACTIVATIONS[activation]())

        self.layer1 = block(channels, width)
        self.layer2 = block(width, 2 * width)
        self.layer3 = block(2 * width, 4 * width)
        self.drop = nn.Dropout(dropout)
        self.fc = nn.Linear(4 * width * (height // 8) * (side // 8), outputs)

    def forward(self, x: Tensor) -> Tensor:  # (N, 1, 28, 28)
        """One score a class, shape (N, classes)."""
        out = self.layer1(x)  # (N, 32, 14, 14)
        out = self.layer2(out)  # (N, 64, 7, 7)
        out = self.layer3(out)  # (N, 128, 3, 3)
        out = self.drop(out.reshape(out.size(0), -1))  # (N, 1152)
        out = self.fc(out)  # (N, 10)
        return out
