"""Fines and other sanctions: behaviour, amount from–to, for whom, and the provision they rest on.

Four ways of writing are understood: decrees ("Phạt tiền từ … đến … đối với một trong các hành vi sau đây: a) …"),
sentences ("… bị phạt từ … đến … (khoản 2 Điều 37)"), answers whose question says what was done, and leaflets that set
behaviour, amount and provision under each other or side by side in a table. A sanction whose behaviour is not said is
left out: a fine for the wrong thing misleads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from converters.records.content.tree import Node, Span
from converters.records.items.amounts import Fine, find_fines
from converters.records.items.fine_scopes import REMEDY, Scope, from_answer, from_question, plain, scope_after
from converters.records.items.found_items import Item, Unit
from validators.citations.locators import find_locators
from validators.citations.repair import level

_DECREE = re.compile(
    r"(?:[-–+•*]\s{0,3}|[a-zđ]\d?\)\s{0,3}|\d{1,2}\s?[.)]\s{0,3})?"
    r"(?:(?P<who>Cá nhân|Tổ chức|Hộ kinh doanh)\s?:\s{0,3})?"
    r"(?:Phạt cảnh cáo hoặc |Cảnh cáo hoặc |[Bb]ị )?(?:xử )?[Pp]hạt tiền\b"
)
_FINED = re.compile(
    r"(?:,?\s{0,2}(?:thì |sẽ |có thể |cũng có thể |đều |còn "
    r"|cũng )*bị (?:cảnh cáo hoặc )?(?:xử )?phạt(?: vi phạm hành chính)?(?: tiền)?"
    r"|\s?[:–-]\s{0,2}(?:mức )?phạt(?: tiền)?(?: cảnh cáo hoặc)?"
    r"|,\s{0,2}phạt(?: tiền)?)\s{1,3}(?:cảnh cáo hoặc (?:phạt )?)?$",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"(?:[.;?!]\s{1,3}|^(?:[-–•+*]\s{0,3}|[a-zđ]\)\s{0,3}|\d{1,2}[.)]\s{0,3})?)(?=\S)")
_AMOUNT_ONLY = re.compile(r"(?:Mức phạt\s?:?\s?|Phạt(?: tiền)?\s?:?\s?|Cảnh cáo hoặc (?:phạt )?)?", re.IGNORECASE)
_BEHAVIOUR_COLUMN = re.compile(r"hành vi|vi phạm", re.IGNORECASE)
_AMOUNT_COLUMN = re.compile(r"mức (?:phạt|xử phạt)|phạt tiền|số tiền", re.IGNORECASE)
_UPPER_LIMIT = re.compile(r"tối đa|cao nhất", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:Người|Cá nhân|Tổ chức|Hành vi|Trường hợp)(?: có hành vi)? (?:vi phạm|phạm tội|này|trên|nêu trên)"
    r"(?: này| nêu trên)?(?: còn)?"
    r"|(?:Nếu )?[Kk]hông (?:thực hiện|chấp hành|tuân thủ)(?: đúng)?(?: (?:quy định|việc|điều) (?:này|trên|nêu trên))?"
    r"|(?:Nếu )?[Vv]i phạm|(?:Ông|Bà|Anh|Chị|Em|Bạn|Cháu|Người đó|Họ)(?: [A-ZĐÀ-Ỹ]\S{0,8}){0,2}",
)
_LEAD_IN = re.compile(
    r"(?:\d{1,2}\s?[.)]\s{0,3})?(?:Mức (?:tiền )?phạt(?: tiền)?|Phạt tiền|Mức xử phạt)?(?: đối với)?\s{0,2}"
    r"(?:(?:các |những )?[Hh]ành vi )?(?P<did>.{8,600}?)"
    r"(?:,? theo (?:các )?mức(?: phạt)?(?: tiền)?(?: sau)?)?"
    r"(?:,? (?:thì )?(?:có thể |sẽ )?(?:bị (?:xử )?(?:phạt|lý)|được quy định|quy định)?(?: tiền)?(?: như sau)?)?"
    r"\s{0,2}:$",
    re.DOTALL,
)
_KNOWING = re.compile(r"^.{1,30}? có biết (?:rằng |là )?")
_ACTS = re.compile(r"hành vi|không|trái|vi phạm|sử dụng|bị ")
_POWER = re.compile(r"có (?:quyền|thẩm quyền)|thẩm quyền (?:xử )?phạt", re.IGNORECASE)
_LONGEST_BEHAVIOUR = 600
_SHORTEST_CONDITION = 24
_MOST = 2000


def find_sanctions(units: Sequence[Unit], nodes: Sequence[Node]) -> list[Item]:
    """Every sanction in the text, in order.

    Args:
        units: Pieces of running text.
        nodes: The tree, for its tables.
    """
    found = [item for place, unit in enumerate(units) for item in _of_unit(units, place, None)]
    found += [item for node in nodes for item in _of_tables(node)]
    return found[:_MOST]


def _of_unit(units: Sequence[Unit], place: int, lead: Unit | None) -> Iterator[Item]:
    """The sanctions of one piece of text.

    Args:
        units: It and its siblings.
        place: Which of them.
        lead: What leads in to them ("… bị xử phạt như sau:").
    """
    unit = units[place]
    text = unit.span.text
    fines = list(find_fines(text))
    if _DECREE.match(text) and fines:
        yield from _of_decree(unit, lead, fines)
    elif not fines:
        yield from _of_remedy(units, place, lead)
        yield from (item for inner in range(len(unit.under)) for item in _of_unit(unit.under, inner, unit))
    elif _is_amount_line(text, fines[0]) and place > 0:
        yield from _of_leaflet(units, place, fines[0])
    else:
        for item in _of_sentences(unit.span, text, fines):
            named = _named(item, unit, units[place - 1] if place > 0 else None)
            if named is not None:
                yield named


def _of_decree(unit: Unit, lead: Unit | None, fines: Sequence[Fine]) -> Iterator[Item]:
    text = unit.span.text
    fines = [fine for number, fine in enumerate(fines) if number == 0 or _is_further(text, fines[number - 1], fine)]
    other = "cảnh cáo" if "cảnh cáo" in text[: fines[0].start].lower() else None
    opening = _DECREE.match(text)
    named = opening["who"].lower() if opening is not None and opening["who"] else None
    scopes = [
        scope_after(text[fine.end : fines[number + 1].start if number + 1 < len(fines) else len(text)])
        for number, fine in enumerate(fines)
    ]
    if scopes[0].listed:
        yield from _of_points(unit, fines[0], scopes[0], other)
        return
    said = next((scope.behaviour for scope in scopes if scope.behaviour and not scope.condition), "")
    behaviour = said or _context(unit, lead)
    for fine, scope in zip(fines, scopes, strict=True):
        what = _narrowed(behaviour, scope.behaviour, lead) if scope.condition else behaviour
        extra = "; ".join(part for part in (other, scope.more) if part) or None
        if what and not REMEDY.match(what):
            yield _item(what, fine, (unit.span,), subject=scope.subject or named, other=extra, citation=unit.span)


def _is_further(text: str, before: Fine, fine: Fine) -> bool:
    """Whether one more amount is one more fine: not the worth of goods, not the limit of the fine before."""
    between = text[before.end : fine.start]
    return re.search(r"phạt(?: tiền)?\s{0,3}$|đối với (?:cá nhân|tổ chức|hộ)[^.;]{0,60}$", between) is not None


def _narrowed(behaviour: str, condition: str, lead: Unit | None) -> str:
    """A behaviour said above with its condition; the condition alone only where it says enough to be understood."""
    if behaviour and lead is not None:
        return f"{behaviour}, {condition}"
    alone = re.sub(r"^đối với\s{1,2}", "", condition)
    return alone if len(alone) >= _SHORTEST_CONDITION and alone != condition else ""


def _of_points(unit: Unit, fine: Fine, scope: Scope, other: str | None) -> Iterator[Item]:
    """The behaviours a decree lists under one fine; a remedy whose heading was lost is none of them."""
    for place, point in enumerate(unit.under):
        behaviour = plain(point.span.text)
        if REMEDY.match(behaviour) or _DECREE.match(behaviour):
            yield from _of_unit(unit.under, place, None)
        elif behaviour:
            yield _item(behaviour, fine, (unit.span, point.span), subject=scope.subject, other=other)


def _context(unit: Unit, lead: Unit | None) -> str:
    """What was done, from the question or the lead-in above."""
    if lead is None:
        return from_question(unit.asked)
    text = lead.span.text
    if _POWER.search(text):
        return ""
    said = from_answer(text)
    match = _LEAD_IN.match(text)
    did = plain(match["did"]) if match is not None else ""
    if said or (did and not _NOBODY.search(did[-40:]) and _ACTS.search(text)):
        return said or did
    return from_question(unit.asked)


def _of_remedy(units: Sequence[Unit], place: int, lead: Unit | None) -> Iterator[Item]:
    """Sanctions without an amount: "Buộc …", "Tước quyền sử dụng … đối với hành vi quy định tại khoản 2 Điều này"."""
    unit = units[place]
    match = REMEDY.match(unit.span.text)
    if match is None or (lead is not None and _POWER.search(lead.span.text)):
        return
    text = plain(match["remedy"])
    what, _, scope = text.partition(" đối với ")
    aimed = re.match(r"(?:(?:các |những )?hành vi|trường hợp|người|cá nhân|tổ chức)\s.{4,}", scope, re.DOTALL)
    behaviour = plain(scope) if aimed is not None else from_question(unit.asked)
    if behaviour:
        values: dict[str, object] = {
            "type": "sanction",
            "behaviour": behaviour[:_LONGEST_BEHAVIOUR],
            "other": what if aimed is not None else text,
        }
        yield Item(values, (unit.span,), unit.span)


def _is_amount_line(text: str, fine: Fine) -> bool:
    lead = _AMOUNT_ONLY.match(text)
    return lead is not None and fine.start - lead.end() <= 2 and len(text) - fine.end <= 4


def _of_leaflet(units: Sequence[Unit], place: int, fine: Fine) -> Iterator[Item]:
    """Behaviour above, amount, provision below."""
    above = units[place - 1]
    behaviour = plain(above.span.text)
    if not behaviour or len(behaviour) > _LONGEST_BEHAVIOUR or behaviour.isupper() or next(find_fines(behaviour), None):
        return
    below = units[place + 1] if place + 1 < len(units) else None
    citation = below.span if below is not None and _is_provision(below.span.text) else None
    other = "cảnh cáo" if "cảnh cáo" in units[place].span.text.lower() else None
    yield _item(behaviour, fine, (above.span, units[place].span), other=other, citation=citation)


def _is_provision(text: str) -> bool:
    group = next(find_locators(level(text)), None)
    return group is not None and group.start <= 2


def _of_sentences(span: Span, text: str, fines: Sequence[Fine]) -> Iterator[Item]:
    last: tuple[str, str | None] | None = None
    for number, fine in enumerate(fines):
        end = fines[number + 1].start if number + 1 < len(fines) else len(text)
        scope = scope_after(text[fine.end : end])
        fined = _FINED.search(text, max(0, fine.start - 60), fine.start)
        between = text[fines[number - 1].end : fine.start] if number else ""
        if fined is None and last is not None and _goes_on(between) and scope.subject is not None:
            behaviour, other = last  # "từ … đối với cá nhân, từ … đối với tổ chức"
            begin = fine.start
        elif fined is None:
            continue
        else:
            begin = max((match.end() for match in _SENTENCE_START.finditer(text, 0, fined.start() + 1)), default=0)
            behaviour = plain(_KNOWING.sub("", text[begin : fined.start()]))
            other = "cảnh cáo" if "cảnh cáo" in fined.group().lower() else None
        if _NOBODY.fullmatch(behaviour) and scope.behaviour and not scope.condition:
            behaviour = scope.behaviour
        elif re.match(r"(?:Nếu )?[Kk]hông ", behaviour) and _NOBODY.fullmatch(behaviour) and begin > 20:
            behaviour = plain(text[:begin] + behaviour)
        if len(behaviour) < 8 or REMEDY.match(behaviour):
            continue
        last = (behaviour, other)
        close = re.compile(r"\)|[.;](?=\s|$)").search(text, fine.end, end)
        stop = close.end() if close is not None else end
        where = Span(span.passage, span.start + _offset(span) + begin, span.start + _offset(span) + stop)
        extra = "; ".join(part for part in (other, scope.more) if part) or None
        yield _item(behaviour, fine, (where,), subject=scope.subject, other=extra, citation=where)


def _goes_on(between: str) -> bool:
    return len(between) < 60 and re.search(r"đối với (?:cá nhân|tổ chức|hộ)\b", between) is not None


def _named(item: Item, unit: Unit, above: Unit | None) -> Item | None:
    """Forms like "Người vi phạm bị phạt …": what they did stands in the question, or in the line above."""
    if _NOBODY.fullmatch(str(item.values["behaviour"])) is None:
        return item
    did, spans = from_question(unit.asked), item.spans
    if str(item.values["behaviour"]).startswith("Người phạm tội") and not did:
        return None  # a penalty of the penal code: the crime stands paragraphs above
    if not did and not unit.asked and above is not None:
        did, spans = plain(above.span.text), (above.span, *item.spans)
    if not did or REMEDY.match(did) or did.isupper():
        return None
    return Item({**item.values, "behaviour": did[:_LONGEST_BEHAVIOUR]}, spans, item.citation)


def _offset(span: Span) -> int:
    raw = span.passage.text[span.start : span.end]
    return len(raw) - len(raw.lstrip())


def _of_tables(node: Node) -> Iterator[Item]:
    for child in node.children:
        yield from _of_tables(child)
    if node.type != "table" or len(node.rows) < 2:
        return
    header = node.rows[0]
    behaviour = next((place for place, cell in enumerate(header) if _BEHAVIOUR_COLUMN.search(cell)), None)
    amount = next((place for place, cell in enumerate(header) if _AMOUNT_COLUMN.search(cell)), None)
    if behaviour is None or amount is None or behaviour == amount:
        return
    for row in node.rows[1:]:
        fine = next(find_fines(" ".join(row[amount].split())), None)
        if fine is not None and _UPPER_LIMIT.search(header[amount]):
            fine = replace(fine, low=None)
        text = plain(" ".join(row[behaviour].split()))
        if fine is None or not text:
            continue
        other = "cảnh cáo" if "cảnh cáo" in row[amount].lower() else None
        yield _item(text, fine, tuple(node.spans), other=other)


def _item(
    behaviour: str,
    fine: Fine,
    spans: tuple[Span, ...],
    *,
    subject: str | None = None,
    other: str | None = None,
    citation: Span | None = None,
) -> Item:
    values: dict[str, object] = {
        "type": "sanction",
        "behaviour": behaviour[:_LONGEST_BEHAVIOUR],
        "amount_min": fine.low,
        "amount_max": fine.high,
        "subject": subject,
        "other": other,
    }
    return Item(values, spans, citation)
