"""The canvas and its tools: draw, erase, undo; the input follows the pen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cnnviz.gui.actions import text, tooltip
from cnnviz.gui.widgets.buttons import IconButton
from cnnviz.gui.widgets.drawing_canvas import DrawingCanvas
from cnnviz.gui.widgets.panel import Panel
from cnnviz.gui.widgets.pen_width_control import PenWidthControl

if TYPE_CHECKING:
    from cnnviz.data.drawing import Drawing, Stroke
    from cnnviz.session.drawing_input import DrawingInput
    from cnnviz.session.inputs import NetworkInput
    from cnnviz.session.workspace import Workspace


class DrawingView(Panel):
    """Lets a person draw, and hands every new point to the session.

    Args:
        workspace: the session's state.
        drawing_input: turns strokes into the network's input.
        parent: the owner.
    """

    def __init__(self, workspace: Workspace, drawing_input: DrawingInput, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._drawing_input = drawing_input
        self._shows_overlay = True
        self._pen_drew = False
        self._shows_picture = False
        self.canvas = DrawingCanvas()
        self._pen = IconButton("draw", checkable=True)
        self._eraser = IconButton("eraser", checkable=True)
        self._width = PenWidthControl()
        self._undo = IconButton("undo")
        self._redo = IconButton("redo")
        self._clear = IconButton("trash")
        self._build()
        self._connect()
        self._retranslate()
        self._show_input(workspace.input)
        self._show_tool()

    def _build(self) -> None:
        tools = QVBoxLayout()
        tools.setSpacing(4)
        for widget in (self._pen, self._eraser):
            tools.addWidget(widget)
        tools.addSpacing(8)
        tools.addWidget(self._width)
        tools.addStretch(1)
        for widget in (self._undo, self._redo, self._clear):
            tools.addWidget(widget)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        body.addLayout(tools)
        body.addWidget(self.canvas, 1)
        self.content_layout().addLayout(body)

    def _connect(self) -> None:
        canvas, workspace = self.canvas, self._workspace
        self._pen.clicked.connect(lambda: canvas.set_tool("pen"))
        self._eraser.clicked.connect(lambda: canvas.set_tool("eraser"))
        self._width.thinner_clicked.connect(canvas.thinner)
        self._width.thicker_clicked.connect(canvas.thicker)
        self._undo.clicked.connect(canvas.undo)
        self._redo.clicked.connect(canvas.redo)
        self._clear.clicked.connect(canvas.clear)
        canvas.stroke_extended.connect(self._on_stroke_extended)
        canvas.drawing_changed.connect(self._on_drawing_changed)
        canvas.tool_changed.connect(self._show_tool)
        canvas.pen_width_changed.connect(self._show_tool)
        workspace.input_changed.connect(self._show_input)

    def set_overlay_shown(self, shown: bool) -> None:
        """Show or hide the ink's box and centre on the canvas."""
        self._shows_overlay = shown
        self._show_input(self._workspace.input)

    def open_drawing(self, drawing: Drawing) -> None:
        """Show a drawing that comes from elsewhere."""
        self.canvas.set_drawing(drawing)
        self._on_drawing_changed(self.canvas.drawing())

    # What the person draws

    def _on_stroke_extended(self, extended: tuple[Stroke, int]) -> None:
        stroke, start = extended
        self._pen_drew = True
        self._drawing_input.extend(stroke, start, self.canvas.drawing().size)

    def _on_drawing_changed(self, drawing: Drawing) -> None:
        before = self._workspace.drawing
        self._workspace.drawing = drawing
        # A stroke that the pen has just ended is in the ink already; anything else, undo or clear, draws it anew.
        ended = self._pen_drew and len(drawing.strokes) == len(before.strokes if before else ()) + 1
        self._pen_drew = False
        if not ended:
            self._drawing_input.replace(drawing)
        self._show_tool()

    # What the workspace says

    def _show_input(self, shown: NetworkInput) -> None:
        picture = shown.pixels if shown.kind in ("picture", "sample") else None
        if picture is not None or self._shows_picture:
            self.canvas.set_picture(picture)
        self._shows_picture = picture is not None
        placed = shown.placed if self._shows_overlay and shown.kind == "drawing" else None
        self.canvas.set_overlay(placed.box if placed else None, placed.centre if placed else None)
        self._show_line(shown)

    def _show_line(self, shown: NetworkInput) -> None:
        if shown.kind == "sample" and shown.label is not None:
            title = QCoreApplication.translate("Samples", shown.title)
            self.set_line(
                self.tr("{title}, label {label}. Draw to start your own.").format(title=title, label=shown.label)
            )
        elif shown.kind in ("picture", "sample"):
            title = shown.title or self.tr("A picture")
            self.set_line(self.tr("{title}. Draw to start your own.").format(title=title))
        else:
            self.set_line(self.tr("Draw one digit; the answer follows the pen."))

    def _show_tool(self) -> None:
        tool = self.canvas.tool()
        self._pen.setChecked(tool == "pen")
        self._eraser.setChecked(tool == "eraser")
        self._width.set_width(self.canvas.pen_width() / self.canvas.drawing().size)
        self._undo.setEnabled(self.canvas.can_undo())
        self._redo.setEnabled(self.canvas.can_redo())

    # Words

    def _retranslate(self) -> None:
        self.set_title(self.tr("Drawing"))
        self.set_info(
            self.tr(
                "<p>Draw with the mouse, a pen or a finger. A pen's pressure makes the line thicker; the right mouse "
                "button erases.</p><p>The network answers at every move: start a 1 and turn it into a 7, and watch the "
                "bars trade places. Erase a piece and see what the network held on to.</p>"
            )
        )
        for button, action in (
            (self._pen, "pen"),
            (self._eraser, "eraser"),
            (self._undo, "undo"),
            (self._redo, "redo"),
            (self._clear, "clear"),
        ):
            button.setToolTip(tooltip(action))
            button.setAccessibleName(text(action))
        self._width.set_hints(text("thicker"), text("thinner"))
        self.canvas.set_hint(self.tr("Draw a digit here"))
        self.canvas.setAccessibleName(self.tr("Canvas for one digit"))
        self._show_line(self._workspace.input)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
