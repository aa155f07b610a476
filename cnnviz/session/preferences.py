"""What the person chose, kept from one start to the next."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from PySide6.QtCore import QObject, Signal

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.session.display import ColourRange, ColourZero, Mode
from cnnviz.session.folders import config_folder

_FILE = "settings.json"
_LARGEST = 1_000_000  # bytes; a real file has about a thousand


def _text(value: object) -> bool:
    return isinstance(value, str) and len(value) < 100_000


def _texts(value: object) -> bool:
    return isinstance(value, Mapping) and all(_text(name) and _text(text) for name, text in value.items())


def _flag(value: object) -> bool:
    return isinstance(value, bool)


def _one_of(*choices: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and value in choices


def _between(low: float, high: float) -> Callable[[object], bool]:
    # NaN compares as false, so it is not between anything
    return lambda value: isinstance(value, (int, float)) and not isinstance(value, bool) and low <= value <= high


@dataclass(frozen=True)
class Settings:
    """The value of every setting; a new one is a line here and a row in the table below.

    Attributes:
        language: system, ko or en.
        theme: system, light or dark.
        model: a registered name or the path of a weights file; empty for the program's own choice.
        mode: how ink is placed into the network's input.
        pen_width: in units of a canvas of 448.
        colour_range: over what the colour scale stretches.
        colour_zero: where zero lies on the colour scale.
        palette: signed (blue to orange) or cividis.
        show_box: whether the canvas shows the ink's box and centre.
        geometry: Qt's own record of the window's place, in base64.
        splitters: Qt's own record of each splitter, in base64, by a name.
        data_folder: where data sets lie; empty for the program's own folder.
        last_folder: where the person last opened or saved a file.
        last_run: the directory of the run that was watched when the window was closed; empty for none.
    """

    language: str = "system"
    theme: str = "system"
    model: str = ""
    mode: Mode = "centred"
    pen_width: float = 28.0
    colour_range: ColourRange = "layer"
    colour_zero: ColourZero = "auto"
    palette: str = "signed"
    show_box: bool = True
    geometry: str = ""
    splitters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    data_folder: str = ""
    last_folder: str = ""
    last_run: str = ""


_ALLOWED: Mapping[str, Callable[[object], bool]] = MappingProxyType(
    {
        "language": _one_of("system", "ko", "en"),
        "theme": _one_of("system", "light", "dark"),
        "model": _text,
        "mode": _one_of(*get_args(Mode)),
        "pen_width": _between(4.0, 96.0),
        "colour_range": _one_of(*get_args(ColourRange)),
        "colour_zero": _one_of(*get_args(ColourZero)),
        "palette": _one_of("signed", "cividis"),
        "show_box": _flag,
        "geometry": _text,
        "splitters": _texts,
        "data_folder": _text,
        "last_folder": _text,
        "last_run": _text,
    }
)


class Preferences(QObject):
    """The person's settings and their file.

    Every change is saved at once, by writing a new file and putting it in the old one's place, so that no crash can
    leave half a file. (Without forcing it to the disk: a power cut may cost the settings, and the next start says so.)

    Args:
        folder: where the file lies; the system's place for settings where None.
    """

    changed = Signal(object)
    """A frozenset of the names of the settings that changed."""
    failed = Signal(object)
    """A `Problem`: the settings could not be saved. Said once, not at every change."""

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = (config_folder() if folder is None else folder) / _FILE
        self._current = Settings()
        self._said_failed = False
        self._problems: list[Problem] = []
        self._load()

    @property
    def current(self) -> Settings:
        """All settings as they are now; the object itself never changes."""
        return self._current

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with the file when it was read; empty after a good start."""
        return tuple(self._problems)

    def change(self, **values: Any) -> None:
        """Choose new values, such as `change(language="ko")`; says which of them differ, and saves.

        Raises:
            KeyError: for a name that is not in the table.
            ValueError: for a value that the table does not allow. Nothing is changed then.
        """
        for name, value in values.items():
            if name not in _ALLOWED:
                raise KeyError(name)
            if not _ALLOWED[name](value):
                raise ValueError(f"{value!r} is no {name}")
        before = self._current
        differing = frozenset(name for name, value in values.items() if getattr(before, name) != value)
        if not differing:
            return
        self._current = replace(before, **{name: _frozen(values[name]) for name in differing})
        self.changed.emit(differing)
        self._save()

    def _load(self) -> None:
        try:
            with self.path.open("rb") as file:
                content = file.read(_LARGEST + 1)
        except FileNotFoundError:
            return
        except OSError as error:
            self._problems.append(
                Problem(
                    QT_TRANSLATE_NOOP(
                        "Problem",
                        "The settings file “{path}” cannot be read ({reason}). "
                        "The program starts with its own settings.",
                    ),
                    path=str(self.path),
                    reason=error.strerror or str(error),
                )
            )
            return
        try:
            if len(content) > _LARGEST:
                raise ValueError("too large")
            table = json.loads(content.decode("utf-8"))
            if not isinstance(table, dict):
                raise ValueError("not an object")
        except (ValueError, RecursionError):  # not UTF-8, not JSON, nested without end
            self._set_aside(
                QT_TRANSLATE_NOOP(
                    "Problem",
                    "The settings file was damaged and has been set aside as “{path}”. "
                    "The program starts with its own settings.",
                )
            )
            return
        good = {name: _frozen(value) for name, value in table.items() if name in _ALLOWED and _ALLOWED[name](value)}
        self._current = Settings(**good)
        refused = sorted(set(table) - set(good))
        if refused:
            self._set_aside(
                QT_TRANSLATE_NOOP(
                    "Problem",
                    "Some settings were not understood ({names}) and are left out. "
                    "The old file has been set aside as “{path}”.",
                ),
                names=", ".join(name[:40] for name in refused[:5]) + (", …" if len(refused) > 5 else ""),
            )
            self._save()

    def _set_aside(self, template: str, **values: str) -> None:
        """Keep the file under another name, so that nothing the person wrote is lost, and remember what to say."""
        number = 1
        while (aside := self.path.with_name(f"{_FILE}.damaged-{number}")).exists():
            number += 1
        try:
            self.path.replace(aside)
        except OSError:
            aside = self.path  # it stays where it is; saving will say why that fails
        self._problems.append(Problem(template, path=str(aside), **values))

    def _save(self) -> None:
        table = {each.name: getattr(self._current, each.name) for each in fields(Settings)}
        table["splitters"] = dict(self._current.splitters)  # json cannot write a mapping proxy
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=f".{_FILE}-", dir=self.path.parent)
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump(table, file, ensure_ascii=False, indent=1, sort_keys=True)
                Path(name).replace(self.path)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
        except OSError as error:
            if not self._said_failed:
                self._said_failed = True
                self.failed.emit(
                    Problem(
                        QT_TRANSLATE_NOOP(
                            "Problem",
                            "The settings cannot be saved in “{path}” ({reason}). "
                            "They hold until the program is closed.",
                        ),
                        path=str(self.path.parent),
                        reason=error.strerror or str(error),
                    )
                )
        else:
            self._said_failed = False


def _frozen(value: Any) -> Any:
    return MappingProxyType(dict(value)) if isinstance(value, Mapping) else value
