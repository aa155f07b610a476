"""What the stepper walks through, and where the stretches of a training step and its layers are."""

from __future__ import annotations

from itertools import pairwise

import pytest

torch = pytest.importorskip("torch")

from torch import Tensor, nn  # noqa: E402

from cnnviz.session.cursor import Cursor  # noqa: E402
from cnnviz.session.looked_at import LookedAt  # noqa: E402
from cnnviz.session.stepping import Stepping  # noqa: E402
from cnnviz.session.walk_cursor import WalkCursor  # noqa: E402
from cnnviz.session.walked import FIRST_SET, INPUT, OPTIMISERS, Walk, Walked  # noqa: E402
from cnnviz.session.workspace import Workspace  # noqa: E402
from cnnviz.trace import shape_card  # noqa: E402
from cnnviz.trace.phases import phase_at, phases_of  # noqa: E402
from cnnviz.trace.recorder import record  # noqa: E402
from cnnviz.trace.records import Trace  # noqa: E402
from cnnviz.training import walked as training  # noqa: E402


class Small(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(1, 2, 3)
        self.fc = nn.Linear(2 * 4 * 4, 10)

    def forward(self, x: Tensor) -> Tensor:
        out = self.conv(x)
        out = out.reshape(out.size(0), -1)
        return self.fc(out)


@pytest.fixture(scope="module")
def small() -> Small:
    torch.manual_seed(3)
    return Small()


@pytest.fixture(scope="module")
def trace(small: Small) -> Trace:
    batches = [(torch.rand(5, 1, 6, 6), torch.tensor([0, 1, 2, 3, 4])) for _ in range(2)]
    return training.record_training_step(small, batches, optimiser="SGD", learning_rate=0.1)


def test_each_kind_remembers_where_its_images_come_from() -> None:
    walked = Walked()
    heard: list[Walk] = []
    walked.changed.connect(heard.append)
    assert (walked.walk.kind, walked.walk.source) == ("forward", INPUT)
    walked.choose_kind("training")
    assert walked.walk.source == FIRST_SET
    with pytest.raises(ValueError, match="labels"):
        walked.choose_source(INPUT)
    walked.choose_source("mnist-train")
    walked.next_batch()
    walked.next_batch()
    assert walked.walk.number == 2
    walked.choose_count(7)
    assert walked.walk.number == 0
    walked.choose_kind("forward")
    assert walked.walk.source == INPUT
    walked.choose_kind("training")
    assert walked.walk.source == "mnist-train"
    walked.forget_sources(frozenset({FIRST_SET}))
    assert walked.walk.source == FIRST_SET
    count = len(heard)
    walked.choose_kind("training")
    walked.choose_count(7)
    assert len(heard) == count
    for wrong in (0, 101):
        with pytest.raises(ValueError, match="batch"):
            walked.choose_count(wrong)
    with pytest.raises(ValueError, match="rate"):
        walked.choose_learning_rate(0.0)


def test_what_does_not_matter_is_not_recorded_again() -> None:
    forward = Walk("forward", INPUT, count=3, optimiser="SGD")
    assert forward.recorded_as == Walk("forward", INPUT, count=9, number=4, optimiser="Adam").recorded_as
    assert Walk("forward", "a").recorded_as != Walk("forward", "a", number=1).recorded_as
    assert Walk("training", "a").recorded_as != Walk("training", "a", optimiser="SGD").recorded_as
    assert Walk("forward", "a").recorded_as != Walk("training", "a").recorded_as


def test_the_choices_are_those_that_the_engine_knows() -> None:
    assert set(OPTIMISERS) == set(training.OPTIMISERS)


def test_the_stretches_hold_what_they_are_named_for(trace: Trace, small: Small) -> None:
    phases = phases_of(trace)
    assert [phase.kind for phase in phases] == ["forward", "loss", "backward", "update", "evaluation"]
    assert all(one.end <= other.start for one, other in pairwise(phases))
    runs = [step.index for step in trace.steps if step.kind == "call" and trace.calls[step.item].path == "conv"]
    assert [getattr(phase_at(phases, index), "kind", "") for index in runs] == ["forward", "evaluation"]
    for step in trace.steps:
        if step.kind in ("backward", "update"):
            assert getattr(phase_at(phases, step.index), "kind", "") == step.kind
    assert phase_at(phases, 0) is None
    assert phases_of(record(small, torch.rand(1, 1, 6, 6), detail="full")) == ()


def test_the_shape_card_has_what_the_class_prints(trace: Trace) -> None:
    rows = [(row.name, row.shape) for row in shape_card.rows_of(trace)]
    assert rows == [
        ("images", (5, 1, 6, 6)), ("labels", (5,)), ("conv", (5, 2, 4, 4)), ("reshape", (5, 32)), ("fc", (5, 10)),
        ("outputs", (5, 10)), ("loss", ()), ("images", (5, 1, 6, 6)), ("labels", (5,)), ("outputs", (5, 10)),
        ("loss", ()), ("values", (5,)), ("predicted", (5,)),
    ]  # fmt: skip


def test_the_cursor_follows_the_way_back_and_leads_into_it(trace: Trace, small: Small) -> None:
    workspace, stepping = Workspace(), Stepping()
    workspace.trace = record(small, torch.rand(1, 1, 6, 6))
    stepping.trace = trace
    follower = WalkCursor(workspace, stepping)
    follower.set_active(True)
    back = {trace.calls[each.call].path: each for each in trace.backwards if each.call is not None and not each.name}
    for path in ("fc", "conv"):
        stepping.go(trace.steps[back[path].step].end)
        assert follower.reached == path
        assert workspace.cursor.layer == path
    workspace.move(layer="fc")  # somebody clicks the strip while the walk goes back: its way back, not its forward
    assert stepping.position == trace.steps[back["fc"].step].end
    stepping.go(len(trace.steps))  # judged: the loss, which is a module too, is no layer
    assert follower.reached == "fc"
    stepping.go(0)
    workspace.move(layer="conv")
    first = next(step for step in trace.steps if step.kind == "call" and trace.calls[step.item].path == "conv")
    assert stepping.position == first.end
    assert isinstance(workspace.cursor, Cursor)


def test_of_a_step_back_and_of_an_update_the_wanted_part_is_kept(trace: Trace) -> None:
    stepping = Stepping()
    stepping.trace = trace
    looked_at = LookedAt(stepping)
    groups = [back for back in trace.backwards if back.call is not None and not back.name and back.learned]
    stepping.go(trace.steps[groups[0].step].end)
    assert looked_at.looked is not None and looked_at.looked.key == "input"
    looked_at.choose_part("weight")
    stepping.go(trace.steps[groups[1].step].end)
    learned = dict(groups[1].learned)
    assert looked_at.looked.record is learned["conv.weight"]
    update = trace.updates[0]
    stepping.go(trace.steps[update.step].end)
    assert looked_at.looked.key == "difference"
    assert update.before.values is not None and update.after.values is not None
    assert looked_at.looked.record.values is not None
    assert (looked_at.looked.record.values == update.after.values - update.before.values).all()
    looked_at.show(image=1, channel=0)
    place = looked_at.weight_of(update)
    assert place // 9 == 1
    looked_at.choose_weight(3)
    assert (looked_at.image, looked_at.weight_of(update)) == (0, 3)
    with pytest.raises(ValueError, match="no weight"):
        looked_at.choose_weight(18)
