"""Where in an act: "điểm a, b khoản 1 và điểm c khoản 2 Điều 5", "từ Điều 10 đến Điều 12", "Mục 2 Chương III".

Units are cited from small to large (NQ 351/2017/UBTVQH14 Điều 24): a smaller unit belongs to the next larger one
after it. "Điều 5, khoản 2" (large to small) is understood too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from itertools import groupby
from types import MappingProxyType

from validators.citations.repair import digits

POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The order of điểm: the Vietnamese alphabet without ă â ê ô ơ ư, and no f j w z."""
_UNITS: Mapping[str, str] = MappingProxyType(
    {
        "điểm": "point",
        "khoản": "clause",
        "điều": "article",
        "mục": "section",
        "tiểu mục": "subsection",
        "tiết": "item",
        "phụ lục": "appendix",
        "phụ lục số": "appendix",
        "chương": "chapter",
        "phần": "part",
        "phần thứ": "part",
    }
)
_RANK: Mapping[str, int] = MappingProxyType(
    {
        "item": 0,
        "point": 1,
        "clause": 2,
        "article": 3,
        "subsection": 4,
        "section": 5,
        "chapter": 6,
        "part": 7,
        "appendix": 8,
    }
)
_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "point": r"(?:[a-zđ]\d{0,2}(?![\w])|[ßà-öø-ćđ-ỹ](?=[\s,;])|\d{1,2}\.\d{1,2}(?:\.\d{1,2})?|\d{1,2}(?!\w))",
        "clause": r"(?:\d{1,3}[a-zđ]?|[lI|\]ÏÌÍïìí!§])(?![\w§])",
        "article": r"(?:\d{1,4}[a-zđ]?\.\d{1,2}[a-zđ]?(?:\.[a-zđ])?(?![\w]|\.\w)"
        r"|(?:(?:\d|[lI|](?=[\dó]))[\dlIOó]{0,3}§?[a-zđ]?|§)(?![\w]))",
        "item": r"(?:[a-zđ]\d{0,2}|\d{1,2}(?:\.\d{1,2}){0,3})(?![\w])",
        "subsection": r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVXLC]{1,7}|[A-ZĐ]|[a-zđ])(?![\w])",
        "section": r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVXLC]{1,7}|[A-ZĐ])(?![\w])",
        "appendix": r"(?:\d{1,2}[A-Za-z]?|[IVXLC]{1,7}[a-zA-Z]?|[A-Z])(?![\w])",
        "chapter": r"(?:\d{1,2}|[IVXLC]{1,7}[a-z]?)(?![\w])",
        "part": r"(?:thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám)|nhất|hai|ba|tư|năm|sáu|bảy|tám|\d{1,2}|[IVXLC]{1,7}"
        r"|[A-Z])(?![\w])",
    }
)
_UNIT = re.compile(
    r"""(?<!\w)(?:các\s{1,2}|từ\s{1,2})?
        ( tiểu[ ]mục | tiết | [đdð]i[eẻéêểếềẽễ]m | kho[aảáàãạ]n | [đdð]i[eéêềếểễệ]u | mục | chương
        | phần[ ]thứ | phần | phụ[ ]lục[ ]số | phụ[ ]lục )
        \s{1,3}(?:từ\s{1,2}(?=\d))?""",
    re.IGNORECASE | re.VERBOSE,
)
_COMPOUNDS = (
    "tài ", "điều ", "thời ", "địa ", "quan ", "đặc ", "ưu ", "nhược ", "trọng ", "cao ", "số ", "tâm ", "luận ",
    "hạng ", "đề ", "thư ", "chuyên ", "thành ", "học ", "cổ ", "một ", "hai ", "chi ", "bao nhiêu ", "danh ",
)  # fmt: skip
"""Words with which a unit's word makes another one ("tài khoản 123", "thời điểm 1", "học phần 2")."""
_LONGEST_COMPOUND = max(map(len, _COMPOUNDS))
_STROKE = re.compile(r"[\]ÏÌÍïìí!]")
_LABEL = {unit: re.compile(pattern) for unit, pattern in _LABELS.items()}
_MORE = re.compile(r"\s{0,2}(,\s?và|,\s?hoặc|,|;|và|hoặc|đến hết|đến|-)\s{1,2}|\s{0,2}(-)\s{0,2}")
_MORE_POINTS = re.compile(_MORE.pattern + r"|\s{0,2}(,|;)(?=[a-zđ](?!\w))")
_UNIT_WORDS = (
    "tiểu mục",
    "tiết",
    "phụ lục",
    "[đdð]i[eẻéêểếềẽễ]m",
    "kho[aảáàãạ]n",
    "[đdð]i[eéêềếểễệ]u",
    "mục",
    "chương",
    "phần",
)  # with the marks that scanners lose or mistake
_GAP = re.compile(
    r"(?:\s{1,2}\()?\s{0,3}(?:(?:,|;|và|hoặc|đến|đến hết|của|tại|, và|thuộc|-)\s{1,3}){0,2}"
    rf"(?=(?:các |từ )?(?:{'|'.join(_UNIT_WORDS)})\s)",
    re.IGNORECASE,
)
_APART = re.compile(r";|và|hoặc", re.IGNORECASE)
_WIDEST_RANGE = 60  # units from first to last; wider ones are misread numbers
_MOST_LABELS = 60  # of one unit in one list
_MOST_ITEMS = 40  # units in one group
_LONGEST_ASIDE = 60  # characters in parentheses behind an article
_MOST_PLACES = 200  # that one group may stand for


