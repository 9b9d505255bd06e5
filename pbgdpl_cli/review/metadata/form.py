"""The metadata of a package as a form: where each value was read, what was typed, what a person has to read anew."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from converters.corrections.said import refusal_of
from converters.reading.boxes import Box
from converters.records.doubts.doubt import Doubt
from converters.records.doubts.settled import NUMBERS
from pbgdpl_cli.review.answers.items import folded
from pbgdpl_cli.review.answers.journal import Answer
from pbgdpl_cli.review.answers.masking import NumbersToRead
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.answers.values import field_of_key, key_of_field, said_values, shown_value
from pbgdpl_cli.review.metadata.choices import PLACE_CODE, PLACE_NAME, place_of
from validators.problems import Message, say
from validators.sharing.metadata_fields import metadata_fields
from validators.sharing.record import Evidence
from validators.sharing.sheet_columns import Column

_NUMBER_KINDS = frozenset({"date", "issue-date"})
_NUMBER_FIELDS = frozenset({"/number"})
_HIDDEN = "[…]"
_LENGTH = 12  # hexadecimal digits of the mark of a value


@dataclass(frozen=True, slots=True)
class FormField:
    """One value of the metadata.

    Attributes:
        field: Which value.
        key: In addresses and in the journal.
        value: What the package says; empty where it says nothing.
        evidence: Where it was read; None where nobody knows.
        box: Around everything on that page it was read from; None without geometry.
        answer: What was typed and is not in the package yet.
        unread: The doubt for which a person reads the value anew: it is not shown, but typed and compared.
        bears: The key of a doubtful number inside the value, which is read at its own place first.
    """

    field: Column
    key: str
    value: str
    evidence: Evidence | None
    box: Box | None
    answer: Answer | None
    unread: Doubt | None = None
    bears: str | None = None

    @property
    def base(self) -> str:
        """The mark of what the package says; by it a change meanwhile is seen."""
        return hashlib.sha256(self.value.encode()).hexdigest()[:_LENGTH]

    @property
    def is_out_of_place(self) -> bool:
        """Whether the package says something else by now than when the person typed."""
        return self.answer is not None and self.answer.before != self.value


class Saved(StrEnum):
    """What became of a typed value.

    Attributes:
        SAVED: It is on the disk.
        SAME: It is what the package says already, and nothing was to be saved.
        REFUSED: It cannot be what the field holds.
        DIFFERS: A number differs from what the program reads: it is asked for once more.
        MEANWHILE: Another window answered, or another program changed the value.
    """

    SAVED = "saved"
    SAME = "same"
    REFUSED = "refused"
    DIFFERS = "differs"
    MEANWHILE = "meanwhile"


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person sent for a value.

    Attributes:
        text: As typed; empty takes the value away.
        known: Mark of the answer the person saw.
        base: Mark of the value the person saw.
        first: What was typed the first time, when a number had to be typed again.
    """

    text: str
    known: str = ""
    base: str = ""
    first: str | None = None


def form_of(package: PackageUnderReview) -> Sequence[FormField]:
    """All fields of a package, in the order of the schema."""
    numbers = [(key, doubt) for key, doubt in package.waiting if doubt.kind in NUMBERS and doubt.text]
    return [_field(package, field, numbers) for field in metadata_fields()]


def field_with(package: PackageUnderReview, key: str) -> FormField | None:
    """One field by its key; None when there is none."""
    return next((one for one in form_of(package) if one.key == key), None)


def _field(package: PackageUnderReview, field: Column, numbers: Sequence[tuple[str, Doubt]]) -> FormField:
    key, value = key_of_field(field), shown_value(package.values, field)
    places = _places(package, field)
    evidence = next((one for one in places if one.box is not None), places[0] if places else None)
    read_by_person = evidence is not None and evidence.method == "person"
    unread = bears = None
    if value and not read_by_person:
        if field.kind in _NUMBER_KINDS or field.pointer in _NUMBER_FIELDS:
            unread = next((doubt for _, doubt in numbers if _is_about(doubt, field, places, value)), None)
        else:
            bears = next((name for name, doubt in numbers if _bears(value, doubt)), None)
    return FormField(field, key, value, evidence, _box(places, evidence), package.answers.get(key), unread, bears)


