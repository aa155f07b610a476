"""What all pictures of numbers have in common: the keyboard reaches them and shows it, and nothing keeps them alive."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cnnviz.gui import theme
from cnnviz.gui.widgets.answer_figure import AnswerFigure
from cnnviz.gui.widgets.legend import Legend
from cnnviz.gui.widgets.mosaic_view import MosaicView
from cnnviz.gui.widgets.number_grid import NumberGrid
from cnnviz.gui.widgets.probability_bars import ProbabilityBars
from cnnviz.gui.widgets.strip import Block, NetworkStripWidget
from cnnviz.gui.widgets.tensor_image import TensorImage
from cnnviz.imaging.normalise import ColourScale
from tests.gui.picture_checks import grab, rgb

SCALE = ColourScale(-1.0, 1.0, True)


def tensor_image() -> QWidget:
    widget = TensorImage()
    widget.set_values(np.zeros((7, 7), dtype=np.float32), SCALE, "signed")
    return widget


def mosaic_view() -> QWidget:
    widget = MosaicView()
    widget.set_values(np.zeros((9, 7, 7), dtype=np.float32), SCALE)
    return widget


def number_grid() -> QWidget:
    widget = NumberGrid()
    widget.set_values(np.zeros((3, 3), dtype=np.float32), SCALE)
    return widget


def probability_bars() -> QWidget:
    widget = ProbabilityBars()
    widget.set_classes(("cat", "dog"))
    return widget


def strip() -> QWidget:
    widget = NetworkStripWidget()
    widget.set_blocks([Block("input", "", "Input", "[1, 1, 28, 28]")])
    return widget


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)


@pytest.mark.parametrize("make", [tensor_image, mosaic_view, number_grid, probability_bars, strip])
def test_tab_reaches_it_and_a_ring_says_so(make: Callable[[], QWidget], qtbot: QtBot) -> None:
    window = QWidget()
    window.resize(420, 320)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(20, 20, 20, 20)
    first = QWidget()
    first.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget = make()
    layout.addWidget(first)
    layout.addWidget(widget)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    first.setFocus()
    accent = rgb("6B3FC9")
    assert not (grab(window) == accent).all(axis=-1).any()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert widget.hasFocus()
    assert (grab(window) == accent).all(axis=-1).sum() > 100
    qtbot.keyClick(widget, Qt.Key.Key_Backtab)
    assert first.hasFocus()
    assert not (grab(window) == accent).all(axis=-1).any()


@pytest.mark.usefixtures("collected")
@pytest.mark.parametrize(
    "make", [tensor_image, mosaic_view, number_grid, probability_bars, strip, Legend, AnswerFigure]
)
def test_a_dropped_picture_is_garbage(make: Callable[[], QWidget], qapp: QApplication) -> None:
    host = QWidget()
    widget = make()
    widget.setParent(host)
    widget.resize(200, 120)
    grab(widget)
    watched = [weakref.ref(widget), *(weakref.ref(child) for child in widget.findChildren(QWidget))]
    del widget
    host.deleteLater()
    del host
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [reference() for reference in watched] == [None] * len(watched)
