from __future__ import annotations

import gc
import weakref

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from cnnviz.gui import theme
from cnnviz.gui.widgets.strip import Block, NetworkStripWidget
from cnnviz.gui.widgets.volume import VolumeImage
from cnnviz.imaging.normalise import ColourScale
from tests.gui.picture_checks import grab, rgb

ACCENT, SHELL, PANEL = rgb("6B3FC9"), rgb("F6F6F7"), rgb("FFFFFF")
SCALE = ColourScale(-3.0, 3.0, True)
SHAPES = {
    "input": ("", "Input", (1, 28, 28)),
    "layer1.0": ("layer1.0", "Conv2d", (16, 28, 28)),
    "layer1.1": ("layer1.1", "ReLU", (16, 28, 28)),
    "layer1.2": ("layer1.2", "MaxPool", (16, 14, 14)),
    "layer2.0": ("layer2.0", "Conv2d", (32, 14, 14)),
    "layer2.1": ("layer2.1", "ReLU", (32, 14, 14)),
    "layer2.2": ("layer2.2", "MaxPool", (32, 7, 7)),
    "reshape": ("", "Flatten", (1568,)),
    "fc": ("fc", "Linear", (10,)),
}


def volume(shape: tuple[int, ...], seed: int = 0) -> VolumeImage:
    values = np.random.default_rng(seed).normal(0, 1, shape).astype(np.float32)
    return VolumeImage.of(values, 0, SCALE, "signed")


def blocks() -> list[Block]:
    return [
        Block(key, path, name, str([1, *shape]), volume(shape), "×".join(map(str, shape)))
        for key, (path, name, shape) in SHAPES.items()
    ]


def many(count: int = 200) -> list[Block]:
    picture = volume((16, 14, 14))
    return [Block(str(place), f"layer4.{place}.conv1", "Conv2d", "[1, 512, 7, 7]", picture) for place in range(count)]


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)


@pytest.fixture
def strip(qtbot: QtBot) -> NetworkStripWidget:
    widget = NetworkStripWidget()
    qtbot.addWidget(widget)
    widget.resize(1360, 132)
    widget.set_blocks(blocks())
    widget.show()
    qtbot.waitExposed(widget)
    qtbot.mouseMove(widget, QPoint(2, 1))
    return widget


def centre(strip: NetworkStripWidget, key: str) -> QPoint:
    return strip.block_rect(key).center().toPoint()


def buttons(strip: NetworkStripWidget) -> dict[str, bool]:
    return {button.accessibleName(): button.isVisible() for button in strip.findChildren(QAbstractButton)}


def test_all_blocks_fit_in_equal_widths(strip: NetworkStripWidget) -> None:
    rects = [strip.block_rect(key) for key in SHAPES]
    assert len({round(rect.width(), 3) for rect in rects}) == 1
    assert rects[0].left() >= 0
    assert rects[-1].right() <= 1360
    assert buttons(strip) == {"Earlier layers": False, "Later layers": False}


def test_batch_norm_makes_eleven_blocks_and_they_fit_too(strip: NetworkStripWidget) -> None:
    norms = [
        Block(key, key, "BatchNorm", str([1, *shape]), volume(shape))
        for key, shape in (("layer1.n", (16, 28, 28)), ("layer2.n", (32, 14, 14)))
    ]
    strip.set_blocks([*blocks(), *norms])
    assert strip.block_rect("layer2.n").right() <= 1360
    assert not any(buttons(strip).values())


def test_a_click_chooses_a_block(strip: NetworkStripWidget, qtbot: QtBot) -> None:
    chosen: list[object] = []
    strip.block_clicked.connect(chosen.append)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=centre(strip, "layer2.0"))
    assert chosen == ["layer2.0"]
    assert strip.selected == "layer2.0"
    between = QPoint(int(strip.block_rect("layer1.0").right()) + 4, 60)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=between)
    qtbot.mouseClick(strip, Qt.MouseButton.RightButton, pos=centre(strip, "input"))
    assert chosen == ["layer2.0"]


