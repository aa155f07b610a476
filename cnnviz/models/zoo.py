"""torchvision's classification networks by name, with random weights: for looking at shapes."""

from __future__ import annotations

import difflib
import warnings
from functools import cache
from importlib import import_module
from typing import Any

import torch
from torch import nn

from cnnviz import torchvision_compat
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem

INPUT_SHAPE = (3, 224, 224)


def names() -> tuple[str, ...]:
    """All names, in alphabetical order."""
    models = _models()
    return tuple(models.list_models(module=models))


def build(name: str) -> nn.Module:
    """One of torchvision's networks with random weights, in train mode as PyTorch makes it.

    Raises:
        Problem: there is no such network; it names close ones.
    """
    if name not in names():
        close = difflib.get_close_matches(name, names(), n=3, cutoff=0.6)
        if close:
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "There is no model named “{name}”. Did you mean {close}?"),
                name=name,
                close=" / ".join(f"“{other}”" for other in close),
            )
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "There is no model named “{name}”, neither among cnnviz's nor torchvision's."),
            name=name,
        )
    make = _models().get_model_builder(name)
    # GoogLeNet and Inception draw their weights from a truncated distribution, which takes a minute, and say that
    # they will stop doing so.
    options = {"init_weights": False} if name in {"googlenet", "inception_v3"} else {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        model: nn.Module = make(weights=None, **options)
    return model


def outline(name: str) -> nn.Module:
    """The same network in eval mode without any numbers, on PyTorch's `meta` device: there, shapes cost no memory.

    Raises:
        Problem: there is no such network.
    """
    try:
        with torch.device("meta"):
            model = build(name)
    except NotImplementedError:  # RegNet works out its widths with tensors
        model = build(name).to("meta")
    return model.eval()


@cache
def _models() -> Any:
    """`torchvision.models`; its import takes about a second, so it waits until somebody asks."""
    torchvision_compat.ensure()
    return import_module("torchvision.models")
