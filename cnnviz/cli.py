"""The command line: `cnnviz` opens the window, its verbs answer in the terminal.

Nothing heavy is imported before it is needed: `--help` and `--version` load neither torch, numpy nor Qt.
"""

from __future__ import annotations

import argparse
import math
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from cnnviz import __version__
from cnnviz.models import registry
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.terminal import HelpFormatter, Parser, Terminal, language_of
from cnnviz.training_verbs import (
    CONTROL,
    EVALUATE,
    EXPORT,
    SEARCH,
    TRAIN,
    add_control_options,
    add_evaluate_options,
    add_export_options,
    add_search_options,
    add_train_options,
)

FAILED: Final = 2
INTERRUPTED: Final = 130  # what shells expect of a program that Ctrl+C ended
MODES: Final = ("raw", "boxed", "centred")

_LARGEST_INPUT = 1 << 40  # numbers: layers multiply them, and PyTorch counts to 2⁶³
_SIZES = range(320, 8193)  # of a window
_SCALES = (0.5, 4.0)
_SUFFIXES = (".trace", ".json", ".png", ".jpg", ".jpeg", ".safetensors", ".pt", ".pth")  # of files for the window


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line asks for.

    Args:
        argv: the words after `cnnviz`; those of this process where None.

    Returns:
        The exit status: 0, or 2 where something failed; then a sentence on standard error says what.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    terminal = Terminal(language_of(arguments), debug="--debug" in arguments)
    try:
        status = _obey(arguments, terminal)
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever reads the answer has heard enough: `cnnviz shapes resnet152 | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        terminal.complain(error)
        return FAILED


def _obey(arguments: Sequence[str], terminal: Terminal) -> int:
    try:
        options = _CommandLine(terminal).parser().parse_args(_with_verb(arguments))
    except SystemExit as end:  # argparse has shown help or the version
        return int(end.code or 0)
    run: Callable[[argparse.Namespace, Terminal], int] = options.run
    return run(options, terminal)


def _predict(options: argparse.Namespace, terminal: Terminal) -> int:
    from cnnviz.commands import predict

    good = predict.run(
        options.files, model=options.model, mode=options.preprocess, as_json=options.json, terminal=terminal
    )
    return 0 if good else FAILED


def _shapes(options: argparse.Namespace, terminal: Terminal) -> int:
    from cnnviz.commands import shapes

    shapes.run(options.model, shape=options.input, as_json=options.json, terminal=terminal)
    return 0


def _train(options: argparse.Namespace, terminal: Terminal) -> int:
    from cnnviz.commands import train

    train.run(
        options.config,
        folder=options.run_dir,
        resume=options.resume,
        settings=options.set,
        prepare=options.prepare,
        terminal=terminal,
    )
    return 0


def _control(options: argparse.Namespace, terminal: Terminal) -> int:
    from cnnviz.commands import control

    control.run(options.run_directory, words=options.words, terminal=terminal)
    return 0


def _evaluate(options: argparse.Namespace, terminal: Terminal) -> int:
    from cnnviz.commands import evaluate

    evaluate.run(
        options.model,
        data=options.data or "",
        part=options.part,
        details=options.details,
        as_json=options.json,
        terminal=terminal,
    )
    return 0


def _search(options: argparse.Namespace, terminal: Terminal) -> int:
    from cnnviz.commands import search

    search.run(options.config, folder=options.runs, storage=options.storage, settings=options.set, terminal=terminal)
    return 0


def _export(options: argparse.Namespace, terminal: Terminal) -> int:
    from cnnviz.commands import export

    export.run(options.run_directory, folder=options.to, terminal=terminal)
    return 0


def _snapshot(options: argparse.Namespace, terminal: Terminal) -> int:
    with _qt_is_needed():
        from cnnviz.snapshot import write_pictures

        written = write_pictures(
            Path(options.directory),
            language=terminal.language,
            theme=options.theme,
            size=options.size,
            scale=options.scale,
        )
    for path in written:
        terminal.print(str(path))
    return 0


def _window(options: argparse.Namespace, _terminal: Terminal) -> int:
    file = None if options.file is None else Path(options.file)
    if file is not None and not file.is_file():
        raise Problem(QT_TRANSLATE_NOOP("Problem", "There is no file “{file}”."), file=options.file)
    with _qt_is_needed():
        from cnnviz.app import main as open_window

        return open_window(file, scratch=options.scratch)


def _with_verb(arguments: Sequence[str]) -> Sequence[str]:
    """The words with `window` before the first one where that is a file: `cnnviz lesson.trace`."""
    words = iter(enumerate(arguments))
    for place, word in words:
        if word == "--language":
            next(words, None)
        elif not word.startswith("-"):
            is_file = Path(word).suffix.lower() in _SUFFIXES or Path(word).is_file()
            return [*arguments[:place], "window", *arguments[place:]] if is_file else arguments
    return arguments


@contextmanager
def _qt_is_needed() -> Iterator[None]:
    """Says in a sentence which library of the system Qt misses."""
    try:
        yield
    except ImportError as error:
        library = re.match(r"(lib[\w.+-]+): cannot open shared object file", str(error))
        if library is None:
            raise
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem",
                "Qt cannot open a window because the library {library} is missing. On Debian or Ubuntu run "
                "“sudo apt install {packages}”.",
            ),
            library=library[1],
            packages="libxcb-cursor0 libegl1 libgl1 libxkbcommon-x11-0 libfontconfig1 libdbus-1-3",
        ) from error


class _CommandLine:
    """What can be written after `cnnviz`, and what each word means."""

    def __init__(self, terminal: Terminal) -> None:
        self._say = terminal.say
        self._models = ", ".join(registry.names())

    def parser(self) -> argparse.ArgumentParser:
        """The parser; what it returns has `run`, which does the verb."""
        say = self._say
        parser = Parser(
            "cnnviz",
            usage="cnnviz [VERB ... | FILE] [-h] [--debug] [--language {ko,en}] [--version]",
            description=say(
                QT_TRANSLATE_NOOP(
                    "cli", "See a convolutional network work. Without a verb, the window opens: draw a digit in it."
                )
            ),
            **self._style(),
        )
        parser.set_defaults(run=_window, file=None, scratch=False)
        verbs = parser.add_subparsers(title=say(QT_TRANSLATE_NOOP("cli", "Verbs")), metavar="VERB", prog="cnnviz")
        self._add_window(verbs)
        self._add_predict(verbs)
        self._add_shapes(verbs)
        self._add_train(verbs)
        self._add_control(verbs)
        self._add_evaluate(verbs)
        self._add_search(verbs)
        self._add_export(verbs)
        self._add_snapshot(verbs)
        always = self._add_always(parser)
        self._add_language(always, QT_TRANSLATE_NOOP("cli", "of what the terminal shows; as the system where left out"))
        always.add_argument(
            "--version",
            action="version",
            version=f"cnnviz {__version__}",
            help=say(QT_TRANSLATE_NOOP("cli", "show the version and end")),
        )
        return parser

    def _add_window(self, verbs: Any) -> None:
        parser, taken = self._add_verb(
            verbs,
            "window",
            _window,
            QT_TRANSLATE_NOOP("cli", "the window; the same as no verb"),
            QT_TRANSLATE_NOOP("cli", "Opens the window, with a file in it where one is given."),
        )
        line = QT_TRANSLATE_NOOP("cli", "a recorded pass (.trace), a picture, a drawing or weights")
        taken.add_argument("file", nargs="?", metavar="FILE", help=self._say(line))
        # cnnviz.view made the file for this window alone, which removes it once it is read
        taken.add_argument("--scratch", action="store_true", help=argparse.SUPPRESS)
        self._add_common(parser)

    def _add_predict(self, verbs: Any) -> None:
        say = self._say
        parser, taken = self._add_verb(
            verbs,
            "predict",
            _predict,
            QT_TRANSLATE_NOOP("cli", "what a network sees in pictures and drawings"),
            QT_TRANSLATE_NOOP(
                "cli",
                "Shows which classes a network sees in pictures (PNG, JPEG, BMP, WebP; dark on light or light on dark) "
                "and in drawings saved in the window.",
            ),
        )
        taken.add_argument(
            "files", nargs="+", metavar="FILE", help=say(QT_TRANSLATE_NOOP("cli", "pictures and drawings"))
        )
        taken.add_argument(
            "--model",
            metavar="NAME_OR_PATH",
            default=registry.DEFAULT,
            help=say(
                QT_TRANSLATE_NOOP("cli", "{names}, or a file of weights for one of them; {name} where left out")
            ).format(names=self._models, name=registry.DEFAULT),
        )
        taken.add_argument(
            "--preprocess",
            choices=MODES,
            default="centred",
            help=say(
                QT_TRANSLATE_NOOP(
                    "cli",
                    "how a digit becomes 28×28 numbers. raw: the whole picture; boxed: its ink in the middle; "
                    "centred: its centre of mass in the middle, as in MNIST. centred where left out",
                )
            ),
        )
        self._add_json(taken)
        self._add_common(parser)

    def _add_shapes(self, verbs: Any) -> None:
        say = self._say
        parser, taken = self._add_verb(
            verbs,
            "shapes",
            _shapes,
            QT_TRANSLATE_NOOP("cli", "the layers of a network: shapes, parameters, multiply-adds"),
            QT_TRANSLATE_NOOP(
                "cli",
                "Lists every layer of a network with the shape that comes out of it, the numbers that it learned and "
                "the multiplications (each with an addition) that it needs.",
            ),
        )
        taken.add_argument(
            "model",
            metavar="MODEL",
            help=say(
                QT_TRANSLATE_NOOP(
                    "cli", "{names}, a file of weights for one of them, or a network of torchvision such as resnet18"
                )
            ).format(names=self._models),
        )
        taken.add_argument(
            "--input",
            metavar="N,C,H,W",
            type=_input_shape,
            help=say(
                QT_TRANSLATE_NOOP(
                    "cli",
                    "pictures, channels, height, width; where left out 1,1,28,28 or, for torchvision, 1,3,224,224",
                )
            ),
        )
        self._add_json(taken)
        self._add_common(parser)

    def _add_train(self, verbs: Any) -> None:
        parser, taken = self._add_verb(verbs, "train", _train, *TRAIN)
        add_train_options(taken, self._say)
        self._add_common(parser)

    def _add_control(self, verbs: Any) -> None:
        parser, taken = self._add_verb(verbs, "control", _control, *CONTROL)
        add_control_options(taken, self._say)
        self._add_common(parser)

    def _add_evaluate(self, verbs: Any) -> None:
        parser, taken = self._add_verb(verbs, "evaluate", _evaluate, *EVALUATE)
        add_evaluate_options(taken, self._say)
        self._add_json(taken)
        self._add_common(parser)

    def _add_search(self, verbs: Any) -> None:
        parser, taken = self._add_verb(verbs, "search", _search, *SEARCH)
        add_search_options(taken, self._say)
        self._add_common(parser)

    def _add_export(self, verbs: Any) -> None:
        parser, taken = self._add_verb(verbs, "export", _export, *EXPORT)
        add_export_options(taken, self._say)
        self._add_common(parser)

    def _add_snapshot(self, verbs: Any) -> None:
        say = self._say
        parser, taken = self._add_verb(
            verbs,
            "snapshot",
            _snapshot,
            QT_TRANSLATE_NOOP("cli", "pictures of every page of the window"),
            QT_TRANSLATE_NOOP("cli", "Draws a digit in the window and saves a picture of each page. Needs no display."),
        )
        taken.add_argument(
            "directory",
            metavar="DIR",
            help=say(QT_TRANSLATE_NOOP("cli", "where the pictures go; made where it is missing")),
        )
        self._add_language(taken, QT_TRANSLATE_NOOP("cli", "of the window; as the system where left out"))
        taken.add_argument(
            "--theme",
            choices=("light", "dark"),
            default="light",
            help=say(QT_TRANSLATE_NOOP("cli", "light where left out")),
        )
        taken.add_argument(
            "--size",
            metavar="WxH",
            type=_window_size,
            default=(1440, 900),
            help=say(QT_TRANSLATE_NOOP("cli", "width and height of the window; 1440x900 where left out")),
        )
        taken.add_argument(
            "--scale",
            metavar="S",
            type=_window_scale,
            default=1.0,
            help=say(QT_TRANSLATE_NOOP("cli", "pixels for each unit of the size, as on a high-density screen")),
        )
        self._add_always(parser)

    def _add_verb(self, verbs: Any, name: str, run: Callable[..., int], line: str, text: str) -> tuple[Any, Any]:
        parser = verbs.add_parser(name, help=self._say(line), description=self._say(text), **self._style())
        parser.set_defaults(run=run)
        return parser, parser.add_argument_group(self._say(QT_TRANSLATE_NOOP("cli", "What it takes")))

    def _add_json(self, group: Any) -> None:
        group.add_argument("--json", action="store_true", help=self._say(QT_TRANSLATE_NOOP("cli", "answer in JSON")))

    def _add_language(self, group: Any, line: str) -> None:
        group.add_argument("--language", choices=("ko", "en"), default=argparse.SUPPRESS, help=self._say(line))

    def _add_common(self, parser: argparse.ArgumentParser) -> None:
        line = QT_TRANSLATE_NOOP("cli", "of what the terminal shows; as the system where left out")
        self._add_language(self._add_always(parser), line)

    def _add_always(self, parser: argparse.ArgumentParser) -> Any:
        """Options of every verb; written before or after it."""
        group = parser.add_argument_group(self._say(QT_TRANSLATE_NOOP("cli", "Everywhere")))
        group.add_argument("-h", "--help", action="help", help=self._say(QT_TRANSLATE_NOOP("cli", "show this and end")))
        group.add_argument(
            "--debug",
            action="store_true",
            default=argparse.SUPPRESS,  # looked for before the command line is parsed, as is --language
            help=self._say(QT_TRANSLATE_NOOP("cli", "with an error, show where in the program it comes from")),
        )
        return group

    def _style(self) -> dict[str, Any]:
        usage = self._say(QT_TRANSLATE_NOOP("cli", "Usage:"))
        return {
            "add_help": False,
            "allow_abbrev": False,
            "formatter_class": lambda prog: HelpFormatter(prog, usage),
        }


def _input_shape(text: str) -> tuple[int, ...]:
    parts = text.split(",")
    if len(parts) != 4 or not all(re.fullmatch(r"\s*[1-9][0-9]{0,8}\s*", part) for part in parts):
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem",
                "“{text}” is no input shape. Write four whole numbers with commas: pictures, channels, height, width, "
                "such as 1,3,224,224.",
            ),
            text=text,
        )
    shape = tuple(map(int, parts))
    if math.prod(shape) > _LARGEST_INPUT:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "An input of {text} is too large. Take fewer or smaller pictures."), text=text
        )
    return shape


def _window_size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([0-9]{1,5})[x×]([0-9]{1,5})", text)
    if not found or not all(int(side) in _SIZES for side in found.groups()):
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem",
                "“{text}” is no size of a window. Write width and height from {smallest} to {largest}, "
                "such as 1440x900.",
            ),
            text=text,
            smallest=_SIZES[0],
            largest=_SIZES[-1],
        )
    return int(found[1]), int(found[2])


def _window_scale(text: str) -> float:
    if not re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,6})?", text) or not _SCALES[0] <= float(text) <= _SCALES[1]:
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem", "“{text}” is no scale. Write a number from {smallest:g} to {largest:g}, such as 2."
            ),
            text=text,
            smallest=_SCALES[0],
            largest=_SCALES[1],
        )
    return float(text)
