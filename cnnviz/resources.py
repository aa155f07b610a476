"""Where the files that come with the program are."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _root() -> Path:
    """The folder of bundled files: inside an installed package, or at the top of a checkout."""
    installed = _PACKAGE / "_resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def resource(*parts: str) -> Path:
    """The path of one bundled file or folder, such as `resource("models", "class-convnet.safetensors")`.

    Raises:
        FileNotFoundError: where the installation lacks it.
    """
    path = _root().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"cnnviz's bundled file {'/'.join(parts)} is missing; install cnnviz again")
    return path
