"""What every picture of a 2-D array can do: look at its cells with the mouse and with the arrow keys."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from cnnviz.gui.widgets import cell_colours, numbers
from cnnviz.gui.widgets.focus_ring import FocusRing
from cnnviz.imaging.normalise import ColourScale

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class CellPicture(QWidget):
    """Holds a 2-D array with its colours, and one chosen cell; how it is drawn is up to the class below.

    Signals:
        cell_hovered: (row, column, value) under the mouse, or None; again when the value under a resting mouse changes.
        cell_clicked: (row, column, value) that a click or an arrow key chose.
    """

    cell_hovered = Signal(object)
    cell_clicked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: NDArray[Any] | None = None
        self._scale = ColourScale(0.0, 1.0, False)
        self._palette: cell_colours.Palette = "grey"
        self._cell: tuple[int, int] | None = None
        self._hovered: tuple[int, int] | None = None
        self._version = 0
        self._focus_ring = FocusRing(self, 2, self._ringed_rect)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_values(
        self, values: NDArray[Any] | None, scale: ColourScale | None = None, table: cell_colours.Palette = "signed"
    ) -> None:
        """Show other numbers. The marked cell stays where the new array has it.

        Args:
            values: (H, W), which must not change afterwards; None for nothing at all.
            scale: the range of the colours; None for 0 … 1.
            table: the colour map, by name (follows the theme) or as 256 packed colours.

        Raises:
            ValueError: the array does not have two axes.
        """
        if values is not None and values.ndim != 2:
            raise ValueError(f"a picture needs two axes, not the shape {values.shape}")
        before, self._values = self._values, values if values is not None and values.size else None
        self._scale = scale or ColourScale(0.0, 1.0, False)
        self._palette = table
        self._version += 1
        if self._cell is not None and not self._has(*self._cell):
            self._cell = None
        if self._hovered is not None:
            if not self._has(*self._hovered):
                self._hovered = None
            self.cell_hovered.emit(self._said(self._hovered))
        same_place = before is not None and self._values is not None and before.shape == self._values.shape
        if self._focus_ring.is_shown and not same_place:
            self._focus_ring.show_ring()
        self.update()

    def set_cell(self, row: int | None, column: int | None) -> None:
        """Mark a cell, or none; one outside the array counts as none. Emits nothing."""
        cell = None if row is None or column is None or not self._has(row, column) else (row, column)
        if cell != self._cell:
            self._cell = cell
            self.update()

    @property
    def cell(self) -> tuple[int, int] | None:
        """Row and column of the marked cell."""
        return self._cell

    def _cell_at(self, position: QPointF) -> tuple[int, int] | None:
        """Row and column of the cell that is drawn at a place of the widget."""
        raise NotImplementedError

    def _ringed_rect(self) -> QRect:
        """What the focus ring surrounds."""
        raise NotImplementedError

    def _has(self, row: int, column: int) -> bool:
        values = self._values
        return values is not None and 0 <= row < values.shape[0] and 0 <= column < values.shape[1]

    def _said(self, cell: tuple[int, int] | None) -> tuple[int, int, float] | None:
        if cell is None or self._values is None:
            return None
        return (*cell, float(self._values[cell]))

    def _hover(self, cell: tuple[int, int] | None) -> None:
        if cell != self._hovered:
            self._hovered = cell
            self.cell_hovered.emit(self._said(cell))

    def _choose(self, row: int, column: int) -> None:
        self.set_cell(row, column)
        self.setAccessibleDescription(self._sentence((row, column)))
        self.cell_clicked.emit(self._said((row, column)))

    def _sentence(self, cell: tuple[int, int]) -> str:
        said = self._said(cell)
        if said is None:
            return ""
        return self.tr("row {row}, column {column}: {value}").format(
            row=said[0], column=said[1], value=numbers.significant(said[2])
        )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which cell is under the mouse."""
        self._hover(self._cell_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Say that no cell is under the mouse."""
        self._hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the mouse."""
        cell = self._cell_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self._choose(*cell)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep the end of a click from the panel below."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the marked cell with the arrow keys, starting in the middle."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or self._values is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        height, width = self._values.shape
        row, column = self._cell or (height // 2, width // 2)
        if self._cell is not None:
            row, column = min(max(row + step[0], 0), height - 1), min(max(column + step[1], 0), width - 1)
        self._choose(row, column)

    def event(self, event: QEvent) -> bool:
        """Say the number under the mouse in a tooltip too."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            cell = self._cell_at(QPointF(event.pos()))
            if cell is not None:
                QToolTip.showText(event.globalPos(), self._sentence(cell), self)
                return True
        return super().event(event)
