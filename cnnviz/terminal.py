"""What a program in a terminal needs: the person's language, aligned tables, help that wraps, a way to complain."""

from __future__ import annotations

import argparse
import os
import re
import sys
import traceback
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, Literal, NoReturn, TextIO

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.resources import resource

Language = Literal["ko", "en"]

# For terminals that cannot show the real ones.
_PLAIN: Final = str.maketrans({"−": "-", "→": "->", "×": "x", "“": '"', "”": '"', "…": "...", "─": "-"})
_GAP = "  "


class Terminal:
    """Speaks to the person in their language: answers to standard output, complaints to standard error.

    English needs no catalogue, and Qt, which reads catalogues, is imported for other languages alone.

    Args:
        language: of all sentences.
        debug: show with each complaint where it comes from.
    """

    def __init__(self, language: Language, *, debug: bool = False) -> None:
        self.language = language
        self.debug = debug
        self._translate = None if language == "en" else _catalogue(language)

    def say(self, text: str, context: str = "cli") -> str:
        """A text that is marked with `QT_TRANSLATE_NOOP` under `context`, in the person's language."""
        return (self._translate and self._translate(context, text)) or text

    def sentence(self, problem: Problem) -> str:
        """What the problem says, in the person's language and on one line."""
        values = {
            name: self.sentence(value) if isinstance(value, Problem) else value
            for name, value in problem.values.items()
        }
        return " ".join(self.say(problem.template, "Problem").format(**values).split())

    def explain(self, error: Exception) -> str:
        """The sentence for any exception; one that is not a Problem is the program's own fault."""
        if isinstance(error, Problem):
            return self.sentence(error)
        found = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        template = self.say(
            QT_TRANSLATE_NOOP("cli", "Something went wrong inside cnnviz ({error}). With --debug it shows where.")
        )
        return " ".join(template.format(error=found).split())

    def complain(self, error: Exception) -> str:
        """Tell on standard error what failed, and return the sentence."""
        if self.debug:
            self._write(sys.stderr, "".join(traceback.format_exception(error)))
        sentence = self.explain(error)
        self._write(sys.stderr, f"cnnviz: {sentence}\n")
        return sentence

    def print(self, text: str) -> None:
        """Write an answer and end the line."""
        self._write(sys.stdout, f"{text}\n")

    def can_show(self, text: str) -> bool:
        """Whether standard output has all characters of the text."""
        return _encodable(text, sys.stdout)

    def _write(self, stream: TextIO, text: str) -> None:
        if not _encodable(text, stream):
            encoding = stream.encoding or "ascii"
            text = text.translate(_PLAIN).encode(encoding, "backslashreplace").decode(encoding)
        stream.write(text)
        stream.flush()


class HelpFormatter(argparse.HelpFormatter):
    """argparse's help, wrapped by the width of characters (Korean ones are two columns wide).

    Args:
        prog: what the program is called.
        usage: the word before the usage line.
    """

    def __init__(self, prog: str, usage: str) -> None:
        super().__init__(prog, max_help_position=30)
        self._usage_word = usage

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Any, prefix: str | None = None
    ) -> None:
        """The usage line, with the word for it in the person's language."""
        super().add_usage(usage, actions, groups, f"{self._usage_word} " if prefix is None else prefix)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in wrapped(text, width - len(indent)))


# What argparse says, and the sentence for it.
_COMPLAINTS: Final = (
    (
        r"the following arguments are required: (?P<names>.+)",
        QT_TRANSLATE_NOOP("Problem", "{names} is missing. “{command} --help” shows how the command is written."),
    ),
    (
        r"argument (?P<name>.+?): invalid choice: (?P<value>.+) \(choose from (?P<choices>.+)\)",
        QT_TRANSLATE_NOOP("Problem", "{name} cannot be “{value}”. It is one of: {choices}."),
    ),
    (
        r"argument (?P<name>.+?): expected .*argument.*",
        QT_TRANSLATE_NOOP("Problem", "{name} needs a value. “{command} --help” shows how the command is written."),
    ),
    (
        r"unrecognized arguments: (?P<names>.+)",
        QT_TRANSLATE_NOOP("Problem", "“{command}” does not know “{names}”. “{command} --help” shows what it knows."),
    ),
)


class Parser(argparse.ArgumentParser):
    """argparse, with errors as sentences."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line.

        Raises:
            Problem: always.
        """
        for pattern, sentence in _COMPLAINTS:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found is not None:
                values = {name: value.replace("'", "") for name, value in found.groupdict().items()}
                raise Problem(sentence, command=self.prog, **values)
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem", "The command is not understood ({reason}). “{command} --help” shows how it is written."
            ),
            reason=message,
            command=self.prog,
        )


def language_of(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Language:
    """The language of the terminal: what `--language` asks for, else what the system speaks, English where unknown.

    Args:
        arguments: the command line, not parsed yet: its help, too, is in a language.
        environment: where `LC_ALL`, `LC_MESSAGES` and `LANG` are looked up, in this order.
    """
    for place, argument in enumerate(arguments):
        if argument == "--language" and place + 1 < len(arguments):
            return "ko" if arguments[place + 1] == "ko" else "en"
        if argument.startswith("--language="):
            return "ko" if argument == "--language=ko" else "en"
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        spoken = environment.get(variable, "")
        if spoken:
            return "ko" if spoken.replace("-", "_").partition(".")[0].partition("_")[0].lower() == "ko" else "en"
    return _language_of_windows()


def table(head: Sequence[str], rows: Iterable[Sequence[str]], align: str, last: Sequence[str] | None = None) -> str:
    """An aligned table: a line of titles, a rule, the rows, and where there is a last row (totals), a rule before it.

    Args:
        head: a title for each column.
        rows: a text for each column.
        align: a letter for each column: `l` left, `r` right.
        last: the row under the second rule.
    """
    body = [list(row) for row in rows]
    everything = [list(head), *body, *([list(last)] if last else [])]
    widths = [max(map(columns_of, column)) for column in zip(*everything, strict=True)]
    rule = "─" * (sum(widths) + len(_GAP) * (len(widths) - 1))

    def line(cells: Sequence[str]) -> str:
        padded = []
        for cell, width, side in zip(cells, widths, align, strict=True):
            space = " " * (width - columns_of(cell))
            padded.append(space + cell if side == "r" else cell + space)
        return _GAP.join(padded).rstrip()

    lines = [line(head), rule, *map(line, body)]
    if last:
        lines += [rule, line(last)]
    return "\n".join(lines)


def columns_of(text: str) -> int:
    """How many columns of a terminal a text takes (Unicode TR 11: wide and full-width characters take two)."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines of at most `width` columns, broken at spaces."""
    lines: list[str] = []
    for word in text.split():
        if lines and columns_of(lines[-1]) + 1 + columns_of(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _catalogue(language: Language) -> Callable[[str, str], str | None] | None:
    """What translates a text of a context; None without Qt or the catalogue: English is better than nothing."""
    try:
        from PySide6.QtCore import QTranslator  # noqa: PLC0415 - English must not wait for Qt

        translator = QTranslator()
        return translator.translate if translator.load(str(resource("translations", f"cnnviz_{language}.qm"))) else None
    except (ImportError, FileNotFoundError):
        return None


def _language_of_windows() -> Language:
    """Windows tells its language to those who ask; other systems have said it in the environment."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415
        import locale  # noqa: PLC0415

        spoken = locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
        return "ko" if spoken.startswith("ko") else "en"
    return "en"


def _encodable(text: str, stream: TextIO) -> bool:
    try:
        text.encode(stream.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
