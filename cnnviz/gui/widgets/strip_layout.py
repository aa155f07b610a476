"""Where everything in the network strip stands: equal widths, as calm as the space allows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from cnnviz.gui import theme
from cnnviz.gui.widgets.volume import COMPACT_HEIGHT, FULL_HEIGHT, VolumeImage

FULL_ROW, COMPACT_ROW = 132, 61
"""Heights of the row of blocks; with its heading the strip is 172 or 101 high."""

_SIDE = 8  # free at either end
_ABOVE, _BELOW = 2, 4
_ARROW = 12  # between two blocks
_COMPACT_ARROW = 9
_PADDING = 6
_STACKED_ARROW, _STACKED_PADDING = 9, 5
_TIGHT = 5  # paddings of a compact block
_LINE, _STACKED_LINE = 20, 17
_WIDEST, _WIDEST_SPREAD = 152, 208
_NO_VOLUME = 46


@dataclass(frozen=True, eq=False)
class Block:
    """One layer in the strip.

    Attributes:
        key: what the strip says when this block is clicked; unique.
        path: where the module is in the model, such as “layer1.0”; may be empty.
        type_name: what it is, such as “Conv2d”.
        shape_text: what it puts out, such as “[1, 16, 28, 28]”.
        volume: its picture; None while there is nothing to see.
        short_shape: the shape in the compact strip, such as “16×28×28”; empty for the same as `shape_text`.
    """

    key: str
    path: str
    type_name: str
    shape_text: str
    volume: VolumeImage | None = None
    short_shape: str = ""

    def showing(self, volume: VolumeImage | None) -> Block:
        """The same block with another picture."""
        return Block(self.key, self.path, self.type_name, self.shape_text, volume, self.short_shape)


@dataclass(frozen=True)
class Text:
    """One line of text, already shortened to its room, and what it tells."""

    kind: Literal["path", "type", "shape"]
    left: float
    baseline: float
    text: str


@dataclass(frozen=True)
class Place:
    """One block's place in the strip, in logical pixels from the strip's left end."""

    rect: QRectF
    volume: QRectF
    texts: tuple[Text, ...]


@dataclass(frozen=True)
class StripLayout:
    """All places, the width of the whole strip, and the height at which arrows stand."""

    places: tuple[Place, ...]
    width: float
    arrow: float


class _Measures:
    """Text widths in the fonts of the strip."""

    def __init__(self) -> None:
        self.body = QFontMetricsF(theme.font("body"))
        self.strong = QFontMetricsF(theme.font("body600"))

    def title(self, block: Block) -> float:
        path = self.body.horizontalAdvance(f"{block.path} ") if block.path else 0.0
        return path + self.strong.horizontalAdvance(block.type_name)

    def stacked(self, block: Block) -> float:
        return max(self.body.horizontalAdvance(block.path), self.strong.horizontalAdvance(block.type_name))

    def shape(self, block: Block) -> float:
        return self.body.horizontalAdvance(block.shape_text)

    def baseline(self, middle: float) -> float:
        """The base line of text whose capitals have their middle at this height."""
        return round(middle + self.body.capHeight() / 2)


def arrange(blocks: Sequence[Block], width: int, height: int, *, compact: bool) -> StripLayout:
    """Place all blocks in equal widths.

    In full size a title is “path type” on one line; where those lines are too long for the given width, path and type
    stand on two. What is too wide even so makes a strip wider than `width`, which scrolls.

    Args:
        blocks: from left to right.
        width: to use, in logical pixels.
        height: of the row, in logical pixels.
        compact: the small form: text beside the picture.
    """
    if not blocks:
        return StripLayout((), 0.0, height / 2)
    if compact:
        return _compact(blocks, width, height)
    return _full(blocks, width, height)


def _full(blocks: Sequence[Block], width: int, height: int) -> StripLayout:
    measures = _Measures()
    inner = max(max(measures.shape(block), _volume_width(block, compact=False)) for block in blocks)
    gap, stacked_gap = theme.px(_ARROW), theme.px(_STACKED_ARROW)
    one_line = max(inner, max(measures.title(block) for block in blocks)) + 2 * theme.px(_PADDING) + gap
    two_lines = max(inner, max(measures.stacked(block) for block in blocks)) + 2 * theme.px(_STACKED_PADDING)
    side = theme.px(_SIDE)
    share = (width - 2 * side) / len(blocks)
    stacked = one_line > share
    least = min(two_lines + stacked_gap, theme.px(_WIDEST)) if stacked else one_line
    pitch = _whole(least, min(share, theme.px(_WIDEST_SPREAD)))
    arrow = stacked_gap if stacked else gap
    above, high = theme.px(_ABOVE), height - theme.px(_ABOVE) - theme.px(_BELOW)
    places = tuple(
        _full_place(block, QRectF(side + index * pitch + arrow // 2, above, pitch - arrow, high), measures, stacked)
        for index, block in enumerate(blocks)
    )
    return StripLayout(places, 2 * side + pitch * len(blocks), places[0].volume.center().y())


def _full_place(block: Block, rect: QRectF, measures: _Measures, stacked: bool) -> Place:
    """Title, volume and shape below one another."""
    text = theme.px(_STACKED_LINE if stacked else _LINE)
    head = theme.px(4) + 2 * text if stacked else theme.px(9) + text
    foot = theme.px(3 if stacked else 5) + text
    volume = QRectF(rect.left(), rect.top() + head, rect.width(), rect.height() - head - foot)
    room, centre = rect.width() - theme.px(8), rect.center().x()
    line = rect.top() + theme.px(4 if stacked else 11) + text / 2
    if stacked:
        title = _stacked_title(block, measures, centre, line, text, room)
    else:
        title = _title(block, measures, centre, line, room)
    left, shape = _centred(block.shape_text, measures.body, centre, room)
    below = Text("shape", left, measures.baseline(rect.bottom() - foot + text / 2), shape)
    return Place(rect, _in_the_middle(volume, theme.px(FULL_HEIGHT)), (*title, below))


def _compact(blocks: Sequence[Block], width: int, height: int) -> StripLayout:
    measures = _Measures()
    tight, arrow, side = theme.px(_TIGHT), theme.px(_COMPACT_ARROW), theme.px(_SIDE)
    picture = max(_volume_width(block, compact=True) for block in blocks)
    longest = max(
        max(measures.strong.horizontalAdvance(block.type_name), measures.body.horizontalAdvance(_short(block)))
        for block in blocks
    )
    longest = min(longest, theme.px(120))
    needed = 3 * tight + 1 + picture + longest + arrow
    pitch = _whole(needed, min((width - 2 * side) / len(blocks), theme.px(_WIDEST_SPREAD)))
    above, below = theme.px(_ABOVE), theme.px(_BELOW)
    line = theme.px(_LINE)
    places = []
    for index, block in enumerate(blocks):
        rect = QRectF(side + index * pitch + arrow // 2, above, pitch - arrow, height - above - below)
        slack = max(0.0, (pitch - needed) / 2)
        volume = QRectF(rect.left() + tight + 1 + slack, rect.top(), picture, rect.height())
        volume = _in_the_middle(volume, theme.px(COMPACT_HEIGHT))
        left, middle = volume.right() + tight, rect.center().y()
        texts = (
            Text("type", left, measures.baseline(middle - line / 2), _cut(block.type_name, measures.strong, longest)),
            Text("shape", left, measures.baseline(middle + line / 2), _cut(_short(block), measures.body, longest)),
        )
        places.append(Place(rect, volume, texts))
    return StripLayout(tuple(places), 2 * side + pitch * len(blocks), above + (height - above - below) / 2)


def _whole(least: float, wanted: float) -> int:
    """The distance from block to block in whole pixels, so that every block's outline is equally sharp."""
    return max(math.ceil(least), math.floor(wanted))


