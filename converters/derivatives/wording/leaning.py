"""Sentences that say nothing, or not enough, without what stands before them: "Ngoài ra …", "Vi phạm bị phạt …"."""

from __future__ import annotations

import re

from converters.derivatives.wording.emphasis import holds_money
from converters.derivatives.wording.excerpts import opening_with
from validators.citations.find import find_mentions

# A sentence that opens with one of these says nothing without the one before it.
_CONNECTIVES = ("ngoài ra", "đồng thời", "tuy nhiên", "nhưng", "do đó", "vì vậy", "như vậy", "bên cạnh đó")
_POINTERS_BACK = ("theo đó", "trong đó", "khi đó", "việc này", "điều này", "hành vi này", "trường hợp này")
_PLURALS_BACK = ("những trường hợp này", "mức này", "các mức phạt trên")
_PRONOUNS = ("người này", "họ", "nó", "đây")
# What was named before: "Mức lãi này không quá …", "Khoản tiền đó do hai bên thỏa thuận".
_NAMED_BEFORE = (
    r"(?:mức|khoản|số|lãi|phí|tiền|thời hạn|thời gian|quyền|nghĩa vụ|điều kiện|giấy)"
    r"(?: (?!quy định|của|trong|tại)\w+){0,2} (?:này|đó|ấy)"
)
_ORDER_ABOVE = r"(?:các )?(?:trình tự|thủ tục|quy trình|bước|nội dung)(?: \w+)? (?:này|trên|nêu trên|đó)"
REFERS_BACK = opening_with(*_CONNECTIVES, *_POINTERS_BACK, *_PLURALS_BACK, *_PRONOUNS, _NAMED_BEFORE, _ORDER_ABOVE)
# "Ở vùng sâu, vùng xa thì không quá 45 ngày": of what, the sentence before says.
_OF_WHAT_WAS_SAID = r"(?:ở|với|đối với|tại|riêng)\b[^;.]{0,80}\bthì (?:không quá|tối đa|ít nhất|tối thiểu|là \d|\d)"
_PAST_THE_TIME = "(?:quá|hết) (?:thời )?hạn(?: (?:này|trên|đó|nêu trên))?(?: mà| thì|,)"
# One that opens with these can stand alone, but belongs to the sentence before it where there is one.
LEANS = opening_with(
    "nếu", "trường hợp", _PAST_THE_TIME, _OF_WHAT_WAS_SAID,
    "mức phạt", "cũng", "hành vi", "người vi phạm", "người đó", "người ấy",
    "(?:nếu )?vi phạm (?:thì )?(?:sẽ |có thể |đều )?bị", "[^,;]{0,40}?\\b(?:vẫn|cũng) (?:được|phải|bị|không)"
)  # fmt: skip
# "mức thu trên" points back, "mức thu nhập trên 5 triệu đồng" and "mức thu trên địa bàn tỉnh" do not.
_OF_WHAT = "phạt|thu|phí|lệ phí|giá|hưởng|đóng|hỗ trợ|trợ cấp|tiền|lương|chi|vay|lãi suất"
_NOT_A_MEASURE = r"(?=\s*(?:[.,;:()]|$)|\s(?:là|được|áp dụng|đối với|và|bằng|gấp|nhưng|thì|không|chưa|đã|nếu|có|cho)\b)"
_NAMED = "mức(?: phạt)?|(?:các|những) (?:hành vi|việc|trường hợp|mức|quyền)"
_MEASURE = rf"mức (?:{_OF_WHAT}) (?:này|đó|(?:nêu |nói |kể )trên|trên đây|trên{_NOT_A_MEASURE})"
POINTS_BACK = re.compile(rf"\b(?:{_NAMED}) (?:này|trên|nêu trên|nói trên|đó|trên đây)\b|\b{_MEASURE}", re.IGNORECASE)
# Whatever was named: "trước độ tuổi nêu trên", "theo thủ tục vừa nêu".
_SAID_ABOVE = re.compile(r"^[^;:]*?\b(?:nêu trên|nói trên|kể trên|vừa nêu|đã nêu)\b", re.IGNORECASE)
# "Những người này vẫn được …"; "Sau 03 tháng mà người đó còn sống …", where no "người" stands before it.
_THOSE = opening_with(r"(?:những|các) (?:người|đối tượng|hộ|cơ sở|tổ chức|cá nhân) (?:này|đó|ấy|nói trên)")
_THAT_ONE = re.compile(r"\b(người|tổ chức|cơ sở) (?:đó|ấy)\b", re.IGNORECASE)
# "Các mức phạt dưới đây …" promises what its card does not show; behind a colon it stands there.
_PROMISES = re.compile(r"\b(?:các|những) [^.;:]{0,40}\b(?:dưới|sau) đây\b(?![^.]*:)", re.IGNORECASE)
# "Người vi phạm bị phạt …" does not say what for; "Người vi phạm quyết định cấm tiếp xúc bị phạt …" does.
_NO_OBJECT = (
    r"(?=\W*$|\s*[,.;:(]|\s(?:bị|còn|phải|thì|sẽ|có|cũng|đều|vẫn|được|không|chỉ|nếu|mà|đã|tự|là|nhiều|lần"
    r"|(?:các |những )?(?:quy định|điều|hành vi|nghĩa vụ) (?:này|trên|nêu trên|đó))\b)"
)
# Under a question it does, too.
NO_BEHAVIOUR = opening_with(
    f"người vi phạm{_NO_OBJECT}", "người đó", "người ấy", "hành vi đó", "cá nhân có cùng hành vi", "đối tượng này",
    "(?:nếu )?vi phạm (?:thì )?(?:sẽ |có thể |đều )?bị",
    "(?:thì |sẽ |có thể )?bị (?:(?:xử )?phạt|cảnh cáo)", "phạt tiền từ [^.;]*đồng[.;]?$",
    r"đã bị (?:xử lý|xử phạt)[^.;]{0,60}?\bvi phạm\s*(?:thì|bị|,)",
    r"(?:(?:trong )?trường hợp|nếu|người|hành vi) (?:người vi phạm )?(?:tái phạm|tái diễn|còn vi phạm|vi phạm nhiều lần"
    r"|đã bị xử phạt|vẫn tiếp tục vi phạm|tiếp tục vi phạm)",
)  # fmt: skip


