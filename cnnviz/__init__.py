"""cnnviz: a desktop lab in which a person sees a convolutional network work.

In a script of your own, `cnnviz.trace(model, x)` records one pass of any PyTorch network.
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """`cnnviz.trace`, imported when it is first asked for."""
    if name == "trace":
        return importlib.import_module("cnnviz.trace")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
