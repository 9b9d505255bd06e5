"""Whether a script says what its source says: every amount, date, number and place read back from the words.

Fails closed: a word that answers to nothing printed, a figure that is not said, and a source nobody can judge are all
differences. The figures of the source are found by `validators.language.quantities`, those of the words by `reader`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from converters.derivatives.speech import reader
from converters.derivatives.speech.abbreviations import Abbreviations, standard_abbreviations
from converters.derivatives.speech.forms.document_numbers import symbol_words
from converters.derivatives.speech.forms.figures import SIGNS, UNITS
from converters.derivatives.speech.letters import net_address
from converters.derivatives.speech.script import Script, Word
from validators.language.quantities import Quantity, QuantityKind, find_quantities
from validators.problems import Problem, say

_WORD = re.compile(r"[^\W\d_]+")
_ADDED = frozenset(("ngày", "tháng", "của", "và", "phút"))
_STROKES = {
    "/": frozenset(("trên", "phần", "năm", "tháng")),
    "-": frozenset(("đến", "âm", "tháng", "năm")),
    ".": frozenset(("tháng", "năm", "chấm")),
    ":": frozenset(("giờ", "năm", "trên")),
    "x": frozenset(("nhân",)),
    "+": frozenset(("cộng",)),
    "h": frozenset(("giờ",)),
    "g": frozenset(("giờ",)),
    "’": frozenset(("phút",)),
    "'": frozenset(("phút",)),
    "p": frozenset(("phút",)),
    "ph": frozenset(("phút",)),
    "phút": frozenset(("phút",)),
}
_NO_MINUTES = re.compile(r"(?:\s?[hg:]\s?|\sgiờ\s)00\W{0,2}(?:phút|ph|p|'|’)?")
_MAY_BE_SILENT = re.compile(
    r"[\s,;:.!?()\[\]{}<>«»…|\"'“”‘’„`´_/•●○▪■□◆➢➤✓✔❖→►▶*+†‡¹²³⁰⁴-⁹–—-]|(?<=\n)o(?=\s)|\A\s*o(?=\s)"
)
_SYMBOL = re.compile(r"[^\W_]+")
_ACCOUNT = re.compile(
    r"(?:tài khoản|stk|thuế|mst|căn cước|định danh|cccd|cmnd|mã số)[^\W\d_\s]*[^\d]{0,16}[\d.-]+$", re.IGNORECASE
)
_PLATE_OR_ADDRESS = re.compile(r"\d{2}[A-ZĐ]{1,2}\d?\s?-?\s?\d{0,3}$|\S*(?:@|://)\S*$")
_FOOTNOTE = re.compile(r"\[\d{1,3}\]")
_IN_BRACKETS = re.compile(r"\(([^\W\d_]+(?: [^\W\d_]+)*)\)")
_GROUP_BEFORE, _GROUP_AFTER = re.compile(r"[\dA-ZĐ)][ .-]?$"), re.compile(r"[ .-]?\d")
_NEAR = 30  # words in which a sentence says itself what a symbol of a document number stands for
_SCALES = {"trăm": 2, "nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing a script says otherwise than its source.

    Attributes:
        source: As printed.
        said: In the script.
        offset: First code point in the source.
    """

    source: str
    said: str
    offset: int


class ScriptDiffers(Problem):
    """A script does not say what its source says."""

    code = "script-differs"

    def __init__(self, differences: tuple[Difference, ...]) -> None:
        first = differences[0]
        super().__init__(
            say(
                "The script says “{said}” where “{source}” is printed (letter {offset}; {count} such places).",
                said=first.said,
                source=first.source,
                offset=first.offset + 1,
                count=len(differences),
            )
        )
        self.differences = differences

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.differences,)


def check_script(text: str, script: Script, table: Abbreviations | None = None) -> None:
    """Make sure that a script says what its source says.

    Args:
        text: The source.
        script: What is to be said.
        table: The table it was made with.

    Raises:
        ScriptDiffers: Anything is said otherwise, not at all, or beyond the source.
    """
    if found := differences(text, script, table):
        raise ScriptDiffers(found)


