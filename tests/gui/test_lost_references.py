from __future__ import annotations

import importlib.metadata
import sys

import pytest
from PySide6.QtCore import QObject, Signal


class Sender(QObject):
    sent = Signal(object)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True cannot be lost any more")
@pytest.mark.skipif(
    importlib.metadata.version("PySide6_Essentials") == "6.12.0",
    reason="this release loses them: the package refuses it",
)
def test_calling_qt_loses_no_reference_to_none_or_true() -> None:
    # PySide6 6.12.0 did, at every call: after some thousands the process aborts. No later release may bring that back.
    sender = Sender()
    before = sys.getrefcount(None), sys.getrefcount(True)
    for number in range(1000):
        sender.sent.emit(None)
        sender.setObjectName(str(number))
    lost = [was - now for was, now in zip(before, (sys.getrefcount(None), sys.getrefcount(True)), strict=True)]
    assert max(lost) < 100
