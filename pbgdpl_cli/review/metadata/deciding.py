"""What a person decides about a citation, held against what is known before it is written down."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import get_args

from converters.corrections.cited.said import CitationSaid, Decision, identity_of
from converters.corrections.places import places_on, places_over_lines
from converters.reading.boxes import Box
from converters.reading.document import Page
from pbgdpl_cli.review.answers.cited import answer_key, as_answer, mark_of_citation
from pbgdpl_cli.review.answers.items import folded, size_of
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.metadata.acts_offered import ActsOffered, Unreadable, place_typed
from pbgdpl_cli.review.metadata.cited import CitedPlace
from pbgdpl_cli.web.cited_names import act_name, place_name
from validators.problems import Message, say
from validators.sharing.codes import CitationRole
from validators.sharing.record import Act, Citation

_KEY = 6  # bytes of the key of an added citation
ROLES: tuple[CitationRole, ...] = get_args(CitationRole)
LONGEST = 2000  # characters of anything typed here


class Became(StrEnum):
    """What became of a decision.

    Attributes:
        SAVED: It is on the disk.
        REFUSED: It cannot be taken.
        DIFFERS: A number differs from what the program reads: both are shown, and it is asked for once more.
        MEANWHILE: Another window decided, or another program changed the citation.
    """

    SAVED = "saved"
    REFUSED = "refused"
    DIFFERS = "differs"
    MEANWHILE = "meanwhile"


@dataclass(frozen=True, slots=True)
class TypedCitation:
    """What a person sent.

    Attributes:
        act: As typed.
        place: As typed; empty for the act as a whole.
        role: A code; empty where nobody knows.
        why: A note.
        text: The words as printed, of a citation that is added.
        page: Their page, likewise.
        base: Mark of the citation the person saw.
        given: Mark of the decision the person saw.
        first: What was typed the first time, where it is asked for twice.
    """

    act: str = ""
    place: str = ""
    role: str = ""
    why: str = ""
    text: str = ""
    page: str = ""
    base: str = ""
    given: str = ""
    first: str = ""

    @property
    def sign(self) -> str:
        """By which two typings are compared."""
        return f"{folded(self.act)} | {folded(self.place)}"


def base_of(one: CitedPlace) -> str:
    """The mark of a citation in forms."""
    return "" if one.is_new else mark_of_citation(one.citation)


class Deciding:
    """Decisions of one person about citations of one package.

    Args:
        package: Which.
        acts: What may be meant.
        who: The person.
    """

    def __init__(self, package: PackageUnderReview, acts: ActsOffered, who: str) -> None:
        self._package = package
        self._acts = acts
        self._who = who

    def confirm(self, one: CitedPlace, typed: TypedCitation) -> tuple[Became, Message | None]:
        """It is right as it was read; never where a number in it is still to be read."""
        if one.is_hidden:
            return Became.REFUSED, say("This is read, not nodded through: type what is printed.")
        return self._keep(one, typed, Decision.CONFIRMED, one.citation)

    def remove(self, one: CitedPlace, typed: TypedCitation) -> tuple[Became, Message | None]:
        """It is no citation of this material; an added one is as if it never had been."""
        if not one.is_new:
            return self._keep(one, typed, Decision.REMOVED, None)
        if typed.given != one.given:
            return Became.MEANWHILE, None
        self._package.take_back(answer_key(one.key))
        return Became.SAVED, None

    def correct(self, one: CitedPlace, typed: TypedCitation) -> tuple[Became, Message | None]:
        """It cites what was typed; where its reading was hidden, what was typed is compared with it."""
        try:
            made = self.made(one.citation, typed)
        except Unreadable as problem:
            return Became.REFUSED, problem.reason
        same = identity_of(made) == identity_of(one.citation)
        if one.is_hidden and not same and typed.sign != typed.first:
            return Became.DIFFERS, None
        if same and made.role == one.citation.role:
            return self._keep(one, typed, Decision.CONFIRMED, one.citation)
        after = one.citation.model_copy(update={"role": made.role}) if same else made
        return self._keep(one, typed, Decision.ADDED if one.is_new else Decision.CORRECTED, after)

    def add(self, typed: TypedCitation) -> tuple[str, Message | None]:
        """One that was missed; where its words stand is looked for on its page.

        Returns:
            Its key, empty where it was not taken; and a sentence where there is one.
        """
        number = int(typed.page) if typed.page.isdecimal() and len(typed.page) < 7 else 0
        page, text = self._package.page(number), folded(typed.text)
        if page is None:
            return "", say("There is no page “{page}”.", page=typed.page)
        if not text:
            return "", say("Type the words of the citation as they are printed.")
        try:
            made = self.made(Citation(text=text, act=Act()), typed)
        except Unreadable as problem:
            return "", problem.reason
        if any(identity_of(known) == identity_of(made) for known in self._package.record.legal_basis):
            return "", say("This act and place are cited already; look above.")
        box = _box_of(page, text)
        key, now = secrets.token_hex(_KEY), dt.datetime.now().astimezone()
        self._package.answer(as_answer(CitationSaid(
            key, Decision.ADDED, None, made, self._who, now, number, box, size_of(page), folded(typed.why) or None,
        )))  # fmt: skip
        told = None if box else say("These words were not found on page {page}: it has no picture.", page=number)
        return key, told

    def open(self, one: CitedPlace, typed: TypedCitation) -> tuple[Became, Message | None]:
        """What is in the package holds no more; the program's reading counts again."""
        return self._keep(one, typed, Decision.OPEN, None)

    def put_back(self, said: CitationSaid) -> None:
        """One that was taken out, in the package, is as it was read again."""
        now = dt.datetime.now().astimezone()
        self._package.answer(as_answer(CitationSaid(
            said.key, Decision.OPEN, said.read, None, self._who, now, said.page, said.box, said.size,
        )))  # fmt: skip

    def drop(self, key: str) -> None:
        """What waits for the package holds no more."""
        self._package.take_back(answer_key(key))

    def made(self, citation: Citation, typed: TypedCitation) -> Citation:
        """What was typed as a citation; act and place stay as they are written where they were not changed.

        Raises:
            Unreadable: It names no act, or no place.
        """
        own = act_name(citation.act)
        act = citation.act if own and folded(own) == folded(typed.act) else self._read(typed.act)
        same = folded(place_name(citation.locator)) == folded(typed.place)
        locator = citation.locator if same else place_typed(typed.place)
        role = typed.role if typed.role in ROLES else None
        return Citation.model_validate(
            {"text": citation.text, "act": act, "locator": locator, "role": role, "found": "person"}
        )

    def _read(self, typed: str) -> Act:
        return self._acts.read(self._package.record, typed)

    def _keep(
        self, one: CitedPlace, typed: TypedCitation, decision: Decision, after: Citation | None
    ) -> tuple[Became, Message | None]:
        if typed.base != base_of(one) or typed.given != one.given:
            return Became.MEANWHILE, None
        earlier = one.waiting or one.said
        page = None if one.page is None else self._package.page(one.page)
        read = one.citation if earlier is None else earlier.read
        self._package.answer(as_answer(CitationSaid(
            one.key, decision, read, after, self._who, dt.datetime.now().astimezone(), one.page, one.box,
            None if page is None else size_of(page), folded(typed.why) or None,
            None if one.is_new else one.citation,
        )))  # fmt: skip
        return Became.SAVED, None


def _box_of(page: Page, text: str) -> Box | None:
    """Where words stand on a page; None where they stand nowhere, or in more than one place."""
    found = places_on(page, text) or list(places_over_lines(page, text))
    places = [place.box for place in found]
    return Box.around_known(places) if places and (len(places) == 1 or not places_on(page, text)) else None
