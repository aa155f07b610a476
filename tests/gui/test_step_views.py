"""The panels of the stepper, worked with real events over a real recorded pass."""

from __future__ import annotations

import gc
import re
import weakref
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

torch = pytest.importorskip("torch")

from torch import Tensor, nn  # noqa: E402

from cnnviz.gui import theme  # noqa: E402
from cnnviz.gui.services.prompt import Prompt  # noqa: E402
from cnnviz.gui.services.summaries import Summaries  # noqa: E402
from cnnviz.gui.views.arithmetic_view import ArithmeticView  # noqa: E402
from cnnviz.gui.views.failure_view import FailureView  # noqa: E402
from cnnviz.gui.views.locals_view import LocalsView  # noqa: E402
from cnnviz.gui.views.prompt_view import PromptView  # noqa: E402
from cnnviz.gui.views.shape_card_view import ShapeCardView  # noqa: E402
from cnnviz.gui.views.tensor_picture_view import TensorPictureView  # noqa: E402
from cnnviz.gui.widgets import painting  # noqa: E402
from cnnviz.gui.widgets.index_field import IndexField  # noqa: E402
from cnnviz.gui.widgets.numbers import fixed, percent  # noqa: E402
from cnnviz.models import class_convnet, loading  # noqa: E402
from cnnviz.session.looked_at import LookedAt  # noqa: E402
from cnnviz.session.stepping import Stepping  # noqa: E402
from cnnviz.session.stops import Condition  # noqa: E402
from cnnviz.session.workspace import Workspace  # noqa: E402
from cnnviz.trace.failures import ModelFailed  # noqa: E402
from cnnviz.trace.recorder import record  # noqa: E402
from cnnviz.trace.records import Trace  # noqa: E402
from cnnviz.training.walked import record_training_step  # noqa: E402
from tests.gui.picture_checks import grab  # noqa: E402

LEFT = Qt.MouseButton.LeftButton


@dataclass
class Desk:
    """What the views share, and the views that were opened."""

    qtbot: QtBot
    workspace: Workspace
    stepping: Stepping
    looked_at: LookedAt
    summaries: Summaries
    prompt: Prompt
    views: list[QWidget] = field(default_factory=list)

    def show(self, view: QWidget, width: int = 472, height: int = 300) -> None:
        self.qtbot.addWidget(view)
        self.views.append(view)
        view.resize(width, height)
        view.show()
        self.qtbot.waitExposed(view)

    def locals(self, width: int = 472) -> LocalsView:
        view = LocalsView(self.workspace, self.stepping, self.looked_at, self.summaries)
        self.show(view, width)
        return view

    def picture(self, width: int = 472) -> TensorPictureView:
        view = TensorPictureView(self.workspace, self.stepping, self.looked_at, self.summaries)
        self.show(view, width, 240)
        return view

    def asking(self) -> PromptView:
        view = PromptView(self.workspace, self.stepping, self.prompt)
        self.show(view)
        view.pane.line.setFocus()
        return view

    def go(self, text: str) -> None:
        """To the line that holds `text`."""
        trace = self.stepping.trace
        assert trace is not None
        for step in trace.steps:
            if step.kind == "line" and step.frame is not None:
                source = trace.sources[trace.frames[step.frame].source].text.splitlines()
                if text in source[step.line - 1]:
                    self.stepping.go(step.index)
                    return
        raise AssertionError(text)


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    theme.apply(qapp, dark=False)
    workspace = Workspace()
    stepping = Stepping()
    made = Desk(qtbot, workspace, stepping, LookedAt(stepping), Summaries(), Prompt())
    yield made
    assert made.summaries.shutdown(10) and made.prompt.shutdown(10)
    for view in made.views:
        view.close()
        view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def given() -> Tensor:
    return torch.rand(3, 1, 28, 28, generator=torch.Generator().manual_seed(4))


@pytest.fixture
def model() -> nn.Module:
    torch.manual_seed(6)
    return class_convnet.ConvNet()


@pytest.fixture
def walked(desk: Desk, model: nn.Module, given: Tensor) -> Desk:
    """The class network walked over three pictures, before its first line."""
    with torch.no_grad():
        desk.stepping.trace = record(model, given, detail="full")
    return desk


def failing() -> Trace:
    with pytest.raises(ModelFailed) as caught:
        record(nn.Sequential(nn.Conv2d(1, 4, 5), nn.Flatten(), nn.Linear(7, 2)), torch.zeros(2, 1, 8, 8), detail="full")
    assert caught.value.trace is not None
    return caught.value.trace


