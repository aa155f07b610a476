"""`cnnviz evaluate`: how good a network is on labelled pictures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.data import sets, splits
from cnnviz.data.data_set import DataSet
from cnnviz.models import loading
from cnnviz.models.loading import LoadedModel
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.terminal import Terminal, table
from cnnviz.training.evaluation import evaluate
from cnnviz.training.figures import Evaluation, Thresholds
from cnnviz.training.materials import divided, opened
from cnnviz.training.run_dir import RunDirectory

_SHOWN = 10  # wrong answers, and classes in the table of confusions
_THRESHOLDS = (0.1, 0.3, 0.5, 0.7, 0.9)


def run(model: str, *, data: str, part: str, details: bool, as_json: bool, terminal: Terminal) -> None:
    """Print how good a network is.

    Args:
        model: a registered name, a weights file or a run's directory.
        data: a set's name or a folder of pictures; "" for that of the run.
        part: test, validation, train or all. A run's network is judged by the parts of its own split where the data
            are the run's.
        details: show more: calibration, the surest mistakes, thresholds of two classes.
        as_json: print JSON instead of tables.
        terminal: what to speak to.

    Raises:
        Problem: the model or the data cannot be read, or do not fit.
    """
    loaded = loading.load(model)
    pictures, places = _pictures(model, data, part, loaded)
    found = evaluate(loaded, pictures, places)
    if as_json:
        content = _entry(model, data or pictures.name, found) | (_more(found) if details else {})
        terminal.print(json.dumps(content, ensure_ascii=not terminal.can_show("".join(found.classes))))
    else:
        terminal.print(_text(loaded, pictures, found, details, terminal))


def _pictures(model: str, data: str, part: str, loaded: LoadedModel) -> tuple[DataSet, NDArray[np.int64] | None]:
    """The data set, and the places in it that are judged; None for all."""
    own = RunDirectory(Path(model).expanduser()).config.data if (Path(model) / "config.json").is_file() else None
    if own is not None and data in ("", own.set if own.set != "folder" else own.folder):
        pictures = opened(own)
        found = divided(pictures, own)
    elif not data:
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem", "Say what the network is judged by: “--data” with a folder of pictures, or one of {names}."
            ),
            names=", ".join(name for name in sets.names() if name != "folder"),
        )
    else:
        pictures = _opened(data, loaded)
        if part != "all" and pictures.parts and part not in pictures.parts and part != "validation":
            part = "all"
        if not pictures.parts:  # a folder without parts was never learned from as far as is known
            part = "all"
        if part == "all":
            return pictures, None
        found = splits.of_set(pictures)
    return pictures, None if part == "all" else getattr(found, part)


def _opened(data: str, loaded: LoadedModel) -> DataSet:
    channels, height, width = loaded.card.input_shape
    if data in sets.names() and data != "folder":
        return sets.open_set(data)
    folder = Path(data).expanduser()
    if not folder.is_dir():
        return sets.open_set(data)  # raises, with what there is
    return sets.open_set("folder", folder=folder, size=(height, width), channels=channels, classes=loaded.card.classes)


def _entry(model: str, data: str, found: Evaluation) -> dict[str, Any]:
    return {
        "model": model,
        "data": data,
        "samples": found.samples,
        "loss": found.loss,
        "accuracy": found.accuracy,
        "per_class": [
            {
                "class": row.name,
                "samples": row.samples,
                "precision": row.precision,
                "recall": row.recall,
                "f1": row.f1,
            }
            for row in found.per_class
        ],
        "confusion": found.confusion.tolist(),
    }


def _more(found: Evaluation) -> dict[str, Any]:
    calibration = found.calibration()
    filled = calibration.counts > 0
    content: dict[str, Any] = {
        "top_3": found.top(3),
        "top_5": found.top(5),
        "calibration": {
            "error": calibration.error,
            "bins": [
                {"from": low, "to": high, "count": count, "confidence": confidence, "accuracy": accuracy}
                for low, high, count, confidence, accuracy in zip(
                    calibration.edges[:-1][filled].tolist(),
                    calibration.edges[1:][filled].tolist(),
                    calibration.counts[filled].tolist(),
                    calibration.confidence[filled].tolist(),
                    calibration.accuracy[filled].tolist(),
                    strict=True,
                )
            ],
        },
        "wrong": [
            {
                "place": wrong.place,
                "class": found.classes[wrong.label],
                "answer": found.classes[wrong.predicted],
                "probability": wrong.probability,
                "probability_of_class": wrong.probability_of_label,
            }
            for wrong in found.wrong()
        ],
    }
    if len(found.classes) == 2:
        curve = found.thresholds()
        content["thresholds"] = {
            "area_under_roc": _number(curve.area_under_roc),
            "average_precision": _number(curve.average_precision),
            "rows": [_row(curve, place) for place in range(1, len(curve.thresholds))],
        }
    return content


def _row(curve: Thresholds, place: int) -> dict[str, Any]:
    return {
        "threshold": float(curve.thresholds[place]),
        "true_positive_rate": _number(curve.true_positive_rate[place]),
        "false_positive_rate": _number(curve.false_positive_rate[place]),
        "precision": _number(curve.precision[place]),
        "f1": _number(curve.f1[place]),
        "accuracy": _number(curve.accuracy[place]),
    }


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _text(loaded: LoadedModel, data: DataSet, found: Evaluation, details: bool, terminal: Terminal) -> str:
    say = terminal.say
    calibration = found.calibration()
    line = say(
        QT_TRANSLATE_NOOP(
            "cli",
            "{model} on {count} pictures of “{data}”: accuracy {accuracy}, loss {loss}, calibration error {error}",
        )
    ).format(
        model=loaded.card.title,
        count=f"{found.samples:,}",
        data=terminal.say(data.title, "Samples"),
        accuracy=f"{found.accuracy:.2%}",
        loss=f"{found.loss:.4f}",
        error=f"{calibration.error:.2%}",
    )
    parts = [line, _classes(found, terminal)]
    if len(found.classes) <= _SHOWN:
        parts.append(_confusions(found, terminal))
    if len(found.classes) == 2:
        parts.append(_thresholds(found, terminal))
    if details:
        parts.append(_mistakes(found, data, terminal))
    return "\n\n".join(part for part in parts if part)


def _classes(found: Evaluation, terminal: Terminal) -> str:
    say = terminal.say
    head = (
        say(QT_TRANSLATE_NOOP("cli", "class")),
        say(QT_TRANSLATE_NOOP("cli", "pictures")),
        say(QT_TRANSLATE_NOOP("cli", "precision")),
        say(QT_TRANSLATE_NOOP("cli", "recall")),
        say(QT_TRANSLATE_NOOP("cli", "F1")),
    )
    rows = [
        (row.name, f"{row.samples:,}", _percent(row.precision), _percent(row.recall), _percent(row.f1))
        for row in found.per_class
    ]
    return table(head, rows, "lrrrr")


def _confusions(found: Evaluation, terminal: Terminal) -> str:
    corner = terminal.say(QT_TRANSLATE_NOOP("cli", "class, and what it was taken for"))
    rows = [
        (name, *(f"{count:,}" if count else "·" for count in row))
        for name, row in zip(found.classes, found.confusion.tolist(), strict=True)
    ]
    return table((corner, *found.classes), rows, "l" + "r" * len(found.classes))


def _thresholds(found: Evaluation, terminal: Terminal) -> str:
    """What the threshold trades: few thresholds, and those that are best by F1 and by Youden's index."""
    say, curve = terminal.say, found.thresholds()
    title = say(
        QT_TRANSLATE_NOOP(
            "cli", "The answer is “{name}” from the threshold on. Area under ROC {area}, average precision {precision}"
        )
    ).format(
        name=found.classes[1],
        area=f"{curve.area_under_roc:.3f}",
        precision=f"{curve.average_precision:.3f}",
    )
    head = (
        say(QT_TRANSLATE_NOOP("cli", "threshold")),
        say(QT_TRANSLATE_NOOP("cli", "found (recall)")),
        say(QT_TRANSLATE_NOOP("cli", "false alarms")),
        say(QT_TRANSLATE_NOOP("cli", "precision")),
        say(QT_TRANSLATE_NOOP("cli", "F1")),
        say(QT_TRANSLATE_NOOP("cli", "accuracy")),
        "",
    )
    marks = {
        float(curve.thresholds[curve.best_f1]): say(QT_TRANSLATE_NOOP("cli", "highest F1")),
        float(curve.thresholds[curve.best_balance]): say(QT_TRANSLATE_NOOP("cli", "most found for few false alarms")),
    }
    rows = []
    for threshold in sorted({*_THRESHOLDS, *(each for each in marks if np.isfinite(each))}):
        at = curve.at(threshold)
        rates = (curve.true_positive_rate, curve.false_positive_rate, curve.precision, curve.f1, curve.accuracy)
        rows.append((f"{threshold:.3f}", *(_percent(float(rate[at])) for rate in rates), marks.get(threshold, "")))
    return f"{title}\n\n{table(head, rows, 'rrrrrrl')}"


def _mistakes(found: Evaluation, data: DataSet, terminal: Terminal) -> str:
    say, wrong = terminal.say, found.wrong()
    head = (
        say(QT_TRANSLATE_NOOP("cli", "picture")),
        say(QT_TRANSLATE_NOOP("cli", "class")),
        say(QT_TRANSLATE_NOOP("cli", "its probability")),
        say(QT_TRANSLATE_NOOP("cli", "answer")),
        say(QT_TRANSLATE_NOOP("cli", "probability")),
    )
    rows = [
        (
            data.files[each.place] if data.files else str(each.place),
            found.classes[each.label],
            f"{each.probability_of_label:.1%}",
            found.classes[each.predicted],
            f"{each.probability:.1%}",
        )
        for each in wrong[:_SHOWN]
    ]
    title = say(QT_TRANSLATE_NOOP("cli", "Wrong answers: {count}. The surest of them:")).format(count=f"{len(wrong):,}")
    return f"{title}\n\n{table(head, rows, 'llrlr')}" if rows else ""


def _percent(share: float | None) -> str:
    return "" if share is None or not np.isfinite(share) else f"{share:.2%}"
