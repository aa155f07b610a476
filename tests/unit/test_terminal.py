from __future__ import annotations

import io
import sys

import pytest

from cnnviz.problems import Problem
from cnnviz.terminal import Terminal, columns_of, language_of, table, wrapped


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "ko_KR.UTF-8"}, "ko"),
        ([], {"LANG": "ko"}, "ko"),
        ([], {"LANG": "kok_IN.UTF-8"}, "en"),
        ([], {"LANG": "ko_KR.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "LC_MESSAGES": "ko_KR.eucKR"}, "ko"),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": ""}, "en"),
        (["predict", "--language", "ko"], {"LANG": "en_US.UTF-8"}, "ko"),
        (["--language=en", "predict"], {"LANG": "ko_KR.UTF-8"}, "en"),
        (["predict", "--language"], {"LANG": "ko_KR.UTF-8"}, "ko"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells its language itself")
def test_the_language_is_that_of_the_option_and_else_of_the_system(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert language_of(arguments, environment) == language


def test_korean_letters_take_two_columns() -> None:
    assert columns_of("층 layer1") == 2 + 1 + 6
    assert columns_of("e\N{COMBINING ACUTE ACCENT}") == 1
    assert columns_of("“→−×”") == 5


def test_columns_of_a_table_line_up_whatever_the_letters() -> None:
    lines = table(["파일", "n"], [["a.png", "1"], ["숫자.png", "1,234"]], "lr", ["합계", "1,235"]).splitlines()
    assert lines == [
        "파일          n",
        "───────────────",
        "a.png         1",
        "숫자.png  1,234",
        "───────────────",
        "합계      1,235",
    ]
    assert {columns_of(line) for line in lines} == {15}


def test_text_is_wrapped_by_columns() -> None:
    assert wrapped("한국어 문장은 두 칸씩", 10) == ["한국어", "문장은 두", "칸씩"]
    assert wrapped("an unbreakableword here", 6) == ["an", "unbreakableword", "here"]
    assert wrapped("", 10) == []


@pytest.mark.parametrize(("encoding", "expected"), [("utf-8", "“a” → −1 ─ 층"), ("ascii", '"a" -> -1 - \\uce35')])
def test_what_the_terminal_cannot_show_is_written_plainly(
    monkeypatch: pytest.MonkeyPatch, encoding: str, expected: str
) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding=encoding, newline="\n"))
    terminal = Terminal("en")
    terminal.print("“a” → −1 ─ 층")
    assert written.getvalue().decode(encoding) == f"{expected}\n"
    assert terminal.can_show("층") == (encoding == "utf-8")


def test_a_complaint_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal("en")
    inner = Problem("it is\nbroken")
    assert terminal.complain(Problem("“{name}” fails: {why}.", name="x", why=inner)) == "“x” fails: it is broken."
    terminal.complain(RuntimeError("two\nlines"))
    terminal.complain(AssertionError())
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "cnnviz: “x” fails: it is broken.",
        "cnnviz: Something went wrong inside cnnviz (RuntimeError: two lines). With --debug it shows where.",
        "cnnviz: Something went wrong inside cnnviz (AssertionError). With --debug it shows where.",
    ]


def test_with_debug_a_complaint_shows_where_it_comes_from(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise ValueError("here")
    except ValueError as error:
        Terminal("en", debug=True).complain(error)
    err = capsys.readouterr().err
    assert "test_terminal.py" in err
    assert err.splitlines()[-1].startswith("cnnviz: ")


def test_korean_is_spoken_from_the_catalogue(capsys: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal("ko")
    terminal.complain(RuntimeError("x"))
    err = capsys.readouterr().err
    assert any("가" <= letter <= "힣" for letter in err)
    assert "RuntimeError: x" in err
    assert terminal.say("a text without a translation") == "a text without a translation"
