"""What is found in a record's content, and what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from converters.derivatives.saying.account import LeftOut
from converters.derivatives.saying.provisions import NOWHERE, Provision, Scope
from converters.derivatives.wording.conditions import Condition
from converters.derivatives.wording.emphasis import Emphasis
from converters.derivatives.wording.excerpts import tidy
from validators.citations.find import find_citations, find_mentions
from validators.citations.locators import find_locators
from validators.citations.repair import level
from validators.sharing.record import Block, ListBlock, Table

Tie = Literal["own", "inherited"]
MOST_FEET = 3  # lines below a behaviour that give its sum, its provision, and what comes on top
_LONGEST_LEAD = 160  # letters of a line that says what the lines below it are of
_LEADING = re.compile(r"(?:theo|tại|của|căn cứ|:)\s*(?:quy định (?:tại|của)\s+)?$", re.IGNORECASE)
_FOOT_WORDS = re.compile(
    r"\b(?:phạt|tiền|từ|đến|đồng|triệu|tỷ|mức|theo|căn cứ|quy định|tại|cảnh cáo|hoặc|của|và)\b|[\d.,;:()–/\s-]",
    re.IGNORECASE,
)


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
        after: What the next paragraph takes back from this one, and its pointer.
        asked: Whether a question printed as a paragraph opened the section.
    """

    pointer: str
    heading: str | None = None
    source: Provision | None = None
    kind: str = "rule"
    scope: Scope = NOWHERE
    section: str = ""
    lead: str = ""
    below: tuple[str, ...] = ()
    after: tuple[str, str] | None = None
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A passage that was walked by, in which the words of a structured block may stand."""

    text: str
    place: Place
    aside: bool = False


def is_lead(text: str) -> bool:
    """Whether a line is no sentence but says of which act the lines below it are: "Mức phạt theo Nghị định số …"."""
    said = text.strip()
    if not said or len(said) > _LONGEST_LEAD or said.endswith((".", ";", "!", "?")):
        return False
    mention = next(iter(find_mentions(said)), None)
    return mention is not None and (
        said.endswith(":") or not mention.start or bool(_LEADING.search(said[: mention.start]))
    )


def is_foot(text: str) -> bool:
    """Whether a line gives only a sum or a provision: "Từ 2.000.000 đồng đến 5.000.000 đồng", "khoản 1 Điều 37"."""
    rest = tidy(text)
    spans = [(one.start, one.end) for one in find_citations(rest)]
    spans += [(group.start, group.end) for group in find_locators(level(rest))]
    for start, end in sorted(spans, reverse=True):
        rest = f"{rest[:start]} {rest[end:]}"
    return bool(text.strip()) and not _FOOT_WORDS.sub("", rest)


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