def ask(view: PromptView, text: str, qtbot: QtBot) -> str:
    """Type a question, wait for its answer, and give what was said after it."""
    line = view.pane.line
    QTest.keyClicks(line, text)
    before = len(view.pane.said)
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not view._waiting, timeout=30_000)
    return "\n".join(said.text for said in view.pane.said[before:] if said.kind != "question")


# Locals


def test_locals_show_each_name_with_its_numbers(walked: Desk, given: Tensor, model: nn.Module) -> None:
    view = walked.locals()
    walked.go("self.layer2(out)")
    rows = {row.name: row for row in view.table.rows}
    assert [row.name for row in view.table.rows] == ["out", "x", "self"]
    with torch.no_grad():
        out = model.layer1(given)
    assert rows["x"].shape == "[3, 1, 28, 28]" and rows["out"].shape == "[3, 16, 14, 14]"
    assert rows["out"].figures == (fixed(float(out.min()), 2), fixed(float(out.max()), 2))
    assert rows["out"].more == (fixed(float(out.mean()), 2), fixed(float(out.std(unbiased=False)), 2))
    assert sum(rows["out"].counts) == out.numel()
    assert rows["self"].text == "ConvNet, 28,938 parameters"
    assert rows["out"].picture is not None and np.array_equal(rows["out"].picture, out[0, 0].numpy())
    assert [row.changed for row in view.table.rows] == [True, False, False]


def test_a_changed_shape_stands_beside_the_old_one(walked: Desk) -> None:
    view = walked.locals()
    walked.go("out.reshape(")
    assert (view.table.rows[0].before, view.table.rows[0].shape) == ("[3, 16, 14, 14]", "[3, 32, 7, 7]")
    walked.go("return out")
    assert (view.table.rows[0].before, view.table.rows[0].shape) == ("[3, 1568]", "[3, 10]")
    walked.stepping.go(0)
    assert not any(row.changed or row.before for row in view.table.rows)


def test_a_click_on_a_name_chooses_the_tensor_and_another_lets_it_go(walked: Desk, given: Tensor) -> None:
    view = walked.locals()
    walked.go("out.reshape(")
    viewport = view.table.viewport()
    QTest.mouseClick(viewport, LEFT, pos=view.table.row_rect(1).center())
    assert walked.looked_at.name == "x"
    looked = walked.looked_at.looked
    assert looked is not None and np.array_equal(looked.record.values, given.numpy())
    assert [row.chosen for row in view.table.rows] == [False, True, False]
    walked.go("self.fc(out)")
    assert walked.looked_at.looked is not None and walked.looked_at.looked.name == "x"
    QTest.mouseClick(viewport, LEFT, pos=view.table.row_rect(1).center())
    assert walked.looked_at.looked.name == "out"
    QTest.mouseClick(viewport, LEFT, pos=view.table.row_rect(2).center())  # self is no tensor
    assert walked.looked_at.name == ""


def test_the_arrow_keys_choose_among_the_tensors(walked: Desk) -> None:
    view = walked.locals()
    walked.go("out.reshape(")
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_Down)
    assert walked.looked_at.name == "x"
    QTest.keyClick(view.table, Qt.Key.Key_Up)
    assert walked.looked_at.name == "out"


@pytest.mark.parametrize(("width", "dtype", "values"), [(402, 0, 0), (472, 0, 1), (600, 1, 1)])
def test_columns_come_and_go_with_the_width(walked: Desk, width: int, dtype: int, values: int) -> None:
    columns = walked.locals(width).table.columns
    assert [columns.dtype is not None, columns.values is not None] == [dtype, values]
    assert columns.shape[1] >= painting.text_width("[100, 128, 14, 14]", theme.shared_font("body"))


def test_large_tensors_are_summed_up_beside_the_window(desk: Desk) -> None:
    view = desk.locals()
    with torch.no_grad():
        desk.stepping.trace = record(class_convnet.ConvNet(), torch.rand(300, 1, 28, 28), detail="full")
    assert view.table.rows[0].figures == ("…", "…")
    desk.qtbot.waitUntil(lambda: view.table.rows[0].figures != ("…", "…"), timeout=10_000)
    assert view.table.rows[0].figures[0] == "0.00"


