"""Subjects (45 topics of the Bộ pháp điển), audiences, language and keywords, counted from the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from validators.citations.laws.titles import title_key
from validators.sharing.codes import Audience
from validators.sharing.vocabulary import vocabulary

SUBJECT_WORDS: Mapping[int, tuple[str, ...]] = MappingProxyType(
    {
        1: ("an ninh quốc gia", "an ninh mạng", "cảnh vệ", "bí mật nhà nước", "khủng bố", "cơ yếu"),
        2: ("bảo hiểm xã hội", "bảo hiểm y tế", "bảo hiểm thất nghiệp", "bảo hiểm tiền gửi", "kinh doanh bảo hiểm"),
        3: (
            "bưu chính",
            "viễn thông",
            "tần số vô tuyến điện",
            "công nghệ thông tin",
            "giao dịch điện tử",
            "chuyển đổi số",
        ),
        4: ("trợ giúp pháp lý", "công chứng", "luật sư", "giám định tư pháp", "đấu giá tài sản", "thừa phát lại"),
        5: ("cán bộ, công chức", "viên chức", "công chức"),
        6: (
            "người có công",
            "liệt sĩ",
            "trợ giúp xã hội",
            "người cao tuổi",
            "người khuyết tật",
            "trợ cấp xã hội",
            "hộ nghèo",
        ),
        7: ("công nghiệp", "điện lực", "hóa chất", "khoáng sản", "năng lượng", "tiền chất"),
        8: ("hôn nhân", "bạo lực gia đình", "trẻ em", "bình đẳng giới", "dân số", "nuôi con nuôi"),
        9: ("dân sự", "bộ luật dân sự", "thừa kế", "sở hữu tài sản", "giao dịch bảo đảm"),
        10: ("dân tộc thiểu số", "công tác dân tộc"),
        11: ("đất đai", "quyền sử dụng đất", "thu hồi đất", "giao đất", "tái định cư"),
        12: ("doanh nghiệp", "hợp tác xã", "đăng ký kinh doanh", "phá sản", "hộ kinh doanh"),
        13: ("giáo dục", "đào tạo", "học sinh", "sinh viên", "nhà giáo", "học phí", "tuyển sinh"),
        14: (
            "giao thông đường bộ",
            "an toàn giao thông",
            "hàng hải",
            "đường sắt",
            "hàng không",
            "giấy phép lái xe",
            "giao thông vận tải",
        ),
        15: ("hộ tịch", "quốc tịch", "chứng thực", "lý lịch tư pháp", "nuôi con nuôi"),
        16: ("bộ luật hình sự", "tội phạm", "trách nhiệm hình sự"),
        17: ("kế toán", "kiểm toán"),
        18: ("khiếu nại", "tố cáo", "tiếp công dân"),
        19: ("khoa học và công nghệ", "sở hữu trí tuệ", "đổi mới sáng tạo", "trí tuệ nhân tạo", "tiêu chuẩn đo lường"),
        20: ("người lao động", "hợp đồng lao động", "tiền lương", "việc làm", "an toàn, vệ sinh lao động", "công đoàn"),
        21: ("bảo vệ môi trường", "chất thải", "ô nhiễm", "đa dạng sinh học"),
        22: ("ngân hàng", "tín dụng", "ngoại hối", "tiền tệ", "rửa tiền"),
        23: ("điều ước quốc tế", "thỏa thuận quốc tế", "ngoại giao", "lãnh sự"),
        24: (
            "nông nghiệp",
            "nông thôn",
            "chăn nuôi",
            "thủy sản",
            "trồng trọt",
            "thú y",
            "thủy lợi",
            "đê điều",
            "phòng, chống thiên tai",
        ),
        25: ("quốc phòng", "nghĩa vụ quân sự", "dân quân tự vệ", "quân đội", "biên phòng"),
        26: ("ngân sách nhà nước", "tài chính công", "công trái", "xổ số"),
        27: ("tài nguyên nước", "tài nguyên", "đo đạc", "khí tượng"),
        28: ("tài sản công", "nợ công", "dự trữ quốc gia", "cho vay của ngân sách"),
        29: ("thi đua", "khen thưởng", "danh hiệu"),
        30: ("thi hành án", "thi hành án dân sự", "tạm giữ, tạm giam", "đặc xá", "phạm nhân"),
        31: ("thống kê",),
        32: ("báo chí", "xuất bản", "thông tin cơ sở", "quảng cáo"),
        33: ("thuế", "lệ phí", "hóa đơn", "hải quan"),
        34: ("đầu tư", "chứng khoán", "thương mại", "xuất khẩu", "đấu thầu", "cạnh tranh"),
        35: (
            "tổ chức chính quyền",
            "tổ chức bộ máy",
            "biên chế",
            "cơ cấu tổ chức",
            "thôn, tổ dân phố",
            "cải cách hành chính",
            "thủ tục hành chính",
        ),
        36: ("mặt trận tổ quốc", "hội nông dân", "tổ chức hội"),
        37: ("tố tụng", "hòa giải ở cơ sở", "trọng tài", "tố giác, tin báo"),
        38: ("tôn giáo", "tín ngưỡng"),
        39: (
            "trật tự, an toàn xã hội",
            "an ninh, trật tự",
            "xử phạt vi phạm hành chính",
            "cư trú",
            "căn cước",
            "xuất cảnh",
            "nhập cảnh",
            "phòng cháy",
            "ma túy",
            "pháo",
            "vũ khí",
            "bạo lực gia đình",
        ),
        40: ("tương trợ tư pháp", "dẫn độ"),
        41: ("văn hóa", "thể thao", "du lịch", "di sản"),
        42: ("văn thư", "lưu trữ"),
        43: (
            "luật xây dựng",
            "trật tự xây dựng",
            "hoạt động xây dựng",
            "công trình xây dựng",
            "đầu tư xây dựng",
            "giấy phép xây dựng",
            "nhà ở",
            "thuê nhà",
            "đô thị",
            "quy hoạch",
            "kinh doanh bất động sản",
        ),
        44: (
            "văn bản quy phạm pháp luật",
            "phổ biến, giáo dục pháp luật",
            "tủ sách pháp luật",
            "pháp luật đại cương",
            "pháp điển",
            "kiểm soát thủ tục hành chính",
        ),
        45: ("y tế", "khám bệnh", "dược", "bệnh nhân", "an toàn thực phẩm", "dịch bệnh"),
    }
)
_AUDIENCES: tuple[tuple[Audience, re.Pattern[str]], ...] = (
    ("ethnic-minorities-and-remote", re.compile(r"dân tộc thiểu số|vùng sâu|biên giới|hải đảo|ngư dân", re.IGNORECASE)),
    ("workers", re.compile(r"người lao động|công nhân", re.IGNORECASE)),
    ("domestic-violence-victims", re.compile(r"bạo lực gia đình", re.IGNORECASE)),
    ("people-with-disabilities", re.compile(r"người khuyết tật", re.IGNORECASE)),
    ("prisoners-and-detained", re.compile(r"phạm nhân|chấp hành án phạt tù|cơ sở cai nghiện", re.IGNORECASE)),
    ("community-sentenced", re.compile(r"án treo|giáo dục tại xã", re.IGNORECASE)),
    ("students", re.compile(r"học sinh|sinh viên", re.IGNORECASE)),
    ("officials", re.compile(r"báo cáo viên|tuyên truyền viên|hòa giải viên|cán bộ, công chức", re.IGNORECASE)),
    ("armed-forces", re.compile(r"lực lượng vũ trang|quân nhân|chiến sĩ", re.IGNORECASE)),
    ("businesses", re.compile(r"doanh nghiệp", re.IGNORECASE)),
)
_VIETNAMESE = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_MOST_SUBJECTS = 3  # a material of more is one of none
_LEAST_LETTERS = 20  # from which a language can be told
_LANGUAGE_LETTERS = 20_000  # characters that are enough to tell it
_LEAST_VIETNAMESE = 0.04  # of all letters; Vietnamese has about 0.2, also with half its marks lost
_MOST_FOREIGN = 0.005  # of all letters that names may have in an English text
_LEAST_LATIN = 0.95  # of all letters of an English text
_FEWEST_TOLD = 3  # words of the text that bear out the title of a cited law
_FEWEST_ALONE = 10  # words of the text that speak for a topic with nothing else to bear them out; two kinds at least
_DENSITY = 0.01  # of the words of a text that is about nothing else
_LEAST_AHEAD = 3  # times such a topic is named more often than any other
# Phrases that hold a word of a topic and mean something else.
_OTHER_SENSES = (
    "giáo dục pháp luật", "xây dựng pháp luật", "giáo dục tại xã, phường", "giáo dục bắt buộc", "thi hành công vụ",
    "tổ chức hội thi", "tổ chức hội nghị", "tổ chức hội thảo", "quy chế dân chủ", "quan hệ dân sự và hình sự",
)  # fmt: skip
_SUBJECT_LETTERS = 60_000  # characters of the text in which subjects are counted
_MOST_HITS = 8  # of one word, so that a long text does not outweigh its title
_WEIGHTS = (12, 3, 1)  # of words in the title, in the titles of cited laws, in the text
_LEAST_OF_BEST = 3  # times a further subject may score less than the best
_FEWEST_MENTIONS = 2  # of an audience in the opening that make it one
_KEYWORD_LETTERS = range(3, 81)


AUDIENCE_WORDS: Mapping[str, re.Pattern[str]] = MappingProxyType(dict(_AUDIENCES))
"""What names each audience."""


def find_subjects(title: str, text: str, cited: Iterable[str]) -> list[int]:
    """Topic numbers, likeliest first; empty where the evidence is weak, for a wrong topic hides a material.

    A topic is taken for a word in the title; for one in the title of a cited law, when the text speaks of it, too; or
    when the text speaks of hardly anything else.

    Args:
        title: Of the material.
        text: All of it.
        cited: Titles of the laws it cites.
    """
    read = text[:_SUBJECT_LETTERS]
    named, lawful, told = (_hits(part) for part in (title, " ; ".join(f"Luật {law}" for law in cited), read))
    least = max(_FEWEST_ALONE, len(read.split()) * _DENSITY)
    scores = {
        number: sum(weight * hits[number] for weight, hits in zip(_WEIGHTS, (named, lawful, told), strict=True))
        for number in SUBJECT_WORDS
        if named[number]
        or (lawful[number] and told[number] >= _FEWEST_TOLD)
        or (told[number] >= least and _stands_out(number, told))
    }
    ranked = sorted(scores.items(), key=lambda item: -item[1])[:_MOST_SUBJECTS]
    return [number for number, score in ranked if score * _LEAST_OF_BEST >= ranked[0][1]]


def _hits(text: str) -> Counter[int]:
    """How often each topic is named; of words that overlap the longest counts, and names of offices count for none."""
    counts: Counter[int] = Counter()
    for word, times in Counter(match.group() for match in _ANY_WORD.finditer(title_key(text))).items():
        for number in _TOPICS.get(word, ()):
            counts[number] += min(times, _MOST_HITS)
    return counts


def _stands_out(number: int, told: Counter[int]) -> bool:
    return all(told[number] >= hits * _LEAST_AHEAD for other, hits in told.items() if other != number)


def _topics() -> dict[str, tuple[int, ...]]:
    topics: dict[str, tuple[int, ...]] = {}
    for number, words in SUBJECT_WORDS.items():
        for word in map(title_key, words):
            topics[word] = (*topics.get(word, ()), number)
    return topics


def _office_names() -> Iterator[str]:
    """Ministries, and the departments and divisions below them that bear the same name."""
    for term in vocabulary("ministries").terms:
        rank, _, field = term.vi.partition(" ")
        if rank == "Bộ":
            yield from (title_key(f"{office} {field}") for office in ("Bộ", "Sở", "Phòng"))


_TOPICS: Mapping[str, tuple[int, ...]] = MappingProxyType(_topics())
_NO_TOPICS = frozenset({*_office_names(), *map(title_key, _OTHER_SENSES)})
_ANY_WORD = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in sorted({*_TOPICS, *_NO_TOPICS}, key=len, reverse=True))})(?!\w)"
)


def find_audiences(title: str, opening: str) -> list[Audience]:
    """Groups the title or the opening names; nobody in particular means everybody."""
    named = [
        audience
        for audience, pattern in _AUDIENCES
        if pattern.search(title) or len(pattern.findall(opening)) >= _FEWEST_MENTIONS
    ]
    return named or ["general"]


def find_language(text: str) -> str | None:
    """`vi` or, for text in Latin letters without Vietnamese ones, `en`; None when too little is there to tell."""
    letters = sum(character.isalpha() for character in text[:_LANGUAGE_LETTERS])
    if letters < _LEAST_LETTERS:
        return None
    share = len(_VIETNAMESE.findall(text[:_LANGUAGE_LETTERS])) / letters
    if share > _LEAST_VIETNAMESE:
        return "vi"
    latin = sum(character.isascii() and character.isalpha() for character in text[:_LANGUAGE_LETTERS])
    return "en" if latin > letters * _LEAST_LATIN and share < _MOST_FOREIGN else None


def find_keywords(titles: Sequence[str], limit: int = 8) -> list[str]:
    """Titles of the laws cited most, which are what the material is about."""
    counts = Counter(
        title for title in titles if len(title) in _KEYWORD_LETTERS and not title.lower().startswith("sửa đổi")
    )
    folded: dict[str, str] = {}
    for title, _ in counts.most_common():
        folded.setdefault(title_key(title), title)
    return list(folded.values())[:limit]
