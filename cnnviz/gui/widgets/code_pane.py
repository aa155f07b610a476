"""A file of Python as it ran: line numbers, the line that just ran, the one that runs next, marks, shapes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import code_marks, painting, python_lines
from cnnviz.gui.widgets.code_marks import TAGS
from cnnviz.gui.widgets.code_marks import Place as Place
from cnnviz.gui.widgets.focus_ring import FocusRing
from cnnviz.gui.widgets.moving_band import MovingBand

ROW: Final = 24
GUTTER: Final = 52
_NUMBER_END: Final = 34
_PADDING: Final = 16
_ROOM_FOR_TAGS: Final = 520
_CONTEXT: Final = 3  # rows kept in sight above and below the current line
_COLOURS: Final = {"plain": "text", "keyword": "text", "comment": "text3", "string": "text2"}


class CodePane(QAbstractScrollArea):
    """Shows source with what the stepper knows about each line.

    A click in the gutter is about a mark, a click on a name about that name. Only the rows in sight are painted.

    Args:
        parent: the owner.
    """

    gutter_clicked = Signal(object)
    """The line (from 1) whose gutter was clicked."""
    name_hovered = Signal(object, object)
    """The name that the pointer rests on, and the global place for a tooltip."""
    name_clicked = Signal(object)
    """The name that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[python_lines.CodeLine, ...] = ()
        self._source: str | None = None
        self._function = (0, 0)
        self._placed_in: object = None  # the source and the function that the places are in
        self._places: Mapping[int, Place] = {}
        self._shapes: Mapping[int, str] = {}
        self._in_sight: tuple[int, int, int] | None = None  # a function, and the line of it that must be seen
        self._marks: frozenset[int] = frozenset()
        self._known_names: frozenset[str] = frozenset()
        self._tags: Mapping[Place, str] = {}
        self._hovered = 0
        self._hovered_name = ""
        self._in_gutter = False
        self._pressed: QPoint | None = None
        self._widest = 0
        self._advance = 9.0  # the width of a column; measured with the font
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCornerWidget(QWidget())  # else the style draws a frame where two scroll bars meet
        self.setMinimumSize(200, 3 * ROW)
        self.band = MovingBand(self)
        self.band.moved.connect(self._on_band_moved)
        self.focus_ring = FocusRing(self, 4, lambda: self.rect().adjusted(6, 4, -6, -4))

    # What is shown

    def set_source(self, text: str) -> None:
        """Show a file."""
        if text == self._source:
            return
        self._source = text
        self._in_sight = None
        self._lines = python_lines.read(text)
        self._widest = max((line.code_length for line in self._lines), default=0)
        self._measure()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)
        self.viewport().update()

    def set_function(self, first: int, last: int) -> None:
        """Put the lines of one function forward; all others step back."""
        if (first, last) != self._function:
            self._function = (first, last)
            self.viewport().update()

    def set_places(self, places: Mapping[int, Place]) -> None:
        """Say of lines that they just ran, run next, are running or failed."""
        here = next((line for line, place in places.items() if place != "ran"), 0)
        where = self._source, self._function
        if self._placed_in == where and self._is_in_sight(here):
            self.band.move_to(here)
        else:
            self.band.rest_at(here)
        self._placed_in = where
        if places != self._places:
            changed = {line for line, _ in self._places.items() ^ places.items()}
            self._places = dict(places)
            texts = (f"{line}, {self._tags.get(place, '')}: {self.text_of(line)}" for line, place in places.items())
            self.setAccessibleDescription("; ".join(texts))
            self._update_lines(changed)

    def set_shapes(self, shapes: Mapping[int, str]) -> None:
        """Write a shape at the end of lines."""
        if shapes != self._shapes:
            changed = {line for line, _ in self._shapes.items() ^ shapes.items()}
            self._shapes = dict(shapes)
            self._update_lines(changed)

    def set_marks(self, lines: frozenset[int]) -> None:
        """Mark lines with a ring."""
        if lines != self._marks:
            changed = self._marks ^ lines
            self._marks = lines
            self._update_lines(changed)

    def set_known_names(self, names: frozenset[str]) -> None:
        """Names that stand for something here: they answer the pointer."""
        self._known_names = names

    def set_tags(self, tags: Mapping[Place, str]) -> None:
        """What the tags say, in the language of the interface."""
        self._tags = dict(tags)
        self.viewport().update()

    def show_line(self, line: int) -> None:
        """Scroll as little as needed until a line and its neighbours are in sight; a far one comes to the middle."""
        if not 1 <= line <= len(self._lines):
            return
        row, bar = theme.px(ROW), self.verticalScrollBar()
        height = self.viewport().height()
        top = (line - 1) * row
        margin = min(_CONTEXT * row, max((height - row) // 2, 0))
        if top - margin < bar.value():
            target = top - margin
        elif top + row + margin > bar.value() + height:
            target = top + row + margin - height
        else:
            return
        if abs(target - bar.value()) > height:
            target = top - (height - row) // 2
        bar.setValue(target)

    def show_lines(self, first: int, last: int, line: int) -> None:
        """Bring a line into sight, with all of its function where that fits; also when the size changes."""
        self._in_sight = (first, last, line)
        row, height, bar = theme.px(ROW), self.viewport().height(), self.verticalScrollBar()
        if (last - first + 1) * row <= height:
            lowest, highest = max(last * row - height, 0), (first - 1) * row
            bar.setValue(min(max(bar.value(), lowest), highest))
        else:
            self.show_line(line)

    def text_of(self, line: int) -> str:
        """The words of a line (from 1), without the spaces around them."""
        return self._lines[line - 1].text.strip() if 1 <= line <= len(self._lines) else ""

    @property
    def line_count(self) -> int:
        """How many lines the file has."""
        return len(self._lines)

    @property
    def places(self) -> Mapping[int, Place]:
        """What is said of lines."""
        return self._places

    @property
    def shapes(self) -> Mapping[int, str]:
        """The shapes at the end of lines."""
        return self._shapes

    @property
    def marks(self) -> frozenset[int]:
        """Marked lines."""
        return self._marks

    def _update_lines(self, lines: Iterable[int]) -> None:
        """Paint rows again, and no others."""
        for line in lines:
            self.viewport().update(self.line_rect(line))

    def _is_in_sight(self, line: int) -> bool:
        return self.viewport().rect().intersects(self.line_rect(line))

    def _on_band_moved(self, before: float, now: float) -> None:
        """Paint again where the band was and where it is."""
        row = theme.px(ROW)
        top = round((min(before, now) - 1) * row) - self.verticalScrollBar().value()
        self.viewport().update(0, top - 1, self.viewport().width(), round(abs(now - before) * row) + row + 2)

    # Where things are

    def line_rect(self, line: int) -> QRect:
        """The row of a line in the viewport."""
        row = theme.px(ROW)
        return QRect(0, (line - 1) * row - self.verticalScrollBar().value(), self.viewport().width(), row)

    def line_at(self, y: float) -> int:
        """The line at a height of the viewport; 0 where there is none."""
        line = int(y + self.verticalScrollBar().value()) // theme.px(ROW) + 1
        return line if 1 <= line <= len(self._lines) else 0

    def name_rect(self, line: int, name: str) -> QRectF:
        """Where a name first stands in a line, in the viewport; null where it does not."""
        code = self._lines[line - 1]
        for first, end in code.names:
            if code.text[first:end] == name:
                left, right = self._x_of(code, first), self._x_of(code, end)
                return QRectF(left, self.line_rect(line).top(), right - left, theme.px(ROW))
        return QRectF()

    def name_at(self, place: QPointF) -> str:
        """The name at a place of the viewport that stands for something, or ""."""
        line = self.line_at(place.y())
        if not line or place.x() < theme.px(GUTTER) or place.x() > self._code_end(line):
            return ""
        code = self._lines[line - 1]
        inside = self._function[0] <= line <= self._function[1]
        for first, end in code.names:
            if self._x_of(code, first) <= place.x() < self._x_of(code, end):
                name = code.text[first:end]
                return name if inside and name in self._known_names and not self._is_attribute(code, first) else ""
        return ""

    @staticmethod
    def _is_attribute(code: python_lines.CodeLine, first: int) -> bool:
        return code.text[:first].rstrip().endswith(".")

    def _x_of(self, code: python_lines.CodeLine, column: int) -> float:
        """The left edge of a column in the viewport."""
        text, width = code.text[:column], self._advance * column
        if not text.isascii():
            width = theme.width_of(text, theme.shared_font("code"))
        return theme.px(GUTTER) + width - self.horizontalScrollBar().value()

    def _code_end(self, line: int) -> float:
        """Where the room for code ends in a row: before its shape or its tag, where it has one."""
        shape = self.shape_of(line)
        if shape is not None:
            return self._shape_end(line) - painting.text_width(shape, theme.shared_font("body")) - theme.px(12)
        if line in self._places and self._has_tags():
            return float(self._right() - theme.px(TAGS))
        return float(self.viewport().width())

    def shape_of(self, line: int) -> str | None:
        """The shape that is written at the end of a row; None where it would cover code, which a remark is not."""
        shape = self._shapes.get(line)
        if shape is None:
            return None
        code = self._lines[line - 1]
        end = self._x_of(code, code.code_length) + self.horizontalScrollBar().value()
        left = self._shape_end(line) - painting.text_width(shape, theme.shared_font("body"))
        return shape if end + theme.px(8) <= left else None

    def _tag_of(self, line: int) -> Place | None:
        """The tag of a row; *just ran* gives way to code and shape, as its arrow says the same."""
        place = self._places.get(line)
        return None if place is None or not self._has_tags() or self._is_tight(line) else place

    def _is_tight(self, line: int) -> bool:
        """Whether code and shape together need the room of the tag."""
        shape = self._shapes.get(line)
        if shape is None or self._places.get(line, "ran") != "ran":
            return False
        room = self._right() - theme.px(TAGS + 12) - painting.text_width(shape, theme.shared_font("body"))
        code = self._lines[line - 1]
        return self._x_of(code, code.code_length) > room

    def _shape_end(self, line: int) -> float:
        """Where a row's shape ends: before the column of tags, or at the right where the code needs the room."""
        in_column = self._has_tags() and not self._is_tight(line)
        return float(self._right() - (theme.px(TAGS) if in_column else 0))

    def _has_tags(self) -> bool:
        return self.width() >= theme.px(_ROOM_FOR_TAGS)

    def _right(self) -> int:
        """Where tags end: the same place with and without a scroll bar."""
        return min(self.width() - theme.px(_PADDING), self.viewport().width() - theme.px(4))

    def _measure(self) -> None:
        """Ranges of the scroll bars."""
        row, viewport = theme.px(ROW), self.viewport()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(len(self._lines) * row - viewport.height(), 0))
        bar.setPageStep(viewport.height())
        bar.setSingleStep(row)
        self._advance = QFontMetricsF(theme.shared_font("code")).horizontalAdvance("0")
        width = theme.px(GUTTER) + int(self._advance * self._widest) + theme.px(4)
        sideways = self.horizontalScrollBar()
        sideways.setRange(0, max(width - viewport.width(), 0))
        sideways.setPageStep(viewport.width())
        sideways.setSingleStep(row)

    # Painting

    def _paint_row(self, painter: QPainter, line: int) -> None:
        """One line; while the band moves, the part that it covers is painted on its colour."""
        t, row = theme.tokens(), QRectF(self.line_rect(line))
        place, at = self._places.get(line), self.band.at
        ground = t.well if place == "ran" else t.panel
        if at is None:
            self._paint_line(painter, line, row, t.tint if place not in ("ran", None) else ground)
            return
        self._paint_line(painter, line, row, ground)
        covered = row.intersected(row.translated(0, (at - line) * row.height()))
        if not covered.isEmpty():
            painter.save()
            painter.setClipRect(covered)
            self._paint_line(painter, line, row, t.tint)
            painter.restore()

    def _paint_line(self, painter: QPainter, line: int, row: QRectF, ground: QColor) -> None:
        t, place = theme.tokens(), self._places.get(line)
        if ground is not t.panel:
            painter.fillRect(row, ground)
        self._paint_code(painter, line, row)
        # what stands at the ends of the row lies over code that is too long or scrolled
        painter.fillRect(QRectF(row.left(), row.top(), theme.px(GUTTER) - 2, row.height()), ground)
        number = QRectF(0, row.top(), theme.px(_NUMBER_END), row.height())
        inside = self._function[0] <= line <= self._function[1]
        colour = t.text if place else t.text2 if inside else t.text3
        painting.draw_text(painter, number, str(line), theme.shared_font("code"), colour, Qt.AlignmentFlag.AlignRight)
        pointed = line == self._hovered and self._in_gutter
        code_marks.paint_marker(painter, row, place, marked=line in self._marks, pointed=pointed)
        shape = self.shape_of(line)
        covered = self._code_end(line)
        if covered < self.viewport().width():
            fade = QLinearGradient(covered - theme.px(16), 0, covered, 0)
            clear = QColor(ground)
            clear.setAlpha(0)
            fade.setColorAt(0, clear)
            fade.setColorAt(1, ground)
            painter.fillRect(QRectF(covered - theme.px(16), row.top(), theme.px(16), row.height()), fade)
            painter.fillRect(QRectF(covered, row.top(), self.viewport().width() - covered, row.height()), ground)
        if shape is not None:
            spot = QRectF(0, row.top(), self._shape_end(line) + 1, row.height())
            painting.draw_text(painter, spot, shape, theme.shared_font("body"), t.text2, Qt.AlignmentFlag.AlignRight)
        tag = self._tag_of(line)
        if tag is not None and self._tags.get(tag):
            code_marks.paint_tag(painter, row, tag, self._tags[tag], self._right())

    def _paint_code(self, painter: QPainter, line: int, row: QRectF) -> None:
        t, code = theme.tokens(), self._lines[line - 1]
        font, bold = theme.shared_font("code"), theme.shared_font("code700")
        metrics = QFontMetricsF(font)
        ratio = painter.device().devicePixelRatio()
        baseline = round((row.center().y() + metrics.capHeight() / 2) * ratio) / ratio
        inside = self._function[0] <= line <= self._function[1]
        for first, end, style in code.runs:
            colour = getattr(t, _COLOURS[style])
            if not inside:
                colour = t.text3 if style == "comment" else t.text2
            painter.setFont(bold if style == "keyword" and inside else font)
            painter.setPen(colour)
            text, x = code.text[first:end], self._x_of(code, first)
            if style == "comment" and first > 0:
                text = self._fitting(text, self._code_end(line) - theme.px(4) - x, metrics)
            painter.drawText(QPointF(x, baseline), text)
        if self._hovered_name and line == self._hovered:
            spot = self.name_rect(line, self._hovered_name)
            painter.setPen(QPen(t.accent, 1))
            under = baseline + metrics.underlinePos() + 1
            painter.drawLine(QPointF(spot.left(), under), QPointF(spot.right(), under))

    @staticmethod
    def _fitting(comment: str, room: float, metrics: QFontMetricsF) -> str:
        """A comment as far as there is room for it; nothing where hardly a word would be left."""
        if metrics.horizontalAdvance(comment) <= room:
            return comment
        return metrics.elidedText(comment, Qt.TextElideMode.ElideRight, room) if room > theme.px(96) else ""

    def _hover(self, line: int, name: str, *, in_gutter: bool) -> None:
        hand = bool(name) or (in_gutter and bool(line))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        if (line, name, in_gutter) != (self._hovered, self._hovered_name, self._in_gutter):
            self._hovered, self._hovered_name, self._in_gutter = line, name, in_gutter
            self.viewport().update()

    # What Qt calls

    def sizeHint(self) -> QSize:
        """As the design has it."""
        return QSize(theme.px(552), theme.px(20 * ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows in sight."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.tokens().panel)
        first = max(self.line_at(event.rect().top()), 1)
        for line in range(first, len(self._lines) + 1):
            row = self.line_rect(line)
            if row.top() > event.rect().bottom():
                break
            if event.region().intersects(row):
                self._paint_row(painter, line)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scroll bars for the new size; the lines at work stay in sight."""
        super().resizeEvent(event)
        self._measure()
        if self._in_sight is not None:
            self.show_lines(*self._in_sight)
        for line in self._places:
            self.show_line(line)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Paint again where the code is now."""
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a click: on the gutter it is about a mark, on a name about the name."""
        pressed, self._pressed = self._pressed, None
        if event.button() != Qt.MouseButton.LeftButton or pressed is None:
            return
        place = event.position()
        line = self.line_at(place.y())
        if not line or line != self.line_at(pressed.y()) or (place.toPoint() - pressed).manhattanLength() > 12:
            return
        if place.x() < theme.px(GUTTER):
            self.gutter_clicked.emit(line)
        elif name := self.name_at(place):
            self.name_clicked.emit(name)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        place = event.position()
        self._hover(self.line_at(place.y()), self.name_at(place), in_gutter=0 <= place.x() < theme.px(GUTTER))

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        self._hovered, self._hovered_name, self._in_gutter = 0, "", False
        self.viewport().update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down scroll; all other keys are the page's."""
        bar = self.verticalScrollBar()
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        page = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()), 0)
        if not (way or page) or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
            return
        bar.setValue(bar.value() + way * bar.singleStep() + page * bar.pageStep())

    def viewportEvent(self, event: QEvent) -> bool:
        """Ask for the tooltip of the name that the pointer rests on."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            name = self.name_at(QPointF(event.pos()))
            if name:
                self.name_hovered.emit(name, event.globalPos())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._measure()
            self.viewport().update()
        super().changeEvent(event)
