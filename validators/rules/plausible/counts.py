"""Are there as many things as what people typed says? "Hồ sơ gồm 02 loại giấy tờ:", "Ba việc nên làm", "sáu câu hỏi".

Only of records that were not read: of those a list may have been parted by the end of a page, and what was read is held
against its pages by other rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from validators.language.number_words import from_words
from validators.problems import say
from validators.rules.rule import ERROR, PBGDPL_LAW, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import below
from validators.sharing.record import Aside, Block, Division, Heading, ListBlock, Paragraph, Question, Situation

_TOLD = 120  # signs of what is named that are told
_MOST = 12  # things that are counted in a lead-in and listed below it
_NUMBER = r"(?<![\w.,/-])(?P<count>0?[2-9]|1[0-2]|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười)"
_THINGS = (
    r"(?:loại|việc|bước|nhóm|điều|trường\shợp|quyền|nghĩa\svụ|giấy\stờ|hành\svi|nội\sdung|nguyên\stắc|hình\sthức|cách|lưu\sý"
    r"|điều\skiện|biện\spháp|yêu\scầu|lý\sdo|mức|dấu\shiệu|thông\stin|tài\sliệu|đối\stượng|kỹ\snăng|không)"
)
# Nothing before it that makes it another count: one of them, so many at least, the place of an act.
_SAID = re.compile(
    rf"(?<!một\strong\s)(?<!ít\snhất\s)(?<!tối\sthiểu\s)(?<!tối\sđa\s)(?<!trong\s)(?<!mỗi\s)(?<!khoản\s)(?<!Điều\s){_NUMBER}\s{_THINGS}(?!\w)",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"(?<!\w)(?:một\strong|ít\snhất|tối\sthiểu|trở\slên|hoặc|các\sĐiều|sau\sđó|còn\slại)(?!\w)", re.IGNORECASE
)
_TOLD_OF = (
    (Question, re.compile(rf"{_NUMBER}\scâu\shỏi(?!\w)", re.IGNORECASE)),
    (Situation, re.compile(rf"{_NUMBER}\stình\shuống(?!\w)", re.IGNORECASE)),
)
_MARKER = re.compile(
    r"\s{0,3}(?:(?P<number>\d{1,2})\s?[.)]|(?P<letter>[a-zđ])\d?\)|(?P<sign>[-–+•*▪]))\s", re.IGNORECASE
)


def _other_count(subject: Subject) -> Iterator[Hit]:
    record = subject.record
    if record is None or record.word_count is not None:
        return
    yield from _in_order(record.content, "/content")
    for kind, counting in _TOLD_OF:
        there = sum(isinstance(block, kind) for block in record.content)
        for pointer, text in (("/title", record.title), ("/description", record.description or "")):
            said = {_value(found["count"]) for found in counting.finditer(text)}
            if there > 1 and len(said) == 1 and said != {there}:
                yield hit(pointer, text=text[:_TOLD], count=there)


def _in_order(content: Sequence[Block], pointer: str) -> Iterator[Hit]:
    """Every list that stands alone under a lead-in or a heading which counts its points."""
    for at, block in enumerate(content):
        here = below(pointer, at)
        behind = content[at + 1 : at + 3]
        if isinstance(block, Heading | Paragraph) and behind and isinstance(behind[0], ListBlock):
            count, listed = _counted(block), _points(behind[0])
            goes_on = any(isinstance(one, ListBlock) for one in behind[1:])
            if count and listed and not goes_on and count != listed:
                yield hit(below(here, "text"), text=block.text[-_TOLD:], count=listed)
        for name, inner in _inside(block):
            yield from _in_order(inner, below(here, name))


def _inside(block: Block) -> Iterator[tuple[str, Sequence[Block]]]:
    if isinstance(block, Division):
        yield "children", block.children
    elif isinstance(block, Question):
        yield "answer", block.answer
    elif isinstance(block, Situation):
        yield "solution", block.solution
    elif isinstance(block, Aside):
        yield "content", block.content


def _counted(block: Heading | Paragraph) -> int | None:
    """How many things a lead-in says will follow; None where it says none, or more than one count."""
    text = block.text.rstrip()
    if isinstance(block, Paragraph) and not text.endswith(":"):
        return None
    sentence = re.split(r"[.;?!]\s", text)[-1] if isinstance(block, Paragraph) else text
    found = list(_SAID.finditer(sentence))
    return _value(found[0]["count"]) if len(found) == 1 and not _SEVERAL.search(sentence) else None


def _value(said: str) -> int | None:
    return int(said) if said.isdigit() else from_words(said)


def _points(block: ListBlock) -> int | None:
    """The points of a list that are marked like its first, as many as a lead-in counts."""
    kinds = [found.lastgroup if (found := _MARKER.match(item)) else None for item in block.items]
    count = sum(kind == kinds[0] for kind in kinds) if kinds else 0
    return count if 1 < count <= _MOST else None


RULES = (
    Rule("DU264", "other-count", ERROR, WARNING,
         say("“{text}” counts otherwise than what stands there: {count}."), PBGDPL_LAW,
         say("Compare with the original; correct the number, or add what is missing."), _other_count),
)  # fmt: skip
