"""Does the evidence say what the record does, and are there such pages and places?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from types import MappingProxyType

from validators.language.number_words import from_words
from validators.language.syllables import base_key
from validators.problems import Message, say
from validators.rules.agreeing.named import title_as_printed
from validators.rules.agreeing.readings import (
    differing_readings,
    ends_left_out,
    misplaced_readings,
    other_labels,
    warnings_left_out,
)
from validators.rules.correct.citing import says_number
from validators.rules.correct.printed import amounts_in, holds_number, holds_short_number
from validators.rules.pages import READ_PAGES, PageSize, pages_of
from validators.rules.rule import ERROR, EVIDENCE, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.content import block_of
from validators.sharing.issue_date import IssueDate
from validators.sharing.pointer import below, json_pointer, value_at
from validators.sharing.record import (
    Block,
    Deadline,
    Division,
    Evidence,
    Heading,
    ListBlock,
    Paragraph,
    Procedure,
    Question,
    Record,
    RightOrDuty,
    Sanction,
    Situation,
    Table,
)  # fmt: skip
from validators.sharing.vocabulary import Term, vocabulary

_BROKEN_OFF = re.compile(r"([\w./-]{1,60}[-/])\s*$")
_NUMBERS = re.compile(r"/number$")
_DATES = re.compile(r"/date(?:_issued)?$")
_DAY_IN_WORDS = re.compile(
    r"ngày\s{1,3}(?:mồng\s{1,3})?([^\W\d][^\d,.]{1,20}?)\s{1,3}tháng\s{1,3}([^\W\d][^\d,.]{1,12}?)\s{1,3}năm\s{1,3}"
    r"([^\W\d][^\d,.]{4,50})",
    re.IGNORECASE,
)
_ORGANS = frozenset({"/publisher/name", "/creator/name"})
_NAMES = _ORGANS | {"/title", "/approval/by", "/signer/name"}
_LABELS = re.compile(r"/locator/(?:article|clause|point)$")
_WHOLE_TEXTS = re.compile(r"/content/.*/text$")
_SAME_LENGTH = 0.1  # of a text: a reading that long apart is of a part of it
_NUMBERED_DAY = re.compile(r"(?<!\d)(\d{1,2})\D{1,9}?(\d{1,2})\D{1,7}?((?:19|20)\d\d)(?!\d)")
_CITATIONS = re.compile(r"/legal_basis/\d+")
_SLASHED = re.compile(r"\d\s?/")
_ALIKE = 0.6  # of a word's letters: what context mended leaves more of it, another word less
_LONGEST_LABEL = 20  # signs; DUNG111 tells longer ones
_LONGEST = 2000  # signs of a reading in which every word may be looked for
_LONGEST_NAME = 1000  # signs of a name or title that are compared at once; a long title has a third of them
_MOST_COMPARED = 4000  # signs of it whose words may be mended ones
_BEYOND = 1.02  # of a page's width and height: boxes are rounded outwards


def _said(items: Sequence[Evidence]) -> str:
    return " ".join(item.text for item in items)


def _evidence_says_other(subject: Subject) -> Iterator[Hit]:
    """Where the value was taken over as it was read, and not worked out from it."""
    yield from _deadline_and_words(subject)
    yield from _blocks_and_words(subject)
    yield from differing_readings(subject)
    yield from other_labels(subject)
    yield from ends_left_out(subject)
    yield from warnings_left_out(subject)
    yield from _description_and_words(subject)
    for pointer, items in (subject.record.evidence if subject.record else {}).items():
        said = _said(items)
        if said.strip() and (pointer == "/kind" or not any(item.inferred for item in items)):
            for place, value in _values(subject, pointer):
                printed = title_as_printed(subject.record) if place == "/title" and subject.record else value
                if not _supports(place, printed, said):
                    yield hit(pointer, value=_listed(pointer[1:], value) or value, text=said[:200])


def _description_and_words(subject: Subject) -> Iterator[Hit]:
    """A description that was taken from the text, with a number or denial the text it was taken from has not."""
    record = subject.record
    items = record.evidence.get("/description", ()) if record and record.description else ()
    if record and record.description and items and not any(item.method == "person" for item in items):
        said = _said(items)
        if odd := _odd_word(record.description, said):
            yield hit("/description", value=odd, text=said[:200])


def _misplaced(subject: Subject) -> Iterator[Hit]:
    for pointer, at, item in misplaced_readings(subject):
        here = json_pointer("evidence", pointer, at)
        yield hit(here, text=item.text[:200], page=item.page or "–", method=_METHODS[item.method])


_METHODS: Mapping[str, Message] = MappingProxyType({
    "text-layer": say("from the file's own text"), "ocr": say("by eye"), "office": say("from an office file"),
    "plain": say("from plain text"), "person": say("by a person"),
})  # fmt: skip


def _values(subject: Subject, pointer: str) -> Iterator[tuple[str, str]]:
    """What evidence stands for: a string, or of an organ its name, of a citation the number of the act."""
    value = value_at(subject.reading.value, pointer)
    if isinstance(value, dict):
        inner = ("act", "number") if _CITATIONS.fullmatch(pointer) else ("name",)
        pointer = below(pointer, *inner)
        value = value_at(subject.reading.value, pointer)
    if isinstance(value, str):
        yield pointer, value


def _supports(pointer: str, value: str, said: str) -> bool:
    if _NUMBERS.search(pointer):
        # A number that went on in the next line was read to the end of its own.
        begun = _BROKEN_OFF.search(said)
        broken_off = begun is not None and value.casefold().startswith(begun[1].casefold())
        if pointer.startswith("/legal_basis/") and not _SLASHED.search(said):
            return True  # the act is named by its title, or by day and year
        known = holds_number(said, value) or holds_short_number(said, value) or says_number(said, value)
        return known or broken_off or not re.search(r"\d", said)
    if _DATES.search(pointer):
        return _names_day(said, value)
    if _LABELS.search(pointer):
        label = re.escape(value[:_LONGEST_LABEL])
        return re.search(rf"(?<!\w){label}(?!\w)", said, re.IGNORECASE) is not None
    if _WHOLE_TEXTS.search(pointer) and abs(len(value) - len(said)) <= _SAME_LENGTH * len(value):
        return sorted(re.findall(r"\d+", value)) == sorted(re.findall(r"\d+", said))
    if pointer in _ORGANS and _letters(said) in _letters(value):
        return True  # a letterhead breaks a name over lines of which one was kept
    if pointer == "/kind":
        return _names_no_other_kind(value, base_key(said.casefold()))
    return pointer not in _NAMES or _is_alike(value, said)


def _names_no_other_kind(kind: str, said: str) -> bool:
    """Whether some words, in small letters without marks, begin with the name of this kind of material, or of none."""
    begun = " ".join(re.findall(r"[^\W\d_]+", said)[:_WORDS_OF_KIND])
    if said.strip() in _acts():
        return kind in _KINDS_OF_ACTS
    named = {term.code for term in vocabulary("kinds").terms if _first_words(term.vi) == begun}
    return not named or kind in named


@lru_cache(maxsize=1)
def _acts() -> frozenset[str]:
    """What acts are called, in small letters without marks."""
    return frozenset(base_key(term.vi.casefold()) for term in vocabulary("document-types").terms)


_KINDS_OF_ACTS = frozenset({"van-ban-hanh-chinh", "van-ban-quy-pham", "thong-cao-bao-chi", "khac"})
_WORDS_OF_KIND = 2  # that tell it: "Tờ gấp …", "Hỏi – đáp …"


@lru_cache(maxsize=64)
def _first_words(name: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", base_key(name.casefold()))[:_WORDS_OF_KIND])


def _names_day(said: str, value: str) -> bool:
    """Whether day, month and year of a date stand among the numbers of some words."""
    try:
        day = IssueDate.of(value)
    except ValueError:
        return True  # no date, which the schema tells
    days = {tuple(map(int, found)) for found in _NUMBERED_DAY.findall(said)}
    if days and day.day:
        return (day.day, day.month, day.year) in days
    numbers = {int(digits) for digits in re.findall(r"\d{1,4}", said)} or _numbers_in_words(said)
    return {part for part in (day.day, day.month, day.year) if part} <= numbers or not numbers


def _numbers_in_words(said: str) -> set[int]:
    """Day, month and year of a date in words; none where one of them cannot be told."""
    found = _DAY_IN_WORDS.search(said)
    numbers = [from_words(part) for part in found.groups()] if found else []
    return {number for number in numbers if number is not None} if None not in numbers else set()


def _is_alike(value: str, said: str) -> bool:
    """Whether every word of a value stands in what was read, whatever its marks; glued words count as their letters."""
    begun = range(0, min(len(value), _MOST_COMPARED), _LONGEST_NAME)
    held = ((value[at : at + _LONGEST_NAME], said[max(at - _LONGEST_NAME, 0) : at + _LONGEST]) for at in begun)
    # What lies behind has to be the same letter by letter: to try every word on every other takes too long.
    behind = value[_MOST_COMPARED:].split()
    return all(_is_part_read(part, read) for part, read in held) and set(behind) <= set(said.split() if behind else ())


def _is_part_read(part: str, said: str) -> bool:
    letters = _letters(said)
    wanted = {_letters(word) for word in part.split()}
    words = frozenset(map(_letters, said.split())) - wanted  # a word that is read right is read as no other
    return all(_is_read(word, letters, words) for word in wanted)


def _is_read(word: str, letters: str, words: frozenset[str]) -> bool:
    return word in letters or any(_are_alike(word, other) for other in words)


def _are_alike(word: str, other: str) -> bool:
    """By the letters they share in their order, which are no more than the shorter one has."""
    if 2 * min(len(word), len(other)) < _ALIKE * (len(word) + len(other)):
        return False
    matcher = SequenceMatcher(None, word, other)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


@lru_cache(maxsize=4096)
def _letters(text: str) -> str:
    """Without marks and capitals: what mends a reading changes those, and single letters of a word."""
    return "".join(sign for sign in base_key(text.casefold()) if sign.isalnum())


def _deadline_and_words(subject: Subject) -> Iterator[Hit]:
    """How long a time limit is, beside its own words: its number among theirs, and its unit."""
    for pointer, block in subject.blocks_of(Deadline):
        said = frozenset(map(int, re.findall(r"(?<![\d.,])\d{1,6}(?![\d.,]\d|\d)", block.text)))
        if block.quantity is not None and said and block.quantity not in said:
            yield hit(below(pointer, "quantity"), value=block.quantity, text=block.text[:200])
        unit = _UNITS.get(block.unit or "")
        words = block.text.casefold()
        other = unit and said and unit not in words and any(other in words for other in _UNITS.values())
        is_plain = block.unit == "working-day" and bool(said) and "làm việc" not in words
        if other or is_plain or (block.unit == "day" and _is_of_working_days(block)):
            yield hit(below(pointer, "unit"), value=block.unit, text=block.text[:200])


def _is_of_working_days(block: Deadline) -> bool:
    """Whether the words count the time limit in working days, which are longer."""
    counted = rf"(?<![\d.,])0?{block.quantity}\s(?:\([^()\n]{{1,20}}\)\s)?ngày\s{{1,3}}làm\s{{1,3}}việc"
    return block.quantity is not None and re.search(counted, block.text, re.IGNORECASE) is not None


_UNITS = {"hour": "giờ", "day": "ngày", "working-day": "ngày", "week": "tuần", "month": "tháng", "year": "năm"}


def _blocks_and_words(subject: Subject) -> Iterator[Hit]:
    """Numbers, denials and words of a text that are not those it was read from, unless a person typed it."""
    read = subject.record.evidence if subject.record else {}
    told = set(map(block_of, read))
    for pointer, block in [one for one in subject.blocks if one[0] in told] if told else ():
        items = _evidence_of(pointer, block, read)
        said = _said(items)
        if not said.strip() or any(item.method == "person" for item in items):
            continue
        if isinstance(block, Sanction):
            amounts = amounts_in(said)
            for name in ("amount_min", "amount_max"):
                amount = getattr(block, name)
                if amount is not None and amounts and amount not in amounts:
                    yield hit(below(pointer, name), value=amount, text=said[:200])
        elif not any(item.inferred for item in items) and (
            isinstance(block, Table) or any(item.method == "ocr" for item in items)
        ):
            for place, text in _own_words(pointer, block):
                if odd := _odd_word(text, said):
                    yield hit(place, value=odd, text=said[:200])


def _evidence_of(pointer: str, block: Block, read: Mapping[str, Sequence[Evidence]]) -> list[Evidence]:
    """Of a block, or of its text, or of all items of a list; nothing where an item has none of its own."""
    if isinstance(block, ListBlock) and pointer not in read:
        items = [read.get(below(pointer, "items", index), ()) for index in range(len(block.items))]
        return [one for item in items for one in item] if all(items) else []
    return [*(read.get(pointer) or read.get(below(pointer, "text"), ()))]


def _own_words(pointer: str, block: Block) -> Iterator[tuple[str, str]]:
    if isinstance(block, ListBlock):
        yield below(pointer, "items"), "\n".join(block.items)
    elif isinstance(block, Table):
        yield below(pointer, "rows"), "\n".join(cell for row in block.rows for cell in row)
    elif isinstance(block, Heading | Paragraph | Question | Situation | Division) and block.text:
        yield below(pointer, "text"), block.text


_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_DENIALS = frozenset({"không", "chưa", "cấm", "trừ", "miễn"})


def _odd_word(text: str, said: str) -> str | None:
    """A number of a text that was not read, a denial of one of them more, or words most of which were not read.

    Args:
        text: Of the record.
        said: What it was read from, by eye: its words are mended often, its numbers and denials hardly.
    """
    if number := _odd_number(_DIGITS.findall(text), _DIGITS.findall(said)):
        return number
    words, others = _WORD.findall(text.casefold()), _WORD.findall(said.casefold())
    for denial in _DENIALS.intersection(words):
        if words.count(denial) > others.count(denial):
            return denial
    if lost := _lost_denial(words, others):
        return lost
    known = frozenset(map(_letters, others))
    letters = _letters(said) if len(said) <= _LONGEST else ""  # to look for every word in all of a long one takes long
    odd = [word for word in words if not (_letters(word) in known or _is_glued(_letters(word), letters))]
    return " ".join(odd[:_WORDS_TOLD]) if len(odd) > _MENDED * len(words) else None


def _lost_denial(words: Sequence[str], others: Sequence[str]) -> str | None:
    """The words of a text that as a whole was read with a denial more."""
    lost = [denial for denial in _DENIALS.intersection(others) if others.count(denial) > words.count(denial)]
    return " ".join(words[:_WORDS_TOLD]) if lost and len(others) == len(words) + 1 else None


_WORDS_TOLD = 12  # words of a text that are told
_MENDED = 0.6  # of a text's words: no more are mended, or the text is another


def _odd_number(written: Sequence[str], read: Sequence[str]) -> str | None:
    """Digits of a text that are no run of those read, nor some runs put together, nor one taken apart."""
    known, runs = frozenset(read), _joined(read)
    for at, digits in enumerate(written):
        apart = (
            "".join(written[first:last])
            for first in range(max(at - _RUNS + 1, 0), at + 1)
            for last in range(at + 1, min(first + _RUNS, len(written)) + 1)
        )
        if digits not in known and digits not in runs and not any(part in known for part in apart):
            return digits
    return None


def _joined(runs: Sequence[str]) -> frozenset[str]:
    """What runs that stand beside each other are together: a space was read inside a number."""
    return frozenset("".join(runs[at : at + size]) for at in range(len(runs)) for size in range(2, _RUNS + 1))


_RUNS = 4  # runs of digits one number is read as at most: "1 000 000 000"
_GLUED = 4  # letters of a word that is found among others without spaces between them


def _is_glued(word: str, letters: str) -> bool:
    return len(word) >= _GLUED and word in letters


def _no_such_page(subject: Subject) -> Iterator[Hit]:
    pages = pages_of(subject.package, subject.record)
    for pointer, items in (subject.record.evidence if subject.record and pages else {}).items():
        for index, item in enumerate(items):
            if item.page and item.page > len(pages):
                here = json_pointer("evidence", pointer, index)
                yield hit(below(here, "page"), page=item.page, count=len(pages))


def _beside_the_page(subject: Subject) -> Iterator[Hit]:
    pages = pages_of(subject.package, subject.record)
    for pointer, items in (subject.record.evidence if subject.record and pages else {}).items():
        for index, item in enumerate(items):
            if item.box and item.page and item.page <= len(pages) and not _on_page(item.box, pages[item.page - 1]):
                here = json_pointer("evidence", pointer, index)
                size = pages[item.page - 1]
                yield hit(below(here, "box"), box=", ".join(map(str, item.box)), page=item.page,
                          width=round(size.width), height=round(size.height))  # fmt: skip


def _on_page(box: Sequence[float], size: PageSize) -> bool:
    return not size.width or (box[2] <= size.width * _BEYOND and box[3] <= size.height * _BEYOND)


def _no_evidence(subject: Subject) -> Iterator[Hit]:
    """What the program read leads back to its page; where a file tells that it read, and nothing does, it was lost."""
    record, package = subject.record, subject.package
    if record is None or package is None or not package.own_file(READ_PAGES):
        return
    if "/title" not in record.evidence:
        yield hit("/title", what=record.title[:_TOLD])
    yield from _unread_heads(record)
    yield from _unread_citations(record)
    blocks: list[tuple[str, Block]] = [
        (pointer, block) for pointer, block in subject.blocks
        if pointer.count("/") == _TOP_LEVEL and isinstance(block, _READ_BLOCKS)
    ]  # fmt: skip
    told = set(map(block_of, record.evidence))
    unread = [pair for pair in blocks if pair[0] not in told]
    if len(unread) == len(blocks) and not any(name.startswith("/content/") for name in record.evidence):
        yield hit("/content", what=record.title[:_TOLD])
    unread += _unread_inside(subject, record)
    for pointer, block in unread if len(unread) < len(blocks) else ():
        yield hit(pointer, what=next((text for _, text in _told_words(pointer, block)), "")[:_TOLD])


_READ_BLOCKS = (Heading, Paragraph, ListBlock, Table, Sanction, RightOrDuty, Deadline, Procedure)
_HEADS = ("kind", "number", "date_issued", "publisher", "creator", "level", "place", "signer")


def _unread_heads(record: Record) -> Iterator[Hit]:
    """What is said of the paper: the program notes where it was read, and whoever types it that it was typed."""
    for name in _HEADS:
        value = getattr(record, name)
        items = [item for rest in ("", "/name") for item in record.evidence.get(f"/{name}{rest}", ())]
        if value is not None and not any(item.text.strip() or item.method == "person" for item in items):
            yield hit(f"/{name}", what=_listed(name, value) or str(getattr(value, "name", value))[:_TOLD])


def _listed(name: str, code: object) -> Term | None:
    """What a code is called, of members that hold one; people are told its name."""
    return vocabulary(_LISTS[name]).find(str(code)) if name in _LISTS else None


_LISTS: Mapping[str, str] = {"kind": "kinds", "level": "levels", "language": "languages"}


def _unread_inside(subject: Subject, record: Record) -> list[tuple[str, Block]]:
    """Paragraphs and divisions inside others, of which nothing tells where they were read, though it does of others."""
    read = record.evidence
    inside: list[tuple[str, Block]] = [
        (pointer, block) for pointer, block in subject.blocks
        if pointer.count("/") > _TOP_LEVEL and isinstance(block, Paragraph | Division) and block.text
    ]  # fmt: skip
    lost = [pair for pair in inside if pair[0] not in read and below(pair[0], "text") not in read]
    return lost if len(lost) < len(inside) else []


def _told_words(pointer: str, block: Block) -> Iterator[tuple[str, str]]:
    if isinstance(block, Sanction | RightOrDuty | Deadline | Procedure):
        said = (getattr(block, name, None) for name in ("behaviour", "title", "text"))
        yield pointer, next(filter(None, said), "")
    else:
        yield from _own_words(pointer, block)


def _unread_citations(record: Record) -> Iterator[Hit]:
    """Citations the program found, of which nothing tells where, or that were read where no word of them stands."""
    for index, citation in enumerate(record.legal_basis):
        here = f"/legal_basis/{index}"
        items = record.evidence.get(here, ())
        if citation.found in {None, "person"} or any(item.inferred or item.method == "person" for item in items):
            continue
        words = {word for word in citation.text.casefold().split() if len(word) > 1}
        if not words.intersection(_said(items).casefold().split()):
            yield hit(here, what=citation.text[:_TOLD])


_TOLD = 80  # signs of what was read that are told
_TOP_LEVEL = 2  # strokes in the pointer of a block that stands in no other

_LOOK = say(
    "Look at the page; correct the value, or make the record again with: pbgdpl convert SOURCE -o FOLDER --again"
)

RULES = (
    Rule("DUNG184", "evidence-says-other", ERROR, WARNING,
         say("The record says “{value}”, but what was read is “{text}”."), EVIDENCE, _LOOK, _evidence_says_other),
    Rule("DUNG185", "evidence-page", ERROR, WARNING,
         say("There is no page {page}: the source has {count}."), EVIDENCE, _LOOK, _no_such_page),
    Rule("DUNG176", "evidence-misplaced", ERROR, WARNING,
         say("“{text}” cannot have been read so from this source: page {page}, {method}."), EVIDENCE, _LOOK,
         _misplaced),
    Rule("DUNG187", "without-evidence", ERROR, WARNING,
         say("Nothing tells where “{what}” was read."), EVIDENCE, _LOOK, _no_evidence),
    Rule("DUNG186", "evidence-beside-page", ERROR, WARNING,
         say("The box {box} leads beside page {page}, which has {width} × {height} pixels."), EVIDENCE, _LOOK,
         _beside_the_page),
)  # fmt: skip
