"""Organs of closed lists: ministries, departments of provinces, provinces. Any other name of one there never was.

Sources: decrees and resolutions on the organisation of the Government, from the declaration of 28 August 1945 to
Resolution 176/2025/QH15; Decrees 13/2008, 24/2014 and 45/2025/NĐ-CP for the departments; the code list of provinces.
"""

from __future__ import annotations

import functools
import re

from validators.citations.acts.organs import ORGANS
from validators.language.syllables import CAPITALS, base_key, tone_key
from validators.sharing.issue_date import IssueDate
from validators.sharing.vocabulary import vocabulary

FORMER = (
    "Bộ Cứu tế xã hội", "Bộ Thanh niên", "Bộ Tuyên truyền", "Bộ Thông tin, Tuyên truyền", "Bộ Quốc dân kinh tế",
    "Bộ Kinh tế", "Bộ Giao thông", "Bộ Canh nông", "Bộ Nông lâm", "Bộ Quốc gia giáo dục", "Bộ Giao thông công chính",
    "Bộ Giao thông và Bưu điện", "Bộ Thương binh, Cựu binh", "Bộ Thương binh", "Bộ Xã hội", "Bộ Công thương",
    "Bộ Cứu tế", "Bộ Tuyên truyền và Cổ động", "Bộ Công chính", "Bộ Thủy lợi và Kiến trúc", "Bộ Kiến trúc",
    "Bộ Thủy lợi và Điện lực", "Bộ Thương nghiệp", "Bộ Công nghiệp", "Bộ Nội thương", "Bộ Ngoại thương",
    "Bộ Công nghiệp nặng", "Bộ Công nghiệp nhẹ", "Bộ Thủy lợi", "Bộ Lâm nghiệp", "Bộ Nông nghiệp", "Bộ Nông trường",
    "Bộ Nông nghiệp và Công nghiệp thực phẩm", "Bộ Lương thực", "Bộ Lương thực và Thực phẩm",
    "Bộ Công nghiệp thực phẩm", "Bộ Hải sản", "Bộ Thủy sản", "Bộ Vật tư", "Bộ Điện và Than", "Bộ Điện lực",
    "Bộ Mỏ và Than", "Bộ Năng lượng", "Bộ Cơ khí và Luyện kim", "Bộ Kinh tế đối ngoại", "Bộ Thương mại và Du lịch",
    "Bộ Thương mại", "Bộ Giao thông vận tải và Bưu điện", "Bộ Bưu chính, Viễn thông", "Bộ Văn hóa", "Bộ Thông tin",
    "Bộ Văn hóa, Thông tin, Thể thao và Du lịch", "Bộ Văn hóa - Thông tin", "Bộ Giáo dục",
    "Bộ Đại học và Trung học chuyên nghiệp", "Bộ Đại học, Trung học chuyên nghiệp và Dạy nghề", "Bộ Lao động",
    "Bộ Thương binh và Xã hội", "Bộ Khoa học, Công nghệ và Môi trường", "Bộ Thông tin và Cổ động",
)  # fmt: skip
"""Ministries of before August 2007 whose symbols stand in no list here; some names live on as short ones."""
_NO_MINISTRIES = (
    "Chính trị", "Luật", "Tư lệnh", "Tổng Tham mưu", "Tổng tham mưu", "Chỉ huy", "Chỉ số", "Tiêu chí", "Quy tắc",
    "Quy chuẩn", "Câu hỏi", "Tài liệu", "Pháp điển", "Thủ tục", "Đội", "Phận", "Trưởng", "Máy", "Môn", "Dữ liệu",
    "Ảnh", "Sách", "Công cụ", "Nguyên tắc", "Ứng xử", "Đề", "Lễ", "Quy định", "Tranh", "Mẫu", "Phim", "Hồ sơ",
    "Nhận diện", "Tiêu chuẩn", "Kit", "Giáo trình", "Hướng dẫn", "Bài giảng", "Tham mưu", "Quy trình", "Cẩm nang",
    "Sưu tập", "Từ điển", "Đàm", "Binh", "Hành", "Lọc", "Tem", "Đồ", "Thẻ", "Sưu tầm", "Khung", "Giải pháp",
    "Chương trình", "Video", "Poster", "Infographic", "Lạc", "Tộc",
)  # fmt: skip
"""What else begins with “Bộ” and a capital: the Politburo, codes of law, sets of things."""
_DEPARTMENT_FIELDS = (
    "Ngoại vụ", "Du lịch", "Văn hóa và Thể thao", "Quy hoạch", "An toàn thực phẩm", "Dân tộc", "Thể dục thể thao",
    "Thể dục, thể thao", "Văn hóa", "Giao thông công chính", "Giao thông", "Nhà đất", "Địa chính", "Thương mại",
    "Thủy sản", "Nông lâm", "Công nghiệp", "Tài nguyên", "Lao động", "Thể thao", "Nông nghiệp", "Lâm nghiệp",
    "Thủy lợi", "Bưu chính", "Thông tin", "Giáo dục", "Khoa học", "Kế hoạch", "Kinh tế", "Công an", "Y tế",
    "Thương nghiệp", "Công chánh",
)  # fmt: skip
"""What departments of provinces were and are named after besides the ministries; of long names the beginning."""
_NO_DEPARTMENTS = (
    "Giao dịch", "Chỉ huy", "Hữu", "Thú", "Cảnh sát", "Liêm phóng", "Mật thám", "Lục lộ", "Tại", "Đoan",
)  # fmt: skip
"""What else begins with “Sở” and a capital."""
_FORMER_PROVINCES = (
    "Hà Tây", "Hà Bắc", "Hải Hưng", "Nam Hà", "Hà Nam Ninh", "Vĩnh Phú", "Bắc Thái", "Cao Lạng", "Hà Tuyên",
    "Hoàng Liên Sơn", "Hà Sơn Bình", "Nghệ Tĩnh", "Bình Trị Thiên", "Quảng Nam - Đà Nẵng", "Nghĩa Bình", "Phú Khánh",
    "Thuận Hải", "Gia Lai - Kon Tum", "Sông Bé", "Cửu Long", "Minh Hải", "Hậu Giang", "Sơn Tây", "Hà Đông", "Kiến An",
    "Phúc Yên", "Vĩnh Yên", "Hải Ninh", "Quảng Yên", "Hồng Quảng", "Nghĩa Lộ", "Rạch Giá", "Long Xuyên", "Châu Đốc",
    "Sa Đéc", "Mỹ Tho", "Gò Công", "Chợ Lớn", "Gia Định", "Biên Hòa", "Thủ Dầu Một", "Bà Rịa", "Vĩnh Bình",
    "Kiến Hòa", "Định Tường", "Kiến Phong", "Phong Dinh", "Ba Xuyên", "Chương Thiện", "An Xuyên", "Kiến Tường",
    "Hậu Nghĩa", "Long Khánh", "Phước Tuy", "Phước Long", "Bình Long", "Tuyên Đức", "Lâm Viên", "Đồng Nai Thượng",
    "Pleiku", "Phú Bổn", "Quảng Đức", "Quảng Tín", "Thừa Thiên", "Thừa Thiên Huế", "Thừa Thiên - Huế", "Vũng Tàu",
    "Vũng Tàu - Côn Đảo", "Bà Rịa - Vũng Tàu", "Đắc Lắc", "Đăk Lăk", "Đắc Nông", "Đăk Nông", "Dak Lak", "Kontum",
    "Bắc Cạn", "Tây Bắc", "Việt Bắc",
)  # fmt: skip
"""Provinces since 1945 that the code list does not reach back to, and other spellings."""
# Not on into the next organ of an enumeration, which is one of its own: "Bộ Tư pháp, Bộ Công an".
_WORDS = (
    rf"(?:(?:\s{{1,3}}|,\s|\s[-–]\s|[-–])(?!(?:Bộ|Sở)\s{{1,3}}[{CAPITALS}])(?:và|[^\W\d_]{{1,8}})(?![^\W\d_])){{0,9}}"
)
_NAME = re.compile(rf"(?<!\w)(?P<kind>Bộ|Sở)\s{{1,3}}(?P<name>[{CAPITALS}][^\W\d_]{{0,9}}(?![^\W\d_]){_WORDS})")
_IN_CAPITALS = re.compile(rf"\W*(?P<kind>BỘ|SỞ)\s{{1,3}}(?P<name>[{CAPITALS}]{{2,9}}(?![^\W\d_]){_WORDS})\W*")
_OF_PROVINCE = re.compile(
    rf"""
    (?<!\w)(?:(?i:ủy\s{{1,3}}ban\s{{1,3}}nhân\s{{1,3}}dân|uỷ\s{{1,3}}ban\s{{1,3}}nhân\s{{1,3}}dân|hội\s{{1,3}}đồng\s{{1,3}}nhân\s{{1,3}}dân
      |công\s{{1,3}}an|tòa\s{{1,3}}án\s{{1,3}}nhân\s{{1,3}}dân|toà\s{{1,3}}án\s{{1,3}}nhân\s{{1,3}}dân|viện\s{{1,3}}kiểm\s{{1,3}}sát\s{{1,3}}nhân\s{{1,3}}dân
      |thanh\s{{1,3}}tra|sở\s[^\n.;:()]{{2,40}}?) | UBND|HĐND|TAND|VKSND)
    \s{{1,3}}(?i:tỉnh)\s{{1,3}}(?P<name>[{CAPITALS}][^\W\d_]{{1,9}}(?:\s(?:[-–]\s)?[{CAPITALS}][^\W\d_]{{0,9}}){{0,4}})
    """,
    re.VERBOSE,
)
_FOREIGN = re.compile(
    r"""
    (?:nước|Liên\sbang|Vương\squốc|Cộng\shòa|Cộng\shoà)\s(?!ta|Việt\sNam|xã\shội|Cộng\s(?:hòa|hoà)\sxã|[a-zđ])|nước\sngoài|các\snước
    |Hoa\sKỳ|Nhật\sBản|Trung\sQuốc|Hàn\sQuốc|Triều\sTiên|(?<!\w)Lào(?!\s[Cc]ai)|Cam-?pu-?chia|Thái\sLan|Xin-?ga-?po|Singapore
    |Ma-?lai-?xi-?a|Malaysia|Ấn\sĐộ|Ô-?xtrây|Ca-?na-?đa|Cu\s?Ba|Phi-?líp|In-?đô|Mi-?an-?ma|Liên\sXô|Sài\sGòn|Việt\sNam\sCộng
    """,
    re.VERBOSE,
)
_BESIDE = 60  # signs around a name in which another state's may be told
_TOLD = 3  # words of an unknown name that are told: nothing says where it ends
_PLACEHOLDER = "Mẫu"  # as forms and lessons call whoever it may be
_SHORTEST = 2  # letters of the first word such a name begins with; shorter ones stand for a name


