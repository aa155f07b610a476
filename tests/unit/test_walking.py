"""Walking a pass. The truth about lines is Python's own debugger, about names a copy of them at every line."""

from __future__ import annotations

import bdb
import copy
import itertools
import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch")

from torch import Tensor, nn  # noqa: E402

from cnnviz.models import class_convnet  # noqa: E402
from cnnviz.session.stepping import Stepping  # noqa: E402
from cnnviz.trace import walking  # noqa: E402
from cnnviz.trace.recorder import record  # noqa: E402
from cnnviz.trace.records import Trace  # noqa: E402
from cnnviz.trace.tensors import TensorRecord  # noqa: E402
from tests.unit.awkward_models import AWKWARD, NoParameters  # noqa: E402

FILES = (__file__, sys.modules[NoParameters.__module__].__file__)
NAMES = [name for name in AWKWARD if name != "attention"]


class Debugger(bdb.Bdb):
    """Python's debugger, with `next` or `step` pressed all the time from the first line of the model on."""

    def __init__(self, key: str) -> None:
        super().__init__(skip=["torch.*"])
        self.key = key
        self.stops: list[tuple[str, int]] = []

    def user_line(self, frame: FrameType) -> None:
        if frame.f_code.co_filename not in FILES or frame.f_code.co_name == "run_model":
            self.set_step()
            return
        self.stops.append((frame.f_code.co_qualname, frame.f_lineno))
        if self.key == "next":
            self.set_next(frame)
        else:
            self.set_step()

    def run_model(self, model: nn.Module, x: Tensor) -> None:
        before = sys.gettrace()
        try:
            self.runcall(model, x)
        finally:
            sys.settrace(before)


def _line(trace: Trace, position: int) -> tuple[str, int]:
    step = trace.steps[position]
    assert step.frame is not None
    return trace.frames[step.frame].function, step.line


def _first_line(trace: Trace) -> int:
    return next(step.index for step in trace.steps if step.kind == "line")


def _pair(name: str) -> tuple[Trace, nn.Module, Tensor]:
    torch.manual_seed(1)
    model = AWKWARD[name]().eval()
    x = torch.rand(4, 6)
    with torch.no_grad():
        return record(copy.deepcopy(model), x, detail="full"), model, x


@pytest.mark.parametrize("name", NAMES)
def test_next_stops_where_pdb_stops(name: str) -> None:
    trace, model, x = _pair(name)
    debugger = Debugger("next")
    with torch.no_grad():
        debugger.run_model(model, x.clone())
    position, ours = _first_line(trace), []
    while position < len(trace.steps):
        ours.append(position)
        position = walking.next_line(trace, position)
    outermost = [stop for stop in debugger.stops if stop[0] == _line(trace, ours[0])[0]]
    assert [_line(trace, each) for each in ours] == (debugger.stops if name != "recursive" else outermost[: len(ours)])
    for before, after in itertools.pairwise(ours):
        assert walking.previous_line(trace, after) == before


@pytest.mark.parametrize("name", NAMES)
def test_into_sees_every_line_that_pdb_steps_to(name: str) -> None:
    trace, model, x = _pair(name)
    debugger = Debugger("step")
    with torch.no_grad():
        debugger.run_model(model, x.clone())
    ours, position = [], 0
    while position < len(trace.steps):
        if trace.steps[position].kind == "line":
            ours.append(_line(trace, position))
        position = walking.into(trace, position)
    assert ours == debugger.stops


@pytest.mark.parametrize("name", AWKWARD)
def test_over_and_back_stay_on_their_level(name: str) -> None:
    trace, _, _ = _pair(name)
    for position, step in enumerate(trace.steps):
        after = walking.over(trace, position)
        assert after == step.end
        following = trace.steps[after] if after < len(trace.steps) else None
        if following is not None and following.parent == step.parent:
            assert walking.back(trace, after) == position
        before = walking.back(trace, position)
        assert before < position or position == 0
        assert before == step.parent or trace.steps[before].parent == step.parent
    assert walking.back(trace, len(trace.steps)) == 0  # the model's own call
    assert walking.over(trace, len(trace.steps)) == len(trace.steps)
    assert walking.back(trace, 0) == 0


def test_to_return_leaves_the_frame() -> None:
    trace, _, _ = _pair("no parameters")
    inner = trace.frames[1]
    position = walking.to_return(trace, inner.lines[0])
    assert walking.stack_at(trace, inner.lines[0]) == (0, 1)
    assert walking.stack_at(trace, position) == (0,)
    assert walking.to_return(trace, position) == len(trace.steps)


def test_what_just_ran() -> None:
    trace, _, _ = _pair("loop")
    lines = trace.frames[0].lines
    assert walking.just_ran(trace, lines[0]) is None
    for before, after in itertools.pairwise(lines):
        assert walking.just_ran(trace, after) is trace.steps[before]
    last = walking.just_ran(trace, len(trace.steps))
    assert last is not None
    assert last.index == lines[-1]


