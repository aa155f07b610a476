"""The system's own dialogs for opening and saving files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_open(parent: QWidget, title: str, filters: str, folder: str) -> Path | None:
    """The file that the person chose to open, or None where they thought better of it."""
    name, _filter = QFileDialog.getOpenFileName(parent, title, folder, filters)
    return Path(name) if name else None


def ask_save(parent: QWidget, title: str, filters: str, suggested: str, suffix: str) -> Path | None:
    """The file that the person chose to write, with `suffix` where they gave none; None where they gave up."""
    dialog = QFileDialog(parent, title, str(Path(suggested).parent), filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(suffix.removeprefix("."))  # the dialog adds it, and asks before it overwrites
    dialog.selectFile(Path(suggested).name)
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return Path(chosen[0]) if chosen else None


def ask_folder(parent: QWidget, title: str, folder: str) -> Path | None:
    """The folder that the person chose, or None."""
    name = QFileDialog.getExistingDirectory(parent, title, folder)
    return Path(name) if name else None
