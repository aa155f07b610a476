"""Networks that are hard to record, for more than one test."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn


def scale(x: Tensor, by: float) -> Tensor:
    larger = x * by
    return larger  # noqa: RET504 - a line of its own is what is looked at


class Shared(nn.Module):
    """One layer three times, twice by one name and once by another."""

    def __init__(self) -> None:
        super().__init__()
        self.block = nn.Linear(6, 6)
        self.again = self.block

    def forward(self, x: Tensor) -> Tensor:
        return self.again(self.block(self.block(x)))


class Loop(nn.Module):
    """The same layer in a loop, a list that grows, a name that is deleted."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Linear(6, 6)

    def forward(self, x: Tensor) -> Tensor:
        features = [x]
        extra = x + 1
        for index in range(3):
            features.append(self.layer(features[-1]) * index)
        del extra
        return torch.cat(features, 1)


class Recursive(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(6, 6)

    def forward(self, x: Tensor, depth: int = 2) -> Tensor:
        if depth == 0:
            return self.fc(x)
        return self(self.fc(x), depth - 1)


class Gives(nn.Module):
    """Returns a tuple inside, a mapping outside."""

    def __init__(self) -> None:
        super().__init__()
        self.pair = Pair()

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        left, right = self.pair(x)
        return {"left": left, "sum": left + right}


class Pair(nn.Module):
    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        both = x * 2, x - 1
        return both  # noqa: RET504


class InPlace(nn.Module):
    """Writes over its tensors in every way that networks use."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Linear(6, 6)
        self.relu = nn.ReLU(inplace=True)
        self.second = nn.Linear(6, 6)

    def forward(self, x: Tensor) -> Tensor:
        first = self.first(x)
        out = self.relu(first)
        out = self.second(out)
        out += first
        out = F.leaky_relu(out, 0.1, inplace=True)
        out[:, 0] = 7.0
        torch.mul(out, 2.0, out=out)
        row = out.view(-1)
        row[1] = -1.0
        out.data.add_(3)
        return out


class Random(nn.Module):
    """Drops and normalises by the batch: another pass in train mode than in eval mode."""

    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.BatchNorm1d(6)
        self.drop = nn.Dropout(0.5)

    def forward(self, x: Tensor) -> Tensor:
        x = self.norm(x)
        x = self.drop(x)
        return x + torch.rand(6)


class NoParameters(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        y = scale(x, 3.0)
        with torch.no_grad():
            z = y.mean(1, keepdim=True)
        return y - z


class Generates(nn.Module):
    """A generator, a comprehension and a closure."""

    def parts(self, x: Tensor) -> Iterator[Tensor]:
        for place in range(2):
            part = x[:, place : place + 1]
            yield part

    def forward(self, x: Tensor) -> Tensor:
        total = sum(self.parts(x))
        more = [part + 1 for part in (x, total)]
        twice: Callable[[Tensor], Tensor] = lambda value: value * 2  # noqa: E731
        return twice(more[0]) + more[1]


class Tries(nn.Module):
    """A failure that it catches itself."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong = nn.Sequential(nn.Linear(9, 9))
        self.right = nn.Linear(6, 2)

    def forward(self, x: Tensor) -> Tensor:
        try:
            y = self.wrong(x)
        except RuntimeError:
            y = self.right(x)
        return y


class Scripted(nn.Module):
    """A child that was compiled: one step."""

    def __init__(self) -> None:
        super().__init__()
        self.before = nn.Linear(6, 6)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            self.inner = torch.jit.script(nn.Sequential(nn.Linear(6, 6), nn.ReLU()))

    def forward(self, x: Tensor) -> Tensor:
        x = self.before(x)
        return self.inner(x)


AWKWARD: dict[str, Callable[[], nn.Module]] = {
    "shared": Shared,
    "loop": Loop,
    "recursive": Recursive,
    "tuple and dict": Gives,
    "in place": InPlace,
    "random": Random,
    "no parameters": NoParameters,
    "generator": Generates,
    "caught failure": Tries,
    "scripted": Scripted,
    "attention": lambda: nn.TransformerEncoderLayer(6, 2, 8, batch_first=True),
}
