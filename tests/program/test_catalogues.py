"""Every sentence a person can meet has a Vietnamese wording that fits it."""

from __future__ import annotations

import ast
import string
from functools import cache

from tests.checks.sources import ROOT, sources

LOCALE = ROOT / "pbgdpl_cli" / "locale"
MARKERS = {"say", "_"}


@cache
def all_marked() -> dict[str, str]:
    """Every sentence that is the literal first argument of `say(...)` or `_(...)`, and the file it stands in."""
    return {
        node.args[0].value: source.name
        for source in sources()
        if any(f"{marker}(" in source.text for marker in MARKERS)
        for node in source.nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in MARKERS
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


@cache
def translations(language: str) -> dict[str, str]:
    """All translations of a language, over its files."""
    from babel.messages.pofile import read_po

    found: dict[str, str] = {}
    for path in sorted((LOCALE / language).glob("*.po")):
        with path.open("rb") as stream:
            found |= {str(message.id): str(message.string) for message in read_po(stream) if message.id}
    return found


def fields(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_sentence_has_vietnamese() -> None:
    missing = {text: place for text, place in all_marked().items() if text and not translations("vi").get(text)}
    assert missing == {}


def test_no_translation_is_left_over() -> None:
    assert set(translations("vi")) - set(all_marked()) - translations_of_typer() == set()


def translations_of_typer() -> set[str]:
    """Sentences of the library that parses the command line."""
    from babel.messages.pofile import read_po

    with (LOCALE / "vi" / "typer.po").open("rb") as stream:
        return {str(message.id) for message in read_po(stream) if message.id}


def test_braces_are_the_same() -> None:
    assert {text for text, vietnamese in translations("vi").items() if fields(vietnamese) != fields(text)} == set()


def test_english_is_the_key_itself_and_needs_no_catalogue_of_its_own() -> None:
    assert all(not english or english == key for key, english in translations("en").items())
