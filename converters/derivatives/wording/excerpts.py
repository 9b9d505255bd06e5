"""Shortening legal text without changing what it says.

An excerpt is always the text's own beginning, cut only where a sentence or a clause ends, and never in front of an
exception or a condition: "được hưởng thù lao; trừ trường hợp …" without its second half would be another rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from converters.records.parts.sentences import ABBREVIATION, SENTENCE_END, sentences
from validators.language.unicode_hygiene import normalized


def opening_with(*phrases: str) -> re.Pattern[str]:
    """What finds a text that opens with one of these phrases, whole words, behind brackets or quotation marks."""
    return re.compile(rf"^\W*(?:{'|'.join(phrases)})\b", re.IGNORECASE)


_CLAUSE_END = re.compile(r";(?=\s)")
# A text that opens with one of these takes something back from what stands before it.
_EXCEPTIONS = ("trừ", "ngoại trừ", "ngoài ra không", "không áp dụng", "riêng", "chỉ")
_CONDITIONS = ("trường hợp", "trong trường hợp", "nếu", "khi", "với điều kiện")
_CONTRASTS = ("tuy nhiên", "nhưng", "song", "còn")
_CONTINUATIONS = ("mà", "hoặc", "và", "với", "đối với", "quy định này", "mức phạt này")
_LIMITS_WHAT_PRECEDES = opening_with(*_EXCEPTIONS, *_CONDITIONS, *_CONTRASTS, *_CONTINUATIONS)
_EXCEPTS = opening_with(*_EXCEPTIONS, "tuy nhiên", "nhưng", "với điều kiện")
# "Quy định tại khoản này …", "Các mức phạt trên …": what is said of it narrows what was said.
_SAID_BEFORE = "quy định|mức|mức phạt|mức tiền phạt|thời hạn|thời gian|điều kiện|hành vi|trường hợp|quyền|số tiền"
_POINTING = r"này|trên|đó|nêu trên|nói trên|trên đây|vừa nêu"
_SPEAKS_OF_IT = re.compile(rf"^\W*(?:các |những )?(?:{_SAID_BEFORE})\b[^.;]{{0,40}}?\b(?:{_POINTING})\b", re.IGNORECASE)
_ORGANISATIONS = r"\b(?:tổ chức|doanh nghiệp|pháp nhân)\b[^.;]{0,80}?\b(?:gấp|bằng)\s(?:đôi|hai|\(?0?2\)?)\b"
_NOT_FOR_ALL = r"\bkhông (?:được )?áp dụng\b|\bchỉ áp dụng\b"
_NOT_FOR_ANY = re.compile(_NOT_FOR_ALL, re.IGNORECASE)
_MAY_BE_TAKEN = r"\bcó thể bị (?:hạn chế|tạm dừng|tạm ngừng|đình chỉ|thu hồi)\b"
_TAKES_BACK = re.compile(rf"{_ORGANISATIONS}|{_NOT_FOR_ALL}|{_MAY_BE_TAKEN}", re.IGNORECASE)
# Right behind a statement: "Không tính tiền chậm nộp trong thời gian thiên tai.", "Hộ nghèo được miễn phí.",
# "Miễn lệ phí với trẻ em.", "Thời gian hỗ trợ không quá 10 năm.", "Tỉnh có thể quyết định mức cao hơn."
_SPARES = re.compile(
    r"""
    ^\W*không[ ](?:tính|thu|phải|bị|xử[ ]phạt|phạt|cần|bắt[ ]buộc)\b
    | \b(?:được|sẽ)[ ](?:được[ ])?(?:miễn|giảm)\b
    | \bkhông[ ](?:phải|bị|cần)\b
    | \bchỉ[ ](?:cần|bị|phải)\b
    | ^\W*(?:được[ ])?(?:miễn|giảm)\b
    | ^\W*(?:thời[ ]hạn|thời[ ]gian|mức)\b[^.;]{0,60}\b(?:không[ ]tính|không[ ]bao[ ]gồm|chưa[ ]gồm)\b
    | \bcó[ ]thể\b[^.;]{0,40}\b(?:cao|thấp|dài|ngắn|nhiều|ít|sớm|muộn)[ ]hơn\b
    | \bcó[ ]thể\b[^.;]{0,30}\b(?:quy[ ]định|quyết[ ]định|thỏa[ ]thuận)[ ](?:mức[ ]|thời[ ]hạn[ ])?khác\b
    | ^\W*(?:thời[ ]gian|thời[ ]hạn|mức|tổng)\b[^.;]{0,40}\b(?:không[ ](?:vượt[ ])?quá|tối[ ]đa|tối[ ]thiểu|ít[ ]nhất)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
