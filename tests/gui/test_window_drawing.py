"""Drawing in the whole window: the answer follows the pen, and is the one that PyTorch gives."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from cnnviz.gui.widgets.answer_figure import AnswerFigure
from cnnviz.gui.widgets.numbers import fixed, percent
from cnnviz.gui.widgets.panel import Panel
from cnnviz.gui.widgets.probability_bars import ProbabilityBars
from cnnviz.gui.widgets.tensor_image import TensorImage
from tests.gui.person import LEFT, ONE, SEVEN, ZERO, Line, Person, cell_centre
from tests.gui.reference_network import outputs, probabilities


def bars(person: Person) -> ProbabilityBars:
    return person.find(person.program.probabilities, ProbabilityBars)


def figure(person: Person) -> str:
    return person.find(person.program.probabilities, AnswerFigure).accessibleDescription()


@pytest.mark.parametrize(("lines", "digit"), [(SEVEN, 7), (ONE, 1), (ZERO, 0)])
def test_a_digit_drawn_with_the_mouse_is_answered_as_torch_answers(
    person: Person, lines: tuple[Line, ...], digit: int
) -> None:
    person.draw(lines)
    pixels = person.pixels()
    expected = probabilities(pixels)
    assert int(expected.argmax()) == digit
    assert bars(person).leader == digit
    first, second = np.argsort(expected)[::-1][:2]
    shown = f"{first}, {percent(expected[first])}, then {second}: "
    assert figure(person).startswith(shown)
    logit = fixed(float(outputs(pixels)["fc"][0, digit]), 2)
    assert f"class {digit} · {percent(expected[digit])} · logit {logit}" in bars(person).accessibleDescription()


def test_the_answer_comes_while_the_pen_is_still_down(person: Person) -> None:
    person.draw(SEVEN, lift=False)
    assert person.program.drawing.canvas.drawing().is_empty  # the stroke is not finished
    expected = probabilities(person.pixels())
    assert bars(person).leader == int(expected.argmax())
    QTest.mouseRelease(person.program.drawing.canvas, LEFT)


def test_pointing_at_a_bar_tells_its_logit(person: Person) -> None:
    person.draw(SEVEN)
    logits = outputs(person.pixels())["fc"][0]
    widget = bars(person)
    heard: list[object] = []
    widget.class_hovered.connect(heard.append)
    for index in (0, 4, 9):
        person.point_at(widget, QPoint(int((index + 0.5) * widget.width() / 10), widget.height() // 2))
        assert heard[-1][0] == index
        assert heard[-1][2] == pytest.approx(logits[index], abs=1e-4)


def test_an_empty_canvas_predicts_nothing_and_says_what_to_do(person: Person) -> None:
    person.trace()  # the network has answered the blank paper, and nobody is told
    assert bars(person).leader is None
    assert figure(person) == "Draw a digit."
    assert person.program.feature_maps.is_empty
    person.draw(ONE)
    person.trace()
    assert bars(person).leader == 1
    assert not person.program.feature_maps.is_empty
    person.press("Del")
    assert bars(person).leader is None
    assert figure(person) == "Draw a digit."
    assert person.program.feature_maps.is_empty
    assert person.program.workspace.input.is_empty
    assert not person.program.workspace.input.pixels.any()


def test_the_first_point_never_shows_the_answer_to_blank_paper(person: Person) -> None:
    person.trace()
    seen: list[int | None] = []
    person.program.workspace.emptied.connect(lambda _empty: seen.append(bars(person).leader))
    person.draw((((0.5, 0.5), (0.5, 0.51)),), lift=False)
    assert seen == [None]  # the lane has not answered yet: what is there belongs to the paper before
    person.trace()
    assert bars(person).leader is not None
    QTest.mouseRelease(person.program.drawing.canvas, LEFT)


def test_undo_redo_and_clear_by_their_keys(person: Person) -> None:
    canvas = person.program.drawing.canvas
    person.draw(ONE)
    one = person.pixels()
    person.draw((((0.3, 0.5), (0.7, 0.5)),))
    both = person.pixels()
    assert not np.array_equal(one, both)
    person.press("Ctrl+Z")
    assert np.array_equal(person.pixels(), one)
    person.press("Ctrl+Shift+Z")
    assert np.array_equal(person.pixels(), both)
    person.press("Del")
    assert canvas.drawing().is_empty
    person.press("Ctrl+Z")
    assert np.array_equal(person.pixels(), both)
    assert len(canvas.drawing().strokes) == 2


def test_the_buttons_beside_the_canvas_do_what_their_keys_do(person: Person) -> None:
    view = person.program.drawing
    undo, redo = person.button(view, "Undo"), person.button(view, "Redo")
    assert not undo.isEnabled()
    assert not redo.isEnabled()
    person.draw(ONE)
    one = person.pixels()
    person.click(undo)
    assert person.program.workspace.input.is_empty
    person.click(redo)
    assert np.array_equal(person.pixels(), one)
    person.click(person.button(view, "Clear the canvas"))
    assert person.program.workspace.input.is_empty
    person.click(person.button(view, "Eraser"))
    assert view.canvas.tool() == "eraser"
    assert person.button(view, "Eraser").isChecked()
    assert not person.button(view, "Pen").isChecked()
    width = view.canvas.pen_width()
    person.press("]")
    assert view.canvas.pen_width() > width
    person.press("[")
    assert view.canvas.pen_width() == width


def test_the_eraser_takes_ink_away(person: Person) -> None:
    person.press("M")  # raw, so that cells stay where they are
    person.draw(ONE)
    full = person.pixels()
    person.press("E")
    person.draw((((0.3, 0.7), (0.7, 0.7)),))
    erased = person.pixels()
    row = np.index_exp[19, 12:16]
    assert full[row].max() > 0.8
    assert erased[row].max() == 0
    assert np.array_equal(erased[:16], full[:16])
    person.press("P")
    assert person.program.drawing.canvas.tool() == "pen"


def test_raw_boxed_and_centred_move_the_ink(person: Person) -> None:
    view = person.program.network_input
    switch = person.switch(view, "raw", "boxed", "centred")
    assert switch.key == "centred"
    # an L in the upper left corner: its box and its centre of mass lie apart
    person.draw((((0.12, 0.1), (0.12, 0.4)), ((0.12, 0.4), (0.3, 0.4))))
    pictures = {}
    for mode in ("raw", "boxed", "centred"):
        person.choose(switch, mode)
        pictures[mode] = person.pixels()
        assert person.program.workspace.mode == mode
        assert bars(person).leader == int(probabilities(pictures[mode]).argmax())

    def box(pixels: np.ndarray) -> tuple[int, int, int, int]:
        rows, columns = np.flatnonzero(pixels.any(1)), np.flatnonzero(pixels.any(0))
        return rows[0], rows[-1], columns[0], columns[-1]

    def centre(pixels: np.ndarray) -> tuple[float, float]:
        rows, columns = np.indices(pixels.shape)
        return float((rows * pixels).sum() / pixels.sum()), float((columns * pixels).sum() / pixels.sum())

    assert box(pictures["raw"])[1] < 14
    assert box(pictures["raw"])[3] < 14
    top, bottom, left, right = box(pictures["boxed"])
    assert 19 <= bottom - top + 1 <= 21
    assert abs((top + bottom) / 2 - 13.5) <= 1
    assert abs((left + right) / 2 - 13.5) <= 1
    assert np.allclose(centre(pictures["centred"]), 14, atol=1)
    assert not np.allclose(centre(pictures["boxed"]), 14, atol=1)
    person.program.drawing.canvas.setFocus()
    person.press("M")
    assert person.program.workspace.mode == "raw"
    assert switch.key == "raw"
    assert np.array_equal(person.pixels(), pictures["raw"])


def test_the_box_and_the_centre_lie_over_the_canvas_on_request(person: Person) -> None:
    canvas = person.program.drawing.canvas
    person.draw(SEVEN)
    person.trace()
    with_box = canvas.grab().toImage()
    person.press("B")
    without = canvas.grab().toImage()
    assert with_box != without
    assert not person.program.preferences.current.show_box
    person.click(person.button(person.program.network_input, "Box and centre"), QPoint(8, 12))
    assert canvas.grab().toImage() == with_box


def test_pointing_at_the_input_reads_its_numbers(person: Person) -> None:
    person.draw(SEVEN)
    pixels = person.pixels()
    image = person.find(person.program.network_input, TensorImage)
    row, column = np.argwhere((pixels > 0.1) & (pixels < 0.9))[0]
    person.point_at(image, cell_centre(image.picture_rect(), 28, 28, row, column))
    assert f"row {row}, column {column}: {pixels[row, column]:.3f}" in person.texts(person.program.network_input)


def test_the_drawing_survives_a_resize_of_the_window(person: Person) -> None:
    person.draw(SEVEN)
    before = person.pixels()
    drawing = person.program.drawing.canvas.drawing()
    side = person.program.drawing.canvas.paper_rect().width()
    person.program.window.resize(1100, 700)
    person.wait(lambda: person.program.drawing.canvas.paper_rect().width() != side)
    assert person.program.drawing.canvas.drawing() == drawing
    assert np.array_equal(person.program.workspace.input.pixels, before)


def test_every_panel_has_a_title_a_line_and_an_explanation(person: Person) -> None:
    panels = person.program.draw_page.findChildren(Panel)
    assert {panel.accessibleName() for panel in panels} == {
        "Drawing", "What the network sees", "Probabilities", "Feature maps", "Filters",
    }  # fmt: skip
    for panel in panels:
        assert panel.accessibleDescription(), panel.accessibleName()
        assert panel.info_button.isVisible(), panel.accessibleName()
