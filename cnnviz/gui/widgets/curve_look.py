"""How curves look, and the marks that stand between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QPen

from cnnviz.gui import theme

Look = Literal["raw", "train", "validation", "quiet"]


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
    if look == "quiet":
        return pg.mkPen(t.train, width=1)
    return pg.mkPen(t.train, width=2 * t.scale)
