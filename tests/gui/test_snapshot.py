"""Pictures of the window, written by a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

SECONDS = 90


def snapshot(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """`cnnviz snapshot` without any display."""
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    for name in ("CONFIG", "DATA", "LOG"):
        environment[f"CNNVIZ_{name}_DIR"] = str(folder / name.lower())
    return subprocess.run(
        [sys.executable, "-m", "cnnviz", "snapshot", str(folder / "pictures"), *options],
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )


@pytest.mark.parametrize(
    ("options", "name", "size", "dark"),
    [
        (("--language", "en", "--theme", "light", "--size", "1280x800"), "draw-light-en.png", (1280, 800), False),
        (
            ("--language", "ko", "--theme", "dark", "--size", "1024x700", "--scale", "1.5"),
            "draw-dark-ko.png",
            (1536, 1050),
            True,
        ),
    ],
)
def test_a_picture_is_the_size_times_the_scale_in_the_theme_that_was_asked_for(
    tmp_path: Path, options: tuple[str, ...], name: str, size: tuple[int, int], dark: bool
) -> None:
    done = snapshot(tmp_path, *options)
    assert done.returncode == 0, done.stderr
    path = tmp_path / "pictures" / name
    others = [path.with_name(name.replace("draw", page)) for page in ("step", "train", "evaluate")]
    assert done.stdout.splitlines() == [str(each) for each in (path, *others)]
    assert done.stderr == ""
    picture = np.asarray(Image.open(path).convert("L"), dtype=float)
    assert picture.shape[::-1] == size
    assert (np.median(picture) < 80) == dark
    assert not (tmp_path / "config").exists()  # nobody's settings are touched
    colours = np.asarray(Image.open(path).convert("RGB")).reshape(-1, 3)
    assert len(np.unique(colours, axis=0)) > 500  # feature maps are there: a digit was drawn and answered


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "pictures").write_text("a file")
    done = snapshot(tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "cannot be made" in done.stderr
