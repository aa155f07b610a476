"""The pane with the source, the crumbs of the call stack, chips and key caps: by real mouse and keys."""

from __future__ import annotations

import ast
import gc
import time
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cnnviz.gui import theme
from cnnviz.gui.widgets import painting, python_lines
from cnnviz.gui.widgets.chip_row import Chip, ChipRow
from cnnviz.gui.widgets.code_pane import GUTTER, ROW, CodePane
from cnnviz.gui.widgets.crumb_bar import Crumb, CrumbBar
from cnnviz.gui.widgets.key_strip import KeyStrip

LEFT = Qt.MouseButton.LeftButton

SOURCE = '''"""A file."""

from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer1 = nn.Linear(4, 3)

    def forward(self, x):
        """Words: return."""
        out = self.layer1(x)  # return x
        out = out.relu()
        return out
'''


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, dark=False)
    yield
    theme.apply(qapp, dark=False)


@pytest.fixture
def pane(qtbot: QtBot) -> CodePane:
    made = CodePane()
    qtbot.addWidget(made)
    made.resize(560, 12 * ROW)
    made.set_tags({"ran": "just ran", "next": "runs next", "running": "running", "failed": "failed"})
    made.set_source(SOURCE)
    made.set_function(11, 15)
    made.set_known_names(frozenset({"self", "x", "out"}))
    with qtbot.waitExposed(made):
        made.show()
    return made


def long_source(lines: int) -> str:
    return "\n".join(f"value_{number} = function(value_{number - 1}, {number})  # comment" for number in range(lines))


def colours(widget: QWidget, spot: QRectF) -> set[str]:
    image = widget.grab(spot.toAlignedRect()).toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {QColor(image.pixel(x, y)).name().upper() for x in range(image.width()) for y in range(image.height())}


# The lines


def test_keywords_comments_and_texts_are_told_apart_as_python_does() -> None:
    lines = python_lines.read(SOURCE)
    assert [line.text for line in lines] == SOURCE.splitlines()
    code = lines[12]
    assert [(code.text[first:end], style) for first, end, style in code.runs] == [
        ("        out = self.layer1(x)  ", "plain"),
        ("# return x", "comment"),
    ]
    returned = lines[14]
    assert (8, 14, "keyword") in returned.runs
    assert lines[11].runs[-1][2] == "string"
    for line in lines:
        shown = "".join(line.text[first:end] for first, end, _ in line.runs)
        assert "".join(shown.split()) == "".join(line.text.split())


def test_names_are_those_of_the_syntax_tree() -> None:
    tree = ast.parse(SOURCE)
    wanted = {(node.lineno, node.col_offset, node.id) for node in ast.walk(tree) if isinstance(node, ast.Name)}
    found = {
        (number, first, line.text[first:end])
        for number, line in enumerate(python_lines.read(SOURCE), 1)
        for first, end in line.names
    }
    assert wanted <= found


@pytest.mark.parametrize("text", ["", "def broken(:\n    '''never ends", "\tx = 1", "ä = '한국어'  # 한국어\nx = 1"])
def test_what_is_no_python_is_shown_all_the_same(text: str) -> None:
    lines = python_lines.read(text)
    assert [line.text for line in lines] == text.expandtabs(4).splitlines()
    for line in lines:
        shown = "".join(line.text[first:end] for first, end, _ in line.runs)
        assert "".join(shown.split()) == "".join(line.text.split())


# The pane


def test_a_click_in_the_gutter_is_about_the_line_and_one_on_the_code_is_not(pane: CodePane, qtbot: QtBot) -> None:
    clicked: list[object] = []
    pane.gutter_clicked.connect(clicked.append)
    pane.show_line(13)
    row = pane.line_rect(13)
    QTest.mouseClick(pane.viewport(), LEFT, pos=QPoint(30, row.center().y()))
    QTest.mouseClick(pane.viewport(), LEFT, pos=QPoint(row.width() - 4, row.center().y()))
    assert clicked == [13]
    QTest.mousePress(pane.viewport(), LEFT, pos=QPoint(30, row.center().y()))
    QTest.mouseRelease(pane.viewport(), LEFT, pos=QPoint(30, row.center().y() + 2 * ROW))
    assert clicked == [13]


