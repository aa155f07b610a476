"""Where the input lies among the pictures, as the last layer sees them: the nearest ones, and a map of all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cnnviz.gui.services.class_words import class_name
from cnnviz.gui.services.evaluating import Evaluating, Neighbours, ResultPlane
from cnnviz.gui.widgets.figure_panel import FigurePanel
from cnnviz.gui.widgets.figure_plot import FigurePlot
from cnnviz.gui.widgets.numbers import fixed, percent, significant, thousands
from cnnviz.gui.widgets.picture_gallery import Caption, PictureGallery, image_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cnnviz.session.examined import Examined, Result
    from cnnviz.session.workspace import Workspace
    from cnnviz.training.examination import Plane

_COUNT: Final = 24
_SAME: Final = 1e-3  # distance of a picture from itself, as far as float32 goes
_SHORT: Final = 2  # letters of names that have room beside the distance
_REACH: Final = 14  # pixels from the pointer within which a picture is found


class NeighboursView(FigurePanel):
    """Shows the pictures nearest to the input, or to the chosen picture where no other page takes such pictures.

    Args:
        workspace: the input.
        examined: what is shown.
        evaluating: the lane that asks the network.
        parent: the owner.
    """

    def __init__(
        self, workspace: Workspace, examined: Examined, evaluating: Evaluating, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._examined, self._evaluating = workspace, examined, evaluating
        self._active = False
        self._plane: Plane | None = None
        self._plane_of: Result | None = None
        self._asked_plane_of: Result | None = None
        self._rows: NDArray[np.int64] = np.zeros(0, np.int64)
        self._distances: NDArray[np.float32] = np.zeros(0, np.float32)
        self.plot = FigurePlot()
        self.gallery = PictureGallery(side=56, cell=56)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.plot, 5)
        row.addWidget(self.gallery, 4)
        self.content_layout().addLayout(row, 1)
        self.gallery.chosen.connect(lambda place: examined.choose(int(self._rows[place])))
        self.plot.hovered.connect(self._on_hovered)
        self.plot.clicked.connect(self._on_clicked)
        evaluating.plane_found.connect(self._on_plane_found)
        evaluating.neighbours_found.connect(self._on_neighbours_found)
        workspace.input_changed.connect(self._ask)
        examined.result_changed.connect(self._on_result_changed)
        examined.picture_changed.connect(self._ask)
        self._retranslate()

    @property
    def figure(self) -> QWidget:
        """What can be saved."""
        return self.plot

    def rows(self) -> list[list[object]]:
        """The numbers behind it, with their names."""
        found: list[list[object]] = [["place", "class", "answer", "x", "y"]]
        figures = self._examined.figures
        if self._plane is None or figures is None:
            return found
        for row, (x, y) in enumerate(self._plane.places.tolist()):
            names = figures.classes[int(figures.labels[row])], figures.classes[int(figures.predicted[row])]
            found.append([int(figures.places[row]), *names, x, y])
        return found

    def set_active(self, active: bool) -> None:
        """Say whether somebody looks: only then something is worked out."""
        self._active = active
        if active:
            self._ask()

    @property
    def nearest(self) -> NDArray[np.int64]:
        """The nearest pictures, as rows of the examination."""
        return self._rows

    def _on_result_changed(self) -> None:
        self._plane = self._plane_of = None
        self._rows = np.zeros(0, np.int64)
        self._show()
        self._ask()

    def _ask(self, _what: object = None) -> None:
        result = self._examined.result
        if not self._active or result is None or result.examination.features is None:
            return
        if self._plane is None and self._asked_plane_of is not result:
            self._asked_plane_of = result
            self._evaluating.find_plane(result)
        if result.examination.images.shape[1:] == (1, 28, 28):
            if not self._workspace.input.is_empty:
                self._evaluating.find_neighbours(result, self._workspace.input.pixels, _COUNT + 1)
        elif self._examined.row is not None:
            feature = result.examination.features[self._examined.row]
            rows, distances = result.examination.nearest(feature, _COUNT + 1)
            self._put(rows, distances, feature)

    def _on_plane_found(self, found: ResultPlane) -> None:
        if found.result is self._examined.result:
            self._plane, self._plane_of = found.plane, found.result
            self._show()

    def _on_neighbours_found(self, found: Neighbours) -> None:
        if found.pixels is self._workspace.input.pixels and self._examined.result is not None:
            self._put(found.rows, found.distances, found.feature)

    def _put(self, rows: NDArray[np.int64], distances: NDArray[np.float32], feature: NDArray[np.float32]) -> None:
        result = self._examined.result
        assert result is not None
        if rows.size and int(rows.max()) >= len(result.examination.images):
            return  # of a result that is no longer shown
        others = distances > _SAME  # the input may be one of the pictures
        rows, distances = rows[others][:_COUNT], distances[others][:_COUNT]
        self._rows, self._distances = rows, distances
        height, width = result.examination.images.shape[2:]
        longest = max(len(class_name(name)) for name in result.examination.figures.classes)
        lines = 1 if longest <= _SHORT else 2
        self.gallery.set_pictures(len(rows), (width, height), self._picture, self._caption, lines=lines)
        if self._plane is not None:
            self.plot.set_rings([self._plane.place(feature)])
            self.plot.set_points("near", *self._plane.places[rows].T, colour="accent", size=7)
        self._tell()

    def _show(self) -> None:
        result = self._examined.result
        self.plot.clear()
        if result is None:
            self.set_empty(self.tr("As soon as the network is evaluated, its pictures are laid out here."))
            return
        if result.examination.features is None:
            self.set_empty(self.tr("The last layer of this network takes too much for all pictures to be compared."))
            return
        self.set_empty("")
        self._tell()
        plane = self._plane
        if plane is None:
            self.gallery.set_pictures(0, (28, 28), self._picture, self._caption)
            return
        low, high = plane.places.min(axis=0), plane.places.max(axis=0)
        spans = [(float(a), float(max(b, a + 1e-6))) for a, b in zip(low, high, strict=True)]
        self.plot.set_ranges(spans[0], spans[1])
        self.plot.set_points("all", *plane.places.T, colour="bar2", size=3)
        figures = result.examination.figures
        labels = []
        for number, name in enumerate(figures.classes):
            own = plane.places[figures.labels == number]
            if len(own):
                x, y = np.median(own, axis=0)
                labels.append((float(x), float(y), class_name(name)))
        self.plot.set_labels(labels)
        self._name_axes()

    def _tell(self) -> None:
        figures = self._examined.figures
        if figures is None or not len(self._rows):
            self.set_line(self.tr("Draw a digit, or click a picture: here are those that the network finds alike."))
            return
        own = figures.labels[self._rows]
        counts = np.bincount(own, minlength=len(figures.classes))
        first = int(counts.argmax())
        self.set_line(
            self.tr("Of the {count} nearest, {same} are {name}.").format(
                count=thousands(len(own)), same=thousands(int(counts[first])), name=class_name(figures.classes[first])
            )
        )

    def _name_axes(self) -> None:
        shares = self._plane.shares if self._plane is not None else np.zeros(2)
        words = self.tr("the two main directions hold {share} of the spread").format(share=percent(float(shares.sum())))
        self.plot.set_axes(words if self._plane is not None else "", "", figures=False)

    # The pictures

    def _row_at(self, place: tuple[float, float] | None) -> int | None:
        if place is None or self._plane is None:
            return None
        rect, ((x0, x1), (y0, y1)) = self.plot.plot_rect(), self.plot.ranges
        scale = np.array([rect.width() / (x1 - x0), rect.height() / (y1 - y0)])
        apart = (np.abs(self._plane.places - np.array(place)) * scale).max(axis=1)
        row = int(apart.argmin())
        return row if apart[row] <= _REACH else None

    def _on_hovered(self, place: tuple[float, float] | None) -> None:
        row, result = self._row_at(place), self._examined.result
        if row is None or result is None or self._plane is None:
            self.plot.set_thumbnail(None)
            return
        figures = result.examination.figures
        names = [class_name(figures.classes[int(each[row])]) for each in (figures.labels, figures.predicted)]
        x, y = self._plane.places[row].tolist()
        self.plot.set_thumbnail((x, y, image_of(result.examination.images[row]), " → ".join(names)))

    def _on_clicked(self, place: tuple[float, float]) -> None:
        row = self._row_at(place)
        if row is not None:
            self._examined.choose(row)

    def _picture(self, place: int) -> NDArray[np.uint8]:
        result = self._examined.result
        assert result is not None
        picture: NDArray[np.uint8] = result.examination.images[int(self._rows[place])]
        return picture

    def _caption(self, place: int) -> Caption:
        figures = self._examined.figures
        assert figures is not None
        row = int(self._rows[place])
        truth, answer = class_name(figures.classes[int(figures.labels[row])]), int(figures.predicted[row])
        tip = self.tr("No. {place}: is {truth}, taken for {answer}; distance {distance}").format(
            place=thousands(int(figures.places[row])),
            truth=truth,
            answer=class_name(figures.classes[answer]),
            distance=significant(float(self._distances[place]), 3),
        )
        return Caption("", truth, fixed(float(self._distances[place]), 2), tip)

    def _retranslate(self) -> None:
        self.set_title(self.tr("Neighbours"))
        self.set_info(
            self.tr(
                "<p>Before its last layer the network has turned each picture into a list of numbers. Pictures that it "
                "finds alike have lists that lie close together; below each neighbour stands how far away it is.</p>"
                "<p>The map shows all pictures from the side on which their lists lie widest apart (principal "
                "components). It shows two directions out of many: what lies together here may be apart in the others."
                "</p>"
            )
        )
        self.plot.setAccessibleName(self.tr("Map of the pictures"))
        self.plot.setToolTip(self.tr("Each point is a picture: point at it to see it, click to choose it."))
        self.gallery.setAccessibleName(self.tr("Nearest pictures"))
        self._name_axes()
        self._show()
        self._ask()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
