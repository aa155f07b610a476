"""Drawings: what a person drew, kept as strokes, and the file they are saved in."""

from __future__ import annotations

import json
import math
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NoReturn

import numpy as np
from numpy.typing import NDArray

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem

Tool = Literal["pen", "eraser"]

FORMAT = "cnnviz-drawing"
VERSION = 1
MAX_BYTES = 64 * 1024 * 1024
DEFAULT_SIZE = 448.0
DEFAULT_PEN_WIDTH = 28.0
EVEN_PRESSURE = 0.5
_SECONDS_PER_POINT = 0.01  # the pace of points that were saved without a time


@dataclass(frozen=True, eq=False)
class Stroke:
    """One movement of a pen or an eraser, from down to up.

    Args:
        points: (n, 4) float32: x, y in canvas units with y down, pressure 0–1 (0.5 where the device has none),
            seconds since the drawing began. The stroke keeps a read-only view of it.
        width: the width of the line at even pressure, in canvas units.
        tool: what it does to the canvas.
    """

    points: NDArray[np.float32]
    width: float
    tool: Tool = "pen"

    def __post_init__(self) -> None:
        points = np.asarray(self.points, dtype=np.float32).view()
        if points.ndim != 2 or points.shape[1] != 4:
            raise ValueError(
                f"a stroke's points are rows of x, y, pressure and seconds, not an array of {points.shape}"
            )
        points.setflags(write=False)
        object.__setattr__(self, "points", points)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Stroke):
            return NotImplemented
        return (
            self.width == other.width
            and self.tool == other.tool
            and (self.points is other.points or np.array_equal(self.points, other.points))
        )

    def __hash__(self) -> int:
        return hash((self.width, self.tool, len(self.points)))


@dataclass(frozen=True)
class Drawing:
    """What a person drew on a square canvas.

    Args:
        size: side of the canvas in its own units; x and y run from 0 to `size`.
        strokes: in the order in which they were drawn.
    """

    size: float = DEFAULT_SIZE
    strokes: tuple[Stroke, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no pen has touched the canvas (ink that was erased later still counts; see `digits.Ink.is_empty`)."""
        return not any(stroke.tool == "pen" and len(stroke.points) for stroke in self.strokes)

    def appended(self, stroke: Stroke) -> Drawing:
        """This drawing with one stroke more."""
        return Drawing(self.size, (*self.strokes, stroke))


def pressure_factor(pressure: NDArray[np.float32]) -> NDArray[np.float32]:
    """How many times the nominal width a line is, for pressures 0–1: a mild 0.75–1.25."""
    return np.float32(0.75) + np.float32(0.5) * np.minimum(np.maximum(pressure, np.float32(0)), np.float32(1))


def dumps(drawing: Drawing) -> str:
    """The text of a drawing file (JSON), such as `loads` reads."""
    strokes = [
        {
            "tool": stroke.tool,
            "width": _short(stroke.width),
            "points": [[_short(value) for value in point] for point in stroke.points.tolist()],
        }
        for stroke in drawing.strokes
    ]
    pen_widths = [stroke.width for stroke in drawing.strokes if stroke.tool == "pen"]
    pen_width = pen_widths[-1] if pen_widths else DEFAULT_PEN_WIDTH * drawing.size / DEFAULT_SIZE
    content = {
        "format": FORMAT,
        "version": VERSION,
        "canvas": _short(drawing.size),
        "pen_width": _short(pen_width),
        "strokes": strokes,
    }
    return json.dumps(content, allow_nan=False, separators=(",", ":"))


def save(drawing: Drawing, path: Path) -> None:
    """Write a drawing file.

    Raises:
        Problem: where the file cannot be written.
    """
    partial = path.with_name(path.name + ".part")
    try:
        partial.write_text(dumps(drawing), encoding="utf-8")
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "The drawing cannot be saved as “{name}”: {reason}. Choose another place."),
            name=path.name,
            reason=error.strerror or str(error),
        ) from error


def load(path: Path) -> Drawing:
    """Read a drawing file.

    Raises:
        Problem: where it cannot be read, or is not a drawing.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _too_large(path.name)
        content = path.read_bytes()
    except OSError as error:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "The drawing “{name}” cannot be read: {reason}."),
            name=path.name,
            reason=error.strerror or str(error),
        ) from error
    return loads(content, name=path.name)


