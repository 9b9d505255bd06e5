"""The review page as one ASGI application, for one person at a time on this machine."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Mount, Router
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from pbgdpl_cli.review.answers.queue import ReviewQueue
from pbgdpl_cli.review.gate import TokenGate
from pbgdpl_cli.review.routes.http import KEPT_A_WHILE
from pbgdpl_cli.review.routes.overview import OverviewRoutes
from pbgdpl_cli.review.routes.place import PlaceRoutes
from pbgdpl_cli.review.routes.sitting import Sitting
from pbgdpl_cli.review.trust.steps import TakeStep
from pbgdpl_cli.web.access import Access
from pbgdpl_cli.web.guard import Guard
from pbgdpl_cli.web.page_language import PageLanguage

if TYPE_CHECKING:
    from validators.options import CheckOptions

CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_STATIC = Path(__file__).parent / "static"


class _FurtherPages:
    """The pages nobody begins with: what they need is loaded when the first of them is asked for.

    Args:
        sitting: What all routes share.
    """

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._router(scope, receive, send)

    @cached_property
    def _router(self) -> Router:
        from pbgdpl_cli.review.routes.further import further_routes

        return Router(further_routes(self._sitting))


class _KeptFiles(StaticFiles):
    """Files that the browser need not ask for again at every place."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """A file, with the time for which it is kept."""
        response = super().file_response(*args, **kwargs)
        response.headers.update(KEPT_A_WHILE)
        return response


def build_application(
    queue: ReviewQueue,
    language: str,
    token: str,
    who: str = "",
    checks: Callable[[], CheckOptions] | None = None,
    once: str = "",
    take_step: TakeStep | None = None,
) -> Starlette:
    """The application over some packages.

    Args:
        queue: The packages.
        language: Of the pages: "vi" or "en".
        token: Whoever has not got it gets nothing.
        who: Who reviews; empty to ask.
        checks: Tells how validation judges, when somebody wants to know; None for today, without an office's settings.
        once: A token that lets in once; empty for none.
        take_step: Takes a step with a package; None where none can be taken.
    """
    sitting = Sitting(queue, PageLanguage(language), who, checks, take_step)
    routes = [*OverviewRoutes(sitting).routes(), *PlaceRoutes(sitting).routes()]
    application = Starlette(routes=[*routes, Mount("/static", _KeptFiles(directory=_STATIC))])
    application.router.default = _FurtherPages(sitting)
    application.state.sitting = sitting
    application.add_middleware(TokenGate, token=token, once=once)
    application.add_middleware(Guard, access=Access(), content_policy=CONTENT_POLICY)
    return application
