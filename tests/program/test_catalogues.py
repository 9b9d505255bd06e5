"""Every sentence a person can meet has a Vietnamese wording that fits it."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "pbgdpl_cli" / "locale"
ROOMS = ("pbgdpl_cli", "converters", "validators")
MARKERS = {"say", "_"}


def marked_texts(source: str) -> Iterator[str]:
    """The literal first arguments of `say(...)` and `_(...)`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def all_marked() -> dict[str, str]:
    """Every sentence and the file it stands in."""
    return {
        text: path.relative_to(ROOT).as_posix()
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        for text in marked_texts(path.read_text("utf-8"))
    }


def translations(language: str) -> dict[str, str]:
    """All translations of a language, over its files."""
    found: dict[str, str] = {}
    for path in sorted((LOCALE / language).glob("*.po")):
        with path.open("rb") as stream:
            found |= {str(message.id): str(message.string) for message in read_po(stream) if message.id}
    return found


def fields(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


VIETNAMESE = translations("vi")


def test_every_sentence_has_vietnamese() -> None:
    missing = {text: place for text, place in all_marked().items() if text and not VIETNAMESE.get(text)}
    assert missing == {}


def test_no_translation_is_left_over() -> None:
    assert set(VIETNAMESE) - set(all_marked()) - translations_of_typer() == set()


def translations_of_typer() -> set[str]:
    """Sentences of the library that parses the command line."""
    with (LOCALE / "vi" / "typer.po").open("rb") as stream:
        return {str(message.id) for message in read_po(stream) if message.id}


def test_braces_are_the_same() -> None:
    assert {text for text, vietnamese in VIETNAMESE.items() if fields(vietnamese) != fields(text)} == set()


def test_english_is_the_key_itself_and_needs_no_catalogue_of_its_own() -> None:
    assert all(not english or english == key for key, english in translations("en").items())
