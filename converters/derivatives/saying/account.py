"""What is shown of a material and what is not, with the reason: nothing is left out in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from validators.problems import Message, say
from validators.sharing.pointer import below, json_pointer

if TYPE_CHECKING:  # accounts are read where nothing has changed, and records are not
    from validators.sharing.record import Block, Record


class Reason(StrEnum):
    """Why a passage is not shown."""

    NO_PROVISION = "no-provision"
    UNSURE_PROVISION = "unsure-provision"
    TOO_LONG = "too-long"
    LEANS = "leans-on-another"
    UNCLEAR = "unclear"
    REPEATS = "said-elsewhere"
    NO_ROOM = "no-room"
    EXCLUDED = "excluded"
    ASIDE = "aside"
    NO_FIGURE = "no-figure"
    NO_STATEMENT = "no-statement"

    @property
    def message(self) -> Message:
        """The reason as a person is told it."""
        return _SAID[self]


_SAID = {
    Reason.NO_PROVISION: say("names no provision"),
    Reason.UNSURE_PROVISION: say("the act it rests on is not printed for it, and no person confirmed it"),
    Reason.TOO_LONG: say("cannot be shortened without changing what it says"),
    Reason.LEANS: say("says nothing without what stands before it"),
    Reason.UNCLEAR: say("torn, badly read, or not clear what belongs together"),
    Reason.REPEATS: say("is said by another passage"),
    Reason.NO_ROOM: say("no room: other passages were chosen"),
    Reason.EXCLUDED: say("the plan excludes it"),
    Reason.ASIDE: say("a note beside the text: shown only when a plan chooses it"),
    Reason.NO_FIGURE: say("holds no figure that can be asked for with one right answer"),
    Reason.NO_STATEMENT: say("states no rule: a heading, a head or foot of the paper, words about the material"),
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A passage that is not shown.

    Attributes:
        pointer: JSON Pointer (RFC 6901) of its block, item or row.
        reason: Why.
        text: Its words, or those of them that are left out.
    """

    pointer: str
    reason: Reason
    text: str


@dataclass(frozen=True, slots=True)
class Account:
    """Every passage of a material: shown, or left out for a reason.

    Attributes:
        shown: Pointers of what is shown, cards and pinned conditions.
        left_out: The rest, in the order of the material. A passage shown in part stands in both.
    """

    shown: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def moved_out(self, pointers: Iterable[str], reason: Reason, texts: Iterable[str]) -> Account:
        """The same with some that were shown left out."""
        moved = [LeftOut(pointer, reason, text) for pointer, text in zip(pointers, texts, strict=True)]
        gone = {one.pointer for one in moved}
        return Account(tuple(one for one in self.shown if one not in gone), (*self.left_out, *moved))

    def shown_whole(self, pointers: Collection[str]) -> Account:
        """The same where what was too long of some passages is shown nevertheless."""
        kept = (one for one in self.left_out if one.reason is not Reason.TOO_LONG or one.pointer not in pointers)
        return replace(self, left_out=tuple(kept))


EMPTY = Account()


def settled(record: Record, shown: Sequence[str], left_out: Iterable[LeftOut]) -> Account:
    """The account of a record: whatever is neither shown nor left out for another reason states no rule."""
    listed = list(dict.fromkeys(left_out))
    known = {*shown, *(one.pointer for one in listed)}
    leaves = list(passages(record))
    listed += [LeftOut(pointer, Reason.NO_STATEMENT, text) for pointer, text in leaves if not _is_known(pointer, known)]
    listed.sort(key=lambda one: in_order(one.pointer))
    return Account(tuple(dict.fromkeys(shown)), tuple(listed))


def told_truly(left_out: Iterable[LeftOut], shown: Iterable[str] = ()) -> list[LeftOut]:
    """The same where what only repeats a passage that is left out itself, and none that is shown, has its reason."""
    from converters.derivatives.wording.excerpts import tidy  # not loaded where nothing has changed

    listed = list(left_out)
    said = [tidy(text).casefold() for text in shown]
    others = [(one.reason, tidy(one.text).casefold()) for one in listed if one.reason is not Reason.REPEATS]
    return [_told_truly(one, others, said) if one.reason is Reason.REPEATS else one for one in listed]


def _told_truly(one: LeftOut, others: Sequence[tuple[Reason, str]], shown: Sequence[str]) -> LeftOut:
    from converters.derivatives.wording.excerpts import tidy

    words = tidy(one.text).casefold().strip(" .;,")
    if any(words in text for text in shown):
        return one
    return next((replace(one, reason=reason) for reason, text in others if words and words in text), one)


def in_order(pointer: str) -> list[tuple[int, str]]:
    """A key that sorts pointers as the material runs."""
    return [(int(step), "") if step.isdigit() else (0, step) for step in pointer.split("/")]


def _is_known(pointer: str, known: set[str]) -> bool:
    """Whether a passage, or the list, table or note it stands in, is accounted for."""
    steps = pointer.split("/")
    return any("/".join(steps[:count]) in known for count in range(3, len(steps) + 1))


def passages(record: Record) -> Iterator[tuple[str, str]]:
    """Pointer and words of every smallest passage of a record's content, in order."""
    for index, block in enumerate(record.content):
        yield from _leaves(block, json_pointer("content", index))


def _leaves(block: Block, pointer: str) -> Iterator[tuple[str, str]]:
    from validators.sharing.record import Aside, Division, ListBlock, Question, Situation, Table

    match block:
        case ListBlock():
            yield from ((below(pointer, "items", number), item) for number, item in enumerate(block.items))
        case Table():
            rows = list(enumerate(block.rows))[block.header_rows :]
            yield from ((below(pointer, "rows", number), " | ".join(row)) for number, row in rows)
        case Question() | Situation():
            yield pointer, block.text
            yield from _nested(block.answer if isinstance(block, Question) else block.solution, pointer, block)
        case Division():
            yield pointer, " ".join(text for text in (block.marker, block.title, block.text) if text)
            yield from _nested(block.children, pointer, block)
        case Aside():
            yield from _nested(block.content, pointer, block)
        case _:
            said = (getattr(block, name, None) for name in ("text", "behaviour", "title", "caption", "lines"))
            found = next((text for text in said if text), "")
            yield pointer, "\n".join(found) if isinstance(found, list) else found


def _nested(blocks: Sequence[Block], pointer: str, parent: Block) -> Iterator[tuple[str, str]]:
    member = {"question": "answer", "situation": "solution", "aside": "content"}.get(parent.type, "children")
    for index, block in enumerate(blocks):
        yield from _leaves(block, below(pointer, member, index))
