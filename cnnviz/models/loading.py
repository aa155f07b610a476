"""Networks with their weights: the bundled ones, and weights files that fit a registered network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from cnnviz.models import registry, weights_file
from cnnviz.models.cards import ModelCard
from cnnviz.models.registry import ModelSpec
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.resources import resource

_SUFFIXES = (".safetensors", ".pt", ".pth", ".bin", ".ckpt")
_COUNTER = "num_batches_tracked"  # files of other libraries lack it, and nothing that answers needs it
_SHOWN = 3  # names in a sentence


@dataclass(frozen=True, eq=False)
class LoadedModel:
    """A network that is ready to answer.

    Attributes:
        model: in eval mode, on the processor.
        card: what the window knows of it.
    """

    model: nn.Module
    card: ModelCard

    def prepare(self, pixels: NDArray[np.float32]) -> Tensor:
        """The network's input from pixels of 0 … 1 with ink = 1, normalised as the network was trained.

        Args:
            pixels: one picture (H, W) or a batch (N, H, W).

        Returns:
            A batch (N, 1, H, W); N is 1 for one picture.
        """
        pictures = torch.tensor(np.asarray(pixels, dtype=np.float32)).reshape(-1, *self.card.input_shape)
        mean = torch.tensor(self.card.mean).reshape(1, -1, 1, 1)
        std = torch.tensor(self.card.std).reshape(1, -1, 1, 1)
        return (pictures - mean) / std


def build(name: str) -> nn.Module:
    """A registered network with fresh random weights, in train mode as PyTorch makes it.

    Raises:
        Problem: there is no such network.
    """
    module_name, _, class_name = registry.spec(name).factory.partition(":")
    model: nn.Module = getattr(import_module(module_name), class_name)()
    return model


def load(name_or_path: str | Path) -> LoadedModel:
    """A network that is ready to answer.

    Args:
        name_or_path: a registered name (bundled weights), or the path of a weights file of a registered network,
            which is found by the names and shapes in the file.

    Raises:
        Problem: there is no such network or file, or the file does not fit; the sentence says what is missing.
    """
    if str(name_or_path) in registry.names():
        return _bundled(registry.spec(str(name_or_path)))
    if isinstance(name_or_path, str) and not is_a_file(name_or_path):
        registry.spec(name_or_path)  # raises, with close matches
    path = Path(name_or_path).expanduser()
    tensors = weights_file.read(path)
    spec = _best_match(tensors)
    return _loaded(spec, tensors, path.name, str(path), path.name)


def _bundled(spec: ModelSpec) -> LoadedModel:
    try:
        path = resource("models", spec.weights)
    except FileNotFoundError as error:
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem", "The weights of “{name}” are missing from this installation. Install cnnviz again."
            ),
            name=spec.name,
        ) from error
    return _loaded(spec, weights_file.read(path), spec.name, "", spec.weights)


def is_a_file(text: str) -> bool:
    """Whether somebody who typed this meant a file rather than a network's name."""
    if "/" in text or "\\" in text or text.lower().endswith(_SUFFIXES):
        return True
    try:
        return Path(text).expanduser().exists()
    except (OSError, ValueError, RuntimeError):  # RuntimeError: ~somebody without a home
        return False


def _loaded(spec: ModelSpec, tensors: Mapping[str, Tensor], title: str, source: str, file: str) -> LoadedModel:
    model = build(spec.name)
    _check(spec, _expected(model), tensors, file)
    model.load_state_dict({**model.state_dict(), **tensors})
    model.eval().requires_grad_(False)
    parameters = {name: _frozen(tensor) for name, tensor in model.state_dict().items() if not name.endswith(_COUNTER)}
    card = ModelCard(
        name=spec.name,
        title=title,
        source=source,
        input_shape=spec.input_shape,
        mean=spec.mean,
        std=spec.std,
        classes=spec.classes,
        parameters=MappingProxyType(parameters),
        parameter_count=sum(parameter.numel() for parameter in model.parameters()),
    )
    return LoadedModel(model, card)


def _best_match(tensors: Mapping[str, Tensor]) -> ModelSpec:
    """The registered network that the tensors are, or the one that they come closest to."""

    def misfits(name: str) -> tuple[int, int]:
        expected = _expected(build(name))
        fitting = sum(expected.get(key) == tuple(tensor.shape) for key, tensor in tensors.items())
        return len(expected.keys() ^ tensors.keys()), -fitting

    return registry.spec(min(registry.names(), key=misfits))


def _expected(model: nn.Module) -> dict[str, tuple[int, ...]]:
    return {name: tuple(tensor.shape) for name, tensor in model.state_dict().items()}


def _check(spec: ModelSpec, expected: Mapping[str, tuple[int, ...]], tensors: Mapping[str, Tensor], file: str) -> None:
    """Raise where names, shapes or numbers are not those of the network."""
    missing = [name for name in expected if name not in tensors and not name.endswith(_COUNTER)]
    unexpected = [name for name in tensors if name not in expected]
    if missing or unexpected:
        raise _other_names(spec, file, missing, unexpected)
    for name, tensor in tensors.items():
        if tuple(tensor.shape) != expected[name]:
            raise Problem(
                QT_TRANSLATE_NOOP(
                    "Problem",
                    "“{file}” does not fit “{model}”: “{name}” should have the shape {expected}, but has {found}.",
                ),
                file=file,
                model=spec.name,
                name=name,
                expected=_size(expected[name]),
                found=_size(tuple(tensor.shape)),
            )
        if tensor.is_complex() or tensor.layout != torch.strided:
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "“{file}” does not fit “{model}”: “{name}” does not hold plain numbers."),
                file=file,
                model=spec.name,
                name=name,
            )
        broken = int((~torch.isfinite(tensor)).sum()) if tensor.is_floating_point() else 0
        if broken:
            raise Problem(
                QT_TRANSLATE_NOOP(
                    "Problem",
                    "“{file}” holds weights that are not numbers (NaN or infinite): {count} of {total} in “{name}”. "
                    "The training that made them went astray.",
                ),
                file=file,
                count=broken,
                total=tensor.numel(),
                name=name,
            )


def _other_names(spec: ModelSpec, file: str, missing: list[str], unexpected: list[str]) -> Problem:
    values: dict[str, Any] = {
        "file": file,
        "model": spec.name,
        "missing": _some(missing),
        "missing_count": len(missing),
        "unexpected": _some(unexpected),
        "unexpected_count": len(unexpected),
    }
    if not unexpected:
        template = QT_TRANSLATE_NOOP(
            "Problem", "“{file}” is not complete for “{model}”: entries that are missing ({missing_count}): {missing}."
        )
    elif not missing:
        template = QT_TRANSLATE_NOOP(
            "Problem",
            "“{file}” holds more than “{model}”: entries that do not belong to it ({unexpected_count}): {unexpected}.",
        )
    else:
        template = QT_TRANSLATE_NOOP(
            "Problem",
            "“{file}” holds the weights of another network than “{model}”. "
            "Missing entries ({missing_count}): {missing}. "
            "Entries that do not belong to it ({unexpected_count}): {unexpected}.",
        )
    return Problem(template, **values)


def _some(names: list[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")


def _size(shape: tuple[int, ...]) -> str:
    return f"[{', '.join(map(str, shape))}]"


def _frozen(tensor: Tensor) -> NDArray[np.float32]:
    values: NDArray[np.float32] = tensor.detach().to(torch.float32).numpy().copy()
    values.flags.writeable = False
    return values
