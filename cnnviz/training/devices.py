"""Where the arithmetic of a training is done."""

from __future__ import annotations

import torch
from torch import nn

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem

_GOLDEN = 0x9E3779B97F4A7C15  # 2⁶⁴ divided by the golden ratio: steps get seeds far apart


def chosen(name: str, rank: int | None = None) -> torch.device:
    """The device of a name as a configuration has it.

    Args:
        name: cpu, cuda, cuda:1 …, mps, or auto for the quickest there is.
        rank: which of several processes asks; each gets a GPU of its own.

    Raises:
        Problem: there is no such device.
    """
    if name == "auto":
        mps = torch.backends.mps.is_available()
        name = "cuda" if torch.cuda.is_available() else "mps" if mps else "cpu"
    if name.startswith("cuda"):
        count = torch.cuda.device_count() if torch.cuda.is_available() else 0
        place = int(name.partition(":")[2] or (rank or 0) % max(count, 1))
        if place >= count:
            raise Problem(
                QT_TRANSLATE_NOOP(
                    "Problem", "PyTorch finds no GPU for “{device}” ({count} in all). Set run.device to cpu or auto."
                ),
                device=name,
                count=count,
            )
        return torch.device("cuda", place)
    if name == "mps" and not torch.backends.mps.is_available():
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "PyTorch finds no GPU for “mps” here. Set run.device to cpu or auto.")
        )
    return torch.device(name)


def prepare(device: torch.device, threads: int) -> None:
    """Make this process compute there, the same way each time."""
    if threads:
        torch.set_num_threads(threads)
    if device.type == "cuda":
        torch.cuda.set_device(device)
        torch.backends.cudnn.deterministic = True
        torch.backends.cudnn.benchmark = False


def seed(run: int, step: int, rank: int, device: torch.device) -> None:
    """Begin the random numbers of a step, which depend on nothing that came before it."""
    number = (run * 1_000_003 + step * 4099 + rank) * _GOLDEN % (1 << 63)
    torch.default_generator.manual_seed(number)
    if device.type == "cuda":
        torch.cuda.manual_seed(number)
    elif device.type == "mps":
        torch.mps.manual_seed(number)


def likes_channels_last(network: nn.Module) -> bool:
    """Whether its convolutions are quicker with the channels of a pixel side by side in memory."""
    return any(isinstance(module, nn.Conv2d) for module in network.modules())
