"""What is found in a record's content, and what stands around it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from converters.derivatives.saying.account import LeftOut, Reason
from converters.derivatives.saying.joining.amended import without_amending
from converters.derivatives.saying.provisions import NOWHERE, Provision, Scope, names_a_place
from converters.derivatives.wording.conditions import Condition, is_condition
from converters.derivatives.wording.emphasis import Emphasis, holds_money
from converters.derivatives.wording.excerpts import LONGEST_HEADING, capitalised, tidy
from converters.records.parts.sentences import sentences
from validators.citations.find import find_citations, find_mentions
from validators.citations.governing import side_of
from validators.citations.locators import find_locators
from validators.citations.repair import level
from validators.sharing.record import (
    Block,
    Deadline,
    Heading,
    ListBlock,
    Paragraph,
    Procedure,
    RightOrDuty,
    Sanction,
    Table,
)

Tie = Literal["own", "inherited"]
_BRACKETED_END = re.compile(r"\([^()]*\)\s*[.;]?$")
LONGEST_ITEM = 420  # letters of an item or answer told whole; a card holds no more
MOST_FEET = 3  # lines below a behaviour that give its sum, its provision, and what comes on top
_LONGEST_LEAD = 160  # letters of a line that says what the lines below it are of
_LEADING = re.compile(r"(?:theo|tại|của|căn cứ|trích(?: từ| trong)?|:)\s*(?:quy định (?:tại|của)\s+)?$", re.IGNORECASE)
_ACT_ALONE = re.compile(
    r"""
    ^(?:theo|căn[ ]cứ|trích)(?:[ ]quy[ ]định[ ](?:tại|của))?
    [ ](?:nghị[ ]định|nghị[ ]quyết|quyết[ ]định|thông[ ]tư)(?:[ ]liên[ ]tịch)?
    [ ]số[ ]\d[\w/-]*-[\w-]+(?:,?[ ]ngày[ ][\d/]{8,10})?(?:[ ]của[ ][^,.;:()]{3,60})?\.$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SUM_WORDS = "phạt|tiền|từ|đến|đồng|nghìn|triệu|tỷ|mức|cảnh cáo|hoặc|và|đơn vị|tính"
