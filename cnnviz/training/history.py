"""What a run's log amounts to: its curves in columns, its epochs, and what became of it. Standard library only."""

from __future__ import annotations

import itertools
from array import array
from pathlib import Path

from cnnviz.training.events import (
    Batch,
    Columns,
    Control,
    End,
    Epoch,
    Event,
    EventReader,
    Notice,
    Start,
    Test,
    columns_of,
    is_batch,
    parsed,
)


class History:
    """A run as its log tells it, which may still be growing. What a crash undid is left out: no step is there twice.

    Attributes:
        loss: the loss of each step; place i holds step i + 1, as in the other columns (20 bytes a step in all).
        accuracy: 0–1.
        learning_rate: of each step.
        gradient_norm: before clipping.
        samples_per_second: of each step.
        epochs: in their order.
        notices: in their order.
        controls: in their order, those too that were followed by a crash.
        start: the latest process that took the run up, or None.
        test: the figures of the test split, or None.
        end: how the latest process let go of the run, or None.
        version: grows with each event.

    Args:
        path: the log, `RunDirectory.events`.
    """

    def __init__(self, path: Path) -> None:
        self.loss = array("f")
        self.accuracy = array("f")
        self.learning_rate = array("f")
        self.gradient_norm = array("f")
        self.samples_per_second = array("f")
        self.epochs: list[Epoch] = []
        self.notices: list[Notice] = []
        self.controls: list[Control] = []
        self.start: Start | None = None
        self.test: Test | None = None
        self.end: End | None = None
        self.version = 0
        self._reader = EventReader(path)

    @property
    def step(self) -> int:
        """How many steps the columns hold."""
        return len(self.loss)

    @property
    def best(self) -> Epoch | None:
        """The epoch whose weights are kept."""
        return next((epoch for epoch in reversed(self.epochs) if epoch.best), None)

    def read(self, most: int = 1 << 62) -> bool:
        """Take in what was written since the last call, about `most` bytes at most; whether there was anything."""
        before = self.version, self._reader.offset
        for lines in self._reader.lines(most):
            for are_batches, several in itertools.groupby(lines, key=is_batch):
                self._take_lines(list(several), are_batches)
        return (self.version, self._reader.offset) != before

    def _take_lines(self, lines: list[bytes], are_batches: bool) -> None:
        columns = columns_of(lines) if are_batches else None
        if columns is not None and columns.step == self.step + 1:
            self.version += len(lines)
            self._extend(columns)
            return
        for text in lines:
            event = parsed(text)
            if event is not None:
                self._take(event)

    def _extend(self, columns: Columns | Batch) -> None:
        self.loss += array("f", columns.loss)  # quicker than extending by the list
        self.accuracy += array("f", columns.accuracy)
        self.learning_rate += array("f", columns.learning_rate)
        self.gradient_norm += array("f", columns.gradient_norm)
        speed = columns.samples_per_second
        self.samples_per_second.extend([speed] * len(columns.loss) if isinstance(speed, int | float) else speed)

    def _take(self, event: Event) -> None:
        self.version += 1
        match event:
            case Batch():
                self._append(event)
            case Epoch():
                self.epochs.append(event)
            case Notice():
                self.notices.append(event)
            case Control():
                self.controls.append(event)
            case Test():
                self.test = event
            case End():
                self.end = event
            case Start():
                self._begin(event)

    def _append(self, batch: Batch) -> None:
        if batch.step != self.step + 1:
            if batch.step > self.step:
                return  # what came before is lost; a curve with a hole would be a lie
            self._cut(batch.step - 1)
        self._extend(batch)

    def _begin(self, start: Start) -> None:
        self.start, self.end, self.test = start, None, None
        self._cut(start.step)
        self.epochs = [epoch for epoch in self.epochs if epoch.epoch <= start.epoch]
        self.notices = [each for each in self.notices if 0 < start.step >= each.step and each.epoch <= start.epoch]

    def _cut(self, length: int) -> None:
        for column in (self.loss, self.accuracy, self.learning_rate, self.gradient_norm, self.samples_per_second):
            del column[length:]