def _places(package: PackageUnderReview, field: Column) -> Sequence[Evidence]:
    """Where a value was read, or the object it is a part of."""
    places = package.record.evidence
    return places.get(field.pointer) or places.get(field.pointer.rpartition("/")[0]) or ()


def _box(places: Sequence[Evidence], first: Evidence | None) -> Box | None:
    """Around everything on one page: a title may stand in several lines."""
    if first is None:
        return None
    return Box.around_known(None if one.box is None else Box(*one.box) for one in places if one.page == first.page)


def _is_about(doubt: Doubt, field: Column, places: Sequence[Evidence], value: str) -> bool:
    if doubt.pointer == field.pointer or _bears(value, doubt):
        return True
    boxes = [Box(*one.box) for one in places if one.box is not None and one.page == doubt.page]
    return doubt.box is not None and any(box.holds(doubt.box.centre_x, doubt.box.centre_y) for box in boxes)


def _bears(value: str, doubt: Doubt) -> bool:
    return NumbersToRead([doubt.text]).taken_out(value, _HIDDEN) != value


def without_numbers(package: PackageUnderReview, value: str) -> str:
    """A text without the numbers that a person shall still read."""
    return hiding(package)(value)


def hiding(package: PackageUnderReview) -> Callable[[str], str]:
    """Takes the numbers that a person shall still read out of texts; for pages that show many of them."""
    texts = (doubt.text for _, doubt in package.waiting if doubt.kind in NUMBERS)
    numbers = NumbersToRead(text for text in texts if _tells_something(text))
    return lambda value: numbers.taken_out(value, _HIDDEN)


def _tells_something(text: str) -> bool:
    """Whether a doubtful text is known again elsewhere: a lone letter ("đ" of a point) is a word of many sentences."""
    return any(sign.isdigit() or sign.isspace() for sign in text)


def mark_of(answer: Answer | None) -> str:
    """What a form says of the answer its person saw, so that no other one is overwritten unseen."""
    return "" if answer is None else answer.when.isoformat()


def save(package: PackageUnderReview, one: FormField, typed: Typed, who: str) -> tuple[Saved, Message | None]:
    """Write a typed value down, if it may be.

    Returns:
        What became of it, and a sentence where it was refused.

    Raises:
        OSError: The disk refused.
    """
    text = typed.text.strip()
    seen = typed.known == mark_of(one.answer) and typed.base == one.base
    if not seen and (one.answer is None or one.answer.text != text):
        return Saved.MEANWHILE, None
    if one.unread is not None and folded(text) != folded(one.value) and folded(text) != folded(typed.first or ""):
        return Saved.DIFFERS, None
    if text == one.value and one.unread is None:
        if one.answer is not None:
            package.take_back(one.key)
        return Saved.SAME, None
    said = {one.key: text, **_with_name(package, one, text)}
    unknown = one.field.pointer == PLACE_CODE and text and place_of(text, None) is None
    refusal = say("No place has the code “{code}”.", code=text) if unknown else _refusal(package, said)
    if refusal is not None:
        return Saved.REFUSED, refusal
    now = dt.datetime.now().astimezone()
    for key, value in said.items():
        field = field_of_key(key)
        if field is not None:
            package.answer(Answer(key, value, who, now, shown_value(package.values, field)))
    return Saved.SAVED, None


def _with_name(package: PackageUnderReview, one: FormField, code: str) -> dict[str, str]:
    """Whoever chooses a place by its code says its name too."""
    place = place_of(code, issued(package)) if one.field.pointer == PLACE_CODE else None
    name = next(field for field in metadata_fields() if field.pointer == PLACE_NAME)
    return {} if place is None else {key_of_field(name): place.name}


def issued(package: PackageUnderReview) -> dt.date | None:
    """The day of issue, as far as it is known; of a month its first."""
    said = package.record.date_issued
    return None if said is None else said.first


def _refusal(package: PackageUnderReview, said: dict[str, str]) -> Message | None:
    """Why values cannot be taken, beside those that wait already."""
    waiting = [
        (field, text) for field, text in said_values(package.answers.values()) if key_of_field(field) not in said
    ]
    typed = [(field, text) for key, text in said.items() if (field := field_of_key(key)) is not None]
    return refusal_of(dict(package.values), [*waiting, *typed])