# Of a case story: "Bà Lụa nộp đơn …"; a card has no room for the story. "Bà Rịa" is a place.
_PARTY = re.compile(
    r"\b(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Ee]m|[Cc]háu|[Cc]ô|[Cc]hú|[Bb]ác|[Cc]ụ)"
    r"(?: (?:ấy|ta)\b| (?!Rịa\b)(?=[^\W\d_])(\w+))"
)


def names_a_party(text: str, heading: str | None = None) -> bool:
    """Whether a text speaks of somebody of a case story whom the question above it does not name."""
    over = heading or ""
    if _SPEAKING.search(text):
        return True
    names = [found[1] for found in _PARTY.finditer(text) if found[1] is None or found[1][:1].isupper()]
    return any(name is None or re.search(rf"\b{name}\b", over) is None for name in names)


# Somebody speaks: "Tôi đã báo công an", "bác phải chứng minh", "Chủ tọa: Tuyên phạt bị cáo …".
_SPEAKING = re.compile(
    r"""
    \b(?:tôi|bị[ ]cáo)\b
    | \b(?:cháu|bác|cô|chú|anh|chị)[ ](?:phải|được|không|cứ|có|bị|đã|sẽ|xin|nên|ạ)\b
    | ^(?:chủ[ ]tọa|thẩm[ ]phán|kiểm[ ]sát[ ]viên|luật[ ]sư|dẫn[ ]chuyện|người[ ]dẫn)[^.:]{0,30}:
    """,
    re.IGNORECASE | re.VERBOSE,
)


def belongs_to_what_precedes(sentence: str) -> bool:
    """Whether a sentence is told with the one before it, where there is one."""
    return any(sign.search(sentence) for sign in (REFERS_BACK, LEANS)) or speaks_of_what_precedes(sentence)


def speaks_of_what_precedes(sentence: str) -> bool:
    """Whether a sentence speaks of something that only the one before it names: "trước độ tuổi nêu trên"."""
    above, that = _SAID_ABOVE.search(sentence), _THAT_ONE.search(sentence)
    if above is not None and not holds_money(above[0]):
        return True
    named = that is None or re.search(rf"\b{that[1]}\b", sentence[: that.start()], re.IGNORECASE) is not None
    return not named or _THOSE.search(sentence) is not None


def says_nothing_alone(sentence: str, *, under_a_question: bool) -> bool:
    """Whether a sentence cannot stand alone on a card; a question above it says what it is about."""
    if any(sign.search(sentence) for sign in (REFERS_BACK, _PROMISES)):
        return True
    if (speaks_of_what_precedes(sentence) and not under_a_question) or _points_out(sentence):
        return True
    return not under_a_question and NO_BEHAVIOUR.search(sentence) is not None


