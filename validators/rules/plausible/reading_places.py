"""Can something have been read where its evidence says? By the other readings alone, without a word box."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from validators.problems import Message, say
from validators.rules.rule import ERROR, EVIDENCE, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import below, json_pointer
from validators.sharing.record import Aside, Evidence, Record

_LARGEST = 40_000  # pixels of a page's side: A0 at 600 dpi has 28,000
_LEAST = 12.0  # square pixels of a letter: at 72 dpi print of five points has as much
_FARTHEST = 4  # times as far as all else on the page that has readings enough
_ENOUGH = 3  # other readings of a page that tell how large it is
_GAP = 50  # pages without any reading before one, in a source that has fewer with some
_TOLD = 120  # signs of what was read that are told
_Placed = tuple[str, int, Evidence]


def _odd_places(subject: Subject) -> Iterator[Hit]:
    read = list(_all_read(subject))
    for pointer, at, item, why in (*_odd_boxes(read), *_blank(subject), *_far_pages(read), *_out_of_order(subject)):
        yield hit(below(json_pointer("evidence", pointer), at), text=item.text[:_TOLD], why=why)


def _all_read(subject: Subject) -> Iterator[_Placed]:
    for pointer, items in (subject.record.evidence if subject.record else {}).items():
        yield from ((pointer, at, item) for at, item in enumerate(items) if item.page or item.box)


_Odd = tuple[str, int, Evidence, Message]


def _blank(subject: Subject) -> Iterator[_Odd]:
    """Readings of nothing: what a person took away alone is kept so."""
    for pointer, items in (subject.record.evidence if subject.record else {}).items():
        if not any(item.text.strip() or item.method == "person" for item in items) and items:
            yield pointer, 0, items[0], say("nothing is said to have been read")


def _odd_boxes(read: list[_Placed]) -> Iterator[_Odd]:
    by_page: dict[int | None, list[_Placed]] = defaultdict(list)
    for one in read:
        if one[2].box:
            by_page[one[2].page].append(one)
    for placed in by_page.values():
        rights, bottoms = (sorted(item.box[side] for _, _, item in placed if item.box) for side in (2, 3))
        for pointer, at, item in placed:
            if why := _why_no_box(item, rights, bottoms):
                yield pointer, at, item, why


def _why_no_box(item: Evidence, rights: list[int], bottoms: list[int]) -> Message | None:
    left, top, right, bottom = item.box or (0, 0, 1, 1)
    if max(right, bottom) > _LARGEST:
        return say("no page is so large")
    area = (right - left) * (bottom - top)
    if 0 < area < _LEAST * len(item.text) and area < _LEAST * sum(map(str.isalnum, item.text)):
        return say("its box is too small for its words")
    is_far = right > _FARTHEST * _other(rights, right) or bottom > _FARTHEST * _other(bottoms, bottom)
    if len(rights) > _ENOUGH and is_far:
        return say("its box lies far from all else on the page")
    return None


def _other(ends: list[int], own: int) -> int:
    """The farthest end of the others; ends are in order."""
    if len(ends) == 1:
        return own
    return ends[-2] if ends[-1] == own else ends[-1]


def _far_pages(read: list[_Placed]) -> Iterator[_Odd]:
    """A page that stands alone far behind all others: nothing else was read for so long before it."""
    pages = sorted({item.page for _, _, item in read if item.page})
    behind = next((after for before, after in pairwise(pages) if after - before > max(_GAP, len(pages))), None)
    if behind is None and len(pages) == 1 and pages[0] > _GAP:
        behind = pages[0]
    for pointer, at, item in read if behind else ():
        if behind and item.page and item.page >= behind:
            yield pointer, at, item, say("page {page} lies far behind all others", page=item.page)


def _out_of_order(subject: Subject) -> Iterator[_Odd]:
    """A block that was read on another page than those before and after it, which agree."""
    if subject.record is None:
        return
    placed = list(_blocks_read(subject, subject.record))
    for before, here, after in zip(placed, placed[1:], placed[2:], strict=False):
        first, page, last = (one[2].page or 0 for one in (before, here, after))
        if first <= last and not first <= page <= last:
            why = say("what stands around it was read on pages {first} and {last}", first=first, last=last)
            yield here[0], here[1], here[2], why


def _blocks_read(subject: Subject, record: Record) -> Iterator[_Placed]:
    """The blocks in their order, each with its reading where one tells its page."""
    away = tuple(f"{pointer}/" for pointer, _ in subject.blocks_of(Aside))
    for pointer, block in subject.blocks:
        name = pointer if pointer in record.evidence else below(pointer, "text")
        items = record.evidence.get(name) or []
        pages = {item.page for item in items if item.page}
        if len(pages) == 1 and block.type in _IN_ORDER and not (away and pointer.startswith(away)):
            yield name, 0, items[0]


_IN_ORDER = frozenset({"paragraph", "heading", "list", "table", "question", "article", "clause", "chapter", "section"})

RULES = (
    Rule("DUNG199", "read-where-nothing-is", ERROR, WARNING,
         say("“{text}” cannot have been read there: {why}."), EVIDENCE,
         say("Look at the page; correct the evidence, or make the record again with: "
             "pbgdpl convert SOURCE -o FOLDER --again"),
         _odd_places),
)  # fmt: skip
