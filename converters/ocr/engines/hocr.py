"""Read the hOCR that tesseract writes: its dialect only, in one pass, without an XML parser.

Format: hOCR 1.2 (kba.github.io/hocr-spec/1.2) with tesseract's own nested `ocrx_cinfo` spans, which hold the choices
of `lstm_choice_mode=2`.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from converters.ocr.engines.choices import Choice, alternatives
from converters.ocr.engines.protocol import ReadWord
from converters.reading.boxes import Box

# Every alternative starts with its own fixed text and stops at the first quote or angle bracket: linear.
_TOKEN = re.compile(
    r"""
      <div\ class='ocr_page'[^>]*>                                                         # an image begins
    | <span\ class='(?P<line>ocr_line|ocr_header|ocr_caption|ocr_textfloat)'[^>]*>         # a line begins
    | <span\ class='ocrx_word'[^>]*?                                                       # a word
        title='bbox\ (?P<box>\d+\ \d+\ \d+\ \d+);\ x_wconf\ (?P<confidence>\d+)[^']*'[^>]*>
        (?:<(?:strong|em)>)*(?P<text>[^<]*)
    | <span\ class='ocrx_cinfo'\ id='(?P<group>lstm_choices)[^>]*>                         # choices for one letter
    | <span\ class='ocrx_cinfo'\ id='choice[^>]*?                                          # one of them
        title='x_confs\ (?P<chance>[\d.]+)'>(?P<letter>[^<]*)</span>
    """,
    re.VERBOSE,
)


@dataclass(slots=True)
class _Word:
    text: str
    box: Box
    confidence: float
    line: int
    letters: list[list[Choice]] = field(default_factory=list)


def parse(text: str, count: int) -> list[tuple[ReadWord, ...]]:
    """The words of each of `count` images, in the order they were given."""
    pages: list[list[_Word]] = []
    line = -1
    for match in _TOKEN.finditer(text):
        if match["line"]:
            line += 1
        elif match["box"]:
            pages[-1].append(_word(match, max(line, 0)))
        elif match["group"]:
            pages[-1][-1].letters.append([])
        elif match["letter"] is not None:
            pages[-1][-1].letters[-1].append((html.unescape(match["letter"]), float(match["chance"])))
        else:
            pages.append([])
            line = -1
    pages += [[] for _ in range(count - len(pages))]
    return [tuple(_finished(words)) for words in pages[:count]]


def _word(match: re.Match[str], line: int) -> _Word:
    box = Box(*map(int, match["box"].split()))
    text = unicodedata.normalize("NFC", html.unescape(match["text"]).strip())
    return _Word(text, box, int(match["confidence"]) / 100, line)


def _finished(words: list[_Word]) -> Iterator[ReadWord]:
    for word in words:
        if word.text:
            yield ReadWord(word.text, word.box, word.confidence, alternatives(word.text, word.letters), word.line)
