"""Rights and duties, as far as the text says them in so many words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from converters.records.content.tree import PassageSpan
from converters.records.items.found_items import TextUnit, TypedItem
from converters.records.items.plain_text import plain_sentence
from converters.records.passages.passage import written
from validators.language.detector import Detector, DetectorTable
from validators.language.legal_paper import one_of

_SENTENCE = re.compile(r"(?:[^.;!?]|(?<=\d)\.(?=\d)){12,500}(?:[.;!?]|$)")  # the points of "6.000.000" end none
_OBLIGING = one_of(
    "nộp", "báo", "khai", "đăng ký", "thực hiện", "chấp hành", "bồi thường", "xuất trình", "thông báo", "trả", "có",
    "bảo đảm", "tuân thủ", "cử", "lập", "gửi", "niêm yết", "công khai", "kê khai", "đóng", "hoàn trả", "khắc phục",
    "cung cấp", "phối hợp", "tạo điều kiện", "tôn trọng", "thu gom", "phân loại", "tiêm", "đội", "đeo", "mang", "giữ",
    "nhường", "dừng", "giảm", "xin", "mua", "lắp", "bố trí", "giải trình", "chứng minh", "giao", "bàn giao", "kiểm tra",
)  # fmt: skip
_FINE = re.compile(r"(?:\d{1,2}\s?\.\s{0,3})?[Pp]hạt (?:tiền|cảnh cáo)")
_HEADING = r"^\W{0,4}(?:[\dIVX.]{0,5}\s{0,3})?"
_OF_WHOM = re.compile(r"\bcủa\s{1,3}(?P<who>[^,.;:()]{3,80})$", re.IGNORECASE)
# The case, the basis or the time limit a sentence begins with: "Trường hợp … thì", "Theo Điều 7 Luật …,".
_CASES = one_of(
    r"(?:Trường hợp|Khi|Nếu)\s.{3,160}?\sthì\s",
    r"(?:Theo|Căn cứ)(?: quy định tại)?\s(?:[Đđ]iều|khoản|điểm)\s[^,;:]{1,120},\s",
    r"(?:trong thời hạn|Trong thời hạn|Chậm nhất)\s[^,;:]{3,120},\s",
)
_CASE = re.compile(rf"^{_CASES}{{1,2}}")
_LEAD = re.compile(
    r"(?:\d{1,2}[.)]\s)?(?P<who>.{5,240}?)\scó (?:các |những )?(?P<what>quyền|nghĩa vụ|trách nhiệm)"
    r"(?: sau đây| sau| như sau)?\s?:",
    re.DOTALL,
)
_MOST = 400  # items of one kind; no material for the public holds more
_LONGEST_HOLDER = 90  # characters
_LONGEST_ANNOUNCEMENT = 200  # characters
RightOrDuty = Literal["right", "duty"]


def _saying(kind: RightOrDuty, pattern: str) -> Callable[[str], tuple[RightOrDuty, int] | None]:
    """Finds the words that give a right or lay a duty on somebody, and where they stand."""
    expression = re.compile(pattern)

    def find(sentence: str) -> tuple[RightOrDuty, int] | None:
        match = expression.search(sentence)
        return None if match is None or _holder(sentence[: match.start()]) is None else (kind, match.start())

    return find


def _holder(before: str) -> str | None:
    """Who has the right or the duty: what stands before, without the case it is for; None when it names nobody.

    "Người có quyền khiếu nại là …" explains a word: nobody is named before "có quyền".
    """
    named = _CASE.sub("", plain_sentence(before)).strip(" ,")
    return named if " " in named and len(named) <= _LONGEST_HOLDER else None


_ACTS = "laws and decrees; leaflets that explain them"
RIGHTS_AND_DUTIES: DetectorTable[str, tuple[RightOrDuty, int]] = DetectorTable(
    "items/right-or-duty",
    (
        Detector(
            name="right",
            source=_ACTS,
            gains="rights, for leaflets, quizzes and search",
            positive=("Công dân Việt Nam có quyền khiếu nại.", "Người lao động được quyền nghỉ phép"),
            negative=("Người có quyền khiếu nại là công dân.", "Cơ quan Mẫu có quyền hạn sau"),
            find=_saying("right", r"(?<!\w)(?:có (?:các )?quyền|được quyền)(?!\w)(?! (?:hạn|ưu tiên|lợi))"),
        ),
        Detector(
            name="duty",
            source=_ACTS,
            gains="duties, for leaflets, quizzes and search",
            positive=("Người sử dụng đất có nghĩa vụ đăng ký đất đai.", "Chủ hộ gia đình phải khai báo tạm trú"),
            negative=("Người dân không phải nộp lệ phí", "Bên phải đường"),
            find=_saying(
                "duty",
                r"(?<!\w)(?:có (?:nghĩa vụ|trách nhiệm)(?!\w)"
                rf"|(?<=\w )(?<!không )(?<!chưa )phải(?= {_OBLIGING}(?!\w)))",
            ),
        ),
    ),
)


def _heading(kind: RightOrDuty, words: str) -> Callable[[TextUnit], tuple[RightOrDuty, str | None] | None]:
    expression = re.compile(f"{_HEADING}{words}", re.IGNORECASE)

    def find(unit: TextUnit) -> tuple[RightOrDuty, str | None] | None:
        for text in (unit.span.text, unit.heading):
            if expression.match(text) and len(text) < _LONGEST_ANNOUNCEMENT:
                whom = _OF_WHOM.search(text.rstrip(" :.,"))
                return kind, whom["who"].strip() if whom is not None else None
        return None

    return find


def _led_in(unit: TextUnit) -> tuple[RightOrDuty, str | None] | None:
    lead = _LEAD.fullmatch(unit.span.text.strip())
    if lead is None:
        return None
    return ("right" if lead["what"] == "quyền" else "duty"), _holder(lead["who"])


ANNOUNCEMENTS: DetectorTable[TextUnit, tuple[RightOrDuty, str | None]] = DetectorTable(
    "items/announced-rights",
    (
        Detector(
            name="lead-in",
            source=_ACTS,
            gains="lists of rights and duties with who has them",
            positive=("1. Người lao động có các quyền sau đây:", "Người sử dụng đất có nghĩa vụ:"),
            negative=("Người lao động có quyền nghỉ phép.",),
            find=_led_in,
        ),
        Detector(
            name="heading-rights",
            source="leaflets and outlines",
            gains="lists of rights below a heading",
            positive=("II. QUYỀN CỦA NGƯỜI LAO ĐỘNG", "Quyền của người sử dụng đất"),
            negative=("Quyền hạn của Sở Tư pháp", "QUYỀN VÀ NGHĨA VỤ CỦA CÔNG DÂN"),
            find=_heading("right", r"QUYỀN\b(?! HẠN)(?!.{0,30}NGHĨA VỤ)"),
        ),
        Detector(
            name="heading-duties",
            source="leaflets and outlines",
            gains="lists of duties below a heading",
            positive=("Nghĩa vụ của người lao động", "3. TRÁCH NHIỆM CỦA CHỦ HỘ"),
            negative=("Thực hiện nghĩa vụ",),
            find=_heading("duty", r"(?:NGHĨA VỤ|TRÁCH NHIỆM)\b"),
        ),
    ),
    example=lambda text: TextUnit(PassageSpan(written(text))),
)


def find_rights_and_duties(units: Sequence[TextUnit]) -> list[TypedItem]:
    """Sentences that give a right or lay a duty on somebody, and lists under headings that announce them."""
    found = [item for unit in units for item in _of_unit(unit)]
    return found[:_MOST]


def _of_unit(unit: TextUnit) -> Iterator[TypedItem]:
    if _FINE.match(unit.span.text):
        return
    announced = ANNOUNCEMENTS.first(unit)
    if announced is not None and unit.under:
        kind, holder = announced
        for inner in unit.under:
            yield TypedItem({"type": kind, "text": plain_sentence(inner.span.text), "holder": holder}, (inner.span,))
        return
    for sentence, span in sentences(unit.span):
        found = RIGHTS_AND_DUTIES.first(sentence) if sentence[:1].isupper() and "?" not in sentence else None
        if found is not None:
            kind, start = found
            values: dict[str, object] = {"type": kind, "text": plain_sentence(sentence)}
            yield TypedItem({**values, "holder": _holder(sentence[:start])}, (span,))
    for inner in unit.under:
        yield from _of_unit(inner)


def sentences(span: PassageSpan) -> Iterator[tuple[str, PassageSpan]]:
    """The sentences of a text, each with its place; the members of an enumeration count as sentences."""
    raw = span.passage.text[span.start : span.end]
    for match in _SENTENCE.finditer(raw):
        text = match.group()
        lead = len(text) - len(text.lstrip())
        yield text.strip(), PassageSpan(span.passage, span.start + match.start() + lead, span.start + match.end())
