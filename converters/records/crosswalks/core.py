"""The fields of a Record that other vocabularies can hold, as plain strings: the hinge of every crosswalk.

Several values in one element are parted by semicolons (TT 24/2011/TT-BTTTT Điều 5).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields

from validators.problems import UnreadableInput, say
from validators.sharing import record as model
from validators.sharing.vocabulary import name_of

SEPARATOR = "; "


class IncompleteDescription(UnreadableInput):
    """A description without title or identifier describes nothing."""

    code = "incomplete-description"


@dataclass(frozen=True, slots=True)
class Core:
    """What Dublin Core can say of a material; the element's name is in the comment of each member.

    Attributes:
        title: title.
        identifier: identifier.
        creator: creator.
        publisher: publisher.
        date: date, ISO 8601.
        description: description.
        language: language, BCP 47.
        kind: type, a code of the list `kinds`.
        subjects: subject, numbers of the 45 topics with their names.
        keywords: subject, free.
        audiences: audience.
        place: coverage.
        rights: rights.
        source: source.
        number: identifier of the paper itself (number and symbol).
        citations: relation, the acts it rests on as printed.
        formats: format, media types of its files.
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


def core_of(record: model.Record) -> Core:
    """What of a record goes into other vocabularies."""
    return Core(
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
        citations=tuple(dict.fromkeys(citation.text for citation in record.legal_basis)),
        formats=tuple(dict.fromkeys(file.media_type for file in record.files)),
    )


def record_of(core: Core) -> model.Record:
    """A record that holds what a core says, and nothing else.

    Raises:
        pydantic.ValidationError: A value is not what the sharing schema allows (an unknown kind, an impossible date).
    """
    values: dict[str, object] = {
        "title": core.title,
        "identifier": core.identifier,
        "kind": core.kind or "khac",
        "language": core.language or "vi",
        "creator": {"name": core.creator} if core.creator else None,
        "publisher": {"name": core.publisher} if core.publisher else None,
        "date_issued": dt.date.fromisoformat(core.date) if core.date else None,
        "description": core.description,
        "subjects": [number for label in core.subjects if (number := subject_number(label)) is not None],
        "keywords": list(core.keywords),
        "audiences": list(core.audiences),
        "place": {"name": core.place} if core.place else None,
        "number": core.number,
        "rights": {"statement": core.rights, "source": core.source},
        "legal_basis": [{"text": text, "act": {}} for text in core.citations],
    }
    return model.Record.model_validate(values)


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


def core_from(values: Mapping[str, object]) -> Core:
    """A core from values by member name; missing and empty ones are absent.

    Raises:
        IncompleteDescription: Title or identifier is missing.
    """
    if not values.get("title") or not values.get("identifier"):
        raise IncompleteDescription(say("Title and identifier are missing."))
    known = {member.name for member in fields(Core)}
    return Core(**{name: value for name, value in values.items() if name in known and value})  # type: ignore[arg-type]
