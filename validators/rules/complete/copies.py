"""Do the other texts of a package say what its record says? The readable copy, and the word boxes of its pages."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from validators.language.unicode_hygiene import normalized
from validators.problems import say
from validators.rules.agreeing.printed_text import letters_of, printed_text, words_of
from validators.rules.clean.text import odd_sign
from validators.rules.correct.printed import fine_ranges, told_amount
from validators.rules.rule import ACCESSIBLE, ERROR, EVIDENCE, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import below, json_pointer, strings
from validators.sharing.record import Division, Heading, ListBlock, Paragraph, Question, Sanction, Situation, Table

_WORD = re.compile(r"\d+|[^\W\d_]{2,}")
_ADDRESS = re.compile(r"\]\([^()\n]{0,500}\)|<[^<>\n]{0,500}>|https?://\S{1,500}")
_BOXED = re.compile(r"\sCONTENT=(?:\"([^\"]*)\"|'([^']*)')")
_OF_NO_TEXT = ("/sha256", "/identifier")  # by chance any number stands in such a value
_LARGEST = 64 << 20  # bytes of a copy that is looked through
_LEAST_SHARE = 0.5  # of a text's words that stand in its word boxes: of another text hardly a third do
_TOLD = 80  # signs of what was left out that are told
_MANY = 6  # words nobody read: "Ghi chú" and its like head parts of a copy
_ENOUGH = 30  # words of a text that tell whose it is


def _copies_say_other(subject: Subject) -> Iterator[Hit]:
    yield from _copy_says_other(subject)
    yield from _captions_say_other(subject)
    yield from _boxes_say_other(subject)
    yield from _of_other_material(subject)


def _boxes_say_other(subject: Subject) -> Iterator[Hit]:
    """A long number of the word boxes that the record says nowhere, unless a person put the text right."""
    read = subject.record.evidence if subject.record else {}
    typed = any(item.method == "person" for name in read if name.startswith("/content") for item in read[name])
    if printed_text(subject) is None or typed:
        return
    for pointer, name, text in _texts_of(subject, "ocr", "xml"):
        boxed = html.unescape("\n".join(a or b for a, b in _BOXED.findall(text)))
        said = " ".join(said for of, said in strings(subject.reading.value) if not of.endswith(_OF_NO_TEXT))
        known = frozenset(map(letters_of, _LONG_NUMBER.findall(said)))
        if odd := next((one for one in _LONG_NUMBER.findall(boxed) if letters_of(one) not in known), None):
            yield hit(pointer, name=name, text=odd)


_LONG_NUMBER = re.compile(r"\d[\d./]{2,30}\d")  # of an act, an amount, a day


def _copy_says_other(subject: Subject) -> Iterator[Hit]:
    """A number of the readable copy that stands nowhere in the record, or words more than headings of its own."""
    for pointer, name, text in _texts_of(subject, "content", "markdown"):
        known = frozenset(
            _words(" ".join(said for of, said in strings(subject.reading.value) if not of.endswith(_OF_NO_TEXT)))
        )
        odd = [
            word for word in dict.fromkeys(_words(_PAGE_TOLD.sub(" ", _ADDRESS.sub(" ", text)))) if word not in known
        ]
        if any(map(str.isdigit, odd)) or len(odd) >= _MANY:
            yield hit(pointer, name=name, text=next(filter(str.isdigit, odd), odd[0]))
        elif more := _told_more_often(subject, text):
            yield hit(pointer, name=name, text=more)


def _told_more_often(subject: Subject, text: str) -> str | None:
    """A number that a copy says more often than the text it was made from, or a sign the text has nowhere."""
    printed = printed_text(subject)
    if printed is None:
        return None
    said = "\n".join(printed.pieces.values())
    head = [value for of, value in strings(subject.reading.value) if not of.startswith(_OF_THE_TEXT)]
    here, there = (
        Counter(_numbers(_PAGE_TOLD.sub(" ", _ADDRESS.sub(" ", text)))),
        Counter(_numbers("\n".join((said, *head)))),
    )
    if more := next((number for number in here if here[number] > there[number]), None):
        return more
    sign = odd_sign(text)
    return f"U+{ord(sign):04X}" if sign and sign not in said else None


_PAGE_TOLD = re.compile(r"\((?:trang|page) \d{1,5}\)")  # a copy tells so from which page notes are


def _copy_leaves_out(subject: Subject) -> Iterator[Hit]:
    """Texts that stand nowhere in the readable copy, or stand there in another order."""
    for _, name, text in _texts_of(subject, "content", "markdown") if printed_text(subject) else ():
        letters, last = letters_of(text), -1
        for pointer, said in _passages(subject) if letters else ():
            wanted = letters_of(said)
            place = letters.find(wanted)
            if place < 0 or (place < last and len(wanted) >= _TELLING and letters.rfind(wanted) < last):
                yield hit(pointer, name=name, text=said[:_TOLD])
            if len(wanted) >= _TELLING and place == letters.rfind(wanted):
                last = max(place, last)
        yield from _rows_left_out(subject, letters, name)


_TELLING = 40  # letters of a text that stands once in most papers


def _passages(subject: Subject) -> Iterator[tuple[str, str]]:
    """What a copy repeats, in its order."""
    if subject.record:
        yield "/title", subject.record.title
    for pointer, block in subject.blocks:
        if isinstance(block, Heading | Paragraph | Division | Question | Situation) and block.text:
            yield below(pointer, "text"), block.text
        elif isinstance(block, ListBlock):
            yield from ((below(pointer, "items", index), item) for index, item in enumerate(block.items))


def _rows_left_out(subject: Subject, letters: str, name: str) -> Iterator[Hit]:
    """Rows of a table of which the copy has most: one it cannot draw is drawn otherwise as a whole."""
    for pointer, table in subject.blocks_of(Table):
        rows = [(at, " ".join(row)) for at, row in enumerate(table.rows) if at >= table.header_rows and any(row)]
        lost = [(at, row) for at, row in rows if letters_of(row) not in letters]
        if len(lost) * 2 < len(rows) or (len(lost) == len(rows) == _SWAPPED):
            yield from (hit(below(pointer, "rows", at), name=name, text=row[:_TOLD]) for at, row in lost)


_SWAPPED = 2  # rows two cells changed places between


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)


_OF_THE_TEXT = ("/content", "/evidence", "/files", "/word_count", "/workflow", "/legal_basis", "/identifier")


def _captions_say_other(subject: Subject) -> Iterator[Hit]:
    """A number of captions or a transcript that the record says nowhere; years and short counts aside."""
    for role in ("captions", "transcript"):
        for pointer, name, text in _texts_of(subject, role, "") if printed_text(subject) else ():
            spoken = _CUE_TIMES.sub("", text)
            known = frozenset(_numbers(" ".join(said for _, said in strings(subject.reading.value))))
            if (
                odd := next((number for number in _numbers(spoken) if number.lstrip("0") and number not in known), None)
            ) or (odd := _other_fine(subject, spoken)):
                yield hit(pointer, name=name, text=odd)


def _of_other_material(subject: Subject) -> Iterator[Hit]:
    """Captions or a transcript whose words follow each other nowhere in the text: they are of something else."""
    texts = [(pointer, name, _CUE_TIMES.sub("", text)) for role in ("captions", "transcript")
             for pointer, name, text in _texts_of(subject, role, "")]  # fmt: skip
    record = subject.record
    if record and record.accessibility.transcript:
        texts.append(("/accessibility/transcript", "transcript", record.accessibility.transcript))
    said = words_of("\n".join(_beside_speech(subject))) if texts else ()
    known = frozenset(pairwise(said))
    for pointer, name, spoken in texts if len(said) >= _ENOUGH else ():
        pairs = list(pairwise(words_of(spoken)))
        fits = sum(pair in known for pair in pairs)
        if (len(pairs) >= _ENOUGH and fits < _LEAST_SPOKEN * len(pairs)) or (len(pairs) >= _FEWEST_SPOKEN and not fits):
            yield hit(pointer, name=name, text=" ".join(spoken.split())[:_TOLD])


def _beside_speech(subject: Subject) -> Iterator[str]:
    return (piece for pointer, piece in subject.composed.pieces if not pointer.startswith("/accessibility"))


_FEWEST_SPOKEN = 12  # pairs of which one stands in the text, if they are of it
_LEAST_SPOKEN = 0.3  # of the pairs of words that are spoken; of another material hardly a tenth stand in the text


def _other_fine(subject: Subject, spoken: str) -> str | None:
    """A fine from an amount to another that is spoken and stands nowhere in the record."""
    told = [(told_amount(low), told_amount(high)) for low, high in fine_ranges(" ".join(spoken.split()))]
    if not told:
        return None
    known = {(block.amount_min, block.amount_max) for _, block in subject.blocks_of(Sanction)}
    known |= {(told_amount(low), told_amount(high)) for _, piece in subject.composed.numbered
              for low, high in fine_ranges(piece)}  # fmt: skip
    return next((f"{low:,} – {high:,}".replace(",", ".") for low, high in told if low and high
                 and (low, high) not in known), None)  # fmt: skip


def _captions_in_other_language(subject: Subject) -> Iterator[Hit]:
    """Captions of a Vietnamese record without Vietnamese letters, where no other captions have them."""
    record = subject.record
    if record is None or record.language != "vi" or not any(entry.role == "captions" for entry in record.files):
        return
    texts = [(pointer, name, _CUE_TIMES.sub("", text)) for pointer, name, text in _texts_of(subject, "captions", "")]
    for pointer, name, spoken in texts:
        words = _WORD.findall(spoken)
        if len(words) >= _FEW and not any(_is_vietnamese(text) for _, _, text in texts):
            yield hit(pointer, name=name, language=record.language, text=" ".join(words[:_FEW]))


def _is_vietnamese(text: str) -> bool:
    words = _WORD.findall(normalized("NFC", text).casefold())
    return sum(_MARKED.search(word) is not None for word in words) > _MARKED_SHARE * len(words)


_MARKED = re.compile("[ăâđêôơưàáãèéìíòóõùúýĩũạ-ỹ]")
_MARKED_SHARE = 0.25  # of words: three in four of Vietnamese have marks, one in a hundred elsewhere
_FEW = 6  # words that tell a language


_CUE_TIMES = re.compile(
    r"^(?:\d{1,6}|[^\n]{0,40}-->[^\n]{0,80}|(?:NOTE|STYLE|WEBVTT)[^\n]{0,200})[ \t]*\r?$", re.MULTILINE
)


def _boxes_of_other_text(subject: Subject) -> Iterator[Hit]:
    """Word boxes in which most of the text's words stand nowhere."""
    for pointer, name, text in _texts_of(subject, "ocr", "xml"):
        boxed = frozenset(_words(html.unescape(" ".join(a or b for a, b in _BOXED.findall(text)))))
        words = frozenset(_words(" ".join(subject.words)))
        if len(words) >= _ENOUGH and len(words & boxed) < _LEAST_SHARE * len(words):
            yield hit(pointer, name=name)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _texts_of(subject: Subject, role: str, kind: str) -> Iterator[tuple[str, str, str]]:
    for index, entry in enumerate(subject.record.files if subject.record and not subject.faults else ()):
        path = subject.package.own_file(entry.path) if subject.package else None
        if entry.role == role and kind in entry.media_type and path and path.stat().st_size <= _LARGEST:
            yield json_pointer("files", index), entry.path, path.read_text("utf-8", "replace")


_AGAIN = say("Make it again: pbgdpl convert SOURCE -o FOLDER --again")

RULES = (
    Rule("DU244", "copy-says-other", ERROR, WARNING, say("“{name}” says “{text}”, which the record does not."),
         EVIDENCE, _AGAIN, _copies_say_other),
    Rule("DU247", "copy-leaves-out", ERROR, WARNING, say("“{name}” lacks “{text}”."), EVIDENCE, _AGAIN,
         _copy_leaves_out),
    Rule("DU245", "word-boxes-of-other-text", ERROR, WARNING,
         say("Most words of the text stand nowhere in the word boxes “{name}”."), EVIDENCE, _AGAIN,
         _boxes_of_other_text),
    Rule("DU248", "captions-of-other-language", ERROR, WARNING,
         say("The captions “{name}” are not in the language of the record, “{language}”: “{text}”."), ACCESSIBLE,
         say("Make captions in that language; those in others may stand beside them."), _captions_in_other_language),
)  # fmt: skip
