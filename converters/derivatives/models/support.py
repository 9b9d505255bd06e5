"""Whether a sentence is borne by the passage it names, told from the words alone.

A model may shorten and connect; it may not bring a number, an act, a name or a rule of its own. One sentence of the
passage must bear it alone: words a rule hangs on (numbers, acts and places in them, what is allowed, forbidden,
excepted) stand there with the same neighbours, so that neither "không" nor "tối đa" can be dropped in front of them; it
denies, excepts and makes conditions as often; all its words but connecting ones are that sentence's, in its order; and
what it leaves out is set off there by a comma, a bracket, a colon or "và", and bounds nothing. "Hộ cận nghèo" is not
"hộ nghèo", "cấm nuôi chó tại chung cư" not "cấm nuôi chó", and a word of the model's own may be somebody else's name.
What stands elsewhere in the passage (another fine, another person) is not said of this. What is refused wrongly costs a
sentence; what is let through wrongly may cost a fine. A person reads every draft.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from converters.records.parts.sentences import sentences
from validators.language.unicode_hygiene import normalized
from validators.problems import Message, say

LONGEST_SENTENCE = 400  # characters; longer ones are no summary and no easy words
_PART = "_"  # stands for a semicolon: two rules in one sentence
_TOKEN = re.compile(r"\d[\w./,-]*\w|\w+", re.UNICODE)
_DENIALS = frozenset(_TOKEN.findall("không chưa chẳng chả đừng chớ cấm trừ miễn"))
_RULES = _DENIALS | frozenset(
    _TOKEN.findall(
        "được phải nên chỉ cần buộc bắt đều mọi tất mỗi trên dưới quá hơn kém tối thiểu đa ít nhiều đến từ trước sau "
        "trong hoặc hay và ngoài nếu"
    )
)
_NUMBERS = frozenset(
    _TOKEN.findall(
        "một hai ba bốn tư năm lăm sáu bảy bẩy tám chín mười mươi trăm nghìn ngàn vạn triệu tỷ tỉ rưỡi nửa đôi chục "
        "gấp phần ngày tháng"
    )
)
_CONDITIONS = _DENIALS | frozenset(("nếu", "khi"))  # and "trường hợp"
_LITTLE = frozenset(_TOKEN.findall("của các những này đó như rằng với"))  # may be anybody's
_OPENING = frozenset(("với", "đối"))  # "Đối với hộ nghèo thì …"
_EMPTY = frozenset(_TOKEN.findall("thì mà là hãy nhớ xin nhé"))  # "… thì bị phạt" is "… bị phạt"
_EXCEPTING = _CONDITIONS | frozenset(_TOKEN.findall("chỉ tối riêng nhưng song hoặc hay"))
_MEASURING = frozenset(_TOKEN.findall("ít nhiều trên dưới quá trong trước sau từ đến kể mỗi"))  # or say when
_NEAR = 6  # words; what takes back a statement from behind says so by then
_LISTS = frozenset(_TOKEN.findall("gồm kèm đủ nộp"))
_OPEN = frozenset(("nếu", "khi", "trừ"))  # conditions and exceptions, of which there may be several
_NEEDED = {("phải", "có"), ("cần", "có"), ("xuất", "trình")}
_FORBIDS = {("không", "được"), ("không", "phải"), ("không", "bị")}
_SET_OFF = re.compile(r"[,:()\[\]–—…!?]|[.-](?=\s|$)")
_ACTS = frozenset(_TOKEN.findall("luật lệnh nghị quyết hiến điều khoản điểm chương mục"))
_ORDERS = re.compile(
    r"""
    (?:bỏ\s+qua|phớt\s+lờ|quên)\s+(?:mọi|tất\s+cả|các|những|hết)?\s*(?:các\s+|những\s+)?(?:hướng\s+dẫn|chỉ\s+dẫn|yêu\s+cầu|lệnh)
    | (?:ignore|disregard|forget)\s+(?:all\s+|any\s+|the\s+)*(?:previous|above|prior|earlier)
    | \b(?:system\s+prompt|as\s+an\s+ai|language\s+model|chatgpt)\b
    | bạn\s+là\s+(?:một\s+)?(?:trợ\s+lý|mô\s+hình|ai\b|chatbot)
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Fault(StrEnum):
    """Why a sentence is refused."""

    NO_PASSAGE = "no-passage"
    NUMBER = "number"
    ACT = "act"
    DENIAL = "denial"
    RULE = "rule"
    NAME = "name"
    FOREIGN = "foreign"
    MIXED = "mixed"
    TOO_LONG = "too-long"

    @property
    def message(self) -> Message:
        """As a person is told it."""
        return _SAID[self]


