"""The overview: all packages, who reviews, and the answers that are put into a package."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from pbgdpl_cli.errors import from_os_error
from pbgdpl_cli.review.alike.batches import take_back
from pbgdpl_cli.review.alike.suggestions import learn_from
from pbgdpl_cli.review.answers.items import folded
from pbgdpl_cli.review.answers.put_in import Applied
from pbgdpl_cli.review.lines.changes import change_of, undo_change
from pbgdpl_cli.review.routes.http import fields_of, not_kept, to
from pbgdpl_cli.review.routes.sitting import Sitting, address_of_key
from validators.problems import Message, Problem, say

_LONGEST_NAME = 200  # characters


class OverviewRoutes:
    """What the overview asks for.

    Args:
        sitting: What all routes share.
    """

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def routes(self) -> Sequence[Route]:
        """The addresses."""
        return [
            Route("/", self._overview),
            Route("/next", self._next),
            Route("/who", self._name, methods=["POST"]),
            Route("/undo", self._undo, methods=["POST"]),
            Route("/p/{package:int}/apply", self._apply, methods=["POST"]),
        ]

    async def _overview(self, request: Request) -> HTMLResponse:
        del request
        for package in self._sitting.queue.packages:
            package.refresh()
        return self._sitting.overview()

    async def _next(self, request: Request) -> RedirectResponse:
        del request
        return self._sitting.onward()

    async def _name(self, request: Request) -> RedirectResponse:
        name = folded((await fields_of(request)).get("text", ""))[:_LONGEST_NAME]
        self._sitting.who = name or self._sitting.who
        return to("/next" if self._sitting.who else "/")

    async def _undo(self, request: Request) -> Response:
        """Take the latest answer back, whichever package it is for; with it those of the same screen."""
        del request
        packages = self._sitting.queue.packages
        given = ((answer.when, at, key) for at, one in enumerate(packages) for key, answer in one.answers.items())
        latest = max(given, default=None)
        if latest is None:
            return to("/")
        _, index, key = latest
        answer = packages[index].answers[key]
        batch, change = answer.batch, change_of(answer)
        try:
            if change is not None:
                undo_change(packages[index], change)
                return to(f"/p/{index}/page/{change.page}")
            count = take_back(self._sitting.queue, batch)
            if not batch:
                packages[index].take_back(key)
        except OSError as error:
            return self._sitting.told(not_kept(error), 507)
        if not batch:
            return to(address_of_key(index, key))
        self._sitting.tell_next(say("{count} answers were taken back.", count=count))
        return to("/carpet")

    async def _apply(self, request: Request) -> RedirectResponse:
        try:
            package = self._sitting.package(request)
            scopes = await run_in_threadpool(lambda: package.scopes)
            applied = await run_in_threadpool(package.apply)
            self._sitting.tell_next(*_became_of(applied))
            learn_from(package.home, scopes, applied.pairs)
        except Problem as problem:
            self._sitting.tell_next(_kept(problem))
        except OSError as error:
            self._sitting.tell_next(say("{reason} The answers are kept.", reason=from_os_error(error).message))
        return to("/")


def _kept(problem: Problem) -> Message:
    if problem.hint is None:
        return say("{reason} The answers are kept.", reason=problem.message)
    return say("{reason} The answers are kept. {hint}", reason=problem.message, hint=problem.hint)


def _became_of(applied: Applied) -> list[Message]:
    told = [say("{count} answers are in the package now.", count=applied.count), *applied.told]
    if applied.left:
        told.append(say("{count} answers were kept: something else stands at their places by now.", count=applied.left))
    return told