def test_locals_say_what_to_do_and_why_there_are_none(desk: Desk) -> None:
    view = desk.locals()
    assert view.is_empty
    with torch.no_grad():
        desk.stepping.trace = record(nn.Sequential(nn.Linear(2, 2)), torch.rand(3, 2), detail="full")
    assert view.is_empty
    with torch.no_grad():
        desk.stepping.trace = record(class_convnet.ConvNet(), torch.rand(1, 1, 28, 28), detail="full")
    assert not view.is_empty


def test_numbers_that_were_not_kept_are_said_to_be_missing(desk: Desk, model: nn.Module, given: Tensor) -> None:
    with torch.no_grad():
        desk.stepping.trace = record(model, given, detail="full", budget=1)
    locals_view, picture = desk.locals(), desk.picture()
    desk.go("self.layer2(out)")
    with torch.no_grad():
        out = model.layer1(given)
    (row,) = (row for row in locals_view.table.rows if row.name == "out")
    assert row.picture is None and row.figures[1] == fixed(float(out.max()), 2)
    assert picture._pictures.currentWidget().text()
    assert picture.figures.rows[0].value == fixed(float(out.mean()), 3)


# The picture


def test_the_picture_follows_the_walk(walked: Desk, given: Tensor, model: nn.Module) -> None:
    view = walked.picture()
    walked.go("out.reshape(")
    with torch.no_grad():
        maps = model.layer2(model.layer1(given))
    assert np.array_equal(view.maps._values, maps[0].numpy())
    assert view.accessibleDescription() == "Image N of 3, its 32 channels C, each H × W = 7 × 7."
    shown = {row.label: row.value for row in view.figures.rows}
    assert shown["mean"] == fixed(float(maps.mean()), 3)
    assert shown["std. dev."] == fixed(float(maps.std(unbiased=False)), 3)
    assert shown["zeros"] == percent(float((maps == 0).double().mean()))
    assert shown["memory"] == f"{maps.numel() * 4 / 1024:.1f} KiB"
    walked.go("return out")
    assert view._pictures.currentWidget() is view.numbers
    walked.go("self.fc(out)")
    assert view._pictures.currentWidget() is view.matrix


def test_image_and_channel_are_chosen_by_keys_digits_and_clicks(walked: Desk, given: Tensor, model: nn.Module) -> None:
    view = walked.picture()
    walked.go("out.reshape(")
    with torch.no_grad():
        maps = model.layer2(model.layer1(given)).numpy()
    view.image_field.setFocus()
    QTest.keyClick(view.image_field, Qt.Key.Key_Up)
    QTest.mouseClick(view.image_field, LEFT, pos=view.image_field.arrow_rect(up=True).center())
    assert walked.looked_at.image == 2
    assert np.array_equal(view.maps._values, maps[2])
    view.channel_field.setFocus()
    QTest.keyClicks(view.channel_field, "27")
    assert walked.looked_at.channel == view.maps.selected == 27
    QTest.keyClick(view.channel_field, Qt.Key.Key_End)
    assert walked.looked_at.channel == 31
    QTest.mouseClick(view.maps.viewport(), LEFT, pos=view.maps.tile_rect(5).center().toPoint())
    assert walked.looked_at.channel == view.channel_field.value == 5
    walked.go("self.layer1(x)")
    assert walked.looked_at.channel == 0  # the input has one channel
    walked.go("out.reshape(")
    assert walked.looked_at.channel == 5


def test_a_number_under_the_mouse_is_told(walked: Desk, given: Tensor) -> None:
    view = walked.picture()
    walked.go("self.layer1(x)")
    rect = view.maps.tile_rect(0)
    QTest.mouseMove(view.maps.viewport(), QPoint(round(rect.left()) + 1, round(rect.top()) + 1))
    value = float(given[0, 0, 0, 0])
    assert re.search(r"channel 0, row 0, column 0: (\S+)$", view.accessibleDescription()), value
    assert f"{value:.4f}"[:5] in view.accessibleDescription()


def test_a_field_takes_only_what_there_is(qtbot: QtBot) -> None:
    field = IndexField()
    qtbot.addWidget(field)
    field.set_count(12)
    chosen: list[int] = []
    field.chosen.connect(chosen.append)
    field.show()
    QTest.keyClicks(field, "115")
    assert chosen == [1, 11, 5]
    QTest.keyClick(field, Qt.Key.Key_PageUp)
    QTest.keyClick(field, Qt.Key.Key_Home)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert chosen == [1, 11, 5, 11, 0]
    field.set_count(1)
    assert not field.isEnabled()


