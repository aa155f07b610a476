"""Importing this makes every later import as fast as it is without Qt.

WORKAROUND: once PySide6 is imported, it reads the source text of every module that is imported after it, to find out
whether that module may ask for renamed methods (`from __feature__ import snake_case`). For torch that is two thousand
files (https://github.com/napari/napari/issues/8584). Nothing here asks for that, and a module's name tells as much.
What breaks without it: nothing, but the window and the network come later.
"""

from __future__ import annotations

import sys
from types import ModuleType

import PySide6.QtCore  # noqa: F401 - brings the module that is changed here

_FEATURE = "shibokensupport.feature"
_ASKS = "_mod_uses_pyside"


def _uses_qt(module: ModuleType) -> bool:
    """Whether a module is to be counted among those that use Qt, by its name alone."""
    return module.__name__.partition(".")[0] in ("cnnviz", "__main__")


def enable() -> bool:
    """Stop the reading; False where this PySide6 does no such thing, or does it elsewhere."""
    feature = sys.modules.get(_FEATURE)
    if not callable(getattr(feature, _ASKS, None)):
        return False
    setattr(feature, _ASKS, _uses_qt)
    return True


enable()
