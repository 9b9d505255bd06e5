"""One place: it is shown, answered, put off, or its answer is let go."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from pbgdpl_cli.review.alike.series import changes
from pbgdpl_cli.review.answers.items import ReviewItem, Said, Verdict, answered, folded
from pbgdpl_cli.review.answers.journal import Answer
from pbgdpl_cli.review.lines.masking import unmasked
from pbgdpl_cli.review.pictures import place_picture
from pbgdpl_cli.review.routes.http import fields_of, html, jpeg, not_found, not_kept, to
from pbgdpl_cli.review.routes.sitting import Sitting
from pbgdpl_cli.review.views.frame import address_of_line
from pbgdpl_cli.review.views.place import Shown, item_page, mark_of
from validators.problems import Message, say

_GONE = say("That place is not on the list any more: it was settled, or its words were changed.")


class PlaceRoutes:
    """What is done at one place.

    Args:
        sitting: What all routes share.
    """

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def routes(self) -> Sequence[Route]:
        """The addresses."""
        return [
            Route("/p/{package:int}/item/{key}.jpg", self._picture),
            Route("/p/{package:int}/item/{key}/later", self._postpone, methods=["POST"]),
            Route("/p/{package:int}/item/{key}/drop", self._drop, methods=["POST"]),
            Route("/p/{package:int}/item/{key}", self._place),
            Route("/p/{package:int}/item/{key}", self._answer, methods=["POST"]),
        ]

    async def _place(self, request: Request) -> Response:
        if not self._sitting.who:
            return to("/")
        item = self._sitting.package(request).shown(request.path_params["key"])
        if item is None:
            return self._sitting.told(_GONE, 404)
        index = request.path_params["package"]
        shown, typed = self._sitting.shown_again(index, item)
        anew = self._sitting.read_anew(index, item)
        return html(item_page(self._sitting.frame, index, item, shown, typed, anew))

    async def _answer(self, request: Request) -> Response:
        form = await fields_of(request)
        said = Said(None if "seen" in form else form.get("text", ""), "nothing" in form, form.get("first"))
        package, index = self._sitting.package(request), request.path_params["package"]
        item = package.item(request.path_params["key"])
        if not self._sitting.who:
            return to("/")
        if item is None:
            return self._sitting.told(_gone_with(said), 410)
        answer = package.answers.get(item.key)
        if form.get("known", "") != mark_of(answer) and not _says_the_same(item, said, answer):
            return self._sitting.show_again(index, item, Shown.MEANWHILE, said)
        try:
            package.begun.sent(item.key)
            decided = package.weigh(item, said, self._sitting.who)
            if decided is Verdict.TAKEN and not _is_unchanged_line(item, said, answer):
                package.answer(answered(item, said, self._sitting.who))
        except OSError as error:
            return self._sitting.told(not_kept(error), 507)
        if decided is Verdict.LATER:
            self._sitting.put_off(index, item.key)
        elif decided is not Verdict.TAKEN:
            return self._sitting.show_again(index, item, Shown(decided), said)
        elif said.text is not None and not item.is_number and package.work.second_reader is None:
            self._sitting.series = list(changes(item.text, unmasked(said.text, item.hidden)))
            if self._sitting.series:
                return to(f"/series/{index}/{item.key}")
        return after_answer(self._sitting, index, item)

    async def _postpone(self, request: Request) -> RedirectResponse:
        self._sitting.put_off(request.path_params["package"], self._sitting.place(request).key)
        return self._sitting.onward()

    async def _drop(self, request: Request) -> Response:
        try:
            self._sitting.package(request).take_back(request.path_params["key"])
        except OSError as error:
            return self._sitting.told(not_kept(error), 507)
        return to("/")

    async def _picture(self, request: Request) -> Response:
        package, item = self._sitting.package(request), self._sitting.place(request)
        if item.box is None or item.page is None:
            not_found()
        answer = await jpeg(place_picture, package.source, item.page, item.box)
        answer.background = BackgroundTask(self._sitting.draw_behind)
        return answer


def after_answer(sitting: Sitting, index: int, item: ReviewItem) -> RedirectResponse:
    """Where the browser goes behind an answer: from a line back to its page, from a doubt to the next one."""
    return to(address_of_line(index, item)) if item.doubt is None else sitting.onward()


def _gone_with(said: Said) -> Message:
    return say(
        "That place is not on the list any more: it was settled, or its words were changed. “{text}” was not kept.",
        text=said.text or "",
    )


def _is_unchanged_line(item: ReviewItem, said: Said, answer: Answer | None) -> bool:
    """A line that a person looked at and left: it settles no doubt about its numbers, so nothing is written down."""
    typed = unmasked(said.text or "", item.hidden)
    return item.doubt is None and answer is None and folded(typed) == folded(item.text)


def _says_the_same(item: ReviewItem, said: Said, answer: Answer | None) -> bool:
    """Whether an answer from another window is the one that is sent now."""
    return answer is not None and answer.text == (said.text and unmasked(said.text, item.hidden))