@dataclass(frozen=True, slots=True)
class PlaceInAct:
    """A place in an act, labels as printed."""

    appendix: str | None = None
    part: str | None = None
    chapter: str | None = None
    section: str | None = None
    subsection: str | None = None
    article: str | None = None
    clause: str | None = None
    point: str | None = None
    item: str | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    def __str__(self) -> str:
        """As a citation writes it: "điểm b khoản 4 Điều 6"."""
        pieces = (
            ("tiết", self.item),
            ("điểm", self.point),
            ("khoản", self.clause),
            ("Điều", self.article),
            ("Tiểu mục", self.subsection),
            ("Mục", self.section),
            ("Chương", self.chapter),
            ("Phần", self.part),
            ("Phụ lục", self.appendix),
        )
        return " ".join(f"{unit} {label}" for unit, label in pieces if label)

    @property
    def smallest(self) -> str | None:
        """The smallest unit named ("point", "clause" …)."""
        named = (unit for unit in _RANK if getattr(self, unit))
        return next(named, None)


@dataclass(frozen=True, slots=True)
class LocatorGroup:
    """Units standing together in a text, which all point into the same act.

    Attributes:
        start: First character.
        end: One past the last.
        locators: In the order printed, lists and ranges taken apart.
    """

    start: int
    end: int
    locators: tuple[PlaceInAct, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    unit: str
    labels: tuple[str, ...]
    end: int
    apart: bool = False  # "và" or ";" stands before it
    inside: bool = False  # in parentheses behind an article


def find_locators(levelled: str) -> Iterator[LocatorGroup]:
    """Every group of units in a text, in order.

    Args:
        levelled: A text after `repair.level`.
    """
    place = 0
    while (match := _UNIT.search(levelled, place)) is not None:
        items, end = ([], 0) if _is_compound(levelled, match.start(1)) else _items(levelled, match)
        if not items or all(item.unit == "item" for item in items):
            place = match.end()
            continue
        place = end
        yield LocatorGroup(match.start(), end, _assemble(items))


def _is_compound(text: str, start: int) -> bool:
    return text[max(0, start - _LONGEST_COMPOUND) : start].lower().endswith(_COMPOUNDS)


def _unit_named(word: str) -> str:
    """The unit a word names; a scanner may have mistaken its accents ("Điêu", "khoàn")."""
    lowered = word.lower()
    if lowered in _UNITS:
        return _UNITS[lowered]
    return "clause" if lowered.startswith("kho") else "point" if lowered.endswith("m") else "article"


def _items(text: str, match: re.Match[str]) -> tuple[list[_Item], int]:
    items: list[_Item] = []
    end = match.start()
    following: re.Match[str] | None = match
    apart = inside = False
    while following is not None and len(items) < _MOST_ITEMS:
        unit = _unit_named(following[1])
        labels, labels_end = _labels(text, following.end(), unit)
        if not labels:
            break
        items.append(_Item(unit, labels, labels_end, apart, inside))
        closed = inside and text[labels_end : labels_end + 1] == ")"
        inside = inside and not closed
        end = labels_end + closed
        gap = _GAP.match(text, end)
        apart = gap is not None and _APART.search(gap.group()) is not None
        following = _UNIT.match(text, gap.end()) if gap else None
        if following is not None and gap is not None and "(" in gap.group():
            inside = unit == "article" and _says_more(text, gap.end())
            following = following if inside else None
        if following is not None and gap is not None and "đến" in gap.group():
            items, end, following = _close_range(text, items, following)
    return items, end


def _says_more(text: str, start: int) -> bool:
    """Whether what stands in parentheses behind an article names parts of it, and no other article."""
    end = text.find(")", start, start + _LONGEST_ASIDE)
    units = [_unit_named(unit) for unit in _UNIT.findall(text[start : max(end, start)])]
    return bool(units) and all(_RANK[unit] < _RANK["article"] for unit in units)


def _close_range(
    text: str, items: list[_Item], following: re.Match[str]
) -> tuple[list[_Item], int, re.Match[str] | None]:
    """Forms like "Điều 10 đến Điều 12": the second unit ends a range the first began."""
    unit = _unit_named(following[1])
    labels, end = _labels(text, following.end(), unit)
    last = items[-1]
    if not labels or unit != last.unit:
        return items, last.end, following if labels else None
    spread = _spread(unit, last.labels[-1], labels[0])
    items[-1] = _Item(unit, (*last.labels[:-1], *spread, *labels[1:]), end, last.apart)
    gap = _GAP.match(text, end)
    return items, end, _UNIT.match(text, gap.end()) if gap else None


def _labels(text: str, start: int, unit: str) -> tuple[tuple[str, ...], int]:
    """The labels after a unit word: "a, b và c", "1, 2", "10 đến 12"."""
    pattern = _LABEL[unit]
    match = pattern.match(text, start)
    if match is None:
        return (), start
    labels = [_tidy_label(unit, match.group())]
    end = match.end()
    joint = _MORE_POINTS if unit == "point" else _MORE
    while len(labels) < _MOST_LABELS and (more := joint.match(text, end)) is not None:
        match = pattern.match(text, more.end())
        if match is None or not _continues(labels[-1], match.group(), text, match.end()):
            break
        is_range = more.group().strip() in {"đến", "-", "đến hết"}
        labels += (
            _spread(unit, labels[-1], _tidy_label(unit, match.group()))[1:]
            if is_range
            else [_tidy_label(unit, match.group())]
        )
        end = match.end()
    read = _read_points(labels) if unit == "point" else tuple(labels)
    return read, end if read else start


def _read_points(labels: list[str]) -> tuple[str, ...]:
    """Points with what scanners did to them: a 1 among letters is i or l by its neighbours; a strange sign is left out.

    The alphabet decides, because points are cited in its order; where it cannot, the point is left out too.
    """
    if not any(label[:1] in POINT_LETTERS for label in labels):
        return tuple(label for label in labels if label[0].isascii() or label[0] == "đ")
    return tuple(
        read
        for place, label in enumerate(labels)
        if (read := _one_or_letter(labels, place) if label == "1" else label) and (read[0].isascii() or read[0] == "đ")
    )


def _one_or_letter(labels: list[str], place: int) -> str:
    before = [POINT_LETTERS.index(label[0]) for label in labels[:place] if label[0] in POINT_LETTERS]
    after = [POINT_LETTERS.index(label[0]) for label in labels[place + 1 :] if label[0] in POINT_LETTERS]
    low, high = before[-1] if before else -1, after[0] if after else len(POINT_LETTERS)
    able = [letter for letter in "il" if low < POINT_LETTERS.index(letter) < high]
    return able[0] if len(able) == 1 else ""


def _tidy_label(unit: str, label: str) -> str:
    """A label as it should be written: a scanner may give 1 as l, I, Ï or a bracket, 8 as §, 6 as ó ("Điều ló")."""
    if unit not in {"clause", "article"}:
        return label
    body, last = (
        (label[:-1], label[-1]) if len(label) > 1 and label[-1].isalpha() and label[-1] not in "lIOó" else (label, "")
    )
    return digits(_STROKE.sub("1", body).replace("8§", "8").replace("ó", "6")) + last


def _continues(last: str, label: str, text: str, end: int) -> bool:
    """Whether a label after a comma still belongs to the list, and is not a date, an amount or a new sentence."""
    if text[end : end + 1] in {"/", "%"} or re.match(
        r"[.,]\d|\s(?:tháng|năm|ngày|người|đồng|triệu|cơ quan)\b", text[end : end + 10]
    ):
        return False
    if label == "1" and last[:1] in POINT_LETTERS:
        return True
    return (last == "1" or last[:1].isdigit() == label[:1].isdigit()) or last[:1].isupper() == label[:1].isupper()


def _spread(unit: str, first: str, last: str) -> tuple[str, ...]:
    """A range as its members; only the two ends when it cannot be counted out."""
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) <= _WIDEST_RANGE:
        return tuple(str(number) for number in range(int(first), int(last) + 1))
    if unit == "point" and first in POINT_LETTERS and last in POINT_LETTERS and len(first) == len(last) == 1:
        return tuple(POINT_LETTERS[POINT_LETTERS.index(first) : POINT_LETTERS.index(last) + 1]) or (first, last)
    return first, last


