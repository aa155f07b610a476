"""Reads what the names of a running function stand for, and what changed since it was read last."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from cnnviz.trace.module_facts import type_name
from cnnviz.trace.moments import Moment, Moments, final, version_of
from cnnviz.trace.steps import Collection, ModuleValue, Plain, Simple, Value

LONGEST_TEXT = 200
MOST_ITEMS = 64
DEEPEST = 3

_UNSHOWN = frozenset({"params", "decoupled_weight_decay"})  # the second one is what AdamW is called after

# These cannot change while they are the same object.
_PLAIN: frozenset[Any] = frozenset(
    {int, float, bool, type(None), str, complex, torch.Size, torch.dtype, torch.device, slice, range}
)


class Items:
    """A list, tuple or mapping, until the pass is over."""

    __slots__ = ("items", "length", "type_name")

    def __init__(self, type_name: str, items: list[tuple[str, Read]], length: int) -> None:
        self.type_name = type_name
        self.items = items
        self.length = length


Read: TypeAlias = Moment | Plain | ModuleValue | Items
Seen: TypeAlias = "tuple[object, object, Read]"  # the object, a mark that differs once it was written to, the value


class NameReader:
    """Turns what names stand for into values, each tensor into its moment.

    Args:
        moments: all moments of the pass.
        paths: each module's name within the model by its identity.
    """

    def __init__(self, moments: Moments, paths: Mapping[int, str]) -> None:
        self._moments = moments
        self._paths = paths
        self._modules: dict[int, ModuleValue] = {}

    def changes(self, names: Mapping[str, Any], seen: dict[str, Seen]) -> list[tuple[str, Read | None, Read | None]]:
        """What differs from `seen`, which is brought up to date: name, value before, value after."""
        changed: list[tuple[str, Read | None, Read | None]] = []
        for name, value in names.items():
            known = seen.get(name)
            if known is not None and known[0] is value:
                if type(value) in _PLAIN or isinstance(value, nn.Module):
                    continue
                mark = self._mark(value)
                if mark == known[1] and not _written_over(known[2]):
                    continue
            else:
                if name[0] == ".":  # what a comprehension walks over has no name of its own
                    continue
                mark = self._mark(value)
            read = self.read(value)
            seen[name] = (value, mark, read)
            changed.append((name, None if known is None else known[2], read))
        if len(seen) > len(names):
            for name in [name for name in seen if name not in names]:
                changed.append((name, seen.pop(name)[2], None))
        return changed

    def read(self, value: Any, depth: int = 0) -> Read:
        """What a value is like now."""
        if isinstance(value, Tensor):
            return self._moments.of(value)
        if isinstance(value, nn.Module):
            return self._module(value)
        kind = type(value)
        if kind in _PLAIN:
            return _plain(value)
        if depth < DEEPEST:
            if isinstance(value, Mapping):
                return self._items(kind, [(str(key), each) for key, each in _first(value.items())], len(value), depth)
            if isinstance(value, (list, tuple)):
                pairs = [(str(place), each) for place, each in enumerate(value[:MOST_ITEMS])]
                return self._items(kind, pairs, len(value), depth)
        if isinstance(value, np.ndarray):
            return Plain("ndarray", f"array of {value.dtype}, {value.shape}")
        if isinstance(value, Optimizer):
            return Plain(kind.__name__, f"{kind.__name__}({_numbers_of(value)})")
        return Plain(kind.__name__, f"<{kind.__name__}>")

    def _items(self, kind: type, pairs: list[tuple[str, Any]], length: int, depth: int) -> Items | Plain:
        if kind is tuple and all(type(each) in (int, float, bool) for _, each in pairs) and length <= MOST_ITEMS:
            value = tuple(each for _, each in pairs)
            return Plain("tuple", str(value), value)
        return Items(kind.__name__, [(key, self.read(each, depth + 1)) for key, each in pairs], length)

    def _module(self, module: nn.Module) -> ModuleValue:
        known = self._modules.get(id(module))
        path = self._paths.get(id(module))
        if known is None:
            known = ModuleValue(type_name(module), path, sum(each.numel() for each in module.parameters()))
            if path is not None:  # others may die, and their identity be another's
                self._modules[id(module)] = known
        return known

    def _mark(self, value: Any, depth: int = 0) -> object:
        """Something that differs once the value was written to."""
        if isinstance(value, Tensor):
            version = version_of(value)
            return version if version >= 0 else ("write", self._moments.writes)
        if isinstance(value, Optimizer):
            return _numbers_of(value)
        if depth < DEEPEST:
            if isinstance(value, (list, tuple)):
                return len(value), [(id(each), self._mark(each, depth + 1)) for each in value[:MOST_ITEMS]]
            if isinstance(value, Mapping):
                marks = [(key, id(each), self._mark(each, depth + 1)) for key, each in _first(value.items())]
                return len(value), marks
        return None


def final_value(read: Read) -> Value:
    """The value with each moment turned into its record, once the pass is over."""
    if isinstance(read, Moment):
        return final(read)
    if isinstance(read, Items):
        return Collection(read.type_name, tuple((key, final_value(each)) for key, each in read.items), read.length)
    return read


def _written_over(read: Read) -> bool:
    """Whether something wrote into a tensor past its version counter, as `x.data.add_(1)` does."""
    if isinstance(read, Moment):
        return read.written_over
    return isinstance(read, Items) and any(_written_over(each) for _, each in read.items)


def _numbers_of(optimizer: Optimizer) -> str:
    """What an optimizer's first group works with, as far as it is not at rest: `lr=0.01, momentum=0.9`."""
    group = optimizer.param_groups[0] if optimizer.param_groups else {}
    shown = (
        (key, value) for key, value in group.items() if isinstance(value, (int, float, tuple)) and key not in _UNSHOWN
    )
    return ", ".join(f"{key}={value}" for key, value in shown if value)


def _first(pairs: Any) -> list[tuple[Any, Any]]:
    return [pair for pair, _ in zip(pairs, range(MOST_ITEMS), strict=False)]


def _plain(value: Any) -> Plain:
    text = repr(value)
    if len(text) > LONGEST_TEXT:
        text = text[: LONGEST_TEXT - 1] + "…"
    kind = type(value)
    if kind is torch.Size:
        return Plain("torch.Size", text, tuple(value))
    if kind is str:
        return Plain("str", text, value[:LONGEST_TEXT])
    simple: Simple = value if kind in (int, float, bool) else None
    return Plain("None" if value is None else kind.__name__, text, simple)
