"""What the picture tests compare with: colours worked out here from the table of points, and grabbed pixels."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

SIGNED_LIGHT = "1B3A76 245BAE 4883CE 7DABDF B8D2EB F7F7F7 EBC7A6 DC9559 C36601 934500 622B09"
SIGNED_DARK = "D9EFFF 82C7FE 509BDE 4270A3 364963 252525 5F402A 965F28 CB8324 F1B257 FDE8C6"


def rgb(text: str) -> np.ndarray:
    return np.array([int(text[place : place + 2], 16) for place in (0, 2, 4)], dtype=float)


def colour_of(value: float, high: float, points: str, *, signed: bool = True) -> np.ndarray:
    """The colour between the points of a map, without any table."""
    stops = [rgb(text) for text in points.split()]
    if signed:
        place = (min(max(value / high, -1.0), 1.0) + 1) / 2 * (len(stops) - 1)
    else:
        stops = stops[len(stops) // 2 :]
        place = min(max(value / high, 0.0), 1.0) * (len(stops) - 1)
    before = min(int(place), len(stops) - 2)
    return stops[before] + (stops[before + 1] - stops[before]) * (place - before)


def grab(widget: QWidget, ratio: float = 1.0) -> np.ndarray:
    """The widget's pixels, (H, W, 3), as a screen with `ratio` pixels per logical pixel would show them."""
    size = widget.size() * ratio
    image = QImage(size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    widget.render(image, QPoint(0, 0))
    flat = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    return flat[:, : 4 * image.width()].reshape(image.height(), image.width(), 4)[:, :, 2::-1].astype(float)


def close(pixel: np.ndarray, colour: np.ndarray, tolerance: float = 3.0) -> bool:
    """Whether two colours differ by no more than a step of a 256-entry table does."""
    return bool(np.abs(np.asarray(pixel) - np.asarray(colour)).max() <= tolerance)
