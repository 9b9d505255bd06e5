"""The end of a document, kept apart from its text: "Nơi nhận" and the signatures (NĐ 30/2020 Annex I, boxes 7, 9b)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from converters.reading.document import BlockKind
from converters.records.passages.passage import Passage, written
from validators.language import legal_paper
from validators.language.detector import Detector, DetectorTable
from validators.language.legal_paper import one_of
from validators.language.syllables import CAPITALS

_RECIPIENTS = re.compile(rf"{legal_paper.RECIPIENTS}\s{{0,3}}(?::|$)")
_AUTHORITY = re.compile(legal_paper.SIGNED_FOR_OR_ACTING)
_OFFICE = re.compile(legal_paper.OFFICE)
_RANKS = one_of(
    "Đại tướng", "Thượng tướng", "Trung tướng", "Thiếu tướng", "Đại tá", "Thượng tá", "Trung tá", "Thiếu tá",
    "Đại úy", "PGS", "GS", "TS", "ThS", "BS", "CN", "NGƯT", "Luật sư",
)  # fmt: skip
_NAME_WORD = rf"[{CAPITALS}][a-zà-ỹđâêôơưă]{{0,7}}"
_SIGNED = r"(?:\(?\s?[ĐđÐ]ã ký\s?\)?\s?:?\s{0,3})?"
_NAME = re.compile(
    rf"{_SIGNED}(?:{_RANKS}[.,]?\s{{0,3}}){{0,4}}(?P<name>{_NAME_WORD}(?:\s{{1,3}}{_NAME_WORD}){{1,5}})\.?"
)
_NAME_AT_END = re.compile(rf"\s(?P<name>{_NAME_WORD}(?:\s{{1,3}}{_NAME_WORD}){{1,4}})\.?$")
_ANNEXES = (
    "PHỤ LỤC", "Phụ lục", "DANH MỤC", "QUY CHẾ", "QUY ĐỊNH", "MẪU SỐ", "Mẫu số", "KẾ HOẠCH", "CHƯƠNG TRÌNH",
    "ĐIỀU LỆ", "ĐỀ ÁN", r"PHẦN\s", r"\(?(?:Ban hành )?[Kk]èm theo",
)  # fmt: skip
_ANNEX = re.compile(one_of(*_ANNEXES))
_END_OF_TEXT = re.compile(legal_paper.END_OF_TEXT)
_LAST_ENTRY = re.compile(r"[-+–•\s]{0,3}Lưu\b")  # what is filed closes the list of recipients
_SIGNING_NOTE = re.compile(
    r"\(?(?:[ĐđÐ]ã ký|Chữ ký|Ký,? (?:ghi rõ họ tên|tên)|Ký và ghi rõ họ tên)[^.;:]{0,40}\)?", re.IGNORECASE
)
_ENTRIES = ("-", "+", "–", "Như ", "•")  # of the list of recipients
_LONGEST_RECIPIENT = 260  # characters of one entry of the list
_LONGEST_RECIPIENTS = 900  # characters of a whole list in one passage
_LONGEST_AUTHORITY = 200  # characters of a signature box in one passage
_LONGEST_OFFICE = 120  # characters of an office with a name
_LONGEST_POSITION = 160  # characters of authority, office and name
_NAME_AT = 40  # characters at the end of a line in which a name may stand
_LAST = 6  # passages of a document in which it may be signed without "./."
_BELOW_OFFICE = 3  # passages in which the name follows
_AUTHENTICATED = re.compile(legal_paper.tolerant("xác thực văn bản hợp"))  # "nhất" may stand below
_REST_OF_LABEL = re.compile(legal_paper.tolerant("nhất"))
_OF_AUTHENTICATION = re.compile(r"S[ốô]\s?:.{0,30}VBHN.{0,20}$|[^,:;]{2,40},\s{0,3}ngày\s.{0,30}năm\s?\d{0,4}\s*$")
_AUTHENTICATION_LINES = 6  # passages from the organ above the label, over up to four lines, down to it
_STATE = re.compile(one_of(legal_paper.STATE_NAME, legal_paper.MOTTO_FIRST_HALF, legal_paper.PARTY))
_HEAD_LINES = 4  # passages from the organ at the head of an annex down to the state's name


@dataclass(frozen=True, slots=True)
class SignedName:
    """Who signed.

    Attributes:
        name: As printed, without rank.
        position: Authority and office ("KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC"), None when not printed.
        passage: Where the name stands.
        start: First character of the name.
        end: One past the last.
    """

    name: str
    position: str | None
    passage: Passage
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Closing:
    """The passages that close a document.

    Attributes:
        start: The first passage that is no text any more.
        end: One past the last; annexes go on from there.
        recipients: The lines of "Nơi nhận".
        signatures: Everybody who signed, in order.
    """

    start: int
    end: int
    recipients: tuple[str, ...] = ()
    signatures: tuple[SignedName, ...] = ()


@dataclass(frozen=True, slots=True)
class TextEnd:
    """A passage at which the text may end.

    Attributes:
        passages: All of the document.
        place: Which of them.
        head_end: Where the text begins.
    """

    passages: Sequence[Passage]
    place: int
    head_end: int = 0

    @property
    def text(self) -> str:
        """Of the passage."""
        return self.passages[self.place].text

    @property
    def ended(self) -> bool:
        """Whether the text before it ends with "./."."""
        return self.place > self.head_end and _END_OF_TEXT.search(self.passages[self.place - 1].text) is not None

    @property
    def left(self) -> int:
        """How many passages are left from here to the end of the document, or to an annex under a name in capitals."""
        after = self.passages[self.place : self.place + _LAST + 1]
        annex = (at for at, one in enumerate(after) if _ANNEX.match(one.text) and one.text[:6].isupper())
        return next(annex, len(after))


def _recipients(end: TextEnd) -> bool:
    label = _RECIPIENTS.match(end.text)
    if label is None or end.place <= end.head_end or len(end.text) >= _LONGEST_RECIPIENTS:
        return False
    # "Nơi nhận hồ sơ: …" says where to hand in an application.
    return not end.text[len("Nơi nhận:") : 60].strip(" :").lower().startswith("hồ sơ")


def _authority(end: TextEnd) -> bool:
    matches = _AUTHORITY.match(end.text) is not None
    return matches and len(end.text) < _LONGEST_AUTHORITY and end.place > end.head_end


def _office(end: TextEnd) -> bool:
    if not _OFFICE.match(end.text) or len(end.text) > _LONGEST_OFFICE or end.place <= end.head_end + 2:
        return False
    if end.ended:
        return True
    if end.left > _LAST:
        return False
    below = end.passages[end.place + 1 : end.place + 1 + _BELOW_OFFICE]
    named = any(_NAME.fullmatch(passage.text.strip()) for passage in below)
    return named or _NAME.search(end.text[-_NAME_AT:]) is not None


def _authentication(end: TextEnd) -> bool:
    lines = [passage.text.strip() for passage in end.passages[end.place : end.place + _AUTHENTICATION_LINES]]
    label = next((place for place, text in enumerate(lines) if _AUTHENTICATED.match(text)), None)
    if label is None or end.place <= end.head_end:
        return False
    return all(text.isupper() or _OF_AUTHENTICATION.match(text) for text in lines[:label])


def _written_end(lines: tuple[str, ...]) -> TextEnd:
    """A document whose text may end at the line that opens with "> "."""
    place = next(place for place, line in enumerate(lines) if line.startswith("> "))
    return TextEnd([written(line.removeprefix("> ")) for line in lines], place)


CLOSING_OPENERS: DetectorTable[TextEnd, bool] = DetectorTable(
    "passages/closing",
    (
        Detector(
            name="recipients",
            source="NĐ 30/2020/NĐ-CP Annex I, II.9",
            gains="the closing of nearly every administrative paper",
            positive=(("Điều 3. Thi hành./.", "> Nơi nhận:"), ("Điều 3.", "> Noi nhận: - Như trên;")),
            negative=(("> Nơi nhận:",), ("Thủ tục", "> Nơi nhận hồ sơ: Trung tâm hành chính công")),
            find=_recipients,
        ),
        Detector(
            name="authority",
            source="NĐ 30/2020/NĐ-CP Annex I, II.7.a",
            gains="the closing where the signature box was read before the recipients",
            positive=(("Điều 3. Thi hành.", "> KT. GIÁM ĐỐC"), ("Điều 3.", "> TM. ỦY BAN NHÂN DÂN")),
            negative=(("> KT. GIÁM ĐỐC",), ("Điều 3.", "> KTX Trường")),
            find=_authority,
        ),
        Detector(
            name="office",
            source="acts of ministers, resolutions: office and name, no authority before them",
            gains="the closing of such acts, and who signed",
            positive=(
                ("Điều 1.", "Điều 2.", "Điều 3. Thi hành./.", "> BỘ TRƯỞNG", "Nguyễn Văn Mẫu"),
                ("Điều 1.", "Điều 2.", "Điều 3. Thi hành.", "> CHỦ TỊCH", "Nguyễn Văn Mẫu"),
                ("Điều 1.", "Điều 2.", "Điều 3.", "> TRƯỞNG THÔN", "Nguyễn Văn Mẫu", "PHỤ LỤC I", *("Mức thu",) * 6),
            ),
            negative=(
                ("Điều 1.", "Điều 2.", "Điều 3.", "> BỘ TRƯỞNG", *("Có thẩm quyền sau đây:",) * 6),
                ("> BỘ TRƯỞNG", "Nguyễn Văn Mẫu"),
            ),
            find=_office,
        ),
        Detector(
            name="authentication",
            source="Pháp lệnh 01/2012/UBTVQH13 Điều 4: consolidated texts",
            gains="who put a consolidated text together, with its number and day, is no heading of the text",
            positive=(
                ("Điều 1.", "Điều 2.", "> BỘ VÍ DỤ", "Số: 11/VBHN-BVD", "XÁC THỰC VĂN BẢN HỢP NHẤT"),
                ("Điều 1.", "> VĂN PHÒNG", "CƠ QUAN", "VÍ DỤ", "Số: 11/VBHN-VP", "XÁC THỰC VĂN BẢN HỢP NHẤT"),
                ("Điều 1.", "> XÁC THỰC VĂN BẢN HỢP NHẤT"),
            ),
            negative=(
                ("Điều 1.", "> Thi hành./.", "BỘ VÍ DỤ", "XÁC THỰC VĂN BẢN HỢP NHẤT"),
                ("> XÁC THỰC VĂN BẢN HỢP NHẤT",),
            ),
            find=_authentication,
        ),
    ),
    example=_written_end,
)


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A line of a closing, with the offices that stand above it."""

    passage: Passage
    position: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Without white space around it."""
        return self.passage.text.strip()


def _below_office(line: SignatureLine) -> SignedName | None:
    match = _NAME.fullmatch(line.text)
    if match is None or not line.position or line.text.isupper():
        return None
    start = line.passage.text.find(match["name"])
    return SignedName(match["name"], " ".join(line.position), line.passage, start, start + len(match["name"]))


def _beside_office(line: SignatureLine) -> SignedName | None:
    opening = _AUTHORITY.match(line.text) or _OFFICE.match(line.text)
    tail = _NAME_AT_END.search(line.text) if opening is not None and len(line.text) <= _LONGEST_POSITION else None
    if tail is None or not line.text[: tail.start()].isupper():
        return None
    start = line.passage.text.rfind(tail["name"])
    position = " ".join([*line.position, line.text[: tail.start()].strip()])
    return SignedName(tail["name"], position, line.passage, start, start + len(tail["name"]))


def _written_signature(lines: tuple[str, ...]) -> SignatureLine:
    return SignatureLine(written(lines[-1]), lines[:-1])


SIGNATURES: DetectorTable[SignatureLine, SignedName] = DetectorTable(
    "passages/signature",
    (
        Detector(
            name="below-office",
            source="NĐ 30/2020/NĐ-CP Annex I, II.7.c",
            gains="who signed, with authority and office",
            positive=(("KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC", "Nguyễn Văn Mẫu"), ("BỘ TRƯỞNG", "(Đã ký) TS. Nguyễn Văn Mẫu")),
            negative=(("Nguyễn Văn Mẫu",), ("BỘ TRƯỞNG", "NGUYỄN VĂN MẪU"), ("BỘ TRƯỞNG", "Như Điều 3;")),
            find=_below_office,
        ),
        Detector(
            name="beside-office",
            source="scans and text layers that give the signature box as one line",
            gains="who signed such papers",
            positive=(("KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Nguyễn Văn Mẫu",),),
            negative=(("Giám đốc Nguyễn Văn Mẫu",), ("KT. GIÁM ĐỐC",)),
            find=_beside_office,
        ),
    ),
    example=_written_signature,
)


def find_closing(passages: Sequence[Passage], head_end: int) -> Closing | None:
    """The first closing after the head of a document.

    Args:
        passages: All of them.
        head_end: Where the text begins.

    Returns:
        None when the document just ends.
    """
    for place in range(head_end, len(passages)):
        table = passages[place].kind is BlockKind.TABLE
        if not table and CLOSING_OPENERS.first(TextEnd(passages, place, head_end)):
            return _read(passages, place)
    return None


def _read(passages: Sequence[Passage], start: int) -> Closing:
    """From where a closing opens down to the first line that is none of its lines."""
    lines = _ClosingLines()
    place = start
    while place < len(passages):
        passage = passages[place]
        if place > start and _heads_annex(passages[place : place + _HEAD_LINES]):
            break
        if place > start and not lines.may_hold(passage, passages[place + 1 : place + 1 + _BELOW_OFFICE]):
            break
        lines.take(passage)
        place += 1
    return Closing(start, place, tuple(lines.recipients), tuple(lines.signatures))


def _heads_annex(lines: Sequence[Passage]) -> bool:
    """Whether the head of another paper begins here: organs in capitals down to the state's name."""
    state = next((place for place, line in enumerate(lines) if _STATE.match(line.text.strip())), None)
    above = lines[: state or 0]
    return state is not None and not any(_opens_box(line.text.strip()) or not line.text.isupper() for line in above)


