from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from cnnviz.session.cursor import Cursor
from cnnviz.session.inputs import NetworkInput
from cnnviz.session.workspace import Workspace
from cnnviz.trace.records import Layer, TensorRecord, Trace


def layers(*rows: tuple[str, tuple[int, ...]]) -> Trace:
    made = []
    for number, (key, shape) in enumerate(rows):
        record = TensorRecord(shape, "float32", None, number)
        call = number or None  # the input is nobody's call
        made.append(Layer(key, key if call else "", "Conv2d", {}, record, 0, call))
    return Trace("test", (), made[0].output, made[-1].output, tuple(made))


def class_trace() -> Trace:
    return layers(
        ("input", (1, 1, 28, 28)),
        ("layer1.0", (1, 16, 28, 28)),
        ("layer1.2", (1, 16, 14, 14)),
        ("layer2.0", (1, 32, 14, 14)),
        ("layer2.2", (1, 32, 7, 7)),
        ("fc", (1, 10)),
    )


def class_card() -> Any:
    shapes = {"layer1.0.weight": (16, 1, 5, 5), "layer2.0.weight": (32, 16, 5, 5), "fc.weight": (10, 1568)}
    return SimpleNamespace(parameters={name: np.zeros(shape, np.float32) for name, shape in shapes.items()})


@dataclass
class Heard:
    workspace: Workspace
    signals: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name in ("model", "input", "trace", "cursor", "drawing", "mode", "display"):
            getattr(self.workspace, f"{name}_changed").connect(lambda *_, name=name: self.signals.append(name))

    def take(self) -> list[str]:
        taken, self.signals = self.signals, []
        return taken


@pytest.fixture
def workspace() -> Workspace:
    return Workspace()


@pytest.fixture
def heard(workspace: Workspace) -> Heard:
    return Heard(workspace)


def test_each_setter_emits_only_where_something_changes(workspace: Workspace, heard: Heard) -> None:
    changes: list[tuple[str, str, Any]] = [
        ("mode", "mode", "raw"),
        ("colour_range", "display", "network"),
        ("colour_zero", "display", "from-zero"),
        ("input", "input", NetworkInput(np.ones((28, 28), np.float32), "picture", "a.png")),
        ("drawing", "drawing", object()),
        ("model", "model", class_card()),
    ]
    for attribute, signal, value in changes:
        setattr(workspace, attribute, value)
        assert heard.take() == [signal]
        assert getattr(workspace, attribute) is value
        setattr(workspace, attribute, value)
        assert heard.take() == []


@pytest.mark.parametrize("attribute", ["mode", "colour_range", "colour_zero"])
def test_a_choice_that_does_not_exist_is_refused(workspace: Workspace, heard: Heard, attribute: str) -> None:
    with pytest.raises(ValueError, match="is not one of"):
        setattr(workspace, attribute, "sideways")
    assert heard.take() == []


def test_the_first_trace_puts_the_cursor_on_the_first_layer_after_the_input(workspace: Workspace, heard: Heard) -> None:
    workspace.trace = class_trace()
    assert heard.take() == ["trace", "cursor"]
    assert workspace.cursor == Cursor("layer1.0")
    workspace.trace = class_trace()
    assert heard.take() == ["trace"]


def test_the_cursor_is_valid_before_anyone_hears_of_the_trace(workspace: Workspace) -> None:
    workspace.trace = class_trace()
    workspace.move(layer="layer2.0", channel=31)
    seen: list[Cursor] = []
    workspace.trace_changed.connect(lambda _: seen.append(workspace.cursor))
    workspace.trace = layers(("input", (1, 1, 28, 28)), ("conv", (1, 4, 3, 3)))
    assert seen == [Cursor("conv", 3)]


def test_a_narrow_layer_does_not_lose_the_channel(workspace: Workspace) -> None:
    workspace.trace = class_trace()
    workspace.move(layer="layer2.0", channel=20)
    assert workspace.cursor.channel == 20
    workspace.move(layer="layer1.0")
    assert workspace.cursor.channel == 15
    workspace.move(layer="fc")
    assert workspace.cursor.channel == 9
    workspace.move(layer="layer2.2")
    assert workspace.cursor.channel == 20
    workspace.move(layer="layer1.0")
    workspace.move(channel=3)  # chosen anew: this is the wanted one from now on
    workspace.move(layer="layer2.2")
    assert workspace.cursor.channel == 3


def test_another_network_of_the_same_layers_keeps_the_place(workspace: Workspace) -> None:
    workspace.model = class_card()
    workspace.trace = class_trace()
    workspace.move(layer="layer2.0", channel=20, cell=(3, 4))
    here = workspace.cursor
    workspace.model = class_card()
    assert workspace.trace is None
    workspace.trace = class_trace()
    assert workspace.cursor == here


def test_a_new_model_drops_the_old_models_trace_before_anyone_hears(workspace: Workspace, heard: Heard) -> None:
    workspace.trace = class_trace()
    heard.take()
    seen: list[object] = []
    workspace.model_changed.connect(lambda _: seen.append(workspace.trace))
    workspace.model = class_card()
    assert seen == [None]
    assert heard.take() == ["model", "trace"]


