"""A package of a legal act as rows of the register: what it is, from when it holds, and what it does to others.

Days, changes and the text itself are taken only from what somebody compared with the original; days and changes only
from the articles that speak of them: on its force, and on what it amends, replaces or repeals. A misread day would call
a law ended that is in force, or the other way round. Of other texts the act is entered, and its life stays unknown.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from validators.citations.acts.dates import find_dates
from validators.citations.find import FoundCitation, find_citations
from validators.citations.locators import PlaceInAct, find_locators
from validators.citations.register.lists import ListedRow
from validators.citations.register.texts import LONGEST
from validators.citations.repair import level
from validators.problems import Message, say
from validators.sharing.content import beside, blocks, opening
from validators.sharing.counting import printed_texts
from validators.sharing.record import Division, Record
from validators.sharing.standing import was_compared

_KIND = "van-ban-quy-pham"
_ON_FORCE = re.compile(r"hiệu lực|điều khoản thi hành", re.IGNORECASE)
_ON_CHANGES = re.compile(r"^\W*(?:sửa đổi|bổ sung|bãi bỏ|thay thế)", re.IGNORECASE)
_BEGINS = re.compile(
    r"(?P<what>[^.;]{0,200}?)này có hiệu lực(?: thi hành)? (?:kể )?từ ngày(?P<signing> ký)?", re.IGNORECASE
)
_NEAR = 40  # characters in which the day stands after these words
_SMALLER = frozenset({"clause", "point"})
_ENDED = frozenset({"replaced", "repealed"})


@dataclass(frozen=True, slots=True)
class Beginning:
    """From when an act, or a part of it, is in force."""

    day: dt.date
    scope: str = ""


def is_act(record: Record) -> bool:
    """Whether a record is a legal act."""
    return record.kind == _KIND


def row_of(record: Record, path: Path, line: int) -> tuple[list[ListedRow], list[Message]]:
    """The rows an act gives: its own, and one for each act it changes; and what could not be taken."""
    own = _own_row(record, path, line)
    if not was_compared(record):
        note = say(
            "{path}: nobody has compared this act with the original; its days, changes and text were not taken.",
            path=path,
        )
        return [own], [note]
    texts, longer = _provisions(record, path)
    own = replace(own, texts=tuple(texts))
    begins = _beginnings(record)
    whole = {one.day for one in begins if not one.scope}
    if len(whole) != 1:
        unclear = say("{path}: it is not clear from when this act holds; that stays unknown.", path=path)
        return [own], [*longer, unclear]
    events = tuple(_event("in-force", one.day, one.scope, "", path) for one in begins)
    changes = list(_changes(record, whole.pop(), path, line))
    return [replace(own, events=events), *changes], [*longer, *_without_number(record, path)]


def _own_row(record: Record, path: Path, line: int) -> ListedRow:
    cells: dict[str, object] = {
        "number": record.number, "title": record.title, "organ": record.publisher.name if record.publisher else None,
        "date": record.date_issued.exact if record.date_issued else None, "articles": len(_articles(record)) or None,
        "source": path.as_posix(),
    }  # fmt: skip
    return ListedRow(line, {name: value for name, value in cells.items() if value is not None})


def _articles(record: Record) -> dict[str, Division]:
    """The articles of the act itself, by label; those of a form annexed to it begin again and do not count."""
    found: dict[str, Division] = {}
    for _, block in blocks(record.content):
        if isinstance(block, Division) and block.type == "article":
            found.setdefault(block.label, block)
    return found


def _provisions(record: Record, path: Path) -> tuple[list[dict[str, str]], list[Message]]:
    """What each article, clause and point of the act says; and what is too long to be kept."""
    texts: list[dict[str, str]] = []
    longer: list[Message] = []
    for article in _articles(record).values():
        for place, text in _said(article, PlaceInAct(article=article.label)):
            if len(text) <= LONGEST:
                texts.append({"place": str(place), "text": text})
            else:
                longer.append(say("{path}: the text of {place} is too long and was not taken.", path=path, place=place))
    return texts, longer


def _said(division: Division, place: PlaceInAct) -> Iterator[tuple[PlaceInAct, str]]:
    """The words of a division, and of the clauses and points in it; whatever else it holds is its own."""
    smaller = [one for one in division.children if isinstance(one, Division) and one.type in _SMALLER]
    others = [one for one in division.children if one not in smaller]
    begins = beside(opening(division), " ".join(part for part in (division.title, division.text) if part))
    yield place, "\n".join(part for part in (begins, *printed_texts(others)) if part.strip())
    for one in smaller:
        yield from _said(one, replace(place, **{one.type: one.label}))


def _texts(article: Division) -> Iterator[str]:
    """What an article says, piece by piece."""
    yield article.text or ""
    for _, block in blocks(article.children):
        yield getattr(block, "text", None) or ""


def _beginnings(record: Record) -> list[Beginning]:
    found: list[Beginning] = []
    for article in _articles(record).values():
        if _ON_FORCE.search(article.title or ""):
            found += [one for text in _texts(article) for one in _beginnings_in(text, record)]
    return list(dict.fromkeys(found))


def _beginnings_in(text: str, record: Record) -> Iterator[Beginning]:
    for found in _BEGINS.finditer(text):
        printed = next(find_dates(text[found.end() - len("ngày") : found.end() + _NEAR]), None)
        signed = record.date_issued.exact if found["signing"] and record.date_issued else None
        if day := signed or (printed.value if printed else None):
            groups = find_locators(level(found["what"]))
            yield Beginning(day, "; ".join(str(place) for group in groups for place in group.locators))


def _changes(record: Record, begins: dt.date, path: Path, line: int) -> Iterator[ListedRow]:
    """What the act does to others, as its articles on force and on changes say."""
    said: dict[str, dict[str, dict[str, str]]] = {}
    for article in _articles(record).values():
        for citation in _citations(article):
            number = citation.mention.act.number
            if number:
                scope = "; ".join(map(str, citation.locators))
                event = _event(_kind(citation, scope), begins, scope, record.number or "", path)
                said.setdefault(number, {})[f"{event['kind']} {scope}"] = event
    for number, events in said.items():
        yield ListedRow(line, {"number": number}, tuple(events.values()))


def _without_number(record: Record, path: Path) -> Iterator[Message]:
    """Acts this one changes and calls by their title alone: they cannot be entered without a guess."""
    for article in _articles(record).values():
        for citation in _citations(article):
            if not citation.mention.act.number and citation.mention.act.title:
                yield say(
                    "{path}: what it changes in “{text}” was not taken, for no number is printed.",
                    path=path, text=citation.text,
                )  # fmt: skip


def _citations(article: Division) -> list[FoundCitation]:
    """The acts an article says this act changes. What it says in passing was amended, another act has amended."""
    title = article.title or ""
    if _ON_CHANGES.search(title):
        return [one for one in find_citations(title) if one.role in {*_ENDED, "amended"}]
    texts = _texts(article) if _ON_FORCE.search(title) else ()
    return [one for text in texts for one in find_citations(text) if one.role in _ENDED]


def _kind(citation: FoundCitation, scope: str) -> str:
    if citation.role == "amended":
        return "amended"
    return "partly-expired" if scope else "expired"


def _event(kind: str, day: dt.date, scope: str, by: str, path: Path) -> dict[str, str]:
    return {"kind": kind, "date": day.isoformat(), "scope": scope, "by": by, "source": path.as_posix()}
