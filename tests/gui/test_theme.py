"""The table of the theme against the figures that the design publishes, and its life in a running window."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import ClassVar

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cnnviz.gui import theme
from cnnviz.imaging import palettes
from cnnviz.resources import resource

# token: light on (panel, shell, well, tint), dark on the same; as the design publishes them.
PUBLISHED = {
    "grip": ((3.3, 3.0, 2.9, 2.8), (4.3, 4.6, 3.8, 3.6)),
    "text": ((17.2, 15.9, 15.1, 14.9), (14.5, 15.4, 12.7, 12.3)),
    "text2": ((7.2, 6.7, 6.4, 6.2), (8.5, 9.0, 7.4, 7.2)),
    "text3": ((5.4, 5.0, 4.8, 4.7), (6.1, 6.5, 5.4, 5.2)),
    "accent": ((6.6, 6.1, 5.8, 5.7), (6.7, 7.1, 5.9, 5.7)),
}
GROUNDS = ("panel", "shell", "well", "tint")


@pytest.fixture(autouse=True)
def _light_again(qapp: QApplication) -> Iterator[None]:
    yield
    theme.set_palette("signed")
    theme.apply(qapp, dark=False)


def luminance(colour: QColor) -> float:
    """Relative luminance, WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""

    def linear(byte: int) -> float:
        share = byte / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.red()) + 0.7152 * linear(colour.green()) + 0.0722 * linear(colour.blue())


def contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_itself_is_right() -> None:
    assert contrast(QColor("#FFFFFF"), QColor("#000000")) == pytest.approx(21.0)
    assert contrast(QColor("#777777"), QColor("#FFFFFF")) == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("token", sorted(PUBLISHED))
def test_contrast_is_as_published(qapp: QApplication, token: str, dark: bool) -> None:
    theme.apply(qapp, dark=dark)
    t = theme.tokens()
    for ground, expected in zip(GROUNDS, PUBLISHED[token][dark], strict=True):
        assert contrast(getattr(t, token), getattr(t, ground)) == pytest.approx(expected, abs=0.051), ground


@pytest.mark.parametrize(
    ("one", "other", "light", "dark"),
    [
        ("line", "panel", 1.3, 1.3),
        ("ctl", "panel", 1.7, 2.0),
        ("accent_hover", "panel", 8.3, 8.6),
        ("on_accent", "accent", 6.6, 7.1),
        ("train", "panel", 3.6, 5.5),
        ("train_raw", "panel", 1.4, 1.6),
        ("paper", "ink", 18.7, 17.3),
        ("attention", "panel", 6.8, 9.2),
    ],
)
def test_other_ratios_are_as_published(qapp: QApplication, one: str, other: str, light: float, dark: float) -> None:
    for is_dark, expected in ((False, light), (True, dark)):
        theme.apply(qapp, dark=is_dark)
        t = theme.tokens()
        assert contrast(getattr(t, one), getattr(t, other)) == pytest.approx(expected, abs=0.051), is_dark


@pytest.mark.parametrize("dark", [False, True])
def test_all_text_can_be_read_on_all_grounds(qapp: QApplication, dark: bool) -> None:
    theme.apply(qapp, dark=dark)
    t = theme.tokens()
    for text in ("text", "text2", "text3", "accent"):
        for ground in ("panel", "shell", "well", "raised", "chosen", "tint", "paper"):
            if (text, ground) in {("text3", "chosen"), ("accent", "chosen")}:
                continue  # a chosen segment carries `text` alone
            assert contrast(getattr(t, text), getattr(t, ground)) >= 4.5, (text, ground)


def test_no_role_is_smaller_than_eleven_points(qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)
    for role, setting in theme.ROLES.items():
        assert setting.points >= 11
        assert theme.font(role).pointSizeF() == pytest.approx(setting.points)
        assert theme.font(role).weight() == setting.weight


@pytest.mark.parametrize("role", ["body", "body500", "body600", "title", "code", "code700", "shape"])
def test_digits_are_equally_wide(qapp: QApplication, role: str) -> None:
    theme.apply(qapp, dark=False)
    metrics = QFontMetricsF(theme.font(role))
    widths = [metrics.horizontalAdvance(digit) for digit in "0123456789"]
    assert max(widths) - min(widths) <= 1 / 32  # a font's own outlines may round by a 64th


def test_code_has_no_ligatures_and_even_columns(qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)
    font = theme.font("code")
    assert font.featureValue(QFont.Tag("liga")) == 0
    assert font.featureValue(QFont.Tag("calt")) == 0
    metrics = QFontMetricsF(font)
    assert metrics.horizontalAdvance("->!=") == pytest.approx(4 * metrics.horizontalAdvance("x"), abs=0.01)


def test_presenting_is_half_as_large_again(qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)
    usual, width = theme.font("body").pointSizeF(), theme.px(36)
    theme.apply(qapp, dark=False, scale=1.5)
    assert theme.font("body").pointSizeF() == pytest.approx(1.5 * usual)
    assert theme.px(36) == round(1.5 * width)


def test_korean_stands_closer(qapp: QApplication) -> None:
    theme.apply(qapp, dark=False, language="en")
    latin = theme.font("body").letterSpacing()
    theme.apply(qapp, dark=False, language="ko")
    assert theme.font("body").letterSpacing() < latin < 0
    assert theme.font("code").letterSpacing() == 0


