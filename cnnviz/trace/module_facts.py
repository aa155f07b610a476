"""What a module says of itself: its class, what it was constructed with, what it learned."""

from __future__ import annotations

import inspect
import weakref
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from torch import Tensor, nn

from cnnviz.trace.records import HyperValue

_constructor_names: weakref.WeakKeyDictionary[type, tuple[str, ...]] = weakref.WeakKeyDictionary()


def type_name(module: nn.Module) -> str:
    """A module's class by name; of a scripted module, the class that was scripted."""
    kind = type(module)
    if hasattr(kind, "original_name"):  # not asked of the module itself, which looks for it long
        return str(getattr(module, "original_name", "") or kind.__name__)
    return kind.__name__


def hyper_parameters(module: nn.Module) -> Mapping[str, HyperValue]:
    """What the module was constructed with, as far as it keeps that under the constructor's names."""
    kind = type(module)
    names = _constructor_names.get(kind)
    if names is None:
        try:
            names = tuple(inspect.signature(kind).parameters)
        except (TypeError, ValueError):
            names = ()
        _constructor_names[kind] = names
    kept, learned = vars(module), module._parameters
    found: dict[str, HyperValue] = {}
    for key in names:
        value = kept.get(key)
        if key in learned:
            found[key] = learned[key] is not None
        elif isinstance(value, (str, int, float)) or (
            isinstance(value, tuple) and all(isinstance(part, (str, int, float)) for part in value)
        ):
            found[key] = value
    return MappingProxyType(found)


def learned_by(module: nn.Module, called: set[int], *, inside: bool) -> Iterator[tuple[str, Tensor]]:
    """A call's learned numbers: its module's own and, with `inside`, those of modules in it that are never called.

    A module that uses the weights of its parts without calling them (as attention does) owns them, therefore; what the
    model itself never calls is not used at all.
    """
    for name, parameter in module._parameters.items():
        if parameter is not None:
            yield name, parameter
    if not inside and len(called) > (id(module) in called):  # other modules were called
        return
    for name, part in module._modules.items():
        if part is not None and id(part) not in called:
            for inner, deeper in learned_by(part, called, inside=True):
                yield f"{name}.{inner}", deeper
