"""Does the text have the words that were read, each as often? By the pages as they were read, and by the word boxes.

The pages are kept as a reader found them (`review/pages.jsonl.gz`), the words people put right beside them, and the
word boxes are written with the text. So what stands in the text and in none of them was put there by hand. Tone marks
at the one vowel or the other, capitals, Ð for Đ and invisible signs are no difference: the program mends those.
"""

from __future__ import annotations

import gzip
import html
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

from validators.language.syllables import tone_key
from validators.packages.package import CORRECTIONS, READ_PAGES, Package
from validators.problems import say
from validators.rules.agreeing.printed_text import PrintedText, printed_text
from validators.rules.rule import ERROR, EVIDENCE, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.counting import letters, printed_texts
from validators.sharing.pointer import json_pointer

_LARGEST = 64 << 20  # bytes, unpacked, of what was read; a thousand dense pages have as much
_WORD = re.compile(r"[^\W\d_]+|\d+")
_READ = re.compile(r'\{"text":"((?:[^"\\]|\\.)*+)"')
_SAID = re.compile(r'"((?:[^"\\]|\\.)*+)"')
_BOXED = re.compile(r"\sCONTENT=(?:\"([^\"]*)\"|'([^']*)')")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_TOLD = 120  # signs of the text that are told
_MOST = 20  # places that are told of one file


def _words_differ(subject: Subject) -> Iterator[Hit]:
    text, package, record = printed_text(subject), subject.package, subject.record
    if text is None or package is None or record is None or subject.faults:
        return
    said = _all(printed_texts(record.content))
    if read := _read(package):
        yield from _more_in_text(said, read, text, READ_PAGES, _put_right(package))
    for at, entry in enumerate(record.files):
        path = package.own_file(entry.path) if entry.role == "ocr" and entry.media_type.endswith("xml") else None
        if path and path.stat().st_size <= _LARGEST:
            written = path.read_text("utf-8", "replace")
            strings = [html.unescape(one or other) for one, other in _BOXED.findall(written)]
            boxed, count = _all(strings), letters("".join(strings))
            if record.word_count and record.word_count.read != count:
                yield hit("/word_count/read", name=entry.path, word=str(record.word_count.read), text=str(count))
            yield from _more_in_text(said, boxed, text, entry.path)
            left_out = record.word_count.left_out if record.word_count else ()
            more = Counter(boxed) - Counter(said) - Counter(_all(one.text for one in left_out))
            if word := next(iter(more), None):
                yield hit(json_pointer("files", at), name=entry.path, word=word, text=_around(boxed, word))


def _readings_missing(subject: Subject) -> Iterator[Hit]:
    """Without them every rule that holds the text against them would be silent."""
    package, record = subject.package, subject.record
    if package and record and record.word_count and not subject.faults and package.own_file(READ_PAGES) is None:
        yield hit("/word_count", name=READ_PAGES)


def _more_in_text(
    said: list[str], read: list[str], text: PrintedText, name: str, typed: AbstractSet[str] = frozenset()
) -> Iterator[Hit]:
    """Words that stand more often in the text, each where its neighbours were not read beside it.

    Those that people typed may stand there as often as they do.
    """
    more = Counter({word: often for word, often in (Counter(said) - Counter(read)).items() if word not in typed})
    beside = set(pairwise(read)) if more else set()
    for pointer, piece in text.pieces.items() if more else ():
        words = _all((piece,))
        odd = [] if pointer.endswith("/label") else [word for word in words if word in more]
        if odd and (len(more) > _MOST or not set(pairwise(words)) <= beside or len(words) == 1):
            yield hit(pointer, name=name, word=odd[0], text=piece[:_TOLD])
            more -= Counter(odd)
    if more and (word := next(iter(more))):
        yield hit("/content", name=name, word=word, text=_around(said, word))


def _around(words: list[str], word: str) -> str:
    at = words.index(word)
    return " ".join(words[max(at - 3, 0) : at + 4])


def _all(texts: Iterable[str]) -> list[str]:
    """Words and numbers in order, as they are compared."""
    return [_key(word) for text in texts for word in _WORD.findall(_INVISIBLE.sub("", normalize("NFC", text)))]


@lru_cache(maxsize=8192)
def _key(word: str) -> str:
    return tone_key(word.casefold().replace("ð", "đ"))


def _read(package: Package) -> list[str]:
    """The words of the pages as they were read; none where they were not kept."""
    path = package.own_file(READ_PAGES)
    if path is None:
        return []
    try:
        with gzip.open(path) as stream:
            told = stream.read(_LARGEST + 1)
    except (OSError, EOFError, zlib.error):
        return []  # SACH361 tells it
    pages = _READ.findall(told.decode("utf-8", "replace")) if len(told) <= _LARGEST else ()
    return _all(map(_unescaped, pages))


def _put_right(package: Package) -> frozenset[str]:
    """The words people typed when they put right what was read."""
    log = package.own_file(CORRECTIONS)
    told = log.read_text("utf-8", "replace") if log and log.stat().st_size <= _LARGEST else ""
    return frozenset(_all(map(_unescaped, _SAID.findall(told))))


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"')) if "\\" in text else text
    except ValueError:
        return text


RULES = (
    Rule("DU224", "readings-missing", ERROR, WARNING,
         say("The record was made by reading, but what was read is not in the package: “{name}”."), EVIDENCE,
         say("Put the file back, or make the record again with: pbgdpl convert SOURCE -o FOLDER --again"),
         _readings_missing),
    Rule("DU249", "text-and-reading", ERROR, WARNING,
         say("“{name}” and the text differ in “{word}”: “{text}”."), EVIDENCE,
         say("Look at the page; correct the text in the review, or make the record again with: "
             "pbgdpl convert SOURCE -o FOLDER --again"),
         _words_differ),
)  # fmt: skip