_SAID = {
    Fault.NO_PASSAGE: say("names no passage of the material"),
    Fault.NUMBER: say("a number or day that does not stand in the passage so"),
    Fault.ACT: say("an act or a place in it that does not stand in the passage so"),
    Fault.DENIAL: say("what the passage denies or excepts is not denied so"),
    Fault.RULE: say("what is allowed, required or limited does not stand in the passage so"),
    Fault.NAME: say("a name that does not stand in the passage"),
    Fault.FOREIGN: say("says something the passage does not"),
    Fault.MIXED: say("puts together what the passage says of different things, or leaves out what is between them"),
    Fault.TOO_LONG: say("too long for a sentence"),
}


@dataclass(frozen=True, slots=True)
class Objection:
    """What speaks against a sentence, and the words of it that are meant."""

    fault: Fault
    words: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence as it is compared: its words, small, and before which of them it is parted by a sign."""

    words: Sequence[str]
    breaks: frozenset[int]


def addresses_a_model(text: str) -> bool:
    """Whether a passage gives orders to whatever reads it; such a passage is shown to no model."""
    return _ORDERS.search(normalized("NFC", text)) is not None


def objection(sentence: str, passage: str) -> Objection | None:
    """What speaks against a sentence; None where its passage bears it.

    Args:
        sentence: One, as a model wrote it.
        passage: The whole of what it rests on.
    """
    if len(sentence) > LONGEST_SENTENCE:
        return Objection(Fault.TOO_LONG, sentence[:40] + "…")
    said, known = _read(sentence).words, frozenset(_read(passage).words)
    against = [next(_objections(sentence, said, held, known), None) for held in _nearest_first(said, passage)]
    return None if None in against else against[0]


def new_words(sentence: str, passage: str) -> tuple[str, ...]:
    """Words of a sentence that do not stand in its passage, for whoever reads the draft."""
    held = set(_read(passage).words)
    return tuple(dict.fromkeys(word for word in _read(sentence).words if word not in held and word != _PART))


def _objections(sentence: str, said: Sequence[str], held: _Line, known: frozenset[str]) -> Iterator[Objection]:
    """What speaks against one sentence of a passage, `held`, bearing what was said; `known` is the whole passage's."""
    for at, word in enumerate(said):
        fault = _fault_of(word)
        if fault is not None and not _stands_so(said, at, held.words):
            yield Objection(fault, " ".join(said[max(0, at - 1) : at + 2]))
    if strange := _strange_name(sentence, known):
        yield Objection(Fault.NAME, strange)
    if all(word not in held.words for word in said):
        yield Objection(Fault.FOREIGN, sentence)
        return
    blocks = SequenceMatcher(None, said, held.words, autojunk=False).get_matching_blocks()[:-1]  # the last one is empty
    if _limited(said) != _limited(held.words[blocks[0].b : blocks[-1].b + blocks[-1].size]):
        yield Objection(Fault.DENIAL, sentence)
    yield from _brought(said, blocks, known)
    yield from (_without(held.words[start:end]) for start, end in _torn_out(held, blocks))


def _without(left: Sequence[str]) -> Objection:
    return Objection(Fault.DENIAL if _limited(left) else Fault.MIXED, " ".join(left))


def _brought(said: Sequence[str], blocks: Sequence[Match], known: frozenset[str]) -> Iterator[Objection]:
    """Words that do not stand in this sentence of the passage in this order."""
    kept = {at for block in blocks for at in range(block.a, block.a + block.size)}
    for at, word in enumerate(said):
        if at not in kept and word not in _LITTLE:
            if word in known:
                yield Objection(Fault.MIXED, word)
            elif word not in _OPENING or at > blocks[0].a:  # not at the head
                yield Objection(Fault.FOREIGN, word)


def _torn_out(held: _Line, blocks: Sequence[Match]) -> Iterator[tuple[int, int]]:
    """Stretches left out that are part of what was kept, or bound it: "hộ [cận] nghèo", "bình [ở mỗi tầng]"."""
    yield from _torn_off(held, blocks[0].b)
    for before, after in pairwise(blocks):
        start, end = before.b + before.size, after.b
        left = held.words[start:end]
        set_off = start in held.breaks and end in held.breaks
        if any(word == _PART or _fault_of(word) is not None for word in left) or not (
            set_off or _LITTLE.issuperset(left)
        ):
            yield start, end
    start = blocks[-1].b + blocks[-1].size
    if start < len(held.words) and _hangs_on(held, start):
        yield start, len(held.words)


