"""What there is to look at on the way: checked against the class network worked out step by step with torch alone."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from torch import Tensor, nn  # noqa: E402

from cnnviz.models import class_convnet  # noqa: E402
from cnnviz.trace import looking, pictures, shape_card, sums, walking  # noqa: E402
from cnnviz.trace.failures import ModelFailed  # noqa: E402
from cnnviz.trace.recorder import record  # noqa: E402
from cnnviz.trace.records import Trace  # noqa: E402
from cnnviz.trace.tensors import TensorRecord  # noqa: E402


@cache
def class_pass(images: int = 3) -> tuple[nn.Module, Tensor, Trace]:
    torch.manual_seed(5)
    model = class_convnet.ConvNet()
    given = torch.rand(images, 1, 28, 28)
    with torch.no_grad():
        return model, given, record(model, given, detail="full")


def line(trace: Trace, text: str) -> int:
    """The position at which the line that holds `text` runs next."""
    for step in trace.steps:
        if step.kind == "line" and step.frame is not None:
            source = trace.sources[trace.frames[step.frame].source].text.splitlines()[step.line - 1]
            if text in source:
                return step.index
    raise AssertionError(text)


def values_at(trace: Trace, position: int, name: str = "") -> tuple[str, np.ndarray]:
    looked = looking.looked_at(trace, position, None, name)
    assert looked is not None and looked.record.values is not None
    return looked.name, looked.record.values


def test_the_walk_shows_what_was_made_last() -> None:
    model, given, trace = class_pass()
    with torch.no_grad():
        one = model.layer1(given)
        two = model.layer2(one)
        flat = two.reshape(3, -1)
    for text, name, wanted in (
        ("self.layer1(x)", "x", given),
        ("self.layer2(out)", "out", one),
        ("out.reshape(", "out", two),
        ("self.fc(out)", "out", flat),
        ("return out", "out", model.fc(flat).detach()),
    ):
        assert values_at(trace, line(trace, text))[0] == name
        assert np.array_equal(values_at(trace, line(trace, text))[1], wanted.numpy()), text


def test_within_a_line_it_shows_what_the_module_made() -> None:
    model, given, trace = class_pass()
    with torch.no_grad():
        wanted = model.layer1[0](given)
    inside = next(step for step in trace.steps if step.kind == "call" and trace.calls[step.item].path == "layer1.0")
    name, values = values_at(trace, inside.end)
    assert name == "layer1.0"
    assert np.array_equal(values, wanted.numpy())


def test_a_chosen_name_is_kept_and_one_that_is_no_tensor_is_not() -> None:
    _, given, trace = class_pass()
    last = len(trace.steps)
    assert np.array_equal(values_at(trace, last, "x")[1], given.numpy())
    assert values_at(trace, last, "self")[1].shape == values_at(trace, last, "nowhere")[1].shape == (3, 10)


def test_the_last_line_of_a_frame_and_what_it_did() -> None:
    _, _, trace = class_pass()
    first, second = line(trace, "self.layer1(x)"), line(trace, "self.layer2(out)")
    assert looking.last_line(trace, 0, first) is None
    assert looking.last_changes(trace, 0, first) == {}
    assert looking.last_line(trace, 0, second) is trace.steps[first]
    change = looking.last_changes(trace, 0, line(trace, "out.reshape("))["out"]
    assert isinstance(change.before, TensorRecord) and isinstance(change.after, TensorRecord)
    assert (change.before.shape, change.after.shape) == ((3, 16, 14, 14), (3, 32, 7, 7))
    # within the second line the first one is still what ran last
    assert looking.last_line(trace, 0, second + 3) is trace.steps[first]


def test_a_pass_that_failed_shows_the_last_thing_that_was_made() -> None:
    model = nn.Sequential(nn.Conv2d(1, 4, 5), nn.Flatten(), nn.Linear(7, 2))
    with pytest.raises(ModelFailed) as caught:
        record(model, torch.zeros(2, 1, 8, 8), detail="full")
    trace = caught.value.trace
    assert trace is not None
    looked = looking.looked_at(trace, len(trace.steps))
    assert looked is not None and looked.record.shape == (2, 64)


def test_the_shape_card_of_the_class_network() -> None:
    _, _, trace = class_pass()
    rows = shape_card.rows_of(trace)
    assert shape_card.as_text(rows) == (
        "x        3×1×28×28\nlayer1   3×16×14×14\nlayer2   3×32×7×7\nreshape  3×1568\nfc       3×10"
    )
    assert shape_card.as_markdown(rows, ("layer", "shape")).splitlines()[:3] == [
        "| layer | shape |",
        "| --- | ---: |",
        "| `x` | 3×1×28×28 |",
    ]
    for row in rows:
        looked = looking.looked_at(trace, row.position)
        assert looked is not None and looked.record is row.record


def test_the_current_row_is_the_newest_shape() -> None:
    _, _, trace = class_pass()
    rows = shape_card.rows_of(trace)
    names = [
        rows[place].name if (place := shape_card.current_row(rows, position)) >= 0 else ""
        for position in range(len(trace.steps) + 1)
    ]
    assert names[0] == ""
    assert names[line(trace, "self.layer1(x)")] == "x"
    assert names[line(trace, "self.layer2(out)")] == names[line(trace, "out.reshape(") - 1] == "layer1"
    assert names[line(trace, "self.fc(out)")] == "reshape"
    assert names[-1] == "fc"


class Wrapper(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.inner = class_convnet.ConvNet()

    def forward(self, pictures: Tensor) -> Tensor:
        return self.inner(pictures)


class Functional(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(1, 2, 3)

    def forward(self, x: Tensor) -> Tensor:
        x = torch.relu(self.conv(x))
        x = nn.functional.max_pool2d(x, 2)
        return torch.cat([x, x], 1)


@pytest.mark.parametrize(
    ("make", "wanted"),
    [
        (Wrapper, ["x", "inner.layer1", "inner.layer2", "reshape", "inner.fc"]),
        (Functional, ["x", "conv", "max_pool2d", "cat"]),
        (lambda: nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU()), ["input", "0", "1"]),
    ],
)
def test_wrappers_are_looked_through_and_functions_count(make: Callable[[], nn.Module], wanted: list[str]) -> None:
    trace = record(make(), torch.zeros(2, 1, 28, 28), detail="full")
    assert [row.name for row in shape_card.rows_of(trace)] == wanted


def test_every_sum_is_right_by_pythons_own_arithmetic() -> None:
    model, _, trace = class_pass()
    blocks = sums.sums_of(trace)
    assert [block.path for block in blocks] == ["layer1.0", "layer1.2", "layer2.0", "layer2.2", "reshape", "fc"]
    assert [block.group for block in blocks] == ["layer1", "layer1", "layer2", "layer2", "reshape", "fc"]
    assert [block.title for block in blocks][:2] == ["Conv2d 1→16, 5×5", "MaxPool2d 2×2"]
    for block in blocks:
        for each in block.lines:
            terms = each.terms.replace("·", "*").replace("\N{MINUS SIGN}", "-")
            assert eval(terms) == int(each.result.replace(",", "")), each
    by_kind = {(block.path, each.kind): each.result for block in blocks for each in block.lines}
    assert by_kind["layer2.0", "parameters"] == f"{sum(p.numel() for p in model.layer2[0].parameters()):,}"
    assert by_kind["reshape", "size"] == "1,568"
    assert by_kind["layer1.0", "products"] == f"{3 * 16 * 28 * 28 * 25:,}"
    assert [block.position for block in blocks] == sorted(block.position for block in blocks)


def test_functional_layers_have_their_sums_too() -> None:
    trace = record(Functional(), torch.zeros(2, 1, 28, 28), detail="full")
    (pooled,) = (block for block in sums.sums_of(trace) if block.path == "max_pool2d")
    assert [(each.terms, each.result) for each in pooled.lines] == [("(26 − 2)/2 + 1", "13")]


@pytest.mark.parametrize(
    ("shape", "kind", "drawn"),
    [
        ((), "number", (1, 1)),
        ((4,), "vector", (1, 4)),
        ((3, 10), "vector", (2, 5)),
        ((3, 1568), "vector", None),
        ((3, 4, 6), "matrix", (4, 6)),
        ((3, 5, 7, 7), "maps", (5, 7, 7)),
        ((3, 5, 2, 7, 7), "maps", (10, 7, 7)),
    ],
)
def test_each_shape_has_its_picture(shape: tuple[int, ...], kind: str, drawn: tuple[int, ...] | None) -> None:
    values = np.random.default_rng(1).standard_normal(shape).astype(np.float32)
    picture = pictures.picture_of(TensorRecord(shape, "float32", values), 2)
    assert picture is not None and picture.kind == kind
    assert drawn is None or picture.values.shape == drawn
    entry = values[2] if len(shape) > 1 else values
    assert np.array_equal(picture.values.ravel()[: entry.size], entry.ravel())
    assert picture.count == entry.size


def test_a_flattened_stack_of_maps_has_a_line_for_each_channel() -> None:
    _, _, trace = class_pass()
    looked = looking.looked_at(trace, line(trace, "self.fc(out)"))
    assert looked is not None
    lines = pictures.folded_from(trace, looked.record)
    assert lines == 32
    picture = pictures.picture_of(looked.record, 1, lines)
    maps = looking.looked_at(trace, line(trace, "out.reshape("))
    assert picture is not None and picture.by_channel and maps is not None and maps.record.values is not None
    assert np.array_equal(picture.values, maps.record.values[1].reshape(32, 49))


def test_what_has_no_numbers_has_no_picture() -> None:
    assert pictures.picture_of(TensorRecord((3, 4), "float32", None)) is None
    assert pictures.picture_of(TensorRecord((0, 4), "float32", np.zeros((0, 4), np.float32))) is None


def test_memory_is_told_as_people_do() -> None:
    assert pictures.memory_text(TensorRecord((100, 32, 7, 7), "float32", None)) == "612.5 KiB"
    assert pictures.memory_text(TensorRecord((10,), "float32", None)) == "40 B"


def test_stepping_anywhere_never_shows_what_is_not_made_yet() -> None:
    _, _, trace = class_pass()
    made = {id(trace.input): 0}
    for step in trace.steps:
        for output in walking.outputs_of(trace, step):
            made[id(output)] = min(made.get(id(output), math.inf), step.end)
    for position in range(len(trace.steps) + 1):
        looked = looking.looked_at(trace, position)
        assert looked is not None and made[id(looked.record)] <= position
