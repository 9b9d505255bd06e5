"""Places without an act ("khoản 2 Điều 37"): each is given the act printed for its own passage, or stays without one.

Which acts count, and in which order, is the table of `grounds`; here they are collected.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from converters.records.citations.cited import Cited, act_key
from converters.records.citations.grounds import GROUNDS, PrintedActs, is_penal_code
from converters.records.citations.text_boxes import PlacedCell, TextBox, placed_cells, text_boxes
from converters.records.passages.passage import Passage
from validators.citations.acts.numbers import number_key
from validators.citations.find import FoundCitation, find_mentions
from validators.citations.governing import Side, side_of
from validators.citations.laws.titles import loose_key
from validators.citations.locators import PlaceInAct, find_locators
from validators.citations.mentions import ActMention, ActName
from validators.citations.repair import level
from validators.citations.resolve import Resolved
from validators.citations.whole_titles import whole_title
from validators.language.syllables import CAPITALS

_SELF = re.compile(r"\s{1,3}này\b", re.IGNORECASE)
_ACTS = (
    "bộ luật", "luật", "hiến pháp", "pháp lệnh", "nghị quyết", "nghị định", "quyết định", "chỉ thị", "thông tư",
    "văn bản", "công ước", "hiệp định", "hiệp ước", "BL", "NĐ", "NQ", "TT", "QĐ", "PL", "HP", "VBHN",
)  # fmt: skip
_NO_ACTS = ("Hợp đồng", "Quy chế", "Quy ước", "Hương ước", "Điều lệ", "Nội quy", "Dự thảo", "Di chúc", "Thỏa thuận")
_FOREIGN = re.compile(
    rf"\s{{1,3}}(?:(?:của|trong) (?!(?i:{'|'.join(_ACTS)})[^\W\d_]{{0,5}}\b)\w|(?:{'|'.join(_NO_ACTS)})\b)"
)
"""A place of what is no act, as it says itself: "Điều 5 của dự thảo", "Điều 8 Hợp đồng này"."""
_UNREAD_ACT = re.compile(
    rf"\s{{1,3}}(?:(?:của|trong|tại) )?(?i:{'|'.join(act for act in _ACTS if act.islower())})"
    rf"\s(?:(?i:số|thuế|về|sửa đổi|liên tịch)\s\w|[{CAPITALS}])"
)
"""An act that names itself right behind the place, but in a way that tells no act: it is of that one and no other."""
_GOVERNING = ("theo", "thuộc", "của", "tại", "căn cứ", "theo quy định tại")
_SENTENCE_END = re.compile(r"[.!?;]\s+(?=[^\W\d_]|[•+–-])")
_FINE = re.compile(r"(?<!\w)phạt(?!\w)|\d\s?(?:đồng|đ|triệu)(?!\w)", re.IGNORECASE)
_PRISON = re.compile(
    r"(?<!\w)(?:phạt tù (?:từ|đến|có thời hạn|\d)|tù chung thân|tử hình|cải tạo không giam giữ)", re.IGNORECASE
)
_MONEY = re.compile(r"\d\s?(?:đồng|đ|triệu)(?!\w)", re.IGNORECASE)
_UPWARD = frozenset({None, Side.ABOVE, Side.TABLE, Side.ALL})
_DOWNWARD = frozenset({None, Side.BELOW, Side.TABLE, Side.ALL})
"""Which side of a statement it holds for, as it says; None where it does not say."""
_OF_THE_ACT = re.compile(
    r"""(?: [\s,;()–-]*+ (?: [\dIVX/.]++
        | (?: đã | được | có | hiệu\ lực | thi\ hành | từ | kể\ từ | ngày | tháng | năm | thông\ qua | ban\ hành
            | sửa\ đổi | bổ\ sung | một\ số\ điều | Quốc\ hội | Chính\ phủ | khóa | kỳ\ họp | thứ | và )(?!\w) ))++
        [\s,;()–-]*""",
    re.IGNORECASE | re.VERBOSE,
)
"""What may follow an act in a line that announces it: since when it is in force, who passed it, as amended."""
_ALONE = 12  # characters beside a place in a passage that is hardly more than it and belongs to the words above
_ABOVE = 2  # passages above such a one that may hold its fine


def with_bare_places(passages: Sequence[Passage], cited: Sequence[Cited], title: str) -> Iterator[Cited]:
    """The citations, in order, with those places without an act whose act is printed for their passage.

    Args:
        passages: The document's text.
        cited: Citations that name an act.
        title: The material's title.
    """
    by_passage: dict[int, list[Cited]] = {}
    for one in cited:
        by_passage.setdefault(id(one.passage), []).append(one)
    bare = {place: found for place, passage in enumerate(passages) if (found := _bare(passage, by_passage))}
    named = [one.resolved.act for one in cited if not one.resolved.lost]
    title_acts = tuple(_acts_in_title(title, named))
    printed = _Printed(passages, by_passage, cited, title_acts) if bare else None
    for place, passage in enumerate(passages):
        here = by_passage.get(id(passage), [])
        for one in sorted([*here, *bare.get(place, ())], key=lambda held: held.citation.start):
            if not one.bare:
                yield _of_the_title(_named_before(one, here), title_acts) if one.resolved.lost else one
            elif printed is not None and (act := GROUNDS.first(printed.for_place(one, place))) is not None:
                yield replace(one, resolved=replace(one.resolved, act=act, lost=False))


def _named_before(lost: Cited, here: Sequence[Cited]) -> Cited:
    """Where several codes are named, "Bộ luật này" is the one its own paragraph names before it, if it is one alone."""
    kind = lost.citation.mention.act.type
    before = [
        one.resolved.act
        for one in here
        if one.citation.start < lost.citation.start and not one.resolved.lost and one.resolved.act.type == kind
    ]
    if lost.citation.mention.serial is not None or len({act_key(act) for act in before}) != 1:
        return lost
    return replace(lost, resolved=replace(lost.resolved, act=before[0], inferred=True, lost=False))


def _of_the_title(lost: Cited, title: Sequence[ActName]) -> Cited:
    """In an outline of one act "Luật này" is that act, whatever others it replaces or goes along with."""
    same = [act for act in title if act.type == lost.citation.mention.act.type]
    this = lost.resolved.lost and lost.citation.mention.serial is None and lost.citation.text.endswith("này")
    if not this or len({act_key(act) for act in same}) != 1:
        return lost
    return replace(lost, resolved=replace(lost.resolved, act=same[0], inferred=True, lost=False))


def _meant(cited: Iterable[Cited]) -> list[ActName]:
    """The acts of citations; of one "as amended by" another only the former, in which places are counted."""
    held: list[ActName] = []
    amended = False
    for one in cited:
        if not (amended and one.citation.role == "amending" and not one.citation.locators):
            held.append(one.resolved.act)
        amended = amended or one.citation.role == "amended"
    return held


def _bare(passage: Passage, by_passage: dict[int, list[Cited]]) -> list[Cited]:
    text = level(passage.text)
    taken = sorted((one.citation.start, one.citation.end) for one in by_passage.get(id(passage), ()))
    found: list[Cited] = []
    for group in find_locators(text):
        before = bisect_right(taken, (group.start, len(text)))
        inside = any(group.start < end for _, end in taken[max(0, before - 3) : before])
        label = group.start == 0 and text[group.end : group.end + 1] in {".", ":", ")"}
        article = any(locator.article for locator in group.locators)
        other = any(of.match(text, group.end) for of in (_SELF, _FOREIGN, _UNREAD_ACT))
        if inside or label or not article or other:
            continue
        mention = ActMention(group.start, group.end, ActName(), short=True, how="context")
        citation = FoundCitation(group.start, group.end, passage.text[group.start : group.end], mention, group.locators)
        found.append(Cited(passage, Resolved(citation, ActName(), inferred=True, lost=True), bare=True))
    return found


def _speaks_of_another(passage: Passage) -> bool:
    """Whether a passage names a place of what is no act."""
    return any(
        _FOREIGN.match(passage.text, group.end) and any(locator.article for locator in group.locators)
        for group in find_locators(level(passage.text))
    )


@dataclass(frozen=True, slots=True)
class _Statement:
    """A statement on all that stands on one side of it ("Các mức phạt trên theo …")."""

    place: int
    side: Side
    act: ActName

    def covers(self, place: int) -> bool:
        """Its own passage may hold what it speaks of, too; the table it means is one of its box."""
        match self.side:
            case Side.ABOVE:
                return place <= self.place
            case Side.BELOW:
                return place >= self.place
            case Side.TABLE | Side.ALL:
                return True


class _Printed:
    """What a document prints of its acts, by where it prints it."""

    def __init__(
        self,
        passages: Sequence[Passage],
        by_passage: dict[int, list[Cited]],
        cited: Sequence[Cited],
        title: tuple[ActName, ...],
    ) -> None:
        self._passages = passages
        named = [one for one in cited if not one.resolved.lost]
        self._named = {key: [one for one in held if not one.resolved.lost] for key, held in by_passage.items()}
        self._boxes = text_boxes(passages)
        self._starts = [box.start for box in self._boxes]
        self._foreign = [place for place, passage in enumerate(passages) if _speaks_of_another(passage)]
        self._title = title
        self._by_provision: dict[tuple[str | None, str | None], dict[str, ActName]] = {}
        for one in named:
            for locator in one.citation.locators:
                held = self._by_provision.setdefault(_provision(locator), {})
                held[act_key(one.resolved.act)] = one.resolved.act
        order = {id(passage): place for place, passage in enumerate(passages)}
        self._penal = [
            (order.get(id(one.passage), 0), one.resolved.act) for one in named if is_penal_code(one.resolved.act)
        ]
        self._statements = [
            _Statement(order.get(id(one.passage), 0), side, one.resolved.act)
            for one in named
            if (side := _side(one)) is not None
        ]

    def for_place(self, bare: Cited, place: int) -> PrintedActs:
        """All that is printed for a place."""
        box = self._box_of(place)
        cell, row, column = self._in_table(bare)
        fine = self._is_fine(bare, place)
        # Where a box speaks of places of a draft or a contract, too, an act named there says nothing of the others.
        mixed = any(box.start <= one < box.end for one in self._foreign)
        return PrintedActs(
            cell=cell,
            sentence=() if bare.passage.cells else self._in_sentence(bare),
            paragraph=() if bare.passage.cells else self._in_paragraph(bare),
            row=row,
            column=column,
            stated=self._stated(place, box, fine=fine),
            announced=self._announced(place, box),
            same=self._same(bare),
            box=() if mixed else self._around(bare, box),
            heading=() if mixed else self._in_headings(box),
            title=() if mixed else self._title,
            penal=[act for above, act in self._penal if above <= place],
            fine=fine,
            prison=self._is_prison(bare, place),
        )

    def _box_of(self, place: int) -> TextBox:
        return self._boxes[bisect_right(self._starts, place) - 1]

    def _here(self, passage: Passage) -> list[Cited]:
        return self._named.get(id(passage), [])

    def _in_box(self, box: TextBox) -> Iterator[Cited]:
        return (one for passage in self._passages[box.start : box.end] for one in self._here(passage))

    def _in_sentence(self, bare: Cited) -> list[ActName]:
        start, end = _sentence(bare.passage.text, bare.citation.start)
        return _meant(one for one in self._here(bare.passage) if start <= one.citation.start < end)

    def _in_paragraph(self, bare: Cited) -> list[ActName]:
        """Those of its paragraph; where all come with their own places in later sentences, none is meant."""
        here = self._here(bare.passage)
        return _meant(here) if any(_reaches(one, bare) for one in here) else []

    def _around(self, bare: Cited, box: TextBox) -> list[ActName]:
        here = self._here(bare.passage)
        own = not here or any(_reaches(one, bare) for one in here)
        return _meant(self._in_box(box)) if own else []

    def _in_table(self, bare: Cited) -> tuple[list[ActName], list[ActName], list[ActName]]:
        """Acts in the cell, in the row and in the head of the column of a place; nothing outside tables."""
        cells = list(placed_cells(bare.passage))
        own = _cell_at(cells, bare.citation.start)
        if own is None:
            return [], [], []
        held = [(_cell_at(cells, one.citation.start), one.resolved.act) for one in self._here(bare.passage)]
        return (
            [act for cell, act in held if cell == own],
            [act for cell, act in held if cell is not None and cell.row == own.row],
            [act for cell, act in held if cell is not None and cell.header and cell.column == own.column],
        )

    def _stated(self, place: int, box: TextBox, *, fine: bool) -> list[ActName]:
        near = [one.act for one in self._statements if box.start <= one.place < box.end and one.covers(place)]
        # Under another heading only what is said of all fines holds, only for fines, and over no other act.
        far = (one for one in self._statements if fine and one.side in {Side.ABOVE, Side.ALL} and one.covers(place))
        return near or [one.act for one in far if self._alone(one, place)]

    def _alone(self, statement: _Statement, place: int) -> bool:
        """Whether no other act is named between a place and a statement that is to reach it."""
        start, end = sorted((place, statement.place))
        between = (one for passage in self._passages[start : end + 1] for one in self._here(passage))
        return all(act_key(one.resolved.act) == act_key(statement.act) for one in between)

    def _announced(self, place: int, box: TextBox) -> list[ActName]:
        above = self._announcing(box.start, place + 1, _DOWNWARD)
        return above[-1:] or self._announcing(place + 1, box.end, _UPWARD) or self._announced_outside(box)

    def _announced_outside(self, box: TextBox) -> list[ActName]:
        """What is announced under a larger heading holds under the smaller ones below it."""
        for heading in reversed(box.headings):
            outer = self._box_of(heading)
            found = self._announcing(outer.start, outer.end, _DOWNWARD) if outer is not box else []
            if found:
                return found[-1:]
        return []

    def _announcing(self, start: int, end: int, sides: frozenset[Side | None]) -> list[ActName]:
        """Acts announced between two passages by words that point to that side, or to none."""
        found = (one for passage in self._passages[start:end] for one in self._here(passage) if _announces(one))
        return [one.resolved.act for one in found if _side(one) in sides]

    def _same(self, bare: Cited) -> list[ActName]:
        held = [self._by_provision.get(_provision(locator), {}) for locator in bare.citation.locators]
        return [act for acts in held for act in acts.values()] if held and all(held) else []

    def _in_headings(self, box: TextBox) -> list[ActName]:
        for place in reversed(box.headings):
            acts = [one.resolved.act for one in self._here(self._passages[place])]
            if acts:
                return acts
        return []

    def _is_fine(self, bare: Cited, place: int) -> bool:
        start, end = _sentence(bare.passage.text, bare.citation.start)
        if _FINE.search(bare.passage.text, start, end):
            return True
        alone = len(bare.passage.text) - len(bare.citation.text) <= _ALONE
        return alone and any(_FINE.search(one.text) for one in self._passages[max(0, place - _ABOVE) : place])

    def _is_prison(self, bare: Cited, place: int) -> bool:
        """Whether what is said last before a place, else first behind it, is a term of prison and no sum of money."""
        text = bare.passage.text
        start, end = _sentence(text, bare.citation.start)
        said = [text[start : bare.citation.start]]
        if len(text) - len(bare.citation.text) <= _ALONE:
            said += [one.text for one in reversed(self._passages[max(0, place - _ABOVE) : place])]
        for words in said:
            if (prison := _last(_PRISON, words)) != (money := _last(_MONEY, words)):
                return prison > money
        after = _PRISON.search(text, bare.citation.end, end)
        return after is not None and _MONEY.search(text, bare.citation.end, after.start()) is None


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match begins; -1 without one."""
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _reaches(named: Cited, bare: Cited) -> bool:
    """Whether an act of its paragraph can be that of a place: one with its own place in a later sentence is not."""
    return not named.citation.locators or named.citation.start < _sentence(bare.passage.text, bare.citation.start)[1]


