"""A file on the command line is opened in the window, with and without the verb."""

from __future__ import annotations

from pathlib import Path

import pytest

import cnnviz.app
from cnnviz import cli


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """What the window was asked to open."""
    files: list[Path | None] = []

    def main(file: Path | None = None, *, scratch: bool = False) -> int:
        assert not scratch
        files.append(file)
        return 0

    monkeypatch.setattr(cnnviz.app, "main", main)
    return files


@pytest.mark.parametrize(
    "before", [[], ["window"], ["--debug"], ["--language", "en"], ["--language=en", "window"], ["window", "--debug"]]
)
@pytest.mark.parametrize("name", ["lesson.trace", "3.PNG", "no suffix", "predict.json"])
def test_a_file_is_opened(before: list[str], name: str, tmp_path: Path, opened: list[Path | None]) -> None:
    (tmp_path / name).write_bytes(b"")
    assert cli.main([*before, str(tmp_path / name)]) == 0
    assert opened == [tmp_path / name]


@pytest.mark.parametrize("words", [[], ["window"], ["--language", "ko"]])
def test_without_a_file_the_window_is_empty(words: list[str], opened: list[Path | None]) -> None:
    assert cli.main(words) == 0
    assert opened == [None]


@pytest.mark.parametrize("words", [["missing.trace"], ["window", "missing.trace"]])
def test_a_missing_file_is_told(
    words: list[str], tmp_path: Path, opened: list[Path | None], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--language", "en", *words]) == cli.FAILED
    assert capsys.readouterr().err == "cnnviz: There is no file “missing.trace”.\n"
    assert opened == []


def test_a_verb_stays_a_verb(
    tmp_path: Path, opened: list[Path | None], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["--language", "en", "unknown"]) == cli.FAILED
    assert "cannot be “unknown”" in capsys.readouterr().err
    assert opened == []
