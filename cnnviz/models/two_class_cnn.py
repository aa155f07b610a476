"""One output for two classes: the score of the second one, which a sigmoid turns into its probability."""

from __future__ import annotations

from torch import Tensor, nn

from cnnviz.models.activations import ACTIVATIONS


class TwoClassCNN(nn.Module):
    """One score a picture; above the threshold (0 for a probability of ½) the answer is the second class."""

    def __init__(
        self,
        shape: tuple[int, int, int] = (3, 64, 64),
        outputs: int = 1,
        kernel: int = 3,
        width: int = 16,
        activation: str = "relu",
        batch_norm: bool = True,
        dropout: float = 0.3,
    ) -> None:
        super().__init__()

        def block(inputs: int, maps: int) -> nn.Sequential:
            norm = nn.BatchNorm2d(maps) if batch_norm else nn.Identity()
            conv = nn.Conv2d(inputs, maps, kernel, padding=kernel // 2)
            return nn.Sequential(conv, norm, ACTIVATIONS[activation](), nn.MaxPool2d(2))

        self.layer1 = block(shape[0], width)
        self.layer2 = block(width, 2 * width)
        self.layer3 = block(2 * width, 4 * width)
        self.average = nn.AdaptiveAvgPool2d(1)
        self.drop = nn.Dropout(dropout)
        self.fc = nn.Linear(4 * width, outputs)

    def forward(self, x: Tensor) -> Tensor:  # (N, 3, 64, 64)
        """One score a picture, shape (N, 1)."""
        out = self.layer1(x)  # (N, 16, 32, 32)
        out = self.layer2(out)  # (N, 32, 16, 16)
        out = self.layer3(out)  # (N, 64, 8, 8)
        out = self.average(out)  # (N, 64, 1, 1)
        out = self.drop(out.reshape(out.size(0), -1))  # (N, 64)
        out = self.fc(out)  # (N, 1)
        return out
