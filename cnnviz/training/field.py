"""What is known of one field of a run's configuration. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "choice", "flag", "whole", "number", "share", "list", "table"]


@dataclass(frozen=True, slots=True)
class Field:
    """One row of the table.

    Attributes:
        section: the TOML table that holds it.
        name: its key there.
        kind: `whole` is an int, `number` a float, `share` an int (so many) or a float below 1 (such a part), `list`
            whole numbers, `table` names with values of any kind.
        help: one sentence in English, marked for translation under `Config`.
        minimum: the least value, where there is one.
        maximum: the greatest value, where there is one.
        above: whether `minimum` itself is too small.
        choices: what a `choice` may be.
        unit: what the number counts, in English, marked under `Config`; "" for a bare number.
        live: whether it can be changed while the run goes on, and when it is resumed.
        resumed: whether it can be changed when the run is resumed.
    """

    section: str
    name: str
    kind: Kind
    help: str
    minimum: float | None = None
    maximum: float | None = None
    above: bool = False
    choices: tuple[str, ...] = ()
    unit: str = ""
    live: bool = False
    resumed: bool = False

    @property
    def path(self) -> str:
        """How `--set` and control commands call it, such as `optimiser.learning_rate`."""
        return f"{self.section}.{self.name}"
