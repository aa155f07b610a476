"""The head of the Evaluate page: how good the network is, which network by which pictures, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets.buttons import MenuButton, TextButton
from cnnviz.gui.widgets.headline_figures import Headline, HeadlineFigures
from cnnviz.gui.widgets.label import Label, Line
from cnnviz.gui.widgets.numbers import fixed, thousands
from cnnviz.gui.widgets.painting import ground_of_bar
from cnnviz.gui.widgets.progress_bar import ProgressBar
from cnnviz.session.examined import Examined, Judge, Material, Part

if TYPE_CHECKING:
    from cnnviz.gui.services.evaluating import Evaluating

HEIGHT: Final = 96
_PARTS: Final[tuple[Part, ...]] = ("test", "validation", "train")
_AGREE: Final = 3.0  # standard errors within which two accuracies are called the same


class EvaluationHeadView(QWidget):
    """Figures, choices, progress.

    Args:
        examined: what is shown.
        evaluating: the lane.
        parent: the owner.
    """

    judge_chosen = Signal(object)
    """The `Judge` that the person chose."""
    material_chosen = Signal(object)
    """The `Material` that the person chose."""
    again_asked = Signal()
    """Evaluate once more."""
    export_asked = Signal(object)
    """(name, suffix): the figure that is to be saved, as `set_figures` named it, and as what."""

    def __init__(self, examined: Examined, evaluating: Evaluating, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._examined, self._evaluating = examined, evaluating
        self._judges: tuple[Judge, ...] = ()
        self._materials: tuple[tuple[Material, str], ...] = ()
        self._judge: Judge | None = None
        self._material: Material | None = None
        self._figures: tuple[tuple[str, str], ...] = ()
        self._stale = False
        self._far = (0, 0)
        self.figures = HeadlineFigures()
        self.bar = ProgressBar()
        self._far_line = Label("body", "text")
        self.stop = TextButton(kind="plain", icon="stop", height=32)
        self.network, self.data, self.part = MenuButton(height=32), MenuButton(height=32), MenuButton(height=32)
        self.again = TextButton(kind="link", icon="again")
        self.export = TextButton(kind="link", icon="save")
        self.line = Line()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._arrange()
        self.stop.clicked.connect(evaluating.stop)
        self.again.clicked.connect(self.again_asked)
        self.export.clicked.connect(self._open_export)
        evaluating.busy_changed.connect(self._on_busy_changed)
        evaluating.progressed.connect(self._on_progressed)
        examined.figures_changed.connect(self._show)
        self._retranslate()

    def _arrange(self) -> None:
        running = QWidget()
        column = QVBoxLayout(running)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.addWidget(self._far_line, 1)
        row.addWidget(self.stop)
        column.addLayout(row)
        column.addWidget(self.bar)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.figures)
        self._stack.addWidget(running)
        self._stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        for button in (self.network, self.data, self.part):
            choices.addWidget(button)
        words = QHBoxLayout()
        words.setSpacing(12)
        words.addWidget(self.line, 1)
        words.addWidget(self.again)
        words.addWidget(self.export)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addLayout(choices)
        right.addLayout(words)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._stack, 1)
        self._row.addLayout(right)
        self._measure()

    def _measure(self) -> None:
        side = theme.px(16)
        self._row.setContentsMargins(side, theme.px(12), side, theme.px(12))
        self._row.setSpacing(theme.px(24))
        self.setFixedHeight(theme.px(HEIGHT))

    # What can be chosen

    def set_judges(self, judges: Sequence[Judge], chosen: Judge | None) -> None:
        """Offer networks, and show which of them is meant."""
        self._judges, self._judge = tuple(judges), chosen
        self._fill()

    def set_materials(self, materials: Sequence[tuple[Material, str]], chosen: Material | None) -> None:
        """Offer pictures with their titles (already translated), and show which of them are meant."""
        self._materials, self._material = tuple(materials), chosen
        self._fill()

    def set_figures(self, figures: Sequence[tuple[str, str]]) -> None:
        """What can be saved: names in the program, and titles (already translated)."""
        self._figures = tuple(figures)

    def _open_export(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, title in self._figures:
            kinds = menu.addMenu(title)
            for suffix in (".png", ".svg", ".csv"):
                action = kinds.addAction(f"{suffix[1:].upper()} …")
                action.triggered.connect(lambda _checked=False, both=(name, suffix): self.export_asked.emit(both))
        menu.popup(self.export.mapToGlobal(QPoint(0, self.export.height() + 4)))

    def set_stale(self, stale: bool) -> None:
        """Say that the network has changed since."""
        if stale != self._stale:
            self._stale = stale
            self._show()

    @property
    def material(self) -> Material | None:
        """The pictures that are meant."""
        return self._material

    def _fill(self) -> None:
        self.network.set_value(self._judge.title if self._judge is not None else self.tr("none yet"))
        self._put(self.network, [(each.title, each == self._judge, each) for each in self._judges], self.judge_chosen)
        meant = self._material
        own = next((text for each, text in self._materials if meant and _same(each, meant)), "")
        self.data.set_value(own)
        rows = [(text, meant is not None and _same(each, meant), each) for each, text in self._materials]
        self._put(self.data, rows, self.material_chosen)
        part = meant.part if meant is not None else "test"
        self.part.set_value(self._part_text(part))
        parts = [
            (self._part_text(each), each == part, Material(meant.name, meant.run, each))
            for each in _PARTS
            if meant is not None
        ]
        self._put(self.part, parts, self.material_chosen)

    def _put(self, button: MenuButton, rows: Sequence[tuple[str, bool, object]], signal: object) -> None:
        menu = button.menu() or QMenu(button)
        menu.clear()
        for old in menu.findChildren(QActionGroup):
            old.deleteLater()  # with its actions
        group = QActionGroup(menu)
        for text, chosen, value in rows:
            action = QAction(text.replace("&", "&&"), group)
            action.setCheckable(True)
            action.setChecked(chosen)
            action.triggered.connect(lambda _checked=False, value=value: signal.emit(value))  # type: ignore[attr-defined]
            menu.addAction(action)
        button.set_menu(menu)
        button.setEnabled(bool(rows))

    def _part_text(self, part: str) -> str:
        return {
            "test": self.tr("test split"),
            "validation": self.tr("validation split"),
            "train": self.tr("training split"),
        }[part]

    # What is shown

    def _show(self) -> None:
        result, figures = self._examined.result, self._examined.figures
        self.again.setVisible(result is not None or not self._evaluating.is_busy)
        self.export.setVisible(result is not None)
        if result is None or figures is None:
            self.figures.set_figures([])
            self.line.set_line(self.tr("Nothing is evaluated yet."))
            return
        part = result.material.part
        wrong = int((figures.predicted != figures.labels).sum())
        accuracy, loss = {
            "test": (self.tr("test accuracy"), self.tr("test loss")),
            "validation": (self.tr("validation accuracy"), self.tr("validation loss")),
            "train": (self.tr("training accuracy"), self.tr("training loss")),
        }[part]
        shown = [
            Headline(f"{fixed(100 * figures.accuracy, 2)} %", accuracy),
            Headline(thousands(wrong), self.tr("wrong of {total}").format(total=thousands(figures.samples))),
            Headline(fixed(figures.loss, 4), loss),
        ]
        if result.best is not None:
            best = result.best
            shown.append(
                Headline(
                    f"{fixed(100 * best.accuracy, 2)} %",
                    self.tr("validation, epoch {epoch}").format(epoch=best.epoch),
                    quiet=True,
                )
            )
            shown.append(Headline(fixed(best.loss, 4), self.tr("validation loss"), quiet=True))
        self.figures.set_figures(shown)
        self.line.set_line(self._words())
        self.again.setVisible(True)

    def _words(self) -> str:
        """One line: what was judged in what time, or how test and validation compare."""
        result, figures = self._examined.result, self._examined.figures
        assert result is not None
        assert figures is not None
        if self._stale:
            return self.tr("The network has changed since.")
        if result.best is not None and result.material.part == "test":
            one = max(result.best.accuracy * (1 - result.best.accuracy), 1e-4)  # variance of a single answer
            spread = (one / figures.samples + one / (result.best.samples or figures.samples)) ** 0.5
            apart = figures.accuracy - result.best.accuracy
            if abs(apart) <= _AGREE * spread:
                return self.tr("Test and validation agree.")
            if apart < 0:
                return self.tr("Worse on the test split than in validation: perhaps learned by heart.")
            return self.tr("Better on the test split than in validation.")
        return self.tr("{count} images in {seconds} s").format(
            count=thousands(figures.samples), seconds=fixed(result.seconds, 1)
        )

    def _on_busy_changed(self, busy: bool) -> None:
        self._far = (0, 0)
        self._stack.setCurrentIndex(1 if busy else 0)
        self._tell_far()
        self._show()

    def _on_progressed(self, done: int, total: int) -> None:
        if self._evaluating.is_busy:
            self._far = (done, total)
            self._tell_far()

    def _tell_far(self) -> None:
        done, total = self._far
        self.bar.set_share(done / total if total else 0.0)
        self._far_line.setText(
            self.tr("{done} of {total} images").format(done=thousands(done), total=thousands(total))
            if total
            else self.tr("The network and the images are being read.")
        )

    def _retranslate(self) -> None:
        self.network.set_prefix(self.tr("Network"))
        self.network.set_help(self.tr("Which network is judged: the one of the window, or the best weights of a run."))
        self.data.set_prefix(self.tr("Data"))
        self.data.set_help(self.tr("By which pictures it is judged."))
        self.part.set_help(self.tr("Which split of them. The test split was never used while the network learned."))
        self.stop.setText(self.tr("Stop"))
        self.stop.set_help(self.tr("Give this evaluation up; the one before stays."))
        self.again.setText(self.tr("Evaluate again"))
        self.again.set_help(self.tr("Judge the network as it is now."), "E")
        self.export.setText(self.tr("Export"))
        self.export.set_help(self.tr("Save a figure as PNG or SVG, or its numbers as CSV."))
        self._fill()
        self._tell_far()
        self._show()

    def sizeHint(self) -> QSize:
        """As high as the design says."""
        return QSize(theme.px(960), theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now, with a line below."""
        ground_of_bar(self, event.rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the choices go without their names."""
        super().resizeEvent(event)
        narrow = self.width() < theme.px(1240)
        for button in (self.network, self.data):
            button.set_prefix_hidden(narrow)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self._measure()


def _same(one: Material, other: Material) -> bool:
    """Whether both mean the same set, whichever part."""
    return (one.name, one.run) == (other.name, other.run)
