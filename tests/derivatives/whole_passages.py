"""Whether cards are runs of whole passages of a record: asked of the record anew, without the code that makes cards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from converters.derivatives.saying.account import in_order, passages
from converters.derivatives.saying.key_points import KeyPoint, choose_key_points
from validators.sharing.content import blocks
from validators.sharing.record import Record

_WORDS = re.compile(r"\w+")
_ASIDE = re.compile(
    r"^\W*(?:trả lời|đáp|giải đáp|hỏi|gợi ý trả lời)\s*[:.]|^\s*(?:[-–•*+]|\(?\d{1,2}[.)]|[a-zđ]\)|\[\d+\])\s",
    re.IGNORECASE,
)
_CITED = re.compile(r"\b(?:Điều|Luật|luật|Nghị|nghị|Nghị định|Thông tư|Quyết định|lệ)\b|\d+/\d{4}/")
_LIMITING = re.compile(
    r"^\W*(?:trừ|tuy nhiên|ngoài ra|đồng thời|riêng|nhưng|không áp dụng|chỉ áp dụng|quy định này|trường hợp này"
    r"|người này|mức này|nếu (?:tái phạm|vi phạm)|hành vi này)\b",
    re.IGNORECASE,
)
_DRAWN = frozenset(("sanction", "right", "duty", "deadline"))  # out of the text, or entered by hand
_LONGEST_CITATION = 45  # words


def faults(record: Record) -> Iterator[str]:
    """What is wrong with the cards of a record; nothing if they are whole."""
    leaves = dict(passages(record))
    drawn = {at for at, block in blocks(record.content) if block.type in _DRAWN}
    order = sorted(leaves, key=in_order)
    for point in choose_key_points(record).points:
        if point.steps or "/rows/" in point.pointer:
            continue  # steps and rows: their cells stand between labels
        pinned = {one.pointer for one in point.conditions}
        told = sorted((one for one in {point.pointer, *point.also} if one in leaves), key=in_order)
        own = [one for one in told if one not in pinned]
        if not own or point.pointer in drawn:
            continue
        yield from _torn(point, [leaves[one] for one in own], _above(order, told[0], leaves))
        yield from _limited(point, order, own, leaves)
        yield from _cited_elsewhere(point, [leaves[one] for one in order[: order.index(own[-1]) + 2]])


def _words(text: str) -> list[str]:
    return _WORDS.findall(_ASIDE.sub("", text).casefold())


def _above(order: Sequence[str], first: str, leaves: dict[str, str]) -> str:
    at = order.index(first)
    return leaves[order[at - 1]] if at else ""


def _torn(point: KeyPoint, printed: Sequence[str], above: str) -> Iterator[str]:
    """The words of a card are those of its passages, but for the citation that stands under it."""
    said, whole = _words(point.text), [word for text in printed for word in _words(text)]
    for lead in ([], _words(above)):
        for heading in ([], _words(point.heading or "")):
            if _same(said, [*heading, *lead, *whole]):
                return
    opened = " ".join(said).find(" ".join(whole[:3]))
    if opened > 0 and _same(" ".join(said)[opened:].split(), whole):
        return  # a heading too long to stand over it
    yield f"torn: {point.pointer}: {point.text}"


def _same(said: Sequence[str], printed: Sequence[str]) -> bool:
    gone = len(printed) - len(said)
    if not 0 <= gone <= _LONGEST_CITATION:
        return False
    start = next((at for at, word in enumerate(said) if printed[at] != word), len(said))
    starts = range(start, -1, -1)
    cut = next((at for at in starts if list(printed[:at]) + list(printed[at + gone :]) == list(said)), None)
    return cut is not None and (not gone or _CITED.search(" ".join(printed[cut : cut + gone]).title()) is not None)


def _limited(point: KeyPoint, order: Sequence[str], own: Sequence[str], leaves: dict[str, str]) -> Iterator[str]:
    """What opens as an exception right below it stands on the card or is pinned to it."""
    at = order.index(own[-1]) + 1
    below = order[at] if at < len(order) else ""
    if below.rpartition("/")[0] != own[-1].rpartition("/")[0] or not _LIMITING.search(leaves[below]):
        return
    shown = " ".join((point.text, *point.pinned_texts)).casefold()
    if " ".join(_words(leaves[below])[:6]) not in " ".join(_words(shown)):
        yield f"limited by {below}: {point.text}"


def _cited_elsewhere(point: KeyPoint, printed: Sequence[str]) -> Iterator[str]:
    """Every article of its provision is printed in its passages, above them or right below."""
    if "/children/" in point.pointer or not point.of_act:
        return  # an act's own articles are their own provision
    said = " ".join(" ".join(text.split()) for text in printed).casefold()
    for article in re.findall(r"Điều \d+[a-zđ]?", point.citation):
        if article.casefold() not in said:
            yield f"{article} is not printed for {point.text}"
