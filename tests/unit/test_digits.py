from __future__ import annotations

import itertools
import time

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from cnnviz.data import digits
from cnnviz.data.digits import Ink, place, place_picture
from cnnviz.data.drawing import Drawing, Stroke, Tool

SIZE = 448.0


def _stroke(xy: object, width: float = 28.0, tool: Tool = "pen") -> Stroke:
    points = np.zeros((len(xy), 4), dtype=np.float32)
    points[:, :2] = xy
    points[:, 2] = 0.5
    return Stroke(points, width, tool)


def _ink(*strokes: Stroke) -> Ink:
    return Ink.of(Drawing(SIZE, strokes))


def _ell(left: float = 100, top: float = 80, scale: float = 1.0, width: float = 28.0) -> Stroke:
    """An L whose ink lies far from the middle of its box."""
    return _stroke([(left, top), (left, top + 200 * scale), (left + 120 * scale, top + 200 * scale)], width)


def _independent_mask(strokes: list[Stroke], side: int = 1344) -> np.ndarray:
    """The same ink by the definition of a line's width: points of a fine grid, near a segment or not."""
    y, x = (np.mgrid[:side, :side] + 0.5) * (SIZE / side)
    near = np.zeros((side, side), dtype=bool)
    for stroke in strokes:
        for start, end in itertools.pairwise(stroke.points[:, :2].astype(float)):
            direction = (end - start) / np.hypot(*(end - start))
            along = np.clip((x - start[0]) * direction[0] + (y - start[1]) * direction[1], 0, np.hypot(*(end - start)))
            gap = np.hypot(x - start[0] - along * direction[0], y - start[1] - along * direction[1])
            near |= gap <= stroke.width / 2
    return near.astype(np.float64)


def _centre_of_mass(pixels: np.ndarray) -> tuple[float, float]:
    rows, columns = np.mgrid[: pixels.shape[0], : pixels.shape[1]] + 0.5
    return float((columns * pixels).sum() / pixels.sum()), float((rows * pixels).sum() / pixels.sum())


@pytest.mark.parametrize("width", [4.48, 12.0, 28.0, 56.0])
def test_ink_equals_a_finer_hard_edged_grid(width):
    # Oblique lines: the hard-edged grid makes an upright line wider or narrower by up to one of its cells.
    strokes = [
        _stroke([(100, 80), (87, 284), (223, 301)], width),
        _stroke([(300, 300), (420, 30), (200, 43)], width),
    ]
    fine = _independent_mask(strokes)
    expected = fine.reshape(28, 48, 28, 48).mean(axis=(1, 3))
    np.testing.assert_allclose(place(_ink(*strokes), "raw").pixels, expected, atol=0.02)
    x, y = _centre_of_mass(fine)
    assert place(_ink(*strokes), "raw").centre == pytest.approx((x / 1344, y / 1344), abs=0.0003)


@given(
    st.lists(st.tuples(st.floats(-50, 500), st.floats(-50, 500), st.floats(0, 1)), min_size=1, max_size=30),
    st.floats(1, 60),
    st.lists(st.integers(1, 29), max_size=6),
)
@example([(0.0, 0.0, 1.0), (0.0, 1.0, 0.0)], 2.0, [1])
@settings(max_examples=60, deadline=None)
def test_drawing_point_by_point_equals_drawing_at_once(rows, width, cuts):
    points = np.array([(x, y, pressure, 0) for x, y, pressure in rows], dtype=np.float32)
    ink = Ink()
    done = 0
    for cut in sorted({cut for cut in cuts if cut < len(points)} | {len(points)}):
        ink.extend(Stroke(points[:cut], width), done, SIZE)
        done = cut
    whole = _ink(Stroke(points, width)).mask
    if 1 in cuts:  # a pen put down leaves its dot, also where it is lifted faster than it moves on
        whole = np.maximum(whole, _ink(Stroke(points[:1], width)).mask)
    assert np.array_equal(ink.mask, whole)


def test_long_strokes_drawn_in_parts_equal_those_drawn_at_once():
    rng = np.random.default_rng(5)
    stroke = _stroke(np.cumsum(rng.normal(0, 9, (3000, 2)), axis=0) % 448, 11)
    ink = Ink()
    for start in range(0, 3000, 7):
        ink.extend(Stroke(stroke.points[: start + 7], 11), start, SIZE)
    assert np.array_equal(ink.mask, _ink(stroke).mask)


