"""The text of an Akoma Ntoso document: parts, articles, clauses and points as such, everything else as containers.

What the paper bears besides (running heads, stamps) is left out, and so are items made from the text, which would say
everything twice. Identifiers follow the naming convention: an article is named alone (`art_5`), for its number is its
act's (one of an attached text that counts anew is named after what it stands in); what is in it is named after it
(`art_5__para_1__point_a`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.etree import ElementTree as ET

from converters.records.crosswalks.xml_writing import xml_text
from validators.sharing.content import beside, opening
from validators.sharing.record import (
    Aside,
    Block,
    Closing,
    Division,
    Figure,
    Heading,
    Letterhead,
    ListBlock,
    Locator,
    Paragraph,
    Question,
    Situation,
    Table,
)

_AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_TAGS = {"clause": "paragraph"}  # khoản; every other division has its own name there
_SHORT = {"part": "part", "chapter": "chp", "section": "sec", "article": "art", "clause": "para", "point": "point"}
_NAMED_ALONE = "article"
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")


def child(parent: ET.Element, tag: str, text: str | None = None, /, **attributes: str) -> ET.Element:
    """A further element of the vocabulary."""
    made = ET.SubElement(parent, f"{{{_AKN}}}{tag}", {key: xml_text(value) for key, value in attributes.items()})
    made.text = None if text is None else xml_text(text)
    return made


def eid_of_place(locator: Locator) -> str:
    """The identifier of a place in an act: "art_5__para_1__point_b"; "" for the act itself."""
    named = ((kind, getattr(locator, kind)) for kind in ("article", "clause", "point"))
    return "__".join(f"{_SHORT[kind]}_{_label(label)}" for kind, label in named if label)


def _label(label: str) -> str:
    return _NOT_IN_NAMES.sub("-", label.strip().lower()).strip("-") or "x"


@dataclass(frozen=True, slots=True)
class _Headed:
    """A heading with what stands under it."""

    heading: Heading
    inside: tuple[Block, ...]


_Part = Block | _Headed
_UNITS = (Division, _Headed, Question, Situation, Aside, Letterhead, Closing)
_PLAIN = (Paragraph, ListBlock, Table, Figure)


class Body:
    """Fills the body of one document.

    Args:
        references: Words that name a place in an act, and its address.
    """

    def __init__(self, references: Mapping[str, str]) -> None:
        self._references = references
        words = sorted(map(re.escape, references), key=len, reverse=True)
        self._named = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)") if words else None
        self._given: dict[str, int] = {}

    def fill(self, body: ET.Element, content: Sequence[Block]) -> None:
        """Put a whole text into a body, which must hold something: an empty text is an empty container."""
        self._units(body, _under_headings(content), "")
        if not len(body):
            child(self._container(body, "text", ""), "content", eId=self._eid("content"))

    def _units(self, parent: ET.Element, parts: Sequence[_Part], above: str) -> None:
        """Parts in order; stretches without a unit of their own in containers."""
        shown = [part for part in parts if isinstance(part, (*_UNITS, *_PLAIN))]
        for is_unit, run in groupby(shown, key=lambda part: isinstance(part, _UNITS)):
            if is_unit:
                for part in run:
                    self._unit(parent, part, above)
            else:
                self._inside(self._container(parent, "text", above), None, list(run))

    def _unit(self, parent: ET.Element, part: _Part, above: str) -> None:
        match part:
            case Division():
                self._division(parent, part, above)
            case _Headed():
                made = self._container(parent, "heading", above)
                self._text(child(made, "heading"), part.heading.text)
                self._inside(made, None, _under_headings(part.inside))
            case Question():
                self._asked(parent, ("question", part.marker, part.text), part.answer_marker, part.answer, above)
            case Situation():
                self._asked(parent, ("situation", part.marker, part.text), part.solution_marker, part.solution, above)
            case Aside():
                self._inside(self._container(parent, part.of, above), None, _under_headings(part.content))
            case Letterhead() | Closing():
                lines = [Paragraph(text=line) for line in part.lines]
                self._inside(self._container(parent, part.type, above), None, lines)

    def _division(self, parent: ET.Element, part: Division, above: str) -> None:
        own = f"{_SHORT[part.type]}_{_label(part.label)}"
        alone = part.type == _NAMED_ALONE and "art_" not in above and own not in self._given
        eid = self._eid(own if alone or not above else f"{above}__{own}")
        made = child(parent, _TAGS.get(part.type, part.type), eId=eid)
        child(made, "num", opening(part))
        if part.title:
            self._text(child(made, "heading"), part.title)
        self._inside(made, part.text, _under_headings(part.children))

    def _asked(
        self, parent: ET.Element, asked: tuple[str, str | None, str], marker: str | None, answer: Sequence[Block],
        above: str,
    ) -> None:  # fmt: skip
        name, number, text = asked
        made = self._container(parent, name, above)
        if number:
            child(made, "num", number)
        self._text(child(made, "heading"), text)
        said = [Paragraph(text=marker), *answer] if marker else answer
        self._inside(made, None, _under_headings(said))

    def _inside(self, made: ET.Element, text: str | None, parts: Sequence[_Part]) -> None:
        """What a unit holds: only blocks, or an introduction and further units."""
        eid = made.get("eId", "")
        leading = [Paragraph(text=text)] if text else []
        kept = [part for part in parts if isinstance(part, (*_UNITS, *_PLAIN))]
        first = next((place for place, part in enumerate(kept) if isinstance(part, _UNITS)), len(kept))
        blocks = [*leading, *kept[:first]]
        units = kept[first:]
        if blocks or not units:
            holder = child(made, "intro" if units else "content", eId=f"{eid}__{'intro' if units else 'content'}")
            for block in blocks:
                self._block(holder, block, eid)
            if not blocks:
                child(holder, "p")
        self._units(made, units, eid)

    def _block(self, holder: ET.Element, block: _Part, above: str) -> None:
        match block:
            case Paragraph():
                self._text(child(holder, "p"), beside(block.under, block.text, ":"))
            case ListBlock():
                items = child(holder, "ul", eId=self._eid(f"{above}__list"))
                for item in block.items:
                    self._text(child(items, "li"), item)
            case Table():
                self._table(holder, block, above)
            case Figure():
                self._text(child(holder, "p", **{"class": "figure"}), block.caption or block.alt or "")

    def _table(self, holder: ET.Element, table: Table, above: str) -> None:
        rows = [row for row in table.rows if row]
        if not rows:
            return
        made = child(holder, "table", eId=self._eid(f"{above}__table"))
        if table.caption:
            self._text(child(made, "caption"), table.caption)
        for number, row in enumerate(rows):
            shown = child(made, "tr")
            for cell in row:
                self._text(child(child(shown, "th" if number < table.header_rows else "td"), "p"), cell)

    def _container(self, parent: ET.Element, name: str, above: str) -> ET.Element:
        own = f"hcontainer_{name}"
        return child(parent, "hcontainer", name=name, eId=self._eid(f"{above}__{own}" if above else own))

    def _eid(self, wanted: str) -> str:
        """An identifier nobody has: itself, or with its number behind it."""
        count = self._given[wanted] = self._given.get(wanted, 0) + 1
        return wanted if count == 1 else self._eid(f"{wanted}_{count}")

    def _text(self, element: ET.Element, text: str) -> None:
        """Words with their references as links; lines of one paragraph stay lines."""
        add = _adding(element)
        for number, line in enumerate(text.split("\n")):
            if number:
                child(element, "eol")
            done = 0
            for found in self._named.finditer(line) if self._named else ():
                add(line[done : found.start()])
                child(element, "ref", found[0], href=self._references[found[0]])
                done = found.end()
            add(line[done:])


def _adding(element: ET.Element) -> Callable[[str], None]:
    """Adds text behind what an element holds so far."""

    def add(text: str) -> None:
        said = xml_text(text)
        if len(element):
            element[-1].tail = (element[-1].tail or "") + said
        else:
            element.text = (element.text or "") + said

    return add


def _under_headings(content: Sequence[Block]) -> list[_Part]:
    """Blocks with headings made units of what stands under them, up to a heading as high or higher."""
    parts: list[_Part] = []
    place = 0
    while place < len(content):
        block = content[place]
        place += 1
        if not isinstance(block, Heading):
            parts.append(block)
            continue
        end = next(
            (at for at in range(place, len(content)) if _is_as_high(content[at], block.level)), len(content)
        )  # fmt: skip
        parts.append(_Headed(block, tuple(content[place:end])))
        place = end
    return parts


def _is_as_high(block: Block, level: int) -> bool:
    return isinstance(block, Heading) and block.level <= level
