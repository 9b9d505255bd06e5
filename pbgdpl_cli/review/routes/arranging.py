"""Lines of a page are put in order: joined, split, moved, marked, typed as a table; words are added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from converters.corrections.lines.arrangement import Change, TypedCell
from converters.corrections.lines.making import Wanted
from converters.corrections.lines.regions import box_of
from converters.corrections.lines.typed_tables import grid_of, lines_of_table
from converters.corrections.places import lines_of
from converters.reading.boxes import Box
from converters.reading.document import BlockKind, Page
from pbgdpl_cli.review.answers.items import folded, has_digit, line_key
from pbgdpl_cli.review.lines.changes import Outcome, arrange
from pbgdpl_cli.review.lines.masking import masked, unmasked
from pbgdpl_cli.review.lines.on_page import sign_of
from pbgdpl_cli.review.pictures import place_picture
from pbgdpl_cli.review.routes.http import fields_of, html, jpeg, not_found, not_kept, to
from pbgdpl_cli.review.routes.sitting import Sitting
from pbgdpl_cli.review.views.changes import shape_of, table_key, table_page
from pbgdpl_cli.review.views.frame import title_beside
from validators.problems import Message, say

_LARGEST_TABLE = 1 << 20  # bytes of a form; a Vietnamese letter takes up to nine
_MOST_CELLS = 2000
_LONGEST_NUMBER = 7  # digits
_KINDS: Mapping[str, BlockKind] = MappingProxyType({
    "paragraph": BlockKind.PARAGRAPH,
    "heading": BlockKind.HEADING,
    "picture": BlockKind.PICTURE,
    "stamp": BlockKind.STAMP,
    "handwriting": BlockKind.HANDWRITING,
})  # fmt: skip
_TOLD: Mapping[Outcome, Message] = MappingProxyType({
    Outcome.DONE: say("Done. It goes into the package with the answers; Alt+Z takes it back."),
    Outcome.IMPOSSIBLE: say("That cannot be done with these lines, or changes nothing."),
    Outcome.ANSWERED: say(
        "A line among these was typed anew, and that is not in the package yet. "
        "Put the answers into the package first, or take that one back."
    ),
})  # fmt: skip
_MEANWHILE = say(
    "This page was changed meanwhile, in another window or by another program. Look again; nothing was done."
)


class ArrangingRoutes:
    """What is done with lines and blocks.

    Args:
        sitting: What all routes share.
    """

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def routes(self) -> Sequence[Route]:
        """The addresses."""
        return [
            Route("/p/{package:int}/page/{page:int}/arrange", self._arrange, methods=["POST"]),
            Route("/p/{package:int}/page/{page:int}/table", self._table),
            Route("/p/{package:int}/page/{page:int}/lines-{first:int}-{last:int}.jpg", self._picture),
            Route("/p/{package:int}/page/{page:int}/table", self._type_table, methods=["POST"]),
        ]

    def _page(self, request: Request) -> Page:
        page = self._sitting.package(request).page(request.path_params["page"])
        return page if page is not None else not_found()

    async def _arrange(self, request: Request) -> Response:
        page, form = self._page(request), await fields_of(request)
        if not self._sitting.who:
            return to("/")
        if form.get("seen") != sign_of(page):
            return self._back(request, _MEANWHILE)
        if form.get("do") == "table":
            return to(f"{_address(request)}/table?from={form.get('from', '')}&to={form.get('to', '')}")
        wanted = wanted_of(form)
        return (
            self._told(request, wanted, page) if wanted is not None else self._back(request, _TOLD[Outcome.IMPOSSIBLE])
        )

    def _told(self, request: Request, wanted: Wanted, page: Page) -> Response:
        package = self._sitting.package(request)
        try:
            outcome = arrange(package, page.number, wanted, self._sitting.who)
        except OSError as error:
            return self._sitting.told(not_kept(error), 507)
        return self._back(request, _TOLD[outcome], wanted.first)

    def _back(self, request: Request, told: Message, line: int | None = None) -> RedirectResponse:
        """To the page, with a sentence, at the line that was in question."""
        self._sitting.tell_on_page(told)
        page = self._page(request)
        count = len(list(lines_of(page)))
        if line is None or not count:
            return to(_address(request))
        key = line_key(page.number, min(line, count - 1))
        return to(f"{_address(request)}?at={key}#{key}")

    async def _table(self, request: Request) -> Response:
        page = self._page(request)
        lines = _from_to(request.query_params)
        every = list(lines_of(page))
        chosen = lines_of_table(page, every[lines[0] : lines[1] + 1]) if lines is not None else []
        if not chosen:
            return self._back(request, _TOLD[Outcome.IMPOSSIBLE])
        places = [at for at, line in enumerate(every) if any(line is one for one in chosen)]
        lines, cells = (places[0], places[-1]), grid_of(page, chosen)
        numbers, begun = self._hidden(request, page), self._begun(request, page, lines)
        if begun:
            return self._grid(request, page, lines, _typed(begun, cells), {})
        return self._grid(request, page, lines, [replace(one, text=masked(one.text, numbers)) for one in cells], {})

    def _begun(self, request: Request, page: Page, lines: tuple[int, int]) -> Mapping[str, str]:
        """What the same person has typed of this table before, where the page is still the same."""
        begun = self._sitting.package(request).begun.of(table_key(page.number, *lines), self._sitting.who)
        return begun if begun.get("seen") == sign_of(page) else {}

    async def _picture(self, request: Request) -> Response:
        """A part of the picture of a page: around some lines."""
        page, first, last = self._page(request), request.path_params["first"], request.path_params["last"]
        box = Box.around_known(box_of(line) for line in list(lines_of(page))[max(0, first - 1) : last])
        if box is None:
            not_found()
        return await jpeg(place_picture, self._sitting.package(request).source, page.number, box)

    def _hidden(self, request: Request, page: Page) -> Sequence[str]:
        """Numbers of the page that nobody has read for himself yet."""
        return [place.text for place in self._sitting.package(request).unread_numbers(page.number)]

    def _grid(
        self,
        request: Request,
        page: Page,
        lines: tuple[int, int],
        cells: Sequence[TypedCell],
        once_more: Mapping[tuple[int, int], str],
    ) -> Response:
        index, package = request.path_params["package"], self._sitting.package(request)
        picture = f"{_address(request)}/lines-{lines[0] + 1}-{lines[1] + 1}.jpg" if page.width else None
        title = title_beside(package, self._hidden(request, page))
        return html(
            table_page(
                self._sitting.frame, index, page, lines, cells,
                title=title, seen=sign_of(page), picture=picture, once_more=once_more,
            )
        )  # fmt: skip

    async def _type_table(self, request: Request) -> Response:
        page, form = self._page(request), await fields_of(request, _LARGEST_TABLE)
        lines = _from_to(form)
        if not self._sitting.who:
            return to("/")
        if form.get("seen") != sign_of(page) or lines is None:
            return self._back(request, _MEANWHILE)
        with suppress(OSError):  # it would only come back once more
            self._sitting.package(request).begun.sent(table_key(page.number, *lines))
        chosen = list(lines_of(page))[lines[0] : lines[1] + 1]
        read = grid_of(page, chosen)
        cells = _typed(form, read)
        if form.get("do") in ("row", "column"):
            return self._grid(request, page, lines, _larger(cells, form["do"]), {})
        numbers = self._hidden(request, page)
        again = _to_repeat(read, cells, form, numbers)
        if again:
            return self._grid(request, page, lines, cells, again)
        typed = tuple(replace(one, text=unmasked(one.text, numbers)) for one in cells)
        return self._told(request, Wanted(Change.TABLE, lines[0], lines[1], cells=typed), page)


def _address(request: Request) -> str:
    return f"/p/{request.path_params['package']}/page/{request.path_params['page']}"


def _number(form: Mapping[str, str], name: str) -> int | None:
    """A number that was typed; None for anything else."""
    typed = form.get(name, "").strip()
    return int(typed) if typed.isdecimal() and len(typed) < _LONGEST_NUMBER else None


def _from_to(form: Mapping[str, str]) -> tuple[int, int] | None:
    """The first and the last of the lines that are meant, from 0."""
    first = _number(form, "from")
    last = _number(form, "to") or first
    return None if not first or not last else (min(first, last) - 1, max(first, last) - 1)


def wanted_of(form: Mapping[str, str]) -> Wanted | None:
    """What a person wants done; None where the form says nothing that could be."""
    do, why = form.get("do", ""), folded(form.get("why", "")) or None
    box = _box(form)
    if box is not None:
        if do == "add":
            return Wanted(Change.ADDED, box=box, text=form.get("text", ""), why=why)
        return Wanted(Change.MARKED, box=box, kind=_KINDS[do], why=why) if do in _KINDS else None
    lines = _from_to(form)
    if lines is None:
        return None
    if do in _KINDS:
        return Wanted(Change.MARKED, *lines, kind=_KINDS[do], why=why)
    if do == "join":
        return Wanted(Change.JOINED, *lines, why=why)
    if do == "split":
        return Wanted(Change.SPLIT, *lines, at=_number(form, "words") or 0, why=why)
    before = _number(form, "before")
    return Wanted(Change.MOVED, *lines, to=None if not before else before - 1, why=why) if do == "move" else None


def _box(form: Mapping[str, str]) -> Box | None:
    """The place that was drawn, in pixels of the page image."""
    left, top, right, bottom = (_number(form, edge) for edge in ("left", "top", "right", "bottom"))
    if left is None or top is None or right is None or bottom is None or left >= right or top >= bottom:
        return None
    return Box(left, top, right, bottom)


def _typed(form: Mapping[str, str], read: Sequence[TypedCell]) -> list[TypedCell]:
    """The cells as they were typed; those that were there keep their spans."""
    known = {(cell.row, cell.column): cell for cell in read}
    rows, columns = _number(form, "rows") or 1, _number(form, "columns") or 1
    if rows * columns > _MOST_CELLS:
        return list(read)
    cells = []
    for row in range(rows):
        for column in range(columns):
            text = form.get(f"c-{row}-{column}")
            if text is not None:
                lines = (" ".join(folded(line).split()) for line in text.splitlines())
                cell = known.get((row, column), TypedCell(row, column, ""))
                cells.append(replace(cell, text="\n".join(line for line in lines if line)))
    return cells


def _larger(cells: Sequence[TypedCell], by: str) -> list[TypedCell]:
    """The table with one more row or column of empty cells."""
    rows, columns = shape_of(cells)
    more = [TypedCell(rows, at, "") for at in range(columns)] if by == "row" else []
    more += [TypedCell(at, columns, "") for at in range(rows)] if by == "column" else []
    return sorted([*cells, *more], key=lambda cell: (cell.row, cell.column))


def _to_repeat(
    read: Sequence[TypedCell], cells: Sequence[TypedCell], form: Mapping[str, str], numbers: Sequence[str]
) -> Mapping[tuple[int, int], str]:
    """Cells whose numbers were changed and that were not typed twice alike, with what was typed there now."""
    same = {(cell.row, cell.column) for cell in read} == {(cell.row, cell.column) for cell in cells}
    words = {(cell.row, cell.column): masked(cell.text, numbers).split() for cell in read}
    everywhere = [word for cell in words.values() for word in cell]
    again = {}
    for cell in cells:
        known = words[cell.row, cell.column] if same else everywhere
        new = [word for word in cell.text.split() if has_digit(word) and word not in known]
        if new and folded(form.get(f"first-{cell.row}-{cell.column}", "")) != folded(cell.text):
            again[cell.row, cell.column] = cell.text
    return again
