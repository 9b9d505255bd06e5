"""What people said of citations that is not in the package yet: kept in the journal as answers to places are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from converters.corrections.cited.said import CitationSaid, keys_of
from pbgdpl_cli.review.answers.journal import Answer
from validators.sharing.record import Citation, Record

if TYPE_CHECKING:
    from pbgdpl_cli.review.answers.state import State

_PREFIX = "cite."
_ADAPTER = TypeAdapter(CitationSaid)
_LENGTH = 12  # hexadecimal digits of the mark of a citation


def answer_key(key: str) -> str:
    """The name of what was said of a citation in the journal and in addresses."""
    return _PREFIX + key


def key_in(answer: str) -> str | None:
    """The key of the citation that such a name is of; None for the names of other things."""
    return answer.removeprefix(_PREFIX) if answer.startswith(_PREFIX) else None


def is_about_citation(answer: Answer) -> bool:
    """Whether something was said of a citation."""
    return answer.key.startswith(_PREFIX)


def cited_of(answer: Answer) -> CitationSaid | None:
    """What was said of a citation; None for an answer to another place, and for what cannot be read any more."""
    if not is_about_citation(answer) or answer.text is None:
        return None
    try:
        return _ADAPTER.validate_json(answer.text)
    except ValidationError:
        return None


def cited_in(answers: Iterable[Answer]) -> tuple[CitationSaid, ...]:
    """What was said of citations, in the order in which it was said."""
    found = (cited_of(answer) for answer in sorted(answers, key=lambda answer: answer.when))
    return tuple(one for one in found if one is not None)


def as_answer(said: CitationSaid) -> Answer:
    """What was said of a citation, to be written down."""
    text = _ADAPTER.dump_json(said).decode("utf-8")
    return Answer(answer_key(said.key), text, said.who, said.when, mark_of_citation(said.before))


def mark_of_citation(citation: Citation | None) -> str:
    """By which a change meanwhile is seen; empty where there is none."""
    if citation is None:
        return ""
    return hashlib.sha256(citation.model_dump_json(exclude={"validity"}).encode()).hexdigest()[:_LENGTH]


def citation_with(record: Record, log: Sequence[CitationSaid], key: str) -> Citation | None:
    """The citation of a record with a key; None where it has none."""
    found = zip(record.legal_basis, keys_of(record.legal_basis, log), strict=True)
    return next((one for one, own in found if own == key), None)


def still_stands(state: State, answer: Answer) -> bool:
    """Whether the citation that a person looked at is still the one the package has."""
    said = cited_of(answer)
    return said is not None and mark_of_citation(citation_with(state.record, state.cited, said.key)) == answer.before
