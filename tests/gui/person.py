"""Somebody who sits at the window: real mouse and key events, and waiting for what they bring about."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, QUrl, SignalInstance
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHelpEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from cnnviz.app import Program
from cnnviz.gui.notices import Notice
from cnnviz.gui.widgets.label import Label
from cnnviz.gui.widgets.panel import Panel
from cnnviz.gui.widgets.segmented import Segmented
from cnnviz.trace.records import Trace

LEFT = Qt.MouseButton.LeftButton
Widget = TypeVar("Widget", bound=QWidget)
Line = Sequence[tuple[float, float]]

# in fractions of the paper
SEVEN: tuple[Line, ...] = (((0.3, 0.22), (0.5, 0.22), (0.7, 0.22), (0.62, 0.4), (0.53, 0.6), (0.45, 0.8)),)
ONE: tuple[Line, ...] = (((0.5, 0.15), (0.5, 0.4), (0.5, 0.6), (0.5, 0.85)),)
ZERO: tuple[Line, ...] = (
    (
        (0.5, 0.2), (0.38, 0.27), (0.33, 0.42), (0.33, 0.58), (0.38, 0.73), (0.5, 0.8), (0.62, 0.73), (0.67, 0.58),
        (0.67, 0.42), (0.62, 0.27), (0.5, 0.2),
    ),
)  # fmt: skip


class Person:
    """Works a `Program` as a person does.

    Attributes:
        program: what is worked.
        told: every notice since the start or the last `take_notices`.
    """

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program = program
        self._qtbot = qtbot
        self.told: list[Notice] = []
        program.notices.posted.connect(self.told.append)

    # Hands

    def draw(self, lines: Sequence[Line], *, lift: bool = True) -> None:
        """Draw lines given in fractions of the paper with the left button, a move for each corner and one between."""
        canvas = self.program.drawing.canvas
        paper = canvas.paper_rect()

        def place(x: float, y: float) -> QPoint:
            return QPoint(round(paper.left() + x * paper.width()), round(paper.top() + y * paper.height()))

        for line in lines:
            QTest.mousePress(canvas, LEFT, pos=place(*line[0]))
            for (x0, y0), (x1, y1) in pairwise(line):
                for share in (0.25, 0.5, 0.75, 1.0):
                    QTest.mouseMove(canvas, place(x0 + share * (x1 - x0), y0 + share * (y1 - y0)))
            if lift:
                QTest.mouseRelease(canvas, LEFT, pos=place(*line[-1]))

    def press(self, keys: str) -> None:
        """Press a key or a combination of keys, given as in the table of actions."""
        combination = QKeySequence(keys)[0]
        focused = QApplication.focusWidget() or self.program.window
        QTest.keyClick(focused, combination.key(), combination.keyboardModifiers())

    def click(self, widget: QWidget, place: QPoint | QPointF | None = None) -> None:
        """Click in the middle of a widget, or at a place of it."""
        point = widget.rect().center() if place is None else _point(place)
        QTest.mouseClick(widget, LEFT, pos=point)

    def choose(self, segmented: Segmented, key: str) -> None:
        """Click one of a switch's choices."""
        self.click(segmented, segmented.segment_rect(key).center())

    def point_at(self, widget: QWidget, place: QPoint | QPointF) -> None:
        """Move the mouse to a place of a widget, from somewhere else."""
        QTest.mouseMove(widget, _point(place) + QPoint(0, 300))
        QTest.mouseMove(widget, _point(place))

    def tooltip_at(self, widget: QWidget, place: QPoint | QPointF) -> str:
        """What the tooltip says after the mouse has rested at a place."""
        point = _point(place)
        QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, point, widget.mapToGlobal(point)))
        text = QToolTip.text()
        QToolTip.hideText()
        return text

    def drop(self, data: QMimeData) -> bool:
        """Drop something in the middle of the window, as the window system does; whether it was taken."""
        window = self.program.window.windowHandle()
        action, modifiers = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
        middle = QPointF(window.width() / 2, window.height() / 2)
        entering = QDragEnterEvent(middle.toPoint(), action, data, LEFT, modifiers)
        QApplication.sendEvent(window, entering)
        if entering.isAccepted():
            QApplication.sendEvent(window, QDropEvent(middle, action, data, LEFT, modifiers))
        return entering.isAccepted()

    # Eyes

    def find(self, within: QWidget, kind: type[Widget], name: str = "") -> Widget:
        """The one visible child of a kind, by its accessible name where there are several."""
        found = [child for child in within.findChildren(kind) if not child.isHidden()]
        named = [child for child in found if name in (child.accessibleName(), child.objectName())] if name else found
        assert len(named) == 1, f"{[(child.accessibleName(), child.objectName()) for child in found]}"
        return named[0]

    def switch(self, within: QWidget, *keys: str) -> Segmented:
        """The switch that has these choices."""
        (found,) = (each for each in within.findChildren(Segmented) if set(keys) <= set(each.keys))
        return found

    def button(self, within: QWidget, text: str) -> QAbstractButton:
        """A visible button by its text or accessible name."""
        buttons = [each for each in within.findChildren(QAbstractButton) if each.isVisible()]
        (found,) = (each for each in buttons if text in (each.text(), each.accessibleName()))
        return found

    def texts(self, within: QWidget) -> list[str]:
        """The words of all visible labels."""
        return [label.text() for label in within.findChildren(Label) if label.isVisible() and label.text()]

    def subject(self, panel: Panel) -> str:
        """What stands after the panel's title."""
        return panel._header.subject

    def line(self, panel: Panel) -> str:
        """The sentence below the panel's title."""
        return panel.accessibleDescription()

    # Patience

    def wait(self, condition: object, timeout: int = 30_000) -> None:
        """Wait until a condition, given as a function, holds."""
        self._qtbot.waitUntil(condition, timeout=timeout)

    def patience(self, signal: SignalInstance) -> AbstractContextManager[object]:
        """Wait for a signal that the block brings about."""
        return self._qtbot.waitSignal(signal, timeout=20_000)

    def trace(self) -> Trace:
        """The pass of what is the input now, waited for."""
        workspace = self.program.workspace

        def answered() -> bool:
            trace = workspace.trace
            return trace is not None and np.array_equal(trace.input.values[0, 0], workspace.input.pixels)

        self.wait(answered)
        assert workspace.trace is not None
        return workspace.trace

    def pixels(self) -> NDArray[np.float32]:
        """The network's input, once it is answered."""
        self.trace()
        return self.program.workspace.input.pixels

    def take_notices(self, count: int = 1) -> list[str]:
        """The sentences of at least `count` notices, waited for; they are expected from now on."""
        self.wait(lambda: len(self.told) >= count)
        taken = [notice.text for notice in self.told]
        self.told.clear()
        return taken


def cell_centre(picture: QRectF, rows: int, columns: int, row: int, column: int) -> QPointF:
    """Where the middle of a cell lies in a picture of `rows` × `columns` cells."""
    return QPointF(
        picture.left() + (column + 0.5) * picture.width() / columns,
        picture.top() + (row + 0.5) * picture.height() / rows,
    )


def of_file(path: Path) -> QMimeData:
    """A file as it is dragged or copied."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def _point(place: QPoint | QPointF) -> QPoint:
    return place if isinstance(place, QPoint) else QPoint(int(place.x()), int(place.y()))
