"""Can the file be read at all? One rule for each way JSON goes wrong; errors on drafts too."""

from __future__ import annotations

from collections.abc import Iterator

from validators.in_our_words import of_json
from validators.problems import say
from validators.rules.rule import ERROR, JSON_FORM, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.reader import ReadingFault


def _spots(subject: Subject, fault: ReadingFault) -> Iterator[Hit]:
    for spot in subject.reading.faults:
        if spot.fault is fault:
            # "@123" is an offset into the text instead of a pointer: there may be no value to point at.
            yield hit(f"@{spot.offset}", detail=spot.detail)


def _empty(subject: Subject) -> Iterator[Hit]:
    return _spots(subject, ReadingFault.EMPTY)


def _syntax(subject: Subject) -> Iterator[Hit]:
    for spot in subject.reading.faults:
        if spot.fault is ReadingFault.SYNTAX:
            yield hit(f"@{spot.offset}", detail=of_json(spot.detail))


def _truncated(subject: Subject) -> Iterator[Hit]:
    return _spots(subject, ReadingFault.TRUNCATED)


def _duplicate_key(subject: Subject) -> Iterator[Hit]:
    return _spots(subject, ReadingFault.DUPLICATE_KEY)


def _not_a_number(subject: Subject) -> Iterator[Hit]:
    return _spots(subject, ReadingFault.NOT_A_NUMBER)


def _number_range(subject: Subject) -> Iterator[Hit]:
    return _spots(subject, ReadingFault.NUMBER_RANGE)


def _depth(subject: Subject) -> Iterator[Hit]:
    return _spots(subject, ReadingFault.DEPTH)


def _items(subject: Subject) -> Iterator[Hit]:
    return _spots(subject, ReadingFault.ITEMS)


def _too_large(subject: Subject) -> Iterator[Hit]:
    return _spots(subject, ReadingFault.TOO_LARGE)


def _byte_order_mark(subject: Subject) -> Iterator[Hit]:
    return _spots(subject, ReadingFault.BOM)


def _encoding(subject: Subject) -> Iterator[Hit]:
    return _spots(subject, ReadingFault.ENCODING)


def _not_an_object(subject: Subject) -> Iterator[Hit]:
    return _spots(subject, ReadingFault.NOT_AN_OBJECT)


def _surrogate(subject: Subject) -> Iterator[Hit]:
    return _spots(subject, ReadingFault.SURROGATE)


_MAKE_AGAIN = say("Export the record again, or restore it from a copy.")

RULES = (
    Rule(
        "DUNG001", "json-empty", ERROR, ERROR, say("The file is empty."), JSON_FORM, _MAKE_AGAIN, _empty
    ),
    Rule(
        "DUNG002", "json-syntax", ERROR, ERROR, say("This is not valid JSON: {detail}."), JSON_FORM,
        say("Correct the sign at this place: a comma, a quotation mark or a bracket is missing or too many."), _syntax,
    ),
    Rule(
        "DUNG003", "json-truncated", ERROR, ERROR, say("The file breaks off before its end."), JSON_FORM, _MAKE_AGAIN,
        _truncated,
    ),
    Rule(
        "DUNG004", "json-duplicate-key", ERROR, ERROR, say("The key “{detail}” stands here twice."), JSON_FORM,
        say("Keep one of the two."), _duplicate_key,
    ),
    Rule(
        "DUNG005", "json-not-a-number", ERROR, ERROR, say("“{detail}” is not a number JSON knows."), JSON_FORM,
        say("Write the number, or leave the key out."), _not_a_number,
    ),
    Rule(
        "DUNG006", "json-number-range", ERROR, ERROR, say("The number {detail} is too large to be read."), JSON_FORM,
        say("Write the number as it is printed."), _number_range,
    ),
    Rule(
        "DUNG007", "json-depth", ERROR, ERROR, say("Values are nested more than a hundred deep."), JSON_FORM,
        _MAKE_AGAIN, _depth,
    ),
    Rule(
        "DUNG008", "json-items", ERROR, ERROR, say("The record has {detail} values: too many for one material."),
        JSON_FORM, say("Split the material into several records."), _items,
    ),
    Rule(
        "DUNG009", "json-too-large", ERROR, ERROR,
        say("The file has more than {detail} kB: too large for a record."), JSON_FORM,
        say("Keep pictures and files beside the record, not inside it."), _too_large,
    ),
    Rule(
        "DUNG010", "json-byte-order-mark", WARNING, WARNING, say("The file starts with a byte-order mark."), JSON_FORM,
        say("Save it as UTF-8 without a mark, or repair it with: pbgdpl validate PACKAGE --fix"),
        _byte_order_mark, fixable=True,
    ),
    Rule(
        "DUNG011", "json-encoding", ERROR, ERROR, say("The file is not UTF-8 ({detail})."), JSON_FORM,
        say("Save it as UTF-8; where the encoding is known, this does it: pbgdpl validate PACKAGE --fix"),
        _encoding, fixable=True,
    ),
    Rule(
        "DUNG012", "json-not-an-object", ERROR, ERROR, say("The file holds no record: it does not start with “{{”."),
        JSON_FORM, _MAKE_AGAIN, _not_an_object,
    ),
    Rule(
        "DUNG014", "json-half-sign", ERROR, ERROR, say("“{detail}” is half a sign, which no text can hold."), JSON_FORM,
        say("Write the whole sign; both halves stand together."), _surrogate,
    ),
)  # fmt: skip
