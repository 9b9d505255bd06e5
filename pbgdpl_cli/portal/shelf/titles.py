"""Titles printed in capitals, as people write them: "HỎI ĐÁP VỀ LUẬT ĐẤT ĐAI" is shown as "Hỏi đáp về Luật Đất đai".

Capitals shout in a list, and are read slower. The record keeps its title; only pages show it so. Where small letters
would have to be guessed (the name of a person, a place no list knows) the title stays as it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from validators.language.syllables import is_syllable, tone_key
from validators.language.unicode_hygiene import normalized
from validators.sharing.communes import communes
from validators.sharing.vocabulary import vocabulary

_SHOUTED = 0.8  # of the letters; a title with one name in small letters is shouted still
_FEWEST_WORDS = 3  # "UBND TỈNH" may be an abbreviation as well
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ROMAN = re.compile(r"(?<!\w)(?:phần|chương|mục|khóa|kỳ|quý|tập)\s+([ivxl]+)(?!\w)")
_NUMBERED_ACT = re.compile(
    r"(?<!\w)(?:bộ luật|luật|pháp lệnh|nghị định|nghị quyết|quyết định|thông tư|chỉ thị|kế hoạch)(?=\s(?:số\s)?\d)"
)
_SYMBOL = re.compile(r"\d[\w./-]*/[\w./-]+")
# After these comes a name: one that no list knows is nobody's to guess.
_RANKS = r"tỉnh|thành phố|thị xã|thị trấn|huyện|quận|phường|xã|đặc khu"
_NAMED = re.compile(rf"(?<!\w)({_RANKS})\s+(?=\S)")
_COMMON_AFTER_RANK = re.compile(
    r"\s*(?:$|[^\w\s]|(?:và|hoặc|của|trong|về|năm|trên|tại|ở|là|đến|cho|có|được|theo|đạt|nông|hội|luôn|mình|ta|này|nơi|số)(?!\w))"
)
_PERSON = re.compile(r"(?<!\w)(?:ông|bà|anh|chị|đồng chí)\s+(?!nội|ngoại|em|con|chủ)\w")
_NAMES = (
    "Việt Nam", "Quốc hội", "Chính phủ", "Thủ tướng Chính phủ", "Hiến pháp", "Nhà nước", "Đảng", "Ủy ban nhân dân",
    "Hội đồng nhân dân", "Bộ Tư pháp", "Sở Tư pháp", "Bộ Công an", "Mặt trận Tổ quốc", "Hội Liên hiệp Phụ nữ",
    "Tòa án nhân dân", "Viện kiểm sát nhân dân", "Ngày Pháp luật", "Tết Nguyên đán", "Bộ luật Hình sự",
    "Bộ luật Dân sự", "Bộ luật Lao động", "Bộ luật Tố tụng hình sự", "Bộ luật Tố tụng dân sự", "Bộ luật Hàng hải",
)  # fmt: skip


@lru_cache(maxsize=4096)
def shown_title(title: str) -> str:
    """A title as pages show it."""
    title = normalized("NFC", title)
    if not _is_shouted(title):
        return title
    lowered = _lowered(title)
    if _PERSON.search(lowered) or not all(_known_after_rank(lowered)):
        return title
    return _opened(_with_names(lowered))


def _is_shouted(title: str) -> bool:
    letters = [letter for letter in title if letter.isalpha()]
    small = sum(letter.islower() for letter in letters)
    words = [word for word in _WORD.findall(title) if len(word) > 1 and is_syllable(word.lower())]
    return len(words) >= _FEWEST_WORDS and small <= (1 - _SHOUTED) * len(letters)


def _lowered(title: str) -> str:
    """Vietnamese words in small letters; abbreviations and symbols (UBND, 30/2020/NĐ-CP, HIV) as they are."""
    kept = [found.span() for found in _SYMBOL.finditer(title)]

    def small(found: re.Match[str]) -> str:
        if any(start <= found.start() < end for start, end in kept):
            return found[0]
        parts = found[0].split("-")
        return found[0].lower() if all(is_syllable(part.lower()) for part in parts) else found[0]

    lowered = _WORD.sub(small, title)
    return _ROMAN.sub(lambda found: found[0][: found.start(1) - found.start()] + found[1].upper(), lowered)


def _known_after_rank(lowered: str) -> Iterator[bool]:
    """Whether each name after "tỉnh", "xã" … is one a list knows, or no name."""
    for found in _NAMED.finditer(lowered):
        rest = lowered[found.end() :]
        if not rest[0].isdigit() and not _COMMON_AFTER_RANK.match(rest) and rest[0].islower():
            yield any(tone_key(rest).startswith(name) for name in _place_keys())


def _with_names(lowered: str) -> str:
    key = tone_key(lowered)
    if len(key) != len(lowered):
        return lowered
    letters = list(lowered)
    for found in _known_names().finditer(key):
        name = _names()[found[0]]
        letters[found.start() : found.end()] = [
            letter.upper() if proper.isupper() else letter
            for letter, proper in zip(lowered[found.start() : found.end()], name, strict=True)
        ]
    for found in _NUMBERED_ACT.finditer(lowered):
        letters[found.start()] = letters[found.start()].upper()
    return "".join(letters)


def _opened(text: str) -> str:
    """With a capital at the beginning, and after the end of a sentence."""
    return re.sub(r"(?:^|[.?!]\s)\W*\w", lambda found: found[0].upper(), text, count=0)


@cache
def _names() -> dict[str, str]:
    """Names as they are written, by what they are compared by."""
    laws = (line.strip() for line in (files("validators.citations") / "law_titles.txt").read_text("utf-8").splitlines())
    named = [f"Luật {law}" for law in laws if law and not law.startswith("#")]
    places = [*(term.vi for term in vocabulary("provinces").terms), *(one.name for one in communes().values())]
    ranked = [place[0].lower() + place[1:] for place in places]
    return {tone_key(name.lower()): name for name in (*ranked, *named, *_NAMES)}


@cache
def _place_keys() -> tuple[str, ...]:
    places = [*(term.vi for term in vocabulary("provinces").terms), *(one.name for one in communes().values())]
    bare = {re.sub(rf"^(?:{_RANKS})\s+", "", place.lower()) for place in places}
    return tuple(tone_key(name) for name in bare if name)


@cache
def _known_names() -> re.Pattern[str]:
    longest_first = sorted(_names(), key=lambda name: -len(name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
