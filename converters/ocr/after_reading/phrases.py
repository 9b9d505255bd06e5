"""Wording that is fixed: the state's name and motto, the name of a kind of document on a line of its own, and "(để …)".

Such short lines give the context model nothing to go by. Name and motto are prescribed letter by letter, and
underlined so closely that dots and feet are lost (Nghị định 30/2020/NĐ-CP, Annex I, II.1); the kinds are those of
Điều 7; the purpose in brackets is how Annex I, II.9 has recipients told why they receive a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from converters.ocr.after_reading.examples import words_of
from converters.reading.document import Word
from validators.language.detector import Detector, DetectorTable
from validators.language.legal_paper import MOTTO_WORDS, STATE_NAME_WORDS
from validators.language.syllables import base_key, tone_key

KINDS = (
    "nghị quyết", "quyết định", "chỉ thị", "quy chế", "quy định", "thông cáo", "thông báo", "hướng dẫn",
    "chương trình", "kế hoạch", "phương án", "đề án", "dự án", "báo cáo", "biên bản", "tờ trình", "hợp đồng",
    "công điện", "bản ghi nhớ", "bản thỏa thuận", "giấy ủy quyền", "giấy mời", "giấy giới thiệu", "giấy nghỉ phép",
    "phiếu gửi", "phiếu chuyển", "phiếu báo", "thư công", "nghị định", "thông tư", "luật", "pháp lệnh",
)  # fmt: skip
MOST_WRONG = 2  # letters of a prescribed line
_EDGES = " .,:;*"
_BY_BASE = {tuple(base_key(word) for word in kind.split()): kind.split() for kind in KINDS}
_FOR = re.compile(r"\([dđ][eêếềểễẹ]")
_TAIL = r"(?P<tail>\)?[.,;]?)"
_REPORT = re.compile(rf"[^/⁄\W]?[/⁄][cC€‹<¢]{_TAIL}")
_REPORT_GLUED = re.compile(rf"b[ce€‹<¢]{_TAIL}")
_CARRY_OUT = re.compile(rf"(?![pP]/h)(?:[^/⁄\W]?[/⁄]|[1lI|])h{_TAIL}")
_NUMBER = re.compile(r"(?P<before>(?:.*/)?[Ss])[óôòồỗổỏ]")
_AMOUNT = re.compile(r"\d{1,4}(?:[.,]\d{3})+")
_CURRENCY = re.compile(r"(?P<word>[dđ][^\W\d_]{3})(?P<behind>[.,;:)]*)")
_FEE = re.compile(r"(?P<before>\W*)[dđDĐ][oôồốổöơờ]ng/(?P<unit>.+)")
_FEE_UNITS = (
    "lần", "bản", "trang", "người", "tháng", "năm", "vụ", "việc", "thẻ", "thửa", "ngày", "tấn", "lượt", "quyển",
    "trường", "phương", "hồ",
)  # fmt: skip
_OTHER_FEE_UNITS = frozenset(("giấy", "giây", "hộ", "xe", "tờ", "m2", "m²", "m3", "m³", "kg"))  # as they were read
_FEE_UNIT_BY_BASE = {base_key(unit): unit for unit in _FEE_UNITS}
_PURPOSES = frozenset(("báo", "thực", "phối", "biết", "chỉ", "theo", "triển", "giám", "kiểm", "tổng", "đăng", "p/h"))

Changes = dict[int, str]
"""New texts of words, by their place in the line."""


def mend_phrases(words: Sequence[Word]) -> list[Word]:
    """The words of one line with its fixed wording put right; what the engine read is kept."""
    mended = list(words)
    for _, changes in PHRASES.each(mended):
        for place, text in changes.items():
            mended[place] = mended[place].mended(text)
    return mended


def _prescribed(words: Sequence[Word], wording: str) -> Changes:
    """A prescribed line where at most a few letters stand against it, as many as were printed."""
    right = wording.lower().split()
    if [len(word.text) for word in words] != [len(word) for word in right]:
        return {}
    wrong = sum(
        one != other
        for word, wanted in zip(words, right, strict=True)
        for one, other in zip(base_key(word.text.lower()), base_key(wanted), strict=False)
        if other != "-"
    )
    if wrong > MOST_WRONG:
        return {}
    return {place: _as_prescribed(word, wanted) for place, (word, wanted) in enumerate(zip(words, right, strict=True))}


def _as_prescribed(word: Word, wanted: str) -> str:
    """The text in the word's own capitals; "HOÀ" and "HÒA" are both right."""
    if wanted == "-" or tone_key(word.text.lower()) == tone_key(wanted):
        return word.text
    return wanted.upper() if word.text.isupper() else wanted.capitalize() if word.text[0].isupper() else wanted


def _kind(words: Sequence[Word]) -> Changes:
    """Only marks are changed."""
    cores = [word.text.strip(_EDGES) for word in words]
    kind = _BY_BASE.get(tuple(base_key(core.lower()) for core in cores))
    if kind is None or not all(core.isupper() for core in cores):
        return {}
    changed = zip(words, cores, kind, strict=True)
    return {place: word.text.replace(core, right.upper(), 1) for place, (word, core, right) in enumerate(changed)}


def _for_and_next(words: Sequence[Word]) -> Iterator[tuple[int, str]]:
    """Where "(để" stands or what it was read as, and the text of the word after it."""
    return ((place, after.text) for place, (word, after) in enumerate(pairwise(words)) if _FOR.fullmatch(word.text))


def _short_purpose(words: Sequence[Word], form: re.Pattern[str], short: str) -> Changes:
    changes: Changes = {}
    for place, purpose in _for_and_next(words):
        if match := form.fullmatch(purpose):
            changes |= {place: "(để", place + 1: short + match["tail"]}
    return changes


