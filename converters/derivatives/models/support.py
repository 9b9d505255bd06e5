"""Whether a sentence is borne by the passage it names, told from the words alone.

A model may shorten and connect; it may not bring a number, an act, a name or a rule of its own. One sentence of the
passage must bear it alone: words a rule hangs on (numbers, acts and places in them, what is allowed, forbidden,
excepted) stand there with the same neighbours, so that neither "không" nor "tối đa" can be dropped in front of them; it
denies, excepts and makes conditions as often; and all words the two share stand in one order, with no number or rule
left out between them. What stands elsewhere in the passage (another fine, another person) is not said of this. What is
refused wrongly costs a sentence; what is let through wrongly may cost a fine. A word of the model's own for somebody
else, and what is left out at the end of a sentence or in it without a rule hanging on it, are not seen by this: a
person reads every draft.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from converters.derivatives.wording.excerpts import sentences
from validators.problems import Message, say

LEAST_SHARED = 0.7  # of a sentence's words stand in its passage; below, it says something else, or another language
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
_LITTLE = frozenset(
    _TOKEN.findall("thì là mà của các những này đó cho với ở tại để về do bởi như rằng")
)  # may be anybody's
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


def addresses_a_model(text: str) -> bool:
    """Whether a passage gives orders to whatever reads it; such a passage is shown to no model."""
    return _ORDERS.search(unicodedata.normalize("NFC", text)) is not None


def objection(sentence: str, passage: str) -> Objection | None:
    """What speaks against a sentence; None where its passage bears it.

    Args:
        sentence: One, as a model wrote it.
        passage: The whole of what it rests on.
    """
    if len(sentence) > LONGEST_SENTENCE:
        return Objection(Fault.TOO_LONG, sentence[:40] + "…")
    said, known = _words(sentence), frozenset(_words(passage))
    against = [next(_objections(sentence, said, held, known), None) for held in _nearest_first(said, passage)]
    return None if None in against else against[0]


def new_words(sentence: str, passage: str) -> tuple[str, ...]:
    """Words of a sentence that do not stand in its passage, for whoever reads the draft."""
    held = set(_words(passage))
    return tuple(dict.fromkeys(word for word in _words(sentence) if word not in held and word != _PART))


def _objections(sentence: str, said: Sequence[str], held: Sequence[str], known: frozenset[str]) -> Iterator[Objection]:
    """What speaks against one sentence of a passage, `held`, bearing what was said; `known` is the whole passage's."""
    for at, word in enumerate(said):
        fault = _fault_of(word)
        if fault is not None and not _stands_so(said, at, held):
            yield Objection(fault, " ".join(said[max(0, at - 1) : at + 2]))
    if strange := _strange_name(sentence, known):
        yield Objection(Fault.NAME, strange)
    shared = sum(word in held for word in said)
    if not said or shared < LEAST_SHARED * len(said):
        yield Objection(Fault.FOREIGN, sentence)
    if _limited(said) != _limited(held):
        yield Objection(Fault.DENIAL, sentence)
    yield from (Objection(Fault.MIXED, word) for word in _mixed(said, held, known))


def _mixed(said: Sequence[str], held: Sequence[str], known: frozenset[str]) -> Iterator[str]:
    """Words of the passage that do not stand in this sentence in this order, and those left out a rule hangs on."""
    blocks = SequenceMatcher(None, said, held, autojunk=False).get_matching_blocks()  # the last one is empty
    kept = {at for block in blocks for at in range(block.a, block.a + block.size)}
    yield from (word for at, word in enumerate(said) if at not in kept and word in known and word not in _LITTLE)
    yield from (word for word in held[: blocks[0].b] if word in _RULES)  # "Trước ngày …, người dân nộp …"
    for before, after in pairwise(blocks[:-1]):
        left = held[before.b + before.size : after.b]
        yield from (word for word in left if word == _PART or _fault_of(word) is not None)


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


def _nearest_first(said: Sequence[str], passage: str) -> list[list[str]]:
    """The sentences of a passage, and what stands between their semicolons.

    Returns:
        The words of each; one at least, first that with most words of what was said, of equal ones the shortest.
    """
    mine = Counter(said)
    whole = [one for line in passage.split("\n") for one in sentences(line)] or [passage]
    own = [_words(part) for one in whole for part in dict.fromkeys((one, *one.split(";")))]

    def nearness(held: list[str]) -> tuple[int, int]:
        return -(Counter(held) & mine).total(), len(held)

    return sorted(own, key=nearness)


def _strange_name(sentence: str, held: frozenset[str]) -> str | None:
    """A word in capitals inside a sentence that the passage does not have."""
    written = list(_TOKEN.finditer(unicodedata.normalize("NFC", sentence)))[1:]
    return next((one[0] for one in written if one[0][0].isupper() and one[0].casefold() not in held), None)


def _words(text: str) -> list[str]:
    return [
        word.casefold()
        for word in _TOKEN.findall(unicodedata.normalize("NFC", text.strip(" ;").replace(";", f" {_PART} ")))
    ]
