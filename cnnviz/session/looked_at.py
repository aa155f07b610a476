"""Which tensor the stepper's picture shows, and which image and channel of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from cnnviz.trace import looking, pictures
from cnnviz.trace.looking import Looked, LookedKind
from cnnviz.trace.update_sums import telling_index

if TYPE_CHECKING:
    from cnnviz.session.stepping import Stepping
    from cnnviz.trace.steps import Update


class LookedAt(QObject):
    """One tensor at the stepper's position.

    It follows the walk, which shows what was made last, until somebody chooses a name; a name that is gone (the walk
    is in another function) follows the walk too until it is there again. Image and channel stay as they were wanted,
    as far as the tensor has them.

    Of a gradient and of an update several tensors can be looked at; of an update also one weight, whose sum is written
    out: the one that changed most, until somebody chooses another.

    Args:
        stepping: where the stepper stands.
        parent: the owner.
    """

    changed = Signal()
    """The tensor, its image, its channel or the chosen name."""

    def __init__(self, stepping: Stepping, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stepping = stepping
        self._name = ""
        self._image = 0
        self._channel = 0
        self._parts: dict[LookedKind, str] = {}
        self._weights: dict[str, int] = {}  # by the parameter's name
        self._most: dict[Update, int] = {}
        self._looked: Looked | None = None
        stepping.changed.connect(self._on_stepping_changed)
        stepping.trace_changed.connect(self._on_trace_changed)
        self._find()

    @property
    def looked(self) -> Looked | None:
        """The tensor and its name there; None while there is no pass."""
        return self._looked

    @property
    def name(self) -> str:
        """The local that somebody chose; "" where the walk is followed."""
        return self._name

    @property
    def image(self) -> int:
        """Which entry of axis 0, one that the tensor has; of an update, where the weight is."""
        update = self.update
        if update is not None and len(update.after.shape) > 1:
            return self._place(update)[0]
        count = 1 if self._looked is None else pictures.image_count(self._looked.record.shape)
        return min(self._image, count - 1)

    @property
    def wanted_image(self) -> int:
        """Which image somebody chose, for tensors other than this one."""
        return self._image

    @property
    def channel(self) -> int:
        """Which channel, one that the tensor has; of an update, where the weight is."""
        update = self.update
        if update is not None and len(update.after.shape) >= 4:
            return self._place(update)[1]
        count = 1 if self._looked is None else pictures.channel_count(self._looked.record.shape)
        return min(self._channel, count - 1)

    @property
    def wanted_channel(self) -> int:
        """Which channel somebody chose, for tensors other than this one."""
        return self._channel

    @property
    def update(self) -> Update | None:
        """The update whose weights are looked at; None where it is something else."""
        return None if self._looked is None else self._looked.update

    def weight_of(self, update: Update) -> int:
        """The weight of an update whose sum is written out: its place when all are put in one row."""
        chosen = self._weights.get(update.name)
        if chosen is not None and chosen < update.after.size:
            return chosen
        if update not in self._most:
            place, shape = telling_index(update), update.after.shape
            self._most[update] = int(np.ravel_multi_index(place, shape)) if shape else 0
        return self._most[update]

    def choose_weight(self, weight: int) -> None:
        """Write out the sum of another weight of the update that is looked at.

        Raises:
            ValueError: for a weight that it does not have.
        """
        update = self.update
        if update is None:
            return
        if not 0 <= weight < update.after.size:
            raise ValueError(f"{update.name} has no weight {weight}")
        if weight != self.weight_of(update):
            self._weights[update.name] = weight
            self.changed.emit()

    def choose_part(self, key: str) -> None:
        """Look at another tensor of gradients, or of updates, from now on."""
        looked = self._looked
        if looked is not None and looked.parts and key != looked.key:
            self._parts[looked.kind] = key
            self._find()
            self.changed.emit()

    def choose(self, name: str) -> None:
        """Look at the local called `name` from now on; "" follows the walk again."""
        if name != self._name:
            self._name = name
            self._find()
            self.changed.emit()

    def show(self, *, image: int | None = None, channel: int | None = None) -> None:
        """Look at another image or channel; of an update, at the same place in another filter.

        Raises:
            ValueError: for one below 0.
        """
        of_update = self.update is not None
        image = (self.image if of_update else self._image) if image is None else image
        channel = (self.channel if of_update else self._channel) if channel is None else channel
        if min(image, channel) < 0:
            raise ValueError("images and channels count from 0")
        update = self.update
        if update is not None and len(update.after.shape) > 1:
            self._show_filter(update, image, channel)
            return
        if (image, channel) != (self._image, self._channel):
            self._image, self._channel = image, channel
            self.changed.emit()

    def _place(self, update: Update) -> tuple[int, ...]:
        return tuple(int(axis) for axis in np.unravel_index(self.weight_of(update), update.after.shape))

    def _show_filter(self, update: Update, image: int, channel: int) -> None:
        """Choose the weight at the same place of another filter."""
        shape, place = update.after.shape, list(self._place(update))
        place[0] = min(image, shape[0] - 1)
        if len(shape) >= 4:
            place[1] = min(channel, shape[1] - 1)
        self.choose_weight(int(np.ravel_multi_index(place, shape)))

    def _find(self) -> None:
        trace = self._stepping.trace
        if trace is None:
            self._looked = None
        else:
            stepping = self._stepping
            self._looked = looking.looked_at(trace, stepping.position, stepping.frame, self._name, self._parts)

    def _on_stepping_changed(self) -> None:
        before = self._looked
        self._find()
        now = self._looked
        if (before is None) != (now is None) or (
            before is not None
            and now is not None
            and (before.record is not now.record or (before.name, before.key) != (now.name, now.key))
        ):
            self.changed.emit()

    def _on_trace_changed(self) -> None:
        self._name = ""
        self._most.clear()
        self._find()
        self.changed.emit()
