"""The second reading of a page: what matters is read again, agreement raises trust, doubt becomes a flag."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from converters.ocr.engines.protocol import Engine, Mode
from converters.ocr.second_reading.compare import letter_of
from converters.ocr.second_reading.crops import Rgb
from converters.ocr.second_reading.detectors.finding import find_spans, lines_of
from converters.ocr.second_reading.detectors.subject import CriticalSpan
from converters.ocr.second_reading.evidence import Evidence, Place, ReadCrops, gather
from converters.ocr.second_reading.ink import DOTTED
from converters.ocr.second_reading.sequences import in_step, sequence_flags
from converters.ocr.second_reading.upright_page import upright_page
from converters.reading.boxes import Box
from converters.reading.document import Block, Flag, Line, Page, Word
from validators.problems import Message, say

IN_DOUBT = 0.5  # probability that a doubted word is right, at most


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """How suspicious the second reading is.

    Attributes:
        unsure: Engine confidence under which a number is flagged even if both readings agree, unless the network is
            sure of its digits.
        unsure_sign: The same for document numbers and for the labels i and l, of which the engine is never very sure.
        unsure_letter: The same for the other letters that are labels.
        trust: Share of the remaining doubt that agreement takes away.
        timeout: Seconds for reading all crops of a page.
        latest_year: In which a document that is cited can have been issued: next year's are announced.
    """

    unsure: float = 0.8
    unsure_sign: float = 0.3
    unsure_letter: float = 0.75
    trust: float = 0.8
    timeout: float = 60.0
    latest_year: int = field(default_factory=lambda: datetime.now(UTC).year + 1)


def check_page(
    page: Page,
    image: Rgb,
    *,
    engine: Engine | None = None,
    read_crops: ReadCrops | None = None,
    options: CheckOptions | None = None,
) -> Page:
    """The page with flags where numbers, dates and labels are doubtful, and its words' confidence adjusted.

    Args:
        page: As read and corrected; boxes in pixels of `image`.
        image: RGB, height × width × 3, as stored.
        engine: Reads the crops, unless `read_crops` does.
        read_crops: Reads crops of black text on white, each one line.
        options: How suspicious to be.

    Raises:
        ValueError: Neither an engine nor a function that reads crops was given.
    """
    options = options or CheckOptions()
    lines = lines_of(page)
    steady = in_step(lines)
    # Words without a place cannot be read again, and neither can those beside them.
    spans = [
        span
        for span in find_spans(lines, options.latest_year)
        if all(word.box for word in lines[span.line].words) and not _is_steady(span, lines, steady)
    ]
    flags = sequence_flags(lines, page.number)
    if not spans and not steady:
        return replace(page, flags=page.flags + tuple(flags)) if flags else page
    read = read_crops or _reader(engine, options.timeout)
    evidence = gather(upright_page(page, image, lines), spans, read) if spans else {}
    doubts = {span: doubt for span in spans if (doubt := _doubt(span, lines, evidence, options)) is not None}
    numbers = [_flag(span, lines, evidence, doubt, page.number) for span, doubt in doubts.items()]
    trusted = _retrusted(lines, spans, evidence, options) | {word: _trusted(word, options) for word in steady}
    return replace(page, blocks=_with_words(page.blocks, trusted), flags=page.flags + tuple(numbers + flags))


def _is_steady(span: CriticalSpan, lines: Sequence[Line], steady: Collection[Word]) -> bool:
    """Whether a span is a label that its neighbours confirm, which no reading of its own could do better."""
    return len(span.checked) == 1 and lines[span.line].words[span.checked[0]] in steady


def _reader(engine: Engine | None, timeout: float) -> ReadCrops:
    if engine is None:
        raise ValueError("an engine or a function that reads crops is needed")
    opened = engine
    return lambda crops: opened.read(list(crops), mode=Mode.LINE, timeout=timeout, alternatives=False) if crops else []


def _doubt(
    span: CriticalSpan, lines: Sequence[Line], evidence: Mapping[Place, Evidence], options: CheckOptions
) -> Message | None:
    """Why this span is doubtful, the strongest reason first; None when it is not."""
    found = [evidence[span.line, index] for index in span.checked]
    words = [lines[span.line].words[index] for index in span.checked]
    other = next((item.reread for item in found if item.reread is not None), None)
    if span.only_if_number and not _hides_a_number(span, other):
        return None
    if other:
        return say("A second reading says “{other}”.", other=other)
    if other is not None:
        return say("It could not be read a second time.")
    if span.malformed:
        return say("Nothing of this kind is written like this.")
    return _doubt_by_looks(found) or _doubt_by_engine(span, words, found, options)


def _doubt_by_looks(found: Sequence[Evidence]) -> Message | None:
    """What speaks against a span though the engine read it twice alike: ink beside it, the looks of its digits."""
    if any(item.ink_beside for item in found):
        return say("Something stands beside it that was not read.")
    digits = next((item.network for item in found if item.network is not None), None)
    if digits:
        return say("Read digit by digit it is “{other}”.", other=digits)
    if digits is not None:
        return say("Read digit by digit it is something else.")
    return None


def _doubt_by_engine(
    span: CriticalSpan, words: Sequence[Word], found: Sequence[Evidence], options: CheckOptions
) -> Message | None:
    """What the engine itself was not sure of: a label's letter read alone, its confidence."""
    letters = [(word, item.look) for word, item in zip(words, found, strict=True) if item.look is not None]
    if any(look != letter_of(word.text) for word, look in letters):
        return say("Read alone, the letter is “{other}”.", other=letters[0][1])
    unsure = (word for word, item in zip(words, found, strict=True) if not item.network_agrees)
    if any(word.confidence is not None and word.confidence < _limit(span, word, options) for word in unsure):
        return say("It was hard to read.")
    return None


