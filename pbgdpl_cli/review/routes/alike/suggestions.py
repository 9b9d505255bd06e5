"""What people put right in earlier material of a publisher: offered with its places, never put right by itself."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pbgdpl_cli.review.alike.series import Change, occurrences
from pbgdpl_cli.review.alike.suggestions import Suggestion, Suggestions
from pbgdpl_cli.review.routes.alike.series import SUGGESTED, change_sent
from pbgdpl_cli.review.routes.http import fields_of, html, to
from pbgdpl_cli.review.routes.sitting import Sitting
from pbgdpl_cli.review.views.alike.suggestions import suggestions_page


class SuggestionRoutes:
    """What is done with suggestions.

    Args:
        sitting: What all routes share.
    """

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def routes(self) -> Sequence[Route]:
        """The addresses."""
        return [
            Route("/suggestions", self._page),
            Route("/suggestions", self._chosen, methods=["POST"]),
        ]

    async def _page(self, request: Request) -> Response:
        del request
        if not self._sitting.who:
            return to("/")
        return html(suggestions_page(self._sitting.frame, await run_in_threadpool(self._offered)))

    def _offered(self) -> Sequence[tuple[Suggestion, int]]:
        """The suggestions that have places in the packages under review, and how many."""
        counted = [(one, self._places(one.change)) for one in self._known()]
        # The same words with the same places are shown once, for the narrowest of what the material belongs to.
        once = {(one.change.before, one.change.after, count): (one, count) for one, count in reversed(counted) if count}
        return list(reversed(once.values()))

    def _known(self) -> Sequence[Suggestion]:
        packages = self._sitting.queue.packages
        homes = {scope: package.home for package in packages for scope in package.scopes}
        return [one for scope, home in homes.items() for one in Suggestions(home, scope).all()]

    def _places(self, change: Change) -> int:
        return sum(one.kept_apart is None for one in occurrences(self._sitting.queue, change, ""))

    async def _chosen(self, request: Request) -> Response:
        """The places of a suggestion are shown."""
        form = await fields_of(request)
        change = change_sent(form)
        if self._sitting.who and change.scope.name and change in [one.change for one in self._known()]:
            self._sitting.series = [change]
            return to(f"/series/0/{SUGGESTED}")
        return to("/suggestions")