def invented_organs(text: str, *, is_name: bool = False) -> list[tuple[int, str]]:
    """Organs a text names that there never were, with their places.

    Args:
        text: Letters composed (NFC).
        is_name: It is the name of an organ or a line of a letterhead, where capitals say nothing.
    """
    found = [(one.start(), one) for one in _NAME.finditer(text)] if "Bộ " in text or "Sở " in text else []
    if is_name and (one := _IN_CAPITALS.fullmatch(text)):
        found.append((one.start("kind"), one))
    return [*((at, _told(one)) for at, one in found if not _is_organ(text, one)), *_of_provinces(text)]


def _is_organ(text: str, found: re.Match[str]) -> bool:
    name = found["name"]
    first = name.split()[0]
    if len(first) < _SHORTEST or first == _PLACEHOLDER or first[0].islower() or _is_abbreviated(found, first):
        return True  # it stands for a name, or is none, or an abbreviation
    known = _is_known(found["kind"].casefold(), _compared(name)) and not _goes_on(name)
    return known or is_of_abroad(text, found)


def is_of_abroad(text: str, found: re.Match[str]) -> bool:
    """Whether another state is told beside some words of a text, or in them."""
    around = text[max(found.start() - _BESIDE, 0) : found.start()] + " · " + text[found.end() : found.end() + _BESIDE]
    return bool(_FOREIGN.search(found.group() + around))