def differences(text: str, script: Script, table: Abbreviations | None = None) -> tuple[Difference, ...]:
    """Every place at which a script and its source part."""
    table = table or standard_abbreviations()
    shape = tuple(_misplaced(text, script))
    if shape:
        return shape
    quantities = find_quantities(text)
    found = [
        *_misread(text, script, table),
        *_unsaid(text, script, table, quantities),
        *_other_quantities(text, script, quantities),
    ]
    return tuple(sorted(found, key=lambda difference: difference.offset))


def _misplaced(text: str, script: Script) -> Iterator[Difference]:
    """Words that are none, or whose places are not in order."""
    last: tuple[int, int] = (0, 0)
    for word in script.words:
        span = (word.start, word.end)
        in_order = span == last or (last[1] <= word.start <= word.end <= len(text))
        if not in_order or not _WORD.fullmatch(word.text) or not word.text.islower():
            yield Difference(text[max(0, word.start) : word.end], word.text, word.start)
        last = span


def _misread(text: str, script: Script, table: Abbreviations) -> Iterator[Difference]:
    for (start, end), words in groupby(script.words, key=lambda word: (word.start, word.end)):
        said = " ".join(word.text for word in words)
        source = text[start:end]
        fits = said in _ADDED if start == end else _agrees(source, said, text, start, table)
        if not fits:
            yield Difference(source, said, start)


def _agrees(source: str, said: str, text: str, start: int, table: Abbreviations) -> bool:
    """Whether words say what one stretch of the source says."""
    if source.lower() == said or table.could_say(source, said) or symbol_words(source, table) == said:
        return True
    if said in _STROKES.get(source.strip().replace("–", "-").replace("—", "-").replace("−", "-").lower(), ()):
        return True
    if (
        UNITS.get(source) == said
        or SIGNS.get(source.replace("<=", "≤").replace(">=", "≥")) == said
        or (_NO_MINUTES.fullmatch(source) and said == "giờ")
    ):
        return True
    if any(sign.isdecimal() for sign in source):
        return _says_figures(source, said, text[max(0, start - 8) : start], text[start + len(source) :][:2])
    listed = text[max(0, start - 1) : start] + text[start + len(source) : start + len(source) + 1] == "()"
    return _says_letters(source.upper() if listed else source, said) or _says_net(source, said, text, start)


def _says_figures(source: str, said: str, before: str, after: str) -> bool:
    figures = re.sub(r"\D", "", source)
    if re.search(r"thứ\s+$", before, re.IGNORECASE) and said == "nhất":
        return figures == "1"
    if re.search(r"[^\W\d_]", source):
        return reader.read_spelled(said) == re.sub(r"\W", "", source).lower()
    grouped = _GROUP_BEFORE.search(before) or _GROUP_AFTER.match(after)
    one_by_one = "," not in source and (len(figures) > 2 or source.startswith("0") or grouped)
    if source.startswith("0") and re.search(r"[A-ZĐ]\.?$", before):
        return reader.read_digits(said) == figures  # "CC01" is another form than "CC1"
    if one_by_one and reader.read_digits(said) == figures:
        return True
    if " chấm " in said:
        return [reader.read_whole(part) for part in said.split(" chấm ")] == [int(part) for part in source.split(".")]
    return reader.read_measure(said) in _meanings(source)


def _meanings(source: str) -> set[str]:
    """What a figure as printed may say, decimals after a comma."""
    source = re.sub(r"\s", "", source)
    if source.isdecimal():
        return {str(int(source))}
    whole, comma, decimals = source.partition(",")
    found = set[str]()
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})*|\d+", whole) and (not comma or decimals.isdecimal()):
        found.add(str(int(whole.replace(".", ""))) + (comma + decimals))
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", source):
        found.add(source.replace(",", ""))
    if re.fullmatch(r"\d+\.\d{1,2}", source):
        found.add(source.replace(".", ","))
    return found


def _says_letters(source: str, said: str) -> bool:
    if reader.read_spelled(said) == source.lower():
        return True
    number = reader.read_roman(source)
    return number is not None and reader.read_whole(said) == number


