"""Turns what a person draws or opens into the network's input, while the pen moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cnnviz.data.digits import Ink, Placed, place, place_picture
from cnnviz.session.inputs import Kind, NetworkInput

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from cnnviz.data.drawing import Drawing, Stroke
    from cnnviz.session.workspace import Workspace


class DrawingInput(QObject):
    """Keeps the ink of the drawing beside the workspace and writes the workspace's input from it.

    The ink grows with the pen (only the new points are rasterised), so that one pen move costs well under a
    millisecond however long the drawing is.

    Args:
        workspace: gets `input`; its `mode` says how the ink is put into 28 × 28 pixels.
        parent: the owner.
    """

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._ink = Ink()
        self._picture: NDArray[np.float32] | None = None
        self._title = ""
        workspace.mode_changed.connect(self._on_mode_changed)

    def extend(self, stroke: Stroke, start: int, size: float) -> None:
        """Add the points of `stroke` from index `start` on, drawn on a canvas with a side of `size` units."""
        self._picture = None
        self._ink.extend(stroke, start, size)
        self._write()

    def replace(self, drawing: Drawing) -> None:
        """Take `drawing` as it stands: after an undo, a clear, or the opening of a file."""
        self._picture = None
        self._ink = Ink.of(drawing)
        self._write()

    def show_picture(self, ink_values: NDArray[np.float32], title: str) -> None:
        """Take a picture (H, W) of values 0…1 with ink = 1, placed by the workspace's mode as a drawing would be."""
        self._picture = ink_values
        self._title = title
        self._write()

    def show_sample(self, sample: NetworkInput) -> None:
        """Take one image of a data set as it is: it was put into place when the set was made."""
        self._picture = None
        self._ink = Ink()
        self._workspace.input = sample

    def _write(self) -> None:
        mode = self._workspace.mode
        if self._picture is not None:
            placed = place_picture(self._picture, mode)
            self._workspace.input = _as_input(placed, "picture", self._title)
        else:
            kind: Kind = "empty" if self._ink.is_empty else "drawing"
            self._workspace.input = _as_input(place(self._ink, mode), kind, "")

    def _on_mode_changed(self) -> None:
        if self._workspace.input.kind != "sample":
            self._write()


def _as_input(placed: Placed, kind: Kind, title: str) -> NetworkInput:
    return NetworkInput(pixels=placed.pixels, kind=kind, title=title, label=None, placed=placed)
