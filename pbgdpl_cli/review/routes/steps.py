"""The steps a person takes with a material: shown with what they would rest on, and taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pbgdpl_cli.errors import from_os_error
from pbgdpl_cli.review.answers.items import folded
from pbgdpl_cli.review.answers.package import PackageUnderReview
from pbgdpl_cli.review.routes.http import fields_of, html, to
from pbgdpl_cli.review.routes.sitting import Sitting
from pbgdpl_cli.review.trust.steps import StepAsked
from pbgdpl_cli.review.views.put_right import put_right_page
from pbgdpl_cli.review.views.steps import StepsLook, steps_page
from validators.problems import Message, Problem, say
from validators.sharing.standing import Standing

_LONGEST = 500  # characters of a field


class StepRoutes:
    """What is asked of a material's standing.

    Args:
        sitting: What all routes share.
    """

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        # Told once, on the page that the browser is sent to, with what was typed where nothing came of it.
        self._told: dict[int, tuple[Sequence[Message], Mapping[str, str]]] = {}

    def routes(self) -> Sequence[Route]:
        """The addresses."""
        return [
            Route("/p/{package:int}/standing", self._standing),
            Route("/p/{package:int}/standing", self._take, methods=["POST"]),
            Route("/p/{package:int}/put-right", self._put_right),
        ]

    async def _standing(self, request: Request) -> Response:
        if not self._sitting.who:
            return to("/")
        package, index = self._sitting.first_read(request), request.path_params["package"]
        basis = await run_in_threadpool(self._basis, package)
        told, sent = self._told.pop(index, ((), {}))
        return html(steps_page(self._sitting.frame, index, StepsLook(basis, told, sent)))

    def _basis(self, package: PackageUnderReview) -> Sequence[Message]:
        # What is estimated is loaded when somebody asks: the first place is shown without it.
        from pbgdpl_cli.review.trust.basis import basis_of
        from pbgdpl_cli.review.trust.sheet import basis_lines

        try:
            return basis_lines(basis_of(package.path, package.record, package.home), self._sitting.frame.tell)
        except Problem as problem:
            return (problem.message,)
        except OSError as error:
            return (from_os_error(error).message,)

    async def _take(self, request: Request) -> Response:
        sent, index = await fields_of(request), request.path_params["package"]
        package, take = self._sitting.first_read(request), self._sitting.take_step
        asked = _asked(sent)
        if take is None or asked is None or not self._sitting.who:
            return to(f"/p/{index}/standing")
        try:
            await run_in_threadpool(take, package.path, asked)
        except Problem as problem:
            self._told[index] = ((problem.message, *([] if problem.hint is None else [problem.hint])), sent)
        except OSError as error:
            self._told[index] = ((from_os_error(error).message,), sent)
        else:
            package.refresh()
            done = say("Recorded: {state}, {name}.", state=asked.state.term, name=asked.by)
            self._told[index] = ((done,), {})
        return to(f"/p/{index}/standing")

    async def _put_right(self, request: Request) -> Response:
        package = self._sitting.first_read(request)
        index = request.path_params["package"]
        return html(await run_in_threadpool(put_right_page, self._sitting.frame, index, package.put_right()))


def _asked(sent: Mapping[str, str]) -> StepAsked | None:
    """The step that was sent; None where it is none."""
    try:
        state = Standing(sent.get("state", ""))
    except ValueError:
        return None
    by, day, note, position, document = (
        folded(sent.get(name, ""))[:_LONGEST] for name in ("by", "day", "note", "position", "document")
    )
    return StepAsked(state, by, day, note, position, document, "despite" in sent)
