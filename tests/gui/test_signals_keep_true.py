from __future__ import annotations

import importlib.metadata
import sys

import pytest
from PySide6.QtCore import QObject, Signal


class Sender(QObject):
    sent = Signal(object)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="True cannot be lost any more")
@pytest.mark.skipif(
    importlib.metadata.version("PySide6_Essentials") == "6.12.0",
    reason="this release loses True: the package refuses it",
)
def test_a_signal_does_not_lose_a_reference_to_true() -> None:
    # PySide6 6.12.0 did, at every emit: after some thousands the process aborts. No later release may bring that back.
    sender = Sender()
    before = sys.getrefcount(True)
    for _ in range(1000):
        sender.sent.emit(None)
    assert abs(sys.getrefcount(True) - before) < 100