def test_the_cell_stays_while_the_layer_has_it(workspace: Workspace) -> None:
    workspace.trace = class_trace()
    workspace.move(layer="layer1.0", cell=(6, 9))
    workspace.move(layer="layer1.2")
    assert workspace.cursor.cell == (6, 9)
    workspace.move(layer="layer2.2")  # 7 × 7
    assert workspace.cursor.cell is None
    workspace.move(layer="layer1.0")
    assert workspace.cursor.cell is None
    workspace.move(cell=(27, 27))
    assert workspace.cursor.cell == (27, 27)
    workspace.move(cell=(28, 0))
    assert workspace.cursor.cell is None
    workspace.move(cell=(0, 0))
    workspace.leave_cell()
    assert workspace.cursor.cell is None


def test_the_input_channel_stays_within_what_the_filters_read(workspace: Workspace) -> None:
    workspace.model = class_card()
    workspace.trace = class_trace()
    workspace.move(layer="layer2.0", input_channel=15)
    assert workspace.cursor.input_channel == 15
    workspace.move(layer="layer2.2")  # pooling shows the filters of the convolution before it
    assert workspace.cursor.input_channel == 15
    workspace.move(input_channel=16)
    assert workspace.cursor.input_channel == 15
    workspace.move(layer="layer1.0")
    assert workspace.cursor.input_channel == 0


def test_stepping_through_layers_and_channels_stops_at_the_ends(workspace: Workspace, heard: Heard) -> None:
    workspace.step_layer(1)
    workspace.step_channel(1)
    assert heard.take() == []  # nowhere to go yet
    workspace.trace = class_trace()
    heard.take()
    for expected in ("layer1.2", "layer2.0", "layer2.2", "fc"):
        workspace.step_layer(1)
        assert workspace.cursor.layer == expected
    heard.take()
    workspace.step_layer(1)
    assert heard.take() == []
    workspace.step_layer(-100)
    assert workspace.cursor.layer == "input"
    workspace.move(layer="layer2.0", channel=30)
    workspace.step_channel(1)
    workspace.step_channel(1)
    assert workspace.cursor.channel == 31
    workspace.step_channel(-99)
    assert workspace.cursor.channel == 0


def test_a_place_that_the_trace_does_not_have_is_an_error(workspace: Workspace) -> None:
    workspace.trace = class_trace()
    with pytest.raises(KeyError):
        workspace.move(layer="layer9")
    with pytest.raises(ValueError, match="count from 0"):
        workspace.move(channel=-1)
    with pytest.raises(ValueError, match="counts from 0"):
        workspace.move(cell=(-1, 0))
    with pytest.raises(ValueError, match="a row and a column"):
        Cursor(row=1)
    assert workspace.cursor == Cursor("layer1.0")


def test_setting_the_cursor_directly_also_says_which_channel_is_wanted(workspace: Workspace) -> None:
    workspace.trace = class_trace()
    workspace.cursor = Cursor("layer1.0", 25, 2, 3)
    assert workspace.cursor == Cursor("layer1.0", 15, 2, 3)
    workspace.move(layer="layer2.0")
    assert workspace.cursor == Cursor("layer2.0", 25, 2, 3)


def test_an_input_keeps_its_own_read_only_pixels() -> None:
    pixels = np.zeros((28, 28), np.float64)
    network_input = NetworkInput(pixels, "drawing")
    pixels[:] = 1.0
    assert network_input.pixels.dtype == np.float32
    assert network_input.pixels.max() == 0.0
    with pytest.raises(ValueError, match="read-only"):
        network_input.pixels[0, 0] = 1.0
    assert not network_input.is_empty
    assert NetworkInput.empty().is_empty
    with pytest.raises(ValueError, match="28"):
        NetworkInput(np.zeros((14, 14), np.float32))


def test_a_trace_of_blank_paper_answers_nothing_that_was_drawn_since(workspace: Workspace) -> None:
    def trace_of(pixels: np.ndarray) -> Trace:
        record = TensorRecord((1, 1, 28, 28), "float32", pixels.reshape(1, 1, 28, 28), 0)
        return Trace("test", (), record, record, (Layer("input", "", "Input", {}, record, 0, None),))

    blank, dot = np.zeros((28, 28), np.float32), np.zeros((28, 28), np.float32)
    dot[14, 14] = 1.0
    assert not workspace.is_answered
    workspace.trace = trace_of(blank)
    assert not workspace.is_answered  # nothing is drawn
    workspace.input = NetworkInput(dot, "drawing")
    assert not workspace.is_answered  # the answer is still that of the paper
    workspace.trace = trace_of(dot)
    assert workspace.is_answered
    workspace.input = NetworkInput.empty()
    assert not workspace.is_answered
    workspace.input = NetworkInput(blank, "picture")  # somebody opens a white picture: it is answered as it is
    workspace.trace = trace_of(blank - 0.1307)  # normalised
    assert workspace.is_answered


def test_a_network_and_its_pass_arrive_as_one_change() -> None:
    workspace = Workspace()
    seen: list[tuple[object, object]] = []
    workspace.model_changed.connect(lambda _: seen.append((workspace.model, workspace.trace)))
    workspace.trace_changed.connect(lambda _: seen.append((workspace.model, workspace.trace)))
    first, second = class_card(), class_card()
    one, two = class_trace(), class_trace()
    workspace.take(first, one)
    assert seen == [(first, one)] * 2
    seen.clear()
    workspace.take(second, two)
    assert seen == [(second, two)] * 2  # never one with the other's pass, nor none at all
    seen.clear()
    workspace.take(second, one)
    assert seen == [(second, one)]