def _purpose(words: Sequence[Word]) -> Changes:
    return {
        place: "(để"
        for place, purpose in _for_and_next(words)
        if purpose.strip(_EDGES + ")").lower() in _PURPOSES or purpose[:3].lower() == "p/h"
    }


def _number(words: Sequence[Word]) -> Changes:
    """Also behind a stroke: "CÔNG BÁO/Só 242"."""
    return {
        place: f"{match['before']}ố"
        for place, (word, after) in enumerate(pairwise(words))
        if after.text[:1].isdigit() and (match := _NUMBER.fullmatch(word.text))
    }


def _fee_per_unit(words: Sequence[Word]) -> Changes:
    changes: Changes = {}
    for place, word in enumerate(words):
        if match := _FEE.fullmatch(word.text):
            bare = match["unit"].rstrip(_EDGES + ")")
            unit = bare if bare in _OTHER_FEE_UNITS else _FEE_UNIT_BY_BASE.get(base_key(bare))
            if unit is not None:
                changes[place] = f"{match['before']}đồng/{unit}{match['unit'][len(bare) :]}"
    return changes


def _currency(words: Sequence[Word]) -> Changes:
    return {
        place: f"đồng{match['behind']}"
        for place, (before, word) in enumerate(pairwise(words), start=1)
        if _AMOUNT.fullmatch(before.text)
        and (match := _CURRENCY.fullmatch(word.text))
        and base_key(match["word"]) == base_key("đồng")
        and match["word"] != "đồng"
    }


RECIPIENTS = "Nghị định 30/2020/NĐ-CP, Annex I, II.9: why a recipient receives the paper"

PHRASES: DetectorTable[Sequence[Word], Changes] = DetectorTable(
    "after-reading/phrases",
    (
        Detector(
            name="name of the state",
            source="Nghị định 30/2020/NĐ-CP, Annex I, II.1.a",
            gains="“CHỦ NGHĨA VIÊT NAM” under its own underline is right again",
            positive=("CỘNG HOÀ XÃ HÔI CHỦ NGHĨA VIÊT NAM",),
            negative=("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "cộng đồng xã hội chủ nghĩa việt nam"),
            find=lambda words: _prescribed(words, STATE_NAME_WORDS),
        ),
        Detector(
            name="motto",
            source="Nghị định 30/2020/NĐ-CP, Annex I, II.1.b",
            gains="“Độc lân - Tư do - Hanh phúc” is right again",
            positive=("Độc lân - Tư do - Hanh phúc", "Độc lập – Lự do – Hạnh phục"),
            negative=("Độc lập - Tự do - Dân chủ", "Đọc lâu - Từ đó - Vành khúc"),
            find=lambda words: _prescribed(words, MOTTO_WORDS),
        ),
        Detector(
            name="kind of document on a line of its own",
            source="Nghị định 30/2020/NĐ-CP, Điều 7",
            gains="“THÔNG BẢO” is THÔNG BÁO: a line in capitals that holds nothing else",
            positive=("THÔNG BẢO", "QUYÉT ĐỊNH:"),
            negative=("thông bảo", "THÔNG BẢO SỐ", "MAI"),
            find=_kind,
        ),
        Detector(
            name="to report",
            source=RECIPIENTS,
            gains="“(để ö⁄c)” is (để b/c)",
            positive=("- VPCP (để ö⁄c);", "- VPCP (dê ⁄‹);"),
            negative=("để b/c", "(đề nghị các đơn vị)", "(để"),
            find=lambda words: _short_purpose(words, _REPORT, "b/c"),
        ),
        Detector(
            name="to report, in one piece",
            source=RECIPIENTS,
            gains="“(dê be)” is (để bc)",
            positive=("- Hiệu trưởng (đề be);", "- Hiệu trưởng (dê bc);"),
            negative=("(đề bài)", "(để"),
            find=lambda words: _short_purpose(words, _REPORT_GLUED, "bc"),
        ),
        Detector(
            name="to carry out",
            source=RECIPIENTS,
            gains="“(đê 1⁄h)” is (để t/h)",
            positive=("- Cán bộ lớp (để 1h);", "- Các sở (đê 1⁄h)"),
            negative=("(đề nghị)", "(để p/h);"),
            find=lambda words: _short_purpose(words, _CARRY_OUT, "t/h"),
        ),
        Detector(
            name="purpose in words",
            source=RECIPIENTS,
            gains="“(đề thực hiện)” is (để thực hiện)",
            positive=("- Các khoa (đề thực hiện);", "- Sở Nội vụ (đê p/h);"),
            negative=("(đề nghị các đơn vị)", "(đề cương)"),
            find=_purpose,
        ),
        Detector(
            name="the word for a number",
            source="before digits “Só” can only be số",
            gains="“CÔNG BÁO/Só 242” is Số 242",
            positive=("CÔNG BÁO/Só 242/Ngày 31", "tại Sô 5 phố"),
            negative=("số tiền", "Sô tiền 5"),
            find=_number,
        ),
        Detector(
            name="fee for each of a unit",
            source="tables of fees: the context model does not take “đồng/lần” apart",
            gains="“đông/lân” is đồng/lần",
            positive=("đông/lân", "(döng/bán)", "đồng/trường hợp"),
            negative=("đông/tây", "giây"),
            find=_fee_per_unit,
        ),
        Detector(
            name="currency behind an amount",
            source="tables of fees and fines, whose short cells are no context",
            gains="“6.500.000 đông” is đồng",
            positive=("6.500.000 đông", "từ 200.000 đống.", "50,000 đổng;"),
            negative=("người đông", "năm 2025 đông", "200.000 đồng"),
            find=_currency,
        ),
    ),
    example=words_of,
)
