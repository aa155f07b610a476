"""What the network answers: one bar for each class in its fixed place."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEasingCurve, QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets import numbers, painting
from cnnviz.gui.widgets.focus_ring import FocusRing

Mode = Literal["probability", "logit"]

_MOTION = 120
_VALUE_LINE = 22
_LABEL_GAP, _CHIP = 9, 28
_WIDEST_COLUMN = 104
_BAR_SHARE, _WIDEST_BAR = 0.69, 64
_STUB = 2
_FEWEST_LETTERS = 4  # of a shortened name, with its ellipsis


@dataclass(frozen=True)
class _Pose:
    """Where the bars stand, as shares of the height that bars can take; what the motion blends.

    Attributes:
        heights: (classes,), upwards positive.
        zero: how far below the top the zero line lies.
        foot: whether room for values is kept below the bars (1) or not (0).
    """

    heights: NDArray[np.float64]
    zero: float
    foot: float

    def towards(self, other: _Pose, share: float) -> _Pose:
        """The pose on the way to `other`."""
        heights = self.heights + (other.heights - self.heights) * share
        return _Pose(
            heights, self.zero + (other.zero - self.zero) * share, self.foot + (other.foot - self.foot) * share
        )


@dataclass(frozen=True)
class _Frame:
    """The lengths of one painting: the first column's left edge, the columns' width, and where bars may stand."""

    left: float
    pitch: float
    bar: float
    top: float
    reach: float
    foot: float

    def column(self, index: int) -> float:
        return self.left + (index + 0.5) * self.pitch


class _Look(NamedTuple):
    """How one bar and its figure look; equal looks are equal pixels."""

    length: float
    down: bool
    text: str
    is_wide: bool  # the figure reaches over the neighbours


class _Writer:
    """Writes centred lines of text; looks each font up once per painting, which is most of what text costs."""

    def __init__(self, painter: QPainter) -> None:
        self.painter = painter
        self._fonts: dict[str, tuple[QFont, QFontMetricsF]] = {}

    def _font(self, role: str) -> tuple[QFont, QFontMetricsF]:
        if role not in self._fonts:
            font = theme.font(role)
            self._fonts[role] = (font, QFontMetricsF(font))
        return self._fonts[role]

    def width(self, text: str, role: str) -> float:
        return theme.advance(text, role)

    def cut(self, text: str, role: str, room: float) -> str:
        if self.width(text, role) <= room + 0.5:
            return text
        return self._font(role)[1].elidedText(text, Qt.TextElideMode.ElideRight, room + 0.5)

    def write(self, centre: float, middle: float, text: str, role: str, colour: QColor) -> None:
        """Put the middle of the text's capitals at (centre, middle)."""
        font, metrics = self._font(role)
        self.painter.setFont(font)
        self.painter.setPen(colour)
        at = QPointF(centre - theme.advance(text, role) / 2, round(middle + metrics.capHeight() / 2))
        self.painter.drawText(at, text)


