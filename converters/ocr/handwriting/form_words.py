"""Words of a form that have grown together with what was written beside them: "ngà¿2)Âtháng02" holds two of them.

The line of a document's place and date always says "ngày … tháng … năm …", that of its number "Số: …"
(Nghị định 30/2020/NĐ-CP, Annex I, II.3 and II.4). What is printed there is known; what was written is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from converters.ocr.engines.protocol import ReadWord
from converters.ocr.handwriting.form_blanks import is_date_line, is_number_line

KNOWN = 0.8  # confidence of a word the form has for certain, however badly it was read
_UNITS = re.compile(r"(?i)(?P<day>^[nm]g[aàáảãạ][yýỳỷỹỵuü¿]?)|(?P<month>t?h[áa]ng)|(?P<year>năm)")
_NUMBER = re.compile(r"S[ốôóồổỗỐ6o][:;.,„»]{1,2}(?P<rest>.+)")
_LEADERS = frozenset(".,;:…_")  # signs that a form prints itself: "ngày......" is one word
_PRINTED = {"day": "ngày", "month": "tháng", "year": "năm"}


def split_form_words(words: Sequence[ReadWord]) -> tuple[ReadWord, ...]:
    """The words of a line, those of a form's print cut off from what has grown together with them.

    Args:
        words: As the engine read the line.
    """
    texts = [word.text for word in words]
    if is_date_line(texts):
        return tuple(part for word in words for part in _parts(word))
    if is_number_line(texts) and (match := _NUMBER.fullmatch(texts[0])):
        return (*_cut(words[0], ["Số:", match["rest"]], {0}), *words[1:])
    return tuple(words)


def _parts(word: ReadWord) -> Iterator[ReadWord]:
    """A word of a date line in its parts."""
    texts: list[str] = []
    printed: set[int] = set()
    end = 0
    for match in _UNITS.finditer(word.text):
        texts += [word.text[end : match.start()]] if match.start() > end else []
        printed.add(len(texts))
        texts.append(_PRINTED[match.lastgroup or "day"])
        end = match.end()
    texts += [word.text[end:]] if end < len(word.text) else []
    written = any(set(text) - _LEADERS for place, text in enumerate(texts) if place not in printed)
    if printed and len(texts) > 1 and (written or len(printed) > 1):
        yield from _cut(word, texts, printed)
    else:
        yield word


def _cut(word: ReadWord, texts: Sequence[str], printed: set[int]) -> Iterator[ReadWord]:
    boxes = word.box.divided([len(text) for text in texts])
    for place, (text, box) in enumerate(zip(texts, boxes, strict=True)):
        confidence = max(word.confidence, KNOWN) if place in printed else word.confidence
        yield replace(word, text=text, box=box, confidence=confidence, alternatives=())
