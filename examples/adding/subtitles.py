"""A reader: subtitles (SubRip, `.srt`) to one page of paragraphs, a cue each."""

from __future__ import annotations

import re
from pathlib import Path

from converters.legacy.conversion import Findings
from converters.reading.document import Method, Page
from converters.reading.office.flow import RichParagraph, RichRun, block_of
from converters.reading.paging.read_pages import PagesRead
from converters.reading.plain.encodings import decode_bytes
from converters.reading.problems import EmptyFile
from validators.language.unicode_hygiene import clean_text
from validators.problems import say

_TIMES = re.compile(r"^(?:\d+\n)?[\d:,]+ --> [\d:,]+.*\n", re.MULTILINE)


def read_subtitles(source: Path) -> PagesRead:
    """Read the words; when they are shown is no part of the text.

    Raises:
        EmptyFile: There are none.
    """
    findings = Findings()
    text = clean_text(decode_bytes(source.read_bytes(), findings))
    cues = [" ".join(cue.split()) for cue in _TIMES.split(text)]
    found = (block_of(RichParagraph((RichRun(cue),)), findings) for cue in cues if cue)
    blocks = tuple(block for block in found if block is not None)
    if not blocks:
        raise EmptyFile(say("The file holds no text."), path=source)
    return PagesRead((Page(1, None, None, None, blocks, Method.PLAIN),), None, findings.notes())
