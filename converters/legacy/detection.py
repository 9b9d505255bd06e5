"""Which encoding a stretch of text is in, by its letters: read it every way, keep the way that gives Vietnamese."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from converters.legacy.decoding import decode, joined_pieces
from converters.legacy.fonts import Encoding
from validators.language.syllables import is_syllable

# Letters that only Unicode text can hold: none of them is in Windows-1252.
_UNICODE_ONLY = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u0300\u0301\u0303\u0309\u0323Ạ-ỹ]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_TYPOGRAPHY = frozenset("“”‘’„–—…•\u00a0\u200b·§©®°«»→✓☐")
_TOKEN = re.compile(r"[^\s\-–—/.,;:()\[\]\"'“”‘’!?…•0-9_=+*<>|]+")

ENOUGH = 0.7  # share of the marked words that must be syllables; real text has names and abbreviations too
BETTER_BY = 0.3  # share of syllables a reading must gain over the text as it stands, or any change would do
_ENOUGH_WORDS = 2  # syllables; one word can be Vietnamese by chance
_PRIOR_BONUS = 0.05  # share of syllables: of two readings as good, the encoding already met in the file
_CANDIDATES = (Encoding.TCVN3, Encoding.VNI, Encoding.CP1258, Encoding.VISCII, Encoding.VPS)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How Vietnamese a text looks: of the words with letters beyond ASCII, how many are syllables."""

    words: int
    syllables: int

    @property
    def rate(self) -> float:
        """Share of syllables; 1 where there is nothing to judge."""
        return self.syllables / self.words if self.words else 1.0


def likeness(text: str) -> Likeness:
    """How Vietnamese a text looks; single letters ("â", "õ") tell nothing."""
    words = [token for token in _TOKEN.findall(text) if len(token) > 1 and _BEYOND_ASCII.search(token)]
    return Likeness(len(words), sum(_is_word(word) for word in words))


def _is_word(word: str) -> bool:
    return is_syllable(word) or word in {"đ", "Đ"} or (word.isupper() and 1 < len(word) <= 5 and "Đ" in word)


def could_be_legacy(text: str) -> bool:
    """Whether there is anything a legacy encoding could hide in; the quick way out for almost all text."""
    if text.isascii() or _UNICODE_ONLY.search(text):
        return False
    return any(ord(character) > 0x7F and character not in _TYPOGRAPHY for character in text) or "®" in text


def detect(text: str, prior: Encoding | None = None) -> Encoding:
    """The encoding of a text by its letters.

    Args:
        text: A paragraph or more.
        prior: An encoding already met in the same file; then one word is evidence enough.

    Returns:
        UNICODE unless another reading makes it Vietnamese and the text as it stands is not.
    """
    if not could_be_legacy(text):
        return Encoding.UNICODE
    return _detect(text, prior)


@lru_cache(maxsize=256)
def _detect(text: str, prior: Encoding | None) -> Encoding:
    as_it_stands = likeness(text)
    if as_it_stands.words and as_it_stands.rate >= ENOUGH:
        return Encoding.UNICODE
    best, best_score = Encoding.UNICODE, (0.0, 0)
    for encoding in _CANDIDATES:
        read = likeness(joined_pieces(decode(text, encoding)))
        needed = 1 if encoding is prior else _ENOUGH_WORDS
        if read.syllables < needed or read.rate < max(ENOUGH, as_it_stands.rate + BETTER_BY):
            continue
        score = (read.rate + (_PRIOR_BONUS if encoding is prior else 0.0), read.syllables)
        if score > best_score:
            best, best_score = encoding, score
    return best