# What comes on top of a fine: told without it, the fine would pass for all there is.
_ON_TOP = re.compile(
    r"""
    ^\W*
    (?:
      (?:ngoài[ ](?:ra|(?:việc[ ])?(?:bị[ ])?phạt|mức[ ]phạt|hình[ ]thức|các[ ](?:mức|hình[ ]thức))|
         đồng[ ]thời|bên[ ]cạnh[ ]đó|kèm[ ]theo[ ]đó|hơn[ ]nữa)\b
      [^.]*?\b(?:bị|buộc|tước|tịch[ ]thu|trục[ ]xuất
        |phải[ ](?:chịu|trả|bồi[ ]thường|nộp|khôi[ ]phục|hoàn|tháo|khắc[ ]phục|thu))\b
      | (?:(?:hình[ ]thức[ ])?(?:xử[ ])?phạt[ ]bổ[ ]sung|biện[ ]pháp[ ]khắc[ ]phục)\b
      | (?:người|tổ[ ]chức|cá[ ]nhân|chủ)\b[^.,;]{0,40}\bcòn[ ](?:có[ ]thể[ ])?(?:bị|phải)\b
      | [^.,;:]{1,40}\bcòn[ ](?:có[ ]thể[ ])?(?:bị|buộc|phải)\b
      | (?:buộc|tịch[ ]thu|tước)\b
      | (?:(?:số|khoản)[ ]tiền|tang[ ]vật|phương[ ]tiện|tài[ ]sản)\b[^.,;]{0,40}\b(?:phải|bị)[ ](?:trả|nộp|hoàn|tịch)\b
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
# What was begun before an act came into force: "Người đang hưởng trước ngày này thì tiếp tục hưởng …".
_CARRIES_ON = re.compile(
    r"""
    \btrước[ ](?:ngày|thời[ ]điểm)[ ](?:này|đó|trên|nói[ ]trên|nêu[ ]trên|\d|luật|nghị|thông|bộ[ ]luật|quyết)
    | \btiếp[ ]tục[ ](?:được[ ])?(?:hưởng|áp[ ]dụng|thực[ ]hiện|sử[ ]dụng|có[ ](?:giá[ ]trị|hiệu[ ]lực))\b
    | \b(?:theo|áp[ ]dụng)[ ](?:các[ ])?quy[ ]định[ ](?:cũ|trước[ ]đây|của[ ]pháp[ ]luật[ ]trước)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
# "… gồm:" promises what is then missing.
_NOT_NEXT = "".join(f"(?<!{word} )" for word in ("hôm", "ngày", "tuần", "tháng", "năm", "lần", "về", "phía", "đời"))
_OPEN_END = re.compile(rf"(?::|\b(?:sau đây|{_NOT_NEXT}sau|gồm|bao gồm|như))\W*$", re.IGNORECASE)
_LIST_END = re.compile(r"\s*[;,]$")  # an item of a list, standing alone, ends as a sentence does
# Behind punctuation or a word; "50 m²", "3 km²" and "10⁶" are amounts, and a mark kept does less harm than one lost.
_UNITS_RAISED = "".join(rf"(?<![\d\s(/]{unit})(?<!^{unit})" for unit in ("m", "km", "cm", "dm", "mm", "hm"))
_FOOTNOTE_MARK = re.compile(rf"(?<=[.,;\w])(?<!\d){_UNITS_RAISED}[¹²³⁴⁵⁶⁷⁸⁹⁰]+")
# A bullet read as a letter or a sign: "được: m yêu cầu …; m yêu cầu …". No Vietnamese word is a lone consonant.
_STRAY_BULLET = re.compile(r"(?:^|(?<=[:;.] ))[bcdghklmnpqrstvxđ®©@€°»«|] (?=\w)")
# Behind a sum or a length of time a sentence is whole: "việc xóa dữ liệu theo Điều 16 …" says nothing without its end.
_CLOSED = re.compile(r"(?:\b(?:đồng|giờ|ngày|tuần|tháng|năm|tuổi|lần)|%|\d)$", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
ELLIPSIS = "…"
LONGEST_HEADING = 90  # letters of what stands over a card; more pushes the text of a narrow one out


def tidy(text: str) -> str:
    """NFC, single spaces, nothing around."""
    return _SPACES.sub(" ", normalized("NFC", text)).strip()


def capitalised(text: str) -> str:
    """The text with a capital at its head, the rest as it is."""
    return text[:1].upper() + text[1:]


def limits_what_precedes(text: str) -> bool:
    """Whether a text takes something back from what stands before it: an exception, a condition, a contrast.

    "Trừ …", "Quy định tại khoản này không áp dụng …", "Tổ chức vi phạm bị phạt gấp đôi …": dropped behind a sentence
    they would make another rule of it.
    """
    first = sentences(text)[:1] or ("",)
    return any(sign.search(first[0]) for sign in (_LIMITS_WHAT_PRECEDES, _SPEAKS_OF_IT, _TAKES_BACK))


def excepts(sentence: str) -> bool:
    """Whether a sentence opens with what it takes out of the one before it: "Trừ …", "Riêng …", "Tuy nhiên …"."""
    return _EXCEPTS.search(sentence) is not None


def spares(sentence: str) -> bool:
    """Whether a sentence right behind a statement lets somebody off it or bounds it: "Hộ nghèo không phải nộp."."""
    return _SPARES.search(sentence) is not None


def comes_on_top(sentence: str) -> bool:
    """Whether a sentence says what comes on top of a fine: "Ngoài ra, người lái đò bị tước chứng chỉ …"."""
    return _ON_TOP.search(sentence) is not None


def is_a_rule_of_its_own(sentence: str) -> bool:
    """Whether a sentence that is told with the one before is no mere exception: "Khi thiết bị hỏng, … phải …"."""
    return _ON_CONDITION.search(sentence) is not None and not takes_back(sentence)


_ON_CONDITION = opening_with(*_CONDITIONS)


def carries_on(sentence: str) -> bool:
    """Whether a sentence says what becomes of what was begun before an act came into force."""
    return _CARRIES_ON.search(sentence) is not None


def comes_on_top_of_all(text: str) -> bool:
    """Whether a passage of its own says what comes on top of every fine above it: "Người vi phạm còn bị tịch thu …"."""
    return comes_on_top(text) and _ANYBODY.search(text) is not None and len(sentences(text)) == 1


_WHOEVER = r"người (?:(?:có hành vi )?vi phạm|bị (?:xử )?phạt)|(?:tổ chức|cá nhân)[^.;]{0,20} vi phạm|đối tượng vi phạm"
_BESIDE_FINES = r"ngoài (?:(?:việc|bị|hình thức|mức) ){0,2}phạt tiền,?(?: thì)? còn"  # of which fine, it does not say
_ANYBODY = re.compile(
    rf"^[^.;]{{0,60}}?\b(?:{_WHOEVER}|hành vi (?:vi phạm )?(?:nêu )?trên|{_BESIDE_FINES})\b", re.IGNORECASE
)


def takes_back(text: str) -> bool:
    """Whether a passage of its own only limits the one before: "Trừ …", "Quy định tại khoản này không áp dụng …"."""
    first = (sentences(text)[:1] or ("",))[0]
    opening = first[: len(first) - len(first.partition(",")[2])]
    # "Lao động nữ được nghỉ 60 phút, quy định này không áp dụng khi …" limits what it says itself.
    of_itself = _NOT_FOR_ANY.search(first) and not _NOT_FOR_ANY.search(opening)
    return any(sign.search(first) for sign in (_EXCEPTS, _SPEAKS_OF_IT)) or (
        _TAKES_BACK.search(first) is not None and not of_itself
    )


def safe_excerpt(text: str, limit: int) -> str | None:
    """The longest beginning of a text that fits and still says the same.

    Args:
        text: Any text.
        limit: Most letters wanted.

    Returns:
        The text itself when it fits; a beginning that ends where a sentence ends; one that ends where a clause ends,
        with "…" after it; None when every cut would leave out an exception or a condition, or break a sentence.
    """
    whole = _LIST_END.sub(".", tidy(text))
    if len(whole) <= limit:
        return None if _OPEN_END.search(whole) else whole
    for pattern, tail in ((SENTENCE_END, ""), (_CLAUSE_END, ELLIPSIS)):
        if (cut := _last_safe_cut(whole, limit - len(tail), pattern)) is not None:
            return whole[:cut].rstrip(" ;,") + tail
    return None


def ended(text: str) -> str:
    """A text that ends as a sentence does: "…;" of an item that stands alone becomes "…."."""
    return _LIST_END.sub(".", tidy(text))


def promises_more(text: str) -> bool:
    """Whether a text announces what does not follow: "… gồm:"."""
    return _OPEN_END.search(text) is not None


def beginning_of_steps(title: str, steps: Sequence[str], limit: int) -> str | None:
    """As many steps as fit behind their title, with "…" for the others; None where not even the first fits.

    Whoever shows it shows the steps one by one, or over several cards: it names them.
    """
    said = f"{title}:" if title else ""
    for number, step in enumerate(steps):
        longer = f"{said}{';' if number else ''} {step.rstrip(' ;.')}".strip()
        if len(longer) + len(ELLIPSIS) > limit:
            return f"{said}{ELLIPSIS}" if number else None
        said = longer
    return f"{said}."


def _last_safe_cut(text: str, limit: int, pattern: re.Pattern[str]) -> int | None:
    cuts = [
        match.end()
        for match in pattern.finditer(text)
        if match.end() <= limit and match.end() < len(text) and not ABBREVIATION.search(text[: match.start()])
    ]
    # Not only the next sentence: whatever is left out may take something back.
    safe = (cut for cut in reversed(cuts) if not any(map(_goes_with_the_rest, sentences(text[cut:]))))
    return next((cut for cut in safe if not _OPEN_END.search(text[:cut]) and not _is_in_a_list(text, cut)), None)


def _is_in_a_list(text: str, cut: int) -> bool:
    """Whether a cut leaves items of a list away that a colon announced: those before it would pass for all."""
    begun = sentences(text[:cut])[-1]
    return text[cut - 1] == ";" and ":" in begun


def _goes_with_the_rest(sentence: str) -> bool:
    """Whether what stands before a sentence would be another rule without it."""
    return any(sign(sentence) for sign in (limits_what_precedes, comes_on_top, spares, carries_on))


def without_bullets(text: str) -> str:
    """A text without bullets that were read as letters."""
    return _STRAY_BULLET.sub("", text)


def without_marks(text: str) -> str:
    """A text without the marks of its footnotes."""
    return _FOOTNOTE_MARK.sub("", tidy(text))


def without_citation(text: str, citation: str) -> str:
    """A text without its citation, where the citation stands apart from the sentence.

    A card shows the provision under the text; "(điểm a khoản 6 Điều 7 …)" at the end and "Theo Điều 7 …," at the
    beginning would say it twice. A citation inside the sentence stays.
    """
    whole, cited = tidy(text), re.escape(tidy(citation).strip("()[].;, "))
    if not cited:
        return whole
    lead_in = r"(?:(?:theo|căn cứ|tại|xem)\s+)?(?:(?:các\s+)?quy định\s+(?:tại|của|ở)\s+)?"
    whole = re.sub(rf"\s*[(\[]\s*{lead_in}{cited}\s*[)\]]", "", whole, flags=re.IGNORECASE)
    at_end = re.search(rf"(?<=\w)\s+(?:theo\s+)?{cited}\s*[.;]?$", whole, re.IGNORECASE)
    if at_end and (whole[-1] not in ".;" or _CLOSED.search(whole[: at_end.start()])):
        whole = whole[: at_end.start()]
    within = re.search(rf"(?<=\w),?\s+theo\s+{cited}(?=\.\s)", whole, re.IGNORECASE)
    if within and _CLOSED.search(whole[: within.start()]):
        whole = whole[: within.start()] + whole[within.end() :]
    shorter = re.sub(rf"^(?:theo|căn cứ)\s+{lead_in}{cited}\s*[,:]\s*", "", whole, flags=re.IGNORECASE)
    if shorter and shorter != whole:
        shorter = shorter[0].upper() + shorter[1:]
    return _FOOTNOTE_MARK.sub("", shorter or whole).strip()
