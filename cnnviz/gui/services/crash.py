"""What went wrong inside the program becomes a notice and a line in the log file, and the window lives on."""

from __future__ import annotations

import logging
import logging.handlers
import platform
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)

import cnnviz
from cnnviz.gui.notices import Notices
from cnnviz.gui.services.language import translate_problem
from cnnviz.problems import Problem

LOG_FILE: Final = "cnnviz.log"
_LOG_BYTES = 1_000_000
_OLD_LOGS = 2
_PACKAGES = ("PySide6_Essentials", "numpy", "torch", "torchvision", "pyqtgraph", "pillow")
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_log = logging.getLogger("cnnviz.crash")
_qt_log = logging.getLogger("cnnviz.qt")


@dataclass(frozen=True)
class _Error:
    """One error as text, so that nothing of the frames it came through is kept alive."""

    summary: str
    trace: str
    place: str


class CrashReporter(QObject):
    """Receives every exception that nobody caught, in whichever thread, and Qt's own messages.

    An error that repeats, such as one in a paint event, is one notice whose count grows, told and logged the first,
    second, fourth, eighth … time only.

    Args:
        notices: where errors are told, on the thread that made this object.
        log_folder: where the log file is kept; made where it is missing.
    """

    _reported = Signal(object)

    def __init__(self, notices: Notices, log_folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._undo: list[Callable[[], object]] = []
        self._reported.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self.log_file = self._open_log(log_folder)
        self._install_hooks()

    def uninstall(self) -> None:
        """Put back all hooks that were there before, and close the log file."""
        while self._undo:
            self._undo.pop()()

    def report(self, error: BaseException) -> None:
        """Log and tell an exception that somebody caught but cannot mend. A `Problem` is told as its sentence."""
        if isinstance(error, Problem):
            self._notices.post(translate_problem(error), level="attention")
        else:
            self._report(type(error), error, error.__traceback__)

    # Where errors come in, on any thread

    def _report(
        self, error_type: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        frames = traceback.extract_tb(trace)
        last = frames[-1] if frames else None
        place = f"{error_type.__qualname__} {last.filename}:{last.lineno}" if last else error_type.__qualname__
        summary = "".join(traceback.format_exception_only(error_type, error)).strip()
        with self._lock:
            self._counts[place] += 1
            count = self._counts[place]
        if count & (count - 1):  # not a power of two
            return
        text = "".join(traceback.format_exception(error_type, error, trace))
        if count == 1:
            _log.error("%s", text.rstrip())
        else:
            _log.error("%s: %d times by now", summary, count)
        self._send(_Error(summary, text, place))

    def _send(self, error: _Error) -> None:
        try:
            self._reported.emit(error)  # queued: the person is told from the event loop, not from inside a paint event
        except RuntimeError:  # the window is gone; the log has it
            return

    def _on_uncaught(self, error_type: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(error_type, KeyboardInterrupt):
            QCoreApplication.quit()
        else:
            self._report(error_type, error, trace)

    def _on_thread_failed(self, arguments: threading.ExceptHookArgs) -> None:
        if not issubclass(arguments.exc_type, SystemExit):
            self._report(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    def _on_unraisable(self, unraisable: sys.UnraisableHookArgs) -> None:
        self._report(unraisable.exc_type, unraisable.exc_value, unraisable.exc_traceback)

    def _on_qt_message(self, level: QtMsgType, context: QMessageLogContext, message: str) -> None:
        # Qt may hold locks here: nothing but the log. A critical message has no traceback a person could send us.
        category = context.category or "default"
        _qt_log.log(_QT_LEVELS.get(level, logging.WARNING), "%s: %s", category, message)
        if level == QtMsgType.QtFatalMsg and sys.__stderr__ is not None:
            print(message, file=sys.__stderr__, flush=True)

    # Where they are told, on the GUI thread

    @Slot(object)
    def _tell(self, error: _Error) -> None:
        text = QCoreApplication.translate(
            "CrashReporter",
            "Something went wrong inside the program ({error}). It goes on; what you did last may be missing. "
            "“Copy details” copies what the developers need.",
        ).format(error=error.summary.splitlines()[-1][:200])
        self._notices.post(
            text, level="error", details=self._details(error), key=error.place, count=self._counts[error.place]
        )

    def _details(self, error: _Error) -> str:
        log = "no log file" if self.log_file is None else str(self.log_file)
        return f"{error.trace.rstrip()}\n\n{versions()}\n{log}\n"

    # Setting up

    def _open_log(self, folder: Path) -> Path | None:
        """Begin to keep the log; None where it cannot be written, which is no reason not to start."""
        if sys.stderr is not None:  # started without a terminal, Python has none on Windows
            self._add_handler(logging.StreamHandler(sys.stderr), logging.WARNING, "%(levelname)s: %(message)s")
        path = folder / LOG_FILE
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handler = logging.handlers.RotatingFileHandler(
                path, maxBytes=_LOG_BYTES, backupCount=_OLD_LOGS, encoding="utf-8"
            )
        except OSError:
            return None
        ours = logging.getLogger("cnnviz")
        level = ours.level
        self._undo.append(lambda: ours.setLevel(level))
        ours.setLevel(logging.INFO)
        self._add_handler(handler, logging.INFO, "%(asctime)s %(levelname)s %(name)s: %(message)s")
        return path

    def _add_handler(self, handler: logging.Handler, level: int, form: str) -> None:
        handler.setLevel(level)
        handler.setFormatter(logging.Formatter(form))
        root = logging.getLogger()
        root.addHandler(handler)
        self._undo.append(handler.close)
        self._undo.append(lambda: root.removeHandler(handler))

    def _install_hooks(self) -> None:
        before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._on_uncaught
        threading.excepthook = self._on_thread_failed
        sys.unraisablehook = self._on_unraisable
        qt_before = qInstallMessageHandler(self._on_qt_message)

        def put_back() -> None:
            sys.excepthook, threading.excepthook, sys.unraisablehook = before
            qInstallMessageHandler(qt_before)

        self._undo.append(put_back)


def install(notices: Notices, log_folder: Path, parent: QObject | None = None) -> CrashReporter:
    """Begin to turn uncaught exceptions into notices; the result's `uninstall()` ends it."""
    return CrashReporter(notices, log_folder, parent)


def versions() -> str:
    """What the developers need to know of this installation, one line each. Imports nothing."""
    lines = [f"cnnviz {cnnviz.__version__}", f"Python {platform.python_version()}", platform.platform()]
    for package in _PACKAGES:
        try:
            lines.append(f"{package} {metadata.version(package)}")
        except metadata.PackageNotFoundError:
            lines.append(f"{package}: not installed")
    return "\n".join(lines)
