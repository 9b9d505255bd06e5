"""Is what stands in the content, letter by letter, what its evidence was read as? Marks and spaces aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import compress, count, pairwise, zip_longest
from operator import eq
from typing import Any

from validators.packages.package import CITED, CORRECTIONS
from validators.rules.agreeing.printed_text import letters_of, words_of
from validators.rules.correct.printed import amounts_in, fine_ranges, told_amount, without_ranges
from validators.rules.rule import Hit, hit
from validators.rules.subject import Subject
from validators.sharing.pointer import below, json_pointer, value_at
from validators.sharing.record import Division, Evidence, ListBlock, OnPages, Paragraph, Record, Sanction, Table

_DIVISIONS = frozenset({"part", "chapter", "section", "article", "clause", "point"})
_TOLD = 200  # signs of what was read that are told
_WORDS_TOLD = 8  # words from the first that differs


def differing_readings(subject: Subject) -> Iterator[Hit]:
    """Text that was taken over as it was read, and differs: a word more or less, another number, another order.

    What eyes read is mended by what stands around it, and is compared by numbers and denials instead (`read`).
    """
    document = subject.reading.value
    for pointer, items in subject.record.evidence.items() if subject.record and document else ():
        if pointer.startswith("/content/") and not any(map(_is_no_copy, items)):
            said, read = _words_at(document, pointer), "".join(letters_of(item.text) for item in items)
            if said is not None and read and not _is_same(said, read):
                yield hit(
                    _place(document, pointer),
                    value=_from_the_first(said, items),
                    text=" ".join(one.text for one in items)[:_TOLD],
                )


def misplaced_readings(subject: Subject) -> Iterator[tuple[str, int, Evidence]]:
    """Evidence no source can give, by its pointer and place: read in a way its sources are not read, or behind all.

    A value of the head was read no later than the last text; a text layer is of a PDF, and an office text of none.
    """
    record = subject.record
    if record is None or not record.evidence:
        return
    yield from _of_nobody(subject, record)
    yield from _of_other_pages(subject, record)
    media = {entry.media_type for entry in record.files if entry.role == "source"}
    of_text = (items for pointer, items in record.evidence.items() if pointer.startswith("/content/"))
    last = max((item.page or 0 for items in of_text for item in items), default=0)
    for pointer, items in record.evidence.items():
        for at, item in enumerate(items):
            behind = item.page is not None and 0 < last < item.page and not pointer.startswith("/content/")
            if (behind and item.method != "person") or _cannot_be_read(item.method, media):
                yield pointer, at, item


def _of_nobody(subject: Subject, record: Record) -> Iterator[tuple[str, int, Evidence]]:
    """Words a person is said to have put right, where the package keeps nothing of that; one certainty for all.

    No engine is equally sure of everything it reads.
    """
    package = subject.package
    logs = [package.own_file(name) for name in (CORRECTIONS, CITED)] if package and not subject.faults else ()
    read = [(pointer, at, item) for pointer, items in record.evidence.items() for at, item in enumerate(items)]
    if logs and not any(logs) and record.word_count is not None:
        yield from (one for one in read if one[2].method == "person" and one[2].page and one[0].startswith(_READ))
    sure = [item.confidence for _, _, item in read if item.method == "ocr"]
    if len(sure) >= _ENOUGH and len(set(sure)) == 1:
        yield next(one for one in read if one[2].method == "ocr")


def _of_other_pages(subject: Subject, record: Record) -> Iterator[tuple[str, int, Evidence]]:
    """Where a head, a stamp or a page number was read, none of its own pages."""
    for pointer, block in subject.blocks:
        if isinstance(block, OnPages):
            items = enumerate(record.evidence.get(pointer, ()))
            yield from ((pointer, at, item) for at, item in items if item.page and item.page not in block.pages)


_READ = ("/content/", "/legal_basis/")
_ENOUGH = 12  # readings by eye


def doubled(subject: Subject) -> Iterator[tuple[str, str]]:
    """Paragraphs that stand twice, one right after the other, though they were not read twice."""
    read = subject.record.evidence if subject.record else {}
    paragraphs = subject.blocks_of(Paragraph)
    texts = [block.text for _, block in paragraphs]
    if subject.record and subject.record.word_count is None:
        yield from _blocks_twice(subject.record)
    for at in compress(count(), map(eq, texts, texts[1:])):
        (before, _), (pointer, other) = paragraphs[at : at + 2]
        is_again = len(other.text) >= _LEAST_TWICE and _follows(before, pointer)
        if is_again and (pointer not in read or read[pointer] == read.get(before)):
            yield pointer, other.text


def _blocks_twice(record: Record) -> Iterator[tuple[str, str]]:
    """Blocks of other kinds that stand twice, one right after the other, in what people typed."""
    for at, (one, other) in enumerate(pairwise(record.content), start=1):
        if isinstance(other, Paragraph) or one.type != other.type:
            continue  # next to all pairs; to compare them wholly takes long
        if one == other and len(said := other.model_dump_json()) >= _LEAST_TWICE:
            yield json_pointer("content", at), said


def twice_in_list(subject: Subject) -> Iterator[tuple[str, str]]:
    """Points of one list that say the same."""
    is_read = subject.record is not None and subject.record.word_count is not None
    for pointer, block in subject.blocks_of(ListBlock):
        before: set[str] = set()
        for at, item in enumerate(block.items):
            words = _MARK.sub("", item).casefold().strip()
            # What was read may say the same in two parts of a list that print runs together.
            if words in before and len(words) >= _LEAST_IN_LIST:
                yield below(pointer, "items", at), item
            if is_read:
                before.clear()
            before.add(words)


def twice_in_table(subject: Subject) -> Iterator[tuple[str, str]]:
    """Rows that say the same, one right after the other; blank ones of forms aside."""
    for pointer, table in subject.blocks_of(Table):
        for at, (one, other) in enumerate(pairwise(table.rows), start=1):
            if one == other and sum(map(len, map(letters_of, other))) >= _LEAST_IN_LIST:
                yield below(pointer, "rows", at), " ; ".join(other)


_MARK = re.compile(r"^\s{0,3}(?:[-–+•*▪]|\w{1,3}[.)])\s{1,3}")
_LEAST_IN_LIST = 20  # signs: shorter points stand twice in forms


def _follows(before: str, pointer: str) -> bool:
    above, _, at = before.rpartition("/")
    return pointer == f"{above}/{int(at) + 1}"


_LEAST_TWICE = 40  # signs: shorter lines stand twice in forms


def _cannot_be_read(method: str, media: AbstractSet[str]) -> bool:
    if not media:
        return False
    pages = {kind for kind in media if kind == "application/pdf" or kind.startswith("image/")}
    if method == "office":
        return media == pages
    return method == "text-layer" and "application/pdf" not in media


def other_labels(subject: Subject) -> Iterator[Hit]:
    """Divisions whose number is not the one their marker has in print ("Điều 5."); words and Roman numbers aside."""
    for pointer, block in subject.blocks_of(Division):
        last = _LAST_WORD.search(block.marker or "")
        if last and last[1].casefold() != block.label.casefold() and not _DIGITS.search(block.label):
            yield hit(below(pointer, "label"), value=block.label, text=block.marker)
        printed = _DIGITS.search(block.marker or "")
        number = _DIGITS.match(block.label)
        if printed and block.label and (number is None or number.group() != printed.group()):
            yield hit(below(pointer, "label"), value=block.label, text=block.marker)


_LAST_WORD = re.compile(r"(?:^|\s)([IVXLC]{1,7}|[A-ZĐa-zđ])\s{0,2}[.):]?\s{0,2}$")  # "Phần II.", "Chương IV", "a)"
_DIGITS = re.compile(r"[0-9]+")


def ends_left_out(subject: Subject) -> Iterator[Hit]:
    """Fines that were read from an amount to another, of which the item has but one."""
    for pointer, block in subject.blocks_of(Sanction) if subject.record else ():
        given = {amount for amount in (block.amount_min, block.amount_max) if amount is not None}
        items = subject.record.evidence.get(pointer, ()) if subject.record and len(given) == 1 else ()
        said = " ; ".join(item.text for item in items)
        ranges = [{told_amount(low), told_amount(high)} for low, high in fine_ranges(said)]
        if any(given < ends for ends in ranges) and not given <= amounts_in(without_ranges(said)):
            name = "amount_min" if block.amount_min is None else "amount_max"
            yield hit(below(pointer, name), value="–", text=said[:_TOLD])


def warnings_left_out(subject: Subject) -> Iterator[Hit]:
    """Fines that were read with a warning in their place, of which the item says nothing."""
    for pointer, block in subject.blocks_of(Sanction) if subject.record else ():
        items = subject.record.evidence.get(pointer, ()) if subject.record and not block.other else ()
        said = next((item.text for item in items if _WARNED.search(item.text)), None)
        if said and len(list(fine_ranges(said))) == 1 and block.amount_min is not None:
            yield hit(below(pointer, "other"), value="–", text=said[:_TOLD])


_WARNED = re.compile(
    r"cảnh\s{1,3}cáo\s{1,3}hoặc\s{1,3}(?:bị\s)?(?:phạt\s{1,3}(?:tiền\s{1,3})?)?(?:từ\s{1,3})?\d", re.IGNORECASE
)


def _is_no_copy(item: Evidence) -> bool:
    return item.inferred or item.method in {"person", "ocr"}


def _words_at(document: Any, pointer: str) -> str | None:
    """The words at a place as they are printed one after another; None for what is none: a table, an item."""
    value = value_at(document, pointer)
    if isinstance(value, str):
        return value
    kind = value.get("type") if isinstance(value, Mapping) else None
    if kind == "list":
        return " ".join(map(str, value.get("items", ())))
    if kind in _DIVISIONS:
        return " ".join(str(part) for name in ("marker", "title", "text") if (part := value.get(name)))
    return str(value.get("text") or "") if kind in {"heading", "paragraph", "furniture", "stamp", "watermark"} else None


def _place(document: Any, pointer: str) -> str:
    """The member of a block that holds the words; of a division they stand in several."""
    value = value_at(document, pointer)
    kind = value.get("type") if isinstance(value, Mapping) else None
    if kind == "list":
        return below(pointer, "items")
    return pointer if kind is None or kind in _DIVISIONS else below(pointer, "text")


def _is_same(said: str, read: str) -> bool:
    """Whether words begin with what was read: the heading of an article may have been noted alone."""
    letters = letters_of(said)
    return letters == read or (len(read) < len(letters) and letters.startswith(read))


def _from_the_first(said: str, items: Sequence[Evidence]) -> str:
    """Some words from the first that differs."""
    here, there = words_of(said), words_of(" ".join(item.text for item in items))
    first = next((at for at, (one, other) in enumerate(zip_longest(here, there)) if one != other), 0)
    return " ".join(said.split()[max(first - 1, 0) : first + _WORDS_TOLD]) or said[:_TOLD]
