from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from cnnviz.gui import theme
from cnnviz.gui.widgets.answer_figure import AnswerFigure
from cnnviz.gui.widgets.probability_bars import ProbabilityBars
from tests.gui.picture_checks import grab, rgb

DIGITS = tuple("0123456789")
LOGITS = np.array([-6.2, -5.1, 1.6, 8.41, -9.3, -1.4, -8.8, -3.2, 5.97, -2.0])
PROBABILITIES = np.exp(LOGITS) / np.exp(LOGITS).sum()
ACCENT, BAR, HOVERED, GRIP = rgb("6B3FC9"), rgb("C9CBD1"), rgb("B3B6BD"), rgb("8B8E96")


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)


@pytest.fixture
def bars(qtbot: QtBot) -> ProbabilityBars:
    """Ten columns of 52 pixels, not on screen: no motion."""
    widget = ProbabilityBars()
    qtbot.addWidget(widget)
    widget.resize(520, 164)
    widget.set_classes(DIGITS)
    return widget


def column(pixels: np.ndarray, index: int) -> np.ndarray:
    """One line of pixels down the middle of a column, without names."""
    return pixels[: 164 - 30, index * 52 + 26]


def length(pixels: np.ndarray, index: int, colour: np.ndarray) -> int:
    return int((column(pixels, index) == colour).all(axis=-1).sum())


def test_heights_are_in_proportion_and_in_class_order(bars: ProbabilityBars) -> None:
    shares = np.array([0.1, 0.0, 0.2, 0.5, 0.0, 0.0, 0.05, 0.0, 0.15, 0.0])
    bars.set_values(shares, np.log(shares + 1e-9))
    pixels = grab(bars)
    full = length(pixels, 3, ACCENT) / 0.5
    for index in (0, 2, 6, 8):
        assert length(pixels, index, BAR) == pytest.approx(full * shares[index], abs=1.5), index
        assert length(pixels, index, ACCENT) == 0
    assert 1 <= length(pixels, 1, BAR) <= 2, "a bar of nothing is a stub"
    assert full > 80


def test_the_leader_alone_is_filled_and_its_name_too(bars: ProbabilityBars) -> None:
    bars.set_values(PROBABILITIES, LOGITS)
    assert bars.leader == 3
    pixels = grab(bars)
    xs = np.argwhere((pixels == ACCENT).all(axis=-1))[:, 1]
    assert xs.min() >= 3 * 52
    assert xs.max() < 4 * 52
    chip = (pixels[140:160] == ACCENT).all(axis=-1)
    assert chip.any()
    assert bars.accessibleDescription() == "class 3 · 91.9\u00a0% · logit 8.41"


def test_without_values_there_are_a_line_and_names(bars: ProbabilityBars) -> None:
    pixels = grab(bars)
    assert not (pixels == ACCENT).all(axis=-1).any()
    assert not (pixels == BAR).all(axis=-1).any()
    lines = np.flatnonzero((pixels == GRIP).all(axis=-1).all(axis=1))
    assert len(lines) == 1
    for index in range(10):
        name = pixels[lines[0] + 9 :, index * 52 : index * 52 + 52]
        assert (name < 0x60).all(axis=-1).any(), index
    bars.set_values(PROBABILITIES, LOGITS)
    bars.set_values(None, None)
    assert bars.leader is None
    assert (grab(bars) == pixels).all()


def test_logits_hang_from_a_zero_line(bars: ProbabilityBars) -> None:
    bars.set_values(PROBABILITIES, LOGITS)
    bars.set_mode("logit")
    pixels = grab(bars)
    zero = int(np.flatnonzero((pixels == GRIP).all(axis=-1).all(axis=1))[0])
    unit = length(pixels, 3, ACCENT) / 8.41
    for index, value in enumerate(LOGITS):
        if index == 3:
            continue
        line = column(pixels, index)
        filled = np.flatnonzero((line == BAR).all(axis=-1))
        assert len(filled) == pytest.approx(abs(value) * unit, abs=2.0), index
        assert (filled > zero).all() if value < 0 else (filled < zero).all()
    with pytest.raises(ValueError, match="no mode"):
        bars.set_mode("share")  # type: ignore[arg-type]


def test_hover_says_both_numbers(bars: ProbabilityBars, qtbot: QtBot) -> None:
    bars.set_values(PROBABILITIES, LOGITS)
    said: list[object] = []
    bars.show()
    qtbot.waitExposed(bars)
    qtbot.mouseMove(bars, QPoint(5, 5))
    bars.class_hovered.connect(said.append)
    at = QPoint(8 * 52 + 20, 60)
    qtbot.mouseMove(bars, at)
    assert said == [(8, pytest.approx(PROBABILITIES[8]), pytest.approx(5.97))]
    assert (grab(bars) == HOVERED).all(axis=-1).any()
    QApplication.sendEvent(bars, QHelpEvent(QEvent.Type.ToolTip, at, bars.mapToGlobal(at)))
    assert QToolTip.text() == "class 8 · 8.0\u00a0% · logit 5.97"
    QApplication.sendEvent(bars, QEvent(QEvent.Type.Leave))
    assert said[1:] == [None]
    QToolTip.hideText()


