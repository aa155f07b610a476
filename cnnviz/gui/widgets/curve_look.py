"""How curves look, and the marks that stand between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QPen

from cnnviz.gui import theme

Look = Literal["raw", "train", "validation", "quiet", "other1", "other2", "other3"]
OTHERS: Final[tuple[Look, ...]] = ("other1", "other2", "other3")
"""How runs beside the watched one are drawn, in their order."""
_DASHES: Final = {"other1": [1.5, 2.0], "other2": [7.0, 2.5, 1.5, 2.5], "other3": [12.0, 4.0]}


@dataclass(frozen=True, slots=True)
class Mark:
    """A dashed line with a word, such as the best epoch.

    Attributes:
        x: where.
        text: beside it at the top, already translated; may be empty.
        foot: the same at the bottom.
    """

    x: float
    text: str
    foot: str = ""


def pen_of(look: Look) -> QPen:
    """How a curve is drawn: single batches pale, training solid, validation dashed in the accent."""
    t = theme.tokens()
    if look == "raw":
        return pg.mkPen(t.train_raw, width=1)
    if look == "validation":
        pen = pg.mkPen(t.accent, width=2 * t.scale)
        pen.setDashPattern([5, 2.5])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen
    if look in _DASHES:
        pen = pg.mkPen(t.text2, width=1.5 * t.scale)
        pen.setDashPattern(_DASHES[look])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen
    if look == "quiet":
        return pg.mkPen(t.train, width=1)
    return pg.mkPen(t.train, width=2 * t.scale)
