"""What a text cites an act for: as its basis, as what it changes or repeals, as what changes it, or in passing.

Only the words right before and right after a citation tell; where they do not, the act is mentioned and no more.
What the members of a list share is in `role_lists`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from validators.language.detector import Detector, DetectorTable

Role = Literal["basis", "mentioned", "amended", "replaced", "repealed", "amending", "replacing"]
BEFORE = 100  # characters before a citation in which its sign stands
AFTER = 200  # characters after it: a summary ("về …") may stand between

_PARTS = (
    r"(?:(?:toàn|bộ|một|số|phần|các|những|tên|đoạn|nội|dung|quy|định|điều|khoản|điểm|mục|chương|phụ|lục|danh|biểu|mẫu"
    r"|của|tại|trong|ở|cho|và|đối|với|văn|bản|sau|đây|vào|\d{1,3}[a-zđ]?\.?|[a-zđ]\)?)[\s:,]{1,3}){0,12}"
)
"""Words between "sửa đổi" and the act: what of it is changed."""
SUMMARY = (
    r"(?:\s{0,2},?\s?của [A-ZĐ][^;.,()\d]{2,60}?)?"
    r"\s{0,2},?\s?(?:(?:về|quy định|hướng dẫn|ban hành|điều chỉnh|phê duyệt|này)(?!\w)(?! (?:việc )?công bố)"
    r"[^;.()]{0,80}?\s)?"
    r"(?:,?\s?có hiệu lực (?:thi hành )?(?:kể )?từ ngày [\d/.-]{1,10}(?: tháng \d{1,2} năm \d{4})?,?\s)?"
)
"""What may stand between an act and what is said of it. What an act makes known ("về việc công bố thủ tục hành chính
được sửa đổi") is changed, not the act."""
_ISSUED_WITH = r"[^.;:()\d]{0,90}?\sban hành (?:kèm )?theo (?:các )?"
_LISTED_BELOW = r"(?:các|những|toàn bộ) [^.;:\d]{0,60}:\s{0,3}(?:(?:[-–+•]|[a-zđ\d]{1,2}[.)])\s{0,2})?"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words around a citation, look-alike characters replaced.

    Attributes:
        before: Up to where it begins.
        after: From where it ends.
        title: Of the act, without its type; empty when it is not said.
    """

    before: str
    after: str
    title: str = ""


def _says_before(role: Role, words: str) -> Callable[[Surroundings], Role | None]:
    pattern = re.compile(rf"(?:{words})\s{{0,3}}$", re.IGNORECASE)
    return lambda around: role if pattern.search(around.before) else None


def _says_after(role: Role, words: str) -> Callable[[Surroundings], Role | None]:
    pattern = re.compile(rf"{SUMMARY}(?:{words})", re.IGNORECASE)
    return lambda around: role if pattern.match(around.after) else None


def _example(written: str) -> Surroundings:
    """An example with its citation in brackets ("thay thế [Nghị định số 5/2020/NĐ-CP] kể từ")."""
    before, _, rest = written.partition("[")
    act, _, after = rest.partition("]")
    return Surroundings(before, after, act.removeprefix("Luật "))


_PREAMBLE = "NĐ 78/2025/NĐ-CP Annex III, preambles"
_CLAUSES = "NĐ 78/2025/NĐ-CP Điều 22, clauses on effect"
_CHANGING = "NĐ 78/2025/NĐ-CP Điều 15–17, acts that change others"

ROLES: DetectorTable[Surroundings, Role] = DetectorTable(
    "citations/roles",
    (
        Detector(
            name="basis",
            source=_PREAMBLE,
            gains="what an act or a material rests on, told from what it only names",
            positive=(
                "Căn cứ [Luật Trẻ em];",
                "CĂN CỨ [LUẬT TRẺ EM]",
                "Căn cứ: [Luật Trẻ em]",
                "căn cứ vào quy định tại [Luật Trẻ em] thì",
            ),
            negative=("Theo [Luật Trẻ em] thì", "có căn cứ. Theo [Luật Trẻ em]"),
            find=_says_before("basis", r"căn cứ(?::| pháp lý:?)?(?: vào| theo)?(?: quy định (?:của|tại))?(?: các)?"),
        ),
        Detector(
            name="wording changed",
            source=_CHANGING,
            gains="the act whose words are replaced is not itself replaced",
            positive=(
                'Thay cụm từ "xã" bằng cụm từ "phường" tại [Điều 5 Luật Trẻ em]',
                "Bỏ từ “trẻ” trong [Luật Trẻ em]",
            ),
            negative=("Thay thế [Luật Trẻ em]", "Cụm từ này có trong [Luật Trẻ em]"),
            find=_says_before(
                "amended", rf"(?:thay|thay thế|bỏ|bãi bỏ|sửa đổi|bổ sung)(?: các)?(?: cụm)? từ\s[^;]{{0,80}}?{_PARTS}"
            ),
        ),
        Detector(
            name="changed by",
            source=_CHANGING,
            gains="the later act of a passive sentence",
            positive=(
                "được sửa đổi, bổ sung bởi [Luật Trẻ em]",
                "đã được sửa đổi, bổ sung một số điều theo [Luật Trẻ em]",
                "bị bãi bỏ bởi [Luật Trẻ em]",
                "(sửa đổi, bổ sung bởi [Luật Trẻ em]",
            ),
            negative=("sửa đổi, bổ sung [Luật Trẻ em]", "được thay thế bởi [Luật Trẻ em]"),
            find=_says_before(
                "amending",
                r"(?:(?:được|bị|đã) |\()(?:sửa đổi|bổ sung|đính chính|bãi bỏ|h[ủu][ỷy] bỏ)"
                rf"(?:,? (?:và )?bổ sung)? {_PARTS}"
                r"(?:bởi|bằng|theo|tại)(?: quy định (?:của|tại))?(?: các)?",
            ),
        ),
        Detector(
            name="replaced by",
            source=_CLAUSES,
            gains="the later act of a passive sentence",
            positive=(
                "được thay thế bởi [Luật Trẻ em]", "đã bị thay thế bằng [Luật Trẻ em]", "nay thay bằng [Luật Trẻ em]",
            ),
            negative=("thay thế [Luật Trẻ em]", "được sửa đổi bởi [Luật Trẻ em]", "giấy thay thế theo [Luật Trẻ em]"),
            find=_says_before(
                "replacing",
                r"(?:thay(?: thế)? (?:bởi|bằng)|(?:được|bị) thay thế (?:theo|tại))(?: quy định (?:của|tại))?(?: các)?",
            ),
        ),
        Detector(
            name="is replaced",
            source=_CLAUSES,
            gains="an act that is no longer to be followed, named before what is said of it",
            positive=(
                "[Luật Trẻ em] được thay thế bởi Luật khác", "[Luật Trẻ em] về trẻ em đã bị thay thế",
                "[Luật Trẻ em] được thay bằng Luật khác",
            ),
            negative=("[Luật Trẻ em] thay thế Luật khác", "[Luật Trẻ em] được sửa đổi"),
            find=_says_after("replaced", r"(?:đã |sẽ |nay )?(?:được|bị) thay (?:thế|bằng|bởi)"),
        ),
        Detector(
            name="is repealed",
            source=_CLAUSES,
            gains="an act that is no longer to be followed, named before what is said of it",
            positive=(
                "[Luật Trẻ em] hết hiệu lực kể từ ngày",
                "[Luật Trẻ em] đã bị bãi bỏ",
                "[Luật Trẻ em] (đã hết hiệu lực)",
                "[Luật Trẻ em] về trẻ em hết hiệu lực",
                "[Luật Trẻ em] trước đây không còn áp dụng",
                "[Nghị định số 5/2020/NĐ-CP] điều chỉnh mức lương, trợ cấp hết hiệu lực kể từ ngày",
            ),
            negative=("[Luật Trẻ em] có hiệu lực từ ngày", "[Luật Trẻ em] bãi bỏ Luật khác"),
            find=_says_after(
                "repealed",
                r"\(?(?:đã |sẽ |chính thức )?(?:hết|chấm dứt) hiệu lực|(?:đã |sẽ )?(?:bị|được) (?:bãi bỏ|h[ủu][ỷy] bỏ)"
                r"|(?:trước đây )?(?:sẽ )?không còn (?:hiệu lực|(?:được )?áp dụng)",
            ),
        ),
        Detector(
            name="stays in force",
            source=_CLAUSES,
            gains="an act that is expressly kept is not taken for a member of the list of those repealed",
            positive=(
                "[Luật Trẻ em] tiếp tục có hiệu lực cho đến khi", "[Luật Trẻ em] về trẻ em vẫn được áp dụng",
                "[Luật Trẻ em] vẫn còn hiệu lực thi hành",
            ),
            negative=("[Luật Trẻ em] hết hiệu lực", "[Luật Trẻ em] không còn được áp dụng"),
            find=_says_after(
                "mentioned", r"(?:vẫn|tiếp tục) (?:còn |tiếp tục |được |có )?(?:hiệu lực|áp dụng|thi hành)"
            ),
        ),
        Detector(
            name="replacing",
            source=_CLAUSES,
            gains="an act that is no longer to be followed, named after what is said of it",
            positive=(
                "này thay thế [Luật Trẻ em]", "và thay thế cho các [Luật Trẻ em];",
                "được áp dụng thay cho [Luật Trẻ em]",
                "thay thế Chế độ biên lai ban hành kèm theo [Quyết định số 5/2001/QĐ-BTC]",
            ),
            negative=("được thay thế bởi [Luật Trẻ em]", "thay thế cụm từ “trẻ” tại [Luật Trẻ em]"),
            find=_says_before(
                "replaced",
                r"(?<!được )(?<!bị )thay (?:thế(?! (?:bởi|bằng|theo|tại))|cho) "
                rf"(?:{_PARTS}|{_ISSUED_WITH}|{_LISTED_BELOW})",
            ),
        ),
        Detector(
            name="repealing",
            source=_CLAUSES,
            gains="an act that is no longer to be followed, named after what is said of it",
            positive=(
                "Bãi bỏ [Luật Trẻ em].", "bãi bỏ khoản 2 và [Điều 5 Luật Trẻ em]",
                "Các văn bản sau đây hết hiệu lực: a) [Luật Trẻ em]", "Huỷ bỏ toàn bộ [Luật Trẻ em]",
                "bãi bỏ các Quyết định: [Quyết định số 5/2001/QĐ-UBND]",
            ),
            negative=("bị bãi bỏ bởi [Luật Trẻ em]", "có hiệu lực, [Luật Trẻ em]"),
            find=_says_before(
                "repealed",
                rf"(?<!được )(?<!bị )(?:bãi bỏ|h[ủu][ỷy] bỏ) (?!bởi|bằng)(?:{_PARTS}|{_ISSUED_WITH}|{_LISTED_BELOW})"
                rf"|hết hiệu lực(?: thi hành)?[^.;:]{{0,60}}:\s{{0,2}}{_PARTS}",
            ),
        ),
        Detector(
            name="is changed",
            source=_CHANGING,
            gains="an act that must be read with a later one",
            positive=(
                "[Luật Trẻ em] đã được sửa đổi, bổ sung theo Luật khác",
                "[Luật Trẻ em] (được bổ sung bởi Luật khác)",
                "[Luật Trẻ em] (sửa đổi, bổ sung bởi Luật khác)",
                "[Luật Trẻ em] của Quốc hội quy định khác, có hiệu lực kể từ ngày 05 tháng 7 năm 2020, được sửa đổi",
            ),
            negative=(
                "[Luật Trẻ em] sửa đổi Luật khác", "[Luật Trẻ em] được thay thế",
                "[Quyết định số 5/QĐ-UBND] về việc công bố thủ tục mới ban hành, được sửa đổi, bổ sung",
            ),
            find=_says_after(
                "amended",
                r"\(?(?:đã |sẽ )?(?:được|bị) (?:sửa đổi|bổ sung|đính chính)"
                r"|\((?:sửa đổi|bổ sung|đính chính)[^()\d]{0,40} (?:bởi|theo) ",
            ),
        ),
        Detector(
            name="changes",
            source=_CHANGING,
            gains="the act that changes another, named before it",
            positive=(
                "[Nghị định số 5/2020/NĐ-CP] sửa đổi, bổ sung một số điều của",
                "[Nghị định số 5/2020/NĐ-CP] bãi bỏ khoản 1",
            ),
            negative=(
                "[Nghị định số 5/2020/NĐ-CP] thay thế", "[Nghị định số 5/2020/NĐ-CP] được sửa đổi",
                "[Luật Trẻ em], sửa đổi 2018", "[Luật Trẻ em], sửa đổi, bổ sung các năm 2018, 2020",
            ),
            find=_says_after(
                "amending",
                r"(?:đã )?(?:sửa đổi|bổ sung|đính chính|bãi bỏ|h[ủu][ỷy] bỏ)"
                r"(?!(?:,? bổ sung)?,? (?:các )?(?:năm|\d{4}))",
            ),
        ),
        Detector(
            name="replaces",
            source=_CLAUSES,
            gains="the act to be followed instead of an older one",
            positive=(
                "[Nghị định số 5/2020/NĐ-CP] thay thế Nghị định số 4/2010/NĐ-CP",
                "[Nghị định này] sẽ thay thế Nghị định",
                "[Luật Trẻ em] (thay thế Luật khác)",
                "[Luật Trẻ em] thay cho Luật khác",
            ),
            negative=("[Nghị định số 5/2020/NĐ-CP] được thay thế", "[Nghị định số 5/2020/NĐ-CP] thay thế bởi"),
            find=_says_after(
                "replacing", r"\(?(?:đã |sẽ )?(?:có hiệu lực (?:và )?)?thay (?:thế(?! (?:bởi|bằng|theo))|cho(?!\w))"
            ),
        ),
        Detector(
            name="changing",
            source=_CHANGING,
            gains="an act that must be read with a later one, named after what is said of it",
            positive=(
                "sửa đổi, bổ sung một số điều của [Luật Trẻ em]", "Bổ sung điểm c vào khoản 2 [Điều 5 Luật Trẻ em]",
                "Sửa đổi [khoản 1 Điều 5 Luật Trẻ em] như sau", "đã sửa đổi [khoản 1 Điều 5 Luật Trẻ em]",
            ),
            negative=("được sửa đổi, bổ sung bởi [Luật Trẻ em]", "được bổ sung theo [Luật Trẻ em]"),
            find=_says_before(
                "amended",
                rf"(?<!được )(?<!bị )(?:sửa đổi|bổ sung|đính chính)(?:,? (?:và )?bổ sung)? {_PARTS}",
            ),
        ),
        Detector(
            name="amending title",
            source=_CHANGING,
            gains="an amending law by its title alone",
            positive=("theo [Luật sửa đổi, bổ sung một số điều của Luật Trẻ em] thì",),
            negative=("theo [Luật Trẻ em] thì",),
            find=lambda around: "amending" if re.match(r"sửa đổi|bổ sung", around.title, re.IGNORECASE) else None,
        ),
    ),
    example=_example,
)  # fmt: skip
"""In the order in which they are asked."""


def own_roles(before: str, after: str, title: str = "") -> tuple[tuple[str, Role], ...]:
    """What the words around a citation say of it, each with the name of its sign; the first one counts.

    Args:
        before: Up to where it begins.
        after: From where it ends, no further than to the next act.
        title: Of the act, without its type.
    """
    around = Surroundings(before[-BEFORE:], after[:AFTER], title)
    return tuple((detector.name, role) for detector, role in ROLES.each(around))
