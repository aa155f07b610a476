"""Keeps what tensors hold at the moment when they are seen, and copies only what is about to be written over."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from cnnviz.trace.tensors import Histogram, Shape, Statistics, TensorRecord, histogram_of, statistics_of

_NUMPY_TYPES = frozenset(
    (
        torch.float32, torch.float64, torch.float16, torch.complex64, torch.complex128, torch.bool,
        torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64,
    )
)  # fmt: skip

_NOT_WRITING = frozenset({"__init__", "__iter__", "__int__", "__index__", "__invert__", "__instancecheck__"})


class Moment:
    """One tensor at one moment, until the pass is over and it becomes a TensorRecord."""

    __slots__ = ("by_module", "dtype", "histogram", "index", "kept", "record", "reference", "shape", "statistics",
                 "storage", "values", "version", "written_over")  # fmt: skip

    def __init__(self, tensor: Tensor, index: int, version: int, storage: int) -> None:
        self.index = index
        self.shape = _filled_up(tensor) if tensor.is_nested else tuple(tensor.shape)
        self.dtype = tensor.dtype
        self.version = version
        self.storage = storage
        self.reference: Any = None  # the tensor, or a weak reference where its values are not kept
        self.kept: Tensor | None = None
        self.values: NDArray[Any] | None = None
        self.statistics: Statistics | None = None
        self.histogram: Histogram | None = None
        self.by_module = False  # seen where a module took it in or put it out
        self.written_over = False  # something wrote into its memory since, which the version counter may not tell
        self.record: TensorRecord | None = None


class Moments:
    """All moments of one pass.

    A tensor that is seen twice without having been written to in between is one moment: PyTorch's version counter
    tells. Numbers are kept as views of the tensor's own memory; before an operation writes into that memory, they are
    copied.

    Args:
        budget: bytes of numbers to keep at most; beyond it, statistics only. None keeps all.
    """

    def __init__(self, budget: int | None) -> None:
        self.writes = 0  # how often something was about to write
        self.kept_bytes = 0
        self.aliases: list[tuple[object, Moment]] = []  # what wrote, and what was seen of it in another tensor
        self._writers: dict[int, object] = {}
        self._left = budget
        self._moments: list[Moment] = []
        self._latest: dict[int, Moment] = {}
        self._by_storage: dict[int, list[Moment]] = {}
        self._unkept: dict[int, list[Moment]] = {}  # by memory too, which may be another tensor's by now
        self._twins: dict[int, tuple[Tensor, int, Moment]] = {}  # by memory: a copy, its version, whose copy it is

    def of(self, tensor: Tensor, *, always: bool = False) -> Moment:
        """The tensor as it is now; `always` keeps its numbers even where the budget is spent."""
        version = version_of(tensor)
        known = self._latest.get(id(tensor))
        same = known is not None and _is(known, tensor)
        if (
            known is not None and same and not known.written_over
            and (known.version == version if version >= 0 else _holds(tensor, known))
        ):  # fmt: skip
            if always and known.kept is None:
                self._keep(known, tensor, None)
            return known
        storage = _storage(tensor)
        twin = self._twins.get(storage) if self._twins else None
        if twin is not None and twin[0] is tensor and twin[1] == version:
            return twin[2]
        moment = Moment(tensor, len(self._moments), version, storage)
        if known is not None and same:
            moment.by_module = known.by_module
            writer = self._writers.get(moment.storage)
            if writer is not None:
                self.aliases.append((writer, moment))
        self._moments.append(moment)
        self._latest[id(tensor)] = moment
        self._keep(moment, tensor, None if always else self._left)
        return moment

    def is_copy(self, tensor: Tensor, moment: Moment) -> None:
        """The tensor holds the numbers of another one's moment: until something writes to it, it is that moment."""
        self._twins[_storage(tensor)] = tensor, version_of(tensor), moment

    def first(self) -> Moment:
        """The first tensor that was seen; of a pass that saw none, an empty one."""
        return self._moments[0] if self._moments else self.of(torch.empty(0))

    def shaped_from(self, tensor: Tensor) -> Moment | None:
        """The latest moment at a module that shares the tensor's memory, where no module has seen the tensor itself."""
        known = self._latest.get(id(tensor))
        if known is not None and known.by_module and _is(known, tensor):
            return None
        for moment in reversed(self._by_storage.get(_storage(tensor), ())):
            if moment.by_module:
                return moment
        return None

    def before_writing(self, target: object, writer: object = None) -> None:
        """Copy what is kept of the memory of all tensors in `target`, because `writer` is about to write to it."""
        self.writes += 1
        for tensor in tensors_in(target):
            storage = _storage(tensor)
            self._twins.pop(storage, None)
            if writer is not None:
                self._writers[storage] = writer
            moments = self._by_storage.pop(storage, ())
            _copy(moments)
            for moment in (*moments, *self._unkept.pop(storage, ())):
                moment.written_over = True

    def finish(self, foreign: Iterable[Tensor]) -> tuple[TensorRecord, ...]:
        """All moments as records; what shares memory with `foreign` tensors, which live on, is copied.

        Args:
            foreign: tensors that somebody may write to after the pass: what the model was given, its own numbers.
        """
        for tensor in foreign:
            _copy(self._by_storage.pop(_storage(tensor), ()))
        records = []
        for moment in self._moments:
            kept = moment.kept
            if kept is not None and moment.values is None and version_of(kept) == moment.version:
                moment.values = _array(kept)
            values = moment.values
            if values is not None:
                values.flags.writeable = False
            overwritten = values is None and kept is not None and _readable(kept)
            moment.record = TensorRecord(
                moment.shape, dtype_name(moment.dtype), values, moment.index, overwritten,
                moment.statistics, moment.histogram,
            )  # fmt: skip
            records.append(moment.record)
        return tuple(records)

    def _keep(self, moment: Moment, tensor: Tensor, left: int | None) -> None:
        sharing = self._by_storage.get(moment.storage)
        is_view = sharing is not None and moment.version >= 0  # numbers of inference tensors are copied at once
        cost = 0 if is_view or tensor.is_meta else tensor.numel() * tensor.element_size()
        if left is not None:
            if cost > left:
                moment.reference = weakref.ref(tensor)
                self._unkept.setdefault(moment.storage, []).append(moment)
                array = _array(tensor)
                if array is not None:
                    moment.statistics, moment.histogram = statistics_of(array), histogram_of(array)
                return
            self._left = left - cost
        self.kept_bytes += cost
        moment.reference = moment.kept = tensor
        if moment.version < 0:
            _copy((moment,))
        if sharing is None:
            self._by_storage[moment.storage] = [moment]
        else:
            sharing.append(moment)


