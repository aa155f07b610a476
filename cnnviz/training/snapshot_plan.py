"""At which steps the weights are kept for looking back: each of the first, then ever fewer. Standard library only."""

from __future__ import annotations

from collections.abc import Sequence

_DENSE = 50  # steps from the beginning, of which each is kept
_DENSE_PART = 4  # but at most this part of all


def steps(total: int, most: int) -> frozenset[int]:
    """The steps to keep: 0, the first ones, then each further by the same factor, and the last.

    Args:
        total: steps of the whole training.
        most: how many may be kept.
    """
    if most < 1:
        return frozenset()
    dense = min(_DENSE, most // _DENSE_PART, total)
    chosen = {0, total, *range(1, dense + 1)} if most > 1 else {total}
    left = most - len(chosen)
    if left > 0 and total > dense:
        chosen |= _spread(max(dense, 1), total, left)
    return frozenset(chosen)


def _spread(first: int, last: int, count: int) -> set[int]:
    """At most `count` whole numbers between two others, as evenly in proportion as whole numbers allow."""
    found: set[int] = set()
    current = float(first)
    for left in range(count, 0, -1):
        current = max(current * (last / current) ** (1 / (left + 1)), current + 1)
        if current >= last:
            break
        found.add(round(current))
    return found


def superfluous(kept: Sequence[int], plan: frozenset[int], most: int) -> list[int]:
    """Which kept steps go when there are more than `most`: those outside the plan first, then the closest ones.

    Args:
        kept: in ascending order.
        plan: what `steps` gave.
        most: how many may stay; the first and the last always do.
    """
    staying = list(kept)
    gone = []
    while len(staying) > max(most, 2):
        inner = range(1, len(staying) - 1)
        place = min(inner, key=lambda at: (staying[at] in plan, staying[at + 1] / max(staying[at - 1], 1)))
        gone.append(staying.pop(place))
    return gone
