"""How many multiply-adds a torch function needs that a model calls by itself, outside any layer that knows."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

Count = Callable[[tuple[Any, ...], Mapping[str, Any], Any], int]


def multiply_adds_of(function: Any) -> Count | None:
    """How to count `function` from its arguments and its result; None where it multiplies no matrices."""
    try:
        return _COUNTS.get(function)
    except TypeError:  # not hashable
        return None


def _convolution(args: tuple[Any, ...], kwargs: Mapping[str, Any], result: Any) -> int:
    weight = _argument(args, kwargs, 1, "weight")
    return int(result.numel() * math.prod(weight.shape[1:]))


def _transposed(args: tuple[Any, ...], kwargs: Mapping[str, Any], result: Any) -> int:
    data, weight = _argument(args, kwargs, 0, "input"), _argument(args, kwargs, 1, "weight")
    return int(data.numel() * math.prod(weight.shape[1:]))


def _linear(args: tuple[Any, ...], kwargs: Mapping[str, Any], result: Any) -> int:
    return int(result.numel() * _argument(args, kwargs, 1, "weight").shape[-1])


def _matrices(args: tuple[Any, ...], kwargs: Mapping[str, Any], result: Any) -> int:
    first = _argument(args, kwargs, 0, "input")
    return int(result.numel() * first.shape[-1])


def _added_matrices(args: tuple[Any, ...], kwargs: Mapping[str, Any], result: Any) -> int:
    return int(result.numel() * args[1].shape[-1]) if len(args) > 1 else 0


def _attention(args: tuple[Any, ...], kwargs: Mapping[str, Any], result: Any) -> int:
    query, key, value = (_argument(args, kwargs, place, name) for place, name in enumerate(("query", "key", "value")))
    return int(math.prod(query.shape[:-1]) * key.shape[-2] * (query.shape[-1] + value.shape[-1]))


def _einsum(args: tuple[Any, ...], kwargs: Mapping[str, Any], result: Any) -> int:
    """The product of all index sizes, of two factors; other sums depend on the order and count as nothing."""
    if not args or not isinstance(args[0], str) or "." in args[0]:
        return 0
    factors = args[1:] if len(args) > 2 else tuple(args[1])
    names = args[0].replace(" ", "").split("->")[0].split(",")
    if len(factors) != 2 or len(names) != 2:
        return 0
    sizes: dict[str, int] = {}
    for letters, factor in zip(names, factors, strict=True):
        sizes.update(zip(letters, factor.shape, strict=False))
    return math.prod(sizes.values())


def _argument(args: tuple[Any, ...], kwargs: Mapping[str, Any], place: int, name: str) -> Any:
    return args[place] if place < len(args) else kwargs[name]


_COUNTS: Mapping[Any, Count] = {
    F.conv1d: _convolution,
    F.conv2d: _convolution,
    F.conv3d: _convolution,
    F.conv_transpose1d: _transposed,
    F.conv_transpose2d: _transposed,
    F.conv_transpose3d: _transposed,
    F.linear: _linear,
    F.scaled_dot_product_attention: _attention,
    torch.matmul: _matrices,
    torch.mm: _matrices,
    torch.bmm: _matrices,
    torch.mv: _matrices,
    torch.addmm: _added_matrices,
    torch.baddbmm: _added_matrices,
    torch.einsum: _einsum,
    Tensor.matmul: _matrices,
    Tensor.__matmul__: _matrices,
    Tensor.mm: _matrices,
    Tensor.bmm: _matrices,
    Tensor.mv: _matrices,
}
