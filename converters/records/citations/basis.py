"""The legal basis: every act the material cites, each place in it once, with where it was read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from converters.records.citations.amendments import announces_wording, with_amended_acts
from converters.records.citations.bare_places import with_bare_places
from converters.records.citations.cited import Cited, act_key
from converters.records.citations.continued import find_in_passages
from converters.records.passages.passage import Passage
from validators.citations.acts.dates import FIRST_YEAR, LAST_YEAR
from validators.citations.find import FoundCitation
from validators.citations.laws.titles import known_title
from validators.citations.locators import PlaceInAct
from validators.citations.mentions import ActName
from validators.citations.resolve import resolve
from validators.citations.whole_titles import with_whole_titles
from validators.sharing import record as model
from validators.sharing.codes import CitationRole

_OWN_ARTICLE = re.compile(r"(?:Điều|ĐIỀU)\s\d{1,3}[a-zđ]?\s?[.:]|(?:Điều|ĐIỀU)\s\d{1,3}$")
_MOST_CITATIONS = 3000  # entries; a codification of a thousand pages holds fewer


def cite(passages: Sequence[Passage], own: ActName | None, title: str = "") -> tuple[Cited, ...]:
    """All citations of a document, in order, short ones resolved.

    Args:
        passages: Text to look through; the document's own head left out.
        own: The document itself, when it is an act. Only in what has no articles of its own (material, but also a
            letter, a plan or a judgment) does a place without an act ("khoản 2 Điều 37") stand for a citation.
        title: The material's title, which may name the act it is about.
    """
    found = list(_found(passages))
    resolved = resolve((citation for _, citation in found), own)
    cited = [Cited(passage, one) for (passage, _), one in zip(found, resolved, strict=True)]
    texts = [passage.text for passage in passages]
    if own is not None and any(_OWN_ARTICLE.match(text) or announces_wording(text) for text in texts):
        return tuple(with_amended_acts(passages, cited))
    return tuple(with_bare_places(passages, cited, title))


def _found(passages: Sequence[Passage]) -> Iterator[tuple[Passage, FoundCitation]]:
    found = list(find_in_passages(passages))
    acts = (citation.mention.act for _, citation in found)
    titles = list(dict.fromkeys(act.title for act in acts if act.number and act.title))
    for passage, citation in found:
        yield passage, with_whole_titles(passage.text, (citation,), titles)[0]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of `legal_basis` and the citations it stands for."""

    citation: model.Citation
    cited: tuple[Cited, ...]


def legal_basis(cited: Iterable[Cited]) -> tuple[Entry, ...]:
    """The entries of a record, in the order in which each act and place is first cited.

    The document's own articles and mentions that could not be resolved are left out.
    """
    held: dict[tuple[str, PlaceInAct], list[Cited]] = {}
    for one in cited:
        if one.resolved.own or one.resolved.lost:
            continue
        for locator in one.citation.locators or (PlaceInAct(),):
            held.setdefault((act_key(one.resolved.act), locator), []).append(one)
    entries = [_entry(locator, cites) for (_, locator), cites in held.items()]
    return tuple(entries[:_MOST_CITATIONS])


def _title(act: ActName, cites: Sequence[Cited]) -> str | None:
    """As the text writes it; a headline in capitals says less of a title than the text or the law itself does."""
    if act.title is None or not act.title.isupper():
        return act.title
    others = (one.resolved.act.title for one in cites)
    return next((said for said in others if said and not said.isupper()), known_title(act.title) or act.title)


def _entry(locator: PlaceInAct, cites: Sequence[Cited]) -> Entry:
    first = cites[0]
    act = first.resolved.act
    citation = model.Citation(
        text=" ".join(first.citation.text.split()),
        act=model.Act(
            type=act.type,
            number=act.number,
            year=act.year if act.year is not None and FIRST_YEAR <= act.year <= LAST_YEAR else None,
            organ=act.organ,
            date=act.date,
            title=_title(act, cites),
            amended_in=act.amended_in,
        ),
        locator=model.Locator(**asdict(locator)),
        role=_role(cites),
        found=first.how,
    )
    return Entry(citation, tuple(cites))


def _role(cites: Sequence[Cited]) -> CitationRole:
    """The first that says more than that the act was mentioned."""
    return next((one.citation.role for one in cites if one.citation.role != "mentioned"), "mentioned")
