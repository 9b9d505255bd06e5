"""The citations of a package: shown with what the office's register says of their acts, and decided about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pbgdpl_cli.review.answers.cited import answer_key
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.metadata.acts_offered import ActsOffered
from pbgdpl_cli.review.metadata.cited import CitedPlace, citations_of, taken_out, undecided_behind
from pbgdpl_cli.review.metadata.deciding import LONGEST, Became, Deciding, TypedCitation
from pbgdpl_cli.review.metadata.form import hiding
from pbgdpl_cli.review.pictures import place_picture
from pbgdpl_cli.review.routes.http import fields_of, html, jpeg, not_found, not_kept, to
from pbgdpl_cli.review.routes.sitting import Sitting
from pbgdpl_cli.review.views.metadata.citations import CitationsLook, Told, citations_page
from pbgdpl_cli.review.views.metadata.deciding import ADDED
from pbgdpl_cli.web.cited_names import act_name, place_name
from validators.problems import Message, Problem, say

if TYPE_CHECKING:  # opened when a package's citations are
    from validators.citations.register import Register

_Became = tuple[Became, Message | None]
_DECIDE: Mapping[str, Callable[[Deciding, CitedPlace, TypedCitation], _Became]] = {
    "confirm": Deciding.confirm, "remove": Deciding.remove, "correct": Deciding.correct, "open": Deciding.open,
}  # fmt: skip
_MEANWHILE = say("This citation was decided about meanwhile, in another window or program. Look, and decide again.")
_LONGEST_SEARCHED = 200  # letters of what is searched for


class CitationRoutes:
    """What is shown of citations, and decided about them.

    Args:
        sitting: What all routes share.
    """

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._registers: dict[Path, tuple[Register, ActsOffered]] = {}
        # Told once, at the citation it is about, on the page that the browser is sent to.
        self._told: dict[int, Told] = {}

    def routes(self) -> Sequence[Route]:
        """The addresses."""
        return [
            Route("/p/{package:int}/citations", self._citations),
            Route("/p/{package:int}/citations", self._add, methods=["POST"]),
            Route("/p/{package:int}/citations-acts", self._acts),
            Route("/p/{package:int}/citations/{key}.jpg", self._picture),
            Route("/p/{package:int}/citations/{key}/drop", self._drop, methods=["POST"]),
            Route("/p/{package:int}/citations/{key}/back", self._put_back, methods=["POST"]),
            Route("/p/{package:int}/citations/{key}/{do}", self._decide, methods=["POST"]),
        ]

    async def _citations(self, request: Request) -> Response:
        if not self._sitting.who:
            return to("/")
        package, index = self._sitting.first_read(request), request.path_params["package"]
        register, _, trouble = self._register()
        day, asked = self._sitting.findings.options.day, request.query_params
        look = CitationsLook(
            citations_of(package, register, day), taken_out(package), day, trouble, register is not None,
            self._told.pop(index, None), asked.get("page", "")[:10], asked.get("text", "")[:LONGEST],
        )  # fmt: skip
        return html(citations_page(self._sitting.frame, index, look, hiding(package)))

    def _register(self) -> tuple[Register | None, ActsOffered, Message | None]:
        """The office's register, opened once, and the acts it offers."""
        path = self._sitting.findings.options.register
        if path is None:
            return None, ActsOffered(None), None
        try:
            if path not in self._registers:
                from validators.citations.register import Register

                register = Register.open(path)
                self._registers[path] = register, ActsOffered(register)
        except Problem as problem:
            return None, ActsOffered(None), problem.message
        return *self._registers[path], None

    async def _acts(self, request: Request) -> Response:
        package = self._sitting.first_read(request)
        typed = request.query_params.get("value", "")[:_LONGEST_SEARCHED]
        offers = await run_in_threadpool(self._register()[1].found, package.record, typed, hiding(package))
        return JSONResponse([{"value": one.value, "label": one.label} for one in offers])

    async def _decide(self, request: Request) -> Response:
        package, index = self._sitting.first_read(request), request.path_params["package"]
        decide = _DECIDE.get(request.path_params["do"]) or not_found()
        typed = _typed(await fields_of(request))
        one = self._one(package, request.path_params["key"])
        if not self._sitting.who:
            return to("/")
        if one is None:
            self._told[index] = Told("", _MEANWHILE, TypedCitation())
            return to(f"/p/{index}/citations")
        try:
            became, told = decide(Deciding(package, self._register()[1], self._sitting.who), one, typed)
            if became is not Became.REFUSED:
                package.begun.sent(answer_key(one.key))
        except OSError as error:
            became, told = Became.REFUSED, not_kept(error)
        if became is Became.SAVED:
            return to(f"/p/{index}/citations#citation-{undecided_behind(package, one.key)}")
        self._told[index] = Told(one.key, told or _sentence(became, one), typed, again=became is Became.DIFFERS)
        return to(f"/p/{index}/citations#citation-{one.key}")

    async def _add(self, request: Request) -> Response:
        package, index = self._sitting.first_read(request), request.path_params["package"]
        typed = _typed(await fields_of(request))
        if not self._sitting.who:
            return to("/")
        try:
            key, told = Deciding(package, self._register()[1], self._sitting.who).add(typed)
            if key:
                package.begun.sent(ADDED)
        except OSError as error:
            key, told = "", not_kept(error)
        if told is not None:
            self._told[index] = Told(key, told, TypedCitation() if key else typed)
        return to(f"/p/{index}/citations#{f'citation-{key}' if key else 'page-new'}")

    async def _drop(self, request: Request) -> Response:
        package, index = self._sitting.first_read(request), request.path_params["package"]
        key = request.path_params["key"]
        try:
            Deciding(package, ActsOffered(None), self._sitting.who).drop(key)
        except OSError as error:
            return self._sitting.told(not_kept(error), 507)
        return to(f"/p/{index}/citations#citation-{key}")

    async def _put_back(self, request: Request) -> Response:
        package, index = self._sitting.first_read(request), request.path_params["package"]
        key, given = request.path_params["key"], (await fields_of(request)).get("given", "")
        found = next((one for one in taken_out(package) if one[0].key == key and one[2] == given), None)
        if not self._sitting.who or found is None:
            self._told[index] = Told("", _MEANWHILE, TypedCitation())
            return to(f"/p/{index}/citations")
        try:
            Deciding(package, ActsOffered(None), self._sitting.who).put_back(found[0])
        except OSError as error:
            return self._sitting.told(not_kept(error), 507)
        return to(f"/p/{index}/citations")

    def _one(self, package: PackageUnderReview, key: str) -> CitedPlace | None:
        return next(iter(citations_of(package, None, dt.date.max, only=key)), None)

    async def _picture(self, request: Request) -> Response:
        package = self._sitting.first_read(request)
        one = self._one(package, request.path_params["key"])
        if one is None or one.box is None or one.page is None:
            not_found()
        return await jpeg(place_picture, package.source, one.page, one.box)


def _typed(sent: Mapping[str, str]) -> TypedCitation:
    names = ("act", "place", "role", "why", "page", "base", "given", "first")
    return TypedCitation(**{name: sent.get(name, "")[:LONGEST] for name in names}, text=sent.get("words", "")[:LONGEST])


def _sentence(became: Became, one: CitedPlace) -> Message:
    """What is said of a decision that was not taken; the reading is shown once a person has typed his own."""
    if became is Became.MEANWHILE:
        return _MEANWHILE
    return say(
        "The program reads “{act}”, “{place}”. Look at the picture, and type once more what is printed.",
        act=act_name(one.citation.act) or "–", place=place_name(one.citation.locator) or "–",
    )  # fmt: skip
