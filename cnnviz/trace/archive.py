"""A Trace as one file, which opens again without PyTorch: a zip of JSON and of numpy's plain arrays.

Nothing in it is code: arrays that need pickle are refused, and classes are looked up in a table of our own.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.trace.records import Layer, ModuleCall, Trace
from cnnviz.trace.steps import (
    BackwardCall,
    Change,
    Collection,
    Failure,
    Frame,
    Learned,
    ModuleValue,
    OpCall,
    Plain,
    Source,
    Step,
    Update,
)
from cnnviz.trace.tensors import Histogram, Statistics, TensorRecord

FORMAT = "cnnviz-trace"
VERSION = 2  # 1 knew neither the way back from a loss nor updates
SUFFIX = ".trace"

_LARGEST_TEXT = 512 << 20  # bytes of JSON; a ResNet-152 in full has 6 MB
_HEAD = "trace.json"

_CLASSES: Mapping[str, type] = {
    each.__name__: each
    for each in (
        BackwardCall, Change, Collection, Failure, Frame, Histogram, Layer, Learned, ModuleCall, ModuleValue, OpCall,
        Plain, Source, Statistics, Step, Update,
    )
}  # fmt: skip
_FIELDS = {name: tuple(field.name for field in fields(each)) for name, each in _CLASSES.items()}
_FIRST_PARTS = ("model_name", "calls", "input", "output", "layers", "parameter_count", "steps", "frames", "ops",
                "sources", "failure", "stopped")  # fmt: skip
_PARTS = (*_FIRST_PARTS, "backwards", "updates", "model_call")
_PARTS_BY_VERSION: Mapping[int, tuple[str, ...]] = {1: _FIRST_PARTS, VERSION: _PARTS}


def save(trace: Trace, path: str | Path) -> None:
    """Write a Trace to a file, which is there in full or not at all.

    Where its source files lay on this machine is left out.

    Raises:
        Problem: the file cannot be written.
    """
    path = Path(path)
    # not by `tempfile`, whose files only their owner may read
    scratch = path.with_name(f"{path.name}.{os.urandom(4).hex()}.part")
    try:
        with scratch.open("xb") as part:
            try:
                with zipfile.ZipFile(part, "w") as archive:
                    _write(trace, archive)
            except BaseException:
                part.close()
                scratch.unlink()
                raise
        scratch.replace(path)
    except OSError as error:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{file}” cannot be written: {reason}."),
            file=path.name,
            reason=error.strerror or str(error),
        ) from error


def load(path: str | Path) -> Trace:
    """Read a Trace from a file.

    Raises:
        Problem: the file cannot be read, is no Trace, is damaged, or was written by a newer version.
    """
    path = Path(path)
    try:
        with zipfile.ZipFile(path) as archive:
            return _read(archive)
    except _TooNew as error:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{file}” was written by a newer version of this program. Update it first."),
            file=path.name,
        ) from error
    except zipfile.BadZipFile as error:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "“{file}” is no recorded pass."), file=path.name) from error
    except OSError as error:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{file}” cannot be read: {reason}."),
            file=path.name,
            reason=error.strerror or str(error),
        ) from error
    except (
        ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, EOFError, MemoryError, zlib.error,
        NotImplementedError,  # zipfile's, of a kind of entry that it cannot unpack
    ) as error:  # fmt: skip
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{file}” is damaged: the recorded pass in it cannot be read."), file=path.name
        ) from error


class _TooNew(Exception):
    """The file's version is not ours."""


def _write(trace: Trace, archive: zipfile.ZipFile) -> None:
    kept: dict[tuple[Any, ...], str] = {}
    tensors = []
    for record in trace.tensors:
        place = None if record.values is None else _array_place(record.values, kept, archive, record.index)
        tensors.append(
            [
                record.shape, record.dtype, place, record.overwritten,
                _encoded(record.known_statistics), _encoded(record.known_histogram),
            ]
        )  # fmt: skip
    head = {
        "format": FORMAT,
        "version": VERSION,
        "tensors": tensors,
        **{name: _encoded(getattr(trace, name)) for name in _PARTS},
    }
    archive.writestr(_HEAD, json.dumps(head, separators=(",", ":"), ensure_ascii=False), zipfile.ZIP_DEFLATED)


