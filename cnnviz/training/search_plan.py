"""What a search tries: the `[search]` table beside a run's own, checked before anything is trained. Standard library.

```toml
[search]
trials = 20                                   # of a sampled search; a grid tries everything
prune = true                                  # give up trials that are worse than most at the same epoch

[search.values]
"optimiser.name" = ["sgd", "adam"]            # each of these
"optimiser.learning_rate" = { low = 1e-4, high = 1e-1, log = true }   # or anything in between
"model.arguments.width" = { low = 8, high = 64, step = 8 }

[[search.variants]]                           # or, instead of values: these runs and no others
name = "without"
"model.name" = "class-convnet"
```
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cnnviz.problems import QT_TRANSLATE_NOOP, Problem
from cnnviz.training import config as configuration
from cnnviz.training.config import RunConfig

_KEYS: Final = ("trials", "kind", "prune", "seed", "values", "variants")
_KINDS: Final = ("grid", "sampled")
_RANGE: Final = ("low", "high", "log", "step")
_MOST: Final = 100_000


@dataclass(frozen=True, slots=True)
class Range:
    """Any number between two, both included.

    Attributes:
        low: the least.
        high: the greatest.
        log: whether equal ratios, not equal differences, are equally likely.
        step: the distance of neighbours; None for any number, and 1 for whole numbers.
        whole: whether only whole numbers are meant.
    """

    low: float
    high: float
    log: bool
    step: float | None
    whole: bool


@dataclass(frozen=True)
class SearchPlan:
    """What is tried.

    Attributes:
        base: the run's configuration; each trial changes some of its fields.
        kind: `grid` (every combination of listed values), `sampled`, or `variants`.
        values: what each field may be.
        variants: name to the fields that it sets.
        trials: how many runs in all.
        prune: whether a hopeless trial is given up.
        seed: of the sampling.
    """

    base: RunConfig
    kind: str
    values: Mapping[str, tuple[Any, ...] | Range]
    variants: Mapping[str, Mapping[str, Any]]
    trials: int
    prune: bool
    seed: int


def read(path: Path) -> SearchPlan:
    """The search that a TOML file describes.

    Raises:
        Problem: it cannot be read, or says something wrong; the sentence names the key.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "There is no file “{file}”."), file=str(path)) from None
    except (OSError, ValueError, RecursionError) as error:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{file}” is not written as a search has to be: {reason}."),
            file=path.name,
            reason=str(error).rstrip("."),
        ) from error
    table = content.pop("search", None)
    if not isinstance(table, dict):
        raise Problem(
            QT_TRANSLATE_NOOP(
                "Problem",
                "“{file}” has no table [search.values] that says what to try. For one training, use “cnnviz train”.",
            ),
            file=path.name,
        )
    return of(configuration.from_dict(content), table)


def of(base: RunConfig, table: Mapping[str, Any]) -> SearchPlan:
    """The plan that a `[search]` table stands for; see `read`."""
    unknown = [key for key in table if key not in _KEYS]
    if unknown:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "[search] has no key “{key}”. It has {keys}."),
            key=unknown[0],
            keys=", ".join(_KEYS),
        )
    for path in ("values", "variants"):
        if path in table and not isinstance(table[path], dict if path == "values" else list):
            raise _wrong(path)
    if bool(table.get("values")) == bool(table.get("variants")):
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "A search needs either [search.values] or [[search.variants]], not both.")
        )
    prune = table.get("prune", not table.get("variants"))
    if not isinstance(prune, bool):
        raise _wrong("prune")
    seed = _whole(table, "seed", 0, 0)
    if table.get("variants"):
        variants = _variants(base, table["variants"])
        return SearchPlan(base, "variants", {}, variants, len(variants), prune, seed)
    values = {str(path): _options(base, str(path), value) for path, value in table["values"].items()}
    listed = all(isinstance(options, tuple) for options in values.values())
    kind = table.get("kind", "grid" if listed and "trials" not in table else "sampled")
    if kind not in _KINDS:
        raise _wrong("kind")
    if kind == "grid":
        for path, options in values.items():
            if isinstance(options, Range):
                raise Problem(
                    QT_TRANSLATE_NOOP(
                        "Problem", "A grid needs a list of values for “{field}”, not a range. Or set kind to “sampled”."
                    ),
                    field=path,
                )
        count = math.prod(len(options) for options in values.values() if isinstance(options, tuple))
        if count > _MOST:
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "The grid has {count} points. Leave some values out, or sample it."),
                count=f"{count:,}",
            )
        return SearchPlan(base, "grid", values, {}, count, prune, seed)
    return SearchPlan(base, "sampled", values, {}, _whole(table, "trials", 20, 1), prune, seed)


def _variants(base: RunConfig, rows: list[Any]) -> dict[str, Mapping[str, Any]]:
    variants: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        name = row.get("name") if isinstance(row, dict) else None
        if not isinstance(name, str) or not name or name in variants:
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", 'Each of [[search.variants]] needs a name of its own: name = "…".')
            )
        variants[name] = {path: value for path, value in row.items() if path != "name"}
        base.changed_by(variants[name])  # raises where a field or a value is wrong
    return variants


def _options(base: RunConfig, path: str, value: Any) -> tuple[Any, ...] | Range:
    if isinstance(value, list) and value:
        for each in value:
            base.changed(path, each)  # raises
        return tuple(value)
    if isinstance(value, dict) and {"low", "high"} <= value.keys() <= set(_RANGE):
        return _range(base, path, value)
    base.changed(path, base.value(path) if not path.startswith("model.arguments.") else value)  # an unknown field
    raise Problem(
        QT_TRANSLATE_NOOP(
            "Problem",
            "“{field}” needs a list of values, or a range such as {{ low = 0.001, high = 0.1, log = true }}.",
        ),
        field=path,
    )


def _range(base: RunConfig, path: str, value: Mapping[str, Any]) -> Range:
    low, high, log, step = (value.get(key) for key in _RANGE)
    numbers = [each for each in (low, high, step) if each is not None]
    if not all(isinstance(each, int | float) and not isinstance(each, bool) for each in numbers):
        raise _bad_range(path)
    for each in (low, high):
        base.changed(path, each)  # raises
    log = False if log is None else log
    whole = all(isinstance(each, int) for each in numbers) and configuration.field_at(_row(path)).kind != "number"
    if not isinstance(log, bool) or not low < high or (log and (low <= 0 or step is not None)):  # type: ignore[operator]
        raise _bad_range(path)
    if step is not None and step <= 0:
        raise _bad_range(path)
    return Range(float(low), float(high), log, None if step is None else float(step), whole)  # type: ignore[arg-type]


def _row(path: str) -> str:
    return "model.arguments" if path.startswith("model.arguments.") else path


def _bad_range(path: str) -> Problem:
    return Problem(
        QT_TRANSLATE_NOOP(
            "Problem",
            "The range of “{field}” has to have a low number and a higher one; with log both above 0 and no step.",
        ),
        field=path,
    )


def _whole(table: Mapping[str, Any], key: str, usual: int, least: int) -> int:
    value = table.get(key, usual)
    if isinstance(value, int) and not isinstance(value, bool) and least <= value <= 2**31 - 1:
        return value
    raise _wrong(key)


def _wrong(key: str) -> Problem:
    return Problem(
        QT_TRANSLATE_NOOP(
            "Problem",
            "“{key}” of [search] cannot be so: trials is a number from 1 on, kind grid or sampled, prune true or "
            "false, seed a number from 0 on, values a table, variants tables with a name.",
        ),
        key=key,
    )
