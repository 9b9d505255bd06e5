"""Acts that are offered while somebody types, and what was typed read as an act and a place in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from pbgdpl_cli.review.metadata.choices import Offer, folded_words, rank_of
from pbgdpl_cli.web.cited_names import act_name
from validators.problems import Message, say
from validators.sharing.record import Act, Locator, Record

if TYPE_CHECKING:
    from validators.citations.mentions import ActName
    from validators.citations.register import Register, RegisteredAct

_MOST = 20  # offered at a time: more are not read


class Unreadable(ValueError):
    """What was typed is no act or no place; the reason is a sentence for whoever typed it."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


class ActsOffered:
    """The acts a person may mean: those the record cites, then those of the office's register.

    Args:
        register: The register; None where the office keeps none.
    """

    def __init__(self, register: Register | None) -> None:
        self._register = register
        self._known: Sequence[tuple[str, str]] | None = None

    def found(self, record: Record, typed: str, hide: Callable[[str], str]) -> Sequence[Offer]:
        """What is offered for what was typed so far, the best first; the first call goes through the whole register.

        Args:
            record: Whose acts are offered first.
            typed: Words or beginnings of words, with or without marks, in any order.
            hide: Takes numbers that are still to be read out of a text: an act that bears one is not offered.
        """
        wanted = folded_words(typed)
        cited = dict.fromkeys(name for one in record.legal_basis if (name := act_name(one.act)) and hide(name) == name)
        every = [*((folded_words(name), name) for name in cited), *self._names()]
        words = wanted.split()
        close = ((at, key, name) for at, (key, name) in enumerate(every) if all(word in key for word in words))
        ranked = ((rank, at, name) for at, key, name in close if (rank := rank_of(wanted, key)))
        names = dict.fromkeys(name for _, _, name in sorted(ranked)[: 2 * _MOST])
        return [Offer(name, name) for name in list(names)[:_MOST]]

    def _names(self) -> Sequence[tuple[str, str]]:
        if self._known is None:
            acts = () if self._register is None else self._register.names()
            names = (act_name(Act(type=kind, number=number, title=title)) for number, kind, title in acts)
            self._known = tuple((folded_words(name), name) for name in names if name)
        return self._known

    def read(self, record: Record, typed: str) -> Act:
        """What was typed as an act: one the record cites by that name, else what it names.

        Raises:
            Unreadable: It names no act, or more than one.
        """
        wanted = folded_words(typed)
        for one in record.legal_basis:
            if folded_words(act_name(one.act) or "") == wanted:
                return one.act
        from validators.citations.acts.dates import FIRST_YEAR, LAST_YEAR
        from validators.citations.find import find_mentions  # its patterns take a while; the first page needs none

        mentions = find_mentions(typed)
        if len(mentions) != 1 or not (mentions[0].act.number or mentions[0].act.title):
            raise Unreadable(say("“{text}” names no act: type its number (31/2024/QH15), or choose one.", text=typed))
        named = mentions[0].act
        cited = {act.model_dump_json(): act for one in record.legal_basis if _is_named(act := one.act, named)}
        if len(cited) == 1:
            return next(iter(cited.values()))
        known = self._register.find(named.number, named.date, named.title) if self._register is not None else None
        if known is not None:
            return _of_register(known)
        year = named.year if named.year is not None and FIRST_YEAR <= named.year <= LAST_YEAR else None
        return Act(**{**asdict(named), "year": year})


def _is_named(act: Act, named: ActName) -> bool:
    """Whether what was typed names an act the record cites: by its number, or by its title alone."""
    from validators.citations.acts.numbers import number_key
    from validators.citations.laws.titles import title_key

    if named.number:
        return bool(act.number) and number_key(act.number or "") == number_key(named.number)
    same_year = named.year is None or act.year in (None, named.year)
    return same_year and act.type == named.type and title_key(act.title or "") == title_key(named.title or "")


def _of_register(known: RegisteredAct) -> Act:
    year = known.date.year if known.date is not None else None
    return Act(
        type=known.type, number=known.number, year=year, organ=known.organ, date=known.date, title=known.title
    )  # fmt: skip


def place_typed(typed: str) -> Locator:
    """What was typed as a place in an act; empty for the act as a whole.

    Raises:
        Unreadable: It names no place, or more than one.
    """
    from validators.citations.locators import find_locators
    from validators.citations.repair import level

    text = " ".join(typed.split())
    if not text:
        return Locator()
    groups = list(find_locators(level(text)))
    places = [place for group in groups for place in group.locators]
    if len(places) > 1:
        raise Unreadable(say("“{text}” names several places: each is a citation of its own.", text=text))
    if not places or _left_over(text, groups[0].start, groups[0].end):
        raise Unreadable(say("“{text}” names no place: type it like “điểm a khoản 2 Điều 5”.", text=text))
    return Locator(**asdict(places[0]))


def _left_over(text: str, start: int, end: int) -> str:
    return (text[:start] + text[end:]).strip(" .,;")