def test_a_field_may_begin_at_one(qtbot: QtBot) -> None:
    field = IndexField(first=1)
    qtbot.addWidget(field)
    field.set_count(100)
    field.set_value(100)
    chosen: list[int] = []
    field.chosen.connect(chosen.append)
    field.show()
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert (field.value, chosen) == (100, [])
    QTest.keyClick(field, Qt.Key.Key_Home)
    QTest.keyClicks(field, "20")
    assert chosen == [1, 2, 20]


def test_a_field_may_wait_until_a_number_is_whole(qtbot: QtBot) -> None:
    field = IndexField(first=1, rest=600)
    qtbot.addWidget(field)
    field.set_count(100)
    chosen: list[int] = []
    field.chosen.connect(chosen.append)
    field.show()
    QTest.keyClicks(field, "20")
    assert chosen == []
    with qtbot.waitSignal(field.chosen):  # typing rests
        pass
    assert chosen == [20]
    QTest.keyClicks(field, "0")  # 200 is no number of images: a new number begins, and 0 is none either
    QTest.keyClicks(field, "37")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert chosen == [20, 37]
    QTest.keyClicks(field, "4")
    field.clearFocus()
    field.focusOutEvent(QFocusEvent(QEvent.Type.FocusOut))
    assert chosen == [20, 37, 4]
    QTest.keyClicks(field, "5")
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert chosen == [20, 37, 4, 5]
    field.set_value(9)
    QTest.keyClicks(field, "6")
    field.set_value(8)  # somebody else set it meanwhile
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert chosen == [20, 37, 4, 5]


# The shape card and the sums


def test_a_shape_is_a_click_away(walked: Desk) -> None:
    view = ShapeCardView(walked.workspace, walked.stepping)
    walked.show(view, 320, 264)
    assert [(item.name, item.shape) for item in view.column._items] == [
        ("x", "3×1×28×28"), ("layer1", "3×16×14×14"), ("layer2", "3×32×7×7"), ("reshape", "3×1568"), ("fc", "3×10"),
    ]  # fmt: skip
    for place in (3, 1, 4, 0):
        QTest.mouseClick(view.column.viewport(), LEFT, pos=view.column.row_rect(place).center())
        assert view.column.current == place
        looked = walked.looked_at.looked
        assert looked is not None and looked.record is view.rows[place].record
    view.column.setFocus()
    QTest.keyClick(view.column, Qt.Key.Key_Down)
    assert view.column.current == 1


def test_the_card_is_copied_in_one_click(walked: Desk) -> None:
    view = ShapeCardView(walked.workspace, walked.stepping)
    walked.show(view, 320, 264)
    QTest.mouseClick(view.copy_text, LEFT)
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[1].split() == ["layer1", "3×16×14×14"]
    assert view.accessibleDescription() == "Copied as text."
    QTest.mouseClick(view.copy_markdown, LEFT)
    assert "| `reshape` | 3×1568 |" in QGuiApplication.clipboard().text().splitlines()
    walked.go("return out")
    assert view.accessibleDescription() == "All shapes of this pass; click one."


def test_the_sums_appear_as_the_layers_run(walked: Desk) -> None:
    view = ArithmeticView(walked.workspace, walked.stepping, walked.looked_at)
    walked.show(view, 340, 380)
    assert view.is_empty
    walked.go("out.reshape(")
    shown = view.list.blocks[: view.list.count]
    assert [block.name for block in shown] == ["layer1.0", "layer1.2", "layer2.0", "layer2.2"]
    assert [view.list.blocks[place].name for place in view.list.tinted()] == ["layer2.0", "layer2.2"]
    assert [(each.label, each.result) for each in shown[2].sums] == [
        ("size", "14"), ("params", "12,832"), ("MACs", f"{3 * 32 * 14 * 14 * 400:,}"),
    ]  # fmt: skip
    last = view.list.block_rect(3)
    assert last.bottom() <= view.list.viewport().height()
    QTest.mouseClick(view.list.viewport(), LEFT, pos=view.list.block_rect(2).center())
    assert [view.list.blocks[place].name for place in view.list.tinted()] == ["layer2.0"]


# The prompt


