"""How much of a pass was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnnviz.trace.records import Trace


def kept_bytes(trace: Trace) -> int:
    """Bytes of all numbers that the pass holds; numbers that several tensors share are counted once."""
    kept: dict[tuple[int, int], int] = {}
    for record in trace.tensors:
        values = record.values
        if values is not None:
            kept[values.__array_interface__["data"][0], values.nbytes] = values.nbytes
    return sum(kept.values())
