"""Whether a statement says what may or must be done, or what must not: by its heading, or by how it begins itself.

What says neither, or both, stands on no side: "không được coi là vi phạm" forbids nothing.
"""

from __future__ import annotations

from enum import StrEnum

from validators.language.detector import DetectorTable, wording


class Side(StrEnum):
    """The two sides."""

    DO = "do"
    DO_NOT = "do-not"


_COLUMNS = "Leaflets that tell in two columns what to do and what not."
FORBIDDING_HEADINGS = DetectorTable(
    "derivatives/forbidding headings",
    (
        wording(
            "a heading of forbidden acts",
            r"(?i:\b(?:hành vi|việc|điều|những gì)\b[^.;?]{0,40}?\b(?:bị (?:nghiêm )?cấm|không được|không nên)\b)",
            source="Laws have an article on forbidden acts; leaflets repeat its name.",
            gains="Forbidden acts are never listed beside what one may do without a sign.",
            positive=("Các hành vi bị nghiêm cấm", "Những việc không được làm"),
            negative=("Những việc cần làm", "Hành vi vi phạm và mức phạt"),
            how="search",
        ),
        wording(
            "a heading that forbids",
            r"(?i:^\W*(?:\d{1,2}[.)] )?(?:nghiêm cấm|không (?:được|nên)(?: làm)?)\W*$)",
            source=_COLUMNS,
            gains="The same, where the heading is a word or two.",
            positive=("Không nên", "KHÔNG ĐƯỢC LÀM", "Nghiêm cấm:"),
            negative=("Không được coi là vi phạm", "Nên làm"),
        ),
    ),
)
ALLOWING_HEADINGS = DetectorTable(
    "derivatives/allowing headings",
    (
        wording(
            "a heading of what to do",
            r"(?i:^\W*(?:\d{1,2}[.)] )?(?:(?:những |các )?(?:việc|điều) )?(?:nên|cần|phải|được)(?: phải)?"
            r"(?: làm| thực hiện)?\W*$)",
            source=_COLUMNS,
            gains="The other side of it.",
            positive=("Nên làm", "Những việc cần làm", "Phải thực hiện"),
            negative=("Nên biết khi đi làm thủ tục", "Không nên làm"),
        ),
    ),
)
FORBIDDING = DetectorTable(
    "derivatives/forbidding sentences",
    (
        wording(
            "a sentence that forbids",
            r"(?i:^\W*(?:(?:nghiêm )?cấm|không được)\s(?!(?:tính|coi|xem|hiểu|hưởng|bồi thường|miễn|giảm)\b))",
            source="Items of lists in laws and leaflets.",
            gains="What is forbidden stands on its side even under a neutral heading.",
            positive=("Không được đốt rác trong khu dân cư.", "Nghiêm cấm mua bán phiếu bầu."),
            negative=("Không quá 30 ngày.", "Không được coi là vi phạm nếu đã báo trước.", "Được mang theo giấy tờ."),
        ),
    ),
)
ALLOWING = DetectorTable(
    "derivatives/allowing sentences",
    (
        wording(
            "a sentence that allows or demands",
            r"(?i:^\W*(?:phải|được|cần)\s(?!(?:bồi thường|hiểu|coi|xem|tính|miễn|giảm|xử|phạt)\b))",
            source="Items of lists of rights and duties.",
            gains="The other side of it.",
            positive=("Phải mang theo giấy tờ tùy thân.", "Được yêu cầu thay người giải quyết."),
            negative=("Được hiểu là người từ đủ 60 tuổi.", "Không được rời vị trí.", "Phải bồi thường thiệt hại."),
        ),
    ),
)


def names_a_side(heading: str) -> bool:
    """Whether a heading is the name of one of the sides."""
    return FORBIDDING_HEADINGS.first(heading) is not None or ALLOWING_HEADINGS.first(heading) is not None


def side(heading: str, text: str) -> Side | None:
    """The side a statement stands on; None where neither its heading nor its beginning says so, or they disagree."""
    heading = heading.rpartition(" – ")[2]  # "ĐI XE MÁY – KHÔNG NÊN"
    forbids, allows = FORBIDDING.first(text) is not None, ALLOWING.first(text) is not None
    if FORBIDDING_HEADINGS.first(heading) is not None:
        return None if allows else Side.DO_NOT
    if ALLOWING_HEADINGS.first(heading) is not None:
        return None if forbids else Side.DO
    if forbids:
        return Side.DO_NOT
    return Side.DO if allows else None
