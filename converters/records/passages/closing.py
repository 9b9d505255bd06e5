"""The end of a document, kept apart from its text: "Nơi nhận" and the signatures (NĐ 30/2020 Annex I, boxes 7, 9b)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from converters.reading.document import BlockKind
from converters.records.passages.passage import Passage
from validators.language import legal_paper

_RECIPIENTS = re.compile(rf"{legal_paper.RECIPIENTS}\s{{0,3}}(?::|$)")
_AUTHORITY = re.compile(legal_paper.SIGNED_FOR_OR_ACTING)
_OFFICE = re.compile(legal_paper.OFFICE)
_RANKS = (
    r"(?:Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|PGS|GS|TS"
    r"|ThS|BS|CN|NGƯT|Luật sư)"
)
_NAME_WORD = r"[A-ZĐÀ-ỸÂÊÔƠƯĂ][a-zà-ỹđâêôơưă]{0,7}"
_NAME = re.compile(
    rf"(?:\(?\s?[ĐđÐ]ã ký\s?\)?\s?:?\s{{0,3}})?(?:{_RANKS}[.,]?\s{{0,3}}){{0,4}}"
    rf"(?P<name>{_NAME_WORD}(?:\s{{1,3}}{_NAME_WORD}){{1,5}})\.?"
)
_ANNEX = re.compile(
    r"(?:PHỤ LỤC|Phụ lục|DANH MỤC|QUY CHẾ|QUY ĐỊNH|MẪU SỐ|Mẫu số|KẾ HOẠCH|CHƯƠNG TRÌNH|ĐIỀU LỆ|ĐỀ ÁN|PHẦN\s"
    r"|\(?(?:Ban hành )?[Kk]èm theo)"
)
_END_OF_TEXT = re.compile(legal_paper.END_OF_TEXT)
_LONGEST_RECIPIENT = 260


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed.

    Attributes:
        name: As printed, without rank.
        position: Authority and office ("KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC"), None when not printed.
        passage: Where the name stands.
        start: First character of the name.
        end: One past the last.
    """

    name: str
    position: str | None
    passage: Passage
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Closing:
    """The passages that close a document.

    Attributes:
        start: The first passage that is no text any more.
        end: One past the last; annexes go on from there.
        recipients: The lines of "Nơi nhận".
        signatures: Everybody who signed, in order.
    """

    start: int
    end: int
    recipients: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()


def find_closing(passages: Sequence[Passage], head_end: int) -> Closing | None:
    """The first closing after the head of a document.

    Args:
        passages: All of them.
        head_end: Where the text begins.

    Returns:
        None when the document just ends.
    """
    for place in range(head_end, len(passages)):
        if _opens(passages, place, head_end):
            return _read(passages, place)
    return None


def _opens(passages: Sequence[Passage], place: int, head_end: int) -> bool:
    passage = passages[place]
    if passage.kind is BlockKind.TABLE:
        return False
    if _RECIPIENTS.match(passage.text):
        return (
            len(passage.text) < 900
            and not passage.text[9:60].strip(" :").lower().startswith("hồ sơ")
            and place > head_end
        )
    if _AUTHORITY.match(passage.text) and len(passage.text) < 200:
        return place > head_end
    ended = place > head_end and _END_OF_TEXT.search(passages[place - 1].text) is not None
    if not _OFFICE.match(passage.text) or len(passage.text) > 120:
        return False
    follows = passages[place + 1 : place + 4]
    return (
        place > head_end + 2
        and (ended or _is_last(passages, place))
        and (
            any(_NAME.fullmatch(p.text.strip()) for p in follows)
            or _NAME.search(passage.text[-40:]) is not None
            or ended
        )
    )


def _is_last(passages: Sequence[Passage], place: int) -> bool:
    return len(passages) - place <= 6


def _read(passages: Sequence[Passage], start: int) -> Closing:
    recipients: list[str] = []
    signatures: list[Signature] = []
    position: list[str] = []
    place = start
    while place < len(passages):
        passage = passages[place]
        text = passage.text.strip()
        if place > start and (_ANNEX.match(text) or passage.kind is BlockKind.TABLE):
            break
        signature = _signature(passage, position)
        if signature is not None:
            signatures.append(signature)
            position = []
        elif _RECIPIENTS.match(text) or text.startswith(("-", "+", "–", "Như ", "•")):
            recipients.append(text)
        elif _is_position(text):
            position.append(" ".join(text.split()))
        elif len(text) > _LONGEST_RECIPIENT or (text.endswith((".", ":")) and len(text) > 90):
            break
        elif recipients and not signatures:
            recipients.append(text)
        place += 1
    return Closing(start, place, tuple(recipients), tuple(signatures))


def _is_position(text: str) -> bool:
    return len(text) < 160 and (text.isupper() or _AUTHORITY.match(text) is not None)


def _signature(passage: Passage, position: list[str]) -> Signature | None:
    text = passage.text.strip()
    match = _NAME.fullmatch(text)
    if match is not None and position and not text.isupper():
        start = passage.text.find(match["name"])
        return Signature(match["name"], " ".join(position), passage, start, start + len(match["name"]))
    opening = _AUTHORITY.match(text) or _OFFICE.match(text)
    if opening is None or len(text) > 160:
        return None
    tail = re.search(rf"\s(?P<name>{_NAME_WORD}(?:\s{{1,3}}{_NAME_WORD}){{1,4}})\.?$", text)
    if tail is None or not text[: tail.start()].isupper():
        return None
    start = passage.text.rfind(tail["name"])
    before = " ".join([*position, text[: tail.start()].strip()])
    return Signature(tail["name"], before, passage, start, start + len(tail["name"]))
