from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.data import drawing
from cnnviz.data.drawing import Drawing, Stroke
from cnnviz.problems import Problem


def _stroke(*rows: tuple[float, float, float, float], width: float = 28.0, tool: drawing.Tool = "pen") -> Stroke:
    return Stroke(np.array(rows, dtype=np.float32).reshape(-1, 4), width, tool)


TWO = Drawing(
    448.0,
    (
        _stroke((10, 20, 0.5, 0.0), (11.5, 21.25, 0.75, 0.016), width=30.5),
        _stroke((400, 3, 0.5, 1.0), width=40, tool="eraser"),
    ),
)


def test_a_saved_drawing_comes_back_equal(tmp_path):
    path = tmp_path / "seven.json"
    drawing.save(TWO, path)
    again = drawing.load(path)
    assert again == TWO
    assert [stroke.tool for stroke in again.strokes] == ["pen", "eraser"]
    assert list(tmp_path.iterdir()) == [path]


def test_the_file_is_as_documented():
    content = json.loads(drawing.dumps(TWO))
    assert content == {
        "format": "cnnviz-drawing",
        "version": 1,
        "canvas": 448,
        "pen_width": 30.5,
        "strokes": [
            {"tool": "pen", "width": 30.5, "points": [[10, 20, 0.5, 0], [11.5, 21.25, 0.75, 0.016]]},
            {"tool": "eraser", "width": 40, "points": [[400, 3, 0.5, 1]]},
        ],
    }


@given(
    st.lists(
        st.lists(
            st.tuples(*[st.floats(-1e4, 1e4, width=32)] * 2, st.floats(0, 1, width=32), st.floats(0, 60, width=32))
        ),
        max_size=5,
    )
)
@settings(max_examples=50, deadline=None)
def test_any_drawing_survives_within_a_ten_thousandth(strokes):
    before = Drawing(448.0, tuple(_stroke(*rows) for rows in strokes))
    after = drawing.loads(drawing.dumps(before))
    assert len(after.strokes) == len(before.strokes)
    for one, other in zip(before.strokes, after.strokes, strict=True):
        np.testing.assert_allclose(one.points, other.points, rtol=1e-6, atol=1.1e-4)


def test_simple_files_are_taken_as_meant():
    text = '{"canvas": [200, 100], "pen_width": 9, "strokes": [[[0, 0], [10, 5, 0.25]], {"points": [[1, 2, 1, 7]]}]}'
    result = drawing.loads(text)
    assert result.size == 200
    first, second = result.strokes
    np.testing.assert_allclose(first.points, [[0, 50, 0.5, 0], [10, 55, 0.25, 0.01]])
    np.testing.assert_allclose(second.points, [[1, 52, 1, 7]])
    assert first.width == second.width == 9
    assert first.tool == "pen"


def test_no_stroke_and_one_point():
    assert drawing.loads('{"strokes": []}').is_empty
    assert drawing.loads('{"strokes": [[]]}').is_empty
    assert not drawing.loads('{"strokes": [[[3, 4]]]}').is_empty


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "JSON"),
        ("<html>", "JSON"),
        ("[" * 100_000, "JSON"),
        ("9" * 5000, "JSON"),
        (b"\xff\xfe\x00", "JSON"),
        ("[]", "does not hold"),
        ("{}", "does not hold"),
        ('{"format": "other", "strokes": []}', "does not hold"),
        ('{"strokes": {}}', "does not hold"),
        ('{"strokes": [7]}', "does not hold"),
        ('{"strokes": [[7]]}', "does not hold"),
        ('{"strokes": [[[1]]]}', "does not hold"),
        ('{"strokes": [[[1, 2, 3, 4, 5]]]}', "does not hold"),
        ('{"strokes": [[["1", 2]]]}', "does not hold"),
        ('{"strokes": [[[true, 2]]]}', "does not hold"),
        ('{"strokes": [[[null, 2]]]}', "does not hold"),
        ('{"strokes": [{"tool": "brush", "points": []}]}', "does not hold"),
        ('{"strokes": [{"tool": ["pen"], "points": []}]}', "does not hold"),
        ('{"canvas": 0, "strokes": []}', "does not hold"),
        ('{"canvas": -3, "strokes": []}', "does not hold"),
        ('{"canvas": "big", "strokes": []}', "does not hold"),
        ('{"canvas": [1, 2, 3], "strokes": []}', "does not hold"),
        ('{"pen_width": 0, "strokes": []}', "does not hold"),
        ('{"version": "1", "strokes": []}', "does not hold"),
        ('{"version": 2, "strokes": []}', "newer version"),
        ('{"strokes": [[[NaN, 2]]]}', "not finite"),
        ('{"strokes": [[[Infinity, 2]]]}', "not finite"),
        ('{"strokes": [[[1e999, 2]]]}', "not finite"),
        ('{"strokes": [[[1e39, 2]]]}', "not finite"),
        ('{"strokes": [[[1' + "0" * 400 + ", 2]]]}", "not finite"),
        ('{"canvas": 1e999, "strokes": []}', "not finite"),
    ],
)
def test_what_is_no_drawing_is_said_in_a_sentence(text, word):
    with pytest.raises(Problem, match=word) as caught:
        drawing.loads(text, name="a.json")
    assert "a.json" in str(caught.value)


def test_files_that_cannot_be_read(tmp_path, monkeypatch):
    for path in (tmp_path / "missing.json", tmp_path):
        with pytest.raises(Problem, match="cannot be read"):
            drawing.load(path)
    monkeypatch.setattr(drawing, "MAX_BYTES", 1000)
    path = tmp_path / "large.json"
    path.write_text(" " * 1001)
    with pytest.raises(Problem, match="too large"):
        drawing.load(path)
    with pytest.raises(Problem, match="cannot be saved"):
        drawing.save(TWO, tmp_path / "no" / "folder.json")
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(Problem, match="cannot be saved"):
        drawing.save(TWO, tmp_path / "folder.json")
    assert not list(tmp_path.glob("*.part"))


def test_a_hundred_thousand_points_survive():
    points = np.random.default_rng(3).uniform(0, 1, (100_000, 4)).astype(np.float32)
    again = drawing.loads(drawing.dumps(Drawing(448.0, (Stroke(points, 5.0),))))
    np.testing.assert_allclose(again.strokes[0].points, points, atol=1e-4)


def test_pressure_widens_mildly():
    pressure = np.array([0.0, 0.5, 1.0, 7.0], np.float32)
    np.testing.assert_allclose(drawing.pressure_factor(pressure), [0.75, 1, 1.25, 1.25])


def test_strokes_are_values():
    points = np.zeros((2, 4), dtype=np.float32)
    stroke = Stroke(points, 3.0)
    assert stroke == Stroke(points.copy(), 3.0)
    assert stroke != Stroke(points, 4.0)
    assert hash(stroke) == hash(Stroke(points.copy(), 3.0))
    with pytest.raises(ValueError, match="read-only"):
        stroke.points[0, 0] = 1
    with pytest.raises(ValueError, match="rows of"):
        Stroke(np.zeros((2, 3), dtype=np.float32), 3.0)
    assert Drawing().appended(stroke).strokes == (stroke,)
