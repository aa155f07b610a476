"""Colour maps for numbers: blue below zero, orange above, and zero is the paper of the theme."""

from __future__ import annotations

from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

PaletteName = Literal["signed", "magnitude", "grey", "cividis"]

NAMES: tuple[PaletteName, ...] = ("signed", "magnitude", "grey", "cividis")

# In a signed table this entry is exactly zero; the 127 entries on either side are equally far apart, and entry 0
# repeats entry 1.
SIGNED_ZERO = 128

_SIGNED_LIGHT = "1B3A76 245BAE 4883CE 7DABDF B8D2EB F7F7F7 EBC7A6 DC9559 C36601 934500 622B09"
_SIGNED_DARK = "D9EFFF 82C7FE 509BDE 4270A3 364963 252525 5F402A 965F28 CB8324 F1B257 FDE8C6"
_GREY_LIGHT = "FFFFFF 111214"
_GREY_DARK = "0F1012 F4F4F5"
_CIVIDIS = "00224E 123570 3B496C 575D6D 707173 8A8678 A59C74 C3B369 E1CC55 FEE838"


@cache
def table(name: PaletteName, *, dark: bool) -> NDArray[np.uint8]:
    """The 256 colours of a map, shape (256, 3), red green blue, read-only.

    Between its points a map is linear in sRGB. *signed* puts zero at `SIGNED_ZERO`; *magnitude* (the orange half),
    *grey* (paper to ink) and *cividis* start at entry 0.

    Args:
        name: one of `NAMES`.
        dark: the map for the dark theme; cividis is the same in both.

    Raises:
        KeyError: an unknown name.
    """
    points = _points(name, dark)
    if name == "signed":
        place = np.clip((np.arange(256) - SIGNED_ZERO) / 127.0, -1.0, 1.0) * 0.5 + 0.5
    else:
        place = np.arange(256) / 255.0
    stops = np.linspace(0.0, 1.0, len(points))
    colours = np.stack([np.interp(place, stops, points[:, channel]) for channel in range(3)], axis=1)
    result = np.rint(colours).astype(np.uint8)
    result.flags.writeable = False
    return result


@cache
def packed(name: PaletteName, *, dark: bool) -> NDArray[np.uint32]:
    """The same 256 colours as 0xFFRRGGBB, shape (256,), read-only: what Qt's 32-bit images hold."""
    rgb = table(name, dark=dark).astype(np.uint32)
    result = np.uint32(0xFF000000) | rgb[:, 0] << np.uint32(16) | rgb[:, 1] << np.uint32(8) | rgb[:, 2]
    result.flags.writeable = False
    return result


def _points(name: PaletteName, dark: bool) -> NDArray[np.float64]:
    """The map's points, shape (points, 3), 0 … 255."""
    signed = _SIGNED_DARK if dark else _SIGNED_LIGHT
    text = {
        "signed": signed,
        "magnitude": signed[len(signed) // 2 - 3 :],
        "grey": _GREY_DARK if dark else _GREY_LIGHT,
        "cividis": _CIVIDIS,
    }[name]
    return np.array([tuple(bytes.fromhex(colour)) for colour in text.split()], dtype=np.float64)
