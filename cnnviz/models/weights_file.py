"""Weights files that people bring: read without running anything in them, and told apart from what they are not."""

from __future__ import annotations

import json
import pickle
import pickletools
import re
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem

_HEAD = 512  # bytes that tell what a file is
_ZIP = b"PK\x03\x04"
_WRAPPERS = ("state_dict", "model_state_dict", "model", "net", "network", "weights", "params")
_PREFIXES = ("module.", "_orig_mod.", "model.")
_CODE = re.compile(r"Unsupported (?:global: GLOBAL|class)\W*([\w.]*)")


def read(path: Path) -> dict[str, Tensor]:
    """The named tensors of a weights file: safetensors, or what `torch.save` wrote, told apart by their content.

    Common wrappings are taken off: `{"state_dict": …}` and its like, and the prefixes that `DataParallel` and
    `torch.compile` put before every name. Nothing in the file is run.

    Raises:
        Problem: there is no such file, or it is not one of weights alone.
    """
    head = _head(path)
    if _is_safetensors(head):
        tensors: object = _read_safetensors(path)
    elif head.startswith(_ZIP) or head[:1] == b"\x80":
        tensors = _read_torch(path)
    else:
        raise _not_weights(path, head)
    return _unwrapped(tensors, path)


def _head(path: Path) -> bytes:
    """The first bytes of a file that exists and holds something."""
    try:
        if path.is_dir():
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "“{file}” is a folder. Choose the weights file in it."), file=path.name
            )
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "There is no file “{file}”."), file=str(path)) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{file}” cannot be read: {reason}."), file=path.name, reason=reason
        ) from error
    if not head:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{file}” is empty. It was probably not saved or downloaded to the end."),
            file=path.name,
        )
    return head


def _is_safetensors(head: bytes) -> bool:
    """Eight bytes of length, then a JSON object."""
    return len(head) > 8 and head[8:9] == b"{" and int.from_bytes(head[:8], "little") < 1 << 40


def _not_weights(path: Path, head: bytes) -> Problem:
    """The sentence for a file that is something else."""
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<!doctype", b"<html", b"<head", b"<?xml", b"<!--")):
        return Problem(
            QT_TRANSLATE_NOOP(
                "Problem",
                "“{file}” is a web page, not weights: the server probably sent an error message. Download it again.",
            ),
            file=path.name,
        )
    if text.startswith(b"version https://git-lfs"):
        return Problem(
            QT_TRANSLATE_NOOP(
                "Problem",
                "“{file}” only points to the weights (a Git LFS pointer). Fetch the real file with “git lfs pull”.",
            ),
            file=path.name,
        )
    return Problem(
        QT_TRANSLATE_NOOP(
            "Problem",
            "“{file}” is not a weights file. cnnviz opens .safetensors files and PyTorch's .pt and .pth files.",
        ),
        file=path.name,
    )


def _read_safetensors(path: Path) -> object:
    try:
        return load_file(path)
    except (SafetensorError, OSError, ValueError, KeyError, json.JSONDecodeError) as error:
        raise _damaged(path) from error


def _read_torch(path: Path) -> object:
    try:
        # An open file, because torch.load judges a path by its ending.
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of old formats; what matters becomes a sentence below
            return torch.load(file, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        found = _CODE.search(str(error))
        if found is None and not _is_whole_pickle(path):
            raise _damaged(path) from error
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem",
                "“{file}” holds program code ({code}), not weights alone, so it was not opened: nothing in it was run. "
                "Save the model's state_dict() instead.",
            ),
            file=path.name,
            code=found[1].strip(".") if found else "pickle",
        ) from error
    except Exception as error:
        # torch.load has no closed set of errors for damaged files: RuntimeError, EOFError, KeyError, ValueError, …
        if "TorchScript" in str(error):
            raise Problem(
                QT_TRANSLATE_NOOP(
                    "Problem",
                    "“{file}” is a TorchScript program, not weights alone, so it was not opened. "
                    "Save the model's state_dict() instead.",
                ),
                file=path.name,
            ) from error
        raise _damaged(path) from error


def _is_whole_pickle(path: Path) -> bool:
    """Whether the file is a pickle from its first byte to its stop mark; nothing in it is run to find out."""
    try:
        with path.open("rb") as file:
            return sum(1 for _ in pickletools.genops(file)) > 0
    except (ValueError, EOFError, OSError, OverflowError, MemoryError):
        return False


def _damaged(path: Path) -> Problem:
    return Problem(
        QT_TRANSLATE_NOOP("Problem", "“{file}” is cut off or damaged, so its weights cannot be read. Get it again."),
        file=path.name,
    )


def _unwrapped(content: object, path: Path) -> dict[str, Tensor]:
    """The innermost mapping of names to tensors, with its names as the model's own."""
    for _ in range(4):
        inner = _wrapped(content)
        if inner is None:
            break
        content = inner
    tensors = _tensors(content) if isinstance(content, Mapping) else {}
    if not tensors:
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem", "“{file}” can be read, but holds no named weights. Save the model's state_dict()."
            ),
            file=path.name,
        )
    for prefix in _PREFIXES:
        if all(name.startswith(prefix) for name in tensors):
            tensors = {name.removeprefix(prefix): tensor for name, tensor in tensors.items()}
    return tensors


def _wrapped(content: object) -> Mapping[Any, Any] | None:
    """The mapping inside one of the usual wrappers, or None where this is the innermost one."""
    if not isinstance(content, Mapping) or _tensors(content):
        return None
    return next((content[key] for key in _WRAPPERS if isinstance(content.get(key), Mapping)), None)


def _tensors(content: Mapping[Any, Any]) -> dict[str, Tensor]:
    return {key: value for key, value in content.items() if isinstance(key, str) and isinstance(value, Tensor)}
