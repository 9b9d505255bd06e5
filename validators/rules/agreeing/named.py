"""Do names, numbers and evidence of a record that was read stand in its text?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from validators.problems import say
from validators.rules.agreeing.printed_text import PrintedText, printed_text, words_of
from validators.rules.rule import ERROR, EVIDENCE, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import json_pointer
from validators.sharing.record import Evidence, Record

_TOLD = 120  # signs of what is named that are told
_ENOUGH = 0.6  # of the words of a reading that stand in the text where it was mended


def _not_named(subject: Subject) -> Iterator[Hit]:
    """Names of which a word stands nowhere in the text: nobody read them there."""
    text, record = printed_text(subject), subject.record
    if text is None or record is None:
        return
    for pointer, name in _names(record):
        if _is_typed(record.evidence, pointer) or (pointer == "/title" and pointer not in record.evidence):
            continue  # DUNG187 tells of a title that was read nowhere
        if not text.says(name) and (odd := _odd_words(words_of(name), text)):
            yield hit(pointer, name=name[:_TOLD], word=odd)


def _odd_words(name: Sequence[str], text: PrintedText) -> str | None:
    """A word that stands nowhere in a text, or two that nowhere follow each other, not even over the end of a line."""
    for word in name:
        if word not in text.words:
            return word
    for first, second in pairwise(name):
        if (first, second) not in text.pairs and not (first in text.last_words and second in text.first_words):
            return f"{first} {second}"
    return None


def title_as_printed(record: Record) -> str:
    """The title without what the paper itself does not bear.

    Letters (công văn) alone are papers without a printed name of their type (NĐ 30/2020/NĐ-CP, Annex I, II.5): they are
    called by their subject, or by their number where they have none.
    """
    if record.title == f"{_LETTER} số {record.number}":
        return record.title.removeprefix(f"{_LETTER} số ")
    return record.title.removeprefix(f"{_LETTER} ") if record.kind == "van-ban-hanh-chinh" else record.title


_LETTER = "Công văn"


def _names(record: Record) -> Iterator[tuple[str, str]]:
    yield "/title", title_as_printed(record)
    for name, one in (("publisher", record.publisher), ("creator", record.creator), ("signer", record.signer)):
        if one:
            yield f"/{name}/name", one.name
    if record.signer and record.signer.position:
        yield "/signer/position", record.signer.position
    if record.place:
        yield "/place/name", record.place.name
    if record.number:
        yield "/number", record.number
    if record.description and "/description" in record.evidence:
        yield "/description", record.description
    for index, keyword in enumerate(record.keywords):
        yield f"/keywords/{index}", keyword


def _is_typed(evidence: dict[str, list[Evidence]], pointer: str) -> bool:
    """Whether a person gave the value, the member itself or what it stands in: what was read has its place."""
    items = evidence.get(pointer) or evidence.get(pointer.rpartition("/")[0]) or ()
    return not items or any(item.method == "person" for item in items)


_READ = re.compile(
    r"/(?:title|number|date_issued|publisher|creator|signer|place|level|kind|legal_basis|content)(?:/|$)"
)
_NUMBER = re.compile(r"\d[\d./]*\d|\d")


def _not_in_text(subject: Subject) -> Iterator[Hit]:
    """Evidence that stands nowhere in the text, though all that was read stands there."""
    text, record = printed_text(subject), subject.record
    if text is None or record is None:
        return
    numbers = frozenset(number for piece in text.pieces.values() for number in _NUMBER.findall(piece))
    for pointer, items in record.evidence.items():
        for index, item in enumerate(items):
            if _READ.match(pointer) and item.method != "person" and _is_odd(item.text, text, numbers):
                yield hit(json_pointer("evidence", pointer, index), text=item.text[:_TOLD])


def _is_odd(read: str, text: PrintedText, numbers: frozenset[str]) -> bool:
    if text.says(read):
        return False
    words = words_of(read)
    known = sum(word in text.words for word in words)
    return not set(_NUMBER.findall(read)) <= numbers or known < _ENOUGH * len(words)


_COMPARE = say(
    "Look at the page; correct the value, or make the record again with: pbgdpl convert SOURCE -o FOLDER --again"
)

RULES = (
    Rule("DUNG172", "name-not-in-text", ERROR, WARNING,
         say("“{name}” was not read anywhere: “{word}” stands nowhere in the text."), EVIDENCE, _COMPARE, _not_named),
    Rule("DUNG188", "evidence-not-in-text", ERROR, WARNING,
         say("“{text}” is said to have been read, and stands nowhere in the text."), EVIDENCE, _COMPARE, _not_in_text),
)  # fmt: skip