def _says_net(source: str, said: str, text: str, start: int) -> bool:
    """Whether a part of an address is spelled as addresses are; it must stand in one."""
    left, right = re.search(r"\S*$", text[max(0, start - 300) : start]), re.match(r"\S*", text[start : start + 300])
    whole = (left.group() if left else "") + (right.group() if right else "")
    if not re.search(r"@|www\.|://|\.(?:vn|com|org|net|edu|info)", whole):
        return False
    try:
        return " ".join(piece.words for piece in net_address(source, 0)) == said
    except KeyError:
        return False


def _unsaid(text: str, script: Script, table: Abbreviations, quantities: list[Quantity]) -> Iterator[Difference]:
    """Stretches of the source no word answers to."""
    place = 0
    for word in (*script.words, Word("", len(text), len(text))):
        if word.start > place:
            yield from _unsaid_between(text, place, word.start, script, table, quantities)
        place = max(place, word.end)


def _unsaid_between(
    text: str, start: int, end: int, script: Script, table: Abbreviations, quantities: list[Quantity]
) -> Iterator[Difference]:
    place = start
    while place < end:
        if footnote := _FOOTNOTE.match(text, place, end):
            place = footnote.end()
            continue
        if again := _said_again(text, place, end):
            place = again
            continue
        symbol = _SYMBOL.match(text, place, end)
        if symbol and (text[place - 1 : place] in ("-", "/", " ", ".")) and _said_near(symbol, script, table):
            place = symbol.end()
            continue
        if not _MAY_BE_SILENT.match(text, place) or _matters(text, place, quantities):
            yield Difference(text[place:end], "", place)
            return
        place += 1


def _said_again(text: str, place: int, end: int) -> int | None:
    """Where brackets end that only repeat the figure before them in words: "03 (ba) ngày"; None for others."""
    found = _IN_BRACKETS.match(text, place, end)
    figure = re.search(r"(?<![\w.,/])\d[\d.]*\s?$", text[max(0, place - 20) : place])
    if found is None or figure is None:
        return None
    again = reader.read_whole(found[1].lower().replace("mươi bốn", "mươi tư"))
    return found.end() if again == int(figure.group().replace(".", "")) else None


def _matters(text: str, place: int, quantities: list[Quantity]) -> bool:
    """Whether a stroke, dash, dot or sign between figures was passed over outside a phone or a document's number."""
    if text[place] not in "/-–—.,:+":
        return False
    left, right = text[max(0, place - 3) : place].rstrip(" ")[-1:], text[place + 1 : place + 4].lstrip(" ")[:1]
    of_year = text[place] == "/" and left.isalpha() and right.isdecimal()  # "quý II/2025"
    if of_year:
        return True
    if not (left.isdecimal() and right.isdecimal()) or (text[place] in ".,:" and text[place + 1 : place + 2] == " "):
        return False
    lead = text[max(0, place - 60) : place]
    if (text[place] in ".-" and _ACCOUNT.search(lead)) or _PLATE_OR_ADDRESS.search(lead) or _is_in_phone(text, place):
        return False
    return not any(found.kind is QuantityKind.PHONE and found.start <= place < found.end for found in quantities)


def _is_in_phone(text: str, place: int) -> bool:
    """Whether a sign stands among ten or eleven digits that begin with a nought or with +84."""
    left = re.search(r"[\d\s().+-]*$", text[max(0, place - 20) : place])
    right = re.match(r"[\d\s().-]*", text[place : place + 20])
    around = (left.group() if left else "") + (right.group() if right else "")
    return re.match(r"\s*\(?(?:0|\+84)\s?(?:[\s().-]{0,2}\d){9,10}", around) is not None


def _said_near(symbol: re.Match[str], script: Script, table: Abbreviations) -> bool:
    words = symbol_words(symbol.group(), table)
    before = [word.text for word in script.words if word.end <= symbol.start()]
    after = [word.text for word in script.words if word.start >= symbol.end()][:_NEAR]
    heard = f" {' '.join(before[-2 * _NEAR :])} ", f" {' '.join(after)} "
    return words is not None and any(f" {words} " in part for part in heard)


