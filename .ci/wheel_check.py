"""Uses, from an installed wheel, everything that only the wheel brings. Argument: where it must be installed."""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stdout
from pathlib import Path


def main(site: str) -> None:
    """Fail with an AssertionError where something is missing."""
    import cnnviz
    from cnnviz.resources import resource

    assert Path(cnnviz.__file__).is_relative_to(site), f"not the wheel: {cnnviz.__file__}"
    assert resource("models").is_relative_to(site), f"not the wheel's resources: {resource('models')}"

    from PySide6.QtCore import QCoreApplication, QTranslator
    from PySide6.QtSvg import QSvgRenderer

    translator = QTranslator()
    assert translator.load(str(resource("translations", "cnnviz_ko.qm"))), "the Korean catalogue does not load"
    assert translator.translate("Actions", "Draw") == "그리기", "the Korean catalogue does not answer"
    assert QSvgRenderer(str(resource("icons", "draw.svg"))).isValid(), "an icon does not load"

    from cnnviz import cli

    drawing = Path("seven.json")
    points = [[120, 110, 0.5, 0.0], [330, 110, 0.5, 0.2], [220, 360, 0.5, 0.5]]
    drawing.write_text(json.dumps({
        "format": "cnnviz-drawing", "version": 1, "canvas": 448, "pen_width": 28,
        "strokes": [{"tool": "pen", "width": 28, "points": points}],
    }))  # fmt: skip
    printed = io.StringIO()
    with redirect_stdout(printed):
        status = cli.main(["predict", str(drawing), "--json"])
    assert status == 0, f"predict ended with {status}"
    assert str(json.loads(printed.getvalue())[0]["prediction"]) == "7", printed.getvalue()
    assert cli.main(["snapshot", "pictures"]) == 0, "the window does not start"
    assert list(Path("pictures").glob("*.png")), "no picture was made"
    QCoreApplication.quit()
    print("the wheel holds: icon, Korean catalogue, weights, prediction, window")


if __name__ == "__main__":
    main(sys.argv[1])
