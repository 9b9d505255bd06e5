"""Answers that were given together on one screen: looked at again, taken back one by one or all at once."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pbgdpl_cli.review.alike.batches import answers_of, take_back
from pbgdpl_cli.review.alike.carpet import spot_of
from pbgdpl_cli.review.routes.http import fields_of, html, not_kept, to
from pbgdpl_cli.review.routes.sitting import Sitting
from pbgdpl_cli.review.views.alike.batch import batch_page
from validators.problems import say


class BatchRoutes:
    """What is done with a screen that was confirmed.

    Args:
        sitting: What all routes share.
    """

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def routes(self) -> Sequence[Route]:
        """The addresses."""
        return [
            Route("/batch/{batch}", self._page),
            Route("/batch/{batch}/undo", self._undo, methods=["POST"]),
            Route("/batch/{batch}/drop", self._drop, methods=["POST"]),
        ]

    async def _page(self, request: Request) -> Response:
        batch = request.path_params["batch"]
        given = answers_of(self._sitting.queue, batch)
        if not given:
            return self._sitting.told(say("Nothing of that screen is left to take back."), 404)
        return html(batch_page(self._sitting.frame, batch, given))

    async def _undo(self, request: Request) -> Response:
        try:
            count = take_back(self._sitting.queue, request.path_params["batch"])
        except OSError as error:
            return self._sitting.told(not_kept(error), 507)
        self._sitting.tell_next(say("{count} answers were taken back.", count=count))
        return to("/carpet")

    async def _drop(self, request: Request) -> Response:
        """One answer of a screen is taken back; its place goes item by item."""
        batch = request.path_params["batch"]
        named = spot_of(self._sitting.queue, (await fields_of(request)).get("spot", ""))
        given = {(index, answer.key) for index, answer in answers_of(self._sitting.queue, batch)}
        if named is not None and named[0] in given:
            (index, key), _ = named
            try:
                self._sitting.queue.packages[index].answer(odd={key: batch})
            except OSError as error:
                return self._sitting.told(not_kept(error), 507)
        return to(f"/batch/{batch}" if len(given) > 1 else "/carpet")
