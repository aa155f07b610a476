"""What is written after `cnnviz train`, `control`, `evaluate`, `search` and `export`. Nothing heavy is imported."""

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

CONTROL: Final = (
    QT_TRANSLATE_NOOP("cli", "how a training stands; pause it, stop it, change it while it runs"),
    QT_TRANSLATE_NOOP(
        "cli",
        "Tells how a run stands, and asks the process that trains in its directory to pause, to resume, for one batch "
        "or one epoch, to stop and keep everything, or for another value of a field such as "
        "optimiser.learning_rate=0.01.",
    ),
)

EVALUATE: Final = (
    QT_TRANSLATE_NOOP("cli", "how good a network is on labelled pictures"),
    QT_TRANSLATE_NOOP(
        "cli",
        "Judges a network by labelled pictures: accuracy, loss, precision and recall of each class, what was taken for "
        "what and, for two classes, what each threshold would give.",
    ),
)
SEARCH: Final = (
    QT_TRANSLATE_NOOP("cli", "many trainings: every combination of values, or samples of them"),
    QT_TRANSLATE_NOOP(
        "cli",
        "Trains what a TOML file describes with the values that its table [search] lists, and shows which did best. "
        "Every trial is a run with a directory of its own; a search that was broken off goes on where it was.",
    ),
)
EXPORT: Final = (
    QT_TRANSLATE_NOOP("cli", "a training for other programs"),
    QT_TRANSLATE_NOOP("cli", "Writes the curves of a run so that TensorBoard shows them."),
)
PARTS: Final = ("test", "validation", "train", "all")
FORMATS: Final = ("tensorboard",)


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
        "--prepare",
        action="store_true",
        help=say(
            QT_TRANSLATE_NOOP(
                "cli", "make the directory and begin nothing, for “torchrun -m cnnviz.training.worker DIR”"
            )
        ),
    )
    _add_set(taken, say)


def add_control_options(taken: Any, say: Callable[[str], str]) -> None:
    """Add what `cnnviz control` takes; see `add_train_options`."""
    taken.add_argument("run_directory", metavar="RUN", help=say(QT_TRANSLATE_NOOP("cli", "the directory of a run")))
    taken.add_argument(
        "words",
        nargs="*",
        metavar="COMMAND",
        help=say(QT_TRANSLATE_NOOP("cli", "pause, resume, batch, epoch, stop or FIELD=VALUE; none to ask for nothing")),
    )


def add_evaluate_options(taken: Any, say: Callable[[str], str]) -> None:
    """Add what `cnnviz evaluate` takes; see `add_train_options`."""
    taken.add_argument(
        "model",
        metavar="MODEL",
        help=say(QT_TRANSLATE_NOOP("cli", "the directory of a run, a file of weights, or the name of a network")),
    )
    taken.add_argument(
        "--data",
        metavar="SET",
        help=say(
            QT_TRANSLATE_NOOP(
                "cli", "a set such as mnist or pen-digits, or a folder of pictures; that of the run where left out"
            )
        ),
    )
    taken.add_argument(
        "--part",
        choices=PARTS,
        default="test",
        help=say(QT_TRANSLATE_NOOP("cli", "which of its pictures, as the run has split them; test where left out")),
    )
    taken.add_argument(
        "--details",
        action="store_true",
        help=say(QT_TRANSLATE_NOOP("cli", "the surest mistakes, too; with --json also calibration and thresholds")),
    )


def add_search_options(taken: Any, say: Callable[[str], str]) -> None:
    """Add what `cnnviz search` takes; see `add_train_options`."""
    taken.add_argument(
        "config",
        metavar="CONFIG.toml",
        help=say(QT_TRANSLATE_NOOP("cli", "what is trained, with a table [search] of the values to try")),
    )
    taken.add_argument(
        "--runs",
        metavar="DIR",
        help=say(
            QT_TRANSLATE_NOOP(
                "cli", "where the runs are kept; a new folder below “runs” where left out. A search there goes on"
            )
        ),
    )
    taken.add_argument(
        "--storage",
        metavar="URL",
        default="",
        help=say(
            QT_TRANSLATE_NOOP(
                "cli",
                "a database that several machines share, such as postgresql://…; a file in the folder where left out",
            )
        ),
    )
    _add_set(taken, say)


def add_export_options(taken: Any, say: Callable[[str], str]) -> None:
    """Add what `cnnviz export` takes; see `add_train_options`."""
    taken.add_argument("format", choices=FORMATS, help=say(QT_TRANSLATE_NOOP("cli", "what for")))
    taken.add_argument("run_directory", metavar="RUN", help=say(QT_TRANSLATE_NOOP("cli", "the directory of a run")))
    taken.add_argument(
        "--to",
        metavar="DIR",
        help=say(QT_TRANSLATE_NOOP("cli", "where the files go; into the run’s directory where left out")),
    )


def _add_set(taken: Any, say: Callable[[str], str]) -> None:
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
