"""`cnnviz search`: many trainings, told one by one, and their table."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cnnviz.problems import QT_TRANSLATE_NOOP
from cnnviz.terminal import Terminal, table
from cnnviz.training import config as configuration
from cnnviz.training import search_plan
from cnnviz.training.search import Trial, search

_RUNS = Path("runs")


def run(config: str, *, folder: str | None, storage: str, settings: Sequence[str], terminal: Terminal) -> None:
    """Search, tell each trial, and print all of them in their order.

    Args:
        config: a TOML file with a `[search]` table.
        folder: where the runs are kept; a new folder below `runs` where None.
        storage: the database's address; a file in the folder where "".
        settings: `field=value`, each, for all trials.
        terminal: what to speak to.

    Raises:
        Problem: what is wrong with the request, or that all trials failed.
    """
    path = Path(config).expanduser()
    plan = search_plan.read(path)
    plan = replace(plan, base=plan.base.changed_by(dict(map(configuration.assigned, settings))))
    place = Path(folder).expanduser() if folder is not None else _RUNS / f"{path.stem}-{time.strftime('%Y%m%d-%H%M%S')}"
    say = terminal.say
    terminal.print(
        say(QT_TRANSLATE_NOOP("cli", "Search: {folder}, {count} runs")).format(folder=place, count=plan.trials)
    )
    metric = say(
        QT_TRANSLATE_NOOP("cli", "validation accuracy")
        if plan.base.run.metric == "accuracy"
        else QT_TRANSLATE_NOOP("cli", "validation loss")
    )

    def tell(trial: Trial) -> None:
        line = f"{trial.number}  {_values(trial)}  {metric} {_score(trial)}  {_state(trial, terminal)}"
        terminal.print(line.rstrip())

    trials = search(plan, place, name=path.stem, storage=storage, listen=tell)
    head = (
        say(QT_TRANSLATE_NOOP("cli", "trial")),
        say(QT_TRANSLATE_NOOP("cli", "tried")),
        metric,
        say(QT_TRANSLATE_NOOP("cli", "test")),
        say(QT_TRANSLATE_NOOP("cli", "epochs")),
        "",
    )
    rows = [
        (
            str(trial.number),
            _values(trial),
            _score(trial),
            "" if trial.accuracy is None else f"{trial.accuracy:.2%}",
            str(trial.epochs),
            _state(trial, terminal),
        )
        for trial in trials
    ]
    terminal.print(f"\n{table(head, rows, 'rlrrrl')}")


def _values(trial: Trial) -> str:
    if list(trial.values) == ["variant"]:
        return str(trial.values["variant"])
    return ", ".join(
        f"{path}={value:.4g}" if isinstance(value, float) else f"{path}={value}" for path, value in trial.values.items()
    )


def _score(trial: Trial) -> str:
    return "" if trial.score is None else f"{trial.score:.4f}"


def _state(trial: Trial, terminal: Terminal) -> str:
    texts = {
        "pruned": QT_TRANSLATE_NOOP("cli", "given up"),
        "failed": QT_TRANSLATE_NOOP("cli", "failed"),
        "running": QT_TRANSLATE_NOOP("cli", "not finished"),
    }
    text = terminal.say(texts[trial.state]) if trial.state in texts else ""
    return f"{text}: {trial.reason}" if trial.reason else text