def test_names_that_stand_for_something_answer_to_the_pointer(pane: CodePane) -> None:
    hovered: list[tuple[object, object]] = []
    clicked: list[object] = []
    pane.name_hovered.connect(lambda name, place: hovered.append((name, place)))
    pane.name_clicked.connect(clicked.append)
    pane.show_line(13)
    spot = pane.name_rect(13, "x").center().toPoint()
    QTest.mouseMove(pane.viewport(), spot)
    assert pane.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    place = pane.viewport().mapToGlobal(spot)
    QApplication.sendEvent(pane.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, spot, place))
    assert hovered == [("x", place)]
    QTest.mouseClick(pane.viewport(), LEFT, pos=spot)
    assert clicked == ["x"]
    for line, name in ((13, "layer1"), (14, "relu")):  # attributes stand for nothing by themselves
        QTest.mouseClick(pane.viewport(), LEFT, pos=pane.name_rect(line, name).center().toPoint())
    pane.show_line(9)  # another function's names are not here
    QTest.mouseClick(pane.viewport(), LEFT, pos=pane.name_rect(9, "self").center().toPoint())
    assert clicked == ["x"]


def test_the_line_that_runs_next_is_kept_in_sight_with_its_neighbours(pane: CodePane) -> None:
    pane.set_source(long_source(2000))
    for line in (1, 40, 41, 39, 1000, 1990, 2000, 3):
        pane.show_line(line)
        row = pane.line_rect(line)
        assert row.top() >= 0
        assert row.bottom() <= pane.viewport().height()
        for near in (line - 3, line + 3):
            if 1 <= near <= 2000:
                assert pane.viewport().rect().intersects(pane.line_rect(near))


def test_a_function_that_fits_is_shown_whole(pane: CodePane) -> None:
    pane.set_source(long_source(300))
    pane.show_lines(100, 109, 102)
    assert pane.line_rect(100).top() >= 0
    assert pane.line_rect(109).bottom() <= pane.viewport().height()
    pane.show_lines(150, 250, 200)
    assert pane.viewport().rect().contains(pane.line_rect(200))


def test_places_have_their_grounds_and_shapes_their_own_arrows(pane: CodePane) -> None:
    pane.set_places({13: "ran", 14: "next"})
    pane.set_shapes({13: "[1, 3]"})
    pane.show_line(13)
    t = theme.tokens()
    ran = colours(pane.viewport(), QRectF(pane.line_rect(13)))
    after = colours(pane.viewport(), QRectF(pane.line_rect(14)))
    assert t.well.name().upper() in ran
    assert t.tint.name().upper() in after
    assert t.tint.name().upper() not in ran
    arrow = QRectF(GUTTER - 14, 0, 8, ROW)
    filled = colours(pane.viewport(), arrow.translated(0, pane.line_rect(14).top()))
    hollow = colours(pane.viewport(), arrow.translated(0, pane.line_rect(13).top()))
    assert t.accent.name().upper() in filled
    assert t.accent.name().upper() not in hollow
    assert "runs next" in pane.accessibleDescription()
    assert "14" in pane.accessibleDescription()


def test_a_shape_never_covers_code(pane: CodePane) -> None:
    shape = "[100, 1, 28, 28]"
    pane.set_shapes({11: shape, 13: shape})
    wide = pane.shape_of(11)
    letter = QFontMetricsF(theme.shared_font("code")).horizontalAdvance("0")
    words = painting.text_width(shape, theme.shared_font("body"))
    fits = {}
    for width in range(300, 560, 20):
        pane.resize(width, 12 * ROW)
        fits[width] = [pane.shape_of(line) is not None for line in (11, 13)]
        for line, code in ((11, "    def forward(self, x):"), (13, "        out = self.layer1(x)")):  # not the remark
            room = pane.viewport().width() - GUTTER - letter * len(code) - words
            assert pane.shape_of(line) == (shape if room > 40 else pane.shape_of(line) if room > 4 else None)
    assert (wide, fits[300], fits[540]) == (shape, [False, False], [True, True])
    assert pane.shape_of(12) is None


def test_keys_take_as_many_rows_as_they_need(qtbot: QtBot) -> None:
    strip = KeyStrip()
    qtbot.addWidget(strip)
    strip.set_rows([((letter,), f"what {letter} does") for letter in "nbsrudcl"])
    strip.show()
    heights = {}
    for width in (2000, 700, 120):
        strip.resize(width, 10)
        heights[width] = strip.height()
    assert heights[2000] < heights[700] < heights[120]
    strip.resize(700, 10)
    assert strip.height() == heights[700]


