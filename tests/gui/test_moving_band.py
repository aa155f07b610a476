"""The band of colour moves to the line that runs next, unless steps follow fast or less motion is wanted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cnnviz.gui import theme
from cnnviz.gui.widgets import moving_band
from cnnviz.gui.widgets.code_marks import Place
from cnnviz.gui.widgets.code_pane import ROW, CodePane

SOURCE = "def forward(x):\n" + "\n".join(f"    x = step{number}(x)" for number in range(2, 12))


@pytest.fixture
def pane(qtbot: QtBot, qapp: QApplication) -> Iterator[CodePane]:
    theme.apply(qapp, dark=False)
    made = CodePane()
    qtbot.addWidget(made)
    made.resize(560, 12 * ROW)
    made.set_source(SOURCE)
    made.set_function(1, 11)
    with qtbot.waitExposed(made):
        made.show()
    step(made, 2)
    yield made


def step(pane: CodePane, line: int, ran: int = 0) -> None:
    places: dict[int, Place] = {line: "next"}
    if ran:
        places[ran] = "ran"
    pane.set_places(places)


def tinted(pane: CodePane) -> list[float]:
    """Where the tint begins and ends, in lines."""
    image = pane.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    tint = theme.tokens().tint.rgb()
    rows = [y for y in range(image.height()) if image.pixel(image.width() // 2, y) == tint]
    return [rows[0] / ROW + 1, (rows[-1] + 1) / ROW + 1] if rows else []


@pytest.fixture
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every step comes long after the one before."""
    monkeypatch.setattr(moving_band, "_FAST", 0)


def test_the_band_moves_and_comes_to_rest_on_the_line(pane: CodePane, qtbot: QtBot, calm: None) -> None:
    assert tinted(pane) == [2, 3]
    seen: list[float] = []
    pane.band.moved.connect(lambda _before, now: seen.append(now))
    step(pane, 6)
    assert pane.band.at == 2
    assert tinted(pane) == [2, 3]
    qtbot.waitUntil(lambda: pane.band.at is not None and pane.band.at > 3)
    began, ended = tinted(pane)
    assert 3 <= began < ended <= 7
    assert ended - began == pytest.approx(1, abs=0.1)
    qtbot.waitUntil(lambda: pane.band.at is None)
    assert tinted(pane) == [6, 7]
    assert seen == sorted(seen)
    assert moving_band.MOTION <= 300


def test_what_is_said_is_there_at_once(pane: CodePane, qtbot: QtBot, calm: None) -> None:
    def tag(line: int) -> QImage:
        spot = QRectF(pane.line_rect(line)).adjusted(pane.width() - 110, 0, 0, 0).toAlignedRect()
        return pane.viewport().grab(spot).toImage()

    pane.set_tags({"next": "runs next"})
    step(pane, 6, ran=2)
    assert pane.band.at is not None
    accent = theme.tokens().accent.rgb()
    image = tag(6).convertToFormat(QImage.Format.Format_RGB32)
    assert accent in {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
    qtbot.waitUntil(lambda: pane.band.at is None)


def test_it_never_moves_while_steps_follow_one_another_fast(
    pane: CodePane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving_band, "_FAST", 0)
    step(pane, 3)
    assert pane.band.at is not None
    monkeypatch.setattr(moving_band, "_FAST", 10_000_000)
    for line in (4, 5, 6, 5):
        step(pane, line, ran=line - 1)
        assert pane.band.at is None
        assert tinted(pane) == [line, line + 1]


def test_it_never_moves_where_less_motion_is_wanted(
    pane: CodePane, calm: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme, "_wants_less_motion", lambda: True)
    step(pane, 6)
    assert pane.band.at is None
    assert tinted(pane) == [6, 7]


def test_it_does_not_move_into_another_function(pane: CodePane, calm: None) -> None:
    pane.set_function(1, 5)
    step(pane, 4)
    assert pane.band.at is None
    assert tinted(pane) == [4, 5]
    pane.set_source(SOURCE + "\n")
    step(pane, 2)
    assert pane.band.at is None


def test_a_step_to_nowhere_ends_it(pane: CodePane, calm: None) -> None:
    step(pane, 6)
    pane.set_places({6: "ran"})
    assert pane.band.at is None
    assert tinted(pane) == []
