"""Like doubts side by side: the next screen is shown, the odd places are kept apart, the others are confirmed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from converters.reading.boxes import Box
from pbgdpl_cli.review.alike.batches import new_batch
from pbgdpl_cli.review.alike.carpet import (
    CELLS,
    Carpet,
    Spot,
    Tile,
    boxes_beside,
    count_of,
    digest,
    next_screen,
    spot_of,
    tile_at,
)
from pbgdpl_cli.review.answers.items import Said, Verdict, answered, verdict
from pbgdpl_cli.review.answers.journal import Answer
from pbgdpl_cli.review.routes.http import all_fields_of, html, jpeg, not_found, not_kept, to
from pbgdpl_cli.review.routes.sitting import Sitting
from pbgdpl_cli.review.tiles import MOST_KEPT
from pbgdpl_cli.review.views.alike.carpet import Done, Screen, carpet_page
from pbgdpl_cli.review.words.harmless import BLANK
from validators.problems import Problem


@dataclass
class _Sorted:
    """What becomes of the places of a screen that was sent."""

    right: list[Tile] = field(default_factory=list)
    odd: list[Spot] = field(default_factory=list)
    later: list[Spot] = field(default_factory=list)
    gone: int = 0


class CarpetRoutes:
    """What is done with many places at a time.

    Args:
        sitting: What all routes share.
    """

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._aside: dict[Spot, None] = {}
        self._done: Done | None = None
        self._carpet = Carpet(sitting.queue)

    def routes(self) -> Sequence[Route]:
        """The addresses."""
        return [
            Route("/carpet", self._screen),
            Route("/carpet", self._sent, methods=["POST"]),
            Route("/carpet/again", self._again, methods=["POST"]),
            Route("/p/{package:int}/tile/{key}.jpg", self._picture),
        ]

    async def _screen(self, request: Request) -> Response:
        del request
        if not self._sitting.who:
            return to("/")
        for package in self._sitting.queue.packages:
            package.refresh()
        screen = await run_in_threadpool(self._laid_out)
        shown = {(tile.package, tile.item.key): None for tile in screen.tiles}
        self._sitting.tiles.do_ahead(self._draw_behind, {**self._aside, **shown})
        return html(carpet_page(self._sitting.frame, screen, *self._sitting.notices()))

    def _laid_out(self) -> Screen:
        """The next screen; its pictures are being drawn."""
        queue = self._sitting.queue
        groups = self._carpet.groups(self._aside)
        sections = tuple(next_screen(queue, groups))
        done, self._done = self._done, None
        odd = sum(len(package.odd) for package in queue.packages)
        screen = Screen(sections, count_of(groups), len(self._aside), odd, done)
        self._draw(screen.tiles, count_of(groups))
        return screen

    def _draw_behind(self, aside: Mapping[Spot, None]) -> None:
        """Make the screen behind the one that is shown, while the person looks at that."""
        queue = self._sitting.queue
        groups = self._carpet.groups(aside)
        tiles = [tile for section in next_screen(queue, groups) for tile in section.tiles]
        self._draw(tiles, count_of(groups))

    def _draw(self, tiles: Sequence[Tile], of: int) -> None:
        """Draw the pictures of a screen, and what else stands on its pages where all of the carpet can be kept."""
        along = boxes_beside(self._sitting.queue, tiles) if of <= MOST_KEPT else ()
        self._sitting.tiles.draw(self._places_of(tiles), along)

    def _places_of(self, tiles: Sequence[Tile]) -> list[tuple[Path, int, Box]]:
        return [
            (self._sitting.queue.packages[tile.package].source, tile.item.page, tile.item.box)
            for tile in tiles
            if tile.item.page is not None and tile.item.box is not None
        ]

    async def _sent(self, request: Request) -> Response:
        form = await all_fields_of(request)
        if not self._sitting.who:
            return to("/")
        for package in self._sitting.queue.packages:
            package.refresh()
        if "all_later" in form:
            self._aside.update(dict.fromkeys(spot for spot, _ in self._named(form, "tile")))
            return to("/carpet")
        sorted_ = await run_in_threadpool(self._sorted, form)
        self._aside.update(dict.fromkeys(sorted_.later))
        try:
            self._keep(sorted_)
        except OSError as error:
            return self._sitting.told(not_kept(error), 507)
        return to("/carpet")

    def _named(self, form: Mapping[str, Sequence[str]], name: str) -> list[tuple[Spot, str]]:
        """The places a field names, no more than a screen holds: nobody confirms what was on no screen."""
        found = [named for text in form.get(name, ()) if (named := spot_of(self._sitting.queue, text)) is not None]
        return found[:CELLS]

    def _sorted(self, form: Mapping[str, Sequence[str]]) -> _Sorted:
        marked = {name: {spot for spot, _ in self._named(form, name)} for name in ("odd", "later", "blank")}
        found = _Sorted()
        for spot, seen in dict.fromkeys(self._named(form, "tile")):
            if spot in marked["later"]:
                found.later.append(spot)
                continue
            tile = tile_at(self._sitting.queue, spot)
            if tile is None or digest(tile.item.text) != seen or not self._has_picture(tile):
                found.gone += 1
            elif spot in marked["odd"] or (tile.item.kind == BLANK and spot not in marked["blank"]):
                found.odd.append(spot)
            else:
                found.right.append(tile)
        return found

    def _has_picture(self, tile: Tile) -> bool:
        """Whether the place could be looked at: it was drawn for the screen, so this costs nothing."""
        try:
            return bool([self._sitting.tiles.picture(*one) for one in self._places_of([tile])])
        except (Problem, OSError):
            return False

    def _keep(self, found: _Sorted) -> None:
        """One durable write a package; what is on the disk is told even if the disk refuses the next one."""
        batch = new_batch("carpet")
        answers: dict[int, list[Answer]] = defaultdict(list)
        odd: dict[int, dict[str, str]] = defaultdict(dict)
        for index, key in found.odd:
            odd[index][key] = batch
        for tile in found.right:
            said = Said(tile.item.text if tile.item.place is not None else None)
            if verdict(tile.item, said) is Verdict.TAKEN:
                answers[tile.package].append(answered(tile.item, said, self._sitting.who, batch))
        kept = 0
        for index in sorted({*answers, *odd}):
            self._sitting.queue.packages[index].answer(*answers[index], odd=odd[index])
            kept += len(answers[index])
            self._done = Done(batch, kept, len(found.odd), len(found.later), found.gone)
        if not kept and not found.odd:
            self._done = Done(batch, 0, 0, len(found.later), found.gone)

    async def _again(self, request: Request) -> Response:
        """What was put off comes again."""
        del request
        self._aside.clear()
        return to("/carpet")

    async def _picture(self, request: Request) -> Response:
        package, item = self._sitting.package(request), self._sitting.place(request)
        if item.box is None or item.page is None:
            not_found()
        return await jpeg(self._sitting.tiles.picture, package.source, item.page, item.box)