def _limit(span: CriticalSpan, word: Word, options: CheckOptions) -> float:
    """Engine confidence under which a word of a span is doubtful."""
    if span.single_letter:
        return options.unsure_sign if letter_of(word.text) in DOTTED else options.unsure_letter
    return options.unsure_sign if span.kind == "number" else options.unsure


def _hides_a_number(span: CriticalSpan, other: str | None) -> bool:
    """Whether a short word seems to be a number: read again it has a digit, or it opens a line and reads otherwise."""
    return any(sign.isdigit() for sign in other or "") or (span.first == 0 and other is not None)


def _flag(
    span: CriticalSpan, lines: Sequence[Line], evidence: Mapping[Place, Evidence], reason: Message, page: int
) -> Flag:
    words = lines[span.line].words
    printed = words[span.first : span.last]
    others = [
        _other(evidence[span.line, index]) or words[index].text if index in span.checked else words[index].text
        for index in range(span.first, span.last)
    ]
    text, candidate = " ".join(word.text for word in printed), " ".join(others)
    candidates = (candidate,) if candidate != text else ()
    return Flag(page, Box.around_known(word.box for word in printed), -1, -1, text, candidates, span.kind, reason)


def _other(item: Evidence) -> str:
    """What else the word may be, the strongest evidence first."""
    return item.reread or item.network or item.look or ""


def _retrusted(
    lines: Sequence[Line], spans: Sequence[CriticalSpan], evidence: Mapping[Place, Evidence], options: CheckOptions
) -> dict[Word, Word]:
    """Words whose confidence changes: up where both readings agree, at most one half where they do not."""
    changed: dict[Word, Word] = {}
    for span in spans:
        for index in () if span.only_if_number else span.checked:
            word, item = lines[span.line].words[index], evidence[span.line, index]
            if word.confidence is None:
                continue
            agreed = item.reread is None and item.network is None and not item.ink_beside and not span.malformed
            doubted = replace(word, confidence=min(word.confidence, IN_DOUBT))
            changed[word] = _trusted(word, options) if agreed else doubted
    return changed


def _trusted(word: Word, options: CheckOptions) -> Word:
    """The word, with less doubt that it is right."""
    if word.confidence is None:
        return word
    return replace(word, confidence=1 - (1 - word.confidence) * (1 - options.trust))


def _with_words(blocks: Sequence[Block], changed: Mapping[Word, Word]) -> tuple[Block, ...]:
    """The blocks with words exchanged, in lines and in cells."""
    return tuple(
        replace(
            block,
            lines=_lines_with(block.lines, changed),
            cells=tuple(replace(cell, lines=_lines_with(cell.lines, changed)) for cell in block.cells),
        )
        for block in blocks
    )


def _lines_with(lines: Sequence[Line], changed: Mapping[Word, Word]) -> tuple[Line, ...]:
    return tuple(replace(line, words=tuple(changed.get(word, word) for word in line.words)) for line in lines)
