"""Reasons to stop, and two moments side by side: with real events over real recorded passes."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

torch = pytest.importorskip("torch")

from torch import Tensor, nn  # noqa: E402

from cnnviz.gui import theme  # noqa: E402
from cnnviz.gui.services.stop_search import StopSearch  # noqa: E402
from cnnviz.gui.views.comparison_view import ComparisonView  # noqa: E402
from cnnviz.gui.views.source_view import SourceView  # noqa: E402
from cnnviz.gui.views.stops_view import StopsView  # noqa: E402
from cnnviz.gui.views.transport_view import TransportView  # noqa: E402
from cnnviz.models import class_convnet  # noqa: E402
from cnnviz.session.stepping import Stepping  # noqa: E402
from cnnviz.session.stops import Condition  # noqa: E402
from cnnviz.session.workspace import Workspace  # noqa: E402
from cnnviz.trace.recorder import record  # noqa: E402
from cnnviz.trace.records import Trace  # noqa: E402
from tests.gui.person import SEVEN, Person  # noqa: E402
from tests.gui.picture_checks import grab  # noqa: E402

LEFT, RETURN = Qt.MouseButton.LeftButton, Qt.Key.Key_Return
HELD = threading.Event()
"""What an expression of a test waits for."""


@dataclass
class Desk:
    """What the views share, and the views that were opened."""

    qtbot: QtBot
    workspace: Workspace
    stepping: Stepping
    search: StopSearch
    views: list[QWidget] = field(default_factory=list)

    def show(self, view: QWidget, width: int = 900, height: int = 300) -> None:
        self.qtbot.addWidget(view)
        self.views.append(view)
        view.resize(width, height)
        view.show()
        self.qtbot.waitExposed(view)

    def stops(self) -> StopsView:
        view = StopsView(self.stepping, self.search)
        self.show(view, 1100, 140)
        return view

    def source(self) -> SourceView:
        view = SourceView(self.workspace, self.stepping)
        self.show(view, 700, 500)
        return view

    def found(self) -> None:
        self.qtbot.waitUntil(lambda: self.search.running is None and not self.stepping.waiting, timeout=30_000)

    def line(self) -> str:
        """The line that runs next."""
        trace, step = self.stepping.trace, self.stepping.next_step
        assert trace is not None and step is not None and step.frame is not None
        return trace.sources[trace.frames[step.frame].source].text.splitlines()[step.line - 1].strip()


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    theme.apply(qapp, dark=False)
    HELD.clear()
    workspace, stepping = Workspace(), Stepping()
    made = Desk(qtbot, workspace, stepping, StopSearch(workspace, stepping))
    yield made
    HELD.set()
    assert made.search.shutdown(10)
    for view in made.views:
        view.close()
        view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def walked(desk: Desk) -> Desk:
    """The class network over three pictures, before its first line."""
    desk.stepping.trace = class_pass(3)
    return desk


def class_pass(count: int, seed: int = 4) -> Trace:
    torch.manual_seed(seed)
    with torch.no_grad():
        return record(class_convnet.ConvNet(), torch.rand(count, 1, 28, 28), detail="full")


def enter(view: StopsView, text: str, *, name: bool = False) -> None:
    """Type into one of the fields, and press Enter."""
    edit = view.name_field if name else view.expression_field
    QTest.mouseClick(edit, LEFT)
    edit.selectAll()
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, RETURN)


# The bar


def test_an_expression_stops_a_run_where_it_becomes_true_and_the_reason_is_said(walked: Desk) -> None:
    view, source, transport = walked.stops(), walked.source(), TransportView(walked.workspace, walked.stepping)
    walked.show(transport, 900, 72)
    enter(view, "out.shape[1] > 16")
    assert walked.stepping.conditions == (Condition("expression", "out.shape[1] > 16"),)
    assert view.expression_field.text() == ""
    walked.found()
    (chip,) = view.chips.chips
    assert (chip.name, chip.text) == ("out.shape[1] > 16", "becomes true, places: 1")
    assert transport.slider.marks == walked.stepping.mark_positions() != ()
    assert walked.stepping.to_mark()
    assert walked.line().startswith("out = out.reshape(")
    assert source.why.text() == "Stopped: out.shape[1] > 16 is true now."
    walked.stepping.forward()
    assert source.keys.isVisible() and not source.why.isVisible()
    assert not walked.stepping.to_mark()
    assert source.why.text() == "Nothing further to stop for."
    QTest.mouseClick(view.chips, LEFT, pos=view.chips.cross_of(chip.key).center().toPoint())
    assert walked.stepping.conditions == ()
    assert transport.slider.marks == ()


def test_a_box_stops_where_a_shape_changes_and_a_name_where_it_changes(walked: Desk) -> None:
    view, source = walked.stops(), walked.source()
    view.shape_box.setFocus()
    QTest.keyClick(view.shape_box, Qt.Key.Key_Space)
    walked.stepping.to_mark()
    assert source.why.text() == "Stopped: shape [3, 1, 28, 28] → [3, 16, 28, 28]."
    QTest.keyClick(view.shape_box, Qt.Key.Key_Space)
    enter(view, "out", name=True)
    lines = []
    while walked.stepping.to_mark():
        assert source.why.text() == "Stopped: “out” has changed."
        lines.append(walked.line())
    assert [line.split("  #")[0] for line in lines] == [
        "out = self.layer2(out)", "out = out.reshape(out.size(0), -1)", "out = self.fc(out)", "return out",
    ]  # fmt: skip


class Divides(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        good = x + 1
        bad = good / 0
        return bad * 2


def test_the_first_number_that_is_none_stops_a_run_and_is_counted(desk: Desk) -> None:
    with torch.no_grad():
        desk.stepping.trace = record(Divides(), torch.ones(2, 3), detail="full")
    view, source = desk.stops(), desk.source()
    QTest.mouseClick(view.not_finite_box, LEFT, pos=QPoint(8, view.not_finite_box.height() // 2))
    desk.stepping.to_mark()  # it waits until the places are known
    desk.qtbot.waitUntil(lambda: desk.stepping.reasons != (), timeout=10_000)
    assert desk.line() == "return bad * 2"
    assert source.why.text() == "Stopped: NaN or Inf appears. NaN: 0, Inf: 6, of 6 numbers."
    assert not desk.stepping.to_mark()


def test_playing_stops_there_too(walked: Desk) -> None:
    walked.stops()
    walked.stepping.set_conditions([Condition("expression", "out.dim() == 2")])
    walked.stepping.play(60)
    walked.qtbot.waitUntil(lambda: not walked.stepping.is_playing, timeout=20_000)
    assert [reason.text for reason in walked.stepping.reasons] == ["out.dim() == 2"]
    assert walked.line().startswith("out = self.fc(out)")


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("out.shape[1", False, "Python cannot read this: '[' was never closed."),
        ("out.shape[1] = 16", False, "One = gives a name its value. To ask whether two things are equal, write ==."),
        ("oot.max() > 1", False, "Nothing is called “oot” in this pass. Did you mean “out”?"),
        ("zebra > 1", False, "Nothing is called “zebra” in this pass; there is out, x."),
        ("2x", True, "“2x” is not a name of Python: letters, digits and _, no digit first."),
        ("zebra", True, "Nothing is called “zebra” in this pass; there is out, x."),
    ],
)
def test_what_cannot_be_a_condition_is_said_in_a_sentence(walked: Desk, text: str, name: bool, said: str) -> None:
    view = walked.stops()
    edit = view.name_field if name else view.expression_field
    enter(view, text, name=name)
    assert view.message_text == said
    assert edit.text() == text
    assert walked.stepping.conditions == ()
    edit.selectAll()
    QTest.keyClicks(edit, "o")  # the beginning of a name is no mistake yet
    assert view.message_text == ""


def test_names_that_an_expression_makes_for_itself_are_known(walked: Desk) -> None:
    view = walked.stops()
    enter(view, "any(size == 7 for size in out.shape) and torch.max(out) > -1e9 and self is not None")
    assert len(walked.stepping.conditions) == 1
    walked.found()
    assert view.chips.chips[0].text == "becomes true, places: 1"


def test_what_never_has_an_answer_says_so_and_what_is_never_true(walked: Desk) -> None:
    view = walked.stops()
    enter(view, "out[99, 99] > 0")
    enter(view, "out > 0")
    enter(view, "x.shape[0] == 77")
    walked.found()
    one, two, three = view.chips.chips
    assert one.text.startswith("has no answer anywhere: IndexError")
    assert "Boolean value of Tensor" in two.text
    assert three.text == "is nowhere true"


def test_a_long_search_shows_how_far_it_is_and_can_be_given_up(walked: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    view = walked.stops()
    monkeypatch.setattr("math.hold", HELD.wait, raising=False)
    enter(view, "math.hold() and out.max() > 0")
    walked.qtbot.waitUntil(lambda: view.cancel_button.isVisible(), timeout=5_000)
    assert "math.hold()" in view.message_text
    position = walked.stepping.position
    walked.stepping.to_mark()
    assert walked.stepping.position == position
    QTest.mouseClick(view.cancel_button, LEFT)
    assert walked.stepping.conditions == ()
    assert view.expression_field.text() == "math.hold() and out.max() > 0"
    enter(view, "out.dim() == 2")  # another one is looked for meanwhile
    walked.found()
    assert view.chips.chips[0].text == "becomes true, places: 1"


def test_another_pass_is_searched_anew(walked: Desk) -> None:
    view = walked.stops()
    enter(view, "x.shape[0] == 5")
    walked.found()
    assert view.chips.chips[0].text == "is nowhere true"
    walked.stepping.trace = class_pass(5)
    walked.found()
    assert view.chips.chips[0].text == "becomes true, places: 1"
    assert walked.stepping.mark_positions()


def test_a_click_on_a_condition_brings_it_back_to_be_changed(walked: Desk) -> None:
    view = walked.stops()
    enter(view, "out.shape[1] > 16")
    walked.found()
    chip = view.chips.chips[0]
    QTest.mouseClick(view.chips, LEFT, pos=view.chips.spot_of(chip.key).topLeft().toPoint() + QPoint(9, 9))
    assert view.expression_field.text() == "out.shape[1] > 16"
    assert walked.stepping.conditions == ()


def test_conditions_are_taken_away_by_keys(walked: Desk) -> None:
    view = walked.stops()
    for text in ("out.dim() == 2", "out.shape[1] > 16"):
        enter(view, text)
    walked.found()
    for _ in range(3):
        if not view.chips.hasFocus():
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert view.chips.hasFocus() and view.chips.focus_ring.is_shown
    QTest.keyClick(view.chips, Qt.Key.Key_Right)
    QTest.keyClick(view.chips, Qt.Key.Key_Delete)
    assert [each.text for each in walked.stepping.conditions] == ["out.dim() == 2"]
    QTest.keyClick(view.chips, RETURN)
    assert view.expression_field.text() == "out.dim() == 2" and walked.stepping.conditions == ()


def test_escape_in_a_field_asks_to_close_the_bar(walked: Desk) -> None:
    view = walked.stops()
    said: list[None] = []
    view.closed.connect(lambda: said.append(None))
    view.expression_field.setFocus()
    QTest.keyClick(view.expression_field, Qt.Key.Key_Escape)
    assert said == [None]


# Two moments


def pin_at(desk: Desk, text: str, name: str = "out") -> None:
    trace = desk.stepping.trace
    assert trace is not None
    lines = trace.sources[0].text.splitlines()
    step = next(step for step in trace.steps if step.kind == "line" and text in lines[step.line - 1])
    desk.stepping.go(step.index)
    desk.stepping.pin(name)


def compared(desk: Desk) -> ComparisonView:
    window = QWidget()
    desk.show(window, 1000, 560)
    view = ComparisonView(desk.stepping, window)
    view.open_over(window)
    desk.qtbot.waitExposed(view)
    return view


class Twice(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        y = x - 0.5
        y = y * torch.tensor([1.0, 3.0])[:, None, None]
        n = y.size(0)
        n = n * 2
        n = str(n)
        return y + len(n)


def test_two_moments_share_their_colours_and_their_difference_is_pytorchs(desk: Desk) -> None:
    x = torch.rand(3, 2, 6, 6, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        desk.stepping.trace = record(Twice(), x, detail="full")
    source = desk.source()
    pin_at(desk, "y = y * torch", "y")
    assert not source.compare.isVisible()
    pin_at(desk, "n = y.size(0)", "y")
    desk.stepping.pin("y")  # the same again is no other moment
    assert len(desk.stepping.pins) == 2
    asked: list[None] = []
    source.comparison_asked.connect(lambda: asked.append(None))
    QTest.mouseClick(source.compare, LEFT)
    assert asked == [None]
    view = compared(desk)
    one, other = x - 0.5, (x - 0.5) * torch.tensor([1.0, 3.0])[:, None, None]
    left, right = (side.picture.maps for side in view.sides)
    assert np.array_equal(left._values, one[0].numpy()) and np.array_equal(right._values, other[0].numpy())
    assert left._scales == right._scales
    assert left._scales.high == pytest.approx(float(other[0].abs().max()))
    assert np.allclose(view.gap.picture.maps._values, (other - one)[0].numpy())
    figures = {row.label: row.value for row in view.gap.figures.rows}
    assert figures["changed"] == "50.0\u00a0%"
    assert figures["largest change"] == f"{float((other - one).abs().max()):.4g}"
    assert {row.label: row.value for row in view.sides[1].figures.rows}["shape"] == "[3, 2, 6, 6]"
    QTest.mouseClick(left.viewport(), LEFT, pos=left.tile_rect(1).center().toPoint())
    assert (left.selected, right.selected, view.gap.picture.maps.selected) == (1, 1, 1)
    view.image_field.setFocus()
    QTest.keyClicks(view.image_field, "2")
    assert np.array_equal(right._values, other[2].numpy())
    first = desk.stepping.pins[0]
    QTest.mouseClick(view.sides[0].go, LEFT)
    assert desk.stepping.position == first.position
    assert not view.isVisible()


def test_other_shapes_and_plain_values_are_compared_in_words(desk: Desk) -> None:
    x = torch.rand(3, 2, 6, 6)
    with torch.no_grad():
        desk.stepping.trace = record(Twice(), x, detail="full")
    pin_at(desk, "n = n * 2", "n")
    pin_at(desk, "n = str(n)", "n")
    view = compared(desk)
    assert (view.sides[0].picture.said, view.sides[1].picture.said, view.gap.picture.said) == ("3", "6", "+3.00000")
    view.close()
    pin_at(desk, "return y", "n")
    view.open_over(desk.views[0])
    assert view.gap.picture.said == "They differ, and there is no number to say by how much."
    view.close()
    desk.stepping.trace = class_pass(2)
    pin_at(desk, "out = self.layer2(out)")
    pin_at(desk, "out = self.fc(out)")
    view.open_over(desk.views[0])
    assert view._line.text().startswith("[2, 16, 14, 14] → [2, 1568].")
    assert "same shape" in view.gap.picture.said
    view.close()


def test_without_two_pins_the_sheet_says_what_to_do_and_another_pin_can_be_chosen(walked: Desk) -> None:
    view = compared(walked)
    assert view._empty.isVisible() and not view._body.isVisible()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.isVisible()
    for text in ("out = self.layer2(out)", "out = out.reshape(", "out = self.fc(out)"):
        pin_at(walked, text)
    first, second, third = walked.stepping.pins
    view.open_over(walked.views[0])
    assert view.chosen == (second, third)
    view.sides[0].menu.actions()[0].trigger()
    assert view.chosen == (first, third)
    walked.stepping.unpin(first)
    assert not view.isVisible()


def test_both_sheets_paint_in_both_themes(walked: Desk, qapp: QApplication) -> None:
    pin_at(walked, "out = self.layer2(out)")
    pin_at(walked, "out = out.reshape(")
    view, bar = compared(walked), walked.stops()
    enter(bar, "out.shape[1] > 16")
    for dark in (True, False):
        theme.apply(qapp, dark=dark)
        for shown in (view, bar):
            assert (grab(shown, 1.0)[-6, -6] < 60).all() == dark
    view.close()


def test_dropped_views_are_garbage(walked: Desk) -> None:
    window = QWidget()
    made = [StopsView(walked.stepping, walked.search), ComparisonView(walked.stepping, window)]
    references = [weakref.ref(view) for view in made]
    made.clear()
    window.deleteLater()
    del window
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [reference() for reference in references] == [None, None]
    walked.stepping.set_conditions([Condition("shape")])


# In the window


def test_keys_open_the_bar_run_to_a_condition_pin_and_compare(person: Person) -> None:
    person.draw(SEVEN)
    person.trace()
    person.press("Ctrl+2")
    page = person.program.step_page
    person.wait(lambda: page.stepping.trace is not None)
    button = page.transport.buttons["step_stops"]
    person.press("Shift+C")
    assert page.stops.isVisible() and page.stops.shape_box.hasFocus() and button.isChecked()
    position = page.stepping.position
    QTest.mouseClick(page.stops.expression_field, LEFT)
    QTest.keyClicks(page.stops.expression_field, "out.shape[1] > 16")  # letters that are keys of the page elsewhere
    assert page.stepping.position == position
    person.press("Return")
    person.press("Esc")
    assert not page.stops.isVisible() and not button.isChecked() and page.source.code.hasFocus()
    person.press("C")
    person.wait(lambda: page.stepping.reasons != ())
    assert page.source.why.text() == "Stopped: out.shape[1] > 16 is true now."
    person.press("I")
    person.press("N")
    person.press("I")
    assert [pin.name for pin in page.stepping.pins] == ["out", "out"]
    person.press("Shift+I")
    assert page.comparison.isVisible() and page.comparison.chosen == page.stepping.pins
    QTest.keyClick(page.comparison, Qt.Key.Key_Escape)
    assert not page.comparison.isVisible()
    person.click(button)
    assert page.stops.isVisible()
    person.click(page.stops.close_button)
    assert not page.stops.isVisible()
