"""The program as a person starts it: a process of its own on a real screen, with a real mouse and real keys."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import ImageGrab

SECONDS = 60
POLL = 0.1
PAPER, BAR, ACCENT = (0x0F, 0x10, 0x12), (0x4A, 0x4D, 0x54), (0xAE, 0x93, 0xF5)  # of the dark theme
LIGHT_PAPER = (255, 255, 255)
# a 7 in fractions of the paper
SEVEN = ((0.28, 0.22), (0.4, 0.22), (0.55, 0.22), (0.72, 0.22), (0.65, 0.38), (0.57, 0.56), (0.5, 0.7), (0.45, 0.82))

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Xvfb is an X server for Linux"),
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed"),
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="xdotool is not installed"),
]

Picture = NDArray[np.uint8]


@dataclass
class Desk:
    """A screen, and the program on it."""

    display: str
    program: subprocess.Popen[str]
    environment: dict[str, str]

    def picture(self) -> Picture:
        """What is on the screen, (H, W, 3)."""
        return np.asarray(ImageGrab.grab(xdisplay=self.display).convert("RGB"))

    def wait(self, look: Callable[[Picture], object]) -> Picture:
        """The first picture of which `look` says something that counts as true."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            picture = self.picture()
            if look(picture):
                return picture
            try:
                self.program.wait(POLL)
            except subprocess.TimeoutExpired:
                continue
            pytest.fail(f"the program has ended: {self.program.communicate()}")
        pytest.fail("this was never to be seen")

    def do(self, *words: object) -> None:
        """Have xdotool do something."""
        subprocess.run(["xdotool", *map(str, words)], env=self.environment, check=True, timeout=SECONDS)


@pytest.fixture
def screen() -> Iterator[str]:
    """An X server on a display that is free."""
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert server.stdout is not None
    number = server.stdout.readline().strip()
    if not number:
        server.wait(SECONDS)
        pytest.skip("Xvfb does not start here")
    yield f":{number}"
    server.terminate()
    server.wait(SECONDS)
    server.stdout.close()


@pytest.fixture
def desk(screen: str, tmp_path: Path) -> Iterator[Desk]:
    """The program in English and dark, where the paper has a colour that nothing else has."""
    folders = {f"CNNVIZ_{name}_DIR": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "LOG")}
    (tmp_path / "config").mkdir()
    settings = {"language": "en", "theme": "dark", "show_box": False}
    (tmp_path / "config" / "settings.json").write_text(json.dumps(settings))
    environment = {**os.environ, **folders, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}
    program = subprocess.Popen(
        [sys.executable, "-m", "cnnviz"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield Desk(screen, program, environment)
    if program.poll() is None:
        program.kill()
    program.communicate()


def runs(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where a row of truths begins and ends, each time."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False])).astype(np.int8)))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def is_colour(picture: Picture, colour: tuple[int, int, int]) -> NDArray[np.bool_]:
    return np.all(picture == np.array(colour, np.uint8), axis=2)


def paper(picture: Picture) -> tuple[int, int, int, int] | None:
    """Left, top, right and bottom of the canvas: the widest square of the paper's colour."""
    mask = is_colour(picture, PAPER)
    widest = [max(runs(row), key=lambda run: run[1] - run[0], default=(0, 0)) for row in mask]
    widths = np.array([end - start for start, end in widest])
    if widths.max() < 200:
        return None
    rows = np.flatnonzero(widths == widths.max())
    left, right = widest[rows[0]]
    return left, int(rows[0]), right, int(rows[0]) + right - left


def leader(picture: Picture, below: int) -> int | None:
    """Which of ten bars in one row has the accent colour; None where there are no such bars, or none leads."""
    bars, accents = is_colour(picture, BAR), is_colour(picture, ACCENT)
    for row in range(picture.shape[0] - 1, below, -1):
        columns = [run for run in runs(bars[row] | accents[row]) if run[1] - run[0] >= 8]
        leading = [index for index, (start, end) in enumerate(columns) if accents[row, start:end].all()]
        if len(columns) == 10 and len(leading) == 1:
            return leading[0]
    return None


def test_a_digit_drawn_with_the_real_mouse_is_answered_and_keys_work(desk: Desk, tmp_path: Path) -> None:
    place = paper(desk.wait(paper))
    assert place is not None
    left, top, right, bottom = place
    path = [(round(left + x * (right - left)), round(top + y * (bottom - top))) for x, y in SEVEN]
    moves = [word for x, y in path[1:] for word in ("mousemove", x, y, "sleep", 0.02)]
    desk.do("mousemove", *path[0], "mousedown", 1, *moves, "mouseup", 1)
    picture = desk.wait(lambda seen: leader(seen, bottom) == 7)
    # where the mouse went there is ink now, though the program was busy importing torch meanwhile
    assert [picture[y, x].min() > 200 for x, y in path[:-1]] == [True] * (len(path) - 1)
    desk.do("key", "Delete")
    desk.wait(lambda seen: paper(seen) == place and leader(seen, bottom) is None)
    desk.do("key", "ctrl+z")
    desk.wait(lambda seen: leader(seen, bottom) == 7)
    desk.do("key", "ctrl+t")
    desk.wait(lambda seen: tuple(seen[top + 5, left + 5]) == LIGHT_PAPER)
    desk.do("key", "ctrl+q")
    output, errors = desk.program.communicate(timeout=SECONDS)
    assert desk.program.returncode == 0
    assert (output, errors) == ("", "")
    settings = json.loads((tmp_path / "config" / "settings.json").read_text())
    assert settings["theme"] == "light"
    assert settings["model"] == "class-convnet-bn"
    assert settings["geometry"]
