from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cnnviz.gui import theme
from cnnviz.gui.widgets.legend import Legend, labels
from cnnviz.imaging.normalise import ColourScale
from tests.gui.picture_checks import SIGNED_LIGHT, close, colour_of, grab


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)


@pytest.mark.parametrize(
    ("scale", "texts"),
    [
        (ColourScale(-4.55, 4.55, True), ("\u22124.55", "0", "+4.55")),
        (ColourScale(0.0, 9.28, False), ("0.00", "4.64", "9.28")),
        (ColourScale(0.0, 1.0, False), ("0.00", "0.50", "1.00")),
        (ColourScale(-0.0821, 0.0821, True), ("\u22120.0821", "0", "+0.0821")),
        (ColourScale(0.0, 1234.0, False), ("0", "617", "1,234")),
    ],
)
def test_labels(scale: ColourScale, texts: tuple[str, str, str]) -> None:
    assert labels(scale) == texts


@pytest.mark.parametrize("orientation", [Qt.Orientation.Horizontal, Qt.Orientation.Vertical])
def test_the_bar_runs_from_low_to_high(orientation: Qt.Orientation, qtbot: QtBot) -> None:
    legend = Legend(orientation)
    qtbot.addWidget(legend)
    legend.resize(280, 38) if orientation == Qt.Orientation.Horizontal else legend.resize(80, 280)
    legend.set_scale(ColourScale(-2.0, 2.0, True))
    pixels = grab(legend)
    line = pixels[5, 1:279] if orientation == Qt.Orientation.Horizontal else pixels[1:279, 5][::-1]
    for share in (0.0, 0.25, 0.5, 0.8, 1.0):
        expected = colour_of(4 * share - 2, 2.0, SIGNED_LIGHT)
        assert close(line[round(share * 277)], expected, 5), share
    assert legend.accessibleDescription() == "\u22122.00 … 0 … +2.00"


def test_a_short_legend_drops_the_middle_number(qtbot: QtBot) -> None:
    legend = Legend()
    qtbot.addWidget(legend)
    legend.set_scale(ColourScale(0.0, 9.28, False), "magnitude")
    legend.resize(280, 38)

    def middle_is_written(width: int) -> bool:
        return bool((grab(legend)[16:, width // 2 - 10 : width // 2 + 10] < 0x80).any())

    assert middle_is_written(280)
    legend.resize(90, 38)
    assert not middle_is_written(90)


def test_no_range_paints_nothing(qtbot: QtBot) -> None:
    legend = Legend()
    qtbot.addWidget(legend)
    legend.resize(200, 38)
    assert len(np.unique(grab(legend).reshape(-1, 3), axis=0)) == 1
