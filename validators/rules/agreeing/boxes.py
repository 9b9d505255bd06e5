"""Do the boxes of evidence lead to the words that were read? By the word boxes (ALTO) of the pages."""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from validators.problems import say
from validators.rules.agreeing.printed_text import letters_of, words_of
from validators.rules.rule import ERROR, EVIDENCE, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import below, json_pointer
from validators.sharing.record import Evidence

_LARGEST = 64 << 20  # bytes of word boxes that are looked through; three hundred dense pages have as much
_PAGE = re.compile(r"<(?:\w{1,10}:)?Page\s")
_WORD = re.compile(r"<(?:\w{1,10}:)?String\s[^<>]{0,3000}>")
_VALUE = re.compile(r"""\s(CONTENT|WIDTH|HEIGHT|HPOS|VPOS)\s?=\s?(?:"([^"]*)"|'([^']*)')""")
_LEAST_SHARE = 0.3  # of the words of a reading that stand in its box where it was mended; of another box hardly one
_WHOLE = 0.9  # of the words of a reading that stand in its box: then its numbers do, too
_MOST_BESIDE = 200  # letters beside a reading in the box of its lines; of 8,000 real ones the most were 113
_TOLD = 120  # signs of what was read that are told


@dataclass(frozen=True)
class _Words:
    """The words of a page with their middles.

    Attributes:
        placed: Pixels from the top and from the left, and the word; from the top down.
    """

    placed: Sequence[tuple[float, float, str]]

    def within(self, box: Sequence[float]) -> list[str]:
        """The words in a box, as they are compared."""
        left, top, right, bottom = box
        first = bisect_left(self.placed, top, key=itemgetter(0))
        behind = bisect_right(self.placed, bottom, lo=first, key=itemgetter(0))
        return [word for _, x, word in sorted(self.placed[first:behind]) if left <= x <= right]


@dataclass(frozen=True)
class _Boxes:
    """The word boxes of a source."""

    text: str

    @cached_property
    def pages(self) -> tuple[_Words, ...]:
        """The pages in their order."""
        return tuple(_Words(sorted(_placed(page))) for page in _PAGE.split(self.text)[1:])


def _placed(page: str) -> Iterator[tuple[float, float, str]]:
    for found in _WORD.finditer(page):
        said = {name: html.unescape(first or second) for name, first, second in _VALUE.findall(found.group())}
        try:
            left, top, wide, high = (float(said[name]) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
        except (KeyError, ValueError):
            continue  # DU218 tells it
        yield top + high / 2, left + wide / 2, letters_of(said.get("CONTENT", ""))


def _boxes_of(subject: Subject) -> _Boxes | None:
    """The word boxes of a package with a single file of them."""
    if subject.record is None or subject.package is None or subject.faults:
        return None
    listed = [entry for entry in subject.record.files if entry.role == "ocr" and entry.media_type.endswith("xml")]
    path = subject.package.own_file(listed[0].path) if len(listed) == 1 else None
    return _Boxes(path.read_text("utf-8", "replace")) if path and path.stat().st_size <= _LARGEST else None


def _other_words(subject: Subject) -> Iterator[Hit]:
    """A box in which next to none of the words stand that were read."""
    boxes = _boxes_of(subject)
    for pointer, items in (subject.record.evidence if boxes and subject.record else {}).items():
        for index, item in enumerate(items):
            if boxes and _leads_elsewhere(item, boxes.pages):
                here = json_pointer("evidence", pointer, index)
                box = ", ".join(map(str, item.box or ()))
                yield hit(below(here, "box"), box=box, page=item.page, text=item.text[:_TOLD])


def _leads_elsewhere(item: Evidence, pages: Sequence[_Words]) -> bool:
    if not (item.box and item.page and item.page <= len(pages)) or item.method == "person":
        return False
    if not pages[item.page - 1].placed:
        return False  # nothing was boxed on this page: DU217 and DU218 tell what is wrong with it
    words = [word for word in words_of(item.text) if len(word) > 1]
    inside = pages[item.page - 1].within(item.box)
    there = "".join(inside)
    if len(there) > _MOST_BESIDE + 2 * len(letters_of(item.text)):
        return True  # the box of a whole page leads nowhere
    plain = [word for word in words if not word.isdigit()]
    if bool(words) and sum(word in there for word in words) < _LEAST_SHARE * len(words):
        return True
    if sum(word in there for word in plain) < _WHOLE * len(plain):
        return False  # a text that goes on on the next page
    return any(not _begins_there(number, there, inside) for number in _AMOUNT.findall(item.text))


def _begins_there(amount: str, there: str, inside: Sequence[str]) -> bool:
    """Whether an amount stands in a box, or its first digits do where it is broken over two lines."""
    first = amount.partition(".")[0]
    return letters_of(amount) in there or any(word.startswith(first) for word in inside)


_AMOUNT = re.compile(r"(?<![\w.,/])\d{1,3}(?:\.\d{3}){1,4}(?![\d.]\d)")


RULES = (
    Rule("DUNG189", "box-of-other-words", ERROR, WARNING,
         say("The box {box} on page {page} does not hold what was read: “{text}”."), EVIDENCE,
         say("Look at the page; correct the value, or make the record again with: "
             "pbgdpl convert SOURCE -o FOLDER --again"),
         _other_words),
)  # fmt: skip
