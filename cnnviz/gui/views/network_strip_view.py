"""The network strip: each layer as the volume that it puts out, and the place where a layer is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cnnviz.gui import theme
from cnnviz.gui.widgets.buttons import TextButton
from cnnviz.gui.widgets.label import Label
from cnnviz.gui.widgets.numbers import shape_list, thousands
from cnnviz.gui.widgets.strip import Block, NetworkStripWidget
from cnnviz.gui.widgets.volume import VolumeImage
from cnnviz.imaging.normalise import ColourScale, scale_of
from cnnviz.trace.channels import channels

if TYPE_CHECKING:
    from cnnviz.session.workspace import Workspace
    from cnnviz.trace.records import Trace

FULL = 160
"""From this height on there is room for the volumes at their full size."""
LEAST = 64
"""Of the blocks without the head line."""


class NetworkStripView(QWidget):
    """Shows every layer of the workspace's trace, and moves the cursor's layer.

    Args:
        workspace: the session's state.
        parent: the owner.
    """

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._keys: tuple[str, ...] = ()
        self._channel = 0  # the one that the volumes show
        self._title = Label("body600", "text")
        self._line = Label("body", "text2")
        self._total = Label("body", "text2")
        self._link = TextButton(kind="link", icon_after="chevron-right")
        self._link.hide()
        self._walked = False
        self._strip = NetworkStripWidget()
        self._strip.setMinimumHeight(LEAST)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._line)
        head.addStretch(1)
        head.addWidget(self._total)
        head.addSpacing(8)
        head.addWidget(self._link)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 10, 0, 4)
        body.setSpacing(4)
        body.addLayout(head)
        body.addWidget(self._strip, 1)
        self._retranslate()
        self._strip.block_clicked.connect(lambda key: workspace.move(layer=key))
        workspace.trace_changed.connect(self._show)
        workspace.emptied.connect(self._show)
        workspace.cursor_changed.connect(self._on_cursor_changed)
        workspace.model_changed.connect(self._show)
        workspace.opened_changed.connect(self._show)
        self._show()

    def set_presenting(self, presenting: bool) -> None:
        """Leave out what a class need not read."""
        self._line.setVisible(not presenting)
        self._total.setVisible(not presenting)

    def set_link(self, action: QAction) -> None:
        """What the link at the end of the heading does: it leads into the stepper."""
        self._link.clicked.connect(action.trigger)
        self._link.setToolTip(action.toolTip())
        action.changed.connect(lambda: self._link.setToolTip(action.toolTip()))
        self._show_link()

    def set_walked(self, walked: bool) -> None:
        """Whether the stepper is in front: then the link is not needed, and the sentence says what was reached."""
        self._walked = walked
        self._show_link()
        self._show_line()

    def _show_link(self) -> None:
        self._link.setVisible(not self._walked and not self._workspace.input.is_empty and bool(self._link.toolTip()))

    def _show_line(self) -> None:
        layer = self._workspace.layer
        if not self._walked or layer is None:
            text = self.tr("Each block is what one layer puts out; a click shows that layer everywhere.")
        elif layer.key == "input":
            text = self.tr("The walk has not reached a layer yet; a click on a block goes there.")
        else:
            text = self.tr("The walk has reached {layer}; a click on a block goes there.").format(
                layer=layer.path or layer.type_name
            )
        self._line.setText(text)

    def _on_cursor_changed(self) -> None:
        """Another layer changes no picture: with hundreds of layers, painting them anew would take too long."""
        if self._workspace.cursor.channel != self._channel:
            self._show()
        else:
            self._show_line()
            self._strip.set_selected(self._workspace.cursor.layer)

    def _show(self) -> None:
        self._channel = self._workspace.cursor.channel
        self._show_link()
        self._show_line()
        trace, model = self._workspace.trace, self._workspace.model
        count = 0 if model is None else model.parameter_count
        self._total.setText(self.tr("{count} parameters").format(count=thousands(count)) if model else "")
        if trace is None:
            self._keys = ()
            self._strip.set_blocks(())
            return
        keys = tuple(layer.key for layer in trace.layers)
        answered = self._workspace.is_answered
        volumes = {key: self._volume(trace, key) if answered else None for key in keys}
        if keys != self._keys:
            self._keys = keys
            self._strip.set_blocks(
                tuple(
                    Block(
                        key=layer.key,
                        path=layer.path,
                        type_name=self._type_text(layer.type_name),
                        shape_text=shape_list(layer.output.shape),
                        volume=volumes[layer.key],
                    )
                    for layer in trace.layers
                )
            )
        else:
            self._strip.update_volumes(volumes)
        self._strip.set_selected(self._workspace.cursor.layer)

    def _volume(self, trace: Trace, key: str) -> VolumeImage | None:
        """The picture of one layer; None where there is nothing to see."""
        shown = channels(trace, key)
        if shown is None:
            return None
        if shown.kind == "picture":
            low, high = float(shown.values.min()), float(shown.values.max())
            return VolumeImage.of(shown.values, 0, ColourScale(low, high, signed=False), theme.packed_table("grey"))
        scale = scale_of(shown.values)
        table = theme.packed_table("signed" if scale.signed else "magnitude")
        flat = shown.kind in ("unfolded", "vector")
        values = shown.values.reshape(-1) if flat else shown.values
        channel = 0 if flat else min(self._workspace.cursor.channel, len(values) - 1)
        return VolumeImage.of(np.ascontiguousarray(values), channel, scale, table)

    def _type_text(self, type_name: str) -> str:
        """A block's name: PyTorch's own, without the dimensions that the shape shows anyway."""
        if type_name == "Input":
            return self.tr("Input")
        return {"MaxPool2d": "MaxPool", "AvgPool2d": "AvgPool", "BatchNorm2d": "BatchNorm"}.get(type_name, type_name)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Network"))
        self._link.setText(self.tr("Step through this digit"))
        self._strip.setAccessibleName(self.tr("Layers of the network"))
        self._keys = ()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Low, the names stand beside the volumes; high, above them. Dragging the strip's edge switches."""
        super().resizeEvent(event)
        self._strip.set_compact(event.size().height() < theme.px(FULL))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The shell's ground, as the rail has it."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.tokens().shell)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self._show()
