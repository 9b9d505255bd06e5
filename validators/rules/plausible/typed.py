"""Does what people typed hang together? Title, headings, questions and fines of records that were not read."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator

from validators.problems import say
from validators.rules.agreeing.printed_text import letters_of, printed_text
from validators.rules.rule import ACCESSIBLE, PBGDPL_LAW, TT24, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import below
from validators.sharing.record import Heading, Paragraph, Question, Sanction

_TOLD = 120  # signs of what is named that are told
_LONGEST = 500  # signs of a title that are looked through
_WORD = re.compile(r"\w+")
_ENOUGH = 4  # words of a title that tell what it is about
_LEAST_OF_DESCRIPTION = 0.2  # of the words of a description, which says it in words of its own
_LEAST_SHARE = 0.4  # of them that stand somewhere else in a record; of another material hardly a fourth do


def _title_of_other(subject: Subject) -> Iterator[Hit]:
    record = subject.record
    title = record.title.casefold() if record else ""
    words = {word for word in _WORD.findall(title[:_LONGEST]) if not word.isdigit()}
    if record is None or record.word_count is not None or len(words) < _ENOUGH or not record.content:
        return
    text = subject.searched.folded  # in which the title stands once itself
    if not _enough_said(words, title, text, _LEAST_SHARE):
        yield hit("/title", text=record.title[:_TOLD])
    said = (record.description or "").casefold()
    words = {word for word in _WORD.findall(said[:_LONGEST]) if not word.isdigit()}
    if len(words) >= _ENOUGH and not _enough_said(words, said, text, _LEAST_OF_DESCRIPTION):
        yield hit("/description", text=said[:_TOLD])


def _enough_said(words: set[str], told: str, text: str, share: float) -> bool:
    """Whether so many of the words of what is told stand somewhere else in the text, too; the first are enough."""
    wanted = math.ceil(share * len(words))
    known = itertools.islice((True for word in sorted(words) if _stands(text, word, told.count(word) + 1)), wanted)
    return sum(known) == wanted


def _stands(text: str, word: str, times: int) -> bool:
    """Whether a word stands so many times in a text; mostly its beginning tells."""
    place = -1
    for _ in range(times):
        place = text.find(word, place + 1)
        if place < 0:
            return False
    return True


_DEEPER = 2  # levels a heading may stand below the one above it, at most


def _heading_too_deep(subject: Subject) -> Iterator[Hit]:
    """Readers of screens go by levels (WCAG 1.3.1); what was read has them from its paper."""
    last = 1
    headings = subject.blocks_of(Heading) if printed_text(subject) is None else []
    if len(headings) > 1 and headings[0][1].level > min(block.level for _, block in headings) + 1:
        last = headings[0][1].level
        yield hit(below(headings[0][0], "level"), level=last, before=min(block.level for _, block in headings))
    for pointer, block in headings:
        if block.level > last + _DEEPER:
            yield hit(below(pointer, "level"), level=block.level, before=last)
        last = block.level


def _answer_in_question(subject: Subject) -> Iterator[Hit]:
    for pointer, block in subject.blocks_of(Question):
        first = next((part for part in block.answer if isinstance(part, Paragraph)), None)
        if first and len(first.text) >= _LONG and letters_of(first.text) in letters_of(block.text):
            yield hit(below(pointer, "text"), text=first.text[:_TOLD])


_LONG = 30  # signs of an answer that stands in no question by chance
_FINING_LAWS = ("hình sự", "xử lý vi phạm hành chính", "cạnh tranh")  # which set amounts themselves


def _fine_of_a_law(subject: Subject) -> Iterator[Hit]:
    """Decrees set fines (Law on Handling Administrative Violations, Article 4), where one stands beside the law."""
    record = subject.record
    if record is None or record.word_count is not None:
        return
    has_decree = any(one.act.type == "nghi-dinh" for one in record.legal_basis)
    for pointer, block in subject.blocks_of(Sanction) if has_decree else ():
        cited = dict(enumerate(record.legal_basis)).get(-1 if block.basis is None else block.basis)
        if cited and cited.act.type == "luat" and not any(one in cited.text.casefold() for one in _FINING_LAWS):
            yield hit(below(pointer, "basis"), text=cited.text[:_TOLD])


RULES = (
    Rule("DUNG195", "title-of-other", WARNING, WARNING,
         say("Next to nothing of “{text}” stands anywhere else in the record."), TT24,
         say("Compare it with the text; one of them is of another material."), _title_of_other),
    Rule("DUNG196", "heading-too-deep", WARNING, WARNING,
         say("A heading of level {level} stands below one of level {before}."), ACCESSIBLE,
         say("Give it the level below the heading it belongs to."), _heading_too_deep),
    Rule("DUNG197", "answer-in-question", WARNING, WARNING,
         say("The question says its own answer: “{text}”."), PBGDPL_LAW,
         say("Part question and answer where the original does."), _answer_in_question),
    Rule("DUNG198", "fine-of-a-law", WARNING, WARNING,
         say("The fine is said to rest on “{text}”; a decree of the legal basis sets it."), PBGDPL_LAW,
         say("Name the place that sets the amount."), _fine_of_a_law),
)  # fmt: skip
