"""The one QApplication, made so that a missing library of Qt ends in a sentence."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication


def _on_early_message(level: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Say in a sentence why Qt cannot start, where Qt would only abort."""
    if level == QtMsgType.QtFatalMsg:
        if sys.platform.startswith("linux") and "platform plugin" in message:
            reason = (
                "cnnviz cannot open a window: Qt's platform plugin does not load. On Debian or Ubuntu run "
                "“sudo apt install libxcb-cursor0”; without a display set QT_QPA_PLATFORM=offscreen."
            )
        else:
            reason = f"cnnviz cannot open a window: {message}"
        sys.stderr.write(reason + "\n")
        sys.stderr.flush()
        os._exit(2)


def make_application() -> QApplication:
    """The one QApplication, made so that a missing Qt library ends in a sentence and not in a core dump."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    if sys.platform == "win32":
        import torch  # noqa: F401, PLC0415 - on Windows torch must load its libraries before Qt does
    previous = qInstallMessageHandler(_on_early_message)
    application = QApplication([sys.argv[0] or "cnnviz"])
    qInstallMessageHandler(previous)
    # Every point of a fast pen or mouse counts: the canvas takes them all. Only now: on X11 Qt turns this on itself
    # while it starts, and a stroke drawn while the program is busy would become a straight line.
    application.setAttribute(Qt.ApplicationAttribute.AA_CompressHighFrequencyEvents, False)
    application.setApplicationName("cnnviz")
    application.setDesktopFileName("cnnviz")
    return application
