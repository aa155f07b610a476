"""Python source as lines that can be painted: which parts are keywords, comments, texts and names. No Qt."""

from __future__ import annotations

import io
import keyword
import tokenize
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Style = Literal["plain", "keyword", "comment", "string"]
TAB = 4


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One line.

    Attributes:
        text: without its end, tabs as spaces.
        runs: the whole line in pieces: first column, column after the last one, style.
        names: identifiers: first column, column after the last one.
    """

    text: str
    runs: tuple[tuple[int, int, Style], ...]
    names: tuple[tuple[int, int], ...]

    @property
    def code_length(self) -> int:
        """How many columns its code needs: without a comment at its end; none for a line of words alone."""
        if all(style in ("comment", "string") for _, _, style in self.runs):
            return 0
        if self.runs[-1][2] == "comment":
            return len(self.text[: self.runs[-1][0]].rstrip())
        return len(self.text)

    def name_at(self, column: int) -> str:
        """The identifier at a column, or ""."""
        return next((self.text[first:end] for first, end in self.names if first <= column < end), "")


@lru_cache(maxsize=64)
def read(source: str) -> tuple[CodeLine, ...]:
    """The lines of a file; what is no Python, from there on, is plain."""
    texts = source.expandtabs(TAB).splitlines()
    styled: list[list[tuple[int, int, Style]]] = [[] for _ in texts]
    names: list[list[tuple[int, int]]] = [[] for _ in texts]
    for style, (row, column), (last_row, last_column) in _pieces("\n".join(texts) + "\n"):
        for place in range(row, min(last_row, len(texts)) + 1):
            first = column if place == row else 0
            end = last_column if place == last_row else len(texts[place - 1])
            if style is None:
                names[place - 1].append((first, end))
            elif end > first:
                styled[place - 1].append((first, end, style))
    return tuple(
        CodeLine(text, tuple(_filled(text, runs)), tuple(found))
        for text, runs, found in zip(texts, styled, names, strict=True)
    )


def _pieces(source: str) -> list[tuple[Style | None, tuple[int, int], tuple[int, int]]]:
    """What is not plain, in order: style (None for a name), begin and end as (line from 1, column)."""
    found: list[tuple[Style | None, tuple[int, int], tuple[int, int]]] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            kind = tokenize.tok_name[token.type]
            if kind == "NAME":
                found.append(("keyword" if keyword.iskeyword(token.string) else None, token.start, token.end))
            elif kind == "COMMENT":
                found.append(("comment", token.start, token.end))
            elif kind == "STRING" or kind.startswith("FSTRING"):  # since 3.12 an f-string comes in parts
                found.append(("string", token.start, token.end))
    except (tokenize.TokenError, SyntaxError):
        pass
    return found


def _filled(text: str, runs: list[tuple[int, int, Style]]) -> list[tuple[int, int, Style]]:
    """The runs with plain ones between them, without those that are only spaces."""
    whole: list[tuple[int, int, Style]] = []
    at = 0
    for first, end, style in runs:
        if text[at:first].strip():
            whole.append((at, first, "plain"))
        whole.append((first, end, style))
        at = end
    if text[at:].strip():
        whole.append((at, len(text), "plain"))
    return whole