_OF_THE_PAST = re.compile(
    r"""
    trước\s(?:đây|ngày|khi|năm|kia)
    |(?<!\w)(?:
      cũ|nay\slà|nguyên\slà|hợp\snhất|sáp\snhập|giải\sthể|không\scòn|chấm\sdứt|kết\sthúc|từng|bãi\sbỏ
      |thay\s(?:thế|cho)|đổi\stên|chuyển\sgiao
      |(?:nhiệm\svụ|chức\snăng|thẩm\squyền|lĩnh\svực|quản\slý|công\sviệc)\s[^.;\n]{0,60}chuyển\s(?:về|sang|cho)
    )(?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def speaks_of_past(beside: str, issued: IssueDate) -> bool:
    """Whether words beside a name speak of what was; "trước ngày 30/9/2026" of a later day is a time limit."""
    return any(
        not ((day := _DAY_TO_COME.match(beside, found.start())) and _is_to_come(day, issued))
        for found in _OF_THE_PAST.finditer(beside)
    )


_DAY_TO_COME = re.compile(
    r"trước\s(?:ngày\s)?(?:(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{1,2})\stháng\s(\d{1,2})\snăm\s(\d{4}))",
    re.IGNORECASE,
)


def _is_to_come(found: re.Match[str], issued: IssueDate) -> bool:
    day, month, year = (int(part) for part in found.groups() if part)
    return (year, month, day) >= (issued.first.year, issued.first.month, issued.first.day)


_AND = re.compile(r"\s{1,3}và\s{1,3}(?=\w)")
_ORGAN_FOLLOWS = re.compile(
    r"""
    .*\svà\s{1,3}(?:Bộ|Sở|Ủy|Uỷ|Ngân|Thanh|Tổng|Công|Chính|Cục|Viện|Tòa|Toà|Hội|Mặt|Đoàn|Văn|Ban|Tỉnh|Trung|Kho|Bảo
      |Phòng|Quốc|Thủ|Tập|Đài|Báo|Liên|Trường|Đảng|Hà|Thành|Đại)(?!\w)
    """,
    re.VERBOSE,
)


def _goes_on(name: str) -> bool:
    """Whether the name of a ministry that ended is gone on with by “và” and a field that no ministry had beside it."""
    head, *rest = _AND.split(name.replace("Ð", "Đ"), maxsplit=1)
    return bool(
        rest
        and rest[0][0].isupper()
        and _compared(head) in _short_fields()
        and not _ORGAN_FOLLOWS.match(name)
        and not any(_compared(f"{head} {rest[0]}").startswith(field) for field in _longer_fields())
    )


@functools.cache
def _short_fields() -> frozenset[str]:
    """What ministries were named after and none is today."""
    now = {_compared(organ.name) for organ in ORGANS if organ.until is None}
    return frozenset(_compared(name.removeprefix("Bộ ")) for name in FORMER if _compared(name) not in now)


@functools.cache
def _longer_fields() -> frozenset[str]:
    """What ministries and departments are named after where “và” stands in it."""
    every = (*FORMER, *(organ.name for organ in ORGANS), *_DEPARTMENT_FIELDS, *_HALF_ABBREVIATED)
    return frozenset(_compared(name.removeprefix("Bộ ")) for name in every if " và " in name)


def _is_abbreviated(found: re.Match[str], first: str) -> bool:
    """Capitals after small letters, or without a vowel."""
    return first.isupper() and (not found["kind"].isupper() or not _VOWEL.search(base_key(first.casefold())))


_VOWEL = re.compile(r"[aeiouy]")


def _of_provinces(text: str) -> list[tuple[int, str]]:
    if "tỉnh" not in text and "TỈNH" not in text and "Tỉnh" not in text:
        return []
    return [
        (found.start(), " ".join(found.group().split()))
        for found in _OF_PROVINCE.finditer(text)
        if not (_is_no_name(found) or _is_province(_compared(found["name"])))
    ]


def _is_no_name(found: re.Match[str]) -> bool:
    """Small letters go on in the sentence, capitals after small ones begin another line."""
    name = found["name"]
    in_capitals = name.isupper() and not found.group().isupper()
    return name[0].islower() or in_capitals or name.split()[0].casefold() == _PLACEHOLDER.casefold()


def _told(found: re.Match[str]) -> str:
    """Some words of an unknown name; of one that goes on where a known one ends, the word after that too."""
    words = found.group().split()
    told = words.index("và") + 3 if _goes_on(found["name"]) else _TOLD
    return " ".join(words[:told]).strip(" ,-–")


@functools.lru_cache(maxsize=4096)
def _compared(name: str) -> str:
    return tone_key(" ".join(re.sub(r"[,\-–&]|(?<!\w)và(?!\w)", " ", name.casefold()).split()))


@functools.lru_cache(maxsize=4096)
def _is_known(kind: str, name: str) -> bool:
    return any(name == known or name.startswith(known + " ") for known in _known(kind))


_HALF_ABBREVIATED = ("Nông nghiệp và PTNT", "Lao động TB và XH", "Tài nguyên và MT", "Giáo dục và ĐT")


@functools.cache
def _known(kind: str) -> frozenset[str]:
    """Beginnings of names that there are or were, without their first word, as they are compared."""
    ministries = (*(FORMER if kind == "bộ" else ()), *(organ.name for organ in ORGANS if organ.name.startswith("Bộ ")))
    fields = {name.removeprefix("Bộ ") for name in ministries}.union(_HALF_ABBREVIATED)
    return frozenset(
        map(_compared, fields.union(_NO_MINISTRIES if kind == "bộ" else (*_DEPARTMENT_FIELDS, *_NO_DEPARTMENTS)))
    )


@functools.lru_cache(maxsize=4096)
def _is_province(name: str) -> bool:
    """Whether a name begins with that of a province: "Hưng Yên Nguyễn Văn A" does."""
    return any(name == known or name.startswith(known + " ") for known in _provinces())


@functools.cache
def _provinces() -> frozenset[str]:
    named = (re.sub(r"^(?:Tỉnh|Thành phố) ", "", term.vi) for term in vocabulary("provinces").terms)
    return frozenset(map(_compared, (*named, *_FORMER_PROVINCES)))


def is_former(name: str) -> bool:
    """Whether an organ's whole name is that of a ministry of before August 2007."""
    return _compared(name) in _former()


@functools.cache
def _former() -> frozenset[str]:
    return frozenset(map(_compared, FORMER))


@functools.cache
def ministries() -> frozenset[str]:
    """Names of ministries there are or were since August 2007, in small letters."""
    return frozenset(term.vi.casefold() for term in vocabulary("ministries").terms)
