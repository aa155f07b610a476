"""Runs beside one another: what differs in their setups, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QWidget

from cnnviz.gui.services import run_words
from cnnviz.gui.widgets.buttons import IconButton
from cnnviz.gui.widgets.curve_legend import CurveLegend, Entry
from cnnviz.gui.widgets.curve_look import OTHERS
from cnnviz.gui.widgets.label import Label
from cnnviz.gui.widgets.numbers import fixed, percent, significant
from cnnviz.gui.widgets.panel import Panel
from cnnviz.problems import Problem
from cnnviz.training.config import field_at

if TYPE_CHECKING:
    from cnnviz.session.runs import Run, Runs


class ComparisonTableView(Panel):
    """A column for each run: the one that is watched, and those beside it.

    Args:
        runs: the runs.
        parent: the owner.
    """

    drop_asked = Signal(object)
    """The `Run` that is to be compared no more."""

    def __init__(self, runs: Runs, parent: QWidget | None = None) -> None:
        super().__init__(parent, inline=True, top=12)
        self._runs = runs
        self._shown: tuple[tuple[str, ...], ...] = ()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.viewport().setAutoFillBackground(False)
        self.content_layout().addWidget(self._scroll)
        self._followed: list[Run] = []
        runs.others_changed.connect(self._on_others_changed)
        runs.current_changed.connect(self._on_others_changed)
        self._retranslate()

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """What is shown: the names of the runs, then each row with its label."""
        return self._shown

    def _on_others_changed(self, _what: object = None) -> None:
        for run in self._followed:
            run.changed.disconnect(self._show)
        self._followed = self._columns()
        for run in self._followed:
            run.changed.connect(self._show)
        self._show()

    def _columns(self) -> list[Run]:
        current = self._runs.current
        return [] if current is None else [current, *self._runs.others]

    def _show(self) -> None:
        columns = self._columns()
        if len(columns) < 2:
            self._shown = ()
            return
        rows = (tuple(run.name for run in columns), *self._differences(columns), *self._results(columns))
        if rows == self._shown:
            return
        self._shown = rows
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        for place, run in enumerate(columns):
            grid.addWidget(self._head(run, place), 0, place + 1)
            grid.setColumnStretch(place + 1, 1)
        for number, (label, *values) in enumerate(rows[1:], 1):
            name = Label("body", "text2")
            name.setText(label)
            name.setMinimumWidth(name.sizeHint().width())
            grid.addWidget(name, number, 0)
            for place, value in enumerate(values):
                cell = Label("body500", "text")
                cell.setText(value)
                grid.addWidget(cell, number, place + 1)
        grid.setRowStretch(len(rows), 1)
        table.setAutoFillBackground(False)
        self._scroll.setWidget(table)

    def _head(self, run: Run, place: int) -> QWidget:
        """How the run is drawn and what it is called; those beside the watched one can be taken away."""
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        legend = CurveLegend()
        legend.set_aligned_left()
        legend.set_entries([Entry("validation" if not place else OTHERS[place - 1], run.name)])
        row.addWidget(legend, 1)
        if place:
            close = IconButton("close", size=22, icon_size=14)
            close.set_help(self.tr("Compare with “{name}” no more").format(name=run.name))
            close.clicked.connect(lambda: self.drop_asked.emit(run))
            row.addWidget(close)
        return head

    def _differences(self, columns: list[Run]) -> list[tuple[str, ...]]:
        """A row for each field in which the setups differ."""
        try:
            configs = [run.config_now for run in columns]
        except Problem:
            return []
        paths = dict.fromkeys(path for config in configs[1:] for path in configs[0].differences(config))
        paths.pop("run.name", None)
        return [
            (run_words.label(path), *(self._value(path, config.value(path)) for config in configs)) for path in paths
        ]

    def _value(self, path: str, value: Any) -> str:
        return run_words.value_name(run_words.written(field_at(path), value)) or "–"

    def _results(self, columns: list[Run]) -> list[tuple[str, ...]]:
        """What came of each: a dash where it has not come yet."""
        best, test, time, steps = [], [], [], []
        for run in columns:
            history = run.history
            loss = None if history.best is None else history.best.validation_loss
            best.append("–" if loss is None else significant(loss, 3))
            test.append("–" if history.test is None else percent(history.test.accuracy))
            seconds = [epoch.seconds for epoch in history.epochs]
            time.append("–" if not seconds else f"{fixed(sum(seconds) / len(seconds), 1)} s")
            steps.append(f"{run.step:,}")
        return [
            (self.tr("Best validation loss"), *best),
            (self.tr("Test accuracy"), *test),
            (self.tr("Time of an epoch"), *time),
            (self.tr("Steps"), *steps),
        ]

    def _retranslate(self) -> None:
        self.set_title(self.tr("Comparison"))
        self.set_line(self.tr("What differs in the setups, and what came of it."))
        self._scroll.setAccessibleName(self.tr("Runs beside one another"))
        self._shown = ()
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
