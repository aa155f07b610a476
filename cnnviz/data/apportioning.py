"""Whole numbers as near to a table of proportions as whole numbers can be."""

from __future__ import annotations

from collections.abc import Sequence


def apportion(rows: Sequence[int], columns: Sequence[int]) -> list[list[int]]:
    """A table of whole numbers with given sums, each entry its exact proportion rounded up or down.

    Controlled rounding (Bacharach, “Matrix rounding problems”, Management Science 12, 1966): such a table always
    exists. It is found by walking along entries that are not whole yet, in turn within a row and within a column, until
    the walk closes; moving the entries of that loop up and down by turns keeps all sums and makes one of them whole.

    Args:
        rows: the sum of each row, 0 or more.
        columns: the sum of each column, 0 or more; together as much as the rows.

    Returns:
        One list for each row; entry (i, j) is rows[i] · columns[j] / total, rounded up or down.
    """
    total = sum(rows)
    if total != sum(columns):
        raise ValueError(f"rows hold {total}, columns {sum(columns)}")
    if not total:
        return [[0] * len(columns) for _ in rows]
    table = [[row * column for column in columns] for row in rows]  # in parts of `total`
    for i in range(len(rows)):
        while any(entry % total for entry in table[i]):
            loop = _loop(table, i, total)
            up, down = loop[::2], loop[1::2]
            step = min(*(total - table[a][b] % total for a, b in up), *(table[a][b] % total for a, b in down))
            for a, b in up:
                table[a][b] += step
            for a, b in down:
                table[a][b] -= step
    return [[entry // total for entry in row] for row in table]


def _loop(table: list[list[int]], row: int, total: int) -> list[tuple[int, int]]:
    """Entries that are not whole, each in the row or, by turns, in the column of the one before, and closed."""
    walk: list[tuple[int, int]] = []
    begun = {("row", row): 0}  # the line of the table -> how long the walk was when it came there
    column = -1
    while True:
        # the sum of a line is whole, so an entry that is not has company in its row and in its column
        column = next(j for j, entry in enumerate(table[row]) if entry % total and j != column)
        walk.append((row, column))
        if ("column", column) in begun:
            return walk[begun["column", column] :]
        begun["column", column] = len(walk)
        row = next(i for i, entries in enumerate(table) if entries[column] % total and i != row)
        walk.append((row, column))
        if ("row", row) in begun:
            return walk[begun["row", row] :]
        begun["row", row] = len(walk)
