from __future__ import annotations

import io
import struct
import threading
import warnings
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cnnviz.data import pictures
from cnnviz.problems import Problem

FORMATS = ["PNG", "JPEG", "BMP", "WEBP", "GIF", "TIFF"]


def _digit(height: int = 60, width: int = 40) -> np.ndarray:
    """White on black: an upright bar with a foot, in 8 bits."""
    picture = np.zeros((height, width), np.uint8)
    picture[height // 6 : -height // 6, width // 2 - 3 : width // 2 + 3] = 255
    picture[-height // 6 - 6 : -height // 6, width // 4 : -width // 4] = 255
    return picture


def _file(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def _png(width: int, height: int, *, pixels: bytes = b"") -> bytes:
    """A PNG made by hand: the size it claims need not be the size it has."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


def _shows(picture: pictures.Picture, digit: np.ndarray, tolerance: float = 0.12) -> bool:
    return picture.grey.shape == digit.shape and bool(
        np.abs(picture.grey - digit / np.float32(255)).mean() < tolerance / 4
    )


def _sentence(source: str | Path | bytes) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(Problem) as caught:
            pictures.read(source)
    sentence = str(caught.value)
    assert "\n" not in sentence
    return sentence


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("dark_on_light", [False, True])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_formats_and_polarity(kind: str, dark_on_light: bool, mode: str) -> None:
    digit = _digit()
    image = Image.fromarray(255 - digit if dark_on_light else digit).convert(mode)
    picture = pictures.read(_file(image, kind))
    assert _shows(picture, digit)
    assert picture.grey.dtype == np.float32
    assert picture.rgb.shape == (60, 40, 3)
    assert (picture.rgb[0, 0].mean() > 128) == dark_on_light
    assert not picture.grey.flags.writeable
    assert not picture.rgb.flags.writeable


def test_a_data_sets_digit_keeps_its_values() -> None:
    digit = np.zeros((28, 28), np.uint8)
    digit[4:24, 10:18] = np.random.default_rng(4).integers(1, 256, (20, 8))
    digit[5, 11] = 254
    for image in (digit, 255 - digit):
        assert np.allclose(pictures.read(_file(Image.fromarray(image))).grey, digit / 255, atol=1e-6)


def _sixteen_bits(digit: np.ndarray) -> Image.Image:
    return Image.fromarray(digit.astype(np.uint16) * 257)


def _alpha(digit: np.ndarray, ink: int) -> Image.Image:
    rgba = np.zeros((*digit.shape, 4), np.uint8)
    rgba[..., :3] = ink
    rgba[..., 3] = digit
    return Image.fromarray(rgba)


def _palette_with_transparency(digit: np.ndarray) -> bytes:
    image = Image.new("P", digit.shape[::-1])
    image.putpalette([255, 0, 0, 10, 10, 10] + [0] * 762)
    image.putdata((digit > 0).astype(np.uint8).ravel().tolist())
    return _file(image, "PNG", transparency=0)


MODES = {
    "1 bit": lambda digit: _file(Image.fromarray(digit).convert("1")),
    "palette": lambda digit: _file(Image.fromarray(digit).convert("P")),
    "palette with transparency": _palette_with_transparency,
    "16 bit": lambda digit: _file(_sixteen_bits(digit)),
    "16 bit TIFF": lambda digit: _file(_sixteen_bits(digit), "TIFF"),
    "32 bit": lambda digit: _file(Image.fromarray(digit.astype(np.int32) * 257), "TIFF"),
    "float": lambda digit: _file(Image.fromarray(digit.astype(np.float32) / 255), "TIFF"),
    "CMYK JPEG": lambda digit: _file(Image.fromarray(digit).convert("RGB").convert("CMYK"), "JPEG", quality=95),
    "CMYK TIFF": lambda digit: _file(Image.fromarray(digit).convert("RGB").convert("CMYK"), "TIFF"),
    "LAB": lambda digit: _file(
        Image.merge("LAB", [Image.fromarray(digit), *[Image.new("L", digit.shape[::-1], 128)] * 2]), "TIFF"
    ),
    "grey with alpha": lambda digit: _file(Image.fromarray(digit).convert("LA")),
    "black ink, transparent paper": lambda digit: _file(_alpha(digit, 0)),
    "white ink, transparent paper": lambda digit: _file(_alpha(digit, 255)),
    "transparent WebP": lambda digit: _file(_alpha(digit, 20), "WEBP", lossless=True),
    "red on green": lambda digit: _file(
        Image.merge("RGB", [Image.fromarray(digit), Image.fromarray(255 - digit), Image.new("L", digit.shape[::-1])])
    ),
    "yellow on white": lambda digit: _file(
        Image.merge("RGB", [Image.new("L", digit.shape[::-1], 255)] * 2 + [Image.fromarray(255 - digit)])
    ),
    "faint": lambda digit: _file(Image.fromarray((230 - digit // 5).astype(np.uint8))),
}


@pytest.mark.parametrize("mode", MODES)
def test_modes(mode: str) -> None:
    digit = _digit()
    assert _shows(pictures.read(MODES[mode](digit)), digit), mode


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_an_animation_the_first_picture(kind: str) -> None:
    first, second = Image.fromarray(_digit()), Image.fromarray(_digit().T.copy()).resize((40, 60))
    content = _file(first, kind, save_all=True, append_images=[second, second], duration=100, loop=0)
    assert _shows(pictures.read(content), _digit())


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_camera_that_was_held_askew(orientation: int) -> None:
    upright = Image.fromarray(_digit())
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    stored = upright.transpose(undo[orientation]) if orientation in undo else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    assert _shows(pictures.read(_file(stored, "JPEG", exif=exif, quality=95)), _digit())


def test_a_damaged_camera_note_is_no_damaged_picture() -> None:
    content = _file(Image.fromarray(_digit()), "JPEG", exif=b"Exif\x00\x00MM\x00\x2a\x00\x00\xff\xff broken")
    assert _shows(pictures.read(content), _digit())


@pytest.mark.parametrize("size", [(30_000, 30_000), (20_001, 5_000), (2_000_000_000, 1)])
def test_too_large_is_told_before_decoding(size: tuple[int, int], tmp_path: Path) -> None:
    path = tmp_path / "huge.png"
    path.write_bytes(_png(*size))
    sentence = _sentence(path)
    assert f"“huge.png” is too large to open: {size[0]:,} × {size[1]:,}" in sentence
    bmp = b"BM" + struct.pack("<IHHIIiiHHIIiiII", 54, 0, 0, 54, 40, *size, 1, 24, 0, 0, 0, 0, 0, 0)
    assert "too large" in _sentence(bmp)


def test_a_large_photograph_is_made_smaller() -> None:
    digit = np.kron(_digit(), np.ones((50, 50), np.uint8))
    picture = pictures.read(_file(Image.fromarray(digit), "JPEG"))
    assert picture.grey.shape == (1024, 683)
    small = np.asarray(Image.fromarray(digit).resize((683, 1024), Image.Resampling.BOX))
    assert _shows(picture, small)
    assert pictures.read(_file(_alpha(digit, 0))).grey.shape == (1024, 683)


@pytest.mark.parametrize("size", [(1, 1), (1, 500), (500, 1), (2, 3)])
def test_tiny_pictures(size: tuple[int, int]) -> None:
    picture = pictures.read(_file(Image.new("RGB", size, (200, 10, 10))))
    assert picture.grey.shape == size[::-1]
    assert not picture.grey.any()


@pytest.mark.parametrize("colour", [0, 255, 128, 250])
def test_a_blank_picture_holds_no_ink(colour: int) -> None:
    assert not pictures.read(_file(Image.new("L", (80, 50), colour))).grey.any()
    noise = np.random.default_rng(0).normal(colour, 2, (200, 300)).clip(0, 255).astype(np.uint8)
    assert pictures.read(_file(Image.fromarray(noise), "JPEG")).grey.mean() < 0.02


def test_files_and_their_names(tmp_path: Path) -> None:
    path = tmp_path / "seven.jpg"  # a PNG whose name says something else
    path.write_bytes(_file(Image.fromarray(_digit())))
    assert pictures.read(path).name == pictures.read(str(path)).name == "seven.jpg"
    assert pictures.read(path.read_bytes(), name="clipboard").name == "clipboard"
    assert _shows(pictures.read(path), _digit())


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "is empty"),
        (b"just some text, called a picture", "is not a picture"),
        (b"<html>404</html>", "is not a picture"),
        (b"\x89PNG\r\n\x1a\n", "is not a picture"),
        (b"\x00" * 2000, "is not a picture"),
        (b"BM" + b"\x00" * 60, "is not a picture"),
        (b"%PDF-1.4", "is not a picture"),
        (_png(10, 10, pixels=b"\x00" * 30), "cut off or damaged"),
        (_png(0, 10), "is not a picture"),
    ],
)
def test_what_is_no_picture_is_told(content: bytes, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "note.png"
    path.write_bytes(content)
    sentence = _sentence(path)
    assert sentence.startswith("“note.png”")
    assert expected in sentence


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("share", [0.02, 0.3, 0.7])
def test_a_truncated_picture_is_told(kind: str, share: float) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (120, 90, 3), dtype=np.uint8)
    content = _file(Image.fromarray(noise), kind)
    sentence = _sentence(content[: int(len(content) * share)])
    assert "cut off or damaged" in sentence or "is not a picture" in sentence


@settings(max_examples=300, deadline=None)
@given(kind=st.sampled_from(FORMATS), place=st.integers(0, 600), value=st.integers(0, 255), keep=st.integers(1, 3000))
def test_damaged_bytes_give_a_picture_or_a_sentence(kind: str, place: int, value: int, keep: int) -> None:
    content = bytearray(_file(Image.fromarray(_digit()).convert("P"), kind) if kind == "GIF" else
                        _file(Image.fromarray(_digit()), kind))  # fmt: skip
    content[place % len(content)] = value
    try:
        picture = pictures.read(bytes(content[:keep]))
    except Problem:
        return
    assert np.isfinite(picture.grey).all()
    assert picture.grey.min(initial=0) >= 0
    assert picture.grey.max(initial=0) <= 1


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    assert "is a folder" in _sentence(tmp_path)
    assert "There is no file" in _sentence(tmp_path / "none.png")
    assert "cannot be read" in _sentence("odd\x00name.png")


def test_pillows_own_limit_stays_as_it_was() -> None:
    before = Image.MAX_IMAGE_PIXELS
    _sentence(_png(30_000, 30_000))
    assert before == Image.MAX_IMAGE_PIXELS


def test_reading_on_two_threads_at_once() -> None:
    content, results = _file(Image.fromarray(_digit())), []

    def read() -> None:
        results.append(all(_shows(pictures.read(content), _digit()) for _ in range(20)))

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [True] * 3


@pytest.mark.parametrize("value", [-5, 0, 70_000])
def test_a_picture_of_one_number_of_32_bits_shows_nothing(value: int) -> None:
    assert not pictures.read(_file(Image.fromarray(np.full((9, 7), value, np.int32)), "TIFF")).grey.any()


def _photograph(digit: np.ndarray, seed: int, *, ink: float) -> bytes:
    """The digit in a pen's or pencil's colour on paper that one lamp lights from one side, as a camera sees it."""
    random = np.random.default_rng(seed)
    height, width = digit.shape
    down, across = np.mgrid[0:height, 0:width] / max(height, width)
    turn = random.uniform(0, 2 * np.pi)
    light = 0.5 + 0.4 * (np.cos(turn) * across + np.sin(turn) * down)
    light = light - light.min() + 0.35
    paper = np.stack([light, light * 0.96, light * 0.88], axis=-1)
    seen = paper * (1 - digit[..., None] / 255 * (1 - ink)) + random.normal(0, 0.02, paper.shape)
    for _ in range(6):  # dust
        row, column = random.integers(5, height - 5), random.integers(5, width - 5)
        seen[row : row + 2, column : column + 2] *= 0.4
    return _file(Image.fromarray((seen.clip(0, 1) * 255).astype(np.uint8)), "JPEG", quality=80)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("ink", [0.25, 0.6])
def test_a_photograph_of_paper_in_uneven_light(seed: int, ink: float) -> None:
    digit = np.zeros((480, 640), np.uint8)
    digit[90:390, 220:400] = np.kron(_digit(60, 36), np.ones((5, 5), np.uint8))
    grey = pictures.read(_photograph(digit, seed, ink=ink)).grey
    inked = digit > 0
    assert np.mean(grey[inked] > 0.6) > 0.9
    rows, columns = np.nonzero(grey > 0.05)
    true_rows, true_columns = np.nonzero(inked)
    for found, true in ((rows, true_rows), (columns, true_columns)):
        assert abs(int(found.min()) - int(true.min())) <= 6
        assert abs(int(found.max()) - int(true.max())) <= 6
    assert np.mean(grey[~inked] > 0.2) < 0.02
