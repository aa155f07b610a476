"""People's picture files: read safely, whatever their mode and size, and turned into ink on paper."""

from __future__ import annotations

import io
import threading
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError
from PIL.ImageFile import ImageFile

from cnnviz.data import picture_ink
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem

MAX_PIXELS = 100_000_000  # of the file; a decoded picture needs up to 4 bytes for each
MAX_BYTES = 512 << 20
MAX_SIDE = 1024  # of what is kept; the network sees 28

_FORMATS = ("PNG", "JPEG", "BMP", "WEBP", "GIF", "TIFF", "PPM")
UNREACHABLE = QT_TRANSLATE_NOOP("Problem", "“{file}” cannot be read: {reason}.")
"""Of a file that the system does not give: nothing is known about the picture."""

_HEAD = 64
_GREY_MODES = {"1", "L", "LA", "La", "I", "F", "I;16", "I;16B", "I;16L", "I;16N"}

_quiet = threading.Lock()  # Python's warning filters belong to all threads

# What Pillow's readers raise for files that are not what they seem; there is no common base.
_UNREADABLE = (
    OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, OverflowError, ZeroDivisionError,
    AttributeError, NotImplementedError, RuntimeError, zlib.error, UnidentifiedImageError,
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture as people see it, and as ink.

    Attributes:
        grey: (H, W), 0 … 1 with ink = 1 and paper = 0, read-only; at most `MAX_SIDE` on each side.
        rgb: (H, W, 3), 0 … 255, read-only.
        name: the file's name, or what the caller named it.
    """

    grey: NDArray[np.float32]
    rgb: NDArray[np.uint8]
    name: str


def read(source: str | Path | bytes, *, name: str = "") -> Picture:
    """A picture from a file, or from a file's bytes.

    PNG, JPEG, BMP, WebP (and GIF, TIFF, PPM), told apart by their content: colour, grey, palette, 1 and 16 bits, CMYK,
    with alpha (laid on white; light drawings on black), turned as the camera says. Of an animation, the first picture.

    Args:
        source: a path, or the content of a file.
        name: what to call the picture; the file's name where empty.

    Raises:
        Problem: there is no such file, it is no picture, damaged, or larger than `MAX_PIXELS`.
    """
    if isinstance(source, bytes):
        return _read(io.BytesIO(source), len(source), name or "picture")
    path = Path(source)
    name = name or path.name
    try:
        if path.is_dir():
            raise Problem(QT_TRANSLATE_NOOP("Problem", "“{file}” is a folder, not a picture."), file=name)
        with path.open("rb") as file:
            return _read(file, path.stat().st_size, name)
    except FileNotFoundError:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "There is no file “{file}”."), file=str(path)) from None
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the path
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Problem(UNREACHABLE, file=name, reason=reason) from error


@contextmanager
def quiet() -> Iterator[None]:
    """Keeps Pillow's warnings, of damaged notes in files, from everybody; what matters becomes a sentence."""
    with _quiet, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def look(path: Path) -> tuple[int, int, bool]:
    """Height and width of a picture file, and whether it is grey, from its first bytes; call it within `quiet()`.

    Raises:
        Problem: it is no picture, or too large.
    """
    with _file(path) as file:
        image = _opened(file, path.name)
        return image.size[1], image.size[0], image.mode in _GREY_MODES


def fitted(path: Path, shape: tuple[int, int, int]) -> NDArray[np.uint8]:
    """A picture file as (C, H, W) of 0 … 255; call it within `quiet()`.

    Scaled until it covers H × W, its middle kept, as people prepare pictures for classification. A picture that has
    this size already is not touched.

    Args:
        path: the file.
        shape: C (1 for grey, 3 for colour), H, W.

    Raises:
        Problem: see `read`.
    """
    channels, height, width = shape
    with _file(path) as file:
        rgb = _pixels(file, path.name, max(2 * height, 2 * width, 64))
    image = ImageOps.fit(Image.fromarray(rgb), (width, height), Image.Resampling.BILINEAR)
    if channels == 1:
        return np.asarray(image.convert("L"))[None]
    return np.ascontiguousarray(np.asarray(image).transpose(2, 0, 1))


@contextmanager
def _file(path: Path) -> Iterator[IO[bytes]]:
    """The open file; whatever the disk has against it becomes a sentence."""
    try:
        with path.open("rb") as file:
            _check_size(path.stat().st_size, path.name)
            yield file
    except OSError as error:
        raise Problem(UNREACHABLE, file=path.name, reason=error.strerror or str(error)) from error


def _check_size(size: int, name: str) -> None:
    if size == 0:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{file}” is empty. It was probably not saved or downloaded to the end."),
            file=name,
        )
    if size > MAX_BYTES:
        raise _too_large(name, f"{size / 1e6:.0f} MB", f"{MAX_BYTES / 1e6:.0f} MB")


