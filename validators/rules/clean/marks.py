"""sạch: marks of secrecy and marks that keep a paper inside an organ, in all their dresses."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import itemgetter

from validators.language.secrecy_words import grades_in_lines
from validators.language.sought import Searched, Sought
from validators.language.syllables import CAPITALS, base_key
from validators.language.unicode_hygiene import normalized
from validators.problems import say
from validators.rules.clean.mark_lines import MarkKind, MarkLine, mark_lines
from validators.rules.payload.file_texts import FileText
from validators.rules.rule import ERROR, SECRECY, WARNING, Hit, Rule, hit, hits_at
from validators.rules.subject import Subject
from validators.sharing.pointer import below
from validators.sharing.record import Block, Closing, Furniture, Heading, Letterhead, Paragraph, Stamp, Watermark

# Luật Bảo vệ bí mật nhà nước, Điều 8. On a line of its own, in any dress: "MẬT", "“Tối mật”.", "Độ mật: Mật", "M Ậ T".
_MARKUP = re.compile(r"</?(?:p|div|span|b|i|font|strong|em)\b[^>\n]{0,200}>", re.IGNORECASE)
_UNMARKED_GRADES = frozenset({"TUYETMAT", "TOIMAT"})  # as typed without Vietnamese letters
_GRADES = frozenset({"tuyệtmật", "tốimật", "mật"})
_EDGES = " \t\r\xa0.,:;!*_-–—=~•·|/\\()[]{}<>«»“”‘’\"'"
_LONGEST_NAME = 300  # signs of a text that may be the name of a file
_LONGEST_MARK = 60  # signs between the edges of a line that is nothing but a mark
_NAMED_SECRET = re.compile(
    r"""
    (?<!\w)(?:[vV]ăn\s{1,3}bản|[tT]ài\s{1,3}liệu|[cC]ông\s{1,3}văn|[đĐ]óng\s{1,3}dấu|[đĐ]ộ)\s{1,3}[“"'«‘]?
    (TUYỆT\s{1,3}MẬT|TỐI\s{1,3}MẬT|MẬT)(?!\w)
    | (?<!\w)(?i:văn[ ]bản|tài[ ]liệu|công[ ]văn|hồ[ ]sơ)[ ]này[ ](?:thuộc|có|mang|ở|được[ ]xác[ ]định)[ ]
      (?:mức[ ])?độ[ ](?i:(?:bí[ ])?(?:mật[ ])?(?:tuyệt[ ]mật|tối[ ]mật|mật))(?!\w)
    """,
    re.VERBOSE,
)
# A line that begins with it in capitals, whatever follows: "TÀI LIỆU MẬT - KHÔNG SAO CHỤP".
_HEADED_SECRET = re.compile(
    r"^[ \t“\"*\[(]{0,4}(?:TÀI\s{1,3}LIỆU|VĂN\s{1,3}BẢN|CÔNG\s{1,3}VĂN)\s{1,3}(?:TUYỆT\s{1,3}|TỐI\s{1,3})?MẬT(?!\w)",
    re.MULTILINE,
)
# In capitals at the beginning of a line, with what goes with a mark after it ("MẬT (Mẫu số 01)", "TỐI MẬT – Bản số 2"),
# or at its end, set off from what stands there else.
_BORNE_SECRET = re.compile(
    r"""
    ^[^\w\n]{0,6}(?:TUYỆT[ ]{1,3}MẬT|TỐI[ ]{1,3}MẬT|MẬT)[ \t”"»\])]{0,3}
      (?:[(\[:|/*–—-] | (?i:bản|mẫu|số)[ ](?i:số|bản|mẫu|:|\d) | \d)
    | (?:(?:HỎA|HOẢ)[ ]TỐC|KHẨN)[ ,;–—-]{1,5}(?:TUYỆT[ ]{1,3}MẬT|TỐI[ ]{1,3}MẬT|MẬT)(?!\w)
    | ^[^\w\n]{0,6}(?:TUYỆT[ ]{1,3}MẬT|TỐI[ ]{1,3}MẬT|MẬT)[”"»\])]{0,2}[ ]{1,3}(?=["""
    + CAPITALS
    + r"""][a-zđà-ỹ])  # before a title
    | (?:(?<=[ ]{2})[ ]|\t)(?:TUYỆT[ ]{1,3}MẬT|TỐI[ ]{1,3}MẬT|MẬT)[ \t]{0,9}$  # from the last of many spaces
    """,
    re.VERBOSE | re.MULTILINE,
)
# Names of files are written without marks.
_NAMED_FILE = re.compile(r"\b(?:(?:tuyet|toi) ?mat|(?:van ban|tai lieu|cong van|vb|cv|tl) mat)\b")
# Letters held apart, which no sentence does: "T.Ố.I M.Ậ.T".
_SPACED_SECRET = re.compile(
    r"(?<!\w)(?:T[ .·_-]{1,3}U[ .·_-]{0,3}Y[ .·_-]{0,3}Ệ[ .·_-]{0,3}T|T[ .·_-]{1,3}Ố[ .·_-]{0,3}I)?"
    r"[ .·_-]{0,6}M[.·_-]Ậ[.·_-]T(?!\w)"
)
_GRADED = re.compile(
    r"""
    (?:(?:mức\s{1,3})?độ\s{1,3}(?:bí\s{1,3})?mật | (?:đóng\s{1,3})?dấu(?:\s{1,3}chỉ\s{1,3}độ\s{1,3}mật)?)
    \s{0,3}[:：–-]\s{0,3}[“"]?
    (?:(?:tuyệt\s{1,3}mật|tối\s{1,3}mật|mật)[”"]?\s{0,2}(?:[;.,(]|$)
    | (?-i:TUYỆT\s{1,3}MẬT|TỐI\s{1,3}MẬT|MẬT)(?!\w))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_IN_NUMBER = re.compile(r"(?<![^\W\d_])(?:Tuyệt\s?|Tối\s?)?Mật(?![^\W\d_])", re.IGNORECASE)  # "Số: 12/KH-UBND (Mật)"
_SENTENCE = 80  # signs of a line in which a mark in quotation marks is spoken of and not borne
_BRACKETED = re.compile(r"(?:[^\W\d_]{2,10}\s){0,4}[\[(]\s{0,2}(?:Tuyệt mật|Tối mật|Mật)\s{0,2}[\])]", re.IGNORECASE)
_INTERNAL = Sought(
    re.compile(
        r"""
        (?<!\w)(?:
          (?i:lưu\s{1,3}hành\s{1,3}(?:trong\s{1,3})?(?:phạm\s{1,3}vi\s{1,3})?nội\s{1,3}bộ)
          |(?i:lưu\s{1,3}hành\s{1,3}trong\s{1,3}(?:ngành|cơ\s{1,3}quan|đơn\s{1,3}vị))
          |(?i:chỉ\s{1,3}(?:phổ\s{1,3}biến|sử\s{1,3}dụng|dùng|tham\s{1,3}khảo)\s{1,3}(?:trong\s{1,3})?nội\s{1,3}bộ)
          |(?i:(?:tài\s{1,3}liệu|văn\s{1,3}bản|ấn\s{1,3}phẩm|báo\s{1,3}cáo)\s{1,3}này\s{1,3}
            (?:(?:tuyệt\s{1,3}đối\s{1,3}|nghiêm\s{1,3})?(?:không|cấm)\s{1,3}(?:được\s{1,3})?(?:phép\s{1,3})?)
            (?:sao\s{1,3}(?:chép|chụp|lục)|phát\s{1,3}tán|phổ\s{1,3}biến|công\s{1,3}bố|cung\s{1,3}cấp|chia\s{1,3}sẻ))
          |(?i:(?:mọi|tất\s{1,3}cả\s{1,3}(?:các\s{1,3})?)\s{0,3}quyền\s{1,3}(?:đều\s{1,3})?(?:được|đã)\s{1,3}bảo\s{1,3}lưu)
          |(?i:bảo\s{1,3}lưu\s{1,3}(?:mọi|tất\s{1,3}cả)\s{1,3}quyền|all\s{1,3}rights\s{1,3}reserved)
          |XEM\s{1,3}XONG\s{1,3}TRẢ\s{1,3}LẠI
          |TÀI\s{1,3}LIỆU\s{1,3}NỘI\s{1,3}BỘ
        )(?!\w)
        |^[^\w\n]{0,6}KHÔNG[ ]{1,3}(?:PHỔ[ ]{1,3}BIẾN|SAO[ ]{1,3}CHỤP)(?:[^\w\n]{0,6}$|[^\w\n]{1,6}KHÔNG)
        |^[^\w\n]{0,6}(?i:xem[ ]{1,3}xong[ ]{1,3}(?:thu[ ]{1,3}hồi|trả[ ]{1,3}lại))[^\w\n]{0,6}$
        |^[^\w\n]{0,6}(?i:chỉ[ ]{1,3}người[ ]{1,3}có[ ]{1,3}tên[ ]{1,3}mới[ ]{1,3}được[ ]{1,3}bóc[ ]{1,3}bì)
          [^\w\n]{0,6}$
        |^[^\w\n]{0,6}NỘI[ ]{1,3}BỘ(?:[^\w\n]{0,6}$|[^\w\n]{1,6}(?:KHÔNG|BẢN))
        |^[^\w\n]{0,6}(?i:chỉ[ ]{1,3}(?:(?:được|để)[ ]{1,3}){0,2}
          (?:sử[ ]{1,3}dụng|dùng|phổ[ ]{1,3}biến|tham[ ]{1,3}khảo)
          [ ]{1,3}trong[ ]{1,3}(?:ngành|lực[ ]{1,3}lượng|cơ[ ]{1,3}quan|đơn[ ]{1,3}vị))(?!\w)
          [^\n.;:]{0,30}[^\w\n]{0,6}$
        """,
        re.VERBOSE | re.MULTILINE,
    ),
    needs=(
        (
            "nội bộ",
            "trong ngành",
            "trong lực lượng",
            "trong cơ quan",
            "trong đơn vị",
            "lưu hành trong",
            "xem xong",
            "không phổ biến",
            "không sao chụp",
            "được bóc bì",
            "này không",
            "này cấm",
            "này nghiêm cấm",
            "này tuyệt đối",
            "bảo lưu",
            "rights reserved",
        ),
    ),
)


def _secret(subject: Subject) -> Iterator[Hit]:
    prose = subject.composed
    borne = _with_lines(list(_secrecy_marks(prose.searched)), _lines_of(subject, MarkKind.SECRET))
    distinct = {mark for _, mark in borne}
    told = {word for mark in distinct for word in (mark.casefold(), mark.strip(_EDGES).casefold())}
    yield from hits_at(borne, lambda one: hit(prose.pointer_at(one[0]), text=one[1]))
    for pointer, line in (*_dress(subject), *_lone_lines(subject)):
        if _letters(line).casefold() in _GRADES and line.strip(_EDGES).casefold() not in told:
            yield hit(pointer, text=line.strip())
    number = (subject.record.number or "") if subject.record else ""
    if graded := _IN_NUMBER.search(normalized("NFC", number)):
        yield hit("/number", text=graded.group())
    for pointer, name in subject.beside.pieces:
        if pointer.startswith("/files/"):
            yield from (hit(pointer, text=mark) for mark in _NAMED_FILE.findall(base_key(name.casefold())))
    for other in subject.file_texts:
        marks = [mark for _, mark in _secret_in_file(other)]
        yield from (hit("", file=other.path, text=mark) for mark in marks if mark.casefold() not in told)


def _secret_in_file(other: FileText) -> list[tuple[int, str]]:
    found = list(_secrecy_marks(other.searched))
    if other.is_name:
        text = base_key(other.searched.text[:_LONGEST_NAME].casefold())
        return found or [(one.start(), one.group()) for one in _NAMED_FILE.finditer(text)]
    top = [line.strip() for line in other.searched.text[:_TOP].split("\n") if line.strip()][:_TOP_LINES]
    found += [(0, line) for line in top if _letters(line) == _LONE]
    return _with_lines(found, _lines_of_file(other, MarkKind.SECRET))


_LONE = "Mật"  # a heading of its own, or what stands above everything: else in small letters it may be honey
_TOP, _TOP_LINES = 300, 1  # signs and lines of a file in which it is a mark


def _lone_lines(subject: Subject) -> Iterator[tuple[str, str]]:
    blocks: list[tuple[str, Heading | Paragraph]] = [*subject.blocks_of(Heading), *subject.blocks_of(Paragraph)[:1]]
    for pointer, block in blocks:
        above = isinstance(block, Heading) or pointer == _FIRST
        if above and len(block.text) <= _LONGEST_MARK and _letters(block.text) == _LONE:
            yield below(pointer, "text"), block.text


_FIRST = "/content/0"


def _with_lines(marks: list[tuple[int, str]], lines: Iterable[MarkLine]) -> list[tuple[int, str]]:
    """Marks in order, with lines in which none of them stands."""
    offsets = sorted(offset for offset, _ in marks)
    more = [
        (line.start, line.text) for line in lines
        if bisect_left(offsets, line.start) == bisect_left(offsets, line.end)
    ]  # fmt: skip
    return sorted((*marks, *more), key=itemgetter(0)) if more else marks


def _lines_of(subject: Subject, kind: MarkKind) -> Iterator[MarkLine]:
    """Of the record; what lists and cells name in plain letters is no mark of the paper."""
    # Kept with the subject, because two rules ask.
    lines: list[MarkLine] | None = subject.__dict__.get("_mark_lines")
    if lines is None:
        lines = subject.__dict__["_mark_lines"] = list(mark_lines(subject.composed.text))
    for line in lines:
        if line.kind is kind and not (line.is_plain and _IN_LISTS.search(subject.composed.pointer_at(line.start))):
            yield line


_OWN_DRAFT = re.compile(r"BẢN NHÁP\s{1,3}[–-]\s{1,3}CHƯA ĐƯỢC DUYỆT,\s{1,3}KHÔNG PHÁT HÀNH")
"""What captions of a draft begin with. It is kept from publication by what its record says of it, not as internal."""


def _lines_of_file(other: FileText, kind: MarkKind) -> Iterator[MarkLine]:
    """Of another file, where nothing tells what is a list or a cell: two words in plain letters are no mark."""
    for line in mark_lines(_OWN_DRAFT.sub("", other.searched.text)):
        if line.kind is kind and not (line.is_plain and len(line.text.split()) <= _FEW_WORDS):
            yield line


_IN_LISTS = re.compile(r"/(?:rows|items|options|steps|documents)/")
_FEW_WORDS = 2


_DRESS: tuple[type[Block], ...] = (Letterhead, Closing, Stamp, Watermark, Furniture)


def _dress(subject: Subject) -> Iterator[tuple[str, str]]:
    """Lines of head, end, stamps and watermarks with their pointers: no sentence stands there that speaks of honey."""
    kept = subject.record.retention if subject.record else None
    if kept and kept.use:
        yield "/retention/use", kept.use
    for pointer, block in subject.blocks if any(map(subject.blocks_of, _DRESS)) else ():
        if isinstance(block, Letterhead | Closing):
            yield from ((below(pointer, "lines", index), line) for index, line in enumerate(block.lines))
        elif isinstance(block, Stamp | Watermark | Furniture):
            yield below(pointer, "text"), block.text


def _secrecy_marks(searched: Searched) -> Iterator[tuple[int, str]]:
    """Marks with their offsets; next to no text has the words for one."""
    likely = [word for word in searched.words if "ậ" in word or "Ậ" in word or "MAT" in word]
    if any(map(_is_of_a_mark, likely)):
        yield from _marks_in(searched.text)


def _marks_in(text: str) -> Iterator[tuple[int, str]]:
    """Marks of every writing, and grades inside lines that have none."""
    # From a table of ends: counting from the beginning for each of very many marks takes the square of the time.
    ends = [found.start() for found in _LINE_END.finditer(text)]
    told: set[int] = set()  # lines
    for offset, mark in _borne_marks(text):
        told.add(bisect_left(ends, offset))
        yield offset, mark
    for offset, mark in grades_in_lines(text):
        if bisect_left(ends, offset) not in told:
            yield offset, mark


_LINE_END = re.compile("\n")


def _borne_marks(text: str) -> Iterator[tuple[int, str]]:
    in_capitals = (_HEADED_SECRET, _BORNE_SECRET) if "MẬT" in text else ()
    for pattern in (_NAMED_SECRET, *in_capitals, _SPACED_SECRET):
        for found in pattern.finditer(text):
            yield found.start(), found.group().strip()
    offset = 0
    for line in text.split("\n"):
        if mark := _mark_of_line(line) if len(line) <= _LONGEST_NAME else _mark_of_line.__wrapped__(line):
            yield offset, mark
        offset += len(line) + 1


@lru_cache(maxsize=4096)
def _mark_of_line(line: str) -> str | None:
    """What a line bears, where it is nothing but a mark."""
    mark = (_MARKUP.sub("", line) if "<" in line else line).strip(_EDGES)
    if _GRADED.match(mark):
        return mark[:_LONGEST_MARK]
    if mark[-1:] in {"t", "T"} and len(mark) <= _LONGEST_MARK and _is_secrecy_mark(mark):
        return mark
    return line.strip() if _BRACKETED.fullmatch(line.strip()) else None


_MARKS = tuple(dress + grade for dress in ("", "độmật") for grade in _GRADES)


@lru_cache(maxsize=4096)
def _is_of_a_mark(word: str) -> bool:
    """Whether a mark may have this piece between spaces: with "mật" in it, or torn apart ("M Ậ T") the letter ậ."""
    if "ậ" not in word and "Ậ" not in word:
        return "MAT" in word
    folded = _letters(word).casefold()
    return "mật" in folded or any(folded in mark for mark in _MARKS)


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalpha())


@lru_cache(maxsize=4096)
def _is_secrecy_mark(line: str) -> bool:
    letters = _letters(line)
    folded = letters.casefold()
    if folded.startswith("độmật"):
        return folded.removeprefix("độmật") in _GRADES
    # "mật" in small letters is honey too; a mark is in capitals, or names a grade that is nothing else.
    return letters in _UNMARKED_GRADES or (folded in _GRADES and (letters.isupper() or folded != "mật"))


def _internal(subject: Subject) -> Iterator[Hit]:
    prose = subject.composed
    told = set()
    for offset, mark in _with_lines(list(_internal_marks(prose.searched)), _lines_of(subject, MarkKind.INTERNAL)):
        told.add(mark.casefold())
        yield hit(prose.pointer_at(offset), text=mark)
    yield from _kept_back(subject)
    for other in subject.file_texts:
        lines = () if other.is_name else _lines_of_file(other, MarkKind.INTERNAL)
        for _, mark in _with_lines(list(_internal_marks(other.searched)), lines):
            if mark.casefold() not in told:
                yield hit("", file=other.path, text=mark)


_KEPT_BACK = re.compile(
    r"""
    (?<!\w)(?:không\s{1,3}được|nghiêm\s{1,3}cấm|cấm)\s{1,3}(?:phép\s{1,3})?(?:mọi\s{1,3}hình\s{1,3}thức\s{1,3})?
    (?:sao\s{1,3}chép|sao\s{1,3}chụp|in\s{1,3}lại|phát\s{1,3}hành|phổ\s{1,3}biến|đăng\s{1,3}lại|chia\s{1,3}sẻ|sử\s{1,3}dụng)
    [^.;\n]{0,60}(?:chưa|không)\s{1,3}(?:có|được)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TERMS = "/rights/statement"


def _kept_back(subject: Subject) -> Iterator[Hit]:
    """Terms of use under which nobody may pass the material on without asking."""
    statement = (subject.record.rights.statement or "") if subject.record else ""
    if found := _KEPT_BACK.search(statement):
        yield hit(_TERMS, text=" ".join(found.group().split()))


def _internal_marks(searched: Searched) -> Iterator[tuple[int, str]]:
    """Marks with their offsets; not those a sentence speaks of, in quotation marks."""
    text = searched.text
    for found in _INTERNAL.each_in(searched):
        before, after = (
            text[max(found.start() - _SENTENCE, 0) : found.start()].rpartition("\n")[2],
            text[found.end() : found.end() + _SENTENCE].partition("\n")[0],
        )
        quoted = before.endswith(("“", '"')) and after.startswith(("”", '"'))
        if not quoted or len(before) + len(found.group()) + len(after) < _SENTENCE:
            yield found.start(), " ".join(found.group().split())


RULES = (
    Rule("SACH310", "secrecy-mark", ERROR, WARNING, say("The text bears a secrecy mark: “{text}”."), SECRECY,
         say("Do not publish it; ask the organ that issued it."), _secret),
    Rule("SACH311", "internal-mark", ERROR, WARNING, say("The text is marked “{text}”."), SECRECY,
         say("Do not publish it without the organ's consent."), _internal),
)  # fmt: skip
