"""Fines in running text: "Người lấn đất bị phạt từ … đến …", with what they did where another sentence says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from converters.records.content.tree import PassageSpan
from converters.records.items.amounts import Fine
from converters.records.items.fine_items import LONGEST_BEHAVIOUR, NOBODY, fine_item
from converters.records.items.fine_scopes import REMEDY, Scope, from_question, scope_after
from converters.records.items.found_items import TextUnit, TypedItem
from converters.records.items.plain_text import plain, without_basis
from validators.language.legal_paper import one_of

_MAY = "(?:thì |sẽ |có thể |cũng có thể |đều |còn |cũng )*"
_SAYING = one_of(
    rf",?\s{{0,2}}{_MAY}bị (?:cảnh cáo hoặc )?(?:xử )?phạt(?: vi phạm hành chính)?(?: tiền)?",
    r"\s?[:–-]\s{0,2}(?:mức )?phạt(?: tiền)?(?: cảnh cáo hoặc)?",
    r",\s{0,2}phạt(?: tiền)?",
)
_FINED = re.compile(rf"{_SAYING}\s{{0,3}}(?:cảnh cáo hoặc (?:phạt (?:tiền )?)?)?$", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:[.;?!]\s{1,3}|^(?:[-–•+*]\s{0,3}|[a-zđ]\)\s{0,3}|\d{1,2}[.)]\s{0,3})?)(?=\S)")
_SENTENCE_END = re.compile(r"\)|[.;](?=\s|$)")
_KNOWING = re.compile(r"^.{1,30}? có biết (?:rằng |là )?")
_FAILING = re.compile(r"(?:Nếu )?[Kk]hông ")
_DEGREE = re.compile(
    r"(?:nếu|trường hợp|trong trường hợp|khi)\s|(?:Nếu|Trường hợp|Khi) (?:còn )?(?:tái phạm|vi phạm lần)\b"
)
_FOR_OTHERS = re.compile(r"đối với (?:cá nhân|tổ chức|hộ)\b")
_WHO_ELSE = re.compile(r"(?:cá nhân|tổ chức|doanh nghiệp|hộ kinh doanh)(?=[^.;]{0,24}$)")
_BEFORE_AMOUNT = 60  # characters in which "bị phạt tiền" stands before an amount
_BETWEEN = 60  # characters between the fines of persons and of organisations
_SHORTEST = 8  # characters of a behaviour
_LONG_ENOUGH = 20  # characters of a sentence before, which then says what was failed


@dataclass(frozen=True, slots=True)
class _Behaviour:
    """What was done, with a further sanction, and where its sentence begins."""

    text: str
    other: str | None
    begin: int


def fines_in_sentences(unit: TextUnit, above: TextUnit | None, fines: Sequence[Fine]) -> list[TypedItem]:
    """The fines of a piece of running text.

    Args:
        unit: The piece.
        above: The piece before it, which may say what was done.
        fines: The amounts in it.
    """
    found = (_named(item, unit, above) for item in _of_sentences(unit.span, unit.span.text, fines))
    return [item for item in found if item is not None]


def _of_sentences(span: PassageSpan, text: str, fines: Sequence[Fine]) -> Iterator[TypedItem]:
    last: _Behaviour | None = None
    told: Fine | None = None  # the amount that `last` was said with
    for number, fine in enumerate(fines):
        end = fines[number + 1].start if number + 1 < len(fines) else len(text)
        scope = scope_after(text[fine.end : end])
        between = text[fines[number - 1].end : fine.start] if number else ""
        done, who = _before(text, fine), None
        if done is not None and told is not None and done.begin < told.start:
            done, who = last, _last(_WHO_ELSE, between)  # "… đối với cá nhân, còn tổ chức bị phạt …"
            if who is None:
                continue
        if done is None and last is not None and _goes_on(between) and scope.subject is not None:
            done = replace(last, begin=fine.start)  # "từ … đối với cá nhân, từ … đối với tổ chức"
        if done is None:
            continue
        done = _told_elsewhere(_degree_of(done, last), scope, text)
        if (len(done.text) < _SHORTEST and not NOBODY.fullmatch(done.text)) or REMEDY.match(done.text):
            continue
        last, told = done, fine
        close = _SENTENCE_END.search(text, fine.end, end)
        offset = span.start + _offset(span)
        where = PassageSpan(span.passage, offset + done.begin, offset + (close.end() if close is not None else end))
        extra = "; ".join(part for part in (done.other, scope.more) if part) or None
        subject = scope.subject or (who.group() if who is not None else None)
        yield fine_item(done.text, fine, (where,), subject=subject, other=extra, citation=where)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(reversed(list(pattern.finditer(text))), None)


def _before(text: str, fine: Fine) -> _Behaviour | None:
    """What stands before an amount that is said to be a fine."""
    fined = _FINED.search(text, max(0, fine.start - _BEFORE_AMOUNT), fine.start)
    if fined is None:
        return None
    begin = max((match.end() for match in _SENTENCE_START.finditer(text, 0, fined.start() + 1)), default=0)
    other = "cảnh cáo" if "cảnh cáo" in fined.group().lower() else None
    return _Behaviour(plain(without_basis(_KNOWING.sub("", text[begin : fined.start()]))), other, begin)


def _degree_of(done: _Behaviour, last: _Behaviour | None) -> _Behaviour:
    """As "…; nếu tái phạm": a degree of what the fine before is for, and nothing without it."""
    if _DEGREE.match(done.text) is None:
        return done
    return replace(done, text=f"{last.text}, {done.text[0].lower()}{done.text[1:]}" if last is not None else "")


def _told_elsewhere(done: _Behaviour, scope: Scope, text: str) -> _Behaviour:
    """Where nobody in particular did nothing in particular: what follows the amount, or what stands before, says it."""
    if not NOBODY.fullmatch(done.text):
        return done
    if scope.behaviour and not scope.condition:
        return replace(done, text=scope.behaviour)
    if _FAILING.match(done.text) and done.begin > _LONG_ENOUGH:
        return replace(done, text=plain(text[: done.begin] + done.text))
    return done


def _goes_on(between: str) -> bool:
    return len(between) < _BETWEEN and _FOR_OTHERS.search(between) is not None


def _named(item: TypedItem, unit: TextUnit, above: TextUnit | None) -> TypedItem | None:
    """Forms like "Người vi phạm bị phạt …": what they did stands in the question, or in the line above."""
    if NOBODY.fullmatch(str(item.values["behaviour"])) is None:
        return item
    did, spans = from_question(unit.asked), item.spans
    if str(item.values["behaviour"]).startswith("Người phạm tội") and not did:
        return None  # a penalty of the penal code: the crime stands paragraphs above
    if not did and not unit.asked and above is not None:
        did, spans = plain(above.span.text), (above.span, *item.spans)
    if not did or REMEDY.match(did) or did.isupper():
        return None
    return TypedItem({**item.values, "behaviour": did[:LONGEST_BEHAVIOUR]}, spans, item.citation)


def _offset(span: PassageSpan) -> int:
    raw = span.passage.text[span.start : span.end]
    return len(raw) - len(raw.lstrip())
