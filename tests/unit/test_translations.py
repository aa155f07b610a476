"""Reads the syntax trees and the catalogues: what lupdate cannot extract, or the program could not look up, fails."""

from __future__ import annotations

import ast
import re
import string
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "cnnviz"
CATALOGUES = ROOT / "resources" / "translations"
MODULES = sorted(PACKAGE.rglob("*.py"))
MARK = "QT_TRANSLATE_NOOP"


@dataclass(frozen=True)
class Call:
    """One call of tr(), translate() or QT_TRANSLATE_NOOP()."""

    name: str
    context: ast.expr | None
    text: ast.expr
    plural: bool
    line: int


def literal(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def calls(tree: ast.AST) -> Iterator[Call]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        if name == "tr" and isinstance(function, ast.Attribute):
            yield Call(name, None, node.args[0], len(node.args) > 2, node.lineno)
        elif name == MARK:
            yield Call(name, node.args[0], node.args[1], False, node.lineno)
        elif (
            name == "translate"
            and isinstance(function, ast.Attribute)
            and ast.unparse(function.value).endswith("Application")
        ):
            yield Call(name, node.args[0], node.args[1], len(node.args) == 4, node.lineno)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def marked_contexts() -> frozenset[str]:
    """The contexts whose texts are marked in a table and looked up later."""
    found = {literal(call.context) for path in MODULES for call in calls(tree_of(path)) if call.name == MARK}
    return frozenset(context for context in found if context)


def complaints(tree: ast.Module) -> list[str]:
    """What is wrong with the translatable texts of one module, one line each."""
    found = []
    for call in calls(tree):
        where = f"line {call.line}: {call.name}"
        text = literal(call.text)
        if call.name != "tr" and literal(call.context) is None:
            found.append(f"{where}: the context is no literal")
        if text is None:
            looked_up = (
                call.name == "translate"
                and literal(call.context) in marked_contexts()
                and isinstance(call.text, (ast.Name, ast.Attribute, ast.Subscript))
            )
            if not looked_up:
                found.append(f"{where}: {ast.unparse(call.text)} is no literal")
            continue
        if not text.strip():
            found.append(f"{where}: an empty text cannot be translated")
        if ("%n" in text) != call.plural:
            found.append(f"{where}: a plural is translate(“Class”, “%n …”, None, n)")
        if call.plural and call.name != "translate":
            found.append(f"{where}: a subclass loses the plural of tr(); use QCoreApplication.translate")
        try:
            fields = fields_of(text)
        except ValueError as error:
            found.append(f"{where}: {error}: {text}")
        else:
            if any(not field.isidentifier() for field in fields):
                found.append(f"{where}: a field without a name cannot be moved in a sentence: {text}")
        if re.search(r"\w'\w", text) is None and "'" in text:
            found.append(f"{where}: names stand in “ ”: {text}")
    return found


def fields_of(text: str) -> frozenset[str]:
    """The names in braces, and %n."""
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    return frozenset(names | ({"n"} if "%n" in text else set()))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_literals_are_translated(path: Path) -> None:
    assert complaints(tree_of(path)) == []


@pytest.mark.parametrize(
    "line",
    [
        'self.tr(f"{count} layers")',
        'self.tr("layer " + name)',
        'self.tr("{} layers".format(count))',
        "self.tr(name)",
        'self.tr("%n layers")',
        'self.tr("%n layers", None, count)',
        'self.tr("{} layers")',
        'self.tr("{layers")',
        'self.tr("")',
        'QCoreApplication.translate(name, "text")',
        'QCoreApplication.translate("View", text)',
        'QCoreApplication.translate("Problem", f"{text}")',
        'QCoreApplication.translate("View", "%n layers")',
        'QT_TRANSLATE_NOOP("Problem", f"{text}")',
        'QT_TRANSLATE_NOOP("Problem", text)',
    ],
)
def test_the_reader_of_syntax_trees_sees_what_is_wrong(line: str) -> None:
    assert len(complaints(ast.parse(line))) >= 1


@pytest.mark.parametrize(
    "line",
    [
        'self.tr("a {name} " "in two pieces").format(name=name)',
        'QCoreApplication.translate("View", "%n layers", None, count)',
        'QCoreApplication.translate("Problem", problem.template)',
        'QT_TRANSLATE_NOOP("Problem", "The file “{name}” isn\'t there.")',
    ],
)
def test_the_reader_of_syntax_trees_accepts_what_is_right(line: str) -> None:
    assert complaints(ast.parse(line)) == []


@dataclass(frozen=True)
class Message:
    context: str
    source: str
    forms: tuple[str, ...]


def messages(path: Path) -> list[Message]:
    found = []
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = tuple(form.text or "" for form in translation.findall("numerusform")) or (translation.text or "",)
            found.append(Message(context.findtext("name", ""), message.findtext("source", ""), forms))
    return found


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_translation_has_the_same_fields_as_its_source(language: str) -> None:
    for message in messages(CATALOGUES / f"cnnviz_{language}.ts"):
        for form in message.forms:
            optional = {"n"} if language == "en" else set()  # "one image" may go without its number
            assert fields_of(form) | optional == fields_of(message.source) | optional, message
            assert sorted(re.findall(r"</?\w+", form)) == sorted(re.findall(r"</?\w+", message.source)), message


def test_the_korean_catalogue_says_everything_and_in_korean() -> None:
    found = messages(CATALOGUES / "cnnviz_ko.ts")
    assert len(found) > 100
    for message in found:
        assert all(form.strip() for form in message.forms), message
        words = re.sub(r"\{\w+\}|<[^>]*>|%n", "", message.source)
        if len(re.findall(r"[a-z]{3,}", words)) > 2:  # more than a name such as ReLU
            assert any(re.search("[가-힣]", form) for form in message.forms), message


def test_every_literal_of_the_sources_is_in_the_korean_catalogue() -> None:
    known = {(message.context, message.source) for message in messages(CATALOGUES / "cnnviz_ko.ts")}
    missing = []
    for path in MODULES:
        for call in calls(tree_of(path)):
            text = literal(call.text)
            if text is None:
                continue
            if call.context is None:  # tr(): the context is the class
                there = any(source == text for _, source in known)
            else:
                there = (literal(call.context), text) in known
            if not there:
                missing.append((path.name, call.line, text))
    assert missing == []
