"""What can be done with lines of a page: named, and asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from converters.corrections.lines.arrangement import Change, TypedCell
from converters.reading.document import Page
from pbgdpl_cli.review.lines.on_page import sign_of
from pbgdpl_cli.review.views.frame import Frame, button, form, heading, kept_while_typed, notice
from pbgdpl_cli.web.markup import Html, element
from pbgdpl_cli.web.page_language import PageLanguage
from validators.problems import Message, say

_NAMES: Mapping[Change, Message] = MappingProxyType({
    Change.JOINED: say("Lines joined"),
    Change.SPLIT: say("A line split"),
    Change.MOVED: say("Lines moved"),
    Change.MARKED: say("Lines or a place marked"),
    Change.TABLE: say("A table typed"),
    Change.ADDED: say("Words added"),
})  # fmt: skip
_DO: tuple[tuple[str, Message], ...] = (
    ("join", say("One line (J)")),
    ("paragraph", say("One paragraph (P)")),
    ("heading", say("Heading (H)")),
    ("picture", say("Picture (B)")),
    ("stamp", say("Stamp (D)")),
    ("handwriting", say("Handwriting (V)")),
    ("table", say("Table … (T)")),
)
_DO_PLACE: tuple[tuple[str, Message], ...] = (
    ("picture", say("Picture")),
    ("stamp", say("Stamp")),
    ("handwriting", say("Handwriting")),
)
_NO_DEFAULT = element("button", disabled=True, hidden=True)  # so that Enter in a field does nothing
_EDGES = ("left", "top", "right", "bottom")


def name_of(change: Change) -> Message:
    """What was done."""
    return _NAMES[change]


def tools(tell: PageLanguage, index: int, page: Page, first: int | None) -> Html:
    """What can be done with lines, chosen by their numbers, and with a place drawn on the picture."""
    action = f"/p/{index}/page/{page.number}/arrange"
    chosen = None if first is None else str(first + 1)
    seen = element("input", type="hidden", name="seen", value=sign_of(page))
    return element(
        "details",
        element("summary", tell(say("Put lines in order"))),
        form(
            action,
            seen,
            _NO_DEFAULT,
            _number(tell(say("Lines, from")), "from", chosen),
            _number(tell(say("to")), "to", chosen),
            *(button(tell(words), name="do", value=do, id=f"do-{do}") for do, words in _DO),
            _number(tell(say("Before line (empty: at the end)")), "before", None),
            button(tell(say("Move (M)")), name="do", value="move", id="do-move"),
            _number(tell(say("Words in the first half")), "words", None),
            button(tell(say("Two lines (S)")), name="do", value="split", id="do-split"),
            _text(tell(say("Why (may stay empty)")), "why"),
            class_="answer tools",
            id="tools",
        ),
        _place_form(tell, action, seen) if page.width else None,
        open=True,
        class_="order",
    )


def _place_form(tell: PageLanguage, action: str, seen: Html) -> Html:
    return form(
        action,
        seen,
        _NO_DEFAULT,
        *(element("input", type="hidden", name=edge, id=f"drawn-{edge}") for edge in _EDGES),
        element("p", tell(say("The place drawn on the picture is:")), class_="count"),
        *(button(tell(words), name="do", value=do) for do, words in _DO_PLACE),
        _text(tell(say("or these words, which were not read")), "text"),
        button(tell(say("Add the words")), name="do", value="add"),
        class_="answer tools",
        id="drawn",
        hidden=True,
    )


def _number(label: str, name: str, value: str | None) -> Html:
    field = element(
        "input", type="text", inputmode="numeric", size=4, name=name, id=f"tool-{name}", value=value, class_="short",
        autocomplete="off",
    )  # fmt: skip
    return element("label", label, " ", field)


def _text(label: str, name: str) -> Html:
    return element("label", label, " ", element("input", type="text", name=name, class_="words", autocomplete="off"))


def table_page(
    frame: Frame,
    index: int,
    page: Page,
    lines: tuple[int, int],
    cells: Sequence[TypedCell],
    *,
    title: str,
    seen: str,
    picture: str | None,
    once_more: Mapping[tuple[int, int], str],
) -> str:
    """A table as a form: every cell a field.

    Args:
        frame: What is around it.
        index: Of the package.
        page: Where the lines stand.
        lines: The first and the last of them, from 0.
        cells: As they stand, or as they were typed.
        title: What names the material.
        seen: The sign of the page the person saw.
        picture: Address of the picture of the lines.
        once_more: Cells with numbers that were changed, and what was typed there first.
    """
    tell = frame.tell
    again = say("Numbers in these cells were changed. Look again, and type them once more.")
    return frame.page(
        tell(say("Table")),
        heading(title, tell(say("page {page}", page=page.number))),
        None
        if picture is None
        else element("img", src=picture, alt=tell(say("Part of page {page}", page=page.number)), class_="picture"),
        notice(tell(again)) if once_more else None,
        form(
            f"/p/{index}/page/{page.number}/table",
            *(_hidden(name, value) for name, value in _state(lines, cells, seen)),
            *(_hidden(f"first-{row}-{column}", text) for (row, column), text in once_more.items()),
            element("table", *_grid(tell, cells, once_more), class_="grid"),
            element(
                "div",
                button(tell(say("Take the table (Enter)")), class_="first", name="do", value="save"),
                button(tell(say("One more row")), name="do", value="row"),
                button(tell(say("One more column")), name="do", value="column"),
                element("a", tell(say("Back to the page")), href=f"/p/{index}/page/{page.number}", id="later"),
                class_="ways",
            ),
            **kept_while_typed(frame, index, table_key(page.number, *lines), shown=True),
        ),
    )


def table_key(page: int, first: int, last: int) -> str:
    """The name of the table that is typed for some lines of a page."""
    return f"table-{page}-{first}-{last}"


def _hidden(name: str, value: str) -> Html:
    return element("input", type="hidden", name=name, value=value)


def _state(lines: tuple[int, int], cells: Sequence[TypedCell], seen: str) -> Sequence[tuple[str, str]]:
    rows, columns = shape_of(cells)
    values = ("from", lines[0] + 1), ("to", lines[1] + 1), ("rows", rows), ("columns", columns)
    return [*((name, str(value)) for name, value in values), ("seen", seen)]


def shape_of(cells: Sequence[TypedCell]) -> tuple[int, int]:
    """Rows and columns of a table."""
    return (
        max((cell.row + cell.row_span for cell in cells), default=1),
        max((cell.column + cell.column_span for cell in cells), default=1),
    )


def _grid(tell: PageLanguage, cells: Sequence[TypedCell], once_more: Mapping[tuple[int, int], str]) -> Sequence[Html]:
    rows: dict[int, list[Html]] = {row: [] for row in range(shape_of(cells)[0])}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        place = (cell.row, cell.column)
        label = tell(say("Row {row}, column {column}", row=cell.row + 1, column=cell.column + 1))
        field = element(
            "textarea", "" if place in once_more else cell.text, name=f"c-{cell.row}-{cell.column}", rows=1,
            aria_label=label, class_="again" if place in once_more else None, spellcheck="false",
        )  # fmt: skip
        spans = {"rowspan": cell.row_span, "colspan": cell.column_span}
        rows[cell.row].append(element("td", field, **{name: many for name, many in spans.items() if many > 1}))
    return [element("tr", *fields) for fields in rows.values()]