def test_the_prompt_answers_as_pdb_does(walked: Desk, given: Tensor, model: nn.Module, qtbot: QtBot) -> None:
    view = walked.asking()
    walked.go("out.reshape(")
    with torch.no_grad():
        maps = model.layer2(model.layer1(given))
    assert ask(view, "x.size()", qtbot) == "torch.Size([3, 1, 28, 28])"
    assert ask(view, "p out.shape", qtbot) == "torch.Size([3, 32, 7, 7])"
    assert ask(view, "out[0].max()", qtbot) == repr(maps[0].max())
    assert ask(view, "whatis out", qtbot) == "<class 'torch.Tensor'>"
    assert ask(view, "pp 1", qtbot) == "1"
    assert ask(view, "nowhere", qtbot).startswith("*** NameError")
    assert ask(view, "out.zero_()", qtbot) != ""
    assert ask(view, "out.sum() == out.sum() and out.abs().sum() > 0", qtbot) == "tensor(True)"


def test_the_prompt_walks(walked: Desk, qtbot: QtBot) -> None:
    view = walked.asking()
    walked.go("self.layer1(x)")
    first = walked.stepping.position
    assert ask(view, "n", qtbot).endswith("out = self.layer2(out)  # (N, 32, 7, 7)")
    ask(view, "", qtbot)  # Enter alone, once more
    walked_to = walked.stepping.position
    walked.go("out.reshape(")
    assert walked.stepping.position == walked_to
    assert "layer2" in ask(view, "b", qtbot)
    ask(view, "s", qtbot)
    assert walked.stepping.next_step is not None and walked.stepping.next_step.kind == "call"
    assert "-> " in ask(view, "l", qtbot) and "ConvNet.forward" in ask(view, "w", qtbot)
    assert "x = float32 [3, 1, 28, 28]" in ask(view, "a", qtbot)
    ask(view, "r", qtbot)
    assert walked.stepping.position == walked.stepping.count
    assert ask(view, "n", qtbot) == "The pass is over."
    walked.stepping.toggle_mark(0, walked.stepping.steps[first].line)
    walked.stepping.first()
    ask(view, "c", qtbot)
    assert walked.stepping.position == first
    with qtbot.waitSignal(view.left):
        QTest.keyClicks(view.pane.line, "q")
        QTest.keyClick(view.pane.line, Qt.Key.Key_Return)


def test_the_prompt_marks_lines_and_says_why_a_run_stopped(walked: Desk, qtbot: QtBot) -> None:
    view = walked.asking()
    trace = walked.stepping.trace
    assert trace is not None
    line = 1 + next(i for i, text in enumerate(trace.sources[0].text.splitlines()) if "out.reshape(" in text)
    assert ask(view, f"b {line}", qtbot) == f"Marked: line {line}; c stops there."
    assert walked.stepping.marks == {(0, line)}
    stopped, where = ask(view, "c", qtbot).splitlines()
    assert stopped == f"Stopped at the mark on line {line}."
    assert where.startswith(f"{line}  out = out.reshape(")
    assert ask(view, f"break {line}", qtbot) == f"Marked: line {line}; c stops there."  # once more is no switch
    assert "Stopped" not in ask(view, "u", qtbot)
    ask(view, f"cl {line}", qtbot)
    assert walked.stepping.marks == frozenset()
    assert ask(view, "b 1", qtbot) == "Line 1 never runs in this pass."
    assert ask(view, "b", qtbot).startswith(f"{line - 1}  ")  # alone, it goes back
    walked.stepping.set_conditions([Condition("name", "out")])
    assert ask(view, "c", qtbot).splitlines()[0] == "Stopped: “out” has changed."
    walked.stepping.set_conditions([])
    assert ask(view, "c", qtbot).splitlines() == ["Nothing further to stop for.", "The pass is over."]
    walked.stepping.set_conditions([Condition("expression", "out.dim() == 2")])
    assert ask(view, "c", qtbot) == "It goes there as soon as the places are found where to stop."


def test_the_prompt_walks_the_way_back_and_the_updates(desk: Desk, qtbot: QtBot) -> None:
    batch = (torch.rand(2, 1, 28, 28), torch.tensor([1, 2]))
    desk.stepping.trace = record_training_step(class_convnet.ConvNet(), [batch], optimiser="SGD")
    view = desk.asking()
    desk.go("loss.backward()")
    for kind in ("backward", "update"):
        steps = [step for step in desk.stepping.trace.steps if step.kind == kind]
        desk.stepping.go(steps[0].index - 1)
        assert f"{kind}: " in ask(view, "s", qtbot)
        for step in steps:
            desk.stepping.go(step.index - 1)
            assert ask(view, "s", qtbot).strip()


def test_a_name_called_as_a_command_is_asked_for_with_p(walked: Desk, qtbot: QtBot) -> None:
    view = walked.asking()
    before = walked.stepping.position
    ask(view, "n = 3", qtbot)
    assert walked.stepping.position == before
    assert ask(view, "p n", qtbot) == "3"
    assert ask(view, "n + 1", qtbot) == "4"
    assert walked.stepping.position == before


