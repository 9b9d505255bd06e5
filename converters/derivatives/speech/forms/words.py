"""What is left: words, initials, abbreviations, addresses of the net, and the signs at which a voice rests."""

from __future__ import annotations

import re

from converters.derivatives.speech.abbreviations import Abbreviations
from converters.derivatives.speech.forms.document_numbers import NUMBER, speak_number, symbol_words
from converters.derivatives.speech.forms.form import Form, after, at_line_start, before
from converters.derivatives.speech.letters import NAMES, net_address
from converters.derivatives.speech.numerals import whole
from converters.derivatives.speech.script import Pause, Said
from validators.language.syllables import is_syllable, split_tones

_VOWEL = "[aeiouyăâêôơư]"
_CONSONANT = "[bcdđfghjklmnpqrstvwxz]"
# Words of other languages can be said: not more than three consonants together, two at the end, and some vowel.
_FOREIGN = re.compile(rf"(?:{_CONSONANT}{{0,3}}{_VOWEL}{{1,3}})+{_CONSONANT}{{0,2}}")
_IN_ADDRESS = r"[^\s,;()<>“”\"]"
_MAIL = r"[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}"
_LINK = rf"(?:https?://|www\.){_IN_ADDRESS}{{1,200}}"
_HOST = rf"(?:[a-z][a-z0-9-]{{0,40}}\.){{1,4}}(?:vn|com|org|net|edu|info)(?:/{_IN_ADDRESS}{{0,120}})?"
_SHORTEST_FOREIGN = 3
# In capitals a word of another language is told from initials by its shape: syllables that can be said one by one, and
# among their vowels one that Vietnamese initials hardly ever have ("KARAOKE", "VIDEO"; not "UBKT", "TANDX").
_ONSET = "(?:[bdf]r?|[bf]l|[cgkp][hlr]?|n[gh]?|t[hr]?|s[chklmnpt]?|str|qu|y(?=[aeo])|[hjlmrvwxz])"
_CODA = "(?:ch|ck|ng|nh|nt|st|ct|rt|[cfgklmnprstx])"
_LOAN = re.compile(rf"(?=.*[eio]){_ONSET}?[aeiouy]{{1,2}}(?:{_CODA}?{_ONSET}[aeiouy]{{1,3}}){{1,4}}{_CODA}?")
_SHORTEST_LOAN = 4  # letters; shorter ones in capitals are initials as well
_SHORTEST_SURE_CAPITALS = 4  # letters of a syllable in capitals; shorter ones without marks are abbreviations as well
_CAPITALS_BESIDE = re.compile(r"[^\W\d_]{2,}")
_REST = {
    **dict.fromkeys(",;:", Pause.CLAUSE),
    **dict.fromkeys(".!?", Pause.SENTENCE),
    **dict.fromkeys("()[]{}<>«»…|", Pause.CLAUSE),
    **dict.fromkeys("\"'“”‘’„`´", Pause.NONE),
}


def _number_of_act(match: re.Match[str], table: Abbreviations) -> list[Said] | None:
    return speak_number(match, table)


def _standard(match: re.Match[str], table: Abbreviations) -> list[Said] | None:
    """The number "41:2024/BGTVT" after QCVN or TCVN."""
    if not re.search(r"(?:QCVN|TCVN)\s{1,3}$", before(match)):
        return None
    said = [
        Said(whole(int(match["serial"])), *match.span("serial")),
        Said("năm", *match.span("by")),
        Said(whole(int(match["year"])), *match.span("year")),
    ]
    if not match["organ"]:
        return said
    words = symbol_words(match["organ"], table)
    start = match.start("organ")
    return (words and [*said, Said("của", start, start), Said(words, *match.span("organ"))]) or None


