from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch")

from torch import Tensor, nn  # noqa: E402

from cnnviz.models import class_convnet_bn  # noqa: E402
from cnnviz.session.stepping import Stepping  # noqa: E402
from cnnviz.session.stops import Condition  # noqa: E402
from cnnviz.trace import stops  # noqa: E402
from cnnviz.trace.failures import ModelFailed  # noqa: E402
from cnnviz.trace.recorder import record  # noqa: E402
from cnnviz.trace.records import Trace  # noqa: E402
from cnnviz.trace.tensors import TensorRecord  # noqa: E402


class Block(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(4, 4, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        y = self.conv(x)
        return torch.relu(x + y)


def doubled(x: Tensor) -> Tensor:
    z = x * 2
    return z  # noqa: RET504 - a line of its own


class Nested(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv2d(1, 4, 3, stride=2)
        self.blocks = nn.Sequential(Block(), Block())
        self.fc = nn.Linear(4 * 3 * 3, 5)

    def forward(self, x: Tensor) -> Tensor:
        out = self.first(x)
        out = self.blocks(out)
        for _ in range(2):
            out = doubled(out)
        out = out.flatten(1)
        return self.fc(out)


class Broken(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(7, 2)

    def forward(self, x: Tensor) -> Tensor:
        out = x.flatten(1)
        return self.fc(out)


class Divides(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        good = x + 1
        bad = good / 0
        worse = bad * 2
        return worse  # noqa: RET504 - a line of its own


def _record(model: nn.Module, *shape: int) -> Trace:
    torch.manual_seed(2)
    with torch.no_grad():
        return record(model, torch.rand(*shape), detail="full")


@cache
def convnet() -> Trace:
    return _record(class_convnet_bn.ConvNet().eval(), 1, 1, 28, 28)


@cache
def nested() -> Trace:
    return _record(Nested(), 2, 1, 7, 7)


def _line(trace: Trace, text: str) -> int:
    """The number of the one line with this text."""
    (found,) = [
        number
        for source in trace.sources
        for number, line in enumerate(source.text.splitlines(), 1)
        if line.split("  #")[0].strip() == text
    ]
    return found


def _standing(trace: Trace | None) -> Stepping:
    stepping = Stepping()
    stepping.trace = trace
    return stepping


def _shown(stepping: Stepping) -> dict[str, Any]:
    """All that a person could see."""
    frames = [(frame, stepping.current_line(frame), stepping.finished_line(frame)) for frame in stepping.stack]
    return {
        "position": stepping.position,
        "next": stepping.next_step,
        "frames": frames,
        "looked at": stepping.frame,
        "locals": {name: id(value) for name, value in stepping.locals().items() if isinstance(value, TensorRecord)},
        "finished": stepping.finished_step(),
        "open": stepping.open_steps(),
    }


def test_without_a_trace_nothing_moves_and_nothing_breaks() -> None:
    stepping = Stepping()
    said: list[object] = []
    stepping.changed.connect(said.append)
    moves = (stepping.first, stepping.back, stepping.forward, stepping.last, stepping.into, stepping.leave)
    for move in (*moves, stepping.to_mark, stepping.up, stepping.down):
        move()
    stepping.go(7)
    stepping.play(2)
    assert (stepping.position, stepping.count, stepping.stack, stepping.frame) == (0, 0, (), None)
    assert stepping.locals() == {}
    assert stepping.next_step is None
    assert not stepping.is_playing
    assert said == []


def test_it_opens_at_the_first_line_and_says_so_once() -> None:
    stepping = Stepping()
    said: list[tuple[str, object]] = []
    stepping.changed.connect(lambda position: said.append(("changed", position)))
    stepping.trace_changed.connect(lambda trace: said.append(("trace", trace)))
    trace = convnet()
    stepping.trace = trace
    assert said == [("trace", trace), ("changed", 1)]
    step = stepping.next_step
    assert step is not None
    assert (step.kind, step.line) == ("line", _line(trace, "out = self.layer1(x)"))
    stepping.trace = trace
    assert len(said) == 2


def test_next_goes_line_by_line_with_the_shapes_that_pytorch_computes() -> None:
    stepping = _standing(convnet())
    shapes = []
    while stepping.position < stepping.count:
        stepping.forward()
        shapes.append(stepping.locals()["out"].shape)
    assert shapes == [(1, 16, 14, 14), (1, 32, 7, 7), (1, 1568), (1, 10), (1, 10)]
    assert stepping.next_step is None
    (frame,) = stepping.stack
    assert stepping.current_line(frame) is None
    finished = stepping.finished_line(frame)
    assert finished is not None
    assert finished.line == _line(convnet(), "return out")


def test_next_passes_over_what_a_line_calls_and_into_enters_it() -> None:
    stepping = _standing(nested())
    stepping.forward()
    over = stepping.next_step
    assert over is not None
    assert over.line == _line(nested(), "out = self.blocks(out)")
    seen = []
    for _ in range(3):
        stepping.into()
        step = stepping.next_step
        assert step is not None
        seen.append((step.kind, nested().calls[step.item].path if step.kind == "call" else step.line))
    assert seen == [("call", "blocks"), ("call", "blocks.0"), ("line", _line(nested(), "y = self.conv(x)"))]
    assert [nested().frames[frame].function.split(".")[-2:] for frame in stepping.stack] == [
        ["Nested", "forward"],
        ["Block", "forward"],
    ]
    stepping.leave()
    step = stepping.next_step
    assert step is not None
    assert nested().calls[step.item].path == "blocks.1"  # the other block runs next, in the same line
    stepping.forward()
    step = stepping.next_step
    assert step is not None
    assert (step.kind, step.frame) == ("line", 0)


def test_the_last_line_of_a_function_leads_back_to_its_caller() -> None:
    stepping = _standing(nested())
    stepping.toggle_mark(0, _line(nested(), "z = x * 2"))
    assert stepping.to_mark()
    stepping.forward()
    stepping.forward()
    frame = stepping.frame
    assert frame is not None
    assert nested().frames[frame].function.endswith("Nested.forward")


def test_back_undoes_every_step_in_turn() -> None:
    stepping = _standing(nested())
    path = [stepping.position]
    for move in [stepping.forward, stepping.into, stepping.into, stepping.into, stepping.into] + [stepping.forward] * 5:
        move()
        path.append(stepping.position)
    backwards = [stepping.position]
    while stepping.position != path[0]:
        stepping.back()
        backwards.append(stepping.position)
    assert backwards == path[::-1]


def test_back_without_a_way_that_led_here_is_the_line_before() -> None:
    trace = convnet()
    stepping = _standing(trace)
    lines = [step.index for step in trace.steps if step.kind == "line"]
    stepping.last()
    found = []
    while stepping.position:
        stepping.back()
        found.append(stepping.position)
    assert found == [*reversed(lines), 0]


def test_up_and_down_move_the_look_and_nothing_else() -> None:
    stepping = _standing(nested())
    stepping.toggle_mark(0, _line(nested(), "y = self.conv(x)"))
    stepping.to_mark()
    position, (outer, inner) = stepping.position, stepping.stack
    assert set(stepping.locals()) == {"self", "x"}
    stepping.up()
    assert (stepping.frame, stepping.position) == (outer, position)
    assert set(stepping.locals()) == {"self", "x", "out"}
    line = stepping.current_line(outer)
    assert line is not None
    assert line.line == _line(nested(), "out = self.blocks(out)")
    stepping.up()
    assert stepping.frame == outer
    stepping.down()
    stepping.down()
    assert stepping.frame == inner
    stepping.up()
    stepping.here()
    assert stepping.frame == inner
    stepping.up()
    stepping.forward()
    assert stepping.frame == inner  # a step looks where it happens


def test_return_leaves_the_frame_that_is_looked_at() -> None:
    stepping = _standing(nested())
    stepping.toggle_mark(0, _line(nested(), "y = self.conv(x)"))
    stepping.to_mark()
    stepping.up()
    stepping.leave()
    assert stepping.position == stepping.count


def test_marks_stop_a_run_in_order_and_the_run_ends_where_there_is_none() -> None:
    trace = nested()
    stepping = _standing(trace)
    mark = (0, _line(trace, "z = x * 2"))
    stepping.toggle_mark(*mark)
    places = stepping.mark_positions()
    assert len(places) == 2
    found = []
    while stepping.to_mark():
        found.append(stepping.position)
    assert tuple(found) == places
    assert stepping.position == stepping.count
    stepping.toggle_mark(*mark)
    assert stepping.marks == frozenset()
    assert stepping.mark_positions() == ()


def _found(trace: Trace, condition: Condition) -> list[int]:
    """What the search of the window finds."""
    from cnnviz.gui.services.stop_worker import ExpressionSearch

    if condition.kind == "expression":
        return [place for place in ExpressionSearch(trace, condition.text, {}).places() if place is not None]
    finder = stops.NotFinite(trace)
    return [step.end for step in trace.steps if finder.made_by(step) is not None]


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (Condition("name", "worse"), "return worse"),
        (Condition("not_finite"), "worse = bad * 2"),
        (Condition("expression", "bad is not None"), "worse = bad * 2"),
    ],
)
def test_conditions_stop_a_run_after_the_line_that_fulfils_them(condition: Condition, text: str) -> None:
    trace = _record(Divides(), 2, 3)
    stepping = _standing(trace)
    stepping.set_conditions([condition, condition])
    assert stepping.conditions == (condition,)
    stepping.toggle_mark(0, 1)  # a line that never runs
    if condition.is_searched:
        assert stepping.waiting == (condition,)
        stepping.set_found(condition, _found(trace, condition))
    assert stepping.waiting == ()
    assert stepping.to_mark()
    step = stepping.next_step
    assert step is not None
    assert (step.kind, step.line) == ("line", _line(trace, text))
    assert [(reason.kind, reason.text) for reason in stepping.reasons] == [(condition.kind, condition.text)]
    stepping.back()
    assert stepping.reasons == ()
    stepping.last()
    assert not stepping.to_mark()
    assert [reason.kind for reason in stepping.reasons] == ["end"]


def test_a_run_waits_for_what_is_still_being_looked_for_and_any_step_ends_the_wait() -> None:
    trace = _record(Divides(), 2, 3)
    condition = Condition("expression", "bad is not None")
    stepping = _standing(trace)
    position = stepping.position
    stepping.set_conditions([condition])
    stepping.to_mark()
    assert stepping.position == position
    stepping.set_found(condition, _found(trace, condition))
    assert stepping.reasons[0].kind == "expression"
    reached = stepping.position
    assert reached > position
    stepping.trace = _record(Divides(), 3, 3)  # another pass: nothing is known of it
    assert stepping.waiting == (condition,)
    stepping.go(position)
    stepping.to_mark()
    stepping.forward()
    stepping.set_found(condition, [reached])
    assert stepping.position not in (position, reached)
    assert stepping.mark_positions() == (reached,)


class Loses(nn.Module):
    """Numbers that are none in two places that know nothing of each other, and in all that follows the first."""

    def forward(self, x: Tensor) -> Tensor:
        root = (x - 2).sqrt()
        after = root * 2
        other = x.log().neg()
        last = x / 0
        return after.sum() + last.sum() + other.sum()


def test_a_number_that_is_none_is_found_where_it_appears_and_not_after() -> None:
    trace = _record(Loses(), 2, 3)
    made = [trace.ops[trace.steps[index].item].name for index in range(len(trace.steps))
            if trace.steps[index].kind == "op" and stops.NotFinite(trace).made_by(trace.steps[index])]  # fmt: skip
    assert made == ["sqrt", "div"]
    stepping = _standing(trace)
    stepping.set_conditions([Condition("not_finite")])
    stepping.set_found(Condition("not_finite"), _found(trace, Condition("not_finite")))
    stepping.to_mark()
    (reason,) = stepping.reasons
    assert reason.record is not None
    assert stops.counts_not_finite(reason.record) == (6, 0)


def test_an_expression_becomes_true_once_in_each_frame_and_not_when_a_call_returns() -> None:
    trace = nested()
    places = _found(trace, Condition("expression", "x.shape[1] == 4"))
    assert [trace.steps[place].line for place in places] == [_line(trace, "y = self.conv(x)")] * 2 + [
        _line(trace, "z = x * 2")
    ] * 2
    places = _found(trace, Condition("expression", "out.dim() == 2"))
    assert [trace.steps[place].line for place in places] == [_line(trace, "out = out.flatten(1)") + 1]
    assert _found(trace, Condition("expression", "out[99, 99, 99] > 0 or nobody")) == []


@pytest.mark.parametrize("text", ["x.sum() > 0", "y.min() < 0 and x.shape[0] == 2", "'z' in vars() and z.max() > 0.2"])
def test_an_expression_is_found_where_a_walk_through_every_step_finds_it(text: str) -> None:
    trace = nested()
    found, before = [], {}
    for position in range(len(trace.steps) + 1):
        stepping = _standing(trace)
        stepping.go(position)
        frame = stepping.frame
        names = {
            name: torch.tensor(value.values) for name, value in stepping.locals().items()
            if isinstance(value, TensorRecord) and value.values is not None
        }  # fmt: skip
        try:
            holds = bool(eval(text, {}, names))
        except NameError:
            holds = False
        running = position < len(trace.steps) and trace.steps[position].frame == frame
        if running and position >= trace.frames[frame or 0].lines[0]:
            if holds and not before.get(frame, False):
                found.append(position)
            before[frame] = holds
    assert sorted(_found(trace, Condition("expression", text.replace("'z' in vars() and ", "")))) == found


def test_a_changed_shape_stops_a_run() -> None:
    stepping = _standing(convnet())
    stepping.set_conditions([Condition("shape")])
    shapes = []
    while stepping.to_mark():
        (reason,) = stepping.reasons
        assert reason.record is not None and reason.before is not None
        shapes.append(reason.record.shape)
        assert reason.before.shape != reason.record.shape
    assert shapes == [(1, 16, 28, 28), (1, 16, 14, 14), (1, 32, 14, 14), (1, 32, 7, 7), (1, 1568), (1, 10)]


def test_pins_keep_a_moment() -> None:
    stepping = _standing(convnet())
    said: list[None] = []
    stepping.pins_changed.connect(lambda: said.append(None))
    stepping.pin("nobody")
    stepping.forward()
    stepping.pin("out")
    stepping.forward()
    stepping.pin("out")
    first, second = stepping.pins
    assert (first.value.shape, second.value.shape) == ((1, 16, 14, 14), (1, 32, 7, 7))
    assert first.position < second.position
    stepping.unpin(first)
    stepping.unpin(first)
    assert stepping.pins == (second,)
    assert len(said) == 3


def test_a_pass_that_failed_opens_where_it_failed() -> None:
    with pytest.raises(ModelFailed) as caught:
        _record(Broken(), 1, 2, 3)
    trace = caught.value.trace
    assert trace is not None
    assert trace.failure is not None
    stepping = _standing(trace)
    assert stepping.position == trace.failure.step
    step = stepping.next_step
    assert step is not None
    assert (step.kind, trace.ops[step.item].name) == ("op", "linear")
    line = stepping.current_line(0)
    assert line is not None
    assert line.line == max(
        number for number, text in enumerate(trace.sources[0].text.splitlines(), 1)
        if text.strip() == "return self.fc(out)" and number <= trace.frames[0].last_line
    )  # fmt: skip
    stepping.first()
    stepping.last()
    assert stepping.position == trace.failure.step


def test_another_input_of_the_same_model_keeps_the_place_and_another_model_does_not() -> None:
    stepping = _standing(convnet())
    stepping.forward()
    stepping.forward()
    stepping.toggle_mark(0, 12)
    place = stepping.position
    stepping.trace = _record(class_convnet_bn.ConvNet().eval(), 1, 1, 28, 28)
    assert stepping.position == place
    assert stepping.marks == {(0, 12)}
    stepping.trace = nested()
    assert stepping.position == 1
    assert stepping.marks == frozenset()


MOVES: dict[str, Callable[[Stepping], object]] = {
    name: (lambda stepping, name=name: getattr(stepping, name)())
    for name in ("first", "back", "forward", "last", "into", "leave", "to_mark", "up", "down", "here")
}


@settings(max_examples=60, deadline=None)
@given(
    moves=st.lists(st.sampled_from(sorted(MOVES)) | st.integers(-3, 80), max_size=60),
    mark=st.sampled_from(["z = x * 2", "y = self.conv(x)", ""]),
)
def test_a_random_walk_shows_what_a_fresh_walk_shows(moves: list[str | int], mark: str) -> None:
    trace = nested()
    stepping = _standing(trace)
    if mark:
        stepping.toggle_mark(0, _line(trace, mark))
    for move in moves:
        before = stepping.position
        if isinstance(move, int):
            stepping.go(move)
        else:
            MOVES[move](stepping)
        if move in ("forward", "into") and stepping.position != before:
            after = stepping.position
            stepping.back()
            assert stepping.position == before
            stepping.into() if move == "into" else stepping.forward()
            assert stepping.position == after
        fresh = _standing(trace)
        while fresh.position < stepping.position:
            fresh.into()
        while fresh.position > stepping.position:
            fresh.back()
        if stepping.frame is not None:
            fresh.look_at(stepping.frame)
        assert _shown(fresh) == _shown(stepping)


def test_stepping_imports_no_torch_and_no_widgets() -> None:
    import subprocess
    import sys

    code = (
        "import sys, cnnviz.session.stepping; "
        "assert not {'torch', 'PySide6.QtGui', 'PySide6.QtWidgets'} & set(sys.modules), sorted(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
