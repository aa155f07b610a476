"""Filters in the whole window: every weight is the one of the state dict, however it is folded."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

from cnnviz.gui.widgets.legend import Legend
from cnnviz.gui.widgets.mosaic_view import MosaicView
from cnnviz.gui.widgets.number_grid import NumberGrid
from cnnviz.gui.widgets.numbers import significant
from cnnviz.gui.widgets.strip import NetworkStripWidget
from cnnviz.gui.widgets.tensor_image import TensorImage
from tests.gui.person import SEVEN, Person, cell_centre
from tests.gui.picture_checks import SIGNED_LIGHT, close, colour_of, grab
from tests.gui.reference_network import weights


@pytest.fixture
def drawn(person: Person) -> Person:
    """A 7 is drawn and answered."""
    person.draw(SEVEN)
    person.trace()
    return person


def go_to(person: Person, key: str) -> None:
    strip = person.find(person.program.strip, NetworkStripWidget)
    person.click(strip, strip.block_rect(key).center())


def mosaic(person: Person) -> MosaicView:
    return person.find(person.program.filters, MosaicView)


def spread(person: Person, key: str) -> None:
    person.choose(person.switch(person.program.filters, "one", "all"), key)


def weight(name: str) -> NDArray[np.float32]:
    return weights()[name].numpy()


def read(person: Person, tile: int, row: int, column: int) -> str:
    """What the panel says of a weight under the mouse."""
    view = mosaic(person)
    view.set_selected(tile)  # brings it into sight
    shape = view._values.shape[1:]
    person.point_at(view.viewport(), cell_centre(view.tile_rect(tile), *shape, row, column))
    return person.line(person.program.filters)


def test_the_first_convolution_shows_its_sixteen_kernels(drawn: Person) -> None:
    go_to(drawn, "layer1.0")
    kernels = weight("layer1.0.weight")
    assert np.array_equal(mosaic(drawn)._values, kernels[:, 0])
    for tile, row, column in ((0, 0, 0), (7, 2, 4), (15, 4, 1)):
        value = significant(float(kernels[tile, 0, row, column]), plus=True)
        assert read(drawn, tile, row, column) == f"kernel {tile}, row {row}, column {column}: {value}"
    assert not drawn.switch(drawn.program.filters, "one", "all").isVisible()  # nothing to unfold


def test_a_click_on_a_kernel_chooses_its_channel_everywhere_and_its_numbers(drawn: Person) -> None:
    go_to(drawn, "layer1.0")
    drawn.click(mosaic(drawn).viewport(), mosaic(drawn).tile_rect(11).center())
    assert drawn.program.workspace.cursor.channel == 11
    assert "Channel 11" in drawn.texts(drawn.program.feature_maps)
    numbers = drawn.find(drawn.program.filters, NumberGrid)
    kernel = weight("layer1.0.weight")[11, 0]
    assert np.array_equal(numbers._values, kernel)
    bias = significant(float(weight("layer1.0.bias")[11]), plus=True)
    assert drawn.line(drawn.program.filters).endswith(f"Bias {bias}.")
    grid = numbers._grid(1.0)
    picture = QRectF(grid.left, grid.top, 5 * grid.cell_width, 5 * grid.cell_height)
    drawn.point_at(numbers, cell_centre(picture, 5, 5, 3, 1))
    assert drawn.line(drawn.program.filters) == f"row 3, column 1: {significant(float(kernel[3, 1]), plus=True)}"


def test_weights_are_coloured_around_zero(drawn: Person) -> None:
    go_to(drawn, "layer1.0")
    kernels = weight("layer1.0.weight")[:, 0]
    picture = grab(mosaic(drawn).viewport())
    chance = np.random.default_rng(4)
    for _ in range(20):
        tile, row, column = (int(chance.integers(size)) for size in (16, 5, 5))
        place = cell_centre(mosaic(drawn).tile_rect(tile), 5, 5, row, column)
        expected = colour_of(float(kernels[tile, row, column]), float(np.abs(kernels).max()), SIGNED_LIGHT)
        assert close(picture[int(place.y()), int(place.x())], expected, 4)
    assert drawn.program.filters.findChildren(Legend) == []  # one legend, beside the maps; here are the numbers


def test_the_second_convolution_shows_one_filter_and_unfolds_all(drawn: Person) -> None:
    go_to(drawn, "layer2.0")
    kernels = weight("layer2.0.weight")
    drawn.program.window.setFocus()
    for _ in range(9):
        drawn.press("J")
    assert np.array_equal(mosaic(drawn)._values, kernels[9])
    value = significant(float(kernels[9, 14, 1, 3]), plus=True)
    assert read(drawn, 14, 1, 3) == f"kernel 14, row 1, column 3: {value}"
    spread(drawn, "all")
    assert np.array_equal(mosaic(drawn)._values, kernels.reshape(512, 5, 5))
    value = significant(float(kernels[2, 5, 4, 0]), plus=True)
    assert read(drawn, 2 * 16 + 5, 4, 0) == f"filter 2, kernel 5, row 4, column 0: {value}"
    drawn.click(mosaic(drawn).viewport(), mosaic(drawn).tile_rect(2 * 16 + 5).center())
    cursor = drawn.program.workspace.cursor
    assert (cursor.channel, cursor.input_channel) == (2, 5)
    assert np.array_equal(drawn.find(drawn.program.filters, NumberGrid)._values, kernels[2, 5])
    assert "Channel 2" in drawn.texts(drawn.program.feature_maps)


@pytest.mark.parametrize("key", ["layer2.1", "layer2.2", "layer2.3"])
def test_what_follows_a_convolution_shows_its_filters(drawn: Person, key: str) -> None:
    go_to(drawn, key)
    assert drawn.subject(drawn.program.filters) == "layer2.0.weight"
    assert np.array_equal(mosaic(drawn)._values, weight("layer2.0.weight")[0])


def test_each_class_has_its_weights_folded_back_onto_the_maps(drawn: Person) -> None:
    go_to(drawn, "fc")
    matrix = weight("fc.weight")
    drawn.program.window.setFocus()
    for class_ in (0, 1, 2):
        folded = matrix[class_].reshape(32, 7, 7)
        assert np.array_equal(mosaic(drawn)._values, folded)
        value = significant(float(folded[20, 3, 6]), plus=True)
        assert read(drawn, 20, 3, 6) == f"kernel 20, row 3, column 6: {value}"
        drawn.press("J")


def test_the_matrix_has_a_row_for_each_class_and_a_column_for_each_input(drawn: Person) -> None:
    go_to(drawn, "fc")
    spread(drawn, "all")
    matrix = weight("fc.weight")
    image = drawn.find(drawn.program.filters, TensorImage)
    assert np.array_equal(image._values, matrix)
    place = cell_centre(image.picture_rect(), 10, 1568, 6, 40)
    drawn.point_at(image, place)
    value = significant(float(matrix[6, 40]), plus=True)
    assert drawn.line(drawn.program.filters) == f"output 6, input 40: {value}"
    drawn.click(image, QPointF(cell_centre(image.picture_rect(), 10, 1568, 3, 60)))
    cursor = drawn.program.workspace.cursor
    assert (cursor.channel, cursor.input_channel) == (3, 60 // 49)


@pytest.mark.parametrize("key", ["input", "reshape"])
def test_a_layer_without_weights_says_so_and_where_to_go(drawn: Person, key: str) -> None:
    go_to(drawn, key)
    assert drawn.program.filters.is_empty
    assert "Choose" in drawn.program.filters._empty.accessibleName()