def _other_quantities(text: str, script: Script, quantities: list[Quantity]) -> Iterator[Difference]:
    """Amounts, dates, numbers, places … whose words say another value than the source."""
    starts = [word.start for word in script.words]
    for quantity in quantities:
        first, last = bisect_left(starts, quantity.start), bisect_left(starts, quantity.end)
        words = [word for word in script.words[first:last] if word.start < word.end <= quantity.end]
        torn = first > 0 and script.words[first - 1].end > quantity.start  # "000 đồng" of "20 000 000 đồng"
        if torn or quantity.value is None or not any(sign.isdecimal() for sign in quantity.text):
            continue
        if not _READERS[quantity.kind](quantity, words, text):
            yield Difference(quantity.text, " ".join(word.text for word in words), quantity.start)


def _figures_heard(words: list[Word], text: str) -> list[str]:
    """The words of each stretch that holds digits, in order; of letters with digits only those that are a number."""
    found = []
    for (start, end), part in groupby(words, key=lambda word: (word.start, word.end)):
        if any(sign.isdecimal() for sign in text[start:end]) and start < end:
            found.append(" ".join(word.text for word in part))
    return found


def _says_date(quantity: Quantity, words: list[Word], text: str) -> bool:
    heard = [reader.read_whole(part) for part in _figures_heard(words, text)]
    return heard == [int(part) for part in reversed(str(quantity.value).split("-"))]


def _says_all_numbers(quantity: Quantity, words: list[Word], text: str) -> bool:
    heard = [reader.read_whole(part.split("khóa ")[-1]) for part in _figures_heard(words, text)]
    return heard == [int(figure) for figure in re.findall(r"\d+", quantity.text)]


def _says_place(quantity: Quantity, words: list[Word], text: str) -> bool:
    label = str(quantity.value).partition(" ")[2]
    said = [
        word for word in words if not re.fullmatch(r"(?i)điều|khoản|điểm|mục|chương|phần", text[word.start : word.end])
    ]
    heard = ""
    for _, part in groupby(said, key=lambda word: (word.start, word.end)):
        sound = " ".join(word.text for word in part)
        letter = reader.read_letter(sound) if not (number := reader.read_whole(sound)) else None
        heard += str(number) if number else letter or "?"
    roman = reader.read_roman(label.upper()) if re.fullmatch(r"[ivxlc]+", label) and heard.isdecimal() else None
    return heard == (str(roman) if roman else label)


def _says_phone(quantity: Quantity, words: list[Word], text: str) -> bool:
    heard = reader.read_digits(" ".join(_figures_heard(words, text))) or ""
    dialled = re.sub(r"^84", "0", heard) if "+84" in quantity.text else heard
    return dialled == str(quantity.value)


def _says_percentage(quantity: Quantity, words: list[Word], text: str) -> bool:
    heard = reader.read_measure((_figures_heard(words, text) or [""])[0]) or ""
    written = str(quantity.value).replace(".", ",")
    return heard == (str(int(written)) if written.isdecimal() else written)


def _says_amount(quantity: Quantity, words: list[Word], text: str) -> bool:
    """The figure with its scale; the first of a range ("2–5 triệu") borrows the scale of the second."""
    heard = reader.read_measure((_figures_heard(words, text) or [""])[0])
    if heard is None:
        return False
    whole, _, decimals = heard.partition(",")
    last = max(word.start for word in words if any(sign.isdecimal() for sign in text[word.start : word.end]))
    scale = next(
        (_SCALES[w.text] for w in words if w.start > last and _outside_brackets(text, w.start) and w.text in _SCALES), 0
    )
    powers = (scale,) if scale or "đ" in quantity.text.lower() or "₫" in quantity.text else (0, 3, 6, 9)
    return any(
        int((whole + decimals) + "0" * power) == int(quantity.value or 0) * 10 ** len(decimals) for power in powers
    )


def _outside_brackets(text: str, place: int) -> bool:
    """Whether no bracket is open at a place: what stands in one repeats the amount in words."""
    near = max(0, place - 120)
    return text.count("(", near, place) <= text.count(")", near, place)


_READERS: dict[QuantityKind, Callable[[Quantity, list[Word], str], bool]] = {
    QuantityKind.AMOUNT: _says_amount,
    QuantityKind.DATE: _says_date,
    QuantityKind.NUMBER: _says_all_numbers,
    QuantityKind.LOCATOR: _says_place,
    QuantityKind.PERCENTAGE: _says_percentage,
    QuantityKind.PHONE: _says_phone,
    QuantityKind.DURATION: _says_all_numbers,
}