def test_a_fast_line_has_no_gaps():
    pixels = _ink(_stroke([(20, 20), (430, 425)], 5)).mask
    diagonal = [pixels[max(row - 4, 0) : row + 5, max(row - 4, 0) : row + 5].max() for row in range(20, 316)]
    assert min(diagonal) > 200


def test_raw_keeps_the_place():
    ink = _ink(_stroke([(24, 24)], 16))
    placed = place(ink, "raw")
    assert placed.pixels[1, 1] > 0.75
    assert placed.pixels.sum() == pytest.approx(np.pi / 4, abs=0.02)
    assert placed.box == pytest.approx((16 / 448, 16 / 448, 32 / 448, 32 / 448), abs=0.003)
    assert placed.centre == pytest.approx((24 / 448, 24 / 448), abs=0.001)


@pytest.mark.parametrize(("left", "top", "scale"), [(100, 80, 1.0), (5, 5, 0.15), (380, 400, 0.12), (40, 30, 1.9)])
def test_boxed_fills_twenty_pixels_in_the_middle(left, top, scale):
    pixels = place(_ink(_ell(left, top, scale, 20 * scale)), "boxed").pixels
    rows, columns = np.flatnonzero((pixels > 0.02).any(axis=1)), np.flatnonzero((pixels > 0.02).any(axis=0))
    assert (rows[0], rows[-1]) == (4, 23)
    assert columns[-1] - columns[0] + 1 in (13, 14)
    assert abs(columns[0] + columns[-1] - 27) <= 1
    assert pixels.max() == 1


