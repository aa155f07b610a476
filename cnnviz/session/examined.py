"""What the Evaluate page looks at: a network's answers to a data set, and the place in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from cnnviz.session.runs import Moment

if TYPE_CHECKING:
    from cnnviz.training.examination import Examination
    from cnnviz.training.figures import Evaluation

Part = Literal["test", "validation", "train"]
Gallery = Literal["wrong", "unsure", "right", "cell", "class", "marked"]


@dataclass(frozen=True, slots=True)
class Judge:
    """Which network answers.

    Attributes:
        source: a registered name, or the path of a weights file or of a run's directory (its best weights).
        moment: of a run, in place of that.
        title: what the person reads.
    """

    source: str
    title: str
    moment: Moment | None = None

    @property
    def run(self) -> Path | None:
        """The run that the network comes from, where that is known."""
        if self.moment is not None:
            return self.moment.run
        path = Path(self.source)
        for each in (path, path.parent.parent):  # the directory itself, or checkpoints/best.safetensors in it
            if self.source and (each / "config.json").is_file():
                return each
        return None


@dataclass(frozen=True, slots=True)
class Material:
    """By which pictures it is judged.

    Attributes:
        name: of a data set; empty for the data of a run.
        run: whose data they are.
        part: which split.
    """

    name: str
    run: Path | None = None
    part: Part = "test"


@dataclass(frozen=True, slots=True)
class Best:
    """The best epoch of a run by its validation; `samples` images judged it, 0 where nobody knows."""

    epoch: int
    loss: float
    accuracy: float
    samples: int = 0


@dataclass(frozen=True, eq=False)
class Result:
    """What came of it.

    Attributes:
        judge, material: what was asked.
        examination: the answers.
        key: what names the data set in files: its name, or a folder of pictures.
        title: of the data set, in English, marked for translation under `Samples`.
        best: of the run that the network comes from; None where there is none.
        seconds: that it took.
    """

    judge: Judge
    material: Material
    examination: Examination
    key: str
    title: str
    best: Best | None
    seconds: float


class Examined(QObject):
    """The result that is shown, and what of it is looked at.

    Args:
        parent: the owner.
    """

    result_changed = Signal()
    """Another `Result`, or none."""
    figures_changed = Signal()
    """Other answers: another result, or another threshold."""
    gallery_changed = Signal()
    """Other pictures are shown, or in another order."""
    picture_changed = Signal()
    """Another picture is chosen."""
    marks_changed = Signal()
    """A label was marked as wrong, or is not any more."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._result: Result | None = None
        self._threshold = 0.5
        self._figures: Evaluation | None = None
        self._gallery: Gallery = "wrong"
        self._cell: tuple[int, int] | None = None
        self._class: int | None = None
        self._rows: NDArray[np.int64] = np.zeros(0, np.int64)
        self._row: int | None = None
        self._marked: frozenset[int] = frozenset()

    # The result

    @property
    def result(self) -> Result | None:
        """What is shown; None before the first one."""
        return self._result

    def show(self, result: Result | None, marked: frozenset[int] = frozenset()) -> None:
        """Show another result; the cell and the order stay where they still mean something.

        Args:
            result: what came of an evaluation.
            marked: places in the data set whose labels are marked as wrong.
        """
        before = self._result
        self._result, self._marked = result, marked
        self._threshold = 0.5
        self._figures = None if result is None else result.examination.figures
        classes = () if self._figures is None else self._figures.classes
        if before is None or before.examination.figures.classes != classes:
            self._cell = self._class = None
            self._gallery = "wrong"
        kept = self.place if before is not None and result is not None and before.key == result.key else None
        self._row = None
        if kept is not None and self._figures is not None:
            found = np.flatnonzero(self._figures.places == kept)
            self._row = int(found[0]) if len(found) else None
        self.result_changed.emit()
        self.figures_changed.emit()
        self._collect()
        self.picture_changed.emit()

    @property
    def figures(self) -> Evaluation | None:
        """The figures of the answers at the threshold."""
        return self._figures

    # The threshold of two classes

    @property
    def threshold(self) -> float:
        """The probability from which the second of two classes is answered."""
        return self._threshold

    @threshold.setter
    def threshold(self, threshold: float) -> None:
        threshold = min(max(threshold, 0.0), 1.0)
        if threshold == self._threshold or self._result is None:
            return
        self._threshold = threshold
        own = self._result.examination.figures
        self._figures = own.at(threshold)
        self.figures_changed.emit()
        self._collect()

    # Which pictures are shown

    @property
    def gallery(self) -> Gallery:
        """Which pictures are shown."""
        return self._gallery

    @property
    def cell(self) -> tuple[int, int] | None:
        """(truth, answer): the cell of the matrix whose pictures are shown."""
        return self._cell if self._gallery == "cell" else None

    @property
    def shown_class(self) -> int | None:
        """The class whose pictures alone are shown."""
        return self._class

    @property
    def rows(self) -> NDArray[np.int64]:
        """The pictures that are shown, as rows of the examination, in their order."""
        return self._rows

    def show_gallery(self, gallery: Gallery) -> None:
        """Show other pictures.

        Raises:
            ValueError: there is no such gallery.
        """
        if gallery not in get_args(Gallery):
            raise ValueError(gallery)
        if gallery == "cell" and self._cell is None:
            gallery = "wrong"
        if gallery != self._gallery:
            self._gallery = gallery
            self._collect()

    def show_cell(self, truth: int, answer: int) -> None:
        """Show the pictures of one cell of the matrix."""
        if self._cell != (truth, answer) or self._gallery != "cell":
            self._cell, self._gallery = (truth, answer), "cell"
            self._collect()

    def show_class(self, number: int | None) -> None:
        """Show only pictures of one class, or of all."""
        if number != self._class or self._gallery == "cell":
            self._class = number
            if self._gallery == "cell":
                self._gallery = "wrong"
            self._collect()

    def count(self, truth: int, answer: int) -> int:
        """How many pictures a cell of the matrix has."""
        return 0 if self._figures is None else int(self._figures.confusion[truth, answer])

    def _collect(self) -> None:
        self._rows = np.zeros(0, np.int64) if self._figures is None else self._chosen_rows(self._figures)
        self.gallery_changed.emit()

    def _chosen_rows(self, figures: Evaluation) -> NDArray[np.int64]:
        right = figures.predicted == figures.labels
        sure = figures.probabilities[np.arange(figures.samples), figures.predicted]
        if self._gallery == "cell" and self._cell is not None:
            chosen = (figures.labels == self._cell[0]) & (figures.predicted == self._cell[1])
            return _by(chosen, -sure)
        own = np.ones(figures.samples, np.bool_) if self._class is None else figures.labels == self._class
        if self._gallery == "wrong":
            return _by(own & ~right, -sure)
        if self._gallery == "unsure":
            return _by(own & right, sure)
        if self._gallery == "right":
            return _by(own & right, -sure)
        if self._gallery == "marked":
            return _by(own & np.isin(figures.places, list(self._marked)), -sure)
        return _by(own, np.arange(figures.samples))

    # The picture

    @property
    def row(self) -> int | None:
        """The picture that is chosen, as a row of the examination."""
        return self._row

    @property
    def place(self) -> int | None:
        """The same as a place in the data set."""
        if self._row is None or self._result is None:
            return None
        return int(self._result.examination.figures.places[self._row])

    def choose(self, row: int | None) -> None:
        """Choose a picture."""
        if row != self._row:
            self._row = row
            self.picture_changed.emit()

    # Wrong labels

    @property
    def marked(self) -> frozenset[int]:
        """Places in the data set whose labels are marked as wrong."""
        return self._marked

    def set_marked(self, marked: frozenset[int]) -> None:
        """Take other marks."""
        if marked != self._marked:
            self._marked = marked
            self.marks_changed.emit()
            if self._gallery == "marked":
                self._collect()


def _by(chosen: NDArray[np.bool_], key: NDArray[np.generic]) -> NDArray[np.int64]:
    """The chosen rows, in the order of their keys."""
    rows = np.flatnonzero(chosen)
    return rows[np.argsort(key[rows], kind="stable")].astype(np.int64)
