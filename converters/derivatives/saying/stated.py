"""Of which act the passages around a statement are: "Các mức phạt trên theo Nghị định số …", below the cards or above.

A line that is nothing but an act ("(Theo Nghị định số …)", "Căn cứ: …") speaks of the section it closes: no place
without an act stands below it there. Above what follows, it is a lead-in, which is not looked at here.

A statement holds for the section it stands in, that is from heading to heading; for the parts of a section whose own
heading speaks of fines ("BỊ PHẠT") it holds under all of their headings. Where passages name another act between a
place and the statement, or two statements reach it, none holds: `Scope` then names more than one act.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from converters.derivatives.saying.passages import governs_others, texts_of
from converters.derivatives.saying.provisions import ProvisionFinder, Scope, names_a_place
from converters.derivatives.wording.excerpts import opening_with, tidy
from converters.records.parts.sentences import sentences
from validators.citations.acts.act_types import LAWS
from validators.citations.find import FoundCitation, find_citations
from validators.citations.governing import Side, is_of_fines, side_of
from validators.sharing.record import Act, Block, Heading, ListBlock, Paragraph, Table

_LONGEST_LINE = 160  # letters of a line that is nothing but an act
_CITING = frozenset(
    {"", "theo", "căn cứ", "căn cứ pháp lý", "cơ sở pháp lý", "nguồn", "trích", "văn bản", "theo quy định tại"}
    | {"theo quy định của", "trích từ", "căn cứ xử phạt", "mức phạt theo", "các mức phạt theo", "xem"}
)
_ON_FINES = opening_with(r"(?:[\dIVX]{1,4}[.)]\s*)?[^.?]{0,40}\bphạt", r"xử lý vi phạm", "chế tài")


@dataclass(frozen=True, slots=True)
class _Statement:
    """A sentence that says of which act others are.

    Attributes:
        at: Index of its block among its siblings.
        side: Where the others stand.
        act: The act.
        fines: Whether it speaks of fines alone.
        rules: Whether it speaks of anything but fines: a law that is named alone lays down none.
    """

    at: int
    side: Side
    act: Act
    fines: bool
    rules: bool = False


def stated_scopes(blocks: Sequence[Block], sources: ProvisionFinder) -> dict[int, Scope]:
    """For blocks that statements among their siblings speak of, by index: what these say of acts.

    Args:
        blocks: Siblings, headings among them.
        sources: Finds the acts.
    """
    statements = [one for at, block in enumerate(blocks) for one in _statements(at, block, sources)]
    closing = (_closing(blocks, at, sources) for at in range(len(blocks)))
    statements += (one for one in closing if one is not None)
    reaching: dict[int, list[_Statement]] = {}
    for one in statements:
        for at in _reached(blocks, one):
            reaching.setdefault(at, []).append(one)
    return {at: _scope(blocks, at, held, sources) for at, held in reaching.items()}


def says_no_more(sentence: str) -> bool:
    """Whether a sentence only says of which act others are: the cards it speaks of name that act themselves."""
    found = [one for one in find_citations(sentence) if not one.locators]
    return len(found) == 1 and not sentence[found[0].end :].strip(" .;:)") and governs_others(sentence)


def _side(sentence: str, act: FoundCitation) -> Side | None:
    return side_of(sentence[: act.start], sentence[act.end :])


def _statements(at: int, block: Block, sources: ProvisionFinder) -> Iterator[_Statement]:
    if not isinstance(block, Paragraph | ListBlock | Heading):
        return
    for text in texts_of(block):
        for sentence in sentences(tidy(text)):
            found = [one for one in find_citations(sentence) if not one.locators]
            act = sources.lead(sentence) if len(found) == 1 else None
            if act is not None and (side := _side(sentence, found[0])) is not None:
                yield _Statement(at, side, act, is_of_fines(sentence))


def _closing(blocks: Sequence[Block], at: int, sources: ProvisionFinder) -> _Statement | None:
    """A line of an act alone at the end of a section."""
    block = blocks[at]
    if not isinstance(block, Paragraph) or len(block.text) > _LONGEST_LINE:
        return None
    said, found = tidy(block.text), find_citations(block.text)
    act = sources.lead(said) if len(found) == 1 and not found[0].locators else None
    if act is None or said.replace(tidy(found[0].text), "").strip(" .;:()*“”").casefold() not in _CITING:
        return None
    _, end = _section(blocks, at)
    if any(names_a_place(text) for below in blocks[at + 1 : end] for text in texts_of(below)):
        return None
    return _Statement(at, Side.ABOVE, act, fines=False, rules=act.type in LAWS)


def _scope(blocks: Sequence[Block], at: int, held: Sequence[_Statement], sources: ProvisionFinder) -> Scope:
    between = {index for one in held for index in range(min(at, one.at), max(at, one.at) + 1)}
    texts = (text for index in between for text in texts_of(blocks[index]))
    named = frozenset().union(*map(sources.acts_in, texts))
    fines, rules = all(one.fines for one in held), all(one.rules for one in held)
    return Scope(held[0].act, named, fines=fines, rules=rules)


def _reached(blocks: Sequence[Block], statement: _Statement) -> range:
    """Indexes of the blocks a statement speaks of, its own among them: its paragraph may hold others of them."""
    at, (start, end) = statement.at, _section(blocks, statement.at)
    match statement.side:
        case Side.ABOVE:
            return range(start, at + 1)
        case Side.BELOW:
            return range(at, end if end > at + 1 else _end_of_following(blocks, end))
        case Side.TABLE if at > start and isinstance(blocks[at - 1], Table):
            return range(at - 1, at + 1)
        case Side.TABLE if at + 1 < end and isinstance(blocks[at + 1], Table):
            return range(at, at + 2)
        case Side.TABLE:
            return range(start, end)
        case Side.ALL:
            return range(len(blocks))


def _section(blocks: Sequence[Block], at: int) -> tuple[int, int]:
    """From the heading above a block to the next one; where a larger heading speaks of fines, all below that."""
    start = next((index for index in range(at, -1, -1) if _opens(blocks[index])), 0)
    level = _level(blocks[start])
    for index in range(start, -1, -1):
        above = blocks[index]
        if not _opens(above) or _level(above) >= level:
            continue
        if not isinstance(above, Heading) or not _ON_FINES.search(above.text):
            break
        start, level = index, above.level
    following = range(at + 1, len(blocks))
    return start, next((at for at in following if _opens(blocks[at]) and _level(blocks[at]) <= level), len(blocks))


def _end_of_following(blocks: Sequence[Block], end: int) -> int:
    """Where the sections end that follow a statement with nothing of its own below it: "dưới đây" are those."""
    if end == len(blocks):
        return end
    level = _level(blocks[end])
    following = range(end + 1, len(blocks))
    return next((at for at in following if _opens(blocks[at]) and _level(blocks[at]) < level), len(blocks))


_OPEN_LEVEL = 99  # of what opens a section without being a heading


def _opens(block: Block) -> bool:
    """Whether a block opens a section: a heading, or a question, case or part with text of its own."""
    if isinstance(block, Paragraph):
        return block.text.rstrip().endswith("?")
    return block.type in {"heading", "question", "situation", "division", "aside"}


def _level(block: Block) -> int:
    return block.level if isinstance(block, Heading) else _OPEN_LEVEL
