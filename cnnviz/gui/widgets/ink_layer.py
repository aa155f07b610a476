"""The ink of a drawing for the eye: the same lines that the network gets, at the screen's own density."""

from __future__ import annotations

import copy
import math
import operator
from collections import deque
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from cnnviz.data.digits import Ink
from cnnviz.data.drawing import Stroke
from cnnviz.gui import theme
from cnnviz.gui.widgets.device_pixels import PixelImage

SNAPSHOTS: Final = 8
"""So many earlier states are kept as pixels, so that undo is immediate however long the drawing is."""

LARGEST: Final = 2048
"""No layer has a longer side; on a larger screen it is magnified."""


class InkLayer:
    """Strokes as an opaque picture, drawn into while the pen moves.

    The lines are those of `cnnviz.data.digits.Ink`, one cell a screen pixel: what the eye sees has the width, the joins
    and the erased places of what the network sees. A pen move costs what its new points cost.
    """

    def __init__(self) -> None:
        self._side = 0
        self._ink = Ink(1)
        self._picture = PixelImage.of(np.zeros((1, 1), dtype=np.uint32))
        self._table: NDArray[np.uint32] | None = None
        self._snapshots: deque[tuple[tuple[Stroke, ...], Ink]] = deque(maxlen=SNAPSHOTS)

    @property
    def side(self) -> int:
        """Screen pixels along each side."""
        return self._side

    @property
    def image(self) -> QImage:
        """Paper and ink of the theme that was on when `refresh` ran last."""
        return self._picture.image

    @property
    def mask(self) -> NDArray[np.uint8]:
        """How much of each pixel is ink, 0-255, (side, side)."""
        return self._ink.mask

    def resize(self, side: int, strokes: Sequence[Stroke], size: float) -> None:
        """Draw everything anew for another number of screen pixels; does nothing where that is the number already.

        Args:
            side: screen pixels along each side.
            strokes: all there is to draw.
            size: side of the canvas in the strokes' units.
        """
        side = min(max(side, 1), LARGEST)
        if side != self._side:
            self._side = side
            self._snapshots.clear()
            self.replace(strokes, size)

    def replace(self, strokes: Sequence[Stroke], size: float) -> None:
        """Draw these strokes instead of all that was drawn, from a snapshot where one is at hand."""
        drawn, self._ink = self._nearest_snapshot(strokes)
        for stroke in strokes[drawn:]:
            self._ink.extend(stroke, 0, size)
        self.refresh()

    def extend(self, stroke: Stroke, start: int, size: float) -> QRect:
        """Draw the points of a stroke from index `start` on; returns the screen pixels that changed."""
        self._ink.extend(stroke, start, size)
        dirty = self._touched(stroke, start, size)
        if not dirty.isEmpty():
            rows = slice(dirty.top(), dirty.bottom() + 1)
            columns = slice(dirty.left(), dirty.right() + 1)
            self._picture.pixels[rows, columns] = self._colours()[self._ink.mask[rows, columns]]
        return dirty

    def keep(self, strokes: Sequence[Stroke]) -> None:
        """Remember the pixels of now as those of exactly these strokes."""
        self._snapshots.append((tuple(strokes), copy.deepcopy(self._ink)))

    def refresh(self) -> None:
        """Colour all ink anew: after a change of theme, or when everything was drawn anew."""
        self._table = None
        self._picture = PixelImage.of(self._colours()[self._ink.mask])

    def _nearest_snapshot(self, strokes: Sequence[Stroke]) -> tuple[int, Ink]:
        """The snapshot that holds most of these very strokes and nothing else, and how many; or clean paper and 0."""
        best, found = 0, None
        for kept, ink in self._snapshots:
            if best < len(kept) <= len(strokes) and all(map(operator.is_, kept, strokes)):
                best, found = len(kept), ink
        return best, copy.deepcopy(found) if found is not None else Ink(max(self._side, 1))

    def _colours(self) -> NDArray[np.uint32]:
        """From paper to ink."""
        if self._table is None:
            self._table = theme.packed_table("grey")
        return self._table

    def _touched(self, stroke: Stroke, start: int, size: float) -> QRect:
        """The pixels around the new points and the one before them."""
        points = stroke.points[max(start - 1, 0) :]
        points = points[np.isfinite(points).all(axis=1)]
        if not len(points) or size <= 0:
            return QRect()
        scale = self._side / size
        reach = 0.625 * stroke.width * scale + 3  # full pressure is 5/4 of the width; half of that, and the soft edge
        low = np.clip(points[:, :2].min(axis=0).astype(np.float64) * scale - reach, -1, self._side)
        high = np.clip(points[:, :2].max(axis=0).astype(np.float64) * scale + reach, -1, self._side)
        left, top = math.floor(low[0]), math.floor(low[1])
        area = QRect(left, top, math.ceil(high[0]) - left, math.ceil(high[1]) - top)
        return area.intersected(QRect(0, 0, self._side, self._side))
