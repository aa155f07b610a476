"""cnnviz: a desktop lab in which a person sees a convolutional network work.

In a script of your own, `cnnviz.view(model, x)` opens the window on any PyTorch network, and `cnnviz.trace(model, x)`
records one pass of it.
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """`cnnviz.trace` and `cnnviz.view`, imported when they are first asked for."""
    if name == "trace":
        return importlib.import_module("cnnviz.trace")
    if name == "view":
        return importlib.import_module("cnnviz.viewing").view
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