def _read(file: IO[bytes], size: int, name: str) -> Picture:
    _check_size(size, name)
    with quiet():
        rgb = _pixels(file, name, MAX_SIDE)
    grey = picture_ink.ink(rgb)
    for array in (grey, rgb):
        array.flags.writeable = False
    return Picture(grey, rgb, name)


def _pixels(file: IO[bytes], name: str, side: int) -> NDArray[np.uint8]:
    image = _opened(file, name)
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise _too_large(name, f"{width:,} × {height:,}", f"{MAX_PIXELS // 1_000_000} MP")
    try:
        return _rgb(_decoded(image, side))
    except MemoryError as error:
        raise _too_large(name, f"{width:,} × {height:,}", "RAM") from error
    except _UNREADABLE as error:
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem", "“{file}” is cut off or damaged, so the picture cannot be shown. Get it again."
            ),
            file=name,
        ) from error


def _opened(file: IO[bytes], name: str) -> ImageFile:
    """The picture with its header read and its pixels not yet.

    Not by `Image.open`, which judges sizes by a limit of its own, with warnings that a window has no place for.
    """
    head = file.read(_HEAD)
    Image.preinit()
    Image.init()
    for kind in _FORMATS:
        factory, accept = Image.OPEN[kind]
        file.seek(0)
        try:
            if accept is not None and accept(head) is True:
                image = factory(file, "")
                if image.size[0] > 0 and image.size[1] > 0:
                    return image
        except _UNREADABLE:
            continue
    raise Problem(
        QT_TRANSLATE_NOOP(
            "Problem", "“{file}” is not a picture that can be read, whatever its name says. Use PNG, JPEG, BMP or WebP."
        ),
        file=name,
    )


def _decoded(image: ImageFile, side: int) -> Image.Image:
    """The first picture with all its pixels, turned upright, and no larger than needed for `side`."""
    image.draft("RGB" if image.mode in {"RGB", "YCbCr"} else image.mode, (side, side))  # JPEG decodes smaller
    image.load()
    with suppress(*_UNREADABLE):  # a damaged note of how the camera was held does not damage the picture
        return ImageOps.exif_transpose(image)
    return image


def _rgb(image: Image.Image) -> NDArray[np.uint8]:
    """Red, green and blue of a picture of any mode, shape (H, W, 3)."""
    if image.mode in {"I", "F"} or image.mode.startswith("I;16"):
        grey = Image.fromarray(_eight_bits(np.asarray(image), sixteen=image.mode.startswith("I;16")))
        return np.array(_smaller(grey).convert("RGB"))
    if image.mode in {"LA", "PA", "La", "RGBa", "RGBA"} or "transparency" in image.info:
        return _on_paper(np.asarray(_smaller(image.convert("RGBA"))))
    return np.array(_smaller(image.convert("RGB")))


def _smaller(image: Image.Image) -> Image.Image:
    """The same picture, averaged down to at most `MAX_SIDE` a side."""
    longest = max(image.size)
    if longest <= MAX_SIDE:
        return image
    width, height = (max(1, round(side * MAX_SIDE / longest)) for side in image.size)
    premultiplied = image.convert("RGBa") if image.mode == "RGBA" else image
    return premultiplied.resize((width, height), Image.Resampling.BOX).convert(image.mode)


def _eight_bits(values: NDArray[np.generic], *, sixteen: bool) -> NDArray[np.uint8]:
    """Grey values of more than 8 bits as 0 … 255."""
    numbers = np.nan_to_num(values.astype(np.float64))
    low, high = float(numbers.min()), float(numbers.max())
    if sixteen or (low >= 0 and 255 < high <= 65_535):
        low, high = 0.0, 65_535.0
    elif low >= 0 and 1 < high <= 255:
        low, high = 0.0, 255.0
    elif low >= 0 and high <= 1:
        low, high = 0.0, 1.0
    return np.rint((numbers - low) * (255.0 / ((high - low) or 1.0))).astype(np.uint8)


def _on_paper(rgba: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A picture with alpha, laid on white; on black where all that is visible is light."""
    colour, alpha = rgba[..., :3].astype(np.float32), rgba[..., 3:].astype(np.float32) / 255.0
    visible = alpha[..., 0] > 0.5
    light = visible.any() and not visible.all() and float(np.percentile(colour[visible].mean(axis=1), 2)) > 190.0
    paper = 0.0 if light else 255.0
    return np.rint(colour * alpha + paper * (1.0 - alpha)).astype(np.uint8)


def _too_large(name: str, found: str, limit: str) -> Problem:
    return Problem(
        QT_TRANSLATE_NOOP(
            "Problem", "“{file}” is too large to open: {found}; the limit is {limit}. Make it smaller first."
        ),
        file=name,
        found=found,
        limit=limit,
    )
