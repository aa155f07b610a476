"""Layers in the whole window: chosen in the strip, seen everywhere, and every number the one that PyTorch computed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from safetensors.torch import save_file

from cnnviz.gui.widgets.legend import Legend
from cnnviz.gui.widgets.mosaic_view import MosaicView
from cnnviz.gui.widgets.number_grid import NumberGrid
from cnnviz.gui.widgets.numbers import significant
from cnnviz.gui.widgets.strip import NetworkStripWidget
from cnnviz.gui.widgets.tensor_image import TensorImage
from cnnviz.session.cursor import Cursor
from tests.gui.person import SEVEN, Person, cell_centre
from tests.gui.picture_checks import grab
from tests.gui.reference_network import outputs, weights

KEYS = (
    "input", "layer1.0", "layer1.1", "layer1.2", "layer1.3", "layer2.0", "layer2.1", "layer2.2", "layer2.3",
    "reshape", "fc",
)  # fmt: skip
TYPES = ("Input", *("Conv2d", "BatchNorm2d", "ReLU", "MaxPool2d") * 2, "Flatten", "Linear")


@pytest.fixture
def drawn(person: Person) -> Person:
    """A 7 is drawn and answered."""
    person.draw(SEVEN)
    person.trace()
    return person


def strip(person: Person) -> NetworkStripWidget:
    return person.find(person.program.strip, NetworkStripWidget)


def mosaic(person: Person) -> MosaicView:
    return person.find(person.program.feature_maps, MosaicView)


def large(person: Person) -> TensorImage:
    return person.find(person.program.feature_maps, TensorImage)


def legend(person: Person) -> list[float]:
    texts = person.find(person.program.feature_maps, Legend).accessibleDescription().split(" … ")
    return [float(text.replace("−", "-").replace("+", "").replace(",", "")) for text in texts]


def go_to(person: Person, key: str) -> None:
    person.click(strip(person), strip(person).block_rect(key).center())
    assert person.program.workspace.cursor.layer == key


def test_a_click_in_the_strip_selects_the_layer_everywhere(drawn: Person) -> None:
    program = drawn.program
    filters = {
        **{f"layer{block}.{place}": f"layer{block}.0.weight" for block in (1, 2) for place in range(4)},
        "fc": "fc.weight",
    }
    for key, type_name in zip(KEYS, TYPES, strict=True):
        go_to(drawn, key)
        assert strip(drawn).selected == key
        path = "" if key in ("input", "reshape") else key
        assert drawn.subject(program.feature_maps) == f"{path} {type_name}".strip()
        assert drawn.subject(program.filters) == filters.get(key, "")
        assert program.filters.is_empty == (key not in filters)
        assert not program.feature_maps.is_empty


def test_the_strip_names_every_layer_with_its_shape_and_counts_the_parameters(drawn: Person) -> None:
    blocks = strip(drawn)._blocks
    expected = outputs(drawn.pixels())
    assert [block.key for block in blocks] == list(KEYS) == list(expected)
    for block in blocks:
        assert block.shape_text == str(list(expected[block.key].shape))
        assert block.volume is not None, block.key
    count = sum(values.numel() for name, values in weights().items() if "running" not in name and "num" not in name)
    assert f"{count:,} parameters" in drawn.texts(drawn.program.strip)


def test_thumbnails_in_the_strip_are_alive_while_the_pen_moves(drawn: Person) -> None:
    before = strip(drawn).grab().toImage()
    drawn.draw((((0.3, 0.5), (0.7, 0.5)),))
    drawn.trace()
    assert strip(drawn).grab().toImage() != before


@pytest.mark.parametrize("key", [key for key in KEYS if key not in ("input", "reshape", "fc")])
def test_pointing_at_any_feature_map_reads_what_torch_computed(drawn: Person, key: str) -> None:
    go_to(drawn, key)
    values = outputs(drawn.pixels())[key][0]
    chance = np.random.default_rng(len(key))
    view = drawn.program.feature_maps
    for channel in (5, values.shape[0] - 1):
        row, column = (int(chance.integers(side)) for side in values.shape[1:])
        tile = mosaic(drawn).tile_rect(channel)
        drawn.point_at(mosaic(drawn).viewport(), cell_centre(tile, *values.shape[1:], row, column))
        texts = drawn.texts(view)
        assert f"channel {channel}, row {row}, column {column}" in texts
        shown = texts[texts.index(f"channel {channel}, row {row}, column {column}") + 1]
        assert float(shown.replace("−", "-")) == pytest.approx(values[channel, row, column], rel=1e-3, abs=1e-6)


def test_the_enlarged_channel_reads_the_same_numbers(drawn: Person) -> None:
    go_to(drawn, "layer2.1")
    values = outputs(drawn.pixels())["layer2.1"][0]
    drawn.click(mosaic(drawn).viewport(), mosaic(drawn).tile_rect(21).center())
    assert drawn.program.workspace.cursor.channel == 21
    assert {"Channel 21", "of 32"} <= set(drawn.texts(drawn.program.feature_maps))
    place = cell_centre(large(drawn).picture_rect(), 14, 14, 6, 9)
    drawn.point_at(large(drawn), place)
    texts = drawn.texts(drawn.program.feature_maps)
    assert "row 6, column 9" in texts
    assert significant(float(values[21, 6, 9])) in texts
    drawn.click(large(drawn), place)
    assert drawn.program.workspace.cursor == Cursor("layer2.1", 21, 6, 9)
    assert large(drawn).cell == (6, 9)
    drawn.press("Esc")
    assert drawn.program.workspace.cursor.cell is None
    assert large(drawn).cell is None


def test_the_logits_stand_as_numbers_and_a_click_chooses_a_class(drawn: Person) -> None:
    go_to(drawn, "fc")
    logits = outputs(drawn.pixels())["fc"][0]
    grid = drawn.find(drawn.program.feature_maps, NumberGrid)
    assert grid.shows_numbers()
    assert np.allclose(grid._values.ravel(), logits, atol=1e-4)
    layout = grid._grid(1.0)
    drawn.click(grid, QPointF(layout.left + 1.5 * layout.cell_width, layout.top + 3.5 * layout.cell_height))
    assert drawn.program.workspace.cursor.channel == 7
    assert significant(float(logits[7])) in drawn.texts(drawn.program.feature_maps)


def test_keys_walk_the_layers_and_keep_the_channel(drawn: Person) -> None:
    cursor = lambda: (drawn.program.workspace.cursor.layer, drawn.program.workspace.cursor.channel)  # noqa: E731
    go_to(drawn, "layer1.0")
    drawn.click(mosaic(drawn).viewport(), mosaic(drawn).tile_rect(12).center())
    seen = [cursor()]
    for _ in range(len(KEYS)):
        drawn.press(".")
        seen.append(cursor())
    assert seen[:-1] == [
        *((key, 12) for key in KEYS[1:9]),
        ("reshape", 12),
        ("fc", 9),
        ("fc", 9),
    ]
    for _ in range(2):
        drawn.press(",")
    assert cursor() == ("layer2.3", 12)
    assert "Channel 12" in drawn.texts(drawn.program.feature_maps)
    drawn.press("J")
    assert cursor() == ("layer2.3", 13)
    drawn.press("K")
    drawn.press("K")
    assert cursor() == ("layer2.3", 11)
    assert mosaic(drawn).selected == 11
    for _ in range(20):
        drawn.press("K")
    assert cursor() == ("layer2.3", 0)


def test_the_chosen_channel_stays_while_the_pen_moves(drawn: Person) -> None:
    go_to(drawn, "layer2.0")
    drawn.click(mosaic(drawn).viewport(), mosaic(drawn).tile_rect(30).center())
    drawn.draw((((0.35, 0.5), (0.65, 0.5)),))
    drawn.trace()
    assert drawn.program.workspace.cursor == Cursor("layer2.0", 30)
    assert np.allclose(large(drawn)._values, outputs(drawn.pixels())["layer2.0"][0, 30], atol=1e-5)


@pytest.mark.parametrize("key", ["layer1.0", "layer2.2"])
def test_the_colour_scale_spans_the_map_the_layer_or_the_network(drawn: Person, key: str) -> None:
    go_to(drawn, key)
    drawn.click(mosaic(drawn).viewport(), mosaic(drawn).tile_rect(4).center())
    everything = outputs(drawn.pixels())
    layer = everything[key][0]
    spans = {
        "map": layer[4],
        "layer": layer,
        "network": np.concatenate([values.ravel() for name, values in everything.items() if name != "input"]),
    }
    switch = drawn.switch(drawn.program.feature_maps, "map", "layer", "network")
    for name, values in spans.items():
        drawn.choose(switch, name)
        top = np.abs(values).max() or 1.0
        low = -top if values.min() < 0 else 0.0
        assert legend(drawn) == pytest.approx([low, (low + top) / 2, top], rel=0.01), name
        assert drawn.program.preferences.current.colour_range == name
    drawn.press("C")
    assert switch.key == "map"


def test_zero_stands_in_the_middle_or_at_the_start_as_chosen(drawn: Person) -> None:
    go_to(drawn, "layer1.0")
    values = outputs(drawn.pixels())["layer1.0"]
    switch = drawn.switch(drawn.program.feature_maps, "auto", "centred", "from-zero")
    drawn.choose(switch, "from-zero")
    assert legend(drawn) == pytest.approx([0, values.max() / 2, values.max()], rel=0.01)
    go_to(drawn, "layer1.2")
    drawn.choose(switch, "centred")
    top = outputs(drawn.pixels())["layer1.2"].max()
    assert legend(drawn) == pytest.approx([-top, 0, top], rel=0.01)
    assert drawn.program.preferences.current.colour_zero == "centred"


def test_z_enlarges_the_channel_and_escape_brings_the_mosaic_back(drawn: Person) -> None:
    go_to(drawn, "layer2.0")
    image, view = large(drawn), drawn.program.feature_maps
    before = image.picture_rect().width()
    shown = mosaic(drawn)
    drawn.press("Z")
    drawn.wait(lambda: image.picture_rect().width() > before)
    assert not shown.isVisible()
    drawn.press("Esc")
    assert shown.isVisible()
    drawn.wait(lambda: image.picture_rect().width() == before)
    assert "Point at a cell for its value." in drawn.texts(view)


def test_a_channel_that_is_zero_everywhere_is_marked(
    open_window: Callable[..., Person], tmp_path: Path, qtbot: object
) -> None:
    state = weights("class-convnet")
    state["layer1.0.weight"][3], state["layer1.0.bias"][3] = 0.0, -1.0
    save_file(state, tmp_path / "dead.safetensors")
    person = open_window(model=str(tmp_path / "dead.safetensors"))
    person.draw(SEVEN)
    values = outputs(person.pixels(), state)["layer1.1"][0]
    assert not values[3].any()
    go_to(person, "layer1.1")
    picture = grab(mosaic(person).viewport())

    def colours(channel: int) -> int:
        tile = mosaic(person).tile_rect(channel).toAlignedRect().adjusted(2, 2, -2, -2)
        part = picture[tile.top() : tile.bottom(), tile.left() : tile.right()].reshape(-1, 3)
        return len(np.unique(part, axis=0))

    assert colours(3) > 1  # hatched; plain zeros would be one colour
    assert list(np.flatnonzero(mosaic(person)._dead)) == list(np.flatnonzero(~values.any((1, 2))))


def test_every_number_is_safe_for_red_green_blindness_in_cividis_too(drawn: Person) -> None:
    go_to(drawn, "layer1.0")
    before = grab(mosaic(drawn).viewport())
    drawn.program.preferences.change(palette="cividis")
    after = grab(mosaic(drawn).viewport())
    tile = mosaic(drawn).tile_rect(2).toAlignedRect()
    part = np.index_exp[tile.top() + 2 : tile.bottom() - 2, tile.left() + 2 : tile.right() - 2]
    assert not np.array_equal(before[part], after[part])
    colours = after[part].reshape(-1, 3)
    assert np.all(colours[:, 1] - colours[:, 0] > -60)  # nothing redder than cividis's yellow
