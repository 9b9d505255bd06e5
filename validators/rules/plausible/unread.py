"""Is it told of everything the program read where it was read? By what else of a record leads back to its pages."""

from __future__ import annotations

from collections.abc import Iterator

from validators.problems import say
from validators.rules.agreeing.printed_text import letters_of
from validators.rules.correct.read import listed, own_words
from validators.rules.pages import READ_PAGES
from validators.rules.rule import ERROR, EVIDENCE, WARNING, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.content import block_of
from validators.sharing.pointer import below
from validators.sharing.record import (
    Block,
    Deadline,
    Division,
    Heading,
    ListBlock,
    Paragraph,
    Procedure,
    Record,
    RightOrDuty,
    Sanction,
    Table,
)


def _no_evidence(subject: Subject) -> Iterator[Hit]:
    """What the program read leads back to its page; where a file tells that it read, and nothing does, it was lost."""
    record, package = subject.record, subject.package
    if record is None or not (package.own_file(READ_PAGES) if package else _is_of_the_program(record)):
        return
    if "/title" not in record.evidence and not _is_name_of_file(record):
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


def _is_of_the_program(record: Record) -> bool:
    """Whether a record without its package tells where its head was read, as those the program makes do."""
    return record.word_count is not None and sum(f"/{name}" in record.evidence for name in _HEADS) >= _ENOUGH_HEADS


_ENOUGH_HEADS = 3


def _is_name_of_file(record: Record) -> bool:
    """Whether the title is what the source is called: nothing was read that could be one."""
    stems = (entry.path.rpartition("/")[2].rpartition(".")[0] for entry in record.files if entry.role == "source")
    return any(letters_of(stem) == letters_of(record.title) for stem in stems)


_READ_BLOCKS = (Heading, Paragraph, ListBlock, Table, Sanction, RightOrDuty, Deadline, Procedure)
_HEADS = ("kind", "number", "date_issued", "publisher", "creator", "level", "place", "signer")


def _unread_heads(record: Record) -> Iterator[Hit]:
    """What is said of the paper: the program notes where it was read, and whoever types it that it was typed."""
    for name in _HEADS:
        value = getattr(record, name)
        items = [item for rest in ("", "/name") for item in record.evidence.get(f"/{name}{rest}", ())]
        if value is not None and not any(item.text.strip() or item.method == "person" for item in items):
            yield hit(f"/{name}", what=listed(name, value) or str(getattr(value, "name", value))[:_TOLD])


def _unread_inside(subject: Subject, record: Record) -> list[tuple[str, Block]]:
    """Paragraphs and divisions inside others, of which nothing tells where they were read, though it does of others."""
    read = record.evidence
    inside: list[tuple[str, Block]] = [
        (pointer, block) for pointer, block in subject.blocks
        if pointer.count("/") > _TOP_LEVEL and isinstance(block, Paragraph | Division) and block.text
    ]  # fmt: skip
    lost = [pair for pair in inside if pair[0] not in read and below(pair[0], "text") not in read]
    return [*(lost if len(lost) < len(inside) else ()), *_unread_items(subject, record)]


def _unread_items(subject: Subject, record: Record) -> Iterator[tuple[str, Block]]:
    """Points of a list of which the others are said to have been read, each by itself."""
    for pointer, block in subject.blocks_of(ListBlock) if record.evidence else ():
        places = [below(pointer, "items", at) for at in range(len(block.items))]
        lost = [at for at, place in enumerate(places) if place not in record.evidence]
        if 0 < len(lost) < len(places) and pointer not in record.evidence:
            yield from ((places[at], Paragraph(text=block.items[at])) for at in lost)


def _told_words(pointer: str, block: Block) -> Iterator[tuple[str, str]]:
    if isinstance(block, Sanction | RightOrDuty | Deadline | Procedure):
        said = (getattr(block, name, None) for name in ("behaviour", "title", "text"))
        yield pointer, next(filter(None, said), "")
    else:
        yield from own_words(pointer, block)


def _unread_citations(record: Record) -> Iterator[Hit]:
    """Citations the program found, of which nothing tells where, or that were read where no word of them stands."""
    for index, citation in enumerate(record.legal_basis):
        here = f"/legal_basis/{index}"
        items = record.evidence.get(here, ())
        if citation.found in {None, "person"} or any(item.inferred or item.method == "person" for item in items):
            continue
        words = {word for word in citation.text.casefold().split() if len(word) > 1}
        if not words.intersection(" ".join(item.text for item in items).casefold().split()):
            yield hit(here, what=citation.text[:_TOLD])


_TOLD = 80  # signs of what was read that are told
_TOP_LEVEL = 2  # strokes in the pointer of a block that stands in no other

RULES = (
    Rule("DUNG187", "without-evidence", ERROR, WARNING,
         say("Nothing tells where “{what}” was read."), EVIDENCE,
         say("Look at the page; correct the value, or make the record again with: "
             "pbgdpl convert SOURCE -o FOLDER --again"),
         _no_evidence),
)  # fmt: skip
