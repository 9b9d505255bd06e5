"""Sentences that hold for more than one passage: for whom, what organisations pay, from when, where not.

They are pinned to every card they hold for. A card is passed on alone; "5 – 10 triệu đồng" without "mức phạt với cá
nhân; tổ chức gấp đôi" would be another rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from validators.language.detector import DetectorTable, wording

_WHO = "(?:cá nhân|tổ chức|hộ gia đình|hộ kinh doanh|người dưới|người từ đủ)"
_ABOVE_AND_BELOW = "trên|nêu trên|trên đây|dưới đây|sau đây|trong (?:bảng|tờ gấp|tài liệu)(?: này)?"
_ALL_OF_IT = f"(?:này|{_ABOVE_AND_BELOW})"
_WHAT = "(?:quy định|bảng|mức phạt|nội dung|quyền|tài liệu|tờ gấp)"
_ALL_ABOVE = re.compile(rf"\b(?:mức|quy định|nội dung|quyền)\b[^.;]{{0,40}}?\b(?:{_ABOVE_AND_BELOW})\b", re.IGNORECASE)
_UP = re.compile(r"\b(?:mức|quy định|nội dung|quyền)\b[^.;]{0,40}?\b(?:nêu |nói |ở )?trên(?: đây)?\b", re.IGNORECASE)
_DOWN = re.compile(r"\b(?:mức|quy định|nội dung|quyền)\b[^.;]{0,40}?\b(?:dưới|sau) đây\b", re.IGNORECASE)
_FINES = re.compile(
    r"\b(?:phạt|buộc|tước|tịch thu)\b|\bmức\b[^.;]{0,30}\b(?:cá nhân|tổ chức)\b|\btổ chức\b[^.;]{0,30}\bgấp\b",
    re.IGNORECASE,
)
# Of what stands above; "Luật Nhà ở số 27/2023/QH15" is none of it.
_OF_PLACES = re.compile(r"\b(?:tại|ở) (?:các )?(?:điểm|khoản|mục|dòng|số)\b(?!\s+\d+/)", re.IGNORECASE)
_FROM_WHEN = re.compile(r"\b(?:hiệu lực|thi hành)\b|\btừ (?:ngày )?\d", re.IGNORECASE)
_SUM = re.compile(r"\d[\d.,]*\s*(?:triệu |tỷ |nghìn )?đồng", re.IGNORECASE)
_CAPPED = re.compile(rf",?\s*(?:nhưng\s+)?(?:không (?:vượt )?quá|tối đa(?: là)?)\s+{_SUM.pattern}", re.IGNORECASE)
_OF_ONE_PROVISION = re.compile(r"\b(?:khoản|điều|điểm|trường hợp|hành vi|đoạn) (?:này|đó|trên)\b", re.IGNORECASE)

CONDITIONS = DetectorTable(
    "derivatives/conditions",
    (
        wording(
            "for whom the fines are",
            rf"(?i:\bmức (?:tiền )?(?:xử )?phạt\b(?:[^.;]{{0,80}}?\b(?:với|cho|là mức|của)\s{_WHO}\b"
            rf"|[^.;]{{0,100}}?\báp dụng (?:đối với|với|cho)\s(?!(?:các )?(?:hành vi|trường hợp|vi phạm))))",
            source="Decrees on sanctions say once, in their first articles, whom their sums are meant for.",
            gains="Sums for individuals are not read as sums for organisations.",
            positive=(
                "Mức phạt nêu trên áp dụng đối với cá nhân.",
                "Mức phạt đối với cá nhân theo Nghị định số 1/2026/NĐ-CP",
                "Các mức phạt dưới đây áp dụng cho người đi xe máy.",
            ),
            negative=(
                "Mức phạt tăng theo số người.",
                "Cá nhân có quyền khiếu nại.",
                "Mức phạt cao nhất áp dụng với hành vi chống đối.",
            ),
            how="search",
        ),
        wording(
            "what organisations pay",
            r"(?i:\b(?:tổ chức|doanh nghiệp|pháp nhân)\b[^.;]{0,80}?\b(?:gấp|bằng)\s(?:đôi|hai|\(?0?2\)?)\b)",
            source="The same articles; leaflets repeat it below their tables.",
            gains="Half of what an organisation has to pay is not taken for all of it.",
            positive=("Tổ chức có cùng hành vi bị phạt gấp 02 lần.", "Tổ chức vi phạm phạt bằng hai lần mức trên."),
            negative=("Tổ chức vi phạm bị tước giấy phép.", "Người tái phạm bị phạt gấp đôi."),
            how="search",
        ),
        wording(
            "what individuals pay of it",
            r"(?i:\b(?:cá nhân|hộ (?:gia đình|kinh doanh)|cộng đồng dân cư|tổ hợp tác)\b[^.;]{0,80}?"
            r"\b(?:bằng|như|chịu)\s(?:đối với )?(?:một nửa|½|1/2|cá nhân|mức))",
            source="Laws whose sums are meant for organisations, and decrees that count households as individuals.",
            gains="The sum for an organisation is not taken for that of a person.",
            positive=(
                "Cá nhân có cùng hành vi bị phạt tối đa bằng một nửa mức của tổ chức.",
                "Hộ gia đình, hộ kinh doanh bị phạt như cá nhân.",
                "Mức trên là với tổ chức, cá nhân chịu một nửa.",
            ),
            negative=("Cá nhân có quyền như nhau.", "Tổ chức bị phạt bằng một nửa."),
            how="search",
        ),
        wording(
            "what minors and others who pay less pay of it",
            r"(?i:\bngười (?:chưa thành niên|(?:từ đủ|dưới) \d{1,2} tuổi)\b[^.;]{0,80}?\b(?:không quá|bằng|giảm)\s"
            r"(?:một nửa|½|1/2|50\s?%)(?: (?:so với )?mức)?"
            r"|^\W*(?:người|hộ|cơ sở)\b[^.;]{0,40}?\bchỉ bị (?:xử )?phạt\s(?:tiền )?(?:không quá|bằng)\s"
            r"(?:một nửa|½|1/2)"
            r"|^\W*người (?:chưa thành niên|(?:từ đủ|dưới) \d{1,2} tuổi)\b[^.;]{0,60}?"
            r"\bchỉ bị[^.;]{0,30}?\bcảnh cáo\b)",
            source="The law on administrative sanctions halves the fines of minors; leaflets say it below their sums.",
            gains="A sum for adults is not told to the young as theirs.",
            positive=(
                "Người dưới 18 tuổi vi phạm bị phạt không quá một nửa mức trên.",
                "Người từ đủ 16 tuổi đến dưới 18 tuổi bị phạt bằng 1/2 mức của người thành niên.",
                "Người từ đủ 14 tuổi đến dưới 16 tuổi chỉ bị phạt cảnh cáo.",
                "Người bán hàng rong chỉ bị phạt bằng một nửa mức của cá nhân.",
            ),
            negative=("Người dưới 16 tuổi không bị phạt tiền.", "Người từ đủ 18 tuổi được giảm 50 nghìn đồng."),
            how="search",
        ),
        wording(
            "what comes on top of some of the fines",
            r"(?i:\b(?:buộc|tước|tịch thu)\b(?!.*\bđiều \d)[^.]{0,120}?\b(?:với|tại|ở)\b[^.]{0,60}?"
            r"\b(?:hành vi|vi phạm|trường hợp)\b[^.]{0,40}?\b(?:tại|ở)\s(?:các )?(?:điểm|khoản|mục|dòng|số)\s"
            r"|^\W*(?:đối )?với (?:các )?(?:hành vi|vi phạm)\b(?!.*\bđiều \d)[^.]{0,20}?\b(?:tại|ở|số)\b[^.]{0,60}?"
            r"\b(?:buộc|tước|tịch thu|đình chỉ)\b"
            r"|^\W*(?:người |hành vi )?vi phạm\b(?!.*\bđiều \d)[^.]{0,20}?\b(?:điểm|khoản|mục|dòng)\s[^.]{0,40}?\bcòn\b"
            r"[^.]{0,20}?\b(?:buộc|tước|tịch thu)\b)",
            source="Articles of decrees end with it; leaflets and tables repeat it below their sums.",
            gains="A fine is not taken for all that a breach costs.",
            positive=(
                "Đồng thời buộc đưa khách lên bờ đối với hành vi tại điểm b.",
                "Người vi phạm còn bị tước giấy phép đối với các hành vi nêu tại mục 3 và mục 4.",
                "Vi phạm tại điểm b còn bị tước bằng thuyền trưởng.",
                "Với hành vi ở dòng 2 và dòng 3, buộc thu dọn.",
            ),
            negative=("Buộc tháo dỡ công trình.", "Tịch thu tang vật đối với hành vi tại khoản 2 Điều 14."),
            how="search",
        ),
        wording(
            "from when it holds",
            r"(?i:\b(?:hiệu lực|áp dụng|thi hành)\b[^.;]{0,30}?\btừ (?:(?:ngày )?\d{1,2}\b"
            r"|(?:kỳ|năm|quý|tháng|đầu năm)\b[^.;,]{0,20}\d{4}\b))",
            source="The last article of every act; leaflets say it at their end.",
            gains="What does not hold yet is not followed yet.",
            positive=(
                "Nghị định có hiệu lực từ ngày 15 tháng 12 năm 2025.",
                "Áp dụng từ 01/7/2026.",
                "Nghị quyết áp dụng từ kỳ tính thuế năm 2026.",
            ),
            negative=("Người vi phạm phải nộp phạt từ ngày nhận quyết định.", "Áp dụng với cá nhân."),
            how="search",
        ),
        wording(
            "the day first, then what holds from it",
            r"(?i:^\W*(?:kể )?từ (?:ngày )?\d{1,2}[^;.]{1,160}?\b(?:bắt đầu )?có hiệu lực(?: thi hành)?\W*$)",
            source="Leaflets on new acts open with it.",
            gains="What does not hold yet is not followed yet.",
            positive=(
                "Từ ngày 01/01/2026, Luật Giữ gìn chợ quê số 77/2025/QH15 có hiệu lực.",
                "Kể từ 15/8/2026, Nghị định này bắt đầu có hiệu lực thi hành.",
            ),
            negative=("Từ ngày 01/01/2026, người dân nộp hồ sơ qua mạng.", "Luật có hiệu lực thì áp dụng."),
            how="search",
        ),
        wording(
            "from when it is another",
            r"(?i:^\W*(?:kể )?từ (?:ngày )?\d{1,2}[^,;.]{1,40},[^.;]{0,60}?\b(?:được|sẽ) (?:được )?"
            r"(?:điều chỉnh|thay đổi|thay thế|tăng|giảm|bãi bỏ|áp dụng)\b)",
            source="Leaflets on sums that follow the base salary, and on acts that come into force in parts.",
            gains="A sum that will be another one soon is not passed on as if it would stay.",
            positive=(
                "Từ ngày 01/01/2027, mức tiền ăn được điều chỉnh theo lương cơ sở.",
                "Kể từ ngày 01 tháng 7 năm 2026, các mức trên sẽ được thay đổi.",
            ),
            negative=("Từ ngày 01/7/2026 đến nay, xã đã mở 3 lớp.", "Từ 22 giờ, không được mở loa."),
            how="search",
        ),
        wording(
            "where nothing of it holds",
            rf"(?i:^\W*(?:lưu ý\W+)?(?:(?:các |những )?{_WHAT}\b[^.;]{{0,40}}?\b{_ALL_OF_IT}[^.;]{{0,20}}?không áp dụng"
            rf"|không áp dụng (?:các |những )?{_WHAT})\b)",
            source="Notes below tables and at the end of leaflets.",
            gains="Those who are excepted are not told that it holds for them.",
            positive=(
                "Các mức phạt trên không áp dụng với người dưới 16 tuổi.",
                "Lưu ý: không áp dụng các quy định này với lực lượng vũ trang.",
            ),
            negative=("Không áp dụng thủ tục này khi đã hòa giải.", "Quy định trên áp dụng cho mọi người."),
            how="search",
        ),
    ),
)


class Reach(Enum):
    """How far a condition that names no act reaches."""

    ALL = "all"
    SECTION_OR_ALL = "section-or-all"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Condition:
    """A sentence that holds for other passages.

    Attributes:
        pointer: Where it stands.
        text: Its own words.
        section: The section it stands in.
        acts: Keys of the acts it is about; empty when that is not known.
        reach: How far it reaches where that is not known.
        names_act: Whether it names its act itself, so that it is true beside statements of other acts, too.
        at: Its place in the order of the material.
        above: Whether it only holds for what stands above it: it stands below a table.
    """

    pointer: str
    text: str
    section: str
    acts: frozenset[str] = frozenset()
    reach: Reach = Reach.SECTION_OR_ALL
    names_act: bool = False
    at: int = 0
    above: bool = False


def is_condition(sentence: str) -> bool:
    """Whether a sentence says for all, or for a whole section, whom or when it holds for."""
    if _SUM.search(_CAPPED.sub("", sentence)) or sentence.count("(") != sentence.count(")"):
        return False
    if _OF_ONE_PROVISION.search(sentence):
        return False
    return CONDITIONS.first(sentence) is not None


def speaks_of_above(sentence: str) -> bool:
    """Whether a condition speaks of what stands above it, and of nothing below: "Mức phạt nêu trên …"."""
    return _UP.search(sentence) is not None and _DOWN.search(sentence) is None


def reach_of(sentence: str) -> Reach:
    """How far a condition reaches: "nêu trên" means all, a day its act, the rest its section at least."""
    if _ALL_ABOVE.search(sentence):
        return Reach.ALL
    return Reach.SECTION if _FROM_WHEN.search(sentence) else Reach.SECTION_OR_ALL


@dataclass(frozen=True, slots=True)
class Held:
    """What a condition is held against.

    Attributes:
        section: Where the statement stands.
        acts: The acts it rests on.
        fine: Whether it is of a fine.
        criminal: Whether it rests on the Penal Code, whose fines no rule on administrative fines speaks of.
        at: Its place in the order of the material.
        number: The number it bears in its table or list ("3"); empty when it bears none, or its headings do.
    """

    section: str
    acts: frozenset[str]
    fine: bool = True
    criminal: bool = False
    at: int = 0
    number: str = ""


def holding(conditions: Sequence[Condition], statements: Sequence[Held]) -> list[tuple[Condition, ...]]:
    """For each statement the conditions that hold for it.

    One that is about an act holds for statements of that act. Any other holds as far as it reaches.
    """
    every = {statement.section for statement in statements}
    fined = {statement.section for statement in statements if statement.fine}
    # What is said of fines in a section without any is said of those of the others.
    sections = {id(one): fined if _FINES.search(one.text) else every for one in conditions}
    return [tuple(one for one in conditions if _holds(one, statement, sections[id(one)])) for statement in statements]


def _is_of_other_rows(condition: Condition, statement: Held) -> bool:
    """Whether a condition names the rows it is of, "tại mục 3", and a numbered statement is none of them.

    Where it takes them out, or names a span of them, it is read along with all.
    """
    rows = _ROWS.search(condition.text)
    if rows is None or not statement.number or condition.section != statement.section or _SPANS.search(condition.text):
        return False
    return statement.number not in re.findall(r"\d+", rows[0])


_ROWS = re.compile(
    r"""
    \b(?:tại|ở|của|thuộc)[ ](?:các[ ])?(?:mục|dòng|số|stt|số[ ]thứ[ ]tự)[ ]
    \d{1,2}(?!\s*(?:/|Điều|khoản|Chương|Nghị|Luật))
    (?:(?:,|[ ]và|[ ]hoặc)[ ](?:(?:tại[ ])?(?:mục|dòng|số)[ ])?\d{1,2})*\b(?![.,/]\d)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SPANS = re.compile(
    r"\b(?:trừ|ngoài các|khác|còn lại|không áp dụng)\b|\bđến (?:(?:mục|dòng|số) )?\d|\d\s?[–-]\s?\d", re.IGNORECASE
)


def _points_away(condition: Condition, statement: Held) -> bool:
    """Whether a condition speaks of what stands above it and the statement stands below it, or the other way round."""
    up, down = _UP.search(condition.text) is not None, _DOWN.search(condition.text) is not None
    return up != down and (statement.at > condition.at if up else statement.at < condition.at)


def _holds(condition: Condition, statement: Held, sections: set[str]) -> bool:
    if _FINES.search(condition.text) and not statement.fine:
        return False
    if _is_of_other_rows(condition, statement):
        return False
    if (condition.above or _OF_PLACES.search(condition.text)) and statement.at > condition.at:
        return False
    if condition.acts:
        return bool(condition.acts & statement.acts)
    if condition.section == statement.section:
        return True
    if statement.criminal and _FINES.search(condition.text):
        return False
    if condition.reach is Reach.ALL:
        return not _points_away(condition, statement)
    return condition.reach is Reach.SECTION_OR_ALL and condition.section not in sections