def test_ticks_where_the_shape_changes() -> None:
    with torch.no_grad():
        trace = record(class_convnet.ConvNet().eval(), torch.rand(1, 1, 28, 28), detail="full")
    shapes = [found.shape for _, found in walking.shape_changes(trace)]
    assert shapes == [(1, 16, 28, 28), (1, 16, 14, 14), (1, 32, 14, 14), (1, 32, 7, 7), (1, 1568), (1, 10)]
    positions = [position for position, _ in walking.shape_changes(trace)]
    assert positions == sorted(positions)


def test_find_stops_where_something_holds() -> None:
    trace, _, _ = _pair("loop")

    def wide(position: int) -> bool:
        frame = walking.frame_at(trace, position)
        names = walking.locals_at(trace, frame, position) if frame is not None else {}
        features = names.get("features")
        return features is not None and getattr(features, "length", 0) >= 3

    found = walking.find(trace, 0, wide)
    assert found is not None
    assert wide(found)
    assert not any(wide(position) for position in range(found))
    assert walking.find(trace, found, lambda position: not wide(position), backwards=True) == found - 1
    assert walking.find(trace, 0, lambda position: False) is None


class Snapshots:
    """What the names of every frame stand for at every line, as shapes and sums, taken in a fresh run."""

    def __init__(self, model: nn.Module, x: Tensor) -> None:
        self.lines: list[dict[str, Any]] = []
        self.places: list[tuple[str, int]] = []
        before = sys.gettrace()
        sys.settrace(self._on_call)
        try:
            model(x)
        finally:
            sys.settrace(before)

    def _on_call(self, frame: FrameType, event: str, argument: Any) -> Any:
        return self._on_event if frame.f_code.co_filename in FILES else None

    def _on_event(self, frame: FrameType, event: str, argument: Any) -> Any:
        if event == "line":
            self.places.append((frame.f_code.co_qualname, frame.f_lineno))
            self.lines.append(
                {name: value.detach().clone() for name, value in frame.f_locals.items() if isinstance(value, Tensor)}
            )
        return self._on_event


@settings(max_examples=40, deadline=None)
@given(name=st.sampled_from(NAMES), moves=st.lists(st.sampled_from("sbnpor"), min_size=1, max_size=30), data=st.data())
def test_any_walk_shows_what_a_fresh_run_shows(name: str, moves: list[str], data: Any) -> None:
    trace, model, x = _pair(name)
    with torch.no_grad():
        truth = Snapshots(model, x.clone()).lines
    lines = [step.index for step in trace.steps if step.kind == "line"]
    position = data.draw(st.integers(0, len(trace.steps)))
    keys: dict[str, Any] = {
        "s": walking.into, "b": walking.back, "n": walking.next_line, "p": walking.previous_line, "o": walking.over,
        "r": walking.to_return,
    }  # fmt: skip
    for move in moves:
        position = keys[move](trace, position)
        assert 0 <= position <= len(trace.steps)
        if position == len(trace.steps) or trace.steps[position].kind != "line":
            continue
        frame = walking.frame_at(trace, position)
        assert frame is not None
        ours = walking.locals_at(trace, frame, position)
        fresh = truth[lines.index(position)]
        assert {key for key, value in ours.items() if isinstance(value, TensorRecord)} == {
            key for key in fresh if not key.startswith(".")
        }
        for key, value in fresh.items():
            if not key.startswith("."):
                recorded = ours[key].values  # type: ignore[union-attr]
                assert recorded is not None
                assert torch.equal(torch.from_numpy(recorded.copy()), value)


MOVES = ("forward", "into", "back", "leave", "first", "last", "up", "down", "here", "to_mark")


@settings(max_examples=40, deadline=None)
@given(
    name=st.sampled_from(NAMES),
    moves=st.lists(st.sampled_from(MOVES) | st.integers(0, 60), min_size=1, max_size=40),
    data=st.data(),
)
def test_the_stepper_shows_what_a_fresh_run_shows_however_one_got_there(
    name: str, moves: list[str | int], data: Any
) -> None:
    """Forwards and backwards at random; wherever a line runs next, place, names and numbers are those of a new run."""
    trace, model, x = _pair(name)
    with torch.no_grad():
        truth = Snapshots(model, x.clone())
    lines = {step.index: place for place, step in enumerate(step for step in trace.steps if step.kind == "line")}
    assert len(lines) == len(truth.lines)
    stepping = Stepping()
    stepping.trace = trace
    for line in data.draw(st.sets(st.sampled_from(sorted(lines)), max_size=2)):
        frame = trace.steps[line].frame
        assert frame is not None
        stepping.toggle_mark(trace.frames[frame].source, trace.steps[line].line)
    for move in moves:
        stepping.go(move) if isinstance(move, int) else getattr(stepping, move)()
        if stepping.position not in lines:
            continue
        place = lines[stepping.position]
        running = stepping.stack[-1]
        current = stepping.current_line(running)
        assert current is not None
        assert (trace.frames[running].function, current.line) == truth.places[place]
        stepping.here()
        fresh = {key: value for key, value in truth.lines[place].items() if not key.startswith(".")}
        shown = {key: value for key, value in stepping.locals().items() if isinstance(value, TensorRecord)}
        assert shown.keys() == fresh.keys()
        for key, value in fresh.items():
            recorded = shown[key].values
            assert recorded is not None
            assert torch.equal(torch.from_numpy(recorded.copy()), value)