def _assemble(items: list[_Item]) -> tuple[PlaceInAct, ...]:
    """Places, those in parentheses given to the article before them: "Điều 7 (điểm b khoản 2), Điều 9"."""
    done: list[PlaceInAct] = []
    for inside, part in groupby(items, key=lambda item: item.inside):
        found = _in_order(list(part))
        if inside and done:
            article = done.pop().article
            found = [replace(place, article=article) for place in found]
        done += found
    return tuple(map(_taken_apart, done[:_MOST_PLACES]))


def _in_order(items: list[_Item]) -> list[PlaceInAct]:
    done: list[PlaceInAct] = []
    waiting: list[PlaceInAct] = []
    previous_rank = -1
    for item in items:
        rank = _RANK[item.unit]
        if item.apart and rank > _RANK["article"] and all(held.article for held in waiting):
            # "Điều 7; Chương II" and "Chương II và Điều 7" are two places, "Điều 7 Chương II" is one.
            done, waiting = done + waiting, [PlaceInAct(**{item.unit: label}) for label in item.labels]
        elif rank > previous_rank and waiting:
            waiting = _lift(waiting, item)
        elif item.apart and previous_rank > _RANK["article"]:
            done, waiting = _begin(done, waiting, item)
        elif rank < previous_rank and _is_final(items, item) and waiting:
            waiting = [replace(held, **{item.unit: label}) for held in waiting for label in item.labels][:_MOST_PLACES]
        else:
            done, waiting = _begin(done, waiting, item)
        previous_rank = rank
    return (done + waiting)[:_MOST_PLACES]


