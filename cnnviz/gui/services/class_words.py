"""What classes are called in the language of the interface."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def class_name(name: str) -> str:
    """A class of a well-known data set in the person's language; any other as it is."""
    return QCoreApplication.translate("Classes", name)
