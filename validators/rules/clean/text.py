"""sạch: the text itself. Unicode, legacy encodings, mojibake, impossible words, secrecy marks, AI labels."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from operator import itemgetter

from validators.language.syllables import is_syllable
from validators.language.unicode_hygiene import is_of_a_picture
from validators.problems import say
from validators.rules.rule import AI_LABEL, ERROR, NOTE, PBGDPL_LAW, TT24, UNICODE, WARNING, Hit, Rule, hit, hits_at
from validators.rules.subject import Subject
from validators.sharing.staleness import HANDED_OUT
from validators.sharing.vocabulary import vocabulary

# UTF-8 read as Windows-1252: "Ã¡", "áº¿", "Æ°", "Ä‘".
_MOJIBAKE = re.compile(
    r"(?:Ã[\u0080-\u00bf]|á[º»][\u0080-\u00ff\u0152-\u2122]|Æ[°¡]|Ä[‘\u0091ƒ\u0083©¨]|â€[œ\u009d™˜“”\u0093\u0094]|Ã‚)"
)
# TCVN3: signs inside words; VNI: accents standing as letters after vowels (domain facts: µ¸¶·¹ and ÙØÛÕÏ).
_TCVN3 = re.compile(
    r"[A-Za-zÀ-ÿ]{0,3}[a-zA-Z®][µ¸¶·¹¨©ª«¬­®¾»¼½Ê°±¦§¤¥£][A-Za-zµ¸¶·¹®¨©ª«¬­Ê-ÿ]{0,6}|®[a-zA-ZµªÊ-ÿ©«¬­¨]{1,6}"
)
_VNI = re.compile(
    r"(?<!\w)[A-Za-zñÑöÖôÔ]{0,4}[aeiouyöôAEIOUYÖÔ][ùøûõïâêáàåãäéèúüëÙØÛÕÏÂÊÁÀÅÃÄÉÈÚÜË](?:[a-zA-Zùøûõï]{0,3})(?!\w)"
)
_VNI_STRONG = re.compile(r"[aeoAEO][áàåãäéèúüëâêÁÀÅÃÄÉÈÚÜËÂÊ]|ñ|Ñ|[aeiouyöô][ùøûõï]")
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u00ad"
    "\u034f\u115f\u1160\u17b4\u17b5\u180e\u2800\u3164\uffa0\ufe00-\ufe0f\U000e0000-\U000e007f]"
)
# Cyrillic, Armenian, Cherokee, wide and mathematical letters; of the Greek ones those that look like ours.
_FOREIGN_SIGNS = (
    "ıȷ\u0250-\u02afᴀ-ᴢ"  # of phonetic writing
    "\u0400-\u052f\u0531-\u0587\u13a0-\u13f4ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρυτικχγεηάέίόύ\u1f00-\u1fff"
    "\u0590-\u0e7f\u24b6-\u24e9\ufb00-\ufb06\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7cb"
    "\u2102\u2107\u210a-\u2112\u2115\u2118-\u211d\u2124\u2128-\u2139\u2145-\u2149\u2160-\u2188"  # numerals
    "ǎǍǐǏǒǑǔǓƒ\u1d2c-\u1d6b\u2c60-\u2cff\ua4d0-\ua4ff\ua640-\ua69f\ua720-\ua7ff"
    "\U00010280-\U0001044f\U0001f110-\U0001f189"
)
# Numerals of their own stand for no letter up to the twelve of a clock; those of fifty and more do. Mathematical
# letters make words of their own, which no text here has.
_NUMERAL_LETTERS = re.compile("[ⅬⅭⅮⅯⅼⅽⅾⅿↀ-ↈ\U0001d400-\U0001d7cb]")
# Letters that stand for digits, as typed or misread: "l5 ngày", "1O.OOO.000 đồng".
_AS_DIGIT = re.compile(
    r"""
    (?<![\w.,/-])(?=[\d.,]{0,14}[lIO])(?:[lIO]{1,2}[.,]?\d|\d)[\dlIO.,]{0,15}
    (?=\s?(?:ngày|tháng|năm|giờ|tuổi|đồng|triệu|nghìn|tỷ|người|lần)(?!\w))
    | (?<!\w)(?=[\d/]{0,9}[lIO])[\dlIO]{1,2}/[\dlIO]{1,2}/[12lI][\dlIO]{3}(?!\w)
    | (?<![^\W])(?:(?<=[Đđ]iều\s)|(?<=[Kk]hoản\s))(?:[lIO]\d{1,3}|\d{1,3}[lO]\d?|[lI](?=\s(?:Điều|khoản)\s))(?![\w.])
    """,
    re.VERBOSE,
)
_LATIN = "A-Za-zÀ-ɏḀ-ỹ"
_FOREIGN = re.compile(f"[{_FOREIGN_SIGNS}]")
_MIXED = re.compile(f"[{_LATIN}](?=[{_FOREIGN_SIGNS}])|[{_FOREIGN_SIGNS}](?=[{_LATIN}])")
# Letters of these that nobody tells from ours; a word of nothing else is none of a Russian text.
_TWINS = "АВЕКМНОРСТУХІЅЈаеорсухіѕј"
_ALL_TWINS = re.compile(rf"(?<!\w)[{_TWINS}]{{2,20}}(?!\w)")
_RUSSIAN = re.compile(rf"[^\W\d_{_TWINS}{_LATIN}]")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_SUSPECT = re.compile(rf"[{_FOREIGN_SIGNS}]|[^\D0-9]")
_WORD_TOLD = 20  # letters of a word before and after the mixed ones that are told
_ETH = re.compile(r"(?<!\w)ð(?=[a-zà-ỹ])|(?<![A-Za-z])[ÐÐƉ](?=[a-zA-ZÀ-ỹ\-–])|(?<=[A-Z])Ð")
# The sign of a lost letter, or beside letters a sign that only one font knows.
_LOST = re.compile(r"[^\s\ufffd]{0,10}\ufffd+[^\s\ufffd]{0,10}|[^\W_][\ue000-\uf8ff]|[\ue000-\uf8ff][^\W\d]")
_LOST_SIGN = re.compile("[\ufffd\ue000-\uf8ff]")
_MARKUP = re.compile(
    r"</?(?:p|div|span|br|table|td|tr|font|b|i|strong|em|script|style|o:p)\b[^>\n]{0,200}>|&(?:nbsp|amp|lt|gt|#\d{2,5});",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-zÀ-ỹĐđ]+(?:[’'ʼ][A-Za-zÀ-ỹĐđ]+)*")  # "M’gar" is one
_ENOUGH_WORDS = 25
_WORDS_TOLD = 8


def _at_offsets(subject: Subject, found: Iterator[re.Match[str]]) -> Iterator[Hit]:
    for match in found:
        yield hit(subject.prose.pointer_at(match.start()), text=match.group().strip())


def _not_nfc(subject: Subject) -> Iterator[Hit]:
    if subject.composed is not subject.prose:
        for pointer, piece in subject.prose.pieces:
            if not unicodedata.is_normalized("NFC", piece):
                yield hit(pointer)


def _legacy(subject: Subject) -> Iterator[Hit]:
    # Word pieces of the old fonts are outside Vietnamese Unicode; a text without such letters cannot hold them.
    if not _LEGACY_LETTERS.search(subject.prose.searched.alphabet):
        return
    for pointer, piece in subject.prose.pieces:
        found = [match for match in _TCVN3.finditer(piece) if any(letter in _TCVN3_SIGNS for letter in match.group())]
        vni = [
            match
            for match in _VNI.finditer(piece)
            if _VNI_STRONG.search(match.group()) and not is_syllable(match.group())
        ]
        if len(found) + len(vni) >= 2:
            yield hit(pointer, text=(found or vni)[0].group())


_TCVN3_SIGNS = frozenset("µ¸¶·¹¨©ª«¬®¾»¼½")
_LEGACY_LETTERS = re.compile(r"[µ¸¶·¹¨©ª«¬®¾»¼½ñÑöÖøûïåäëüØÛÏÅÄËÜ]")


def _mojibake(subject: Subject) -> Iterator[Hit]:
    if any(sign in subject.prose.searched.signs for sign in ("Ã", "áº", "á»", "Æ", "Ä", "â€")):
        yield from _at_offsets(subject, _MOJIBAKE.finditer(subject.prose.text))


def _replacement(subject: Subject) -> Iterator[Hit]:
    if _LOST_SIGN.search(subject.prose.searched.alphabet):
        yield from _at_offsets(subject, _LOST.finditer(subject.prose.text))


def _control(subject: Subject) -> Iterator[Hit]:
    searched = subject.prose.searched
    if searched.is_plainly_spaced and not _CONTROL.search(searched.alphabet):
        return
    for pointer, piece in subject.prose.pieces:
        match = next((one for one in _CONTROL.finditer(piece) if not is_of_a_picture(piece, one.start())), None)
        if match:
            yield hit(pointer, sign=f"U+{ord(match.group()):04X}")


def _foreign_letters(subject: Subject) -> Iterator[Hit]:
    """Letters and digits of other scripts that look like or stand for ours: nobody finds such a word or number."""
    if subject.record and subject.record.language == "vi":
        yield from _letters_for_digits(subject)
        yield from _loose_marks(subject)
    if not _SUSPECT.search(subject.searched.alphabet):
        return
    for pointer, piece in subject.composed.pieces:
        if other := _OTHER_DIGIT.search(piece) or _twins(piece):
            yield hit(pointer, text=other.group(), sign=f"U+{ord(other.group()[0]):04X}")
        found = _MIXED.search(piece)
        if found is None and (other := _NUMERAL_LETTERS.search(piece)):
            yield hit(pointer, text=other.group(), sign=f"U+{ord(other.group()):04X}")
        if found:
            before = re.split(r"[\W\d_]", piece[max(found.start() - _WORD_TOLD, 0) : found.start()])[-1]
            after = re.split(r"[\W\d_]", piece[found.end() : found.end() + _WORD_TOLD + 1])[0]
            word = before + found.group() + after
            sign = next(
                filter(_FOREIGN.match, piece[found.start() : found.start() + 2])
            )  # one of two beside each other
            yield hit(pointer, text=word, sign=f"U+{ord(sign):04X}")


def _letters_for_digits(subject: Subject) -> Iterator[Hit]:
    for found in _AS_DIGIT.finditer(subject.searched.text) if _DIGIT_TWIN.search(subject.searched.signs) else ():
        letter = _TWIN.search(found.group())
        yield hit(subject.composed.pointer_at(found.start()), text=found.group(), sign=letter.group() if letter else "")


def _loose_marks(subject: Subject) -> Iterator[Hit]:
    """Marks that are part of no letter of ours: over a digit, a second tone, a stroke through a word."""
    if _ANY_MARK.search(subject.searched.alphabet):
        yield from hits_at(_MARK.finditer(subject.searched.text), lambda found: _loose_mark(subject, found))


def _loose_mark(subject: Subject, found: re.Match[str]) -> Hit:
    text = subject.searched.text[max(found.start() - _WORD_TOLD, 0) : found.end() + 1]
    return hit(subject.composed.pointer_at(found.start()), text=text.split("\n")[-1], sign=f"U+{ord(found[0]):04X}")


# The Ê-đê, Gia-rai and Ba-na write short vowels so; keycaps are pictures.
_LOOSE_MARKS = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20e2\u20e4-\u20ff\ufe20-\ufe2f]"
_ANY_MARK = re.compile(_LOOSE_MARKS)
_MARK = re.compile(rf"(?<![êôơưÊÔƠƯ]){_LOOSE_MARKS}")
_TWIN = re.compile("[lIO]")
# Beside a digit, point or comma, or alone; what stands around is asked after the letter, which is looked for as such.
_DIGIT_TWIN = re.compile(r"[lIO](?:(?=[\d.,])|(?<=[\d.,].)|(?<!O)(?<!\w.)(?!\w))")


def odd_sign(text: str) -> str | None:
    """The first invisible sign, or letter of another script inside a word, of a text; None where there is none."""
    for found in _CONTROL.finditer(text):
        if not is_of_a_picture(text, found.start()):
            return found.group()
    found_letter = _MIXED.search(text) or _twins(text)
    return next(filter(_FOREIGN.match, text[found_letter.start() : found_letter.start() + 2])) if found_letter else None


def _twins(piece: str) -> re.Match[str] | None:
    """A word of another script that nobody tells from one of ours, in a text that is not of that script."""
    found = _ALL_TWINS.search(piece)
    return None if found is None or _RUSSIAN.search(piece) else found


def _eth(subject: Subject) -> Iterator[Hit]:
    if not any(sign in subject.prose.searched.alphabet for sign in "ÐƉð"):
        return
    seen = set()
    for match in _ETH.finditer(subject.prose.text):
        pointer = subject.prose.pointer_at(match.start())
        if pointer not in seen:
            seen.add(pointer)
            yield hit(pointer)


_UNITS = frozenset(
    {
        "miligam",
        "mililit",
        "mililít",
        "kilogam",
        "kilomet",
        "kilomét",
        "centimet",
        "milimet",
        "kg",
        "mg",
        "km",
        "cm",
        "mm",
        "dm",
        "ml",
        "kw",
        "kwh",
    }
)  # TCVN 7870, as people type them


@lru_cache(maxsize=100_000)
def _judged(piece: str) -> tuple[int, tuple[str, ...]]:
    """How many words a piece of text between spaces holds, and which of them are impossible Vietnamese syllables.

    Addresses of the net do not count, nor names (Đắk Lắk, Cư M’gar, Louvre), symbols and capitals of numbers.
    """
    if "@" in piece or "://" in piece or piece.startswith("www."):
        return 0, ()
    words = [word for word in _WORD.findall(piece) if len(word) > 1 and not word.isupper()]
    wrong = [word for word in words if not (word[0].isupper() or word in _UNITS or is_syllable(word.lower()))]
    return len(words), tuple(wrong)


_LONGEST_PIECE = 100  # signs; longer ones hardly come twice, and remembering them would cost memory


def _judged_piece(piece: str) -> tuple[int, tuple[str, ...]]:
    return _judged(piece) if len(piece) <= _LONGEST_PIECE else _judged.__wrapped__(piece)


_fine: set[str] = set()
"""Pieces that hold no impossible word, as nearly all: no text is asked for one of them again."""
_MOST_FINE = 50_000  # pieces; a language has a tenth of it


def _holds_wrong(pieces: AbstractSet[str]) -> bool:
    """Whether one of some pieces between spaces holds an impossible word; where none does, they are remembered."""
    if any(map(_WRONG, map(_judged_piece, pieces))):
        return True
    if len(_fine) + len(pieces) < _MOST_FINE:
        _fine.update(piece for piece in pieces if len(piece) <= _LONGEST_PIECE)
    return False


_WRONG = itemgetter(1)
_OURS = re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_WITH_MARKS = 0.3  # of the words of a Vietnamese text have such a letter or more; of texts with our names far fewer


def _other_language(subject: Subject) -> Iterator[Hit]:
    """A text that is said to be in one of the world's languages, and is in ours."""
    record = subject.record
    if record and record.language in _FAR and len(words := subject.words) >= _ENOUGH_WORDS:
        ours = sum(_OURS.search(word) is not None for word in words)
        if ours >= _WITH_MARKS * len(words):
            yield hit("/language", language=record.language)


