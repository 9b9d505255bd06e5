"""What two readings of the same words agree on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converters.ocr.after_reading.codes import mend_code
from converters.ocr.engines.protocol import ReadWord
from converters.ocr.second_reading.detectors.subject import core
from converters.reading.document import Word
from validators.language.unicode_hygiene import clean_text

_DASHES = str.maketrans("–—‐‑−", "-----")
# Signs an engine takes for one another where a single one stands alone; which it is, its place decides.
_SIGNS = str.maketrans("I|!1¡jïÏìÌíÍ0O©CPKUVXY", "lllliiiiiiiiooccpkuvxy")


def key(text: str) -> str:
    """What must be equal: letters, digits and the marks inside, not the punctuation around."""
    text = mend_code(Word(clean_text(text))).text.translate(_DASHES)
    bare = core(text).strip("-–_ˆ`'|")
    return bare if len(bare) > 1 else letter_of(text)


def letter_of(text: str) -> str:
    """The sign, where the text is a single one, in the form all signs like it share; "" otherwise."""
    bare = text.strip(".,;:()[]“”\"'…_-–ˆ`")
    return bare.translate(_SIGNS) if len(bare) == 1 else ""


def agreed(first: Sequence[str], second: Sequence[str]) -> set[int]:
    """Indexes into `first` of the words that `second` has too, in the same order (longest common subsequence)."""
    a, b = [key(text) for text in first], [key(text) for text in second]
    lengths = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in reversed(range(len(a))):
        for j in reversed(range(len(b))):
            same = a[i] == b[j] != ""
            lengths[i][j] = lengths[i + 1][j + 1] + 1 if same else max(lengths[i + 1][j], lengths[i][j + 1])
    found: set[int] = set()
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j] != "":
            found.add(i)
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def standing_at(seen: Sequence[ReadWord], span: tuple[float, float]) -> tuple[str, float]:
    """What was read between two edges of the crop, and the lowest confidence; ("", 0) when nothing."""
    left, right = span
    words = [word for word in seen if left <= word.box.centre_x <= right]
    text = "".join(word.text for word in words)
    return re.sub(r"\s", "", text), min((word.confidence for word in words), default=0.0)
