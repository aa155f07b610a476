from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from cnnviz.data.digits import MODES, Ink, place, place_picture
from cnnviz.data.drawing import Drawing, Stroke
from cnnviz.session.drawing_input import DrawingInput
from cnnviz.session.inputs import NetworkInput
from cnnviz.session.workspace import Workspace


def stroke(*corners: tuple[float, float], tool: str = "pen") -> Stroke:
    points = [(x, y, 0.5, 0.1 * number) for number, (x, y) in enumerate(corners)]
    return Stroke(np.array(points, np.float32), 28.0, tool)


SEVEN = stroke((120, 100), (320, 100), (280, 180), (240, 260), (210, 350))
BAR = stroke((180, 220), (320, 220))


@pytest.fixture
def workspace() -> Workspace:
    return Workspace()


@pytest.fixture
def ink(workspace: Workspace) -> DrawingInput:
    return DrawingInput(workspace)


def of(*strokes: Stroke, mode: str = "centred") -> NDArray[np.float32]:
    return place(Ink.of(Drawing(448, strokes)), mode).pixels


def test_the_input_grows_with_the_pen_to_what_the_whole_stroke_gives(workspace: Workspace, ink: DrawingInput) -> None:
    seen = []
    workspace.input_changed.connect(lambda shown: seen.append(shown))
    for start in range(len(SEVEN.points)):
        so_far = Stroke(SEVEN.points[: start + 1], SEVEN.width, SEVEN.tool)
        ink.extend(so_far, start, 448)
        assert workspace.input.kind == "drawing"
    assert len(seen) == len(SEVEN.points)
    assert np.array_equal(workspace.input.pixels, of(SEVEN))
    assert workspace.input.placed is not None
    assert workspace.input.placed.box is not None


@pytest.mark.parametrize("mode", MODES)
def test_a_drawing_is_placed_as_the_mode_says(workspace: Workspace, ink: DrawingInput, mode: str) -> None:
    workspace.mode = mode
    ink.replace(Drawing(448, (SEVEN, BAR)))
    assert np.array_equal(workspace.input.pixels, of(SEVEN, BAR, mode=mode))
    assert workspace.input.placed.mode == mode


def test_another_mode_places_the_same_ink_anew(workspace: Workspace, ink: DrawingInput) -> None:
    ink.replace(Drawing(448, (SEVEN,)))
    workspace.mode = "raw"
    assert np.array_equal(workspace.input.pixels, of(SEVEN, mode="raw"))
    workspace.mode = "boxed"
    assert np.array_equal(workspace.input.pixels, of(SEVEN, mode="boxed"))


def test_nothing_drawn_is_an_empty_input(workspace: Workspace, ink: DrawingInput) -> None:
    ink.replace(Drawing(448, (SEVEN,)))
    ink.replace(Drawing(448, ()))
    assert workspace.input.kind == "empty"
    assert not workspace.input.pixels.any()
    ink.extend(stroke((100, 100), (200, 200), tool="eraser"), 0, 448)
    assert workspace.input.kind == "empty"


def test_ink_that_was_erased_is_gone(workspace: Workspace, ink: DrawingInput) -> None:
    ink.replace(Drawing(448, (stroke((224, 200), (224, 240)),)))
    wide = Stroke(np.array([[224, 150, 0.5, 0], [224, 300, 0.5, 1]], np.float32), 200.0, "eraser")
    ink.extend(wide, 0, 448)
    assert workspace.input.kind == "empty"


def test_a_picture_is_placed_and_moves_with_the_mode(workspace: Workspace, ink: DrawingInput) -> None:
    values = np.zeros((100, 150), np.float32)
    values[10:60, 20:30] = 1.0
    ink.show_picture(values, "photo.png")
    assert (workspace.input.kind, workspace.input.title) == ("picture", "photo.png")
    assert np.array_equal(workspace.input.pixels, place_picture(values, "centred").pixels)
    workspace.mode = "raw"
    assert np.array_equal(workspace.input.pixels, place_picture(values, "raw").pixels)
    assert workspace.input.title == "photo.png"


def test_a_sample_stays_as_it_is_in_every_mode(workspace: Workspace, ink: DrawingInput) -> None:
    sample = NetworkInput(np.random.default_rng(0).random((28, 28)), "sample", "MNIST test", 7)
    ink.replace(Drawing(448, (SEVEN,)))
    ink.show_sample(sample)
    for mode in MODES:
        workspace.mode = mode
        assert workspace.input is sample


def test_whoever_draws_after_a_sample_or_a_picture_starts_with_clean_paper(
    workspace: Workspace, ink: DrawingInput
) -> None:
    ink.replace(Drawing(448, (SEVEN,)))
    ink.show_sample(NetworkInput(np.ones((28, 28)), "sample", "Pen digits", 3))
    ink.extend(BAR, 0, 448)
    assert np.array_equal(workspace.input.pixels, of(BAR))
    ink.show_picture(np.eye(50, dtype=np.float32), "eye.png")
    ink.replace(Drawing(448, (BAR,)))
    assert np.array_equal(workspace.input.pixels, of(BAR))
    workspace.mode = "raw"
    assert workspace.input.kind == "drawing"


def test_points_are_in_units_of_the_canvas_whatever_its_size(workspace: Workspace, ink: DrawingInput) -> None:
    half = Stroke(SEVEN.points * np.array([0.5, 0.5, 1, 1], np.float32), 14.0, "pen")
    ink.extend(half, 0, 224)
    assert np.allclose(workspace.input.pixels, of(SEVEN), atol=1e-5)
