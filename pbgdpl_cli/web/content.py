"""The readable content of a record as HTML: one function a kind of block."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pbgdpl_cli.web.markup import Html, element, joined
from pbgdpl_cli.web.page_language import PageLanguage
from pbgdpl_cli.web.plain_text import division_name
from validators.problems import say
from validators.sharing.content import beside
from validators.sharing.record import (
    Aside,
    Block,
    Closing,
    Deadline,
    Division,
    Figure,
    Furniture,
    Heading,
    Letterhead,
    ListBlock,
    Paragraph,
    Procedure,
    RightOrDuty,
    Sanction,
    Situation,
    Stamp,
    Table,
    Watermark,
)
from validators.sharing.record import Question as QuestionBlock

# Of the markup made here: texts in it are escaped, and hold no tag.
_HEADING = re.compile(r"<h(?P<level>[3-6])>(?P<text>.*?)</h(?P=level)>", re.DOTALL)


def rendered(blocks: Iterable[Block], tell: PageLanguage) -> Html:
    """Blocks in order, below a heading of level 2. No heading is more than a level below the one before it: who listens
    to a page goes from heading to heading, and takes a missing level for missing text.
    """  # noqa: D205
    present = 2

    def stepwise(found: re.Match[str]) -> str:
        nonlocal present
        present = min(int(found["level"]), present + 1)
        return f"<h{present}>{found['text']}</h{present}>"

    return Html(_HEADING.sub(stepwise, _blocks(blocks, tell)))


def _blocks(blocks: Iterable[Block], tell: PageLanguage) -> Html:
    return joined(_rendered(block, tell) for block in blocks)


def _rendered(block: Block, tell: PageLanguage) -> Html:  # one branch a kind of block
    match block:
        case Heading():
            # The page's own title is h1 and its sections h2; the material's headings go below them.
            return element(f"h{min(block.level + 2, 6)}", block.text)
        case Paragraph():
            return _paragraph(beside(block.under, block.text, ":"))
        case ListBlock():
            return element("ul", *(element("li", item) for item in block.items), class_="as-printed")
        case Table():
            return _table(block)
        case Figure():
            return _figure(block, tell)
        case Division():
            return _division(block, tell)
        case QuestionBlock():
            markers = block.marker or tell(say("Question")), block.answer_marker or tell(say("Answer"))
            return _asked(markers, block.text, block.answer, tell)
        case Situation():
            markers = block.marker or tell(say("Situation")), block.solution_marker or tell(say("Solution"))
            return _asked(markers, block.text, block.solution, tell)
        case Letterhead() | Closing() | Furniture() | Stamp() | Watermark() | Aside():
            return joined(())
        case _:
            return _fact(block, tell)


def _paragraph(text: str) -> Html:
    lines = text.split("\n")
    broken: list[str] = [lines[0]]
    for line in lines[1:]:
        broken += [element("br"), line]
    return element("p", *broken)


def _table(table: Table) -> Html:
    rows = [
        element("tr", *(element("th" if number < table.header_rows else "td", cell) for cell in row))
        for number, row in enumerate(table.rows)
    ]
    head, body = rows[: table.header_rows], rows[table.header_rows :]
    return element(
        "div",
        element(
            "table",
            element("caption", table.caption) if table.caption else None,
            element("thead", *head) if head else None,
            element("tbody", *body),
        ),
        class_="scrolls",
        tabindex=0,
        role="region",
        aria_label=table.caption or " · ".join(table.rows[0] if table.rows else []),
    )


def _figure(figure: Figure, tell: PageLanguage) -> Html:
    caption = element("figcaption", figure.caption) if figure.caption else None
    return element("figure", element("p", figure.alt or tell(say("[picture]"))), caption, class_="described")


def _division(division: Division, tell: PageLanguage) -> Html:
    name = division_name(division)
    inside = _blocks(division.children, tell)
    if division.type in ("clause", "point"):
        first = element("p", element("strong", name), " ", division.text)
        return element("div", first, inside, class_=division.type)
    heading = "h3" if division.type in ("part", "chapter", "section") else "h4"
    text = _paragraph(division.text) if division.text else None
    return element("div", element(heading, name), text, inside, class_=division.type)


def _asked(markers: tuple[str, str], text: str, answer: Iterable[Block], tell: PageLanguage) -> Html:
    """A question or case with what opens it and its answer in print, where that is known."""
    return element(
        "section",
        element("h4", element("span", markers[0], class_="label"), " ", text),
        element("div", element("span", markers[1], class_="label"), _blocks(answer, tell), class_="answer"),
        class_="asked",
    )


def _fact(block: Sanction | RightOrDuty | Deadline | Procedure, tell: PageLanguage) -> Html:
    names = {
        "sanction": say("Sanction"),
        "right": say("Right"),
        "duty": say("Duty"),
        "deadline": say("Time limit"),
        "procedure": say("Procedure"),
    }
    label = element("span", tell(names[block.type]), class_="label")
    if isinstance(block, Sanction):
        details = [_amount(block, tell), block.subject, block.other]
        extra = element("p", " · ".join(part for part in details if part), class_="amount")
        return element("div", label, element("p", block.behaviour), extra, class_="fact")
    if isinstance(block, Procedure):
        steps = element("ol", *(element("li", step) for step in block.steps))
        return element("div", label, element("p", element("strong", block.title)), steps, class_="fact")
    return element("div", label, element("p", block.text), class_="fact")


def _amount(sanction: Sanction, tell: PageLanguage) -> str | None:
    least, most = sanction.amount_min, sanction.amount_max
    if least is not None and most is not None and least != most:
        return tell(say("from {least} to {most} đồng", least=tell.number(least), most=tell.number(most)))
    amount = most if most is not None else least
    return None if amount is None else tell(say("{amount} đồng", amount=tell.number(amount)))
