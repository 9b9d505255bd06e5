"""The columns of the data set's tables, by which files, card and Croissant are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What a value is."""

    TEXT = "text"
    INTEGER = "integer"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Column:
    """A column, or a member of a group.

    Attributes:
        name: As in the files.
        what: One sentence.
        kind: Of its values; each may be absent.
        many: Whether it is a list of them.
        members: Of a group.
    """

    name: str
    what: str
    kind: Kind = Kind.TEXT
    many: bool = False
    members: tuple[Column, ...] = ()


def _text(name: str, what: str) -> Column:
    return Column(name, what)


def _texts(name: str, what: str) -> Column:
    return Column(name, what, many=True)


def _integers(name: str, what: str) -> Column:
    return Column(name, what, Kind.INTEGER, many=True)


def _group(name: str, what: str, *members: Column, many: bool = False) -> Column:
    return Column(name, what, Kind.GROUP, many, members)


_LOCATOR = tuple(
    _text(name, f"Its {name}, as printed.")
    for name in ("appendix", "part", "chapter", "section", "subsection", "article", "clause", "point", "item")
)
_OF_RECORD = (
    _text("record", "Identifier of the record (URN)."),
    _text("title", "Title of the material."),
    _text("standing", "Where it stands: approved, published; draft and others only where they were asked for."),
    _texts("marks", "Why it is given out only on demand: draft, withdrawn, expired, personal; empty as a rule."),
    _text("licence", "Licence as the record says it; null where it says none."),
)
_HASH = _text("record_sha256", "Fingerprint of the record's content: the same as long as its text is.")
_NAMED = (
    _text("text", "As printed."),
    _text("number", "Number and symbol of the act."),
)
TABLES: Mapping[str, tuple[Column, ...]] = MappingProxyType({
    "records": (
        *_OF_RECORD,
        _HASH,
        _text("kind", "Kind of material: a code of the sharing schema (to-gap, de-cuong, hoi-dap, …)."),
        _text("language", "BCP 47."),
        _text("number", "Number and symbol printed on the paper."),
        _text("issued", "Day of issue, ISO 8601; a month where the day is not known."),
        _text("publisher", "Organ that issued it."),
        _text("creator", "Who led the drafting."),
        _text("place", "Place it is for."),
        _integers("subjects", "Topics, by their number of the 45."),
        _texts("audiences", "Audiences, by code."),
        _texts("keywords", "Free words."),
        _text("description", "Purpose and main content."),
        _texts("citations", "Acts it rests on, as printed."),
    ),
    "chunks": (
        _text("id", "Named after the place, not the words: a correction does not change it."),
        _text("text", "As it stands in the record, a line a paragraph."),
        _text("text_sha256", "SHA-256 of the text in UTF-8."),
        _text("kind", "Of the block: article, clause, point, paragraph, question, …"),
        _texts("headings", "What it stands under, outermost first."),
        _group("locator", "Place in the act.", *_LOCATOR),
        _integers("part", "Which of how many, where a unit had to be cut; else null."),
        _text("parent", "Id of the unit it belongs to."),
        _text("previous", "Id of the chunk before."),
        _text("next", "Id of the chunk after."),
        _group(
            "act", "The act it is of, where the record is one.",
            _text("number", "Number and symbol."), _text("title", "Its title."),
            _text("role", "own; attached where the chunk stands in a text attached to it, whose articles are not its."),
            _text("within", "Heading of the attached text."),
        ),
        _group(
            "citations", "Acts named in it.", *_NAMED, _text("type", "Kind of act."),
            _group("locator", "Place in the act.", *_LOCATOR), _text("role", "What it is named for."),
            _group("validity", "Whether it was in force.", _text("state", "unknown was not looked up."),
                   _text("as_of", "Day of the look."), _text("source", "Where was looked.")),
            many=True,
        ),
        _integers("pages", "Pages it was read on."),
        _group(
            "boxes", "Where on them.", Column("page", "Page.", Kind.INTEGER),
            _integers("box", "Left, top, right, bottom in pixels."), many=True,
        ),
        _text("language", "BCP 47."),
        *_OF_RECORD,
        _group(
            "approval", "What was decided about the record; null where nothing was.",
            _text("state", "approved or rejected."), _text("date", "Day, ISO 8601."),
            _text("position", "Of who decided."), _text("document", "Paper it was decided by."),
        ),
        _HASH,
    ),
    "questions": (
        _text("id", "The same as long as its words are."),
        _text("question", "As printed."),
        _text("answer", "As printed, a line a paragraph."),
        _group(
            "citations", "Provisions named in question or answer.", *_NAMED,
            _group("locator", "Place in the act.", *_LOCATOR), _text("role", "What it is named for."),
            _text("validity", "Whether the act was in force; unknown was not looked up."), many=True,
        ),
        *_OF_RECORD,
    ),
})  # fmt: skip
"""Columns of each table, in order."""
