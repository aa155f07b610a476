"""A million points: from a zoom or a pan to the repainted plot."""

from __future__ import annotations

import os
import time
from typing import Any

import numpy as np

from tests.benchmarks.report import Figure, percentile, run

_SIZE = (640, 170)


def measure(*, small: bool = False) -> list[Figure]:
    """Zooms and pans over a noisy curve, its mean and the epochs; beside it pyqtgraph's own downsampling."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from cnnviz.app import make_application

    application = make_application()
    points = 100_000 if small else 1_000_000
    turns = 12 if small else 120
    random = np.random.default_rng(7)
    x = np.arange(points, dtype=np.float32)
    y = (2.0 * np.exp(-x / (points / 9)) + 0.05 * np.exp(random.normal(0, 1, points))).astype(np.float32)
    figures = []
    for log in (False, True):
        times = _ours(x, y, turns, log=log)
        scale = "logarithmic" if log else "linear"
        name = f"curves of {points:,} points, {scale}, zoom or pan to painted, 95th percentile"
        figures.append(Figure(name, percentile(times, 0.95), "ms", 16.7))
    theirs = _theirs(x, y, turns)
    figures.append(
        Figure("the same by pyqtgraph's own peak downsampling, 95th percentile", percentile(theirs, 0.95), "ms")
    )
    application.processEvents()
    return figures


def _path(points: int, turns: int) -> list[tuple[float, float]]:
    """Ranges as a person makes them: zoom in, pan along, zoom out."""
    ranges = []
    for turn in range(turns):
        share = turn / turns
        span = points * (1.0 - 0.95 * np.sin(np.pi * share))
        left = (points - span) * share
        ranges.append((float(left), float(left + span)))
    return ranges


def _ours(x: Any, y: Any, turns: int, *, log: bool) -> list[float]:
    from PySide6.QtTest import QTest

    from cnnviz.gui.widgets.curve_plot import CurvePlot
    from cnnviz.imaging.series import Series, TrailingMean

    plot = CurvePlot(axis=True)
    plot.resize(*_SIZE)
    raw, smooth, epochs = Series(), Series(), Series()
    raw.extend(x, y)
    smooth.extend(x, TrailingMean(100).extend(y))
    epochs.extend(x[::10_000], y[::10_000])
    plot.set_log(log)
    plot.set_curve("raw", raw, "raw")
    plot.set_curve("smooth", smooth, "train")
    plot.set_curve("epochs", epochs, "validation", dots=True)
    plot.set_whole(0, len(x))
    plot.show()
    QTest.qWaitForWindowExposed(plot)
    times = []
    for low, high in _path(len(x), turns):
        began = time.perf_counter()
        plot.show_range((low, high))
        plot.repaint()
        times.append((time.perf_counter() - began) * 1000)
    plot.close()
    plot.deleteLater()
    return times


def _theirs(x: Any, y: Any, turns: int) -> list[float]:
    import pyqtgraph as pg
    from PySide6.QtTest import QTest

    view = pg.PlotWidget()
    view.resize(*_SIZE)
    for width in (1, 2):
        item = pg.PlotDataItem(x, y, pen=pg.mkPen("#888888", width=width), skipFiniteCheck=True)
        view.addItem(item)
        item.setClipToView(True)
        item.setDownsampling(auto=True, method="peak" if width == 1 else "mean")
    view.show()
    QTest.qWaitForWindowExposed(view)
    times = []
    for low, high in _path(len(x), turns):
        began = time.perf_counter()
        view.setXRange(low, high, padding=0)
        view.viewport().repaint()
        times.append((time.perf_counter() - began) * 1000)
    view.close()
    view.deleteLater()
    return times


if __name__ == "__main__":
    run(measure, "curves")
