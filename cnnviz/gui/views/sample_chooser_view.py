"""The chooser of samples: which data set, which digit, the one before, the next, or any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cnnviz.gui import theme
from cnnviz.gui.actions import tooltip
from cnnviz.gui.widgets import painting
from cnnviz.gui.widgets.buttons import TextButton
from cnnviz.gui.widgets.label import Label
from cnnviz.gui.widgets.progress_row import ProgressRow
from cnnviz.gui.widgets.segmented import Segment, Segmented

if TYPE_CHECKING:
    from cnnviz.gui.services.downloads import Downloads
    from cnnviz.gui.services.samples import Samples

ANY = "any"
DIGITS = tuple(str(digit) for digit in range(10))


class SampleChooserView(QFrame):
    """A small window beside the input button; it stays open while samples are tried.

    Esc or a click elsewhere closes it.

    Args:
        samples: picks the samples.
        downloads: fetches MNIST; its progress is shown here.
        parent: the owner.
    """

    download_asked = Signal()
    """The person wants MNIST."""

    def __init__(self, samples: Samples, downloads: Downloads, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._samples = samples
        self._downloads = downloads
        self._title = Label("title", "text")
        self._line = Label("body", "text2")
        self._sets = Segmented()
        self._labels = Segmented()
        self._previous = TextButton(icon="previous")
        self._random = TextButton(icon="shuffle")
        self._next = TextButton(icon_after="next")
        self._get_mnist = TextButton(kind="link", icon="download")
        self._progress = ProgressRow()
        self._build()
        self._retranslate()
        self._sets.chosen.connect(samples.choose)
        self._labels.chosen.connect(lambda key: samples.choose_label(None if key == ANY else int(key)))
        self._previous.clicked.connect(samples.show_previous)
        self._random.clicked.connect(samples.show_random)
        self._next.clicked.connect(samples.show_next)
        self._get_mnist.clicked.connect(self.download_asked)
        self._progress.cancelled.connect(downloads.cancel)
        downloads.progressed.connect(self._on_progressed)
        for outcome in (downloads.finished, downloads.failed, downloads.cancelled):
            outcome.connect(self._on_download_ended)
        samples.sets_changed.connect(self._show_sets)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self._previous, self._random, self._next):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for widget in (self._title, self._line, self._sets, self._labels):
            column.addWidget(widget)
        column.addLayout(row)
        column.addWidget(self._get_mnist)
        column.addWidget(self._progress)
        self._progress.hide()

    def open_beside(self, anchor: QWidget) -> None:
        """Open below `anchor`, with the first sample on show."""
        self._show_sets()
        self.adjustSize()
        self.move(anchor.mapToGlobal(QPoint(0, anchor.height() + 4)))
        self.show()
        self._next.setFocus(Qt.FocusReason.PopupFocusReason)

    def _show_sets(self) -> None:
        choices = self._samples.choices
        if not choices:
            return
        self._sets.set_segments([Segment(choice.name, set_title(choice.title)) for choice in choices])
        self._sets.set_chosen(self._samples.chosen)
        here = any(choice.name.startswith("mnist") for choice in choices)
        self._get_mnist.setVisible(not here and not self._downloads.running)
        self.adjustSize()

    def _on_progressed(self, amounts: tuple[int, int]) -> None:
        self._get_mnist.hide()
        self._progress.set_progress(*amounts)
        self._progress.show()
        self.adjustSize()

    def _on_download_ended(self) -> None:
        self._progress.hide()
        self._show_sets()

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Samples"))
        self._line.setText(self.tr("Digits that others wrote, as they lie in the data set."))
        self._labels.set_segments([Segment(ANY, self.tr("Any")), *(Segment(digit, digit) for digit in DIGITS)])
        self._sets.setAccessibleName(self.tr("Data set"))
        self._labels.setAccessibleName(self.tr("Which digit"))
        self._previous.setText(self.tr("Previous"))
        self._random.setText(self.tr("Random"))
        self._next.setText(self.tr("Next"))
        for button, action in (
            (self._previous, "previous_sample"),
            (self._random, "random_sample"),
            (self._next, "next_sample"),
        ):
            button.setToolTip(tooltip(action))
        self._get_mnist.setText(self.tr("Download MNIST, 70,000 handwritten digits (12 MB)"))
        self._progress.set_text(self.tr("Downloading MNIST"))
        self._show_sets()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A sheet with an outline."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.panel)
        painting.rounded(painter, self.rect(), 0, outline=tokens.ctl)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()


def set_title(title: str) -> str:
    """A data set's title in the language of the interface."""
    return QCoreApplication.translate("Samples", title)
