"""Whole screen pixels: how arrays of colours reach the screen without a blurred edge at any scale factor."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

Pixels = NDArray[np.uint32]


@dataclass(frozen=True)
class PixelImage:
    """A picture ready to be drawn, together with the array that it looks into.

    QImage does not own the bytes that it is given, so the two must live and die together.
    """

    image: QImage
    pixels: Pixels

    @classmethod
    def of(cls, pixels: Pixels, *, transparent: bool = False) -> PixelImage:
        """Wrap colours without copying them.

        Args:
            pixels: (H, W), 0xAARRGGBB; premultiplied where `transparent`.
            transparent: heed the alpha byte.
        """
        kept = np.ascontiguousarray(pixels, dtype=np.uint32)
        height, width = kept.shape
        form = QImage.Format.Format_ARGB32_Premultiplied if transparent else QImage.Format.Format_RGB32
        return cls(QImage(kept.data.cast("B"), width, height, 4 * width, form), kept)


def ratio_of(painter: QPainter) -> float:
    """Say how many screen pixels one unit of this painter spans (1.0, 1.5, 2.0, …)."""
    return float(painter.deviceTransform().m11())


class ScreenPixels:
    """What `screen_pixels` gives; a class, because a generator would cost as much as what is drawn in it."""

    __slots__ = ("_painter",)

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter

    def __enter__(self) -> float:
        painter = self._painter
        before = painter.deviceTransform()
        ratio, dx, dy = float(before.m11()), before.dx(), before.dy()
        painter.save()
        if ratio == 1.0 and dx == round(dx) and dy == round(dy):
            return ratio  # it counts so already
        inverse, invertible = before.inverted()
        if invertible:
            corner = QTransform.fromTranslate(round(dx), round(dy))
            painter.setWorldTransform(corner * inverse * painter.worldTransform())
        return ratio

    def __exit__(self, *_: object) -> None:
        self._painter.restore()


def screen_pixels(painter: QPainter) -> ScreenPixels:
    """Let the painter count in screen pixels from the widget's own corner, and give the scale factor.

    Within the `with` block one unit is one pixel of the screen and (0, 0) lies exactly on a pixel, so whole numbers
    draw sharp, at 125 % and 150 % too.
    """
    return ScreenPixels(painter)


def packed(colour: QColor) -> int:
    """Give a colour as 0xFFRRGGBB."""
    return int(colour.rgb()) | 0xFF000000


def frame(painter: QPainter, inner: QRect, thickness: int, colour: QColor) -> None:
    """Paint a sharp square frame whose inside is exactly `inner`."""
    left, top = inner.left() - thickness, inner.top() - thickness
    wide, high = inner.width() + 2 * thickness, inner.height() + 2 * thickness
    painter.fillRect(left, top, wide, thickness, colour)
    painter.fillRect(left, top + high - thickness, wide, thickness, colour)
    painter.fillRect(left, inner.top(), thickness, inner.height(), colour)
    painter.fillRect(inner.left() + inner.width(), inner.top(), thickness, inner.height(), colour)
