from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from cnnviz.session import preferences as module
from cnnviz.session.folders import config_folder, data_folder, log_folder
from cnnviz.session.preferences import Preferences, Settings

FILE = "settings.json"
OTHER: dict[str, Any] = {
    "language": "ko",
    "theme": "dark",
    "model": "class-convnet",
    "mode": "boxed",
    "pen_width": 12.5,
    "colour_range": "network",
    "colour_zero": "from-zero",
    "palette": "cividis",
    "show_box": False,
    "geometry": "AdnQywAD",
    "splitters": {"draw/main": "AAAA/wAAAAE="},
    "data_folder": "/tmp/자료",
    "last_folder": "/tmp/x",
    "last_run": "/tmp/runs/x",
}
WRONG: list[tuple[str, Any]] = [
    ("language", "fr"),
    ("language", None),
    ("theme", 1),
    ("model", 3),
    ("mode", "RAW"),
    ("pen_width", "28"),
    ("pen_width", True),
    ("pen_width", float("nan")),
    ("pen_width", 0),
    ("pen_width", 1e9),
    ("show_box", 1),
    ("splitters", {"a": 1}),
    ("splitters", []),
    ("geometry", "x" * 200_000),
]


def test_the_table_names_every_setting_and_allows_its_default() -> None:
    assert set(module._ALLOWED) == {field.name for field in fields(Settings)} == set(OTHER)
    for name, allows in module._ALLOWED.items():
        assert allows(getattr(Settings(), name)), name
        assert allows(OTHER[name]), name
        assert OTHER[name] != getattr(Settings(), name), name


def test_a_first_start_has_the_defaults_writes_nothing_and_complains_of_nothing(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "new")
    assert preferences.current == Settings()
    assert preferences.problems == ()
    assert not (tmp_path / "new").exists()


def test_every_setting_is_there_again_at_the_next_start(tmp_path: Path) -> None:
    Preferences(tmp_path).change(**OTHER)
    again = Preferences(tmp_path)
    assert again.problems == ()
    assert {field.name: getattr(again.current, field.name) for field in fields(Settings)} == OTHER
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_changed_names_what_differs_and_stays_silent_where_nothing_does(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path)
    heard: list[frozenset[str]] = []
    preferences.changed.connect(heard.append)
    preferences.change(language="ko", theme="system", pen_width=20)
    preferences.change(language="ko")
    assert heard == [frozenset({"language", "pen_width"})]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_value_that_is_not_allowed_changes_nothing(tmp_path: Path, name: str, value: Any) -> None:
    preferences = Preferences(tmp_path)
    with pytest.raises(ValueError, match=name):
        preferences.change(**{"palette": "cividis", name: value})
    assert preferences.current == Settings()
    assert not (tmp_path / FILE).exists()


def test_an_unknown_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="colour"):
        Preferences(tmp_path).change(colour="red")


def test_settings_cannot_be_changed_behind_their_back(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path)
    mine = {"a": "b"}
    preferences.change(splitters=mine)
    mine["a"] = "c"
    assert preferences.current.splitters == {"a": "b"}
    with pytest.raises(TypeError):
        preferences.current.splitters["a"] = "d"  # type: ignore[index]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe\x00",
        b"<html></html>",
        b'{"language": "ko"} trailing',
        b"[" * 100_000,
        b" " * 2_000_000,
    ],
    ids=["empty", "cut", "list", "null", "binary", "html", "trailing", "nested", "huge"],
)
def test_a_damaged_file_is_set_aside_whole(tmp_path: Path, content: bytes) -> None:
    (tmp_path / f"{FILE}.damaged-1").write_text("an older one")
    (tmp_path / FILE).write_bytes(content)
    preferences = Preferences(tmp_path)
    assert preferences.current == Settings()
    (problem,) = preferences.problems
    assert f"{FILE}.damaged-2" in str(problem)
    assert (tmp_path / f"{FILE}.damaged-2").read_bytes() == content
    assert (tmp_path / f"{FILE}.damaged-1").read_text() == "an older one"
    assert not (tmp_path / FILE).exists()
    preferences.change(language="ko")
    again = Preferences(tmp_path)
    assert again.problems == ()
    assert again.current.language == "ko"


@pytest.mark.parametrize(("name", "value"), [*WRONG, ("invented", 1)])
def test_of_a_file_with_one_wrong_setting_the_others_are_kept(tmp_path: Path, name: str, value: Any) -> None:
    text = json.dumps({**OTHER, name: value})
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    preferences = Preferences(tmp_path)
    (problem,) = preferences.problems
    assert name in str(problem)
    assert (tmp_path / f"{FILE}.damaged-1").read_text(encoding="utf-8") == text
    for other in OTHER:
        expected = getattr(Settings(), other) if other == name else OTHER[other]
        assert getattr(preferences.current, other) == expected
    assert Preferences(tmp_path).problems == ()


def test_a_folder_in_the_files_place_is_a_sentence_and_not_a_crash(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    (tmp_path / FILE / "kept").write_text("x")
    preferences = Preferences(tmp_path)
    assert len(preferences.problems) == 1
    heard: list[object] = []
    preferences.failed.connect(heard.append)
    preferences.change(language="ko")
    preferences.change(language="en")
    assert len(heard) == 1  # said once, not at every change
    assert str(tmp_path) in str(heard[0])
    assert preferences.current.language == "en"
    assert (tmp_path / FILE / "kept").read_text() == "x"
    assert [path.name for path in tmp_path.iterdir()] == [FILE]  # no temporary file left


def test_a_save_that_is_cut_short_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preferences = Preferences(tmp_path)
    preferences.change(language="ko")
    before = (tmp_path / FILE).read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.json, "dump", full)
    heard: list[object] = []
    preferences.failed.connect(heard.append)
    preferences.change(language="en")
    assert "No space left" in str(heard[0])
    assert (tmp_path / FILE).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_the_environment_chooses_the_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, folder in (("CONFIG", config_folder), ("DATA", data_folder), ("LOG", log_folder)):
        monkeypatch.setenv(f"CNNVIZ_{variable}_DIR", str(tmp_path / variable))
        assert folder() == tmp_path / variable
        monkeypatch.setenv(f"CNNVIZ_{variable}_DIR", "  ")
        assert "cnnviz" in str(folder()).lower()
        monkeypatch.delenv(f"CNNVIZ_{variable}_DIR")
        assert folder().is_absolute()
    monkeypatch.setenv("CNNVIZ_CONFIG_DIR", str(tmp_path / "here"))
    Preferences().change(theme="dark")
    assert (tmp_path / "here" / FILE).is_file()
