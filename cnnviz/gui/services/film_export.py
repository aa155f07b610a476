"""The film of a run as a file: the window is taken through the saved moments, and each becomes a frame of a GIF."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from cnnviz.gui.services.latest_only import Answer, Failure, LatestOnly
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.session.runs import Moment, Runs
from cnnviz.session.workspace import Workspace

FRAMES: Final = 100
"""Moments of a film at most, evenly taken from those that are saved."""
_FRAME: Final = 100  # milliseconds
_LAST: Final = 1500  # milliseconds that the last frame stays
_WIDTH: Final = 960  # pixels at most: a film is looked at in a document
_PATIENCE: Final = 2000  # milliseconds that a moment may take; one that is gone is left out

Frame = tuple[int, int, bytes]


def write(frames: list[Frame], path: Path) -> Path:
    """Write the frames as a GIF that begins again; each is width, height and its RGB bytes.

    Raises:
        Problem: the file cannot be written.
    """
    # on the lane: the window opens without it
    from PIL import Image  # noqa: PLC0415

    pictures = [Image.frombytes("RGB", (width, height), data) for width, height, data in frames]
    # one palette for all frames, made of the last, which has all colours: colours must not flicker
    palette = pictures[-1].quantize(256)
    shown = [picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture in pictures]
    durations = [_FRAME] * (len(shown) - 1) + [_LAST]
    part = path.with_name(f".{path.name}.part")
    try:
        shown[0].save(part, "GIF", save_all=True, append_images=shown[1:], duration=durations, loop=0, optimize=False)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{file}” cannot be written: {reason}."),
            file=path.name,
            reason=error.strerror or str(error),
        ) from error
    return path


class FilmExport(QObject):
    """Takes the window through a run and writes what it shows.

    Args:
        workspace: says when a moment has reached the window.
        runs: the run that is watched.
        stage: the widget that is filmed.
        parent: the owner.
    """

    finished = Signal(object)
    """The `Path` that was written."""
    failed = Signal(object)
    """The `Problem`, or another exception where the fault is ours."""
    progressed = Signal(object)
    """(frames so far, frames in all); (0, 0) when it is over."""

    def __init__(self, workspace: Workspace, runs: Runs, stage: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs, self._stage, self._workspace = runs, stage, workspace
        self._waiting: list[Moment] = []
        self._frames: list[Frame] = []
        self._total = 0
        self._path: Path | None = None
        self._before: Moment | None = None
        self._was_live = True
        self._lane = LatestOnly("film", self)
        self._lane.answered.connect(self._on_written)
        self._lane.failed.connect(self._on_failed)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE)
        self._patience.timeout.connect(self._next)
        self._settled = QTimer(self)  # what follows the pass has been painted by then
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self._settled.timeout.connect(self._take)
        workspace.trace_changed.connect(self._on_trace_changed)

    @property
    def is_running(self) -> bool:
        """Whether a film is being made."""
        return self._path is not None

    def start(self, path: Path) -> None:
        """Begin; does nothing while a film is being made, or where there is nothing to film."""
        run = self._runs.current
        if self._path is not None or run is None or not run.moments:
            return
        moments = list(run.moments)
        count = min(len(moments), FRAMES)
        spread = [moments[round(place * (len(moments) - 1) / max(count - 1, 1))] for place in range(count)]
        self._before, self._was_live = self._runs.moment, self._runs.is_live
        self._path, self._waiting, self._frames, self._total = path, spread[::-1], [], count
        self._next()

    def stop(self) -> None:
        """Give up; no file is left behind."""
        if self._path is not None:
            self._end()

    def shutdown(self) -> bool:
        """Give up; False where the file is still being written and its thread is left behind."""
        self._waiting, self._path = [], None
        self._patience.stop()
        self._settled.stop()
        return self._lane.shutdown()

    def _next(self) -> None:
        """Go to the next moment, or write the file."""
        if self._path is None:
            return
        self.progressed.emit((len(self._frames), self._total))
        if not self._waiting:
            if self._frames:
                self._lane.submit_ordered(write, self._frames, self._path)
                self._frames = []
            else:
                self._end()
            return
        moment = self._waiting.pop()
        self._patience.start()
        if moment == self._runs.moment:
            self._settled.start()  # it is there already
        else:
            self._runs.scrub_to(moment)

    def _on_trace_changed(self, trace: object) -> None:
        if self._path is not None and trace is not None and self._patience.isActive():
            self._settled.start()

    def _take(self) -> None:
        if self._path is None or not self._patience.isActive():
            return
        self._patience.stop()
        self._frames.append(_frame(self._stage))
        self._next()

    def _on_written(self, answer: Answer) -> None:
        self._end()
        self.finished.emit(answer.value)

    def _on_failed(self, failure: Failure) -> None:
        self._end()
        self.failed.emit(failure.error)

    def _end(self) -> None:
        """Put the window back to where it was."""
        self._path, self._waiting, self._frames = None, [], []
        self._patience.stop()
        self._settled.stop()
        if self._was_live:
            self._runs.go_live()
        elif self._before is not None:
            self._runs.scrub_to(self._before)
        self.progressed.emit((0, 0))


def _frame(stage: QWidget) -> Frame:
    """What the widget shows, no wider than a film is."""
    picture = stage.grab().toImage()
    if picture.width() > _WIDTH:
        smooth = Qt.TransformationMode.SmoothTransformation
        size = QSize(_WIDTH, round(picture.height() * _WIDTH / picture.width()))
        picture = picture.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    picture = picture.convertToFormat(QImage.Format.Format_RGB888)
    width, height, line = picture.width(), picture.height(), picture.bytesPerLine()
    data = bytes(picture.constBits())
    if line != 3 * width:  # Qt begins each line at a multiple of four bytes
        data = b"".join(data[row * line : row * line + 3 * width] for row in range(height))
    return width, height, data
