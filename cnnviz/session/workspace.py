"""What the person is working on: the one mutable state that all views share."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QObject, Signal

from cnnviz.session.cursor import Cursor
from cnnviz.session.display import ColourRange, ColourZero, Mode
from cnnviz.session.inputs import NetworkInput
from cnnviz.trace.channels import kernels

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from cnnviz.data.drawing import Drawing
    from cnnviz.models.cards import ModelCard
    from cnnviz.session.opened_pass import OpenedPass
    from cnnviz.trace.records import Layer, Trace


class Workspace(QObject):
    """The model, the input, its Trace and the place in it that every view looks at.

    Every setter emits only where something changes. Where one change brings another with it, all fields hold their
    new values before the first signal goes out, so a slot never sees half a change.
    """

    model_changed = Signal(object)
    """The `ModelCard`, or None."""
    input_changed = Signal(object)
    """The `NetworkInput`."""
    emptied = Signal(bool)
    """Whether the input is empty now, where it was not before, or the other way round."""
    trace_changed = Signal(object)
    """The `Trace`, or None."""
    cursor_changed = Signal(object)
    """The `Cursor`."""
    drawing_changed = Signal(object)
    """The `Drawing`, or None."""
    mode_changed = Signal(str)
    """How ink is placed: raw, boxed or centred."""
    display_changed = Signal()
    """The range or the zero of the colour scale."""
    opened_changed = Signal()
    """Which pass was opened from a file, or whether it is the one that is looked at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model: ModelCard | None = None
        self._input = NetworkInput.empty()
        self._trace: Trace | None = None
        self._cursor = Cursor()
        self._wanted_channel = 0
        self._drawing: Drawing | None = None
        self._mode: Mode = "centred"
        self._colour_range: ColourRange = "layer"
        self._colour_zero: ColourZero = "auto"
        self._opened: OpenedPass | None = None
        self._shows_opened = False
        self._other_cursor = Cursor()  # of the pass that is not looked at

    # The model, the input and what the one makes of the other

    @property
    def model(self) -> ModelCard | None:
        """The network that is looked at; None until the first is loaded. What is set is the live one."""
        return self._opened.card if self._opened is not None and self._shows_opened else self._model

    @model.setter
    def model(self, model: ModelCard | None) -> None:
        if model is self._model:
            return
        had_trace = self._trace is not None
        self._model, self._trace = model, None  # the Trace was another network's
        if self._shows_opened:
            return
        self.model_changed.emit(model)
        if had_trace and self._trace is None:
            self.trace_changed.emit(None)

    @property
    def input(self) -> NetworkInput:
        """What is put into the network."""
        return self._input

    @input.setter
    def input(self, network_input: NetworkInput) -> None:
        if network_input is self._input:
            return
        turned = network_input.is_empty != self._input.is_empty
        self._input = network_input
        self.input_changed.emit(network_input)
        if turned:
            self.emptied.emit(network_input.is_empty)

    @property
    def trace(self) -> Trace | None:
        """The pass that is looked at: the newest live one, or the one that was opened; what is set is the live one.

        The live one may be one input behind while the next is on its way.
        """
        return self._opened.trace if self._opened is not None and self._shows_opened else self._trace

    @trace.setter
    def trace(self, trace: Trace | None) -> None:
        if trace is self._trace:
            return
        before = self._cursor
        self._trace = trace
        if self._shows_opened:
            return
        if trace is not None:
            self._cursor = self._fitted(before)
        self.trace_changed.emit(trace)
        if self._cursor != before:
            self.cursor_changed.emit(self._cursor)

    def take(self, model: ModelCard | None, trace: Trace) -> None:
        """Look at a pass and at the network that made it, in one change where the network is another one."""
        if model is self._model:
            self.trace = trace
            return
        before = self._cursor
        self._model, self._trace = model, trace
        if self._shows_opened:
            return
        self._cursor = self._fitted(before)
        self._announce(before)

    @property
    def is_answered(self) -> bool:
        """Whether the Trace says something about the input: not while there is none, nor while it is of blank paper.

        The first point of a drawing arrives before its answer: until then the Trace is still that of the empty canvas.
        """
        if self._shows_opened:
            return True
        if self._trace is None or self._input.is_empty:
            return False
        values = self._trace.input.values
        return values is None or not _is_blank(values) or _is_blank(self._input.pixels)

    @property
    def drawing(self) -> Drawing | None:
        """What the person drew; None before the first stroke."""
        return self._drawing

    @drawing.setter
    def drawing(self, drawing: Drawing | None) -> None:
        if drawing is self._drawing:
            return
        self._drawing = drawing
        self.drawing_changed.emit(drawing)

    # A pass that was opened

    @property
    def opened(self) -> OpenedPass | None:
        """The pass that came from a file; None where there is none."""
        return self._opened

    @opened.setter
    def opened(self, opened: OpenedPass | None) -> None:
        if opened is self._opened:
            return
        self._opened = opened
        if not self._shows_opened:
            self._other_cursor = Cursor()
        elif opened is None:
            self._shows_opened = False
            self._turn()
            self._other_cursor = Cursor()
        else:
            before, self._cursor = self._cursor, self._fitted(Cursor())
            self._announce(before)
        self.opened_changed.emit()

    @property
    def shows_opened(self) -> bool:
        """Whether `model` and `trace` are those of the opened pass, and the live ones wait behind it."""
        return self._shows_opened

    def show_opened(self, shown: bool) -> None:
        """Look at the opened pass, or at the live network; where no pass was opened, at the network."""
        shown = shown and self._opened is not None
        if shown == self._shows_opened:
            return
        self._shows_opened = shown
        self._turn()
        self.opened_changed.emit()

    def _turn(self) -> None:
        """Take the cursor of the pass that is looked at now: each of the two has its own."""
        before = self._cursor
        self._cursor, self._other_cursor = self._fitted(self._other_cursor), before
        self._announce(before)

    def _announce(self, before: Cursor) -> None:
        """Say that all of it changed."""
        self.model_changed.emit(self.model)
        self.trace_changed.emit(self.trace)
        if self._cursor != before:
            self.cursor_changed.emit(self._cursor)

    # How it is shown

    @property
    def mode(self) -> Mode:
        """How ink is placed into the network's input."""
        return self._mode

    @mode.setter
    def mode(self, mode: Mode) -> None:
        _check(mode, Mode)
        if mode != self._mode:
            self._mode = mode
            self.mode_changed.emit(mode)

    @property
    def colour_range(self) -> ColourRange:
        """Over what the colour scale stretches."""
        return self._colour_range

    @colour_range.setter
    def colour_range(self, colour_range: ColourRange) -> None:
        _check(colour_range, ColourRange)
        if colour_range != self._colour_range:
            self._colour_range = colour_range
            self.display_changed.emit()

    @property
    def colour_zero(self) -> ColourZero:
        """Where zero lies on the colour scale."""
        return self._colour_zero

    @colour_zero.setter
    def colour_zero(self, colour_zero: ColourZero) -> None:
        _check(colour_zero, ColourZero)
        if colour_zero != self._colour_zero:
            self._colour_zero = colour_zero
            self.display_changed.emit()

    # Where every view looks

    @property
    def cursor(self) -> Cursor:
        """The place that every view shows."""
        return self._cursor

    @cursor.setter
    def cursor(self, cursor: Cursor) -> None:
        self._wanted_channel = cursor.channel
        self._settle(cursor)

    @property
    def layer(self) -> Layer | None:
        """The layer under the cursor; None while there is no Trace."""
        return self._layer(self._cursor.layer)

    def move(
        self,
        *,
        layer: str | None = None,
        channel: int | None = None,
        cell: tuple[int, int] | None = None,
        input_channel: int | None = None,
    ) -> None:
        """Move the cursor; what is not given stays, as far as the new place has it.

        A layer with fewer channels shows its last one, and a wider layer after it the channel that the person had
        chosen. The cell goes where the new layer has no such cell; `cell=` chooses one, `leave_cell()` none.

        Raises:
            KeyError: where the Trace has no such layer.
            ValueError: for a negative channel or cell.
        """
        if layer is not None and self.trace is not None and self._layer(layer) is None:
            raise KeyError(layer)
        if channel is not None:
            if channel < 0:
                raise ValueError("channels count from 0")
            self._wanted_channel = channel
        new_layer = self._cursor.layer if layer is None else layer
        row, column = (self._cursor.row, self._cursor.column) if cell is None else cell
        input_channel = self._cursor.input_channel if input_channel is None else input_channel
        self._settle(Cursor(new_layer, self._wanted_channel, row, column, input_channel))

    def leave_cell(self) -> None:
        """Choose no cell."""
        self._settle(replace(self._cursor, channel=self._wanted_channel, row=None, column=None))

    def step_layer(self, by: int) -> None:
        """Go `by` layers on (or back, below 0) in the network strip's order, and stay at its ends."""
        if self.trace is None or self.layer is None:
            return
        keys = [layer.key for layer in self.trace.layers]
        here = keys.index(self._cursor.layer)
        self.move(layer=keys[min(max(here + by, 0), len(keys) - 1)])

    def step_channel(self, by: int) -> None:
        """Go `by` channels on (or back, below 0), and stay at the first and the last."""
        layer = self.layer
        if layer is None:
            return
        last = channel_count(layer) - 1
        self.move(channel=min(max(self._cursor.channel + by, 0), last))

    def _settle(self, cursor: Cursor) -> None:
        """Take `cursor`, as far as the Trace has that place, and say so where it differs."""
        cursor = self._fitted(cursor)
        if cursor != self._cursor:
            self._cursor = cursor
            self.cursor_changed.emit(cursor)

    def _layer(self, key: str) -> Layer | None:
        return None if self.trace is None else self.trace.layer(key)

    def _fitted(self, cursor: Cursor) -> Cursor:
        """The nearest place to `cursor` that the Trace has; `cursor` itself while there is no Trace."""
        if self.trace is None or not self.trace.layers:
            return cursor
        layer = self._layer(cursor.layer)
        if layer is None:  # another network: its first layer that computes something
            layer = next((each for each in self.trace.layers if each.key != "input"), self.trace.layers[0])
            cursor = replace(cursor, layer=layer.key, row=None, column=None, input_channel=0)
        shape = layer.output.shape
        cell = cursor.cell
        if cell is not None and not (len(shape) == 4 and cell[0] < shape[2] and cell[1] < shape[3]):
            cursor = replace(cursor, row=None, column=None)
        return replace(
            cursor,
            channel=min(self._wanted_channel, channel_count(layer) - 1),
            input_channel=min(cursor.input_channel, self._input_channel_count(layer) - 1),
        )

    def _input_channel_count(self, layer: Layer) -> int:
        """How many input channels the filters behind `layer` read; 1 where there are none."""
        if self.trace is None or self.model is None:
            return 1
        filters = kernels(self.trace, self.model.parameters, layer.key)
        return 1 if filters is None else filters.weights.shape[1]


def channel_count(layer: Layer) -> int:
    """How many channels the layer's output has: axis 1 of (N, C, …), at least 1."""
    shape = layer.output.shape
    return max(shape[1], 1) if len(shape) > 1 else 1


def _is_blank(values: NDArray[np.float32]) -> bool:
    """Whether all numbers are the same."""
    return bool(values.min() == values.max())


def _check(value: object, choices: object) -> None:
    if value not in get_args(choices):
        raise ValueError(f"{value!r} is not one of {', '.join(get_args(choices))}")
