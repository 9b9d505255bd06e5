"""Typed items drawn from the text: what quizzes, posters and search are made from.

Items never replace the text they were drawn from. They stand after it at the end of the content, each with evidence of
where it was read; whoever writes the text out leaves `DRAWN` types aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from converters.records.content.tree import Node, PassageSpan

DRAWN = frozenset({"sanction", "right", "duty", "deadline", "procedure"})
"""Block types that repeat, in another form, what the text already says."""
_SAYING = ("text", "behaviour", "title")
"""Members that hold what an item of one kind or another says; the schema wants them filled."""


def has_letter(text: str) -> bool:
    """Whether a text holds any letter: digits, bullets and stops alone say nothing."""
    return any(letter.isalpha() for letter in text)


@dataclass(frozen=True, slots=True)
class TypedItem:
    """A typed item.

    Attributes:
        values: Members of the block, `type` among them.
        spans: Where it was read.
        citation: What it rests on, as printed near it; looked up in the legal basis later.
        above: What may name the act it rests on where its own words cite none: nearest first.
    """

    values: dict[str, object]
    spans: tuple[PassageSpan, ...]
    citation: PassageSpan | None = None
    above: tuple[PassageSpan, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether there is a word in what it says: of "b) -" or "- ;" nothing is left that could be shown."""
        steps = self.values.get("steps")
        said = [self.values.get(name) for name in _SAYING] + [" ".join(steps) if isinstance(steps, list) else None]
        return all(has_letter(text) for text in said if isinstance(text, str))


@dataclass(slots=True)
class TextUnit:
    """A piece of text with the pieces under it, whatever kind of block it was.

    Attributes:
        span: Its text.
        heading: The nearest heading or division title above.
        under: Points of a clause, items of a list.
        asked: The question or case it answers.
    """

    span: PassageSpan
    heading: str = ""
    under: list[TextUnit] = field(default_factory=list)
    asked: str = ""


_LEAD = re.compile(r"(?::|một trong(?: các| những)?|hành vi(?: vi phạm)? sau(?: đây)?)$")


def units(nodes: Sequence[Node], heading: str = "", asked: str = "") -> Iterator[TextUnit]:
    """Every piece of running text, with its heading, in order; a clause holds its points, a lead-in its list.

    Args:
        nodes: Siblings.
        heading: The nearest heading above them.
        asked: The question or case they answer.
    """
    last: TextUnit | None = None
    for node in nodes:
        if node.type == "heading":
            heading = node.text
            last = None
            yield TextUnit(node.spans[0], heading, asked=asked)
        elif node.type == "list":
            under = [TextUnit(span, heading, asked=asked) for span in node.items]
            if last is not None and _LEAD.search(last.span.text.rstrip()):
                last.under += under
            else:
                yield from under
        elif node.type != "table":
            last = _unit(node, heading, asked)
            if last is not None:
                yield last
            yield from _inside(node, last, heading, asked)


def _unit(node: Node, heading: str, asked: str) -> TextUnit | None:
    spans = node.spans
    return TextUnit(spans[0], node.title or heading, asked=asked) if spans and node.text else None


def _inside(node: Node, unit: TextUnit | None, heading: str, asked: str) -> Iterator[TextUnit]:
    title = node.title or heading
    asked = node.text if node.type in {"question", "situation"} else asked
    inner = list(units(node.children, title, asked))
    if unit is not None and _LEAD.search(unit.span.text.rstrip()) and node.type in {"clause", "article"}:
        unit.under += inner
        return
    yield from inner
