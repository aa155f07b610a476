"""What stands beside a trained network's weights: all that it takes to build it again. No torch.

`NAME.json` beside `NAME.safetensors`:

```json
{"format": "cnnviz-model", "version": 1, "architecture": "tuned-cnn", "arguments": {"kernel": 3},
 "input_shape": [1, 28, 28], "classes": ["0", "1"], "preprocessing": {"kind": "unit", "mean": [0.0], "std": [1.0]}}
```

Other keys, such as the figures that the weights reached, may stand there too.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cnnviz.models.arguments import Value
from cnnviz.problems import QT_TRANSLATE_NOOP, Problem

RUN_WEIGHTS: Final = ("checkpoints", "best.safetensors")
"""Where a run's directory keeps its best weights."""

_FORMAT: Final = "cnnviz-model"
_VERSION: Final = 1
_LARGEST: Final = 4 << 20  # bytes


@dataclass(frozen=True)
class SavedCard:
    """How a trained network is built, and what its pictures go through.

    Attributes:
        architecture: its name in the registry.
        arguments: what it was built with.
        input_shape: channels, height and width of one picture.
        classes: what it tells apart, in the order of their labels.
        preprocessing: `kind`, and `mean` and `std` for each channel on the scale 0 … 1, as `data.preprocessing` stores.
    """

    architecture: str
    arguments: Mapping[str, Value]
    input_shape: tuple[int, int, int]
    classes: tuple[str, ...]
    preprocessing: Mapping[str, Any]

    @property
    def mean(self) -> tuple[float, ...]:
        """What is subtracted from each channel of 0 … 1."""
        return tuple(self.preprocessing["mean"])

    @property
    def std(self) -> tuple[float, ...]:
        """What the difference is divided by."""
        return tuple(self.preprocessing["std"])

    def as_dict(self) -> dict[str, Any]:
        """For JSON; `of` reads it back."""
        return {
            "format": _FORMAT,
            "version": _VERSION,
            "architecture": self.architecture,
            "arguments": dict(self.arguments),
            "input_shape": list(self.input_shape),
            "classes": list(self.classes),
            "preprocessing": dict(self.preprocessing),
        }


def of(content: Any, file: str) -> SavedCard:
    """The card that JSON holds.

    Args:
        content: what `json.loads` gave.
        file: its name, for the sentence.

    Raises:
        Problem: something is missing or cannot be, or a later version wrote it.
    """
    try:
        if content["version"] > _VERSION:
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "“{file}” was written by a later version of cnnviz. Install that."),
                file=file,
            )
        shape = tuple(int(side) for side in content["input_shape"])
        classes = tuple(str(each) for each in content["classes"])
        preprocessing = content["preprocessing"]
        scale = [*preprocessing["mean"], *preprocessing["std"]]
        sound = len(shape) == 3 and min(shape) > 0 and len(preprocessing["mean"]) == len(preprocessing["std"])
        if not (sound and len(scale) in (2, 2 * shape[0]) and all(map(math.isfinite, scale)) and len(classes) > 0):
            raise ValueError
        if not all(value > 0 for value in preprocessing["std"]):
            raise ValueError
        channels, height, width = shape
        name, chosen = str(content["architecture"]), dict(content["arguments"])
        return SavedCard(name, chosen, (channels, height, width), classes, preprocessing)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{file}” does not say how its network is built. Train the network again."),
            file=file,
        ) from error


def beside(weights: Path) -> SavedCard | None:
    """The card of a weights file; None where no card of ours stands beside it.

    Raises:
        Problem: it is damaged, or of a later version.
    """
    path = weights.with_suffix(".json")
    try:
        if path.stat().st_size > _LARGEST:
            return None
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(content, dict) or content.get("format") != _FORMAT:
        return None
    return of(content, path.name)
