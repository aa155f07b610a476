"""`cnnviz predict`: which classes a network sees in pictures and drawings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from cnnviz.data import digits, drawing, pictures
from cnnviz.data.digits import Mode
from cnnviz.models import loading
from cnnviz.models.loading import LoadedModel
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.terminal import Terminal, table

SHOWN = 3
"""Classes for each file in the table; JSON has them all."""

_MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, eq=False)
class Answer:
    """What the network says of one file.

    Attributes:
        file: as it was written on the command line.
        logits: one number a class, float64.
        error: why there are none.
    """

    file: str
    logits: NDArray[np.float64] | None = None
    error: str = ""

    @property
    def probabilities(self) -> NDArray[np.float64]:
        """Softmax of the logits: positive, sums to 1."""
        assert self.logits is not None
        powers = np.exp(self.logits - self.logits.max())
        return np.asarray(powers / powers.sum())


def run(files: Sequence[str], *, model: str, mode: Mode, as_json: bool, terminal: Terminal) -> bool:
    """Print the network's answers; whether all files could be read.

    Args:
        files: pictures, and drawings (`.json`).
        model: a registered name, a weights file or the directory of a run.
        mode: how ink is placed into the network's input.
        as_json: print JSON instead of a table.
        terminal: what to speak to.

    Raises:
        Problem: the model cannot be loaded, or takes other pictures.
    """
    loaded = loading.load(model)
    loaded.check_takes_digits()
    answers = [_answer(file, loaded, mode, terminal) for file in files]
    if as_json:
        terminal.print(_json(answers, plain=not terminal.can_show("".join(files))))
    elif any(answer.logits is not None for answer in answers):
        terminal.print(_table(answers, loaded.card.classes, terminal))
    return not any(answer.error for answer in answers)


def pixels_of(file: str, mode: Mode) -> NDArray[np.float32]:
    """A file as the network sees it, (28, 28) in 0–1 with ink = 1.

    Raises:
        Problem: the file cannot be read, or nothing is drawn in it.
    """
    path = Path(file)
    if path.suffix.lower() == ".json":
        ink = digits.Ink.of(drawing.load(path))
        if ink.is_empty:
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "The drawing “{file}” is empty: there is nothing to recognise in it."),
                file=file,
            )
        return digits.place(ink, mode).pixels
    placed = digits.place_picture(pictures.read(path, name=file).grey, mode)
    if placed.box is None:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "The picture “{file}” is blank: there is nothing to recognise in it."),
            file=file,
        )
    return placed.pixels


def _answer(file: str, loaded: LoadedModel, mode: Mode, terminal: Terminal) -> Answer:
    """The answer for one file; what fails is told, and the other files still get theirs."""
    try:
        pixels = pixels_of(file, mode)
        with torch.inference_mode():
            logits = loaded.scores(loaded.prepare(pixels))[0].double().numpy()  # (classes,)
        if not np.isfinite(logits).all():
            raise Problem(
                QT_TRANSLATE_NOOP(
                    "Problem",
                    "The network answers to “{file}” with something that is not a number; its weights are bad.",
                ),
                file=file,
            )
    except Exception as error:
        return Answer(file, error=terminal.complain(error))
    return Answer(file, logits)


def _json(answers: Sequence[Answer], *, plain: bool) -> str:
    """A list with one line for each file; `plain` for terminals that cannot show the files' names."""
    lines = (json.dumps(_entry(answer), ensure_ascii=plain) for answer in answers)
    return "[\n" + ",\n".join(lines) + "\n]"


def _entry(answer: Answer) -> dict[str, object]:
    if answer.logits is None:
        return {"file": answer.file, "error": answer.error}
    return {
        "file": answer.file,
        "prediction": int(answer.logits.argmax()),
        "probabilities": answer.probabilities.tolist(),
        "logits": answer.logits.tolist(),
    }


def _table(answers: Sequence[Answer], classes: Sequence[str], terminal: Terminal) -> str:
    rows = []
    for answer in answers:
        if answer.logits is None:
            continue
        best = np.argsort(-answer.logits, kind="stable")[:SHOWN]
        for place, index in enumerate(best.tolist()):
            logit = f"{answer.logits[index]:.2f}".replace("-", _MINUS)
            rows.append(("" if place else answer.file, classes[index], f"{answer.probabilities[index]:.2%}", logit))
    say = terminal.say
    head = (
        say(QT_TRANSLATE_NOOP("cli", "file")),
        say(QT_TRANSLATE_NOOP("cli", "class")),
        say(QT_TRANSLATE_NOOP("cli", "probability")),
        say(QT_TRANSLATE_NOOP("cli", "logit")),
    )
    return table(head, rows, "llrr")
