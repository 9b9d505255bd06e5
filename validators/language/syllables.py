"""The written Vietnamese syllable: onset + rhyme + tone, by rule.

The rules are those of the orthography of quốc ngữ (Hoàng Phê, "Chính tả tiếng Việt"; Đoàn Thiện Thuật, "Ngữ âm tiếng
Việt"): which vowels take which endings, which onsets stand before which vowels, that syllables closed by p, t, c, ch
carry only the sắc or nặng tone, and where the tone mark stands. Both placements in use are right (hòa and hoà: Quyết
định 240/QĐ of 1984 and Quyết định 1989/QĐ-BGDĐT of 2018 prefer the newer, statutes keep the older).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

GRAVE, ACUTE, HOOK, TILDE, DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
TONES = (GRAVE, ACUTE, HOOK, TILDE, DOT)
CAPITALS = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
"""For a class of an expression. A range of them (À-Ỹ) takes in the small letters: the two alternate in Unicode."""

_ONSETS = ("ngh", "ch", "gh", "kh", "ng", "nh", "ph", "th", "tr", *"bcdđghklmnprstvx")
_FRONT = frozenset("ieêy")
_STOPS = ("p", "t", "c", "ch")
# Vowels (with the labial glide where there is one) and the endings each takes; "-" is no ending.
_ENDINGS = {
    "a": "- c ch i m n ng nh o p t u y",
    "ă": "c m n ng p t",
    "â": "c m n ng p t u y",
    "e": "- c m n ng o p t",
    "ê": "- ch m n nh p t u",
    "i": "- ch m n nh p t u",
    "ia": "-",
    "iê": "c m n ng p t u",
    "o": "- c i m n ng p t",
    "oo": "c ng",
    "ô": "- c i m n ng p t",
    "ơ": "- i m n p t",
    "u": "- c i m n ng p t",
    "ua": "-",
    "uô": "c i m n ng t",
    "ư": "- c i m n ng t u",
    "ưa": "-",
    "ươ": "c i m n ng p t u",
    "y": "-",
    "yê": "m n ng t u",
    "oa": "- c ch i m n ng nh o p t y",
    "oă": "c m n ng p t",
    "oe": "- m n o t",
    "uâ": "n ng t y",
    "uê": "- ch n nh",
    "uơ": "-",
    "uy": "- ch n nh p t u",
    "uya": "-",
    "uyê": "n t",
}
# After q the u is the glide, so the vowel is what follows it.
_ENDINGS_AFTER_QU = {
    **{vowel: _ENDINGS[vowel] for vowel in ("a", "ă", "â", "e", "ê", "i")},
    "y": "- ch n nh p t u",
    "yê": "n t",
    "ơ": "-",
    "ô": "c",
}
_GLIDES = ("oa", "oă", "oe", "uâ", "uê", "uơ", "uy", "uya", "uyê")
_LABIALS = frozenset(("b", "m", "p", "ph", "v"))
_GLIDES_AFTER_LABIALS = frozenset(("oa", "uy"))  # loans: voan, buýt
_BEFORE_Y = frozenset(("", "h", "k", "l", "m", "s", "t", "v"))


def _rhymes(table: dict[str, str]) -> dict[str, tuple[str, str]]:
    pairs = chain.from_iterable(((vowel, end.strip("-")) for end in ends.split()) for vowel, ends in table.items())
    return {vowel + end: (vowel, end) for vowel, end in pairs}


_RHYMES = _rhymes(_ENDINGS)
_RHYMES_AFTER_QU = _rhymes(_ENDINGS_AFTER_QU)
_VOWELS = frozenset("aăâeêioôơuưy")
_LETTERS = re.compile(r"[^\W\d_]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_LONG = 100  # characters: in longer texts letters are looked for, in shorter ones looked at


@dataclass(frozen=True, slots=True)
class Syllable:
    """A syllable taken apart; lower case, NFC.

    Attributes:
        onset: Opening consonants, "" when there are none; "qu" keeps its u, "gi" its i.
        vowel: Glide and vowel as written.
        ending: Closing consonant or semivowel, "" when open.
        tone: The combining mark, "" for the level tone.
    """

    onset: str
    vowel: str
    ending: str
    tone: str


def is_syllable(word: str) -> bool:
    """Whether this could be a written Vietnamese syllable: lower case, capitalised or all capitals, NFC.

    It says nothing of meaning: "nghoẹt" may be in no dictionary and still be well formed.
    """
    return (word.islower() or word.istitle() or word.isupper()) and analyse(word) is not None


@lru_cache(maxsize=8192)
def analyse(word: str) -> Syllable | None:
    """The syllable's parts, or None when the word breaks a rule of the orthography, tone placement included."""
    bare, tones = split_tones(word.lower())
    syllable = _match(bare, tones)
    if syllable is None or (tones and tones[0][0] not in _placements(bare, syllable)):
        return None
    return syllable


