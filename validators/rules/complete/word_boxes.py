"""đủ: can anything be held against the word boxes (ALTO)? Pages without a size and boxes beside them show nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from validators.problems import Message, say
from validators.rules.rule import ERROR, EVIDENCE, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import json_pointer

_LARGEST = 256 << 20  # bytes of word boxes; a thousand dense pages have a fifth of it
_WIDEST = 100_000  # pixels; the largest sheet there is (A0) at 2,000 dpi has fewer
_BEYOND = 1.02  # of a page's width and height: boxes are rounded outwards
_PAGE = re.compile(r"<(?:\w{1,10}:)?Page\s[^<>]{0,1000}>")
_WORD = re.compile(r"<(?:\w{1,10}:)?String\s[^<>]{0,3000}>")
_VALUE = re.compile(r"""\s(WIDTH|HEIGHT|HPOS|VPOS)\s?=\s?["']([^"'<>]{0,40})["']""")
_NO_SIZE = say("it does not say how large it is, though evidence leads to a place on it")
_ODD_SIZE = say("no page has this size")
_ODD_BOX = say("a word stands beside it, or has no size")


def _odd_pages(subject: Subject) -> Iterator[Hit]:
    """The first fault of every page."""
    boxed = _pages_with_evidence(subject)
    for pointer, name, path in _word_boxes(subject):
        if path.stat().st_size > _LARGEST:
            raise OverflowError(f"{name} has more than {_LARGEST >> 20} MB")
        text = path.read_text("utf-8", "replace")
        pages = list(_PAGE.finditer(text))
        for number, page in enumerate(pages, start=1):
            end = pages[number].start() if number < len(pages) else len(text)
            what = _fault_of(page.group(), text[page.end() : end], is_asked=number in boxed)
            if what is not None:
                yield hit(pointer, name=name, page=number, what=what)


def _word_boxes(subject: Subject) -> Iterator[tuple[str, str, Path]]:
    for index, entry in enumerate(subject.record.files if subject.record and subject.package else ()):
        path = subject.package.own_file(entry.path) if subject.package else None
        if path and entry.role == "ocr" and entry.media_type.endswith("xml"):
            yield json_pointer("files", index), entry.path, path


def _pages_with_evidence(subject: Subject) -> frozenset[int]:
    evidence = subject.record.evidence.values() if subject.record else ()
    return frozenset(item.page for items in evidence for item in items if item.box and item.page)


def _fault_of(page: str, inside: str, *, is_asked: bool) -> Message | None:
    said = _values(page)
    width, height = said.get("WIDTH", 0.0), said.get("HEIGHT", 0.0)
    if not {"WIDTH", "HEIGHT"} <= said.keys():
        return _NO_SIZE if is_asked else None
    if width is None or height is None or not (0 < width <= _WIDEST and 0 < height <= _WIDEST):
        return _ODD_SIZE
    words = map(_values, _WORD.findall(inside))
    return _ODD_BOX if any(_is_beside(word, width, height) for word in words) else None


def _values(element: str) -> dict[str, float | None]:
    """Places and sizes in pixels by their names; None where no number is said."""
    return {name: _number(value) for name, value in _VALUE.findall(element)}


def _number(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None


def _is_beside(word: dict[str, float | None], width: float, height: float) -> bool:
    """Whether a word's box is none on its page; what is not said of it is not judged."""
    if None in word.values():
        return True
    left, top, wide, high = (word.get(name) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
    sized = [size for size in (wide, high) if size is not None]
    placed = [place for place in (left, top) if place is not None]
    return (
        not all(size > 0 for size in sized)
        or not all(place >= 0 for place in placed)
        or not (left or 0) + (wide or 0) <= width * _BEYOND
        or not (top or 0) + (high or 0) <= height * _BEYOND
    )


RULES = (
    Rule("DU218", "odd-word-boxes", ERROR, WARNING, say("“{name}”, page {page}: {what}."), EVIDENCE,
         say("Make another package from the right file, in another folder: pbgdpl convert SOURCE -o FOLDER"),
         _odd_pages),
)  # fmt: skip
