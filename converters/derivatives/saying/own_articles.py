"""The articles of a material that is an act itself, or an extract of one: each told with its own place in that act.

What an article says rests on the article, whatever other places it names: "Người vi phạm khoản 1 Điều 5 bị phạt …" in
Điều 9 is of Điều 9. A clause that opens a list is told with all its points; where that is too long and any one of the
points is enough ("phạt tiền … đối với một trong các hành vi sau đây"), once for each point. What an article says of
itself ("Mức phạt quy định tại Điều này …") holds for all of the article. Texts attached to the act, and articles that
change another act, are not told: their articles are not the act's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from converters.derivatives.saying.account import LeftOut, Reason
from converters.derivatives.saying.passages import Candidate, Found, Place, Spot, headed_by
from converters.derivatives.saying.provisions import Provision, ProvisionFinder, provision_of
from converters.derivatives.wording.conditions import CONDITIONS, Condition, Reach, is_condition
from converters.derivatives.wording.excerpts import (
    LONGEST_HEADING,
    capitalised,
    comes_on_top,
    opening_with,
    takes_back,
    tidy,
)
from converters.derivatives.wording.leaning import leans_on_another
from converters.records.parts.sentences import sentences
from validators.citations.acts.act_types import BY_SLUG, LAWS, type_named
from validators.citations.acts.numbers import number_key, parse_number
from validators.citations.locators import PlaceInAct
from validators.sharing.pointer import below
from validators.sharing.record import Act, Block, Division, ListBlock, Paragraph, Record

NOWHERE_IN_IT = PlaceInAct()
_LONGEST_BESIDE = 240  # letters of all exceptions that have room beside each card; more are cards of their own
_LONGEST_JOINED = 400  # letters of a list told on one card
_ABOUT_THE_ACT = opening_with(
    "phạm vi điều chỉnh", "đối tượng áp dụng", "giải thích từ ngữ", "tổ chức thực hiện", "trách nhiệm thi hành",
    "trách nhiệm tổ chức thực hiện", "điều khoản thi hành", "căn cứ",
)  # fmt: skip
# "Điều 3. Trường hợp không được hỗ trợ", "Đối tượng được miễn, giảm": what it says holds for all the others.
_EXCEPTIONS = opening_with(
    r"(?:các |những )?(?:trường hợp|đối tượng|nội dung) (?:không (?:được|áp dụng|thuộc)|loại trừ|(?:được )?miễn)\b"
)
# "Đối tượng áp dụng: sinh viên có nơi thường trú tại tỉnh", and nothing further behind it.
_FOR_WHOM = re.compile(r"^\W*đối tượng áp dụng(?: là)?\s?:? [^:]{8,}[.;]?$", re.IGNORECASE)
_FOR_WHOM_TITLE = re.compile(r"đối tượng áp dụng\W*", re.IGNORECASE)
_IS_A_PARTY = opening_with(
    "hộ", "cá nhân", "công dân", "người", "tổ chức", "doanh nghiệp", "hợp tác xã", "học sinh", "sinh viên", "trẻ em",
    "phụ nữ", "cơ sở", "chủ",
)  # fmt: skip
_CHANGES = opening_with("sửa đổi", "bổ sung", "thay thế", "bãi bỏ", "đính chính")
_ANY_ONE = re.compile(r"\b(?:một trong (?:các|những)|các hành vi|những hành vi)\b[^:]*:$", re.IGNORECASE)
_OF_ITSELF = re.compile(r"\b(?:khoản|điểm|Điều) (?:này|\d{1,2}[a-zđ]?)\b", re.IGNORECASE)
# "Trẻ em dưới 14 tuổi không bị phạt." is of every fine of its article.
_LETS_OFF = re.compile(
    r"^[^:;]{0,120}?\b(?:không bị (?:xử )?phạt|không áp dụng|được miễn)\b[^:;]{0,80}$", re.IGNORECASE
)
# "Không hỗ trợ các trường hợp sau: …" is of what its article grants.
_DENIED = "hỗ trợ|miễn|giảm|cấp|hưởng|áp dụng|thu|chi|thực hiện|tính|xét"
_LEAVES_OUT = opening_with(
    rf"không (?:được )?(?:{_DENIED})\b[^:]{{0,60}}:\s",
    r"(?:các |những )?(?:trường hợp|đối tượng) không (?:được|thuộc|áp dụng)\b[^:]{0,60}:\s",
)
_EXTRACT = re.compile(r"^\W*trích\b", re.IGNORECASE)
_RULING = re.compile(r"^\W*(?:[IVX\d]{1,4}[.)]\s*)?(?:khái quát )?nội dung(?: của)? án lệ\W*$", re.IGNORECASE)
_PARTS = ("nguồn án lệ", "vị trí nội dung án lệ", "nội dung vụ án", "nhận định của tòa án", "quyết định")
_OPEN_PARTS = (r"quy định của pháp luật[^.]{0,60}", r"từ khóa[^.]{0,40}")
_PART_OF_RULING = re.compile(
    rf"^\W*(?:[IVX\d]{{1,4}}[.)]\s*)?(?:{'|'.join((*_PARTS, *_OPEN_PARTS))})\W*$", re.IGNORECASE
)
# "Giải pháp pháp lý: Trường hợp này, …" is the answer to what the paragraph above it tells.
_SITUATION = re.compile(r"^\W*tình huống án lệ\b", re.IGNORECASE)
_SOLUTION = re.compile(r"^\W*giải pháp pháp lý\b", re.IGNORECASE)
_NUMBER_OF_RULING = re.compile(r"(\d{1,3}/\d{4}/AL)", re.IGNORECASE)
_RULING_NUMBER = re.compile(r"án lệ(?: số)?\s{1,3}(\d{1,3}/\d{4}/AL)\b", re.IGNORECASE)


def own_act(record: Record, sources: ProvisionFinder) -> Act | None:
    """The act a material is, or is an extract of; None for what only speaks of acts."""
    if ruling := _RULING_NUMBER.search(record.title) or _NUMBER_OF_RULING.fullmatch(record.number or ""):
        return Act(type="an-le", number=ruling[1].upper())
    if _EXTRACT.match(record.title):
        return sources.principal_act
    printed = record.number or _number_in_title(record.title)
    if printed is None or not _is_act_by_name(record, printed):
        return None
    key = number_key(printed)
    listed = (one.act for one in record.legal_basis if one.act.number and number_key(one.act.number) == key)
    if (found := next(listed, None)) is not None and found.type:
        return found
    number = parse_number(printed)
    named = _type_of_title(record.title) or (number.type if number else None)
    if named is None:
        return None
    title = _NUMBERED_TITLE.sub("", _OWN_NUMBER.sub("", _behind_type(record.title, named))).strip()
    return Act(type=named, number=printed, title=title or None)


_OWN_NUMBER = re.compile(r"\s*\bsố:?\s+(\d{1,4}/\d{4}/[A-ZĐ][\w-]*)\s*$")


# "Nghị quyết số 12/2026/NQ-HĐND Quy định chính sách …": the title goes on behind the number; no words about the act.
_NUMBERED_TITLE = re.compile(
    r"^\s*số:?\s+(\d{1,4}/\d{4}/[A-ZĐ][\w-]*)(?:\W+ngày [\d/]{6,10})?\W*"
    r"(?=(?:quy định|ban hành|về|sửa đổi|hướng dẫn|phê duyệt|thông qua)\b)",
    re.IGNORECASE,
)


def _number_in_title(title: str) -> str | None:
    """The number in a title that is the name of an act: "Luật Giữ gìn bến nước số 61/2025/QH15"."""
    named = _type_of_title(title)
    found = _OWN_NUMBER.search(tidy(title)) or (_NUMBERED_TITLE.match(_behind_type(title, named)) if named else None)
    return found[1].upper() if found and named else None


def _behind_type(title: str, named: str) -> str:
    return tidy(title)[len(BY_SLUG[named].name) :]


def _is_act_by_name(record: Record, printed: str) -> bool:
    """Whether a material is an act: by its kind; or by title, number and articles, where it was taken for another."""
    if record.kind == "van-ban-quy-pham":
        return True
    named, number = _type_of_title(record.title), parse_number(printed)
    passed = number is not None and "QH" in number.organ_codes and named in LAWS  # by the National Assembly
    goes_on = named is not None and _NUMBERED_TITLE.match(_behind_type(record.title, named)) is not None
    return (passed or goes_on) and any(map(_has_articles, record.content))


def _has_articles(block: Block) -> bool:
    if not isinstance(block, Division):
        return False
    return block.type == "article" or any(map(_has_articles, block.children))


def _type_of_title(title: str) -> str | None:
    """The type a title opens with: "Bộ luật Lao động" → "bo-luat"."""
    words = tidy(title).split()
    return next((slug for count in (3, 2, 1) if (slug := type_named(" ".join(words[:count])))), None)


def is_ruling(heading: str) -> bool:
    """Whether a heading of an án lệ opens what it holds, rather than the case it comes from."""
    return _RULING.match(heading) is not None


def opens_part_of_ruling(line: str) -> bool:
    """Whether a line of an án lệ is the name of one of its parts."""
    return is_ruling(line) or _PART_OF_RULING.match(line) is not None


# What an án lệ holds is quoted from the judgment: "“[5] Giấy nhận tiền …”".
_QUOTED_WHOLE = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_PARAGRAPH_NUMBER = re.compile(r"^\[\d{1,3}\]\s*")


def as_held(paragraph: str) -> str:
    """A paragraph of what an án lệ holds, without its number in the judgment and the marks that say it is quoted."""
    quoted = _QUOTED_WHOLE.fullmatch(paragraph)
    return _PARAGRAPH_NUMBER.sub("", quoted[1] if quoted else paragraph)


def is_answered(situation: str, solution: str) -> bool:
    """Whether two paragraphs of an án lệ are its case and what is right in it: one statement."""
    return _SITUATION.match(situation) is not None and _SOLUTION.match(solution) is not None


@dataclass(frozen=True, slots=True)
class OwnArticles:
    """Tells the divisions of an act.

    Attributes:
        act: The act.
        spots: Where passages walked by are noted, for structured blocks that repeat them.
    """

    act: Act
    spots: list[Spot] = field(default_factory=list)

    @property
    def is_ruling(self) -> bool:
        """Whether the act is an án lệ, of which only what it holds is told, not the case."""
        return self.act.type == "an-le"

    def source(self, at: PlaceInAct = NOWHERE_IN_IT) -> Provision:
        """A place of the act."""
        return provision_of(self.act, str(at))

    def told(self, block: Division, place: Place, at: PlaceInAct = NOWHERE_IN_IT) -> Iterator[Found]:
        """What a division says, and those inside it.

        Args:
            block: The division.
            place: Its pointer, what stands above it, its section.
            at: The place of what it stands in.
        """
        at = _inside(at, block)
        text, title = tidy(block.text or ""), tidy(block.title or "")
        if block.type == "article":
            heading = capitalised(title) if 0 < len(title) <= LONGEST_HEADING else None
            place = replace(place, heading=heading, section=place.pointer)
            excepts = _EXCEPTIONS.match(title) is not None and _letters_in(block) <= _LONGEST_BESIDE
            if _ABOUT_THE_ACT.match(title) or excepts:
                held = self._excepted(block, place) if excepts else self._held_in(block, place)
                yield from (replace(one, section=place.section) for one in held)
                return
        if at.article is not None and (_CHANGES.match(title) or _CHANGES.match(text)):
            yield LeftOut(place.pointer, Reason.UNSURE_PROVISION, title or text)
            return
        if text:
            self.spots.append(Spot(text, place))
        if text and block.children and block.type != "article" and text[-1].isalnum():
            # "1. Định mức chi lấy mẫu" is over its points, and no statement.
            place, text = replace(place, heading=headed_by(capitalised(text), place.heading)), ""
        if text and block.children and (text.endswith(":") or block.type != "article"):
            yield from self._listed(text, block.children, place, at)
            return
        if text and at.article:
            yield from self.said(text, place, at)
        yield from self._children(block, place, at)

    def _excepted(self, block: Division, place: Place) -> Iterator[Condition]:
        """All that an article takes out of the others, in one piece under its title: "Sinh viên bị kỷ luật" is no rule.

        Whoever it leaves out stands in its title alone.
        """
        said = [(place.pointer, tidy(block.text))] if block.text else []
        said += [(pointer, text) for pointer, text, _ in items_of(block.children, place.pointer) if text]
        listed = "; ".join(text.rstrip(" ;.,") for _, text in said).replace(":;", ":")
        whole = f"{capitalised(tidy(block.title or ''))}: {listed}."
        keys = self.source().keys
        yield from (Condition(pointer, whole, place.section, keys) for pointer, _ in said)

    def _held_in(self, block: Division, place: Place) -> Iterator[Condition]:
        """What holds for all of the act in an article that says no more than that: from when, and for whom."""
        said = [(tidy(block.text), place)] if block.text else []
        for index, child in enumerate(block.children):
            inside = replace(place, pointer=below(place.pointer, "children", index))
            if isinstance(child, Division):
                yield from self._held_in(child, inside)
            elif isinstance(child, Paragraph):
                said.append((tidy(child.text), inside))
        title = tidy(block.title or "")
        if len(said) == 1 and _FOR_WHOM_TITLE.fullmatch(title) and _IS_A_PARTY.match(said[0][0]):
            said = [(f"{capitalised(title)}: {said[0][0]}", said[0][1])]  # for whom it is stands in the title alone
        for text, where in said:
            if is_condition(text) or (_FOR_WHOM.match(text) and len(text) <= _LONGEST_BESIDE):
                yield Condition(where.pointer, text, place.section, self.source().keys)

    def said(
        self, text: str, place: Place, at: PlaceInAct = NOWHERE_IN_IT, also: Sequence[str] = ()
    ) -> Iterator[Found]:
        """One passage: a statement of its place, or what holds for others of the act or its article."""
        if is_condition(text):
            source = self.source(at)
            yield Condition(place.pointer, text, place.section, source.keys)
        elif self._is_of_the_article(text, also):
            yield from (Condition(one, text, place.section, reach=Reach.SECTION) for one in (place.pointer, *also))
        elif leans_on_another(sentences(text)[0], place.heading or "", asked=False):
            yield replace(self._candidate(text, place, at, also), only_reworded=Reason.LEANS)
        elif text.startswith(("“", '"')):
            yield LeftOut(place.pointer, Reason.UNSURE_PROVISION, text)
        else:
            yield self._candidate(text, place, at, also)

    @staticmethod
    def _is_of_the_article(text: str, also: Sequence[str]) -> bool:
        """Whether a passage speaks of its whole article: "Mức phạt tại Điều này …", "Trẻ em không bị phạt."."""
        if _LETS_OFF.search(text) and not also:
            return True
        if _LEAVES_OUT.match(text) and len(text) <= _LONGEST_BESIDE:
            return True
        signs = (CONDITIONS.first(text), takes_back(text), comes_on_top(text))
        return _OF_ITSELF.search(text) is not None and any(signs)

    def _candidate(self, text: str, place: Place, at: PlaceInAct, also: Sequence[str]) -> Candidate:
        whole, section = capitalised(text), place.section
        told = Candidate(
            "rule", whole, self.source(at), "own", place.pointer, place.heading, None, section, tuple(also)
        )
        return replace(told, beside=place.beside)

    def _listed(self, lead: str, children: Sequence[Block], place: Place, at: PlaceInAct) -> Iterator[Found]:
        """A lead-in with what it opens: together, or one by one where each is enough."""
        items = list(items_of(children, place.pointer))
        self.spots.extend(Spot(item, replace(place, pointer=pointer)) for pointer, item, _ in items)
        joined = f"{lead} {'; '.join(item.rstrip(' ;.,') for _, item, _ in items)}."
        if len(joined) > _LONGEST_JOINED and _ANY_ONE.search(lead):
            for pointer, item, own in items:
                where = _inside(at, own) if own is not None else at
                yield from self.said(f"{lead} {item.rstrip(' ;.,')}.", replace(place, pointer=pointer), where)
            return
        yield from self.said(joined, place, at, [pointer for pointer, _, _ in items])

    def _children(self, block: Division, place: Place, at: PlaceInAct) -> Iterator[Found]:
        clauses = _plain_clauses(block, place.pointer)
        for index, child in enumerate(block.children):
            inside = replace(place, pointer=below(place.pointer, "children", index))
            if isinstance(child, Division):
                yield from self.told(child, replace(inside, beside=_spoken_of(child, clauses)), at)
            elif isinstance(child, Paragraph) and at.article:
                self.spots.append(Spot(tidy(child.text), inside))
                yield from self.said(tidy(child.text), inside, at)


def _plain_clauses(block: Division, pointer: str) -> dict[str, tuple[str, str]]:
    """The clauses of an article that are one passage each, by number: with it, as they read, and where they stand."""
    numbered = ((at, one) for at, one in enumerate(block.children) if block.type == "article")
    return {
        one.label: (f"{one.label}. {tidy(one.text)}", below(pointer, "children", at))
        for at, one in numbered
        if isinstance(one, Division) and one.type == "clause" and one.label and one.text and not one.children
    }


def _spoken_of(block: Division, clauses: dict[str, tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The clauses beside it that a clause speaks of, to be read along: "Hết thời hạn tại khoản 1 Điều này …"."""
    if block.type != "clause" or block.children or not block.text:
        return ()
    lists = _CLAUSES_HERE.findall(tidy(block.text))
    named = dict.fromkeys(label for said in lists for label in _CLAUSE_LABEL.findall(said))
    found = tuple(clauses[label] for label in named if label in clauses and label != block.label)
    return found if len(found) == len(named) and sum(len(text) for text, _ in found) <= _LONGEST_BESIDE else ()


