"""Pictures of the window: every page with a scripted drawing, on any machine, with or without a display."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from cnnviz.data.drawing import DEFAULT_SIZE, Drawing, Stroke
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from cnnviz.gui.views.run_preview_view import RunPreviewView
    from cnnviz.session.examined import Examined
    from cnnviz.session.stepping import Stepping

SIZE: Final = (1440, 900)
PATIENCE: Final = 60_000
"""Milliseconds after which a picture that does not come is given up: torch may take long on a cold disk."""

# A 3 as a hand draws it, in fractions of the canvas; seconds between points as a calm pen takes them.
_THREE: Final = (
    (0.33, 0.28), (0.36, 0.22), (0.44, 0.18), (0.54, 0.18), (0.62, 0.22), (0.65, 0.30), (0.62, 0.38),
    (0.55, 0.44), (0.47, 0.47), (0.55, 0.49), (0.64, 0.54), (0.68, 0.62), (0.66, 0.71), (0.58, 0.78),
    (0.48, 0.81), (0.38, 0.79), (0.31, 0.73),
)  # fmt: skip
_PACE: Final = 0.04
_LINES: Final = 2
"""Lines of forward() that the Step page has behind it in its picture."""
_REST: Final = 500
"""Milliseconds in which bars and rings come to rest."""


def write_pictures(
    directory: Path,
    *,
    language: str = "en",
    theme: str = "light",
    size: tuple[int, int] = SIZE,
    scale: float = 1.0,
) -> list[Path]:
    """Draw a digit in the window and write one PNG for each page.

    Args:
        directory: made where it does not exist.
        language: `ko` or `en`.
        theme: `light` or `dark`.
        size: width and height of the window in logical pixels.
        scale: device pixels for each logical pixel; the PNG is `size` times `scale`.

    Returns:
        The files, in the order of the pages.

    Raises:
        Problem: where the folder cannot be written, or the window never answers.
    """
    # Before Qt starts: it reads both when the application is made.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = str(scale)
    from cnnviz.app import Program, make_application  # noqa: PLC0415
    from cnnviz.session.preferences import Preferences  # noqa: PLC0415

    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "The folder “{folder}” cannot be made: {reason}."),
            folder=str(directory),
            reason=error.strerror or str(error),
        ) from error
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        preferences = Preferences(Path(folder))
        preferences.change(language=language, theme=theme)
        program = Program(application, preferences)
        try:
            program.window.setMinimumSize(1, 1)
            program.window.resize(*size)
            program.show()
            inference = program.inference
            inference.ready.connect(lambda: program.drawing.open_drawing(scripted_drawing()))
            _wait(inference.traced, lambda: program.workspace.input.kind == "drawing" and program.workspace.is_answered)
            written = []
            for name in program.window.page_names:
                program.window.show_page(name)
                if program.step_page is not None:  # made when it is first shown
                    _walk(program.step_page.stepping)
                if program.train_page is not None:
                    _look_ahead(program.train_page.preview)
                if program.later.evaluate is not None:
                    _judge(program.later.evaluate.examined)
                _wait(None, lambda: True)
                path = directory / f"{name}-{theme}-{language}.png"
                if not program.window.grab().save(str(path)):
                    raise Problem(
                        QT_TRANSLATE_NOOP("Problem", "“{path}” cannot be written. Choose another folder."),
                        path=str(path),
                    )
                written.append(path)
            return written
        finally:
            program.window.close()
            program.close()


def _walk(stepping: Stepping) -> None:
    """Go a few lines into the pass, once it is recorded."""
    _wait(stepping.trace_changed, lambda: stepping.trace is not None)
    for _ in range(_LINES):
        stepping.forward()


def _look_ahead(preview: RunPreviewView) -> None:
    """Wait until what a run would learn from is shown."""
    _wait(preview.measured, lambda: preview.is_settled)


def _judge(examined: Examined) -> None:
    """Wait until the network is evaluated."""
    _wait(examined.result_changed, lambda: examined.result is not None)


def _wait(signal: SignalInstance | None, done: Callable[[], bool]) -> None:
    """Let the window work until `done` holds after `signal`, and until what moves has come to rest.

    Raises:
        Problem: where that takes longer than `PATIENCE`.
    """
    from PySide6.QtCore import QEventLoop, QTimer  # noqa: PLC0415 - not before the environment is set

    loop = QEventLoop()
    if signal is not None and not done():
        patience = QTimer()
        patience.setSingleShot(True)
        patience.timeout.connect(lambda: loop.exit(1))
        patience.start(PATIENCE)
        connection = signal.connect(lambda: loop.quit() if done() else None)
        late = loop.exec() != 0
        signal.disconnect(connection)
        if late:
            raise Problem(QT_TRANSLATE_NOOP("Problem", "The window gave no answer within a minute."))
    QTimer.singleShot(_REST, loop.quit)
    loop.exec()


def scripted_drawing() -> Drawing:
    """The 3 that the pictures show."""
    corners = np.array(_THREE, dtype=np.float32) * DEFAULT_SIZE
    # A smooth line through the corners: quadratic pieces between the middles of the edges.
    middles = (corners[:-1] + corners[1:]) / 2
    share = np.linspace(0, 1, 8, endpoint=False, dtype=np.float32)[:, None]
    pieces = [
        (1 - share) ** 2 * start + 2 * share * (1 - share) * corner + share**2 * end
        for start, corner, end in zip(middles, corners[1:-1], middles[1:], strict=False)
    ]
    line = np.concatenate([corners[:1], *pieces, corners[-1:]])
    pressure = np.full(len(line), 0.5, np.float32)
    times = np.arange(len(line), dtype=np.float32) * _PACE / 8
    return Drawing(DEFAULT_SIZE, (Stroke(np.column_stack((line, pressure, times)).astype(np.float32), 28.0),))
