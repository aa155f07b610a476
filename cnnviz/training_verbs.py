"""What is written after `cnnviz train`. Nothing heavy is imported: help must not wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from cnnviz.problems import QT_TRANSLATE_NOOP

TRAIN: Final = (
    QT_TRANSLATE_NOOP("cli", "train a network, or go on with a training"),
    QT_TRANSLATE_NOOP(
        "cli",
        "Trains what a TOML file describes, and leaves a directory from which every moment of the training can be seen "
        "again. Ctrl+C stops after the batch that is under way; --resume goes on from there, also after a crash.",
    ),
)
"""The verb's line in the list of verbs, and its description."""


def add_train_options(taken: Any, say: Callable[[str], str]) -> None:
    """Add what `cnnviz train` takes.

    Args:
        taken: the parser's group.
        say: puts a text into the person's language.
    """
    taken.add_argument(
        "config",
        nargs="?",
        metavar="CONFIG.toml",
        help=say(
            QT_TRANSLATE_NOOP("cli", "what is trained; where left out, the class’s network on MNIST as in the course")
        ),
    )
    taken.add_argument(
        "--run-dir",
        metavar="DIR",
        help=say(QT_TRANSLATE_NOOP("cli", "where the run is kept; a new folder below “runs” where left out")),
    )
    taken.add_argument(
        "--resume", metavar="RUN", help=say(QT_TRANSLATE_NOOP("cli", "go on with the run in this directory"))
    )
    taken.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help=say(
            QT_TRANSLATE_NOOP(
                "cli", "another value for a field, such as optimiser.learning_rate=0.01; may be given several times"
            )
        ),
    )
