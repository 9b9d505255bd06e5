"""Fines and other sanctions: behaviour, amount from–to, for whom, and the provision they rest on.

Four ways of writing are understood: decrees ("Phạt tiền từ … đến … đối với một trong các hành vi sau đây: a) …"),
sentences ("… bị phạt từ … đến … (khoản 2 Điều 37)"), answers whose question says what was done, and leaflets that set
behaviour, amount and provision under each other or side by side in a table. A sanction whose behaviour is not said is
left out: a fine for the wrong thing misleads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from converters.records.content.tree import Node, PassageSpan
from converters.records.items.amounts import Fine, find_fines
from converters.records.items.fine_items import LONGEST_BEHAVIOUR, NOBODY, fine_item
from converters.records.items.fine_scopes import REMEDY, Scope, from_answer, from_question, scope_after
from converters.records.items.fine_sentences import fines_in_sentences
from converters.records.items.fine_tables import fines_in_tables
from converters.records.items.found_items import TextUnit, TypedItem
from converters.records.items.plain_text import plain
from converters.records.passages.passage import written as passage_written
from validators.citations.locators import find_locators
from validators.citations.repair import level
from validators.language.detector import Detector, DetectorTable

_IS_FINED = "(?:có thể |sẽ )?(?:bị (?:xử )?(?:phạt|lý)|được quy định|quy định)?"

_HOW_FINED = "(?:hình thức và )?mức (?:xử )?phạt(?: tiền)?(?: được quy định)?"
_LABEL = r"(?:[-–+•*]\s{0,3}|[a-zđ]\d?\)\s{0,3}|\d{1,2}\s?[.)]\s{0,3})?"
_DECREE = re.compile(
    rf"{_LABEL}(?:(?P<who>Cá nhân|Tổ chức|Hộ kinh doanh)\s?:\s{{0,3}})?"
    r"(?:Phạt cảnh cáo hoặc |Cảnh cáo hoặc |[Bb]ị )?(?:xử )?[Pp]hạt tiền\b"
)
_AMOUNT_ONLY = re.compile(r"(?:Mức phạt\s?:?\s?|Phạt(?: tiền)?\s?:?\s?|Cảnh cáo hoặc (?:phạt )?)?", re.IGNORECASE)
_FINE_WORDS = r"(?:Mức (?:tiền )?phạt(?: tiền)?|Phạt tiền|Mức xử phạt)?(?: đối với)?"
_BY_RATES = "(?:,? theo (?:các )?mức(?: phạt)?(?: tiền)?(?: sau)?)?"
_THEN = "(?:thì |có )?"
_LEAD_IN = re.compile(
    rf"(?:\d{{1,2}}\s?[.)]\s{{0,3}})?{_FINE_WORDS}\s{{0,2}}(?:(?:(?:các |những )?[Hh]ành vi|Trường hợp) )?"
    rf"(?P<did>.{{8,{LONGEST_BEHAVIOUR}}}?){_BY_RATES}"
    rf"(?:,? {_THEN}(?:{_IS_FINED}(?: tiền)?|{_HOW_FINED})(?: như sau)?)?\s{{0,2}}:$",
    re.DOTALL,
)
_ACTS = re.compile(r"hành vi|không|trái|vi phạm|sử dụng|bị ")
_POWER = re.compile(r"có (?:quyền|thẩm quyền)|thẩm quyền (?:xử )?phạt", re.IGNORECASE)
_FURTHER = re.compile(r"phạt(?: tiền)?\s{0,3}$|đối với (?:cá nhân|tổ chức|hộ)[^.;]{0,60}$")
_AIMED = re.compile(r"(?:(?:các |những )?hành vi|trường hợp|người|cá nhân|tổ chức)\s.{4,}", re.DOTALL)
_SHORTEST_CONDITION = 24  # characters of a condition that can be understood alone
_SPARE = 2  # characters between the label of an amount and the amount
_TAIL = 4  # characters after an amount that fills its line
_END = 40  # characters at the end of a lead-in that may say that nobody in particular is meant
_MOST = 2000  # sanctions; the longest decree holds fewer


@dataclass(frozen=True)
class FinePlace:
    """A piece of text that may say a sanction, where it stands.

    Attributes:
        units: It and its siblings.
        place: Which of them.
        lead: What leads in to them ("… bị xử phạt như sau:").
    """

    units: Sequence[TextUnit]
    place: int
    lead: TextUnit | None = None

    @property
    def unit(self) -> TextUnit:
        """The piece itself."""
        return self.units[self.place]

    @cached_property
    def text(self) -> str:
        """Its own words."""
        return self.unit.span.text

    @cached_property
    def fines(self) -> tuple[Fine, ...]:
        """The amounts in it."""
        return tuple(find_fines(self.text))

    @property
    def above(self) -> TextUnit | None:
        """The piece before it."""
        return self.units[self.place - 1] if self.place > 0 else None

    @property
    def below(self) -> TextUnit | None:
        """The piece after it."""
        return self.units[self.place + 1] if self.place + 1 < len(self.units) else None


def _decree(place: FinePlace) -> list[TypedItem]:
    return list(_of_decree(place, place.fines)) if place.fines and _DECREE.match(place.text) else []


def _of_decree(place: FinePlace, fines: Sequence[Fine]) -> Iterator[TypedItem]:
    unit, lead, text = place.unit, place.lead, place.text
    fines = [fine for number, fine in enumerate(fines) if number == 0 or _is_further(text, fines[number - 1], fine)]
    other = "cảnh cáo" if "cảnh cáo" in text[: fines[0].start].lower() else None
    opening = _DECREE.match(text)
    named = opening["who"].lower() if opening is not None and opening["who"] else None
    scopes = [
        scope_after(text[fine.end : fines[number + 1].start if number + 1 < len(fines) else len(text)])
        for number, fine in enumerate(fines)
    ]
    if scopes[0].listed or scopes[-1].listed:  # one fine or two, of persons and of organisations, for what is listed
        for fine, scope in zip(fines, scopes, strict=True) if scopes[-1].listed else [(fines[0], scopes[0])]:
            yield from _of_points(unit, fine, scope, other)
        return
    said = next((scope.behaviour for scope in scopes if scope.behaviour and not scope.condition), "")
    behaviour = said or _context(unit, lead)
    for fine, scope in zip(fines, scopes, strict=True):
        what = _narrowed(behaviour, scope.behaviour, lead) if scope.condition else behaviour
        extra = "; ".join(part for part in (other, scope.more) if part) or None
        if what and not REMEDY.match(what):
            yield fine_item(what, fine, (unit.span,), subject=scope.subject or named, other=extra, citation=unit.span)


def _is_further(text: str, before: Fine, fine: Fine) -> bool:
    """Whether one more amount is one more fine: not the worth of goods, not the limit of the fine before."""
    between = text[before.end : fine.start]
    return _FURTHER.search(between) is not None


def _narrowed(behaviour: str, condition: str, lead: TextUnit | None) -> str:
    """A behaviour said above with its condition; the condition alone only where it says enough to be understood."""
    if behaviour and lead is not None:
        return f"{behaviour}, {condition}"
    alone = re.sub(r"^đối với\s{1,2}", "", condition)
    return alone if len(alone) >= _SHORTEST_CONDITION and alone != condition else ""


def _of_points(unit: TextUnit, fine: Fine, scope: Scope, other: str | None) -> Iterator[TypedItem]:
    """The behaviours a decree lists under one fine; a remedy whose heading was lost is none of them."""
    for place, point in enumerate(unit.under):
        behaviour = plain(point.span.text)
        if REMEDY.match(behaviour) or _DECREE.match(behaviour):
            yield from _sanctions_at(FinePlace(unit.under, place))
        elif behaviour:
            yield fine_item(behaviour, fine, (unit.span, point.span), subject=scope.subject, other=other)


def _context(unit: TextUnit, lead: TextUnit | None) -> str:
    """What was done, from the question or the lead-in above."""
    if lead is None:
        return from_question(unit.asked)
    text = lead.span.text
    if _POWER.search(text):
        return ""
    said = from_answer(text)
    match = _LEAD_IN.match(text)
    did = plain(match["did"]) if match is not None else ""
    if said or (did and not NOBODY.search(did[-_END:]) and _ACTS.search(text)):
        return said or did
    return from_question(unit.asked)


def _remedy(place: FinePlace) -> list[TypedItem]:
    """Sanctions without an amount: "Buộc …", "Tước quyền sử dụng … đối với hành vi quy định tại khoản 2 Điều này"."""
    match = None if place.fines else REMEDY.match(place.text)
    if match is None or (place.lead is not None and _POWER.search(place.lead.span.text)):
        return []
    text = plain(match["remedy"])
    what, _, scope = text.partition(" đối với ")
    aimed = _AIMED.match(scope) is not None
    behaviour = plain(scope) if aimed else from_question(place.unit.asked)
    if not behaviour:
        return []
    values: dict[str, object] = {
        "type": "sanction",
        "behaviour": behaviour[:LONGEST_BEHAVIOUR],
        "other": what if aimed else text,
    }
    return [TypedItem(values, (place.unit.span,), place.unit.span)]


def _amount_line(place: FinePlace) -> Fine | None:
    """The amount that fills a line of a leaflet."""
    if not place.fines or place.above is None or _DECREE.match(place.text):
        return None
    fine, lead = place.fines[0], _AMOUNT_ONLY.match(place.text)
    if lead is None or fine.start - lead.end() > _SPARE or len(place.text) - fine.end > _TAIL:
        return None
    return fine


def _leaflet(place: FinePlace) -> list[TypedItem]:
    """Behaviour above, amount, provision below."""
    fine, above, below = _amount_line(place), place.above, place.below
    behaviour = plain(above.span.text) if above is not None else ""
    if fine is None or above is None or not behaviour or len(behaviour) > LONGEST_BEHAVIOUR:
        return []
    if behaviour.isupper() or next(find_fines(behaviour), None):
        return []
    citation = below.span if below is not None and _is_provision(below.span.text) else None
    other = "cảnh cáo" if "cảnh cáo" in place.text.lower() else None
    return [fine_item(behaviour, fine, (above.span, place.unit.span), other=other, citation=citation)]


def _is_provision(text: str) -> bool:
    group = next(find_locators(level(text)), None)
    return group is not None and group.start <= 2


def _sentences(place: FinePlace) -> list[TypedItem]:
    if not place.fines or _DECREE.match(place.text) or _amount_line(place) is not None:
        return []
    return fines_in_sentences(place.unit, place.above, place.fines)


def _written(lines: tuple[str, ...]) -> FinePlace:
    """Pieces of text; one that opens with "> " is asked, those after "- " stand under it, "? " is its question."""
    asked = next((line[2:] for line in lines if line.startswith("? ")), "")
    units: list[TextUnit] = []
    place = 0
    for line in (line for line in lines if not line.startswith("? ")):
        unit = TextUnit(PassageSpan(passage_written(line.removeprefix("> ").removeprefix("- "))), asked=asked)
        if line.startswith("- "):
            units[-1].under.append(unit)
            continue
        place = len(units) if line.startswith("> ") else place
        units.append(unit)
    return FinePlace(units, place)


_DECREES = "decrees on administrative sanctions (Luật 15/2012/QH13 Điều 21, 28)"
SANCTIONS: DetectorTable[FinePlace, list[TypedItem]] = DetectorTable(
    "items/sanction",
    (
        Detector(
            name="decree",
            source=_DECREES,
            gains="the fines of decrees, one for each behaviour listed below them",
            positive=(
                ("> 2. Phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng đối với hành vi lấn đất.",),
                (
                    "> 1. Phạt tiền từ 500.000 đồng đến 1.000.000 đồng đối với một trong các hành vi sau:",
                    "- a) Lấn đất;",
                ),
            ),
            negative=(("> Người lấn đất bị phạt tiền từ 1.000.000 đồng",), ("> Phạt tiền đối với hành vi lấn đất.",)),
            find=_decree,
        ),
        Detector(
            name="remedy",
            source=_DECREES,
            gains="remedies and sanctions that are no fine",
            positive=(("> Buộc khôi phục tình trạng ban đầu đối với hành vi quy định tại khoản 2 Điều này;",),),
            negative=(("> Buộc khôi phục tình trạng ban đầu.",), ("> Bắt buộc đội mũ bảo hiểm",)),
            find=_remedy,
        ),
        Detector(
            name="leaflet",
            source="leaflets: behaviour, amount and provision under each other",
            gains="the fines of leaflets",
            positive=(("Không đội mũ bảo hiểm", "> Từ 400.000 đồng đến 600.000 đồng", "khoản 2 Điều 6"),),
            negative=(("> Từ 400.000 đồng đến 600.000 đồng",), ("MỨC PHẠT", "> Từ 400.000 đồng đến 600.000 đồng")),
            find=_leaflet,
        ),
        Detector(
            name="sentence",
            source="booklets, articles and answers",
            gains="the fines that sentences say",
            positive=(
                ("> Người lấn đất nông nghiệp bị phạt tiền từ 3.000.000 đồng đến 5.000.000 đồng.",),
                ("? Lấn đất nông nghiệp bị phạt bao nhiêu?", "> Người vi phạm bị phạt tiền từ 3.000.000 đồng."),
            ),
            negative=(("> Giá đất là 3.000.000 đồng.",), ("> Không đội mũ: 400.000 đồng",)),
            find=_sentences,
        ),
    ),
    example=_written,
)


def find_sanctions(units: Sequence[TextUnit], nodes: Sequence[Node]) -> list[TypedItem]:
    """Every sanction in the text, in order.

    Args:
        units: Pieces of running text.
        nodes: The tree, for its tables.
    """
    found = [item for place in range(len(units)) for item in _sanctions_at(FinePlace(units, place))]
    found += fines_in_tables(nodes)
    return found[:_MOST]


def _sanctions_at(place: FinePlace) -> Iterator[TypedItem]:
    """The sanctions of one piece of text and, where it has no fine itself, of the pieces under it."""
    for _, items in SANCTIONS.each(place):
        yield from items
    if not place.fines:
        for inner in range(len(place.unit.under)):
            yield from _sanctions_at(FinePlace(place.unit.under, inner, place.unit))