def final(moment: Moment) -> TensorRecord:
    """What became of a moment, once the pass is over."""
    if moment.record is None:
        raise RuntimeError("a moment was read before the pass was over")
    return moment.record


def tensors_in(value: object) -> Iterator[Tensor]:
    """All tensors in a value: itself, or in tuples, lists, mappings and data classes."""
    if isinstance(value, Tensor):
        yield value
    elif isinstance(value, (str, int, float, type(None))):
        return
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from tensors_in(each)
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from tensors_in(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            yield from tensors_in(getattr(value, part.name, None))


def written_by(function: Any, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> object | None:
    """What a torch function is about to write into, by PyTorch's naming rules; None where it writes nowhere."""
    name = getattr(function, "__name__", "")
    if name.endswith("_") and (not name.endswith("__") or _is_writing_operator(name)):
        return args[:1] or tuple(kwargs.values())
    if kwargs:
        if kwargs.get("inplace"):
            return args[:1] or kwargs.get("input")
        return kwargs.get("out")
    return None


def _is_writing_operator(name: str) -> bool:
    """`__setitem__`, `__iadd__`, `__imul__` and their like."""
    return name == "__setitem__" or (name.startswith("__i") and name not in _NOT_WRITING)


def version_of(tensor: Tensor) -> int:
    """How often the tensor's memory was written to; −1 for inference tensors, which do not count."""
    return -1 if tensor.is_inference() else tensor._version


def _holds(tensor: Tensor, moment: Moment) -> bool:
    """Whether a tensor still holds the numbers of a moment."""
    before, now = moment.values, _array(tensor)
    return before is not None and now is not None and np.array_equal(before, now)


def _filled_up(tensor: Tensor) -> Shape:
    """The size of a nested tensor with the largest of its parts along each axis."""
    parts = [part.shape for part in tensor.unbind()]
    return len(parts), *map(max, zip(*parts, strict=True))


def _storage(tensor: Tensor) -> int:
    """The address of the memory that the tensor looks into; on `meta`, an identity that its views share."""
    try:
        storage = tensor.untyped_storage()
        return storage.data_ptr() or -storage._cdata
    except (NotImplementedError, RuntimeError):
        return -id(tensor)


def _is(moment: Moment, tensor: Tensor) -> bool:
    reference = moment.reference
    return reference is tensor or (isinstance(reference, weakref.ref) and reference() is tensor)


def _readable(tensor: Tensor) -> bool:
    return tensor.layout == torch.strided and not tensor.is_meta and not tensor.is_nested


def _copy(moments: Iterable[Moment]) -> None:
    """Take the numbers out of the tensors' memory, if they are still those of the moment; the same ones once."""
    copies: dict[tuple[int, int], NDArray[Any]] = {}
    for moment in moments:
        kept = moment.kept
        if kept is None or moment.values is not None or version_of(kept) != moment.version:
            continue
        array = _array(kept)
        if array is None:
            continue
        if not array.flags.c_contiguous:
            moment.values = _copied(array)
            continue
        key = (array.ctypes.data, array.nbytes)
        copy = copies.get(key)
        if copy is None or copy.dtype != array.dtype:
            copy = copies[key] = _copied(array)
        moment.values = copy.reshape(array.shape)


def _copied(array: NDArray[Any]) -> NDArray[Any]:
    """A copy, made by PyTorch because it uses all of its threads."""
    return torch.from_numpy(array).clone().numpy()


def _array(tensor: Tensor) -> NDArray[Any] | None:
    """The numbers as an array, without a copy where the processor's memory holds them in a type numpy knows."""
    if not _readable(tensor):
        return None
    plain = tensor.detach()
    if not plain.is_cpu:
        plain = plain.cpu()
    if plain.is_quantized:
        plain = plain.dequantize()
    if plain.dtype not in _NUMPY_TYPES:
        plain = plain.to(torch.complex64) if plain.is_complex() else plain.float()
    if plain.is_neg() or plain.is_conj():
        plain = plain.resolve_conj().resolve_neg()
    return plain.numpy()


def dtype_name(dtype: torch.dtype) -> str:
    """PyTorch's name of a number type, such as `float32`."""
    return str(dtype).removeprefix("torch.")
