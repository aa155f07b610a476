"""Lets the C library keep the memory of dropped Traces for the next ones, instead of handing it back to the system.

glibc gives large blocks back as soon as they are freed. A recorded pass takes all of its memory anew, then, and the
system clears it page by page: for ResNet-18 that alone costs a quarter of the pass.
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache

WORTHWHILE = 8 << 20  # bytes; what smaller passes take is kept anyway

_TRIM_THRESHOLD, _KEPT = -1, 256 << 20  # bytes that stay with the process at most
_MMAP_THRESHOLD, _LARGEST = -3, 32 << 20  # the largest block that may stay; glibc's own limit


@cache
def keep() -> bool:
    """Ask the C library to keep what is freed, for the whole process; whether it is one that can."""
    if sys.platform != "linux":
        return False
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError):  # another C library than glibc
        return False
    return bool(mallopt(_TRIM_THRESHOLD, _KEPT)) and bool(mallopt(_MMAP_THRESHOLD, _LARGEST))
