"""Six convolutions with batch normalisation: what more layers, normalised, make of colour pictures."""

from __future__ import annotations

from torch import Tensor, nn

from cnnviz.models.activations import ACTIVATIONS


class DeepCNN(nn.Module):
    """Scores for each class from pictures whose sides are at least 4 pixels; the last maps are averaged."""

    def __init__(
        self,
        shape: tuple[int, int, int] = (3, 32, 32),
        outputs: int = 10,
        kernel: int = 3,
        width: int = 32,
        activation: str = "relu",
        batch_norm: bool = True,
        dropout: float = 0.2,
    ) -> None:
        super().__init__()

        def conv(inputs: int, maps: int) -> list[nn.Module]:
            norm = nn.BatchNorm2d(maps) if batch_norm else nn.Identity()
            return [nn.Conv2d(inputs, maps, kernel, padding=kernel // 2), norm, ACTIVATIONS[activation]()]

        self.layer1 = nn.Sequential(*conv(shape[0], width), *conv(width, width), nn.MaxPool2d(2))
        self.layer2 = nn.Sequential(*conv(width, 2 * width), *conv(2 * width, 2 * width), nn.MaxPool2d(2))
        self.layer3 = nn.Sequential(*conv(2 * width, 4 * width), *conv(4 * width, 4 * width))
        self.average = nn.AdaptiveAvgPool2d(1)
        self.drop = nn.Dropout(dropout)
        self.fc = nn.Linear(4 * width, outputs)

    def forward(self, x: Tensor) -> Tensor:  # (N, 3, 32, 32)
        """One score a class, shape (N, classes)."""
        out = self.layer1(x)  # (N, 32, 16, 16)
        out = self.layer2(out)  # (N, 64, 8, 8)
        out = self.layer3(out)  # (N, 128, 8, 8)
        out = self.average(out)  # (N, 128, 1, 1)
        out = self.drop(out.reshape(out.size(0), -1))  # (N, 128)
        out = self.fc(out)  # (N, 10)
        return out
