"""Files that people bring: pictures, drawings, weights and recorded passes, read off the GUI thread."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QObject, Signal
from PySide6.QtGui import QImage, QImageWriter

from cnnviz.data import drawing, pictures
from cnnviz.gui.services.latest_only import Answer, Failure, LatestOnly
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.session.opened_pass import OpenedPass

if TYPE_CHECKING:
    from cnnviz.trace.records import Trace

WEIGHTS = (".safetensors", ".pt", ".pth")
DRAWINGS = (".json",)
PASSES = (".trace",)


class Opening(QObject):
    """Reads what people open, paste or drop; the answers arrive as signals on the GUI thread."""

    picture_opened = Signal(object)
    """A `Picture`; its name is empty where it did not come from a file."""
    drawing_opened = Signal(object)
    """A `Drawing`."""
    weights_chosen = Signal(object)
    """The `Path` of a weights file; whether it fits is for the loader to say."""
    pass_opened = Signal(object)
    """An `OpenedPass`."""
    pass_saved = Signal(object)
    """The `Path` of the file that `save_pass` wrote."""
    failed = Signal(object)
    """The `Problem`, or another exception where the fault is ours."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = LatestOnly("opening", self)
        self._lane.answered.connect(self._on_answered)
        self._lane.failed.connect(self._on_failed)

    def open_path(self, path: Path) -> None:
        """Open a file for what its name says it is: weights, a drawing, a recorded pass, or else a picture."""
        suffix = path.suffix.lower()
        if suffix in WEIGHTS:
            self.weights_chosen.emit(path)
        elif suffix in DRAWINGS:
            self._lane.submit(drawing.load, path)
        elif suffix in PASSES:
            self.open_pass(path)
        else:
            self._lane.submit(pictures.read, path)

    def open_pass(self, path: Path) -> None:
        """Open a recorded pass, whatever its file is called."""
        self._lane.submit(_read_pass, path)

    def save_pass(self, trace: Trace, path: Path) -> None:
        """Write a recorded pass into a file."""
        self._lane.submit_ordered(_write_pass, trace, path)

    def open_mime(self, data: QMimeData) -> bool:
        """Open what was pasted or dropped: a file, or a picture; False where it is neither."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.open_path(paths[0])
            return True
        if data.hasImage():
            image = data.imageData()
            if isinstance(image, QImage) and not image.isNull():
                self._lane.submit(_read_nameless, _png(image))
                return True
        return False

    def paste(self, data: QMimeData | None) -> None:
        """Open what lies on the clipboard, or say that nothing there can be opened."""
        if data is None or not self.open_mime(data):
            self.failed.emit(
                Problem(QT_TRANSLATE_NOOP("Problem", "There is no picture on the clipboard. Copy one and paste again."))
            )

    def forget(self) -> None:
        """Drop what is being read: the person has begun something else."""
        self._lane.forget()

    def shutdown(self, seconds: float = 2.0) -> bool:
        """Stop reading; False where the lane was still busy after `seconds`."""
        return self._lane.shutdown(seconds)

    def _on_answered(self, answer: Answer) -> None:
        if isinstance(answer.value, drawing.Drawing):
            self.drawing_opened.emit(answer.value)
        elif isinstance(answer.value, OpenedPass):
            self.pass_opened.emit(answer.value)
        elif isinstance(answer.value, Path):
            self.pass_saved.emit(answer.value)
        else:
            self.picture_opened.emit(answer.value)

    def _on_failed(self, failure: Failure) -> None:
        self.failed.emit(failure.error)


def accepts(data: QMimeData) -> bool:
    """Whether `open_mime` could do something with `data`, judged without reading it."""
    return data.hasImage() or any(url.isLocalFile() for url in data.urls())


def _read_nameless(content: bytes) -> pictures.Picture:
    return replace(pictures.read(content), name="")


def _read_pass(path: Path) -> OpenedPass:
    # on the lane, when somebody brings one: the first window should not wait for it
    from cnnviz.trace import archive  # noqa: PLC0415

    return OpenedPass.of(archive.load(path), path.stem)


def _write_pass(trace: Trace, path: Path) -> Path:
    from cnnviz.trace import archive  # noqa: PLC0415 - as above

    archive.save(trace, path)
    return path


def _png(image: QImage) -> bytes:
    """The image as a PNG file: what the clipboard holds goes the same way as a file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(buffer.data().data())
