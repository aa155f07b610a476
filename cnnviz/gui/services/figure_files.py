"""Figures as files: a picture, a drawing that can be enlarged, or the numbers behind them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QImage, QPainter, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from cnnviz.gui import theme
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem

SUFFIXES: Final = (".png", ".svg", ".csv")
_SHARPNESS: Final = 3  # pixels of the file for each of the screen: it is printed, or shown larger


def save(path: Path, figure: QWidget, rows: Iterable[Sequence[object]], title: str) -> None:
    """Write a figure as what the file's suffix says.

    Args:
        path: ends in one of `SUFFIXES`.
        figure: what is drawn, as it is on the screen.
        rows: the numbers behind it, the first row their names.
        title: of the figure.

    Raises:
        Problem: the file cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix == ".csv":
        try:
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(rows)
        except OSError as error:
            raise _unwritten(path, error.strerror or str(error)) from error
        return
    if not (_save_svg(path, figure, title) if suffix == ".svg" else _save_png(path, figure)):
        raise _unwritten(path, "")


def _save_png(path: Path, figure: QWidget) -> bool:
    image = QImage(figure.size() * _SHARPNESS, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SHARPNESS)
    image.fill(theme.tokens().panel)
    painter = QPainter(image)
    _draw(painter, figure)
    painter.end()
    return image.save(str(path))


def _save_svg(path: Path, figure: QWidget, title: str) -> bool:
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(figure.size())
    generator.setViewBox(QRect(QPoint(), figure.size()))
    generator.setTitle(title)
    painter = QPainter()
    if not painter.begin(generator):
        return False
    painter.fillRect(QRect(QPoint(), figure.size()), theme.tokens().panel)
    _draw(painter, figure)
    return painter.end()


def _draw(painter: QPainter, figure: QWidget) -> None:
    figure.render(painter, QPoint(), QRegion(QRect(QPoint(), QSize(figure.size()))), QWidget.RenderFlag.DrawChildren)


def _unwritten(path: Path, reason: str) -> Problem:
    if not reason:
        return Problem(
            QT_TRANSLATE_NOOP("Problem", "“{path}” cannot be written. Choose another folder."), path=str(path)
        )
    return Problem(QT_TRANSLATE_NOOP("Problem", "“{file}” cannot be written: {reason}."), file=path.name, reason=reason)
