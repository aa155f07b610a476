"""Why a pass failed: what met what, the reason, and what would mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from cnnviz.gui import theme
from cnnviz.gui.services.language import translate_problem
from cnnviz.gui.widgets import icons, numbers, painting
from cnnviz.gui.widgets.buttons import TextButton
from cnnviz.gui.widgets.figure_rows import Figure, FigureRows
from cnnviz.gui.widgets.label import Label
from cnnviz.gui.widgets.panel import Panel

if TYPE_CHECKING:
    from cnnviz.session.stepping import Stepping
    from cnnviz.session.workspace import Workspace
    from cnnviz.trace.steps import Failure


class FailureView(Panel):
    """Explains why the pass ended early; hidden where it did not.

    Args:
        workspace: the session's state.
        stepping: where the stepper stands.
        parent: the owner.
    """

    def __init__(self, workspace: Workspace, stepping: Stepping, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._stepping = stepping
        self._reason = _Words("body600", "text")
        self._remedy_head = Label("body", "text2")
        self._remedy = _Words("body500", "text")
        self._operands_head = Label("body", "text2")
        self.operands = FigureRows()
        self._message_head = Label("body", "text2")
        self._message = _Words("code", "text2")
        self.go_there = TextButton(kind="plain", height=32)
        self._build()
        self._retranslate()
        self.go_there.clicked.connect(self._go_there)
        stepping.trace_changed.connect(self._show)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(10)
        head.addWidget(_Sign(), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._reason, 1)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addSpacing(8)
        for label, content in (
            (self._remedy_head, self._remedy),  # before the rest, for which a low window has no room
            (self._operands_head, self.operands),
            (self._message_head, self._message),
        ):
            column.addWidget(label)
            column.addWidget(content)
            column.addSpacing(8)
        column.addWidget(self.go_there, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        body = QWidget()
        body.setLayout(column)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.viewport().setAutoFillBackground(False)
        scroll.setWidget(body)
        body.setAutoFillBackground(False)  # which the scroll area has just turned on
        self.content_layout().addWidget(scroll)
        self._message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def _show(self) -> None:
        trace = self._stepping.trace
        failure = None if trace is None else trace.failure
        self.setVisible(failure is not None)
        if failure is None:
            self.set_empty(self.tr("The pass did not fail."))
            return
        self.set_empty("")
        self.set_subject(failure.error)
        self._reason.say(translate_problem(failure.reason))
        self._show_parts(failure)

    def _show_parts(self, failure: Failure) -> None:
        remedy = "" if failure.remedy is None else translate_problem(failure.remedy)
        self._remedy.say(remedy)
        self.operands.set_rows(
            [
                Figure(name or self.tr("given"), numbers.shape_list(shape), code=True)
                for name, shape in failure.operands
            ],
            least=len(failure.operands),
        )
        self._message.say(failure.message.strip().partition("\n")[0])
        for head, content, shown in (
            (self._operands_head, self.operands, bool(failure.operands)),
            (self._remedy_head, self._remedy, bool(remedy)),
            (self._message_head, self._message, bool(failure.message.strip())),
        ):
            head.setVisible(shown)
            content.setVisible(shown)
        self.go_there.setVisible(failure.step is not None)

    def _go_there(self) -> None:
        trace = self._stepping.trace
        if trace is not None and trace.failure is not None and trace.failure.step is not None:
            self._stepping.go(trace.failure.step)

    def _retranslate(self) -> None:
        self.set_title(self.tr("The pass stopped here"))
        self.set_line(self.tr("What met, why it does not fit, and what would mend it."))
        self._operands_head.setText(self.tr("What met"))
        self._remedy_head.setText(self.tr("What would mend it"))
        self._message_head.setText(self.tr("In PyTorch's words"))
        self.go_there.setText(self.tr("Go to the line"))
        self.go_there.set_help(self.tr("Go to the step that failed"))
        self.operands.setAccessibleName(self.tr("The shapes that met"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()


class _Sign(QWidget):
    """The sign of a notice."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as a line."""
        return QSize(theme.px(20), theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colours of now."""
        painter = QPainter(self)
        icons.draw(painter, "warning", QRectF(self.rect()), theme.tokens().attention)
        painter.end()


class _Words(Label):
    """Words that wrap, and always have the height that they need at their width: a layout in a layout forgets it."""

    def __init__(self, role: str, colour: str) -> None:
        super().__init__(role, colour)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def say(self, text: str) -> None:
        """Show other words."""
        self.setText(painting.keep_words(text))
        self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(0)  # Qt (6.11) answers with the least height where that is more
        self.setMinimumHeight(max(self.heightForWidth(self.width()), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme's type."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