def _unknown_language(subject: Subject) -> Iterator[Hit]:
    """A tag of two letters that no language has; of three there are thousands, and nobody here can say."""
    record = subject.record
    if record and not _may_be_of_a_language(record.language):
        yield hit("/language", language=record.language)


@lru_cache(maxsize=256)
def _may_be_of_a_language(tag: str) -> bool:
    primary = tag.partition("-")[0]
    known = {term.code for term in vocabulary("languages").terms}
    return len(primary) != _SHORT_TAG or primary in _ISO_639_1.split() or tag in known


_SHORT_TAG = 2  # letters
_ISO_639_1 = """
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es
et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki
kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no
nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te
tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
_FAR = frozenset({"en", "fr", "zh", "ru", "ja", "ko", "lo", "km", "th", "de", "es"})


def _impossible(subject: Subject) -> Iterator[Hit]:
    """The share of impossible words. Most texts have none, which is seen without counting."""
    if subject.record is None or subject.record.language != "vi":
        return
    if not _holds_wrong(subject.prose.searched.words - _fine):
        return
    total = 0
    wrong: list[str] = []
    for piece in subject.words:
        size, found = _judged_piece(piece)
        total += size
        wrong += found
    if total >= _ENOUGH_WORDS and len(wrong) / total > subject.policy.impossible_share:
        share = round(len(wrong) / total * 100, 1)
        words = list(itertools.islice(dict.fromkeys(wrong), _WORDS_TOLD))
        more = len(set(wrong)) - len(words)
        told = ", ".join(words) + (f" … (+{more})" if more else "")
        yield hit(_where_most_are(subject), share=share, words=told)


def _where_most_are(subject: Subject) -> str:
    """The string with the most impossible words, the first of several."""
    pieces = [pair for pair in subject.prose.pieces if pair[0].startswith("/content/")]
    return max(pieces, key=lambda pair: sum(len(_judged_piece(part)[1]) for part in pair[1].split()))[0]


def _markup(subject: Subject) -> Iterator[Hit]:
    if "<" in subject.prose.searched.alphabet or "&" in subject.prose.searched.alphabet:
        yield from _at_offsets(subject, _MARKUP.finditer(subject.prose.text))


def _edges(subject: Subject) -> Iterator[Hit]:
    record = subject.record
    if record is None:
        return
    if not subject.prose.searched.is_plainly_spaced:
        yield from (hit(pointer) for pointer, piece in subject.prose.pieces if _ODD_SPACE.search(piece))
        yield from (
            hit(pointer)
            for pointer, piece in subject.prose.pieces
            if any(_splits_a_word(one) for one in _HELD.finditer(piece))
        )
    values = {"/title": record.title, "/identifier": record.identifier, "/number": record.number or ""}
    for pointer, value in values.items():
        if value != value.strip() or _LOOSE.search(value):
            yield hit(pointer)


def _splits_a_word(found: re.Match[str]) -> bool:
    """Whether a space that holds together stands inside a word: one part is none, and both together are."""
    first, second = found.groups()
    is_one = is_syllable(f"{first}{second}".lower())
    return is_one and not (is_syllable(first.lower()) and is_syllable(second.lower()))


_HELD = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,6})\u00a0([^\W\d_]{1,6})(?![^\W\d_])")
_ODD_SPACE = re.compile("[\u1680\u2000-\u200a\u205f\u3000]")  # of typesetters, which no keyboard of ours has
_LOOSE = re.compile(r"[ \u00a0]{2}|\n")


def _ai_without_tool(subject: Subject) -> Iterator[Hit]:
    if subject.record and subject.record.ai.generated and not subject.record.ai.tool:
        yield hit("/ai")


def _ai_without_label(subject: Subject) -> Iterator[Hit]:
    if subject.record and subject.record.ai.generated and not subject.record.ai.label_shown:
        yield hit("/ai")


def _ai_not_said(subject: Subject) -> Iterator[Hit]:
    record = subject.record
    if record and record.ai.generated is None and any(e.role in HANDED_OUT for e in record.files):
        yield hit("/ai")


_CONVERT_TEXT = say(
    "Convert the source again, which turns old fonts into Unicode: pbgdpl convert SOURCE -o FOLDER --again"
)
_FIX = say("Repair it with: pbgdpl validate PACKAGE --fix")

RULES = (
    Rule("SACH301", "not-nfc", ERROR, WARNING, say("The letters are not in composed form (NFC)."), UNICODE, _FIX,
         _not_nfc, fixable=True),
    Rule("SACH302", "legacy-encoding", ERROR, WARNING,
         say("“{text}” is written for an old font (TCVN3, VNI)."), UNICODE,
         _CONVERT_TEXT, _legacy),
    Rule("SACH303", "mojibake", ERROR, WARNING, say("“{text}” is text read in the wrong encoding."), UNICODE,
         _CONVERT_TEXT, _mojibake),
    Rule("SACH304", "replacement-sign", ERROR, WARNING,
         say("A letter was lost here: “{text}” holds the sign that stands for unreadable letters."), UNICODE,
         say("Type the letter as the original has it."), _replacement),
    Rule("SACH305", "invisible-sign", WARNING, WARNING, say("An invisible sign ({sign}) stands in the text."), UNICODE,
         _FIX, _control, fixable=True),
    Rule("SACH306", "eth-for-d", WARNING, WARNING, say("The Icelandic letter Ð stands for Đ."), UNICODE, _FIX, _eth,
         fixable=True),
    Rule("SACH312", "foreign-letter", ERROR, WARNING,
         say("“{text}” holds a letter or digit of another script ({sign}) in place of ours."), UNICODE,
         say("Type the word again."), _foreign_letters),
    Rule("SACH307", "impossible-words", ERROR, WARNING,
         say("{share} % of the words cannot be Vietnamese: {words}."), PBGDPL_LAW,
         say("Compare with the original."), _impossible),
    Rule("SACH313", "other-language", ERROR, WARNING, say("The text is Vietnamese, not of the language “{language}”."),
         TT24, say("Write “vi”."), _other_language),
    Rule("SACH314", "language-unknown", ERROR, WARNING, say("No language has the code “{language}”."), TT24,
         say("Write a code of ISO 639: “vi” is Vietnamese."), _unknown_language),
    Rule("SACH308", "markup", WARNING, WARNING, say("“{text}” is left over from a web page."), UNICODE,
         say("Remove it."), _markup),
    Rule("SACH309", "loose-spaces", WARNING, NOTE,
         say("There are spaces or line breaks too many."), UNICODE, _FIX, _edges,
         fixable=True),
    Rule("SACH350", "ai-without-tool", WARNING, WARNING,
         say("AI made content here, but the tool is not named."), AI_LABEL,
         say("Name the tool."), _ai_without_tool),
    Rule("SACH351", "ai-without-label", ERROR, WARNING, say("AI made content here, but no label is shown."), AI_LABEL,
         say("Show the label on picture, sound and video, and record that it is shown."), _ai_without_label),
    Rule("SACH352", "ai-not-said", WARNING, NOTE, say("It is not said whether AI made the picture, sound or video."),
         AI_LABEL, say("Say yes or no in “ai.generated”."), _ai_not_said),
)  # fmt: skip
