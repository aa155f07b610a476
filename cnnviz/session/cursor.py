"""Where every view looks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cursor:
    """One place in a Trace.

    Attributes:
        layer: the key of a `Layer` of the Trace; empty before the first Trace.
        channel: the channel of that layer's output, from 0; for a vector, its entry.
        row: the row of the cell inside the channel, from 0; None where no cell is chosen.
        column: the column of that cell, from 0; None exactly where `row` is.
        input_channel: the channel of the layer's input whose kernel is looked at, from 0.
    """

    layer: str = ""
    channel: int = 0
    row: int | None = None
    column: int | None = None
    input_channel: int = 0

    def __post_init__(self) -> None:
        if (self.row is None) != (self.column is None):
            raise ValueError("a cell has a row and a column, or neither")
        if min(self.channel, self.input_channel, self.row or 0, self.column or 0) < 0:
            raise ValueError("a cursor counts from 0")

    @property
    def cell(self) -> tuple[int, int] | None:
        """The chosen cell as (row, column), or None."""
        return None if self.row is None or self.column is None else (self.row, self.column)