def test_setting_the_selection_from_outside_says_nothing(strip: NetworkStripWidget) -> None:
    chosen: list[object] = []
    strip.block_clicked.connect(chosen.append)
    strip.set_selected("fc")
    strip.set_selected("no such layer")
    assert strip.selected is None
    assert chosen == []


def test_the_selected_block_has_a_ring_and_its_own_ground(strip: NetworkStripWidget) -> None:
    strip.set_selected("layer1.1")
    fc = strip.block_rect("fc")
    pixels = grab(strip)[:, : int(fc.left())]  # accent means here, and Linear's leader
    rect = strip.block_rect("layer1.1")
    x, y = int(rect.left()) + 12, int(rect.top()) + 6
    assert (pixels[y, x] == PANEL).all()
    ring = np.argwhere((pixels == ACCENT).all(axis=-1))
    assert ring[:, 1].min() >= rect.left() - 1
    assert ring[:, 1].max() <= rect.right() + 1
    assert (pixels[y, x - 140] == SHELL).all()
    strip.set_selected(None)
    assert not (grab(strip)[:, : int(fc.left())] == ACCENT).all(axis=-1).any()


def test_keys_choose_neighbours_and_ends(strip: NetworkStripWidget, qtbot: QtBot) -> None:
    chosen: list[object] = []
    strip.block_clicked.connect(chosen.append)
    key = Qt.Key
    for pressed in (key.Key_Right, key.Key_Left, key.Key_Right, key.Key_End, key.Key_Right, key.Key_Left, key.Key_Home):
        qtbot.keyClick(strip, pressed)
    assert chosen == ["input", "layer1.0", "fc", "reshape", "input"]


def test_what_is_selected_is_said(strip: NetworkStripWidget) -> None:
    strip.set_selected("layer1.2")
    assert strip.accessibleDescription() == "layer1.2 MaxPool, output [1, 16, 14, 14], layer 4 of 9"
    strip.set_selected("input")
    assert strip.accessibleDescription() == "Input, output [1, 1, 28, 28], layer 1 of 9"
    at = centre(strip, "reshape")
    QApplication.sendEvent(strip, QHelpEvent(QEvent.Type.ToolTip, at, strip.mapToGlobal(at)))
    assert QToolTip.text() == "Flatten, output [1, 1568]"
    QToolTip.hideText()


def test_new_pictures_leave_everything_else(strip: NetworkStripWidget) -> None:
    strip.set_selected("layer2.0")
    before = grab(strip)
    strip.update_volumes({"layer1.0": volume((16, 28, 28), seed=9), "unknown": None})
    after = grab(strip)
    rect = strip.block_rect("layer1.0")
    changed = np.argwhere((before != after).any(axis=-1))
    assert len(changed) > 500
    assert changed[:, 1].min() > rect.left()
    assert changed[:, 1].max() < rect.right()
    assert changed[:, 0].min() > rect.top() + 20
    assert changed[:, 0].max() < rect.bottom() - 20
    assert strip.selected == "layer2.0"


def test_pictures_may_come_and_go(strip: NetworkStripWidget) -> None:
    strip.update_volumes(dict.fromkeys(SHAPES, None))
    grab(strip)
    strip.update_volumes({key: volume(shape) for key, (_, _, shape) in SHAPES.items()})
    grab(strip)
    strip.set_blocks(())
    assert strip.selected is None
    assert (grab(strip) == SHELL).all()


def test_the_selection_stays_where_its_key_is(strip: NetworkStripWidget) -> None:
    strip.set_selected("fc")
    strip.set_blocks(blocks()[3:])
    assert strip.selected == "fc"
    strip.set_blocks(blocks()[:3])
    assert strip.selected is None


