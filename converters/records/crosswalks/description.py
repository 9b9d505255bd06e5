"""What other vocabularies can hold of a Record, as plain strings: every crosswalk goes through it.

Several values in one element are parted by semicolons (TT 24/2011/TT-BTTTT Điều 5). A cited place that does not name
its act ("Điều 7", "khoản 2 Điều này") says nothing outside its material: the act the record knows it is of stands
behind it in square brackets, "Điều 7 [11/2017/QH14]", as cataloguers mark what they supply. So places of two acts in
the same words are two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from validators.problems import UnreadableInput, say
from validators.sharing import record as model
from validators.sharing.vocabulary import name_of

SEPARATOR = "; "
_SUPPLIED = re.compile(r"(.*\S) \[([^\[\]\s]*\d[^\[\]\s]*[/-][^\[\]\s]*)\]", re.DOTALL)  # "Điều 7 [11/2017/QH14]"


class IncompleteDescription(UnreadableInput):
    """A description without title or identifier describes nothing."""

    code = "incomplete-description"


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of a material in words other systems understand. Absent is None or empty.

    Attributes:
        title: Its title.
        identifier: The record's own identifier.
        creator: Who led the drafting.
        publisher: The organ that issued it.
        date: When it was issued, ISO 8601; a month where the day is not known ("2026-04").
        description: Purpose and main content.
        language: BCP 47.
        kind: A code of the list `kinds`.
        subjects: Topics of the 45, as "11 Đất đai".
        keywords: Free words.
        audiences: Codes of the list `audiences`.
        place: The name of the place it concerns.
        rights: What may be done with it.
        source: Where it was taken from.
        number: Number and symbol printed on the paper.
        citations: The acts it rests on, as printed, with the act where its words do not name it, each once.
        formats: Media types of its files, by name, each once.
    """

    title: str
    identifier: str
    creator: str | None = None
    publisher: str | None = None
    date: str | None = None
    description: str | None = None
    language: str | None = None
    kind: str | None = None
    subjects: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    place: str | None = None
    rights: str | None = None
    source: str | None = None
    number: str | None = None
    citations: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()


def description_of(record: model.Record) -> Description:
    """What of a record goes into other vocabularies."""
    return Description(
        title=record.title,
        identifier=record.identifier,
        creator=record.creator.name if record.creator else None,
        publisher=record.publisher.name if record.publisher else None,
        date=record.date_issued.isoformat() if record.date_issued else None,
        description=record.description,
        language=record.language,
        kind=record.kind,
        subjects=tuple(subject_label(number) for number in record.subjects),
        keywords=tuple(record.keywords),
        audiences=tuple(record.audiences),
        place=record.place.name if record.place else None,
        rights=record.rights.statement,
        source=record.rights.source,
        number=record.number,
        citations=tuple(dict.fromkeys(map(_named, record.legal_basis))),
        formats=tuple(sorted({file.media_type for file in record.files})),
    )


def record_of(described: Description) -> model.Record:
    """A record that holds what a description says, and nothing else.

    Raises:
        pydantic.ValidationError: A value is not what the sharing schema allows (an unknown kind, an impossible date).
    """
    values: dict[str, object] = {
        "title": described.title,
        "identifier": described.identifier,
        "kind": described.kind or "khac",
        "language": described.language or "vi",
        "creator": {"name": described.creator} if described.creator else None,
        "publisher": {"name": described.publisher} if described.publisher else None,
        "date_issued": described.date,
        "description": described.description,
        "subjects": [number for label in described.subjects if (number := subject_number(label)) is not None],
        "keywords": list(described.keywords),
        "audiences": list(described.audiences),
        "place": {"name": described.place} if described.place else None,
        "number": described.number,
        "rights": {"statement": described.rights, "source": described.source},
        "legal_basis": [_entry(text) for text in described.citations],
    }
    return model.Record.model_validate(values)


def _named(citation: model.Citation) -> str:
    """The words of a citation, and the act they do not name."""
    act = citation.act.number or citation.act.title
    return citation.text if not act or _names(citation.text, act) else f"{citation.text} [{act}]"


def _names(text: str, act: str) -> bool:
    if re.search(rf"(?<!\w){re.escape(act)}(?!\w)", text, re.IGNORECASE):
        return True
    if "/" not in text:  # as most places without an act
        return False
    from validators.citations.acts.numbers import find_numbers, number_key  # its patterns take a while

    return any(one.text is not None and number_key(one.text) == number_key(act) for one in find_numbers(text))


def _entry(text: str) -> dict[str, object]:
    supplied = _SUPPLIED.fullmatch(text)
    return {"text": text, "act": {}} if supplied is None else {"text": supplied[1], "act": {"number": supplied[2]}}


def subject_label(number: int) -> str:
    """Forms like "11 Đất đai": number and name of a topic."""
    name = name_of("subjects", number)
    return f"{number} {name}" if name != str(number) else name


def subject_number(label: str) -> int | None:
    """The topic's number at the head of a label; None for free keywords."""
    head = label.split(" ", 1)[0]
    return int(head) if head.isascii() and head.isdigit() and 1 <= int(head) <= 45 else None


def split_values(text: str | None) -> tuple[str, ...]:
    """Several values of one element."""
    return tuple(part.strip() for part in (text or "").split(";") if part.strip())


def description_from(values: Mapping[str, object]) -> Description:
    """A description from values by member name; missing and empty ones are absent.

    Raises:
        IncompleteDescription: Title or identifier is missing.
    """
    if not values.get("title") or not values.get("identifier"):
        raise IncompleteDescription(say("Title and identifier are missing."))
    known = {member.name for member in fields(Description)}
    return Description(**{name: value for name, value in values.items() if name in known and value})  # type: ignore[arg-type]