_CLAUSE_LABEL = re.compile(r"\b\d{1,2}[a-zđ]?\b")
_CLAUSES_HERE = re.compile(
    rf"\bkhoản ({_CLAUSE_LABEL.pattern}(?:(?:,| và| hoặc|, hoặc) (?:khoản )?{_CLAUSE_LABEL.pattern})*) Điều này\b",
    re.IGNORECASE,
)


def _letters_in(block: Division) -> int:
    """How long all that a division says is; of what no condition can be made of, too long."""
    if any(not isinstance(child, Division | Paragraph) or child.text is None for child in block.children):
        return _LONGEST_BESIDE + 1
    inside = (
        _letters_in(child) if isinstance(child, Division) else len(child.text)
        for child in block.children
        if isinstance(child, Division | Paragraph)
    )
    return len(block.text or "") + sum(inside)


def _inside(at: PlaceInAct, block: Division) -> PlaceInAct:
    match block.type:
        case "article":
            return PlaceInAct(article=block.label)
        case "clause":
            return replace(at, clause=block.label, point=None)
        case "point":
            return replace(at, point=block.label)
        case _:
            return at


def items_of(children: Sequence[Block], pointer: str) -> Iterator[tuple[str, str, Division | None]]:
    """Pointer, words and division of all that a lead-in opens, in order."""
    for index, child in enumerate(children):
        at = below(pointer, "children", index)
        match child:
            case Division():
                yield at, tidy(child.text or child.title or ""), child
                yield from items_of(child.children, at)
            case ListBlock():
                yield from ((below(at, "items", number), tidy(item), None) for number, item in enumerate(child.items))
            case Paragraph():
                yield at, tidy(child.text), None
            case _:
                continue
