"""Fines and other sanctions: behaviour, amount from–to, for whom, and the provision they rest on.

Three ways of writing are understood: decrees ("Phạt tiền từ … đến … đối với một trong các hành vi sau đây: a) …"),
sentences ("… bị phạt từ … đến … (khoản 2 Điều 37)"), and leaflets that set behaviour, amount and provision under each
other or side by side in a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from converters.records.amounts import Fine, find_fines
from converters.records.items import Item, Unit
from converters.records.tree import Node, Span
from validators.citations.locators import find_locators
from validators.citations.repair import level

_DECREE = re.compile(r"(?:\d{1,2}\s?\.\s{0,3})?(?P<warning>Phạt cảnh cáo hoặc )?[Pp]hạt tiền\b")
_FOR = re.compile(
    r"đối với\s{1,3}(?P<who>(?:cá nhân|tổ chức|người|chủ|cơ sở|doanh nghiệp"
    r"|hộ)[^:;]{0,160}?)?(?:\s{0,3}(?:có |thực hiện |khi có )?(?:một trong (?:các|những) |các |những )?hành vi\s{1,3})"
)
_LIST_LEAD = re.compile(r"(?:vi phạm )?sau(?: đây)?\s{0,2}:?$")
_FINED = re.compile(
    r"(?:,?\s{0,2}(?:thì |sẽ |có thể |cũng có thể |đều |còn "
    r"|cũng )?bị (?:cảnh cáo hoặc )?(?:xử )?phạt(?: tiền)?"
    r"|\s?[:–-]\s{0,2}(?:mức )?phạt(?: tiền)?(?: cảnh cáo hoặc)?"
    r"|,\s{0,2}phạt(?: tiền)?)\s{1,3}(?:cảnh cáo hoặc (?:phạt )?)?$",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"(?:[.;?!]\s{1,3}|^(?:[-–•+*]\s{0,3}|[a-zđ]\)\s{0,3}|\d{1,2}[.)]\s{0,3})?)(?=\S)")
_AMOUNT_ONLY = re.compile(r"(?:Mức phạt\s?:?\s?|Phạt(?: tiền)?\s?:?\s?|Cảnh cáo hoặc (?:phạt )?)?", re.IGNORECASE)
_BEHAVIOUR_COLUMN = re.compile(r"hành vi|vi phạm", re.IGNORECASE)
_AMOUNT_COLUMN = re.compile(r"mức (?:phạt|xử phạt)|phạt tiền|số tiền", re.IGNORECASE)
_UPPER_LIMIT = re.compile(r"tối đa|cao nhất", re.IGNORECASE)
_LONGEST_BEHAVIOUR = 600
_MOST = 2000


def find_sanctions(units: Sequence[Unit], nodes: Sequence[Node]) -> list[Item]:
    """Every sanction in the text, in order.

    Args:
        units: Pieces of running text.
        nodes: The tree, for its tables.
    """
    found = [item for place, unit in enumerate(units) for item in _of_unit(units, place, unit)]
    found += [item for node in nodes for item in _of_tables(node)]
    return found[:_MOST]


def _of_unit(units: Sequence[Unit], place: int, unit: Unit) -> Iterator[Item]:
    text = unit.span.text
    if _DECREE.match(text):
        yield from _of_decree(unit)
        return
    fines = list(find_fines(text))
    if not fines:
        yield from (item for inner, one in enumerate(unit.under) for item in _of_unit(unit.under, inner, one))
        return
    if _is_amount_line(text, fines[0]) and place > 0:
        yield from _of_leaflet(units, place, fines[0])
        return
    for item in _of_sentences(unit.span, text, fines):
        named = _NOBODY.fullmatch(str(item.values["behaviour"])) is not None and place > 0
        yield _named_above(item, units[place - 1]) if named else item


_NOBODY = re.compile(r"(?:Người|Cá nhân|Tổ chức|Hành vi)(?: có hành vi)? (?:vi phạm|này)(?: này)?", re.IGNORECASE)


def _named_above(item: Item, above: Unit) -> Item:
    """Forms like "Người vi phạm bị phạt …": what they did stands in the line above."""
    values = {**item.values, "behaviour": _plain(above.span.text)[:_LONGEST_BEHAVIOUR] or item.values["behaviour"]}
    return Item(values, (above.span, *item.spans), item.citation)


def _of_decree(unit: Unit) -> Iterator[Item]:
    text = unit.span.text
    fine = next(find_fines(text), None)
    if fine is None:
        return
    aimed = _FOR.search(text, fine.end)
    other = "cảnh cáo" if text[:60].lower().lstrip("0123456789. ").startswith("phạt cảnh cáo") else None
    who = aimed["who"].strip() if aimed is not None and aimed["who"] else None
    rest = text[aimed.end() :] if aimed is not None else text[fine.end :]
    if unit.under and (_LIST_LEAD.search(rest.strip()) or not rest.strip(" :")):
        for point in unit.under:
            behaviour = _plain(point.span.text)
            if behaviour and not _DECREE.match(behaviour):
                yield _item(behaviour, fine, (unit.span, point.span), subject=who, other=other)
        return
    behaviour = _plain(rest.removeprefix("đối với "))
    if behaviour:
        yield _item(behaviour, fine, (unit.span,), subject=who, other=other)


def _is_amount_line(text: str, fine: Fine) -> bool:
    lead = _AMOUNT_ONLY.match(text)
    return lead is not None and fine.start - lead.end() <= 2 and len(text) - fine.end <= 4


def _of_leaflet(units: Sequence[Unit], place: int, fine: Fine) -> Iterator[Item]:
    """Behaviour above, amount, provision below."""
    above = units[place - 1]
    behaviour = _plain(above.span.text)
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
    for number, fine in enumerate(fines):
        fined = _FINED.search(text, max(0, fine.start - 60), fine.start)
        if fined is None:
            continue
        begin = max((match.end() for match in _SENTENCE_START.finditer(text, 0, fined.start() + 1)), default=0)
        behaviour = _plain(text[begin : fined.start()])
        if len(behaviour) < 8:
            continue
        end = fines[number + 1].start if number + 1 < len(fines) else len(text)
        close = re.compile(r"\)|[.;](?=\s|$)").search(text, fine.end, end)
        stop = close.end() if close is not None else end
        where = Span(span.passage, span.start + _offset(span) + begin, span.start + _offset(span) + stop)
        other = "cảnh cáo" if "cảnh cáo" in fined.group().lower() else None
        yield _item(behaviour, fine, (where,), other=other, citation=where)


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
        text = _plain(" ".join(row[behaviour].split()))
        if fine is None or not text:
            continue
        other = "cảnh cáo" if "cảnh cáo" in row[amount].lower() else None
        yield _item(text, fine, tuple(node.spans), other=other)


def _plain(text: str) -> str:
    return re.sub(r"^(?:[-–•+*]\s{0,3}|[a-zđ]\d?\)\s{0,3}|\d{1,2}[.)]\s{1,3})", "", text.strip()).strip(" ;.,:–-")


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