def _array_place(values: NDArray[Any], kept: dict[tuple[Any, ...], str], archive: zipfile.ZipFile, index: int) -> str:
    """Where an array's numbers are in the archive; a view of all of another one's, in order, is written once."""
    key = (values.__array_interface__["data"][0], values.nbytes, values.dtype.str)
    whole = values.flags.c_contiguous and values.nbytes > 0
    if whole and key in kept:
        return kept[key]
    place = f"arrays/{index}.npy"
    with archive.open(place, "w", force_zip64=True) as stream:
        np.lib.format.write_array(stream, np.ascontiguousarray(values), allow_pickle=False)
    if whole:
        kept[key] = place
    return place


def _encoded(value: Any) -> Any:
    """A part of a Trace as JSON: classes by name with their fields in order, tensors by number."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (tuple, list)):
        return [_encoded(each) for each in value]
    if isinstance(value, TensorRecord):
        return {"#": value.index}
    if isinstance(value, Mapping):
        return {"": {str(key): _encoded(each) for key, each in value.items()}}
    if isinstance(value, Problem):
        return {"Problem": [value.template, {"": {key: _plain(each) for key, each in value.values.items()}}]}
    name = type(value).__name__
    if name == "Source":
        return {name: [value.name, "", value.text]}
    return {name: [_encoded(getattr(value, field)) for field in _FIELDS[name]]}


def _plain(value: object) -> object:
    return value if isinstance(value, (str, int, float, type(None))) else str(value)


def _read(archive: zipfile.ZipFile) -> Trace:
    try:
        head_info = archive.getinfo(_HEAD)
    except KeyError:
        raise zipfile.BadZipFile("no head") from None
    if head_info.file_size > _LARGEST_TEXT:
        raise ValueError("the head is too large")
    head = json.loads(archive.read(head_info))
    if head.get("format") != FORMAT:
        raise zipfile.BadZipFile("another format")
    parts = _PARTS_BY_VERSION.get(head["version"])
    if parts is None:
        raise _TooNew
    arrays: dict[str, NDArray[Any]] = {}
    tensors = tuple(_tensor(place, entry, archive, arrays) for place, entry in enumerate(head["tensors"]))
    return Trace(tensors=tensors, **{name: _decoded(head[name], tensors) for name in parts})


def _tensor(index: int, entry: list[Any], archive: zipfile.ZipFile, arrays: dict[str, NDArray[Any]]) -> TensorRecord:
    shape, dtype, place, overwritten, statistics, histogram = entry
    shape = tuple(int(each) for each in shape)
    values = None
    if place is not None:
        if place not in arrays:
            arrays[place] = _array(archive, place)
        values = arrays[place].reshape(shape)
        values.flags.writeable = False
    return TensorRecord(
        shape, str(dtype), values, index, bool(overwritten), _decoded(statistics, ()), _decoded(histogram, ())
    )


def _array(archive: zipfile.ZipFile, place: str) -> NDArray[Any]:
    info = archive.getinfo(place)
    if info.compress_type != zipfile.ZIP_STORED:  # so that no small file can claim a large array
        raise ValueError("arrays are stored plainly")
    array: NDArray[Any] = np.lib.format.read_array(io.BytesIO(archive.read(info)), allow_pickle=False)
    return array


def _decoded(value: Any, tensors: tuple[TensorRecord, ...]) -> Any:
    if isinstance(value, list):
        return tuple(_decoded(each, tensors) for each in value)
    if not isinstance(value, dict):
        return value
    ((name, content),) = value.items()
    if name == "#":
        if not 0 <= content < len(tensors):
            raise IndexError(content)
        return tensors[content]
    if name == "":
        return {key: _decoded(each, tensors) for key, each in content.items()}
    parts = _decoded(content, tensors)
    if name == "Problem":
        template, values = parts
        return Problem(template, **values)
    return _CLASSES[name](*parts)