_SOURCE_WORDS = "theo|căn cứ|trích|nguồn|văn bản|cơ sở|pháp lý|quy định|tại|của"
_AMENDED_WORDS = "được|sửa đổi|bổ sung|thay thế|bởi|một số điều"
_FOOT_WORDS = re.compile(rf"\b(?:{_SUM_WORDS}|{_SOURCE_WORDS}|{_AMENDED_WORDS})\b|[\d.,;:()–/\s-]", re.IGNORECASE)
_OF_A_PROCEDURE = re.compile(r"\b(?:thủ tục|trình tự|các bước|quy trình)\b", re.IGNORECASE)
_SAYING_WHERE = (
    "thủ tục", "trình tự", "các", "bước", "quy trình", "này", "trên", "sau", "đây", "dưới", "nêu", "được", "thực hiện",
    "áp dụng", "theo", "tại", "của", "ở", "và", "căn cứ", "quy định", "hướng dẫn", "hồ sơ", "thời hạn", "thời gian",
    "giải quyết", "là",
)  # fmt: skip
_CITES = re.compile(
    r"\W*(?:(?:được )?(?:thực hiện|áp dụng|tiến hành))?\W*(?:theo|căn cứ(?: vào)?)?\W*(?:quy định (?:tại|của))?"
    r"\W*(?:như sau|sau đây)?\W*",
    re.IGNORECASE,
)
_PROCEDURE_WORDS = re.compile(rf"\b(?:{'|'.join(_SAYING_WHERE)})\b|[.,;:()“”/\s-]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage and the provision it rests on.

    Attributes:
        kind: A value of `PointKind`.
        text: The passage, without list marker.
        source: The provision.
        tie: How the two are tied: the passage names it, or what stands above names it.
        pointer: JSON Pointer of the passage's block.
        heading: What it stands under.
        emphasis: A number known from structure.
        section: The section it stands in.
        also: Pointers of other passages it says.
        aside: Whether it stands in a note beside the text.
        title: What is done by the steps.
        steps: What is to be done one after another, where its text is made of that.
        only_reworded: Why its own words cannot be shown, only a person's for them; None for what is shown as it stands.
        beside: Passages read along with it that may rest on another provision, and where they stand.
    """

    kind: str
    text: str
    source: Provision
    tie: Tie
    pointer: str
    heading: str | None = None
    emphasis: Emphasis | None = None
    section: str = ""
    also: tuple[str, ...] = ()
    aside: bool = False
    title: str = ""
    steps: tuple[str, ...] = ()
    only_reworded: Reason | None = None
    beside: tuple[tuple[str, str], ...] = ()


Found = Candidate | Condition | LeftOut


@dataclass(frozen=True, slots=True)
class Place:
    """What holds for a block: its pointer, what stands above it, the provision that names, and what it would be.

    Attributes:
        pointer: Of the block.
        heading: The nearest above it.
        source: The provision that the heading or the lead-in names.
        kind: A value of `PointKind`.
        scope: What was said of acts so far.
        section: Pointer of what opens the section.
        lead: The sentence that opens a list.
        below: Lines below a paragraph that only give a sum or a provision.
        after: What is told with it from below, and where that stands.
        beside: What of that stands beside its statement, because it may rest on another provision.
        asked: Whether a question printed as a paragraph opened the section.
        ruling: Whether it stands in what an án lệ holds.
        filled: Whether its heading has text of its own, beside what stands under smaller headings.
        numbered: Whether its heading bears a number.
    """

    pointer: str
    heading: str | None = None
    source: Provision | None = None
    kind: str = "rule"
    scope: Scope = NOWHERE
    section: str = ""
    lead: str = ""
    below: tuple[str, ...] = ()
    after: tuple[tuple[str, str], ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    asked: bool = False
    ruling: bool = False
    filled: bool = False
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A passage that was walked by, in which the words of a structured block may stand."""

    text: str
    place: Place
    aside: bool = False


def is_lead(text: str) -> bool:
    """Whether a line is no sentence but says of which act the lines below it are: "Mức phạt theo Nghị định số …"."""
    said = text.strip()
    if said.startswith("(") and is_condition(said):
        said = said.strip("()")  # "(Nghị định số …; mức phạt áp dụng với tổ chức)"
    if _ACT_ALONE.match(said):
        said = said.rstrip(
            "."
        )  # "Theo Quyết định số 33/2025/QĐ-UBND của Ủy ban nhân dân tỉnh." ends as a sentence does
    if not said or len(said) > _LONGEST_LEAD or said.endswith((".", ";", "!", "?")):
        return False
    mention = next(iter(find_mentions(said)), None)
    return mention is not None and (
        said.endswith(":") or not mention.start or bool(_LEADING.search(said[: mention.start]))
    )


def is_foot(text: str) -> bool:
    """Whether a line gives only a sum or a provision: "Từ 2.000.000 đồng đến 5.000.000 đồng", "khoản 1 Điều 37"."""
    return bool(text.strip()) and not _FOOT_WORDS.sub("", _without_citations(text))


def sources_a_procedure(text: str) -> bool:
    """Whether a line only says where a procedure is laid down: "(Trình tự theo khoản 2 Điều 28 Luật …)"."""
    rest = _without_citations(text)
    announces = rest.rstrip().endswith(":")  # "Thực hiện theo Điều 11 Luật …:" over its steps
    return (announces or _OF_A_PROCEDURE.search(rest) is not None) and not _PROCEDURE_WORDS.sub("", rest)


def lead_of(place: Place) -> str:
    """What a lead-in says beside where its list is laid down: nothing in "Thực hiện theo Điều 18 Luật Hộ tịch:"."""
    printed = place.source.printed if place.source else ""
    return "" if printed and _CITES.fullmatch(place.lead.replace(printed, " ")) else place.lead


def _without_citations(text: str) -> str:
    rest = tidy(text)
    spans = [(one.start, one.end) for one in find_citations(rest)]
    spans += [(group.start, group.end) for group in find_locators(level(rest))]
    for start, end in sorted(spans, reverse=True):
        rest = f"{rest[:start]} {rest[end:]}"
    return rest


def texts_of(block: Block) -> list[str]:
    """The words of a block itself, without those of blocks inside it."""
    match block:
        case ListBlock():
            return list(block.items)
        case Table():
            return [" ".join(row) for row in block.rows]
        case _:
            text = getattr(block, "text", None)
            return [text] if text else []


_ANNOUNCING = (
    "cụ thể", "như", "sau(?: đây| này)?", "gồm", "bao gồm", "trong đó", "mức", "xử", "phạt", "tiền", "các", "những",
    "hành vi", "vi phạm", "quy định", "bị", "được", "có", "về", "theo", "là", "thì", "và", "nội dung", "trường hợp",
)  # fmt: skip
_ANNOUNCES = re.compile(rf"^(?:\W|\b(?:{'|'.join(_ANNOUNCING)})\b)*$", re.IGNORECASE)
_BEFORE_AN_ACT = r"(?:[,;(]\s*)?(?:(?:theo|căn cứ|tại|của)\s+)?(?:(?:các\s+)?quy định\s+(?:tại|của)\s+)?"


def led_in(item: str, place: Place) -> tuple[str, Place]:
    """An item of a list with what its lead-in says for whom or when it holds, for it stands alone on its card.

    "Mức phạt đối với người đi xe máy:" goes over it, behind the heading; where that is too long, before its words. What
    only names an act, or is a condition that is pinned to the card, says nothing more.
    """
    said = tidy(place.lead)
    for citation in reversed(find_citations(said)):
        before = re.search(rf"{_BEFORE_AN_ACT}$", said[: citation.start], re.IGNORECASE)
        said = f"{said[: before.start() if before else citation.start].rstrip()} {said[citation.end :].lstrip(' ,')}"
    said = without_amending(said).strip(" :,")
    if (
        not said
        or _ANNOUNCES.match(said)
        or is_condition(place.lead)
        or any(map(governs_others, sentences(tidy(place.lead))))
    ):
        return item, place
    over = f"{place.heading} – {said[:1].lower()}{said[1:]}" if place.heading else capitalised(said)
    if len(over) <= LONGEST_HEADING:
        return item, replace(place, heading=over)
    return f"{capitalised(said)}: {_ITEM_MARK.sub('', tidy(item))}", place


_ITEM_MARK = re.compile(r"^(?:[-–•*+▪►■□◆✓➢]|\(?\d{1,2}[.)]|[a-zđ]\))\s+")


def governs_others(sentence: str) -> bool:
    """Whether a sentence says of which act others are: "Các mức phạt trên theo Nghị định số …"."""
    found = [one for one in find_citations(sentence) if not one.locators]
    return len(found) == 1 and side_of(sentence[: found[0].start], sentence[found[0].end :]) is not None


def drawn_apart(blocks: Sequence[Block]) -> int:
    """Index from which on structured blocks only repeat what the text says, under no heading; the length if none do.

    Sanctions, duties and deadlines found in running text are appended to a record at its end. Such a run belongs to a
    heading only when it follows right on it.
    """
    start = len(blocks)
    while start and isinstance(blocks[start - 1], Sanction | RightOrDuty | Deadline | Procedure):
        start -= 1
    return len(blocks) if start == 0 or isinstance(blocks[start - 1], Heading) else start


def closes_the_passage(parts: Sequence[str]) -> bool:
    """Whether the one provision of a short item or answer stands in brackets at its end: it is then of all of it."""
    whole = " ".join(parts)
    return _BRACKETED_END.search(whole) is not None and len(whole) <= LONGEST_ITEM and "?" not in whole


def heads_a_list(blocks: Sequence[Block]) -> bool:
    """Whether the first of two blocks is the heading of the list below it, though it was not set as one.

    It ends as no sentence does: "NÊN", "Nội dung Nhân dân bàn và quyết định (Điều 15)". It is of that list alone, for
    where one heading was not known as one the next may not be either.
    """
    if len(blocks) != 2 or not isinstance(blocks[0], Paragraph) or not isinstance(blocks[1], ListBlock):
        return False
    said = tidy(blocks[0].text)
    if said.endswith((".", ";", ":", ",", "!", "?")) or len(said) > LONGEST_HEADING:
        return False
    return not any((is_lead(said), is_foot(said), is_condition(said), holds_money(said)))


def headed_by(line: str | None, above: str | None) -> str | None:
    """A heading with what stands above it, which says of what it is: "XE MÁY – Vượt đèn đỏ"."""
    if not line or not above or line.casefold() in above.casefold():
        return above or line
    return f"{above} {line}" if above.endswith("?") else f"{above} – {line}"


def lone_heading(block: Block) -> str:
    """The words of a list of one item that ends as no sentence does: "b) Mức hưởng" over what stands below it."""
    if not isinstance(block, ListBlock) or len(block.items) != 1:
        return ""
    said = tidy(block.items[0])
    if said.endswith((".", ";", ":", ",", "!", "?")) or len(said) > LONGEST_HEADING or names_a_place(said):
        return ""
    return "" if any((is_lead(said), is_foot(said), is_condition(said), holds_money(said))) else said


def with_after(text: str, place: Place) -> tuple[str, tuple[str, ...]]:
    """A passage with what is told with it, and the pointers of that."""
    words = text if not place.after or text.endswith((".", "!", "?", "…", ":")) else f"{text.rstrip(' ;,')}."
    return " ".join((words, *(said for said, _ in place.after))), tuple(at for _, at in place.after)


def paragraphs_below(blocks: Sequence[Block], index: int) -> list[str]:
    """The paragraphs right below a block, as far as nothing else stands between."""
    following = itertools.takewhile(lambda block: isinstance(block, Paragraph), blocks[index + 1 :])
    return [block.text for block in following if isinstance(block, Paragraph)]


def index_of(pointer: str, parent: str) -> int:
    """Which of the children of `parent` a pointer leads to or into."""
    return int(pointer[len(parent) + 1 :].split("/", maxsplit=1)[0])