def _title(block: Block, measures: _Measures, centre: float, middle: float, room: float) -> tuple[Text, ...]:
    """“path type” on one line; a path too long loses its beginning, which its neighbours share."""
    type_name = _cut(block.type_name, measures.strong, room)
    type_width = measures.strong.horizontalAdvance(type_name)
    baseline = measures.baseline(middle)
    path = ""
    if block.path:
        space = measures.body.horizontalAdvance(" ")
        path = measures.body.elidedText(block.path, Qt.TextElideMode.ElideLeft, max(0.0, room - type_width - space))
    if not path:
        return (Text("type", centre - type_width / 2, baseline, type_name),)
    path_width = measures.body.horizontalAdvance(f"{path} ")
    left = centre - (path_width + type_width) / 2
    return (Text("path", left, baseline, path), Text("type", left + path_width, baseline, type_name))


def _stacked_title(
    block: Block, measures: _Measures, centre: float, middle: float, line: float, room: float
) -> tuple[Text, ...]:
    """Path above type; a block without a path has its type where both have their middle."""
    left, type_name = _centred(block.type_name, measures.strong, centre, room)
    if not block.path:
        return (Text("type", left, measures.baseline(middle + line / 2), type_name),)
    path = measures.body.elidedText(block.path, Qt.TextElideMode.ElideLeft, room)
    path_left = centre - measures.body.horizontalAdvance(path) / 2
    return (
        Text("path", path_left, measures.baseline(middle), path),
        Text("type", left, measures.baseline(middle + line), type_name),
    )


def _centred(text: str, metrics: QFontMetricsF, centre: float, room: float) -> tuple[float, str]:
    shown = _cut(text, metrics, room)
    return centre - metrics.horizontalAdvance(shown) / 2, shown


def _cut(text: str, metrics: QFontMetricsF, room: float) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room + 0.5)


def _short(block: Block) -> str:
    return block.short_shape or block.shape_text


def _volume_width(block: Block, *, compact: bool) -> float:
    return block.volume.width(compact=compact) if block.volume is not None else theme.px(_NO_VOLUME)


def _in_the_middle(rect: QRectF, most: float) -> QRectF:
    """The same place, no taller than `most`."""
    height = min(rect.height(), most)
    return QRectF(rect.left(), rect.center().y() - height / 2, rect.width(), height)
