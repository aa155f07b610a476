"""The Evaluate page: how good a network is, what it gets wrong, and the pictures behind each figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cnnviz.data import sets
from cnnviz.data.published import PUBLISHED
from cnnviz.gui import theme
from cnnviz.gui.services import figure_files
from cnnviz.gui.services.evaluating import Evaluating
from cnnviz.gui.views.attack_view import AttackView
from cnnviz.gui.views.calibration_view import CalibrationView
from cnnviz.gui.views.class_table_view import ClassTableView
from cnnviz.gui.views.confusion_view import ConfusionView
from cnnviz.gui.views.evaluation_gallery_view import EvaluationGalleryView
from cnnviz.gui.views.evaluation_head_view import HEIGHT, EvaluationHeadView
from cnnviz.gui.views.neighbours_view import NeighboursView
from cnnviz.gui.views.robustness_view import RobustnessView
from cnnviz.gui.views.softmax_view import SoftmaxView
from cnnviz.gui.views.threshold_view import ThresholdView
from cnnviz.gui.widgets import file_dialogs
from cnnviz.gui.widgets.fitted_splitter import FittedSplitter
from cnnviz.gui.widgets.numbers import thousands
from cnnviz.gui.widgets.segmented import Segment
from cnnviz.problems import Problem
from cnnviz.session.examined import Examined, Judge, Material, Part, Result
from cnnviz.session.inputs import NetworkInput
from cnnviz.session.wrong_labels import WrongLabels
from cnnviz.training.run_dir import RunDirectory

if TYPE_CHECKING:
    from cnnviz.gui.services.inference import Inference
    from cnnviz.gui.widgets.figure_panel import FigurePanel
    from cnnviz.session.preferences import Preferences
    from cnnviz.session.workspace import Workspace

_REST: Final = 300  # milliseconds between two looks at which network it is while a run goes on
_LOW: Final = 470  # below this height, without the head, titles take one row
_DETAILS: Final = 236  # of the lower right panel
_GALLERY: Final = 434  # three columns at four times
_LOW_GALLERY: Final = 370  # at three times
_ROOMY: Final = 780
_BETWEEN: Final = 0.51  # share of the gallery beside the table of classes


class FigureView(Protocol):
    """A panel with a figure that can be saved."""

    @property
    def figure(self) -> QWidget:
        """What is drawn."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to save."""

    def rows(self) -> list[list[object]]:
        """The numbers behind it."""

    def accessibleName(self) -> str:
        """The panel's title."""


