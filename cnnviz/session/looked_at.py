"""Which tensor the stepper's picture shows, and which image and channel of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cnnviz.trace import looking, pictures
from cnnviz.trace.looking import Looked

if TYPE_CHECKING:
    from cnnviz.session.stepping import Stepping


class LookedAt(QObject):
    """One tensor at the stepper's position.

    It follows the walk, which shows what was made last, until somebody chooses a name; a name that is gone (the walk
    is in another function) follows the walk too until it is there again. Image and channel stay as they were wanted,
    as far as the tensor has them.

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
        """Which entry of axis 0, one that the tensor has."""
        count = 1 if self._looked is None else pictures.image_count(self._looked.record.shape)
        return min(self._image, count - 1)

    @property
    def wanted_image(self) -> int:
        """Which image somebody chose, for tensors other than this one."""
        return self._image

    @property
    def channel(self) -> int:
        """Which channel, one that the tensor has."""
        count = 1 if self._looked is None else pictures.channel_count(self._looked.record.shape)
        return min(self._channel, count - 1)

    @property
    def wanted_channel(self) -> int:
        """Which channel somebody chose, for tensors other than this one."""
        return self._channel

    def choose(self, name: str) -> None:
        """Look at the local called `name` from now on; "" follows the walk again."""
        if name != self._name:
            self._name = name
            self._find()
            self.changed.emit()

    def show(self, *, image: int | None = None, channel: int | None = None) -> None:
        """Look at another image or channel.

        Raises:
            ValueError: for one below 0.
        """
        image = self._image if image is None else image
        channel = self._channel if channel is None else channel
        if min(image, channel) < 0:
            raise ValueError("images and channels count from 0")
        if (image, channel) != (self._image, self._channel):
            self._image, self._channel = image, channel
            self.changed.emit()

    def _find(self) -> None:
        trace = self._stepping.trace
        if trace is None:
            self._looked = None
        else:
            self._looked = looking.looked_at(trace, self._stepping.position, self._stepping.frame, self._name)

    def _on_stepping_changed(self) -> None:
        before = self._looked
        self._find()
        now = self._looked
        if (before is None) != (now is None) or (
            before is not None and now is not None and (before.record is not now.record or before.name != now.name)
        ):
            self.changed.emit()

    def _on_trace_changed(self) -> None:
        self._name = ""
        self._find()
        self.changed.emit()
