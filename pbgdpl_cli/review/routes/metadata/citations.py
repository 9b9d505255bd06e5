"""The citations of a package: shown with what the office's register says of their acts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pbgdpl_cli.review.metadata.cited import citations_of
from pbgdpl_cli.review.metadata.form import without_numbers
from pbgdpl_cli.review.pictures import place_picture
from pbgdpl_cli.review.routes.http import html, jpeg, not_found, to
from pbgdpl_cli.review.routes.sitting import Sitting
from pbgdpl_cli.review.views.metadata.citations import citations_page
from validators.citations.register import Register
from validators.problems import Message, Problem


class CitationRoutes:
    """What is shown of citations.

    Args:
        sitting: What all routes share.
    """

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._registers: dict[Path, Register] = {}

    def routes(self) -> Sequence[Route]:
        """The addresses."""
        return [
            Route("/p/{package:int}/citations", self._citations),
            Route("/p/{package:int}/citations/{at:int}.jpg", self._picture),
        ]

    async def _citations(self, request: Request) -> Response:
        if not self._sitting.who:
            return to("/")
        package, index = self._sitting.first_read(request), request.path_params["package"]
        register, trouble = self._register()
        day = self._sitting.findings.options.day
        cited = citations_of(package, register, day)
        page = citations_page(
            self._sitting.frame, index, cited, partial(without_numbers, package), day, trouble,
            has_register=register is not None,
        )  # fmt: skip
        return html(page)

    def _register(self) -> tuple[Register | None, Message | None]:
        """The office's register, opened once."""
        path = self._sitting.findings.options.register
        if path is None:
            return None, None
        try:
            if path not in self._registers:
                self._registers[path] = Register.open(path)
        except Problem as problem:
            return None, problem.message
        return self._registers[path], None

    async def _picture(self, request: Request) -> Response:
        package, at = self._sitting.first_read(request), request.path_params["at"]
        cited = citations_of(package, None, dt.date.max)
        one = cited[at] if at < len(cited) else not_found()
        if one.box is None or one.page is None:
            not_found()
        return await jpeg(place_picture, package.source, one.page, one.box)
