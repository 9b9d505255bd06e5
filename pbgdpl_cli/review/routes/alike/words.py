"""The good and bad words of publishers: shown, and changed by whoever reviews."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pbgdpl_cli.review.alike.suggestions import Suggestions
from pbgdpl_cli.review.routes.http import fields_of, html, not_kept, to
from pbgdpl_cli.review.routes.sitting import Sitting
from pbgdpl_cli.review.views.alike.words import words_page
from pbgdpl_cli.review.words.scopes import Scope, ScopeKind
from pbgdpl_cli.review.words.word_lists import ListedWord, NoListedWord, Proposal, Sort, WordLists, proposals


class WordRoutes:
    """What is done with the lists.

    Args:
        sitting: What all routes share.
    """

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def routes(self) -> Sequence[Route]:
        """The addresses."""
        return [Route("/words", self._page), Route("/words", self._change, methods=["POST"])]

    async def _page(self, request: Request) -> Response:
        del request
        if not self._sitting.who:
            return to("/")
        told = [self._sitting.frame.tell(one) for one in self._sitting.notices()]
        return html(words_page(self._sitting.frame, [self._of(one) for one in self._publishers()], *told))

    async def _change(self, request: Request) -> Response:
        """A word on a list, or off it; the places of its publisher's packages are looked for anew."""
        form, who = await fields_of(request), self._sitting.who
        publisher, sort = form.get("publisher", ""), form.get("list", "")
        if not who or publisher not in self._publishers() or sort not in tuple(Sort):
            return to("/words")
        lists = WordLists(self._sitting.queue.packages[0].home, publisher)
        printed = form.get("printed", "") if sort == Sort.BAD else ""
        try:
            lists.put(form.get("word", ""), Sort(sort), who, printed)
        except NoListedWord as problem:
            self._sitting.tell_next(problem.message)
        except OSError as error:
            return self._sitting.told(not_kept(error), 507)
        for package in self._sitting.queue.packages:
            if package.publisher == publisher:
                package.look_again()
        return to("/words")

    def _publishers(self) -> Sequence[str]:
        packages = self._sitting.queue.packages
        return [name for name in dict.fromkeys(one.publisher for one in packages) if name]

    def _of(self, publisher: str) -> tuple[str, Sequence[ListedWord], Sequence[Proposal]]:
        home = self._sitting.queue.packages[0].home
        lists = WordLists(home, publisher)
        listed = lists.words()
        taken = Suggestions(home, Scope(ScopeKind.PUBLISHER, publisher)).taken()
        return publisher, tuple(listed.values()), proposals(listed, lists.found_right(), taken)