def test_a_mark_is_a_ring(pane: CodePane) -> None:
    pane.show_line(11)
    row = QRectF(0, pane.line_rect(12).top(), GUTTER, ROW)
    accent = theme.tokens().accent.name().upper()
    assert accent not in colours(pane.viewport(), row)
    pane.set_marks(frozenset({12}))
    assert accent in colours(pane.viewport(), row)


def test_up_and_down_scroll_and_other_keys_are_left_to_the_page(qtbot: QtBot) -> None:
    left: list[int] = []

    class Page(QWidget):
        def keyPressEvent(self, event: object) -> None:
            left.append(event.key())  # type: ignore[attr-defined]

    page = Page()
    qtbot.addWidget(page)
    pane = CodePane(page)
    pane.resize(400, 200)
    pane.set_source(long_source(200))
    with qtbot.waitExposed(page):
        page.show()
    QTest.keyClick(pane, Qt.Key.Key_Down)
    assert pane.verticalScrollBar().value() == ROW
    QTest.keyClick(pane, Qt.Key.Key_PageDown)
    assert pane.verticalScrollBar().value() > ROW
    QTest.keyClick(pane, Qt.Key.Key_PageUp)
    QTest.keyClick(pane, Qt.Key.Key_Up)
    assert pane.verticalScrollBar().value() == 0
    assert left == []
    wanted = [Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space]
    for key in wanted:
        QTest.keyClick(pane, key)
    assert left == wanted


def test_two_thousand_lines_are_painted_as_quickly_as_twenty(pane: CodePane) -> None:
    def best(lines: int) -> float:
        pane.set_source(long_source(lines))
        times = []
        for _ in range(5):
            pane.show_line(lines)
            started = time.perf_counter()
            pane.viewport().repaint()
            times.append(time.perf_counter() - started)
        return min(times)

    best(20)
    assert best(2000) < 3 * best(20)


# Crumbs and chips


def test_crumbs_are_a_click_away_and_the_innermost_ones_stay(qtbot: QtBot) -> None:
    bar = CrumbBar()
    qtbot.addWidget(bar)
    bar.resize(560, 32)
    bar.set_label("Call stack")
    bar.set_crumbs([Crumb(0, "Net.forward:8"), Crumb(3, "Block.forward:21"), Crumb(None, "conv1 Conv2d")], 3)
    with qtbot.waitExposed(bar):
        bar.show()
    clicked: list[object] = []
    bar.clicked.connect(clicked.append)
    for key in (0, None, 3):
        QTest.mouseClick(bar, LEFT, pos=bar.spot_of(key).center().toPoint())
    assert clicked == [0, 3]
    bar.resize(330, 32)
    assert bar.spot_of(0).isNull()
    assert not bar.spot_of(3).isNull()
    assert bar.accessibleDescription() == "Net.forward:8 › Block.forward:21 › conv1 Conv2d"


def test_a_chip_leads_to_its_moment_and_its_cross_takes_it_away(qtbot: QtBot) -> None:
    row = ChipRow()
    qtbot.addWidget(row)
    row.resize(500, 40)
    one, two = object(), object()
    clicked: list[object] = []
    closed: list[object] = []
    row.clicked.connect(clicked.append)
    row.closed.connect(closed.append)
    row.set_chips([Chip(one, "out", "[1, 3]"), Chip(two, "x", "[1, 4]")])
    with qtbot.waitExposed(row):
        row.show()
    QTest.mouseClick(row, LEFT, pos=(row.spot_of(two).topLeft() + QPointF(6, 6)).toPoint())
    QTest.mouseClick(row, LEFT, pos=row.cross_of(one).center().toPoint())
    assert clicked == [two]
    assert closed == [one]
    row.set_chips([])
    assert row.isHidden()


def test_dropped_widgets_are_garbage(qtbot: QtBot, collected: None) -> None:
    made = [CodePane(), CrumbBar(), ChipRow()]
    made[0].set_source(SOURCE)  # type: ignore[attr-defined]
    references = [weakref.ref(each) for each in made]
    made.clear()
    gc.collect()
    assert [reference() for reference in references] == [None, None, None]