# "công việc này", "người nói trên": what is meant must stand before it. "Luật này" and "Điều này" are the provision's.
_POINTED_AT = re.compile(
    r"\b([^\W\d_]+) (?:này|đó|ấy|(?:nói|nêu|kể) trên|(?:vừa|đã) nêu)\b(?! (?:đến|trở) (?:nay|đi))", re.IGNORECASE
)
_OF_THE_PAPER = frozenset(
    ("luật", "định", "tư", "quyết", "lệnh", "điều", "khoản", "điểm", "mục", "chương", "liệu", "gấp")
)
_OF_TIME = frozenset(("sau", "trước", "do", "từ", "trong", "khi", "lúc", "theo", "ngay", "nhờ", "hiện", "bởi", "vì"))


def leans_on_another(sentence: str, over: str, *, asked: bool) -> bool:
    """Whether the first sentence of a card says nothing, or not all, without what stands before it.

    Args:
        sentence: The sentence.
        over: The heading or question shown over it.
        asked: Whether that is a question it answers.
    """
    if (_TAKES_OUT.search(sentence) and not _EXCEPTS_FIRST.search(sentence)) or _AS_ABOVE.search(sentence):
        return True
    if _BARE_MEASURE.search(sentence) and find_mentions(over):
        return True
    asked = asked and len(over.split()) >= _FEWEST_ASKING
    return says_nothing_alone(sentence, under_a_question=asked) or _points_at_nothing(sentence, over)


# "Mức hưởng bằng 60% …" below the name of an act alone does not say of what.
_BARE_MEASURE = opening_with(
    r"(?:mức|thời gian|thời hạn|số tiền|tỷ lệ)(?: (?:hưởng|đóng|hỗ trợ|trợ cấp|thu|nộp))? (?:bằng|là|không quá|tối đa)"
)
_FEWEST_ASKING = 6  # words of a question that says itself what it is about; "Không đăng ký thì sao?" does not
_AS_ABOVE = re.compile(r"\bnhư (?:trên|vậy|thế)\b", re.IGNORECASE)
# "Trừ xe cứu thương.", "Còn xe tải thì …": of what, stands before it.
_TAKES_OUT = opening_with(
    "trừ", "ngoại trừ", "riêng", "hoặc", "và", "còn(?! lại)", "song", "mà", "quy định này", "mức phạt này"
)
# "Trừ trường hợp bị truy cứu trách nhiệm hình sự, người … bị phạt …" says itself what it takes that out of.
_EXCEPTS_FIRST = re.compile(
    r"""
    ^\W*(?:trừ|ngoại[ ]trừ)\b[^.;]{5,120}?,[ ]
    (?:người|cá[ ]nhân|tổ[ ]chức|hộ|mọi|công[ ]dân|cơ[ ]sở|doanh[ ]nghiệp)\b[^.;]*\b(?:bị|phải|được|có|không)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


# "Bảng dưới đây tóm tắt …", "xem hình bên": what stands beside it on the paper, and not on a card.
_BESIDE_IT = re.compile(
    r"\b(?:bảng|biểu|hình|sơ đồ|ảnh|phụ lục|danh mục|danh sách)(?: \w+){0,2}"
    r" (?:dưới đây|sau đây|trên đây|kèm theo|bên)\b",
    re.IGNORECASE,
)


def speaks_of_what_is_beside_it(text: str) -> bool:
    """Whether a passage sends its reader to a table or picture that no card shows."""
    return _BESIDE_IT.search(text) is not None


def _points_at_nothing(sentence: str, over: str) -> bool:
    """Whether a sentence speaks of "công việc này" where neither it nor its heading named that before."""
    for pointing in _POINTED_AT.finditer(sentence):
        before = sentence[: pointing.start()]
        word = pointing[1].casefold()
        if word in _OF_THE_PAPER:
            continue
        if word in _OF_TIME:
            if not before.strip():
                return True
            continue
        if re.search(rf"\b{word}\b", f"{over} {before}", re.IGNORECASE) is None:
            return True
    return False


def _points_out(sentence: str) -> bool:
    """Whether what it points back to stands outside it: "… đến 5 triệu đồng; mức phạt này với cá nhân" says both."""
    pointing = POINTS_BACK.search(sentence)
    if pointing is None:
        return False
    return not (pointing[0].casefold().startswith("mức") and holds_money(sentence[: pointing.start()]))