def test_a_font_can_be_changed_without_changing_the_table(qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)
    theme.font("body").setPointSize(40)
    assert theme.font("body").pointSizeF() == pytest.approx(11)


class Listener(QWidget):
    """Counts what it is told."""

    wanted: ClassVar = (QEvent.Type.StyleChange,)

    def __init__(self) -> None:
        super().__init__()
        self.told = 0

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in self.wanted:
            self.told += 1
        super().changeEvent(event)


@pytest.mark.parametrize("change", ["dark", "scale", "same", "palette", "language"])
def test_every_change_reaches_every_widget(qapp: QApplication, change: str) -> None:
    theme.apply(qapp, dark=False)
    widget = Listener()
    child = Listener()
    child.setParent(widget)
    widget.told = child.told = 0
    if change == "palette":
        theme.set_palette("cividis")
    else:
        theme.apply(
            qapp,
            dark=change == "dark",
            scale=1.5 if change == "scale" else 1.0,
            language="ko" if change == "language" else "en",
        )
    assert widget.told >= 1
    assert child.told >= 1


class Collecting(QWidget):
    """Notes whether Python would collect garbage while Qt walks over all widgets."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[bool] = set()

    def changeEvent(self, event: QEvent) -> None:
        self.seen.add(gc.isenabled())
        super().changeEvent(event)


@pytest.mark.parametrize("change", ["theme", "palette"])
def test_garbage_is_not_collected_under_qts_hands(qtbot: QtBot, qapp: QApplication, change: str) -> None:
    """A widget that Python deletes while Qt walks over all of them makes Qt crash, one time in six."""
    theme.apply(qapp, dark=False)
    widget = Collecting()
    qtbot.addWidget(widget)
    widget.show()
    widget.seen.clear()
    gc.enable()
    if change == "theme":
        theme.apply(qapp, dark=True, scale=1.5)
    else:
        theme.set_palette("cividis")
    assert widget.seen == {False}
    assert gc.isenabled()


class OwnFont(QWidget):
    """Sets its own font, as a label with a role does."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.setFont(theme.font("title"))
        super().changeEvent(event)


def test_a_font_that_a_widget_sets_itself_is_kept(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)
    widget = OwnFont()
    child = OwnFont()
    child.setParent(widget)
    qtbot.addWidget(widget)
    widget.show()
    for scale in (1.5, 1.0, 1.5):
        theme.apply(qapp, dark=False, scale=scale)
        assert child.font().pointSizeF() == pytest.approx(12 * scale)


def test_what_qt_paints_grows_too(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)
    label = QLabel("words")
    qtbot.addWidget(label)
    label.show()
    field = QLineEdit(label)
    height = field.sizeHint().height()
    theme.apply(qapp, dark=False, scale=1.5)
    assert label.font().pointSizeF() == pytest.approx(16.5)
    assert field.sizeHint().height() == pytest.approx(1.5 * height, abs=4)


def test_what_qt_paints_follows(qapp: QApplication) -> None:
    theme.apply(qapp, dark=True)
    t = theme.tokens()
    palette = qapp.palette()
    assert palette.color(QPalette.ColorRole.Window) == t.panel
    assert palette.color(QPalette.ColorRole.Text) == t.text
    assert palette.color(QPalette.ColorRole.Highlight) == t.accent
    assert t.panel.name() in qapp.styleSheet()
    theme.apply(qapp, dark=False)
    assert qapp.palette().color(QPalette.ColorRole.Window) == theme.tokens().panel != t.panel


@pytest.mark.parametrize("dark", [False, True])
def test_tables_of_colour_follow_the_theme(qapp: QApplication, dark: bool) -> None:
    theme.apply(qapp, dark=dark)
    for name in ("signed", "magnitude", "grey", "cividis"):
        assert np.array_equal(theme.packed_table(name), palettes.packed(name, dark=dark))
    paper = int(theme.packed_table("grey")[0])
    assert QColor.fromRgba(paper) == theme.tokens().paper
    theme.set_palette("cividis")
    assert np.array_equal(theme.packed_table("signed"), palettes.packed("cividis", dark=dark))
    assert np.array_equal(theme.packed_table("grey"), palettes.packed("grey", dark=dark))


@pytest.mark.parametrize(("picture", "token"), [("check", "accent"), ("right", "text2")])
@pytest.mark.parametrize("dark", [False, True])
def test_pictures_of_menus_have_the_colours_of_the_table(
    qapp: QApplication, picture: str, token: str, dark: bool
) -> None:
    theme.apply(qapp, dark=dark)
    path = resource("icons", f"menu-{picture}-{'dark' if dark else 'light'}.svg")
    assert path.as_posix() in qapp.styleSheet()
    stroke = path.read_text(encoding="utf-8").split('stroke="')[1][:7]
    assert QColor(stroke) == getattr(theme.tokens(), token)


def test_an_unknown_palette_is_refused() -> None:
    with pytest.raises(ValueError, match="rainbow"):
        theme.set_palette("rainbow")


def test_no_motion_is_longer_than_the_ceiling(qapp: QApplication) -> None:
    assert theme.motion(120) in (0, 120)
    assert theme.motion(5000) in (0, 300)