def _hangs_on(held: _Line, start: int) -> bool:
    """Whether what is left out at the end belongs to what stands before: it bounds it, or is one of a list."""
    kept, left = held.words[:start], held.words[start:]
    parted = start in held.breaks or left[0] == "và"
    if left[0] == "từ" and "đồng" in left[1:3] and (parted or kept[-1] == "tiền"):
        return False  # "… bị phạt tiền", without saying how much, or how much somebody else is
    if parted and tuple(left[:2]) in _FORBIDS and left[2:3] not in (["quá"], ["vượt"]):
        return False  # a rule of its own
    inside = not _OPEN.isdisjoint(kept[1:])  # "… khi có đơn [và giấy tờ]"
    listed = not _DENIALS.isdisjoint(kept) and _RULES.isdisjoint(left)  # "Cấm dùng chất nổ[, xung điện để đánh cá]"
    listed = listed or not _LISTS.isdisjoint(kept) or any(pair in _NEEDED for pair in pairwise(kept))
    bounded = not _EXCEPTING.isdisjoint(left[:_NEAR]) or not _MEASURING.isdisjoint(left[:2])
    return not parted or inside or listed or bounded


def _torn_off(held: _Line, end: int) -> Iterator[tuple[int, int]]:
    """What is left out at the head: "Trước ngày …, người dân nộp …", "[Chủ] hộ nghèo …"."""
    left = held.words[:end]
    opening = next((left[at:] for at, word in enumerate(left) if len(word) > 1 and not word[0].isdigit()), ())
    if not opening or opening == ["người"]:  # "4.", "Người là …"
        return
    if (
        end not in held.breaks
        or not (_EXCEPTING | _MEASURING | _OPENING).isdisjoint(opening[:2])
        or opening[:2] == ["trường", "hợp"]
    ):
        yield 0, end


def _fault_of(word: str) -> Fault | None:
    if word[0].isdigit() or word in _NUMBERS:
        return Fault.NUMBER
    if word in _ACTS:
        return Fault.ACT
    if word in _DENIALS:
        return Fault.DENIAL
    return Fault.RULE if word in _RULES else None


def _stands_so(said: Sequence[str], at: int, held: Sequence[str]) -> bool:
    """Whether a word stands in the passage with its neighbours; at the head of a sentence behind nothing that denies.

    Behind a word a rule hangs on, its next word counts; before it, the word before. Both at once, in one place.
    """
    before = said[at - 1] if at else None
    after = said[at + 1] if at + 1 < len(said) else None
    return any(
        _fits_before(before, held[place - 1] if place else None)
        and (after is None or (place + 1 < len(held) and held[place + 1] == after))
        for place, word in enumerate(held)
        if word == said[at]
    )


def _fits_before(before: str | None, held: str | None) -> bool:
    return before == held if before is not None else held is None or _fault_of(held) is None


def _limited(words: Sequence[str]) -> Counter[str]:
    cases = ("trường hợp" for pair in pairwise(words) if pair == ("trường", "hợp"))
    return Counter((*(word for word in words if word in _CONDITIONS), *cases))


def _nearest_first(said: Sequence[str], passage: str) -> list[_Line]:
    """The sentences of a passage, and what stands between their semicolons.

    Returns:
        Each as it is read; one at least, first that with most words of what was said, of equal ones the shortest.
    """
    mine = Counter(said)
    whole = [one for line in passage.split("\n") for one in sentences(line)] or [passage]
    own = [_read(part) for one in whole for part in dict.fromkeys((one, *one.split(";")))]

    def nearness(held: _Line) -> tuple[int, int]:
        return -(Counter(held.words) & mine).total(), len(held.words)

    return sorted(own, key=nearness)


def _strange_name(sentence: str, held: frozenset[str]) -> str | None:
    """A word in capitals inside a sentence that the passage does not have."""
    written = list(_TOKEN.finditer(normalized("NFC", sentence)))[1:]
    return next((one[0] for one in written if one[0][0].isupper() and one[0].casefold() not in held), None)


def _read(text: str) -> _Line:
    whole = normalized("NFC", text.strip(" ;").replace(";", f" {_PART} "))
    words: list[str] = []
    breaks: set[int] = set()
    end = 0
    for token in _TOKEN.finditer(whole):
        if _SET_OFF.search(whole, end, token.start()):
            breaks.add(len(words))
        end = token.end()
        if token[0].casefold() not in _EMPTY:
            words.append(token[0].casefold())
    return _Line(words, frozenset(breaks))
