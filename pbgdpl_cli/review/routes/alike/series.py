"""Words that were put right once: the like places of all packages are shown, and those ticked are put right too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from converters.corrections.places import WordPlace, lines_of
from pbgdpl_cli.review.alike.batches import new_batch
from pbgdpl_cli.review.alike.series import Change, Occurrence, answers_for, occurrences
from pbgdpl_cli.review.alike.suggestions import Suggestions
from pbgdpl_cli.review.routes.http import all_fields_of, html, jpeg, not_found, not_kept, to
from pbgdpl_cli.review.routes.place import after_answer
from pbgdpl_cli.review.routes.sitting import Sitting
from pbgdpl_cli.review.views.alike.series import series_page
from pbgdpl_cli.review.words.scopes import Scope, ScopeKind
from validators.problems import say

SHOWN = 60  # places of a screen
SUGGESTED = "suggested"  # in the place of a key: the words were put right in earlier material
_HIDDEN = say("[to be read]")


class SeriesRoutes:
    """What is done with like places.

    Args:
        sitting: What all routes share.
    """

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def routes(self) -> Sequence[Route]:
        """The addresses."""
        return [
            Route("/series/{package:int}/{key}", self._page),
            Route("/series/{package:int}/{key}", self._taken, methods=["POST"]),
            Route("/p/{package:int}/words/{page:int}-{at:int}-{start:int}-{stop:int}.jpg", self._picture),
        ]

    async def _page(self, request: Request) -> Response:
        """The like places; where there are none, the next words that were put right, and then onwards."""
        while self._sitting.series:
            change, first = self._sitting.series[0], _first(request)
            found = await run_in_threadpool(self._found, change)
            if any(one.kept_apart is None for one in found[first:]):
                shown = found[first : first + SHOWN]
                self._draw(shown)
                address = f"{request.url.path}?from={first}"
                return html(series_page(self._sitting.frame, address, change, shown, len(found) - first))
            self._sitting.series.pop(0)
        return self._onward(request)

    async def _taken(self, request: Request) -> Response:
        form = await all_fields_of(request)
        change = change_sent({name: values[0] for name, values in form.items()})
        if not self._sitting.who or change not in self._sitting.series[:1]:
            return self._onward(request)  # another window has gone on: nothing is taken for words that it did not show
        first = _first(request)
        shown = (await run_in_threadpool(self._found, change))[: first + SHOWN]
        ticked = [one for one in shown[first:] if one.token in form.get("take", ()) and "skip" not in form]
        try:
            self._keep(ticked)
            self._learn(change, [one for one in shown[first:] if one.kept_apart is None and one not in ticked])
        except OSError as error:
            return self._sitting.told(not_kept(error), 507)
        if "skip" in form:
            self._sitting.series.pop(0)
            return to(request.url.path)
        known = {one.token for one in shown}
        behind = await run_in_threadpool(self._found, change)
        return to(f"{request.url.path}?from={sum(one.token in known for one in behind)}")

    def _found(self, change: Change) -> Sequence[Occurrence]:
        return occurrences(self._sitting.queue, change, self._sitting.frame.tell(_HIDDEN))

    def _keep(self, ticked: Sequence[Occurrence]) -> None:
        """One durable write a package."""
        batch = new_batch("series")
        made = answers_for(self._sitting.queue, ticked, self._sitting.who, batch)
        for index, answers in made.items():
            self._sitting.queue.packages[index].answer(*answers)

    def _learn(self, change: Change, declined: Sequence[Occurrence]) -> None:
        """A suggestion that was declined in a place is offered less readily; what was taken counts in the package."""
        if change.scope.name and declined:
            home = self._sitting.queue.packages[0].home
            Suggestions(home, change.scope).learn({}, {(change.before, change.after): len(declined)})

    def _onward(self, request: Request) -> Response:
        index = request.path_params["package"]
        if request.path_params["key"] == SUGGESTED:
            return to("/suggestions")
        item = self._sitting.package(request).item(request.path_params["key"])
        return self._sitting.onward() if item is None else after_answer(self._sitting, index, item)

    def _draw(self, shown: Sequence[Occurrence]) -> None:
        packages = self._sitting.queue.packages
        boxes = ((packages[one.package].source, one.at.page, one.place.box) for one in shown)
        self._sitting.tiles.draw((source, page, box) for source, page, box in boxes if box is not None)

    async def _picture(self, request: Request) -> Response:
        package, of = self._sitting.package(request), request.path_params
        page = package.page(of["page"])
        line = None if page is None else next(iter(list(lines_of(page))[of["at"] :]), None)
        box = None if line is None else WordPlace(of["page"], line, of["start"], of["stop"]).box
        if box is None:
            not_found()
        return await jpeg(self._sitting.tiles.picture, package.source, of["page"], box)


def change_sent(form: Mapping[str, str]) -> Change:
    """The words that a form names, and where they are looked for; what no form of ours says leads nowhere."""
    kind = form.get("kind", "")
    known = ScopeKind(kind) if kind in tuple(ScopeKind) else ScopeKind.PUBLISHER
    return Change(form.get("before", ""), form.get("after", ""), Scope(known, form.get("scope", "")))


def _first(request: Request) -> int:
    """How many places were passed over already."""
    given = request.query_params.get("from", "")
    return int(given) if given.isdecimal() and len(given) < len(str(10**6)) else 0
