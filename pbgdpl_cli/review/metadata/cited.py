"""The citations of a package as the page shows them: where each was read, and how its act stands on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from converters.reading.boxes import Box
from converters.records.doubts.settled import NUMBERS
from pbgdpl_cli.review.answers.package import PackageUnderReview
from validators.citations.locators import PlaceInAct
from validators.citations.register import Register, RegisteredAct
from validators.sharing.record import Citation, Evidence


@dataclass(frozen=True, slots=True)
class ActStanding:
    """How an act stands, after the office's register.

    Attributes:
        act: As the register knows it.
        state: Of the place cited, on the day (a code of `validity-states`).
    """

    act: RegisteredAct
    state: str


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """One citation.

    Attributes:
        at: Its place among the citations, from 0.
        citation: As the record has it.
        page: Where it was read; None where nobody knows.
        box: Around its words on that page; None without geometry.
        unread: Keys of the numbers in it that a person shall still read.
        standing: After the register; None where that does not know the act, or there is none.
    """

    at: int
    citation: Citation
    page: int | None
    box: Box | None
    unread: tuple[str, ...]
    standing: ActStanding | None


def citations_of(package: PackageUnderReview, register: Register | None, day: dt.date) -> Sequence[CitedPlace]:
    """The citations of a package, in the order of the record.

    Args:
        package: The package.
        register: The office's register of acts; None where it keeps none.
        day: On which the acts are looked up.
    """
    numbers = [(key, doubt.page, doubt.box) for key, doubt in package.waiting if doubt.kind in NUMBERS]
    found = []
    for at, citation in enumerate(package.record.legal_basis):
        pointer = f"/legal_basis/{at}"
        places = [one for name, of in package.record.evidence.items() if _is_of(name, pointer) for one in of]
        page = next((one.page for one in places if one.page is not None), None)
        box = _box(places, page)
        unread = tuple(key for key, on, where in numbers if box is not None and where is not None and on == page
                       and box.holds(where.centre_x, where.centre_y))  # fmt: skip
        found.append(CitedPlace(at, citation, page, box, unread, _standing(citation, register, day)))
    return found


def _is_of(name: str, pointer: str) -> bool:
    return name == pointer or name.startswith(f"{pointer}/")


def _box(places: Sequence[Evidence], page: int | None) -> Box | None:
    return Box.around_known(Box(*one.box) for one in places if one.page == page and one.box is not None)


def _standing(citation: Citation, register: Register | None, day: dt.date) -> ActStanding | None:
    act = citation.act
    known = None if register is None else register.find(act.number, act.date, act.title)
    if known is None:
        return None
    return ActStanding(known, known.state_on(day, PlaceInAct(**citation.locator.model_dump())))
