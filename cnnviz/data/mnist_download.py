"""Fetches the MNIST files, checks them and puts them where `datasets.find_mnist` looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from cnnviz.data import downloads
from cnnviz.data.published import MNIST
from cnnviz.data.published import PublishedFile as PublishedFile

FILES: Final = MNIST.files
MIRRORS: Final = MNIST.mirrors


def download(
    folder: Path,
    *,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
    mirrors: Sequence[str] = MIRRORS,
    files: Sequence[PublishedFile] = FILES,
    timeout: float = downloads.TIMEOUT,
) -> Path | None:
    """The folder with MNIST's four files, `MNIST/raw` below `folder`; see `downloads.download`."""
    mnist = replace(MNIST, files=tuple(files))
    return downloads.download(mnist, folder, progress=progress, cancelled=cancelled, mirrors=mirrors, timeout=timeout)