def test_two_hundred_blocks_scroll_to_the_selected_one(strip: NetworkStripWidget, qtbot: QtBot) -> None:
    strip.set_blocks(many())
    assert buttons(strip) == {"Earlier layers": False, "Later layers": True}
    strip.set_selected("150")
    qtbot.waitUntil(lambda: 0 < strip.block_rect("150").right() <= 1360 - 56, timeout=2000)
    assert buttons(strip) == {"Earlier layers": True, "Later layers": True}
    pixels = grab(strip)
    assert (pixels[:, 0] == SHELL).all(), "blocks fade out at the edge"
    qtbot.keyClick(strip, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: buttons(strip) == {"Earlier layers": True, "Later layers": False}, timeout=2000)
    assert strip.block_rect("199").right() <= 1360


def test_wheel_drag_and_buttons_scroll(
    strip: NetworkStripWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme, "motion", lambda milliseconds: 0)
    chosen: list[object] = []
    strip.block_clicked.connect(chosen.append)
    strip.set_blocks(many())
    start = strip.block_rect("0").left()
    point = QPointF(400, 60)
    QApplication.sendEvent(
        strip,
        QWheelEvent(
            point,
            strip.mapToGlobal(point),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )
    wheeled = strip.block_rect("0").left()
    assert wheeled < start
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(700, 60))
    QTest.mouseMove(strip, QPoint(600, 60))
    QTest.mouseMove(strip, QPoint(500, 60))
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(500, 60))
    assert strip.block_rect("0").left() == pytest.approx(wheeled - 200)
    assert chosen == [], "a drag is no click"
    later = next(button for button in strip.findChildren(QAbstractButton) if button.accessibleName() == "Later layers")
    qtbot.mouseClick(later, Qt.MouseButton.LeftButton)
    assert strip.block_rect("0").left() == pytest.approx(wheeled - 200 - 0.7 * 1360)


def test_hover_lights_a_block(strip: NetworkStripWidget, qtbot: QtBot) -> None:
    rect = strip.block_rect("layer1.1")
    spot = (int(rect.top()) + 6, int(rect.left()) + 12)
    assert (grab(strip)[spot] == SHELL).all()
    qtbot.mouseMove(strip, rect.center().toPoint())
    assert (grab(strip)[spot] == rgb("EBEBEE")).all()
    QApplication.sendEvent(strip, QEvent(QEvent.Type.Leave))
    assert (grab(strip)[spot] == SHELL).all()


def test_the_compact_form_is_lower_and_fits(strip: NetworkStripWidget, qtbot: QtBot) -> None:
    full = strip.sizeHint().height()
    strip.set_compact(True)
    assert strip.sizeHint().height() < full / 2 + 1
    strip.resize(1360, strip.sizeHint().height())
    assert strip.block_rect("fc").right() <= 1360
    assert not any(buttons(strip).values()), "the nine blocks of the class network fit without scrolling"
    assert len({round(strip.block_rect(key).width(), 3) for key in SHAPES}) == 1
    chosen: list[object] = []
    strip.block_clicked.connect(chosen.append)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=centre(strip, "layer2.2"))
    assert chosen == ["layer2.2"]
    grab(strip, 2.0)


def test_a_narrow_window_and_present_mode_scroll(
    strip: NetworkStripWidget, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    strip.set_selected("fc")
    strip.resize(500, 132)
    assert strip.block_rect("fc").right() <= 500
    theme.apply(qapp, dark=True, scale=1.5)
    strip.resize(900, strip.sizeHint().height())
    assert strip.sizeHint().height() == 198
    assert strip.block_rect("fc").right() <= 900
    grab(strip)


@pytest.mark.usefixtures("collected")
def test_a_dropped_strip_is_garbage(qapp: QApplication) -> None:
    host = QWidget()
    strip = NetworkStripWidget(host)
    strip.set_blocks(blocks())
    grab(strip)
    dropped = weakref.ref(strip)
    strip.setParent(None)
    strip.deleteLater()
    del strip
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert dropped() is None
