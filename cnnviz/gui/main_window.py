"""The main window: rail, top bar, page, network strip. It composes, and holds no logic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from cnnviz.gui import theme
from cnnviz.gui.services.opening import accepts
from cnnviz.gui.widgets import icons
from cnnviz.gui.widgets.keys_overlay import KeysOverlay
from cnnviz.gui.widgets.notice_bar import NoticeBar
from cnnviz.gui.widgets.rail import Rail
from cnnviz.gui.widgets.splitter import Splitter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cnnviz.gui.pages.draw_page import DrawPage
    from cnnviz.gui.pages.evaluate_page import EvaluatePage
    from cnnviz.gui.pages.step_page import StepPage
    from cnnviz.gui.pages.train_page import TrainPage
    from cnnviz.gui.views.network_strip_view import NetworkStripView
    from cnnviz.gui.views.top_bar_view import TopBarView

    Page = DrawPage | StepPage | TrainPage | EvaluatePage

STRIP_HEIGHT = 172
COMPACT_STRIP_HEIGHT = 101
FULL_STRIP_PAGE = "draw"
"""The page on which the strip shows its volumes at their full size; the others need the room."""
LOW = 780
"""A window below this height needs its pixels for the page."""
SMALLEST = (1024, 680)
FIRST_SIZE = (1440, 900)


class MainWindow(QMainWindow):
    """Holds the parts that every page shares, and the pages."""

    first_painted = Signal()
    """The window is on screen for the first time."""
    closing = Signal()
    """The window is about to close; what it looks like can still be asked."""
    page_shown = Signal(object)
    """The name of the page that came to the front."""
    dropped = Signal(object)
    """The `QMimeData` that was dropped onto the window."""

    def __init__(self) -> None:
        super().__init__()
        self._painted = False
        self._pages = QStackedWidget()
        self._rail_page = FULL_STRIP_PAGE
        self._strip_heights: dict[str, int] = {}  # as they were when a page was left
        self._makers: dict[str, Callable[[], Page]] = {}
        self._states: dict[str, str] = {}  # of splitters on pages that nobody has opened yet
        self._by_name: dict[str, Page] = {}
        self._column = Splitter(Qt.Orientation.Vertical)
        self._column.setObjectName("window")
        self._column.addWidget(self._pages)
        self.notice_bar = NoticeBar(self._pages)
        self.keys_overlay = KeysOverlay(self)
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST)
        self.resize(*FIRST_SIZE)
        self.setWindowIcon(icons.app_icon())
        self._retranslate()

    def compose(self, rail: Rail, top_bar: TopBarView, strip: NetworkStripView) -> None:
        """Put the parts into their places.

        Args:
            rail: the list of pages.
            top_bar: model, input, language, theme.
            strip: the network strip.
        """
        self._rail = rail
        self._top_bar = top_bar
        self._column.addWidget(strip)
        self._column.setStretchFactor(0, 1)
        self._column.setStretchFactor(1, 0)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(top_bar)
        right.addWidget(self._column, 1)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(rail)
        row.addLayout(right, 1)
        self.setCentralWidget(whole)
        rail.page_chosen.connect(self.show_page)

    def fit_strip(self) -> None:
        """Give the network strip the height of the design at the scale of now, less where the window is low."""
        self._strip_heights.clear()
        roomy = self.height() >= theme.px(LOW) and self._rail.current == FULL_STRIP_PAGE
        self._set_strip_height(theme.px(STRIP_HEIGHT if roomy else COMPACT_STRIP_HEIGHT))

    def _set_strip_height(self, height: int) -> None:
        self._column.setSizes([max(self.height() - self._top_bar.height() - height, 1), height])

    def add_page(self, name: str, page: Page) -> None:
        """Put a page behind its item of the rail."""
        self._by_name[name] = page
        self._pages.addWidget(page)

    def add_page_later(self, name: str, make: Callable[[], Page]) -> None:
        """Put a page behind its item of the rail that is made when somebody opens it."""
        self._makers[name] = make

    def show_page(self, name: str) -> None:
        """Bring a page to the front."""
        if name in self._makers:
            self.add_page(name, self._makers.pop(name)())
            self.restore("", self._states)
        before = self._rail_page
        self._rail.set_current(name)
        if before != name:
            self._rail_page = name
            self._strip_heights[before] = self._column.sizes()[-1]
            self._set_strip_height(self._strip_heights.get(name, theme.px(COMPACT_STRIP_HEIGHT)))
            self._pages.setCurrentWidget(self._by_name[name])
            self.page_shown.emit(name)

    @property
    def page_names(self) -> tuple[str, ...]:
        """The pages in the rail's order."""
        return (*self._by_name, *self._makers)

    def splitters(self) -> Mapping[str, Splitter]:
        """All splitters by their names: the window's own and those of the pages."""
        found = {"window": self._column}
        for page in self._by_name.values():
            found.update(page.splitters)
        return found

    def geometry_text(self) -> str:
        """Qt's record of where the window is, in base64."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def splitter_states(self) -> dict[str, str]:
        """Qt's records of all splitters, in base64; of pages that nobody has opened, what was restored."""
        states = {
            name: bytes(splitter.saveState().toBase64().data()).decode() for name, splitter in self.splitters().items()
        }
        return {**self._states, **states}

    def restore(self, geometry: str, splitters: Mapping[str, str]) -> None:
        """Bring back what `geometry_text` and the splitters said; what does not fit is left as it is."""
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        self._states = dict(splitters)
        for name, splitter in self.splitters().items():
            if name in splitters:
                splitter.restoreState(QByteArray.fromBase64(splitters[name].encode()))
                del self._states[name]

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("cnnviz"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say when the window is there."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.first_painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say so while everything still stands."""
        self.closing.emit()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures."""
        if accepts(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what was dropped."""
        data: QMimeData = event.mimeData()
        event.acceptProposedAction()
        self.dropped.emit(data)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