def test_the_history_comes_back_with_the_arrow_keys(walked: Desk, qtbot: QtBot) -> None:
    view = walked.asking()
    line = view.pane.line
    ask(view, "1 + 1", qtbot)
    ask(view, "2 + 2", qtbot)
    QTest.keyClicks(line, "3 +")
    for key, wanted in (("Up", "2 + 2"), ("Up", "1 + 1"), ("Up", "1 + 1"), ("Down", "2 + 2"), ("Down", "3 +")):
        QTest.keyClick(line, getattr(Qt.Key, f"Key_{key}"))
        assert line.text() == wanted
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == ""


def test_the_window_lives_while_an_endless_question_runs(walked: Desk, qtbot: QtBot) -> None:
    view = walked.asking()
    line = view.pane.line
    # ends after a while, so that the test can
    QTest.keyClicks(line, "import time; [time.sleep(0.01) for each in range(60)]")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert view._waiting
    walked.go("out.reshape(")
    grab(view)
    QTest.keyClicks(line, "still here")
    assert line.text() == "still here"
    assert view._waiting
    qtbot.waitUntil(lambda: not view._waiting, timeout=20_000)


# Failures


def test_a_failure_explains_itself(desk: Desk) -> None:
    view = FailureView(desk.workspace, desk.stepping)
    desk.qtbot.addWidget(view)
    desk.views.append(view)
    view.resize(380, 340)
    assert view.isHidden()
    desk.stepping.trace = trace = failing()
    assert not view.isHidden() and trace.failure is not None
    assert "7" in view._reason.text() and "64" in view._reason.text()
    assert "in_features=64" in view._remedy.text()
    assert ("2.weight", "[2, 7]") in [(row.label, row.value) for row in view.operands.rows]
    desk.stepping.first()
    QTest.mouseClick(view.go_there, LEFT)
    assert desk.stepping.position == trace.failure.step
    with torch.no_grad():
        desk.stepping.trace = record(nn.Linear(2, 2), torch.rand(3, 2), detail="full")
    assert view.isHidden()


def test_all_of_it_paints_in_both_themes_and_sizes(walked: Desk, qapp: QApplication) -> None:
    card, sums = (
        ShapeCardView(walked.workspace, walked.stepping),
        ArithmeticView(walked.workspace, walked.stepping, walked.looked_at),
    )
    walked.show(card, 320, 264)
    walked.show(sums, 320, 400)
    walked.locals(), walked.picture(), walked.asking()
    walked.go("out.reshape(")
    for dark, scale in ((True, 1.0), (False, 1.5)):
        theme.apply(qapp, dark=dark, scale=scale)
        grounds = [grab(view, 2.0)[-1, -1] for view in walked.views]
        assert all(np.array_equal(ground, grounds[0]) for ground in grounds)
        assert (grounds[0] < 60).all() == dark
    theme.apply(qapp, dark=False)


def test_the_models_own_numbers_answer_too(desk: Desk, qtbot: QtBot, given: Tensor) -> None:
    loaded = loading.load("class-convnet-bn")
    desk.workspace.model = loaded.card
    with torch.no_grad():
        desk.stepping.trace = record(loaded.model, given, detail="full", name=loaded.card.title)
    view = desk.asking()
    assert ask(view, "self.fc.weight.shape", qtbot) == "torch.Size([10, 1568])"
    wanted = repr(loaded.model.state_dict()["fc.bias"].sum())
    assert ask(view, "self.fc.bias.sum()", qtbot) == wanted


def test_a_dropped_view_is_garbage(walked: Desk) -> None:
    made = [
        LocalsView(walked.workspace, walked.stepping, walked.looked_at, walked.summaries),
        TensorPictureView(walked.workspace, walked.stepping, walked.looked_at, walked.summaries),
        ShapeCardView(walked.workspace, walked.stepping),
        ArithmeticView(walked.workspace, walked.stepping, walked.looked_at),
        PromptView(walked.workspace, walked.stepping, walked.prompt),
        FailureView(walked.workspace, walked.stepping),
    ]
    references = [weakref.ref(view) for view in made]
    for view in made:
        assert shiboken6.isValid(view)
    del view
    made.clear()
    gc.collect()
    assert [reference() for reference in references] == [None] * 6
    walked.go("out.reshape(")  # nobody hears of it any more
