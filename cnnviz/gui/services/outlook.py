"""What a setup amounts to before anything is trained, worked out off the GUI thread. Importing this brings no torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from cnnviz.gui.services.latest_only import Answer, Failure, LatestOnly

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from cnnviz.training.config import RunConfig

_REST = 250  # milliseconds that the setup has to rest: nobody waits for figures of a half-typed number


@dataclass(frozen=True, eq=False)
class Variant:
    """One image as augmentation changed it: (C, H, W) of 0 … 1, and name to what was drawn."""

    image: NDArray[np.float32]
    drawn: dict[str, float | bool | tuple[float, ...]]


@dataclass(frozen=True, eq=False)
class Outlook:
    """What a setup amounts to.

    Attributes:
        config: the setup.
        classes: what is told apart.
        counts: training images of each class.
        train, validation, test: images in the splits.
        steps: batches in an epoch.
        parameters: how many numbers learn.
        images: the first images of the first batch as the network gets them, (n, C, H, W) of 0 … 1.
        labels: of these, (n,).
        original: the first of them unchanged, (C, H, W).
        variants: what augmentation makes of it; empty where it is off.
        seconds: of one epoch on this machine, about.
        megabytes: of memory, about.
    """

    config: RunConfig
    classes: tuple[str, ...]
    counts: tuple[int, ...]
    train: int
    validation: int
    test: int
    steps: int
    parameters: int
    images: NDArray[np.float32]
    labels: NDArray[np.int64]
    original: NDArray[np.float32]
    variants: tuple[Variant, ...]
    seconds: float
    megabytes: float


def _look(config: RunConfig, bench: list[object]) -> Outlook:
    # on the lane, when the page is open: the window opens without torch
    from cnnviz.gui.services import outlook_worker  # noqa: PLC0415

    return outlook_worker.look(config, bench)


class Outlooks(QObject):
    """Works out the newest setup.

    Args:
        parent: the owner.
    """

    looked = Signal(object)
    """The `Outlook` of the newest setup."""
    failed = Signal(object)
    """A `Problem` that the setup has with its data or its network, or another exception where the fault is ours."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = LatestOnly("outlook", self)
        self._lane.answered.connect(self._on_answered)
        self._lane.failed.connect(self._on_failed)
        self._bench: list[object] = []  # the data set of last time; the lane's own
        self._config: RunConfig | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._ask)

    def look(self, config: RunConfig) -> None:
        """Ask for a setup, in place of one that was asked for before."""
        self._config = config
        self._rest.start()

    def forget(self) -> None:
        """Nobody wants to know any more."""
        self._rest.stop()
        self._lane.forget()

    def shutdown(self) -> bool:
        """Stop; False where the lane was still busy and is left behind."""
        self._rest.stop()
        return self._lane.shutdown()

    def _ask(self) -> None:
        if self._config is not None:
            self._lane.submit(_look, self._config, self._bench)

    def _on_answered(self, answer: Answer) -> None:
        self.looked.emit(answer.value)

    def _on_failed(self, failure: Failure) -> None:
        self.failed.emit(failure.error)
