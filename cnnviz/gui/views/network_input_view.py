"""What the network sees: the exact 28 × 28 numbers, and how the ink was put into them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from cnnviz.gui.widgets.check_box import CheckBox
from cnnviz.gui.widgets.label import Label
from cnnviz.gui.widgets.marks import MARGIN
from cnnviz.gui.widgets.panel import Panel
from cnnviz.gui.widgets.segmented import Segment, Segmented
from cnnviz.gui.widgets.tensor_image import TensorImage
from cnnviz.imaging.normalise import ColourScale

if TYPE_CHECKING:
    from cnnviz.session.display import Mode
    from cnnviz.session.workspace import Workspace


class NetworkInputView(Panel):
    """Shows the workspace's input, and sets its mode.

    Args:
        workspace: the session's state.
        parent: the owner.
    """

    overlay_toggled = Signal(bool)
    """Whether the box and the centre are to be shown on the drawing."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent, bleed=MARGIN)
        self._workspace = workspace
        self._mode = Segmented(stretch=True)
        self._image = TensorImage()
        self._overlay = CheckBox()
        self._value = Label("body", "text2")
        layout = self.content_layout()
        layout.setSpacing(4)
        layout.addSpacing(MARGIN)
        layout.addLayout(_inset(self._mode))
        layout.addWidget(self._image, 1)
        layout.addLayout(_inset(self._value))
        layout.addLayout(_inset(self._overlay))
        self._value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._retranslate()
        self._mode.chosen.connect(self._on_mode_chosen)
        self._image.cell_hovered.connect(self._on_cell_hovered)
        self._overlay.toggled.connect(self.overlay_toggled)
        workspace.input_changed.connect(self._show)
        workspace.mode_changed.connect(self._show)
        self._show()

    def set_overlay(self, shown: bool) -> None:
        """Tick the box without saying so."""
        self._overlay.blockSignals(True)
        self._overlay.setChecked(shown)
        self._overlay.blockSignals(False)

    def toggle_overlay(self) -> None:
        """Turn the box and the centre on the drawing on or off."""
        self._overlay.toggle()

    def _show(self) -> None:
        shown = self._workspace.input
        self._mode.set_chosen(self._workspace.mode)
        self._mode.setEnabled(shown.kind != "sample")
        self._overlay.setEnabled(shown.kind == "drawing")
        self._image.set_values(shown.pixels, ColourScale(0.0, 1.0, signed=False), "grey")
        self._value.setText(self._how_text())

    def _how_text(self) -> str:
        shown = self._workspace.input
        if shown.kind == "sample":
            return self.tr("A sample, as the data set has it.")
        return {
            "raw": self.tr("The whole canvas, shrunk."),
            "boxed": self.tr("Its box in the middle."),
            "centred": self.tr("By its centre of mass."),
        }[self._workspace.mode]

    def _on_mode_chosen(self, key: Mode) -> None:
        self._workspace.mode = key

    def _on_cell_hovered(self, cell: tuple[int, int, float] | None) -> None:
        if cell is None:
            self._value.setText(self._how_text())
        else:
            self._value.setText(
                self.tr("row {row}, column {column}: {value}").format(
                    row=cell[0], column=cell[1], value=f"{cell[2]:.3f}"
                )
            )

    def _retranslate(self) -> None:
        self.set_title(self.tr("What the network sees"))
        self.set_line(self.tr("28 × 28 numbers from 0 to 1."))
        self.set_info(
            self.tr(
                "<p>The network never sees your drawing, only these 784 numbers: 0 is paper, 1 is "
                "ink.</p><p><b>Raw</b>: the whole canvas is shrunk. <b>Boxed</b>: the ink's box is scaled into 20 × 20 "
                "and put in the middle. <b>Centred</b>: the same, but the centre of mass lies in the middle. That is "
                "how MNIST was made, the digits this network learned from.</p><p>Draw a small digit in a corner and "
                "switch to <i>Raw</i>: the network was never shown such a picture, and fails. What comes in must look "
                "like what was learned.</p>"
            )
        )
        self._mode.set_segments(
            [
                Segment("raw", self.tr("Raw"), self.tr("The whole canvas, shrunk to 28 × 28")),
                Segment("boxed", self.tr("Boxed"), self.tr("The ink's box scaled into 20 × 20, in the middle")),
                Segment("centred", self.tr("Centred"), self.tr("The same, with the centre of mass in the middle")),
            ]
        )
        self._mode.setAccessibleName(self.tr("How the ink is put into the picture"))
        self._overlay.setText(self.tr("Box and centre"))
        self._image.setAccessibleName(self.tr("The network's input"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()


def _inset(widget: QWidget) -> QHBoxLayout:
    """A row with the margin that pictures keep around themselves, so that controls and cells line up."""
    row = QHBoxLayout()
    row.setContentsMargins(MARGIN, 0, MARGIN, 0)
    row.addWidget(widget)
    return row
