"""Two lines that follow each other, and what their looks say of where a paragraph ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from converters.reading.boxes import Box
from converters.reading.document import Block, BlockKind, Line, Method, Word
from converters.records.passages.printed_lines import PrintedLine
from validators.language.syllables import is_syllable

_SHORT_LINE = 0.82  # of the usual length: a shorter line was ended on purpose
_SHORT_END = 0.9  # of the block's width, where boxes are known
_FEWEST_LINES = 2  # of a block more of which tell its width
_SHORTEST_HANGING = 12  # characters; a shorter line that ends in "-" is a bullet
_LEVEL = 0.5  # of the lower of two lines that the other stands beside
_FIELD = re.compile(r"(?:\d{1,2}\. )?[^\W\d_][^:.;?!]{1,40}:(?:\s|$)(?!.*[.;]$)")
_GROUP = r"(?:[A-ZĐ][A-ZĐ&a-z\d]{0,9}[-/])"
_NUMBER_BEGINS = re.compile(rf"\(?\d{{1,5}}/(?:\d{{4}}/{_GROUP}{{0,6}}|{_GROUP}{{1,6}})")
_NUMBER_GOES_ON = re.compile(r"[A-ZĐ][A-ZĐ&]{0,9}[A-ZĐa-z\d]{0,3}(?:[-/][A-ZĐ&\d]{1,10}){0,5}[.,;:)]{0,2}")
_LONGEST_LINE = 170  # characters; none is printed longer
_VERSE = range(4, 10)  # words of a verse: of four to eight syllables, one now and then longer
_PARTY = re.compile(r"(?:Bên|BÊN) [A-D](?:\s?\([^()]{2,40}\))?\s?:")
_SPACE = 0.5  # heights of a line: the space before a word
_INDENT = 0.8  # heights of a line: a first line is set in by more
_NEXT_LINE = 2.0  # heights of a line from one to the next below it
LARGER = 1.3
"""Times as high: letters of another size, whatever marks they bear."""
_ORGAN_ABOVE = re.compile(r"(?:UBND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|BỘ|SỞ|TỔNG CỤC|CỤC|CÔNG AN)\s.{2,60}$")
_ORGAN_BELOW = re.compile(
    r"(?:SỞ|PHÒNG|TRƯỜNG|TRUNG TÂM|CHI CỤC|CỤC|VỤ|BAN|CÔNG AN|VIỆN|THANH TRA|VĂN PHÒNG|HỘI ĐỒNG PHỐI HỢP|CHI NHÁNH)"
    r"\s\w"
)
_PROVISION_LINE = re.compile(
    r"(?:điểm [a-zđ],? )?(?:khoản \d{1,2},? )?Điều \d{1,3}(?: (?:của )?(?:Luật|Bộ luật|Nghị định|Thông tư"
    r"|Quyết định) [^.;:]{3,80})?",
    re.IGNORECASE,
)
_PROVISION_GOES_ON = re.compile(r"(?:(?:năm|ngày|số) \d+|của|và|về|quy định|được|thì|có|là|nêu|liệt kê|nghiêm cấm)\b")
HANGING = frozenset(
    "đối số của và tại theo bởi khoản điểm điều ngày tháng năm các về với do hoặc luật từ đến là cho trong".split()  # noqa: SIM905
)
_NAMED_HANGING = frozenset({"Luật", "Điều", "Số"})
ENDS = (".", ";", ":", "?", "!", ".”", "”", ";”", '."', "./.")
_MAY_BE_REFERENCE = re.compile(r"[\d“\"]|[a-zđ]\d?\)|Đ|Chương|Mục|Phần|[IVX]{1,6}\s?\.")
_POINT = re.compile(r"[a-zđ]\d?\)")
# "Điều 17. Bãi bỏ một số điều, khoản" is whole, though it ends with a word that a number could follow.
_ARTICLE_TITLE = re.compile(r"(?:Đ|Ð)iều\s\d{1,3}[a-zđ]?\s?\.\s.{4,160}$")
# What ends with a word that a number could follow, and needs none.
_WHOLE_WORD = re.compile(
    r"\b(?:tài khoản|(?:hằng|hàng|mỗi|một|cả|nửa) (?:ngày|tháng|năm)|(?:một|con|chữ) số|(?:pháp|kỷ|quy) luật)$",
    re.IGNORECASE,
)
_PLACE_ENDS = re.compile(r"\b(?:theo|tại|khoản \d{1,2}[a-zđ]?) (?:khoản \d{1,2}[a-zđ]? )?Điều \d{1,3}[a-zđ]?$")
_ACT_BEGINS = re.compile(r"(?:Bộ luật|Luật|Nghị (?:định|quyết)|Thông tư|Pháp lệnh|Hiến pháp|Quyết định)\s[A-ZĐ\dsn]")
MADE_APART = frozenset({Method.OFFICE, Method.PLAIN})
"""Their makers end paragraphs themselves."""
_BEFORE_POINT = frozenset({"điểm", "và", "hoặc", "các"})
_BEFORE_NUMBER = frozenset({"khoản", "điểm", "điều", "số", "ngày", "tháng", "năm", "mục", "chương", "phần"})
_BEFORE_UNIT = _BEFORE_NUMBER | {"và", "tại", "của", "từ", "đến", "theo", "hoặc", "các"}


def is_broken(last: str, first: str) -> bool:
    """Whether a hyphen only breaks a foreign word at a line's end; Vietnamese is never broken inside a syllable.

    Args:
        last: The last word of a line.
        first: The first of the next.
    """
    head, tail = last[:-1], re.sub(r"\W+$", "", first)
    broken = last.endswith("-") and len(head) > 1 and f"{head}{tail}".isalpha() and tail.islower()
    return broken and not (is_syllable(head.lower()) and is_syllable(tail))


def is_broken_number(last: str, first: str) -> bool:
    """Whether a document's number goes on in the next line: its hyphen or stroke is part of it ("12/2026/HS-" / "ST").

    Args:
        last: The last word of a line.
        first: The first of the next.
    """
    return _NUMBER_BEGINS.fullmatch(last) is not None and _NUMBER_GOES_ON.fullmatch(first) is not None


class Verdict(StrEnum):
    """What a sign says of the second of two lines."""

    BEGINS = "begins"
    GOES_ON = "goes on"


@dataclass(frozen=True, slots=True)
class LinePair:
    """A line and the one before it.

    Attributes:
        first: Text of the first line of the paragraph so far.
        last: Its last line.
        line: What follows.
        width: Usual length of the document's lines, in characters.
    """

    first: str
    last: PrintedLine
    line: PrintedLine
    width: int

    @property
    def ended(self) -> str:
        """The line before, without the space at its end."""
        return self.last.text.rstrip()

    @property
    def kinds(self) -> tuple[BlockKind, BlockKind]:
        """Of both lines' blocks."""
        return self.last.block.kind, self.line.block.kind

    @property
    def is_short(self) -> bool:
        """Whether the line before was ended on purpose."""
        box, around = self.last.line.box, self.last.block.box
        if box is not None and around is not None and around.width > 0 and len(self.last.block.lines) > _FEWEST_LINES:
            return (box.right - around.left) / around.width < _SHORT_END
        return len(self.last.text) < self.width * _SHORT_LINE

    @property
    def is_too_long(self) -> bool:
        """Whether no printed line could hold what the line before does: a paragraph given in one."""
        return len(self.last.text) > _LONGEST_LINE

    @property
    def had_room(self) -> bool:
        """Whether the next line's first word would have fitted on the line before: its paragraph ended there."""
        box, around, first = self.last.line.box, self.last.block.box, self.line.line.words[:1]
        if box is None or around is None or not first or first[0].box is None:
            return False
        word = first[0].box
        return around.right - box.right > word.width + _SPACE * box.height

    @property
    def starts(self) -> bool:
        """Whether the line could begin a sentence: neither it nor the one before says otherwise."""
        return not self.line.text[:1].islower() and not self.hangs

    @property
    def fields(self) -> Verdict | None:
        """Where both are fields of a form: they go on beside each other ("Sinh ngày: …  Dân tộc: …"), not below."""
        one, other = self.last.line.box, self.line.line.box
        if one is None or other is None or not all(_FIELD.match(line.text) for line in (self.last, self.line)):
            return None
        if self.line.text[:1].islower():  # a sentence's last words: "… được giao" / "có quyền:"
            return None
        if self.last.page != self.line.page:
            return Verdict.BEGINS
        shared = min(one.bottom, other.bottom) - max(one.top, other.top)
        beside = shared > _LEVEL * min(one.height, other.height) and other.left >= one.right
        return Verdict.GOES_ON if beside else Verdict.BEGINS

    @property
    def growth(self) -> float:
        """How many times as high as those of the line before this one's words are; 1 where that is not known."""
        above, below = (sorted(word.box.height for word in one.line.words if word.box is not None)
                        for one in (self.last, self.line))  # fmt: skip
        return below[len(below) // 2] / max(above[len(above) // 2], 1) if above and below else 1.0

    @property
    def resized(self) -> bool:
        """Whether letters of another size begin."""
        return not 1 / LARGER < self.growth < LARGER

    @property
    def hangs(self) -> bool:
        """Whether the line before ends with a word that cannot end a sentence."""
        ended = self.ended
        word = ended.rsplit(" ", 1)[-1]
        if _WHOLE_WORD.search(ended):
            return False
        if _PLACE_ENDS.search(ended) and _ACT_BEGINS.match(self.line.text):
            return True
        named = word[:1].isupper() and not word.isupper() and word not in _NAMED_HANGING  # a place called Thí Điểm
        return len(self.last.text) > _SHORTEST_HANGING and (
            ended.endswith((" -", " –")) or (word.lower() in HANGING and not named)
        )

    @property
    def closes_parenthesis(self) -> bool:
        """Whether a note that opens with a parenthesis is closed by this line."""
        opened = self.first.startswith("(") and len(self.first) <= _LONGEST_LINE
        return opened and ")" not in self.first + self.last.text and self.line.text.rstrip(" .;").endswith(")")

    @property
    def fills_first_line(self) -> bool:
        """Whether the line before, set in from the edge, ends where this one does, without the end of a sentence."""
        above, below = self.last.line.box, self.line.line.box
        if above is None or below is None or self.last.page != self.line.page or self.ended.endswith(ENDS):
            return False
        indented = above.left - below.left > _INDENT * above.height and below.left >= 0
        near = 0 <= below.top - above.top < _NEXT_LINE * above.height
        return indented and near and above.right >= below.right - _SPACE * above.height

    @property
    def is_verse(self) -> bool:
        """Whether a maker broke the line: both are as long as a verse and begin with a capital."""
        made = self.line.method in MADE_APART and set(self.kinds) == {BlockKind.PARAGRAPH}
        counts = [len(line.text.split()) for line in (self.last, self.line)]
        return made and self.starts and all(count in _VERSE for count in counts) and self.line.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Written:
    """Two lines as an example has them: in one block of paragraphs a stranger's page may have, 60 letters wide.

    Attributes:
        room: Pixels left on the first line, each letter 10 wide; None without boxes.
        indent: Pixels by which that line is set in.
        beside: The second line stands right of the first, not below it.
        growth: How many times as high as on the first line the words of the second are, where `room` is known.
    """

    last: str
    text: str
    first: str = ""
    kinds: tuple[BlockKind, BlockKind] = (BlockKind.PARAGRAPH, BlockKind.PARAGRAPH)
    after_rule: bool = False
    method: Method = Method.TEXT_LAYER
    room: int | None = None
    indent: int = 0
    beside: bool = False
    growth: int = 1
    new_page: bool = False

    def pair(self) -> LinePair:
        """The lines as they are read."""
        above, below = (Block(kind, ()) for kind in self.kinds)
        words = tuple(Word(word) for word in self.text.split())
        box = None
        if self.room is not None:
            box = Box(self.indent, 0, 600 - self.room, 20)
            above = below = Block(self.kinds[0], (), Box(0, 0, 600, 40))
            words = tuple(Word(word.text, Box(0, 20, 10 * len(word.text), 20 + 20 * self.growth)) for word in words)
        above_words = () if box is None else (Word(self.last, box),)
        last = PrintedLine(Line(above_words, box), self.last, 1, above, False, self.method)
        second = Box(600, 0, 900, 20) if self.beside else Box(0, 20, 600, 40)
        line = PrintedLine(
            Line(words, None if box is None else second),
            self.text,
            1 + self.new_page,
            below,
            self.after_rule,
            self.method,
        )
        return LinePair(self.first or self.last, last, line, 60)


def is_reference(pair: LinePair) -> bool:
    """A wrapped line that begins with "Điều 5." or "1." only because the line before ended there."""
    last, text = pair.last.text, pair.line.text
    if not _MAY_BE_REFERENCE.match(text) or not last:
        return False
    if pair.ended.endswith(ENDS) or _ARTICLE_TITLE.match(last):
        return False
    if MADE_APART.issuperset({pair.last.method, pair.line.method}) and pair.last.block is not pair.line.block:
        return False
    if _WHOLE_WORD.search(pair.ended):
        return False
    before = pair.ended.rsplit(" ", 1)[-1].lower()
    if _POINT.match(text):
        return before in _BEFORE_POINT
    return before in (_BEFORE_NUMBER if text[:1].isdigit() else _BEFORE_UNIT)


def is_organ_under_organ(pair: LinePair) -> bool:
    """An organ below the one it belongs to ("UBND TỈNH AN SƠN" / "SỞ TƯ PHÁP")."""
    above, below = pair.last.text, pair.line.text
    return bool(_ORGAN_ABOVE.match(above) and _ORGAN_BELOW.match(below)) and f"{above}{below}".isupper()


def names_a_party(pair: LinePair) -> bool:
    """Whether a line behind an ended one names a party of a contract, however long the line of the one before."""
    return _PARTY.match(pair.line.text) is not None and pair.ended.endswith(ENDS)


def is_title_under_organ(pair: LinePair) -> bool:
    """A line in capitals, larger than the organ above it."""
    above, below = pair.last.text, pair.line.text
    organ = _ORGAN_ABOVE.match(above) or _ORGAN_BELOW.match(above)
    return pair.growth >= LARGER and organ is not None and f"{above}{below}".isupper()


def is_provision_line(pair: LinePair) -> bool:
    """A provision alone on its line, which the edge of the paper does not cut from a word that goes on with it."""
    cut = not pair.is_short and pair.line.text[:1].islower()
    alone = pair.first == pair.last.text and _PROVISION_LINE.fullmatch(pair.last.text) is not None
    return alone and not cut and not _PROVISION_GOES_ON.match(pair.line.text)
