from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.imaging import mosaic
from cnnviz.imaging.mosaic import MosaicLayout

BACKGROUND = 0xFF010203

SIZES = st.tuples(
    st.integers(1, 40), st.integers(1, 20), st.integers(1, 20), st.integers(1, 300), st.integers(1, 300),
    st.integers(0, 5),
)  # fmt: skip


def _layout(sizes: tuple[int, int, int, int, int, int]) -> MosaicLayout:
    count, tile_height, tile_width, width, height, gap = sizes
    return mosaic.fit(count, tile_height, tile_width, width, height, gap=gap)


def _painted_by_hand(pixels: np.ndarray, layout: MosaicLayout) -> np.ndarray:
    """The mosaic cell by cell, for zoom 1 and more."""
    picture = np.full((layout.height, layout.width), BACKGROUND, dtype=np.uint32)
    for tile in range(layout.count):
        for row in range(layout.tile_height):
            for column in range(layout.tile_width):
                left = tile % layout.columns * (layout.tile_width * layout.zoom + layout.gap) + column * layout.zoom
                top = tile // layout.columns * (layout.tile_height * layout.zoom + layout.gap) + row * layout.zoom
                picture[top : top + layout.zoom, left : left + layout.zoom] = pixels[tile, row, column]
    return picture


def test_the_sizes_of_the_draw_page() -> None:
    sixteen = mosaic.fit(16, 28, 28, 348, 348, gap=4)
    assert (sixteen.columns, sixteen.rows, sixteen.zoom, sixteen.width, sixteen.height) == (4, 4, 3, 348, 348)
    thirty_two = mosaic.fit(32, 14, 14, 348, 348, gap=2)
    assert (thirty_two.columns, thirty_two.zoom, thirty_two.drawn_width) == (6, 4, 56)


def test_too_many_tiles_overflow_downwards() -> None:
    layout = mosaic.fit(64, 224, 224, 466, 348, gap=4)
    assert (layout.zoom, layout.shrink, layout.columns, layout.rows) == (1, 1, 2, 32)
    assert layout.width <= 466
    assert layout.height > 348


def test_a_tile_wider_than_the_panel_shrinks_by_a_whole_factor() -> None:
    layout = mosaic.fit(3, 500, 600, 250, 300, gap=2)
    assert (layout.zoom, layout.shrink, layout.columns) == (1, 3, 1)
    assert layout.drawn_width == 200
    assert layout.drawn_height == 167


def test_no_tiles_make_an_empty_mosaic() -> None:
    layout = mosaic.fit(0, 5, 5, 100, 100, gap=2)
    assert (layout.width, layout.height) == (0, 0)
    assert layout.cell_at(0, 0) is None
    assert mosaic.compose(np.zeros((0, 5, 5), np.uint32), layout, BACKGROUND).shape == (0, 0)


def test_the_largest_zoom_is_respected() -> None:
    assert mosaic.fit(1, 5, 5, 1000, 1000, gap=0, max_zoom=7).zoom == 7


@pytest.mark.parametrize(
    "arguments", [(-1, 5, 5, 9, 9, 0), (1, 0, 5, 9, 9, 0), (1, 5, 0, 9, 9, 0), (1, 5, 5, 9, 9, -1)]
)
def test_sizes_that_make_no_sense_are_refused(arguments: tuple[int, int, int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="no mosaic"):
        _layout(arguments)


@settings(max_examples=60, deadline=None)
@given(SIZES)
def test_the_picture_equals_one_painted_cell_by_cell(sizes: tuple[int, int, int, int, int, int]) -> None:
    layout = _layout(sizes)
    pixels = np.random.default_rng(5).integers(0, 2**32, sizes[:3], dtype=np.uint32)
    if layout.shrink > 1:
        return
    picture = mosaic.compose(pixels, layout, BACKGROUND)
    assert picture.flags.c_contiguous
    assert np.array_equal(picture, _painted_by_hand(pixels, layout))


@settings(max_examples=150, deadline=None)
@given(SIZES)
def test_no_larger_zoom_would_have_fitted(sizes: tuple[int, int, int, int, int, int]) -> None:
    count, tile_height, tile_width, width, height, gap = sizes
    layout = _layout(sizes)

    def fits(zoom: int) -> bool:
        return any(
            columns * (tile_width * zoom + gap) - gap <= width
            and -(-count // columns) * (tile_height * zoom + gap) - gap <= height
            for columns in range(1, count + 1)
        )

    assert layout.zoom == max((zoom for zoom in range(1, 33) if fits(zoom)), default=1)
    assert layout.rows * layout.columns >= count > (layout.rows - 1) * layout.columns
    if tile_width <= width:
        assert layout.width <= width
        assert layout.shrink == 1
    else:
        assert layout.drawn_width <= width


@settings(max_examples=60, deadline=None)
@given(SIZES)
def test_every_drawn_pixel_belongs_to_the_cell_whose_rectangle_holds_it(
    sizes: tuple[int, int, int, int, int, int],
) -> None:
    layout = _layout(sizes)
    owner: dict[tuple[int, int], int] = {}
    for tile in range(layout.count):
        left, top, wide, tall = layout.tile_rect(tile)
        for x in (left, left + wide - 1):
            for y in (top, top + tall - 1):
                owner[x, y] = tile
    for (x, y), tile in owner.items():
        found = layout.cell_at(x, y)
        assert found is not None
        assert found[0] == tile
        left, top, wide, tall = layout.cell_rect(*found)
        assert left <= x < left + wide
        assert top <= y < top + tall
    assert layout.cell_at(-0.5, 0) is None
    assert layout.cell_at(0, layout.height) is None
    assert layout.cell_at(layout.width, 0) is None


def test_a_gap_and_an_empty_place_belong_to_no_cell() -> None:
    layout = MosaicLayout(count=3, tile_height=2, tile_width=2, columns=2, rows=2, zoom=2, shrink=1, gap=3)
    assert layout.cell_at(5, 1) is None
    assert layout.cell_at(1, 4.9) is None
    assert layout.cell_at(7, 7) is None
    assert layout.cell_at(3, 10) == (2, 1, 1)
    with pytest.raises(IndexError):
        layout.tile_rect(3)
    with pytest.raises(IndexError):
        layout.cell_rect(0, 2, 0)


def test_a_shrunk_tile_shows_mean_colours() -> None:
    layout = MosaicLayout(count=1, tile_height=2, tile_width=3, columns=1, rows=1, zoom=1, shrink=2, gap=0)
    pixels = np.array([[[0xFF000000, 0xFF0000FF, 0xFF102030], [0xFFFF0000, 0xFF00FF00, 0xFF304050]]], np.uint32)
    picture = mosaic.compose(pixels, layout, BACKGROUND)
    assert [f"{int(value):08X}" for value in picture[0]] == ["FF404040", "FF203040"]
    assert layout.cell_at(1, 0) == (0, 0, 2)


def test_pixels_of_another_shape_are_refused() -> None:
    layout = mosaic.fit(3, 5, 5, 100, 100, gap=1)
    with pytest.raises(ValueError, match="cannot be made"):
        mosaic.compose(np.zeros((3, 5, 6), np.uint32), layout, BACKGROUND)
