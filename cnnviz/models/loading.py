"""Networks with their weights: the bundled ones, and weights files that fit a registered network."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from cnnviz.models import registry, saved, weights_file
from cnnviz.models.arguments import checked
from cnnviz.models.cards import ModelCard
from cnnviz.models.registry import ModelSpec
from cnnviz.models.saved import SavedCard
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.resources import resource

DIGIT = (1, 28, 28)
"""Channels, height and width of what a drawing becomes."""

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

    def scores(self, batch: Tensor) -> Tensor:  # (N, C, H, W) from `prepare`
        """One score a class, (N, classes): a network of one output z answers with 0 and z, as its sigmoid means."""
        outputs: Tensor = self.model(batch)
        if outputs.dim() == 2 and outputs.size(1) == 1 and len(self.card.classes) == 2:
            return torch.cat([torch.zeros_like(outputs), outputs], dim=1)
        return outputs

    def check_takes_digits(self) -> None:
        """Raise where no drawing can be shown to the network.

        Raises:
            Problem: it takes pictures of another shape than 1 × 28 × 28.
        """
        if self.card.input_shape != DIGIT:
            raise Problem(
                QT_TRANSLATE_NOOP(
                    "Problem",
                    "“{model}” takes pictures of {shape}, but a drawing has 1×28×28. “cnnviz evaluate” judges it by "
                    "pictures of its own kind.",
                ),
                model=self.card.title,
                shape="×".join(map(str, self.card.input_shape)),
            )


def build(
    name: str,
    arguments: Mapping[str, Any] = MappingProxyType({}),
    *,
    shape: tuple[int, int, int] | None = None,
    classes: int | None = None,
) -> nn.Module:
    """A registered network with fresh random weights, in train mode as PyTorch makes it.

    Args:
        name: in the registry.
        arguments: of the network, by name; the usual ones where left out.
        shape: channels, height and width of one picture; the network's usual one where left out.
        classes: how many it tells apart; as many as usual where left out.

    Raises:
        Problem: there is no such network, it has no such argument, or it cannot take such pictures or classes.
    """
    spec = registry.spec(name)
    chosen = checked(name, spec.arguments, arguments)
    shape = shape or spec.input_shape
    count = len(spec.classes) if classes is None else classes
    module_name, _, class_name = spec.factory.partition(":")
    factory = getattr(import_module(module_name), class_name)
    if spec.adapts:
        outputs = spec.outputs(count)
        if shape != spec.input_shape or arguments:
            _try_out(name, shape, partial(factory, shape=shape, outputs=outputs, **chosen))
        return factory(shape=shape, outputs=outputs, **chosen)
    if shape != spec.input_shape or count != len(spec.classes):
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem",
                "“{model}” takes pictures of {usual} and tells {count} classes apart, but the data have {shape} and "
                "{classes}. Take a network that adapts, such as “{other}”.",
            ),
            model=name,
            usual="×".join(map(str, spec.input_shape)),
            count=len(spec.classes),
            shape="×".join(map(str, shape)),
            classes=count,
            other="small-cnn",
        )
    return factory()


def _try_out(name: str, shape: tuple[int, int, int], factory: Callable[[], nn.Module]) -> None:
    """Raise where the network's maps shrink to nothing; costs no memory and no random number."""
    try:
        with warnings.catch_warnings(), torch.device("meta"), torch.no_grad():
            warnings.simplefilter("ignore")  # a layer of no weights
            factory().eval()(torch.empty(1, *shape))
    except (RuntimeError, ValueError) as error:
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem", "Pictures of {shape} are too small for “{model}”: nothing is left of their maps."
            ),
            model=name,
            shape="×".join(map(str, shape)),
        ) from error


def load(name_or_path: str | Path) -> LoadedModel:
    """A network that is ready to answer.

    Args:
        name_or_path: a registered name (bundled weights), a run's directory (its best weights), or the path of a
            weights file: the card beside it says how its network is built; where there is none, the registered
            network is found by the names and shapes in the file.

    Raises:
        Problem: there is no such network or file, or the file does not fit; the sentence says what is missing.
    """
    if str(name_or_path) in registry.names():
        return _bundled(registry.spec(str(name_or_path)))
    if isinstance(name_or_path, str) and not is_a_file(name_or_path):
        raise _untrained(registry.spec(name_or_path).name)  # where there is no such network, with close matches
    path = Path(name_or_path).expanduser()
    weights = path.joinpath(*saved.RUN_WEIGHTS) if path.is_dir() else path
    if path.is_dir() and not weights.exists():
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem",
                "“{folder}” holds no trained network: it has no “{file}”. Name the directory of a run that has "
                "finished an epoch, or a file of weights.",
            ),
            folder=str(path),
            file="/".join(saved.RUN_WEIGHTS),
        )
    tensors = weights_file.read(weights)
    card = saved.beside(weights)
    if card is not None:
        return _with_card(card, tensors, path)
    spec = _best_match(tensors)
    return _loaded(spec, build(spec.name), tensors, path.name, str(path), path.name)


def load_with(card: SavedCard, tensors: Mapping[str, Tensor], title: str) -> LoadedModel:
    """A network in memory that is ready to answer, without a file.

    Args:
        card: how it is built.
        tensors: its `state_dict`.
        title: what a menu calls it.

    Raises:
        Problem: card and tensors do not belong together.
    """
    return _with_card(card, tensors, Path(title))


def _with_card(card: SavedCard, tensors: Mapping[str, Tensor], path: Path) -> LoadedModel:
    model = build(card.architecture, card.arguments, shape=card.input_shape, classes=len(card.classes))
    spec = replace(
        registry.spec(card.architecture),
        input_shape=card.input_shape,
        mean=card.mean,
        std=card.std,
        classes=card.classes,
    )
    return _loaded(spec, model, tensors, path.name, str(path), path.name)


def _untrained(name: str) -> Problem:
    return Problem(
        QT_TRANSLATE_NOOP(
            "Problem",
            "“{name}” comes untrained: it has no weights yet. Train it with “cnnviz train”, then name the directory "
            "of the run.",
        ),
        name=name,
    )


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
    return _loaded(spec, build(spec.name), weights_file.read(path), spec.name, "", spec.weights)


def is_a_file(text: str) -> bool:
    """Whether somebody who typed this meant a file rather than a network's name."""
    if "/" in text or "\\" in text or text.lower().endswith(_SUFFIXES):
        return True
    try:
        return Path(text).expanduser().exists()
    except (OSError, ValueError, RuntimeError):  # RuntimeError: ~somebody without a home
        return False


def _loaded(
    spec: ModelSpec, model: nn.Module, tensors: Mapping[str, Tensor], title: str, source: str, file: str
) -> LoadedModel:
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

    exact = [name for name in registry.architectures() if misfits(name) == (0, -len(tensors))]
    return registry.spec(exact[0] if exact else min(registry.names(), key=misfits))


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