def loads(text: str | bytes, *, name: str = "drawing") -> Drawing:
    """The drawing in the text of a drawing file.

    What older or simpler programs write is taken as meant: a stroke may be a bare list of points, a point may lack
    pressure (then even) and time (then at an even pace), a stroke without a width has the file's `pen_width`, and
    `canvas` may be one number or [width, height] (the drawing is then put in the middle of a square).

    Args:
        text: JSON.
        name: what to call it in a problem's sentence.

    Raises:
        Problem: not JSON, not a drawing, from a newer version, over 64 MB, or with numbers that are not finite.
    """
    if len(text) > MAX_BYTES:
        raise _too_large(name)
    try:
        content = json.loads(text, parse_constant=_refuse_constant)
    except _NotFiniteError as error:
        raise _not_finite(name) from error
    except (ValueError, RecursionError) as error:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{name}” is not a drawing: its content is not JSON. Open a file saved here."),
            name=name,
        ) from error
    if not isinstance(content, dict) or content.get("format", FORMAT) != FORMAT or "strokes" not in content:
        raise _no_drawing(name)
    version = content.get("version", VERSION)
    if isinstance(version, bool) or not isinstance(version, int):
        raise _no_drawing(name)
    if version > VERSION:
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem",
                "“{name}” was saved by a newer version of this program (drawing format {version}). Update the program.",
            ),
            name=name,
            version=version,
        )
    return _Reader(name).drawing(content)


class _NotFiniteError(ValueError):
    """NaN or an infinity where a number belongs."""


class _Reader:
    """Turns parsed JSON into a drawing; knows the file's name for its complaints."""

    def __init__(self, name: str) -> None:
        self._name = name

    def drawing(self, content: dict[str, Any]) -> Drawing:
        canvas = content.get("canvas", DEFAULT_SIZE)
        if not isinstance(canvas, list):
            canvas = [canvas, canvas]
        if len(canvas) != 2:
            raise _no_drawing(self._name)
        width, height = (self._positive(side) for side in canvas)
        size = max(width, height)
        pen_width = self._positive(content.get("pen_width", DEFAULT_PEN_WIDTH * size / DEFAULT_SIZE))
        if not isinstance(content["strokes"], list):
            raise _no_drawing(self._name)
        offset = ((size - width) / 2, (size - height) / 2)
        strokes: list[Stroke] = []
        start = 0.0
        for item in content["strokes"]:
            stroke = self._stroke(item, pen_width, offset, start)
            if len(stroke.points):
                start = float(stroke.points[-1, 3]) + 10 * _SECONDS_PER_POINT
            strokes.append(stroke)
        return Drawing(size, tuple(strokes))

    def _stroke(self, item: object, pen_width: float, offset: tuple[float, float], start: float) -> Stroke:
        if isinstance(item, list):
            item = {"points": item}
        if not isinstance(item, dict) or not isinstance(item.get("points"), list):
            raise _no_drawing(self._name)
        tool = item.get("tool", "pen")
        if tool not in ("pen", "eraser"):
            raise _no_drawing(self._name)
        width = self._positive(item.get("width", pen_width))
        return Stroke(self._points(item["points"], offset, start), width, tool)

    def _points(self, rows: list[Any], offset: tuple[float, float], start: float) -> NDArray[np.float32]:
        points = np.empty((len(rows), 4), dtype=np.float64)
        points[:, 2] = EVEN_PRESSURE
        points[:, 3] = start + _SECONDS_PER_POINT * np.arange(len(rows))
        lengths = {len(row) if isinstance(row, list) else 0 for row in rows}
        if not lengths <= {2, 3, 4}:
            raise _no_drawing(self._name)
        if any(type(value) not in (int, float) for row in rows for value in row):
            raise _no_drawing(self._name)
        try:
            for length in lengths:
                here = [index for index, row in enumerate(rows) if len(row) == length]
                points[here, :length] = np.array([rows[index] for index in here], dtype=np.float64)
        except OverflowError as error:
            raise _not_finite(self._name) from error
        points[:, :2] += offset
        if not (np.abs(points) < np.finfo(np.float32).max).all():
            raise _not_finite(self._name)
        return points.astype(np.float32)

    def _positive(self, value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _no_drawing(self._name)
        try:
            number = float(value)
        except OverflowError as error:
            raise _not_finite(self._name) from error
        if not math.isfinite(number):
            raise _not_finite(self._name)
        if number <= 0:
            raise _no_drawing(self._name)
        return number


def _short(value: float) -> float | int:
    """A number as short as a file needs: four decimals, whole numbers without a point."""
    rounded = round(float(value), 4)
    return int(rounded) if rounded == int(rounded) else rounded


def _refuse_constant(text: str) -> NoReturn:
    raise _NotFiniteError(text)


def _no_drawing(name: str) -> Problem:
    return Problem(
        QT_TRANSLATE_NOOP("Problem", "“{name}” does not hold a drawing. Open a drawing that was saved here."), name=name
    )


def _not_finite(name: str) -> Problem:
    return Problem(
        QT_TRANSLATE_NOOP("Problem", "The drawing “{name}” is damaged: some of its numbers are not finite."), name=name
    )


def _too_large(name: str) -> Problem:
    return Problem(
        QT_TRANSLATE_NOOP("Problem", "“{name}” is too large for a drawing: more than {limit} MB."),
        name=name,
        limit=MAX_BYTES // (1024 * 1024),
    )
