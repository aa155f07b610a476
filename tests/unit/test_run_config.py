"""Configurations: what is written is what is read, and nothing unknown passes."""

from __future__ import annotations

import dataclasses
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.problems import Problem
from cnnviz.training import config as configuration
from cnnviz.training.config import RunConfig
from cnnviz.training.field import Field
from cnnviz.training.fields import FIELDS

_TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
_PLAIN = st.one_of(
    _TEXTS, st.booleans(), st.integers(-(2**40), 2**40), st.floats(allow_nan=False, allow_infinity=False)
)


def values_of(row: Field) -> st.SearchStrategy[Any]:
    low = 0 if row.minimum is None else row.minimum
    high = 10**6 if row.maximum is None else row.maximum
    match row.kind:
        case "choice":
            return st.sampled_from(row.choices)
        case "flag":
            return st.booleans()
        case "whole":
            return st.integers(int(low), int(high)).filter(lambda n: row.path != "data.channels" or n != 2)
        case "number":
            return st.floats(low, high, exclude_min=row.above)
        case "share":
            return st.one_of(st.integers(0, 10**6), st.floats(0, 1, exclude_max=True))
        case "list":
            return st.lists(st.integers(0, 10**6), max_size=5)
        case "table":
            return st.dictionaries(_TEXTS, st.one_of(_PLAIN, st.lists(_PLAIN, max_size=3)), max_size=3)
    return st.sampled_from(("cpu", "auto", "cuda:1")) if row.path == "run.device" else _TEXTS


@settings(max_examples=60, deadline=None)
@given(st.fixed_dictionaries({}, optional={row.path: values_of(row) for row in FIELDS}))
def test_what_is_written_is_what_is_read(values: dict[str, Any]) -> None:
    try:
        config = RunConfig().changed_by(values)
    except Problem:  # fields that contradict each other
        return
    for everything in (False, True):
        assert configuration.from_dict(tomllib.loads(config.as_toml(everything=everything))) == config
    assert configuration.from_dict(json.loads(config.as_json())) == config


def test_every_field_has_its_row_and_every_row_its_field() -> None:
    names = {
        f"{section.name}.{each.name}"
        for section in dataclasses.fields(RunConfig)
        for each in dataclasses.fields(getattr(RunConfig(), section.name))
    }
    assert [row.path for row in FIELDS] == list(dict.fromkeys(row.path for row in FIELDS))
    assert {row.path for row in FIELDS} == names


@pytest.mark.parametrize("row", FIELDS, ids=lambda row: row.path)
def test_what_is_recommended_is_allowed(row: Field) -> None:
    value = configuration.recommended(row)
    assert configuration.checked(row, value) == value
    assert row.help.endswith(".")
    assert not row.live or row.resumed


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("[run]\nbacth = 3", "A run has no field “run.bacth”. Did you mean “run.batch”?"),
        ("batch = 3", "A run has no field “batch”. Did you mean “run.batch”?"),
        ("[optimizer]\nname = 'sgd'", "A run has no section “optimizer”"),
        ("[run]\nlearning_rate = 3", "Did you mean “optimiser.learning_rate”?"),
        ("[optimiser]\nlearning_rate = 1e9", "it is more than 0 and at most 100"),
        ("[optimiser]\nlearning_rate = 0", "it is more than 0"),
        ("[optimiser]\nlearning_rate = nan", "cannot be nan"),
        ("[optimiser]\nname = 'adma'", "Did you mean “adam”?"),
        ("[run]\nbatch = 1.5", "“run.batch” is a whole number, not 1.5."),
        ("[run]\nbatch = true", "“run.batch” is a whole number, not True."),
        ("[data]\ntrain = 1.5", "a whole number or a part below 1"),
        ("[data]\nset = 'folder'", "“data.folder” is missing"),
        ("[data]\nleave_out = ['a']", "list of whole numbers"),
        ("[run]\ndevice = 'gpu'", "cannot be “gpu”"),
        ("data = 3", "“data” is a section"),
        ("[run\n", "is not written as a run has to be"),
    ],
)
def test_what_is_wrong_is_a_sentence(tmp_path: Path, written: str, sentence: str) -> None:
    file = tmp_path / "run.toml"
    file.write_text(written, encoding="utf-8")
    with pytest.raises(Problem) as caught:
        configuration.read(file)
    assert sentence in str(caught.value)


def test_a_missing_file_and_one_that_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="There is no file"):
        configuration.read(tmp_path / "none.toml")
    (tmp_path / "a.json").write_bytes(b"\xff\xfe{}")
    with pytest.raises(Problem, match="not written as a run"):
        configuration.read(tmp_path / "a.json")
    with pytest.raises(Problem, match="cannot be read"):
        configuration.read(tmp_path)


def test_settings_of_the_command_line() -> None:
    texts = (
        "optimiser.learning_rate=.5", "run.name=a=b", "model.arguments.width=8", "run.compile=true",
        "data.leave_out=[1, 2]", "optimiser.name=sgd",
    )  # fmt: skip
    config = RunConfig().changed_by(dict(map(configuration.assigned, texts)))
    assert config.optimiser.learning_rate == 0.5
    assert config.run.name == "a=b"
    assert config.model.arguments == {"width": 8}
    assert config.run.compile is True
    assert config.data.leave_out == (1, 2)
    assert set(RunConfig().differences(config)) == {
        "optimiser.learning_rate", "run.name", "model.arguments", "run.compile", "data.leave_out", "optimiser.name",
    }  # fmt: skip
    with pytest.raises(Problem, match="sets nothing"):
        configuration.assigned("run.epochs")
    with pytest.raises(Problem, match="no field"):
        configuration.assigned("run.bacth=3")