def _taken_apart(place: PlaceInAct) -> PlaceInAct:
    """The units of "Điều 15.2.a", which is Điều 15 khoản 2 điểm a."""
    if place.article is None or "." not in place.article:
        return place
    article, clause, *point = place.article.split(".")
    return replace(
        place, article=article, clause=place.clause or clause, point=place.point or (point[0] if point else None)
    )


def _lift(waiting: list[PlaceInAct], item: _Item) -> list[PlaceInAct]:
    """Give every waiting place that lacks this unit the unit."""
    lifted: list[PlaceInAct] = []
    for held in waiting:
        if getattr(held, item.unit) is None:
            lifted += [replace(held, **{item.unit: label}) for label in item.labels]
        else:
            lifted.append(held)
    return lifted[:_MOST_PLACES]


def _begin(done: list[PlaceInAct], waiting: list[PlaceInAct], item: _Item) -> tuple[list[PlaceInAct], list[PlaceInAct]]:
    fresh = [PlaceInAct(**{item.unit: label}) for label in item.labels]
    if _RANK[item.unit] >= _RANK["article"]:
        return done + waiting, fresh
    complete = [held for held in waiting if held.article]
    return done + complete, [held for held in waiting if not held.article] + fresh


def _is_final(items: list[_Item], item: _Item) -> bool:
    """Large to small: no larger unit follows that the small one could belong to."""
    rest = items[items.index(item) + 1 :]
    return all(_RANK[later.unit] < _RANK[item.unit] for later in rest)