class EvaluatePage(QWidget):
    """Arranges head, matrix, gallery, classes and details, and owns what they share.

    Args:
        workspace: the input, among whose neighbours somebody may look.
        inference: the lane of the window's network, which is asked which one it is.
        preferences: where data sets are kept.
        run: gives the run that the Train page watches, or None.
        parent: the owner.
    """

    failed = Signal(object)
    """A `Problem`, or another exception where the fault is ours."""
    sample_chosen = Signal(object)
    """The `NetworkInput` that every page is to show."""
    step_asked = Signal()
    """The input is to be walked through the network."""
    next_run_asked = Signal(object)
    """A run to begin the next one from (or None), and what it is to have otherwise: values by the paths of fields."""
    told = Signal(object)
    """A sentence (str): something has been done."""

    def __init__(
        self,
        workspace: Workspace,
        inference: Inference,
        preferences: Preferences,
        run: Callable[[], Path | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._inference, self._preferences, self._run = inference, preferences, run
        self._active = False
        self._follows = True  # the window's network, not one that was chosen here
        self._judge: Judge | None = None
        self._material: Material | None = None
        self._part: Part = "test"
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._look)
        self.examined = Examined(self)
        self.evaluating = Evaluating(self)
        self.wrong_labels = WrongLabels()
        self.head = EvaluationHeadView(self.examined, self.evaluating)
        self.confusion = ConfusionView(self.examined)
        self.gallery = EvaluationGalleryView(self.examined)
        self.classes = ClassTableView(self.examined)
        self.softmax = SoftmaxView(self.examined)
        self.calibration = CalibrationView(self.examined)
        self.threshold = ThresholdView(self.examined)
        self.robustness = RobustnessView(self.examined, self.evaluating)
        self.neighbours = NeighboursView(workspace, self.examined, self.evaluating)
        self.attack = AttackView(self.examined, self.evaluating)
        self.details: dict[str, FigurePanel] = {
            "softmax": self.softmax,
            "calibration": self.calibration,
            "threshold": self.threshold,
            "robustness": self.robustness,
            "neighbours": self.neighbours,
            "attack": self.attack,
        }
        self.splitters: dict[str, FittedSplitter] = {}
        self._arrange()
        self._connect()
        self._retranslate()

    def _arrange(self) -> None:
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self._stack = QStackedWidget()
        for panel in self.details.values():
            self._stack.addWidget(panel)
        top = FittedSplitter(across, _top_widths)
        top.addWidget(self.gallery)
        top.addWidget(self.classes)
        right = FittedSplitter(down, _right_heights)
        right.addWidget(top)
        right.addWidget(self._stack)
        whole = FittedSplitter(across, self._widths)
        whole.addWidget(self.confusion)
        whole.addWidget(right)
        self.splitters = {"evaluate": whole, "evaluate-right": right, "evaluate-top": top}
        for name, splitter in self.splitters.items():
            splitter.setObjectName(name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(whole, 1)

    def _connect(self) -> None:
        head, examined = self.head, self.examined
        head.judge_chosen.connect(self._on_judge_chosen)
        head.material_chosen.connect(self._on_material_chosen)
        head.again_asked.connect(self.evaluate)
        head.stop.clicked.connect(self._go_back)
        head.export_asked.connect(self._export)
        self.evaluating.evaluated.connect(self._on_evaluated)
        self.evaluating.failed.connect(self._on_failed)
        self.gallery.step_asked.connect(self.step_asked)
        self.gallery.mark_asked.connect(self._mark)
        self.gallery.leave_out_asked.connect(self._leave_out)
        examined.picture_changed.connect(self._show_sample)
        examined.gallery_changed.connect(self._show_chosen_detail)
        self._inference.model_loaded.connect(self._on_model_loaded)
        self._inference.moment_loaded.connect(self._on_moment_loaded)
        for panel in self.details.values():
            panel.switch.chosen.connect(self.show_detail)

    # What the window asks for

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions of this page do."""
        return {"evaluate_again": self.evaluate, "evaluate_mark": self._mark, "evaluate_step": self._step}

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Nothing here shows an action."""

    def set_active(self, active: bool) -> None:
        """Say whether the page is in front: only then something is evaluated unasked."""
        self._active = active
        if not active:
            self._rest.stop()
        self._tell_active()
        if active:
            self._look()
            if not self._is_current() and not self.evaluating.is_busy:
                self.evaluate()
            self.confusion.matrix.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_presenting(self, presenting: bool) -> None:
        """Leave out what a class need not read."""
        self.classes.setVisible(not presenting)

    def show_detail(self, name: str) -> None:
        """Bring one of the panels at the lower right to the front."""
        panel = self.details[name]
        had_focus = any(each.switch.hasFocus() for each in self.details.values())
        self._stack.setCurrentWidget(panel)
        self._show_chosen_detail()
        self._tell_active()
        if had_focus:
            panel.switch.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_active(self) -> None:
        """What costs something is worked out only where somebody looks."""
        for panel in (self.robustness, self.neighbours, self.attack):
            panel.set_active(self._active and self._stack.currentWidget() is panel)

    def evaluate(self) -> None:
        """Judge the network that is meant by the pictures that are meant."""
        self._look()
        if self._judge is not None and self._material is not None:
            folder = self._preferences.current.data_folder
            self.evaluating.evaluate(self._judge, self._material, Path(folder) if folder else None)

    def shutdown(self) -> bool:
        """End what runs beside the window; False where something is still busy and left behind."""
        self._active = False
        self._rest.stop()
        self._tell_active()
        return self.evaluating.shutdown()

    # Which network by which pictures

    def _look(self) -> None:
        """Find out which network and which pictures there are to choose from."""
        now = self._judge_of_now()
        run = self._run()
        judges = [] if now is None else [now]
        if run is not None and RunDirectory(run).best.is_file():
            judges.append(Judge(str(run), self.tr("{run}, best epoch").format(run=run.name)))
        if self._follows or self._judge not in judges:
            self._follows, self._judge = True, now
        self.head.set_judges(judges, self._judge)
        materials = self._materials()
        if self._material is None or all(
            (each.name, each.run) != (self._material.name, self._material.run) for each, _ in materials
        ):
            self._material = self._usual_material(materials)
        self.head.set_materials(materials, self._material)
        result = self.examined.result
        self.head.set_stale(result is not None and self._judge is not None and result.judge != self._judge)

    def _judge_of_now(self) -> Judge | None:
        card, moment = self._inference.card, self._inference.moment
        if card is None:
            return None
        if moment is not None:
            title = self.tr("{run}, step {step}").format(run=moment.run.name, step=thousands(moment.step))
            return Judge(str(moment.run), title, moment)
        return Judge(card.source or card.name, card.title)

    def _materials(self) -> list[tuple[Material, str]]:
        folder = self._preferences.current.data_folder
        place = Path(folder) if folder else None
        found: list[tuple[Material, str]] = []
        run = self._judge.run if self._judge is not None else None
        if run is not None:
            found.append((Material("", run, self._part), self.tr("data of {run}").format(run=run.name)))
        for name in sets.names():
            title = ""
            if name == "pen-digits":
                title = "Pen digits"
            elif name in PUBLISHED and sets.find(name, place) is not None:
                title = PUBLISHED[name].title
            if title:
                found.append((Material(name, None, self._part), QCoreApplication.translate("Samples", title)))
        return found

    def _usual_material(self, materials: list[tuple[Material, str]]) -> Material | None:
        """The run's own data; else the first set with such classes."""
        if self._judge is not None and self._judge.run is not None:
            return materials[0][0]
        card = self._inference.card
        wanted = {"airplane": "cifar-10", "T-shirt/top": "fashion-mnist"}.get(card.classes[0], "mnist") if card else ""
        found = [each for each, _ in materials if each.name == wanted]
        usual = [each for each, _ in materials if each.name == "pen-digits"]
        return next(iter(found or usual), None)

    def _is_current(self) -> bool:
        result = self.examined.result
        return result is not None and (result.judge, result.material) == (self._judge, self._material)

    def _on_judge_chosen(self, judge: Judge) -> None:
        self._follows = judge == self._judge_of_now()
        self._judge = judge
        self._material = None  # that of its run
        self.evaluate()

    def _on_material_chosen(self, material: Material) -> None:
        self._material, self._part = material, material.part
        self.evaluate()

    def _on_model_loaded(self, _card: object) -> None:
        """Somebody chose another network: it is judged at once, where somebody looks."""
        self._follows = True
        if self._active:
            self.evaluate()

    def _on_moment_loaded(self, _card: object) -> None:
        """While a run goes on there is another network ten times a second: it is judged when somebody asks."""
        if self._active and not self._rest.isActive():
            self._rest.start()

    # What comes of it

    def _on_evaluated(self, result: Result) -> None:
        self.examined.show(result, self.wrong_labels.of(result.key))
        self._offer_details()
        self._look()

    def _on_failed(self, error: object) -> None:
        self._go_back()
        self.failed.emit(error)

    def _go_back(self) -> None:
        """Nothing came of what was chosen: the choices are again those of the result that is shown."""
        result = self.examined.result
        if result is not None and not self.evaluating.is_busy:
            self._material, self._part = result.material, result.material.part
            self._look()

    def _show_sample(self) -> None:
        """The chosen picture becomes the input of every page, where they take such pictures."""
        result, row = self.examined.result, self.examined.row
        if result is None or row is None or not self._active:
            return
        examination = result.examination
        if examination.images.shape[1:] == (1, 28, 28):
            pixels = examination.images[row, 0].astype(np.float32) / np.float32(255)
            label = int(examination.figures.labels[row])
            self.sample_chosen.emit(NetworkInput(pixels, "sample", result.title, label))

    def _step(self) -> None:
        if self.examined.row is not None:
            self.step_asked.emit()

    def _mark(self) -> None:
        """Mark the label of the chosen picture as wrong, or take the mark back."""
        result, place = self.examined.result, self.examined.place
        if result is None or place is None:
            return
        marked = self.examined.marked ^ {place}
        try:
            self.wrong_labels.keep(result.key, marked)
        except Problem as problem:
            self.failed.emit(problem)
        else:
            self.examined.set_marked(marked)

    def _leave_out(self) -> None:
        result = self.examined.result
        if result is None:
            return
        values: dict[str, object] = {"data.leave_out": sorted(self.examined.marked)}
        if result.judge.run is None or result.material.run is None:
            is_set = result.key in sets.names()
            values["data.set"] = result.key if is_set else "folder"
            if not is_set:
                values["data.folder"] = result.key
        self.next_run_asked.emit((result.material.run, values))

    def _export(self, wanted: tuple[str, str]) -> None:
        """Ask where to, and write a figure there."""
        name, suffix = wanted
        view = self._figures()[name]
        title = view.accessibleName()
        kinds = {
            ".png": self.tr("Pictures (*.png)"),
            ".svg": self.tr("Drawings (*.svg)"),
            ".csv": self.tr("Numbers (*.csv)"),
        }[suffix]
        start = str(Path(self._preferences.current.last_folder) / f"{name}{suffix}")
        words = self.tr("Save “{figure}”").format(figure=title)
        path = file_dialogs.ask_save(self.window(), words, kinds, start, suffix)
        if path is None:
            return
        try:
            figure_files.save(path, view.figure, view.rows(), title)
        except Problem as problem:
            self.failed.emit(problem)
        else:
            self._preferences.change(last_folder=str(path.parent))
            self.told.emit(self.tr("Saved: {file}").format(file=path.name))

    def _figures(self) -> dict[str, FigureView]:
        """What can be saved: the panels in sight."""
        front = next(name for name, panel in self.details.items() if panel is self._stack.currentWidget())
        panels: dict[str, FigureView] = {
            "confusion": self.confusion, "pictures": self.gallery, "classes": self.classes, front: self.details[front],
        }  # fmt: skip
        return {name: panel for name, panel in panels.items() if not panel.is_empty}

    # Words and sizes

    def _retranslate(self) -> None:
        self._offer_details()
        if self._active:
            self._look()

    def _offer_details(self) -> None:
        """The panels at the lower right; a threshold only where there are two classes."""
        texts = {
            "softmax": self.tr("Softmax"),
            "calibration": self.tr("Calibration"),
            "threshold": self.tr("Threshold"),
            "robustness": self.tr("Robustness"),
            "neighbours": self.tr("Neighbours"),
            "attack": self.tr("Attack"),
        }
        figures = self.examined.figures
        two = figures is not None and len(figures.classes) == 2
        names = [name for name in self.details if two or name != "threshold"]
        segments = [Segment(name, texts[name]) for name in names]
        if not two and self._stack.currentWidget() is self.threshold:
            self.show_detail("softmax")
        for panel in self.details.values():
            panel.switch.set_segments(segments)
            panel.switch.setAccessibleName(self.tr("What is shown here"))
        self._show_chosen_detail()

    def _show_chosen_detail(self) -> None:
        chosen = next(name for name, panel in self.details.items() if panel is self._stack.currentWidget())
        for panel in self.details.values():
            panel.switch.set_chosen(chosen)
        self.head.set_figures([(name, panel.accessibleName()) for name, panel in self._figures().items()])

    def _widths(self, width: int) -> list[int]:
        """The matrix is as wide as its square is high; the rest is for pictures and figures."""
        square = max(self.height() - theme.px(HEIGHT), theme.px(300)) - theme.px(60)
        matrix = min(max(square, theme.px(420)), round(0.42 * width), theme.px(760))
        return [matrix, max(width - matrix, 1)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the titles take one row."""
        super().resizeEvent(event)
        low = event.size().height() - theme.px(HEIGHT) < theme.px(_LOW)
        for panel in (self.confusion, self.gallery, self.classes, *self.details.values()):
            panel.set_inline(low)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()


def _top_widths(width: int) -> list[int]:
    wanted = theme.px(_GALLERY if width >= theme.px(_ROOMY) else _LOW_GALLERY)
    gallery = max(round(_BETWEEN * width), wanted) if width >= theme.px(_ROOMY) else wanted
    return [gallery, max(width - gallery, 1)]


def _right_heights(height: int) -> list[int]:
    low = max(min(theme.px(_DETAILS), round(0.42 * height)), round(0.34 * height))
    return [max(height - low, 1), low]
