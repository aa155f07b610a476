"""The pictures behind the figures: mistakes, hits, those of one cell or one class."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from cnnviz.gui.services.class_words import class_name
from cnnviz.gui.widgets.buttons import MenuButton, TextButton
from cnnviz.gui.widgets.numbers import percent, thousands
from cnnviz.gui.widgets.panel import Panel
from cnnviz.gui.widgets.picture_gallery import Caption, PictureGallery

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cnnviz.session.examined import Examined, Gallery

_SHORT = 2  # letters of names that have room beside the figure
_GALLERIES: Final[tuple[Gallery, ...]] = ("wrong", "unsure", "right", "class", "marked")


class EvaluationGalleryView(Panel):
    """Shows pictures with truth, answer and probability; a click makes one the input of every page.

    Args:
        examined: what is shown.
        parent: the owner.
    """

    step_asked = Signal()
    """The chosen picture is to be walked through the network."""
    mark_asked = Signal()
    """The label of the chosen picture is wrong, or is not after all."""
    leave_out_asked = Signal()
    """The next run is to leave out what is marked."""

    def __init__(self, examined: Examined, parent: QWidget | None = None) -> None:
        super().__init__(parent, bleed=4)
        self._examined = examined
        self.gallery = PictureGallery()
        self.kind = MenuButton(height=32, maximum=220)
        self._menu = QMenu(self.kind)
        self._class_menu = QMenu(self._menu)
        self.kind.set_menu(self._menu)
        self.step = TextButton(kind="link", icon_after="chevron-right")
        self.mark = TextButton(kind="link", icon="flag")
        self.leave_out = TextButton(kind="link")
        self.add_title_widget(self.kind)
        row = QHBoxLayout()
        row.setContentsMargins(4, 6, 4, 0)
        row.setSpacing(12)
        row.addWidget(self.step)
        row.addStretch(1)
        row.addWidget(self.leave_out)
        row.addWidget(self.mark)
        self.content_layout().addWidget(self.gallery, 1)
        self.content_layout().addLayout(row)
        self.gallery.chosen.connect(self._on_chosen)
        self.step.clicked.connect(self.step_asked)
        self.mark.clicked.connect(self.mark_asked)
        self.leave_out.clicked.connect(self.leave_out_asked)
        examined.gallery_changed.connect(self._show)
        examined.picture_changed.connect(self._show_current)
        examined.marks_changed.connect(self._on_marks_changed)
        self._retranslate()

    @property
    def figure(self) -> QWidget:
        """What can be saved."""
        return self.gallery

    def rows(self) -> list[list[object]]:
        """The numbers behind it, with their names."""
        figures = self._examined.figures
        found: list[list[object]] = [["place", "class", "answer", "probability", "loss"]]
        if figures is None:
            return found
        for row in self._examined.rows.tolist():
            truth, answer = int(figures.labels[row]), int(figures.predicted[row])
            names = figures.classes[truth], figures.classes[answer]
            share, loss = float(figures.probabilities[row, answer]), float(figures.losses[row])
            found.append([int(figures.places[row]), *names, share, loss])
        return found

    def _show(self) -> None:
        result, figures = self._examined.result, self._examined.figures
        self._fill()
        if result is None or figures is None:
            self.gallery.set_pictures(0, (1, 1), self._picture, self._caption)
            self.set_title(self.tr("Pictures"))
            self.set_subject("")
            self.set_empty(self.tr("As soon as the network is evaluated, its mistakes stand here."))
            return
        rows = self._examined.rows
        height, width = result.examination.images.shape[2:]
        self.set_title(self._title())
        self.set_subject(thousands(len(rows)))
        self.set_empty("" if len(rows) else self._nothing())
        longest = max(len(class_name(name)) for name in figures.classes)
        lines = 1 if longest <= _SHORT else 2
        self.gallery.set_pictures(len(rows), (width, height), self._picture, self._caption, lines=lines)
        self._show_current()

    def _show_current(self) -> None:
        row = self._examined.row
        found = np.flatnonzero(self._examined.rows == row) if row is not None else np.zeros(0, np.int64)
        self.gallery.set_current(int(found[0]) if len(found) else None)
        self.step.setVisible(row is not None and self._is_digit())
        self.mark.setVisible(row is not None)
        place = self._examined.place
        marked = place is not None and place in self._examined.marked
        self.mark.setText(self.tr("The label is right") if marked else self.tr("The label is wrong"))
        count = len(self._examined.marked)
        self.leave_out.setText(self.tr("Leave {count} out of the next run").format(count=thousands(count)))
        self.leave_out.setVisible(count > 0)
        self.set_line(self._line())

    def _on_marks_changed(self) -> None:
        self.gallery.refresh()
        self._fill()
        self._show_current()

    def _line(self) -> str:
        if self._examined.result is None:
            return ""
        if not self._is_digit():
            return self.tr("Pictures of this shape can be looked at here alone.")
        return self.tr("A click makes it the input of every page.")

    def _is_digit(self) -> bool:
        """Whether the other pages can take such pictures."""
        result = self._examined.result
        return result is not None and result.examination.images.shape[1:] == (1, 28, 28)

    # Words

    def _title(self) -> str:
        examined, figures = self._examined, self._examined.figures
        assert figures is not None
        cell = examined.cell
        if cell is not None:
            truth, answer = (class_name(figures.classes[each]) for each in cell)
            if cell[0] == cell[1]:
                return self.tr("True {truth}, recognised").format(truth=truth)
            return self.tr("True {truth}, taken for {answer}").format(truth=truth, answer=answer)
        if examined.shown_class is None:
            return self._kind_text(examined.gallery)
        own = class_name(figures.classes[examined.shown_class])
        return self.tr("{what}: true {truth}").format(what=self._kind_text(examined.gallery), truth=own)

    def _kind_text(self, kind: str) -> str:
        return {
            "wrong": self.tr("Mistakes"),
            "unsure": self.tr("Least sure hits"),
            "right": self.tr("Surest hits"),
            "class": self.tr("All images"),
            "marked": self.tr("Wrong labels"),
            "cell": self.tr("One cell"),
        }[kind]

    def _nothing(self) -> str:
        cell = self._examined.cell
        if cell is not None:
            return self.tr("No picture lies in this cell of the matrix.")
        if self._examined.gallery == "marked":
            return self.tr("No label is marked. Choose a picture and say that its label is wrong.")
        if self._examined.gallery == "wrong":
            return self.tr("No mistake among these pictures.")
        return self.tr("There is no such picture.")

    def _caption(self, place: int) -> Caption:
        figures = self._examined.figures
        assert figures is not None
        row = int(self._examined.rows[place])
        truth, answer = int(figures.labels[row]), int(figures.predicted[row])
        share = float(figures.probabilities[row, answer])
        names = class_name(figures.classes[truth]), class_name(figures.classes[answer])
        where = int(figures.places[row])
        tip = self.tr("No. {place}: is {truth}, taken for {answer} with {share}").format(
            place=thousands(where), truth=names[0], answer=names[1], share=percent(share)
        )
        if truth == answer:
            tip = self.tr("No. {place}: is {truth}, recognised with {share}").format(
                place=thousands(where), truth=names[0], share=percent(share)
            )
        return Caption(f"{names[0]} → ", names[1], percent(share), tip, where in self._examined.marked)

    def _picture(self, place: int) -> NDArray[np.uint8]:
        result = self._examined.result
        assert result is not None
        picture: NDArray[np.uint8] = result.examination.images[int(self._examined.rows[place])]
        return picture

    def _fill(self) -> None:
        """What the menu of galleries shows, and what its button says."""
        now, figures = self._examined.gallery, self._examined.figures
        for menu in (self._menu, self._class_menu):
            menu.clear()
            for old in menu.findChildren(QActionGroup, options=Qt.FindChildOption.FindDirectChildrenOnly):
                old.deleteLater()  # with its actions
        group = QActionGroup(self._menu)
        for kind in _GALLERIES:
            chosen = partial(self._examined.show_gallery, kind)
            self._menu.addAction(_choice(group, self._kind_text(kind), kind == now, chosen))
        if figures is not None:
            self._menu.addSeparator()
            self._class_menu.setTitle(self.tr("Only of the class"))
            self._menu.addMenu(self._class_menu)
            own = QActionGroup(self._class_menu)
            names = [(None, self.tr("all classes")), *((n, class_name(name)) for n, name in enumerate(figures.classes))]
            for number, name in names:
                chosen = partial(self._examined.show_class, number)
                self._class_menu.addAction(_choice(own, name, number == self._examined.shown_class, chosen))
        self.kind.set_value(self._kind_text(now))
        self.kind.setEnabled(figures is not None)

    def _on_chosen(self, place: int) -> None:
        self._examined.choose(int(self._examined.rows[place]))

    def _retranslate(self) -> None:
        self.kind.set_prefix("")
        self.kind.set_help(self.tr("Which pictures are shown, and in what order."))
        self.set_info(
            self.tr(
                "<p>Below each picture: what it is → what the network says, and how probable it holds that.</p>"
                "<p>Mistakes stand with the surest first: often the picture can hardly be read, or its label is wrong. "
                "A wrong label can be marked, and the next run leaves it out.</p>"
            )
        )
        self.gallery.setAccessibleName(self.tr("Pictures"))
        self.step.setText(self.tr("Step through it"))
        self.step.set_help(self.tr("Walk this picture through the network, line by line."), "S")
        self.mark.set_help(self.tr("Mark the label as wrong, or take the mark back. It is remembered."), "W")
        self.leave_out.set_help(self.tr("Set up a run that learns without the pictures whose labels are marked."))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()


def _choice(group: QActionGroup, text: str, checked: bool, chosen: Callable[[], object]) -> QAction:
    """One of a group; what is chosen by it."""
    action = QAction(text.replace("&", "&&"), group)
    action.setCheckable(True)
    action.setChecked(checked)
    action.triggered.connect(lambda _checked=False: chosen())
    return action
