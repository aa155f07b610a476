"""A pass that came from a file or from somebody's own script, and which of the two passes is looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cnnviz.models.cards import ModelCard

if TYPE_CHECKING:
    from cnnviz.session.workspace import Workspace
    from cnnviz.trace.records import Trace


@dataclass(frozen=True, eq=False)
class OpenedPass:
    """A recorded pass without the network that made it.

    Attributes:
        trace: the pass.
        title: what it is called: the name of its file, without its ending.
        card: what the pass alone tells of its network: no weights, no classes.
    """

    trace: Trace
    title: str
    card: ModelCard

    @classmethod
    def of(cls, trace: Trace, title: str) -> OpenedPass:
        """The pass with its network's card."""
        channels, height, width = (1, 1, 1, *trace.input.shape[1:])[-3:]
        card = ModelCard(
            name="",
            title=trace.model_name,
            source="",
            input_shape=(channels, height, width),
            mean=(),
            std=(),
            classes=(),
            parameters={},
            parameter_count=trace.parameter_count,
        )
        return cls(trace, title, card)


class PassChoice(QObject):
    """Which pass is looked at: the one of the person's drawing, or the one that was opened.

    The opened one is in front on the pages that can show it from the pass alone. A new input leads back to the live
    network; the opened pass is kept, and `switch` brings it back.

    Args:
        workspace: holds both.
        pages: the pages that can show an opened pass.
        parent: the owner.
    """

    live_wanted = Signal()
    """The live network is looked at again: it must answer from now on."""

    def __init__(self, workspace: Workspace, pages: Iterable[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._pages = frozenset(pages)
        self._page = ""
        self._prefers_opened = False
        workspace.input_changed.connect(self.prefer_live)

    @property
    def prefers_opened(self) -> bool:
        """Whether the opened pass is shown where it can be."""
        return self._prefers_opened

    def open(self, opened: OpenedPass) -> None:
        """Keep a pass, and look at it."""
        self._workspace.opened = opened
        self._prefers_opened = True
        self._show()

    def prefer_live(self) -> None:
        """Look at the live network."""
        self._prefers_opened = False
        self._show()

    def switch(self) -> None:
        """Look at the other of the two."""
        self._prefers_opened = not self._prefers_opened and self._workspace.opened is not None
        self._show()

    def set_page(self, page: str) -> None:
        """Say which page is in front."""
        self._page = page
        self._show()

    def _show(self) -> None:
        self._workspace.show_opened(self._prefers_opened and self._page in self._pages)
        if self._page and not self._workspace.shows_opened:
            self.live_wanted.emit()