def _net(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    address = match.group().rstrip(".,;:!?)")
    try:
        return net_address(address, match.start())
    except KeyError:
        return None


def _abbreviation(match: re.Match[str], table: Abbreviations) -> list[Said] | None:
    """The longest row that stands here and is sure of its meaning."""
    text, start = match.string, match.start()
    for length in range(min(table.longest, len(text) - start), 0, -1):
        written = text[start : start + length]
        if written not in table.rows or (written[-1].isalnum() and _goes_on(text, start + length)):
            continue
        if _is_initial(match, written) or _is_syllable_of_a_line(match, written):
            continue
        words = table.words(written, text, start)
        if words is not None:
            return [Said(words, start, start + length)]
    return None


def _is_syllable_of_a_line(match: re.Match[str], written: str) -> bool:
    """Whether it is a syllable of a line in capitals: "SỞ TƯ PHÁP" has no "trung ương"."""
    if not (written.isupper() and is_syllable(written)):
        return False
    left = re.search(r"([^\W\d_]+)\s$", before(match))
    right = re.match(r"\s([^\W\d_]+)", after(match, match.start() + len(written)))
    beside = [found[1] for found in (left, right) if found]
    return any(len(word) > 1 and word.isupper() and is_syllable(word) for word in beside)


def _is_initial(match: re.Match[str], written: str) -> bool:
    """Whether "P." follows a name and stands before one: "Nguyễn P. Anh" is no ward."""
    if len(written) != len("P.") or not written.endswith("."):
        return False
    named = re.search(r"(?<!\w)[^\W\d_]*\s$", before(match))
    after_name = named is not None and named.group().strip().istitle()
    return after_name and not re.match(r"\s?\d", after(match, match.start() + len(written)))


def _goes_on(text: str, end: int) -> bool:
    return text[end : end + 1].isalnum()


def _word(match: re.Match[str], table: Abbreviations) -> list[Said] | None:
    word = match.group()
    if match.string[match.start() - 1 : match.start()].isdecimal() and not _may_follow_a_digit(word):
        return None
    if len(word) == 1:
        return _letter(match, table)
    if is_syllable(word):
        sure = not word.isupper() or _surely_word(match)
        return [Said(word.lower(), match.start(), match.end())] if sure else None
    if word.isupper():
        return _loan_in_capitals(match, table)
    cased = word.islower() or word.istitle()
    if cased and len(word) >= _SHORTEST_FOREIGN and _FOREIGN.fullmatch(split_tones(word.lower())[0]):
        return [Said(word.lower(), match.start(), match.end())]
    return None


def _loan_in_capitals(match: re.Match[str], table: Abbreviations) -> list[Said] | None:
    """A word of another language in capitals: one the table has in small letters, or one by its shape."""
    word = match.group().lower()
    known = table.words(word, match.string, match.start()) if len(word) >= _SHORTEST_LOAN else None
    by_shape = len(word) >= _SHORTEST_LOAN and _LOAN.fullmatch(word) is not None
    said = known or (word if by_shape else None)
    return [Said(said, match.start(), match.end())] if said else None


def _may_follow_a_digit(word: str) -> bool:
    """Whether typists leave no space before it ("500đồng"); shorter ones are marks or units nobody knows."""
    return word in ("tỷ", "tỉ") or (len(word) >= _SHORTEST_FOREIGN and word.islower() and is_syllable(word))


def _letter(match: re.Match[str], table: Abbreviations) -> list[Said] | None:
    """A capital stands for a name ("ông A"); "I" would be one, a numeral or a slip, and "Q.7" is no letter."""
    letter = match.group()
    if f"{letter}." in table.rows and re.match(r"\.\s?\d", after(match)):
        return None
    if letter.isupper() and letter not in "IY" and letter.lower() in NAMES:  # "Bộ Y tế" is a word
        return [Said(NAMES[letter.lower()], match.start(), match.end())]
    return [Said(letter.lower(), match.start(), match.end())] if is_syllable(letter) and letter != "I" else None


def _surely_word(match: re.Match[str]) -> bool:
    """Whether a syllable in capitals is a word: long, marked, or beside others ("AN TOÀN" but not "CA xã")."""
    word = match.group()
    if len(word) >= _SHORTEST_SURE_CAPITALS or not word.isascii():
        return True
    beside = [*_CAPITALS_BESIDE.findall(before(match))[-2:], *_CAPITALS_BESIDE.findall(after(match))[:2]]
    return any(other.isupper() and is_syllable(other) for other in beside)


def _bullet(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    return [Said("", match.start(), match.end(), Pause.CLAUSE)] if at_line_start(match) else None


def _rest(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    if match.group() in ".,:" and before(match)[-1:].isdecimal() and after(match)[:1].isdecimal():
        return None  # inside a figure it would be part of what is said
    return [Said("", match.start(), match.end(), max(_REST[sign] for sign in match.group()))]


def _silent(match: re.Match[str], _table: Abbreviations) -> list[Said]:
    return [Said("", match.start(), match.end())]


def _dash(match: re.Match[str], table: Abbreviations) -> list[Said] | None:
    """A dash with spaces; between two figures it would say something (see `figures`)."""
    between = before(match).rstrip()[-1:].isdecimal() and after(match).lstrip()[:1].isdecimal()
    return None if between else _clause(match, table)


def _hyphen(match: re.Match[str], _table: Abbreviations) -> list[Said] | None:
    """The hyphen of a name is not heard; between two codes ("T2-T6", "B1-B2") it would say "đến"."""
    code = re.search(r"[A-ZĐ]\d$", before(match)) and re.match(r"[A-ZĐ]\d", after(match))
    return None if code else [Said("", match.start(), match.end())]


def _clause(match: re.Match[str], _table: Abbreviations) -> list[Said]:
    return [Said("", match.start(), match.end(), Pause.CLAUSE)]


def _paragraph(match: re.Match[str], _table: Abbreviations) -> list[Said]:
    return [Said("", match.start(), match.end(), Pause.PARAGRAPH)]


NUMBERS_AND_NAMES = (
    Form("-", re.compile(r"\s*\n\s*"), _paragraph),
    Form("-a", re.compile(r"(?:[-–—+*•●○▪■□◆➢➤✓✔❖→►▶]|o(?=\s))+\s"), _bullet),
    Form(
        "a0",
        re.compile(rf"(?<![\w.])(?:{_MAIL}|{_LINK}|{_HOST})(?!\w)"),
        _net,
    ),
    Form("0", re.compile(rf"(?<![\w.,/-]){NUMBER.pattern}"), _number_of_act),
    Form(
        "0",
        re.compile(
            r"(?<!\w)(?P<serial>\d{1,5})(?P<by>\s?[:\-]\s?)(?P<year>[12]\d{3})(?:/(?P<organ>[A-ZĐ]{2,10}))?(?!\w)"
        ),
        _standard,
    ),
    Form("a", re.compile(r"(?<!\w)(?=[^\W\d_])"), _abbreviation),
)
WORDS = (
    Form("a", re.compile(r"(?<![^\W\d_])[^\W\d_]+"), _word),
    Form("-", re.compile(r"\[\d{1,3}\]|\(\*{1,3}\)|\*{1,3}|[¹²³⁴-⁹⁰†‡]{1,3}"), _silent),
    Form("-", re.compile(r"\./\.?|\.{2,}|…[.…]*|_{2,}"), _clause),
    Form("-", re.compile(r"\s[-–—]{1,3}\s|[-–—](?=\s)|\s[-–—](?=[^\W\d_])"), _dash),
    Form("-", re.compile(r"(?<=[^\W_])[-–](?=[^\W\d_])"), _hyphen),
    Form("-", re.compile(r"[,;:.!?()\[\]{}<>«»…|\"'“”‘’„`´]"), _rest),
)
