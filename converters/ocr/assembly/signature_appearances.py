"""Signature appearances: what signing programs print over a page (who signed, for which organ, when); not its text.

Nghị định 30/2020/NĐ-CP, Annex I, part II asks for them at the top left of the first page; programs also put them where
a signature would stand. One is told by a line that says who or when, a time or an address near it, and lines set
closely below each other from the same left edge. (The name is that of ISO 32000-1, 12.7.4.5.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from converters.reading.boxes import Box
from converters.reading.document import Line
from validators.language.detector import Detector, WordingTable, wording

_TIME = re.compile(r"\d{1,2}:\d{2}|\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|\+0?7|@")
LONGEST_LINE = 70  # characters: these boxes are narrow
GAP = 1.1  # heights of a line between two of them: they are set solid
OVERLAP = 0.5  # heights of a line by which two may overlap: marks above and below letters
INDENT = 4.0  # heights of a line by which their left edges may differ: first letters may be lost
LIKE = 2.2  # times as high at most: a line without marks and tails beside one with both
_ORNAMENT = r"(?i:\W{0,3})"


def _told(
    name: str, pattern: str, gains: str, positive: tuple[str, ...], negative: tuple[str, ...]
) -> Detector[str, re.Match[str]]:
    source = "what signing programs in use print (VNPT-CA, Viettel-CA, Adobe Acrobat)"
    return wording(name, f"(?i:{pattern})", source=source, gains=gains, positive=positive, negative=negative)


SIGNED = WordingTable(
    "signature appearance/signed",
    (
        _told(
            "signed by", r"(?:được )?ký (?:số )?bởi\b", "the first line of most boxes",
            ("Ký bởi: Nguyễn Văn Bình", "Được ký bởi: CÔNG TY AN PHÚ", "Ký số bởi: UBND xã"), ("Ký thay bởi vì",),
        ),
        _told(
            "signed by, broken", r"\S{0,3} ?số bởi\s?:", "boxes over a ruling line, which takes the first letters",
            ("số bởi: UBND xã An Phú", "Ký số bởi:"), ("Chữ ký số bởi vậy",),
        ),
        _told("signer", r"người ký\s?:", "boxes that name the person", ("Người ký: Ông Bình",), ("Người ký tên",)),
        _told(
            "signed, in English", r"digitally signed|signed by\s?:|signature (?:not )?va", "boxes of foreign programs",
            ("Digitally signed by Nguyễn Văn Bình", "Signature Not Valid"), ("Signature", "signed by the parties"),
        ),
        _told(
            "signing time", r"(?:ngày|thời gian|giờ) ký\s?:|ký (?:số )?ngày\s?:", "boxes whose first line was lost",
            ("Ngày ký: 12-03-2025", "Ký ngày: 12/03/2025"), ("ngày ký kết hợp đồng",),
        ),
        _told(
            "organ", r"cơ quan\s?:\s?u[ủỷyý]", "boxes that begin with the People's Committee",
            ("Cơ quan: Uỷ ban nhân", "cơ quan:uỷ ban"), ("Cơ quan: Sở Tư pháp",),
        ),
    ),
    before=_ORNAMENT,
)  # fmt: skip
"""Lines that say that, by whom or when a page was signed."""

DETAIL = WordingTable(
    "signature appearance/detail",
    (
        _told("mail", r"e-?mail\b", "the address of the signer", ("Email: xa@anphu.gov.vn",), ("Emai",)),
        _told("organ", r"(?:cơ )?quan\b", "the organ of the signer", ("quan: UBND xã",), ("quang cảnh",)),
        _told("time", r".{0,3}ời gian\b|date\b", "the time of signing", ("ời gian: 12/03", "Date: 2025"), ("dated",)),
        _told(
            "circumstances", r"(?:reason|location|lý do|địa điểm|chức vụ|tổ chức|mst)\b", "why, where and as whom",
            ("Reason: I approve", "MST: 0100109106", "Chức vụ: Chủ tịch"), ("chức danh", "mst0"),
        ),
        _told(
            "clock", r".*\d{1,2}:\d{2}|.*\+0?7\b|.*@", "times, time zones and addresses that broke to a new line",
            ("12.03.2025 08:15:22", "+07:00", "xa@anphu"), ("12.03.2025",),
        ),
    ),
    before=_ORNAMENT,
)  # fmt: skip
"""What else such a box says, below the first line."""


def find_signature_appearances(lines: Sequence[Line]) -> list[Box]:
    """The boxes of signing programs among the lines of a page.

    Args:
        lines: All lines, in any order, on the page as it stands upright.
    """
    placed = [(line.text, line.box) for line in lines if line.box and len(line.text) <= LONGEST_LINE]
    placed.sort(key=lambda item: (item[1].top, item[1].left))
    taken: set[int] = set()
    found = []
    for index, (text, _) in enumerate(placed):
        if index in taken or not SIGNED.match(text):
            continue
        run = _run(placed, index)
        taken.update(run)
        if len(run) > 1 and any(_TIME.search(placed[i][0]) for i in run):
            found.append(Box.around(placed[i][1] for i in run))
    return found


def _run(placed: Sequence[tuple[str, Box]], first: int) -> list[int]:
    """The lines of the box that begins with that line, up to the last one that tells something of a signature."""
    run, last_telling = [first], 1
    for index in range(first + 1, len(placed)):
        text, box = placed[index]
        if not _follows(placed[run[-1]][1], box):
            continue
        run.append(index)
        if SIGNED.match(text) or DETAIL.match(text):
            last_telling = len(run)
    return run[:last_telling]


def _follows(above: Box, below: Box) -> bool:
    """Whether a line is set closely below another, from the same left edge and about as high."""
    height, gap = above.height, below.top - above.bottom
    like = max(height, below.height) <= LIKE * min(height, below.height)
    level = abs(above.left - below.left) <= INDENT * height
    return like and -OVERLAP * height <= gap <= GAP * height and level