class ProbabilityBars(QWidget):
    """One column for each class, always in the same order; the leader filled, the others grey.

    Shows probabilities (0 … 100 %) or logits (a zero line, bars downwards for negative ones). Without values only the
    base line and the names are there. Mouse and arrow keys look at single classes.

    Args:
        parent: the owner.

    Signals:
        class_hovered: (index, probability, logit) that mouse or arrow keys look at, or None.
    """

    class_hovered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes: tuple[str, ...] = ()
        self._probabilities: NDArray[np.float64] | None = None
        self._logits: NDArray[np.float64] | None = None
        self._mode: Mode = "probability"
        self._leader: int | None = None
        self._looked: int | None = None
        self._from = self._to = self._shown = _Pose(np.zeros(0), 1.0, 0.0)
        self._asked: tuple[object, list[_Look]] | None = None
        self._motion = QVariantAnimation(self)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._on_motion)
        self._focus_ring = FocusRing(self)
        # Fills all of itself, so that what lies below is not painted at every step of the motion.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_classes(self, classes: Sequence[str]) -> None:
        """Name the columns, from left to right; values of another number of classes are forgotten."""
        names = tuple(str(name) for name in classes)
        if names == self._classes:
            return
        if len(names) != len(self._classes):
            self._probabilities = self._logits = self._leader = self._looked = None
        self._classes = names
        self._move(at_once=True)
        self.update()

    def set_values(self, probabilities: NDArray[Any] | None, logits: NDArray[Any] | None) -> None:
        """Show another answer; the bars move there without changing places.

        Args:
            probabilities: (classes,), 0 … 1; None for no answer.
            logits: (classes,), any numbers; None for no answer.

        Raises:
            ValueError: as many values as there are classes were expected.
        """
        for values in (probabilities, logits):
            if values is not None and values.shape != (len(self._classes),):
                raise ValueError(f"{values.shape} values for {len(self._classes)} classes")
        self._probabilities = None if probabilities is None else probabilities.astype(np.float64)
        self._logits = None if logits is None else logits.astype(np.float64)
        self._leader = self._find_leader()
        self.setAccessibleDescription("" if self.leader is None else self._sentence(self.leader))
        if self._looked is not None:
            self.class_hovered.emit(self._said(self._looked))
        self._move()
        self._ask()

    def set_mode(self, mode: Mode) -> None:
        """Show `probability` or `logit`."""
        if mode not in ("probability", "logit"):
            raise ValueError(f"no mode {mode!r}")
        if mode != self._mode:
            self._mode = mode
            self._move()
            self.update()

    @property
    def leader(self) -> int | None:
        """The class with the largest value; None without values."""
        return self._leader

    def _find_leader(self) -> int | None:
        values = self._probabilities if self._probabilities is not None else self._logits
        if values is None or not values.size or np.isnan(values).all():
            return None
        return int(np.nanargmax(values))

    # Motion

    def _pose(self) -> _Pose:
        """Where the bars belong now."""
        nothing = _Pose(np.zeros(len(self._classes)), 1.0, 0.0)
        if self._mode == "probability":
            if self._probabilities is None:
                return nothing
            return _Pose(np.clip(np.nan_to_num(self._probabilities), 0, 1), 1.0, 0.0)
        if self._logits is None:
            return nothing
        finite = _drawable(self._logits)
        low, high = min(0.0, float(finite.min())), max(0.0, float(finite.max()))
        span = high - low or 1.0
        return _Pose(finite / span, high / span if low < 0 else 1.0, float(low < 0))

    def _move(self, *, at_once: bool = False) -> None:
        target = self._pose()
        duration = theme.motion(_MOTION)
        at_once = at_once or duration == 0 or not self.isVisible() or target.heights.size != self._shown.heights.size
        self._motion.stop()
        self._to = target
        if at_once:
            self._from = self._shown = target
            return
        self._from = self._shown
        self._motion.setDuration(duration)
        self._motion.start()

    def _on_motion(self, share: float) -> None:
        self._shown = self._from.towards(self._to, share)
        self._ask()

    def _ask(self) -> None:
        """Ask for a repaint of the bars that look different by now: most of them stand still while a pen moves."""
        frame = self._frame()
        rest = (frame, self._leader, self._looked, self._mode, self._shown.zero, self._classes, theme.tokens())
        looks = [self._look_of(frame, index, text) for index, text in enumerate(self._value_texts(frame.pitch))]
        asked, self._asked = self._asked, (rest, looks)
        if asked is None or asked[0] != rest or len(asked[1]) != len(looks):
            self.update()
            return
        for index, (before, now) in enumerate(zip(asked[1], looks, strict=True)):
            if before.is_wide or now.is_wide:
                self.update(QRect(0, 0, self.width(), self._names_top()))
            elif before != now:
                self.update(self._bar_place(frame, index))

    def _look_of(self, frame: _Frame, index: int, text: str) -> _Look:
        height = float(self._shown.heights[index]) * frame.reach
        stands_out = index in (self._leader, self._looked)
        wide = stands_out and theme.advance(text, "body600") + 2 > frame.pitch
        return _Look(max(abs(height), _STUB), height < 0, text, wide)

    def _bar_place(self, frame: _Frame, index: int) -> QRect:
        """All that a bar and its figure may take, whatever their value; the name below is not among it."""
        left = math.floor(frame.left + index * frame.pitch)
        return QRect(left, 0, math.ceil(frame.pitch) + 1, self._names_top())

    def _names_top(self) -> int:
        return self.height() - theme.px(_CHIP) - 1

    # What is said

    def _said(self, index: int | None) -> tuple[int, float, float] | None:
        if index is None or self._probabilities is None or self._logits is None:
            return None
        return index, float(self._probabilities[index]), float(self._logits[index])

    def _sentence(self, index: int) -> str:
        said = self._said(index)
        if said is None:
            return self._classes[index]
        return self.tr("class {name} · {share} · logit {logit}").format(
            name=self._classes[index], share=numbers.percent(said[1]), logit=numbers.fixed(said[2], 2)
        )

    def _look(self, index: int | None) -> None:
        if index != self._looked:
            self._looked = index
            self.class_hovered.emit(self._said(index))
            self.update()

    def _drawn_values(self) -> NDArray[np.float64]:
        """What the bars stand for in this mode; nothing without an answer."""
        values = self._probabilities if self._mode == "probability" else self._logits
        return np.zeros(0) if values is None else values

    def _value_texts(self, pitch: float) -> list[str]:
        """The figures over the bars: with as many decimals as the columns have room for."""
        if self._mode == "probability":
            return [numbers.percent_figure(float(value)) for value in self._drawn_values()]
        texts: list[str] = []
        for decimals in (2, 1, 0):
            texts = [numbers.fixed(float(value), decimals) for value in self._drawn_values()]
            if not texts or max(theme.advance(text, "body600") for text in texts) + 4 <= pitch:
                break
        return texts

    # Painting

    def _frame(self) -> _Frame:
        count = max(1, len(self._classes))
        pitch = min(self.width() / count, theme.px(_WIDEST_COLUMN))
        line, labels = theme.px(_VALUE_LINE), theme.px(_LABEL_GAP + _CHIP) + 2
        foot = self._shown.foot * line
        reach = max(1.0, self.height() - line - labels - foot)
        bar = min(round(pitch * _BAR_SHARE), theme.px(_WIDEST_BAR))
        return _Frame((self.width() - pitch * count) / 2, pitch, bar, line, reach, foot)

    def _paint_bar(self, painter: QPainter, frame: _Frame, index: int, zero: float) -> QRectF:
        """Draw one bar with round ends away from the zero line; give the place that it takes."""
        tokens = theme.tokens()
        height = float(self._shown.heights[index]) * frame.reach
        down = height < 0
        length = max(abs(height), _STUB)
        left = round(frame.column(index) - frame.bar / 2)
        rect = QRectF(left, zero if down else zero - length, frame.bar, length)
        radius = min(3.0, length / 2)
        colour = tokens.accent if index == self.leader else tokens.bar2 if index == self._looked else tokens.bar
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(rect, radius, radius)
        base = QRectF(rect.left(), zero if down else zero - length / 2, rect.width(), length / 2)
        painter.fillRect(base, colour)
        return rect

    def _paint_value(self, writer: _Writer, frame: _Frame, index: int, text: str, bar: QRectF, zero: float) -> None:
        stands_out = index in (self._leader, self._looked)
        role = "body600" if index == self._leader else "body"
        if writer.width(text, role) + 2 > frame.pitch and not stands_out:
            return
        line = theme.px(_VALUE_LINE)
        middle = bar.bottom() + line / 2 if bar.bottom() > zero + 0.5 else bar.top() - line / 2
        tokens = theme.tokens()
        writer.write(frame.column(index), middle, text, role, tokens.text if stands_out else tokens.text2)

    def _chip(self, writer: _Writer, frame: _Frame, index: int) -> QRectF:
        """Where a class's name goes: the leader's and the looked-at one's may reach over their neighbours."""
        high = theme.px(_CHIP)
        text = writer.width(self._classes[index], "body600")
        wide = min(max(text + theme.px(14), high), frame.pitch - 2)
        if index in (self.leader, self._looked):
            wide = min(max(wide, text + 4), self.width())
        chip = QRectF(0, self.height() - high - 1, wide, high)
        left = round(frame.column(index) - chip.width() / 2)
        chip.moveLeft(min(max(left, 0), self.width() - chip.width()))
        return chip

    def _paint_names(self, writer: _Writer, frame: _Frame) -> None:
        """Write the names that have room; a name of which too little would be left is left out."""
        tokens = theme.tokens()
        first = [index for index in (self.leader, self._looked) if index is not None]
        taken: list[QRectF] = []
        for index in dict.fromkeys((*first, *range(len(self._classes)))):
            chip = self._chip(writer, frame, index)
            if any(chip.intersects(other) for other in taken):
                continue
            leads = index == self.leader
            role = "body600" if leads else "body500"
            name = writer.cut(self._classes[index], role, chip.width() - (4 if index in first else 0))
            if name != self._classes[index] and len(name) < _FEWEST_LETTERS:
                continue
            if index in first:
                taken.append(chip)
            if leads:
                painting.rounded(writer.painter, chip, theme.px(6), fill=tokens.accent)
            colour = tokens.on_accent if leads else tokens.text
            writer.write(chip.center().x(), chip.center().y(), name, role, colour)

    def sizeHint(self) -> QSize:
        """As in the design: ten columns of 52."""
        return QSize(theme.px(52) * max(2, len(self._classes)), theme.px(164))

    def minimumSizeHint(self) -> QSize:
        """Narrow columns and bars 32 high."""
        least = theme.px(_VALUE_LINE + _LABEL_GAP + _CHIP + 32)
        return QSize(theme.px(22) * max(2, len(self._classes)), least)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the zero line, bars, values and names."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.tokens().panel)
        frame = self._frame()
        writer = _Writer(painter)
        zero = round(frame.top + self._shown.zero * frame.reach)
        texts = self._value_texts(frame.pitch)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        due = event.region()
        for index, text in enumerate(texts):
            if index in (self._leader, self._looked) or due.intersects(self._bar_place(frame, index)):
                bar = self._paint_bar(painter, frame, index, zero)
                self._paint_value(writer, frame, index, text, bar, zero)
        if event.rect().bottom() >= self._names_top():
            self._paint_names(writer, frame)
        painter.fillRect(QRectF(0, zero, self.width(), 1), theme.tokens().grip)

    # Events

    def _column_at(self, position: QPointF) -> int | None:
        frame = self._frame()
        index = int((position.x() - frame.left) // frame.pitch)
        return index if 0 <= index < len(self._classes) else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Look at the class under the mouse."""
        self._look(self._column_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Look at no class."""
        self._look(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Look at one class after the other."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self._classes:
            super().keyPressEvent(event)
            return
        start = self._looked if self._looked is not None else (self.leader or 0) - step
        index = min(max(start + step, 0), len(self._classes) - 1)
        self._look(index)
        self.setAccessibleDescription(self._sentence(index))
        where = QPoint(int(self._frame().column(index)), self.height() // 2)
        QToolTip.showText(self.mapToGlobal(where), self._sentence(index), self)

    def event(self, event: QEvent) -> bool:
        """Say probability and logit of the class under the mouse in a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self._column_at(QPointF(event.pos()))
            if index is not None:
                QToolTip.showText(event.globalPos(), self._sentence(index), self)
                return True
        return super().event(event)


def _drawable(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The values with NaN as zero, and Inf as far out as the farthest of the others (at least 1)."""
    finite = values[np.isfinite(values)]
    high, low = float(finite.max(initial=1.0)), float(finite.min(initial=-1.0))
    return np.nan_to_num(values, nan=0.0, posinf=high, neginf=low)
