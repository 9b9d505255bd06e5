"""Wording that is fixed: the state's name and motto, the name of a kind of document on a line of its own, and "(để …)".

Such short lines give the context model nothing to go by. Name and motto are prescribed letter by letter, and
underlined so closely that dots and feet are lost (Nghị định 30/2020/NĐ-CP, Annex I, II.1); the kinds are those of
Điều 7; the purpose in brackets is how Annex I, II.9 has recipients told why they receive a document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from converters.reading.document import Word
from validators.language.syllables import base_key, tone_key

KINDS = (
    "nghị quyết", "quyết định", "chỉ thị", "quy chế", "quy định", "thông cáo", "thông báo", "hướng dẫn",
    "chương trình", "kế hoạch", "phương án", "đề án", "dự án", "báo cáo", "biên bản", "tờ trình", "hợp đồng",
    "công điện", "bản ghi nhớ", "bản thỏa thuận", "giấy ủy quyền", "giấy mời", "giấy giới thiệu", "giấy nghỉ phép",
    "phiếu gửi", "phiếu chuyển", "phiếu báo", "thư công", "nghị định", "thông tư", "luật", "pháp lệnh",
)  # fmt: skip
PRESCRIBED = ("cộng hòa xã hội chủ nghĩa việt nam", "độc lập - tự do - hạnh phúc")
MOST_WRONG = 2  # letters of a prescribed line
_EDGES = " .,:;*"
_BY_BASE = {tuple(base_key(word) for word in kind.split()): kind.split() for kind in KINDS}
_FOR = re.compile(r"\([dđ][eêếềểễẹ]")
_REPORT = re.compile(r"[^/⁄\W]?[/⁄][cC€‹<¢](?P<tail>\)?[.,;]?)")
_REPORT_GLUED = re.compile(r"b[ce€‹<¢](?P<tail>\)[.,;]?)")
_CARRY_OUT = re.compile(r"(?:[^/⁄\W]?[/⁄]|[1lI|])h(?P<tail>\)?[.,;]?)")
_NUMBER = re.compile(r"(?P<before>(?:.*/)?[Ss])[óôòồỗổỏ]")
_PURPOSES = frozenset(("báo", "thực", "phối", "biết", "chỉ", "theo", "triển", "giám", "kiểm", "tổng", "đăng", "p/h"))


def mend_phrases(words: Sequence[Word]) -> list[Word]:
    """The words of one line with its fixed wording put right; what the engine read is kept."""
    return _numbers(_purposes(_kind(_prescribed(words))))


def _prescribed(words: Sequence[Word]) -> list[Word]:
    """The state's name or motto where at most a few letters stand against it, as many as were printed."""
    for line in PRESCRIBED:
        right = line.split()
        if [len(word.text) for word in words] != [len(word) for word in right]:
            continue
        wrong = sum(
            one != other
            for word, wanted in zip(words, right, strict=True)
            for one, other in zip(base_key(word.text.lower()), base_key(wanted), strict=False)
            if other != "-"
        )
        if wrong <= MOST_WRONG:
            return [_as_prescribed(word, wanted) for word, wanted in zip(words, right, strict=True)]
    return list(words)


def _as_prescribed(word: Word, wanted: str) -> Word:
    """The word in its own capitals; "HOÀ" and "HÒA" are both right."""
    if wanted == "-" or tone_key(word.text.lower()) == tone_key(wanted):
        return word
    text = wanted.upper() if word.text.isupper() else wanted.capitalize() if word.text[0].isupper() else wanted
    return _with(word, word.text, text)


def _numbers(words: Sequence[Word]) -> list[Word]:
    """Before digits "Só" can only be the word for a number, also behind a stroke: "CÔNG BÁO/Só 242"."""
    mended = list(words)
    for place, (word, following) in enumerate(pairwise(words)):
        if (match := _NUMBER.fullmatch(word.text)) and following.text[:1].isdigit():
            mended[place] = _with(word, word.text, f"{match['before']}ố")
    return mended


def _kind(words: Sequence[Word]) -> list[Word]:
    """A line that holds nothing but the name of a kind of document, in capitals: only marks are changed."""
    cores = [word.text.strip(_EDGES) for word in words]
    kind = _BY_BASE.get(tuple(base_key(core.lower()) for core in cores))
    if kind is None or not all(core.isupper() for core in cores):
        return list(words)
    return [_with(word, core, right.upper()) for word, core, right in zip(words, cores, kind, strict=True)]


def _purposes(words: Sequence[Word]) -> list[Word]:
    mended = list(words)
    for place, (word, following) in enumerate(pairwise(words)):
        if not _FOR.fullmatch(word.text):
            continue
        short = _abbreviated(following.text)
        if short is not None or following.text.strip(_EDGES + ")").lower() in _PURPOSES:
            mended[place] = _with(word, word.text, "(để")
            mended[place + 1] = _with(following, following.text, short or following.text)
    return mended


def _abbreviated(text: str) -> str | None:
    """What a purpose in short must be: "b/c", "bc" (to report), "t/h", "p/h"; None when it is none of these."""
    if text[:3].lower() == "p/h":
        return text
    for pattern, short in ((_REPORT, "b/c"), (_REPORT_GLUED, "bc"), (_CARRY_OUT, "t/h")):
        if match := pattern.fullmatch(text):
            return short + match["tail"]
    return None


def _with(word: Word, core: str, right: str) -> Word:
    return word.mended(word.text.replace(core, right, 1))
