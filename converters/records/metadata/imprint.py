"""The imprint of printed material: who answers for it, who wrote it, how it was printed.

Luật Xuất bản 19/2012/QH13 Điều 27 says what it must hold.
Its entries stand on lines of their own or, where a printer saved space, several in one line; so every label ends the
value of the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from converters.records.passages.passage import Passage, ReadValue
from validators.language.detector import WordingTable, wording
from validators.language.legal_paper import any_case, one_of
from validators.language.syllables import CAPITALS

_LAW = "Luật Xuất bản 19/2012/QH13 Điều 27; imprints of leaflets and booklets"
_COLON = r"\s{0,2}:"
_WHO = one_of("Đơn vị", "Cơ quan", "Tổ chức", "Người", "Nhóm", "Tham gia")
_COPIES = one_of("bản", "cuốn", "tờ", "quyển")

COMPILED, ANSWERS, DEPOSIT = "compiled", "answers-for-content", "deposit"

IMPRINT = WordingTable(
    "metadata/imprint",
    (
        wording(
            ANSWERS,
            any_case("Chịu trách nhiệm (?:về )?(?:nội dung|xuất bản)", rf"(?: và .{{3,30}}?)?{_COLON}"),
            source=_LAW,
            gains="who answers for the content, and where the entry before it ends",
            positive=("Chịu trách nhiệm nội dung: Ông Mẫu", "Chịu trách nhiệm xuất bản: Giám đốc Mẫu"),
            negative=("Chịu trách nhiệm hình sự: có thể bị phạt tù",),
        ),
        wording(
            "board",
            any_case(
                one_of("Ban biên tập", "Hội đồng biên tập", r"(?:Tổ )?biên tập(?: viên| nội dung)?", "Thư ký biên tập"),
                _COLON,
            ),
            source=_LAW,
            gains="the board of editors, and where the entry before it ends",
            positive=("Ban biên tập: Ông Mẫu, Bà Thử", "Biên tập: Lê Văn Mẫu"),
            negative=("Ban biên tập gồm ba người",),
        ),
        wording(
            COMPILED,
            one_of(
                rf"(?:{_WHO} )?(?:[Cc]hủ trì )?[Bb]iên soạn(?: và (?:phát hành|biên tập))?",
                "BIÊN SOẠN", r"(?:Nhóm |Tập thể )?[Tt]ác giả", "Người soạn", r"Chủ biên(?: soạn)?", r"Soạn giả",
            )
            + _COLON,
            source=_LAW,
            gains="who led the drafting, which QĐ 14/2019/QĐ-TTg Điều 8.2.c asks for",
            positive=("Biên soạn: Phòng Phổ biến", "Đơn vị biên soạn: Sở Tư pháp", "Tác giả: Lê Mẫu"),
            negative=("Biên soạn tài liệu", "Tác giả của tác phẩm có quyền"),
        ),
        wording(
            "printed",
            any_case(rf"Số lượng(?: in)?{_COLON}|In\s(?:lần thứ \w{{1,4}},? )?(?:số lượng )?(?=[\d.]+\s?{_COPIES})"),
            source=_LAW,
            gains="how many copies there are is no part of a name",
            positive=("In 2.000 cuốn, khổ 14,5 x 20,5 cm", "Số lượng: 500 bản"),
            negative=("In ấn 2.000 cuốn", "In tiền giả bị phạt tù 3 năm"),
        ),
        wording(
            "format",
            any_case(one_of(r"Khổ\s(?:giấy\s)?(?=A?\d)", rf"Khổ(?: giấy)?{_COLON}")),
            source=_LAW,
            gains="the size of the sheet is no part of a name",
            positive=("Khổ 14,5 x 20,5 cm", "Khổ giấy: A4"),
            negative=("Khổ đau",),
        ),
        wording(
            "licence",
            any_case(
                one_of("Giấy phép xuất bản", "GPXB", "Quyết định xuất bản", "QĐXB", "Số đăng ký xuất bản", "ĐKXB",
                    "ISBN"),
                r"\s?(?:số\b|:|\d)",
            ),
            source=_LAW,
            gains="the licence is no part of a name, and its date none of issue",
            positive=("Giấy phép xuất bản số 12/GP-STTTT", "GPXB số 12", "ISBN: 978-604"),
            negative=("Giấy phép xuất bản do Sở cấp",),
        ),
        wording(
            "printer",
            any_case(one_of(rf"Nơi in{_COLON}", r"In (?:và đóng )?tại\b", rf"(?:Đơn vị|Cơ sở|Nhà) in{_COLON}")),
            source=_LAW,
            gains="the printer is no part of a name",
            positive=("Nơi in: Công ty In Mẫu", "In tại Xưởng in Mẫu"),
            negative=("Nơi in dấu vân tay",),
        ),
        wording(
            DEPOSIT,
            any_case(r"(?:In xong(?: và)?,?\s)?Nộp lưu chiểu"),
            source="Luật Xuất bản 19/2012/QH13 Điều 28",
            gains="the month in which such material appeared",
            positive=("In xong và nộp lưu chiểu tháng 3 năm 2026", "Nộp lưu chiểu quý II năm 2026"),
            negative=("Phải nộp lưu chiểu",),
        ),
        wording(
            "made-up",
            any_case(
                one_of(
                    "Trình bày(?: bìa)?", "Thiết kế(?: (?:bìa|mỹ thuật|đồ họa))?", "Vẽ bìa", "Bìa", "Minh họa",
                    "Chế bản", "Sửa bản in", "Kỹ thuật vi tính", "Ảnh",
                ),
                _COLON,
            ),
            source=_LAW,
            gains="designers are no part of a name",
            positive=("Trình bày: Lê Mẫu", "Sửa bản in: Bà Thử"),
            negative=("Trình bày bằng lời", "Ảnh chụp"),
        ),
        wording(
            "contact",
            any_case(one_of("Địa chỉ", "Điện thoại", r"ĐT", "Fax", "Email", "Website", "Hotline"), _COLON),
            source="imprints of leaflets",
            gains="address and telephone are no part of a name",
            positive=("Điện thoại: 024 0000", "Email: a@mau.vn"),
            negative=("Điện thoại di động",),
        ),
    ),
    before=r"(?<!\w)",
)  # fmt: skip
_SENTENCE_END = re.compile(rf"(?<!\bThS)(?<!\bTS)(?<!\bGS)(?<!\bCN)(?<!\bLS)(?<!\b[A-ZĐ])\.(?=\s+[{CAPITALS}]|\s*$)")
_TRIMMED = " -–—,.;•*|"
_LONGEST_VALUE = 200  # characters; longer ones are text
_LONGEST_LINE = 90  # characters of the line below a label that has no value of its own


@dataclass(frozen=True, slots=True)
class ImprintEntry:
    """An entry.

    Attributes:
        label: Name of the detector that found its label.
        read: Its value, with where it stands.
    """

    label: str
    read: ReadValue


def find_imprint(passages: Sequence[Passage]) -> Iterator[ImprintEntry]:
    """The entries of an imprint, in order.

    Args:
        passages: Of the whole document.
    """
    for place, passage in enumerate(passages):
        labels = list(IMPRINT.pattern.finditer(passage.text)) if ":" in passage.text or "chiểu" in passage.text else []
        for index, label in enumerate(labels):
            end = labels[index + 1].start() if index + 1 < len(labels) else len(passage.text)
            read = _value(passage, label.end(), end)
            if read is None and end == len(passage.text) and place + 1 < len(passages):
                read = _line_below(passages[place + 1])
            if read is not None:
                yield ImprintEntry(_name_of(label), read)


def _name_of(label: re.Match[str]) -> str:
    """The detector that found a label; what must follow it stands only in the whole text."""
    text, start = label.string, label.start()
    return next(one.name for one in IMPRINT.asked() if re.compile(one.pattern).match(text, start) is not None)


def _value(passage: Passage, start: int, end: int) -> ReadValue | None:
    stop = _SENTENCE_END.search(passage.text, start, end)
    end = stop.start() if stop is not None else end
    text = passage.text[start:end]
    value = text.strip(_TRIMMED)
    if not value or len(value) > _LONGEST_VALUE:
        return None
    first = start + text.index(value)
    return ReadValue(value, passage, first, first + len(value))


def _line_below(passage: Passage) -> ReadValue | None:
    if len(passage.text) > _LONGEST_LINE or IMPRINT.match(passage.text):
        return None
    return _value(passage, 0, len(passage.text))
