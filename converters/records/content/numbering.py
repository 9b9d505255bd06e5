"""Doubts about the structure: gaps in the numbering of điều, khoản and điểm, and quotations that are never closed.

A gap or a wrong order is what a misread label looks like.
"""

from __future__ import annotations

from collections.abc import Sequence

from converters.records.content.tree import Node
from converters.records.doubts.doubt import Doubt, doubt
from validators.citations.locators import POINT_LETTERS
from validators.problems import Message, say
from validators.sharing.pointer import below
from validators.sharing.record import Evidence

_UNIT_WORDS = {"article": "Điều", "clause": "khoản", "point": "điểm"}


def numbering_doubts(nodes: Sequence[Node], pointer: str = "/content") -> list[Doubt]:
    """Every gap, every step backwards and every quotation mark that stays open.

    Args:
        nodes: Siblings, in order.
        pointer: JSON Pointer of their list.
    """
    found: list[Doubt] = []
    _walk(nodes, pointer, found, {"article": None})
    return found


def _walk(nodes: Sequence[Node], pointer: str, found: list[Doubt], last_article: dict[str, str | None]) -> None:
    last: dict[str, str] = {}
    for place, node in enumerate(nodes):
        here = below(pointer, place)
        if node.quote_left_open:
            found.append(_open_quote(node, here))
        if node.begins_part or (node.type == "heading" and node.level == 1):
            last_article["article"] = None
        if node.begins_part or node.type == "heading":
            last.pop("clause", None)
        if node.type in _UNIT_WORDS and node.label is not None:
            before = last_article["article"] if node.type == "article" else last.get(node.type)
            reason = _reason(node.type, before, node.label)
            if reason is not None:
                found.append(_doubt_at(node, here, reason, expected(node.type, before)))
            last[node.type] = node.label
            if node.type == "article":
                last_article["article"] = node.label
        _walk(node.children, below(here, "children"), found, last_article)


def expected(unit: str, before: str | None) -> str | None:
    """The label that follows another; the first label when there is none before; None when it cannot be told."""
    if unit == "point":
        if before is None:
            return "a"
        place = POINT_LETTERS.find(before[:1])
        return POINT_LETTERS[place + 1] if 0 <= place < len(POINT_LETTERS) - 1 else None
    if before is None:
        return "1"
    number = "".join(character for character in before if character.isdigit())
    return str(int(number) + 1) if number else None


def _reason(unit: str, before: str | None, label: str) -> Message | None:
    wanted = expected(unit, before)
    if wanted is None or label == wanted or (before is None and unit == "article"):
        return None
    if before is not None and label[:-1] == before.rstrip("abcdđeghik") and label[-1].isalpha() and unit != "point":
        return None  # an inserted unit: 5, 5a
    if unit == "point" and (len(label) > 1 or label not in POINT_LETTERS):
        return None if label[:1] in POINT_LETTERS else say("“{label}” is no letter of a điểm.", label=label)
    word = _UNIT_WORDS[unit]
    if before is None:
        return say("{unit} {label} comes first; {unit} {wanted} is missing.", unit=word, label=label, wanted=wanted)
    return say(
        "{unit} {label} follows {unit} {before}; {wanted} was expected.",
        unit=word,
        label=label,
        before=before,
        wanted=wanted,
    )


def _doubt_at(node: Node, pointer: str, reason: Message, wanted: str | None) -> Doubt:
    where = _where(node)
    return doubt(
        "sequence",
        reason,
        pointer=pointer,
        page=where.page if where else None,
        box=where.box if where else None,
        text=node.label or "",
        candidates=(wanted,) if wanted else (),
    )


def _open_quote(node: Node, pointer: str) -> Doubt:
    where = _where(node)
    return doubt(
        "sequence",
        say("A quotation mark opens here and is never closed: where the quoted words end was concluded."),
        pointer=pointer,
        page=where.page if where else None,
        box=where.box if where else None,
        text=(where.text or "") if where else "",
    )


def _where(node: Node) -> Evidence | None:
    """The first words of a node on the page."""
    span = next(iter([*node.opened_by, *node.title_spans, *node.spans, *node.items]), None)
    return None if span is None else span.passage.evidence(span.start, min(len(span.passage.text), span.start + 24))
