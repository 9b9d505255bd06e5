"""The same English sentence is the same Vietnamese sentence wherever it is said."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from babel.messages.pofile import read_po

VIETNAMESE = Path(__file__).parents[2] / "pbgdpl_cli" / "locale" / "vi"


def wordings() -> dict[str, dict[str, str]]:
    """Sentence → file → translation, over every file."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for path in sorted(VIETNAMESE.glob("*.po")):
        with path.open("rb") as stream:
            for message in read_po(stream):
                if message.id and message.string:
                    found[str(message.id)][path.name] = str(message.string)
    return found


def test_no_sentence_has_two_translations() -> None:
    assert {text: said for text, said in wordings().items() if len(set(said.values())) > 1} == {}


def test_no_file_says_a_sentence_twice() -> None:
    for path in VIETNAMESE.glob("*.po"):
        lines = path.read_text("utf-8").splitlines()
        spoken = [line for line in lines if line.startswith("msgid ") and line != 'msgid ""']
        assert len(set(spoken)) == len(spoken), path.name


def test_sentences_end_as_their_english_does() -> None:
    """A sentence stays a sentence, a label stays a label; hints that end in a command are left alone."""
    differing = [
        text
        for text, said in wordings().items()
        for vietnamese in said.values()
        if text.rstrip()[-1:] in ".:?"
        and not text.endswith(("…", "..."))
        and vietnamese.rstrip()[-1:] != text.rstrip()[-1:]
    ]
    assert differing == []