@pytest.mark.parametrize(("left", "top", "scale"), [(100, 80, 1.0), (5, 5, 0.15), (380, 400, 0.12), (40, 30, 1.9)])
def test_centred_equals_an_independent_computation(left, top, scale):
    stroke = _ell(left, top, scale, 20 * scale)
    fine = _independent_mask([stroke])
    rows, columns = np.flatnonzero(fine.any(axis=1)), np.flatnonzero(fine.any(axis=0))
    crop = fine[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    factor = 20 / max(crop.shape)
    width, height = (round(side * factor * 16) for side in reversed(crop.shape))
    small = np.asarray(Image.fromarray((crop * 255).astype(np.uint8)).resize((width, height), Image.Resampling.BOX))
    x, y = _centre_of_mass(small / 16.0)
    canvas = np.zeros((28 * 16, 28 * 16))
    start_x, start_y = int(np.ceil(14 - x / 16)) * 16, int(np.ceil(14 - y / 16)) * 16
    canvas[start_y : start_y + height, start_x : start_x + width] = small / 255.0
    expected = canvas.reshape(28, 16, 28, 16).mean(axis=(1, 3))
    pixels = place(_ink(stroke), "centred").pixels
    assert np.corrcoef(pixels.ravel(), expected.ravel())[0, 1] > (0.88 if scale < 0.5 else 0.995)
    if scale >= 0.5:  # a smaller drawing is about as coarse as the input, and its rim falls otherwise
        np.testing.assert_allclose(pixels, expected / expected.max(), atol=0.1)
    assert all(14 <= middle < 15 for middle in _centre_of_mass(pixels))


def test_the_three_modes_move_the_ink():
    ink = _ink(_ell())
    raw, boxed, centred = (place(ink, mode).pixels for mode in digits.MODES)
    assert np.abs(raw - boxed).sum() > 20
    assert np.abs(boxed - centred).sum() > 20


def test_place_does_not_depend_on_where_and_how_large():
    small = place(_ink(_ell(390, 10, 0.2, 4)), "centred").pixels
    large = place(_ink(_ell(60, 40, 1.6, 32)), "centred").pixels
    assert np.abs(small - large).mean() < 0.02


def test_nothing_is_clipped():
    blob_with_tail = [_stroke([(60, 60), (61, 61)], 60), _stroke([(60, 60), (440, 440)], 4.48)]
    placed = place(_ink(*blob_with_tail), "centred")
    alone = place(_ink(*blob_with_tail), "boxed")
    assert placed.pixels.sum() == pytest.approx(alone.pixels.sum(), rel=0.05)
    assert placed.pixels[:21].any()


@pytest.mark.parametrize("mode", digits.MODES)
def test_no_ink_gives_paper(mode):
    for ink in (Ink(), _ink(_stroke(np.zeros((0, 2)))), _ink(_stroke([(np.nan, 3)])), _ink(_stroke([(5000, -5000)]))):
        assert ink.is_empty
        placed = place(ink, mode)
        assert not placed.pixels.any()
        assert placed.box is None
        assert placed.centre is None


@pytest.mark.parametrize("mode", digits.MODES)
@pytest.mark.parametrize("width", [0.001, 1, 28, 400, 1e6])
def test_one_point_is_a_dot(mode, width):
    placed = place(_ink(_stroke([(200, 230)], width)), mode)
    assert placed.pixels.max() > (0.003 if mode == "raw" else 0.999)
    assert np.isfinite(placed.pixels).all()


def test_erased_ink_is_gone():
    line = [(100, 100), (300, 250), (280, 90)]
    ink = _ink(_stroke(line, 20))
    assert not ink.is_empty
    ink.extend(_stroke(line, 20, "eraser"), 0, SIZE)
    assert ink.is_empty
    halves = _ink(_stroke([(50, 50), (400, 50)], 20), _stroke([(220, 50), (420, 50)], 40, "eraser"))
    assert halves.mask[:, 170:].max() == 0
    assert halves.mask.any()
    ink.extend(_stroke(line, 20), 0, SIZE)
    ink.clear()
    assert ink.is_empty


def test_pressure_makes_the_line_wider():
    def area(pressure: float) -> int:
        stroke = _stroke([(50, 200), (400, 200)], 20)
        points = stroke.points.copy()
        points[:, 2] = pressure
        return int(_ink(Stroke(points, 20)).mask.sum())

    assert area(0.0) < area(0.5) < area(1.0) < 2 * area(0.0)


@pytest.mark.parametrize("span", [600.0, 1e9, 3e38])
def test_a_pen_far_off_the_canvas_costs_and_harms_nothing(span):
    ink = _ink(_stroke([(-span, 224), (span, 224)], 28))
    np.testing.assert_array_equal(ink.mask[168], 255)
    assert ink.mask[:150].max() == 0


def test_a_hundred_thousand_points_take_about_a_second():
    rng = np.random.default_rng(1)
    angle = np.linspace(0, 60, 100_000)
    spiral = 224 + (3.4 * angle * np.array([np.cos(angle), np.sin(angle)])).T
    for xy in (rng.uniform(0, 448, (100_000, 2)), spiral):
        began = time.perf_counter()
        ink = _ink(_stroke(xy))
        assert time.perf_counter() - began < 3  # 0.4 s on an idle core; machines that run tests are not idle
        assert place(ink, "centred").pixels.any()


def test_an_mnist_like_picture_stays_as_it_is():
    pixels = place(_ink(_ell()), "centred").pixels
    np.testing.assert_allclose(place_picture(pixels, "raw").pixels, pixels, atol=1e-6)
    again = place_picture(pixels, "centred").pixels
    np.testing.assert_allclose(place_picture(again, "centred").pixels, again, atol=1e-5)


def test_pictures_lose_their_grey_paper_and_become_square():
    picture = np.full((90, 200), 0.2, dtype=np.float32)
    picture[20:60, 150:158] = 0.9
    boxed = place_picture(picture, "boxed")
    assert boxed.box == pytest.approx((150 / 200, 75 / 200, 158 / 200, 115 / 200))
    np.testing.assert_allclose(boxed.pixels[4:24, 12:16], 1.0, atol=1e-5)
    assert boxed.pixels.sum() == pytest.approx(80, abs=1e-3)
    assert place_picture(picture, "raw").pixels[:7].max() == 0
    assert not place_picture(np.zeros((5, 7), dtype=np.float32), "boxed").pixels.any()


def test_an_unknown_mode_is_refused():
    with pytest.raises(ValueError, match="raw, boxed, centred"):
        place(Ink(), "fitted")  # type: ignore[arg-type]