@dataclass(slots=True)
class _ClosingLines:
    """The lines of a closing so far."""

    recipients: list[str] = field(default_factory=list)
    signatures: list[SignedName] = field(default_factory=list)
    position: list[str] = field(default_factory=list)
    listing: bool = False  # inside the list of recipients

    def take(self, passage: Passage) -> None:
        """Read one more line."""
        text = passage.text.strip()
        signature = SIGNATURES.first(SignatureLine(passage, tuple(self.position)))
        if signature is not None:
            self.signatures.append(signature)
            self.position = []
        elif _RECIPIENTS.match(text) or self._is_entry(text):
            self.recipients.append(text)
            self.listing = not _LAST_ENTRY.match(text)
        elif _AUTHENTICATED.match(text) or _REST_OF_LABEL.fullmatch(text):
            self.position = []  # the organ above the label is no part of the office below it
        elif _is_position(text):
            self.position.append(" ".join(text.split()))

    def may_hold(self, passage: Passage, below: Sequence[Passage]) -> bool:
        """Whether a passage is one more line of the closing: an entry, an office, a name, a note of signing."""
        text = passage.text.strip()
        if passage.kind is BlockKind.TABLE or _ANNEX.match(text):
            return False
        if SIGNATURES.first(SignatureLine(passage, tuple(self.position))) is not None or _SIGNING_NOTE.fullmatch(text):
            return True
        if _RECIPIENTS.match(text) or self._is_entry(text) or _AUTHENTICATED.match(text):
            return True
        if not self.signatures and _OF_AUTHENTICATION.match(text):
            return True
        return _is_position(text) and (_opens_box(text) or not self.signatures or self._is_signed(below))

    def _is_entry(self, text: str) -> bool:
        if not self.recipients or len(text) > _LONGEST_RECIPIENT or _is_position(text):
            return False
        return text.startswith(_ENTRIES) or (self.listing and not text.endswith((".", ":")))

    def _is_signed(self, below: Sequence[Passage]) -> bool:
        """Whether a name follows, so that a line in capitals is an office and no heading."""
        return any(_NAME.fullmatch(passage.text.strip()) for passage in below)


def _is_position(text: str) -> bool:
    if len(text) >= _LONGEST_POSITION or text.startswith(_ENTRIES):  # "- V: V2, V4;" is a recipient by its initials
        return False
    return text.isupper() or _AUTHORITY.match(text) is not None


def _opens_box(text: str) -> bool:
    return _AUTHORITY.match(text) is not None or _OFFICE.match(text) is not None