def split_tones(word: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The word without its tone marks, and where (letter index) which marks stood."""
    letters: list[str] = []
    tones: list[tuple[int, str]] = []
    for index, letter in enumerate(word):
        bare, tone = _split_letter(letter)
        letters.append(bare)
        if tone:
            tones.append((index, tone))
    return "".join(letters), tuple(tones)


@lru_cache(maxsize=8192)
def _fold(word: str) -> str:
    bare, tones = split_tones(word)
    if len(tones) != 1:
        return word
    syllable = _match(bare.lower(), tones)
    if syllable is None:
        return word
    place = _placements(bare.lower(), syllable)[0]
    return bare[:place] + unicodedata.normalize("NFC", bare[place] + syllable.tone) + bare[place + 1 :]


def tone_key(text: str) -> str:
    """The same text with every tone mark where the older placement has it: hoà → hòa, thuý → thúy, qúy → quý.

    For comparing only; what is stored stays as printed. Capitals are kept, words that are no syllables are untouched.
    """
    return _LETTERS.sub(lambda match: _fold(match.group()), text)


def base_key(text: str) -> str:
    """The text without any Vietnamese mark, đ as d; capitals are kept. "Điều" → "Dieu"."""
    if len(text) < _LONG:
        return "".join(map(_base_letter, text))
    for letter, base in _folded_letters():  # a text has them by the thousand, and few letters besides
        text = text.replace(letter, base)
    for letter in set(_BEYOND_ASCII.findall(text)):
        text = text.replace(letter, _base_letter(letter))
    return text


@cache
def _folded_letters() -> tuple[tuple[str, str], ...]:
    """Every marked Vietnamese letter in one sign, small and capital, with what it looks like without its marks."""
    bare = [unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in ("", *TONES)]
    letters = [letter for letter in ("đ", *bare) if not letter.isascii()]
    return tuple((letter, _base_letter(letter)) for small in letters for letter in (small, small.upper()))


@cache
def unmarked_syllables() -> frozenset[str]:
    """What a syllable can look like without its marks: every onset before every rhyme, some of which no word has."""
    begun = {onset + rhyme for onset in ("", "gi", *_ONSETS) for rhyme in _RHYMES}
    begun |= {"qu" + rhyme for rhyme in _RHYMES_AFTER_QU}
    return frozenset(map(base_key, begun))


@cache
def all_syllables() -> frozenset[str]:
    """Every well-formed syllable in small letters, with both placements of its tone; about 20,000."""
    begun = {onset + rhyme for onset in ("", "gi", *_ONSETS) for rhyme in _RHYMES}
    begun |= {"qu" + rhyme for rhyme in _RHYMES_AFTER_QU}
    toned = (
        bare[:place] + unicodedata.normalize("NFC", bare[place] + tone) + bare[place + 1 :]
        for bare in begun
        for place in range(len(bare))
        if bare[place] in _VOWELS
        for tone in TONES
    )
    return frozenset(word for word in chain(begun, toned) if analyse.__wrapped__(word) is not None)


@lru_cache(maxsize=1024)
def _base_letter(letter: str) -> str:
    if letter in "đĐ":
        return "d" if letter == "đ" else "D"
    decomposed = unicodedata.normalize("NFD", letter)
    return decomposed[0] if decomposed[0].isalpha() and decomposed[0].isascii() else letter


@lru_cache(maxsize=1024)
def _split_letter(letter: str) -> tuple[str, str]:
    decomposed = unicodedata.normalize("NFD", letter)
    tone = "".join(mark for mark in decomposed[1:] if mark in TONES)
    if len(tone) != 1 or decomposed[0].lower() not in "aeiouy":
        return letter, ""
    return unicodedata.normalize("NFC", decomposed.replace(tone, "")), tone


def _match(bare: str, tones: tuple[tuple[int, str], ...]) -> Syllable | None:
    if len(tones) > 1:
        return None
    tone = tones[0][1] if tones else ""
    for onset, rhyme in _splits(bare):
        parts = (_RHYMES_AFTER_QU if onset == "qu" else _RHYMES).get(rhyme)
        if parts and _fits(onset, *parts) and (parts[1] not in _STOPS or tone in (ACUTE, DOT)):
            return Syllable(onset, *parts, tone)
    return None


def _splits(bare: str) -> list[tuple[str, str]]:
    """Ways to cut an onset off, the likelier first. In "gi" the i can be both: gì, giêng."""
    if bare.startswith("qu"):
        return [("qu", bare[2:])]
    onset = next((onset for onset in _ONSETS if bare.startswith(onset)), "")
    plain = (onset, bare[len(onset) :])
    if bare.startswith("gi"):
        return [("gi", bare[2:]), ("gi", bare[1:])]
    return [plain]


def _fits(onset: str, vowel: str, ending: str) -> bool:
    """Whether this onset is written before this vowel."""
    front = vowel[0] in _FRONT
    if onset in ("k", "gh", "ngh") and not front:
        return False
    if onset in ("c", "g", "ng") and front:
        return False
    if vowel in _GLIDES and onset in ("c", "k"):
        return False
    if vowel in _GLIDES and onset in _LABIALS and vowel not in _GLIDES_AFTER_LABIALS:
        return False
    return _fits_y(onset, vowel, ending)


def _fits_y(onset: str, vowel: str, ending: str) -> bool:
    """The letters i and y: yê opens a syllable (yêu), iê never does; y alone stands after few onsets."""
    if onset == "qu":
        return True
    if vowel == "yê":
        return onset == ""
    if vowel == "iê":
        return onset != ""
    return vowel != "y" or (onset in _BEFORE_Y and not ending)


def _placements(bare: str, syllable: Syllable) -> tuple[int, ...]:
    """Letter indexes where the tone mark may stand, the older placement first."""
    start = len(bare) - len(syllable.vowel) - len(syllable.ending)
    shaped = [start + i for i, letter in enumerate(syllable.vowel) if letter in "ăâêôơư"]
    if shaped:
        return (shaped[-1],)
    if len(syllable.vowel) == 1:
        return (start,)
    if syllable.vowel in ("oa", "oe", "uy") and not syllable.ending:
        return (start, start + 1)
    return (start,) if syllable.vowel in ("ia", "ua") else (start + 1,)
