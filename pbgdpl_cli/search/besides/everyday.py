"""Everyday words for what the law calls otherwise: who types "bằng lái" finds "giấy phép lái xe", too, and is told.

Only words that mean the same to everybody stand here. What was typed is always looked for first, and never replaced.
"""

from __future__ import annotations

from pbgdpl_cli.search.words import has_marks, unmarked, words_of

Words = tuple[str, ...]

_FEWEST_UNMARKED = 3  # syllables: "so do" without marks may be "sơ đồ" as well as "sổ đỏ"
_MEANT = {
    "sổ đỏ": "giấy chứng nhận quyền sử dụng đất", "sổ hồng": "giấy chứng nhận quyền sử dụng đất",
    "bằng lái": "giấy phép lái xe", "bằng lái xe": "giấy phép lái xe", "cà vẹt xe": "giấy đăng ký xe",
    "ly dị": "ly hôn", "li dị": "ly hôn", "li hôn": "ly hôn", "giấy hôn thú": "giấy chứng nhận kết hôn",
    "giấy khai sinh": "đăng ký khai sinh", "sổ hộ khẩu": "đăng ký thường trú", "nhập hộ khẩu": "đăng ký thường trú",
    "chứng minh thư": "căn cước", "chứng minh nhân dân": "căn cước", "nhà trọ": "cơ sở lưu trú",
    "ăn hối lộ": "nhận hối lộ", "vay nặng lãi": "cho vay lãi nặng", "lô đề": "đánh bạc", "số đề": "đánh bạc",
    "tù treo": "án treo", "đi tù": "phạt tù", "uống rượu lái xe": "nồng độ cồn", "xả rác": "bỏ rác thải",
    "liệt sĩ": "liệt sỹ", "liệt sỹ": "liệt sĩ", "nghỉ đẻ": "nghỉ thai sản", "lấn đất": "lấn chiếm đất",
    "bán đất": "chuyển nhượng quyền sử dụng đất", "mua đất": "nhận chuyển nhượng quyền sử dụng đất",
    "bán hàng online": "thương mại điện tử", "bán hàng qua mạng": "thương mại điện tử",
}  # fmt: skip
EVERYDAY = {words_of(everyday): words_of(meant) for everyday, meant in _MEANT.items()}
"""What people say → what statutes say, in index form."""
_UNMARKED = {tuple(map(unmarked, words)): meant for words, meant in EVERYDAY.items() if len(words) >= _FEWEST_UNMARKED}
_LONGEST = max(map(len, EVERYDAY))


def as_statutes_say(words: Words) -> tuple[Words, tuple[Words, ...]]:
    """The words with every everyday expression put as statutes have it, and what was put in; () and () without any."""
    known = EVERYDAY if any(map(has_marks, words)) else _UNMARKED
    said: list[str] = []
    meant: list[Words] = []
    at = 0
    while at < len(words):
        length = next((many for many in range(_LONGEST, 0, -1) if words[at : at + many] in known), 0)
        if length:
            meant.append(known[words[at : at + length]])
        said += meant[-1] if length else words[at : at + 1]
        at += max(1, length)
    return (tuple(said), tuple(dict.fromkeys(meant))) if meant else ((), ())