def _provision(locator: PlaceInAct) -> tuple[str | None, str | None]:
    return locator.article, locator.clause


def _sentence(text: str, place: int) -> tuple[int, int]:
    """Where the sentence around a place begins and ends."""
    ends = [match.start() + 1 for match in _SENTENCE_END.finditer(text) if not text[match.end()].islower()]
    after = bisect_right(ends, place)
    return (ends[after - 1] if after else 0), (ends[after] if after < len(ends) else len(text))


def _cell_at(cells: Iterable[PlacedCell], place: int) -> PlacedCell | None:
    return next((cell for cell in cells if cell.start <= place < cell.end), None)


def _announces(one: Cited) -> bool:
    """Whether an act is named as a whole and the passage ends with it, or says only more of that act."""
    if one.citation.locators:
        return False
    text = one.passage.text
    before, after = text[: one.citation.start].strip(' •-–+*("“'), text[one.citation.end :].strip(' .:;,)"”')
    governed = before.casefold().endswith(_GOVERNING)
    return (not after or (governed and _OF_THE_ACT.fullmatch(after) is not None)) and (governed or not before)


def _side(one: Cited) -> Side | None:
    """Which text the sentence of an act says it is on; None where it does not say."""
    if one.citation.locators:
        return None
    text = one.passage.text
    start, end = _sentence(text, one.citation.start)
    return side_of(level(text[start : one.citation.start]), level(text[one.citation.end : end]))


def _acts_in_title(title: str, acts: Sequence[ActName]) -> Iterator[ActName]:
    """The acts a title names ("Đề cương giới thiệu Luật Bảo vệ dữ liệu cá nhân"), as the text names them in full."""
    titles = [act.title for act in acts if act.number and act.title]
    for mention in (whole_title(title, one, titles) for one in find_mentions(title)):
        if mention.short or mention.blank:
            continue
        same = [act for act in acts if _is_same(mention.act, act)]
        yield next((act for act in same if act.number), same[0] if same else mention.act)


def _is_same(said: ActName, act: ActName) -> bool:
    if said.number and act.number:
        return number_key(said.number) == number_key(act.number)
    return said.type == act.type and bool(said.title) and loose_key(said.title or "") == loose_key(act.title or "")
