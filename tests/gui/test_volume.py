from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from cnnviz.gui import theme
from cnnviz.gui.widgets.volume import COMPACT_HEIGHT, FULL_HEIGHT, VolumeImage, paint_volume
from cnnviz.imaging.normalise import ColourScale
from tests.gui.picture_checks import SIGNED_DARK, SIGNED_LIGHT, close, colour_of, rgb

SCALE = ColourScale(-3.0, 3.0, True)
GRIP, ACCENT, BAR = rgb("8B8E96"), rgb("6B3FC9"), rgb("B3B6BD")
GROUND = rgb("123456")


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)


def drawn(volume: VolumeImage, *, compact: bool = False, ratio: float = 1.0) -> np.ndarray:
    """The volume's pixels in the middle of a patch of another colour, cut to what differs from it."""
    image = QImage(round(160 * ratio), round(100 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(0xFF123456)
    painter = QPainter(image)
    height = COMPACT_HEIGHT if compact else FULL_HEIGHT
    paint_volume(painter, QRectF(0, (100 - height) / 2, 160, height), volume, compact=compact)
    painter.end()
    flat = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.width(), 4)
    pixels = flat[:, :, 2::-1].astype(float)
    rows, columns = np.where((pixels != GROUND).any(axis=-1))
    return pixels[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]


def maps(*shape: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, 1, shape).astype(np.float32)


@pytest.mark.parametrize(
    ("shape", "compact", "zoom", "slabs"),
    [
        ((16, 28, 28), False, 2, 15),
        ((16, 14, 14), False, 3, 15),
        ((32, 14, 14), False, 3, 31),
        ((32, 7, 7), False, 4, 31),
        ((16, 28, 28), True, 1, 8),
        ((32, 14, 14), True, 2, 16),
        ((32, 7, 7), True, 3, 16),
        ((512, 7, 7), False, 4, 63),
    ],
)
def test_sizes_are_those_of_the_design(shape: tuple[int, int, int], compact: bool, zoom: int, slabs: int) -> None:
    volume = VolumeImage.of(maps(*shape), 3, SCALE, "signed")
    pixels = drawn(volume, compact=compact)
    assert pixels.shape[:2] == (shape[1] * zoom + 2 + slabs // 2, shape[2] * zoom + 2 + slabs)
    assert volume.width(compact=compact) == pixels.shape[1]


@pytest.mark.parametrize(("ratio", "unit"), [(1.0, 1), (2.0, 2)])
def test_the_face_is_sharp_and_framed(ratio: float, unit: int) -> None:
    values = maps(16, 14, 14)
    pixels = drawn(VolumeImage.of(values, 5, SCALE, "signed"), ratio=ratio)
    zoom = 3 * unit
    left, top = unit, pixels.shape[0] - 14 * zoom - unit
    face = pixels[top : top + 14 * zoom, left : left + 14 * zoom].reshape(14, zoom, 14, zoom, 3)
    assert (face == face[:, :1, :, :1]).all()
    for row, column in ((0, 0), (13, 13), (4, 9)):
        assert close(face[row, 0, column, 0], colour_of(values[5, row, column], 3.0, SIGNED_LIGHT))
    assert (pixels[top - unit : top, left : left + 14 * zoom] == GRIP).all()
    assert (pixels[-unit:, : 14 * zoom] == GRIP).all()
    assert (pixels[top:, left + 14 * zoom : left + 14 * zoom + unit] == GRIP).all()


def test_each_slab_has_the_colour_of_its_channels_mean() -> None:
    values = np.zeros((5, 14, 14), dtype=np.float32)
    means = np.array([0.4, -2.0, 1.0, 0.5, -0.25])
    values += means[:, None, None].astype(np.float32)
    pixels = drawn(VolumeImage.of(values, 0, SCALE, "signed"))
    row = pixels[pixels.shape[0] // 2]
    strongest = 2.0 / 0.8
    for behind, mean in enumerate(means[1:4]):
        assert close(row[44 + behind], colour_of(mean, strongest, SIGNED_LIGHT)), behind
    assert close(row[44 + 3], GRIP, 0), "the last slab's edge is the outline"
    top = pixels[0]
    assert (top[:3] == GROUND).all(), "above the face's left corner there is nothing"
    assert (top[-3:] == GRIP).all()


def test_one_channel_is_a_framed_picture() -> None:
    picture = np.linspace(0, 1, 784, dtype=np.float32).reshape(28, 28)
    for array in (picture, picture[np.newaxis]):
        pixels = drawn(VolumeImage.of(array, 0, ColourScale(0, 1, False), "grey"))
        assert pixels.shape[:2] == (58, 58)
        assert (pixels[0] == GRIP).all()
        assert close(pixels[1, 1], rgb("FFFFFF"))
        assert close(pixels[-2, -2], rgb("111214"))


def test_a_long_vector_is_a_column_of_block_maxima() -> None:
    values = np.zeros(1568, dtype=np.float32)
    values[1567], values[10] = 2.0, -3.0
    pixels = drawn(VolumeImage.of(values, 0, SCALE, "signed"))
    assert pixels.shape[1] == 12
    assert (pixels[:, 0] == GRIP).all()
    inner = pixels[1:-1, 5]
    assert close(inner[0], colour_of(-3.0, 3.0, SIGNED_LIGHT))
    assert close(inner[-1], colour_of(2.0, 3.0, SIGNED_LIGHT))
    assert (inner[2:-2] == rgb("F7F7F7")).all()


def test_a_short_vector_is_bars_from_a_zero_line() -> None:
    values = np.array([-4.0, 2.0, 0.0, 3.0, -1.0], dtype=np.float32)
    pixels = drawn(VolumeImage.of(values, 0, SCALE, "signed"))
    axis = int(np.flatnonzero((pixels == GRIP).all(axis=(0, 2)))[0])
    rows = [int((place + 0.4) * len(pixels) / 5) for place in range(5)]
    lengths = []
    for row, value in zip(rows, values, strict=True):
        colour = ACCENT if value == 3.0 else BAR
        where = np.flatnonzero((pixels[row] == colour).all(axis=-1))
        assert (where < axis).all() if value < 0 else (where > axis).all()
        lengths.append(len(where))
    assert lengths == [24, 12, 0, 18, 6]


def test_it_follows_the_theme_and_says_what_it_cannot_draw(qapp: QApplication) -> None:
    values = maps(16, 28, 28)
    volume = VolumeImage.of(values, 2, SCALE, "signed")
    assert close(drawn(volume)[8 + 20, 1 + 20], colour_of(values[2, 10, 10], 3.0, SIGNED_LIGHT))
    theme.apply(qapp, dark=True)
    assert close(drawn(volume)[8 + 20, 1 + 20], colour_of(values[2, 10, 10], 3.0, SIGNED_DARK))
    with pytest.raises(IndexError):
        VolumeImage.of(values, 16, SCALE, "signed")
    with pytest.raises(ValueError, match="no volume"):
        VolumeImage.of(np.zeros((1, 2, 3, 4)), 0, SCALE, "signed")
    with pytest.raises(ValueError, match="no volume"):
        VolumeImage.of(np.zeros((0, 3, 4)), 0, SCALE, "signed")


def test_numbers_that_are_not_finite_do_no_harm() -> None:
    values = maps(4, 14, 14)
    values[0, 3], values[1, 2, 2], values[2, 5, :2] = math.nan, math.inf, (math.inf, -math.inf)
    assert (drawn(VolumeImage.of(values, 0, SCALE, "signed")) == rgb("111214")).all(axis=-1).any()
    drawn(VolumeImage.of(values.reshape(-1), 0, SCALE, "signed"))
    drawn(VolumeImage.of(np.array([math.nan, 1.0, math.inf]), 0, SCALE, "signed"))


@pytest.mark.parametrize(
    "shape", [(3, 224, 224), (64, 112, 112), (2048, 1, 1), (256, 3, 200), (64, 28, 28), (2, 500, 2)]
)
@pytest.mark.parametrize("compact", [False, True])
def test_any_shape_stays_within_its_height(shape: tuple[int, int, int], compact: bool) -> None:
    for ratio in (1.0, 1.5, 2.0):
        height = COMPACT_HEIGHT if compact else FULL_HEIGHT
        pixels = drawn(VolumeImage.of(maps(*shape), 0, SCALE, "signed"), compact=compact, ratio=ratio)
        assert pixels.shape[0] <= height * ratio
        assert pixels.shape[1] <= 140 * ratio
