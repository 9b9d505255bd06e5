"""What of a record is found by which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pbgdpl_cli.search.act_words import act_words
from pbgdpl_cli.search.words import index_form
from pbgdpl_cli.web.plain_text import division_name, plain_text
from validators.sharing.record import Block, Division, Heading, Procedure, Question, Record, Situation
from validators.sharing.vocabulary import name_of

FACETS = ("kind", "medium", "subject", "audience", "year", "place", "language")
MEDIA = ("video", "audio", "infographic", "ebook", "slides", "quiz")
"""Roles of files by which people choose a material: to watch, to listen to, to look at."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as the index takes it; every text in index form.

    Attributes:
        title: Its title.
        heading: Headings, questions, situations, names of parts and procedures.
        about: Who it is from, its number and description, keywords, subjects, acts it rests on.
        acts_own: Words of the acts in number, title and headings: what it is about.
        acts: Words of the acts it rests on or names anywhere.
        text: All a person can read in it.
        facets: Name and value of what lists are narrowed by.
    """

    title: str
    heading: str
    about: str
    acts_own: str
    acts: str
    text: str
    facets: tuple[tuple[str, str], ...]


def entry_of(record: Record, text: str | None = None) -> Entry:
    """What the index holds of a record; `text` is its plain text where the caller has it already."""
    text = plain_text(record) if text is None else text
    heading = "\n".join(_headings(record.content))
    basis = "\n".join(filter(None, (part for one in record.legal_basis for part in (one.text, one.act.number))))
    own = "\n".join(filter(None, (record.number, record.title, heading)))
    form, basis_form = index_form(text), index_form(basis)
    return Entry(
        index_form(record.title),
        index_form(heading),
        index_form("\n".join(_about(record))) + f"\n{basis_form}",
        act_words(index_form(own)),
        act_words(f"{basis_form}\n{form}"),
        form,
        facets_of(record),
    )


def _headings(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading() | Question() | Situation():
                yield block.text
            case Procedure():
                yield block.title
            case Division():
                if block.title:
                    yield division_name(block)
                yield from _headings(block.children)
            case _:
                continue


def _about(record: Record) -> Iterator[str]:
    for organ in (record.creator, record.publisher):
        if organ:
            yield organ.name
    yield from (text for text in (record.number, record.description) if text)
    yield from record.keywords
    yield from (name_of("subjects", number, "vi") for number in record.subjects)


def facets_of(record: Record) -> tuple[tuple[str, str], ...]:
    """Facet and value of everything lists are narrowed by, each once."""
    return tuple(dict.fromkeys(_facets(record)))


def _facets(record: Record) -> Iterator[tuple[str, str]]:
    yield "kind", record.kind
    yield "language", record.language
    present = {file.role for file in record.files}
    yield from (("medium", role) for role in MEDIA if role in present)
    yield from (("subject", str(number)) for number in record.subjects)
    yield from (("audience", audience) for audience in record.audiences)
    if record.date_issued:
        yield "year", str(record.date_issued)[:4]
    if record.place:
        yield "place", record.place.name
