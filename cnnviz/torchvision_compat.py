"""Makes `import torchvision` work where its compiled extension does not match the installed PyTorch."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import torch

# WORKAROUND: https://github.com/pytorch/pytorch/issues/122494 - torchvision registers stand-ins for these two operators
# while it is imported, and fails where the extension that declares them (built for another PyTorch) cannot load.
_DECLARATIONS = {
    "nms": "nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
    "qnms": "qnms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
}


@cache
def ensure() -> bool:
    """Declare the operators that torchvision needs for its import; call it before importing torchvision.

    Classification networks use neither operator, so a declaration without an implementation is enough.

    Returns:
        Whether torchvision's own extension works here; then nothing is declared.
    """
    if _extension_loads():
        return True
    for name, schema in _DECLARATIONS.items():
        if not _declared(name):
            _library().define(schema)  # type: ignore[no-untyped-call]
    return False


@cache
def _library() -> torch.library.Library:
    """The namespace that holds the declarations; they vanish with it, so it is kept for good."""
    return torch.library.Library("torchvision", "FRAGMENT")  # type: ignore[no-untyped-call]


def _declared(name: str) -> bool:
    return hasattr(torch.ops.torchvision, name)


def _extension_loads() -> bool:
    package = find_spec("torchvision")
    if package is None or package.origin is None:
        return False
    folder = Path(package.origin).parent
    for library in sorted(folder.glob("_C*")):
        if library.suffix in {".so", ".pyd", ".dylib"}:
            try:
                torch.ops.load_library(str(library))  # type: ignore[no-untyped-call]
            except (OSError, ImportError):
                continue
            return True
    return False
