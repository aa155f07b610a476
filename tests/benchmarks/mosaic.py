"""From an array of many channels to its mosaic on screen."""

from __future__ import annotations

import os
import time

import numpy as np

from tests.benchmarks.report import Figure, percentile, run


def measure(*, small: bool = False) -> list[Figure]:
    """Sets new values and repaints at once, as a live layer does."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtTest import QTest

    from cnnviz.app import make_application
    from cnnviz.gui.widgets.mosaic_view import MosaicView
    from cnnviz.imaging.normalise import scale_of

    application = make_application()
    figures = []
    random = np.random.default_rng(1)
    for shape, size in (((2048, 7, 7), (720, 720)), ((64, 224, 224), (960, 960)), ((16, 28, 28), (356, 356))):
        view = MosaicView()
        view.resize(*size)
        view.show()
        QTest.qWaitForWindowExposed(view)
        arrays = [random.standard_normal(shape).astype(np.float32) for _ in range(2)]
        times = []
        for turn in range(6 if small else 60):
            values = arrays[turn % 2]
            began = time.perf_counter()
            view.set_values(values, scale_of(values), "signed")
            view.viewport().repaint()
            times.append((time.perf_counter() - began) * 1000)
        application.processEvents()
        view.close()
        view.deleteLater()
        name = " × ".join(str(side) for side in shape)
        bar = 16.7 if shape[0] != 16 else None
        figures.append(
            Figure(f"mosaic of {name}, array to painted, 95th percentile", percentile(times, 0.95), "ms", bar)
        )
    return figures


if __name__ == "__main__":
    run(measure, "mosaic")