def test_keys_look_at_one_class_after_the_other(bars: ProbabilityBars, qtbot: QtBot) -> None:
    bars.set_values(PROBABILITIES, LOGITS)
    said: list[tuple[int, float, float]] = []
    bars.class_hovered.connect(said.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(bars, key)
    assert [index for index, _, _ in said] == [3, 4, 3]
    assert bars.accessibleDescription().startswith("class 3")
    QToolTip.hideText()


def test_bars_move_to_new_values_without_jumping(bars: ProbabilityBars, qtbot: QtBot) -> None:
    bars.set_values(PROBABILITIES, LOGITS)
    bars.show()
    qtbot.waitExposed(bars)
    before = length(grab(bars), 3, ACCENT)
    bars.set_values(PROBABILITIES[::-1].copy(), LOGITS[::-1].copy())
    assert length(grab(bars), 3, BAR) > before / 2, "it starts where it was"
    assert bars.leader == 6, "what leads is said at once"
    qtbot.waitUntil(lambda: length(grab(bars), 6, ACCENT) == before, timeout=2000)
    assert length(grab(bars), 3, BAR) <= 2


def test_reduced_motion_moves_at_once(bars: ProbabilityBars, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "motion", lambda milliseconds: 0)
    bars.show()
    qtbot.waitExposed(bars)
    bars.set_values(PROBABILITIES, LOGITS)
    assert length(grab(bars), 3, ACCENT) > 80


def test_long_names_and_many_classes_stay_inside(qtbot: QtBot) -> None:
    bars = ProbabilityBars()
    qtbot.addWidget(bars)
    bars.resize(500, 130)
    names = ["tench", "goldfish", "great white shark", *(f"class {index}" for index in range(17))]
    bars.set_classes(names)
    values = np.linspace(0, 1, 20)
    bars.set_values(values / values.sum(), values)
    pixels = grab(bars)
    chip = np.argwhere((pixels[100:] == ACCENT).all(axis=-1))
    assert chip[:, 1].max() < 500
    assert np.ptp(chip[:, 1]) > 40, "the leader's name is written whole"
    for count in (1, 2, 3):
        bars.set_classes(names[:count])
        bars.set_values(np.full(count, 1 / count), np.zeros(count))
        assert bars.leader == 0
        grab(bars)


def test_numbers_that_are_not_finite_do_not_lead(bars: ProbabilityBars) -> None:
    broken = LOGITS.copy()
    broken[0], broken[1] = math.nan, -math.inf
    bars.set_values(np.where(np.isnan(broken), np.nan, PROBABILITIES), broken)
    assert bars.leader == 3
    bars.set_mode("logit")
    grab(bars)
    bars.set_values(np.full(10, np.nan), np.full(10, np.nan))
    assert bars.leader is None
    grab(bars)


def test_wrong_counts_are_refused(bars: ProbabilityBars) -> None:
    with pytest.raises(ValueError, match="10 classes"):
        bars.set_values(PROBABILITIES[:9], LOGITS)
    bars.set_values(PROBABILITIES, LOGITS)
    bars.set_classes(DIGITS[:5])
    assert bars.leader is None


def test_the_figure_shows_an_answer_or_a_dash(qtbot: QtBot) -> None:
    figure = AnswerFigure()
    qtbot.addWidget(figure)
    figure.resize(112, 164)
    figure.set_answer("3", "91.9\u00a0%", "then 8: 8.0\u00a0%")
    assert figure.accessibleDescription() == "3, 91.9\u00a0%, then 8: 8.0\u00a0%"
    digit = np.argwhere((grab(figure) < 0x40).all(axis=-1))
    assert np.ptp(digit[:, 0]) > 70, "a large digit with lines below it"
    figure.set_answer("Labrador retriever", "51.3\u00a0%", "then golden retriever: 20.1\u00a0%")
    assert (grab(figure)[:, -1] == 255).all(), "nothing is cut by the edge"
    figure.set_empty("Draw a digit.")
    assert figure.accessibleDescription() == "Draw a digit."
    dash = np.argwhere((grab(figure) == rgb("B3B6BD")).all(axis=-1))
    assert np.ptp(dash[:, 1]) > 20 > np.ptp(dash[:, 0])
