"""The typeface of some pages, told by how wide their words are: what is misread in one face is misread there again.

No recogniser names the face. Words of one line in one face stand to each other as their letters do: "hàng" is half
again as wide as "chỉ" in a serif face, and nearly twice in a sans-serif one. The face whose widths fit best is taken,
or none where two fit alike. Vietnamese letters are as wide as those without marks.
"""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from converters.corrections.places import lines_of
from converters.reading.document import Line, Page
from validators.language.unicode_hygiene import normalized

_LETTERS = string.ascii_lowercase + string.ascii_uppercase
# Advance widths in thousandths of the size, from Adobe's font metrics (Core 14: Times-Roman, Helvetica, Courier).
_TIMES = (
    444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722,
    500, 500, 444, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611,
    722, 722, 944, 722, 722, 611,
)  # fmt: skip
_HELVETICA = (
    556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722,
    500, 500, 500, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611,
    722, 667, 944, 667, 667, 611,
)  # fmt: skip
_WIDTHS: Mapping[str, Mapping[str, int]] = {
    "serif": dict(zip(_LETTERS, _TIMES, strict=True)),
    "sans": dict(zip(_LETTERS, _HELVETICA, strict=True)),
    "mono": dict.fromkeys(_LETTERS, 600),
}
_BEARING = 60  # thousandths of the size that a word's ink is narrower than its letters
_LEAST_LETTERS = 2  # of a word that is measured
_LEAST_WORDS = 30  # of all lines: such runs of 20 scans told the face of the whole in 89 %, another in 2 %
_BETTER = 0.85  # of the misfit of the next best face that the best may have at most
_Measured = Sequence[tuple[str, int]]


def face_of(pages: Iterable[Page]) -> str:
    """The face of some pages: "serif", "sans", "mono"; empty where their words do not tell it."""
    lines = [words for page in pages for line in lines_of(page) if len(words := _measured(line)) > 1]
    if sum(map(len, lines)) < _LEAST_WORDS:
        return ""
    misfits = sorted((sum(_misfit(words, widths) for words in lines), name) for name, widths in _WIDTHS.items())
    (best, name), (next_best, _), *_ = misfits
    return name if best <= _BETTER * next_best else ""


def _measured(line: Line) -> _Measured:
    """The words of a line that are nothing but letters, bare, with the widths of their boxes."""
    found = ((_bare(word.text), word.box) for word in line.words)
    return [
        (text, box.width)
        for text, box in found
        if box is not None and box.width > 0 and len(text) >= _LEAST_LETTERS and all(map(_LETTERS.__contains__, text))
    ]


def _bare(text: str) -> str:
    return "".join(_without_marks(text)).replace("đ", "d").replace("Đ", "D")


def _without_marks(text: str) -> Iterator[str]:
    return (sign for sign in normalized("NFD", text) if not unicodedata.combining(sign))


def _misfit(words: _Measured, widths: Mapping[str, int]) -> float:
    """By how much the words of a line are wider or narrower than a face has them, at the size that fits best."""
    pairs = [(sum(widths[letter] for letter in text) - _BEARING, width) for text, width in words]
    size = sum(told * width for told, width in pairs) / sum(told * told for told, _ in pairs)
    return sum(abs(width - size * told) for told, width in pairs)
